//! `/party/<code>`: what a party stands in on a day.

use std::collections::BTreeSet;

use maud::{Markup, html};
use servanda::model::{PartyKind, Stage};
use servanda::register::{PartySheet, PartyStandingLine, Strength};

use super::cite;
use crate::html::{
    Frame, event, language, mark, mechanism, note, noted, number, period, plural, position, possibly, sources, text,
    time,
};
use crate::route::Page;
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &PartySheet<'_>) -> Frame {
    let src = &sheet.sources;
    let party = sheet.party;
    let citations = cite::of_page(view, party.label());
    let votes: Vec<Line<'_, '_>> = sheet.votes.iter().map(|vote| (&vote.line, Some(vote.stage))).collect();
    let section = |id: &str, title: &str, any: bool, content: Markup| {
        html! { @if any { section aria-labelledby=(id) { h2 id=(id) { (title) } (content) } } }
    };
    let main = html! {
        article {
            p.crumbs { a href=(view.link(Page::Parties)) { "Parties and groups" } }
            h1 { (party.label()) }
            (names(sheet))
            (facts(view, sheet))
            section.status aria-labelledby="tally-title" {
                h2 #tally-title { "As of " (crate::html::day(view.as_of())) }
                (tally(view, sheet))
            }
            (standings(view, sheet))
            (promises(view, party.code.as_str()))
            (section("votes-title", "Recorded votes", !votes.is_empty(), lines(view, &votes, sheet)))
            (section("against-title", "Refused or opposed", !sheet.against.is_empty(), lines(view, &unstaged(&sheet.against), sheet)))
            (section("ended-title", "Ended", !sheet.ended.is_empty(), lines(view, &unstaged(&sheet.ended), sheet)))
            (section("mechanisms-title", "Mechanisms", !sheet.mechanisms.is_empty(), html! { ul.rows { @for m in &sheet.mechanisms { (mechanism(view, m, src, false)) } } }))
            (section("positions-title", "Positions", !sheet.positions.is_empty(), html! {
                p.note { "Views it holds, alone or with others. A position is not a promise; what a group holds is not put into its members’ mouths." }
                ul.rows { @for p in &sheet.positions { (position(view, p, src, false)) } }
            }))
            (section("events-title", "Events", !sheet.events.is_empty(), html! { ol.dated { @for e in &sheet.events { (event(view, e, src, false)) } } }))
            (cite::section(&citations))
            (sources(src, sheet.unverified))
        }
    };
    Frame::new(party.label(), main)
}

/// What it has promised, as far as that is coded.
fn promises(view: &View<'_>, code: &str) -> Markup {
    html! {
        @if let Ok(sheet) = servanda::ask::promises(view.landscape(), code, view.as_of()) {
            @if sheet.searched.commitments > 0 {
                section.ask-page aria-labelledby="promises-title" {
                    h2 #promises-title { "What it has promised" }
                    p.note { "As far as clauses are coded. " a href=(view.ask(crate::question_ask::QuestionAsk::promises(code))) { "On a page of its own" } "." }
                    (super::ask::with(view, code))
                    (super::ask::promises_part(view, &sheet, false))
                }
            }
        }
    }
}

fn names(sheet: &PartySheet<'_>) -> Markup {
    let party = sheet.party;
    let others: Vec<_> = party.name.0.iter().filter(|(tag, _)| *tag != "en").collect();
    html! {
        p.under-title { "Name" (mark(&party.evidence, &sheet.sources)) }
        @if !others.is_empty() {
            ul.titles.in-row {
                @for (tag, name) in others {
                    @let (language, direction) = language(tag);
                    li { bdi lang=(tag) dir=(direction) { (name) } " " span.lang { (language) } }
                }
            }
        }
    }
}

fn facts(view: &View<'_>, sheet: &PartySheet<'_>) -> Markup {
    let party = sheet.party;
    let src = &sheet.sources;
    html! {
        dl.facts-list {
            div { dt { "Code" } dd { code { (party.code) } @if let Some(alpha3) = &party.alpha3 { ", " code { (alpha3) } } (mark(&party.evidence, src)) } }
            @if let Some(official) = &party.official { div { dt { "Official name" } dd { (official) (mark(&party.evidence, src)) } } }
            div {
                dt { "Listed as" }
                dd {
                    (match party.kind {
                        Some(PartyKind::State) => "state",
                        Some(PartyKind::Territory) => "territory with a code of its own",
                        Some(PartyKind::Organisation) => "organisation",
                        None => "not recorded",
                    })
                    " " span.note { "(takes no position on its status)" }
                }
            }
            @if let Some(since) = &party.un_member_since { div { dt { "Admitted to the UN" } dd { (time(since.value)) (noted(&since.evidence, src)) } } }
            @for row in &party.succession {
                div { dt { "Succession" } dd { @if let Some(from) = row.from { (time(from)) ": " } (text(&row.note)) (noted(&row.evidence, src)) } }
            }
            div {
                dt { "Groups" }
                dd {
                    @if sheet.groups.is_empty() { "none recorded for this day" }
                    @else {
                        ul.plain-list {
                            @for group in &sheet.groups {
                                li {
                                    a href=(view.group(group.id)) { (group.name) } " "
                                    span.facts { (period(&group.period, view.as_of())) } (possibly(group.certainty)) (mark(group.evidence, src))
                                }
                            }
                        }
                    }
                }
            }
            @if party.evidence.note.is_some() { div { dt { "Remark" } dd { (note(&party.evidence)) } } }
        }
    }
}

