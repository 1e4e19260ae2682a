//! Citations of instruments and their units in the styles that footnotes and libraries of references ask for.
//!
//! In: an instrument, perhaps one of its units, perhaps the day a reader looked at it. Out: one [`Citation`]. Each style
//! lives in a file of its own, which names the guide and the rule it follows and says where it is not sure. This room
//! refuses to italicise (it gives plain text) and to shorten titles.
//!
//! What a citation leaves out: pages of official journals, dates of access nobody gave, short titles in brackets,
//! whatever else the landscape does not hold.

mod bibtex;
mod bluebook;
mod csl_json;
mod facts;
mod oscola;
mod pinpoint;
mod ris;
#[cfg(test)]
mod sample;
mod symbol;
mod un;

use serde::Serialize;

use self::facts::Facts;
use crate::landscape::Landscape;
use crate::model::{Day, Instrument, Unit};

/// A style of citation, or a format that programs for references read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// As the United Nations write in footnotes.
    Un,
    /// Oxford Standard for the Citation of Legal Authorities.
    Oscola,
    /// The Bluebook.
    Bluebook,
    /// An entry for BibTeX.
    Bibtex,
    /// A record that Zotero, EndNote and others import.
    Ris,
    /// Data for programs of the Citation Style Language, as a list with one item.
    CslJson,
}

impl Style {
    /// Every style with its word on the command line and in addresses.
    pub const WORDS: &'static [(&'static str, Style)] = &[
        ("un", Style::Un),
        ("oscola", Style::Oscola),
        ("bluebook", Style::Bluebook),
        ("bibtex", Style::Bibtex),
        ("ris", Style::Ris),
        ("csl-json", Style::CslJson),
    ];

    /// The word on the command line and in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, style)| *style == self).map_or("", |(word, _)| word)
    }
}

/// A citation, and what the one who uses it should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The citation in its style.
    pub text: String,
    /// Values it rests on that nobody has verified or that sources disagree about, as clauses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
}

/// Cites an instrument, or a unit of it.
///
/// `accessed` is the day the reader looked at the official text. Styles that print an address print it beside it; an
/// entry into force after that day is left out.
#[must_use]
pub fn cite(
    landscape: &Landscape,
    instrument: &Instrument,
    unit: Option<&Unit>,
    accessed: Option<Day>,
    style: Style,
) -> Citation {
    let facts = Facts::new(landscape, instrument, unit, accessed);
    let text = match style {
        Style::Un => un::write(&facts),
        Style::Oscola => oscola::write(&facts),
        Style::Bluebook => bluebook::write(&facts),
        Style::Bibtex => bibtex::write(&facts),
        Style::Ris => ris::write(&facts),
        Style::CslJson => csl_json::write(&facts),
    };
    Citation { text, caution: facts.into_caution() }
}

/// The item of [`Style::CslJson`] as a value, for lists of many instruments.
#[must_use]
pub fn csl_item(
    landscape: &Landscape,
    instrument: &Instrument,
    unit: Option<&Unit>,
    accessed: Option<Day>,
) -> serde_json::Value {
    csl_json::item(&Facts::new(landscape, instrument, unit, accessed))
}

/// "Opened for signature 23 November 2001, entered into force 1 July 2004".
fn dates_in_words(facts: &Facts<'_>) -> Option<String> {
    let made = facts.made().map(|made| format!("{} {}", made.verb, made.date.in_words()));
    let force = facts.in_force().map(|date| format!("entered into force {}", date.in_words()));
    let dates = join([made, force], ", ");
    let mut letters = dates.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// Joins the parts that are there.
fn join<const N: usize>(parts: [Option<String>; N], between: &str) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_style_has_a_word() {
        for (word, style) in Style::WORDS {
            assert_eq!(style.word(), *word);
            assert_eq!(serde_json::to_value(style).unwrap(), *word);
        }
    }

    #[test]
    fn warns_of_what_the_text_rests_on_and_of_nothing_else() {
        let landscape = sample::landscape();
        let caution = |id: &str, style| cite(&landscape, landscape.instrument(id).unwrap(), None, None, style).caution;
        assert_eq!(caution("harbour-convention", Style::Oscola), None);
        let doubtful = "the title is a description, not the document's own; the date of signature is unverified; \
                        sources disagree about the date of signature (also: 2013-05-01)";
        assert_eq!(caution("hotline-mou", Style::Un).as_deref(), Some(doubtful));
        // The title of a resolution does not appear in OSCOLA, so nothing is said of it.
        assert_eq!(caution("net-resolution", Style::Oscola), None);
        assert_eq!(caution("net-resolution", Style::Ris).as_deref(), Some("the title is unverified"));
        assert_eq!(
            caution("bare", Style::Un).as_deref(),
            Some("no title is recorded, the name in the landscape stands in its place; no date is recorded")
        );
    }

    #[test]
    fn an_entry_into_force_to_come_is_left_out() {
        let landscape = sample::landscape();
        let treaty = landscape.instrument("harbour-convention").unwrap();
        let text = |day| cite(&landscape, treaty, None, Some(day), Style::Oscola).text;
        assert!(!text(Day::constant(2004, 6, 30)).contains("force"));
        assert!(text(Day::constant(2004, 7, 1)).contains("entered into force 1 July 2004"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_title_gives_balanced_bibtex(title in any::<String>(), issuer in any::<String>()) {
            let (landscape, id) = sample::with_title(&title, &issuer);
            let text = cite(&landscape, landscape.instrument(id).unwrap(), None, None, Style::Bibtex).text;
            let mut depth = 0_i32;
            for (at, c) in text.char_indices() {
                depth += match c { '{' => 1, '}' => -1, _ => 0 };
                prop_assert!(depth > 0 || c != '}' || at + 1 == text.trim_end().len(), "closed early: {}", text);
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }

        #[test]
        fn any_title_stays_on_one_line_of_ris(title in any::<String>(), issuer in any::<String>()) {
            let (landscape, id) = sample::with_title(&title, &issuer);
            let text = cite(&landscape, landscape.instrument(id).unwrap(), None, None, Style::Ris).text;
            for line in text.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.get(2..6) == Some("  - "), "no field: {:?}", line);
                let is_broken = line.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
                prop_assert!(!is_broken, "a break in {:?}", line);
            }
            prop_assert!(text.starts_with("TY  - "));
            prop_assert!(text.ends_with("ER  - \r\n"));
        }

        #[test]
        fn any_title_gives_plain_text_on_one_line(title in any::<String>(), issuer in any::<String>()) {
            let (landscape, id) = sample::with_title(&title, &issuer);
            for style in [Style::Un, Style::Oscola, Style::Bluebook] {
                let text = cite(&landscape, landscape.instrument(id).unwrap(), None, None, style).text;
                prop_assert!(!text.contains(char::is_control));
                prop_assert!(!text.contains("  "));
            }
        }
    }
}
