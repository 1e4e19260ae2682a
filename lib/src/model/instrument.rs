//! An instrument and its rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::address::UnitId;
use super::commitment::{Coding, Commitment, Coverage, Reconciliation, Statement};
use super::date::{Date, Day, Period};
use super::evidence::{Basis, Evidence, Reference, SharedNames, Sourced};
use super::relation::Relation;
use super::rows::Row;
use super::vocabulary::{Family, Phase, Vocabulary};
use crate::diagnostic::{FileId, Span};

/// How firmly an instrument is meant to bind, a property of the instrument (not of a party's standing in it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bindingness {
    /// A draft that nobody has accepted.
    Proposed,
    /// Voluntary norms and findings.
    Voluntary,
    /// A political commitment.
    Political,
    /// Law for its parties.
    Binding,
}

impl Bindingness {
    /// Every degree with its word in files, firmest first.
    pub const WORDS: &'static [(&'static str, Bindingness)] = &[
        ("binding", Bindingness::Binding),
        ("political", Bindingness::Political),
        ("voluntary", Bindingness::Voluntary),
        ("proposed", Bindingness::Proposed),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, b)| *b == self).map_or("", |(w, _)| w)
    }
}

/// Whether an instrument is one between states or a state's own law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Between states or organisations, or addressed to them.
    #[default]
    International,
    /// A state's own law, held because agreements are measured against it.
    Domestic,
}

impl Scope {
    /// Every scope with its word in files.
    pub const WORDS: &'static [(&'static str, Scope)] =
        &[("international", Scope::International), ("domestic", Scope::Domestic)];
}

/// A dated step in an instrument's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// A milestone word of the vocabulary.
    pub milestone: Reference,
    /// What the word does to the instrument, by the vocabulary of the landscape that holds it ([`Instrument::resolve`]).
    #[serde(skip)]
    pub phase: Phase,
    /// When.
    pub on: Date,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// Where in a body a vote was taken. Committee and plenary counts differ and are never merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// In a committee, on the draft.
    Committee,
    /// In plenary, on the text.
    Plenary,
    /// On one paragraph or motion.
    Paragraph,
}

impl Stage {
    /// Every stage with its word in files.
    pub const WORDS: &'static [(&'static str, Stage)] =
        &[("committee", Stage::Committee), ("plenary", Stage::Plenary), ("paragraph", Stage::Paragraph)];
}

/// What some parties are to an instrument, from a date to a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// A standing word of the vocabulary.
    pub word: Reference,
    /// What the word amounts to, by the vocabulary of the landscape that holds it ([`Instrument::resolve`]).
    #[serde(skip)]
    pub family: Option<Family>,
    /// Parties by code.
    pub parties: Vec<Reference>,
    /// Groups whose members on the first day have this standing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Reference>,
    /// Those the source describes without naming them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub described: Option<String>,
    /// How many the source counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// For votes: where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// How a body took its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteManner {
    /// A vote whose count is recorded.
    Recorded,
    /// Adopted without a vote: nobody's position is recorded by that.
    WithoutVote,
    /// By consensus.
    Consensus,
    /// No agreement was reached.
    NoConsensus,
}

impl VoteManner {
    /// Every manner with its word in files.
    pub const WORDS: &'static [(&'static str, VoteManner)] = &[
        ("recorded", VoteManner::Recorded),
        ("without-vote", VoteManner::WithoutVote),
        ("consensus", VoteManner::Consensus),
        ("no-consensus", VoteManner::NoConsensus),
    ];
}

/// One decision of a body on an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vote {
    /// The body.
    pub body: String,
    /// Where in the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How.
    pub manner: Option<VoteManner>,
    /// In favour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yes: Option<u32>,
    /// Against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<u32>,
    /// Abstaining.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abstain: Option<u32>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// On what, where it is not the whole text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballot: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// What kind of piece a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are the standard names of the parts of an agreement (as in Akoma Ntoso)
