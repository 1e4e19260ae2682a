//! Akoma Ntoso 3.0: the units are marked, so they are taken as they are and not looked for in the words.
//!
//! Names of elements decide, whatever their namespace: the standard and its working drafts differ in the namespace and
//! hardly in the rest. Files with a document type are refused: they can make gigabytes of a few lines.

mod inline;

use roxmltree::Node;

use crate::diagnostic::{Diagnostic, FileSet};
use crate::model::UnitKind;
use crate::read::extract::{Extract, Format, Given, Note, Place, Role, Style};

use super::tota;
use inline::Inline;

/// Deepest nesting that is followed; the deepest statutes have some thirty levels. What lies deeper is kept as words.
const DEEPEST: usize = 120;

/// Reads a file of Akoma Ntoso.
pub(crate) fn extract(bytes: &[u8]) -> Extract {
    let (mut extract, source) = tota::begin(bytes, Format::AkomaNtoso);
    let source = source.as_str();
    let document = match tota::parse(source) {
        Ok(document) => document,
        Err(error) => return tota::unread(extract, source, &error),
    };
    let root = document.root_element();
    let named = |name: &'static str| root.descendants().find(move |n| n.tag_name().name() == name);
    if root.tag_name().name() != "akomaNtoso" {
        let span = FileSet::default().span(Default::default(), 0..0);
        extract.diagnostics.push(
            Diagnostic::warning("no-akoma-ntoso", span, "the outermost element is not <akomaNtoso>")
                .hint("check that the file is Akoma Ntoso; its words are read as far as its elements are known"),
        );
    }
    extract.language =
        named("FRBRlanguage").and_then(|n| n.attribute("language")).filter(|l| *l != "und").map(tag_of_language);
    extract.title = named("docTitle").map(words_of).filter(|t| !t.is_empty()).or_else(|| {
        let alias = |n: &Node<'_, '_>| n.tag_name().name() == "FRBRalias" && n.attribute("name") == Some("title");
        root.descendants().find(alias).and_then(|n| n.attribute("value")).map(str::to_owned)
    });
    let breaks: Vec<usize> = memchr::memchr_iter(b'\n', source.as_bytes()).collect();
    let mut walk = Walk { extract, units: Vec::new(), open: Vec::new(), label: None, reached: 0, breaks, deep: false };
    walk.element(root, 0);
    for note in root.descendants().filter(|n| n.tag_name().name() == "note") {
        walk.note(note, None);
    }
    if walk.deep {
        let span = FileSet::default().span(Default::default(), 0..0);
        let message = format!("elements stand more than {DEEPEST} deep in each other; below that only words were read");
        walk.extract.diagnostics.push(Diagnostic::warning("xml-too-deep", span, message));
    }
    let Walk { mut extract, units, .. } = walk;
    extract.structure = Some(units);
    extract
}

/// Words of an element on one line.
fn words_of(node: Node<'_, '_>) -> String {
    let mut inline = Inline::default();
    inline.element(node);
    inline.text.replace('\n', " ")
}

/// A language tag of two letters for the three letters that Akoma Ntoso asks for.
fn tag_of_language(code: &str) -> String {
    let code = code.to_ascii_lowercase();
    crate::read::format::LANGUAGES
        .iter()
        .find(|(_, three)| three.contains(&code.as_str()))
        .map_or(code.clone(), |(two, _)| (*two).to_owned())
}

struct Walk {
    extract: Extract,
    units: Vec<Given>,
    /// Units that are open, outermost first.
    open: Vec<usize>,
    /// The label of the innermost unit, as long as no words stand behind it.
    label: Option<(String, Place)>,
    /// End of the last line of words.
    reached: usize,
    breaks: Vec<usize>,
    deep: bool,
}

impl Walk {
    fn place(&self, node: Node<'_, '_>) -> Place {
        let line = self.breaks.partition_point(|b| *b < node.range().start) + 1;
        Place { page: None, line: u32::try_from(line).unwrap_or(u32::MAX) }
    }

