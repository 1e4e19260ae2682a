//! Stable names of instruments and their units, for machines (`russia-china-2015/art4/1`) and for people (`Art. 4(1)`).

use std::fmt;

use serde::{Serialize, Serializer};

/// Why a text is not an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressError {
    /// The instrument's id is not lower-case letters, digits and single hyphens.
    Instrument,
    /// A part of the unit is empty or has characters other than letters, digits, hyphens and dots.
    Unit,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AddressError::Instrument => "does not begin with an id of lower-case letters, digits and single hyphens",
            AddressError::Unit => {
                "has a part that is empty or has other characters than letters, digits, \"-\" and \".\""
            }
        })
    }
}

impl std::error::Error for AddressError {}

/// Whether a text can be the id of an instrument: lower-case ASCII letters, digits and single hyphens inside.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Name of a unit inside its instrument: parts as printed, outermost first, joined by `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(String);

impl UnitId {
    /// Reads `13/f`, `art4/1`, `preamble/6`, `annex1`.
    ///
    /// # Errors
    /// [`AddressError::Unit`] for an empty part or other characters.
    pub fn parse(text: &str) -> Result<UnitId, AddressError> {
        let good = |part: &str| {
            !part.is_empty()
                && part.len() <= 40
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
        };
        if text.len() <= 200 && text.split('/').all(good) {
            Ok(UnitId(text.to_owned()))
        } else {
            Err(AddressError::Unit)
        }
    }

    /// The id as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Number of parts.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.split('/').count()
    }

    /// The unit that contains this one by its name, if it has more than one part.
    #[must_use]
    pub fn parent(&self) -> Option<UnitId> {
        self.0.rsplit_once('/').map(|(parent, _)| UnitId(parent.to_owned()))
    }

    /// As printed for people: `Art. 4(1)`, `para. 13(f)`, `preamble, recital 6`, `Annex 1, item 3`.
    ///
    /// A bare number is a paragraph, a bare letter a point; further parts go into brackets, as is usual in pinpoints.
    #[must_use]
    pub fn printed(&self) -> String {
        let mut parts = self.0.split('/');
        let first = parts.next().unwrap_or("");
        let split = first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len());
        let (word, number) = first.split_at(split);
        let rest: Vec<&str> = parts.collect();
        // A part with a word of its own begins anew: "Chapter 3, sec. 2, title 3", "Annex 1, Art. 2(1)".
        if let Some(at) = rest.iter().position(|part| named(part).is_some()) {
            let outer: Vec<&str> = std::iter::once(first).chain(rest.iter().take(at).copied()).collect();
            let inner: Vec<&str> = rest.iter().skip(at).copied().collect();
            let inner = match inner.split_first() {
                Some((only, [])) => named(only).unwrap_or_default(),
                _ => UnitId(inner.join("/")).printed(),
            };
            return format!("{}, {inner}", UnitId(outer.join("/")).printed());
        }
        let brackets: String = rest.iter().map(|part| format!("({part})")).collect();
        let joined = |head: String, item: &str| match rest.as_slice() {
            [] => head,
            [only] => format!("{head}, {item} {only}"),
            [first, more @ ..] => {
                format!("{head}, {item} {first}{}", more.iter().map(|part| format!("({part})")).collect::<String>())
            }
        };
        match (word, number) {
            ("preamble", _) => joined("preamble".to_owned(), "recital"),
            ("annex", "") => joined("Annex".to_owned(), "item"),
            ("annex", n) => joined(format!("Annex {n}"), "item"),
            (word, "") if word.len() == 6 && word.starts_with("annex") => {
                joined(format!("Annex {}", word.trim_start_matches("annex").to_uppercase()), "item")
            }
            ("art", n) if !n.is_empty() => format!("Art. {n}{brackets}"),
            ("ch", n) if !n.is_empty() => joined(format!("Chapter {n}"), "section"),
            ("sec", n) if !n.is_empty() => format!("sec. {n}{brackets}"),
            ("part", n) if !n.is_empty() => joined(format!("Part {n}"), "section"),
            ("res", n) if !n.is_empty() => joined(format!("Resolution {n}"), "para."),
            ("title", n) if !n.is_empty() => joined(format!("Title {n}"), "section"),
            ("preface" | "conclusions" | "contents", "") if rest.is_empty() => match word {
                "preface" => "title page",
                "conclusions" => "closing words",
                _ => "table of contents",
            }
            .to_owned(),
            ("heading", n) if !n.is_empty() => joined(format!("heading {n}"), "para."),
            ("al", n) if !n.is_empty() && rest.is_empty() => format!("unnumbered para. {n}"),
            ("principle", n) if !n.is_empty() => format!("principle {n}{brackets}"),
            ("", n) => format!("para. {n}{brackets}"),
            (letter, "") if letter.len() == 1 => format!("para. ({letter}){brackets}"),
            _ => format!("{first}{brackets}"),
        }
    }
}

