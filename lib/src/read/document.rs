//! An agreement as it was read: texts, units, and what they say.

use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::diagnostic::{Diagnostic, FileSet, Span};
use crate::model::UnitKind;

use super::extract::{Extract, Format, Note, Place, Revision};
use super::understand::citations::{self, Border, Citation, Context, Gazetteer};
use super::understand::definitions::{self, Definition};
use super::understand::force::{self, Force};

/// One language version inside a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPart {
    /// Language as a BCP 47 tag; `None` where it could not be told.
    pub language: Option<String>,
    /// First byte in the extracted text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One addressed piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadUnit {
    /// Name inside the instrument: `art4/1/a`.
    pub address: String,
    /// Identifier by the Akoma Ntoso naming convention: `art_4__para_1__list_1__point_a`.
    pub eid: String,
    /// What it is.
    pub kind: UnitKind,
    /// Number, normalised for headings (`Article V` is 5), as printed for points; empty for none.
    pub number: String,
    /// Label as printed, punctuation included.
    pub label: String,
    /// Its title in the text.
    pub heading: Option<String>,
    /// Levels above it.
    pub depth: usize,
    /// Address of the unit that contains it.
    pub parent: Option<String>,
    /// First byte in the extracted text; a unit contains its subordinate units.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Where it begins in the user's file.
    pub place: Place,
    /// Language of its text as a BCP 47 tag.
    pub language: Option<String>,
    /// Index in [`Document::texts`].
    pub text_part: usize,
    /// The unit's own words, without its label, its heading and its subordinate units; one line for each paragraph.
    pub text: String,
    /// Index of the parent in the list of units.
    #[serde(skip)]
    pub parent_index: Option<usize>,
    /// First byte of the label; a title may stand before it.
    #[serde(skip)]
    pub label_start: usize,
    /// Bytes of the heading.
    #[serde(skip)]
    pub heading_span: Option<Range<usize>>,
    /// First bytes of the paragraphs of its own.
    #[serde(skip)]
    pub paragraphs: Vec<usize>,
}

impl ReadUnit {
    /// One past the last byte of the label.
    #[must_use]
    pub fn label_end(&self) -> usize {
        self.label_start + self.label.len()
    }
}

/// A document that was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Name of the file, for messages.
    pub name: String,
    /// Format it was read from.
    pub format: Format,
    /// Title, from the words or the file's metadata.
    pub title: Option<String>,
    /// Language of the first text.
    pub language: Option<String>,
    /// Language versions, in order.
    pub texts: Vec<TextPart>,
    /// Units of all texts in document order.
    pub units: Vec<ReadUnit>,
    /// Footnotes.
    pub notes: Vec<Note>,
    /// Tracked changes.
    pub revisions: Vec<Revision>,
    /// Bytes of running heads, page numbers and other furniture.
    pub furniture: Vec<Range<usize>>,
    /// Citations with their targets; empty until [`Document::understand`]. Positions are bytes of the extracted text.
    pub citations: Vec<Citation>,
    /// Terms that the document defines; empty until [`Document::understand`].
    pub definitions: Vec<Definition>,
    /// Words with force (`shall`, `should endeavour`); empty until [`Document::understand`].
    pub force: Vec<Force>,
    /// Doubts; spans are bytes of the extracted text.
    pub diagnostics: Vec<Diagnostic>,
    /// The words as extracted.
    pub extract: Extract,
}

/// Bytes of the longest text whose prose is read: three times the longest agreement known.
const LONGEST_PROSE: usize = 64 << 20;

/// A diagnostic with its place, for programs.
#[derive(Serialize)]
struct Doubt<'d> {
    severity: crate::diagnostic::Severity,
    confidence: crate::diagnostic::Confidence,
    code: &'static str,
    message: &'d str,
    start: u32,
    end: u32,
    place: String,
    hints: &'d [String],
}

/// A citation with its place, for programs.
#[derive(Serialize)]
struct Placed<'d> {
    #[serde(flatten)]
    citation: &'d Citation,
    place: String,
}

