//! How fast concepts are counted, beside the crate `fcars` in the same run, and what a context too large to be counted costs.
//!
//! The context of mushrooms (8,124 objects, 119 attributes, 238,710 concepts) lies beside the repository; where it is not
//! there, the benchmarks that need it say that they were skipped. Reading is not counted. `fcars` counts on all cores; here it
//! is measured on one, as ours runs on one, and on all.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr, reason = "a benchmark says what it skips")]

use std::path::Path;

use divan::Bencher;
use servanda::diagnostic::FileSet;
use servanda::overlap::formal::{Context, Reading, base, concepts, count, read};

fn main() {
    divan::main();
}

fn file(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/contexts").join(name);
    let bytes = std::fs::read(&path);
    if bytes.is_err() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    bytes.ok()
}

fn context(name: &str) -> Option<Context> {
    let read = read(&mut FileSet::default(), name, &file(name)?);
    Some(read.context.unwrap().read(Reading::Certain).clone())
}

#[divan::bench(sample_count = 20)]
fn mushroom(bencher: Bencher<'_, '_>) {
    if let Some(context) = context("mushroom.cxt") {
        bencher.bench_local(|| assert_eq!(count(&context, u64::MAX).unwrap().concepts, 238_710));
    }
}

#[divan::bench(sample_count = 5)]
fn mushroom_fcars_on_one_core(bencher: Bencher<'_, '_>) {
    fcars_on(bencher, 1);
}

#[divan::bench(sample_count = 5)]
fn mushroom_fcars_on_all_cores(bencher: Bencher<'_, '_>) {
    fcars_on(bencher, 0);
}

fn fcars_on(bencher: Bencher<'_, '_>, cores: usize) {
    if let Some(bytes) = file("mushroom.cxt") {
        let context = fcars::FormalContext::from_cxt(bytes.as_slice());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().unwrap();
        bencher.bench_local(|| pool.install(|| assert_eq!(context.num_concepts(), 238_710)));
    }
}

#[divan::bench(sample_count = 20)]
fn mushroom_shared_by_a_thousand(bencher: Bencher<'_, '_>) {
    if let Some(context) = context("mushroom.cxt") {
        bencher.bench_local(|| assert_eq!(concepts(&context, 1_000, usize::MAX).unwrap().concepts.len(), 3_427));
    }
}

#[divan::bench(args = ["animals_en.cxt", "tealady.cxt", "seasoningplanner_de.cxt", "bob-ross.cxt"], sample_count = 20)]
fn canonical_base(bencher: Bencher<'_, '_>, name: &str) {
    if let Some(context) = context(name) {
        bencher.bench_local(|| assert!(base(&context, u64::MAX).complete));
    }
}

/// 200 states and 2,000 provisions, three cells in eight by chance: more concepts than anybody wants.
#[divan::bench(sample_count = 10)]
fn two_million_of_200_by_2000(bencher: Bencher<'_, '_>) {
    let mut seed = 7_u64;
    let mut chance = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33 & 7 < 3
    };
    let rows: Vec<Vec<usize>> = (0..200).map(|_| (0..2_000).filter(|_| chance()).collect()).collect();
    let context = Context::of(2_000, &rows);
    bencher.bench_local(|| assert!(!count(&context, 2_000_000).unwrap().complete));
}
