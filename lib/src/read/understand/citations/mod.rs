//! Citations in prose: which words point at another text, or at another unit of the same text, and what at.
//!
//! In: the words of one unit, or of a whole text with the borders of its units, and what is known about the text
//! ([`Context`]). Out: one [`Citation`] for each target, in the order of the text, with exact bytes of the given text.
//! It goes in three steps: find (an automaton finds the words worth looking at), read (small parsers take numbers, lists
//! and ranges apart), resolve (organ, names, "this Article"). No citation crosses a sentence. It refuses to guess: a
//! number whose organ is not known is [`Target::Ambiguous`] with its candidates, and a text that is not told is
//! [`Target::Unresolved`].
//!
//! ```
//! use servanda::read::understand::citations::{Context, citations};
//!
//! let found = citations("Guided by Articles 2 (4) and 51 of the Charter, and by Human Rights Council resolution 33/11,", &Context::default());
//! let targets: Vec<String> = found.iter().map(|c| c.target.to_string()).collect();
//! assert_eq!(targets, ["un-charter-1945/art2/4", "un-charter-1945/art51", "un:A/HRC/RES/33/11"]);
//! ```
//!
//! Documents of the United Nations always have a target by symbol (`un:A/RES/73/27`), whether or not a landscape holds
//! them; [`Citation::instrument`] adds the landscape's own address.

mod address;
mod claim;
mod clean;
mod cursor;
mod foreign;
mod gazetteer;
mod han;
mod number;
mod organ;
mod provision;
mod resolution;
mod resolve;
mod scan;
#[cfg(test)]
mod score;
mod series;
mod symbol;
mod target;
#[cfg(test)]
mod tests;
mod tongue;
mod walk;
mod works;

use std::ops::Range;

pub use gazetteer::Gazetteer;
pub use organ::{Organ, enacting_organ};
pub use target::{Citation, Kind, Target};

/// Where a unit of the text begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Border<'b> {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The unit's address inside its instrument: `art5/2`.
    pub address: &'b str,
}

/// What is known about a text before its citations are read. Everything may be left out.
#[derive(Clone, Copy, Default)]
pub struct Context<'c> {
    /// Language tag; if not given, the text is looked at.
    pub language: Option<&'c str>,
    /// The body that enacts the text, which "its resolution" means; if not given, the opening formula is looked for.
    pub organ: Option<Organ>,
    /// The text's own symbol (`A/RES/73/6`), which stands in running heads and cites nothing.
    pub own: Option<&'c str>,
    /// Address of the unit that the whole text is, if it is one unit.
    pub unit: Option<&'c str>,
    /// Borders of units, in the order in which they begin; inner ones behind those that hold them.
    pub units: &'c [Border<'c>],
    /// Bytes of footnote marks in the running words, in order.
    pub marks: &'c [Range<usize>],
    /// Short names defined elsewhere in the document ("the Convention") with what they mean.
    pub terms: &'c [(String, Target)],
    /// Names and numbers of instruments; if not given, the well-known works.
    pub gazetteer: Option<&'c Gazetteer>,
}

/// All citations of a text, in the order in which they begin.
#[must_use]
pub fn citations(text: &str, context: &Context<'_>) -> Vec<Citation> {
    let language = match context.language {
        Some(language) => language,
        None => crate::text::language_of(text).map_or("en", |guess| guess.language),
    };
    let clean = clean::Clean::of(text, context.marks);
    walk::Walk::new(&clean, tongue::of(language), context).run(text)
}
