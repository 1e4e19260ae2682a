//! Counts citations of units of the citing text itself over whole folders: how many lead to a unit, and how many do not.
//!
//! `cargo run --release -p servanda --example internal_citations -- FOLDER... [--files] [--list | --all]`
//!
//! A citation **dangles** if its words place it in the text and the text has no such unit: `beside` where the unit around
//! it is there (Article 5 is, its paragraph 4 is not), `outside` where nothing is (annexes that the file leaves out). It is
//! **open** if the words do not say which unit, or of which text, it is. `--files` prints a line for each file, `--list`
//! each dangling citation with its place, its words in their sentence, and what comes closest, `--all` the others of the
//! same text as well.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use rayon::prelude::*;
use servanda::read::understand::citations::{Kind, Target};
use servanda::read::{Document, Options, read};

#[derive(Default, Clone, Copy)]
struct Count {
    resolved: usize,
    beside: usize,
    outside: usize,
    ambiguous: usize,
    open: usize,
    /// Units of texts that are not known by name.
    foreign: usize,
}

impl Count {
    fn of(document: &Document) -> Count {
        let mut count = Count::default();
        for citation in &document.citations {
            let place = match (&citation.target, citation.kind) {
                (Target::Internal(_), _) => &mut count.resolved,
                (Target::Missing { near: Some(_), .. }, _) => &mut count.beside,
                (Target::Missing { near: None, .. }, _) => &mut count.outside,
                (Target::Ambiguous(_), Kind::Internal) => &mut count.ambiguous,
                (Target::Unresolved, Kind::Internal) => &mut count.open,
                (Target::Unresolved, Kind::Provision) => &mut count.foreign,
                _ => continue,
            };
            *place += 1;
        }
        count
    }

    fn add(&mut self, other: Count) {
        self.resolved += other.resolved;
        self.beside += other.beside;
        self.outside += other.outside;
        self.ambiguous += other.ambiguous;
        self.open += other.open;
        self.foreign += other.foreign;
    }

    fn line(&self) -> String {
        let dangling = self.beside + self.outside;
        #[allow(clippy::cast_precision_loss)]
        let share = 100.0 * dangling as f64 / (self.resolved + dangling).max(1) as f64;
        format!(
            "{} resolved, {dangling} dangling ({share:.2} %: {} beside, {} outside), {} ambiguous, {} open; {} of other texts",
            self.resolved, self.beside, self.outside, self.ambiguous, self.open, self.foreign
        )
    }
}

fn list(document: &Document, all: bool) {
    const AROUND: usize = 70;
    let text = &document.extract.text;
    for citation in &document.citations {
        let (unit, near) = match &citation.target {
            Target::Missing { unit, near } => (unit, near.as_deref().unwrap_or("-")),
            Target::Internal(unit) if all => (unit, "resolved"),
            _ => continue,
        };
        let from = (citation.start.saturating_sub(AROUND)..).find(|at| text.is_char_boundary(*at)).unwrap();
        let to = (citation.end + AROUND..).find(|at| *at >= text.len() || text.is_char_boundary(*at)).unwrap();
        let (before, after) = (&text[from..citation.start], &text[citation.end..to.min(text.len())]);
        let within = document.unit_at(citation.start).map_or("", |unit| unit.address.as_str());
        println!(
            "{}\t{unit}\t{}\t{within}\t{}",
            document.place_of(citation.start),
            near,
            format!("{before}[[{}]]{after}", citation.text).replace(['\n', '\t'], " ")
        );
    }
}

fn main() {
    let (options, folders): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let asked = |option: &str| options.iter().any(|o| o == option);
    for folder in folders {
        let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let counts: Vec<(String, Count)> = paths
            .par_iter()
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let mut document = read(&name, &std::fs::read(path).unwrap(), &Options::default());
                document.understand(None);
                if asked("--list") || asked("--all") {
                    list(&document, asked("--all"));
                }
                (name, Count::of(&document))
            })
            .collect();
        let mut total = Count::default();
        for (name, count) in &counts {
            total.add(*count);
            if asked("--files") {
                println!("{name}: {}", count.line());
            }
        }
        println!("{folder}: {} files: {}", counts.len(), total.line());
    }
}
