//! The XML of the Texts of Trade Agreements: chapters and articles are marked, everything below is text as it was printed.
//!
//! The numbers and names stand in attributes; they are put back as lines of their own, in the words of the file, with the
//! number as a label that is certain. Files with a document type are refused: they can make gigabytes of a few lines.

use roxmltree::{Document, Node, ParsingOptions};

use crate::diagnostic::{Diagnostic, FileSet};
use crate::model::Date;
use crate::read::extract::{Extract, Format, Place, Role, Style};

use super::plain;

/// The decoded source of an XML file, and an extract that knows what was doubtful about its encoding. What is extracted from XML
/// has other positions than the file, so those doubts stand at its beginning.
pub(super) fn begin(bytes: &[u8], format: Format) -> (Extract, String) {
    let (source, diagnostics) = plain::decode(bytes);
    let mut extract = Extract { diagnostics, ..Extract::new(format) };
    for diagnostic in &mut extract.diagnostics {
        diagnostic.span = FileSet::default().span(Default::default(), 0..0);
    }
    (extract, source.trim_start_matches('\u{feff}').to_owned())
}

/// Parses XML and refuses a DTD, whose entities can blow a small file up to any size.
pub(super) fn parse(source: &str) -> Result<Document<'_>, roxmltree::Error> {
    Document::parse_with_options(source, ParsingOptions { allow_dtd: false, ..ParsingOptions::default() })
}

/// Reads a file of the Texts of Trade Agreements.
pub(crate) fn extract(bytes: &[u8]) -> Extract {
    let (mut extract, source) = begin(bytes, Format::Tota);
    extract.wrapped = true;
    let source = source.as_str();
    let document = match parse(source) {
        Ok(document) => document,
        Err(error) => return unread(extract, source, &error),
    };
    let breaks: Vec<usize> = memchr::memchr_iter(b'\n', source.as_bytes()).collect();
    let line_at = |offset: usize| u32::try_from(breaks.partition_point(|b| *b < offset) + 1).unwrap_or(u32::MAX);
    let root = document.root_element();
    let meta = |name: &str| {
        let meta = child(root, "meta").and_then(|meta| child(meta, name))?;
        meta.text().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    extract.title = meta("name");
    extract.date = meta("date_signed").and_then(|date| Date::parse(&date).ok());
    extract.language = meta("language").filter(|l| (2..=3).contains(&l.len()));
    let Some(body) = child(root, "body") else {
        let span = FileSet::default().span(Default::default(), 0..0);
        extract.diagnostics.push(
            Diagnostic::error("no-body", span, "the file has no <body>, and so no words of a treaty")
                .hint("check that it is a file of the Texts of Trade Agreements"),
        );
        return extract;
    };
    // The nodes come in document order, so that depth costs no stack.
    for node in body.descendants().skip(1) {
        let line = line_at(node.range().start);
        match node.tag_name().name() {
            "chapter" => heading(&mut extract, node, 1, line),
            "article" => heading(&mut extract, node, 2, line),
            _ if node.is_text() => text(&mut extract, node.text().unwrap_or(""), line),
            _ => {}
        }
    }
    extract
}

fn child<'d>(node: Node<'d, 'd>, name: &str) -> Option<Node<'d, 'd>> {
    node.children().find(|n| n.has_tag_name(name))
}

/// Number and name as two lines, as agreements print them.
fn heading(extract: &mut Extract, node: Node<'_, '_>, level: u8, line: u32) {
    let place = Place { page: None, line };
    let style = Style { heading: level, ..Style::default() };
    let value = |name: &str| node.attribute(name).map(str::trim).filter(|v| !v.is_empty());
    if !extract.lines.is_empty() {
        extract.push_line("", place, Role::Body, Style::default());
    }
    if let Some(number) = value("number") {
        let at = extract.push_line(number, place, Role::Body, style);
        if let Some(line) = extract.lines.get_mut(at) {
            line.label = line.span.len();
        }
    }
    if let Some(name) = value("name") {
        extract.push_line(name, place, Role::Body, style);
    }
}

