//! `/check`: what is wrong with the files, as far as reading them and the rules show.

use maud::{Markup, html};
use servanda::check::{Counts, Finding, Report};
use servanda::diagnostic::{Diagnostic, Severity};

use crate::html::{Frame, plural};
use crate::view::View;

/// Notes on the page; the JSON twin has all of them.
const NOTES: usize = 1000;

/// What reading the files and the rules over the landscape found, in the order of the files.
pub(crate) fn found(view: &View<'_>) -> Vec<Diagnostic> {
    let mut found = view.opened.diagnostics.clone();
    found.extend(servanda::check::check(view.landscape()));
    servanda::diagnostic::sort(&mut found, &view.landscape().files);
    found
}

pub(crate) fn sheet<'a>(view: &View<'_>, found: &'a [Diagnostic]) -> Report<'a> {
    Report::new(view.landscape(), view.as_of(), found, Counts::of(view.landscape(), found))
}

pub(crate) fn page(view: &View<'_>, sheet: &Report<'_>) -> Frame {
    let (notes, problems): (Vec<_>, Vec<_>) = sheet.findings.iter().partition(|one| one.severity == Severity::Note);
    let main = html! {
        article {
            h1 { "Check of the files" }
            p.lead {
                @if problems.is_empty() { "No errors or warnings found in " (plural(sheet.counts.files, "file", "files")) "." }
                @else { (plural(problems.len(), "error or warning", "errors and warnings")) " in " (plural(sheet.counts.files, "file", "files")) "." }
                " The files were read and the rules of this program put to them. Whether what they say is true is not checked here."
            }
            @if !problems.is_empty() {
                p.note { "Mend a file and load this page again: it is read anew." }
                ol.problems { @for one in &problems { (problem(one)) } }
            }
            @if !notes.is_empty() {
                details {
                    summary { (plural(notes.len(), "note", "notes")) " for the careful: nothing is wrong, but something is to be known" }
                    ol.problems { @for one in notes.iter().take(NOTES) { (problem(one)) } }
                    @if notes.len() > NOTES { p.note { (plural(notes.len() - NOTES, "more note", "more notes")) " in " a href=(view.twin()) { "this page as JSON" } "." } }
                }
            }
        }
    };
    Frame::new("Check of the files", main)
}

fn problem(one: &Finding<'_>) -> Markup {
    html! {
        li {
            p { span.severity.(one.severity.word()) { (one.severity.word()) } " " (one.message) " " code { (one.code) } }
            p.place { code.address { (one.location) } }
            @for hint in one.hints { p.note { (hint) } }
            @for other in &one.related { p.note { (other.label) ": " code.address { (other.location) } } }
        }
    }
}
