//! Units into elements, in the order in which they stand.

use std::collections::HashSet;

use crate::model::UnitKind;
use crate::read::{Document, Paragraph, ReadUnit};

use super::{Class, Meta, meta};
use crate::export::xml::Xml;

/// What stands in a unit, in order.
enum Item {
    Words(Vec<Paragraph>),
    /// A subordinate unit, by its index.
    Unit(usize),
}

/// Writes the units of one text.
pub(super) struct Writer<'d> {
    document: &'d Document,
    meta: &'d Meta,
    text_part: usize,
    below: Vec<Vec<usize>>,
    roots: Vec<usize>,
    /// Identifiers that are taken, so that lists and containers get others.
    taken: HashSet<String>,
    /// Footnotes that stand at their marks.
    placed: HashSet<usize>,
    titled: bool,
}

impl<'d> Writer<'d> {
    pub(super) fn new(document: &'d Document, text_part: usize, meta: &'d Meta) -> Writer<'d> {
        let mut below = vec![Vec::new(); document.units.len()];
        let mut roots = Vec::new();
        let mut taken = HashSet::new();
        for (at, unit) in document.units.iter().enumerate().filter(|(_, u)| u.text_part == text_part) {
            match unit.parent_index {
                Some(parent) => below.get_mut(parent).into_iter().for_each(|list: &mut Vec<usize>| list.push(at)),
                None => roots.push(at),
            }
            taken.insert(unit.eid.clone());
        }
        Writer { document, meta, text_part, below, roots, taken, placed: HashSet::new(), titled: false }
    }

    /// Everything behind the metadata.
    pub(super) fn all(&mut self) -> Xml {
        // The outermost two elements are written elsewhere.
        let mut xml = Xml::below(2);
        let items: Vec<Item> = self.roots.iter().map(|at| Item::Unit(*at)).collect();
        self.frame(&mut xml, &items, self.meta.class, "");
        xml
    }

    /// Footnotes of the text that have no mark in its words.
    pub(super) fn left_notes(&self) -> Vec<(String, Vec<String>)> {
        let part = self.document.texts.get(self.text_part);
        let notes = self.document.notes.iter().enumerate();
        notes
            .filter(|(at, note)| {
                let here = part.is_some_and(|p| p.start <= note.span.start && note.span.start <= p.end);
                // Footnotes behind the last text belong to it.
                let last = self.text_part + 1 == self.document.texts.len();
                let behind = last && part.is_some_and(|p| p.end < note.span.start);
                (here || behind) && !self.placed.contains(at)
            })
            .map(|(_, note)| (note.mark.clone(), self.note_words(note.span.clone())))
            .collect()
    }

    fn note_words(&self, span: std::ops::Range<usize>) -> Vec<String> {
        let shown = self.document.extract.shown(span);
        let words: Vec<&str> = shown.split_whitespace().collect();
        vec![words.join(" ")]
    }

    fn unit(&self, at: usize) -> Option<&'d ReadUnit> {
        self.document.units.get(at)
    }

    fn kind(&self, item: &Item) -> Option<UnitKind> {
        match item {
            Item::Unit(at) => self.unit(*at).map(|u| u.kind),
            Item::Words(_) => None,
        }
    }

    /// Own words and subordinate units of a unit, in order.
    fn items(&self, at: usize) -> Vec<Item> {
        let below = self.below.get(at).map(Vec::as_slice).unwrap_or_default();
        let mut words = self.document.own_paragraphs(at, below).into_iter().peekable();
        let mut items = Vec::new();
        for place in 0..=below.len() {
            let mut here = Vec::new();
            while let Some(paragraph) = words.next_if(|p| p.after <= place) {
                here.push(paragraph);
            }
            if !here.is_empty() {
                items.push(Item::Words(here));
            }
            items.extend(below.get(place).map(|at| Item::Unit(*at)));
        }
        items
    }

    /// Preface, preamble, body, conclusions and attachments: the order that the schema prescribes. What stands elsewhere in
    /// the document stays where it is, as a container in the body.
    fn frame(&mut self, xml: &mut Xml, items: &[Item], class: Class, prefix: &str) {
        let mut rest = items;
        let front = rest
            .iter()
            .position(|i| !matches!(self.kind(i), Some(UnitKind::Preface | UnitKind::Contents)))
            .unwrap_or(rest.len());
        // A preface is one element, so that a second one behind the contents has no place in it.
        let second = rest.iter().take(front).skip(1).position(|i| self.kind(i) == Some(UnitKind::Preface));
        let front = second.map_or(front, |n| n + 1);
        let (before, behind) = rest.split_at(front);
        rest = behind;
        if !before.is_empty() {
            self.preface(xml, before);
        }
        if let Some((Item::Unit(at), behind)) =
            rest.split_first().filter(|(i, _)| self.kind(i) == Some(UnitKind::Preamble))
            && self.fits_preamble(*at)
        {
            self.preamble(xml, *at);
            rest = behind;
        }
        let annexes = rest.iter().rev().take_while(|i| self.kind(i) == Some(UnitKind::Annex)).count();
        let (body, annexes) = rest.split_at(rest.len() - annexes);
        let (body, conclusions) = match body.split_last() {
            Some((Item::Unit(at), before))
                if self.unit(*at).is_some_and(|u| u.kind == UnitKind::Conclusions && plain(u))
                    && self.below.get(*at).is_some_and(Vec::is_empty) =>
            {
                (before, Some(*at))
            }
            _ => (body, None),
        };
        self.body(xml, body, class, prefix);
        if let Some(at) = conclusions {
            self.conclusions(xml, at);
        }
        if !annexes.is_empty() {
            xml.open("attachments", &[]);
            for annex in annexes {
                if let Item::Unit(at) = annex {
                    self.attachment(xml, *at);
                }
            }
            xml.close();
        }
    }

    fn preface(&mut self, xml: &mut Xml, items: &[Item]) {
        let eid = items.iter().find_map(|i| match i {
            Item::Unit(at) => self.unit(*at).filter(|u| u.kind == UnitKind::Preface).map(|u| u.eid.clone()),
            Item::Words(_) => None,
        });
        match &eid {
            Some(eid) => xml.open("preface", &[("eId", eid)]),
            None => xml.open("preface", &[]),
        }
        for item in items {
            let Item::Unit(at) = item else { continue };
            let Some(unit) = self.unit(*at) else { continue };
            let contents = unit.kind == UnitKind::Contents;
            if contents {
                xml.open("container", &[("eId", &unit.eid), ("name", "contents")]);
            }
            let words = self.document.own_paragraphs(*at, &[]);
            if words.is_empty() {
                xml.empty("p", &[]);
            }
            for paragraph in &words {
                let title = self.document.title.as_deref() == Some(paragraph.text.as_str());
                if title && !contents && !std::mem::replace(&mut self.titled, true) {
                    xml.line("p", &[], |xml| {
                        xml.inline("docTitle", &[], |xml| self.words(xml, paragraph, &unit.eid));
                    });
                } else {
                    xml.line("p", &[], |xml| self.words(xml, paragraph, &unit.eid));
                }
            }
            if contents {
                xml.close();
            }
        }
        xml.close();
    }

    /// Whether a preamble has nothing but words and recitals, and those nothing but words.
    fn fits_preamble(&self, at: usize) -> bool {
        let leaf = |at: &usize| {
            self.unit(*at).is_some_and(|u| u.kind == UnitKind::Recital)
                && self.below.get(*at).is_some_and(Vec::is_empty)
        };
        self.unit(at).is_some_and(|u| u.label.is_empty())
            && self.below.get(at).is_some_and(|below| below.iter().all(leaf))
    }

    fn preamble(&mut self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.unit(at) else { return };
        xml.open("preamble", &[("eId", &unit.eid)]);
        let mut empty = true;
        if let Some(heading) = self.document.heading_paragraph(at) {
            empty = false;
            xml.line("block", &[("name", "heading")], |xml| self.words(xml, &heading, &unit.eid));
        }
        let items = self.items(at);
        let mut in_recitals = false;
        let mut any = false;
        for item in &items {
            empty = false;
            match item {
                Item::Words(words) => {
                    if std::mem::take(&mut in_recitals) {
                        xml.close();
                    }
                    // Who agrees stands before the reasons, that they agree behind them.
                    let name = if any { "enactingFormula" } else { "enactingAuthority" };
                    let eid = self.free(&unit.eid, "formula");
                    xml.open("formula", &[("eId", &eid), ("name", name)]);
                    self.paragraphs(xml, words, &unit.eid);
                    xml.close();
                }
                Item::Unit(child) => {
                    any = true;
                    if !std::mem::replace(&mut in_recitals, true) {
                        let eid = self.free(&unit.eid, "recs");
                        xml.open("recitals", &[("eId", &eid)]);
                    }
                    self.recital(xml, *child);
                }
            }
        }
        if in_recitals {
            xml.close();
        }
        if empty {
            xml.empty("p", &[]);
        }
        xml.close();
    }

    fn recital(&mut self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.unit(at) else { return };
        xml.open("recital", &[("eId", &unit.eid)]);
        self.head(xml, at);
        let words = self.document.own_paragraphs(at, &[]);
        self.paragraphs(xml, &words, &unit.eid);
        xml.close();
    }

    fn body(&mut self, xml: &mut Xml, items: &[Item], class: Class, prefix: &str) {
        xml.open(class.body(), &[]);
        for item in items {
            match item {
                Item::Unit(at) => self.element(xml, *at),
                // Only `mainBody`, in which annexes are written, lets words stand beside units.
                Item::Words(words) => self.paragraphs(xml, words, prefix),
            }
        }
        if items.is_empty() {
            if class == Class::Provision {
                let eid = self.free("body", "hcontainer");
                xml.empty("hcontainer", &[("eId", &eid), ("name", "words")]);
            } else {
                xml.empty("p", &[]);
            }
        }
        xml.close();
    }

    fn conclusions(&mut self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.unit(at) else { return };
        xml.open("conclusions", &[("eId", &unit.eid)]);
        let words = self.document.own_paragraphs(at, &[]);
        self.paragraphs(xml, &words, &unit.eid);
        xml.close();
    }

    /// An annex is a document of its own.
    fn attachment(&mut self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.unit(at) else { return };
        xml.open("attachment", &[("eId", &unit.eid)]);
        self.head(xml, at);
        xml.open("doc", &[("name", "annex")]);
        let component = format!("!{}", unit.eid.replace("att_", "annex_").replace("__", "/"));
        meta::of_component(xml, self.meta, &component);
        let items = self.items(at);
        self.frame(xml, &items, Class::Communication, &unit.eid);
        xml.close();
        xml.close();
    }

    /// A unit of the body with all below it.
    fn element(&mut self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.unit(at) else { return };
        let word = unit.kind.word();
        let name = match unit.kind {
            UnitKind::Part => "part",
            UnitKind::Title => "title",
            UnitKind::Chapter => "chapter",
            UnitKind::Section => "section",
            UnitKind::Article => "article",
            UnitKind::Rule => "rule",
            UnitKind::Paragraph if !unit.label.is_empty() => "paragraph",
            UnitKind::Alinea => "alinea",
            UnitKind::Point => "point",
            _ => "hcontainer",
        };
        match name {
            "hcontainer" => xml.open(name, &[("eId", &unit.eid), ("name", word)]),
            _ => xml.open(name, &[("eId", &unit.eid)]),
        }
        self.head(xml, at);
        let items = self.items(at);
        if items.iter().all(|i| matches!(i, Item::Words(_))) {
            self.container(xml, "content", &unit.eid, &items);
        } else {
            self.hierarchy(xml, unit, &items);
        }
        xml.close();
    }

    /// Subordinate units with the words before, between and behind them. Runs of points are lists, which have an
    /// introduction and a closing of their own.
    fn hierarchy(&mut self, xml: &mut Xml, unit: &ReadUnit, items: &[Item]) {
        let is_point =
            |writer: &Writer<'_>, at: usize| items.get(at).and_then(|i| writer.kind(i)) == Some(UnitKind::Point);
        let is_words = |at: usize| matches!(items.get(at), Some(Item::Words(_)));
        let mut at = 0;
        while let Some(item) = items.get(at) {
            let introduced = is_words(at) && is_point(self, at + 1);
            if introduced || is_point(self, at) {
                let eid = self.free(&unit.eid, "list");
                xml.open("list", &[("eId", &eid)]);
                if introduced {
                    self.container(xml, "intro", &eid, items.get(at..=at).unwrap_or_default());
                    at += 1;
                }
                while let Some(Item::Unit(point)) = items.get(at).filter(|_| is_point(self, at)) {
                    self.element(xml, *point);
                    at += 1;
                }
                // Words before more points introduce those.
                if is_words(at) && !is_point(self, at + 1) {
                    self.container(xml, "wrapUp", &eid, items.get(at..=at).unwrap_or_default());
                    at += 1;
                }
                xml.close();
                continue;
            }
            match item {
                Item::Unit(child) => self.element(xml, *child),
                Item::Words(_) => {
                    let these = items.get(at..=at).unwrap_or_default();
                    if at == 0 {
                        self.container(xml, "intro", &unit.eid, these);
                    } else if at + 1 == items.len() {
                        self.container(xml, "wrapUp", &unit.eid, these);
                    } else {
                        let eid = self.free(&unit.eid, "hcontainer");
                        xml.open("hcontainer", &[("eId", &eid), ("name", "words")]);
                        self.container(xml, "content", &eid, these);
                        xml.close();
                    }
                }
            }
            at += 1;
        }
    }

    fn container(&mut self, xml: &mut Xml, name: &'static str, above: &str, items: &[Item]) {
        let eid = self.only(format!("{above}__{}", name.to_lowercase()));
        xml.open(name, &[("eId", &eid)]);
        let mut empty = true;
        for item in items {
            if let Item::Words(words) = item {
                self.paragraphs(xml, words, above);
                empty = false;
            }
        }
        if empty {
            xml.empty("p", &[]);
        }
        xml.close();
    }

    /// Label and heading of a unit.
    fn head(&mut self, xml: &mut Xml, at: usize) {
        let Some(unit) = self.unit(at) else { return };
        if !unit.label.is_empty() {
            xml.line("num", &[], |xml| xml.words(&unit.label));
        }
        if let Some(heading) = self.document.heading_paragraph(at) {
            xml.line("heading", &[], |xml| self.words(xml, &heading, &unit.eid));
        }
    }

    fn paragraphs(&mut self, xml: &mut Xml, words: &[Paragraph], above: &str) {
        if words.is_empty() {
            xml.empty("p", &[]);
        }
        for paragraph in words {
            xml.line("p", &[], |xml| self.words(xml, paragraph, above));
        }
    }

    /// Words with the footnotes at their marks.
    fn words(&mut self, xml: &mut Xml, paragraph: &Paragraph, above: &str) {
        let mut marks: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
        for (number, note) in self.document.notes.iter().enumerate() {
            if let Some(place) = note.reference.as_ref().and_then(|r| paragraph.locate(&self.document.extract, r))
                && !self.placed.contains(&number)
            {
                marks.push((place, number));
            }
        }
        marks.sort_by_key(|(place, _)| place.start);
        let mut from = 0;
        for (place, number) in marks {
            let Some(note) = self.document.notes.get(number) else { continue };
            let (Some(before), Some(mark)) = (paragraph.text.get(from..place.start), paragraph.text.get(place.clone()))
            else {
                continue;
            };
            // A mark that is white space, or has some at its edge, would not be read back from an attribute.
            if mark.trim() != mark || mark.contains(char::is_control) {
                continue;
            }
            xml.words(before);
            let eid = self.free(above, "authorialNote");
            xml.inline("authorialNote", &[("eId", &eid), ("marker", mark), ("placement", "bottom")], |xml| {
                for words in self.note_words(note.span.clone()) {
                    xml.inline("p", &[], |xml| xml.words(&words));
                }
            });
            self.placed.insert(number);
            from = place.end;
        }
        xml.words(paragraph.text.get(from..).unwrap_or(""));
    }

    /// An identifier for something in a unit that is no unit: the first that is free.
    fn free(&mut self, above: &str, what: &str) -> String {
        let base = if above.is_empty() { what.to_owned() } else { format!("{above}__{what}") };
        let mut number = 1;
        loop {
            let eid = format!("{base}_{number}");
            if self.taken.insert(eid.clone()) {
                return eid;
            }
            number += 1;
        }
    }

    /// An identifier without a number, or with one if it is taken.
    fn only(&mut self, eid: String) -> String {
        if self.taken.insert(eid.clone()) { eid } else { self.free(&eid, "nn") }
    }
}

/// Whether a unit has neither a label nor a heading.
fn plain(unit: &ReadUnit) -> bool {
    unit.label.is_empty() && unit.heading.is_none()
}
