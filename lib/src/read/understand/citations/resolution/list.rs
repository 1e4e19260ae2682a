//! The numbers behind "resolutions", one by one, with what may stand between them: dates, annexes, titles.

use super::super::cursor::Cursor;
use super::super::number::roman;
use super::super::tongue::Tongue;
use super::{Form, Item};

/// Reads a list of numbers; `None` if there is none. The cursor is left behind the last.
pub(super) fn list(cursor: &mut Cursor<'_>, plain_allowed: bool, tongue: &Tongue) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let mut c = *cursor;
    loop {
        let plain = plain_allowed && items.last().is_none_or(|item| matches!(item.form, Form::Plain(_)));
        let Some(mut read) = item(&mut c, plain) else { break };
        cursor.at = c.at;
        let parts = further_parts(&mut c, read.last());
        read.extend(parts);
        cursor.at = c.at;
        let dated = date(&mut c, tongue);
        for one in &mut read {
            one.dated = dated;
        }
        if dated.is_some() {
            cursor.at = c.at;
        }
        items.extend(read);
        aside(&mut c);
        if !separator(&mut c, tongue) {
            break;
        }
    }
    (!items.is_empty()).then_some(items)
}

fn item(cursor: &mut Cursor<'_>, plain_allowed: bool) -> Option<Vec<Item>> {
    let mut c = *cursor;
    let start = c.at;
    // "resolution A/RES/68/243" is a symbol and read as such; "WHA69.2" carries its organ.
    c.eat_exact("WHA");
    let form = placed(&mut c).or_else(|| numbered(&mut c, plain_allowed))?;
    if c.peek().is_some_and(|n| n.is_alphanumeric() && !super::super::cursor::is_unspaced(n) || n == '/' || n == '%') {
        return None;
    }
    cursor.at = c.at;
    Some(vec![Item { form, start, end: c.at, dated: None }])
}

/// `PLEN/3 (Dubai, 2012)`, `130 (Rev. Busan, 2014)`.
fn placed(cursor: &mut Cursor<'_>) -> Option<Form> {
    let mut c = *cursor;
    let name = if c.eat_exact("PLEN/") { format!("PLEN/{}", c.digits(2)?) } else { c.digits(4)? };
    c.space();
    if !c.eat('(') {
        return None;
    }
    let revised = c.eat_exact("Rev.");
    c.space();
    let place = c.run(|l| l.is_alphabetic() || l == ' ').trim_end().to_owned();
    if place.is_empty() || !place.starts_with(char::is_uppercase) || !c.eat(',') {
        return None;
    }
    c.space();
    let year = c.digits(4)?;
    if year.len() != 4 || !c.eat(')') {
        return None;
    }
    cursor.at = c.at;
    let revision = if revised {
        format!("/Rev.{}-{year}", place.replace(' ', "-"))
    } else {
        format!("/{}-{year}", place.replace(' ', "-"))
    };
    Some(Form::Placed { number: format!("{name}{revision}"), place, year: year.parse().ok()? })
}

fn numbered(cursor: &mut Cursor<'_>, plain_allowed: bool) -> Option<Form> {
    let mut c = *cursor;
    let special = ["S-", "ES-"].iter().find(|prefix| c.eat_exact(prefix));
    let first = c.digits(4)?;
    if let Some(prefix) = special {
        if !c.eat('/') {
            return None;
        }
        let number = c.digits(3)?;
        cursor.at = c.at;
        let part = part_letter(cursor);
        return Some(Form::Session { session: format!("{prefix}{first}"), number, part });
    }
    let value: u32 = first.parse().ok()?;
    match c.peek() {
        Some('/') => {
            c.bump();
            let conference = ["CP.", "CMP.", "CMA."].iter().find(|word| c.eat_exact(word));
            let second = c.digits(4)?;
            cursor.at = c.at;
            if let Some(conference) = conference {
                return Some(Form::Climate(format!("{first}/{conference}{second}")));
            }
            if first.len() == 4 {
                return Some(Form::YearSlash { year: value, number: second.parse().ok()? });
            }
            let part = part_letter(cursor);
            (first.len() <= 2).then_some(Form::Session { session: first, number: second, part })
        }
        Some('.') if c.peek_second().is_some_and(|d| d.is_ascii_digit()) && first.len() <= 2 => {
            c.bump();
            let second = c.digits(2)?;
            cursor.at = c.at;
            Some(Form::Dotted(format!("{first}.{second}")))
        }
        _ => {
            let before = c;
            let part = part_letter(&mut c);
            c.space();
            if let Some(form) = old_or_year(&mut c, value, part) {
                cursor.at = c.at;
                return Some(form);
            }
            cursor.at = before.at;
            plain_allowed.then_some(Form::Plain(value))
        }
    }
}

