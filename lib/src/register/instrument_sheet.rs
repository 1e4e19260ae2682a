//! Everything about one instrument on a day.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::chronicle::{
    EventEntry, MechanismEntry, PositionEntry, chronicle_evidence, events_about, mechanisms_of, positions_about,
};
use super::standing::standings_on;
use super::status::{Status, Strength, status, strength};
use super::term::{InstrumentName, PartyName, Term};
use super::{Header, SourceList};
use crate::holding::Wording;
use crate::landscape::Landscape;
use crate::model::{
    Bindingness, Certainty, Date, Day, Evidence, Family, Instrument, Milestone, Period, Phase, Reading, Relation,
    RelationKind, Rival, Scope, Sourced, Stage, Standing, Text, Unit, Vote,
};

/// A dated step with its label.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneLine<'a> {
    /// For people.
    pub label: &'a str,
    /// What it does.
    pub phase: Phase,
    /// Whether it was reached by the day.
    pub reached: Certainty,
    /// The row.
    #[serde(flatten)]
    pub row: &'a Milestone,
    /// Values for this step that were not chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<&'a Rival>,
}

/// One party in a group of equal standings.
#[derive(Debug, Clone, Serialize)]
pub struct StandingLine<'a> {
    /// The party.
    #[serde(flatten)]
    pub party: PartyName<'a>,
    /// `Possibly` if the dates do not tell.
    pub certainty: Certainty,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// The group through which it stands so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<&'a str>,
    /// For votes: where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: &'a Evidence,
}

/// All parties with one standing on the day.
#[derive(Debug, Clone, Serialize)]
pub struct StandingGroup<'a> {
    /// The standing word.
    pub word: &'a str,
    /// For people.
    pub label: &'a str,
    /// As a verb.
    pub verb: &'a str,
    /// Its definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<&'a str>,
    /// What it amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// Who, by name.
    pub parties: Vec<StandingLine<'a>>,
    /// Rows that describe instead of naming, or count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub described: Vec<&'a Standing>,
}

/// A relation seen from this instrument.
#[derive(Debug, Clone, Serialize)]
pub struct RelationLine<'a> {
    /// Which relation.
    #[serde(rename = "type")]
    pub kind: RelationKind,
    /// Whether the row is the other instrument's.
    pub incoming: bool,
    /// In words, from this side.
    pub phrase: &'static str,
    /// Our unit, if it is not the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Our unit as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_pinpoint: Option<String>,
    /// The other side.
    pub other: InstrumentName<'a>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: &'a Evidence,
}

/// A unit with its address.
#[derive(Debug, Clone, Serialize)]
pub struct UnitLine<'a> {
    /// Address.
    pub address: String,
    /// The row; one made from the held text, with its label and heading alone, where nobody has coded the unit.
    #[serde(flatten)]
    pub unit: Cow<'a, Unit>,
    /// Relations of this unit to others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationLine<'a>>,
}

/// Everything about one instrument on a day.
#[derive(Debug, Clone, Serialize)]
pub struct InstrumentSheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Id.
    pub id: &'a str,
    /// Other names.
    pub aliases: Vec<&'a str>,
    /// Title.
    pub title: &'a str,
    /// Titles by language.
    pub titles: &'a BTreeMap<String, Sourced<String>>,
    /// Kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Term<'a>>,
    /// Bindingness as meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bindingness: Option<&'a Sourced<Bindingness>>,
    /// How firmly it stands on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Between states, or a state's own law.
    pub scope: Scope,
    /// Camp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camp: Option<Term<'a>>,
    /// Symbol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<&'a Sourced<String>>,
    /// Place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'a Sourced<String>>,
    /// Topics.
    pub topics: Vec<Term<'a>>,
    /// The body it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<&'a str>,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<&'a str>,
    /// How what has no evidence of its own (summary, topics, issuer) is known.
    pub default: &'a Evidence,
    /// What has become of it by the day.
    pub status: Status<'a>,
    /// Every dated step in order.
    pub dates: Vec<MilestoneLine<'a>>,
    /// Who is what to it on the day.
    pub standings: Vec<StandingGroup<'a>>,
    /// Every standing row, whenever it holds.
    pub standing_history: &'a [Standing],
    /// How bodies decided.
    pub votes: &'a [Vote],
    /// Relations in both directions.
    pub relations: Vec<RelationLine<'a>>,
    /// Units as far as known.
    pub units: Vec<UnitLine<'a>>,
    /// Language versions.
    pub texts: &'a [Text],
    /// Languages of texts in the folder.
    pub held: Vec<&'a str>,
    /// Values not chosen.
    pub rivals: &'a [Rival],
    /// Experts' interpretations.
    pub readings: &'a [Reading],
    /// Events about it.
    pub events: Vec<EventEntry<'a>>,
    /// Mechanisms that rest on it.
    pub mechanisms: Vec<MechanismEntry<'a>>,
    /// Positions on it.
    pub positions: Vec<PositionEntry<'a>>,
    /// The sources of everything above, numbered.
    pub sources: SourceList<'a>,
    /// How many values above are unverified.
    pub unverified: usize,
    /// Its text, unit by unit, as far as it is held. Reading takes long, so whoever wants it puts it here
    /// ([`InstrumentSheet::with_wording`]); absent where no text is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording<'a>>,
}

