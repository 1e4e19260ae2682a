//! Which rows are the heading of a unit.

use super::super::evidence;
use super::super::row::Row;
use super::super::solve::{Candidate, Class};
use super::Builder;

impl Builder<'_> {
    /// Finds the heading of a unit: behind its label, or on the next rows. Gives the next row to look at.
    pub(super) fn heading(&mut self, node: usize, at: usize, candidate: &Candidate) -> usize {
        let Some(row) = self.rows.get(at) else { return at + 1 };
        let words = self.words(row);
        let rest = evidence::rest_of(words, &candidate.label);
        let mut next = at + 1;
        if !rest.is_empty() {
            let titled = rest.is_title() || row.style.heading > 0;
            // Words that run on into the next line are a sentence, or a heading that was wrapped.
            let follow = self.rows.get(next).filter(|_| self.free(next) && self.continues(next));
            if titled {
                let from = row.end - rest.text.len();
                let mut end = row.end;
                if let Some(follow) = follow {
                    let more = evidence::rest(self.words(follow));
                    let after = self.rows.get(next + 1);
                    let closed = after.is_none_or(|a| a.blank_before || a.label.is_some() || !self.continues(next + 1));
                    let follow_words = self.words(follow);
                    let short = !follow.full && follow_words.len() < 90;
                    if !row.full || !short || !closed || follow_words.ends_with(['.', ';', ':', ',']) {
                        if row.full || more.is_empty() {
                            // A sentence that begins on the line of the label.
                            self.paragraph_starts(node, from);
                            return next;
                        }
                    } else {
                        end = follow.end;
                        next += 1;
                    }
                }
                if let Some(node) = self.node(node) {
                    node.heading = Some((from, end));
                }
                self.reach(end);
                return next;
            }
            self.paragraph_starts(node, row.end - rest.text.len());
            return next;
        }
        // The heading on the next row: a title, and not yet the first paragraph.
        if let Some(below) = self.rows.get(next).filter(|below| self.free(next) && !below.table) {
            let below_words = self.words(below);
            let rest = evidence::rest(below_words);
            let marked = below.style.heading > 0 || (below.style.bold && below.style.centred);
            let after = self.rows.get(next + 1);
            // A title with its capitals is whole where the next line opens a sentence.
            let opens =
                |a: &Row| self.words(a).starts_with(char::is_uppercase) && !evidence::rest(self.words(a)).is_title();
            let whole = rest.is_title() && rest.is_title_case() && after.is_some_and(opens);
            let runs_on = !marked
                && !whole
                && below.full
                && after.is_some_and(|_| self.continues(next + 1) && self.free(next + 1));
            let has_body = after.is_some_and(|a| {
                a.blank_before
                    || self
                        .decided
                        .get(next + 1)
                        .is_some_and(|d| d.first().is_none_or(|d| matches!(d.class, Class::Bare | Class::Article)))
            });
            let short = evidence::rest(rest.text.trim_end_matches(['.', ':']));
            let dotted = rest.text.ends_with(['.', ':'])
                && short.is_title()
                && (short.is_title_case() || short.word_count() < 6)
                && rest.text.len() < 80;
            if marked || (!runs_on && has_body && (rest.is_title() || dotted)) {
                let (start, mut end) = (below.start, below.end);
                next += 1;
                // A heading in capitals may take a second line.
                while let Some(more) = self.rows.get(next).filter(|m| self.free(next) && !m.blank_before && !m.table) {
                    let capitals = |w: &str| w.chars().any(char::is_uppercase) && !w.chars().any(char::is_lowercase);
                    let text = self.words(more);
                    if capitals(text) && capitals(self.words(below)) && self.rows.get(next + 1).is_some() {
                        end = more.end;
                        next += 1;
                    } else {
                        break;
                    }
                }
                if let Some(node) = self.node(node) {
                    node.heading = Some((start, end));
                }
                self.reach(end);
            }
        }
        next
    }
}
