//! Sheets as text: one file for each kind of thing, with what they share here.

mod instrument;
mod party;
mod rows;
mod standings;
mod terms;
mod unit;
mod wording;

pub(crate) use instrument::instrument;
pub(crate) use party::{group, party};
pub(crate) use rows::{event, event_evidence, mechanism, mechanism_evidence, position, position_evidence};
pub(crate) use terms::{source, term};
pub(crate) use unit::unit;

use servanda::model::{Certainty, Date, Period, Reading, Rival};
use servanda::register::{EventEntry, Header, InstrumentName, MechanismEntry, PartyName, PositionEntry, SourceList};

use super::mark::{full_mark, mark};
use super::{Label, Line, Page};
use crate::render::phrases::running;

/// Width of the column of dates and names at the left.
const LEFT: usize = 12;
/// Longest title of another instrument inside a line.
const REFERENCE_TITLE: usize = 80;

/// The day a sheet speaks of, and where the landscape's knowledge ends.
fn day(header: &Header) -> Line {
    let mut text = format!("as of {}", Date::of_day(header.as_of).in_words());
    if let Some(until) = header.known_until.filter(|until| until.last() < header.as_of) {
        text.push_str(&format!("; nothing after {} is in this landscape", until.in_words()));
    }
    Line::of(Label::Aside, text)
}

