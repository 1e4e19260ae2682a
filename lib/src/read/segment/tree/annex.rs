//! Annexes whose heading has no word that the segmenter knows: articles that begin again at 1 below a title.
//!
//! "Rules of Procedure of the Tribunal", and below it Article 1 once more: the title opens an address space of its own, or
//! two articles would have one address. Where no title stands there, nothing is claimed: a stray "Article 1" is more often
//! a quotation than an annex.

use crate::model::UnitKind;

use super::super::evidence;
use super::super::opening as words_of;
use super::super::solve::{Class, Decision};
use super::Builder;

use std::ops::Range;

/// A title has at most this many rows.
const TITLE: usize = 4;
/// Rows between a title and the first article: the sentence that announces the articles.
const BETWEEN: usize = 3;

/// An annex without a word of its own.
pub(super) struct Annex {
    /// Rows of its title.
    pub(super) title: Range<usize>,
    /// Row of its first article or chapter.
    pub(super) first: usize,
}

impl Builder<'_> {
    /// Finds the articles, or the containers of articles, that begin again, with the first row of the title above each.
    pub(super) fn annexes(&self) -> Vec<Annex> {
        let headed: Vec<(usize, &Decision)> = self
            .decided
            .iter()
            .enumerate()
            .filter_map(|(at, decisions)| Some((at, *decisions.first()?)))
            .filter(|(_, d)| matches!(d.class, Class::Space | Class::Container | Class::Article))
            .collect();
        let value = |d: &Decision| d.reading.map_or(0, |r| if r.value.len() == 1 { r.value.last() } else { 0 });
        // For each heading the number of the first article behind it.
        let mut first_behind: Vec<Option<u16>> = vec![None; headed.len()];
        let mut article = None;
        for (place, (_, decision)) in first_behind.iter_mut().zip(&headed).rev() {
            *place = article;
            if decision.class == Class::Article {
                article = Some(value(decision));
            }
        }
        let mut found = Vec::new();
        for (n, (at, decision)) in headed.iter().enumerate() {
            let begins_again = decision.class != Class::Space && decision.step <= 0 && value(decision) == 1;
            if !begins_again {
                continue;
            }
            let next = headed.get(n + 1).map(|(_, d)| *d);
            let goes_on = match decision.class {
                Class::Article => next.is_none_or(|d| d.class != Class::Article || value(d) == 2),
                _ => first_behind.get(n) == Some(&Some(1)),
            };
            // "… shall be as follows:" may stand between the title and the articles.
            let announced = (at.saturating_sub(BETWEEN)..*at)
                .rev()
                .take_while(|row| self.free(*row))
                .find(|row| !self.continues(*row))
                .filter(|row| {
                    let last = self.rows.get(at.saturating_sub(1)).map_or("", |r| self.words(r));
                    *row < *at && last.ends_with(':') && last.len() > 30
                });
            let until = announced.unwrap_or(*at);
            if let Some(title) = self.title_above(until).filter(|_| goes_on) {
                found.push(Annex { title: title..until, first: *at });
            }
        }
        found
    }

    /// First row of the title right above a row: short rows without labels, and no sentence above them that runs on.
    fn title_above(&self, at: usize) -> Option<usize> {
        let mut first = None;
        for row in (at.saturating_sub(TITLE)..at).rev() {
            let place = self.rows.get(row)?;
            let words = self.words(place);
            let title =
                evidence::rest(words.trim_end_matches('.')).is_title() && words.chars().any(char::is_alphabetic);
            if !self.free(row) || place.table || !title || words_of::opens_conclusions(words) {
                break;
            }
            first = Some(row);
            if place.blank_before {
                break;
            }
        }
        let first = first?;
        let above = first.checked_sub(1).and_then(|n| self.rows.get(n));
        let capitals = self.rows.get(first).is_some_and(|r| {
            let words = self.words(r);
            evidence::rest(words).is_title_case() || r.style.heading > 0
        });
        // The sentence of the paragraph above must be over, or the title set apart from it.
        let apart = self.rows.get(first).is_some_and(|r| r.blank_before)
            || above.is_none_or(|a| !evidence::runs_on(a, self.text) && self.words(a).ends_with(['.', ';', '。']));
        (capitals && apart).then_some(first)
    }

    /// The first unit of an annex follows nothing: its number is in order.
    pub(super) fn follows(&mut self, row: usize) {
        if let Some(node) = self.nodes.iter_mut().rev().take_while(|n| n.row >= row).filter(|n| n.row == row).last() {
            node.step = 1;
        }
    }

    /// Opens an annex without a word of its own; in an annex that has one, a section of it. Gives the row behind the title.
    pub(super) fn open_annex(&mut self, annex: &Annex) -> usize {
        let end_row = annex.title.end;
        let (Some(top), Some(last)) =
            (self.rows.get(annex.title.start), end_row.checked_sub(1).and_then(|n| self.rows.get(n)))
        else {
            return annex.first;
        };
        let (start, end) = (top.start, last.end);
        let labelled =
            |n: &usize| self.nodes.get(*n).is_some_and(|n| n.class == Some(Class::Space) && !n.label.is_empty());
        let within = self.open.iter().position(|(n, _)| labelled(n)).map_or(0, |at| at + 1);
        self.open.truncate(within);
        let kind = if within > 0 { UnitKind::Section } else { UnitKind::Annex };
        let lower = self.text.get(start..end).unwrap_or("").to_lowercase();
        let protocol = ["protocol", "протокол"].iter().any(|word| lower.starts_with(word));
        let node = self.push(kind, start, end, annex.title.start, Some(0));
        if let Some(node) = self.node(node) {
            node.heading = Some((start, end));
            if kind == UnitKind::Section {
                node.class = Some(Class::Container);
            } else {
                node.class = Some(Class::Space);
                node.prefix = if protocol { "protocol" } else { "annex" };
            }
        }
        self.floor = self.open.len();
        end_row
    }
}
