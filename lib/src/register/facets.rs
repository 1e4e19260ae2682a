//! The facets of a list: for each value, how many rows it would leave.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::brief::Brief;
use super::query::{BINDING, CAMP, GROUP, KIND, PARTY, Query, STANDING, STATUS, STRENGTH, TOPIC};
use super::status::Strength;
use super::tally::Tally;
use super::term::{PartyName, Term};
use crate::landscape::Landscape;
use crate::model::{Concept, Day, Rows};

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

/// How many rows have each value.
type Counts<'v> = FxHashMap<&'v str, usize>;

/// Counts the values of one facet over the rows that fail no other facet.
fn count<'a, 'v, V: IntoIterator<Item = &'v str>>(
    rows: &'a [(Brief<'a>, u16)],
    bit: u16,
    values: impl Fn(&'a Brief<'a>) -> V,
) -> Counts<'v> {
    let mut tally = Tally::default();
    for (row, (brief, _)) in (1..).zip(rows).filter(|(_, (_, failed))| failed & !bit == 0) {
        for value in values(brief) {
            tally.add(row, value);
        }
    }
    tally.counts().collect()
}

/// Counts the groups of which a member on the day stands in a row.
fn count_groups<'a>(landscape: &'a Landscape, rows: &[(Brief<'_>, u16)], as_of: Day) -> Counts<'a> {
    // Asked once: asking every group for every row would be quadratic.
    let mut groups_of: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, group) in landscape.groups.iter().enumerate() {
        for member in group.members_on(as_of).into_keys() {
            groups_of.entry(member).or_default().push(at);
        }
    }
    // By number, because a row names several members of most groups.
    let mut counts = vec![(0, 0); landscape.groups.len()];
    for (row, (brief, _)) in (1..).zip(rows).filter(|(_, (_, failed))| failed & !GROUP == 0) {
        for (_, party) in brief.parties() {
            for at in groups_of.get(party).into_iter().flatten() {
                if let Some((count, last)) = counts.get_mut(*at) {
                    *count += usize::from(*last != row);
                    *last = row;
                }
            }
        }
    }
    let named = landscape.groups.ids().zip(counts);
    named.filter(|(_, (count, _))| *count > 0).map(|(id, (count, _))| (id, count)).collect()
}

fn facet<'v>(
    name: &'static str,
    title: &'static str,
    mut counts: Counts<'v>,
    asked: &'v [String],
    label: impl Fn(&str) -> String,
) -> Facet {
    for id in asked {
        counts.entry(id).or_default();
    }
    let mut values: Vec<FacetValue> = counts
        .into_iter()
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

/// All facets with counts. A group counts where one of its members on the day stands.
pub(super) fn facets<'a>(
    landscape: &'a Landscape,
    query: &Query,
    rows: &'a [(Brief<'a>, u16)],
    as_of: Day,
) -> Vec<Facet> {
    let vocabulary = &landscape.vocabulary;
    let term = |list: &Rows<Concept>, id: &str| Term::of(list, id).label.to_owned();
    let plain = |id: &str| id.replace('-', " ");
    let is_asked = |word: &str| query.standings.is_empty() || query.standings.iter().any(|asked| asked == word);
    let by_party = || {
        // Only with one of the standings asked for, if any is.
        count(rows, PARTY, |b| b.parties().filter(|(word, _)| is_asked(word)).map(|(_, party)| party))
    };
    let by_words = || {
        (
            count(rows, KIND, Brief::kind),
            count(rows, BINDING, Brief::binding_words),
            count(rows, STRENGTH, |b| b.strength.map(Strength::word)),
            count(rows, STATUS, |b| [b.phase.word()]),
            count(rows, CAMP, Brief::camp),
            count(rows, TOPIC, |b| b.instrument.topics.iter().map(|topic| &**topic)),
            count(rows, STANDING, Brief::standing_words),
        )
    };
    // Parties and groups cost about as much as everything else together.
    let ((by_group, by_party), (kinds, bindings, strengths, statuses, camps, topics, standings)) =
        rayon::join(|| (count_groups(landscape, rows, as_of), by_party()), by_words);
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
