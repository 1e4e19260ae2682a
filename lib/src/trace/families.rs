//! Families: texts of one template, which together tell as little of a wording as one of them.
//!
//! Every text is known by a sketch: the least hash of its rows of six words in each of 128 classes. A text joins the
//! family whose first text (by date, then in the order given) it shares most classes with, if that is a quarter or more;
//! otherwise it begins a family. Joining firsts only keeps chains of slightly alike texts from growing into one family.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::seeds::{ROW, hashes};

const CLASSES: usize = 128;
/// Of 128 classes, the share that estimates the share of common rows (Jaccard) at which two texts are of one family.
const ALIKE: f64 = 0.25;
/// Firsts that are remembered for one pair of classes.
const REMEMBERED: usize = 8;

type Sketch = [u32; CLASSES];

fn sketch(row: &[u32]) -> Sketch {
    let mut least = [u32::MAX; CLASSES];
    for hash in hashes(row, ROW) {
        if let Some(held) = least.get_mut((hash >> 57) as usize) {
            *held = (*held).min((hash >> 16) as u32);
        }
    }
    least
}

/// Of the classes that both have, the share in which they are equal.
fn likeness(a: &Sketch, b: &Sketch) -> f64 {
    let held = a.iter().zip(b).filter(|(x, y)| **x != u32::MAX || **y != u32::MAX);
    let (all, same) = held.fold((0, 0), |(all, same), (x, y)| (all + 1, same + u32::from(x == y)));
    f64::from(same) / f64::from(all.max(1))
}

/// The number of the family of each text, whose words `row` gives; a family has the number of its first text.
pub(super) fn families<'r>(texts: usize, row: impl Fn(u32) -> &'r [u32] + Sync) -> Vec<u32> {
    let texts = texts as u32;
    let sketches: Vec<Sketch> = (0..texts).into_par_iter().map(|text| sketch(row(text))).collect();
    let mut firsts: FxHashMap<(usize, u32, u32), Vec<u32>> = FxHashMap::default();
    let mut families = Vec::with_capacity(sketches.len());
    let mut candidates: Vec<u32> = Vec::new();
    for (text, own) in (0..texts).zip(&sketches) {
        candidates.clear();
        let keys = || {
            let pairs = own.chunks_exact(2).enumerate();
            pairs.filter_map(|(n, pair)| match pair {
                [x, y] if *x != u32::MAX && *y != u32::MAX => Some((n, *x, *y)),
                _ => None,
            })
        };
        keys().filter_map(|key| firsts.get(&key)).for_each(|held| candidates.extend_from_slice(held));
        candidates.sort_unstable();
        candidates.dedup();
        let alike = |first: &u32| sketches.get(*first as usize).map_or(0.0, |other| likeness(own, other));
        // Of equally alike ones the earliest.
        let best = candidates.iter().rev().map(|first| (alike(first), *first)).max_by(|x, y| x.0.total_cmp(&y.0));
        match best.filter(|(alike, _)| *alike >= ALIKE) {
            Some((_, first)) => families.push(first),
            None => {
                families.push(text);
                for key in keys() {
                    let held = firsts.entry(key).or_default();
                    if held.len() < REMEMBERED {
                        held.push(text);
                    }
                }
            }
        }
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_copies_are_one_family() {
        let template: Vec<u32> = (0..600).map(|n| n * 7 % 401).collect();
        let mut near = template.clone();
        near.iter_mut().step_by(40).for_each(|word| *word = 999);
        let other: Vec<u32> = (0..600).map(|n| n * 11 % 397 + 500).collect();
        let texts = [template, other, near];
        assert_eq!(families(3, |text| &texts[text as usize]), [0, 1, 0]);
    }
}
