//! `/compare/<a>..<b>`: what changed between two texts, side by side; what is coded of it, where no text is held.

mod choose;
mod coded;
mod file;
mod head;
mod lines;
mod many;
mod pairs;
mod sent;

use maud::html;
use servanda::compare::{self, Change, Comparison, TwoColumnRow};
use servanda::export::changes::changes;
use servanda::export::docx::{Comments, redline};
use servanda::model::{HeldText, Instrument, pinpoint};

pub use file::comparison;
pub(crate) use sent::sent;

use self::pairs::{Look, Side};
use super::{Answer, Refusal, html as found, json, moved, problem, written};
use crate::compare_ask::CompareAsk;
use crate::compared::Version;
use crate::html::{Frame, layout};
use crate::route::{Form, Page};
use crate::view::View;

/// Answers `/compare`.
pub(super) fn answer(view: &View<'_>, ask: &CompareAsk) -> Answer {
    if ask.ids.is_empty() {
        return found(view, &choose::page(view));
    }
    let mut instruments: Vec<&Instrument> = Vec::with_capacity(ask.ids.len());
    for id in &ask.ids {
        let Some(instrument) = view.landscape().instrument(id) else {
            return Answer::Missing(problem::instrument(view, id));
        };
        instruments.push(instrument);
    }
    let ids: Vec<&str> = instruments.iter().map(|instrument| instrument.id.as_str()).collect();
    if ids != ask.ids {
        let ask = CompareAsk { ids: ids.iter().map(|id| (*id).to_owned()).collect(), ..ask.clone() };
        return moved(view, Page::Compare(Box::new(ask)));
    }
    match instruments.as_slice() {
        // The language versions of one text.
        [only] => moved(view, Page::Compare(Box::new(CompareAsk::of(&[&only.id, &only.id])))),
        _ if ask.concepts => many::speaking_of(view, ask, &instruments),
        [left, right] => two(view, ask, [left, right]),
        several => many::answer(view, ask, several),
    }
}

fn two(view: &View<'_>, ask: &CompareAsk, sides: [&Instrument; 2]) -> Answer {
    if let Some(lacking) = sides.iter().enumerate().find_map(|(at, side)| lacking(side, ask.lang(at))) {
        return Answer::Refused(refusal(view, &lacking));
    }
    let Some(versions) = versions(ask, sides) else {
        if matches!(view.route.form, Form::Html | Form::Json)
            && let Some(coded) = compare::coded(sides[0], sides[1])
        {
            return match view.route.form {
                Form::Json => json(&coded.sheet()),
                _ => found(view, &coded::page(view, sides, &coded)),
            };
        }
        return Answer::Missing(choose::nothing_held(view, sides));
    };
    let comparison = view.workbench.compared().comparison(view.landscape(), versions[0], versions[1]);
    match view.route.form {
        Form::Html => found(view, &page(view, ask, &comparison, versions)),
        Form::File => Answer::Found(file::comparison(&comparison, ask.printing).into_bytes()),
        Form::Docx => written(view, redline(&comparison, Comments::Written).map(|packed| packed.bytes)),
        Form::Json => json(&comparison.sheet()),
        Form::Csv => written(view, changes(comparison.changes.iter().filter(|change| is_asked(ask, change))).csv()),
    }
}

/// That a language is asked for in which no text is held.
fn lacking(instrument: &Instrument, wanted: Option<&str>) -> Option<String> {
    let wanted = wanted?;
    let tags: Vec<&str> = instrument.held.iter().map(|held| held.lang.as_str()).collect();
    let held = if tags.is_empty() { "none".to_owned() } else { tags.join(", ") };
    (!tags.contains(&wanted)).then(|| format!("no text of {} is held in “{wanted}”; held are: {held}", instrument.id))
}

