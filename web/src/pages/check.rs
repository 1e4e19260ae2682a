//! `/check`: what is wrong with the files, as far as reading them and the rules show.

use maud::{Markup, html};
use servanda::check::{Counts, Finding, Report};
use servanda::diagnostic::{Diagnostic, Severity};

use crate::html::{Frame, Part, plural};
use crate::route::Page;
use crate::view::View;

/// Findings on one page; the JSON twin has all of them.
const ROWS: usize = 200;

pub(crate) fn sheet<'a>(view: &View<'a>) -> Report<'a> {
    let found = view.workbench.findings();
    Report::new(view.landscape(), view.as_of(), found, Counts::of(view.landscape(), found))
}

pub(crate) fn page(view: &View<'_>, part: usize) -> Frame {
    let found = view.workbench.findings();
    let counts = Counts::of(view.landscape(), found);
    let wrong = counts.errors + counts.warnings;
    // What is wrong comes before what is only to be known, on whichever part.
    let (notes, problems): (Vec<&Diagnostic>, Vec<_>) = found.iter().partition(|one| one.severity == Severity::Note);
    let part = Part::new(found.len(), ROWS, part);
    let shown = problems.into_iter().chain(notes).skip(part.range().start).take(part.range().len());
    let (notes, problems): (Vec<&Diagnostic>, Vec<_>) = shown.partition(|one| one.severity == Severity::Note);
    let turn = |part| view.link(Page::Check(part));
    let list = |some: &[&Diagnostic]| html! { ol.problems { @for one in some { (problem(view, one)) } } };
    let main = html! {
        article {
            h1 { "Check of the files" }
            p.lead {
                @if wrong == 0 { "No errors or warnings found in " (plural(counts.files, "file", "files")) "." }
                @else { (plural(wrong, "error or warning", "errors and warnings")) " in " (plural(counts.files, "file", "files")) "." }
                " The files were read and the rules of this program put to them. Whether what they say is true is not checked here."
            }
            @if part.is_one_of_several() { p { "Findings " (part.words()) "; notes come last." } }
            @if !problems.is_empty() {
                p.note { "Mend a file and load this page again: it is read anew." }
                (list(&problems))
            }
            @if !notes.is_empty() {
                // Whoever turned to a page of notes wants to see them.
                details open[problems.is_empty() && part.range().start > 0] {
                    summary { (plural(counts.notes, "note", "notes")) " for the careful: nothing is wrong, but something is to be known" }
                    (list(&notes))
                }
            }
            (part.links("Parts of the list", turn))
        }
    };
    Frame::new("Check of the files", main)
}

fn problem(view: &View<'_>, one: &Diagnostic) -> Markup {
    let one = Finding::of(&view.landscape().files, one);
    html! {
        li {
            p { span.severity.(one.severity.word()) { (one.severity.word()) } " " (one.message) " " code { (one.code) } }
            p.place { code.address { (one.location) } }
            @for hint in one.hints { p.note { (hint) } }
            @for other in &one.related { p.note { (other.label) ": " code.address { (other.location) } } }
        }
    }
}
