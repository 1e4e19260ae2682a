//! `/i`: the list of instruments with its facets.

use maud::{Markup, html};
use servanda::register::{Entry, EntryStanding, PartyName, Register, StatusPhase, Strength};

use crate::html::{Frame, Part, facet_block, number, party, phrase, plural, possibly, remove, time};
use crate::route::{Form, Page, RegisterAsk, Route};
use crate::view::View;

/// Rows on one page.
const ROWS: usize = 100;
/// Parties that are named; more are counted.
const NAMED: usize = 4;

/// The rows that are shown of so many.
pub(crate) fn part(ask: &RegisterAsk, found: usize) -> Part {
    Part::new(found, ROWS, ask.page)
}

pub(crate) fn page(view: &View<'_>, ask: &RegisterAsk, sheet: &Register<'_>) -> Frame {
    let found = sheet.matching;
    let part = part(ask, found);
    let to = |ask: RegisterAsk| view.link(Page::Register(Box::new(ask)));
    let turn = |page: usize| to(RegisterAsk { query: ask.query.clone(), page });
    let narrowed = ask.query != servanda::register::Query::default();
    let main = html! {
        h1 { "Register of instruments" }
        p.count-line role="status" {
            strong { (number(found)) } " of " (plural(sheet.total, "instrument", "instruments"))
            @if sheet.later > 0 { "; " (number(sheet.later)) " came later than the day asked about" }
            "."
        }
        @for unknown in &sheet.unknown { p.banner { (unknown) "." } }
        (search(view, ask))
        @if narrowed { (chosen(view, ask, sheet)) }
        p.to-narrow { a href="#narrow" { "Narrow by kind, strength, camp, party …" } }
        div.register {
            div.list {
                @if found == 0 {
                    p {
                        "None found. This says that no instrument of this landscape has all of what you asked for on this day; \
                        what is not recorded cannot be found. "
                        a href=(to(RegisterAsk::default())) { "Show all instruments" }
                    }
                } @else {
                    table.cards role="table" {
                        caption {
                            "Instruments by date"
                            @if part.is_one_of_several() { ", " (part.words()) }
                            ". How each value is known stands on the instrument’s own page."
                        }
                        thead role="rowgroup" {
                            tr role="row" {
                                @for head in ["Date", "Instrument", "Kind", "Strength", "Who", "Text"] { th scope="col" role="columnheader" { (head) } }
                            }
                        }
                        tbody role="rowgroup" {
                            @for entry in &sheet.instruments { (row(view, entry)) }
                        }
                    }
                    (part.links("Parts of the list", turn))
                }
            }
            aside #narrow aria-label="Narrow the list" {
                h2.quiet-title { "Narrow" }
                @for facet in &sheet.facets { (facet_block(facet, matches!(facet.name, "kind" | "strength" | "camp"), |value| to(ask.toggled(facet.name, value)))) }
            }
        }
    };
    Frame { wide: true, forms: vec![(Form::Json, "JSON"), (Form::Csv, "CSV")], ..Frame::new("Register", main) }
}

