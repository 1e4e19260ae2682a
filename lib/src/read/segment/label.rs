//! Numbers and letters at the beginning of a line: what they could be, before anybody decides what they are.

use super::numeral::{self, Value};
use super::ordinal;
use super::word::{self, Word};

/// A way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Scheme {
    Arabic,
    RomanUpper,
    RomanLower,
    AlphaUpper,
    AlphaLower,
    /// `(aa)`, `(bb)`: the same letter twice.
    Double,
    Cyrillic,
    Abjad,
    Han,
    Bullet,
}

impl Scheme {
    /// Whether the scheme counts with digits, so that its numbers may have parts and suffixes.
    pub(crate) fn is_numeric(self) -> bool {
        matches!(self, Scheme::Arabic | Scheme::Han)
    }
}

/// One way of taking a printed number: `(i)` is the ninth letter or the first Roman numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) scheme: Scheme,
    pub(crate) value: Value,
}

/// A label as printed, with every way of taking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// The word of the unit, where there is one.
    pub(crate) word: Option<Word>,
    /// Character before the number: `(`, `[`, `§`, or a space for none.
    pub(crate) open: char,
    /// Character behind it: `)`, `.`, `]`, `、`, `:`, `-`, `°`, or a space for none.
    pub(crate) close: char,
    /// Ways of taking it, likeliest first; none for a word alone (`ANNEX`).
    pub(crate) readings: Vec<Reading>,
    /// Bytes of the number itself, for printing.
    pub(crate) number: (usize, usize),
    /// Bytes that the label takes, closing punctuation included, white space behind it not.
    pub(crate) end: usize,
}

const BULLETS: &[char] =
    &['-', '–', '—', '•', '·', '*', '●', '○', '▪', '◦', '■', '□', '‣', '\u{f0b7}', '\u{f02d}', '−', '~'];

/// The label at the beginning of a text, if there is one that could be.
pub(crate) fn label(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    // A scanner makes "4RTICLE" of "ARTICLE".
    if (first.is_alphabetic() || first == '4')
        && let Some(found) = worded(text)
    {
        return Some(found);
    }
    if matches!(first, '第' | '제') {
        return chinese(text);
    }
    number_first(text).or_else(|| bare(text)).or_else(|| bullet(text))
}

fn bullet(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let end = first.len_utf8();
    let spaced = text.get(end..)?.starts_with(|c: char| c.is_whitespace());
    (BULLETS.contains(&first) && spaced).then(|| Label {
        word: None,
        open: ' ',
        close: first,
        readings: vec![Reading { scheme: Scheme::Bullet, value: Value::of(0) }],
        number: (0, end),
        end,
    })
}

/// `Article 5`, `ANNEX`, `Première partie`.
fn worded(text: &str) -> Option<Label> {
    if let Some((word, end)) = word::unit_word(text) {
        let rest = text.get(end..)?;
        // Between the word and its number printers put blanks, "No.", or a dash.
        let mut at = end + (rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}', '-', '–', ':', '°']).len());
        for sign in ["No.", "No ", "Nr.", "nr.", "N°", "nº", "№", "n.", "Nº", "cha ", "ya "] {
            if let Some(rest) = text.get(at..).and_then(|r| r.strip_prefix(sign)) {
                at = text.len() - rest.trim_start().len();
                break;
            }
        }
        let separated = at > end;
        if let Some((readings, length)) = separated.then(|| number(text.get(at..)?, true)).flatten() {
            let (close, end) = closing(text, at + length);
            return Some(Label { word: Some(word), open: ' ', close, readings, number: (at, at + length), end });
        }
        // A bracket round the number: "Article (5)".
        let alone = text.get(end..)?.trim_matches([' ', '\t', '.', ':', '\u{a0}', '-']).is_empty();
        return (alone || word.opens_space()).then_some(Label {
            word: Some(word),
            open: ' ',
            close: ' ',
            readings: Vec::new(),
            number: (end, end),
            end,
        });
    }
    // "PREMIÈRE PARTIE", "Eerste deel", "FIRST PART"
    let (value, length) = ordinal::word(text)?;
    let rest = text.get(length..)?;
    let gap = rest.len() - rest.trim_start().len();
    let (word, taken) = word::unit_word(rest.trim_start()).filter(|_| gap > 0)?;
    let (close, end) = closing(text, length + gap + taken);
    let readings = vec![Reading { scheme: Scheme::Arabic, value: Value::of(value) }];
    Some(Label {
        word: Some(Word { number_first: true, ..word }),
        open: ' ',
        close,
        readings,
        number: (0, length),
        end,
    })
}

