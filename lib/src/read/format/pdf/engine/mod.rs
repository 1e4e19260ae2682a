//! What the layers above need of a PDF library, and the one implementation.
//!
//! In: the bytes of a file. Out, page by page: positioned runs of characters, links, horizontal rules. The layers above
//! know neither the library nor the file format, so that another library can be put in its place.

mod cmap;
mod content;
mod document;
mod drawn;
mod font;
mod lexer;

pub(super) use document::open;

/// A piece of text that the page places as one: a glyph, or more where a library gives no less.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Run {
    /// Left edge in points from the left edge of the page.
    pub(super) x: f32,
    /// Baseline in points from the lower edge of the page.
    pub(super) y: f32,
    /// Advance in points.
    pub(super) width: f32,
    /// Size of the letters in points.
    pub(super) size: f32,
    /// The characters; U+FFFD where the file does not say what a glyph means.
    pub(super) text: String,
    /// Whether the font is bold.
    pub(super) bold: bool,
    /// Whether the font is italic.
    pub(super) italic: bool,
    /// The file itself calls it a head or foot of the page.
    pub(super) artifact: bool,
    /// It does not read from left to right along the page.
    pub(super) rotated: bool,
}

/// A rectangle of a page that leads somewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Link {
    /// Left, lower, right and upper edge in points.
    pub(super) area: [f32; 4],
    /// The address.
    pub(super) target: String,
}

/// What stands on one page, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Page {
    /// Width in points.
    pub(super) width: f32,
    /// Height in points.
    pub(super) height: f32,
    /// Text.
    pub(super) runs: Vec<Run>,
    /// Links.
    pub(super) links: Vec<Link>,
    /// Horizontal rules: left edge, height above the lower edge of the page, length.
    pub(super) rules: Vec<[f32; 3]>,
    /// Vertical rules: distance from the left edge of the page, lower end, length.
    pub(super) uprights: Vec<[f32; 3]>,
    /// Whether the page shows pictures.
    pub(super) pictures: bool,
    /// What could not be read of this page, as a clause.
    pub(super) problems: Vec<String>,
}

/// An open document.
pub(super) trait Engine {
    /// Number of pages.
    fn pages(&self) -> usize;
    /// Reads a page by its index from 0. Never fails: problems are told in the page.
    fn page(&mut self, index: usize) -> Page;
    /// The title in the metadata.
    fn title(&self) -> Option<String>;
    /// The language that the file declares.
    fn language(&self) -> Option<String>;
    /// What had to be mended to read the file, as a clause.
    fn mended(&self) -> Option<String>;
}

/// Why a document cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Closed {
    /// A password is needed.
    Encrypted,
    /// The file is damaged beyond reading; says how.
    Damaged(String),
}
