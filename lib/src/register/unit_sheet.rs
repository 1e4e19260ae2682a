//! One unit of an instrument.

use serde::Serialize;

use super::chronicle::{EventEntry, chronicle_evidence, events_about};
use super::instrument_sheet::{RelationLine, UnitLine, instrument};
use super::{Header, SourceList};
use crate::landscape::Landscape;
use crate::model::{Day, Reading};

/// One unit with its neighbours and what bears on it.
#[derive(Debug, Clone, Serialize)]
pub struct UnitSheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Id of the instrument.
    pub instrument: &'a str,
    /// Title of the instrument.
    pub title: &'a str,
    /// The unit.
    pub unit: UnitLine<'a>,
    /// The unit that contains it, if it is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitLine<'a>>,
    /// Units it contains.
    pub children: Vec<UnitLine<'a>>,
    /// The one before it in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<UnitLine<'a>>,
    /// The one after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<UnitLine<'a>>,
    /// Relations of this unit.
    pub relations: Vec<RelationLine<'a>>,
    /// Readings of this unit.
    pub readings: Vec<&'a Reading>,
    /// Events about this unit.
    pub events: Vec<EventEntry<'a>>,
    /// Numbered sources.
    pub sources: SourceList<'a>,
}

/// The sheet of a unit; `None` if the instrument or the unit is not known.
#[must_use]
pub fn unit<'a>(landscape: &'a Landscape, name: &str, unit: &str, as_of: Day) -> Option<UnitSheet<'a>> {
    let sheet = instrument(landscape, name, as_of)?;
    let held = landscape.instrument(name)?;
    let at = sheet.units.iter().position(|u| u.unit.id.as_str() == unit)?;
    let own = sheet.units.get(at)?.clone();
    let parent_id = own.unit.id.parent();
    let near = |at: Option<usize>| at.and_then(|at| sheet.units.get(at)).cloned();
    let readings: Vec<&'a Reading> = held.readings.iter().filter(|r| r.about.iter().any(|a| **a == *unit)).collect();
    let address = own.address.clone();
    let mut events = events_about(landscape, sheet.id, as_of);
    events.retain(|e| e.event.about.iter().any(|a| **a == *address));
    let mut sources = SourceList::default();
    let evidence = std::iter::once(&own.unit.evidence)
        .chain(own.relations.iter().map(|r| r.evidence))
        .chain(readings.iter().map(|r| &r.evidence))
        .chain(chronicle_evidence(&events, &[], &[]));
    for one in evidence {
        sources.add(landscape, one);
    }
    Some(UnitSheet {
        header: Header::new("servanda.unit/1", landscape, as_of),
        instrument: sheet.id,
        title: sheet.title,
        parent: parent_id.and_then(|p| sheet.units.iter().find(|u| u.unit.id == p)).cloned(),
        children: sheet
            .units
            .iter()
            .filter(|u| u.unit.id.parent().is_some_and(|p| p == own.unit.id))
            .cloned()
            .collect(),
        previous: near(at.checked_sub(1)),
        next: near(Some(at + 1)),
        relations: own.relations.clone(),
        unit: own,
        readings,
        events,
        sources,
    })
}
