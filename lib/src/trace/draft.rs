//! A text unit by unit: who else has its words, where, and what nobody has.
//!
//! In: texts and the passages that the first of them shares with the others. Out: of each unit that has words of its own the
//! texts that have a third of them or more, the fullest first and of equals the oldest; one place of each text.

use std::ops::Range;

use super::{OnShelf, Passage, Place};
use crate::model::Date;

/// A passage is told of a unit if it has a third of its words or more.
const LEAST_SHARE: usize = 3;

/// A unit of the traced text.
#[derive(Debug, Clone)]
pub struct TracedUnit<'t> {
    /// Its address.
    pub address: &'t str,
    /// Its own words.
    pub words: &'t str,
    /// Their bytes, to its first subordinate unit.
    pub bytes: Range<usize>,
    /// Who has them, the fullest first; empty if nobody has.
    pub precedents: Vec<Precedent<'t>>,
}

/// Another text that has words of a unit.
#[derive(Debug, Clone)]
pub struct Precedent<'t> {
    /// The text.
    pub text: &'t OnShelf,
    /// The unit in which they stand there, or the first of them.
    pub unit: Option<&'t str>,
    /// The last unit over which they reach, where that is another one.
    pub until: Option<&'t str>,
    /// Share of the traced unit that the passage covers, 0 to 1.
    pub share: f64,
    /// The passage: it may begin before the unit, and end behind it.
    pub passage: &'t Passage,
}

/// Tells of each unit of the first text who has its words.
#[must_use]
pub fn precedents<'t>(texts: &'t [OnShelf], passages: &'t [Passage]) -> Vec<TracedUnit<'t>> {
    let Some(traced) = texts.first() else { return Vec::new() };
    let own: Vec<(&Place, &Place, &Passage)> = passages
        .iter()
        .filter_map(|passage| match (passage.a.text, passage.b.text) {
            (0, _) => Some((&passage.a, &passage.b, passage)),
            (_, 0) => Some((&passage.b, &passage.a, passage)),
            _ => None,
        })
        .collect();
    let units = traced.own_words().into_iter();
    units.map(|(address, words, bytes)| unit(texts, traced, &own, (address, words, bytes))).collect()
}

fn unit<'t>(
    texts: &'t [OnShelf],
    traced: &'t OnShelf,
    own: &[(&'t Place, &'t Place, &'t Passage)],
    (address, words, bytes): (&'t str, &'t str, Range<usize>),
) -> TracedUnit<'t> {
    let length = bytes.len().max(1);
    let overlap = |here: &Place| here.bytes.end.min(bytes.end).saturating_sub(here.bytes.start.max(bytes.start));
    let mut found: Vec<_> =
        own.iter().map(|one| (overlap(one.0), one)).filter(|(covered, _)| *covered * LEAST_SHARE >= length).collect();
    let date = |place: &Place| -> Option<Date> { texts.get(place.text)?.date };
    found.sort_by_key(|(covered, (_, there, _))| {
        (std::cmp::Reverse(*covered), date(there).is_none(), date(there), there.text, there.bytes.start)
    });
    let mut told: Vec<usize> = Vec::new();
    let mut precedents = Vec::new();
    for (covered, (here, there, passage)) in found {
        let Some(text) = texts.get(there.text).filter(|_| !told.contains(&there.text)) else { continue };
        told.push(there.text);
        let from = here.bytes.start.max(bytes.start);
        // Its number is its own; other texts have the words under another one.
        let opening = if from == bytes.start { words } else { traced.words().get(from..bytes.end).unwrap_or("") };
        let (unit, until) = text.unit_of(there, opening);
        let share = (covered as f64 / length as f64).min(1.0);
        precedents.push(Precedent { text, unit, until, share, passage });
    }
    TracedUnit { address, words, bytes, precedents }
}