pub enum UnitKind {
    Preface,
    Contents,
    Preamble,
    Recital,
    Part,
    Title,
    Chapter,
    Section,
    Article,
    Rule,
    Paragraph,
    Alinea,
    Point,
    Conclusions,
    Annex,
    Declaration,
    Sentence,
}

impl UnitKind {
    /// Every kind with its word in files.
    pub const WORDS: &'static [(&'static str, UnitKind)] = &[
        ("preface", UnitKind::Preface),
        ("contents", UnitKind::Contents),
        ("preamble", UnitKind::Preamble),
        ("recital", UnitKind::Recital),
        ("part", UnitKind::Part),
        ("title", UnitKind::Title),
        ("chapter", UnitKind::Chapter),
        ("section", UnitKind::Section),
        ("article", UnitKind::Article),
        ("rule", UnitKind::Rule),
        ("paragraph", UnitKind::Paragraph),
        ("alinea", UnitKind::Alinea),
        ("point", UnitKind::Point),
        ("conclusions", UnitKind::Conclusions),
        ("annex", UnitKind::Annex),
        ("declaration", UnitKind::Declaration),
        ("sentence", UnitKind::Sentence),
    ];

    /// The word of the kind in files and answers.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| *word)
    }
}

/// An addressed piece of a text, as far as it is known without the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Name inside the instrument.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// As printed for people.
    pub label: String,
    /// Its title in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What it says, in our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// Its key words, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// How much of a text a landscape holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextState {
    /// Nothing.
    None,
    /// A part.
    Part,
    /// All of it.
    Full,
}

impl TextState {
    /// Every state with its word in files.
    pub const WORDS: &'static [(&'static str, TextState)] =
        &[("full", TextState::Full), ("part", TextState::Part), ("none", TextState::None)];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, s)| *s == self).map_or("", |(w, _)| w)
    }
}

/// One language version of an instrument, held or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Language tag.
    pub lang: String,
    /// What this landscape holds.
    pub state: TextState,
    /// Whether this language is authentic; `None` if not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentic: Option<bool>,
    /// Where the official text lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// What is held, what is missing, how it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completeness: Option<String>,
    /// The file or address it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<String>,
    /// SHA-256 of what was read, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_on: Option<Date>,
    /// What the held text was compared with, by whom and how, in words; `None` if with nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

impl Text {
    /// Puts the row of a landscape that holds a text over the row of the one it extends, which knew only where the text is:
    /// what the new row leaves out stays.
    pub(crate) fn over(self, base: &Text) -> Text {
        Text {
            authentic: self.authentic.or(base.authentic),
            official: self.official.or_else(|| base.official.clone()),
            completeness: self.completeness.or_else(|| base.completeness.clone()),
            ..self
        }
    }
}

/// Another value for the same fact, from another source. Both stay visible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rival {
    /// What the values are about: a milestone, a field, a unit, or free words.
    pub about: Reference,
    /// The value that was not chosen.
    pub value: String,
    /// The value that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How the rejected value is known.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// An expert's interpretation: attributed, dated, never merged with facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Whose.
    pub by: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Units it is about; empty means the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Reference>,
    /// What it says, in our own words.
    pub says: String,
    /// Its key words, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where the row stands.
    #[serde(skip)]
    pub span: Span,
}

/// A text that lies beside the instrument in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldText {
    /// Language tag from the file's name.
    pub lang: String,
    /// The file, with its content, in the landscape's file set.
    pub file: FileId,
}

