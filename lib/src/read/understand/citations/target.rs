//! What a citation points at, as a value and as the text other programs can rely on.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// What a citation points at.
///
/// Its text (`Display`) is stable:
///
/// | text | means |
/// | --- | --- |
/// | `un:A/RES/73/27` | a United Nations document by its symbol, without spaces: `un:S/RES/1373(2001)`, `un:A/RES/2625(XXV)` |
/// | `un:A/RES/68/243#4` | a unit of such a document, spelled as units of addresses are |
/// | `un-charter-1945/art51` | an instrument by its id, with a unit; the ids are those of the landscape and of the well-known works |
/// | `internal:art5/2` | a unit of the text that cites |
/// | `treaty-series:ETS/185` | a place in a treaty series: `UNTS/vol2302/no41032`, `UNTS/vol1155/p331`, `TIAS/11700`, `OJ/L330/2011-12-14/p39` |
/// | `who:WHA69.2`, `itu:PP/130`, `osce:PC.DEC/1202`, `eu:directive/2013/40`, `unfccc:1/CP.21`, `wto:WT/L/432`, `iaea:INFCIRC/140`, `wipo:WIPO/GRTKF/IC/1/3` | a decision or document of another body by its own number |
/// | `missing:art5/4` | a unit of the text that cites, which that text does not have |
/// | `ambiguous:A\|B` | one of these; the text does not say which |
/// | (empty) | something that could not be told |
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A United Nations document.
    Document {
        /// Its symbol without spaces.
        symbol: String,
        /// The unit, if the citation names one.
        unit: Option<String>,
    },
    /// An instrument by id.
    Instrument {
        /// Id in the landscape, or of a well-known work.
        id: String,
        /// The unit, if the citation names one.
        unit: Option<String>,
    },
    /// A unit of the citing text itself.
    Internal(String),
    /// A unit that the words place in the citing text, and that the text does not have.
    Missing {
        /// Its address, if it were there.
        unit: String,
        /// The unit of the text that comes closest: the one around it, or the only one of this number elsewhere.
        near: Option<String>,
    },
    /// A place in a treaty series.
    Series(String),
    /// A decision or document of a body that numbers its own.
    Body {
        /// Who numbers: `who`, `itu`, `osce`, `eu`, `unfccc`, `wto`, `iaea`, `wipo`.
        scheme: &'static str,
        /// The number.
        name: String,
        /// The unit, if the citation names one.
        unit: Option<String>,
    },
    /// One of several; the text does not say which.
    Ambiguous(Vec<Target>),
    /// Not told by the text, or told by means this program does not understand.
    Unresolved,
}

impl Target {
    pub(super) fn document(symbol: impl Into<String>) -> Target {
        Target::Document { symbol: symbol.into(), unit: None }
    }

    pub(super) fn instrument(id: impl Into<String>) -> Target {
        Target::Instrument { id: id.into(), unit: None }
    }

    pub(super) fn body(scheme: &'static str, name: impl Into<String>) -> Target {
        Target::Body { scheme, name: name.into(), unit: None }
    }

    /// The same work, at a unit.
    pub(super) fn at(&self, unit: &str) -> Target {
        let unit = Some(unit.to_owned());
        match self {
            Target::Document { symbol, .. } => Target::Document { symbol: symbol.clone(), unit },
            Target::Instrument { id, .. } => Target::Instrument { id: id.clone(), unit },
            Target::Body { scheme, name, .. } => Target::Body { scheme, name: name.clone(), unit },
            Target::Ambiguous(candidates) => {
                Target::Ambiguous(candidates.iter().map(|one| one.at(unit.as_deref().unwrap_or(""))).collect())
            }
            Target::Internal(_) | Target::Missing { .. } | Target::Series(_) | Target::Unresolved => Target::Unresolved,
        }
    }

    /// The same target without its unit.
    pub(super) fn whole(&self) -> Target {
        match self {
            Target::Document { symbol, .. } => Target::document(symbol.clone()),
            Target::Instrument { id, .. } => Target::instrument(id.clone()),
            Target::Body { scheme, name, .. } => Target::body(scheme, name.clone()),
            other => other.clone(),
        }
    }

    /// Whether it is told what is meant.
    #[must_use]
    pub fn is_resolved(&self) -> bool {
        !matches!(self, Target::Ambiguous(_) | Target::Missing { .. } | Target::Unresolved)
    }

