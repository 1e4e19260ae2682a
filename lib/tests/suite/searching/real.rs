//! Search on the treaties of the Dutch database: every phrase that is there is found where it is.

use std::fs;
use std::path::Path;

use servanda::landscape::Landscape;
use servanda::model::UnitKind;
use servanda::read::{Document, Options, read};
use servanda::search::{Ask, Index, Part, search};

use super::{TODAY, find, landscape};

/// Every `NTH` treaty: an unoptimised build reads a share.
const NTH: usize = 60;

/// A landscape of treaties, its index, and every text with the id of its instrument.
type Sample = (Landscape, Index, Vec<(String, Document)>);

fn sample() -> Option<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/treaties");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return None;
    }
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut texts: Vec<(String, String, String)> = Vec::new();
    for (number, path) in paths.iter().step_by(NTH).enumerate() {
        let document = read("x.md", &fs::read(path).unwrap(), &Options::default());
        for part in &document.texts {
            let lang = part.language.clone().unwrap_or_else(|| "und".to_owned());
            let id = format!("t{number}");
            if !texts.iter().any(|(i, l, _)| *i == id && *l == lang) {
                texts.push((id, lang, document.extract.text[part.start..part.end].to_owned()));
            }
        }
    }
    let borrowed: Vec<(&str, &str, &str)> =
        texts.iter().map(|(i, l, t)| (i.as_str(), l.as_str(), t.as_str())).collect();
    let landscape = landscape(&borrowed);
    let index = Index::open(&landscape, None).unwrap();
    let mut documents = Vec::new();
    for instrument in &landscape.instruments {
        for held in &instrument.held {
            documents.push((instrument.id.clone(), servanda::holding::document(&landscape, held)));
        }
    }
    Some((landscape, index, documents))
}

/// A small generator of numbers (Knuth's MMIX constants), the same every time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit.max(1)
    }
}

#[test]
fn every_phrase_is_found_at_its_place_and_every_heading_at_its_article() {
    let Some((landscape, index, documents)) = sample() else { return };
    let mut below = numbers(7);
    let (mut phrases, mut lost) = (0, Vec::new());
    while phrases < 300 {
        let (id, document) = &documents[below(documents.len())];
        let Some(unit) = document.units.get(below(document.units.len())) else { continue };
        let words: Vec<&str> = unit.text.split_whitespace().collect();
        if words.len() < 4 {
            continue;
        }
        let at = below(words.len() - 3);
        let phrase = words[at..at + 4].join(" ");
        if phrase.contains(['"', '“', '”', '„', '«', '»', '「', '」', '＂'])
            || !phrase.chars().any(char::is_alphanumeric)
        {
            continue;
        }
        phrases += 1;
        let wanted = format!("{id}/{}", unit.address);
        // A formula may stand in one treaty hundreds of times.
        let asked = Ask {
            words: format!("\"{phrase}\""),
            langs: unit.language.iter().cloned().collect(),
            within: vec![id.clone()],
            part: Part { skip: 0, most: 400, each: 400 },
            ..Ask::default()
        };
        let hits = search(&landscape, &index, &asked, TODAY).unwrap_or_else(|error| panic!("{phrase}: {error}"));
        if !hits.hits.iter().any(|hit| hit.address == wanted || hit.also.contains(&wanted)) {
            let mut near: Vec<&str> = hits.hits.iter().map(|hit| hit.address.as_str()).collect();
            near.truncate(4);
            lost.push(format!("{wanted}: {phrase:?} gives {} hits: {near:?}", hits.total));
        }
    }
    eprintln!("{} of {phrases} phrases found at their place", phrases - lost.len());
    assert!(lost.is_empty(), "{}", lost.join("\n"));

    let (mut headings, mut lost) = (0, Vec::new());
    for (id, document) in &documents {
        let articles = document.units.iter().filter(|unit| unit.kind == UnitKind::Article);
        for unit in articles.step_by(7) {
            let Some(heading) = unit.heading.as_deref().filter(|h| h.chars().filter(|c| c.is_alphabetic()).count() > 3)
            else {
                continue;
            };
            let words: String = heading.chars().filter(|c| !"\"“”„«»「」＂".contains(*c)).collect();
            headings += 1;
            let hits = find(&landscape, &index, &format!("heading:\"{words}\""));
            let wanted = format!("{id}/{}", unit.address);
            if !hits.hits.iter().any(|hit| hit.address == wanted) {
                lost.push(format!("{wanted}: {heading:?}"));
            }
        }
    }
    eprintln!("{} of {headings} headings found at their article", headings - lost.len());
    assert!(headings > 20 && lost.is_empty(), "{headings} headings, lost:\n{}", lost.join("\n"));
}
