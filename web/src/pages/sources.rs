//! `/sources`: every source and what rests on it.

use maud::{Markup, html};
use servanda::register::{SourceDirectory, SourceLine};

use crate::html::{Frame, Part, external, number, plural, text, time};
use crate::route::Page;
use crate::view::View;

/// Instruments that are named under a source; more are counted.
const NAMED: usize = 12;
/// Sources on one page; the JSON twin has all of them.
const ROWS: usize = 200;

pub(crate) fn page(view: &View<'_>, part: usize, sheet: &SourceDirectory<'_>) -> Frame {
    let part = Part::new(sheet.sources.len(), ROWS, part);
    let shown = sheet.sources.get(part.range()).unwrap_or_default();
    let (described, bare): (Vec<_>, Vec<_>) = shown.iter().partition(|line| line.source.is_some());
    let turn = |part| view.link(Page::Sources(part));
    let main = html! {
        article {
            h1 { "Sources" }
            p.lead {
                "Of " (plural(sheet.values, "row or value", "rows and values")) " in this landscape, "
                (number(sheet.values - sheet.unverified)) " rest on a source and " (number(sheet.unverified))
                " are unverified: they have not been seen in any source and are marked so wherever they stand."
            }
            @if part.is_one_of_several() { p { "Sources " (part.words()) "; described ones first." } }
            @if !described.is_empty() {
                section aria-labelledby="described-title" {
                    h2 #described-title { "Described sources" }
                    ul.rows { @for line in described { (entry(view, line)) } }
                }
            }
            @if !bare.is_empty() {
                section aria-labelledby="bare-title" {
                    h2 #bare-title { "Addresses" }
                    p.note { "Pages that rows name by their address. They belong to others and may have changed since they were read." }
                    ul.rows.addresses { @for line in bare { (entry(view, line)) } }
                }
            }
            (part.links("Parts of the list", turn))
        }
    };
    Frame::new("Sources", main)
}

fn entry(view: &View<'_>, line: &SourceLine<'_>) -> Markup {
    html! {
        li {
            @match line.source {
                Some(source) => {
                    @if let Some(author) = &source.author { (author) ", " }
                    cite { (source.title) }
                    @if let Some(date) = source.date { ", " (time(date)) }
                    @if let Some(url) = &source.url { ", " (external(url)) }
                    " " code { (source.id) }
                    @if let Some(licence) = &source.licence { ". Licence: " (licence) }
                    @if let Some(note) = &source.note { p.note { (text(note)) } }
                }
                None => {
                    @if line.name.starts_with("http") { (external(line.name)) }
                    @else { (line.name) " " span.note { "(not described in this landscape)" } }
                }
            }
            p.facts {
                (plural(line.values, "value rests", "values rest")) " on it"
                @if !line.instruments.is_empty() {
                    @if line.instruments.len() <= NAMED {
                        ": "
                        @for (at, id) in line.instruments.iter().enumerate() {
                            @if at > 0 { ", " } a href=(view.instrument(id)) { (id) }
                        }
                    } @else { ", in " (plural(line.instruments.len(), "instrument", "instruments")) }
                }
            }
        }
    }
}
