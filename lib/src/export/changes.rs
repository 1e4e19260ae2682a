//! The changes between two texts as a table for spreadsheets: a line for each.
//!
//! In: changes of a [`crate::compare::Comparison`], all or some of them. Out: a [`Sheet`] with addresses, kind, direction of
//! force, the words of both sides, and both in one with the differences marked as [`mod@super::matrix`] marks them. Headings
//! are left out, for what is counted and weighed is words.

use crate::compare::{Change, Op};

use super::csv::Sheet;
use super::matrix::marked;

/// A line for each change, in their order.
#[must_use]
pub fn changes<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Sheet {
    const COLUMNS: [&str; 9] =
        ["kind", "left", "right", "similarity", "renumbered", "direction", "left_words", "right_words", "marked"];
    let row = |change: &Change| {
        vec![
            change.kind.word().to_owned(),
            change.left.join(" "),
            change.right.join(" "),
            change.similarity.map(|s| format!("{s:.3}")).unwrap_or_default(),
            change.renumbered.to_string(),
            change.force.as_ref().map(|f| f.direction.word().to_owned()).unwrap_or_default(),
            change.side(Op::Left),
            change.side(Op::Right),
            marked(&change.words),
        ]
    };
    Sheet { columns: COLUMNS.map(str::to_owned).into(), rows: changes.into_iter().map(row).collect() }
}
