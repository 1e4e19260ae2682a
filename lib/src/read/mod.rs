//! Any agreement into addressed units.
//!
//! In: the bytes of a file (text, Markdown, HTML, DOCX, PDF, Akoma Ntoso, ToTA). Out: a [`Document`]: the words in reading
//! order ([`Extract`]), and from them units with addresses and every doubt as a diagnostic. It refuses to fail: rubbish
//! gives an empty tree and says why. It refuses to lose words: what is not part of a unit is furniture and reported.
//!
//! ```
//! use servanda::read;
//!
//! let text = "Article 1\nScope\n1. This model agreement has:\n(a) one rule;\n(b) no more.\n";
//! let document = read::read("model.txt", text.as_bytes(), &read::Options::default());
//! let addresses: Vec<&str> = document.units.iter().map(|u| u.address.as_str()).collect();
//! assert_eq!(addresses, ["art1", "art1/1", "art1/1/a", "art1/1/b"]);
//! assert_eq!(document.unit("art1").and_then(|u| u.heading.as_deref()), Some("Scope"));
//! ```

mod assemble;
mod date;
mod document;
mod extract;
mod footnotes;
pub mod format;
mod furniture;
mod order;
mod own;
mod segment;
pub mod understand;

pub(crate) use own::Paragraph;

pub use date::OwnDate;
pub use document::{Document, ReadUnit, TextPart};
pub use extract::{Exact, Extract, Format, Given, Line, Note, Place, Revision, RevisionKind, Revisions, Role, Style};

/// How a document is to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format, where the name and the first bytes should not decide.
    pub format: Option<Format>,
    /// Which state of a document with tracked changes is read.
    pub revisions: Revisions,
}

/// Reads a document. It never fails: what is wrong with the bytes is among the diagnostics.
#[must_use]
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Document {
    let format = options.format.unwrap_or_else(|| format::recognise(name, bytes));
    assemble::assemble(name, format::extract(format, bytes, options.revisions))
}
