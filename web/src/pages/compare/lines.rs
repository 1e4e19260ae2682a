//! The words of a change, cut where a page has to cut them: into the units of one side and their paragraphs.

use servanda::compare::{Op, Piece};

/// A stretch of one line of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// The piece that it is of.
    pub(super) piece: &'a Piece,
    /// Its words.
    pub(super) text: &'a str,
}

/// The lines of one side. The words of several units are joined by line feeds, as are the paragraphs of one, so that the
/// lines of a unit are as many as its words have.
pub(super) fn lines(pieces: &[Piece], side: Op) -> Vec<Vec<Stretch<'_>>> {
    let mut lines: Vec<Vec<Stretch<'_>>> = vec![Vec::new()];
    for piece in pieces.iter().filter(|piece| piece.op == Op::Both || piece.op == side) {
        for (at, text) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if !text.is_empty() {
                lines.last_mut().into_iter().for_each(|line| line.push(Stretch { piece, text }));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use servanda::compare::differences;

    use super::*;

    #[test]
    fn each_side_has_its_own_lines() {
        let pieces = differences("One rule.\nTwo rules.", "One rule. Two\nnew rules.");
        let side = |op| {
            let lines = lines(&pieces, op);
            lines.iter().map(|l| l.iter().map(|s| s.text).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(side(Op::Left), ["One rule.", "Two rules."]);
        assert_eq!(side(Op::Right), ["One rule. Two", "new rules."]);
        assert_eq!(lines(&[], Op::Left).len(), 1);
    }
}
