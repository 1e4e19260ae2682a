//! What happened, what was set up, and what was held.

use serde::Serialize;

use super::date::{Date, Period};
use super::evidence::{Evidence, Reference};
use super::instrument::Rival;
use super::rows::Row;
use crate::diagnostic::Span;

macro_rules! event_kinds {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// What kind of event.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs)] // each variant is its own word
        pub enum EventKind { $($variant),+ }

        impl EventKind {
            /// Every kind with its word in files.
            pub const WORDS: &'static [(&'static str, EventKind)] = &[$(($word, EventKind::$variant)),+];
        }
    };
}

event_kinds! {
    Announced = "announced",
    Planned = "planned",
    Signed = "signed",
    Adopted = "adopted",
    EnteredIntoForce = "entered-into-force",
    MeetingHeld = "meeting-held",
    Suspended = "suspended",
    Resumed = "resumed",
    Ended = "ended",
    Replaced = "replaced",
    Established = "established",
    Indicted = "indicted",
    Statement = "statement",
    Submitted = "submitted",
    Approved = "approved",
    Endorsed = "endorsed",
    Published = "published",
    ExerciseHeld = "exercise-held",
    Visit = "visit",
    Sanctioned = "sanctioned",
    Cancelled = "cancelled",
    Other = "other",
}

impl EventKind {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, k)| *k == self).map_or("", |(w, _)| w)
    }
}

/// Something that happened, or was said to be about to happen, on a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Name in files.
    pub id: String,
    /// What kind.
    pub kind: EventKind,
    /// When, or the first day.
    pub on: Date,
    /// The last day, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who acted.
    pub actors: Vec<Reference>,
    /// Towards whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub toward: Vec<Reference>,
    /// Which instruments or units it concerns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Reference>,
    /// Which mechanism it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<Reference>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// A short title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// In our own words.
    pub says: String,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Other values.
    #[serde(skip_serializing_if = "Vec::is_empty", rename = "rival")]
    pub rivals: Vec<Rival>,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

/// A standing arrangement between parties: a dialogue, a channel, a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mechanism {
    /// Name in files.
    pub id: String,
    /// Title.
    pub title: String,
    /// An act of the vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Reference>,
    /// Addresses of the provisions it rests on.
    pub legal_basis: Vec<Reference>,
    /// Between whom.
    pub parties: Vec<Reference>,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// How often, in our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<String>,
    /// How often a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_year: Option<u32>,
    /// What took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<Reference>,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Other values.
    #[serde(skip_serializing_if = "Vec::is_empty", rename = "rival")]
    pub rivals: Vec<Rival>,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

/// Which way a position goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For what it is about.
    Supports,
    /// Against it.
    Opposes,
    /// Neither: a view held.
    Holds,
}

impl Stance {
    /// Every stance with its word in files.
    pub const WORDS: &'static [(&'static str, Stance)] =
        &[("supports", Stance::Supports), ("opposes", Stance::Opposes), ("holds", Stance::Holds)];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, s)| *s == self).map_or("", |(w, _)| w)
    }
}

/// A view held by parties, not a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Name in files.
    pub id: String,
    /// Who.
    pub parties: Vec<Reference>,
    /// Which groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Reference>,
    /// When it was stated, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Which way.
    pub stance: Stance,
    /// On what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Reference>,
    /// On which instruments or units.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Reference>,
    /// In our own words.
    pub says: String,
    /// Key words, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Other values.
    #[serde(skip_serializing_if = "Vec::is_empty", rename = "rival")]
    pub rivals: Vec<Rival>,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

macro_rules! row {
    ($($type:ty),+) => {
        $(impl Row for $type {
            fn id(&self) -> &str {
                &self.id
            }

            fn span(&self) -> Span {
                self.span
            }
        })+
    };
}
row!(Event, Mechanism, Position);
