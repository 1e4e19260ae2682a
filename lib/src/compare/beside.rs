//! Two units side by side, whatever instruments they are of.
//!
//! In: two units of a landscape, or two units of texts with words. Out: what is coded of both, with what stands between
//! them and how others read them ([`beside`]); or a [`Comparison`] of their words with all that they contain
//! ([`compare_units`]). Key words are excerpts that somebody chose: they are compared only where they are plainly the same
//! sentence, or where one unit is coded to be a new version of the other, and never called dropped or added.

use serde::Serialize;

use crate::model::{Instrument, Reading, Relation, RelationKind, Unit};
use crate::read::understand::force::{self, force_of};
use crate::text;

use super::align::similar::kept;
use super::force::{Signal, judge};
use super::text::Text;
use super::tokens::{Lexicon, Token};
use super::words::{Piece, differences};
use super::{Comparison, compared};

/// How alike excerpts must be for their differences to be those of the sentences that they were taken from.
const ALIKE: f64 = 0.5;

/// Compares two units with all that they contain; `None` if a text has no such unit. The two are taken for each other
/// however little they are alike, because that was asked; what they contain is aligned as ever.
#[must_use]
pub fn compare_units(left: &Text, left_unit: &str, right: &Text, right_unit: &str) -> Option<Comparison> {
    Some(compared(&left.part(left_unit)?, &right.part(right_unit)?, true))
}

/// One of two units side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside<'a> {
    /// Id of its instrument.
    pub instrument: &'a str,
    /// Title of its instrument.
    pub title: &'a str,
    /// What is coded of it, its key words among that.
    pub unit: &'a Unit,
    /// Language of its key words, where they tell it.
    pub language: Option<&'static str>,
    /// Words in its key words that oblige, allow, or hedge.
    pub force: Vec<force::Force>,
    /// How others read it.
    pub readings: Vec<&'a Reading>,
}

/// A row that relates one of the two to the other, or their instruments to each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Between<'a> {
    /// Id of the instrument that has the row.
    pub from: &'a str,
    /// The row.
    #[serde(flatten)]
    pub relation: &'a Relation,
}

/// The key words of two units, compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Excerpts {
    /// Twice the words that both have in the same order, in the words of both.
    pub similarity: f64,
    /// Differences, where the excerpts are alike enough to be of one sentence; else empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Piece>,
    /// What they signal; nothing of excerpts that belong together neither by their words nor by a coded row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
}

/// Two units side by side, as they are coded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SideBySide<'a> {
    /// The one named first.
    pub left: Beside<'a>,
    /// The other.
    pub right: Beside<'a>,
    /// What is coded between them.
    pub relations: Vec<Between<'a>>,
    /// Their key words compared; `None` where either has none, or where they are in different languages.
    pub excerpts: Option<Excerpts>,
}

/// Two coded units side by side; `None` if nothing is coded of either.
#[must_use]
pub fn beside<'a>(left: (&'a Instrument, &str), right: (&'a Instrument, &str)) -> Option<SideBySide<'a>> {
    let (l, r) = (side(left.0, left.1)?, side(right.0, right.1)?);
    let relations: Vec<Between<'a>> = between(left, right).chain(between(right, left)).collect();
    let revised = |row: &Between<'_>| {
        let version =
            matches!(row.relation.kind, RelationKind::Revises | RelationKind::Supersedes | RelationKind::Amends);
        version && row.relation.unit.is_some()
    };
    let excerpts = excerpts(&l, &r, relations.iter().any(revised));
    Some(SideBySide { left: l, right: r, relations, excerpts })
}

fn side<'a>(instrument: &'a Instrument, unit: &str) -> Option<Beside<'a>> {
    let coded = instrument.unit(unit)?;
    let quote = coded.quote.as_deref().unwrap_or("");
    let language = language_of(instrument, quote);
    let about = |reading: &&Reading| reading.about.iter().any(|about| **about == *unit);
    Some(Beside {
        instrument: &instrument.id,
        title: instrument.title(),
        unit: coded,
        language,
        force: language.map(|language| force_of(quote, language)).unwrap_or_default(),
        readings: instrument.readings.iter().filter(about).collect(),
    })
}

/// The language of key words. Some are too short to tell it; they are in that of the instrument's others in their script.
fn language_of(instrument: &Instrument, quote: &str) -> Option<&'static str> {
    let guess = |text: &str| text::language_of(text).map(|guess| guess.language);
    let ascii = |text: &str| text.chars().find(|c| c.is_alphabetic()).map(|c| c.is_ascii());
    guess(quote).or_else(|| {
        let quotes = instrument.units.iter().filter_map(|unit| unit.quote.as_deref());
        guess(&quotes.filter(|other| ascii(other) == ascii(quote)).collect::<Vec<_>>().join("\n"))
    })
}

/// Rows of one instrument that lead from its unit, or from the whole, to the other's unit, or to the other as a whole.
fn between<'a>(from: (&'a Instrument, &str), to: (&Instrument, &str)) -> impl Iterator<Item = Between<'a>> {
    let address = format!("{}/{}", to.0.id, to.1);
    let (id, whole, unit) = (from.0.id.as_str(), to.0.id.clone(), from.1.to_owned());
    from.0
        .relations
        .iter()
        .filter(move |row| row.unit.as_ref().is_none_or(|own| **own == *unit))
        .filter(move |row| *row.to == *address || *row.to == *whole)
        .map(move |relation| Between { from: id, relation })
}

fn excerpts(left: &Beside<'_>, right: &Beside<'_>, revised: bool) -> Option<Excerpts> {
    let (l, r) = (left.unit.quote.as_deref()?, right.unit.quote.as_deref()?);
    let primary = |tag: Option<&'static str>| tag.and_then(|tag| tag.split('-').next());
    if primary(left.language).zip(primary(right.language)).is_some_and(|(l, r)| l != r) {
        return None;
    }
    let mut lexicon = Lexicon::default();
    let numbers = |tokens: Vec<Token>| tokens.into_iter().map(|token| token.word).collect::<Vec<u32>>();
    let (a, b) = (numbers(lexicon.tokens(l)), numbers(lexicon.tokens(r)));
    let similarity = kept(&a, &b);
    let alike = similarity >= ALIKE;
    let words = differences(l, r);
    let signals = if alike || revised { judge(&words, (left.language, right.language)).1 } else { Vec::new() };
    Some(Excerpts { similarity, words: if alike { words } else { Vec::new() }, signals })
}
