//! Markdown, read as the plain text it is: the file's bytes stay where they are, and markup is hidden from the words.
//!
//! No CommonMark parser stands here, because CommonMark renumbers lists, takes "a)" for text and four blanks for code; an
//! agreement's printed numbers are what counts. Headings, emphasis, links, tables and escapes are understood.

pub(crate) mod marks;
mod notes;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, FileId, FileSet};
use crate::read::extract::{Extract, Format, Role};

use super::plain;
use notes::Notes;

/// Whether a text is Markdown by its headings, whatever its file is called.
pub(crate) fn looks_like(text: &str) -> bool {
    text.lines().take(2000).filter(|l| heading_level(l).is_some()).take(3).count() == 3
}

/// Reads a Markdown file.
pub(crate) fn extract(bytes: &[u8]) -> Extract {
    let (text, diagnostics) = plain::decode(bytes);
    let head = text.lines().next().unwrap_or("").trim_end();
    let marked = head == marks::MARKED_HEAD;
    let wrapped = !marked && head != marks::PLAIN_HEAD;
    let mut extract = Extract { diagnostics, wrapped, ..Extract::new(Format::Markdown) };
    extract.lines = plain::lines(&text);
    if let Some(lines) = front_matter(&text) {
        let aside = extract.lines.iter_mut().take(lines);
        let ends = aside.map(|line| (line.role = Role::Furniture, line.span.end).1).last().unwrap_or(0);
        extract.title = text.get(..ends).and_then(front_title);
        let message = format!("{lines} lines at the beginning say things about the file, and were set aside");
        let span = FileSet::default().span(FileId::default(), 0..ends);
        extract.diagnostics.push(Diagnostic::note("front-matter", span, message));
    }
    let mut notes = Notes::of(&text, &mut extract.lines, !wrapped);
    let mut hidden = Vec::new();
    for line in &mut extract.lines {
        let span = line.span.clone();
        let words = text.get(span.clone()).unwrap_or("");
        if line.role == Role::Furniture {
            continue;
        }
        if let Role::Footnote(note) = line.role {
            let start = notes.words(note).map_or(span.start, |w| w.start.clamp(span.start, span.end));
            if start > span.start {
                hidden.push(span.start..start);
            }
            inline(&text, start..span.end, &mut hidden, &mut extract.links, &mut notes);
            continue;
        }
        let trimmed = words.trim();
        if trimmed.starts_with('<')
            && trimmed.ends_with('>')
            && !trimmed.get(1..trimmed.len() - 1).unwrap_or("").contains('>')
        {
            line.role = Role::Furniture;
            continue;
        }
        if trimmed.len() > 2 && trimmed.starts_with('|') {
            let rule = trimmed.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '='));
            line.role = if rule { Role::Furniture } else { Role::TableRow };
        }
        let mut start = span.start + (words.len() - words.trim_start().len());
        if let Some(level) = heading_level(words.trim_start()) {
            line.style.heading = level;
            let rest = text.get(start + usize::from(level)..span.end).unwrap_or("");
            start += usize::from(level) + (rest.len() - rest.trim_start().len());
        } else if let Some(rest) = words.trim_start().strip_prefix("> ") {
            start = span.end - rest.len();
        } else {
            start = span.start;
        }
        let mut end = span.start + words.trim_end().len();
        for mark in ["**", "__", "*", "_"] {
            let inner = text.get(start..end).unwrap_or("");
            let wrapped = inner
                .trim_start()
                .strip_prefix(mark)
                .and_then(|i| i.strip_suffix(mark))
                .is_some_and(|i| !i.is_empty() && !i.contains(mark) && !i.starts_with(' '));
            if wrapped {
                start += inner.len() - inner.trim_start().len() + mark.len();
                end -= mark.len();
                line.style.bold |= mark.len() == 2;
                line.style.italic |= mark.len() == 1;
            }
        }
        line.span = start.min(end)..end;
        if line.role == Role::TableRow {
            cells(&text, line.span.clone(), &mut hidden);
        }
        inline(&text, line.span.clone(), &mut hidden, &mut extract.links, &mut notes);
    }
    hidden.sort_by_key(|h| h.start);
    extract.notes = notes.finish();
    extract.hidden = hidden;
    extract.text = text;
    if marked {
        marks::structure(&mut extract);
    }
    extract
}

/// Hides the lines around a row of a table, and those between its cells where a tabulator parts them as well. One blank
/// beside each goes with it; further ones are words' own.
fn cells(text: &str, span: Range<usize>, hidden: &mut Vec<Range<usize>>) {
    let words = text.get(span.clone()).unwrap_or("");
    let length = |rest: &str| 1 + usize::from(rest.starts_with(' '));
    let Some(inner) = words.strip_prefix('|') else { return };
    let first = length(inner);
    let last = words.strip_suffix('|').map_or(words.len(), |w| w.strip_suffix(' ').unwrap_or(w).len()).max(first);
    hidden.push(span.start..span.start + first);
    for (at, _) in words.match_indices("\t|").filter(|(at, _)| (first..last).contains(at)) {
        let bar = at + 1;
        hidden.push(span.start + bar..span.start + (bar + length(words.get(bar + 1..).unwrap_or(""))).min(last));
    }
    if last < words.len() {
        hidden.push(span.start + last..span.end);
    }
}

