//! Krippendorff's alpha: one minus the disagreement that is observed over that expected by chance.
//!
//! Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): any number of coders, values may be missing, units with
//! fewer than two values say nothing. For sets the distance is MASI (Passonneau, "Measuring Agreement on Set-valued Items
//! (MASI) for Semantic and Pragmatic Annotation", LREC 2006).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// A value that a coder gave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A word of a list.
    Word(String),
    /// A step of a scale.
    Step(u8),
    /// Several words, or none.
    Set(BTreeSet<String>),
    /// The coder did not code the clause at all, where that counts as a value.
    Uncoded,
}

/// How far two values lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// The same or not.
    Nominal,
    /// Steps in an order: the more values lie between two, the farther they are apart.
    Ordinal,
    /// Equal distances.
    Interval,
    /// Sets: the less they share, the farther.
    Masi,
}

/// Agreement on one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alpha {
    /// 1 is perfect agreement, 0 is what chance would give, less is worse than chance; absent if there is nothing to agree on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
    /// Units with at least two values.
    pub units: usize,
    /// Values in them.
    pub values: usize,
    /// Disagreement observed.
    pub observed: f64,
    /// Disagreement expected by chance.
    pub expected: f64,
    /// Why there is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<&'static str>,
}

/// Agreement over units: for each, the value of each coder, `None` where there is none. The order of coders does not matter.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a corpus has fewer clauses than a float has digits")]
pub fn alpha(units: &[Vec<Option<Value>>], scale: Scale) -> Alpha {
    let pairable: Vec<Vec<&Value>> =
        units.iter().map(|unit| unit.iter().flatten().collect::<Vec<_>>()).filter(|unit| unit.len() > 1).collect();
    let mut counts: BTreeMap<&Value, usize> = BTreeMap::new();
    for value in pairable.iter().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let values: usize = counts.values().sum();
    let distance = Distance::new(&counts, scale);
    let mut observed = 0.0;
    for unit in &pairable {
        let pairs: f64 = unit
            .iter()
            .enumerate()
            .flat_map(|(at, a)| unit.iter().skip(at + 1).map(move |b| (*a, *b)))
            .map(|(a, b)| 2.0 * distance.between(a, b))
            .sum();
        observed += pairs / (unit.len() as f64 - 1.0);
    }
    let mut expected = 0.0;
    for (a, n) in &counts {
        for (b, m) in &counts {
            if a != b {
                expected += (*n * *m) as f64 * distance.between(a, b);
            }
        }
    }
    let undefined = match (pairable.len(), counts.len()) {
        (0, _) => Some("no clause was coded by two coders"),
        (_, 1) => Some("all gave one and the same value, so there is nothing that chance could have given"),
        _ => None,
    };
    let n = values as f64;
    let (observed, expected) = if values > 1 { (observed / n, expected / (n * (n - 1.0))) } else { (0.0, 0.0) };
    let alpha = (undefined.is_none() && expected > 0.0).then(|| 1.0 - observed / expected);
    Alpha { alpha, units: pairable.len(), values, observed, expected, undefined }
}

struct Distance<'c> {
    scale: Scale,
    /// For ordinal scales: how many values there are of each step.
    steps: Vec<(u8, usize)>,
    /// How far "not coded" lies from everything: as far as any two values lie apart.
    farthest: f64,
    _counts: std::marker::PhantomData<&'c ()>,
}

