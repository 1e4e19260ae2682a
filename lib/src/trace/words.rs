//! Texts as rows of word numbers, with the bytes of every word.
//!
//! Each text is cut into words by itself, on any core, with a small vocabulary of its own; the vocabularies are then put
//! together in the order in which the texts were given. So a word has the same number however many cores there are. A word
//! takes six bytes: its number, its length, and how far it is from the word before.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text;

/// Bytes of the longest word. What is longer is no word (a line of a table without spaces, a picture in letters) and is
/// cut, so that the length of a word takes one byte of memory.
const LONGEST: usize = 240;

/// Folded words and their numbers. The numbers count up in the order in which words were first asked for.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Number of a word plus one by its hash; a power of two, at most three quarters full.
    slots: Vec<u32>,
    /// Hash of each word, and where its letters end.
    words: Vec<(u64, u32)>,
    letters: Vec<u8>,
}

impl Vocabulary {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    fn letters_of(&self, number: usize) -> &[u8] {
        let before = number.checked_sub(1).and_then(|n| self.words.get(n)).map_or(0, |w| w.1);
        let end = self.words.get(number).map_or(before, |w| w.1);
        self.letters.get(before as usize..end as usize).unwrap_or_default()
    }

    /// Takes over the words of a text, and says which number each of them has here.
    pub(super) fn adopt(&mut self, row: &Row) -> Vec<u32> {
        let own = &row.vocabulary;
        let words = own.words.iter().enumerate();
        words.map(|(number, (hash, _))| self.number(own.letters_of(number), *hash)).collect()
    }

    fn number(&mut self, word: &[u8], hash: u64) -> u32 {
        if self.words.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        loop {
            let found = self.slots.get(at).copied().unwrap_or(0);
            let Some(number) = found.checked_sub(1) else { break };
            let same = self.words.get(number as usize).is_some_and(|w| w.0 == hash);
            if same && self.letters_of(number as usize) == word {
                return number;
            }
            at = (at + 1) & mask;
        }
        let number = self.words.len() as u32;
        self.letters.extend_from_slice(word);
        self.words.push((hash, self.letters.len() as u32));
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number + 1;
        }
        number
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; size];
        for (number, (hash, _)) in self.words.iter().enumerate() {
            let mut at = (hash >> 20) as usize & (size - 1);
            while self.slots.get(at).is_some_and(|s| *s != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number as u32 + 1;
            }
        }
    }
}

fn hash_of(word: &[u8]) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = word.len() as u64;
    for eight in word.chunks(8) {
        let mut number = 0_u64;
        for byte in eight {
            number = number << 8 | u64::from(*byte);
        }
        hash = (hash.rotate_left(5) ^ number).wrapping_mul(ODD);
    }
    hash ^ hash >> 32
}

/// One text cut into words. A word's number is the one of the text's own vocabulary, until it is renumbered.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) words: Vec<u32>,
    places: Places,
    vocabulary: Vocabulary,
}

/// Where words stand in their texts.
#[derive(Debug, Default)]
struct Places {
    /// Bytes from the first letter of the word before to that of each word; [`FAR`] of words in `far`.
    gaps: Vec<u8>,
    /// Bytes of each word.
    lengths: Vec<u8>,
    /// The first words of texts, and words far behind the one before: their numbers and first bytes.
    far: Vec<(u32, u32)>,
    /// First byte of each word whose number is a multiple of [`STEP`].
    steps: Vec<u32>,
}

/// The gap that stands for any from here on.
const FAR: u8 = u8::MAX;
/// Gaps that are added up at most to find a place.
const STEP: usize = 32;

impl Places {
    fn reserve(&mut self, words: usize) {
        self.gaps.reserve_exact(words);
        self.lengths.reserve_exact(words);
    }

    /// Adds a word, of the same text as the one before if that one's first byte is given.
    fn push(&mut self, before: Option<usize>, start: usize, length: u8) {
        let number = self.gaps.len();
        let gap = before.map_or(FAR, |before| u8::try_from(start - before).unwrap_or(FAR));
        if gap == FAR {
            self.far.push((number as u32, start as u32));
        }
        if number.is_multiple_of(STEP) {
            self.steps.push(start as u32);
        }
        self.gaps.push(gap);
        self.lengths.push(length);
    }

