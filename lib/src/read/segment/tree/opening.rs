//! The rows before the first label: title, table of contents, preamble with its recitals.

use crate::model::UnitKind;

use super::super::numeral::Value;
use super::super::opening;
use super::super::solve::{Class, Decision};
use super::Builder;

impl Builder<'_> {
    /// Numbered recitals, as the European Union prints them: words that open a recital announce them ("Whereas:"), they count
    /// from 1, words without a number stand behind them, and then the first article or its like. Remembers their rows and
    /// gives the first row behind the preamble.
    pub(super) fn numbered_recitals(&mut self, first: usize) -> Option<usize> {
        let announced = (0..first).rev().find(|at| !self.continues(*at)).and_then(|at| self.rows.get(at))?;
        let last = first.checked_sub(1).and_then(|n| self.rows.get(n))?;
        if !opening::opens_recital(self.words(announced)) || !self.words(last).ends_with([':', '：']) {
            return None;
        }
        let (mut recitals, mut end) = (Vec::new(), None);
        let mut before: Option<&Decision> = None;
        for (at, decisions) in self.decided.iter().enumerate().skip(first) {
            let Some(decision) = decisions.first().copied() else { continue };
            let reading = decision.reading.filter(|r| r.scheme.is_numeric());
            let value = reading.map(|r| r.value);
            let next = match (before, value) {
                _ if decision.class != Class::Bare => false,
                (None, Some(value)) => value == Value::of(1),
                (Some(before), Some(value)) if decision.depth == before.depth => {
                    before.reading.is_some_and(|b| value.step_from(&b.value).is_some_and(|step| step > 0))
                }
                // Points inside a recital are words of it.
                (Some(before), _) if decision.depth > before.depth => continue,
                _ => false,
            };
            if !next {
                end = Some(at);
                break;
            }
            recitals.push(at);
            before = Some(decision);
        }
        let end = end.map(|at| self.titles.iter().find(|(_, a)| *a == at).map_or(at, |(first, _)| *first))?;
        // The formula that enacts.
        let enacted = (recitals.last()? + 1..end).any(|at| self.free(at) && !self.continues(at));
        if !enacted {
            return None;
        }
        self.recitals = recitals;
        Some(end)
    }

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
        let paragraphs: Vec<usize> = (from..until)
            .filter(|at| {
                let recital = self.recitals.binary_search(at).is_ok() || self.opens_small_recital(*at);
                *at == from || recital || !self.continues(*at)
            })
            .collect();
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
        // What stands between two recitals and ends as they do is one, whatever word it begins with.
        let words_at = |n: usize| paragraphs.get(n).and_then(|at| self.rows.get(*at)).map_or("", |row| self.words(row));
        let is_told = |n: usize| {
            let words = words_at(n);
            opening::opens_recital(words) || shared.contains(&opening::first_word(words))
        };
        let told: Vec<usize> = (preamble..paragraphs.len()).filter(|n| is_told(*n)).collect();
        let between = told.first().copied().unwrap_or(0)..told.last().copied().unwrap_or(0);
        let among: Vec<usize> = between
            .filter(|n| {
                let words = words_at(*n);
                let opens = words.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
                let last = row_at(*n + 1).checked_sub(1).and_then(|row| self.rows.get(row));
                let last = last.map_or("", |row| self.words(row));
                opens && last.ends_with([',', ';', '，', '；', '،', '؛'])
            })
            .collect();
        let mut recital_open = false;
        for (n, at) in paragraphs.iter().enumerate().skip(preamble) {
            let end_row = row_at(n + 1);
            let (Some(row), Some(last)) = (self.rows.get(*at), end_row.checked_sub(1).and_then(|i| self.rows.get(i)))
            else {
                continue;
            };
            let (start, end) = (row.start, last.end);
            let words = self.text.get(start..end).unwrap_or("");
            if let (Some(first), Some(last)) = (self.recitals.first(), self.recitals.last()) {
                let (first, last) = (*first, *last);
                if (first..=last).contains(at) {
                    self.numbered_recital(*at, end);
                } else {
                    // The number of a recital is the one it has, so that what has none is no recital.
                    self.open.truncate(1);
                    let heads = n == preamble && opening::is_preamble_heading(words) && words.len() < 20;
                    if let Some(node) = self.node(node) {
                        if heads {
                            node.heading = Some((start, end));
                        } else {
                            node.paragraphs.push(start);
                        }
                    }
                    self.reach(end);
                }
                continue;
            }
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
            let told = opening::opens_recital(words) || shared.contains(&opening::first_word(words));
            if italic || told || among.binary_search(&n).is_ok() {
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

    /// A paragraph between the first and the last numbered recital: a recital, or more words of the one before.
    fn numbered_recital(&mut self, at: usize, end: usize) {
        let Some(row) = self.rows.get(at) else { return };
        let number = self.recitals.binary_search(&at).ok().and_then(|_| self.decided.get(at)?.first().copied());
        let candidate = number.and_then(|d| self.candidates.get(d.candidate));
        let (Some(decision), Some(candidate)) = (number, candidate) else {
            if let Some(recital) = self.open.last().and_then(|(n, _)| self.nodes.get_mut(*n)) {
                recital.paragraphs.push(row.start);
            }
            self.reach(end);
            return;
        };
        self.open.truncate(1);
        let recital = self.push(UnitKind::Recital, row.start, end, at, None);
        let words = self.text.get(row.start..row.end).unwrap_or("");
        let label = &candidate.label;
        let raw = words.get(label.number.0..label.number.1).unwrap_or("").trim();
        let (number, slug) = super::number_of(decision, raw);
        if let Some(recital) = self.node(recital) {
            recital.label = words.get(..label.end).unwrap_or("").trim().to_owned();
            recital.number = number;
            recital.slug = slug;
            recital.step = decision.step;
            recital.paragraphs.push(row.start + label.end);
        }
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
        // A session, an agenda item and a title below each other are no sentence; the rows of a list are none either.
        let listed = kind == UnitKind::Contents;
        let paragraphs = (from + 1..until)
            .filter(|at| listed || !self.continues(*at))
            .filter_map(|at| self.rows.get(at).map(|row| row.start))
            .collect();
        let node = self.push(kind, first.start, last.end, from, None);
        if let Some(node) = self.nodes.get_mut(node) {
            node.paragraphs = paragraphs;
        }
        self.open.pop();
    }
}
