//! Footnotes that came along in a plain text: a rule (or the word "Notes" at the end), below it small numbered notes.
//!
//! A line below a rule may be a note or a numbered paragraph. It is taken for a note only where that is certain: the words
//! above carry its mark (`Agreement[1]`, `Agreement 1/`, `Agreement¹`, `Agreement.1`), or the numbers of the notes run on
//! from rule to rule at least three times. In doubt the words stay in the text. A mark is tied to its note only if it is
//! found; nothing is cut out of the text.

use std::ops::Range;

use super::extract::{Extract, Format, Note, Role};
use crate::text;

/// Fewest signs of a rule.
const RULE: usize = 5;
/// Rules whose notes count on, which prove that they are notes even without marks.
const PROOF: usize = 3;
/// Where more marks than these are missing, no further one is looked for.
const MISSED: usize = 3;
/// A note has at most this many lines.
const LONGEST: usize = 12;
/// Headings under which notes stand at the end of a text.
const HEADINGS: &[&str] = &["notes", "notes:", "footnotes", "footnotes:", "endnotes", "примечания", "注释", "noten"];

/// A note below a rule.
struct Found {
    number: u32,
    /// The mark as printed, without the signs round it.
    mark: String,
    lines: Range<usize>,
    reference: Option<Range<usize>>,
}

/// A rule with the notes below it.
struct Block {
    rule: usize,
    notes: Vec<Found>,
}

