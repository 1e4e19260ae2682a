//! Membership of a group where only a state's own act counts.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Certainty, Family, Group, Period, Standing};

const NAME: &str = "membership-for-listed-states";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Warning,
    confidence: Confidence::High,
    summary: "A standing in a treaty that is given to a group as such, or a row that names a group and its members.",
    why: "A state is bound by its own consent: members that never signed would be listed as parties.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        for row in instrument.standings.iter().filter(|row| !row.groups.is_empty()) {
            if instrument.is_treaty && matches!(row.family, Some(Family::Bound | Family::Supports)) {
                let message = format!("\"{}\" of a treaty is given to the group {}", row.word, names(row));
                found.push(
                    Diagnostic::warning(NAME, row.span, message)
                        .hint("list the states that consented; members of a group are not parties by membership"),
                );
            }
            named_twice(row, landscape, found);
        }
    }
}

fn names(row: &Standing) -> String {
    row.groups.iter().map(|group| &*group.name).collect::<Vec<_>>().join(", ")
}

fn named_twice(row: &Standing, landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for party in &row.parties {
        let group = row
            .groups
            .iter()
            .filter_map(|name| landscape.groups.get(name))
            .find(|group| is_member(group, party, &row.period));
        if let Some(group) = group {
            let message = format!("{party} is named beside {}, whose member it is", group.id);
            found.push(
                Diagnostic::warning(NAME, party.span, message)
                    .hint("take the state or the group out, so that nobody is counted twice"),
            );
        }
    }
}

/// Whether a party certainly belongs to the group on the day that decides, the first of the row.
fn is_member(group: &Group, party: &str, period: &Period) -> bool {
    match period.from {
        Some(from) => [from.first(), from.last()].iter().all(|day| group.has(party, *day) == Certainty::Yes),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found_in, found_in_kind};

    fn row(word: &str, from: &str) -> String {
        format!("[[standing]]\nword = \"{word}\"\nparties = [\"RU\", \"US\"]\ngroups = [\"SCO\"]\nfrom = \"{from}\"\n")
    }

    #[test]
    fn a_group_is_not_bound_by_its_members_treaty() {
        let found = found_in(&RULE, &row("party", "2000"));
        assert_eq!(found, ["warning: \"party\" of a treaty is given to the group SCO"]);
        assert_eq!(found_in_kind(&RULE, "protocol", &row("signatory", "2000")).len(), 1);
        assert!(found_in_kind(&RULE, "un-resolution", &row("sponsor", "2000")).is_empty());
        assert!(found_in(&RULE, &row("participant", "2000")).is_empty());
    }

    #[test]
    fn a_member_beside_its_group_is_counted_twice() {
        let found = found_in_kind(&RULE, "un-resolution", &row("sponsor", "2009"));
        assert_eq!(found, ["warning: RU is named beside SCO, whose member it is"]);
        // In the course of 2001 it became one: the row may mean the days before.
        assert!(found_in_kind(&RULE, "un-resolution", &row("sponsor", "2001")).is_empty());
    }
}
