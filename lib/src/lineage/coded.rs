//! What is coded of a unit: which units of other instruments it became, came from, or otherwise has to do with.

use std::collections::VecDeque;

use super::related;
use crate::landscape::Landscape;
use crate::model::{Day, Evidence, RelationKind};

/// An instrument, or a unit of one.
pub(super) type Address<'l> = (&'l str, Option<&'l str>);

/// One coded row: the older side or the one that is spoken of, the side that has the row, and what it says.
pub(super) struct Row<'l> {
    pub(super) from: Address<'l>,
    pub(super) to: Address<'l>,
    pub(super) kind: RelationKind,
    pub(super) evidence: &'l Evidence,
}

/// Kinds of rows by which one wording becomes another.
fn is_revision(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Revises | RelationKind::Supersedes | RelationKind::Amends)
}

/// Coded rows of some places: revisions from step to step in either direction, other relations of the places themselves.
/// Rows of an instrument as a whole count only for places that are whole instruments, and those of what was made after the
/// day not at all.
pub(super) fn rows<'l>(landscape: &'l Landscape, places: &[(String, Option<String>)], day: Day) -> Vec<Row<'l>> {
    let all: Vec<Row<'l>> = landscape
        .instruments
        .iter()
        .filter(|instrument| instrument.milestones.is_empty() || instrument.made_date(day).is_some())
        .flat_map(|instrument| {
            instrument.relations.iter().map(|row| Row {
                from: split(&row.to),
                to: (&instrument.id, row.unit.as_deref()),
                kind: row.kind,
                evidence: &row.evidence,
            })
        })
        .collect();
    let is_place = |address: Address<'_>| {
        places.iter().any(|(instrument, unit)| {
            instrument == address.0
                && match (unit.as_deref(), address.1) {
                    (Some(own), Some(other)) => related(own, other),
                    (None, None) => true,
                    _ => false,
                }
        })
    };
    let mut known: Vec<Address<'l>> = Vec::new();
    let mut queue: VecDeque<Address<'l>> = VecDeque::new();
    let mut taken = vec![false; all.len()];
    let mut step = |meets: &dyn Fn(Address<'l>) -> bool, any: bool, queue: &mut VecDeque<Address<'l>>| {
        for (row, taken) in all.iter().zip(&mut taken) {
            if !*taken && (any || is_revision(row.kind)) && (meets(row.from) || meets(row.to)) {
                *taken = true;
                for address in [row.from, row.to] {
                    if is_revision(row.kind) && !known.contains(&address) {
                        known.push(address);
                        queue.push_back(address);
                    }
                }
            }
        }
    };
    step(&is_place, true, &mut queue);
    while let Some(address) = queue.pop_front() {
        step(&|other| other == address, false, &mut queue);
    }
    all.into_iter().zip(taken).filter_map(|(row, taken)| taken.then_some(row)).collect()
}

fn split(address: &str) -> Address<'_> {
    address.split_once('/').map_or((address, None), |(id, unit)| (id, Some(unit)))
}