/// Words and time as a form; what is chosen besides stays in hidden fields.
fn search(view: &View<'_>, ask: &RegisterAsk) -> Markup {
    let route = Route::html(Page::Register(Box::new(RegisterAsk { page: 0, ..ask.clone() })), view.route.as_of);
    html! {
        form.narrow method="get" action=(route.path()) {
            @for (key, value) in route.pairs() {
                @if !["q", "since", "until"].contains(&key) { input type="hidden" name=(key) value=(value); }
            }
            div { label for="words" { "Words in title, symbol, body or summary" }
                input #words type="search" name="q" value=[ask.query.words.as_deref()]; }
            div { label for="since" { "Made since" }
                input #since type="text" inputmode="numeric" name="since" value=[ask.query.since] placeholder="2011 or 2011-09" size="12"; }
            div { label for="until" { "Made until" }
                input #until type="text" inputmode="numeric" name="until" value=[ask.query.until] placeholder="2015-12-31" size="12"; }
            button type="submit" { "Find" }
        }
    }
}

fn chosen(view: &View<'_>, ask: &RegisterAsk, sheet: &Register<'_>) -> Markup {
    let link = |ask: RegisterAsk| view.link(Page::Register(Box::new(ask)));
    let without = |change: &dyn Fn(&mut RegisterAsk)| {
        let mut next = RegisterAsk { page: 0, ..ask.clone() };
        change(&mut next);
        link(next)
    };
    html! {
        ul.chosen aria-label="The list is narrowed to" {
            @if let Some(words) = &ask.query.words {
                li { a href=(without(&|next| next.query.words = None)) { "words: “" (words) "”" (remove()) } }
            }
            @for facet in &sheet.facets {
                @for value in facet.values.iter().filter(|v| v.selected) {
                    li { a href=(link(ask.toggled(facet.name, &value.id))) { (facet.label) ": " (value.label) (remove()) } }
                }
            }
            @if let Some(since) = ask.query.since {
                li { a href=(without(&|next| next.query.since = None)) { "since " (since.in_words()) (remove()) } }
            }
            @if let Some(until) = ask.query.until {
                li { a href=(without(&|next| next.query.until = None)) { "until " (until.in_words()) (remove()) } }
            }
            li { a.all href=(link(RegisterAsk::default())) { "Show all" } }
        }
    }
}

fn row(view: &View<'_>, entry: &Entry<'_>) -> Markup {
    let vocabulary = &view.landscape().vocabulary;
    let made = entry.made.and_then(|made| entry.dates.iter().find(|d| d.on == made));
    html! {
        tr role="row" {
            td.date role="cell" data-label="Date" {
                @match entry.made { Some(date) => (time(date)), None => span.note { "not recorded" } }
                @if made.is_some_and(|d| d.unverified) { " " span.mark.unverified title="This date has not been seen in any source." { "unverified" } }
            }
            td.title role="cell" data-label="Instrument" {
                a href=(view.instrument(entry.id)) { (entry.title) }
                @if let Some(symbol) = entry.symbol { " " span.symbol { (symbol) } }
            }
            td role="cell" data-label="Kind" {
                @match entry.kind { Some(kind) => (vocabulary.kinds.get(kind).map_or(kind, |c| c.label.as_str())), None => span.note { "not recorded" } }
            }
            td role="cell" data-label="Strength" { (strength(entry)) }
            td role="cell" data-label="Who" { @for standing in &entry.standings { (who(view, entry, standing)) } @if entry.standings.is_empty() { span.note { "not recorded" } } }
            td role="cell" data-label="Text" { (match entry.text.word() { "none" => "not held", "part" => "part held", _ => "held" }) }
        }
    }
}

/// The degree it was meant to have, and beside it what has become of it where that says something else.
fn strength(entry: &Entry<'_>) -> Markup {
    let status = &entry.status;
    html! {
        @match entry.bindingness { Some(meant) => (phrase(meant.word())), None => span.note { "not stated" } }
        @let differs = entry.strength.is_some_and(|s| !matches!(s, Strength::Binding | Strength::Political | Strength::Voluntary | Strength::Proposed));
        @if differs || status.phase == StatusPhase::InForce || status.phase == StatusPhase::Announced {
            ", " (status.label) (possibly(status.certainty))
            @if status.unverified { " " span.mark.unverified title="The date that decides this has not been seen in any source." { "unverified" } }
        }
    }
}

fn who(view: &View<'_>, entry: &Entry<'_>, standing: &EntryStanding<'_>) -> Markup {
    let label =
        view.landscape().vocabulary.standings.get(standing.word).map_or(standing.word, |w| w.concept.label.as_str());
    let all = standing.parties.len() + standing.possibly.len();
    let names = |codes: &[&str]| -> Vec<Markup> {
        let named = codes
            .iter()
            .map(|code| PartyName { code, name: view.landscape().parties.get(code).map_or(code, |p| p.label()) });
        named.map(|name| party(view, &name)).collect()
    };
    html! {
        p.who {
            span.word { (label) ": " }
            @if all <= NAMED {
                (crate::html::join(&names(&standing.parties)))
                @for (at, name) in names(&standing.possibly).iter().enumerate() {
                    @if at > 0 || !standing.parties.is_empty() { ", " }
                    "possibly " (name)
                }
                @for (at, described) in standing.described.iter().enumerate() { @if at > 0 || all > 0 { "; " } (described) }
            } @else {
                a href={ (view.instrument(entry.id)) "#who" } { (number(standing.parties.len())) " named" }
                @if !standing.possibly.is_empty() { ", " (number(standing.possibly.len())) " possibly" }
                @if !standing.described.is_empty() { ", others described" }
            }
            @if let Some(count) = standing.count { @if count as usize != standing.parties.len() { " (the source counts " (count) ")" } }
        }
    }
}
