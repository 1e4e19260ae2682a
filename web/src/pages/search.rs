//! `/search`: words in everything a landscape holds, each find with its place.

use maud::{Markup, html};
use servanda::export::csv;
use servanda::model::pinpoint;
use servanda::search::{Group, Hit, Hits, SearchError, Searched, SyntaxError, search};

use super::search_help::help;
use super::{Answer, Refusal, both, html as found, written};
use crate::html::{Frame, Part, facet_block, language, layout, number, plural, remove, time};
use crate::route::{Form, Page, Route};
use crate::search_ask::{ON_A_PAGE, SearchAsk};
use crate::view::View;
use crate::workbench::Indexed;

/// Answers `/search`.
pub(super) fn answer(view: &View<'_>, ask: &SearchAsk) -> Answer {
    if ask.words.is_empty() {
        return if view.route.form == Form::Html {
            found(view, &bare(view, ask))
        } else {
            Answer::Refused(refusal(view, ask, "there is nothing to look for: add ?q=words", &html! {}))
        };
    }
    let index = match view.workbench.index() {
        Indexed::Ready(index) => index,
        Indexed::Making(done, total) => return Answer::NotYet(making(view, ask, done, total)),
        Indexed::NotBegun => return Answer::NotYet(making(view, ask, 0, 0)),
        Indexed::Failed(why) => return Answer::Refused(refusal(view, ask, &why, &html! { p.banner { (why) "." } })),
    };
    match search(view.landscape(), &index, &ask.ask(), view.as_of()) {
        Ok(hits) if view.route.form == Form::Csv => written(view, csv::write(&Hits::COLUMNS, hits.rows())),
        Ok(hits) => both(view, &hits, |view, hits| page(view, ask, hits)),
        Err(SearchError::Syntax(error)) => {
            let message = format!("{}, at character {}", error.message, error.column(&ask.words));
            Answer::Refused(refusal(view, ask, &message, &wrong(&ask.words, &error)))
        }
        Err(error) => Answer::Refused(refusal(view, ask, &error.to_string(), &html! { p.banner { (error) "." } })),
    }
}

/// The page before anything is asked.
fn bare(view: &View<'_>, ask: &SearchAsk) -> Frame {
    let instruments = &view.landscape().instruments;
    let held = instruments.iter().filter(|instrument| !instrument.held.is_empty()).count();
    let main = html! {
        div.searching {
            h1 { "Search" }
            (form(view, ask))
            p.count-line {
                "Searched are " (plural(instruments.len(), "instrument", "instruments")) ": "
                @if held > 0 { "the texts of " (number(held)) ", and of all " }
                "titles, symbols, summaries, what units say, readings, events, mechanisms and positions."
            }
            (help(true))
        }
    };
    Frame { wide: true, forms: Vec::new(), ..Frame::new("Search", main) }
}

fn making(view: &View<'_>, ask: &SearchAsk, done: usize, total: usize) -> Markup {
    let main = html! {
        div.searching {
            h1 { "Search" }
            (form(view, ask))
            p role="status" {
                "The index of this landscape is being made"
                @if total > 0 { ": " (number(done)) " of " (number(total)) " sources are done" }
                ". This page asks again by itself. It takes a while once, and no time afterwards."
            }
        }
    };
    layout(view, &Frame { wide: true, forms: Vec::new(), ..Frame::new("Search", main) })
}

fn refusal(view: &View<'_>, ask: &SearchAsk, message: &str, told: &Markup) -> Refusal {
    let main = html! { div.searching { h1 { "Search" } (form(view, ask)) (told) (help(true)) } };
    let page = layout(view, &Frame { wide: true, forms: Vec::new(), ..Frame::new("Search", main) });
    Refusal { page, message: message.to_owned() }
}

/// What is wrong with a query, the place set off.
fn wrong(query: &str, error: &SyntaxError) -> Markup {
    let part = |range: std::ops::Range<usize>| query.get(range).unwrap_or("");
    html! {
        div.banner role="alert" {
            p { "This cannot be read: " (error.message) "." }
            p.query { code { (part(0..error.at.start)) em.wrong { (part(error.at.clone())) } (part(error.at.end.min(query.len())..query.len())) } }
            p { "What to do: " (error.hint) "." }
        }
    }
}