/// `1. cikk`, `1-modda`, `1 straipsnis`.
fn number_first(text: &str) -> Option<Label> {
    numeral::digit(text.chars().next()?)?;
    let length = text.find(|c: char| numeral::digit(c).is_none()).unwrap_or(text.len());
    let (value, _) = arabic(text.get(..length)?)?;
    // "1-nji madda": Turkmen puts the ending of the ordinal between.
    let behind = text.get(length..)?.trim_start_matches(['.', '-', '\u{2010}', ' ', '\u{a0}']);
    let behind = ["nji ", "njy "].iter().find_map(|ending| behind.strip_prefix(ending)).unwrap_or(behind);
    let at = text.len() - behind.len();
    let (word, taken) = word::word_behind_number(behind).filter(|_| at > length)?;
    let (close, end) = closing(text, at + taken);
    let readings = vec![Reading { scheme: Scheme::Arabic, value }];
    Some(Label { word: Some(word), open: ' ', close, readings, number: (0, length), end })
}

/// `第五条`, `第5条`, `第二章`, `제5조`.
fn chinese(text: &str) -> Option<Label> {
    let open = text.chars().next()?;
    let start = open.len_utf8();
    let rest = text.get(start..)?;
    let rest_trimmed = rest.trim_start();
    let start = start + rest.len() - rest_trimmed.len();
    let length = rest_trimmed
        .find(|c: char| numeral::digit(c).is_none() && numeral::chinese(c.encode_utf8(&mut [0; 4])).is_none())
        .filter(|n| *n > 0)?;
    let digits = rest_trimmed.get(..length)?;
    let value = numeral::chinese(digits).or_else(|| arabic(digits).map(|(v, _)| v.first()))?;
    let behind = rest_trimmed.get(length..)?;
    let (word, taken) = word::chinese_word(behind.trim_start())?;
    let end = start + length + (behind.len() - behind.trim_start().len()) + taken;
    let (close, end) = closing(text, end);
    Some(Label {
        word: Some(word),
        open,
        close,
        readings: vec![Reading { scheme: Scheme::Arabic, value: Value::of(value) }],
        number: (start, start + length),
        end,
    })
}

/// `1.`, `(a)`, `ii)`, `1.1`, `A.`, `§ 3`, `一、`
fn bare(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let open = if matches!(first, '(' | '[' | '（' | '§') { first } else { ' ' };
    let mut at = if open == ' ' { 0 } else { first.len_utf8() };
    let inside = text.get(at..)?;
    at += inside.len() - inside.trim_start_matches([' ', '\u{a0}']).len();
    let (readings, length) = number(text.get(at..)?, false)?;
    let number_end = at + length;
    let (close, end) = closing(text, number_end);
    let behind = text.get(end..).and_then(|r| r.chars().next());
    let numeric = readings.iter().any(|r| r.scheme.is_numeric());
    let parts = readings.first().map_or(0, |r| r.value.len());
    let sensible = match (open, close) {
        ('(' | '（', ')' | '）') | ('[', ']') => true,
        ('(' | '（' | '[', _) => false,
        ('§', _) => numeric,
        // "5" alone, "1 Each Party", "1.1 Each Party": digits only, and a blank or nothing behind.
        (_, ' ') => numeric && behind.is_none_or(char::is_whitespace),
        (_, '、' | '．') => true,
        (_, ')' | '°' | 'º' | 'ª') => {
            behind.is_none_or(|c| c.is_whitespace() || c.is_alphabetic() || c == ';' || c == '(')
        }
        // "1.Each" happens; "a.m." and "i.e." must not, nor "1.5".
        (_, '.') => behind.is_none_or(|c| {
            c.is_whitespace() || (numeric && c.is_uppercase()) || (numeric && matches!(c, '-' | '–' | '—' | '('))
        }),
        (_, ':' | '-' | '–' | '—') => numeric || behind.is_none_or(char::is_whitespace),
        _ => false,
    };
    // "2015 was the year", "(2015)": a number of four digits is a year, not a label.
    let year = parts == 1 && (close == ' ' || open == '(') && readings.first().is_some_and(|r| r.value.first() > 999);
    let date = close == ' ' && numeric && text.get(end..).is_some_and(begins_with_month);
    // "г. Москва" names a city; the fourth point of a Russian list is "г)".
    let city =
        first == 'г' && close == '.' && text.get(end..).is_some_and(|r| r.trim_start().starts_with(char::is_uppercase));
    (sensible && !year && !date && !city).then_some(Label {
        word: None,
        open,
        close,
        readings,
        number: (at, number_end),
        end,
    })
}

