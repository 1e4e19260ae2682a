//! What one text of a document prints, step by step: the common ground of everything that is written to be looked at.
//!
//! In: a [`Document`] and the number of one of its texts. Out: [`Step`]s in the order of the document. Units open and
//! close, and what stands in them comes as blocks: titles, headings, paragraphs with the labels that they begin with, rows
//! of tables. Footnotes and links are in their places. It refuses to change words: labels come as they are printed, and two
//! labels that share a line ("3. (a)") share a block. Running heads and page numbers are not words of the text and are not
//! in it.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::UnitKind;
use crate::read::{Document, Paragraph, ReadUnit};

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A unit begins, by its index in the document.
    Open(usize),
    /// Something is printed; it belongs to the unit that was opened last.
    Print(Block),
    /// The unit ends.
    Close(usize),
}

/// What a block is to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The title of the text.
    Title,
    /// The heading of a unit; the outermost has level 1.
    Heading(u8),
    /// A paragraph. `hangs` says that it begins with a label which its other lines leave free.
    Words {
        /// Whether it begins with a label.
        hangs: bool,
    },
    /// A row of a table; [`Piece::Cell`] parts its cells.
    Row,
}

/// A heading, a paragraph or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) look: Look,
    /// Steps of indentation, those of the label where it begins with one.
    pub(crate) indent: u8,
    /// Whether the document centres it.
    pub(crate) centred: bool,
    /// Whether all of it is bold.
    pub(crate) bold: bool,
    /// Whether its first word stands in italics, as operative verbs and preambular participles do.
    pub(crate) italic: bool,
    /// What it says.
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A label as printed.
    Label(String),
    /// Words.
    Words(String),
    /// The end of a line inside a heading.
    Break,
    /// The border of two cells.
    Cell,
    /// The mark of a footnote, by the index of the note in the document.
    Mark {
        /// The note.
        note: usize,
        /// The mark as it stands in the words.
        text: String,
    },
    /// Words that lead to an address of the web.
    Link {
        /// The address.
        to: String,
        /// The words.
        text: String,
    },
}

/// A text step by step, and its footnotes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Flow {
    /// The steps.
    pub(crate) steps: Vec<Step>,
    /// Footnotes with a mark in the words, by their index in the document, in the order of the marks.
    pub(crate) notes: Vec<usize>,
    /// Footnotes of the text of which no mark was found in its words.
    pub(crate) loose: Vec<usize>,
}

/// Goes through one text of a document.
pub(crate) fn flow(document: &Document, text_part: usize) -> Flow {
    let mut below = vec![Vec::new(); document.units.len()];
    let mut roots = Vec::new();
    for (at, unit) in document.units.iter().enumerate().filter(|(_, u)| u.text_part == text_part) {
        match unit.parent_index.and_then(|parent| below.get_mut(parent)) {
            Some(list) => list.push(at),
            None => roots.push(at),
        }
    }
    let mut walk = Walk { document, below, titled: false, placed: HashSet::new(), flow: Flow::default() };
    for root in roots {
        walk.unit(root, 0, Vec::new());
    }
    let Walk { placed, mut flow, .. } = walk;
    flow.loose = loose(document, text_part, &placed);
    flow
}

/// The words of a footnote on one line.
pub(crate) fn note_words(document: &Document, note: usize) -> String {
    let Some(note) = document.notes.get(note) else { return String::new() };
    let shown = document.extract.shown(note.span.clone());
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Footnotes of a text without a mark in its words. Those behind the last text belong to it.
fn loose(document: &Document, text_part: usize, placed: &HashSet<usize>) -> Vec<usize> {
    let Some(part) = document.texts.get(text_part) else { return Vec::new() };
    let last = text_part + 1 == document.texts.len();
    let here = |at: usize| (part.start <= at && at <= part.end) || (last && part.end < at);
    let notes = document.notes.iter().enumerate();
    // The mark decides where there is one: the notes of a file with two texts may all stand at its end.
    notes
        .filter(|(at, note)| here(note.reference.as_ref().map_or(note.span.start, |r| r.start)) && !placed.contains(at))
        .map(|(at, _)| at)
        .collect()
}

struct Walk<'d> {
    document: &'d Document,
    below: Vec<Vec<usize>>,
    titled: bool,
    placed: HashSet<usize>,
    flow: Flow,
}

