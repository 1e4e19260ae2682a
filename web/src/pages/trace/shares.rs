//! How much of each text stands in which others: a picture, the fullest earlier source of each, families of near copies. As a
//! part of a page, and as a page in a file of its own.

use maud::{Markup, PreEscaped, html};
use servanda::export::heat::HeatMap;
use servanda::trace::shares::{Collection, Sharing};

use crate::assets;
use crate::html::{alone, number, plural};

/// Texts that are listed with their fullest source.
const MOST_ROWS: usize = 200;
/// Members of a family that are named.
const MOST_MEMBERS: usize = 12;

/// What was reckoned, with a name for each text.
pub struct Shares<'s> {
    /// The texts in rows and columns.
    pub map: HeatMap,
    /// What each of them shares, in the order of rows.
    pub sharings: &'s [Sharing],
    /// What was looked at.
    pub collection: &'s Collection,
    /// Fewest words of a run that counts.
    pub run: usize,
    /// The name of a text by its number.
    pub name: &'s dyn Fn(usize) -> String,
}

/// Writes shares as a page that needs no server, no script and no other file.
#[must_use]
pub fn shares(shares: &Shares<'_>) -> String {
    let title = format!("What {} share", plural(shares.sharings.len(), "text", "texts"));
    let article = html! {
        article.trace-page {
            h1 { (title) }
            (parts(shares))
            p.note { "Reckoned word by word with Servanda." }
        }
    };
    alone(&title, assets::trace_style(), &article)
}

/// The picture and its tables.
pub(super) fn parts(shares: &Shares<'_>) -> Markup {
    let mut best: Vec<_> =
        shares.sharings.iter().filter_map(|sharing| Some((sharing, sharing.best.as_ref()?))).collect();
    best.sort_by(|x, y| (y.1.words * x.0.words.max(1)).cmp(&(x.1.words * y.0.words.max(1))));
    let name = shares.name;
    let copies: usize = shares.sharings.iter().map(|sharing| sharing.copies.len()).sum();
    html! {
        p {
            "Each row is a text, each column one that has words of it; both in the order of time, so that what lies below the "
            "diagonal stands in an older text. The darker, the more of the row’s words stand in runs of " (shares.run)
            " or more that the column has word for word. Formulas count like other words; who took from whom is not said."
        }
        @if copies > 0 { p.small { (plural(copies, "text is", "texts are")) " word for word another one and left out." } }
        figure.drawn role="group" aria-label="Shares of words, text by text; the table below names the fullest" tabindex="0" {
            (PreEscaped(shares.map.svg()))
        }
        @if !best.is_empty() {
            h3 { "What has most of each text, later ones aside" }
            div.scroll tabindex="0" role="region" aria-label="What has most of each text" {
                table.facts-table {
                    thead { tr { th scope="col" { "Text" } th scope="col" { "stands in" } th.figure scope="col" { "Words" } th.figure scope="col" { "Share of it" } } }
                    tbody {
                        @for (sharing, best) in best.iter().take(MOST_ROWS) {
                            tr {
                                td { (name(sharing.text)) }
                                td { (name(best.text)) @if !best.earlier { span.small { " (which is older is not known)" } } }
                                td.figure { (number(best.words)) }
                                td.figure { (format!("{:.1} %", best.words as f64 * 100.0 / sharing.words.max(1) as f64)) }
                            }
                        }
                    }
                }
            }
            @if best.len() > MOST_ROWS { p.small { (plural(best.len() - MOST_ROWS, "row with a smaller share is", "rows with smaller shares are")) " not shown." } }
        }
        @if !shares.collection.families.is_empty() {
            h3 { "Families of near copies" }
            ul {
                @for members in &shares.collection.families {
                    li {
                        (plural(members.len(), "text", "texts")) ": "
                        (members.iter().take(MOST_MEMBERS).map(|text| name(*text)).collect::<Vec<_>>().join(", "))
                        @if members.len() > MOST_MEMBERS { " and " (number(members.len() - MOST_MEMBERS)) " more" }
                    }
                }
            }
        }
    }
}
