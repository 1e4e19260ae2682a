//! How well a reading agrees with gold.

use std::collections::BTreeMap;

use servanda::model::UnitKind;
use servanda::read::{Document, Options, Role, read};

use super::gold::{Gold, fold};

/// Counts that add up over files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// In both.
    pub hit: usize,
    /// Claimed and not in the gold.
    pub extra: usize,
    /// In the gold and not found.
    pub missed: usize,
}

impl Count {
    pub(crate) fn f1(&self) -> f64 {
        let all = 2 * self.hit + self.extra + self.missed;
        if all == 0 { 1.0 } else { (2 * self.hit) as f64 / all as f64 }
    }

    pub(crate) fn add(&mut self, other: Count) {
        self.hit += other.hit;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

/// What is measured on one text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    /// Articles that begin where the gold says, with the number it says.
    pub articles: Count,
    /// Numbered paragraphs.
    pub paragraphs: Count,
    /// Gold points whose whole address is right, and those whose is not.
    pub addresses: Count,
    /// Headings of matched articles that are equal.
    pub headings: Count,
    /// Whether every language of the gold was found.
    pub languages: Count,
    /// Whether all bytes stand in units.
    pub lossless: Count,
}

impl Score {
    pub(crate) fn add(&mut self, other: &Score) {
        self.articles.add(other.articles);
        self.paragraphs.add(other.paragraphs);
        self.addresses.add(other.addresses);
        self.headings.add(other.headings);
        self.languages.add(other.languages);
        self.lossless.add(other.lossless);
    }
}

/// Reads a gold text and scores the reading; `faults` gets a line for each disagreement.
pub(crate) fn score(gold: &Gold, faults: &mut Vec<String>) -> Score {
    let options = Options { format: Some(servanda::read::Format::Plain), ..Options::default() };
    let document = read(&gold.name, gold.text.as_bytes(), &options);
    let mut score = Score { lossless: lossless(&document, faults), ..Score::default() };
    let mut found: BTreeMap<usize, (String, String)> = document
        .units
        .iter()
        .filter(|u| u.kind == UnitKind::Article)
        .map(|u| (u.label_start, (u.number.clone(), u.heading.clone().unwrap_or_default())))
        .collect();
    let context = |at: usize| -> String {
        gold.text.get(at..).unwrap_or("").chars().take(70).map(|c| if c == '\n' { '⏎' } else { c }).collect()
    };
    for unit in &gold.articles {
        match found.remove(&unit.start) {
            Some((number, heading)) if number == unit.number => {
                score.articles.hit += 1;
                // The Dutch files mark a title above its label as a heading of its own, so that their gold has none.
                let above = gold.text.get(..unit.start).unwrap_or("").trim_end().lines().next_back().unwrap_or("");
                let on_top = unit.heading.is_empty() && !heading.is_empty() && fold(&heading) == fold(above);
                if fold(&heading) == unit.heading || on_top {
                    score.headings.hit += 1;
                } else {
                    score.headings.missed += 1;
                    faults.push(format!("{}: heading {:?} for {:?}", gold.name, heading, unit.heading));
                }
            }
            Some((number, _)) => {
                score.articles.missed += 1;
                score.articles.extra += 1;
                faults.push(format!("{}: number {number} for {}", gold.name, unit.number));
            }
            None => {
                score.articles.missed += 1;
                faults.push(format!("{}: missed article {} {}", gold.name, unit.number, context(unit.start)));
            }
        }
    }
    found.retain(|start, _| !gold.either.contains(start));
    for (start, (number, _)) in found {
        score.articles.extra += 1;
        faults.push(format!("{}: extra article {number} {}", gold.name, context(start)));
    }
    let by_start: BTreeMap<usize, &servanda::read::ReadUnit> = document
        .units
        .iter()
        .filter(|u| matches!(u.kind, UnitKind::Paragraph | UnitKind::Point))
        .map(|u| (u.start, u))
        .collect();
    for point in &gold.points {
        let unit = by_start.get(&point.start);
        if point.paragraph {
            match unit {
                Some(_) => score.paragraphs.hit += 1,
                None => {
                    score.paragraphs.missed += 1;
                    faults.push(format!("{}: missed paragraph {} {}", gold.name, point.path, context(point.start)));
                }
            }
        }
        // An alinea in between says more than the gold does, and is not against it.
        let tail = |u: &servanda::read::ReadUnit| {
            let parts: Vec<&str> = u.address.split('/').filter(|p| !p.starts_with("al")).collect();
            let from = parts.iter().position(|p| p.starts_with("art")).unwrap_or(0);
            parts.get(from..).unwrap_or(&[]).join("/").trim_start_matches("art").to_owned()
        };
        match unit {
            Some(unit) if tail(unit) == point.path => score.addresses.hit += 1,
            Some(unit) => {
                score.addresses.missed += 1;
                faults.push(format!(
                    "{}: address {} for {} {}",
                    gold.name,
                    unit.address,
                    point.path,
                    context(point.start)
                ));
            }
            None => {
                score.addresses.missed += 1;
                faults.push(format!("{}: missed point {} {}", gold.name, point.path, context(point.start)));
            }
        }
    }
    for start in &gold.forbidden {
        if let Some(unit) = by_start.get(start) {
            score.paragraphs.extra += 1;
            faults.push(format!("{}: no unit begins here: {} {}", gold.name, unit.address, context(*start)));
        }
    }
    for (_, language) in &gold.languages {
        if document.texts.iter().any(|t| t.language.as_deref() == Some(language)) {
            score.languages.hit += 1;
        } else {
            score.languages.missed += 1;
            faults.push(format!("{}: language {language} not found", gold.name));
        }
    }
    score
}

/// Whether a character shows: no white space, and no mark without width at the edge of a line.
fn shows(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether everything that shows on a line stands in a unit, in furniture or in a footnote, and no words twice.
pub(crate) fn lossless(document: &Document, faults: &mut Vec<String>) -> Count {
    let extract = &document.extract;
    let text = &extract.text;
    let mut covered = vec![false; text.len()];
    let mut cover = |range: std::ops::Range<usize>| {
        if let Some(slots) = covered.get_mut(range) {
            slots.fill(true);
        }
    };
    document.units.iter().filter(|u| u.parent.is_none()).for_each(|u| cover(u.start..u.end));
    document.furniture.iter().for_each(|f| cover(f.clone()));
    document.notes.iter().for_each(|n| cover(n.span.clone()));
    let hidden = |at: usize| extract.hidden.iter().any(|h| h.contains(&at));
    let mut lost = false;
    for line in &extract.lines {
        let words = extract.words(line).char_indices().map(|(at, c)| (line.span.start + at, c));
        if let Some((at, _)) = words.into_iter().find(|(at, c)| shows(*c) && !covered[*at] && !hidden(*at)) {
            faults.push(format!("{}: byte {at} is in no unit", document.name));
            lost = true;
            break;
        }
    }
    // The words of the units together are the words of the lines.
    let letters = |s: &str| s.chars().filter(|c| shows(*c)).count();
    let all: usize = extract.lines.iter().map(|l| letters(&extract.shown(l.span.clone()))).sum();
    let in_units: usize = document
        .units
        .iter()
        .map(|u| letters(&u.text) + letters(&u.label) + u.heading.as_deref().map_or(0, letters))
        .sum();
    let apart: usize = extract
        .lines
        .iter()
        .filter(|l| matches!(l.role, Role::Furniture | Role::Footnote(_)))
        .map(|l| letters(&extract.shown(l.span.clone())))
        .sum();
    if in_units + apart != all {
        faults.push(format!("{}: {} letters in units and apart, {} in all", document.name, in_units + apart, all));
        lost = true;
    }
    Count { hit: usize::from(!lost), extra: 0, missed: usize::from(lost) }
}
