//! Footnotes: the block at the foot of a page or column, its notes, and the marks in the words that lead to them.

use std::ops::Range;

use super::Part;
use super::lines::Line;

/// A note with its lines and the place that refers to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Found {
    pub(super) mark: String,
    /// Lines of the note, over page breaks.
    pub(super) lines: Vec<usize>,
    /// Bytes of the mark on the note's own first line.
    pub(super) own: Range<usize>,
    /// Line and bytes of the mark in the words.
    pub(super) reference: Option<(usize, Range<usize>)>,
}

/// The size of letters most of the text is set in.
pub(super) fn body_size(lines: &[Line], parts: &[Part]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for (line, part) in lines.iter().zip(parts) {
        if *part != Part::Body {
            continue;
        }
        match sizes.iter_mut().find(|(size, _)| (size - line.size).abs() < 0.3) {
            Some((_, count)) => *count += line.text.len(),
            None => sizes.push((line.size, line.text.len())),
        }
    }
    sizes.into_iter().max_by_key(|s| s.1).map_or(10.0, |s| s.0)
}

/// The mark a line begins with, and its bytes.
fn leading_mark(line: &Line, expected: Option<u32>) -> Option<(String, Range<usize>)> {
    if let Some((range, mark)) = line.marks.first().filter(|(range, _)| range.start == 0) {
        return Some((mark.clone(), range.clone()));
    }
    // A number on the baseline is a mark only where the next number is due.
    let (word, _) = line.text.split_once(' ')?;
    let number = word.trim_matches(['(', ')']).parse::<u32>().ok()?;
    (word.len() <= 5 && expected == Some(number)).then(|| (number.to_string(), 0..word.len()))
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', ')', ']', '»']).ends_with(['.', '!', '?', '。'])
}

/// Finds the notes of all pages and marks their lines.
pub(super) fn find(lines: &[Line], parts: &mut [Part]) -> Vec<Found> {
    let body = body_size(lines, parts);
    let mut notes: Vec<Found> = Vec::new();
    let mut start = 0;
    while let Some(first) = lines.get(start) {
        let same = |l: &&Line| l.page == first.page && l.column == first.column;
        let length = lines.iter().skip(start).take_while(same).count();
        block(lines, parts, start..start + length, body, &mut notes);
        start += length.max(1);
    }
    refer(lines, parts, &mut notes);
    notes
}

fn block(lines: &[Line], parts: &mut [Part], group: Range<usize>, body: f32, notes: &mut Vec<Found>) {
    let is_body = |parts: &[Part], i: usize| parts.get(i) == Some(&Part::Body);
    let inside: Vec<usize> = group.clone().filter(|i| is_body(parts, *i)).collect();
    let small = |i: &usize| lines.get(*i).is_some_and(|l| l.size <= 0.93 * body && !l.table);
    // Upwards from the last line: small lines, or everything under the rule in a document that sets notes as large.
    let small_start = inside.len() - inside.iter().rev().take_while(|i| small(i)).count();
    let under_rule = |i: usize| {
        let drawn = lines.get(i).is_some_and(|l| l.ruled);
        // A rule of characters is a line of its own.
        drawn || (i > group.start && parts.get(i - 1) == Some(&Part::Furniture(super::furniture::Kind::Rule)))
    };
    let ruled = inside.iter().rposition(|i| under_rule(*i));
    let expected = notes.last().and_then(|n| n.mark.parse::<u32>().ok()).map_or(1, |n| n + 1);
    let begins = |i: usize| lines.get(i).and_then(|l| leading_mark(l, Some(expected)));
    let from = match ruled {
        Some(at) if at >= small_start || inside.get(at).is_some_and(|i| begins(*i).is_some()) => at,
        _ => small_start,
    };
    let tail = inside.get(from..).unwrap_or(&[]);
    let first_mark = tail.iter().position(|i| begins(*i).is_some());
    // Lines above the first mark go on from the note of the page before, if it was left open.
    let open = notes.last().and_then(|n| n.lines.last()).and_then(|i| lines.get(*i));
    let group_page = lines.get(group.start).map_or(0, |l| l.page);
    let goes_on = open.is_some_and(|l| !ends(&l.text) && l.page + 1 >= group_page) && ruled == Some(from);
    let Some(skip) = (if goes_on { Some(0) } else { first_mark }) else { return };
    for i in tail.iter().skip(skip) {
        let Some(line) = lines.get(*i) else { continue };
        let expected = notes.last().and_then(|n| n.mark.parse::<u32>().ok()).map_or(1, |n| n + 1);
        match leading_mark(line, Some(expected)) {
            Some((mark, own)) => notes.push(Found { mark, lines: vec![*i], own, reference: None }),
            None => {
                if let Some(note) = notes.last_mut() {
                    note.lines.push(*i);
                }
            }
        }
        if let (Some(part), Some(index)) = (parts.get_mut(*i), notes.len().checked_sub(1)) {
            *part = Part::Note(index);
        }
    }
}

/// Ties notes to the marks in the words: on the same page first, then on the pages beside it.
fn refer(lines: &[Line], parts: &[Part], notes: &mut [Found]) {
    let mut free: Vec<(usize, &Range<usize>, &str, u32)> = Vec::new();
    for (i, (line, part)) in lines.iter().zip(parts).enumerate() {
        if *part == Part::Body {
            free.extend(line.marks.iter().filter(|(r, _)| r.start > 0).map(|(r, m)| (i, r, m.as_str(), line.page)));
        }
    }
    for distance in 0..2u32 {
        for note in notes.iter_mut().filter(|n| n.reference.is_none()) {
            let Some(page) = note.lines.first().and_then(|i| lines.get(*i)).map(|l| l.page) else { continue };
            let found = free.iter().position(|(_, _, mark, p)| *mark == note.mark && p.abs_diff(page) == distance);
            if let Some(at) = found {
                let (line, range, ..) = free.remove(at);
                note.reference = Some((line, range.clone()));
            }
        }
    }
}
