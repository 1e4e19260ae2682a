//! The words of a unit, as the text that is held has them.

use servanda::holding::{Language, WordingUnit};
use servanda::model::{TextState, pinpoint};
use servanda::register::{UnitSheet, UnitWording};

use super::super::{Label, Line, Page};

/// Renders the words in every language that is held, and what the text itself ties to them.
pub(super) fn wording(page: &mut Page, sheet: &UnitSheet<'_>, words: &UnitWording<'_>) {
    let held: Vec<&Language<'_>> = words.text.held().collect();
    if words.text.units.is_empty() {
        page.heading("Words");
        let langs: Vec<&str> = held.iter().map(|language| language.lang).collect();
        page.paragraph(
            0,
            Line::plain(format!("the text that is held ({}) has no unit under this address", langs.join(", "))),
        );
        return;
    }
    for language in held {
        page.heading(format!("Words, {}", language.lang));
        page.paragraph(0, Line::of(Label::Aside, state(language)));
        page.blank();
        let base = words.text.units.first().map_or(0, |unit| unit.depth);
        let mut open: Vec<&WordingUnit<'_>> = Vec::new();
        for unit in &words.text.units {
            close(page, &mut open, unit.depth, language.lang, base);
            own(page, unit, None, language, base);
            open.push(unit);
        }
        close(page, &mut open, 0, language.lang, base);
    }
    if !words.terms_used.is_empty() {
        page.heading("Terms that the text defines, letter by letter");
        for used in &words.terms_used {
            let lead = Line::of(Label::Id, format!("{}/{}", sheet.instrument, used.term.unit));
            page.paragraph(0, Line::plain(format!("{} ", used.term.term)).join(lead));
        }
    }
    let cited: Vec<String> = words.cited_by.iter().map(|from| pinpoint(from)).collect();
    page.heading("Cited in the same text by");
    page.paragraph(
        0,
        Line::plain(if cited.is_empty() {
            "none found; other texts were not searched".to_owned()
        } else {
            cited.join(", ")
        }),
    );
}

fn state(language: &Language<'_>) -> String {
    let held = match language.state {
        Some(TextState::Full) => "held in full",
        Some(TextState::Part) => "held in part only",
        Some(TextState::None) => "recorded as not held, though a file with these words lies in the folder",
        None => "held; whether it is whole is not recorded",
    };
    let authentic = match language.authentic {
        Some(true) => "authentic",
        Some(false) => "a translation, not authentic",
        None => "whether it is authentic is not recorded",
    };
    match language.completeness {
        Some(words) => format!("{held}; {authentic}; {words}"),
        None => format!("{held}; {authentic}"),
    }
}

/// Closing words of the units that a unit of some depth does not stand in.
fn close(page: &mut Page, open: &mut Vec<&WordingUnit<'_>>, depth: usize, lang: &str, base: usize) {
    while let Some(ended) = open.pop_if(|unit| unit.depth >= depth) {
        let Some(above) = open.last() else { continue };
        for version in above.versions.iter().filter(|version| version.lang == lang) {
            let rest = version.unit.paragraphs.iter().filter(|p| p.after.as_deref() == Some(ended.address));
            rest.for_each(|p| page.paragraph(indent(above, base) + 4, Line::plain(&p.words.text)));
        }
    }
}

fn indent(unit: &WordingUnit<'_>, base: usize) -> usize {
    4 * unit.depth.saturating_sub(base).min(5)
}

/// A unit's label, heading and opening words in one language.
fn own(page: &mut Page, unit: &WordingUnit<'_>, after: Option<&str>, language: &Language<'_>, base: usize) {
    let at = indent(unit, base);
    let Some(version) = unit.versions.iter().find(|version| version.lang == language.lang) else {
        let why = if language.state == Some(TextState::Part) {
            "not in the part that is held"
        } else {
            "no such unit was found in this text"
        };
        page.paragraph(at, Line::of(Label::Aside, format!("{}: {why}", unit.pinpoint())));
        return;
    };
    let mut lead = Line::of(Label::Id, &version.unit.label);
    if let Some(heading) = &version.unit.heading {
        let title = Line::of(Label::Title, &heading.text);
        lead = if version.unit.label.is_empty() { title } else { lead.text(" ").join(title) };
        page.paragraph(at, std::mem::take(&mut lead));
    }
    for paragraph in version.unit.paragraphs.iter().filter(|paragraph| paragraph.after.as_deref() == after) {
        let words = Line::plain(&paragraph.words.text);
        if lead.bare().is_empty() {
            page.paragraph(at + 4, words);
        } else {
            page.item(Line::plain(" ".repeat(at)).join(std::mem::take(&mut lead)), at + 4, words);
        }
        for note in &paragraph.words.notes {
            page.paragraph(at + 4, Line::of(Label::Aside, format!("[{}] {}", note.mark, note.text)));
        }
    }
    if !lead.bare().is_empty() {
        page.paragraph(at, lead);
    }
    for doubt in &version.unit.doubts {
        page.paragraph(
            at + 4,
            Line::of(Label::Aside, format!("doubt in reading: {} ({})", doubt.message, doubt.place)),
        );
    }
}
