//! Who is what to an instrument on a day.

use serde::Serialize;

use super::status::is_treaty;
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
    let mut found: Vec<PartyStanding<'a>> = Vec::new();
    for row in &instrument.standings {
        let certainty = row.period.holds_on(day);
        if !certainty.is_possible() {
            continue;
        }
        let family = landscape.vocabulary.family(&row.word);
        let certainty = match family {
            Some(Family::Bound) => certainty.and(may_bind(landscape, instrument, day)),
            _ => certainty,
        };
        if !certainty.is_possible() {
            continue;
        }
        let mut add = |party: &'a str, through: Option<&'a str>, certainty: Certainty| {
            found.push(PartyStanding { party, word: &row.word, family, certainty, through, row });
        };
        for party in &row.parties {
            add(party, None, certainty);
        }
        for group in &row.groups {
            let Some(members) = landscape.groups.get(group) else { continue };
            let first_day = row.period.from.map_or(day, Date::last);
            for (party, member) in members.members_on(first_day) {
                if !row.parties.iter().any(|p| &**p == party) {
                    add(party, Some(group), certainty.and(member));
                }
            }
        }
    }
    found
}

fn may_bind(landscape: &Landscape, instrument: &Instrument, day: Day) -> Certainty {
    if !is_treaty(&landscape.vocabulary, instrument) {
        return Certainty::Yes;
    }
    instrument
        .milestones
        .iter()
        .filter(|m| landscape.vocabulary.phase(&m.milestone) == Phase::InForce)
        .map(|m| m.on.reached_by(day))
        .max()
        // No date recorded: the row itself says that the party is bound.
        .unwrap_or(Certainty::Yes)
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
