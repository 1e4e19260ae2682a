//! Saved questions whose answer is not the one that is expected.

use rayon::prelude::*;

use crate::ask;
use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;

const NAME: &str = "unexpected-answer";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A saved question whose answer is not the one that its file expects.",
    why: "A row that is changed in one place changes answers in others; a published answer must not change unseen.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let differ: Vec<_> = landscape
        .questions
        .as_slice()
        .par_iter()
        .flat_map_iter(|saved| ask::differences(landscape, saved).into_iter().map(move |differs| (saved, differs)))
        .collect();
    for (saved, differs) in differ {
        let message = format!("{}: {differs}", saved.id);
        let hint = "mend the rows that the answer turns on, or what the question expects";
        found.push(Diagnostic::error(NAME, saved.span, message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn an_answer_that_differs_is_told() {
        let of = |expects: &str| {
            let text = format!(
                "[[question]]\nid = \"q\"\ntitle = \"Q\"\non = \"2015\"\nact = \"a\"\nbasis = \"coder\"\nexpects = {{ {expects} }}\n"
            );
            let vocabulary = "[[act]]\nid = \"a\"\nlabel = \"A\"\ndefinition = \"A.\"\n";
            found(&RULE, &[("questions/q.toml", &text), ("vocabulary.toml", vocabulary)])
        };
        assert!(of("findings = []").is_empty());
        assert_eq!(of("findings = [\"one.1\"]"), ["error: q: expected one.1, found none"]);
        assert_eq!(of("near_misses = [\"one.1\"]"), ["error: q: not among those that are near misses: one.1"]);
    }
}
