//! How fast texts are compared, on one core: two large trade agreements, and two texts of some 3,000 words.
//!
//! The texts are real ones of the corpus; where it is not there, the benchmarks say that they were skipped. Reading is not
//! counted.
#![allow(missing_docs, clippy::print_stderr, reason = "a benchmark is not input handling, and says what it skips")]

use std::path::Path;

use servanda::compare::{Text, compare};
use servanda::read::{Options, read};

fn main() {
    divan::main();
}

/// Texts of the corpus of trade agreements by number; `None` where one is not there.
fn texts(names: [&str; 2]) -> Option<[Text; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/tota");
    let text = |name: &str| {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("SKIPPED: {name} of the corpus ../shared/corpus/tota is not here");
            return None;
        };
        let mut document = read(name, &bytes, &Options::default());
        document.understand(None);
        Some(Text::of(&document, 0))
    };
    Some([text(names[0])?, text(names[1])?])
}

/// The first units of a text, up to some 3,000 words.
fn piece(text: Text) -> Text {
    let mut words = 0;
    let whole = |unit: &servanda::compare::Unit| {
        words += unit.text.split_whitespace().count();
        words <= 3_000
    };
    let count = text.units.iter().map(whole).take_while(|fits| *fits).count();
    Text { units: text.units.into_iter().take(count).collect(), ..text }
}

/// The Trans-Pacific Partnership beside the agreement of the United States and Colombia: 145,000 words and 75,000.
#[divan::bench(sample_count = 10)]
fn two_trade_agreements(bencher: divan::Bencher<'_, '_>) {
    if let Some([left, right]) = texts(["pta_449.xml", "pta_342.xml"]) {
        bencher.bench_local(|| compare(&left, &right).changes.len());
    }
}

#[divan::bench(sample_count = 50)]
fn two_texts_of_3000_words(bencher: divan::Bencher<'_, '_>) {
    if let Some([left, right]) = texts(["pta_449.xml", "pta_342.xml"]) {
        let (left, right) = (piece(left), piece(right));
        bencher.bench_local(|| compare(&left, &right).changes.len());
    }
}
