//! What a list is narrowed to, and whether an instrument is in it.

use rustc_hash::FxHashSet;

use super::brief::Brief;
use super::status::{StatusPhase, Strength};
use crate::landscape::Landscape;
use crate::model::{Concept, Date, Day, Rows, Vocabulary};
use crate::text::{fold, fold_onto};

/// What a list is narrowed to. Empty means everything; several values of one facet mean any of them, several facets
/// mean all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Parties by code: the instrument has a standing of one of them on the day.
    pub parties: Vec<String>,
    /// Groups: the instrument has a standing of a member (on the day) of one of them, or of the group itself.
    pub groups: Vec<String>,
    /// Topics, and narrower ones.
    pub topics: Vec<String>,
    /// Kinds, and narrower ones.
    pub kinds: Vec<String>,
    /// Bindingness words, or `signed-not-in-force`.
    pub binding: Vec<String>,
    /// Strengths on the day, as [`Strength`] is written.
    pub strengths: Vec<String>,
    /// Camps.
    pub camps: Vec<String>,
    /// Standing words; with `parties`, the standing of that party.
    pub standings: Vec<String>,
    /// Status words, as [`StatusPhase`] is written.
    pub statuses: Vec<String>,
    /// Made (or first dated) on or after.
    pub since: Option<Date>,
    /// Made (or first dated) on or before the last day of.
    pub until: Option<Date>,
    /// Words that must all occur in id, title, symbol, issuer or summary.
    pub words: Option<String>,
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
pub(super) const STRENGTH: u16 = 1 << 8;

/// Words of the facet of bindingness.
const BINDING_WORDS: &[&str] = &["binding", "signed-not-in-force", "political", "voluntary", "proposed"];

/// A query with its names resolved once.
pub(super) struct Narrowed<'q> {
    query: &'q Query,
    group_members: FxHashSet<&'q str>,
    topics: FxHashSet<&'q str>,
    kinds: FxHashSet<&'q str>,
    words: Vec<String>,
    /// What in the query names nothing in the landscape, with a proposal.
    pub(super) unknown: Vec<String>,
}

impl<'q> Narrowed<'q> {
    pub(super) fn new(landscape: &'q Landscape, query: &'q Query, as_of: Day) -> Self {
        let groups = query.groups.iter().filter_map(|id| landscape.groups.get(id));
        let vocabulary = &landscape.vocabulary;
        let mut unknown = Vec::new();
        let mut known = |facet: &str, asked: &[String], ids: Vec<&str>| {
            for id in asked.iter().filter(|id| !ids.contains(&id.as_str())) {
                let proposal = crate::diagnostic::closest(id, ids.iter().copied());
                let mend = proposal.map(|p| format!("; did you mean \"{p}\"?")).unwrap_or_default();
                unknown.push(format!("no {facet} \"{id}\" in this landscape{mend}"));
            }
        };
        known("party", &query.parties, landscape.parties.ids().collect());
        known("group", &query.groups, landscape.groups.ids().collect());
        known("topic", &query.topics, vocabulary.topics.ids().collect());
        known("kind", &query.kinds, vocabulary.kinds.ids().collect());
        known("camp", &query.camps, vocabulary.camps.ids().collect());
        known("standing", &query.standings, vocabulary.standings.ids().collect());
        known("bindingness", &query.binding, BINDING_WORDS.to_vec());
        known("strength", &query.strengths, Strength::WORDS.iter().map(|(word, _)| *word).collect());
        known("status", &query.statuses, StatusPhase::WORDS.iter().map(|(word, _)| *word).collect());
        let words = query.words.as_deref().map(fold).unwrap_or_default();
        Narrowed {
            query,
            group_members: groups.flat_map(|group| group.members_on(as_of).into_keys()).collect(),
            topics: within(&vocabulary.topics, &query.topics),
            kinds: within(&vocabulary.kinds, &query.kinds),
            words: words.split_whitespace().map(str::to_owned).collect(),
            unknown,
        }
    }

    /// Whether an instrument has the words and lies in the time asked for. Neither has values to be counted under, so what
    /// fails here need not be looked at further.
    pub(super) fn admits(&self, brief: &Brief<'_>, folded: &mut String) -> bool {
        let (since, until) = (self.query.since, self.query.until);
        let in_time = (since.is_none() && until.is_none())
            || brief.made.is_some_and(|made| {
                since.is_none_or(|since| made.last() >= since.first())
                    && until.is_none_or(|until| made.first() <= until.last())
            });
        in_time && (self.words.is_empty() || self.has_words(brief, folded))
    }

    /// `folded` is room to work in, so that ten thousand instruments do not ask for it ten thousand times.
    fn has_words(&self, brief: &Brief<'_>, folded: &mut String) -> bool {
        let instrument = brief.instrument;
        let more = [
            instrument.symbol.as_ref().map(|symbol| symbol.value.as_str()),
            instrument.issuer.as_deref(),
            instrument.summary.as_deref(),
        ];
        let aliases = instrument.aliases.iter().map(|alias| &*alias.name);
        folded.clear();
        for text in [instrument.title(), &instrument.id].into_iter().chain(more.into_iter().flatten()).chain(aliases) {
            fold_onto(folded, text);
        }
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }

    /// The facets an instrument fails, as bits.
    pub(super) fn failed(&self, brief: &Brief<'_>) -> u16 {
        let query = self.query;
        let instrument = brief.instrument;
        let mut failed = 0;
        let mut test = |bit: u16, asked: &[String], holds: &dyn Fn() -> bool| {
            if !asked.is_empty() && !holds() {
                failed |= bit;
            }
        };
        let asked = |list: &[String], word: &str| list.iter().any(|asked| asked == word);
        test(PARTY, &query.parties, &|| {
            let counts = |word: &str| query.standings.is_empty() || asked(&query.standings, word);
            brief.parties().any(|(word, party)| asked(&query.parties, party) && counts(word))
        });
        test(GROUP, &query.groups, &|| {
            instrument.standings.iter().any(|row| row.groups.iter().any(|group| asked(&query.groups, group)))
                || brief.parties().any(|(_, party)| self.group_members.contains(party))
        });
        test(TOPIC, &query.topics, &|| instrument.topics.iter().any(|topic| self.topics.contains(&**topic)));
        test(KIND, &query.kinds, &|| brief.kind().is_some_and(|kind| self.kinds.contains(kind)));
        test(BINDING, &query.binding, &|| brief.binding_words().any(|word| asked(&query.binding, word)));
        test(STRENGTH, &query.strengths, &|| brief.strength.is_some_and(|one| asked(&query.strengths, one.word())));
        test(CAMP, &query.camps, &|| brief.camp().is_some_and(|camp| asked(&query.camps, camp)));
        test(STANDING, &query.standings, &|| brief.standings.iter().any(|s| asked(&query.standings, s.word)));
        test(STATUS, &query.statuses, &|| asked(&query.statuses, brief.phase.word()));
        failed
    }
}

/// Words asked for and all narrower ones.
fn within<'q>(list: &'q Rows<Concept>, asked: &'q [String]) -> FxHashSet<&'q str> {
    let narrower = list.ids().filter(|id| asked.iter().any(|wider| Vocabulary::is_within(list, id, wider)));
    narrower.chain(asked.iter().map(String::as_str)).collect()
}
