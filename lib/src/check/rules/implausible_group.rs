//! Memberships that overlap themselves.

use std::collections::BTreeMap;

use crate::check::Rule;
use crate::check::overlaps::overlaps;
use crate::diagnostic::{Confidence, Diagnostic, Severity, Span};
use crate::landscape::Landscape;
use crate::model::Period;

const NAME: &str = "implausible-group";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Warning,
    confidence: Confidence::High,
    summary: "A party that is a member of one group twice at the same time.",
    why: "One of the two rows has the wrong dates, and who was a member on a day decides who stands behind a text.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for group in &landscape.groups {
        let mut by_party: BTreeMap<&str, Vec<(Period, Span)>> = BTreeMap::new();
        for row in &group.members {
            for party in &row.parties {
                by_party.entry(party).or_default().push((row.period, party.span));
            }
        }
        for (party, rows) in by_party {
            for (later, earlier) in overlaps(rows) {
                let message = format!("{party} is a member of {} twice at the same time", group.id);
                found.push(
                    Diagnostic::warning(NAME, later, message)
                        .hint("take one of them out, or give the earlier row an end (`to`)")
                        .related(earlier, "the other one is here"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn nobody_joins_twice_without_leaving() {
        let group = |end: &str| {
            let text = format!(
                "[default]\nbasis = \"coder\"\n[[group]]\nid = \"G\"\nname = {{ en = \"G\" }}\n\
                 [[group.member]]\nparties = [\"RU\", \"CN\"]\nfrom = \"2001\"\n{end}\n\
                 [[group.member]]\nparties = [\"CN\"]\nfrom = \"2009\"\n"
            );
            found(&RULE, &[("groups.toml", &text)])
        };
        assert_eq!(group(""), ["warning: CN is a member of G twice at the same time"]);
        assert!(group("to = \"2009\"").is_empty());
    }
}
