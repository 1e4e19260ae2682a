//! Runs of words that two texts share, found through rows of six words.
//!
//! Every row of six words is hashed; equal hashes are brought together by one sort. A pair of places is followed up only
//! where a shared run begins (the words before differ), so a run of a thousand words costs as much as one of six. Rows
//! that too many texts have are not paired each with each, but with the earliest text that has them. Of a large corpus only a
//! band of the hashes is looked at at a time: hashing again costs less than memory for all of them.

use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

use super::waiting::Waiting;
use super::words::Corpus;

/// Words of a row. Six is what the literature on copied agreements counts, and the shortest that is rarely chance.
pub(super) const ROW: usize = 6;

/// Places of one row in one text that are followed up. Tables repeat a row thousands of times and mean nothing by it.
const REPEATS: usize = 8;

/// A run of words that stands in two texts. The order is that of texts and places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text_a: u32,
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) words: u32,
}

impl Run {
    /// Runs of one later text in the order of its pairs are in the order of this number.
    pub(super) fn order(&self) -> u128 {
        u128::from(self.text_a) << 64 | u128::from(self.b) << 32 | u128::from(self.a)
    }
}

/// What is known of the row that begins at a word.
#[derive(Debug, Default)]
pub(super) struct Rows {
    marks: Vec<AtomicU8>,
    /// Rows of words, counted by place, that too many texts have to pair them each with each.
    pub(super) common: u64,
    /// Texts that have the commonest row.
    pub(super) most: u32,
}

/// Pairs with this place are not made through its row.
const SILENT: u8 = 0x80;
/// The first place of a row that too many texts have.
const FIRST: u8 = 0x40;
const FAMILIES: u8 = 0x3F;

impl Rows {
    fn mark(&self, at: u32) -> u8 {
        self.marks.get(at as usize).map_or(0, |m| m.load(Ordering::Relaxed))
    }

    fn before(&self, at: u32) -> u8 {
        at.checked_sub(1).map_or(0, |n| self.mark(n))
    }

    /// In how many families of texts the row that begins here stands: 1 for one alone, at most 63.
    pub(super) fn families(&self, at: u32) -> u8 {
        (self.mark(at) & FAMILIES).max(1)
    }
}

/// Hashes of all rows of so many words of a text, in order.
pub(super) fn hashes(words: &[u32], length: usize) -> impl Iterator<Item = u64> + '_ {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let out = BASE.wrapping_pow(length as u32);
    let mut hash = 0_u64;
    words.iter().enumerate().filter_map(move |(at, word)| {
        let value = |word: u32| u64::from(word).wrapping_add(1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        hash = hash.wrapping_mul(BASE).wrapping_add(value(*word));
        if at >= length {
            let left = words.get(at - length).copied().unwrap_or(0);
            hash = hash.wrapping_sub(value(left).wrapping_mul(out));
        }
        (at + 1 >= length).then(|| {
            let mixed = (hash ^ hash >> 32).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
            mixed ^ mixed >> 33
        })
    })
}

/// A piece of the corpus with its rows, sorted into shelves by the top bits of their hashes.
struct Piece {
    entries: Vec<u64>,
    ends: Vec<u32>,
}

