//! No verb: the landscape at a glance, and what to try next.

use servanda::model::{Date, UnitKind};
use servanda::register::{self, Overview};

use super::session::{Form, Session};
use super::{Answer, Failure};
use crate::render::phrases::{count, event_title, stands_as};
use crate::render::{Label, Line, Page};

/// Most recent rows shown; the overview has ten, but a glance is one screen.
const LATEST: usize = 5;

/// Shows the landscape at a glance.
pub(crate) fn run(session: &Session) -> Result<Answer, Failure> {
    let overview = register::overview(session.landscape(), session.as_of);
    let text = match session.form {
        Form::Json | Form::Jsonl => session.json(&overview)?,
        Form::Csv => {
            return Err(
                Failure::new("the overview has no CSV form.").hint("servanda list --csv gives the instruments.")
            );
        }
        Form::Text => as_text(session, &overview),
    };
    Ok(Answer::found(text))
}

fn as_text(session: &Session, overview: &Overview<'_>) -> String {
    let mut page = Page::new();
    let manifest = overview.manifest;
    page.paragraph(0, Line::of(Label::Title, manifest.title.as_deref().unwrap_or(&manifest.name)));
    let mut known = format!("As of {}", Date::of_day(session.as_of).in_words());
    if let Some(until) = manifest.known_until {
        known.push_str(&format!("; what happened after {} is not in here", until.in_words()));
    }
    page.paragraph(0, Line::of(Label::Aside, known + "."));
    if let Some(about) = &manifest.about {
        page.blank();
        page.paragraph(0, Line::plain(about));
    }
    page.blank();
    let mut holds = Line::plain(count(overview.instruments, "instrument", "instruments"));
    if overview.later > 0 {
        holds = holds.text(format!(" ({} more came later)", overview.later));
    }
    let rest = [
        count(overview.parties, "party", "parties"),
        count(overview.groups, "group", "groups"),
        count(overview.events, "event", "events"),
        count(overview.mechanisms, "mechanism", "mechanisms"),
        count(overview.positions, "position", "positions"),
        count(overview.rivals, "disputed value", "disputed values"),
    ];
    page.pair("Holds", holds.text(format!(", {}", rest.join(", "))));
    let counts = |counts: &mut dyn Iterator<Item = (&str, usize)>| {
        let parts: Vec<String> = counts.map(|(label, number)| format!("{label} {number}")).collect();
        Line::plain(parts.join(" · "))
    };
    page.pair("Kinds", counts(&mut overview.kinds.iter().map(|c| (c.label.as_str(), c.count))));
    page.pair("Strength", counts(&mut overview.strengths.iter().map(|c| (c.label.as_str(), c.count))));
    page.pair("Camps", counts(&mut overview.camps.iter().map(|c| (c.camp.label, c.count))));

    if !overview.latest.is_empty() {
        page.heading("Latest instruments");
    }
    for entry in overview.latest.iter().take(LATEST) {
        let date = entry.made.map(|d| d.to_string()).unwrap_or_default();
        let line = Line::of(Label::Id, entry.id).text("  ").text(entry.title).text("  ").join(stands_as(entry));
        page.item(Line::plain(date), 12, line);
    }
    if !overview.latest_events.is_empty() {
        page.heading("Latest events");
    }
    for entry in overview.latest_events.iter().take(LATEST) {
        let line = Line::of(Label::Id, &entry.event.id).text("  ").text(event_title(entry));
        page.item(Line::plain(entry.event.on.to_string()), 12, line);
    }

    page.heading("What to try next");
    for (command, what) in suggestions(session, overview) {
        page.item(Line::plain("  ").with(Label::Command, command), 46, Line::of(Label::Aside, what));
    }
    page.write(&session.screen)
}

/// Commands that work on this landscape: every name in them is taken from it.
fn suggestions(session: &Session, overview: &Overview<'_>) -> Vec<(String, &'static str)> {
    let landscape = session.landscape();
    // Examples that show much, if this is the built-in landscape or builds on it; else whatever has units.
    let preferred = ["russia-china-2015", "gge-2015"];
    let instrument = preferred
        .into_iter()
        .find(|id| landscape.instrument(id).is_some())
        .or_else(|| landscape.instruments.iter().find(|i| !i.units.is_empty()).map(|i| i.id.as_str()))
        .or_else(|| overview.latest.first().map(|entry| entry.id));
    let mut all = vec![("servanda list".to_owned(), "all instruments by date")];
    if let Some(id) = instrument {
        all.push((format!("servanda show {id}"), "everything about one of them"));
        let units = landscape.instrument(id).map(|i| i.units.as_slice()).unwrap_or_default();
        if let Some(unit) =
            units.iter().find(|u| matches!(u.kind, UnitKind::Article | UnitKind::Point)).or(units.first())
        {
            all.push((format!("servanda show {id}/{}", unit.id), "one article or paragraph"));
        }
    }
    let acting = |code: &&str| {
        landscape.instruments.iter().any(|i| i.standings.iter().any(|s| s.parties.iter().any(|p| **p == **code)))
    };
    if let Some(party) = ["RU", "US"].into_iter().chain(landscape.parties.ids()).find(acting) {
        all.push((format!("servanda show {party}"), "what a state stands in"));
    }
    if overview.events > 0 {
        all.push(("servanda list --events".to_owned(), "what happened"));
    }
    all.push(("servanda list --facets".to_owned(), "how the list can be narrowed"));
    all
}
