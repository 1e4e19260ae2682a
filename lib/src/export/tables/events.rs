//! Events, mechanisms and positions, and the values not chosen of all things that have some.

use crate::model::{Reference, Rival, Stance};

use super::Table;
use super::cell::{Cell, date, period, row, word};
use super::context::{Context, List};
use super::instruments::once_each;
use super::schema::{
    Column, DATE, DATE_OR_NONE, EVIDENCE, NUMBER, PERIOD, Schema, TARGET, UNTIL, integer, schema, text,
};

static MECHANISMS: Schema = schema(
    "mechanisms",
    "Standing arrangements between parties: dialogues, channels, groups.",
    &["id"],
    &[
        &[
            text("id", "name in the files"),
            text("title", "title"),
            text("kind", "an act of the vocabulary").to("acts").or_none(),
        ],
        PERIOD,
        &[
            text("rhythm", "how often, in the landscape's own words").or_none(),
            integer("per_year", "how often a year").or_none(),
            text("replaced_by", "what took its place").to("mechanisms").or_none(),
            text("says", "in the landscape's own words").or_none(),
        ],
        EVIDENCE,
        &[super::schema::ORIGIN],
    ],
);
static EVENTS: Schema = schema(
    "events",
    "What happened, or was said to be about to happen, on a date.",
    &["id"],
    &[
        &[text("id", "name in the files"), text("kind", "what kind of event")],
        DATE,
        UNTIL,
        &[
            text("mechanism", "the mechanism it belongs to").to("mechanisms").or_none(),
            text("place", "where").or_none(),
            text("title", "a short title").or_none(),
            text("says", "in the landscape's own words"),
        ],
        EVIDENCE,
    ],
);
static POSITIONS: Schema = schema(
    "positions",
    "Views held by parties; no promises.",
    &["id"],
    &[
        &[text("id", "name in the files"), text("stance", "supports, opposes, holds")],
        DATE_OR_NONE,
        &[text("says", "in the landscape's own words"), text("quote", "key words, verbatim").or_none()],
        EVIDENCE,
    ],
);
static EVENT_PARTIES: Schema = schema(
    "event_parties",
    "Who acted in an event, and towards whom.",
    &["event", "role", "party"],
    &[&[EVENT, text("role", "actor, toward"), PARTY]],
);
static EVENT_ABOUT: Schema =
    schema("event_about", "What an event concerns.", &["event", "target"], &[&[EVENT], TARGET]);
static MECHANISM_PARTIES: Schema =
    schema("mechanism_parties", "Between whom a mechanism is.", &["mechanism", "party"], &[&[MECHANISM, PARTY]]);
static MECHANISM_BASIS: Schema = schema(
    "mechanism_legal_basis",
    "The provisions that a mechanism rests on.",
    &["mechanism", "target"],
    &[&[MECHANISM], TARGET],
);
static POSITION_PARTIES: Schema =
    schema("position_parties", "Who holds a position.", &["position_id", "party"], &[&[HELD, PARTY]]);
static POSITION_GROUPS: Schema = schema(
    "position_groups",
    "Which groups hold a position.",
    &["position_id", "group_id"],
    &[&[HELD, text("group_id", "the group").to("groups")]],
);
static POSITION_TOPICS: Schema = schema(
    "position_topics",
    "What a position is on.",
    &["position_id", "topic"],
    &[&[HELD, text("topic", "the topic").to("topics")]],
);
static POSITION_ABOUT: Schema = schema(
    "position_about",
    "On which instruments or units a position is.",
    &["position_id", "target"],
    &[&[HELD], TARGET],
);
static RIVALS: Schema = schema(
    "rivals",
    "Other values for the same fact, from other sources. basis, sources and note are those of the value not chosen.",
    &["id"],
    &[
        &[
            NUMBER,
            text("instrument", "the instrument, if it is one's").to("instruments").or_none(),
            text("event", "the event, if it is one's").to("events").or_none(),
            text("mechanism", "the mechanism, if it is one's").to("mechanisms").or_none(),
            text("position_id", "the position, if it is one's").to("positions").or_none(),
            text("about", "what the values are about: a milestone, a field, a unit, or free words"),
            text("value", "the value that was not chosen"),
            text("chosen", "the value that was").or_none(),
            text("reason", "why").or_none(),
        ],
        EVIDENCE,
    ],
);

const EVENT: Column = text("event", "the event").to("events");
const MECHANISM: Column = text("mechanism", "the mechanism").to("mechanisms");
const HELD: Column = text("position_id", "the position").to("positions");
const PARTY: Column = text("party", "the party").to("parties");

/// All of them.
pub(super) fn tables(context: &mut Context<'_>) -> Vec<Table> {
    let mut rivals = Table::new(&RIVALS);
    for instrument in &context.landscape.instruments {
        of(context, &mut rivals, 0, &instrument.id, &instrument.rivals);
    }
    let mut all = events(context, &mut rivals);
    all.extend(positions(context, &mut rivals));
    // Last, because events and mechanisms may name mechanisms that no file defines.
    let mut mechanisms = mechanisms(context, &mut rivals);
    mechanisms.extend(all);
    mechanisms.push(rivals);
    mechanisms
}

