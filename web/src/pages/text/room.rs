//! Notes that are longer than the paragraph beside which they stand: those that find room beside the next paragraphs may
//! reach down there, the others push the next paragraph down.
//!
//! A page without script cannot measure, so lines are counted here as a browser would set them, with room to spare.

use maud::{Markup, PreEscaped};

use super::flow::Piece;

/// Letters in a line of the text and in a line of notes, at least.
const TEXT_LINE: usize = 78;
const NOTE_LINE: usize = 26;
/// Heights in hundredths of the size of letters of the page.
const TEXT_HEIGHT: usize = 168;
const NOTE_HEIGHT: usize = 117;
const NOTE_GAP: usize = 36;

/// The class of notes that may reach down.
const FREE: &str = "<aside class=\"notes free\"";
const BOUND: &str = "<aside class=\"notes\"";

/// Lets notes reach down as far as nothing stands there.
pub(super) fn make(pieces: &[Piece<'_, '_>], notes: &mut [Option<Markup>]) {
    // From the end, with the height from here to the next notes.
    let mut room = 0_usize;
    for (at, piece) in pieces.iter().enumerate().rev() {
        room += height(piece);
        let Some(own) = notes.get_mut(at) else { continue };
        let Some(markup) = own else { continue };
        if note_height(&markup.0) <= room {
            *markup = PreEscaped(markup.0.replacen(BOUND, FREE, 1));
        }
        room = 0;
    }
}

fn height(piece: &Piece<'_, '_>) -> usize {
    let unit = match piece {
        Piece::Unit(unit, _) | Piece::Rest(unit, _, _) => unit,
    };
    let after = match piece {
        Piece::Unit(..) => None,
        Piece::Rest(_, after, _) => Some(after.address),
    };
    let Some(version) = unit.versions.first() else { return 0 };
    let own = version.unit.paragraphs.iter().filter(|paragraph| paragraph.after.as_deref() == after);
    own.map(|paragraph| paragraph.words.text.chars().count().div_ceil(TEXT_LINE).max(1) * TEXT_HEIGHT).sum()
}

/// Height of notes: what is between tags is words, and each paragraph begins a line.
fn note_height(markup: &str) -> usize {
    markup
        .split("<p")
        .skip(1)
        .map(|paragraph| {
            let mut inside = true;
            let letters = paragraph.chars().filter(|c| {
                match c {
                    '<' => inside = true,
                    '>' => inside = false,
                    _ => return !inside,
                }
                false
            });
            letters.count().div_ceil(NOTE_LINE).max(1) * NOTE_HEIGHT + NOTE_GAP
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_without_tags() {
        let short = "<aside class=\"notes\"><p><span class=\"what\">Defined term</span> “x”</p></aside>";
        assert_eq!(note_height(short), NOTE_HEIGHT + NOTE_GAP);
        let long = format!("<aside><p>{}</p><p title=\"a &gt; b\">x</p></aside>", "w".repeat(NOTE_LINE + 1));
        assert_eq!(note_height(&long), 3 * NOTE_HEIGHT + 2 * NOTE_GAP);
    }
}
