//! What two rows of numbers have in common, in order: words of two units, or units of two texts.
//!
//! In: two rows. Out: the stretches that differ, in order; what lies between them is the same in both rows. The search is
//! imara-diff's (histogram, which keeps what is rare together, and Myers where nothing is). Both grow with the square of
//! the row where everything is repeated, so a long row is cut first: at what stands once in each row, and where there is
//! no such thing, into windows. Time is then in proportion to the length whatever the rows hold.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};
use rustc_hash::FxHashMap;

use super::rising;

/// A stretch of the left row that became a stretch of the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    pub(crate) before: Range<usize>,
    pub(crate) after: Range<usize>,
}

/// The longest row that is searched in one go. Paragraphs of treaties stay far below it.
const LONGEST: usize = 8_192;
/// Windows of longer ones. The search goes over a window once for each thing in it, so eight small ones cost an eighth.
const WINDOW: usize = 1_024;

/// The stretches in which two rows differ.
pub(crate) fn differing(before: &[u32], after: &[u32]) -> Vec<Hunk> {
    let mut search = Search { before, after, hunks: Vec::new() };
    search.between(0..before.len(), 0..after.len(), true);
    search.hunks
}

struct Search<'r> {
    before: &'r [u32],
    after: &'r [u32],
    hunks: Vec<Hunk>,
}