/// Number of lines of what Jekyll, Pandoc and others put before the text: `key: value` between two rules of three signs.
fn front_matter(text: &str) -> Option<usize> {
    const LONGEST: usize = 200;
    let mut lines = text.lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    let end = lines.by_ref().take(LONGEST).position(|l| matches!(l.trim_end(), "---" | "..."))?;
    let keyed = |line: &str| {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    let first = text.lines().nth(1)?;
    // Between the keys stand lists, comments and values that go on; words in any other shape are the text's own.
    let inside =
        |line: &str| keyed(line) || line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}']);
    (keyed(first) && text.lines().skip(1).take(end).all(inside)).then_some(end + 2)
}

/// The title in such lines.
fn front_title(lines: &str) -> Option<String> {
    let value = lines.lines().find_map(|line| line.strip_prefix("title:"))?.trim().trim_matches(['"', '\'']);
    (!value.is_empty() && !value.starts_with(['[', '|', '>', '&'])).then(|| value.to_owned())
}

fn heading_level(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let rest = line.get(level..)?;
    ((1..=6).contains(&level) && !rest.trim().is_empty()).then(|| u8::try_from(level).unwrap_or(6))
}

/// Hides emphasis, escapes and the addresses of links; the words of a link stay.
fn inline(
    text: &str,
    span: Range<usize>,
    hidden: &mut Vec<Range<usize>>,
    links: &mut Vec<(Range<usize>, String)>,
    notes: &mut Notes,
) {
    let words = text.get(span.clone()).unwrap_or("");
    if memchr::memchr3(b'*', b'[', b'\\', words.as_bytes()).is_none() && !words.contains('_') {
        return;
    }
    let from = hidden.len();
    let mut at = 0;
    let mut open: Vec<(&str, usize)> = Vec::new();
    while let Some(rest) = words.get(at..).filter(|r| !r.is_empty()) {
        let c = rest.chars().next().unwrap_or(' ');
        let before = words.get(..at).and_then(|w| w.chars().next_back());
        match c {
            '\\' if rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_punctuation())) => {
                hidden.push(span.start + at..span.start + at + 1);
                at += 2;
                continue;
            }
            '[' => {
                if let Some(length) = notes.refer(rest, span.start + at, hidden) {
                    at += length;
                    continue;
                }
                if let Some((label, target, length)) = link(rest) {
                    hidden.push(span.start + at..span.start + at + 1);
                    hidden.push(span.start + at + 1 + label..span.start + at + length);
                    links.push((span.start + at + 1..span.start + at + 1 + label, target));
                    at += 1;
                    // The words of the link are walked on, its address is jumped over below.
                    let end_of_label = at + label;
                    let inner = words.get(at..end_of_label).unwrap_or("");
                    if !inner.contains(['*', '\\']) {
                        at += label + (length - 1 - label);
                    }
                    continue;
                }
            }
            '*' | '_' => {
                let mark = if rest.starts_with("**") {
                    "**"
                } else if rest.starts_with("__") {
                    "__"
                } else if c == '*' {
                    "*"
                } else {
                    "_"
                };
                let behind = rest.get(mark.len()..).and_then(|r| r.chars().next());
                let closes = open.last().is_some_and(|(m, _)| *m == mark) && before.is_some_and(|c| !c.is_whitespace());
                if closes {
                    if let Some((_, place)) = open.pop() {
                        hidden.push(span.start + place..span.start + place + mark.len());
                        hidden.push(span.start + at..span.start + at + mark.len());
                    }
                } else if behind.is_some_and(|c| !c.is_whitespace()) && before.is_none_or(|b| !b.is_alphanumeric()) {
                    open.push((mark, at));
                }
                at += mark.len();
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    if let Some(new) = hidden.get_mut(from..) {
        new.sort_by_key(|r| r.start);
    }
}

/// `[label](target)` at the beginning of a text: length of the label, target, length of all.
fn link(text: &str) -> Option<(usize, String, usize)> {
    let label = text.get(1..)?.find(']')?;
    // Of brackets inside each other the inner ones are the link.
    if text.get(1..=label)?.contains('[') {
        return None;
    }
    let target = text.get(label + 2..)?.strip_prefix('(')?;
    let length = target.find(')')?;
    Some((label, target.get(..length)?.to_owned(), label + 2 + 1 + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_brackets_inside_each_other_the_inner_ones_are_the_link() {
        let extract = extract("* [Use * [API](#api)\n".as_bytes());
        assert_eq!(extract.shown(0..21), "* [Use * API\n");
        assert!(extract.hidden.windows(2).all(|two| two[0].end <= two[1].start));
    }

    #[test]
    fn markup_is_hidden_and_bytes_stay() {
        let text = "## Article  1\n\n1. The *model* [Agreement](a.md) \\(here\\) of A/68/98*\n";
        let extract = extract(text.as_bytes());
        assert_eq!(extract.text, text);
        assert_eq!(extract.lines[0].style.heading, 2);
        assert_eq!(extract.words(&extract.lines[0]), "Article  1");
        let shown = extract.shown(extract.lines[2].span.clone());
        assert_eq!(shown, "1. The model Agreement (here) of A/68/98*");
        assert_eq!(extract.links.len(), 1);
    }

    #[test]
    fn front_matter_is_no_text() {
        let text = "---\ntitle: \"Model Act\"\nparts:\n  - one\n---\n# Article 1\n";
        let extract = extract(text.as_bytes());
        assert_eq!(extract.title.as_deref(), Some("Model Act"));
        assert_eq!(extract.lines.iter().filter(|l| l.role == Role::Furniture).count(), 5);
        assert_eq!(front_matter("---\nArticle 1 applies\n---\n"), None);
        assert_eq!(front_matter("---\nHere it says: no\n---\n"), None);
    }
}
