//! An instrument on a day in brief: what narrowing, counting and sorting ask of every instrument of a landscape. What is
//! shown of it is worked out for the few rows that are shown.

use super::standing::each_standing;
use super::status::{StatusPhase, Strength, decide, strength};
use crate::landscape::Landscape;
use crate::model::{Bindingness, Date, Day, Instrument};

/// One instrument on a day.
pub(super) struct Brief<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) phase: StatusPhase,
    pub(super) strength: Option<Strength>,
    pub(super) made: Option<Date>,
    /// Who may be what to it on the day; empty until asked for with [`Brief::look_up_standings`].
    pub(super) standings: Vec<BriefStanding<'a>>,
}

/// A standing word with a party that may have it, or with nobody where the source describes who without naming them.
pub(super) struct BriefStanding<'a> {
    pub(super) word: &'a str,
    pub(super) party: Option<&'a str>,
}

impl<'a> Brief<'a> {
    pub(super) fn new(instrument: &'a Instrument, as_of: Day) -> Brief<'a> {
        let phase = decide(instrument, as_of).phase;
        Brief {
            instrument,
            phase,
            strength: strength(instrument, phase),
            made: instrument.made_date(as_of),
            standings: Vec::new(),
        }
    }

    pub(super) fn look_up_standings(&mut self, landscape: &'a Landscape, as_of: Day) {
        let described = self.instrument.standings.iter().filter(|row| row.described.is_some());
        let described = described.filter(|row| row.period.holds_on(as_of).is_possible());
        self.standings = described.map(|row| BriefStanding { word: &row.word, party: None }).collect();
        self.standings.reserve(self.instrument.standings.iter().map(|row| row.parties.len()).sum());
        each_standing(landscape, self.instrument, as_of, None, |found| {
            self.standings.push(BriefStanding { word: found.word, party: Some(found.party) });
        });
    }

    /// Parties by code with the word of their standing; one party may come several times.
    pub(super) fn parties(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.standings.iter().filter_map(|standing| Some((standing.word, standing.party?)))
    }

    /// Standing words, each once for a run of standings with it: a row of a file names many parties.
    pub(super) fn standing_words(&self) -> impl Iterator<Item = &'a str> {
        let runs = self.standings.chunk_by(|a, b| a.word == b.word);
        runs.filter_map(|run| run.first().map(|standing| standing.word))
    }

    pub(super) fn kind(&self) -> Option<&'a str> {
        self.instrument.kind.as_ref().map(|kind| &*kind.value.name)
    }

    pub(super) fn camp(&self) -> Option<&'a str> {
        self.instrument.camp.as_ref().map(|camp| &*camp.value.name)
    }

    /// Bindingness as meant, and `signed-not-in-force` beside it where that is how a binding text stands.
    pub(super) fn binding_words(&self) -> impl Iterator<Item = &'static str> {
        let meant = self.instrument.bindingness.as_ref().map(|bindingness| bindingness.value);
        let signed = self.strength.filter(|strength| *strength == Strength::SignedNotInForce);
        meant.map(Bindingness::word).into_iter().chain(signed.map(Strength::word))
    }

    /// Whether it comes before what has no date, for lists by date.
    pub(super) fn by_date(&self) -> (bool, Option<Date>) {
        (self.made.is_none(), self.made)
    }
}
