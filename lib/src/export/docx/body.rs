//! The words of a Word file: paragraphs, tables and footnotes.

use std::collections::BTreeMap;

use crate::export::flow::{Block, Look, Piece, Step, flow, note_words};
use crate::export::xml::Xml;
use crate::read::Document;
use crate::text::is_right_to_left;

use super::package::link_id;
use super::styles::{LEVELS, language_of};
use super::{OFFICE, WORD};

/// Twentieths of a point that one step of indentation takes: a centimetre.
const STEP: u32 = 567;
/// Deeper steps would leave no room for words on the page.
const DEEPEST: u8 = 9;

/// The body in the making, with what goes into other parts.
pub(super) struct Body<'d> {
    document: &'d Document,
    /// Language of the defaults; words in it are not marked.
    language: Option<&'d str>,
    /// Language that has to be marked, and the direction of the words.
    marked: Option<&'d str>,
    right_to_left: bool,
    /// Whether the next paragraph begins a page.
    new_page: bool,
    /// Number of footnotes that Word counts, and numbers of all.
    counted: usize,
    notes: BTreeMap<usize, usize>,
    pub(super) links: Vec<String>,
    pub(super) footnotes: Xml,
    pub(super) xml: Xml,
}

/// How a run of words looks.
#[derive(Clone, Copy, Default)]
struct Face {
    style: Option<&'static str>,
    bold: bool,
    italic: bool,
}

