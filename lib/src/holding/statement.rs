//! What is held, how it was read, and what was left out, in words that a reader can check.

use std::fmt::Write as _;

use crate::diagnostic::Severity;
use crate::model::UnitKind;
use crate::read::Document;

use super::markdown::notes_of;

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
    let within = within(document, part);
    let notes = notes_of(document, part).len();
    if notes > 0 {
        let _ = write!(text, ", {}", counted(notes, "footnote", "footnotes"));
    }
    let _ = write!(text, "; read as {}", document.format.word());
    let furniture = document.furniture.iter().filter(|f| within(f.start)).count();
    if furniture > 0 {
        let _ = write!(text, ", without {} of page furniture", counted(furniture, "line", "lines"));
    }
    let revisions = document.revisions.iter().filter(|r| within(r.span.start)).count();
    if revisions > 0 {
        let _ = write!(text, ", with {} settled", counted(revisions, "tracked change", "tracked changes"));
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
    let within = within(document, part);
    let doubts = document.diagnostics.iter().filter(|d| d.severity != Severity::Note);
    doubts.filter(|d| within(d.span.start as usize)).map(|d| d.code).collect()
}

/// Whether a place of the extracted text belongs to a part: to the last one that begins before it, so that what stands
/// between two parts or behind all of them is passed over by none.
pub(super) fn within(document: &Document, part: usize) -> impl Fn(usize) -> bool {
    let texts = &document.texts;
    let from = if part == 0 { 0 } else { texts.get(part).map_or(usize::MAX, |text| text.start) };
    let to = texts.get(part + 1).map_or(usize::MAX, |text| text.start);
    move |at| (from..to).contains(&at)
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
