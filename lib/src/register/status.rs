//! What has become of an instrument by a day, and how firmly it stands.

use serde::Serialize;

use crate::model::{Bindingness, Certainty, Date, Day, Instrument, Milestone, Phase};

/// The stages of an instrument's life, as far as its milestones tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusPhase {
    /// Nothing had happened yet.
    NotYet,
    /// Spoken of, not made.
    Announced,
    /// Made (adopted, signed, dated); for what is not a treaty this is all there is.
    Made,
    /// A treaty that is made and whose recorded entry into force lies later.
    SignedNotInForce,
    /// A treaty that is made and for which no entry into force is recorded. Not the same as not in force.
    EntryIntoForceNotRecorded,
    /// In force.
    InForce,
    /// Superseded, repealed or terminated.
    Ended,
    /// No date is known.
    Unknown,
}

impl StatusPhase {
    /// Every phase with its word in queries and JSON.
    pub const WORDS: &'static [(&'static str, StatusPhase)] = &[
        ("not-yet", StatusPhase::NotYet),
        ("announced", StatusPhase::Announced),
        ("made", StatusPhase::Made),
        ("signed-not-in-force", StatusPhase::SignedNotInForce),
        ("entry-into-force-not-recorded", StatusPhase::EntryIntoForceNotRecorded),
        ("in-force", StatusPhase::InForce),
        ("ended", StatusPhase::Ended),
        ("unknown", StatusPhase::Unknown),
    ];

    /// The word in queries and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, phase)| *phase == self).map_or("", |(word, _)| word)
    }

    /// For people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            StatusPhase::NotYet => "not yet",
            StatusPhase::Announced => "announced",
            StatusPhase::Made => "made",
            StatusPhase::SignedNotInForce => "signed, not in force",
            StatusPhase::EntryIntoForceNotRecorded => "entry into force not recorded",
            StatusPhase::InForce => "in force",
            StatusPhase::Ended => "ended",
            StatusPhase::Unknown => "no date known",
        }
    }
}

/// An instrument's status on a day.
#[derive(Debug, Clone, Serialize)]
pub struct Status<'a> {
    /// The stage.
    pub phase: StatusPhase,
    /// The milestone word that decides it ("signed"), if one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<&'a str>,
    /// For people: "signed", "in force", "superseded".
    pub label: String,
    /// The date of the deciding milestone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// `Possibly` if the precision of the date does not tell whether it was reached.
    pub certainty: Certainty,
    /// Whether the deciding date is unverified.
    pub unverified: bool,
}

/// What decides an instrument's status on a day.
pub(super) struct Decided<'a> {
    /// The stage.
    pub(super) phase: StatusPhase,
    /// The milestone that decides it, if one does, and whether it was certainly reached.
    by: Option<(&'a Milestone, Certainty)>,
}

/// Works out an instrument's status on a day.
///
/// Rule: the last stage reached decides (ended, else in force, else made, else announced). Of several dates in one
/// stage the latest reached one names it, save for `announced`, where the first report counts.
#[must_use]
pub fn status(instrument: &Instrument, day: Day) -> Status<'_> {
    decide(instrument, day).status()
}

/// The same without a word for people: lists ask this of every instrument.
pub(super) fn decide(instrument: &Instrument, day: Day) -> Decided<'_> {
    let reached = |phase: Phase| {
        let of_phase = instrument.milestones.iter().filter(move |m| m.phase == phase);
        of_phase.map(|m| (m, m.on.reached_by(day))).filter(|(_, certainty)| certainty.is_possible())
    };
    let latest = |phase: Phase| reached(phase).max_by_key(|(m, _)| (m.on.first(), m.on));
    if let Some(by) = latest(Phase::Ended) {
        return Decided { phase: StatusPhase::Ended, by: Some(by) };
    }
    if let Some(by) = latest(Phase::InForce) {
        return Decided { phase: StatusPhase::InForce, by: Some(by) };
    }
    if let Some(by) = latest(Phase::Made) {
        return Decided { phase: made(instrument), by: Some(by) };
    }
    if let Some(by) = reached(Phase::Announced).min_by_key(|(m, _)| m.on) {
        return Decided { phase: StatusPhase::Announced, by: Some(by) };
    }
    let phase = if instrument.milestones.is_empty() { StatusPhase::Unknown } else { StatusPhase::NotYet };
    Decided { phase, by: None }
}

fn made(instrument: &Instrument) -> StatusPhase {
    if !instrument.is_treaty {
        StatusPhase::Made
    } else if instrument.milestones.iter().any(|m| m.phase == Phase::InForce) {
        StatusPhase::SignedNotInForce
    } else {
        StatusPhase::EntryIntoForceNotRecorded
    }
}