impl Piece {
    fn shelf(&self, shelf: usize) -> &[u64] {
        let start = shelf.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or(0);
        let end = self.ends.get(shelf).copied().unwrap_or(start);
        self.entries.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The rows of some texts that belong on the shelves of a band. There are `1 << bits` shelves in all.
    fn of(corpus: &Corpus, texts: Range<u32>, bits: u32, row: usize, band: &Range<usize>) -> Piece {
        let shift = 64 - bits;
        let mut rows: Vec<(u64, u32)> = Vec::new();
        let mut ends = vec![0_u32; band.len()];
        for text in texts {
            let start = corpus.range(text).start;
            for (at, hash) in hashes(corpus.row(text), row).enumerate() {
                let shelf = ((hash >> shift) as usize).wrapping_sub(band.start);
                if let Some(count) = ends.get_mut(shelf) {
                    *count += 1;
                    rows.push((hash, start + at as u32));
                }
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            let count = *end;
            *end = sum;
            sum += count;
        }
        let mut entries = vec![0_u64; rows.len()];
        for (hash, at) in &rows {
            let Some(next) = ends.get_mut((hash >> shift) as usize - band.start) else { continue };
            if let Some(entry) = entries.get_mut(*next as usize) {
                // The 32 bits below those of the shelf; what is equal in them by chance is told apart by its words.
                *entry = (*hash << bits) & 0xFFFF_FFFF_0000_0000 | u64::from(*at);
            }
            *next += 1;
        }
        Piece { entries, ends }
    }
}

/// Words of a piece.
const PIECE: u32 = 1 << 18;
/// Rows of a band, eight bytes each.
const BAND: usize = 1 << 24;

/// Brings equal rows of so many words together, on all cores. `each` gets the sorted entries of one shelf after the other, in
/// any order; entries with the same upper half are equal rows, the lower half is the place. What it makes of them comes back.
pub(super) fn grouped<T: Send>(corpus: &Corpus, row: usize, each: impl Fn(&[u64]) -> T + Sync) -> Vec<T> {
    let words = corpus.words.len();
    let shelves = (words / 16_384).next_power_of_two().clamp(2, 1 << 14);
    let bands = words.div_ceil(BAND).next_power_of_two().min(shelves);
    let bits = shelves.trailing_zeros();
    let mut pieces: Vec<Range<u32>> = Vec::new();
    for text in 0..corpus.texts() as u32 {
        match pieces.last_mut() {
            Some(last) if corpus.range(text).end - corpus.range(last.start).start <= PIECE => last.end = text + 1,
            _ => pieces.push(text..text + 1),
        }
    }
    let mut all = Vec::with_capacity(shelves);
    for band in 0..bands {
        let band = band * (shelves / bands)..(band + 1) * (shelves / bands);
        let of = |texts: &Range<u32>| Piece::of(corpus, texts.clone(), bits, row, &band);
        let pieces: Vec<Piece> = pieces.par_iter().map(of).collect();
        all.par_extend((0..band.len()).into_par_iter().map(|shelf| {
            let mut entries: Vec<u64> = Vec::with_capacity(pieces.iter().map(|p| p.shelf(shelf).len()).sum());
            pieces.iter().for_each(|piece| entries.extend_from_slice(piece.shelf(shelf)));
            entries.sort_unstable();
            each(&entries)
        }));
    }
    all
}

/// Rows that stand in two texts: their places, group by group.
#[derive(Default)]
struct Shared {
    places: Vec<u32>,
    /// Where each group ends.
    ends: Vec<u32>,
    /// Places of rows that too many texts have.
    common: u64,
    /// Texts that have the commonest row.
    most: u32,
}

impl Shared {
    fn groups(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, end)| self.places.get(start as usize..*end as usize))
    }
}

/// What is asked of the search.
pub(super) struct Search<'s> {
    pub(super) corpus: &'s Corpus,
    /// Family of each text.
    pub(super) families: &'s [u32],
    /// Which texts are looked at; one of a pair must be among them.
    pub(super) wanted: &'s [bool],
    /// Most texts that may have a row for it to be paired each with each.
    pub(super) most_texts: usize,
    /// Asked again and again; `true` ends the search.
    pub(super) stop: &'s (dyn Fn() -> bool + Sync),
}

