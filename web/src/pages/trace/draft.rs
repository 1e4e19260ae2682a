//! A draft that a form has sent, sentence by sentence: who has used its words before, who stands in that, and what nobody has.

use maud::{Markup, html};
use servanda::diagnostic::Severity;
use servanda::model::pinpoint;
use servanda::read::{self, Options};
use servanda::register::backing;
use servanda::trace::{
    self, Control, OnShelf, Passage, Precedent, Shelf, Summary, TracedSentence, TracedUnit, precedents,
};

use super::{found, refusal};
use crate::html::{Frame, number, plural};
use crate::pages::Answer;
use crate::route::Page;
use crate::sent::Sent;
use crate::view::View;

/// Other texts that are named for one sentence.
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
        Ok(searched) => found(view, &page(view, &shelf.texts(), &passages, &searched, options.least_words)),
        Err(stopped) => Answer::Refused(refusal(view, &stopped.to_string())),
    }
}

fn page(view: &View<'_>, texts: &[OnShelf], passages: &[Passage], searched: &Summary, least_words: usize) -> Frame {
    let units = precedents(texts, passages, least_words);
    let of_a_length = units.iter().flat_map(|unit| &unit.sentences).filter(|one| !one.is_short);
    let (all, new) =
        of_a_length.fold((0, 0), |(all, new), one| (all + 1, new + usize::from(one.precedents.is_empty())));
    let name = texts.first().map_or("", |text| text.name.as_str());
    let document = texts.first().and_then(|text| text.document.as_ref());
    let main = html! {
        article.trace-page {
            p.crumbs { a href=(view.link(Page::Trace(None))) { "Trace" } }
            h1 { "Who has used these words before" }
            p.under-title { (name) }
            @if let Some(document) = document {
                // What could not be read whole must not look like words that nobody has.
                @for doubt in document.diagnostics.iter().filter(|d| d.severity != Severity::Note).take(MOST_DOUBTS) {
                    p.banner role="status" { (document.place(doubt.span)) ": " (doubt.message) "." }
                }
            }
            @for trouble in texts.iter().skip(1).filter_map(|text| text.trouble.as_ref()) {
                p.banner role="status" { (trouble) ". It was not searched." }
            }
            p {
                "Of " (plural(all, "sentence", "sentences")) " of " (least_words) " words or more, "
                b { (number(all - new)) } " share wording with a text that is held, "
                b { (number(new)) } (if new == 1 { " does" } else { " do" }) " not. Words that no other text has are "
                mark.new { "marked" } "."
            }
            p.small { "Searched: " (plural(searched.texts.saturating_sub(1), "held text", "held texts")) ", for stretches of " (least_words) " words or more; shorter sentences are found only as part of one. An older text is a possible source, never a proven one." }
            ol.traced {
                @for unit in &units { (shown(view, unit)) }
            }
        }
    };
    Frame { wide: true, forms: Vec::new(), ..Frame::new("Trace of a draft", main) }
}

fn shown(view: &View<'_>, unit: &TracedUnit<'_>) -> Markup {
    html! {
        li {
            h2 { @if unit.address.is_empty() { "Outside all units" } @else { (pinpoint(unit.address)) } }
            @for sentence in &unit.sentences {
                div.sentence {
                    p.words { (with_new(sentence)) }
                    div.precedents {
                        @if sentence.precedents.is_empty() {
                            p.small { @if sentence.is_short { "Too short to be looked for by itself." } @else { "Nobody here has these words." } }
                        } @else {
                            ul {
                                @for one in sentence.precedents.iter().take(MOST_TEXTS) { li { (precedent(view, one)) } }
                                @if sentence.precedents.len() > MOST_TEXTS { li.small { (plural(sentence.precedents.len() - MOST_TEXTS, "further text", "further texts")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The sentence with the words marked that no other text has. What is too short to be looked for is not marked.
fn with_new(sentence: &TracedSentence<'_>) -> Markup {
    let mut at = 0;
    let new: &[_] = if sentence.is_short && sentence.precedents.is_empty() { &[] } else { &sentence.new };
    html! {
        @for stretch in new {
            (sentence.words.get(at..stretch.start).unwrap_or(""))
            mark.new { (sentence.words.get(stretch.clone()).unwrap_or("")) }
            ({ at = stretch.end; "" })
        }
        (sentence.words.get(at..).unwrap_or(""))
    }
}

fn precedent(view: &View<'_>, one: &Precedent<'_>) -> Markup {
    let instrument = one.text.instrument.as_deref().and_then(|id| view.landscape().instrument(id));
    let place = match (one.unit, one.until) {
        (Some(unit), Some(until)) => format!(" {} to {}", pinpoint(unit), pinpoint(until)),
        (Some(unit), None) => format!(" {}", pinpoint(unit)),
        _ => String::new(),
    };
    let behind = instrument.map(|instrument| backing(view.landscape(), instrument, view.as_of())).unwrap_or_default();
    let passage = one.passage;
    html! {
        @match instrument {
            Some(instrument) => {
                @let link = one.unit.map_or_else(|| view.instrument(&instrument.id), |unit| view.unit(&instrument.id, unit));
                a href=(link) { (instrument.title()) (place) }
            },
            None => { (one.text.name) (place) },
        }
        @if let Some(date) = one.text.date { (if one.is_later { ", later: " } else { ", " }) (date.in_words()) }
        span.small {
            (format!("{:.0} % of its words", (one.share * 100.0).floor()))
            ", in a passage of " (plural(passage.words, "word", "words"))
            @if passage.formula >= FORMULA && passage.families >= FAMILIES { " · a formula: " (plural(passage.families, "family of texts has", "families of texts have")) " it" }
            @for backing in &behind { " · " (backing.in_words()) }
        }
    }
}
