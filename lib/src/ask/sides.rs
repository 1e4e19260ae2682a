//! Two parties or groups beside each other: what both have promised, what only one, with which strength, and where they
//! hold contrary things.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::known::{NOTICE, SearchedCorpus, searched};
use super::promises::{Bundle, Clause, bundle};
use super::question::{Unasked, unknown_party};
use crate::landscape::Landscape;
use crate::model::{Day, Modality};
use crate::register::{Header, Strength};

/// One side.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// As asked: `CN`, `group:SCO`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its members on the day; of a party, itself.
    pub members: Vec<String>,
    /// Whether it is a group.
    pub is_group: bool,
    /// The median number of promises of a member.
    pub median: f64,
}

/// How a side holds a clause.
#[derive(Debug, Clone, Serialize)]
pub struct SideHolding<'a> {
    /// The clause as its firmest member holds it.
    #[serde(flatten)]
    pub clause: Clause<'a>,
    /// How many of the left side hold it.
    pub left: usize,
    /// How many of the right side.
    pub right: usize,
    /// How firmly the left side's members hold it, the weakest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_strength: Option<Strength>,
    /// How firmly the right side's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_strength: Option<Strength>,
}

/// The same act with another strength on each side.
#[derive(Debug, Clone, Serialize)]
pub struct Uneven<'a> {
    /// The act.
    pub act: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Kind of clause.
    pub modality: Modality,
    /// The firmest of the left side.
    pub left: UnevenSide<'a>,
    /// The firmest of the right side.
    pub right: UnevenSide<'a>,
}

/// One side of an act.
#[derive(Debug, Clone, Serialize)]
pub struct UnevenSide<'a> {
    /// How firmly.
    pub strength: Strength,
    /// By which clauses.
    pub commitments: Vec<&'a str>,
}

/// Contrary positions.
#[derive(Debug, Clone, Serialize)]
pub struct Opposed<'a> {
    /// What the left side holds.
    pub left_act: &'a str,
    /// By which clauses.
    pub left: Vec<&'a str>,
    /// What the right side holds.
    pub right_act: &'a str,
    /// By which clauses.
    pub right: Vec<&'a str>,
}

/// A side that is against an instrument in which the other stands.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedBySide<'a> {
    /// The instrument.
    pub instrument: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Who is against it.
    pub refused_by: Vec<SideRefusal<'a>>,
    /// The clauses that the other side holds.
    pub commitments: Vec<&'a str>,
    /// Whether it is the left side that is against it.
    pub left_refuses: bool,
}

/// A party that is against an instrument.
#[derive(Debug, Clone, Serialize)]
pub struct SideRefusal<'a> {
    /// The party.
    pub party: String,
    /// How.
    pub word: &'a str,
}

/// Two sides beside each other. Promises, positions and proposals are kept apart: a draft that a state sponsors is no promise.
#[derive(Debug, Clone, Serialize)]
pub struct Sides<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// One side.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// Promises that every member of both holds.
    pub shared: Vec<SideHolding<'a>>,
    /// Promises that some of both hold, but not all.
    pub partly_shared: Vec<SideHolding<'a>>,
    /// Promises that only the left side holds.
    pub left_only: Vec<SideHolding<'a>>,
    /// Promises that only the right side holds.
    pub right_only: Vec<SideHolding<'a>>,
    /// Positions, whoever holds them.
    pub positions: Vec<SideHolding<'a>>,
    /// Proposals, whoever made them.
    pub proposals: Vec<SideHolding<'a>>,
    /// The same act with another strength.
    pub uneven: Vec<Uneven<'a>>,
    /// Contrary positions.
    pub opposed: Vec<Opposed<'a>>,
    /// What one side is against and the other stands in.
    pub refused: Vec<RefusedBySide<'a>>,
    /// What was searched.
    pub searched: SearchedCorpus,
    /// What is never coded.
    pub notice: &'static str,
}

