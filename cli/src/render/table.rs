//! Rows in columns: fitted to a terminal, whole when piped.

use super::label::Label;
use super::screen::Screen;
use super::text::Line;

/// One column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Name, in lower case; also the heading in CSV.
    pub(crate) name: &'static str,
    /// Narrowest width at which a cell may be cut; `None` if cells are never cut.
    pub(crate) least: Option<usize>,
    /// Which columns go first when the terminal is narrow: the highest; 0 never goes.
    pub(crate) dispensable: u8,
}

impl Column {
    /// A column that is always there and never cut.
    pub(crate) const fn fixed(name: &'static str) -> Column {
        Column { name, least: None, dispensable: 0 }
    }

    /// A column whose cells are cut to what room there is.
    pub(crate) const fn flexible(name: &'static str, least: usize) -> Column {
        Column { name, least: Some(least), dispensable: 0 }
    }

    /// The column goes when there is no room; the highest number goes first.
    pub(crate) const fn or_drop(self, dispensable: u8) -> Column {
        Column { dispensable, ..self }
    }
}

/// Rows in columns.
pub(crate) struct Table {
    /// The columns.
    pub(crate) columns: &'static [Column],
    /// The rows; every row has as many cells as there are columns.
    pub(crate) rows: Vec<Vec<Line>>,
}

const GAP: usize = 2;
/// In a pipe cells are whole, but one long title shall not push every row's next column out of sight.
const WIDEST_PIPED: usize = 60;

impl Table {
    /// The table as it is written: with headings and fitted on a terminal, whole and without headings in a pipe.
    pub(crate) fn write(&self, screen: &Screen) -> String {
        let natural: Vec<usize> = (0..self.columns.len())
            .map(|at| self.rows.iter().filter_map(|row| row.get(at)).map(Line::width).max().unwrap_or(0))
            .collect();
        let mut out = String::new();
        if screen.terminal {
            let widths = self.fitted(&natural, screen.width);
            let heads: Vec<Line> = self.columns.iter().map(|c| Line::of(Label::Heading, c.name)).collect();
            write_row(screen, &heads, &widths, true, &mut out);
            for row in &self.rows {
                write_row(screen, row, &widths, true, &mut out);
            }
        } else {
            let widths: Vec<Option<usize>> = natural.iter().map(|w| Some((*w).min(WIDEST_PIPED))).collect();
            for row in &self.rows {
                write_row(screen, row, &widths, false, &mut out);
            }
        }
        out
    }

    /// The width of each column, `None` for those that have to go.
    fn fitted(&self, natural: &[usize], width: usize) -> Vec<Option<usize>> {
        let mut widths: Vec<Option<usize>> = self
            .columns
            .iter()
            .zip(natural)
            .map(|(column, natural)| (*natural > 0).then(|| (*natural).max(column.name.len())))
            .collect();
        loop {
            let shown = widths.iter().flatten().count();
            let gaps = GAP * shown.saturating_sub(1);
            let over = (widths.iter().flatten().sum::<usize>() + gaps).saturating_sub(width);
            if over == 0 {
                return widths;
            }
            let slack: usize = self.flexible(&widths).map(|(_, have, least)| have.saturating_sub(least)).sum();
            if slack >= over {
                self.shrink(&mut widths, over);
                return widths;
            }
            let goes = self
                .columns
                .iter()
                .enumerate()
                .filter(|(at, c)| c.dispensable > 0 && widths.get(*at).is_some_and(Option::is_some))
                .max_by_key(|(_, c)| c.dispensable);
            match goes.and_then(|(at, _)| widths.get_mut(at)) {
                Some(column) => *column = None,
                None => {
                    self.shrink(&mut widths, slack);
                    return widths;
                }
            }
        }
    }

    fn flexible<'t>(&'t self, widths: &'t [Option<usize>]) -> impl Iterator<Item = (usize, usize, usize)> + 't {
        self.columns
            .iter()
            .zip(widths)
            .enumerate()
            .filter_map(|(at, (column, width))| Some((at, (*width)?, column.least?)))
    }

    /// Takes cells away, always from the widest column that can be cut, so that no column pays alone.
    fn shrink(&self, widths: &mut [Option<usize>], over: usize) {
        for _ in 0..over {
            let widest = self.flexible(widths).filter(|(_, have, least)| have > least).max_by_key(|(_, have, _)| *have);
            let Some((at, have, _)) = widest else { return };
            if let Some(column) = widths.get_mut(at) {
                *column = Some(have - 1);
            }
        }
    }
}

fn write_row(screen: &Screen, cells: &[Line], widths: &[Option<usize>], cut: bool, out: &mut String) {
    let mut pad = 0;
    let mut first = true;
    for (cell, width) in cells.iter().zip(widths) {
        let Some(width) = *width else { continue };
        if !first {
            out.push_str(&" ".repeat(pad + GAP));
        }
        first = false;
        let shown = if cut { cell.cut(width) } else { cell.clone() };
        pad = width.saturating_sub(shown.width());
        shown.write(screen, out);
    }
    let kept = out.trim_end_matches(' ').len();
    out.truncate(kept);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::fixed("id"),
        Column::flexible("title", 10),
        Column::fixed("kind").or_drop(1),
        Column::fixed("who").or_drop(2),
    ];

    fn table() -> Table {
        let row = |cells: [&str; 4]| cells.iter().map(Line::plain).collect();
        Table {
            columns: COLUMNS,
            rows: vec![
                row(["a-1", "信息安全国际行为准则", "code", "CN, RU"]),
                row(["b-22", "Convention on Cybercrime", "treaty", "76"]),
            ],
        }
    }

    #[test]
    fn fits_a_terminal_by_cutting_and_then_by_dropping() {
        let shown = |width| anstream::adapter::strip_str(&table().write(&Screen { width, terminal: true })).to_string();
        insta::assert_snapshot!(shown(60), @r"
        id    title                     kind    who
        a-1   信息安全国际行为准则      code    CN, RU
        b-22  Convention on Cybercrime  treaty  76
        ");
        insta::assert_snapshot!(shown(40), @r"
        id    title             kind    who
        a-1   信息安全国际行…   code    CN, RU
        b-22  Convention on C…  treaty  76
        ");
        insta::assert_snapshot!(shown(24), @r"
        id    title
        a-1   信息安全国际行为…
        b-22  Convention on Cyb…
        ");
    }

    #[test]
    fn is_whole_and_without_headings_in_a_pipe() {
        let shown = table().write(&Screen { width: 10, terminal: false });
        let shown = anstream::adapter::strip_str(&shown).to_string();
        insta::assert_snapshot!(shown, @r"
        a-1   信息安全国际行为准则      code    CN, RU
        b-22  Convention on Cybercrime  treaty  76
        ");
    }
}
