//! The own words of a unit: what stands in it without its label, its heading and its subordinate units.
//!
//! One function makes a unit's text and what an export writes between subordinate units, so that the two cannot differ.

use std::ops::Range;

use super::document::Document;
use super::extract::{Extract, Role, Style};
use super::segment;

/// A paragraph of words that remembers where in the extracted text it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Paragraph {
    /// The words, white space at the joins of lines made even.
    pub(crate) text: String,
    /// How many of the unit's subordinate units stand before it.
    pub(crate) after: usize,
    /// Whether it is a row of a table, whose cells tabs part.
    pub(crate) row: bool,
    /// How its first line looks.
    pub(crate) style: Style,
    /// Where each stretch of the words begins, and which bytes of the extracted text it shows.
    parts: Vec<(usize, Range<usize>)>,
}

impl Paragraph {
    /// Whether any of its words are known to stand somewhere in the extracted text.
    pub(crate) fn has_places(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Bytes of the extracted text from the first that is shown here to the last.
    pub(crate) fn source(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |(_, part)| part.start);
        start..self.parts.last().map_or(start, |(_, part)| part.end)
    }

    /// Where in the words a stretch of the extracted text stands, if all of it is shown here.
    pub(crate) fn locate(&self, extract: &Extract, range: &Range<usize>) -> Option<Range<usize>> {
        let (at, part) = self.parts.iter().find(|(_, part)| part.start <= range.start && range.end <= part.end)?;
        let start = at + extract.shown(part.start..range.start).len();
        let end = start + extract.shown(range.clone()).len();
        (start < end && end <= self.text.len()).then_some(start..end)
    }

    /// Where in the words a stretch of the extracted text stands that may run over the end of a line: each end is looked
    /// for in its own line. What begins or ends outside these words is not theirs.
    pub(crate) fn stretch(&self, extract: &Extract, range: &Range<usize>) -> Option<Range<usize>> {
        let holds = |at: usize, last: bool| {
            let inside = |part: &Range<usize>| part.start <= at && if last { at <= part.end } else { at < part.end };
            let (from, part) = self.parts.iter().find(|(_, part)| inside(part))?;
            Some(from + extract.shown(part.start..at).len())
        };
        let (start, end) = (holds(range.start, false)?, holds(range.end, true)?);
        let bounds = self.text.is_char_boundary(start) && self.text.is_char_boundary(end.min(self.text.len()));
        (start < end && end <= self.text.len() && bounds).then_some(start..end)
    }
}

/// The stretches of a unit that are its own, each with the number of subordinate units before it: from the end of the
/// label on, without the heading and without the stretches of its subordinate units.
pub(super) fn pieces(
    mut at: usize,
    heading: Option<(usize, usize)>,
    below: impl Iterator<Item = (usize, usize)>,
    end: usize,
) -> Vec<(usize, Range<usize>)> {
    let mut pieces = Vec::new();
    if let Some((start, stop)) = heading {
        if at < start {
            pieces.push((0, at..start));
        }
        at = at.max(stop);
    }
    let mut after = 0;
    for (start, stop) in below {
        if at < start {
            pieces.push((after, at..start));
        }
        after += 1;
        at = at.max(stop);
    }
    if at < end {
        pieces.push((after, at..end));
    }
    pieces
}

/// Words of several stretches, one line for each paragraph.
pub(super) fn own_words(extract: &Extract, pieces: &[(usize, Range<usize>)], paragraphs: &[usize]) -> String {
    let mut text = String::new();
    for (_, piece) in pieces {
        let words = lines_of(extract, piece.clone(), paragraphs);
        if !words.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&words);
        }
    }
    text
}

/// Words of a stretch with its lines joined by spaces, or by line feeds where a paragraph begins.
pub(super) fn lines_of(extract: &Extract, range: Range<usize>, paragraphs: &[usize]) -> String {
    let mut lines = paragraphs_of(extract, range, paragraphs).into_iter().map(|p| p.text);
    let mut text = lines.next().unwrap_or_default();
    for line in lines {
        text.push('\n');
        text.push_str(&line);
    }
    text
}

