//! Claims of the founding articles on promises, mechanisms and positions, each with the rows that show it. The numbers are
//! those of the list of claims that the project was founded on.

use std::collections::BTreeSet;

use servanda::ask::{Actor, Question, ask, promises, side_by_side, silence};
use servanda::landscape::{self, Landscape};
use servanda::model::{Commitment, Day, Mechanism, Modality, Position, Stance, Toward};
use servanda::overlap::{Wanted, common_ground};
use servanda::register::{Strength, stands};

fn built_in() -> Landscape {
    landscape::built_in().landscape
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn clause<'l>(landscape: &'l Landscape, id: &str) -> &'l Commitment {
    landscape.commitment(id).unwrap_or_else(|| panic!("{id}"))
}

fn acts(clause: &Commitment) -> Vec<&str> {
    clause.acts.iter().map(|act| &**act).collect()
}

fn hedges(clause: &Commitment) -> Vec<&str> {
    clause.caveats.iter().map(|caveat| &*caveat.kind).collect()
}

fn mechanism<'l>(landscape: &'l Landscape, id: &str) -> &'l Mechanism {
    landscape.mechanisms.get(id).unwrap_or_else(|| panic!("{id}"))
}

fn position<'l>(landscape: &'l Landscape, id: &str) -> &'l Position {
    landscape.positions.get(id).unwrap_or_else(|| panic!("{id}"))
}

/// Claims 36 to 41: what Russia and China set up. The rhythm rests on one article, and the joint operations are no promise.
#[test]
fn what_russia_and_china_set_up() {
    let landscape = built_in();
    let consult = clause(&landscape, "russia-china-2015.consult");
    assert_eq!(consult.schedule.as_ref().unwrap().per_year, Some(2));
    assert_eq!(mechanism(&landscape, "russia-china-consultations").per_year, Some(2));
    for (id, act, mechanism_id) in [
        ("5contact", "coop-contact-point", "russia-china-contact-points"),
        ("5research", "coop-research", "russia-china-joint-research"),
        ("3pos", "coop-positions", "russia-china-un-coordination"),
        ("5exchange", "coop-information-exchange", "russia-china-threat-data-exchange"),
    ] {
        let found = clause(&landscape, &format!("russia-china-2015.{id}"));
        assert!(acts(found).contains(&act) && found.modality == Modality::Duty, "{id}");
        assert_eq!(mechanism(&landscape, mechanism_id).parties.len(), 2);
    }
    // 41: a reported draft only, so a mechanism that is told as such and no clause.
    assert!(mechanism(&landscape, "russia-china-joint-operations").says.is_some());
    let operations = landscape.instrument("russia-china-2015").unwrap().commitments.iter();
    assert!(operations.flat_map(|c| &c.says).all(|says| !says.contains("joint operation")));
}

/// Claims 42 to 50: groups, dialogues and lines between the three, with who ended them when.
#[test]
fn dialogues_lines_and_their_ends() {
    let landscape = built_in();
    let group = mechanism(&landscape, "us-china-cyber-working-group");
    assert_eq!(group.period.to.unwrap().to_string(), "2014-05-19");
    let frozen = mechanism(&landscape, "us-russia-cyber-working-group");
    assert_eq!(frozen.period.to.unwrap().to_string(), "2014-04");
    assert!(frozen.says.as_ref().unwrap().contains("United States stopped"), "not Russia");
    let dialogue = clause(&landscape, "us-china-2015.dialogue");
    let schedule = dialogue.schedule.as_ref().unwrap();
    assert_eq!((schedule.first_by.unwrap().to_string(), schedule.per_year), ("2015-12-31".to_owned(), Some(2)));
    assert_eq!(
        mechanism(&landscape, "us-china-cybercrime-dialogue").replaced_by.as_deref(),
        Some("us-china-law-enforcement-dialogue")
    );
    for (id, act) in [("timely", "coop-assistance"), ("hotline", "coop-hotline"), ("experts", "coop-consultation")] {
        assert!(acts(clause(&landscape, &format!("us-china-2015.{id}"))).contains(&act), "{id}");
    }
    for (id, act) in [("1", "coop-information-exchange"), ("2", "coop-hotline"), ("3", "coop-hotline")] {
        assert!(acts(clause(&landscape, &format!("us-russia-2013.{id}"))).contains(&act), "{id}");
    }
    assert!(mechanism(&landscape, "cert-cooperation-gge-2015").kind.is_some());
}

