//! From positioned runs to the lines of a page in reading order.
//!
//! In: a [`Page`]. Out: its lines with their words, looks, links and raised marks. Runs on one baseline make a row, wide
//! gaps cut rows into fragments, small raised fragments are put where they belong, columns order the fragments, and the
//! gaps between letters become spaces.

use std::ops::Range;

use crate::text;

use super::columns;
use super::engine::{Page, Run};
use super::script;
use super::tables;

/// A glyph, or what a library gives as one.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    text: String,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    bold: bool,
    italic: bool,
    artifact: bool,
    /// 1 if raised, -1 if lowered.
    script: i8,
}

/// Cells of one baseline without a wide gap.
#[derive(Debug, Clone, Default)]
pub(super) struct Fragment {
    cells: Vec<Cell>,
    /// Rows are numbered from the top.
    pub(super) row: usize,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) artifact: bool,
    /// It holds the place of this group of lines of a table.
    group: Option<usize>,
}

impl Fragment {
    /// A placeholder at the same place.
    pub(super) fn hollow(&self, group: usize) -> Fragment {
        Fragment { cells: Vec::new(), group: Some(group), artifact: false, ..*self }
    }

    /// Cuts it at the edges of cells, from left to right.
    pub(super) fn cut(self, edges: &[f32]) -> Vec<Fragment> {
        let column = |c: &Cell| edges.iter().filter(|e| **e < (c.x0 + c.x1) / 2.0).count();
        let (row, y) = (self.row, self.y);
        let mut out: Vec<(usize, Fragment)> = Vec::new();
        for cell in self.cells {
            let at = column(&cell);
            let blank = cell.text.trim().is_empty();
            match out.last_mut() {
                Some((open, piece)) if *open == at => {
                    piece.x1 = piece.x1.max(if blank { piece.x1 } else { cell.x1 });
                    piece.size = piece.size.max(cell.size);
                    piece.cells.push(cell);
                }
                _ if blank => {}
                _ => {
                    let (x0, x1, size) = (cell.x0, cell.x1, cell.size);
                    out.push((at, Fragment { cells: vec![cell], row, x0, x1, y, size, ..Fragment::default() }));
                }
            }
        }
        out.into_iter().map(|(_, piece)| piece).collect()
    }
}

/// A printed line of one column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// Page, from 1.
    pub(super) page: u32,
    /// Line of the page, from 1.
    pub(super) number: u32,
    /// 0 for what runs over the whole page, then the columns from left to right.
    pub(super) column: u8,
    /// Left and right edge, baseline, size of the letters.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Height of the page.
    pub(super) height: f32,
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) rtl: bool,
    /// The file calls it a head or foot.
    pub(super) artifact: bool,
    /// It reads in another direction than the page.
    pub(super) rotated: bool,
    /// It is a row of a table, its cells parted by tabs.
    pub(super) table: bool,
    /// A rule is drawn above it.
    pub(super) ruled: bool,
    /// Advance of the first word, to know whether it would have found room on the line before.
    pub(super) first_word: f32,
    /// Links with the bytes of `text` they stand on.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// Raised marks and asterisks: bytes of `text` and the mark as printed.
    pub(super) marks: Vec<(Range<usize>, String)>,
}

fn cells(runs: &[Run]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(runs.len());
    // Signs that belong to a letter drawn after them wait for it.
    let mut waiting: Option<(String, f32)> = None;
    for run in runs {
        let count = run.text.chars().count().max(1);
        let one = Cell {
            text: String::new(),
            x0: run.x,
            x1: run.x + run.width,
            y: run.y,
            size: run.size,
            bold: run.bold,
            italic: run.italic,
            artifact: run.artifact,
            script: 0,
        };
        if run.text.chars().all(script::is_mark) && !run.text.is_empty() {
            let middle = run.x + run.width / 2.0;
            let near = |c: &Cell| (c.y - run.y).abs() < run.size && middle > c.x0 - 1.0 && middle < c.x1 + 1.0;
            match cells.last_mut().filter(|c| near(c)) {
                Some(base) => base.text.push_str(&run.text),
                None => waiting = Some((run.text.clone(), middle)),
            }
            continue;
        }
        let first = cells.len();
        if run.text.chars().any(script::is_rtl) || count == 1 {
            cells.push(Cell { text: run.text.clone(), ..one });
        } else {
            let step = run.width / count as f32;
            for (i, c) in run.text.chars().enumerate() {
                let x0 = run.x + step * i as f32;
                cells.push(Cell { text: c.to_string(), x0, x1: x0 + step, ..one.clone() });
            }
        }
        if let Some((mark, _)) = waiting.take()
            && let Some(cell) = cells.get_mut(first)
        {
            cell.text.push_str(&mark);
        }
    }
    cells
}

