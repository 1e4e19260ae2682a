//! From coded clauses to a table of parties and what they have promised.
//!
//! A column is no clause but a node of the vocabulary: "not to attack critical infrastructure, toward all states, at least
//! politically". So promises meet that stand in different instruments. Partners are kept apart, because a promise to one
//! neighbour is none to the world, and terms marked `too_general` have no column, because to share them says nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::formal::{self, Context, Partial};
use crate::diagnostic::closest;
use crate::landscape::Landscape;
use crate::model::{Certainty, CodedField, Commitment, Day, Family, Instrument, Modality, Toward};
use crate::register::{Absent, Asked, Match, Strength, clause_strength, deciding_milestone, stands};

/// To whom promises of a column are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partner {
    /// To all states, or to nobody in particular.
    All,
    /// To the members of a group, or to those who have joined.
    Within,
    /// To one other state.
    One,
}

impl Partner {
    /// For sentences.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Partner::All => "toward all states",
            Partner::Within => "among those who joined",
            Partner::One => "toward one partner",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribute {
    /// Name in tables: `prohibition ict-attack-ci all >=voluntary`.
    pub id: String,
    /// The act.
    pub act: String,
    /// Its label.
    pub label: String,
    /// Kind of clause.
    pub modality: Modality,
    /// To whom.
    pub partner: Partner,
    /// How firmly at least.
    pub at_least: Strength,
}

/// What is known of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// No clause says so.
    #[default]
    No,
    /// It may be: a date is not exact, a value is unverified, coders differ, or a treaty is signed and not in force.
    Unknown,
    /// A clause says so.
    Yes,
}

/// One cell.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell<'a> {
    /// What is known.
    pub known: Known,
    /// How firmly, at the firmest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// The clauses that say so.
    pub clauses: Vec<&'a str>,
}

/// What to look at.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Parties by code; with none and no group, all that stand in coded instruments.
    pub parties: Vec<String>,
    /// Groups whose members of the day are taken.
    pub groups: Vec<String>,
    /// Only promises at least so firm.
    pub min_strength: Option<Strength>,
    /// Positions and definitions too.
    pub views: bool,
    /// Fewest parties of a concept that is told; 2 if none is given.
    pub min_support: Option<usize>,
    /// Most parties that may be lacking where one further promise is proposed; 1 if none is given.
    pub short: Option<usize>,
    /// Most concepts that are told; 12 if none is given.
    pub limit: Option<usize>,
}

/// A name that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedError {
    /// "party" or "group".
    pub what: &'static str,
    /// As asked.
    pub name: String,
    /// The nearest known.
    pub instead: Option<String>,
}

impl fmt::Display for WantedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is no {} of this landscape", self.name, self.what)?;
        match &self.instead {
            Some(instead) => write!(f, "; did you mean \"{instead}\"?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for WantedError {}

/// The table, once with what is certain and once with what is possible.
#[derive(Debug, Clone)]
pub struct Scaled<'a> {
    /// Parties by code.
    pub parties: Vec<String>,
    /// Columns.
    pub attributes: Vec<Attribute>,
    /// What is certain.
    pub certain: Context,
    /// What is possible.
    pub possible: Context,
    /// Every cell that is not a plain no.
    pub cells: FxHashMap<(usize, usize), Cell<'a>>,
}

impl<'a> Scaled<'a> {
    /// The table in words, a line for each party: how firmly, `unknown`, or nothing.
    pub fn lines(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        self.parties.iter().enumerate().map(|(party, code)| {
            let cells = (0..self.attributes.len()).map(|attribute| match self.cell(party, attribute) {
                Some(cell) if cell.known == Known::Yes => cell.strength.map_or("yes", Strength::word).to_owned(),
                Some(cell) if cell.known == Known::Unknown => "unknown".to_owned(),
                _ => String::new(),
            });
            std::iter::once(code.clone()).chain(cells).collect()
        })
    }

    /// A cell.
    #[must_use]
    pub fn cell(&self, party: usize, attribute: usize) -> Option<&Cell<'a>> {
        self.cells.get(&(party, attribute))
    }

    /// The table as a context of three values, under the names of its columns.
    #[must_use]
    pub fn partial(&self) -> Partial {
        let mut partial = Partial::from(self.certain.clone());
        for (party, attribute) in self.cells.iter().filter(|(_, cell)| cell.known == Known::Unknown).map(|(at, _)| *at)
        {
            partial.set(party, attribute, formal::Cell::Unknown);
        }
        partial
    }
}

