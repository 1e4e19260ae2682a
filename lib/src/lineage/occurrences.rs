//! Every place that has the words of a place: through shared passages, from text to text, and through translations.
//!
//! A passage is usually longer than the place. Which of its words are the place's is told by laying its two sides against
//! each other word by word, never by proportion.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Traced, count_words};
use crate::compare::{self, Op, differences};
use crate::read::ReadUnit;
use crate::trace;

/// Equal words from which a place is an occurrence: a third of those of the place it was found from, but not fewer than the
/// first nor more than the second.
const FEWEST: usize = 6;
const ENOUGH: usize = 12;
/// A unit that fits wholly.
const FIT: usize = 1000;

/// Equal words in two texts: bytes of the first side and of the second.
pub(super) type Run = (Range<usize>, Range<usize>);

/// Addresses of units that are each other in two language versions.
type Aligned = Rc<Vec<(String, String)>>;

/// A place that has words of the lineage.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) text: usize,
    /// Unit in which it begins.
    unit: Option<usize>,
    /// Its words, parted where they were found apart.
    pub(super) stretches: Vec<Range<usize>>,
}

impl Found {
    /// From its first word to its last.
    pub(super) fn whole(&self) -> Range<usize> {
        let start = self.stretches.iter().map(|s| s.start).min().unwrap_or(0);
        start..self.stretches.iter().map(|s| s.end).max().unwrap_or(start)
    }
}

/// Finds occurrences.
pub(super) struct Finder<'t> {
    pub(super) traced: &'t Traced,
    /// Passages of each text.
    by_text: Vec<Vec<usize>>,
    runs: FxHashMap<usize, Rc<Vec<Run>>>,
    aligned: FxHashMap<(usize, usize), Aligned>,
    pub(super) found: Vec<Found>,
    /// Pairs that are translations of each other.
    pub(super) translations: BTreeSet<(usize, usize)>,
    queue: VecDeque<(usize, Range<usize>)>,
}

impl<'t> Finder<'t> {
    pub(super) fn new(traced: &'t Traced) -> Finder<'t> {
        let mut by_text = vec![Vec::new(); traced.texts.len()];
        for (number, passage) in traced.passages.iter().enumerate() {
            for text in [passage.a.text, passage.b.text] {
                by_text.get_mut(text).into_iter().for_each(|list: &mut Vec<usize>| list.push(number));
            }
        }
        Finder {
            traced,
            by_text,
            runs: FxHashMap::default(),
            aligned: FxHashMap::default(),
            found: Vec::new(),
            translations: BTreeSet::new(),
            queue: VecDeque::new(),
        }
    }

    fn words(&self, text: usize, bytes: Range<usize>) -> &'t str {
        self.traced.texts.get(text).and_then(|text| text.words().get(bytes)).unwrap_or("")
    }

    /// How many words a stretch of a text has.
    pub(super) fn count(&self, text: usize, bytes: Range<usize>) -> usize {
        count_words(self.words(text, bytes))
    }

    /// Gathers all occurrences of a place, which becomes the first of them.
    pub(super) fn search(&mut self, text: usize, bytes: Range<usize>) {
        self.add(text, bytes);
        while let Some((at, stretch)) = self.queue.pop_front() {
            self.passages_of(at, &stretch);
            self.translations_of(at);
        }
    }

    /// Takes note of a stretch; gives the number of its occurrence.
    fn add(&mut self, text: usize, stretch: Range<usize>) -> usize {
        let document = self.traced.texts.get(text).and_then(|text| text.document.as_ref());
        let unit = document.and_then(|document| {
            let unit = document.unit_at(stretch.start)?;
            document.units.iter().position(|other| std::ptr::eq(other, unit))
        });
        let overlaps = |other: &Range<usize>| other.start < stretch.end && stretch.start < other.end;
        let same = |found: &Found| {
            found.text == text && ((unit.is_some() && found.unit == unit) || found.stretches.iter().any(overlaps))
        };
        let Some(at) = self.found.iter().position(same) else {
            self.found.push(Found { text, unit, stretches: vec![stretch.clone()] });
            self.queue.push_back((self.found.len() - 1, stretch));
            return self.found.len() - 1;
        };
        let held = self.found.get(at).map(|found| found.stretches.clone()).unwrap_or_default();
        // What is new by a word or two only would be looked up again for nothing.
        let fresh: usize = without(&stretch, &held).into_iter().map(|rest| self.count(text, rest)).sum();
        if fresh > 0 {
            if let Some(found) = self.found.get_mut(at) {
                found.stretches = joined(held, stretch.clone());
            }
            if fresh >= FEWEST {
                self.queue.push_back((at, stretch));
            }
        }
        at
    }

    /// The equal words of a passage.
    pub(super) fn runs_of(&mut self, number: usize) -> Rc<Vec<Run>> {
        if let Some(runs) = self.runs.get(&number) {
            return Rc::clone(runs);
        }
        let passage = self.traced.passages.get(number);
        let runs = Rc::new(passage.map_or_else(Vec::new, |passage| {
            let words = |place: &trace::Place| self.words(place.text, place.bytes.clone());
            runs(words(&passage.a), words(&passage.b), passage.a.bytes.start, passage.b.bytes.start)
        }));
        self.runs.insert(number, Rc::clone(&runs));
        runs
    }

