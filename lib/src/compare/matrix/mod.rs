//! Any number of texts against one of them, as a table: units down, texts across.
//!
//! In: texts and which of them is the baseline. Out: a [`Matrix`] with a row for each unit of the baseline, and, where they
//! stand, rows for units that only others have. Each text is compared with the baseline as [`super::compare`] does; so
//! another baseline is another matrix, and no text is ever judged by a third one. Units that several texts add share a row
//! only if comparing those texts with each other says that they are each other and nothing contradicts it; else each has a
//! row of its own.
//!
//! ```
//! use servanda::{compare, read};
//!
//! let options = read::Options::default();
//! let read = |text: &str| compare::Text::of(&read::read("model.txt", text.as_bytes(), &options), 0);
//! let first = read("Article 1\nEach Party shall report all incidents to the others.\n");
//! let second = read("Article 1\nEach Party should report all incidents to the others.\n");
//! let third = read("Article 1\nEach Party shall report all incidents to the others.\n");
//! let matrix = compare::matrix(&[first, second, third], 0);
//! let kinds: Vec<_> = matrix.rows[0].cells.iter().flatten().map(|cell| cell.kind.word()).collect();
//! assert_eq!(kinds, ["edited", "kept"]);
//! ```

mod concepts;
mod rows;
mod shared;

pub use concepts::{
    Answer, CodedUnit, Coding, ConceptCell, ConceptColumn, ConceptList, ConceptMatrix, ConceptRow, ConceptText,
    Searched, Unsearched, WordsFound, concepts,
};

use rayon::prelude::*;
use serde::Serialize;

use super::change::{Change, Kind};
use super::force::{Direction, Force, Signal};
use super::relatedness::Relatedness;
use super::text::{Text, Unit};
use super::words::{Op, Piece, rebuilt};
use super::{Comparison, compare};

/// What stands over a column: which text it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Name of the file, or of the instrument in the landscape.
    pub name: String,
    /// Title, from its words or from the landscape.
    pub title: Option<String>,
    /// Language as a BCP 47 tag; `None` where it could not be told.
    pub language: Option<String>,
    /// How many units it has.
    pub units: usize,
}

impl Head {
    fn of(text: &Text) -> Head {
        Head {
            name: text.name.clone(),
            title: text.title.clone(),
            language: text.language.clone(),
            units: text.units.len(),
        }
    }
}

/// A name for each column: its own without the folders, which are nobody else's concern; with the language where two have one
/// name; and with the place, from 1, where that is not enough either.
fn names<'h>(heads: impl Iterator<Item = &'h Head>) -> Vec<String> {
    let heads: Vec<&Head> = heads.collect();
    let twice = |names: &[String], name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let short = |name: &str| name.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let plain: Vec<String> = heads.iter().map(|head| short(&head.name)).collect();
    let spoken = |(name, head): (&String, &&Head)| match &head.language {
        Some(language) if twice(&plain, name) => format!("{name} ({language})"),
        _ => name.clone(),
    };
    let spoken: Vec<String> = plain.iter().zip(&heads).map(spoken).collect();
    let counted = |(at, name): (usize, &String)| {
        if twice(&spoken, name) { format!("{name} ({})", at + 1) } else { name.clone() }
    };
    spoken.iter().enumerate().map(counted).collect()
}

/// One text of a [`Matrix`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Which text it is.
    #[serde(flatten)]
    pub head: Head,
    /// Whether it is in another language than the baseline: then it is aligned by structure, and words are not compared.
    pub translation: bool,
    /// How related it is to the baseline as a whole; `None` of the baseline itself and of other languages.
    #[serde(flatten)]
    pub relatedness: Option<Relatedness>,
}

