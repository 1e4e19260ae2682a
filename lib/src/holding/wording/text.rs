//! One language version, read and understood, in the form that pages, JSON and terminal show.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::words::{Found, Words};
use crate::diagnostic::{Severity, Span};
use crate::holding;
use crate::landscape::Landscape;
use crate::model::{HeldText, UnitKind};
use crate::read::understand::citations::{Gazetteer, Target};
use crate::read::understand::definitions::Form;
use crate::read::{Document, ReadUnit, Role};

/// Something a careful reader should look at in the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// How bad it is.
    pub severity: Severity,
    /// Name of the doubt, stable.
    pub code: &'static str,
    /// In a sentence.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// Where it stands in the file.
    pub place: String,
}

/// One paragraph of a unit's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnParagraph {
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// The subordinate unit behind which it stands; none for what opens the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The cells, if it is a row of a table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
}

/// One addressed piece of a text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextUnit {
    /// Name inside the instrument: `art4/1/a`.
    #[serde(skip)]
    pub address: String,
    /// Identifier by the Akoma Ntoso naming convention.
    pub eid: String,
    /// What it is.
    #[serde(skip)]
    pub kind: UnitKind,
    /// Number, normalised for headings, as printed for points.
    pub number: String,
    /// Label as printed.
    pub label: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<Words>,
    /// Its own words, without those of its subordinate units.
    pub paragraphs: Vec<OwnParagraph>,
    /// What is doubtful about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// Levels above it.
    #[serde(skip)]
    pub depth: usize,
    /// The unit that contains it, by its index.
    #[serde(skip)]
    pub parent: Option<usize>,
    /// Bytes of its own words and heading.
    #[serde(skip)]
    pub size: usize,
}

/// A term that a text defines, with the unit that does so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinedTerm {
    /// The term.
    pub term: String,
    /// Address of the unit.
    pub unit: String,
    /// How it is defined.
    pub form: Form,
}

/// A footnote whose mark was not found in the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LooseNote {
    /// The mark as printed.
    pub mark: String,
    /// The footnote.
    pub text: String,
}

/// One language version of an instrument, read and understood. It owns its words and no longer needs the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadText {
    /// Language tag, as the file's name says.
    pub lang: String,
    /// Units in the order of the text.
    pub units: Vec<TextUnit>,
    /// Terms that it defines, in order.
    pub terms: Vec<DefinedTerm>,
    /// Footnotes that no mark leads to.
    pub loose_notes: Vec<LooseNote>,
    /// Doubts that concern no single unit.
    pub doubts: Vec<Doubt>,
    index: FxHashMap<String, usize>,
    bytes: usize,
}

/// Reads a text that is held, with its citations, terms and words of force. This takes as long as the text is long
/// (about a second for four megabytes), so whoever shows texts often keeps what it gives.
#[must_use]
pub fn read_text(landscape: &Landscape, held: &HeldText, gazetteer: Option<&Gazetteer>) -> ReadText {
    let mut document = holding::document(landscape, held);
    document.understand(gazetteer);
    ReadText::of(&document, &held.lang)
}

