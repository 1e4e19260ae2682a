//! Looking closely: what rows of six words do not find between two texts.
//!
//! Where few texts are compared, every pair is looked through for rows of four words, so that passages with many changed
//! words are found; and passages that stand near each other in both texts, in whatever order, are knit into one.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::chain::{Runs, Stretch};
use super::seeds::Run;
use super::words::Corpus;

/// Words of a row. Of three, most are chance.
const ROW: usize = 4;
/// Places of one row in one text that are followed up. A phrase that a text repeats more often is of its language.
const REPEATS: usize = 6;
/// Words by which two pieces of one passage may be apart in one text, ...
const APART: u32 = 24;
/// ... and in the other, where other pieces may stand between.
const FAR: u32 = 300;
/// Words by which two pieces of one passage may overlap: what is equal on both sides of a joint.
const OVERLAP: u32 = 3;

/// The rows of one text, to look others through for them.
pub(super) struct Close<'c> {
    corpus: &'c Corpus,
    text: u32,
    places: FxHashMap<[u32; ROW], Vec<u32>>,
}

impl<'c> Close<'c> {
    pub(super) fn new(corpus: &'c Corpus, text: u32) -> Close<'c> {
        let start = corpus.range(text).start;
        let mut places: FxHashMap<[u32; ROW], Vec<u32>> = FxHashMap::default();
        for (row, at) in corpus.row(text).array_windows_of().zip(start..) {
            places.entry(row).or_default().push(at);
        }
        places.retain(|_, held| held.len() <= REPEATS);
        Close { corpus, text, places }
    }

    /// Adds all runs that this text shares with an earlier one.
    pub(super) fn runs(&self, earlier: u32, out: &mut Vec<Run>) {
        let corpus = self.corpus;
        let (range_a, range_b) = (corpus.range(earlier), corpus.range(self.text));
        let words = |from: u32, to: u32| corpus.words.get(from as usize..to as usize).unwrap_or_default();
        let mut before: &[u32] = &[];
        for (row, a) in corpus.row(earlier).array_windows_of().zip(range_a.start..) {
            let here = self.places.get(&row).map_or(&[][..], Vec::as_slice);
            for b in here {
                // It goes on what began a word earlier.
                if before.contains(&b.wrapping_sub(1)) {
                    continue;
                }
                let back = words(range_a.start, a).iter().rev().zip(words(range_b.start, *b).iter().rev());
                let back = back.take_while(|(x, y)| x == y).count() as u32;
                let ahead = words(a, range_a.end).iter().zip(words(*b, range_b.end));
                let ahead = ahead.take_while(|(x, y)| x == y).count() as u32;
                out.push(Run { text_a: earlier, a: a - back, b: b - back, words: back + ahead });
            }
            before = here;
        }
    }
}

/// Rows of words, one from each place.
trait Rows {
    fn array_windows_of(&self) -> impl Iterator<Item = [u32; ROW]> + '_;
}

impl Rows for [u32] {
    fn array_windows_of(&self) -> impl Iterator<Item = [u32; ROW]> + '_ {
        self.windows(ROW).filter_map(|row| row.try_into().ok())
    }
}

/// Joins pieces that stand near each other in both texts into one, if it then has a share of equal words, in any order, that
/// is enough. The pieces are in the order of the later text, and so is what comes of them.
pub(super) fn knit(pieces: Vec<Stretch>, runs: &mut Runs, identity: f64) -> Vec<Stretch> {
    let mut group: Vec<usize> = (0..pieces.len()).collect();
    for (n, x) in pieces.iter().enumerate() {
        let near = pieces.iter().enumerate().skip(n + 1).take_while(|(_, y)| y.b.start <= x.b.end + FAR);
        for (m, y) in near {
            let (a, b) = (between(&x.a, &y.a), between(&x.b, &y.b));
            // The larger they are, the farther apart they may be for what they are together.
            let far = FAR.min((x.same + y.same) * 4);
            if let (Some(a), Some(b)) = (a, b)
                && a.min(b) <= APART
                && a.max(b) <= far
            {
                let (first, second) = (root(&mut group, n), root(&mut group, m));
                if let Some(group) = group.get_mut(first.max(second)) {
                    *group = first.min(second);
                }
            }
        }
    }
    let mut groups: FxHashMap<usize, Vec<Stretch>> = FxHashMap::default();
    for (n, piece) in pieces.into_iter().enumerate() {
        groups.entry(root(&mut group, n)).or_default().push(piece);
    }
    let mut knit: Vec<Stretch> = Vec::new();
    for (_, pieces) in groups {
        join(pieces, runs, identity, &mut knit);
    }
    knit.sort_by_key(|s| (s.b.start, s.a.start, s.b.end, s.a.end));
    knit
}

