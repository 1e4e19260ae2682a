//! Tables: rows of short cells stay rows, and tables that only lay out text become paragraphs.
//!
//! - A row whose cells hold at most one short paragraph each is one line of role [`Role::TableRow`](crate::read::extract::Role), cells parted by
//!   tabs.
//! - In any other row, as in a row of one cell (a frame around words), the paragraphs stand as paragraphs, cell by cell.
//! - A table whose columns are written in different languages or scripts, with more than short words in it, is an
//!   agreement in two or more languages side by side. It is read column by column, so that each text stays whole.
//!
//! Numbers are counted as Word counts them, row by row, whatever the order of reading.

use crate::text::language_of;

use super::body::{Walk, choice};
use super::para::{Para, Script, add_tongue};
use super::xml::{Elem, Ns};

/// Longest paragraph, in characters, of a cell that is a cell and no place for running words.
const SHORT: usize = 250;
/// Letters that a column must have before its language counts.
const TELLING: usize = 40;
/// Paragraphs of a column whose words are looked at.
const SAMPLE: usize = 60;
/// Bytes of a column that are sentences, and of one of its paragraphs on average.
const SENTENCES: usize = 300;
const SENTENCE: usize = 50;

#[derive(Default)]
struct Cell {
    paragraphs: Vec<Para>,
    /// Whether it holds a table.
    nested: bool,
}

impl Cell {
    fn is_short(&self) -> bool {
        let mut filled = self.paragraphs.iter().filter(|p| !p.is_blank());
        let first = filled.next();
        !self.nested && filled.next().is_none() && first.is_none_or(|p| p.words.chars().nth(SHORT).is_none())
    }
}

type Row = Vec<Cell>;

impl Walk<'_> {
    /// Reads a table into paragraphs in the order of reading.
    pub(super) fn table(&mut self, table: Elem<'_>, out: &mut Vec<Para>) {
        self.tables += 1;
        // Words whose paragraph mark was struck do not move into the table behind them.
        self.close(out);
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        let mut rest = rows.into_iter().peekable();
        while let Some(row) = rest.next() {
            let columns = row.len();
            let mut block = vec![row];
            while columns > 1 && rest.peek().is_some_and(|r| r.len() == columns) {
                block.extend(rest.next());
            }
            if side_by_side(&block, columns) {
                let mut texts: Vec<Vec<Para>> = (0..columns).map(|_| Vec::new()).collect();
                for (text, cell) in block.into_iter().flat_map(|row| (0..).zip(row)) {
                    if let Some(text) = texts.get_mut(text) {
                        text.extend(filled(cell));
                    }
                }
                out.extend(texts.into_iter().flatten());
            } else {
                block.into_iter().for_each(|row| put_row(row, out));
            }
        }
    }

    fn rows(&mut self, parent: Elem<'_>, rows: &mut Vec<Row>) {
        for child in parent.children() {
            match (child.ns(), child.name()) {
                (Ns::Word, "tr") => {
                    let before = self.changes.len();
                    for change in child.child("trPr").iter().flat_map(Elem::children) {
                        self.open_change(change);
                    }
                    let mut row = Row::new();
                    self.cells(child, &mut row);
                    if self.is_visible() {
                        rows.push(row);
                    }
                    self.changes.truncate(before);
                }
                (Ns::Compat, "AlternateContent") => {
                    if let Some(chosen) = choice(child) {
                        self.rows(chosen, rows);
                    }
                }
                (Ns::Word, name) if name.ends_with("Pr") || name == "tblGrid" => {}
                // Words that stand in no row are not lost.
                (Ns::Word, "p" | "tbl") => {
                    let mut cell = Cell::default();
                    self.block(child, &mut cell.paragraphs);
                    rows.push(vec![cell]);
                }
                _ => {
                    let change = self.open_change(child);
                    self.rows(child, rows);
                    self.close_change(change);
                }
            }
        }
    }

    fn cells(&mut self, parent: Elem<'_>, row: &mut Row) {
        for child in parent.children() {
            match (child.ns(), child.name()) {
                (Ns::Word, "tc") => {
                    let before = self.changes.len();
                    for change in child.child("tcPr").iter().flat_map(Elem::children) {
                        self.open_change(change);
                    }
                    let tables = self.tables;
                    let mut paragraphs = Vec::new();
                    self.blocks(child, &mut paragraphs);
                    self.close(&mut paragraphs);
                    if self.is_visible() {
                        row.push(Cell { paragraphs, nested: self.tables > tables });
                    }
                    self.changes.truncate(before);
                }
                (Ns::Word, name) if name.ends_with("Pr") => {}
                (Ns::Word, "p" | "tbl") => {
                    let mut cell = Cell::default();
                    self.block(child, &mut cell.paragraphs);
                    row.push(cell);
                }
                _ => {
                    let change = self.open_change(child);
                    self.cells(child, row);
                    self.close_change(change);
                }
            }
        }
    }
}

