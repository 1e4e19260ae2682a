//! A document as a Word file (Office Open XML), to be edited on.
//!
//! In: a [`Document`] and which of its texts to write. Out: the bytes of a DOCX file that Word and LibreOffice open.
//! Headings have the styles that the navigation pane shows, by depth; labels are typed as they are printed, with a hanging
//! indent, because a number that Word counts changes when somebody edits above it; footnotes are Word's own; texts in
//! Arabic and the like run from right to left.
//!
//! It refuses to invent: the file names no author and no date, because nobody wrote it in Word on any day. The same document
//! gives the same bytes. Running heads and page numbers of the source are not written.
//!
//! A comparison becomes a Word file with tracked changes ([`redline()`]), which is one or the other text once all of them are
//! rejected or accepted.
//!
//! ```
//! use servanda::export::docx::docx;
//! use servanda::read::{self, Options};
//!
//! let document = read::read("model.txt", b"Article 1\nScope\n1. One rule.\n2. Another.\n", &Options::default());
//! let file = docx(&document, None).unwrap();
//! let again = read::read("model.docx", &file.bytes, &Options::default());
//! assert_eq!(again.units[1].address, "art1/1");
//! assert_eq!(again.unit("art1").unwrap().heading.as_deref(), Some("Scope"));
//! ```

mod body;
pub mod matrix;
mod package;
mod redline;
mod styles;

use crate::diagnostic::Diagnostic;
use crate::read::Document;

use super::NotWritten;
use body::Body;
use package::{Parts, pack};

pub use redline::{Comments, redline};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be written.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes one text of a document, or all of them, each from a new page on.
///
/// Takes the number of the text in [`Document::texts`]; a number that there is not gives a file without words. Gives the
/// bytes of the file with what could not be written.
///
/// # Errors
/// [`NotWritten`] if the parts cannot be packed, which only a lack of memory or more than four gigabytes do.
pub fn docx(document: &Document, text_part: Option<usize>) -> Result<Packed, NotWritten> {
    let parts: Vec<usize> = match text_part {
        Some(part) => vec![part],
        None => (0..document.texts.len()).collect(),
    };
    let language = parts.first().and_then(|part| document.texts.get(*part)).and_then(|t| t.language.as_deref());
    let mut body = Body::new(document, language);
    for (place, part) in parts.iter().enumerate() {
        body.text(*part, place > 0);
    }
    let Body { links, footnotes, xml, .. } = body;
    let title = document.title.as_deref();
    pack(Parts { title, language, body: xml, links: &links, wide: false, others: vec![("footnotes", footnotes)] })
}
