//! Pictures: SVG with classes, names and links, and a table of the same beneath.

mod density;
mod timeline;

use maud::Markup;
use servanda::register::Overview;

use crate::view::View;

/// More marks than an eye tells apart, and than a page should carry.
const MOST_MARKS: usize = 1500;

/// All instruments over time: a mark each, or numbers where there are too many.
pub(crate) fn over_time(view: &View<'_>, sheet: &Overview<'_>) -> Markup {
    if sheet.timeline.len() > MOST_MARKS { density::density(view, sheet) } else { timeline::timeline(view, sheet) }
}
