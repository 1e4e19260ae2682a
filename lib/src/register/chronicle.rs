//! Events, mechanisms and positions, by date.

use serde::Serialize;

use super::term::{InstrumentName, PartyName, Term};
use super::{Header, SourceList};
use crate::landscape::Landscape;
use crate::model::{Certainty, Day, Event, Evidence, Mechanism, Position, Reference, Rival};

/// An event with names.
#[derive(Debug, Clone, Serialize)]
pub struct EventEntry<'a> {
    /// The row.
    #[serde(flatten)]
    pub event: &'a Event,
    /// Who acted, by name.
    pub actor_names: Vec<PartyName<'a>>,
    /// Towards whom, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub toward_names: Vec<PartyName<'a>>,
    /// What it concerns, by title.
    pub instruments: Vec<InstrumentName<'a>>,
    /// The mechanism's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism_title: Option<&'a str>,
    /// Whether it had happened by the day.
    pub reached: Certainty,
}

/// A mechanism with names and what happened to it.
#[derive(Debug, Clone, Serialize)]
pub struct MechanismEntry<'a> {
    /// The row.
    #[serde(flatten)]
    pub mechanism: &'a Mechanism,
    /// What kind of co-operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind_term: Option<Term<'a>>,
    /// Between whom, by name.
    pub party_names: Vec<PartyName<'a>>,
    /// The provisions it rests on.
    pub basis_names: Vec<InstrumentName<'a>>,
    /// Whether it runs on the day: its period holds, and no suspension lies after the last resumption.
    pub running: Certainty,
    /// What took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by_title: Option<&'a str>,
    /// What happened to it by the day, in order.
    pub events: Vec<EventEntry<'a>>,
}

/// A position with names.
#[derive(Debug, Clone, Serialize)]
pub struct PositionEntry<'a> {
    /// The row.
    #[serde(flatten)]
    pub position: &'a Position,
    /// Who, by name.
    pub party_names: Vec<PartyName<'a>>,
    /// On what.
    pub topic_terms: Vec<Term<'a>>,
    /// On which instruments.
    pub instruments: Vec<InstrumentName<'a>>,
}

/// Everything that happened, was set up or was held by a day.
#[derive(Debug, Clone, Serialize)]
pub struct Chronicle<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Events by date.
    pub events: Vec<EventEntry<'a>>,
    /// How many events lie later.
    pub later: usize,
    /// Mechanisms by title.
    pub mechanisms: Vec<MechanismEntry<'a>>,
    /// Positions by date.
    pub positions: Vec<PositionEntry<'a>>,
    /// Numbered sources.
    pub sources: SourceList<'a>,
    /// How many values are unverified.
    pub unverified: usize,
}

/// All events, mechanisms and positions by a day.
#[must_use]
pub fn chronicle(landscape: &Landscape, as_of: Day) -> Chronicle<'_> {
    let events = events_where(landscape, as_of, |_| true);
    let later = landscape.events.len() - events.len();
    let mut mechanisms = mechanisms_where(landscape, as_of, |_| true);
    mechanisms.sort_by_key(|m| &m.mechanism.title);
    let positions = positions_where(landscape, as_of, |_| true);
    let evidence = chronicle_evidence(&events, &mechanisms, &positions);
    let mut sources = SourceList::default();
    for one in evidence {
        sources.add(landscape, one);
    }
    let header = Header::new("servanda.chronicle/1", landscape, as_of);
    Chronicle { header, events, later, mechanisms, positions, unverified: sources.unverified(), sources }
}

pub(super) fn chronicle_evidence<'a>(
    events: &[EventEntry<'a>],
    mechanisms: &[MechanismEntry<'a>],
    positions: &[PositionEntry<'a>],
) -> Vec<&'a Evidence> {
    let of_events = |events: &[EventEntry<'a>]| {
        events.iter().flat_map(|e| with_rivals(&e.event.evidence, &e.event.rivals)).collect::<Vec<_>>()
    };
    let mut all = of_events(events);
    for entry in mechanisms {
        all.extend(with_rivals(&entry.mechanism.evidence, &entry.mechanism.rivals));
        all.extend(of_events(&entry.events));
    }
    all.extend(positions.iter().flat_map(|p| with_rivals(&p.position.evidence, &p.position.rivals)));
    all
}

/// How a row is known, and how each value is known that was not chosen for it.
pub(super) fn with_rivals<'a>(own: &'a Evidence, rivals: &'a [Rival]) -> impl Iterator<Item = &'a Evidence> {
    std::iter::once(own).chain(rivals.iter().map(|rival| &rival.evidence))
}

/// One event by id.
#[must_use]
pub fn event<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Option<EventEntry<'a>> {
    landscape.events.get(id).map(|e| event_entry(landscape, e, as_of))
}

/// One mechanism by id.
#[must_use]
pub fn mechanism<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Option<MechanismEntry<'a>> {
    landscape.mechanisms.get(id).map(|m| mechanism_entry(landscape, m, as_of))
}

/// One position by id.
#[must_use]
pub fn position<'a>(landscape: &'a Landscape, id: &str) -> Option<PositionEntry<'a>> {
    landscape.positions.get(id).map(|p| position_entry(landscape, p))
}

