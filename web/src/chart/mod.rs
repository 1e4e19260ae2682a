//! Pictures: SVG with classes, names and links, and a table of the same beneath.

mod timeline;

pub(crate) use timeline::timeline;