/// A unit's address inside its instrument as printed for people: `Art. 35(1)`. What is no address is given back as it
/// stands, because words of others are shown rather than lost.
#[must_use]
pub fn pinpoint(address: &str) -> String {
    UnitId::parse(address).map_or_else(|_| address.to_owned(), |id| id.printed())
}

/// A part inside an address that has a word of its own, in words; `None` for plain numbers and letters.
fn named(part: &str) -> Option<String> {
    let split = part.find(|c: char| c.is_ascii_digit())?;
    let (word, number) = part.split_at(split);
    let word = match word {
        "art" => "Art.",
        "sec" => "section",
        "title" => "title",
        "ch" => "chapter",
        "part" => "part",
        "annex" => "annex",
        "heading" => "heading",
        "al" => "unnumbered para.",
        "rule" => "rule",
        _ => return None,
    };
    Some(format!("{word} {number}"))
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for UnitId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// An instrument, or a unit of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Id of the instrument.
    pub instrument: String,
    /// The unit; `None` for the instrument as a whole.
    pub unit: Option<UnitId>,
}

impl Address {
    /// Reads `gge-2015` or `gge-2015/13/f`.
    ///
    /// # Errors
    /// [`AddressError`] says which half is malformed.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let (instrument, unit) = match text.split_once('/') {
            Some((instrument, unit)) => (instrument, Some(UnitId::parse(unit)?)),
            None => (text, None),
        };
        if is_slug(instrument) {
            Ok(Address { instrument: instrument.to_owned(), unit })
        } else {
            Err(AddressError::Instrument)
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.unit {
            Some(unit) => write!(f, "{}/{unit}", self.instrument),
            None => f.write_str(&self.instrument),
        }
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_pinpoints_as_lawyers_do() {
        assert_eq!(pinpoint("art4/1"), "Art. 4(1)");
        assert_eq!(pinpoint("13/f"), "para. 13(f)");
        assert_eq!(pinpoint("art25/2/a"), "Art. 25(2)(a)");
        assert_eq!(pinpoint("g"), "para. (g)");
        assert_eq!(pinpoint("preamble/6"), "preamble, recital 6");
        assert_eq!(pinpoint("annex2/3"), "Annex 2, item 3");
        assert_eq!(pinpoint("annex"), "Annex");
        assert_eq!(pinpoint("annexb/2"), "Annex B, item 2");
        assert_eq!(pinpoint("ch3/sec2/title3"), "Chapter 3, sec. 2, title 3");
        assert_eq!(pinpoint("annex1/art2/1"), "Annex 1, Art. 2(1)");
        assert_eq!(pinpoint("art4/1/al2"), "Art. 4(1), unnumbered para. 2");
        assert_eq!(pinpoint("Not an address"), "Not an address");
    }

    #[test]
    fn refuses_what_cannot_be_an_address() {
        assert!(Address::parse("gge-2015/13/f").is_ok());
        assert_eq!(Address::parse("GGE/13"), Err(AddressError::Instrument));
        assert_eq!(Address::parse("gge--2015"), Err(AddressError::Instrument));
        assert_eq!(Address::parse("gge-2015/"), Err(AddressError::Unit));
        assert_eq!(Address::parse("gge-2015/13//f"), Err(AddressError::Unit));
        assert_eq!(Address::parse("../etc/passwd"), Err(AddressError::Instrument));
    }
}
