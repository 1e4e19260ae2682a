//! Scores the reading of whole folders of gold files: ToTA XML and Markdown treaties of the Dutch database.
//!
//! `cargo run --release -p servanda --example score_reading -- FOLDER... [--faults N] [--style NAME] [--write FOLDER]`
//!
//! `--write` puts the texts as printed into a folder, for a look at them with one's own eyes.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs, dead_code)]

#[path = "../tests/suite/reading/mod.rs"]
mod reading;

use rayon::prelude::*;
use reading::{gold, score, styles};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut folders, mut most, mut only, mut write) = (Vec::new(), 20, None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--faults" => most = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(20),
            "--style" => only = arguments.next(),
            "--write" => write = arguments.next(),
            _ => folders.push(argument),
        }
    }
    for folder in folders {
        let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        let texts: Vec<(String, String)> = paths
            .iter()
            .filter_map(|p| Some((p.file_name()?.to_string_lossy().into_owned(), std::fs::read_to_string(p).ok()?)))
            .collect();
        let sets: Vec<(String, Vec<gold::Gold>)> = if texts.iter().any(|(n, _)| n.ends_with(".xml")) {
            let marked: Vec<_> = texts.iter().map(|(n, t)| (n, gold::tota(t))).collect();
            styles::ALL
                .iter()
                .map(|s| (s.name.to_owned(), marked.iter().filter_map(|(n, m)| styles::print(n, m, s)).collect()))
                .collect()
        } else {
            vec![("Dutch".to_owned(), texts.iter().map(|(n, t)| gold::dutch(n, t)).collect())]
        };
        for (name, set) in sets {
            if only.as_ref().is_some_and(|o| *o != name) {
                continue;
            }
            if let Some(folder) = &write {
                set.iter().for_each(|g| std::fs::write(format!("{folder}/{}.txt", g.name), &g.text).unwrap());
            }
            let bytes: usize = set.iter().map(|g| g.text.len()).sum();
            let start = std::time::Instant::now();
            let scored: Vec<(score::Score, Vec<String>)> = set
                .par_iter()
                .map(|g| {
                    let mut faults = Vec::new();
                    (score::score(g, &mut faults), faults)
                })
                .collect();
            let mut total = score::Score::default();
            scored.iter().for_each(|(s, _)| total.add(s));
            let perfect = scored.iter().filter(|(s, _)| s.articles.extra + s.articles.missed == 0).count();
            println!(
                "{name}: {} files, {:.1} MB in {:.1} s; perfect {perfect}; articles {:.4} (-{} +{}), headings {:.4}, paragraphs {:.4} (-{} +{}), addresses {:.4} (-{}), languages {:.4}, lossless -{}",
                set.len(),
                bytes as f64 / 1e6,
                start.elapsed().as_secs_f64(),
                total.articles.f1(),
                total.articles.missed,
                total.articles.extra,
                total.headings.f1(),
                total.paragraphs.f1(),
                total.paragraphs.missed,
                total.paragraphs.extra,
                total.addresses.f1(),
                total.addresses.missed,
                total.languages.f1(),
                total.lossless.missed,
            );
            for fault in scored.iter().flat_map(|(_, f)| f).take(most) {
                println!("  {fault}");
            }
        }
    }
}
