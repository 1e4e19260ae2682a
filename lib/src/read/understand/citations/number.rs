//! Numbers of units as agreements print them, and lists and ranges of them.

use super::cursor::{Cursor, ascii_digit};
use crate::text;

/// One printed number: `2 (4)`, `VI:4`, `9.9.2(b)`, `13 (f)`, `2 bis`, or only the inner part `(g)` of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Number {
    /// The number itself as addresses spell it (Roman ones in digits); `None` where only brackets are printed.
    pub(super) main: Option<String>,
    /// What stands in brackets or behind a colon, outermost first.
    pub(super) inner: Vec<String>,
    /// Where it begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Not printed: between the ends of a range.
    pub(super) implied: bool,
}

impl Number {
    /// All parts, outermost first. A dotted number is one part.
    pub(super) fn parts(&self) -> Vec<String> {
        self.main.iter().chain(&self.inner).cloned().collect()
    }
}

/// What may stand as a number behind a word such as "Article" or "paragraph".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allowed {
    /// Roman numbers in capitals.
    pub(super) roman: bool,
    /// Single capital letters ("Annex B", "Annex 4-A").
    pub(super) letters: bool,
    /// Brackets without a number before them ("subparagraph (a)").
    pub(super) bare: bool,
    /// A letter or digit with only a closing bracket ("alinéa a)", "lit. b").
    pub(super) half: bool,
    /// Chapter and number with a hyphen between them ("Article 9-03", "Article D-02"): a dot in addresses.
    pub(super) hyphens: bool,
}

const MULTIPLIERS: &[&str] = &["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"];

/// Value of a Roman number in its one correct spelling.
pub(super) fn roman(text: &str) -> Option<u32> {
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        'D' => Some(500),
        'M' => Some(1000),
        _ => None,
    };
    let digits: Option<Vec<u32>> = text.chars().map(value).collect();
    let digits = digits?;
    if digits.len() > 15 {
        return None;
    }
    let mut sum = 0_u32;
    let mut largest = 0;
    for digit in digits.iter().rev() {
        if *digit < largest {
            sum = sum.checked_sub(*digit)?;
        } else {
            largest = *digit;
            sum += digit;
        }
    }
    (sum > 0 && text::roman(sum) == text).then_some(sum)
}

/// Reads one number.
pub(super) fn number(cursor: &mut Cursor<'_>, allowed: Allowed) -> Option<Number> {
    let mut c = *cursor;
    let start = c.at;
    let main = main_number(&mut c, allowed);
    if main.is_none() && !(allowed.bare || allowed.half) {
        return None;
    }
    let mut end = c.at;
    let mut inner = Vec::new();
    if main.is_some() && c.peek() == Some(':') && c.peek_second().is_some_and(|d| d.is_ascii_digit()) {
        c.bump();
        inner.extend(c.digits(2));
        end = c.at;
    }
    // "paragraph 2a)": the letter has a bracket of its own.
    if main.is_some() && c.peek().is_some_and(|l| l.is_ascii_lowercase()) && c.peek_second() == Some(')') {
        inner.extend(c.peek().map(String::from));
        c.bump();
        c.bump();
        end = c.at;
    }
    while let Some(part) = bracketed(&mut c, main.is_some() || !inner.is_empty()) {
        inner.push(part);
        end = c.at;
    }
    if main.is_none() && inner.is_empty() && allowed.half {
        inner.push(half_bracketed(&mut c)?);
        end = c.at;
    }
    if main.is_none() && inner.is_empty() {
        return None;
    }
    cursor.at = end;
    Some(Number { main, inner, start, end, implied: false })
}