/// Claims 51 and 52.
#[test]
fn voluntary_exchange_and_sanctions() {
    let landscape = built_in();
    let exchange = clause(&landscape, "code-of-conduct-2015.10");
    assert!(acts(exchange).contains(&"coop-transparency") && hedges(exchange).contains(&"appropriateness"));
    assert!(mechanism(&landscape, "us-sanctions-eo-13694").parties.iter().any(|party| &**party == "US"));
}

/// Claims 53, 54 and 56: what the words mean to whom, and who should govern the internet.
#[test]
fn positions_are_told_apart_from_promises() {
    let landscape = built_in();
    assert_eq!(clause(&landscape, "sco-2009.2.content").modality, Modality::Definition);
    assert_eq!(acts(clause(&landscape, "sco-2009.2.content")), ["harmful-information"]);
    for id in
        ["cn-ru-information-security-includes-content", "us-eu-cybersecurity-means-systems", "au-security-and-content"]
    {
        assert!(!position(&landscape, id).says.is_empty());
    }
    for id in ["code-of-conduct-2011.g", "code-of-conduct-2015.8", "russia-china-2015.p12", "wsis-geneva-2003.48"] {
        assert_eq!(acts(clause(&landscape, id)), ["governance-multilateral"], "{id}");
    }
    // The source of the wording names all parties concerned in the same breath; the codes' clause does not.
    assert_eq!(acts(clause(&landscape, "wsis-geneva-2003.48b")), ["society-involvement"]);
    assert_eq!(position(&landscape, "us-opposes-multilateral-internet-governance").stance, Stance::Opposes);
    for id in ["cn-ru-sovereignty-in-cyberspace", "us-gb-jp-internet-as-commons"] {
        assert!(landscape.positions.contains(id));
    }
    let china = promises(&landscape, "CN", day("2015-12-01")).unwrap();
    assert!(china.promises.iter().all(|clause| clause.modality != Modality::Position));
}

/// Claim 57: entities off limits are infrastructure and response teams, and in no coded text schools or hospitals.
#[test]
fn what_is_off_limits() {
    let landscape = built_in();
    let attacked: BTreeSet<&str> = landscape
        .commitments()
        .filter(|(_, c)| c.modality == Modality::Prohibition && acts(c).iter().any(|act| act.starts_with("ict-attack")))
        .map(|(_, c)| c.id.as_str())
        .collect();
    let known = ["gge-2015.13f", "gge-2015.13k1", "russia-china-2015.4", "us-state-norms-2015.1"];
    assert!(attacked.iter().copied().eq(known), "{attacked:?}");
    for object in ["schools", "health"] {
        let silent = silence(&landscape, object, &[], day("2016-01-01")).unwrap();
        assert!(silent.instruments.iter().all(|instrument| instrument.state == "none-found"), "{object}");
    }
}

