//! `/overlap`: what states or groups have in common. The table first, the picture of sets second, the map of cells third.

mod cells;
mod lattice;

use maud::{Markup, html};
use servanda::overlap::{Attribute, CommonGround, Concept, OneShort, Scaled, Shared, common_ground, scale};
use servanda::register::Strength;

use super::{Answer, Refusal, html as found, json, written};
use crate::html::{Frame, layout, plural};
use crate::overlap_ask::{OverlapAsk, STRENGTHS};
use crate::route::{Form, Page, Route};
use crate::view::View;

/// Parties that are named in a line; the rest is counted and folded.
const NAMED: usize = 12;
/// Promises of a rule that are named.
const FEW: usize = 4;
/// Parties up to which the map of cells is drawn.
const MOST_MAPPED: usize = 60;

/// Answers `/overlap`.
pub(super) fn answer(view: &View<'_>, ask: &OverlapAsk) -> Answer {
    let (landscape, day) = (view.landscape(), view.as_of());
    if ask.is_empty() && view.route.form == Form::Html {
        return found(view, &page(view, ask, None));
    }
    let wanted = ask.wanted();
    let asked = common_ground(landscape, &wanted, day).and_then(|ground| Ok((ground, scale(landscape, &wanted, day)?)));
    let (ground, scaled) = match asked {
        Ok(both) => both,
        Err(wrong) => {
            let told = wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            return Answer::Refused(refusal(view, ask, &told));
        }
    };
    match view.route.form {
        Form::Html => found(view, &page(view, ask, Some((&ground, &scaled)))),
        Form::Csv => written(view, cells::table(&scaled)),
        _ => json(&ground),
    }
}

fn refusal(view: &View<'_>, ask: &OverlapAsk, message: &str) -> Refusal {
    let main = html! {
        article.overlap-page {
            h1 { "Common ground" }
            p.banner role="status" { (message) "." }
            (form(view, ask))
        }
    };
    let page = layout(view, &Frame { forms: Vec::new(), ..Frame::new("Common ground", main) });
    Refusal { page, message: message.to_owned() }
}

fn page(view: &View<'_>, ask: &OverlapAsk, found: Option<(&CommonGround<'_>, &Scaled<'_>)>) -> Frame {
    let main = html! {
        article.overlap-page {
            h1 { "Common ground" }
            p.lead {
                "What states or groups have promised in common, compared by what is promised and not by the text that holds it: "
                "an act, toward whom, how firmly at least. And what a broader agreement could rest on: promises that few of them "
                "have not made yet."
            }
            (form(view, ask))
            @match found {
                Some((ground, scaled)) => (answer_part(view, ground, scaled)),
                None => (examples(view)),
            }
        }
    };
    let forms = if found.is_some() { vec![(Form::Json, "JSON"), (Form::Csv, "CSV")] } else { Vec::new() };
    Frame { wide: true, forms, ..Frame::new("Common ground", main) }
}

fn form(view: &View<'_>, ask: &OverlapAsk) -> Markup {
    let landscape = view.landscape();
    html! {
        form.question method="get" action=(Route::html(Page::Overlap(Box::default()), None)) {
            @if let Some(date) = view.route.as_of { input type="hidden" name="as-of" value=(date); }
            p {
                label for="overlap-groups" { "What have the members of " }
                input #overlap-groups name="groups" value=(ask.groups.join(", ")) placeholder="SCO, NATO" list="groups-known" size="16";
                label for="overlap-states" { " and the states " }
                input #overlap-states name="states" value=(ask.states.join(", ")) placeholder="CN, RU, US" size="16";
                label for="overlap-strength" { " promised in common, at least " }
                select #overlap-strength name="min-strength" {
                    option value="any" selected[ask.min_strength.is_none()] { "voluntarily" }
                    @for (word, strength) in STRENGTHS.iter().skip(1) {
                        option value=(word) selected[ask.min_strength.as_deref() == Some(word)] {
                            @if *strength == Strength::Binding { "by law" } @else { "politically" }
                        }
                    }
                }
                "?"
            }
            datalist #groups-known { @for group in &landscape.groups { option value=(group.id) { (group.label()) } } }
            p { button type="submit" { "Find it" } }
        }
    }
}

