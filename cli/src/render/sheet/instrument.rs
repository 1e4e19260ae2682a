//! The sheet of an instrument.

use servanda::model::{Certainty, Date, Sourced, Vote, VoteManner};
use servanda::register::{InstrumentSheet, RelationLine, SourceList, StatusPhase, Term};

use super::super::mark::{full_mark, mark};
use super::super::{Label, Line, Page};
use super::standings::standings;
use super::unit::{unit_item, word_of};
use super::{
    LEFT, day, event_item, mechanism_item, note, position_item, reading, reference, rival, sources, unverified,
};
use crate::render::phrases::firmness;

/// Renders the sheet of an instrument.
pub(crate) fn instrument(page: &mut Page, sheet: &InstrumentSheet<'_>) {
    page.paragraph(0, Line::of(Label::Title, sheet.title));
    let mut names = Line::of(Label::Id, sheet.id);
    if !sheet.aliases.is_empty() {
        names = names.with(Label::Aside, format!("  also {}", sheet.aliases.join(", ")));
    }
    page.paragraph(0, names);
    page.paragraph(0, day(&sheet.header));
    page.blank();
    facts(page, sheet);
    dates(page, sheet);
    disputed(page, sheet);
    if !sheet.standings.is_empty() {
        let day = Date::of_day(sheet.header.as_of).in_words();
        page.heading(format!("Who is what to it on {day}"));
        standings(page, &sheet.standings, sheet.standing_history, &sheet.sources);
    }
    if !sheet.votes.is_empty() {
        page.heading("Decisions");
        for vote in sheet.votes {
            vote_item(page, vote, &sheet.sources);
        }
    }
    if !sheet.relations.is_empty() {
        page.heading("Relations");
        for line in &sheet.relations {
            relation_item(page, 0, line, true, &sheet.sources);
        }
    }
    if !sheet.units.is_empty() {
        page.heading("Units, as far as listed");
        for line in &sheet.units {
            unit_item(page, line, &sheet.sources);
        }
    }
    if !sheet.readings.is_empty() {
        page.heading("Readings by others");
        for row in sheet.readings {
            let about: Vec<String> = row.about.iter().map(|unit| printed(sheet, unit)).collect();
            reading(page, row, Some(about.join(", ")), &sheet.sources);
        }
    }
    if !sheet.events.is_empty() {
        page.heading("Events");
        for entry in &sheet.events {
            event_item(page, entry, &sheet.sources);
        }
    }
    if !sheet.mechanisms.is_empty() {
        page.heading("Mechanisms that rest on it");
        for entry in &sheet.mechanisms {
            mechanism_item(page, entry, &sheet.sources);
        }
    }
    if !sheet.positions.is_empty() {
        page.heading("Positions on it");
        for entry in &sheet.positions {
            position_item(page, entry, &sheet.sources);
        }
    }
    texts(page, sheet);
    sources(page, &sheet.sources);
    unverified(page, sheet.unverified);
}

fn printed(sheet: &InstrumentSheet<'_>, unit: &str) -> String {
    let known = sheet.units.iter().find(|line| line.unit.id.as_str() == unit);
    known.map_or_else(|| unit.to_owned(), |line| line.unit.label.clone())
}

