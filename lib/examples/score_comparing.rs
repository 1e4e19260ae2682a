//! Measures comparisons on pairs of real consecutive versions: `<name>.before.md` and `<name>.after.md` in one folder.
//!
//! `score_comparing FOLDER [--list KIND]` says how many units stayed, changed, moved; whether both sides are rebuilt
//! exactly; and lists every change of a kind with its words, to be looked at.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::indexing_slicing, missing_docs)]

use std::path::Path;

use servanda::compare::{self, Comparison, Kind, Op};
use servanda::read::{self, Options};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("score_comparing FOLDER [--list KIND]");
        return;
    };
    let listed = arguments.iter().position(|a| a == "--list").and_then(|at| arguments.get(at + 1));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".before.md").map(str::to_owned))
        .collect();
    names.sort();
    let mut counts = [0_usize; Kind::ALL.len()];
    let (mut texts, mut wrong) = (0, 0);
    for name in &names {
        for comparison in compared(Path::new(folder), name) {
            texts += 1;
            if !is_whole(&comparison) {
                wrong += 1;
                println!("NOT REBUILT {name}");
            }
            for change in &comparison.changes {
                counts[change.kind as usize] += 1;
                if listed.is_some_and(|kind| kind == change.kind.word()) {
                    show(name, change);
                }
            }
        }
    }
    let told: Vec<String> = Kind::ALL.iter().map(|k| format!("{} {}", counts[*k as usize], k.word())).collect();
    println!("{} pairs, {texts} texts, {wrong} not rebuilt; {}", names.len(), told.join(", "));
}

fn compared(folder: &Path, name: &str) -> Vec<Comparison> {
    let document = |side: &str| {
        let path = folder.join(format!("{name}.{side}.md"));
        read::read(name, &std::fs::read(path).unwrap_or_default(), &Options::default())
    };
    let (before, after) = (document("before"), document("after"));
    let both = 0..before.texts.len().min(after.texts.len());
    both.map(|part| compare::compare(&compare::Text::of(&before, part), &compare::Text::of(&after, part))).collect()
}

/// Whether both texts come out of the changes letter by letter, each unit once.
fn is_whole(comparison: &Comparison) -> bool {
    let side = |text: &compare::Text, op: Op| {
        let mut found: Vec<(usize, usize, String)> = Vec::new();
        for change in &comparison.changes {
            let units = if op == Op::Left { &change.left_units } else { &change.right_units };
            if let Some(first) = units.first() {
                found.push((*first, units.len(), change.side(op)));
            }
            let own: Vec<&str> = units.iter().filter_map(|at| text.units.get(*at)).map(|u| u.text.as_str()).collect();
            if !units.is_empty() && own.join("\n") != change.side(op) {
                return false;
            }
        }
        found.iter().map(|(_, n, _)| n).sum::<usize>() == text.units.len()
    };
    side(&comparison.left, Op::Left) && side(&comparison.right, Op::Right)
}

fn show(name: &str, change: &compare::Change) {
    println!(
        "\n{name}: {} {:?} -> {:?} {:.2}",
        change.kind.word(),
        change.left,
        change.right,
        change.similarity.unwrap_or(0.0)
    );
    let marked = |pieces: &[compare::Piece]| -> String {
        pieces
            .iter()
            .map(|p| match p.op {
                Op::Both if p.text.chars().count() > 160 => {
                    let head: String = p.text.chars().take(70).collect();
                    let tail: Vec<char> = p.text.chars().rev().take(70).collect();
                    format!("{head} … {}", tail.into_iter().rev().collect::<String>())
                }
                Op::Both => p.text.clone(),
                Op::Left => format!("[-{}-]", p.text),
                Op::Right => format!("{{+{}+}}", p.text),
            })
            .collect()
    };
    println!("   {} | {}", marked(&change.heading), marked(&change.words));
}
