//! How each value is known, beside the value.

use maud::{Markup, html};
use servanda::model::{Evidence, Rival};
use servanda::register::{SourceEntry, SourceList};

use super::words::{basis, external, phrase, plural, text, time};

/// The mark of a value: numbers of its sources and its basis, or that nobody has verified it. An unverified value gets
/// no numbers even if its row names pages: those are where somebody meant to look, not where it was read.
pub(crate) fn mark(evidence: &Evidence, sources: &SourceList<'_>) -> Markup {
    let numbers = sources.numbers(evidence);
    let (label, explained) = basis(evidence.basis.unwrap_or(servanda::model::Basis::Unverified));
    html! {
        @if evidence.is_unverified() {
            " " a.mark.unverified href="#marks" title=(explained) { "unverified" }
        } @else {
            @if let Some(label) = label { " " span.mark title=(explained) { (label) } }
            @for number in numbers {
                " " a.source href={ "#s-" (number) } title=(explained) aria-label={ "Source " (number) } { (number) }
            }
        }
    }
}

/// The mark where no list of sources is on the page: the value's own page, to which it stands beside a link, has it.
pub(crate) fn mark_plain(evidence: &Evidence) -> Markup {
    let (label, explained) = basis(evidence.basis.unwrap_or(servanda::model::Basis::Unverified));
    html! {
        @if evidence.is_unverified() {
            " " span.mark.unverified title=(explained) { "unverified" }
        } @else if let Some(label) = label {
            " " span.mark title=(explained) { (label) }
        }
    }
}

/// The remark of a row, if it has one.
pub(crate) fn note(evidence: &Evidence) -> Markup {
    html! {
        @if let Some(note) = &evidence.note { p.note { (text(note)) } }
    }
}

/// Mark and remark.
pub(crate) fn noted(evidence: &Evidence, sources: &SourceList<'_>) -> Markup {
    html! { (mark(evidence, sources)) (note(evidence)) }
}

/// A value that was not chosen, with its source and the reason.
pub(crate) fn rival(rival: &Rival, sources: &SourceList<'_>, with_subject: bool) -> Markup {
    html! {
        @if with_subject { strong { (if &*rival.about == "on" { "date".to_owned() } else { phrase(&rival.about) }) ": " } }
        "another source has “" (rival.value) "”" (mark(&rival.evidence, sources))
        @if let Some(chosen) = &rival.chosen { "; chosen here: “" (chosen) "”" }
        @if let Some(reason) = &rival.reason { ". " (text(reason)) }
        (note(&rival.evidence))
    }
}

/// The numbered sources of a page, and what the marks mean.
pub(crate) fn sources(list: &SourceList<'_>, unverified: usize) -> Markup {
    let (used, named): (Vec<_>, Vec<_>) = list.entries.iter().partition(|entry| entry.supports);
    html! {
        section.sources #sources aria-labelledby="sources-title" {
            h2 #sources-title { "Sources" }
            @if used.is_empty() {
                p { "No value on this page rests on a source." }
            } @else {
                ol { @for entry in used { (source(entry)) } }
            }
            @if !named.is_empty() {
                h3 { "Named, but not seen to say it" }
                p.note { "Rows that are still unverified name these. Nothing on this page rests on them." }
                ol { @for entry in named { (source(entry)) } }
            }
            h3 #marks { "How to read the marks" }
            p.note {
                @if unverified > 0 {
                    (plural(unverified, "value on this page is", "values on this page are"))
                    " " span.mark.unverified { "unverified" }
                    ": not seen in any source; it stands here to be checked. "
                } @else {
                    "No value on this page is unverified. "
                }
                "A number leads to the source a value was read in. "
                span.mark { "official text" } " was read in the official text or the depositary’s record, "
                span.mark { "translation" } " in one that is not authentic; "
                span.mark { "coder’s judgement" } " is a classification or summary by the person who coded it. \
                A number alone is a page, article or data set about it."
            }
        }
    }
}

fn source(entry: &SourceEntry<'_>) -> Markup {
    html! {
        li #{ "s-" (entry.number) } value=(entry.number) {
            @match entry.source {
                Some(source) => {
                    @if let Some(author) = &source.author { (author) ", " }
                    cite { (source.title) }
                    @if let Some(date) = source.date { ", " (time(date)) }
                    @if let Some(url) = &source.url { ", " (external(url)) }
                    @if let Some(licence) = &source.licence { ". Licence: " (licence) }
                    @if let Some(note) = &source.note { p.note { (text(note)) } }
                }
                None => {
                    @match entry.address() {
                        Some(url) => (external(url)),
                        None => { (entry.name) " " span.note { "(not described in this landscape)" } },
                    }
                }
            }
        }
    }
}