impl Search<'_> {
    /// Finds all runs and puts each on the shelf of its later text.
    pub(super) fn run(&self, out: &Waiting) -> Rows {
        let corpus = self.corpus;
        let words = corpus.words.len();
        let mut rows = Rows::default();
        rows.marks.resize_with(words, || AtomicU8::new(0));
        let groups: Vec<Shared> =
            grouped(corpus, ROW, |entries| if (self.stop)() { Shared::default() } else { self.mark(entries, &rows) });
        rows.common = groups.iter().map(|g| g.common).sum();
        rows.most = groups.iter().map(|g| g.most).max().unwrap_or(0);
        let shelf_words = (words / out.count().max(1) + 1) as u32;
        groups.into_par_iter().for_each(|shared| {
            if (self.stop)() {
                return;
            }
            let mut found: Vec<Vec<Run>> = vec![Vec::new(); out.count()];
            let mut places = Vec::new();
            for group in shared.groups() {
                self.pair(group, &rows, &mut places, |run| {
                    // By the beginning of the text: no text may be cut between two shelves.
                    let start = corpus.range(corpus.text_of(run.b)).start;
                    if let Some(shelf) = found.get_mut((start / shelf_words) as usize) {
                        shelf.push(run);
                    }
                });
            }
            for (shelf, runs) in found.iter_mut().enumerate().filter(|(_, runs)| !runs.is_empty()) {
                out.put(shelf, runs);
            }
        });
        rows
    }

    /// Keeps the rows that stand in two texts, and marks their places.
    fn mark(&self, entries: &[u64], rows: &Rows) -> Shared {
        let mut shared = Shared::default();
        let mut families: Vec<u32> = Vec::new();
        for group in entries.chunk_by(|a, b| a >> 32 == b >> 32) {
            let [first, .., last] = group else { continue };
            let (first, last) = (*first as u32, *last as u32);
            if self.corpus.text_of(first) == self.corpus.text_of(last) {
                continue;
            }
            families.clear();
            let (mut texts, mut wanted, mut repeat, mut text) = (0_usize, 0_usize, 0, u32::MAX);
            for entry in group {
                let at = *entry as u32;
                let here = self.corpus.text_of(at);
                if here == text {
                    repeat += 1;
                } else {
                    (text, repeat) = (here, 0);
                    texts += 1;
                    wanted += usize::from(self.wanted.get(text as usize).copied().unwrap_or(false));
                    families.push(self.families.get(text as usize).copied().unwrap_or(text));
                }
                if repeat >= REPEATS {
                    set(rows, at, SILENT);
                } else {
                    shared.places.push(at);
                }
            }
            families.sort_unstable();
            families.dedup();
            let crowded = texts.saturating_mul(wanted) > self.most_texts.saturating_mul(self.most_texts);
            let mark = families.len().min(FAMILIES as usize) as u8 | if crowded { SILENT } else { 0 };
            for entry in group {
                set(rows, *entry as u32, mark);
            }
            if crowded {
                set(rows, first, FIRST);
                shared.common += group.len() as u64;
            }
            shared.most = shared.most.max(texts as u32);
            shared.ends.push(shared.places.len() as u32);
        }
        shared.places.shrink_to_fit();
        shared.ends.shrink_to_fit();
        shared
    }

    fn is_wanted(&self, a: u32, b: u32) -> bool {
        let wanted = |text: u32| self.wanted.get(text as usize).copied().unwrap_or(false);
        wanted(a) || wanted(b)
    }

    /// Follows up the pairs of places of one row. `places` is room for the work.
    fn pair(&self, group: &[u32], rows: &Rows, places: &mut Vec<(u64, u32, u32)>, mut out: impl FnMut(Run)) {
        // Rows whose hashes are equal by chance have no run of that length.
        let mut found = |run: Run| {
            if run.words as usize >= ROW {
                out(run);
            }
        };
        let Some(first) = group.first().copied() else { return };
        let corpus = self.corpus;
        if rows.mark(first) & FIRST != 0 {
            let text = corpus.text_of(first);
            for at in group.iter().copied() {
                let here = corpus.text_of(at);
                let goes_on = rows.before(first) & FIRST != 0
                    && first > corpus.range(text).start
                    && at > corpus.range(here).start
                    && corpus.word(first - 1) == corpus.word(at - 1);
                if here != text && !goes_on && self.is_wanted(text, here) {
                    found(self.grown(first, at, text, here));
                }
            }
            return;
        }
        // What stands before a place: two places with the same value go on a run that began earlier. Where nothing does,
        // it is a number that no other place has, and no word.
        let place = |at: u32| {
            let text = corpus.text_of(at);
            let goes_on = at != corpus.range(text).start && rows.before(at) & SILENT == 0;
            let before =
                if goes_on { u64::from(corpus.word(at - 1)) } else { u64::from(at) << 32 | u64::from(u32::MAX) };
            (before, text, at)
        };
        places.clear();
        places.extend(group.iter().map(|at| place(*at)));
        // Of a long passage that many texts have, all places of most rows are of one kind, and no pair of them is looked at.
        places.sort_unstable();
        let mut rest = places.as_slice();
        while let Some(kind) = rest.first().map(|place| place.0) {
            let (same, others) = rest.split_at(rest.partition_point(|place| place.0 == kind));
            for x in same {
                for y in others.iter().filter(|y| y.1 != x.1 && self.is_wanted(x.1, y.1)) {
                    let ((_, text_a, a), (_, text_b, b)) = if x.2 < y.2 { (*x, *y) } else { (*y, *x) };
                    found(self.grown(a, b, text_a, text_b));
                }
            }
            rest = others;
        }
    }

    /// The whole run of equal words through two places, as far as both texts go.
    fn grown(&self, a: u32, b: u32, text_a: u32, text_b: u32) -> Run {
        let words = &self.corpus.words;
        let (range_a, range_b) = (self.corpus.range(text_a), self.corpus.range(text_b));
        let part = |from: u32, to: u32| words.get(from as usize..to as usize).unwrap_or_default();
        let back = part(range_a.start, a).iter().rev().zip(part(range_b.start, b).iter().rev());
        let back = back.take_while(|(x, y)| x == y).count() as u32;
        let ahead = part(a, range_a.end).iter().zip(part(b, range_b.end));
        let ahead = ahead.take_while(|(x, y)| x == y).count() as u32;
        Run { text_a, b: b - back, a: a - back, words: back + ahead }
    }
}

fn set(rows: &Rows, at: u32, bits: u8) {
    if let Some(mark) = rows.marks.get(at as usize) {
        mark.fetch_or(bits, Ordering::Relaxed);
    }
}
