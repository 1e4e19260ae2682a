//! All that a party has promised on a day.

use serde::Serialize;

use super::finding::{CaveatLine, TurnsOn, caveats, pin, turns_on, weakest};
use super::known::{NOTICE, NotCoded, SearchedCorpus, not_coded, searched};
use super::question::{Unasked, unknown_party};
use crate::landscape::Landscape;
use crate::model::{
    Alternative, Basis, Certainty, Commitment, Day, Evidence, Instrument, Schedule, StatementEffect, Toward,
};
use crate::register::{
    Absent, Header, Held, Legalization, PartyName, Strength, Term, clause_strength, legalization, stands,
};

/// A clause as it holds for a party.
#[derive(Debug, Clone, Serialize)]
pub struct Clause<'a> {
    /// The clause.
    pub commitment: &'a str,
    /// Its instrument.
    pub instrument: &'a str,
    /// The instrument's title.
    pub title: &'a str,
    /// The unit's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// The paragraph, as printed.
    pub pin: String,
    /// Kind of clause.
    pub modality: crate::model::Modality,
    /// The verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_word: Option<&'a str>,
    /// Its acts with labels.
    pub acts: Vec<Term<'a>>,
    /// Its objects with labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<Term<'a>>,
    /// To whom it is owed.
    pub toward: &'a Toward,
    /// Who holds a power.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<&'a str>,
    /// How firmly it holds.
    pub strength: Strength,
    /// Obligation, precision, delegation.
    pub legalization: Legalization,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<&'a Schedule>,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<&'a str>,
    /// Words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<&'a str>,
    /// Its hedges.
    pub caveats: Vec<CaveatLine<'a>>,
    /// The weakest basis among its fields.
    pub basis: Basis,
    /// `Possibly` if dates do not tell.
    pub certainty: Certainty,
    /// Fields that coders see differently.
    #[serde(skip_serializing_if = "<[Alternative]>::is_empty")]
    pub alternatives: &'a [Alternative],
    /// Unverified values it turns on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turns_on: Vec<TurnsOn>,
    /// What the party is to the instrument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Held<'a>>,
    /// How the clause is known.
    pub evidence: &'a Evidence,
}

/// A coded instrument that a party is against.
#[derive(Debug, Clone, Serialize)]
pub struct Refusal<'a> {
    /// The instrument.
    pub instrument: &'a str,
    /// Its title.
    pub title: &'a str,
    /// How it is against it.
    pub word: &'a str,
    /// Its clauses.
    pub commitments: Vec<&'a str>,
}

/// All that a party has promised on a day.
#[derive(Debug, Clone, Serialize)]
pub struct Promises<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The party.
    pub party: PartyName<'a>,
    /// What it must, must not, may or strives to do, firmest first.
    pub promises: Vec<Clause<'a>>,
    /// What it holds, or defines.
    pub positions: Vec<Clause<'a>>,
    /// What it has only proposed.
    pub proposals: Vec<Clause<'a>>,
    /// What it is against.
    pub refused: Vec<Refusal<'a>>,
    /// Where it stood once: clauses by name.
    pub ended: Vec<&'a str>,
    /// Instruments in which it stands and of which no clause is coded.
    pub not_coded: Vec<NotCoded<'a>>,
    /// Unverified values on which they turn, each once.
    pub turns_on_unverified: Vec<TurnsOn>,
    /// What was searched.
    pub searched: SearchedCorpus,
    /// What is never coded.
    pub notice: &'static str,
}

/// A clause as it is, for nobody in particular.
#[must_use]
pub fn clause_of<'a>(
    landscape: &'a Landscape,
    instrument: &'a Instrument,
    clause: &'a Commitment,
    standing: Option<Held<'a>>,
    day: Day,
) -> Option<Clause<'a>> {
    let family = standing.as_ref().map_or(crate::model::Family::Bound, |held| held.family);
    let vocabulary = &landscape.vocabulary;
    Some(Clause {
        commitment: &clause.id,
        instrument: &instrument.id,
        title: instrument.title(),
        unit: clause.unit.as_deref(),
        pin: pin(instrument, clause),
        modality: clause.modality,
        force_word: clause.force_word.as_deref(),
        acts: clause.acts.iter().map(|act| Term::of(&vocabulary.acts, act)).collect(),
        objects: clause.objects.iter().map(|object| Term::of(&vocabulary.objects, object)).collect(),
        toward: &clause.toward,
        holder: clause.holder.as_deref(),
        strength: clause_strength(instrument, clause, family, day)?,
        legalization: legalization(instrument, clause),
        schedule: clause.schedule.as_ref(),
        says: clause.says.as_deref(),
        quote: clause.quote.as_deref(),
        caveats: caveats(landscape, clause),
        basis: weakest(clause),
        certainty: standing.as_ref().map_or(Certainty::Yes, |held| held.certainty),
        alternatives: &clause.alternatives,
        turns_on: turns_on(instrument, clause, day, &[standing.as_ref()]),
        standing,
        evidence: &clause.evidence,
    })
}