/// Claims 55, 58 to 66: positions, each with a stance and a source.
#[test]
fn positions_have_a_stance_and_a_source() {
    let landscape = built_in();
    for (id, stance) in [
        ("us-promotes-budapest-convention", Stance::Supports),
        ("us-rejects-code-2011", Stance::Opposes),
        ("cn-existing-law-before-june-2013", Stance::Opposes),
        ("us-code-2011-ignores-dual-use", Stance::Opposes),
        ("cn-code-2015-more-balanced", Stance::Supports),
        ("western-states-refuse-itrs", Stance::Opposes),
        ("ru-itu-control-of-internet", Stance::Supports),
    ] {
        let found = position(&landscape, id);
        assert_eq!(found.stance, stance, "{id}");
        assert!(!found.evidence.sources.is_empty(), "{id}");
    }
    assert!(position(&landscape, "us-rejects-code-2011").says.contains("Three grounds"));
    assert!(position(&landscape, "cn-existing-law-before-june-2013").evidence.note.as_ref().unwrap().contains("Open"));
    assert!(!position(&landscape, "xi-sovereignty-online").says.is_empty());
    // 62: theft for companies is ruled out, espionage for the state is not spoken of.
    let texts = ["us-state-norms-2015", "us-china-2015"].map(str::to_owned);
    let political = silence(&landscape, "espionage-political", &texts, day("2016-01-01")).unwrap();
    assert!(political.instruments.iter().all(|instrument| instrument.state == "none-found"));
    assert!(political.instruments.iter().all(|i| i.closest.first().unwrap().act.id == "espionage-commercial"));
    // 66: four refused what China and Russia signed.
    let itrs = landscape.instrument("itr-dubai-2012").unwrap();
    for code in ["US", "FR", "DE", "GB"] {
        assert!(stands(&landscape, itrs, code, day("2013-01-01")).is_err(), "{code}");
    }
    for code in ["CN", "RU", "BR", "MX", "KR", "ID"] {
        assert!(stands(&landscape, itrs, code, day("2013-01-01")).is_ok(), "{code}");
    }
}

/// Claim 87: China and Russia held in 2013 that existing law applies, sponsored a code that does not say so, and held it again.
#[test]
fn an_acceptance_that_was_repeated() {
    let landscape = built_in();
    let holds = |code: &str, on: &str| -> Vec<String> {
        let all = promises(&landscape, code, day(on)).unwrap();
        let on_law = all.positions.iter().filter(|c| c.acts.iter().any(|act| act.id == "international-law-applies"));
        on_law.map(|c| c.instrument.to_owned()).collect()
    };
    for code in ["CN", "RU"] {
        assert_eq!(holds(code, "2015-02-01"), ["gge-2013"], "{code}");
        assert_eq!(holds(code, "2015-12-01"), ["gge-2013", "gge-2015"], "{code}: the later fact");
    }
    let code =
        silence(&landscape, "international-law-applies", &["code-of-conduct-2015".to_owned()], day("2015-02-01"));
    assert_eq!(code.unwrap().instruments[0].state, "none-found");
}

/// Claims 92 to 96: the norms with the words that narrow them.
#[test]
fn norms_of_the_report_and_their_hedges() {
    let landscape = built_in();
    let f = clause(&landscape, "gge-2015.13f");
    let terms: Vec<&str> = f.caveats.iter().filter_map(|caveat| caveat.term.as_deref()).collect();
    assert!(
        terms.contains(&"contrary to its obligations under international law")
            && terms.contains(&"intentionally damages")
    );
    assert_eq!(acts(clause(&landscape, "gge-2015.13k2")), ["cert-misuse"]);
    assert_eq!(hedges(clause(&landscape, "gge-2015.13c")), ["knowledge", "incorporated-law"]);
    assert_eq!(acts(clause(&landscape, "gge-2015.13b")), ["incident-consideration"]);
    let counter = silence(&landscape, "countermeasures", &["gge-2015".to_owned()], day("2016-01-01")).unwrap();
    assert_eq!(counter.instruments[0].state, "none-found", "no rule on counteraction");
    assert!(acts(clause(&landscape, "gge-2015.13d1")).contains(&"coop-assistance"));
    assert!(hedges(clause(&landscape, "gge-2015.13h")).contains(&"appropriateness"));
    assert!(acts(clause(&landscape, "gge-2015.13i2")).contains(&"prevent-hidden-functions"));
}

