//! Runs of equal words joined into passages.
//!
//! Two runs that follow each other in both texts belong to one passage if what stands between is short and has no more
//! changed words than the lesser of the two has equal ones. Where a passage ends, it is followed over single changed words
//! as long as more equal ones come after. So a passage is never glued together out of strange text and common phrases.

use std::cmp::Reverse;
use std::ops::Range;

use super::close::knit;
use super::seeds::{ROW, Run};
use super::words::Corpus;

/// Most words between two runs of one passage, in either text.
const GAP: u32 = 32;
/// Least equal words of a piece that is knit to others.
const PIECE: u32 = 8;
/// Least words of a run that goes on with a chain.
const FOOT: u32 = 3;

/// Two stretches with the same words, in places of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) a: Range<u32>,
    pub(super) b: Range<u32>,
    /// Words that are equal and in the same order.
    pub(super) same: u32,
    /// Its runs of equal words, in the order of the later text, among all that the bench has.
    pub(super) runs: Range<usize>,
}

/// Runs of equal words, those of one stretch behind those of another: first places in both texts and how many.
pub(super) type Runs = Vec<(u32, u32, u32)>;

impl Stretch {
    /// The runs of equal words.
    pub(super) fn runs_in<'r>(&self, runs: &'r Runs) -> &'r [(u32, u32, u32)] {
        runs.get(self.runs.clone()).unwrap_or_default()
    }

    /// Share of the longer side's words that the other side has in the same order.
    pub(super) fn identity(&self) -> f64 {
        f64::from(self.same) / f64::from(self.a.len().max(self.b.len()).max(1) as u32)
    }
}

/// Least size and likeness of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Least {
    pub(super) words: u32,
    pub(super) identity: f64,
    /// Whether pieces are knit, and short runs may make a passage.
    pub(super) closely: bool,
}

impl Least {
    /// Equal words that a piece of a passage must have.
    fn piece(&self) -> u32 {
        if self.closely { self.words.min(PIECE) } else { self.words }
    }

    /// Whether a stretch is worth telling. Short runs are often chance, so more of them must come together.
    fn allows(&self, stretch: &Stretch, runs: &Runs) -> bool {
        let longest = stretch.runs_in(runs).iter().map(|run| run.2).max().unwrap_or(0);
        stretch.same >= if longest < ROW as u32 { self.words + self.words * 2 / 3 } else { self.words }
    }
}

/// A row of runs that is still growing.
#[derive(Debug, Clone)]
struct Chain {
    end_a: u32,
    end_b: u32,
    same: u32,
    last: usize,
}

/// Room for the work, kept from pair to pair.
#[derive(Debug, Default)]
pub(super) struct Bench {
    open: Vec<Chain>,
    closed: Vec<Chain>,
    /// The runs of all chains, cut where they overlap, and the run before in its chain.
    links: Vec<(Run, usize)>,
    taken: (Vec<u32>, Vec<u32>),
    /// The runs of all stretches of the pair.
    pub(super) runs: Runs,
}

const NONE: usize = usize::MAX;