impl<'d> Body<'d> {
    pub(super) fn new(document: &'d Document, language: Option<&'d str>) -> Body<'d> {
        let mut xml = Xml::default();
        xml.open("w:document", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)]);
        xml.open("w:body", &[]);
        let mut footnotes = Xml::default();
        footnotes.open("w:footnotes", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)]);
        // The lines that part footnotes from the words above; Word does not open a file without them.
        for (id, kind, line) in
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
        {
            footnotes.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
            footnotes.line("w:p", &[], |xml| xml.inline("w:r", &[], |xml| xml.void(line)));
            footnotes.close();
        }
        Body {
            document,
            language,
            marked: None,
            right_to_left: false,
            new_page: false,
            counted: 0,
            notes: BTreeMap::new(),
            links: Vec::new(),
            footnotes,
            xml,
        }
    }

    /// Writes one text.
    pub(super) fn text(&mut self, part: usize, new_page: bool) {
        let language = self.document.texts.get(part).and_then(|t| t.language.as_deref());
        self.marked = language.filter(|l| Some(*l) != self.language);
        self.right_to_left = language.is_some_and(is_right_to_left);
        self.new_page = new_page;
        let flow = flow(self.document, part);
        let mut rows: Vec<&Block> = Vec::new();
        for step in &flow.steps {
            if let Step::Print(block) = step
                && block.look == Look::Row
            {
                rows.push(block);
                continue;
            }
            self.table(&std::mem::take(&mut rows));
            if let Step::Print(block) = step {
                self.paragraph(block);
            }
        }
        self.table(&rows);
        // Nobody knows where in the words they belong, and a footnote without a mark would not be shown.
        for note in &flow.loose {
            let mark = self.document.notes.get(*note).map_or("", |n| n.mark.as_str());
            let words = format!("{mark} {}", note_words(self.document, *note));
            let mut xml = std::mem::take(&mut self.xml);
            xml.line("w:p", &[], |xml| {
                self.properties(xml, Some("FootnoteText"), None);
                self.run(xml, words.trim_start(), Face::default());
            });
            self.xml = xml;
        }
    }

    fn paragraph(&mut self, block: &Block) {
        let style = style_of(block.look);
        let mut xml = std::mem::take(&mut self.xml);
        xml.line("w:p", &[], |xml| {
            self.properties(xml, style.as_deref(), Some(block));
            self.pieces(xml, block);
        });
        self.xml = xml;
    }

    /// Properties of a paragraph, in the order that the schema prescribes.
    fn properties(&mut self, xml: &mut Xml, style: Option<&str>, block: Option<&Block>) {
        let new_page = std::mem::take(&mut self.new_page);
        let words = block.filter(|b| matches!(b.look, Look::Words { .. }));
        let hangs = words.is_some_and(|b| b.look == Look::Words { hangs: true } && !b.centred);
        let steps = words.map_or(0, |b| steps_of(b.indent, hangs));
        let centred = block.is_some_and(|b| b.centred);
        if style.is_none() && !new_page && !self.right_to_left && steps == 0 && !centred {
            return;
        }
        xml.inline("w:pPr", &[], |xml| {
            if let Some(style) = style {
                xml.empty_inline("w:pStyle", &[("w:val", style)]);
            }
            if new_page {
                xml.void("w:pageBreakBefore");
            }
            if self.right_to_left {
                xml.void("w:bidi");
            }
            if !centred {
                indented(xml, steps, hangs);
            }
            if centred {
                xml.empty_inline("w:jc", &[("w:val", "center")]);
            }
        });
    }

    fn pieces(&mut self, xml: &mut Xml, block: &Block) {
        let hangs = block.look == Look::Words { hangs: true } && !block.centred;
        let mut italic = block.italic;
        let mut behind_label = false;
        let face = Face { bold: block.bold, ..Face::default() };
        for piece in &block.pieces {
            let after_label = std::mem::replace(&mut behind_label, matches!(piece, Piece::Label(_)));
            match piece {
                // The gap behind a hanging number leads to where the words begin.
                Piece::Words(words) if after_label && hangs && words == " " => {
                    xml.inline("w:r", &[], |xml| xml.void("w:tab"));
                }
                Piece::Words(words) if italic && !words.trim().is_empty() => {
                    italic = false;
                    let lead = words.len() - words.trim_start().len();
                    let rest = words.get(lead..).unwrap_or("");
                    let end = lead + rest.find(char::is_whitespace).unwrap_or(rest.len());
                    self.run(xml, words.get(..lead).unwrap_or(""), face);
                    self.run(xml, words.get(lead..end).unwrap_or(""), Face { italic: true, ..face });
                    self.run(xml, words.get(end..).unwrap_or(""), face);
                }
                piece => self.piece(xml, piece, face),
            }
        }
    }

    fn piece(&mut self, xml: &mut Xml, piece: &Piece, face: Face) {
        match piece {
            Piece::Label(words) | Piece::Words(words) => self.run(xml, words, face),
            Piece::Break => xml.inline("w:r", &[], |xml| xml.void("w:br")),
            Piece::Cell => {}
            Piece::Link { to, text } => {
                let number = self.links.iter().position(|l| l == to).unwrap_or_else(|| {
                    self.links.push(to.clone());
                    self.links.len() - 1
                });
                let face = Face { style: Some("Hyperlink"), ..face };
                xml.inline("w:hyperlink", &[("r:id", &link_id(number))], |xml| self.run(xml, text, face));
            }
            Piece::Mark { note, text } => self.mark(xml, *note, text),
        }
    }

    /// The mark of a footnote, and the footnote. Word counts those whose mark is the next number; others are typed.
    fn mark(&mut self, xml: &mut Xml, note: usize, text: &str) {
        let known = self.document.notes.get(note).map_or("", |n| n.mark.as_str());
        let mark = if known.is_empty() { text } else { known };
        let counted = mark == (self.counted + 1).to_string();
        self.counted += usize::from(counted);
        let number = self.notes.len() + 1;
        self.notes.insert(note, number);
        let id = number.to_string();
        let style = |xml: &mut Xml| {
            xml.inline("w:rPr", &[], |xml| xml.empty_inline("w:rStyle", &[("w:val", "FootnoteReference")]));
        };
        xml.inline("w:r", &[], |xml| {
            style(xml);
            let custom = (!counted).then_some(("w:customMarkFollows", "1"));
            let attributes: Vec<_> = custom.into_iter().chain([("w:id", id.as_str())]).collect();
            xml.empty_inline("w:footnoteReference", &attributes);
            if !counted {
                words(xml, mark);
            }
        });
        let note_words = note_words(self.document, note);
        let mut footnotes = std::mem::take(&mut self.footnotes);
        footnotes.open("w:footnote", &[("w:id", &id)]);
        footnotes.line("w:p", &[], |xml| {
            self.properties(xml, Some("FootnoteText"), None);
            xml.inline("w:r", &[], |xml| {
                style(xml);
                if counted {
                    xml.void("w:footnoteRef");
                } else {
                    words(xml, mark);
                }
            });
            self.run(xml, &format!(" {note_words}"), Face::default());
        });
        footnotes.close();
        self.footnotes = footnotes;
    }

    /// Words that look alike.
    fn run(&self, xml: &mut Xml, text: &str, face: Face) {
        if text.is_empty() {
            return;
        }
        xml.inline("w:r", &[], |xml| {
            let plain = face.style.is_none() && !face.bold && !face.italic;
            if !plain || self.right_to_left || self.marked.is_some() {
                xml.inline("w:rPr", &[], |xml| {
                    if let Some(style) = face.style {
                        xml.empty_inline("w:rStyle", &[("w:val", style)]);
                    }
                    for (on, names) in [(face.bold, ["w:b", "w:bCs"]), (face.italic, ["w:i", "w:iCs"])] {
                        names.into_iter().filter(|_| on).for_each(|name| xml.void(name));
                    }
                    if self.right_to_left {
                        xml.void("w:rtl");
                    }
                    if let Some(language) = self.marked {
                        xml.empty_inline("w:lang", &language_of(language));
                    }
                });
            }
            words(xml, text);
        });
    }

    /// A table, with an empty paragraph behind it, without which Word joins it to the next one.
    fn table(&mut self, rows: &[&Block]) {
        let cells: Vec<Vec<&[Piece]>> =
            rows.iter().map(|r| r.pieces.split(|piece| *piece == Piece::Cell).collect()).collect();
        let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let mut xml = std::mem::take(&mut self.xml);
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblStyle", &[("w:val", "TableGrid")]);
        if self.right_to_left {
            xml.empty("w:bidiVisual", &[]);
        }
        xml.empty("w:tblW", &[("w:w", "0"), ("w:type", "auto")]);
        xml.close();
        // Nine thousand twentieths of a point lie between the margins.
        let width = (9026 / columns.max(1)).to_string();
        xml.open("w:tblGrid", &[]);
        (0..columns).for_each(|_| xml.empty("w:gridCol", &[("w:w", &width)]));
        xml.close();
        for row in cells {
            xml.open("w:tr", &[]);
            for column in 0..columns {
                xml.line("w:tc", &[], |xml| {
                    xml.inline("w:tcPr", &[], |xml| {
                        xml.empty_inline("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
                    });
                    xml.inline("w:p", &[], |xml| {
                        self.properties(xml, None, None);
                        for piece in row.get(column).copied().unwrap_or_default() {
                            self.piece(xml, piece, Face::default());
                        }
                    });
                });
            }
            xml.close();
        }
        xml.close();
        xml.empty("w:p", &[]);
        self.xml = xml;
    }
}

