//! What comments say: where units came from and went, and what changes do to the force of the words.

use crate::compare::{Change, Comparison, Direction, Force, Op, Signal, What};
use crate::model::pinpoint;

use super::common::is_moved;
use super::print::Printed;
use super::weave::Par;

/// A comment at a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) par: usize,
    pub(super) words: String,
}

/// The comments of a comparison in the order of their paragraphs.
pub(super) fn notes(comparison: &Comparison, printed: [&Printed; 2], pars: &[Par]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |op: Op, at: usize, words: String| {
        let end = |par: &Par| if op == Op::Left { par.left_end } else { par.right_end };
        notes.push(Note { par: pars.partition_point(|par| end(par) <= at), words });
    };
    let [left, right] = printed;
    let begin = |printed: &Printed, units: &[usize]| {
        units.first().and_then(|unit| printed.spots.get(*unit)).map(|spot| spot.all.start)
    };
    for change in &comparison.changes {
        let places = begin(left, &change.left_units).zip(begin(right, &change.right_units));
        let Some((from, to)) = places else { continue };
        if is_moved(change) {
            note(Op::Left, from, format!("Moved to {}.", places_of(&change.right)));
            note(Op::Right, to, format!("Moved from {}.", places_of(&change.left)));
        }
        if let Some(words) = force(change) {
            let (op, at) = first(change, printed).unwrap_or((Op::Right, to));
            note(op, at, words);
        } else if change.consequential {
            note(Op::Right, to, "Only numbers of citations follow a renumbering.".to_owned());
        }
    }
    notes.sort_by_key(|note| note.par);
    notes
}

/// The names of units as people write them.
fn places_of(addresses: &[String]) -> String {
    addresses.iter().map(|address| pinpoint(address)).collect::<Vec<_>>().join(", ")
}

/// Where the first signal is printed.
fn first(change: &Change, [left, right]: [&Printed; 2]) -> Option<(Op, usize)> {
    let place = |printed: &Printed, units: &[usize], at: usize| {
        let lines = units.iter().filter_map(|unit| printed.spots.get(*unit)).map(|spot| &spot.lines);
        let mut before = 0;
        for lines in lines {
            for line in lines {
                if at <= before + line.len() {
                    return Some(line.start + (at - before));
                }
                before += line.len() + 1;
            }
            before += usize::from(lines.is_empty());
        }
        None
    };
    let signal = change.signals.first()?;
    match (&signal.right, &signal.left) {
        (Some(quote), _) => Some((Op::Right, place(right, &change.right_units, quote.start)?)),
        (None, Some(quote)) => Some((Op::Left, place(left, &change.left_units, quote.start)?)),
        (None, None) => None,
    }
}

/// What a change does to the force of the words, with the words that show it: `Weaker: “shall ensure” → “should”; new caveat
/// “as appropriate”.`
fn force(change: &Change) -> Option<String> {
    let direction = change.force.as_ref().map(|Force { direction, .. }| *direction);
    let direction = direction.filter(|d| *d != Direction::Same);
    if change.signals.is_empty() {
        return None;
    }
    let mixed = direction == Some(Direction::Mixed);
    let told: Vec<String> = change.signals.iter().map(|signal| told(signal, mixed)).collect();
    let told = told.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
    let told = direction.map_or(told.clone(), |direction| format!("{}: {told}", direction.word()));
    let mut letters = told.chars();
    let first = letters.next()?;
    Some(format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

fn told(signal: &Signal, mixed: bool) -> String {
    let what = match signal.what {
        // "New force" would say more than that there are other words.
        What::Modal => "words of force",
        other => other.word(),
    };
    let words = match (&signal.left, &signal.right) {
        (Some(l), Some(r)) if signal.what == What::Modal => format!("“{}” → “{}”", l.text, r.text),
        (Some(l), Some(r)) => format!("{what} “{}” → “{}”", l.text, r.text),
        (Some(l), None) => format!("{what} “{}” is gone", l.text),
        (None, Some(r)) => format!("new {what} “{}”", r.text),
        (None, None) => String::new(),
    };
    match signal.direction {
        Some(direction) if mixed => format!("{words} ({})", direction.word()),
        _ => words,
    }
}
