//! The units of a text in the order in which a page shows them, and long texts in parts.

use std::ops::Range;

use servanda::holding::{Wording, WordingUnit};
use servanda::model::UnitKind;

/// Bytes of words, all shown languages together, that one page shows at most; a unit that is longer and has no
/// subordinate units is shown whole. About a hundred printed pages.
const MOST_BYTES: usize = 220_000;

/// What stands on the page next.
pub(super) enum Piece<'w, 'a> {
    /// A unit with the words that open it.
    Unit(&'w WordingUnit<'a>, Place),
    /// Words of a unit that stand behind one of its subordinate units.
    Rest(&'w WordingUnit<'a>, &'w WordingUnit<'a>, Place),
}

/// How deep a unit stands, by what its ancestors look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Headings above it.
    pub(super) headings: usize,
    /// Units with hanging numbers above it.
    pub(super) hanging: usize,
}

/// Whether a unit is shown by a heading; the others have numbers that hang in the margin.
pub(in crate::pages) fn is_heading(kind: UnitKind) -> bool {
    !matches!(kind, UnitKind::Recital | UnitKind::Paragraph | UnitKind::Alinea | UnitKind::Point | UnitKind::Sentence)
}

/// The units of a stretch as they are shown: a unit's closing words come when all that it contains has been said.
pub(super) fn pieces<'w, 'a>(wording: &'w Wording<'a>, range: &Range<usize>) -> Vec<Piece<'w, 'a>> {
    let units = wording.units.get(range.clone()).unwrap_or_default();
    let Some(first) = units.first() else { return Vec::new() };
    let mut pieces = Vec::with_capacity(units.len());
    let mut open: Vec<&'w WordingUnit<'a>> =
        wording.path(first).into_iter().filter_map(|above| wording.units.get(above.index)).collect();
    for unit in units {
        close(&mut open, unit.depth, &mut pieces);
        pieces.push(Piece::Unit(unit, place(&open)));
        open.push(unit);
    }
    let next = wording.units.get(range.end).map_or(0, |unit| unit.depth);
    close(&mut open, next, &mut pieces);
    pieces
}

/// Ends the units that a unit of some depth does not stand in.
fn close<'w, 'a>(open: &mut Vec<&'w WordingUnit<'a>>, depth: usize, pieces: &mut Vec<Piece<'w, 'a>>) {
    while let Some(ended) = open.pop_if(|unit| unit.depth >= depth) {
        if let Some((above, outer)) = open.split_last()
            && above.goes_on_after(ended.address)
        {
            pieces.push(Piece::Rest(above, ended, place(outer)));
        }
    }
}

fn place(above: &[&WordingUnit<'_>]) -> Place {
    let headings = above.iter().filter(|unit| is_heading(unit.kind)).count();
    Place { headings, hanging: above.len() - headings }
}

/// A text cut into parts of readable length, along its own divisions. A text that is short is one part.
pub(super) fn parts(wording: &Wording<'_>) -> Vec<Range<usize>> {
    let sizes: Vec<usize> = wording.units.iter().map(WordingUnit::size).collect();
    let mut parts = Vec::new();
    cut(&wording.units, &sizes, 0..wording.units.len(), MOST_BYTES, &mut parts);
    parts
}

fn cut(units: &[WordingUnit<'_>], sizes: &[usize], range: Range<usize>, most: usize, parts: &mut Vec<Range<usize>>) {
    let size = |range: Range<usize>| sizes.get(range).unwrap_or_default().iter().sum::<usize>();
    let inside = units.get(range.clone()).unwrap_or_default();
    let Some(top) = inside.iter().map(|unit| unit.depth).min() else { return };
    if size(range.clone()) <= most {
        parts.push(range);
        return;
    }
    let mut borders: Vec<usize> =
        inside.iter().enumerate().filter(|(_, unit)| unit.depth == top).map(|(at, _)| range.start + at).collect();
    if borders.first() != Some(&range.start) {
        borders.insert(0, range.start);
    }
    borders.push(range.end);
    let mut open = range.start..range.start;
    for pair in borders.windows(2) {
        let &[from, to] = pair else { continue };
        let whole = size(from..to);
        if whole > most && to - from > 1 {
            if !open.is_empty() {
                parts.push(open.clone());
            }
            // What a chapter says before its first article goes with that article.
            let already = parts.len();
            cut(units, sizes, from + 1..to, most, parts);
            if let Some(first) = parts.get_mut(already) {
                first.start = from;
            }
            open = to..to;
        } else if !open.is_empty() && size(open.clone()) + whole > most {
            parts.push(open.clone());
            open = from..to;
        } else {
            open.end = to;
        }
    }
    if !open.is_empty() {
        parts.push(open);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use servanda::holding::{self, ReadText};
    use servanda::landscape::{Landscape, RawFile, assemble};

    use super::*;

    fn held(text: &str) -> (Landscape, Vec<Arc<ReadText>>) {
        let files = vec![
            RawFile::new("instruments/x/instrument.toml", "title = { en = \"X\" }\n"),
            RawFile::new("instruments/x/text.en.md", text),
        ];
        let landscape = assemble("t", files, None).landscape;
        let texts = landscape
            .instrument("x")
            .unwrap()
            .held
            .iter()
            .map(|h| Arc::new(holding::read_text(&landscape, h, None)))
            .collect();
        (landscape, texts)
    }

    #[test]
    fn closing_words_come_behind_what_they_close() {
        let text = "## Article 1\n\n1. The Parties shall:\n\n(a) try;\n\n(b) go on trying,\n\nwithout boasting of it.\n\n2. They may rest.\n";
        let (landscape, texts) = held(text);
        let wording = Wording::new(landscape.instrument("x").unwrap(), &texts, &[]);
        let order: Vec<String> = pieces(&wording, &(0..wording.units.len()))
            .iter()
            .map(|piece| match piece {
                Piece::Unit(unit, place) => format!("{} {}", unit.address, place.hanging),
                Piece::Rest(unit, after, place) => {
                    format!("{} after {} {}", unit.address, after.address, place.hanging)
                }
            })
            .collect();
        assert_eq!(order, ["art1 0", "art1/1 0", "art1/1/a 1", "art1/1/b 1", "art1/1 after art1/1/b 0", "art1/2 0"]);
    }

    #[test]
    fn parts_hold_every_unit_once_and_follow_the_chapters() {
        let mut text = String::new();
        for chapter in 1..=4 {
            text += &format!("## Chapter {chapter}\n\n");
            for article in 1..=8 {
                text += &format!("### Article {}\n\nEach Party shall do this.\n\n", (chapter - 1) * 8 + article);
            }
        }
        let (landscape, texts) = held(&text);
        let wording = Wording::new(landscape.instrument("x").unwrap(), &texts, &[]);
        let sizes: Vec<usize> = wording.units.iter().map(WordingUnit::size).collect();
        let whole: usize = sizes.iter().sum();
        for most in [1, 40, 120, whole / 4 + 20, whole / 2 + 20, whole] {
            let mut found = Vec::new();
            cut(&wording.units, &sizes, 0..sizes.len(), most, &mut found);
            assert_eq!(found.iter().flat_map(Clone::clone).collect::<Vec<_>>(), (0..sizes.len()).collect::<Vec<_>>());
            if most >= whole / 4 + 20 {
                assert!(
                    found.iter().all(|part| wording.units[part.start].kind == UnitKind::Chapter),
                    "{most}: {found:?}"
                );
            }
        }
    }
}
