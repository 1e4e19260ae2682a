//! Real treaties taken apart by seed: articles moved, all renumbered, paragraphs split and merged, words changed. What was
//! done is known, so that what is found can be counted.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;
use servanda::compare::{self, Kind, Text, Unit};
use servanda::model::UnitKind;
use servanda::read::{self, Options};

/// Numbers by a seed.
struct Seed(u64);

impl Seed {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// What was done to a text, by the addresses of the old and of the new one.
#[derive(Default)]
pub(crate) struct Done {
    moved: BTreeSet<(String, String)>,
    split: BTreeSet<(String, String)>,
    merged: BTreeSet<(String, String)>,
}

/// Found, wrongly found and missed.
#[derive(Default, Debug, Clone, Copy)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn of(found: &BTreeSet<(String, String)>, done: &BTreeSet<(String, String)>) -> Count {
        let right = found.intersection(done).count();
        Count { right, wrong: found.len() - right, missed: done.len() - right }
    }

    fn add(self, other: Count) -> Count {
        Count { right: self.right + other.right, wrong: self.wrong + other.wrong, missed: self.missed + other.missed }
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn precision(self) -> f64 {
        if self.right + self.wrong == 0 { 1.0 } else { self.right as f64 / (self.right + self.wrong) as f64 }
    }
}

/// A piece of the new text: a unit of the old one, or what was made of it, with all below it.
#[derive(Clone)]
struct Branch {
    unit: Unit,
    /// Old addresses of what it was made of.
    from: Vec<String>,
    moved: bool,
    below: Vec<Branch>,
}

fn words(branch: &Branch) -> usize {
    branch.unit.text.split_whitespace().count() + branch.below.iter().map(words).sum::<usize>()
}

fn branches(text: &Text, parent: Option<usize>) -> Vec<Branch> {
    let own = text.units.iter().enumerate().filter(|(_, unit)| unit.parent == parent);
    own.map(|(at, unit)| Branch {
        unit: unit.clone(),
        from: vec![unit.address.clone()],
        moved: false,
        below: branches(text, Some(at)),
    })
    .collect()
}

/// Takes paragraphs apart and puts others together.
fn rework(list: &mut Vec<Branch>, seed: &mut Seed) {
    let mut at = 0;
    while at < list.len() {
        rework(&mut list[at].below, seed);
        let leaf = |b: &Branch| b.below.is_empty() && b.unit.kind == UnitKind::Paragraph && b.from.len() == 1;
        let long = |text: &str| text.split_whitespace().count() >= 8;
        let dice = seed.below(10);
        let cut = list[at].unit.text.find(". ").map(|dot| dot + 1);
        if let Some(cut) = cut.filter(|_| dice == 0 && leaf(&list[at])) {
            let (first, second) = list[at].unit.text.split_at(cut);
            let (first, second) = (first.to_owned(), second.trim_start().to_owned());
            if long(&first) && long(&second) && !first.contains('\n') && !second.contains('\n') {
                let mut other = list[at].clone();
                list[at].unit.text = first;
                other.unit.text = second;
                list.insert(at + 1, other);
                at += 1;
            }
        } else if dice == 1 && at + 1 < list.len() && leaf(&list[at]) && leaf(&list[at + 1]) {
            let next = &list[at + 1];
            if long(&list[at].unit.text) && long(&next.unit.text) {
                let next = list.remove(at + 1);
                list[at].unit.text = format!("{} {}", list[at].unit.text, next.unit.text);
                list[at].from.extend(next.from);
            }
        } else if dice == 2 {
            // One word in twenty becomes another one.
            let changed =
                list[at].unit.text.split(' ').map(|word| if seed.below(20) == 0 { "otherwise" } else { word });
            list[at].unit.text = changed.collect::<Vec<_>>().join(" ");
        }
        at += 1;
    }
}

/// Moves articles past at least three others that have more words together.
fn move_articles(list: &mut Vec<Branch>, seed: &mut Seed) {
    for branch in list.iter_mut() {
        move_articles(&mut branch.below, seed);
    }
    let articles: Vec<usize> = (0..list.len()).filter(|at| list[*at].unit.kind == UnitKind::Article).collect();
    if articles.len() < 10 {
        return;
    }
    let from = articles[seed.below(articles.len() - 6)];
    let to = from + 4 + seed.below(3);
    let size = words(&list[from]);
    let passed: usize = list.get(from + 1..=to.min(list.len() - 1)).unwrap_or_default().iter().map(words).sum();
    if to < list.len() && size >= 20 && passed > 2 * size && list[from..=to].iter().all(|b| !b.moved) {
        let mut branch = list.remove(from);
        branch.moved = true;
        list.insert(to, branch);
    }
}

