//! One line stream into one tree: candidate headings and numbers, then the numbering that fits the whole document best.
//!
//! In: the lines of an [`Extract`]. Out: units in document order with kind, number, heading, span and parent, for each
//! language version. It refuses to trust a line pattern alone: "Article 56" at the beginning of a line is a heading only if
//! the numbers before and after agree.

mod address;
mod contents;
mod evidence;
mod given;
mod label;
mod margin;
mod numeral;
mod opening;
pub(crate) mod ordinal;
mod row;
mod solve;
mod tongue;
mod tree;
mod weave;
mod word;

use std::ops::Range;

use crate::diagnostic::{Confidence, Diagnostic, FileId, FileSet};
use crate::model::UnitKind;
use crate::read::extract::{Extract, Format};

pub(crate) use address::Names;
pub(crate) use given::given;
use numeral::Value;
use row::Row;
pub(crate) use row::is_blank;
use solve::{Before, Candidate, Prior};
pub(crate) use tree::Node;
use word::ROWS;

/// The units of one language version.
pub(crate) struct Version {
    /// Language as a BCP 47 tag.
    pub(crate) language: Option<&'static str>,
    /// Bytes of the version.
    pub(crate) span: Range<usize>,
    /// Its units.
    pub(crate) nodes: Vec<Node>,
    /// Names that the file itself gives, parallel to the units; empty where it gives none.
    own: Vec<Own>,
}

/// Names of a unit that the file itself gives.
struct Own {
    eid: Option<String>,
    address: Option<String>,
}

impl Version {
    /// Names of the units; those that the file gives stay.
    pub(crate) fn names(&self) -> Vec<Names> {
        let mut names = address::name(&self.nodes);
        for (name, own) in names.iter_mut().zip(&self.own) {
            if let Some(eid) = &own.eid {
                name.eid.clone_from(eid);
            }
            if let Some(address) = &own.address {
                name.address.clone_from(address);
                name.repeated = false;
            }
        }
        names
    }
}

/// Reads the structure of every language version of a document. Languages that are woven into each other are laid out one
/// after the other first, so that a version is one stretch of the text.
pub(crate) fn segment(extract: &mut Extract) -> Vec<Version> {
    let counted = |extract: &Extract| {
        let mut rows = row::rows(extract);
        margin::mark(&mut rows, &extract.text);
        rows
    };
    let mut rows = counted(extract);
    let versions = match weave::find(&rows, &extract.text) {
        Some(woven) => {
            let known: Vec<(usize, usize)> = rows.iter().map(|r| r.start).zip(woven.of_row).collect();
            extract.diagnostics.push(woven_note(extract, &woven.languages));
            let firsts = extract.regroup(&extract.groups(&known), woven.languages.len());
            rows = counted(extract);
            tongue::parted(&rows, &firsts, &woven.languages)
        }
        None => tongue::versions(&rows, &extract.text),
    };
    versions
        .into_iter()
        .map(|version| {
            let rows = rows.get(version.rows).unwrap_or(&[]);
            let mut candidates = candidates(rows, &extract.text);
            let contents = contents::find(rows, &mut candidates, &extract.text);
            let prior = prior(&candidates);
            let decisions = solve::solve(&candidates, &prior);
            let nodes = tree::build(&extract.text, rows, &candidates, &decisions, &prior, &contents);
            let span = rows.first().map_or(0, |r| r.start)..rows.last().map_or(0, |r| r.end);
            Version { language: version.language, span, nodes, own: Vec::new() }
        })
        .collect()
}

/// Tells that the words stand in another order than in the file.
fn woven_note(extract: &Extract, languages: &[&str]) -> Diagnostic {
    let start = FileSet::default().span(FileId::default(), 0..0);
    let order =
        if matches!(extract.format, Format::Plain | Format::Markdown) { "; positions count in that order" } else { "" };
    let message =
        format!("{} take turns in this text and are read one after the other{order}", languages.join(" and "));
    Diagnostic::note("woven-languages", start, message).confidence(Confidence::High)
}

/// Whether words begin with the label of a headed unit (`Article 5`, `5. Scope`).
pub(crate) fn is_heading_label(words: &str) -> bool {
    label::label(words).is_some_and(|l| l.word.is_some() || (l.close != ' ' && l.end < words.len()))
}