impl Search<'_> {
    fn between(&mut self, mut l: Range<usize>, mut r: Range<usize>, cut: bool) {
        if l.len() <= LONGEST && r.len() <= LONGEST {
            let found = self.found(&l, &r);
            return found.into_iter().for_each(|hunk| self.push(hunk));
        }
        while !l.is_empty() && !r.is_empty() && self.before.get(l.start) == self.after.get(r.start) {
            (l.start, r.start) = (l.start + 1, r.start + 1);
        }
        while !l.is_empty() && !r.is_empty() && self.before.get(l.end - 1) == self.after.get(r.end - 1) {
            (l.end, r.end) = (l.end - 1, r.end - 1);
        }
        if l.is_empty() || r.is_empty() {
            return self.push(Hunk { before: l, after: r });
        }
        if l.len() <= LONGEST && r.len() <= LONGEST || !cut {
            return self.windows(l, r);
        }
        let (end_l, end_r) = (l.end, r.end);
        for (at_l, at_r) in self.once_in_each(&l, &r) {
            self.between(l.start..at_l, r.start..at_r, false);
            (l.start, r.start) = (at_l + 1, at_r + 1);
        }
        self.between(l.start..end_l, r.start..end_r, false);
    }

    /// Places of what stands once in each row and in the same order in both.
    fn once_in_each(&self, l: &Range<usize>, r: &Range<usize>) -> Vec<(usize, usize)> {
        let once = |row: &[u32], range: &Range<usize>| {
            let mut places: FxHashMap<u32, Option<usize>> = FxHashMap::default();
            for (at, number) in row.iter().enumerate().take(range.end).skip(range.start) {
                places.entry(*number).and_modify(|place| *place = None).or_insert(Some(at));
            }
            places
        };
        let (left, right) = (once(self.before, l), once(self.after, r));
        let mut both: Vec<(usize, usize)> =
            left.into_iter().filter_map(|(number, at)| Some((at?, right.get(&number).copied()??))).collect();
        both.sort_unstable();
        let places: Vec<(usize, u64)> = both.iter().map(|(_, at)| (*at, 1)).collect();
        both.into_iter().zip(rising(&places)).filter_map(|(pair, keep)| keep.then_some(pair)).collect()
    }

    /// Window after window; each is left at the end of what it last found to be the same.
    fn windows(&mut self, mut l: Range<usize>, mut r: Range<usize>) {
        while !l.is_empty() && !r.is_empty() {
            let ll = l.start..l.end.min(l.start + WINDOW);
            let rr = r.start..r.end.min(r.start + WINDOW);
            let mut found = self.found(&ll, &rr);
            let (mut to_l, mut to_r) = (ll.end, rr.end);
            let more = ll.end < l.end || rr.end < r.end;
            // What differs at the end of a window may be found again behind it, if the window brought the search on at all.
            if let Some(last) = found.last().filter(|h| more && h.before.end == ll.end && h.after.end == rr.end)
                && last.before.start - l.start + last.after.start - r.start >= WINDOW / 4
            {
                (to_l, to_r) = (last.before.start, last.after.start);
                found.pop();
            }
            found.into_iter().for_each(|hunk| self.push(hunk));
            (l.start, r.start) = (to_l, to_r);
        }
        self.push(Hunk { before: l, after: r });
    }

    /// The search itself.
    fn found(&self, l: &Range<usize>, r: &Range<usize>) -> Vec<Hunk> {
        // The library takes numbers without holes, and memory for each.
        let mut dense: FxHashMap<u32, u32> = FxHashMap::default();
        let mut tokens = |row: &[u32], range: &Range<usize>| -> Vec<Token> {
            let row = row.get(range.clone()).unwrap_or_default();
            row.iter()
                .map(|number| {
                    let next = u32::try_from(dense.len()).unwrap_or(u32::MAX);
                    Token(*dense.entry(*number).or_insert(next))
                })
                .collect()
        };
        let (before, after) = (tokens(self.before, l), tokens(self.after, r));
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &before, &after, u32::try_from(dense.len()).unwrap_or(u32::MAX));
        let place = |start: usize, range: Range<u32>| start + range.start as usize..start + range.end as usize;
        diff.hunks().map(|h| Hunk { before: place(l.start, h.before), after: place(r.start, h.after) }).collect()
    }

    /// Adds a stretch, joined to the last one if nothing lies between.
    fn push(&mut self, hunk: Hunk) {
        if hunk.before.is_empty() && hunk.after.is_empty() {
            return;
        }
        match self.hunks.last_mut() {
            Some(last) if last.before.end == hunk.before.start && last.after.end == hunk.after.start => {
                (last.before.end, last.after.end) = (hunk.before.end, hunk.after.end);
            }
            _ => self.hunks.push(hunk),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether what lies between the hunks is the same, and everything is there.
    fn covers(before: &[u32], after: &[u32], hunks: &[Hunk]) -> bool {
        let (mut i, mut j) = (0, 0);
        for hunk in hunks {
            if before.get(i..hunk.before.start).is_none()
                || before.get(i..hunk.before.start) != after.get(j..hunk.after.start)
            {
                return false;
            }
            (i, j) = (hunk.before.end, hunk.after.end);
        }
        before.get(i..).is_some() && before.get(i..) == after.get(j..)
    }

    proptest! {
        #[test]
        fn what_is_not_differing_is_the_same(
            before in prop::collection::vec(0_u32..6, 0..60),
            after in prop::collection::vec(0_u32..6, 0..60),
        ) {
            prop_assert!(covers(&before, &after, &differing(&before, &after)));
        }
    }

    #[test]
    fn long_rows_of_the_same_are_searched_in_windows() {
        let before = vec![7_u32; 5 * LONGEST];
        let mut after = before.clone();
        (0..after.len()).step_by(50).for_each(|at| after[at] = 8);
        after.truncate(5 * LONGEST - 40);
        let hunks = differing(&before, &after);
        assert!(covers(&before, &after, &hunks));
        let kept = before.len() - hunks.iter().map(|h| h.before.len()).sum::<usize>();
        assert!(kept * 100 >= after.len() * 97, "{kept} of {} are kept", after.len());
    }

    #[test]
    fn what_stands_once_holds_long_rows_together() {
        // Half a row is put in front: no window sees both ends of it, but the rare numbers do.
        let common = |n: u32| if n.is_multiple_of(100) { 1_000 + n } else { n % 3 };
        let before: Vec<u32> = (0..40_000).map(common).collect();
        let after: Vec<u32> = (0..20_000).map(|n| n % 3).chain(before.iter().copied()).collect();
        let hunks = differing(&before, &after);
        assert!(covers(&before, &after, &hunks));
        assert!(hunks.iter().map(|h| h.before.len()).sum::<usize>() < 100, "{hunks:?}");
    }
}
