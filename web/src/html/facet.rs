//! Facets with counts, as links that add a value to what is asked or take it out.

use maud::{Markup, html};
use servanda::register::{Facet, FacetValue};

use super::words::number;

/// Values of a facet that stand open; the rest is behind a click.
const OPEN_VALUES: usize = 7;

/// One facet. `link` gives the address with a value added, or taken out if it is chosen.
pub(crate) fn facet_block(facet: &Facet, open: bool, link: impl Fn(&str) -> String) -> Markup {
    let (first, rest) = facet.values.split_at(facet.values.len().min(OPEN_VALUES));
    let value = |value: &FacetValue| {
        html! {
            li.selected[value.selected] {
                a href=(link(&value.id)) aria-current=[value.selected.then_some("true")] {
                    (value.label) @if value.selected { span.hidden { ", chosen; take out" } }
                }
                " " span.count { (number(value.count)) }
            }
        }
    };
    html! {
        @if !facet.values.is_empty() {
            details.facet open[open || facet.values.iter().any(|v| v.selected)] {
                summary { (facet.label) }
                ul.counts { @for one in first { (value(one)) } }
                @if !rest.is_empty() {
                    details.more open[rest.iter().any(|v| v.selected)] {
                        summary { (number(rest.len())) " more" }
                        ul.counts { @for one in rest { (value(one)) } }
                    }
                }
            }
        }
    }
}

/// The sign behind something chosen that a click takes out.
pub(crate) fn remove() -> Markup {
    html! { span.hidden { ", take out" } span.cross aria-hidden="true" { " ×" } }
}
