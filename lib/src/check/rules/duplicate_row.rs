//! Rows that stand twice in one instrument.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::Instrument;

const NAME: &str = "duplicate-row";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "Two units with one id, two equal relations or texts of one language, or one milestone twice on one date.",
    why: "An address must lead to one place, and what stands twice is corrected once and then contradicts itself.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        units(instrument, found);
        relations(instrument, found);
        texts(instrument, found);
        milestones(instrument, found);
    }
}

/// Each row whose key has come before, with the first row of that key.
fn twice<'r, R, K: Hash + Eq>(rows: &'r [R], key: impl Fn(&'r R) -> K) -> Vec<(&'r R, &'r R)> {
    let mut first: HashMap<K, &R> = HashMap::new();
    let mut again = Vec::new();
    for row in rows {
        match first.entry(key(row)) {
            Entry::Occupied(taken) => again.push((row, *taken.get())),
            Entry::Vacant(free) => drop(free.insert(row)),
        }
    }
    again
}

fn units(instrument: &Instrument, found: &mut Vec<Diagnostic>) {
    for (row, first) in twice(&instrument.units, |row| row.id.as_str()) {
        let message = format!("there are two units \"{}\"", row.id);
        found.push(
            Diagnostic::error(NAME, row.span, message)
                .hint("give one of them another id, or make one row of them")
                .related(first.span, "the first one is here"),
        );
    }
}

fn relations(instrument: &Instrument, found: &mut Vec<Diagnostic>) {
    for (row, first) in twice(&instrument.relations, |row| (row.kind, row.unit.as_deref(), &*row.to)) {
        let message = format!("the relation \"{} {}\" stands here twice", row.kind.active(), row.to);
        found.push(
            Diagnostic::warning(NAME, row.span, message)
                .hint("make one row of them, with both sources")
                .related(first.span, "the first one is here"),
        );
    }
}

fn texts(instrument: &Instrument, found: &mut Vec<Diagnostic>) {
    for (row, first) in twice(&instrument.texts, |row| row.lang.as_str()) {
        let message = format!("there are two rows for the text in {}", row.lang);
        found.push(
            Diagnostic::warning(NAME, row.span, message)
                .hint("make one row of them; name other printings in `completeness`")
                .related(first.span, "the first one is here"),
        );
    }
}

fn milestones(instrument: &Instrument, found: &mut Vec<Diagnostic>) {
    for (row, first) in twice(&instrument.milestones, |row| (&*row.milestone, row.on)) {
        // Two bodies may approve one text on one day; then place or note tell the rows apart.
        let is_same = row.place == first.place && row.evidence.note == first.evidence.note;
        let message = format!("\"{}\" has the date {} twice", row.milestone, row.on);
        found.push(
            Diagnostic::warning(NAME, row.span, message)
                .confidence(if is_same { Confidence::High } else { Confidence::Low })
                .hint("make one row of them, with both sources")
                .related(first.span, "the first one is here"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    fn with_two(row: &str, one: &str, other: &str) -> Vec<String> {
        found_in(&RULE, &(row.replace('?', one) + &row.replace('?', other)))
    }

    #[test]
    fn an_address_leads_to_one_place() {
        let unit = "[[unit]]\nid = \"?\"\nkind = \"article\"\n";
        assert_eq!(with_two(unit, "art1", "art1"), ["error: there are two units \"art1\""]);
        assert!(with_two(unit, "art1", "art1/1").is_empty());
    }

    #[test]
    fn equal_relations_texts_and_dates() {
        let relation = "[[relation]]\ntype = \"cites\"\nto = \"b\"\n?\n";
        assert_eq!(with_two(relation, "", ""), ["warning: the relation \"cites b\" stands here twice"]);
        assert!(with_two(relation, "", "unit = \"1\"").is_empty());
        let text = "[[text]]\nlang = \"?\"\nstate = \"none\"\n";
        assert_eq!(with_two(text, "en", "en"), ["warning: there are two rows for the text in en"]);
        assert!(with_two(text, "en", "fr").is_empty());
        let date = "[[date]]\nmilestone = \"signed\"\non = \"?\"\n";
        assert_eq!(with_two(date, "2009", "2009"), ["warning: \"signed\" has the date 2009 twice"]);
        assert!(with_two(date, "2009", "2009-06").is_empty());
    }
}
