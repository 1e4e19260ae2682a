use super::*;
use crate::landscape::{self, RawFile};
use crate::read;

/// Model agreements: what a Party does with an incident, from text to text with changes.
const NOTICE: &str = "Each Party shall notify the other Parties of any serious incident in its harbour network without delay \
                      and shall keep a written record of the measures it has taken";
const RECORD: &str =
    "and shall give every other Party access to that record on request within thirty days of the incident";
const WATCH: &str = "The harbour masters shall meet twice a year in turn at each port to rehearse the answer to a failure of \
                     the common signal lamps";

fn day() -> Day {
    Day::constant(2026, 6, 1)
}

fn traced(landscape: &Landscape, texts: &[(&str, Option<&str>, String)]) -> Traced {
    let mut shelf = Shelf::new(landscape, day());
    for (name, date, words) in texts {
        let text = OnShelf::of((*name).to_owned(), read::read(name, words.as_bytes(), &read::Options::default()));
        shelf.add_read(OnShelf { date: date.map(|date| Date::parse(date).unwrap()), ..text });
    }
    Traced::of(shelf, &Options::default(), &Control::default()).unwrap()
}

fn article(words: &str) -> String {
    format!("Model Agreement\n\nArticle 1\n{words}.\n")
}

/// Edges as names: `old -> new`, or `one - other` where the order is not known.
fn edges(lineage: &Lineage) -> Vec<String> {
    let name = |at: usize| lineage.occurrences[at].name.as_str();
    let of = |edge: &Edge| match edge.directed {
        true => format!("{} -> {}", name(edge.from), name(edge.to)),
        false => {
            let mut both = [name(edge.from), name(edge.to)];
            both.sort_unstable();
            both.join(" - ")
        }
    };
    let mut edges: Vec<String> = lineage.edges.iter().map(of).collect();
    edges.sort_unstable();
    edges
}

fn of(traced: &Traced, name: &str) -> Lineage {
    traced.lineage(&Landscape::default(), &Place::unit(traced, name, "art1").unwrap())
}

#[test]
fn a_chain_comes_out_as_a_chain() {
    let landscape = Landscape::default();
    let texts = [
        ("2003", Some("2003"), article(NOTICE)),
        ("2011", Some("2011"), article(&format!("{NOTICE} {RECORD}"))),
        ("2015a", Some("2015-01"), article(&format!("{NOTICE} {RECORD}").replace("serious", "grave"))),
        ("2015b", Some("2015-05-08"), article(&format!("{NOTICE} {RECORD}").replace("serious", "grave and lasting"))),
    ];
    let traced = traced(&landscape, &texts);
    let lineage = of(&traced, "2015b");
    assert_eq!(edges(&lineage), ["2003 -> 2011", "2011 -> 2015a", "2015a -> 2015b"]);
    assert_eq!(lineage.left_out, 3, "what a nearer text explains is counted, not drawn");
    let order: Vec<&str> = lineage.occurrences.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(order, ["2015b", "2015a", "2011", "2003"], "the nearest first");
    assert_eq!(lineage.oldest, [3]);
    assert!(lineage.occurrences.iter().all(|one| one.opening.as_ref().unwrap().split(' ').count() <= 12));
    // From the middle, the same: what is older first, then what is younger.
    let middle = of(&traced, "2011");
    assert_eq!(edges(&middle), edges(&lineage));
    assert_eq!(middle.occurrences[1].when, When::Earlier);
    assert_eq!(middle.occurrences[2].when, When::Later);
    assert_eq!(lineage, of(&traced, "2015b"), "the same each time");
}

#[test]
fn words_from_two_texts_have_two_sources_and_equal_ones_are_all_kept() {
    let landscape = Landscape::default();
    let texts = [
        ("one", Some("2001"), article(NOTICE)),
        ("other", Some("2004"), article(WATCH)),
        ("both", Some("2010"), article(&format!("{NOTICE}. {WATCH}"))),
    ];
    let lineage = of(&traced(&landscape, &texts), "both");
    assert_eq!(edges(&lineage), ["one -> both", "other -> both"]);
    let twins = [
        ("east", Some("2001"), article(&format!("{NOTICE}, as in the east"))),
        ("west", Some("2001"), article(&format!("{NOTICE}, as in the west"))),
        ("new", Some("2010"), article(NOTICE)),
    ];
    let lineage = of(&traced(&landscape, &twins), "new");
    assert_eq!(edges(&lineage), ["east - west", "east -> new", "west -> new"]);
    assert_eq!(lineage.oldest.len(), 2);
}

