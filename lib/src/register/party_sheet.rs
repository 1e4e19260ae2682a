//! What a party, or a group, stands in on a day.

use serde::Serialize;

use super::chronicle::{
    EventEntry, MechanismEntry, PositionEntry, chronicle_evidence, events_of_party, mechanisms_of_party,
    positions_of_party,
};
use super::standing::standings_on;
use super::status::{Strength, status, strength};
use super::term::{PartyName, Term};
use super::{Header, SourceList};
use crate::landscape::Landscape;
use crate::model::{Certainty, Date, Day, Evidence, Family, Group, Party, Period, Stage, Standing};

/// A party's standing in one instrument.
#[derive(Debug, Clone, Serialize)]
pub struct PartyStandingLine<'a> {
    /// Id of the instrument.
    pub instrument: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Term<'a>>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
    /// How firmly it stands on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Its status in words.
    pub status: String,
    /// The standing word.
    pub word: &'a str,
    /// For people.
    pub label: &'a str,
    /// What it amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// `Possibly` if the dates do not tell.
    pub certainty: Certainty,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// The group through which the party stands so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<&'a str>,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: &'a Evidence,
}

/// A party's recorded vote.
#[derive(Debug, Clone, Serialize)]
pub struct VoteLine<'a> {
    /// Where.
    pub stage: Stage,
    /// The standing.
    #[serde(flatten)]
    pub line: PartyStandingLine<'a>,
}

/// A group a party belongs to on the day.
#[derive(Debug, Clone, Serialize)]
pub struct MembershipLine<'a> {
    /// Group.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// `Possibly` if the dates do not tell.
    pub certainty: Certainty,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: &'a Evidence,
}

/// What a party stands in on a day.
#[derive(Debug, Clone, Serialize)]
pub struct PartySheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The party.
    pub party: &'a Party,
    /// Its groups on the day.
    pub groups: Vec<MembershipLine<'a>>,
    /// What it stands in, firmest first, then by date.
    pub standings: Vec<PartyStandingLine<'a>>,
    /// Its recorded votes, by date.
    pub votes: Vec<VoteLine<'a>>,
    /// What it refused.
    pub against: Vec<PartyStandingLine<'a>>,
    /// What it stood in once, with the reason: the row ended before the day.
    pub ended: Vec<PartyStandingLine<'a>>,
    /// Mechanisms it takes part in.
    pub mechanisms: Vec<MechanismEntry<'a>>,
    /// Positions that name it.
    pub positions: Vec<PositionEntry<'a>>,
    /// Events in which it acted or was acted upon.
    pub events: Vec<EventEntry<'a>>,
    /// Numbered sources.
    pub sources: SourceList<'a>,
    /// How many values are unverified.
    pub unverified: usize,
}