impl Walk<'_> {
    /// Prints a unit. `labels` are those of units above that begin on the same line.
    fn unit(&mut self, at: usize, indent: u8, mut labels: Vec<Piece>) {
        let document = self.document;
        let Some(unit) = document.units.get(at) else { return };
        let below = self.below.get(at).cloned().unwrap_or_default();
        let set =
            matches!(unit.kind, UnitKind::Preface | UnitKind::Contents) && below.is_empty() && unit.heading.is_none();
        let words = if set { document.set_lines(at) } else { document.own_paragraphs(at, &below) };
        let mut words = words.into_iter().peekable();
        self.flow.steps.push(Step::Open(at));
        let headed = is_headed(unit.kind);
        let first_word = words.peek().is_some_and(|p| p.after == 0);
        let first = below.first().copied().filter(|_| !first_word);
        let ends_line = document.label_ends_line(at, first);
        let child = first.and_then(|c| document.units.get(c));
        let inline = !unit.label.is_empty()
            && unit.heading.is_none()
            && is_run_in(unit.kind, ends_line, first_word, child.is_some_and(|c| !c.label.is_empty()));
        if let Some(heading) = document.heading_paragraph(at) {
            let mut pieces = std::mem::take(&mut labels);
            if !unit.label.is_empty() {
                pieces.push(Piece::Label(unit.label.clone()));
                pieces.push(if ends_line { Piece::Break } else { Piece::Words(" ".to_owned()) });
            }
            self.pieces(&heading, &mut pieces);
            self.print(level_of(unit.depth), indent, &heading, pieces);
        } else if !unit.label.is_empty() && !inline {
            let mut pieces = std::mem::take(&mut labels);
            pieces.push(Piece::Label(unit.label.clone()));
            self.print(level_of(unit.depth), indent, &Paragraph::default(), pieces);
        } else if !unit.label.is_empty() {
            labels.push(Piece::Label(unit.label.clone()));
        }
        // What stands in a numbered unit stands one step further in than its number.
        let inner = if inline && !headed { indent.saturating_add(1) } else { indent };
        for place in 0..=below.len() {
            while let Some(paragraph) = words.next_if(|p| p.after <= place) {
                let begins = !labels.is_empty();
                let mut pieces = std::mem::take(&mut labels);
                if paragraph.row && begins {
                    self.print(Look::Words { hangs: true }, indent, &Paragraph::default(), std::mem::take(&mut pieces));
                }
                let hangs = begins && !paragraph.row;
                if hangs {
                    pieces.push(Piece::Words(" ".to_owned()));
                }
                self.pieces(&paragraph, &mut pieces);
                let look = match () {
                    () if paragraph.row => Look::Row,
                    () if self.is_title(unit, &paragraph) => Look::Title,
                    () => Look::Words { hangs },
                };
                self.print(look, if hangs { indent } else { inner }, &paragraph, pieces);
            }
            let Some(child) = below.get(place).copied() else { continue };
            let mut carried = std::mem::take(&mut labels);
            if !carried.is_empty() {
                carried.push(Piece::Words(" ".to_owned()));
            }
            // Labels on one line hang together: the inner one does not stand further in.
            let step = if carried.is_empty() { inner } else { indent };
            self.unit(child, step, carried);
        }
        if !labels.is_empty() {
            self.print(Look::Words { hangs: true }, indent, &Paragraph::default(), labels);
        }
        self.flow.steps.push(Step::Close(at));
    }

    fn is_title(&mut self, unit: &ReadUnit, paragraph: &Paragraph) -> bool {
        let is = unit.kind == UnitKind::Preface
            && !self.titled
            && self.document.title.as_deref() == Some(paragraph.text.as_str());
        self.titled |= is;
        is
    }

    fn print(&mut self, look: Look, indent: u8, paragraph: &Paragraph, pieces: Vec<Piece>) {
        let style = paragraph.style;
        let words = matches!(look, Look::Words { .. });
        let (bold, italic) = (style.bold && words, style.italic && words);
        self.flow.steps.push(Step::Print(Block { look, indent, centred: style.centred, bold, italic, pieces }));
    }

    /// Words with footnotes and links in their places.
    fn pieces(&mut self, paragraph: &Paragraph, pieces: &mut Vec<Piece>) {
        let extract = &self.document.extract;
        let mut places: Vec<(Range<usize>, Piece)> = Vec::new();
        if paragraph.has_places() {
            for (note, known) in self.document.notes.iter().enumerate() {
                if let Some(place) = known.reference.as_ref().and_then(|r| paragraph.locate(extract, r))
                    && let Some(text) = paragraph.text.get(place.clone())
                    && self.placed.insert(note)
                {
                    places.push((place, Piece::Mark { note, text: text.to_owned() }));
                }
            }
            let web = |to: &str| to.starts_with("https://") || to.starts_with("http://");
            for (range, to) in extract.links.iter().filter(|(_, to)| web(to)) {
                if let Some(place) = paragraph.locate(extract, range)
                    && let Some(text) = paragraph.text.get(place.clone()).filter(|t| !t.contains('\t'))
                {
                    places.push((place, Piece::Link { to: to.clone(), text: text.to_owned() }));
                }
            }
        }
        places.sort_by_key(|(place, piece)| (place.start, matches!(piece, Piece::Link { .. })));
        let mut from = 0;
        for (place, piece) in places {
            if place.start < from {
                // Inside what is printed already: a mark must not get lost, a link may.
                if let Piece::Mark { note, .. } = piece {
                    self.placed.remove(&note);
                }
                continue;
            }
            words(paragraph, from..place.start, pieces);
            if let Piece::Mark { note, .. } = piece {
                self.flow.notes.push(note);
            }
            pieces.push(piece);
            from = place.end;
        }
        words(paragraph, from..paragraph.text.len(), pieces);
    }
}

