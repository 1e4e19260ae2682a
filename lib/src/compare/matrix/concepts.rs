//! Which texts speak of what: concepts of the vocabulary down, texts across.
//!
//! Two things are told apart in each cell: what somebody coded of the instrument, with its basis, and where the concept's
//! own label stands in the words. Neither proves the other. A label that is not found says that these words are not there,
//! and no more: what was looked for is said. Nothing is looked for in a language in which the vocabulary has no label, and
//! of what is neither held nor coded nothing is known.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::Head;
use crate::compare::text::{Text, Unit};
use crate::compare::tokens::{Lexicon, Token};
use crate::landscape::Landscape;
use crate::model::{Concept, Evidence, Instrument, Rows, UnitKind, Vocabulary};

/// A vocabulary has one label for a concept, and the program is English.
const LABELS: &str = "en";

/// Which list of the vocabulary a concept is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConceptList {
    /// What an instrument is about.
    Topic,
    /// What a state may do or leave undone.
    Act,
    /// What an act is directed at.
    Object,
}

impl ConceptList {
    /// Every list, in the order of the rows.
    pub const ALL: [ConceptList; 3] = [ConceptList::Topic, ConceptList::Act, ConceptList::Object];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ConceptList::Topic => "topic",
            ConceptList::Act => "act",
            ConceptList::Object => "object",
        }
    }

    fn rows(self, vocabulary: &Vocabulary) -> &Rows<Concept> {
        match self {
            ConceptList::Topic => &vocabulary.topics,
            ConceptList::Act => &vocabulary.acts,
            ConceptList::Object => &vocabulary.objects,
        }
    }
}

/// What a column is to be made of: a text, an instrument of the landscape, or both.
#[derive(Debug, Clone, Copy, Default)]
pub struct ConceptText<'a> {
    /// The words.
    pub text: Option<&'a Text>,
    /// Id or another name of the instrument whose coding is meant.
    pub instrument: Option<&'a str>,
}

/// One text of a [`ConceptMatrix`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConceptColumn {
    /// Which text it is; without words, which instrument.
    #[serde(flatten)]
    pub head: Head,
    /// Id of the instrument whose coding is shown; `None` if none was named, or none has the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Whether there are words.
    pub held: bool,
}

/// What a cell amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is coded, or its label stands in the words.
    Found,
    /// It is not coded, and its label was looked for in vain.
    NoneFound,
    /// Nothing is coded, and the words could not be searched for it.
    NotSearched,
    /// There are no words; the instrument is coded, and not with this.
    CodedWithout,
    /// There are neither words nor coding.
    NotCoded,
}

impl Answer {
    /// The words for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Answer::Found => "found",
            Answer::NoneFound => "none found",
            Answer::NotSearched => "not searched",
            Answer::CodedWithout => "coded without it",
            Answer::NotCoded => "not coded",
        }
    }
}

/// What the coding of the instrument says of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coding {
    /// It is coded with it.
    With,
    /// It is coded with concepts of this list, and not with this one.
    Without,
    /// No concept of this list is coded of it.
    NotCoded,
}

/// Why words were not searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unsearched {
    /// No text is held.
    NoText,
    /// The language of the text could not be told.
    LanguageUnknown,
    /// The vocabulary has no label in the language of the text.
    NoLabel,
    /// The concept takes in all others of its list: its name is no word of agreements.
    TakesInAll,
}

/// What is coded with a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodedUnit<'l> {
    /// Address of the unit; `None` if the instrument as a whole is coded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'l str>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: &'l Evidence,
}

/// Where a label stands in the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordsFound {
    /// Address of the unit.
    pub unit: String,
    /// Whether it is the unit's heading that has the words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
    /// First byte in the unit's own words, or in its heading.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words as they stand there.
    pub quote: String,
}

