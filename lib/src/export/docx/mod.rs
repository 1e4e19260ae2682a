//! A document as a Word file (Office Open XML), to be edited on.
//!
//! In: a [`Document`] and which of its texts to write. Out: the bytes of a DOCX file that Word and LibreOffice open.
//! Headings have the styles that the navigation pane shows, by depth; labels are typed as they are printed, with a hanging
//! indent, because a number that Word counts changes when somebody edits above it; footnotes are Word's own; texts in
//! Arabic and the like run from right to left.
//!
//! It refuses to invent: the file names no author and no date, because nobody wrote it in Word on any day. The same document
//! gives the same bytes. Running heads and page numbers of the source are not written.
//!
//! ```
//! use servanda::export::docx::docx;
//! use servanda::read::{self, Options};
//!
//! let document = read::read("model.txt", b"Article 1\nScope\n1. One rule.\n2. Another.\n", &Options::default());
//! let file = docx(&document, None).unwrap();
//! let again = read::read("model.docx", &file.bytes, &Options::default());
//! assert_eq!(again.units[1].address, "art1/1");
//! assert_eq!(again.unit("art1").unwrap().heading.as_deref(), Some("Scope"));
//! ```

mod body;
pub mod matrix;
mod styles;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::diagnostic::Diagnostic;
use crate::read::Document;

use super::NotWritten;
use super::xml::Xml;
use body::Body;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
/// The beginning of the types of parts of a Word file.
const PART: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A Word file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be written.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes one text of a document, or all of them, each from a new page on.
///
/// Takes the number of the text in [`Document::texts`]; a number that there is not gives a file without words. Gives the
/// bytes of the file with what could not be written.
///
/// # Errors
/// [`NotWritten`] if the parts cannot be packed, which only a lack of memory or more than four gigabytes do.
pub fn docx(document: &Document, text_part: Option<usize>) -> Result<Packed, NotWritten> {
    let parts: Vec<usize> = match text_part {
        Some(part) => vec![part],
        None => (0..document.texts.len()).collect(),
    };
    let language = parts.first().and_then(|part| document.texts.get(*part)).and_then(|t| t.language.as_deref());
    let mut body = Body::new(document, language);
    for (place, part) in parts.iter().enumerate() {
        body.text(*part, place > 0);
    }
    let Body { links, footnotes, mut xml, .. } = body;
    section(&mut xml);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, xml: Xml| -> Result<(), NotWritten> {
        diagnostics.extend(xml.forbidden());
        // Without a time of its own every part has the first one that the format knows, on every machine.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        let failed = |error: &dyn std::fmt::Display| NotWritten(format!("{name} cannot be packed: {error}"));
        package.start_file(name, options).map_err(|e| failed(&e))?;
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{}", xml.finish());
        package.write_all(text.as_bytes()).map_err(|e| failed(&e))
    };
    put("[Content_Types].xml", content_types())?;
    put("_rels/.rels", package_relations())?;
    put("docProps/core.xml", core(document, language))?;
    put("word/document.xml", xml)?;
    put("word/_rels/document.xml.rels", document_relations(&links))?;
    put("word/styles.xml", styles::styles(language))?;
    put("word/settings.xml", settings(language))?;
    put("word/footnotes.xml", footnotes)?;
    let packed = package.finish().map_err(|e| NotWritten(format!("the parts cannot be packed: {e}")))?;
    Ok(Packed { bytes: packed.into_inner(), diagnostics })
}

/// The page: A4, as everywhere but in North America, with an inch of margin.
fn section(xml: &mut Xml) {
    xml.open("w:sectPr", &[]);
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1440"));
    let others = [("w:header", "708"), ("w:footer", "708"), ("w:gutter", "0")];
    xml.empty("w:pgMar", &[margins.as_slice(), others.as_slice()].concat());
    xml.close();
}

fn content_types() -> Xml {
    let mut xml = Xml::default();
    xml.open("Types", &[("xmlns", TYPES)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    for (name, kind) in [
        ("/word/document.xml", format!("{PART}.document.main+xml")),
        ("/word/styles.xml", format!("{PART}.styles+xml")),
        ("/word/settings.xml", format!("{PART}.settings+xml")),
        ("/word/footnotes.xml", format!("{PART}.footnotes+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
    ] {
        xml.empty("Override", &[("PartName", name), ("ContentType", &kind)]);
    }
    xml.close();
    xml
}

fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str, external: bool) {
    let mode = external.then_some(("TargetMode", "External"));
    let attributes: Vec<_> = [("Id", id), ("Type", kind), ("Target", target)].into_iter().chain(mode).collect();
    xml.empty("Relationship", &attributes);
}

fn package_relations() -> Xml {
    let mut xml = Xml::default();
    xml.open("Relationships", &[("xmlns", PACKAGE)]);
    relation(&mut xml, "rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml", false);
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relation(&mut xml, "rId2", core, "docProps/core.xml", false);
    xml.close();
    xml
}

fn document_relations(links: &[String]) -> Xml {
    let mut xml = Xml::default();
    xml.open("Relationships", &[("xmlns", PACKAGE)]);
    for (number, part) in ["styles", "settings", "footnotes"].into_iter().enumerate() {
        let id = format!("rId{}", number + 1);
        relation(&mut xml, &id, &format!("{OFFICE}/{part}"), &format!("{part}.xml"), false);
    }
    for (number, to) in links.iter().enumerate() {
        relation(&mut xml, &link_id(number), &format!("{OFFICE}/hyperlink"), to, true);
    }
    xml.close();
    xml
}

/// Name of a link in the relations of the body.
fn link_id(number: usize) -> String {
    format!("rLink{}", number + 1)
}

/// Title and language, and nothing that nobody said.
fn core(document: &Document, language: Option<&str>) -> Xml {
    let mut xml = Xml::default();
    let names = [("xmlns:cp", CORE), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];
    xml.open("cp:coreProperties", &names);
    for (name, value) in [("dc:title", document.title.as_deref()), ("dc:language", language)] {
        if let Some(value) = value {
            xml.line(name, &[], |xml| xml.words(value));
        }
    }
    xml.close();
    xml
}

fn settings(language: Option<&str>) -> Xml {
    let mut xml = Xml::default();
    xml.open("w:settings", &[("xmlns:w", WORD)]);
    xml.empty("w:defaultTabStop", &[("w:val", "567")]);
    xml.open("w:footnotePr", &[]);
    xml.empty("w:footnote", &[("w:id", "-1")]);
    xml.empty("w:footnote", &[("w:id", "0")]);
    xml.close();
    // Without it Word opens the file in the mode of 2007, which it says in the title of the window.
    xml.open("w:compat", &[]);
    let name =
        [("w:name", "compatibilityMode"), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", "15")];
    xml.empty("w:compatSetting", &name);
    xml.close();
    if let Some(language) = language {
        xml.empty("w:themeFontLang", &[("w:val", language)]);
    }
    xml.close();
    xml
}