/// Words of a paragraph; in a row of a table tabs part the cells.
fn words(paragraph: &Paragraph, range: Range<usize>, pieces: &mut Vec<Piece>) {
    let text = paragraph.text.get(range).unwrap_or("");
    if !paragraph.row {
        if !text.is_empty() {
            pieces.push(Piece::Words(text.to_owned()));
        }
        return;
    }
    for (n, cell) in text.split('\t').enumerate() {
        if n > 0 {
            pieces.push(Piece::Cell);
        }
        if !cell.is_empty() {
            pieces.push(Piece::Words(cell.to_owned()));
        }
    }
}

/// Whether the label of a unit without a heading begins the line of what comes behind it: words, or the label of the first
/// subordinate unit.
pub(crate) fn is_run_in(kind: UnitKind, ends_line: bool, words: bool, label: bool) -> bool {
    // A number belongs to the words behind it, whether or not they stand on the next line.
    let headed = is_headed(kind);
    if words {
        !headed || !ends_line
    } else if label {
        !ends_line
    } else {
        !headed
    }
}

/// Kinds whose label stands on a line of its own, as a heading.
pub(crate) fn is_headed(kind: UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::Part
            | UnitKind::Title
            | UnitKind::Chapter
            | UnitKind::Section
            | UnitKind::Article
            | UnitKind::Rule
            | UnitKind::Annex
            | UnitKind::Declaration
    )
}

/// The heading of a unit with so many levels above it.
pub(crate) fn level_of(depth: usize) -> Look {
    Look::Heading(u8::try_from(depth.saturating_add(1)).unwrap_or(u8::MAX))
}