fn parties(names: &[PartyName<'_>]) -> String {
    names.iter().map(|n| n.name).collect::<Vec<_>>().join(", ")
}

/// Another instrument or unit: address, place, title.
fn reference(name: &InstrumentName<'_>) -> Line {
    let address = match name.unit {
        Some(unit) => format!("{}/{unit}", name.id),
        None => name.id.to_owned(),
    };
    let mut line = Line::of(Label::Id, address);
    match name.title {
        Some(title) => {
            line = line.text(" ").join(Line::plain(title).cut(REFERENCE_TITLE));
            if let Some(pinpoint) = &name.pinpoint {
                line = line.text(format!(", {pinpoint}"));
            }
        }
        None => line = line.with(Label::Aside, " (not in this landscape)"),
    }
    line
}

/// References one under the other, each with a lead of its own only at the first.
fn references(page: &mut Page, name: &str, instruments: &[InstrumentName<'_>]) {
    for (number, instrument) in instruments.iter().enumerate() {
        page.pair(if number == 0 { name } else { "" }, reference(instrument));
    }
}

fn note(page: &mut Page, indent: usize, text: Option<&String>) {
    if let Some(text) = text {
        page.paragraph(indent, Line::of(Label::Aside, text));
    }
}

fn quote(text: &str) -> String {
    format!("“{text}”")
}

fn period(period: &Period) -> Option<String> {
    (period.from.is_some() || period.to.is_some()).then(|| match (period.from, period.to) {
        (Some(from), Some(to)) => format!("{from} to before {to}"),
        _ => period.to_string(),
    })
}

/// A value that was not chosen, with the reason: in the right column, or as an item of a list.
fn rival(page: &mut Page, lead: &str, about: Option<&str>, row: &Rival, sources: &SourceList<'_>) {
    let mut line = Line::of(Label::Unverified, "rival value");
    if let Some(about) = about {
        line = line.text(format!(" for {about}"));
    }
    line = line.text(format!(": {}", row.value)).join(full_mark(sources, &row.evidence));
    if let Some(chosen) = &row.chosen {
        line = line.text(format!("; chosen: {chosen}"));
    }
    if let Some(reason) = &row.reason {
        line = line.text(format!(". {reason}"));
    }
    let indent = if lead.is_empty() { LEFT } else { 4 };
    page.item(Line::plain(lead), indent, line);
    note(page, indent, row.evidence.note.as_ref());
}

fn reading(page: &mut Page, row: &Reading, about: Option<String>, sources: &SourceList<'_>) {
    let mut line = Line::of(Label::Title, &row.by);
    if let Some(on) = row.on {
        line = line.text(format!(", {}", on.in_words()));
    }
    if let Some(about) = about.filter(|about| !about.is_empty()) {
        line = line.text(format!(", on {about}"));
    }
    line = line.text(format!(": {}", row.says));
    if let Some(words) = &row.quote {
        line = line.text(format!(" {}", quote(words)));
    }
    page.item(Line::plain("  -"), 4, line.join(mark(sources, &row.evidence)));
    note(page, 4, row.evidence.note.as_ref());
}

fn event_item(page: &mut Page, entry: &EventEntry<'_>, sources: &SourceList<'_>) {
    let event = entry.event;
    let mut line = Line::of(Label::Id, &event.id).text("  ");
    if let Some(title) = &event.title {
        line = line.with(Label::Title, title).text(". ");
    }
    line = line.text(&event.says).join(mark(sources, &event.evidence));
    if entry.reached == Certainty::Possibly {
        line = line.with(Label::Unverified, " (perhaps later than the day asked for)");
    }
    page.item(Line::plain(event.on.to_string()), LEFT, line);
    for row in &event.rivals {
        rival(page, "", Some(&row.about), row, sources);
    }
}

fn mechanism_item(page: &mut Page, entry: &MechanismEntry<'_>, sources: &SourceList<'_>) {
    let mechanism = entry.mechanism;
    let mut line = Line::of(Label::Id, &mechanism.id).text("  ").with(Label::Title, &mechanism.title);
    line = line.text(format!(": {}", running(entry.running)));
    if let Some(period) = period(&mechanism.period) {
        line = line.text(format!(", {period}"));
    }
    line = line.text(format!(" ({})", parties(&entry.party_names))).join(mark(sources, &mechanism.evidence));
    page.item(Line::plain("  -"), 4, line);
}

fn position_item(page: &mut Page, entry: &PositionEntry<'_>, sources: &SourceList<'_>) {
    let position = entry.position;
    let date = position.on.map(|d| d.to_string()).unwrap_or_else(|| "no date".to_owned());
    let mut line = Line::of(Label::Id, &position.id).text("  ").with(Label::Title, who(entry));
    line = line.text(format!(" {}: {}", stance(entry), position.says));
    if let Some(words) = &position.quote {
        line = line.text(format!(" {}", quote(words)));
    }
    page.item(Line::plain(date), LEFT, line.join(mark(sources, &position.evidence)));
}

fn who(entry: &PositionEntry<'_>) -> String {
    let mut who: Vec<&str> = entry.party_names.iter().map(|p| p.name).collect();
    who.extend(entry.position.groups.iter().map(|g| &*g.name));
    match who.len() {
        0 => "somebody".to_owned(),
        1..=6 => who.join(", "),
        more => format!("{} and {} more", who.iter().take(5).copied().collect::<Vec<_>>().join(", "), more - 5),
    }
}

fn stance(entry: &PositionEntry<'_>) -> &'static str {
    let one = entry.party_names.len() + entry.position.groups.len() == 1;
    match (entry.position.stance, one) {
        (servanda::model::Stance::Supports, true) => "supports",
        (servanda::model::Stance::Supports, false) => "support",
        (servanda::model::Stance::Opposes, true) => "opposes",
        (servanda::model::Stance::Opposes, false) => "oppose",
        (servanda::model::Stance::Holds, true) => "holds",
        (servanda::model::Stance::Holds, false) => "hold",
    }
}

/// The numbered sources, at the end of every sheet.
fn sources(page: &mut Page, list: &SourceList<'_>) {
    if list.entries.is_empty() {
        return;
    }
    page.heading("Sources");
    for entry in &list.entries {
        let lead = Line::of(Label::Aside, format!("[{}]", entry.number));
        let mut line = source_line(entry.source, entry.name);
        if !entry.supports {
            line = line.with(Label::Unverified, " (named by unverified values only)");
        }
        page.item(lead, 5, line);
    }
}

fn source_line(source: Option<&servanda::model::Source>, name: &str) -> Line {
    let Some(source) = source else { return Line::plain(name) };
    let mut line = Line::new();
    if let Some(author) = &source.author {
        line = line.text(format!("{author}, "));
    }
    line = line.text(&source.title);
    if let Some(date) = source.date {
        line = line.text(format!(" ({})", date.in_words()));
    }
    if let Some(url) = &source.url {
        line = line.text(format!(" {url}"));
    }
    line.with(Label::Aside, format!(" ({name})"))
}

/// The last line of a sheet: how much of it nobody has verified.
fn unverified(page: &mut Page, number: usize) {
    if number > 0 {
        page.blank();
        let values = crate::render::phrases::count(number, "value above is", "values above are");
        page.paragraph(0, Line::of(Label::Unverified, format!("{values} unverified.")));
    }
}
