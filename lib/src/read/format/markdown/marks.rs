//! Comments that say what each unit of a text is, for texts whose units cannot all be told from their words.
//!
//! ```text
//! <!-- servanda: a text, a paragraph a line, every unit marked -->
//!
//! <!-- unit {"kind":"article","depth":0,"address":"art1","eid":"art_1","number":"1","label":"Article 1","heading":true} -->
//!
//! ## Article 1
//!
//! ## Scope
//!
//! The first paragraph.
//!
//! <!-- up 0 -->
//!
//! Words that follow the subordinate units of the unit at depth 0.
//! ```
//!
//! A text of this program begins with one of the two heads below. Both say that a line is a paragraph, so that no line is
//! taken for a running head or for the continuation of another.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, FileSet};
use crate::model::UnitKind;
use crate::read::extract::{Exact, Extract, Given, Line, Role};

/// First line of a text whose units are told from their words.
pub(crate) const PLAIN_HEAD: &str = "<!-- servanda: a text, a paragraph a line -->";
/// First line of a text whose units are marked.
pub(crate) const MARKED_HEAD: &str = "<!-- servanda: a text, a paragraph a line, every unit marked -->";

/// What the comment before a unit says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) kind: UnitKind,
    /// Levels above it.
    pub(crate) depth: usize,
    pub(crate) address: String,
    pub(crate) eid: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) number: String,
    /// Label as printed: the words behind the comment begin with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) label: String,
    /// Whether a heading follows on a line of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) heading: bool,
}

impl Mark {
    /// The comment.
    pub(crate) fn write(&self) -> String {
        // Comments may hold neither "--" nor, so that they are found again, ">".
        let json = serde_json::to_string(self).unwrap_or_default().replace('-', "\\u002d").replace('>', "\\u003e");
        format!("<!-- unit {json} -->")
    }

    fn read(comment: &str) -> Option<Result<Mark, serde_json::Error>> {
        Some(serde_json::from_str(inner(comment)?.strip_prefix("unit ")?))
    }
}

/// The comment behind which words belong again to the unit at a depth.
pub(crate) fn up(depth: usize) -> String {
    format!("<!-- up {depth} -->")
}

fn inner(comment: &str) -> Option<&str> {
    comment.trim().strip_prefix("<!--")?.strip_suffix("-->").map(str::trim)
}

/// The units that the comments mark. A comment that is not understood is reported, and its words fall to the unit before.
pub(super) fn structure(extract: &mut Extract) {
    let mut units: Vec<Given> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    // The mark whose label, and whose heading, have not been met yet.
    let mut label: Option<String> = None;
    let mut heading = false;
    let mut broken = Vec::new();
    for line in &extract.lines {
        let words = extract.text.get(line.span.clone()).unwrap_or("");
        if line.role == Role::Furniture {
            match Mark::read(words) {
                Some(Ok(mark)) => {
                    close(&mut open, &mut units, mark.depth);
                    label = Some(mark.label.clone()).filter(|l| !l.is_empty());
                    heading = mark.heading;
                    let parent = open.last().map(|(unit, _)| *unit);
                    open.push((units.len(), mark.depth));
                    units.push(given(mark, parent, line));
                }
                Some(Err(error)) => broken.push((line.span.clone(), error.to_string())),
                None => {
                    if let Some(depth) = inner(words).and_then(|i| i.strip_prefix("up ")?.trim().parse::<usize>().ok())
                    {
                        close(&mut open, &mut units, depth.saturating_add(1));
                    }
                }
            }
            continue;
        }
        if words.trim().is_empty() || !matches!(line.role, Role::Body | Role::TableRow) {
            continue;
        }
        if open.is_empty() {
            // Words before the first mark, put there by hand.
            open.push((units.len(), 0));
            units.push(Given { start: line.span.start, end: line.span.start, ..loose() });
        }
        for (unit, _) in &open {
            if let Some(unit) = units.get_mut(*unit) {
                unit.start = if unit.end == unit.start { line.span.start.max(unit.start) } else { unit.start };
                unit.end = line.span.end;
            }
        }
        let Some(unit) = open.last().and_then(|(unit, _)| units.get_mut(*unit)) else { continue };
        let mut start = line.span.start;
        if let Some(expected) = label.take() {
            match words.strip_prefix(expected.as_str()) {
                Some(rest) => {
                    start = line.span.end - rest.trim_start().len();
                    if rest.trim().is_empty() {
                        continue;
                    }
                }
                None => {
                    unit.label.clear();
                    broken.push((line.span.clone(), format!("the words should begin with \"{expected}\"")));
                }
            }
        }
        if std::mem::take(&mut heading) {
            unit.heading = Some(start..line.span.end);
        } else {
            unit.paragraphs.push(start);
        }
    }
    for (span, why) in broken {
        let span = FileSet::default().span(Default::default(), span);
        extract.diagnostics.push(
            Diagnostic::warning("mark-not-understood", span, format!("this mark of a unit is not understood: {why}"))
                .hint("add the text anew with read --add --replace, or take all marks and the first line out"),
        );
    }
    extract.structure = Some(units);
}

/// Closes the open units down to a depth, which itself is closed, too.
fn close(open: &mut Vec<(usize, usize)>, units: &mut [Given], depth: usize) {
    while let Some((unit, _)) = open.pop_if(|(_, at)| *at >= depth) {
        if let Some(unit) = units.get_mut(unit) {
            unit.end = unit.end.max(unit.start);
        }
    }
}

fn given(mark: Mark, parent: Option<usize>, line: &Line) -> Given {
    let at = line.span.end;
    Given {
        kind: mark.kind,
        label: mark.label,
        eid: Some(mark.eid),
        number: None,
        exact: Some(Exact { address: mark.address, number: mark.number }),
        heading: None,
        start: at,
        end: at,
        parent,
        paragraphs: Vec::new(),
    }
}

fn loose() -> Given {
    Given {
        kind: UnitKind::Preface,
        label: String::new(),
        eid: None,
        number: None,
        exact: None,
        heading: None,
        start: 0,
        end: 0,
        parent: None,
        paragraphs: Vec::new(),
    }
}
