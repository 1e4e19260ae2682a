//! The tests that a clause must pass to answer a question, in the order in which they are told.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::question::{Question, party_name};
use crate::landscape::Landscape;
use crate::model::{Certainty, Commitment, Date, Day, Family, Instrument, Modality, StatementEffect, Toward};
use crate::register::{Absent, Asked, Held, Match, Stands, stands};

/// Which test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// Does it speak of the act?
    Act,
    /// Does it speak of the object?
    Object,
    /// Does the party stand in the instrument on the day?
    Standing,
    /// Has the party excluded it?
    Reservation,
    /// Is it owed to the one it is done to?
    Beneficiary,
    /// Does it speak of this kind of actor?
    Actor,
}

/// Which test failed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failed {
    /// Another object.
    Object,
    /// The party does not stand in the instrument, on any day.
    NotAParty,
    /// The party stands in it from a later day only.
    Date,
    /// The party stood in it once.
    Ended,
    /// The party refused it.
    Refused,
    /// The party's standing is suspended.
    Suspended,
    /// The landscape does not know whether the party stands in it.
    StandingUnknown,
    /// The party's reservation excludes it.
    Reservation,
    /// It is owed to others.
    Beneficiary,
    /// It speaks of other actors.
    ActorScope,
}

impl Failed {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Failed::Object => "object",
            Failed::NotAParty => "not-a-party",
            Failed::Date => "date",
            Failed::Ended => "ended",
            Failed::Refused => "refused",
            Failed::Suspended => "suspended",
            Failed::StandingUnknown => "standing-unknown",
            Failed::Reservation => "reservation",
            Failed::Beneficiary => "beneficiary",
            Failed::ActorScope => "actor-scope",
        }
    }
}

/// One test of one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestResult {
    /// Which.
    pub test: Test,
    /// How it failed; absent if it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<Failed>,
    /// In words.
    pub detail: String,
}

/// All tests of one clause.
#[derive(Debug, Clone, Serialize)]
pub struct Tested<'a> {
    /// The clause.
    pub commitment: &'a str,
    /// Its tests, in order.
    pub tests: Vec<TestResult>,
}

/// A clause that speaks of the act and does not answer the question.
#[derive(Debug, Clone, Serialize)]
pub struct NearMiss<'a> {
    /// The clause.
    pub commitment: &'a str,
    /// Its instrument.
    pub instrument: &'a str,
    /// The instrument's title.
    pub title: &'a str,
    /// The paragraph, as printed.
    pub pin: String,
    /// Kind of clause.
    pub modality: Modality,
    /// How much of the act it covers.
    #[serde(rename = "match")]
    pub matches: Match,
    /// The tests it failed.
    pub failed: Vec<Failed>,
    /// In words.
    pub detail: String,
}

/// What came of testing a clause that speaks of the act.
pub(super) struct Outcome<'a> {
    pub(super) act: Match,
    pub(super) object: Option<Match>,
    pub(super) standing: Option<Held<'a>>,
    /// Standings of others on which it turns: the beneficiary's.
    pub(super) other: Option<Held<'a>>,
    pub(super) certainty: Certainty,
    pub(super) tests: Vec<TestResult>,
    tell: Tell,
}

/// Whether tests are told in words, which costs more than the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tell {
    Words,
    ResultOnly,
}

impl Outcome<'_> {
    pub(super) fn failed(&self) -> Vec<Failed> {
        self.tests.iter().filter_map(|test| test.failed).collect()
    }
}

/// What those asked about are to one instrument.
pub(super) struct Standings<'a> {
    by: Option<Stands<'a>>,
    toward: Option<Stands<'a>>,
}