/// Claims 97 and 98: which of the five principles of May 2015 came into the report, and which into the deal with China.
#[test]
fn where_the_five_principles_went() {
    let landscape = built_in();
    let came_from = |principle: &str| -> BTreeSet<&str> {
        let made = landscape.commitments().filter(|(_, c)| c.derived_from.as_deref() == Some(principle));
        made.map(|(_, c)| c.id.as_str()).collect()
    };
    let of = |n: &str| came_from(&format!("us-state-norms-2015.{n}"));
    assert!(of("1").contains("gge-2015.13f"));
    assert!(of("2a").contains("gge-2015.13k1") && of("2b").contains("gge-2015.13k2"));
    assert!(of("4").contains("gge-2015.13h2") && of("4").contains("us-china-2015.mitigate"));
    assert!(of("5").contains("gge-2015.13h"));
    assert_eq!(of("3"), BTreeSet::from(["us-china-2015.theft"]), "not in the report");
    let theft = clause(&landscape, "us-china-2015.theft");
    assert!(theft.change.as_ref().unwrap().contains("knowingly"));
    let report = silence(&landscape, "espionage-commercial", &["gge-2015".to_owned()], day("2016-01-01")).unwrap();
    assert_eq!(report.instruments[0].state, "none-found");
}

/// Claims 99 and 100: the ban binds governments; the help is owed whoever is behind it, as national law allows.
#[test]
fn whose_conduct_the_deal_with_china_speaks_of() {
    let landscape = built_in();
    assert!(hedges(clause(&landscape, "us-china-2015.theft")).contains(&"actor-limit"));
    let asked = |act: &str| Question {
        by: Some("CN".into()),
        toward: Some("US".into()),
        actor: Actor::Nonstate,
        ..Question::about(act, day("2015-12-01"))
    };
    assert!(ask(&landscape, &asked("espionage-commercial")).unwrap().findings.is_empty());
    let help = ask(&landscape, &asked("mitigate-from-territory")).unwrap();
    assert_eq!(help.findings[0].commitment, "us-china-2015.mitigate");
    for id in ["assist", "mitigate"] {
        assert!(hedges(clause(&landscape, &format!("us-china-2015.{id}"))).contains(&"national-law"), "{id}");
    }
}

/// Claim 101: twenty experts' states, none of them a signatory.
#[test]
fn experts_are_no_signatories() {
    let landscape = built_in();
    let report = landscape.instrument("gge-2015").unwrap();
    let on = day("2016-01-01");
    let held: Vec<_> = landscape.parties.iter().filter_map(|p| stands(&landscape, report, &p.code, on).ok()).collect();
    assert_eq!(held.len(), 20);
    assert!(held.iter().all(|held| held.word == "expert-participant"));
}

/// Claims 102 and 98: what the three share pairwise.
#[test]
fn three_pairs() {
    let landscape = built_in();
    for (a, b) in [("CN", "RU"), ("CN", "US"), ("RU", "US")] {
        let sides = side_by_side(&landscape, a, b, day("2016-12-01")).unwrap();
        let contact = sides.shared.iter().any(|row| {
            row.clause.acts.iter().any(|act| act.id.starts_with("coop-contact") || act.id.starts_with("coop-hotline"))
        });
        assert!(contact, "{a} {b}");
        let attack: Vec<&str> = sides
            .shared
            .iter()
            .filter(|row| row.clause.acts.iter().any(|act| act.id == "ict-attack-ci"))
            .map(|row| row.clause.instrument)
            .collect();
        assert_eq!(attack, ["gge-2015"], "{a} {b}: only through the report");
    }
}

/// Claims 105 and 106: what is dated or periodic can be counted, for the articles that are known.
#[test]
fn concrete_duties_can_be_counted() {
    let landscape = built_in();
    let scheduled = |id: &str| {
        landscape.instrument(id).unwrap().commitments.iter().filter(|clause| clause.schedule.is_some()).count()
    };
    assert_eq!((scheduled("russia-china-2015"), scheduled("sco-2009"), scheduled("us-china-2015")), (1, 0, 1));
    let known = clause(&landscape, "russia-china-2015.consult");
    assert!(known.bases.values().any(|basis| *basis == servanda::model::Basis::Unverified), "the article is not held");
    assert!(acts(clause(&landscape, "russia-china-2015.3")).contains(&"coop-norm-building"));
}

