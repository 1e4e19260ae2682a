//! TOML to rows, by hand: every key is asked for by name, every problem is placed, and nothing stops at the first one.
//!
//! Decoding by hand instead of deriving: a derived decoder stops at the first error and cannot say "did you mean".

mod commitments;
mod events;
mod instrument;
mod manifest;
mod parties;
mod questions;
mod table;
mod vocabulary;

use std::ops::Range;

pub(super) use events::EventLists;
pub(super) use vocabulary::VocabularyLists;

use self::table::{Cx, Defaults, Table};
use super::Manifest;
use crate::diagnostic::{Diagnostic, FileId};
use crate::model::{
    Coding, Commitment, Coverage, Designation, Group, HeldText, Instrument, Party, Reading, SavedQuestion, Source,
    Statement,
};

/// What a row does to a row of the landscape below with the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    Add,
    Replace,
}

/// A row and what it says about the landscape below.
pub(super) struct Overlaid<T> {
    pub(super) row: T,
    pub(super) overlay: Option<Overlay>,
}

/// What `commitments.toml` holds.
pub(super) struct CodedFile {
    pub(super) instrument: String,
    pub(super) coverage: Coverage,
    pub(super) commitments: Vec<Overlaid<Commitment>>,
    pub(super) statements: Vec<Statement>,
    pub(super) readings: Vec<Reading>,
    pub(super) sources: Vec<Overlaid<Source>>,
    pub(super) file: FileId,
}

/// What one file holds.
pub(super) enum Decoded {
    Nothing,
    Manifest(Box<Manifest>),
    Sources(Vec<Overlaid<Source>>),
    Vocabulary(Box<VocabularyLists>),
    Parties(Vec<Overlaid<Party>>),
    Groups(Vec<Overlaid<Group>>),
    Instrument(Box<(Overlaid<Instrument>, Vec<Overlaid<Source>>)>),
    Commitments(Box<CodedFile>),
    Coding(String, Coding, Vec<Overlaid<Source>>),
    Questions(Vec<Overlaid<SavedQuestion>>, Vec<Overlaid<Source>>),
    Designations(Vec<Designation>, Vec<Overlaid<Source>>),
    Text(String, HeldText),
    Events(Box<EventLists>),
}

type Result = (Decoded, Vec<Diagnostic>);

/// Parses a file and hands its top table to a decoder; syntax errors are all reported and the rest is still decoded.
fn with_root(file: FileId, text: &str, decode: impl FnOnce(&Table<'_, '_>, &Defaults) -> Decoded) -> Result {
    let (root, errors) = toml::de::DeTable::parse_recoverable(text);
    let cx = Cx::new(file, text.len());
    for error in errors {
        let span = cx.span(error.span().unwrap_or(0..0));
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        cx.report(Diagnostic::error("toml", span, message));
    }
    let table = Table::new(&cx, root.get_ref(), root.span(), "this file");
    let defaults = table.defaults();
    let decoded = decode(&table, &defaults);
    table.finish();
    (decoded, cx.into_diagnostics())
}

pub(super) fn manifest(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, _| Decoded::Manifest(Box::new(manifest::manifest(root))))
}

pub(super) fn sources(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, _| Decoded::Sources(manifest::sources(root)))
}

pub(super) fn vocabulary(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, _| Decoded::Vocabulary(Box::new(vocabulary::vocabulary(root))))
}

pub(super) fn parties(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, defaults| Decoded::Parties(parties::parties(root, defaults)))
}

pub(super) fn groups(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, defaults| Decoded::Groups(parties::groups(root, defaults)))
}

pub(super) fn instrument(file: FileId, text: &str, id: &str) -> Result {
    with_root(file, text, |root, defaults| match instrument::instrument(root, defaults, id) {
        Some(row) => Decoded::Instrument(Box::new((row, manifest::sources(root)))),
        None => Decoded::Nothing,
    })
}

pub(super) fn commitments(file: FileId, text: &str, id: &str) -> Result {
    with_root(file, text, |root, defaults| {
        Decoded::Commitments(Box::new(CodedFile {
            instrument: id.to_owned(),
            coverage: commitments::coverage(root),
            commitments: commitments::commitments(root, defaults, id),
            statements: commitments::statements(root, defaults),
            readings: instrument::readings(root, defaults),
            sources: manifest::sources(root),
            file,
        }))
    })
}

pub(super) fn coding(file: FileId, text: &str, id: &str, coder: &str) -> Result {
    with_root(file, text, |root, defaults| {
        let commitments = commitments::commitments(root, defaults, id).into_iter().map(|row| row.row).collect();
        let coding = Coding { coder: coder.to_owned(), commitments, file };
        Decoded::Coding(id.to_owned(), coding, manifest::sources(root))
    })
}

pub(super) fn questions(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, defaults| {
        Decoded::Questions(questions::questions(root, defaults), manifest::sources(root))
    })
}

pub(super) fn designations(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, defaults| {
        Decoded::Designations(commitments::designations(root, defaults), manifest::sources(root))
    })
}

pub(super) fn events(file: FileId, text: &str) -> Result {
    with_root(file, text, |root, defaults| Decoded::Events(Box::new(events::events(root, defaults))))
}

/// What a `landscape.toml` says it extends, with the place of the value; its errors are reported when it is decoded.
pub(super) fn extends(text: &str) -> Option<(String, Range<usize>)> {
    let (root, _) = toml::de::DeTable::parse_recoverable(text);
    let value = root.get_ref().get("extends")?;
    Some((value.get_ref().as_str()?.to_owned(), value.span()))
}
