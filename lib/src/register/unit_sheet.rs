//! One unit of an instrument.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::chronicle::{EventEntry, chronicle_evidence, events_about};
use super::instrument_sheet::{InstrumentSheet, RelationLine, UnitLine, instrument};
use super::{Header, SourceList};
use crate::diagnostic::Span;
use crate::holding::{DefinedTerm, ReadText, Wording, WordingUnit};
use crate::landscape::Landscape;
use crate::model::{Day, Evidence, Instrument, Reading, Unit, UnitId};

/// A term of the text's own that stands in a unit's words.
#[derive(Debug, Clone, Serialize)]
pub struct TermUse<'a> {
    /// In which language version.
    pub lang: &'a str,
    /// The term with the unit that defines it.
    #[serde(flatten)]
    pub term: &'a DefinedTerm,
}

/// A unit's own words in their place.
#[derive(Debug, Clone, Serialize)]
pub struct UnitWording<'a> {
    /// The languages of the instrument; and the unit with all that it contains, empty if the text that is held has no unit
    /// under this address.
    #[serde(flatten)]
    pub text: Wording<'a>,
    /// The units that contain it, outermost first.
    pub path: Vec<WordingUnit<'a>>,
    /// Terms of the text's own that stand in its words letter by letter, with where they are defined.
    pub terms_used: Vec<TermUse<'a>>,
    /// Units of the same text whose words point at it, by address.
    pub cited_by: Vec<&'a str>,
}

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
    /// Whether the landscape's files say something about it; a unit may be in the held text alone.
    pub coded: bool,
    /// The unit that contains it, if it is listed or in the held text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitLine<'a>>,
    /// Units it contains.
    pub children: Vec<UnitLine<'a>>,
    /// The one before it: in the held text on its own level, else in the list.
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
    /// Its words; absent where no text of the instrument is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<UnitWording<'a>>,
    /// Numbered sources.
    pub sources: SourceList<'a>,
}

/// The sheet of a unit; `None` if the instrument is not known, or neither its rows nor the texts that were read of it have
/// such a unit. `texts` are those of [`crate::holding::read_text`]; without them the rows alone are asked.
#[must_use]
pub fn unit<'a>(
    landscape: &'a Landscape,
    name: &str,
    unit: &str,
    as_of: Day,
    texts: &'a [Arc<ReadText>],
) -> Option<UnitSheet<'a>> {
    let sheet = instrument(landscape, name, as_of)?;
    let held = landscape.instrument(name)?;
    let wording = (!texts.is_empty()).then(|| Wording::new(held, texts, &[]));
    let lines = Lines { held, sheet: &sheet, wording: wording.as_ref() };
    let coded = sheet.units.iter().position(|u| u.unit.id.as_str() == unit);
    let in_text = wording.as_ref().and_then(|w| w.unit(unit));
    let own = lines.of(unit)?;
    let readings: Vec<&'a Reading> = held.readings.iter().filter(|r| r.about.iter().any(|a| **a == *unit)).collect();
    let address = own.address.clone();
    let mut events = events_about(landscape, sheet.id, as_of);
    events.retain(|e| e.event.about.iter().any(|a| **a == *address));
    let mut sources = SourceList::default();
    let row = held.unit(unit).map_or_else(|| lines.evidence(in_text), |row| &row.evidence);
    let languages = wording.iter().flat_map(|w| &w.languages).filter_map(|language| language.evidence);
    let evidence = std::iter::once(row)
        .chain(own.relations.iter().map(|r| r.evidence))
        .chain(readings.iter().map(|r| &r.evidence))
        .chain(chronicle_evidence(&events, &[], &[]))
        .chain(languages);
    for one in evidence {
        sources.add(landscape, one);
    }
    let near = |at: Option<usize>| at.and_then(|at| sheet.units.get(at)).cloned();
    let (parent, previous, next) = match (in_text, &wording) {
        (Some(found), Some(wording)) => {
            let (before, after) = wording.neighbours(found);
            let line = |unit: Option<&WordingUnit<'a>>| unit.and_then(|unit| lines.of(unit.address));
            (found.parent.and_then(|parent| lines.of(parent)), line(before), line(after))
        }
        _ => (
            own.unit.id.parent().and_then(|parent| lines.of(parent.as_str())),
            near(coded.and_then(|at| at.checked_sub(1))),
            near(coded.map(|at| at + 1)),
        ),
    };
    let children = lines.children(unit, in_text);
    let words = wording.as_ref().map(|wording| words(wording, in_text, unit, texts));
    Some(UnitSheet {
        header: Header::new("servanda.unit/1", landscape, as_of),
        instrument: sheet.id,
        title: sheet.title,
        coded: coded.is_some(),
        parent,
        children,
        previous,
        next,
        relations: own.relations.clone(),
        unit: own,
        readings,
        events,
        wording: words,
        sources,
    })
}

