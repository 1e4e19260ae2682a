//! Numbers as agreements print them: digits, Roman numerals, letters, and words in the languages agreements are made in.

use std::fmt;

/// A printed number as a value that can be followed by the next one: up to four parts (`9.12`) and a suffix (`5bis`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Value {
    parts: [u16; 4],
    len: u8,
    /// 0 for none; 1 for "bis" or "a", 2 for "ter" or "b" …
    suffix: u8,
    /// Whether the suffix is a letter, for printing.
    letter: bool,
    /// A number behind the suffix (`XIII bis - 1`), 0 for none.
    behind: u8,
}

const LATIN_SUFFIXES: [&str; 12] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
];

impl Value {
    /// Before the first.
    pub(crate) const ZERO: Value = Value { parts: [0; 4], len: 1, suffix: 0, letter: false, behind: 0 };

    /// A value of one part.
    pub(crate) fn of(number: u16) -> Value {
        Value { parts: [number, 0, 0, 0], len: 1, suffix: 0, letter: false, behind: 0 }
    }

    /// A value of several parts, if there are at most four.
    pub(crate) fn parts(numbers: &[u16]) -> Option<Value> {
        let mut parts = [0; 4];
        if numbers.is_empty() || numbers.len() > parts.len() {
            return None;
        }
        parts.iter_mut().zip(numbers).for_each(|(part, number)| *part = *number);
        Some(Value { parts, len: u8::try_from(numbers.len()).ok()?, suffix: 0, letter: false, behind: 0 })
    }

    /// The same with a suffix: 1 for "bis" or "a".
    pub(crate) fn with_suffix(mut self, suffix: u8, letter: bool) -> Value {
        self.suffix = suffix;
        self.letter = letter;
        self
    }

    /// The same with a number behind the suffix.
    pub(crate) fn with_behind(mut self, behind: u8) -> Value {
        self.behind = behind;
        self
    }

    /// The parts in use.
    pub(crate) fn as_parts(&self) -> &[u16] {
        self.parts.get(..self.len as usize).unwrap_or(&[])
    }

    /// Number of parts.
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    /// The last part.
    pub(crate) fn last(&self) -> u16 {
        self.as_parts().last().copied().unwrap_or(0)
    }

    /// The first part.
    pub(crate) fn first(&self) -> u16 {
        self.parts[0]
    }

    /// Whether the value has a suffix.
    pub(crate) fn has_suffix(&self) -> bool {
        self.suffix > 0
    }

    /// Whether all parts but the last are those of another value.
    pub(crate) fn shares_prefix(&self, other: &Value) -> bool {
        self.len == other.len && {
            let n = self.len().saturating_sub(1);
            self.parts.iter().take(n).eq(other.parts.iter().take(n))
        }
    }

    /// Whether all parts but the last are exactly the parts of another value.
    pub(crate) fn is_child_of(&self, parent: &Value) -> bool {
        self.len == parent.len + 1 && self.parts.iter().take(parent.len()).eq(parent.as_parts())
    }

    /// How far this value is from being the next one after another: 1 is the next; 0 the same; negative is back.
    /// `None` if they cannot follow each other at all (other depth or other prefix).
    pub(crate) fn step_from(&self, before: &Value) -> Option<i32> {
        if self.len != before.len {
            return None;
        }
        if self.shares_prefix(before) {
            let step = i32::from(self.last()) - i32::from(before.last());
            return Some(match step {
                0 if self.suffix == before.suffix && self.behind > before.behind => {
                    i32::from(self.behind - before.behind)
                }
                // 5 bis follows 5, and 6 follows 5 bis.
                0 if self.suffix == before.suffix + 1 => 1,
                0 if self.suffix > before.suffix => 2,
                0 => -i32::from(before.suffix > self.suffix),
                // 6a after 5 skips the plain 6; it is seen where 6 itself was deleted.
                1 if self.suffix > 1 => 2,
                _ => step,
            });
        }
        None
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.as_parts().iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        if self.suffix > 0 {
            match LATIN_SUFFIXES.get(self.suffix as usize - 1).filter(|_| !self.letter) {
                Some(word) => f.write_str(word)?,
                None => write!(f, "{}", letter(self.suffix))?,
            }
        }
        if self.behind > 0 {
            write!(f, "-{}", self.behind)?;
        }
        Ok(())
    }
}