/// What parties are to instruments on one day, each worked out once for a question and all that are linked to it.
pub(super) struct Ledger<'a> {
    landscape: &'a Landscape,
    on: Day,
    known: FxHashMap<String, FxHashMap<&'a str, Stands<'a>>>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(landscape: &'a Landscape, on: Day) -> Ledger<'a> {
        Ledger { landscape, on, known: FxHashMap::default() }
    }

    pub(super) fn of(&mut self, instrument: &'a Instrument, question: &Question) -> Standings<'a> {
        let mut of = |party: &Option<String>| party.as_ref().map(|party| self.stands(instrument, party));
        Standings { by: of(&question.by), toward: of(&question.toward) }
    }

    fn stands(&mut self, instrument: &'a Instrument, party: &str) -> Stands<'a> {
        if !self.known.contains_key(party) {
            self.known.insert(party.to_owned(), FxHashMap::default());
        }
        let work_out = || stands(self.landscape, instrument, party, self.on);
        match self.known.get_mut(party) {
            Some(known) => *known.entry(&instrument.id).or_insert_with(work_out),
            None => work_out(),
        }
    }
}

/// What clauses are tested against.
pub(super) struct Trial<'a, 'q> {
    pub(super) landscape: &'a Landscape,
    pub(super) question: &'q Question,
    pub(super) asked: Asked<'a>,
    pub(super) tell: Tell,
}

impl<'a> Trial<'a, '_> {
    /// Puts a clause that speaks of the act to all tests.
    pub(super) fn of(
        &self,
        instrument: &'a Instrument,
        clause: &'a Commitment,
        act: Match,
        standings: &Standings<'a>,
    ) -> Outcome<'a> {
        let Trial { landscape, question, asked, tell } = self;
        let mut outcome = Outcome {
            act,
            object: asked.object(clause),
            standing: None,
            other: None,
            certainty: Certainty::Yes,
            tests: Vec::with_capacity(6),
            tell: *tell,
        };
        let acts = || clause.acts.iter().map(|act| label(landscape, act)).collect::<Vec<_>>().join(", ");
        outcome.pass(Test::Act, || format!("it speaks of: {} ({})", acts(), act.word()));
        of_object(landscape, clause, question, &mut outcome);
        of_standing(landscape, question, standings, &mut outcome);
        of_reservation(instrument, clause, question, &mut outcome);
        of_beneficiary(landscape, clause, question, standings, &mut outcome);
        of_actor(clause, question, &mut outcome);
        outcome
    }
}

impl Outcome<'_> {
    fn pass(&mut self, test: Test, detail: impl FnOnce() -> String) {
        self.tested(test, None, detail);
    }

    fn fail(&mut self, test: Test, failed: Failed, detail: impl FnOnce() -> String) {
        self.tested(test, Some(failed), detail);
    }

    fn tested(&mut self, test: Test, failed: Option<Failed>, detail: impl FnOnce() -> String) {
        let detail = if self.tell == Tell::Words { detail() } else { String::new() };
        self.tests.push(TestResult { test, failed, detail });
    }
}

fn label<'a>(landscape: &'a Landscape, act: &'a str) -> &'a str {
    landscape.vocabulary.acts.get(act).map_or(act, |concept| &concept.label)
}

fn of_object(landscape: &Landscape, clause: &Commitment, question: &Question, outcome: &mut Outcome<'_>) {
    let objects = &landscape.vocabulary.objects;
    let name = |id: &str| objects.get(id).map_or_else(|| id.to_owned(), |object| object.label.to_lowercase());
    let named = || clause.objects.iter().map(|object| name(object)).collect::<Vec<_>>().join(", ");
    match outcome.object {
        Some(_) if clause.objects.is_empty() => outcome.pass(Test::Object, || "it names no object".to_owned()),
        Some(found) => outcome.pass(Test::Object, || format!("its object: {} ({})", named(), found.word())),
        None => outcome.fail(Test::Object, Failed::Object, || {
            let asked = question.object.as_deref().map_or_else(|| "the act's own object".to_owned(), name);
            let own = clause.caveats.iter().find(|caveat| &*caveat.kind == "self-defined-term");
            let more = match own {
                Some(_) => "; what belongs there each state decides, and no such decision is recorded",
                None => "",
            };
            format!("its object is {}, not {asked}{more}", named())
        }),
    }
}

fn of_standing<'a>(
    landscape: &'a Landscape,
    question: &Question,
    standings: &Standings<'a>,
    outcome: &mut Outcome<'a>,
) {
    let (Some(code), Some(found)) = (&question.by, &standings.by) else {
        return outcome.pass(Test::Standing, || "no party was asked about".to_owned());
    };
    let name = || party_name(landscape, code);
    match found {
        Ok(held) => {
            outcome.pass(Test::Standing, || format!("{}: {}{}", name(), held.word, since(held)));
            outcome.certainty = outcome.certainty.and(held.certainty);
            outcome.standing = Some(*held);
        }
        Err(absent) => {
            outcome.fail(Test::Standing, failed(absent), || absence(&name(), absent));
        }
    }
}

fn since(held: &Held<'_>) -> String {
    let through = held.through.map(|group| format!(", through {group}")).unwrap_or_default();
    let since = held.since.map(|date| format!(" since {date}")).unwrap_or_default();
    format!("{since}{through}")
}

/// Why a party does not stand somewhere, as a test's failure.
fn failed(absent: &Absent<'_>) -> Failed {
    match absent {
        Absent::NotAParty => Failed::NotAParty,
        Absent::Unknown => Failed::StandingUnknown,
        Absent::Later { .. } => Failed::Date,
        Absent::Ended { .. } => Failed::Ended,
        Absent::Refused { .. } => Failed::Refused,
        Absent::Suspended { .. } => Failed::Suspended,
    }
}

