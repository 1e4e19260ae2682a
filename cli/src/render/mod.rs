//! Answers as text, CSV and JSON. In: the library's result types. Out: text with labels or plain. Nothing is computed
//! here that the library knows, and nothing is written: that is [`screen`]'s.

pub(crate) mod concepts;
pub(crate) mod diagnostics;
pub(crate) mod label;
pub(crate) mod mark;
pub(crate) mod matrix;
pub(crate) mod parquet;
pub(crate) mod phrases;
pub(crate) mod screen;
pub(crate) mod sheet;
pub(crate) mod table;
pub(crate) mod text;

pub(crate) use label::Label;
pub(crate) use screen::Screen;
pub(crate) use text::{Line, Page};
