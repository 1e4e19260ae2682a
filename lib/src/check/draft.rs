//! One commitment held against the landscape it is to stand in, before it stands there.
//!
//! The rules of this room judge landscapes that are written already. Somebody who fills in a form wants to know at once,
//! and at the field. What is checked is the same: words that name nothing, quotations that are too long or in no held
//! text, units that the text does not have. Words that no held text has may stand in a part or version that is not
//! held; the person who quotes can be asked, so that is said as doubtful and may be insisted on.

use std::collections::BTreeSet;

use super::references::List;
use super::rules::{MOST_WORDS, absent, addresses, all_full};
use crate::diagnostic::closest;
use crate::landscape::Landscape;
use crate::landscape::edit::Wrong;
use crate::model::{Basis, CodedField, Commitment, Instrument, Toward};
use crate::text;

/// What is wrong with a commitment in an instrument of a landscape, by fields; what `before` had wrong already is not
/// said again, since it can stay as it is while something else is mended.
#[must_use]
pub fn draft(
    landscape: &Landscape,
    instrument: &Instrument,
    commitment: &Commitment,
    before: Option<&Commitment>,
) -> Vec<Wrong> {
    let known = before.map(|before| all(landscape, instrument, before)).unwrap_or_default();
    let mut found = all(landscape, instrument, commitment);
    found.retain(|wrong| !known.iter().any(|known| known.message == wrong.message));
    found
}

fn all(landscape: &Landscape, instrument: &Instrument, row: &Commitment) -> Vec<Wrong> {
    let mut found = names(landscape, row);
    if let Some(unit) = &row.unit {
        found.extend(unit_of(landscape, instrument, unit));
    }
    let basis = |field| row.basis_of(field);
    found.extend(quote(landscape, instrument, "quote".to_owned(), row.quote.as_deref(), basis(CodedField::Quote)));
    for (at, caveat) in row.caveats.iter().enumerate() {
        let field = format!("caveats.{at}.term");
        found.extend(quote(landscape, instrument, field, caveat.term.as_deref(), basis(CodedField::Caveats)));
    }
    if let Some(from) = row.derived_from.as_deref().filter(|from| landscape.commitment(from).is_none()) {
        let ids: Vec<&str> = landscape.commitments().map(|(_, commitment)| commitment.id.as_str()).collect();
        let wrong = Wrong::new("derived_from", format!("there is no commitment \"{from}\""));
        found.push(proposed(wrong, closest(from, ids.iter().copied()), "write its full name, such as gge-2015.13f"));
    }
    found
}

/// Words that no list has.
fn names(landscape: &Landscape, row: &Commitment) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut look = |field: String, list: List, name: &str| {
        if !list.has(landscape, name) {
            let wrong = Wrong::new(field, format!("\"{name}\" is not {} of this landscape", list.one()));
            let define = format!("define it in {}", list.home());
            found.push(proposed(wrong, closest(name, list.ids(landscape)), &define));
        }
    };
    row.acts.iter().for_each(|name| look("acts".to_owned(), List::Act, name));
    row.objects.iter().for_each(|name| look("objects".to_owned(), List::Object, name));
    for (at, caveat) in row.caveats.iter().enumerate() {
        look(format!("caveats.{at}.type"), List::Caveat, &caveat.kind);
    }
    if let Toward::Group(group) = &row.toward {
        look("toward".to_owned(), List::Group, group);
    }
    if let Some(anchor) = row.schedule.as_ref().and_then(|schedule| schedule.anchor.as_ref()) {
        look("schedule.anchor".to_owned(), List::Milestone, anchor);
    }
    for source in row.evidence.sources.iter().filter(|source| source.address().is_none()) {
        look("source".to_owned(), List::Source, source);
    }
    found
}

fn proposed(wrong: Wrong, nearest: Option<&str>, otherwise: &str) -> Wrong {
    match nearest {
        Some(nearest) => wrong.hint(format!("did you mean \"{nearest}\"? Otherwise {otherwise}")),
        None => wrong.hint(otherwise),
    }
}

/// A unit that is neither listed nor in the held text, where that text is held in full; a part proves nothing.
fn unit_of(landscape: &Landscape, instrument: &Instrument, unit: &str) -> Option<Wrong> {
    let known = instrument.unit(unit).is_some() || instrument.held.is_empty() || !all_full(instrument);
    if known {
        return None;
    }
    // Sorted, so that the same name is proposed each time.
    let addresses: BTreeSet<String> = addresses(instrument, landscape).into_iter().collect();
    if addresses.contains(unit) {
        return None;
    }
    let wrong = Wrong::new("unit", format!("the text that is held has no unit \"{unit}\""));
    Some(proposed(
        wrong,
        closest(unit, addresses.iter().map(String::as_str)),
        "look the address up on the page of the text",
    ))
}

fn quote(
    landscape: &Landscape,
    instrument: &Instrument,
    field: String,
    quote: Option<&str>,
    basis: Option<Basis>,
) -> Option<Wrong> {
    let quote = quote?;
    let words = text::word_count(quote);
    if words > MOST_WORDS {
        let message = format!("“{quote}” has {words} words; at most {MOST_WORDS} are quoted");
        return Some(Wrong::new(field, message).hint("keep the operative term and say the rest in your own words"));
    }
    let absent = absent(quote, basis, instrument, landscape)?;
    let wrong = Wrong::new(field, format!("“{quote}” is not in {}", absent.searched)).doubtful(!absent.is_proof);
    Some(wrong.hint("copy the words from the text, with … for what is left out and [ ] around what is added"))
}
