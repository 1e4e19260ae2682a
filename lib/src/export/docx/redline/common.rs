//! What two printed texts have in common, as the comparison says: stretches of one that are stretches of the other.

use std::ops::Range;

use crate::compare::{Change, Comparison, Kind, Op, Piece, differences};
use crate::text::rising;

use super::print::{MARK, Printed, Spot};

/// A stretch that both texts have: where it begins in each, and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) length: usize,
}

impl Common {
    /// Whether another stretch goes on in both texts where this one ends.
    fn meets(&self, next: &Common) -> bool {
        self.left + self.length == next.left && self.right + self.length == next.right
    }

    /// Whether another stretch begins in both texts behind this one.
    fn precedes(&self, next: &Common) -> bool {
        self.left + self.length <= next.left && self.right + self.length <= next.right
    }
}

/// What two texts have in common.
#[derive(Debug, Default)]
pub(super) struct Commons {
    /// Stretches of units that stay, in the order of the left text, which need not be that of the right one.
    pub(super) stay: Vec<Common>,
    /// Stretches of units that moved, each with the place of the change among those of the comparison.
    pub(super) moved: Vec<(usize, Common)>,
}

/// A unit's words among those of all units of a change, which are joined by line feeds.
struct Line {
    /// Where they begin among the joined words.
    at: usize,
    /// Where they are printed.
    printed: Range<usize>,
    unit: usize,
}

/// Printed lines of one side of a change, in order.
struct Lines(Vec<Line>);

impl Lines {
    /// The own paragraphs of units.
    fn of_words(units: &[usize], printed: &Printed) -> Lines {
        let mut lines = Vec::new();
        let mut at = 0;
        for (unit, spot) in units.iter().filter_map(|unit| Some((*unit, printed.spots.get(*unit)?))) {
            for line in &spot.lines {
                lines.push(Line { at, printed: line.clone(), unit });
                at += line.len() + 1;
            }
            // Units without words have a line feed behind them all the same.
            at += usize::from(spot.lines.is_empty());
        }
        Lines(lines)
    }

    /// The headings of units.
    fn of_headings(units: &[usize], printed: &Printed) -> Lines {
        let mut lines = Vec::new();
        let mut at = 0;
        for (unit, spot) in units.iter().filter_map(|unit| Some((*unit, printed.spots.get(*unit)?))) {
            if let Some(heading) = &spot.heading {
                lines.push(Line { at, printed: heading.clone(), unit });
            }
            at += spot.heading.as_ref().map_or(0, Range::len) + 1;
        }
        Lines(lines)
    }

    /// Where a byte of the joined words is printed, and of which unit it is; a line feed between lines is the sign behind
    /// the first.
    fn find(&self, at: usize) -> Option<(usize, usize)> {
        let line = self.0.get(self.0.partition_point(|line| line.at <= at).checked_sub(1)?)?;
        let inside = at - line.at;
        (inside <= line.printed.len()).then_some((line.printed.start + inside, line.unit))
    }
}

/// Collects what two texts have in common.
pub(super) fn commons(comparison: &Comparison, left: &Printed, right: &Printed) -> Commons {
    let homes = |op: Op| homes(comparison, op);
    let mut finder = Finder { left, right, homes: [homes(Op::Left), homes(Op::Right)], found: Commons::default() };
    for change in &comparison.changes {
        if !change.left_units.is_empty() && !change.right_units.is_empty() {
            finder.change(comparison, change);
        }
    }
    let mut found = finder.found;
    found.stay.sort_unstable_by_key(|common| common.left);
    found
}

/// Of each unit of one side the change that moved it, or what contains it.
fn homes(comparison: &Comparison, op: Op) -> Vec<Option<usize>> {
    let text = if op == Op::Left { &comparison.left } else { &comparison.right };
    let mut homes: Vec<Option<usize>> = vec![None; text.units.len()];
    for (number, change) in comparison.changes.iter().enumerate().filter(|(_, change)| is_moved(change)) {
        let units = if op == Op::Left { &change.left_units } else { &change.right_units };
        if let Some(slot) = units.first().and_then(|unit| homes.get_mut(*unit)) {
            *slot = Some(number);
        }
    }
    for (at, unit) in text.units.iter().enumerate() {
        let above = unit.parent.and_then(|parent| homes.get(parent).copied().flatten());
        if let Some(slot) = homes.get_mut(at) {
            *slot = slot.or(above);
        }
    }
    homes
}

/// Whether a change is one unit in another place.
pub(super) fn is_moved(change: &Change) -> bool {
    matches!(change.kind, Kind::Moved | Kind::MovedEdited)
}

struct Finder<'p> {
    left: &'p Printed,
    right: &'p Printed,
    homes: [Vec<Option<usize>>; 2],
    found: Commons,
}

