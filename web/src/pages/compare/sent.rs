//! Files that a form has sent, compared with each other or with a text that is held.

use maud::html;
use servanda::compare::{self, Comparison, Text, TwoColumnRow};
use servanda::diagnostic::Severity;
use servanda::export::docx::{Comments, redline};
use servanda::model::Instrument;
use servanda::read::{self, Document, Options};

use super::pairs::{self, Look, Side};
use super::{Answer, found, head, moved, problem, refusal, written};
use crate::compare_ask::CompareAsk;
use crate::compared::Version;
use crate::html::{Frame, language, plural};
use crate::route::{Form, Page};
use crate::sent::{Sent, SentSide};
use crate::view::View;

/// Doubts about how a file was read that are shown above its comparison.
const MOST_DOUBTS: usize = 3;

/// What one side turned out to be.
enum Found<'a> {
    File(Box<Document>),
    Held(&'a Instrument),
}

impl Found<'_> {
    fn languages(&self) -> Vec<Option<&str>> {
        match self {
            Found::File(document) => document.texts.iter().map(|part| part.language.as_deref()).collect(),
            Found::Held(instrument) => instrument.held.iter().map(|held| Some(held.lang.as_str())).collect(),
        }
    }
}

/// Answers the form.
pub(crate) fn sent(view: &View<'_>, sent: &Sent) -> Answer {
    let [left, right] = &sent.sides;
    if left.bytes.is_empty() && right.bytes.is_empty() {
        let ids: Vec<&str> =
            [&left.id, &right.id].into_iter().map(String::as_str).filter(|id| !id.is_empty()).collect();
        return moved(view, Page::Compare(Box::new(CompareAsk::of(&ids))));
    }
    let sides = match (side(view, left), side(view, right)) {
        (Ok(left), Ok(right)) => [left, right],
        (Err(answer), _) | (_, Err(answer)) => return answer,
    };
    let tags = [sides[0].languages(), sides[1].languages()];
    let spoken = |at: usize| tags.get(at).into_iter().flatten().flatten().copied().collect::<Vec<_>>();
    let chosen = compare::version(&tags[0], None, &spoken(1)).unwrap_or(0);
    let own: Vec<&str> = tags[0].get(chosen).copied().flatten().into_iter().collect();
    let other = compare::version(&tags[1], None, &own).unwrap_or(0);
    let comparison = compare::compare(&text(view, &sides[0], chosen), &text(view, &sides[1], other));
    match sent.form {
        Form::File => Answer::Found(super::file::comparison(&comparison, false).into_bytes()),
        Form::Docx => written(view, redline(&comparison, Comments::Written).map(|packed| packed.bytes)),
        _ => found(view, &page(view, &comparison, &sides)),
    }
}

fn side<'a>(view: &View<'a>, side: &SentSide) -> Result<Found<'a>, Answer> {
    if side.bytes.is_empty() {
        return match view.landscape().instrument(&side.id) {
            Some(instrument) if !instrument.held.is_empty() => Ok(Found::Held(instrument)),
            Some(instrument) => Err(Answer::Refused(refusal(view, &format!("no text is held of {}", instrument.id)))),
            None if side.id.is_empty() => Err(Answer::Refused(refusal(
                view,
                "a comparison needs two texts: choose a file or name an instrument on each side",
            ))),
            None => Err(Answer::Missing(problem::instrument(view, &side.id))),
        };
    }
    let mut document = read::read(&side.name, &side.bytes, &Options::default());
    document.understand(None);
    if document.units.is_empty() {
        let why = document.diagnostics.iter().find(|d| d.severity == Severity::Error).or(document.diagnostics.first());
        let why = why.map(|d| format!(": {}", d.message)).unwrap_or_default();
        return Err(Answer::Refused(refusal(view, &format!("{} has no words that could be compared{why}", side.name))));
    }
    Ok(Found::File(Box::new(document)))
}

fn text(view: &View<'_>, side: &Found<'_>, at: usize) -> Text {
    match side {
        Found::File(document) => Text::of(document, at),
        Found::Held(instrument) => match instrument.held.get(at) {
            Some(held) => view.workbench.compared().text(view.landscape(), Version { instrument, held }),
            None => Text { name: instrument.id.clone(), title: None, language: None, units: Vec::new() },
        },
    }
}

fn page(view: &View<'_>, comparison: &Comparison, sides: &[Found<'_>; 2]) -> Frame {
    let link = |side: Side, address: &str| {
        let [left, right] = sides;
        match if side == Side::Left { left } else { right } {
            Found::Held(instrument) => Some(view.unit(&instrument.id, address)),
            Found::File(_) => None,
        }
    };
    let look = Look { comparison, printing: false, link: &link };
    let whole: Vec<(TwoColumnRow, usize)> = comparison.rows().into_iter().map(|row| (row, 0)).collect();
    // What was sent has no address, so there is no second page to lead to: long texts show what differs.
    let rows = match pairs::parts(comparison, &whole).len() {
        0 | 1 => whole,
        _ => super::shown(&CompareAsk { only_differences: true, ..CompareAsk::default() }, comparison),
    };
    let parts = pairs::parts(comparison, &rows);
    let first = parts.first().cloned().unwrap_or_default();
    let left_out = rows.len() - first.len();
    let place = |row: TwoColumnRow| {
        let at = rows.iter().position(|(have, _)| *have == row)?;
        first.contains(&at).then(|| format!("#{}", pairs::anchor(comparison, row)))
    };
    let doubts = sides.iter().filter_map(|side| match side {
        Found::File(document) => Some(document),
        Found::Held(_) => None,
    });
    let main = html! {
        article.compare-page {
            p.crumbs { a href=(view.link(Page::Compare(Box::default()))) { "Compare" } }
            h1 { (if comparison.translation { "Language versions" } else { "What changed" }) }
            div.sides {
                @for (at, text) in [&comparison.left, &comparison.right].into_iter().enumerate() {
                    div {
                        p.kicker { (if at == 0 { "Baseline" } else { "Compared with it" }) }
                        p.side { (text.title.as_deref().unwrap_or(&text.name)) }
                        p.small { (text.name) @if let Some(tag) = &text.language { ", " (language(tag).0) } }
                    }
                }
            }
            @for document in doubts {
                // What could not be read whole must not look like words that were dropped.
                @for doubt in document.diagnostics.iter().filter(|d| d.severity != Severity::Note).take(MOST_DOUBTS) {
                    p.banner role="status" { (document.place(doubt.span)) ": " (doubt.message) "." }
                }
            }
            (head::summary(comparison))
            p.whole { (head::tally(comparison)) "." }
            (head::turns(comparison, &place))
            @if left_out > 0 {
                p.note { "The texts are long: " (plural(left_out, "row is", "rows are")) " not on this page. The HTML file and the Word file have all." }
            }
            (pairs::section(&look, rows.get(first.clone()).unwrap_or_default(), &place))
        }
    };
    Frame { wide: true, forms: Vec::new(), ..Frame::new("Comparison of files", main) }
}
