//! `/i/<id>`: everything about one instrument on a day.

use std::collections::BTreeMap;

use maud::{Markup, html};
use servanda::model::{Certainty, Date, Day, Evidence, Scope, TextState};
use servanda::register::{InstrumentSheet, StatusPhase, Term};

use super::text::not_held;
use super::{cite, instrument_parts as parts};
use crate::html::{
    Frame, day, event, language, mark, mechanism, noted, phrase, plural, position, possibly, rival, sources, text, time,
};
use crate::route::{Page, Route};
use crate::view::View;

/// A part of the page: anchor, heading, content. Parts without content are left out here and in the contents list.
pub(super) type Part = (&'static str, &'static str, Markup);

pub(crate) fn page(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Frame {
    let src = &sheet.sources;
    let (body, citations) = sections(view, sheet);
    let main = html! {
        article.with-contents {
            div.opening {
                (head(view, sheet))
                (not_held(sheet))
                (status_box(view, sheet))
                (facts(view, sheet))
            }
            nav.contents aria-label="On this page" {
                h2.quiet-title { "On this page" }
                ul {
                    @for (id, heading, _) in &body { li { a href={ "#" (id) } { (heading) } } }
                    li { a href="#cite" { "Cite this" } }
                    li { a href="#sources" { "Sources" } }
                }
            }
            div.rest {
                @for (id, heading, content) in &body {
                    section id=(id) aria-labelledby={ (id) "-title" } {
                        h2 id={ (id) "-title" } { (heading) }
                        (content)
                    }
                }
                (cite::section(&citations))
                (sources(src, sheet.unverified))
            }
        }
    };
    Frame { days: Some(days(view, sheet)), wide: true, ..Frame::new(sheet.title, main) }
}

/// The sections of the sheet that have content, and how to cite it: what the page with a text shows too.
pub(super) fn sections(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> (Vec<Part>, cite::Citations) {
    let citations = match view.landscape().instrument(sheet.id) {
        Some(instrument) => cite::of_instrument(view, instrument, None, sheet.title),
        None => cite::of_page(view, sheet.title),
    };
    let listed = |any: bool, content: Markup| {
        if any {
            content
        } else {
            html! {}
        }
    };
    let src = &sheet.sources;
    let body: Vec<Part> = vec![
        ("dates", "Dates", parts::dates(view, sheet)),
        ("who", "Who stands where", parts::standings(view, sheet)),
        ("votes", "Votes", listed(!sheet.votes.is_empty(), parts::votes(sheet))),
        ("structure", "Structure", listed(!sheet.units.is_empty(), parts::structure(view, sheet))),
        ("relations", "Relations", listed(!sheet.relations.is_empty(), parts::relations(view, sheet))),
        ("readings", "Readings", listed(!sheet.readings.is_empty(), parts::readings(view, sheet))),
        (
            "events",
            "Events",
            listed(
                !sheet.events.is_empty(),
                html! { ol.dated { @for e in &sheet.events { (event(view, e, src, false)) } } },
            ),
        ),
        (
            "mechanisms",
            "Mechanisms",
            listed(
                !sheet.mechanisms.is_empty(),
                html! { ul.rows { @for m in &sheet.mechanisms { (mechanism(view, m, src, false)) } } },
            ),
        ),
        (
            "positions",
            "Positions",
            listed(
                !sheet.positions.is_empty(),
                html! {
                    p.note { "Views that parties hold on it. A position is not a promise." }
                    ul.rows { @for p in &sheet.positions { (position(view, p, src, false)) } }
                },
            ),
        ),
        ("texts", "Texts and completeness", parts::texts(sheet)),
        (
            "rivals",
            "Where sources disagree",
            listed(
                !sheet.rivals.is_empty(),
                html! { ul.rows { @for r in sheet.rivals { li { (rival(r, src, true)) } } } },
            ),
        ),
    ];
    (body.into_iter().filter(|(_, _, content)| !content.0.is_empty()).collect(), citations)
}

fn head(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let src = &sheet.sources;
    let others: Vec<_> = sheet.titles.iter().filter(|(_, title)| title.value != sheet.title).collect();
    let shown = sheet.titles.iter().find(|(_, title)| title.value == sheet.title);
    html! {
        p.crumbs { a href=(view.link(Page::Register(Box::default()))) { "Register" } }
        @match shown {
            Some((tag, title)) => {
                h1 lang=(tag) dir=(language(tag).1) { (sheet.title) }
                p.under-title { "Title" (noted(&title.evidence, src)) }
            }
            None => { h1 { (sheet.title) } p.under-title { "No title is recorded; this is its name in the files." } }
        }
        @if !others.is_empty() {
            ul.titles {
                @for (tag, title) in others {
                    @let (name, direction) = language(tag);
                    li {
                        bdi lang=(tag) dir=(direction) { (title.value) }
                        " " span.lang { (name) } (noted(&title.evidence, src))
                    }
                }
            }
        }
        @if let Some(summary) = sheet.summary { p.lead { (text(summary)) span.nowrap { (mark(sheet.default, src)) } } }
    }
}

/// What it is, where it comes from and what it is about.
pub(super) fn facts(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let src = &sheet.sources;
    html! {
        dl.facts-list {
            @if let Some(kind) = &sheet.kind { (term(view, "Kind", "kind", kind, sheet)) }
            @if let Some(camp) = &sheet.camp { (term(view, "Camp", "camp", camp, sheet)) }
            @if let Some(symbol) = sheet.symbol { div { dt { "Symbol" } dd { (symbol.value) (noted(&symbol.evidence, src)) } } }
            @if let Some(place) = sheet.place { div { dt { "Place" } dd { (place.value) (noted(&place.evidence, src)) } } }
            @if let Some(issuer) = sheet.issuer { div { dt { "From" } dd { (issuer) (mark(sheet.default, src)) } } }
            @if sheet.scope == Scope::Domestic { div { dt { "Scope" } dd { "A state’s own law, held because agreements are measured against it" } } }
            @if !sheet.topics.is_empty() {
                div {
                    dt { "Topics" }
                    dd {
                        @for (at, topic) in sheet.topics.iter().enumerate() {
                            @if at > 0 { ", " } a href=(view.register("topic", topic.id)) title=[topic.definition] { (topic.label) }
                        }
                        (mark(sheet.default, src))
                    }
                }
            }
            @if !sheet.aliases.is_empty() { div { dt { "Also found as" } dd { @for (at, alias) in sheet.aliases.iter().enumerate() { @if at > 0 { ", " } code { (alias) } } } } }
        }
    }
}

fn term(view: &View<'_>, label: &str, list: &str, term: &Term<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let evidence: &Evidence = term.evidence.unwrap_or(sheet.default);
    html! {
        div {
            dt { (label) }
            dd {
                a href=(view.register(list, term.id)) title=[term.definition] { (term.label) }
                (noted(evidence, &sheet.sources))
            }
        }
    }
}

/// What it is on the day, at a glance: status, strength as meant and as it stands, and how many stand where.
pub(super) fn status_box(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let status = &sheet.status;
    let deciding =
        sheet.dates.iter().find(|line| Some(&*line.row.milestone) == status.word && Some(line.row.on) == status.since);
    html! {
        section.status aria-labelledby="status-title" {
            h2 #status-title { "As of " (day(view.as_of())) }
            p.phase {
                strong { (sentence(&status.label)) }
                (possibly(status.certainty))
                @if let Some(since) = status.since { ", " (time(since)) }
                @if let Some(line) = deciding { (mark(&line.row.evidence, &sheet.sources)) }
            }
            @if status.phase == StatusPhase::NotYet {
                p {
                    "Nothing of it had happened by this day. "
                    @if let Some(first) = sheet.dates.iter().map(|line| line.row.on).min() {
                        "The first date recorded is " a data-as-of="day" href=(on_day(view, first)) { (time(first)) } "."
                    }
                }
            }
            @if status.phase == StatusPhase::EntryIntoForceNotRecorded {
                p.note { "No entry into force is recorded here. That is not the same as not being in force." }
            }
            p { (strength(sheet)) }
            @if !sheet.standings.is_empty() {
                ul.tally {
                    @for group in &sheet.standings {
                        @let certain = group.parties.iter().filter(|p| p.certainty == Certainty::Yes).count();
                        @let maybe = group.parties.len() - certain;
                        li title=[group.definition] {
                            a href={ "#standing-" (group.word) } { (group.label) } " "
                            @if certain + maybe > 0 { (certain) } @else { "not named" }
                            @if maybe > 0 { " and possibly " (maybe) }
                            @for row in &group.described { @if let Some(count) = row.count { @if count as usize != certain { " (the source counts " (count) ")" } } }
                        }
                    }
                }
            } @else {
                p.note { "Nobody’s standing is recorded for this day." }
            }
            p.note {
                @if sheet.unverified > 0 { (plural(sheet.unverified, "value", "values")) " on this page " (if sheet.unverified == 1 { "is" } else { "are" }) " unverified. " }
                (match sheet.texts.iter().map(|t| t.state).max() {
                    Some(TextState::Full) => "Its text is held.",
                    Some(TextState::Part) => "A part of its text is held.",
                    _ => "Its text is not held here.",
                })
            }
        }
    }
}

pub(super) fn sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn strength(sheet: &InstrumentSheet<'_>) -> Markup {
    html! {
        @match (sheet.bindingness, sheet.strength) {
            (Some(meant), Some(stands)) => {
                @if stands.word() == meant.value.word() {
                    "Strength: " strong { (stands.label()) }
                } @else {
                    "Meant to be " strong { (phrase(meant.value.word())) } "; on this day " strong { (stands.label()) }
                }
                (noted(&meant.evidence, &sheet.sources))
            }
            (Some(meant), None) => { "Meant to be " strong { (phrase(meant.value.word())) } (noted(&meant.evidence, &sheet.sources)) }
            (None, _) => "How firmly it is meant to bind is not stated.",
        }
    }
}

fn on_day(view: &View<'_>, date: Date) -> String {
    Route { as_of: Some(date), ..view.route.clone() }.to_string()
}

/// The days on which something about the instrument changes, as links: the one before, the one after, and all.
pub(super) fn days(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let mut days: BTreeMap<Day, (Date, Vec<String>)> = BTreeMap::new();
    let mut add = |date: Date, label: String| {
        let labels = &mut days.entry(date.last()).or_insert((date, Vec::new())).1;
        if !labels.contains(&label) {
            labels.push(label);
        }
    };
    for line in &sheet.dates {
        add(line.row.on, line.label.to_lowercase());
    }
    for row in sheet.standing_history {
        let label =
            view.landscape().vocabulary.standings.get(&row.word).map_or(&*row.word, |w| w.concept.label.as_str());
        let label = label.to_lowercase();
        if let Some(from) = row.period.from {
            add(from, format!("{label}: begins for some"));
        }
        if let Some(to) = row.period.to {
            add(to, format!("{label}: ends for some"));
        }
    }
    let link = |date: Date, words: Markup| html! { a data-as-of="day" href=(on_day(view, date)) { (words) } };
    let before = days.range(..view.as_of()).next_back().map(|(_, (date, _))| *date);
    let after = days.range(view.as_of()..).find(|(day, _)| **day > view.as_of()).map(|(_, (date, _))| *date);
    html! {
        @if !days.is_empty() {
            div.days {
                @if let Some(date) = before { span { "Last change: " (link(date, time(date))) } " " }
                @if let Some(date) = after { span { "Next change: " (link(date, time(date))) } " " }
                @if before.is_some() && after.is_none() { span { "No later change is recorded." } " " }
                details {
                    summary { "Days that matter" }
                    ul {
                        @for (last, (date, labels)) in &days {
                            li aria-current=[(*last == view.as_of()).then_some("date")] { (link(*date, time(*date))) " " span.note { (labels.join("; ")) } }
                        }
                    }
                }
            }
        }
    }
}
