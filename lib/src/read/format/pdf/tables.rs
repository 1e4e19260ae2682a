//! Tables whose grid is drawn: each row becomes one line, its cells parted by tabs.
//!
//! In: the fragments of a page and the rules drawn on it. Out: the fragments that stand in no table, and for each row a
//! placeholder among them. A row that has running words in a cell is laid out by a table and is none: its cells are read
//! one after the other. Tables without vertical rules are not looked for, because columns of figures, signatures and
//! forms look the same.

use super::engine::Page;
use super::lines::{Fragment, Line, line};
use super::script;

/// Longest text, in characters, of a cell that is a cell and no place for running words.
const SHORT: usize = 250;
/// How far the ends of rules that meet may be apart, in points.
const NEAR: f32 = 4.0;

/// A row of the grid: its upper and lower edge and the edges of its cells from left to right.
#[derive(Debug, Clone, PartialEq)]
struct Band {
    top: f32,
    bottom: f32,
    edges: Vec<f32>,
}

/// Horizontal lines through the grid from edge to edge: height, left and right end.
fn levels(page: &Page) -> Vec<(f32, f32, f32)> {
    let mut rules = page.rules.clone();
    rules.sort_by(|a, b| b[1].total_cmp(&a[1]).then(a[0].total_cmp(&b[0])));
    let mut levels: Vec<(f32, f32, f32)> = Vec::new();
    for [x, y, length] in rules {
        let same = |l: &&mut (f32, f32, f32)| x < l.2 + 2.0 * NEAR && x + length > l.1 - 2.0 * NEAR;
        match levels.iter_mut().rev().take_while(|l| l.0 - y < NEAR).find(same) {
            Some(level) => *level = (level.0, level.1.min(x), level.2.max(x + length)),
            None => levels.push((y, x, x + length)),
        }
    }
    // An underlined word ends where no vertical rule stands.
    let met = |x: f32, y: f32| {
        let meets = |v: &&[f32; 3]| (v[0] - x).abs() < 2.0 * NEAR && v[1] < y + NEAR && v[1] + v[2] > y - NEAR;
        page.uprights.iter().any(|v| meets(&v))
    };
    levels.retain(|(y, left, right)| met(*left, *y) && met(*right, *y));
    levels
}

fn bands(page: &Page) -> Vec<Band> {
    let levels = levels(page);
    let mut bands = Vec::new();
    for (upper, lower) in levels.iter().zip(levels.iter().skip(1)) {
        let (top, bottom) = (upper.0, lower.0);
        let middle = (top + bottom) / 2.0;
        let (left, right) = (upper.1.max(lower.1), upper.2.min(lower.2));
        let crosses =
            |v: &&[f32; 3]| v[1] < middle && v[1] + v[2] > middle && v[0] > left - NEAR && v[0] < right + NEAR;
        let mut edges: Vec<f32> = page.uprights.iter().filter(crosses).map(|v| v[0]).collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|a, b| *a - *b < NEAR);
        if edges.len() >= 3 && top - bottom > NEAR && right - left > 60.0 {
            bands.push(Band { top, bottom, edges });
        }
    }
    bands
}

/// Takes the rows of tables out of the fragments and leaves placeholders for them, which count the groups of lines that
/// are given.
pub(super) fn take(fragments: Vec<Fragment>, page: &Page, rtl: bool) -> (Vec<Fragment>, Vec<Vec<Line>>) {
    let bands = bands(page);
    if bands.len() < 2 {
        return (fragments, Vec::new());
    }
    let mut rows: Vec<Vec<Vec<Fragment>>> = bands.iter().map(|b| vec![Vec::new(); b.edges.len()]).collect();
    let mut first: Vec<Option<Fragment>> = vec![None; bands.len()];
    let mut rest = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        let y = fragment.y + 0.3 * fragment.size;
        let inside = |b: &Band| {
            let (left, right) = (b.edges.first().copied(), b.edges.last().copied());
            left.zip(right).is_some_and(|(l, r)| b.top > y && b.bottom < y && fragment.x1 > l && fragment.x0 < r)
        };
        let Some(at) = bands.iter().position(inside) else {
            rest.push(fragment);
            continue;
        };
        let (Some(band), Some(row), Some(place)) = (bands.get(at), rows.get_mut(at), first.get_mut(at)) else {
            continue;
        };
        place.get_or_insert_with(|| fragment.hollow(at));
        for piece in fragment.cut(&band.edges) {
            let middle = (piece.x0 + piece.x1) / 2.0;
            let column = band.edges.iter().skip(1).take_while(|e| **e < middle).count();
            if let Some(cell) = row.get_mut(column) {
                cell.push(piece);
            }
        }
    }
    let mut groups = Vec::with_capacity(rows.len());
    for (row, place) in rows.into_iter().zip(first) {
        groups.push(read(row, page, rtl));
        rest.extend(place);
    }
    (rest, groups)
}

/// The lines of a row: one, or those of its cells if one of them holds running words.
fn read(row: Vec<Vec<Fragment>>, page: &Page, rtl: bool) -> Vec<Line> {
    // What stands right of the last edge has a place of its own, which is mostly empty.
    let filled = row.iter().rposition(|c| !c.is_empty()).map_or(0, |at| at + 1);
    let columns = filled.max(row.len().saturating_sub(1));
    let mut cells: Vec<Vec<Line>> = row
        .into_iter()
        .take(columns)
        .map(|cell| cell.into_iter().map(|f| line(f, 0, page)).filter(|l| !l.text.is_empty()).collect())
        .collect();
    if rtl {
        cells.reverse();
    }
    let long = |cell: &Vec<Line>| cell.iter().map(|l| l.text.chars().count()).sum::<usize>() > SHORT;
    if cells.iter().any(long) {
        return cells.into_iter().flatten().collect();
    }
    let Some(first) = cells.iter().flatten().next().cloned() else { return Vec::new() };
    let mut out = Line { text: String::new(), links: Vec::new(), marks: Vec::new(), table: true, ..first };
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            out.text.push('\t');
        }
        let start = out.text.len();
        for line in cell {
            let last = out.text.get(start..).and_then(|t| t.chars().next_back());
            let next = line.text.chars().next();
            let close = |a: char, b: char| a == '-' || (script::is_spaceless(a) && script::is_spaceless(b));
            if let (Some(last), Some(next)) = (last, next)
                && !close(last, next)
            {
                out.text.push(' ');
            }
            let at = out.text.len();
            out.text.push_str(&line.text);
            out.links.extend(line.links.into_iter().map(|(r, target)| (r.start + at..r.end + at, target)));
            out.marks.extend(line.marks.into_iter().map(|(r, mark)| (r.start + at..r.end + at, mark)));
            out.x0 = out.x0.min(line.x0);
            out.x1 = out.x1.max(line.x1);
            out.bold &= line.bold;
        }
    }
    vec![out]
}