impl Document {
    /// Reads the prose: citations, resolved with the help of a gazetteer (the well-known works if none is given), defined
    /// terms, and words with force. This costs about as much as reading the structure, so it is done only when asked for.
    ///
    /// Of a text that is longer than any agreement only the structure is read, and a diagnostic says so: a list of what
    /// its prose cites would take more memory than most machines have.
    pub fn understand(&mut self, gazetteer: Option<&Gazetteer>) {
        if self.extract.text.len() > LONGEST_PROSE {
            let message = format!(
                "the text has {} bytes; citations, terms and force are looked for in texts of at most {LONGEST_PROSE}",
                self.extract.text.len()
            );
            let start = FileSet::default().span(Default::default(), 0..0);
            self.diagnostics.insert(0, Diagnostic::warning("prose-not-read", start, message).hint("split the file"));
            return;
        }
        let mut marks: Vec<Range<usize>> = self.notes.iter().filter_map(|n| n.reference.clone()).collect();
        marks.sort_by_key(|m| m.start);
        for (number, part) in self.texts.iter().enumerate() {
            let Some(text) = self.extract.text.get(part.start..part.end) else { continue };
            let within = |range: &Range<usize>| {
                range.start.checked_sub(part.start).map(|start| start..range.end.saturating_sub(part.start))
            };
            let borders: Vec<Border<'_>> = self
                .units
                .iter()
                .filter(|u| u.text_part == number)
                .filter_map(|u| Some(Border { span: within(&(u.start..u.end))?, address: &u.address }))
                .collect();
            let marks: Vec<Range<usize>> = marks.iter().filter(|m| m.end <= part.end).filter_map(within).collect();
            let language = part.language.as_deref();
            let context = Context { language, units: &borders, marks: &marks, gazetteer, ..Context::default() };
            let shift = |range: &mut Range<usize>| {
                range.start += part.start;
                range.end += part.start;
            };
            self.citations.extend(citations::citations(text, &context).into_iter().map(|mut citation| {
                citation.start += part.start;
                citation.end += part.start;
                citation
            }));
            // A symbol in a running head cites nothing.
            let furniture = &self.furniture;
            self.citations.retain(|c| {
                let after = furniture.partition_point(|f| f.start <= c.start);
                after.checked_sub(1).and_then(|n| furniture.get(n)).is_none_or(|f| f.end <= c.start)
            });
            self.definitions.extend(definitions::definitions(text).into_iter().map(|mut definition| {
                shift(&mut definition.at);
                shift(&mut definition.span);
                definition
            }));
            self.force.extend(force::force_of(text, language.unwrap_or("en")).into_iter().map(|mut force| {
                force.start += part.start;
                force.end += part.start;
                if let Some(negation) = &mut force.negation {
                    shift(negation);
                }
                force
            }));
        }
    }

    /// Innermost unit that holds a position of the extracted text.
    #[must_use]
    pub fn unit_at(&self, at: usize) -> Option<&ReadUnit> {
        let after = self.units.partition_point(|u| u.start <= at);
        let mut unit = after.checked_sub(1).and_then(|n| self.units.get(n));
        while let Some(found) = unit.filter(|u| u.end <= at) {
            unit = found.parent_index.and_then(|n| self.units.get(n));
        }
        unit
    }

    /// Unit with an address, in the first text that has one.
    #[must_use]
    pub fn unit(&self, address: &str) -> Option<&ReadUnit> {
        self.units.iter().find(|u| u.address == address)
    }

    /// Subordinate units of a unit, by its index.
    pub fn children(&self, index: usize) -> impl Iterator<Item = (usize, &ReadUnit)> {
        self.units.iter().enumerate().filter(move |(_, u)| u.parent_index == Some(index))
    }

    /// Where a position of the extracted text stands in the user's file: `file:page 3, line 4` or `file:line:column`.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        self.place_of(span.start as usize)
    }

    /// The same for a byte of the extracted text.
    #[must_use]
    pub fn place_of(&self, at: usize) -> String {
        let number = self.extract.lines.partition_point(|l| l.span.start <= at);
        match number.checked_sub(1).and_then(|n| self.extract.lines.get(n)) {
            Some(line) => {
                let inside = self.extract.text.get(line.span.start..at.clamp(line.span.start, line.span.end));
                let column = inside.unwrap_or("").chars().count() + 1;
                match line.place.page {
                    Some(page) => format!("{}:page {page}, line {}", self.name, line.place.line),
                    None => format!("{}:{}:{column}", self.name, line.place.line),
                }
            }
            None => format!("{}:1:1", self.name),
        }
    }

    /// The name and the extracted text as a set of files, for renderings that show source lines.
    #[must_use]
    pub fn files(&self) -> FileSet {
        let mut files = FileSet::default();
        files.add(self.name.clone(), self.extract.text.clone());
        files
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let doubts: Vec<Doubt<'_>> = self
            .diagnostics
            .iter()
            .map(|d| Doubt {
                severity: d.severity,
                confidence: d.confidence,
                code: d.code,
                message: &d.message,
                start: d.span.start,
                end: d.span.end,
                place: self.place(d.span),
                hints: &d.hints,
            })
            .collect();
        let placed = |citation| Placed { citation, place: self.place_of(citation.start) };
        let citations: Vec<Placed<'_>> = self.citations.iter().map(placed).collect();
        let mut object = serializer.serialize_struct("document", 14)?;
        object.serialize_field("schema", "servanda.document/1")?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("format", &self.format)?;
        object.serialize_field("title", &self.title)?;
        object.serialize_field("language", &self.language)?;
        object.serialize_field("texts", &self.texts)?;
        object.serialize_field("units", &self.units)?;
        object.serialize_field("citations", &citations)?;
        object.serialize_field("definitions", &self.definitions)?;
        object.serialize_field("force", &self.force)?;
        object.serialize_field("notes", &self.notes)?;
        object.serialize_field("revisions", &self.revisions)?;
        object.serialize_field("furniture", &self.furniture)?;
        object.serialize_field("diagnostics", &doubts)?;
        object.end()
    }
}
