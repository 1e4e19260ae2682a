//! Which clause of one coder is which of another.

use std::collections::BTreeSet;

use crate::model::Commitment;

/// For each clause of the first coding the place of the clause of the second that is the same, by the order of both.
///
/// The same unit and name are the same clause. Of what is left, clauses of one unit are paired by the acts they share, then by
/// modality, the nearest first and ties by the order of the files; clauses that share neither stay alone. A clause whose unit
/// nobody knows is only paired by name.
pub(super) fn pairs(first: &[Commitment], second: &[Commitment]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = first
        .iter()
        .map(|own| second.iter().position(|other| unit(other) == unit(own) && other.local_id() == own.local_id()))
        .collect();
    let mut taken: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let mut near: Vec<(usize, usize, usize)> = Vec::new();
    for (at, own) in first.iter().enumerate().filter(|(at, _)| pairs.get(*at) == Some(&None)) {
        for (other_at, other) in second.iter().enumerate().filter(|(other_at, _)| !taken.contains(other_at)) {
            let nearness = nearness(own, other);
            if unit(own).is_some() && unit(own) == unit(other) && nearness > 0 {
                near.push((nearness, at, other_at));
            }
        }
    }
    near.sort_by_key(|(nearness, at, other)| (std::cmp::Reverse(*nearness), *at, *other));
    for (_, at, other) in near {
        if let Some(pair) = pairs.get_mut(at).filter(|pair| pair.is_none())
            && taken.insert(other)
        {
            *pair = Some(other);
        }
    }
    pairs
}

fn unit(clause: &Commitment) -> Option<&str> {
    clause.unit.as_deref()
}

/// Shared acts in hundredths of all acts of both, and one more for the same modality.
fn nearness(a: &Commitment, b: &Commitment) -> usize {
    let acts = |clause: &Commitment| clause.acts.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    let (a_acts, b_acts) = (acts(a), acts(b));
    let shared = a_acts.intersection(&b_acts).count() * 200 / a_acts.union(&b_acts).count().max(1);
    shared + usize::from(a.modality == b.modality)
}