    fn children<'n>(&mut self, node: Node<'n, 'n>, depth: usize) {
        if depth >= DEEPEST {
            self.deep = true;
            self.words(node);
            return;
        }
        for child in node.children().filter(Node::is_element) {
            self.element(child, depth + 1);
        }
    }

    fn element<'n>(&mut self, node: Node<'n, 'n>, depth: usize) {
        match node.tag_name().name() {
            // Notes inside are read at the end; the number of a unit was read when it was opened.
            "meta" | "num" => {}
            "coverPage" | "preface" => self.preface(node, depth),
            "heading" | "subheading" if !self.open.is_empty() => self.heading(node),
            "block" if node.attribute("name") == Some("heading") && !self.open.is_empty() => self.heading(node),
            "tr" => self.row(node),
            name => match kind_of(node) {
                Some(kind) => {
                    self.begin(node, kind);
                    self.children(node, depth);
                    self.end();
                }
                None if is_line(node, name) => self.words(node),
                None => self.children(node, depth),
            },
        }
    }

    /// What stands before the preamble: the preface, and the table of contents as a unit of its own.
    fn preface<'n>(&mut self, node: Node<'n, 'n>, depth: usize) {
        let mut open = false;
        for child in node.children().filter(Node::is_element) {
            if kind_of(child) == Some(UnitKind::Contents) {
                if std::mem::take(&mut open) {
                    self.end();
                }
            } else if !std::mem::replace(&mut open, true) {
                self.begin(node, UnitKind::Preface);
            }
            self.element(child, depth + 1);
        }
        if open {
            self.end();
        }
    }

    fn begin(&mut self, node: Node<'_, '_>, kind: UnitKind) {
        self.flush();
        let label = node.children().find(|n| n.tag_name().name() == "num").map(words_of).unwrap_or_default();
        let eid = node.attribute("eId").filter(|e| !e.is_empty() && !e.contains(char::is_whitespace));
        let start = self.extract.text.len();
        self.units.push(Given {
            kind,
            number: eid.and_then(number_of),
            exact: None,
            eid: eid.map(str::to_owned),
            label: label.clone(),
            heading: None,
            start,
            end: start,
            parent: self.open.last().copied(),
            paragraphs: Vec::new(),
        });
        self.open.push(self.units.len() - 1);
        if !label.is_empty() {
            self.label = Some((label, self.place(node)));
        }
    }

    fn end(&mut self) {
        self.flush();
        let Some(unit) = self.open.pop().and_then(|u| self.units.get_mut(u)) else { return };
        unit.end = self.reached.max(unit.start);
    }

    /// Writes a label that has no words behind it on a line of its own.
    fn flush(&mut self) {
        if let Some((label, place)) = self.label.take() {
            self.line(&label, place, Role::Body, label.len());
        }
    }

    /// Adds a line of the agreement and gives its first byte.
    fn line(&mut self, words: &str, place: Place, role: Role, label: usize) -> usize {
        let at = self.extract.push_line(words, place, role, Style::default());
        let Some(line) = self.extract.lines.get_mut(at) else { return 0 };
        line.label = label;
        self.reached = line.span.end;
        line.span.start
    }

    fn heading(&mut self, node: Node<'_, '_>) {
        self.flush();
        let mut inline = Inline::default();
        inline.element(node);
        if inline.text.is_empty() {
            return;
        }
        let place = self.place(node);
        let start = self.line(&inline.text, place, Role::Body, 0);
        let end = self.reached;
        if let Some(unit) = self.open.last().and_then(|u| self.units.get_mut(*u)) {
            unit.heading = Some(unit.heading.as_ref().map_or(start, |h| h.start)..end);
        }
        self.notes(&inline, 0..inline.text.len(), start);
    }

    /// A line of words, or several where elements inside it are lines themselves.
    fn words(&mut self, node: Node<'_, '_>) {
        let mut inline = Inline::default();
        inline.element(node);
        let place = self.place(node);
        let mut at = 0;
        for words in inline.text.split('\n') {
            let range = at..at + words.len();
            at = range.end + 1;
            if words.is_empty() {
                continue;
            }
            let start = self.paragraph(words, place, Role::Body);
            self.notes(&inline, range, start);
        }
    }

    fn row(&mut self, node: Node<'_, '_>) {
        let cells: Vec<String> = node.children().filter(Node::is_element).map(words_of).collect();
        let place = self.place(node);
        if cells.iter().any(|c| !c.is_empty()) {
            self.paragraph(&cells.join("\t"), place, Role::TableRow);
        }
    }

    /// Adds a paragraph to the innermost unit, behind its label, and gives the first byte of the words.
    fn paragraph(&mut self, words: &str, place: Place, role: Role) -> usize {
        let alone = self.open.is_empty();
        if alone {
            let start = self.extract.text.len();
            let kind = UnitKind::Alinea;
            let given = Given {
                kind,
                label: String::new(),
                eid: None,
                number: None,
                exact: None,
                heading: None,
                start,
                end: start,
                parent: None,
                paragraphs: Vec::new(),
            };
            self.units.push(given);
            self.open.push(self.units.len() - 1);
        }
        let inside = self.open.last().and_then(|u| self.units.get(*u)).is_some_and(|u| {
            matches!(u.kind, UnitKind::Paragraph | UnitKind::Point | UnitKind::Recital | UnitKind::Alinea)
        });
        if !inside || role == Role::TableRow {
            self.flush();
        }
        let start = match self.label.take() {
            Some((label, place)) => {
                let start = self.line(&format!("{label} {words}"), place, role, label.len());
                start + label.len() + 1
            }
            None => self.line(words, place, role, 0),
        };
        if let Some(unit) = self.open.last().and_then(|u| self.units.get_mut(*u)) {
            unit.paragraphs.push(start);
        }
        if alone {
            self.end();
        }
        start
    }

    /// Footnotes whose marks stand in a stretch of words that begins at a byte of the extracted text.
    fn notes(&mut self, inline: &Inline<'_, '_>, range: std::ops::Range<usize>, start: usize) {
        for (mark, node) in &inline.marks {
            if range.start <= mark.start && mark.end <= range.end {
                let from = start + mark.start - range.start;
                self.note(*node, Some(from..from + mark.len()));
            }
        }
    }

    fn note(&mut self, node: Node<'_, '_>, reference: Option<std::ops::Range<usize>>) {
        let printed = reference.as_ref().and_then(|r| self.extract.text.get(r.clone())).map(str::to_owned);
        let mark = printed.or_else(|| node.attribute("marker").map(str::to_owned)).unwrap_or_default();
        let mut inline = Inline::default();
        inline.inside(node);
        let place = self.place(node);
        let role = Role::Footnote(u32::try_from(self.extract.notes.len()).unwrap_or(u32::MAX));
        let start = self.extract.text.len();
        for words in inline.text.split('\n') {
            self.extract.push_line(words, place, role, Style::default());
        }
        let end = self.extract.lines.last().map_or(start, |l| l.span.end);
        self.extract.notes.push(Note { mark, reference, span: start..end });
    }
}

