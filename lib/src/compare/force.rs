//! What a change does to the force of the words: direction, with the words that show it. Never a score.
//!
//! Two orders are this project's own coding and claim no more than they say. Of modal words: a duty ("shall", "shall not",
//! "undertakes to") binds more than a recommendation ("should"), that more than an endeavour or a call, and those more than
//! a permission or a declared view. Of verbs, in the languages of `verbs.rs`: to ensure or to lead is more than to act, that
//! more than to help others act, that more than to encourage. A new caveat weakens, a lost one strengthens, a negation that
//! came or went recasts. Where signals disagree the direction is mixed, and the reader judges.

use std::ops::Range;

use serde::Serialize;

use crate::read::understand::definitions::definitions;
use crate::read::understand::force::{self, Class, Hedge, Modality};

use super::verbs::Words;
use super::words::{Op, Piece, rebuilt};

/// Where a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The words with force are the same.
    Same,
    /// The right text binds more.
    Stronger,
    /// The right text binds less.
    Weaker,
    /// It binds to something else: a duty became a prohibition, a negation came or went.
    Recast,
    /// Some words point one way and some the other.
    Mixed,
    /// Only the right text says it.
    Added,
    /// Only the left text says it.
    Dropped,
}

impl Direction {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Direction::Same => "same",
            Direction::Stronger => "stronger",
            Direction::Weaker => "weaker",
            Direction::Recast => "recast",
            Direction::Mixed => "mixed",
            Direction::Added => "added",
            Direction::Dropped => "dropped",
        }
    }
}

/// The force of both sides of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Force {
    /// The words that carry the left side's force: those that changed, or else the first.
    pub left: Option<String>,
    /// Those of the right side.
    pub right: Option<String>,
    /// Where it goes.
    pub direction: Direction,
}

/// What kind of words a signal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Words that oblige, forbid, allow, recommend, try.
    Modal,
    /// Words on which the duty depends.
    Caveat,
    /// A negation.
    Negation,
    /// What is to be done.
    Verb,
    /// Who is to do it.
    Actor,
    /// A number or a year.
    Number,
    /// A term that is defined.
    Term,
}

impl What {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            What::Modal => "force",
            What::Caveat => "caveat",
            What::Negation => "negation",
            What::Verb => "verb",
            What::Actor => "actor",
            What::Number => "number",
            What::Term => "defined term",
        }
    }
}

/// Words of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// First byte in the words of that side.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Words that show what a change does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signal {
    /// What kind of words they are.
    pub what: What,
    /// The left side's words; none if only the right side has such words here.
    pub left: Option<Quote>,
    /// The right side's words.
    pub right: Option<Quote>,
    /// Where they point, if anywhere.
    pub direction: Option<Direction>,
}

/// How much a modal word binds.
fn rank(modality: Modality) -> u8 {
    match modality {
        Modality::Obligation | Modality::Prohibition | Modality::Commitment => 4,
        Modality::Recommendation => 3,
        Modality::Endeavour | Modality::Call => 2,
        Modality::Permission | Modality::Declaration => 1,
    }
}

/// Words of a stretch that is no longer a change of words but another sentence.
const REWRITTEN: usize = 8;

/// One stretch where the two sides differ: bytes of each.
struct Stretch {
    left: Range<usize>,
    right: Range<usize>,
}

/// The force of a change and all its signals. `languages` are BCP 47 tags; without one nothing is known of modal words.
pub(crate) fn judge(pieces: &[Piece], languages: (Option<&str>, Option<&str>)) -> (Option<Force>, Vec<Signal>) {
    let (left, right) = (rebuilt(pieces, Op::Left), rebuilt(pieces, Op::Right));
    let hits = |text: &str, language: Option<&str>| language.map(|l| force::force_of(text, l)).unwrap_or_default();
    let (hits_l, hits_r) = (hits(&left, languages.0), hits(&right, languages.1));
    let stretches = stretches(pieces);
    let mut signals = Vec::new();
    let (near_l, near_r) = (near(&stretches, |s| &s.left, &hits_l), near(&stretches, |s| &s.right, &hits_r));
    modals(&mut signals, &near_l, &near_r);
    for ((stretch, near_l), near_r) in stretches.iter().zip(&near_l).zip(&near_r) {
        caveats(&mut signals, near_l, near_r);
        words(&mut signals, stretch, (&left, near_l, languages.0), (&right, near_r, languages.1));
    }
    actors(&mut signals, &stretches, (&left, &hits_l), (&right, &hits_r));
    terms(&mut signals, &left, &right);
    (force(&signals, &hits_l, &hits_r, &left, &right), signals)
}

