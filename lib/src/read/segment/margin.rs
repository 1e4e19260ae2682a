//! Numbers that run down the margin of a whole text, before the numbers of its paragraphs: `30 2. This Constitution …`.
//!
//! The International Telecommunication Union numbers the provisions of its instruments so. The margin number is part of the
//! label as printed, but it is not the number of the paragraph.

use super::label::{self, Label};
use super::row::Row;

/// Fewest rows that prove a margin.
const FEWEST: usize = 15;

/// Looks behind the margin numbers of a text that has them.
pub(crate) fn mark(rows: &mut [Row], text: &str) {
    let words = |row: &Row| text.get(row.start..row.end).unwrap_or("").to_owned();
    let found: Vec<(usize, u32, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.table && !row.certain && row.label.as_ref().is_none_or(|l| l.word.is_none()))
        .filter_map(|(at, row)| margin(text.get(row.start..row.end)?).map(|(number, end)| (at, number, end)))
        .collect();
    let (mut chain, mut last) = (Vec::new(), 0);
    for (at, number, end) in &found {
        if *number >= last && *number <= last + 3 {
            chain.push((*at, *end));
            last = *number;
        }
    }
    // Numbered paragraphs count up as well: it takes labels behind the numbers to make a margin of them.
    let doubled = chain
        .iter()
        .filter(|(at, end)| rows.get(*at).is_some_and(|r| label::label(words(r).get(*end..).unwrap_or("")).is_some()))
        .count();
    if chain.len() < FEWEST || chain.len() * 10 < found.len() * 7 || doubled * 5 < chain.len() {
        return;
    }
    for (at, end) in chain {
        let Some(row) = rows.get_mut(at) else { continue };
        let inner = words(row).get(end..).and_then(label::label).filter(|l| l.word.is_none());
        row.label = inner.map(|l| Label { number: (l.number.0 + end, l.number.1 + end), end: l.end + end, ..l });
    }
}

/// The margin number at the beginning of a row, and where the words behind it begin: `30 `, `145A `, `20 PP-98 `.
fn margin(words: &str) -> Option<(u32, usize)> {
    // Emphasis that was typed: "*30* 2. This Constitution".
    let lead = words.len() - words.trim_start_matches(['*', '_']).len();
    let digits = words.get(lead..)?.find(|c: char| !c.is_ascii_digit()).filter(|n| (1..=4).contains(n))?;
    let number = words.get(lead..lead + digits)?.parse().ok()?;
    let rest = words.get(lead + digits..)?;
    let inner = rest.trim_start_matches(|c: char| c.is_ascii_uppercase() || matches!(c, '*' | '_'));
    let behind = inner.trim_start();
    if inner.len() == behind.len() || behind.is_empty() || rest.len() - inner.len() > 3 {
        return None;
    }
    // The conference that made or changed the provision: "PP-98".
    let first = behind.split_whitespace().next().unwrap_or("");
    let edition = first.contains('-')
        && first
            .trim_end_matches(['*', '_'])
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    let behind = if edition { behind.get(first.len()..)?.trim_start() } else { behind };
    Some((number, words.len() - behind.len()))
}
