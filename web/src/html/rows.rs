//! Rows that several pages show: names as links, events, mechanisms, positions.

use maud::{Markup, html};
use servanda::model::{Certainty, EventKind, Stance};
use servanda::register::{EventEntry, InstrumentName, MechanismEntry, PartyName, PositionEntry, SourceList};

use super::evidence::{mark, note, rival};
use super::words::{on, period, phrase, possibly, text, time};
use crate::route::Page;
use crate::view::View;

/// Things in a row, with commas and a last "and".
pub(crate) fn join(items: &[Markup]) -> Markup {
    html! {
        @for (at, item) in items.iter().enumerate() {
            @if at > 0 { @if at + 1 == items.len() { " and " } @else { ", " } }
            (item)
        }
    }
}

/// A party as a link.
pub(crate) fn party(view: &View<'_>, party: &PartyName<'_>) -> Markup {
    html! {
        @if view.landscape().parties.contains(party.code) {
            a href=(view.party(party.code)) { (party.name) }
        } @else {
            (party.name) " " span.note { "(not in the list of parties)" }
        }
    }
}

/// Parties as links in a row.
pub(crate) fn parties(view: &View<'_>, all: &[PartyName<'_>]) -> Markup {
    join(&all.iter().map(|p| party(view, p)).collect::<Vec<_>>())
}

/// An instrument or unit as a link, or as what it is called if the landscape does not hold it.
pub(crate) fn instrument_name(view: &View<'_>, name: &InstrumentName<'_>) -> Markup {
    html! {
        @match (view.named(name), name.title) {
            (Some(address), Some(title)) => {
                a href=(address) { (title) @if let Some(pinpoint) = &name.pinpoint { ", " (pinpoint) } }
            }
            _ => { code { (name.address) } " " span.note { "(not held in this landscape)" } }
        }
    }
}

/// Instruments in a row. On the page of one of them its title stands above already and is not said again.
fn instruments(view: &View<'_>, names: &[InstrumentName<'_>]) -> Markup {
    html! {
        @for (at, name) in names.iter().enumerate() {
            @if at > 0 { "; " }
            @match (is_own(view, name), &name.pinpoint, view.named(name)) {
                (true, Some(pinpoint), Some(address)) => a href=(address) { (pinpoint) },
                (true, None, _) => "this instrument",
                _ => (instrument_name(view, name)),
            }
        }
    }
}

fn is_own(view: &View<'_>, name: &InstrumentName<'_>) -> bool {
    let (Page::Instrument(asked) | Page::Text(asked, _)) = &view.route.page else { return false };
    view.landscape().instrument(asked).is_some_and(|instrument| *instrument.id == *name.id)
}

/// What it is about, unless that is the instrument of the page and nothing besides.
fn about(view: &View<'_>, names: &[InstrumentName<'_>]) -> Option<Markup> {
    let told = names.iter().any(|name| name.pinpoint.is_some() || !is_own(view, name));
    told.then(|| html! { "about " (instruments(view, names)) })
}

/// An event as an item of a dated list. With an id where it is the event's own place.
pub(crate) fn event(view: &View<'_>, entry: &EventEntry<'_>, sources: &SourceList<'_>, own_place: bool) -> Markup {
    let row = entry.event;
    let id = own_place.then_some(row.id.as_str());
    html! {
        li id=[id] {
            div.when {
                (time(row.on))
                @if let Some(until) = row.until { " to " (time(until)) }
            }
            div.what {
                p {
                    strong { a.quiet href=(view.event(&row.id)) { (row.title.as_deref().unwrap_or(&row.says)) } }
                    (possibly(entry.reached)) (mark(&row.evidence, sources))
                }
                @if row.title.is_some() { p { (text(&row.says)) } }
                p.facts {
                    @let facts = event_facts(view, entry);
                    @for (at, fact) in facts.iter().enumerate() { @if at > 0 { " · " } (fact) }
                }
                (note(&row.evidence))
                @for other in &row.rivals { div.rival { (rival(other, sources, true)) } }
            }
        }
    }
}

