//! Model agreements whose languages take turns, and texts that only look so. Written for these tests.

use servanda::model::UnitKind;
use servanda::read::{Document, Options, ReadUnit, read};

use super::score;

fn model(name: &str) -> String {
    let path = format!("{}/tests/suite/reading/models/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn languages(document: &Document) -> Vec<&str> {
    document.texts.iter().map(|t| t.language.as_deref().unwrap_or("?")).collect()
}

fn of(document: &Document, part: usize) -> Vec<&ReadUnit> {
    document.units.iter().filter(|u| u.text_part == part).collect()
}

/// What a unit says, wherever it stands.
fn said<'d>(units: &[&'d ReadUnit]) -> Vec<(&'d str, UnitKind, &'d str, Option<&'d str>, &'d str)> {
    units
        .iter()
        .map(|u| (u.address.as_str(), u.kind, u.label.as_str(), u.heading.as_deref(), u.text.as_str()))
        .collect()
}

/// Stretches of one version of the bilingual model, cut where units begin.
fn stretches(document: &Document, part: usize, deep: bool) -> Vec<&str> {
    let units: Vec<&ReadUnit> = of(document, part).into_iter().filter(|u| deep || u.parent.is_none()).collect();
    let end = document.texts[part].end;
    let ends = units.iter().skip(1).map(|u| u.start).chain([end]);
    units.iter().zip(ends).map(|(u, end)| document.extract.text[u.start..end].trim_end()).collect()
}

fn woven(document: &Document, deep: bool) -> String {
    let (one, other) = (stretches(document, 0, deep), stretches(document, 1, deep));
    one.iter().zip(&other).map(|(a, b)| format!("{a}\n\n{b}\n\n")).collect()
}

#[test]
fn languages_that_take_turns_are_two_texts() {
    let apart = read("apart.txt", model("fr-en.txt").as_bytes(), &Options::default());
    for deep in [false, true] {
        let text = woven(&apart, deep);
        let document = read("woven.txt", text.as_bytes(), &Options::default());
        assert_eq!(languages(&document), ["fr", "en"], "deep: {deep}");
        for part in 0..2 {
            assert_eq!(said(&of(&document, part)), said(&of(&apart, part)), "deep: {deep}");
        }
        let mut faults = Vec::new();
        assert_eq!(score::lossless(&document, &mut faults).missed, 0, "{faults:?}");
        // Where a unit stands in the file is still told.
        let unit = of(&document, 1).into_iter().find(|u| u.address == "art2/2").unwrap();
        let line = text.lines().nth(unit.place.line as usize - 1).unwrap();
        assert!(line.starts_with("2. The Parties shall not"), "{line}");
        assert!(document.extract.text[unit.start..unit.end].starts_with("2. The Parties shall not"));
        let doubts: Vec<_> = document.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(doubts, ["woven-languages"]);
    }
}

#[test]
fn positions_move_with_their_words() {
    let mut text = String::new();
    for n in 1..=8 {
        text.push_str(&format!(
            "## Article {n}\n\nThe Parties shall keep *rule {n}* of this Agreement[^{n}] and report on it.\n\n\
             ## Artículo {n}\n\nLas Partes respetarán la *regla {n}* del presente Acuerdo y darán cuenta de ello.\n\n"
        ));
    }
    for n in 1..=8 {
        text.push_str(&format!("[^{n}]: Note {n} of the model.\n"));
    }
    let document = read("woven.md", text.as_bytes(), &Options::default());
    assert_eq!(languages(&document), ["en", "es"]);
    let unit = document.unit("art3").unwrap();
    assert!(unit.text.starts_with("The Parties shall keep rule 3 of this Agreement"), "{}", unit.text);
    assert_eq!(document.notes.len(), 8);
    for (n, note) in document.notes.iter().enumerate() {
        let mark = &document.extract.text[note.reference.clone().unwrap()];
        assert!(mark.contains(&(n + 1).to_string()), "{mark}");
        assert!(document.extract.text[note.span.clone()].contains(&format!("Note {} of", n + 1)));
        let reference = note.reference.clone().unwrap();
        assert_eq!(document.unit_at(reference.start).map(|u| u.number.clone()), Some((n + 1).to_string()));
    }
    let mut faults = Vec::new();
    assert_eq!(score::lossless(&document, &mut faults).missed, 0, "{faults:?}");
}

#[test]
fn a_text_that_quotes_another_language_stays_one() {
    let mut text = String::from("MODEL AGREEMENT ON WORDS\n\n");
    for n in 1..=12 {
        text.push_str(&format!(
            "Article {n}\n\n1. In the French text of the Convention the words of Article {n} shall be replaced by \
             the following:\n\n« Les Parties au présent Accord respectent la règle {n} pour les besoins du traité. »\n\n\
             2. The Parties shall inform the depositary of this replacement in the manner of the Convention.\n\n"
        ));
    }
    let document = read("quotes.txt", text.as_bytes(), &Options::default());
    assert_eq!(document.texts.len(), 1, "{:?}", languages(&document));
    assert_eq!(document.extract.text, text);
}

#[test]
fn languages_under_shared_numbers_stay_one_text() {
    // Whose would the number be?
    let mut text = String::new();
    for n in 1..=12 {
        text.push_str(&format!(
            "Article {n}\n\nThe Parties shall keep the rule of this article in all of their territories.\n\n\
             Les Parties respectent la règle du présent article dans tous leurs territoires.\n\n"
        ));
    }
    let document = read("shared.txt", text.as_bytes(), &Options::default());
    assert_eq!(document.texts.len(), 1);
    assert_eq!(document.units.iter().filter(|u| u.kind == UnitKind::Article).count(), 12);
}

#[test]
fn remarks_in_the_language_of_the_second_half_weave_nothing() {
    // An editor's remark in Dutch stands above each English article, and the Dutch text stands behind the English one.
    let (mut english, mut dutch) = (String::new(), String::new());
    for n in 1..=20 {
        english.push_str(&format!(
            "Article {n}\n\nTreedt in werking op een nader te bepalen tijdstip\n\n1. The Parties shall keep rule {n} in all of \
             their lakes.\n\n2. They shall inform the depositary of the measures that they take.\n\n"
        ));
        dutch.push_str(&format!(
            "Artikel {n}\n\nTreedt in werking op een nader te bepalen tijdstip\n\n1. De Partijen houden regel {n} in al hun \
             meren van het verdrag.\n\n2. Zij stellen de depositaris in kennis van de maatregelen die zij treffen.\n\n"
        ));
    }
    let text = english + &dutch;
    let document = read("halves.txt", text.as_bytes(), &Options::default());
    assert_eq!(languages(&document), ["en", "nl"]);
    assert_eq!(document.extract.text, text);
}
