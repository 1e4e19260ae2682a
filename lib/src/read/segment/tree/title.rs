//! Titles that stand above the labels of their articles: `Scope`, and below it `Article 2`.
//!
//! A short line above an article may head the articles that follow, or be the last words of the one before. It is taken for
//! the title of one article only where the whole text is set so: above most articles stands a title, and few
//! have one at their labels.

use super::super::evidence;
use super::super::opening;
use super::super::solve::Class;
use super::Builder;

/// Fewest articles that show how a text is set.
const FEWEST: usize = 3;
/// A title is no longer than this.
const LONGEST: usize = 160;

impl Builder<'_> {
    /// For each article whose title stands above its label: the first row of the title, and the row of the label.
    pub(super) fn titles_above(&self) -> Vec<(usize, usize)> {
        let articles: Vec<usize> = (0..self.rows.len())
            .filter(|at| {
                let first = self.decided.get(*at).and_then(|d| d.first());
                let starts = |d: &super::Decision| self.candidates.get(d.candidate).is_some_and(|c| c.offset == 0);
                first.is_some_and(|d| d.class == Class::Article && starts(d))
            })
            .collect();
        let titles: Vec<(usize, usize)> =
            articles.iter().filter_map(|at| Some((self.title_on_top(*at)?, *at))).collect();
        let below = articles.iter().filter(|at| self.has_title(**at)).count();
        // An editor's remark comes back above article after article; titles differ.
        let words = |first: &usize| self.rows.get(*first).map_or("", |row| self.words(row));
        let mut different: Vec<&str> = titles.iter().map(|(first, _)| words(first)).collect();
        different.sort_unstable();
        different.dedup();
        let set_so = different.len() * 10 >= titles.len() * 8
            && articles.len() >= FEWEST
            && titles.len() * 10 >= articles.len() * 7
            && below * 2 <= titles.len();
        if set_so { titles } else { Vec::new() }
    }

    /// First row of a title right above a row.
    fn title_on_top(&self, at: usize) -> Option<usize> {
        let title = |at: usize| {
            let row = self.rows.get(at)?;
            let words = self.words(row);
            let contents = self.contents.get(at).copied().unwrap_or(false);
            let fits = !row.table && words.len() <= LONGEST && words.chars().any(char::is_alphabetic);
            let is = fits
                && !contents
                && self.decided.get(at).is_some_and(Vec::is_empty)
                && evidence::rest(words).is_title()
                && !words.ends_with([',', ';', ':'])
                && !opening::opens_conclusions(words)
                && !opening::is_preamble_heading(words);
            is.then_some(row)
        };
        let last = at.checked_sub(1)?;
        let row = title(last)?;
        // The paragraph above must be over.
        let above = last.checked_sub(1).and_then(|n| self.rows.get(n));
        if row.blank_before || above.is_none_or(|a| self.words(a).ends_with(['.', ';', '。'])) {
            return Some(last);
        }
        let first = last.checked_sub(1)?;
        let wrapped = title(first).is_some_and(|row| row.blank_before && row.full);
        wrapped.then_some(first)
    }

    /// Whether an article has a title behind its label or below it.
    fn has_title(&self, at: usize) -> bool {
        let Some(row) = self.rows.get(at) else { return false };
        let label = self.decided.get(at).and_then(|d| d.first()).and_then(|d| self.candidates.get(d.candidate));
        let rest = label.map(|c| evidence::rest_of(self.words(row), &c.label));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return rest.is_title();
        }
        let below = self.rows.get(at + 1).filter(|_| self.decided.get(at + 1).is_some_and(Vec::is_empty));
        below.is_some_and(|below| evidence::rest(self.words(below)).is_title())
    }

    /// Row of the article whose title begins on a row.
    pub(super) fn titled(&self, at: usize) -> Option<usize> {
        let n = self.titles.partition_point(|(_, article)| *article <= at);
        self.titles.get(n).filter(|(first, _)| *first <= at).map(|(_, article)| *article)
    }

    /// Bytes of the title above an article.
    pub(super) fn title_of(&self, article: usize) -> Option<(usize, usize)> {
        let n = self.titles.binary_search_by_key(&article, |(_, article)| *article).ok()?;
        let (first, _) = self.titles.get(n)?;
        let last = article.checked_sub(1)?;
        Some((self.rows.get(*first)?.start, self.rows.get(last)?.end))
    }
}
