//! Learns how to judge the relatedness of two texts, and measures how well it is judged.
//!
//! In: a CSV file with the columns `sec_a_text`, `sec_b_text` and `label` (0 unrelated to 4 identical), such as the pairs of
//! bill subsections judged by people of Kim et al. (EMNLP 2021), `val_sub_sec_pairs.csv`.
//!
//! `fit_relatedness score FILE` judges every pair with the built-in weights. `fit_relatedness fit FILE` learns the weights
//! from the file, prints the constants of `compare/relatedness/model.rs`, and says how well weights learned from nine tenths
//! judge the last tenth, over twenty ways to divide. The same file gives the same figures everywhere.
//!
//! Multinomial logistic regression with a ridge, by Newton's method, on the pairs whose words differ: those with the same
//! words are identical without asking. A few more features, squares of them, forests and support vectors judged no better.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a tool for measuring"
)]

use std::time::Instant;

use servanda::compare::{self, MEASURES};

/// Classes learned; the fifth, identical, needs no learning.
const CLASSES: usize = 4;
/// Measures and a constant.
const TERMS: usize = MEASURES + 1;
const ALL: usize = CLASSES * TERMS;
/// Counts of errors of each class are multiplied by these: few pairs are partially related, and each class counts alike.
const FAVOUR: [f64; CLASSES] = [1.0, 2.0, 1.2, 1.2];
/// What a weight of one costs, in pairs.
const RIDGE: f64 = 2.0;
/// Standard deviations from the mean behind which a measure says no more.
const FARTHEST: f64 = 4.0;

struct Pair {
    left: String,
    right: String,
    label: usize,
    /// `None` if both have the same words.
    measures: Option<[f64; MEASURES]>,
}

type Weights = [[f64; TERMS]; CLASSES];

struct Model {
    centre: [f64; MEASURES],
    spread: [f64; MEASURES],
    weights: Weights,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(what), Some(file)) = (arguments.first(), arguments.get(1)) else {
        eprintln!("fit_relatedness score|fit FILE");
        return;
    };
    let pairs = pairs(file);
    if what == "fit" {
        fit(&pairs);
    } else {
        score(&pairs);
    }
}

fn pairs(file: &str) -> Vec<Pair> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let (a, b, label) = (column("sec_a_text"), column("sec_b_text"), column("label"));
    let pair = |row: csv::StringRecord| {
        let (left, right) = (row[a].to_owned(), row[b].to_owned());
        let measures = compare::measures(&left, &right);
        Pair { left, right, label: row[label].trim().parse().unwrap(), measures }
    };
    reader.records().map(|row| pair(row.unwrap())).collect()
}

fn score(pairs: &[Pair]) {
    let start = Instant::now();
    let judged: Vec<compare::Relatedness> = pairs.iter().map(|p| compare::relatedness(&p.left, &p.right)).collect();
    let micros = start.elapsed().as_micros() as f64 / pairs.len().max(1) as f64;
    let classes: Vec<usize> = judged.iter().map(|j| j.class.number().into()).collect();
    println!("{} pairs, built-in weights, {micros:.0} µs a pair", pairs.len());
    println!("{}", told(&figures(pairs, &classes)));
    println!("judged (across) and label (down)");
    for label in 0..5 {
        let count = |class| pairs.iter().zip(&classes).filter(|(p, c)| p.label == label && **c == class).count();
        println!("{label}: {:?}", (0..5).map(count).collect::<Vec<_>>());
    }
    println!("how sure it was, and how often it was right");
    for tenth in 3..=10 {
        let sure: Vec<bool> = pairs
            .iter()
            .zip(&judged)
            .filter(|(_, j)| {
                j.class != compare::Class::Identical && (j.probability.unwrap_or(0.0) * 10.0).ceil() as u32 == tenth
            })
            .map(|(p, j)| p.label == usize::from(j.class.number()))
            .collect();
        println!(
            "up to {:.1}: {} of {}",
            f64::from(tenth) / 10.0,
            sure.iter().filter(|right| **right).count(),
            sure.len()
        );
    }
}