impl ReadText {
    /// What a document says in a language.
    #[must_use]
    pub fn of(document: &Document, lang: &str) -> ReadText {
        let mut text = ReadText { lang: lang.to_owned(), ..ReadText::default() };
        let part = text.choose_part(document);
        let found = Found::new(document);
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); document.units.len()];
        for (at, unit) in document.units.iter().enumerate() {
            if let Some(list) = unit.parent_index.and_then(|p| below.get_mut(p)) {
                list.push(at);
            }
        }
        // Where the units of the chosen part stand in the list of this text.
        let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, unit) in document.units.iter().enumerate().filter(|(_, unit)| unit.text_part == part) {
            let children = below.get(at).map(Vec::as_slice).unwrap_or_default();
            let mut made = of_unit(document, &found, (at, unit), children);
            made.parent = unit.parent_index.and_then(|p| numbers.get(&p)).copied();
            numbers.insert(at, text.units.len());
            for paragraph in &made.paragraphs {
                text.terms.extend(paragraph.words.terms.iter().map(|mark| DefinedTerm {
                    term: mark.term.clone(),
                    unit: made.address.clone(),
                    form: mark.form,
                }));
            }
            text.index.entry(made.address.clone()).or_insert(text.units.len());
            text.units.push(made);
        }
        text.take_doubts(document, part, &numbers);
        text.take_loose_notes(document, part, &found);
        text.bytes = text.units.iter().map(bytes_of).sum::<usize>() + text.index.len() * 64;
        text
    }

    /// A file is one language version; one that turns out to hold several shows the one of its name, and says so.
    fn choose_part(&mut self, document: &Document) -> usize {
        let main = |tag: &str| tag.split('-').next().unwrap_or(tag).to_lowercase();
        let wanted = main(&self.lang);
        let is_ours = |tag: &Option<String>| tag.as_deref().is_some_and(|tag| main(tag) == wanted);
        let part = document.texts.iter().position(|part| is_ours(&part.language)).unwrap_or(0);
        for (at, other) in document.texts.iter().enumerate().filter(|(at, _)| *at != part) {
            let language = other.language.as_deref().unwrap_or("unknown");
            let start = u32::try_from(other.start).unwrap_or(u32::MAX);
            self.doubts.push(Doubt {
                severity: Severity::Warning,
                code: "several-languages",
                message: format!(
                    "part {} of the file is another language version ({language}); it is not shown here",
                    at + 1
                ),
                hints: vec!["put each language into a file of its own, text.<language>.md".to_owned()],
                place: document.place(Span { start, end: start, ..Span::default() }),
            });
        }
        part
    }

    fn take_doubts(&mut self, document: &Document, part: usize, numbers: &FxHashMap<usize, usize>) {
        let places: FxHashMap<usize, usize> = document.units.iter().enumerate().map(|(at, u)| (u.start, at)).collect();
        for diagnostic in &document.diagnostics {
            let doubt = Doubt {
                severity: diagnostic.severity,
                code: diagnostic.code,
                message: diagnostic.message.clone(),
                hints: diagnostic.hints.clone(),
                place: document.place(diagnostic.span),
            };
            let holder = document.unit_at(diagnostic.span.start as usize);
            if holder.is_some_and(|unit| unit.text_part != part) {
                continue;
            }
            let own = holder.and_then(|unit| places.get(&unit.start)).and_then(|at| numbers.get(at));
            match own.and_then(|at| self.units.get_mut(*at)) {
                Some(unit) => unit.doubts.push(doubt),
                None => self.doubts.push(doubt),
            }
        }
    }

    fn take_loose_notes(&mut self, document: &Document, part: usize, found: &Found<'_>) {
        let headings = self.units.iter().filter_map(|unit| unit.heading.as_ref());
        let words = self.units.iter().flat_map(|unit| &unit.paragraphs).map(|p| &p.words).chain(headings);
        let tied: Vec<usize> = words.flat_map(|w| &w.notes).map(|note| note.number).collect();
        let Some(range) = document.texts.get(part) else { return };
        let last = part + 1 == document.texts.len();
        for (number, note) in document.notes.iter().enumerate() {
            let here = range.start <= note.span.start && (note.span.start <= range.end || last);
            if here && !tied.contains(&number) {
                self.loose_notes.push(LooseNote { mark: note.mark.clone(), text: found.note(number) });
            }
        }
    }

    /// The unit with an address.
    #[must_use]
    pub fn unit(&self, address: &str) -> Option<&TextUnit> {
        self.index.get(address).and_then(|at| self.units.get(*at))
    }

    /// Terms that stand in a unit's own words, letter by letter, and that another unit of this text defines.
    ///
    /// It is said that the same words stand there, and no more: whether they are meant in the defined sense, a reader tells.
    #[must_use]
    pub fn terms_in(&self, unit: &TextUnit) -> Vec<&DefinedTerm> {
        let stands = |text: &str, term: &str| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
            text.match_indices(term).any(|(at, _)| {
                !letter(text.get(..at).and_then(|t| t.chars().next_back()))
                    && !letter(text.get(at + term.len()..).and_then(|t| t.chars().next()))
            })
        };
        let mut seen: Vec<&DefinedTerm> = Vec::new();
        for term in &self.terms {
            let found = term.unit != unit.address
                && !term.term.trim().is_empty()
                && !seen.iter().any(|s| s.term == term.term && s.unit == term.unit)
                && unit.paragraphs.iter().any(|p| stands(&p.words.text, &term.term));
            if found {
                seen.push(term);
            }
        }
        seen
    }

    /// Addresses of units whose words point at a unit or at something in it.
    #[must_use]
    pub fn cited_by(&self, address: &str) -> Vec<&str> {
        let inside = |to: &str| to.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let cites = |unit: &&TextUnit| {
            let heading = unit.heading.iter().flat_map(|h| &h.citations);
            let mut all = unit.paragraphs.iter().flat_map(|p| &p.words.citations).chain(heading);
            !inside(&unit.address) && all.any(|c| matches!(&c.target, Target::Internal(to) if inside(to)))
        };
        self.units.iter().filter(cites).map(|unit| unit.address.as_str()).collect()
    }

    /// About how many bytes of memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// Whether a character belongs to a script that is written without spaces, in which a word has no visible border.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x2E80..=0x9FFF | 0xFF00..=0xFFEF)
}

