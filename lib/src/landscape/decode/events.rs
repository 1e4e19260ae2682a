//! `events/*.toml`: events, mechanisms, positions.

use super::instrument::rivals;
use super::manifest::{row_id, sources};
use super::table::{Defaults, Table};
use super::{Overlaid, Overlay};
use crate::model::{Event, EventKind, Mechanism, Position, Source, Stance};

/// The lists of one file of events.
pub(in crate::landscape) struct EventLists {
    pub(in crate::landscape) events: Vec<Overlaid<Event>>,
    pub(in crate::landscape) mechanisms: Vec<Overlaid<Mechanism>>,
    pub(in crate::landscape) positions: Vec<Overlaid<Position>>,
    pub(in crate::landscape) sources: Vec<Overlaid<Source>>,
}

const REPLACE: &[(&str, Overlay)] = &[("replace", Overlay::Replace)];

pub(super) fn events(root: &Table<'_, '_>, defaults: &Defaults) -> EventLists {
    EventLists {
        events: root.rows("event", |row| event(row, defaults)),
        mechanisms: root.rows("mechanism", |row| mechanism(row, defaults)),
        positions: root.rows("position", |row| position(row, defaults)),
        sources: sources(root),
    }
}

fn event(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Overlaid<Event>> {
    let overlay = row.overlay(REPLACE);
    let (id, kind) = (row_id(row, "id"), row.required_one_of("kind", EventKind::WORDS));
    let (on, says) = (row.required_date("on"), row.required_text("says"));
    let (until, actors, toward, about) =
        (row.date("until"), row.words("actors"), row.words("toward"), row.words("about"));
    let (mechanism, place, title) = (row.word("mechanism"), row.text("place"), row.text("title"));
    let (evidence, rivals) = (row.evidence(defaults), rivals(row, defaults));
    let span = row.span();
    let event = Event {
        id: id?,
        kind: kind?,
        on: on?,
        until,
        actors,
        toward,
        about,
        mechanism,
        place,
        title,
        says: says?,
        evidence,
        rivals,
        span,
    };
    Some(Overlaid { row: event, overlay })
}

fn mechanism(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Overlaid<Mechanism>> {
    let overlay = row.overlay(REPLACE);
    let (id, title) = (row_id(row, "id"), row.required_text("title"));
    let (kind, legal_basis, parties) = (row.word("kind"), row.words("legal_basis"), row.words("parties"));
    let (period, rhythm, per_year) = (row.period(), row.text("rhythm"), row.number("per_year"));
    let (replaced_by, says) = (row.word("replaced_by"), row.text("says"));
    let (evidence, rivals) = (row.evidence(defaults), rivals(row, defaults));
    let span = row.span();
    let mechanism = Mechanism {
        id: id?,
        title: title?,
        kind,
        legal_basis,
        parties,
        period,
        rhythm,
        per_year,
        replaced_by,
        says,
        evidence,
        rivals,
        span,
    };
    Some(Overlaid { row: mechanism, overlay })
}

fn position(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Overlaid<Position>> {
    let overlay = row.overlay(REPLACE);
    let (id, stance, says) =
        (row_id(row, "id"), row.required_one_of("stance", Stance::WORDS), row.required_text("says"));
    let (parties, groups, on) = (row.words("parties"), row.words("groups"), row.date("on"));
    let (topics, about, quote) = (row.words("topics"), row.words("about"), row.text("quote"));
    let (evidence, rivals) = (row.evidence(defaults), rivals(row, defaults));
    let span = row.span();
    let position = Position {
        id: id?,
        parties,
        groups,
        on,
        stance: stance?,
        topics,
        about,
        says: says?,
        quote,
        evidence,
        rivals,
        span,
    };
    Some(Overlaid { row: position, overlay })
}
