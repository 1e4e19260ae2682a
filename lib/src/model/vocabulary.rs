//! The controlled vocabulary: what things are called, with one definition each.

use serde::Serialize;

use super::evidence::Reference;
use super::rows::{Row, Rows};
use crate::diagnostic::Span;

/// One term of one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Concept {
    /// Name in files.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// One line.
    pub definition: String,
    /// Wider terms of the same list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<Reference>,
    /// Terms of the same list whose contrary it is: who holds one does not hold the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opposes: Vec<Reference>,
    /// Terms that are asked for along with it, in both directions (SKOS `related`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Reference>,
    /// Of an act: the object that makes it narrower than its broader act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Reference>,
    /// Whether it is so wide that to have it in common says nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub too_general: bool,
    /// Where it is defined.
    #[serde(skip)]
    pub span: Span,
}

/// What a standing amounts to. Own grouping of the words of treaty law and UN practice; it decides what may be counted
/// together and never replaces the word itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Bound by the instrument once it is in force.
    Bound,
    /// Stands behind it without being bound by treaty: signed, sponsored, endorsed, voted for.
    Supports,
    /// Took part without consent being expressed, as a state whose expert sat in a group.
    TakesPart,
    /// Refused, voted against or abstained.
    Against,
    /// Stood in it once.
    Ended,
}

impl Family {
    /// Every family with its word in files.
    pub const WORDS: &'static [(&'static str, Family)] = &[
        ("bound", Family::Bound),
        ("supports", Family::Supports),
        ("takes-part", Family::TakesPart),
        ("against", Family::Against),
        ("ended", Family::Ended),
    ];
}

/// A word for what a party is to an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandingWord {
    /// The term.
    #[serde(flatten)]
    pub concept: Concept,
    /// What it amounts to; `None` if the file names none that exists.
    pub family: Option<Family>,
    /// As a verb for sentences: "is a party to".
    pub verb: String,
    /// Kinds of instrument that can have it (and all narrower kinds); empty means any.
    pub kinds: Vec<Reference>,
}

/// What a date does to an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Spoken of before it was made.
    Announced,
    /// Made: adopted, signed, dated.
    Made,
    /// In force.
    InForce,
    /// At an end.
    Ended,
    /// Shown, without effect on the status.
    #[default]
    Other,
}

impl Phase {
    /// Every phase with its word in files.
    pub const WORDS: &'static [(&'static str, Phase)] = &[
        ("announced", Phase::Announced),
        ("made", Phase::Made),
        ("in-force", Phase::InForce),
        ("ended", Phase::Ended),
        ("other", Phase::Other),
    ];
}

/// A word for what a date is the date of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MilestoneWord {
    /// The term.
    #[serde(flatten)]
    pub concept: Concept,
    /// What it does.
    pub phase: Option<Phase>,
}

macro_rules! row {
    ($type:ty, $($field:ident).+) => {
        impl Row for $type {
            fn id(&self) -> &str {
                &self.$($field.)+id
            }

            fn span(&self) -> Span {
                self.$($field.)+span
            }
        }
    };
}

impl Row for Concept {
    fn id(&self) -> &str {
        &self.id
    }

    fn span(&self) -> Span {
        self.span
    }
}
row!(StandingWord, concept);
row!(MilestoneWord, concept);

/// All lists of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// What an instrument is about.
    pub topics: Rows<Concept>,
    /// What a state may do or leave undone.
    pub acts: Rows<Concept>,
    /// What an act is directed at.
    pub objects: Rows<Concept>,
    /// Typed hedges.
    pub caveats: Rows<Concept>,
    /// The process an instrument came out of.
    pub camps: Rows<Concept>,
    /// Kinds of instrument.
    pub kinds: Rows<Concept>,
    /// What a party is to an instrument.
    pub standings: Rows<StandingWord>,
    /// What a date is the date of.
    pub milestones: Rows<MilestoneWord>,
}

impl Vocabulary {
    /// What a standing amounts to; `None` for a word the vocabulary does not have.
    #[must_use]
    pub fn family(&self, word: &str) -> Option<Family> {
        self.standings.get(word).and_then(|s| s.family)
    }

    /// What a milestone does to an instrument; an unknown word does nothing.
    #[must_use]
    pub fn phase(&self, word: &str) -> Phase {
        self.milestones.get(word).and_then(|m| m.phase).unwrap_or(Phase::Other)
    }

    /// Whether `id` is `ancestor` or narrower, in one list. Cycles end the search.
    #[must_use]
    pub fn is_within(list: &Rows<Concept>, id: &str, ancestor: &str) -> bool {
        let mut open = vec![id];
        let mut seen: Vec<&str> = Vec::new();
        while let Some(next) = open.pop() {
            if next == ancestor {
                return true;
            }
            if seen.contains(&next) {
                continue;
            }
            seen.push(next);
            if let Some(concept) = list.get(next) {
                open.extend(concept.broader.iter().map(|b| &**b));
            }
        }
        false
    }

    /// The plain lists with the key each has in files.
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &Rows<Concept>); 6] {
        [
            ("topic", &self.topics),
            ("act", &self.acts),
            ("object", &self.objects),
            ("caveat", &self.caveats),
            ("camp", &self.camps),
            ("kind", &self.kinds),
        ]
    }
}