/// What one text has of a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConceptCell<'l> {
    /// What it amounts to.
    pub answer: Answer,
    /// What the coding says.
    pub coding: Coding,
    /// What is coded with the concept, each with its basis.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coded: Vec<CodedUnit<'l>>,
    /// Where its label stands in the words: the basis is the words, and nobody has judged them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordsFound>,
    /// Why the words were not searched; `None` if they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsearched: Option<Unsearched>,
    /// Ids of narrower concepts of which this text has something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub narrower: Vec<&'l str>,
}

/// What was looked for in the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Searched {
    /// Language of the texts that were searched.
    pub language: &'static str,
    /// The label and its forms: whole words, whatever their case.
    pub labels: Vec<String>,
}

/// One concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConceptRow<'l> {
    /// The list of the vocabulary.
    pub list: ConceptList,
    /// The concept; in JSON its keys stand in the row.
    #[serde(flatten)]
    pub concept: &'l Concept,
    /// How many wider concepts it stands under.
    pub depth: usize,
    /// What was looked for in the words; `None` if nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub searched: Option<Searched>,
    /// A cell for each text.
    pub cells: Vec<ConceptCell<'l>>,
}

/// Texts as columns, concepts as rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConceptMatrix<'l> {
    /// What stands over each column.
    pub texts: Vec<ConceptColumn>,
    /// Topics, acts and objects in the order of the vocabulary, each behind the wider one that it names first.
    pub rows: Vec<ConceptRow<'l>>,
}

impl ConceptMatrix<'_> {
    /// A name for each text, no two alike.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        super::names(self.texts.iter().map(|column| &column.head))
    }
}

/// Looks for the concepts of a landscape's vocabulary in texts and in what is coded of instruments.
#[must_use]
pub fn concepts<'l>(landscape: &'l Landscape, columns: &[ConceptText<'_>]) -> ConceptMatrix<'l> {
    let instruments: Vec<Option<&'l Instrument>> =
        columns.iter().map(|column| column.instrument.and_then(|name| landscape.instrument(name))).collect();
    let mut rows: Vec<ConceptRow<'l>> =
        ConceptList::ALL.into_iter().flat_map(|list| tree(list, list.rows(&landscape.vocabulary))).collect();
    let found: Vec<Vec<Vec<WordsFound>>> = columns.par_iter().map(|column| search(&rows, column.text)).collect();
    for (at, ((column, instrument), mut found)) in columns.iter().zip(&instruments).zip(found).enumerate() {
        for (number, row) in rows.iter_mut().enumerate() {
            let words = found.get_mut(number).map(std::mem::take).unwrap_or_default();
            row.cells.push(cell(row, column.text, *instrument, words));
        }
        narrower(&mut rows, at);
    }
    let texts = columns.iter().zip(&instruments).map(|(column, instrument)| head(column, *instrument)).collect();
    ConceptMatrix { texts, rows }
}

fn head(column: &ConceptText<'_>, instrument: Option<&Instrument>) -> ConceptColumn {
    let named = || Head {
        name: instrument.map_or_else(|| column.instrument.unwrap_or_default().to_owned(), |i| i.id.clone()),
        title: instrument.map(|i| i.title().to_owned()),
        language: None,
        units: 0,
    };
    ConceptColumn {
        head: column.text.map_or_else(named, Head::of),
        instrument: instrument.map(|i| i.id.clone()),
        held: column.text.is_some(),
    }
}

/// The concepts of a list, each behind the first that is wider.
fn tree(list: ConceptList, concepts: &Rows<Concept>) -> Vec<ConceptRow<'_>> {
    let mut below: FxHashMap<&str, Vec<&Concept>> = FxHashMap::default();
    let mut roots = Vec::new();
    for concept in concepts {
        match concept.broader.iter().find(|wider| concepts.contains(wider)) {
            Some(wider) => below.entry(&**wider).or_default().push(concept),
            None => roots.push(concept),
        }
    }
    // Concepts that are wider than each other hang on no root.
    let alone = if roots.len() == 1 && concepts.len() > 1 { roots.first().map(|root| root.id.as_str()) } else { None };
    let mut open: Vec<(&Concept, usize)> = roots.iter().copied().chain(concepts).map(|concept| (concept, 0)).collect();
    open.reverse();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut rows = Vec::new();
    while let Some((concept, depth)) = open.pop() {
        if !seen.insert(&concept.id) {
            continue;
        }
        let narrower = below.get(concept.id.as_str()).into_iter().flatten();
        open.extend(narrower.map(|concept| (*concept, depth + 1)).rev());
        let takes_in_all = alone == Some(concept.id.as_str());
        let searched = (!takes_in_all).then(|| Searched { language: LABELS, labels: forms(&concept.label) });
        rows.push(ConceptRow { list, concept, depth, searched, cells: Vec::new() });
    }
    rows
}

