//! Instruments about which nothing is known but a name.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;

const NAME: &str = "empty-instrument";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Note,
    confidence: Confidence::High,
    summary: "An instrument without any date and any standing.",
    why: "It appears in no timeline and in no party's list, so that its absence there reads as if there were no such text.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        if instrument.milestones.is_empty() && instrument.standings.is_empty() {
            let message = format!("{} has no date and no standing", instrument.id);
            let hint = "add [[date]] rows (a year will do), and [[standing]] rows for those who made it";
            found.push(Diagnostic::note(NAME, instrument.span, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    #[test]
    fn one_date_is_enough() {
        assert_eq!(found_in(&RULE, ""), ["note: a has no date and no standing"]);
        assert!(found_in(&RULE, "[[date]]\nmilestone = \"signed\"\non = \"2015\"\n").is_empty());
        assert!(found_in(&RULE, "[[standing]]\nword = \"party\"\nparties = [\"RU\"]\n").is_empty());
    }
}
