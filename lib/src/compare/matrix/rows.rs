//! Where each row stands: units of the baseline in order, and between them what only other texts have.
//!
//! What a text adds stands behind what it stands behind there: behind the unit before it under the same roof with all that
//! the baseline has below that, or at the head of what contains it. A unit that moved tells nothing of where its neighbours
//! stand.

use rustc_hash::{FxHashMap, FxHashSet};

use super::shared::{Groups, Member};
use crate::compare::change::{Change, Kind};
use crate::compare::{Comparison, Text};

/// The rows of a matrix.
pub(super) struct Laid {
    /// The unit of the baseline of each row.
    pub(super) units: Vec<Option<usize>>,
    of_unit: Vec<usize>,
    of_added: FxHashMap<Member, usize>,
}

impl Laid {
    /// The rows of a change.
    pub(super) fn rows_of(&self, text: usize, change: &Change) -> Vec<usize> {
        if change.left_units.is_empty() {
            let added = change.right_units.first().and_then(|unit| self.of_added.get(&(text, *unit)));
            return added.copied().into_iter().collect();
        }
        change.left_units.iter().filter_map(|unit| self.of_unit.get(*unit).copied()).collect()
    }
}

/// Lays out the rows.
pub(super) fn lay(base: &Text, compared: &[Option<Comparison>], groups: &Groups) -> Laid {
    // Before each unit of the baseline, and behind the last, the groups that stand there.
    let mut slots: Vec<Vec<usize>> = vec![Vec::new(); base.units.len() + 1];
    let mut placed: FxHashMap<usize, usize> = FxHashMap::default();
    let ends = ends(base);
    for (text, comparison) in compared.iter().enumerate() {
        let Some(comparison) = comparison else { continue };
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); slots.len()];
        for (unit, slot) in added(comparison, &ends) {
            let Some(group) = groups.of(text, unit) else { continue };
            let slot = *placed.entry(group).or_insert(slot);
            rows.get_mut(slot).into_iter().for_each(|row| row.push(group));
        }
        for (slot, row) in slots.iter_mut().zip(rows) {
            *slot = woven(std::mem::take(slot), row);
        }
    }
    let mut laid =
        Laid { units: Vec::new(), of_unit: Vec::with_capacity(base.units.len()), of_added: FxHashMap::default() };
    for (unit, slot) in slots.into_iter().enumerate() {
        for group in slot {
            for member in groups.members(group) {
                laid.of_added.insert(*member, laid.units.len());
            }
            laid.units.push(None);
        }
        if unit < base.units.len() {
            laid.of_unit.push(laid.units.len());
            laid.units.push(Some(unit));
        }
    }
    laid
}

/// For each unit the place behind all that it contains.
fn ends(text: &Text) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=text.units.len()).collect();
    for at in (0..text.units.len()).rev() {
        let end = ends.get(at).copied().unwrap_or(at + 1);
        let above = text.units.get(at).and_then(|unit| unit.parent).and_then(|parent| ends.get_mut(parent));
        above.into_iter().for_each(|above| *above = (*above).max(end));
    }
    ends
}

/// The units that a text adds, in its order, each with the unit of the baseline before which it stands.
fn added(comparison: &Comparison, ends: &[usize]) -> Vec<(usize, usize)> {
    let units = &comparison.right.units;
    let mut was: Vec<Option<(usize, bool)>> = vec![None; units.len()];
    for change in &comparison.changes {
        let moved = matches!(change.kind, Kind::Moved | Kind::MovedEdited);
        for right in &change.right_units {
            was.get_mut(*right).into_iter().for_each(|was| *was = change.left_units.last().map(|left| (*left, moved)));
        }
    }
    let mut next: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    let mut slots: Vec<usize> = vec![0; units.len()];
    let mut found = Vec::new();
    for (at, (unit, was)) in units.iter().zip(&was).enumerate() {
        match *was {
            Some((left, moved)) => {
                if !moved {
                    next.insert(unit.parent, ends.get(left).copied().unwrap_or(0));
                }
                slots.get_mut(at).into_iter().for_each(|slot| *slot = left + 1);
            }
            None => {
                let inside = || unit.parent.and_then(|parent| slots.get(parent).copied()).unwrap_or(0);
                let slot = next.get(&unit.parent).copied().unwrap_or_else(inside);
                slots.get_mut(at).into_iter().for_each(|own| *own = slot);
                found.push((at, slot));
            }
        }
    }
    found
}

/// Puts another text's rows among those that are there: what it shares stays where it is, what is new stands before the next
/// shared one, or else behind the last.
fn woven(there: Vec<usize>, new: Vec<usize>) -> Vec<usize> {
    if there.is_empty() || new.is_empty() {
        return if there.is_empty() { new } else { there };
    }
    let known: FxHashSet<usize> = there.iter().copied().collect();
    let mut before: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut open = Vec::new();
    let mut last = there.last().copied();
    for group in new {
        if known.contains(&group) {
            before.entry(group).or_default().append(&mut open);
            last = Some(group);
        } else {
            open.push(group);
        }
    }
    let mut woven = Vec::with_capacity(there.len() + open.len());
    for group in there {
        woven.append(&mut before.remove(&group).unwrap_or_default());
        woven.push(group);
        if last == Some(group) {
            woven.append(&mut open);
        }
    }
    woven
}
