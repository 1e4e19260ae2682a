//! `/i/<id>` where a text is held: the text to read, and behind it everything that is known about the instrument.

mod clauses;
mod contents;
mod flow;
mod head;
mod notes;
mod room;
mod unit;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use maud::{Markup, html};
use servanda::holding::{Wording, WordingUnit};
use servanda::model::UnitKind;
use servanda::register::InstrumentSheet;

pub(in crate::pages) use flow::is_heading;
pub(in crate::pages) use head::{completeness, not_held};
pub(in crate::pages) use unit::Look;
pub(in crate::pages) use words::Reader;

use self::flow::Piece;
use self::notes::Coded;
use self::unit::Beside;
use super::{cite, instrument};
use crate::html::{Frame, language, mark, possibly, sources, time};
use crate::route::{Page, TextAsk};
use crate::view::View;

pub(crate) fn page(view: &View<'_>, sheet: &InstrumentSheet<'_>, wording: &Wording<'_>, ask: &TextAsk) -> Frame {
    let shown = shown_languages(wording);
    let parts = flow::parts(wording);
    let asked = ask.at.as_deref().and_then(|at| wording.unit(at));
    let lost = ask.at.as_deref().filter(|_| asked.is_none());
    let part = asked.and_then(|unit| parts.iter().position(|part| part.contains(&unit.index))).unwrap_or(0);
    let range = parts.get(part).cloned().unwrap_or_default();
    let link = |address: &str| {
        let unit = wording.unit(address)?;
        Some(if range.contains(&unit.index) {
            format!("#{address}")
        } else {
            format!("{}#{address}", part_link(view, sheet.id, wording, &parts, ask, unit.index))
        })
    };
    let reader = Reader { view, id: sheet.id, to: &link };
    let look = Look { reader, langs: shown.clone(), wording, level: 3, ids: true };
    let (about, citations) = instrument::sections(view, sheet);
    let main = html! {
        article.text-page {
            div.opening {
                (head(view, sheet))
                (head::switcher(view, sheet.id, &wording.languages, ask, &shown))
                (completeness(&wording.languages, &shown, &sheet.sources))
                @if let Some(lost) = lost {
                    p.banner role="status" { "The text that is held has no unit “" (lost) "”. It is shown from its beginning." }
                }
            }
            nav.contents aria-label="Contents" {
                details.fold {
                    summary { "Contents" }
                    div.entries data-filter="Filter the contents" {
                        (contents::contents(&look.reader, wording, &range))
                        p.quiet-title { "About it" }
                        ul {
                            li { a href="#status-title" { "Status and facts" } }
                            @for (id, heading, _) in &about { li { a href={ "#" (id) } { (heading) } } }
                            li { a href="#cite" { "Cite this" } }
                            li { a href="#sources" { "Sources" } }
                        }
                    }
                }
            }
            section #words.text.beside[shown.len() > 1].three[shown.len() > 2] aria-labelledby="words-title" {
                h2.hidden #words-title { "Text" }
                @if shown.len() > 1 { div.tongues { @for lang in &shown { p { (language(lang).0) } } } }
                (pager(view, sheet.id, wording, &parts, part, ask))
                (flowing(&look, sheet, wording, &range))
                @if range.end == wording.units.len() { (loose_notes(wording, &shown)) }
                (pager(view, sheet.id, wording, &parts, part, ask))
            }
            div.rest {
                h2.part-title { "About this instrument" }
                (instrument::status_box(view, sheet))
                @if let Some(summary) = sheet.summary { p { (crate::html::text(summary)) span.nowrap { (mark(sheet.default, &sheet.sources)) } } }
                (instrument::facts(view, sheet))
                @for (id, heading, content) in &about {
                    section id=(id) aria-labelledby={ (id) "-title" } {
                        h2 id={ (id) "-title" } { (heading) }
                        (content)
                    }
                }
                (cite::section(&citations))
                (sources(&sheet.sources, sheet.unverified))
            }
        }
    };
    Frame {
        days: Some(instrument::days(view, sheet)),
        wide: true,
        script: Some("text.js"),
        ..Frame::new(sheet.title, main)
    }
}