fn text(extract: &mut Extract, text: &str, first: u32) {
    // White space between elements is the layout of the file.
    if text.trim().is_empty() {
        return;
    }
    for (number, line) in text.trim_end().split('\n').enumerate() {
        let line_number = first.saturating_add(u32::try_from(number).unwrap_or(u32::MAX));
        extract.push_line(line, Place { page: None, line: line_number }, Role::Body, Style::default());
    }
}

/// What is no XML is given back as the lines it has.
pub(super) fn unread(extract: Extract, source: &str, error: &roxmltree::Error) -> Extract {
    let lines = plain::lines(source);
    let (row, column) = (error.pos().row, error.pos().col);
    let at = lines.get(row.saturating_sub(1) as usize).map_or(0, |l| l.span.start);
    let span = FileSet::default().span(Default::default(), at..at);
    let diagnostic = match error {
        roxmltree::Error::DtdDetected => {
            Diagnostic::error("xml-dtd", span, "the file declares a document type, which is refused")
                .hint("delete the <!DOCTYPE …> declaration if you trust the file")
        }
        _ => Diagnostic::error("xml", span, format!("the XML is broken in line {row}, column {column}: {error}"))
            .hint("mend the file; until then its lines are read as plain text"),
    };
    let mut diagnostics = extract.diagnostics;
    diagnostics.push(diagnostic);
    Extract { text: source.to_owned(), lines, diagnostics, wrapped: true, ..Extract::new(extract.format) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::{self, Options};

    const MODEL: &str = "<?xml version=\"1.0\"?>\n<treaty>\n<meta><name>Model &amp; Lake</name><language>en</language></meta>\n<body>\n\
        <chapter name=\"Preamble\"><article>The Parties,\nRecalling the lake,</article></chapter>\n\
        <chapter number=\"CHAPTER I\" name=\"General\"><article number=\"ARTICLE 1.1\" name=\"Scope\">1. One rule\nthat follows Article 7 of another treaty.\n2. Two.</article>\n\
        <article number=\"ARTICLE 1.2\">Words.</article></chapter></body></treaty>";

    #[test]
    fn marked_units_are_read_back() {
        let document = read::read("model.xml", MODEL.as_bytes(), &Options::default());
        assert_eq!(document.format, Format::Tota);
        assert_eq!(document.title.as_deref(), Some("Model & Lake"));
        assert_eq!(document.language.as_deref(), Some("en"));
        let addresses: Vec<&str> = document.units.iter().map(|u| u.address.as_str()).collect();
        assert_eq!(addresses, ["preamble", "preamble/1", "ch1", "art1.1", "art1.1/1", "art1.1/2", "art1.2"]);
        let article = document.unit("art1.1").unwrap();
        assert_eq!((article.heading.as_deref(), article.place.line), (Some("Scope"), 7));
        assert_eq!(document.unit("art1.1/2").map(|u| u.place.line), Some(9));
    }

    #[test]
    fn bombs_and_broken_files_cost_a_diagnostic() {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE treaty [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><treaty><body>&b;</body></treaty>";
        assert_eq!(extract(bomb.as_bytes()).diagnostics[0].code, "xml-dtd");
        let broken = extract(MODEL.replace("</body>", "").as_bytes());
        assert_eq!(broken.diagnostics[0].code, "xml");
        assert!(broken.text.contains("One rule"));
        assert_eq!(extract(b"<treaty/>").diagnostics[0].code, "no-body");
        let deep = format!("<treaty><body>{}words{}</body></treaty>", "<x>".repeat(50_000), "</x>".repeat(50_000));
        assert!(extract(deep.as_bytes()).text.contains("words"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            extract(&bytes);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            extract(format!("<treaty><body><article number=\"{text}\">{text}</article></body></treaty>").as_bytes());
        }
    }
}
