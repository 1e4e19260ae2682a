//! One unit that became several, and several that became one.

use super::pairs::Pairs;
use super::side::Side;
use super::similar::{common, kept};
use super::votes::votes;

/// Share of a piece's words that the whole must have, in order.
const INSIDE: f64 = 0.8;
/// How alike the whole and its pieces together must be.
const TOGETHER: f64 = 0.75;
/// How much more alike than the whole and its best piece.
const GAIN: f64 = 0.08;
/// Fewest words of a piece.
const FEWEST: usize = 4;
/// Most pieces that are looked for on either side of a place.
const MOST: usize = 24;

/// A whole and its pieces in the other text, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) whole: usize,
    pub(crate) pieces: Vec<usize>,
}

/// A text whose units may be wholes, beside one whose units may be pieces.
struct View<'s, 't> {
    whole: &'s Side<'t>,
    pieces: &'s Side<'t>,
    pair: &'s dyn Fn(usize) -> Option<usize>,
    taken: &'s dyn Fn(usize) -> bool,
}

/// Units of the left text that are several in the right one.
pub(crate) fn splits(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs) -> Vec<Split> {
    let view =
        View { whole: left, pieces: right, pair: &|l| pairs.right_of(l), taken: &|r| pairs.left_of(r).is_some() };
    view.find()
}

/// Units of the right text that were several in the left one.
pub(crate) fn merges(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs) -> Vec<Split> {
    let view =
        View { whole: right, pieces: left, pair: &|r| pairs.left_of(r), taken: &|l| pairs.right_of(l).is_some() };
    view.find()
}

impl View<'_, '_> {
    fn find(&self) -> Vec<Split> {
        let mut found: Vec<Split> = Vec::new();
        let mut used = vec![false; self.pieces.len()];
        let mut behind = 0;
        for whole in 0..self.whole.len() {
            let pair = (self.pair)(whole);
            if let Some(piece) = pair {
                behind = piece + 1;
            }
            let words = self.whole.all(whole);
            if words.len() < 2 * FEWEST {
                continue;
            }
            let alone = pair.map_or(0.0, |piece| kept(words, self.pieces.all(piece)));
            if alone > 1.0 - GAIN {
                continue;
            }
            let Some(mut pieces) = self.pieces_of(words, pair, behind, &used) else { continue };
            // What opens a unit that moved stands before what follows it there, not behind what came before it here.
            if pair.is_none()
                && pieces.len() < 2
                && let Some(next) = (self.pair)(whole + 1)
            {
                pieces = self.before(words, next, &used);
            }
            let together: Vec<u32> = pieces.iter().flat_map(|p| self.pieces.all(*p)).copied().collect();
            let alike = kept(words, &together);
            if pieces.len() > 1 && alike >= TOGETHER && alike >= alone + GAIN {
                for piece in &pieces {
                    if let Some(slot) = used.get_mut(*piece) {
                        *slot = true;
                    }
                }
                found.push(Split { whole, pieces });
            }
        }
        found
    }

    /// Free units right before a place of which the words of the whole hold nearly all.
    fn before(&self, words: &[u32], place: usize, used: &[bool]) -> Vec<usize> {
        let mut pieces: Vec<usize> =
            (0..place).rev().take(MOST).take_while(|at| self.is_open(*at, used) && self.fits(words, *at)).collect();
        // What contains a piece is no piece beside it.
        let parents: Vec<usize> = pieces.iter().filter_map(|at| self.pieces.parent(*at)).collect();
        pieces.retain(|at| !parents.contains(at));
        pieces.reverse();
        pieces
    }

    /// Whether a unit has no fate yet.
    fn is_open(&self, at: usize, used: &[bool]) -> bool {
        !(self.taken)(at) && !used.get(at).copied().unwrap_or(true)
    }

    /// Whether the words of the whole hold nearly all of a unit's, and it has some.
    fn fits(&self, words: &[u32], at: usize) -> bool {
        let own = self.pieces.all(at);
        own.len() >= FEWEST && common(words, own) as f64 >= INSIDE * own.len() as f64
    }

    /// Free units beside a place of which the words of the whole hold nearly all.
    fn pieces_of(&self, words: &[u32], pair: Option<usize>, behind: usize, used: &[bool]) -> Option<Vec<usize>> {
        let open = |at: usize| self.is_open(at, used);
        let fits = |at: usize| self.fits(words, at);
        let mut pieces = Vec::new();
        let start = match pair {
            Some(piece) => {
                // A piece that says much of its own is no piece.
                if !fits(piece) {
                    return None;
                }
                for at in (0..piece).rev().take(MOST) {
                    if !open(at) || !self.pieces.all(at).is_empty() && !fits(at) {
                        break;
                    }
                    pieces.extend(fits(at).then_some(at));
                }
                pieces.reverse();
                pieces.push(piece);
                piece + 1
            }
            None => behind,
        };
        for at in (start..self.pieces.len()).take(MOST) {
            if !open(at) || !self.pieces.all(at).is_empty() && !fits(at) {
                break;
            }
            pieces.extend(fits(at).then_some(at));
        }
        Some(pieces)
    }
}

/// Units whose subordinate units were shared out among several, by the words of paired units in each.
pub(crate) fn shared_out(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs) -> (Vec<Split>, Vec<Split>) {
    let votes = votes(left, right, pairs);
    let mut splits: Vec<Split> = Vec::new();
    let mut merges: Vec<Split> = Vec::new();
    let mut edges: Vec<(usize, usize)> = votes.keys().copied().collect();
    edges.sort_unstable();
    for (a, b) in edges {
        let Some(words) = votes.get(&(a, b)) else { continue };
        let most = |size: usize| *words * 2 >= size && *words >= 2 * FEWEST;
        let beside = |side: &Side<'_>, x: usize, y: usize| {
            let row = side.children(side.parent(x));
            let at = |unit: usize| row.iter().position(|u| *u == unit);
            side.parent(x) == side.parent(y) && at(x).zip(at(y)).is_some_and(|(x, y)| x.abs_diff(y) <= 2)
        };
        match (pairs.right_of(a), pairs.left_of(b)) {
            (Some(main), None) if most(right.size(b)) && beside(right, main, b) => add(&mut splits, a, main, b),
            (None, Some(main)) if most(left.size(a)) && beside(left, main, a) => add(&mut merges, b, main, a),
            _ => {}
        }
    }
    (splits, merges)
}

fn add(found: &mut Vec<Split>, whole: usize, main: usize, piece: usize) {
    match found.iter_mut().find(|split| split.whole == whole) {
        Some(split) => split.pieces.push(piece),
        None => found.push(Split { whole, pieces: vec![main, piece] }),
    }
    if let Some(split) = found.iter_mut().find(|split| split.whole == whole) {
        split.pieces.sort_unstable();
    }
}
