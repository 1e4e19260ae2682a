//! The sheet of a unit, and units in lists.

use servanda::register::{SourceList, UnitLine, UnitSheet};

use super::super::mark::{full_mark, mark};
use super::super::{Label, Line, Page};
use super::instrument::relation_item;
use super::{day, event_item, note, quote, reading, sources};

/// The word of a value in a table of words.
pub(super) fn word_of<T: PartialEq>(words: &'static [(&'static str, T)], value: Option<T>) -> Option<&'static str> {
    let value = value?;
    words.iter().find(|(_, word)| *word == value).map(|(word, _)| *word)
}

fn content(line: &UnitLine<'_>) -> Line {
    let unit = &*line.unit;
    let mut text = Line::new();
    if let Some(heading) = &unit.heading {
        text = text.with(Label::Title, heading).text(". ");
    }
    if let Some(says) = &unit.says {
        text = text.text(says);
    }
    if let Some(words) = &unit.quote {
        text = text.text(format!(" {}", quote(words)));
    }
    text
}

/// A unit in the list of its instrument: place, content, what it points at.
pub(super) fn unit_item(page: &mut Page, line: &UnitLine<'_>, list: &SourceList<'_>) {
    let indent = 2 * line.unit.id.depth().saturating_sub(1).min(4);
    let lead = Line::plain(" ".repeat(indent)).with(Label::Id, &line.unit.label);
    page.item(lead, indent + 14, content(line).join(mark(list, &line.unit.evidence)));
    note(page, indent + 14, line.unit.evidence.note.as_ref());
}

/// Renders the sheet of a unit.
pub(crate) fn unit(page: &mut Page, sheet: &UnitSheet<'_>) {
    let own = &sheet.unit;
    page.paragraph(0, Line::of(Label::Title, format!("{}, {}", sheet.title, own.unit.label)));
    page.paragraph(0, Line::of(Label::Id, &own.address));
    page.paragraph(0, day(&sheet.header));
    page.blank();
    if let Some(heading) = &own.unit.heading {
        page.pair("Heading", Line::plain(heading));
    }
    let known = full_mark(&sheet.sources, &own.unit.evidence);
    match &own.unit.says {
        _ if !sheet.coded => page.pair("Says", Line::plain("not coded; it is in the text that is held")),
        Some(says) => page.pair("Says", Line::plain(says).join(known)),
        None => page.pair("Says", Line::plain("not summarised").join(known)),
    }
    if let Some(words) = &own.unit.quote {
        page.pair("Key words", Line::plain(quote(words)));
    }
    if let Some(text) = &own.unit.evidence.note {
        page.pair("Note", Line::of(Label::Aside, text));
    }
    let near = [("Part of", &sheet.parent), ("Before it", &sheet.previous), ("After it", &sheet.next)];
    for (name, unit) in near {
        if let Some(unit) = unit {
            page.pair(name, Line::of(Label::Id, &unit.address).text("  ").join(content(unit)));
        }
    }
    if let Some(words) = &sheet.wording {
        super::wording::wording(page, sheet, words);
    }
    // What a unit contains stands in full among its words.
    let told = sheet.wording.as_ref().is_some_and(|words| !words.text.units.is_empty());
    if !sheet.children.is_empty() && !told {
        page.heading("Contains");
        for line in &sheet.children {
            page.item(Line::of(Label::Id, &line.unit.label), 14, content(line));
        }
    }
    if !sheet.relations.is_empty() {
        page.heading("Relations");
        for line in &sheet.relations {
            relation_item(page, 0, line, true, &sheet.sources);
        }
    }
    if !sheet.readings.is_empty() {
        page.heading("Readings by others");
        for row in &sheet.readings {
            reading(page, row, None, &sheet.sources);
        }
    }
    if !sheet.events.is_empty() {
        page.heading("Events");
        for entry in &sheet.events {
            event_item(page, entry, &sheet.sources);
        }
    }
    sources(page, &sheet.sources);
    super::unverified(page, sheet.sources.unverified());
}
