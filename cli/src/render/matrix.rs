//! A matrix of texts: rows are units of the baseline, with a narrow column for each other text.

use servanda::compare::{Cell, Direction, Kind, Matrix};

use super::phrases::count;
use super::{Label, Line, Page, Screen};

const GAP: usize = 2;
/// Narrower than this a cell says nothing.
const LEAST: usize = 8;

/// The page of a matrix; `all` shows rows in which nothing differs as well.
pub(crate) fn matrix(matrix: &Matrix, all: bool, screen: &Screen) -> Page {
    let mut page = Page::new();
    let names = matrix.names();
    let others: Vec<usize> = (0..matrix.texts.len()).filter(|at| *at != matrix.baseline).collect();
    if let Some(name) = names.get(matrix.baseline) {
        page.paragraph(0, Line::of(Label::Title, name).with(Label::Aside, "  baseline"));
    }
    for (number, at) in others.iter().enumerate() {
        let name = Line::of(Label::Title, names.get(*at).map_or("", String::as_str));
        page.item(Line::of(Label::Heading, (number + 1).to_string()), 3, name.with(Label::Aside, summary(matrix, *at)));
    }
    page.blank();
    let mut rows: Vec<Vec<Line>> = vec![
        std::iter::once(Line::of(Label::Heading, "unit"))
            .chain((1..=others.len()).map(|number| Line::of(Label::Heading, number.to_string())))
            .collect(),
    ];
    for row in matrix.rows.iter().filter(|row| all || row.is_changed()) {
        let unit = row.unit.as_ref().map(|unit| unit.address.as_str());
        let head = unit.map_or_else(|| Line::of(Label::Aside, "–"), |unit| Line::of(Label::Id, unit));
        let cells = others.iter().map(|at| cell(row.cells.get(*at).and_then(Option::as_ref), unit));
        rows.push(std::iter::once(head).chain(cells).collect());
    }
    let widths = widths(&rows, screen);
    for row in &rows {
        page.paragraph(0, padded(row, &widths));
    }
    if rows.len() == 1 {
        page.paragraph(0, Line::plain("Nothing differs."));
    }
    page
}

/// What became of the baseline in a text, counted.
fn summary(matrix: &Matrix, text: usize) -> String {
    let told: Vec<String> = matrix.tally(text).into_iter().map(|(kind, n)| format!("{n} {}", kind.word())).collect();
    let column = matrix.texts.get(text);
    let language = column.and_then(|c| c.head.language.as_deref()).unwrap_or("language unknown");
    let units = count(column.map_or(0, |c| c.head.units), "unit", "units");
    let translation = if column.is_some_and(|c| c.translation) { "; aligned by structure" } else { "" };
    format!("  {language}, {units}: {}{translation}", told.join(", "))
}

fn cell(cell: Option<&Cell>, unit: Option<&str>) -> Line {
    let Some(cell) = cell else { return Line::of(Label::Aside, "–") };
    let label = match cell.kind {
        Kind::Kept => Label::Aside,
        Kind::Added => Label::Binding,
        Kind::Dropped => Label::Error,
        _ => Label::Warning,
    };
    let mut line = Line::of(label, cell.kind.word());
    if let Some(direction) = cell.direction() {
        line = line.text(" ").with(Label::Found, sign(direction));
    }
    // Where the number is the baseline's, saying it again would only widen the column.
    if !cell.addresses.is_empty() && cell.addresses.as_slice() != unit.map(str::to_owned).as_slice() {
        line = line.text(" ").with(Label::Id, cell.addresses.join("+"));
    }
    line
}

fn sign(direction: Direction) -> &'static str {
    match direction {
        Direction::Stronger => "↑",
        Direction::Weaker => "↓",
        other => other.word(),
    }
}

/// As wide as the cells are; the widest give way where the screen is narrow.
fn widths(rows: &[Vec<Line>], screen: &Screen) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(Line::width).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    let room = screen.measure().saturating_sub(GAP * columns.saturating_sub(1));
    while screen.terminal && widths.iter().sum::<usize>() > room {
        match widths.iter_mut().filter(|width| **width > LEAST).max_by_key(|width| **width) {
            Some(width) => *width -= 1,
            None => break,
        }
    }
    widths
}

fn padded(row: &[Line], widths: &[usize]) -> Line {
    let mut line = Line::new();
    let mut pad = 0;
    for (cell, width) in row.iter().zip(widths) {
        let shown = cell.cut(*width);
        let gap = " ".repeat(pad);
        pad = width.saturating_sub(shown.width()) + GAP;
        line = line.text(gap).join(shown);
    }
    line
}

#[cfg(test)]
mod tests {
    use servanda::compare::{self, Text};
    use servanda::read::{self, Options};

    use super::*;

    fn text(name: &str, words: &str) -> Text {
        let mut document = read::read(name, words.as_bytes(), &Options::default());
        document.understand(None);
        Text::of(&document, 0)
    }

    fn shown(width: usize) -> String {
        let first =
            "Article 1\n1. Each Party shall report all incidents to the others.\n2. The Parties meet once a year.\n";
        let second =
            "Article 1\n1. Each Party should report all incidents to the others.\n2. The Parties meet once a year.\n";
        let third = "Article 1\n1. The Parties meet once a year.\nArticle 2\nNo Party shall drain a lake without the consent of all.\n";
        let texts = [text("first.txt", first), text("second.txt", second), text("third.txt", third)];
        let screen = Screen { width, terminal: true };
        let page = matrix(&compare::matrix(&texts, 0), false, &screen).write(&screen);
        anstream::adapter::strip_str(&page).to_string()
    }

    #[test]
    fn a_row_for_each_unit_and_a_column_for_each_text() {
        insta::assert_snapshot!(shown(80), @r"
        first.txt  baseline
        1  second.txt  en, 3 units: 2 kept, 1 edited
        2  third.txt  en, 3 units: 1 kept, 1 renumbered, 1 added, 1 dropped

        unit    1         2
        art1/1  edited ↓  dropped
        art1/2  kept      renumbered art1/1
        –       –         added art2
        ");
    }

    #[test]
    fn a_narrow_terminal_cuts_cells() {
        assert!(shown(36).lines().skip(3).all(|line| line.chars().count() <= 36));
    }
}
