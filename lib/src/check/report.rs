//! Findings as data, with their places resolved: what the command and the page both show.

use serde::Serialize;

use crate::diagnostic::{Confidence, Diagnostic, FileSet, Location, Severity};
use crate::landscape::Landscape;
use crate::model::Day;
use crate::register::Header;

/// A second place that belongs to a finding.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedPlace<'d> {
    /// Where.
    #[serde(flatten)]
    pub location: Location,
    /// What stands there.
    pub label: &'d str,
}

/// A diagnostic with its places resolved.
#[derive(Debug, Clone, Serialize)]
pub struct Finding<'d> {
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// Name of the rule, or of what could not be read.
    pub code: &'d str,
    /// What is wrong.
    pub message: &'d str,
    /// Where.
    #[serde(flatten)]
    pub location: Location,
    /// What to do.
    pub hints: &'d [String],
    /// Other places that matter.
    pub related: Vec<RelatedPlace<'d>>,
}

impl<'d> Finding<'d> {
    /// A diagnostic with its places resolved.
    #[must_use]
    pub fn of(files: &FileSet, diagnostic: &'d Diagnostic) -> Finding<'d> {
        let place =
            |r: &'d crate::diagnostic::Related| RelatedPlace { location: files.locate(r.span), label: &r.label };
        Finding {
            severity: diagnostic.severity,
            confidence: diagnostic.confidence,
            code: diagnostic.code,
            message: &diagnostic.message,
            location: files.locate(diagnostic.span),
            hints: &diagnostic.hints,
            related: diagnostic.related.iter().map(place).collect(),
        }
    }
}

/// How many findings there are, shown or not.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Files read.
    pub files: usize,
}

impl Counts {
    /// Counts findings.
    #[must_use]
    pub fn of(landscape: &Landscape, found: &[Diagnostic]) -> Counts {
        let number = |severity| found.iter().filter(|d| d.severity == severity).count();
        Counts {
            errors: number(Severity::Error),
            warnings: number(Severity::Warning),
            notes: number(Severity::Note),
            files: landscape.files.len(),
        }
    }
}

/// All findings on a landscape.
#[derive(Debug, Clone, Serialize)]
pub struct Report<'d> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// In the order of the files.
    pub findings: Vec<Finding<'d>>,
    /// How many there are in all; notes may have been left out above.
    pub counts: Counts,
}

impl<'d> Report<'d> {
    /// A report of some findings, with the counts of all.
    #[must_use]
    pub fn new(landscape: &Landscape, as_of: Day, found: &'d [Diagnostic], counts: Counts) -> Report<'d> {
        Report {
            header: Header::new("servanda.check/1", landscape, as_of),
            findings: found.iter().map(|d| Finding::of(&landscape.files, d)).collect(),
            counts,
        }
    }
}
