//! A writer of XML that cannot write broken XML: every element that is opened is closed, every character is allowed.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, FileSet};

/// XML in the making.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
    /// Levels above, if what is written becomes part of something else.
    above: usize,
    /// Characters that XML forbids and that were left out.
    dropped: usize,
}

impl Xml {
    /// A writer of elements that will be appended to another one's, some levels down.
    pub(super) fn below(above: usize) -> Xml {
        Xml { above, ..Xml::default() }
    }

    /// Begins an element on a line of its own.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.start(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Ends the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.text, "</{name}>");
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.start(name, attributes);
        self.text.push_str("/>\n");
    }

    /// An element on one line, whose words and inner elements a function adds.
    pub(super) fn line(&mut self, name: &'static str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) {
        self.indent();
        self.inline(name, attributes, inside);
        self.text.push('\n');
    }

    /// An element in the middle of words.
    pub(super) fn inline(&mut self, name: &'static str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) {
        self.start(name, attributes);
        self.text.push('>');
        inside(self);
        let _ = write!(self.text, "</{name}>");
    }

    /// An element without content in the middle of words.
    pub(super) fn void(&mut self, name: &'static str) {
        self.start(name, &[]);
        self.text.push_str("/>");
    }

    /// The same with attributes.
    pub(super) fn empty_inline(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Text of a language of its own, such as a style sheet, which must have no mark of XML in it.
    pub(super) fn words_as_they_are(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// What the file format forbids and was left out, if anything was.
    pub(super) fn forbidden(&self) -> Option<Diagnostic> {
        let dropped = self.dropped;
        (dropped > 0).then(|| {
            let span = FileSet::default().span(Default::default(), 0..0);
            let message = format!("{dropped} control characters were left out, because XML and HTML forbid them");
            Diagnostic::warning("xml-forbids", span, message)
                .hint("they are left-overs of printing or of another encoding; look at the words round them")
        })
    }

    /// Words.
    pub(super) fn words(&mut self, words: &str) {
        self.escaped(words, false);
    }

    /// Another writer's elements.
    pub(super) fn append(&mut self, other: &Xml) {
        self.text.push_str(&other.text);
        self.dropped += other.dropped;
    }

    /// What was written.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn indent(&mut self) {
        // Deep trees would otherwise be written in blanks.
        self.text.extend(std::iter::repeat_n(' ', (self.above + self.open.len()).min(20)));
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.text, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.text, " {name}=\"");
            self.escaped(value, true);
            self.text.push('"');
        }
    }

    fn escaped(&mut self, words: &str, attribute: bool) {
        for c in words.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' if attribute => self.text.push_str("&quot;"),
                '\t' | '\n' if attribute => self.text.push(' '),
                '\r' => self.text.push_str("&#13;"),
                '\t' | '\n' => self.text.push(c),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.dropped += 1,
                c => self.text.push(c),
            }
        }
    }
}