/// `(XXV)`, `(S-VI)`, `(2001)`.
fn old_or_year(c: &mut Cursor<'_>, number: u32, part: Option<char>) -> Option<Form> {
    let open = c.eat('(') || c.eat('（');
    if !open {
        return None;
    }
    let inside = c.run(|l| l.is_ascii_alphanumeric() || l == '-');
    if !c.eat(')') && !c.eat('）') {
        return None;
    }
    if inside.len() == 4 && part.is_none() {
        return inside.parse().ok().filter(|year| (1946..2100).contains(year)).map(|year| Form::Year { number, year });
    }
    let session = inside.trim_start_matches('E').trim_start_matches("S-");
    roman(session).filter(|s| *s < 70).map(|_| Form::Old { number, part, session: inside.to_owned() })
}

/// ` A` behind a number: a resolution in parts. It must be a word of its own.
fn part_letter(cursor: &mut Cursor<'_>) -> Option<char> {
    let mut c = *cursor;
    let spaced = c.space();
    let letter = c.peek().filter(char::is_ascii_uppercase)?;
    c.bump();
    let follows = c.rest().strip_prefix(' ').unwrap_or(c.rest());
    let stands_alone = !c.peek().is_some_and(|n| n.is_alphanumeric() || matches!(n, '/' | '\''));
    // "resolution 71/3 A global push" would be a title; a part is followed by punctuation, "and", "of" or a bracket.
    let goes_on = follows.is_empty()
        || follows.starts_with(|n: char| n.is_ascii_punctuation() || n == '\n' || n == '–')
        || ["and ", "or ", "of ", "to ", "et ", "y ", "и ", "as ", "which ", "adopted ", "by "]
            .iter()
            .any(|word| follows.starts_with(word));
    if !stands_alone || !goes_on && spaced {
        return None;
    }
    cursor.at = c.at;
    Some(letter)
}

/// "31/16 A and B", "58/126 A, B and C", "A to C": the further parts.
fn further_parts(cursor: &mut Cursor<'_>, last: Option<&Item>) -> Vec<Item> {
    let mut further = Vec::new();
    let Some(Form::Session { part: Some(first), .. } | Form::Old { part: Some(first), .. }) =
        last.map(|item| &item.form)
    else {
        return further;
    };
    let with = |letter: char| match last.map(|item| &item.form) {
        Some(Form::Session { session, number, .. }) => {
            Some(Form::Session { session: session.clone(), number: number.clone(), part: Some(letter) })
        }
        Some(Form::Old { number, session, .. }) => {
            Some(Form::Old { number: *number, session: session.clone(), part: Some(letter) })
        }
        _ => None,
    };
    let mut previous = *first;
    loop {
        let mut c = *cursor;
        let range = c.eat_exact(" to ") || c.eat_exact("-") || c.eat_exact("–");
        let joiner = c.at;
        if !range && !c.eat_exact(", and ") && !c.eat_exact(" and ") && !c.eat_exact(", ") {
            return further;
        }
        let start = c.at;
        let Some(letter) = c.peek().filter(|l| l.is_ascii_uppercase() && *l > previous) else { return further };
        c.bump();
        if c.peek().is_some_and(|n| n.is_alphanumeric() || n == '/') {
            return further;
        }
        if range {
            let skipped = (u32::from(previous) + 1..u32::from(letter)).filter_map(char::from_u32).filter_map(with);
            further.extend(skipped.map(|form| Item { form, start: cursor.at, end: joiner, dated: None }));
        }
        further.extend(with(letter).map(|form| Item { form, start, end: c.at, dated: None }));
        previous = letter;
        *cursor = c;
    }
}

