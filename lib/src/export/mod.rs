//! What leaves the landscape for a footnote, a library of references or another program.
//!
//! In: a [`crate::landscape::Landscape`] and one of its instruments ([`cite`]), a document that was read ([`akoma_ntoso`],
//! [`html`], [`docx`]), changes or a matrix of texts ([`mod@changes`], [`mod@matrix`], [`docx::matrix`]), a whole landscape or
//! many documents ([`tables`], [`sqlite`]), or a graph of who has words from whom ([`graph`]). Out: text or bytes in a form that
//! others prescribe; no file is touched here. What is written of a document takes the [`crate::read::Document`] and the
//! number of one of its texts; what is written of a comparison ([`docx::redline()`]) takes the [`crate::compare::Comparison`].
//! What is meant to be looked at is printed from one walk through the words (`flow`), in which the next such format finds
//! labels, headings, footnotes and rows in their places.
//!
//! This room refuses to invent: a date, a number or an author that the landscape does not hold is left out, and it never
//! hides that a value is unverified: a citation follows its style, and the warning comes beside it
//! ([`Citation::caution`]); tables have a basis in every row.
//!
//! ```
//! use servanda::export::{Style, cite};
//! use servanda::landscape::{self, RawFile};
//!
//! let file = RawFile::new(
//!     "instruments/lake-treaty-1999/instrument.toml",
//!     r#"
//!         kind = "treaty"
//!         bindingness = "binding"
//!         title = { en = "Treaty on the Lake" }
//!         [default]
//!         basis = "unverified"
//!         [[date]]
//!         milestone = "signed"
//!         on = "1999-03-01"
//!     "#,
//! );
//! let opened = landscape::assemble("demo", vec![file], None);
//! let treaty = opened.landscape.instrument("lake-treaty-1999").unwrap();
//! let citation = cite(&opened.landscape, treaty, None, None, Style::Oscola);
//! assert_eq!(citation.text, "Treaty on the Lake (signed 1 March 1999)");
//! assert_eq!(citation.caution.as_deref(), Some("the title is unverified; the date of signature is unverified"));
//! ```

pub mod akoma_ntoso;
pub mod changes;
pub mod citation;
pub mod csv;
pub mod docx;
mod flow;
pub mod graph;
pub mod heat;
pub mod html;
pub mod matrix;
pub mod sqlite;
pub mod tables;
mod xml;

pub use citation::{Citation, Style, cite};

use crate::diagnostic::Diagnostic;

/// A text that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub text: String,
    /// What could not be written.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a file could not be put together; nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotWritten(pub(crate) String);

impl std::fmt::Display for NotWritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotWritten {}
