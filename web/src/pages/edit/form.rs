//! The form of a commitment: every field that a row can have. It works without script.

use maud::{Markup, html};
use servanda::landscape::edit::{CaveatFields, Fields, Wrong, fields_with_basis};
use servanda::model::{ActorScope, Basis, Bindingness, Concept, Effect, Modality, Rows};

use super::parts::{Choice, id, line, lines, name, select, ticks};
use crate::edited::Place;
use crate::html::{phrase, text};
use crate::route::{EditAsk, Page};
use crate::view::View;

/// Empty rows for further hedges; a form without script cannot grow.
const MORE_CAVEATS: usize = 2;

/// What a form is made from.
pub(super) struct Form<'f> {
    pub(super) view: &'f View<'f>,
    pub(super) ask: &'f EditAsk,
    pub(super) place: &'f Place<'f>,
    pub(super) fields: &'f Fields,
    /// Print of the file that it is made for.
    pub(super) print: &'f str,
    pub(super) wrong: &'f [Wrong],
}

pub(super) fn form(form: &Form<'_>) -> Markup {
    let Form { view, ask, place, fields, print, wrong } = form;
    let vocabulary = &view.landscape().vocabulary;
    let back = match (place.row.and_then(|row| row.unit.as_deref()), ask.unit.as_deref()) {
        (Some(unit), _) | (None, Some(unit)) if place.instrument.unit(unit).is_some() => {
            view.unit(&place.instrument.id, unit)
        }
        _ => view.instrument(&place.instrument.id),
    };
    html! {
        form.edit method="post" action=(view.link(Page::Edit((*ask).clone()))) {
            input type="hidden" name="print" value=(print);
            section aria-labelledby="clause-title" {
                h2 #clause-title { "The clause" }
                @if place.row.is_none() {
                    (line("id", &fields.id, Some("Short, such as 13f: letters, digits, - and full stop. Others name it by this, so it stays."), None, wrong))
                }
                (line("unit", &fields.unit, Some("Its address, such as 13/f or art4/1. Leave it empty only if nobody knows it, and say so in the note."), Some("units"), wrong))
                datalist #units { @for unit in &place.instrument.units { option value=(unit.id) { (unit.label) } } }
                (select("modality", &fields.modality, Some("choose"), &choices(Modality::WORDS), wrong))
                (line("force_word", &fields.force_word, Some("As in the text: shall, should not, agree to …"), None, wrong))
                (lines("says", &fields.says, Some("One sentence."), wrong))
                (lines("quote", &fields.quote, Some("Words of the text, at most twelve, verbatim."), wrong))
            }
            section aria-labelledby="about-title" {
                h2 #about-title { "What and whom it is about" }
                (ticks("acts", &fields.acts, &terms(&vocabulary.acts), "At least one.", wrong))
                (ticks("objects", &fields.objects, &terms(&vocabulary.objects), "None means any.", wrong))
                (ticks("actor_scope", &fields.actor_scope, &scopes(), "At least one.", wrong))
                (select("toward", &fields.toward, None, &toward(form), wrong))
                (line("holder", &fields.holder, Some("Only of a power that is not each party's own."), None, wrong))
            }
            section aria-labelledby="firm-title" {
                h2 #firm-title { "How firm" }
                (select("precision", &fields.precision, Some("not coded"), &scale(&PRECISION), wrong))
                (select("delegation", &fields.delegation, Some("not coded"), &scale(&DELEGATION), wrong))
                (select("bindingness", &fields.bindingness, Some("as the instrument"), &choices(Bindingness::WORDS), wrong))
            }
            (caveats(form))
            section aria-labelledby="due-title" {
                h2 #due-title { "When it is due" }
                div #(id("schedule")) tabindex="-1" {
                    (line("schedule.first_by", &fields.first_by, Some("A year, a month or a day: 2026, 2026-05, 2026-05-19."), None, wrong))
                    (line("schedule.per_year", &fields.per_year, None, None, wrong))
                    (select("schedule.anchor", &fields.anchor, Some("nothing"), &milestones(view), wrong))
                }
            }
            section aria-labelledby="known-title" {
                h2 #known-title { "How it is known" }
                (select("basis", &fields.basis, Some("as the file says by default"), &bases(), wrong))
                (lines("source", &fields.sources.join("\n"), Some("Ids of sources or https addresses, one a line."), wrong))
                (lines("note", &fields.note, None, wrong))
                details open[wrong.iter().any(|one| one.field.starts_with("bases"))] {
                    summary { (name("bases")) }
                    div.pairs #(id("bases")) tabindex="-1" {
                        @for field in fields_with_basis() {
                            @let own = fields.bases.iter().find(|(known, _)| known == field).map_or("", |(_, basis)| basis.as_str());
                            (select(&format!("bases.{field}"), own, Some("as the row"), &bases(), wrong))
                        }
                    }
                }
                (line("coder", &fields.coder, None, None, wrong))
                (line("coded_on", &fields.coded_on, None, None, wrong))
                (line("derived_from", &fields.derived_from, Some("The commitment it was made from, such as gge-2015.13f."), None, wrong))
                (lines("change", &fields.change, Some("What became different from that one."), wrong))
            }
            (alternatives(form))
            @if wrong.iter().any(|one| one.doubtful) {
                p.insist {
                    input #insist type="checkbox" name="insist" value="1";
                    label for="insist" { "The words stand in a part or version of the text that is not held here; save them all the same" }
                }
            }
            p.save {
                button type="submit" { "Save" }
                " " a href=(back) { "Leave without saving" }
            }
        }
    }
}

