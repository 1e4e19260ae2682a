//! The answer as a brief that can be printed and cited.

use maud::{Markup, html};
use servanda::ask::{Answer, Clause, Failed, Finding, NearMiss, NotCoded, Promises};
use servanda::register::Match;

use super::{cited, form};
use crate::html::{Frame, clause, phrase, plural, possibly, text};
use crate::question_ask::QuestionAsk;
use crate::route::{Form, Page};
use crate::view::View;

/// The page of an answer.
pub(super) fn page(view: &View<'_>, ask: &QuestionAsk, sheet: &Answer<'_>) -> Frame {
    let who = sheet.question.by.as_deref().map(|code| name(view, code));
    let main = html! {
        article.ask-page {
            h1 { (sheet.sentence) }
            details.again { summary { "Ask otherwise" } (form::act(view, ask)) }
            @for remark in &sheet.remarks { p.banner role="status" { (remark) } }
            section.findings aria-labelledby="found-title" {
                h2 #found-title { @if sheet.findings.is_empty() { "None found" } @else { (plural(sheet.findings.len(), "clause", "clauses")) } }
                @if sheet.findings.is_empty() {
                    p { "None of the " (sheet.searched.commitments) " coded clauses in " (plural(sheet.searched.coded, "instrument", "instruments")) " answers it." }
                } @else if sheet.findings.iter().all(|found| found.modality == servanda::model::Modality::Power) {
                    p { "Only a power to decide is found: no duty, and no prohibition." }
                }
                ol.clauses { @for found in &sheet.findings { li { (finding(view, found, who)) } } }
            }
            @if !sheet.to_settle.is_empty() {
                section aria-labelledby="settle-title" {
                    h2 #settle-title { "To be settled before it can be applied" }
                    ol.settle { @for open in &sheet.to_settle {
                        li { (text(&open.asks)) " " span.small { (clause_links(view, &open.commitments)) } }
                    } }
                }
            }
            (clause::turns_on(view, &sheet.turns_on_unverified))
            @if !sheet.held.is_empty() {
                section aria-labelledby="held-title" {
                    h2 #held-title { "What is held or striven for on the matter" }
                    p.small { "No promise." }
                    ol.clauses { @for found in &sheet.held { li { (finding(view, found, who)) } } }
                }
            }
            (near_misses(view, &sheet.near_misses))
            @if !sheet.linked.is_empty() {
                section aria-labelledby="linked-title" {
                    h2 #linked-title { "Asked too" }
                    @for linked in &sheet.linked {
                        details open[!linked.findings.is_empty() && linked.findings.len() < 4] {
                            summary { (linked.sentence) " " span.small { @if linked.findings.is_empty() { "none found" } @else { (plural(linked.findings.len(), "clause", "clauses")) } } }
                            p.small { (linked.why) ". " a href=(view.ask(QuestionAsk::of(&linked.question))) { "The whole answer" } }
                            ol.clauses { @for found in &linked.findings { li { (finding(view, found, linked.question.by.as_deref().map(|code| name(view, code)))) } } }
                        }
                    }
                }
            }
            (not_coded(view, &sheet.not_coded))
            @if !sheet.tested.is_empty() {
                details.tested {
                    summary { "How each clause that speaks of the act was tested" }
                    @for tested in &sheet.tested {
                        h3 { (clause::clause_link(view, tested.commitment)) }
                        ul { @for test in &tested.tests {
                            li { @if test.failed.is_some() { strong { "no: " } } @else { "yes: " } (text(&test.detail)) }
                        } }
                    }
                }
            }
            p.small { (sheet.notice) }
            (cited(view))
        }
    };
    Frame::new(sheet.sentence.clone(), main)
}

fn name<'v>(view: &View<'v>, code: &str) -> &'v str {
    view.landscape().parties.get(code).map_or("the party", |party| party.label())
}

fn clause_links(view: &View<'_>, names: &[String]) -> Markup {
    html! { "(" @for (at, name) in names.iter().enumerate() { @if at > 0 { ", " } (clause::clause_link(view, name)) } ")" }
}

/// One clause that answers.
fn finding(view: &View<'_>, found: &Finding<'_>, who: Option<&str>) -> Markup {
    html! {
        p.where {
            (clause::strength(found.strength)) " " (clause::kind(found.modality, found.force_word)) " · "
            a href=(view.pinned(found.instrument, found.unit)) { (found.title) ", " (found.pin) }
            (possibly(found.certainty))
        }
        p.says {
            @if let Some(says) = found.says { (text(says)) }
            @if let Some(quote) = found.quote { " " q.term { (quote) } }
        }
        p.facts {
            (clause::matches(found.matches))
            " · owed to " (clause::toward(view, found.toward))
            @if let Some(holder) = found.holder { " · held by: " (holder) }
            @if let Some(due) = found.schedule { " · due " (clause::schedule(due)) }
            @if let (Some(held), Some(who)) = (&found.standing, who) { " · " (clause::standing(view, who, held)) }
            " · known by: " (clause::weakest_basis(found.basis))
        }
        (clause::hedges(&found.caveats))
        @if found.needs_other_rule { p.unsettled { "Cannot be settled from this landscape: a rule that lies elsewhere decides." } }
        @for statement in &found.statements {
            p.facts { (phrase(statement.kind.word())) ": " (statement.says.as_deref().or(statement.quote.as_deref()).unwrap_or("not summarised")) }
        }
        (clause::alternatives(found.alternatives))
        details.weighed { summary { "Obligation, precision, delegation" } (clause::legalization(&found.legalization)) }
    }
}