fn fit(pairs: &[Pair]) {
    let mut all = Vec::new();
    for seed in 0..20 {
        let folds = divided(pairs, seed, 10);
        let mut classes = vec![4; pairs.len()];
        for fold in 0..10 {
            let learned: Vec<&Pair> = pairs.iter().zip(&folds).filter(|(_, f)| **f != fold).map(|(p, _)| p).collect();
            let model = learn(&learned);
            for ((pair, class), _) in pairs.iter().zip(&mut classes).zip(&folds).filter(|(_, f)| **f == fold) {
                *class = pair.measures.map_or(4, |measures| model.class(&measures));
            }
        }
        all.push(figures(pairs, &classes));
    }
    let mean: Vec<f64> = (0..7).map(|n| all.iter().map(|f| f[n]).sum::<f64>() / all.len() as f64).collect();
    let spread = |n: usize| (all.iter().map(|f| (f[n] - mean[n]).powi(2)).sum::<f64>() / all.len() as f64).sqrt();
    println!("// cross-validated: {} (spread {:.4}, {:.4})", told(&mean), spread(0), spread(1));
    let model = learn(&pairs.iter().collect::<Vec<_>>());
    let classes: Vec<usize> = pairs.iter().map(|p| p.measures.map_or(4, |measures| model.class(&measures))).collect();
    println!("// on what it learned from: {}", told(&figures(pairs, &classes)));
    let row = |values: &[f64]| values.iter().map(|v| format!("{v:.4}")).collect::<Vec<_>>().join(", ");
    println!("const CENTRE: [f64; MEASURES] = [{}];", row(&model.centre));
    println!("const SPREAD: [f64; MEASURES] = [{}];", row(&model.spread));
    println!("const WEIGHTS: [[f64; MEASURES + 1]; 4] = [");
    model.weights.iter().for_each(|weights| println!("    [{}],", row(weights)));
    println!("];");
}

/// Accuracy, macro-F1, and the F1 of each class.
fn figures(pairs: &[Pair], classes: &[usize]) -> Vec<f64> {
    let right = pairs.iter().zip(classes).filter(|(p, c)| p.label == **c).count();
    let f1 = |class: usize| {
        let both = pairs.iter().zip(classes).filter(|(p, c)| p.label == class && **c == class).count();
        let either =
            pairs.iter().filter(|p| p.label == class).count() + classes.iter().filter(|c| **c == class).count();
        2.0 * both as f64 / either.max(1) as f64
    };
    let of_each: Vec<f64> = (0..5).map(f1).collect();
    let macro_f1 = of_each.iter().sum::<f64>() / 5.0;
    [vec![right as f64 / pairs.len().max(1) as f64, macro_f1], of_each].concat()
}

fn told(figures: &[f64]) -> String {
    let of_each: Vec<String> = figures[2..].iter().map(|f| format!("{f:.3}")).collect();
    format!("accuracy {:.4}, macro-F1 {:.4}, F1 of 0 to 4 {}", figures[0], figures[1], of_each.join(" "))
}

/// The fold of each pair: each class is shared out alike.
fn divided(pairs: &[Pair], seed: u64, folds: usize) -> Vec<usize> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut fold = vec![0; pairs.len()];
    for label in 0..5 {
        let mut own: Vec<usize> = (0..pairs.len()).filter(|at| pairs[*at].label == label).collect();
        for at in (1..own.len()).rev() {
            own.swap(at, next(at + 1));
        }
        let first = next(folds);
        own.iter().enumerate().for_each(|(n, at)| fold[*at] = (first + n) % folds);
    }
    fold
}

impl Model {
    fn terms(&self, measures: &[f64; MEASURES]) -> [f64; TERMS] {
        std::array::from_fn(|n| match n {
            MEASURES => 1.0,
            _ => ((measures[n] - self.centre[n]) / self.spread[n]).clamp(-FARTHEST, FARTHEST),
        })
    }

    fn class(&self, measures: &[f64; MEASURES]) -> usize {
        let likely = likelihoods(&self.weights, &self.terms(measures));
        (0..CLASSES).max_by(|a, b| likely[*a].total_cmp(&likely[*b])).unwrap_or(0)
    }
}