/// Rows of one baseline, from the top, cut where a gap is wider than any between words.
fn fragments(mut cells: Vec<Cell>) -> Vec<Fragment> {
    cells.retain(|c| c.text.chars().any(|c| !c.is_control()) && c.size > 0.5);
    cells.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut base = (f32::MAX, 0.0f32);
    for cell in cells {
        let blank = cell.text.trim().is_empty();
        match rows.last_mut() {
            Some(row) if base.0 - cell.y <= 0.25 * base.1.min(cell.size) => row.push(cell),
            // A blank has no baseline of its own that matters.
            Some(row) if blank && base.0 - cell.y <= 0.5 * base.1 => row.push(cell),
            _ => {
                base = (cell.y, cell.size);
                rows.push(vec![cell]);
            }
        }
    }
    let mut out = Vec::new();
    for (number, mut row) in rows.into_iter().enumerate() {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut current = Fragment::default();
        for cell in row {
            let blank = cell.text.trim().is_empty();
            let gap = cell.x0 - current.x1;
            if !blank && !current.cells.is_empty() && gap > 0.9 * cell.size.max(current.size) {
                out.push(std::mem::take(&mut current));
            }
            if current.cells.is_empty() {
                if blank {
                    continue;
                }
                current = Fragment { row: number, x0: cell.x0, x1: cell.x1, y: cell.y, artifact: true, ..current };
            }
            if !blank {
                current.x1 = current.x1.max(cell.x1);
                current.size = current.size.max(cell.size);
                current.artifact &= cell.artifact;
            }
            current.cells.push(cell);
        }
        if !current.cells.is_empty() {
            out.push(current);
        }
    }
    out
}

/// Puts small raised or lowered fragments into the fragment beside which they stand.
fn attach_scripts(fragments: Vec<Fragment>) -> Vec<Fragment> {
    let mut hosts: Vec<Option<usize>> = vec![None; fragments.len()];
    for (i, small) in fragments.iter().enumerate() {
        let long = small.cells.iter().filter(|c| !c.text.trim().is_empty()).count() > 12;
        if long {
            continue;
        }
        // Fragments are sorted by height; only neighbours can be hosts.
        let above = fragments.iter().enumerate().take(i).rev();
        let below = fragments.iter().enumerate().skip(i + 1);
        let mut best: Option<(f32, usize)> = None;
        let mut consider = |(j, host): (usize, &Fragment)| {
            let rise = small.y - host.y;
            if rise.abs() > host.size * 2.0 {
                return false;
            }
            // Beside the host, or in a gap of it.
            let beside = |c: &Cell| {
                let gap = if c.x1 <= small.x0 + 0.5 { small.x0 - c.x1 } else { c.x0 - small.x1 };
                (gap > -0.5 * small.size).then_some(gap.max(0.0))
            };
            let nearest = host.cells.iter().filter(|c| !c.text.trim().is_empty()).filter_map(beside);
            let nearest = nearest.fold(f32::MAX, f32::min);
            let fits = host.size >= 1.2 * small.size
                && rise < 0.7 * host.size
                && rise > -0.4 * host.size
                && nearest < host.size;
            if fits && best.is_none_or(|(d, _)| nearest < d) {
                best = Some((nearest, j));
            }
            true
        };
        for candidate in above {
            if !consider(candidate) {
                break;
            }
        }
        for candidate in below {
            if !consider(candidate) {
                break;
            }
        }
        if let Some(host) = hosts.get_mut(i) {
            *host = best.map(|(_, j)| j);
        }
    }
    let mut out: Vec<Fragment> = fragments;
    for (i, host) in hosts.iter().enumerate() {
        let Some(host) = *host else { continue };
        if hosts.get(host).is_some_and(Option::is_some) {
            continue;
        }
        let Some(small) = out.get_mut(i).map(std::mem::take) else { continue };
        let Some(host) = out.get_mut(host) else { continue };
        let rise = small.y - host.y;
        let script = if rise > 0.12 * host.size { 1 } else { -i8::from(rise < -0.08 * host.size) };
        host.cells.extend(small.cells.into_iter().map(|c| Cell { script, ..c }));
        host.cells.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        host.x0 = host.x0.min(small.x0);
        host.x1 = host.x1.max(small.x1);
    }
    out.retain(|f| !f.cells.is_empty());
    out
}

