//! Pages for what is not there or was asked wrongly: what is near, and where to go on.

use maud::{Markup, html};
use servanda::diagnostic::closest;
use servanda::export::NotWritten;
use servanda::model::{DateError, Instrument};
use servanda::register::Query;

use super::Refusal;
use crate::html::{Frame, layout};
use crate::route::{EditAsk, Page, RegisterAsk, Route};
use crate::view::View;

fn page(view: &View<'_>, title: &str, body: &Markup) -> Markup {
    let main = html! {
        article {
            h1 { (title) }
            (body)
            p { a href=(view.link(Page::Overview)) { "Overview" } " · " a href=(view.link(Page::Register(Box::default()))) { "All instruments" }
                " · " a href=(view.link(Page::Parties)) { "Parties and groups" } " · " a href=(view.link(Page::Events)) { "Events" } }
        }
    };
    layout(view, &Frame { forms: Vec::new(), ..Frame::new(title, main) })
}

fn did_you_mean(address: Option<(String, &str)>) -> Markup {
    html! { @if let Some((address, label)) = address { p.lead { "Did you mean " a href=(address) { (label) } "?" } } }
}

fn search(view: &View<'_>, words: &str) -> Markup {
    let words: String = words.replace(['-', '/', '_'], " ").chars().take(100).collect();
    let query = Query { words: Some(words.trim().to_owned()).filter(|w| !w.is_empty()), ..Query::default() };
    html! {
        @if query.words.is_some() {
            p { a href=(view.link(Page::Register(Box::new(RegisterAsk { query: query.clone(), page: 0 })))) { "Search the register for “" (words.trim()) "”" } }
        }
    }
}

pub(super) fn instrument(view: &View<'_>, name: &str) -> Markup {
    let near = view.landscape().nearest_instrument(name).and_then(|near| view.landscape().instrument(near));
    let body = html! {
        p { "This landscape has no instrument “" (name) "”. That says nothing about whether there is such an instrument elsewhere." }
        (did_you_mean(near.map(|i| (view.instrument(&i.id), i.title()))))
        (search(view, name))
    };
    page(view, "No such instrument", &body)
}

pub(super) fn unit(view: &View<'_>, held: &Instrument, unit: &str) -> Markup {
    let near = closest(unit, held.units.iter().map(|u| u.id.as_str()));
    let body = html! {
        p {
            a href=(view.instrument(&held.id)) { (held.title()) } " has no unit “" (unit) "” in this landscape. "
            "Not every unit of a text is listed: the text may have it all the same."
        }
        (did_you_mean(near.map(|near| (view.unit(&held.id, near), held.unit(near).map_or(near, |u| u.label.as_str())))))
        @if !held.units.is_empty() { p { a href={ (view.instrument(&held.id)) "#structure" } { "All units that are listed" } } }
    };
    page(view, "No such unit", &body)
}

pub(super) fn party(view: &View<'_>, code: &str) -> Markup {
    let landscape = view.landscape();
    let by_name = || {
        let near = closest(code, landscape.parties.iter().map(servanda::model::Party::label))?;
        landscape.parties.iter().find(|p| p.label() == near)
    };
    let by_code = landscape.parties.iter().find(|p| p.alpha3.as_deref().is_some_and(|a| a.eq_ignore_ascii_case(code)));
    let near = by_code
        .or_else(by_name)
        .or_else(|| closest(code, landscape.parties.ids()).and_then(|c| landscape.parties.get(c)));
    let group = landscape.groups.ids().find(|id| id.eq_ignore_ascii_case(code));
    let body = html! {
        p { "This landscape has no party with the code “" (code) "”. Codes are two letters (ISO 3166-1), EU, or X- for an organisation." }
        @match group {
            Some(group) => (did_you_mean(Some((view.group(group), group)))),
            None => (did_you_mean(near.map(|p| (view.party(&p.code), p.label())))),
        }
    };
    page(view, "No such party", &body)
}

pub(super) fn group(view: &View<'_>, id: &str) -> Markup {
    let groups = &view.landscape().groups;
    let near = closest(id, groups.ids()).and_then(|id| groups.get(id));
    let body = html! {
        p { "This landscape has no group “" (id) "”." }
        (did_you_mean(near.map(|g| (view.group(&g.id), g.label()))))
    };
    page(view, "No such group", &body)
}

pub(super) fn commitment(view: &View<'_>, ask: &EditAsk) -> Markup {
    let name = format!("{}.{}", ask.instrument, ask.row.as_deref().unwrap_or(""));
    let body = html! {
        p { "This landscape has no commitment “" (name) "”." }
        @if view.landscape().instrument(&ask.instrument).is_some() {
            p { a href=(view.instrument(&ask.instrument)) { "The instrument" } }
        }
    };
    page(view, "No such commitment", &body)
}

pub(super) fn not_editable(view: &View<'_>) -> Markup {
    let body = html! {
        p { "Nothing can be edited here: this landscape comes with the program, or these pages were made to be read." }
        p {
            "To code for yourself, begin a landscape of your own with " code { "servanda new FOLDER" }
            ", which builds on this one, and open it with " code { "servanda --landscape FOLDER serve" } "."
        }
    };
    page(view, "Not to be edited", &body)
}

pub(super) fn no_such_page(view: &View<'_>) -> Markup {
    page(view, "No such page", &html! { p { "There is nothing at this address." } })
}

pub(super) fn not_written(view: &View<'_>, error: &NotWritten) -> Refusal {
    let message = error.to_string();
    Refusal { page: page(view, "Not written", &html! { p.lead { (message) "." } }), message }
}

pub(super) fn not_a_date(view: &View<'_>, parameter: &str, written: &str, error: &DateError) -> Markup {
    let today = Route { as_of: None, ..view.route.clone() };
    let body = html! {
        p.lead { "In the address, " code { (parameter) } " is “" (written) "”, which " (error) "." }
        p { "Write a year, a month or a day: " code { (parameter) "=2014" } ", " code { (parameter) "=2014-05" } " or "
            code { (parameter) "=2014-05-19" } ". A year or a month means its last day." }
        p { a href=(today) { "Go on with today" } }
    };
    page(view, "Not a date", &body)
}
