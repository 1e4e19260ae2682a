//! The numbered list of sources of one sheet, so that every value can point at where it was read.

use std::collections::HashMap;

use serde::Serialize;

use crate::landscape::Landscape;
use crate::model::{Evidence, Source};

/// One numbered source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceEntry<'a> {
    /// Number on this sheet, from 1.
    pub number: usize,
    /// As rows name it: an id or an address.
    pub name: &'a str,
    /// Whether a value rests on it. A source that only unverified rows name is where somebody meant to look: it must
    /// not be shown as the source of anything.
    pub supports: bool,
    /// The row of the landscape, if it is an id.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a Source>,
}

impl SourceEntry<'_> {
    /// Where it can be read, if it has an address.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match self.source {
            Some(source) => source.url.as_deref(),
            None => Some(self.name).filter(|name| name.starts_with("http")),
        }
    }
}

/// Sources in the order in which they are first used.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct SourceList<'a> {
    /// The numbered sources.
    pub entries: Vec<SourceEntry<'a>>,
    #[serde(skip)]
    index: HashMap<&'a str, usize>,
    #[serde(skip)]
    unverified: usize,
}

impl<'a> SourceList<'a> {
    /// Adds the sources of a value.
    pub fn add(&mut self, landscape: &'a Landscape, evidence: &'a Evidence) {
        self.unverified += usize::from(evidence.is_unverified());
        for reference in &evidence.sources {
            let name: &'a str = reference;
            let at = *self.index.entry(name).or_insert_with(|| {
                let number = self.entries.len() + 1;
                self.entries.push(SourceEntry { number, name, supports: false, source: landscape.sources.get(name) });
                number
            });
            if let Some(entry) = self.entries.get_mut(at - 1) {
                entry.supports |= !evidence.is_unverified();
            }
        }
    }

    /// The numbers of a value's sources on this sheet.
    #[must_use]
    pub fn numbers(&self, evidence: &Evidence) -> Vec<usize> {
        evidence.sources.iter().filter_map(|s| self.index.get(&**s).copied()).collect()
    }

    /// How many values were added that nobody has verified.
    #[must_use]
    pub fn unverified(&self) -> usize {
        self.unverified
    }
}
