//! Words in everything a landscape holds, with the place of each find.
//!
//! In: a [`Landscape`](crate::landscape::Landscape), its [`Index`], and what is looked for ([`Ask`]). Out: [`Hits`], each
//! with the address of the unit that has the words, the words themselves, and why they were found; and what was searched,
//! because "none found" and "no text is held" are two answers. Searched are the held texts, titles and symbols, summaries,
//! what units say in our own words, quotations, readings, events, mechanisms and positions. This room refuses to guess: a
//! query that cannot be read is an error with its place ([`SyntaxError`]), and a phrase is found only as it stands.
//!
//! A bare word is found in all its forms, in every language of the landscape; all words must occur. `"a phrase"` is
//! exact. Further: `OR`, `NOT` or `-`, brackets, `attack NEAR/5 infrastructure`, `terror*`, and the fields `title:`,
//! `symbol:`, `heading:`, `says:`, `unit:`, `lang:`, `party:`, `kind:`, `topic:`.
//!
//! ```
//! use servanda::{landscape::{self, RawFile}, model::Day, search};
//!
//! let instrument = RawFile::new("instruments/model/instrument.toml", "[title]\nen = \"A model\"\n");
//! let text = RawFile::new("instruments/model/text.en.md", "# A model\n\n## Article 1\n\nEach Party cooperates.\n");
//! let landscape = landscape::assemble("demo", vec![instrument, text], None).landscape;
//! let index = search::Index::open(&landscape, None).unwrap();
//! let ask = search::Ask { words: "cooperation".into(), ..search::Ask::default() };
//! let hits = search::search(&landscape, &index, &ask, Day::constant(2026, 11, 23)).unwrap();
//! assert_eq!(hits.hits[0].address, "model/art1");
//! ```

mod ask;
mod error;
mod gather;
mod index;
mod names;
mod near;
mod piece;
mod plan;
mod run;
mod schema;
mod show;
mod stem;
mod store;
mod suggest;
mod syntax;
mod words;

pub use ask::{Ask, Group, Hit, Hits, LanguageCount, Part, Searched, Suggestion};
pub use error::IndexError;
pub use index::Index;
pub use piece::What;
pub use run::{SearchError, search};
pub use store::{Place, Progress};
pub use syntax::SyntaxError;