impl Finder<'_> {
    fn change(&mut self, comparison: &Comparison, change: &Change) {
        let (ls, rs) = (&change.left_units, &change.right_units);
        self.label(comparison, ls, rs);
        let (left, right) = (self.left, self.right);
        self.pieces(&change.heading, &Lines::of_headings(ls, left), &Lines::of_headings(rs, right));
        self.pieces(&change.words, &Lines::of_words(ls, left), &Lines::of_words(rs, right));
    }

    /// The labels of the first units, with what stands behind them.
    fn label(&mut self, comparison: &Comparison, ls: &[usize], rs: &[usize]) {
        let (Some(l), Some(r)) = (ls.first(), rs.first()) else { return };
        let (Some(a), Some(b)) = (comparison.left.units.get(*l), comparison.right.units.get(*r)) else { return };
        if a.label.is_empty() || b.label.is_empty() {
            return;
        }
        let line = |printed: &Printed, unit: usize| {
            let label = |spot: &Spot| spot.label.clone();
            Lines(vec![Line { at: 0, printed: printed.spots.get(unit).map(label).unwrap_or_default(), unit }])
        };
        let (left, right) = (line(self.left, *l), line(self.right, *r));
        self.pieces(&differences(&a.label, &b.label), &left, &right);
    }

    /// What pieces have in common, and the sign behind the last lines.
    fn pieces(&mut self, pieces: &[Piece], left: &Lines, right: &Lines) {
        let (mut at_l, mut at_r) = (0, 0);
        for (n, piece) in pieces.iter().enumerate() {
            if let Some(next) = pieces.get(n + 1).filter(|next| piece.op == Op::Left && next.op == Op::Right) {
                let (a, b) = (piece.text.as_str(), next.text.as_str());
                let before = alike(a.chars(), b.chars());
                let rest = a.get(before..).unwrap_or("").chars().zip(b.get(before..).unwrap_or("").chars()).count();
                let after = alike(a.chars().rev().take(rest), b.chars().rev().take(rest));
                self.common(left.find(at_l), right.find(at_r), before);
                let (end_l, end_r) = (at_l + a.len() - after, at_r + b.len() - after);
                self.common(left.find(end_l), right.find(end_r), after);
            }
            if piece.op == Op::Both {
                let mut from = 0;
                for stretch in piece.text.split_inclusive('\n') {
                    let words = stretch.strip_suffix('\n').unwrap_or(stretch);
                    self.common(left.find(at_l + from), right.find(at_r + from), words.len());
                    if words.len() < stretch.len() {
                        let feed = from + words.len();
                        self.common(left.find(at_l + feed), right.find(at_r + feed), 1);
                    }
                    from += stretch.len();
                }
            }
            at_l += if piece.op == Op::Right { 0 } else { piece.text.len() };
            at_r += if piece.op == Op::Left { 0 } else { piece.text.len() };
        }
        let end = |lines: &Lines| lines.0.last().map(|line| (line.printed.end, line.unit));
        self.common(end(left), end(right), 1);
    }

    /// A stretch at places of both texts, each with its unit, if it is the same there and of units with the same fate.
    fn common(&mut self, left: Option<(usize, usize)>, right: Option<(usize, usize)>, length: usize) {
        let (Some((left, l)), Some((right, r))) = (left, right) else { return };
        let words = |printed: &Printed, at: usize| printed.text.get(at..at + length).map(str::to_owned);
        let same = words(self.left, left).filter(|words| !words.is_empty());
        if same.is_none() || same != words(self.right, right) {
            return;
        }
        let home = |side: &[Option<usize>], unit: usize| side.get(unit).copied().flatten();
        let [homes_l, homes_r] = &self.homes;
        let common = Common { left, right, length };
        match (home(homes_l, l), home(homes_r, r)) {
            (None, None) => self.found.stay.push(common),
            (Some(from), Some(to)) if from == to => self.found.moved.push((from, common)),
            // One of them moved and the other did not come along.
            _ => {}
        }
    }
}

/// Bytes of the signs and blanks, up to the first letter and to the end of a paragraph, that two texts begin with alike.
fn alike(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    let same = left.zip(right).take_while(|(a, b)| a == b && !a.is_alphanumeric() && *a != MARK);
    same.map(|(c, _)| c.len_utf8()).sum()
}

/// The heaviest row of stretches that have the same order in both texts, those that meet joined; and behind it the sign at
/// the end of both, which no view can do without.
pub(super) fn in_order(stay: Vec<Common>, left: &Printed, right: &Printed) -> (Vec<Common>, Common) {
    let last = Common { left: left.text.len().saturating_sub(1), right: right.text.len().saturating_sub(1), length: 1 };
    let inner = stay.into_iter().filter(|c| c.left < last.left && c.right < last.right).collect::<Vec<_>>();
    let kept = rising(&inner.iter().map(|c| (c.right, c.length as u64)).collect::<Vec<_>>());
    let mut row: Vec<Common> = Vec::new();
    for common in inner.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(common, _)| common) {
        match row.last_mut() {
            Some(before) if before.meets(&common) => before.length += common.length,
            Some(before) if !before.precedes(&common) => {}
            _ => row.push(common),
        }
    }
    (row, last)
}