fn facts(page: &mut Page, sheet: &InstrumentSheet<'_>) {
    let status = &sheet.status;
    let since = status.since.map(Date::in_words).unwrap_or_default();
    let word = status.word.unwrap_or_default().replace('-', " ");
    let mut line = Line::plain(match status.phase {
        _ if since.is_empty() => status.label.clone(),
        StatusPhase::InForce => format!("{} since {since}", status.label),
        StatusPhase::SignedNotInForce => format!("{word} {since}; not in force"),
        StatusPhase::EntryIntoForceNotRecorded => format!("{word} {since}; entry into force not recorded"),
        _ => format!("{} {since}", status.label),
    });
    if status.certainty == Certainty::Possibly {
        line = line.with(Label::Unverified, " possibly: the date does not tell");
    }
    if status.unverified {
        line = line.with(Label::Unverified, " unverified");
    }
    page.pair("Status", line);
    let binding = sheet.bindingness.map_or_else(
        || Line::plain("not stated"),
        |value| {
            let stands = firmness(status, sheet.strength);
            let line = if stands.bare() == value.value.word() {
                stands
            } else {
                Line::plain(format!("meant as {}; stands as: ", value.value.word())).join(stands)
            };
            line.join(mark(&sheet.sources, &value.evidence))
        },
    );
    page.pair("Strength", binding);
    term(page, "Kind", sheet.kind.as_ref(), &sheet.sources);
    term(page, "Camp", sheet.camp.as_ref(), &sheet.sources);
    sourced(page, "Symbol", sheet.symbol, &sheet.sources);
    sourced(page, "Place", sheet.place, &sheet.sources);
    if let Some(issuer) = sheet.issuer {
        page.pair("From", Line::plain(issuer).join(mark(&sheet.sources, sheet.default)));
    }
    if sheet.scope == servanda::model::Scope::Domestic {
        page.pair("Scope", Line::plain("a state's own law, held because agreements are measured against it"));
    }
    if !sheet.topics.is_empty() {
        let topics: Vec<&str> = sheet.topics.iter().map(|t| t.label).collect();
        page.pair("Topics", Line::plain(topics.join(", ")).join(mark(&sheet.sources, sheet.default)));
    }
    if let Some(summary) = sheet.summary {
        page.pair("Summary", Line::plain(summary).join(mark(&sheet.sources, sheet.default)));
    }
    let shown = sheet.titles.iter().filter(|(_, title)| title.value != sheet.title);
    for (lang, title) in shown {
        page.pair(&format!("Title, {lang}"), Line::plain(&title.value).join(mark(&sheet.sources, &title.evidence)));
    }
    if let Some(title) = sheet.titles.values().find(|title| title.value == sheet.title)
        && title.evidence.is_unverified()
    {
        page.pair("Title", Line::plain("the title above is").join(mark(&sheet.sources, &title.evidence)));
    }
    for row in sheet.rivals.iter().filter(|row| FIELDS.contains(&&*row.about)) {
        rival(page, "", Some(&row.about), row, &sheet.sources);
    }
}

/// Fields of an instrument under which their rivals stand; rivals of dates stand with the dates.
const FIELDS: &[&str] = &["title", "kind", "symbol", "place", "bindingness", "camp"];

fn disputed(page: &mut Page, sheet: &InstrumentSheet<'_>) {
    let elsewhere = |about: &str| sheet.dates.iter().any(|d| *d.row.milestone == *about);
    let rows: Vec<_> = sheet.rivals.iter().filter(|r| !elsewhere(&r.about) && !FIELDS.contains(&&*r.about)).collect();
    if !rows.is_empty() {
        page.heading("Disputed values");
        for row in rows {
            rival(page, "  -", Some(&printed(sheet, &row.about)), row, &sheet.sources);
        }
    }
}

fn term(page: &mut Page, name: &str, value: Option<&Term<'_>>, list: &SourceList<'_>) {
    if let Some(value) = value {
        let told = value.evidence.map_or_else(Line::new, |e| mark(list, e));
        page.pair(name, Line::plain(value.label).join(told));
    }
}

fn sourced(page: &mut Page, name: &str, value: Option<&Sourced<String>>, list: &SourceList<'_>) {
    if let Some(value) = value {
        page.pair(name, Line::plain(&value.value).join(mark(list, &value.evidence)));
    }
}