fn letter(n: u8) -> char {
    char::from(b'a' + n.saturating_sub(1).min(25))
}

/// The place of a Latin suffix: 1 for "bis".
pub(crate) fn latin_suffix(word: &str) -> Option<u8> {
    // Italian law says "novies".
    let word = if word.eq_ignore_ascii_case("novies") { "nonies" } else { word };
    let at = LATIN_SUFFIXES.iter().position(|s| word.eq_ignore_ascii_case(s))?;
    u8::try_from(at + 1).ok()
}

/// Value of a Roman numeral in one case, up to 399; only the usual spelling counts (`IV`, not `IIII`).
pub(crate) fn roman(text: &str) -> Option<u16> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let upper = text.bytes().all(|b| b.is_ascii_uppercase());
    if !upper && !text.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut total: u16 = 0;
    let mut before = u16::MAX;
    for byte in text.bytes() {
        let value = match byte.to_ascii_uppercase() {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            b'C' => 100,
            _ => return None,
        };
        total = if before < value { (total + value).checked_sub(2 * before)? } else { total + value };
        before = value;
    }
    crate::text::roman(u32::from(total)).eq_ignore_ascii_case(text).then_some(total)
}

/// Value of a number in Chinese characters, up to 9,999 (`二十一`), digits one by one included (`二〇一五`).
pub(crate) fn chinese(text: &str) -> Option<u16> {
    let (mut total, mut digit, mut seen) = (0u32, None, false);
    let mut plain = 0u32;
    let mut units = false;
    for c in text.chars() {
        let value = match c {
            '零' | '〇' => 0,
            '一' | '壹' => 1,
            '二' | '贰' | '两' => 2,
            '三' | '叁' => 3,
            '四' | '肆' => 4,
            '五' | '伍' => 5,
            '六' | '陆' => 6,
            '七' | '柒' => 7,
            '八' | '捌' => 8,
            '九' | '玖' => 9,
            '十' | '拾' | '百' | '佰' | '千' => {
                let unit = match c {
                    '十' | '拾' => 10,
                    '百' | '佰' => 100,
                    _ => 1000,
                };
                total += digit.take().unwrap_or(1) * unit;
                units = true;
                seen = true;
                continue;
            }
            _ => return None,
        };
        seen = true;
        plain = plain.checked_mul(10)?.checked_add(value)?;
        digit = Some(value);
    }
    if !seen {
        return None;
    }
    u16::try_from(if units { total + digit.unwrap_or(0) } else { plain }).ok()
}

/// Value of a decimal digit of any script that agreements use (ASCII, full-width, Arabic-Indic, Persian).
pub(crate) fn digit(c: char) -> Option<u16> {
    let base = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    u16::try_from(u32::from(c) - u32::from(base)).ok()
}

/// Value of a number written as a word, in the languages of the table, up to 99; `text` begins with the word.
/// Gives the bytes it takes as well.
pub(crate) fn word(text: &str) -> Option<(u16, usize)> {
    arabic_ordinal(text).or_else(|| european_word(text))
}

