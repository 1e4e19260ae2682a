//! Where some words come from, and where they went: occurrences in the order of time, and who most plausibly took what from
//! whom.
//!
//! In: texts with all passages that they share ([`Traced`]), a landscape, and a place of interest. Out: a [`Lineage`]: the
//! place, every other occurrence of its words that is held, and edges of four kinds: reuse, citation, translation, and what
//! is coded where no text is held. Or, of all texts together, [`Borrowings`]: how many words each has from which. It refuses
//! to speak of origins: the oldest occurrence is the oldest in this landscape, an edge between texts whose order is not
//! known has no direction, and wording that many families of texts have stays a formula on every edge.
//!
//! ```
//! use servanda::{landscape::Landscape, lineage::{Place, Traced}, model::Day, read, trace::{OnShelf, Shelf}};
//!
//! let landscape = Landscape::default();
//! let mut shelf = Shelf::new(&landscape, Day::constant(2026, 1, 1));
//! for (name, date) in [("old", "1998"), ("new", "2011")] {
//!     let words = "Article 1\nEach Party shall notify the other Parties of any incident without delay and in writing.\n";
//!     let text = OnShelf::of(name.into(), read::read(name, words.as_bytes(), &read::Options::default()));
//!     shelf.add_read(OnShelf { date: servanda::model::Date::parse(date).ok(), ..text });
//! }
//! let traced = Traced::of(shelf, &Default::default(), &Default::default()).expect("nothing stops it");
//! let place = Place::unit(&traced, "new", "art1").expect("it has an Article 1");
//! let lineage = traced.lineage(&landscape, &place);
//! assert_eq!(lineage.occurrences[lineage.oldest[0]].name, "old");
//! assert_eq!(lineage.edges.len(), 1);
//! ```

mod borrowings;
mod coded;
mod gather;
mod graph;
mod links;
mod occurrences;
mod sources;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::Serialize;

pub use borrowings::{Borrowing, Borrowings, Work};
pub use graph::{Graph, GraphEdge, GraphNode};

use crate::landscape::Landscape;
use crate::model::{Date, Day, Evidence, RelationKind};
use crate::text::is_unspaced;
use crate::trace::{self, Control, OnShelf, Options, Passage, Shelf, Stopped, Summary};

/// From here on wording is called a formula, if so many families of texts have it.
const FORMULA: f64 = 0.5;
const FAMILIES: usize = 3;

/// Texts, and all passages that they share.
pub struct Traced {
    /// The texts.
    pub texts: Vec<OnShelf>,
    /// What they share, all pairs.
    pub passages: Vec<Passage>,
    /// What was looked at.
    pub searched: Summary,
    /// The day by which they were made.
    pub day: Day,
}

impl Traced {
    /// Reads all texts of a shelf and finds what they share. A lineage needs all pairs, whatever place it is asked for: words
    /// may have come by way of a third text.
    ///
    /// # Errors
    ///
    /// As [`trace::trace`].
    pub fn of(shelf: Shelf<'_>, options: &Options, control: &Control<'_>) -> Result<Traced, Stopped> {
        let mut passages = Vec::new();
        let options = Options { only: None, ..options.clone() };
        let take = &mut |passage: &Passage| {
            passages.push(passage.clone());
            Ok(())
        };
        let searched = trace::trace(shelf.len(), &|at| shelf.source(at), &options, control, take)?;
        Ok(Traced { day: shelf.day(), texts: shelf.texts(), passages, searched })
    }

    /// The lineage of a place.
    #[must_use]
    pub fn lineage(&self, landscape: &Landscape, place: &Place) -> Lineage {
        gather::lineage(self, landscape, place)
    }

    /// Which works have how many words from which.
    #[must_use]
    pub fn borrowings(&self, landscape: &Landscape) -> Borrowings {
        borrowings::borrowings(self, landscape)
    }
}

/// The place whose lineage is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Bytes of a text.
    Words {
        /// Number of the text in [`Traced::texts`].
        text: usize,
        /// Its bytes.
        bytes: Range<usize>,
    },
    /// A unit of an instrument of which no text is held, or the instrument as a whole: only what is coded tells of it.
    Coded {
        /// Id of the instrument.
        instrument: String,
        /// The unit.
        unit: Option<String>,
    },
}

impl Place {
    /// All that a text says, by its number.
    #[must_use]
    pub fn whole(traced: &Traced, text: usize) -> Place {
        let units = traced.texts.get(text).and_then(|text| text.document.as_ref()).map_or(&[][..], |d| &d.units);
        let start = units.iter().map(|unit| unit.start).min().unwrap_or(0);
        let end = units.iter().map(|unit| unit.end).max();
        let end = end.or_else(|| traced.texts.get(text).map(|text| text.words().len()));
        Place::Words { text, bytes: start..end.unwrap_or(start).max(start) }
    }

    /// The unit of an address in the text of a name (id of an instrument, or name of a file), in the first language version
    /// that has it.
    #[must_use]
    pub fn unit(traced: &Traced, name: &str, address: &str) -> Option<Place> {
        let named = |text: &OnShelf| text.name == name || text.instrument.as_deref() == Some(name);
        traced.texts.iter().enumerate().filter(|(_, text)| named(text)).find_map(|(at, text)| {
            let unit = text.document.as_ref()?.unit(address)?;
            Some(Place::Words { text: at, bytes: unit.start..unit.end })
        })
    }
}

/// How an occurrence stands to the place of interest in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// It is the place of interest.
    Place,
    /// It is certainly older.
    Earlier,
    /// It is certainly younger.
    Later,
    /// The dates do not tell.
    Unknown,
}

