//! What every reader of a format gives: the words of a document in reading order, line by line, with what the format
//! knew about them. From here on all formats are read alike.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::model::UnitKind;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Text without markup, in any common encoding.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Office Open XML, as Word writes it.
    Docx,
    /// PDF with a text layer.
    Pdf,
    /// Akoma Ntoso 3.0.
    AkomaNtoso,
    /// The XML of the Texts of Trade Agreements.
    Tota,
}

impl Format {
    /// The name of the format for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Format::Plain => "text",
            Format::Markdown => "Markdown",
            Format::Html => "HTML",
            Format::Docx => "Word (DOCX)",
            Format::Pdf => "PDF",
            Format::AkomaNtoso => "Akoma Ntoso",
            Format::Tota => "ToTA XML",
        }
    }
}

/// Where a line stands in the user's file, for people: a page where the format has pages, and a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// Page, from 1, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Line of the file (text, HTML, XML), line of the page (PDF) or paragraph of the document (DOCX), from 1.
    pub line: u32,
}

/// What a line is to the page it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Words of the agreement.
    #[default]
    Body,
    /// A running head or foot, a page number, a job number, a bar code: printed on the page, no words of the agreement.
    Furniture,
    /// Part of the footnote with this index in [`Extract::notes`].
    Footnote(u32),
    /// A row of a table; its cells are separated by tabs.
    TableRow,
}

/// How a line looks, as far as the format says so. A plain text says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// All of the line is bold (or small capitals used as bold).
    pub bold: bool,
    /// The line begins in italics, as operative verbs and preambular participles of the United Nations do.
    pub italic: bool,
    /// The line is centred.
    pub centred: bool,
    /// Level of a heading from 1, or 0 where the format marks none.
    pub heading: u8,
    /// Indentation in steps of the document's own list or block nesting.
    pub indent: u8,
}

/// One line of a document: a line of the file, or a whole paragraph where the format knows paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Bytes of [`Extract::text`], without the line end.
    pub span: Range<usize>,
    /// Where it stands in the user's file.
    pub place: Place,
    /// What it is to its page.
    pub role: Role,
    /// How it looks.
    pub style: Style,
    /// Length in bytes of a number that the format itself set before the line (automatic numbering of Word, an ordered
    /// list, the `num` of Akoma Ntoso). Such a number is certain; 0 where there is none or it was typed.
    pub label: usize,
}

/// A footnote or endnote, tied to the place that refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The mark as printed (`1`, `*`).
    pub mark: String,
    /// Bytes of the mark in the running words; `None` where no reference was found.
    pub reference: Option<Range<usize>>,
    /// Bytes of the note's words.
    pub span: Range<usize>,
}

/// A change that an author tracked in a word processor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// What was done.
    pub kind: RevisionKind,
    /// Who did it, as the file says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When, as the file says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Bytes of the words in [`Extract::text`] if they are part of the view that was asked for; an empty range at the
    /// place where they would stand if not.
    pub span: Range<usize>,
    /// The words.
    pub text: String,
}

/// Kinds of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RevisionKind {
    /// Words added.
    Insertion,
    /// Words struck.
    Deletion,
    /// Words taken from here.
    MoveFrom,
    /// Words put here.
    MoveTo,
}

/// Which state of a document with tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Revisions {
    /// As if all changes were accepted.
    #[default]
    Accepted,
    /// As if all changes were rejected.
    Original,
}

/// Names of a unit as this program wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact {
    /// Name inside the instrument.
    pub address: String,
    /// Number, normalised for headings and as printed for points.
    pub number: String,
}

