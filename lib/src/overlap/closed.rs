//! The closed sets of attributes of a context, each once, without keeping any.
//!
//! Depth first, every set from the one canonical way to it, as In-Close does (Andrews, "In-Close, a fast algorithm for
//! computing formal concepts", 2009, and its successors to In-Close5), with what LCM does to the rows (Uno, Kiyomi,
//! Arimura, "LCM ver. 2", 2004): below a set only the rows that have all of it are looked at, and rows which do not differ
//! in what may still be added are laid together. Own is the order that makes laying together cheap: rows are sorted once as
//! numbers whose highest bit is the last attribute. As attributes are added from the first to the last, what may still be
//! added is always the upper part of that number, so rows that are to be laid together are neighbours, at every depth.

use std::ops::Range;

use super::bits::ones;

const WORD: usize = 64;

/// An object, or several that do not differ where it matters.
#[derive(Debug, Clone, Copy)]
struct Row<const W: usize> {
    /// What all of them have.
    has: [u64; W],
    /// How many there are.
    weight: u32,
}

impl<const W: usize> Row<W> {
    fn alike(&self, other: &Row<W>, live: &[u64; W]) -> bool {
        self.has.iter().zip(&other.has).zip(live).all(|((a, b), live)| (a ^ b) & live == 0)
    }

    fn take_in(&mut self, other: &Row<W>) {
        self.has = and(&self.has, &other.has);
        self.weight += other.weight;
    }
}

/// A set that is to be visited.
#[derive(Clone, Copy)]
struct Child<const W: usize> {
    intent: [u64; W],
    last: usize,
    support: u32,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    On,
    Stop,
}

/// What is done with each closed set: the words of the set, and how many objects have all of it.
pub(super) type Visit<'v> = dyn FnMut(&[u64], u32) -> Go + 'v;

/// Most attributes that are told apart.
pub(super) const WIDEST: usize = 64 * WORD;

/// Memory for rows at which the search stops: only contexts of thousands by thousands come near it.
const MOST_BYTES: usize = 1 << 29;

/// Visits every closed set that at least `least` objects have, but for the one that has all attributes and no object.
///
/// Rows are the attributes of each object as words; attributes of a high number are tried last. Gives `Go::Stop` if a visit
/// did or memory would not last, and `None` if there are more than [`WIDEST`] attributes.
pub(super) fn visit<'r>(
    rows: impl Iterator<Item = &'r [u64]>,
    attributes: usize,
    least: u32,
    visit: &mut Visit<'_>,
) -> Option<Go> {
    match attributes.div_ceil(WORD) {
        0..=1 => Some(run::<1>(rows, least, visit)),
        2 => Some(run::<2>(rows, least, visit)),
        3..=4 => Some(run::<4>(rows, least, visit)),
        5..=8 => Some(run::<8>(rows, least, visit)),
        9..=16 => Some(run::<16>(rows, least, visit)),
        17..=32 => Some(run::<32>(rows, least, visit)),
        33..=64 => Some(run::<64>(rows, least, visit)),
        _ => None,
    }
}

fn run<'r, const W: usize>(rows: impl Iterator<Item = &'r [u64]>, least: u32, visit: &mut Visit<'_>) -> Go {
    let row = |words: &[u64]| {
        let mut has = [0; W];
        has.iter_mut().zip(words).for_each(|(to, from)| *to = *from);
        Row { has, weight: 1 }
    };
    let mut rows: Vec<Row<W>> = rows.map(row).collect();
    rows.sort_unstable_by(|a, b| a.has.iter().rev().cmp(b.has.iter().rev()));
    rows.dedup_by(|row, kept| {
        let same = row.has == kept.has;
        kept.weight += if same { row.weight } else { 0 };
        same
    });
    let support = rows.iter().map(|row| row.weight).sum();
    if support < least || rows.is_empty() {
        return Go::On;
    }
    let intent = rows.iter().fold([u64::MAX; W], |all, row| and(&all, &row.has));
    if visit(&intent, support) == Go::Stop {
        return Go::Stop;
    }
    let seen = vec![Seen::NOTHING; W * WORD];
    Search { rows, waiting: Vec::new(), frames: Vec::new(), seen, least, visit }.go(&intent)
}

/// What is gathered of one attribute over the rows of a set.
#[derive(Debug, Clone, Copy)]
struct Seen<const W: usize> {
    shared: [u64; W],
    support: u32,
}

impl<const W: usize> Seen<W> {
    const NOTHING: Seen<W> = Seen { shared: [u64::MAX; W], support: 0 };
}

/// A set whose children are visited.
struct Frame<const W: usize> {
    /// Its rows: they have all of the set.
    rows: Range<usize>,
    /// What may be added.
    live: [u64; W],
    /// How many children wait that are not its own.
    waiting: usize,
}

