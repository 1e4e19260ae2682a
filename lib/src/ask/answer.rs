//! From a question to its answer.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::finding::{Finding, TurnsOn, finding, pin};
use super::known::{NOTICE, NotCoded, SearchedCorpus, ToSettle, not_coded, remarks, searched, to_settle};
use super::linked::{Linked, linked};
use super::question::{Question, Unasked};
use super::tests_of::{Failed, Ledger, NearMiss, Outcome, Tell, Tested, Trial};
use crate::landscape::Landscape;
use crate::model::{Certainty, Commitment, Instrument};
use crate::register::{Asked, Header, Match};

/// The answer to a question.
#[derive(Debug, Clone, Serialize)]
pub struct Answer<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The question.
    pub question: Question,
    /// The question as a sentence.
    pub sentence: String,
    /// Clauses that constrain or allow it: firmest first, then what covers more, then with fewer hedges, then more precise.
    pub findings: Vec<Finding<'a>>,
    /// Clauses of the same party that say what it strives for or holds on the matter.
    pub held: Vec<Finding<'a>>,
    /// Clauses that speak of the act and failed one test; and those in which the party stood once.
    pub near_misses: Vec<NearMiss<'a>>,
    /// Questions that belong to this one.
    pub linked: Vec<Linked<'a>>,
    /// Instruments in which the party stands and of which no clause is coded.
    pub not_coded: Vec<NotCoded<'a>>,
    /// What must be settled before the findings can be applied, each once.
    pub to_settle: Vec<ToSettle>,
    /// Unverified values on which the findings turn, each once.
    pub turns_on_unverified: Vec<TurnsOn>,
    /// What was searched.
    pub searched: SearchedCorpus,
    /// What is never coded.
    pub notice: &'static str,
    /// What else a reader must know: that the day lies before all instruments, or after what the landscape knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Every clause that speaks of the act, with all its tests.
    pub tested: Vec<Tested<'a>>,
}

/// Answers a question.
///
/// The order of findings is lexicographic and nothing is added up: strength, then match, then fewer hedges, then precision,
/// then name.
///
/// # Errors
/// Every word of the question that the landscape does not know, with the nearest it does.
pub fn ask<'a>(landscape: &'a Landscape, question: &Question) -> Result<Answer<'a>, Vec<Unasked>> {
    question.check(landscape)?;
    let mut ledger = Ledger::new(landscape, question.on);
    let Found { findings, near_misses, tested } = find(landscape, question, &mut ledger, Tell::Words);
    let (findings, held): (Vec<_>, Vec<_>) = findings.into_iter().partition(|found| found.modality.constrains());
    let mut turns: Vec<TurnsOn> = findings.iter().flat_map(|found| found.turns_on.iter().cloned()).collect();
    turns.sort();
    turns.dedup();
    Ok(Answer {
        header: Header::new("servanda.answer/1", landscape, question.on),
        sentence: question.sentence(landscape),
        to_settle: to_settle(&findings),
        turns_on_unverified: turns,
        linked: linked(landscape, question, &mut ledger),
        not_coded: not_coded(landscape, &[question.by.as_deref(), question.toward.as_deref()], question.on),
        searched: searched(landscape),
        notice: NOTICE,
        remarks: remarks(landscape, question.on),
        findings,
        held,
        near_misses,
        tested,
        question: question.clone(),
    })
}

/// What a search over all clauses finds.
pub(super) struct Found<'a> {
    pub(super) findings: Vec<Finding<'a>>,
    pub(super) near_misses: Vec<NearMiss<'a>>,
    pub(super) tested: Vec<Tested<'a>>,
}

