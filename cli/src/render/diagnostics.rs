//! Diagnostics: with the lines they are about, in one line for editors, or as data.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use servanda::diagnostic::{Diagnostic, FileSet, Severity, Span};

use super::Screen;

/// Most source lines shown of one place.
const MOST_LINES: usize = 6;

/// The lines around a place, cut out so that drawing does not read a megabyte for one finding.
struct Excerpt<'f> {
    source: &'f str,
    first_line: usize,
    span: std::ops::Range<usize>,
}

fn excerpt(files: &FileSet, span: Span) -> Excerpt<'_> {
    let text = files.text(span.file);
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start as usize);
    let end = floor(span.end as usize).max(start);
    let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(from..).unwrap_or("");
    let lines_wanted = text.get(start..end).unwrap_or("").matches('\n').count() + 1;
    let length = rest.split_inclusive('\n').take(lines_wanted.min(MOST_LINES)).map(str::len).sum::<usize>();
    let source = rest.get(..length).unwrap_or("");
    let most = source.trim_end_matches(['\n', '\r']).len();
    let (start, end) = ((start - from).min(most), (end - from).min(most));
    Excerpt { source, first_line: text.get(..from).unwrap_or("").matches('\n').count() + 1, span: start..end }
}

/// A diagnostic with its source lines and carets.
pub(crate) fn full(files: &FileSet, diagnostic: &Diagnostic, screen: &Screen) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let main = excerpt(files, diagnostic.span);
    let related: Vec<(Excerpt<'_>, &str, &str)> = diagnostic
        .related
        .iter()
        .map(|r| (excerpt(files, r.span), files.path(r.span.file), r.label.as_str()))
        .collect();
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    group = group.element(
        Snippet::source(main.source)
            .line_start(main.first_line)
            .path(files.path(diagnostic.span.file))
            .annotation(AnnotationKind::Primary.span(main.span.clone())),
    );
    for (place, path, label) in &related {
        group = group.element(
            Snippet::source(place.source)
                .line_start(place.first_line)
                .path(*path)
                .annotation(AnnotationKind::Context.span(place.span.clone()).label(*label)),
        );
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = Renderer::styled().term_width(screen.width);
    let mut shown = renderer.render(&[group]);
    shown.push_str("\n\n");
    shown
}

/// A diagnostic without source lines: place, message, hints.
pub(crate) fn plain(files: &FileSet, diagnostic: &Diagnostic) -> String {
    let mut shown = short(files, diagnostic);
    for related in &diagnostic.related {
        let _ = writeln!(shown, "    {}: {}", files.locate(related.span), related.label);
    }
    for hint in &diagnostic.hints {
        let _ = writeln!(shown, "    help: {hint}");
    }
    shown
}

/// A diagnostic in one line, as editors read them.
pub(crate) fn short(files: &FileSet, diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, message, span, .. } = diagnostic;
    format!("{}: {}[{code}]: {message}\n", files.locate(*span), severity.word())
}
