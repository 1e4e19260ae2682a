//! Which units of one instrument another one cites, and which it does not.
//!
//! In: the instrument that cites, with its texts as far as they are held, and the one that is cited. Out: every unit of the
//! cited one with who cites it. What is not cited is told because it is what readers argue from; that it says nothing by
//! itself, they know. Where no text of the citing instrument is held, only coded citations count, and the result says so.

use serde::Serialize;

use crate::model::{Evidence, Instrument, RelationKind};
use crate::read::Document;
use crate::read::understand::citations::Target;

use super::text::Text;

/// One place that cites.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitedBy<'a> {
    /// The unit that cites; `None` if that is not told.
    pub unit: Option<&'a str>,
    /// The words that cite, where a text is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<&'a str>,
    /// How a coded citation is known.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'a Evidence>,
}

/// One unit of the cited instrument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitedUnit<'a> {
    /// Its name inside the instrument.
    pub address: &'a str,
    /// What it says, as coded.
    pub says: Option<&'a str>,
    /// Who cites it by its own number.
    pub cited_by: Vec<CitedBy<'a>>,
    /// The unit round it that is cited, and thereby this one too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<&'a str>,
    /// Whether something that it contains is cited.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_part: bool,
}

impl CitedUnit<'_> {
    /// Whether it is cited neither by its own number nor with what contains it, nor in part.
    #[must_use]
    pub fn is_passed_over(&self) -> bool {
        self.cited_by.is_empty() && self.within.is_none() && !self.in_part
    }
}

/// What one instrument cites of another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitedUnits<'a> {
    /// Id of the instrument that cites.
    pub citing: &'a str,
    /// Id of the one that is cited.
    pub cited: &'a str,
    /// Whether no text of the citing instrument was read: then a unit that is not cited is one for which no citation is
    /// coded.
    pub coded_only: bool,
    /// Citations of the instrument as a whole.
    pub whole: Vec<CitedBy<'a>>,
    /// Citations of units that are neither coded nor in a held text of the cited instrument, with their addresses.
    pub unknown: Vec<(&'a str, CitedBy<'a>)>,
    /// Its units in their order.
    pub units: Vec<CitedUnit<'a>>,
}

/// Which units of an instrument another one cites. `documents` are the held texts of the citing instrument, understood
/// with a gazetteer of the landscape; `text` is a held text of the cited one, if there is one.
#[must_use]
pub fn cited<'a>(
    citing: &'a Instrument,
    documents: &'a [Document],
    cited: &'a Instrument,
    text: Option<&'a Text>,
) -> CitedUnits<'a> {
    let mut found: Vec<(Option<&'a str>, CitedBy<'a>)> = Vec::new();
    for row in citing.relations.iter().filter(|row| row.kind == RelationKind::Cites) {
        if let Some(unit) = unit_of(&row.to, &cited.id) {
            let by = CitedBy { unit: row.unit.as_deref(), words: None, evidence: Some(&row.evidence) };
            found.push((unit, by));
        }
    }
    for document in documents {
        for citation in &document.citations {
            let own = match &citation.target {
                Target::Instrument { id, unit } if *id == cited.id => Some(unit.as_deref()),
                _ => citation.instrument.as_deref().and_then(|address| unit_of(address, &cited.id)),
            };
            let Some(unit) = own else { continue };
            let from = document.unit_at(citation.start).map(|unit| unit.address.as_str());
            found.push((unit, CitedBy { unit: from, words: Some(&citation.text), evidence: None }));
        }
    }
    let mut names: Vec<&'a str> = text.iter().flat_map(|text| &text.units).map(|unit| unit.address.as_str()).collect();
    for unit in &cited.units {
        if !names.contains(&unit.id.as_str()) {
            names.push(unit.id.as_str());
        }
    }
    let units = names.iter().map(|name| {
        let below = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        let cites = found.iter().filter_map(|(unit, by)| Some(((*unit)?, by)));
        CitedUnit {
            address: name,
            says: cited.unit(name).and_then(|unit| unit.says.as_deref()),
            cited_by: cites.clone().filter(|(unit, _)| unit == name).map(|(_, by)| by.clone()).collect(),
            within: cites.clone().map(|(unit, _)| unit).find(|unit| below(unit, name)),
            in_part: cites.map(|(unit, _)| unit).any(|unit| below(name, unit)),
        }
    });
    CitedUnits {
        citing: &citing.id,
        cited: &cited.id,
        coded_only: documents.is_empty(),
        units: units.collect(),
        whole: found.iter().filter(|(unit, _)| unit.is_none()).map(|(_, by)| by.clone()).collect(),
        unknown: found
            .iter()
            .filter_map(|(unit, by)| Some(((*unit)?, by.clone())))
            .filter(|(unit, _)| !names.contains(unit))
            .collect(),
    }
}

/// The unit that an address names of an instrument, or `Some(None)` for the whole; `None` for other instruments.
fn unit_of<'a>(address: &'a str, instrument: &str) -> Option<Option<&'a str>> {
    match address.strip_prefix(instrument)? {
        "" => Some(None),
        rest => rest.strip_prefix('/').map(Some),
    }
}
