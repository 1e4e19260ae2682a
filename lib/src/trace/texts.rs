//! Texts in the order of time, word for word copies set aside.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::Date;

use super::passage::{Passage, Place, Side};
use super::words::{Corpus, Row, Vocabulary};
use super::{Control, Source, Step, Stopped};

/// Texts that are read before their words are put together.
const BATCH: usize = 128;

/// A text that was read: its number, its date, and its words.
type Read = (usize, Option<Date>, Row);

/// A text that is word for word an earlier one.
struct Copy {
    number: usize,
    of: u32,
    date: Option<Date>,
    bytes: Range<usize>,
}

/// What is kept of the texts: their words, without those of copies.
pub(super) struct Texts {
    pub(super) corpus: Corpus,
    /// Number, among those given, of each text of the corpus.
    numbers: Vec<usize>,
    dates: Vec<Option<Date>>,
    copies: Vec<Copy>,
}

impl Texts {
    /// Loads all texts, on all cores, and cuts them into words.
    pub(super) fn read(
        count: usize,
        load: &(dyn Fn(usize) -> Source + Sync),
        control: &Control<'_>,
    ) -> Result<Texts, Stopped> {
        let done = AtomicUsize::new(0);
        let read = |number: usize| {
            if control.stopped() {
                return None;
            }
            let source = load(number);
            let row = Row::cut(&source.text, &source.skip);
            control.tell(Step::Reading, done.fetch_add(1, Ordering::Relaxed) + 1, count);
            Some((number, source.date, row))
        };
        // Batch by batch, so that only some texts have vocabularies of their own at a time; while one batch is read, the
        // words of the one before are put together.
        let mut vocabulary = Vocabulary::default();
        let mut all: Vec<Read> = Vec::with_capacity(count);
        let mut batch: Vec<Read> = Vec::new();
        for from in (0..=count).step_by(BATCH) {
            let numbers = from..(from + BATCH).min(count);
            let next = || numbers.into_par_iter().map(read).collect::<Option<Vec<Read>>>();
            let (next, ()) = rayon::join(next, || {
                let numbers: Vec<Vec<u32>> = batch.iter().map(|(_, _, row)| vocabulary.adopt(row)).collect();
                batch.par_iter_mut().zip(numbers).for_each(|((_, _, row), numbers)| row.renumber(&numbers));
            });
            all.append(&mut batch);
            batch = next.ok_or(Stopped::Cancelled)?;
        }
        for (_, _, row) in &mut batch {
            row.renumber(&vocabulary.adopt(row));
        }
        all.append(&mut batch);
        let mut read = all;
        // What has no date comes last: nothing is known to be later.
        read.sort_by_key(|(_, date, _)| (date.is_none(), date.map(Date::first), date.map(Date::last)));
        let mut texts = Texts { corpus: Corpus::default(), numbers: Vec::new(), dates: Vec::new(), copies: Vec::new() };
        let mut kinds: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut rows: Vec<Row> = Vec::new();
        for (number, date, row) in read {
            let kind = kinds.entry(row.fingerprint()).or_default();
            let same = |of: &&u32| rows.get(**of as usize).is_some_and(|first| first.words == row.words);
            if let Some(of) = kind.iter().find(same).filter(|_| !row.words.is_empty()) {
                texts.copies.push(Copy { number, of: *of, date, bytes: row.bytes() });
                continue;
            }
            kind.push(rows.len() as u32);
            texts.numbers.push(number);
            texts.dates.push(date);
            rows.push(row);
        }
        texts.corpus = Corpus::join(rows, vocabulary.len()).ok_or(Stopped::TooLarge)?;
        Ok(texts)
    }

    /// How many texts were set aside as copies.
    pub(super) fn copies(&self) -> usize {
        self.copies.len()
    }

    /// For each text of the corpus whether it, or a copy of it, is among some of those given.
    pub(super) fn among(&self, only: &[usize]) -> Vec<bool> {
        let mut wanted: Vec<bool> = self.numbers.iter().map(|number| only.contains(number)).collect();
        for copy in self.copies.iter().filter(|copy| only.contains(&copy.number)) {
            if let Some(wanted) = wanted.get_mut(copy.of as usize) {
                *wanted = true;
            }
        }
        wanted
    }

    /// Number, among those given, of a text of the corpus.
    pub(super) fn number(&self, text: u32) -> usize {
        self.numbers.get(text as usize).copied().unwrap_or_default()
    }

    /// For each text of the corpus the numbers of its copies.
    pub(super) fn copies_by_first(&self) -> Vec<Vec<usize>> {
        let mut copies = vec![Vec::new(); self.numbers.len()];
        for copy in &self.copies {
            if let Some(copies) = copies.get_mut(copy.of as usize) {
                copies.push(copy.number);
            }
        }
        copies
    }

    fn date(&self, text: u32) -> Option<Date> {
        self.dates.get(text as usize).copied().flatten()
    }

    /// Where a stretch of the corpus stands in the text that was given.
    pub(super) fn place(&self, text: u32, words: Range<u32>) -> Place {
        Place { text: self.number(text), words: words.len(), bytes: self.corpus.bytes(words) }
    }

    /// Which of two texts is certainly the older one.
    pub(super) fn earlier(&self, a: u32, b: u32) -> Option<Side> {
        earlier(self.date(a), self.date(b))
    }

    /// Each copy as one passage, with the first text of its kind.
    pub(super) fn copied(&self, least_words: usize, only: Option<&[usize]>) -> Vec<Passage> {
        let whole = |copy: &&Copy| self.corpus.range(copy.of).len() >= least_words;
        let first = |copy: &Copy| self.number(copy.of);
        let wanted = |copy: &&Copy| only.is_none_or(|o| o.contains(&copy.number) || o.contains(&first(copy)));
        let passage = |copy: &Copy| {
            let words = self.corpus.range(copy.of);
            Passage {
                a: self.place(copy.of, words.clone()),
                b: Place { text: copy.number, bytes: copy.bytes.clone(), words: words.len() },
                words: words.len(),
                identity: 1.0,
                earlier: earlier(self.date(copy.of), copy.date),
                formula: 0.0,
                families: 1,
            }
        };
        self.copies.iter().filter(whole).filter(wanted).map(passage).collect()
    }
}

fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Side> {
    let (a, b) = (a?, b?);
    if a.last() < b.first() {
        Some(Side::A)
    } else if b.last() < a.first() {
        Some(Side::B)
    } else {
        None
    }
}
