//! Which unit of one text is which of the other.

use super::side::Side;

/// Units paired one to one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs {
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
}

impl Pairs {
    pub(crate) fn new(left: usize, right: usize) -> Pairs {
        Pairs { left: vec![None; left], right: vec![None; right] }
    }

    /// Pairs two units that are both free.
    pub(crate) fn set(&mut self, l: usize, r: usize) {
        if let (Some(a), Some(b)) = (self.left.get_mut(l), self.right.get_mut(r))
            && a.is_none()
            && b.is_none()
        {
            (*a, *b) = (Some(r), Some(l));
        }
    }

    /// Frees a pair.
    pub(crate) fn unset(&mut self, l: usize) {
        if let Some(r) = self.left.get_mut(l).and_then(Option::take)
            && let Some(slot) = self.right.get_mut(r)
        {
            *slot = None;
        }
    }

    /// The right unit of a left one.
    pub(crate) fn right_of(&self, l: usize) -> Option<usize> {
        self.left.get(l).copied().flatten()
    }

    /// The left unit of a right one.
    pub(crate) fn left_of(&self, r: usize) -> Option<usize> {
        self.right.get(r).copied().flatten()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.left.iter().enumerate().filter_map(|(l, r)| r.map(|r| (l, r)))
    }

    /// Whether two units may be each other by where they stand: the nearest paired unit round either of them contains the
    /// other's counterpart. Levels that only one text has are looked through.
    pub(crate) fn same_place(&self, left: &Side<'_>, right: &Side<'_>, l: usize, r: usize) -> bool {
        let around_l = left.ancestors(l).find_map(|up| self.right_of(up));
        let around_r = right.ancestors(r).find_map(|up| self.left_of(up));
        around_l.is_none_or(|up| right.ancestors(r).any(|a| a == up))
            && around_r.is_none_or(|up| left.ancestors(l).any(|a| a == up))
    }
}
