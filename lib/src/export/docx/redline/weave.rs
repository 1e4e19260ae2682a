//! Both texts in one flow: paragraphs whose stretches, and whose ends, stand in both texts or in one.
//!
//! The end of a paragraph is a sign like any other, which only one text may have. So whatever stretches the texts are said
//! to have in common, as long as they have one order in both: the flow without what only the right text has is the left
//! text letter by letter, and the other way round. What is done here beyond that is for the reader: paragraphs are whole on
//! one side wherever the words allow it.

use std::ops::Range;

use crate::compare::Op;

use super::common::Common;
use super::print::{MARK, Printed};

/// A stretch of one text or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) op: Op,
    /// Where it begins in the left text, if that has it.
    pub(super) left: usize,
    /// Where it begins in the right text, if that has it.
    pub(super) right: usize,
    pub(super) length: usize,
}

/// A paragraph of the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Par {
    pub(super) items: Vec<Item>,
    /// The sign at its end.
    pub(super) mark: Item,
    /// Where the left text goes on behind it.
    pub(super) left_end: usize,
    /// Where the right text goes on behind it.
    pub(super) right_end: usize,
}

/// Lays two texts into one flow along what they have in common, in order; `last` is the sign that ends both.
pub(super) fn weave(left: &Printed, right: &Printed, mut row: Vec<Common>, last: Common) -> Vec<Par> {
    slide(&mut row, &left.text, &right.text);
    let mut loom = Loom { left: &left.text, right: &right.text, at: (0, 0), open: Vec::new(), pars: Vec::new() };
    for common in row {
        let opens = left.text.get(common.left..).is_some_and(|t| t.starts_with(MARK)) && common.length > 0;
        let taken = loom.gap(common.left, common.right, opens);
        let by = usize::from(taken);
        loom.both(Common { left: common.left + by, right: common.right + by, length: common.length - by });
    }
    loom.tail(last);
    let mut pars = part_stretches(loom.pars);
    let (mut left_end, mut right_end) = (0, 0);
    for par in &mut pars {
        for item in par.items.iter().chain([&par.mark]) {
            left_end += if item.op == Op::Right { 0 } else { item.length };
            right_end += if item.op == Op::Left { 0 } else { item.length };
        }
        (par.left_end, par.right_end) = (left_end, right_end);
    }
    pars
}

/// Lets no stretch of one text end a paragraph of both and another one of the same text begin the next: LibreOffice takes
/// the two for one, and the end between them goes with them.
fn part_stretches(pars: Vec<Par>) -> Vec<Par> {
    let mut done: Vec<Par> = Vec::with_capacity(pars.len());
    for mut next in pars {
        let begins = next.items.first().unwrap_or(&next.mark).op;
        let clash = done.last_mut().filter(|par| {
            par.mark.op == Op::Both && begins != Op::Both && par.items.last().is_some_and(|last| last.op == begins)
        });
        let Some(par) = clash else {
            done.push(next);
            continue;
        };
        let (both, last) = (par.mark, par.items.len() - 1);
        if next.mark.op == begins && next.items.iter().all(|item| item.op == begins) {
            // As Word tracks who types on at the end of a paragraph: its end is new, and the end of what was typed is not.
            par.mark.op = begins;
            next.mark = match begins {
                Op::Left => Item { op: Op::Both, right: both.right, ..next.mark },
                _ => Item { op: Op::Both, left: both.left, ..next.mark },
            };
        } else if last > 0 && par.items.get(last - 1).is_some_and(|before| before.op != Op::Both) {
            par.items.swap(last - 1, last);
        } else if let Some(tail) = par.items.pop() {
            par.mark.op = if begins == Op::Left { Op::Right } else { Op::Left };
            done.push(Par { items: vec![tail], mark: Item { op: begins, ..both }, left_end: 0, right_end: 0 });
        }
        done.push(next);
    }
    done
}

/// Moves what only one text has to the ends of paragraphs, if it begins like what follows it: `[.¶New].¶` becomes `.¶[New.¶]`.
fn slide(row: &mut [Common], left: &str, right: &str) {
    for at in 1..row.len() {
        let (Some(before), Some(next)) = (row.get(at - 1).copied(), row.get(at).copied()) else { continue };
        let gap = |text: &str, from: usize, to: usize| {
            let same = |size: &usize| *size <= next.length && text.get(from..from + size) == text.get(to..to + size);
            let whole = text.get(..from).is_some_and(|t| t.is_empty() || t.ends_with(MARK))
                && text.get(..to).is_some_and(|t| t.ends_with(MARK));
            let sign = text.get(from..to).and_then(|gap| gap.find(MARK)).map(|n| n + 1);
            sign.filter(same).filter(|_| !whole)
        };
        let (from_l, from_r) = (before.left + before.length, before.right + before.length);
        let by = match (next.left - from_l, next.right - from_r) {
            (0, 1..) => gap(right, from_r, next.right),
            (1.., 0) => gap(left, from_l, next.left),
            _ => None,
        };
        let Some(by) = by else { continue };
        if let Some(before) = row.get_mut(at - 1) {
            before.length += by;
        }
        if let Some(next) = row.get_mut(at) {
            *next = Common { left: next.left + by, right: next.right + by, length: next.length - by };
        }
    }
}

