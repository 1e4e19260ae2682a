//! How fast documents are read, on one core: structure alone, and with citations, definitions and force.
//!
//! The texts are a share of the treaties of the corpus where it is there, and otherwise a model agreement repeated.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use divan::counter::BytesCount;
use servanda::read::{Format, Options, read};

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/treaties");
    let Ok(files) = std::fs::read_dir(folder) else {
        let model = include_str!("../tests/suite/reading/models/fr-en.txt");
        return vec![model.repeat(2_000)];
    };
    let mut paths: Vec<_> = files.map(|f| f.unwrap().path()).collect();
    paths.sort();
    paths.iter().step_by(20).filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

#[divan::bench(sample_count = 10)]
fn structure(bencher: divan::Bencher<'_, '_>) {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let options = Options { format: Some(Format::Plain), ..Options::default() };
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| texts.iter().map(|t| read("bench", t.as_bytes(), &options).units.len()).sum::<usize>());
}

#[divan::bench(sample_count = 5)]
fn structure_and_prose(bencher: divan::Bencher<'_, '_>) {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let options = Options { format: Some(Format::Plain), ..Options::default() };
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        texts
            .iter()
            .map(|t| {
                let mut document = read("bench", t.as_bytes(), &options);
                document.understand(None);
                document.citations.len()
            })
            .sum::<usize>()
    });
}
