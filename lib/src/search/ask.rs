//! What is asked of the index, and what it answers: one struct of which terminal, page and JSON are renderings.

use serde::Serialize;

use super::piece::What;
use crate::model::{Date, TextState};
use crate::register::{Facet, Header, Query};

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The query as typed.
    pub words: String,
    /// To which instruments it is narrowed; [`Query::words`] is not used.
    pub query: Query,
    /// Kinds of pieces, any of them; empty for all.
    pub what: Vec<What>,
    /// Languages, any of them (`zh` means `zh-Hant` too); empty for all.
    pub langs: Vec<String>,
    /// Instruments by id or alias, any of them; empty for all.
    pub within: Vec<String>,
    /// Which part of the answer is wanted.
    pub part: Part,
}

/// Which part of an answer is wanted. Hits are grouped by what they belong to, the best group first. Of a question about
/// one instrument the hits themselves are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Groups (or hits in one instrument) passed over.
    pub skip: usize,
    /// Most groups (or hits in one instrument).
    pub most: usize,
    /// Most hits of one group.
    pub each: usize,
}

impl Default for Part {
    fn default() -> Part {
        Part { skip: 0, most: 20, each: 3 }
    }
}

/// One find.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// The instrument it belongs to; absent for events, mechanisms and positions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Title of the instrument, or of the event and so on.
    pub title: String,
    /// The address: `budapest-convention-2001/art35/1`, `event:…`.
    pub address: String,
    /// The unit inside the instrument, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The unit as printed: `Art. 35(1)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Addresses of other units of the same article or paragraph that have all that was found, each by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Title of the unit, or of the one around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Bytes of the heading to be marked, from and to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading_marks: Vec<[usize; 2]>,
    /// Language of the words.
    pub language: String,
    /// What the words were found in: a kind of piece, or `heading`.
    pub field: &'static str,
    /// How well it fits, for comparing within one answer.
    pub score: f64,
    /// The words around.
    pub snippet: String,
    /// Bytes of the snippet to be marked, from and to.
    pub marks: Vec<[usize; 2]>,
}

/// What hits belong to.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The instrument's id; absent for events, mechanisms and positions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Id of the instrument, or `event:…` and the like.
    pub address: String,
    /// Title.
    pub title: String,
    /// When it was made, happened or began, as far as known by the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How much of an instrument's text is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextState>,
    /// How many hits it has in all …
    pub hits: usize,
    /// … and how many of them are shown.
    pub shown: usize,
}

/// Texts held in one language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageCount {
    /// Language tag.
    pub language: String,
    /// Instruments with a text in it.
    pub instruments: usize,
}

/// What was searched: none found where nothing is held is another answer than none found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Searched {
    /// Instruments of the landscape that the question was narrowed to.
    pub instruments: usize,
    /// Of these, how many have a text that could be searched …
    pub with_text: usize,
    /// … and of how many only titles, summaries and what units say.
    pub without_text: usize,
    /// Instruments that came later than the day asked about, and were not searched.
    pub later: usize,
    /// In which languages texts are held, most frequent first.
    pub languages: Vec<LanguageCount>,
}

/// A word that may have been meant.
#[derive(Debug, Clone, Serialize)]
pub struct Suggestion {
    /// The word as typed.
    pub word: String,
    /// A word that occurs.
    pub instead: String,
    /// The whole query with it.
    pub query: String,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct Hits {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The query as typed.
    pub query: String,
    /// How many hits there are …
    pub total: usize,
    /// … in how many groups …
    pub found_in: usize,
    /// … and the hits of the part asked for, group by group.
    pub hits: Vec<Hit>,
    /// The groups of the part asked for, best first.
    pub groups: Vec<Group>,
    /// Facets with counts: of instruments with hits.
    pub facets: Vec<Facet>,
    /// What was searched.
    pub searched: Searched,
    /// What may have been meant, if nothing was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Suggestion>,
    /// What in the question names nothing in the landscape.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

impl Hits {
    /// Names of the columns of [`Hits::rows`].
    pub const COLUMNS: [&str; 10] =
        ["instrument", "title", "address", "label", "heading", "language", "field", "score", "snippet", "as_of"];

    /// The hits as a table, one row a hit; what a hit does not have is an empty cell.
    pub fn rows(&self) -> impl Iterator<Item = [String; Self::COLUMNS.len()]> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        self.hits.iter().map(move |hit| {
            [
                text(&hit.instrument),
                hit.title.clone(),
                hit.address.clone(),
                text(&hit.label),
                text(&hit.heading),
                hit.language.clone(),
                hit.field.to_owned(),
                hit.score.to_string(),
                hit.snippet.clone(),
                self.header.as_of.to_string(),
            ]
        })
    }
}
