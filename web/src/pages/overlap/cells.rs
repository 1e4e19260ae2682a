//! The map of parties and promises: how firmly each has made each, as a table that reads without colour.

use maud::{Markup, html};
use servanda::export::{NotWritten, csv};
use servanda::overlap::{Attribute, Known, Partner, Scaled};
use servanda::register::Strength;

use crate::view::View;

/// Promises that are shown: those that most have made.
const MOST_ROWS: usize = 80;

/// The firmest cell of each party for one promise, whatever the step.
struct Row<'a> {
    attribute: &'a Attribute,
    cells: Vec<(Known, Option<Strength>)>,
}

/// The map.
pub(super) fn map(view: &View<'_>, scaled: &Scaled<'_>) -> Markup {
    let mut rows = rows(scaled);
    let all = rows.len();
    rows.sort_by_key(|row| std::cmp::Reverse(row.cells.iter().filter(|(known, _)| *known == Known::Yes).count()));
    rows.truncate(MOST_ROWS);
    let sign = |known: Known, strength: Option<Strength>| match (known, strength) {
        (Known::No, _) => ("", "no promise found"),
        (Known::Unknown, _) => ("?", "perhaps"),
        (Known::Yes, Some(Strength::Binding)) => ("B", "binding"),
        (Known::Yes, Some(Strength::Political)) => ("P", "political"),
        (Known::Yes, _) => ("V", "voluntary"),
    };
    html! {
        p.small { "B binding, P political, V voluntary, ? perhaps (a date, a value or the entry into force is not certain); empty: none found." }
        div.scroll tabindex="0" role="region" aria-label="Parties and promises" {
            table.cells {
                thead { tr {
                    th scope="col" { "Promise" }
                    @for code in &scaled.parties {
                        @let name = view.landscape().parties.get(code).map_or(code.as_str(), |party| party.label());
                        th scope="col" { abbr title=(name) { (code) } }
                    }
                } }
                tbody { @for row in &rows {
                    tr {
                        th scope="row" { (row.attribute.modality.word()) " " (row.attribute.label) @if row.attribute.partner != Partner::All { ", " (row.attribute.partner.in_words()) } }
                        @for ((known, strength), code) in row.cells.iter().zip(&scaled.parties) {
                            @let (letter, words) = sign(*known, *strength);
                            td data-firm=(letter) title=(format!("{code}: {words}")) { (letter) @if letter.is_empty() { span.hidden { "none" } } }
                        }
                    }
                } }
            }
        }
        @if all > rows.len() { p.small { (all - rows.len()) " further promises, made by fewer, are in the CSV." } }
    }
}

fn rows<'a>(scaled: &'a Scaled<'_>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (at, attribute) in scaled.attributes.iter().enumerate() {
        let cells = (0..scaled.parties.len())
            .map(|party| scaled.cell(party, at).map_or((Known::No, None), |cell| (cell.known, cell.strength)));
        let same = |row: &&mut Row<'a>| {
            let known = row.attribute;
            (known.modality, &known.act, known.partner) == (attribute.modality, &attribute.act, attribute.partner)
        };
        // The steps of one promise follow each other, the weakest first; a firmer step says more where it is certain.
        match rows.last_mut().filter(same) {
            Some(row) => {
                for (have, cell) in row.cells.iter_mut().zip(cells) {
                    if cell.0 > have.0 || (cell.0 == Known::Yes && cell.1 > have.1) {
                        *have = cell;
                    }
                }
            }
            None => rows.push(Row { attribute, cells: cells.collect() }),
        }
    }
    rows
}

/// The whole table for spreadsheets: a line for each party.
pub(super) fn table(scaled: &Scaled<'_>) -> Result<String, NotWritten> {
    let header: Vec<&str> =
        std::iter::once("party").chain(scaled.attributes.iter().map(|attribute| attribute.id.as_str())).collect();
    csv::write(&header, scaled.lines())
}
