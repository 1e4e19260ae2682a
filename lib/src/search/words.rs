//! Words as the index keeps them and as queries ask for them: one way of cutting and folding for both sides.
//!
//! A word is a run of letters, digits and marks. It is folded: lower case, without diacritics, so that `cooperacion`
//! finds `cooperación`. Scripts without spaces (Chinese, Japanese, Thai) are cut into single characters. Bigrams would
//! make shorter lists, but a word of one character (法, 权) could not be found then, and with positions a run of
//! characters is as exact a phrase as in any other script. A hyphen parts words and joins them as well: `cyber-attack` is
//! the words `cyber` and `attack` and, in the place of the first, `cyberattack`.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::is_unspaced;

/// Stands between pieces of a text that no phrase may reach across: two units, a heading and what is under it.
pub(super) const BREAK: char = '\u{1e}';
/// The same as a text.
pub(super) const BREAK_TEXT: &str = "\u{1e}";

/// Longest word that is kept, in bytes: beyond that it is no word but data.
const LONGEST: usize = 80;

/// One word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'w> {
    /// Folded.
    pub(super) folded: &'w str,
    /// In lower case with its diacritics, as stemmers expect it.
    pub(super) lower: &'w str,
    /// Number in the text; a joined word has that of its first part.
    pub(super) position: usize,
    /// Whether it is two words joined over a hyphen.
    pub(super) joined: bool,
    /// First byte of it in the text …
    pub(super) start: usize,
    /// … and one past its last.
    pub(super) end: usize,
}

/// What was read of one word.
#[derive(Default)]
struct Draft {
    folded: String,
    lower: String,
    at: Range<usize>,
    position: usize,
    /// Letters only, so that it may be joined with another over a hyphen.
    letters: bool,
}

/// Tells every word of a text, in order; a joined word comes after its second part.
pub(super) fn each_word(text: &str, mut found: impl FnMut(Word<'_>)) {
    let mut reader = Reader::default();
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            reader.letter(c, at, next);
        } else if c.is_ascii() {
            reader.end(&mut found);
            reader.gap(c);
        } else if is_unspaced(c) && (c.is_alphanumeric() || is_combining_mark(c)) {
            reader.end(&mut found);
            reader.letter(c, at, next);
            reader.end(&mut found);
            reader.hyphens = 2;
        } else if c.is_alphanumeric() || (reader.open && is_combining_mark(c)) {
            reader.letter(c, at, next);
        } else if is_invisible(c) {
            // A soft hyphen or a joiner inside a word is printing.
        } else {
            reader.end(&mut found);
            reader.gap(c);
        }
    }
    reader.end(&mut found);
}

/// The state of the cutting.
#[derive(Default)]
struct Reader {
    now: Draft,
    before: Draft,
    joined: String,
    joined_lower: String,
    position: usize,
    open: bool,
    /// 1 after exactly one hyphen since the last word; anything else otherwise.
    hyphens: u8,
}

impl Reader {
    fn letter(&mut self, c: char, at: usize, next: usize) {
        if !self.open {
            self.open = true;
            self.now.folded.clear();
            self.now.lower.clear();
            self.now.at.start = at;
            self.now.letters = true;
        }
        self.now.at.end = next;
        if self.now.folded.len() >= LONGEST {
            return;
        }
        if c.is_ascii() {
            let c = c.to_ascii_lowercase();
            self.now.letters &= c.is_ascii_alphabetic();
            self.now.folded.push(c);
            self.now.lower.push(c);
        } else {
            self.now.letters &= !c.is_numeric();
            self.now.lower.extend(c.to_lowercase());
            fold_onto(&mut self.now.folded, c);
        }
    }

