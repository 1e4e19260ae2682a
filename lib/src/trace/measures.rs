//! Measures of shared wording that the literature on agreements uses, each as its source defines it.
//!
//! In: texts cut into words or letters ([`Worded`], [`Lettered`]). Out: shares from 0 to 1. They know nothing of passages or
//! formulas, so that published tables can be made again with them.
//!
//! ```
//! use servanda::trace::measures::{Lettered, Worded};
//!
//! let old = Worded::of("Each Party shall take the measures listed in the annex.");
//! let new = Worded::of("Every State shall take the measures listed in the annex below.");
//! assert_eq!(old.taken_into(&new), 0.8, "eight of ten words stand in runs of six or more");
//! assert_eq!(Lettered::of("The Parties").jaccard(&Lettered::of("the parties")), 1.0);
//! ```

use rustc_hash::FxHashSet;

use super::seeds::{ROW, hashes};
use super::words::Row;
use crate::text;

/// A text as words, for measures of copied runs.
#[derive(Debug, Clone)]
pub struct Worded {
    words: usize,
    rows: Vec<u64>,
    set: FxHashSet<u64>,
}

impl Worded {
    /// Cuts a text into words. Case, punctuation, hyphens and apostrophes do not count; numbers do.
    #[must_use]
    pub fn of(text: &str) -> Worded {
        let row = Row::cut(text, &[]).everywhere();
        let rows: Vec<u64> = hashes(&row, ROW).collect();
        Worded { words: row.len(), set: rows.iter().copied().collect(), rows }
    }

    /// How many words it has.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words
    }

    /// Words of this text that stand in runs of at least six words which the other text has word for word.
    ///
    /// The measure of Allee and Lugg, "Who wrote the rules for the Trans-Pacific Partnership?" (Research & Politics, 2016),
    /// made with WCopyfind: shortest phrase six words, no imperfections bridged. A run counts wherever it stands in the other
    /// text, and as often as it stands in this one.
    #[must_use]
    pub fn words_in(&self, other: &Worded) -> usize {
        self.covered(|row| other.set.contains(row))
    }

    /// As [`Worded::words_in`], as a share of this text's words: of an older agreement, the share that a newer one takes.
    #[must_use]
    pub fn taken_into(&self, newer: &Worded) -> f64 {
        self.words_in(newer) as f64 / self.words.max(1) as f64
    }

    fn covered(&self, shared: impl Fn(&u64) -> bool) -> usize {
        let (mut covered, mut reached) = (0, 0);
        for (at, _) in self.rows.iter().enumerate().filter(|(_, row)| shared(row)) {
            covered += at + ROW - reached.max(at);
            reached = at + ROW;
        }
        covered
    }
}

/// A text as letters, for measures of likeness.
#[derive(Debug, Clone)]
pub struct Lettered {
    set: FxHashSet<u64>,
}

/// Letters of a piece.
const LETTERS: usize = 5;

impl Lettered {
    /// Cuts a text into pieces of five characters: small letters and digits, all else one blank.
    #[must_use]
    pub fn of(words: &str) -> Lettered {
        let letters: Vec<char> = text::fold(words).chars().collect();
        // 21 bits hold a character, so three of them fill a number; five are mixed into one.
        let piece = |five: &[char]| {
            five.iter()
                .fold(0_u64, |hash, c| (hash.rotate_left(13) ^ u64::from(*c)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        };
        Lettered { set: letters.windows(LETTERS).map(piece).collect() }
    }

    /// Different pieces of five characters that both have, as a share of those that either has.
    ///
    /// The measure of Alschner and Skougarevskiy, "Mapping the universe of international investment agreements" (Journal of
    /// International Economic Law 19(3), 2016); its distance is one less this. Two texts without a piece are not alike.
    #[must_use]
    pub fn jaccard(&self, other: &Lettered) -> f64 {
        let (small, large) = if self.set.len() <= other.set.len() { (self, other) } else { (other, self) };
        let both = small.set.iter().filter(|piece| large.set.contains(*piece)).count();
        both as f64 / (self.set.len() + other.set.len() - both).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_six_words_count_and_shorter_ones_do_not() {
        let a = Worded::of("one two three four five six seven, and other things");
        assert_eq!(a.words(), 10);
        assert_eq!(a.words_in(&Worded::of("zero One two three four five SIX seven eight")), 7);
        assert_eq!(a.words_in(&Worded::of("one two three four five")), 0);
        assert_eq!(a.taken_into(&a), 1.0);
        assert_eq!(Worded::of("").taken_into(&a), 0.0);
    }

    #[test]
    fn likeness_is_of_different_pieces() {
        let likeness = |a: &str, b: &str| Lettered::of(a).jaccard(&Lettered::of(b));
        // "abcde", "bcdef" and "bcdef", "cdefg".
        assert_eq!(likeness("abcdef", "BCDEFG"), 1.0 / 3.0);
        assert_eq!(likeness("States,  Parties", "states parties"), 1.0);
        assert_eq!(likeness("", ""), 0.0);
    }
}
