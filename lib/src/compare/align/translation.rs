//! Two languages: units are told by their addresses, and by their order where they have no numbers.

use rustc_hash::FxHashMap;

use crate::model::UnitKind;

use super::pairs::Pairs;
use super::side::Side;

/// Pairs units with the same address; among the children of paired units also those without numbers, kind by kind, where
/// both languages have as many. A unit that one language lacks stays alone.
pub(crate) fn pair_by_structure(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    let addresses: FxHashMap<&str, usize> =
        (0..right.len()).filter_map(|r| Some((right.unit(r)?.address.as_str(), r))).collect();
    for l in 0..left.len() {
        let same = left.unit(l).and_then(|unit| Some((unit.kind, *addresses.get(unit.address.as_str())?)));
        if let Some((kind, r)) = same
            && right.unit(r).is_some_and(|unit| unit.kind == kind)
        {
            pairs.set(l, r);
        }
    }
    unnumbered(left, right, pairs, None, None);
    for l in 0..left.len() {
        if let Some(r) = pairs.right_of(l) {
            unnumbered(left, right, pairs, Some(l), Some(r));
        }
    }
}

fn unnumbered(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs, l: Option<usize>, r: Option<usize>) {
    let mut kinds: FxHashMap<UnitKind, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for at in left.children(l).iter().filter(|at| pairs.right_of(**at).is_none()) {
        if let Some(unit) = left.unit(*at).filter(|unit| unit.number.is_empty()) {
            kinds.entry(unit.kind).or_default().0.push(*at);
        }
    }
    for at in right.children(r).iter().filter(|at| pairs.left_of(**at).is_none()) {
        if let Some(unit) = right.unit(*at).filter(|unit| unit.number.is_empty()) {
            kinds.entry(unit.kind).or_default().1.push(*at);
        }
    }
    for (ls, rs) in kinds.into_values().filter(|(ls, rs)| ls.len() == rs.len()) {
        for (l, r) in ls.into_iter().zip(rs) {
            pairs.set(l, r);
        }
    }
}
