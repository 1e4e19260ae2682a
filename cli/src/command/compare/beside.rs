//! A comparison for the terminal in two columns, as wide as it is.

use servanda::compare::{Change, Comparison, Op, Piece, TwoColumnRow};

use super::inline::{head, heads, marked, shortened, told};
use crate::render::{Label, Line, Page, Screen};

/// Between the columns.
const BAR: &str = " │ ";
/// Wider columns are no longer read line by line.
const WIDEST: usize = 72;

/// All changes that are shown.
pub(super) fn page(comparison: &Comparison, shown: &[&Change], printing: bool) -> String {
    let screen = Screen::of_stdout();
    let width = (screen.width.saturating_sub(BAR.chars().count()) / 2).clamp(16, WIDEST);
    let mut page = Page::new();
    heads(&mut page, comparison);
    let mut out = page.write(&screen);
    for row in comparison.rows() {
        let (TwoColumnRow::Change(number) | TwoColumnRow::Left(number)) = row;
        let Some(change) = comparison.changes.get(number).filter(|c| shown.iter().any(|s| std::ptr::eq(*s, *c))) else {
            continue;
        };
        out.push('\n');
        if let TwoColumnRow::Left(_) = row {
            let gone = Line::of(Label::Id, change.left.join(" + "));
            let to = Line::of(Label::Warning, "moved to ").with(Label::Id, change.right.join(" + "));
            columns(&screen, width, &gone, &to, &mut out);
            continue;
        }
        head(change).write(&screen, &mut out);
        out.push('\n');
        for pieces in [&change.heading, &change.words] {
            if pieces.iter().all(|p| p.text.trim().is_empty()) {
                continue;
            }
            let side = |op: Op| marked(&one_sided(&shortened(pieces, printing), op), printing);
            // Of two printings of the same words the right one is shown in both columns.
            columns(&screen, width, &side(Op::Left), &side(Op::Right), &mut out);
        }
        for signal in &change.signals {
            Line::plain("    ").join(told(signal)).write(&screen, &mut out);
            out.push('\n');
        }
    }
    out
}

fn one_sided(pieces: &[Piece], side: Op) -> Vec<Piece> {
    let here = pieces.iter().filter(|p| p.op == Op::Both || p.op == side || p.printing && p.op == Op::Right);
    // A number that follows its article has not been changed by anybody.
    here.map(|p| if p.follows.is_some() { Piece { op: Op::Both, follows: None, ..p.clone() } } else { p.clone() })
        .collect()
}

fn columns(screen: &Screen, width: usize, left: &Line, right: &Line, out: &mut String) {
    let (left, right) = (left.fold(width), right.fold(width));
    let empty = Line::new();
    for at in 0..left.len().max(right.len()) {
        let (l, r) = (left.get(at).unwrap_or(&empty), right.get(at).unwrap_or(&empty));
        l.write(screen, out);
        out.push_str(&" ".repeat(width.saturating_sub(l.width())));
        Line::of(Label::Aside, BAR).write(screen, out);
        r.write(screen, out);
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}
