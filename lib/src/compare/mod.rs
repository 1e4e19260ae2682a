//! Two texts compared: what stayed, changed, moved, split, and what is no longer said.
//!
//! In: two texts as units with words ([`Text`]): versions of one work, or any two agreements. Out: a [`Comparison`], which
//! tells of every unit of both what became of it, and holds both texts whole: either can be rebuilt from it letter by
//! letter. It refuses to guess: a pair that is not clearly one is said to be dropped on one side and added on the other,
//! and nothing short is ever said to have moved.
//!
//! ```
//! use servanda::{compare, read};
//!
//! let options = read::Options::default();
//! let read = |text: &str| compare::Text::of(&read::read("model.txt", text.as_bytes(), &options), 0);
//! let old = read("Article 1\nEach Party shall report all incidents to the others.\n");
//! let new = read("Article 1\nEach Party should report all incidents to the others.\n");
//! let comparison = compare::compare(&old, &new);
//! assert_eq!(comparison.tally(), [(compare::Kind::Edited, 1)]);
//! ```

mod align;
mod beside;
mod change;
mod cited;
mod coded;
mod columns;
mod follow;
mod force;
mod matrix;
mod relatedness;
mod sheet;
mod text;
mod tokens;
mod verbs;
mod words;

pub use beside::{Beside, Between, Excerpts, SideBySide, beside, compare_units};
pub use change::{Change, Kind};
pub use cited::{CitedBy, CitedUnit, CitedUnits, cited};
pub use coded::{Coded, CodedRow, coded, coded_pairs};
pub use columns::TwoColumnRow;
pub use force::{Direction, Force, Quote, Signal, What};
pub use matrix::{
    Answer, Cell, CodedUnit, Coding, Column, ConceptCell, ConceptColumn, ConceptList, ConceptMatrix, ConceptRow,
    ConceptText, Head, Matrix, Row, Searched, Unsearched, WordsFound, concepts, matrix,
};
pub use relatedness::{Class, MEASURES, Place, Relatedness, Run, measures, relatedness};
pub use sheet::{CODED, Sheet, version};
pub use text::{Text, Unit};
pub use words::{Op, Piece, differences, rebuilt};

use serde::Serialize;

/// Two texts compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The baseline.
    pub left: Text,
    /// The other text.
    pub right: Text,
    /// Whether the texts are in different languages: then they are aligned by structure, words are not compared, and
    /// `kept` says no more than that both languages have the unit.
    pub translation: bool,
    /// What became of each unit of both, in the order of the right text; what it has not stands where the left one had it.
    pub changes: Vec<Change>,
    /// How related they are as a whole; `None` in different languages, whose words tell nothing of it.
    #[serde(flatten)]
    pub relatedness: Option<Relatedness>,
}

impl Comparison {
    /// Whether anything differs: in words, number, place, or by being in one text only.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.changes.iter().any(|change| change.kind != Kind::Kept)
    }

    /// How many changes are of each kind; kinds that are not there are left out.
    #[must_use]
    pub fn tally(&self) -> Vec<(Kind, usize)> {
        Kind::tally(self.changes.iter().map(|change| change.kind))
    }
}

/// Compares two texts; the left one is the baseline. Takes time in proportion to their lengths, and more where many units
/// are alike.
#[must_use]
pub fn compare(left: &Text, right: &Text) -> Comparison {
    compared(left, right, false)
}

/// Compares two texts; `same_root` if their first units are each other whatever they say.
fn compared(left: &Text, right: &Text, same_root: bool) -> Comparison {
    let translation = in_different_languages(left, right);
    let alignment = align::align(left, right, translation, same_root);
    let commons = alignment.commons();
    let (words_l, words_r) = &alignment.words;
    let length = |words: &[Vec<u32>], units: &[usize]| units.iter().filter_map(|at| words.get(*at)).map(Vec::len).sum();
    let changes = alignment.links.iter().zip(&commons).map(|(link, common)| {
        let similarity = if link.left.is_empty() || link.right.is_empty() {
            0.0
        } else {
            align::similar::share(*common, length(words_l, &link.left), length(words_r, &link.right))
        };
        Change::new(left, right, link, (!translation).then_some(similarity))
    });
    let mut changes: Vec<Change> = changes.collect();
    follow::mark(left, right, &mut changes);
    // A text too short for its language to be told is taken to be in the language of the other.
    let (l, r) = (left.language.as_deref(), right.language.as_deref());
    let languages = (l.or(r), r.or(l));
    for change in &mut changes {
        if translation {
            change.translate();
        } else {
            change.judge(languages);
        }
    }
    let relatedness = (!translation).then(|| relatedness::of_texts(left, right, &alignment, &commons));
    Comparison { relatedness, translation, changes, left: left.clone(), right: right.clone() }
}

fn in_different_languages(left: &Text, right: &Text) -> bool {
    let primary = |text: &Text| text.language.as_deref().map(|tag| tag.split('-').next().unwrap_or(tag).to_owned());
    primary(left).zip(primary(right)).is_some_and(|(l, r)| l != r)
}
