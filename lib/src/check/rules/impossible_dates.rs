//! Dates that cannot all be right.

use crate::check::Rule;
use crate::check::things::Few;
use crate::diagnostic::{Confidence, Diagnostic, Severity, Span};
use crate::landscape::Landscape;
use crate::model::{Family, Instrument, Milestone, Period, Phase, Stage, Vocabulary};

const NAME: &str = "impossible-dates";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A time that ends before it begins, or a step that comes before the one it needs, whatever day coarse dates mean.",
    why: "A slip in a date makes a state bound on the wrong days, and every answer as of such a day false.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        for standing in &instrument.standings {
            period("this standing", standing.period, standing.span, found);
        }
        life(instrument, &landscape.vocabulary, found);
        early_standings(instrument, &landscape.vocabulary, found);
    }
    for membership in landscape.groups.iter().flat_map(|group| &group.members) {
        period("this membership", membership.period, membership.span, found);
    }
    for mechanism in &landscape.mechanisms {
        period("this mechanism", mechanism.period, mechanism.span, found);
    }
    for event in &landscape.events {
        if let Some(until) = event.until.filter(|until| until.last() < event.on.first()) {
            let message = format!("this event ends ({until}) before it begins ({})", event.on);
            found.push(Diagnostic::error(NAME, event.span, message).hint("mend `on` or `until`"));
        }
    }
}

fn period(what: &str, period: Period, span: Span, found: &mut Vec<Diagnostic>) {
    let (Some(from), Some(to), true) = (period.from, period.to, period.is_impossible()) else { return };
    let diagnostic = if from == to {
        Diagnostic::error(NAME, span, format!("{what} begins and ends on the same day, {from}, so it never holds"))
            .hint("`to` is the first day on which it no longer holds")
    } else {
        Diagnostic::error(NAME, span, format!("{what} ends ({to}) before it begins ({from})"))
            .hint("mend `from` or `to`")
    };
    found.push(diagnostic);
}

/// In force or at an end before it was made.
fn life(instrument: &Instrument, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) {
    let made = |row: &&Milestone| vocabulary.phase(&row.milestone) == Phase::Made;
    let Some(first) = instrument.milestones.iter().filter(made).min_by_key(|row| row.on.first()) else { return };
    for row in &instrument.milestones {
        let phase = vocabulary.phase(&row.milestone);
        if matches!(phase, Phase::InForce | Phase::Ended) && row.on.last() < first.on.first() {
            let message = format!("{} {} lies before {} {}", row.milestone, row.on, first.milestone, first.on);
            found.push(
                Diagnostic::error(NAME, row.span, message)
                    .hint("mend one of the two dates")
                    .related(first.span, "the other one is here"),
            );
        }
    }
}

/// Consent or refusal before there was anything to consent to. What is done to a draft may well come first: experts
/// meet, states sponsor and write it, and a committee votes on it, before the first date that the instrument has.
fn early_standings(instrument: &Instrument, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) {
    let Some(first) = instrument.milestones.iter().min_by_key(|row| row.on.first()) else { return };
    for row in &instrument.standings {
        let on_the_draft = matches!(row.stage, Some(Stage::Committee | Stage::Paragraph))
            || matches!(&*row.word, "sponsor" | "author");
        let takes_a_stand =
            !on_the_draft && vocabulary.family(&row.word).is_some_and(|family| family != Family::TakesPart);
        if let Some(from) = row.period.from.filter(|from| takes_a_stand && from.last() < first.on.first()) {
            let named = if row.parties.is_empty() { Few(&row.groups) } else { Few(&row.parties) };
            let message = format!(
                "{}: {named} since {from}, before the first date of this instrument ({} {})",
                row.word, first.milestone, first.on
            );
            found.push(
                Diagnostic::warning(NAME, row.span, message)
                    .hint("mend `from`, or add the earlier date to the instrument")
                    .related(first.span, "the first date is here"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, found_in};

    #[test]
    fn times_that_end_before_they_begin() {
        let standing = |from: &str, to: &str| {
            found_in(
                &RULE,
                &format!("[[standing]]\nword = \"party\"\nparties = [\"RU\"]\nfrom = \"{from}\"\nto = \"{to}\"\n"),
            )
        };
        assert_eq!(standing("2015-05", "2014"), ["error: this standing ends (2014) before it begins (2015-05)"]);
        assert_eq!(standing("2015-05-08", "2015-05-08").len(), 1);
        assert!(standing("2015", "2015").is_empty());
        assert!(standing("2015-12-31", "2016").is_empty());
        let event = |until: &str| {
            let row = "[[event]]\nid = \"e\"\nkind = \"visit\"\nsays = \"s\"\nbasis = \"coder\"\non = \"2014-05-19\"";
            found(&RULE, &[("events/e.toml", &format!("{row}\nuntil = \"{until}\"\n"))])
        };
        assert_eq!(event("2014-05-18"), ["error: this event ends (2014-05-18) before it begins (2014-05-19)"]);
        assert!(event("2014-05").is_empty());
    }

    fn date(milestone: &str, on: &str) -> String {
        format!("[[date]]\nmilestone = \"{milestone}\"\non = \"{on}\"\n")
    }

    #[test]
    fn in_force_before_it_was_made() {
        let rows = date("in-force", "2009-01-05") + &date("adopted", "2009-07") + &date("signed", "2009-06-16");
        assert_eq!(found_in(&RULE, &rows), ["error: in-force 2009-01-05 lies before signed 2009-06-16"]);
        assert!(found_in(&RULE, &(date("in-force", "2009-06") + &date("signed", "2009-06-16"))).is_empty());
        assert!(found_in(&RULE, &(date("announced", "2008") + &date("signed", "2009"))).is_empty());
    }

    #[test]
    fn a_party_before_there_was_an_instrument() {
        let row = |word: &str, from: &str| {
            date("signed", "2009-06-16")
                + &format!("[[standing]]\nword = \"{word}\"\nparties = [\"RU\"]\nfrom = \"{from}\"\n")
        };
        let message = "warning: party: RU since 2008, before the first date of this instrument (signed 2009-06-16)";
        assert_eq!(found_in(&RULE, &row("party", "2008")), [message]);
        assert!(found_in(&RULE, &row("party", "2009")).is_empty());
        assert!(found_in(&RULE, &row("participant", "2008")).is_empty());
    }

    #[test]
    fn what_is_done_to_a_draft_comes_before_the_text() {
        let row = |word: &str, stage: &str| {
            let standing =
                format!("[[standing]]\nword = \"{word}\"\nparties = [\"RU\"]\nfrom = \"2018-11-08\"\n{stage}");
            found_in(&RULE, &(date("adopted", "2018-12-05") + &standing))
        };
        assert!(row("sponsor", "").is_empty());
        assert!(row("voted-for", "stage = \"committee\"").is_empty());
        assert!(row("voted-against", "stage = \"paragraph\"").is_empty());
        assert_eq!(row("voted-against", "stage = \"plenary\"").len(), 1);
        assert_eq!(row("voted-for", "").len(), 1);
    }
}
