//! `/`: the landscape at a glance.

use maud::{Markup, html};
use servanda::register::{Count, Entry, Overview, StatusPhase};

use crate::chart;
use crate::html::{Frame, mark_plain, number, plural, possibly, time};
use crate::route::Page;
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &Overview<'_>) -> Frame {
    let manifest = sheet.manifest;
    let title = manifest.title.as_deref().unwrap_or(&manifest.name);
    let main = html! {
        h1 { (title) }
        div.prose {
            @if let Some(about) = &manifest.about { p.lead { (about) } }
            p {
                "On this day it holds "
                a href=(view.link(Page::Register(Box::default()))) { (plural(sheet.instruments, "instrument", "instruments")) }
                @if sheet.later > 0 { " (" (number(sheet.later)) " more came later)" }
                ", " a href=(view.link(Page::Events)) { (plural(sheet.events, "event", "events")) ", "
                    (plural(sheet.mechanisms, "mechanism", "mechanisms")) " and "
                    (plural(sheet.positions, "position", "positions")) }
                ", among " a href=(view.link(Page::Parties)) { (plural(sheet.parties, "party", "parties")) " and "
                    (plural(sheet.groups, "group", "groups")) } ". "
                "Sources disagree about " (plural(sheet.rivals, "value", "values"))
                "; both values are shown where they stand."
            }
        }
        (chart::over_time(view, sheet))
        section aria-labelledby="counts-title" {
            h2 #counts-title { "What there is" }
            div.columns {
                (counts(view, "By strength on this day", "strength", &sheet.strengths))
                div {
                    h3 { "By camp" }
                    ul.counts {
                        @for camp in &sheet.camps {
                            li title=[camp.camp.definition] {
                                a href=(view.register("camp", camp.camp.id)) { (camp.camp.label) } " " span.count { (number(camp.count)) }
                            }
                        }
                    }
                }
                (counts(view, "By kind", "kind", &sheet.kinds))
            }
        }
        section aria-labelledby="new-title" {
            h2 #new-title { "What is new" }
            div.columns.two {
                div {
                    h3 { "Instruments" }
                    ol.dated { @for entry in &sheet.latest { (latest(view, entry)) } }
                }
                div {
                    h3 { "Events" }
                    ol.dated {
                        @for entry in &sheet.latest_events {
                            li {
                                div.when { (time(entry.event.on)) }
                                div.what {
                                    a href=(view.event(&entry.event.id)) { (entry.event.title.as_deref().unwrap_or(&entry.event.says)) }
                                    (possibly(entry.reached)) (mark_plain(&entry.event.evidence))
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    Frame { wide: true, ..Frame::new(title, main) }
}

fn counts(view: &View<'_>, title: &str, list: &str, counts: &[Count]) -> Markup {
    html! {
        div {
            h3 { (title) }
            ul.counts {
                @for count in counts {
                    li { a href=(view.register(list, &count.id)) { (count.label) } " " span.count { (number(count.count)) } }
                }
            }
        }
    }
}

fn latest(view: &View<'_>, entry: &Entry<'_>) -> Markup {
    html! {
        li {
            div.when { @match entry.made { Some(date) => (time(date)), None => "date not recorded" } }
            div.what {
                a href=(view.instrument(entry.id)) { (entry.title) }
                @if entry.status.phase == StatusPhase::Announced { " " span.not-yet { "announced, not made by this day" } }
                @if entry.status.unverified { " " span.mark.unverified title="Its date has not been seen in any source." { "unverified" } }
            }
        }
    }
}