/// Beginnings of the names of months, enough to tell a date from a label: `1 May`, `25 février`, `3 мая`.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fév", "avr", "mai", "juin",
    "aoû", "déc", "ene", "abr", "ago", "dic", "mär", "mei", "maa", "okt", "dez", "янв", "фев", "мар", "апр", "мая",
    "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
];

/// Whether the words behind a number go on as a date does: a month, and a year or nothing.
fn begins_with_month(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let month = words.next().is_some_and(|word| {
        let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
        MONTHS.contains(&start.as_str())
    });
    month && words.next().is_none_or(|year| year.starts_with(|c: char| c.is_ascii_digit()))
}

/// The closing punctuation at a position, and where the label ends.
fn closing(text: &str, at: usize) -> (char, usize) {
    let Some(rest) = text.get(at..) else { return (' ', at) };
    let mut chars = rest.chars();
    match chars.next() {
        Some('.') => {
            // "Article 7.-", "7.º"
            let end = at + 1;
            match chars.next() {
                Some(dash @ ('-' | '–' | '—')) => ('.', end + dash.len_utf8()),
                Some(')') => (')', end + 1),
                Some(mark @ ('º' | '°')) => ('.', end + mark.len_utf8()),
                _ => ('.', end),
            }
        }
        Some(c @ (')' | '）' | ']' | '、' | '．' | ':' | '：' | '°' | 'º' | 'ª' | '\u{6d4}')) => {
            let folded = match c {
                '）' => ')',
                '：' => ':',
                '\u{6d4}' => '.',
                c => c,
            };
            (folded, at + c.len_utf8())
        }
        Some(' ' | '\u{a0}') => {
            // "Article 7 - Scope", "1 )": the sign stands behind a blank.
            let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
            match rest.get(gap..).and_then(|r| r.chars().next()) {
                Some(c @ ('-' | '–' | '—' | ':')) => (c, at + gap + c.len_utf8()),
                _ => (' ', at),
            }
        }
        Some(c @ ('-' | '–' | '—')) => (c, at + c.len_utf8()),
        _ => (' ', at),
    }
}

/// The ways of taking the number at the beginning of a text, and the bytes it takes.
fn number(text: &str, worded: bool) -> Option<(Vec<Reading>, usize)> {
    let taken = plain_number(text, worded);
    match misread(text).filter(|_| worded) {
        // What scanners make of digits is one more way of taking the number; which one is right, its neighbours tell.
        Some((mended, length)) => match taken {
            Some((mut readings, plain)) if plain == length => {
                readings.retain(|r| r.value != mended.value);
                readings.push(mended);
                Some((readings, length))
            }
            _ => Some((vec![mended], length)),
        },
        None => taken,
    }
}

/// A number in which letters stand for digits or numerals that look like them: `l2`, `1O`, `9.l2`, `VIl`.
fn misread(text: &str) -> Option<(Reading, usize)> {
    let length = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).unwrap_or(text.len());
    let token = text.get(..length)?.trim_end_matches(['.', '-']);
    if !(1..=8).contains(&token.len()) || !token.is_ascii() {
        return None;
    }
    if token.contains(['l', '1']) && token.contains(['I', 'V', 'X']) {
        let value = numeral::roman(&token.replace(['l', '1'], "I"))?;
        return Some((Reading { scheme: Scheme::RomanUpper, value: Value::of(value) }, token.len()));
    }
    let digit = |c: char| match c {
        'l' | 'I' => '1',
        'O' | 'o' => '0',
        'S' => '5',
        'B' => '8',
        c => c,
    };
    // A letter alone is a number only where nothing stands behind it: "Article S", but "Article S Definitions".
    let lone = token.len() > 1 || (matches!(token, "l" | "S" | "B") && text.len() == token.len());
    if !lone || !token.chars().any(|c| digit(c) != c && c != 'I') {
        return None;
    }
    let part = |part: &str| part.chars().map(digit).collect::<String>().parse().ok().filter(|n: &u16| *n < 10_000);
    let parts: Vec<u16> = token.split(['.', '-']).map(part).collect::<Option<_>>()?;
    Some((Reading { scheme: Scheme::Arabic, value: Value::parts(&parts)? }, token.len()))
}

