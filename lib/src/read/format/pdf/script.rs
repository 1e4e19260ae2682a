//! Writing systems: which way letters run, which need no spaces, and what printers do to their shapes.

use unicode_normalization::UnicodeNormalization;

/// A letter written from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !is_digit(c)
        && !is_mark(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// A sign that stands on or under another letter.
pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A character of a script that is written without spaces between words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3fffd}')
}

/// Puts the shapes of letters back to the letters: Latin ligatures and the Arabic and Hebrew presentation forms. Only
/// these blocks are touched, because elsewhere compatibility folding would change what is written (`²` is not `2`).
pub(super) fn unshape(text: &str) -> String {
    let shaped = |c: char| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if !text.chars().any(shaped) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Honorific ligatures are one printed sign, and stay one.
        if shaped(c) && !matches!(c, '\u{fdf0}'..='\u{fdff}' | '\u{fd3e}' | '\u{fd3f}') {
            out.extend(std::iter::once(c).nfkc());
        } else {
            out.push(c);
        }
    }
    out
}

/// Turns the brackets of a text round.
pub(super) fn mirror(text: &str) -> String {
    text.chars().map(mirrored).collect()
}

/// How many brackets of a text close what was not opened, or the other way round.
pub(super) fn misplaced(text: &str) -> usize {
    let (mut open, mut wrong) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            '(' | '[' | '«' => open += 1,
            ')' | ']' | '»' if open > 0 => open -= 1,
            ')' | ']' | '»' => wrong += 1,
            _ => {}
        }
    }
    wrong + open
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        other => other,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Right,
    Left,
    Digit,
    /// Joins digits on both sides into one number.
    Separator,
    Neutral,
}

fn kind(text: &str) -> Kind {
    let Some(c) = text.chars().find(|c| !is_mark(*c)) else { return Kind::Neutral };
    if is_rtl(c) {
        Kind::Right
    } else if is_digit(c) {
        Kind::Digit
    } else if c.is_alphanumeric() {
        Kind::Left
    } else if matches!(c, '.' | ',' | '/' | ':' | '\u{66b}' | '\u{66c}' | '\u{60c}') {
        Kind::Separator
    } else {
        Kind::Neutral
    }
}

/// Puts what stands on a line from left to right into the order in which it is read. `text` gives and `set` changes the
/// characters of an item.
pub(super) fn logical<T>(
    items: &mut [T],
    text: impl Fn(&T) -> &str + Copy,
    set: impl Fn(&mut T, String) + Copy,
) -> bool {
    let kinds: Vec<Kind> = items.iter().map(|i| kind(text(i))).collect();
    let count = |k: Kind| kinds.iter().filter(|x| **x == k).count();
    if count(Kind::Right) == 0 {
        return false;
    }
    if count(Kind::Right) >= count(Kind::Left) {
        turn(items, text, set);
        return true;
    }
    // A line of another script with some words from right to left in it.
    let mut start = 0;
    while let Some(first) = kinds.iter().skip(start).position(|k| *k == Kind::Right).map(|i| i + start) {
        let mut last = first;
        for (at, kind) in kinds.iter().enumerate().skip(first) {
            match kind {
                Kind::Right => last = at,
                Kind::Left => break,
                _ => {}
            }
        }
        if let Some(part) = items.get_mut(first..=last) {
            turn(part, text, set);
        }
        start = last + 1;
    }
    false
}

/// Reverses items that read from right to left, and puts the numbers and foreign words among them right again.
fn turn<T>(items: &mut [T], text: impl Fn(&T) -> &str, set: impl Fn(&mut T, String)) {
    items.reverse();
    let kinds: Vec<Kind> = items.iter().map(|i| kind(text(i))).collect();
    let straight = |k: &Kind| matches!(k, Kind::Left | Kind::Digit);
    let mut done = vec![false; items.len()];
    let mut at = 0;
    while let Some(first) = kinds.iter().skip(at).position(straight).map(|i| i + at) {
        let mut last = first;
        let mut foreign = kinds.get(first) == Some(&Kind::Left);
        let mut between: Vec<Kind> = Vec::new();
        for (i, kind) in kinds.iter().enumerate().skip(first + 1) {
            match kind {
                Kind::Right => break,
                Kind::Left | Kind::Digit => {
                    let number = between.is_empty() || between == [Kind::Separator];
                    if !(number || *kind == Kind::Left || foreign) {
                        break;
                    }
                    foreign |= *kind == Kind::Left;
                    last = i;
                    between.clear();
                }
                other => between.push(*other),
            }
        }
        if let Some(part) = items.get_mut(first..=last) {
            part.reverse();
        }
        done.iter_mut().skip(first).take(last + 1 - first).for_each(|d| *d = true);
        at = last + 1;
    }
    for (item, _) in items.iter_mut().zip(&done).filter(|(_, done)| !**done) {
        let turned = mirror(text(item));
        if turned != text(item) {
            set(item, turned);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(visual: &str) -> String {
        let mut items: Vec<String> = visual.chars().map(String::from).collect();
        logical(&mut items, |s| s.as_str(), |s, new| *s = new);
        items.concat()
    }

    #[test]
    fn words_from_right_to_left_are_put_in_order_and_numbers_stay() {
        let visual = |logical: &str| logical.chars().rev().collect::<String>();
        assert_eq!(read(&visual("المادة")), "المادة");
        assert_eq!(read(&format!("(2018) 73/3 {}", visual("القرار"))), "القرار 73/3 (2018)");
        assert_eq!(read(&format!("A/RES/73/3 {}", visual("الوثيقة"))), "الوثيقة A/RES/73/3");
        assert_eq!(read(&format!("Article {} 5", visual("مادة"))), "Article مادة 5");
        assert_eq!(read("nothing 5"), "nothing 5");
    }

    #[test]
    fn shapes_become_letters_and_nothing_else_changes() {
        assert_eq!(unshape("\u{fefb}\u{fe8d}"), "لاا");
        assert_eq!(unshape("e\u{fb03}cient m²"), "efficient m²");
    }
}
