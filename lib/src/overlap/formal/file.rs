//! Files that hold a context, whichever kind they are of.

use super::partial::Partial;
use super::{cxt, sheet};
use crate::diagnostic::{Diagnostic, FileSet, Severity, Span};
use crate::read::format::decode_text;

/// Wrong places that are told; the rest is counted.
const MOST_TOLD: usize = 20;

/// What was read: a context, if there is no error among the diagnostics.
#[derive(Debug, Clone)]
pub struct Read {
    /// The context.
    pub context: Option<Partial>,
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// Nothing can be made of it.
    pub(super) fn failed(diagnostic: Diagnostic) -> Read {
        Read { context: None, diagnostics: vec![diagnostic] }
    }

    /// A context, unless there are errors in it; leaves out errors that a reader would not get to.
    pub(super) fn of(context: Partial, mut diagnostics: Vec<Diagnostic>) -> Read {
        let clean = diagnostics.is_empty();
        if diagnostics.len() > MOST_TOLD {
            let more = diagnostics.len() - MOST_TOLD;
            diagnostics.truncate(MOST_TOLD);
            if let Some(last) = diagnostics.last_mut() {
                last.hints.push(format!("{more} more places are wrong"));
            }
        }
        Read { context: clean.then_some(context), diagnostics }
    }

    /// Whether there is no context.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Reads the bytes of a file in any common encoding and adds it to `files`, so that places can be told. A file that ends in
/// `.cxt`, or begins with a line `B`, is Burmeister's; any other is a table.
pub fn read(files: &mut FileSet, name: &str, bytes: &[u8]) -> Read {
    let (text, mut diagnostics) = decode_text(bytes);
    let burmeister = name.to_lowercase().ends_with(".cxt")
        || text.lines().map(str::trim).find(|line| !line.is_empty()).is_some_and(|line| line == "B");
    let file = files.add(name, text);
    for diagnostic in &mut diagnostics {
        diagnostic.span = Span { file, ..diagnostic.span };
    }
    let read = if burmeister { cxt::read(files, file) } else { sheet::read(files, file) };
    diagnostics.extend(read.diagnostics);
    Read { context: read.context, diagnostics }
}