fn plain_number(text: &str, worded: bool) -> Option<(Vec<Reading>, usize)> {
    let first = text.chars().next()?;
    if numeral::digit(first).is_some() {
        let (value, length) = arabic(text)?;
        return Some((vec![Reading { scheme: Scheme::Arabic, value }], length));
    }
    if first.is_ascii_alphabetic() {
        return latin(text, worded);
    }
    let one = |scheme, value, length| Some((vec![Reading { scheme, value: Value::of(value) }], length));
    let next = text.chars().nth(1);
    if let Some(value) = numeral::cyrillic(first).filter(|_| !next.is_some_and(char::is_alphabetic)) {
        return one(Scheme::Cyrillic, value, first.len_utf8());
    }
    if (worded || !matches!(first, 'ا'..='ي' | 'أ'))
        && let Some((value, length)) = ordinal::word(text)
    {
        return worded.then(|| one(Scheme::Arabic, value, length)).flatten();
    }
    if let Some((value, length)) = numeral::hebrew(text).filter(|_| worded) {
        return one(Scheme::Arabic, value, length);
    }
    if let Some(value) = numeral::abjad(first).filter(|_| !next.is_some_and(|c| c.is_alphabetic() && c != 'ـ')) {
        let tatweel = if next == Some('ـ') { 'ـ'.len_utf8() } else { 0 };
        return one(Scheme::Abjad, value, first.len_utf8() + tatweel);
    }
    let length = text.find(|c: char| numeral::chinese(c.encode_utf8(&mut [0; 4])).is_none()).unwrap_or(text.len());
    let value = text.get(..length).and_then(numeral::chinese)?;
    one(Scheme::Han, value, length)
}

/// Digits with parts (`9.12`, `9-12`) and a suffix (`bis`, `a`).
fn arabic(text: &str) -> Option<(Value, usize)> {
    let mut numbers: Vec<u16> = Vec::new();
    let mut at = 0;
    loop {
        let mut value: u16 = 0;
        let mut digits = 0;
        for c in text.get(at..)?.chars() {
            let Some(d) = numeral::digit(c) else { break };
            value = value.checked_mul(10)?.checked_add(d)?;
            digits += c.len_utf8();
        }
        if digits == 0 {
            break;
        }
        numbers.push(value);
        at += digits;
        let mut rest = text.get(at..)?.chars();
        let part_follows =
            matches!(rest.next(), Some('.' | '-')) && rest.next().is_some_and(|c| numeral::digit(c).is_some());
        if !part_follows || numbers.len() == 4 {
            break;
        }
        at += 1;
    }
    // After "9." the point closes the label and is not part of the number.
    if text.get(..at).is_some_and(|t| t.ends_with(['.', '-'])) {
        at -= 1;
    }
    let value = Value::parts(&numbers)?;
    // "1er", "1º bis": the ending of an ordinal says nothing more.
    let ordinal = ["er", "re", "ère", "º", "°", "ª"].iter().find(|ending| {
        let behind = text.get(at..).and_then(|rest| rest.strip_prefix(**ending));
        let marked = !ending.starts_with(|c: char| c.is_ascii_alphabetic() || c == 'è');
        behind.is_some_and(|rest| !rest.starts_with(char::is_alphabetic)) && (marked || numbers == [1])
    });
    let ended = at + ordinal.map_or(0, |ending| ending.len());
    if let Some((n, end)) = suffix_behind(text, ended) {
        return Some((value.with_suffix(n, false), end));
    }
    // A sign closes the label; letters are part of the number.
    if ordinal.is_some_and(|ending| ending.ends_with(char::is_lowercase)) {
        return Some((value, ended));
    }
    let rest = text.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    let word_at = rest.get(gap..)?;
    let length = word_at.find(|c: char| !c.is_alphabetic()).unwrap_or(word_at.len());
    let suffix = word_at.get(..length).unwrap_or("");
    if gap == 0 && length == 1 {
        let letter = suffix.bytes().next().filter(u8::is_ascii_alphabetic)?.to_ascii_lowercase();
        return Some((value.with_suffix(letter - b'a' + 1, true), at + 1));
    }
    (length == 0 || gap > 0 || !suffix.starts_with(|c: char| c.is_ascii_lowercase())).then_some((value, at))
}

