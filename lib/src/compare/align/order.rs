//! What moved: pairs that stand elsewhere than what stands round them.

use rustc_hash::FxHashMap;

use super::far::Index;
use super::pairs::Pairs;
use super::side::Side;
use super::similar::{common, kept, share};
use super::votes::votes;
use crate::text::rising;

/// Words of the smallest unit that is said to have moved.
const FEWEST: usize = 8;
/// How alike the words of a unit that is said to have moved must be.
pub(super) const ALIKE: f64 = 0.65;
/// How much less alike all others must be.
const MARGIN: f64 = 0.15;
/// Words that the same address weighs.
const STAYED: u64 = 20;

/// Left units of pairs that stand in another order than the heaviest row of pairs that keeps its order.
///
/// The order decides, not the tree: a paragraph between the same neighbours has not moved, though one text may put it under
/// a heading or a level that the other has not. A unit may have words before and behind what it contains, so there are two
/// orders, by where units begin and by where most of their words stand; what keeps either has not moved.
pub(crate) fn moved(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs) -> Vec<usize> {
    let by_begin = out_of_order(left, right, pairs, |_, at| at);
    if by_begin.is_empty() {
        return by_begin;
    }
    let by_words = out_of_order(left, right, pairs, |side, at| side.rank.get(at).copied().unwrap_or(at));
    by_begin.into_iter().filter(|l| by_words.binary_search(l).is_ok()).collect()
}

fn out_of_order(
    left: &Side<'_>,
    right: &Side<'_>,
    pairs: &Pairs,
    place: impl Fn(&Side<'_>, usize) -> usize,
) -> Vec<usize> {
    let mut all: Vec<(usize, usize)> = pairs.iter().collect();
    all.sort_unstable_by_key(|(l, _)| place(left, *l));
    let weight = |l: usize, r: usize| {
        // What has kept its address has stayed: others moved past it.
        let same = left.unit(l).zip(right.unit(r)).is_some_and(|(a, b)| a.address == b.address);
        left.all(l).len() as u64 + if same { STAYED } else { 0 }
    };
    let places: Vec<(usize, u64)> = all.iter().map(|(l, r)| (place(right, *r), weight(*l, *r))).collect();
    let kept = rising(&places);
    let mut moved: Vec<usize> = all.iter().zip(kept).filter(|(_, kept)| !kept).map(|((l, _), _)| *l).collect();
    moved.sort_unstable();
    moved
}

/// Those of moved units that did not come along with the unit that contains them.
pub(crate) fn outermost(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs, moved: &[usize]) -> Vec<usize> {
    let alone = |l: &usize| {
        let parents = left.parent(*l).zip(pairs.right_of(*l).and_then(|r| right.parent(r)));
        !parents.is_some_and(|(up, there)| pairs.right_of(up) == Some(there) && moved.binary_search(&up).is_ok())
    };
    moved.iter().copied().filter(alone).collect()
}

/// Frees pairs that would have to be called moved and are not alike enough for it, or not alone in being so. Gives
/// whether there were any.
pub(crate) fn drop_doubtful(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs, moved: &[usize]) -> bool {
    let votes = votes(left, right, pairs);
    let mut dropped = false;
    let (often_l, often_r) = (contents(left), contents(right));
    let single = |often: &FxHashMap<u32, u32>, side: &Side<'_>, at: usize| {
        side.content(at).and_then(|content| often.get(&content)) == Some(&1)
    };
    let indexes = std::cell::OnceCell::new();
    let indexes = || indexes.get_or_init(|| (Index::of_all(left), Index::of_all(right)));
    for l in moved {
        let Some(r) = pairs.right_of(*l) else { continue };
        let (a, b) = (left.all(*l), right.all(r));
        let alike = kept(a, b);
        let inside = votes.get(&(*l, r)).map_or(0.0, |words| share(*words, left.size(*l), right.size(r)));
        // A unit that holds the words among others is a rival as well: a signature stands below every annex.
        let rival = |words: &[u32], side: &Side<'_>, index: &Index, but: usize| {
            index.sharing(words).is_none_or(|units| {
                let holds = |at: &usize| common(words, side.all(*at)) as f64 >= (alike - MARGIN) * words.len() as f64;
                units.iter().filter(|at| **at != but).any(holds)
            })
        };
        // Words that are the same, and stand once in each text, are told from all others by being the same.
        let told = a.len().min(b.len()) >= FEWEST
            && alike >= ALIKE
            && (a == b && single(&often_l, left, *l) && single(&often_r, right, r)
                || !rival(a, right, &indexes().1, r) && !rival(b, left, &indexes().0, *l));
        if !(told || inside >= ALIKE && left.size(*l).min(right.size(r)) >= FEWEST) {
            pairs.unset(*l);
            dropped = true;
        }
    }
    dropped
}

/// How many units of a text have the same words, by the number of the words.
fn contents(side: &Side<'_>) -> FxHashMap<u32, u32> {
    let mut often = FxHashMap::default();
    for content in side.content.iter().flatten() {
        *often.entry(*content).or_default() += 1;
    }
    often
}
