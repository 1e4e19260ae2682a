//! Instruments with their titles, dates, relations, units, texts, rivals and readings.

use crate::model::{Bindingness, Instrument, Scope, TextState, UnitKind, VoteManner};
use crate::register::{status, strength};

use super::Table;
use super::cell::{Cell, date, row, word};
use super::context::{Context, List};
use super::schema::{
    DATE, DATE_OR_NONE, EVIDENCE, INSTRUMENT, Kind, NUMBER, Schema, TARGET, column, integer, schema, text,
};

static INSTRUMENTS: Schema = schema(
    "instruments",
    "Documents that state rules: treaties, resolutions, reports, declarations, codes, unilateral acts.",
    &["id"],
    &[
        &[
            text("id", "name in files and addresses"),
            text("title", "the title to call it by; all titles are in titles"),
            text("title_language", "language of that title, BCP 47").or_none(),
            text("kind", "kind").to("kinds").or_none(),
            text("bindingness", "how firmly it is meant to bind: binding, political, voluntary, proposed").or_none(),
            text("scope", "international, or domestic: a state's own law"),
            text("camp", "the process it came out of").to("camps").or_none(),
            text("symbol", "document symbol or treaty number").or_none(),
            text("place", "place").or_none(),
            text("issuer", "the body or meeting it came from").or_none(),
            text("summary", "in the landscape's own words").or_none(),
            text("status", "what had become of it by the day in meta.as_of"),
            text("status_label", "the same for people"),
            column("status_since", Kind::Date, "date of the milestone that decides the status").or_none(),
            text("status_certainty", "yes, or possibly where the precision of the date does not tell"),
            text("strength", "how firmly it stood on the day in meta.as_of").or_none(),
            text("text_state", "the most of its text that is held in any language: full, part, none"),
        ],
        EVIDENCE,
    ],
);
static VALUES: Schema = schema(
    "instrument_values",
    "How the single values of instruments are known: kind, bindingness, camp, symbol, place.",
    &["instrument", "field"],
    &[&[INSTRUMENT, text("field", "the column of instruments"), text("value", "the value")], EVIDENCE],
);
static TITLES: Schema = schema(
    "titles",
    "Titles by language.",
    &["instrument", "language"],
    &[&[INSTRUMENT, text("language", "BCP 47 tag"), text("title", "the title")], EVIDENCE],
);
static ALIASES: Schema = schema(
    "aliases",
    "Other names that an instrument answers to.",
    &["instrument", "alias"],
    &[&[INSTRUMENT, text("alias", "the other name")]],
);
static TOPICS: Schema = schema(
    "instrument_topics",
    "What instruments are about.",
    &["instrument", "topic"],
    &[&[INSTRUMENT, text("topic", "the topic").to("topics")]],
);
static DATES: Schema = schema(
    "dates",
    "Dated steps in the life of instruments.",
    &["id"],
    &[
        &[NUMBER, INSTRUMENT, text("milestone", "what it is the date of").to("milestones")],
        DATE,
        &[
            column("first_day", Kind::Day, "the first day that the date can mean"),
            column("last_day", Kind::Day, "the last day that the date can mean"),
            text("place", "where").or_none(),
        ],
        EVIDENCE,
    ],
);
static VOTES: Schema = schema(
    "votes",
    "How bodies decided on instruments. Who voted how is in standings.",
    &["id"],
    &[
        &[
            NUMBER,
            INSTRUMENT,
            text("body", "the body"),
            text("stage", "committee, plenary, paragraph; counts of different stages are never merged").or_none(),
            text("manner", "recorded, without-vote, consensus, no-consensus").or_none(),
            integer("yes", "in favour").or_none(),
            integer("no", "against").or_none(),
            integer("abstain", "abstaining").or_none(),
        ],
        DATE_OR_NONE,
        &[text("ballot", "on what, where it is not the whole text").or_none()],
        EVIDENCE,
    ],
);
static RELATIONS: Schema = schema(
    "relations",
    "How an instrument or one of its units relates to another.",
    &["id"],
    &[
        &[
            NUMBER,
            INSTRUMENT,
            text("unit_name", "our unit, if the relation is not of the whole").or_none(),
            integer("unit", "our unit, if the landscape lists it").to("units").or_none(),
            text(
                "type",
                "revises, supersedes, implements, endorses, cites, competes-with, annexed-to, amends, opposes",
            ),
        ],
        TARGET,
        EVIDENCE,
    ],
);
static UNITS: Schema = Schema {
    search: &["label", "heading", "says", "quote"],
    ..schema(
        "units",
        "Pieces of instruments as far as the landscape describes them, with what they say in its own words.",
        &["id"],
        &[
            &[
                NUMBER,
                text("address", "address: instrument and unit"),
                INSTRUMENT,
                text("unit", "name inside the instrument"),
                integer("parent", "the nearest unit above it that the landscape lists").to("units").or_none(),
                text("kind", "preamble, chapter, article, paragraph, point, annex and so on"),
                text("label", "as printed for people"),
                text("heading", "its title in the text").or_none(),
                text("says", "what it says, in the landscape's own words").or_none(),
                text("quote", "its key words, verbatim").or_none(),
            ],
            EVIDENCE,
        ],
    )
};
static TEXTS: Schema = schema(
    "texts",
    "Language versions of instruments.",
    &["id"],
    &[
        &[
            NUMBER,
            INSTRUMENT,
            text("language", "BCP 47 tag"),
            text("state", "what the landscape holds: full, part, none"),
            column("authentic", Kind::Flag, "whether this language is authentic; empty if not known").or_none(),
            text("official_url", "where the official text lives").or_none(),
            text("completeness", "what is held, what is missing, how it was read").or_none(),
            text("read_from", "the file or address that it was read from").or_none(),
            text("sha256", "SHA-256 of what was read, in hexadecimal").or_none(),
            column("read_on", Kind::Date, "when it was read").or_none(),
            text("checked", "what the held text was compared with, by whom and how").or_none(),
        ],
        EVIDENCE,
    ],
);
static HELD: Schema = schema(
    "held_texts",
    "Files with texts that lie beside instruments. Their words are not in this export.",
    &["instrument", "language"],
    &[&[INSTRUMENT, text("language", "BCP 47 tag"), text("file", "the file inside the landscape")]],
);
static READINGS: Schema = schema(
    "readings",
    "Experts' interpretations: attributed, and never merged with facts.",
    &["id"],
    &[
        &[NUMBER, INSTRUMENT, text("by", "whose")],
        DATE_OR_NONE,
        &[
            text("says", "what it says, in the landscape's own words"),
            text("quote", "its key words, verbatim").or_none(),
        ],
        EVIDENCE,
    ],
);
static READING_UNITS: Schema = schema(
    "reading_units",
    "Units that a reading is about; a reading without one is about the whole.",
    &["reading", "unit_name"],
    &[&[
        integer("reading", "the reading").to("readings"),
        text("unit_name", "the unit as written"),
        integer("unit", "the unit, if the landscape lists it").to("units").or_none(),
    ]],
);