fn of_unit(document: &Document, found: &Found<'_>, unit: (usize, &ReadUnit), below: &[usize]) -> TextUnit {
    let (at, unit) = unit;
    let paragraphs: Vec<OwnParagraph> = document
        .own_paragraphs(at, below)
        .into_iter()
        .map(|paragraph| {
            let before = paragraph.after.checked_sub(1).and_then(|n| below.get(n)).and_then(|n| document.units.get(*n));
            OwnParagraph {
                after: before.map(|unit| unit.address.clone()),
                cells: cells(document, paragraph.source().start),
                words: found.words(&paragraph),
            }
        })
        .collect();
    let heading = document.heading_paragraph(at).map(|heading| found.words(&heading));
    let size = paragraphs.iter().map(|p| p.words.text.len()).sum::<usize>()
        + heading.as_ref().map_or(0, |h| h.text.len())
        + unit.label.len();
    TextUnit {
        address: unit.address.clone(),
        eid: unit.eid.clone(),
        kind: unit.kind,
        number: unit.number.clone(),
        label: unit.label.clone(),
        heading,
        paragraphs,
        doubts: Vec::new(),
        depth: unit.depth,
        parent: None,
        size,
    }
}

/// The cells of the row of a table that stands at a place.
fn cells(document: &Document, at: usize) -> Vec<String> {
    let extract = &document.extract;
    let number = extract.lines.partition_point(|line| line.span.start <= at);
    let line = number.checked_sub(1).and_then(|n| extract.lines.get(n)).filter(|l| l.role == Role::TableRow);
    let Some(line) = line else { return Vec::new() };
    let words = extract.words(line);
    let bars = words.trim().len() > 1 && words.trim().starts_with('|');
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    let mut cut = |from: usize, to: usize| {
        let shown = extract.shown(line.span.start + from..line.span.start + to);
        cells.push(shown.split_whitespace().collect::<Vec<_>>().join(" "));
    };
    for (place, c) in words.char_indices() {
        if !escaped && (if bars { c == '|' } else { c == '\t' }) {
            cut(start, place);
            start = place + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    cut(start, words.len());
    if bars {
        // What stands outside the outer bars is nothing.
        cells.remove(0);
        if cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
    }
    cells
}

fn bytes_of(unit: &TextUnit) -> usize {
    let paragraphs: usize = unit
        .paragraphs
        .iter()
        .map(|p| p.words.bytes() + 48 + p.cells.iter().map(|c| c.len() + 24).sum::<usize>())
        .sum();
    size_of::<TextUnit>()
        + unit.address.len()
        + unit.eid.len()
        + paragraphs
        + unit.heading.as_ref().map_or(0, Words::bytes)
}
