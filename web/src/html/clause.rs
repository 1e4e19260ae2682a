//! Clauses as pages show them: how firmly they hold, what kind they are, to whom they are owed, and what is open.

use maud::{Markup, html};
use servanda::ask::{CaveatLine, Clause, TurnsOn};
use servanda::model::{Alternative, Basis, CodedField, Effect, Modality, Schedule, Toward};
use servanda::register::{Held, Legalization, Match, Strength};

use super::evidence::mark_plain;
use super::words::{basis, phrase, possibly, text, time};
use crate::question_ask::QuestionAsk;
use crate::view::View;

/// How firmly something holds: the word, and before it a mark that only helps the eye.
pub(crate) fn strength(strength: Strength) -> Markup {
    html! { span.force { span.dot.(strength.word()) aria-hidden="true" {} (strength_words(strength)) } }
}

/// How firmly something holds, for sentences and headings.
pub(crate) fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Binding => "Binding",
        Strength::EntryIntoForceNotRecorded => "Treaty, entry into force not recorded",
        Strength::SignedNotInForce => "Treaty, not in force on this day",
        Strength::Political => "Political",
        Strength::Voluntary => "Voluntary",
        Strength::Proposed => "Proposed only",
        Strength::Ended => "Ended",
    }
}

/// The kind of clause in one word.
pub(crate) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Prohibition => "prohibition",
        Modality::Duty => "duty",
        Modality::Permission => "permission",
        Modality::Power => "power",
        Modality::Aim => "aim",
        Modality::Position => "position",
        Modality::Definition => "definition",
    }
}

/// The kind of clause with the verb that the text has.
pub(crate) fn kind(of: Modality, force_word: Option<&str>) -> Markup {
    html! { span.modality { (modality(of)) @if let Some(word) = force_word { ", " q { (word) } } } }
}

/// How much of what is asked a clause covers.
pub(crate) fn matches(matches: Match) -> &'static str {
    match matches {
        Match::Covers => "covers what is asked",
        Match::Partly => "covers a part of what is asked",
        Match::MayOverlap => "may overlap with what is asked",
    }
}

/// To whom a clause is owed.
pub(crate) fn toward(view: &View<'_>, toward: &Toward) -> Markup {
    html! {
        @match toward {
            Toward::Parties => "those who stand in it",
            Toward::AllStates => "all states",
            Toward::Group(group) => {
                "the members of "
                @match view.landscape().groups.get(group) {
                    Some(known) => a href=(view.group(&known.id)) { (known.label()) },
                    None => (group),
                }
            },
            Toward::Subscribers => "those who subscribe to it",
            Toward::Nobody => "nobody is named",
        }
    }
}

/// What a party is to an instrument, since when and through what.
pub(crate) fn standing(view: &View<'_>, who: &str, held: &Held<'_>) -> Markup {
    html! {
        (who) " " (if held.verb.is_empty() { held.word } else { held.verb }) " it"
        @if let Some(since) = held.since { ", since " (time(since)) }
        @if let Some(through) = held.through {
            ", through "
            a href=(view.group(through)) { (view.landscape().groups.get(through).map_or(through, |group| group.label())) }
        }
        (possibly(held.certainty))
    }
}

/// When a duty is due.
pub(crate) fn schedule(schedule: &Schedule) -> Markup {
    let often = schedule.per_year.map(|n| match n {
        1 => "once a year".to_owned(),
        2 => "twice a year".to_owned(),
        n => format!("{n} times a year"),
    });
    html! {
        @if let Some(by) = schedule.first_by { "first by " (time(by)) @if often.is_some() { ", then " } }
        @if let Some(often) = often { (often) }
        @if let Some(anchor) = &schedule.anchor { ", counted from: " (phrase(anchor)) }
    }
}

/// The three scales, each as a number and in words; they are never added up.
pub(crate) fn legalization(of: &Legalization) -> Markup {
    let obligation = |n| match n {
        0 => "none, or expressly not meant as law",
        1 => "a recommendation or voluntary norm",
        2 => "a political commitment",
        3 => "by treaty, with discretion or a way out",
        _ => "by treaty, without condition",
    };
    let precision = |n| match n {
        0 => "nobody can tell whether conduct complies",
        1 => "broad discretion",
        2 => "limited room for interpretation",
        _ => "determinate",
    };
    let delegation = |n| match n {
        0 => "nobody decides but the parties",
        1 => "meetings and consultations",
        2 => "good offices or an expert body",
        3 => "findings that do not bind",
        _ => "decisions that bind",
    };
    let row = |name: &str, value: Option<u8>, most: u8, words: &dyn Fn(u8) -> &'static str| {
        html! {
            div {
                dt { (name) }
                dd {
                    @match value {
                        Some(n) => { b { (n) } " of " (most) ": " (words(n)) },
                        None => "not coded",
                    }
                }
            }
        }
    };
    html! {
        dl.scales {
            (row("Obligation", of.obligation, 4, &obligation))
            (row("Precision", of.precision, 3, &precision))
            (row("Delegation", of.delegation, 4, &delegation))
        }
    }
}

/// How the weakest of a clause's fields is known.
pub(crate) fn weakest_basis(of: Basis) -> Markup {
    let (label, explained) = basis(of);
    html! {
        @if of == Basis::Unverified { span.mark.unverified title=(explained) { "unverified" } }
        @else { (label.unwrap_or("a page, article or data set about it")) }
    }
}

