//! Tables of contents, wherever they stand: headings one after the other, with nothing between them, that stand in the text
//! as well.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::evidence;
use super::numeral::Value;
use super::row::Row;
use super::solve::Candidate;
use super::word;

/// Fewest headings that make a table of contents.
const FEWEST: usize = 5;
/// An entry is no longer than this.
const LONGEST: usize = 160;

/// Finds tables of contents, takes the weight from the labels in them, and gives for each row whether it belongs to one.
pub(crate) fn find(rows: &[Row], candidates: &mut [Candidate], text: &str) -> Vec<bool> {
    let mut inside = vec![false; rows.len()];
    for (from, to) in by_numbers(rows, candidates, text).into_iter().chain(by_words(rows, text)) {
        inside.iter_mut().take(to + 1).skip(from).for_each(|place| *place = true);
        // Candidates stand in the order of their rows.
        let first = candidates.partition_point(|c| c.row < from);
        for candidate in candidates.iter_mut().skip(first).take_while(|c| c.row <= to) {
            candidate.evidence = NONE;
        }
    }
    inside
}

/// Evidence that no numbering can outweigh.
const NONE: i32 = -10_000;

/// Runs of rows by their first and last: headings with a word and a number, most of which stand elsewhere again.
fn by_numbers(rows: &[Row], candidates: &[Candidate], text: &str) -> Vec<(usize, usize)> {
    let worded: Vec<(usize, Option<(u8, Value)>)> = candidates
        .iter()
        .filter_map(|c| Some((c.row, c.label.word?, c.label.readings.first())))
        .map(|(row, word, reading)| (row, reading.map(|r| (word.row, r.value))))
        .collect();
    let row_of = |n: usize| worded.get(n).map_or(0, |(row, _)| *row);
    let words = |row: &Row| text.get(row.start..row.end).unwrap_or("");
    let adjacent = |a: usize, b: usize| {
        let between = rows.get(a + 1..b).unwrap_or(&[]);
        let entry = rows.get(a).map_or("", words).trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        // Between two entries there is at most a title, never a sentence.
        between.len() <= 2
            && between.iter().all(|r| r.label.is_none() && r.end - r.start < 90 && !words(r).ends_with(['.', ';', ':']))
            && !entry.ends_with([';', ':'])
            && rows.get(a).is_none_or(|r| !is_sentence(r, text))
    };
    let mut places: FxHashMap<_, (usize, usize)> = FxHashMap::default();
    for (row, key) in &worded {
        if let Some(key) = key {
            places.entry(*key).and_modify(|p| p.1 = *row).or_insert((*row, *row));
        }
    }
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=worded.len() {
        if at < worded.len() && adjacent(row_of(at - 1), row_of(at)) {
            continue;
        }
        let mut end = at;
        // The text itself may begin right behind the last entry: then its first heading is the first entry once more.
        let first = worded.get(start).and_then(|(_, key)| *key);
        let repeats = |n: &usize| worded.get(*n).is_some_and(|w| w.1 == first);
        if let Some(again) = (start + FEWEST..at).rev().take(4).find(repeats) {
            // Several articles with nothing between them are entries still: those of an annex.
            let is_article = |w: &&(usize, Option<(u8, Value)>)| w.1.is_some_and(|(row, _)| word::is_article(row));
            let articles = worded.get(again..at).unwrap_or(&[]).iter().filter(is_article).count();
            end = if articles < 2 { again } else { at };
        }
        let members = worded.get(start..end).unwrap_or(&[]);
        let (first_row, last_row) = (row_of(start), row_of(end.saturating_sub(1)));
        let again = members
            .iter()
            .filter_map(|(_, key)| key.and_then(|k| places.get(&k)))
            .filter(|(first, last)| *last > last_row || *first < first_row)
            .count();
        if members.len() >= FEWEST && again * 10 >= members.len() * 7 {
            runs.push((first_row, last_row));
        }
        start = at;
    }
    runs
}

/// Runs of short rows whose words stand elsewhere again, in the same order and far apart: entries with bare numbers, and
/// entries without any.
fn by_words(rows: &[Row], text: &str) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    let keys: Vec<Option<u64>> = rows.iter().map(|row| key(row, text)).collect();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            places.entry(*key).and_modify(|p| p.1 = at).or_insert((at, at));
        }
    }
    // Where else the words of a row stand.
    let twin = |at: usize| {
        let (first, last) = keys.get(at).copied().flatten().and_then(|k| places.get(&k)).copied()?;
        (first != last).then_some(if last > at { last } else { first })
    };
    let mut runs = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(first) = twin(at) else {
            at += 1;
            continue;
        };
        let (mut members, mut misses, mut end, mut last) = (1, 0, at, first);
        let (mut low, mut high, mut disorder) = (first, first, 0);
        let mut seen: FxHashSet<u64> = keys.get(at).copied().flatten().into_iter().collect();
        for next in at + 1..rows.len() {
            if keys.get(next).copied().flatten().is_some_and(|k| !seen.insert(k)) {
                // An entry comes but once: here the text begins.
                break;
            }
            match twin(next) {
                Some(place) => {
                    (members, misses, end) = (members + 1, 0, next);
                    disorder += usize::from(place <= last);
                    (last, low, high) = (place, low.min(place), high.max(place));
                }
                None if misses < 2 && rows.get(next).is_some_and(|r| is_entry(r, text)) => misses += 1,
                None => break,
            }
        }
        let length = end + 1 - at;
        let elsewhere = low > end || high < at;
        if members >= FEWEST
            && members * 10 >= length * 8
            && disorder * 5 <= members
            && elsewhere
            && high - low >= 2 * length
        {
            runs.push((at, end));
        }
        at = end + 1;
    }
    runs
}

/// Whether the words behind a label are a sentence, or go on with one.
fn is_sentence(row: &Row, text: &str) -> bool {
    let words = text.get(row.start..row.end).unwrap_or("");
    row.label.as_ref().is_some_and(|label| evidence::rest_of(words, label).is_sentence())
}

/// Whether a row can be an entry: a title, with or without a number before it, and no sentence.
fn is_entry(row: &Row, text: &str) -> bool {
    let words = text.get(row.start..row.end).unwrap_or("");
    if words.len() > LONGEST || row.table {
        return false;
    }
    let title = match &row.label {
        Some(label) => evidence::rest_of(words, label),
        None => evidence::rest(words),
    };
    let leaders = words.contains("....") || words.contains('…');
    title.is_empty() || leaders || title.is_title()
}

/// What is the same in an entry and in the heading it stands for: letters and digits, without leaders and page numbers.
fn key(row: &Row, text: &str) -> Option<u64> {
    let words = text.get(row.start..row.end)?;
    // Most rows are sentences, and most of these are told without a look at their words.
    let opens = words.starts_with(|c: char| !c.is_lowercase());
    if !opens || words.ends_with([';', ',', ':']) || (words.ends_with('.') && words.len() > 80) || !is_entry(row, text)
    {
        return None;
    }
    let entry = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let leaders = entry.trim_end_matches([' ', '.', '…', '·', '_', '\t']);
    // "Section 5" is no entry with a page number: leaders or a wide gap stand before one.
    let paged = entry.len() < words.len() && (entry.len() - leaders.len() >= 3 || entry.ends_with('\t'));
    let words = if paged { leaders } else { words };
    let mut hasher = FxHasher::default();
    let mut letters = 0;
    for c in words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        letters += usize::from(c.is_alphabetic());
        c.hash(&mut hasher);
    }
    (letters >= 5).then(|| hasher.finish())
}
