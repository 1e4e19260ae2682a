//! `/i/<id>/<unit>`: one unit of an instrument, with its words where they are held.

use maud::{Markup, html};
use servanda::holding::{Wording, WordingUnit};
use servanda::model::{TextState, UnitKind, pinpoint};
use servanda::register::{UnitLine, UnitSheet, UnitWording};

use super::text::{Look, Reader, completeness, few, opening, printed};
use super::{cite, instrument_parts as parts};
use crate::html::{Frame, event, language, mark, note, sources, text};
use crate::route::{Page, TextAsk};
use crate::view::View;

/// What the unit has states do, clause by clause.
fn clauses(view: &View<'_>, sheet: &UnitSheet<'_>) -> Markup {
    let landscape = view.landscape();
    let unit = sheet.unit.unit.id.as_str();
    let own = landscape.instrument(sheet.instrument).into_iter().flat_map(|instrument| {
        let of_unit = instrument.commitments.iter().filter(|clause| clause.unit.as_deref() == Some(unit));
        of_unit.filter_map(|clause| servanda::ask::clause_of(landscape, instrument, clause, None, view.as_of()))
    });
    let own: Vec<_> = own.collect();
    html! {
        @if !own.is_empty() {
            section.ask-page aria-labelledby="clauses-title" {
                h2 #clauses-title { "What it has states do, or holds" }
                ul.clauses { @for row in &own { li {
                    (crate::html::clause::line(view, row, None, false))
                    (crate::html::clause::hedges(&row.caveats))
                    (crate::html::clause::legalization(&row.legalization))
                } } }
            }
        }
    }
}

/// Languages that stand beside each other, line by line; more stand in blocks of their own.
const MOST_BESIDE: usize = 3;

pub(crate) fn page(view: &View<'_>, sheet: &UnitSheet<'_>) -> Frame {
    let src = &sheet.sources;
    let unit = &*sheet.unit.unit;
    let title = format!("{}, {}", sheet.title, unit.label);
    let citations = match view.landscape().instrument(sheet.instrument) {
        Some(instrument) => cite::of_instrument(view, instrument, Some(unit), &title),
        None => cite::of_page(view, &title),
    };
    // What stands among the words with a number of its own need not be listed again.
    let said = |child: &&UnitLine<'_>| {
        sheet.wording.as_ref().is_some_and(|words| words.text.unit(child.unit.id.as_str()).is_some())
    };
    let unsaid: Vec<&UnitLine<'_>> = sheet.children.iter().filter(|child| !said(child)).collect();
    let main = html! {
        article.unit-page {
            (crumbs(view, sheet))
            h1 { (unit.label) @if let Some(heading) = &unit.heading { @if *heading != unit.label { span.heading { " " (heading) } } } }
            p.under-title {
                "Address " code { (sheet.unit.address) } @if sheet.coded { (mark(&unit.evidence, src)) }
            }
            @if let Some(words) = &sheet.wording { (wording(view, sheet, words)) }
            p.ways { a href=(view.link(Page::Trace(Some((sheet.instrument.to_owned(), unit.id.as_str().to_owned()))))) { "Where these words come from" } }
            (neighbours(view, sheet))
            (coded(view, sheet))
            (clauses(view, sheet))
            @if !unsaid.is_empty() {
                section aria-labelledby="parts-title" {
                    h2 #parts-title { "Its parts" }
                    ul.rows.tight { @for child in &unsaid { li { (child_line(view, sheet, child)) } } }
                }
            }
            @if let Some(words) = &sheet.wording { (terms(view, sheet, words)) }
            section aria-labelledby="relations-title" {
                h2 #relations-title { "Corresponding and related units" }
                @if sheet.relations.is_empty() { p { "None recorded." } }
                @else { ul.rows { @for line in &sheet.relations { li { (parts::relation_line(view, line, false, src)) } } } }
            }
            section aria-labelledby="readings-title" {
                h2 #readings-title { "Readings" }
                @if sheet.readings.is_empty() { p { "None recorded of this unit." } }
                @for reading in &sheet.readings { (parts::reading(view, sheet.instrument, reading, src)) }
            }
            @if !sheet.events.is_empty() {
                section aria-labelledby="events-title" {
                    h2 #events-title { "Events" }
                    ol.dated { @for e in &sheet.events { (event(view, e, src, false)) } }
                }
            }
            (cite::section(&citations))
            (sources(src, src.unverified()))
        }
    };
    Frame { wide: sheet.wording.is_some(), ..Frame::new(title, main) }
}

