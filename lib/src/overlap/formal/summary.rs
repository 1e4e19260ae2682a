//! A context in figures: one struct for the terminal and for JSON.

use serde::Serialize;

use super::base::{Rule, base};
use super::bits::Bits;
use super::concepts::{Concept, TooWide, count};
use super::context::Context;
use super::lattice::delta;
use super::partial::{Ground, Partial, Reading};

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

/// What is wanted besides the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The rules of the canonical base.
    pub rules: bool,
    /// The concepts that most objects would have to leave for them to vanish.
    pub shared: Option<List>,
}

/// Which concepts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Fewest objects of one.
    pub least: usize,
    /// Most concepts that are listed.
    pub most: usize,
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
    /// Concepts, if they were asked for: those with the largest delta first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<Vec<SharedLine>>,
    /// How many concepts as were asked for there are, if more were found than are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_of: Option<usize>,
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

/// A concept with names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedLine {
    /// Objects that certainly have all of `attributes`.
    pub objects: Vec<String>,
    /// Further objects that may have all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possibly: Vec<String>,
    /// What they share.
    pub attributes: Vec<String>,
    /// How many objects have to leave before the rest share something more.
    pub delta: usize,
    /// Whether it is a concept where what is not known counts as no.
    pub certain: bool,
    /// Whether it is a concept where what is not known counts as yes.
    pub possible: bool,
    /// The fewest cells that have to be otherwise for it to vanish; left out of a concept that has every attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaking: Option<BreakingLine>,
}

/// A breaking set with names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakingLine {
    /// What would be shared as well.
    pub attribute: String,
    /// Cells (object, attribute) that are known and would have to be wrong.
    pub wrong: Vec<(String, String)>,
    /// Cells that are not known and would have to turn out so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<(String, String)>,
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

/// Concepts of each reading among which those to be listed are looked for.
const MOST_LOOKED_AT: usize = 20_000;

/// Counts the concepts of a context and the rules of its canonical base, and lists what is wanted of both.
///
/// # Errors
/// [`TooWide`] if the context is too wide either way.
pub fn summary(context: &Partial, limits: &Limits, wanted: &Wanted) -> Result<Summary, TooWide> {
    let certain = context.read(Reading::Certain);
    let (figures, found) = figures(certain, limits)?;
    let unknown = Some(context.unknown()).filter(|count| *count > 0);
    let possible = match unknown {
        Some(_) => Some(self::figures(context.read(Reading::Possible), limits)?.0),
        None => None,
    };
    let shared = wanted.shared.map(|list| shared(context, list)).transpose()?;
    let most = wanted.shared.map_or(0, |list| list.most);
    Ok(Summary {
        schema: "servanda.context/1",
        name: certain.name.clone(),
        objects: certain.objects().len(),
        attributes: certain.attributes().len(),
        figures,
        unknown,
        possible,
        rules: found.filter(|_| wanted.rules).map(|rules| rules.iter().map(|rule| line(context, rule)).collect()),
        shared_of: shared.as_ref().map(Vec::len).filter(|count| *count > most),
        shared: shared.map(|found| found.into_iter().take(most).map(|(delta, g)| told(context, delta, &g)).collect()),
    })
}

/// Concepts with something in common, each with its delta, the largest first.
fn shared(context: &Partial, list: List) -> Result<Vec<(usize, Ground)>, TooWide> {
    let found = context.grounds(list.least.max(1), MOST_LOOKED_AT)?.grounds;
    let weighed = |ground: Ground| {
        let reading = context.read(ground.reading());
        let concept = Concept { extent: reading.having(&ground.intent), intent: ground.intent.clone() };
        (delta(reading, &concept), ground)
    };
    let mut found: Vec<_> = found.into_iter().filter(|ground| !ground.intent.is_empty()).map(weighed).collect();
    // Equal ones stay as they are: those that most objects certainly share first.
    found.sort_by_key(|(delta, _)| std::cmp::Reverse(*delta));
    Ok(found)
}

fn told(context: &Partial, delta: usize, ground: &Ground) -> SharedLine {
    let (objects, attributes) = names(context);
    let cell = |(object, attribute): &(usize, usize)| (name(objects, *object), name(attributes, *attribute));
    let breaking = context.breaking(ground.reading(), &ground.intent).map(|breaking| BreakingLine {
        attribute: name(attributes, breaking.attribute),
        wrong: breaking.wrong.iter().map(cell).collect(),
        open: breaking.open.iter().map(cell).collect(),
    });
    SharedLine {
        objects: named(objects, &ground.extent.at_least),
        possibly: named(objects, &ground.extent.at_most.without(&ground.extent.at_least)),
        attributes: named(attributes, &ground.intent),
        delta,
        certain: ground.certain,
        possible: ground.possible,
        breaking,
    }
}

fn names(context: &Partial) -> (&[String], &[String]) {
    let certain = context.read(Reading::Certain);
    (certain.objects(), certain.attributes())
}

fn name(names: &[String], at: usize) -> String {
    names.get(at).cloned().unwrap_or_default()
}

fn named(names: &[String], set: &Bits) -> Vec<String> {
    set.iter().map(|at| name(names, at)).collect()
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
    let (objects, attributes) = names(context);
    RuleLine {
        premise: named(attributes, &rule.premise),
        conclusion: named(attributes, &rule.conclusion),
        support: rule.support,
        against: rule.against,
        doubts: named(objects, &context.doubts(rule)),
        sentence: rule.sentence(attributes, "has"),
    }
}
