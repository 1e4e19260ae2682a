//! Comparisons as programs get them, and which language versions are compared if nobody says.

use serde::Serialize;

use super::{Coded, Comparison};

/// What a coded comparison cannot say.
pub const CODED: &str = "No text is held of both, so words are not compared: the rows say which paragraph is coded to have \
                         become which, each with its basis.";

/// A comparison with the name of its shape.
#[derive(Debug, Serialize)]
pub struct Sheet<'a> {
    schema: &'static str,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// A coded comparison with the name of its shape.
#[derive(Debug, Serialize)]
pub struct CodedSheet<'a> {
    schema: &'static str,
    coded: bool,
    notice: &'static str,
    #[serde(flatten)]
    comparison: &'a Coded<'a>,
}

const SCHEMA: &str = "servanda.comparison/1";

impl Comparison {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_> {
        Sheet { schema: SCHEMA, comparison: self }
    }
}

impl Coded<'_> {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> CodedSheet<'_> {
        CodedSheet { schema: SCHEMA, coded: true, notice: CODED, comparison: self }
    }
}

/// Which of a side's language versions is compared: the one that was asked for, or else the first that the other side has
/// too, or else the first. `None` if there is none, or not the one asked for. A version whose language is not known is
/// `None` in the list.
#[must_use]
pub fn version(own: &[Option<&str>], wanted: Option<&str>, other: &[&str]) -> Option<usize> {
    let has = |lang: &str| own.iter().position(|tag| *tag == Some(lang));
    match wanted {
        Some(lang) => has(lang),
        None => other.iter().find_map(|lang| has(lang)).or_else(|| (!own.is_empty()).then_some(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn what_both_sides_speak_is_compared_unless_somebody_says() {
        let own = [Some("en"), None, Some("fr")];
        assert_eq!(version(&own, None, &["ru", "fr"]), Some(2));
        assert_eq!(version(&own, None, &["ru"]), Some(0));
        assert_eq!(version(&own, Some("fr"), &["en"]), Some(2));
        assert_eq!(version(&own, Some("ru"), &["en"]), None);
        assert_eq!(version(&[], None, &["en"]), None);
    }
}