fn near_misses(view: &View<'_>, all: &[NearMiss<'_>]) -> Markup {
    let (whole, part): (Vec<_>, Vec<_>) = all.iter().partition(|near| near.matches == Match::Covers);
    let list = |rows: &[&NearMiss<'_>]| {
        html! {
            ul.near { @for near in rows {
                li {
                    a href=(view.pinned(near.instrument, view.landscape().commitment(near.commitment).and_then(|c| c.unit.as_deref()))) { (near.title) ", " (near.pin) }
                    " " span.small { "(" (near.modality.word()) @if near.failed.contains(&Failed::Ended) { ", ended" } ")" } ": " (text(&near.detail)) "."
                }
            } }
        }
    };
    html! {
        @if !all.is_empty() {
            section aria-labelledby="near-title" {
                h2 #near-title { "Near misses" }
                p.small { "Clauses that speak of the act and fail a test; what has ended is always told." }
                @if whole.is_empty() { p { "None that would cover it." } } @else { (list(&whole)) }
                @if !part.is_empty() {
                    details { summary { (plural(part.len(), "clause", "clauses")) " that would cover a part of it" } (list(&part)) }
                }
            }
        }
    }
}

fn not_coded(view: &View<'_>, rows: &[NotCoded<'_>]) -> Markup {
    html! {
        @if !rows.is_empty() {
            details.not-coded {
                summary { "Not coded: " (plural(rows.len(), "instrument", "instruments")) " in which those asked about stand" }
                ul { @for row in rows {
                    li { a href=(view.instrument(row.instrument)) { (row.title) } " " span.small { (row.parties.join(", ")) @if let Some(firm) = row.strength { "; " (firm.label()) } } }
                } }
            }
        }
    }
}

/// All that a party has promised, as a page.
pub(super) fn of_party(view: &View<'_>, ask: &QuestionAsk, sheet: &Promises<'_>) -> Frame {
    let title = format!("What {} has promised", sheet.party.name);
    let main = html! {
        article.ask-page {
            p.crumbs { a href=(view.party(sheet.party.code)) { (sheet.party.name) } }
            h1 { (title) }
            (with(view, sheet.party.code))
            (promises(view, sheet, true))
            (clause::turns_on(view, &sheet.turns_on_unverified))
            (not_coded(view, &sheet.not_coded))
            p.small { (sheet.notice) }
            (cited(view))
        }
    };
    let _ = ask;
    Frame { forms: vec![(Form::Json, "JSON"), (Form::Csv, "CSV")], ..Frame::new(title, main) }
}

/// Another party to be seen beside it.
pub(in crate::pages) fn with(view: &View<'_>, code: &str) -> Markup {
    html! {
        form.inline method="get" action=(crate::route::Route::html(Page::Party(code.to_owned()), None)) {
            @if let Some(date) = view.route.as_of { input type="hidden" name="as-of" value=(date); }
            label for="with" { "Beside " }
            input #with name="with" placeholder="US, NATO, group:AU" size="16" list="sides-known";
            datalist #sides-known {
                @for group in &view.landscape().groups { option value=(format!("group:{}", group.id)) { (group.label()) } }
                @for party in &view.landscape().parties { option value=(party.code) { (party.label()) } }
            }
            " " button type="submit" { "Compare" }
        }
    }
}

/// The lists of promises, positions and proposals; folded where they stand on the page of a party.
pub(in crate::pages) fn promises(view: &View<'_>, sheet: &Promises<'_>, open: bool) -> Markup {
    let lists = [
        ("Promises", "What it must, must not, may or strives to do.", &sheet.promises),
        ("Positions and definitions", "What it holds: no promise.", &sheet.positions),
        ("Proposals", "What it has only proposed: no promise.", &sheet.proposals),
    ];
    html! {
        @for (heading, about, list) in lists {
            @if !list.is_empty() {
                details.promise-list open[open] {
                    summary { (heading) ": " (list.len()) " " span.small { (about) } }
                    (by_instrument(view, list, sheet.party.code))
                }
            }
        }
        @if sheet.promises.is_empty() && sheet.positions.is_empty() && sheet.proposals.is_empty() { p { "None found among the clauses that are coded." } }
        @if !sheet.refused.is_empty() {
            p { "Against: " @for (at, row) in sheet.refused.iter().enumerate() { @if at > 0 { ", " } a href=(view.instrument(row.instrument)) { (row.title) } " (" (phrase(row.word)) ")" } "." }
        }
        @if !sheet.ended.is_empty() { p.small { "Ended: " (clause_links(view, &sheet.ended.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>())) } }
    }
}

fn by_instrument(view: &View<'_>, list: &[Clause<'_>], code: &str) -> Markup {
    let mut groups: Vec<(&str, &str, Vec<&Clause<'_>>)> = Vec::new();
    for row in list {
        match groups.last_mut().filter(|(id, ..)| *id == row.instrument) {
            Some((.., rows)) => rows.push(row),
            None => groups.push((row.instrument, row.title, vec![row])),
        }
    }
    html! {
        @for (id, title, rows) in &groups {
            h3 { a href=(view.instrument(id)) { (title) } }
            ul.clauses { @for row in rows { li { (clause::line(view, row, Some(code), false)) } } }
        }
    }
}
