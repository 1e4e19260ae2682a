//! Passages for the terminal: those of one text in its order, or those of all pairs, the longest first.

use servanda::landscape::Landscape;
use servanda::model::{Day, pinpoint};
use servanda::register::{Backing, backing};
use servanda::trace::{OnShelf, Passage, Place, Precedent, Summary, TracedSentence, precedents};

use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// Words of a passage that are quoted.
const QUOTED: usize = 12;
/// Other texts that are named for one stretch of words.
const MOST_TEXTS: usize = 4;
/// Passages of all pairs that are listed; programs get all.
const MOST_PASSAGES: usize = 60;
/// From here on wording is called a formula, if so many families of texts have it.
const FORMULA: f64 = 0.5;
const FAMILIES: usize = 3;

/// Where who stands in an instrument is looked up, and of which day.
pub(super) type Known<'l> = (&'l Landscape, Day);

/// The page. With `traced`, the fewest words of a passage, what the first text shares with the others; else every pair.
pub(super) fn page(
    known: Known<'_>,
    texts: &[OnShelf],
    passages: &[Passage],
    summary: &Summary,
    traced: Option<usize>,
) -> String {
    let mut page = Page::new();
    let searched = format!(
        "Searched: {} with {}, for stretches of words that two of them share.",
        count(summary.texts, "text", "texts"),
        count(summary.words, "word", "words")
    );
    if traced.is_none() {
        page.paragraph(0, Line::of(Label::Title, count(passages.len(), "passage", "passages")));
        page.paragraph(0, Line::of(Label::Aside, searched));
        every(&mut page, texts, passages);
    } else if let (Some(text), Some(least_words)) = (texts.first(), traced) {
        let title = Line::of(Label::Title, &text.name);
        page.paragraph(0, title.with(Label::Aside, dated(text)));
        page.paragraph(0, Line::of(Label::Aside, searched));
        one(&mut page, known, texts, passages, least_words);
    }
    if summary.common_places > 0 {
        page.blank();
        page.paragraph(
            0,
            Line::of(
                Label::Aside,
                "Wording that very many texts share is shown with the earliest of them only, not between all.",
            ),
        );
    }
    if texts.iter().any(|text| text.own_date.is_some()) {
        page.blank();
        let told = "Dates of files are those that the files give themselves, in their closing words or their metadata.";
        page.paragraph(0, Line::of(Label::Aside, told));
    }
    page.write(&Screen::of_stdout())
}