    /// The address of a United Nations document on undocs.org. Parts of a resolution (`A/RES/217(III)A`) are found under
    /// the resolution.
    #[must_use]
    pub fn undocs(&self) -> Option<String> {
        let Target::Document { symbol, .. } = self else { return None };
        let whole = match symbol.rfind(')') {
            Some(end) if symbol.starts_with("A/RES/") => symbol.get(..=end).unwrap_or(symbol),
            _ => symbol,
        };
        Some(format!("https://undocs.org/{whole}"))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = |f: &mut fmt::Formatter<'_>, mark: char, unit: &Option<String>| match unit {
            Some(unit) => write!(f, "{mark}{unit}"),
            None => Ok(()),
        };
        match self {
            Target::Document { symbol, unit: inside } => {
                write!(f, "un:{symbol}")?;
                unit(f, '#', inside)
            }
            Target::Instrument { id, unit: inside } => {
                f.write_str(id)?;
                unit(f, '/', inside)
            }
            Target::Internal(inside) => write!(f, "internal:{inside}"),
            Target::Missing { unit, .. } => write!(f, "missing:{unit}"),
            Target::Series(place) => write!(f, "treaty-series:{place}"),
            Target::Body { scheme, name, unit: inside } => {
                write!(f, "{scheme}:{name}")?;
                unit(f, '#', inside)
            }
            Target::Ambiguous(candidates) => {
                f.write_str("ambiguous:")?;
                for (at, candidate) in candidates.iter().enumerate() {
                    if at > 0 {
                        f.write_str("|")?;
                    }
                    candidate.fmt(f)?;
                }
                Ok(())
            }
            Target::Unresolved => Ok(()),
        }
    }
}

/// What kind of thing a citation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A document by its symbol: `A/68/98`.
    Symbol,
    /// A resolution or decision by organ and number.
    Resolution,
    /// A treaty or another instrument by its name.
    Name,
    /// A place in a treaty series, or an act of the European Union by number.
    Series,
    /// A unit of another text.
    Provision,
    /// A unit of the same text.
    Internal,
    /// "ibid.", "op. cit.": means what was cited before.
    Relative,
}

/// One citation: where it stands and what it points at. A list or a range gives one for each target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// First byte in the given text.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it points at.
    pub target: Target,
    /// The instrument of the landscape that this is, or whose unit it is, as an address.
    pub instrument: Option<String>,
    /// Not printed, but between the ends of a range ("Articles 2 to 11"); it stands on the word between the ends.
    pub implied: bool,
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("start", &self.start)?;
        map.serialize_entry("end", &self.end)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("kind", &self.kind)?;
        let target = self.target.is_resolved().then(|| self.target.to_string());
        map.serialize_entry("target", &target)?;
        if let Target::Ambiguous(candidates) = &self.target {
            let candidates: Vec<String> = candidates.iter().map(Target::to_string).collect();
            map.serialize_entry("candidates", &candidates)?;
        }
        if let Target::Missing { unit, near } = &self.target {
            map.serialize_entry("missing", unit)?;
            if let Some(near) = near {
                map.serialize_entry("near", near)?;
            }
        }
        if let Some(url) = self.target.undocs() {
            map.serialize_entry("url", &url)?;
        }
        if let Some(instrument) = &self.instrument {
            map.serialize_entry("instrument", instrument)?;
        }
        if self.implied {
            map.serialize_entry("implied", &true)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_one_spelling() {
        assert_eq!(Target::document("A/RES/68/243").at("4").to_string(), "un:A/RES/68/243#4");
        assert_eq!(Target::instrument("un-charter-1945").at("art51").to_string(), "un-charter-1945/art51");
        let both = Target::Ambiguous(vec![Target::document("A/RES/33/11"), Target::document("A/HRC/RES/33/11")]);
        assert_eq!(both.at("2").to_string(), "ambiguous:un:A/RES/33/11#2|un:A/HRC/RES/33/11#2");
        assert!(!both.is_resolved());
        let url = |symbol: &str| Target::document(symbol).undocs().unwrap();
        assert_eq!(url("S/RES/1373(2001)"), "https://undocs.org/S/RES/1373(2001)");
        assert_eq!(url("A/RES/217(III)A"), "https://undocs.org/A/RES/217(III)");
    }

    #[test]
    fn json_says_what_is_not_known() {
        let citation = Citation {
            start: 3,
            end: 8,
            text: "33/11".to_owned(),
            kind: Kind::Resolution,
            target: Target::Ambiguous(vec![Target::document("A/RES/33/11")]),
            instrument: None,
            implied: false,
        };
        assert_eq!(
            serde_json::to_string(&citation).unwrap(),
            r#"{"start":3,"end":8,"text":"33/11","kind":"resolution","target":null,"candidates":["un:A/RES/33/11"]}"#
        );
    }
}
