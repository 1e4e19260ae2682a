//! How much of a formula a wording is.
//!
//! Each equal word of a passage tells something of borrowing: `ln(p(the commonest word) / p(word))`, the rarer the more,
//! divided by the number of families beyond the first that have the row of six words it begins. The sum is the passage's
//! evidence `E`, and its formula weight is `1 / (1 + E / 25)`: near 1 for a few common words or for a clause that everybody
//! has, near 0 for a long clause that two families have alone. `p` is the word's share of all words, where each family of
//! texts counts as one text. It says how little a wording proves, not that nobody borrowed it.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::families::families;
use super::seeds::{ROW, Rows, hashes};
use super::words::{Corpus, Row};

/// The evidence at which a wording is as much formula as finding. On alignments of bills that people have labelled, nine of
/// ten boilerplate ones have less and nine of ten others have more.
const HALF: f64 = 25.0;

/// Weights of all words of a corpus.
pub(super) struct Formula<'c> {
    corpus: &'c Corpus,
    rows: &'c Rows,
    /// What each different word tells.
    words: Vec<f32>,
}

impl<'c> Formula<'c> {
    pub(super) fn new(corpus: &'c Corpus, rows: &'c Rows, families: &[u32]) -> Formula<'c> {
        let mut counts = vec![0.5_f64; corpus.distinct];
        for (text, part) in (0..).zip(parts(families)) {
            for word in corpus.row(text) {
                if let Some(count) = counts.get_mut(*word as usize) {
                    *count += part;
                }
            }
        }
        let most = counts.iter().copied().fold(1.0, f64::max);
        let words = counts.iter().map(|count| (most / count).ln() as f32).collect();
        Formula { corpus, rows, words }
    }

    /// The formula weight of a passage by its runs, and how many families have its commonest row of words.
    pub(super) fn of(&self, runs: &[(u32, u32, u32)]) -> (f64, u8) {
        let mut evidence = 0.0;
        let mut most = 1;
        for (a, _, words) in runs {
            let mut families = 1;
            for at in *a..a + words {
                // The last words of a run begin rows that the run does not hold.
                if at + ROW as u32 <= a + words {
                    families = self.rows.families(at);
                    most = most.max(families);
                }
                let told = self.words.get(self.corpus.word(at) as usize).copied().unwrap_or(0.0);
                evidence += told / f32::from((families - 1).max(1));
            }
        }
        (weight(f64::from(evidence)), most)
    }
}

/// What each text counts, so that a family counts as one.
fn parts(families: &[u32]) -> Vec<f64> {
    let mut sizes = vec![0_u32; families.len()];
    for family in families {
        if let Some(size) = sizes.get_mut(*family as usize) {
            *size += 1;
        }
    }
    families.iter().map(|family| 1.0 / f64::from(sizes.get(*family as usize).copied().unwrap_or(1).max(1))).collect()
}

/// The formula weight of some evidence.
fn weight(evidence: f64) -> f64 {
    1.0 / (1.0 + evidence / HALF)
}

/// What is known of wordings from some texts, to weigh any two stretches of words by.
pub struct Wordings {
    /// What each word tells, by its number everywhere.
    words: FxHashMap<u32, f32>,
    /// What a word tells that no text has.
    unknown: f32,
    /// Rows of six words that several families have, and how many.
    rows: FxHashMap<u64, u32>,
}

/// Words of the longest stretch that is weighed whole.
const LONGEST: usize = 4000;

impl Wordings {
    /// Takes note of the words of some texts.
    #[must_use]
    pub fn of(texts: &[&str]) -> Wordings {
        let rows: Vec<Vec<u32>> = texts.par_iter().map(|text| Row::cut(text, &[]).everywhere()).collect();
        let families = families(rows.len(), |text| rows.get(text as usize).map_or(&[], Vec::as_slice));
        let mut counts: FxHashMap<u32, f64> = FxHashMap::default();
        // The family that had a row last, and how many had it: texts come family by family.
        let mut held: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        let mut order: Vec<(u32, (&Vec<u32>, f64))> =
            families.iter().copied().zip(rows.iter().zip(parts(&families))).collect();
        order.sort_by_key(|text| text.0);
        for (family, (row, part)) in order {
            for word in row {
                *counts.entry(*word).or_insert(0.5) += part;
            }
            for hash in hashes(row, ROW) {
                let (last, count) = held.entry(hash).or_insert((family, 1));
                if *last != family {
                    (*last, *count) = (family, *count + 1);
                }
            }
        }
        let most = counts.values().copied().fold(1.0, f64::max);
        let told = |count: f64| (most / count).ln() as f32;
        Wordings {
            words: counts.into_iter().map(|(word, count)| (word, told(count))).collect(),
            unknown: told(0.5),
            rows: held.into_iter().filter(|(_, (_, count))| *count > 1).map(|(hash, (_, n))| (hash, n)).collect(),
        }
    }

    /// How much of a formula it is what two stretches have in common, 0 to 1, by the same rule as that of a passage. Of very
    /// long stretches only the first 4,000 words are looked at.
    #[must_use]
    pub fn formula(&self, a: &str, b: &str) -> f64 {
        let row = |text: &str| {
            let mut row = Row::cut(text, &[]).everywhere();
            row.truncate(LONGEST);
            row
        };
        let (a, b) = (row(a), row(b));
        let rows: Vec<u32> = hashes(&a, ROW).map(|hash| self.rows.get(&hash).copied().unwrap_or(1)).collect();
        let (mut evidence, mut families, mut last) = (0.0, 1, None);
        for at in equal_in_order(&a, &b) {
            // As in a passage: the last words of a run begin rows that the run does not hold.
            let goes_on = last.is_some_and(|last: usize| last + 1 == at);
            match rows.get(at).filter(|held| **held > 1) {
                Some(held) => families = *held,
                None if !goes_on => families = 1,
                None => {}
            }
            last = Some(at);
            let told = a.get(at).and_then(|word| self.words.get(word)).copied().unwrap_or(self.unknown);
            evidence += told / (families - 1).max(1) as f32;
        }
        weight(f64::from(evidence))
    }
}

/// Places in `a` of the most words that both have in the same order.
fn equal_in_order(a: &[u32], b: &[u32]) -> Vec<usize> {
    let width = b.len() + 1;
    let mut lengths = vec![0_u16; (a.len() + 1) * width];
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let at = |i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
            let best = if x == y { at(i + 1, j + 1) + 1 } else { at(i + 1, j).max(at(i, j + 1)) };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let at = |i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            places.push(i);
            (i, j) = (i + 1, j + 1);
        } else if at(i + 1, j) >= at(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}
