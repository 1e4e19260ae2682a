//! Pairs among the subordinate units of two units that are paired: in their order, by their words, numbers and headings.

use rustc_hash::FxHashMap;

use super::pairs::Pairs;
use super::side::Side;
use super::similar::{common, share, shared};
use super::votes::{Votes, votes};
use crate::text::{Hunk, differing, rising};

/// What a pair must be worth more than, in shares of common words.
const LEAST: f64 = 0.3;
/// Cells of the largest table that is filled; longer rows are cut at their identical units first.
const LARGEST: usize = 40_000;

/// Pairs what is free among the children of paired units, from the top down.
pub(crate) fn pair_in_place(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    let votes = votes(left, right, pairs);
    let mut place = Place { left, right, votes: &votes, counts: FxHashMap::default() };
    place.children(None, None, pairs);
    // A unit stands before what it contains, so that pairs of this walk are met by it.
    for l in 0..left.len() {
        if let Some(r) = pairs.right_of(l) {
            place.children(Some(l), Some(r), pairs);
        }
    }
}

struct Place<'s, 't> {
    left: &'s Side<'t>,
    right: &'s Side<'t>,
    votes: &'s Votes,
    counts: FxHashMap<u32, i32>,
}

impl Place<'_, '_> {
    fn children(&mut self, l: Option<usize>, r: Option<usize>, pairs: &mut Pairs) {
        let (ls, rs) = (self.left.children(l), self.right.children(r));
        if ls.is_empty() || rs.is_empty() {
            return;
        }
        let places: FxHashMap<usize, usize> = rs.iter().enumerate().map(|(n, r)| (*r, n)).collect();
        let paired: Vec<(usize, usize)> =
            ls.iter().enumerate().filter_map(|(n, l)| Some((n, *places.get(&pairs.right_of(*l)?)?))).collect();
        let weights: Vec<(usize, u64)> =
            paired.iter().map(|(n, place)| (*place, ls.get(*n).map_or(0, |l| self.left.size(*l)) as u64)).collect();
        let kept = rising(&weights);
        let mut fences: Vec<(usize, usize)> =
            paired.into_iter().zip(kept).filter(|(_, k)| *k).map(|(p, _)| p).collect();
        fences.push((ls.len(), rs.len()));
        let (mut from_l, mut from_r) = (0, 0);
        for (to_l, to_r) in fences {
            let free_l: Vec<usize> = ls
                .get(from_l..to_l)
                .unwrap_or_default()
                .iter()
                .copied()
                .filter(|l| pairs.right_of(*l).is_none())
                .collect();
            let free_r: Vec<usize> = rs
                .get(from_r..to_r)
                .unwrap_or_default()
                .iter()
                .copied()
                .filter(|r| pairs.left_of(*r).is_none())
                .collect();
            self.gap(&free_l, &free_r, pairs);
            (from_l, from_r) = (to_l + 1, to_r + 1);
        }
    }

