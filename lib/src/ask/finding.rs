//! A clause that answers a question, with all that a reader needs to judge it.

use serde::Serialize;

use super::tests_of::Outcome;
use crate::landscape::Landscape;
use crate::model::{
    Alternative, Basis, Caveat, Certainty, CodedField, Commitment, Day, Effect, Evidence, Instrument, Modality,
    Schedule, Statement, StatementEffect, Toward, UnitId,
};
use crate::register::{Held, Legalization, Match, Strength, clause_strength, deciding_milestone, legalization};

/// A hedge as a question that somebody must answer.
#[derive(Debug, Clone, Serialize)]
pub struct CaveatLine<'a> {
    /// Type, a term of the vocabulary.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// Its label.
    pub label: &'a str,
    /// The quoted words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<&'a str>,
    /// What it does.
    pub effect: Effect,
    /// The question it leaves open.
    pub asks: String,
}

/// A value that nobody has verified and on which an answer turns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TurnsOn {
    /// The clause.
    pub commitment: String,
    /// The value, in words.
    pub value: String,
    /// What is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A clause that answers the question.
#[derive(Debug, Clone, Serialize)]
pub struct Finding<'a> {
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
    pub modality: Modality,
    /// The verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_word: Option<&'a str>,
    /// How firmly it holds on the day; absent if nobody was asked about and the bindingness is not stated.
    pub strength: Strength,
    /// How much of what is asked it covers: the weaker of act and object.
    #[serde(rename = "match")]
    pub matches: Match,
    /// How much of the act.
    pub act_match: Match,
    /// How much of the object.
    pub object_match: Match,
    /// Whether something must be settled first.
    pub conditional: bool,
    /// Its hedges.
    pub caveats: Vec<CaveatLine<'a>>,
    /// Whether a rule that lies elsewhere decides, so that the landscape cannot.
    pub needs_other_rule: bool,
    /// The weakest basis among its fields.
    pub basis: Basis,
    /// `Possibly` if dates do not tell.
    pub certainty: Certainty,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<&'a str>,
    /// Words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<&'a str>,
    /// Who holds a power.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<&'a str>,
    /// To whom it is owed.
    pub toward: &'a Toward,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<&'a Schedule>,
    /// Obligation, precision, delegation.
    pub legalization: Legalization,
    /// What the party is to the instrument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Held<'a>>,
    /// The party's statements that modify the clause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<&'a Statement>,
    /// Fields that coders see differently.
    #[serde(skip_serializing_if = "<[Alternative]>::is_empty")]
    pub alternatives: &'a [Alternative],
    /// Unverified values it turns on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turns_on: Vec<TurnsOn>,
    /// Who coded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coder: Option<&'a str>,
    /// How the clause is known.
    pub evidence: &'a Evidence,
}

/// The paragraph of a clause, as printed.
pub(super) fn pin(instrument: &Instrument, clause: &Commitment) -> String {
    let Some(unit) = &clause.unit else { return "paragraph not known".to_owned() };
    match instrument.unit(unit) {
        Some(unit) => unit.label.clone(),
        None => UnitId::parse(unit).map_or_else(|_| unit.to_string(), |unit| unit.printed()),
    }
}

pub(super) fn caveats<'a>(landscape: &'a Landscape, clause: &'a Commitment) -> Vec<CaveatLine<'a>> {
    let line = |caveat: &'a Caveat| {
        let concept = landscape.vocabulary.caveats.get(&caveat.kind);
        let label = concept.map_or(&*caveat.kind, |concept| concept.label.as_str());
        let term = caveat.term.as_deref();
        let asks = caveat.asks.clone().unwrap_or_else(|| question(&caveat.kind, label, term));
        CaveatLine { kind: &caveat.kind, label, term, effect: caveat.effect, asks }
    };
    clause.caveats.iter().map(line).collect()
}

/// The question a hedge of a known type leaves open.
fn question(kind: &str, label: &str, term: Option<&str>) -> String {
    let asks = match kind {
        "knowledge" => "was it known?",
        "intent" => "was it done with that purpose?",
        "national-law" => "what does the party’s own law leave room for?",
        "incorporated-law" => "which rule that lies elsewhere is touched?",
        "appropriateness" => "was it appropriate, as the party sees it?",
        "case-by-case" => "what is decided in this case?",
        "capability" => "was it within the party’s means?",
        "vague-term" => "what does the word take in? The text does not define it.",
        "self-defined-term" => "what has the state itself placed under the word?",
        "actor-limit" => "was the actor one of those it covers?",
        "without-prejudice" => "what does that which it leaves untouched require?",
        "voluntary-adherence" => "did the party subscribe?",
        "reciprocity" => "does the other side do the same?",
        "security-exception" => "is security or public order invoked?",
        _ => "does it apply here?",
    };
    match term {
        Some(term) => format!("“{term}”: {asks}"),
        None => format!("{label}: {asks}"),
    }
}