/// Roman numerals, letters and doubled letters; with a unit word also numbers in words and `R.9`, `G-9`.
fn latin(text: &str, worded: bool) -> Option<(Vec<Reading>, usize)> {
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let token = text.get(..length)?;
    if worded && let Some((value, length)) = ordinal::word(text) {
        let value = Value::of(value);
        let (value, length) =
            suffix_behind(text, length).map_or((value, length), |(n, end)| (value.with_suffix(n, false), end));
        return Some((vec![Reading { scheme: Scheme::Arabic, value }], length));
    }
    if !token.is_ascii() || length > 12 {
        return None;
    }
    let mut readings = Vec::new();
    let upper = token.bytes().all(|b| b.is_ascii_uppercase());
    let bytes = token.as_bytes();
    let first = *bytes.first()?;
    let place = u16::from(first.to_ascii_lowercase() - b'a' + 1);
    if let Some(value) = numeral::roman(token) {
        // "IV.2", "I-5": a chapter's number before the article's.
        let (value, extra) = text
            .get(length..)
            .and_then(|rest| rest.strip_prefix(['.', '-']))
            .filter(|rest| worded && rest.starts_with(|c: char| c.is_ascii_digit()))
            .and_then(arabic)
            .and_then(|(part, n)| Some((Value::parts(&[value, part.first()])?, n + 1)))
            .unwrap_or((Value::of(value), 0));
        let scheme = if upper { Scheme::RomanUpper } else { Scheme::RomanLower };
        readings.push(Reading { scheme, value });
        if extra > 0 {
            return Some((readings, length + extra));
        }
        if let Some((n, end)) = suffix_behind(text, length).filter(|_| worded) {
            let (behind, end) = number_behind(text, end);
            let with = |r: &Reading| Reading { value: r.value.with_suffix(n, false).with_behind(behind), ..*r };
            return Some((readings.iter().map(with).collect(), end));
        }
    }
    if readings.is_empty()
        && worded
        && let Some((numeral, letter)) = bytes.split_last().map(|(last, _)| (token.get(..length - 1), *last))
        && matches!(letter, b'A'..=b'H')
        && let Some(value) = numeral.and_then(numeral::roman)
    {
        // "CHAPTER IVA": put in behind Chapter IV.
        let value = Value::of(value).with_suffix(letter - b'A' + 1, true);
        return Some((vec![Reading { scheme: Scheme::RomanUpper, value }], length));
    }
    match bytes {
        [_] => {
            if worded {
                let behind = text.get(1..).and_then(|rest| rest.strip_prefix(['-', '.', ' ']));
                let part = behind.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).and_then(arabic);
                if let Some((part, n)) = part {
                    let value = Value::parts(&[1000 + place, part.first()])?;
                    return Some((vec![Reading { scheme: Scheme::AlphaUpper, value }], 2 + n));
                }
            }
            let scheme = if upper { Scheme::AlphaUpper } else { Scheme::AlphaLower };
            let letter = Reading { scheme, value: Value::of(place) };
            // A lone "i" is the Roman one more often than the ninth letter; "c", "d", "l", "m" are letters.
            if matches!(first.to_ascii_lowercase(), b'i' | b'v' | b'x') {
                readings.push(letter);
            } else {
                readings.insert(0, letter);
            }
        }
        [a, b] if a == b => {
            readings.push(Reading { scheme: Scheme::Double, value: Value::of(place) });
            if !worded {
                let scheme = if upper { Scheme::AlphaUpper } else { Scheme::AlphaLower };
                readings.push(Reading { scheme, value: Value::of(26 + place) });
            }
        }
        [b'a' | b'A', b] if b.is_ascii_lowercase() || b.is_ascii_uppercase() => {
            let scheme = if upper { Scheme::AlphaUpper } else { Scheme::AlphaLower };
            let value = 26 + u16::from(b.to_ascii_lowercase() - b'a' + 1);
            if !worded {
                readings.push(Reading { scheme, value: Value::of(value) });
            }
        }
        _ => {}
    }
    (!readings.is_empty()).then_some((readings, length))
}

/// The number behind a suffix: `XIII bis - 1`.
fn number_behind(text: &str, at: usize) -> (u8, usize) {
    let behind = text.get(at..).and_then(|rest| {
        let inner = rest.trim_start_matches([' ', '\u{a0}', '-', '–']);
        let length = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
        let dash = rest.get(..rest.len() - inner.len())?.contains(['-', '–']);
        let number = inner.get(..length).filter(|_| dash)?.parse().ok()?;
        Some((number, at + rest.len() - inner.len() + length))
    });
    behind.unwrap_or((0, at))
}

/// A Latin suffix behind a number, with a blank, a hyphen or nothing between: `5 bis`, `5-bis`, `5bis`, `5 - bis`.
fn suffix_behind(text: &str, at: usize) -> Option<(u8, usize)> {
    let rest = text.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-', '‑', '–']).len();
    let word = rest.get(gap..)?;
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    Some((numeral::latin_suffix(word.get(..length)?)?, at + gap + length))
}

#[cfg(test)]
mod tests;
