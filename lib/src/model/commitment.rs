//! What one actor must, must not or may do, or holds, pinned to a unit of an instrument.
//!
//! The model is that of coded norms in the literature on legalization (Abbott, Keohane, Moravcsik, Slaughter and Snidal,
//! "The Concept of Legalization", International Organization 54, 2000): obligation, precision and delegation are three
//! scales that are never added up. Hedges are data that are shown, never rules that fire.

use std::collections::BTreeMap;

use serde::Serialize;

use super::date::{Date, Period};
use super::evidence::{Basis, Evidence, Reference};
use super::instrument::Bindingness;
use super::rows::Row;
use crate::diagnostic::{FileId, Span};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every value with its word in files.
            pub const WORDS: &'static [(&'static str, $name)] = &[$(($word, $name::$variant)),+];

            /// The word in files and JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// What kind of clause it is.
    Modality {
        /// Something is not to be done.
        Prohibition = "prohibition",
        /// Something is to be done.
        Duty = "duty",
        /// Something may be done.
        Permission = "permission",
        /// A body or party can decide something for others.
        Power = "power",
        /// Something is to be striven for.
        Aim = "aim",
        /// Something is held to be so, or to be right.
        Position = "position",
        /// A word is given a meaning.
        Definition = "definition",
    }
}

/// In which direction a clause reaches along the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To narrower acts: who must not attack must not attack a power grid.
    Down,
    /// To broader acts: who must run a hotline must have a contact point.
    Up,
    /// To the act itself only.
    Exact,
}

impl Modality {
    /// Whether it constrains or allows conduct; the others say what somebody holds.
    #[must_use]
    pub fn constrains(self) -> bool {
        matches!(self, Modality::Prohibition | Modality::Duty | Modality::Permission | Modality::Power)
    }

    /// In which direction it reaches along the vocabulary.
    #[must_use]
    pub fn reach(self) -> Reach {
        match self {
            Modality::Prohibition | Modality::Permission => Reach::Down,
            Modality::Duty | Modality::Aim | Modality::Position => Reach::Up,
            Modality::Power | Modality::Definition => Reach::Exact,
        }
    }
}

words! {
    /// Whose conduct a clause speaks of.
    ActorScope {
        /// The state's organs.
        State = "state",
        /// Others whom the state supports with knowledge.
        KnowinglySupported = "knowingly-supported",
        /// Private actors on the state's territory.
        NonstateOnTerritory = "nonstate-on-territory",
        /// Whoever it is.
        Any = "any",
    }
}

words! {
    /// What a hedge does to a clause.
    Effect {
        /// Less is covered.
        NarrowsAct = "narrows-act",
        /// What is covered can be disputed.
        ContestableScope = "contestable-scope",
        /// The party decides.
        Discretion = "discretion",
        /// A rule that lies elsewhere decides.
        NeedsOtherRule = "needs-other-rule",
        /// Conduct of others than states is outside.
        ExcludesNonstate = "excludes-nonstate",
        /// Only who has subscribed is concerned.
        OnlyIfSubscribed = "only-if-subscribed",
    }
}

words! {
    /// A field of a commitment that coders may see differently.
    CodedField {
        /// The paragraph.
        Unit = "unit",
        /// The kind of clause.
        Modality = "modality",
        /// The verb.
        ForceWord = "force_word",
        /// The acts.
        Acts = "acts",
        /// The objects.
        Objects = "objects",
        /// Whose conduct.
        ActorScope = "actor_scope",
        /// Owed to whom.
        Toward = "toward",
        /// How determinate.
        Precision = "precision",
        /// Who decides.
        Delegation = "delegation",
        /// How firm.
        Bindingness = "bindingness",
        /// The quoted words.
        Quote = "quote",
        /// The hedges.
        Caveats = "caveats",
        /// The dates.
        Schedule = "schedule",
        /// What it was made from.
        Change = "change",
    }
}

words! {
    /// What a statement of a party does to the clauses it names (VCLT arts 2(1)(d), 19 to 23).
    StatementKind {
        /// A reservation.
        Reservation = "reservation",
        /// A declaration.
        Declaration = "declaration",
        /// An understanding.
        Understanding = "understanding",
        /// An objection to another party's reservation.
        Objection = "objection",
    }
}

words! {
    /// What a statement does to the clauses it names, between its author and the others.
    StatementEffect {
        /// They do not apply to its author.
        Excludes = "excludes",
        /// They apply otherwise.
        Modifies = "modifies",
        /// They apply as they stand.
        None = "none",
    }
}

/// To whom a clause is owed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Toward {
    /// To those who stand in the instrument.
    Parties,
    /// To every state.
    AllStates,
    /// To the members of a group.
    Group(Reference),
    /// To those who have subscribed, once both have.
    Subscribers,
    /// To nobody: a position or definition.
    Nobody,
}

impl Toward {
    /// The word in files and JSON.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Toward::Parties => "parties".to_owned(),
            Toward::AllStates => "all-states".to_owned(),
            Toward::Group(group) => format!("group:{group}"),
            Toward::Subscribers => "subscribers".to_owned(),
            Toward::Nobody => "none".to_owned(),
        }
    }
}

impl Serialize for Toward {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.word())
    }
}

/// A typed hedge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caveat {
    /// A term of the vocabulary.
    #[serde(rename = "type")]
    pub kind: Reference,
    /// The quoted words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// What it does.
    pub effect: Effect,
    /// The question it leaves open, in the coder's words; else one is made of the type and the term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// When a duty is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// Done for the first time by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_by: Option<Date>,
    /// How often in a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_year: Option<u32>,
    /// The milestone of the instrument from which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Reference>,
}

