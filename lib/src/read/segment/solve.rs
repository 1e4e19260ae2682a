//! The numbering that fits the whole document best.
//!
//! Each labelled row may be a heading, a numbered paragraph or point, or mere text that happens to begin with a number. A
//! beam search walks the rows in order and keeps the best explanations so far; an explanation is a stack of open levels
//! with their last numbers. A number that goes on where a level stopped, or that opens a level with its first number, is
//! rewarded; gaps, repetitions and jumps back cost. So `(i)` after `(h)` is a letter if `(j)` comes, and a Roman numeral if
//! `(ii)` does; and "Article 56" in the middle of Article 14 stays text.

use crate::model::UnitKind;

use super::label::{Label, Reading, Scheme};
use super::numeral::Value;
use super::word::{ROWS, Word};

/// What a level of the structure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// An annex or another part with an address space of its own.
    Space,
    /// Part, title, chapter, section.
    Container,
    /// Article, rule, regulation.
    Article,
    /// A heading that has a number and no word: `5. Scope`, `IV. International law`.
    BareHead,
    /// A numbered paragraph or point.
    Bare,
}

/// How a label is printed, so that levels can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Print {
    pub(crate) row: u8,
    pub(crate) scheme: Scheme,
    pub(crate) open: char,
    pub(crate) close: char,
    pub(crate) parts: u8,
}

/// An open level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Level {
    class: Class,
    print: Print,
    value: Value,
}

const DEPTH: usize = 12;
const NO_ROW: u8 = u8::MAX;

/// A labelled row for the solver.
pub(crate) struct Candidate {
    /// Number of the row.
    pub(crate) row: usize,
    /// Bytes of the row before the label, for a label behind another one.
    pub(crate) offset: usize,
    /// Its label.
    pub(crate) label: Label,
    /// Evidence that the label is one.
    pub(crate) evidence: i32,
    /// Evidence that a bare number heads a unit rather than counts a paragraph.
    pub(crate) heading: i32,
    /// What stands on the row before, which says whether a list may begin or begin again.
    pub(crate) before: Before,
}

/// The row before a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// A labelled row.
    Label,
    /// A labelled row that announces a list.
    OpenLabel,
    /// Words without a label that announce a list.
    Intro,
    /// Other words without a label.
    Words,
}

/// What a candidate turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    /// Index of the candidate.
    pub(crate) candidate: usize,
    /// What it is.
    pub(crate) class: Class,
    /// Levels open above it.
    pub(crate) depth: usize,
    /// The way its number is taken; `None` for a word alone.
    pub(crate) reading: Option<Reading>,
    /// How it follows what came before on its level: 1 for the next number, 0 for a repetition, otherwise a gap or a jump.
    pub(crate) step: i32,
    /// Whether a list begins again on its level, after words that announce it.
    pub(crate) restart: bool,
}

/// What is known of a document before it is solved.
pub(crate) struct Prior {
    /// Order of nesting of the container words, outermost lowest.
    pub(crate) rank: [u8; ROWS],
    /// Whether the document has articles headed by their word.
    pub(crate) worded_articles: bool,
}

#[derive(Debug, Clone, Copy)]
struct Hypothesis {
    score: i32,
    levels: [Level; DEPTH],
    len: u8,
    /// Last number of each kind of worded heading.
    last: [Option<Value>; ROWS],
    /// Kinds that may count from 1 again because something above them was opened.
    fresh: u16,
    /// The numbered paragraphs that a heading interrupted: their numbering may run on.
    running: Option<Level>,
    /// The last heading without a word: its numbers may run on under the next chapter.
    head: Option<Level>,
    /// Last decision in the arena.
    node: u32,
}

const NO_LEVEL: Level = Level {
    class: Class::Bare,
    print: Print { row: NO_ROW, scheme: Scheme::Arabic, open: ' ', close: ' ', parts: 1 },
    value: ZERO,
};
const ZERO: Value = Value::ZERO;

impl Hypothesis {
    fn levels(&self) -> &[Level] {
        self.levels.get(..self.len as usize).unwrap_or(&[])
    }

    /// Closes all levels from a depth on and opens one there.
    fn open(&mut self, depth: usize, level: Level) {
        let depth = depth.min(DEPTH - 1);
        if let Some(place) = self.levels.get_mut(depth) {
            *place = level;
        }
        for place in self.levels.iter_mut().skip(depth + 1) {
            *place = NO_LEVEL;
        }
        self.len = u8::try_from(depth + 1).unwrap_or(0);
    }

    /// Depth at which numbered paragraphs begin.
    fn bare_from(&self) -> usize {
        self.levels().iter().position(|l| l.class == Class::Bare).unwrap_or(self.len as usize)
    }
}