/// The units that contain it, outermost first, each with its heading.
fn crumbs(view: &View<'_>, sheet: &UnitSheet<'_>) -> Markup {
    let path: &[WordingUnit<'_>] = sheet.wording.as_ref().map(|words| words.path.as_slice()).unwrap_or_default();
    html! {
        p.crumbs {
            a href=(view.instrument(sheet.instrument)) { (sheet.title) }
            @if path.is_empty() {
                @if let Some(parent) = &sheet.parent { " › " a href=(address(view, sheet, parent)) { (parent.unit.label) } }
            }
            @for above in path {
                " › " a href=(view.unit(sheet.instrument, above.address)) {
                    (printed(above)) @if let Some(heading) = above.heading() { " " (heading) }
                }
            }
        }
    }
}

/// The words in every language that is held, under the words that lead to them.
fn wording(view: &View<'_>, sheet: &UnitSheet<'_>, words: &UnitWording<'_>) -> Markup {
    let id = sheet.instrument;
    let unit = sheet.unit.unit.id.as_str();
    let held: Vec<&str> = words.text.held().map(|language| language.lang).collect();
    let to = |address: &str| servanda::model::UnitId::parse(address).is_ok().then(|| view.unit(id, address));
    let reader = Reader { view, id, to: &to };
    let look = Look { reader, langs: held.clone(), wording: &words.text, level: 3, ids: true };
    let whole = view.link(Page::Text(id.to_owned(), TextAsk { langs: Vec::new(), at: Some(unit.to_owned()) }));
    html! {
        section aria-labelledby="words-title" {
            h2 #words-title { "Words" }
            @if words.text.units.is_empty() {
                p {
                    "The text that is held ("
                    @for (at, lang) in held.iter().enumerate() { @if at > 0 { ", " } (language(lang).0) }
                    ") has no unit under this address."
                }
            } @else {
                @if held.len() <= MOST_BESIDE {
                    div class=(format!("text n{}", held.len())) {
                        @if held.len() > 1 {
                            div.tongues { @for lang in &held { p { (language(lang).0) } } }
                        }
                        (words_of(&look, words, &words.text))
                    }
                } @else {
                    div.stack {
                        @for (at, lang) in held.iter().enumerate() {
                            // What other languages count otherwise is nothing that this one lacks.
                            @let own = words.text.units.iter().enumerate();
                            @let own = own.filter(|(at, unit)| *at == 0 || !unit.lacking.contains(lang));
                            @let own = words.text.with_units(own.map(|(_, unit)| unit.clone()).collect());
                            div.text.n2 {
                                p.tongue { (language(lang).0) }
                                (words_of(&Look { langs: vec![*lang], ids: at == 0, ..look }, words, &own))
                            }
                        }
                    }
                }
                p.note { a href={ (whole) "#" (unit) } { "Read on in the whole text" } }
            }
            details {
                summary { "What is held, and how it was read" (part_words(&words.text)) }
                (completeness(&words.text.languages, &held, &sheet.sources))
            }
        }
    }
}

/// The unit under the words of the units above it that lead to it.
fn words_of(look: &Look<'_>, words: &UnitWording<'_>, text: &Wording<'_>) -> Markup {
    // What stands above an article says where it is, not what it says.
    let within = words.path.iter().rposition(|above| above.kind == UnitKind::Article).unwrap_or(words.path.len());
    let speaks = |above: &&WordingUnit<'_>| {
        above.versions.iter().any(|version| version.unit.paragraphs.iter().any(|p| p.after.is_none()))
    };
    let above: Vec<&WordingUnit<'_>> = words.path.iter().skip(within).filter(speaks).collect();
    html! {
        @if !above.is_empty() { div.leading { @for above in above { (opening(look, above)) } } }
        (few(look, text))
    }
}