fn stretches(pieces: &[Piece]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let (mut l, mut r) = (0, 0);
    let mut open = false;
    for piece in pieces {
        let length = piece.text.len();
        let (to_l, to_r) =
            (l + if piece.op == Op::Right { 0 } else { length }, r + if piece.op == Op::Left { 0 } else { length });
        if piece.op != Op::Both && !piece.printing && piece.follows.is_none() {
            match found.last_mut().filter(|_| open) {
                Some(last) => (last.left.end, last.right.end) = (to_l, to_r),
                None => found.push(Stretch { left: l..to_l, right: r..to_r }),
            }
            open = true;
        } else {
            open = false;
        }
        (l, r) = (to_l, to_r);
    }
    found
}

fn touches(range: &Range<usize>, hit: &force::Force) -> bool {
    let meets = |start: usize, end: usize| start < range.end && range.start < end;
    meets(hit.start, hit.end) || hit.negation.as_ref().is_some_and(|n| meets(n.start, n.end))
}

fn quote(hit: &force::Force) -> Quote {
    Quote { start: hit.start, end: hit.end, text: hit.words.clone() }
}

/// Of each stretch the hits that it touches, in order. Stretches are in order, so that each hit looks at its own only: a unit
/// of megabytes has thousands of both.
fn near<'h>(
    stretches: &[Stretch],
    side: fn(&Stretch) -> &Range<usize>,
    hits: &'h [force::Force],
) -> Vec<Vec<&'h force::Force>> {
    let mut near: Vec<Vec<&force::Force>> = vec![Vec::new(); stretches.len()];
    for hit in hits {
        for range in [Some(hit.start..hit.end), hit.negation.clone()].into_iter().flatten() {
            let first = stretches.partition_point(|s| side(s).end <= range.start);
            let touched = stretches.iter().zip(&mut near).skip(first);
            for (_, slot) in touched.take_while(|(s, _)| side(s).start < range.end) {
                if slot.last().is_none_or(|last| !std::ptr::eq(*last, hit)) {
                    slot.push(hit);
                }
            }
        }
    }
    near
}

/// Takes from two rows what both have, each as often as the other has it, the first ones first.
fn cancel<'h, K: PartialEq + Copy>(ls: &mut Vec<(&'h force::Force, K)>, rs: &mut Vec<(&'h force::Force, K)>) {
    let mut both: Vec<(K, usize, usize)> = Vec::new();
    for (_, kind) in ls.iter() {
        if !both.iter().any(|(known, ..)| known == kind) {
            let count = |row: &[(&force::Force, K)]| row.iter().filter(|(_, other)| other == kind).count();
            let common = count(ls).min(count(rs));
            both.push((*kind, common, common));
        }
    }
    ls.retain(|(_, kind)| match both.iter_mut().find(|(known, left, _)| known == kind && *left > 0) {
        Some((_, left, _)) => {
            *left -= 1;
            false
        }
        None => true,
    });
    rs.retain(|(_, kind)| match both.iter_mut().find(|(known, _, left)| known == kind && *left > 0) {
        Some((_, _, left)) => {
            *left -= 1;
            false
        }
        None => true,
    });
}

/// Modal words that changed, in order: the first with the first, and so on.
fn modals(signals: &mut Vec<Signal>, left: &[Vec<&force::Force>], right: &[Vec<&force::Force>]) {
    fn of<'h>(near: &[Vec<&'h force::Force>]) -> Vec<(&'h force::Force, Modality)> {
        let mut hits: Vec<&force::Force> = near.iter().flatten().copied().collect();
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits.dedup_by(|x, y| std::ptr::eq(*x, *y));
        let modal = |hit: &'h force::Force| match hit.class {
            Class::Modal(modality) => Some((hit, modality)),
            Class::Hedge(_) => None,
        };
        hits.into_iter().filter_map(modal).collect()
    }
    let (mut ls, mut rs) = (of(left), of(right));
    // "No Party shall" and "a Party shall not" say the same.
    cancel(&mut ls, &mut rs);
    for n in 0..ls.len().max(rs.len()) {
        let (l, r) = (ls.get(n), rs.get(n));
        let direction = match (l, r) {
            (Some((_, x)), Some((_, y))) if rank(*x) > rank(*y) => Some(Direction::Weaker),
            (Some((_, x)), Some((_, y))) if rank(*x) < rank(*y) => Some(Direction::Stronger),
            (Some(_), Some(_)) => Some(Direction::Recast),
            // A duty more or less is a matter of what it is, which the words show.
            _ => None,
        };
        let words = |one: Option<&(&force::Force, Modality)>| one.map(|(hit, _)| quote(hit));
        signals.push(Signal { what: What::Modal, left: words(l), right: words(r), direction });
    }
}

