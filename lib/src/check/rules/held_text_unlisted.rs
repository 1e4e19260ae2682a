//! Texts in the folder that the instrument does not tell of, and texts it tells of that are not in the folder.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Instrument, TextState};

const NAME: &str = "held-text-unlisted";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Warning,
    confidence: Confidence::High,
    summary: "A file text.<lang>.md without a [[text]] row that says what it is, or a row that claims a file that is not there.",
    why: "A reader must know whether a text is whole and authentic; without its row it passes for both.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        files_without_row(instrument, landscape, found);
        rows_without_file(instrument, found);
    }
}

fn files_without_row(instrument: &Instrument, landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for held in &instrument.held {
        let lang = &held.lang;
        let row = instrument.texts.iter().find(|row| row.lang == *lang);
        let start = landscape.files.span(held.file, 0..0);
        match row {
            None => {
                let message = format!("{} has no [[text]] row for the language {lang}", instrument.id);
                let listed = instrument.texts.iter().map(|row| row.lang.as_str());
                found.push(
                    Diagnostic::warning(NAME, start, message)
                        .did_you_mean(lang, listed)
                        .hint(format!("add [[text]] with lang = \"{lang}\" and state = \"full\" or \"part\"")),
                );
            }
            Some(row) if row.state == TextState::None => {
                let message = format!("the row for {lang} says that nothing is held, but text.{lang}.md is there");
                found.push(
                    Diagnostic::warning(NAME, row.span, message)
                        .hint("write state = \"full\" or state = \"part\"")
                        .related(start, "the text is here"),
                );
            }
            Some(_) => {}
        }
    }
}

fn rows_without_file(instrument: &Instrument, found: &mut Vec<Diagnostic>) {
    for row in instrument.texts.iter().filter(|row| row.state != TextState::None) {
        let lang = &row.lang;
        if !instrument.held.iter().any(|held| held.lang == *lang) {
            let message = format!("the row for {lang} says \"{}\", but there is no text.{lang}.md", row.state.word());
            let hint = "write state = \"none\", or put the text beside instrument.toml";
            found.push(Diagnostic::warning(NAME, row.span, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, found_in, instrument};

    fn row(state: &str) -> String {
        format!("[[text]]\nlang = \"en\"\nstate = \"{state}\"\n")
    }

    #[test]
    fn a_text_has_a_row() {
        let with_file = |rows: &str| {
            let files =
                [("instruments/a/instrument.toml", &*instrument("treaty", rows)), ("instruments/a/text.en.md", "Text")];
            found(&RULE, &files)
        };
        assert_eq!(with_file(""), ["warning: a has no [[text]] row for the language en"]);
        assert_eq!(
            with_file(&row("none")),
            ["warning: the row for en says that nothing is held, but text.en.md is there"]
        );
        assert!(with_file(&row("part")).is_empty());
    }

    #[test]
    fn a_row_that_claims_a_text_has_it() {
        assert_eq!(
            found_in(&RULE, &row("full")),
            ["warning: the row for en says \"full\", but there is no text.en.md"]
        );
        assert!(found_in(&RULE, &row("none")).is_empty());
    }
}
