//! The text of an instrument as it is held: what its languages say, unit by unit.
//!
//! In: an instrument and the texts that were read of it ([`read_text`]). Out: a [`Wording`]: which languages are held and
//! which are not, and the units in the order of the text, each with its words in every language that was asked for, matched
//! by address. It refuses to fill gaps: a language that has no unit under an address is named as lacking it, and words are
//! never moved from one address to another to make two languages fit.
//!
//! ```
//! use std::sync::Arc;
//! use servanda::{holding::{self, Wording}, landscape::{self, RawFile}};
//!
//! let files = vec![
//!     RawFile::new("instruments/model/instrument.toml", "[title]\nen = \"A model\"\n"),
//!     RawFile::new("instruments/model/text.en.md", "## Article 1\n\n1. Each Party shall try.\n\n2. No Party shall boast.\n"),
//!     RawFile::new("instruments/model/text.fr.md", "## Article 1\n\n1. Chaque Partie s'efforce de bien faire.\n"),
//! ];
//! let landscape = landscape::assemble("demo", files, None).landscape;
//! let model = landscape.instrument("model").expect("it was just put there");
//! let texts: Vec<_> = model.held.iter().map(|h| Arc::new(holding::read_text(&landscape, h, None))).collect();
//! let wording = Wording::new(model, &texts, &[]);
//! assert_eq!(wording.unit("art1/1").map(|u| u.versions.len()), Some(2));
//! assert_eq!(wording.unit("art1/2").map(|u| u.lacking.clone()), Some(vec!["fr"]));
//! ```

mod align;
mod text;
mod words;

pub use align::{Language, Version, Wording, WordingUnit, languages_of};
pub use text::{DefinedTerm, Doubt, LooseNote, OwnParagraph, ReadText, TextUnit, read_text};
pub use words::{NoteMark, TermMark, Words};