fn main_number(cursor: &mut Cursor<'_>, allowed: Allowed) -> Option<String> {
    let mut c = *cursor;
    let mut written = match c.peek()? {
        d if ascii_digit(d).is_some() => {
            let mut written = dotted(&mut c)?;
            if allowed.hyphens && !written.contains('.') && c.peek() == Some('-') {
                let mut behind = c;
                behind.bump();
                if let Some(second) = behind.digits(3) {
                    written = format!("{written}.{second}");
                    c = behind;
                }
            }
            written
        }
        l if l.is_ascii_uppercase() => {
            let letters = c.run(|l| l.is_ascii_alphanumeric());
            let hyphen = c.peek() == Some('-') && c.peek_second().is_some_and(|l| l.is_ascii_digit());
            match roman(letters) {
                // "Annex C" is a letter; I, V and X are hardly ever.
                Some(value)
                    if allowed.roman
                        && !(hyphen && allowed.hyphens)
                        && !(matches!(letters, "C" | "D" | "L" | "M") && allowed.letters) =>
                {
                    // "Annex V-B", "Annexes XIV-A and XIV-B".
                    let mut part = c;
                    let lettered = allowed.letters && part.eat('-') && part.run(char::is_alphanumeric).len() == 1;
                    let letter = c.rest().chars().nth(1).filter(|l| lettered && l.is_ascii_uppercase());
                    match letter {
                        Some(letter) => {
                            c = part;
                            format!("{value}-{letter}")
                        }
                        None => value.to_string(),
                    }
                }
                _ => {
                    let tail = letters.get(1..).unwrap_or("");
                    let lettered = allowed.letters || hyphen && allowed.hyphens;
                    if !lettered || tail.len() > 2 || !tail.bytes().all(|b| b.is_ascii_digit()) {
                        return None;
                    }
                    let mut name = letters.to_owned();
                    if hyphen {
                        c.bump();
                        name.push('-');
                        name.push_str(&c.digits(2)?);
                    }
                    name
                }
            }
        }
        _ => return None,
    };
    let mut multiplied = c;
    multiplied.space();
    if let Some(word) = MULTIPLIERS.iter().find(|word| {
        multiplied.match_folded(word).and_then(|length| multiplied.rest().get(length..)).is_some_and(|rest| {
            // "3 bis 5" is a range in German.
            let range = rest.strip_prefix(' ').is_some_and(|n| n.starts_with(|d: char| d.is_ascii_digit()));
            !range && !rest.starts_with(|l: char| l.is_alphanumeric())
        })
    }) {
        multiplied.at += word.len();
        c = multiplied;
        written.push_str(word);
    }
    // A digit behind it makes it a date, a fraction, a price, a time or a resolution; a letter makes it a word.
    let next = c.peek();
    let second = c.peek_second();
    let joined = |s: Option<char>| s.is_some_and(|d| d.is_ascii_digit());
    let wrong = match next {
        Some('/' | '%' | '°') => true,
        Some(',' | '.') => joined(second) && !written.contains(|l: char| l.is_ascii_alphabetic()),
        Some(n) => {
            n.is_alphanumeric() && !super::cursor::is_unspaced(n) && !(n.is_ascii_lowercase() && second == Some(')'))
        }
        None => false,
    };
    if wrong || is_year(&written) {
        return None;
    }
    cursor.at = c.at;
    Some(written)
}

/// `5`, `9.9`, `9.9.2`, `6A`, `9-9`, `4-A`.
fn dotted(c: &mut Cursor<'_>) -> Option<String> {
    let mut written = c.digits(4)?;
    while c.peek() == Some('.') && c.peek_second().is_some_and(|d| d.is_ascii_digit()) {
        c.bump();
        written.push('.');
        written.push_str(&c.digits(3)?);
    }
    if c.peek() == Some('-') && c.peek_second().is_some_and(|l| l.is_ascii_uppercase()) {
        let mut letter = *c;
        letter.bump();
        let name = letter.run(char::is_alphanumeric);
        if name.len() == 1 {
            written.push('-');
            written.push_str(name);
            *c = letter;
        }
    } else if c.peek().is_some_and(|l| l.is_ascii_alphabetic())
        && !c
            .peek_second()
            .is_some_and(|next| next.is_alphanumeric() || next == ')' && c.peek().is_some_and(char::is_lowercase))
    {
        written.extend(c.peek());
        c.bump();
    }
    Some(written)
}

fn is_year(written: &str) -> bool {
    written.len() == 4 && (written.starts_with("19") || written.starts_with("20"))
}

/// `(a)`, `(1)`, `(iv)`, `(A)`, ` (f)`; also full-width brackets.
pub(super) fn bracketed(cursor: &mut Cursor<'_>, spaced: bool) -> Option<String> {
    let mut c = *cursor;
    if spaced {
        c.space();
    }
    if !c.eat('(') && !c.eat('（') {
        return None;
    }
    let name = enumerator(&mut c)?;
    if !c.eat(')') && !c.eat('）') {
        return None;
    }
    cursor.at = c.at;
    Some(name)
}

fn half_bracketed(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut c = *cursor;
    // "подпункт «а»".
    let quoted = c.eat('«') || c.eat('“') || c.eat('„') || c.eat('"');
    let name = enumerator(&mut c)?;
    let closed = if quoted { c.eat('»') || c.eat('”') || c.eat('“') || c.eat('"') } else { c.eat(')') };
    if quoted && !closed {
        return None;
    }
    // "lit. b", "буква а": one letter that is no word of its own.
    if !closed
        && (name.chars().count() > 1
            || c.peek().is_some_and(char::is_alphanumeric)
            || name.chars().all(|d| d.is_ascii_digit()))
    {
        return None;
    }
    cursor.at = c.at;
    Some(name)
}

/// A number of up to three digits, a letter, a doubled letter, or a small Roman number, with "bis" behind it or not.
fn enumerator(c: &mut Cursor<'_>) -> Option<String> {
    let mut written = match c.digits(3) {
        Some(digits) => digits,
        None => {
            let letters = c.run(char::is_alphabetic);
            let count = letters.chars().count();
            let first = letters.chars().next()?;
            let doubled = count == 2 && letters.chars().all(|l| l == first);
            let small_roman =
                first.is_ascii_lowercase() && roman(&letters.to_ascii_uppercase()).is_some_and(|v| v < 60);
            if count != 1 && !doubled && !small_roman {
                return None;
            }
            letters.to_owned()
        }
    };
    let mut multiplied = *c;
    multiplied.space();
    if let Some(word) = MULTIPLIERS.iter().find(|word| multiplied.rest().starts_with(**word)) {
        multiplied.at += word.len();
        if matches!(multiplied.peek(), Some(')' | '）')) {
            written.push_str(word);
            *c = multiplied;
        }
    }
    Some(written)
}