/// Claims 107 and 108: the pledge is bilateral, its terms undefined, and help goes with it.
#[test]
fn the_pledge_of_article_4() {
    let landscape = built_in();
    let pledge = clause(&landscape, "russia-china-2015.4");
    assert_eq!((pledge.modality, &pledge.toward), (Modality::Prohibition, &Toward::Parties));
    assert_eq!(acts(pledge), ["unsanctioned-interference", "ict-attack"]);
    assert_eq!(hedges(pledge), ["vague-term", "vague-term"]);
    assert_eq!(clause(&landscape, "russia-china-2015.4assist").modality, Modality::Duty);
    let third = Question {
        by: Some("RU".into()),
        toward: Some("US".into()),
        ..Question::about("unsanctioned-interference", day("2016-12-01"))
    };
    assert!(ask(&landscape, &third).unwrap().findings.is_empty(), "owed to nobody else");
}

/// Claim 109: self-defence is spoken of neither in the codes nor between Russia and China.
#[test]
fn silence_on_self_defence() {
    let landscape = built_in();
    let texts = ["code-of-conduct-2011", "code-of-conduct-2015", "russia-china-2015", "gge-2013"].map(str::to_owned);
    let answer = silence(&landscape, "self-defence", &texts, day("2016-01-01")).unwrap();
    assert!(answer.instruments.iter().all(|instrument| instrument.state == "none-found"));
    let inherent = clause(&landscape, "gge-2015.28c");
    assert!(inherent.evidence.is_unverified(), "known from memory, and said so");
}

/// Claims 110, 111, 112, 113: what the two regional texts list and require.
#[test]
fn regional_texts() {
    let landscape = built_in();
    let threats = landscape.instrument("sco-2009").unwrap().commitments.iter();
    assert_eq!(threats.filter(|c| c.modality == Modality::Definition).count(), 6);
    assert_eq!(acts(clause(&landscape, "malabo-convention-2014.24.1")), ["national-policy"]);
    assert!(hedges(clause(&landscape, "malabo-convention-2014.25.1")).contains(&"appropriateness"));
    for (id, act) in [
        ("29.child", "criminalise-child-abuse-material"),
        ("29.content", "criminalise-racist-content"),
        ("29.threat", "criminalise-racist-threat"),
        ("29.insult", "criminalise-racist-insult"),
        ("29.denial", "criminalise-genocide-denial"),
    ] {
        assert!(acts(clause(&landscape, &format!("malabo-convention-2014.{id}"))).contains(&act), "{id}");
    }
}

/// Claim 114: the offences of Malabo meet those of Budapest, and on racist speech those of its first protocol, whose opt-outs
/// Malabo lacks.
#[test]
fn offences_that_two_regions_share() {
    let landscape = built_in();
    let of = |id: &str| -> BTreeSet<&str> {
        landscape
            .instrument(id)
            .unwrap()
            .commitments
            .iter()
            .flat_map(acts)
            .filter(|act| act.starts_with("criminalise-"))
            .collect()
    };
    let (malabo, budapest, protocol) =
        (of("malabo-convention-2014"), of("budapest-convention-2001"), of("budapest-protocol-2003"));
    for act in [
        "illegal-access",
        "interception",
        "data-interference",
        "system-interference",
        "forgery",
        "fraud",
        "child-abuse-material",
    ] {
        let act = format!("criminalise-{act}");
        assert!(malabo.contains(act.as_str()) && budapest.contains(act.as_str()), "{act}");
    }
    for act in ["racist-threat", "racist-insult", "genocide-denial"] {
        let act = format!("criminalise-{act}");
        assert!(
            malabo.contains(act.as_str()) && protocol.contains(act.as_str()) && !budapest.contains(act.as_str()),
            "{act}"
        );
    }
    for (id, opts_out) in [("3", true), ("4", false), ("5", true), ("6", true)] {
        let found = hedges(clause(&landscape, &format!("budapest-protocol-2003.{id}"))).contains(&"appropriateness");
        assert_eq!(found, opts_out, "{id}");
    }
    let racist = |id: &str| hedges(clause(&landscape, &format!("malabo-convention-2014.{id}"))).is_empty();
    assert!(racist("29.threat") && racist("29.insult") && racist("29.denial"));
}

