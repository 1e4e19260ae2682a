//! States and organisations, and groups whose membership has dates.

use std::collections::BTreeMap;

use serde::Serialize;

use super::date::{Certainty, Date, Day, Period};
use super::evidence::{Evidence, Reference, Sourced};
use super::rows::Row;
use crate::diagnostic::Span;

/// Names by language tag.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// The English name, or any, or nothing.
    #[must_use]
    pub fn english(&self) -> Option<&str> {
        self.0.get("en").or_else(|| self.0.values().next()).map(String::as_str)
    }
}

/// What a party is. Listing a party takes no position on its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// A state.
    State,
    /// A territory with a code of its own.
    Territory,
    /// An organisation.
    Organisation,
}

impl PartyKind {
    /// Every kind with its word in files.
    pub const WORDS: &'static [(&'static str, PartyKind)] =
        &[("state", PartyKind::State), ("territory", PartyKind::Territory), ("organisation", PartyKind::Organisation)];
}

/// What a party followed or was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Succession {
    /// In our words.
    pub note: String,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A state or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// ISO 3166-1 alpha-2, `EU`, or `X-…` for an organisation.
    pub code: String,
    /// What it is.
    pub kind: Option<PartyKind>,
    /// ISO 3166-1 alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha3: Option<String>,
    /// Names by language.
    pub name: Names,
    /// Official English name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// Admission to the United Nations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub un_member_since: Option<Sourced<Date>>,
    /// What it followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<Succession>,
    /// How the row is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

impl Party {
    /// The English name, or the code if there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.english().unwrap_or(&self.code)
    }
}

impl Row for Party {
    fn id(&self) -> &str {
        &self.code
    }

    fn span(&self) -> Span {
        self.span
    }
}

/// Some parties' membership of a group for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// The members.
    pub parties: Vec<Reference>,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

/// A group of parties with dated membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Short name, as in `SCO`.
    pub id: String,
    /// Names by language.
    pub name: Names,
    /// Who, from when to when.
    #[serde(rename = "member")]
    pub members: Vec<Membership>,
    /// How the row is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

impl Group {
    /// Whether a party belongs to the group on a day.
    #[must_use]
    pub fn has(&self, party: &str, day: Day) -> Certainty {
        self.members
            .iter()
            .filter(|m| m.parties.iter().any(|p| &**p == party))
            .map(|m| m.period.holds_on(day))
            .max()
            .unwrap_or(Certainty::No)
    }

    /// The members on a day, by code, with how certain their membership is.
    #[must_use]
    pub fn members_on(&self, day: Day) -> BTreeMap<&str, Certainty> {
        let mut members = BTreeMap::new();
        for row in &self.members {
            let certainty = row.period.holds_on(day);
            if certainty.is_possible() {
                for party in &row.parties {
                    let known = members.entry(&**party).or_insert(certainty);
                    *known = (*known).max(certainty);
                }
            }
        }
        members
    }

    /// The English name, or the id if there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.english().unwrap_or(&self.id)
    }
}

impl Row for Group {
    fn id(&self) -> &str {
        &self.id
    }

    fn span(&self) -> Span {
        self.span
    }
}
