//! One language version of a document as Markdown that reads back the same.
//!
//! The file is for people first: headings are headings, numbers stand as they are printed, a paragraph is a line. Most
//! agreements are read back from that alone, unit for unit. Where they are not, or where the document's own format had
//! marked its units, every unit is preceded by a comment that says what it is (`lib/src/read/format/markdown/marks.rs`).
//! Which of the two was needed is found out by reading back what was written, not by rules about what might go wrong.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::statement::within;
use crate::model::UnitKind;
use crate::read::format::markdown::marks::{self, MARKED_HEAD, Mark, PLAIN_HEAD};
use crate::read::{self, Document, Format, Note, Options, Paragraph, ReadUnit};

/// A text as Markdown, and how well it stands for what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub text: String,
    /// Whether every unit is marked by a comment.
    pub marked: bool,
    /// Addresses of units, and marks of footnotes, that read back otherwise. There should be none; a caller says so aloud
    /// if there is one.
    pub differs: Vec<String>,
}

/// Writes one language version of a document. `part` is an index of [`Document::texts`].
#[must_use]
pub fn markdown(document: &Document, part: usize) -> Written {
    let plain = Writer::new(document, part, false).write();
    let differs = differences(document, part, &plain);
    if differs.is_empty() {
        return Written { text: plain, marked: false, differs };
    }
    let text = Writer::new(document, part, true).write();
    let differs = differences(document, part, &text);
    Written { text, marked: true, differs }
}

/// Addresses of units, and marks of footnotes, that are not the same when a text is read back.
fn differences(document: &Document, part: usize, text: &str) -> Vec<String> {
    let options = Options { format: Some(Format::Markdown), ..Options::default() };
    let back = read::read("text.md", text.as_bytes(), &options);
    let mut here = document.units.iter().filter(|u| u.text_part == part);
    let mut there = back.units.iter();
    let mut differs = Vec::new();
    if back.texts.len() > 1 {
        differs.push(String::new());
    }
    loop {
        match (here.next(), there.next()) {
            (None, None) => break,
            (Some(a), Some(b)) if same(a, b) => {}
            (a, b) => differs.extend(a.or(b).map(|u| u.address.clone())),
        }
    }
    let notes = notes_of(document, part);
    let mut there = back.notes.iter();
    for (note, name) in &notes {
        let tied = |note: &Note| note.reference.is_some();
        let is_same = there.next().is_some_and(|o| {
            (tied(o), &o.mark) == (tied(note), &note.mark) && note_words(&back, o) == note_words(document, note)
        });
        if !is_same {
            differs.push(format!("footnote {name}"));
        }
    }
    differs
}

fn same(a: &ReadUnit, b: &ReadUnit) -> bool {
    (a.kind, a.depth) == (b.kind, b.depth)
        && a.address == b.address
        && a.eid == b.eid
        && a.parent == b.parent
        && a.number == b.number
        && a.label == b.label
        && a.heading == b.heading
        && a.text == b.text
}

struct Writer<'d> {
    document: &'d Document,
    marked: bool,
    /// Subordinate units of each unit of the document.
    below: Vec<Vec<usize>>,
    roots: Vec<usize>,
    /// Footnotes with the names they get in the file.
    notes: Vec<(&'d Note, String)>,
    out: String,
}