/// The sheet of an instrument, by id or alias; `None` if there is none.
#[must_use]
pub fn instrument<'a>(landscape: &'a Landscape, name: &str, as_of: Day) -> Option<InstrumentSheet<'a>> {
    let instrument = landscape.instrument(name)?;
    let vocabulary = &landscape.vocabulary;
    let status = status(instrument, as_of);
    let relations = relations(landscape, instrument);
    let units = units(instrument, &relations);
    let mut sheet = InstrumentSheet {
        header: Header::new("servanda.instrument/1", landscape, as_of),
        id: &instrument.id,
        aliases: instrument.aliases.iter().map(|a| &**a).collect(),
        title: instrument.title(),
        titles: &instrument.titles,
        kind: instrument.kind.as_ref().map(|k| Term::sourced(&vocabulary.kinds, k)),
        bindingness: instrument.bindingness.as_ref(),
        strength: strength(instrument, status.phase),
        scope: instrument.scope,
        camp: instrument.camp.as_ref().map(|c| Term::sourced(&vocabulary.camps, c)),
        symbol: instrument.symbol.as_ref(),
        place: instrument.place.as_ref(),
        topics: instrument.topics.iter().map(|t| Term::of(&vocabulary.topics, t)).collect(),
        issuer: instrument.issuer.as_deref(),
        summary: instrument.summary.as_deref(),
        default: &instrument.evidence,
        status,
        dates: milestones(landscape, instrument, as_of),
        standings: standings(landscape, instrument, as_of),
        standing_history: &instrument.standings,
        votes: &instrument.votes,
        relations,
        units,
        texts: &instrument.texts,
        held: instrument.held.iter().map(|h| h.lang.as_str()).collect(),
        rivals: &instrument.rivals,
        readings: &instrument.readings,
        events: events_about(landscape, &instrument.id, as_of),
        mechanisms: mechanisms_of(landscape, &instrument.id, as_of),
        positions: positions_about(landscape, &instrument.id, as_of),
        sources: SourceList::default(),
        unverified: 0,
        wording: None,
    };
    collect_sources(landscape, instrument, &mut sheet);
    Some(sheet)
}

fn milestones<'a>(landscape: &'a Landscape, instrument: &'a Instrument, as_of: Day) -> Vec<MilestoneLine<'a>> {
    let mut lines: Vec<MilestoneLine<'a>> = instrument
        .milestones
        .iter()
        .map(|row| {
            let word = landscape.vocabulary.milestones.get(&row.milestone);
            MilestoneLine {
                label: word.map_or(&row.milestone, |w| &w.concept.label),
                phase: row.phase,
                reached: row.on.reached_by(as_of),
                row,
                rivals: instrument.rivals.iter().filter(|r| *r.about == *row.milestone).collect(),
            }
        })
        .collect();
    lines.sort_by_key(|line| (line.row.on.first(), line.row.on));
    lines
}

fn standings<'a>(landscape: &'a Landscape, instrument: &'a Instrument, as_of: Day) -> Vec<StandingGroup<'a>> {
    let mut groups: Vec<StandingGroup<'a>> = Vec::new();
    let place = |groups: &mut Vec<StandingGroup<'a>>, word: &'a str| -> usize {
        if let Some(at) = groups.iter().position(|g| g.word == word) {
            return at;
        }
        let known = landscape.vocabulary.standings.get(word);
        groups.push(StandingGroup {
            word,
            label: known.map_or(word, |k| &k.concept.label),
            verb: known.map_or(word, |k| &k.verb),
            definition: known.map(|k| k.concept.definition.as_str()),
            family: known.and_then(|k| k.family),
            parties: Vec::new(),
            described: Vec::new(),
        });
        groups.len() - 1
    };
    for found in standings_on(landscape, instrument, as_of) {
        let at = place(&mut groups, found.word);
        if let Some(group) = groups.get_mut(at) {
            group.parties.push(StandingLine {
                party: PartyName::of(landscape, found.party),
                certainty: found.certainty,
                period: found.row.period,
                through: found.through,
                stage: found.row.stage,
                evidence: &found.row.evidence,
            });
        }
    }
    for row in &instrument.standings {
        if (row.described.is_some() || row.count.is_some()) && row.period.holds_on(as_of).is_possible() {
            let at = place(&mut groups, &row.word);
            if let Some(group) = groups.get_mut(at) {
                group.described.push(row);
            }
        }
    }
    for group in &mut groups {
        group.parties.sort_by(|a, b| a.party.name.cmp(b.party.name).then(a.stage.cmp(&b.stage)));
    }
    groups.sort_by_key(|g| (g.family.is_none(), g.family));
    groups
}

