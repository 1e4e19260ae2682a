//! `/vocabulary`: every word with its definition.

use maud::html;
use servanda::register::{VocabularySheet, WordLine};

use crate::html::{Frame, family, plural};
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &VocabularySheet<'_>) -> Frame {
    let main = html! {
        article {
            h1 { "Vocabulary" }
            p.lead { "The words this landscape is coded with, one definition each. They classify; they do not judge." }
            nav.inline aria-label="Lists" { @for list in &sheet.lists { a href={ "#list-" (list.list) } { (heading(list.list)) } " " } }
            @for list in &sheet.lists {
                section aria-labelledby={ "list-" (list.list) } {
                    h2 id={ "list-" (list.list) } { (heading(list.list)) }
                    p.note { (about(list.list)) " " (plural(list.words.len(), "word", "words")) "." }
                    dl.words { @for word in &list.words { (entry(view, list.list, word)) } }
                }
            }
        }
    };
    Frame::new("Vocabulary", main)
}

fn heading(list: &str) -> &'static str {
    match list {
        "topic" => "Topics",
        "act" => "Acts",
        "object" => "Objects",
        "caveat" => "Caveats",
        "camp" => "Camps",
        "kind" => "Kinds of instrument",
        "standing" => "Standings",
        "milestone" => "Milestones",
        _ => "Words",
    }
}

fn about(list: &str) -> &'static str {
    match list {
        "topic" => "What an instrument is about.",
        "act" => "What a state may do or leave undone.",
        "object" => "What an act is directed at.",
        "caveat" => "Typed hedges.",
        "camp" => "The process an instrument came out of; it carries no judgement.",
        "kind" => "What an instrument is.",
        "standing" => "What a party is to an instrument.",
        "milestone" => "What a date is the date of.",
        _ => "",
    }
}

fn entry(view: &View<'_>, list: &'static str, word: &WordLine<'_>) -> maud::Markup {
    let concept = word.concept;
    let listed = matches!(list, "topic" | "camp" | "kind" | "standing");
    html! {
        div id={ (list) "-" (concept.id) } {
            dt {
                (concept.label) " " code { (concept.id) }
                @if listed { " " a.small href=(view.register(list, &concept.id)) aria-label={ "Instruments: " (concept.label) } { "instruments" } }
            }
            dd {
                p { (concept.definition) }
                @if !concept.broader.is_empty() || word.verb.is_some() || word.phase.is_some() {
                    p.facts {
                        @for (at, broader) in concept.broader.iter().enumerate() {
                            @if at == 0 { "Narrower than " } @else { ", " }
                            a href={ "#" (list) "-" (&**broader) } { (&**broader) }
                        }
                        @if let Some(verb) = word.verb { (family(word.family)) ". In sentences: “" (verb) "”. " }
                        @if !word.kinds.is_empty() {
                            "Of: "
                            @for (at, kind) in word.kinds.iter().enumerate() { @if at > 0 { ", " } a href={ "#kind-" (kind) } { (view.landscape().vocabulary.kinds.get(kind).map_or(*kind, |k| k.label.as_str())) } }
                        }
                        @if let Some(phase) = word.phase {
                            (match phase {
                                servanda::model::Phase::Announced => "Comes before the instrument is made.",
                                servanda::model::Phase::Made => "Makes the instrument.",
                                servanda::model::Phase::InForce => "Brings it into force.",
                                servanda::model::Phase::Ended => "Ends it.",
                                servanda::model::Phase::Other => "Shown, without effect on the status.",
                            })
                        }
                    }
                }
            }
        }
    }
}
