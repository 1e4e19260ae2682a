//! Parts that pages are made of.

mod alone;
pub(crate) mod clause;
mod evidence;
mod facet;
mod layout;
mod part;
mod rows;
mod words;

pub(crate) use alone::alone;
pub(crate) use evidence::{mark, mark_plain, note, noted, rival, sources};
pub(crate) use facet::{facet_block, remove};
pub(crate) use layout::{Frame, layout};
pub(crate) use part::Part;
pub(crate) use rows::{event, instrument_name, join, mechanism, party, position};
pub(crate) use words::{
    day, external, external_as, family, language, number, on, period, phrase, plural, possibly, text, time,
};
