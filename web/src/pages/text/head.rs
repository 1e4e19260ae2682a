//! What stands above a text: which languages there are, what of them is held, and how it was read.

use maud::{Markup, html};
use servanda::holding::Language;
use servanda::model::TextState;
use servanda::register::{InstrumentSheet, SourceList};

use crate::compare_ask::CompareAsk;
use crate::html::{external, language, mark, note, on, plural, text};
use crate::route::{Page, TextAsk};
use crate::view::View;

/// Languages beside each other that a wide screen has room for.
const MOST_BESIDE: usize = 3;

/// Links to the text in other languages, alone or beside the ones shown.
pub(super) fn switcher(view: &View<'_>, id: &str, languages: &[Language<'_>], ask: &TextAsk, shown: &[&str]) -> Markup {
    let held: Vec<&str> = languages.iter().filter(|l| l.held).map(|l| l.lang).collect();
    let main = held.first().copied();
    let link = |langs: Vec<String>| {
        // The main language alone is what is shown to somebody who asks for nothing.
        let langs = if langs.len() == 1 && langs.first().map(String::as_str) == main { Vec::new() } else { langs };
        let ask = TextAsk { langs, at: ask.at.clone() };
        if ask == TextAsk::default() { view.instrument(id) } else { view.link(Page::Text(id.to_owned(), ask)) }
    };
    let with = |lang: &str| {
        let mut langs: Vec<String> = shown.iter().map(|&l| l.to_owned()).collect();
        match langs.iter().position(|l| l == lang) {
            Some(at) => drop(langs.remove(at)),
            None => langs.push(lang.to_owned()),
        }
        link(langs)
    };
    let others: Vec<&str> = held.iter().copied().filter(|lang| !shown.contains(lang)).collect();
    html! {
        @if held.len() > 1 {
            nav.languages aria-label="Languages of the text" {
                span.kicker { "Language" }
                ul {
                    @for lang in &held {
                        @let alone = shown == [*lang];
                        li { a href=(link(vec![(*lang).to_owned()])) aria-current=[alone.then_some("true")] { (language(lang).0) } }
                    }
                }
                span.kicker { "Side by side" }
                ul {
                    @if shown.len() > 1 {
                        @for lang in shown { li { a href=(with(lang)) aria-current="true" { (language(lang).0) span.hidden { ": take away" } } } }
                    }
                    @if shown.len() < MOST_BESIDE {
                        @for lang in &others { li { a href=(with(lang)) { "+ " (language(lang).0) } } }
                    }
                }
                a href=(view.link(Page::Compare(Box::new(CompareAsk::of(&[id, id]))))) { "What one has and another lacks" }
            }
        }
    }
}

/// What is held and how it was read, for each language that is shown; and what is not held.
pub(in crate::pages) fn completeness(languages: &[Language<'_>], shown: &[&str], src: &SourceList<'_>) -> Markup {
    let own: Vec<&Language<'_>> = languages.iter().filter(|l| shown.contains(&l.lang)).collect();
    let missing: Vec<&Language<'_>> = languages.iter().filter(|l| !l.held).collect();
    html! {
        div.held {
            @for language in &own { (of_language(language, src)) }
            @if !missing.is_empty() {
                p {
                    span.kicker { "Not held" } " "
                    @for (at, other) in missing.iter().enumerate() {
                        @if at > 0 { "; " }
                        (language(other.lang).0)
                        @match other.authentic { Some(true) => " (authentic)", Some(false) => " (a translation)", None => "" }
                        @if let Some(url) = other.official { ", " (external(url)) }
                    }
                    "."
                }
            }
        }
    }
}

fn of_language(of: &Language<'_>, src: &SourceList<'_>) -> Markup {
    html! {
        p {
            span.kicker { (language(of.lang).0) } " "
            @match of.state {
                Some(TextState::Full) => "Held in full",
                Some(TextState::Part) => { strong { "Held in part only" } }
                Some(TextState::None) => { strong { "Recorded as not held" } ", though a file with these words lies in the folder" }
                None => { "Held; whether it is whole is not recorded" }
            }
            (match of.authentic {
                Some(true) => ", authentic",
                Some(false) => ", a translation, not authentic",
                None => ", whether it is authentic is not recorded",
            })
            @if let Some(evidence) = of.evidence { (mark(evidence, src)) }
            ". "
            @if let Some(words) = of.completeness { (text(words)) @if !words.ends_with('.') { "." } " " }
            @if of.read_from.is_some() || of.read_on.is_some() {
                "Read"
                @if let Some(from) = of.read_from { " from " (text(from)) }
                @if let Some(day) = of.read_on { " " (on(day)) }
                ". "
            }
            @match of.checked {
                Some(words) => { "Checked: " (text(words)) @if !words.ends_with('.') { "." } " " }
                None if of.held => "Not recorded as compared with anything. ",
                None => "",
            }
            @if let Some(units) = of.units {
                "Read as " (plural(units, "unit", "units"))
                @match of.doubt_count {
                    Some(0) | None => ", with no doubt about the numbering. ",
                    Some(count) => { ", with " (plural(count, "doubt", "doubts")) ", each noted where it stands. " }
                }
            }
            @match of.official {
                Some(url) => { "Official text: " (external(url)) }
                None => "No address of the official text is recorded.",
            }
        }
        @if let Some(evidence) = of.evidence { (note(evidence)) }
        @if !of.doubts.is_empty() {
            details {
                summary { (plural(of.doubts.len(), "doubt about the text as a whole", "doubts about the text as a whole")) }
                ul { @for doubt in of.doubts { li { (doubt.message) " " span.note { (doubt.place) } } } }
            }
        }
    }
}

/// Where the text is to be had when none is held.
pub(in crate::pages) fn not_held(sheet: &InstrumentSheet<'_>) -> Markup {
    let addresses: Vec<_> = sheet.texts.iter().filter(|row| row.official.is_some()).collect();
    html! {
        section.held aria-label="Text" {
            p {
                strong { "No text of it is held in this landscape." } " "
                @if addresses.is_empty() {
                    "No address of the official text is recorded either."
                } @else {
                    "The official text lives at "
                    @for (at, row) in addresses.iter().enumerate() {
                        @if at > 0 { "; " }
                        @if let Some(url) = &row.official { (external(url)) " (" (language(&row.lang).0) ")" }
                        (mark(&row.evidence, &sheet.sources))
                    }
                    "."
                }
            }
        }
    }
}
