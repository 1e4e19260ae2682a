//! A passage with both its places, and what became of a run.

use std::ops::Range;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// One of the two places of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Number of the text in the order in which the texts were given.
    pub text: usize,
    /// Bytes of the text, from the first letter of the first word to the last one of the last.
    pub bytes: Range<usize>,
    /// Words in them.
    pub words: usize,
}

/// Which of two texts is the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// A stretch of words that two texts share.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The place in the text that comes first: by date, and by the order in which they were given where dates do not tell.
    pub a: Place,
    /// The place in the other text.
    pub b: Place,
    /// Words that are equal and in the same order; where texts are looked at closely, the pieces of a passage may have changed
    /// places.
    pub words: usize,
    /// Those words as a share of the words of the longer place.
    pub identity: f64,
    /// Which text is certainly the older one; `None` if a date is not known, or not precise enough to tell.
    pub earlier: Option<Side>,
    /// How much of a formula the wording is, from 0 to 1: see [`crate::trace`].
    pub formula: f64,
    /// Families of texts that have the commonest six words of the passage; 63 for more.
    pub families: usize,
}

/// A place with the names that the caller knows, as it is written for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedPlace<'n> {
    /// Name of the document.
    pub document: &'n str,
    /// First byte in the extracted text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Address of the unit in which it begins; `None` where the text was not read into units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<&'n str>,
    /// Address of the unit in which it ends, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'n str>,
}

/// A passage as it is written for programs: one line of `trace --jsonl`.
#[derive(Debug, Clone)]
pub struct NamedPassage<'n> {
    /// The passage.
    pub passage: &'n Passage,
    /// Its first place.
    pub a: NamedPlace<'n>,
    /// Its second place.
    pub b: NamedPlace<'n>,
}

impl Serialize for NamedPassage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Three places tell all that the figures are worth.
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        let mut object = serializer.serialize_struct("passage", 8)?;
        object.serialize_field("schema", "servanda.passage/1")?;
        object.serialize_field("a", &self.a)?;
        object.serialize_field("b", &self.b)?;
        object.serialize_field("words", &self.passage.words)?;
        object.serialize_field("identity", &rounded(self.passage.identity))?;
        object.serialize_field("earlier", &self.passage.earlier)?;
        object.serialize_field("formula", &rounded(self.passage.formula))?;
        object.serialize_field("families", &self.passage.families)?;
        object.end()
    }
}

/// What was looked at, and what was summarised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Texts that were given.
    pub texts: usize,
    /// Words in them.
    pub words: usize,
    /// Texts that are word for word another one. They were not traced themselves; each gives one passage, with the first of
    /// its kind.
    pub copies: usize,
    /// Families of near copies, by which formulas are weighed.
    pub families: usize,
    /// Places of rows of six words that more texts share than were paired each with each. What consists of such rows alone is
    /// reported with the earliest text that has it, not between all.
    pub common_places: u64,
    /// Texts that have the commonest row of six words.
    pub most_texts: usize,
    /// Passages that were reported.
    pub passages: usize,
}
