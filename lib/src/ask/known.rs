//! What an answer does not know: what is not coded, what must be settled, what was searched.

use serde::Serialize;

use super::finding::Finding;
use crate::landscape::Landscape;
use crate::model::{Date, Day};
use crate::register::{Strength, stands, status, strength};

/// What no landscape codes.
pub const NOTICE: &str = "General international law is not coded: what custom and general principles require (sovereignty, \
    non-intervention, state responsibility) applies beside everything said here. \"None found\" means: none among the \
    clauses coded.";

/// An instrument of which no clause is coded.
#[derive(Debug, Clone, Serialize)]
pub struct NotCoded<'a> {
    /// Its id.
    pub instrument: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Which of those asked about stand in it.
    pub parties: Vec<String>,
    /// How firmly it stands on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
}

/// What was searched.
#[derive(Debug, Clone, Serialize)]
pub struct SearchedCorpus {
    /// Instruments of the landscape.
    pub instruments: usize,
    /// Those of which clauses are coded.
    pub coded: usize,
    /// Clauses.
    pub commitments: usize,
    /// Acts of the vocabulary.
    pub acts: usize,
}

/// A question that must be settled outside the landscape, with the clauses that wait for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToSettle {
    /// The question.
    pub asks: String,
    /// The clauses.
    pub commitments: Vec<String>,
}

pub(super) fn searched(landscape: &Landscape) -> SearchedCorpus {
    let coded = landscape.instruments.iter().filter(|i| !i.commitments.is_empty());
    SearchedCorpus {
        instruments: landscape.instruments.len(),
        coded: coded.count(),
        commitments: landscape.commitments().count(),
        acts: landscape.vocabulary.acts.len(),
    }
}

/// Instruments in which one of the parties stands on the day and of which nothing is coded, firmest first.
pub(super) fn not_coded<'a>(landscape: &'a Landscape, parties: &[Option<&str>], day: Day) -> Vec<NotCoded<'a>> {
    let mut found = Vec::new();
    for instrument in landscape.instruments.iter().filter(|i| i.commitments.is_empty()) {
        let standing: Vec<String> = parties
            .iter()
            .flatten()
            .filter(|party| stands(landscape, instrument, party, day).is_ok())
            .map(|party| (*party).to_owned())
            .collect();
        if !standing.is_empty() {
            found.push(NotCoded {
                instrument: &instrument.id,
                title: instrument.title(),
                parties: standing,
                strength: strength(instrument, status(instrument, day).phase),
                made: instrument.made_date(day),
            });
        }
    }
    found.sort_by(|a, b| b.strength.cmp(&a.strength).then(a.made.cmp(&b.made)).then(a.instrument.cmp(b.instrument)));
    found
}

/// The hedges of all findings as questions, each once, in the order of the findings.
pub(super) fn to_settle(findings: &[Finding<'_>]) -> Vec<ToSettle> {
    let mut found: Vec<ToSettle> = Vec::new();
    for finding in findings {
        for caveat in &finding.caveats {
            match found.iter_mut().find(|known| known.asks == caveat.asks) {
                Some(known) => known.commitments.push(finding.commitment.to_owned()),
                None => {
                    found
                        .push(ToSettle { asks: caveat.asks.clone(), commitments: vec![finding.commitment.to_owned()] });
                }
            }
        }
    }
    found
}

/// What a reader must know about the day.
pub(super) fn remarks(landscape: &Landscape, day: Day) -> Vec<String> {
    let mut found = Vec::new();
    let coded = landscape.instruments.iter().filter(|i| !i.commitments.is_empty());
    let far = Day::constant(9999, 12, 31);
    let first = coded.filter_map(|i| Some((i.made_date(far)?, i))).min_by_key(|(made, _)| *made);
    if let Some((made, instrument)) = first.filter(|(made, _)| made.first() > day) {
        found.push(format!("No coded instrument existed on {day}; the first is {} ({made}).", instrument.title()));
    }
    if let Some(until) = landscape.manifest.known_until.filter(|until| until.last() < day) {
        found.push(format!("What happened after {} is not in this landscape.", until.in_words()));
    }
    found
}
