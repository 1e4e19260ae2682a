//! What moved: pairs that stand elsewhere than what stands round them.

use rustc_hash::FxHashMap;

use super::pairs::{Pairs, rising};
use super::side::Side;
use super::similar::{kept, share};
use super::split::Split;
use super::votes::votes;

/// Words of the smallest unit that is said to have moved.
const FEWEST: usize = 8;
/// How alike the words of a unit that is said to have moved must be.
const ALIKE: f64 = 0.65;

/// Left units of pairs that stand in another place or order, the outermost only.
pub(crate) fn moved(
    left: &Side<'_>,
    right: &Side<'_>,
    pairs: &Pairs,
    splits: &[Split],
    merges: &[Split],
) -> Vec<usize> {
    // A unit that was cut in two stands round the contents of both halves.
    let mut whole_of: FxHashMap<usize, usize> = FxHashMap::default();
    for split in splits {
        whole_of.extend(split.pieces.iter().map(|piece| (*piece, split.whole)));
    }
    let mut part_of: FxHashMap<usize, usize> = FxHashMap::default();
    for merge in merges {
        part_of.extend(merge.pieces.iter().map(|piece| (*piece, merge.whole)));
    }
    let same_place = |l: usize, r: usize| {
        pairs.same_place(left, right, l, r)
            || right.ancestors(r).find_map(|up| whole_of.get(&up)).is_some_and(|a| left.ancestors(l).any(|up| up == *a))
            || left.ancestors(l).find_map(|up| part_of.get(&up)).is_some_and(|b| right.ancestors(r).any(|up| up == *b))
    };
    let mut found = Vec::new();
    let mut groups: FxHashMap<(Option<usize>, usize), Vec<(usize, usize)>> = FxHashMap::default();
    for (l, r) in pairs.iter() {
        if !same_place(l, r) {
            found.push(l);
            continue;
        }
        let around = left.ancestors(l).find(|up| pairs.right_of(*up).is_some());
        let depth = left.ancestors(l).take_while(|up| Some(*up) != around).count();
        groups.entry((around, depth)).or_default().push((l, r));
    }
    for group in groups.into_values() {
        let places: Vec<(usize, u64)> = group.iter().map(|(l, r)| (*r, left.size(*l) as u64)).collect();
        let kept = rising(&places);
        found.extend(group.iter().zip(kept).filter(|(_, kept)| !kept).map(|((l, _), _)| *l));
    }
    found.sort_unstable();
    found
}

/// Frees pairs that would have to be called moved and are not alike enough for it. Gives whether there were any.
pub(crate) fn drop_doubtful(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs, moved: &[usize]) -> bool {
    let votes = votes(left, right, pairs);
    let mut dropped = false;
    for l in moved {
        let Some(r) = pairs.right_of(*l) else { continue };
        let (a, b) = (left.all(*l), right.all(r));
        let inside = votes.get(&(*l, r)).map_or(0.0, |words| share(*words, left.size(*l), right.size(r)));
        let certain = left.size(*l).min(right.size(r)) >= FEWEST
            && (inside >= ALIKE || a.len().min(b.len()) >= FEWEST && kept(a, b) >= ALIKE);
        if !certain {
            pairs.unset(*l);
            dropped = true;
        }
    }
    dropped
}