    fn start(&self, word: usize) -> usize {
        let (mut at, mut sum) = (word, 0);
        loop {
            let gap = self.gaps.get(at).copied().unwrap_or(FAR);
            let known = if gap == FAR {
                let found = self.far.binary_search_by_key(&(at as u32), |far| far.0);
                found.ok().and_then(|n| self.far.get(n)).map(|far| far.1).or(Some(0))
            } else if at.is_multiple_of(STEP) {
                self.steps.get(at / STEP).copied()
            } else {
                None
            };
            if let Some(start) = known {
                return start as usize + sum;
            }
            sum += usize::from(gap);
            at -= 1;
        }
    }

    /// From the first letter of some words to the last one.
    fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let last = words.end.saturating_sub(1);
        let end = self.start(last) + usize::from(self.lengths.get(last).copied().unwrap_or(0));
        self.start(words.start)..end
    }

    /// Adds the words of a text behind those of others.
    fn append(&mut self, other: &Places) {
        let before = self.gaps.len();
        self.far.extend(other.far.iter().map(|(word, start)| (before as u32 + word, *start)));
        let first = before.next_multiple_of(STEP);
        self.steps.extend((first..before + other.gaps.len()).step_by(STEP).map(|n| other.start(n - before) as u32));
        self.gaps.extend_from_slice(&other.gaps);
        self.lengths.extend_from_slice(&other.lengths);
    }
}

impl Row {
    /// Cuts a text into words, leaving out the bytes that are no words (markup, running heads), which are in order.
    ///
    /// A word is a run of letters and digits; of scripts without spaces each character. Case, soft hyphens, apostrophes
    /// and hyphens between letters (also at a line's end) do not count, nor do the shapes of letters (`ﬁ` is `fi`):
    /// "co-operation", "Cooperation" and "coopera-" + "tion" are one word.
    pub(super) fn cut(source: &str, skip: &[Range<usize>]) -> Row {
        let mut row = Row::default();
        row.words.reserve(source.len() / 6);
        row.places.reserve(source.len() / 6);
        let mut folded = Vec::with_capacity(256);
        let (mut from, mut last) = (0, None);
        for hidden in skip.iter().cloned().chain(std::iter::once(source.len()..source.len())) {
            if let Some(shown) = source.get(from..hidden.start.max(from)) {
                row.cut_piece(shown, from, &mut last, &mut folded);
            }
            from = from.max(hidden.end);
        }
        row
    }

    /// Gives the words the numbers of a vocabulary that has adopted them.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        self.vocabulary = Vocabulary::default();
        for word in &mut self.words {
            *word = numbers.get(*word as usize).copied().unwrap_or(u32::MAX - 2);
        }
        self.words.shrink_to_fit();
        self.places.gaps.shrink_to_fit();
        self.places.lengths.shrink_to_fit();
    }

    /// A number that is the same for texts of the same words.
    pub(super) fn fingerprint(&self) -> u64 {
        let mix = |hash: u64, next: &u32| (hash.rotate_left(5) ^ u64::from(*next)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.words.iter().fold(0, mix)
    }

    /// The words as numbers that are the same in every text, but for chance: two words in four thousand million.
    pub(super) fn everywhere(&self) -> Vec<u32> {
        let hash = |word: &u32| self.vocabulary.words.get(*word as usize).map(|held| held.0 as u32);
        self.words.iter().filter_map(hash).collect()
    }

    /// Bytes from the first word to the last.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.bytes_of(0..self.words.len())
    }

    /// Bytes of some of its words, from the first to the last of them.
    pub(super) fn bytes_of(&self, words: Range<usize>) -> Range<usize> {
        self.places.bytes(words)
    }

    fn cut_piece(&mut self, shown: &str, offset: usize, last: &mut Option<usize>, folded: &mut Vec<u8>) {
        let bytes = shown.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
        let mut at = 0;
        while at < bytes.len() {
            let first = byte(at);
            if first.is_ascii() && !first.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            folded.clear();
            let start = at;
            let mut end = at;
            let mut plain = true;
            loop {
                let here = byte(at);
                if here.is_ascii_alphanumeric() {
                    folded.push(here.to_ascii_lowercase());
                    at += 1;
                    end = at;
                } else if here.is_ascii() && !matches!(here, b'-' | b'\'') || at >= bytes.len() {
                    break;
                } else if let Some(next) = joint(bytes, at, folded) {
                    at = next;
                } else if here.is_ascii() {
                    break;
                } else {
                    let Some(c) = shown.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    if text::is_unspaced(c) && at > start || !is_letter(c) {
                        break;
                    }
                    plain = false;
                    folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                    at += c.len_utf8();
                    end = at;
                    if text::is_unspaced(c) {
                        break;
                    }
                }
                if at - start >= LONGEST {
                    break;
                }
            }
            if at == start {
                at += shown.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                continue;
            }
            if !plain {
                fold_letters(folded);
            }
            if folded.is_empty() {
                continue;
            }
            let number = self.vocabulary.number(folded, hash_of(folded));
            self.words.push(number);
            self.places.push(*last, offset + start, (end - start).min(255) as u8);
            *last = Some(offset + start);
        }
    }
}

