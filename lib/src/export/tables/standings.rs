//! Who is what to an instrument: as recorded, and worked out for one day.

use std::collections::HashMap;

use crate::model::{Certainty, Family, Stage, Standing};
use crate::register::standings_on;

use super::Table;
use super::cell::{Cell, period, row, word};
use super::context::{Context, List};
use super::instruments::once_each;
use super::schema::{EVIDENCE, INSTRUMENT, NUMBER, PERIOD, Schema, integer, schema, text};

static STANDINGS: Schema = schema(
    "standings",
    "What some parties are to an instrument, from a date to a date, as the files record it.",
    &["id"],
    &[
        &[
            NUMBER,
            INSTRUMENT,
            text("word", "what they are to it").to("standing_words"),
            text("family", "what the word amounts to: bound, supports, takes-part, against, ended").or_none(),
            text("described", "those whom the source describes without naming them").or_none(),
            integer("count", "how many the source counts").or_none(),
            text("stage", "for votes: committee, plenary, paragraph").or_none(),
        ],
        PERIOD,
        EVIDENCE,
    ],
);
static PARTIES: Schema = schema(
    "standing_parties",
    "Parties that a standing names.",
    &["standing", "party"],
    &[&[integer("standing", "the standing").to("standings"), text("party", "the party").to("parties")]],
);
static GROUPS: Schema = schema(
    "standing_groups",
    "Groups that a standing names. It means their members on its first day.",
    &["standing", "group_id"],
    &[&[integer("standing", "the standing").to("standings"), text("group_id", "the group").to("groups")]],
);
static AS_OF: Schema = schema(
    "standings_as_of",
    "Who was what to an instrument on the day in meta.as_of, groups resolved to their members; a treaty's parties wait for \
     its entry into force.",
    &["id"],
    &[&[
        NUMBER,
        INSTRUMENT,
        text("party", "the party").to("parties"),
        text("word", "what it was to it").to("standing_words"),
        text("family", "what the word amounts to").or_none(),
        text("certainty", "yes, or possibly where the dates do not tell"),
        text("through_group", "the group through which the party has it").to("groups").or_none(),
        integer("standing", "the recorded row").to("standings"),
    ]],
);

/// Recorded standings, and those of the day.
pub(super) fn tables(context: &mut Context<'_>) -> Vec<Table> {
    let (mut standings, mut parties, mut groups, mut as_of) =
        (Table::new(&STANDINGS), Table::new(&PARTIES), Table::new(&GROUPS), Table::new(&AS_OF));
    let landscape = context.landscape;
    for instrument in &landscape.instruments {
        // Rows are told apart by where they lie: two may say the same.
        let mut numbers: HashMap<*const Standing, usize> = HashMap::new();
        for standing in &instrument.standings {
            let number = standings.next();
            numbers.insert(std::ptr::from_ref(standing), number);
            let name = context.name(List::Standings, &standing.word);
            let family = standing.family.map(|family| word(Family::WORDS, &family));
            let stage = standing.stage.map(|stage| word(Stage::WORDS, &stage));
            let evidence = context.evidence(&STANDINGS, number, &standing.evidence);
            let cells = row![number, &instrument.id, name, family, standing.described.as_ref(), standing.count, stage];
            standings.add(cells.chain(period(&standing.period)).chain(evidence));
            for party in once_each(standing.parties.iter().map(|p| &**p)) {
                let party = context.name(List::Parties, party);
                parties.add(row![number, party]);
            }
            for group in once_each(standing.groups.iter().map(|g| &**g)) {
                let group = context.name(List::Groups, group);
                groups.add(row![number, group]);
            }
        }
        for standing in standings_on(landscape, instrument, context.as_of) {
            let Some(row) = numbers.get(&std::ptr::from_ref(standing.row)).copied() else { continue };
            let party = context.name(List::Parties, standing.party);
            let name = context.name(List::Standings, standing.word);
            let family = standing.family.map(|family| word(Family::WORDS, &family));
            let through = standing.through.map_or(Cell::Null, |group| context.name(List::Groups, group));
            let certainty = if standing.certainty == Certainty::Yes { "yes" } else { "possibly" };
            as_of.add(row![as_of.next(), &instrument.id, party, name, family, certainty, through, row]);
        }
    }
    vec![standings, parties, groups, as_of]
}
