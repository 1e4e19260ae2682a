//! Servanda reads, compares, traces and weighs international agreements kept as plain files.
//!
//! The library has no terminal, no clock, no environment and no network: text and dates come in as arguments, values and
//! diagnostics go out. The rooms, each of which may only use rooms above it:
//!
//! - [`text`] and [`diagnostic`]: characters and words; what is wrong, where, and what to do
//! - [`model`]: instruments, parties, groups, standings, dates with precision, evidence
//! - [`landscape`]: a folder of plain files to and from the model
//! - [`read`]: any document into addressed units
//! - [`holding`]: the texts that lie beside their instruments
//! - [`compare`]: two texts: what changed, moved, and is no longer said
//! - [`trace`]: many texts: the passages they share
//! - [`register`]: who is what to which instrument on a day: lists, sheets, counts
//! - [`lineage`]: where words come from and where they went, through all texts
//! - [`search`]: words in everything a landscape holds, with their places
//! - [`check`]: rules over a landscape
//! - [`export`]: citations and files for other programs
//!
//! ```
//! use servanda::{landscape, model::Day, register};
//!
//! let opened = landscape::built_in();
//! let day = Day::constant(2015, 9, 30);
//! let sheet = register::instrument(&opened.landscape, "gge-2015", day).expect("the built-in landscape holds it");
//! assert_eq!(sheet.symbol.as_ref().map(|s| s.value.as_str()), Some("A/70/174"));
//! ```

pub mod ask;
pub mod check;
pub mod compare;
pub mod diagnostic;
pub mod export;
pub mod holding;
pub mod landscape;
pub mod lineage;
pub mod model;
pub mod overlap;
pub mod read;
pub mod register;
pub mod search;
pub mod text;
pub mod trace;
