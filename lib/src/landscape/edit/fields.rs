//! The fields of a commitment as a form has them: all of them text, nothing checked yet.

use crate::model::{CodedField, Commitment, Date};

/// A hedge as a form has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaveatFields {
    /// Which hedge of the row it was, from 0; `None` for a new one. What is not named by any is taken out.
    pub was: Option<usize>,
    /// Type, a term of the vocabulary.
    pub kind: String,
    /// The quoted words.
    pub term: String,
    /// What it does.
    pub effect: String,
    /// The question it leaves open.
    pub asks: String,
}

/// A commitment as a form has it; an empty field means that the row says nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// What the file calls it. Only heeded for a new one: other rows may name it.
    pub id: String,
    /// Unit of the instrument.
    pub unit: String,
    /// Kind of clause.
    pub modality: String,
    /// The verb.
    pub force_word: String,
    /// Acts, terms of the vocabulary.
    pub acts: Vec<String>,
    /// Objects, terms of the vocabulary.
    pub objects: Vec<String>,
    /// Whose conduct.
    pub actor_scope: Vec<String>,
    /// Who holds a power.
    pub holder: String,
    /// To whom it is owed.
    pub toward: String,
    /// How determinate, a number.
    pub precision: String,
    /// Who decides, a number.
    pub delegation: String,
    /// Where it differs from the instrument's.
    pub bindingness: String,
    /// In our own words.
    pub says: String,
    /// Words of the text.
    pub quote: String,
    /// Done for the first time by.
    pub first_by: String,
    /// How often in a year, a number.
    pub per_year: String,
    /// The milestone from which it counts.
    pub anchor: String,
    /// Hedges.
    pub caveats: Vec<CaveatFields>,
    /// Basis of single fields, where it differs from the row's: word of the field, word of the basis.
    pub bases: Vec<(String, String)>,
    /// Who coded it.
    pub coder: String,
    /// When.
    pub coded_on: String,
    /// How it is known.
    pub basis: String,
    /// Where it was read: ids or addresses.
    pub sources: Vec<String>,
    /// A remark.
    pub note: String,
    /// The commitment it was made from.
    pub derived_from: String,
    /// What became different from that one.
    pub change: String,
}

