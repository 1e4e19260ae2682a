//! What prose says: citations, defined terms, modal force. Its language is told by [`crate::text::language_of`].
//!
//! In: words. Out: places in them with what they mean ([`citations::Citation`], [`definitions::Definition`],
//! [`force::Force`]). It refuses to weigh and to guess: no scores, and what the words do not tell
//! is left open.
//!
//! ```
//! use servanda::read::understand::{definitions, force};
//!
//! assert_eq!(definitions::definitions("“data” means any facts.")[0].term, "data");
//! assert_eq!(force::force_of("States should not do so.", "en")[0].words, "should not");
//! ```

pub mod citations;
pub mod definitions;
pub mod force;
