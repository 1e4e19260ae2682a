//! The landscape at a glance.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Header;
use super::brief::Brief;
use super::chronicle::{EventEntry, chronicle};
use super::list::{Entry, entry};
use super::status::{StatusPhase, Strength};
use super::term::Term;
use crate::landscape::{Landscape, Manifest};
use crate::model::{Date, Day, Rows};

/// How many instruments of one value.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The value.
    pub id: String,
    /// For people.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// Camps with the kinds in them, for a picture.
#[derive(Debug, Clone, Serialize)]
pub struct CampCount<'a> {
    /// The camp.
    #[serde(flatten)]
    pub camp: Term<'a>,
    /// How many instruments.
    pub count: usize,
}

/// One instrument on the time line.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineMark<'a> {
    /// Id.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// The date it stands at.
    pub on: Date,
    /// Kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'a str>,
    /// Camp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camp: Option<&'a str>,
    /// How firmly it stands on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Whether it has an end.
    pub ended: bool,
}

/// The landscape at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct Overview<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// What the landscape says of itself.
    pub manifest: &'a Manifest,
    /// Instruments there are on the day.
    pub instruments: usize,
    /// Instruments that come later.
    pub later: usize,
    /// Instruments without any date.
    pub undated: usize,
    /// Parties.
    pub parties: usize,
    /// Groups.
    pub groups: usize,
    /// Events by the day.
    pub events: usize,
    /// Mechanisms.
    pub mechanisms: usize,
    /// Positions.
    pub positions: usize,
    /// Values of instruments that have rivals.
    pub rivals: usize,
    /// By kind, most frequent first.
    pub kinds: Vec<Count>,
    /// By strength on the day, firmest first.
    pub strengths: Vec<Count>,
    /// By camp, in the order of the vocabulary.
    pub camps: Vec<CampCount<'a>>,
    /// Every dated instrument by date.
    pub timeline: Vec<TimelineMark<'a>>,
    /// The ten made last.
    pub latest: Vec<Entry<'a>>,
    /// The ten events that happened last.
    pub latest_events: Vec<EventEntry<'a>>,
}

/// Most recent rows shown at a glance.
const LATEST: usize = 10;

/// The landscape at a glance on a day.
#[must_use]
pub fn overview(landscape: &Landscape, as_of: Day) -> Overview<'_> {
    let vocabulary = &landscape.vocabulary;
    let mut briefs: Vec<Brief<'_>> =
        landscape.instruments.as_slice().par_iter().map(|i| Brief::new(i, as_of)).collect();
    briefs.retain(|brief| brief.phase != StatusPhase::NotYet);
    let later = landscape.instruments.len() - briefs.len();
    let undated = briefs.iter().filter(|brief| brief.made.is_none()).count();
    let mut kinds: FxHashMap<&str, usize> = FxHashMap::default();
    let mut strengths: BTreeMap<std::cmp::Reverse<Strength>, usize> = BTreeMap::new();
    let mut camps: FxHashMap<&str, usize> = FxHashMap::default();
    for brief in &briefs {
        *kinds.entry(brief.kind().unwrap_or("unknown")).or_default() += 1;
        if let Some(strength) = brief.strength {
            *strengths.entry(std::cmp::Reverse(strength)).or_default() += 1;
        }
        if let Some(camp) = brief.camp() {
            *camps.entry(camp).or_default() += 1;
        }
    }
    let mut kinds: Vec<Count> = kinds
        .into_iter()
        .map(|(id, count)| Count { id: id.to_owned(), label: Term::of(&vocabulary.kinds, id).label.to_owned(), count })
        .collect();
    kinds.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    let strengths = strengths
        .into_iter()
        .map(|(strength, count)| {
            let strength = strength.0;
            Count { id: strength.word().to_owned(), label: strength.label().to_owned(), count }
        })
        .collect();
    let camps = vocabulary
        .camps
        .ids()
        .filter_map(|id| camps.get(id).map(|count| CampCount { camp: Term::of(&vocabulary.camps, id), count: *count }))
        .collect();
    // Instruments are held in the order of their ids, and sorting keeps that order among those of one date.
    briefs.sort_by_key(Brief::by_date);
    let timeline = briefs
        .iter()
        .filter_map(|brief| {
            Some(TimelineMark {
                id: &brief.instrument.id,
                title: brief.instrument.title(),
                on: brief.made?,
                kind: brief.kind(),
                camp: brief.camp(),
                strength: brief.strength,
                ended: brief.phase == StatusPhase::Ended,
            })
        })
        .collect();
    let chronicle = chronicle(landscape, as_of);
    let events = chronicle.events.len();
    let mut latest_events = chronicle.events;
    latest_events.reverse();
    latest_events.truncate(LATEST);
    let mechanisms = chronicle.mechanisms.len();
    let positions = chronicle.positions.len();
    let instruments = briefs.len();
    let dated = briefs.iter().rev().filter(|brief| brief.made.is_some());
    let mut latest: Vec<Entry<'_>> =
        dated.take(LATEST).map(|brief| entry(landscape, brief.instrument, as_of)).collect();
    latest.sort_by_key(|entry| std::cmp::Reverse(entry.made));
    Overview {
        header: Header::new("servanda.overview/1", landscape, as_of),
        manifest: &landscape.manifest,
        instruments,
        later,
        undated,
        parties: Rows::len(&landscape.parties),
        groups: Rows::len(&landscape.groups),
        events,
        mechanisms,
        positions,
        rivals: landscape.instruments.iter().map(|i| i.rivals.len()).sum(),
        kinds,
        strengths,
        camps,
        timeline,
        latest,
        latest_events,
    }
}
