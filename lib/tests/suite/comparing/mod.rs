//! Comparisons: the model drafts in `examples/`, real consecutive versions, and real treaties taken apart by seed.

mod claims;
mod drafts;
mod force;
mod matrix;
mod relatedness;
pub(crate) mod shuffled;
mod versions;

use std::path::PathBuf;

use proptest::prelude::*;
use servanda::compare::{self, Comparison, Kind, Op, Text};
use servanda::read::{self, Options};

/// A text with its citations.
pub(crate) fn text(name: &str, words: &str) -> Text {
    let mut document = read::read(name, words.as_bytes(), &Options::default());
    document.understand(None);
    Text::of(&document, 0)
}

pub(crate) fn example(name: &str) -> Text {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name);
    text(name, &std::fs::read_to_string(path).unwrap())
}

/// Whether both texts come out of the changes letter by letter, each unit once.
pub(crate) fn is_whole(comparison: &Comparison) -> bool {
    let side = |text: &Text, op: Op| {
        let mut seen = vec![false; text.units.len()];
        comparison.changes.iter().all(|change| {
            let units = if op == Op::Left { &change.left_units } else { &change.right_units };
            let once = units.iter().all(|at| !std::mem::replace(&mut seen[*at], true));
            let own: Vec<&str> = units.iter().map(|at| text.units[*at].text.as_str()).collect();
            let headings: Vec<&str> = units.iter().map(|at| text.units[*at].heading.as_deref().unwrap_or("")).collect();
            let heading = compare::rebuilt(&change.heading, op);
            once && (units.is_empty() || own.join("\n") == change.side(op) && headings.join("\n") == heading)
        }) && seen.iter().all(|seen| *seen)
    };
    side(&comparison.left, Op::Left) && side(&comparison.right, Op::Right)
}

#[test]
fn a_text_compared_with_itself_has_stayed() {
    let one = example("lakes-2026.en.md");
    let comparison = compare::compare(&one, &one);
    assert!(comparison.changes.iter().all(|c| c.kind == Kind::Kept && c.left == c.right));
    assert!(is_whole(&comparison));
    let nothing = text("empty.txt", "");
    let all = compare::compare(&nothing, &one);
    assert!(all.changes.iter().all(|c| c.kind == Kind::Added) && is_whole(&all));
    let none = compare::compare(&nothing, &nothing);
    assert!(none.changes.is_empty());
}

/// Ten thousand paragraphs of the same words: paired in order, and quickly. A quadratic way would take minutes here.
#[test]
fn a_thousand_times_the_same_words_are_paired_in_order() {
    let numbered = |from: usize, to: usize| -> Text {
        let lines: String =
            (from..to).map(|n| format!("{n}. Each Party shall keep every lake as clean as it can.\n")).collect();
        text("same.txt", &format!("Article 1\n{lines}"))
    };
    let comparison = compare::compare(&numbered(1, 10_001), &numbered(1, 9_001));
    assert!(is_whole(&comparison));
    let of = |kind: Kind| comparison.changes.iter().filter(|c| c.kind == kind).count();
    assert_eq!((of(Kind::Dropped), of(Kind::Added), of(Kind::Moved) + of(Kind::MovedEdited)), (1000, 0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever is compared: each unit is told of once, and both texts come out again.
    #[test]
    fn both_texts_come_out_of_the_changes(
        left in prop::collection::vec(super::reading::rubbish::piece(), 0..24),
        right in prop::collection::vec(super::reading::rubbish::piece(), 0..24),
        shared in prop::collection::vec(super::reading::rubbish::piece(), 0..24),
    ) {
        let left = text("left", &[left, shared.clone()].concat().join(" "));
        let right = text("right", &[shared, right].concat().join(" "));
        let comparison = compare::compare(&left, &right);
        prop_assert!(is_whole(&comparison));
        for change in &comparison.changes {
            prop_assert!(change.similarity.is_none_or(|s| (0.0..=1.0).contains(&s)));
        }
    }

    #[test]
    fn words_rebuild_either_side(left in "[a-c ,.A-C不要]{0,60}", right in "[a-c ,.A-C不要]{0,60}") {
        let pieces = compare::differences(&left, &right);
        prop_assert_eq!(compare::rebuilt(&pieces, Op::Left), left);
        prop_assert_eq!(compare::rebuilt(&pieces, Op::Right), right);
    }
}