/// Puts two sides beside each other: codes of parties, or names of groups (`SCO`; where a group is called as a party is,
/// `group:AU`).
///
/// # Errors
/// What is wrong with either name, with the nearest known one.
pub fn side_by_side<'a>(
    landscape: &'a Landscape,
    left: &str,
    right: &str,
    day: Day,
) -> Result<Sides<'a>, Vec<Unasked>> {
    let members = [left, right].map(|name| members(landscape, name, day));
    let [Ok(left_members), Ok(right_members)] = members else {
        return Err(members.into_iter().filter_map(Result::err).collect());
    };
    let mut bundles: BTreeMap<&str, Bundle<'a>> = BTreeMap::new();
    for code in left_members.iter().chain(&right_members) {
        bundles.entry(code).or_insert_with(|| bundle(landscape, code, day));
    }
    let of = |members: &[String]| -> Vec<&Bundle<'a>> {
        members.iter().filter_map(|code| bundles.get(code.as_str())).collect()
    };
    let (ours, theirs) = (of(&left_members), of(&right_members));
    let promises = holdings(&ours, &theirs, |bundle| &bundle.promises);
    let (mut shared, mut partly_shared, mut left_only, mut right_only) = (vec![], vec![], vec![], vec![]);
    for holding in promises {
        match (holding.left, holding.right) {
            (l, r) if l == ours.len() && r == theirs.len() => shared.push(holding),
            (_, 0) => left_only.push(holding),
            (0, _) => right_only.push(holding),
            _ => partly_shared.push(holding),
        }
    }
    let refused = refusals(&left_members, &ours, &theirs, true)
        .into_iter()
        .chain(refusals(&right_members, &theirs, &ours, false))
        .collect();
    Ok(Sides {
        header: Header::new("servanda.sides/1", landscape, day),
        left: side(landscape, left, &left_members, &ours),
        right: side(landscape, right, &right_members, &theirs),
        shared,
        partly_shared,
        left_only,
        right_only,
        positions: holdings(&ours, &theirs, |bundle| &bundle.positions),
        proposals: holdings(&ours, &theirs, |bundle| &bundle.proposals),
        uneven: uneven(landscape, &ours, &theirs),
        opposed: opposed(landscape, &ours, &theirs),
        refused,
        searched: searched(landscape),
        notice: NOTICE,
    })
}

fn members(landscape: &Landscape, name: &str, day: Day) -> Result<Vec<String>, Unasked> {
    let group = name.strip_prefix("group:");
    if group.is_none() && landscape.parties.contains(name) {
        return Ok(vec![name.to_owned()]);
    }
    let wanted = group.unwrap_or(name);
    let Some(found) = landscape.groups.get(wanted) else {
        if group.is_some() || unknown_party(landscape, name).is_none() {
            let instead = crate::diagnostic::closest(wanted, landscape.groups.ids()).map(str::to_owned);
            return Err(Unasked { what: "group", word: wanted.to_owned(), instead, why: None });
        }
        return Err(unknown_party(landscape, name).map_or_else(
            || Unasked { what: "party", word: name.to_owned(), instead: None, why: None },
            |unknown| Unasked { what: "party or group", ..unknown },
        ));
    };
    let members: Vec<String> = found.members_on(day).into_keys().map(str::to_owned).collect();
    if members.is_empty() {
        let why = Some(format!("it has no member on {day}"));
        return Err(Unasked { what: "group", word: wanted.to_owned(), instead: None, why });
    }
    Ok(members)
}

fn side(landscape: &Landscape, id: &str, members: &[String], bundles: &[&Bundle<'_>]) -> Side {
    let wanted = id.strip_prefix("group:").unwrap_or(id);
    let party = landscape.parties.get(id).map(crate::model::Party::label);
    let group = landscape.groups.get(wanted).map(crate::model::Group::label);
    let mut counts: Vec<usize> = bundles.iter().map(|bundle| bundle.promises.len()).collect();
    counts.sort_unstable();
    let at = |n: usize| counts.get(n).copied().unwrap_or(0);
    let middle = counts.len() / 2;
    #[expect(clippy::cast_precision_loss, reason = "a party has fewer promises than a float has digits")]
    let median = if counts.len() % 2 == 1 {
        at(middle) as f64
    } else {
        (at(middle.saturating_sub(1)) + at(middle)) as f64 / 2.0
    };
    Side {
        id: id.to_owned(),
        name: party.or(group).unwrap_or(id).to_owned(),
        members: members.to_vec(),
        is_group: party.is_none() || id.starts_with("group:"),
        median,
    }
}

type Held<'b, 'a> = (Vec<&'b Clause<'a>>, Vec<&'b Clause<'a>>);

/// Every clause of one kind with who holds it, firmest first.
fn holdings<'a>(
    ours: &[&Bundle<'a>],
    theirs: &[&Bundle<'a>],
    list: impl for<'b> Fn(&'b Bundle<'a>) -> &'b Vec<Clause<'a>>,
) -> Vec<SideHolding<'a>> {
    let mut by_clause: BTreeMap<&str, Held<'_, 'a>> = BTreeMap::new();
    for bundle in ours {
        for clause in list(bundle) {
            by_clause.entry(clause.commitment).or_default().0.push(clause);
        }
    }
    for bundle in theirs {
        for clause in list(bundle) {
            by_clause.entry(clause.commitment).or_default().1.push(clause);
        }
    }
    let mut all: Vec<SideHolding<'a>> = by_clause
        .into_values()
        .filter_map(|(left, right)| {
            let firmest = left.iter().chain(&right).max_by_key(|clause| clause.strength)?;
            let weakest = |held: &[&Clause<'a>]| held.iter().map(|clause| clause.strength).min();
            Some(SideHolding {
                clause: (**firmest).clone(),
                left: left.len(),
                right: right.len(),
                left_strength: weakest(&left),
                right_strength: weakest(&right),
            })
        })
        .collect();
    all.sort_by(|a, b| {
        b.clause.strength.cmp(&a.clause.strength).then_with(|| a.clause.commitment.cmp(b.clause.commitment))
    });
    all
}

/// The firmest strength of an act on a side, among clauses of one kind.
type ByAct<'a> = BTreeMap<(&'a str, Modality), (Strength, Vec<&'a str>)>;

fn by_act<'a>(side: &[&Bundle<'a>]) -> ByAct<'a> {
    let mut found: ByAct<'a> = BTreeMap::new();
    for clause in side.iter().flat_map(|bundle| &bundle.promises).filter(|clause| clause.modality.constrains()) {
        for act in &clause.acts {
            let known = found.entry((act.id, clause.modality)).or_insert((clause.strength, Vec::new()));
            if clause.strength > known.0 {
                *known = (clause.strength, Vec::new());
            }
            if clause.strength == known.0 && !known.1.contains(&clause.commitment) {
                known.1.push(clause.commitment);
            }
        }
    }
    found
}