const WORDS: &[(&[&str], u16)] = &[
    (
        &[
            "one",
            "first",
            "premier",
            "première",
            "primero",
            "primera",
            "первая",
            "первый",
            "eerste",
            "erste",
            "erster",
            "erstes",
            "primeiro",
            "primeira",
            "primo",
            "prima",
        ],
        1,
    ),
    (
        &[
            "two",
            "second",
            "deux",
            "deuxième",
            "seconde",
            "segundo",
            "segunda",
            "вторая",
            "второй",
            "tweede",
            "zweite",
            "zweiter",
            "zweites",
            "secondo",
        ],
        2,
    ),
    (
        &[
            "three",
            "third",
            "trois",
            "troisième",
            "tercero",
            "tercera",
            "третья",
            "третий",
            "derde",
            "dritte",
            "dritter",
            "drittes",
            "terceiro",
            "terzo",
        ],
        3,
    ),
    (
        &[
            "four",
            "fourth",
            "quatre",
            "quatrième",
            "cuarto",
            "cuarta",
            "четвертая",
            "четвёртая",
            "vierde",
            "vierte",
            "vierter",
            "quarto",
        ],
        4,
    ),
    (&["five", "fifth", "cinq", "cinquième", "quinto", "quinta", "пятая", "vijfde", "fünfte", "fünfter"], 5),
    (&["six", "sixth", "sixième", "sexto", "sexta", "шестая", "zesde", "sechste", "sechster"], 6),
    (
        &[
            "seven",
            "seventh",
            "sept",
            "septième",
            "séptimo",
            "septimo",
            "séptima",
            "седьмая",
            "zevende",
            "siebte",
            "siebenter",
            "siebter",
        ],
        7,
    ),
    (&["eight", "eighth", "huit", "huitième", "octavo", "octava", "восьмая", "achtste", "achte", "achter"], 8),
    (&["nine", "ninth", "neuf", "neuvième", "noveno", "novena", "девятая", "negende", "neunte", "neunter"], 9),
    (&["ten", "tenth", "dix", "dixième", "décimo", "decimo", "décima", "десятая", "tiende", "zehnte", "zehnter"], 10),
    (&["eleven", "eleventh", "onze", "onzième", "undécimo", "одиннадцатая", "elfde"], 11),
    (&["twelve", "twelfth", "douze", "douzième", "duodécimo", "двенадцатая", "twaalfde"], 12),
    (&["thirteen", "thirteenth", "treize", "treizième"], 13),
    (&["fourteen", "fourteenth", "quatorze", "quatorzième"], 14),
    (&["fifteen", "fifteenth", "quinze", "quinzième"], 15),
    (&["sixteen", "sixteenth", "seize", "seizième"], 16),
    (&["seventeen", "seventeenth", "dix-sept"], 17),
    (&["eighteen", "eighteenth", "dix-huit"], 18),
    (&["nineteen", "nineteenth", "dix-neuf"], 19),
    (&["twenty", "twentieth", "vingt", "vingtième", "vigésimo"], 20),
    (&["thirty", "thirtieth", "trente"], 30),
    (&["forty", "fortieth", "quarante"], 40),
    (&["fifty", "fiftieth", "cinquante"], 50),
    (&["sixty", "sixtieth"], 60),
    (&["seventy", "seventieth"], 70),
    (&["eighty", "eightieth"], 80),
    (&["ninety", "ninetieth"], 90),
];

fn european_word(text: &str) -> Option<(u16, usize)> {
    let run = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let lookup = |word: &str| {
        let lower = word.to_lowercase();
        WORDS.iter().find(|(words, _)| words.contains(&lower.as_str())).map(|(_, n)| *n)
    };
    let first = run(text);
    if !(3..=30).contains(&first) {
        return None;
    }
    let value = lookup(text.get(..first)?)?;
    let rest = text.get(first..)?;
    if value >= 20 && value % 10 == 0 && rest.starts_with(['-', ' ']) {
        let second = run(rest.get(1..)?);
        if let Some(unit) = rest.get(1..1 + second).and_then(lookup).filter(|unit| *unit < 10) {
            return Some((value + unit, first + 1 + second));
        }
    }
    Some((value, first))
}

const ARABIC_UNITS: &[(&str, u16)] = &[
    ("الاولى", 1),
    ("الاول", 1),
    ("الحادية", 1),
    ("الحادي", 1),
    ("الثانية", 2),
    ("الثاني", 2),
    ("الثالثة", 3),
    ("الثالث", 3),
    ("الرابعة", 4),
    ("الرابع", 4),
    ("الخامسة", 5),
    ("الخامس", 5),
    ("السادسة", 6),
    ("السادس", 6),
    ("السابعة", 7),
    ("السابع", 7),
    ("الثامنة", 8),
    ("الثامن", 8),
    ("التاسعة", 9),
    ("التاسع", 9),
    ("العاشرة", 10),
    ("العاشر", 10),
];
const ARABIC_TENS: &[(&str, u16)] = &[
    ("العشرون", 20),
    ("العشرين", 20),
    ("الثلاثون", 30),
    ("الثلاثين", 30),
    ("الاربعون", 40),
    ("الاربعين", 40),
    ("الخمسون", 50),
    ("الخمسين", 50),
    ("الستون", 60),
    ("الستين", 60),
    ("السبعون", 70),
    ("السبعين", 70),
    ("الثمانون", 80),
    ("الثمانين", 80),
    ("التسعون", 90),
    ("التسعين", 90),
];