struct Node {
    before: u32,
    decision: Decision,
}

const BEAM: usize = 10;
/// An explanation that is this much worse than the best one is given up.
const MARGIN: i32 = 1600;
const START: u32 = u32::MAX;

/// Decides what each candidate is.
pub(crate) fn solve(candidates: &[Candidate], prior: &Prior) -> Vec<Decision> {
    let mut beam = vec![Hypothesis {
        score: 0,
        levels: [NO_LEVEL; DEPTH],
        len: 0,
        last: [None; ROWS],
        fresh: u16::MAX,
        running: None,
        head: None,
        node: START,
    }];
    let mut arena: Vec<Node> = Vec::with_capacity(candidates.len());
    let mut next: Vec<(Hypothesis, Option<Decision>)> = Vec::new();
    let mut order: Vec<(i32, usize)> = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        next.clear();
        for hypothesis in &beam {
            let mut plain = *hypothesis;
            // Taking a certain or near-certain label for text must cost more than an odd number does.
            plain.score -= (candidate.evidence - 300).max(0);
            next.push((plain, None));
            if candidate.evidence > -650 {
                explain(hypothesis, number, candidate, prior, &mut next);
            }
        }
        let best = next.iter().map(|(h, _)| h.score).max().unwrap_or(0);
        // Explanations are large, so only their scores are sorted; of equal ones the first comes first.
        order.clear();
        order.extend(next.iter().map(|(h, _)| -h.score).zip(0_usize..).filter(|(score, _)| -score >= best - MARGIN));
        order.sort_unstable();
        beam.clear();
        for (mut hypothesis, decision) in order.iter().filter_map(|(_, at)| next.get(*at)).copied() {
            if beam.len() == BEAM {
                break;
            }
            let same = beam.iter().any(|b: &Hypothesis| {
                b.len == hypothesis.len
                    && b.levels() == hypothesis.levels()
                    && b.last == hypothesis.last
                    && b.fresh == hypothesis.fresh
                    && b.running == hypothesis.running
                    && b.head == hypothesis.head
            });
            if same {
                continue;
            }
            if let Some(decision) = decision {
                arena.push(Node { before: hypothesis.node, decision });
                hypothesis.node = u32::try_from(arena.len() - 1).unwrap_or(START);
            }
            // Scores stay small on long documents.
            hypothesis.score -= best;
            beam.push(hypothesis);
        }
    }
    let mut decisions = Vec::new();
    let mut at = beam.first().map_or(START, |h| h.node);
    while let Some(node) = arena.get(at as usize) {
        decisions.push(node.decision);
        at = node.before;
    }
    decisions.reverse();
    decisions
}

fn explain(
    from: &Hypothesis,
    number: usize,
    candidate: &Candidate,
    prior: &Prior,
    next: &mut Vec<(Hypothesis, Option<Decision>)>,
) {
    let label = &candidate.label;
    match label.word {
        Some(word) => worded(from, number, candidate, word, prior, next),
        None => {
            for reading in &label.readings {
                paragraph(from, number, candidate, *reading, next);
                if reading.scheme != Scheme::Bullet && candidate.heading > -250 {
                    bare_heading(from, number, candidate, *reading, prior, next);
                }
            }
        }
    }
}

/// A step in a sequence of headings: what it is worth.
fn step_worth(step: Option<i32>) -> i32 {
    match step {
        Some(1) => 350,
        Some(gap @ 2..=4) => -120 * (gap - 1),
        Some(0) => -450,
        Some(gap) if gap > 0 => -450 - 10 * gap.min(20),
        Some(_) => -800,
        None => -500,
    }
}

fn print_of(label: &Label, reading: Reading) -> Print {
    Print {
        row: label.word.map_or(NO_ROW, |w| w.row),
        scheme: if label.word.is_some() { Scheme::Arabic } else { reading.scheme },
        open: label.open,
        close: if label.word.is_some() { ' ' } else { label.close },
        parts: u8::try_from(reading.value.len()).unwrap_or(1),
    }
}

