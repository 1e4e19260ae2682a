//! A part as a tree, small and bounded.
//!
//! A streaming reader would need less memory, but field codes, sections and the choice between two renderings of a text
//! box look ahead. So the part is kept as a flat list of nodes in document order (24 bytes each) with a limit on their
//! number, and what an element holds are the nodes up to its `end`.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::{XmlVersion, name::QName};
use rustc_hash::FxHashMap;

/// Deeper elements are not read: the walk over the tree is recursive, and no word processor nests a third as deep.
pub(super) const MAX_DEPTH: usize = 256;
/// Twice what a thousand densely edited pages come to.
const MAX_NODES: usize = 4_000_000;
const MAX_ATTRIBUTES: usize = 8_000_000;
const TEXT: u32 = u32::MAX;

/// The vocabularies that are told apart; their transitional and strict namespaces are one here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// WordprocessingML.
    Word,
    /// Formulas.
    Math,
    /// Alternatives for older programs.
    Compat,
    /// Relations to other parts.
    Relation,
    /// No namespace at all.
    Bare,
    /// Any other.
    Other,
}

impl Ns {
    fn of_uri(uri: &str) -> Ns {
        let strict = uri.contains("purl.oclc.org/ooxml");
        let transitional = uri.contains("schemas.openxmlformats.org");
        if (strict || transitional) && uri.contains("/wordprocessingml") {
            Ns::Word
        } else if (strict || transitional) && uri.ends_with("/math") {
            Ns::Math
        } else if (strict || transitional) && uri.ends_with("/relationships") && uri.contains("fficeDocument") {
            Ns::Relation
        } else if uri.contains("/markup-compatibility/") {
            Ns::Compat
        } else if uri.is_empty() {
            Ns::Bare
        } else {
            Ns::Other
        }
    }

    /// Files put together by hand forget declarations; the customary prefixes are then taken at their word.
    fn of_unbound(prefix: &str) -> Ns {
        match prefix {
            "w" => Ns::Word,
            "m" => Ns::Math,
            "mc" => Ns::Compat,
            "r" => Ns::Relation,
            "" => Ns::Bare,
            _ => Ns::Other,
        }
    }
}

/// What was wrong with a part; what was read before it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not well-formed from this byte on.
    Broken(u64, String),
    /// Ends inside an element.
    Truncated,
    /// A document type, which may declare entities; nothing behind it is read.
    DocumentType,
    /// Elements nested too deep, not read.
    TooDeep(usize),
    /// More nodes or attributes than are read.
    TooMany,
    /// References to entities that are not declared.
    Entities(usize),
    /// Bytes that are no characters.
    Undecodable(usize),
}

struct Node {
    name: u32,
    end: u32,
    first: u32,
    len: u32,
    ns: Ns,
}

struct Attribute {
    name: u32,
    start: u32,
    end: u32,
    ns: Ns,
}

/// A part.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    names: Vec<Box<str>>,
    pool: String,
}

/// An element of a [`Tree`].
#[derive(Clone, Copy)]
pub(super) struct Elem<'t> {
    tree: &'t Tree,
    id: usize,
}

impl Tree {
    /// The outermost element.
    pub(super) fn root(&self) -> Option<Elem<'_>> {
        self.nodes.first().filter(|n| n.name != TEXT).map(|_| Elem { tree: self, id: 0 })
    }

    fn element(&self, id: usize) -> Option<Elem<'_>> {
        self.nodes.get(id).filter(|n| n.name != TEXT).map(|_| Elem { tree: self, id })
    }
}

