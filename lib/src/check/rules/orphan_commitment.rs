//! Commitments that refer to others, or to paragraphs, that do not exist.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::Coverage;

const NAME: &str = "orphan-commitment";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A commitment made from one that is not there, or a statement on a paragraph of which nothing is coded.",
    why: "What a clause came from answers whether a promise was dropped; a reservation on no clause changes no answer.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for (_, clause) in landscape.commitments() {
        let Some(from) = clause.derived_from.as_ref().filter(|from| landscape.commitment(from).is_none()) else {
            continue;
        };
        let all: Vec<&str> = landscape.commitments().map(|(_, clause)| clause.id.as_str()).collect();
        let message = format!("\"{from}\" is no commitment of this landscape");
        let hint = "write the instrument's id, a dot, and what its file calls the commitment";
        found.push(Diagnostic::error(NAME, from.span, message).did_you_mean(from, all).hint(hint));
    }
    for instrument in landscape.instruments.iter().filter(|i| i.coverage != Coverage::None) {
        for statement in &instrument.statements {
            for unit in &statement.units {
                let within = |inner: &str| {
                    inner.strip_prefix(&**unit).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                let coded = instrument.commitments.iter().filter_map(|c| c.unit.as_deref()).any(within);
                if !coded {
                    let message = format!("no commitment of {} is coded in {unit}", instrument.id);
                    found.push(Diagnostic::warning(NAME, unit.span, message).hint("code one, or leave the unit out"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, instrument};

    #[test]
    fn what_a_clause_is_made_from_must_be_there() {
        let clause = |from: &str| {
            format!(
                "[[commitment]]\nid = \"b\"\nunit = \"art1\"\nmodality = \"duty\"\nacts = [\"x\"]\nbasis = \"coder\"\nderived_from = \"{from}\"\n[[commitment]]\nid = \"a\"\nmodality = \"duty\"\nacts = [\"x\"]\nbasis = \"coder\"\n"
            )
        };
        let text = instrument("treaty", "");
        let of = |from: &str, more: &str| {
            let coded = clause(from) + more;
            found(
                &RULE,
                &[("instruments/one/instrument.toml", text.as_str()), ("instruments/one/commitments.toml", &coded)],
            )
        };
        assert!(of("one.a", "").is_empty());
        assert_eq!(of("one.c", ""), ["error: \"one.c\" is no commitment of this landscape"]);
        let statement = |unit: &str| {
            format!(
                "[[statement]]\nkind = \"reservation\"\nparties = [\"RU\"]\nunits = [\"{unit}\"]\neffect = \"excludes\"\nbasis = \"coder\"\n"
            )
        };
        assert!(of("one.a", &statement("art1")).is_empty());
        assert_eq!(of("one.a", &statement("art2")), ["warning: no commitment of one is coded in art2"]);
    }
}