/// The lines of a page in reading order.
pub(super) fn of_page(page: &Page, number: u32) -> Vec<Line> {
    let (sideways, upright): (Vec<Run>, Vec<Run>) = page.runs.iter().cloned().partition(|r| r.rotated);
    let fragments = attach_scripts(fragments(cells(&upright)));
    let rtl = upright.iter().flat_map(|r| r.text.chars()).filter(|c| script::is_rtl(*c)).count() * 2 > upright.len();
    let (fragments, mut tables) = tables::take(fragments, page, rtl);
    let mut lines: Vec<Line> = Vec::new();
    for (column, group) in columns::order(fragments, rtl) {
        let mut current: Option<Fragment> = None;
        for fragment in group {
            if let Some(rows) = fragment.group.and_then(|at| tables.get_mut(at)) {
                lines.extend(current.take().map(|f| line(f, column, page)));
                lines.extend(std::mem::take(rows).into_iter().map(|l| Line { column, ..l }));
                continue;
            }
            match &mut current {
                Some(open) if joins(open, &fragment, column) => {
                    open.x1 = open.x1.max(fragment.x1);
                    open.size = open.size.max(fragment.size);
                    open.cells.extend(fragment.cells);
                }
                _ => {
                    lines.extend(current.take().map(|f| line(f, column, page)));
                    current = Some(fragment);
                }
            }
        }
        lines.extend(current.map(|f| line(f, column, page)));
    }
    lines.retain(|l| !l.text.is_empty());
    mend_brackets(&mut lines);
    if let Some(first) = sideways.first() {
        let text: String = sideways.iter().map(|r| r.text.as_str()).collect();
        let text = script::unshape(text.trim());
        lines.push(Line {
            text,
            x0: first.x,
            x1: first.x,
            y: first.y,
            size: first.size,
            rotated: true,
            ..Line::default()
        });
    }
    for (line, n) in lines.iter_mut().zip(1..) {
        line.number = n;
        line.page = number;
        line.height = page.height;
    }
    mark_rules(&mut lines, page);
    lines
}

/// Whether a fragment goes on in the next one of the same row: always behind a label, otherwise unless the gap is so wide
/// that nobody would read over it. Narrow columns are set with wide gaps, and have nothing else beside their words.
fn joins(open: &Fragment, next: &Fragment, column: u8) -> bool {
    if open.row != next.row || open.artifact != next.artifact {
        return false;
    }
    let short = open.cells.iter().filter(|c| !c.text.trim().is_empty()).count() <= 6;
    let size = open.size.max(next.size);
    next.x0 - open.x1 < if short || column > 0 { 8.0 } else { 3.0 } * size
}