impl<'d> Writer<'d> {
    fn new(document: &'d Document, part: usize, marked: bool) -> Writer<'d> {
        let mut below = vec![Vec::new(); document.units.len()];
        let mut roots = Vec::new();
        for (at, unit) in document.units.iter().enumerate().filter(|(_, u)| u.text_part == part) {
            match unit.parent_index.and_then(|p| below.get_mut(p)) {
                Some(list) => list.push(at),
                None => roots.push(at),
            }
        }
        let notes = notes_of(document, part);
        Writer { document, marked, below, roots, notes, out: String::new() }
    }

    fn write(mut self) -> String {
        self.out.push_str(if self.marked { MARKED_HEAD } else { PLAIN_HEAD });
        self.out.push('\n');
        for root in std::mem::take(&mut self.roots) {
            self.unit(root);
        }
        let notes = std::mem::take(&mut self.notes);
        for (note, name) in &notes {
            let words = note_words(self.document, note);
            let _ = write!(self.out, "\n[^{name}]: {}\n", escaped(&words, false));
        }
        self.out
    }

    fn unit(&mut self, at: usize) {
        let document = self.document;
        let Some(unit) = document.units.get(at) else { return };
        let below = self.below.get(at).cloned().unwrap_or_default();
        let heading = document.heading_paragraph(at);
        let own = document.own_paragraphs(at, &below);
        let mut own = own.iter().peekable();
        if self.marked {
            let mark = Mark {
                kind: unit.kind,
                depth: unit.depth,
                label: unit.label.clone(),
                number: unit.number.clone(),
                address: unit.address.clone(),
                eid: unit.eid.clone(),
                heading: heading.is_some(),
            };
            let _ = write!(self.out, "\n{}\n", mark.write());
        }
        let sharp = "#".repeat((unit.depth + 2).min(6));
        let is_headed = heading.is_some() || carries_heading(unit.kind);
        match (unit.label.is_empty(), heading) {
            (false, Some(heading)) => {
                let words = self.words(&heading);
                let one_line = !self.marked && !self.breaks(unit);
                let between = if one_line { " ".to_owned() } else { format!("\n\n{sharp} ") };
                let _ = write!(self.out, "\n{sharp} {}{between}{words}\n", unit.label);
            }
            (true, Some(heading)) => {
                let words = self.words(&heading);
                let _ = write!(self.out, "\n{sharp} {words}\n");
            }
            (false, None) if is_headed => {
                let _ = write!(self.out, "\n{sharp} {}\n", unit.label);
            }
            (false, None) => {
                let first = own.next_if(|p| p.after == 0).map(|p| self.words(p)).unwrap_or_default();
                let space = if first.is_empty() { "" } else { " " };
                let _ = write!(self.out, "\n{}{space}{first}\n", unit.label);
            }
            (true, None) => {}
        }
        let mut children = below.iter();
        let mut written = 0;
        loop {
            let next = own.next();
            let until = next.map_or(below.len(), |p| p.after);
            while written < until {
                let Some(child) = children.next() else { break };
                self.unit(*child);
                written += 1;
            }
            let Some(paragraph) = next else { return };
            if self.marked && written > 0 {
                let _ = write!(self.out, "\n{}\n", marks::up(unit.depth));
            }
            let words = self.words(paragraph);
            let is_title = unit.kind == UnitKind::Preface && document.title.as_deref() == Some(paragraph.text.as_str());
            // The white space of a heading stays as it is.
            match (is_title, words.contains('\t')) {
                (true, _) => drop(write!(self.out, "\n# {words}")),
                (false, true) => self.row(&words),
                (false, false) => drop(write!(self.out, "\n{words}")),
            }
            self.out.push('\n');
        }
    }

    /// A row of a table. The tabulator between the cells is part of the words, so it stays.
    fn row(&mut self, words: &str) {
        let _ = write!(self.out, "\n| {} |", words.replace('\t', "\t| "));
    }

    /// Whether the heading stands on another line than the label.
    fn breaks(&self, unit: &ReadUnit) -> bool {
        unit.heading_span.as_ref().is_some_and(|heading| {
            let between = heading.end.min(unit.label_end())..heading.start.max(unit.label_start);
            self.document.extract.text.get(between).is_some_and(|b| b.contains(['\n', '\r']))
        })
    }

    /// The words of a paragraph with its footnotes' marks.
    fn words(&self, paragraph: &Paragraph) -> String {
        let within = paragraph.source();
        let place = |note: &Note| note.reference.as_ref().map_or(note.span.start, |r| r.start);
        let first = self.notes.partition_point(|(note, _)| place(note) < within.start);
        let near = self.notes.iter().skip(first).take_while(|(note, _)| place(note) < within.end);
        let mut marks: Vec<(Range<usize>, &str)> = near
            .filter_map(|(note, name)| {
                let at = paragraph.locate(&self.document.extract, note.reference.as_ref()?)?;
                let printed = paragraph.text.get(at.clone())?;
                let mark = name_in(printed)?;
                let start = at.start + printed.find(mark)?;
                Some((start..start + mark.len(), name.as_str()))
            })
            .collect();
        marks.sort_by_key(|(at, _)| at.start);
        let mut words = String::with_capacity(paragraph.text.len());
        let mut done = 0;
        for (at, name) in marks {
            words.push_str(&escaped(paragraph.text.get(done..at.start).unwrap_or(""), done > 0));
            let _ = write!(words, "[^{name}]");
            done = at.end;
        }
        words.push_str(&escaped(paragraph.text.get(done..).unwrap_or(""), done > 0));
        words
    }
}

/// Kinds whose label alone is a heading.
fn carries_heading(kind: UnitKind) -> bool {
    use UnitKind::{Annex, Article, Chapter, Declaration, Part, Rule, Section, Title};
    matches!(kind, Part | Title | Chapter | Section | Article | Rule | Annex | Declaration)
}

/// What of a printed mark can be the name of its footnote: "¹" of "¹", "1" of "[1]".
fn name_in(printed: &str) -> Option<&str> {
    let name = printed.trim_matches(['[', ']']);
    (!name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "[]-:".contains(c))).then_some(name)
}

/// The footnotes of a part in the order of their marks, each with a name that no other has: the mark as printed where it
/// is referred to, counted where it repeats.
pub(super) fn notes_of(document: &Document, part: usize) -> Vec<(&Note, String)> {
    let within = within(document, part);
    let place = |note: &Note| note.reference.as_ref().map_or(note.span.start, |r| r.start);
    let mut notes: Vec<&Note> = document.notes.iter().filter(|note| within(place(note))).collect();
    notes.sort_by_key(|note| place(note));
    let mut given: HashMap<String, usize> = HashMap::new();
    let named = notes.into_iter().map(|note| {
        let printed = note.reference.clone().map(|r| document.extract.shown(r));
        let mark: String = match printed.as_deref().and_then(name_in) {
            Some(printed) => printed.to_owned(),
            None => note.mark.chars().filter(|c| !c.is_whitespace() && !"[]-:".contains(*c)).collect(),
        };
        let count = given.entry(mark.clone()).or_default();
        *count += 1;
        let name = if *count == 1 && !mark.is_empty() { mark } else { format!("{mark}-{count}") };
        (note, name)
    });
    named.collect()
}

/// The words of a footnote in one line.
fn note_words(document: &Document, note: &Note) -> String {
    let text = document.extract.shown(note.span.clone());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that are to be read as words. `inside` says that they do not begin a line.
fn escaped(words: &str, inside: bool) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let begins = before.is_none() && !inside;
        let next = rest.peek().copied();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_markup = match c {
            '*' => true,
            // "A_B" is no emphasis.
            '_' => !(joins(before) && joins(next)),
            '\\' => next.is_none_or(|n| n.is_ascii_punctuation()),
            '[' | '<' => true,
            '#' | '|' | '>' => begins,
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}
