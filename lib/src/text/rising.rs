//! Which part of a row of places goes up: what kept its order while the rest moved.

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