/// Paragraphs of a cell; empty ones only make room on the page.
fn filled(cell: Cell) -> impl Iterator<Item = Para> {
    cell.paragraphs.into_iter().filter(|p| !p.is_blank() || !p.revisions.is_empty())
}

fn put_row(row: Row, out: &mut Vec<Para>) {
    if row.len() < 2 || !row.iter().all(Cell::is_short) {
        out.extend(row.into_iter().flat_map(filled));
        return;
    }
    let mut line = Para::row();
    for (column, cell) in row.into_iter().enumerate() {
        if column > 0 {
            line.say_tab();
        }
        for (i, mut para) in filled(cell).enumerate() {
            para.flatten();
            if i > 0 {
                line.say_space();
            }
            if column == 0 && para.label > 0 {
                line.label = para.label;
            }
            line.append(para);
        }
    }
    if !line.is_blank() || !line.revisions.is_empty() {
        out.push(line);
    }
}

/// Whether each column speaks a language of its own, by its words: sentences, and not the names of a list in two languages.
fn speak_apart(rows: &[Row], columns: usize) -> bool {
    let mut spoken = Vec::new();
    for column in 0..columns {
        let cells = || rows.iter().filter_map(|r| r.get(column)).flat_map(|c| &c.paragraphs).filter(|p| !p.is_blank());
        let words: String = cells().map(|p| p.words.as_str()).take(SAMPLE).collect::<Vec<_>>().join("\n");
        let long = words.len() >= SENTENCES && words.len() >= cells().take(SAMPLE).count() * SENTENCE;
        match language_of(&words).filter(|guess| long && guess.sure && !spoken.contains(&guess.language)) {
            Some(guess) => spoken.push(guess.language),
            None => return false,
        }
    }
    true
}

/// Whether the columns are the same agreement in different languages.
fn side_by_side(rows: &[Row], columns: usize) -> bool {
    if columns >= 2 && rows.len() >= 2 && speak_apart(rows, columns) {
        return true;
    }
    if columns < 2 || rows.iter().flatten().all(Cell::is_short) {
        return false;
    }
    let mut tongues = Vec::new();
    for column in 0..columns {
        let mut letters = Vec::new();
        for para in rows.iter().filter_map(|r| r.get(column)).flat_map(|c| &c.paragraphs) {
            for (language, script, count) in &para.tongues {
                add_tongue(&mut letters, language.as_ref(), *script, *count);
            }
        }
        let most = letters.into_iter().max_by_key(|(_, _, count)| *count);
        let Some((language, script, _)) = most.filter(|(_, _, count)| *count >= TELLING) else { return false };
        let language = language.and_then(|l| l.split('-').next().map(str::to_ascii_lowercase));
        let tongue: (Option<String>, Script) = (language, script);
        if tongues.contains(&tongue) {
            return false;
        }
        tongues.push(tongue);
    }
    true
}
