//! References to units: "Articles 2 (4) and 51", "sub-paragraph (a) of paragraph 2 of Article 3", "Annex II, section B".
//!
//! Inner units may come first ("paragraph 2 of Article 5") or last ("Article 5, paragraph 2"); both give one path from the
//! outermost unit to the innermost. Lists and ranges give one reference for each unit.

use super::clean::Clean;
use super::cursor::Cursor;
use super::number::{self, Allowed, Number};
use super::tongue::{Level, Tongue, Unit};
use crate::read::segment::ordinal;

/// One step of a path: the word's level, how addresses begin it, and the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) level: Level,
    pub(super) slug: &'static str,
    pub(super) parts: Vec<String>,
}

/// A reference to one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Outermost first.
    pub(super) path: Vec<Step>,
    pub(super) implied: bool,
}

/// What the outermost unit of a reference hangs on, as far as units say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Nothing said.
    None,
    /// "of this Article".
    This(Level),
    /// "of the said Article", "of that paragraph".
    Said(Level),
    /// "of the preceding Article".
    Preceding(Level),
}

/// All references of one expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) references: Vec<Reference>,
    pub(super) level: Level,
    pub(super) anchor: Anchor,
    pub(super) end: usize,
}

/// What parsers of references need to know.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) clean: &'r Clean,
    pub(super) tongue: &'r Tongue,
    /// Whether the articles of the text are numbered by chapter.
    pub(super) dotted: bool,
}

