//! Files by number, so that a place is three small numbers instead of a path and a copy of the text.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// Number of a file in a [`FileSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(u32);

/// A stretch of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place for people: path, line and column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// Path as the landscape names it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[derive(Debug, Clone)]
struct File {
    path: String,
    text: Cow<'static, str>,
}

/// The files a landscape was read from, with their text, so that places can be printed.
#[derive(Debug, Clone, Default)]
pub struct FileSet {
    files: Vec<File>,
}

impl FileSet {
    /// Adds a file and gives its number. A file that could not be read is added with an empty text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(File { path: path.into(), text: text.into() });
        id
    }

    /// Number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All files with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &str)> {
        (0..).map(FileId).zip(self.files.iter().map(|f| f.path.as_str()))
    }

    /// Path of a file; empty if the number is not from this set.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |f| f.path.as_str())
    }

    /// Text of a file; empty if the number is not from this set.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |f| f.text.as_ref())
    }

    /// A span from byte positions, cut to what four bytes can count (files are limited far below that).
    #[must_use]
    pub fn span(&self, file: FileId, range: Range<usize>) -> Span {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { file, start: cut(range.start), end: cut(range.end.max(range.start)) }
    }

    /// Line and column of the beginning of a span.
    #[must_use]
    pub fn locate(&self, span: Span) -> Location {
        let text = self.text(span.file);
        let mut at = (span.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = text.get(..at).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Location {
            file: self.path(span.file).to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }
    }

    fn get(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut files = FileSet::default();
        let id = files.add("a.toml", "x = 1\nназвание = 2\n");
        let at = "x = 1\nназвание".len();
        let span = files.span(id, at..at + 1);
        assert_eq!(files.locate(span).to_string(), "a.toml:2:9");
    }

    #[test]
    fn a_span_outside_the_text_is_placed_at_its_end() {
        let mut files = FileSet::default();
        let id = files.add("a.toml", "é");
        assert_eq!(files.locate(files.span(id, 1..99)).to_string(), "a.toml:1:1");
        assert_eq!(files.locate(files.span(id, 50..99)).to_string(), "a.toml:1:2");
    }
}
