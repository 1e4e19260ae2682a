//! `/party/<a>..<b>`: two parties or groups beside each other.

use maud::{Markup, html};
use servanda::ask::{Side, SideHolding, Sides, side_by_side};
use servanda::register::Strength;

use super::{cited, refusal};
use crate::html::{Frame, clause};
use crate::pages::{Answer, html as found, json};
use crate::question_ask::QuestionAsk;
use crate::route::Form;
use crate::view::View;

/// Answers.
pub(in crate::pages) fn answer(view: &View<'_>, left: &str, right: &str) -> Answer {
    let landscape = view.landscape();
    let known = |name: &str| {
        let group = landscape.groups.ids().find(|id| id.eq_ignore_ascii_case(name));
        match (landscape.parties.contains(name), group) {
            (false, Some(group)) => group.to_owned(),
            _ => super::known(view, name),
        }
    };
    match side_by_side(landscape, &known(left), &known(right), view.as_of()) {
        Ok(sides) if view.route.form == Form::Html => found(view, &page(view, &sides)),
        Ok(sides) => json(&sides),
        Err(wrong) => Answer::Refused(refusal(view, &QuestionAsk::default(), &wrong)),
    }
}

fn page(view: &View<'_>, sides: &Sides<'_>) -> Frame {
    let title = format!("{} and {}", sides.left.name, sides.right.name);
    let lists = [
        ("both", "Both have promised".to_owned(), &sides.shared, true),
        ("some", "Some of both have promised".to_owned(), &sides.partly_shared, true),
        ("left", format!("Only {}", sides.left.name), &sides.left_only, false),
        ("right", format!("Only {}", sides.right.name), &sides.right_only, false),
        ("positions", "Positions".to_owned(), &sides.positions, false),
        ("proposals", "Proposals".to_owned(), &sides.proposals, false),
    ];
    let main = html! {
        article.ask-page.sides {
            h1 { (title) }
            div.two { (side(view, &sides.left)) (side(view, &sides.right)) }
            @if !sides.opposed.is_empty() || !sides.refused.is_empty() { (opposed(view, sides)) }
            @if !sides.uneven.is_empty() {
                section aria-labelledby="uneven-title" {
                    h2 #uneven-title { "The same act with another strength" }
                    div.scroll tabindex="0" role="region" aria-label="The same act with another strength" {
                        table.facts-table {
                            thead { tr { th scope="col" { "Act" } th scope="col" { (sides.left.name) } th scope="col" { (sides.right.name) } } }
                            tbody { @for row in &sides.uneven { tr {
                                td { (row.modality.word()) ": " (row.label) }
                                td { (clause::strength(row.left.strength)) " " span.small { (names(view, &row.left.commitments)) } }
                                td { (clause::strength(row.right.strength)) " " span.small { (names(view, &row.right.commitments)) } }
                            } } }
                        }
                    }
                }
            }
            @for (id, heading, list, open) in lists {
                @if !list.is_empty() {
                    details.promise-list id=(id) open[open || list.len() < 12] {
                        summary { (heading) ": " (list.len()) @if matches!(id, "positions" | "proposals") { " " span.small { "no promises" } } }
                        ul.clauses { @for row in list { li { (holding(view, row, sides)) } } }
                    }
                }
            }
            p.small { (sides.notice) }
            (cited(view))
        }
    };
    Frame { wide: true, ..Frame::new(title, main) }
}

fn side(view: &View<'_>, side: &Side) -> Markup {
    html! {
        div {
            h2 {
                @if side.is_group { a href=(view.group(side.id.trim_start_matches("group:"))) { (side.name) } }
                @else { a href=(view.party(&side.id)) { (side.name) } }
            }
            @if side.is_group {
                p.small { (side.members.len()) " members; the median of promises of a member is " (side.median) "." }
            } @else { p.small { (side.median) " promises that are coded." } }
        }
    }
}

fn names(view: &View<'_>, clauses: &[&str]) -> Markup {
    html! { @for (at, name) in clauses.iter().enumerate() { @if at > 0 { ", " } (clause::clause_link(view, name)) } }
}

fn opposed(view: &View<'_>, sides: &Sides<'_>) -> Markup {
    let label =
        |act: &str| view.landscape().vocabulary.acts.get(act).map_or_else(|| act.to_owned(), |c| c.label.clone());
    html! {
        section aria-labelledby="opposed-title" {
            h2 #opposed-title { "Opposed" }
            ul {
                @for row in &sides.opposed {
                    li { (sides.left.name) ": " (label(row.left_act)) " " span.small { (names(view, &row.left)) } "; " (sides.right.name) ": " (label(row.right_act)) " " span.small { (names(view, &row.right)) } }
                }
                @for row in &sides.refused {
                    li {
                        a href=(view.instrument(row.instrument)) { (row.title) } ": "
                        @for (at, who) in row.refused_by.iter().enumerate() { @if at > 0 { ", " } (who.party) " " (who.word.replace('-', " ")) }
                        "; the other side holds " span.small { (names(view, &row.commitments)) }
                    }
                }
            }
        }
    }
}

fn holding(view: &View<'_>, row: &SideHolding<'_>, sides: &Sides<'_>) -> Markup {
    let grouped = sides.left.is_group || sides.right.is_group;
    let word = |strength: Option<Strength>| strength.map_or("–", Strength::label);
    let uneven = row.left > 0 && row.right > 0 && row.left_strength != row.right_strength;
    html! {
        (clause::line(view, &row.clause, None, true))
        @if grouped || uneven {
            p.facts {
                @if grouped {
                    (sides.left.name) ": " (row.left) " of " (sides.left.members.len()) "; " (sides.right.name) ": " (row.right) " of " (sides.right.members.len())
                }
                @if uneven { " " (word(row.left_strength)) " / " (word(row.right_strength)) }
            }
        }
    }
}