/// Any document that states rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Name in files and addresses.
    pub id: String,
    /// Other names it answers to.
    pub aliases: Vec<Reference>,
    /// Kind, a term of the vocabulary.
    pub kind: Option<Sourced<Reference>>,
    /// Whether that is a kind of treaty, which enters into force by treaty law ([`Instrument::resolve`]).
    pub is_treaty: bool,
    /// How firmly it is meant to bind.
    pub bindingness: Option<Sourced<Bindingness>>,
    /// Between states, or a state's own law.
    pub scope: Scope,
    /// The process it came out of.
    pub camp: Option<Sourced<Reference>>,
    /// Document symbol or treaty number.
    pub symbol: Option<Sourced<String>>,
    /// Place.
    pub place: Option<Sourced<String>>,
    /// What it is about.
    pub topics: Vec<Reference>,
    /// The body or meeting it came from.
    pub issuer: Option<String>,
    /// In our own words.
    pub summary: Option<String>,
    /// Titles by language.
    pub titles: BTreeMap<String, Sourced<String>>,
    /// Dated steps.
    pub milestones: Vec<Milestone>,
    /// Who is what to it.
    pub standings: Vec<Standing>,
    /// How bodies decided on it.
    pub votes: Vec<Vote>,
    /// Relations to others.
    pub relations: Vec<Relation>,
    /// Its units, as far as known.
    pub units: Vec<Unit>,
    /// Its language versions.
    pub texts: Vec<Text>,
    /// Values not chosen.
    pub rivals: Vec<Rival>,
    /// Experts' interpretations.
    pub readings: Vec<Reading>,
    /// What it has its parties do, or holds.
    pub commitments: Vec<Commitment>,
    /// How far its units are coded.
    pub coverage: Coverage,
    /// Reservations and the like.
    pub statements: Vec<Statement>,
    /// What coders agreed on.
    pub reconciliations: Vec<Reconciliation>,
    /// Further coders' codings.
    pub codings: Vec<Coding>,
    /// Texts in the folder.
    pub held: Vec<HeldText>,
    /// What the file says of itself where a row says nothing.
    pub evidence: Evidence,
    /// The beginning of its file.
    pub span: Span,
}

impl Instrument {
    /// Looks its words up in a vocabulary, and holds what it names together with others. Lists ask what a word means of
    /// every row of every instrument on every day, and the vocabulary of a landscape does not change once it is put
    /// together.
    pub fn resolve(&mut self, vocabulary: &Vocabulary, names: &mut SharedNames) {
        self.is_treaty =
            self.kind.as_ref().is_some_and(|k| Vocabulary::is_within(&vocabulary.kinds, &k.value, "treaty"));
        let terms = [&mut self.kind, &mut self.camp].into_iter().flatten().map(|term| &mut term.value);
        terms.chain(&mut self.topics).for_each(|name| names.share(name));
        for row in &mut self.milestones {
            row.phase = vocabulary.phase(&row.milestone);
            names.share(&mut row.milestone);
        }
        for row in &mut self.standings {
            row.family = vocabulary.family(&row.word);
            names.share(&mut row.word);
            row.parties.iter_mut().chain(&mut row.groups).for_each(|name| names.share(name));
        }
    }

    /// How its values and rows are known, in the order of its sheet. What the file says of itself where a row says nothing
    /// is not among them: it is the `evidence` of no value in particular.
    pub fn all_evidence(&self) -> impl Iterator<Item = &Evidence> {
        let single = [
            self.kind.as_ref().map(|v| &v.evidence),
            self.bindingness.as_ref().map(|v| &v.evidence),
            self.camp.as_ref().map(|v| &v.evidence),
            self.symbol.as_ref().map(|v| &v.evidence),
            self.place.as_ref().map(|v| &v.evidence),
        ];
        let titles = self.titles.values().map(|v| &v.evidence);
        titles
            .chain(single.into_iter().flatten())
            .chain(self.milestones.iter().map(|r| &r.evidence))
            .chain(self.standings.iter().map(|r| &r.evidence))
            .chain(self.votes.iter().map(|r| &r.evidence))
            .chain(self.units.iter().map(|r| &r.evidence))
            .chain(self.relations.iter().map(|r| &r.evidence))
            .chain(self.texts.iter().map(|r| &r.evidence))
            .chain(self.rivals.iter().map(|r| &r.evidence))
            .chain(self.readings.iter().map(|r| &r.evidence))
            .chain(self.commitments.iter().map(|r| &r.evidence))
            .chain(self.statements.iter().map(|r| &r.evidence))
    }

