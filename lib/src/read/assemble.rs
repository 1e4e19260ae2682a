//! An extract and its tree into a document: names, own words, doubts.

use std::ops::Range;

use crate::diagnostic::{Confidence, Diagnostic, FileId, FileSet, Span};
use crate::model::UnitKind;
use crate::text;

use super::document::{Document, ReadUnit, TextPart};
use super::extract::{Extract, Place, Role};
use super::footnotes;
use super::furniture;
use super::own;
use super::segment::{self, Names, Node};

/// Makes a document of what a format's reader gave.
pub(super) fn assemble(name: &str, mut extract: Extract) -> Document {
    if extract.wrapped {
        furniture::mark(&mut extract);
        footnotes::mark(&mut extract);
    }
    let versions = match &extract.structure {
        Some(given) => vec![segment::given(&extract, given)],
        None => segment::segment(&mut extract),
    };
    let mut diagnostics = extract.diagnostics.clone();
    let mut texts = Vec::new();
    let mut units = Vec::new();
    let single = versions.len() == 1;
    for version in versions {
        let names = version.names();
        let guess = version.language.map(str::to_owned);
        let declared = extract.language.clone().filter(|tag| guess.is_none() || single && !text::is_told_by_words(tag));
        let language = declared.or(guess);
        let mut read = units_of(&extract, &version.nodes, &names, (texts.len(), units.len()));
        read.iter_mut().for_each(|u| u.language.clone_from(&language));
        doubts(&version.nodes, &read, &names, &mut diagnostics);
        units.extend(read);
        texts.push(TextPart { language, start: version.span.start, end: version.span.end });
    }
    uncovered(&extract, &units, &mut diagnostics);
    diagnostics
        .sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.severity.cmp(&a.severity)).then(a.code.cmp(b.code)));
    let mut furniture: Vec<_> =
        extract.lines.iter().filter(|l| l.role == Role::Furniture).map(|l| l.span.clone()).collect();
    furniture.sort_by_key(|f| f.start);
    let title = extract.title.clone().or_else(|| title(&extract, &units));
    let language = texts.first().and_then(|t| t.language.clone());
    Document {
        name: name.to_owned(),
        format: extract.format,
        title,
        language,
        texts,
        units,
        notes: extract.notes.clone(),
        revisions: extract.revisions.clone(),
        furniture,
        citations: Vec::new(),
        definitions: Vec::new(),
        force: Vec::new(),
        diagnostics,
        extract,
    }
}

/// Units of one language version; `offset` says how many versions and units stand before it.
fn units_of(extract: &Extract, nodes: &[Node], names: &[Names], offset: (usize, usize)) -> Vec<ReadUnit> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        if let Some(list) = node.parent.and_then(|p| children.get_mut(p)) {
            list.push(at);
        }
    }
    let mut depth: Vec<usize> = Vec::with_capacity(nodes.len());
    let mut units = Vec::with_capacity(nodes.len());
    for ((node, name), below) in nodes.iter().zip(names).zip(&children) {
        let below = below.iter().filter_map(|c| nodes.get(*c)).map(|c| (c.start, c.end));
        let pieces = own::pieces(node.label_at + node.label.len(), node.heading, below, node.end);
        let level = node.parent.and_then(|p| depth.get(p)).map_or(0, |d| d + 1);
        depth.push(level);
        let words = |range: Range<usize>| own::lines_of(extract, range, &[]);
        units.push(ReadUnit {
            address: name.address.clone(),
            eid: name.eid.clone(),
            kind: node.kind,
            number: node.number.clone(),
            label: node.label.clone(),
            heading: node.heading.map(|(start, end)| words(start..end).replace('\n', " ")).filter(|h| !h.is_empty()),
            depth: level,
            parent: node.parent.and_then(|p| names.get(p)).map(|n| n.address.clone()),
            start: node.start,
            end: node.end,
            place: place_at(extract, node.start),
            language: None,
            text_part: offset.0,
            text: own::own_words(extract, &pieces, &node.paragraphs),
            parent_index: node.parent.map(|p| p + offset.1),
            label_start: node.label_at,
            heading_span: node.heading.map(|(start, end)| start..end),
            paragraphs: node.paragraphs.clone(),
        });
    }
    units
}

fn place_at(extract: &Extract, at: usize) -> Place {
    let number = extract.lines.partition_point(|l| l.span.start <= at);
    number.checked_sub(1).and_then(|n| extract.lines.get(n)).map(|l| l.place).unwrap_or_default()
}

/// The title in the words: the first line of what stands before the preamble, or the heading the format marks first.
fn title(extract: &Extract, units: &[ReadUnit]) -> Option<String> {
    let preface = units.iter().find(|u| u.kind == UnitKind::Preface)?;
    let within = extract.lines.iter().filter(|l| l.span.start >= preface.start && l.span.end <= preface.end + 1);
    let marked = within.clone().filter(|l| l.role == Role::Body && l.style.heading > 0).min_by_key(|l| l.style.heading);
    let line =
        marked.or_else(|| within.clone().find(|l| l.role == Role::Body && !extract.words(l).trim().is_empty()))?;
    let words = own::lines_of(extract, line.span.clone(), &[]);
    let cut: String = words.chars().take(LONGEST_TITLE).collect();
    (!cut.is_empty()).then_some(cut)
}

/// Titles of treaties run to some three lines.
const LONGEST_TITLE: usize = 240;

fn span(range: Range<usize>) -> Span {
    FileSet::default().span(FileId::default(), range)
}

/// What a careful reader should look at: numbers that repeat or jump.
fn doubts(nodes: &[Node], units: &[ReadUnit], names: &[Names], diagnostics: &mut Vec<Diagnostic>) {
    for ((node, unit), name) in nodes.iter().zip(units).zip(names) {
        let here = span(node.label_at..node.label_at + node.label.len());
        if name.repeated && !node.number.is_empty() {
            diagnostics.push(
                Diagnostic::warning(
                    "repeated-number",
                    here,
                    format!("\"{}\" stands here a second time; this one is addressed as {}", node.label, unit.address),
                )
                .hint("check the number in the original")
                .confidence(Confidence::Medium),
            );
        } else if node.step != 1 && !node.number.is_empty() && node.number != "0" {
            diagnostics.push(
                Diagnostic::warning(
                    "numbering-jumps",
                    here,
                    format!("\"{}\" does not follow the number before it", node.label),
                )
                .hint("a unit may be missing, or its number may have been read wrongly")
                .confidence(Confidence::Medium),
            );
        }
    }
}

/// Words that are in no unit: there should be none, and if there are they are not passed over in silence.
fn uncovered(extract: &Extract, units: &[ReadUnit], diagnostics: &mut Vec<Diagnostic>) {
    let mut reached = 0;
    let mut roots = units.iter().filter(|u| u.parent_index.is_none()).peekable();
    for line in &extract.lines {
        if !matches!(line.role, Role::Body | Role::TableRow)
            || extract.words(line).trim_matches(segment::is_blank).is_empty()
        {
            continue;
        }
        while let Some(root) = roots.next_if(|u| u.start < line.span.end) {
            reached = reached.max(root.end);
        }
        let end = line.span.start + extract.words(line).trim_end_matches(segment::is_blank).len();
        if end > reached {
            diagnostics.push(Diagnostic::warning("outside", span(line.span.clone()), "these words are in no unit"));
            reached = end;
        }
    }
}
