//! `/check`: what is wrong with the files, as far as reading them shows.

use maud::html;
use serde::Serialize;
use servanda::diagnostic::{Location, Severity};

use crate::html::{Frame, plural};
use crate::view::View;

/// One diagnostic with its place.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Problem<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    at: Location,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hints: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Other<'a>>,
}

/// A second place that belongs to a diagnostic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Other<'a> {
    label: &'a str,
    #[serde(flatten)]
    at: Location,
}

/// All diagnostics of reading.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Checked<'a> {
    schema: &'static str,
    landscape: &'a str,
    files: usize,
    diagnostics: Vec<Problem<'a>>,
}

pub(crate) fn sheet<'a>(view: &View<'a>) -> Checked<'a> {
    let landscape = view.landscape();
    let diagnostics = view
        .opened
        .diagnostics
        .iter()
        .map(|one| Problem {
            severity: one.severity,
            code: one.code,
            message: &one.message,
            at: landscape.files.locate(one.span),
            hints: &one.hints,
            related: one
                .related
                .iter()
                .map(|other| Other { label: &other.label, at: landscape.files.locate(other.span) })
                .collect(),
        })
        .collect();
    Checked {
        schema: "servanda.check/1",
        landscape: &landscape.manifest.name,
        files: landscape.files.len(),
        diagnostics,
    }
}

pub(crate) fn page(_: &View<'_>, sheet: &Checked<'_>) -> Frame {
    let main = html! {
        article {
            h1 { "Check of the files" }
            @if sheet.diagnostics.is_empty() {
                p.lead { "None found. " (plural(sheet.files, "file was", "files were")) " read and understood. Whether what they say is right is not checked here." }
            } @else {
                p.lead { (plural(sheet.diagnostics.len(), "finding", "findings")) " in " (plural(sheet.files, "file", "files")) ". Mend a file and load this page again: it is read anew." }
                ol.problems {
                    @for one in &sheet.diagnostics {
                        li {
                            p { span.severity.(one.severity.word()) { (one.severity.word()) } " " (one.message) " " code { (one.code) } }
                            p.place { code { (one.at) } }
                            @for hint in one.hints { p.note { (hint) } }
                            @for other in &one.related { p.note { (other.label) ": " code { (other.at) } } }
                        }
                    }
                }
            }
        }
    };
    Frame::new("Check of the files", main)
}
