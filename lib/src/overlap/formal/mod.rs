//! Who shares what: formal contexts, their concepts and their rules.
//!
//! In: objects (states) and attributes (what they promise) with cells that are yes, no or not known: from a file of the kind
//! `.cxt`, from a table, or made by the caller. Out: concepts (some objects and all that they share), counted or listed;
//! their order and how much each hangs on; the rules that hold without exception, and the fewest of them from which all
//! follow; and for cells that are not known two readings of all of this. It refuses to guess: a cell that is not known is
//! never counted as yes or no without saying so, and a search that stops before its end says that it did.
//!
//! ```
//! use servanda::overlap::formal::{Context, base, concepts, count};
//!
//! // Three states and three promises; the third promise is made only by whoever makes the first two.
//! let context = Context::of(3, &[vec![0], vec![0, 1], vec![0, 1, 2]]);
//! assert_eq!(count(&context, 100).map(|count| count.concepts), Ok(3));
//! let shared = concepts(&context, 2, 100).expect("it is small").concepts;
//! assert_eq!(shared[1].extent.iter().collect::<Vec<_>>(), [1, 2]);
//! let rules = base(&context, 1_000).rules;
//! assert_eq!(rules[0].sentence(context.attributes(), "promised"), "everybody promised 0");
//! ```

mod base;
mod bits;
pub(super) mod closed;
mod concepts;
mod context;
pub mod cxt;
mod file;
mod lattice;
mod partial;
pub mod sheet;
mod summary;

pub use base::{Base, Rule, base, near_rules};
pub use bits::Bits;
pub use concepts::{Concept, Concepts, Count, TooWide, concepts, count};
pub use context::Context;
pub use file::{Read, read};
pub use lattice::{Lattice, delta, one_short};
pub use partial::{Bounds, Breaking, Cell, Ground, Grounds, Partial, Reading};
pub use summary::{BreakingLine, Figures, Limits, List, RuleLine, SharedLine, Summary, Wanted, summary};
