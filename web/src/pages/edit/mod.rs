//! `/edit/<id>.<commitment>`: a commitment as a form, where the workbench serves a user's own folder.

mod form;
mod parts;

use maud::{Markup, html};
use servanda::landscape::edit::{Fields, Wrong};

use super::problem;
use crate::edited::{NotWritten, Place, SentEdit};
use crate::html::{Frame, layout};
use crate::route::{EditAsk, Page};
use crate::view::View;

/// What is answered to somebody who edits.
pub(crate) enum Edit {
    /// A page, with its status.
    Page(u16, Markup),
    /// Written; where to go on.
    Written(Page),
}

/// The form, filled with what the files say.
pub(crate) fn page(view: &View<'_>, ask: &EditAsk) -> Edit {
    with_place(view, ask, |place| match place.fields(ask) {
        Ok(fields) => {
            let form = form::Form { view, ask, place, fields: &fields, print: &place.print(), wrong: &[] };
            Edit::Page(200, whole(view, place, &html! { (form::form(&form)) }))
        }
        Err(refused) => {
            let body = html! { p.lead { "This file cannot be edited here: " (refused) "." } };
            Edit::Page(409, whole(view, place, &body))
        }
    })
}

/// What was sent, written or refused.
pub(crate) fn sent(view: &View<'_>, ask: &EditAsk, sent: &SentEdit) -> Edit {
    with_place(view, ask, |place| {
        let form = |print: &str, wrong: &[Wrong]| {
            form::form(&form::Form { view, ask, place, fields: &sent.fields, print, wrong })
        };
        match place.save(view.workbench, sent) {
            Ok(edited) => Edit::Written(behind(view, place, edited.commitment.unit.as_deref())),
            Err(NotWritten::Wrong(wrong)) => {
                let body = html! { (summary(&wrong)) (form(&sent.print, &wrong)) };
                Edit::Page(422, whole(view, place, &body))
            }
            Err(NotWritten::Changed(print, theirs)) => {
                let body = html! { (changed(place, &sent.fields, theirs.as_deref())) (form(&print, &[])) };
                Edit::Page(409, whole(view, place, &body))
            }
            Err(NotWritten::Failed(why)) => {
                let body = html! {
                    div.wrongs role="alert" { p { strong { "Nothing was written." } " " (why) "." } }
                    (form(&sent.print, &[]))
                };
                Edit::Page(500, whole(view, place, &body))
            }
        }
    })
}

fn with_place(view: &View<'_>, ask: &EditAsk, then: impl FnOnce(&Place<'_>) -> Edit) -> Edit {
    if view.workbench.editable().is_none() {
        return Edit::Page(403, problem::not_editable(view));
    }
    match Place::of(view.workbench, ask) {
        Some(place) => then(&place),
        None if view.landscape().instrument(&ask.instrument).is_none() => {
            Edit::Page(404, problem::instrument(view, &ask.instrument))
        }
        None => Edit::Page(404, problem::commitment(view, ask)),
    }
}

/// The page where the commitment is seen: its unit's, or the instrument's where the unit has none.
fn behind(view: &View<'_>, place: &Place<'_>, unit: Option<&str>) -> Page {
    let id = place.instrument.id.clone();
    let held: Vec<_> = place.instrument.held.iter().collect();
    let texts = view.workbench.texts(&held);
    let there_is = |unit: &&str| servanda::register::unit(view.landscape(), &id, unit, view.as_of(), &texts).is_some();
    match unit.filter(there_is) {
        Some(unit) => Page::Unit(id, unit.to_owned()),
        None => Page::Instrument(id),
    }
}

fn whole(view: &View<'_>, place: &Place<'_>, body: &Markup) -> Markup {
    let instrument = place.instrument;
    let title = match place.row {
        Some(row) => format!("Edit {}", row.id),
        None => "Code a commitment".to_owned(),
    };
    let main = html! {
        article.edit-page {
            p.crumbs { a href=(view.instrument(&instrument.id)) { (instrument.title()) } }
            h1 { (title) }
            p.note {
                "What you save is written into " code { (place.path.display()) } ". Comments and all other rows of that file stay as they are."
                @if place.row.is_some() && !place.is_own {
                    " The commitment comes from a landscape that yours extends; that one is not changed. Your row takes its place."
                }
            }
            (body)
        }
    };
    layout(view, &Frame { forms: Vec::new(), ..Frame::new(title, main) })
}

/// What is wrong, each with a way to its field.
fn summary(wrong: &[Wrong]) -> Markup {
    html! {
        div.wrongs role="alert" {
            p { strong { "Nothing was written." } " What you filled in is still here." }
            ul {
                @for one in wrong {
                    li {
                        @if one.field.is_empty() { (one.message) }
                        @else { a href={ "#" (parts::id(&one.field)) } { (parts::name(&one.field)) } ": " (one.message) }
                        @if let Some(hint) = &one.hint { " " span.note { "(" (hint) ")" } }
                    }
                }
            }
        }
    }
}

/// What somebody else has written meanwhile beside what was sent.
fn changed(place: &Place<'_>, sent: &Fields, theirs: Option<&Fields>) -> Markup {
    let lines = theirs.map(|theirs| sent.lines().into_iter().zip(theirs.lines()));
    let differ: Vec<_> = lines.into_iter().flatten().filter(|((_, sent), (_, theirs))| sent != theirs).collect();
    html! {
        div.wrongs role="alert" {
            p {
                strong { "Nothing was written: " code { (place.path.display()) } " has changed since this page was made." }
                " The form below holds what you sent, for the file as it now is. Compare, and save again if yours is to stand."
            }
            @if theirs.is_none() { p { "The file has no row of this name now, or none that can be read." } }
            @else if differ.is_empty() { p { "Of this commitment the file says what you sent; something else in it has changed." } }
            @else {
                div.scroll tabindex="0" role="region" aria-label="Both values" {
                    table {
                        thead { tr { th scope="col" { "Field" } th scope="col" { "You sent" } th scope="col" { "The file now says" } } }
                        tbody {
                            @for ((key, sent), (_, theirs)) in &differ {
                                tr { th scope="row" { (parts::name(key)) } td { (or_nothing(sent)) } td { (or_nothing(theirs)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn or_nothing(value: &str) -> Markup {
    html! { @if value.is_empty() { span.note { "nothing" } } @else { (value) } }
}
