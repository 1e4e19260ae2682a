//! The register as a list: one row an instrument, narrowed by facets, each facet value with its count.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::Header;
use super::facets::{
    BINDING, BINDING_WORDS, CAMP, Facet, GROUP, KIND, PARTY, STANDING, STATUS, STRENGTH, TIME, TOPIC, WORDS,
    binding_words, facets,
};
use super::standing::standings_on;
use super::status::{Status, StatusPhase, Strength, status, strength};
use crate::landscape::Landscape;
use crate::model::{Bindingness, Certainty, Date, Day, Family, Instrument, Phase, TextState, Vocabulary};
use crate::text::fold;

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

/// What one standing word covers in one instrument.
#[derive(Debug, Clone, Serialize)]
pub struct EntryStanding<'a> {
    /// The standing word.
    pub word: &'a str,
    /// What it amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// Parties that certainly have it, by code.
    pub parties: Vec<&'a str>,
    /// Parties of which the dates do not tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possibly: Vec<&'a str>,
    /// Those the source describes without naming them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub described: Vec<&'a str>,
    /// How many the source counts, if it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// One row of the register.
#[derive(Debug, Clone, Serialize)]
pub struct Entry<'a> {
    /// Id.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Symbol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<&'a str>,
    /// Kind, a word of the vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'a str>,
    /// Bindingness as meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bindingness: Option<Bindingness>,
    /// How firmly it stands on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Camp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camp: Option<&'a str>,
    /// Topics.
    pub topics: Vec<&'a str>,
    /// Every dated step: milestone word and date.
    pub dates: Vec<EntryDate<'a>>,
    /// The day it was made, or its first date, as far as reached by the day asked about; what lists are sorted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
    /// What has become of it by the day.
    pub status: Status<'a>,
    /// Who is what to it on the day.
    pub standings: Vec<EntryStanding<'a>>,
    /// How much of its text is held.
    pub text: TextState,
}

/// A dated step in a register row.
#[derive(Debug, Clone, Serialize)]
pub struct EntryDate<'a> {
    /// Milestone word.
    pub milestone: &'a str,
    /// When.
    pub on: Date,
    /// Whether nobody has verified it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

/// A list of instruments on a day.
#[derive(Debug, Clone, Serialize)]
pub struct Register<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// How many instruments the landscape holds.
    pub total: usize,
    /// How many of them had not come up yet on the day, so that they are not listed.
    pub later: usize,
    /// The rows, oldest first.
    pub instruments: Vec<Entry<'a>>,
    /// Facets with counts.
    pub facets: Vec<Facet>,
    /// What in the query names nothing in the landscape, with a proposal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

/// Lists instruments.
#[must_use]
pub fn list<'a>(landscape: &'a Landscape, query: &Query, as_of: Day) -> Register<'a> {
    let narrowed = Narrowed::new(landscape, query, as_of);
    let rows: Vec<(Entry<'a>, u16)> = landscape
        .instruments
        .as_slice()
        .par_iter()
        .map(|instrument| (entry(landscape, instrument, as_of), instrument))
        .filter(|(entry, _)| entry.status.phase != StatusPhase::NotYet)
        .map(|(entry, instrument)| {
            let failed = narrowed.failed(&entry, instrument);
            (entry, failed)
        })
        .collect();
    let later = landscape.instruments.len() - rows.len();
    let facets = facets(landscape, query, &rows, as_of);
    let mut instruments: Vec<Entry<'a>> = rows.into_iter().filter(|(_, failed)| *failed == 0).map(|(e, _)| e).collect();
    instruments
        .sort_by(|a, b| a.made.is_none().cmp(&b.made.is_none()).then(a.made.cmp(&b.made)).then_with(|| a.id.cmp(b.id)));
    Register {
        header: Header::new("servanda.register/1", landscape, as_of),
        total: landscape.instruments.len(),
        later,
        instruments,
        facets,
        unknown: narrowed.unknown,
    }
}

/// The date by which an instrument is sorted: the first of its making, else the first of any kind. Only dates that may
/// have been reached by the day count: what was only announced then was not yet made, whatever came later.
pub(super) fn made_date(landscape: &Landscape, instrument: &Instrument, as_of: Day) -> Option<Date> {
    let mut made = None;
    let mut any = None;
    for milestone in instrument.milestones.iter().filter(|m| m.on.reached_by(as_of).is_possible()) {
        let earlier = |known: Option<Date>| Some(known.map_or(milestone.on, |k: Date| k.min(milestone.on)));
        any = earlier(any);
        if landscape.vocabulary.phase(&milestone.milestone) == Phase::Made {
            made = earlier(made);
        }
    }
    made.or(any)
}