fn words<'a>(
    wording: &Wording<'a>,
    unit: Option<&WordingUnit<'a>>,
    address: &str,
    texts: &'a [Arc<ReadText>],
) -> UnitWording<'a> {
    let Some(unit) = unit else {
        return UnitWording {
            text: wording.with_units(Vec::new()),
            path: Vec::new(),
            terms_used: Vec::new(),
            cited_by: Vec::new(),
        };
    };
    let below = wording.subtree(unit);
    let mut terms_used: Vec<TermUse<'a>> = Vec::new();
    for version in below.iter().flat_map(|unit| &unit.versions) {
        let Some(text) = texts.iter().find(|text| text.lang == version.lang) else { continue };
        for term in text.terms_in(version.unit) {
            let inside = below.iter().any(|unit| unit.address == term.unit);
            if !inside && !terms_used.iter().any(|known| std::ptr::eq(known.term, term)) {
                terms_used.push(TermUse { lang: &text.lang, term });
            }
        }
    }
    let mut cited_by: Vec<&'a str> = Vec::new();
    for from in texts.iter().flat_map(|text| text.cited_by(address)) {
        if !cited_by.contains(&from) {
            cited_by.push(from);
        }
    }
    UnitWording {
        text: wording.with_units(below.to_vec()),
        path: wording.path(unit).into_iter().cloned().collect(),
        terms_used,
        cited_by,
    }
}

/// Where lines for units come from: the rows, and the text.
struct Lines<'s, 'a> {
    held: &'a Instrument,
    sheet: &'s InstrumentSheet<'a>,
    wording: Option<&'s Wording<'a>>,
}

impl<'a> Lines<'_, 'a> {
    /// The line of a unit: its row, or one made from the text.
    fn of(&self, address: &str) -> Option<UnitLine<'a>> {
        if let Some(coded) = self.sheet.units.iter().find(|line| line.unit.id.as_str() == address) {
            return Some(coded.clone());
        }
        let found = self.wording?.unit(address)?;
        let id = UnitId::parse(address).ok()?;
        let unit = Unit {
            label: id.printed(),
            id,
            kind: found.kind,
            heading: found.heading().map(str::to_owned),
            says: None,
            quote: None,
            evidence: self.evidence(Some(found)).clone(),
            span: Span::default(),
        };
        let relations = self.sheet.relations.iter().filter(|line| line.unit.as_deref() == Some(address));
        Some(UnitLine {
            address: format!("{}/{address}", self.held.id),
            unit: Cow::Owned(unit),
            relations: relations.cloned().collect(),
        })
    }

    /// How it is known what the text says: as the row of its language says, or the file.
    fn evidence(&self, unit: Option<&WordingUnit<'a>>) -> &'a Evidence {
        let lang = unit.and_then(|unit| unit.versions.first()).map(|version| version.lang);
        let languages = self.wording.iter().flat_map(|wording| &wording.languages);
        let row = languages.filter(|language| Some(language.lang) == lang).find_map(|language| language.evidence);
        row.unwrap_or(&self.held.evidence)
    }

    /// Units right below a unit: those of the text in its order, then coded ones that it lacks.
    fn children(&self, address: &str, unit: Option<&WordingUnit<'a>>) -> Vec<UnitLine<'a>> {
        let below = match (self.wording, unit) {
            (Some(wording), Some(unit)) => wording.subtree(unit),
            _ => &[],
        };
        let read =
            below.iter().filter(|other| other.parent == Some(address)).filter_map(|other| self.of(other.address));
        let coded = self.sheet.units.iter().filter(|line| {
            line.unit.id.parent().is_some_and(|parent| parent.as_str() == address)
                && !below.iter().any(|other| other.address == line.unit.id.as_str())
        });
        read.chain(coded.cloned()).collect()
    }
}
