//! `/i/<id>/<unit>`: one unit of an instrument.

use maud::{Markup, html};
use servanda::register::{UnitLine, UnitSheet};

use super::{cite, instrument_parts as parts};
use crate::html::{Frame, event, mark, note, sources, text};
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &UnitSheet<'_>) -> Frame {
    let src = &sheet.sources;
    let unit = sheet.unit.unit;
    let title = format!("{}, {}", sheet.title, unit.label);
    let citations = match view.landscape().instrument(sheet.instrument) {
        Some(instrument) => cite::of_instrument(view, instrument, Some(unit), &title),
        None => cite::of_page(view, &title),
    };
    let main = html! {
        article {
            p.crumbs {
                a href=(view.instrument(sheet.instrument)) { (sheet.title) }
                @if let Some(parent) = &sheet.parent { " › " a href=(address(view, sheet, parent)) { (parent.unit.label) } }
            }
            h1 { (unit.label) @if let Some(heading) = &unit.heading { @if *heading != unit.label { span.heading { " " (heading) } } } }
            p.under-title {
                "Address " code { (sheet.unit.address) } (mark(&unit.evidence, src))
            }
            @match &unit.says {
                Some(says) => p.lead { (text(says)) },
                None => p { "No summary is recorded." },
            }
            @if let Some(quote) = &unit.quote {
                figure.quotation { blockquote { p { (quote) } } figcaption { "Words of the text" (mark(&unit.evidence, src)) } }
            }
            (note(&unit.evidence))
            p.note { "The summary is in our own words. The text itself is not shown here; its official address stands with the instrument, under "
                a href={ (view.instrument(sheet.instrument)) "#texts" } { "Texts and completeness" } "." }
            @if !sheet.children.is_empty() {
                section aria-labelledby="parts-title" {
                    h2 #parts-title { "Its parts" }
                    ul.rows { @for child in &sheet.children { li { a href=(address(view, sheet, child)) { (child.unit.label) } @if let Some(says) = &child.unit.says { " " (text(says)) } (crate::html::mark_plain(&child.unit.evidence)) } } }
                }
            }
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
            (neighbours(view, sheet))
            (cite::section(&citations))
            (sources(src, src.unverified()))
        }
    };
    Frame::new(title, main)
}

fn address(view: &View<'_>, sheet: &UnitSheet<'_>, unit: &UnitLine<'_>) -> String {
    view.unit(sheet.instrument, unit.unit.id.as_str())
}

fn neighbours(view: &View<'_>, sheet: &UnitSheet<'_>) -> Markup {
    html! {
        nav.pages aria-label="Units before and after" {
            @if let Some(unit) = &sheet.previous { a rel="prev" href=(address(view, sheet, unit)) { "‹ " (unit.unit.label) } }
            a href={ (view.instrument(sheet.instrument)) "#structure" } { "All units" }
            @if let Some(unit) = &sheet.next { a rel="next" href=(address(view, sheet, unit)) { (unit.unit.label) " ›" } }
        }
    }
}