/// Why an occurrence belongs to the lineage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It has the words, or a translation of them.
    Words,
    /// It cites an occurrence or is cited by one.
    Citation,
    /// No text of it is held; it is coded.
    Coded,
}

/// One place at which the words stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occurrence {
    /// Its name in the lineage: the address, with the language where there are several.
    pub id: String,
    /// Name of the text: a file, or an instrument with the language.
    pub name: String,
    /// Id of the instrument; `None` for a file.
    pub instrument: Option<String>,
    /// Title to call it by.
    pub title: String,
    /// When it was made.
    pub date: Option<Date>,
    /// Language of its words.
    pub language: Option<String>,
    /// Units over which the words reach, the first and the last.
    pub units: Vec<String>,
    /// Number of the text in [`Traced::texts`].
    #[serde(skip)]
    pub text: Option<usize>,
    /// First byte and the one behind the last, in the extracted text; `None` where no text is held.
    pub bytes: Option<Range<usize>>,
    /// The first words, twelve at most.
    pub opening: Option<String>,
    /// What it says, as coded, in our own words.
    pub says: Option<String>,
    /// Why it is here.
    pub role: Role,
    /// How it stands to the place of interest in time.
    pub when: When,
}

/// What two occurrences have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EdgeKind {
    /// They share words.
    Reuse,
    /// One is in another language version of the same work under the same unit.
    Translation,
    /// The words of one cite the other.
    Citation,
    /// Somebody coded that they belong together.
    Coded,
}

impl EdgeKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            EdgeKind::Reuse => "reuse",
            EdgeKind::Translation => "translation",
            EdgeKind::Citation => "citation",
            EdgeKind::Coded => "coded",
        }
    }
}

/// A line between two occurrences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// What it says.
    pub kind: EdgeKind,
    /// The older one, or the one that is cited, by its number in [`Lineage::occurrences`].
    pub from: usize,
    /// The younger one, or the one that cites.
    pub to: usize,
    /// Whether it is known which one is older, or which one cites.
    pub directed: bool,
    /// Equal words.
    pub words: Option<usize>,
    /// Those as a share of the longer place.
    pub identity: Option<f64>,
    /// How much of a formula the shared wording is, 0 to 1.
    pub formula: Option<f64>,
    /// Families of texts that have its commonest six words.
    pub families: Option<usize>,
    /// The words that cite.
    pub quote: Option<String>,
    /// What is coded.
    pub relation: Option<RelationKind>,
    /// How that is known.
    #[serde(flatten)]
    pub evidence: Option<Evidence>,
}

impl Edge {
    /// Whether the wording is so common that it proves no borrowing.
    #[must_use]
    pub fn is_formula(&self) -> bool {
        self.formula.is_some_and(|formula| formula >= FORMULA) && self.families.is_some_and(|n| n >= FAMILIES)
    }

    /// How it is known, in a word: a value of [`crate::model::Basis`], or `words` for what the texts themselves show.
    #[must_use]
    pub fn basis(&self) -> &'static str {
        match (&self.evidence, self.kind) {
            (Some(evidence), _) => evidence.basis.map_or("unverified", crate::model::Basis::word),
            (None, EdgeKind::Translation) => "structure",
            _ => "words",
        }
    }
}

/// Where some words come from, and where they went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lineage {
    /// The place of interest, then what is older, what is younger and what has no date to tell, the nearest first.
    pub occurrences: Vec<Occurrence>,
    /// What they have to do with each other.
    pub edges: Vec<Edge>,
    /// The oldest dated occurrences that have the words: the oldest in this landscape, not the origin.
    pub oldest: Vec<usize>,
    /// Pairs of occurrences that share words as well, all of which a better source explains.
    pub left_out: usize,
}

impl Lineage {
    /// Whether all reuse in it is of wording so common that it proves no borrowing.
    #[must_use]
    pub fn is_formula(&self) -> bool {
        let mut reuse = self.edges.iter().filter(|edge| edge.kind == EdgeKind::Reuse).peekable();
        reuse.peek().is_some() && reuse.all(Edge::is_formula)
    }
}

/// Whether one unit is the other, or contains it or stands in it.
fn related(a: &str, b: &str) -> bool {
    let inside = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    a == b || inside(a, b) || inside(b, a)
}

/// Words of a stretch of text: runs of letters and digits between blanks; of scripts without spaces every character.
fn count_words(text: &str) -> usize {
    word_ends(text).count()
}

/// The first words of a text, as many as may be quoted.
fn opening(text: &str) -> &str {
    const QUOTED: usize = 12;
    let text = text.trim_start();
    word_ends(text).nth(QUOTED - 1).and_then(|end| text.get(..end)).unwrap_or(text).trim_end()
}

/// Where each word ends, with the signs that follow it up to the next blank.
fn word_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut open = false;
    let ends = text.char_indices().flat_map(move |(at, c)| {
        let unspaced = c.is_alphanumeric() && is_unspaced(c);
        // A blank or a character that is a word by itself ends the word before it.
        let ended = (open && (c.is_whitespace() || unspaced)).then_some(at);
        open = !unspaced && (c.is_alphanumeric() || (open && !c.is_whitespace()));
        [ended, unspaced.then_some(at + c.len_utf8())]
    });
    let last = text.char_indices().rev().take_while(|(_, c)| !c.is_whitespace() && !is_unspaced(*c));
    let last = last.filter(|(_, c)| c.is_alphanumeric()).last().map(|_| text.len());
    ends.chain([last]).flatten()
}
