//! How instruments and units relate to each other.

use serde::Serialize;

use super::evidence::{Evidence, Reference};
use crate::diagnostic::Span;

/// How one instrument or unit relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// A new version of, or the next text in a series.
    Revises,
    /// Takes the place of.
    Supersedes,
    /// Carries out.
    Implements,
    /// Endorses.
    Endorses,
    /// Cites.
    Cites,
    /// Regulates the same matter as a rival.
    CompetesWith,
    /// Is attached to.
    AnnexedTo,
    /// Amends.
    Amends,
    /// Speaks against.
    Opposes,
}

impl RelationKind {
    /// Every kind with its word in files.
    pub const WORDS: &'static [(&'static str, RelationKind)] = &[
        ("revises", RelationKind::Revises),
        ("supersedes", RelationKind::Supersedes),
        ("implements", RelationKind::Implements),
        ("endorses", RelationKind::Endorses),
        ("cites", RelationKind::Cites),
        ("competes-with", RelationKind::CompetesWith),
        ("annexed-to", RelationKind::AnnexedTo),
        ("amends", RelationKind::Amends),
        ("opposes", RelationKind::Opposes),
    ];

    /// In words, from the instrument that has the row: "revises".
    #[must_use]
    pub fn active(self) -> &'static str {
        match self {
            RelationKind::Revises => "revises",
            RelationKind::Supersedes => "supersedes",
            RelationKind::Implements => "implements",
            RelationKind::Endorses => "endorses",
            RelationKind::Cites => "cites",
            RelationKind::CompetesWith => "competes with",
            RelationKind::AnnexedTo => "is annexed to",
            RelationKind::Amends => "amends",
            RelationKind::Opposes => "opposes",
        }
    }

    /// In words, seen from the other side: "is revised by".
    #[must_use]
    pub fn passive(self) -> &'static str {
        match self {
            RelationKind::Revises => "is revised by",
            RelationKind::Supersedes => "is superseded by",
            RelationKind::Implements => "is implemented by",
            RelationKind::Endorses => "is endorsed by",
            RelationKind::Cites => "is cited by",
            RelationKind::CompetesWith => "competes with",
            RelationKind::AnnexedTo => "has as annex",
            RelationKind::Amends => "is amended by",
            RelationKind::Opposes => "is opposed by",
        }
    }
}

/// A relation to another instrument or unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// Which relation.
    #[serde(rename = "type")]
    pub kind: RelationKind,
    /// Our unit, if the relation is not of the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Reference>,
    /// The other address.
    pub to: Reference,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}