fn likelihoods(weights: &Weights, terms: &[f64; TERMS]) -> [f64; CLASSES] {
    let scores = weights.map(|row| row.iter().zip(terms).map(|(w, t)| w * t).sum::<f64>());
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers = scores.map(|s| (s - most).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|p| p / total)
}

fn ridge(term: usize) -> f64 {
    if term == MEASURES { 0.01 } else { RIDGE }
}

fn learn(pairs: &[&Pair]) -> Model {
    let known: Vec<([f64; MEASURES], usize)> =
        pairs.iter().filter_map(|p| Some((p.measures?, p.label.min(CLASSES - 1)))).collect();
    let count = known.len() as f64;
    let centre = std::array::from_fn(|n| known.iter().map(|(m, _)| m[n]).sum::<f64>() / count);
    let spread = std::array::from_fn(|n| {
        let squares: f64 = known.iter().map(|(m, _)| (m[n] - centre[n]).powi(2)).sum();
        (squares / count).sqrt() + 1e-9
    });
    let mut model = Model { centre, spread, weights: [[0.0; TERMS]; CLASSES] };
    let rows: Vec<([f64; TERMS], usize)> = known.iter().map(|(m, label)| (model.terms(m), *label)).collect();
    for _ in 0..50 {
        let step = newton(&model.weights, &rows);
        let moved = |part: f64| -> Weights {
            std::array::from_fn(|c| std::array::from_fn(|t| model.weights[c][t] - part * step[c * TERMS + t]))
        };
        // A full step can overshoot far from the goal; half of it less.
        let now = cost(&model.weights, &rows);
        let part = (0..20).map(|n| 0.5_f64.powi(n)).find(|part| cost(&moved(*part), &rows) <= now).unwrap_or(0.0);
        model.weights = moved(part);
        if part * step.iter().fold(0.0_f64, |most, s| most.max(s.abs())) < 1e-9 {
            break;
        }
    }
    model
}

fn cost(weights: &Weights, rows: &[([f64; TERMS], usize)]) -> f64 {
    let error: f64 =
        rows.iter().map(|(terms, label)| -FAVOUR[*label] * likelihoods(weights, terms)[*label].max(1e-300).ln()).sum();
    let size: f64 =
        weights.iter().flat_map(|row| row.iter().enumerate()).map(|(term, w)| ridge(term) * w * w / 2.0).sum();
    error + size
}

/// Slope over curvature, for all weights at once.
fn newton(weights: &Weights, rows: &[([f64; TERMS], usize)]) -> Vec<f64> {
    let mut table = vec![vec![0.0; ALL + 1]; ALL];
    for (terms, label) in rows {
        let likely = likelihoods(weights, terms);
        for c in 0..CLASSES {
            for t in 0..TERMS {
                let line = &mut table[c * TERMS + t];
                line[ALL] += FAVOUR[*label] * (likely[c] - f64::from(u8::from(c == *label))) * terms[t];
                for d in 0..CLASSES {
                    let bend = FAVOUR[*label] * likely[c] * (f64::from(u8::from(c == d)) - likely[d]) * terms[t];
                    (0..TERMS).for_each(|u| line[d * TERMS + u] += bend * terms[u]);
                }
            }
        }
    }
    for c in 0..CLASSES {
        for t in 0..TERMS {
            let line = &mut table[c * TERMS + t];
            line[ALL] += ridge(t) * weights[c][t];
            line[c * TERMS + t] += ridge(t);
        }
    }
    solved(table)
}

/// Solves linear equations, the last column being what they make (Gauss, with the largest pivot).
fn solved(mut table: Vec<Vec<f64>>) -> Vec<f64> {
    let size = table.len();
    for at in 0..size {
        let pivot = (at..size).max_by(|a, b| table[*a][at].abs().total_cmp(&table[*b][at].abs())).unwrap_or(at);
        table.swap(at, pivot);
        let line = table[at].clone();
        for (n, other) in table.iter_mut().enumerate() {
            if n != at {
                let factor = other[at] / line[at];
                (at..=size).for_each(|column| other[column] -= factor * line[column]);
            }
        }
    }
    (0..size).map(|at| table[at][size] / table[at][at]).collect()
}