/// " of 10 December 1982", " du 8 juin 2016", " от 8 июня 2016 года": the year.
fn date(cursor: &mut Cursor<'_>, tongue: &Tongue) -> Option<u32> {
    const MOST: usize = 60;
    let mut c = *cursor;
    if c.eat(',') {
        return None;
    }
    c.space();
    let spelled = c.eat_any(&["of", "dated", "adopted on", "du", "de", "от", "vom", "van", "المؤرخ", "المؤرخة"]);
    if !spelled {
        return None;
    }
    c.space();
    c.eat_any(&["the"]);
    let start = c.at;
    // Day, month, "and" another day, and a year within a few words, with no other number between.
    let mut seen_month = false;
    while c.at - start < MOST {
        c.space();
        if let Some(number) = Cursor::digits(&mut c, 4) {
            if number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) {
                if !seen_month {
                    return None;
                }
                let mut tail = c;
                if tail.eat_any(&[" года", " г.", " г"]) {
                    c = tail;
                }
                cursor.at = c.at;
                return number.parse().ok();
            }
            if number.len() > 2 || c.peek() == Some('/') {
                return None;
            }
            c.eat_any(&["st", "nd", "rd", "th", "er", "."]);
            continue;
        }
        let word = c.run(char::is_alphabetic);
        if word.is_empty() {
            if !c.eat(',') && !c.eat('/') {
                return None;
            }
            continue;
        }
        let lower = word.to_lowercase();
        if tongue.months.iter().any(|month| lower == *month) {
            seen_month = true;
        } else if !matches!(lower.as_str(), "and" | "et" | "y" | "de" | "и" | "und" | "en" | "of" | "th" | "st") {
            return None;
        }
    }
    None
}

/// ", annex", ", annex II", ", sect. I", ", entitled “…”": steps over what may stand between two numbers.
fn aside(cursor: &mut Cursor<'_>) {
    let mut c = *cursor;
    if !c.eat(',') {
        return;
    }
    c.space();
    if c.eat_any(&["annex", "annexes", "annexe", "anexo", "приложение", "section", "sect.", "part"]) {
        let mut number = c;
        number.space();
        let roman_number = number.run(|l| l.is_ascii_uppercase());
        if roman(roman_number).is_some() || roman_number.len() == 1 {
            c = number;
        }
        *cursor = c;
    } else if c.eat_any(&["entitled", "intitulée", "titulada"]) {
        c.space();
        if c.eat('“') || c.eat('"') || c.eat('«') {
            const MOST: usize = 400;
            let start = c.at;
            c.run(|l| !matches!(l, '”' | '"' | '»' | '\n'));
            if c.at - start < MOST && !c.rest().starts_with('\n') && !c.rest().is_empty() {
                c.bump();
                *cursor = c;
            }
        }
    }
}

fn separator(cursor: &mut Cursor<'_>, tongue: &Tongue) -> bool {
    let mut c = *cursor;
    let comma = c.eat(',') || c.eat(';') || c.eat('،') || c.eat('、');
    c.space();
    let joined = c.eat_any(tongue.and) || c.eat_any(tongue.to);
    if joined {
        c.space();
    }
    if !(comma || joined) {
        return false;
    }
    cursor.at = c.at;
    // Only a number may follow; a list never goes on with other words.
    let mut look = c;
    look.eat_exact("ES-");
    look.eat_exact("S-");
    look.eat_exact("WHA");
    look.peek().is_some_and(|d| super::super::cursor::ascii_digit(d).is_some())
}
