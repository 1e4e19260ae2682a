//! Languages woven into each other: each article, or each paragraph, in one language and then in the other.
//!
//! A bilingual print is a shuffle of two texts that have the same numbers. So a paragraph belongs to the language that its
//! words speak, and where they do not tell (`Article 5`, `Definitions`), to the text in which its number is due. What the
//! words say is learned from the document itself: most words of a legal text stand in one of its languages only.
//!
//! A text that quotes another language, however often, is not woven: the languages must take turns through the whole text,
//! article by article at least, and the numbers of the one must be the numbers of the other.

use rustc_hash::FxHashMap;

use crate::text::language_of;

use super::evidence;
use super::label::Scheme;
use super::row::Row;
use super::word;

/// Which rows belong to which language.
pub(crate) struct Woven {
    /// Languages in the order of their first words.
    pub(crate) languages: Vec<&'static str>,
    /// For each row the index of its language.
    pub(crate) of_row: Vec<usize>,
}

/// Languages that a text can be woven of.
const MOST: usize = 4;
/// Paragraphs from the middle of a text that are looked at before all of them are.
const SAMPLE: usize = 240;
/// Fewest changes of language, and fewest numbers that must agree.
const FEWEST: usize = 6;
/// Paragraphs by which one language may run ahead of the other.
const AHEAD: usize = 300;
/// Parts of a text in each of which, but one, all languages speak.
const PARTS: usize = 4;
/// Explanations kept.
const BEAM: usize = 24;

/// A paragraph: rows, what its label counts (0 for none), and the language its words speak.
struct Item {
    rows: std::ops::Range<usize>,
    sign: u32,
    article: bool,
    bytes: usize,
    told: Option<&'static str>,
}

/// Finds out whether languages are woven into each other, and which row is whose.
pub(crate) fn find(rows: &[Row], text: &str) -> Option<Woven> {
    let mut items = paragraphs(rows, text);
    let words = |item: &Item| -> &str {
        let from = rows.get(item.rows.start).map_or(0, |r| r.start);
        rows.get(item.rows.end.saturating_sub(1)).and_then(|r| text.get(from..r.end)).unwrap_or("")
    };
    // Most texts are in one language: the middle of the text tells.
    let middle = items.len().saturating_sub(SAMPLE) / 2;
    for item in items.iter_mut().skip(middle).take(SAMPLE) {
        item.told = language_of(words(item)).map(|g| g.language);
    }
    languages(&items)?;
    for item in items.iter_mut().filter(|i| i.told.is_none()) {
        item.told = language_of(words(item)).map(|g| g.language);
    }
    let languages = languages(&items)?;
    let lexicon = Lexicon::learn(&items, &languages, words);
    let found = assign(&items, &languages, |item| lexicon.weigh(words(item)));
    if !is_woven(&items, &languages, &found) {
        return None;
    }
    // The version of the first paragraph comes first.
    let mut order: Vec<usize> = (0..languages.len()).collect();
    order.sort_by_key(|language| found.iter().position(|l| l == language));
    let mut of_row = vec![0; rows.len()];
    for (item, language) in items.iter().zip(&found) {
        let group = order.iter().position(|l| l == language).unwrap_or(0);
        of_row.iter_mut().take(item.rows.end).skip(item.rows.start).for_each(|place| *place = group);
    }
    Some(Woven { languages: order.iter().filter_map(|l| languages.get(*l)).copied().collect(), of_row })
}

/// Rows into paragraphs.
fn paragraphs(rows: &[Row], text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut before: Option<&Row> = None;
    for (at, row) in rows.iter().enumerate() {
        // "Article 1 of this Agreement" at the beginning of a wrapped line counts nothing.
        let counts = row.label.is_some() && evidence::of_label(rows, at, text) >= 0;
        let goes_on = before.is_some_and(|before| {
            let lower = || text.get(row.start..row.end).is_some_and(|w| w.starts_with(char::is_lowercase));
            !row.blank_before
                && !counts
                && row.style.heading == 0
                && (before.full || lower() || evidence::runs_on(before, text))
        });
        before = Some(row);
        match items.last_mut().filter(|_| goes_on) {
            Some(item) => {
                item.rows.end = at + 1;
                item.bytes += row.end - row.start;
            }
            None => items.push(Item {
                rows: at..at + 1,
                sign: if counts { sign(row) } else { 0 },
                article: counts && row.label.as_ref().and_then(|l| l.word).is_some_and(|w| word::is_article(w.row)),
                bytes: row.end - row.start,
                told: None,
            }),
        }
    }
    items
}

