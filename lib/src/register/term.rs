//! Names of things with their labels, so that a renderer needs no look-up.

use serde::Serialize;

use crate::landscape::Landscape;
use crate::model::{Concept, Evidence, Instrument, Reference, Rows, Sourced};

/// A word of the vocabulary with its label and definition. A word that the vocabulary lacks is its own label.
#[derive(Debug, Clone, Serialize)]
pub struct Term<'a> {
    /// Name in files.
    pub id: &'a str,
    /// Name for people.
    pub label: &'a str,
    /// One line; absent for an unknown word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<&'a str>,
    /// How it is known that the word applies; absent where the row as a whole says it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'a Evidence>,
}

impl<'a> Term<'a> {
    /// A word of a list, without evidence of its own.
    #[must_use]
    pub fn of(list: &'a Rows<Concept>, id: &'a str) -> Term<'a> {
        match list.get(id) {
            Some(concept) => Term { id, label: &concept.label, definition: Some(&concept.definition), evidence: None },
            None => Term { id, label: id, definition: None, evidence: None },
        }
    }

    pub(super) fn sourced(list: &'a Rows<Concept>, value: &'a Sourced<Reference>) -> Term<'a> {
        Term { evidence: Some(&value.evidence), ..Term::of(list, &value.value) }
    }
}

/// A party with its English name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PartyName<'a> {
    /// Code.
    pub code: &'a str,
    /// English name; the code if the landscape does not know it.
    pub name: &'a str,
}

impl<'a> PartyName<'a> {
    /// A party by code.
    #[must_use]
    pub fn of(landscape: &'a Landscape, code: &'a str) -> PartyName<'a> {
        PartyName { code, name: landscape.parties.get(code).map_or(code, |p| p.label()) }
    }

    pub(super) fn all(landscape: &'a Landscape, codes: &'a [Reference]) -> Vec<PartyName<'a>> {
        codes.iter().map(|code| PartyName::of(landscape, code)).collect()
    }
}

/// An instrument or unit with its title.
#[derive(Debug, Clone, Serialize)]
pub struct InstrumentName<'a> {
    /// Address as written.
    pub address: &'a str,
    /// Id of the instrument.
    pub id: &'a str,
    /// Title of the instrument; `None` if the landscape does not hold it.
    pub title: Option<&'a str>,
    /// The unit's id, if the address names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// The unit as printed for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
}

impl<'a> InstrumentName<'a> {
    pub(super) fn of(landscape: &'a Landscape, address: &'a str) -> InstrumentName<'a> {
        let (name, unit) = match address.split_once('/') {
            Some((name, unit)) => (name, Some(unit)),
            None => (address, None),
        };
        let instrument = landscape.instrument(name);
        let pinpoint = unit.and_then(|unit| match instrument.and_then(|i| i.unit(unit)) {
            Some(known) => Some(known.label.clone()),
            None => crate::model::UnitId::parse(unit).ok().map(|u| u.printed()),
        });
        InstrumentName {
            address,
            id: instrument.map_or(name, |i| &i.id),
            title: instrument.map(Instrument::title),
            unit,
            pinpoint,
        }
    }

    pub(super) fn all(landscape: &'a Landscape, addresses: &'a [Reference]) -> Vec<InstrumentName<'a>> {
        addresses.iter().map(|address| InstrumentName::of(landscape, address)).collect()
    }
}
