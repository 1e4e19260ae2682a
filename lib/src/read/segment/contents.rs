//! Tables of contents: headings one after the other, with nothing between them, that come again later.

use rustc_hash::FxHashMap;

use super::row::Row;
use super::solve::Candidate;

/// Fewest headings that make a table of contents.
const FEWEST: usize = 5;

/// Finds tables of contents, takes the weight from the labels in them, and gives for each row whether it belongs to one.
pub(crate) fn find(rows: &[Row], candidates: &mut [Candidate], text: &str) -> Vec<bool> {
    let mut inside = vec![false; rows.len()];
    let key = |c: &Candidate| {
        let word = c.label.word?;
        Some((word.row, c.label.readings.first()?.value))
    };
    let mut last: FxHashMap<_, usize> = FxHashMap::default();
    for candidate in candidates.iter() {
        if let Some(key) = key(candidate) {
            last.insert(key, candidate.row);
        }
    }
    let worded: Vec<usize> =
        (0..candidates.len()).filter(|n| candidates.get(*n).is_some_and(|c| c.label.word.is_some())).collect();
    let at_row: Vec<usize> = candidates.iter().map(|c| c.row).collect();
    let row_of = |n: usize| at_row.get(n).copied().unwrap_or(0);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for at in 1..=worded.len() {
        let adjacent = at < worded.len() && {
            let (a, b) = (worded.get(at - 1).copied().unwrap_or(0), worded.get(at).copied().unwrap_or(0));
            let between = rows.get(row_of(a) + 1..row_of(b)).unwrap_or(&[]);
            // Between two entries there is at most a title, never a sentence.
            between.len() <= 2
                && between.iter().all(|r| {
                    r.label.is_none()
                        && r.end - r.start < 90
                        && !text.get(r.start..r.end).unwrap_or("").ends_with(['.', ';', ':'])
                })
                && !text
                    .get(rows.get(row_of(a)).map_or(0..0, |r| r.start..r.end))
                    .unwrap_or("")
                    .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
                    .ends_with([';', ':'])
        };
        if !adjacent {
            if at - start >= FEWEST {
                runs.push((start, at));
            }
            start = at;
        }
    }
    for (from, to) in runs {
        let members = worded.get(from..to).unwrap_or(&[]);
        let end_row = members.last().map_or(0, |n| row_of(*n));
        let again = members
            .iter()
            .filter(|n| candidates.get(**n).and_then(key).and_then(|k| last.get(&k)).is_some_and(|l| *l > end_row))
            .count();
        if again * 10 < members.len() * 7 {
            continue;
        }
        let start_row = members.first().map_or(0, |n| row_of(*n));
        for place in inside.iter_mut().take(end_row + 1).skip(start_row) {
            *place = true;
        }
        // Candidates stand in the order of their rows.
        let first = candidates.partition_point(|c| c.row < start_row);
        for candidate in candidates.iter_mut().skip(first).take_while(|c| c.row <= end_row) {
            candidate.evidence = NONE;
        }
    }
    inside
}

/// Evidence that no numbering can outweigh.
const NONE: i32 = -10_000;