/// What the label of a row counts, told alike in all languages; 0 for words without one.
fn sign(row: &Row) -> u32 {
    let Some((label, reading)) = row.label.as_ref().and_then(|l| Some((l, l.readings.first()?))) else { return 0 };
    let value = reading.value;
    let part = value.as_parts().iter().fold(0u32, |sum, part| sum.wrapping_mul(31).wrapping_add(u32::from(*part)));
    let suffix = u32::from(value.has_suffix()) << 20;
    let kind = match (label.word, reading.scheme) {
        (_, Scheme::Bullet) => return 0,
        (Some(word), _) => 8 + u32::from(word.row),
        (None, Scheme::Arabic | Scheme::Han) => 1,
        (None, Scheme::RomanUpper | Scheme::RomanLower) => 2,
        (None, _) => 3,
    };
    (part & 0xF_FFFF) | suffix | kind << 24
}

/// The languages that take turns, in the order of their first words, if there are some.
fn languages(items: &[Item]) -> Option<Vec<&'static str>> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for told in items.iter().filter_map(|i| i.told) {
        match counts.iter_mut().find(|(language, _)| *language == told) {
            Some((_, count)) => *count += 1,
            None => counts.push((told, 1)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts.retain(|(_, count)| count * 6 >= all);
    let kept: usize = counts.iter().map(|(_, count)| count).sum();
    let languages: Vec<&'static str> = counts.into_iter().map(|(language, _)| language).collect();
    let told: Vec<&str> = items.iter().filter_map(|i| i.told.filter(|t| languages.contains(t))).collect();
    let turns = told.windows(2).filter(|pair| matches!(pair, [a, b] if a != b)).count();
    let several = (2..=MOST).contains(&languages.len());
    (several && kept * 10 >= all * 9 && turns >= FEWEST).then_some(languages)
}

/// How often each word stands in paragraphs of each language.
struct Lexicon {
    counts: FxHashMap<String, [f32; MOST]>,
    languages: usize,
}

impl Lexicon {
    fn learn<'t>(items: &[Item], languages: &[&str], words: impl Fn(&Item) -> &'t str) -> Lexicon {
        let mut counts: FxHashMap<String, [f32; MOST]> = FxHashMap::default();
        for item in items {
            let Some(at) = item.told.and_then(|told| languages.iter().position(|l| *l == told)) else { continue };
            for word in split(words(item)) {
                if let Some(count) = counts.entry(word).or_default().get_mut(at) {
                    *count += 1.0;
                }
            }
        }
        Lexicon { counts, languages: languages.len() }
    }

    /// For each language how much the words speak for it rather than for the others.
    fn weigh(&self, words: &str) -> [f32; MOST] {
        let mut weights = [0.0; MOST];
        for counts in split(words).take(60).filter_map(|word| self.counts.get(&word)) {
            let all: f32 = counts.iter().sum();
            for (weight, count) in weights.iter_mut().zip(counts).take(self.languages) {
                let share = (count + 0.2) / (all + 0.2 * self.languages as f32);
                *weight += (share * self.languages as f32).ln().clamp(-2.0, 1.0);
            }
        }
        weights.map(|weight: f32| weight.clamp(-8.0, 8.0))
    }
}

fn split(words: &str) -> impl Iterator<Item = String> + '_ {
    words.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// One way of giving the paragraphs to the languages.
#[derive(Clone)]
struct Hypothesis {
    score: f32,
    current: usize,
    /// What the language that is ahead has said and the one that is furthest behind has not.
    ahead: Vec<u32>,
    /// How much of it each language has said.
    said: [usize; MOST],
    node: usize,
}

/// Gives each paragraph the index of its language.
fn assign(items: &[Item], languages: &[&str], weigh: impl Fn(&Item) -> [f32; MOST]) -> Vec<usize> {
    const TOLD: f32 = 4.0;
    const TURN: f32 = 1.0;
    let start = Hypothesis { score: 0.0, current: 0, ahead: Vec::new(), said: [0; MOST], node: usize::MAX };
    let mut beam = vec![start];
    let mut arena: Vec<(usize, usize)> = Vec::new();
    for item in items {
        let weights = weigh(item);
        let mut next: Vec<Hypothesis> = Vec::with_capacity(beam.len() * languages.len());
        for from in &beam {
            for (at, language) in languages.iter().enumerate() {
                let mut hypothesis = from.clone();
                hypothesis.score += weights.get(at).copied().unwrap_or(0.0);
                hypothesis.score += if item.told == Some(*language) { TOLD } else { 0.0 };
                hypothesis.score -= if from.current == at { 0.0 } else { TURN };
                hypothesis.score += hypothesis.say(at, item.sign, languages.len());
                hypothesis.current = at;
                next.push(hypothesis);
            }
        }
        next.sort_by(|a, b| b.score.total_cmp(&a.score));
        beam.clear();
        for mut hypothesis in next {
            let known = |b: &Hypothesis| {
                b.current == hypothesis.current && b.said == hypothesis.said && b.ahead == hypothesis.ahead
            };
            if beam.len() < BEAM && !beam.iter().any(known) {
                arena.push((hypothesis.node, hypothesis.current));
                hypothesis.node = arena.len() - 1;
                beam.push(hypothesis);
            }
        }
    }
    let mut found = Vec::with_capacity(items.len());
    let mut at = beam.first().map_or(usize::MAX, |h| h.node);
    while let Some((before, language)) = arena.get(at) {
        found.push(*language);
        at = *before;
    }
    found.reverse();
    found
}

