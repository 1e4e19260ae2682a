//! Where texts are silent.

use maud::{Markup, html};
use servanda::ask::{Silence, SilentIn};
use servanda::model::Coverage;

use super::{cited, form};
use crate::html::{Frame, clause, plural, text};
use crate::question_ask::QuestionAsk;
use crate::view::View;

/// The page.
pub(super) fn page(view: &View<'_>, ask: &QuestionAsk, sheet: &Silence<'_>) -> Frame {
    let title = format!("Who is silent on “{}”", sheet.concept.label);
    let words: Vec<String> = sheet.words.iter().map(|stems| stems.join(" + ")).collect();
    let main = html! {
        article.ask-page {
            h1 { (title) }
            @if let Some(definition) = sheet.concept.definition { p.lead { (definition) } }
            details.again { summary { "Look for something else" } (form::silence(view, ask)) }
            p.small { "Counted as it: " (sheet.terms.join(", ")) ". Words looked for begin with: " (words.join("; ")) "." }
            @for row in &sheet.instruments { (instrument(view, row)) }
            (cited(view))
        }
    };
    Frame::new(title, main)
}

fn instrument(view: &View<'_>, row: &SilentIn<'_>) -> Markup {
    html! {
        section.silent data-state=(row.state) {
            h2 { a href=(view.instrument(row.instrument)) { (row.title) } }
            p.state {
                @match row.state {
                    "speaks" => "Speaks of it.",
                    "none-found" => strong { "None found." },
                    _ => "Not coded, and no text is held: nothing can be said.",
                }
            }
            @if !row.heard.is_empty() {
                ul { @for heard in &row.heard {
                    li {
                        @match heard.commitment { Some(name) => { (clause::clause_link(view, name)) ", " (heard.pin) }, None => (heard.pin) }
                        ": " (heard.why) @if let Some(modality) = heard.modality { " (" (modality.word()) ")" }
                    }
                } }
            } @else if !row.closest.is_empty() {
                p { "What comes closest:" }
                ul { @for close in &row.closest {
                    li { (clause::clause_link(view, close.commitment)) ", " (close.pin) ": " (close.modality.word()) ", " (close.act.label) @if let Some(says) = close.says { ". " (text(says)) } }
                } }
            }
            p.small {
                "Searched: " (plural(row.commitments, "coded clause", "coded clauses")) ", " (plural(row.units, "paragraph as summarised", "paragraphs as summarised"))
                @for text in &row.texts { ", the text in " (text.language) " (" (plural(text.found, "paragraph", "paragraphs")) " with such words)" }
                @if !row.not_held.is_empty() { "; not the texts in " (row.not_held.join(", ")) ", which are not held" }
                @if row.coverage == Coverage::Part { "; its clauses are coded in part only" }
                "."
            }
        }
    }
}
