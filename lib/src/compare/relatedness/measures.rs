//! What is measured of two texts to tell how related they are.

use rustc_hash::FxHashMap;

use super::super::align::similar;
use super::runs::{self, Common};

/// How many measures there are.
pub const MEASURES: usize = 6;

/// Words of the shortest and of the longest texts that the weights were learned from.
const PROVISION: (f64, f64) = (31.0, 400.0);

/// Words from which on a run is worth a reader's eye.
const RUN: usize = 5;

/// Counts of two texts, of one pair of rows or of several together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Counts {
    /// Words of each text.
    pub(super) words: (usize, usize),
    /// Weight of these words.
    pub(super) weight: (u64, u64),
    /// Words in common in order.
    pub(super) common: usize,
    /// Weight of the words in common in any order.
    pub(super) shared: u64,
    /// Words of the longest run.
    pub(super) longest: usize,
    /// Stretches of common runs.
    pub(super) runs: usize,
}

impl Counts {
    /// Counts the words of both texts, with nothing in common yet.
    pub(super) fn of<'a>(
        left: impl Iterator<Item = &'a [u32]>,
        right: impl Iterator<Item = &'a [u32]>,
        weights: &[u8],
    ) -> Counts {
        let (left, right) = (sum(left, weights), sum(right, weights));
        Counts { words: (left.0, right.0), weight: (left.1, right.1), ..Counts::default() }
    }

    /// Counts what two rows have in common, and says where their longest run stands if it is the longest so far.
    /// `common` is what [`similar::common`] found.
    pub(super) fn add(&mut self, left: &[u32], right: &[u32], common: usize, weights: &[u8]) -> Option<Common> {
        self.common += common;
        self.shared += shared(left, right, weights);
        self.runs += runs::stretches(left, right, RUN);
        let run = runs::longest(left, right, self.longest);
        self.longest = run.map_or(self.longest, |run| run.words);
        run
    }

    /// Share of the words kept in order.
    pub(super) fn kept(&self) -> f64 {
        similar::share(self.common, self.words.0, self.words.1)
    }

    /// The measures, each the same whichever text stands left.
    ///
    /// Three shares and three logarithms of counts. Bills repeat forms ("not later than 180 days after"): what is formula is
    /// told from what is matter by long words, and a chance likeness from a copied one by its longest run. Of
    /// texts longer or shorter than any learned from, the counts are those of a provision with the same shares: one word of
    /// three is not a small difference because it is one word.
    pub(super) fn measures(&self) -> [f64; MEASURES] {
        let (least, most) = (self.words.0.min(self.words.1), self.words.0.max(self.words.1));
        let heavy = self.weight.0.max(self.weight.1);
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let most = most.max(1) as f64;
        let scale = most.clamp(PROVISION.0, PROVISION.1) / most;
        let log = |count: usize| (count as f64 * scale).ln_1p();
        [
            self.kept(),
            ratio(self.common as f64, least as f64),
            ratio(self.shared as f64, heavy as f64),
            log(self.longest),
            log(self.common),
            log((self.words.0 + self.words.1).saturating_sub(2 * self.common)),
        ]
    }
}

fn sum<'a>(rows: impl Iterator<Item = &'a [u32]>, weights: &[u8]) -> (usize, u64) {
    rows.fold((0, 0), |(words, weight), row| {
        (words + row.len(), weight + row.iter().map(|word| weight_of(*word, weights)).sum::<u64>())
    })
}

fn weight_of(word: u32, weights: &[u8]) -> u64 {
    weights.get(word as usize).copied().unwrap_or(0).into()
}

/// Weight of the words that two rows share in any order.
fn shared(left: &[u32], right: &[u32], weights: &[u8]) -> u64 {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for word in left {
        *counts.entry(*word).or_default() += 1;
    }
    let mut shared = 0;
    for word in right {
        if let Some(rest) = counts.get_mut(word).filter(|rest| **rest > 0) {
            *rest -= 1;
            shared += weight_of(*word, weights);
        }
    }
    shared
}
