//! Counting rows by what they name.

use rustc_hash::FxHashMap;

/// How many rows name each word. A row counts once, however often it names a word.
#[derive(Default)]
pub(super) struct Tally<'a> {
    /// With the row that was counted last.
    counts: FxHashMap<&'a str, (usize, usize)>,
}

impl<'a> Tally<'a> {
    /// Counts a word that a row names. Rows are numbered from 1 and come one after the other.
    pub(super) fn add(&mut self, row: usize, word: &'a str) {
        let (count, last) = self.counts.entry(word).or_default();
        *count += usize::from(*last != row);
        *last = row;
    }

    /// How many rows name a word.
    pub(super) fn of(&self, word: &str) -> usize {
        self.counts.get(word).map_or(0, |(count, _)| *count)
    }

    /// Every word that is named, with its count.
    pub(super) fn counts(self) -> impl Iterator<Item = (&'a str, usize)> {
        self.counts.into_iter().map(|(word, (count, _))| (word, count))
    }
}
