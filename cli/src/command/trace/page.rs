//! Passages for the terminal: those of one text in its order, or those of all pairs, the longest first.

use servanda::trace::{OnShelf, Passage, Place, Summary};

use crate::render::phrases::{count, pinpoint};
use crate::render::{Label, Line, Page, Screen};

/// Words of a passage that are quoted.
const QUOTED: usize = 12;
/// A passage is told of a unit if it has a third of its words or more.
const LEAST_SHARE: usize = 3;
/// Other texts that are named for one stretch of words.
const MOST_TEXTS: usize = 4;
/// Passages of all pairs that are listed; programs get all.
const MOST_PASSAGES: usize = 60;
/// From here on wording is called a formula, if so many families of texts have it.
const FORMULA: f64 = 0.5;
const FAMILIES: usize = 3;

/// The page. With `all` every pair is told; else what the first text shares with the others.
pub(super) fn page(texts: &[OnShelf], passages: &[Passage], summary: &Summary, all: bool) -> String {
    let mut page = Page::new();
    let searched = format!(
        "Searched: {} with {}, for stretches of words that two of them share, in their own languages.",
        count(summary.texts, "text", "texts"),
        count(summary.words, "word", "words")
    );
    if all {
        page.paragraph(0, Line::of(Label::Title, count(passages.len(), "passage", "passages")));
        page.paragraph(0, Line::of(Label::Aside, searched));
        every(&mut page, texts, passages);
    } else if let Some(traced) = texts.first() {
        page.paragraph(0, Line::of(Label::Title, &traced.name));
        page.paragraph(0, Line::of(Label::Aside, searched));
        one(&mut page, texts, traced, passages);
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
    page.write(&Screen::of_stdout())
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

/// The traced text unit by unit: who else has its words, and how much of them; what nobody has is told at the end.
fn one(page: &mut Page, texts: &[OnShelf], traced: &OnShelf, passages: &[Passage]) {
    let own: Vec<(&Place, &Place, &Passage)> = passages
        .iter()
        .map(|passage| {
            let (a, b) = (&passage.a, &passage.b);
            if a.text == 0 { (a, b, passage) } else { (b, a, passage) }
        })
        .collect();
    let mut fresh: Vec<String> = Vec::new();
    for (address, words, range) in traced.own_words() {
        let length = range.len().max(1);
        let overlap = |here: &Place| here.bytes.end.min(range.end).saturating_sub(here.bytes.start.max(range.start));
        let mut found: Vec<(usize, &(&Place, &Place, &Passage))> =
            own.iter().map(|one| (overlap(one.0), one)).filter(|(bytes, _)| *bytes * LEAST_SHARE >= length).collect();
        if found.is_empty() {
            fresh.push(pinpoint(address));
            continue;
        }
        // What covers most of the unit; of equals the oldest. Of one text the best place is told.
        let date = |place: &Place| texts.get(place.text).and_then(|text| text.date);
        found.sort_by_key(|(bytes, (_, there, _))| {
            (std::cmp::Reverse(*bytes), date(there).is_none(), date(there), there.text, there.bytes.start)
        });
        let mut told: Vec<usize> = Vec::new();
        found.retain(|(_, (_, there, _))| {
            !told.contains(&there.text) && {
                told.push(there.text);
                true
            }
        });
        page.blank();
        page.paragraph(0, Line::of(Label::Id, pinpoint(address)).text("  ").text(quoted(words)));
        for (bytes, (here, there, passage)) in found.iter().take(MOST_TEXTS) {
            let share = (bytes * 100 / length).min(100);
            let when = date(there).map(|date| format!(", {}", date.in_words())).unwrap_or_default();
            let from = here.bytes.start.max(range.start);
            // Its number is its own; other texts have the words under another one.
            let opening = if from == range.start { words } else { traced.words().get(from..range.end).unwrap_or("") };
            let mut line = Line::new();
            if let Some(text) = texts.get(there.text) {
                line = line.with(Label::Id, &text.name);
                let places = match text.unit_of(there, opening) {
                    (Some(first), Some(last)) => format!(" {} to {}", pinpoint(first), pinpoint(last)),
                    (first, _) => format!(" {}", first.map(pinpoint).unwrap_or_default()),
                };
                line = line.text(places);
            }
            line = line.with(Label::Aside, format!("{when}  {share} % of it; passage of {}", figures(passage)));
            page.paragraph(4, line);
        }
        if found.len() > MOST_TEXTS {
            let more = count(found.len() - MOST_TEXTS, "further text", "further texts");
            page.paragraph(4, Line::of(Label::Aside, more));
        }
    }
    page.blank();
    match fresh.as_slice() {
        [] => page.paragraph(0, Line::plain("Every unit shares words with some text.")),
        fresh => page.paragraph(0, Line::of(Label::Heading, "No passage found for: ").text(fresh.join(", "))),
    }
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