/// Letters and digits of a word; a note's raised mark is none.
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !text::is_raised_digit(c)
}

/// If a sign between two letters belongs to the word, where the word goes on: an apostrophe, a soft hyphen, a hyphen that
/// may stand before a line's end.
fn joint(bytes: &[u8], at: usize, folded: &[u8]) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let (hyphen, length) = match rest {
        [b'\'', ..] => (false, 1),
        [b'-', ..] => (true, 1),
        [0xC2, 0xAD, ..] => (true, 2),
        // ’ ‐ ‑
        [0xE2, 0x80, 0x99, ..] => (false, 3),
        [0xE2, 0x80, 0x90 | 0x91, ..] => (true, 3),
        _ => return None,
    };
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xC3;
    if !folded.last().is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80) {
        return None;
    }
    let mut next = at + length;
    if hyphen && matches!(bytes.get(next), Some(b'\n' | b'\r')) {
        next += bytes.get(next..)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
    }
    bytes.get(next).is_some_and(|b| letter(*b)).then_some(next)
}

/// Small letters in their plain shapes.
fn fold_letters(folded: &mut Vec<u8>) {
    let word = String::from_utf8_lossy(folded).into_owned();
    folded.clear();
    for c in word.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || is_combining_mark(*c)) {
        folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// All texts, one behind the other, in the order in which they are given.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub(super) words: Vec<u32>,
    places: Places,
    /// First word of each text, and one past the last word of all.
    pub(super) borders: Vec<u32>,
    /// Text of the first word of each block of words.
    blocks: Vec<u32>,
    /// How many different words there are.
    pub(super) distinct: usize,
}

const BLOCK: u32 = 8;

impl Corpus {
    /// Puts rows together that have the numbers of one vocabulary, of so many words; `None` if they have more words than can
    /// be numbered.
    pub(super) fn join(rows: Vec<Row>, distinct: usize) -> Option<Corpus> {
        let total: usize = rows.iter().map(|row| row.words.len()).sum();
        if total >= u32::MAX as usize {
            return None;
        }
        let mut corpus = Corpus { words: Vec::with_capacity(total), distinct, ..Corpus::default() };
        corpus.places.reserve(total);
        for row in rows {
            corpus.borders.push(corpus.words.len() as u32);
            corpus.words.extend_from_slice(&row.words);
            corpus.places.append(&row.places);
        }
        corpus.borders.push(corpus.words.len() as u32);
        let mut text = 0_u32;
        for block in 0..=(total as u32 >> BLOCK) {
            while corpus.borders.get(text as usize + 1).is_some_and(|end| *end <= block << BLOCK) {
                text += 1;
            }
            corpus.blocks.push(text);
        }
        Some(corpus)
    }

    pub(super) fn texts(&self) -> usize {
        self.borders.len().saturating_sub(1)
    }

    pub(super) fn word(&self, at: u32) -> u32 {
        self.words.get(at as usize).copied().unwrap_or(u32::MAX)
    }

