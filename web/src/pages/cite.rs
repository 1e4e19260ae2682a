//! How to cite an instrument, a unit, or a page of this landscape.

use maud::{Markup, html};
use servanda::export::{Style, cite};
use servanda::model::{Instrument, Unit};

use crate::html::day;
use crate::view::View;

/// One way to cite a thing.
pub(crate) struct Way {
    /// Name of the style.
    style: &'static str,
    /// The citation.
    text: String,
    /// Whether it is a record for a program rather than a line for a footnote.
    record: bool,
}

/// The ways to cite a thing, and what is to be known before doing so.
pub(crate) struct Citations {
    ways: Vec<Way>,
    /// What of it is unverified or disputed; the same for all styles.
    caution: Option<String>,
}

/// How to cite this page of this landscape: what another reader needs to see the same.
pub(crate) fn of_page(view: &View<'_>, title: &str) -> Citations {
    let landscape = view.landscape();
    let name = landscape.manifest.title.as_deref().unwrap_or(&landscape.manifest.name);
    let print: String = landscape.fingerprint.chars().take(16).collect();
    let text = format!(
        "“{title}”, in: {name} (Servanda landscape “{}”, fingerprint {print}), as of {}",
        landscape.manifest.name,
        day(view.as_of())
    );
    Citations { ways: vec![Way { style: "This page", text, record: false }], caution: None }
}

/// How to cite an instrument or a unit of it, and the page about it. No day of access is given: looking at this page is
/// not looking at the official text.
pub(crate) fn of_instrument(view: &View<'_>, instrument: &Instrument, unit: Option<&Unit>, title: &str) -> Citations {
    let mut citations = of_page(view, title);
    for (_, style) in Style::WORDS.iter().rev() {
        let citation = cite(view.landscape(), instrument, unit, None, *style);
        let (name, record) = match style {
            Style::Un => ("United Nations", false),
            Style::Oscola => ("OSCOLA", false),
            Style::Bluebook => ("Bluebook", false),
            Style::Bibtex => ("BibTeX", true),
            Style::Ris => ("RIS", true),
            Style::CslJson => ("CSL JSON", true),
        };
        citations.caution = citation.caution;
        citations.ways.insert(0, Way { style: name, text: citation.text, record });
    }
    citations
}

/// The section, with records for programs behind a click.
pub(crate) fn section(citations: &Citations) -> Markup {
    let (records, lines): (Vec<_>, Vec<_>) = citations.ways.iter().partition(|way| way.record);
    html! {
        section #cite aria-labelledby="cite-title" {
            h2 #cite-title { "Cite this" }
            @if let Some(caution) = &citations.caution { p.note { strong { "Before you cite: " } (caution) "." } }
            dl.cite { @for way in lines { dt { (way.style) } dd { (way.text) } } }
            @for way in records {
                details {
                    summary { (way.style) }
                    pre tabindex="0" role="region" aria-label=(way.style) { (way.text) }
                }
            }
        }
    }
}
