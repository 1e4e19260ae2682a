//! What is written as a move of Word's own.
//!
//! Word's move is a row of whole paragraphs with a name at the old place and one with the same name at the new place. A
//! moved unit that is no such row (it begins behind another one's label, or stands inside another move) is deleted and
//! inserted; a comment tells where it went.

use std::ops::Range;

use crate::compare::{Comparison, Op};

use super::common::{Common, is_moved};
use super::print::Printed;
use super::weave::{Item, Par, pure};

/// One end of a move.
#[derive(Debug, Clone)]
struct End {
    /// Its paragraphs.
    pars: Range<usize>,
    /// Number of the move, from 1.
    number: usize,
    /// Where in its text the words stand that moved, in order.
    words: Vec<Range<usize>>,
}

/// All moves, by their old and by their new places.
#[derive(Debug, Default)]
pub(super) struct Moves {
    from: Vec<End>,
    to: Vec<End>,
}

impl Moves {
    /// Finds the moves of a comparison that are whole paragraphs in the flow.
    pub(super) fn new(
        comparison: &Comparison,
        printed: [&Printed; 2],
        pars: &[Par],
        moved: Vec<(usize, Common)>,
    ) -> Moves {
        let mut words: Vec<[Vec<Range<usize>>; 2]> = vec![Default::default(); comparison.changes.len()];
        for (change, Common { left, right, length }) in moved {
            if let Some([from, to]) = words.get_mut(change) {
                from.push(left..left + length);
                to.push(right..right + length);
            }
        }
        let mut moves = Moves::default();
        let [left, right] = printed;
        for (change, words) in comparison.changes.iter().zip(words).filter(|(change, _)| is_moved(change)) {
            let all = |printed: &Printed, units: &[usize]| {
                let spot = units.first().and_then(|unit| printed.spots.get(*unit))?;
                printed.is_whole(&spot.all).then(|| spot.all.clone())
            };
            let Some((a, b)) = all(left, &change.left_units).zip(all(right, &change.right_units)) else { continue };
            let Some((a, b)) = pure(pars, Op::Left, &a).zip(pure(pars, Op::Right, &b)) else { continue };
            let number = moves.from.len() + 1;
            let end = |pars: Range<usize>, mut words: Vec<Range<usize>>| {
                words.sort_unstable_by_key(|range| range.start);
                End { pars, number, words }
            };
            let [from, to] = words;
            moves.from.push(end(a, from));
            moves.to.push(end(b, to));
        }
        moves.settle();
        moves
    }

    /// Leaves out moves inside others, at either end, and puts both rows in order.
    fn settle(&mut self) {
        let inside = |ends: &[End]| -> Vec<usize> {
            let mut ends: Vec<(Range<usize>, usize)> = ends.iter().map(|end| (end.pars.clone(), end.number)).collect();
            ends.sort_unstable_by_key(|(pars, _)| (pars.start, std::cmp::Reverse(pars.end)));
            let mut until = 0;
            let mut found = Vec::new();
            for (pars, number) in ends {
                if pars.start < until {
                    found.push(number);
                }
                until = until.max(pars.end);
            }
            found
        };
        let (from, to) = (inside(&self.from), inside(&self.to));
        for ends in [&mut self.from, &mut self.to] {
            ends.retain(|end| !from.contains(&end.number) && !to.contains(&end.number));
            ends.sort_unstable_by_key(|end| end.pars.start);
        }
    }

    /// The highest number that a move has.
    pub(super) fn most(&self) -> usize {
        self.from.iter().map(|end| end.number).max().unwrap_or(0)
    }

    fn end(&self, op: Op, par: usize) -> Option<&End> {
        let ends = if op == Op::Left { &self.from } else { &self.to };
        let at = ends.partition_point(|end| end.pars.end <= par);
        ends.get(at).filter(|end| end.pars.contains(&par))
    }

    /// Numbers of the move that begins with a paragraph, and of the one that ends with it, at the places of one text.
    pub(super) fn bounds(&self, op: Op, par: usize) -> (Option<usize>, Option<usize>) {
        let Some(end) = self.end(op, par) else { return (None, None) };
        let is = |yes: bool| yes.then_some(end.number);
        (is(end.pars.start == par), is(end.pars.end == par + 1))
    }

    /// A stretch of a paragraph cut where words that moved begin and end; of each piece whether it moved.
    pub(super) fn cut(&self, par: usize, item: Item) -> Vec<(bool, Item)> {
        let start = match item.op {
            Op::Both => return vec![(false, item)],
            Op::Left => item.left,
            Op::Right => item.right,
        };
        let Some(end) = self.end(item.op, par) else { return vec![(false, item)] };
        let stretch = start..start + item.length;
        let mut pieces: Vec<(bool, Range<usize>)> = Vec::new();
        let mut at = stretch.start;
        let first = end.words.partition_point(|words| words.end <= stretch.start);
        for words in end.words.iter().skip(first).take_while(|words| words.start < stretch.end) {
            pieces.push((false, at..words.start.max(at)));
            pieces.push((true, words.start.max(at)..words.end.min(stretch.end)));
            at = words.end.min(stretch.end);
        }
        pieces.push((false, at..stretch.end));
        let mut cut: Vec<(bool, Item)> = Vec::new();
        for (moved, range) in pieces.into_iter().filter(|(_, range)| !range.is_empty()) {
            match cut.last_mut() {
                Some((before, last)) if *before == moved => last.length += range.len(),
                _ => {
                    let by = range.start - start;
                    let (left, right) = match item.op {
                        Op::Left => (item.left + by, item.right),
                        _ => (item.left, item.right + by),
                    };
                    cut.push((moved, Item { left, right, length: range.len(), ..item }));
                }
            }
        }
        cut
    }
}
