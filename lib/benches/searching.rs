//! How fast words are found: in the built-in landscape from nothing, and in a thousand texts.
//!
//! The queries are made of the texts' own words: words, phrases, beginnings, NEAR, and mixtures. The texts are a share of the
//! treaties of the corpus where it is there, and otherwise a model agreement repeated under many names.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a benchmark is not input handling")]

use std::path::Path;

use servanda::landscape::{self, Landscape, RawFile};
use servanda::model::Day;
use servanda::search::{Ask, Index, search};

const TODAY: Day = Day::constant(2026, 11, 22);

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/treaties");
    let Ok(files) = std::fs::read_dir(folder) else {
        let model = include_str!("../tests/suite/reading/models/fr-en.txt");
        return vec![model.to_owned(); 200];
    };
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().step_by(10).filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn treaties() -> Landscape {
    let mut files = Vec::new();
    for (number, text) in texts().into_iter().enumerate() {
        let row = format!("[default]\nbasis = \"unverified\"\n[title]\nen = \"Treaty {number}\"\n");
        files.push(RawFile::new(format!("instruments/t{number}/instrument.toml"), row));
        files.push(RawFile::new(format!("instruments/t{number}/text.en.md"), text));
    }
    landscape::assemble("bench", files, None).landscape
}

#[divan::bench(sample_count = 10)]
fn index_built_in(bencher: divan::Bencher<'_, '_>) {
    let landscape = landscape::built_in().landscape;
    bencher.bench(|| Index::open(&landscape, None).unwrap().pieces());
}

#[divan::bench(sample_count = 3)]
fn index_treaties(bencher: divan::Bencher<'_, '_>) {
    let landscape = treaties();
    bencher.bench(|| Index::open(&landscape, None).unwrap().pieces());
}

const QUERIES: [&str; 8] = [
    "extradition",
    "mutual assistance",
    "\"contracting parties\"",
    "the parties shall",
    "terror*",
    "arbitration NEAR/10 tribunal",
    "(customs OR duties) NOT tax",
    "coopération OR samenwerking",
];

#[divan::bench(args = QUERIES, sample_count = 50)]
fn query(bencher: divan::Bencher<'_, '_>, words: &str) {
    use std::sync::OnceLock;
    static MADE: OnceLock<(Landscape, Index)> = OnceLock::new();
    let (landscape, index) = MADE.get_or_init(|| {
        let landscape = treaties();
        let index = Index::open(&landscape, None).unwrap();
        (landscape, index)
    });
    let ask = Ask { words: words.to_owned(), ..Ask::default() };
    bencher.bench(|| search(landscape, index, &ask, TODAY).unwrap().total);
}