/// Marks the notes of a text that has lines and no structure.
pub(super) fn mark(extract: &mut Extract) {
    if extract.format != Format::Plain {
        return;
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    while at < extract.lines.len() {
        if opens(extract, at)
            && let Some(block) = block(extract, at)
        {
            at = block.notes.last().map_or(at, |n| n.lines.end - 1);
            blocks.push(block);
        }
        at += 1;
    }
    let mut from = 0;
    for block in &mut blocks {
        let until = extract.lines.get(block.rule).map_or(from, |l| l.span.start);
        tie(&extract.text, from..until, &mut block.notes);
        from = block.notes.last().and_then(|n| extract.lines.get(n.lines.end - 1)).map_or(until, |l| l.span.end);
    }
    let counted = proved_by_count(&blocks);
    for (block, counted) in blocks.into_iter().zip(counted) {
        let tied = block.notes.iter().filter(|n| n.reference.is_some()).count();
        if counted || tied == block.notes.len() {
            take(extract, block);
        }
    }
}

/// Whether notes may follow this line: a rule, or a heading that says so.
fn opens(extract: &Extract, at: usize) -> bool {
    let Some(line) = extract.lines.get(at).filter(|l| l.role == Role::Body) else { return false };
    let words = extract.words(line).trim();
    // This is asked of every line of a text, so that the first letter must do most of the work.
    let rule = words.len() >= RULE
        && words.starts_with(['_', '-', '–', '—', '─', '―'])
        && words.chars().next().is_some_and(|sign| words.chars().all(|c| c == sign) && words.chars().count() >= RULE);
    rule || (words.len() < 30
        && words.starts_with(['N', 'n', 'F', 'f', 'E', 'e', 'П', 'п', '注'])
        && HEADINGS.contains(&words.to_lowercase().as_str()))
}

/// The notes below a rule: their numbers count up by one; a note ends with its sentence, or where the next begins.
fn block(extract: &Extract, rule: usize) -> Option<Block> {
    let mut notes: Vec<Found> = Vec::new();
    let mut at = rule + 1;
    while let Some(line) = extract.lines.get(at) {
        let words = extract.words(line).trim();
        if words.is_empty() {
            at += 1;
            continue;
        }
        if line.role != Role::Body {
            break;
        }
        let Some((number, mark)) = note_mark(words) else { break };
        if notes.last().is_some_and(|last| last.number + 1 != number) {
            break;
        }
        let end = note_end(extract, at, number);
        notes.push(Found { number, mark, lines: at..end, reference: None });
        at = end;
    }
    (!notes.is_empty()).then_some(Block { rule, notes })
}

/// One past the last line of a note that begins on a line.
fn note_end(extract: &Extract, first: usize, number: u32) -> usize {
    let words =
        |at: usize| extract.lines.get(at).filter(|l| l.role == Role::Body).map_or("", |l| extract.words(l).trim());
    let mut at = first;
    while at - first < LONGEST {
        let closed = words(at).trim_end_matches([')', '"', '”', '»']).ends_with(['.', ';', '。', '!', '?']);
        let next = words(at + 1);
        if closed
            || next.is_empty()
            || note_mark(next).is_some_and(|(n, _)| n == number + 1)
            || words(at).contains('\u{c}')
        {
            break;
        }
        at += 1;
    }
    at + 1
}

/// The mark that a note begins with: `1 See`, `1. See`, `1/ See`, `[1] See`, `(1) See`, `¹ See`.
fn note_mark(words: &str) -> Option<(u32, String)> {
    let open = words.chars().next().filter(|c| matches!(c, '[' | '(' | '*' | '^'));
    let inner = open.map_or(words, |c| words.get(c.len_utf8()..).unwrap_or(""));
    let raised: String = inner.chars().take_while(|c| text::is_raised_digit(*c)).collect();
    let (digits, rest) = if raised.is_empty() {
        let length = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
        (inner.get(..length)?.to_owned(), inner.get(length..)?)
    } else {
        (raised.chars().filter_map(text::lowered).collect(), inner.get(raised.len()..)?)
    };
    let number: u32 = digits.parse().ok().filter(|n| (1..1000).contains(n) && digits.len() < 4)?;
    let rest = match open {
        Some('[') => rest.strip_prefix(']')?,
        Some('(') => rest.strip_prefix(')')?,
        _ => rest.strip_prefix(['/', '.', ')']).unwrap_or(rest),
    };
    let said = rest.trim_start();
    (rest.len() > said.len() && !said.is_empty() || !raised.is_empty()).then_some((number, digits))
}

/// Finds the marks of notes in the words above them, one after the other.
fn tie(text: &str, within: Range<usize>, notes: &mut [Found]) {
    let mut from = within.start;
    let mut missed = 0;
    for note in notes {
        if missed > MISSED {
            return;
        }
        let Some(words) = text.get(from..within.end) else { return };
        note.reference = words
            .match_indices(&note.mark)
            .find_map(|(at, mark)| reference(words, at, mark.len()))
            .or_else(|| raised(words, note.number))
            .map(|r| r.start + from..r.end + from);
        match &note.reference {
            Some(found) => from = found.end,
            None => missed += 1,
        }
    }
}

/// The mark of a note in running words, if the digits at a place are one: `[1]`, `1/`, or glued to the word before.
fn reference(words: &str, at: usize, length: usize) -> Option<Range<usize>> {
    let (before, behind) = (words.get(..at)?, words.get(at + length..)?);
    let next = behind.chars().next();
    let last = before.chars().next_back()?;
    if next.is_some_and(|c| c.is_ascii_digit()) || last.is_ascii_digit() {
        return None;
    }
    if last == '[' && next == Some(']') {
        return Some(at - 1..at + length + 1);
    }
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | ')'));
    if next == Some('/') && ends(behind.chars().nth(1)) {
        // A line that begins with "1/" is a note itself.
        let line = before.rsplit('\n').next().unwrap_or("");
        return (!line.trim().is_empty()).then_some(at..at + length + 1);
    }
    let word_end = before.trim_end_matches(['.', ',', ';', ':', ')', '"', '”', '’', '»']);
    let glued = !last.is_whitespace()
        && before.len() - word_end.len() <= 3
        && word_end.chars().next_back().is_some_and(char::is_lowercase)
        && word_end.chars().rev().take_while(|c| c.is_alphabetic()).count() >= 3;
    (glued && ends(next)).then_some(at..at + length)
}

