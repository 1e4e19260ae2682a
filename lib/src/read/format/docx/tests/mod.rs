//! Small documents, zipped from XML written here.

mod numbering;
mod revisions;
mod robustness;
mod structure;

use std::io::{Cursor, Write};

use super::extract;
use crate::read::extract::{Extract, Line, Revisions, Role};

pub(super) const DECLARED: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
     xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
     xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
     xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
     xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
     xmlns:v='urn:schemas-microsoft-com:vml'";

/// Parts of a document.
#[derive(Default, Clone)]
pub(super) struct Docx {
    parts: Vec<(String, String)>,
    relations: String,
}

impl Docx {
    /// A document with this body.
    pub(super) fn new(body: &str) -> Docx {
        let kinds = ["styles", "numbering", "settings", "footnotes", "endnotes", "comments"];
        let relations =
            kinds.map(|k| format!("<Relationship Id='{k}' Type='http://x/{k}' Target='{k}.xml'/>")).concat();
        Docx { relations, ..Docx::default() }
            .part("word/document.xml", &format!("<w:document {DECLARED}><w:body>{body}</w:body></w:document>"))
    }

    /// Adds a part as it is.
    pub(super) fn part(mut self, name: &str, xml: &str) -> Docx {
        self.parts.push((name.to_owned(), format!("<?xml version='1.0' encoding='UTF-8'?>{xml}")));
        self
    }

    /// Adds a part of Word with this root element.
    pub(super) fn word(self, name: &str, root: &str, inside: &str) -> Docx {
        self.part(&format!("word/{name}.xml"), &format!("<w:{root} {DECLARED}>{inside}</w:{root}>"))
    }

    /// Adds a relation of the body.
    pub(super) fn relation(mut self, xml: &str) -> Docx {
        self.relations.push_str(xml);
        self
    }

    pub(super) fn zipped(&self) -> Vec<u8> {
        let mut parts = self.parts.clone();
        parts.push((
            "_rels/.rels".into(),
            "<Relationships><Relationship Id='a' Type='http://x/officeDocument' Target='word/document.xml'/>\
             <Relationship Id='b' Type='http://x/core-properties' Target='docProps/core.xml'/></Relationships>"
                .into(),
        ));
        let relations = format!("<Relationships>{}</Relationships>", self.relations);
        parts.push(("word/_rels/document.xml.rels".into(), relations));
        zip(&parts)
    }

    pub(super) fn read(&self) -> Extract {
        checked(extract(&self.zipped(), Revisions::Accepted))
    }

    pub(super) fn read_original(&self) -> Extract {
        checked(extract(&self.zipped(), Revisions::Original))
    }
}

pub(super) fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What every extract keeps to.
pub(super) fn checked(extract: Extract) -> Extract {
    let mut covered = vec![false; extract.text.len()];
    let mut last = 0;
    for line in &extract.lines {
        assert!(line.span.start >= last, "{line:?} overlaps or is out of order");
        last = line.span.end;
        let words = extract.text.get(line.span.clone()).expect("a line has words");
        assert!(words.get(..line.label).is_some(), "a label is a part of its line");
        assert!(!words.contains('\n'));
        covered[line.span.clone()].fill(true);
    }
    for (at, c) in extract.text.char_indices() {
        assert!(c.is_whitespace() || covered[at], "{c:?} at {at} stands in no line of {:?}", extract.text);
    }
    for revision in &extract.revisions {
        let words = extract.text.get(revision.span.clone()).expect("a change has a place");
        let flat = |text: &str| text.replace(['\t', '\n', '\u{c}'], " ");
        assert!(words.is_empty() || flat(words) == flat(&revision.text), "{revision:?} in {:?}", extract.text);
    }
    for (range, _) in &extract.links {
        assert!(extract.text.get(range.clone()).is_some());
    }
    for note in &extract.notes {
        assert!(extract.text.get(note.span.clone()).is_some());
        assert!(note.reference.clone().is_none_or(|r| extract.text.get(r).is_some()));
    }
    extract
}