fn tally(view: &View<'_>, sheet: &PartySheet<'_>) -> Markup {
    let mut strengths: Vec<(Option<Strength>, BTreeSet<&str>)> = Vec::new();
    for line in &sheet.standings {
        match strengths.iter_mut().find(|(strength, _)| *strength == line.strength) {
            Some((_, instruments)) => drop(instruments.insert(line.instrument)),
            None => strengths.push((line.strength, BTreeSet::from([line.instrument]))),
        }
    }
    html! {
        p {
            "Has a recorded standing in "
            a href=(view.register("party", &sheet.party.code)) { (plural(instruments(sheet), "instrument", "instruments")) }
            " of this landscape. What is not recorded here is not denied."
        }
        @if !strengths.is_empty() {
            ul.tally {
                @for (strength, instruments) in strengths {
                    li { a href={ "#strength-" (strength.map_or("none", Strength::word)) } { (sentence(strength)) } " " (number(instruments.len())) }
                }
            }
        }
    }
}

fn instruments(sheet: &PartySheet<'_>) -> usize {
    let lines = sheet.standings.iter().chain(&sheet.against).chain(sheet.votes.iter().map(|v| &v.line));
    lines.map(|line| line.instrument).collect::<BTreeSet<_>>().len()
}

fn sentence(strength: Option<Strength>) -> &'static str {
    match strength {
        Some(Strength::Binding) => "Binding",
        Some(Strength::EntryIntoForceNotRecorded) => "Treaty whose entry into force is not recorded",
        Some(Strength::SignedNotInForce) => "Treaty not in force on this day",
        Some(Strength::Political) => "Political",
        Some(Strength::Voluntary) => "Voluntary",
        Some(Strength::Proposed) => "Proposed",
        Some(Strength::Ended) => "Instrument ended",
        None => "Strength not stated",
    }
}

/// Firmest first, and within a strength by kind.
fn standings(view: &View<'_>, sheet: &PartySheet<'_>) -> Markup {
    let mut groups: Vec<(Option<Strength>, Vec<OfKind<'_, '_>>)> = Vec::new();
    for line in &sheet.standings {
        if groups.last().is_none_or(|(strength, _)| *strength != line.strength) {
            groups.push((line.strength, Vec::new()));
        }
        if let Some((_, kinds)) = groups.last_mut() {
            let kind = line.kind.as_ref().map_or("Kind not recorded", |k| k.label);
            match kinds.iter_mut().find(|(label, _)| *label == kind) {
                Some((_, lines)) => lines.push((line, None)),
                None => kinds.push((kind, vec![(line, None)])),
            }
        }
    }
    html! {
        section aria-labelledby="standings-title" {
            h2 #standings-title { "What it stands in" }
            @if groups.is_empty() { p { "No standing is recorded for this day." } }
            @for (strength, kinds) in &groups {
                h3.family id={ "strength-" (strength.map_or("none", Strength::word)) } { (sentence(*strength)) }
                @for (kind, of_kind) in kinds {
                    h4 { (kind) }
                    (lines(view, of_kind, sheet))
                }
            }
        }
    }
}

/// The standings in instruments of one kind.
type OfKind<'s, 'a> = (&'s str, Vec<Line<'s, 'a>>);

/// A standing, and for votes the stage at which it was cast.
type Line<'s, 'a> = (&'s PartyStandingLine<'a>, Option<Stage>);

fn unstaged<'s, 'a>(lines: &'s [PartyStandingLine<'a>]) -> Vec<Line<'s, 'a>> {
    lines.iter().map(|line| (line, None)).collect()
}

/// One item an instrument: somebody who signed and later became a party stands in one instrument, not in two.
fn lines(view: &View<'_>, lines: &[Line<'_, '_>], sheet: &PartySheet<'_>) -> Markup {
    let mut items: Vec<Vec<Line<'_, '_>>> = Vec::new();
    for line in lines {
        match items.iter_mut().find(|item| item.first().is_some_and(|first| first.0.instrument == line.0.instrument)) {
            Some(item) => item.push(*line),
            None => items.push(vec![*line]),
        }
    }
    html! {
        ul.rows {
            @for item in &items {
                li {
                    @if let Some((first, _)) = item.first() {
                        p {
                            a href=(view.instrument(first.instrument)) { (first.title) }
                            @if let Some(made) = first.made { ", " (time(made)) }
                            " " span.facts { "(" (first.status) ")" }
                        }
                    }
                    @for (line, stage) in item {
                        p {
                            span.kind { (line.label) } " "
                            span.facts {
                                (period(&line.period, view.as_of()))
                                (match stage {
                                    Some(Stage::Committee) => ", in committee, on the draft",
                                    Some(Stage::Plenary) => ", in plenary, on the text",
                                    Some(Stage::Paragraph) => ", on one paragraph or motion",
                                    None => "",
                                })
                                @if let Some(through) = line.through {
                                    ", through " a href=(view.group(through)) { (view.landscape().groups.get(through).map_or(through, |g| g.label())) }
                                }
                            }
                            (possibly(line.certainty)) (mark(line.evidence, &sheet.sources))
                        }
                        (note(line.evidence))
                    }
                }
            }
        }
    }
}
