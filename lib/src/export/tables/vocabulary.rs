//! The vocabulary: a table for each list, so that a column can refer to the one its words come from.

use crate::model::{Family, Phase};

use super::Table;
use super::cell::{Cell, row, word};
use super::context::{Context, List, TERM, broader, term, used};
use super::schema::{Schema, schema, text};

static TOPICS: Schema = schema("topics", "What an instrument is about.", &["id"], &[TERM]);
static ACTS: Schema = schema("acts", "What a state may do or leave undone.", &["id"], &[TERM]);
static OBJECTS: Schema = schema("objects", "What an act is directed at.", &["id"], &[TERM]);
static CAVEATS: Schema = schema("caveats", "Typed hedges.", &["id"], &[TERM]);
static CAMPS: Schema = schema("camps", "Processes that instruments come out of.", &["id"], &[TERM]);
static KINDS: Schema = schema("kinds", "Kinds of instrument.", &["id"], &[TERM]);
static STANDING_WORDS: Schema = schema(
    "standing_words",
    "What a party can be to an instrument.",
    &["id"],
    &[
        TERM,
        &[
            text("family", "what it amounts to: bound, supports, takes-part, against, ended").or_none(),
            text("verb", "as a verb for sentences").or_none(),
            text("kinds", "kinds of instrument that can have it, joined by \"; \"; empty means any").or_none(),
        ],
    ],
);
static MILESTONES: Schema = schema(
    "milestones",
    "What a date can be the date of.",
    &["id"],
    &[TERM, &[text("phase", "what it does: announced, made, in-force, ended, other").or_none()]],
);
static BROADER: Schema = schema(
    "broader_terms",
    "Wider terms of the same list.",
    &["list", "term", "broader"],
    &[&[text("list", "the table of the list"), text("term", "the term"), text("broader", "a wider term of the list")]],
);

/// All lists.
pub(super) fn tables(context: &mut Context<'_>) -> Vec<Table> {
    let vocabulary = &context.landscape.vocabulary;
    let mut wider = Table::new(&BROADER);
    let mut all = Vec::new();
    for (schema, rows, list) in [
        (&TOPICS, &vocabulary.topics, Some(List::Topics)),
        (&ACTS, &vocabulary.acts, Some(List::Acts)),
        (&OBJECTS, &vocabulary.objects, None),
        (&CAVEATS, &vocabulary.caveats, None),
        (&CAMPS, &vocabulary.camps, Some(List::Camps)),
        (&KINDS, &vocabulary.kinds, Some(List::Kinds)),
    ] {
        let mut table = Table::new(schema);
        for concept in rows {
            table.add(term(concept));
        }
        let named = list.map(|list| context.only_named(list)).unwrap_or_default();
        for cells in used(&named) {
            table.add(cells);
        }
        links(&mut wider, schema, broader(rows, |concept| concept));
        all.push(table);
    }
    let mut standings = Table::new(&STANDING_WORDS);
    for standing in &vocabulary.standings {
        let family = standing.family.map(|family| word(Family::WORDS, &family));
        let kinds = standing.kinds.iter().map(|k| &**k).collect::<Vec<_>>().join("; ");
        let rest = row![family, Cell::filled(&standing.verb), Cell::filled(&kinds)];
        standings.add(term(&standing.concept).chain(rest));
    }
    let named = context.only_named(List::Standings);
    for cells in used(&named) {
        standings.add(cells.chain(row![Cell::Null, Cell::Null, Cell::Null]));
    }
    links(&mut wider, &STANDING_WORDS, broader(&vocabulary.standings, |s| &s.concept));
    let mut milestones = Table::new(&MILESTONES);
    for milestone in &vocabulary.milestones {
        let phase = milestone.phase.map(|phase| word(Phase::WORDS, &phase));
        milestones.add(term(&milestone.concept).chain(row![phase]));
    }
    let named = context.only_named(List::Milestones);
    for cells in used(&named) {
        milestones.add(cells.chain(row![Cell::Null]));
    }
    links(&mut wider, &MILESTONES, broader(&vocabulary.milestones, |m| &m.concept));
    all.extend([standings, milestones, wider]);
    all
}

fn links(table: &mut Table, list: &Schema, pairs: Vec<(&str, &str)>) {
    for (term, broader) in pairs {
        let cells: Vec<Cell> = row![list.name, term, broader].collect();
        // A term that names a wider one twice is still below it once.
        if !table.rows.contains(&cells) {
            table.add(cells);
        }
    }
}