impl Hypothesis {
    /// A language says the next thing: what that is worth by what the others have said.
    fn say(&mut self, language: usize, sign: u32, languages: usize) -> f32 {
        const SKIPPED: usize = 4;
        let at = self.said.get(language).copied().unwrap_or(0);
        let labelled = sign != 0;
        let (next, worth) = match self.ahead.get(at) {
            None => {
                if self.ahead.len() >= AHEAD {
                    return -20.0;
                }
                self.ahead.push(sign);
                // The same language leads throughout.
                (at + 1, if language == 0 { 0.0 } else { -1.0 })
            }
            Some(due) if *due == sign => (at + 1, if labelled { 4.0 } else { 1.0 }),
            Some(_) => {
                let behind = self.ahead.get(at..).unwrap_or(&[]).iter().take(SKIPPED).position(|due| *due == sign);
                match behind.filter(|_| labelled) {
                    Some(skipped) => (at + skipped + 1, 1.0),
                    None => (at, if labelled { -3.0 } else { -1.0 }),
                }
            }
        };
        if let Some(place) = self.said.get_mut(language) {
            *place = next;
        }
        let last = self.said.iter().take(languages).copied().min().unwrap_or(0);
        self.ahead.drain(..last.min(self.ahead.len()));
        self.said.iter_mut().take(languages).for_each(|said| *said -= last);
        worth
    }
}

/// Whether the languages take turns through the whole text and count alike.
fn is_woven(items: &[Item], languages: &[&str], found: &[usize]) -> bool {
    let all: usize = items.iter().map(|i| i.bytes).sum();
    let of = |language: usize| items.iter().zip(found).filter(move |(_, l)| **l == language).map(|(item, _)| item);
    // Every language speaks in all parts of the text, and what a paragraph is told to speak it speaks.
    let mut parts = [[0usize; MOST]; PARTS];
    let (mut run, mut last) = (vec![0usize; languages.len()], usize::MAX);
    let (mut at, mut told, mut belied) = (0, 0, 0);
    for (item, language) in items.iter().zip(found) {
        if *language != last {
            last = *language;
            run.iter_mut().skip(last).take(1).for_each(|count| *count += 1);
        }
        if let Some(place) = parts.get_mut(at * PARTS / all.max(1)).and_then(|part| part.get_mut(*language)) {
            *place += item.bytes;
        }
        at += item.bytes;
        told += usize::from(item.told.is_some());
        belied += usize::from(item.told.is_some_and(|t| languages.get(*language) != Some(&t)));
    }
    let shared = |part: &&[usize; MOST]| {
        let bytes: usize = part.iter().sum();
        part.iter().take(languages.len()).all(|share| share * languages.len() * 4 >= bytes)
    };
    if parts.iter().filter(shared).count() + 1 < PARTS || belied * 12 > told {
        return false;
    }
    // All numbers, or those of articles alone: points may be printed in one language so that no number is seen.
    let signs = |language: usize, all: bool| -> Vec<u32> {
        of(language).filter(|i| i.sign != 0 && (all || i.article)).map(|i| i.sign).collect()
    };
    let counts_alike = |language: usize, all: bool| {
        let (first, other) = (signs(0, all), signs(language, all));
        let same = agreeing(&first, &other);
        same >= FEWEST && same * 5 >= first.len().max(other.len()) * 4
    };
    (0..languages.len()).all(|language| {
        let bytes: usize = of(language).map(|i| i.bytes).sum();
        let counted = of(language).filter(|i| i.article).count();
        let counted = if counted >= 3 { counted } else { of(language).filter(|i| i.sign >> 24 == 1).count() };
        let turns = run.get(language).copied().unwrap_or(0);
        bytes * languages.len() * 2 >= all
            && turns >= FEWEST.div_ceil(2)
            && turns * 5 >= counted * 3
            && (counts_alike(language, true) || counts_alike(language, false))
    })
}

/// How many numbers stand in both lists in the same order; a few may be missing in between.
fn agreeing(one: &[u32], other: &[u32]) -> usize {
    const MISSING: usize = 8;
    let (mut a, mut b, mut same) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        if left == right {
            (a, b, same) = (a + 1, b + 1, same + 1);
            continue;
        }
        let ahead = |list: &[u32], from: usize, sign: &u32| {
            list.get(from..).unwrap_or(&[]).iter().take(MISSING).position(|s| s == sign).unwrap_or(MISSING)
        };
        if ahead(one, a, right) < ahead(other, b, left) { a += 1 } else { b += 1 }
    }
    same
}
