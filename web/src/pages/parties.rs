//! `/party`: parties and groups.

use maud::{Markup, html};
use servanda::model::PartyKind;
use servanda::register::{PartyDirectory, PartyLine};

use crate::html::{Frame, number, plural};
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &PartyDirectory<'_>) -> Frame {
    let of = |kind: Option<PartyKind>| sheet.parties.iter().filter(move |p| p.kind == kind).collect::<Vec<_>>();
    let lists = [
        ("states", "States", of(Some(PartyKind::State))),
        ("organisations", "Organisations", of(Some(PartyKind::Organisation))),
        ("territories", "Territories with a code of their own", of(Some(PartyKind::Territory))),
        ("others", "Others", of(None)),
    ];
    let main = html! {
        h1 { "Parties and groups" }
        p.lead { "Listing a party, or how it is listed and named, takes no position on its status, its authorities or its frontiers." }
        section aria-labelledby="groups-title" {
            h2 #groups-title { "Groups" }
            ul.counts.spread {
                @for group in &sheet.groups {
                    li {
                        a href=(view.group(group.id)) { (group.name) } " "
                        span.count { (plural(group.members, "member", "members")) @if group.possibly > 0 { ", " (number(group.possibly)) " possibly" } }
                    }
                }
            }
        }
        @for (id, heading, parties) in &lists { @if !parties.is_empty() { (list(view, id, heading, parties)) } }
    };
    Frame { wide: true, ..Frame::new("Parties and groups", main) }
}

fn list(view: &View<'_>, id: &str, heading: &str, parties: &[&PartyLine<'_>]) -> Markup {
    let (with, without): (Vec<_>, Vec<_>) = parties.iter().partition(|p| p.instruments > 0);
    let item = |party: &PartyLine<'_>| {
        html! {
            li {
                a href=(view.party(party.code)) { (party.name) } " " span.code { (party.code) }
                @if party.instruments > 0 {
                    " " span.count { (plural(party.instruments, "instrument", "instruments")) }
                }
            }
        }
    };
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            @if !with.is_empty() { ul.counts.spread { @for party in with { (item(party)) } } }
            @if !without.is_empty() {
                details {
                    summary { (plural(without.len(), "party", "parties")) " without any recorded standing on this day" }
                    ul.counts.spread { @for party in without { (item(party)) } }
                }
            }
        }
    }
}
