//! Columns of a page, found by the vertical strip that nothing crosses.

use super::lines::Fragment;

/// Half of the least width of a gutter, in points.
const HALF_GUTTER: f32 = 4.0;
/// Rows that both sides of a gutter must have before it is believed.
const ROWS: usize = 5;

/// Fragments in reading order: what crosses the gutter stands between the columns above and below it. The number is 0 for
/// text over the whole page, and tells the columns apart.
pub(super) fn order(mut fragments: Vec<Fragment>, rtl: bool) -> Vec<(u8, Vec<Fragment>)> {
    fragments.sort_by(|a, b| a.row.cmp(&b.row).then(a.x0.total_cmp(&b.x0)));
    let Some(x) = gutter_of(&fragments) else { return vec![(0, fragments)] };
    // Official journals print three or four columns: what looks like one may be two.
    let mut ordered = Vec::new();
    for (column, group) in split(fragments, x, rtl) {
        match gutter_of(&group).filter(|_| column > 0) {
            Some(x) => {
                ordered.extend(split(group, x, rtl).into_iter().map(|(inner, part)| (column * 10 + inner, part)));
            }
            None => ordered.push((column, group)),
        }
    }
    ordered.retain(|(_, group)| !group.is_empty());
    ordered
}

fn gutter_of(fragments: &[Fragment]) -> Option<Gutter> {
    let body: Vec<&Fragment> = fragments.iter().filter(|f| !f.artifact).collect();
    gutter(&body)
}

/// Which side of a strip a fragment stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Across,
}

/// A strip between columns: where the left one ends and the right one begins.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    left: f32,
    right: f32,
}

impl Gutter {
    fn around(x: f32) -> Gutter {
        Gutter { left: x - HALF_GUTTER, right: x + HALF_GUTTER }
    }
}

/// What stands in the gutter itself, as a page number may, belongs to neither column.
fn side(f: &Fragment, gutter: Gutter) -> Side {
    let middle = (f.x0 + f.x1) / 2.0;
    if middle < gutter.left && f.x1 < gutter.right {
        Side::Left
    } else if middle > gutter.right && f.x0 > gutter.left {
        Side::Right
    } else {
        Side::Across
    }
}

/// Stretches of rows that nothing crosses, as indices into the fragments.
fn bands(fragments: &[&Fragment], x: Gutter) -> Vec<std::ops::Range<usize>> {
    let mut bands = Vec::new();
    let mut start = 0;
    let mut crossed = usize::MAX;
    for (i, fragment) in fragments.iter().enumerate() {
        if side(fragment, x) == Side::Across {
            // The whole row belongs to what crosses.
            let row_start = fragments.iter().take(i).rev().take_while(|f| f.row == fragment.row).count();
            if i - row_start > start {
                bands.push(start..i - row_start);
            }
            crossed = fragment.row;
        }
        if fragment.row == crossed {
            start = i + 1;
        }
    }
    if start < fragments.len() {
        bands.push(start..fragments.len());
    }
    bands
}

fn rows_of(fragments: &[&Fragment], x: Gutter, wanted: Side) -> Vec<Row> {
    let mut rows: Vec<(usize, f32, f32)> = Vec::new();
    for f in fragments.iter().filter(|f| side(f, x) == wanted) {
        match rows.last_mut() {
            Some(last) if last.0 == f.row => last.2 = last.2.max(f.x1),
            _ => rows.push((f.row, f.x0, f.x1)),
        }
    }
    rows.into_iter().map(|(_, x0, x1)| (x0, x1)).collect()
}

/// Where a row begins and ends.
type Row = (f32, f32);

/// Whether rows look like running text, of one column or of two that stand beside each other.
fn running(rows: &[Row]) -> bool {
    let left = rows.iter().map(|r| r.0).fold(f32::MAX, f32::min);
    let right = rows.iter().map(|r| r.1).fold(f32::MIN, f32::max);
    let (first, second): (Vec<Row>, Vec<Row>) = rows.iter().partition(|r| r.0 < left + 0.45 * (right - left));
    let enough = first.len() >= ROWS && second.len() >= ROWS;
    let apart =
        || first.iter().map(|r| r.1).fold(f32::MIN, f32::max) < second.iter().map(|r| r.0).fold(f32::MAX, f32::min);
    fills(rows) || (enough && apart() && fills(&first) && fills(&second))
}

