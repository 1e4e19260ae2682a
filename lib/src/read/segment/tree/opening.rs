//! The rows before the first label: title, table of contents, preamble with its recitals.

use crate::model::UnitKind;

use super::super::opening;
use super::Builder;

impl Builder<'_> {
    /// Title, preamble and recitals: the rows before the first labelled one.
    pub(super) fn opening(&mut self, until: usize) {
        if until == 0 {
            return;
        }
        let mut from = 0;
        if let (Some(start), Some(end)) =
            (self.contents.iter().take(until).position(|c| *c), self.contents.iter().take(until).rposition(|c| *c))
        {
            if start > 0 {
                self.section_of_rows(UnitKind::Preface, 0, start);
            }
            self.section_of_rows(UnitKind::Contents, start, end + 1);
            from = end + 1;
            if from == until {
                return;
            }
        }
        let paragraphs: Vec<usize> =
            (from..until).filter(|at| *at == from || !self.continues(*at) || self.opens_small_recital(*at)).collect();
        let is_article_like = until < self.rows.len();
        let shared = opening::shared_openings(paragraphs.iter().filter_map(|at| Some(self.words(self.rows.get(*at)?))));
        let preamble = paragraphs.iter().position(|at| {
            self.rows.get(*at).is_some_and(|row| {
                let words = self.words(row);
                opening::is_preamble_heading(words)
                    || opening::names_body(words)
                    || opening::opens_recital(words)
                    || (words.ends_with([',', '，', '،', '；', '؛'])
                        && words.chars().count() < 300
                        && row.style.heading == 0)
                    || (opening::goes_on(words) && shared.contains(&opening::first_word(words)))
                    || !opening::joined_recitals(words).is_empty()
            })
        });
        // A preamble in one sentence has no recital that could be told, but its last words.
        let preamble = preamble.or_else(|| {
            let last = paragraphs
                .iter()
                .rposition(|at| self.rows.get(*at).is_some_and(|row| opening::ends_with_formula(self.words(row))))?;
            (last > 0).then_some(last)
        });
        let Some(preamble) = preamble else {
            self.plain_opening(&paragraphs, until, is_article_like);
            return;
        };
        let begin = from;
        // The names of the parties often stand on the line before the first recital.
        let row_at = |n: usize| paragraphs.get(n).copied().unwrap_or(until);
        let from = row_at(preamble);
        if from > begin {
            self.section_of_rows(UnitKind::Preface, begin, from);
        }
        let Some(first_row) = self.rows.get(from) else { return };
        let node = self.push(UnitKind::Preamble, first_row.start, first_row.end, from, None);
        // Where recitals have lines of their own, a comma and a capital inside one open no other.
        let own_lines = paragraphs
            .iter()
            .skip(preamble)
            .filter(|at| self.rows.get(**at).is_some_and(|row| opening::opens_recital(self.words(row))))
            .count();
        let mut recital_open = false;
        for (n, at) in paragraphs.iter().enumerate().skip(preamble) {
            let end_row = row_at(n + 1);
            let (Some(row), Some(last)) = (self.rows.get(*at), end_row.checked_sub(1).and_then(|i| self.rows.get(i)))
            else {
                continue;
            };
            let (start, end) = (row.start, last.end);
            let words = self.text.get(start..end).unwrap_or("");
            if n == preamble && opening::is_preamble_heading(words) && words.len() < 20 {
                if let Some(node) = self.node(node) {
                    node.heading = Some((start, end));
                }
                self.reach(end);
                continue;
            }
            let mut starts: Vec<usize> = if own_lines >= 3 {
                Vec::new()
            } else {
                opening::joined_recitals(words).into_iter().map(|p| start + p).collect()
            };
            // Preambular paragraphs of the United Nations begin in italics.
            let italic = row.style.italic
                && n > preamble
                && words.starts_with(char::is_uppercase)
                && words.ends_with([',', ';']);
            if italic || opening::opens_recital(words) || shared.contains(&opening::first_word(words)) {
                starts.insert(0, start);
            }
            if starts.is_empty() {
                // The enacting formula and the names of the parties belong to the preamble itself.
                if recital_open {
                    self.open.truncate(1);
                    recital_open = false;
                }
                if let Some(node) = self.node(node) {
                    node.paragraphs.push(start);
                }
                self.reach(end);
                continue;
            }
            let ends: Vec<usize> = starts.iter().skip(1).copied().chain([end]).collect();
            for (from, to) in starts.iter().zip(ends) {
                self.open.truncate(1);
                let trimmed = self.text.get(*from..to).map_or(to, |w| from + w.trim_end().len());
                self.push(UnitKind::Recital, *from, trimmed, *at, None);
                recital_open = true;
            }
            self.reach(end);
        }
        self.open.clear();
    }

    /// Whether a row that begins with a small letter is a recital of its own: `принимая во внимание …` behind a comma.
    fn opens_small_recital(&self, at: usize) -> bool {
        let words = |at: usize| self.rows.get(at).map_or("", |row| self.words(row));
        at.checked_sub(1).is_some_and(|before| words(before).ends_with([',', ';'])) && opening::opens_recital(words(at))
    }

    /// Rows before the first label of a text without a preamble: a title, or plain paragraphs if nothing is labelled.
    pub(super) fn plain_opening(&mut self, paragraphs: &[usize], until: usize, labelled: bool) {
        if labelled {
            self.section_of_rows(UnitKind::Preface, paragraphs.first().copied().unwrap_or(0), until);
            return;
        }
        for (n, at) in paragraphs.iter().enumerate() {
            let end_row = paragraphs.get(n + 1).copied().unwrap_or(until);
            let (Some(row), Some(last)) = (self.rows.get(*at), end_row.checked_sub(1).and_then(|i| self.rows.get(i)))
            else {
                continue;
            };
            let (start, end) = (row.start, last.end);
            if row.style.heading > 0 && n > 0 {
                self.open.clear();
                let node = self.push(UnitKind::Section, start, end, *at, None);
                if let Some(node) = self.node(node) {
                    node.heading = Some((start, end));
                }
                continue;
            }
            let kind = if opening::opens_conclusions(self.words(row)) {
                self.open.clear();
                UnitKind::Conclusions
            } else {
                UnitKind::Alinea
            };
            self.push(kind, start, end, *at, None);
            if kind == UnitKind::Alinea {
                self.open.pop();
            }
        }
        self.open.clear();
    }

    pub(super) fn section_of_rows(&mut self, kind: UnitKind, from: usize, until: usize) {
        let (Some(first), Some(last)) = (self.rows.get(from), until.checked_sub(1).and_then(|i| self.rows.get(i)))
        else {
            return;
        };
        self.push(kind, first.start, last.end, from, None);
        self.open.pop();
    }
}
