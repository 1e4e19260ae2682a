//! Where one language version ends and the next begins.

use std::ops::Range;

use crate::text::language_of;

use super::evidence;
use super::row::Row;

/// Letters that are enough to tell a language without doubt; long texts are looked at in longer steps.
const CHUNK: std::ops::RangeInclusive<usize> = 400..=2400;
/// Steps in which a text is looked at, at least.
const STEPS: usize = 60;
/// Chunks of another language that make it a version of its own, and not a quotation.
const LASTING: usize = 3;

/// A longer row is no title.
const SENTENCE: usize = 250;

/// Rows of one language version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) rows: Range<usize>,
    pub(crate) language: Option<&'static str>,
}

/// Splits rows into language versions, in order.
pub(crate) fn versions(rows: &[Row], text: &str) -> Vec<Version> {
    let words = |row: &Row| text.get(row.start..row.end).unwrap_or("");
    let mut chunks: Vec<(Range<usize>, Option<&'static str>)> = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let all: usize = rows.iter().map(|r| r.end - r.start).sum();
    let chunk = (all / STEPS).clamp(*CHUNK.start(), *CHUNK.end());
    for (at, row) in rows.iter().enumerate() {
        length += row.end - row.start;
        if length >= chunk || at + 1 == rows.len() {
            let from = rows.get(start).map_or(0, |r| r.start);
            let language = text.get(from..row.end).and_then(language_of).map(|g| g.language);
            chunks.push((start..at + 1, language));
            start = at + 1;
            length = 0;
        }
    }
    let known: Vec<&str> = chunks.iter().filter_map(|(_, l)| *l).collect();
    let mut versions: Vec<Version> = Vec::new();
    let mut from = 0;
    let mut current = known.first().copied();
    // A title in another language before the text does not open a version.
    if let Some(first) = current
        && known.len() > LASTING
        && known.iter().take(LASTING).filter(|l| **l == first).count() < 2
    {
        current = known.get(1).copied();
    }
    for (n, (range, language)) in chunks.iter().enumerate() {
        let Some(language) = language.filter(|l| Some(*l) != current) else { continue };
        let ahead: Vec<&str> = chunks.iter().skip(n).filter_map(|(_, l)| *l).take(LASTING).collect();
        let lasting = ahead.iter().filter(|l| **l == language).count();
        let to_the_end = chunks.iter().skip(n).all(|(_, l)| l.is_none_or(|l| l == language));
        if lasting < LASTING && !(to_the_end && (lasting >= 2 || range.len() >= 3)) {
            continue;
        }
        // The border is behind the last row that still speaks the old language.
        let search = chunks.get(n.saturating_sub(1)).map_or(range.start, |(r, _)| r.start).max(from)..range.end;
        let border = rows
            .iter()
            .enumerate()
            .skip(search.start)
            .take(search.len())
            .filter(|(_, row)| language_of(words(row)).is_some_and(|g| Some(g.language) == current))
            .map(|(at, _)| at + 1)
            .next_back()
            .unwrap_or(search.start);
        if border > from {
            versions.push(Version { rows: from..border, language: current });
        }
        from = border;
        current = Some(language);
    }
    versions.push(Version { rows: from..rows.len(), language: current });
    // A cover or a table of contents in another language stands above the text and is none; nor are the signatures below it.
    let of = |version: &Version| rows.get(version.rows.clone()).unwrap_or(&[]);
    while let [cover, first, ..] = versions.as_mut_slice()
        && !is_text(of(cover), text)
    {
        first.rows.start = cover.rows.start;
        versions.remove(0);
    }
    while let [.., last, signatures] = versions.as_mut_slice()
        && (!is_text(of(signatures), text) || is_formula(of(signatures), of(last)))
    {
        last.rows.end = signatures.rows.end;
        versions.pop();
    }
    versions
}

/// Whether rows behind a text are its last words in other languages: few, and without an article.
fn is_formula(rows: &[Row], text: &[Row]) -> bool {
    let bytes = |rows: &[Row]| rows.iter().map(|row| row.end - row.start).sum::<usize>();
    bytes(rows) * 20 < bytes(text) && rows.iter().all(|row| row.label.as_ref().is_none_or(|label| label.word.is_none()))
}

/// Whether rows are a text: a quarter of the words, at least, are sentences.
fn is_text(rows: &[Row], text: &str) -> bool {
    let (mut all, mut sentences) = (0, 0);
    for row in rows.iter().filter(|row| !row.table) {
        let words = text.get(row.start..row.end).unwrap_or("");
        let rest = row.label.as_ref().map_or_else(|| evidence::rest(words), |label| evidence::rest_of(words, label));
        all += words.len();
        let closed = rest.word_count() > 5 && rest.text.ends_with(['.', ';', ':', '。', '；', '؛']);
        // Where letters have no cases, a title cannot be told from the line of a sentence: such rows are taken for text.
        let caseless = !words.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        if rest.is_sentence() || closed || caseless || words.len() > SENTENCE {
            sentences += words.len();
        }
    }
    sentences * 4 >= all
}

/// Versions of which the first bytes are known.
pub(crate) fn parted(rows: &[Row], firsts: &[usize], languages: &[&'static str]) -> Vec<Version> {
    let border = |first: &usize| rows.partition_point(|row| row.start < *first);
    let ends = firsts.iter().skip(1).map(border).chain([rows.len()]);
    let starts = firsts.iter().map(border);
    starts
        .zip(ends)
        .zip(languages)
        .map(|((from, to), language)| Version { rows: from..to, language: Some(*language) })
        .collect()
}
