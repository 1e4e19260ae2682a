//! Words with what they say marked in them: citations, defined terms, words with force, marks of footnotes.

use std::ops::Range;

use serde::Serialize;

use crate::read::understand::citations::Citation;
use crate::read::understand::definitions::{Definition, Form};
use crate::read::understand::force::Force;
use crate::read::{Document, Paragraph};

/// A term where the text defines it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermMark {
    /// First byte of the term in the words.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// The term.
    pub term: String,
    /// How it is defined.
    pub form: Form,
}

/// The mark of a footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteMark {
    /// First byte of the mark in the words.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// The mark as printed.
    pub mark: String,
    /// The footnote.
    pub text: String,
    /// Its number in the text, from 0, by which a page tells two footnotes with one mark apart.
    #[serde(skip)]
    pub number: usize,
}

/// Words of a heading or a paragraph. All positions are bytes of `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// What they cite, in order; [`Citation::start`] and `end` are bytes of `text` here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// Terms that are defined here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermMark>,
    /// Words with force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub force: Vec<Force>,
    /// Footnotes at their marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteMark>,
}

impl Words {
    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let citations: usize = self.citations.iter().map(|c| size_of::<Citation>() + 3 * c.text.len() + 24).sum();
        let notes: usize = self.notes.iter().map(|n| size_of::<NoteMark>() + n.text.len() + 8).sum();
        let force = self.force.len() * (size_of::<Force>() + 8);
        size_of::<Words>()
            + self.text.len()
            + citations
            + notes
            + force
            + self.terms.len() * (size_of::<TermMark>() + 16)
    }
}

/// What reading the prose found, in the order of the text, so that a paragraph finds its own by two searches.
pub(super) struct Found<'d> {
    document: &'d Document,
    citations: Vec<&'d Citation>,
    definitions: Vec<&'d Definition>,
    force: Vec<&'d Force>,
    /// Marks of footnotes with the number of the footnote.
    marks: Vec<(Range<usize>, usize)>,
}

impl<'d> Found<'d> {
    pub(super) fn new(document: &'d Document) -> Found<'d> {
        let mut found = Found {
            document,
            citations: document.citations.iter().collect(),
            definitions: document.definitions.iter().collect(),
            force: document.force.iter().collect(),
            marks: document
                .notes
                .iter()
                .enumerate()
                .filter_map(|(number, note)| Some((note.reference.clone()?, number)))
                .collect(),
        };
        found.citations.sort_by_key(|c| c.start);
        found.definitions.sort_by_key(|d| d.at.start);
        found.force.sort_by_key(|f| f.start);
        found.marks.sort_by_key(|(mark, _)| mark.start);
        found
    }

    /// The words of a paragraph with all that was found in them; and the numbers of the footnotes it refers to.
    pub(super) fn words(&self, paragraph: &Paragraph) -> Words {
        let source = paragraph.source();
        let extract = &self.document.extract;
        let place = |start: usize, end: usize| paragraph.stretch(extract, &(start..end));
        Words {
            citations: between(&self.citations, &source, |c| c.start)
                .filter_map(|c| {
                    let at = place(c.start, c.end)?;
                    Some(Citation { start: at.start, end: at.end, ..(*c).clone() })
                })
                .collect(),
            terms: between(&self.definitions, &source, |d| d.at.start)
                .filter_map(|d| {
                    let at = place(d.at.start, d.at.end)?;
                    Some(TermMark { start: at.start, end: at.end, term: d.term.clone(), form: d.form })
                })
                .collect(),
            force: between(&self.force, &source, |f| f.start)
                .filter_map(|f| {
                    let at = place(f.start, f.end)?;
                    let negation = f.negation.as_ref().and_then(|n| place(n.start, n.end));
                    Some(Force { start: at.start, end: at.end, negation, ..(*f).clone() })
                })
                .collect(),
            notes: between(&self.marks, &source, |(mark, _)| mark.start)
                .filter_map(|(mark, number)| {
                    let at = place(mark.start, mark.end)?;
                    let note = self.document.notes.get(*number)?;
                    let text = self.note(*number);
                    Some(NoteMark { start: at.start, end: at.end, mark: note.mark.clone(), text, number: *number })
                })
                .collect(),
            text: paragraph.text.clone(),
        }
    }

    /// The words of a footnote, with even spaces.
    pub(super) fn note(&self, number: usize) -> String {
        let Some(note) = self.document.notes.get(number) else { return String::new() };
        let shown = self.document.extract.shown(note.span.clone());
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Those of a sorted list that begin in a stretch.
fn between<'l, T>(list: &'l [T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> impl Iterator<Item = &'l T> {
    let from = list.partition_point(|one| start(one) < range.start);
    let to = list.partition_point(|one| start(one) < range.end);
    list.get(from..to.max(from)).unwrap_or_default().iter()
}
