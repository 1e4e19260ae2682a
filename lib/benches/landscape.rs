//! Opening, listing and looking things up, on the built-in landscape and on generated ones.
//!
//! `cargo bench -p servanda` prints the figures. They are compared with one another in one run, never asserted.
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark is not input handling")]

mod generated;

use servanda::landscape::{self, Opened, RawFile};
use servanda::model::Day;
use servanda::{check, register};

const TODAY: Day = Day::constant(2026, 11, 22);

fn main() {
    divan::main();
}

fn files(instruments: usize) -> Vec<RawFile> {
    generated::landscape(instruments).into_iter().map(|(name, content)| RawFile::new(name, content)).collect()
}

fn opened(instruments: usize) -> Opened {
    landscape::assemble("generated", files(instruments), Some(landscape::built_in()))
}

#[divan::bench]
fn open_built_in() -> Opened {
    landscape::built_in()
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn open_generated(bencher: divan::Bencher<'_, '_>, instruments: usize) {
    bencher.with_inputs(|| files(instruments)).bench_values(|files| landscape::assemble("generated", files, None));
}

#[divan::bench(args = [0, 10_000], sample_count = 20)]
fn list(bencher: divan::Bencher<'_, '_>, instruments: usize) {
    let opened = opened(instruments);
    let query = register::Query::default();
    bencher.bench(|| register::list(&opened.landscape, &query, TODAY).instruments.len());
}

#[divan::bench(args = [0, 10_000], sample_count = 20)]
fn instrument_sheet(bencher: divan::Bencher<'_, '_>, instruments: usize) {
    let opened = opened(instruments);
    bencher
        .bench(|| register::instrument(&opened.landscape, "gge-2015", TODAY).map(|sheet| sheet.sources.entries.len()));
}

#[divan::bench(args = [0, 10_000], sample_count = 20)]
fn party_sheet(bencher: divan::Bencher<'_, '_>, instruments: usize) {
    let opened = opened(instruments);
    bencher.bench(|| register::party(&opened.landscape, "RU", TODAY).map(|sheet| sheet.standings.len()));
}

#[divan::bench(args = [0, 10_000], sample_count = 20)]
fn overview(bencher: divan::Bencher<'_, '_>, instruments: usize) {
    let opened = opened(instruments);
    bencher.bench(|| register::overview(&opened.landscape, TODAY).timeline.len());
}

#[divan::bench(args = [0, 10_000], sample_count = 5)]
fn check_rules(bencher: divan::Bencher<'_, '_>, instruments: usize) {
    let opened = opened(instruments);
    bencher.bench(|| check::check(&opened.landscape).len());
}