impl Bench {
    /// The passages of one pair of texts, from its runs in the order of the later text; in the order of that text.
    pub(super) fn passages(&mut self, corpus: &Corpus, runs: &[Run], least: Least) -> Vec<Stretch> {
        self.open.clear();
        self.closed.clear();
        self.links.clear();
        self.runs.clear();
        let mut last = None;
        for run in runs {
            // A run may have been found through several of its rows.
            if last != Some(run) {
                self.add(corpus, *run);
            }
            last = Some(run);
        }
        self.closed.append(&mut self.open);
        let mut found: Vec<Stretch> = Vec::new();
        // What can be gained at both ends is little.
        for chain in self.closed.iter().filter(|chain| chain.same * 3 >= least.piece() * 2) {
            let stretch = stretch(corpus, &self.links, chain, &mut self.runs);
            if stretch.identity() < least.identity {
                // What does not hold together may hold whole runs.
                let runs = stretch.runs.clone().zip(stretch.runs_in(&self.runs));
                let long = runs.filter(|(_, run)| run.2 >= least.piece());
                found.extend(long.map(|(at, (a, b, words))| Stretch {
                    a: *a..a + words,
                    b: *b..b + words,
                    same: *words,
                    runs: at..at + 1,
                }));
            } else if stretch.same >= least.piece() {
                found.push(stretch);
            } else {
                self.runs.truncate(stretch.runs.start);
            }
        }
        let pieces = self.without_repeats(corpus, found, least);
        if !least.closely {
            return pieces;
        }
        // Of two versions of one text every piece is told by itself: what moved where is the finding.
        let words = |at: u32| corpus.range(corpus.text_of(at)).len() as u32;
        let shorter = pieces.first().map_or(0, |piece| words(piece.a.start).min(words(piece.b.start)));
        let versions = pieces.iter().map(|piece| piece.same).sum::<u32>() * 2 > shorter;
        let mut whole = if versions { pieces } else { knit(pieces, &mut self.runs, least.identity) };
        whole.retain(|stretch| least.allows(stretch, &self.runs));
        whole
    }

    fn add(&mut self, corpus: &Corpus, mut run: Run) {
        let (open, closed) = (&mut self.open, &mut self.closed);
        let mut best: Option<(u32, usize, Run, u32)> = None;
        let mut at = 0;
        while let Some(chain) = open.get(at) {
            if chain.end_b + GAP < run.b {
                closed.push(open.swap_remove(at));
                continue;
            }
            let dearest = best.as_ref().map_or(u32::MAX, |best| best.0);
            if let Some((cost, cut, same)) = joins(corpus, chain, run, dearest)
                && best.as_ref().is_none_or(|b| (cost, chain.end_a) < (b.0, open.get(b.1).map_or(0, |c| c.end_a)))
            {
                best = Some((cost, at, cut, same));
            }
            at += 1;
        }
        let before = match best {
            Some((_, at, cut, between)) => {
                run = cut;
                open.get_mut(at).map(|chain| (chain, between))
            }
            None => None,
        };
        let number = self.links.len();
        match before {
            Some((chain, between)) => {
                self.links.push((run, chain.last));
                chain.end_a = run.a + run.words;
                chain.end_b = run.b + run.words;
                chain.same += run.words + between;
                chain.last = number;
            }
            None => {
                self.links.push((run, NONE));
                let (end_a, end_b) = (run.a + run.words, run.b + run.words);
                open.push(Chain { end_a, end_b, same: run.words, last: number });
            }
        }
    }

    /// Leaves out what a longer passage of the pair holds already: a clause that both texts repeat is paired once, and a
    /// phrase inside a passage is not reported again because the other text has it elsewhere too.
    fn without_repeats(&mut self, corpus: &Corpus, mut found: Vec<Stretch>, least: Least) -> Vec<Stretch> {
        let place = |stretch: &Stretch| (stretch.b.start, stretch.a.start);
        found.sort_unstable_by_key(|stretch| (Reverse(stretch.same), place(stretch), stretch.runs.start));
        if let [first, _, ..] = found.as_slice() {
            let whole = |at: u32| corpus.range(corpus.text_of(at));
            let (mut a, mut b) = (
                Taken::new(&mut self.taken.0, &whole(first.a.start)),
                Taken::new(&mut self.taken.1, &whole(first.b.start)),
            );
            found.retain(|stretch| {
                // Another place in the earlier text is worth telling if it is about as good.
                let new = b.is_free(&stretch.b, least.words)
                    || a.is_free(&stretch.a, least.words) && stretch.same * 2 >= b.longest(&stretch.b);
                if new {
                    a.take(&stretch.a, stretch.same);
                    b.take(&stretch.b, stretch.same);
                }
                new
            });
            for stretch in &found {
                a.part(&stretch.a).fill(0);
                b.part(&stretch.b).fill(0);
            }
        }
        found.sort_unstable_by_key(|stretch| (place(stretch), Reverse(stretch.same), stretch.runs.start));
        found
    }
}