fn root(group: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while let Some(up) = group.get(at).copied().filter(|up| *up != at) {
        at = up;
    }
    if let Some(group) = group.get_mut(of) {
        *group = at;
    }
    at
}

/// Words between two stretches; `None` if they overlap by more than happens at a joint.
fn between(x: &Range<u32>, y: &Range<u32>) -> Option<u32> {
    let overlap = x.end.min(y.end).saturating_sub(x.start.max(y.start));
    (overlap <= OVERLAP).then(|| x.start.max(y.start).saturating_sub(x.end.min(y.end)))
}

/// One stretch of all pieces, or as many as hold together from the largest on.
fn join(mut pieces: Vec<Stretch>, runs: &mut Runs, identity: f64, out: &mut Vec<Stretch>) {
    if let [_] = pieces.as_slice() {
        out.append(&mut pieces);
        return;
    }
    if let Some(whole) = together(&pieces, runs, identity) {
        out.push(whole);
        return;
    }
    // Something strange is among them: the largest takes its neighbours one by one as long as they hold together.
    pieces.sort_by_key(|piece| (std::cmp::Reverse(piece.same), piece.b.start, piece.a.start));
    while !pieces.is_empty() {
        let mut seed = pieces.remove(0);
        loop {
            let distance = |y: &Stretch| Some(between(&seed.a, &y.a)? + between(&seed.b, &y.b)?);
            let mut nearest: Vec<(u32, usize)> =
                pieces.iter().enumerate().filter_map(|(n, y)| Some((distance(y)?, n))).collect();
            nearest.sort_unstable();
            let joined = nearest.iter().take(4).find_map(|(_, n)| {
                let both = [seed.clone(), pieces.get(*n)?.clone()];
                Some((*n, together(&both, runs, identity)?))
            });
            let Some((taken, both)) = joined else { break };
            pieces.remove(taken);
            seed = both;
        }
        out.push(seed);
    }
}

/// All pieces as one, if they hold together.
fn together(pieces: &[Stretch], runs: &mut Runs, identity: f64) -> Option<Stretch> {
    let a = pieces.iter().map(|p| p.a.start).min()?..pieces.iter().map(|p| p.a.end).max()?;
    let b = pieces.iter().map(|p| p.b.start).min()?..pieces.iter().map(|p| p.b.end).max()?;
    // A word that two pieces have counts once.
    let once = |side: fn(&Stretch) -> &Range<u32>| {
        let mut ranges: Vec<Range<u32>> = pieces.iter().map(|p| side(p).clone()).collect();
        ranges.sort_by_key(|range| range.start);
        ranges
            .windows(2)
            .map(|two| match two {
                [x, y] => x.end.min(y.end).saturating_sub(y.start),
                _ => 0,
            })
            .sum::<u32>()
    };
    let twice = once(|p| &p.a).max(once(|p| &p.b));
    let same = pieces.iter().map(|p| p.same).sum::<u32>().saturating_sub(twice);
    let whole = Stretch { a, b, same, runs: 0..0 };
    if whole.identity() < identity {
        return None;
    }
    let from = runs.len();
    for piece in pieces {
        runs.extend_from_within(piece.runs.clone());
    }
    runs.get_mut(from..).unwrap_or_default().sort_unstable_by_key(|run| (run.1, run.0));
    Some(Stretch { runs: from..runs.len(), ..whole })
}