/// Caveats that came, went, or became others.
fn caveats(signals: &mut Vec<Signal>, left: &[&force::Force], right: &[&force::Force]) {
    fn of<'h>(hits: &[&'h force::Force]) -> Vec<(&'h force::Force, Hedge)> {
        let hedge = |hit: &&'h force::Force| match hit.class {
            Class::Hedge(hedge) => Some((*hit, hedge)),
            Class::Modal(_) => None,
        };
        hits.iter().filter_map(hedge).collect()
    }
    let (mut ls, mut rs) = (of(left), of(right));
    // The same caveat in other words is no news.
    cancel(&mut ls, &mut rs);
    let narrows = |hedge: Hedge, direction: Direction| (hedge != Hedge::WithoutPrejudice).then_some(direction);
    for (hit, hedge) in ls {
        let direction = narrows(hedge, Direction::Stronger);
        signals.push(Signal { what: What::Caveat, left: Some(quote(hit)), right: None, direction });
    }
    for (hit, hedge) in rs {
        let direction = narrows(hedge, Direction::Weaker);
        signals.push(Signal { what: What::Caveat, left: None, right: Some(quote(hit)), direction });
    }
}

/// The words of a stretch with their bytes.
fn words_in<'t>(text: &'t str, range: &Range<usize>) -> Vec<(usize, &'t str)> {
    let Some(inside) = text.get(range.clone()) else { return Vec::new() };
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in inside.char_indices().chain([(inside.len(), ' ')]) {
        match (c.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                words.extend(inside.get(start..at).map(|word| (range.start + start, word)));
                from = None;
            }
            _ => {}
        }
    }
    words
}

/// Negations, verbs and numbers of one place.
fn words(
    signals: &mut Vec<Signal>,
    stretch: &Stretch,
    (left, hits_l, language_l): (&str, &[&force::Force], Option<&str>),
    (right, hits_r, language_r): (&str, &[&force::Force], Option<&str>),
) {
    let (ls, rs) = (words_in(left, &stretch.left), words_in(right, &stretch.right));
    let quoted =
        |(start, word): &(usize, &str)| Quote { start: *start, end: start + word.len(), text: (*word).to_owned() };
    let (known_l, known_r) = (language_l.and_then(Words::of), language_r.and_then(Words::of));

    // What belongs to a modal word was weighed with it.
    let negation = |words: &[(usize, &str)], known: Option<&Words>, hits: &[&force::Force]| {
        let own = |quote: &Quote| hits.iter().any(|hit| touches(&(quote.start..quote.end), hit));
        words.iter().filter(|(_, w)| known.is_some_and(|k| k.negates(w))).map(&quoted).find(|quote| !own(quote))
    };
    let (lost, new) = (negation(&ls, known_l, hits_l), negation(&rs, known_r, hits_r));
    // A sentence that came or went brings its own negations, and negates nothing that the other text says.
    if lost.is_some() != new.is_some() && ls.len().max(rs.len()) <= REWRITTEN {
        signals.push(Signal { what: What::Negation, left: lost, right: new, direction: Some(Direction::Recast) });
    }

    let verb = |text, words: &[(usize, &str)], known: Option<&Words>| {
        let (step, word) = known?.verb(text, words)?;
        Some((step, quoted(&word)))
    };
    if let (Some((a, from)), Some((b, to))) = (verb(left, &ls, known_l), verb(right, &rs, known_r))
        && a != b
    {
        let direction = Some(if a < b { Direction::Weaker } else { Direction::Stronger });
        signals.push(Signal { what: What::Verb, left: Some(from), right: Some(to), direction });
    }

    let numbers = |words: &[(usize, &str)]| -> Vec<Quote> {
        words.iter().filter(|(_, w)| w.chars().all(char::is_numeric)).map(&quoted).collect()
    };
    let (from, to) = (numbers(&ls), numbers(&rs));
    // In a sentence written anew, numbers are not what changed.
    if from.len() != to.len() && ls.len().max(rs.len()) > REWRITTEN {
        return;
    }
    for n in 0..from.len().max(to.len()) {
        let (l, r) = (from.get(n).cloned(), to.get(n).cloned());
        if l.as_ref().map(|q| &q.text) != r.as_ref().map(|q| &q.text) {
            signals.push(Signal { what: What::Number, left: l, right: r, direction: None });
        }
    }
}

