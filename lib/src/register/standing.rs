//! Who is what to an instrument on a day.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::landscape::Landscape;
use crate::model::{Certainty, Date, Day, Family, Instrument, Phase, Standing};

/// One party's standing in one instrument on a day.
#[derive(Debug, Clone, Serialize)]
pub struct PartyStanding<'a> {
    /// Party by code.
    pub party: &'a str,
    /// The standing word.
    pub word: &'a str,
    /// What it amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// `Possibly` if the dates do not tell.
    pub certainty: Certainty,
    /// The group through which the party has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<&'a str>,
    /// The row it comes from.
    #[serde(skip)]
    pub row: &'a Standing,
}

/// Every standing that holds, or possibly holds, on a day, in the order of the file.
///
/// A row that names a group means the members on the row's first day: a state that joins the group later does not take
/// over what the group once declared. A treaty's `party` rows do not hold before the treaty's recorded entry into force.
#[must_use]
pub fn standings_on<'a>(landscape: &'a Landscape, instrument: &'a Instrument, day: Day) -> Vec<PartyStanding<'a>> {
    let mut found = Vec::new();
    each_standing(landscape, instrument, day, None, |standing| found.push(standing));
    found
}

/// The same one by one, for those who only count: over ten thousand instruments the lists cost more than what is in them.
/// With `only`, of one party.
pub(super) fn each_standing<'a>(
    landscape: &'a Landscape,
    instrument: &'a Instrument,
    day: Day,
    only: Option<&str>,
    mut found: impl FnMut(PartyStanding<'a>),
) {
    let wanted = |party: &str| only.is_none_or(|only| only == party);
    for row in &instrument.standings {
        if row.groups.is_empty() && !row.parties.iter().any(|party| wanted(party)) {
            continue;
        }
        let mut certainty = row.period.holds_on(day);
        if certainty.is_possible() && row.family == Some(Family::Bound) {
            certainty = certainty.and(may_bind(instrument, day));
        }
        if !certainty.is_possible() {
            continue;
        }
        let of = |party: &'a str, through: Option<&'a str>, certainty: Certainty| PartyStanding {
            party,
            word: &row.word,
            family: row.family,
            certainty,
            through,
            row,
        };
        for party in row.parties.iter().filter(|party| wanted(party)) {
            found(of(party, None, certainty));
        }
        for group in &row.groups {
            let Some(members) = landscape.groups.get(group) else { continue };
            let first_day = row.period.from.map_or(day, Date::last);
            if let Some(only) = only {
                // One member is looked up; the list of all is made for those who want all.
                let member = members.has(only, first_day);
                if member.is_possible()
                    && !row.parties.iter().any(|p| **p == *only)
                    && let Some(party) = landscape.parties.get(only)
                {
                    found(of(&party.code, Some(group), certainty.and(member)));
                }
                continue;
            }
            for (party, member) in members.members_on(first_day) {
                if !row.parties.iter().any(|p| &**p == party) {
                    found(of(party, Some(group), certainty.and(member)));
                }
            }
        }
    }
}

fn may_bind(instrument: &Instrument, day: Day) -> Certainty {
    if !instrument.is_treaty {
        return Certainty::Yes;
    }
    let entry_into_force = instrument.milestones.iter().filter(|m| m.phase == Phase::InForce);
    // No date recorded: the row itself says that the party is bound.
    entry_into_force.map(|m| m.on.reached_by(day)).max().unwrap_or(Certainty::Yes)
}

/// Parties that certainly stand behind an instrument on a day, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backing<'a> {
    /// Bound, supports, or takes part.
    pub family: Family,
    /// Parties by code, each under the firmest of its standings only, in the order of the file.
    pub parties: Vec<&'a str>,
}

impl Backing<'_> {
    /// Parties that are named one by one.
    const NAMED: usize = 8;

    /// For a line of text: `bound: CN, RU`, `bound: 69 parties`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let how = match self.family {
            Family::Bound => "bound",
            Family::Supports => "behind it",
            Family::TakesPart => "took part",
            Family::Against => "against it",
            Family::Ended => "once in it",
        };
        match self.parties.len() {
            many if many > Backing::NAMED => format!("{how}: {many} parties"),
            _ => format!("{how}: {}", self.parties.join(", ")),
        }
    }
}

/// Who certainly stands behind an instrument on a day, the bound first; empty if nobody is recorded.
#[must_use]
pub fn backing<'a>(landscape: &'a Landscape, instrument: &'a Instrument, day: Day) -> Vec<Backing<'a>> {
    let standings = standings_on(landscape, instrument, day);
    let sure = || standings.iter().filter(|standing| standing.certainty == Certainty::Yes);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut backings = Vec::new();
    for family in [Family::Bound, Family::Supports, Family::TakesPart] {
        let of_family = sure().filter(|standing| standing.family == Some(family));
        let parties: Vec<&str> = of_family.map(|standing| standing.party).filter(|party| told.insert(party)).collect();
        if !parties.is_empty() {
            backings.push(Backing { family, parties });
        }
    }
    backings
}

/// The standings of one party in one instrument on a day, firmest first.
#[must_use]
pub fn standing_of<'a>(
    landscape: &'a Landscape,
    instrument: &'a Instrument,
    party: &str,
    day: Day,
) -> Vec<PartyStanding<'a>> {
    let mut own: Vec<_> = standings_on(landscape, instrument, day).into_iter().filter(|s| s.party == party).collect();
    own.sort_by_key(|s| s.family);
    own
}
