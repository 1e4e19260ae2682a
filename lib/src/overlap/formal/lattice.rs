//! Concepts in their order, and how much each one hangs on.

use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::concepts::Concept;
use super::context::Context;

/// Concepts with the concepts directly below each: fewer objects that share more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lattice {
    /// The concepts.
    pub concepts: Vec<Concept>,
    /// Of each concept those directly below it, by their places in `concepts`, the largest first.
    pub below: Vec<Vec<usize>>,
    /// Of each concept its [`delta`].
    pub delta: Vec<usize>,
}

impl Lattice {
    /// Puts concepts in their order. Of an iceberg the edges to what was left out are missing; `delta` is right all the same.
    #[must_use]
    pub fn of(context: &Context, concepts: Vec<Concept>) -> Lattice {
        let places: FxHashMap<&Bits, usize> = concepts.iter().zip(0..).map(|(c, at)| (&c.extent, at)).collect();
        let below = concepts
            .iter()
            .map(|concept| covers(context, concept).iter().filter_map(|extent| places.get(extent).copied()).collect())
            .collect();
        let delta = concepts.iter().map(|concept| delta(context, concept)).collect();
        Lattice { concepts, below, delta }
    }

    /// Number of edges.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.below.iter().map(Vec::len).sum()
    }
}

/// What is left of an extent with each attribute that is not shared.
fn narrowed<'c>(context: &'c Context, concept: &'c Concept) -> impl Iterator<Item = &'c Bits> {
    context.columns().iter().enumerate().filter(|(at, _)| !concept.intent.has(*at)).map(|(_, column)| column)
}

/// The extents directly below: what is left with one attribute more, where nothing between is left with another one.
fn covers(context: &Context, concept: &Concept) -> Vec<Bits> {
    let mut extents: Vec<Bits> = narrowed(context, concept).map(|column| concept.extent.and(column)).collect();
    extents.sort_by_cached_key(|extent| std::cmp::Reverse(extent.count()));
    let mut kept: Vec<Bits> = Vec::new();
    for extent in extents {
        if !kept.iter().any(|larger| extent.is_in(larger)) {
            kept.push(extent);
        }
    }
    kept
}

/// Delta-stability: how many objects have to leave before the rest share something more (Buzmakov, Kuznetsov, Napoli,
/// "Scalable estimates of concept stability", 2014). Of what shares every attribute: how many objects there are.
#[must_use]
pub fn delta(context: &Context, concept: &Concept) -> usize {
    let largest = narrowed(context, concept).map(|column| concept.extent.common(column)).max().unwrap_or(0);
    concept.extent.count().saturating_sub(largest)
}

/// Objects that lack one attribute of a concept, and no more; each with the attribute.
pub fn one_short<'c>(context: &'c Context, concept: &'c Concept) -> impl Iterator<Item = (usize, usize)> + 'c {
    context.rows().iter().enumerate().filter_map(|(object, row)| {
        let lacking = concept.intent.without(row);
        let mut lacking = lacking.iter();
        lacking.next().filter(|_| lacking.next().is_none()).map(|attribute| (object, attribute))
    })
}
