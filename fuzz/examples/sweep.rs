//! Reads every file below the given folders, in both states of tracked changes, and judges each by the laws.
//!
//! Out: a line for each file (time, units, language, codes of its diagnostics, name), and in the end what broke. Folders
//! of real documents belong to nobody here and are not kept in the repository; give your own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use servanda::read::{Document, Format, Options, Revisions, read};
use servanda_fuzz::laws;

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(path) else { return found.push(path.to_owned()) };
    let mut entries: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() { files(&entry, found) } else { found.push(entry) }
    }
}

fn judge(name: &str, bytes: &[u8]) -> Document {
    let mut document = read(name, bytes, &Options::default());
    laws::structure(&document);
    if document.format == Format::Docx || document.format == Format::Html {
        laws::structure(&read(name, bytes, &Options { revisions: Revisions::Original, ..Options::default() }));
    }
    document.understand(None);
    laws::citations(&document.extract.text, &document.citations);
    laws::definitions(&document.extract.text, &document.definitions);
    laws::force(&document.extract.text, &document.force);
    document
}

fn main() {
    let mut paths = Vec::new();
    std::env::args_os().skip(1).for_each(|a| files(Path::new(&a), &mut paths));
    let mut broken = Vec::new();
    for path in &paths {
        let name = path.display().to_string();
        let Ok(bytes) = std::fs::read(path) else { continue };
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| judge(&name, &bytes)));
        let took = start.elapsed().as_millis();
        match outcome {
            Ok(document) => {
                let mut codes: Vec<&str> = document.diagnostics.iter().map(|d| d.code).collect();
                codes.sort_unstable();
                codes.dedup();
                let language = document.language.as_deref().unwrap_or("-");
                let (units, letters) = (document.units.len(), document.extract.text.len());
                println!("{took} ms\t{} B\t{letters} B\t{units}\t{language}\t{}\t{name}", bytes.len(), codes.join(","));
            }
            Err(problem) => {
                let said = problem.downcast_ref::<String>().cloned();
                let said = said.or_else(|| problem.downcast_ref::<&str>().map(|s| (*s).to_owned()));
                broken.push(format!("{name}: {}", said.unwrap_or_default()));
            }
        }
    }
    println!("{} files, {} broken", paths.len(), broken.len());
    broken.iter().for_each(|b| println!("BROKEN {b}"));
    std::process::exit(i32::from(!broken.is_empty()));
}
