//! What is wrong, where, and what to do about it.
//!
//! In: a place in a file and a sentence. Out: a [`Diagnostic`], collected with others and never thrown one by one, so
//! that a user sees all that is wrong with all files in one run. This room refuses to print: rendering belongs to the
//! command line and the pages. Every diagnostic names its file, line and column ([`FileSet::locate`]), a stable code,
//! and, where there is one, the mend.
//!
//! ```
//! use servanda::diagnostic::{Diagnostic, FileSet, Severity};
//!
//! let mut files = FileSet::default();
//! let file = files.add("parties.toml", "code = \"RUS\"\n");
//! let problem = Diagnostic::error("bad-code", files.span(file, 7..12), "\"RUS\" is not a two-letter code")
//!     .hint("did you mean \"RU\"?");
//! assert_eq!(files.locate(problem.span).to_string(), "parties.toml:1:8");
//! assert_eq!(problem.severity, Severity::Error);
//! ```

mod files;
mod suggest;

pub use files::{FileId, FileSet, Location, Span};
pub use suggest::closest;

use serde::Serialize;

/// How bad it is. An error makes a file unusable in part, a warning asks to be looked at, a note is for the careful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For the careful: nothing is wrong, but something is to be known (a value nobody has verified).
    Note,
    /// Probably wrong or incomplete.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The lower-case word printed for this severity.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// How sure the rule is that it is right. A reader who fears false alarms looks only at what is `High`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess worth a look.
    Low,
    /// Right in most cases.
    Medium,
    /// Cannot be otherwise.
    High,
}

impl Confidence {
    /// The lower-case word printed for this confidence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// A second place that belongs to the same finding ("first defined here").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub label: String,
}

/// One thing that is wrong or worth knowing, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// How sure we are.
    pub confidence: Confidence,
    /// A stable, hyphenated name of the kind of problem; rules over a landscape use their own name.
    pub code: &'static str,
    /// What is wrong, as a clause without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do.
    pub hints: Vec<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// A diagnostic of any severity, certain, without hints.
    #[must_use]
    pub fn new(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            confidence: Confidence::High,
            code,
            message: message.into(),
            span,
            hints: Vec::new(),
            related: Vec::new(),
        }
    }

    /// An error.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// A note.
    #[must_use]
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message)
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds "did you mean" when one of the candidates is close enough to what was written.
    #[must_use]
    pub fn did_you_mean<'c>(self, written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Self {
        match closest(written, candidates) {
            Some(candidate) => {
                let hint = format!("did you mean \"{candidate}\"?");
                self.hint(hint)
            }
            None => self,
        }
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related { span, label: label.into() });
        self
    }

    /// Lowers how sure we are.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }
}

/// Puts diagnostics into the order a reader works through them: by file, place, then severity.
pub fn sort(diagnostics: &mut [Diagnostic], files: &FileSet) {
    diagnostics.sort_by(|a, b| {
        let (pa, pb) = (files.path(a.span.file), files.path(b.span.file));
        pa.cmp(pb)
            .then(a.span.start.cmp(&b.span.start))
            .then(b.severity.cmp(&a.severity))
            .then(a.code.cmp(b.code))
            .then(a.message.cmp(&b.message))
    });
}
