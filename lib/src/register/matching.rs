//! How an act and an object that are asked for lie to those a clause names.
//!
//! The rule is that of subsumption in a small vocabulary. Direction depends on the kind of clause: who must not do something
//! must not do anything narrower; who must do something narrow does what is broader; a power is exactly what it is.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::{Commitment, Concept, Modality, Reach, Rows, Vocabulary};

/// How much of what is asked for a clause covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// Both have a narrower term in common.
    MayOverlap,
    /// A part of it.
    Partly,
    /// All of it.
    Covers,
}

impl Match {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Match::MayOverlap => "may-overlap",
            Match::Partly => "partly",
            Match::Covers => "covers",
        }
    }
}

/// Where a term of a clause lies, seen from the term asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Same,
    Above,
    Below,
    Beside,
}

/// An act and objects that are asked for, worked out against the vocabulary once, so that ten thousand clauses are only
/// looked up.
#[derive(Debug, Clone)]
pub struct Asked<'v> {
    acts: FxHashMap<&'v str, Lies>,
    objects: Vec<FxHashMap<&'v str, Lies>>,
    /// Acts that are the asked one restricted to an object within which the asked object lies.
    narrowed: Vec<&'v str>,
}

/// The object that stands for no object in particular.
pub const ANY_OBJECT: &str = "any";

impl<'v> Asked<'v> {
    /// Works out an act and an object. Without an object, the one that the act's definition names is meant (an attack on
    /// critical infrastructure is one on critical infrastructure), else any. `designated` are terms under which a state has
    /// placed the object by its own decision.
    #[must_use]
    pub fn new(vocabulary: &'v Vocabulary, act: &str, object: Option<&str>, designated: &[&str]) -> Asked<'v> {
        let own = vocabulary.acts.get(act).and_then(|act| act.object.as_deref());
        let object = object.or(own).unwrap_or(ANY_OBJECT);
        let objects: Vec<_> =
            std::iter::once(object).chain(designated.iter().copied()).map(|id| lies(&vocabulary.objects, id)).collect();
        let acts = lies(&vocabulary.acts, act);
        let restricts = |narrower: &&Concept| {
            let within = narrower
                .object
                .as_deref()
                .is_some_and(|of| objects.iter().any(|known| matches!(known.get(of), Some(Lies::Same | Lies::Above))));
            let of_asked =
                narrower.broader.iter().any(|above| matches!(acts.get(&**above), Some(Lies::Same | Lies::Above)));
            within && of_asked
        };
        let narrowed = vocabulary.acts.iter().filter(restricts).map(|act| act.id.as_str()).collect();
        Asked { acts, objects, narrowed }
    }

    /// How much of the asked act a clause covers; `None` if it is about something else.
    #[must_use]
    pub fn act(&self, clause: &Commitment) -> Option<Match> {
        clause.acts.iter().filter_map(|act| self.one_act(act, clause.modality)).max()
    }

    /// How much of the asked act one act of a clause of some kind covers.
    #[must_use]
    pub fn one_act(&self, act: &str, modality: Modality) -> Option<Match> {
        let found = self.acts.get(act).and_then(|lies| reaches(*lies, modality.reach()));
        match modality.reach() {
            Reach::Down if found != Some(Match::Covers) && self.narrowed.contains(&act) => Some(Match::Covers),
            _ => found,
        }
    }

    /// How much of the asked object a clause covers; `None` if it is about something else. A clause that names no object
    /// covers each.
    #[must_use]
    pub fn object(&self, clause: &Commitment) -> Option<Match> {
        if clause.objects.is_empty() || clause.objects.iter().any(|object| &**object == ANY_OBJECT) {
            return Some(Match::Covers);
        }
        let reach = match clause.modality.reach() {
            Reach::Exact => Reach::Down,
            reach => reach,
        };
        let of = |object: &str| {
            let known = self.objects.iter().filter_map(|known| known.get(object));
            known.filter_map(|lies| reaches(*lies, reach)).max()
        };
        clause.objects.iter().filter_map(|object| of(object)).max()
    }
}

fn reaches(lies: Lies, reach: Reach) -> Option<Match> {
    match (lies, reach) {
        (Lies::Same, _) | (Lies::Above, Reach::Down) | (Lies::Below, Reach::Up) => Some(Match::Covers),
        (Lies::Below, Reach::Down) | (Lies::Above, Reach::Up) => Some(Match::Partly),
        (Lies::Beside, Reach::Down | Reach::Up) => Some(Match::MayOverlap),
        (_, Reach::Exact) => None,
    }
}

/// Where every term lies that is related to one. A circle in `broader`, which `check` reports, ends the walk.
fn lies<'v>(list: &'v Rows<Concept>, id: &str) -> FxHashMap<&'v str, Lies> {
    let mut known = FxHashMap::default();
    let Some(asked) = list.get(id) else { return known };
    let below = narrower(list, &asked.id);
    for term in &below {
        for above in broader(list, term) {
            known.insert(above, Lies::Beside);
        }
    }
    for term in below {
        known.insert(term, Lies::Below);
    }
    for term in broader(list, &asked.id) {
        known.insert(term, Lies::Above);
    }
    known.insert(&asked.id, Lies::Same);
    known
}

/// A term and everything broader.
#[must_use]
pub fn broader<'v>(list: &'v Rows<Concept>, id: &str) -> Vec<&'v str> {
    let mut found: Vec<&'v str> = list.get(id).map(|concept| concept.id.as_str()).into_iter().collect();
    let mut next = 0;
    while let Some(concept) = found.get(next).and_then(|id| list.get(id)) {
        next += 1;
        for above in concept.broader.iter().filter_map(|above| list.get(above)) {
            if !found.contains(&above.id.as_str()) {
                found.push(&above.id);
            }
        }
    }
    found
}

/// A term and everything narrower.
#[must_use]
pub fn narrower<'v>(list: &'v Rows<Concept>, id: &str) -> Vec<&'v str> {
    let mut found: Vec<&'v str> = list.get(id).map(|concept| concept.id.as_str()).into_iter().collect();
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        next += 1;
        for below in list.iter().filter(|concept| concept.broader.iter().any(|above| &**above == id)) {
            if !found.contains(&below.id.as_str()) {
                found.push(&below.id);
            }
        }
    }
    found
}
