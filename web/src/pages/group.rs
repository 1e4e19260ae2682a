//! `/group/<id>`: a group and its members on a day.

use maud::{Markup, html};
use servanda::model::Certainty;
use servanda::register::{GroupMember, GroupSheet};

use super::cite;
use crate::html::{Frame, day, language, mark, note, party, period, plural, possibly, sources};
use crate::route::Page;
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &GroupSheet<'_>) -> Frame {
    let src = &sheet.sources;
    let label = sheet.name.english().unwrap_or(sheet.id);
    let certain = sheet.members.iter().filter(|m| m.certainty == Certainty::Yes).count();
    let maybe = sheet.members.len() - certain;
    let others: Vec<_> = sheet.name.0.iter().filter(|(_, name)| *name != label).collect();
    let main = html! {
        article {
            p.crumbs { a href=(view.link(Page::Parties)) { "Parties and groups" } }
            h1 { (label) }
            p.under-title { code { (sheet.id) } (mark(sheet.default, src)) }
            @if !others.is_empty() {
                ul.titles.in-row {
                    @for (tag, name) in others {
                        @let (language, direction) = language(tag);
                        li { bdi lang=(tag) dir=(direction) { (name) } " " span.lang { (language) } }
                    }
                }
            }
            (note(sheet.default))
            p {
                "On " (day(view.as_of())) " it has " (plural(certain, "recorded member", "recorded members"))
                @if maybe > 0 { " and possibly " (maybe) " more" }
                ". A member is not thereby a party to what the group has made. "
                a href=(view.register("group", sheet.id)) { "Instruments in which a member stands" }
            }
            section aria-labelledby="members-title" {
                h2 #members-title { "Members on this day" }
                @if sheet.members.is_empty() { p { "None recorded." } } @else { (members(view, &sheet.members, sheet)) }
            }
            @if !sheet.others.is_empty() {
                section aria-labelledby="others-title" {
                    h2 #others-title { "Before or later" }
                    (members(view, &sheet.others, sheet))
                }
            }
            (cite::section(&cite::of_page(view, label)))
            (sources(src, sheet.unverified))
        }
    };
    Frame::new(label, main)
}

fn members(view: &View<'_>, members: &[GroupMember<'_>], sheet: &GroupSheet<'_>) -> Markup {
    html! {
        ul.rows.tight {
            @for member in members {
                li {
                    (party(view, &member.party)) " " span.facts { (period(&member.period, view.as_of())) }
                    (possibly(member.certainty)) (mark(member.evidence, &sheet.sources))
                    (note(member.evidence))
                }
            }
        }
    }
}
