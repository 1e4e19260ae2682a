//! Questions that belong to a question.
//!
//! The table is static and short: who is asked about private actors is asked about the state that lets them; who is asked
//! about an attack wants to know whom to call, who must help, and who may stand by.

use serde::Serialize;

use super::answer::find;
use super::finding::Finding;
use super::question::{Actor, Question};
use super::tests_of::{Ledger, Tell};
use crate::landscape::Landscape;
use crate::register::broader;

/// A question that belongs to the one asked, with what answers it.
#[derive(Debug, Clone, Serialize)]
pub struct Linked<'a> {
    /// The question.
    pub question: Question,
    /// The question as a sentence.
    pub sentence: String,
    /// Why it is asked too.
    pub why: &'static str,
    /// What answers it.
    pub findings: Vec<Finding<'a>>,
}

/// Private conduct of every kind raises the question of what the state owes.
const OF_PRIVATE: &[(&str, &str)] = &[
    ("territory-tolerance", "private actors do it: what does the state owe that lets them?"),
    ("coop-assistance", "private actors do it: what help does their state owe?"),
];

/// An attack raises the question of whom to call.
const OF_ATTACK: &[(&str, &str)] =
    &[("coop-hotline", "an attack: is there a direct line?"), ("coop-assistance", "an attack: what help is owed?")];

pub(super) fn linked<'a>(landscape: &'a Landscape, question: &Question, ledger: &mut Ledger<'a>) -> Vec<Linked<'a>> {
    let acts = &landscape.vocabulary.acts;
    let above = broader(acts, &question.act);
    let mut wanted: Vec<(Question, &'static str)> = Vec::new();
    let mut want = |act: &str, why: &'static str, by: Option<String>, toward: Option<String>| {
        let known = acts.contains(act) && act != question.act && !wanted.iter().any(|(q, _)| q.act == act);
        if known {
            wanted.push((Question { by, toward, ..Question::about(act, question.on) }, why));
        }
    };
    if question.actor == Actor::Nonstate && !above.contains(&"coop") {
        for (act, why) in OF_PRIVATE {
            want(act, why, question.by.clone(), question.toward.clone());
        }
    }
    if above.contains(&"ict-attack") {
        for (act, why) in OF_ATTACK {
            want(act, why, question.by.clone(), question.toward.clone());
        }
        if let Some(victim) = &question.toward {
            let why = "an attack: who has undertaken to stand by the one attacked?";
            want("coop-defence", why, None, Some(victim.clone()));
        }
    }
    let related = |other: &&crate::model::Concept| {
        let named = |from: &crate::model::Concept, to: &str| from.related.iter().any(|id| **id == *to);
        acts.get(&question.act).is_some_and(|own| named(own, &other.id) || named(other, &own.id))
    };
    for other in acts.iter().filter(related) {
        want(&other.id, "a related act", question.by.clone(), question.toward.clone());
    }
    wanted
        .into_iter()
        .map(|(question, why)| {
            let mut findings = find(landscape, &question, ledger, Tell::ResultOnly).findings;
            findings.retain(|found| found.modality.constrains());
            Linked { sentence: question.sentence(landscape), question, why, findings }
        })
        .collect()
}
