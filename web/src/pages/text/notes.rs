//! What is noted beside a unit: terms, what it cites, what is coded of it, footnotes, doubts of the reader.

use maud::{Markup, html};
use servanda::ask::Clause;
use servanda::holding::{NoteMark, WordingUnit};
use servanda::model::Reading;
use servanda::read::understand::definitions::Form;
use servanda::register::UnitLine;

use super::clauses;
use super::words::{Meant, Reader};
use crate::html::{external_as, language, mark_plain, plural, text};

/// Notes with more letters than this fold away; beside a short paragraph they would tear the text apart.
const LONG: usize = 160;

/// What the files say of a unit.
#[derive(Default)]
pub(super) struct Coded<'c, 'a> {
    /// Its row.
    pub(super) line: Option<&'c UnitLine<'a>>,
    /// Experts' interpretations of it.
    pub(super) readings: Vec<&'a Reading>,
    /// Clauses that are coded of it, in the order of their file.
    pub(super) clauses: Vec<Clause<'a>>,
}

/// The notes of a unit; nothing where there are none.
pub(super) fn notes(reader: &Reader<'_>, unit: &WordingUnit<'_>, coded: &Coded<'_, '_>) -> Option<Markup> {
    let several = unit.versions.len() > 1;
    let mut items: Vec<Markup> = coded.clauses.iter().flat_map(|clause| clauses::notes(reader, clause)).collect();
    if let Some(line) = coded.line {
        items.extend(of_row(reader, unit, line));
    }
    for reading in &coded.readings {
        let link = reader.unit_page(unit.address);
        items.push(html! {
            p {
                span.kicker { "Reading by " (reading.by) } " "
                @match link { Some(link) => a href={ (link) "#readings-title" } { "what they say" }, None => (text(&reading.says)) }
            }
        });
    }
    let mut said: Vec<String> = Vec::new();
    // Language versions define the same terms in the same place, so that they stand in one line.
    let mut terms: Vec<(&str, &str)> = Vec::new();
    let mut short_names: Vec<(&str, &str)> = Vec::new();
    let first = items.len();
    for version in &unit.versions {
        let name = several.then(|| language(version.lang).0);
        let heading = version.unit.heading.iter();
        for words in heading.chain(version.unit.paragraphs.iter().map(|paragraph| &paragraph.words)) {
            for term in &words.terms {
                let list = if term.form == Form::ShortName { &mut short_names } else { &mut terms };
                list.push((version.lang, term.term.as_str()));
            }
            for citation in words.citations.iter().filter(|c| !c.implied) {
                let key = citation.target.to_string();
                if !said.contains(&key)
                    && let Some(meant) = reader.meant(citation)
                {
                    said.push(key);
                    items.push(cited(&citation.text, version.lang, &meant));
                }
            }
            items.extend(words.notes.iter().map(|note| footnote(note, version.lang)));
        }
        for doubt in &version.unit.doubts {
            items.push(html! {
                p.doubt title=(doubt.place) { span.kicker { "Doubt in reading" @if let Some(name) = name { ", " (name) } } " " (doubt.message) "." }
            });
        }
    }
    for (what, list) in [("Short name", short_names), ("Defined term", terms)] {
        if !list.is_empty() {
            let line = html! {
                p {
                    span.kicker { (what) }
                    @for (lang, term) in &list { " “" bdi lang=(lang) { (term) } "”" }
                }
            };
            items.insert(first, line);
        }
    }
    (!items.is_empty()).then(|| {
        html! { aside.notes aria-label={ "Notes on " (unit.pinpoint()) } { @for item in &items { (item) } } }
    })
}

fn of_row(reader: &Reader<'_>, unit: &WordingUnit<'_>, line: &UnitLine<'_>) -> Vec<Markup> {
    let mut items = Vec::new();
    if let Some(says) = &line.unit.says {
        items.push(html! { p { span.kicker { "In our words" } " " (text(says)) (mark_plain(&line.unit.evidence)) } });
    }
    if !line.relations.is_empty()
        && let Some(link) = reader.unit_page(unit.address)
    {
        items.push(html! {
            p { a href={ (link) "#relations-title" } { (plural(line.relations.len(), "related unit or text", "related units and texts")) } }
        });
    }
    items
}

fn cited(words: &str, lang: &str, meant: &Meant) -> Markup {
    html! {
        p {
            @match meant {
                Meant::Here { link, name } => { span.kicker { "Cites" } " " a href=(link) { (name) } }
                Meant::Outside { name, url } => { span.kicker { "Cites" } " " (external_as(name, url)) }
                Meant::Named(name) => { span.kicker { "Cites" } " " (name) }
                Meant::OneOf(candidates) => {
                    span.kicker { "May cite one of several" } " “" bdi lang=(lang) { (words) } "”: " (candidates.join(" or ")) ". The text does not say which."
                }
            }
        }
    }
}

fn footnote(note: &NoteMark, lang: &str) -> Markup {
    let (_, direction) = language(lang);
    let id = format!("fn-{lang}-{}", note.number + 1);
    html! {
        @if note.text.chars().count() > LONG {
            details.footnote id=(id) {
                summary { "Footnote " (note.mark) }
                p lang=(lang) dir=(direction) { (note.text) }
            }
        } @else {
            p.footnote id=(id) lang=(lang) dir=(direction) { sup { (note.mark) } " " (note.text) }
        }
    }
}
