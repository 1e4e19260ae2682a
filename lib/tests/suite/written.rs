//! Documents written as web pages and as Word files and read back: how many of their units come back as they were.
//!
//! A page has no marks for the units, so what comes back is what the words and their looks tell. Most agreements lie beside
//! the repository; without them the test says so.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use servanda::export::docx::docx;
use servanda::export::html::html;
use servanda::read::{self, Document, Options, ReadUnit};

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}

/// A way to write a document.
#[derive(Clone, Copy)]
struct Way {
    name: &'static str,
    write: fn(&Document) -> Vec<u8>,
}

const HTML: Way = Way { name: "again.html", write: |document| html(document, None).text.into_bytes() };

const DOCX: Way = Way { name: "again.docx", write: |document| docx(document, None).unwrap().bytes };

/// White space is made even: a page has one kind of it.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What must survive of a unit, one line.
fn line(unit: &ReadUnit) -> String {
    let (label, heading) = (even(&unit.label), unit.heading.as_deref().map(even));
    let (kind, part, text) = (unit.kind.word(), unit.text_part, even(&unit.text));
    format!("{part} {kind} {:?} {label:?} {heading:?} {} {:?} {text:?}", unit.number, unit.address, unit.parent)
}

/// Units of one document, and those that did not come back.
struct Trip {
    name: String,
    units: usize,
    lost: Vec<String>,
    notes: (usize, usize),
    words: bool,
}

fn trip(way: Way, path: &Path) -> Trip {
    let name = path.display().to_string();
    let document = read::read(&name, &fs::read(path).unwrap(), &Options::default());
    let again = read::read(way.name, &(way.write)(&document), &Options::default());
    let mut after: Vec<String> = again.units.iter().map(line).collect();
    let mut lost = Vec::new();
    for before in document.units.iter().map(line) {
        match after.iter().position(|a| *a == before) {
            Some(at) => drop(after.remove(at)),
            None => lost.push(before),
        }
    }
    // Where a label ends is a matter of reading; that no letter gets lost is not.
    let all = |document: &Document| {
        let mut letters: Vec<char> = Vec::new();
        for unit in &document.units {
            let own = [unit.label.as_str(), unit.heading.as_deref().unwrap_or(""), &unit.text];
            letters.extend(own.iter().flat_map(|t| t.chars()).filter(|c| !c.is_whitespace()));
        }
        letters.sort_unstable();
        letters
    };
    if std::env::var("SERVANDA_SHOW").is_ok() && !lost.is_empty() {
        let cut = |s: &String| s.chars().take(260).collect::<String>();
        for (n, l) in lost.iter().take(3).enumerate() {
            eprintln!("{name}: {}\n     now {}", cut(l), after.get(n).map(cut).unwrap_or_default());
        }
    }
    let words = all(&document) == all(&again);
    Trip { name, units: document.units.len(), lost, notes: (document.notes.len(), again.notes.len()), words }
}

/// Writes files at equal distances of a folder; SERVANDA_FILES asks for more of them.
fn sample(folder: &Path, most: usize) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.is_file());
    files.sort();
    let most = std::env::var("SERVANDA_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(most);
    let nth = (files.len() / most).max(1);
    files.into_iter().step_by(nth).take(most).collect()
}

/// Fails unless at least some share of the units comes back, and all words do.
fn check(what: &str, way: Way, files: &[PathBuf], floor: f64) {
    let trips: Vec<Trip> = files.par_iter().map(|file| trip(way, file)).collect();
    let units: usize = trips.iter().map(|t| t.units).sum();
    let lost: usize = trips.iter().map(|t| t.lost.len()).sum();
    let share = 1.0 - lost as f64 / units.max(1) as f64;
    let whole = trips.iter().filter(|t| t.lost.is_empty()).count();
    let (before, after) = trips.iter().fold((0, 0), |(b, a), t| (b + t.notes.0, a + t.notes.1));
    let worded: Vec<&str> = trips.iter().filter(|t| !t.words).map(|t| t.name.as_str()).collect();
    eprintln!(
        "{what} as {}: {:.4} of {units} units come back, {whole} of {} documents whole, {after} of {before} footnotes; \
         {} with other words: {worded:?}",
        way.name,
        share,
        trips.len(),
        worded.len(),
    );
    assert!(worded.is_empty(), "{what} as {}: words were lost or added in {worded:?}", way.name);
    assert!(share >= floor, "{what} as {}: {share:.4} of the units come back, at least {floor} should", way.name);
}

fn texts() -> Option<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(shared("texts")?).unwrap().map(|e| e.unwrap().path()).collect();
    files = files.iter().flat_map(|folder| fs::read_dir(folder).unwrap().map(|e| e.unwrap().path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    Some(files)
}

fn models() -> Vec<PathBuf> {
    sample(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reading/models"), 100)
}

/// Writes everything that is at hand one way; the floors are for models, texts, treaties, trade agreements, resolutions.
fn all(way: Way, floors: [f64; 5]) {
    check("models", way, &models(), floors[0]);
    let Some(texts) = texts() else { return };
    check("texts", way, &texts, floors[1]);
    let Some(treaties) = shared("corpus/treaties") else { return };
    check("treaties", way, &sample(&treaties, 40), floors[2]);
    let Some(tota) = shared("corpus/tota") else { return };
    check("trade agreements", way, &sample(&tota, 12), floors[3]);
    let Some(pdf) = shared("data/un-pdf") else { return };
    let mut files = sample(&pdf, 10);
    files.retain(|f| f.extension().is_some_and(|e| e == "pdf"));
    check("resolutions in PDF", way, &files, floors[4]);
}

#[test]
fn pages_are_read_as_what_they_were_written_from() {
    all(HTML, [1.0, 0.975, 0.985, 0.975, 1.0]);
}

#[test]
fn word_files_are_read_as_what_they_were_written_from() {
    all(DOCX, [1.0, 0.975, 0.985, 0.975, 1.0]);
}