/// Whether most rows fill their column. Cells of a table and signatures do not.
fn fills(rows: &[Row]) -> bool {
    let left = rows.iter().map(|r| r.0).fold(f32::MAX, f32::min);
    let right = rows.iter().map(|r| r.1).fold(f32::MIN, f32::max);
    let filled = rows.iter().filter(|(x0, x1)| x1 - x0 > 0.6 * (right - left)).count();
    right - left > 60.0 && filled * 2 > rows.len()
}

fn gutter(fragments: &[&Fragment]) -> Option<Gutter> {
    let left = fragments.iter().map(|f| f.x0).fold(f32::MAX, f32::min);
    let right = fragments.iter().map(|f| f.x1).fold(f32::MIN, f32::max);
    let width = right - left;
    if !(width > 150.0 && width < 5000.0) {
        return None;
    }
    let mut best: Option<(usize, Gutter)> = None;
    let steps = (width / 4.0) as usize;
    for step in 0..steps {
        let x = Gutter::around(left + 0.25 * width + 2.0 * step as f32);
        let mut score = 0;
        let (mut ends, mut begins) = (Vec::new(), Vec::new());
        for band in bands(fragments, x) {
            let part = fragments.get(band).unwrap_or(&[]);
            let (l, r) = (rows_of(part, x, Side::Left), rows_of(part, x, Side::Right));
            if l.len() >= ROWS && r.len() >= ROWS && running(&l) && running(&r) {
                score += l.len() + r.len();
                ends.extend(l.into_iter().map(|row| row.1));
                begins.extend(r.into_iter().map(|row| row.0));
            }
        }
        if score > best.map_or(0, |b| b.0) {
            let (left, right) = (share(ends, 0.75), share(begins, 0.25));
            if right - left >= 2.0 * HALF_GUTTER {
                best = Some((score, Gutter { left, right }));
            }
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// The value that this share of the values does not exceed.
fn share(mut values: Vec<f32>, share: f32) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get((values.len().saturating_sub(1) as f32 * share) as usize).copied().unwrap_or(0.0)
}

fn split(fragments: Vec<Fragment>, x: Gutter, rtl: bool) -> Vec<(u8, Vec<Fragment>)> {
    let borrowed: Vec<&Fragment> = fragments.iter().collect();
    let bands = bands(&borrowed, x);
    let two_sided: Vec<bool> = bands
        .iter()
        .map(|band| {
            let part = borrowed.get(band.clone()).unwrap_or(&[]);
            [Side::Left, Side::Right].iter().all(|s| part.iter().any(|f| side(f, x) == *s && !f.artifact))
        })
        .collect();
    let mut out: Vec<(u8, Vec<Fragment>)> = vec![(0, Vec::new())];
    let mut band = 0;
    let mut right: Vec<Fragment> = Vec::new();
    let mut left: Vec<Fragment> = Vec::new();
    let flush = |out: &mut Vec<(u8, Vec<Fragment>)>, left: &mut Vec<Fragment>, right: &mut Vec<Fragment>| {
        let mut pair = [(1, std::mem::take(left)), (2, std::mem::take(right))];
        if rtl {
            pair.reverse();
        }
        out.extend(pair.into_iter().filter(|(_, f)| !f.is_empty()));
    };
    for (i, fragment) in fragments.into_iter().enumerate() {
        if bands.get(band).is_some_and(|b| i >= b.end) {
            flush(&mut out, &mut left, &mut right);
            band += 1;
        }
        let inside = bands.get(band).is_some_and(|b| b.contains(&i)) && two_sided.get(band) == Some(&true);
        match side(&fragment, x) {
            Side::Left if inside && !fragment.artifact => left.push(fragment),
            Side::Right if inside && !fragment.artifact => right.push(fragment),
            _ => {
                flush(&mut out, &mut left, &mut right);
                match out.last_mut() {
                    Some((0, group)) => group.push(fragment),
                    _ => out.push((0, vec![fragment])),
                }
            }
        }
    }
    flush(&mut out, &mut left, &mut right);
    out
}
