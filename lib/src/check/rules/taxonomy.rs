//! Terms that are wider than themselves, or nested too deep.

use std::collections::{HashMap, HashSet};

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Concept, MilestoneWord, StandingWord};

const NAME: &str = "taxonomy";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A cycle in `broader`, or a term more than four levels deep.",
    why: "A question asked of a term includes all narrower ones: in a cycle every term includes every other.",
    run,
};

/// The limit of docs/FORMAT.md.
const MOST_LEVELS: usize = 4;

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let vocabulary = &landscape.vocabulary;
    for (_, list) in vocabulary.lists() {
        check(list.iter(), found);
    }
    check(vocabulary.standings.iter().map(|StandingWord { concept, .. }| concept), found);
    check(vocabulary.milestones.iter().map(|MilestoneWord { concept, .. }| concept), found);
}

fn check<'l>(concepts: impl Iterator<Item = &'l Concept>, found: &mut Vec<Diagnostic>) {
    let concepts: Vec<&Concept> = concepts.collect();
    let by_id: HashMap<&str, &Concept> = concepts.iter().map(|concept| (concept.id.as_str(), *concept)).collect();
    let levels = levels(&concepts, &by_id);
    for concept in &concepts {
        if let Some(level) = levels.get(concept.id.as_str()).filter(|level| **level > MOST_LEVELS) {
            let message = format!("\"{}\" is {level} levels deep; at most {MOST_LEVELS} are read", concept.id);
            let hint = "name a broader term that is nearer to the top";
            found.push(Diagnostic::error(NAME, concept.span, message).hint(hint));
        }
    }
    let rest: Vec<&Concept> =
        concepts.into_iter().filter(|concept| !levels.contains_key(concept.id.as_str())).collect();
    cycles(&rest, &by_id, found);
}

/// The level of each term, 1 for those without broader ones. Terms in or below a cycle have none. Without recursion: a
/// file has room for a chain that is longer than the stack is deep.
fn levels<'l>(concepts: &[&'l Concept], by_id: &HashMap<&str, &'l Concept>) -> HashMap<&'l str, usize> {
    let mut narrower: HashMap<&str, Vec<&Concept>> = HashMap::new();
    let mut waits_for: HashMap<&str, usize> = HashMap::new();
    for concept in concepts {
        let known: Vec<&str> = concept.broader.iter().map(|b| &**b).filter(|b| by_id.contains_key(b)).collect();
        waits_for.insert(&concept.id, known.len());
        for broader in known {
            narrower.entry(broader).or_default().push(concept);
        }
    }
    let mut levels: HashMap<&str, usize> = HashMap::new();
    let mut deepest: HashMap<&str, usize> = HashMap::new();
    let mut ready: Vec<&Concept> =
        concepts.iter().copied().filter(|c| waits_for.get(c.id.as_str()) == Some(&0)).collect();
    while let Some(concept) = ready.pop() {
        let level = deepest.get(concept.id.as_str()).copied().unwrap_or(0) + 1;
        levels.insert(&concept.id, level);
        for below in narrower.get(concept.id.as_str()).into_iter().flatten() {
            let above = deepest.entry(&below.id).or_default();
            *above = (*above).max(level);
            if let Some(waiting) = waits_for.get_mut(below.id.as_str()) {
                *waiting -= 1;
                if *waiting == 0 {
                    ready.push(below);
                }
            }
        }
    }
    levels
}

/// Reports one cycle for each group of terms that has any, by walking upwards until a term comes again.
fn cycles(rest: &[&Concept], by_id: &HashMap<&str, &Concept>, found: &mut Vec<Diagnostic>) {
    let in_rest: HashSet<&str> = rest.iter().map(|concept| concept.id.as_str()).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    for start in rest {
        let mut way: Vec<&Concept> = Vec::new();
        let mut next = Some(*start);
        while let Some(concept) = next {
            if !seen.insert(&concept.id) {
                let cycle = way.iter().skip_while(|other| other.id != concept.id);
                let names: Vec<&str> = cycle.map(|other| other.id.as_str()).collect();
                // Without names the walk has only met a cycle that was reported before.
                if !names.is_empty() {
                    let message = format!("\"{}\" is broader than itself: {}", concept.id, shown(&names));
                    let hint = "take one `broader` of this circle out";
                    found.push(Diagnostic::error(NAME, concept.span, message).hint(hint));
                }
                break;
            }
            way.push(concept);
            next = concept.broader.iter().find(|b| in_rest.contains(&***b)).and_then(|b| by_id.get(&**b)).copied();
        }
    }
}

fn shown(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let dots = if names.len() > SHOWN { " < …" } else { "" };
    let first = names.first().copied().unwrap_or("");
    format!("{}{dots} < {first}", names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" < "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    fn topics(pairs: &[(&str, &str)]) -> Vec<String> {
        let rows: Vec<String> = pairs
            .iter()
            .map(|(id, broader)| {
                format!("[[topic]]\nid = \"{id}\"\nlabel = \"l\"\ndefinition = \"d\"\nbroader = [{broader}]\n")
            })
            .collect();
        found(&RULE, &[("vocabulary.toml", &rows.concat())])
    }

    #[test]
    fn a_term_is_not_broader_than_itself() {
        let circle = [("a", "\"b\""), ("b", "\"c\""), ("c", "\"a\""), ("below", "\"a\"")];
        assert_eq!(topics(&circle), ["error: \"a\" is broader than itself: a < b < c < a"]);
        assert_eq!(topics(&[("a", "\"a\"")]), ["error: \"a\" is broader than itself: a < a"]);
        assert!(topics(&[("a", ""), ("b", "\"a\""), ("c", "\"a\""), ("d", "\"b\", \"c\"")]).is_empty());
    }

    #[test]
    fn four_levels_and_no_more() {
        let chain = [("a", ""), ("b", "\"a\""), ("c", "\"b\""), ("d", "\"c\", \"a\""), ("e", "\"d\"")];
        assert!(topics(&chain[..4]).is_empty());
        assert_eq!(topics(&chain), ["error: \"e\" is 5 levels deep; at most 4 are read"]);
    }
}
