//! What prose says: citations, defined terms, modal force, language.
//!
//! In: words. Out: places in them with what they mean ([`citations::Citation`], [`definitions::Definition`],
//! [`force::Force`], [`language::Guess`]). It refuses to weigh and to guess: no scores, and what the words do not tell
//! is left open.
//!
//! ```
//! use servanda::read::understand::{definitions, force, language};
//!
//! assert_eq!(language::language_of("Les Parties s'engagent à respecter le présent accord.").unwrap().language, "fr");
//! assert_eq!(definitions::definitions("“data” means any facts.")[0].term, "data");
//! assert_eq!(force::force_of("States should not do so.", "en")[0].words, "should not");
//! ```

pub mod citations;
pub mod definitions;
pub mod force;
pub mod language;