#[test]
fn undated_texts_have_edges_without_direction() {
    let landscape = Landscape::default();
    let texts = [
        ("dated", Some("2003"), article(NOTICE)),
        ("undated", None, article(&NOTICE.replace("serious", "grave"))),
        ("year", Some("2015"), article(WATCH)),
        ("day", Some("2015-03-01"), article(&WATCH.replace("twice", "once"))),
    ];
    let traced = traced(&landscape, &texts);
    let lineage = of(&traced, "undated");
    assert_eq!(edges(&lineage), ["dated - undated"]);
    assert_eq!(lineage.oldest.len(), 1, "what has no date is not the oldest");
    assert_eq!(edges(&of(&traced, "day")), ["day - year"], "a year does not tell what was before its March");
}

#[test]
fn only_the_words_of_the_place_are_followed() {
    let landscape = Landscape::default();
    let long = format!("Model Agreement\n\nArticle 1\n{WATCH}.\n\nArticle 2\n{NOTICE}.\n");
    let texts =
        [("old", Some("1999"), long.clone()), ("new", Some("2005"), long), ("third", Some("2010"), article(NOTICE))];
    let lineage = of(&traced(&landscape, &texts), "new");
    assert_eq!(edges(&lineage), ["old -> new"], "the passage runs on into Article 2, the place does not");
    assert_eq!(lineage.occurrences[1].units, ["art1"]);
}

#[test]
fn formulas_stay_formulas_with_the_oldest_text() {
    let landscape = Landscape::default();
    let formula =
        "The Parties to this agreement, having met and found their powers in good order, have agreed as follows";
    // Texts that share nothing else, so that each is a family of its own.
    let own = |n: usize| (0..80).map(|word| format!("w{n}x{word}")).collect::<Vec<String>>().join(" ");
    let names: Vec<(String, String)> = (0..12).map(|n| (format!("t{n}"), (1990 + n).to_string())).collect();
    let texts: Vec<(&str, Option<&str>, String)> = (names.iter().enumerate())
        .map(|(n, (name, year))| {
            (name.as_str(), Some(year.as_str()), format!("Article 1\n{formula}\n\nArticle 2\n{}\n", own(n)))
        })
        .collect();
    let lineage = of(&traced(&landscape, &texts), "t7");
    assert!(lineage.is_formula(), "{:?}", lineage.edges);
    assert_eq!(lineage.occurrences[lineage.oldest[0]].name, "t0");
    assert_eq!(lineage.edges.len(), 11, "each from the one before it");
    assert!(lineage.graph().edges.iter().all(|edge| edge.is_formula));
}

/// Id, date, more rows, and texts by language.
type Model<'m> = (&'m str, &'m str, &'m str, &'m [(&'m str, String)]);