impl<'r> Reader<'r> {
    pub(super) fn cursor(&self, at: usize) -> Cursor<'r> {
        Cursor::new(&self.clean.text, at)
    }

    /// Reads the expression whose first word `unit` stands at `start` and ends at `after`.
    pub(super) fn expression(&self, unit: &Unit, start: usize, after: usize) -> Option<Group> {
        let mut group = self.list(unit, start, after, true)?;
        self.climb(&mut group, 0);
        Some(group)
    }

    /// Reads "first paragraph", "tweede lid": an ordinal before a unit.
    pub(super) fn ordinal(&self, start: usize) -> Option<Group> {
        let (references, level, end) = self.ordinal_unit(self.cursor(start))?;
        let mut group = Group { references, level, anchor: Anchor::None, end };
        self.climb(&mut group, 0);
        Some(group)
    }

    /// "tweede lid", "tweede en derde lid".
    fn ordinal_unit(&self, cursor: Cursor<'r>) -> Option<(Vec<Reference>, Level, usize)> {
        let mut c = cursor;
        let mut references = Vec::new();
        loop {
            let start = c.at;
            let value = self.tongue.ordinal(c.run(char::is_alphabetic))?;
            let step = Step { level: Level::Paragraph, slug: "", parts: vec![value.to_string()] };
            references.push(Reference { start, end: c.at, path: vec![step], implied: false });
            let mut next = c;
            if !(next.eat(',') || next.space() && next.eat_any(self.tongue.and)) {
                break;
            }
            next.space();
            c = next;
        }
        if !c.space() {
            return None;
        }
        let unit = self.unit_at(&mut c)?;
        if !matches!(unit.level, Level::Paragraph | Level::Point) || unit.plural && references.len() == 1 {
            return None;
        }
        let last = references.pop()?;
        // "eerste lid, onderdeel b": the letter is the cited paragraph's.
        match self.descend(&mut c, Level::Paragraph, false) {
            Some(inner) => references.extend(inner.references.into_iter().enumerate().map(|(at, child)| {
                let path = last.path.iter().chain(&child.path).cloned().collect();
                Reference { start: if at == 0 { last.start } else { child.start }, path, ..child }
            })),
            None => references.push(Reference { end: c.at, ..last }),
        }
        Some((references, Level::Paragraph, c.at))
    }

    /// The unit word that stands here.
    pub(super) fn unit_at(&self, cursor: &mut Cursor<'r>) -> Option<&'static Unit> {
        let found = self
            .tongue
            .units
            .iter()
            .filter_map(|unit| cursor.match_folded(unit.word).map(|length| (length, unit)))
            .max_by_key(|(length, _)| *length);
        let (length, unit) = found?;
        cursor.at += length;
        Some(unit)
    }

    fn allowed(&self, unit: &Unit) -> Allowed {
        Allowed {
            roman: unit.level <= Level::Article,
            letters: matches!(unit.level, Level::Annex | Level::Part | Level::Section),
            bare: unit.level >= Level::Paragraph,
            half: unit.level >= Level::Paragraph && self.tongue.code != "en",
            hyphens: unit.level == Level::Article && self.dotted,
        }
    }

    /// A unit word with its numbers and what stands inside them.
    /// `commas` tells whether a comma may go on with it: in "Articles 13, 14, paragraphs 1 and 2, 15" it does not.
    fn list(&self, unit: &Unit, start: usize, after: usize, commas: bool) -> Option<Group> {
        let allowed = self.allowed(unit);
        let mut c = self.cursor(after);
        // "Parte70" is a common word with the mark of a footnote.
        if !c.space() && unit.weak {
            return None;
        }
        if c.eat_any(&["nos.", "no.", "nos", "no", "n°", "nº", "№", "nr."]) {
            c.space();
        }
        // "المواد من 3 إلى 5".
        if unit.plural && self.tongue.code == "ar" && c.eat_any(&["من"]) {
            c.space();
        }
        let mut references: Vec<Reference> = Vec::new();
        let mut plural = unit.plural;
        let first = self.number(&mut c, allowed, unit)?;
        let mut last = first.clone();
        let mut group_end = first.end;
        self.push(&mut references, unit, &first, start, &mut c, &mut group_end);
        loop {
            let mut next = c;
            self.heading(&mut next);
            let Some((range, joiner)) = self.separator(&mut next, plural, commas) else { break };
            let Some(mut number) = self.number(&mut next, allowed, unit) else { break };
            if number.main.is_none() && last.inner.is_empty() && last.main.is_some() {
                break;
            }
            if self.is_quantity(next) {
                break;
            }
            // Inner numbers alone go on inside the last one: "paragraphs 13 (f) and (g)".
            if range && let Some(inside) = number::between(&last, &number) {
                for (main, inner) in inside {
                    let implied = Number { main, inner, start: joiner.start, end: joiner.end, implied: true };
                    references.push(reference(unit, &implied, joiner.start, joiner.end));
                }
            }
            if number.main.is_none() && last.main.is_some() {
                number.main.clone_from(&last.main);
                let outer = last.inner.len().saturating_sub(number.inner.len());
                let kept: Vec<String> = last.inner.iter().take(outer).cloned().collect();
                number.inner = kept.into_iter().chain(number.inner).collect();
            }
            plural = true;
            c = next;
            group_end = number.end;
            let from = number.start;
            self.push(&mut references, unit, &number, from, &mut c, &mut group_end);
            last = number;
        }
        Some(Group { references, level: unit.level, anchor: Anchor::None, end: group_end })
    }

    /// A number that stands here; brackets on the next line are the next clause unless the sentence goes on behind them.
    fn number(&self, c: &mut Cursor<'r>, allowed: Allowed, unit: &Unit) -> Option<Number> {
        let start = c.at;
        if let Some(value) = self.in_words(c, unit) {
            return Some(Number { main: Some(value.to_string()), inner: Vec::new(), start, end: c.at, implied: false });
        }
        let mut number = number::number(c, allowed)?;
        let goes_on = c
            .rest()
            .trim_start_matches(' ')
            .starts_with(|n: char| matches!(n, ',' | ';' | '.' | ')' | ':') || n.is_lowercase());
        let broken = c
            .since(number.start)
            .char_indices()
            .filter(|(_, bracket)| *bracket == '(')
            .map(|(at, _)| number.start + at)
            .find(|at| self.clean.begins_line(*at) && *at > number.start);
        if let Some(line) = broken
            && (!goes_on || c.rest().starts_with(" the ") || c.rest().starts_with(" a "))
        {
            let kept = c.since(number.start).get(..line - number.start).unwrap_or("").trim_end();
            let brackets = kept.matches('(').count();
            number.inner.truncate(brackets);
            number.end = number.start + kept.len();
            c.at = number.end;
        }
        Some(number)
    }

    /// A number in words behind its unit: "المادة الخامسة", "l'article premier", "artículo primero", "Article Five".
    fn in_words(&self, c: &mut Cursor<'r>, unit: &Unit) -> Option<u16> {
        if self.tongue.code == "fr" && c.eat_any(&["1er", "1re"]) {
            return Some(1);
        }
        let rest = c.rest();
        let (value, length) = ordinal::word(rest)?;
        let fits = match self.tongue.code {
            "ar" => true,
            "es" => unit.level >= Level::Article && !unit.plural,
            // Only the first article is written so; what else is a word belongs to the next noun.
            "fr" => value == 1 && unit.level == Level::Article,
            // "the article first mentioned" counts nothing.
            "en" => unit.level <= Level::Article && rest.starts_with(char::is_uppercase),
            _ => false,
        };
        c.at += if fits { length } else { 0 };
        fits.then_some(value)
    }

    fn push(
        &self,
        references: &mut Vec<Reference>,
        unit: &Unit,
        number: &Number,
        start: usize,
        c: &mut Cursor<'r>,
        end: &mut usize,
    ) {
        let own = reference(unit, number, start, number.end);
        match self.descend(c, unit.level, unit.plural) {
            Some(inner) => {
                for (at, child) in inner.references.iter().enumerate() {
                    let path = own.path.iter().chain(&child.path).cloned().collect();
                    let from = if at == 0 { start } else { child.start };
                    references.push(Reference { start: from, end: child.end, path, implied: child.implied });
                }
                *end = inner.end;
            }
            None => references.push(own),
        }
    }

    /// ", paragraph 2", " § 2", ", tweede lid": units inside the one just read.
    fn descend(&self, cursor: &mut Cursor<'r>, level: Level, plural: bool) -> Option<Group> {
        let mut c = *cursor;
        self.heading(&mut c);
        let comma = c.eat(',') || c.eat('،');
        c.space();
        let start = c.at;
        // A clause that begins on a line of its own is no part of the reference above it.
        if self.clean.begins_line(start) && !comma {
            return None;
        }
        let inner = match self.ordinal_unit(c) {
            Some((references, inner, end)) if inner > level => {
                Group { references, level: inner, anchor: Anchor::None, end }
            }
            _ => {
                // Some agreements have sections inside their articles: "Article VII, Section 7".
                let section =
                    |unit: &Unit| level == Level::Article && unit.level == Level::Section && comma && !unit.plural;
                let unit = self.unit_at(&mut c).filter(|unit| unit.level > level || section(unit))?;
                self.list(unit, start, c.at, !plural)?
            }
        };
        // "Article 5, paragraph 2 of Article 6": the paragraph is of Article 6.
        let mut after = self.cursor(inner.end);
        after.eat(',');
        after.space();
        if after.eat_any(self.tongue.of) {
            after.space();
            after.eat_any(&["the"]);
            after.space();
            let named = self.tongue.this.iter().chain(self.tongue.said).find_map(|word| after.match_folded(word));
            after.at += named.unwrap_or(0);
            after.space();
            if self.unit_at(&mut after).is_some_and(|unit| unit.level < inner.level) && named.is_none() {
                return None;
            }
        }
        cursor.at = inner.end;
        Some(inner)
    }

    /// " of paragraph 2 of Article 3", " of this Article": the units around those read so far.
    fn climb(&self, group: &mut Group, depth: usize) {
        const DEEPEST: usize = 5;
        let mut c = self.cursor(group.end);
        self.heading(&mut c);
        let comma = c.peek() == Some(',') && group.references.len() == 1;
        let mut joined = c;
        joined.eat(',');
        joined.space();
        // "subparagraph (a), of paragraph 2".
        if comma && self.tongue.of.iter().all(|of| joined.match_folded(of).is_none()) || !comma && joined.at > c.at + 1
        {
            joined = c;
            joined.space();
        }
        let of = self.tongue.of.iter().filter(|of| !of.is_empty()).filter_map(|of| joined.match_folded(of)).max();
        let into = ["to", "in"].iter().find_map(|word| joined.match_folded(word)).filter(|_| self.tongue.code == "en");
        let bare = self.tongue.of.contains(&"");
        let (mut c, only_annex, by_comma) = match (of, into) {
            (Some(length), _) => (self.cursor(joined.at + length), false, false),
            (None, Some(length)) => (self.cursor(joined.at + length), true, false),
            (None, None) if bare => (joined, false, false),
            (None, None) if comma => {
                c.bump();
                (c, false, true)
            }
            _ => return,
        };
        c.space();
        if self.tongue.code == "en" {
            let mut article = c;
            // "of the said Article" begins with the same word.
            if article.eat_any(&["the"])
                && self
                    .tongue
                    .said
                    .iter()
                    .chain(self.tongue.this)
                    .chain(self.tongue.preceding)
                    .all(|w| c.match_folded(w).is_none())
            {
                article.space();
                c = article;
            }
        }
        for (words, anchor) in [
            (self.tongue.this, Anchor::This as fn(Level) -> Anchor),
            (self.tongue.said, Anchor::Said as fn(Level) -> Anchor),
            (self.tongue.preceding, Anchor::Preceding as fn(Level) -> Anchor),
        ] {
            let mut pointed = c;
            if by_comma || !pointed.eat_any(words) {
                continue;
            }
            pointed.space();
            if let Some(unit) = self.unit_at(&mut pointed).filter(|unit| unit.level < group.level)
                && !pointed.rest().trim_start().starts_with(|n: char| n.is_ascii_digit())
            {
                group.anchor = anchor(unit.level);
                self.extend(group, pointed.at);
            }
            return;
        }
        let start = c.at;
        let outer = match self.ordinal_unit(c) {
            Some((references, level, end)) => Some(Group { references, level, anchor: Anchor::None, end }),
            None => self.unit_at(&mut c).and_then(|unit| {
                let fits = unit.level < group.level
                    && (!only_annex || unit.level == Level::Annex)
                    && (!by_comma || unit.level == Level::Article);
                if fits { self.list(unit, start, c.at, true) } else { None }
            }),
        };
        let Some(mut outer) = outer.filter(|outer| outer.level < group.level) else { return };
        if depth < DEEPEST {
            self.climb(&mut outer, depth + 1);
        }
        let mut all = Vec::new();
        for (at, holder) in outer.references.iter().enumerate() {
            let last = group.references.len().saturating_sub(1);
            for (own_at, own) in group.references.iter().enumerate() {
                let path = holder.path.iter().chain(&own.path).cloned().collect();
                let (start, end) = match at {
                    0 if own_at == last => (own.start, holder.end),
                    0 => (own.start, own.end),
                    _ => (holder.start, holder.end),
                };
                all.push(Reference {
                    start,
                    end,
                    path,
                    implied: own.implied || holder.implied || at > 0 && own_at > 0,
                });
            }
        }
        group.references = all;
        group.anchor = outer.anchor;
        group.end = outer.end;
    }

    /// Lets the last printed reference reach to `end`.
    pub(super) fn extend(&self, group: &mut Group, end: usize) {
        if let Some(last) = group.references.iter_mut().rev().find(|reference| !reference.implied) {
            last.end = end;
        }
        group.end = end;
    }

    /// " (Consultations)": the heading of an article behind its number.
    pub(super) fn heading(&self, cursor: &mut Cursor<'r>) {
        const LONGEST: usize = 140;
        let mut c = *cursor;
        c.space();
        if !c.eat('(') {
            return;
        }
        let inside = c.run(|l| !matches!(l, '(' | ')' | '\n'));
        if inside.len() > 3 && inside.len() < LONGEST && inside.starts_with(char::is_uppercase) && c.eat(')') {
            *cursor = c;
        }
    }

    /// What joins two numbers: whether it makes a range, and where its word stands.
    fn separator(&self, cursor: &mut Cursor<'r>, plural: bool, commas: bool) -> Option<(bool, std::ops::Range<usize>)> {
        let mut c = *cursor;
        let spaced = c.space();
        let from = c.at;
        if plural && (c.eat('–') || c.eat('-') || c.eat('—')) {
            let joiner = from..c.at;
            c.space();
            *cursor = c;
            return Some((true, joiner));
        }
        let comma = !spaced && plural && commas && (c.eat(',') || c.eat(';') || c.eat('،') || c.eat('、'));
        c.space();
        let word = c.at;
        let ranged = !comma && c.eat_any(self.tongue.to);
        let joined = ranged || c.eat_any(self.tongue.and) || self.tongue.code == "ar" && c.eat('و');
        let end = c.at;
        if !comma && !joined {
            return None;
        }
        c.space();
        *cursor = c;
        Some((ranged, if joined { word..end } else { from..from + 1 }))
    }

    /// "Article 5 and 30 days later": a number with a thing that is counted.
    fn is_quantity(&self, c: Cursor<'r>) -> bool {
        let rest = c.rest();
        let Some(rest) = rest.strip_prefix(' ') else { return false };
        [
            "days",
            "months",
            "years",
            "year",
            "month",
            "day",
            "per cent",
            "percent",
            "hours",
            "calendar",
            "working",
            "members",
            "persons",
            "jours",
            "mois",
            "ans",
            "días",
            "meses",
            "años",
            "dagen",
            "maanden",
            "tagen",
            "monate",
            "дней",
            "месяц",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
    }
}

fn reference(unit: &Unit, number: &Number, start: usize, end: usize) -> Reference {
    let step = Step { level: unit.level, slug: unit.slug, parts: number.parts() };
    Reference { start, end, path: vec![step], implied: number.implied }
}
