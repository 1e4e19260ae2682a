//! 160 pairs of real consecutive versions: rebuilt exactly, and nothing called moved that a reader would not call so.

use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;
use servanda::compare::{self, Comparison, Kind, Text};
use servanda::read::{self, Options};

use super::is_whole;

/// All moves in these files: looked at one by one, and each is one. A further one is to be looked at before it is put here.
const MOVES: &[&str] = &["BWBV0001307-2008-11-21 art2/3 > art4/2/a"];

#[test]
fn real_versions_are_rebuilt_and_nothing_is_called_moved_that_is_not() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/versions");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".before.md").map(str::to_owned))
        .collect();
    names.sort();
    if names.is_empty() {
        eprintln!("SKIPPED real_versions_are_rebuilt: the corpus ../shared/corpus/versions is not here");
        return;
    }
    // In a debug build reading takes twenty times as long; the file with the moves is always among those that are read.
    let step = if cfg!(debug_assertions) { 7 } else { 1 };
    let chosen: Vec<&String> = names
        .iter()
        .enumerate()
        .filter(|(n, name)| n % step == 0 || MOVES.iter().any(|m| m.starts_with(name.as_str())))
        .map(|(_, name)| name)
        .collect();
    let found: Vec<(String, Vec<Comparison>)> = chosen
        .par_iter()
        .map(|name| {
            let document = |side: &str| {
                let bytes = fs::read(folder.join(format!("{name}.{side}.md"))).unwrap();
                let mut document = read::read(name, &bytes, &Options::default());
                document.understand(None);
                document
            };
            let (before, after) = (document("before"), document("after"));
            let parts = 0..before.texts.len().min(after.texts.len());
            let compared = parts.map(|n| compare::compare(&Text::of(&before, n), &Text::of(&after, n))).collect();
            ((*name).clone(), compared)
        })
        .collect();
    let mut kept = 0;
    for (name, comparisons) in &found {
        for comparison in comparisons {
            assert!(is_whole(comparison), "{name}");
            for change in &comparison.changes {
                kept += usize::from(change.kind == Kind::Kept);
                if matches!(change.kind, Kind::Moved | Kind::MovedEdited) {
                    let told = format!("{name} {} > {}", change.left.join("+"), change.right.join("+"));
                    assert!(MOVES.contains(&told.as_str()), "{told}: look at it");
                }
            }
        }
    }
    let units: usize = found.iter().flat_map(|(_, c)| c).map(|c| c.right.units.len()).sum();
    assert!(kept * 10 >= units * 9, "{kept} of {units} units kept");
}
