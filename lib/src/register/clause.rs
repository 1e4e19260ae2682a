//! What a party is to an instrument on a day, and how firmly a clause holds for it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::standing::{PartyStanding, each_standing};
use super::status::{StatusPhase, Strength, status};
use crate::landscape::Landscape;
use crate::model::{
    Bindingness, Certainty, Commitment, Date, Day, Evidence, Family, Instrument, Milestone, Phase, Stage, Standing,
};

/// A standing that holds on a day.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Held<'a> {
    /// The standing word.
    pub word: &'a str,
    /// For sentences: "is a party to".
    pub verb: &'a str,
    /// What it amounts to.
    pub family: Family,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The group through which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<&'a str>,
    /// `Possibly` if the dates do not tell.
    pub certainty: Certainty,
    /// How it is known.
    pub evidence: &'a Evidence,
}

/// Why a party does not stand in an instrument on a day.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Absent<'a> {
    /// No row names it.
    NotAParty,
    /// The landscape only describes who stands in the instrument, or says nothing of it.
    Unknown,
    /// Not yet.
    Later {
        /// From when, if a row says so.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// How it is known.
        #[serde(skip)]
        evidence: &'a Evidence,
    },
    /// No longer.
    Ended {
        /// Until when, if a row says so.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// The standing it had.
        word: &'a str,
        /// How it is known.
        #[serde(skip)]
        evidence: &'a Evidence,
    },
    /// It refused, voted against or abstained.
    Refused {
        /// The standing word.
        word: &'a str,
        /// How it is known.
        #[serde(skip)]
        evidence: &'a Evidence,
    },
    /// Its standing is suspended.
    Suspended {
        /// How it is known.
        #[serde(skip)]
        evidence: &'a Evidence,
    },
}

/// Stands, or why not.
pub type Stands<'a> = Result<Held<'a>, Absent<'a>>;

/// Whether a vote counts as a standing: one on a paragraph never does, one in committee only as long as no vote in plenary
/// is recorded.
fn counts(row: &Standing, has_plenary: bool) -> bool {
    match row.stage {
        None | Some(Stage::Plenary) => true,
        Some(Stage::Committee) => !has_plenary,
        Some(Stage::Paragraph) => false,
    }
}

/// What a party is to an instrument on a day.
///
/// A refusal or a suspension stands beside what else is recorded only if nothing firmer is: who signed and then withdrew has
/// ended. What was superseded has ended for all.
pub fn stands<'a>(landscape: &'a Landscape, instrument: &'a Instrument, party: &str, day: Day) -> Stands<'a> {
    let has_plenary = instrument.standings.iter().any(|row| row.stage == Some(Stage::Plenary));
    let mut own: Vec<PartyStanding<'a>> = Vec::new();
    each_standing(landscape, instrument, day, Some(party), |standing| {
        if counts(standing.row, has_plenary) {
            own.push(standing);
        }
    });
    let now = status(instrument, day).phase;
    let firmest = own
        .iter()
        .filter_map(|standing| Some((standing.family?, standing)))
        .min_by_key(|(family, standing)| (*family, standing.certainty != Certainty::Yes));
    match firmest {
        Some((family @ (Family::Bound | Family::Supports | Family::TakesPart), standing)) => {
            // Who is suspended, or has withdrawn, is both on the list and not.
            if let Some(ended) = own.iter().find(|s| s.family == Some(Family::Ended)) {
                return Err(left(&ended.row.word, ended.row));
            }
            if now == StatusPhase::Ended {
                let ended = instrument.milestones.iter().find(|m| m.phase == Phase::Ended);
                let evidence = ended.map_or(&standing.row.evidence, |m| &m.evidence);
                return Err(Absent::Ended { until: ended.map(|m| m.on), word: standing.word, evidence });
            }
            let verb = landscape.vocabulary.standings.get(standing.word).map_or("", |word| word.verb.as_str());
            Ok(Held {
                word: standing.word,
                verb,
                family,
                since: standing.row.period.from,
                through: standing.through,
                certainty: standing.certainty,
                evidence: &standing.row.evidence,
            })
        }
        Some((Family::Ended, standing)) => Err(left(standing.word, standing.row)),
        Some((Family::Against, standing)) => {
            Err(Absent::Refused { word: standing.word, evidence: &standing.row.evidence })
        }
        None => Err(elsewhere(landscape, instrument, party, day)),
    }
}

fn left<'a>(word: &'a str, row: &'a Standing) -> Absent<'a> {
    if word == "suspended" {
        Absent::Suspended { evidence: &row.evidence }
    } else {
        Absent::Ended { until: row.period.from, word, evidence: &row.evidence }
    }
}