/// A landscape of model agreements with their texts.
fn held(instruments: &[Model<'_>]) -> Landscape {
    let mut files = Vec::new();
    for (id, date, more, texts) in instruments {
        let row = format!(
            "[default]\nbasis = \"coder\"\n[title]\nen = \"Model {id}\"\n[[date]]\nmilestone = \"adopted\"\non = \"{date}\"\n{more}"
        );
        files.push(RawFile::new(format!("instruments/{id}/instrument.toml"), row));
        for (lang, text) in *texts {
            files.push(RawFile::new(format!("instruments/{id}/text.{lang}.md"), text.clone()));
        }
    }
    landscape::assemble("model", files, Some(landscape::built_in())).landscape
}

fn shelved(landscape: &Landscape) -> Traced {
    let mut shelf = Shelf::new(landscape, day());
    shelf.add_held(None);
    Traced::of(shelf, &Options::default(), &Control::default()).unwrap()
}

#[test]
fn a_lineage_crosses_languages_where_one_work_is_held_in_both() {
    const AVIS: &str = "Chaque Partie avise sans retard les autres Parties de tout incident grave dans son réseau portuaire et \
                        tient un registre écrit des mesures qu'elle a prises";
    let text = |words: &str, more: &str| format!("# Model\n\n## Article 1\n\n{words}.\n\n## Article 2\n\n{more}.\n");
    let suite = "Les capitaines des ports se réunissent deux fois par an, tour à tour dans chaque port";
    let landscape = held(&[
        ("old-en", "1998-02-01", "", &[("en", text(NOTICE, "This agreement stays open"))]),
        ("middle", "2005-02-01", "", &[("en", text(NOTICE, WATCH)), ("fr", text(AVIS, suite))]),
        ("new-fr", "2012-02-01", "", &[("fr", text(AVIS, "Le présent accord reste ouvert à la signature"))]),
    ]);
    let traced = shelved(&landscape);
    let lineage = traced.lineage(&landscape, &Place::unit(&traced, "new-fr", "art1").unwrap());
    assert_eq!(edges(&lineage), ["middle (en) - middle (fr)", "middle (fr) -> new-fr", "old-en -> middle (en)"]);
    assert_eq!(lineage.edges.iter().filter(|edge| edge.kind == EdgeKind::Translation).count(), 1);
    assert_eq!(lineage.occurrences[lineage.oldest[0]].name, "old-en");
}

#[test]
fn citations_are_edges_of_their_own() {
    let text = |words: &str| format!("# Model\n\n## Article 1\n\n{words}.\n");
    let citing = "The Parties recall Article 51 of the Charter of the United Nations, and Article 19 of the International \
                  Covenant on Civil and Political Rights, and hold them to be the ground of their work in harbours";
    let landscape = held(&[("citing", "2012-02-01", "", &[("en", text(citing))])]);
    let traced = shelved(&landscape);
    let lineage = traced.lineage(&landscape, &Place::unit(&traced, "citing", "art1").unwrap());
    let cited: Vec<&str> = lineage.edges.iter().map(|edge| lineage.occurrences[edge.from].id.as_str()).collect();
    assert!(
        cited.iter().any(|id| id.ends_with("/art51")) && cited.iter().any(|id| id.ends_with("/art19")),
        "{cited:?}"
    );
    assert!(lineage.edges.iter().all(|edge| edge.kind == EdgeKind::Citation && edge.to == 0 && edge.quote.is_some()));
}

#[test]
fn what_is_coded_is_shown_as_coded_with_its_basis() {
    let opened = landscape::built_in();
    let landscape = &opened.landscape;
    let traced = shelved(landscape);
    let place = Place::Coded { instrument: "code-of-conduct-2015".into(), unit: Some("2".into()) };
    let lineage = traced.lineage(landscape, &place);
    let coded = lineage.edges.iter().find(|edge| edge.relation == Some(RelationKind::Revises)).unwrap();
    assert_eq!(lineage.occurrences[coded.from].id, "code-of-conduct-2011/b");
    assert_eq!((coded.to, coded.kind), (0, EdgeKind::Coded));
    assert!(!coded.evidence.as_ref().unwrap().sources.is_empty() && coded.words.is_none());
    assert!(lineage.oldest.is_empty(), "without words nothing is the oldest that has them");
    // What came later than the day is not told.
    let early = Traced { day: Day::constant(2012, 1, 1), ..traced };
    let place = Place::Coded { instrument: "code-of-conduct-2011".into(), unit: Some("b".into()) };
    assert!(early.lineage(landscape, &place).edges.iter().all(|edge| edge.relation != Some(RelationKind::Revises)));
}

#[test]
fn borrowings_sum_the_words_of_pairs() {
    let landscape = Landscape::default();
    let texts = [
        ("2003", Some("2003"), article(NOTICE)),
        ("2011", Some("2011"), article(&format!("{NOTICE} {RECORD}"))),
        ("2015", Some("2015"), article(&format!("{NOTICE} {RECORD}"))),
        ("apart", Some("2015"), article(WATCH)),
    ];
    let all = traced(&landscape, &texts).borrowings(&landscape);
    let told: Vec<(&str, &str, bool)> = all
        .borrowings
        .iter()
        .map(|one| (all.works[one.from].name.as_str(), all.works[one.to].name.as_str(), one.main))
        .collect();
    // 2015 is word for word 2011: a copy is paired with the first of its kind alone.
    assert_eq!(told, [("2003", "2011", true), ("2011", "2015", true)]);
    assert!(all.borrowings.iter().all(|one| one.words >= 20 && one.share <= 1.0 && one.directed));
    assert_eq!(all.works.len(), 4);
}

#[test]
fn words_are_counted_and_quoted_in_every_script() {
    assert_eq!(count_words("Art. 4 – each \u{201c}Party\u{201d}, twice."), 5);
    assert_eq!(count_words("双方应合作。 Parties"), 6);
    assert_eq!(count_words(""), 0);
    assert_eq!(opening("one two, three"), "one two, three");
    assert_eq!(opening(&"w ".repeat(20)).split(' ').count(), 12);
    assert_eq!(opening(&"合作".repeat(20)).chars().count(), 12);
}
