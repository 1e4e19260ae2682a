//! Sets of small numbers as bits, 64 to a word.

use std::fmt;

const WORD: usize = 64;

/// A set of numbers below a bound. Two sets are only put together if they have the same bound; of a longer one the rest
/// is passed over.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bits {
    words: Box<[u64]>,
    bound: usize,
}

impl Bits {
    /// The empty set of numbers below `bound`.
    #[must_use]
    pub fn none(bound: usize) -> Bits {
        Bits { words: vec![0; bound.div_ceil(WORD)].into(), bound }
    }

    /// All numbers below `bound`.
    #[must_use]
    pub fn all(bound: usize) -> Bits {
        let mut words: Box<[u64]> = vec![u64::MAX; bound.div_ceil(WORD)].into();
        if let Some(last) = words.last_mut()
            && !bound.is_multiple_of(WORD)
        {
            *last = (1 << (bound % WORD)) - 1;
        }
        Bits { words, bound }
    }

    /// These numbers; those that are not below `bound` are passed over.
    pub fn of(bound: usize, numbers: impl IntoIterator<Item = usize>) -> Bits {
        let mut bits = Bits::none(bound);
        for number in numbers {
            bits.insert(number);
        }
        bits
    }

    /// One more than the largest number that fits.
    #[must_use]
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// Adds a number that is below the bound.
    pub fn insert(&mut self, number: usize) {
        if number < self.bound
            && let Some(word) = self.words.get_mut(number / WORD)
        {
            *word |= 1 << (number % WORD);
        }
    }

    /// Takes a number out.
    pub fn remove(&mut self, number: usize) {
        if let Some(word) = self.words.get_mut(number / WORD) {
            *word &= !(1 << (number % WORD));
        }
    }

    /// Whether a number is in the set.
    #[must_use]
    pub fn has(&self, number: usize) -> bool {
        self.words.get(number / WORD).is_some_and(|word| word >> (number % WORD) & 1 == 1)
    }

    /// How many numbers are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether no number is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers, rising.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| ones(*word).map(move |bit| at * WORD + bit))
    }

    /// Keeps what is in the other set, too.
    pub fn keep(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what is in the other set.
    pub fn add(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes out what is in the other set.
    pub fn drop(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Bits) -> Bits {
        let mut both = self.clone();
        both.keep(other);
        both
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(&self, other: &Bits) -> Bits {
        let mut rest = self.clone();
        rest.drop(other);
        rest
    }

    /// How many numbers are in both.
    #[must_use]
    pub fn common(&self, other: &Bits) -> usize {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Whether all of this set is in the other.
    #[must_use]
    pub fn is_in(&self, other: &Bits) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & !b == 0)
    }

    /// Whether both sets have the same numbers below one.
    #[must_use]
    pub(super) fn same_below(&self, other: &Bits, number: usize) -> bool {
        let (whole, rest) = (number / WORD, number % WORD);
        let mut pairs = self.words.iter().zip(&other.words);
        pairs.by_ref().take(whole).all(|(a, b)| a == b)
            && pairs.next().is_none_or(|(a, b)| (a ^ b) & ((1 << rest) - 1) == 0)
    }

    /// The set as words, lowest numbers first.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The places of the ones in a word, rising.
pub(super) fn ones(word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros() as usize;
        rest &= rest.wrapping_sub(1);
        (bit < WORD).then_some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_holds_no_numbers_beyond_the_bound() {
        for bound in [0, 1, 63, 64, 65, 128, 130] {
            let all = Bits::all(bound);
            assert_eq!(all.count(), bound);
            assert!(all.iter().eq(0..bound));
            assert_eq!(all, Bits::of(bound, 0..bound + 70));
            assert!(!all.has(bound));
        }
    }

    #[test]
    fn sets_agree_below_a_number() {
        let (a, b) = (Bits::of(130, [1, 64, 100]), Bits::of(130, [1, 64, 101]));
        assert!(a.same_below(&b, 100) && a.same_below(&b, 0) && !a.same_below(&b, 101) && !a.same_below(&b, 130));
    }
}