/// Who is to act: the words between the beginning of the clause and the modal word, where they differ.
fn actors(
    signals: &mut Vec<Signal>,
    stretches: &[Stretch],
    (left, hits_l): (&str, &[force::Force]),
    (right, hits_r): (&str, &[force::Force]),
) {
    let first = |text: &str, hits: &[force::Force]| -> Option<Quote> {
        let hit = hits
            .iter()
            .find(|hit| matches!(hit.class, Class::Modal(m) if rank(m) >= 3 || m == Modality::Permission))?;
        let before = text.get(..hit.start)?;
        let begin = before.rfind(['.', ';', ':', '\n', ',']).map_or(0, |at| at + 1);
        let words = before.get(begin..)?;
        let start = begin + (words.len() - words.trim_start().len());
        let text = words.trim().to_owned();
        let short = (1..=10).contains(&text.split_whitespace().count());
        short.then(|| Quote { start, end: start + text.len(), text })
    };
    let (Some(l), Some(r)) = (first(left, hits_l), first(right, hits_r)) else { return };
    let changed = |quote: &Quote, of: fn(&Stretch) -> &Range<usize>| {
        stretches.iter().map(of).any(|range| range.start < quote.end && quote.start < range.end)
    };
    // "A State that has not been warned" and "a State that has": the negation was told, and who acts is the same.
    let told = |signal: &Signal| {
        let inside = |whole: &Quote, part: &Option<Quote>| {
            part.as_ref().is_some_and(|part| whole.start <= part.start && part.end <= whole.end)
        };
        signal.what == What::Negation && (inside(&l, &signal.left) || inside(&r, &signal.right))
    };
    if signals.iter().any(told) {
        return;
    }
    if l.text.to_lowercase() != r.text.to_lowercase() && (changed(&l, |s| &s.left) || changed(&r, |s| &s.right)) {
        signals.push(Signal { what: What::Actor, left: Some(l), right: Some(r), direction: None });
    }
}

/// Terms that only one side defines.
fn terms(signals: &mut Vec<Signal>, left: &str, right: &str) {
    let (ls, rs) = (definitions(left), definitions(right));
    let quote = |d: &crate::read::understand::definitions::Definition| Quote {
        start: d.at.start,
        end: d.at.end,
        text: d.term.clone(),
    };
    for one in ls.iter().filter(|l| !rs.iter().any(|r| r.term == l.term)) {
        signals.push(Signal { what: What::Term, left: Some(quote(one)), right: None, direction: None });
    }
    for one in rs.iter().filter(|r| !ls.iter().any(|l| l.term == r.term)) {
        signals.push(Signal { what: What::Term, left: None, right: Some(quote(one)), direction: None });
    }
}

fn force(
    signals: &[Signal],
    hits_l: &[force::Force],
    hits_r: &[force::Force],
    left: &str,
    right: &str,
) -> Option<Force> {
    let modal =
        |hits: &[force::Force]| hits.iter().find(|h| matches!(h.class, Class::Modal(_))).map(|h| h.words.clone());
    if left.is_empty() != right.is_empty() {
        let (l, r) = (modal(hits_l), modal(hits_r));
        let direction = if left.is_empty() { Direction::Added } else { Direction::Dropped };
        return (l.is_some() || r.is_some()).then_some(Force { left: l, right: r, direction });
    }
    let directed: Vec<&Signal> = signals.iter().filter(|s| s.direction.is_some()).collect();
    let Some(first) = directed.first() else {
        let (l, r) = (modal(hits_l), modal(hits_r));
        return (l.is_some() || r.is_some()).then_some(Force { left: l, right: r, direction: Direction::Same });
    };
    let all = |direction: Direction| directed.iter().all(|s| s.direction == Some(direction));
    let direction = [Direction::Weaker, Direction::Stronger, Direction::Recast]
        .into_iter()
        .find(|d| all(*d))
        .unwrap_or(Direction::Mixed);
    let words = |quote: &Option<Quote>| quote.as_ref().map(|q| q.text.clone());
    Some(Force { left: words(&first.left), right: words(&first.right), direction })
}
