//! Language versions beside each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::text::{Doubt, LooseNote, ReadText, TextUnit};
use crate::model::{Date, Evidence, Instrument, TextState, UnitKind, pinpoint};

/// A language of an instrument: what is recorded about its text, and whether it is held.
#[derive(Debug, Clone, Serialize)]
pub struct Language<'a> {
    /// Tag.
    pub lang: &'a str,
    /// Whether its words lie in the landscape.
    pub held: bool,
    /// What the instrument's row says is held; absent where no row says anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<TextState>,
    /// Whether it is authentic; absent where that is not recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentic: Option<bool>,
    /// Where the official text lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<&'a str>,
    /// What is held, what is missing, how it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completeness: Option<&'a str>,
    /// The file or address it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<&'a str>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_on: Option<Date>,
    /// What the words were compared with; absent if with nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<&'a str>,
    /// How that is known.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'a Evidence>,
    /// How many units were found; absent where the text was not read for this answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<usize>,
    /// How many doubts the reader had, those of single units among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt_count: Option<usize>,
    /// Doubts that concern no single unit.
    #[serde(skip_serializing_if = "<[Doubt]>::is_empty")]
    pub doubts: &'a [Doubt],
    /// Footnotes whose marks were not found in the words.
    #[serde(skip_serializing_if = "<[LooseNote]>::is_empty")]
    pub loose_notes: &'a [LooseNote],
}

/// A unit's words in one language.
#[derive(Debug, Clone, Serialize)]
pub struct Version<'a> {
    /// Language tag.
    pub lang: &'a str,
    /// The words.
    #[serde(flatten)]
    pub unit: &'a TextUnit,
}

/// A unit in the languages that were asked for.
#[derive(Debug, Clone, Serialize)]
pub struct WordingUnit<'a> {
    /// Name inside the instrument.
    pub address: &'a str,
    /// What it is.
    pub kind: UnitKind,
    /// Levels above it.
    pub depth: usize,
    /// Address of the unit that contains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<&'a str>,
    /// The words, in the order of the languages.
    pub versions: Vec<Version<'a>>,
    /// Languages asked for whose text has no unit under this address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<&'a str>,
    /// Where it stands in the list.
    #[serde(skip)]
    pub index: usize,
}

impl WordingUnit<'_> {
    /// The pinpoint for people: `Art. 4(1)`.
    #[must_use]
    pub fn pinpoint(&self) -> String {
        pinpoint(self.address)
    }

    /// Its heading in the first language that has one.
    #[must_use]
    pub fn heading(&self) -> Option<&str> {
        self.versions.iter().find_map(|version| version.unit.heading.as_ref()).map(|heading| heading.text.as_str())
    }

    /// Bytes of its own words in all languages that were asked for.
    #[must_use]
    pub fn size(&self) -> usize {
        self.versions.iter().map(|version| version.unit.size).sum()
    }

    /// Whether any of its own words stand behind a subordinate unit.
    #[must_use]
    pub fn goes_on_after(&self, child: &str) -> bool {
        let mut all = self.versions.iter().flat_map(|version| &version.unit.paragraphs);
        all.any(|paragraph| paragraph.after.as_deref() == Some(child))
    }
}

/// The text of an instrument as it is held.
#[derive(Debug, Clone, Serialize)]
pub struct Wording<'a> {
    /// Every language that is recorded or held; held ones first.
    pub languages: Vec<Language<'a>>,
    /// Units in the order of the text.
    pub units: Vec<WordingUnit<'a>>,
    #[serde(skip)]
    index: FxHashMap<&'a str, usize>,
}

impl<'a> Wording<'a> {
    /// Lays texts beside each other. `asked` names languages in the order in which they are wanted; if it names none that is
    /// held, all are taken.
    #[must_use]
    pub fn new(instrument: &'a Instrument, texts: &'a [Arc<ReadText>], asked: &[String]) -> Wording<'a> {
        let languages = languages(instrument, texts);
        let ranked: Vec<&'a ReadText> =
            languages.iter().filter_map(|l| texts.iter().find(|t| t.lang == l.lang)).map(|text| &**text).collect();
        let mut chosen: Vec<&'a ReadText> = Vec::new();
        for lang in asked {
            if let Some(text) = ranked.iter().find(|text| text.lang == *lang)
                && !chosen.iter().any(|c| c.lang == *lang)
            {
                chosen.push(text);
            }
        }
        if chosen.is_empty() {
            chosen = ranked;
        }
        let units = units(&chosen);
        let index = units.iter().map(|unit| (unit.address, unit.index)).collect();
        Wording { languages, units, index }
    }

    /// The unit with an address.
    #[must_use]
    pub fn unit(&self, address: &str) -> Option<&WordingUnit<'a>> {
        self.index.get(address).and_then(|at| self.units.get(*at))
    }

    /// A unit and all that it contains.
    #[must_use]
    pub fn subtree(&self, unit: &WordingUnit<'a>) -> &[WordingUnit<'a>] {
        let below = self.units.iter().skip(unit.index + 1).take_while(|other| other.depth > unit.depth).count();
        self.units.get(unit.index..=unit.index + below).unwrap_or_default()
    }

    /// The units that contain a unit, outermost first.
    #[must_use]
    pub fn path(&self, unit: &WordingUnit<'a>) -> Vec<&WordingUnit<'a>> {
        let mut path = Vec::new();
        let mut at = unit.parent;
        // A unit stands behind what contains it, so that this ends.
        while let Some(above) = at.and_then(|parent| self.unit(parent)).filter(|a| path.len() <= a.depth + 64) {
            path.push(above);
            at = above.parent;
        }
        path.reverse();
        path
    }

    /// The units before and after a unit on its own level; where its own container has none there, the nearest that stands
    /// no deeper.
    #[must_use]
    pub fn neighbours(&self, unit: &WordingUnit<'a>) -> (Option<&WordingUnit<'a>>, Option<&WordingUnit<'a>>) {
        // Going back, what stands less deep than everything in between contains the unit and is not before it.
        let mut level = unit.depth;
        let mut before = None;
        for other in self.units.iter().take(unit.index).rev() {
            if other.depth < level {
                level = other.depth;
            } else if other.depth <= unit.depth {
                before = Some(other);
                break;
            }
        }
        (before, self.units.iter().skip(unit.index + 1).find(|other| other.depth <= unit.depth))
    }

    /// Languages whose words are held.
    pub fn held(&self) -> impl Iterator<Item = &Language<'a>> {
        self.languages.iter().filter(|language| language.held)
    }

    /// The same text with no units but some.
    #[must_use]
    pub fn with_units(&self, mut units: Vec<WordingUnit<'a>>) -> Wording<'a> {
        units.iter_mut().enumerate().for_each(|(at, unit)| unit.index = at);
        let index = units.iter().enumerate().map(|(at, unit)| (unit.address, at)).collect();
        Wording { languages: self.languages.clone(), units, index }
    }
}

