//! A standing that an instrument of this kind cannot give.

use std::collections::HashMap;

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Reference, StandingWord, Vocabulary};

const NAME: &str = "standing-fits-kind";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A standing word whose own list of kinds does not include the kind of the instrument.",
    why: "To call a state a signatory of an experts' report says that it consented to something it never signed.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let vocabulary = &landscape.vocabulary;
    let mut fitting: HashMap<(&str, &str), bool> = HashMap::new();
    for instrument in &landscape.instruments {
        let Some(kind) = &instrument.kind else { continue };
        if !vocabulary.kinds.contains(&kind.value) {
            continue;
        }
        for row in &instrument.standings {
            let Some(word) = vocabulary.standings.get(&row.word) else { continue };
            if *fitting.entry((&row.word, &kind.value)).or_insert_with(|| fits(vocabulary, word, &kind.value)) {
                continue;
            }
            let message = format!("nobody can be \"{}\" of an instrument of the kind \"{}\"", row.word, kind.value);
            let others: Vec<&str> = vocabulary
                .standings
                .iter()
                .filter(|other| fits(vocabulary, other, &kind.value))
                .map(|other| other.concept.id.as_str())
                .collect();
            let diagnostic = Diagnostic::error(NAME, row.word.span, message).related(kind.span, "the kind is here");
            found.push(match others.as_slice() {
                [] => diagnostic.hint("mend the standing or the kind"),
                others => diagnostic.hint(format!("words that fit: {}", others.join(", "))),
            });
        }
    }
}

/// Whether instruments of a kind can have a standing; a word without kinds goes with any.
fn fits(vocabulary: &Vocabulary, word: &StandingWord, kind: &Reference) -> bool {
    word.kinds.is_empty() || word.kinds.iter().any(|wider| Vocabulary::is_within(&vocabulary.kinds, kind, wider))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, found_in_kind, instrument};

    const ROW: &str = "[[standing]]\nword = \"signatory\"\nparties = [\"RU\"]\n";

    #[test]
    fn nobody_signs_an_experts_report() {
        let text = instrument("expert-report", ROW);
        let found = findings(&RULE, &[("instruments/gge-2015/instrument.toml", &text)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "nobody can be \"signatory\" of an instrument of the kind \"expert-report\"");
        assert_eq!(
            found[0].hints,
            ["words that fit: sponsor, voted-for, voted-against, refused, withdrew, participant"]
        );
    }

    #[test]
    fn narrower_kinds_and_words_for_any_kind_fit() {
        assert!(found_in_kind(&RULE, "protocol", ROW).is_empty());
        assert!(found_in_kind(&RULE, "expert-report", &ROW.replace("signatory", "participant")).is_empty());
    }
}
