//! A document as one web page: a file that needs nothing else and can be printed, kept and linked into.
//!
//! In: a [`Document`] and which of its texts to write. Out: HTML without script. Each text has its language and its
//! direction of writing; headings stand by depth; every unit can be linked to by its address (`page.html#art4/1/a`);
//! numbers hang before their words; footnotes lead to their marks and back. Reading the page again gives the same units
//! wherever their words tell what they are.
//!
//! It refuses to add words of its own: the page says what the text says. Running heads and page numbers of the source are
//! not written.
//!
//! ```
//! use servanda::export::html::html;
//! use servanda::read::{self, Options};
//!
//! let document = read::read("model.txt", b"Article 1\nScope\n1. One rule.\n2. Another.\n", &Options::default());
//! let page = html(&document, None).text;
//! assert!(page.contains(r#"<h2><span class="n">Article 1</span><br/>Scope</h2>"#));
//! let again = read::read("model.html", page.as_bytes(), &Options::default());
//! assert_eq!(again.units[1].address, "art1/1");
//! ```

use std::collections::BTreeMap;

use crate::read::Document;

use super::Written;
use super::flow::{Block, Flow, Look, Piece, Step, flow, note_words};
use super::xml::Xml;
use crate::text::is_right_to_left;

/// The style sheet. Lengths are in ems, so that the page follows the reader's size of letters.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 Georgia, \"Noto Serif\", \"Noto Naskh Arabic\", \"Songti SC\", serif; margin: 0 auto;
  max-width: 44rem; padding: 2rem 1rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.8em 0 .6em; text-wrap: balance; }
h1 { font-size: 1.5em; } h2 { font-size: 1.25em; } h3 { font-size: 1.1em; } h4, h5, h6 { font-size: 1em; }
p { margin: .5em 0; overflow-wrap: anywhere; }
p.h { padding-inline-start: 3em; text-indent: -3em; }
p.h > .n { display: inline-block; min-width: 3em; text-indent: 0; }
p.h > .n + .n { min-width: 2.2em; }
:target { outline: 2px solid; outline-offset: .3em; }
table { border-collapse: collapse; margin: 1em 0; } td { border: 1px solid; padding: .25em .5em; vertical-align: top; }
sup { line-height: 0; } .notes { border-top: 1px solid; font-size: .9em; margin-top: 3em; padding-top: 1em; }
article + article { border-top: 3px double; margin-top: 4em; }
@media print { body { font-size: 11pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; } tr, .notes p { break-inside: avoid; } }
@page { margin: 2.5cm; }
";

/// Writes one text of a document, or all of them one after the other.
///
/// Takes the number of the text in [`Document::texts`]; a number that there is not gives a page without words. Gives the
/// page with what could not be written.
#[must_use]
pub fn html(document: &Document, text_part: Option<usize>) -> Written {
    let parts: Vec<usize> = match text_part {
        Some(part) => vec![part],
        None => (0..document.texts.len()).collect(),
    };
    let language = |part: usize| document.texts.get(part).and_then(|t| t.language.as_deref());
    let mut xml = Xml::default();
    let first = parts.first().and_then(|part| language(*part));
    xml.open("html", &attributes(None, first));
    xml.open("head", &[]);
    xml.empty("meta", &[("charset", "utf-8")]);
    xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    xml.empty("meta", &[("name", "generator"), ("content", "Servanda")]);
    xml.line("title", &[], |xml| xml.words(document.title.as_deref().unwrap_or(&document.name)));
    // Nothing in the style sheet is a mark of HTML.
    xml.line("style", &[], |xml| xml.words_as_they_are(STYLE));
    xml.close();
    xml.open("body", &[]);
    xml.open("main", &[]);
    for (place, part) in parts.iter().enumerate() {
        let language = language(*part);
        // Addresses repeat in every language: those of further texts begin with the language.
        let prefix = match (place, language) {
            (0, _) => String::new(),
            (_, Some(language)) if first != Some(language) => format!("{language}:"),
            _ => format!("text{}:", place + 1),
        };
        xml.open("article", &attributes(None, language));
        let flow = flow(document, *part);
        let notes = numbers(&flow);
        Writer { document, prefix, right_to_left: language.is_some_and(is_right_to_left), notes }.text(&mut xml, &flow);
        xml.close();
    }
    xml.close();
    xml.close();
    xml.close();
    let diagnostics = xml.forbidden().into_iter().collect();
    Written { text: format!("<!DOCTYPE html>\n{}", xml.finish()), diagnostics }
}

fn attributes<'a>(id: Option<&'a str>, language: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
    let mut attributes: Vec<(&str, &str)> = id.map(|id| ("id", id)).into_iter().collect();
    if let Some(language) = language {
        attributes.push(("lang", language));
        attributes.push(("dir", if is_right_to_left(language) { "rtl" } else { "ltr" }));
    }
    attributes
}

/// Numbers of the footnotes in the names of places.
fn numbers(flow: &Flow) -> BTreeMap<usize, usize> {
    flow.notes.iter().enumerate().map(|(number, note)| (*note, number + 1)).collect()
}

struct Writer<'d> {
    document: &'d Document,
    prefix: String,
    right_to_left: bool,
    notes: BTreeMap<usize, usize>,
}