/// Which languages are held in part only: that must be seen without opening anything.
fn part_words(text: &Wording<'_>) -> String {
    let parts: Vec<&str> =
        text.held().filter(|language| language.state == Some(TextState::Part)).map(|of| language(of.lang).0).collect();
    if parts.is_empty() { String::new() } else { format!(" ({} in part only)", parts.join(" and ")) }
}

/// What the files say of it, in our own words.
fn coded(view: &View<'_>, sheet: &UnitSheet<'_>) -> Markup {
    let src = &sheet.sources;
    let unit = &*sheet.unit.unit;
    html! {
        section aria-labelledby="coded-title" {
            h2 #coded-title { "What is coded of it" }
            @if !sheet.coded {
                p { "Not coded: the files of this landscape do not describe this unit. That says nothing about its weight." }
            } @else {
                @match &unit.says {
                    Some(says) => p.lead { (text(says)) (mark(&unit.evidence, src)) },
                    None => p { "No summary is recorded." },
                }
                @if let Some(quote) = &unit.quote {
                    figure.quotation { blockquote { p { (quote) } } figcaption { "Words of the text" (mark(&unit.evidence, src)) } }
                }
                (note(&unit.evidence))
            }
            @if sheet.wording.is_none() {
                p.note { "The summary is in our own words. The text itself is not held here; its official address stands with the instrument, under "
                    a href={ (view.instrument(sheet.instrument)) "#texts" } { "Texts and completeness" } "." }
            }
        }
    }
}

fn child_line(view: &View<'_>, sheet: &UnitSheet<'_>, child: &UnitLine<'_>) -> Markup {
    html! {
        a href=(address(view, sheet, child)) { (child.unit.label) }
        @if let Some(heading) = &child.unit.heading { " " (heading) }
        @if let Some(says) = &child.unit.says { " " (text(says)) (crate::html::mark_plain(&child.unit.evidence)) }
    }
}

/// Terms of the text's own that stand in the words, and where the text points at this unit.
fn terms(view: &View<'_>, sheet: &UnitSheet<'_>, words: &UnitWording<'_>) -> Markup {
    let link = |address: &str| html! { a href=(view.unit(sheet.instrument, address)) { (pinpoint(address)) } };
    html! {
        @if !words.terms_used.is_empty() {
            section aria-labelledby="terms-title" {
                h2 #terms-title { "Terms that the text defines" }
                p.note { "These words stand here letter by letter, and the text defines them. Whether they are meant in that sense, a reader tells." }
                ul.rows.tight {
                    @for used in &words.terms_used {
                        li { "“" bdi lang=(used.lang) { (used.term.term) } "”: " (link(&used.term.unit)) }
                    }
                }
            }
        }
        @if !words.text.units.is_empty() {
            section aria-labelledby="cited-title" {
                h2 #cited-title { "Cited in the same text by" }
                @if words.cited_by.is_empty() { p { "None found in the words that are held. Other texts were not searched." } }
                @else {
                    p { @for (at, from) in words.cited_by.iter().enumerate() { @if at > 0 { ", " } (link(from)) } "." }
                    p.note { "Other texts were not searched." }
                }
            }
        }
    }
}

fn address(view: &View<'_>, sheet: &UnitSheet<'_>, unit: &UnitLine<'_>) -> String {
    view.unit(sheet.instrument, unit.unit.id.as_str())
}

fn neighbours(view: &View<'_>, sheet: &UnitSheet<'_>) -> Markup {
    let in_text = sheet.wording.as_ref().is_some_and(|words| !words.text.units.is_empty());
    let name = |unit: &UnitLine<'_>| match &unit.unit.heading {
        Some(heading) if in_text => format!("{} {heading}", unit.unit.label),
        _ => unit.unit.label.clone(),
    };
    html! {
        nav.pages aria-label="Units before and after" {
            @if let Some(unit) = &sheet.previous { a rel="prev" href=(address(view, sheet, unit)) { "‹ " (name(unit)) } }
            @if !in_text { a href={ (view.instrument(sheet.instrument)) "#structure" } { "All units" } }
            @if let Some(unit) = &sheet.next { a rel="next" href=(address(view, sheet, unit)) { (name(unit)) " ›" } }
        }
    }
}