fn examples(view: &View<'_>) -> Markup {
    let link = |states: &[&str], groups: &[&str]| {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        view.link(Page::Overlap(Box::new(OverlapAsk {
            states: words(states),
            groups: words(groups),
            ..OverlapAsk::default()
        })))
    };
    let known = |groups: &[&str]| groups.iter().all(|group| view.landscape().groups.contains(group));
    let parties = |codes: &[&str]| codes.iter().all(|code| view.landscape().parties.contains(code));
    html! {
        @if parties(&["CN", "RU", "US"]) {
            p { "For example: " a href=(link(&["CN", "RU", "US"], &[])) { "China, Russia and the United States" }
                @if known(&["SCO", "NATO"]) { "; " a href=(link(&[], &["SCO", "NATO"])) { "the SCO and NATO" } }
                @if known(&["AU", "NATO"]) { "; " a href=(link(&[], &["AU", "NATO"])) { "the African Union and NATO" } }
                "."
            }
        }
    }
}

fn answer_part(view: &View<'_>, ground: &CommonGround<'_>, scaled: &Scaled<'_>) -> Markup {
    let rest: Vec<&Concept<'_>> =
        ground.concepts.iter().filter(|concept| concept.lower < ground.parties.len()).collect();
    html! {
        section aria-labelledby="all-title" {
            h2 #all-title { "All " (plural(ground.parties.len(), "party", "parties")) }
            p.parties { (parties(view, &ground.parties)) }
            @if ground.shared_by_all.is_empty() { p { "No promise is found that all of them have certainly made." } }
            @else { (promises(view, &ground.shared_by_all)) }
        }
        @if !ground.one_short.is_empty() {
            section aria-labelledby="short-title" {
                h2 #short-title { "A promise short" }
                p { "If those named made it too, all would share it." }
                (short(view, &ground.one_short))
            }
        }
        @if !rest.is_empty() {
            section aria-labelledby="sets-title" {
                h2 #sets-title { "Sets that share more" }
                @for concept in &rest { (set(view, concept)) }
                @if ground.all_concepts > ground.concepts.len() {
                    p.small { (plural(ground.all_concepts - ground.concepts.len(), "further set is", "further sets are")) " in the JSON and on the command line." }
                }
                @if ground.stopped { p.banner { "There are more sets than were looked at. Ask for fewer parties, or for firmer promises." } }
            }
        }
        @if ground.concepts.len() > 1 {
            section aria-labelledby="lattice-title" {
                h2 #lattice-title { "How the sets lie" }
                p { "Each box is one of the sets above; a line leads from a set of more parties down to one of fewer that share more." }
                (lattice::picture(ground))
            }
        }
        @if ground.parties.len() <= MOST_MAPPED && !scaled.attributes.is_empty() {
            section aria-labelledby="cells-title" {
                h2 #cells-title { "Who has promised what, how firmly" }
                (cells::map(view, scaled))
            }
        }
        @if !ground.rules.is_empty() {
            section aria-labelledby="rules-title" {
                h2 #rules-title { "Who has promised this has also promised that" }
                p.small { "Holds of these parties on this day without exception, and says nothing of why." }
                ul { @for rule in &ground.rules {
                    li {
                        @for (at, one) in rule.premise.iter().enumerate() { @if at > 0 { "; " } (says(one)) }
                        " → " @for (at, one) in rule.conclusion.iter().take(FEW).enumerate() { @if at > 0 { "; " } (says(one)) }
                        @if rule.conclusion.len() > FEW { "; and " (rule.conclusion.len() - FEW) " more" }
                        " " span.small { "(" (plural(rule.support, "party", "parties")) ")" }
                    }
                } }
            }
        }
        p.small { (ground.notice) }
    }
}