    /// Words of a text, by their places in the corpus.
    pub(super) fn range(&self, text: u32) -> Range<u32> {
        let border = |n: usize| self.borders.get(n).copied().unwrap_or(0);
        border(text as usize)..border(text as usize + 1)
    }

    /// The words of a text.
    pub(super) fn row(&self, text: u32) -> &[u32] {
        let range = self.range(text);
        self.words.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The text to which a word belongs.
    pub(super) fn text_of(&self, at: u32) -> u32 {
        let mut text = self.blocks.get((at >> BLOCK) as usize).copied().unwrap_or(0);
        while self.borders.get(text as usize + 1).is_some_and(|end| *end <= at) {
            text += 1;
        }
        text
    }

    /// Bytes of its text that a stretch of words takes, from the first letter to the last.
    pub(super) fn bytes(&self, words: Range<u32>) -> Range<usize> {
        self.places.bytes(words.start as usize..words.end as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<String> {
        let row = Row::cut(source, &[]);
        let word = |n: &u32| String::from_utf8(row.vocabulary.letters_of(*n as usize).to_vec()).unwrap();
        row.words.iter().map(word).collect()
    }

    fn corpus(sources: &[&str]) -> Corpus {
        let mut vocabulary = Vocabulary::default();
        let mut row = |source: &&str| {
            let mut row = Row::cut(source, &[]);
            row.renumber(&vocabulary.adopt(&row));
            row
        };
        let rows = sources.iter().map(&mut row).collect();
        Corpus::join(rows, vocabulary.len()).unwrap()
    }

    #[test]
    fn printing_is_folded_and_wording_kept() {
        assert_eq!(
            cut("Each Party  SHALL\nnot “act”, 12 times."),
            ["each", "party", "shall", "not", "act", "12", "times"]
        );
        let one = ["cooperation"];
        for printed in ["co-operation", "Cooperation", "co\u{ad}operation", "coopera-\n  tion", "co‑operation"] {
            assert_eq!(cut(printed), one, "{printed}");
        }
        assert_eq!(cut("the State's law, the States’ laws"), ["the", "states", "law", "the", "states", "laws"]);
        assert_eq!(cut("2004-2008 – A/70/174"), ["2004", "2008", "a", "70", "174"]);
        assert_eq!(cut("deﬁned e\u{301}tat États Party²"), ["defined", "état", "états", "party"]);
        assert_eq!(cut("各国应"), ["各", "国", "应"]);
        assert_eq!(cut("- ' -a' ² ’"), ["a"]);
    }

    #[test]
    fn bytes_lead_back_to_the_text() {
        let source = "«État» shall co-\noperate";
        let corpus = corpus(&["first text", source]);
        let bytes = |words: Range<u32>| &source[corpus.bytes(words)];
        assert_eq!(bytes(2..3), "État");
        assert_eq!(bytes(3..5), "shall co-\noperate");
        assert_eq!((corpus.text_of(1), corpus.text_of(2), corpus.range(1)), (0, 1, 2..5));
    }

    #[test]
    fn hidden_bytes_have_no_words() {
        let source = "[rule](https://x.example) of **law**";
        let link = 6..25;
        let row = Row::cut(source, std::slice::from_ref(&link));
        assert_eq!(row.words.len(), 3);
        assert_eq!([0, 1, 2].map(|word| row.places.start(word)), [1, 26, 31]);
    }

    #[test]
    fn places_are_found_however_far_words_are_apart() {
        let far = format!("{}{}", "one  two ".repeat(50), " ".repeat(400)) + &"three\n\nfour ".repeat(41);
        let sources = [far.as_str(), "", "five", far.as_str()];
        let corpus = corpus(&sources);
        for (text, source) in (0..).zip(sources) {
            let told = corpus.range(text).map(|word| &source[corpus.bytes(word..word + 1)]);
            assert_eq!(told.collect::<Vec<&str>>(), source.split_whitespace().collect::<Vec<&str>>());
        }
    }

    #[test]
    fn words_have_the_same_number_in_all_texts() {
        let corpus = corpus(&["a b a", "b c a"]);
        assert_eq!(corpus.words, [0, 1, 0, 1, 2, 0]);
    }
}
