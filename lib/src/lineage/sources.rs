//! Who most plausibly took which words from whom.
//!
//! Each occurrence asks for the best older one: the most words, then the highest identity, then the nearest date; all that
//! are equally good. The words that it has from there are explained, and the rest asks again. So a chain of texts comes out
//! as a chain, and an occurrence put together from two has two sources. Where dates do not tell, the same is asked of those
//! of unknown order, and the edge has no direction.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::occurrences::{Finder, Found, Run, clipped, without};
use super::{Edge, EdgeKind};
use crate::model::Date;

/// Fewest words that a source explains.
const FEWEST: usize = 6;

/// What two occurrences share.
#[derive(Debug, Default)]
struct Shared {
    /// Equal words, as bytes of the one and of the other.
    runs: Vec<Run>,
    words: usize,
    longer: usize,
    formula: f64,
    families: usize,
    /// Words of the passage that gave the formula weight.
    largest: usize,
}

impl Shared {
    fn identity(&self) -> f64 {
        (self.words as f64 / self.longer.max(1) as f64).min(1.0)
    }
}

/// The reuse edges between what was found, with the number of pairs that were left out because others explain them.
pub(super) fn reuse(finder: &mut Finder<'_>) -> (Vec<Edge>, usize) {
    let shared = shared(finder);
    let traced = finder.traced;
    let date = |at: usize| finder.found.get(at).and_then(|f| traced.texts.get(f.text)).and_then(|text| text.date);
    let mut partners: Vec<Vec<(usize, bool, &Shared)>> = vec![Vec::new(); finder.found.len()];
    for ((x, y), shared) in &shared {
        for (own, other, first) in [(*x, *y, true), (*y, *x, false)] {
            partners.get_mut(own).into_iter().for_each(|list| list.push((other, first, shared)));
        }
    }
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut edges = Vec::new();
    for (to, found) in finder.found.iter().enumerate() {
        let mut explained: Vec<Range<usize>> = Vec::new();
        for directed in [true, false] {
            let candidates: Vec<(usize, bool, &Shared)> = (partners.get(to).into_iter().flatten().copied())
                .filter(|(other, ..)| match order(date(*other), date(to)) {
                    Some(earlier) => directed && earlier,
                    None => !directed,
                })
                .collect();
            loop {
                let rated: Vec<(Rating, usize, Vec<Range<usize>>, &Shared)> = candidates
                    .iter()
                    .map(|(other, first, shared)| {
                        let own = |run: &Run| if *first { run.0.clone() } else { run.1.clone() };
                        let own: Vec<Range<usize>> = shared.runs.iter().map(own).collect();
                        let fresh = own.iter().flat_map(|run| without(run, &explained));
                        let words = fresh.map(|run| finder.count(found.text, run)).sum();
                        (Rating::of(words, shared.identity(), date(*other)), *other, own, *shared)
                    })
                    .filter(|(rating, ..)| rating.words >= FEWEST)
                    .collect();
                let Some(best) = rated.iter().map(|(rating, ..)| *rating).max() else { break };
                for (_, from, own, shared) in rated.into_iter().filter(|(rating, ..)| *rating == best) {
                    explained.extend(own);
                    if taken.insert((from.min(to), from.max(to))) {
                        edges.push(edge(from, to, directed, shared));
                    }
                }
            }
        }
    }
    (edges, shared.len() - taken.len())
}

fn edge(from: usize, to: usize, directed: bool, shared: &Shared) -> Edge {
    Edge {
        words: Some(shared.words),
        identity: Some(shared.identity()),
        formula: Some(shared.formula),
        families: Some(shared.families),
        ..Edge::between(EdgeKind::Reuse, from, to, directed)
    }
}

impl Edge {
    /// An edge that says no more than its kind.
    pub(super) fn between(kind: EdgeKind, from: usize, to: usize, directed: bool) -> Edge {
        Edge {
            kind,
            from,
            to,
            directed,
            words: None,
            identity: None,
            formula: None,
            families: None,
            quote: None,
            relation: None,
            evidence: None,
        }
    }
}

/// How good a source is; the greatest is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rating {
    words: usize,
    /// In thousandths, so that what is equal for a reader is equal here.
    identity: u32,
    date: Option<Date>,
}

impl Rating {
    fn of(words: usize, identity: f64, date: Option<Date>) -> Rating {
        Rating { words, identity: (identity * 1000.0) as u32, date }
    }
}

/// Whether the first date is certainly before the other (`true`) or behind it (`false`); `None` if they do not tell.
pub(super) fn order(a: Option<Date>, b: Option<Date>) -> Option<bool> {
    let (a, b) = (a?, b?);
    if a.last() < b.first() {
        Some(true)
    } else if b.last() < a.first() {
        Some(false)
    } else {
        None
    }
}

/// What each two occurrences share, by their numbers, the smaller one first.
fn shared(finder: &mut Finder<'_>) -> BTreeMap<(usize, usize), Shared> {
    let traced = finder.traced;
    let mut by_text: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, found) in finder.found.iter().enumerate() {
        by_text.entry(found.text).or_default().push(at);
    }
    let wholes: Vec<Range<usize>> = finder.found.iter().map(Found::whole).collect();
    let mut all: BTreeMap<(usize, usize), Shared> = BTreeMap::new();
    for (number, passage) in traced.passages.iter().enumerate() {
        let (Some(in_a), Some(in_b)) = (by_text.get(&passage.a.text), by_text.get(&passage.b.text)) else { continue };
        for (x, y) in in_a.iter().flat_map(|x| in_b.iter().map(move |y| (*x, *y))) {
            let touches = |at: usize, place: &Range<usize>| {
                wholes.get(at).is_some_and(|whole| whole.start < place.end && place.start < whole.end)
            };
            if !touches(x, &passage.a.bytes) || !touches(y, &passage.b.bytes) {
                continue;
            }
            let (Some(one), Some(other)) = (finder.found.get(x).cloned(), finder.found.get(y).cloned()) else {
                continue;
            };
            let mut here: Vec<Run> = Vec::new();
            for (a, b) in finder.runs_of(number).iter() {
                for (a, b) in one.stretches.iter().filter_map(|stretch| clipped(a, b, stretch)) {
                    let back = other.stretches.iter().filter_map(|stretch| clipped(&b, &a, stretch));
                    here.extend(back.map(|(b, a)| (a, b)));
                }
            }
            let words: usize = here.iter().map(|(a, _)| finder.count(one.text, a.clone())).sum();
            if words == 0 {
                continue;
            }
            let span = |side: fn(&Run) -> &Range<usize>| {
                let start = here.iter().map(|run| side(run).start).min().unwrap_or(0);
                start..here.iter().map(|run| side(run).end).max().unwrap_or(start)
            };
            let longer = finder.count(one.text, span(|run| &run.0)).max(finder.count(other.text, span(|run| &run.1)));
            if x > y {
                here.iter_mut().for_each(|(a, b)| std::mem::swap(a, b));
            }
            let shared = all.entry((x.min(y), x.max(y))).or_default();
            shared.words += words;
            shared.longer += longer;
            shared.runs.extend(here);
            if words > shared.largest {
                (shared.largest, shared.formula, shared.families) = (words, passage.formula, passage.families);
            }
        }
    }
    all.retain(|_, shared| shared.words >= FEWEST);
    all
}
