//! Long lists in parts, with links between them that work without script.

use std::ops::Range;

use maud::{Markup, html};

use super::words::number;

/// One part of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    total: usize,
    size: usize,
    at: usize,
}

impl Part {
    /// The part with a number (from 0) of a list; the last one if the list does not have so many.
    pub(crate) fn new(total: usize, size: usize, asked: usize) -> Part {
        Part { total, size, at: asked.min(total.saturating_sub(1) / size) }
    }

    /// The rows of the part.
    pub(crate) fn range(self) -> Range<usize> {
        let start = self.at * self.size;
        start..self.total.min(start + self.size)
    }

    /// Whether the list has other parts.
    pub(crate) fn is_one_of_several(self) -> bool {
        self.total > self.size
    }

    /// "201–400 of 3,417".
    pub(crate) fn words(self) -> String {
        let Range { start, end } = self.range();
        format!("{}–{} of {}", number(start + 1), number(end), number(self.total))
    }

    /// Links to the parts before and after; nothing if this is all.
    pub(crate) fn links(self, label: &str, link: impl Fn(usize) -> String) -> Markup {
        let Range { end, .. } = self.range();
        html! {
            @if self.is_one_of_several() {
                nav.pages aria-label=(label) {
                    @if self.at > 0 { a rel="prev" href=(link(self.at - 1)) { "Previous " (number(self.size)) } }
                    span { (self.words()) }
                    @if end < self.total { a rel="next" href=(link(self.at + 1)) { "Next " (number(self.size.min(self.total - end))) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_list_and_nothing_else() {
        for total in [0_usize, 1, 99, 100, 101, 250, 300] {
            let parts = total.div_ceil(100).max(1);
            let rows: Vec<usize> = (0..parts).flat_map(|at| Part::new(total, 100, at).range()).collect();
            assert_eq!(rows, (0..total).collect::<Vec<_>>());
            assert_eq!(Part::new(total, 100, usize::MAX).range(), Part::new(total, 100, parts - 1).range());
        }
    }

    #[test]
    fn each_part_says_where_it_is_and_leads_on() {
        let links =
            |total, at| Part::new(total, 200, at).links("Parts", |to| format!("?page={}", to + 1)).into_string();
        assert_eq!(links(200, 0), "");
        assert!(links(3417, 1).contains("201–400 of 3,417"));
        assert!(links(3417, 1).contains("href=\"?page=1\"") && links(3417, 1).contains("href=\"?page=3\""));
        assert!(links(3417, 17).contains("3,401–3,417 of 3,417") && !links(3417, 17).contains("Next"));
        assert!(links(3417, 16).contains("Next 17"));
    }
}