    /// Pairs two rows of free units in order.
    fn gap(&mut self, ls: &[usize], rs: &[usize], pairs: &mut Pairs) {
        if ls.is_empty() || rs.is_empty() {
            return;
        }
        if ls.len() * rs.len() > LARGEST {
            return self.long_gap(ls, rs, pairs);
        }
        // The best sum of pairs of the first i and the first j units.
        let width = rs.len() + 1;
        let mut best = vec![0.0_f64; (ls.len() + 1) * width];
        let mut taken = vec![false; (ls.len() + 1) * width];
        let value = |best: &[f64], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0.0);
        for (i, l) in ls.iter().enumerate() {
            for (j, r) in rs.iter().enumerate() {
                let skip = value(&best, i, j + 1).max(value(&best, i + 1, j));
                let worth = self.worth(*l, *r);
                let pair = value(&best, i, j) + worth.max(0.0);
                let at = (i + 1) * width + j + 1;
                if let (Some(best), Some(taken)) = (best.get_mut(at), taken.get_mut(at)) {
                    *taken = worth > 0.0 && pair > skip;
                    *best = if *taken { pair } else { skip };
                }
            }
        }
        let (mut i, mut j) = (ls.len(), rs.len());
        while i > 0 && j > 0 {
            if taken.get(i * width + j).copied().unwrap_or(false) {
                if let (Some(l), Some(r)) = (ls.get(i - 1), rs.get(j - 1)) {
                    pairs.set(*l, *r);
                }
                (i, j) = (i - 1, j - 1);
            } else if value(&best, i - 1, j) >= value(&best, i, j - 1) {
                i -= 1;
            } else {
                j -= 1;
            }
        }
    }

    /// Rows too long for a table: units with the same words are paired in order, and what lies between them is looked at.
    fn long_gap(&mut self, ls: &[usize], rs: &[usize], pairs: &mut Pairs) {
        let contents = |side: &Side<'_>, row: &[usize], none: u32| -> Vec<u32> {
            row.iter().map(|at| side.content(*at).unwrap_or(none)).collect()
        };
        let mut hunks = differing(&contents(self.left, ls, u32::MAX), &contents(self.right, rs, u32::MAX));
        hunks.push(Hunk { before: ls.len()..ls.len(), after: rs.len()..rs.len() });
        let mut fences = Vec::new();
        let (mut i, mut j) = (0, 0);
        for Hunk { before, after } in hunks {
            while i < before.start && j < after.start {
                if let (Some(l), Some(r)) = (ls.get(i), rs.get(j)) {
                    pairs.set(*l, *r);
                }
                (i, j) = (i + 1, j + 1);
            }
            (i, j) = (before.end, after.end);
            fences.push((before, after));
        }
        for (ll, rr) in fences {
            let (ll, rr) = (ls.get(ll).unwrap_or_default(), rs.get(rr).unwrap_or_default());
            if ll.len() * rr.len() <= LARGEST {
                self.gap(ll, rr, pairs);
            } else {
                // What is left has nothing identical: numbers alone tell who may be who.
                let numbers: FxHashMap<&str, usize> =
                    rr.iter().filter_map(|r| Some((self.right.unit(*r)?.address.as_str(), *r))).collect();
                for l in ll {
                    let same = self.left.unit(*l).and_then(|unit| numbers.get(unit.address.as_str()));
                    if let Some(r) = same.filter(|r| self.worth(*l, **r) > 0.0) {
                        pairs.set(*l, *r);
                    }
                }
            }
        }
    }

    /// What a pair is worth: how alike the words are, or what they contain; more for the same number and heading.
    fn worth(&mut self, l: usize, r: usize) -> f64 {
        let (Some(a), Some(b)) = (self.left.unit(l), self.right.unit(r)) else { return 0.0 };
        let (words_l, words_r) = (self.left.all(l), self.right.all(r));
        let inside = self.votes.get(&(l, r)).copied().unwrap_or(0);
        let inside = if inside > 0 { share(inside, self.left.size(l), self.right.size(r)) } else { 0.0 };
        let heading = |side: &[u32], other: &[u32]| !side.is_empty() && side == other;
        let mut more = 0.0;
        if a.kind == b.kind {
            more += if !a.number.is_empty() && a.number == b.number { 0.08 } else { 0.0 };
        } else {
            more -= 0.1;
        }
        if heading(self.left.heading(l), self.right.heading(r)) {
            more += 0.15;
        }
        let own = if words_l.is_empty() && words_r.is_empty() {
            // Neither says anything itself. What it contains tells, or nothing but the number does.
            let bare = self.left.size(l) == 0 && self.right.size(r) == 0;
            let same = a.kind == b.kind && a.number == b.number;
            if same || bare && a.kind == b.kind { LEAST + 0.05 } else { 0.0 }
        } else {
            let most = share(shared(words_l, words_r, &mut self.counts), words_l.len(), words_r.len());
            if most + more <= LEAST { 0.0 } else { share(common(words_l, words_r), words_l.len(), words_r.len()) }
        };
        let worth = own.max(inside) + more - LEAST;
        let size = self.left.size(l).max(self.right.size(r)) as f64;
        worth * (2.0 + size).ln()
    }
}
