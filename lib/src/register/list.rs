//! The register as a list: one row an instrument, narrowed by facets, each facet value with its count.

use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::Header;
use super::brief::Brief;
use super::facets::{Facet, facets};
use super::query::{Narrowed, Query};
use super::standing::standings_on;
use super::status::{Status, StatusPhase, Strength, status, strength};
use crate::landscape::Landscape;
use crate::model::{Bindingness, Certainty, Date, Day, Family, Instrument, TextState};

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
    /// How many there are by the day that have all that is asked for …
    pub matching: usize,
    /// … and those of them that are shown, oldest first: all, unless a part was asked for.
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
    list_part(landscape, query, as_of, |matching| 0..matching)
}

/// Lists instruments and shows a part of them: `part` is told how many match and says which of them.
#[must_use]
pub fn list_part<'a>(
    landscape: &'a Landscape,
    query: &Query,
    as_of: Day,
    part: impl FnOnce(usize) -> Range<usize>,
) -> Register<'a> {
    let narrowed = Narrowed::new(landscape, query, as_of);
    let mut briefs: Vec<Brief<'a>> =
        landscape.instruments.as_slice().par_iter().map(|instrument| Brief::new(instrument, as_of)).collect();
    briefs.retain(|brief| brief.phase != StatusPhase::NotYet);
    let later = landscape.instruments.len() - briefs.len();
    let mut rows: Vec<(Brief<'a>, u16)> = briefs
        .into_par_iter()
        .map_init(String::new, |folded, mut brief| {
            if !narrowed.admits(&brief, folded) {
                return None;
            }
            brief.look_up_standings(landscape, as_of);
            let failed = narrowed.failed(&brief);
            // What fails two facets is neither shown nor counted under any value.
            (failed.count_ones() < 2).then_some((brief, failed))
        })
        .flatten_iter()
        .collect();
    let facets = facets(landscape, query, &rows, as_of);
    rows.retain(|(_, failed)| *failed == 0);
    // Instruments are held in the order of their ids, and sorting keeps that order among those of one date.
    rows.sort_by_key(|(brief, _)| brief.by_date());
    let shown = rows.get(part(rows.len())).unwrap_or_default();
    Register {
        header: Header::new("servanda.register/1", landscape, as_of),
        total: landscape.instruments.len(),
        later,
        matching: rows.len(),
        instruments: shown.par_iter().map(|(brief, _)| entry(landscape, brief.instrument, as_of)).collect(),
        facets,
        unknown: narrowed.unknown,
    }
}

pub(super) fn entry<'a>(landscape: &'a Landscape, instrument: &'a Instrument, as_of: Day) -> Entry<'a> {
    let status = status(instrument, as_of);
    let strength = strength(instrument, status.phase);
    let mut standings: Vec<EntryStanding<'a>> = Vec::new();
    for row in &instrument.standings {
        if row.period.holds_on(as_of).is_possible() && !standings.iter().any(|s| s.word == &*row.word) {
            standings.push(EntryStanding {
                word: &row.word,
                family: row.family,
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
        made: instrument.made_date(as_of),
        status,
        standings,
        text: instrument.text_state(),
    }
}
