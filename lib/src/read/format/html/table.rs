//! What a table is for: data, the layout of a page, labels set apart from their words, or two languages side by side.

use crate::text::language_of;

use super::page::{Page, What};

/// What a table is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Rows of data.
    Data,
    /// A grid that only places things: cells are read as blocks, row by row.
    Layout,
    /// The first cell of each row is the number of what stands in the second.
    Labels,
    /// Columns of text: these cells are read column by column.
    Columns(Vec<usize>, Option<(String, String)>),
}

struct Cell {
    at: usize,
    length: usize,
    blocks: usize,
    headed: bool,
    nested: bool,
    spans: bool,
}

/// Longer cells are no data.
const LONG: usize = 1500;

/// Tells what a table is for.
pub(super) fn kind(page: &Page<'_>, at: usize) -> Kind {
    let rows = rows(page, at);
    let cells = || rows.iter().flatten();
    let filled: Vec<Vec<&Cell>> = rows
        .iter()
        .map(|row| row.iter().filter(|c| c.length > 0).collect::<Vec<_>>())
        .filter(|row: &Vec<&Cell>| !row.is_empty())
        .collect();
    let widest = filled.iter().map(Vec::len).max().unwrap_or(0);
    if widest <= 1 || page.attr(at, "role").is_some_and(|r| r == "none") {
        return Kind::Layout;
    }
    let header =
        page.below(at).any(|n| matches!(page.tag(n), "th" | "caption" | "thead") && owner(page, n) == Some(at));
    if widest == 2 && !header && filled.iter().all(|row| labels(page, row)) {
        return Kind::Labels;
    }
    if let Some(columns) = columns(page, &filled) {
        return columns;
    }
    let presentation = page.attr(at, "role").is_some_and(|r| r == "presentation");
    let framed = page.attr(at, "border").is_some_and(|b| b != "0");
    let heavy = cells().any(|c| c.length > LONG || c.blocks > 8 || (c.headed && !framed));
    let nested = cells().any(|c| c.nested && c.length > 300);
    let grid = filled.len() >= 2 && filled.iter().filter(|r| r.len() >= 2).count() * 2 >= filled.len();
    if presentation || heavy || nested || !(grid || header) { Kind::Layout } else { Kind::Data }
}

/// The table that an item belongs to.
fn owner(page: &Page<'_>, at: usize) -> Option<usize> {
    page.above(at).find(|up| page.tag(*up) == "table")
}

fn rows(page: &Page<'_>, table: usize) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let groups = |at: usize| {
        page.children(at)
            .flat_map(|n| {
                if matches!(page.tag(n), "tbody" | "thead" | "tfoot") { page.children(n).collect() } else { vec![n] }
            })
            .filter(|n| page.tag(*n) == "tr")
            .collect::<Vec<_>>()
    };
    for row in groups(table) {
        let cells = page.children(row).filter(|n| matches!(page.tag(*n), "td" | "th")).map(|n| cell(page, n)).collect();
        rows.push(cells);
    }
    rows
}

fn cell(page: &Page<'_>, at: usize) -> Cell {
    let mut cell = Cell { at, length: 0, blocks: 0, headed: false, nested: false, spans: false };
    cell.spans = page.attr(at, "colspan").and_then(|c| c.parse::<u32>().ok()).is_some_and(|c| c > 1);
    for item in page.below(at).skip(1).filter_map(|n| page.item(n)).filter(|i| !i.look.hidden) {
        match item.what {
            What::Text(text) => cell.length += text.trim().len(),
            _ => {
                cell.blocks += usize::from(matches!(item.tag, "p" | "li" | "div"));
                cell.headed |= item.look.heading > 0;
                cell.nested |= item.tag == "table";
            }
        }
    }
    cell
}

/// A number in its own cell, and words beside it.
fn labels(page: &Page<'_>, row: &[&Cell]) -> bool {
    let [label, words] = row else { return row.len() == 1 };
    let text = page.words(label.at, 40);
    let text = text.trim();
    let short = text.chars().count() <= 8 && words.length > 0;
    let sign = text.ends_with(['.', ')', '°', 'º']) || matches!(text, "—" | "–" | "-" | "•" | "·" | "*");
    short && sign
}

/// Two columns of long texts. In two languages they are two texts; in one they are read one after the other only if the
/// table has a single row, since the cells of several rows belong to each other.
fn columns(page: &Page<'_>, rows: &[Vec<&Cell>]) -> Option<Kind> {
    let pairs: Vec<(&Cell, &Cell)> = rows
        .iter()
        .filter_map(|row| match row.as_slice() {
            [left, right] => Some((*left, *right)),
            _ => None,
        })
        .collect();
    let lengths = pairs.iter().fold((0, 0), |(l, r), (left, right)| (l + left.length, r + right.length));
    let even = lengths.0 >= 300 && lengths.1 >= 300 && lengths.0 < lengths.1 * 4 && lengths.1 < lengths.0 * 4;
    if !even || pairs.len() * 10 < rows.len() * 7 {
        return None;
    }
    let sample = |cells: &mut dyn Iterator<Item = usize>| {
        let mut words = String::new();
        for at in cells {
            words.push_str(&page.words(at, 4000));
            words.push(' ');
            if words.len() > 4000 {
                break;
            }
        }
        words
    };
    let left = language_of(&sample(&mut pairs.iter().map(|(l, _)| l.at)));
    let right = language_of(&sample(&mut pairs.iter().map(|(_, r)| r.at)));
    let languages = match (left, right) {
        (Some(left), Some(right)) if left.sure && right.sure && left.language != right.language => {
            Some((left.language.to_owned(), right.language.to_owned()))
        }
        _ => None,
    };
    let single = pairs.len() == 1 && lengths.0 > LONG && lengths.1 > LONG;
    if languages.is_none() && !single {
        return None;
    }
    // Titles over both columns stand before them, signatures under both behind them; one between goes with the left.
    let last = rows.iter().rposition(|row| row.len() == 2).unwrap_or(0);
    let first = rows.iter().position(|row| row.len() == 2).unwrap_or(0);
    let mut order: Vec<usize> = rows.iter().take(first).flatten().map(|c| c.at).collect();
    let middle = || rows.iter().take(last + 1).skip(first);
    let plain = |row: &Vec<&Cell>| row.len() == 2 && !row.iter().any(|c| c.spans);
    for row in middle() {
        let left = if plain(row) { 1 } else { row.len() };
        order.extend(row.iter().take(left).map(|c| c.at));
    }
    order.extend(middle().filter(|row| plain(row)).filter_map(|row| row.get(1)).map(|c| c.at));
    order.extend(rows.iter().skip(last + 1).flatten().map(|c| c.at));
    Some(Kind::Columns(order, languages))
}