/// A unit that the format itself marks, so that it need not be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What it is.
    pub kind: UnitKind,
    /// Label as printed; the words of the unit begin with it.
    pub label: String,
    /// Identifier in the file.
    pub eid: Option<String>,
    /// Number by the identifier, where the file follows the naming convention; the label decides where it does not.
    pub number: Option<String>,
    /// Names that are taken as they stand, where the file is one of this program's own.
    pub exact: Option<Exact>,
    /// Bytes of the heading.
    pub heading: Option<Range<usize>>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Index of the unit that contains it, which stands before it in the list.
    pub parent: Option<usize>,
    /// First bytes of the paragraphs of its own.
    pub paragraphs: Vec<usize>,
}

/// The words of a document in reading order, with what its format knew about them.
///
/// The lines are in order and do not overlap, and every byte of `text` that is not white space stands in one line. A text
/// file comes through unchanged, so that positions in `text` are positions in the decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// The format that was read.
    pub format: Format,
    /// Everything the document says, furniture and footnotes included.
    pub text: String,
    /// Lines of `text` in reading order.
    pub lines: Vec<Line>,
    /// Whether a paragraph may run over several lines. Formats that know paragraphs give one line for each.
    pub wrapped: bool,
    /// Footnotes and endnotes.
    pub notes: Vec<Note>,
    /// Tracked changes.
    pub revisions: Vec<Revision>,
    /// The title that the file's own metadata give.
    pub title: Option<String>,
    /// The date of signature that the file's own metadata give.
    pub date: Option<Date>,
    /// The language that the file declares (a BCP 47 tag), which may be wrong.
    pub language: Option<String>,
    /// Bytes inside lines that are markup and no words, in order (the stars of emphasis in Markdown).
    pub hidden: Vec<Range<usize>>,
    /// Links with the bytes they stand on.
    pub links: Vec<(Range<usize>, String)>,
    /// What was doubtful, removed or lost; spans are bytes of `text`.
    pub diagnostics: Vec<Diagnostic>,
    /// Units in document order, where the format marks them all; they are then not looked for in the words.
    pub structure: Option<Vec<Given>>,
}

impl Extract {
    /// An empty extract of a format, for readers to fill.
    #[must_use]
    pub fn new(format: Format) -> Extract {
        Extract {
            format,
            text: String::new(),
            lines: Vec::new(),
            wrapped: false,
            notes: Vec::new(),
            revisions: Vec::new(),
            title: None,
            date: None,
            language: None,
            hidden: Vec::new(),
            links: Vec::new(),
            diagnostics: Vec::new(),
            structure: None,
        }
    }

    /// Adds a line at the end, with a line feed behind it, and gives its number. Line feeds inside become spaces.
    pub fn push_line(&mut self, words: &str, place: Place, role: Role, style: Style) -> usize {
        let start = self.text.len();
        for (n, piece) in words.trim_end().split(['\n', '\r']).enumerate() {
            self.text.push_str(if n > 0 { " " } else { "" });
            self.text.push_str(piece);
        }
        let span = start..self.text.len();
        self.text.push('\n');
        self.lines.push(Line { span, place, role, style, label: 0 });
        self.lines.len() - 1
    }

    /// Words of a stretch without hidden markup.
    #[must_use]
    pub fn shown(&self, range: Range<usize>) -> Cow<'_, str> {
        let first = self.hidden.partition_point(|h| h.end <= range.start);
        let within = |h: &&Range<usize>| h.start < range.end;
        if self.hidden.get(first).filter(within).is_none() {
            return Cow::Borrowed(self.text.get(range).unwrap_or(""));
        }
        let mut shown = String::with_capacity(range.len());
        let mut at = range.start;
        for hidden in self.hidden.iter().skip(first).take_while(within) {
            shown.push_str(self.text.get(at..hidden.start.max(at)).unwrap_or(""));
            at = at.max(hidden.end);
        }
        shown.push_str(self.text.get(at..range.end.max(at)).unwrap_or(""));
        Cow::Owned(shown)
    }

    /// Words of a line.
    #[must_use]
    pub fn words(&self, line: &Line) -> &str {
        self.text.get(line.span.clone()).unwrap_or("")
    }
}