/// Letters of a fragment with the spaces between them, in reading order, and whether they run from right to left.
fn spaced(fragment: Fragment) -> (Vec<Cell>, bool) {
    let size = fragment.size;
    let letters = fragment.cells.iter().filter(|c| !c.text.trim().is_empty()).count();
    let blanks = fragment.cells.len() - letters;
    let mut gaps: Vec<f32> = Vec::with_capacity(letters);
    let mut before: Option<&Cell> = None;
    for cell in fragment.cells.iter().filter(|c| !c.text.trim().is_empty()) {
        gaps.extend(before.map(|b| cell.x0 - b.x1));
        before = Some(cell);
    }
    gaps.sort_by(f32::total_cmp);
    // Letter-spaced headings have a gap after every letter.
    let tracking = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let tracking = if letters > 6 && tracking > 0.06 * size { tracking } else { 0.0 };
    // Where spaces are written out, a gap alone is hardly ever one.
    let written_out = blanks * 12 > letters;
    let wide = tracking + if written_out { 0.33 } else { 0.18 } * size;
    // A tight line has narrow gaps between its words and none to speak of within them. Where nothing lies between the two,
    // half of a usual gap parts words, which no kerning comes near; otherwise words that are too long tell.
    let parted = gaps.iter().filter(|gap| **gap > wide).count();
    let close = letters > 20 && gaps.get(gaps.len() * 3 / 4).is_some_and(|gap| gap.abs() < 0.03 * size);
    let (inner, outer) = (gaps.partition_point(|g| *g < 0.03 * size), gaps.partition_point(|g| *g < 0.09 * size));
    let usual = gaps.get(outer + (gaps.len() - outer) / 2).copied();
    let wide = match usual.filter(|_| close && inner == outer) {
        Some(usual) => wide.min((0.5 * usual).max(0.09 * size)),
        None if close && !written_out && parted * 8 < letters => wide.min(0.09 * size),
        None => wide,
    };
    let mut out: Vec<Cell> = Vec::with_capacity(fragment.cells.len());
    let mut blank = false;
    let mut has_words = false;
    for cell in fragment.cells {
        if cell.text.trim().is_empty() {
            blank = true;
            continue;
        }
        if let Some(last) = out.last_mut() {
            let gap = cell.x0 - last.x1;
            // Bold is also made by printing twice.
            if last.text == cell.text && (cell.x0 - last.x0).abs() < 0.3 * (cell.x1 - cell.x0) && cell.y == last.y {
                last.bold = true;
                continue;
            }
            let spaceless = |t: &str| t.chars().all(script::is_spaceless);
            let wide = if spaceless(&last.text) && spaceless(&cell.text) { wide.max(0.6 * size) } else { wide };
            // A mark stands close to its word, whatever a justified line puts before it; its own note stands apart from it.
            let mark = cell.script == 1 && last.script == 0 && cell.text.chars().all(char::is_numeric);
            let behind_mark = cell.script == 0 && !has_words && last.script == 1;
            let written = blank && gap > 0.04 * size + tracking * 0.5;
            if behind_mark || (if mark { gap > 0.6 * size } else { gap > wide || written }) {
                let (x0, x1) = (last.x1, cell.x0);
                let script = if last.script == cell.script { cell.script } else { 0 };
                out.push(Cell { text: " ".to_owned(), x0, x1, script, ..cell.clone() });
            }
        }
        blank = false;
        has_words |= cell.script == 0;
        out.push(cell);
    }
    for cell in &mut out {
        cell.text = script::unshape(&cell.text);
    }
    let rtl = script::logical(&mut out, |c| c.text.as_str(), |c, text| c.text = text);
    (out, rtl)
}

fn raised(c: char, script: i8) -> char {
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digit = c.to_digit(10);
    let moved = match script {
        1 => digit.and_then(|_| text::raised(c)),
        -1 => digit.and_then(|d| LOWERED.get(d as usize).copied()),
        _ => None,
    };
    moved.unwrap_or(c)
}

pub(super) fn line(fragment: Fragment, column: u8, page: &Page) -> Line {
    let mut line = Line { column, x0: fragment.x0, x1: fragment.x1, y: fragment.y, ..Line::default() };
    line.artifact = fragment.artifact;
    let (cells, rtl) = spaced(fragment);
    line.rtl = rtl;
    line.size = usual_size(&cells);
    line.bold = cells.iter().any(|c| c.bold)
        && cells.iter().filter(|c| c.script == 0 && c.text.chars().all(char::is_alphanumeric)).all(|c| c.bold);
    let mut places: Vec<(Range<usize>, &Cell)> = Vec::with_capacity(cells.len());
    for cell in &cells {
        let start = line.text.len();
        // A soft hyphen that is drawn within a line is a hyphen.
        let within = !std::ptr::eq(cell, cells.last().unwrap_or(cell));
        line.text.extend(cell.text.chars().map(|c| if c == '\u{ad}' && within { '-' } else { raised(c, cell.script) }));
        places.push((start..line.text.len(), cell));
    }
    line.italic = begins_italic(&line.text, &places);
    let word = places.iter().take_while(|(range, _)| line.text.get(range.clone()) != Some(" "));
    line.first_word = word.map(|(_, c)| c.x1 - c.x0).sum();
    line.links = links(&places, page, &line.text);
    line.marks = marks(&places);
    line
}