/// A chain with what can be gained at its ends. Its runs are put behind the others.
fn stretch(corpus: &Corpus, links: &[(Run, usize)], chain: &Chain, runs: &mut Runs) -> Stretch {
    let from = runs.len();
    let mut at = chain.last;
    while let Some((run, before)) = links.get(at) {
        runs.push((run.a, run.b, run.words));
        at = *before;
    }
    let (first_a, first_b, _) = runs.last().copied().unwrap_or_default();
    let (end_a, end_b) = (chain.end_a, chain.end_b);
    let text = |at: u32| corpus.range(corpus.text_of(at));
    let (whole_a, whole_b) = (text(first_a), text(first_b));
    let words = |from: u32, to: u32| corpus.words.get(from as usize..to as usize).unwrap_or_default();
    let (before_a, before_b) = (words(whole_a.start, first_a), words(whole_b.start, first_b));
    let back = follow(
        |n| before_a.len().checked_sub(n + 1).and_then(|at| before_a.get(at)),
        |n| before_b.len().checked_sub(n + 1).and_then(|at| before_b.get(at)),
        |a, b, n| runs.push((first_a - a - n, first_b - b - n, n)),
    );
    runs.get_mut(from..).unwrap_or_default().reverse();
    let (behind_a, behind_b) = (words(end_a, whole_a.end), words(end_b, whole_b.end));
    let ahead = follow(|n| behind_a.get(n), |n| behind_b.get(n), |a, b, n| runs.push((end_a + a, end_b + b, n)));
    Stretch {
        a: first_a - back.0..end_a + ahead.0,
        b: first_b - back.1..end_b + ahead.1,
        same: chain.same + back.2 + ahead.2,
        runs: from..runs.len(),
    }
}

/// For each word of a text how long the longest passage is that has it.
struct Taken<'t> {
    words: &'t mut Vec<u32>,
    start: u32,
}

impl<'t> Taken<'t> {
    fn new(words: &'t mut Vec<u32>, whole: &Range<u32>) -> Taken<'t> {
        // All are zero: whoever takes words gives them back. Clearing whole texts for each pair took a third of the time.
        if words.len() < whole.len() {
            words.resize(whole.len(), 0);
        }
        Taken { words, start: whole.start }
    }

    fn part(&mut self, range: &Range<u32>) -> &mut [u32] {
        self.words.get_mut((range.start - self.start) as usize..(range.end - self.start) as usize).unwrap_or_default()
    }

    /// Whether a quarter of the words, or enough for a passage, is in no passage yet.
    fn is_free(&mut self, range: &Range<u32>, enough: u32) -> bool {
        let part = self.part(range);
        let free = part.iter().filter(|taken| **taken == 0).count();
        free * 4 >= part.len() || free >= enough as usize
    }

    fn longest(&mut self, range: &Range<u32>) -> u32 {
        self.part(range).iter().copied().max().unwrap_or(0)
    }

    /// Longer passages come first and keep their words.
    fn take(&mut self, range: &Range<u32>, same: u32) {
        self.part(range).iter_mut().filter(|taken| **taken == 0).for_each(|taken| *taken = same);
    }
}

/// Whether a run goes on where a chain ends: the cost of it, the run without what the chain has already, and the equal words
/// between. What is certainly dearer than the dearest that is asked for is not looked at.
fn joins(corpus: &Corpus, chain: &Chain, mut run: Run, dearest: u32) -> Option<(u32, Run, u32)> {
    // A word added or left out makes two runs overlap by what is equal on both sides of it.
    let overlap = chain.end_a.saturating_sub(run.a).max(chain.end_b.saturating_sub(run.b));
    if overlap + FOOT > run.words {
        return None;
    }
    run.a += overlap;
    run.b += overlap;
    run.words -= overlap;
    let (gap_a, gap_b) = (run.a - chain.end_a, run.b - chain.end_b);
    // At best all words of the shorter gap are in the longer one; to see whether they are costs more than all else here.
    let (apart, most) = (gap_a.abs_diff(gap_b), chain.same.min(run.words));
    if gap_a.max(gap_b) > GAP || apart > most || apart * 2 > dearest {
        return None;
    }
    let row = |from: u32, words: u32| corpus.words.get(from as usize..(from + words) as usize).unwrap_or_default();
    let between = in_order(row(chain.end_a, gap_a), row(chain.end_b, gap_b));
    let changed = gap_a.max(gap_b) - between;
    (changed <= most).then_some((changed + apart, run, between))
}

/// Most words that two rows of at most 64 have in the same order (Hyyrö's bit vectors).
fn in_order(a: &[u32], b: &[u32]) -> u32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let mut row = u64::MAX;
    for word in b {
        let equal = a.iter().enumerate().fold(0_u64, |mask, (at, other)| mask | u64::from(word == other) << at);
        let both = row & equal;
        row = row.wrapping_add(both) | (row & !equal);
    }
    (!row & (u64::MAX >> (64 - a.len().min(64)))).count_ones()
}

