//! One text of a comparison as a row of paragraphs that remembers where in it each unit's words stand.

use std::ops::Range;

use crate::compare::{Text, Unit};
use crate::export::flow::{Look, is_headed, is_run_in, level_of};
use crate::model::UnitKind;

/// The sign that ends a paragraph; in no paragraph.
pub(super) const MARK: char = '\n';
/// The end of a line inside a paragraph.
pub(super) const BREAK: char = '\u{b}';

/// How the paragraph looks that a sign ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) look: Look,
    pub(super) indent: u8,
}

/// Where the words of a unit stand in what is printed; all are bytes of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Spot {
    /// All of it, with its subordinate units.
    pub(super) all: Range<usize>,
    pub(super) label: Range<usize>,
    pub(super) heading: Option<Range<usize>>,
    /// Its own paragraphs, without the signs behind them.
    pub(super) lines: Vec<Range<usize>>,
}

/// A text as it is printed.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// Paragraphs, each with [`MARK`] at its end.
    pub(super) text: String,
    /// Looks of the paragraphs, each with the place of its sign.
    pub(super) sets: Vec<(usize, Set)>,
    /// Where each unit stands.
    pub(super) spots: Vec<Spot>,
}

impl Printed {
    /// Prints a text in the order in which [`crate::export`] prints documents.
    pub(super) fn of(text: &Text) -> Printed {
        let (below, roots) = text.children();
        let printed = Printed { spots: vec![Spot::default(); text.units.len()], ..Printed::default() };
        let mut press = Press { units: &text.units, title: text.title.as_deref(), below, open: false, printed };
        for root in roots {
            press.unit(root, 0);
        }
        let mut printed = press.printed;
        if printed.text.is_empty() {
            // A file of Word has at least one paragraph.
            printed.sets.push((0, Set { look: Look::Words { hangs: false }, indent: 0 }));
            printed.text.push(MARK);
        }
        printed
    }

    /// How the paragraph looks that the sign at a place ends.
    pub(super) fn set(&self, mark: usize) -> Option<Set> {
        let at = self.sets.binary_search_by_key(&mark, |(place, _)| *place).ok()?;
        self.sets.get(at).map(|(_, set)| *set)
    }

    /// Whether a stretch is whole paragraphs.
    pub(super) fn is_whole(&self, range: &Range<usize>) -> bool {
        let begins = range.start == 0 || self.text.get(..range.start).is_some_and(|t| t.ends_with(MARK));
        !range.is_empty() && begins && self.text.get(..range.end).is_some_and(|t| t.ends_with(MARK))
    }
}

/// The walk through the units.
struct Press<'t> {
    units: &'t [Unit],
    /// The title, until it was printed.
    title: Option<&'t str>,
    below: Vec<Vec<usize>>,
    /// Whether the paragraph has begun with labels and waits for words.
    open: bool,
    printed: Printed,
}

impl Press<'_> {
    /// Prints a unit; labels of units above may stand before it on the same line.
    fn unit(&mut self, at: usize, indent: u8) {
        let Some(unit) = self.units.get(at) else { return };
        let below = self.below.get_mut(at).map(std::mem::take).unwrap_or_default();
        let after = |line: usize| unit.after.get(line).copied().unwrap_or(0);
        let mut lines = unit.text.split('\n').enumerate().filter(|_| !unit.text.is_empty()).peekable();
        let words = lines.peek().is_some_and(|(n, _)| after(*n) == 0);
        let child = below.first().filter(|_| !words).and_then(|c| self.units.get(*c));
        let inline = unit.heading.is_none()
            && is_run_in(unit.kind, unit.label_ends_line, words, child.is_some_and(|c| !c.label.is_empty()));
        if self.open && !(unit.label.is_empty() && unit.heading.is_none()) {
            self.printed.text.push(' ');
        }
        let start = self.printed.text.len();
        let mut spot = Spot { label: self.put(&unit.label), ..Spot::default() };
        if let Some(heading) = &unit.heading {
            if !unit.label.is_empty() {
                self.printed.text.push(if unit.label_ends_line { BREAK } else { ' ' });
            }
            spot.heading = Some(self.put(heading));
            self.end(level_of(unit.depth), indent);
        } else if !unit.label.is_empty() && !inline {
            self.end(level_of(unit.depth), indent);
        } else {
            self.open |= !unit.label.is_empty();
        }
        // What stands in a numbered unit stands one step further in than its number.
        let numbered = inline && !unit.label.is_empty() && !is_headed(unit.kind);
        let inner = if numbered { indent.saturating_add(1) } else { indent };
        for place in 0..=below.len() {
            let last = place == below.len();
            while let Some((_, line)) = lines.next_if(|(n, _)| last || after(*n) <= place) {
                let hangs = self.open;
                if hangs {
                    self.printed.text.push('\t');
                }
                spot.lines.push(self.put(line));
                let titled = unit.kind == UnitKind::Preface && self.title == Some(line);
                let look = if titled { Look::Title } else { Look::Words { hangs } };
                self.title = self.title.filter(|_| !titled);
                self.end(look, if hangs { indent } else { inner });
            }
            let Some(child) = below.get(place) else { continue };
            // Labels on one line hang together: the inner one does not stand further in.
            let step = if self.open { indent } else { inner };
            self.unit(*child, step);
        }
        if self.open {
            self.end(Look::Words { hangs: true }, indent);
        }
        spot.all = start..self.printed.text.len();
        if let Some(slot) = self.printed.spots.get_mut(at) {
            *slot = spot;
        }
    }

    /// Prints words; the sign that ends paragraphs is in none of them.
    fn put(&mut self, words: &str) -> Range<usize> {
        let start = self.printed.text.len();
        self.printed.text.extend(words.chars().map(|c| if c == MARK { BREAK } else { c }));
        start..self.printed.text.len()
    }

    fn end(&mut self, look: Look, indent: u8) {
        self.open = false;
        self.printed.sets.push((self.printed.text.len(), Set { look, indent }));
        self.printed.text.push(MARK);
    }
}
