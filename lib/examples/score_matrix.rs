//! Measures a matrix: `score_matrix FILE… [--baseline N] [--show]` compares the files with the one of that number, from 0,
//! and says how long it took, how many rows there are, how many of them several texts add, and how much JSON it is.
//! `--show` lists the rows in which anything differs, `--json` gives the matrix itself, `--docx` writes the table for Word to
//! `matrix.docx`, so that it can be looked at.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::indexing_slicing, missing_docs)]

use std::time::Instant;

use servanda::compare::{self, Text};
use servanda::read::{self, Options};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = arguments.iter().position(|a| a == "--baseline").and_then(|at| arguments.get(at + 1));
    let baseline = value.and_then(|n| n.parse().ok()).unwrap_or(0);
    let files = arguments.iter().filter(|a| !a.starts_with("--") && Some(*a) != value);
    let texts: Vec<Text> = files
        .filter_map(|name| {
            let bytes = std::fs::read(name).map_err(|error| eprintln!("{name}: {error}")).ok()?;
            let mut document = read::read(name, &bytes, &Options::default());
            document.understand(None);
            Some(Text::of(&document, 0))
        })
        .collect();
    let words = |text: &Text| text.units.iter().map(|unit| servanda::text::word_count(&unit.text)).sum::<usize>();
    for (at, text) in texts.iter().enumerate() {
        println!("{at} {}: {} units, {} words", text.name, text.units.len(), words(text));
    }
    let start = Instant::now();
    let matrix = compare::matrix(&texts, baseline);
    let took = start.elapsed();
    let others: Vec<_> = matrix.rows.iter().filter(|row| row.unit.is_none()).collect();
    let shared = others.iter().filter(|row| row.cells.iter().flatten().count() > 1).count();
    let json = serde_json::to_string(&matrix).map_or(0, |json| json.len());
    println!(
        "{took:.2?}, {} rows, {} not of the baseline, {shared} of them shared, {json} bytes",
        matrix.rows.len(),
        others.len()
    );
    let asked = |option: &str| arguments.iter().any(|a| a == option);
    if asked("--json") {
        println!("{}", serde_json::to_string(&matrix).unwrap_or_default());
    }
    if asked("--docx") {
        let written = servanda::export::docx::matrix::units(&matrix, false).map_err(|error| error.to_string());
        let kept =
            written.and_then(|file| std::fs::write("matrix.docx", file.bytes).map_err(|error| error.to_string()));
        if let Err(error) = kept {
            eprintln!("matrix.docx: {error}");
        }
    }
    if asked("--show") {
        for row in matrix.rows.iter().filter(|row| row.is_changed()) {
            let cell = |cell: &Option<compare::Cell>| {
                cell.as_ref()
                    .map_or("–".to_owned(), |cell| format!("{} {}", cell.kind.word(), cell.addresses.join("+")))
            };
            let unit = row.unit.as_ref().map_or("–", |unit| &unit.address);
            println!("{unit} | {}", row.cells.iter().map(cell).collect::<Vec<_>>().join(" | "));
        }
    }
}
