//! The texts that a landscape holds, read; and new ones put beside their instruments.
//!
//! In: a landscape, and the file `instruments/<id>/text.<lang>.md` that lies beside an instrument. Out: its [`Document`],
//! with the units and addresses by which everything else cites, compares and finds. This room refuses to take a text for
//! more than it is: the language is the one the file's name says, and whether it is whole is told by the instrument's
//! row, never guessed from the words.
//!
//! ```
//! use servanda::{holding, landscape::{self, RawFile}};
//!
//! let instrument = RawFile::new("instruments/model/instrument.toml", "[title]\nen = \"A model\"\n");
//! let text = RawFile::new("instruments/model/text.en.md", "# A model\n\n## Article 1\n\n1. Each Party shall try.\n");
//! let landscape = landscape::assemble("demo", vec![instrument, text], None).landscape;
//! let model = landscape.instrument("model").expect("it was just put there");
//! let document = holding::document(&landscape, &model.held[0]);
//! assert_eq!(document.unit("art1/1").map(|u| u.text.as_str()), Some("Each Party shall try."));
//! ```

mod add;
mod markdown;
mod statement;
mod wording;

pub use add::{AddError, Added, AddedText, Request, add};
pub use markdown::{Written, markdown};
pub use statement::statement;
pub use wording::{
    DefinedTerm, Doubt, Language, LooseNote, NoteMark, OwnParagraph, ReadText, TermMark, TextUnit, Version, Wording,
    WordingUnit, Words, languages_of, read_text,
};

use crate::landscape::Landscape;
use crate::model::HeldText;
use crate::read::{self, Document, Format, Options};

/// Reads a text that is held. Its structure only: citations, definitions and force are added by
/// [`Document::understand`], where they are wanted.
#[must_use]
pub fn document(landscape: &Landscape, held: &HeldText) -> Document {
    let options = Options { format: Some(Format::Markdown), ..Options::default() };
    let mut document =
        read::read(landscape.files.path(held.file), landscape.files.text(held.file).as_bytes(), &options);
    // The name of the file is what its owner says; the words of one part are a guess.
    if let [only] = document.texts.as_mut_slice() {
        only.language = Some(held.lang.clone());
        document.language = Some(held.lang.clone());
        document.units.iter_mut().for_each(|unit| unit.language = Some(held.lang.clone()));
    }
    document
}
