//! Which of the units that several texts add are each other.
//!
//! Texts that add something are aligned with each other, two and two. Two units are offered as one row if each became the
//! other there and they are clearly alike; groups are joined, the most alike first, unless any two of their units are said
//! to be somebody else. Texts in different languages share no row: that two units have one number is no sign of it. Silence
//! beats a guess.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::compare::align::{Alignment, align, similar};
use crate::compare::{Comparison, Text, in_different_languages};

/// A text and one of its units.
pub(super) type Member = (usize, usize);

/// Share of common words from which on two added units are one row.
const ALIKE: f64 = 0.5;

/// The rows that are not the baseline's.
pub(super) struct Groups {
    of: FxHashMap<Member, usize>,
    members: Vec<Vec<Member>>,
}

impl Groups {
    /// The group of an added unit.
    pub(super) fn of(&self, text: usize, unit: usize) -> Option<usize> {
        self.of.get(&(text, unit)).copied()
    }

    /// The units of a group, at most one of each text.
    pub(super) fn members(&self, group: usize) -> &[Member] {
        self.members.get(group).map_or(&[], Vec::as_slice)
    }
}

/// What became of a unit in another text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    One(usize),
    /// It was split or merged.
    Several,
}

/// Two texts aligned: fates of the units of the first in the second, and the other way round.
struct Met {
    texts: (usize, usize),
    fates: (FxHashMap<usize, Fate>, FxHashMap<usize, Fate>),
    offers: Vec<Offer>,
}

/// Two added units that became each other.
struct Offer {
    alike: f64,
    members: (Member, Member),
}

/// Groups what texts add.
pub(super) fn groups(texts: &[Text], compared: &[Option<Comparison>]) -> Groups {
    let added: Vec<Vec<usize>> = compared.iter().map(|one| one.as_ref().map_or_else(Vec::new, added)).collect();
    let mut groups = Groups { of: FxHashMap::default(), members: Vec::new() };
    for (text, units) in added.iter().enumerate() {
        for unit in units {
            groups.of.insert((text, *unit), groups.members.len());
            groups.members.push(vec![(text, *unit)]);
        }
    }
    let adding: Vec<usize> = (0..texts.len()).filter(|at| added.get(*at).is_some_and(|a| !a.is_empty())).collect();
    let pairs: Vec<(usize, usize)> = adding
        .iter()
        .enumerate()
        .flat_map(|(n, a)| adding.iter().skip(n + 1).map(move |b| (*a, *b)))
        .filter(|(a, b)| texts.get(*a).zip(texts.get(*b)).is_some_and(|(a, b)| !in_different_languages(a, b)))
        .collect();
    let met: Vec<Met> = pairs.par_iter().filter_map(|pair| meet(texts, *pair, &groups)).collect();
    let mut offers: Vec<&Offer> = met.iter().flat_map(|met| &met.offers).collect();
    offers.sort_by(|a, b| b.alike.total_cmp(&a.alike).then(a.members.cmp(&b.members)));
    let met: FxHashMap<(usize, usize), &Met> = met.iter().map(|met| (met.texts, met)).collect();
    for offer in offers {
        groups.join(offer, &met);
    }
    groups
}

fn added(comparison: &Comparison) -> Vec<usize> {
    let alone = comparison.changes.iter().filter(|change| change.left_units.is_empty());
    alone.flat_map(|change| change.right_units.iter().copied()).collect()
}

fn meet(texts: &[Text], pair: (usize, usize), groups: &Groups) -> Option<Met> {
    let (left, right) = (texts.get(pair.0)?, texts.get(pair.1)?);
    let alignment = align(left, right, false, false);
    let mut met = Met { texts: pair, fates: Default::default(), offers: Vec::new() };
    let (mut bare, mut inside) = (Vec::new(), FxHashSet::default());
    for link in &alignment.links {
        if let ([l], [r]) = (link.left.as_slice(), link.right.as_slice()) {
            met.fates.0.insert(*l, Fate::One(*r));
            met.fates.1.insert(*r, Fate::One(*l));
            let members = ((pair.0, *l), (pair.1, *r));
            if groups.of.contains_key(&members.0) && groups.of.contains_key(&members.1) {
                match alike(&alignment, *l, *r) {
                    None => bare.push(members),
                    Some(alike) if alike >= ALIKE => {
                        met.offers.push(Offer { alike, members });
                        let above = |text: &Text, at: usize| text.units.get(at).and_then(|unit| unit.parent);
                        let mut up = (above(left, *l), above(right, *r));
                        while let (Some(l), Some(r)) = up {
                            if !inside.insert((l, r)) {
                                break;
                            }
                            up = (above(left, l), above(right, r));
                        }
                    }
                    Some(_) => {}
                }
            }
        } else if !link.left.is_empty() && !link.right.is_empty() {
            met.fates.0.extend(link.left.iter().map(|l| (*l, Fate::Several)));
            met.fates.1.extend(link.right.iter().map(|r| (*r, Fate::Several)));
        }
    }
    // What says nothing itself is told by what it contains; a number alone is no sign.
    let held = bare.into_iter().filter(|(l, r)| inside.contains(&(l.1, r.1)));
    met.offers.extend(held.map(|members| Offer { alike: 0.0, members }));
    Some(met)
}

/// How alike two units are; `None` if neither has words.
fn alike(alignment: &Alignment, l: usize, r: usize) -> Option<f64> {
    let (a, b) = (alignment.words.0.get(l)?, alignment.words.1.get(r)?);
    (a.len() + b.len() > 0).then(|| similar::kept(a, b))
}

impl Groups {
    fn join(&mut self, offer: &Offer, met: &FxHashMap<(usize, usize), &Met>) {
        let (Some(a), Some(b)) = (self.of.get(&offer.members.0).copied(), self.of.get(&offer.members.1).copied())
        else {
            return;
        };
        let fits = |l: Member, r: Member| {
            let (l, r) = if l.0 < r.0 { (l, r) } else { (r, l) };
            let Some(met) = met.get(&(l.0, r.0)) else { return l.0 != r.0 };
            let (forward, back) = (met.fates.0.get(&l.1), met.fates.1.get(&r.1));
            forward.is_none_or(|fate| *fate == Fate::One(r.1)) && back.is_none_or(|fate| *fate == Fate::One(l.1))
        };
        let joined = a != b && self.members(a).iter().all(|l| self.members(b).iter().all(|r| fits(*l, *r)));
        if !joined {
            return;
        }
        let moved = self.members.get_mut(b).map(std::mem::take).unwrap_or_default();
        for member in &moved {
            self.of.insert(*member, a);
        }
        if let Some(members) = self.members.get_mut(a) {
            members.extend(moved);
        }
    }
}
