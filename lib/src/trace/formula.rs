//! How much of a formula a wording is.
//!
//! Each equal word of a passage tells something of borrowing: `ln(p(the commonest word) / p(word))`, the rarer the more,
//! divided by the number of families beyond the first that have the row of six words it begins. The sum is the passage's
//! evidence `E`, and its formula weight is `1 / (1 + E / 25)`: near 1 for a few common words or for a clause that everybody
//! has, near 0 for a long clause that two families have alone. `p` is the word's share of all words, where each family of
//! texts counts as one text. It says how little a wording proves, not that nobody borrowed it.

use super::chain::Stretch;
use super::seeds::{ROW, Rows};
use super::words::Corpus;

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
        let mut sizes = vec![0_u32; families.len()];
        for family in families {
            if let Some(size) = sizes.get_mut(*family as usize) {
                *size += 1;
            }
        }
        let mut counts = vec![0.5_f64; corpus.distinct];
        for (text, family) in (0..).zip(families) {
            let part = 1.0 / f64::from(sizes.get(*family as usize).copied().unwrap_or(1).max(1));
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

    /// The formula weight of a passage, and how many families have its commonest row of words.
    pub(super) fn of(&self, stretch: &Stretch) -> (f64, u8) {
        let mut evidence = 0.0;
        let mut most = 1;
        for (a, _, words) in &stretch.runs {
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

/// The formula weight of some evidence.
pub(super) fn weight(evidence: f64) -> f64 {
    1.0 / (1.0 + evidence / HALF)
}