const LEVELS: [Strength; 3] = [Strength::Voluntary, Strength::Political, Strength::Binding];

/// How a party stands in an instrument: how certainly, in which way, and whether nobody has verified it.
type Stand = (Certainty, Family, bool);

/// What one clause gives a party.
struct Gives {
    known: Known,
    strength: Strength,
}

/// Makes the table for a day.
///
/// # Errors
/// Every party or group that the landscape does not know.
pub fn scale<'a>(landscape: &'a Landscape, wanted: &Wanted, day: Day) -> Result<Scaled<'a>, Vec<WantedError>> {
    let parties = parties(landscape, wanted, day)?;
    let coded: Vec<(&Instrument, &Commitment)> = landscape
        .commitments()
        .filter(|(_, clause)| wanted.views || clause.modality.constrains())
        .filter(|(_, clause)| clause.modality != Modality::Aim)
        // What a body may decide is not something that a state has taken on.
        .filter(|(_, clause)| clause.holder.is_none())
        .collect();
    let nodes = nodes(landscape, &coded);
    let levels: Vec<Strength> =
        LEVELS.into_iter().filter(|level| wanted.min_strength.is_none_or(|least| *level >= least)).collect();

    // Columns by what they are, so that their order does not depend on that of the clauses.
    type Key<'k> = (Modality, &'k str, Partner, Strength);
    let mut columns: BTreeMap<Key<'a>, BTreeMap<usize, Cell<'a>>> = BTreeMap::new();
    let mut standing: FxHashMap<(&str, usize), Option<Stand>> = FxHashMap::default();
    for (clause_at, (instrument, clause)) in coded.iter().enumerate() {
        let Some(acts) = nodes.get(clause_at) else { continue };
        let partner = partner(landscape, instrument, clause, day);
        for (party_at, party) in parties.iter().enumerate() {
            let stand = *standing.entry((&instrument.id, party_at)).or_insert_with(|| {
                match stands(landscape, instrument, party, day) {
                    Ok(held) => Some((held.certainty, held.family, held.evidence.is_unverified())),
                    Err(Absent::Unknown) => Some((Certainty::Possibly, Family::Bound, true)),
                    Err(_) => None,
                }
            });
            let Some(gives) = stand.and_then(|stand| gives(instrument, clause, stand, day)) else { continue };
            for act in acts {
                for level in levels.iter().filter(|level| gives.strength >= **level || gives.known == Known::Unknown) {
                    let cell = columns
                        .entry((clause.modality, act, partner, *level))
                        .or_default()
                        .entry(party_at)
                        .or_default();
                    cell.known = cell.known.max(gives.known);
                    cell.strength = cell.strength.max(Some(gives.strength));
                    cell.clauses.push(&clause.id);
                }
            }
        }
    }
    let mut attributes = Vec::with_capacity(columns.len());
    let mut cells = FxHashMap::default();
    for ((modality, act, partner, at_least), column) in columns {
        // What nobody certainly and nobody possibly has is no column; what is only possible is one of the upper table.
        let at = attributes.len();
        let label = landscape.vocabulary.acts.get(act).map_or(act, |concept| &concept.label);
        let partner_word = match partner {
            Partner::All => "all",
            Partner::Within => "within",
            Partner::One => "one",
        };
        attributes.push(Attribute {
            id: format!("{} {act} {partner_word} >={}", modality.word(), at_least.word()),
            act: act.to_owned(),
            label: label.to_owned(),
            modality,
            partner,
            at_least,
        });
        cells.extend(column.into_iter().map(|(party, cell)| ((party, at), cell)));
    }
    let names: Vec<String> = attributes.iter().map(|attribute| attribute.id.clone()).collect();
    let mut certain = Context::new(parties.clone(), names);
    let mut possible = certain.clone();
    for ((party, attribute), cell) in &cells {
        certain.set(*party, *attribute, cell.known == Known::Yes);
        possible.set(*party, *attribute, cell.known != Known::No);
    }
    Ok(Scaled { parties, attributes, certain, possible, cells })
}

