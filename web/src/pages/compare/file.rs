//! A comparison as one file that needs nothing else: to be sent, kept and printed.

use maud::html;
use servanda::compare::{Comparison, TwoColumnRow};

use super::head;
use super::pairs::{self, Look, Side};
use crate::assets;
use crate::html::{alone, language};

/// Writes a comparison as a page that needs no server, no script and no other file.
///
/// Takes what was compared, and whether case, punctuation and white space count as differences. The whole of both texts is
/// in it. It names no day and no program's address, so that the same comparison gives the same bytes.
#[must_use]
pub fn comparison(comparison: &Comparison, printing: bool) -> String {
    let look = Look { comparison, printing, link: &|_: Side, _: &str| None };
    let rows: Vec<(TwoColumnRow, usize)> = comparison.rows().into_iter().map(|row| (row, 0)).collect();
    let place = |row: TwoColumnRow| Some(format!("#{}", pairs::anchor(comparison, row)));
    let name = |side: &servanda::compare::Text| side.title.clone().unwrap_or_else(|| side.name.clone());
    let title = format!("{} and {}", name(&comparison.left), name(&comparison.right));
    let article = html! {
        article.compare-page {
            h1 { "What changed" }
            div.sides {
                @for (at, side) in [&comparison.left, &comparison.right].into_iter().enumerate() {
                    div {
                        p.kicker { (if at == 0 { "Baseline" } else { "Compared with it" }) }
                        p.side { (name(side)) }
                        p.small {
                            (side.name)
                            @if let Some(tag) = &side.language { ", " (language(tag).0) }
                        }
                    }
                }
            }
            (head::summary(comparison))
            p.whole { (head::tally(comparison)) "." }
            (head::turns(comparison, &place))
            (pairs::section(&look, &rows, &place))
            p.note { "Compared word by word with Servanda. What is not certainly the same unit is shown as dropped on one side and added on the other." }
        }
    };
    alone(&format!("{title} · compared"), assets::comparison_style(), &article)
}
