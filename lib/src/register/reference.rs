//! One term of the vocabulary, or one source, and where it is used.

use serde::Serialize;

use super::term::{InstrumentName, Term};
use super::{Header, SourceEntry};
use crate::landscape::Landscape;
use crate::model::{Concept, Day, Evidence, Family, Instrument, Phase, Rows, Source};

/// A term with its neighbours and its uses.
#[derive(Debug, Clone, Serialize)]
pub struct TermSheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Which list of the vocabulary.
    pub list: &'static str,
    /// The term.
    #[serde(flatten)]
    pub concept: &'a Concept,
    /// For a standing: what it amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// For a standing: as a verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<&'a str>,
    /// For a milestone: what it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Wider terms.
    pub broader_terms: Vec<Term<'a>>,
    /// Narrower terms.
    pub narrower_terms: Vec<Term<'a>>,
    /// Instruments that use the term itself (not a narrower one).
    pub instruments: Vec<InstrumentName<'a>>,
}

/// The sheet of a term; the first list that has the id is taken, in the order topic, act, object, caveat, camp, kind,
/// standing, milestone, unless one list is named.
#[must_use]
pub fn term<'a>(landscape: &'a Landscape, list: Option<&str>, id: &str, as_of: Day) -> Option<TermSheet<'a>> {
    let vocabulary = &landscape.vocabulary;
    let wanted = |name: &str| list.is_none_or(|list| list == name);
    let sheet = |list: &'static str, concept: &'a Concept, neighbours: Option<&'a Rows<Concept>>| {
        let of = |id: &'a str| {
            neighbours.map_or(Term { id, label: id, definition: None, evidence: None }, |n| Term::of(n, id))
        };
        TermSheet {
            header: Header::new("servanda.term/1", landscape, as_of),
            list,
            concept,
            family: None,
            verb: None,
            phase: None,
            broader_terms: concept.broader.iter().map(|b| of(b)).collect(),
            narrower_terms: neighbours
                .into_iter()
                .flat_map(Rows::iter)
                .filter(|c| c.broader.iter().any(|b| **b == *concept.id))
                .map(|c| of(&c.id))
                .collect(),
            instruments: landscape
                .instruments
                .iter()
                .filter(|instrument| uses(instrument, list, &concept.id))
                .map(|instrument| InstrumentName::of(landscape, &instrument.id))
                .collect(),
        }
    };
    for (name, concepts) in vocabulary.lists() {
        if let Some(concept) = concepts.get(id).filter(|_| wanted(name)) {
            return Some(sheet(name, concept, Some(concepts)));
        }
    }
    if let Some(word) = vocabulary.standings.get(id).filter(|_| wanted("standing")) {
        let plain = sheet("standing", &word.concept, None);
        return Some(TermSheet { family: word.family, verb: Some(&word.verb), ..plain });
    }
    let word = vocabulary.milestones.get(id).filter(|_| wanted("milestone"))?;
    Some(TermSheet { phase: word.phase, ..sheet("milestone", &word.concept, None) })
}

fn uses(instrument: &Instrument, list: &str, id: &str) -> bool {
    match list {
        "topic" => instrument.topics.iter().any(|t| **t == *id),
        "camp" => instrument.camp.as_ref().is_some_and(|c| *c.value == *id),
        "kind" => instrument.kind.as_ref().is_some_and(|k| *k.value == *id),
        "standing" => instrument.standings.iter().any(|s| *s.word == *id),
        "milestone" => instrument.milestones.iter().any(|m| *m.milestone == *id),
        _ => false,
    }
}

/// A source and the instruments that rest on it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceSheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The source.
    pub source: SourceEntry<'a>,
    /// Instruments with at least one value from it.
    pub instruments: Vec<InstrumentName<'a>>,
}

/// The sheet of a source by id; `None` if the landscape has no row for it.
#[must_use]
pub fn source<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Option<SourceSheet<'a>> {
    let row: &'a Source = landscape.sources.get(id)?;
    let names = |evidence: &&Evidence| evidence.sources.iter().any(|s| **s == *id);
    // A value that nobody has verified rests on nothing, whatever source it names.
    let supported = |instrument: &&Instrument| instrument.all_evidence().filter(names).any(|e| !e.is_unverified());
    let instruments: Vec<InstrumentName<'a>> = landscape
        .instruments
        .iter()
        .filter(supported)
        .map(|instrument| InstrumentName::of(landscape, &instrument.id))
        .collect();
    Some(SourceSheet {
        header: Header::new("servanda.source/1", landscape, as_of),
        source: SourceEntry { number: 1, name: &row.id, supports: !instruments.is_empty(), source: Some(row) },
        instruments,
    })
}