/// All that a party has promised on a day, by its code.
///
/// What it proposed is not among its promises, nor what it excluded by a reservation.
///
/// # Errors
/// What is wrong with the code, with the nearest known one.
pub fn promises<'a>(landscape: &'a Landscape, code: &str, day: Day) -> Result<Promises<'a>, Unasked> {
    if let Some(unknown) = unknown_party(landscape, code) {
        return Err(unknown);
    }
    let bundle = bundle(landscape, code, day);
    let party = landscape.parties.get(code).map_or("", |party| party.code.as_str());
    let mut turns: Vec<TurnsOn> = bundle.promises.iter().flat_map(|clause| clause.turns_on.iter().cloned()).collect();
    turns.sort();
    turns.dedup();
    Ok(Promises {
        header: Header::new("servanda.promises/1", landscape, day),
        party: PartyName::of(landscape, party),
        promises: bundle.promises,
        positions: bundle.positions,
        proposals: bundle.proposals,
        refused: bundle.refused,
        ended: bundle.ended,
        not_coded: not_coded(landscape, &[Some(code)], day),
        turns_on_unverified: turns,
        searched: searched(landscape),
        notice: NOTICE,
    })
}

/// The clauses of one party, sorted.
pub(super) struct Bundle<'a> {
    pub(super) promises: Vec<Clause<'a>>,
    pub(super) positions: Vec<Clause<'a>>,
    pub(super) proposals: Vec<Clause<'a>>,
    pub(super) refused: Vec<Refusal<'a>>,
    pub(super) ended: Vec<&'a str>,
}

pub(super) fn bundle<'a>(landscape: &'a Landscape, code: &str, day: Day) -> Bundle<'a> {
    let mut all = Bundle { promises: vec![], positions: vec![], proposals: vec![], refused: vec![], ended: vec![] };
    for instrument in landscape.instruments.iter().filter(|i| !i.commitments.is_empty()) {
        match stands(landscape, instrument, code, day) {
            Ok(held) => add(landscape, instrument, code, &held, day, &mut all),
            Err(Absent::Refused { word, .. }) => all.refused.push(Refusal {
                instrument: &instrument.id,
                title: instrument.title(),
                word,
                commitments: instrument.commitments.iter().map(|c| c.id.as_str()).collect(),
            }),
            Err(Absent::Ended { .. } | Absent::Suspended { .. }) => {
                all.ended.extend(instrument.commitments.iter().map(|c| c.id.as_str()));
            }
            Err(Absent::NotAParty | Absent::Unknown | Absent::Later { .. }) => {}
        }
    }
    for list in [&mut all.promises, &mut all.positions, &mut all.proposals] {
        list.sort_by(|a, b| b.strength.cmp(&a.strength).then_with(|| a.instrument.cmp(b.instrument)));
    }
    all
}

fn add<'a>(
    landscape: &'a Landscape,
    instrument: &'a Instrument,
    code: &str,
    held: &Held<'a>,
    day: Day,
    all: &mut Bundle<'a>,
) {
    for clause in &instrument.commitments {
        let excluded = instrument.statements.iter().any(|statement| {
            statement.effect == StatementEffect::Excludes
                && statement.parties.iter().any(|party| **party == *code)
                && statement.period.holds_on(day) == Certainty::Yes
                && super::tests_of::concerns(&statement.units, clause)
        });
        let Some(line) = clause_of(landscape, instrument, clause, Some(*held), day).filter(|_| !excluded) else {
            continue;
        };
        if line.strength == Strength::Proposed {
            all.proposals.push(line);
        } else if clause.modality.constrains() || clause.modality == crate::model::Modality::Aim {
            all.promises.push(line);
        } else {
            all.positions.push(line);
        }
    }
}