/// An English label as it may stand in a text: with and without hyphens, and for more than one.
fn forms(label: &str) -> Vec<String> {
    let mut forms = vec![label.to_owned()];
    if label.contains('-') {
        forms.push(label.replace('-', ""));
    }
    let plural = |one: &String| {
        let lower = one.to_ascii_lowercase();
        let before = lower.chars().rev().nth(1);
        match lower.chars().next_back() {
            Some('y') if before.is_some_and(|c| !"aeiou".contains(c)) => {
                one.get(..one.len() - 1).map(|stem| format!("{stem}ies"))
            }
            Some('s' | 'x' | 'z') => None,
            Some('h') if before.is_some_and(|c| matches!(c, 'c' | 's')) => Some(format!("{one}es")),
            Some(c) if c.is_ascii_alphabetic() => Some(format!("{one}s")),
            _ => None,
        }
    };
    let more: Vec<String> = forms.iter().filter_map(plural).collect();
    forms.extend(more);
    forms
}

/// Why a text cannot be searched for a concept.
fn unsearched(row: &ConceptRow<'_>, text: Option<&Text>) -> Option<Unsearched> {
    let Some(text) = text else { return Some(Unsearched::NoText) };
    let language = text.language.as_deref().and_then(|tag| tag.split('-').next());
    match (&row.searched, language) {
        (None, _) => Some(Unsearched::TakesInAll),
        (_, None) => Some(Unsearched::LanguageUnknown),
        (Some(searched), Some(language)) => (searched.language != language).then_some(Unsearched::NoLabel),
    }
}