fn event_entry<'a>(landscape: &'a Landscape, event: &'a Event, as_of: Day) -> EventEntry<'a> {
    EventEntry {
        event,
        actor_names: PartyName::all(landscape, &event.actors),
        toward_names: PartyName::all(landscape, &event.toward),
        instruments: InstrumentName::all(landscape, &event.about),
        mechanism_title: event.mechanism.as_ref().and_then(|m| landscape.mechanisms.get(m)).map(|m| m.title.as_str()),
        reached: event.on.reached_by(as_of),
    }
}

fn begun(mechanism: &Mechanism, as_of: Day) -> Certainty {
    mechanism.period.from.map_or(Certainty::Yes, |from| from.reached_by(as_of))
}

fn mechanism_entry<'a>(landscape: &'a Landscape, mechanism: &'a Mechanism, as_of: Day) -> MechanismEntry<'a> {
    let events = events_where(landscape, as_of, |e| e.mechanism.as_ref().is_some_and(|m| **m == mechanism.id));
    MechanismEntry {
        mechanism,
        kind_term: mechanism.kind.as_ref().map(|k| Term::of(&landscape.vocabulary.acts, k)),
        party_names: PartyName::all(landscape, &mechanism.parties),
        basis_names: InstrumentName::all(landscape, &mechanism.legal_basis),
        running: running(mechanism, &events, as_of),
        replaced_by_title: mechanism
            .replaced_by
            .as_ref()
            .and_then(|m| landscape.mechanisms.get(m))
            .map(|m| m.title.as_str()),
        events,
    }
}

/// A suspension holds until a resumption that certainly comes after it.
fn running(mechanism: &Mechanism, events: &[EventEntry<'_>], as_of: Day) -> Certainty {
    use crate::model::EventKind::{Resumed, Suspended};
    let mut suspended = Certainty::No;
    for entry in events {
        match entry.event.kind {
            Suspended => suspended = suspended.or(entry.reached),
            Resumed if entry.reached == Certainty::Yes => suspended = Certainty::No,
            _ => {}
        }
    }
    mechanism.period.holds_on(as_of).and(!suspended)
}

fn position_entry<'a>(landscape: &'a Landscape, position: &'a Position) -> PositionEntry<'a> {
    PositionEntry {
        position,
        party_names: PartyName::all(landscape, &position.parties),
        topic_terms: position.topics.iter().map(|t| Term::of(&landscape.vocabulary.topics, t)).collect(),
        instruments: InstrumentName::all(landscape, &position.about),
    }
}

fn names(addresses: &[Reference], id: &str) -> bool {
    addresses.iter().any(|a| a.split('/').next() == Some(id))
}

/// Events about an instrument or one of its units, by date, up to the day.
pub(super) fn events_about<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Vec<EventEntry<'a>> {
    events_where(landscape, as_of, |e| names(&e.about, id))
}

/// Events in which a party acted or was acted upon, by date, up to the day.
pub(super) fn events_of_party<'a>(landscape: &'a Landscape, code: &str, as_of: Day) -> Vec<EventEntry<'a>> {
    events_where(landscape, as_of, |e| e.actors.iter().chain(&e.toward).any(|p| **p == *code))
}

fn events_where<'a>(landscape: &'a Landscape, as_of: Day, wanted: impl Fn(&Event) -> bool) -> Vec<EventEntry<'a>> {
    let mut events: Vec<_> = landscape
        .events
        .iter()
        .filter(|e| e.on.reached_by(as_of).is_possible() && wanted(e))
        .map(|e| event_entry(landscape, e, as_of))
        .collect();
    events.sort_by_key(|e| (e.event.on.first(), e.event.on));
    events
}

/// Mechanisms that rest on an instrument.
pub(super) fn mechanisms_of<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Vec<MechanismEntry<'a>> {
    mechanisms_where(landscape, as_of, |m| names(&m.legal_basis, id))
}

/// Mechanisms a party takes part in.
pub(super) fn mechanisms_of_party<'a>(landscape: &'a Landscape, code: &str, as_of: Day) -> Vec<MechanismEntry<'a>> {
    mechanisms_where(landscape, as_of, |m| m.parties.iter().any(|p| **p == *code))
}

fn mechanisms_where<'a>(
    landscape: &'a Landscape,
    as_of: Day,
    wanted: impl Fn(&Mechanism) -> bool,
) -> Vec<MechanismEntry<'a>> {
    let found = landscape.mechanisms.iter().filter(|m| begun(m, as_of).is_possible() && wanted(m));
    found.map(|m| mechanism_entry(landscape, m, as_of)).collect()
}

/// Positions on an instrument or one of its units.
pub(super) fn positions_about<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Vec<PositionEntry<'a>> {
    positions_where(landscape, as_of, |p| names(&p.about, id))
}

/// Positions that name a party itself; what a group holds is not put into each member's mouth.
pub(super) fn positions_of_party<'a>(landscape: &'a Landscape, code: &str, as_of: Day) -> Vec<PositionEntry<'a>> {
    positions_where(landscape, as_of, |p| p.parties.iter().any(|q| **q == *code))
}

fn positions_where<'a>(
    landscape: &'a Landscape,
    as_of: Day,
    wanted: impl Fn(&Position) -> bool,
) -> Vec<PositionEntry<'a>> {
    let mut positions: Vec<_> = landscape
        .positions
        .iter()
        .filter(|p| p.on.is_none_or(|on| on.reached_by(as_of).is_possible()) && wanted(p))
        .map(|p| position_entry(landscape, p))
        .collect();
    positions.sort_by_key(|p| (p.position.on.is_none(), p.position.on));
    positions
}
