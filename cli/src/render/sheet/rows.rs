//! Sheets of single rows: an event, a mechanism, a position.

use servanda::model::{Date, Evidence, Rival};
use servanda::register::{EventEntry, Header, MechanismEntry, PositionEntry, SourceList};

use super::super::mark::full_mark;
use super::super::{Label, Line, Page};
use super::{LEFT, day, event_item, note, parties, period, quote, references, rival, sources, stance, unverified, who};
use crate::render::phrases::{event_title, running};

fn with_rivals<'a>(own: &'a Evidence, rivals: &'a [Rival]) -> Vec<&'a Evidence> {
    std::iter::once(own).chain(rivals.iter().map(|r| &r.evidence)).collect()
}

/// The evidence an event's sheet rests on.
pub(crate) fn event_evidence<'a>(entry: &EventEntry<'a>) -> Vec<&'a Evidence> {
    with_rivals(&entry.event.evidence, &entry.event.rivals)
}

/// The evidence a mechanism's sheet rests on.
pub(crate) fn mechanism_evidence<'a>(entry: &MechanismEntry<'a>) -> Vec<&'a Evidence> {
    let own = with_rivals(&entry.mechanism.evidence, &entry.mechanism.rivals);
    own.into_iter().chain(entry.events.iter().flat_map(event_evidence)).collect()
}

/// The evidence a position's sheet rests on.
pub(crate) fn position_evidence<'a>(entry: &PositionEntry<'a>) -> Vec<&'a Evidence> {
    with_rivals(&entry.position.evidence, &entry.position.rivals)
}

fn head(page: &mut Page, header: &Header, title: &str, id: &str, what: &str) {
    page.paragraph(0, Line::of(Label::Title, title));
    page.paragraph(0, Line::of(Label::Id, id).text(format!("  {what}")));
    page.paragraph(0, day(header));
    page.blank();
}

fn end(page: &mut Page, evidence: &Evidence, rivals: &[Rival], list: &SourceList<'_>) {
    // The mark begins with a space, because everywhere else it stands behind a value.
    page.pair("Known from", Line::plain(full_mark(list, evidence).bare().trim()));
    note(page, LEFT, evidence.note.as_ref());
    for row in rivals {
        rival(page, "", Some(&row.about), row, list);
    }
}

/// Renders the sheet of an event.
pub(crate) fn event(page: &mut Page, header: &Header, entry: &EventEntry<'_>, list: &SourceList<'_>) {
    let event = entry.event;
    head(page, header, event_title(entry), &event.id, &format!("event: {}", event.kind.word().replace('-', " ")));
    let mut date = event.on.in_words();
    if let Some(until) = event.until {
        date.push_str(&format!(" to {}", until.in_words()));
    }
    let mut line = Line::plain(date);
    if entry.reached != servanda::model::Certainty::Yes {
        line = line.with(Label::Unverified, " (not certainly before the day asked for)");
    }
    page.pair("Date", line);
    if let Some(place) = &event.place {
        page.pair("Place", Line::plain(place));
    }
    if !entry.actor_names.is_empty() {
        page.pair("Actors", Line::plain(parties(&entry.actor_names)));
    }
    if !entry.toward_names.is_empty() {
        page.pair("Toward", Line::plain(parties(&entry.toward_names)));
    }
    if event.title.is_some() {
        page.pair("What", Line::plain(&event.says));
    }
    references(page, "About", &entry.instruments);
    if let Some(id) = &event.mechanism {
        let line = Line::of(Label::Id, &**id).text(format!("  {}", entry.mechanism_title.unwrap_or("")));
        page.pair("Mechanism", line);
    }
    end(page, &event.evidence, &event.rivals, list);
    sources(page, list);
}

/// Renders the sheet of a mechanism.
pub(crate) fn mechanism(page: &mut Page, header: &Header, entry: &MechanismEntry<'_>, list: &SourceList<'_>) {
    let mechanism = entry.mechanism;
    head(page, header, &mechanism.title, &mechanism.id, "mechanism");
    let mut state = Line::plain(running(entry.running));
    if let Some(period) = period(&mechanism.period) {
        state = state.text(format!(", {period}"));
    }
    page.pair("State", state);
    if let Some(kind) = &entry.kind_term {
        page.pair("Kind", Line::plain(kind.label));
    }
    page.pair("Between", Line::plain(parties(&entry.party_names)));
    if let Some(rhythm) = &mechanism.rhythm {
        page.pair("Rhythm", Line::plain(rhythm));
    }
    if let Some(says) = &mechanism.says {
        page.pair("What", Line::plain(says));
    }
    references(page, "Rests on", &entry.basis_names);
    if let Some(id) = &mechanism.replaced_by {
        let line = Line::of(Label::Id, &**id).text(format!("  {}", entry.replaced_by_title.unwrap_or("")));
        page.pair("Replaced by", line);
    }
    end(page, &mechanism.evidence, &mechanism.rivals, list);
    if !entry.events.is_empty() {
        page.heading("Events");
        for event in &entry.events {
            event_item(page, event, list);
        }
    }
    sources(page, list);
    unverified(page, list.unverified());
}

/// Renders the sheet of a position.
pub(crate) fn position(page: &mut Page, header: &Header, entry: &PositionEntry<'_>, list: &SourceList<'_>) {
    let position = entry.position;
    head(
        page,
        header,
        &format!("{} {}", who(entry), stance(entry)),
        &position.id,
        "position: a view held, not a promise",
    );
    page.pair("Date", Line::plain(position.on.map_or_else(|| "not recorded".to_owned(), Date::in_words)));
    if !entry.party_names.is_empty() {
        page.pair("Who", Line::plain(parties(&entry.party_names)));
    }
    if !position.groups.is_empty() {
        let groups: Vec<&str> = position.groups.iter().map(|g| &*g.name).collect();
        page.pair("Groups", Line::plain(groups.join(", ")));
    }
    page.pair("Says", Line::plain(&position.says));
    if let Some(words) = &position.quote {
        page.pair("Key words", Line::plain(quote(words)));
    }
    if !entry.topic_terms.is_empty() {
        let topics: Vec<&str> = entry.topic_terms.iter().map(|t| t.label).collect();
        page.pair("Topics", Line::plain(topics.join(", ")));
    }
    references(page, "About", &entry.instruments);
    end(page, &position.evidence, &position.rivals, list);
    sources(page, list);
}