/// The languages whose words are in the units, in the order in which they were asked for.
fn shown_languages<'a>(wording: &Wording<'a>) -> Vec<&'a str> {
    let most = wording.units.iter().find(|unit| unit.lacking.is_empty()).or_else(|| wording.units.first());
    let mut langs: Vec<&'a str> = most.iter().flat_map(|unit| &unit.versions).map(|version| version.lang).collect();
    langs.extend(most.iter().flat_map(|unit| unit.lacking.iter().copied()));
    if langs.is_empty() {
        langs.extend(wording.held().map(|language| language.lang).take(1));
    }
    langs
}

/// What it is, in a line or two; the rest stands below the text.
fn head(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let src = &sheet.sources;
    let shown = sheet.titles.iter().find(|(_, title)| title.value == sheet.title);
    let status = &sheet.status;
    html! {
        p.crumbs { a href=(view.link(Page::Register(Box::default()))) { "Register" } }
        @match shown {
            Some((tag, title)) => h1 lang=(tag) dir=(language(tag).1) { (sheet.title) span.nowrap.small { (mark(&title.evidence, src)) } },
            None => h1 { (sheet.title) },
        }
        p.brief {
            @if let Some(kind) = &sheet.kind { (kind.label) ". " }
            (instrument::sentence(&status.label)) (possibly(status.certainty))
            @if let Some(since) = status.since { ", " (time(since)) }
            ". "
            // What a treaty is meant to be is worth a word only where its status has not said it.
            @if let (Some(meant), Some(stands)) = (sheet.bindingness, sheet.strength) {
                @if stands.word() == meant.value.word() { (instrument::sentence(stands.label())) ". " }
            }
            @if let Some(symbol) = sheet.symbol { (symbol.value) ". " }
            a href="#status-title" { "Status, dates and parties" }
        }
    }
}

fn flowing(look: &Look<'_>, sheet: &InstrumentSheet<'_>, wording: &Wording<'_>, range: &Range<usize>) -> Markup {
    let mut coded: HashMap<&str, Coded<'_, '_>> = HashMap::new();
    for line in &sheet.units {
        coded.entry(line.unit.id.as_str()).or_default().line = Some(line);
    }
    for reading in sheet.readings {
        for about in &reading.about {
            coded.entry(about).or_default().readings.push(reading);
        }
    }
    let (placed, elsewhere) = clauses::of(look.reader.view, sheet.id, wording);
    let hedges = clauses::hedges(&placed);
    for (address, clause) in placed {
        coded.entry(address).or_default().clauses.push(clause);
    }
    let nothing = Coded::default();
    let pieces = flow::pieces(wording, range);
    let of_piece = |piece: &Piece<'_, '_>| match piece {
        Piece::Unit(unit, _) => notes::notes(&look.reader, unit, coded.get(unit.address).unwrap_or(&nothing)),
        Piece::Rest(..) => None,
    };
    let mut notes: Vec<Option<Markup>> = pieces.iter().map(of_piece).collect();
    room::make(&pieces, &mut notes);
    html! {
        @for (piece, notes) in pieces.iter().zip(&notes) {
            @let (Piece::Unit(unit, _) | Piece::Rest(unit, _, _)) = piece;
            @let hedges = clauses::hedges_in(&hedges, unit.address);
            (unit::piece(look, piece, Beside { notes: notes.as_ref(), hedges: &hedges }))
        }
        @if wording.units.is_empty() { p { "The file that is held has no words." } }
        @if range.end == wording.units.len() { (clauses::elsewhere(&look.reader, &elsewhere)) }
    }
}

/// The words of some units of one instrument, for pages that show a few of them.
pub(in crate::pages) fn few(look: &Look<'_>, wording: &Wording<'_>) -> Markup {
    let nothing = Coded::default();
    html! {
        @for piece in flow::pieces(wording, &(0..wording.units.len())) {
            @let notes = match &piece {
                Piece::Unit(unit, _) => notes::notes(&look.reader, unit, &nothing),
                Piece::Rest(..) => None,
            };
            (unit::piece(look, &piece, Beside { notes: notes.as_ref(), ..Beside::default() }))
        }
    }
}

