//! Words as numbers, so that two texts can be compared without comparing letters twice.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text;

use super::text::{Text, Unit};

/// A word of a unit: its number in the [`Lexicon`], and its bytes in the unit's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) word: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Token {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Letters beyond the second that add to the weight of a word: what is longer is rather a mistake than a word.
const LONGEST: usize = 20;

/// Numbers of words. Words that differ in case alone have one number.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    weights: Vec<u8>,
    folded: String,
}

impl Lexicon {
    /// How much each word says, by its number: the longer, the more. Words of one or two letters say nothing; those of
    /// scripts without spaces, of one character each, as much as a word of four letters.
    pub(crate) fn weights(&self) -> &[u8] {
        &self.weights
    }

    /// The words of a text: runs of letters and digits; of scripts without spaces every character.
    pub(crate) fn tokens(&mut self, words: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(words.len() / 6);
        let mut open: Option<usize> = None;
        for (at, c) in words.char_indices() {
            let single = text::is_unspaced(c);
            // A soft hyphen is no part of a word, nor does it end one.
            let inside = !single && (c.is_alphanumeric() || c == '\u{ad}' && open.is_some());
            if !inside && let Some(start) = open.take() {
                tokens.push(self.token(words, start..at));
            }
            if inside && open.is_none() {
                open = Some(at);
            }
            if single && c.is_alphanumeric() {
                tokens.push(self.token(words, at..at + c.len_utf8()));
            }
        }
        if let Some(start) = open {
            tokens.push(self.token(words, start..words.len()));
        }
        tokens
    }

    fn token(&mut self, words: &str, range: Range<usize>) -> Token {
        let word = words.get(range.clone()).unwrap_or("");
        self.folded.clear();
        text::fold_onto(&mut self.folded, word);
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let word = match self.numbers.get(self.folded.as_str()) {
            Some(number) => *number,
            None => {
                self.numbers.insert(self.folded.as_str().into(), next);
                let letters = if word.starts_with(text::is_unspaced) { 4 } else { word.chars().count() };
                self.weights.push(letters.saturating_sub(2).min(LONGEST) as u8);
                next
            }
        };
        let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Token { word, start: at(range.start), end: at(range.end) }
    }
}

/// The words of one unit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Words of its heading, then those of its own text, as numbers.
    pub(crate) all: Vec<u32>,
    /// How many of them are the heading's.
    pub(crate) headed: usize,
}

/// The words of every unit of a text.
pub(crate) fn words_of(text: &Text, lexicon: &mut Lexicon) -> Vec<Words> {
    let words = |unit: &Unit| {
        let numbers = |tokens: Vec<Token>| tokens.into_iter().map(|t| t.word);
        let mut all: Vec<u32> = Vec::new();
        all.extend(unit.heading.as_deref().map(|h| lexicon.tokens(h)).into_iter().flat_map(numbers));
        let headed = all.len();
        all.extend(numbers(lexicon.tokens(&unit.text)));
        Words { all, headed }
    };
    text.units.iter().map(words).collect()
}