/// Claims 115 to 117: who stood in which of them when, and the treaty that came to hold both.
#[test]
fn two_regions_and_one_treaty() {
    let landscape = built_in();
    let budapest = landscape.instrument("budapest-convention-2001").unwrap();
    let african = |on: &str| -> BTreeSet<&str> {
        let members = landscape.groups.get("AU").unwrap().members_on(day(on)).into_keys();
        let bound = |code: &&str| stands(&landscape, budapest, code, day(on)).is_ok_and(|held| held.word == "party");
        members.filter(bound).collect()
    };
    assert_eq!(african("2014-10-01"), BTreeSet::from(["MU"]));
    let now = african("2026-01-01");
    for code in ["BJ", "CV", "CM", "CI", "GH", "MU"] {
        assert!(now.contains(code), "{code} {now:?}");
    }
    let bound =
        |code: &str| stands(&landscape, budapest, code, day("2014-10-01")).is_ok_and(|held| held.word == "party");
    // Of all parties on that day, those from outside Europe are few.
    let (all, outside): (Vec<_>, Vec<_>) = {
        let all: Vec<&str> = landscape.parties.iter().map(|p| p.code.as_str()).filter(|code| bound(code)).collect();
        let overseas = ["US", "CA", "JP", "AU", "NZ", "DO", "MU", "PA", "CL", "CR", "SN", "ZA", "PH", "LK", "IL"];
        let outside = all.iter().copied().filter(|code| overseas.contains(code)).collect();
        (all, outside)
    };
    assert!(outside.len() * 4 < all.len(), "{outside:?} of {}", all.len());
    assert!(outside.contains(&"US"), "{outside:?}");
    let treaty = landscape.instrument("un-cybercrime-convention").unwrap();
    for code in ["CN", "RU", "FR", "GH", "NG"] {
        assert!(stands(&landscape, treaty, code, day("2026-01-01")).is_ok(), "{code}");
    }
}

/// Claim 119: what two regional groups share and what parts them, as a list and without a verdict.
#[test]
fn stones_or_fences_is_a_list() {
    let landscape = built_in();
    let wanted = Wanted { groups: vec!["AU".into(), "NATO".into()], limit: Some(50), ..Wanted::default() };
    let ground = common_ground(&landscape, &wanted, day("2024-12-31")).unwrap();
    let mixed = ground.concepts.iter().filter(|c| c.blocs.iter().all(|bloc| bloc.members > 0));
    let crimes = mixed.filter(|c| c.commitments.iter().any(|row| row.attribute.act.starts_with("criminalise")));
    let crimes = crimes.collect::<Vec<_>>();
    assert!(!crimes.is_empty(), "what both regions make a crime");
    assert!(crimes.iter().any(|c| c.strength == Some(Strength::Binding)));
    let sides = side_by_side(&landscape, "AU", "NATO", day("2024-12-31"));
    // AU is a country, too: whoever means the Union says so.
    assert_eq!(sides.unwrap().left.name, "Australia");
    let sides = side_by_side(&landscape, "group:AU", "NATO", day("2024-12-31")).unwrap();
    assert!(sides.left.is_group && sides.left.members.len() > 50);
    assert!(!sides.left_only.is_empty() && !sides.right_only.is_empty());
}

/// Claims 124 and 125: dominance in products, and content deemed a threat.
#[test]
fn dominance_and_content() {
    let landscape = built_in();
    assert_eq!(acts(clause(&landscape, "code-of-conduct-2011.d2")), ["supply-chain-abuse"]);
    assert_eq!(acts(clause(&landscape, "code-of-conduct-2015.5b")), ["supply-chain-abuse"]);
    let counterpart = clause(&landscape, "gge-2015.13i1");
    assert_eq!(acts(counterpart), ["supply-chain-integrity"]);
    assert!(!counterpart.says.as_ref().unwrap().contains("dominant"));
    assert_eq!(acts(clause(&landscape, "russia-china-2015.t6")), ["harmful-information"]);
    assert!(acts(clause(&landscape, "russia-china-2015.3")).contains(&"coop-incident-response"));
}
