//! `/trace/<id>/<unit>`: the lineage of one unit, as a picture and as a table of the same facts.

use maud::{Markup, PreEscaped, html};
use serde::Serialize;
use servanda::export::graph;
use servanda::lineage::{Edge, EdgeKind, Lineage, Occurrence, Place, Traced, When};
use servanda::model::{Instrument, pinpoint};
use servanda::trace::Summary;

use super::{found, json, refusal, said, written};
use crate::html::{Frame, language, number, plural, text};
use crate::pages::{Answer, moved, problem};
use crate::route::{Form, Page, Route};
use crate::view::View;

/// A page for programs.
#[derive(Serialize)]
pub(super) struct Shown<'a, W: Serialize> {
    pub(super) schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) searched: Option<&'a Summary>,
    #[serde(flatten)]
    pub(super) whole: &'a W,
}

pub(super) fn answer(view: &View<'_>, id: &str, unit: &str) -> Answer {
    let landscape = view.landscape();
    let Some(instrument) = landscape.instrument(id) else { return Answer::Missing(problem::instrument(view, id)) };
    if instrument.id != id {
        return moved(view, Page::Trace(Some((instrument.id.clone(), unit.to_owned()))));
    }
    let shared = match view.workbench.traced().on(landscape, view.as_of()) {
        Ok(shared) => shared,
        Err(why) => return Answer::Refused(refusal(view, said(why))),
    };
    let traced = &shared.traced;
    let Some(place) = place(traced, instrument, unit) else {
        return Answer::Missing(problem::unit(view, instrument, unit));
    };
    let held = matches!(place, Place::Words { .. });
    let lineage = traced.lineage(landscape, &place);
    match view.route.form {
        Form::Html => found(view, &page(view, instrument, unit, &lineage, held.then_some(&traced.searched))),
        Form::Csv => written(view, graph::table(&lineage.graph()).csv()),
        _ => json(&Shown { schema: "servanda.lineage/1", searched: held.then_some(&traced.searched), whole: &lineage }),
    }
}

/// The words of a unit, or of the whole; what is coded, where no text is held.
fn place(traced: &Traced, instrument: &Instrument, unit: &str) -> Option<Place> {
    let coded = |unit: Option<String>| Some(Place::Coded { instrument: instrument.id.clone(), unit });
    if unit.is_empty() {
        let at = traced.texts.iter().position(|text| text.instrument.as_deref() == Some(instrument.id.as_str()));
        return at.map(|at| Place::whole(traced, at)).or_else(|| coded(None));
    }
    let words = Place::unit(traced, &instrument.id, unit);
    words.or_else(|| instrument.unit(unit).and_then(|_| coded(Some(unit.to_owned()))))
}

fn page(view: &View<'_>, instrument: &Instrument, unit: &str, lineage: &Lineage, searched: Option<&Summary>) -> Frame {
    let printed = if unit.is_empty() { "the whole text".to_owned() } else { pinpoint(unit) };
    let place = lineage.occurrences.first();
    let csv = Route { page: view.route.page.clone(), form: Form::Csv, as_of: view.route.as_of };
    let drawn = lineage.graph();
    let main = html! {
        article.trace-page {
            p.crumbs {
                a href=(view.link(Page::Trace(None))) { "Trace" } " › "
                a href=(view.instrument(&instrument.id)) { (instrument.title()) }
                @if !unit.is_empty() { " › " a href=(view.unit(&instrument.id, unit)) { (printed) } }
            }
            h1 { "Where the words come from" }
            p.under-title { (instrument.title()) ", " (printed) }
            @if let Some(opening) = place.and_then(|place| place.opening.as_deref()) {
                blockquote.opening lang=[place.and_then(|p| p.language.as_deref())] dir="auto" { "“" (opening) " …”" }
            }
            (summary(view, lineage, searched, instrument))
            @if lineage.edges.is_empty() {
                p {
                    @if searched.is_some() { "No other text that is held shares a stretch of twelve words with it, and nothing is coded of where its words come from." }
                    @else { "Nothing is coded of where its words come from or went." }
                }
            } @else {
                figure.drawn role="group" aria-label="Occurrences in the order of years" tabindex="0" {
                    (PreEscaped(graph::svg(&drawn, &|node| link_of(view, &node.address))))
                }
                (table(view, lineage))
                p.small {
                    @if lineage.left_out > 0 {
                        (plural(lineage.left_out, "further pair shares", "further pairs share")) " words that a line shown here explains better. "
                    }
                    a href=(csv) { "As CSV" }
                }
            }
        }
    };
    Frame { wide: true, ..Frame::new(format!("Lineage of {}, {printed}", instrument.title()), main) }
}