/// The numbers between two ends of a range, both ends left out, in the way of the first end; `None` if they make none.
pub(super) fn between(first: &Number, last: &Number) -> Option<Vec<(Option<String>, Vec<String>)>> {
    const MOST: u32 = 200;
    let steps = |a: &str, b: &str| -> Option<Vec<String>> {
        if let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>()) {
            return (b > a && b - a <= MOST).then(|| (a + 1..b).map(|n| n.to_string()).collect());
        }
        if let (Some((head_a, a)), Some((head_b, b))) = (a.rsplit_once('.'), b.rsplit_once('.')) {
            // "9-03 to 9-05" has 9-04 between.
            let width = if a.starts_with('0') { a.len() } else { 0 };
            let (a, b) = (a.parse::<u32>().ok()?, b.parse::<u32>().ok()?);
            let fits = head_a == head_b && b > a && b - a <= MOST;
            return fits.then(|| (a + 1..b).map(|n| format!("{head_a}.{n:0width$}")).collect());
        }
        let small =
            |text: &str| roman(&text.to_ascii_uppercase()).filter(|_| text.bytes().all(|b| b.is_ascii_lowercase()));
        let single = |text: &str| text.chars().next().filter(|l| text.chars().count() == 1 && l.is_alphabetic());
        // (i) to (iv) are Roman; (h) to (k) are letters.
        if let (Some(x), Some(y)) = (small(a), small(b))
            && (a.len() > 1 || b.len() > 1 || a == "i")
        {
            return (y > x && y - x <= 60).then(|| (x + 1..y).map(|n| text::roman(n).to_ascii_lowercase()).collect());
        }
        let (x, y) = (single(a)?, single(b)?);
        let same_case = x.is_lowercase() == y.is_lowercase();
        (same_case && y > x && u32::from(y) - u32::from(x) <= 32)
            .then(|| (u32::from(x) + 1..u32::from(y)).filter_map(char::from_u32).map(String::from).collect())
    };
    match (&first.main, &last.main, first.inner.split_last(), last.inner.split_last()) {
        (Some(a), Some(b), None, None) => Some(steps(a, b)?.into_iter().map(|n| (Some(n), Vec::new())).collect()),
        (main, None, Some((a, outer)), Some((b, []))) => {
            let with = |n| (main.clone(), outer.iter().cloned().chain([n]).collect());
            Some(steps(a, b)?.into_iter().map(with).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Allowed = Allowed { roman: true, letters: true, bare: true, half: false, hyphens: false };

    fn read(text: &str) -> Option<(String, &str)> {
        let mut cursor = Cursor::new(text, 0);
        let number = number(&mut cursor, ALL)?;
        Some((number.parts().join("/"), cursor.rest()))
    }

    #[test]
    fn reads_the_printed_forms() {
        for (text, parts, rest) in [
            ("2 (4) and", "2/4", " and"),
            ("13(f).", "13/f", "."),
            ("5.2(b)(ii),", "5.2/b/ii", ","),
            ("VI:4 of", "6/4", " of"),
            ("2 bis shall", "2bis", " shall"),
            ("9bis.", "9bis", "."),
            ("4-A ", "4-A", " "),
            ("8A as", "8A", " as"),
            ("(aa) x", "aa", " x"),
            ("C.", "C", "."),
            ("XIV,", "14", ","),
            ("2a) or", "2/a", " or"),
            ("5 (see", "5", " (see"),
            ("3 (1 bis)", "3/1bis", ""),
        ] {
            assert_eq!(read(text).as_ref().map(|(p, r)| (p.as_str(), *r)), Some((parts, rest)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number_of_a_unit() {
        for text in ["71/3", "2019/20", "2004", "3.5%", "1,000", "12th", "x", "", "10.5.", "IIII"] {
            assert!(read(text).is_none_or(|(p, _)| p == "10.5"), "{text}");
        }
    }

    #[test]
    fn ranges_have_insides() {
        let inside = |a: &str, b: &str| {
            let read = |text: &str| number(&mut Cursor::new(text, 0), ALL).unwrap();
            between(&read(a), &read(b)).map(|list| {
                list.into_iter().map(|(m, i)| m.into_iter().chain(i).collect::<Vec<_>>().join("/")).collect::<Vec<_>>()
            })
        };
        assert_eq!(inside("2", "5").unwrap(), ["3", "4"]);
        assert_eq!(inside("13 (f)", "(h)").unwrap(), ["13/g"]);
        assert_eq!(inside("(i)", "(iv)").unwrap(), ["ii", "iii"]);
        assert_eq!(inside("9.8", "9.10").unwrap(), ["9.9"]);
        assert_eq!(inside("5", "2"), None);
    }
}
