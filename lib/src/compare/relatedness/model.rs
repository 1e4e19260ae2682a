//! The weights.

use super::Class;
use super::measures::MEASURES;

const CENTRE: [f64; MEASURES] = [0.0; MEASURES];
const SPREAD: [f64; MEASURES] = [1.0; MEASURES];
const WEIGHTS: [[f64; MEASURES + 1]; 4] = [[0.0; MEASURES + 1]; 4];
const FARTHEST: f64 = 4.0;

/// The likeliest class, and how likely it is.
pub(super) fn judge(measures: &[f64; MEASURES]) -> (Class, f64) {
    let scores = WEIGHTS.map(|weights| {
        let terms = measures.iter().zip(&CENTRE).zip(&SPREAD).zip(&weights);
        let sum: f64 = terms
            .map(|(((value, centre), spread), weight)| ((value - centre) / spread).clamp(-FARTHEST, FARTHEST) * weight)
            .sum();
        sum + weights.last().copied().unwrap_or(0.0)
    });
    let total: f64 = scores.iter().map(|score| score.exp()).sum();
    let likelihoods = Class::ALL.iter().zip(scores).map(|(class, score)| (*class, score.exp() / total));
    likelihoods.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((Class::Unrelated, 1.0))
}