impl<'t> Elem<'t> {
    fn node(&self) -> Option<&'t Node> {
        self.tree.nodes.get(self.id)
    }

    /// Place behind all that it holds.
    pub(super) fn end(&self) -> usize {
        self.node().map_or(self.id + 1, |n| n.end as usize)
    }

    /// Place in document order.
    pub(super) fn id(&self) -> usize {
        self.id
    }

    /// Vocabulary.
    pub(super) fn ns(&self) -> Ns {
        self.node().map_or(Ns::Other, |n| n.ns)
    }

    /// Name without prefix.
    pub(super) fn name(&self) -> &'t str {
        self.node().and_then(|n| self.tree.names.get(n.name as usize)).map_or("", |n| n)
    }

    /// Whether this is the element of WordprocessingML with this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.ns() == Ns::Word && self.name() == name
    }

    /// Elements directly inside.
    pub(super) fn children(&self) -> impl Iterator<Item = Elem<'t>> + use<'t> {
        let (tree, end) = (self.tree, self.end());
        let mut next = self.id + 1;
        std::iter::from_fn(move || {
            while next < end {
                let id = next;
                next = (tree.nodes.get(id)?.end as usize).max(id + 1);
                if let Some(element) = tree.element(id) {
                    return Some(element);
                }
            }
            None
        })
    }

    /// Elements inside at any depth, in document order.
    pub(super) fn descendants(&self) -> impl Iterator<Item = Elem<'t>> + use<'t> {
        let tree = self.tree;
        (self.id + 1..self.end()).filter_map(move |id| tree.element(id))
    }

    /// First element of WordprocessingML with this name directly inside.
    pub(super) fn child(&self, name: &str) -> Option<Elem<'t>> {
        self.children().find(|c| c.is(name))
    }

    /// Value of an attribute of WordprocessingML, or of one without namespace.
    pub(super) fn attr(&self, name: &str) -> Option<&'t str> {
        self.attribute(name, |ns| matches!(ns, Ns::Word | Ns::Bare | Ns::Math))
    }

    /// Value of an attribute that names a relation.
    pub(super) fn relation(&self, name: &str) -> Option<&'t str> {
        self.attribute(name, |ns| ns == Ns::Relation)
    }

    fn attribute(&self, name: &str, fits: impl Fn(Ns) -> bool) -> Option<&'t str> {
        let node = self.node()?;
        let all = self.tree.attributes.get(node.first as usize..(node.first + node.len) as usize)?;
        let found = all
            .iter()
            .find(|a| fits(a.ns) && self.tree.names.get(a.name as usize).is_some_and(|n| n.as_ref() == name))?;
        self.tree.pool.get(found.start as usize..found.end as usize)
    }

    /// The attribute `val`.
    pub(super) fn val(&self) -> Option<&'t str> {
        self.attr("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<i64> {
        self.val()?.trim().parse().ok()
    }

    /// A switch: on unless its value says off.
    pub(super) fn on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none"))
    }

    /// Characters directly inside.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut id = self.id + 1;
        while id < self.end() {
            let Some(node) = self.tree.nodes.get(id) else { break };
            if node.name == TEXT {
                text.push_str(self.tree.pool.get(node.first as usize..(node.first + node.len) as usize).unwrap_or(""));
            }
            id = (node.end as usize).max(id + 1);
        }
        text
    }
}

/// Reads a part as far as it can be read.
pub(super) fn parse(bytes: &[u8]) -> (Tree, Vec<Fault>) {
    let mut faults = Vec::new();
    let (source, _, replaced) = encoding_rs::UTF_8.decode(bytes);
    if replaced {
        faults.push(Fault::Undecodable(source.matches('\u{fffd}').count()));
    }
    let mut builder = Builder::default();
    builder.read(&source, &mut faults);
    (builder.tree, faults)
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    interned: FxHashMap<Box<str>, u32>,
    open: Vec<usize>,
    /// Prefix, vocabulary, and the depth of the element that declares it.
    bindings: Vec<(String, Ns, usize)>,
    /// Elements open beyond the limits.
    ignored: usize,
    too_deep: usize,
    too_many: bool,
    entities: usize,
}

