//! Which texts speak of what: a paragraph for each concept, a line for each text.

use servanda::compare::{Answer, ConceptCell, ConceptMatrix, Unsearched};
use servanda::model::{Basis, pinpoint};

use super::{Label, Line, Page};

/// Places that are named before the others are counted.
const MOST_PLACES: usize = 4;

/// The page of a concept matrix; `all` shows concepts of which no text has anything as well.
pub(crate) fn concepts(matrix: &ConceptMatrix<'_>, all: bool) -> Page {
    let mut page = Page::new();
    let names = matrix.names();
    let widest = names.iter().map(|name| Line::plain(name).width()).max().unwrap_or(0).min(32);
    let has = |cell: &ConceptCell<'_>| cell.answer == Answer::Found;
    let rows: Vec<_> = matrix.rows.iter().filter(|row| all || row.cells.iter().any(has)).collect();
    page.paragraph(
        0,
        Line::of(
            Label::Aside,
            "Coding and words are told apart: what is coded has its basis; of words it is said where they stand, and \
             nothing of what they mean. “None found” says that these words are not there.",
        ),
    );
    for row in &rows {
        page.blank();
        let mut head = Line::of(Label::Title, &row.concept.label).with(Label::Aside, format!("  {}", row.list.word()));
        if let Some(searched) = &row.searched {
            let labels = searched.labels.join(", ");
            head = head.with(Label::Aside, format!("; looked for: {labels} ({})", searched.language));
        }
        page.paragraph(0, head);
        for (name, cell) in names.iter().zip(&row.cells) {
            page.item(Line::of(Label::Id, format!("  {name}")), widest + 4, told(cell));
        }
    }
    if rows.is_empty() {
        page.paragraph(
            0,
            Line::plain("None found: no concept of the vocabulary is coded of these texts or stands in their words."),
        );
    }
    page
}

fn told(cell: &ConceptCell<'_>) -> Line {
    if cell.answer != Answer::Found {
        let why = match cell.unsearched {
            Some(Unsearched::NoText) | None => "",
            Some(Unsearched::LanguageUnknown) => ": the language of the text is not known",
            Some(Unsearched::NoLabel) => ": the vocabulary has no label in its language",
            Some(Unsearched::TakesInAll) => ": it takes in all others of its list",
        };
        return Line::of(Label::Aside, format!("{}{why}", cell.answer.word()));
    }
    let mut line = Line::new();
    if !cell.coded.is_empty() {
        line = line.text("coded: ");
        for (at, coded) in cell.coded.iter().take(MOST_PLACES).enumerate() {
            let place = coded.unit.map_or_else(|| "the whole".to_owned(), pinpoint);
            let label = if coded.evidence.is_unverified() { Label::Unverified } else { Label::Aside };
            line = line.text(if at > 0 { ", " } else { "" }).with(Label::Id, place);
            line = line.with(label, format!(" ({})", coded.evidence.basis.map_or("no basis", Basis::word)));
        }
        line = more(line, cell.coded.len());
    }
    if !cell.words.is_empty() {
        line = line.text(if cell.coded.is_empty() { "words: " } else { "; words: " });
        for (at, found) in cell.words.iter().take(MOST_PLACES).enumerate() {
            line = line.text(if at > 0 { ", " } else { "" }).with(Label::Id, pinpoint(&found.unit));
            line = line.with(Label::Found, format!(" “{}”", found.quote));
        }
        line = more(line, cell.words.len());
    }
    line
}

fn more(line: Line, count: usize) -> Line {
    match count.checked_sub(MOST_PLACES) {
        Some(rest) if rest > 0 => line.with(Label::Aside, format!(" and {rest} more")),
        _ => line,
    }
}
