//! Contexts as tables: names of attributes in the first row, names of objects in the first column.
//!
//! Commas, semicolons or tabs part cells; which one is seen from the table. A cell is yes (`X`, `1`, `yes`, `true`,
//! `✓`), no (empty, `.`, `0`, `-`, `no`, `false`) or not known (`?`, `unknown`).

use std::ops::Range;

use super::file::Read;
use super::partial::{Cell, Partial, Reading};
use crate::diagnostic::{Diagnostic, FileId, FileSet};

fn cell(text: &str) -> Option<Cell> {
    match text.trim().to_lowercase().as_str() {
        "x" | "1" | "yes" | "true" | "✓" | "✔" | "×" => Some(Cell::Yes),
        "" | "." | "0" | "-" | "–" | "no" | "false" => Some(Cell::No),
        "?" | "unknown" => Some(Cell::Unknown),
        _ => None,
    }
}

/// Reads a file of a [`FileSet`]. Never fails altogether: what is wrong is told with its place, and without an error there is
/// a context.
#[must_use]
pub fn read(files: &FileSet, file: FileId) -> Read {
    let whole = files.text(file);
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let skipped = whole.len() - text.len();
    let error = |bytes: Range<usize>, message: String| {
        Diagnostic::error("bad-context", files.span(file, bytes.start + skipped..bytes.end + skipped), message)
    };
    let parter = parter(text);
    let records = match records(text, parter) {
        Ok(records) => records,
        Err(problem) => {
            let at = problem.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(text.len()));
            return Read::failed(error(at..at, format!("the table cannot be read: {problem}")));
        }
    };
    let Some((head, rows)) = records.split_first() else {
        return Read::failed(
            error(0..0, "the table is empty".to_owned())
                .hint("names of attributes stand in the first row, names of objects in the first column"),
        );
    };
    let place = |record: &csv::StringRecord, field: usize| {
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(text.len()));
        field_at(text, start, field, parter)
    };
    let named = |name: &str| plain(name.trim()).to_owned();
    let attributes: Vec<String> = head.iter().skip(1).map(named).collect();
    let objects = rows.iter().map(|row| named(row.get(0).unwrap_or_default())).collect();
    let width = attributes.len();
    let mut context = Partial::new(objects, attributes);
    context.set_name(head.get(0).map(named).filter(|name| !name.is_empty()));
    let mut diagnostics = Vec::new();
    for (object, row) in rows.iter().enumerate() {
        if row.len() != width + 1 {
            let (has, needs) = (row.len() - 1, width);
            let message = format!("this row has {has} cells, but the first row names {needs} attributes");
            diagnostics.push(error(place(row, 0), message).hint("a name with a comma stands in quotation marks"));
            continue;
        }
        for (attribute, written) in row.iter().skip(1).enumerate() {
            match cell(written) {
                Some(cell) => context.set(object, attribute, cell),
                None => diagnostics.push(
                    error(place(row, attribute + 1), format!("\"{written}\" is neither yes nor no"))
                        .hint("a cell is X or 1 for yes, empty or 0 for no, ? for not known"),
                ),
            }
        }
    }
    Read::of(context, diagnostics)
}

/// A name without the apostrophe that exports put before what a spreadsheet would run.
fn plain(name: &str) -> &str {
    match name.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => name,
    }
}

fn records(text: &str, parter: u8) -> Result<Vec<csv::StringRecord>, csv::Error> {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(parter).from_reader(text.as_bytes()).records().collect()
}

/// What parts cells: the first of comma, semicolon and tab with which all rows are of one length, or the one that gives the
/// first row most cells. Names hold all three.
fn parter(text: &str) -> u8 {
    let lengths = |parter: u8| -> Vec<usize> {
        records(text, parter).unwrap_or_default().iter().map(csv::StringRecord::len).collect()
    };
    let lengths = [b',', b';', b'\t'].map(|parter| (parter, lengths(parter)));
    let even = |lengths: &[usize]| {
        let first = lengths.first().copied().unwrap_or(0);
        first > 1 && lengths.iter().all(|length| *length == first)
    };
    let table = lengths.iter().find(|(_, lengths)| even(lengths));
    let widest = || lengths.iter().rev().max_by_key(|(_, lengths)| lengths.first().copied());
    table.or_else(widest).map_or(b',', |(parter, _)| *parter)
}

/// The bytes of a field of a row that begins at a byte; empty lines before the row are passed over.
fn field_at(text: &str, start: usize, field: usize, parter: u8) -> Range<usize> {
    let bytes = text.as_bytes();
    let blank = bytes.iter().skip(start).take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    let (mut begin, mut number, mut quoted) = (start + blank, 0, false);
    for (at, byte) in bytes.iter().enumerate().skip(start + blank) {
        let ends = !quoted && (*byte == parter || matches!(byte, b'\n' | b'\r'));
        if *byte == b'"' {
            quoted = !quoted;
        }
        if ends && number == field {
            return begin..at;
        }
        if ends {
            number += 1;
            begin = at + 1;
        }
    }
    begin.min(bytes.len())..bytes.len()
}

/// The table of a context: what the columns are called, and the rows. What is not known is `?`.
#[must_use]
pub fn table(context: &Partial) -> (Vec<String>, Vec<Vec<String>>) {
    let certain = context.read(Reading::Certain);
    let corner = certain.name.clone().unwrap_or_default();
    let columns = std::iter::once(corner).chain(certain.attributes().iter().cloned()).collect();
    let cell = |object, attribute| match context.cell(object, attribute) {
        Cell::Yes => "X",
        Cell::No => "",
        Cell::Unknown => "?",
    };
    let row = |(object, name): (usize, &String)| {
        let cells = (0..certain.attributes().len()).map(|attribute| cell(object, attribute).to_owned());
        std::iter::once(name.clone()).chain(cells).collect()
    };
    (columns, certain.objects().iter().enumerate().map(row).collect())
}
