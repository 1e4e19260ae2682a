//! Characters and words.
//!
//! In: text as somebody wrote it. Out: folded forms for comparison, and counts of words, the language of a stretch. It refuses to guess a language
//! where the evidence is thin, and it never changes what is stored: folding is for comparing only.
//!
//! ```
//! use servanda::text;
//!
//! assert_eq!(text::word_count("seek, receive and impart"), 4);
//! assert!(text::contains_folded("rights “on-line”  and offline", "Rights \"on-line\" and"));
//! ```

mod language;
mod raised;
mod rising;
mod rows;
mod sentences;

pub use language::{Guess, is_language_tag, is_right_to_left, is_told_by_words, language_of};
pub use raised::{is_raised_digit, lowered, raised};
pub(crate) use rising::rising;
pub(crate) use rows::{Hunk, differing};
pub use sentences::sentences;

/// A number in Roman capitals, as Word and printers write it; 0 is empty. Large numbers are rows of M, so callers bound them.
#[must_use]
pub fn roman(mut number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut written = String::new();
    for (value, letters) in STEPS {
        while number >= value {
            written.push_str(letters);
            number -= value;
        }
    }
    written
}

/// Number of words of a quotation, as the rule on the length of quotes counts them.
///
/// A word is a run of letters or digits (hyphens and apostrophes inside it belong to it). Scripts written without
/// spaces (Han, kana, Thai) are counted as half a word per character, so that 24 characters weigh as 12 words.
#[must_use]
pub fn word_count(text: &str) -> usize {
    let mut words = 0;
    let mut half_words = 0;
    let mut inside = false;
    for c in text.chars() {
        if is_unspaced(c) {
            half_words += 1;
            inside = false;
        } else if c.is_alphanumeric() {
            if !inside {
                words += 1;
            }
            inside = true;
        } else if !(inside && matches!(c, '-' | '\'' | '’' | '\u{2011}')) {
            inside = false;
        }
    }
    words + usize::div_ceil(half_words, 2)
}

/// Whether a character belongs to a script that is written without spaces between words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_134F)
}

/// Letters and digits only, in lower case, runs of anything else folded to one space.
///
/// Two printings of one text differ in quotation marks, dashes, line breaks and soft hyphens; none of that is wording.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// As [`fold`], at the end of a text that is folded already, from which it is parted by a space.
pub fn fold_onto(folded: &mut String, text: &str) {
    let mut gap = true;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            // Most of what is searched is English, and Unicode's table of lower case is slow.
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase());
            } else {
                folded.extend(c.to_lowercase());
            }
        } else {
            gap |= c != '\u{ad}';
        }
    }
}

/// Whether a text contains a quotation, compared as [`fold`] does and at word borders.
#[must_use]
pub fn contains_folded(text: &str, quote: &str) -> bool {
    contains_in_folded(&fold(text), quote)
}

/// As [`contains_folded`], for a text that is folded already.
#[must_use]
pub fn contains_in_folded(folded_text: &str, quote: &str) -> bool {
    let quote = fold(quote);
    if quote.is_empty() {
        return false;
    }
    let edge = |c: Option<char>| c.is_none_or(|c| c == ' ' || is_unspaced(c));
    folded_text.match_indices(&quote).any(|(at, found)| {
        edge(folded_text.get(..at).and_then(|s| s.chars().next_back()))
            && edge(folded_text.get(at + found.len()..).and_then(|s| s.chars().next()))
            || quote.chars().next().is_some_and(is_unspaced)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_roman_numerals() {
        let written: Vec<String> = [0, 4, 9, 48, 188, 399, 1994].into_iter().map(roman).collect();
        assert_eq!(written, ["", "IV", "IX", "XLVIII", "CLXXXVIII", "CCCXCIX", "MCMXCIV"]);
    }

    #[test]
    fn counts_words_across_scripts() {
        assert_eq!(word_count("develop[ing] confidence-building measures"), 4);
        assert_eq!(word_count("each State's territory"), 3);
        assert_eq!(word_count("多边、民主、透明"), 3);
        assert_eq!(word_count("«международная информационная безопасность»"), 3);
        assert_eq!(word_count(" — "), 0);
    }

    #[test]
    fn folding_ignores_printing_but_not_wording() {
        assert!(contains_folded("States should\nnot knowingly allow", "should not knowingly"));
        assert!(contains_folded("in\u{ad}formation space", "information space"));
        assert!(!contains_folded("States should consider", "should not"));
        assert!(!contains_folded("the misuse of", "use of"));
        assert!(contains_folded("国际治理机制多边民主", "治理机制"));
        assert!(!contains_folded("anything", "…"));
    }

    #[test]
    fn folding_joins_texts_with_one_space() {
        let mut folded = fold("  Économie, “de” l'ÎLE – ");
        assert_eq!(folded, "économie de l île");
        fold_onto(&mut folded, " — ");
        fold_onto(&mut folded, "(A/RES/1)");
        assert_eq!(folded, "économie de l île a res 1");
    }
}