/// Everything of instruments but who is what to them.
pub(super) fn tables(context: &mut Context<'_>) -> Vec<Table> {
    let mut all = All {
        instruments: Table::new(&INSTRUMENTS),
        values: Table::new(&VALUES),
        titles: Table::new(&TITLES),
        aliases: Table::new(&ALIASES),
        topics: Table::new(&TOPICS),
        dates: Table::new(&DATES),
        votes: Table::new(&VOTES),
        relations: Table::new(&RELATIONS),
        units: Table::new(&UNITS),
        texts: Table::new(&TEXTS),
        held: Table::new(&HELD),
        readings: Table::new(&READINGS),
        reading_units: Table::new(&READING_UNITS),
    };
    for instrument in &context.landscape.instruments {
        all.instrument(context, instrument);
        all.dated(context, instrument);
        all.contents(context, instrument);
    }
    vec![
        all.instruments,
        all.values,
        all.titles,
        all.aliases,
        all.topics,
        all.units,
        all.dates,
        all.votes,
        all.relations,
        all.texts,
        all.held,
        all.readings,
        all.reading_units,
    ]
}

struct All {
    instruments: Table,
    values: Table,
    titles: Table,
    aliases: Table,
    topics: Table,
    dates: Table,
    votes: Table,
    relations: Table,
    units: Table,
    texts: Table,
    held: Table,
    readings: Table,
    reading_units: Table,
}

impl All {
    fn instrument(&mut self, context: &mut Context<'_>, instrument: &Instrument) {
        let id = instrument.id.as_str();
        let status = status(instrument, context.as_of);
        let strength = strength(instrument, status.phase);
        let bindingness = instrument.bindingness.as_ref().map(|b| b.value.word());
        let evidence = context.evidence(&INSTRUMENTS, id, &instrument.evidence);
        let kind = context.maybe(List::Kinds, instrument.kind.as_ref().map(|k| &k.value));
        let camp = context.maybe(List::Camps, instrument.camp.as_ref().map(|c| &c.value));
        let named = row![
            id,
            instrument.title(),
            instrument.main_title().map(|(language, _)| language),
            kind,
            bindingness,
            word(Scope::WORDS, &instrument.scope),
            camp,
            instrument.symbol.as_ref().map(|s| &s.value),
            instrument.place.as_ref().map(|p| &p.value),
            instrument.issuer.as_ref(),
            instrument.summary.as_ref(),
        ];
        let certainty = match status.certainty {
            crate::model::Certainty::Yes => "yes",
            crate::model::Certainty::Possibly => "possibly",
            crate::model::Certainty::No => "no",
        };
        let on_the_day = row![
            status.phase.word(),
            status.label,
            status.since.map(|date| date.to_string()),
            certainty,
            strength.map(crate::register::Strength::word),
            instrument.text_state().word(),
        ];
        self.instruments.add(named.chain(on_the_day).chain(evidence));
        let words = [
            ("kind", instrument.kind.as_ref().map(|v| (&*v.value, &v.evidence))),
            ("bindingness", instrument.bindingness.as_ref().map(|v| (Bindingness::word(v.value), &v.evidence))),
            ("camp", instrument.camp.as_ref().map(|v| (&*v.value, &v.evidence))),
            ("symbol", instrument.symbol.as_ref().map(|v| (v.value.as_str(), &v.evidence))),
            ("place", instrument.place.as_ref().map(|v| (v.value.as_str(), &v.evidence))),
        ];
        for (field, value) in words {
            let Some((value, evidence)) = value else { continue };
            let evidence = context.evidence(&VALUES, format!("{id} {field}"), evidence);
            self.values.add(row![id, field, value].chain(evidence));
        }
        for (language, title) in &instrument.titles {
            let evidence = context.evidence(&TITLES, format!("{id} {language}"), &title.evidence);
            self.titles.add(row![id, language, &title.value].chain(evidence));
        }
        for alias in once_each(instrument.aliases.iter().map(|a| &**a)) {
            self.aliases.add(row![id, alias]);
        }
        for topic in once_each(instrument.topics.iter().map(|t| &**t)) {
            let topic = context.name(List::Topics, topic);
            self.topics.add(row![id, topic]);
        }
    }