fn events(context: &mut Context<'_>, rivals: &mut Table) -> Vec<Table> {
    let (mut events, mut parties, mut about) =
        (Table::new(&EVENTS), Table::new(&EVENT_PARTIES), Table::new(&EVENT_ABOUT));
    for event in &context.landscape.events {
        let id = event.id.as_str();
        let evidence = context.evidence(&EVENTS, id, &event.evidence);
        let mechanism = context.maybe(List::Mechanisms, event.mechanism.as_ref());
        let dates = date(event.on).into_iter().chain(date(event.until));
        let said = row![mechanism, event.place.as_ref(), event.title.as_ref(), &event.says];
        events.add(row![id, event.kind.word()].chain(dates).chain(said).chain(evidence));
        for (role, names) in [("actor", &event.actors), ("toward", &event.toward)] {
            for party in once_each(names.iter().map(|p| &**p)) {
                let party = context.name(List::Parties, party);
                parties.add(row![id, role, party]);
            }
        }
        targets(context, &mut about, id, &event.about);
        of(context, rivals, 1, id, &event.rivals);
    }
    vec![events, parties, about]
}

fn mechanisms(context: &mut Context<'_>, rivals: &mut Table) -> Vec<Table> {
    let (mut mechanisms, mut parties, mut basis) =
        (Table::new(&MECHANISMS), Table::new(&MECHANISM_PARTIES), Table::new(&MECHANISM_BASIS));
    for mechanism in &context.landscape.mechanisms {
        let id = mechanism.id.as_str();
        let evidence = context.evidence(&MECHANISMS, id, &mechanism.evidence);
        let kind = context.maybe(List::Acts, mechanism.kind.as_ref());
        let replaced = context.maybe(List::Mechanisms, mechanism.replaced_by.as_ref());
        let said = row![mechanism.rhythm.as_ref(), mechanism.per_year, replaced, mechanism.says.as_ref()];
        let cells = row![id, &mechanism.title, kind].chain(period(&mechanism.period)).chain(said);
        mechanisms.add(cells.chain(evidence).chain(row!["defined"]));
        for party in once_each(mechanism.parties.iter().map(|p| &**p)) {
            let party = context.name(List::Parties, party);
            parties.add(row![id, party]);
        }
        targets(context, &mut basis, id, &mechanism.legal_basis);
        of(context, rivals, 2, id, &mechanism.rivals);
    }
    for name in context.only_named(List::Mechanisms) {
        let nothing = std::iter::repeat_n(Cell::Null, 12);
        mechanisms.add(row![&name, &name].chain(nothing).chain(row!["named"]));
    }
    vec![mechanisms, parties, basis]
}

fn positions(context: &mut Context<'_>, rivals: &mut Table) -> Vec<Table> {
    let (mut positions, mut parties, mut groups) =
        (Table::new(&POSITIONS), Table::new(&POSITION_PARTIES), Table::new(&POSITION_GROUPS));
    let (mut topics, mut about) = (Table::new(&POSITION_TOPICS), Table::new(&POSITION_ABOUT));
    for position in &context.landscape.positions {
        let id = position.id.as_str();
        let evidence = context.evidence(&POSITIONS, id, &position.evidence);
        let said = row![&position.says, position.quote.as_ref()];
        let cells = row![id, word(Stance::WORDS, &position.stance)].chain(date(position.on)).chain(said);
        positions.add(cells.chain(evidence));
        for (table, list, names) in [
            (&mut parties, List::Parties, &position.parties),
            (&mut groups, List::Groups, &position.groups),
            (&mut topics, List::Topics, &position.topics),
        ] {
            for name in once_each(names.iter().map(|n| &**n)) {
                let name = context.name(list, name);
                table.add(row![id, name]);
            }
        }
        targets(context, &mut about, id, &position.about);
        of(context, rivals, 3, id, &position.rivals);
    }
    vec![positions, parties, groups, topics, about]
}

/// Addresses that a thing names, each once.
fn targets(context: &Context<'_>, table: &mut Table, id: &str, names: &[Reference]) {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if !seen.contains(&&**name) {
            seen.push(name);
            table.add(row![id].chain(context.target(name)));
        }
    }
}

/// Rivals of one thing; `owner` is the place of its kind among the columns.
fn of(context: &mut Context<'_>, table: &mut Table, owner: usize, id: &str, rivals: &[Rival]) {
    for rival in rivals {
        let number = table.next();
        let evidence = context.evidence(&RIVALS, number, &rival.evidence);
        let owners = (0..4).map(|at| if at == owner { Cell::from(id) } else { Cell::Null });
        let values = row![&rival.about, &rival.value, rival.chosen.as_ref(), rival.reason.as_ref()];
        table.add(row![number].chain(owners).chain(values).chain(evidence));
    }
}
