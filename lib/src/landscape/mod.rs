//! A folder of plain files to and from the model.
//!
//! In: a folder ([`open`]), the built-in landscape ([`built_in`]) or files in memory ([`assemble`]). Out: a
//! [`Landscape`] and every problem of every file, each with its place. Reading never fails: what cannot be understood is
//! left out and said. This room refuses to judge what it read (that is [`crate::check`]) and to guess: a date it does
//! not understand is a diagnostic, never another date. Writing goes through [`mod@write`], which refuses to overwrite a file
//! that has changed since it was read.
//!
//! ```
//! use servanda::landscape::{self, RawFile};
//!
//! let opened = landscape::assemble("demo", vec![RawFile::new("instruments/x/instrument.toml", "kind = 7")], None);
//! let wrong = opened.diagnostics.iter().find(|d| d.code == "wrong-type").unwrap();
//! assert_eq!(opened.landscape.files.locate(wrong.span).to_string(), "demo/instruments/x/instrument.toml:1:8");
//! ```

mod assemble;
mod codes;
mod create;
mod decode;
pub mod edit;
mod gather;
mod open;
pub mod write;

pub use assemble::assemble;
pub use codes::CODES;
pub use create::{CreateError, create};
pub use gather::{Content, MAX_TEXT_BYTES, MAX_TOML_BYTES, RawFile, gather};
pub use open::{OpenError, built_in, open};

use crate::diagnostic::{Diagnostic, FileSet, Severity, Span};
use crate::model::{
    Commitment, Date, Designation, Event, Group, Instrument, Mechanism, Party, Position, Rows, SavedQuestion, Source,
    Vocabulary,
};

/// What a landscape says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Manifest {
    /// Short name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Licence of the data.
    pub licence: Option<String>,
    /// Languages of its texts and names.
    pub languages: Vec<String>,
    /// The landscape it adds to.
    pub extends: Option<String>,
    /// What happened later is not in it.
    pub known_until: Option<Date>,
    /// One paragraph.
    pub about: Option<String>,
}

/// Everything one landscape holds, with what it extends already merged in.
#[derive(Debug, Clone, Default)]
pub struct Landscape {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// Sources used in several files.
    pub sources: Rows<Source>,
    /// States and organisations.
    pub parties: Rows<Party>,
    /// Groups with dated membership.
    pub groups: Rows<Group>,
    /// Instruments, sorted by id.
    pub instruments: Rows<Instrument>,
    /// Events.
    pub events: Rows<Event>,
    /// Mechanisms.
    pub mechanisms: Rows<Mechanism>,
    /// Positions.
    pub positions: Rows<Position>,
    /// Questions with the answers that are expected.
    pub questions: Rows<SavedQuestion>,
    /// What states have decided belongs under terms that each fills for itself.
    pub designations: Vec<Designation>,
    /// The files it was read from.
    pub files: FileSet,
    /// SHA-256 over all file names and contents, in hexadecimal: two landscapes with the same print are the same.
    pub fingerprint: String,
    aliases: std::collections::HashMap<String, String>,
}

impl Landscape {
    /// An instrument by id or by another name it answers to.
    #[must_use]
    pub fn instrument(&self, name: &str) -> Option<&Instrument> {
        self.instruments.get(name).or_else(|| self.aliases.get(name).and_then(|id| self.instruments.get(id)))
    }

    /// A commitment by its full name (`gge-2015.13f`).
    #[must_use]
    pub fn commitment(&self, id: &str) -> Option<&Commitment> {
        let (instrument, local) = id.split_once('.')?;
        self.instrument(instrument)?.commitment(local)
    }

    /// All commitments, in the order of the instruments and their files.
    pub fn commitments(&self) -> impl Iterator<Item = (&Instrument, &Commitment)> {
        self.instruments.iter().flat_map(|i| i.commitments.iter().map(move |c| (i, c)))
    }

    /// The nearest id or alias to a name that was not found, if one is near.
    #[must_use]
    pub fn nearest_instrument(&self, name: &str) -> Option<&str> {
        crate::diagnostic::closest(
            name,
            self.instruments
                .ids()
                .chain(self.aliases.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>()),
        )
    }

    fn index_aliases(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut taken: std::collections::HashMap<String, (String, Span)> = std::collections::HashMap::new();
        for instrument in &self.instruments {
            for alias in &instrument.aliases {
                let first = match self.instruments.get(alias) {
                    Some(other) => Some((other.id.clone(), other.span)),
                    None => taken.insert(alias.to_string(), (instrument.id.clone(), alias.span)),
                };
                if let Some((owner, span)) = first
                    && owner != instrument.id
                {
                    let message = format!("\"{alias}\" is already a name of {owner}");
                    diagnostics.push(
                        Diagnostic::error("duplicate-id", alias.span, message)
                            .hint("take the alias out of one of the two files")
                            .related(span, "the other one is here"),
                    );
                }
            }
        }
        self.aliases = taken.into_iter().map(|(alias, (id, _))| (alias, id)).collect();
    }
}

/// What came of opening a landscape.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// What could be read.
    pub landscape: Landscape,
    /// What is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// Whether anything could not be read as it stands.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}