/// Puts all clauses that speak of the act to the tests. Near misses and tests are found only if they are told.
pub(super) fn find<'a>(
    landscape: &'a Landscape,
    question: &Question,
    ledger: &mut Ledger<'a>,
    tell: Tell,
) -> Found<'a> {
    let designated = designated(landscape, question);
    let designated: Vec<&str> = designated.iter().map(String::as_str).collect();
    let asked = Asked::new(&landscape.vocabulary, &question.act, question.object.as_deref(), &designated);
    let trial = Trial { landscape, question, asked, tell };
    let mut all = Found { findings: Vec::new(), near_misses: Vec::new(), tested: Vec::new() };
    let mut successors = None;
    for instrument in &landscape.instruments {
        let mut standings = None;
        for clause in &instrument.commitments {
            let Some(act) = trial.asked.act(clause) else { continue };
            let standings = standings.get_or_insert_with(|| ledger.of(instrument, question));
            let mut outcome = trial.of(instrument, clause, act, standings);
            let failed = outcome.failed();
            let ended = failed.contains(&Failed::Ended);
            if tell == Tell::Words {
                if failed.len() == 1 || ended {
                    let after = successors.get_or_insert_with(|| Successors::of(landscape));
                    all.near_misses.push(near_miss(instrument, clause, &failed, &outcome, after));
                }
                all.tested.push(Tested { commitment: &clause.id, tests: std::mem::take(&mut outcome.tests) });
            }
            if failed.is_empty() {
                all.findings.extend(finding(
                    landscape,
                    instrument,
                    clause,
                    question.by.as_deref(),
                    question.on,
                    &outcome,
                ));
            }
        }
    }
    all.findings.sort_by_key(order);
    all.near_misses.sort_by_key(|near| (near.failed.len(), Reverse(near.matches), near.commitment));
    all
}

/// What became of clauses: by a clause, those that were made of it and what changed.
struct Successors<'a>(FxHashMap<&'a str, Vec<(&'a str, &'a str)>>);

impl<'a> Successors<'a> {
    fn of(landscape: &'a Landscape) -> Successors<'a> {
        let mut of: FxHashMap<&str, Vec<(&str, &str)>> = FxHashMap::default();
        for (_, after) in landscape.commitments() {
            if let (Some(from), Some(change)) = (&after.derived_from, &after.change) {
                of.entry(from).or_default().push((&after.id, change));
            }
        }
        Successors(of)
    }
}

type Order<'a> = (bool, Reverse<crate::register::Strength>, Reverse<Match>, usize, Reverse<Option<u8>>, &'a str);

fn order<'a>(found: &Finding<'a>) -> Order<'a> {
    (
        found.certainty != Certainty::Yes,
        Reverse(found.strength),
        Reverse(found.matches),
        found.caveats.len(),
        Reverse(found.legalization.precision),
        found.commitment,
    )
}

/// Terms under which the state to which it is done has placed the object by its own decision.
fn designated(landscape: &Landscape, question: &Question) -> Vec<String> {
    let (Some(object), Some(toward)) = (&question.object, &question.toward) else { return Vec::new() };
    let above = crate::register::broader(&landscape.vocabulary.objects, object);
    let of_state = landscape.designations.iter().filter(|row| {
        above.contains(&&*row.object)
            && row.parties.iter().any(|party| **party == **toward)
            && row.period.holds_on(question.on) == Certainty::Yes
    });
    of_state.map(|row| row.under.to_string()).collect()
}

fn near_miss<'a>(
    instrument: &'a Instrument,
    clause: &'a Commitment,
    failed: &[Failed],
    outcome: &Outcome<'_>,
    successors: &Successors<'_>,
) -> NearMiss<'a> {
    let failures = outcome.tests.iter().filter(|test| test.failed.is_some());
    let mut detail = failures.map(|test| test.detail.as_str()).collect::<Vec<_>>().join("; ");
    if failed.contains(&Failed::Ended) {
        // What became of it is what the reader asks next.
        for (id, change) in successors.0.get(clause.id.as_str()).into_iter().flatten() {
            detail.push_str(&format!("; what was made of it ({id}): {change}"));
        }
    }
    let matches = outcome.object.map_or(outcome.act, |object| object.min(outcome.act));
    NearMiss {
        commitment: &clause.id,
        instrument: &instrument.id,
        title: instrument.title(),
        pin: pin(instrument, clause),
        modality: clause.modality,
        matches,
        failed: failed.to_vec(),
        detail,
    }
}