impl<'a> Decided<'a> {
    /// In words.
    pub(super) fn status(&self) -> Status<'a> {
        let phase = self.phase;
        let Some((milestone, certainty)) = self.by else {
            return Status {
                phase,
                word: None,
                label: phase.label().to_owned(),
                since: None,
                certainty: Certainty::Yes,
                unverified: false,
            };
        };
        let word: &str = &milestone.milestone;
        let label = match phase {
            StatusPhase::Made | StatusPhase::Ended | StatusPhase::Announced => word.replace('-', " "),
            StatusPhase::EntryIntoForceNotRecorded => format!("{}; {}", word.replace('-', " "), phase.label()),
            _ => phase.label().to_owned(),
        };
        Status {
            phase,
            word: Some(word),
            label,
            since: Some(milestone.on),
            certainty,
            unverified: milestone.evidence.is_unverified(),
        }
    }
}

/// How firmly an instrument stands on a day: its bindingness, weakened by what has become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Ended.
    Ended,
    /// A draft.
    Proposed,
    /// Voluntary.
    Voluntary,
    /// Political.
    Political,
    /// A treaty that is made and whose recorded entry into force lies later (VCLT art. 18 is all it carries).
    SignedNotInForce,
    /// A treaty of which no entry into force is recorded: binding law or not yet, the landscape does not know which.
    EntryIntoForceNotRecorded,
    /// Law for its parties.
    Binding,
}

impl Strength {
    /// Every strength with its word in queries and JSON, weakest first.
    pub const WORDS: &'static [(&'static str, Strength)] = &[
        ("ended", Strength::Ended),
        ("proposed", Strength::Proposed),
        ("voluntary", Strength::Voluntary),
        ("political", Strength::Political),
        ("signed-not-in-force", Strength::SignedNotInForce),
        ("entry-into-force-not-recorded", Strength::EntryIntoForceNotRecorded),
        ("binding", Strength::Binding),
    ];

    /// The word in queries and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, strength)| *strength == self).map_or("", |(word, _)| word)
    }

    /// For people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Strength::Ended => "ended",
            Strength::Proposed => "proposed",
            Strength::Voluntary => "voluntary",
            Strength::Political => "political",
            Strength::SignedNotInForce => StatusPhase::SignedNotInForce.label(),
            Strength::EntryIntoForceNotRecorded => StatusPhase::EntryIntoForceNotRecorded.label(),
            Strength::Binding => "binding",
        }
    }
}

/// How firmly an instrument stands on a day; `None` if its bindingness is not stated or nothing of it existed yet.
#[must_use]
pub fn strength(instrument: &Instrument, phase: StatusPhase) -> Option<Strength> {
    let bindingness = instrument.bindingness.as_ref()?.value;
    match phase {
        StatusPhase::NotYet => None,
        StatusPhase::Ended => Some(Strength::Ended),
        StatusPhase::Announced => Some(Strength::Proposed),
        _ => Some(match bindingness {
            Bindingness::Proposed => Strength::Proposed,
            Bindingness::Voluntary => Strength::Voluntary,
            Bindingness::Political => Strength::Political,
            Bindingness::Binding if !instrument.is_treaty => Strength::Binding,
            Bindingness::Binding => match phase {
                StatusPhase::InForce => Strength::Binding,
                StatusPhase::SignedNotInForce => Strength::SignedNotInForce,
                _ => Strength::EntryIntoForceNotRecorded,
            },
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape::{RawFile, assemble};

    /// What a treaty with some dates comes to in the middle of 2015.
    fn stands(dates: &str) -> (StatusPhase, Option<Strength>) {
        let vocabulary = "[[kind]]\nid = \"treaty\"\nlabel = \"Treaty\"\ndefinition = \"A treaty.\"\n\
            [[milestone]]\nid = \"signed\"\nlabel = \"Signed\"\ndefinition = \"Signed.\"\nphase = \"made\"\n\
            [[milestone]]\nid = \"in-force\"\nlabel = \"In force\"\ndefinition = \"In force.\"\nphase = \"in-force\"\n";
        let head = "kind = \"treaty\"\nbindingness = \"binding\"\ntitle = { en = \"A treaty\" }\n";
        let files = vec![
            RawFile::new("vocabulary.toml", vocabulary),
            RawFile::new("instruments/x/instrument.toml", format!("{head}{dates}")),
        ];
        let opened = assemble("demo", files, None);
        let instrument = opened.landscape.instrument("x").expect("the file has an instrument");
        let phase = status(instrument, Day::constant(2015, 7, 1)).phase;
        (phase, strength(instrument, phase))
    }

    #[test]
    fn what_is_not_recorded_is_not_said_either_way() {
        let (signed, in_force) = ("[[date]]\nmilestone = \"signed\"\non = \"2014\"\n", |year: &str| {
            format!("[[date]]\nmilestone = \"in-force\"\non = \"{year}\"\n")
        });
        let now = stands(&format!("{signed}{}", in_force("2015-06")));
        assert_eq!(now, (StatusPhase::InForce, Some(Strength::Binding)));
        let later = stands(&format!("{signed}{}", in_force("2016")));
        assert_eq!(later, (StatusPhase::SignedNotInForce, Some(Strength::SignedNotInForce)));
        let unknown = Some(Strength::EntryIntoForceNotRecorded);
        assert_eq!(stands(signed), (StatusPhase::EntryIntoForceNotRecorded, unknown));
        assert_eq!(stands(""), (StatusPhase::Unknown, unknown));
    }
}