fn worded(
    from: &Hypothesis,
    number: usize,
    candidate: &Candidate,
    word: Word,
    prior: &Prior,
    next: &mut Vec<(Hypothesis, Option<Decision>)>,
) {
    let row = word.row as usize;
    let rank = |row: u8| prior.rank.get(row as usize).copied().unwrap_or(u8::MAX);
    let class = match word.kind {
        UnitKind::Annex => Class::Space,
        UnitKind::Article | UnitKind::Rule => Class::Article,
        _ => Class::Container,
    };
    let bit = 1u16 << row.min(15);
    let mut readings: Vec<Option<Reading>> = candidate.label.readings.iter().copied().map(Some).collect();
    if readings.is_empty() {
        readings.push(None);
    }
    for reading in readings {
        let value = reading.map_or(Value::of(0), |r| r.value);
        let last = from.last.get(row).copied().flatten();
        let fresh = from.fresh & bit != 0;
        let first = value.last() == 1 && !value.has_suffix();
        let step = last.and_then(|l| value.step_from(&l));
        // "Article 9.1" after "Article 8.12": the chapter went on by one, the article began again.
        let chapter_step = last.is_some_and(|l| {
            value.len() == l.len()
                && value.len() > 1
                && value.first() > l.first()
                && value.first() - l.first() <= 2
                && first
        });
        let opened = match last {
            _ if reading.is_none() => 0,
            None if first => 250,
            None => -100,
            Some(_) if step == Some(1) => 350,
            Some(_) if chapter_step => 300,
            Some(_) if first && fresh => 250,
            Some(_) if first => -350,
            Some(_) if fresh => step_worth(step).max(-300),
            Some(_) => step_worth(step),
        };
        let mut hypothesis = *from;
        hypothesis.score += candidate.evidence + opened;
        let depth = from
            .levels()
            .iter()
            .position(|l| match (class, l.class) {
                (Class::Space, _) => true,
                (_, Class::Space) => false,
                (Class::Container | Class::Article, Class::Container) | (Class::Container, Class::Article) => {
                    rank(l.print.row) >= rank(word.row)
                }
                (Class::Container, _) => true,
                (Class::Article, Class::BareHead) => false,
                (Class::Article, _) => true,
                _ => true,
            })
            .unwrap_or(from.len as usize);
        let print = match reading {
            Some(reading) => print_of(&candidate.label, reading),
            None => Print { row: word.row, scheme: Scheme::Arabic, open: ' ', close: ' ', parts: 1 },
        };
        remember_running(&mut hypothesis, from);
        hypothesis.open(depth, Level { class, print, value });
        if let Some(place) = hypothesis.last.get_mut(row) {
            *place = Some(value);
        }
        hypothesis.fresh &= !bit;
        match class {
            Class::Space => {
                hypothesis.fresh = !bit;
                hypothesis.running = None;
                hypothesis.head = None;
            }
            Class::Container | Class::Article => {
                for other in 0..ROWS {
                    if rank(u8::try_from(other).unwrap_or(0)) > rank(word.row) {
                        hypothesis.fresh |= 1 << other.min(15);
                    }
                }
            }
            _ => {}
        }
        let step = match (last, fresh && first, chapter_step) {
            (None, ..) | (_, true, _) | (_, _, true) => 1,
            _ => step.unwrap_or(i32::MIN),
        };
        next.push((hypothesis, Some(Decision { candidate: number, class, depth, reading, step, restart: false })));
    }
}

/// Keeps the numbered paragraphs that a heading closes, in case their numbering runs on after it.
fn remember_running(hypothesis: &mut Hypothesis, from: &Hypothesis) {
    if let Some(level) = from.levels().get(from.bare_from()) {
        hypothesis.running = Some(*level);
    }
}

