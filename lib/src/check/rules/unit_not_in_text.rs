//! Coded units that the text in the folder does not have.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::holding;
use crate::landscape::Landscape;
use crate::model::{Instrument, TextState};

const NAME: &str = "unit-not-in-text";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    summary: "A [[unit]] row whose address is in none of the texts of its instrument that are held in full.",
    why: "What is coded at an address that the text does not have is shown beside no words, and cites nothing.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let is_full =
        |instrument: &&Instrument| !instrument.units.is_empty() && !instrument.held.is_empty() && all_full(instrument);
    let instruments: Vec<&Instrument> = landscape.instruments.iter().filter(is_full).collect();
    let of_each: Vec<Vec<Diagnostic>> = instruments.par_iter().map(|i| of_instrument(i, landscape)).collect();
    found.extend(of_each.into_iter().flatten());
}

/// Whether each text that is held is said to be whole: what a part does not have, the rest may.
pub(in crate::check) fn all_full(instrument: &Instrument) -> bool {
    let state = |lang: &str| instrument.texts.iter().filter(|row| row.lang == lang).map(|row| row.state).max();
    instrument.held.iter().all(|held| state(&held.lang) == Some(TextState::Full))
}

fn of_instrument(instrument: &Instrument, landscape: &Landscape) -> Vec<Diagnostic> {
    let addresses = addresses(instrument, landscape);
    let files = instrument.held.iter().map(|held| format!("text.{}.md", held.lang)).collect::<Vec<_>>().join(" nor ");
    let missing = instrument.units.iter().filter(|unit| !addresses.contains(unit.id.as_str()));
    missing
        .map(|unit| {
            let message = format!("\"{}\" is not a unit of {files}", unit.id);
            Diagnostic::warning(NAME, unit.span, message)
                .confidence(Confidence::Medium)
                .did_you_mean(unit.id.as_str(), addresses.iter().map(String::as_str))
                .hint(format!("`servanda show {}` lists the units of the text", instrument.id))
        })
        .collect()
}

/// Addresses of all units of the texts that are held of an instrument.
pub(in crate::check) fn addresses(instrument: &Instrument, landscape: &Landscape) -> HashSet<String> {
    let documents = instrument.held.iter().map(|held| holding::document(landscape, held));
    documents.flat_map(|document| document.units.into_iter().map(|unit| unit.address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, instrument};

    const TEXT: &str = "# Model\n\n## Article 1\n\n1. The Parties shall keep it.\n\n2. They should try.\n";

    fn with(state: &str, unit: &str) -> Vec<String> {
        let rows = format!(
            "[[text]]\nlang = \"en\"\nstate = \"{state}\"\n[[unit]]\nid = \"{unit}\"\nkind = \"paragraph\"\nsays = \"s\"\n"
        );
        let text = instrument("treaty", &rows);
        found(&RULE, &[("instruments/a/instrument.toml", &text), ("instruments/a/text.en.md", TEXT)])
    }

    #[test]
    fn only_a_whole_text_proves_that_a_unit_is_not_there() {
        assert_eq!(with("full", "art1/3"), ["warning: \"art1/3\" is not a unit of text.en.md"]);
        assert!(with("full", "art1/2").is_empty());
        assert!(with("part", "art1/3").is_empty());
    }
}
