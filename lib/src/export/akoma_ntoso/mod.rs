//! One text of a document as Akoma Ntoso 3.0, with classes and names by the guidelines of the United Nations (AKN4UN).
//!
//! In: a [`Document`], the number of one of its texts, and what is known about the work ([`Meta`]). Out: XML that is valid
//! under the schema of the standard, and from which reading gives the same units back.
//!
//! Nothing is invented. What is not known is left out, of the address of the work too. The schema demands a date and an
//! author: where none is known the date is `0001-01-01` with the name `unknown`, as it always is for the file itself, and the
//! author is `#unknown`.
//!
//! The schema has no place for some things that agreements have, and three conventions stand in for one: words between
//! subordinate units that are no points are an `hcontainer` with the name `words`; the heading of a preamble is a `block`
//! with the name `heading`; a unit where the schema does not allow its element (a second preamble, articles behind the
//! signatures) is an `hcontainer` with the name of its kind.
//!
//! ```
//! use servanda::export::akoma_ntoso::{Meta, akoma_ntoso};
//! use servanda::read::{self, Options};
//!
//! let document = read::read("model.txt", b"Article 1\nScope\n1. One rule.\n2. Another.\n", &Options::default());
//! let written = akoma_ntoso(&document, 0, &Meta::guess(&document, 0));
//! assert!(written.text.contains(r#"<article eId="art_1">"#));
//! let again = read::read("model.xml", written.text.as_bytes(), &Options::default());
//! assert_eq!(again.units[1].eid, "art_1__para_1");
//! ```

mod body;
mod meta;

use crate::model::{Day, UnitKind};
use crate::read::Document;

use super::Written;
use super::xml::Xml;
use body::Writer;

/// The class of a document by AKN4UN, which decides its outermost element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Treaties, protocols, codes of conduct, rules: `act` with the subtype `provision`.
    Provision,
    /// Resolutions and decisions: `statement` with the subtype `deliberation`.
    Deliberation,
    /// Declarations, letters, press releases: `doc` with the subtype `communication`.
    Communication,
    /// Position papers and reports of experts: `doc` with the subtype `paper`.
    Paper,
}

impl Class {
    /// The outermost element.
    fn element(self) -> &'static str {
        match self {
            Class::Provision => "act",
            Class::Deliberation => "statement",
            Class::Communication | Class::Paper => "doc",
        }
    }

    /// The subtype, which AKN4UN demands.
    fn subtype(self) -> &'static str {
        match self {
            Class::Provision => "provision",
            Class::Deliberation => "deliberation",
            Class::Communication => "communication",
            Class::Paper => "paper",
        }
    }

    /// The element that holds the words.
    fn body(self) -> &'static str {
        if self == Class::Provision { "body" } else { "mainBody" }
    }
}

/// What is known about the work that a document is a text of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Its class.
    pub class: Class,
    /// What it is called in its class: `treaty`, `codeOfConduct`, `resolution`; the subtype where it is not known.
    pub name: Option<String>,
    /// Who made it, in the form of addresses: `un-ga`.
    pub actor: Option<String>,
    /// The day of the work.
    pub date: Option<Day>,
    /// Its number or symbol as printed: `A/RES/73/27`.
    pub number: Option<String>,
    /// Language of the text as a BCP 47 tag.
    pub language: Option<String>,
    /// Title.
    pub title: Option<String>,
}

impl Meta {
    /// What a text says by itself: its language and title, and a class that its units suggest. Articles make an agreement,
    /// recitals and numbered paragraphs without articles a resolution; everything else communicates.
    #[must_use]
    pub fn guess(document: &Document, text_part: usize) -> Meta {
        let units = || document.units.iter().filter(|u| u.text_part == text_part);
        let has = |kinds: &[UnitKind]| units().any(|u| kinds.contains(&u.kind));
        let class = if has(&[UnitKind::Article, UnitKind::Rule]) {
            Class::Provision
        } else if has(&[UnitKind::Recital]) && has(&[UnitKind::Paragraph]) {
            Class::Deliberation
        } else {
            Class::Communication
        };
        let language = document.texts.get(text_part).and_then(|t| t.language.clone());
        Meta { class, name: None, actor: None, date: None, number: None, language, title: document.title.clone() }
    }
}

/// Writes one text of a document.
#[must_use]
pub fn akoma_ntoso(document: &Document, text_part: usize, meta: &Meta) -> Written {
    let mut writer = Writer::new(document, text_part, meta);
    let mut xml = Xml::default();
    xml.open("akomaNtoso", &[("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0")]);
    let name = meta.name.as_deref().unwrap_or(meta.class.subtype());
    xml.open(meta.class.element(), &[("name", name)]);
    // Which footnotes have a place in the words is known only when the words are written.
    let body = writer.all();
    meta::of_work(&mut xml, meta, &writer.left_notes());
    xml.append(&body);
    xml.close();
    xml.close();
    let diagnostics = xml.forbidden().into_iter().collect();
    Written { text: format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", xml.finish()), diagnostics }
}
