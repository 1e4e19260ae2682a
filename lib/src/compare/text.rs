//! A text to be compared: its units in order, each with its own words.

use std::ops::Range;

use serde::Serialize;

use crate::model::UnitKind;
use crate::read::understand::citations::Target;
use crate::read::{Document, Paragraph};

/// One unit of a text to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Name inside the text: `art4/1/a`.
    pub address: String,
    /// What it is.
    pub kind: UnitKind,
    /// Number, normalised for headings, as printed for points; empty for none.
    pub number: String,
    /// Label as printed, punctuation included.
    pub label: String,
    /// Its title in the text.
    pub heading: Option<String>,
    /// Levels above it.
    pub depth: usize,
    /// Index of the unit that contains it.
    pub parent: Option<usize>,
    /// Its own words, without label, heading and subordinate units; a line for each paragraph.
    pub text: String,
    /// For each paragraph of the words how many of the subordinate units stand before it.
    #[serde(skip)]
    pub after: Vec<usize>,
    /// Whether what comes behind its label (heading, words, first subordinate unit) stands on another line.
    #[serde(skip)]
    pub label_ends_line: bool,
    /// Bytes of its words that cite a unit of the same text, and the address of that; known of documents whose prose was
    /// read.
    #[serde(skip)]
    pub cites: Vec<(Range<usize>, String)>,
}

/// A text to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Name of the file, or of the instrument in the landscape.
    pub name: String,
    /// Title, from its words or from the landscape.
    pub title: Option<String>,
    /// Language as a BCP 47 tag; `None` where it could not be told.
    pub language: Option<String>,
    /// Its units in the order of the text.
    pub units: Vec<Unit>,
}

impl Text {
    /// The version of a document in a language; its first one if none is in that language, or if it is of one version only,
    /// whose owner knows better than a guess from its words.
    #[must_use]
    pub fn in_language(document: &Document, language: &str) -> Text {
        let part = document.texts.iter().position(|part| part.language.as_deref() == Some(language)).unwrap_or(0);
        let mut text = Text::of(document, part);
        text.language = Some(language.to_owned());
        text
    }

    /// One language version of a document. `part` is an index of [`Document::texts`]; a document without one is empty.
    #[must_use]
    pub fn of(document: &Document, part: usize) -> Text {
        let own: Vec<usize> = (0..document.units.len())
            .filter(|at| document.units.get(*at).is_some_and(|unit| unit.text_part == part))
            .collect();
        let mut place = vec![usize::MAX; document.units.len()];
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); document.units.len()];
        for (new, at) in own.iter().enumerate() {
            if let Some(slot) = place.get_mut(*at) {
                *slot = new;
            }
            let parent = document.units.get(*at).and_then(|unit| unit.parent_index);
            if let Some(list) = parent.and_then(|p| below.get_mut(p)) {
                list.push(*at);
            }
        }
        let inside: Vec<(Range<usize>, &str)> = document
            .citations
            .iter()
            .filter_map(|citation| match &citation.target {
                Target::Internal(unit) => Some((citation.start..citation.end, unit.as_str())),
                _ => None,
            })
            .collect();
        let units = own
            .iter()
            .filter_map(|at| {
                let unit = document.units.get(*at)?;
                let below = below.get(*at).map_or(&[] as &[usize], Vec::as_slice);
                let paragraphs = document.own_paragraphs(*at, below);
                let first = below.first().copied().filter(|_| paragraphs.first().is_none_or(|p| p.after > 0));
                Some(Unit {
                    address: unit.address.clone(),
                    kind: unit.kind,
                    number: unit.number.clone(),
                    label: unit.label.clone(),
                    heading: unit.heading.clone(),
                    depth: unit.depth,
                    parent: unit.parent_index.and_then(|p| place.get(p).copied()).filter(|p| *p != usize::MAX),
                    text: unit.text.clone(),
                    after: paragraphs.iter().map(|p| p.after).collect(),
                    label_ends_line: document.label_ends_line(*at, first),
                    cites: cited(document, &inside, &paragraphs),
                })
            })
            .collect();
        Text {
            name: document.name.clone(),
            title: document.title.clone(),
            language: document.texts.get(part).and_then(|text| text.language.clone()),
            units,
        }
    }

    /// A unit with all that it contains, as a text of its own; `None` if there is no unit of this address.
    #[must_use]
    pub fn part(&self, address: &str) -> Option<Text> {
        let root = self.units.iter().position(|unit| unit.address == address)?;
        let mut place = vec![None; self.units.len()];
        let mut units: Vec<Unit> = Vec::new();
        let above = self.units.get(root).map_or(0, |root| root.depth);
        for (at, unit) in self.units.iter().enumerate().skip(root) {
            let parent = unit.parent.and_then(|parent| place.get(parent).copied().flatten());
            if at != root && parent.is_none() {
                continue;
            }
            place.get_mut(at).into_iter().for_each(|slot| *slot = Some(units.len()));
            units.push(Unit { parent, depth: unit.depth.saturating_sub(above), ..unit.clone() });
        }
        let (title, language) = (self.title.clone(), self.language.clone());
        Some(Text { name: format!("{}/{address}", self.name), title, language, units })
    }

    /// Addresses of subordinate units of each unit, by index; and of the units that nothing contains.
    #[must_use]
    pub(crate) fn children(&self) -> (Vec<Vec<usize>>, Vec<usize>) {
        let mut below = vec![Vec::new(); self.units.len()];
        let mut roots = Vec::new();
        for (at, unit) in self.units.iter().enumerate() {
            match unit.parent.and_then(|p| below.get_mut(p)) {
                Some(list) => list.push(at),
                None => roots.push(at),
            }
        }
        (below, roots)
    }
}

/// The citations in a unit's paragraphs, as bytes of its words.
fn cited(
    document: &Document,
    inside: &[(Range<usize>, &str)],
    paragraphs: &[Paragraph],
) -> Vec<(Range<usize>, String)> {
    let mut cites = Vec::new();
    let mut before = 0;
    for paragraph in paragraphs {
        let source = paragraph.source();
        let from = inside.partition_point(|(range, _)| range.start < source.start);
        for (range, unit) in inside.iter().skip(from).take_while(|(range, _)| range.start < source.end) {
            if let Some(at) = paragraph.stretch(&document.extract, range) {
                cites.push((before + at.start..before + at.end, (*unit).to_owned()));
            }
        }
        before += paragraph.text.len() + 1;
    }
    cites
}
