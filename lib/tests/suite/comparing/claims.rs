//! Claims of the founding articles about texts, shown by what the built-in landscape has coded, unit beside unit.
//!
//! Numbers are those of the list of claims the project was founded on. Nothing is shown here that a source does not say:
//! key words are those of the landscape's rows, each with its basis.

use servanda::compare::{self, Direction, Op, SideBySide, What};
use servanda::holding;
use servanda::landscape::{self, Landscape, RawFile};
use servanda::read::understand::citations::Gazetteer;
use servanda::read::understand::force::{Class, Hedge};

fn beside<'l>(landscape: &'l Landscape, left: &str, right: &str) -> SideBySide<'l> {
    let side = |address: &str| {
        let (id, unit) = address.split_once('/').unwrap();
        (landscape.instrument(id).unwrap(), unit.to_owned())
    };
    let (l, r) = (side(left), side(right));
    compare::beside((l.0, &l.1), (r.0, &r.1)).unwrap_or_else(|| panic!("{left} and {right}"))
}

/// What the excerpts signal: the kind, the words of both sides, where they point.
fn signals(both: &SideBySide<'_>) -> Vec<(What, String, String, Option<Direction>)> {
    let quote = |q: &Option<compare::Quote>| q.as_ref().map_or(String::new(), |q| q.text.clone());
    let all = both.excerpts.iter().flat_map(|e| &e.signals);
    all.map(|s| (s.what, quote(&s.left), quote(&s.right), s.direction)).collect()
}

fn hedges(one: &compare::Beside<'_>) -> Vec<(Hedge, String)> {
    let hedge = |f: &servanda::read::understand::force::Force| match f.class {
        Class::Hedge(hedge) => Some((hedge, f.words.clone())),
        Class::Modal(_) => None,
    };
    one.force.iter().filter_map(hedge).collect()
}

fn note(one: &compare::Beside<'_>) -> String {
    one.unit.evidence.note.clone().unwrap_or_default()
}

/// Claims 81 and 82: (e) became 6; (h) became 9, and who led now cooperates.
#[test]
fn who_led_society_in_2011_cooperates_with_it_in_2015() {
    let landscape = landscape::built_in().landscape;
    let led = beside(&landscape, "code-of-conduct-2011/h", "code-of-conduct-2015/9");
    let word = str::to_owned;
    assert_eq!(signals(&led), [(What::Verb, word("lead"), word("cooperate"), Some(Direction::Weaker))]);
    // Two excerpts of one rewritten clause share no words: nothing is said to be dropped or added.
    assert!(led.excerpts.as_ref().unwrap().words.is_empty());
    assert_eq!(led.relations[0].from, "code-of-conduct-2015");
    assert!(!led.relations[0].relation.evidence.sources.is_empty());
    assert!(led.right.readings[0].quote.as_deref().unwrap().contains("increased role"));
    let rights = beside(&landscape, "code-of-conduct-2011/e", "code-of-conduct-2015/6");
    assert_eq!(rights.left.unit.quote.as_deref(), Some("information space"));
    assert_eq!(rights.right.unit.quote.as_deref(), Some("rights and responsibilities"));
    assert!(signals(&rights).is_empty() && rights.excerpts.unwrap().words.is_empty());
}

/// Claim 85: the ancestor of paragraph 7 is Article 19 of the Covenant, with its limits; both readings stand beside it.
#[test]
fn the_right_to_seek_receive_and_impart_is_the_covenants() {
    let landscape = landscape::built_in().landscape;
    let both = beside(&landscape, "iccpr-1966/art19/2", "code-of-conduct-2015/7");
    let excerpts = both.excerpts.as_ref().unwrap();
    let common: String = excerpts.words.iter().filter(|p| p.op == Op::Both).map(|p| p.text.as_str()).collect();
    assert!(common.contains("seek, receive and impart"), "{common}");
    let by: Vec<&str> = both.right.readings.iter().map(|r| &*r.by).collect();
    assert!(by.iter().any(|by| by.contains("Just Security")) && by.iter().any(|by| by.contains("Russian Federation")));
    // Article 19 is cited whole, its limits with it.
    let (code, covenant) =
        (landscape.instrument("code-of-conduct-2015").unwrap(), landscape.instrument("iccpr-1966").unwrap());
    let cited = compare::cited(code, &[], covenant, None);
    let limits = cited.units.iter().find(|unit| unit.address == "art19/3").unwrap();
    assert_eq!(limits.within, Some("art19"));
    assert!(cited.units.iter().find(|unit| unit.address == "art20").unwrap().is_passed_over());
}