/// The parties that are asked for, each once, in the order of their codes.
fn parties(landscape: &Landscape, wanted: &Wanted, day: Day) -> Result<Vec<String>, Vec<WantedError>> {
    let mut wrong = Vec::new();
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for code in &wanted.parties {
        match landscape.parties.get(code) {
            Some(party) => drop(found.insert(&party.code)),
            None => {
                let named = landscape.parties.iter().find(|party| {
                    party.code.eq_ignore_ascii_case(code) || party.name.0.values().any(|n| n.eq_ignore_ascii_case(code))
                });
                let instead = named.map(|party| party.code.clone());
                wrong.push(WantedError { what: "party", name: code.clone(), instead });
            }
        }
    }
    for id in &wanted.groups {
        match landscape.groups.get(id) {
            Some(group) => found.extend(group.members_on(day).into_keys()),
            None => {
                let instead = closest(id, landscape.groups.ids()).map(str::to_owned);
                wrong.push(WantedError { what: "group", name: id.clone(), instead });
            }
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if wanted.parties.is_empty() && wanted.groups.is_empty() {
        let coded = landscape.instruments.iter().filter(|instrument| !instrument.commitments.is_empty());
        for instrument in coded {
            let standings = crate::register::standings_on(landscape, instrument, day);
            found.extend(standings.iter().map(|standing| standing.party));
        }
        found.retain(|code| landscape.parties.contains(code));
    }
    Ok(found.into_iter().map(str::to_owned).collect())
}

/// The nodes of the vocabulary that each clause covers wholly.
fn nodes<'a>(landscape: &'a Landscape, coded: &[(&'a Instrument, &'a Commitment)]) -> Vec<Vec<&'a str>> {
    let mut nodes = vec![Vec::new(); coded.len()];
    for act in landscape.vocabulary.acts.iter().filter(|act| !act.too_general) {
        let asked = Asked::new(&landscape.vocabulary, &act.id, None, &[]);
        for ((_, clause), nodes) in coded.iter().zip(&mut nodes) {
            if asked.act(clause) == Some(Match::Covers) && asked.object(clause) == Some(Match::Covers) {
                nodes.push(act.id.as_str());
            } else if clause.acts.iter().any(|own| **own == *act.id) {
                // A clause speaks of its own acts even where its object is narrower than theirs.
                nodes.push(act.id.as_str());
            }
        }
    }
    nodes
}

/// How many parties stand in it decides whether a promise among parties is one to a single partner.
fn partner(landscape: &Landscape, instrument: &Instrument, clause: &Commitment, day: Day) -> Partner {
    match &clause.toward {
        Toward::AllStates | Toward::Nobody => Partner::All,
        Toward::Group(_) => Partner::Within,
        Toward::Parties | Toward::Subscribers => {
            let described = instrument.standings.iter().any(|row| row.described.is_some() || !row.groups.is_empty());
            let named: BTreeSet<&str> =
                crate::register::standings_on(landscape, instrument, day).iter().map(|s| s.party).collect();
            let ever: BTreeSet<&str> =
                instrument.standings.iter().flat_map(|row| &row.parties).map(|party| &**party).collect();
            if !described && named.len() <= 2 && ever.len() <= 2 { Partner::One } else { Partner::Within }
        }
    }
}

fn gives(
    instrument: &Instrument,
    clause: &Commitment,
    (certainty, family, unverified): Stand,
    day: Day,
) -> Option<Gives> {
    let strength = clause_strength(instrument, clause, family, day)?;
    let decided = || deciding_milestone(instrument, day).is_some_and(|m| m.evidence.is_unverified());
    let disputed = clause.alternatives.iter().any(|other| matches!(other.field, CodedField::Modality));
    let known = match strength {
        Strength::Ended | Strength::Proposed => return None,
        Strength::SignedNotInForce | Strength::EntryIntoForceNotRecorded => Known::Unknown,
        _ if certainty != Certainty::Yes || unverified || disputed => Known::Unknown,
        _ if clause.evidence.is_unverified() => Known::Unknown,
        Strength::Binding if instrument.is_treaty && decided() => Known::Unknown,
        _ => Known::Yes,
    };
    Some(Gives { known, strength })
}
