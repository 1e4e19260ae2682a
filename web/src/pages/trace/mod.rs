//! `/trace`: where words come from. Who has words from whom, the lineage of one unit, and a draft that a form has sent.

mod draft;
mod lineage;
mod shares;

use maud::{Markup, PreEscaped, html};
use servanda::export::heat::{HeatMap, HeatText};
use servanda::lineage::Borrowings;
use servanda::trace::shares::USUAL;

pub(crate) use draft::sent;
pub use shares::{Shares, shares};

use super::{Answer, html as found, json, written};
use crate::html::{Frame, language, layout, plural};
use crate::pages::Refusal;
use crate::route::{Form, Page, Route};
use crate::traced::{Found, NotTraced};
use crate::view::View;

/// Borrowings that are listed; the table has all.
const MOST_ROWS: usize = 60;
/// Texts up to which their borrowings are drawn; more are a thicket.
const MOST_DRAWN: usize = 40;

/// Answers `/trace`, `/trace/<id>` and `/trace/<id>/<unit>`.
pub(super) fn answer(view: &View<'_>, of: Option<&(String, String)>) -> Answer {
    match of {
        Some((id, unit)) => lineage::answer(view, id, unit),
        None => home(view),
    }
}

fn home(view: &View<'_>) -> Answer {
    let landscape = view.landscape();
    let shared = view.workbench.traced().on(landscape, view.as_of());
    let borrowings = shared.as_ref().map(|shared| shared.traced.borrowings(landscape)).map_err(|why| *why);
    match (view.route.form, &borrowings) {
        (Form::Html, _) => found(view, &page(view, &borrowings, shared.as_deref().ok())),
        (Form::Csv, Ok(borrowings)) => written(view, servanda::export::graph::table(&borrowings.graph(false)).csv()),
        (_, Ok(borrowings)) => {
            json(&lineage::Shown { schema: "servanda.borrowings/1", searched: None, whole: borrowings })
        }
        (_, Err(why)) => Answer::Refused(refusal(view, said(*why))),
    }
}

/// Why texts were not traced, in words.
fn said(why: NotTraced) -> &'static str {
    match why {
        NotTraced::TooMuch => {
            "more text is held than a page can trace; servanda trace ID/ADDRESS --lineage does it on the command line"
        }
        NotTraced::Stopped => "the search ended before its end",
    }
}

fn refusal(view: &View<'_>, message: &str) -> Refusal {
    let main = html! {
        article {
            h1 { "Trace" }
            p.banner role="status" { (message) "." }
            p { a href=(view.link(Page::Trace(None))) { "Trace another text" } }
        }
    };
    let page = layout(view, &Frame { forms: Vec::new(), ..Frame::new("Trace", main) });
    Refusal { page, message: message.to_owned() }
}

fn page(view: &View<'_>, borrowings: &Result<Borrowings, NotTraced>, shared: Option<&Found>) -> Frame {
    let held = view.landscape().instruments.iter().filter(|instrument| !instrument.held.is_empty()).count();
    let main = html! {
        article.trace-page {
            h1 { "Trace" }
            p.lead {
                "Where wording comes from and where it went: which texts have the same words, which of them is older, and how "
                "much of a formula the words are. An older text is a possible source, never a proven one."
            }
            (form(view))
            section aria-labelledby="whole-title" {
                h2 #whole-title { "Who has words from whom" }
                @match borrowings {
                    Err(why) => p.note { (said(*why)) "." },
                    Ok(_) if held < 2 => {
                        p.note {
                            "This landscape holds " (plural(held, "text", "texts")) ", so none can be traced through another. "
                            code { "servanda fetch ID --add" } " gets an official text, " code { "servanda read FILE --add ID" }
                            " puts one beside its instrument. What is coded of a unit stands on its own lineage page."
                        }
                    },
                    Ok(borrowings) if borrowings.borrowings.is_empty() => p { "The " (plural(held, "text", "texts")) " that are held share no wording of twelve words or more." },
                    Ok(borrowings) => (whole(view, borrowings)),
                }
            }
            @if let Some(shared) = shared.filter(|shared| shared.sharings.len() > 1) {
                section aria-labelledby="shares-title" {
                    h2 #shares-title { "How much of each text stands in others" }
                    (shares_of(view, shared))
                }
            }
        }
    };
    Frame { forms: Vec::new(), wide: true, ..Frame::new("Trace", main) }
}