/// Whether an element is a line of words: by its name, or because words stand directly in it.
fn is_line(node: Node<'_, '_>, name: &str) -> bool {
    matches!(name, "p" | "block" | "heading" | "subheading" | "crossHeading" | "tocItem")
        || node.children().any(|n| n.is_text() && n.text().is_some_and(|t| !t.trim().is_empty()))
}

/// What an element is, if it is a unit.
fn kind_of(node: Node<'_, '_>) -> Option<UnitKind> {
    let has = |name: &str| node.children().any(|n| n.tag_name().name() == name);
    Some(match node.tag_name().name() {
        "preamble" => UnitKind::Preamble,
        "toc" => UnitKind::Contents,
        "container" if node.attribute("name") == Some("contents") => UnitKind::Contents,
        "recital" | "citation" => UnitKind::Recital,
        "book" | "tome" | "part" | "subpart" => UnitKind::Part,
        "title" | "subtitle" => UnitKind::Title,
        "chapter" | "subchapter" => UnitKind::Chapter,
        // Statutes number what agreements call paragraphs.
        "subsection" if has("num") && !has("heading") => UnitKind::Paragraph,
        "section" | "subsection" | "division" | "subdivision" => UnitKind::Section,
        "article" => UnitKind::Article,
        "rule" | "subrule" | "clause" | "transitional" => UnitKind::Rule,
        "paragraph" | "level" if has("num") => UnitKind::Paragraph,
        "subparagraph" | "subclause" if has("num") => UnitKind::Point,
        // Nobody cites the only paragraph of an article as one.
        "paragraph" | "level" | "subparagraph" if alone(node) => return None,
        "paragraph" | "level" | "subparagraph" | "subclause" | "alinea" | "proviso" => UnitKind::Alinea,
        "point" | "indent" | "item" => UnitKind::Point,
        "conclusions" => UnitKind::Conclusions,
        "attachment" | "component" => UnitKind::Annex,
        "hcontainer" => {
            let name = node.attribute("name").unwrap_or("");
            let known = UnitKind::WORDS.iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind);
            known.or_else(|| (has("num") || has("heading")).then_some(UnitKind::Section))?
        }
        _ => return None,
    })
}

/// Whether an element without a number is the only one of its name in the element above.
fn alone(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    let above = node.parent().filter(|p| matches!(p.tag_name().name(), "article" | "section" | "rule" | "paragraph"));
    above.is_some_and(|p| p.children().filter(|n| n.tag_name().name() == name).count() == 1)
}

/// The number in an identifier by the naming convention: `5` in `chp_2__art_5`, `9.3` in `art_9-3`, none in `para_nn_2`.
fn number_of(eid: &str) -> Option<String> {
    let last = eid.rsplit("__").next()?;
    let mut parts = last.split('_');
    let (kind, number) = (parts.next()?, parts.next()?);
    let sensible = kind.chars().all(|c| c.is_ascii_alphabetic()) && !number.is_empty() && number != "nn";
    let dotted = number.starts_with(|c: char| c.is_ascii_digit());
    sensible.then(|| if dotted { number.replace('-', ".") } else { number.to_owned() })
}

#[cfg(test)]
mod tests;