/// The date of a text with the words that give it.
fn dated(text: &OnShelf) -> String {
    let words = text.own_date.as_ref().and_then(|own| text.words().get(own.words.clone()?));
    match (text.date, words) {
        (Some(date), Some(words)) => format!("  {} (“{}”)", date.in_words(), one_line(words)),
        (Some(date), None) => format!("  {}", date.in_words()),
        (None, _) => String::new(),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn every(page: &mut Page, texts: &[OnShelf], passages: &[Passage]) {
    let mut order: Vec<&Passage> = passages.iter().collect();
    order.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    for passage in order.iter().take(MOST_PASSAGES) {
        page.blank();
        let line = place(texts, &passage.a).text("  ").join(place(texts, &passage.b));
        page.paragraph(0, line.with(Label::Aside, format!("  {}", figures(passage))));
        page.paragraph(2, Line::plain(quote(texts, &passage.a)));
    }
    if order.len() > MOST_PASSAGES {
        page.blank();
        let more = count(order.len() - MOST_PASSAGES, "shorter passage", "shorter passages");
        page.paragraph(0, Line::of(Label::Aside, format!("{more} not shown: --jsonl or --csv has all.")));
    }
}

/// The traced text sentence by sentence: who else has its words, who stands behind that, and what nobody has.
fn one(page: &mut Page, known: Known<'_>, texts: &[OnShelf], passages: &[Passage], least_words: usize) {
    let units = precedents(texts, passages, least_words);
    let mut fresh: Vec<String> = Vec::new();
    for unit in &units {
        let told = |one: &&TracedSentence<'_>| !one.precedents.is_empty();
        let shared: Vec<&TracedSentence<'_>> = unit.sentences.iter().filter(told).collect();
        if shared.is_empty() {
            fresh.push(place_of(unit.address));
            continue;
        }
        page.blank();
        page.paragraph(0, Line::of(Label::Id, place_of(unit.address)));
        let long: Vec<&TracedSentence<'_>> = unit.sentences.iter().filter(|one| !one.is_short || told(one)).collect();
        for sentence in long {
            page.paragraph(2, Line::plain(quoted(&sentence.words)));
            for one in sentence.precedents.iter().take(MOST_TEXTS) {
                page.paragraph(4, precedent(known, one));
            }
            if sentence.precedents.len() > MOST_TEXTS {
                let more = count(sentence.precedents.len() - MOST_TEXTS, "further text", "further texts");
                page.paragraph(4, Line::of(Label::Aside, more));
            }
            if sentence.precedents.is_empty() {
                page.paragraph(4, Line::of(Label::Aside, "no passage found"));
            } else if !sentence.new.is_empty() {
                let new = sentence.new.iter().filter_map(|new| sentence.words.get(new.clone()));
                let new: Vec<String> = new.map(|words| quoted(&one_line(words))).collect();
                page.paragraph(4, Line::of(Label::Aside, "new: ").text(new.join(", ")));
            }
        }
    }
    page.blank();
    match fresh.as_slice() {
        [] => page.paragraph(0, Line::plain("Every unit shares words with some text.")),
        fresh => page.paragraph(0, Line::of(Label::Heading, "No passage found for: ").text(fresh.join(", "))),
    }
}

/// A unit as it is cited; the beginning and the end of a text may lie in none.
fn place_of(address: &str) -> String {
    if address.is_empty() { "outside all units".to_owned() } else { pinpoint(address) }
}

fn precedent((landscape, day): Known<'_>, one: &Precedent<'_>) -> Line {
    let place = match (one.unit, one.until) {
        (Some(first), Some(last)) => format!(" {} to {}", pinpoint(first), pinpoint(last)),
        (first, _) => format!(" {}", first.map(pinpoint).unwrap_or_default()),
    };
    let later = if one.is_later { ", later:" } else { "," };
    let when = one.text.date.map(|date| format!("{later} {}", date.in_words())).unwrap_or_default();
    let share = (one.share * 100.0).floor();
    let told = format!("{when}  {share} % of its words; passage of {}", figures(one.passage));
    let line = Line::of(Label::Id, &one.text.name).text(place).with(Label::Aside, told);
    let instrument = one.text.instrument.as_deref().and_then(|id| landscape.instrument(id));
    let behind = instrument.map(|instrument| backing(landscape, instrument, day)).unwrap_or_default();
    let behind: Vec<String> = behind.iter().map(Backing::in_words).collect();
    if behind.is_empty() { line } else { line.with(Label::Aside, format!("; {}", behind.join("; "))) }
}

fn place(texts: &[OnShelf], place: &Place) -> Line {
    let Some(text) = texts.get(place.text) else { return Line::new() };
    let line = Line::of(Label::Id, &text.name);
    match text.address(place.bytes.start) {
        Some(address) => line.text(" ").text(pinpoint(address)),
        None => line,
    }
}

fn figures(passage: &Passage) -> String {
    let identity = (passage.identity * 100.0).floor();
    let alike = if passage.identity >= 1.0 { "word for word".to_owned() } else { format!("{identity} % alike") };
    let formula = match passage.formula {
        f if f >= FORMULA && passage.families >= FAMILIES => {
            format!("; a formula: {} have it", count(passage.families, "family of texts", "families of texts"))
        }
        _ => String::new(),
    };
    format!("{}, {alike}{formula}", count(passage.words, "word", "words"))
}

fn quote(texts: &[OnShelf], place: &Place) -> String {
    quoted(texts.get(place.text).and_then(|text| text.words().get(place.bytes.clone())).unwrap_or(""))
}

fn quoted(words: &str) -> String {
    let first: Vec<&str> = words.split_whitespace().take(QUOTED).collect();
    let more = if words.split_whitespace().nth(QUOTED).is_some() { " …" } else { "" };
    format!("“{}{more}”", first.join(" "))
}
