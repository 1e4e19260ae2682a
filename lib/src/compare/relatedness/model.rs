//! How the measures make a class.
//!
//! The weights are those of a multinomial logistic regression with a ridge, learned in November 2026 by the example
//! `fit_relatedness` from the 392 pairs with differing words among the 472 pairs of subsections of bills judged by people
//! that Kim et al. published (EMNLP 2021, `val_sub_sec_pairs.csv`). Learned from nine tenths and tried on the last tenth, over
//! twenty ways to divide: accuracy 0.895 ± 0.005, macro-F1 0.814 ± 0.007. Six measures do as well as sixty.

use super::Class;
use super::measures::MEASURES;

/// Mean of each measure.
const CENTRE: [f64; MEASURES] = [0.4459, 0.5117, 0.4211, 2.5308, 3.9062, 4.7090];
/// Standard deviation of each measure.
const SPREAD: [f64; MEASURES] = [0.2902, 0.2950, 0.2925, 1.0566, 0.7575, 1.4985];
/// Of each class for each measure, and a constant.
const WEIGHTS: [[f64; MEASURES + 1]; 4] = [
    [-1.1917, -1.4034, -1.6506, -0.8726, -0.8974, 0.7306, 2.6371],
    [-0.8250, -0.1695, -0.2212, -0.0192, -0.0109, 0.5939, 2.1880],
    [0.8802, 0.9436, 0.0875, 0.4615, 0.5998, 0.4740, -0.0078],
    [1.1366, 0.6293, 1.7843, 0.4302, 0.3084, -1.7985, -4.8174],
];
/// How much more than its share each class weighed in learning.
const FAVOUR: [f64; 4] = [1.0, 2.0, 1.2, 1.2];
/// Standard deviations from the mean behind which a measure says no more: nothing of the kind was learned from.
const FARTHEST: f64 = 4.0;

/// Nobody called almost identical what keeps less than three quarters of its words in order (the least was 0.78).
const ALMOST: f64 = 0.75;

/// The class that does best by every class alike, and how likely it is; classes of which there are few are chosen a little
/// sooner than they are likely.
pub(super) fn judge(measures: &[f64; MEASURES]) -> (Class, f64) {
    let kept = measures.first().copied().unwrap_or(0.0);
    let mut scores = [0.0; 4];
    for (score, weights) in scores.iter_mut().zip(&WEIGHTS) {
        let terms = measures.iter().zip(&CENTRE).zip(&SPREAD).zip(weights);
        *score = weights.last().copied().unwrap_or(0.0);
        for (((value, centre), spread), weight) in terms {
            *score += ((value - centre) / spread).clamp(-FARTHEST, FARTHEST) * weight;
        }
    }
    if kept < ALMOST {
        let [.., almost] = &mut scores;
        *almost = f64::NEG_INFINITY;
    }
    let likelihoods = scores.iter().zip(FAVOUR).map(|(score, favour)| score.exp() / favour);
    let total: f64 = likelihoods.clone().sum();
    let classes = Class::ALL.iter().zip(scores).zip(likelihoods);
    let best = classes.max_by(|((_, a), _), ((_, b), _)| a.total_cmp(b));
    best.map_or((Class::Unrelated, 1.0), |((class, _), likelihood)| (*class, likelihood / total))
}
