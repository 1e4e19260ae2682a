//! The form that reads like a sentence, and what to ask first.

use maud::{Markup, html};
use servanda::ask::Actor;
use servanda::model::{Concept, Rows};

use crate::html::Frame;
use crate::question_ask::QuestionAsk;
use crate::route::{Page, Route};
use crate::view::View;

/// Nothing asked yet.
pub(super) fn page(view: &View<'_>, ask: &QuestionAsk) -> Frame {
    let landscape = view.landscape();
    let main = html! {
        article.ask-page {
            h1 { "Ask" }
            p.lead {
                "Who has promised what to whom, on a day: in which words, how firmly, with which hedges. And where texts are silent. "
                "An answer names clauses; it never says that something is legal or broken."
            }
            (act(view, ask))
            (silence(view, ask))
            (party(view))
            @if !landscape.questions.is_empty() {
                section aria-labelledby="saved-title" {
                    h2 #saved-title { "Questions that are kept" }
                    p.small { "With the answers expected; the check of the files asks them anew." }
                    ul.saved { @for saved in &landscape.questions { li { (saved_link(saved)) } } }
                }
            }
        }
    };
    Frame { forms: Vec::new(), ..Frame::new("Ask", main) }
}

fn saved_link(saved: &servanda::model::SavedQuestion) -> Markup {
    let text = |word: &Option<servanda::model::Reference>| word.as_ref().map(ToString::to_string);
    let page = match (&saved.party, &saved.and) {
        (Some(left), Some(right)) => Page::Sides(left.to_string(), right.to_string()),
        _ => Page::Ask(Box::new(QuestionAsk {
            by: text(&saved.by),
            toward: text(&saved.toward),
            act: text(&saved.act),
            object: text(&saved.object),
            actor: text(&saved.actor),
            party: text(&saved.party),
            and: None,
            silence: text(&saved.silence),
            within: saved.within.iter().map(ToString::to_string).collect(),
        })),
    };
    html! {
        a href=(Route::html(page, Some(saved.on))) { (saved.title) } " " span.small { (crate::html::time(saved.on)) }
    }
}

fn hidden_day(view: &View<'_>) -> Markup {
    html! { @if let Some(date) = view.route.as_of { input type="hidden" name="as-of" value=(date); } }
}

fn options(list: &Rows<Concept>, chosen: Option<&str>) -> Markup {
    let mut all: Vec<&Concept> = list.iter().collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    html! { @for concept in all { option value=(concept.id) selected[chosen == Some(concept.id.as_str())] { (concept.label) } } }
}

fn party_field(view: &View<'_>, id: &str, name: &str, value: Option<&str>, placeholder: &str) -> Markup {
    html! {
        input id=(id) name=(name) value=[value] placeholder=(placeholder) list="parties-known" size="13" autocomplete="off";
        @if id == "ask-by" {
            datalist #parties-known { @for party in &view.landscape().parties { option value=(party.code) { (party.label()) } } }
        }
    }
}

/// The question about an act.
pub(super) fn act(view: &View<'_>, ask: &QuestionAsk) -> Markup {
    let vocabulary = &view.landscape().vocabulary;
    let actor = ask.actor.as_deref().unwrap_or("state");
    html! {
        form.question method="get" action=(Route::html(Page::Ask(Box::default()), None)) {
            (hidden_day(view))
            p {
                label for="ask-by" { "What has " }
                (party_field(view, "ask-by", "by", ask.by.as_deref(), "anyone"))
                label for="ask-act" { " promised about " }
                select #ask-act name="act" required { option value="" { "…" } (options(&vocabulary.acts, ask.act.as_deref())) }
                label for="ask-toward" { " toward " }
                (party_field(view, "ask-toward", "toward", ask.toward.as_deref(), "anyone"))
                label for="ask-object" { ", directed at " }
                select #ask-object name="object" { option value="" { "whatever the act means" } (options(&vocabulary.objects, ask.object.as_deref())) }
                label for="ask-actor" { ", when " }
                select #ask-actor name="actor" {
                    @for (word, kind) in Actor::WORDS {
                        option value=(if *word == "state" { "" } else { word }) selected[*word == actor] { (kind.in_words()) }
                    }
                }
                " do it?"
            }
            p { button type="submit" { "Ask" } }
        }
    }
}

/// The question about silence.
pub(super) fn silence(view: &View<'_>, ask: &QuestionAsk) -> Markup {
    let vocabulary = &view.landscape().vocabulary;
    html! {
        form.question.second method="get" action=(Route::html(Page::Ask(Box::default()), None)) {
            (hidden_day(view))
            p {
                label for="ask-silence" { "Which texts say nothing about " }
                select #ask-silence name="silence" required {
                    option value="" { "…" }
                    optgroup label="Acts" { (options(&vocabulary.acts, ask.silence.as_deref())) }
                    optgroup label="Objects" { (options(&vocabulary.objects, ask.silence.as_deref())) }
                }
                label for="ask-in" { ", of " }
                input #ask-in name="in" value=(ask.within.join(", ")) placeholder="all that are coded" size="24" list="coded-known";
                "?"
            }
            datalist #coded-known {
                @for instrument in view.landscape().instruments.iter().filter(|i| !i.commitments.is_empty()) {
                    option value=(instrument.id) { (instrument.title()) }
                }
            }
            p { button type="submit" { "Look" } }
        }
    }
}

fn party(view: &View<'_>) -> Markup {
    html! {
        form.question.second method="get" action=(Route::html(Page::Ask(Box::default()), None)) {
            (hidden_day(view))
            p {
                label for="ask-party" { "All that " }
                input #ask-party name="party" placeholder="CN" list="parties-known" size="13" required;
                label for="ask-and" { " has promised, beside " }
                input #ask-and name="and" placeholder="nobody" list="parties-known" size="13";
                "."
            }
            p { button type="submit" { "Show" } }
        }
    }
}
