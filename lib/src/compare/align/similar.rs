//! How alike the words of two units are.

use rustc_hash::FxHashMap;

use crate::text::differing;

/// Pairs of words up to which the longest common subsequence is sought: a quarter of a second. Units of real agreements stay
/// far below it; a file of megabytes in which nothing could be told apart does not.
const MOST_PAIRS: usize = 1 << 34;

/// Longest common subsequence of two rows of words, in words.
///
/// Bit-parallel (Hyyrö 2004): 64 words of the shorter row at a time, so that two articles of 2,000 words cost some 60,000
/// steps and no table. Of rows with more than [`MOST_PAIRS`] pairs of words it is what a search in windows finds: a common
/// subsequence, but perhaps not the longest.
pub(crate) fn common(a: &[u32], b: &[u32]) -> usize {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (short.get(head..).unwrap_or_default(), long.get(head..).unwrap_or_default());
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    let short = short.get(..short.len() - tail).unwrap_or_default();
    let long = long.get(..long.len() - tail).unwrap_or_default();
    if short.is_empty() {
        return head + tail;
    }
    if short.len().saturating_mul(long.len()) > MOST_PAIRS {
        let gone: usize = differing(short, long).iter().map(|hunk| hunk.before.len()).sum();
        return head + tail + short.len() - gone;
    }
    let blocks = short.len().div_ceil(64);
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    let mut masks: Vec<u64> = Vec::new();
    for (at, word) in short.iter().enumerate() {
        let row = *places.entry(*word).or_insert_with(|| {
            masks.resize(masks.len() + blocks, 0);
            masks.len() - blocks
        });
        if let Some(mask) = masks.get_mut(row + at / 64) {
            *mask |= 1 << (at % 64);
        }
    }
    let mut state = vec![u64::MAX; blocks];
    for word in long {
        let Some(row) = places.get(word).and_then(|row| masks.get(*row..*row + blocks)) else { continue };
        let mut carry = false;
        for (v, m) in state.iter_mut().zip(row) {
            let u = *v & m;
            let (sum, over) = v.overflowing_add(u);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *v = sum | (*v & !m);
        }
    }
    let used = short.len() % 64;
    let last = if used == 0 { u64::MAX } else { (1 << used) - 1 };
    let zeros: u32 =
        state.iter().enumerate().map(|(n, v)| (!v & if n + 1 == blocks { last } else { u64::MAX }).count_ones()).sum();
    head + tail + zeros as usize
}

/// Share of the words of two rows that they have in common in the same order: 1 for equal rows, 0 for foreign ones.
pub(crate) fn kept(a: &[u32], b: &[u32]) -> f64 {
    share(common(a, b), a.len(), b.len())
}

/// Twice what is common in what two rows have together.
pub(crate) fn share(common: usize, a: usize, b: usize) -> f64 {
    if a + b == 0 { 1.0 } else { 2.0 * common as f64 / (a + b) as f64 }
}

/// How many words two rows share, whatever their order: never less than [`common`], and cheap.
pub(crate) fn shared(a: &[u32], b: &[u32], counts: &mut FxHashMap<u32, i32>) -> usize {
    counts.clear();
    for word in a {
        *counts.entry(*word).or_default() += 1;
    }
    let mut shared = 0;
    for word in b {
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (j, y) in b.iter().enumerate() {
                let up = row[j + 1];
                row[j + 1] = if x == y { corner + 1 } else { up.max(row[j]) };
                corner = up;
            }
        }
        row[b.len()]
    }

    #[test]
    fn the_quick_way_counts_as_the_plain_one() {
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for _ in 0..300 {
            let (n, m, words) = (next(200) as usize, next(200) as usize, 2 + next(30));
            let a: Vec<u32> = (0..n).map(|_| next(words)).collect();
            let b: Vec<u32> = (0..m).map(|_| next(words)).collect();
            assert_eq!(common(&a, &b), table(&a, &b), "{a:?} {b:?}");
            assert!(shared(&a, &b, &mut FxHashMap::default()) >= common(&a, &b));
        }
        // Rows too long for that: what is found is common, and nearly all of it.
        let a: Vec<u32> = (0..150_000).map(|_| next(500)).collect();
        let b: Vec<u32> = a.iter().enumerate().filter(|(n, _)| n % 100 != 0).map(|(_, word)| *word).collect();
        assert!((140_000..=b.len()).contains(&common(&a, &b)), "{} of {}", common(&a, &b), b.len());
        assert_eq!((kept(&[], &[]), kept(&[1], &[2]), kept(&[1, 2], &[1, 2])), (1.0, 0.0, 1.0));
    }
}