/// Another coder's value of one field; the two exclude each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The field.
    pub field: CodedField,
    /// The value, as it would stand in the file.
    pub value: Vec<Reference>,
    /// Who codes it so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coder: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// One clause: an actor, a modality, acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commitment {
    /// Name: the instrument's id, a dot, and what the file calls it (`gge-2015.13f`).
    pub id: String,
    /// Unit of the instrument; `None` only where nobody knows the paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Reference>,
    /// Kind of clause.
    pub modality: Modality,
    /// The verb, as in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_word: Option<String>,
    /// Acts, terms of the vocabulary.
    pub acts: Vec<Reference>,
    /// Objects, terms of the vocabulary; empty means any.
    pub objects: Vec<Reference>,
    /// Whose conduct; never empty.
    pub actor_scope: Vec<ActorScope>,
    /// Who holds a power, where it is not each party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// To whom it is owed.
    pub toward: Toward,
    /// 0 no one can tell whether conduct complies, 1 broad discretion, 2 limited room for interpretation, 3 determinate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<u8>,
    /// 0 none, 1 meetings, 2 good offices or an expert body, 3 findings that do not bind, 4 decisions that bind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegation: Option<u8>,
    /// Where it differs from the instrument's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bindingness: Option<Bindingness>,
    /// Words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Hedges.
    pub caveats: Vec<Caveat>,
    /// How single fields are known where that differs from the row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub bases: BTreeMap<CodedField, Basis>,
    /// Who coded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coder: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coded_on: Option<Date>,
    /// The commitment it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<Reference>,
    /// What became different from that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Fields that other coders see differently.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

impl Commitment {
    /// The id of the instrument it belongs to.
    #[must_use]
    pub fn instrument(&self) -> &str {
        self.id.split_once('.').map_or(&self.id, |(instrument, _)| instrument)
    }

    /// What the file calls it: the name without the instrument's id.
    #[must_use]
    pub fn local_id(&self) -> &str {
        self.id.split_once('.').map_or(&self.id, |(_, local)| local)
    }

    /// The value of a field as it would stand in a file, sorted; empty if the field is not set or not one that coders compare.
    #[must_use]
    pub fn value_of(&self, field: CodedField) -> Vec<String> {
        let words = |list: &[Reference]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut value = match field {
            CodedField::Unit => self.unit.iter().map(ToString::to_string).collect(),
            CodedField::Modality => vec![self.modality.word().to_owned()],
            CodedField::ForceWord => self.force_word.iter().cloned().collect(),
            CodedField::Acts => words(&self.acts),
            CodedField::Objects if self.objects.is_empty() => vec!["any".to_owned()],
            CodedField::Objects => words(&self.objects),
            CodedField::ActorScope => self.actor_scope.iter().map(|scope| scope.word().to_owned()).collect(),
            CodedField::Toward => vec![self.toward.word()],
            CodedField::Precision => self.precision.iter().map(ToString::to_string).collect(),
            CodedField::Delegation => self.delegation.iter().map(ToString::to_string).collect(),
            CodedField::Bindingness => self.bindingness.iter().map(|b| b.word().to_owned()).collect(),
            CodedField::Caveats => self.caveats.iter().map(|caveat| caveat.kind.to_string()).collect(),
            CodedField::Quote | CodedField::Schedule | CodedField::Change => Vec::new(),
        };
        value.sort();
        value.dedup();
        value
    }

    /// How a field is known: as the row says of it, else as the row is known.
    #[must_use]
    pub fn basis_of(&self, field: CodedField) -> Option<Basis> {
        self.bases.get(&field).copied().or(self.evidence.basis)
    }
}

impl Row for Commitment {
    fn id(&self) -> &str {
        &self.id
    }

    fn span(&self) -> Span {
        self.span
    }
}

/// A party's statement on an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Who made it.
    pub parties: Vec<Reference>,
    /// The units it concerns; empty means the whole instrument.
    pub units: Vec<Reference>,
    /// What it does to them.
    pub effect: StatementEffect,
    /// From when to when.
    #[serde(flatten)]
    pub period: Period,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// Words of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// A state's own decision that something belongs under a term that each state fills for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Designation {
    /// Who decided.
    pub parties: Vec<Reference>,
    /// What belongs there: an object of the vocabulary.
    pub object: Reference,
    /// The term it belongs under (`critical-infrastructure`).
    pub under: Reference,
    /// From when to when.
    #[serde(flatten)]
    pub period: Period,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// How far the units of an instrument have been coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// No commitment is coded.
    #[default]
    None,
    /// Some are; what is not found may still stand in the text.
    Part,
    /// All clauses of the text are.
    Full,
}

impl Coverage {
    /// The words that a file can say.
    pub const WORDS: &'static [(&'static str, Coverage)] = &[("part", Coverage::Part), ("full", Coverage::Full)];
}

/// What coders agreed on after they had coded a field differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// The commitment, by its full name.
    pub commitment: String,
    /// The field.
    pub field: CodedField,
    /// What was chosen, as it stands in the file.
    pub chosen: Vec<Reference>,
    /// Between which coders.
    pub between: Vec<Reference>,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// One further coder's independent coding of an instrument (`coding.<name>.toml`). It answers no question; it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// The coder's name, from the file's.
    pub coder: String,
    /// What that coder coded.
    pub commitments: Vec<Commitment>,
    /// The file.
    pub file: FileId,
}
