//! How to cite a page.

use maud::{Markup, html};

use crate::html::day;
use crate::view::View;

/// Ways to cite a thing, each with the name of the style.
pub(crate) type Citations = Vec<(String, String)>;

/// How to cite this page of this landscape: what another reader needs to see the same.
pub(crate) fn of_page(view: &View<'_>, title: &str) -> Citations {
    let landscape = view.landscape();
    let name = landscape.manifest.title.as_deref().unwrap_or(&landscape.manifest.name);
    let print: String = landscape.fingerprint.chars().take(16).collect();
    vec![(
        "This page".to_owned(),
        format!(
            "“{title}”, in: {name} (Servanda landscape “{}”, fingerprint {print}), as of {}",
            landscape.manifest.name,
            day(view.as_of())
        ),
    )]
}

/// The section, or nothing if there is no way to cite the thing.
pub(crate) fn section(citations: &Citations) -> Markup {
    html! {
        @if !citations.is_empty() {
            section #cite aria-labelledby="cite-title" {
                h2 #cite-title { "Cite this" }
                dl.cite { @for (style, text) in citations { dt { (style) } dd { (text) } } }
            }
        }
    }
}
