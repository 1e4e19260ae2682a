//! Every row and value of a landscape that must say how it is known, with words for it.

use std::fmt;

use crate::diagnostic::Span;
use crate::landscape::Landscape;
use crate::model::{
    Basis, Commitment, Designation, Event, Evidence, Group, Instrument, Mechanism, Membership, Milestone, Party,
    Position, Reading, Reference, Relation, Rival, Sourced, Standing, Statement, Succession, Text, Unit, Vote,
};

/// A row or a single value with its evidence. Printed, it is a short name for messages: `signed 2015-05-08`.
#[derive(Clone, Copy)]
pub(super) enum Thing<'l> {
    Party(&'l Party),
    /// Admission to the United Nations.
    Admission(&'l Party, &'l Evidence, Span),
    Succession(&'l Party, &'l Succession),
    Group(&'l Group),
    Membership(&'l Group, &'l Membership),
    /// A single value of an instrument: its key and what it says.
    Value(&'static str, &'l str, &'l Evidence, Span),
    Title(&'l str, &'l Sourced<String>),
    Milestone(&'l Milestone),
    Standing(&'l Standing),
    Vote(&'l Vote),
    Relation(&'l Relation),
    Unit(&'l Unit),
    Text(&'l Text),
    Rival(&'l Rival),
    Reading(&'l Reading),
    Commitment(&'l Commitment),
    Statement(&'l Statement),
    Designation(&'l Designation),
    Event(&'l Event),
    Mechanism(&'l Mechanism),
    Position(&'l Position),
}

impl<'l> Thing<'l> {
    /// How it is known.
    pub(super) fn evidence(self) -> &'l Evidence {
        match self {
            Thing::Party(row) => &row.evidence,
            Thing::Admission(_, evidence, _) | Thing::Value(_, _, evidence, _) => evidence,
            Thing::Succession(_, row) => &row.evidence,
            Thing::Group(row) => &row.evidence,
            Thing::Membership(_, row) => &row.evidence,
            Thing::Title(_, row) => &row.evidence,
            Thing::Milestone(row) => &row.evidence,
            Thing::Standing(row) => &row.evidence,
            Thing::Vote(row) => &row.evidence,
            Thing::Relation(row) => &row.evidence,
            Thing::Unit(row) => &row.evidence,
            Thing::Text(row) => &row.evidence,
            Thing::Rival(row) => &row.evidence,
            Thing::Reading(row) => &row.evidence,
            Thing::Commitment(row) => &row.evidence,
            Thing::Statement(row) => &row.evidence,
            Thing::Designation(row) => &row.evidence,
            Thing::Event(row) => &row.evidence,
            Thing::Mechanism(row) => &row.evidence,
            Thing::Position(row) => &row.evidence,
        }
    }

    /// Where it stands.
    pub(super) fn span(self) -> Span {
        match self {
            // A succession has no place of its own in the model; its party is a few lines above it.
            Thing::Party(row) | Thing::Succession(row, _) => row.span,
            Thing::Admission(.., span) | Thing::Value(.., span) => span,
            Thing::Group(row) => row.span,
            Thing::Membership(_, row) => row.span,
            Thing::Title(_, row) => row.span,
            Thing::Milestone(row) => row.span,
            Thing::Standing(row) => row.span,
            Thing::Vote(row) => row.span,
            Thing::Relation(row) => row.span,
            Thing::Unit(row) => row.span,
            Thing::Text(row) => row.span,
            Thing::Rival(row) => row.span,
            Thing::Reading(row) => row.span,
            Thing::Commitment(row) => row.span,
            Thing::Statement(row) => row.span,
            Thing::Designation(row) => row.span,
            Thing::Event(row) => row.span,
            Thing::Mechanism(row) => row.span,
            Thing::Position(row) => row.span,
        }
    }

    /// Whether a source is owed: not for what nobody has seen, and not for a judgement of the coder's own.
    pub(super) fn owes_a_source(self) -> bool {
        !matches!(self.evidence().basis, None | Some(Basis::Unverified | Basis::Coder))
    }
}

impl fmt::Display for Thing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thing::Party(row) => write!(f, "party {}", row.code),
            Thing::Admission(row, ..) => write!(f, "admission of {} to the United Nations", row.code),
            Thing::Succession(row, _) => write!(f, "succession of {}", row.code),
            Thing::Group(row) => write!(f, "group {}", row.id),
            Thing::Membership(group, row) => write!(f, "membership of {} in {}", Few(&row.parties), group.id),
            Thing::Value(key, value, ..) => write!(f, "{key} \"{value}\""),
            Thing::Title(lang, _) => write!(f, "title in {lang}"),
            Thing::Milestone(row) => write!(f, "{} {}", row.milestone, row.on),
            Thing::Standing(row) => {
                write!(f, "{}: ", row.word)?;
                match (&row.described, row.parties.is_empty() && row.groups.is_empty()) {
                    (Some(described), true) => f.write_str(described),
                    _ if row.parties.is_empty() => write!(f, "{}", Few(&row.groups)),
                    _ => write!(f, "{}", Few(&row.parties)),
                }
            }
            Thing::Vote(row) => match row.on {
                Some(on) => write!(f, "decision of {} {on}", row.body),
                None => write!(f, "decision of {}", row.body),
            },
            Thing::Relation(row) => write!(f, "relation \"{} {}\"", row.kind.active(), row.to),
            Thing::Unit(row) => write!(f, "unit {}", row.id),
            Thing::Text(row) => write!(f, "text in {}", row.lang),
            Thing::Rival(row) => write!(f, "rival for {}", row.about),
            Thing::Reading(row) => write!(f, "reading by {}", row.by),
            Thing::Commitment(row) => write!(f, "commitment {}", row.id),
            Thing::Statement(row) => write!(f, "{} of {}", row.kind.word(), Few(&row.parties)),
            Thing::Designation(row) => write!(f, "designation of {} by {}", row.object, Few(&row.parties)),
            Thing::Event(row) => write!(f, "event {}", row.id),
            Thing::Mechanism(row) => write!(f, "mechanism {}", row.id),
            Thing::Position(row) => write!(f, "position {}", row.id),
        }
    }
}

/// A list of names, cut where a message would become unreadable.
pub(super) struct Few<'l>(pub(super) &'l [Reference]);

impl fmt::Display for Few<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 4;
        for (n, name) in self.0.iter().take(SHOWN).enumerate() {
            write!(f, "{}{name}", if n == 0 { "" } else { ", " })?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// All of them.
pub(super) fn things(landscape: &Landscape) -> impl Iterator<Item = Thing<'_>> {
    let parties = landscape.parties.iter().flat_map(|party| {
        let admission = party.un_member_since.iter().map(|v| Thing::Admission(party, &v.evidence, v.span));
        let succession = party.succession.iter().map(|row| Thing::Succession(party, row));
        std::iter::once(Thing::Party(party)).chain(admission).chain(succession)
    });
    let groups = landscape.groups.iter().flat_map(|group| {
        std::iter::once(Thing::Group(group)).chain(group.members.iter().map(|row| Thing::Membership(group, row)))
    });
    let events = landscape.events.iter().flat_map(|row| with_rivals(Thing::Event(row), &row.rivals));
    let mechanisms = landscape.mechanisms.iter().flat_map(|row| with_rivals(Thing::Mechanism(row), &row.rivals));
    let positions = landscape.positions.iter().flat_map(|row| with_rivals(Thing::Position(row), &row.rivals));
    let instruments = landscape.instruments.iter().flat_map(of_instrument);
    let designations = landscape.designations.iter().map(Thing::Designation);
    parties.chain(groups).chain(instruments).chain(events).chain(mechanisms).chain(positions).chain(designations)
}

fn with_rivals<'l>(thing: Thing<'l>, rivals: &'l [Rival]) -> impl Iterator<Item = Thing<'l>> {
    std::iter::once(thing).chain(rivals.iter().map(Thing::Rival))
}

fn of_instrument(instrument: &Instrument) -> impl Iterator<Item = Thing<'_>> {
    fn word<'l>(key: &'static str, value: Option<&'l Sourced<Reference>>) -> Option<Thing<'l>> {
        value.map(|v| Thing::Value(key, &v.value, &v.evidence, v.span))
    }
    fn text<'l>(key: &'static str, value: Option<&'l Sourced<String>>) -> Option<Thing<'l>> {
        value.map(|v| Thing::Value(key, &v.value, &v.evidence, v.span))
    }
    let bindingness =
        instrument.bindingness.as_ref().map(|v| Thing::Value("bindingness", v.value.word(), &v.evidence, v.span));
    let values = [
        word("kind", instrument.kind.as_ref()),
        bindingness,
        word("camp", instrument.camp.as_ref()),
        text("symbol", instrument.symbol.as_ref()),
        text("place", instrument.place.as_ref()),
    ];
    let titles = instrument.titles.iter().map(|(lang, title)| Thing::Title(lang, title));
    (values.into_iter().flatten().chain(titles))
        .chain(instrument.milestones.iter().map(Thing::Milestone))
        .chain(instrument.standings.iter().map(Thing::Standing))
        .chain(instrument.votes.iter().map(Thing::Vote))
        .chain(instrument.relations.iter().map(Thing::Relation))
        .chain(instrument.units.iter().map(Thing::Unit))
        .chain(instrument.texts.iter().map(Thing::Text))
        .chain(instrument.rivals.iter().map(Thing::Rival))
        .chain(instrument.readings.iter().map(Thing::Reading))
        .chain(instrument.commitments.iter().map(Thing::Commitment))
        .chain(instrument.statements.iter().map(Thing::Statement))
}