    fn passages_of(&mut self, at: usize, stretch: &Range<usize>) {
        let Some(text) = self.found.get(at).map(|found| found.text) else { return };
        let least = (self.count(text, stretch.clone()) / 3).clamp(FEWEST, ENOUGH);
        for number in self.by_text.get(text).cloned().unwrap_or_default() {
            let Some(passage) = self.traced.passages.get(number) else { continue };
            let first = passage.a.text == text;
            let (here, there) = if first { (&passage.a, &passage.b) } else { (&passage.b, &passage.a) };
            if here.bytes.start >= stretch.end || stretch.start >= here.bytes.end {
                continue;
            }
            let runs = self.runs_of(number);
            let mapped: Vec<Range<usize>> = runs
                .iter()
                .map(|(a, b)| if first { (a, b) } else { (b, a) })
                .filter_map(|(here, there)| clipped(here, there, stretch).map(|(_, there)| there))
                .collect();
            let words: usize = mapped.iter().map(|range| self.count(there.text, range.clone())).sum();
            if words >= least
                && let (Some(start), Some(end)) =
                    (mapped.iter().map(|r| r.start).min(), mapped.iter().map(|r| r.end).max())
            {
                self.add(there.text, start..end);
            }
        }
    }

    /// The same unit in other language versions of the work, if half of this occurrence and of a unit are the same words.
    fn translations_of(&mut self, at: usize) {
        let traced = self.traced;
        let Some(found) = self.found.get(at).cloned() else { return };
        let Some(own) = traced.texts.get(found.text) else { return };
        let (Some(work), Some(document)) = (&own.work, &own.document) else { return };
        for (number, other) in traced.texts.iter().enumerate() {
            if number == found.text || other.work.as_ref() != Some(work) || other.language() == own.language() {
                continue;
            }
            let paired = |(x, y): &(usize, usize)| {
                let other = if *x == at { y } else { x };
                (*x == at || *y == at) && self.found.get(*other).is_some_and(|found| found.text == number)
            };
            if self.translations.iter().any(paired) {
                continue;
            }
            let pairs = self.aligned(found.text, number);
            let fit = |unit: &&ReadUnit| fit(&found.stretches, unit.start..unit.end);
            let best = document.units.iter().filter(|unit| fit(unit) * 2 >= FIT).max_by_key(fit);
            let there = best.and_then(|unit| pairs.iter().find(|(own, _)| *own == unit.address));
            let there = there.and_then(|(_, address)| other.document.as_ref()?.unit(address));
            if let Some(there) = there {
                let there = self.add(number, there.start..there.end);
                self.translations.insert((at.min(there), at.max(there)));
            }
        }
    }

    /// Addresses of units that are each other in two language versions.
    fn aligned(&mut self, left: usize, right: usize) -> Aligned {
        if let Some(pairs) = self.aligned.get(&(left, right)) {
            return Rc::clone(pairs);
        }
        let text = |at: usize| {
            let text = self.traced.texts.get(at)?;
            Some(compare::Text::in_language(text.document.as_ref()?, text.language()?))
        };
        let pairs = text(left).zip(text(right)).map(|(left, right)| {
            let changes = compare::compare(&left, &right);
            let pair = |change: &compare::Change| match (change.left.as_slice(), change.right.as_slice()) {
                ([l], [r]) => Some((l.clone(), r.clone())),
                _ => None,
            };
            if changes.translation { changes.changes.iter().filter_map(pair).collect() } else { Vec::new() }
        });
        let pairs = Rc::new(pairs.unwrap_or_default());
        self.aligned.insert((left, right), Rc::clone(&pairs));
        pairs
    }
}

/// The equal words of two sides of a passage, as bytes of their texts.
fn runs(a: &str, b: &str, at_a: usize, at_b: usize) -> Vec<Run> {
    let (mut i, mut j) = (at_a, at_b);
    let mut runs = Vec::new();
    let mut printed: Option<Range<usize>> = None;
    for piece in differences(a, b) {
        let length = piece.text.len();
        match piece.op {
            Op::Both => {
                runs.push((i..i + length, j..j + length));
                (i, j) = (i + length, j + length);
            }
            Op::Left => {
                printed = piece.printing.then_some(i..i + length);
                i += length;
            }
            Op::Right => {
                if let (true, Some(left)) = (piece.printing, printed.take()) {
                    runs.push((left, j..j + length));
                }
                j += length;
            }
        }
    }
    runs
}

/// The part of a run that lies in a stretch of its first side.
pub(super) fn clipped(here: &Range<usize>, there: &Range<usize>, stretch: &Range<usize>) -> Option<Run> {
    let (start, end) = (here.start.max(stretch.start), here.end.min(stretch.end));
    if start >= end {
        return None;
    }
    // Printed otherwise, so that bytes do not correspond one to one: such runs are short, and taken whole.
    if here.len() != there.len() {
        return Some((here.clone(), there.clone()));
    }
    let shift = |at: usize| there.start + (at - here.start);
    Some((start..end, shift(start)..shift(end)))
}

/// What of a stretch lies in none of some others.
pub(super) fn without(stretch: &Range<usize>, others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut left = vec![stretch.clone()];
    for other in others {
        let cut = |piece: Range<usize>| {
            [
                piece.start..piece.end.min(other.start.max(piece.start)),
                piece.start.max(other.end.min(piece.end))..piece.end,
            ]
        };
        left = left.into_iter().flat_map(cut).filter(|piece| !piece.is_empty()).collect();
    }
    left
}

/// Stretches with another one, overlapping ones made one.
fn joined(mut stretches: Vec<Range<usize>>, new: Range<usize>) -> Vec<Range<usize>> {
    stretches.push(new);
    stretches.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in stretches {
        match joined.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

/// How well a unit fits some stretches: bytes in both as a share of those in either, in thousandths.
fn fit(stretches: &[Range<usize>], unit: Range<usize>) -> usize {
    let length = |ranges: &[Range<usize>]| ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    let both = unit.len() - length(&without(&unit, stretches));
    both * FIT / (length(stretches) + unit.len() - both).max(1)
}