/// Where the labels of each row stand in a text.
fn search(rows: &[ConceptRow<'_>], text: Option<&Text>) -> Vec<Vec<WordsFound>> {
    let mut found: Vec<Vec<WordsFound>> = vec![Vec::new(); rows.len()];
    let mut lexicon = Lexicon::default();
    let mut numbers = |words: &str| -> Vec<Token> { lexicon.tokens(words) };
    // By their first word the labels that begin so.
    let mut labels: FxHashMap<u32, Vec<(usize, Vec<u32>)>> = FxHashMap::default();
    for (number, row) in rows.iter().enumerate() {
        let searched = row.searched.as_ref().filter(|_| unsearched(row, text).is_none());
        for label in searched.into_iter().flat_map(|searched| &searched.labels) {
            let words: Vec<u32> = numbers(label).iter().map(|token| token.word).collect();
            if let Some(first) = words.first() {
                labels.entry(*first).or_default().push((number, words));
            }
        }
    }
    if labels.is_empty() {
        return found;
    }
    let own = |unit: &&Unit| unit.kind != UnitKind::Contents;
    for unit in text.into_iter().flat_map(|text| &text.units).filter(own) {
        for (heading, words) in [(true, unit.heading.as_deref().unwrap_or("")), (false, unit.text.as_str())] {
            let tokens = numbers(words);
            for (at, token) in tokens.iter().enumerate() {
                for (row, label) in labels.get(&token.word).into_iter().flatten() {
                    let here = tokens.get(at..at + label.len()).unwrap_or_default();
                    let (Some(first), Some(last)) = (here.first(), here.last()) else { continue };
                    let range = first.range().start..last.range().end;
                    if let Some(quote) = words.get(range.clone())
                        && here.iter().map(|token| token.word).eq(label.iter().copied())
                        && let Some(found) = found.get_mut(*row)
                    {
                        let (unit, quote) = (unit.address.clone(), quote.to_owned());
                        found.push(WordsFound { unit, heading, start: range.start, end: range.end, quote });
                    }
                }
            }
        }
    }
    found
}

fn cell<'l>(
    row: &ConceptRow<'l>,
    text: Option<&Text>,
    instrument: Option<&'l Instrument>,
    words: Vec<WordsFound>,
) -> ConceptCell<'l> {
    let (coding, coded) = instrument.map_or((Coding::NotCoded, Vec::new()), |i| coding(i, row));
    let unsearched = unsearched(row, text);
    let answer = match (unsearched, coding) {
        (_, Coding::With) => Answer::Found,
        (None, _) if !words.is_empty() => Answer::Found,
        (None, _) => Answer::NoneFound,
        (Some(Unsearched::NoText), Coding::Without) => Answer::CodedWithout,
        (Some(Unsearched::NoText), Coding::NotCoded) => Answer::NotCoded,
        (Some(_), _) => Answer::NotSearched,
    };
    ConceptCell { answer, coding, coded, words, unsearched, narrower: Vec::new() }
}

/// What is coded of an instrument. Units are coded with acts and objects by commitments: once the model has them, they are
/// one more loop here.
fn coding<'l>(instrument: &'l Instrument, row: &ConceptRow<'l>) -> (Coding, Vec<CodedUnit<'l>>) {
    let list = match row.list {
        ConceptList::Topic => instrument.topics.as_slice(),
        ConceptList::Act | ConceptList::Object => &[],
    };
    if list.iter().any(|topic| **topic == *row.concept.id) {
        return (Coding::With, vec![CodedUnit { unit: None, evidence: &instrument.evidence }]);
    }
    (if list.is_empty() { Coding::NotCoded } else { Coding::Without }, Vec::new())
}

/// Says in each cell of a text which narrower concepts it has something of.
fn narrower(rows: &mut [ConceptRow<'_>], text: usize) {
    // A wider concept may be named by several; the first of them is not the only one under which it is looked for.
    let mut within: FxHashMap<(ConceptList, &str), Vec<usize>> = FxHashMap::default();
    let has = |row: &ConceptRow<'_>| row.cells.get(text).is_some_and(|cell| cell.answer == Answer::Found);
    let places: FxHashMap<(ConceptList, &str), usize> =
        rows.iter().enumerate().map(|(at, row)| ((row.list, row.concept.id.as_str()), at)).collect();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| has(row)) {
        let mut open: Vec<&str> = row.concept.broader.iter().map(|wider| &**wider).collect();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        while let Some(wider) = open.pop() {
            if !seen.insert(wider) || wider == row.concept.id {
                continue;
            }
            if let Some(above) = places.get(&(row.list, wider)).and_then(|above| rows.get(*above)) {
                within.entry((row.list, &above.concept.id)).or_default().push(at);
                open.extend(above.concept.broader.iter().map(|wider| &**wider));
            }
        }
    }
    let told: Vec<(usize, Vec<usize>)> =
        within.into_iter().filter_map(|(wider, below)| Some((*places.get(&wider)?, below))).collect();
    for (wider, below) in told {
        let ids: Vec<_> = below.into_iter().filter_map(|at| rows.get(at).map(|row| row.concept.id.as_str())).collect();
        let cell = rows.get_mut(wider).and_then(|row| row.cells.get_mut(text));
        cell.into_iter().for_each(|cell| cell.narrower.clone_from(&ids));
    }
}