/// Words that are looked at ahead of a place: the longest step and what must follow it.
const AHEAD: usize = 8;

/// How far words go on to be equal, single ones aside: steps in both texts, and equal words. `a` and `b` give the word at a
/// distance; `run` takes each run with its distances.
fn follow<'w>(
    a: impl Fn(usize) -> Option<&'w u32>,
    b: impl Fn(usize) -> Option<&'w u32>,
    mut run: impl FnMut(u32, u32, u32),
) -> (u32, u32, u32) {
    let (mut i, mut j, mut same) = (0, 0, 0);
    'next: loop {
        // No word has one of the last two numbers, so what is beyond a text is equal to nothing.
        let ahead_a: [u32; AHEAD] = std::array::from_fn(|n| a(i + n).copied().unwrap_or(u32::MAX));
        let ahead_b: [u32; AHEAD] = std::array::from_fn(|n| b(j + n).copied().unwrap_or(u32::MAX - 1));
        for (di, dj) in STEPS {
            // The more is skipped, the more must follow.
            let foot = di.max(dj) + 2;
            if (0..foot).all(|n| ahead_a.get(di + n) == ahead_b.get(dj + n)) {
                let (from_a, from_b) = (i + di, j + dj);
                let equal = |n: &usize| a(from_a + n).is_some_and(|word| b(from_b + n) == Some(word));
                let words = foot + (foot..).take_while(equal).count();
                run(from_a as u32, from_b as u32, words as u32);
                (i, j, same) = (from_a + words, from_b + words, same + words);
                continue 'next;
            }
        }
        return (i as u32, j as u32, same as u32);
    }
}

/// Words that may be changed, added or left out at once where a passage is followed beyond its last run, fewest first.
const STEPS: [(usize, usize); 15] = [
    (1, 1),
    (0, 1),
    (1, 0),
    (2, 2),
    (1, 2),
    (2, 1),
    (0, 2),
    (2, 0),
    (3, 3),
    (2, 3),
    (3, 2),
    (1, 3),
    (3, 1),
    (0, 3),
    (3, 0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_order_are_counted() {
        assert_eq!(in_order(&[1, 2, 3, 4], &[1, 3, 4]), 3);
        assert_eq!(in_order(&[1, 2, 3], &[3, 2, 1]), 1);
        assert_eq!(in_order(&[7, 1, 7, 2], &[1, 9, 2, 7]), 2);
        assert_eq!(in_order(&[], &[1]), 0);
        let many: Vec<u32> = (0..64).collect();
        assert_eq!(in_order(&many, &many), 64);
    }

    #[test]
    fn single_changed_words_are_stepped_over() {
        let a = [9, 1, 2, 3, 8, 8, 4, 5, 6, 7, 0];
        let b = [1, 2, 3, 4, 5, 6, 7, 11, 12];
        let mut runs = Vec::new();
        let steps = follow(|n| a.get(n), |n| b.get(n), |a, b, n| runs.push((a, b, n)));
        assert_eq!(steps, (10, 7, 7));
        assert_eq!(runs, [(1, 0, 3), (6, 3, 4)]);
    }
}
