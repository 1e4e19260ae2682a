//! Pairs wherever they stand: units with the same words, and units that share what is rare.

use rustc_hash::FxHashMap;

use super::pairs::Pairs;
use super::side::Side;
use super::similar::{kept, share, shared};

/// Words that a unit must have before it is looked for elsewhere: shorter ones are formulas.
const FEWEST: usize = 8;
/// A word or pair of words in more units than this leads nowhere.
const MOST_UNITS: usize = 24;
/// Candidates of a unit that are looked at closely.
const CANDIDATES: usize = 6;
/// Share of common words of a pair under the same roof, and of one that left it.
const NEAR: f64 = 0.5;
const FAR: f64 = 0.65;
/// How much better than the next best a pair must be.
const MARGIN: f64 = 0.1;
/// Words of both texts together above which pairs of words are only sampled.
const LONG: usize = 4_000_000;

/// Pairs units whose words stand once in each text.
pub(crate) fn pair_unique(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    let mut places: FxHashMap<u32, (Once, Once)> = FxHashMap::default();
    for l in 0..left.len() {
        if let Some(content) = left.content(l) {
            places.entry(content).or_default().0.see(l);
        }
    }
    for r in 0..right.len() {
        if let Some(content) = right.content(r) {
            places.entry(content).or_default().1.see(r);
        }
    }
    for (l, r) in places.into_values() {
        if let (Once::At(l), Once::At(r)) = (l, r)
            && left.all(l).len() >= FEWEST
        {
            pairs.set(l, r);
        }
    }
}

#[derive(Default, Clone, Copy)]
enum Once {
    #[default]
    Never,
    At(usize),
    Often,
}

impl Once {
    fn see(&mut self, at: usize) {
        *self = match self {
            Once::Never => Once::At(at),
            Once::At(_) | Once::Often => Once::Often,
        };
    }
}

/// Pairs free units that share rare words, where no other unit comes near.
pub(crate) fn pair_far(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    let free = |side: &Side<'_>, of: &dyn Fn(usize) -> Option<usize>| -> Vec<usize> {
        (0..side.len()).filter(|at| of(*at).is_none() && side.all(*at).len() >= FEWEST).collect()
    };
    let ls = free(left, &|l| pairs.right_of(l));
    let rs = free(right, &|r| pairs.left_of(r));
    if ls.is_empty() || rs.is_empty() {
        return;
    }
    let total: usize = ls.iter().map(|l| left.all(*l).len()).chain(rs.iter().map(|r| right.all(*r).len())).sum();
    let sample = total > LONG;
    let index = Index::of(right, rs.iter().copied(), sample);
    let mut counts = FxHashMap::default();
    let mut offers: Vec<(f64, usize, usize)> = Vec::new();
    for l in &ls {
        let weights = index.weights(left.all(*l));
        let mut near: Vec<(f64, u32)> = weights.into_iter().map(|(r, weight)| (weight, r)).collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, r) in near.into_iter().take(CANDIDATES) {
            let r = r as usize;
            let (a, b) = (left.all(*l), right.all(r));
            if share(shared(a, b, &mut counts), a.len(), b.len()) >= NEAR - MARGIN {
                offers.push((kept(a, b), *l, r));
            }
        }
    }
    offers.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut next_left: FxHashMap<usize, Vec<f64>> = FxHashMap::default();
    let mut next_right = next_left.clone();
    for (alike, l, r) in &offers {
        next_left.entry(*l).or_default().push(*alike);
        next_right.entry(*r).or_default().push(*alike);
    }
    for (alike, l, r) in offers {
        let least = if pairs.same_place(left, right, l, r) { NEAR } else { FAR };
        // The first of each list is the best; a pair that is not the best, or not by far, is not claimed.
        let clear = |list: Option<&Vec<f64>>| {
            list.is_some_and(|all| {
                all.first() == Some(&alike) && all.get(1).is_none_or(|second| alike - second >= MARGIN)
            })
        };
        if alike >= least && clear(next_left.get(&l)) && clear(next_right.get(&r)) {
            pairs.set(l, r);
        }
    }
}

/// Units by the pairs of neighbouring words that they have.
pub(super) struct Index {
    units: FxHashMap<u64, Vec<u32>>,
    sample: bool,
}

impl Index {
    pub(super) fn of(side: &Side<'_>, units: impl Iterator<Item = usize>, sample: bool) -> Index {
        let mut lists: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for unit in units {
            for feature in features(side.all(unit), sample) {
                let list = lists.entry(feature).or_default();
                // One more than is looked at says that there are too many.
                if list.len() <= MOST_UNITS {
                    list.push(u32::try_from(unit).unwrap_or(u32::MAX));
                }
            }
        }
        Index { units: lists, sample }
    }

    /// All units of a text, or a sample of their pairs of words where there are very many.
    pub(super) fn of_all(side: &Side<'_>) -> Index {
        let total: usize = side.words.iter().map(|words| words.all.len()).sum();
        Index::of(side, 0..side.len(), total > LONG)
    }

    /// How much each unit shares with a row of words, what is rarer weighing more.
    fn weights(&self, words: &[u32]) -> FxHashMap<u32, f64> {
        let mut weights: FxHashMap<u32, f64> = FxHashMap::default();
        for feature in features(words, self.sample) {
            let Some(list) = self.units.get(&feature).filter(|list| list.len() <= MOST_UNITS) else { continue };
            for unit in list {
                *weights.entry(*unit).or_default() += 1.0 / list.len() as f64;
            }
        }
        weights
    }

    /// Units that share a good part of a row of words; `None` if most of it stands in too many units to tell.
    pub(super) fn sharing(&self, words: &[u32]) -> Option<Vec<usize>> {
        let features = features(words, self.sample);
        let mut known = 0_usize;
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        for feature in &features {
            let list = self.units.get(feature).map_or(&[][..], Vec::as_slice);
            if list.len() <= MOST_UNITS {
                known += 1;
                for unit in list {
                    *counts.entry(*unit).or_default() += 1;
                }
            }
        }
        let enough = known * 3;
        (known * 2 >= features.len()).then(|| {
            counts.into_iter().filter(|(_, count)| count * 10 >= enough).map(|(unit, _)| unit as usize).collect()
        })
    }
}

/// The pairs of neighbouring words of a unit, each once.
fn features(words: &[u32], sample: bool) -> Vec<u64> {
    let mut features: Vec<u64> = words
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some((u64::from(*a) << 32 | u64::from(*b)).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            _ => None,
        })
        .filter(|feature| !sample || feature >> 61 == 0)
        .collect();
    features.sort_unstable();
    features.dedup();
    features
}
