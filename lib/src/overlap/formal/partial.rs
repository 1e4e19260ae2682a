//! Contexts of which some cells are not known: what is shared at least, and what at most.
//!
//! "Not coded" and "disputed" are neither yes nor no. Both readings are looked at: the one that takes only certain crosses,
//! and the one that takes every possible cross (Burmeister and Holzer, "Treating incomplete knowledge in formal concept
//! analysis", 2005).

use serde::Serialize;

use super::base::Rule;
use super::bits::Bits;
use super::concepts::{Concept, TooWide, concepts};
use super::context::Context;

/// Whether an object has an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// Nobody knows, or sources differ.
    Unknown,
}

/// How cells that are not known are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// As no: only what is certain counts.
    Certain,
    /// As yes: all that is possible counts.
    Possible,
}

/// Objects and attributes with cells of three values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    certain: Context,
    possible: Context,
}

impl From<Context> for Partial {
    fn from(context: Context) -> Partial {
        Partial { possible: context.clone(), certain: context }
    }
}

/// A set that is known in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// These certainly.
    pub at_least: Bits,
    /// None but these.
    pub at_most: Bits,
}

/// What is shared, in which reading, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// The attributes.
    pub intent: Bits,
    /// Who has all of them.
    pub extent: Bounds,
    /// Whether it is all that its objects share if only certain crosses count.
    pub certain: bool,
    /// Whether it is all that its objects share if every possible cross counts.
    pub possible: bool,
}

impl Ground {
    /// The reading in which it is a concept; the certain one, if it is in both.
    #[must_use]
    pub fn reading(&self) -> Reading {
        if self.certain { Reading::Certain } else { Reading::Possible }
    }
}

/// The concepts of both readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// Those that most objects certainly share first.
    pub grounds: Vec<Ground>,
    /// Whether these are all.
    pub complete: bool,
}

/// The fewest cells that have to be otherwise for some attributes not to be a concept's any more, because whoever has all
/// of them has one attribute more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaking {
    /// The attribute that would then be shared as well.
    pub attribute: usize,
    /// Cells, by object and attribute, that are known and would have to be wrong.
    pub wrong: Vec<(usize, usize)>,
    /// Cells that are not known and would have to turn out so.
    pub open: Vec<(usize, usize)>,
}

impl Partial {
    /// A context in which every cell says no.
    #[must_use]
    pub fn new(objects: Vec<String>, attributes: Vec<String>) -> Partial {
        Context::new(objects, attributes).into()
    }

    /// Says what a cell is; one outside the context is passed over.
    pub fn set(&mut self, object: usize, attribute: usize, cell: Cell) {
        self.certain.set(object, attribute, cell == Cell::Yes);
        self.possible.set(object, attribute, cell != Cell::No);
    }

    /// What a cell is; outside the context `No`.
    #[must_use]
    pub fn cell(&self, object: usize, attribute: usize) -> Cell {
        match (self.certain.has(object, attribute), self.possible.has(object, attribute)) {
            (true, _) => Cell::Yes,
            (false, true) => Cell::Unknown,
            (false, false) => Cell::No,
        }
    }

    /// Gives the whole a name.
    pub fn set_name(&mut self, name: Option<String>) {
        self.certain.name.clone_from(&name);
        self.possible.name = name;
    }

    /// The context in one reading.
    #[must_use]
    pub fn read(&self, reading: Reading) -> &Context {
        match reading {
            Reading::Certain => &self.certain,
            Reading::Possible => &self.possible,
        }
    }

    /// How many cells are not known.
    #[must_use]
    pub fn unknown(&self) -> usize {
        let count = |context: &Context| context.rows().iter().map(Bits::count).sum::<usize>();
        count(&self.possible) - count(&self.certain)
    }

    /// Who has all these attributes.
    #[must_use]
    pub fn having(&self, attributes: &Bits) -> Bounds {
        Bounds { at_least: self.certain.having(attributes), at_most: self.possible.having(attributes) }
    }

    /// What all these objects have.
    #[must_use]
    pub fn shared_by(&self, objects: &Bits) -> Bounds {
        Bounds { at_least: self.certain.shared_by(objects), at_most: self.possible.shared_by(objects) }
    }

    /// What is shared in either reading, by at least `least` objects of that reading; stops in each when it has found more
    /// than `most`.
    ///
    /// # Errors
    /// [`TooWide`] as [`concepts`].
    pub fn grounds(&self, least: usize, most: usize) -> Result<Grounds, TooWide> {
        let certain = concepts(&self.certain, least, most)?;
        let possible = if self.certain.rows() == self.possible.rows() {
            certain.clone()
        } else {
            concepts(&self.possible, least, most)?
        };
        let complete = certain.complete && possible.complete;
        let all = certain.concepts.into_iter().chain(possible.concepts);
        let mut intents: Vec<Bits> = all.map(|Concept { intent, .. }| intent).collect();
        intents.sort_unstable();
        intents.dedup();
        let ground = |intent: Bits| Ground {
            extent: self.having(&intent),
            certain: self.certain.closure(&intent) == intent,
            possible: self.possible.closure(&intent) == intent,
            intent,
        };
        let mut grounds: Vec<Ground> = intents.into_iter().map(ground).collect();
        grounds.sort_by_cached_key(|ground| {
            let (least, most) = (ground.extent.at_least.count(), ground.extent.at_most.count());
            (std::cmp::Reverse((least, most)), ground.intent.iter().collect::<Vec<_>>())
        });
        Ok(Grounds { grounds, complete })
    }

    /// The breaking set of some attributes in a reading; `None` if these are all attributes, which nothing can be added to.
    ///
    /// Of several it is one with the fewest known cells, then with the fewest cells, then with the first attribute. Where
    /// all cells are known, its size is the delta of the concept.
    #[must_use]
    pub fn breaking(&self, reading: Reading, intent: &Bits) -> Option<Breaking> {
        let extent = self.read(reading).having(intent);
        let columns = self.read(reading).columns().iter().enumerate();
        let candidates = columns.filter(|(attribute, _)| !intent.has(*attribute)).map(|(attribute, column)| {
            let mut breaking = Breaking { attribute, wrong: Vec::new(), open: Vec::new() };
            for object in extent.without(column).iter() {
                match self.open_cell(object, attribute, intent) {
                    Some(cell) => breaking.open.push(cell),
                    None => breaking.wrong.push((object, attribute)),
                }
            }
            breaking
        });
        candidates.min_by_key(|breaking| (breaking.wrong.len(), breaking.open.len()))
    }

    /// A cell that is not known and by which an object would either have an attribute or fall out of those who share some.
    fn open_cell(&self, object: usize, attribute: usize, intent: &Bits) -> Option<(usize, usize)> {
        let mut cells = std::iter::once(attribute).chain(intent.iter());
        cells.find(|at| self.cell(object, *at) == Cell::Unknown).map(|at| (object, at))
    }

    /// Objects that may be exceptions from a rule: they possibly have its premise, and do not certainly have its conclusion.
    #[must_use]
    pub fn doubts(&self, rule: &Rule) -> Bits {
        self.possible.having(&rule.premise).without(&self.certain.having(&rule.conclusion))
    }
}