impl Writer<'_> {
    fn text(&self, xml: &mut Xml, flow: &Flow) {
        let mut in_table = false;
        for step in &flow.steps {
            let row = matches!(step, Step::Print(block) if block.look == Look::Row);
            if in_table && !row {
                xml.close();
                xml.close();
            } else if row && !in_table {
                xml.open("table", &[]);
                // An empty head makes it a table of data and no grid that places things, also with one row.
                xml.line("thead", &[], |_| ());
                xml.open("tbody", &[]);
            }
            in_table = row;
            match step {
                Step::Open(at) => self.open(xml, *at),
                Step::Close(_) => xml.close(),
                Step::Print(block) if row => xml.line("tr", &[], |xml| self.row(xml, block)),
                Step::Print(block) => self.block(xml, block),
            }
        }
        self.footnotes(xml, flow);
    }

    fn open(&self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.document.units.get(at) else { return xml.open("div", &[]) };
        let id = format!("{}{}", self.prefix, unit.address);
        let name = if unit.heading.is_some() { "section" } else { "div" };
        xml.open(name, &[("id", &id), ("data-kind", unit.kind.word()), ("data-eid", &unit.eid)]);
    }

    fn block(&self, xml: &mut Xml, block: &Block) {
        let side = if self.right_to_left { "margin-right" } else { "margin-left" };
        let mut style = Vec::new();
        if block.centred {
            style.push("text-align:center".to_owned());
        } else if block.indent > 0 && matches!(block.look, Look::Words { .. }) {
            style.push(format!("{side}:{}em", 3 * u32::from(block.indent)));
        }
        let style = style.join(";");
        let (name, class) = match block.look {
            Look::Title => ("h1", None),
            Look::Heading(1) => ("h2", None),
            Look::Heading(2) => ("h3", None),
            Look::Heading(3) => ("h4", None),
            Look::Heading(4) => ("h5", None),
            Look::Heading(_) => ("h6", None),
            Look::Words { hangs: true } if !block.centred => ("p", Some("h")),
            _ => ("p", None),
        };
        let class = class.map(|class| ("class", class));
        let style = (!style.is_empty()).then_some(("style", style.as_str()));
        let attributes: Vec<(&str, &str)> = class.into_iter().chain(style).collect();
        xml.line(name, &attributes, |xml| {
            if block.bold {
                xml.inline("b", &[], |xml| self.pieces(xml, block));
            } else {
                self.pieces(xml, block);
            }
        });
    }

    fn pieces(&self, xml: &mut Xml, block: &Block) {
        let mut italic = block.italic;
        let mut pieces = block.pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            if let Piece::Label(label) = piece {
                // The gap behind a number belongs to the number, so that all first words begin in one place.
                let gap = pieces.next_if(|next| matches!(next, Piece::Words(words) if words == " ")).is_some();
                xml.inline("span", &[("class", "n")], |xml| {
                    xml.words(label);
                    xml.words(if gap { " " } else { "" });
                });
                continue;
            }
            if let Piece::Words(words) = piece
                && italic
                && !words.trim().is_empty()
            {
                italic = false;
                let lead = words.len() - words.trim_start().len();
                let end = words.get(lead..).and_then(|w| w.find(char::is_whitespace)).map_or(words.len(), |n| n + lead);
                xml.words(words.get(..lead).unwrap_or(""));
                xml.inline("em", &[], |xml| xml.words(words.get(lead..end).unwrap_or("")));
                xml.words(words.get(end..).unwrap_or(""));
                continue;
            }
            self.piece(xml, piece);
        }
    }

    fn piece(&self, xml: &mut Xml, piece: &Piece) {
        match piece {
            Piece::Label(words) | Piece::Words(words) => xml.words(words),
            Piece::Break => xml.void("br"),
            Piece::Cell => {}
            Piece::Link { to, text } => xml.inline("a", &[("href", to)], |xml| xml.words(text)),
            Piece::Mark { note, text } => {
                let number = self.notes.get(note).copied().unwrap_or(0);
                let (id, to) = (format!("{}fnref{number}", self.prefix), format!("#{}fn{number}", self.prefix));
                let known = self.document.notes.get(*note).map_or("", |n| n.mark.as_str());
                // A mark that the words print raised is raised by the page.
                let bracketed = text.contains(['[', '(']);
                let shown = if bracketed || known.is_empty() { text.as_str() } else { known };
                let link = |xml: &mut Xml| {
                    let attributes = [("id", id.as_str()), ("href", to.as_str()), ("role", "doc-noteref")];
                    xml.inline("a", &attributes, |xml| xml.words(shown));
                };
                if bracketed { link(xml) } else { xml.inline("sup", &[], link) }
            }
        }
    }

    fn row(&self, xml: &mut Xml, block: &Block) {
        for cell in block.pieces.split(|piece| *piece == Piece::Cell) {
            xml.inline("td", &[], |xml| cell.iter().for_each(|piece| self.piece(xml, piece)));
        }
    }

    fn footnotes(&self, xml: &mut Xml, flow: &Flow) {
        if !flow.notes.is_empty() {
            xml.open("div", &[("class", "notes"), ("role", "doc-endnotes")]);
            for note in &flow.notes {
                let number = self.notes.get(note).copied().unwrap_or(0);
                let mark = self.document.notes.get(*note).map_or("", |n| n.mark.as_str());
                let (id, back) = (format!("{}fn{number}", self.prefix), format!("#{}fnref{number}", self.prefix));
                xml.line("p", &[("id", &id)], |xml| {
                    let shown = if mark.is_empty() { "*" } else { mark };
                    xml.inline("a", &[("href", &back), ("role", "doc-backlink")], |xml| xml.words(shown));
                    xml.words(" ");
                    xml.words(&note_words(self.document, *note));
                });
            }
            xml.close();
        }
        // Nobody knows where in the words they belong: they stand aside, and nothing leads to them.
        if !flow.loose.is_empty() {
            xml.open("aside", &[("class", "notes")]);
            for note in &flow.loose {
                let mark = self.document.notes.get(*note).map_or("", |n| n.mark.as_str());
                xml.line("p", &[], |xml| {
                    xml.words(format!("{mark} {}", note_words(self.document, *note)).trim_start());
                });
            }
            xml.close();
        }
    }
}