/// Claim 86: the revised Code cites paragraph 16 of the experts' report of 2013, and not paragraph 19.
#[test]
fn the_revised_code_cites_paragraph_16_and_passes_over_19() {
    let landscape = landscape::built_in().landscape;
    let (code, report) =
        (landscape.instrument("code-of-conduct-2015").unwrap(), landscape.instrument("gge-2013").unwrap());
    let cited = compare::cited(code, &[], report, None);
    assert!(cited.coded_only && cited.whole.is_empty() && cited.unknown.is_empty());
    let of = |address: &str| cited.units.iter().find(|unit| unit.address == address).unwrap();
    assert_eq!(of("16").cited_by[0].unit, Some("preamble"));
    assert_eq!(of("16").cited_by[0].evidence.unwrap().sources.len(), 1);
    assert!(!of("16").is_passed_over());
    let passed: Vec<&str> = cited.units.iter().filter(|u| u.is_passed_over()).map(|u| u.address).collect();
    assert_eq!(passed, ["19", "20", "23"]);
    // Half a year later the next report cites what the Code did not.
    let next = compare::cited(landscape.instrument("gge-2015").unwrap(), &[], report, None);
    let of = |address: &str| next.units.iter().find(|unit| unit.address == address).unwrap();
    assert_eq!(of("19").cited_by[0].unit, Some("24"));
    assert_eq!(next.units.iter().filter(|unit| unit.is_passed_over()).count(), 3);
}

/// Claims 92 to 96: what the articles make of the norms stands beside the norms, with the caveats that they leave out.
#[test]
fn norms_have_caveats_that_their_readers_leave_out() {
    let landscape = landscape::built_in().landscape;
    let teams = beside(&landscape, "us-state-norms-2015/1", "gge-2015/13/f");
    assert_eq!(hedges(&teams.left), [(Hedge::Intent, "intentionally".to_owned())]);
    assert_eq!(teams.right.unit.quote.as_deref(), Some("contrary to its obligations under international law"));
    assert!(teams.right.readings[0].evidence.note.as_deref().unwrap_or_default().contains("only activity that breaks"));
    for (norm, hedge) in [("13/k", Hedge::Knowledge), ("13/c", Hedge::Knowledge)] {
        let both = beside(&landscape, "us-state-norms-2015/2", &format!("gge-2015/{norm}"));
        assert_eq!(hedges(&both.right), [(hedge, "knowingly".to_owned())], "{norm}");
        assert!(!both.right.readings.is_empty(), "{norm}");
    }
    let due = beside(&landscape, "us-state-norms-2015/4", "gge-2015/13/b");
    assert_eq!(due.right.unit.quote.as_deref(), Some("should consider all relevant information"));
    assert!(due.right.readings[0].evidence.note.as_deref().unwrap().contains("nothing on counteraction"));
    let help = beside(&landscape, "gge-2015/13/d", "gge-2015/13/h");
    assert_eq!(help.left.readings, help.right.readings);
    let hidden = beside(&landscape, "gge-2015/13/i", "gge-2015/13/j");
    assert_eq!(hidden.left.unit.quote.as_deref(), Some("use of harmful hidden functions"));
}

