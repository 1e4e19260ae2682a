//! The styles of a Word file: few, by the names that Word knows, so that a user's own template can take over.

use crate::export::xml::Xml;
use crate::text::is_right_to_left;

use super::WORD;

/// Levels of headings that Word has.
pub(super) const LEVELS: u8 = 9;

/// Attributes that name a language for the script it is written in. Word keeps three languages for one stretch of words.
pub(super) fn language_of(tag: &str) -> [(&'static str, &str); 1] {
    let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    [match primary.as_str() {
        "zh" | "ja" | "ko" => ("w:eastAsia", tag),
        _ if is_right_to_left(tag) => ("w:bidi", tag),
        _ => ("w:val", tag),
    }]
}

/// Styles of paragraphs, characters and tables.
pub(super) fn styles(language: Option<&str>) -> Xml {
    let mut xml = Xml::default();
    xml.open("w:styles", &[("xmlns:w", WORD)]);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    let font = "Times New Roman";
    let fonts = [("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", "SimSun"), ("w:cs", font)];
    xml.empty("w:rFonts", &fonts);
    xml.empty("w:sz", &[("w:val", "22")]);
    xml.empty("w:szCs", &[("w:val", "24")]);
    if let Some(language) = language {
        xml.empty("w:lang", &language_of(language));
    }
    xml.close();
    xml.close();
    xml.open("w:pPrDefault", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:spacing", &[("w:after", "120"), ("w:line", "264"), ("w:lineRule", "auto")]);
    xml.close();
    xml.close();
    xml.close();
    Style { id: "Normal", name: "Normal", default: true, ..Style::default() }.write(&mut xml);
    let title = "before=360,after=240";
    Style { id: "Title", name: "Title", bold: true, size: Some("32"), space: title, ..Style::default() }
        .write(&mut xml);
    for level in 0..LEVELS {
        let (id, name) = (format!("Heading{}", level + 1), format!("heading {}", level + 1));
        let size = ["28", "26", "24"].get(usize::from(level)).copied().unwrap_or("22");
        let outline = level.to_string();
        Style {
            id: &id,
            name: &name,
            bold: true,
            size: Some(size),
            space: "before=240,after=120",
            outline: Some(&outline),
            ..Style::default()
        }
        .write(&mut xml);
    }
    let note = Style { id: "FootnoteText", name: "footnote text", size: Some("18"), ..Style::default() };
    Style { space: "before=0,after=60", ..note }.write(&mut xml);
    let reference = Style { id: "FootnoteReference", name: "footnote reference", ..Style::default() };
    Style { kind: "character", raised: true, ..reference }.write(&mut xml);
    Style { id: "Header", name: "header", size: Some("18"), ..Style::default() }.write(&mut xml);
    Style { id: "CommentText", name: "annotation text", size: Some("20"), ..Style::default() }.write(&mut xml);
    let reference = Style { id: "CommentReference", name: "annotation reference", ..Style::default() };
    Style { kind: "character", size: Some("16"), ..reference }.write(&mut xml);
    Style { id: "Hyperlink", name: "Hyperlink", kind: "character", linked: true, ..Style::default() }.write(&mut xml);
    table_grid(&mut xml);
    xml.close();
    xml
}

/// One style; what is not said is as in the text.
#[derive(Clone, Copy)]
struct Style<'a> {
    kind: &'a str,
    id: &'a str,
    name: &'a str,
    default: bool,
    bold: bool,
    raised: bool,
    linked: bool,
    size: Option<&'a str>,
    /// `before=240,after=120` in twentieths of a point.
    space: &'a str,
    outline: Option<&'a str>,
}

impl Default for Style<'_> {
    fn default() -> Self {
        Style {
            kind: "paragraph",
            id: "",
            name: "",
            default: false,
            bold: false,
            raised: false,
            linked: false,
            size: None,
            space: "",
            outline: None,
        }
    }
}

impl Style<'_> {
    fn write(&self, xml: &mut Xml) {
        let default = self.default.then_some(("w:default", "1"));
        let attributes: Vec<_> =
            [("w:type", self.kind)].into_iter().chain(default).chain([("w:styleId", self.id)]).collect();
        xml.open("w:style", &attributes);
        xml.empty("w:name", &[("w:val", self.name)]);
        if self.kind == "paragraph" && !self.default {
            xml.empty("w:basedOn", &[("w:val", "Normal")]);
            xml.empty("w:next", &[("w:val", if self.id == "FootnoteText" { self.id } else { "Normal" })]);
        }
        xml.empty("w:qFormat", &[]);
        if !self.space.is_empty() || self.outline.is_some() {
            xml.open("w:pPr", &[]);
            if self.outline.is_some() {
                xml.empty("w:keepNext", &[]);
            }
            let space: Vec<(String, &str)> =
                self.space.split(',').filter_map(|s| s.split_once('=')).map(|(n, v)| (format!("w:{n}"), v)).collect();
            let space: Vec<(&str, &str)> = space.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            xml.empty("w:spacing", &space);
            if let Some(outline) = self.outline {
                xml.empty("w:outlineLvl", &[("w:val", outline)]);
            }
            xml.close();
        }
        if self.bold || self.raised || self.linked || self.size.is_some() {
            xml.open("w:rPr", &[]);
            if self.bold {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            }
            if self.linked {
                xml.empty("w:color", &[("w:val", "0563C1")]);
            }
            if let Some(size) = self.size {
                xml.empty("w:sz", &[("w:val", size)]);
                xml.empty("w:szCs", &[("w:val", size)]);
            }
            if self.linked {
                xml.empty("w:u", &[("w:val", "single")]);
            }
            if self.raised {
                xml.empty("w:vertAlign", &[("w:val", "superscript")]);
            }
            xml.close();
        }
        xml.close();
    }
}

fn table_grid(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "table"), ("w:styleId", "TableGrid")]);
    xml.empty("w:name", &[("w:val", "Table Grid")]);
    xml.open("w:tblPr", &[]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
    }
    xml.close();
    xml.open("w:tblCellMar", &[]);
    for side in ["w:left", "w:right"] {
        xml.empty(side, &[("w:w", "108"), ("w:type", "dxa")]);
    }
    xml.close();
    xml.close();
    xml.close();
}