fn relations<'a>(landscape: &'a Landscape, instrument: &'a Instrument) -> Vec<RelationLine<'a>> {
    let pinpoint = |unit: &str| match instrument.unit(unit) {
        Some(known) => Some(known.label.clone()),
        None => crate::model::UnitId::parse(unit).ok().map(|u| u.printed()),
    };
    let mut lines: Vec<RelationLine<'a>> = instrument
        .relations
        .iter()
        .map(|row| RelationLine {
            kind: row.kind,
            incoming: false,
            phrase: row.kind.active(),
            unit: row.unit.as_ref().map(ToString::to_string),
            unit_pinpoint: row.unit.as_ref().and_then(|u| pinpoint(u)),
            other: InstrumentName::of(landscape, &row.to),
            evidence: &row.evidence,
        })
        .collect();
    for other in landscape.instruments.iter().filter(|other| other.id != instrument.id) {
        for row in &other.relations {
            if let Some(unit) = target(landscape, instrument, row) {
                let own = unit.map(str::to_owned);
                lines.push(RelationLine {
                    kind: row.kind,
                    incoming: true,
                    phrase: row.kind.passive(),
                    unit_pinpoint: own.as_deref().and_then(pinpoint),
                    unit: own,
                    other: incoming_name(other, row),
                    evidence: &row.evidence,
                });
            }
        }
    }
    lines.sort_by(|a, b| (a.incoming, a.kind, a.other.id).cmp(&(b.incoming, b.kind, b.other.id)));
    lines
}

/// Whether a relation points at this instrument, and at which unit of it.
fn target<'r>(landscape: &Landscape, instrument: &Instrument, row: &'r Relation) -> Option<Option<&'r str>> {
    let (name, unit) = match row.to.split_once('/') {
        Some((name, unit)) => (name, Some(unit)),
        None => (&*row.to, None),
    };
    let is_ours = name == instrument.id
        || (instrument.aliases.iter().any(|a| &**a == name)
            && landscape.instrument(name).is_some_and(|i| i.id == instrument.id));
    is_ours.then_some(unit)
}

fn incoming_name<'a>(other: &'a Instrument, row: &'a Relation) -> InstrumentName<'a> {
    let unit = row.unit.as_ref();
    InstrumentName {
        address: &other.id,
        id: &other.id,
        title: Some(other.title()),
        unit: unit.map(|u| &**u),
        pinpoint: unit.and_then(|u| match other.unit(u) {
            Some(known) => Some(known.label.clone()),
            None => crate::model::UnitId::parse(u).ok().map(|u| u.printed()),
        }),
    }
}

fn units<'a>(instrument: &'a Instrument, relations: &[RelationLine<'a>]) -> Vec<UnitLine<'a>> {
    let mut by_unit: BTreeMap<&str, Vec<&RelationLine<'a>>> = BTreeMap::new();
    for line in relations {
        if let Some(unit) = &line.unit {
            by_unit.entry(unit).or_default().push(line);
        }
    }
    instrument
        .units
        .iter()
        .map(|unit| UnitLine {
            address: format!("{}/{}", instrument.id, unit.id),
            unit: Cow::Borrowed(unit),
            relations: by_unit.get(unit.id.as_str()).into_iter().flatten().map(|line| (*line).clone()).collect(),
        })
        .collect()
}

/// Numbers the sources in the order of the sheet.
fn collect_sources<'a>(landscape: &'a Landscape, instrument: &'a Instrument, sheet: &mut InstrumentSheet<'a>) {
    let mut sources = SourceList::default();
    let rows = instrument
        .all_evidence()
        // Its own relations are among them already.
        .chain(sheet.relations.iter().filter(|line| line.incoming).map(|line| line.evidence))
        .chain(chronicle_evidence(&sheet.events, &sheet.mechanisms, &sheet.positions))
        .chain(std::iter::once(&instrument.evidence));
    for evidence in rows {
        sources.add(landscape, evidence);
    }
    sheet.unverified = sources.unverified();
    sheet.sources = sources;
}

impl<'a> InstrumentSheet<'a> {
    /// The sheet with the text that is held.
    #[must_use]
    pub fn with_wording(mut self, wording: Option<Wording<'a>>) -> InstrumentSheet<'a> {
        self.wording = wording;
        self
    }

    /// The first date with a milestone word, if there is one.
    #[must_use]
    pub fn date_of(&self, milestone: &str) -> Option<Date> {
        self.dates.iter().find(|line| &*line.row.milestone == milestone).map(|line| line.row.on)
    }

    /// The codes of the parties that certainly have a standing on the day.
    #[must_use]
    pub fn parties_with(&self, word: &str) -> Vec<&str> {
        let group = self.standings.iter().find(|g| g.word == word);
        group
            .map(|g| g.parties.iter().filter(|p| p.certainty == Certainty::Yes).map(|p| p.party.code).collect())
            .unwrap_or_default()
    }
}
