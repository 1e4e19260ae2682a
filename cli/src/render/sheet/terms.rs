//! The sheets of terms of the vocabulary and of sources.

use servanda::register::{InstrumentName, SourceSheet, Term, TermSheet};

use super::super::{Label, Line, Page};
use super::{day, reference, source_line};
use crate::render::phrases::count;

fn used_by(page: &mut Page, instruments: &[InstrumentName<'_>]) {
    page.heading(format!("Used by {}", count(instruments.len(), "instrument", "instruments")));
    for name in instruments {
        page.item(Line::new(), 2, reference(name));
    }
}

fn terms(page: &mut Page, name: &str, terms: &[Term<'_>]) {
    for (number, term) in terms.iter().enumerate() {
        let line = Line::of(Label::Id, term.id).text(format!("  {}", term.label));
        page.pair(if number == 0 { name } else { "" }, line);
    }
}

/// Renders the sheet of a term.
pub(crate) fn term(page: &mut Page, sheet: &TermSheet<'_>) {
    page.paragraph(0, Line::of(Label::Title, &sheet.concept.label));
    page.paragraph(0, Line::of(Label::Id, &sheet.concept.id).text(format!("  {} of the vocabulary", sheet.list)));
    page.paragraph(0, day(&sheet.header));
    page.blank();
    page.pair("Definition", Line::plain(&sheet.concept.definition));
    if let Some(verb) = sheet.verb {
        page.pair("In words", Line::plain(format!("a state {verb} an instrument")));
    }
    terms(page, "Broader", &sheet.broader_terms);
    terms(page, "Narrower", &sheet.narrower_terms);
    // Acts, objects and caveats belong to commitments, so counting instruments would say "none" of what is not asked.
    if matches!(sheet.list, "topic" | "camp" | "kind" | "standing" | "milestone") {
        used_by(page, &sheet.instruments);
    }
}

/// Renders the sheet of a source.
pub(crate) fn source(page: &mut Page, sheet: &SourceSheet<'_>) {
    let title = sheet.source.source.map_or(sheet.source.name, |s| s.title.as_str());
    page.paragraph(0, Line::of(Label::Title, title));
    page.paragraph(0, Line::of(Label::Id, sheet.source.name).text("  source"));
    page.paragraph(0, day(&sheet.header));
    page.blank();
    page.pair("In full", source_line(sheet.source.source, sheet.source.name));
    if let Some(row) = sheet.source.source {
        if let Some(licence) = &row.licence {
            page.pair("Licence", Line::plain(licence));
        }
        if let Some(text) = &row.note {
            page.pair("Note", Line::plain(text));
        }
    }
    used_by(page, &sheet.instruments);
}
