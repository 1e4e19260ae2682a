//! How a value is known and from where.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::{Serialize, Serializer};

use super::Date;
use super::rows::Row;
use crate::diagnostic::Span;

/// How a value is known, from the firmest to none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Read in the official text or the depositary's record.
    OfficialText,
    /// Read in a translation that is not authentic.
    Translation,
    /// Read in a page, article or data set about it.
    Secondary,
    /// A judgement of the person who coded it.
    Coder,
    /// Not seen in any source: it stands there to be checked.
    Unverified,
}

impl Basis {
    /// Every basis with its word in files.
    pub const WORDS: &'static [(&'static str, Basis)] = &[
        ("official-text", Basis::OfficialText),
        ("translation", Basis::Translation),
        ("secondary", Basis::Secondary),
        ("coder", Basis::Coder),
        ("unverified", Basis::Unverified),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, b)| *b == self).map_or("", |(w, _)| w)
    }
}

/// A word that names something defined elsewhere (a party code, an instrument, a source), with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The name as written; a landscape holds one copy of it, however often it is named ([`SharedNames`]).
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

impl Deref for Reference {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// Names of which one copy is held. Ten thousand instruments name the same forty parties, and counting them is several
/// times as quick when their codes lie in one place.
#[derive(Debug, Default)]
pub struct SharedNames(FxHashSet<Arc<str>>);

impl SharedNames {
    /// Lets a reference name the copy that is held.
    pub fn share(&mut self, reference: &mut Reference) {
        match self.0.get(&reference.name) {
            Some(held) => reference.name = Arc::clone(held),
            None => drop(self.0.insert(Arc::clone(&reference.name))),
        }
    }
}

/// A source as a row names it: the id of a [`Source`], or a web address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceReference(pub Reference);

impl SourceReference {
    /// The address, if it is one rather than an id.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        (self.0.starts_with("https://") || self.0.starts_with("http://")).then_some(&*self.0)
    }
}

impl Deref for SourceReference {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Serialize for SourceReference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Basis, sources and remark of one value or row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// How it is known; `None` only if the file says nothing at all, which a rule reports.
    pub basis: Option<Basis>,
    /// Where it was read.
    #[serde(rename = "source")]
    pub sources: Vec<SourceReference>,
    /// A remark for the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Evidence {
    /// Whether a reader must be told that nobody has verified this.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        matches!(self.basis, Some(Basis::Unverified) | None)
    }
}

/// A single value with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where it stands in its file.
    #[serde(skip)]
    pub span: Span,
}

/// What kind of thing a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// An article or commentary.
    Article,
    /// A body that made or published the text.
    Official,
    /// A depositary's record.
    Depositary,
    /// A data set.
    DataSet,
    /// A portal or index.
    Portal,
    /// News.
    Press,
    /// A book.
    Book,
}

impl SourceKind {
    /// Every kind with its word in files.
    pub const WORDS: &'static [(&'static str, SourceKind)] = &[
        ("article", SourceKind::Article),
        ("official", SourceKind::Official),
        ("depositary", SourceKind::Depositary),
        ("data-set", SourceKind::DataSet),
        ("portal", SourceKind::Portal),
        ("press", SourceKind::Press),
        ("book", SourceKind::Book),
    ];
}

/// A source that several rows use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Name in files.
    pub id: String,
    /// Title, or what it is.
    pub title: String,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What kind of thing.
    pub kind: Option<SourceKind>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Licence of a data set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

impl Row for Source {
    fn id(&self) -> &str {
        &self.id
    }

    fn span(&self) -> Span {
        self.span
    }
}