fn candidates(rows: &[Row], text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(label) = &row.label else { continue };
        let evidence = evidence::of_label(rows, at, text);
        let heading = if label.word.is_none() { evidence::of_heading(rows, at, text) } else { 0 };
        let before = at.checked_sub(1).and_then(|i| rows.get(i));
        let announces = |b: &Row| text.get(b.start..b.end).is_some_and(|w| w.ends_with([':', '：', '—', '–']));
        let before = match before {
            Some(b) if b.label.is_some() && announces(b) => Before::OpenLabel,
            Some(b) if b.label.is_some() => Before::Label,
            Some(b) if announces(b) => Before::Intro,
            _ => Before::Words,
        };
        let end = label.end;
        found.push(Candidate { row: at, offset: 0, label: label.clone(), evidence, heading, before });
        if evidence > 0 {
            inner(at, row, end, text, &mut found);
        }
    }
    found
}

/// Labels that stand behind another one on the same line: `3. (a) Each Party`.
fn inner(at: usize, row: &Row, mut from: usize, text: &str, found: &mut Vec<Candidate>) {
    let words = text.get(row.start..row.end).unwrap_or("");
    for _ in 0..2 {
        let Some(rest) = words.get(from..) else { return };
        let offset = from + (rest.len() - rest.trim_start().len());
        let Some(label) = words.get(offset..).and_then(label::label) else { return };
        let first = label.readings.iter().any(|r| r.value.last() == 1 && r.value.len() == 1);
        let bracketed =
            label.close == ')' || (label.close == '.' && label.readings.first().is_some_and(|r| r.scheme.is_numeric()));
        // "Article 28(1)" is a reference, not two labels.
        let apart = offset > from || words.get(..from).is_some_and(|w| w.ends_with(['.', ')', ':']));
        if label.word.is_some() || !first || !bracketed || !apart {
            return;
        }
        from = offset + label.end;
        found.push(Candidate { row: at, offset, label, evidence: 60, heading: -1000, before: Before::OpenLabel });
    }
}

/// What the headings with words say about the whole document: the order in which containers nest is the order in which
/// their words first appear (Chapter, Section, Title in one treaty; Title, Chapter, Section in another). Articles stand
/// below them, unless a container follows upon itself more often than articles follow upon it: then it divides articles
/// ("Article I, Section 2").
fn prior(candidates: &[Candidate]) -> Prior {
    const BELOW_CONTAINERS: u8 = 50;
    const BELOW_ARTICLES: u8 = 60;
    let headed: Vec<(u8, UnitKind)> =
        candidates.iter().filter(|c| c.evidence >= 100).filter_map(|c| c.label.word.map(|w| (w.row, w.kind))).collect();
    let is_article = |kind: UnitKind| matches!(kind, UnitKind::Article | UnitKind::Rule);
    let articles = headed.iter().filter(|(_, kind)| is_article(*kind)).count();
    let mut rank = [u8::MAX; ROWS];
    let mut next = 0;
    for (row, kind) in &headed {
        let Some(place) = rank.get_mut(*row as usize).filter(|p| **p == u8::MAX) else { continue };
        if is_article(*kind) {
            *place = BELOW_CONTAINERS;
            continue;
        }
        let upon_itself = headed.windows(2).filter(|w| matches!(w, [a, b] if a.0 == *row && b.0 == *row)).count();
        let before_articles =
            headed.windows(2).filter(|w| matches!(w, [a, b] if a.0 == *row && is_article(b.1))).count();
        let after_articles =
            headed.windows(2).filter(|w| matches!(w, [a, b] if b.0 == *row && is_article(a.1))).count();
        let divides =
            *kind != UnitKind::Annex && upon_itself >= 2 && after_articles >= 2 && upon_itself > before_articles;
        *place = next + if divides { BELOW_ARTICLES } else { 0 };
        next += 1;
    }
    for (row, place) in rank.iter_mut().enumerate() {
        if *place == u8::MAX {
            *place = 100 + u8::try_from(row).unwrap_or(0);
        }
    }
    // Headings without a word that count up through the text outweigh a few lines that happen to begin with "Article".
    // They may begin again in each chapter, and lists in between count as well, so that some rows of numbers are open at once.
    const OPEN: usize = 4;
    let mut bare = 0;
    let mut open: Vec<Value> = Vec::with_capacity(OPEN + 1);
    for candidate in candidates.iter().filter(|c| c.label.word.is_none() && c.heading >= 100) {
        let Some(value) = candidate.label.readings.first().filter(|r| r.scheme.is_numeric()).map(|r| r.value) else {
            continue;
        };
        match open.iter_mut().rev().find(|last| value.step_from(last) == Some(1)) {
            Some(last) => {
                *last = value;
                bare += 1;
            }
            None if value.last() == 1 => {
                open.push(value);
                if open.len() > OPEN {
                    open.remove(0);
                }
            }
            None => {}
        }
    }
    Prior { rank, worded_articles: articles >= 2 && articles * 4 >= bare }
}
