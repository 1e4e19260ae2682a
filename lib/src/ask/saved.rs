//! Saved questions: asked anew, and held against what was expected.

use std::collections::BTreeSet;

use super::answer::ask;
use super::question::{Actor, Question};
use super::sides::side_by_side;
use super::silence::silence;
use crate::landscape::Landscape;
use crate::model::{Reference, SavedQuestion};

/// The question about an act that a saved question asks; `None` if it asks for something else.
#[must_use]
pub fn saved_question(saved: &SavedQuestion) -> Option<Question> {
    let text = |word: &Option<Reference>| word.as_ref().map(ToString::to_string);
    let actor = saved.actor.as_deref().unwrap_or("state");
    Some(Question {
        by: text(&saved.by),
        toward: text(&saved.toward),
        act: text(&saved.act)?,
        object: text(&saved.object),
        actor: Actor::WORDS.iter().find(|(word, _)| *word == actor).map(|(_, actor)| *actor)?,
        on: saved.on.last(),
    })
}

/// Asks a saved question and says how the answer differs from what is expected; nothing if it does not.
#[must_use]
pub fn differences(landscape: &Landscape, saved: &SavedQuestion) -> Vec<String> {
    let told = |wrong: Vec<super::Unasked>| wrong.iter().map(ToString::to_string).collect::<Vec<_>>();
    if saved.act.is_some() {
        let Some(question) = saved_question(saved) else {
            return vec![format!("\"{}\" is no kind of actor", saved.actor.as_deref().unwrap_or_default())];
        };
        return match ask(landscape, &question) {
            Ok(answer) => of_act(saved, &answer),
            Err(wrong) => told(wrong),
        };
    }
    let mut found = Vec::new();
    if let (Some(left), Some(right)) = (&saved.party, &saved.and) {
        match side_by_side(landscape, left, right, saved.on.last()) {
            Ok(sides) => {
                let lists = [
                    ("both have promised", &saved.expects.shared, &sides.shared),
                    ("only the first has promised", &saved.expects.left_only, &sides.left_only),
                    ("only the second has promised", &saved.expects.right_only, &sides.right_only),
                ];
                for (what, wanted, have) in lists {
                    found.extend(missing(what, wanted, have.iter().map(|row| row.clause.commitment)));
                }
            }
            Err(wrong) => found.extend(told(wrong)),
        }
    }
    if let Some(concept) = &saved.silence {
        let within: Vec<String> = saved.within.iter().map(ToString::to_string).collect();
        match silence(landscape, concept, &within, saved.on.last()) {
            Ok(silence) => {
                let of = |state: &'static str| {
                    silence.instruments.iter().filter(move |i| i.state == state).map(|i| i.instrument)
                };
                found.extend(missing("are silent", &saved.expects.silent, of("none-found")));
                found.extend(missing("speak of it", &saved.expects.speaks, of("speaks")));
            }
            Err(wrong) => found.extend(told(wrong)),
        }
    }
    found
}

fn of_act(saved: &SavedQuestion, answer: &super::Answer<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(wanted) = &saved.expects.findings {
        let wanted: BTreeSet<&str> = wanted.iter().map(|word| &**word).collect();
        let have: BTreeSet<&str> = answer.findings.iter().map(|finding| finding.commitment).collect();
        let list = |set: &BTreeSet<&str>| match set.len() {
            0 => "none".to_owned(),
            _ => set.iter().copied().collect::<Vec<_>>().join(", "),
        };
        if wanted != have {
            found.push(format!("expected {}, found {}", list(&wanted), list(&have)));
        }
    }
    if let Some(strength) = &saved.expects.strength {
        let first = answer.findings.first().map_or("none", |finding| finding.strength.word());
        if **strength != *first {
            found.push(format!("expected the first to be {strength}, it is {first}"));
        }
    }
    found.extend(missing(
        "are near misses",
        &saved.expects.near_misses,
        answer.near_misses.iter().map(|near| near.commitment),
    ));
    found
}

fn missing<'h>(what: &str, wanted: &[Reference], have: impl Iterator<Item = &'h str>) -> Option<String> {
    let have: BTreeSet<&str> = have.collect();
    let missing: Vec<&str> = wanted.iter().map(|word| &**word).filter(|word| !have.contains(word)).collect();
    (!missing.is_empty()).then(|| format!("not among those that {what}: {}", missing.join(", ")))
}
