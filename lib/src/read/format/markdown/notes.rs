//! Footnotes: `[^1]` in the words, `[^1]: what it says` on a line of its own.
//!
//! In anybody's Markdown the mark is printed as `[1]`: a bare digit behind "72/4" would make another citation of it. The
//! files that `crate::holding` writes name a note by the mark that its text prints, so there the name alone is shown.

use std::collections::HashMap;
use std::ops::Range;

use crate::read::extract::{Line, Note, Role};
use crate::text;

/// Longest name of a footnote, in bytes. What is longer is a bracket with words in it.
const LONGEST_NAME: usize = 40;

/// The footnotes of a file, by name.
pub(super) struct Notes {
    notes: Vec<Note>,
    by_name: HashMap<String, usize>,
    /// Whether names are marks as printed.
    printed: bool,
}

impl Notes {
    /// Finds what the footnotes say, and gives their lines to them: the first, and those behind it that are indented.
    /// `printed` says that they are named by their marks as printed.
    pub(super) fn of(text: &str, lines: &mut [Line], printed: bool) -> Notes {
        let mut found = Notes { notes: Vec::new(), by_name: HashMap::new(), printed };
        let mut open = None;
        for line in lines {
            let words = text.get(line.span.clone()).unwrap_or("");
            if let Some((name, said)) = defined(words) {
                let span = line.span.end - said.len()..line.span.start + words.trim_end().len();
                let number = found.notes.len();
                // Of two footnotes with one name the first is the one that is referred to.
                found.by_name.entry(name.to_owned()).or_insert(number);
                let span = span.start.min(span.end)..span.end;
                let mark = if printed { mark_of(printed_of(name)) } else { name.to_owned() };
                found.notes.push(Note { mark, reference: None, span });
                open = Some(number);
            } else if words.trim().is_empty() {
                continue;
            } else if !words.starts_with("  ") && !words.starts_with('\t') {
                open = None;
            }
            if let Some(number) = open {
                line.role = Role::Footnote(u32::try_from(number).unwrap_or(u32::MAX));
                if let Some(note) = found.notes.get_mut(number) {
                    note.span.end = line.span.start + words.trim_end().len();
                }
            }
        }
        found
    }

    /// Bytes of what a footnote says.
    pub(super) fn words(&self, note: u32) -> Option<&Range<usize>> {
        self.notes.get(note as usize).map(|note| &note.span)
    }

    /// Ties the reference that a text begins with to its footnote and hides what is markup of it. Gives its length; `None`
    /// if no footnote of that name is there.
    pub(super) fn refer(&mut self, text: &str, at: usize, hidden: &mut Vec<Range<usize>>) -> Option<usize> {
        let name = name_of(text)?;
        let note = self.by_name.get(name).and_then(|number| self.notes.get_mut(*number))?;
        let length = name.len() + 3;
        let mark = if self.printed {
            let mark = at + 2..at + 2 + printed_of(name).len();
            hidden.push(at..mark.start);
            hidden.push(mark.end..at + length);
            mark
        } else {
            hidden.push(at + 1..at + 2);
            at..at + length
        };
        note.reference.get_or_insert(mark);
        Some(length)
    }

    /// The footnotes in the order of the file.
    pub(super) fn finish(self) -> Vec<Note> {
        self.notes
    }
}

/// Name of a footnote and what it says, if a line defines one.
fn defined(line: &str) -> Option<(&str, &str)> {
    let name = name_of(line)?;
    let said = line.get(name.len() + 3..)?.strip_prefix(':')?;
    Some((name, said.trim_start()))
}

/// The name in `[^name]` at the beginning of a text.
fn name_of(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("[^")?;
    let name = inner.get(..inner.find(']')?)?;
    (!name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(char::is_whitespace)).then_some(name)
}

/// The mark that is printed: the name without the count that tells it from another footnote with the same mark.
fn printed_of(name: &str) -> &str {
    match name.rsplit_once('-') {
        Some((mark, count)) if !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()) => mark,
        _ => name,
    }
}

/// The mark of a footnote that is printed so in the words: "¹" and "1/" are mark 1.
pub(crate) fn mark_of(printed: &str) -> String {
    let mark = printed.trim_matches(['[', ']', '(', ')', '/']);
    if mark.is_empty() { printed } else { mark }.chars().map(|c| text::lowered(c).unwrap_or(c)).collect()
}
