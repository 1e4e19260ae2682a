//! Which works have how many words from which.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::occurrences::without;
use super::{FAMILIES, FORMULA, Traced, count_words};
use crate::landscape::Landscape;
use crate::model::Date;
use crate::trace::{Passage, Side};

/// A text among those that borrow from each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Work {
    /// Name of the file, or of the instrument with the language where several texts are held.
    pub name: String,
    /// Id of the instrument; `None` for a file.
    pub instrument: Option<String>,
    /// Title to call it by.
    pub title: String,
    /// When it was made.
    pub date: Option<Date>,
    /// Language of its words.
    pub language: Option<String>,
    /// Words that it has.
    pub words: usize,
}

/// What one text shares with another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Borrowing {
    /// The older text, by its number in [`Borrowings::works`]; where the dates do not tell, the one given first.
    pub from: usize,
    /// The younger one.
    pub to: usize,
    /// Whether it is known which is older.
    pub directed: bool,
    /// Words of the younger one that the older one has in passages.
    pub words: usize,
    /// How many of them stand in formulas, which prove no borrowing.
    pub formula_words: usize,
    /// Equal words as a share of those of the passages.
    pub identity: f64,
    /// Words as a share of those of the younger text.
    pub share: f64,
    /// Passages.
    pub passages: usize,
    /// Whether the younger text has more words from no other text that is older.
    pub main: bool,
}

/// Which works have how many words from which.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Borrowings {
    /// The texts, the oldest first, those without a date last.
    pub works: Vec<Work>,
    /// What they share, by the younger text, the most words first.
    pub borrowings: Vec<Borrowing>,
}

pub(super) fn borrowings(traced: &Traced, landscape: &Landscape) -> Borrowings {
    let works = traced.texts.iter().map(|text| {
        let instrument = text.instrument.as_deref().and_then(|id| landscape.instrument(id));
        let title = text.document.as_ref().and_then(|document| document.title.clone());
        Work {
            name: text.name.clone(),
            instrument: text.instrument.clone(),
            title: instrument.map(|i| i.title().to_owned()).or(title).unwrap_or_else(|| text.name.clone()),
            date: text.date,
            language: text.language().map(str::to_owned),
            words: count_words(text.words()),
        }
    });
    let mut works: Vec<(usize, Work)> = works.enumerate().collect();
    works.sort_by(|(x, a), (y, b)| (a.date.is_none(), a.date, &a.name, x).cmp(&(b.date.is_none(), b.date, &b.name, y)));
    let numbers: BTreeMap<usize, usize> = works.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    let works: Vec<Work> = works.into_iter().map(|(_, work)| work).collect();
    let mut pairs: BTreeMap<(usize, usize), Vec<&Passage>> = BTreeMap::new();
    for passage in &traced.passages {
        let number = |text: usize| numbers.get(&text).copied().unwrap_or(text);
        let (a, b) = (number(passage.a.text), number(passage.b.text));
        let pair = if passage.earlier == Some(Side::B) { (b, a) } else { (a, b) };
        pairs.entry(pair).or_default().push(passage);
    }
    let mut borrowings: Vec<Borrowing> = pairs
        .into_iter()
        .map(|((from, to), mut passages)| {
            let words = works.get(to).map_or(0, |work| work.words);
            // A stretch that is found in two places of the older text was taken once.
            passages.sort_by_key(|passage| (Reverse(passage.words), passage.b.bytes.start));
            let mut counted: Vec<Range<usize>> = Vec::new();
            let mut all = Borrowing {
                from,
                to,
                directed: passages.first().is_some_and(|passage| passage.earlier.is_some()),
                words: 0,
                formula_words: 0,
                identity: 0.0,
                share: 0.0,
                passages: passages.len(),
                main: false,
            };
            let mut longer = 0;
            for passage in passages {
                let here = if passage.earlier == Some(Side::B) { &passage.a } else { &passage.b };
                let fresh: usize = without(&here.bytes, &counted).iter().map(ExactSizeIterator::len).sum();
                counted.push(here.bytes.clone());
                let part = fresh as f64 / here.bytes.len().max(1) as f64;
                let equal = (passage.words as f64 * part).round() as usize;
                all.words += equal;
                longer += (passage.a.words.max(passage.b.words) as f64 * part).round() as usize;
                if passage.formula >= FORMULA && passage.families >= FAMILIES {
                    all.formula_words += equal;
                }
            }
            all.identity = (all.words as f64 / longer.max(1) as f64).min(1.0);
            all.share = (all.words as f64 / words.max(1) as f64).min(1.0);
            all
        })
        .collect();
    borrowings.sort_by_key(|one| (one.to, Reverse(one.words), one.from));
    let mut most: BTreeMap<usize, usize> = BTreeMap::new();
    for one in borrowings.iter().filter(|one| one.directed) {
        let held = most.entry(one.to).or_default();
        *held = (*held).max(one.words);
    }
    for one in &mut borrowings {
        one.main = one.directed && most.get(&one.to) == Some(&one.words);
    }
    Borrowings { works, borrowings }
}
