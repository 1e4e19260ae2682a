//! Values that nobody has checked.

use crate::check::Rule;
use crate::check::things::things;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::Basis;

const NAME: &str = "unverified";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Note,
    confidence: Confidence::High,
    summary: "A value whose own basis is \"unverified\": it stands there to be checked.",
    why: "This list is the work that is left before a landscape can be relied on.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for thing in things(landscape).filter(|thing| thing.evidence().basis == Some(Basis::Unverified)) {
        found.push(Diagnostic::note(NAME, thing.span(), format!("{thing} is unverified")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, found_in, instrument, landscape};

    const ROW: &str = "[[date]]\nmilestone = \"signed\"\non = \"2015-05-08\"\n";

    #[test]
    fn names_the_value_and_its_place() {
        let text = instrument("treaty", &format!("{ROW}basis = \"unverified\"\n"));
        let files = [("instruments/a/instrument.toml", text.as_str())];
        let found = findings(&RULE, &files);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "signed 2015-05-08 is unverified");
        assert_eq!(landscape(&files).files.locate(found[0].span).to_string(), "t/instruments/a/instrument.toml:7:1");
    }

    #[test]
    fn what_has_a_basis_is_quiet() {
        assert!(found_in(&RULE, ROW).is_empty());
    }
}
