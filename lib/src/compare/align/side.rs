//! One of the two texts, with what the alignment asks of it again and again.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::super::text::{Text, Unit};
use super::super::tokens::Words;

/// Numbers of rows of words, by hash and length.
pub(crate) type Contents = FxHashMap<(u64, usize), u32>;

/// A text and its words.
pub(crate) struct Side<'t> {
    pub(crate) text: &'t Text,
    pub(crate) words: Vec<Words>,
    /// Subordinate units of each unit, in order.
    pub(crate) below: Vec<Vec<usize>>,
    /// Units that nothing contains.
    pub(crate) roots: Vec<usize>,
    /// Words of each unit with all that it contains.
    pub(crate) size: Vec<usize>,
    /// Units with the same words have the same number; units without words have none.
    pub(crate) content: Vec<Option<u32>>,
    /// In which order a reader meets the words of the units.
    pub(crate) rank: Vec<usize>,
}

impl<'t> Side<'t> {
    pub(crate) fn new(text: &'t Text, words: Vec<Words>, contents: &mut Contents) -> Side<'t> {
        let (below, roots) = text.children();
        let mut size: Vec<usize> = words.iter().map(|w| w.all.len()).collect();
        // A unit stands before what it contains.
        for at in (0..text.units.len()).rev() {
            let own = size.get(at).copied().unwrap_or(0);
            if let Some(total) = text.units.get(at).and_then(|u| u.parent).and_then(|p| size.get_mut(p)) {
                *total += own;
            }
        }
        let mut number = |words: &Words| {
            let next = u32::try_from(contents.len()).unwrap_or(u32::MAX);
            let mut hasher = FxHasher::default();
            words.all.hash(&mut hasher);
            // A hash that two rows share by chance costs a pair that is shown with all its differences, and no more.
            let key = (hasher.finish(), words.all.len());
            (!words.all.is_empty()).then(|| *contents.entry(key).or_insert(next))
        };
        let content = words.iter().map(&mut number).collect();
        let rank = ranks(text, &below);
        Side { text, words, below, roots, size, content, rank }
    }

    pub(crate) fn len(&self) -> usize {
        self.text.units.len()
    }

    pub(crate) fn unit(&self, at: usize) -> Option<&'t Unit> {
        self.text.units.get(at)
    }

    /// Words of a unit, those of its heading first.
    pub(crate) fn all(&self, at: usize) -> &[u32] {
        self.words.get(at).map_or(&[], |w| w.all.as_slice())
    }

    /// Words of its heading.
    pub(crate) fn heading(&self, at: usize) -> &[u32] {
        self.words.get(at).and_then(|w| w.all.get(..w.headed)).unwrap_or_default()
    }

    pub(crate) fn parent(&self, at: usize) -> Option<usize> {
        self.unit(at).and_then(|unit| unit.parent)
    }

    /// Subordinate units of a unit; of `None`, the units that nothing contains.
    pub(crate) fn children(&self, parent: Option<usize>) -> &[usize] {
        match parent {
            Some(at) => self.below.get(at).map_or(&[], Vec::as_slice),
            None => &self.roots,
        }
    }

    /// The units that contain a unit, innermost first.
    pub(crate) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(at), |up| self.parent(*up))
    }

    pub(crate) fn content(&self, at: usize) -> Option<u32> {
        self.content.get(at).copied().flatten()
    }

    pub(crate) fn size(&self, at: usize) -> usize {
        self.size.get(at).copied().unwrap_or(0)
    }
}

/// The order of the words. A unit begins before what it contains, but most of its own words may stand behind that: the
/// signatures that follow the last point of an annex are met after the point.
fn ranks(text: &Text, below: &[Vec<usize>]) -> Vec<usize> {
    let mut last: Vec<usize> = (0..text.units.len()).collect();
    for at in (0..text.units.len()).rev() {
        let end = last.get(at).copied().unwrap_or(at);
        if let Some(slot) = text.units.get(at).and_then(|u| u.parent).and_then(|p| last.get_mut(p)) {
            *slot = (*slot).max(end);
        }
    }
    let place = |at: usize| {
        let unit = text.units.get(at);
        let longest = unit.and_then(|unit| unit.text.lines().zip(&unit.after).max_by_key(|(words, _)| words.len()));
        let heading = unit.and_then(|unit| unit.heading.as_deref()).map_or(0, str::len);
        let behind = longest.filter(|(words, after)| **after > 0 && words.len() > heading).and_then(|(_, after)| {
            let child = below.get(at)?.get(after.checked_sub(1)?)?;
            last.get(*child).copied()
        });
        let depth = unit.map_or(0, |unit| unit.depth);
        behind.map_or((at, 0, 0), |end| (end, 1, usize::MAX - depth))
    };
    let mut order: Vec<(usize, (usize, usize, usize))> = (0..text.units.len()).map(|at| (at, place(at))).collect();
    order.sort_unstable_by_key(|(_, place)| *place);
    let mut rank = vec![0; text.units.len()];
    for (n, (at, _)) in order.into_iter().enumerate() {
        rank.get_mut(at).into_iter().for_each(|slot| *slot = n);
    }
    rank
}
