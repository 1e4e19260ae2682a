//! The package of a Word file: its parts, their types, and how they refer to each other.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::diagnostic::Diagnostic;
use crate::export::NotWritten;
use crate::export::xml::Xml;

use super::{OFFICE, Packed, WORD, styles};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
/// The beginning of the types of parts of a Word file.
const PART: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What goes into a package.
pub(super) struct Parts<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) language: Option<&'a str>,
    /// The body, still open: the page is described at its end.
    pub(super) body: Xml,
    /// Addresses of the web that the body refers to as [`link_id`] says.
    pub(super) links: &'a [String],
    /// Whether the page lies on its side, as wide tables want it.
    pub(super) wide: bool,
    /// Parts beside the body by their kind: `footnotes`, `comments`, `header`.
    pub(super) others: Vec<(&'static str, Xml)>,
}

/// Packs the parts with styles, settings and what else a file must have.
pub(super) fn pack(parts: Parts<'_>) -> Result<Packed, NotWritten> {
    let Parts { title, language, mut body, links, wide, others } = parts;
    let has = |kind: &str| others.iter().any(|(other, _)| *other == kind);
    section(&mut body, has("header"), wide);
    let settings = settings(language, has("footnotes"));
    let beside = [("styles", styles::styles(language)), ("settings", settings)].into_iter().chain(others);
    let beside: Vec<(&'static str, Xml)> = beside.collect();
    let kinds: Vec<&str> = beside.iter().map(|(kind, _)| *kind).collect();
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
    put("[Content_Types].xml", content_types(&kinds))?;
    put("_rels/.rels", package_relations())?;
    put("docProps/core.xml", core(title, language))?;
    put("word/document.xml", body)?;
    put("word/_rels/document.xml.rels", document_relations(&kinds, links))?;
    for (kind, xml) in beside {
        put(&format!("word/{kind}.xml"), xml)?;
    }
    let packed = package.finish().map_err(|e| NotWritten(format!("the parts cannot be packed: {e}")))?;
    Ok(Packed { bytes: packed.into_inner(), diagnostics })
}

/// The page: A4, as everywhere but in North America, with an inch of margin, or half an inch where it lies on its side.
fn section(xml: &mut Xml, header: bool, wide: bool) {
    xml.open("w:sectPr", &[]);
    if header {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "header")]);
    }
    let (short, long) = ("11906", "16838");
    let (margin, edge) = if wide { ("720", "360") } else { ("1440", "708") };
    match wide {
        true => xml.empty("w:pgSz", &[("w:w", long), ("w:h", short), ("w:orient", "landscape")]),
        false => xml.empty("w:pgSz", &[("w:w", short), ("w:h", long)]),
    }
    let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin));
    let others = [("w:header", edge), ("w:footer", edge), ("w:gutter", "0")];
    xml.empty("w:pgMar", &[margins.as_slice(), others.as_slice()].concat());
    xml.close();
}

fn content_types(kinds: &[&str]) -> Xml {
    let mut xml = Xml::default();
    xml.open("Types", &[("xmlns", TYPES)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
    part("/word/document.xml", &format!("{PART}.document.main+xml"));
    for kind in kinds {
        part(&format!("/word/{kind}.xml"), &format!("{PART}.{kind}+xml"));
    }
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
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

fn document_relations(kinds: &[&str], links: &[String]) -> Xml {
    let mut xml = Xml::default();
    xml.open("Relationships", &[("xmlns", PACKAGE)]);
    for kind in kinds {
        relation(&mut xml, kind, &format!("{OFFICE}/{kind}"), &format!("{kind}.xml"), false);
    }
    for (number, to) in links.iter().enumerate() {
        relation(&mut xml, &link_id(number), &format!("{OFFICE}/hyperlink"), to, true);
    }
    xml.close();
    xml
}

/// Name of a link in the relations of the body.
pub(super) fn link_id(number: usize) -> String {
    format!("rLink{}", number + 1)
}

/// Title and language, and nothing that nobody said.
fn core(title: Option<&str>, language: Option<&str>) -> Xml {
    let mut xml = Xml::default();
    let names = [("xmlns:cp", CORE), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];
    xml.open("cp:coreProperties", &names);
    for (name, value) in [("dc:title", title), ("dc:language", language)] {
        if let Some(value) = value {
            xml.line(name, &[], |xml| xml.words(value));
        }
    }
    xml.close();
    xml
}

fn settings(language: Option<&str>, footnotes: bool) -> Xml {
    let mut xml = Xml::default();
    xml.open("w:settings", &[("xmlns:w", WORD)]);
    xml.empty("w:defaultTabStop", &[("w:val", "567")]);
    if footnotes {
        xml.open("w:footnotePr", &[]);
        xml.empty("w:footnote", &[("w:id", "-1")]);
        xml.empty("w:footnote", &[("w:id", "0")]);
        xml.close();
    }
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