fn caveats(form: &Form<'_>) -> Markup {
    let Form { view, fields, wrong, .. } = form;
    let kinds = terms(&view.landscape().vocabulary.caveats);
    let empty = CaveatFields::default();
    let rows = fields.caveats.iter().chain(std::iter::repeat_n(&empty, MORE_CAVEATS));
    let filled = fields.caveats.len();
    html! {
        section aria-labelledby="hedges-title" {
            h2 #hedges-title { (name("caveats")) }
            div #(id("caveats")) tabindex="-1" {
                @for (at, caveat) in rows.enumerate() {
                    @let of = |key: &str| format!("caveats.{at}.{key}");
                    fieldset.caveat {
                        legend { @if at < filled { "Hedge " (at + 1) } @else { "Another hedge" } }
                        @if let Some(was) = caveat.was { input type="hidden" name=(of("was")) value=(was); }
                        div.pairs {
                            (select(&of("type"), &caveat.kind, Some("none"), &kinds, wrong))
                            (select(&of("effect"), &caveat.effect, Some("none"), &effects(), wrong))
                            (line(&of("term"), &caveat.term, None, None, wrong))
                            (line(&of("asks"), &caveat.asks, None, None, wrong))
                        }
                        @if at < filled {
                            p { input id=(id(&of("remove"))) type="checkbox" name=(of("remove")) value="1"; label for=(id(&of("remove"))) { "Take this hedge out" } }
                        }
                    }
                }
            }
            p.note { "Words of at most twelve, verbatim. Of a question that is left empty, one is made from the type." }
        }
    }
}

/// Other coders' values are theirs: they are shown and kept, and not for this form to change.
fn alternatives(form: &Form<'_>) -> Markup {
    let alternatives = form.place.row.map(|row| row.alternatives.as_slice()).unwrap_or_default();
    html! {
        @if !alternatives.is_empty() {
            section aria-labelledby="others-title" {
                h2 #others-title { "Other coders" }
                p.note { "These are kept as they are; change them in the file." }
                ul {
                    @for other in alternatives {
                        li {
                            (name(other.field.word())) ": " (other.value.iter().map(|word| &**word).collect::<Vec<_>>().join(", "))
                            @if let Some(coder) = &other.coder { " (" (coder) ")" }
                            @if let Some(reason) = &other.reason { ". " (text(reason)) }
                        }
                    }
                }
            }
        }
    }
}

const PRECISION: [&str; 4] =
    ["no one can tell whether conduct complies", "broad discretion", "limited room for interpretation", "determinate"];
const DELEGATION: [&str; 5] = [
    "none",
    "consultations or a review meeting",
    "good offices, experts or a secretariat",
    "findings of a third party that do not bind",
    "decisions that bind",
];

fn scale(steps: &[&str]) -> Vec<Choice> {
    let steps = steps.iter().enumerate();
    steps.map(|(step, words)| Choice::new(&step.to_string(), format!("{step}: {words}"))).collect()
}

fn choices<T>(words: &[(&str, T)]) -> Vec<Choice> {
    words.iter().map(|(word, _)| Choice::new(word, phrase(word))).collect()
}

fn bases() -> Vec<Choice> {
    choices(Basis::WORDS)
}

fn effects() -> Vec<Choice> {
    choices(Effect::WORDS)
}

fn scopes() -> Vec<Choice> {
    choices(ActorScope::WORDS)
}

/// Terms of the vocabulary by their labels.
fn terms(list: &Rows<Concept>) -> Vec<Choice> {
    let of = |concept: &Concept| Choice {
        word: concept.id.clone(),
        label: concept.label.clone(),
        about: Some(concept.definition.clone()),
    };
    let mut terms: Vec<Choice> = list.iter().map(of).collect();
    terms.sort_by_cached_key(|choice| choice.label.to_lowercase());
    terms
}

fn milestones(view: &View<'_>) -> Vec<Choice> {
    let words = view.landscape().vocabulary.milestones.iter();
    words.map(|word| Choice::new(&word.concept.id, word.concept.label.clone())).collect()
}

fn toward(form: &Form<'_>) -> Vec<Choice> {
    let words = [
        ("none", "nobody: a position or definition"),
        ("parties", "those who stand in the instrument"),
        ("all-states", "all states"),
        ("subscribers", "those who have subscribed"),
    ];
    let groups = form.view.landscape().groups.iter();
    let groups =
        groups.map(|group| Choice::new(&format!("group:{}", group.id), format!("members of {}", group.label())));
    words.into_iter().map(|(word, label)| Choice::new(word, label)).chain(groups).collect()
}
