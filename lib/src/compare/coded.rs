//! Which paragraph of one instrument became which of another, where no text is held: as somebody coded it.
//!
//! In: two instruments of a landscape. Out: a row for each unit, with the basis of the row. Words are not compared, and a
//! unit without a counterpart is one for which none is coded; whether there is none, the texts say.

use serde::Serialize;

use crate::landscape::Landscape;
use crate::model::{Evidence, Instrument, RelationKind, Unit};

use super::change::Kind;

/// What is coded of a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodedRow<'a> {
    /// Renumbered, or kept under its number; added or dropped where no counterpart is coded. Nothing is said of the words.
    pub kind: Kind,
    /// Addresses in the left instrument.
    pub left: Vec<&'a str>,
    /// Addresses in the right instrument.
    pub right: Vec<&'a str>,
    /// What the left unit says, in our own words, and its key words.
    pub left_unit: Option<&'a Unit>,
    /// The right unit.
    pub right_unit: Option<&'a Unit>,
    /// How it is known that one became the other; `None` if nothing is coded of that, and only the address is the same.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'a Evidence>,
}

/// Two instruments compared by what is coded of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coded<'a> {
    /// Id of the baseline.
    pub left: &'a str,
    /// Id of the other.
    pub right: &'a str,
    /// Rows in the order of the right instrument, what it has not behind what stood before it.
    pub changes: Vec<CodedRow<'a>>,
}

/// What is coded of the units of two instruments; `None` if no unit of one is said to have become one of the other.
#[must_use]
pub fn coded<'a>(left: &'a Instrument, right: &'a Instrument) -> Option<Coded<'a>> {
    let forward = map(right, left);
    let backward = map(left, right);
    let pairs: Vec<(&str, &str, &Evidence)> = forward
        .chain(backward.map(|(newer, older, evidence)| (older, newer, evidence)))
        .map(|(r, l, e)| (l, r, e))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let unit = |instrument: &'a Instrument, id: &str| instrument.units.iter().find(|unit| unit.id.as_str() == id);
    let mut changes: Vec<CodedRow<'a>> = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    let gone = |until: Option<&str>, done: &mut Vec<&'a str>, changes: &mut Vec<CodedRow<'a>>| {
        for unit in left.units.iter().take_while(|unit| until.is_none_or(|until| unit.id.as_str() != until)) {
            let id = unit.id.as_str();
            if !done.contains(&id) && !pairs.iter().any(|(l, _, _)| *l == id) {
                done.push(id);
                changes.push(CodedRow {
                    kind: Kind::Dropped,
                    left: vec![id],
                    right: Vec::new(),
                    left_unit: Some(unit),
                    right_unit: None,
                    evidence: None,
                });
            }
        }
    };
    for new in &right.units {
        let id = new.id.as_str();
        let mut olds = pairs.iter().filter(|(_, r, _)| *r == id).peekable();
        let same = unit(left, id).filter(|old| old.kind == new.kind && !pairs.iter().any(|(l, _, _)| *l == id));
        if olds.peek().is_none() && same.is_some() {
            gone(Some(id), &mut done, &mut changes);
            done.push(id);
            changes.push(CodedRow {
                kind: Kind::Kept,
                left: vec![id],
                right: vec![id],
                left_unit: same,
                right_unit: Some(new),
                evidence: None,
            });
        } else if olds.peek().is_none() {
            changes.push(CodedRow {
                kind: Kind::Added,
                left: Vec::new(),
                right: vec![id],
                left_unit: None,
                right_unit: Some(new),
                evidence: None,
            });
        }
        for (old, _, evidence) in olds {
            gone(Some(old), &mut done, &mut changes);
            changes.push(CodedRow {
                kind: if *old == id { Kind::Kept } else { Kind::Renumbered },
                left: vec![old],
                right: vec![id],
                left_unit: unit(left, old),
                right_unit: Some(new),
                evidence: Some(evidence),
            });
        }
    }
    gone(None, &mut done, &mut changes);
    Some(Coded { left: &left.id, right: &right.id, changes })
}

/// Units of an instrument that are said to be new versions of units of another.
fn map<'a>(newer: &'a Instrument, older: &'a Instrument) -> impl Iterator<Item = (&'a str, &'a str, &'a Evidence)> {
    newer.relations.iter().filter_map(|relation| {
        let (id, unit) = relation.to.split_once('/')?;
        (is_revision(relation.kind) && id == older.id).then_some((&**relation.unit.as_ref()?, unit, &relation.evidence))
    })
}

/// Instruments of which units are coded to have become units of others: the older one and the newer one, in the order of
/// the newer ones.
#[must_use]
pub fn coded_pairs(landscape: &Landscape) -> Vec<(&Instrument, &Instrument)> {
    let mut pairs: Vec<(&Instrument, &Instrument)> = Vec::new();
    for newer in &landscape.instruments {
        for relation in newer.relations.iter().filter(|relation| is_revision(relation.kind)) {
            let older =
                relation.unit.as_ref().and(relation.to.split_once('/')).and_then(|(id, _)| landscape.instrument(id));
            if let Some(older) = older
                && !pairs.iter().any(|(o, n)| o.id == older.id && n.id == newer.id)
            {
                pairs.push((older, newer));
            }
        }
    }
    pairs
}

fn is_revision(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Revises | RelationKind::Supersedes | RelationKind::Amends)
}
