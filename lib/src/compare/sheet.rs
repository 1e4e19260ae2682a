//! Comparisons as programs get them, and which language versions are compared if nobody says.

use serde::Serialize;

use super::{CitedUnits, Coded, Comparison, ConceptMatrix, Matrix, SideBySide};

/// What a coded comparison cannot say.
pub const CODED: &str = "No text is held of both, so words are not compared: the rows say which paragraph is coded to have \
                         become which, each with its basis.";

/// An answer with the name of its shape, for programs.
#[derive(Debug, Serialize)]
pub struct Sheet<'a, T> {
    schema: &'static str,
    /// What the answer does not say, if its shape promises more.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    coded: bool,
    #[serde(flatten)]
    answer: &'a T,
}

impl<'a, T> Sheet<'a, T> {
    fn new(schema: &'static str, answer: &'a T) -> Self {
        Sheet { schema, notice: None, coded: false, answer }
    }
}

impl Comparison {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_, Comparison> {
        Sheet::new("servanda.comparison/1", self)
    }
}

impl<'l> Coded<'l> {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_, Coded<'l>> {
        Sheet { notice: Some(CODED), coded: true, ..Sheet::new("servanda.comparison/1", self) }
    }
}

impl Matrix {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_, Matrix> {
        Sheet::new("servanda.matrix/1", self)
    }
}

impl<'l> ConceptMatrix<'l> {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_, ConceptMatrix<'l>> {
        Sheet::new("servanda.concept-matrix/1", self)
    }
}

impl<'l> SideBySide<'l> {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_, SideBySide<'l>> {
        Sheet::new("servanda.side-by-side/1", self)
    }
}

impl<'l> CitedUnits<'l> {
    /// For programs.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_, CitedUnits<'l>> {
        Sheet::new("servanda.cited/1", self)
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