/// Numbers everything anew and writes the branches as a text.
fn write(list: &[Branch], parent: Option<(usize, &str)>, articles: &mut usize, text: &mut Text, done: &mut Done) {
    let mut numbers = 0;
    for branch in list {
        let mut unit = branch.unit.clone();
        if unit.kind == UnitKind::Article {
            *articles += 1;
            unit.number = articles.to_string();
            unit.address = format!("art{articles}");
        } else if unit.kind == UnitKind::Paragraph && !unit.number.is_empty() {
            numbers += 1;
            unit.number = numbers.to_string();
            unit.address = parent.map_or(numbers.to_string(), |(_, up)| format!("{up}/{numbers}"));
        } else if let Some((_, up)) = parent {
            let last = unit.address.rsplit('/').next().unwrap_or("").to_owned();
            unit.address = format!("{up}/{last}");
        }
        // Old addresses may repeat under new ones: places tell units apart.
        unit.address = format!("{}~{}", unit.address, text.units.len());
        unit.parent = parent.map(|(at, _)| at);
        unit.cites.clear();
        let address = unit.address.clone();
        if branch.moved {
            done.moved.insert((branch.from[0].clone(), address.clone()));
        }
        if branch.from.len() > 1 {
            done.merged.insert((branch.from.join("+"), address.clone()));
        }
        let at = text.units.len();
        text.units.push(unit);
        write(&branch.below, Some((at, &address)), articles, text, done);
    }
}

pub(crate) fn taken_apart(old: &Text, seed: u64) -> (Text, Done) {
    let mut seed = Seed(seed);
    let mut list = branches(old, None);
    rework(&mut list, &mut seed);
    move_articles(&mut list, &mut seed);
    let mut new = Text { units: Vec::new(), ..old.clone() };
    let mut done = Done::default();
    write(&list, None, &mut 0, &mut new, &mut done);
    // Pieces of one unit stand behind each other.
    let mut pieces: Vec<(String, Vec<String>)> = Vec::new();
    fn origins(list: &[Branch], all: &mut Vec<Vec<String>>) {
        for branch in list {
            all.push(branch.from.clone());
            origins(&branch.below, all);
        }
    }
    let mut all = Vec::new();
    origins(&list, &mut all);
    for (unit, from) in new.units.iter().zip(&all) {
        match pieces.last_mut().filter(|(old, _)| from.len() == 1 && *old == from[0]) {
            Some((_, list)) => list.push(unit.address.clone()),
            None => pieces.push((from[0].clone(), vec![unit.address.clone()])),
        }
    }
    done.split =
        pieces.into_iter().filter(|(_, list)| list.len() > 1).map(|(old, list)| (old, list.join("+"))).collect();
    (new, done)
}

#[test]
fn what_was_moved_split_and_merged_is_found_and_nothing_else() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/tota");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "xml"));
    files.sort();
    if files.is_empty() {
        eprintln!("SKIPPED what_was_moved_split_and_merged_is_found: the corpus ../shared/corpus/tota is not here");
        return;
    }
    let step = if cfg!(debug_assertions) { 18 } else { 3 };
    let counted: Vec<[Count; 3]> = files
        .par_iter()
        .enumerate()
        .filter(|(n, _)| n % step == 0)
        .map(|(n, path)| {
            let document = read::read("x.xml", &fs::read(path).unwrap(), &Options::default());
            let old = Text::of(&document, 0);
            let (new, done) = taken_apart(&old, n as u64);
            let comparison = compare::compare(&old, &new);
            assert!(super::is_whole(&comparison), "{}", path.display());
            let of = |kinds: &[Kind]| -> BTreeSet<(String, String)> {
                let chosen = comparison.changes.iter().filter(|c| kinds.contains(&c.kind));
                chosen.map(|c| (c.left.join("+"), c.right.join("+"))).collect()
            };
            let (moves, splits, merges) =
                (of(&[Kind::Moved, Kind::MovedEdited]), of(&[Kind::Split]), of(&[Kind::Merged]));
            if std::env::var_os("SERVANDA_SHOW").is_some() {
                for (what, found, done) in
                    [("move", &moves, &done.moved), ("split", &splits, &done.split), ("merge", &merges, &done.merged)]
                {
                    found.difference(done).for_each(|one| eprintln!("{} wrong {what} {one:?}", path.display()));
                    done.difference(found).for_each(|one| eprintln!("{} missed {what} {one:?}", path.display()));
                }
            }
            [Count::of(&moves, &done.moved), Count::of(&splits, &done.split), Count::of(&merges, &done.merged)]
        })
        .collect();
    let sum = |n: usize| counted.iter().fold(Count::default(), |sum, counts| sum.add(counts[n]));
    let (moves, splits, merges) = (sum(0), sum(1), sum(2));
    eprintln!("moves {moves:?}, splits {splits:?}, merges {merges:?}");
    assert!(moves.right >= 10 && splits.right >= 20 && merges.right >= 20, "too few to say anything");
    assert!(moves.recall() >= 0.9 && moves.wrong == 0, "moves {moves:?}");
    assert!(splits.recall() >= 0.8 && splits.precision() >= 0.95, "splits {splits:?}");
    assert!(merges.recall() >= 0.8 && merges.precision() >= 0.95, "merges {merges:?}");
}
