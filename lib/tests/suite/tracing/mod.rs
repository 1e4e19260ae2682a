//! Tracing on real agreements, which lie beside the repository and not in it, and on model texts.
//!
//! Without that material the tests that need it say so and pass.

mod bounds;
mod harbours;
mod laws;
mod lineage;
mod plant;
mod published;
mod tables;

use std::path::PathBuf;

use servanda::read::{Revisions, format};
use servanda::trace::{Options, Wordings};

/// A folder of material, or `None` after having said that the test is skipped.
fn material(test: &str, folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED {test}: the material ../shared/{folder} is not here");
    None
}

/// The words of agreements, the first `most` of them in the order of their files' names, that are neither short nor very long.
fn agreements(folder: &std::path::Path, most: usize) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let text = |file: PathBuf| {
        let bytes = std::fs::read(&file).unwrap();
        format::extract(format::recognise(&file.to_string_lossy(), &bytes), &bytes, Revisions::Accepted).text
    };
    files.into_iter().map(text).filter(|t| (20_000..300_000).contains(&t.len())).take(most).collect()
}

/// Passages planted into real agreements are found again: plagdet at least 0.90 unchanged, 0.80 with a tenth of the words
/// changed. The whole measure is `examples/score_tracing.rs`.
#[test]
fn planted_passages_are_found() {
    let Some(folder) = material("planted_passages_are_found", "corpus/tota") else { return };
    let texts = agreements(&folder, 16);
    let options = Options { most_texts: texts.len(), ..Options::default() };
    for (changed, recall, plagdet) in [(0, 0.99, 0.90), (5, 0.95, 0.90), (10, 0.90, 0.80)] {
        let treatment = plant::Treatment { changed, ..plant::Treatment::default() };
        let (planted, cases) = plant::plant(&texts, 5, treatment, changed as u64 + 7);
        let score = plant::score(&texts, &planted, &cases, &options);
        eprintln!("{changed} % changed: {score:?}");
        assert!(score.recall >= recall && score.plagdet >= plagdet, "{changed} %: {score:?}");
    }
}

/// On alignments of bills that people have labelled, the formula weight tells boilerplate from substance.
#[test]
fn formulas_are_told_from_substance() {
    let Some(folder) = material("formulas_are_told_from_substance", "data/lid") else { return };
    let bills: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("labeled_bills.json")).unwrap()).unwrap();
    let texts: Vec<&str> = bills.as_object().unwrap().values().filter_map(|bill| bill["text"].as_str()).collect();
    let wordings = Wordings::of(&texts);
    let mut table = csv::Reader::from_path(folder.join("training_data_alignment_classifier.csv")).unwrap();
    let headers = table.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let (left, right, label) = (column("left"), column("right"), column("label"));
    let mut weights: [Vec<(f64, usize)>; 2] = [Vec::new(), Vec::new()];
    for row in table.records().map(Result::unwrap) {
        let class = match &row[label] {
            "0" => 0,
            "1" => 1,
            _ => continue,
        };
        let words = row[left].split_whitespace().count();
        weights[class].push((wordings.formula(&row[left], &row[right]), words));
    }
    let area = |most_words: usize| {
        let of = |class: usize| weights[class].iter().filter(|w| w.1 <= most_words).map(|w| w.0).collect::<Vec<f64>>();
        let (boilerplate, substance) = (of(0), of(1));
        let wins = boilerplate.iter().flat_map(|b| substance.iter().map(move |s| (b, s)));
        let sum: f64 = wins
            .map(|(b, s)| {
                if b > s {
                    1.0
                } else if b == s {
                    0.5
                } else {
                    0.0
                }
            })
            .sum();
        (sum / (boilerplate.len() * substance.len()) as f64, boilerplate.len(), substance.len())
    };
    let (all, short) = (area(usize::MAX), area(20));
    eprintln!("area under the curve: {all:?}; of at most 20 words, where length tells less: {short:?}");
    assert!(all.0 >= 0.93, "{all:?}");
    assert!(short.0 >= 0.90, "{short:?}");
}
