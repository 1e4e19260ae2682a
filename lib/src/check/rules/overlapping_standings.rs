//! Standings that say one thing twice, or two things that exclude each other.

use std::collections::BTreeMap;

use crate::check::Rule;
use crate::check::overlaps::{overlaps, overlaps_between};
use crate::diagnostic::{Confidence, Diagnostic, Severity, Span};
use crate::landscape::Landscape;
use crate::model::{Family, Instrument, Period, Stage, Vocabulary};

const NAME: &str = "overlapping-standings";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "One party with the same standing twice at one time, or with two standings that exclude each other.",
    why: "A state that is listed twice is counted twice, and one that is listed as bound and as refusing is neither.",
    run,
};

/// Answers to one question; a delegation gives one of them.
const BALLOT: &[(&str, &str)] =
    &[("voted-for", "voted-against"), ("abstained", "voted-for"), ("abstained", "voted-against")];
/// Standings that nobody can have while bound. An abstention is none: a state may accede to what it abstained on.
const NOT_WHILE_BOUND: &[&str] = &["refused", "withdrew"];

/// One party in one row.
type Entry = (Period, Span);
/// The entries of one party, by word and stage.
type Entries<'l> = BTreeMap<(&'l str, Option<Stage>), Vec<Entry>>;

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        for (party, entries) in by_party(instrument) {
            twice(party, &entries, found);
            contradictory(party, &entries, &landscape.vocabulary, found);
        }
    }
}

fn by_party(instrument: &Instrument) -> BTreeMap<&str, Entries<'_>> {
    let mut parties: BTreeMap<&str, Entries<'_>> = BTreeMap::new();
    // On paragraphs and motions a body votes many times on one day, and a delegation as it likes.
    for row in instrument.standings.iter().filter(|row| row.stage != Some(Stage::Paragraph)) {
        for party in &row.parties {
            let entries = parties.entry(party).or_default();
            entries.entry((&row.word, row.stage)).or_default().push((row.period, party.span));
        }
    }
    parties
}

fn twice(party: &str, entries: &Entries<'_>, found: &mut Vec<Diagnostic>) {
    for ((word, _), rows) in entries {
        for (later, earlier) in overlaps(rows.iter().copied()) {
            let message = format!("{party} is listed twice as \"{word}\" for the same time");
            found.push(
                Diagnostic::warning(NAME, later, message)
                    .hint("take one of them out, or give the earlier row an end (`to`)")
                    .related(earlier, "the other one is here"),
            );
        }
    }
}

fn contradictory(party: &str, entries: &Entries<'_>, vocabulary: &Vocabulary, found: &mut Vec<Diagnostic>) {
    if entries.len() < 2 {
        return;
    }
    let mut say = |one: &str, other: &str, pairs: Vec<(Span, Span)>| {
        for (later, earlier) in pairs {
            let message = format!("{party} is listed as \"{one}\" and as \"{other}\" for the same time");
            found.push(
                Diagnostic::error(NAME, later, message)
                    .hint("take one of them out, or give the earlier row an end (`to`)")
                    .related(earlier, "the other one is here"),
            );
        }
    };
    for stage in [None, Some(Stage::Committee), Some(Stage::Plenary)] {
        for (one, other) in BALLOT {
            say(one, other, overlaps_between(rows(entries, one, stage), rows(entries, other, stage)));
        }
    }
    for (word, _) in entries.keys().filter(|(word, _)| vocabulary.family(word) == Some(Family::Bound)) {
        for other in NOT_WHILE_BOUND {
            say(word, other, overlaps_between(rows(entries, word, None), rows(entries, other, None)));
        }
    }
}

fn rows<'e>(entries: &'e Entries<'e>, word: &'e str, stage: Option<Stage>) -> impl Iterator<Item = Entry> + 'e {
    entries.get(&(word, stage)).into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    fn row(word: &str, parties: &str, rest: &str) -> String {
        format!("[[standing]]\nword = \"{word}\"\nparties = [{parties}]\n{rest}\n")
    }

    #[test]
    fn the_same_standing_twice() {
        let once = row("party", "\"RU\", \"CN\"", "from = \"2009\"");
        let again = once.clone() + &row("party", "\"RU\"", "from = \"2011\"");
        assert_eq!(found_in(&RULE, &again), ["warning: RU is listed twice as \"party\" for the same time"]);
        assert_eq!(found_in(&RULE, &row("sponsor", "\"RU\", \"RU\"", "")).len(), 1);
        let after =
            row("party", "\"RU\"", "from = \"2009\"\nto = \"2011\"") + &row("party", "\"RU\"", "from = \"2011\"");
        assert!(found_in(&RULE, &after).is_empty());
    }

    #[test]
    fn committee_and_plenary_are_two_votes_and_paragraphs_are_many() {
        let two = |one: &str, other: &str| {
            let rows = row("voted-for", "\"US\"", &format!("stage = \"{one}\""));
            found_in(&RULE, &(rows + &row("voted-against", "\"US\"", &format!("stage = \"{other}\""))))
        };
        let message = "error: US is listed as \"voted-for\" and as \"voted-against\" for the same time";
        assert_eq!(two("plenary", "plenary"), [message]);
        assert!(two("committee", "plenary").is_empty());
        assert!(two("paragraph", "paragraph").is_empty());
    }

    #[test]
    fn nobody_is_bound_by_what_it_refuses() {
        let refused = row("refused", "\"US\"", "from = \"2001\"");
        let bound = row("party", "\"US\"", "from = \"2006\"");
        assert_eq!(found_in(&RULE, &(refused + &bound)).len(), 1);
        let ended = row("refused", "\"US\"", "from = \"2001\"\nto = \"2006\"");
        assert!(found_in(&RULE, &(ended + &bound)).is_empty());
        let abstained = row("voted-against", "\"US\"", "from = \"2001\"\nstage = \"plenary\"");
        assert!(found_in(&RULE, &(abstained + &bound)).is_empty());
    }
}