/// The words that open a unit, without notes.
pub(in crate::pages) fn opening(look: &Look<'_>, unit: &WordingUnit<'_>) -> Markup {
    unit::piece(look, &Piece::Unit(unit, flow::Place::default()), Beside::default())
}

fn loose_notes(wording: &Wording<'_>, shown: &[&str]) -> Markup {
    let with_notes: Vec<_> =
        wording.languages.iter().filter(|l| shown.contains(&l.lang) && !l.loose_notes.is_empty()).collect();
    html! {
        @for one in with_notes {
            @let (name, direction) = language(one.lang);
            div.loose {
                p.quiet-title { "Footnotes whose marks were not found in the words" @if shown.len() > 1 { ", " (name) } }
                @for note in one.loose_notes { p.footnote lang=(one.lang) dir=(direction) { sup { (note.mark) } " " (note.text) } }
            }
        }
    }
}

/// The page that shows a unit of the text.
fn part_link(
    view: &View<'_>,
    id: &str,
    wording: &Wording<'_>,
    parts: &[Range<usize>],
    ask: &TextAsk,
    index: usize,
) -> String {
    let part = parts.iter().position(|part| part.contains(&index)).unwrap_or(0);
    let first = parts.get(part).and_then(|part| wording.units.get(part.start));
    let at = first.filter(|_| part > 0).map(|unit| unit.address.to_owned());
    let ask = TextAsk { langs: ask.langs.clone(), at };
    if ask == TextAsk::default() { view.instrument(id) } else { view.link(Page::Text(id.to_owned(), ask)) }
}

/// Links to the parts before and after of a text that is too long for one page.
fn pager(
    view: &View<'_>,
    id: &str,
    wording: &Wording<'_>,
    parts: &[Range<usize>],
    part: usize,
    ask: &TextAsk,
) -> Markup {
    let link = |at: usize| parts.get(at).map(|range| part_link(view, id, wording, parts, ask, range.start));
    let name = |at: usize| parts.get(at).map(|range| part_name(wording, range)).unwrap_or_default();
    html! {
        @if parts.len() > 1 {
            nav.pages aria-label="Parts of the text" {
                @if let Some(before) = part.checked_sub(1) { a rel="prev" href=[link(before)] { "‹ " (name(before)) } }
                span { "Part " (part + 1) " of " (parts.len()) ": " (name(part)) }
                @if part + 1 < parts.len() { a rel="next" href=[link(part + 1)] { (name(part + 1)) " ›" } }
            }
        }
    }
}

/// The label as the text prints it over a heading; the pinpoint for everything else.
pub(in crate::pages) fn printed(unit: &WordingUnit<'_>) -> String {
    let label = unit.versions.first().map_or("", |version| version.unit.label.trim());
    let label = label.trim_end_matches(['.', ':', '–', '—', '-', ' ']);
    let named = label.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if named { label.to_owned() } else { unit.pinpoint().replace(' ', "\u{a0}") }
}

/// "Chapter II to Article 35": the first and the last heading of the outermost kind in a part; what every text has before
/// and behind its provisions tells nothing.
fn part_name(wording: &Wording<'_>, range: &Range<usize>) -> String {
    let units = wording.units.get(range.clone()).unwrap_or_default();
    let tells = |unit: &&WordingUnit<'_>| {
        is_heading(unit.kind)
            && !matches!(unit.kind, UnitKind::Preface | UnitKind::Contents | UnitKind::Preamble | UnitKind::Conclusions)
    };
    let headings: Vec<&WordingUnit<'_>> = units.iter().filter(tells).collect();
    let top = headings.iter().map(|unit| unit.depth).min().unwrap_or(0);
    let mut outer = headings.iter().filter(|unit| unit.depth == top);
    match (outer.next(), outer.next_back()) {
        (Some(first), Some(last)) => format!("{} to {}", printed(first), printed(last)),
        (Some(only), None) => printed(only),
        _ => units.first().map(printed).unwrap_or_default(),
    }
}
