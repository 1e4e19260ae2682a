//! Any agreement into addressed units.
//!
//! In: the bytes of a file (text, Markdown, HTML, DOCX, PDF, Akoma Ntoso, ToTA). Out: the words in reading order
//! ([`Extract`]), and from them units with addresses, definitions, citations and every doubt as a diagnostic. It refuses
//! to fail: rubbish gives an empty tree and says why. It refuses to lose words: what is not part of a unit is furniture
//! and reported.

mod extract;
pub mod format;
mod segment;

pub use extract::{Extract, Format, Line, Note, Place, Revision, RevisionKind, Revisions, Role, Style};
