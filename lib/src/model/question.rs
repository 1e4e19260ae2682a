//! A question that is kept with the answer that is expected, so that a change of the files that changes an answer is seen.

use serde::Serialize;

use super::date::Date;
use super::evidence::{Evidence, Reference};
use super::rows::Row;
use crate::diagnostic::Span;

/// What is asked. Which keys are set decides which of the questions it is: an act, a party or two sides, or silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedQuestion {
    /// Name in files.
    pub id: String,
    /// In words.
    pub title: String,
    /// The day.
    pub on: Date,
    /// Whose promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Reference>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toward: Option<Reference>,
    /// The act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Reference>,
    /// The object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Reference>,
    /// Who does it: `state`, `knowingly-supported`, `nonstate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<Reference>,
    /// One of two sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Reference>,
    /// The other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub and: Option<Reference>,
    /// The concept on which texts may be silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silence: Option<Reference>,
    /// In which instruments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Reference>,
    /// What is expected.
    pub expects: Expected,
    /// How it is known that the answer should be so.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// What an answer is expected to hold; what is absent is not checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// Exactly these findings, whatever their order; an empty list means none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Reference>>,
    /// The strength of the first finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Reference>,
    /// Among the near misses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near_misses: Vec<Reference>,
    /// Among what both sides have promised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Reference>,
    /// Among what only the first side has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_only: Vec<Reference>,
    /// Among what only the second side has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub right_only: Vec<Reference>,
    /// Instruments in which nothing is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<Reference>,
    /// Instruments that speak of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speaks: Vec<Reference>,
}

impl Row for SavedQuestion {
    fn id(&self) -> &str {
        &self.id
    }

    fn span(&self) -> Span {
        self.span
    }
}
