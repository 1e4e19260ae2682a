//! A comparison as a Word file with tracked changes.
//!
//! In: a [`Comparison`] of two texts of one language. Out: the bytes of a DOCX file which is the left text once all changes
//! are rejected and the right text once they are accepted: labels, headings, words letter by letter, ends of paragraphs, in
//! their order. Footnotes, faces of letters and grids of tables are not compared and so not written; cells are parted by
//! tabs.
//!
//! Both texts are printed (`print.rs`), what the comparison says they have in common is put in order (`common.rs`), and
//! along it they are laid into one flow (`weave.rs`), so that exactness does not depend on how good the comparison is. What
//! moved is a move of Word's own (`moves.rs`): its common words are moved away here and moved to there, what did not come
//! along is struck at the old place and what is new inserted at the new one, so that no change stands inside another, which
//! programs resolve differently. Comments say what was moved from where and what a change does to the force of the words
//! (`notes.rs`); they are no part of either text.
//!
//! It refuses to invent: the author of all changes is this program, and they have no date.

mod common;
mod moves;
mod notes;
mod print;
mod weave;
mod write;

use crate::compare::Comparison;
use crate::export::NotWritten;

use super::Packed;
use super::package::{Parts, pack};
use moves::Moves;
use print::Printed;

/// Whether comments are written beside the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comments {
    /// What moved from where, what changes the force of the words, what merely follows a renumbering.
    #[default]
    Written,
    /// None.
    LeftOut,
}

/// Writes a comparison with all its changes tracked.
///
/// Takes a comparison of two texts of one language. Gives the file, whose changes all have the author "Servanda" and no
/// date, with what could not be written.
///
/// # Errors
/// [`NotWritten`] if the texts are in different languages, whose words are not compared, or if the parts cannot be packed.
///
/// ```
/// use servanda::export::docx::{Comments, redline};
/// use servanda::{compare, read};
///
/// use servanda::read::Revisions;
///
/// let read = |bytes: &[u8], revisions| {
///     let options = read::Options { revisions, ..read::Options::default() };
///     read::read("model", bytes, &options)
/// };
/// let text = |words: &str| compare::Text::of(&read(words.as_bytes(), Revisions::Accepted), 0);
/// let comparison = compare::compare(&text("1. Each Party shall act.\n"), &text("1. Each Party should act.\n"));
/// let file = redline(&comparison, Comments::Written).unwrap().bytes;
/// assert_eq!(read(&file, Revisions::Accepted).units[0].text, "Each Party should act.");
/// assert_eq!(read(&file, Revisions::Original).units[0].text, "Each Party shall act.");
/// ```
pub fn redline(comparison: &Comparison, comments: Comments) -> Result<Packed, NotWritten> {
    let (left, right) = (&comparison.left, &comparison.right);
    if comparison.translation {
        let named = |tag: &Option<String>| tag.clone().unwrap_or_default();
        let languages = format!("{} and {}", named(&left.language), named(&right.language));
        return Err(NotWritten(format!(
            "the texts are in different languages ({languages}), whose words are not compared: there are no changes to track"
        )));
    }
    let (printed_l, printed_r) = (Printed::of(left), Printed::of(right));
    let commons = common::commons(comparison, &printed_l, &printed_r);
    let (row, last) = common::in_order(commons.stay, &printed_l, &printed_r);
    let pars = weave::weave(&printed_l, &printed_r, row, last);
    let moves = Moves::new(comparison, [&printed_l, &printed_r], &pars, commons.moved);
    let notes = match comments {
        Comments::Written => notes::notes(comparison, [&printed_l, &printed_r], &pars),
        Comments::LeftOut => Vec::new(),
    };
    let language = right.language.as_deref().or(left.language.as_deref());
    let writer = write::Writer::new([&printed_l, &printed_r], &moves, &notes, language);
    let body = writer.body(&pars);
    let title = right.title.as_deref().or(left.title.as_deref());
    let mut others = vec![("header", write::header(&left.name, &right.name))];
    if !notes.is_empty() {
        others.push(("comments", write::comments(&notes)));
    }
    pack(Parts { title, language, body, links: &[], wide: false, others })
}
