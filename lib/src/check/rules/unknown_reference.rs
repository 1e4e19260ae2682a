//! A word that names nothing.

use std::collections::{BTreeMap, HashSet};

use crate::check::Rule;
use crate::check::nearest::Nearest;
use crate::check::references::{self, List};
use crate::diagnostic::{Confidence, Diagnostic, Severity, closest};
use crate::landscape::Landscape;
use crate::model::Reference;

const NAME: &str = "unknown-reference";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A party, group, topic, kind, camp, standing, milestone, act, source or mechanism that no list defines.",
    why: "What is misspelled is found by no search and counted in no list, and nobody notices that it is missing.",
    run,
};

/// Up to this many uses of an empty list are reported one by one; more have one cause.
const FEW: usize = 3;

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let mut unknown: BTreeMap<List, Vec<&Reference>> = BTreeMap::new();
    // A source under [default] is a reference of every row that takes it over, but it is to be mended in one place.
    let mut seen = HashSet::new();
    references::visit(landscape, &mut |list, reference| {
        if !list.has(landscape, reference) && seen.insert((reference.span, &reference.name)) {
            unknown.entry(list).or_default().push(reference);
        }
    });
    for (list, uses) in unknown {
        let ids = list.ids(landscape);
        if let ([first, ..], true, true) = (uses.as_slice(), ids.is_empty(), uses.len() > FEW) {
            let message = format!(
                "\"{first}\" cannot be {}: none is defined, here and in {} more places",
                list.one(),
                uses.len() - 1
            );
            found.push(
                Diagnostic::error(NAME, first.span, message)
                    .hint(format!("define them in {}, or write extends = \"cyber\" in landscape.toml", list.home())),
            );
            continue;
        }
        let mut nearest = Nearest::default();
        for reference in uses {
            let message = format!("\"{reference}\" is not {} of this landscape", list.one());
            let mut diagnostic = Diagnostic::error(NAME, reference.span, message);
            if let Some(hint) = nearest.to(reference, |name| propose(list, name, &ids, landscape)) {
                diagnostic = diagnostic.hint(hint);
            }
            let or = if diagnostic.hints.is_empty() { "" } else { "or " };
            let mend = format!("{or}define it in {}", list.home());
            found.push(diagnostic.hint(mend));
        }
    }
}

fn propose(list: List, name: &str, ids: &[&str], landscape: &Landscape) -> Option<String> {
    match list {
        List::Party => {
            if landscape.groups.contains(name) {
                return Some("it is a group: write it under `groups`, if the row has that key".to_owned());
            }
            // Of codes with two letters every other one is near, so nearness of letters proposes nonsense.
            let code = landscape.parties.iter().find(|party| {
                party.code.eq_ignore_ascii_case(name)
                    || party.alpha3.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(name))
                    || party.name.0.values().any(|have| have.eq_ignore_ascii_case(name))
            });
            let near = || closest(name, ids.iter().copied().filter(|id| id.len() > 3 && name.len() > 3));
            code.map(|party| party.code.as_str()).or_else(near).map(did_you_mean)
        }
        List::Group if landscape.parties.contains(name) => Some("it is a party: write it under `parties`".to_owned()),
        List::Source if name.contains('/') || name.starts_with("www.") => {
            Some("an address begins with https://".to_owned())
        }
        _ => closest(name, ids.iter().copied()).map(did_you_mean),
    }
}

fn did_you_mean(candidate: &str) -> String {
    format!("did you mean \"{candidate}\"?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, found, found_in, instrument};

    #[test]
    fn every_misspelled_word_is_reported_where_it_stands() {
        let rows = "[[date]]\nmilestone = \"singed\"\non = \"2015\"\n\
                    [[standing]]\nword = \"pary\"\nparties = [\"RU\", \"CHN\", \"SCO\"]\ngroups = [\"CN\"]\n";
        let text = instrument("traety", rows).replace("coder\"", "coder\"\nsource = [\"index-2\", \"www.a.org/b\"]");
        let found = findings(&RULE, &[("instruments/a/instrument.toml", &text)]);
        let hinted: Vec<(&str, &str)> = found.iter().map(|f| (f.message.as_str(), f.hints[0].as_str())).collect();
        assert_eq!(
            hinted,
            [
                ("\"traety\" is not a kind of instrument of this landscape", "did you mean \"treaty\"?"),
                ("\"index-2\" is not a source of this landscape", "did you mean \"index-1\"?"),
                ("\"www.a.org/b\" is not a source of this landscape", "an address begins with https://"),
                ("\"singed\" is not a milestone of this landscape", "did you mean \"signed\"?"),
                ("\"pary\" is not a standing of this landscape", "did you mean \"party\"?"),
                ("\"CHN\" is not a party of this landscape", "did you mean \"CN\"?"),
                (
                    "\"SCO\" is not a party of this landscape",
                    "it is a group: write it under `groups`, if the row has that key"
                ),
                ("\"CN\" is not a group of this landscape", "it is a party: write it under `parties`"),
            ]
        );
    }

    #[test]
    fn what_is_defined_is_not_reported() {
        let rows = "[[standing]]\nword = \"party\"\nparties = [\"RU\"]\ngroups = [\"SCO\"]\nsource = [\"index-1\"]\n\
                    [[date]]\nmilestone = \"signed\"\non = \"2015\"\nsource = [\"https://example.org/\"]\n";
        assert!(found_in(&RULE, rows).is_empty());
    }

    #[test]
    fn an_absent_list_is_one_finding() {
        let topics = ["[[position]]", "parties = [\"RU\"]", "topics = [\"a\", \"b\", \"c\", \"d\"]"].join("\n");
        let event = format!("{topics}\nid = \"p\"\nstance = \"holds\"\nsays = \"s\"\nbasis = \"coder\"\n");
        let found = found(&RULE, &[("vocabulary.toml", ""), ("events/e.toml", &event)]);
        assert_eq!(found, ["error: \"a\" cannot be a topic: none is defined, here and in 3 more places"]);
    }
}
