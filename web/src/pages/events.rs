//! `/events`: what happened, what was set up, what was held.

use maud::html;
use servanda::register::Chronicle;

use super::cite;
use crate::html::{Frame, event, mechanism, number, plural, position, sources};
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &Chronicle<'_>) -> Frame {
    let src = &sheet.sources;
    let main = html! {
        article {
            h1 { "Events, mechanisms, positions" }
            p.lead {
                (plural(sheet.events.len(), "event", "events"))
                @if sheet.later > 0 { " (" (number(sheet.later)) " more came later than the day asked about)" }
                ", " (plural(sheet.mechanisms.len(), "mechanism", "mechanisms")) " and "
                (plural(sheet.positions.len(), "position", "positions")) " by this day. What is not recorded here may still have happened."
            }
            nav.inline aria-label="On this page" {
                a href="#events" { "Events" } " " a href="#mechanisms" { "Mechanisms" } " " a href="#positions" { "Positions" } " " a href="#sources" { "Sources" }
            }
            section #events aria-labelledby="events-title" {
                h2 #events-title { "Events" }
                @if sheet.events.is_empty() { p { "None recorded by this day." } }
                ol.dated { @for e in &sheet.events { (event(view, e, src, true)) } }
            }
            section #mechanisms aria-labelledby="mechanisms-title" {
                h2 #mechanisms-title { "Mechanisms" }
                @if sheet.mechanisms.is_empty() { p { "None recorded by this day." } }
                ul.rows { @for m in &sheet.mechanisms { (mechanism(view, m, src, true)) } }
            }
            section #positions aria-labelledby="positions-title" {
                h2 #positions-title { "Positions" }
                p.note { "Views held by parties. A position is not a promise." }
                @if sheet.positions.is_empty() { p { "None recorded by this day." } }
                ul.rows { @for p in &sheet.positions { (position(view, p, src, true)) } }
            }
            (cite::section(&cite::of_page(view, "Events, mechanisms, positions")))
            (sources(src, sheet.unverified))
        }
    };
    Frame::new("Events, mechanisms, positions", main)
}
