//! Parties, and groups with their members.

use std::collections::BTreeMap;

use crate::model::PartyKind;

use super::Table;
use super::cell::{Cell, date, period, row, word};
use super::context::{Context, List};
use super::schema::{Column, DATE, DATE_OR_NONE, EVIDENCE, Kind, NUMBER, ORIGIN, PERIOD, Schema, column, schema, text};

static PARTIES: Schema = schema(
    "parties",
    "States and organisations. Listing a party takes no position on its status.",
    &["code"],
    &[
        &[
            text("code", "ISO 3166-1 alpha-2, EU, or X-... for an organisation"),
            text("name", "the English name, or any"),
            text("kind", "state, territory, organisation").or_none(),
            text("alpha3", "ISO 3166-1 alpha-3").or_none(),
            text("official_name", "official English name").or_none(),
            column("un_member_since", Kind::Date, "admission to the United Nations").or_none(),
        ],
        EVIDENCE,
        &[ORIGIN],
    ],
);
static PARTY_NAMES: Schema = schema(
    "party_names",
    "Names of parties by language.",
    &["party", "language"],
    &[&[text("party", "the party").to("parties"), text("language", "BCP 47 tag"), text("name", "the name")]],
);
static ADMISSIONS: Schema = schema(
    "admissions",
    "Admissions to the United Nations.",
    &["party"],
    &[&[text("party", "the party").to("parties")], DATE, EVIDENCE],
);
static SUCCESSIONS: Schema = schema(
    "successions",
    "What a party followed or was before.",
    &["id"],
    &[
        &[NUMBER, text("party", "the party").to("parties"), text("says", "in the landscape's own words")],
        DATE_OR_NONE,
        EVIDENCE,
    ],
);
static GROUPS: Schema = schema(
    "groups",
    "Groups of parties with dated membership.",
    &["id"],
    &[&[text("id", "short name"), text("name", "the English name, or any")], EVIDENCE, &[ORIGIN]],
);
static GROUP_NAMES: Schema = schema(
    "group_names",
    "Names of groups by language.",
    &["group_id", "language"],
    &[&[GROUP, text("language", "BCP 47 tag"), text("name", "the name")]],
);
static MEMBERS: Schema = schema(
    "group_members",
    "Who belonged to a group from when to when, one row for each party and time.",
    &["id"],
    &[&[NUMBER, GROUP, text("party", "the member").to("parties")], PERIOD, EVIDENCE],
);

const GROUP: Column = text("group_id", "the group").to("groups");

/// Groups and their members.
pub(super) fn groups(context: &mut Context<'_>) -> Vec<Table> {
    let (mut groups, mut names, mut members) = (Table::new(&GROUPS), Table::new(&GROUP_NAMES), Table::new(&MEMBERS));
    for group in &context.landscape.groups {
        let evidence = context.evidence(&GROUPS, &group.id, &group.evidence);
        groups.add(row![&group.id, group.label()].chain(evidence).chain(row!["defined"]));
        of_names(&mut names, &group.id, &group.name.0);
        for membership in &group.members {
            for party in &membership.parties {
                let number = members.next();
                let party = context.name(List::Parties, party);
                let evidence = context.evidence(&MEMBERS, number, &membership.evidence);
                members.add(row![number, &group.id, party].chain(period(&membership.period)).chain(evidence));
            }
        }
    }
    for name in context.only_named(List::Groups) {
        groups.add(row![&name, &name, Cell::Null, Cell::Null, Cell::Null, "named"]);
    }
    vec![groups, names, members]
}

/// Parties, those that are only named among them.
pub(super) fn parties(context: &mut Context<'_>) -> Vec<Table> {
    let (mut parties, mut names) = (Table::new(&PARTIES), Table::new(&PARTY_NAMES));
    let (mut admissions, mut successions) = (Table::new(&ADMISSIONS), Table::new(&SUCCESSIONS));
    for party in &context.landscape.parties {
        let kind = party.kind.map(|kind| word(PartyKind::WORDS, &kind));
        let admitted = party.un_member_since.as_ref().map(|since| since.value.to_string());
        let evidence = context.evidence(&PARTIES, &party.code, &party.evidence);
        let cells = row![&party.code, party.label(), kind, party.alpha3.as_ref(), party.official.as_ref(), admitted];
        parties.add(cells.chain(evidence).chain(row!["defined"]));
        of_names(&mut names, &party.code, &party.name.0);
        if let Some(since) = &party.un_member_since {
            let evidence = context.evidence(&ADMISSIONS, &party.code, &since.evidence);
            admissions.add(row![&party.code].chain(date(since.value)).chain(evidence));
        }
        for succession in &party.succession {
            let number = successions.next();
            let evidence = context.evidence(&SUCCESSIONS, number, &succession.evidence);
            let cells = row![number, &party.code, &succession.note].chain(date(succession.from));
            successions.add(cells.chain(evidence));
        }
    }
    for name in context.only_named(List::Parties) {
        let nothing = std::iter::repeat_n(Cell::Null, 7);
        parties.add(row![&name, &name].chain(nothing).chain(row!["named"]));
    }
    vec![parties, names, admissions, successions]
}

fn of_names(table: &mut Table, of: &str, names: &BTreeMap<String, String>) {
    for (language, name) in names {
        table.add(row![of, language, name]);
    }
}
