//! One line stream into one tree: candidate headings and numbers, then the numbering that fits the whole document best.
//!
//! In: the lines of an [`Extract`]. Out: units in document order with kind, number, heading, span and parent. It refuses to
//! trust a line pattern alone: "Article 56" at the beginning of a line is a heading only if the numbers before and after
//! agree.

mod address;
mod evidence;
mod label;
mod numeral;
mod opening;
mod row;
mod solve;
mod tree;
mod word;

use crate::model::UnitKind;
use crate::read::extract::Extract;

pub(crate) use address::{Names, name};
use row::Row;
pub(crate) use row::is_blank;
use solve::{Candidate, Prior};
pub(crate) use tree::Node;
use word::ROWS;

/// Reads the structure of one text.
pub(crate) fn segment(extract: &Extract) -> Vec<Node> {
    let rows = row::rows(extract);
    let candidates = candidates(&rows, &extract.text);
    let prior = prior(&candidates);
    let decisions = solve::solve(&candidates, &prior);
    tree::build(&extract.text, &rows, &candidates, &decisions)
}

fn candidates(rows: &[Row], text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(label) = &row.label else { continue };
        let evidence = evidence::of_label(rows, at, text);
        let heading = if label.word.is_none() { evidence::of_heading(rows, at, text) } else { 0 };
        found.push(Candidate { row: at, label: label.clone(), evidence, heading });
    }
    found
}

/// What the headings with words say about the whole document: the order in which containers nest is the order in which
/// their words first appear (Chapter, Section, Title in one treaty; Title, Chapter, Section in another).
fn prior(candidates: &[Candidate]) -> Prior {
    let mut rank = [u8::MAX; ROWS];
    let mut next = 0;
    let mut articles = 0;
    for candidate in candidates {
        let Some(word) = candidate.label.word else { continue };
        if candidate.evidence < 100 {
            continue;
        }
        if word.kind == UnitKind::Article {
            articles += 1;
        }
        if let Some(place) = rank.get_mut(word.row as usize).filter(|p| **p == u8::MAX) {
            *place = next;
            next += 1;
        }
    }
    for (row, place) in rank.iter_mut().enumerate() {
        if *place == u8::MAX {
            *place = 100 + u8::try_from(row).unwrap_or(0);
        }
    }
    Prior { rank, worded_articles: articles >= 2 }
}
