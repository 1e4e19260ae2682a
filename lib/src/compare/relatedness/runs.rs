//! Runs of words that two rows have in common.

use rustc_hash::{FxHashMap, FxHashSet};

/// A run of words of two rows: where it begins in each, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) words: usize,
}

/// Hashes of all runs of one row: that of a run of any length costs one multiplication.
struct Hashes {
    /// Of the first so many words.
    upto: Vec<u64>,
    powers: Vec<u64>,
}

/// Odd, with bits all over; any such number does.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hashes {
    fn new(row: &[u32]) -> Hashes {
        let (mut upto, mut powers) = (Vec::with_capacity(row.len() + 1), Vec::with_capacity(row.len() + 1));
        let (mut sum, mut power) = (0_u64, 1_u64);
        upto.push(sum);
        powers.push(power);
        for word in row {
            // Mixed first: neighbouring numbers would make neighbouring sums.
            let mixed = (u64::from(*word) + 1).wrapping_mul(0xff51_afd7_ed55_8ccd);
            sum = sum.wrapping_mul(BASE).wrapping_add(mixed ^ (mixed >> 32));
            power = power.wrapping_mul(BASE);
            upto.push(sum);
            powers.push(power);
        }
        Hashes { upto, powers }
    }

    /// Of every run of so many words, in order.
    fn of(&self, words: usize) -> impl Iterator<Item = u64> {
        let power = self.powers.get(words).copied().unwrap_or(0);
        let ends = self.upto.get(words..).unwrap_or_default();
        self.upto.iter().zip(ends).map(move |(start, end)| end.wrapping_sub(start.wrapping_mul(power)))
    }

    fn meet(&self, other: &Hashes, words: usize) -> Option<(usize, usize)> {
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        for (at, hash) in self.of(words).enumerate() {
            places.entry(hash).or_insert(at);
        }
        other.of(words).enumerate().find_map(|(right, hash)| places.get(&hash).map(|left| (*left, right)))
    }
}

/// The longest run of two rows, if it has more than so many words: of several the first of the right row.
///
/// Whoever has a run of n words has one of n - 1, so that the length is found by halving.
pub(super) fn longest(left: &[u32], right: &[u32], more_than: usize) -> Option<Common> {
    let most = left.len().min(right.len());
    if most <= more_than {
        return None;
    }
    if left == right {
        return Some(Common { left: 0, right: 0, words: most });
    }
    let (a, b) = (Hashes::new(left), Hashes::new(right));
    let mut found = a.meet(&b, more_than + 1)?;
    let (mut least, mut most) = (more_than + 1, most);
    while least < most {
        let middle = (least + most).div_ceil(2);
        match a.meet(&b, middle) {
            Some(places) => (found, least) = (places, middle),
            None => most = middle - 1,
        }
    }
    // Hashes can deceive; the words cannot.
    let (at, to) = (left.get(found.0..)?, right.get(found.1..)?);
    let words = at.iter().zip(to).take_while(|(x, y)| x == y).count();
    (words > more_than).then_some(Common { left: found.0, right: found.1, words })
}

/// How many stretches of the left row consist of runs of so many words that the right row has too, wherever.
pub(super) fn stretches(left: &[u32], right: &[u32], words: usize) -> usize {
    if left.len().min(right.len()) < words {
        return 0;
    }
    let known: FxHashSet<u64> = Hashes::new(right).of(words).collect();
    let (mut count, mut covered) = (0, 0);
    for (at, hash) in Hashes::new(left).of(words).enumerate() {
        if known.contains(&hash) {
            count += usize::from(covered < at || at == 0);
            covered = at + words;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(a: &[u32], b: &[u32]) -> usize {
        let run = |i: usize, j: usize| a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
        (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| run(i, j))).max().unwrap_or(0)
    }

    #[test]
    fn the_longest_run_is_the_longest() {
        let mut seed = 11_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for _ in 0..300 {
            let (n, m, words) = (next(40) as usize, next(40) as usize, 2 + next(9));
            let a: Vec<u32> = (0..n).map(|_| next(words)).collect();
            let b: Vec<u32> = (0..m).map(|_| next(words)).collect();
            let found = longest(&a, &b, 0);
            assert_eq!(found.map_or(0, |run| run.words), plain(&a, &b), "{a:?} {b:?}");
            if let Some(run) = found {
                assert_eq!(a[run.left..run.left + run.words], b[run.right..run.right + run.words]);
                assert_eq!(longest(&a, &b, run.words), None);
            }
        }
    }

    #[test]
    fn runs_that_touch_are_one_stretch() {
        assert_eq!(stretches(&[1, 2, 3, 4, 5, 6, 7], &[1, 2, 3, 4, 5, 6, 7], 5), 1);
        assert_eq!(stretches(&[1, 2, 3, 0, 4, 5, 6], &[4, 5, 6, 9, 1, 2, 3], 3), 2);
        assert_eq!(stretches(&[1, 2, 3, 4, 5, 6], &[4, 5, 6, 9, 1, 2, 3], 3), 1);
        assert_eq!(stretches(&[1, 2], &[1, 2], 3), 0);
    }
}
