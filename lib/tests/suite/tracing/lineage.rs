//! Lineages of places in real instruments.

use servanda::landscape::{self, RawFile};
use servanda::lineage::{EdgeKind, Lineage, Place, Traced};
use servanda::model::Day;
use servanda::trace::{Control, Options, Shelf};

use super::material;

/// The built-in landscape with the texts of some instruments.
fn with_texts(folder: &std::path::Path, wanted: &[(&str, &str)]) -> landscape::Opened {
    let mut files = Vec::new();
    for (id, lang) in wanted {
        let text = std::fs::read_to_string(folder.join(id).join(format!("{lang}.txt"))).unwrap();
        files.push(RawFile::new(format!("instruments/{id}/text.{lang}.md"), text));
        files.push(RawFile::new(format!("instruments/{id}/instrument.toml"), "overlay = \"add\"\n".to_owned()));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.dedup_by(|a, b| a.name == b.name);
    landscape::assemble("texts", files, Some(landscape::built_in()))
}

fn names(lineage: &Lineage, kind: EdgeKind) -> Vec<(&str, &str)> {
    let name = |at: usize| lineage.occurrences[at].name.as_str();
    lineage.edges.iter().filter(|edge| edge.kind == kind).map(|edge| (name(edge.from), name(edge.to))).collect()
}

/// The Charter stands above paragraph 26 of the report of 2015 (claim 84): the words are its own, not those of the code of
/// conduct.
#[test]
fn the_charter_is_the_oldest_source_of_paragraph_26() {
    let Some(folder) = material("the_charter_is_the_oldest_source_of_paragraph_26", "texts") else { return };
    let wanted = [("gge-2015", "en"), ("un-charter-1945", "en"), ("code-of-conduct-2011", "en"), ("iccpr-1966", "en")];
    let opened = with_texts(&folder, &wanted);
    let mut shelf = Shelf::new(&opened.landscape, Day::constant(2026, 1, 1));
    shelf.add_held(None);
    let traced = Traced::of(shelf, &Options::default(), &Control::default()).unwrap();
    let place = Place::unit(&traced, "gge-2015", "26").expect("the report has a paragraph 26");
    let lineage = traced.lineage(&opened.landscape, &place);
    assert_eq!(names(&lineage, EdgeKind::Reuse), [("un-charter-1945", "gge-2015")]);
    let oldest = &lineage.occurrences[lineage.oldest[0]];
    assert_eq!(oldest.instrument.as_deref(), Some("un-charter-1945"));
    assert!(oldest.units.iter().any(|unit| unit == "art2/4"), "{:?}", oldest.units);
    assert_eq!(lineage, traced.lineage(&opened.landscape, &place), "the same each time");
}

/// The preamble of the agreement of 2015 goes back to that of 2009 in both languages.
#[test]
fn preambles_go_back_in_both_languages() {
    let Some(folder) = material("preambles_go_back_in_both_languages", "texts") else { return };
    let wanted =
        [("sco-2009", "en"), ("sco-2009", "zh-Hant"), ("russia-china-2015", "en"), ("russia-china-2015", "zh")];
    let opened = with_texts(&folder, &wanted);
    let mut shelf = Shelf::new(&opened.landscape, Day::constant(2026, 1, 1));
    shelf.add_held(None);
    let traced = Traced::of(shelf, &Options::default(), &Control::default()).unwrap();
    let place = Place::unit(&traced, "russia-china-2015", "preamble").expect("it has a preamble");
    let lineage = traced.lineage(&opened.landscape, &place);
    let reuse = names(&lineage, EdgeKind::Reuse);
    assert!(reuse.contains(&("sco-2009 (en)", "russia-china-2015 (en)")), "{reuse:?}");
    assert!(!names(&lineage, EdgeKind::Translation).is_empty());
    assert!(lineage.occurrences.iter().all(|one| {
        let words = one.opening.as_deref().map_or(0, servanda::text::word_count);
        words <= 12
    }));
}