/// Claims 97 and 98: each American principle beside its counterpart; the third has none but in the pledge with China.
#[test]
fn the_third_principle_returns_only_in_the_pledge_with_china() {
    let landscape = landscape::built_in().landscape;
    for (principle, norm) in [("1", "13(f)"), ("2", "13(k)"), ("4", "13(c) and 13(h)"), ("5", "13(h)")] {
        let both = beside(&landscape, &format!("us-state-norms-2015/{principle}"), "gge-2015/13/f");
        assert!(note(&both.left).contains(norm), "{principle}: {}", note(&both.left));
        assert!(both.relations.is_empty(), "a counterpart is a coder's reading, and no borrowing");
    }
    let theft = beside(&landscape, "us-state-norms-2015/3", "us-china-2015/2");
    assert!(note(&theft.left).starts_with("No counterpart in GGE 2015"));
    assert_eq!(signals(&theft), [(What::Caveat, String::new(), "knowingly".to_owned(), Some(Direction::Weaker))]);
    let soil = beside(&landscape, "us-state-norms-2015/4", "us-china-2015/1");
    assert!(note(&soil.left).contains("US-China 2015, point 1"));
}

/// Claims 99 and 100: whom each point binds, and what it hangs on.
#[test]
fn the_pledges_with_china_bind_governments_and_hang_on_national_law() {
    let landscape = landscape::built_in().landscape;
    let both = beside(&landscape, "us-china-2015/1", "us-china-2015/2");
    assert_eq!(hedges(&both.left), [(Hedge::NationalLaw, "consistent with their respective national laws".to_owned())]);
    assert_eq!(hedges(&both.right), [(Hedge::Knowledge, "knowingly".to_owned())]);
    assert!(note(&both.left).contains("whoever is behind it"));
    assert!(both.right.unit.says.as_deref().unwrap().starts_with("Neither government"));
    assert!(both.right.readings[0].quote.as_deref().unwrap().contains("non-state actors"));
}

/// Claim 103: the item on harmful content, as quoted of 2009 and of 2015.
#[test]
fn the_threat_from_content_is_in_both_lists() {
    let landscape = landscape::built_in().landscape;
    let both = beside(&landscape, "sco-2009/annex2/5", "russia-china-2015/art2/6");
    assert!(both.left.unit.says.as_deref().unwrap().contains("spiritual, moral and cultural"));
    assert!(both.right.unit.quote.as_deref().unwrap().starts_with("spiritual, moral and cultural"));
    assert!(note(&both.right).contains("\"other states\" is to be checked"));
    // The excerpts are of different parts of the item: nothing is made of their difference.
    assert!(both.excerpts.unwrap().words.is_empty());
}

/// Claims 120 and 121: paragraph 24 of 2015 beside paragraph 19 of 2013, and the words that differ.
#[test]
fn paragraph_24_restates_paragraph_19_with_a_word_more() {
    let landscape = landscape::built_in().landscape;
    let both = beside(&landscape, "gge-2013/19", "gge-2015/24");
    assert!(both.relations.iter().any(|row| row.from == "gge-2015" && &*row.relation.to == "gge-2013/19"));
    let excerpts = both.excerpts.as_ref().unwrap();
    let only = |op: Op| excerpts.words.iter().filter(|p| p.op == op).map(|p| p.text.trim()).collect::<Vec<_>>();
    assert_eq!((only(Op::Left), only(Op::Right)), (vec![], vec!["is"]));
    assert!(excerpts.signals.is_empty());
    assert!(note(&both.right).contains("\"stable\" is new"));
}

/// Claims 112 and 113: the African duty to make attacks criminal, with its caveat, beside the European offence; what both
/// say on content, the unverified letters marked as such.
#[test]
fn the_african_offences_stand_beside_the_european_ones() {
    let landscape = landscape::built_in().landscape;
    let attacks = beside(&landscape, "malabo-convention-2014/art25/1", "budapest-convention-2001/art2");
    assert_eq!(attacks.left.unit.quote.as_deref(), Some("as it deems effective"));
    assert!(!attacks.left.unit.evidence.is_unverified());
    for (african, european, both_say) in [
        ("malabo-convention-2014/art29/3/a", "budapest-convention-2001/art9/1", "child pornography"),
        ("malabo-convention-2014/art29/3/h", "budapest-protocol-2003/art6", "genocide"),
    ] {
        let both = beside(&landscape, african, european);
        let says = |one: &compare::Beside<'_>| format!("{:?} {:?}", one.unit.says, one.unit.heading);
        assert!(says(&both.left).contains(both_say) && says(&both.right).contains(both_say), "{african}");
        assert!(both.left.unit.evidence.is_unverified(), "{african}: the letter is from memory");
        assert_eq!(both.excerpts, None);
    }
}