/// Arabic ordinals after a unit word: `الخامسة`, `الحادية عشرة`, `الثانية والعشرون`. Vowel signs and forms of alif do not matter.
fn arabic_ordinal(text: &str) -> Option<(u16, usize)> {
    if !text.starts_with('ا') && !text.starts_with("\u{671}") {
        return None;
    }
    let mut words = Vec::new();
    let mut at = 0;
    while words.len() < 3 {
        let rest = text.get(at..)?;
        let lead = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let rest = rest.get(lead..)?;
        let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '\u{64b}'..='\u{652}')).unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        at += lead + end;
        let plain: String = rest
            .get(..end)?
            .chars()
            .filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}'))
            .map(|c| if matches!(c, 'أ' | 'إ' | 'آ' | '\u{671}') { 'ا' } else { c })
            .collect();
        words.push((plain, at));
    }
    let find = |table: &[(&str, u16)], word: &str| table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n);
    let (first, first_end) = words.first()?;
    if let Some(tens) = find(ARABIC_TENS, first) {
        return Some((tens, *first_end));
    }
    let unit = find(ARABIC_UNITS, first)?;
    match words.get(1) {
        Some((second, end)) if matches!(second.as_str(), "عشرة" | "عشر") => Some((unit + 10, *end)),
        Some((second, end)) => match second.strip_prefix('و').and_then(|tens| find(ARABIC_TENS, tens)) {
            Some(tens) => Some((unit + tens, *end)),
            None => Some((unit, *first_end)),
        },
        None => Some((unit, *first_end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_roman_numerals_in_their_usual_spelling_only() {
        assert_eq!(roman("XLVIII"), Some(48));
        assert_eq!(roman("iv"), Some(4));
        assert_eq!(roman("IIII"), None);
        assert_eq!(roman("Iv"), None);
        assert_eq!(roman("IC"), None);
        assert_eq!(roman("mix"), None);
    }

    #[test]
    fn reads_numbers_in_words() {
        assert_eq!(word("Premier"), Some((1, 7)));
        assert_eq!(word("TWENTY-ONE Scope"), Some((21, 10)));
        assert_eq!(word("primero. Objeto").map(|w| w.0), Some(1));
        assert_eq!(word("الخامسة").map(|w| w.0), Some(5));
        assert_eq!(word("الأولى").map(|w| w.0), Some(1));
        assert_eq!(word("الحادية عشرة :").map(|w| w.0), Some(11));
        assert_eq!(word("الثانية والعشرون").map(|w| w.0), Some(22));
        assert_eq!(word("scope"), None);
    }

    #[test]
    fn reads_chinese_numbers() {
        assert_eq!(chinese("二十一"), Some(21));
        assert_eq!(chinese("十"), Some(10));
        assert_eq!(chinese("一百零三"), Some(103));
        assert_eq!(chinese("条"), None);
    }

    #[test]
    fn knows_what_follows_what() {
        let v = Value::of;
        assert_eq!(v(6).step_from(&v(5)), Some(1));
        assert_eq!(v(5).with_suffix(1, false).step_from(&v(5)), Some(1));
        assert_eq!(v(6).step_from(&v(5).with_suffix(2, true)), Some(1));
        assert_eq!(Value::parts(&[9, 3]).unwrap().step_from(&Value::parts(&[9, 2]).unwrap()), Some(1));
        assert_eq!(Value::parts(&[10, 1]).unwrap().step_from(&Value::parts(&[9, 2]).unwrap()), None);
        assert_eq!(v(5).with_suffix(1, false).to_string(), "5bis");
    }
}