pub(super) fn finding<'a>(
    landscape: &'a Landscape,
    instrument: &'a Instrument,
    clause: &'a Commitment,
    by: Option<&str>,
    on: Day,
    outcome: &Outcome<'a>,
) -> Option<Finding<'a>> {
    let family = outcome.standing.as_ref().map_or(crate::model::Family::Bound, |held| held.family);
    let strength = clause_strength(instrument, clause, family, on)?;
    let object_match = outcome.object?;
    let caveats = caveats(landscape, clause);
    let modifies = |statement: &&Statement| {
        statement.effect != StatementEffect::Excludes
            && by.is_some_and(|by| statement.parties.iter().any(|party| **party == *by))
            && statement.period.holds_on(on).is_possible()
            && super::tests_of::concerns(&statement.units, clause)
    };
    let statements: Vec<&Statement> = instrument.statements.iter().filter(modifies).collect();
    let turns_on = turns_on(instrument, clause, on, &[outcome.standing.as_ref(), outcome.other.as_ref()]);
    Some(Finding {
        commitment: &clause.id,
        instrument: &instrument.id,
        title: instrument.title(),
        unit: clause.unit.as_deref(),
        pin: pin(instrument, clause),
        modality: clause.modality,
        force_word: clause.force_word.as_deref(),
        strength,
        matches: outcome.act.min(object_match),
        act_match: outcome.act,
        object_match,
        conditional: !caveats.is_empty() || !statements.is_empty(),
        needs_other_rule: caveats.iter().any(|caveat| caveat.effect == Effect::NeedsOtherRule),
        caveats,
        basis: weakest(clause),
        certainty: outcome.certainty,
        says: clause.says.as_deref(),
        quote: clause.quote.as_deref(),
        holder: clause.holder.as_deref(),
        toward: &clause.toward,
        schedule: clause.schedule.as_ref(),
        legalization: legalization(instrument, clause),
        standing: outcome.standing,
        statements,
        alternatives: &clause.alternatives,
        turns_on,
        coder: clause.coder.as_deref(),
        evidence: &clause.evidence,
    })
}

/// The weakest basis among the fields of a clause that tell what the text says. That its words are this act, and how precise
/// they are, is the coder's judgement in every clause, and weakens none of them more than others.
pub(super) fn weakest(clause: &Commitment) -> Basis {
    let judged = |field: &CodedField| {
        matches!(field, CodedField::Acts | CodedField::Objects | CodedField::Precision | CodedField::Delegation)
    };
    let told = clause.bases.iter().filter(|(field, basis)| !(judged(field) && **basis == Basis::Coder));
    let own = clause.evidence.basis.unwrap_or(Basis::Unverified);
    told.map(|(_, basis)| *basis).chain([own]).max().unwrap_or(Basis::Unverified)
}

/// Unverified values that decide whether, or how firmly, a clause holds.
pub(super) fn turns_on(
    instrument: &Instrument,
    clause: &Commitment,
    on: Day,
    standings: &[Option<&Held<'_>>],
) -> Vec<TurnsOn> {
    let mut found = Vec::new();
    let mut add = |value: String, note: Option<&String>| {
        found.push(TurnsOn { commitment: clause.id.clone(), value, note: note.cloned() });
    };
    if clause.evidence.is_unverified() {
        add("the clause itself".to_owned(), clause.evidence.note.as_ref());
    }
    for (field, basis) in &clause.bases {
        // What the clause is and where it stands decides the answer; how a force word reads does not.
        let decides = matches!(
            field,
            CodedField::Unit | CodedField::Modality | CodedField::Acts | CodedField::Objects | CodedField::Toward
        );
        if *basis == Basis::Unverified && decides {
            add(format!("its {}", field.word().replace('_', " ")), clause.evidence.note.as_ref());
        }
    }
    let bindingness = instrument.bindingness.as_ref().filter(|_| clause.bindingness.is_none());
    if let Some(value) = bindingness.filter(|value| value.evidence.is_unverified()) {
        add(format!("how firmly {} binds", instrument.id), value.evidence.note.as_ref());
    }
    if let Some(milestone) = deciding_milestone(instrument, on).filter(|m| m.evidence.is_unverified()) {
        let word = milestone.milestone.replace('-', " ");
        add(format!("{word} {} of {}", milestone.on, instrument.id), milestone.evidence.note.as_ref());
    }
    for held in standings.iter().flatten().filter(|held| held.evidence.is_unverified()) {
        let since = held.since.map(|since| format!(" since {since}")).unwrap_or_default();
        add(format!("the standing “{}”{since} in {}", held.word, instrument.id), held.evidence.note.as_ref());
    }
    found.sort();
    found.dedup();
    found
}
