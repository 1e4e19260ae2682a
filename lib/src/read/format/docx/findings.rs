//! What is worth saying about a document, gathered by kind: a thousand hidden runs give one diagnostic.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, FileSet};
use crate::read::extract::{Extract, Role};

/// Kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Finding {
    Hidden,
    Ruby,
    UnknownElement,
    MissingList,
    NumberForm,
    UncachedField,
    Unread,
    Pictures,
    SymbolPlace,
    MissingNote,
    LooseNote,
    StruckNote,
    NoteRestart,
    LostChange,
}

#[derive(Debug, Default)]
struct Seen {
    count: usize,
    paragraph: u32,
    details: Vec<String>,
}

/// Findings with their number, the first place, and what they were.
#[derive(Debug, Default)]
pub(super) struct Findings(BTreeMap<Finding, Seen>);

impl Findings {
    /// Adds one, at a paragraph; `detail` names what it was.
    pub(super) fn add(&mut self, finding: Finding, paragraph: u32, detail: &str) {
        let seen = self.0.entry(finding).or_insert_with(|| Seen { paragraph, ..Seen::default() });
        seen.count += 1;
        if !detail.is_empty() && seen.details.len() < 5 && !seen.details.iter().any(|d| d == detail) {
            seen.details.push(detail.to_owned());
        }
    }

    /// Reports all, each at the line of its first place.
    pub(super) fn report(&self, extract: &mut Extract) {
        let files = FileSet::default();
        for (finding, seen) in &self.0 {
            let at = extract
                .lines
                .iter()
                .find(|l| l.place.line == seen.paragraph && !matches!(l.role, Role::Footnote(_) | Role::Furniture));
            let span = files.span(Default::default(), at.map_or(0..0, |l| l.span.clone()));
            let mut diagnostic = describe(*finding, seen);
            diagnostic.span = span;
            extract.diagnostics.push(diagnostic);
        }
    }
}

fn describe(finding: Finding, seen: &Seen) -> Diagnostic {
    let count = seen.count;
    let details = seen.details.join(", ");
    let note = |code, message: String, hint: &str| Diagnostic::note(code, Default::default(), message).hint(hint);
    let warning = |code, message: String, hint: &str| Diagnostic::warning(code, Default::default(), message).hint(hint);
    match finding {
        Finding::Hidden => note(
            "hidden-words",
            format!("{count} runs of hidden words are not printed and were left out"),
            "show hidden text in the word processor and unhide it if it belongs to the agreement",
        ),
        Finding::Ruby => note(
            "reading-aids",
            format!("{count} reading aids above words were left out"),
            "the words that they stand above were kept",
        ),
        Finding::UnknownElement => warning(
            "unknown-element",
            format!("{count} elements are not known ({details}); the words in them were read as running words"),
            "compare the words around with the document",
        ),
        Finding::MissingList => warning(
            "missing-list",
            format!(
                "{count} paragraphs belong to lists that the document does not define ({details}); they have no number"
            ),
            "open and save the document in a word processor",
        ),
        Finding::NumberForm => warning(
            "number-format",
            format!("numbers in a form that is not known ({details}) were written in digits"),
            "compare the numbers with the document",
        ),
        Finding::UncachedField => warning(
            "field-without-result",
            format!("{count} fields print something that the file does not hold ({details})"),
            "type these numbers by hand, or turn the fields into text (Ctrl+Shift+F9 in Word)",
        ),
        Finding::Unread => warning(
            "unread-content",
            format!("{count} inserted files or objects were not read ({details})"),
            "if they hold words of the agreement, paste these as text",
        ),
        Finding::Pictures => note(
            "pictures",
            format!("{count} pictures were left out"),
            "if they show words of the agreement, type these",
        ),
        Finding::SymbolPlace => warning(
            "symbol-font",
            format!("{count} signs of symbol fonts have no known character ({details}) and are shown as U+FFFD"),
            "replace them in the document by characters of an ordinary font",
        ),
        Finding::MissingNote => warning(
            "missing-note",
            format!("{count} marks refer to notes that the document does not hold"),
            "open and save the document in a word processor",
        ),
        Finding::LooseNote => warning(
            "loose-note",
            format!("{count} notes are not referred to anywhere; they stand at the end without a mark"),
            "remove them or refer to them",
        ),
        Finding::StruckNote => note(
            "struck-note",
            format!("{count} notes belong to words that were left out, and were left out with them"),
            "read the document with its tracked changes the other way to see them",
        ),
        Finding::NoteRestart => note(
            "note-numbers",
            "notes begin anew on each page, and pages are known only in print; they are numbered through".to_owned(),
            "compare the marks with the printed document",
        ),
        Finding::LostChange => warning(
            "tracked-changes",
            format!("{count} tracked changes stand inside four others or are too many, and were not recorded"),
            "accept or reject changes in the document",
        ),
    }
}