    /// The title to call it by and its language: the English one; else one in a language of which the files say that its
    /// text is authentic; else one read in the official text; else any. Titles are sorted by language, and where several
    /// are as good as each other the first is taken, so that it is always the same one.
    #[must_use]
    pub fn main_title(&self) -> Option<(&str, &Sourced<String>)> {
        let authentic = |lang: &str| self.texts.iter().any(|text| text.authentic == Some(true) && text.lang == lang);
        let rank = |lang: &str, title: &Sourced<String>| match title.evidence.basis {
            _ if lang == "en" => 0,
            _ if authentic(lang) => 1,
            Some(Basis::OfficialText) => 2,
            _ => 3,
        };
        let titles = self.titles.iter().map(|(lang, title)| (lang.as_str(), title));
        titles.min_by_key(|(lang, title)| rank(lang, title))
    }

    /// The [`main_title`](Instrument::main_title), or the id.
    #[must_use]
    pub fn title(&self) -> &str {
        self.main_title().map_or(&self.id, |(_, title)| title.value.as_str())
    }

    /// The date by which it is sorted: the first of its making, else the first of any kind. Only dates that may have been
    /// reached by the day count: what was only announced then was not yet made, whatever came later.
    #[must_use]
    pub fn made_date(&self, as_of: Day) -> Option<Date> {
        let reached = || self.milestones.iter().filter(|m| m.on.reached_by(as_of).is_possible());
        let made = reached().filter(|m| m.phase == Phase::Made).map(|m| m.on).min();
        made.or_else(|| reached().map(|m| m.on).min())
    }

    /// A commitment by what the file calls it.
    #[must_use]
    pub fn commitment(&self, local_id: &str) -> Option<&Commitment> {
        self.commitments.iter().find(|c| c.local_id() == local_id)
    }

    /// A unit by id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.id.as_str() == id)
    }

    /// The most of its text that is held in any language.
    #[must_use]
    pub fn text_state(&self) -> TextState {
        self.texts.iter().map(|t| t.state).max().unwrap_or(TextState::None)
    }
}

impl Row for Instrument {
    fn id(&self) -> &str {
        &self.id
    }

    fn span(&self) -> Span {
        self.span
    }
}

#[cfg(test)]
mod tests {
    use crate::landscape::{RawFile, assemble};

    fn called(titles: &str, authentic: &[&str]) -> String {
        let mut file = format!("[default]\nbasis = \"secondary\"\n[title]\n{titles}\n");
        for lang in authentic {
            file += &format!("[[text]]\nlang = \"{lang}\"\nstate = \"none\"\nauthentic = true\n");
        }
        let file = RawFile::new("instruments/one/instrument.toml", file);
        let landscape = assemble("t", vec![file], None).landscape;
        landscape.instrument("one").unwrap().title().to_owned()
    }

    #[test]
    fn english_then_the_authentic_language_then_the_official_text_then_any() {
        assert_eq!(called("de = \"D\"\nen = \"E\"\nfr = \"F\"", &["fr"]), "E");
        assert_eq!(called("de = \"D\"\nfr = \"F\"\nru = \"R\"", &["ru", "fr"]), "F");
        assert_eq!(called("de = \"D\"\nru = \"R\"", &["ru", "zh"]), "R");
        let read = "de = \"D\"\nru = { value = \"R\", basis = \"official-text\" }";
        assert_eq!(called(read, &[]), "R");
        assert_eq!(called(read, &["de"]), "D");
        assert_eq!(called("fr = \"F\"\nde = \"D\"", &["es"]), "D");
        assert_eq!(called("", &["fr"]), "one");
    }
}
