//! Formal concepts: which objects share which attributes, all of them and nobody else.

use std::cmp::Reverse;
use std::fmt;

use super::bits::Bits;
use super::closed::{self, Go, WIDEST};
use super::context::Context;

/// Neither the objects nor the attributes are few enough to search through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooWide;

impl fmt::Display for TooWide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there are more than {WIDEST} objects and more than {WIDEST} attributes")
    }
}

impl std::error::Error for TooWide {}

/// How many concepts there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// So many were found.
    pub concepts: u64,
    /// Whether these are all: `false` if the search stopped before its end.
    pub complete: bool,
}

/// Some objects, and all that they share: no other object has all of it, and nothing else is had by all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Concept {
    /// The objects.
    pub extent: Bits,
    /// The attributes.
    pub intent: Bits,
}

/// Concepts, and whether these are all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concepts {
    /// Those of most objects first.
    pub concepts: Vec<Concept>,
    /// Whether these are all: `false` if the search stopped before its end.
    pub complete: bool,
}

/// Counts the concepts of a context without keeping them; stops when it has found more than `most`.
///
/// # Errors
/// [`TooWide`] if the context is too wide either way to be searched at all.
pub fn count(context: &Context, most: u64) -> Result<Count, TooWide> {
    let mut concepts = 0;
    let mut take = |_: &[u64]| {
        concepts += 1;
        if concepts > most { Go::Stop } else { Go::On }
    };
    let complete = Search::new(context, is_tall(context)).run(0, &mut take)?;
    Ok(Count { concepts: concepts.min(most), complete })
}

/// The concepts that at least `least` objects belong to (an iceberg; 0 for all); stops when it has found more than `most`.
///
/// # Errors
/// [`TooWide`] as [`count`].
pub fn concepts(context: &Context, least: usize, most: usize) -> Result<Concepts, TooWide> {
    // Only the search through attributes can leave out what few objects have.
    let by_attributes = is_tall(context) || (least > 1 && context.attributes().len() <= WIDEST);
    let search = Search::new(context, by_attributes);
    let mut concepts = Vec::new();
    let complete = search.run(if by_attributes { least } else { 0 }, &mut |words| {
        let set = search.set(words);
        let concept = if by_attributes {
            Concept { extent: context.having(&set), intent: set }
        } else {
            Concept { intent: context.shared_by(&set), extent: set }
        };
        if concept.extent.count() >= least {
            if concepts.len() >= most {
                return Go::Stop;
            }
            concepts.push(concept);
        }
        Go::On
    })?;
    concepts.sort_by_cached_key(|concept: &Concept| {
        (Reverse(concept.extent.count()), concept.intent.iter().collect::<Vec<_>>())
    });
    Ok(Concepts { concepts, complete })
}

/// Whether there are fewer attributes than objects; the search goes through what is less.
fn is_tall(context: &Context) -> bool {
    context.attributes().len() <= context.objects().len()
}

/// A context made ready: the rarest attributes (or objects) first, because what is left below them is least.
struct Search {
    rows: Vec<Bits>,
    /// The attribute at each place.
    order: Vec<usize>,
}

impl Search {
    fn new(context: &Context, by_attributes: bool) -> Search {
        let (rows, columns) = (context.rows(), context.columns());
        let (rows, columns) = if by_attributes { (rows, columns) } else { (columns, rows) };
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_cached_key(|attribute| columns.get(*attribute).map_or(0, Bits::count));
        let mut places = vec![0; order.len()];
        for (place, attribute) in order.iter().enumerate() {
            if let Some(to) = places.get_mut(*attribute) {
                *to = place;
            }
        }
        let row = |row: &Bits| Bits::of(order.len(), row.iter().filter_map(|at| places.get(at).copied()));
        Search { rows: rows.iter().map(row).collect(), order }
    }

    /// Hands over each closed set; gives whether these were all.
    fn run(&self, least: usize, take: &mut dyn FnMut(&[u64]) -> Go) -> Result<bool, TooWide> {
        let width = self.order.len();
        let bound = u32::try_from(least).unwrap_or(u32::MAX);
        let go = closed::visit(self.rows.iter().map(Bits::words), width, bound, &mut |words, _| take(words));
        match go {
            None => return Err(TooWide),
            Some(Go::Stop) => return Ok(false),
            Some(Go::On) => {}
        }
        // What nobody has in full is closed, too.
        let nobody = self.rows.iter().all(|row| row.count() < width);
        Ok(!(nobody && least == 0) || take(Bits::all(width).words()) == Go::On)
    }

    /// The set that stands in words, by the attributes' own numbers.
    fn set(&self, words: &[u64]) -> Bits {
        let places = Bits::of_words(self.order.len(), words);
        Bits::of(self.order.len(), places.iter().filter_map(|place| self.order.get(place).copied()))
    }
}