fn form(view: &View<'_>, ask: &SearchAsk) -> Markup {
    let route = Route::html(Page::Search(Box::new(SearchAsk { page: 0, ..ask.clone() })), view.route.as_of);
    html! {
        form.narrow role="search" aria-label="Words and time" method="get" action=(route.path()) {
            @for (key, value) in route.pairs() {
                @if !["q", "since", "until"].contains(&key) { input type="hidden" name=(key) value=(value); }
            }
            div { label for="q" { "Words, or “a phrase”" }
                input #q type="search" name="q" value=(ask.words) autocomplete="off" spellcheck="false"; }
            div { label for="since" { "Made since" }
                input #since type="text" inputmode="numeric" name="since" value=[ask.query.since] placeholder="2011 or 2011-09" size="12"; }
            div { label for="until" { "Made until" }
                input #until type="text" inputmode="numeric" name="until" value=[ask.query.until] placeholder="2015-12-31" size="12"; }
            button type="submit" { "Search" }
        }
    }
}

fn page(view: &View<'_>, ask: &SearchAsk, hits: &Hits) -> Frame {
    let to = |ask: SearchAsk| view.link(Page::Search(Box::new(ask)));
    let single = ask.is_single();
    let part = Part::new(if single { hits.total } else { hits.found_in }, ON_A_PAGE, ask.page);
    let turn = |page: usize| to(SearchAsk { page, ..ask.clone() });
    let narrowed = *ask != SearchAsk { page: ask.page, ..SearchAsk::of(ask.words.clone()) };
    let main = html! {
        div.searching {
            h1 { "Search" }
            (form(view, ask))
            (help(false))
        }
        p.count-line role="status" {
            strong { (plural(hits.total, "hit", "hits")) }
            @if hits.found_in > 0 && !single { " in " (plural(hits.found_in, "instrument or event", "instruments and events")) }
            ". " (searched(&hits.searched))
        }
        @for unknown in &hits.unknown { p.banner { (unknown) "." } }
        @if narrowed { (chosen(view, ask, hits)) }
        @if hits.total > 0 { p.to-narrow { a href="#narrow" { "Narrow by kind, topic, party, language …" } } }
        div.register {
            div.list {
                @if hits.total == 0 { (nothing(view, ask, hits, narrowed)) }
                @let mut rest = hits.hits.iter();
                @for one in &hits.groups {
                    section.found {
                        (head(view, one))
                        ol.hits { @for hit in rest.by_ref().take(one.shown) { (row(view, one, hit)) } }
                        @if one.hits > one.shown && !single {
                            @if let Some(id) = &one.instrument {
                                p.further { a href=(to(SearchAsk { page: 0, within: vec![id.clone()], ..ask.clone() })) {
                                    (plural(one.hits - one.shown, "further hit", "further hits")) " in it" } }
                            }
                        }
                    }
                }
                (part.links("Parts of the answer", turn))
            }
            aside #narrow aria-label="Narrow the search" {
                h2.quiet-title { "Narrow" }
                @for facet in &hits.facets {
                    @let open = matches!(facet.name, "kind" | "what" | "lang");
                    (facet_block(&named(facet), open, |value| to(ask.toggled(facet.name, value))))
                }
            }
        }
    };
    let title = format!("“{}” – Search", ask.words);
    Frame { wide: true, forms: vec![(Form::Json, "JSON"), (Form::Csv, "CSV")], ..Frame::new(title, main) }
}

/// A facet of languages by their names.
fn named(facet: &servanda::register::Facet) -> servanda::register::Facet {
    let mut facet = facet.clone();
    if facet.name == "lang" {
        for value in &mut facet.values {
            value.label = match value.id.as_str() {
                "" | "und" => "not told".to_owned(),
                tag => language(tag).0.to_owned(),
            };
        }
    }
    facet
}

/// "None found" and "no text is held" are two answers.
fn searched(searched: &Searched) -> Markup {
    let languages: Vec<&str> = searched.languages.iter().map(|one| language(&one.language).0).collect();
    let (named, more) = languages.split_at(languages.len().min(6));
    let named = html! {
        @if !named.is_empty() {
            " (" (named.join(", "))
            @if !more.is_empty() { " and " (plural(more.len(), "other language", "other languages")) }
            ")"
        }
    };
    html! {
        "Searched: " (plural(searched.instruments, "instrument", "instruments"))
        @match (searched.with_text, searched.without_text) {
            (0, 0) => {}
            (0, _) => ", of none of which a text is held: only titles, summaries and what units say",
            (_, 0) => { ", the texts of all" (named) }
            (with, without) => { ", the texts of " (number(with)) (named) "; of " (number(without)) " no text is held" }
        }
        @if searched.later > 0 { "; " (number(searched.later)) " came later than the day asked about" }
        "."
    }
}

fn nothing(view: &View<'_>, ask: &SearchAsk, hits: &Hits, narrowed: bool) -> Markup {
    let to = |ask: SearchAsk| view.link(Page::Search(Box::new(ask)));
    html! {
        p {
            "None found. This says that nothing of what was searched has all of these words in one article or paragraph"
            @if hits.searched.without_text > 0 { "; of " (plural(hits.searched.without_text, "instrument", "instruments")) " no text is held, and what is not held cannot be found" }
            "."
        }
        @for suggestion in &hits.suggestions {
            p.lead { "“" (suggestion.word) "” occurs nowhere. Did you mean "
                a href=(to(SearchAsk { words: suggestion.query.clone(), page: 0, ..ask.clone() })) { (suggestion.instead) } "?" }
        }
        @if narrowed { p { a href=(to(SearchAsk::of(ask.words.clone()))) { "Search everything for “" (ask.words) "”" } } }
        @if ask.words.contains(' ') && hits.suggestions.is_empty() {
            p { "Fewer words find more, and " code { "OR" } " between them finds any of them." }
        }
    }
}

fn chosen(view: &View<'_>, ask: &SearchAsk, hits: &Hits) -> Markup {
    let link = |ask: SearchAsk| view.link(Page::Search(Box::new(ask)));
    let since = |ask: &SearchAsk| {
        let mut next = SearchAsk { page: 0, ..ask.clone() };
        next.query.since = None;
        next
    };
    let until = |ask: &SearchAsk| {
        let mut next = SearchAsk { page: 0, ..ask.clone() };
        next.query.until = None;
        next
    };
    html! {
        ul.chosen aria-label="The search is narrowed to" {
            @for id in &ask.within {
                @let title = view.landscape().instrument(id).map_or(id.as_str(), |instrument| instrument.title());
                li { a href=(link(ask.toggled("in", id))) { "in: " (title) (remove()) } }
            }
            @for facet in hits.facets.iter().map(named) {
                @for value in facet.values.iter().filter(|v| v.selected) {
                    li { a href=(link(ask.toggled(facet.name, &value.id))) { (facet.label) ": " (value.label) (remove()) } }
                }
            }
            @if let Some(date) = ask.query.since { li { a href=(link(since(ask))) { "since " (date.in_words()) (remove()) } } }
            @if let Some(date) = ask.query.until { li { a href=(link(until(ask))) { "until " (date.in_words()) (remove()) } } }
            li { a.all href=(link(SearchAsk::of(ask.words.clone()))) { "Search everything" } }
        }
    }
}

/// Where a group leads: its instrument, or its place in the chronicle.
fn address(view: &View<'_>, group: &Group) -> String {
    match &group.instrument {
        Some(id) => view.instrument(id),
        None => view.event(group.address.split_once(':').map_or("", |(_, id)| id)),
    }
}

fn head(view: &View<'_>, group: &Group) -> Markup {
    html! {
        h2 {
            a href=(address(view, group)) { (group.title) }
            @if let Some(date) = group.date { " " span.note { (time(date)) } }
        }
    }
}

fn row(view: &View<'_>, group: &Group, hit: &Hit) -> Markup {
    let (name, direction) = language(&hit.language);
    let lang = (!hit.language.is_empty() && hit.language != "und").then_some(hit.language.as_str());
    // A unit that has no page of its own leads to its instrument.
    let link = match (&hit.instrument, &hit.unit) {
        (Some(id), Some(unit)) if has_page(view, hit.field, id, unit) => view.unit(id, unit),
        _ => address(view, group),
    };
    html! {
        li {
            p.where {
                @if let Some(label) = &hit.label { a href=(link) { (label) } " " }
                @if let Some(heading) = &hit.heading {
                    span.heading lang=[lang] dir=(direction) { (marked(heading, &hit.heading_marks)) } " "
                }
                span.note {
                    @if !matches!(hit.field, "text" | "heading") { (what(hit.field)) @if lang.is_some() { ", " } }
                    @if lang.is_some() { (name) }
                }
            }
            @if !hit.snippet.is_empty() {
                p.snippet lang=[lang] dir=(direction) { (marked(&hit.snippet, &hit.marks)) }
            }
            @if !hit.also.is_empty() { (also(view, hit)) }
        }
    }
}

/// Other units of the same article that have it too.
fn also(view: &View<'_>, hit: &Hit) -> Markup {
    let units = hit.also.iter().filter_map(|address| address.split_once('/'));
    html! {
        p.also {
            "Also "
            @for (at, (id, unit)) in units.enumerate() {
                @if at > 0 { ", " }
                @if has_page(view, hit.field, id, unit) { a href=(view.unit(id, unit)) { (pinpoint(unit)) } } @else { (pinpoint(unit)) }
            }
        }
    }
}

/// Whether a unit has a page of its own: it is coded, or it was found in a text that is held.
fn has_page(view: &View<'_>, field: &str, id: &str, unit: &str) -> bool {
    matches!(field, "text" | "heading")
        || view.landscape().instrument(id).is_some_and(|instrument| instrument.unit(unit).is_some())
}

fn what(field: &str) -> &str {
    servanda::search::What::WORDS.iter().find(|(word, _)| *word == field).map_or(field, |(_, what)| what.label())
}

/// A text with the words that were looked for marked; words that follow each other under one mark.
fn marked(text: &str, marks: &[[usize; 2]]) -> Markup {
    let mut runs: Vec<[usize; 2]> = Vec::new();
    for [start, end] in marks {
        match runs.last_mut() {
            Some([_, last]) if text.get(*last..*start) == Some(" ") => *last = *end,
            _ => runs.push([*start, *end]),
        }
    }
    let mut at = 0;
    let mut parts = Vec::new();
    for [start, end] in runs {
        parts.push((text.get(at..start).unwrap_or(""), text.get(start..end).unwrap_or("")));
        at = end;
    }
    html! {
        @for (plain, mark) in parts { (plain) mark { (mark) } }
        (text.get(at..).unwrap_or(""))
    }
}