/// The sheet of a party by code; `None` if the landscape does not know it.
#[must_use]
pub fn party<'a>(landscape: &'a Landscape, code: &str, as_of: Day) -> Option<PartySheet<'a>> {
    let party = landscape.parties.get(code)?;
    let (mut standings, mut votes, mut against, mut ended) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for instrument in &landscape.instruments {
        let status = status(instrument, as_of);
        let strength = strength(instrument, status.phase);
        let line = |row: &'a Standing, certainty: Certainty, through: Option<&'a str>| {
            let word = landscape.vocabulary.standings.get(&row.word);
            PartyStandingLine {
                instrument: &instrument.id,
                title: instrument.title(),
                kind: instrument.kind.as_ref().map(|k| Term::of(&landscape.vocabulary.kinds, &k.value)),
                made: instrument.made_date(as_of),
                strength,
                status: status.label.clone(),
                word: &row.word,
                label: word.map_or(&*row.word, |w| &w.concept.label),
                family: word.and_then(|w| w.family),
                certainty,
                period: row.period,
                through,
                evidence: &row.evidence,
            }
        };
        for found in standings_on(landscape, instrument, as_of).into_iter().filter(|s| s.party == party.code) {
            let line = line(found.row, found.certainty, found.through);
            match (found.row.stage, found.family) {
                (Some(stage), _) => votes.push(VoteLine { stage, line }),
                (None, Some(Family::Against)) => against.push(line),
                (None, Some(Family::Ended)) => ended.push(line),
                _ => standings.push(line),
            }
        }
        let past = |row: &&'a Standing| {
            row.stage.is_none()
                && row.period.to.is_some_and(|to| to.reached_by(as_of) == Certainty::Yes)
                && row.parties.iter().any(|p| **p == *party.code)
        };
        ended.extend(instrument.standings.iter().filter(past).map(|row| line(row, Certainty::Yes, None)));
    }
    let by_date =
        |a: &PartyStandingLine<'_>, b: &PartyStandingLine<'_>| a.made.cmp(&b.made).then(a.instrument.cmp(b.instrument));
    standings.sort_by(|a, b| b.strength.cmp(&a.strength).then_with(|| by_date(a, b)));
    votes.sort_by(|a, b| by_date(&a.line, &b.line));
    against.sort_by(by_date);
    ended.sort_by(by_date);

    let mut groups: Vec<MembershipLine<'a>> = Vec::new();
    for group in &landscape.groups {
        for row in group.members.iter().filter(|m| m.parties.iter().any(|p| **p == *party.code)) {
            let certainty = row.period.holds_on(as_of);
            if certainty.is_possible() {
                groups.push(MembershipLine {
                    id: &group.id,
                    name: group.label(),
                    certainty,
                    period: row.period,
                    evidence: &row.evidence,
                });
            }
        }
    }
    let mechanisms = mechanisms_of_party(landscape, code, as_of);
    let positions = positions_of_party(landscape, code, as_of);
    let events = events_of_party(landscape, code, as_of);
    let mut sources = SourceList::default();
    let own = std::iter::once(&party.evidence)
        .chain(party.un_member_since.iter().map(|v| &v.evidence))
        .chain(party.succession.iter().map(|s| &s.evidence))
        .chain(groups.iter().map(|g| g.evidence))
        .chain(standings.iter().chain(&against).chain(&ended).map(|l| l.evidence))
        .chain(votes.iter().map(|v| v.line.evidence))
        .chain(chronicle_evidence(&events, &mechanisms, &positions));
    for evidence in own {
        sources.add(landscape, evidence);
    }
    let header = Header::new("servanda.party/1", landscape, as_of);
    let unverified = sources.unverified();
    Some(PartySheet {
        header,
        party,
        groups,
        standings,
        votes,
        against,
        ended,
        mechanisms,
        positions,
        events,
        sources,
        unverified,
    })
}

/// A member of a group, whenever.
#[derive(Debug, Clone, Serialize)]
pub struct GroupMember<'a> {
    /// The party.
    #[serde(flatten)]
    pub party: PartyName<'a>,
    /// Whether it is a member on the day.
    pub certainty: Certainty,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: &'a Evidence,
}

/// A group on a day.
#[derive(Debug, Clone, Serialize)]
pub struct GroupSheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Short name.
    pub id: &'a str,
    /// Names by language.
    pub name: &'a crate::model::Names,
    /// How the row of the group is known.
    pub default: &'a Evidence,
    /// Members on the day, by name.
    pub members: Vec<GroupMember<'a>>,
    /// Those who left before it or join later.
    pub others: Vec<GroupMember<'a>>,
    /// Numbered sources.
    pub sources: SourceList<'a>,
    /// How many values are unverified.
    pub unverified: usize,
}

/// The sheet of a group by id; `None` if the landscape does not know it.
#[must_use]
pub fn group<'a>(landscape: &'a Landscape, id: &str, as_of: Day) -> Option<GroupSheet<'a>> {
    let group: &'a Group = landscape.groups.get(id)?;
    let mut all: Vec<GroupMember<'a>> = Vec::new();
    for row in &group.members {
        let certainty = row.period.holds_on(as_of);
        for party in PartyName::all(landscape, &row.parties) {
            all.push(GroupMember { party, certainty, period: row.period, evidence: &row.evidence });
        }
    }
    all.sort_by(|a, b| a.party.name.cmp(b.party.name));
    let mut sources = SourceList::default();
    sources.add(landscape, &group.evidence);
    for member in &all {
        sources.add(landscape, member.evidence);
    }
    let (members, others) = all.into_iter().partition(|m| m.certainty.is_possible());
    Some(GroupSheet {
        header: Header::new("servanda.group/1", landscape, as_of),
        id: &group.id,
        name: &group.name,
        default: &group.evidence,
        members,
        others,
        unverified: sources.unverified(),
        sources,
    })
}