fn parties(view: &View<'_>, codes: &[String]) -> Markup {
    let one = |code: &String| {
        let name = view.landscape().parties.get(code).map_or(code.as_str(), |party| party.label());
        html! { a href=(view.party(code)) title=(name) { (name) } }
    };
    html! {
        @for (at, code) in codes.iter().take(NAMED).enumerate() { @if at > 0 { ", " } (one(code)) }
        @if codes.len() > NAMED {
            details.more { summary { "and " (codes.len() - NAMED) " more" }
                @for (at, code) in codes.iter().skip(NAMED).enumerate() { @if at > 0 { ", " } (one(code)) }
            }
        }
    }
}

/// How firmly at least, as a mark that does not rest on colour alone.
fn firmness(strength: Strength) -> Markup {
    html! { span.firmness data-strength=(strength.word()) { "≥ " (strength.label()) } }
}

fn says(attribute: &Attribute) -> Markup {
    html! { span.modality { (attribute.modality.word()) } " " (attribute.label) span.small { ", " (attribute.partner.in_words()) } }
}

fn clauses(view: &View<'_>, clauses: &[&str]) -> Markup {
    let landscape = view.landscape();
    html! {
        @for (at, id) in clauses.iter().enumerate() {
            @if at > 0 { ", " }
            @match landscape.commitment(id).and_then(|c| Some((c, c.unit.as_ref()?))) {
                Some((clause, unit)) => a href=(view.link(Page::Unit(clause.instrument().to_owned(), unit.to_string()))) { (id) },
                None => (id),
            }
        }
    }
}

fn promises(view: &View<'_>, rows: &[Shared<'_>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Promises in common" {
            table.facts-table.promises {
                thead { tr { th scope="col" { "How firmly" } th scope="col" { "Promise" } th scope="col" { "By" } } }
                tbody { @for row in rows {
                    tr { td { (firmness(row.attribute.at_least)) } td { (says(&row.attribute)) } td.small { (clauses(view, &row.clauses)) } }
                } }
            }
        }
    }
}

fn short(view: &View<'_>, rows: &[OneShort<'_>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Promises that few have not made" {
            table.facts-table.promises {
                thead { tr { th scope="col" { "How firmly" } th scope="col" { "Promise" } th scope="col" { "Lacking" } th scope="col" { "The others by" } } }
                tbody { @for row in rows {
                    tr {
                        td { (firmness(row.attribute.at_least)) }
                        td { (says(&row.attribute)) }
                        td { (parties(view, &row.lacking)) @if !row.perhaps.is_empty() { span.small { " (perhaps made already: " (row.perhaps.join(", ")) ")" } } }
                        td.small { (clauses(view, &row.clauses)) }
                    }
                } }
            }
        }
    }
}

fn set(view: &View<'_>, concept: &Concept<'_>) -> Markup {
    let id = format!("set-{}", concept.number);
    html! {
        section.set aria-labelledby=(id) {
            h3 id=(id) { (plural(concept.lower, "party", "parties")) @if concept.upper > concept.lower { ", at most " (concept.upper) } }
            p.parties { (parties(view, &concept.parties)) }
            @if !concept.blocs.is_empty() {
                p.small { @for (at, bloc) in concept.blocs.iter().enumerate() { @if at > 0 { "; " } (bloc.members) " of " (bloc.of) " in " (bloc.group) } }
            }
            @if !concept.possibly.is_empty() { p.small { "Perhaps also: " (parties(view, &concept.possibly)) } }
            details {
                summary { (plural(concept.commitments.len(), "promise", "promises")) @if let Some(weakest) = concept.strength { ", the weakest " (weakest.label()) } }
                (promises(view, &concept.commitments))
                @if let Some(breaking) = concept.breaking.as_ref().filter(|breaking| breaking.parties.len() <= 6) {
                    p.small { "Set apart from the next by " (parties(view, &breaking.parties)) " without: " (says(&breaking.attribute)) "." }
                }
            }
        }
    }
}
