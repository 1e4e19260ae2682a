//! The register: who is what to which instrument on a day.
//!
//! In: a [`Landscape`], a day, and what is wanted ([`Query`], an id, a code). Out: one result type per question (a
//! [`Register`], an [`InstrumentSheet`], a [`PartySheet`] …) of which terminal, pages, JSON and CSV are renderings. It
//! refuses to decide what the sources leave open: a date known only to the month makes a standing `possibly` hold, and a
//! treaty without a recorded entry into force is "not recorded", not "not in force".
//!
//! ```
//! use servanda::{landscape, model::Day, register};
//!
//! let opened = landscape::built_in();
//! let day = Day::constant(2014, 10, 21);
//! let query = register::Query { parties: vec!["RU".into()], ..register::Query::default() };
//! let list = register::list(&opened.landscape, &query, day);
//! assert!(list.instruments.iter().all(|entry| entry.status.phase != register::StatusPhase::NotYet));
//! ```

mod brief;
mod chronicle;
mod clause;
mod directory;
mod facets;
mod instrument_sheet;
mod list;
mod matching;
mod narrow;
mod overview;
mod party_sheet;
mod query;
mod reference;
mod sources;
mod standing;
mod status;
mod tally;
mod term;
mod unit_sheet;

pub use chronicle::{Chronicle, EventEntry, MechanismEntry, PositionEntry, chronicle, event, mechanism, position};
pub use clause::{Absent, Held, Legalization, Stands, clause_strength, deciding_milestone, legalization, stands};
pub use directory::{
    GroupLine, PartyDirectory, PartyLine, SourceDirectory, SourceLine, VocabularySheet, WordLine, WordList, parties,
    sources as source_directory, vocabulary,
};
pub use facets::{Facet, FacetValue};
pub use instrument_sheet::{
    InstrumentSheet, MilestoneLine, RelationLine, StandingGroup, StandingLine, UnitLine, instrument,
};
pub use list::{Entry, EntryDate, EntryStanding, Register, list, list_part};
pub use matching::{ANY_OBJECT, Asked, Match, broader, narrower};
pub use narrow::{Narrowing, narrow};
pub use overview::{CampCount, Count, Overview, TimelineMark, overview};
pub use party_sheet::{GroupMember, GroupSheet, MembershipLine, PartySheet, PartyStandingLine, VoteLine, group, party};
pub use query::Query;
pub use reference::{SourceSheet, TermSheet, source, term};
pub use sources::{SourceEntry, SourceList};
pub use standing::{Backing, PartyStanding, backing, standing_of, standings_on};
pub use status::{Status, StatusPhase, Strength, status, strength};
pub use term::{InstrumentName, PartyName, Term};
pub use unit_sheet::{TermUse, UnitSheet, UnitWording, unit};

use crate::landscape::Landscape;
use crate::model::Day;

/// What every result says of itself: which landscape it speaks of, and of which day.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Header {
    /// Name and version of the JSON shape.
    pub schema: &'static str,
    /// Name of the landscape.
    pub landscape: String,
    /// The day it speaks of.
    pub as_of: Day,
    /// Until when the landscape knows what happened, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_until: Option<crate::model::Date>,
    /// First 16 digits of the landscape's fingerprint.
    pub fingerprint: String,
}

impl Header {
    /// The header of a result of a given shape.
    #[must_use]
    pub fn new(schema: &'static str, landscape: &Landscape, as_of: Day) -> Header {
        Header {
            schema,
            landscape: landscape.manifest.name.clone(),
            as_of,
            known_until: landscape.manifest.known_until,
            fingerprint: landscape.fingerprint.chars().take(16).collect(),
        }
    }
}
