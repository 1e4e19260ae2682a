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

/// The heaviest part of a row of places that goes up: of each place whether it is in it. Places are different from each
/// other.
pub(crate) fn rising(places: &[(usize, u64)]) -> Vec<bool> {
    let mut sorted: Vec<usize> = places.iter().map(|(place, _)| *place).collect();
    sorted.sort_unstable();
    // For each rank the best sum of a row that ends at most there, kept as a Fenwick tree.
    let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); sorted.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let mut end: (u64, Option<usize>) = (0, None);
    for (at, (place, weight)) in places.iter().enumerate() {
        let rank = sorted.partition_point(|p| p < place) + 1;
        let mut found = (0, None);
        let mut node = rank - 1;
        while node > 0 {
            found = found.max(best.get(node).copied().unwrap_or_default());
            node &= node - 1;
        }
        before.push(found.1);
        let sum = (found.0 + weight.max(&1), Some(at));
        end = end.max(sum);
        let mut node = rank;
        while let Some(slot) = best.get_mut(node) {
            *slot = (*slot).max(sum);
            node += node & node.wrapping_neg();
        }
    }
    let mut kept = vec![false; places.len()];
    let mut at = end.1;
    while let Some(place) = at {
        if let Some(slot) = kept.get_mut(place) {
            *slot = true;
        }
        at = before.get(place).copied().flatten();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_order_stays() {
        assert_eq!(rising(&[(0, 1), (1, 1), (2, 1)]), [true, true, true]);
        assert_eq!(rising(&[(2, 1), (0, 1), (1, 1)]), [false, true, true]);
        assert_eq!(rising(&[(2, 9), (0, 1), (1, 1)]), [true, false, false]);
        assert_eq!(rising(&[]), Vec::<bool>::new());
        assert_eq!(rising(&[(5, 1), (3, 2), (4, 2), (1, 9), (9, 1)]), [false, false, false, true, true]);
    }
}