/// What one text has where the baseline has a unit, or where some text has one that the baseline lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// What became of the baseline's unit in this text; `added` in a row without one.
    pub kind: Kind,
    /// Addresses in this text; several if the unit was split, none if it was dropped.
    pub addresses: Vec<String>,
    /// Places of its units among those of the text, from 0. Each unit stands in one cell of its column: of units that were
    /// merged, in the first of [`Cell::rows`].
    #[serde(rename = "at")]
    pub units: Vec<usize>,
    /// All rows that became this one unit, where several did. Only the first has its words and signals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<usize>,
    /// As [`Change::similarity`].
    pub similarity: Option<f64>,
    /// As [`Change::renumbered`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub renumbered: bool,
    /// As [`Change::consequential`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub consequential: bool,
    /// Whether words differ from the baseline's, and not only their printing. Between languages that is not compared.
    pub differs: bool,
    /// As [`Change::force`].
    pub force: Option<Force>,
    /// As [`Change::signals`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    /// The text of the row, by its place, whose pieces are the same: they are said once, there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_in: Option<usize>,
    /// Differences of the headings; none if every letter is the baseline's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<Piece>,
    /// Differences of the words; none if every letter is the baseline's, or everything is gone. What is added is one piece,
    /// and so are the words of another language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Piece>,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The unit of the baseline; `None` of what only other texts have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// A cell for each text, in their order; `None` for the baseline, and for a text that lacks what others add.
    pub cells: Vec<Option<Cell>>,
}

impl Row {
    /// Whether any text differs from the baseline here: in words, number, place, or by having or lacking it.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.cells.iter().flatten().any(|cell| cell.kind != Kind::Kept)
    }
}

/// Texts as columns, units as rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// The place of the baseline among the texts.
    pub baseline: usize,
    /// What stands over each column.
    pub texts: Vec<Column>,
    /// The lines, in the order of the baseline.
    pub rows: Vec<Row>,
}

impl Matrix {
    /// A name for each text, no two alike.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        names(self.texts.iter().map(|column| &column.head))
    }

    /// The cell of a text in a row.
    #[must_use]
    pub fn cell(&self, row: usize, text: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(text)?.as_ref()
    }

    /// The differences of a cell's heading and words, wherever they are said ([`Cell::as_in`]).
    #[must_use]
    pub fn pieces(&self, row: usize, text: usize) -> (&[Piece], &[Piece]) {
        let told = self.cell(row, text).and_then(|cell| match cell.as_in {
            Some(other) => self.cell(row, other),
            None => Some(cell),
        });
        told.map_or((&[], &[]), |cell| (cell.heading.as_slice(), cell.words.as_slice()))
    }

    /// The words that a text has in a row, without headings; empty if it has none, or if a row above has them because
    /// several units became one.
    #[must_use]
    pub fn words(&self, row: usize, text: usize) -> String {
        let Some(line) = self.rows.get(row) else { return String::new() };
        let own = line.unit.as_ref().map_or("", |unit| unit.text.as_str());
        match self.cell(row, text) {
            None if text == self.baseline => own.to_owned(),
            None => String::new(),
            Some(cell) if cell.units.is_empty() => String::new(),
            Some(_) => match self.pieces(row, text).1 {
                [] => own.to_owned(),
                words => rebuilt(words, Op::Right),
            },
        }
    }

    /// How many cells of a text are of each kind; of units that were merged, each counts.
    #[must_use]
    pub fn tally(&self, text: usize) -> Vec<(Kind, usize)> {
        Kind::tally(self.rows.iter().filter_map(|row| row.cells.get(text)?.as_ref()).map(|cell| cell.kind))
    }
}