fn dates(page: &mut Page, sheet: &InstrumentSheet<'_>) {
    page.heading("Dates");
    if sheet.dates.is_empty() {
        page.paragraph(0, Line::plain("none recorded"));
    }
    let mut told: Vec<&str> = Vec::new();
    for line in &sheet.dates {
        let row = line.row;
        let mut text = Line::plain(line.label);
        if let Some(place) = &row.place {
            text = text.text(format!(", {place}"));
        }
        text = text.join(full_mark(&sheet.sources, &row.evidence));
        match line.reached {
            Certainty::Yes => {}
            Certainty::Possibly => text = text.with(Label::Unverified, " (perhaps later than the day asked for)"),
            Certainty::No => text = text.with(Label::Spent, " (after the day asked for)"),
        }
        page.item(Line::plain(row.on.to_string()), LEFT, text);
        note(page, LEFT, row.evidence.note.as_ref());
        // Two dates of one milestone share their rivals; they are told once.
        if !told.contains(&&*row.milestone) {
            told.push(&row.milestone);
            for row in &line.rivals {
                rival(page, "", None, row, &sheet.sources);
            }
        }
    }
}

fn vote_item(page: &mut Page, vote: &Vote, list: &SourceList<'_>) {
    let stage = word_of(servanda::model::Stage::WORDS, vote.stage).unwrap_or("decision");
    let mut line = Line::plain(&vote.body);
    if let Some(on) = vote.on {
        line = line.text(format!(", {}", on.in_words()));
    }
    let manner = match vote.manner {
        Some(VoteManner::Recorded) => "recorded vote",
        Some(VoteManner::WithoutVote) => "adopted without a vote",
        Some(VoteManner::Consensus) => "by consensus",
        Some(VoteManner::NoConsensus) => "no consensus",
        None => "manner not recorded",
    };
    line = line.text(format!(": {manner}"));
    let counts = [(vote.yes, "in favour"), (vote.no, "against"), (vote.abstain, "abstaining")];
    for (number, what) in counts {
        if let Some(number) = number {
            line = line.text(format!(", {number} {what}"));
        }
    }
    if let Some(ballot) = &vote.ballot {
        line = line.text(format!(" (on {ballot})"));
    }
    page.item(Line::plain(stage), LEFT, line.join(mark(list, &vote.evidence)));
    note(page, LEFT, vote.evidence.note.as_ref());
}

/// A relation; with its note where the whole list is shown.
pub(super) fn relation_item(
    page: &mut Page,
    indent: usize,
    line: &RelationLine<'_>,
    whole: bool,
    list: &SourceList<'_>,
) {
    let mut text = Line::new();
    if let Some(pinpoint) = line.unit_pinpoint.as_ref().filter(|_| whole) {
        text = text.text(format!("{pinpoint} "));
    }
    text = text.text(format!("{} ", line.phrase)).join(reference(&line.other)).join(mark(list, line.evidence));
    let lead = if line.incoming { "←" } else { "→" };
    page.item(Line::plain(" ".repeat(indent)).with(Label::Aside, lead), indent + 2, text);
    if whole {
        note(page, indent + 2, line.evidence.note.as_ref());
    }
}

fn texts(page: &mut Page, sheet: &InstrumentSheet<'_>) {
    page.heading("Texts");
    if sheet.texts.is_empty() && sheet.held.is_empty() {
        page.paragraph(0, Line::plain("none held, and no address of one recorded"));
    }
    for text in sheet.texts {
        let state = match text.state {
            servanda::model::TextState::Full => "held in full",
            servanda::model::TextState::Part => "held in part",
            servanda::model::TextState::None => "not held",
        };
        let mut line = Line::plain(state);
        match text.authentic {
            Some(true) => line = line.text(", authentic"),
            Some(false) => line = line.text(", a translation"),
            None => {}
        }
        if let Some(address) = &text.official {
            line = line.text(format!("; official: {address}"));
        }
        if let Some(completeness) = &text.completeness {
            line = line.text(format!("; {completeness}"));
        }
        page.pair(&text.lang, line.join(mark(&sheet.sources, &text.evidence)));
        note(page, LEFT, text.evidence.note.as_ref());
    }
    for lang in sheet.held.iter().filter(|lang| !sheet.texts.iter().any(|t| t.lang == **lang)) {
        page.pair(lang, Line::plain("a text lies in the folder"));
    }
}