/// Words of a stretch, furniture and footnotes left out, paragraph by paragraph.
pub(crate) fn paragraphs_of(extract: &Extract, range: Range<usize>, paragraphs: &[usize]) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let first = extract.lines.partition_point(|l| l.span.end <= range.start);
    for line in extract.lines.iter().skip(first) {
        if line.span.start >= range.end {
            break;
        }
        if !matches!(line.role, Role::Body | Role::TableRow) {
            continue;
        }
        let (start, end) = (line.span.start.max(range.start), line.span.end.min(range.end));
        let words = extract.text.get(start..end).unwrap_or("");
        let lead = words.len() - words.trim_start_matches(segment::is_blank).len();
        let shown = extract.shown(start..end.max(start));
        let shown_lead = shown.len() - shown.trim_start_matches(segment::is_blank).len();
        let words = shown.trim_matches(segment::is_blank);
        if words.is_empty() {
            continue;
        }
        let opens = line.role == Role::TableRow || paragraphs.binary_search(&(start + lead)).is_ok();
        if opens || found.is_empty() {
            let row = line.role == Role::TableRow;
            found.push(Paragraph { row, style: line.style, ..Paragraph::default() });
        }
        let Some(open) = found.last_mut() else { continue };
        let unspaced = |c: Option<char>| c.is_some_and(|c| matches!(u32::from(c), 0x2E80..=0x9FFF | 0xFF00..=0xFFEF));
        let unspaced_join = unspaced(open.text.chars().next_back()) && unspaced(words.chars().next());
        if !open.text.is_empty() && !unspaced_join {
            open.text.push(' ');
        }
        // White space that is markup as well can only be told apart by looking: then the stretch begins where it is shown.
        let from = if shown_lead == lead { start + lead } else { start };
        if shown_lead == lead || shown_lead == 0 {
            open.parts.push((open.text.len(), from..end));
        }
        open.text.push_str(words);
    }
    found
}

impl Document {
    /// The own words of a unit paragraph by paragraph, each with the number of subordinate units before it; `below` lists
    /// the unit's subordinate units in order. Joined by line feeds they are the unit's text.
    pub(crate) fn own_paragraphs(&self, unit: usize, below: &[usize]) -> Vec<Paragraph> {
        let Some(unit) = self.units.get(unit) else { return Vec::new() };
        let below = below.iter().filter_map(|c| self.units.get(*c)).map(|c| (c.start, c.end));
        let heading = unit.heading_span.as_ref().map(|h| (h.start, h.end));
        let mut found = Vec::new();
        for (after, piece) in pieces(unit.label_end(), heading, below, unit.end) {
            found.extend(
                paragraphs_of(&self.extract, piece, &unit.paragraphs).into_iter().map(|p| Paragraph { after, ..p }),
            );
        }
        found
    }

    /// Whether what comes behind a unit's label stands on another line: its heading, or its words, or a subordinate unit if
    /// that comes first.
    pub(crate) fn label_ends_line(&self, unit: usize, first: Option<usize>) -> bool {
        let Some(unit) = self.units.get(unit).filter(|unit| !unit.label.is_empty()) else { return false };
        let breaks = |from: usize, to: usize| self.extract.text.get(from..to).is_none_or(|t| t.contains('\n'));
        if unit.heading.is_some() {
            return unit.heading_span.as_ref().is_some_and(|heading| breaks(unit.start, heading.start));
        }
        let from = unit.label_end();
        let to = first.and_then(|child| self.units.get(child)).map_or_else(
            || {
                let rest = self.extract.text.get(from..).unwrap_or("");
                from + (rest.len() - rest.trim_start_matches(segment::is_blank).len())
            },
            |child| child.start,
        );
        breaks(from, to)
    }

    /// The words of a title page or a table of contents line by line, as they are set. Where lines may be wrapped, only a
    /// short one ends on purpose, or one before an empty line.
    pub(crate) fn set_lines(&self, unit: usize) -> Vec<Paragraph> {
        const SHORT: usize = 50;
        let Some(unit) = self.units.get(unit) else { return Vec::new() };
        let mut starts = Vec::new();
        let mut goes_on = false;
        let first = self.extract.lines.partition_point(|l| l.span.end <= unit.start);
        for line in self.extract.lines.iter().skip(first).take_while(|l| l.span.start < unit.end) {
            let words = self.extract.words(line);
            let trimmed = words.trim_start_matches(segment::is_blank);
            if !goes_on && !trimmed.is_empty() {
                starts.push(line.span.start + (words.len() - trimmed.len()));
            }
            goes_on = self.extract.wrapped && trimmed.chars().count() >= SHORT;
        }
        paragraphs_of(&self.extract, unit.label_end()..unit.end, &starts)
    }

    /// The heading of a unit, with the memory of where it comes from; its lines are joined.
    pub(crate) fn heading_paragraph(&self, unit: usize) -> Option<Paragraph> {
        let unit = self.units.get(unit)?;
        let mut lines =
            unit.heading_span.clone().map(|span| paragraphs_of(&self.extract, span, &[])).unwrap_or_default();
        // A heading that is a row of a table has several paragraphs; where they meet no footnote is looked for.
        match (lines.len(), &unit.heading) {
            (_, None) => None,
            (1, Some(_)) => lines.pop(),
            (_, Some(heading)) => Some(Paragraph { text: heading.clone(), ..Paragraph::default() }),
        }
    }
}
