//! What is held, how it was read, and what was left out, in words that a reader can check.

use std::fmt::Write as _;

use crate::diagnostic::Severity;
use crate::model::UnitKind;
use crate::read::Document;

/// Kinds that are counted, in the order in which a lawyer describes an agreement, with their words for one and for more.
const COUNTED: &[(UnitKind, &str, &str)] = &[
    (UnitKind::Preamble, "preamble", "preambles"),
    (UnitKind::Recital, "recital", "recitals"),
    (UnitKind::Part, "part", "parts"),
    (UnitKind::Title, "title", "titles"),
    (UnitKind::Chapter, "chapter", "chapters"),
    (UnitKind::Section, "section", "sections"),
    (UnitKind::Article, "article", "articles"),
    (UnitKind::Rule, "rule", "rules"),
    (UnitKind::Paragraph, "paragraph", "paragraphs"),
    (UnitKind::Point, "point", "points"),
    (UnitKind::Annex, "annex", "annexes"),
    (UnitKind::Declaration, "declaration", "declarations"),
];

/// The completeness statement of one language version of a document: counts of units, gaps in the numbering, what was left
/// out, and how many doubts reading it left. `part` is an index of [`Document::texts`].
///
/// It says what is there. Whether that is all of the agreement no file can tell.
#[must_use]
pub fn statement(document: &Document, part: usize) -> String {
    let mut said = Vec::new();
    for (kind, one, many) in COUNTED {
        let count = document.units.iter().filter(|u| u.text_part == part && u.kind == *kind).count();
        let mut words = counted(count, one, many);
        if *kind == UnitKind::Article
            && let (Some(first), Some(last)) = (numbered(document, part).next(), numbered(document, part).last())
            && first != last
        {
            let _ = write!(words, " ({first} to {last})");
        }
        if count > 0 {
            said.push(words);
        }
    }
    let mut text = if said.is_empty() { "No unit was found".to_owned() } else { said.join(", ") };
    let notes = document.notes.len();
    if notes > 0 {
        let _ = write!(text, ", {}", counted(notes, "footnote", "footnotes"));
    }
    let _ = write!(text, "; read as {}", document.format.word());
    if !document.furniture.is_empty() {
        let _ = write!(text, ", without {} of page furniture", counted(document.furniture.len(), "line", "lines"));
    }
    if !document.revisions.is_empty() {
        let _ =
            write!(text, ", with {} settled", counted(document.revisions.len(), "tracked change", "tracked changes"));
    }
    let doubts = doubts(document, part);
    let of = |code: &str| doubts.iter().filter(|d| **d == code).count();
    let (gaps, twice) = (of("numbering-jumps"), of("repeated-number"));
    for (count, one, many) in [(gaps, "gap", "gaps"), (twice, "repeated number", "repeated numbers")] {
        if count > 0 {
            let _ = write!(text, "; {} in the numbering", counted(count, one, many));
        }
    }
    let other = doubts.len() - gaps - twice;
    if other > 0 {
        let _ = write!(text, "; {}", counted(other, "other doubt", "other doubts"));
    }
    text.push('.');
    text
}

/// Codes of the warnings and errors that concern a part.
fn doubts(document: &Document, part: usize) -> Vec<&'static str> {
    let Some(range) = document.texts.get(part) else { return Vec::new() };
    let only = document.texts.len() == 1;
    let here = |at: usize| only || (range.start..range.end).contains(&at);
    document
        .diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Note && here(d.span.start as usize))
        .map(|d| d.code)
        .collect()
}

fn numbered(document: &Document, part: usize) -> impl Iterator<Item = &str> {
    let is_main = move |u: &&crate::read::ReadUnit| {
        u.text_part == part && u.kind == UnitKind::Article && u.address == format!("art{}", u.number)
    };
    document.units.iter().filter(is_main).map(|u| u.number.as_str())
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