/// Looks for the party on other days.
fn elsewhere<'a>(landscape: &'a Landscape, instrument: &'a Instrument, party: &str, day: Day) -> Absent<'a> {
    let names = |row: &Standing| {
        let in_group = |group: &str| {
            let first = row.period.from.map_or(day, Date::last);
            landscape.groups.get(group).is_some_and(|group| group.has(party, first).is_possible())
        };
        row.parties.iter().any(|p| &**p == party) || row.groups.iter().any(|group| in_group(group))
    };
    let of_party = || {
        let good = |row: &&Standing| {
            matches!(row.family, Some(Family::Bound | Family::Supports | Family::TakesPart)) && counts(row, false)
        };
        instrument.standings.iter().filter(good).filter(|row| names(row))
    };
    let past = of_party().filter(|row| row.period.to.is_some_and(|to| to.reached_by(day) == Certainty::Yes));
    if let Some(row) = past.max_by_key(|row| row.period.to) {
        return Absent::Ended { until: row.period.to, word: &row.word, evidence: &row.evidence };
    }
    if let Some(row) = of_party().min_by_key(|row| row.period.from) {
        let in_force = || instrument.milestones.iter().filter(|m| m.phase == Phase::InForce).map(|m| m.on).min();
        let from = if row.family == Some(Family::Bound) && instrument.is_treaty {
            row.period.from.max(in_force())
        } else {
            row.period.from
        };
        return Absent::Later { from, evidence: &row.evidence };
    }
    if names_most(instrument) { Absent::NotAParty } else { Absent::Unknown }
}

/// Parties from which on a list is taken for one of nearly all, where a source only describes some more.
const MANY: usize = 20;

/// Whether those who stand in an instrument are named, all or nearly all: so that who is not named is not one of them.
fn names_most(instrument: &Instrument) -> bool {
    let good = || {
        let families = [Some(Family::Bound), Some(Family::Supports), Some(Family::TakesPart)];
        instrument.standings.iter().filter(move |row| families.contains(&row.family))
    };
    if good().any(|row| !row.groups.is_empty()) {
        return true;
    }
    let only_described = || good().filter(|row| row.described.is_some() && row.parties.is_empty());
    let most_described = only_described().map(|row| row.count.map_or(MANY, |count| count as usize)).max().unwrap_or(0);
    let mut named = good().flat_map(|row| &row.parties).map(|party| &**party);
    // Without a description one name is enough, and two hundred need not be told apart.
    match most_described {
        0 | 1 => named.next().is_some(),
        most => named.collect::<BTreeSet<&str>>().len() >= most,
    }
}

/// How firmly a clause holds for a party that stands in its instrument in some way, on a day.
///
/// The clause's own bindingness goes before the instrument's. Who has only signed a treaty owes no more than not to defeat
/// it (VCLT art. 18), in force for others or not.
#[must_use]
pub fn clause_strength(instrument: &Instrument, clause: &Commitment, family: Family, day: Day) -> Option<Strength> {
    let phase = status(instrument, day).phase;
    let bindingness = clause.bindingness.or(instrument.bindingness.as_ref().map(|b| b.value))?;
    Some(match (phase, bindingness) {
        (StatusPhase::NotYet, _) => return None,
        (StatusPhase::Ended, _) => Strength::Ended,
        (StatusPhase::Announced, _) | (_, Bindingness::Proposed) => Strength::Proposed,
        (_, Bindingness::Voluntary) => Strength::Voluntary,
        (_, Bindingness::Political) => Strength::Political,
        (_, Bindingness::Binding) if !instrument.is_treaty => Strength::Binding,
        (StatusPhase::SignedNotInForce, _) => Strength::SignedNotInForce,
        (StatusPhase::InForce, _) if family == Family::Bound => Strength::Binding,
        (StatusPhase::InForce, _) => Strength::SignedNotInForce,
        (_, _) => Strength::EntryIntoForceNotRecorded,
    })
}

/// The milestone that decides whether a treaty binds on a day: its entry into force.
#[must_use]
pub fn deciding_milestone(instrument: &Instrument, day: Day) -> Option<&Milestone> {
    let reached = |phase: Phase| {
        let of_phase = instrument.milestones.iter().filter(move |m| m.phase == phase);
        of_phase.filter(|m| m.on.reached_by(day).is_possible()).max_by_key(|m| m.on)
    };
    let in_force = || instrument.milestones.iter().find(|m| m.phase == Phase::InForce);
    reached(Phase::Ended).or_else(|| reached(Phase::InForce)).or_else(|| {
        // A date that lies ahead decides too: it is why the treaty does not bind yet.
        if instrument.is_treaty { in_force() } else { reached(Phase::Made) }
    })
}

/// The three dimensions of legalization of a clause, never one number (Abbott and others 2000).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Legalization {
    /// 0 none or expressly not meant as law, 1 a recommendation or voluntary norm, 2 a political commitment, 3 a duty by
    /// treaty with discretion or a way out, 4 an unconditional one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obligation: Option<u8>,
    /// 0 to 3, as coded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<u8>,
    /// 0 to 4, as coded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegation: Option<u8>,
}

/// The three dimensions of a clause. Obligation follows from bindingness, the kind of clause, and hedges that leave
/// discretion; the other two are coded.
#[must_use]
pub fn legalization(instrument: &Instrument, clause: &Commitment) -> Legalization {
    let bindingness = clause.bindingness.or(instrument.bindingness.as_ref().map(|b| b.value));
    let leaves_discretion = clause.caveats.iter().any(|caveat| {
        matches!(caveat.effect, crate::model::Effect::Discretion | crate::model::Effect::OnlyIfSubscribed)
    });
    let obligation = bindingness.map(|bindingness| match bindingness {
        _ if !clause.modality.constrains() => 0,
        Bindingness::Proposed => 0,
        Bindingness::Voluntary => 1,
        Bindingness::Political => 2,
        Bindingness::Binding if leaves_discretion => 3,
        Bindingness::Binding => 4,
    });
    Legalization { obligation, precision: clause.precision, delegation: clause.delegation }
}