    fn dated(&mut self, context: &mut Context<'_>, instrument: &Instrument) {
        let id = instrument.id.as_str();
        for milestone in &instrument.milestones {
            let number = self.dates.next();
            let word = context.name(List::Milestones, &milestone.milestone);
            let evidence = context.evidence(&DATES, number, &milestone.evidence);
            let days = row![milestone.on.first(), milestone.on.last(), milestone.place.as_ref()];
            self.dates.add(row![number, id, word].chain(date(milestone.on)).chain(days).chain(evidence));
        }
        for vote in &instrument.votes {
            let number = self.votes.next();
            let evidence = context.evidence(&VOTES, number, &vote.evidence);
            let stage = vote.stage.map(|stage| word(crate::model::Stage::WORDS, &stage));
            let manner = vote.manner.map(|manner| word(VoteManner::WORDS, &manner));
            let cells = row![number, id, &vote.body, stage, manner, vote.yes, vote.no, vote.abstain];
            self.votes.add(cells.chain(date(vote.on)).chain(row![vote.ballot.as_ref()]).chain(evidence));
        }
        for relation in &instrument.relations {
            let number = self.relations.next();
            let evidence = context.evidence(&RELATIONS, number, &relation.evidence);
            let unit = relation.unit.as_ref().map_or(Cell::Null, |unit| context.unit(instrument, unit));
            let kind = word(crate::model::RelationKind::WORDS, &relation.kind);
            let cells = row![number, id, relation.unit.as_ref(), unit, kind];
            self.relations.add(cells.chain(context.target(&relation.to)).chain(evidence));
        }
    }

    fn contents(&mut self, context: &mut Context<'_>, instrument: &Instrument) {
        let id = instrument.id.as_str();
        for unit in &instrument.units {
            let number = self.units.next();
            let evidence = context.evidence(&UNITS, number, &unit.evidence);
            let mut above = unit.id.parent();
            let mut parent = Cell::Null;
            while let Some(name) = above {
                parent = context.unit(instrument, name.as_str());
                above = if parent == Cell::Null { name.parent() } else { None };
            }
            let kind = word(UnitKind::WORDS, &unit.kind);
            let name = unit.id.as_str();
            let cells = row![number, format!("{id}/{name}"), id, name, parent, kind, &unit.label];
            let said = row![unit.heading.as_ref(), unit.says.as_ref(), unit.quote.as_ref()];
            self.units.add(cells.chain(said).chain(evidence));
        }
        for text in &instrument.texts {
            let number = self.texts.next();
            let evidence = context.evidence(&TEXTS, number, &text.evidence);
            let state = word(TextState::WORDS, &text.state);
            let cells = row![number, id, &text.lang, state, text.authentic, text.official.as_ref()];
            let read_on = text.read_on.map(|date| date.to_string());
            let held = row![text.completeness.as_ref(), text.read_from.as_ref(), text.sha256.as_ref(), read_on];
            self.texts.add(cells.chain(held).chain(row![text.checked.as_ref()]).chain(evidence));
        }
        for held in &instrument.held {
            self.held.add(row![id, &held.lang, context.landscape.files.path(held.file)]);
        }
        for reading in &instrument.readings {
            let number = self.readings.next();
            let evidence = context.evidence(&READINGS, number, &reading.evidence);
            let said = row![&reading.says, reading.quote.as_ref()];
            let cells = row![number, id, &reading.by].chain(date(reading.on)).chain(said);
            self.readings.add(cells.chain(evidence));
            for unit in once_each(reading.about.iter().map(|a| &**a)) {
                self.reading_units.add(row![number, unit, context.unit(instrument, unit)]);
            }
        }
    }
}

/// Names without those that came before: a key must not come twice.
pub(super) fn once_each<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