fn event_facts(view: &View<'_>, entry: &EventEntry<'_>) -> Vec<Markup> {
    let row = entry.event;
    let mut facts = Vec::new();
    if row.kind != EventKind::Other {
        facts.push(html! { span.kind { (phrase(row.kind.word())) } });
    }
    facts.extend(row.place.as_ref().map(|place| html! { (place) }));
    if !entry.actor_names.is_empty() {
        facts.push(html! { "by " (parties(view, &entry.actor_names)) });
    }
    if !entry.toward_names.is_empty() {
        facts.push(html! { "towards " (parties(view, &entry.toward_names)) });
    }
    facts.extend(about(view, &entry.instruments));
    if let (Some(id), Some(title)) = (&row.mechanism, entry.mechanism_title) {
        facts.push(html! { "mechanism: " a href=(view.event(id)) { (title) } });
    }
    facts
}

/// A mechanism with what happened to it.
pub(crate) fn mechanism(
    view: &View<'_>,
    entry: &MechanismEntry<'_>,
    sources: &SourceList<'_>,
    own_place: bool,
) -> Markup {
    let row = entry.mechanism;
    let id = own_place.then_some(row.id.as_str());
    html! {
        li id=[id] {
            p {
                strong { a.quiet href=(view.event(&row.id)) { (row.title) } }
                (mark(&row.evidence, sources))
            }
            p.facts {
                (match entry.running {
                    Certainty::Yes => "runs, as far as recorded",
                    Certainty::Possibly => "possibly runs: the dates do not tell",
                    Certainty::No => "does not run on this day",
                })
                " · " (period(&row.period, view.as_of()))
                @if let Some(kind) = &entry.kind_term { " · " a href=(view.word("act", kind.id)) { (kind.label) } }
                @if !entry.party_names.is_empty() { " · between " (parties(view, &entry.party_names)) }
                @if let Some(rhythm) = &row.rhythm { " · " (rhythm) }
                " · "
                @if entry.basis_names.is_empty() { "legal basis not recorded" }
                @else { "rests on " (instruments(view, &entry.basis_names)) }
                @if let (Some(id), Some(title)) = (&row.replaced_by, entry.replaced_by_title) {
                    " · replaced by " a href=(view.event(id)) { (title) }
                }
            }
            @if let Some(says) = &row.says { p { (text(says)) } }
            (note(&row.evidence))
            @for other in &row.rivals { div.rival { (rival(other, sources, true)) } }
            @if !entry.events.is_empty() {
                ul.steps {
                    @for step in &entry.events {
                        li {
                            (time(step.event.on)) ": "
                            a href=(view.event(&step.event.id)) { (step.event.title.as_deref().unwrap_or(&step.event.says)) }
                            (possibly(step.reached)) (mark(&step.event.evidence, sources))
                        }
                    }
                }
            }
        }
    }
}

/// A position: a view held, not a promise.
pub(crate) fn position(
    view: &View<'_>,
    entry: &PositionEntry<'_>,
    sources: &SourceList<'_>,
    own_place: bool,
) -> Markup {
    let row = entry.position;
    let id = own_place.then_some(row.id.as_str());
    let groups: Vec<Markup> = row
        .groups
        .iter()
        .map(|id| {
            let label = view.landscape().groups.get(id).map(servanda::model::Group::label);
            html! { @match label { Some(label) => a href=(view.group(id)) { (label) }, None => (id) } }
        })
        .collect();
    let mut holders: Vec<Markup> = entry.party_names.iter().map(|p| party(view, p)).collect();
    holders.extend(groups);
    html! {
        li id=[id] {
            p {
                (join(&holders)) " "
                span.kind {
                    (match (row.stance, holders.len()) {
                        (Stance::Supports, 1) => "supports",
                        (Stance::Supports, _) => "support",
                        (Stance::Opposes, 1) => "opposes",
                        (Stance::Opposes, _) => "oppose",
                        (Stance::Holds, 1) => "holds",
                        (Stance::Holds, _) => "hold",
                    })
                }
                ": " (text(&row.says))
                @if let Some(quote) = &row.quote { " " q { (quote) } }
                (mark(&row.evidence, sources))
            }
            p.facts {
                @match row.on { Some(date) => { "stated " (on(date)) } None => { "date not recorded" } }
                @for topic in &entry.topic_terms { " · " a href=(view.register("topic", topic.id)) { (topic.label) } }
                @if let Some(about) = about(view, &entry.instruments) { " · " (about) }
            }
            (note(&row.evidence))
            @for other in &row.rivals { div.rival { (rival(other, sources, true)) } }
        }
    }
}