/// Words of all lines.
pub(super) fn lines(extract: &Extract) -> Vec<&str> {
    extract.lines.iter().map(|l| extract.words(l)).collect()
}

/// Labels and the words behind them.
pub(super) fn labelled(extract: &Extract) -> Vec<(&str, &str)> {
    let halves = |l: &Line| extract.words(l).split_at(l.label);
    extract.lines.iter().map(halves).map(|(label, words)| (label, words.trim())).collect()
}

/// Labels alone.
pub(super) fn labels(extract: &Extract) -> Vec<&str> {
    labelled(extract).into_iter().map(|(label, _)| label).collect()
}

pub(super) fn codes(extract: &Extract) -> Vec<&str> {
    extract.diagnostics.iter().map(|d| d.code).collect()
}

/// A paragraph.
pub(super) fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A run.
pub(super) fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

/// A paragraph with properties.
pub(super) fn pp(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(words))
}

/// A paragraph of a list.
pub(super) fn item(list: u32, level: u32, words: &str) -> String {
    pp(&num(list, level), words)
}

pub(super) fn num(list: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>")
}

/// A level of a list.
pub(super) fn level(index: u32, form: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )
}

/// Lists 1 and 2 of one abstract list with these levels, list 2 with what it overrides.
pub(super) fn lists(levels: &str, overrides: &str) -> String {
    format!(
        "<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
         <w:num w:numId='2'><w:abstractNumId w:val='0'/>{overrides}</w:num>"
    )
}

/// The four levels that agreements are commonly numbered in.
pub(super) fn agreement_levels() -> String {
    [
        level(0, "decimal", "Article %1", "<w:suff w:val='space'/>"),
        level(1, "decimal", "%2.", ""),
        level(2, "lowerLetter", "(%3)", ""),
        level(3, "lowerRoman", "(%4)", ""),
    ]
    .concat()
}

#[test]
fn recognises_documents_by_their_beginning() {
    use crate::read::{Format, format::recognise};
    assert_eq!(recognise("treaty", &Docx::new("").zipped()), Format::Docx);
    assert_eq!(recognise("treaty.doc", &[0xD0, 0xCF, 0x11, 0xE0]), Format::Docx);
}

#[test]
fn reads_paragraphs_in_order_with_their_places() {
    let read = Docx::new(&[p("Agreement"), p(""), p("The Parties,")].concat()).read();
    assert_eq!(lines(&read), ["Agreement", "", "The Parties,"]);
    assert_eq!(read.lines.iter().map(|l| l.place.line).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(!read.wrapped && read.lines.iter().all(|l| l.role == Role::Body));
    assert_eq!(codes(&read), [] as [&str; 0]);
}

#[test]
fn automatic_numbers_become_addresses() {
    let mark = "<w:r><w:footnoteReference w:id='2'/></w:r>";
    let body = [
        item(1, 0, "Use of terms").replace("</w:p>", &format!("{mark}</w:p>")),
        item(1, 1, "For the purposes of this Agreement:"),
        item(1, 2, "a network is:"),
        item(1, 3, "a set of devices;"),
        item(1, 3, "what joins them;"),
        item(1, 2, "an incident is an event."),
        item(1, 0, "Cooperation"),
        item(1, 1, "The Parties cooperate."),
        item(1, 1, "They do so in good faith."),
    ];
    let document = Docx::new(&body.concat()).word("numbering", "numbering", &lists(&agreement_levels(), "")).word(
        "footnotes",
        "footnotes",
        &format!("<w:footnote w:id='2'>{}</w:footnote>", p("See A/70/174.")),
    );
    let read = crate::read::read("model.docx", &document.zipped(), &crate::read::Options::default());
    let addresses: Vec<_> = read.units.iter().map(|u| u.address.as_str()).collect();
    assert_eq!(
        addresses,
        ["art1", "art1/1", "art1/1/a", "art1/1/a/i", "art1/1/a/ii", "art1/1/b", "art2", "art2/1", "art2/2"]
    );
}
