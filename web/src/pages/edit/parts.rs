//! Fields of a form, each with its name, what is wrong with it and a way to it.

use maud::{Markup, html};
use servanda::landscape::edit::Wrong;

/// A choice: the word in files and what people read.
pub(super) struct Choice {
    pub(super) word: String,
    pub(super) label: String,
    pub(super) about: Option<String>,
}

impl Choice {
    pub(super) fn new(word: &str, label: impl Into<String>) -> Choice {
        Choice { word: word.to_owned(), label: label.into(), about: None }
    }
}

/// The place of a field on the page.
pub(super) fn id(field: &str) -> String {
    format!("f-{}", field.replace('.', "-"))
}

/// What people call a field.
pub(super) fn name(field: &str) -> String {
    let of_caveat = field.strip_prefix("caveats.").and_then(|rest| rest.split_once('.'));
    if let Some((at, key)) = of_caveat {
        let at = at.parse::<usize>().map_or(0, |at| at + 1);
        return format!("Hedge {at}, {}", name(&format!("caveat {key}")).to_lowercase());
    }
    if let Some(of) = field.strip_prefix("bases.") {
        return format!("Basis of {}", name(of).to_lowercase());
    }
    let known = match field {
        "id" => "Name",
        "unit" => "Paragraph",
        "modality" => "Kind of clause",
        "force_word" => "Verb",
        "acts" => "Acts",
        "objects" => "Objects",
        "actor_scope" => "Whose conduct",
        "holder" => "Holder of the power",
        "toward" => "Owed to",
        "precision" => "Precision",
        "delegation" => "Delegation",
        "bindingness" => "Bindingness",
        "says" => "In your own words",
        "quote" => "Quotation",
        "schedule" => "When it is due",
        "schedule.first_by" => "First by",
        "schedule.per_year" => "Times a year",
        "schedule.anchor" => "Counted from",
        "caveats" => "Hedges",
        "caveat type" => "Type",
        "caveat term" => "Words",
        "caveat effect" => "Effect",
        "caveat asks" => "Question",
        "bases" => "Basis of single fields",
        "basis" => "Basis",
        "source" => "Sources",
        "note" => "Note",
        "coder" => "Coder",
        "coded_on" => "Coded on",
        "derived_from" => "Made from",
        "change" => "What changed",
        other => other,
    };
    known.to_owned()
}

/// What stands at a field: of a hedge and of a basis, what they are of is said above.
fn label(field: &str) -> String {
    let key = field.strip_prefix("caveats.").and_then(|rest| rest.split_once('.'));
    match (key, field.strip_prefix("bases.")) {
        (Some((_, key)), _) => name(&format!("caveat {key}")),
        (None, Some(of)) => name(of),
        _ => name(field),
    }
}

/// What is wrong with a field, where it stands.
fn said(field: &str, wrong: &[Wrong]) -> Option<Markup> {
    let own: Vec<&Wrong> = wrong.iter().filter(|one| one.field == field).collect();
    (!own.is_empty()).then(|| {
        html! {
            p.mistake id={ (id(field)) "-wrong" } {
                @for one in own { (one.message) @if let Some(hint) = &one.hint { ". " (hint) } ". " }
            }
        }
    })
}

fn described(field: &str, wrong: Option<&Markup>, help: Option<&str>) -> Option<String> {
    let ids = [wrong.map(|_| "wrong"), help.map(|_| "help")].into_iter().flatten();
    let ids: Vec<String> = ids.map(|end| format!("{}-{end}", id(field))).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn around(field: &str, help: Option<&str>, wrong: Option<&Markup>, control: &Markup) -> Markup {
    html! {
        div.field {
            label for=(id(field)) { (label(field)) }
            (control)
            @if let Some(help) = help { p.help id={ (id(field)) "-help" } { (help) } }
            @if let Some(wrong) = wrong { (wrong) }
        }
    }
}

/// One line of text; `list` is the id of a list of proposals.
pub(super) fn line(field: &str, value: &str, help: Option<&str>, list: Option<&str>, wrong: &[Wrong]) -> Markup {
    let said = said(field, wrong);
    let control = html! {
        input id=(id(field)) type="text" name=(field) value=(value) list=[list] autocomplete="off"
            aria-invalid=[said.as_ref().map(|_| "true")] aria-describedby=[described(field, said.as_ref(), help)];
    };
    around(field, help, said.as_ref(), &control)
}

/// Several lines of text.
pub(super) fn lines(field: &str, value: &str, help: Option<&str>, wrong: &[Wrong]) -> Markup {
    let said = said(field, wrong);
    let control = html! {
        textarea id=(id(field)) name=(field) rows="3"
            aria-invalid=[said.as_ref().map(|_| "true")] aria-describedby=[described(field, said.as_ref(), help)] { (value) }
    };
    around(field, help, said.as_ref(), &control)
}

/// One of several words. A word that is none of them is kept and shown, so that saving does not change it silently.
pub(super) fn select(field: &str, value: &str, none: Option<&str>, choices: &[Choice], wrong: &[Wrong]) -> Markup {
    let said = said(field, wrong);
    let known = value.is_empty() || choices.iter().any(|choice| choice.word == value);
    let control = html! {
        select id=(id(field)) name=(field) aria-invalid=[said.as_ref().map(|_| "true")] aria-describedby=[described(field, said.as_ref(), None)] {
            @if let Some(none) = none { option value="" selected[value.is_empty()] { (none) } }
            @for choice in choices { option value=(choice.word) selected[choice.word == value] { (choice.label) } }
            @if !known { option value=(value) selected { (value) " (not in the list)" } }
        }
    };
    around(field, None, said.as_ref(), &control)
}

/// Any of several words. With more than a screen can hold, those that are not chosen fold away.
pub(super) fn ticks(field: &str, values: &[String], choices: &[Choice], help: &str, wrong: &[Wrong]) -> Markup {
    const MANY: usize = 12;
    let said = said(field, wrong);
    let chosen = |choice: &&Choice| values.contains(&choice.word);
    let unknown: Vec<Choice> = values
        .iter()
        .filter(|value| !choices.iter().any(|choice| choice.word == **value))
        .map(|value| Choice::new(value, format!("{value} (not in the list)")))
        .collect();
    let tick = |choice: &Choice| {
        let at = format!("{}-{}", id(field), choice.word);
        html! {
            li title=[choice.about.as_deref()] {
                input id=(at) type="checkbox" name=(field) value=(choice.word) checked[values.contains(&choice.word)];
                label for=(at) { (choice.label) }
            }
        }
    };
    let fold = choices.len() > MANY;
    html! {
        fieldset.ticks id=(id(field)) tabindex="-1" aria-describedby=[described(field, said.as_ref(), None)] {
            legend { (name(field)) }
            p.help { (help) }
            @if let Some(said) = &said { (said) }
            @if fold {
                ul.choices { @for choice in choices.iter().filter(chosen).chain(&unknown) { (tick(choice)) } }
                details open[values.is_empty()] {
                    summary { @if values.is_empty() { "The whole list" } @else { "Others of the list" } }
                    ul.choices { @for choice in choices.iter().filter(|choice| !chosen(choice)) { (tick(choice)) } }
                }
            } @else {
                ul.choices { @for choice in choices.iter().chain(&unknown) { (tick(choice)) } }
            }
        }
    }
}