fn link_of(view: &View<'_>, address: &str) -> Option<String> {
    match address.split_once('/') {
        Some((id, unit)) => Some(view.unit(id, unit)),
        None => (!address.is_empty()).then(|| view.instrument(address)),
    }
}

fn summary(view: &View<'_>, lineage: &Lineage, searched: Option<&Summary>, instrument: &Instrument) -> Markup {
    let count = |when: When| lineage.occurrences.iter().filter(|one| one.when == when).count();
    html! {
        @match searched {
            Some(searched) => {
                p.small { "Searched: " (plural(searched.texts, "text", "texts")) " with " (number(searched.words)) " words, as held on the day above." }
            },
            None => {
                p.banner role="status" {
                    "No text of it is held, so only what is coded is shown, each with its basis. "
                    code { "servanda fetch " (instrument.id) " --add" } " gets the words, if their address is known."
                }
            },
        }
        @if !lineage.edges.is_empty() {
            p {
                (plural(count(When::Earlier), "older place", "older places")) ", "
                (plural(count(When::Later), "younger one", "younger ones"))
                @if count(When::Unknown) > 0 { ", " (plural(count(When::Unknown), "place whose date does not tell", "places whose dates do not tell")) }
                "."
                @let oldest: Vec<&Occurrence> = lineage.oldest.iter().filter_map(|at| lineage.occurrences.get(*at)).collect();
                @if !oldest.is_empty() {
                    " Oldest in this landscape: "
                    @for (at, one) in oldest.iter().enumerate() { @if at > 0 { "; " } (name(view, one)) }
                    ". That is no proof of an origin."
                }
            }
            @if lineage.is_formula() {
                p.banner role="status" { "All words shared here are formulas that unrelated texts have too: they prove no borrowing." }
            }
        }
    }
}

/// Text, place, language and date of an occurrence.
fn name(view: &View<'_>, one: &Occurrence) -> Markup {
    let units: Vec<String> = one.units.iter().map(|unit| pinpoint(unit)).collect();
    let label = format!("{} {}", one.title, units.join(" to "));
    let link = one.instrument.as_deref().map(|id| match one.units.first() {
        Some(unit) => view.unit(id, unit),
        None => view.instrument(id),
    });
    html! {
        @match link { Some(link) => a href=(link) { (label.trim_end()) }, None => (label.trim_end()) }
        @if let Some(tag) = one.language.as_deref() { ", " (language(tag).0) }
        @if let Some(date) = one.date { ", " (date.in_words()) }
    }
}

fn table(view: &View<'_>, lineage: &Lineage) -> Markup {
    let one = |at: usize| lineage.occurrences.get(at).map(|one| name(view, one));
    html! {
        div.scroll tabindex="0" role="region" aria-label="What the picture shows" {
            table.facts-table {
                thead { tr { th scope="col" { "Place" } th scope="col" { "What" } th scope="col" { "Place" } th.figure scope="col" { "Words" } th.figure scope="col" { "Alike" } } }
                tbody {
                    @for edge in &lineage.edges {
                        tr {
                            td { (one(edge.to).unwrap_or_default()) }
                            td { (told(edge)) }
                            td { (one(edge.from).unwrap_or_default()) }
                            td.figure { @if let Some(words) = edge.words { (number(words)) } }
                            td.figure { @if let Some(share) = edge.identity { (format!("{} %", (share * 100.0).floor())) } }
                        }
                    }
                }
            }
        }
    }
}

/// An edge in words, read from the younger place.
fn told(edge: &Edge) -> Markup {
    let says = match (edge.kind, edge.directed) {
        (EdgeKind::Reuse, _) if edge.is_formula() => "shares a formula with",
        (EdgeKind::Reuse, true) => "has words of",
        (EdgeKind::Reuse, false) => "shares words (which is older is not known) with",
        (EdgeKind::Translation, _) => "is another language version of",
        (EdgeKind::Citation, _) => "cites",
        (EdgeKind::Coded, _) => edge.relation.map_or("is coded to belong to", servanda::model::RelationKind::active),
    };
    html! {
        (says)
        @if edge.kind == EdgeKind::Coded { span.small { " (coded; basis: " (edge.basis()) ")" } }
        @if let Some(quote) = &edge.quote { span.small { ": “" (text(quote)) "”" } }
    }
}