/// The languages of an instrument's text, recorded or held: held before not held, English, then authentic ones, then by tag.
/// The first is the one to show to somebody who asked for none.
#[must_use]
pub fn languages_of(instrument: &Instrument) -> Vec<Language<'_>> {
    let mut found: BTreeMap<&str, Language<'_>> = BTreeMap::new();
    let blank = |lang| Language {
        lang,
        held: false,
        state: None,
        authentic: None,
        official: None,
        completeness: None,
        read_from: None,
        read_on: None,
        checked: None,
        evidence: None,
        units: None,
        doubt_count: None,
        doubts: &[],
        loose_notes: &[],
    };
    // A landscape that extends another may add a row for a language that the other already has: the one that holds more
    // words is believed, the later of two alike; what it leaves out is taken from the other.
    for row in &instrument.texts {
        let known = found.entry(&row.lang).or_insert_with(|| blank(&row.lang));
        let better = known.state.is_none_or(|state| row.state >= state);
        if better || known.authentic.is_none() {
            known.authentic = row.authentic.or(known.authentic);
        }
        if better || known.official.is_none() {
            known.official = row.official.as_deref().or(known.official);
        }
        if better {
            known.state = Some(row.state);
            known.completeness = row.completeness.as_deref();
            known.read_from = row.read_from.as_deref();
            known.read_on = row.read_on;
            known.checked = row.checked.as_deref();
            known.evidence = Some(&row.evidence);
        }
    }
    for held in &instrument.held {
        found.entry(&held.lang).or_insert_with(|| blank(&held.lang)).held = true;
    }
    let mut languages: Vec<Language<'_>> = found.into_values().collect();
    languages.sort_by_key(|l| (!l.held, l.lang != "en", l.authentic != Some(true)));
    languages
}

/// The same, with what reading the texts found.
fn languages<'a>(instrument: &'a Instrument, texts: &'a [Arc<ReadText>]) -> Vec<Language<'a>> {
    let mut languages = languages_of(instrument);
    for text in texts {
        if let Some(language) = languages.iter_mut().find(|language| language.lang == text.lang) {
            language.units = Some(text.units.len());
            language.doubts = &text.doubts;
            let of_units: usize = text.units.iter().map(|unit| unit.doubts.len()).sum();
            language.doubt_count = Some(text.doubts.len() + of_units);
            language.loose_notes = &text.loose_notes;
        }
    }
    languages
}

/// Units of all texts by address, in the order of the first; what only another has stands behind what it stands behind
/// there.
fn units<'a>(texts: &[&'a ReadText]) -> Vec<WordingUnit<'a>> {
    let mut rows: Vec<WordingUnit<'a>> = Vec::new();
    for text in texts {
        let fresh: Vec<WordingUnit<'a>> = text.units.iter().map(|unit| row(text, unit)).collect();
        if rows.is_empty() {
            rows = fresh;
            continue;
        }
        let places: FxHashMap<&str, usize> = rows.iter().enumerate().map(|(at, row)| (row.address, at)).collect();
        let mut behind: BTreeMap<Option<usize>, Vec<WordingUnit<'a>>> = BTreeMap::new();
        let mut anchor = None;
        for unit in fresh {
            match places.get(unit.address) {
                Some(at) => {
                    anchor = Some(*at);
                    if let Some(known) = rows.get_mut(*at) {
                        known.versions.extend(unit.versions);
                    }
                }
                None => behind.entry(anchor).or_default().push(unit),
            }
        }
        if behind.is_empty() {
            continue;
        }
        let mut merged = behind.remove(&None).unwrap_or_default();
        for (at, unit) in rows.into_iter().enumerate() {
            merged.push(unit);
            merged.extend(behind.remove(&Some(at)).unwrap_or_default());
        }
        rows = merged;
    }
    for (at, unit) in rows.iter_mut().enumerate() {
        unit.index = at;
        if unit.versions.len() < texts.len() {
            let has = |text: &&&'a ReadText| unit.versions.iter().any(|version| version.lang == text.lang);
            unit.lacking = texts.iter().filter(|text| !has(text)).map(|text| text.lang.as_str()).collect();
        }
    }
    rows
}

fn row<'a>(text: &'a ReadText, unit: &'a TextUnit) -> WordingUnit<'a> {
    WordingUnit {
        address: &unit.address,
        kind: unit.kind,
        depth: unit.depth,
        parent: unit.parent.and_then(|parent| text.units.get(parent)).map(|parent| parent.address.as_str()),
        versions: vec![Version { lang: &text.lang, unit }],
        lacking: Vec::new(),
        index: 0,
    }
}
