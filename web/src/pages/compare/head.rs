//! What stands above the rows: which texts, what became of them as a whole, where the force goes, and what is shown.

use maud::{Markup, html};
use servanda::compare::{Comparison, Direction, Relatedness, TwoColumnRow};

use super::pairs::{is_turn, told, turn_words};
use super::{choose, printed};
use crate::compare_ask::CompareAsk;
use crate::compared::Version;
use crate::html::{language, number, plural};
use crate::route::{Form, Page, Route};
use crate::view::View;

/// Turns that the list above the rows shows before it is folded.
const MOST_TURNS: usize = 12;
/// Words of a stretch that both texts have, as they are quoted.
const MOST_WORDS: usize = 12;

pub(super) fn head(view: &View<'_>, ask: &CompareAsk, comparison: &Comparison, versions: [Version<'_>; 2]) -> Markup {
    html! {
        p.crumbs { a href=(view.link(Page::Compare(Box::default()))) { "Compare" } }
        h1 { (if comparison.translation { "Language versions" } else { "What changed" }) }
        div.sides {
            @for (at, version) in versions.iter().enumerate() {
                div {
                    p.kicker { (if at == 0 { "Baseline" } else { "Compared with it" }) }
                    p.side { a href=(view.instrument(&version.instrument.id)) { (version.instrument.title()) } }
                    p.small {
                        (language(&version.held.lang).0)
                        @if let Some(state) = state(version) { ", " (state) }
                    }
                }
            }
        }
        (choose::others(view, ask))
        (summary(comparison))
    }
}

/// What is held of a text, where that is not all of it: what a part lacks must not look dropped.
fn state(version: &Version<'_>) -> Option<&'static str> {
    let row = version.instrument.texts.iter().find(|row| row.lang == version.held.lang)?;
    match row.state {
        servanda::model::TextState::Part => Some("a part of it is held: what is not held looks added or dropped"),
        _ => None,
    }
}

/// What became of the texts as a whole.
pub(super) fn summary(comparison: &Comparison) -> Markup {
    html! {
        @if comparison.translation {
            p.banner role="status" {
                "The texts are in different languages: they are aligned by numbers and order, and words are not compared. "
                "What stands in both is shown as it stands; what only one has is said."
            }
        }
        p.whole {
            @if !comparison.is_changed() { "Nothing differs: " (plural(comparison.changes.len(), "unit", "units")) ". " }
            @if let Some(related) = &comparison.relatedness { (whole(related)) }
        }
    }
}

/// How many units changed in which way.
pub(super) fn tally(comparison: &Comparison) -> String {
    let told = comparison.tally().into_iter().map(|(kind, count)| format!("{} {}", number(count), kind.word()));
    told.collect::<Vec<_>>().join(", ")
}

fn whole(related: &Relatedness) -> Markup {
    let kept = (related.kept * 100.0).round();
    let run = related.longest_run.as_ref().filter(|run| run.words > 4);
    html! {
        "As a whole the texts are " b { (related.word) } ": " (kept) " % of the words are kept in order"
        @if let Some(run) = run {
            @let quote: Vec<&str> = run.quote.split_whitespace().take(MOST_WORDS).collect();
            "; the longest stretch that both have is " (plural(run.words, "word", "words")) ", “" (quote.join(" "))
            @if run.words > MOST_WORDS { " …" } "”"
        }
        "."
    }
}

/// What binds more, less or otherwise, in the words that show it.
pub(super) fn turns(comparison: &Comparison, place: &dyn Fn(TwoColumnRow) -> Option<String>) -> Markup {
    let all: Vec<(TwoColumnRow, Direction)> = (comparison.changes.iter().enumerate())
        .filter_map(|(at, change)| Some((TwoColumnRow::Change(at), change.force.as_ref()?.direction)))
        .filter(|(_, direction)| is_turn(*direction))
        .collect();
    let line = |(row, direction): &(TwoColumnRow, Direction)| {
        let (TwoColumnRow::Change(at) | TwoColumnRow::Left(at)) = row;
        let change = comparison.changes.get(*at);
        let address = change.and_then(|c| c.right.first()).map(|address| printed(address)).unwrap_or_default();
        html! {
            li {
                a href=[place(*row)] { (address) } " " b { (turn_words(*direction)) }
                @for signal in change.into_iter().flat_map(|c| &c.signals).filter(|s| s.direction.is_some()) { "; " (told(signal)) }
            }
        }
    };
    let (first, more) = all.split_at(all.len().min(MOST_TURNS));
    html! {
        @if !all.is_empty() {
            section.turns aria-labelledby="turns-title" {
                h2 #turns-title { "Where the force of the words changed" }
                ul { @for one in first { (line(one)) } }
                @if !more.is_empty() {
                    details { summary { (number(more.len())) " more" } ul { @for one in more { (line(one)) } } }
                }
                p.note { "Directions with the words that show them: what a change means is for its reader to say." }
            }
        }
    }
}

/// Kinds of change to choose from, and the other ways to have the comparison.
pub(super) fn views(view: &View<'_>, ask: &CompareAsk, comparison: &Comparison) -> Markup {
    let link = |ask: CompareAsk| view.link(Page::Compare(Box::new(ask)));
    let whole = ask.kinds.is_empty() && !ask.only_differences;
    let plain = CompareAsk { page: 0, kinds: Vec::new(), only_differences: false, ..ask.clone() };
    let differences = CompareAsk { only_differences: true, ..plain.clone() };
    let printing = CompareAsk { printing: !ask.printing, ..ask.clone() };
    let form = |form: Form| Route { form, ..view.route.clone() };
    html! {
        nav.views aria-label="What is shown" {
            ul.chosen {
                li { a.here[whole] href=(link(plain)) aria-current=[whole.then_some("true")] { "Whole texts" } }
                li {
                    @let here = ask.only_differences && ask.kinds.is_empty();
                    a.here[here] href=(link(differences)) aria-current=[here.then_some("true")] { "Only differences" }
                }
                @for (kind, count) in comparison.tally() {
                    @let here = ask.kinds.contains(&kind);
                    li { a.here[here] href=(link(ask.toggled(kind))) aria-current=[here.then_some("true")] { (number(count)) " " (kind.word()) } }
                }
            }
            p.ways {
                a href=(link(ask.swapped())) { "Swap the sides" } " "
                a href=(link(CompareAsk { concepts: true, page: 0, ..ask.clone() })) { "Concepts" }
                @if !comparison.translation {
                    " " a href=(link(printing)) { (if ask.printing { "Leave out case and punctuation" } else { "Show case and punctuation" }) }
                    " " a href=(form(Form::Docx)) { "Word, tracked changes" }
                }
                " " a href=(form(Form::Csv)) { "CSV" }
                " " a href=(form(Form::File)) download { "One HTML file" }
            }
        }
    }
}

/// Why no row is shown.
pub(super) fn nothing(ask: &CompareAsk, comparison: &Comparison) -> &'static str {
    match () {
        () if comparison.changes.is_empty() => "Neither text has words.",
        () if ask.kinds.is_empty() => "Nothing differs.",
        () => "No change is of this kind.",
    }
}