impl Builder {
    fn read(&mut self, source: &str, faults: &mut Vec<Fault>) {
        let mut reader = Reader::from_str(source);
        reader.config_mut().allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => self.start(&start, false),
                Ok(Event::Empty(start)) => self.start(&start, true),
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(text)) => self.text(&text.xml10_content()),
                Ok(Event::CData(text)) => self.text(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    let name: &str = &reference;
                    let known = match name {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "apos" => Some('\''),
                        "quot" => Some('"'),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    self.entities += usize::from(known.is_none());
                    self.text(known.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
                }
                Ok(Event::DocType(_)) => {
                    faults.push(Fault::DocumentType);
                    break;
                }
                Ok(Event::Eof) => {
                    if !self.open.is_empty() {
                        faults.push(Fault::Truncated);
                    }
                    break;
                }
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
                Err(error) => {
                    faults.push(Fault::Broken(reader.error_position(), error.to_string()));
                    break;
                }
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        if self.too_deep > 0 {
            faults.push(Fault::TooDeep(self.too_deep));
        }
        if self.too_many {
            faults.push(Fault::TooMany);
        }
        if self.entities > 0 {
            faults.push(Fault::Entities(self.entities));
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, empty: bool) {
        let deep = self.open.len() >= MAX_DEPTH;
        let many = self.tree.nodes.len() >= MAX_NODES || self.tree.attributes.len() >= MAX_ATTRIBUTES;
        if self.ignored > 0 || deep || many {
            self.too_deep += usize::from(deep);
            self.too_many |= many;
            self.ignored += usize::from(!empty);
            return;
        }
        let depth = self.open.len();
        for attribute in start.attributes().with_checks(false).flatten() {
            let (local, prefix) = attribute.key.decompose();
            let declared = match prefix {
                Some(p) if p.into_inner() == "xmlns" => local.into_inner(),
                None if local.into_inner() == "xmlns" => "",
                _ => continue,
            };
            self.bindings.push((declared.to_owned(), Ns::of_uri(&attribute.value), depth));
        }
        let first = self.tree.attributes.len();
        for attribute in start.attributes().with_checks(false).flatten() {
            let (local, prefix) = attribute.key.decompose();
            let local = local.into_inner();
            // Marks of editing sessions are the larger part of many files and say nothing about the words.
            if local.starts_with("rsid") || local == "xmlns" || prefix.is_some_and(|p| p.into_inner() == "xmlns") {
                continue;
            }
            let ns = prefix.map_or(Ns::Bare, |p| self.resolve(p.into_inner()));
            let name = self.intern(local);
            let at = self.tree.pool.len();
            match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => self.tree.pool.push_str(&value),
                Err(_) => self.tree.pool.push_str(&attribute.value),
            }
            let end = offset(self.tree.pool.len());
            self.tree.attributes.push(Attribute { name, ns, start: offset(at), end });
        }
        let QName(full) = start.name();
        let (prefix, local) = full.split_once(':').unwrap_or(("", full));
        let ns = self.resolve(prefix);
        let name = self.intern(local);
        let len = offset(self.tree.attributes.len() - first);
        self.open.push(self.tree.nodes.len());
        self.tree.nodes.push(Node { name, ns, first: offset(first), len, end: 0 });
        if empty {
            self.close();
        }
    }

    fn end(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else {
            self.close();
        }
    }

    fn close(&mut self) {
        let end = offset(self.tree.nodes.len());
        if let Some(node) = self.open.pop().and_then(|id| self.tree.nodes.get_mut(id)) {
            node.end = end;
        }
        let depth = self.open.len();
        while self.bindings.last().is_some_and(|(_, _, d)| *d >= depth) {
            self.bindings.pop();
        }
    }

    fn text(&mut self, text: &str) {
        if self.ignored > 0 || text.is_empty() || self.tree.nodes.len() >= MAX_NODES {
            return;
        }
        // White space between elements only makes the file pretty; white space in words is kept.
        let inside = self.open.last().and_then(|id| self.tree.element(*id)).map_or("", |e| e.name());
        if inside.is_empty() || (!matches!(inside, "t" | "delText" | "instrText") && text.trim().is_empty()) {
            return;
        }
        let first = offset(self.tree.pool.len());
        self.tree.pool.push_str(text);
        let end = offset(self.tree.nodes.len() + 1);
        self.tree.nodes.push(Node { name: TEXT, ns: Ns::Bare, first, len: offset(text.len()), end });
    }

    fn resolve(&self, prefix: &str) -> Ns {
        let bound = self.bindings.iter().rev().find(|(p, _, _)| p == prefix);
        bound.map_or_else(|| Ns::of_unbound(prefix), |(_, ns, _)| *ns)
    }

    fn intern(&mut self, name: &str) -> u32 {
        if let Some(id) = self.interned.get(name) {
            return *id;
        }
        let id = offset(self.tree.names.len());
        self.tree.names.push(name.into());
        self.interned.insert(name.into(), id);
        id
    }
}

/// Parts are limited far below four gigabytes, so that positions fit into four bytes.
fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_and_transitional_names_are_one() {
        for uri in [
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ] {
            let (tree, faults) = parse(format!("<x:p xmlns:x='{uri}'><x:t x:val='1'>a &amp; b</x:t></x:p>").as_bytes());
            assert_eq!(faults, []);
            let root = tree.root().unwrap();
            assert!(root.is("p"));
            assert_eq!(root.child("t").unwrap().text(), "a & b");
            assert_eq!(root.child("t").unwrap().number(), Some(1));
        }
    }

    #[test]
    fn a_broken_part_is_read_up_to_the_break() {
        let (tree, faults) = parse(b"<w:p><w:t>kept</w:t><w:t>also</w:p>");
        assert!(matches!(faults.as_slice(), [Fault::Broken(..)]), "{faults:?}");
        assert_eq!(tree.root().unwrap().children().map(|c| c.text()).collect::<String>(), "keptalso");
    }

    #[test]
    fn entities_are_not_declared_and_depth_is_limited() {
        let (tree, faults) = parse(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        assert!(tree.root().is_none());
        assert_eq!(faults, [Fault::DocumentType]);
        let deep = "<a>".repeat(70_000) + &"</a>".repeat(70_000);
        assert_eq!(parse(deep.as_bytes()).1, [Fault::TooDeep(70_000 - MAX_DEPTH)]);
    }
}