pub(super) fn entry<'a>(landscape: &'a Landscape, instrument: &'a Instrument, as_of: Day) -> Entry<'a> {
    let status = status(&landscape.vocabulary, instrument, as_of);
    let strength = strength(landscape, instrument, &status);
    let mut standings: Vec<EntryStanding<'a>> = Vec::new();
    for row in &instrument.standings {
        if row.period.holds_on(as_of).is_possible() && !standings.iter().any(|s| s.word == &*row.word) {
            standings.push(EntryStanding {
                word: &row.word,
                family: landscape.vocabulary.family(&row.word),
                parties: Vec::new(),
                possibly: Vec::new(),
                described: Vec::new(),
                count: None,
            });
        }
    }
    for row in instrument.standings.iter().filter(|row| row.period.holds_on(as_of).is_possible()) {
        if let Some(standing) = standings.iter_mut().find(|s| s.word == &*row.word) {
            standing.described.extend(row.described.as_deref());
            standing.count = standing.count.max(row.count);
        }
    }
    for found in standings_on(landscape, instrument, as_of) {
        if let Some(standing) = standings.iter_mut().find(|s| s.word == found.word) {
            let list = if found.certainty == Certainty::Yes { &mut standing.parties } else { &mut standing.possibly };
            list.push(found.party);
        }
    }
    for standing in &mut standings {
        standing.parties.sort_unstable();
        standing.parties.dedup();
        standing.possibly.sort_unstable();
        standing.possibly.dedup();
    }
    standings.retain(|s| !(s.parties.is_empty() && s.possibly.is_empty() && s.described.is_empty()));
    let mut dates: Vec<EntryDate<'a>> = instrument
        .milestones
        .iter()
        .map(|m| EntryDate { milestone: &m.milestone, on: m.on, unverified: m.evidence.is_unverified() })
        .collect();
    dates.sort_by_key(|d| d.on);
    Entry {
        id: &instrument.id,
        title: instrument.title(),
        symbol: instrument.symbol.as_ref().map(|s| s.value.as_str()),
        kind: instrument.kind.as_ref().map(|k| &*k.value.name),
        bindingness: instrument.bindingness.as_ref().map(|b| b.value),
        strength,
        camp: instrument.camp.as_ref().map(|c| &*c.value.name),
        topics: instrument.topics.iter().map(|t| &**t).collect(),
        dates,
        made: made_date(landscape, instrument, as_of),
        status,
        standings,
        text: instrument.text_state(),
    }
}

/// A query with its names resolved once.
struct Narrowed<'q> {
    landscape: &'q Landscape,
    query: &'q Query,
    group_members: BTreeSet<String>,
    words: Vec<String>,
    unknown: Vec<String>,
}

impl<'q> Narrowed<'q> {
    fn new(landscape: &'q Landscape, query: &'q Query, as_of: Day) -> Self {
        let mut group_members = BTreeSet::new();
        for group in query.groups.iter().filter_map(|id| landscape.groups.get(id)) {
            group_members.extend(group.members_on(as_of).into_keys().map(str::to_owned));
        }
        let words = query.words.as_deref().map(fold).unwrap_or_default();
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
        Narrowed {
            landscape,
            query,
            group_members,
            words: words.split_whitespace().map(str::to_owned).collect(),
            unknown,
        }
    }

    /// The facets an entry fails, as bits.
    fn failed(&self, entry: &Entry<'_>, instrument: &Instrument) -> u16 {
        let query = self.query;
        let vocabulary = &self.landscape.vocabulary;
        let mut failed = 0;
        let mut test = |bit: u16, asked: bool, holds: &dyn Fn() -> bool| {
            if asked && !holds() {
                failed |= bit;
            }
        };
        let stands = |party: &str| {
            entry.standings.iter().any(|s| {
                (query.standings.is_empty() || query.standings.iter().any(|w| w == s.word))
                    && s.parties.iter().chain(&s.possibly).any(|p| *p == party)
            })
        };
        let party_asked = !query.parties.is_empty();
        test(PARTY, party_asked, &|| query.parties.iter().any(|p| stands(p)));
        test(GROUP, !query.groups.is_empty(), &|| {
            instrument.standings.iter().any(|row| row.groups.iter().any(|g| query.groups.contains(&g.name)))
                || entry
                    .standings
                    .iter()
                    .any(|s| s.parties.iter().chain(&s.possibly).any(|p| self.group_members.contains(*p)))
        });
        test(TOPIC, !query.topics.is_empty(), &|| {
            entry.topics.iter().any(|t| query.topics.iter().any(|q| Vocabulary::is_within(&vocabulary.topics, t, q)))
        });
        test(KIND, !query.kinds.is_empty(), &|| {
            entry.kind.is_some_and(|k| query.kinds.iter().any(|q| Vocabulary::is_within(&vocabulary.kinds, k, q)))
        });
        test(BINDING, !query.binding.is_empty(), &|| {
            query.binding.iter().any(|b| binding_words(entry).contains(&b.as_str()))
        });
        test(STRENGTH, !query.strengths.is_empty(), &|| {
            entry.strength.is_some_and(|strength| query.strengths.iter().any(|s| s == strength.word()))
        });
        test(CAMP, !query.camps.is_empty(), &|| entry.camp.is_some_and(|c| query.camps.iter().any(|q| q == c)));
        test(STANDING, !query.standings.is_empty(), &|| {
            entry.standings.iter().any(|s| query.standings.iter().any(|w| w == s.word))
        });
        test(STATUS, !query.statuses.is_empty(), &|| query.statuses.iter().any(|s| s == entry.status.phase.word()));
        test(TIME, query.since.is_some() || query.until.is_some(), &|| {
            entry.made.is_some_and(|made| {
                query.since.is_none_or(|since| made.last() >= since.first())
                    && query.until.is_none_or(|until| made.first() <= until.last())
            })
        });
        test(WORDS, !self.words.is_empty(), &|| {
            let mut text = fold(entry.title);
            for more in [Some(entry.id), entry.symbol, instrument.issuer.as_deref(), instrument.summary.as_deref()] {
                text.push(' ');
                text.push_str(&fold(more.unwrap_or("")));
            }
            for alias in &instrument.aliases {
                text.push(' ');
                text.push_str(&fold(alias));
            }
            self.words.iter().all(|word| text.contains(word.as_str()))
        });
        failed
    }
}