impl<'c> Distance<'c> {
    fn new(counts: &BTreeMap<&'c Value, usize>, scale: Scale) -> Distance<'c> {
        let steps = counts.iter().filter_map(|(value, n)| match value {
            Value::Step(step) => Some((*step, *n)),
            _ => None,
        });
        let mut distance = Distance { scale, steps: steps.collect(), farthest: 1.0, _counts: std::marker::PhantomData };
        let ends = distance.steps.first().zip(distance.steps.last()).map(|(a, b)| (a.0, b.0));
        if let Some((first, last)) = ends.filter(|_| matches!(scale, Scale::Ordinal | Scale::Interval)) {
            distance.farthest = distance.between(&Value::Step(first), &Value::Step(last)).max(1.0);
        }
        distance
    }

    #[expect(clippy::cast_precision_loss, reason = "a corpus has fewer clauses than a float has digits")]
    fn between(&self, a: &Value, b: &Value) -> f64 {
        match (a, b) {
            _ if a == b => 0.0,
            (Value::Uncoded, _) | (_, Value::Uncoded) => self.farthest,
            (Value::Step(a), Value::Step(b)) if self.scale == Scale::Ordinal => {
                let (low, high) = (*a.min(b), *a.max(b));
                let within = self.steps.iter().filter(|(step, _)| (low..=high).contains(step));
                let all: usize = within.map(|(_, n)| n).sum();
                let ends: usize =
                    self.steps.iter().filter(|(step, _)| *step == low || *step == high).map(|(_, n)| n).sum();
                (all as f64 - ends as f64 / 2.0).powi(2)
            }
            (Value::Step(a), Value::Step(b)) if self.scale == Scale::Interval => {
                (f64::from(*a) - f64::from(*b)).powi(2)
            }
            (Value::Set(a), Value::Set(b)) if self.scale == Scale::Masi => masi(a, b),
            _ => 1.0,
        }
    }
}

/// MASI distance: one minus the share of words in common, weighted by whether one set holds the other.
#[expect(clippy::cast_precision_loss, reason = "sets of a handful of words")]
fn masi(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let (both, either) = (a.intersection(b).count(), a.union(b).count());
    if either == 0 || a == b {
        return 0.0;
    }
    let weight = if both == 0 {
        0.0
    } else if a.is_subset(b) || b.is_subset(a) {
        2.0 / 3.0
    } else {
        1.0 / 3.0
    };
    1.0 - both as f64 / either as f64 * weight
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The data of Krippendorff (2011), part C: four observers, twelve units, values missing.
    fn krippendorff() -> Vec<Vec<Option<u8>>> {
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let rows: Vec<Vec<Option<u8>>> =
            rows.iter().map(|row| row.split(' ').map(|value| value.parse().ok()).collect()).collect();
        (0..12).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect()
    }

    fn of(units: &[Vec<Option<u8>>], scale: Scale) -> f64 {
        let value = |step: &Option<u8>| {
            step.map(|step| if scale == Scale::Nominal { Value::Word(step.to_string()) } else { Value::Step(step) })
        };
        let units: Vec<Vec<Option<Value>>> = units.iter().map(|unit| unit.iter().map(value).collect()).collect();
        alpha(&units, scale).alpha.unwrap()
    }

    #[test]
    fn the_published_example_is_reproduced() {
        let data = krippendorff();
        for (scale, published) in [(Scale::Nominal, 0.743), (Scale::Ordinal, 0.815), (Scale::Interval, 0.849)] {
            let found = of(&data, scale);
            assert!((found - published).abs() < 0.0006, "{scale:?}: {found}");
        }
    }

    #[test]
    fn sets_lie_apart_by_what_they_share() {
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
        for (a, b, expected) in [
            ("a b", "a b", 0.0),
            ("", "", 0.0),
            ("a b", "a b c", 1.0 - 2.0 / 3.0 * 2.0 / 3.0),
            ("a b", "b c", 1.0 - 1.0 / 3.0 / 3.0),
            ("a", "b", 1.0),
            ("", "a", 1.0),
        ] {
            assert!((masi(&set(a), &set(b)) - expected).abs() < 1e-12, "{a} / {b}");
        }
    }

    #[test]
    fn without_variation_there_is_no_number() {
        let one = || Some(Value::Word("duty".to_owned()));
        let same = alpha(&[vec![one(), one()], vec![one(), one()]], Scale::Nominal);
        assert!(same.alpha.is_none() && same.undefined.is_some());
        let alone = alpha(&[vec![one(), None]], Scale::Nominal);
        assert!(alone.alpha.is_none() && alone.units == 0);
        assert!(alpha(&[], Scale::Masi).undefined.is_some());
    }

    proptest! {
        /// Who comes first among coders, or which unit among units, changes nothing; perfect agreement is one.
        #[test]
        fn order_does_not_matter(
            data in prop::collection::vec(prop::collection::vec(prop::option::of(0u8..4), 3), 2..12),
            turn in 0usize..3,
        ) {
            let value = |step: &Option<u8>| step.map(Value::Step);
            let units: Vec<Vec<Option<Value>>> = data.iter().map(|unit| unit.iter().map(value).collect()).collect();
            let mut turned = units.clone();
            turned.iter_mut().for_each(|unit| unit.rotate_left(turn));
            turned.reverse();
            for scale in [Scale::Nominal, Scale::Ordinal, Scale::Interval] {
                let (a, b) = (alpha(&units, scale), alpha(&turned, scale));
                prop_assert_eq!(a.alpha.is_some(), b.alpha.is_some());
                if let (Some(a), Some(b)) = (a.alpha, b.alpha) {
                    prop_assert!((a - b).abs() < 1e-9 && a <= 1.0 + 1e-9);
                }
            }
            let agreed: Vec<Vec<Option<Value>>> = data.iter().map(|unit| vec![value(&unit[0]), value(&unit[0])]).collect();
            if let Some(perfect) = alpha(&agreed, Scale::Ordinal).alpha {
                prop_assert!((perfect - 1.0).abs() < 1e-9);
            }
        }
    }
}