struct Loom<'t> {
    left: &'t str,
    right: &'t str,
    /// How far each text is woven.
    at: (usize, usize),
    /// The paragraph that has no end yet.
    open: Vec<Item>,
    pars: Vec<Par>,
}

impl Loom<'_> {
    /// Weaves what only one text has, up to where both have something again. `opens` says that this is the end of a
    /// paragraph; gives whether that sign was taken, because another paragraph had to end in both.
    fn gap(&mut self, to_l: usize, to_r: usize, opens: bool) -> bool {
        if !self.open.is_empty() {
            let sign = |text: &str, from: usize, to: usize| {
                text.get(from..to).and_then(|gap| gap.find(MARK)).map(|n| from + n)
            };
            let first = (sign(self.left, self.at.0, to_l), sign(self.right, self.at.1, to_r));
            match first {
                (None, None) => {}
                (Some(l), Some(r)) => self.end_both(l, r),
                (Some(l), None) if opens => {
                    self.end_both(l, to_r);
                    self.only(Op::Left, to_l + 1);
                    return true;
                }
                (None, Some(r)) if opens => {
                    self.end_both(to_l, r);
                    self.only(Op::Right, to_r + 1);
                    return true;
                }
                _ => {}
            }
        }
        // Whole paragraphs of one text before whole paragraphs of the other; then the beginnings of what goes on in both.
        let whole = |text: &str, from: usize, to: usize| {
            text.get(from..to).and_then(|gap| gap.rfind(MARK)).map_or(from, |n| from + n + 1)
        };
        let (l, r) = (whole(self.left, self.at.0, to_l), whole(self.right, self.at.1, to_r));
        for (op, to) in [(Op::Left, l), (Op::Right, r), (Op::Left, to_l), (Op::Right, to_r)] {
            self.only(op, to);
        }
        false
    }

    /// Weaves the end of both texts. The last sign cannot come or go; so if the last paragraphs have nothing in common, it is
    /// the sign before them that does: struck in front of what goes, inserted behind it.
    fn tail(&mut self, last: Common) {
        let goes_on = self.at.0 < last.left && self.at.1 < last.right;
        let before = self.pars.last_mut().filter(|par| par.mark.op == Op::Both);
        if let Some(before) = before.filter(|_| goes_on && self.open.is_empty()) {
            before.mark.op = Op::Left;
            self.at.1 -= 1;
            self.only(Op::Left, last.left);
            self.put(Op::Right, 1);
        }
        self.gap(last.left, last.right, false);
        self.both(last);
    }

    /// Ends the open paragraph of both texts with different signs of theirs.
    fn end_both(&mut self, left: usize, right: usize) {
        self.only(Op::Left, left);
        self.only(Op::Right, right);
        self.put(Op::Both, 1);
    }

    /// Weaves one text up to some place.
    fn only(&mut self, op: Op, to: usize) {
        let from = if op == Op::Left { self.at.0 } else { self.at.1 };
        self.put(op, to.saturating_sub(from));
    }

    fn both(&mut self, common: Common) {
        self.put(Op::Both, common.length);
    }

    /// Weaves so many bytes from where the texts are.
    fn put(&mut self, op: Op, length: usize) {
        let (text, from) = if op == Op::Left { (self.left, self.at.0) } else { (self.right, self.at.1) };
        for line in text.get(from..from + length).unwrap_or("").split_inclusive(MARK) {
            let words = line.strip_suffix(MARK).unwrap_or(line);
            if !words.is_empty() {
                let item = self.item(op, words.len());
                match self.open.last_mut() {
                    Some(before) if before.op == op => before.length += words.len(),
                    _ => self.open.push(item),
                }
            }
            if words.len() < line.len() {
                let mark = self.item(op, 1);
                let items = std::mem::take(&mut self.open);
                self.pars.push(Par { items, mark, left_end: 0, right_end: 0 });
            }
        }
    }

    fn item(&mut self, op: Op, length: usize) -> Item {
        let item = Item { op, left: self.at.0, right: self.at.1, length };
        self.at.0 += if op == Op::Right { 0 } else { length };
        self.at.1 += if op == Op::Left { 0 } else { length };
        item
    }
}

/// Paragraphs that are a stretch of one text and nothing else, if there are such. The sign behind the last one may be the
/// other text's, as at the end of both.
pub(super) fn pure(pars: &[Par], op: Op, stretch: &Range<usize>) -> Option<Range<usize>> {
    let end = |par: &Par| if op == Op::Left { par.left_end } else { par.right_end };
    let first = pars.partition_point(|par| end(par) <= stretch.start);
    let begins = first.checked_sub(1).and_then(|at| pars.get(at)).map_or(0, end) == stretch.start;
    let mut last = pars.partition_point(|par| end(par) + 1 < stretch.end);
    if pars.get(last).is_some_and(|par| end(par) < stretch.end && par.mark.op == op) {
        last += 1;
    }
    let row = pars.get(first..=last)?;
    let ends = row.last().is_some_and(|par| end(par) <= stretch.end);
    let only = |(n, par): (usize, &Par)| {
        par.items.iter().all(|item| item.op == op) && (par.mark.op == op || first + n == last)
    };
    (begins && ends && row.iter().enumerate().all(only)).then_some(first..last + 1)
}