/// A value on its way into a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Given<'f> {
    Text(&'f str),
    Number(&'f str),
    Words(&'f [String]),
}

impl Given<'_> {
    pub(super) fn is_empty(self) -> bool {
        match self {
            Given::Text(text) | Given::Number(text) => text.trim().is_empty(),
            Given::Words(words) => words.is_empty(),
        }
    }

    /// Whether two say the same. A form breaks lines anew and knows no order of ticks.
    pub(super) fn same(self, other: Given<'_>) -> bool {
        match (self, other) {
            (Given::Words(one), Given::Words(other)) => {
                let sorted = |words: &[String]| {
                    let mut words = words.to_vec();
                    words.sort();
                    words
                };
                sorted(one) == sorted(other)
            }
            (Given::Text(one) | Given::Number(one), Given::Text(other) | Given::Number(other)) => {
                one.split_whitespace().eq(other.split_whitespace())
            }
            _ => false,
        }
    }
}

/// Every key of a row in the order in which a new row has them, and a new key comes to stand in an old one.
pub(super) const ORDER: &[&str] = &[
    "id",
    "overlay",
    "unit",
    "modality",
    "force_word",
    "acts",
    "objects",
    "actor_scope",
    "holder",
    "toward",
    "precision",
    "delegation",
    "bindingness",
    "says",
    "quote",
    "schedule",
    "caveats",
    "bases",
    "coder",
    "coded_on",
    "basis",
    "source",
    "note",
    "derived_from",
    "change",
];

impl Fields {
    /// The fields of a commitment, as it was read.
    #[must_use]
    pub fn of(commitment: &Commitment) -> Fields {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let date = |value: Option<Date>| value.map(|date| date.to_string()).unwrap_or_default();
        let number = |value: Option<u32>| value.map(|number| number.to_string()).unwrap_or_default();
        let words = |names: &[crate::model::Reference]| names.iter().map(ToString::to_string).collect();
        let schedule = commitment.schedule.as_ref();
        let caveat = |(at, caveat): (usize, &crate::model::Caveat)| CaveatFields {
            was: Some(at),
            kind: caveat.kind.to_string(),
            term: text(&caveat.term),
            effect: caveat.effect.word().to_owned(),
            asks: text(&caveat.asks),
        };
        Fields {
            id: commitment.local_id().to_owned(),
            unit: commitment.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
            modality: commitment.modality.word().to_owned(),
            force_word: text(&commitment.force_word),
            acts: words(&commitment.acts),
            objects: words(&commitment.objects),
            actor_scope: commitment.actor_scope.iter().map(|scope| scope.word().to_owned()).collect(),
            holder: text(&commitment.holder),
            toward: commitment.toward.word(),
            precision: number(commitment.precision.map(u32::from)),
            delegation: number(commitment.delegation.map(u32::from)),
            bindingness: commitment.bindingness.map(|value| value.word().to_owned()).unwrap_or_default(),
            says: text(&commitment.says),
            quote: text(&commitment.quote),
            first_by: date(schedule.and_then(|schedule| schedule.first_by)),
            per_year: number(schedule.and_then(|schedule| schedule.per_year)),
            anchor: schedule.and_then(|schedule| schedule.anchor.as_ref()).map(ToString::to_string).unwrap_or_default(),
            caveats: commitment.caveats.iter().enumerate().map(caveat).collect(),
            bases: CodedField::WORDS
                .iter()
                .filter_map(|(word, field)| Some(((*word).to_owned(), commitment.bases.get(field)?.word().to_owned())))
                .collect(),
            coder: text(&commitment.coder),
            coded_on: date(commitment.coded_on),
            basis: commitment.evidence.basis.map(|basis| basis.word().to_owned()).unwrap_or_default(),
            sources: commitment.evidence.sources.iter().map(|source| source.to_string()).collect(),
            note: text(&commitment.evidence.note),
            derived_from: commitment.derived_from.as_ref().map(ToString::to_string).unwrap_or_default(),
            change: text(&commitment.change),
        }
    }

    /// Keys of the row whose value stands in the row itself.
    pub(super) fn plain(&self) -> Vec<(&'static str, Given<'_>)> {
        vec![
            ("unit", Given::Text(&self.unit)),
            ("modality", Given::Text(&self.modality)),
            ("force_word", Given::Text(&self.force_word)),
            ("acts", Given::Words(&self.acts)),
            ("objects", Given::Words(&self.objects)),
            ("actor_scope", Given::Words(&self.actor_scope)),
            ("holder", Given::Text(&self.holder)),
            ("toward", Given::Text(&self.toward)),
            ("precision", Given::Number(&self.precision)),
            ("delegation", Given::Number(&self.delegation)),
            ("bindingness", Given::Text(&self.bindingness)),
            ("says", Given::Text(&self.says)),
            ("quote", Given::Text(&self.quote)),
            ("coder", Given::Text(&self.coder)),
            ("coded_on", Given::Text(&self.coded_on)),
            ("basis", Given::Text(&self.basis)),
            ("source", Given::Words(&self.sources)),
            ("note", Given::Text(&self.note)),
            ("derived_from", Given::Text(&self.derived_from)),
            ("change", Given::Text(&self.change)),
        ]
    }

    /// Keys of the table `schedule`.
    pub(super) fn schedule(&self) -> Vec<(&'static str, Given<'_>)> {
        vec![
            ("first_by", Given::Text(&self.first_by)),
            ("per_year", Given::Number(&self.per_year)),
            ("anchor", Given::Text(&self.anchor)),
        ]
    }

    /// Keys of the table `bases`.
    pub(super) fn bases(&self) -> Vec<(&'static str, Given<'_>)> {
        let of =
            |word: &str| self.bases.iter().find(|(field, _)| field == word).map_or("", |(_, basis)| basis.as_str());
        CodedField::WORDS.iter().map(|(word, _)| (*word, Given::Text(of(word)))).collect()
    }

    /// Every field with its name in files and its value as one line, for whoever compares two of them.
    #[must_use]
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let line = |given: Given<'_>| match given {
            Given::Text(text) | Given::Number(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Given::Words(words) => words.join(", "),
        };
        let inner = |keys: Vec<(&'static str, Given<'_>)>| {
            let told = keys.into_iter().filter(|(_, given)| !given.is_empty());
            told.map(|(key, given)| format!("{key}: {}", line(given))).collect::<Vec<_>>().join("; ")
        };
        let mut lines: Vec<(&'static str, String)> =
            self.plain().into_iter().map(|(key, given)| (key, line(given))).collect();
        lines.push(("schedule", inner(self.schedule())));
        lines.push(("bases", inner(self.bases())));
        let caveats = self.caveats.iter().map(|caveat| inner(caveat.keys())).collect::<Vec<_>>();
        lines.push(("caveats", caveats.join(" | ")));
        lines
    }

    /// Whether two say the same of the row.
    pub(super) fn same(&self, other: &Fields) -> bool {
        let same = |one: Vec<(&str, Given<'_>)>, other: Vec<(&str, Given<'_>)>| {
            one.iter().zip(&other).all(|((_, one), (_, other))| one.same(*other))
        };
        self.caveats.len() == other.caveats.len()
            && same(self.plain(), other.plain())
            && same(self.schedule(), other.schedule())
            && same(self.bases(), other.bases())
            && self.caveats.iter().zip(&other.caveats).all(|(one, other)| same(one.keys(), other.keys()))
    }
}

impl CaveatFields {
    /// Keys of a hedge.
    pub(super) fn keys(&self) -> Vec<(&'static str, Given<'_>)> {
        vec![
            ("type", Given::Text(&self.kind)),
            ("term", Given::Text(&self.term)),
            ("effect", Given::Text(&self.effect)),
            ("asks", Given::Text(&self.asks)),
        ]
    }
}