impl Cell {
    /// Where its force goes, if anywhere that is worth a word: not where it is the same, or wholly new or gone.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        let direction = self.force.as_ref()?.direction;
        (!matches!(direction, Direction::Same | Direction::Added | Direction::Dropped)).then_some(direction)
    }

    fn new(change: &Change, translation: bool) -> Cell {
        let told = |pieces: &[Piece]| {
            // What is gone stands in the row, and so does what is the same; units that were merged stand in several.
            let differ = pieces.iter().any(|piece| piece.op != Op::Both) || change.kind == Kind::Merged;
            if change.kind == Kind::Dropped || !differ {
                return Vec::new();
            }
            let own = rebuilt(pieces, Op::Right);
            if translation && !own.is_empty() {
                return vec![Piece { op: Op::Right, text: own, printing: false, follows: None }];
            }
            pieces.to_vec()
        };
        Cell {
            kind: change.kind,
            addresses: change.right.clone(),
            units: change.right_units.clone(),
            rows: Vec::new(),
            similarity: change.similarity,
            renumbered: change.renumbered,
            consequential: change.consequential,
            differs: !translation && change.differs(),
            force: change.force.clone(),
            signals: change.signals.clone(),
            as_in: None,
            heading: told(&change.heading),
            words: told(&change.words),
        }
    }
}

/// Compares texts with one of them. A `baseline` that there is not gives a matrix without rows. Takes as long as comparing
/// each text with the baseline, and, where several add units, each of those with each other.
#[must_use]
pub fn matrix(texts: &[Text], baseline: usize) -> Matrix {
    let column = |text: &Text| Column { head: Head::of(text), translation: false, relatedness: None };
    let mut matrix = Matrix { baseline, texts: texts.iter().map(column).collect(), rows: Vec::new() };
    let Some(base) = texts.get(baseline) else { return matrix };
    let compared: Vec<Option<Comparison>> =
        texts.par_iter().enumerate().map(|(at, text)| (at != baseline).then(|| compare(base, text))).collect();
    let groups = shared::groups(texts, &compared);
    let laid = rows::lay(base, &compared, &groups);
    let width = texts.len();
    matrix.rows = laid
        .units
        .iter()
        .map(|unit| Row { unit: unit.and_then(|at| base.units.get(at).cloned()), cells: vec![None; width] })
        .collect();
    for (text, comparison) in compared.into_iter().enumerate() {
        let Some(comparison) = comparison else { continue };
        for change in &comparison.changes {
            matrix.put(text, Cell::new(change, comparison.translation), laid.rows_of(text, change));
        }
        if let Some(column) = matrix.texts.get_mut(text) {
            (column.translation, column.relatedness) = (comparison.translation, comparison.relatedness);
        }
    }
    matrix.rows.par_iter_mut().for_each(say_once);
    matrix
}

impl Matrix {
    fn put(&mut self, text: usize, cell: Cell, mut rows: Vec<usize>) {
        rows.sort_unstable();
        let mut slot = |row: usize, cell: Cell| {
            let slot = self.rows.get_mut(row).and_then(|row| row.cells.get_mut(text));
            slot.into_iter().for_each(|slot| *slot = Some(cell.clone()));
        };
        let Some((first, others)) = rows.split_first() else { return };
        let several = if others.is_empty() { Vec::new() } else { rows.clone() };
        for row in others {
            let bare = Cell {
                units: Vec::new(),
                rows: several.clone(),
                force: None,
                signals: Vec::new(),
                heading: Vec::new(),
                words: Vec::new(),
                ..cell.clone()
            };
            slot(*row, bare);
        }
        slot(*first, Cell { rows: several, ..cell });
    }
}

/// Takes out pieces that an earlier cell of the row has.
fn say_once(row: &mut Row) {
    for at in 1..row.cells.len() {
        let (before, rest) = row.cells.split_at_mut(at);
        let Some(Some(cell)) = rest.first_mut() else { continue };
        if cell.heading.is_empty() && cell.words.is_empty() {
            continue;
        }
        let same = |other: &Option<Cell>| {
            other.as_ref().is_some_and(|other| {
                (&other.heading, &other.words, &other.rows) == (&cell.heading, &cell.words, &cell.rows)
            })
        };
        cell.as_in = before.iter().position(same);
        if cell.as_in.is_some() {
            (cell.heading, cell.words) = (Vec::new(), Vec::new());
        }
    }
}