fn uneven<'a>(landscape: &'a Landscape, ours: &[&Bundle<'a>], theirs: &[&Bundle<'a>]) -> Vec<Uneven<'a>> {
    let (left, mut right) = (by_act(ours), by_act(theirs));
    let pairs = left.into_iter().filter_map(|(key, ours)| Some((key, ours, right.remove(&key)?)));
    pairs
        .filter(|(_, ours, theirs)| ours.0 != theirs.0)
        .map(|((act, modality), ours, theirs)| Uneven {
            act,
            label: landscape.vocabulary.acts.get(act).map_or(act, |concept| &concept.label),
            modality,
            left: UnevenSide { strength: ours.0, commitments: ours.1 },
            right: UnevenSide { strength: theirs.0, commitments: theirs.1 },
        })
        .collect()
}

/// Positions, and proposals of positions, by act.
fn held_acts<'a>(side: &[&Bundle<'a>]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let lists = side.iter().flat_map(|bundle| bundle.positions.iter().chain(&bundle.proposals).chain(&bundle.promises));
    for clause in lists {
        for act in &clause.acts {
            found.entry(act.id).or_default().insert(clause.commitment);
        }
    }
    found
}

fn opposed<'a>(landscape: &'a Landscape, ours: &[&Bundle<'a>], theirs: &[&Bundle<'a>]) -> Vec<Opposed<'a>> {
    let (left, right) = (held_acts(ours), held_acts(theirs));
    let mut found = Vec::new();
    for (act, ours) in &left {
        let Some(concept) = landscape.vocabulary.acts.get(act) else { continue };
        let contraries = landscape.vocabulary.acts.iter().filter(|other| {
            concept.opposes.iter().any(|id| **id == *other.id) || other.opposes.iter().any(|id| **id == *concept.id)
        });
        for other in contraries {
            if let Some(theirs) = right.get(other.id.as_str()) {
                found.push(Opposed {
                    left_act: act,
                    left: ours.iter().copied().collect(),
                    right_act: &other.id,
                    right: theirs.iter().copied().collect(),
                });
            }
        }
    }
    found
}

fn refusals<'a>(
    members: &[String],
    refusing: &[&Bundle<'a>],
    others: &[&Bundle<'a>],
    left_refuses: bool,
) -> Vec<RefusedBySide<'a>> {
    let mut found: BTreeMap<&str, RefusedBySide<'a>> = BTreeMap::new();
    for (member, bundle) in members.iter().zip(refusing) {
        for refusal in &bundle.refused {
            let all =
                others.iter().flat_map(|other| other.promises.iter().chain(&other.positions).chain(&other.proposals));
            let of_instrument = all.filter(|clause| clause.instrument == refusal.instrument);
            let held: BTreeSet<&str> = of_instrument.map(|clause| clause.commitment).collect();
            if held.is_empty() {
                continue;
            }
            let entry = found.entry(refusal.instrument).or_insert_with(|| RefusedBySide {
                instrument: refusal.instrument,
                title: refusal.title,
                refused_by: Vec::new(),
                commitments: held.into_iter().collect(),
                left_refuses,
            });
            entry.refused_by.push(SideRefusal { party: member.clone(), word: refusal.word });
        }
    }
    found.into_values().collect()
}