/// Why a party does not stand somewhere, in words.
pub(super) fn absence(name: &str, absent: &Absent<'_>) -> String {
    let until = |date: &Option<Date>| date.map(|date| format!(" until {date}")).unwrap_or_default();
    match absent {
        Absent::NotAParty => format!("{name} does not stand in it"),
        Absent::Unknown => format!("the landscape does not say by name who stands in it; {name} may"),
        Absent::Later { from: Some(from), .. } => format!("{name} stands in it only from {from}"),
        Absent::Later { from: None, .. } => format!("{name} stands in it only on other days"),
        Absent::Ended { until: date, word, .. } => format!("{name} stood in it ({word}){}, not any more", until(date)),
        Absent::Refused { word, .. } => format!("{name} is against it ({word})"),
        Absent::Suspended { .. } => format!("the standing of {name} is suspended"),
    }
}

fn of_reservation(instrument: &Instrument, clause: &Commitment, question: &Question, outcome: &mut Outcome<'_>) {
    let Some(code) = &question.by else { return };
    let own = instrument.statements.iter().filter(|statement| {
        statement.effect == StatementEffect::Excludes
            && statement.parties.iter().any(|party| **party == **code)
            && statement.period.holds_on(question.on).is_possible()
            && concerns(&statement.units, clause)
    });
    for statement in own {
        let says = statement.says.as_deref().or(statement.quote.as_deref()).unwrap_or("no words are coded");
        outcome.fail(Test::Reservation, Failed::Reservation, || {
            format!("excluded by the {} of {code}: {says}", statement.kind.word())
        });
    }
}

/// Whether a statement on units concerns a clause: on its unit, on one that contains it, or on the whole instrument.
pub(super) fn concerns(units: &[crate::model::Reference], clause: &Commitment) -> bool {
    units.is_empty()
        || clause.unit.as_ref().is_some_and(|unit| {
            let within =
                |outer: &str| unit.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            units.iter().any(|outer| within(outer))
        })
}

fn of_beneficiary<'a>(
    landscape: &'a Landscape,
    clause: &Commitment,
    question: &Question,
    standings: &Standings<'a>,
    outcome: &mut Outcome<'a>,
) {
    let Some(code) = &question.toward else { return };
    let name = || party_name(landscape, code);
    match &clause.toward {
        Toward::AllStates => outcome.pass(Test::Beneficiary, || "owed to all states".to_owned()),
        Toward::Nobody => outcome.pass(Test::Beneficiary, || "it names nobody to whom it is owed".to_owned()),
        Toward::Group(group) => {
            let has = landscape.groups.get(group).map_or(Certainty::No, |group| group.has(code, question.on));
            if has.is_possible() {
                outcome.certainty = outcome.certainty.and(has);
                outcome.pass(Test::Beneficiary, || format!("owed to the members of {group}, {} among them", name()));
            } else {
                outcome.fail(Test::Beneficiary, Failed::Beneficiary, || {
                    format!("owed to the members of {group}; {} is none on that day", name())
                });
            }
        }
        // Third states (VCLT arts 34 and 36): owed to those who stand in it, and nobody else.
        Toward::Parties | Toward::Subscribers => {
            let whom = if clause.toward == Toward::Parties { "its parties" } else { "those who subscribe to it" };
            match standings.toward.as_ref() {
                Some(Ok(held)) => {
                    let bound_alone = outcome.standing.as_ref().is_some_and(|own| own.family == Family::Bound)
                        && held.family != Family::Bound;
                    if bound_alone {
                        outcome.fail(Test::Beneficiary, Failed::Beneficiary, || {
                            format!("owed to {whom}; {} has not gone further than: {}", name(), held.word)
                        });
                    } else {
                        outcome.certainty = outcome.certainty.and(held.certainty);
                        outcome.pass(Test::Beneficiary, || format!("owed to {whom}; {}: {}", name(), held.word));
                        outcome.other = Some(*held);
                    }
                }
                Some(Err(absent)) => {
                    outcome.fail(Test::Beneficiary, Failed::Beneficiary, || {
                        format!("owed to {whom}; {}", absence(&name(), absent))
                    });
                }
                None => {}
            }
        }
    }
}

fn of_actor(clause: &Commitment, question: &Question, outcome: &mut Outcome<'_>) {
    let scope = || clause.actor_scope.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(", ");
    if question.actor.is_in(&clause.actor_scope) {
        outcome.pass(Test::Actor, || format!("it speaks of: {}", scope()));
    } else {
        outcome.fail(Test::Actor, Failed::ActorScope, || {
            format!("it speaks of {}; asked was: {}", scope(), question.actor.in_words())
        });
    }
}
