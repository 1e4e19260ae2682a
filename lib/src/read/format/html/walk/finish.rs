//! What the walk remembered, put into its final places.

use std::collections::BTreeMap;

use crate::read::extract::{Note, Revision, Role};
use crate::text;

use super::{Change, Stretch, Walk};

impl Walk<'_> {
    /// Marks into bytes.
    pub(super) fn finish(&mut self) {
        // Marks that still wait stand behind everything.
        let end = self.extract.text.len();
        let draft = &self.draft;
        let range = |stretch: &Stretch| {
            let from = draft.place(stretch.from).unwrap_or(end);
            let to = stretch.to.and_then(|to| draft.place(to)).unwrap_or(from);
            from.min(to)..to
        };
        let links = self.links.drain(..).map(|(stretch, href)| (range(&stretch), href));
        self.extract.links = links.filter(|(range, _)| !range.is_empty()).collect();
        self.extract.links.sort_by_key(|(range, _)| range.start);
        for change in self.changes.drain(..) {
            let span = range(&change.stretch);
            let text = match change.struck {
                Some(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
                None => self.extract.text.get(span.clone()).unwrap_or("").to_owned(),
            };
            if !text.is_empty() {
                let Change { kind, author, date, .. } = change;
                self.extract.revisions.push(Revision { kind, author, date, span, text });
            }
        }
        // A note without words is no note; the numbers of the others close up.
        let mut numbers = BTreeMap::new();
        for (number, note) in self.notes.all.iter().enumerate() {
            let key = u32::try_from(number).unwrap_or(u32::MAX);
            let Some(lines) = self.note_lines.get(&key) else { continue };
            let first = self.extract.lines.get(lines.start).map_or(0, |l| l.span.start);
            let last = lines.end.checked_sub(1).and_then(|n| self.extract.lines.get(n)).map_or(first, |l| l.span.end);
            let words = self.extract.text.get(first..last).unwrap_or("");
            let start = first + mark_length(words, &note.mark);
            let reference = self.references.get(&number).map(range).filter(|r| !r.is_empty());
            numbers.insert(key, u32::try_from(self.extract.notes.len()).unwrap_or(u32::MAX));
            self.extract.notes.push(Note { mark: note.mark.clone(), reference, span: start..last });
        }
        for line in &mut self.extract.lines {
            if let Role::Footnote(note) = line.role {
                line.role = numbers.get(&note).map_or(Role::Body, |n| Role::Footnote(*n));
            }
        }
    }
}

/// Bytes that a note's own mark takes at its beginning.
fn mark_length(words: &str, mark: &str) -> usize {
    let open = words.len() - words.trim_start_matches(['[', '(', ' ', '^', '↑', '\u{a0}', '\t']).len();
    let rest = words.get(open..).unwrap_or("");
    let raised = raise(mark, true);
    let Some(behind) = rest.strip_prefix(mark).or_else(|| rest.strip_prefix(raised.as_str())) else { return 0 };
    if behind.starts_with(char::is_alphanumeric) {
        return 0;
    }
    words.len() - behind.trim_start_matches([']', ')', '.', ':', ' ', '\u{a0}', '\t']).len()
}

/// Digits raised, so that the mark in "Article 5" with footnote 1 does not make it Article 51; and `letters` with them.
pub(super) fn raise(text: &str, letters: bool) -> String {
    let is_mark = |c: char| c.is_ascii_digit() || letters;
    text.chars().map(|c| text::raised(c).filter(|_| is_mark(c)).unwrap_or(c)).collect()
}