    fn end(&mut self, found: &mut impl FnMut(Word<'_>)) {
        if !self.open {
            return;
        }
        self.open = false;
        if self.now.folded.is_empty() {
            return;
        }
        self.now.position = self.position;
        self.position += 1;
        let Draft { folded, lower, at, position, letters } = &self.now;
        found(Word { folded, lower, position: *position, joined: false, start: at.start, end: at.end });
        if self.hyphens == 1 && *letters && self.before.letters && self.before.position + 1 == *position {
            self.joined.clear();
            self.joined_lower.clear();
            for part in [&self.before, &self.now] {
                self.joined.push_str(&part.folded);
                self.joined_lower.push_str(&part.lower);
            }
            found(Word {
                folded: &self.joined,
                lower: &self.joined_lower,
                position: self.before.position,
                joined: true,
                start: self.before.at.start,
                end: at.end,
            });
        }
        std::mem::swap(&mut self.now, &mut self.before);
        self.hyphens = 0;
    }

    fn gap(&mut self, c: char) {
        self.hyphens = if matches!(c, '-' | '\u{2010}' | '\u{2011}') { self.hyphens.saturating_add(1) } else { 2 };
        // What stands on both sides is not said in one breath.
        self.position += usize::from(c == BREAK);
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}')
}

/// Marks that are left out: those of Latin, Greek, Cyrillic, Hebrew and Arabic letters. The vowel signs of Indian
/// scripts are marks as well, but without them other words remain.
fn is_dispensable(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED)
}

/// Adds a character that is not ASCII to a folded word.
fn fold_onto(folded: &mut String, c: char) {
    match c {
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'þ' | 'Þ' => folded.push_str("th"),
        'ł' | 'Ł' => folded.push('l'),
        'ı' | 'İ' => folded.push('i'),
        // Arabic is printed with and without the signs on these letters.
        'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
        'ى' | 'ی' => folded.push('ي'),
        'ک' => folded.push('ك'),
        'ة' => folded.push('ه'),
        '\u{660}'..='\u{669}' => folded.extend(char::from_digit(u32::from(c) - 0x660, 10)),
        '\u{6f0}'..='\u{6f9}' => folded.extend(char::from_digit(u32::from(c) - 0x6f0, 10)),
        // Hangul syllables would fall apart into their letters.
        '\u{ac00}'..='\u{d7a3}' => folded.push(c),
        _ => decompose_compatible(c, |part| {
            if !is_dispensable(part) && (part.is_alphanumeric() || is_combining_mark(part)) {
                folded.extend(part.to_lowercase());
            }
        }),
    }
}

/// A word folded: what [`each_word`] makes of its letters.
pub(super) fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if !is_invisible(c) {
            fold_onto(&mut out, c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(format!("{}{}", word.position, word.folded)));
        words
    }

    #[test]
    fn folds_case_diacritics_and_printing() {
        assert_eq!(cut("L'Économie de l'ÎLE"), ["0l", "1economie", "2de", "3l", "4ile"]);
        assert_eq!(cut("Straße œuvre søk ёлка Łódź"), ["0strasse", "1oeuvre", "2sok", "3елка", "4lodz"]);
        assert_eq!(cut("informa\u{ad}tion"), ["0information"]);
        assert_eq!(cut("الأُمَّة ١٢"), ["0الامه", "112"]);
    }

    #[test]
    fn cuts_numbers_and_joins_over_one_hyphen() {
        assert_eq!(cut("A/70/174, 24/7 and 13(f)"), ["0a", "170", "2174", "324", "47", "5and", "613", "7f"]);
        assert_eq!(cut("cyber-attack"), ["0cyber", "1attack", "0cyberattack"]);
        assert_eq!(cut("cyber attack – or cyber--attack"), ["0cyber", "1attack", "2or", "3cyber", "4attack"]);
        assert_eq!(cut("T-34"), ["0t", "134"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_characters() {
        assert_eq!(cut("信息安全 ICT"), ["0信", "1息", "2安", "3全", "4ict"]);
        assert_eq!(cut("第5条"), ["0第", "15", "2条"]);
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "«Цель» — co-operation";
        each_word(text, |word| {
            assert_eq!(folded(&text[word.start..word.end]).replace('-', ""), word.folded);
        });
    }

    #[test]
    fn nothing_is_said_across_a_break() {
        assert_eq!(cut("a\u{1e}b"), ["0a", "2b"]);
    }
}
