//! A context in figures: one struct for the terminal and for JSON.

use serde::Serialize;

use super::base::{Rule, base};
use super::concepts::{TooWide, count};
use super::context::Context;
use super::partial::{Partial, Reading};

/// How far a question about a context goes before it stops and says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most concepts that are counted.
    pub concepts: u64,
    /// Most concepts of a context whose canonical base is looked for: its search passes every one of them.
    pub base_concepts: u64,
    /// Most steps of that search, each of them a rule looked at.
    pub base_steps: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { concepts: 2_000_000, base_concepts: 20_000, base_steps: 300_000_000 }
    }
}

/// A context in figures. As JSON it is `servanda.context/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    schema: &'static str,
    /// What the context is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number of objects.
    pub objects: usize,
    /// Number of attributes.
    pub attributes: usize,
    /// Number of concepts where what is not known counts as no.
    #[serde(flatten)]
    pub figures: Figures,
    /// Number of cells that are not known; left out where all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<usize>,
    /// The figures where what is not known counts as yes; left out where all cells are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible: Option<Figures>,
    /// The canonical base, if it was asked for and could be found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<RuleLine>>,
}

/// What is counted in one reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Number of concepts; at least so many, if the count has stopped.
    pub concepts: u64,
    /// Whether the count of concepts stopped before its end.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
    /// Number of rules of the canonical base; `None` if the search would have gone beyond its limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implications: Option<usize>,
}

/// A rule with names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleLine {
    /// Whoever has these
    pub premise: Vec<String>,
    /// has these as well.
    pub conclusion: Vec<String>,
    /// How many objects have all of it.
    pub support: usize,
    /// How many have the premise and lack some of the conclusion.
    pub against: usize,
    /// Further objects that may be exceptions, as cells are not known; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    /// The rule as a sentence.
    pub sentence: String,
}

/// Counts the concepts of a context and the rules of its canonical base; lists these rules if `rules` is set.
///
/// # Errors
/// [`TooWide`] if the context is too wide either way.
pub fn summary(context: &Partial, limits: &Limits, rules: bool) -> Result<Summary, TooWide> {
    let certain = context.read(Reading::Certain);
    let (figures, found) = figures(certain, limits)?;
    let unknown = Some(context.unknown()).filter(|count| *count > 0);
    let possible = match unknown {
        Some(_) => Some(self::figures(context.read(Reading::Possible), limits)?.0),
        None => None,
    };
    Ok(Summary {
        schema: "servanda.context/1",
        name: certain.name.clone(),
        objects: certain.objects().len(),
        attributes: certain.attributes().len(),
        figures,
        unknown,
        possible,
        rules: found.filter(|_| rules).map(|rules| rules.iter().map(|rule| line(context, rule)).collect()),
    })
}

fn figures(context: &Context, limits: &Limits) -> Result<(Figures, Option<Vec<Rule>>), TooWide> {
    let count = count(context, limits.concepts)?;
    let feasible = count.complete && count.concepts <= limits.base_concepts;
    let base = feasible.then(|| base(context, limits.base_steps)).filter(|base| base.complete);
    let rules = base.map(|base| base.rules);
    let implications = rules.as_ref().map(Vec::len);
    Ok((Figures { concepts: count.concepts, stopped: !count.complete, implications }, rules))
}

fn line(context: &Partial, rule: &Rule) -> RuleLine {
    let certain = context.read(Reading::Certain);
    let named = |names: &[String], set: &super::Bits| set.iter().filter_map(|at| names.get(at).cloned()).collect();
    RuleLine {
        premise: named(certain.attributes(), &rule.premise),
        conclusion: named(certain.attributes(), &rule.conclusion),
        support: rule.support,
        against: rule.against,
        doubts: named(certain.objects(), &context.doubts(rule)),
        sentence: rule.sentence(certain.attributes(), "has"),
    }
}