/// Which language versions are compared: those asked for, or else what both have; of one instrument its first two.
fn versions<'a>(ask: &CompareAsk, sides: [&'a Instrument; 2]) -> Option<[Version<'a>; 2]> {
    let tags = |at: usize| sides.get(at).into_iter().flat_map(|side: &&'a Instrument| &side.held);
    let own = |at: usize| tags(at).map(|held: &HeldText| Some(held.lang.as_str())).collect::<Vec<_>>();
    let spoken = |at: usize| tags(at).map(|held: &HeldText| held.lang.as_str()).collect::<Vec<_>>();
    let left = compare::version(&own(0), ask.lang(0), &spoken(1))?;
    let is_one = sides[0].id == sides[1].id;
    let right = match ask.lang(1) {
        None if is_one => (0..sides[1].held.len()).find(|at| *at != left)?,
        wanted => compare::version(&own(1), wanted, &spoken(0).get(left).map(|lang| vec![*lang]).unwrap_or_default())?,
    };
    let version = |instrument: &'a Instrument, at: usize| Some(Version { instrument, held: instrument.held.get(at)? });
    Some([version(sides[0], left)?, version(sides[1], right)?])
}

fn refusal(view: &View<'_>, message: &str) -> Refusal {
    let main = html! {
        article {
            h1 { "Compare" }
            p.banner role="status" { (message) "." }
            p { a href=(view.link(Page::Compare(Box::default()))) { "Choose texts to compare" } }
        }
    };
    let page = layout(view, &Frame { forms: Vec::new(), ..Frame::new("Compare", main) });
    Refusal { page, message: message.to_owned() }
}

fn page(view: &View<'_>, ask: &CompareAsk, comparison: &Comparison, versions: [Version<'_>; 2]) -> Frame {
    let link = |side: Side, address: &str| {
        let version = match side {
            Side::Left => versions[0],
            Side::Right => versions[1],
        };
        Some(view.unit(&version.instrument.id, address))
    };
    let look = Look { comparison, printing: ask.printing, link: &link };
    let rows = shown(ask, comparison);
    let parts = pairs::parts(comparison, &rows);
    let part = ask.page.min(parts.len().saturating_sub(1));
    let range = parts.get(part).cloned().unwrap_or_default();
    let of_page = |page: usize| view.link(Page::Compare(Box::new(CompareAsk { page, ..ask.clone() })));
    let place = |row: TwoColumnRow| {
        let at = rows.iter().position(|(have, _)| *have == row)?;
        let holding = parts.iter().position(|range| range.contains(&at))?;
        let anchor = pairs::anchor(comparison, row);
        Some(if holding == part { format!("#{anchor}") } else { format!("{}#{anchor}", of_page(holding)) })
    };
    let main = html! {
        article.compare-page {
            (head::head(view, ask, comparison, versions))
            (head::turns(comparison, &place))
            (head::views(view, ask, comparison))
            (pager(&parts, part, &of_page))
            (pairs::section(&look, rows.get(range).unwrap_or_default(), &place))
            @if rows.is_empty() { p.nothing { (head::nothing(ask, comparison)) } }
            (pager(&parts, part, &of_page))
        }
    };
    let title = format!("{} and {}", versions[0].instrument.title(), versions[1].instrument.title());
    let mut forms = vec![(Form::Json, "JSON"), (Form::Csv, "CSV"), (Form::File, "one file")];
    if !comparison.translation {
        forms.push((Form::Docx, "Word file with tracked changes"));
    }
    Frame { wide: true, forms, ..Frame::new(title, main) }
}

fn pager(parts: &[std::ops::Range<usize>], part: usize, link: &dyn Fn(usize) -> String) -> maud::Markup {
    html! {
        @if parts.len() > 1 {
            nav.pages aria-label="Parts of the comparison" {
                @if let Some(before) = part.checked_sub(1) { a rel="prev" href=(link(before)) { "‹ Part " (before + 1) } }
                span { "Part " (part + 1) " of " (parts.len()) }
                @if part + 1 < parts.len() { a rel="next" href=(link(part + 1)) { "Part " (part + 2) " ›" } }
            }
        }
    }
}

/// Whether a change is among what is asked for.
fn is_asked(ask: &CompareAsk, change: &Change) -> bool {
    let stayed = change.kind == compare::Kind::Kept && !(ask.printing && change.is_printed_otherwise());
    match ask.kinds.as_slice() {
        [] => !(ask.only_differences && stayed),
        kinds => kinds.contains(&change.kind),
    }
}

/// The rows that are shown, each with how many before it are not.
fn shown(ask: &CompareAsk, comparison: &Comparison) -> Vec<(TwoColumnRow, usize)> {
    let mut skipped = 0;
    let mut shown = Vec::new();
    for row in comparison.rows() {
        let (TwoColumnRow::Change(number) | TwoColumnRow::Left(number)) = row;
        let Some(change) = comparison.changes.get(number) else { continue };
        if is_asked(ask, change) {
            shown.push((row, std::mem::take(&mut skipped)));
        } else if row == TwoColumnRow::Change(number) {
            skipped += 1;
        }
    }
    shown
}

/// An address as people print it, never broken at the end of a line.
fn printed(address: &str) -> String {
    pinpoint(address).replace(' ', "\u{a0}")
}
