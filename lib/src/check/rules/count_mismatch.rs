//! Lists of parties that do not agree with the counts beside them.

use std::collections::HashSet;

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Instrument, Stage, Standing, Vote};

const NAME: &str = "count-mismatch";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A standing that names more parties than it counts, or a roll of votes that is not as long as its count.",
    why: "A name too many or too few in a roll call puts a vote into the mouth of a state that never gave it.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        for row in &instrument.standings {
            let named = row.parties.len();
            if let Some(count) = row.count.filter(|count| named > *count as usize) {
                let message = format!("this row counts {count} and names {named}");
                let hint = "`count` is how many the source counts in all, named here or not";
                found.push(Diagnostic::error(NAME, row.span, message).hint(hint));
            }
        }
        for vote in &instrument.votes {
            roll_call(instrument, vote, found);
        }
    }
}

fn roll_call(instrument: &Instrument, vote: &Vote, found: &mut Vec<Diagnostic>) {
    // Standings say at which stage a vote was given, not in which ballot, so only the ballot on the whole text can be told.
    let is_whole = |vote: &&Vote| vote.ballot.is_none() && vote.stage != Some(Stage::Paragraph);
    let same_stage = |other: &&Vote| is_whole(other) && other.stage == vote.stage;
    if !is_whole(&vote) || instrument.votes.iter().filter(same_stage).count() != 1 {
        return;
    }
    for (word, key, count) in
        [("voted-for", "yes", vote.yes), ("voted-against", "no", vote.no), ("abstained", "abstain", vote.abstain)]
    {
        let Some(count) = count.map(|count| count as usize) else { continue };
        let rows: Vec<&Standing> =
            instrument.standings.iter().filter(|row| *row.word == *word && row.stage == vote.stage).collect();
        let [first, ..] = rows.as_slice() else { continue };
        let named = rows.iter().flat_map(|row| &row.parties).map(|party| &*party.name).collect::<HashSet<_>>();
        let says_incomplete =
            rows.iter().any(|row| !row.groups.is_empty() || row.described.is_some() || row.count.is_some());
        let confidence = match named.len() {
            named if named > count => Confidence::High,
            named if named < count && !says_incomplete => Confidence::Medium,
            _ => continue,
        };
        let listed = if named.len() == 1 { "1 party is".to_owned() } else { format!("{} parties are", named.len()) };
        let message = format!("{listed} listed as \"{word}\", and the vote has {key} = {count}");
        found.push(
            Diagnostic::warning(NAME, first.span, message)
                .confidence(confidence)
                .hint("mend the list or the count; if the list is incomplete, say so with `described` or `count`")
                .related(vote.span, "the vote is here"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    fn standing(parties: &str, rest: &str) -> String {
        format!("[[standing]]\nword = \"voted-for\"\nparties = [{parties}]\nstage = \"plenary\"\n{rest}\n")
    }

    fn vote(yes: u32, rest: &str) -> String {
        format!("[[vote]]\nbody = \"UN\"\nstage = \"plenary\"\nmanner = \"recorded\"\nyes = {yes}\n{rest}\n")
    }

    #[test]
    fn the_roll_is_as_long_as_the_count() {
        let two = standing("\"RU\", \"CN\"", "");
        let message = "warning: 2 parties are listed as \"voted-for\", and the vote has yes = 1";
        assert_eq!(found_in(&RULE, &(two.clone() + &vote(1, ""))), [message]);
        assert_eq!(found_in(&RULE, &(two.clone() + &vote(3, ""))).len(), 1);
        let message = "warning: 1 party is listed as \"voted-for\", and the vote has yes = 2";
        assert_eq!(found_in(&RULE, &(standing("\"RU\"", "") + &vote(2, ""))), [message]);
        assert!(found_in(&RULE, &(two.clone() + &vote(2, ""))).is_empty());
        assert!(found_in(&RULE, &(two.clone() + &vote(1, "ballot = \"operative paragraph 4\""))).is_empty());
        assert!(found_in(&RULE, &(two.clone() + &vote(1, "").replace("plenary", "committee"))).is_empty());
        assert!(found_in(&RULE, &(two + &vote(2, "") + &vote(1, ""))).is_empty(), "which of the two is not said");
    }

    #[test]
    fn a_list_that_says_it_is_incomplete_may_be_shorter() {
        let some = standing("\"RU\"", "count = 3");
        assert!(found_in(&RULE, &(some + &vote(3, ""))).is_empty());
        let counted = standing("\"RU\", \"CN\"", "count = 1");
        assert_eq!(found_in(&RULE, &counted), ["error: this row counts 1 and names 2"]);
    }
}
