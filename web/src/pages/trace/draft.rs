//! A draft that a form has sent, unit by unit: who has used its words before, who stands in that, and what nobody has.

use maud::{Markup, html};
use servanda::diagnostic::Severity;
use servanda::model::{Certainty, Family, pinpoint};
use servanda::read::{self, Options};
use servanda::register::standings_on;
use servanda::trace::{self, Control, OnShelf, Passage, Precedent, Shelf, Summary, TracedUnit, precedents};

use super::{found, refusal};
use crate::html::{Frame, number, plural};
use crate::pages::Answer;
use crate::route::Page;
use crate::sent::Sent;
use crate::view::View;

/// Words of a unit that are quoted.
const QUOTED: usize = 24;
/// Other texts that are named for one unit.
const MOST_TEXTS: usize = 4;
/// From here on wording is called a formula, if so many families of texts have it.
const FORMULA: f64 = 0.5;
const FAMILIES: usize = 3;
/// Doubts about how the file was read that are shown.
const MOST_DOUBTS: usize = 3;

/// Answers the form.
pub(crate) fn sent(view: &View<'_>, sent: &Sent) -> Answer {
    let [side, _] = &sent.sides;
    if side.bytes.is_empty() {
        return Answer::Refused(refusal(view, "choose a file that has something in it"));
    }
    let document = read::read(&side.name, &side.bytes, &Options::default());
    if document.units.is_empty() {
        let why = document.diagnostics.iter().find(|d| d.severity == Severity::Error).or(document.diagnostics.first());
        let why = why.map(|d| format!(": {}", d.message)).unwrap_or_default();
        return Answer::Refused(refusal(view, &format!("{} has no words that could be traced{why}", side.name)));
    }
    let mut shelf = Shelf::new(view.landscape(), view.as_of());
    shelf.add_read(OnShelf::of(side.name.clone(), document));
    shelf.add_held(None);
    if shelf.len() < 2 {
        return Answer::Refused(refusal(
            view,
            "this landscape holds no text to trace it through; servanda fetch ID --add gets one",
        ));
    }
    let mut passages: Vec<Passage> = Vec::new();
    let options = trace::Options { only: Some(vec![0]), ..trace::Options::default() };
    let take = &mut |passage: &Passage| {
        passages.push(passage.clone());
        Ok(())
    };
    match trace::trace(shelf.len(), &|at| shelf.source(at), &options, &Control::default(), take) {
        Ok(searched) => found(view, &page(view, &shelf.texts(), &passages, &searched)),
        Err(stopped) => Answer::Refused(refusal(view, &stopped.to_string())),
    }
}

fn page(view: &View<'_>, texts: &[OnShelf], passages: &[Passage], searched: &Summary) -> Frame {
    let units = precedents(texts, passages);
    let new: Vec<&TracedUnit<'_>> = units.iter().filter(|unit| unit.precedents.is_empty()).collect();
    let name = texts.first().map_or("", |text| text.name.as_str());
    let doubts = texts.first().and_then(|text| text.document.as_ref());
    let main = html! {
        article.trace-page {
            p.crumbs { a href=(view.link(Page::Trace(None))) { "Trace" } }
            h1 { "Who has used these words before" }
            p.under-title { (name) }
            @if let Some(document) = doubts {
                // What could not be read whole must not look like words that nobody has.
                @for doubt in document.diagnostics.iter().filter(|d| d.severity != Severity::Note).take(MOST_DOUBTS) {
                    p.banner role="status" { (document.place(doubt.span)) ": " (doubt.message) "." }
                }
            }
            @for trouble in texts.iter().skip(1).filter_map(|text| text.trouble.as_ref()) {
                p.banner role="status" { (trouble) ". It was not searched." }
            }
            p.small { "Searched: " (plural(searched.texts.saturating_sub(1), "held text", "held texts")) ", for stretches of twelve words or more. An older text is a possible source, never a proven one." }
            p {
                "Of " (plural(units.len(), "unit", "units")) " with words of their own, "
                b { (number(units.len() - new.len())) } " share wording with a text that is held, "
                b { (number(new.len())) } (if new.len() == 1 { " does" } else { " do" }) " not."
            }
            ol.traced {
                @for unit in &units { (shown(view, unit)) }
            }
        }
    };
    Frame { wide: true, forms: Vec::new(), ..Frame::new("Trace of a draft", main) }
}

fn shown(view: &View<'_>, unit: &TracedUnit<'_>) -> Markup {
    let first: Vec<&str> = unit.words.split_whitespace().take(QUOTED).collect();
    let more = unit.words.split_whitespace().nth(QUOTED).is_some();
    html! {
        li.fresh[unit.precedents.is_empty()] {
            p.words { b { (pinpoint(unit.address)) } " " (first.join(" ")) @if more { " …" } }
            @if unit.precedents.is_empty() { p.small { "Nobody here has these words." } }
            @else {
                ul {
                    @for one in unit.precedents.iter().take(MOST_TEXTS) { li { (precedent(view, one)) } }
                    @if unit.precedents.len() > MOST_TEXTS { li.small { (plural(unit.precedents.len() - MOST_TEXTS, "further text", "further texts")) } }
                }
            }
        }
    }
}

fn precedent(view: &View<'_>, one: &Precedent<'_>) -> Markup {
    let instrument = one.text.instrument.as_deref().and_then(|id| view.landscape().instrument(id));
    let place = match (one.unit, one.until) {
        (Some(unit), Some(until)) => format!(" {} to {}", pinpoint(unit), pinpoint(until)),
        (Some(unit), None) => format!(" {}", pinpoint(unit)),
        _ => String::new(),
    };
    let bound = instrument.map(|instrument| {
        let standings = standings_on(view.landscape(), instrument, view.as_of());
        let held = standings.iter().filter(|s| s.family == Some(Family::Bound));
        let sure: std::collections::BTreeSet<&str> =
            held.clone().filter(|s| s.certainty == Certainty::Yes).map(|s| s.party).collect();
        sure.len()
    });
    let passage = one.passage;
    html! {
        @match instrument {
            Some(instrument) => {
                @let link = one.unit.map_or_else(|| view.instrument(&instrument.id), |unit| view.unit(&instrument.id, unit));
                a href=(link) { (instrument.title()) (place) }
            },
            None => { (one.text.name) (place) },
        }
        @if let Some(date) = one.text.date { ", " (date.in_words()) }
        span.small {
            " · " (format!("{:.0} % of the unit", (one.share * 100.0).floor())) ", "
            @if passage.identity >= 1.0 { "word for word" } @else { (format!("{:.0} % alike", (passage.identity * 100.0).floor())) }
            @if passage.formula >= FORMULA && passage.families >= FAMILIES { " · a formula: " (plural(passage.families, "family of texts has", "families of texts have")) " it" }
            @if let Some(bound) = bound.filter(|bound| *bound > 0) { " · " (plural(bound, "party is", "parties are")) " bound by it on the day" }
        }
    }
}