struct Search<'v, 'f, const W: usize> {
    /// The rows of the set that is looked at, behind those of the sets above it.
    rows: Vec<Row<W>>,
    /// The sets that are still to be visited, likewise.
    waiting: Vec<Child<W>>,
    /// The sets above the one that is looked at: a list and no recursion, because a set may have thousands above it.
    frames: Vec<Frame<W>>,
    seen: Vec<Seen<W>>,
    least: u32,
    visit: &'v mut Visit<'f>,
}

impl<const W: usize> Search<'_, '_, W> {
    /// Visits all that lies below the first set, of which `intent` is what all rows have.
    fn go(&mut self, intent: &[u64; W]) -> Go {
        self.open(0, intent, [u64::MAX; W]);
        while let Some(frame) = self.frames.last() {
            let Range { start, end } = frame.rows;
            self.rows.truncate(end);
            if self.waiting.len() == frame.waiting {
                self.frames.pop();
                continue;
            }
            let Some(Child { intent, last, support }) = self.waiting.pop() else { break };
            let live = without(&frame.live, &or(&below(last + 1), &intent));
            if (self.visit)(&intent, support) == Go::Stop {
                return Go::Stop;
            }
            self.gather(start..end, last, &live);
            // A single row has nothing that is not in the set already.
            if self.rows.len() - end > 1 {
                if self.rows.len() > MOST_BYTES / size_of::<Row<W>>() {
                    return Go::Stop;
                }
                self.open(end, &intent, live);
            }
        }
        Go::On
    }

    /// Finds the children of a set: the rows from `start` on have all of `intent`, and only `live` attributes may be added.
    fn open(&mut self, start: usize, intent: &[u64; W], live: [u64; W]) {
        let candidates = without(&live, intent);
        let mut touched = [0; W];
        for row in self.rows.get(start..).unwrap_or_default() {
            let here = and(&row.has, &candidates);
            touched = or(&touched, &here);
            each(&here, |attribute| {
                if let Some(seen) = self.seen.get_mut(attribute) {
                    seen.shared = and(&seen.shared, &row.has);
                    seen.support += row.weight;
                }
            });
        }
        self.frames.push(Frame { rows: start..self.rows.len(), live, waiting: self.waiting.len() });
        each(&touched, |last| {
            let Some(seen) = self.seen.get_mut(last) else { return };
            let Seen { shared, support } = std::mem::replace(seen, Seen::NOTHING);
            // What an attribute brings along may not come before it: that set is reached from there.
            let canonical = without(&and(&shared, &below(last)), intent).iter().all(|word| *word == 0);
            if canonical && support >= self.least {
                self.waiting.push(Child { intent: shared, last, support });
            }
        });
    }

    /// Puts the rows that have an attribute behind the others; neighbours that do not differ in `live` become one.
    fn gather(&mut self, from: Range<usize>, attribute: usize, live: &[u64; W]) {
        let (word, bit) = (attribute / WORD, attribute % WORD);
        let behind = from.end;
        for at in from {
            let Some(row) = self.rows.get(at).copied() else { break };
            if row.has.get(word).is_none_or(|word| word >> bit & 1 == 0) {
                continue;
            }
            match self.rows.get_mut(behind..).and_then(<[Row<W>]>::last_mut) {
                Some(last) if last.alike(&row, live) => last.take_in(&row),
                _ => self.rows.push(row),
            }
        }
    }
}

fn each<const W: usize>(words: &[u64; W], mut f: impl FnMut(usize)) {
    for (at, word) in words.iter().enumerate() {
        for bit in ones(*word) {
            f(at * WORD + bit);
        }
    }
}

fn and<const W: usize>(a: &[u64; W], b: &[u64; W]) -> [u64; W] {
    let mut both = *a;
    both.iter_mut().zip(b).for_each(|(a, b)| *a &= b);
    both
}

fn or<const W: usize>(a: &[u64; W], b: &[u64; W]) -> [u64; W] {
    let mut either = *a;
    either.iter_mut().zip(b).for_each(|(a, b)| *a |= b);
    either
}

fn without<const W: usize>(a: &[u64; W], b: &[u64; W]) -> [u64; W] {
    let mut rest = *a;
    rest.iter_mut().zip(b).for_each(|(a, b)| *a &= !b);
    rest
}

/// All numbers below one.
fn below<const W: usize>(number: usize) -> [u64; W] {
    let mut words = [0; W];
    for (at, word) in words.iter_mut().enumerate() {
        *word = match number.saturating_sub(at * WORD) {
            0 => 0,
            bits if bits >= WORD => u64::MAX,
            bits => (1 << bits) - 1,
        };
    }
    words
}

/// The numbers of the ones in a word of a set, by the place of the word.
pub(super) fn ones_of(word: usize, bits: u64) -> impl Iterator<Item = usize> {
    ones(bits).map(move |bit| word * WORD + bit)
}
