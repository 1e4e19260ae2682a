//! Measures tracing on passages that are planted by seed into real texts: `score_tracing FOLDER|FILE.json [TEXTS] [SEEDS]`.
//!
//! A file is an object of texts, as the labelled bills are, or of objects with a `text`. Prints recall, precision, granularity
//! and plagdet for each treatment of the words, as a mean of the seeds; once leaving out what two texts shared before, and once
//! by the plain definition of PAN, for which that is a mistake. See `tests/suite/tracing/plant.rs`.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]
#![allow(unreachable_pub)]

#[path = "../tests/suite/tracing/plant.rs"]
mod plant;

use plant::{Treatment, plain_score, plant, score};
use servanda::read::{Revisions, format};
use servanda::trace::Options;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        eprintln!("score_tracing FOLDER|FILE.json [TEXTS] [SEEDS]");
        return;
    };
    let number = |at: usize, default: usize| arguments.get(at).and_then(|n| n.parse().ok()).unwrap_or(default);
    let mut texts = if path.ends_with(".json") { bills(path) } else { agreements(path) };
    texts.retain(|text| text.len() > 8_000);
    texts.truncate(number(1, 100));
    let seeds = number(2, 1) as u64;
    println!("{} texts; 6 passages in each of the second half", texts.len());
    println!("                            recall precision granularity plagdet lost | plain: precision plagdet");
    let none = Treatment::default();
    let mut treatments: Vec<(String, Treatment)> = Vec::new();
    for (word, base) in [
        ("", none),
        ("inserted ", Treatment { inserted: true, ..none }),
        ("reordered ", Treatment { reordered: true, ..none }),
        ("inserted, reordered ", Treatment { inserted: true, reordered: true, ..none }),
        ("shuffled 5 % ", Treatment { shuffled: 5, ..none }),
        ("shuffled 10 % ", Treatment { shuffled: 10, ..none }),
    ] {
        for changed in [0, 5, 10, 20, 30] {
            if base.shuffled == 0 || changed <= 10 {
                treatments.push((format!("{word}{changed} %"), Treatment { changed, ..base }));
            }
        }
    }
    for (word, treatment) in treatments {
        let mut sums = [0.0; 7];
        for seed in 0..seeds {
            let (planted, cases) = plant(&texts, 6, treatment, treatment.changed as u64 + 1 + seed * 100);
            let options = Options { most_texts: texts.len(), ..Options::default() };
            let s = score(&texts, &planted, &cases, &options);
            let p = plain_score(&texts, &planted, &cases, &options);
            let lost = s.lost as f64 / s.cases as f64;
            let row = [s.recall, s.precision, s.granularity, s.plagdet, lost, p.precision, p.plagdet];
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value / seeds as f64);
        }
        let [recall, precision, granularity, plagdet, lost, plain, plain_plagdet] = sums;
        println!(
            "{word:<28}{recall:.3}  {precision:.3}     {granularity:.3}       {plagdet:.3}   {lost:.3}|        {plain:.3}     {plain_plagdet:.3}"
        );
    }
}

fn bills(path: &str) -> Vec<String> {
    let held: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let of = |value: &serde_json::Value| value.as_str().or_else(|| value["text"].as_str()).map(str::to_owned);
    held.as_object().unwrap().values().filter_map(of).collect()
}

fn agreements(folder: &str) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let text = |file: &std::path::PathBuf| {
        let bytes = std::fs::read(file).unwrap();
        format::extract(format::recognise(&file.to_string_lossy(), &bytes), &bytes, Revisions::Accepted).text
    };
    files.iter().map(text).filter(|text| text.len() > 20_000).take(200).collect()
}
