//! Measures tracing on passages that are planted by seed into real agreements: `score_tracing FOLDER [TEXTS] [LEAST-WORDS]`.
//!
//! Prints recall, precision, granularity and plagdet for each treatment of the words; see
//! `tests/suite/tracing/plant.rs` for what they mean.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]
#![allow(unreachable_pub)]

#[path = "../tests/suite/tracing/plant.rs"]
mod plant;

use plant::{Treatment, plant, score};
use servanda::read::{Revisions, format};
use servanda::trace::Options;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("score_tracing FOLDER [TEXTS] [LEAST-WORDS]");
        return;
    };
    let number = |at: usize, default: usize| arguments.get(at).and_then(|n| n.parse().ok()).unwrap_or(default);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|file| {
            let bytes = std::fs::read(file).unwrap();
            format::extract(format::recognise(&file.to_string_lossy(), &bytes), &bytes, Revisions::Accepted).text
        })
        .filter(|text| text.len() > 20_000)
        .take(number(1, 100))
        .collect();
    let options = Options { least_words: number(2, 12), most_texts: texts.len(), ..Options::default() };
    println!("{} texts; 6 passages in each of the second half", texts.len());
    println!("changed inserted reordered  recall precision granularity plagdet lost of cases");
    for (inserted, reordered) in [(false, false), (true, false), (false, true), (true, true)] {
        for changed in [0, 5, 10, 20, 30] {
            let treatment = Treatment { changed, inserted, reordered };
            let (planted, cases) = plant(&texts, 6, treatment, changed as u64 + 1);
            let s = score(&texts, &planted, &cases, &options);
            println!(
                "{changed:>6}% {inserted:>8} {reordered:>9}  {:.3}     {:.3}       {:.3}   {:.3} {:>4} of {}",
                s.recall, s.precision, s.granularity, s.plagdet, s.lost, s.cases
            );
        }
    }
}
