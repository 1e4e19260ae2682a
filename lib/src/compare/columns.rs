//! The rows of a comparison that is laid out in two columns.

use super::{Comparison, Kind};

/// What stands in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoColumnRow {
    /// A change with both sides, by its place among [`Comparison::changes`].
    Change(usize),
    /// The place that a unit left: its words stand where the right text has them now, in the row of this change.
    Left(usize),
}

impl Comparison {
    /// The changes in their order, and the places that moved units left where the left text had them: so both columns are
    /// read from top to bottom, and a move has both its places.
    #[must_use]
    pub fn rows(&self) -> Vec<TwoColumnRow> {
        let mut of_left: Vec<Option<usize>> = vec![None; self.left.units.len()];
        for (number, change) in self.changes.iter().enumerate() {
            for at in &change.left_units {
                of_left.get_mut(*at).into_iter().for_each(|slot| *slot = Some(number));
            }
        }
        let mut behind: Vec<Vec<usize>> = vec![Vec::new(); self.changes.len()];
        let mut first: Vec<usize> = Vec::new();
        let mut last: Option<usize> = None;
        for number in of_left.into_iter().flatten() {
            let moved = self.changes.get(number).is_some_and(|c| matches!(c.kind, Kind::Moved | Kind::MovedEdited));
            match last.and_then(|last| behind.get_mut(last)) {
                _ if !moved => last = Some(number),
                Some(list) => list.push(number),
                None => first.push(number),
            }
        }
        let mut rows: Vec<TwoColumnRow> = first.into_iter().map(TwoColumnRow::Left).collect();
        for (number, left) in behind.into_iter().enumerate() {
            rows.push(TwoColumnRow::Change(number));
            rows.extend(left.into_iter().map(TwoColumnRow::Left));
        }
        rows
    }
}
