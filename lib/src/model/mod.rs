//! The words of the trade as types: instruments, parties, groups, standings, units, dates with precision, evidence.
//!
//! In: nothing; these are values that [`crate::landscape`] fills from files. Out: values with exact meaning that every
//! other room asks. It refuses to know files, formats or the clock, and it holds no value without saying how it is
//! known ([`Evidence`]).
//!
//! ```
//! use servanda::model::{Certainty, Date, Day, Period};
//!
//! let since_may: Period = Period { from: Some(Date::parse("2014-05").unwrap()), to: None };
//! assert_eq!(since_may.holds_on(Day::constant(2014, 5, 19)), Certainty::Possibly);
//! assert_eq!(since_may.holds_on(Day::constant(2014, 6, 1)), Certainty::Yes);
//! ```

mod address;
mod commitment;
mod date;
mod event;
mod evidence;
mod instrument;
mod party;
mod question;
mod relation;
mod rows;
mod vocabulary;

pub use address::{Address, AddressError, UnitId, is_slug, pinpoint};
pub use commitment::{
    ActorScope, Alternative, Caveat, CodedField, Coding, Commitment, Coverage, Designation, Effect, Modality, Reach,
    Schedule, Statement, StatementEffect, StatementKind, Toward,
};
pub use date::{Certainty, Date, DateError, Day, Period};
pub use event::{Event, EventKind, Mechanism, Position, Stance};
pub use evidence::{Basis, Evidence, Reference, SharedNames, Source, SourceKind, SourceReference, Sourced};
pub use instrument::{
    Bindingness, HeldText, Instrument, Milestone, Reading, Rival, Scope, Stage, Standing, Text, TextState, Unit,
    UnitKind, Vote, VoteManner,
};
pub use party::{Group, Membership, Names, Party, PartyKind, Succession};
pub use question::{Expected, SavedQuestion};
pub use relation::{Relation, RelationKind};
pub use rows::{Row, Rows};
pub use vocabulary::{Concept, Family, MilestoneWord, Phase, StandingWord, Vocabulary};
