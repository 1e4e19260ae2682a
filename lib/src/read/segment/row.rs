//! Lines that carry words, with what their neighbourhood says about them.

use crate::read::extract::{Extract, Role, Style};

use super::label::{self, Label};

/// A line of the agreement, white space trimmed, with what stands round it.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Bytes of the words in the extracted text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether at least one empty line stands before it.
    pub(crate) blank_before: bool,
    /// Whether it is so long that its paragraph may go on in the next line.
    pub(crate) full: bool,
    /// Columns of white space before the words.
    pub(crate) indent: usize,
    pub(crate) style: Style,
    /// Whether it is a row of a table.
    pub(crate) table: bool,
    /// The label it begins with, if any.
    pub(crate) label: Option<Label>,
    /// Whether the format itself set the label, so that it is certain.
    pub(crate) certain: bool,
}

/// Rows of an extract, and the usual width of its lines.
pub(crate) fn rows(extract: &Extract) -> Vec<Row> {
    let mut lengths: Vec<usize> =
        extract.lines.iter().filter(|l| l.role == Role::Body).map(|l| l.span.len()).filter(|n| *n > 30).collect();
    let width = if extract.wrapped && !lengths.is_empty() {
        let at = lengths.len() * 9 / 10;
        let at = at.min(lengths.len() - 1);
        *lengths.select_nth_unstable(at).1
    } else {
        usize::MAX
    };
    let mut rows = Vec::with_capacity(extract.lines.len());
    let mut blank = true;
    for line in &extract.lines {
        if !matches!(line.role, Role::Body | Role::TableRow) {
            continue;
        }
        let words = extract.words(line);
        let trimmed = words.trim_start_matches(is_blank);
        let lead = words.len() - trimmed.len();
        let trimmed = trimmed.trim_end_matches(is_blank);
        if trimmed.is_empty() {
            blank = true;
            continue;
        }
        let start = line.span.start + lead;
        let indent: usize = words.get(..lead).unwrap_or("").chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let table = line.role == Role::TableRow;
        rows.push(Row {
            start,
            end: start + trimmed.len(),
            blank_before: blank || !extract.wrapped,
            full: width != usize::MAX && line.span.len() * 10 >= width * 7,
            // Steps of lists and margins say the same as blanks at the beginning of a line of text.
            indent: indent + usize::from(line.style.indent) * 4,
            style: line.style,
            table,
            label: if table { None } else { label::label(trimmed).or_else(|| set_label(words, line.label)) },
            certain: line.label > 0,
        });
        blank = false;
    }
    rows
}

/// A number or letter without punctuation, which is a label only because the format set it apart ("a", a wide gap, words).
pub(super) fn set_label(words: &str, length: usize) -> Option<Label> {
    let token = words.get(..length).filter(|t| (1..=5).contains(&t.chars().count()))?;
    let label = label::label(&format!("{token}."))?;
    (label.word.is_none() && label.end == length + 1).then_some(Label { close: ' ', end: length, ..label })
}

/// White space and marks without width or meaning at the edges of a line.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
