//! Citations that merely follow a renumbering: "Article 5" became "Article 6", and so did the article.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::change::Change;
use super::text::{Text, Unit};
use super::words::{Op, Piece};

/// Marks the pieces of all changes that are numbers of citations whose units are each other.
pub(crate) fn mark(left: &Text, right: &Text, changes: &mut [Change]) {
    let became: FxHashMap<String, Vec<String>> = changes
        .iter()
        .flat_map(|change| change.left.iter().map(|address| (address.clone(), change.right.clone())))
        .collect();
    for change in changes {
        let cites_l = cites(left, &change.left_units);
        let cites_r = cites(right, &change.right_units);
        if !cites_l.is_empty() && !cites_r.is_empty() {
            mark_pieces(&mut change.words, &cites_l, &cites_r, &became);
        }
    }
}

/// Citations in the words of several units that are joined by line feeds.
fn cites(text: &Text, units: &[usize]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut before = 0;
    for unit in units.iter().filter_map(|at| text.units.get(*at)) {
        let Unit { cites, text, .. } = unit;
        found.extend(cites.iter().map(|(range, to)| (before + range.start..before + range.end, to.clone())));
        before += text.len() + 1;
    }
    found
}

fn mark_pieces(
    pieces: &mut [Piece],
    left: &[(Range<usize>, String)],
    right: &[(Range<usize>, String)],
    became: &FxHashMap<String, Vec<String>>,
) {
    let (mut at_l, mut at_r) = (0, 0);
    for n in 0..pieces.len() {
        let Some(piece) = pieces.get(n) else { break };
        let (op, length) = (piece.op, piece.text.len());
        let next = pieces.get(n + 1);
        let pair =
            next.filter(|next| op == Op::Left && next.op == Op::Right && !piece.printing).map(|next| next.text.len());
        if let Some(other) = pair {
            let holds = |cites: &[(Range<usize>, String)], at: usize, length: usize| {
                cites
                    .iter()
                    .filter(|(range, _)| range.start <= at && at + length <= range.end)
                    .map(|(_, to)| to.clone())
                    .collect()
            };
            let from: Vec<String> = holds(left, at_l, length);
            let to: Vec<String> = holds(right, at_r, other);
            let follows = to.into_iter().find(|to| from.iter().any(|from| becomes(from, to, became)));
            for place in [n, n + 1] {
                if let Some(piece) = pieces.get_mut(place) {
                    piece.follows.clone_from(&follows);
                }
            }
        }
        at_l += if op == Op::Right { 0 } else { length };
        at_r += if op == Op::Left { 0 } else { length };
    }
}

/// Whether a unit became another one; of one that has no fate of its own, whether what contains it did.
fn becomes(from: &str, to: &str, became: &FxHashMap<String, Vec<String>>) -> bool {
    became.get(from).is_some_and(|right| right.iter().any(|address| address == to))
}
