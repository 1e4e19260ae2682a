//! Units that contain others are told by what they contain.

use rustc_hash::FxHashMap;

use super::pairs::Pairs;
use super::side::Side;

/// Words that two units have in paired units below them.
pub(crate) type Votes = FxHashMap<(usize, usize), usize>;

/// Least share of the words of two units that must be in pairs between them.
const LEAST: f64 = 0.15;

/// Counts for units at the same depth, or of the same kind, the words of the pairs that they contain.
pub(crate) fn votes(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs) -> Votes {
    let mut votes = Votes::default();
    for (l, r) in pairs.iter() {
        let words = left.all(l).len().min(right.all(r).len());
        if words == 0 {
            continue;
        }
        for a in left.ancestors(l) {
            for b in right.ancestors(r) {
                if may_be(left, right, a, b) {
                    *votes.entry((a, b)).or_default() += words;
                }
            }
        }
    }
    votes
}

/// Whether one may have become the other by what they are.
fn may_be(left: &Side<'_>, right: &Side<'_>, a: usize, b: usize) -> bool {
    left.unit(a).zip(right.unit(b)).is_some_and(|(a, b)| a.kind == b.kind || a.depth == b.depth)
}

/// Pairs free units that have most of their paired words in each other.
pub(crate) fn pair_by_votes(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    let votes = votes(left, right, pairs);
    let mut best_left: FxHashMap<usize, (usize, bool, usize)> = FxHashMap::default();
    let mut best_right = best_left.clone();
    for ((a, b), words) in &votes {
        // Of equal ones the one with the same address, then the first.
        let same = left.unit(*a).zip(right.unit(*b)).is_some_and(|(a, b)| a.kind == b.kind && a.number == b.number);
        let offer = |mine: usize| (*words, same, usize::MAX - mine);
        let slot = best_left.entry(*a).or_default();
        *slot = (*slot).max(offer(*b));
        let slot = best_right.entry(*b).or_default();
        *slot = (*slot).max(offer(*a));
    }
    let mut order: Vec<(usize, usize, usize)> = votes.iter().map(|((a, b), words)| (*words, *a, *b)).collect();
    order.sort_unstable_by(|x, y| y.cmp(x));
    for (words, a, b) in order {
        let mutual = best_left.get(&a).is_some_and(|best| usize::MAX - best.2 == b)
            && best_right.get(&b).is_some_and(|best| usize::MAX - best.2 == a);
        if mutual && super::similar::share(words, left.size(a), right.size(b)) >= LEAST {
            pairs.set(a, b);
        }
    }
}

/// Pairs free units that have most of their words in each other once wholes and their pieces are known too: an article
/// whose paragraphs were put together and taken apart is still that article, wherever it stands.
pub(crate) fn pair_by_pieces(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs, pieces: &[(usize, usize)]) {
    let mut votes = votes(left, right, pairs);
    for (l, r) in pieces {
        let words = left.all(*l).len().min(right.all(*r).len());
        for a in left.ancestors(*l) {
            for b in right.ancestors(*r).filter(|b| may_be(left, right, a, *b)) {
                *votes.entry((a, b)).or_default() += words;
            }
        }
    }
    let free = |(a, b): &(usize, usize)| pairs.right_of(*a).is_none() && pairs.left_of(*b).is_none();
    let mut order: Vec<(usize, usize, usize)> = votes
        .iter()
        .filter(|(pair, _)| free(pair))
        .filter(|((a, b), words)| super::similar::share(**words, left.size(*a), right.size(*b)) >= super::order::ALIKE)
        .map(|((a, b), words)| (*words, *a, *b))
        .collect();
    order.sort_unstable_by(|x, y| y.cmp(x));
    for (_, a, b) in order {
        pairs.set(a, b);
    }
}
