//! The lines of an extract in another order.

use std::ops::Range;

use super::extract::{Extract, Line, Role};

impl Extract {
    /// Lays out the lines anew: first all that belong to group 0, then those of group 1, and so on, in their order. What
    /// stands between two lines goes with the one behind it. Nothing is added or lost, all positions move along, and the
    /// places of the lines in the user's file stay. Gives the first byte of each group.
    pub(super) fn regroup(&mut self, group_of: &[usize], groups: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|line| group_of.get(*line).copied().unwrap_or(0));
        // A chunk is a line with what stands before it; the last one has the end of the text as well.
        let ends: Vec<usize> = self.lines.iter().map(|l| l.span.end).collect();
        let chunk = |line: usize| -> Range<usize> {
            let start = line.checked_sub(1).and_then(|n| ends.get(n)).copied().unwrap_or(0);
            start..ends.get(line).copied().unwrap_or(start)
        };
        let mut text = String::with_capacity(self.text.len());
        let mut lines: Vec<Line> = Vec::with_capacity(order.len());
        let mut moved: Vec<usize> = vec![0; order.len()];
        let mut firsts = vec![None; groups];
        for line in &order {
            let Some(old) = self.lines.get(*line) else { continue };
            let range = chunk(*line);
            if let Some(place) = moved.get_mut(*line) {
                *place = text.len();
            }
            let start = text.len() + (old.span.start - range.start);
            if let Some(first) = firsts.get_mut(group_of.get(*line).copied().unwrap_or(0)) {
                first.get_or_insert(start);
            }
            text.push_str(self.text.get(range).unwrap_or(""));
            lines.push(Line { span: start..text.len(), ..old.clone() });
        }
        let tail = ends.last().copied().unwrap_or(0);
        let tail_at = text.len();
        text.push_str(self.text.get(tail..).unwrap_or(""));
        let place = |at: usize, last: bool| -> usize {
            // The end of a stretch may be the end of a line.
            let line = ends.partition_point(|end| if last { *end < at } else { *end <= at });
            match moved.get(line) {
                Some(start) => start + (at - chunk(line).start),
                None => tail_at + at.saturating_sub(tail),
            }
        };
        let relay = |range: &mut Range<usize>| {
            let start = place(range.start, range.start == range.end);
            let end = place(range.end, true);
            // A stretch over lines of several groups is cut at the end of its first line.
            let line = ends.partition_point(|end| *end <= range.start);
            let cut = || ends.get(line).map_or(text.len(), |end| place(*end, true));
            let whole = end >= start && end - start == range.end - range.start;
            *range = start..if whole { end } else { cut().max(start) };
        };
        self.hidden.iter_mut().for_each(relay);
        self.hidden.sort_by_key(|h| h.start);
        self.links.iter_mut().for_each(|(range, _)| relay(range));
        self.revisions.iter_mut().for_each(|r| relay(&mut r.span));
        for note in &mut self.notes {
            note.reference.iter_mut().for_each(relay);
            relay(&mut note.span);
        }
        for diagnostic in &mut self.diagnostics {
            let mut range = diagnostic.span.start as usize..diagnostic.span.end as usize;
            relay(&mut range);
            let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            (diagnostic.span.start, diagnostic.span.end) = (cut(range.start), cut(range.end));
        }
        self.text = text;
        self.lines = lines;
        firsts.into_iter().map(|first| first.unwrap_or(tail_at)).collect()
    }

    /// Gives each line a group, where `known` says the group of some positions in order: what stands between goes with what
    /// stands before it, and a footnote with the words that refer to it.
    pub(super) fn groups(&self, known: &[(usize, usize)]) -> Vec<usize> {
        let at = |position: usize| {
            let after = known.partition_point(|(start, _)| *start <= position);
            after.checked_sub(1).and_then(|n| known.get(n)).map_or(0, |(_, group)| *group)
        };
        self.lines
            .iter()
            .map(|line| match line.role {
                Role::Footnote(note) => {
                    let note = self.notes.get(note as usize);
                    at(note.and_then(|n| n.reference.as_ref()).map_or(line.span.start, |r| r.start))
                }
                // A row begins somewhere in its line.
                _ => at(line.span.end),
            })
            .collect()
    }
}
