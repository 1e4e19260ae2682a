//! The laws of reading, as assertions.

use std::collections::HashSet;
use std::ops::Range;

use servanda::read::understand::citations::Citation;
use servanda::read::understand::definitions::Definition;
use servanda::read::understand::force::Force;
use servanda::read::{Document, Format, Role};

/// Whether a character shows: no white space, and no mark without width at the edge of a line.
fn shows(c: char) -> bool {
    let mark = matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_whitespace() && !mark
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| shows(*c)).count()
}

fn within(text: &str, range: &Range<usize>, what: &str) {
    assert!(text.get(range.clone()).is_some(), "{what} {range:?} is no stretch of the text of {} bytes", text.len());
}

/// A text file comes through as it is, wherever it can be decoded without a guess. Languages that take turns are laid out
/// one after the other, and a note says so.
pub fn unchanged(document: &Document, bytes: &[u8]) {
    if document.diagnostics.iter().any(|d| d.code == "woven-languages") {
        return;
    }
    let marked = bytes.starts_with(b"\xef\xbb\xbf") || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if let (Ok(text), false) = (std::str::from_utf8(bytes), marked || bytes.contains(&0)) {
        assert_eq!(document.extract.text, text, "the words of a text file were changed");
    }
}

/// All that holds of a document without understanding its prose.
pub fn structure(document: &Document) {
    lines(document);
    places(document);
    units(document);
    nothing_lost(document);
}

/// The lines are in order and do not overlap, and all that shows stands in one. What makes a heading or a list of a line of
/// Markdown stands before it.
fn lines(document: &Document) {
    let text = &document.extract.text;
    let marked = document.format == Format::Markdown;
    let letters = |text: &str| if marked { text.chars().filter(|c| c.is_alphabetic()).count() } else { letters(text) };
    let mut reached = 0;
    for line in &document.extract.lines {
        within(text, &line.span, "the line");
        assert!(line.span.start >= reached, "the line {:?} begins before the one before it ends", line.span);
        let between = text.get(reached..line.span.start).unwrap_or("");
        assert_eq!(letters(between), 0, "{between:?} stands in no line");
        within(text, &(line.span.start..line.span.start + line.label), "the label");
        assert!(line.label <= line.span.len(), "the label is longer than its line {:?}", line.span);
        if let Role::Footnote(note) = line.role {
            assert!(
                (note as usize) < document.notes.len(),
                "line {:?} belongs to note {note}, which is none",
                line.span
            );
        }
        reached = line.span.end;
    }
    let behind = text.get(reached..).unwrap_or("");
    assert_eq!(letters(behind), 0, "{behind:?} stands in no line");
}

/// Every place that is named is a place of the text.
fn places(document: &Document) {
    let text = &document.extract.text;
    let mut reached = 0;
    for hidden in &document.extract.hidden {
        within(text, hidden, "the markup");
        assert!(hidden.start >= reached, "markup {hidden:?} is out of order");
        reached = hidden.end;
    }
    for (range, _) in &document.extract.links {
        within(text, range, "the link");
    }
    for note in &document.notes {
        within(text, &note.span, "the note");
        note.reference.iter().for_each(|r| within(text, r, "the mark of a note"));
    }
    for revision in &document.revisions {
        within(text, &revision.span, "the change");
    }
    for diagnostic in &document.diagnostics {
        within(text, &(diagnostic.span.start as usize..diagnostic.span.end as usize), diagnostic.code);
        assert!(!document.place(diagnostic.span).is_empty());
    }
    for furniture in &document.furniture {
        within(text, furniture, "the furniture");
    }
}

/// Units lie in those that contain them, beside each other, and no two of one text have one address.
fn units(document: &Document) {
    let text = &document.extract.text;
    let mut ends = vec![0; document.units.len() + 1];
    let mut names = HashSet::new();
    for (index, unit) in document.units.iter().enumerate() {
        within(text, &(unit.start..unit.end), &unit.address);
        assert!(names.insert((unit.text_part, unit.address.as_str())), "two units have the address {}", unit.address);
        assert!(!unit.address.is_empty(), "a unit has no address");
        let slot = match unit.parent_index {
            Some(parent) => {
                assert!(parent < index, "{} stands before the unit that contains it", unit.address);
                let outer = &document.units[parent];
                let inside = outer.start <= unit.start && unit.end <= outer.end;
                assert!(inside, "{} reaches out of {}", unit.address, outer.address);
                parent + 1
            }
            None => 0,
        };
        assert!(unit.start >= ends[slot], "{} overlaps the unit before it", unit.address);
        ends[slot] = unit.end;
    }
}

/// Everything that shows stands in a unit, in furniture or in a footnote, and no words twice.
fn nothing_lost(document: &Document) {
    let extract = &document.extract;
    let text = &extract.text;
    let mut covered = vec![false; text.len()];
    let mut cover = |range: Range<usize>| {
        if let Some(slots) = covered.get_mut(range) {
            slots.fill(true);
        }
    };
    document.units.iter().filter(|u| u.parent_index.is_none()).for_each(|u| cover(u.start..u.end));
    document.furniture.iter().for_each(|f| cover(f.clone()));
    extract.lines.iter().filter(|l| matches!(l.role, Role::Footnote(_))).for_each(|l| cover(l.span.clone()));
    extract.hidden.iter().for_each(|h| cover(h.clone()));
    for line in &extract.lines {
        let words = extract.words(line);
        let lost = words.char_indices().find(|(at, c)| shows(*c) && !covered[line.span.start + at]);
        assert!(lost.is_none(), "{lost:?} of the line {words:?} is in no unit");
    }
    let all: usize = extract.lines.iter().map(|l| letters(&extract.shown(l.span.clone()))).sum();
    let heading = |h: &Option<String>| h.as_deref().map_or(0, letters);
    let inside: usize = document.units.iter().map(|u| letters(&u.text) + letters(&u.label) + heading(&u.heading)).sum();
    let apart = |role: Role| matches!(role, Role::Furniture | Role::Footnote(_));
    let beside: usize =
        extract.lines.iter().filter(|l| apart(l.role)).map(|l| letters(&extract.shown(l.span.clone()))).sum();
    assert_eq!(inside + beside, all, "letters in units ({inside}) and apart ({beside}), and letters in all lines");
}

/// Citations stand on the words that they give, in order.
pub fn citations(text: &str, found: &[Citation]) {
    let mut reached = 0;
    for citation in found {
        assert_eq!(
            text.get(citation.start..citation.end),
            Some(citation.text.as_str()),
            "a citation gives other words"
        );
        assert!(citation.start >= reached, "the citation {:?} is out of order", citation.text);
        reached = citation.start;
    }
}

/// Definitions stand on the terms that they give.
pub fn definitions(text: &str, found: &[Definition]) {
    for definition in found {
        within(text, &definition.at, "the term");
        within(text, &definition.span, "the definition");
        let holds = definition.span.start <= definition.at.start && definition.at.end <= definition.span.end;
        assert!(holds, "the definition of {:?} does not hold its term", definition.term);
    }
}

/// Words with force stand in the text.
pub fn force(text: &str, found: &[Force]) {
    for force in found {
        within(text, &(force.start..force.end), "the word with force");
        force.negation.iter().for_each(|n| within(text, n, "the negation"));
    }
}