/// What a hedge does, in words.
fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::NarrowsAct => "narrows what is covered",
        Effect::ContestableScope => "leaves its reach open to dispute",
        Effect::Discretion => "leaves discretion",
        Effect::NeedsOtherRule => "a rule that lies elsewhere decides",
        Effect::ExcludesNonstate => "leaves private conduct out",
        Effect::OnlyIfSubscribed => "only for those who subscribed",
    }
}

/// The hedges of a clause as questions.
pub(crate) fn hedges(caveats: &[CaveatLine<'_>]) -> Markup {
    html! {
        @if !caveats.is_empty() {
            ul.hedges {
                @for caveat in caveats { li { (text(&caveat.asks)) " " span.note { "(" (effect(caveat.effect)) ")" } } }
            }
        }
    }
}

/// Fields that another coder sees differently.
pub(crate) fn alternatives(all: &[Alternative]) -> Markup {
    html! {
        @for other in all {
            div.rival {
                @match &other.coder { Some(coder) => (coder), None => "another coder" }
                " reads its " (field(other.field)) " as “"
                (other.value.iter().map(|value| &**value).collect::<Vec<_>>().join(", "))
                "”"
                @if let Some(reason) = &other.reason { ": " (text(reason)) }
            }
        }
    }
}

fn field(field: CodedField) -> &'static str {
    match field {
        CodedField::Unit => "paragraph",
        CodedField::Modality => "kind",
        CodedField::ForceWord => "verb",
        CodedField::Acts => "acts",
        CodedField::Objects => "objects",
        CodedField::ActorScope => "actors",
        CodedField::Toward => "addressees",
        CodedField::Precision => "precision",
        CodedField::Delegation => "delegation",
        CodedField::Bindingness => "bindingness",
        CodedField::Quote => "quotation",
        CodedField::Caveats => "hedges",
        CodedField::Schedule => "dates",
        CodedField::Change => "origin",
    }
}

/// Values that nobody has verified and on which what is shown turns, each once.
pub(crate) fn turns_on(view: &View<'_>, all: &[TurnsOn]) -> Markup {
    let mut values: Vec<(&TurnsOn, Vec<&str>)> = Vec::new();
    for turn in all {
        match values.iter_mut().find(|(known, _)| known.value == turn.value && known.note == turn.note) {
            // "the clause itself" is another value for each clause; the standing in an instrument is one for all of its.
            Some((_, clauses)) => clauses.push(&turn.commitment),
            None => values.push((turn, vec![&turn.commitment])),
        }
    }
    html! {
        @if !values.is_empty() {
            section.unsure aria-labelledby="unsure-title" {
                h2 #unsure-title { "This turns on values that nobody has verified" }
                ul {
                    @for (turn, clauses) in &values {
                        li {
                            strong { (turn.value) } " "
                            span.note {
                                "(" @for (at, clause) in clauses.iter().enumerate() {
                                    @if at > 0 { ", " }
                                    (clause_link(view, clause))
                                } ")"
                            }
                            @if let Some(note) = &turn.note { p.note { (text(note)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The name of a clause, leading to its paragraph.
pub(crate) fn clause_link(view: &View<'_>, name: &str) -> Markup {
    html! {
        @match view.landscape().commitment(name) {
            Some(clause) => a href=(view.pinned(clause.instrument(), clause.unit.as_deref())) { (name) },
            None => (name),
        }
    }
}

/// One clause in a list: what it says, where it stands, what acts it speaks of, and what is open about it.
pub(crate) fn line(view: &View<'_>, clause: &Clause<'_>, by: Option<&str>, with_title: bool) -> Markup {
    let acts = clause.acts.iter().map(|act| {
        let ask = QuestionAsk { by: by.map(str::to_owned), ..QuestionAsk::about(act.id) };
        html! { @if view.landscape().vocabulary.acts.contains(act.id) { a href=(view.ask(ask)) { (act.label) } } @else { (act.label) } }
    });
    let acts: Vec<Markup> = acts.collect();
    html! {
        p.where {
            (strength(clause.strength)) " " (kind(clause.modality, clause.force_word)) " · "
            a href=(view.pinned(clause.instrument, clause.unit)) { @if with_title { (clause.title) ", " } (clause.pin) }
            (possibly(clause.certainty)) (mark_plain(clause.evidence))
        }
        p.says {
            @match (clause.says, clause.quote) {
                (Some(says), _) => (text(says)),
                (None, Some(quote)) => q { (quote) },
                (None, None) => span.note { "No summary is coded." },
            }
            @if let (Some(_), Some(quote)) = (clause.says, clause.quote) { " " q.term { (quote) } }
        }
        p.facts {
            "On: " @for (at, act) in acts.iter().enumerate() { @if at > 0 { ", " } (act) }
            @if !clause.objects.is_empty() {
                " · directed at: " (clause.objects.iter().map(|object| object.label.to_lowercase()).collect::<Vec<_>>().join(", "))
            }
            @if let Some(holder) = clause.holder { " · held by: " (holder) }
            @if *clause.toward != Toward::Nobody { " · owed to " (toward(view, clause.toward)) }
            @if let Some(due) = clause.schedule { " · due " (schedule(due)) }
            @if !clause.caveats.is_empty() { " · " (super::words::plural(clause.caveats.len(), "hedge", "hedges")) }
            @if let Some(since) = clause.standing.as_ref().and_then(|held| held.since) { " · stands in it since " (time(since)) }
        }
        (alternatives(clause.alternatives))
    }
}
