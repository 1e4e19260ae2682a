//! The facets of a list: for each value, how many rows it would leave.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::PartyName;
use super::list::{Entry, Query};
use super::status::Strength;
use super::term::Term;
use crate::landscape::Landscape;
use crate::model::{Bindingness, Concept, Day, Rows};

/// One value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct FacetValue {
    /// As in the query.
    pub id: String,
    /// For people.
    pub label: String,
    /// How many rows it would leave, the other facets being as they are.
    pub count: usize,
    /// Whether the query asks for it.
    pub selected: bool,
}

/// One facet.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// Name in queries.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// Its values, most frequent first; only those with rows or selected.
    pub values: Vec<FacetValue>,
}

// One bit a facet, so that a row that fails exactly one facet can be counted under the values of that facet.
pub(super) const PARTY: u16 = 1;
pub(super) const GROUP: u16 = 1 << 1;
pub(super) const TOPIC: u16 = 1 << 2;
pub(super) const KIND: u16 = 1 << 3;
pub(super) const BINDING: u16 = 1 << 4;
pub(super) const CAMP: u16 = 1 << 5;
pub(super) const STANDING: u16 = 1 << 6;
pub(super) const STATUS: u16 = 1 << 7;
pub(super) const TIME: u16 = 1 << 8;
pub(super) const WORDS: u16 = 1 << 9;
pub(super) const STRENGTH: u16 = 1 << 10;

/// Words of the facet of bindingness.
pub(super) const BINDING_WORDS: &[&str] = &["binding", "signed-not-in-force", "political", "voluntary", "proposed"];
/// Bindingness as meant, and `signed-not-in-force` beside it where that is how a binding text stands.
pub(super) fn binding_words(entry: &Entry<'_>) -> Vec<&'static str> {
    let mut words: Vec<&'static str> = entry.bindingness.map(Bindingness::word).into_iter().collect();
    if entry.strength == Some(Strength::SignedNotInForce) {
        words.push("signed-not-in-force");
    }
    words
}

/// How often each value occurs.
type Counts<'e> = FxHashMap<&'e str, usize>;

/// Counts the values of one facet over the rows that fail no other facet.
fn count<'e>(
    rows: &'e [(Entry<'e>, u16)],
    bit: u16,
    mut values: impl FnMut(&'e Entry<'e>, &mut Vec<&'e str>),
) -> Counts<'e> {
    let mut counts = Counts::default();
    let mut found = Vec::new();
    for (entry, _) in rows.iter().filter(|(_, failed)| failed & !bit == 0) {
        found.clear();
        values(entry, &mut found);
        for value in &found {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}

fn facet(
    name: &'static str,
    title: &'static str,
    mut counts: Counts<'_>,
    asked: &[String],
    label: impl Fn(&str) -> String,
) -> Facet {
    let absent: Vec<&String> = asked.iter().filter(|id| !counts.contains_key(id.as_str())).collect();
    let mut values: Vec<FacetValue> = counts
        .drain()
        .chain(absent.into_iter().map(|id| (id.as_str(), 0)))
        .map(|(id, count)| FacetValue {
            label: label(id),
            selected: asked.iter().any(|a| a == id),
            count,
            id: id.to_owned(),
        })
        .collect();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)).then_with(|| a.id.cmp(&b.id)));
    Facet { name, label: title, values }
}

/// The parties that an entry names, each once; only those with one of the standings asked for, if any is.
fn parties<'e>(entry: &'e Entry<'e>, standings: &[String], found: &mut Vec<&'e str>) {
    for standing in &entry.standings {
        if standings.is_empty() || standings.iter().any(|word| word == standing.word) {
            found.extend(standing.parties.iter().chain(&standing.possibly));
        }
    }
    if entry.standings.len() > 1 {
        found.sort_unstable();
        found.dedup();
    }
}

/// All facets with counts. A group counts where one of its members on the day stands.
pub(super) fn facets(landscape: &Landscape, query: &Query, rows: &[(Entry<'_>, u16)], as_of: Day) -> Vec<Facet> {
    let vocabulary = &landscape.vocabulary;
    let term = |list: &Rows<Concept>, id: &str| Term::of(list, id).label.to_owned();
    let plain = |id: &str| id.replace('-', " ");
    // Asked once: asking every group for every row would be quadratic.
    let groups: Vec<&str> = landscape.groups.ids().collect();
    let mut groups_of: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, group) in landscape.groups.iter().enumerate() {
        for member in group.members_on(as_of).into_keys() {
            groups_of.entry(member).or_default().push(at);
        }
    }
    let by_group = || {
        let mut seen = vec![false; groups.len()];
        count(rows, GROUP, |entry, found| {
            seen.fill(false);
            for party in entry.standings.iter().flat_map(|s| s.parties.iter().chain(&s.possibly)) {
                for at in groups_of.get(party).into_iter().flatten() {
                    if let Some(seen) = seen.get_mut(*at) {
                        *seen = true;
                    }
                }
            }
            found.extend(groups.iter().zip(&seen).filter(|(_, seen)| **seen).map(|(id, _)| *id));
        })
    };
    let the_rest = || {
        (
            count(rows, KIND, |e, found| found.extend(e.kind)),
            count(rows, BINDING, |e, found| found.extend(binding_words(e))),
            count(rows, STRENGTH, |e, found| found.extend(e.strength.map(Strength::word))),
            count(rows, STATUS, |e, found| found.push(e.status.phase.word())),
            count(rows, CAMP, |e, found| found.extend(e.camp)),
            count(rows, TOPIC, |e, found| found.extend(&e.topics)),
            count(rows, STANDING, |e, found| found.extend(e.standings.iter().map(|s| s.word))),
            count(rows, PARTY, |e, found| parties(e, &query.standings, found)),
        )
    };
    // The groups cost about as much as everything else together.
    let (by_group, (kinds, bindings, strengths, statuses, camps, topics, standings, by_party)) =
        rayon::join(by_group, the_rest);
    vec![
        facet("kind", "Kind", kinds, &query.kinds, |id| term(&vocabulary.kinds, id)),
        facet("binding", "Bindingness", bindings, &query.binding, plain),
        facet("strength", "Strength on the day", strengths, &query.strengths, |id| {
            Strength::WORDS.iter().find(|(word, _)| *word == id).map_or(id, |(_, s)| s.label()).to_owned()
        }),
        facet("status", "Status", statuses, &query.statuses, plain),
        facet("camp", "Camp", camps, &query.camps, |id| term(&vocabulary.camps, id)),
        facet("topic", "Topic", topics, &query.topics, |id| term(&vocabulary.topics, id)),
        facet("standing", "Standing", standings, &query.standings, |id| {
            vocabulary.standings.get(id).map_or_else(|| id.to_owned(), |s| s.concept.label.clone())
        }),
        facet("group", "Group", by_group, &query.groups, |id| {
            landscape.groups.get(id).map_or_else(|| id.to_owned(), |g| g.label().to_owned())
        }),
        facet("party", "Party", by_party, &query.parties, |id| PartyName::of(landscape, id).name.to_owned()),
    ]
}