fn usual_size(cells: &[Cell]) -> f32 {
    let mut sizes: Vec<f32> = cells.iter().filter(|c| c.script == 0).map(|c| c.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// Whether the first word behind a number or a letter in brackets is italic.
fn begins_italic(text: &str, places: &[(Range<usize>, &Cell)]) -> bool {
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        if word.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !word.ends_with(')') {
            let mut letters =
                places.iter().filter(|(r, c)| r.start >= at && r.end <= end && c.text.chars().all(char::is_alphabetic));
            return letters.all(|(_, c)| c.italic);
        }
        at = end + 1;
    }
    false
}

fn links(places: &[(Range<usize>, &Cell)], page: &Page, text: &str) -> Vec<(Range<usize>, String)> {
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    for link in &page.links {
        let [x0, y0, x1, y1] = link.area;
        let covered = places.iter().filter(|(range, c)| {
            let (x, y) = ((c.x0 + c.x1) / 2.0, c.y + 0.25 * c.size);
            x > x0 && x < x1 && y > y0 && y < y1 && text.get(range.clone()) != Some(" ")
        });
        let (start, end) = covered.fold((usize::MAX, 0), |(s, e), (r, _)| (s.min(r.start), e.max(r.end)));
        let covered = text.get(start..end).unwrap_or("");
        let words = bare(covered, &link.target);
        if !words.is_empty() {
            let start = start + covered.find(words).unwrap_or(0);
            out.push((start..start + words.len(), link.target.clone()));
        }
    }
    out.sort_by_key(|(range, _)| range.start);
    out.dedup();
    out
}

/// The words of a link without the punctuation that its rectangle also touches.
fn bare<'a>(covered: &'a str, target: &str) -> &'a str {
    let mut words = covered.trim();
    loop {
        let before = words;
        if !target.ends_with(words.chars().next_back().unwrap_or(' ')) {
            words = words.trim_end_matches([',', '.', ';', ':']);
        }
        let count = |c: char| words.matches(c).count();
        for (open, close) in [('(', ')'), ('[', ']'), ('“', '”')] {
            if count(open) > count(close) {
                words = words.strip_prefix(open).unwrap_or(words);
            }
            if count(close) > count(open) {
                words = words.strip_suffix(close).unwrap_or(words);
            }
        }
        if words == before {
            return words;
        }
    }
}

fn marks(places: &[(Range<usize>, &Cell)]) -> Vec<(Range<usize>, String)> {
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    for (range, cell) in places {
        let digit = cell.script == 1 && cell.text.chars().all(|c| c.is_ascii_digit());
        let sign = matches!(cell.text.as_str(), "*" | "†" | "‡") || (cell.script == 1 && cell.text == "§");
        if !digit && !sign {
            continue;
        }
        match out.last_mut() {
            Some((open, mark)) if open.end == range.start && mark.ends_with(|c: char| c.is_ascii_digit()) == digit => {
                open.end = range.end;
                mark.push_str(&cell.text);
            }
            _ => out.push((range.clone(), cell.text.clone())),
        }
    }
    out
}

/// Some producers say of a mirrored bracket which shape is drawn, others which character was meant. Which it is shows in
/// whether the brackets of the page then match.
fn mend_brackets(lines: &mut [Line]) {
    let rtl = |l: &&Line| l.rtl && l.text.contains(['(', ')', '[', ']', '«', '»']);
    let as_is: usize = lines.iter().filter(rtl).map(|l| script::misplaced(&l.text)).sum();
    let turned: usize = lines.iter().filter(rtl).map(|l| script::misplaced(&script::mirror(&l.text))).sum();
    if turned >= as_is {
        return;
    }
    for line in lines.iter_mut().filter(|l| l.rtl) {
        let other = script::mirror(&line.text);
        // Places in the text stay right only because a bracket and its mirror image have the same length.
        if script::misplaced(&other) <= script::misplaced(&line.text) && other.len() == line.text.len() {
            line.text = other;
        }
    }
}

/// Finds the lines under a drawn rule that is shorter than the page, such as stands over footnotes.
fn mark_rules(lines: &mut [Line], page: &Page) {
    for [_, y, length] in &page.rules {
        // Rules around cells may be of any length, and those of words are short.
        if *length > 0.6 * page.width || *length < 30.0 {
            continue;
        }
        let under = lines.iter_mut().filter(|l| !l.table && l.y < *y && l.y > y - 3.0 * l.size);
        if let Some(line) = under.max_by(|a, b| a.y.total_cmp(&b.y)) {
            line.ruled = true;
        }
    }
}