/// The form for a draft: it is read by this program on this machine, and kept nowhere.
fn form(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="draft-title" {
            h2 #draft-title { "Your own draft" }
            p { "Sentence by sentence: who has used these words before, and what nobody has. The file is read on this machine; nothing of it is kept or sent on." }
            form.choose method="post" enctype="multipart/form-data" action=(Route::html(Page::Trace(None), view.route.as_of)) {
                div {
                    label for="draft-file" { "Word, PDF, HTML, Akoma Ntoso, Markdown or text" }
                    input #draft-file name="file" type="file" required;
                }
                div.ways { button type="submit" name="form" value="page" { "Trace" } }
            }
        }
    }
}

fn shares_of(view: &View<'_>, shared: &Found) -> Markup {
    let texts = &shared.traced.texts;
    let text = |at: usize| HeatText {
        name: texts.get(at).map(|text| text.name.clone()).unwrap_or_default(),
        date: texts.get(at).and_then(|text| text.date),
        link: texts.get(at).and_then(|text| text.instrument.as_deref()).map(|id| view.instrument(id)),
    };
    shares::parts(&Shares {
        map: HeatMap::of(&shared.sharings, &text),
        sharings: &shared.sharings,
        collection: &shared.collection,
        run: USUAL,
        name: &|at| text(at).name,
    })
}

fn whole(view: &View<'_>, borrowings: &Borrowings) -> Markup {
    let graph = borrowings.graph(true);
    let mut rows: Vec<_> = borrowings.borrowings.iter().collect();
    rows.sort_by_key(|one| (std::cmp::Reverse(one.words), one.from, one.to));
    let csv = Route { page: Page::Trace(None), form: Form::Csv, as_of: view.route.as_of };
    let work = |at: usize| {
        let work = borrowings.works.get(at);
        let name = work.map_or("", |work| work.title.as_str());
        html! {
            @match work.and_then(|work| work.instrument.as_deref()) {
                Some(id) => a href=(view.instrument(id)) { (name) },
                None => (name),
            }
            @if let Some(tag) = work.and_then(|work| work.language.as_deref()) { ", " (language(tag).0) }
            @if let Some(date) = work.and_then(|work| work.date) { ", " (date.in_words()) }
        }
    };
    html! {
        @if graph.nodes.len() <= MOST_DRAWN {
            figure.drawn role="group" aria-label="Texts in the order of years, and who has words from whom" tabindex="0" {
                (PreEscaped(servanda::export::graph::svg(&graph, &|node| {
                    (!node.address.is_empty()).then(|| view.instrument(&node.address))
                })))
            }
        }
        div.scroll tabindex="0" role="region" aria-label="Who has words from whom" {
            table.facts-table {
                thead { tr { th scope="col" { "Younger text" } th scope="col" { "has words from" } th.figure scope="col" { "Words" } th.figure scope="col" { "Share of it" } th.figure scope="col" { "Formulas" } } }
                tbody {
                    @for one in rows.iter().take(MOST_ROWS) {
                        tr {
                            td { (work(one.to)) @if !one.directed { span.small { " (which is older is not known)" } } }
                            td { (work(one.from)) }
                            td.figure { (crate::html::number(one.words)) }
                            td.figure { (format!("{:.1} %", one.share * 100.0)) }
                            td.figure { (crate::html::number(one.formula_words)) }
                        }
                    }
                }
            }
        }
        p.small {
            @if rows.len() > MOST_ROWS { (plural(rows.len() - MOST_ROWS, "smaller row is", "smaller rows are")) " not shown. " }
            a href=(csv) { "All rows as CSV" }
        }
    }
}
