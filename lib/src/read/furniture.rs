//! Running heads and page numbers that came along in a plain text.
//!
//! A line is furniture if it returns, but for its digits, at the rhythm of pages: at least three times, never twice within a
//! few lines, at gaps that are alike. Headings and sentences return too, but not at that rhythm. What is found is marked and
//! reported, never removed.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, FileId, FileSet};

use super::extract::{Extract, Role};
use super::segment;

/// A page has at least and at most this many lines.
const SHORTEST_PAGE: usize = 18;
const LONGEST_PAGE: usize = 140;
const LONGEST: usize = 100;

/// Marks running heads, feet and page numbers of a text that has lines but no pages.
pub(super) fn mark(extract: &mut Extract) {
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut folded = String::new();
    for (number, line) in extract.lines.iter().enumerate() {
        let words = extract.text.get(line.span.clone()).unwrap_or("").trim();
        if line.role != Role::Body || words.is_empty() || words.len() > LONGEST || !may_be(words) {
            continue;
        }
        folded.clear();
        let mut digit = false;
        for c in words.chars() {
            if c.is_ascii_digit() {
                if !digit {
                    folded.push('#');
                }
                digit = true;
            } else {
                digit = false;
                folded.push(c);
            }
        }
        match places.get_mut(folded.as_str()) {
            Some(list) => list.push(number),
            None => {
                places.insert(folded.clone(), vec![number]);
            }
        }
    }
    let mut found: Vec<usize> = Vec::new();
    for (shape, at) in &places {
        if at.len() >= 3
            && rhythmic(at, extract.lines.len())
            && (shape.chars().any(char::is_alphabetic) || counts_up(extract, at))
        {
            found.extend(at);
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_unstable();
    for number in &found {
        if let Some(line) = extract.lines.get_mut(*number) {
            line.role = Role::Furniture;
        }
    }
    let first = found.first().and_then(|n| extract.lines.get(*n)).map(|l| l.span.clone()).unwrap_or_default();
    let span = FileSet::default().span(FileId::default(), first);
    extract.diagnostics.push(Diagnostic::note(
        "page-furniture",
        span,
        format!("{} lines are running heads or page numbers and stand in no unit", found.len()),
    ));
}

/// Whether a line can be furniture at all: no sentence, no label of a unit.
fn may_be(words: &str) -> bool {
    let sentence = words.ends_with([';', ':', ',']) || (words.ends_with('.') && words.split(' ').nth(3).is_some());
    !sentence && !segment::is_heading_label(words)
}

/// Whether lines return at the rhythm of pages, and through most of the text.
fn rhythmic(at: &[usize], lines: usize) -> bool {
    let mut gaps: Vec<usize> = at.windows(2).map(|w| w.last().unwrap_or(&0) - w.first().unwrap_or(&0)).collect();
    gaps.sort_unstable();
    let Some(median) = gaps.get(gaps.len() / 2).copied() else { return false };
    let alike = gaps.iter().filter(|g| **g * 4 >= median * 3 && **g * 3 <= median * 4).count();
    let span = at.last().unwrap_or(&0) - at.first().unwrap_or(&0);
    gaps.first().is_some_and(|g| *g >= SHORTEST_PAGE)
        && median <= LONGEST_PAGE
        && alike * 10 >= gaps.len() * 7
        && span * 2 > lines
}

/// Whether the first number on the lines grows by one from line to line, as page numbers do.
fn counts_up(extract: &Extract, at: &[usize]) -> bool {
    let number = |line: &usize| -> Option<u64> {
        let words = extract.lines.get(*line).map(|l| extract.words(l))?;
        words.split(|c: char| !c.is_ascii_digit()).find(|d| !d.is_empty())?.parse().ok()
    };
    let numbers: Vec<Option<u64>> = at.iter().map(number).collect();
    let steps = numbers.windows(2).filter(|w| matches!(w, [Some(a), Some(b)] if *b > *a && *b - *a <= 2)).count();
    steps * 10 >= numbers.len().saturating_sub(1) * 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::format;
    use crate::read::{Format, Revisions};

    #[test]
    fn running_heads_are_marked_and_repeated_headings_are_not() {
        let mut text = String::new();
        for page in 1..6 {
            for line in 0..40 {
                text.push_str(&format!("words of the model agreement, number {line} of a page\n"));
                if line % 13 == 0 {
                    text.push_str("Definitions\n");
                }
            }
            text.push_str(&format!("{page}/5\nModel agreement, A/{page}\n"));
        }
        let mut extract = format::extract(Format::Plain, text.as_bytes(), Revisions::Accepted);
        mark(&mut extract);
        let marked: Vec<&str> =
            extract.lines.iter().filter(|l| l.role == Role::Furniture).map(|l| extract.words(l)).collect();
        assert_eq!(marked.len(), 10, "{marked:?}");
        assert!(!marked.contains(&"Definitions"));
    }
}
