//! `/sources`: every source and what rests on it.

use maud::{Markup, html};
use servanda::register::{SourceDirectory, SourceLine};

use crate::html::{Frame, external, number, plural, text, time};
use crate::view::View;

/// Instruments that are named under a source; more are counted.
const NAMED: usize = 12;
/// Bare addresses on the page; the JSON twin has all of them.
const ADDRESSES: usize = 1000;

pub(crate) fn page(view: &View<'_>, sheet: &SourceDirectory<'_>) -> Frame {
    let (described, bare): (Vec<_>, Vec<_>) = sheet.sources.iter().partition(|line| line.source.is_some());
    let main = html! {
        article {
            h1 { "Sources" }
            p.lead {
                "Of " (plural(sheet.values, "row or value", "rows and values")) " in this landscape, "
                (number(sheet.values - sheet.unverified)) " rest on a source and " (number(sheet.unverified))
                " are unverified: they have not been seen in any source and are marked so wherever they stand."
            }
            section aria-labelledby="described-title" {
                h2 #described-title { "Described sources" }
                ul.rows { @for line in described { (entry(view, line)) } }
            }
            section aria-labelledby="bare-title" {
                h2 #bare-title { "Addresses" }
                p.note { "Pages that rows name by their address. They belong to others and may have changed since they were read." }
                ul.rows.addresses { @for line in bare.iter().take(ADDRESSES) { (entry(view, line)) } }
                @if bare.len() > ADDRESSES {
                    p.note {
                        (plural(bare.len() - ADDRESSES, "more address", "more addresses")) " in "
                        a href=(view.twin()) { "this page as JSON" } "."
                    }
                }
            }
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
