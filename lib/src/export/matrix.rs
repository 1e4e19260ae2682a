//! A matrix as a table for spreadsheets: a line for each row, columns for each text.
//!
//! In: a [`Matrix`] or a [`ConceptMatrix`]. Out: a [`Sheet`] of plain cells, every line whole in itself: words that the
//! matrix says once are written wherever they stand. Words in `[-brackets-]` are the baseline's only, words in `{+braces+}`
//! only the other text's; a number that follows a renumbering is
//! `[12 → 13]`; differences of case, punctuation and white space are not marked.

use crate::compare::{CodedUnit, ConceptCell, ConceptMatrix, Kind, Matrix, Op, Piece, WordsFound};
use crate::model::Basis;

use super::csv::Sheet;

/// Units down, texts across: of the baseline address, kind, heading and words; of each other text address, kind of change,
/// direction of force and, where they differ, words with the differences marked.
#[must_use]
pub fn units(matrix: &Matrix) -> Sheet {
    let names = matrix.names();
    let others: Vec<usize> = (0..matrix.texts.len()).filter(|at| *at != matrix.baseline).collect();
    let mut columns: Vec<String> = ["unit", "unit_kind", "heading", "words"].map(str::to_owned).into();
    for name in others.iter().filter_map(|at| names.get(*at)) {
        columns.extend(["address", "kind", "direction", "words"].map(|what| format!("{name}: {what}")));
    }
    let rows = matrix.rows.iter().enumerate().map(|(number, row)| {
        let mut line = match &row.unit {
            Some(unit) => vec![
                unit.address.clone(),
                unit.kind.word().to_owned(),
                unit.heading.clone().unwrap_or_default(),
                unit.text.clone(),
            ],
            None => vec![String::new(); 4],
        };
        for at in &others {
            line.extend(match matrix.cell(number, *at) {
                None => Default::default(),
                Some(cell) => [
                    cell.addresses.join(" "),
                    cell.kind.word().to_owned(),
                    cell.direction().map(|direction| direction.word().to_owned()).unwrap_or_default(),
                    told(matrix, number, *at, cell.kind),
                ],
            });
        }
        line
    });
    Sheet { rows: rows.collect(), columns }
}

fn told(matrix: &Matrix, row: usize, text: usize, kind: Kind) -> String {
    let (heading, words) = matrix.pieces(row, text);
    let plain = kind == Kind::Added || matrix.texts.get(text).is_some_and(|column| column.translation);
    let side = |pieces: &[Piece]| if plain { crate::compare::rebuilt(pieces, Op::Right) } else { marked(pieces) };
    let both = [side(heading), side(words)];
    both.into_iter().filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// Words with their differences in brackets and braces.
pub(super) fn marked(pieces: &[Piece]) -> String {
    let mark = |piece: &Piece| match (piece.op, piece.printing) {
        (Op::Both, _) | (Op::Right, true) => piece.text.clone(),
        (Op::Left, true) => String::new(),
        // A number that follows its article has not been changed by anybody.
        (Op::Left, false) if piece.follows.is_some() => format!("[{} → ", piece.text),
        (Op::Right, false) if piece.follows.is_some() => format!("{}]", piece.text),
        (Op::Left, false) => format!("[-{}-]", piece.text),
        (Op::Right, false) => format!("{{+{}+}}", piece.text),
    };
    pieces.iter().map(mark).collect()
}

/// Concepts down, texts across: the answer, what is coded with its basis, and where the label stands in the words.
#[must_use]
pub fn concepts(matrix: &ConceptMatrix<'_>) -> Sheet {
    let mut columns: Vec<String> = ["list", "concept", "label", "broader", "searched"].map(str::to_owned).into();
    for name in matrix.names() {
        columns.extend(["answer", "coded", "words", "narrower"].map(|what| format!("{name}: {what}")));
    }
    let rows = matrix.rows.iter().map(|row| {
        let broader: Vec<&str> = row.concept.broader.iter().map(|wider| &**wider).collect();
        let searched =
            row.searched.as_ref().map_or(String::new(), |s| format!("{} ({})", s.labels.join("; "), s.language));
        let head = [row.list.word(), &row.concept.id, &row.concept.label].map(str::to_owned);
        let mut line: Vec<String> = head.into_iter().chain([broader.join("; "), searched]).collect();
        for cell in &row.cells {
            line.extend([cell.answer.word().to_owned(), coded(cell), found(cell), cell.narrower.join("; ")]);
        }
        line
    });
    Sheet { rows: rows.collect(), columns }
}

/// What is coded, each with its basis.
pub(super) fn coded(cell: &ConceptCell<'_>) -> String {
    let one = |coded: &CodedUnit<'_>| {
        let basis = coded.evidence.basis.map_or(Basis::Unverified.word(), Basis::word);
        format!("{} [{basis}]", coded.unit.unwrap_or("the whole"))
    };
    cell.coded.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Where the label stands, with the words as they stand there.
fn found(cell: &ConceptCell<'_>) -> String {
    let one = |found: &WordsFound| format!("{} “{}”", found.unit, found.quote);
    cell.words.iter().map(one).collect::<Vec<_>>().join("; ")
}