#[test]
fn nothing_is_beside_what_is_not_coded() {
    let landscape = landscape::built_in().landscape;
    let (code, report) =
        (landscape.instrument("code-of-conduct-2015").unwrap(), landscape.instrument("gge-2013").unwrap());
    assert_eq!(compare::beside((code, "9"), (report, "999")), None);
    // Chinese and English key words are not compared.
    let both = beside(&landscape, "russia-china-2015/preamble/12", "code-of-conduct-2011/g");
    assert_eq!((both.left.language, both.excerpts), (Some("zh"), None));
}

/// Citations in a held text are found beside the coded ones, and single units are compared with all that they contain.
#[test]
fn held_texts_tell_what_they_cite_and_their_units_can_be_compared() {
    let files = [
        ("instruments/lake-2009/instrument.toml", "[title]\nen = \"Model Convention on Keeping Lakes Clean\"\n"),
        (
            "instruments/lake-2009/text.en.md",
            "# Model Convention on Keeping Lakes Clean\n\n## Article 1\n\n1. Each Party shall keep the lake clean.\n\n2. Nobody shall drain it.\n\n\
             ## Article 2\n\nBoats are free.\n\n## Article 3\n\nFish are not.\n",
        ),
        (
            "instruments/pond-2019/instrument.toml",
            "[title]\nen = \"Model Pond Treaty\"\n[default]\nbasis = \"coder\"\n[[relation]]\ntype = \"cites\"\nto = \"lake-2009\"\n",
        ),
        (
            "instruments/pond-2019/text.en.md",
            "# Model Pond Treaty\n\n## Article 1\n\nBoats are free under Article 2 of the Model Convention on Keeping Lakes Clean.\n\n## Article 4\n\n\
             1. Each Party should keep the pond clean.\n\n2. Anybody may drain it, as Article 9 of the Model Convention on Keeping Lakes Clean has it.\n",
        ),
    ];
    let files = files.into_iter().map(|(name, content)| RawFile::new(name, content)).collect();
    let landscape = landscape::assemble("model", files, None).landscape;
    let gazetteer = Gazetteer::new(&landscape);
    let document = |id: &str| {
        let mut document = holding::document(&landscape, &landscape.instrument(id).unwrap().held[0]);
        document.understand(Some(&gazetteer));
        document
    };
    let documents = [document("pond-2019")];
    let lake = compare::Text::of(&document("lake-2009"), 0);
    let (pond_row, lake_row) = (landscape.instrument("pond-2019").unwrap(), landscape.instrument("lake-2009").unwrap());
    let cited = compare::cited(pond_row, &documents, lake_row, Some(&lake));
    assert!(!cited.coded_only);
    assert_eq!((cited.whole.len(), cited.whole[0].unit), (1, None));
    let of = |address: &str| cited.units.iter().find(|unit| unit.address == address).unwrap();
    assert_eq!((of("art2").cited_by.len(), of("art2").cited_by[0].unit), (1, Some("art1")));
    assert!(of("art1/1").is_passed_over() && of("art3").is_passed_over());
    assert_eq!(cited.unknown.iter().map(|(unit, by)| (*unit, by.unit)).collect::<Vec<_>>(), [("art9", Some("art4/2"))]);

    let pond = compare::Text::of(&documents[0], 0);
    let comparison = compare::compare_units(&lake, "art1", &pond, "art4").unwrap();
    assert!(super::is_whole(&comparison));
    let told: Vec<String> = comparison
        .changes
        .iter()
        .map(|c| format!("{} {} > {}", c.kind.word(), c.left.join("+"), c.right.join("+")))
        .collect();
    assert_eq!(told, ["renumbered art1 > art4", "edited art1/1 > art4/1", "dropped art1/2 > ", "added  > art4/2"]);
    let forced = compare::compare_units(&lake, "art3", &pond, "art4/1").unwrap();
    assert_eq!((forced.changes.len(), forced.changes[0].kind), (1, compare::Kind::Edited));
    assert_eq!(compare::compare_units(&lake, "art77", &pond, "art4"), None);
}