/// Name of the style of a heading or title.
pub(super) fn style_of(look: Look) -> Option<String> {
    match look {
        Look::Title => Some("Title".to_owned()),
        Look::Heading(level) => Some(format!("Heading{}", level.clamp(1, LEVELS))),
        Look::Words { .. } | Look::Row => None,
    }
}

/// Steps from the margin to the words of a paragraph; a label that hangs takes the last one.
pub(super) fn steps_of(indent: u8, hangs: bool) -> u32 {
    u32::from(indent.min(DEEPEST)) + u32::from(hangs)
}

/// The indentation among the properties of a paragraph.
pub(super) fn indented(xml: &mut Xml, steps: u32, hangs: bool) {
    if steps > 0 {
        let (left, step) = ((steps * STEP).to_string(), STEP.to_string());
        let hanging = hangs.then_some(("w:hanging", step.as_str()));
        let attributes: Vec<_> = [("w:left", left.as_str())].into_iter().chain(hanging).collect();
        xml.empty_inline("w:ind", &attributes);
    }
}

fn words(xml: &mut Xml, text: &str) {
    words_as(xml, "w:t", text);
}

/// The words of a run in an element of some name; tabs and line ends have elements of their own.
pub(super) fn words_as(xml: &mut Xml, name: &'static str, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            xml.void("w:br");
        }
        for (n, stretch) in line.split('\t').enumerate() {
            if n > 0 {
                xml.void("w:tab");
            }
            if !stretch.is_empty() {
                xml.inline(name, &[("xml:space", "preserve")], |xml| xml.words(stretch));
            }
        }
    }
}