fn paragraph(
    from: &Hypothesis,
    number: usize,
    candidate: &Candidate,
    reading: Reading,
    next: &mut Vec<(Hypothesis, Option<Decision>)>,
) {
    let label = &candidate.label;
    let print = print_of(label, reading);
    let value = reading.value;
    let from_bare = from.bare_from();
    let mut push = |depth: usize, worth: i32, step: i32, restart: bool| {
        if depth >= DEPTH {
            return;
        }
        let mut hypothesis = *from;
        hypothesis.score += candidate.evidence + worth;
        hypothesis.open(depth, Level { class: Class::Bare, print, value });
        if depth == from_bare {
            hypothesis.running = None;
        }
        next.push((
            hypothesis,
            Some(Decision { candidate: number, class: Class::Bare, depth, reading: Some(reading), step, restart }),
        ));
    };
    let bullet = reading.scheme == Scheme::Bullet;
    let mut known = false;
    for (depth, level) in from.levels().iter().enumerate().skip(from_bare).rev() {
        let same_scheme = level.print.scheme == print.scheme && level.print.parts == print.parts;
        if !same_scheme || (bullet && level.print.close != print.close) {
            continue;
        }
        let same_print = level.print.open == print.open && level.print.close == print.close;
        if bullet {
            push(depth, 60, 1, false);
            known = true;
            continue;
        }
        let step = value.step_from(&level.value);
        let decimal_next = value.len() > 1 && value.first() > level.value.first() && value.last() == 1;
        let worth = if decimal_next { 200 } else { step_worth(step) };
        let next_step = if decimal_next { 1 } else { step.unwrap_or(i32::MIN) };
        push(depth, if same_print { worth } else { worth - 250 }, next_step, false);
        if same_print && value.last() == 1 && value.len() == 1 && next_step != 1 {
            // "(a)" once more: a second list, if words before it announce one.
            let worth = match candidate.before {
                Before::Intro => 150,
                Before::Words => -100,
                Before::Label | Before::OpenLabel => -250,
            };
            push(depth, worth, 1, true);
        }
        known |= same_print;
    }
    // A new level below all open ones.
    let above = from.levels().last();
    let first = value.last() == 1 && !value.has_suffix();
    let start_of_text = from.len == 0 && from.node == START;
    let mut worth = if bullet {
        30
    } else if first {
        200
    } else if start_of_text {
        -150
    } else {
        -450
    };
    if known {
        // A list in a list of the same print needs words that announce it.
        worth -= if candidate.before == Before::OpenLabel { 220 } else { 400 };
    }
    if value.len() > 1 {
        let owner = from.levels().iter().rev().find(|l| l.print.scheme.is_numeric());
        let owned = owner.is_some_and(|l| value.is_child_of(&l.value) || value.first() == l.value.last());
        worth += if owned { 150 } else { -50 };
    }
    if let Some(above) = above.filter(|l| l.class == Class::Bare) {
        worth -= match (above.print.scheme, reading.scheme) {
            (Scheme::Bullet, _) => 150,
            (Scheme::AlphaLower | Scheme::RomanLower | Scheme::Double, Scheme::Arabic) if value.len() == 1 => 120,
            (Scheme::RomanLower, Scheme::AlphaLower) => 60,
            _ => 0,
        };
    } else if !bullet
        && !matches!(
            reading.scheme,
            Scheme::Arabic | Scheme::AlphaLower | Scheme::Han | Scheme::Cyrillic | Scheme::Abjad
        )
    {
        worth -= 30;
    }
    push(from.len as usize, worth, if bullet || first || start_of_text { 1 } else { i32::MIN }, false);
    // The numbering of paragraphs that runs on under a new heading.
    if let Some(running) = from.running.filter(|_| from_bare == from.len as usize) {
        let step = value.step_from(&running.value);
        if running.print == print && step.is_some_and(|s| (1..=3).contains(&s)) && !bullet {
            push(from.len as usize, step_worth(step) - 30, step.unwrap_or(1), false);
        }
    }
}

fn bare_heading(
    from: &Hypothesis,
    number: usize,
    candidate: &Candidate,
    reading: Reading,
    prior: &Prior,
    next: &mut Vec<(Hypothesis, Option<Decision>)>,
) {
    // Inside an article that has its word, a short numbered line is an item of a list.
    if from.levels().iter().any(|l| l.class == Class::Article) {
        return;
    }
    let print = print_of(&candidate.label, reading);
    let value = reading.value;
    let mut base = candidate.evidence + candidate.heading;
    if prior.worded_articles && !from.levels().iter().any(|l| l.class == Class::Space) {
        base -= 500;
    }
    let from_bare = from.bare_from();
    let known = from.levels().iter().position(|l| l.class == Class::BareHead && l.print == print);
    let first = value.last() == 1 && !value.has_suffix();
    let start_of_text = from.len == 0 && from.node == START;
    let ahead = from.head.filter(|head| head.print == print).and_then(|head| value.step_from(&head.value));
    let (depth, worth, step) = match known {
        Some(depth) => {
            let before = from.levels().get(depth).map(|l| l.value).unwrap_or_default();
            let step = value.step_from(&before);
            (depth, step_worth(step) + 50, step.unwrap_or(i32::MIN))
        }
        None if ahead.is_some_and(|step| (1..=3).contains(&step)) => {
            (from_bare, step_worth(ahead) + 20, ahead.unwrap_or(1))
        }
        None => (
            from_bare,
            if first {
                150
            } else if start_of_text {
                -150
            } else {
                -450
            },
            if first { 1 } else { i32::MIN },
        ),
    };
    let mut hypothesis = *from;
    remember_running(&mut hypothesis, from);
    hypothesis.score += base + worth;
    let level = Level { class: Class::BareHead, print, value };
    hypothesis.open(depth, level);
    hypothesis.head = Some(level);
    next.push((
        hypothesis,
        Some(Decision {
            candidate: number,
            class: Class::BareHead,
            depth,
            reading: Some(reading),
            step,
            restart: false,
        }),
    ));
}
