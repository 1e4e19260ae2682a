//! Rival values that no longer belong to anything, or say nothing.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Event, Instrument, Mechanism, Rival};

const NAME: &str = "dead-rival";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A rival whose chosen value is not the one that is held, that equals what it lost to, or that gives no reason.",
    why: "Who corrects a date and forgets its rival leaves a dispute on the page between two values nobody holds.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        for rival in &instrument.rivals {
            check(rival, &held_by_instrument(instrument, &rival.about), found);
        }
    }
    for event in &landscape.events {
        for rival in &event.rivals {
            check(rival, &held_by_event(event, &rival.about), found);
        }
    }
    for mechanism in &landscape.mechanisms {
        for rival in &mechanism.rivals {
            check(rival, &held_by_mechanism(mechanism, &rival.about), found);
        }
    }
    for position in &landscape.positions {
        for rival in &position.rivals {
            let held = position.on.filter(|_| *rival.about == *"on").map(|on| on.to_string());
            check(rival, held.as_slice(), found);
        }
    }
}

fn check(rival: &Rival, held: &[String], found: &mut Vec<Diagnostic>) {
    let about = &rival.about;
    if let Some(chosen) = rival.chosen.as_deref().map(str::trim) {
        if chosen == rival.value.trim() {
            let message = format!("the rival for {about} is the chosen value itself, \"{chosen}\"");
            found.push(
                Diagnostic::error(NAME, rival.span, message)
                    .hint("`value` is what was not chosen; take the row out if the sources agree"),
            );
        } else if !held.is_empty() && !held.iter().any(|value| chosen.contains(value.as_str())) {
            let message = format!("the chosen {about} is \"{chosen}\", but what is held is {}", in_words(held));
            found.push(
                Diagnostic::warning(NAME, rival.span, message)
                    .confidence(Confidence::Medium)
                    .hint("bring `chosen` and the value in line"),
            );
        }
    }
    if rival.reason.is_none() {
        let message = format!("the rival for {about} does not say why it was not chosen");
        found.push(Diagnostic::warning(NAME, rival.span, message).hint("add reason = \"…\""));
    }
}

fn in_words(held: &[String]) -> String {
    held.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(" and ")
}

/// The values of the milestone or field that a rival is about; none for what can only be read by people.
fn held_by_instrument(instrument: &Instrument, about: &str) -> Vec<String> {
    let field = match about {
        "kind" => instrument.kind.as_ref().map(|v| v.value.to_string()),
        "bindingness" => instrument.bindingness.as_ref().map(|v| v.value.word().to_owned()),
        "camp" => instrument.camp.as_ref().map(|v| v.value.to_string()),
        "symbol" => instrument.symbol.as_ref().map(|v| v.value.clone()),
        "place" => instrument.place.as_ref().map(|v| v.value.clone()),
        "title" => return instrument.titles.values().map(|title| title.value.clone()).collect(),
        _ => None,
    };
    let dates = instrument.milestones.iter().filter(|row| *row.milestone == *about).map(|row| row.on.to_string());
    field.into_iter().chain(dates).collect()
}

fn held_by_event(event: &Event, about: &str) -> Vec<String> {
    let value = match about {
        "on" => Some(event.on.to_string()),
        "until" => event.until.map(|until| until.to_string()),
        "kind" => Some(event.kind.word().to_owned()),
        "place" => event.place.clone(),
        _ => None,
    };
    value.into_iter().collect()
}

fn held_by_mechanism(mechanism: &Mechanism, about: &str) -> Vec<String> {
    let value = match about {
        "from" => mechanism.period.from,
        "to" => mechanism.period.to,
        _ => None,
    };
    value.into_iter().map(|date| date.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    fn rival(about: &str, value: &str, chosen: &str) -> Vec<String> {
        let rows = "[[date]]\nmilestone = \"signed\"\non = \"2009-06-16\"\n";
        let rival =
            format!("[[rival]]\nabout = \"{about}\"\nvalue = \"{value}\"\nchosen = \"{chosen}\"\nreason = \"r\"\n");
        found_in(&RULE, &format!("{rows}{rival}"))
    }

    #[test]
    fn what_was_chosen_is_what_is_held() {
        let message = "warning: the chosen signed is \"2009-06-15\", but what is held is \"2009-06-16\"";
        assert_eq!(rival("signed", "2008", "2009-06-15"), [message]);
        assert!(rival("signed", "2008", "2009-06-16").is_empty());
        assert!(rival("signed", "2008", "2009-06-16, in Yekaterinburg").is_empty());
        assert_eq!(rival("kind", "expert-report", "un-resolution").len(), 1);
        assert!(rival("number of states", "6", "4").is_empty(), "free words are for people");
    }

    #[test]
    fn a_rival_is_another_value_and_has_a_reason() {
        assert_eq!(
            rival("signed", "2009", "2009"),
            ["error: the rival for signed is the chosen value itself, \"2009\""]
        );
        let bare = "[[rival]]\nabout = \"signed\"\nvalue = \"2008\"\n";
        assert_eq!(found_in(&RULE, bare), ["warning: the rival for signed does not say why it was not chosen"]);
    }
}
