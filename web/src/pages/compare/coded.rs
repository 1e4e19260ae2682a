//! What is coded of how the units of two instruments relate, where no text is held of both.

use maud::{Markup, html};
use servanda::compare::{CODED, Coded, CodedRow, Kind};
use servanda::model::{Instrument, Unit};
use servanda::register::SourceList;

use super::choose;
use crate::compare_ask::CompareAsk;
use crate::html::{Frame, mark, note, sources};
use crate::route::Page;
use crate::view::View;

pub(super) fn page(view: &View<'_>, sides: [&Instrument; 2], coded: &Coded<'_>) -> Frame {
    let mut list = SourceList::default();
    for row in &coded.changes {
        let units = [row.left_unit, row.right_unit].into_iter().flatten().map(|unit| &unit.evidence);
        for evidence in units.chain(row.evidence) {
            list.add(view.landscape(), evidence);
        }
    }
    let without: Vec<&&Instrument> = sides.iter().filter(|side| side.held.is_empty()).collect();
    let swapped = CompareAsk::of(&[&sides[1].id, &sides[0].id]);
    let main = html! {
        article.compare-page {
            p.crumbs { a href=(view.link(Page::Compare(Box::default()))) { "Compare" } }
            h1 { "What became of each paragraph" }
            div.sides {
                @for (at, side) in sides.iter().enumerate() {
                    div {
                        p.kicker { (if at == 0 { "Baseline" } else { "Compared with it" }) }
                        p.side { a href=(view.instrument(&side.id)) { (side.title()) } }
                    }
                }
            }
            (choose::others(view, &CompareAsk::of(&[&sides[0].id, &sides[1].id])))
            p.banner role="status" {
                (CODED) " With the words "
                @for (at, side) in without.iter().enumerate() {
                    @if at > 0 { " and " }
                    code { "servanda fetch " (side.id) " --add" }
                }
                ", the words themselves are compared here."
            }
            nav.views aria-label="What is shown" { p.ways { a href=(view.link(Page::Compare(Box::new(swapped)))) { "Swap the sides" } } }
            section.pairs.coded aria-label="The paragraphs side by side" {
                div.tongues { @for side in sides { p { (side.title()) } } }
                @for row in &coded.changes { (self::row(view, sides, row, &list)) }
            }
            (sources(&list, list.unverified()))
        }
    };
    let title = format!("{} and {}", sides[0].title(), sides[1].title());
    Frame { wide: true, ..Frame::new(title, main) }
}

fn row(view: &View<'_>, sides: [&Instrument; 2], row: &CodedRow<'_>, list: &SourceList<'_>) -> Markup {
    let id = row
        .right
        .first()
        .map_or_else(|| format!("was-{}", row.left.first().unwrap_or(&"")), |right| (*right).to_owned());
    html! {
        div class={ "pair both " (row.kind.word()) } id=(id) {
            div.v.l { @if let Some(unit) = row.left_unit { (self::unit(view, sides[0], unit, list)) } @else { (none(sides[0], &row.left)) } }
            div.v.r { @if let Some(unit) = row.right_unit { (self::unit(view, sides[1], unit, list)) } @else { (none(sides[1], &row.right)) } }
            div.aside {
                @match (row.evidence, row.kind) {
                    (Some(evidence), _) => { p.what { "coded" (mark(evidence, list)) } (note(evidence)) }
                    (None, Kind::Kept) => p { "the same address; nothing is coded of how they relate" },
                    (None, Kind::Added) => p { "no counterpart is coded in the baseline" },
                    (None, _) => p { "no counterpart is coded in the other" },
                }
            }
        }
    }
}

fn unit(view: &View<'_>, instrument: &Instrument, unit: &Unit, list: &SourceList<'_>) -> Markup {
    html! {
        p.h { a.no href=(view.unit(&instrument.id, unit.id.as_str())) { (unit.label) } @if let Some(heading) = unit.heading.as_ref().filter(|heading| **heading != unit.label) { " " span.t { (heading) } } }
        @if let Some(says) = &unit.says { p { (says) span.nowrap { (mark(&unit.evidence, list)) } } }
        @else { p.gone { "not coded" } }
        @if let Some(quote) = &unit.quote { p { q { (quote) } } }
    }
}

fn none(side: &Instrument, addresses: &[&str]) -> Markup {
    html! {
        @if !addresses.is_empty() { p.gone { (addresses.join(" + ")) ", not listed in " (side.title()) } }
    }
}