/// The mark of a note in raised digits.
fn raised(words: &str, number: u32) -> Option<Range<usize>> {
    let signs: String = number.to_string().chars().filter_map(text::raised).collect();
    let single = |at: usize| {
        !words.get(..at).is_some_and(|w| w.ends_with(text::is_raised_digit))
            && !words.get(at + signs.len()..).is_some_and(|w| w.starts_with(text::is_raised_digit))
    };
    words.match_indices(&signs).map(|(at, _)| at).find(|at| *at > 0 && single(*at)).map(|at| at..at + signs.len())
}

/// For each block whether the numbers of notes run on through it and its neighbours, from 1 on.
fn proved_by_count(blocks: &[Block]) -> Vec<bool> {
    let mut proved = vec![false; blocks.len()];
    let mut start = 0;
    for at in 1..=blocks.len() {
        let goes_on = blocks.get(at).zip(blocks.get(at - 1)).is_some_and(|(next, last)| {
            next.notes.first().map(|n| n.number) == last.notes.last().map(|n| n.number + 1)
        });
        if !goes_on {
            let first = blocks.get(start).and_then(|b| b.notes.first()).map_or(0, |n| n.number);
            if at - start >= PROOF && first == 1 {
                proved.iter_mut().take(at).skip(start).for_each(|p| *p = true);
            }
            start = at;
        }
    }
    proved
}

/// Makes notes of a block, and furniture of its rule.
fn take(extract: &mut Extract, block: Block) {
    if let Some(line) = extract.lines.get_mut(block.rule) {
        line.role = Role::Furniture;
    }
    for found in block.notes {
        let role = Role::Footnote(u32::try_from(extract.notes.len()).unwrap_or(u32::MAX));
        let mut span: Option<Range<usize>> = None;
        for line in extract.lines.iter_mut().take(found.lines.end).skip(found.lines.start) {
            line.role = role;
            span = Some(span.map_or(line.span.clone(), |s| s.start..line.span.end));
        }
        extract.notes.push(Note { mark: found.mark, reference: found.reference, span: span.unwrap_or(0..0) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Revisions;
    use crate::read::format;

    fn notes(text: &str) -> Vec<(String, Option<String>, String)> {
        let mut extract = format::extract(Format::Plain, text.as_bytes(), Revisions::Accepted);
        mark(&mut extract);
        let words = |r: &Range<usize>| extract.text[r.clone()].to_owned();
        extract.notes.iter().map(|n| (n.mark.clone(), n.reference.as_ref().map(words), words(&n.span))).collect()
    }

    #[test]
    fn a_note_is_tied_to_its_mark() {
        for mark in ["Agreement[1]", "Agreement 1/", "Agreement.1", "Agreement¹"] {
            let text = format!(
                "Article 1\nThis is the Model {mark}\nand it holds.\n_______\n1 Signed at Model City on\n3 May.\n"
            );
            let found = notes(&text);
            assert_eq!(found.len(), 1, "{mark}");
            assert_eq!(found[0].2, "1 Signed at Model City on\n3 May.");
            assert!(found[0].1.as_ref().is_some_and(|r| mark.contains(r.as_str())), "{mark}");
        }
    }

    #[test]
    fn in_doubt_the_words_stay_in_the_text() {
        assert_eq!(notes("Article 1\nThe Parties agree.\n-------\n1. The first rule.\n2. The second rule.\n"), []);
        assert_eq!(notes("Table 1\n-------\n1 apple\n2 pears\n"), []);
    }

    #[test]
    fn numbers_that_run_on_prove_notes_without_marks() {
        let page = |n: usize| format!("The words of page {n} go on\nhere.\n_____\n{n} Note number {n}.\n");
        let text: String = (1..=4).map(page).collect();
        assert_eq!(notes(&text).len(), 4);
        let begun_again: String = (0..4).map(|_| page(1)).collect();
        assert_eq!(notes(&begun_again).len(), 0);
    }
}
