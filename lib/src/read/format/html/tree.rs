//! The tree that the parser of HTML builds, with the line of the source at which each node begins.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};

/// An element with its attributes.
#[derive(Debug)]
pub(super) struct Element {
    name: Rc<QualName>,
    attributes: Vec<Attribute>,
}

impl Element {
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    /// Names and values of the attributes.
    pub(super) fn attrs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|a| (&*a.name.local, &*a.value))
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    Element(Element),
    Text(StrTendril),
    /// The page itself, a comment, a document type.
    Other,
}

/// A node and its neighbours, by number.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) content: Content,
    /// Line of the source, from 1.
    pub(super) line: u32,
    pub(super) parent: Option<usize>,
    pub(super) first: Option<usize>,
    pub(super) next: Option<usize>,
    last: Option<usize>,
    before: Option<usize>,
}

/// A parsed page; node 0 is the page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// Parses a page as browsers do.
    pub(super) fn parse(text: &str) -> Tree {
        let nodes = Nodes { all: Vec::new() };
        let sink = Sink {
            nodes: RefCell::new(nodes),
            line: Cell::new(1),
            unnamed: Rc::new(QualName::new(None, ns!(), local_name!(""))),
        };
        sink.node(Content::Other);
        parse_document(sink, ParseOpts::default()).one(StrTendril::from(text))
    }
}

/// A node for the parser, which asks for names at every tag.
#[derive(Debug, Clone)]
struct Handle {
    at: usize,
    name: Rc<QualName>,
}

struct Sink {
    nodes: RefCell<Nodes>,
    line: Cell<u32>,
    unnamed: Rc<QualName>,
}

struct Nodes {
    all: Vec<Node>,
}

impl Nodes {
    fn get(&self, at: usize) -> Option<&Node> {
        self.all.get(at)
    }

    fn add(&mut self, content: Content, line: u32) -> usize {
        self.all.push(Node { content, line, parent: None, first: None, next: None, last: None, before: None });
        self.all.len() - 1
    }

    fn detach(&mut self, at: usize) {
        let Some(node) = self.all.get_mut(at) else { return };
        let (parent, before, next) = (node.parent.take(), node.before.take(), node.next.take());
        if let Some(node) = before.and_then(|n| self.all.get_mut(n)) {
            node.next = next;
        } else if let Some(parent) = parent.and_then(|n| self.all.get_mut(n)) {
            parent.first = next;
        }
        if let Some(node) = next.and_then(|n| self.all.get_mut(n)) {
            node.before = before;
        } else if let Some(parent) = parent.and_then(|n| self.all.get_mut(n)) {
            parent.last = before;
        }
    }

    /// Sets a detached node behind `before`, or first, in a parent.
    fn insert(&mut self, at: usize, parent: usize, before: Option<usize>) {
        let next = match before {
            Some(before) => self.get(before).and_then(|n| n.next),
            None => self.get(parent).and_then(|n| n.first),
        };
        if let Some(node) = self.all.get_mut(at) {
            (node.parent, node.before, node.next) = (Some(parent), before, next);
        }
        match before.and_then(|n| self.all.get_mut(n)) {
            Some(before) => before.next = Some(at),
            None => {
                if let Some(parent) = self.all.get_mut(parent) {
                    parent.first = Some(at);
                }
            }
        }
        match next.and_then(|n| self.all.get_mut(n)) {
            Some(next) => next.before = Some(at),
            None => {
                if let Some(parent) = self.all.get_mut(parent) {
                    parent.last = Some(at);
                }
            }
        }
    }

    /// Adds text to the text node behind which it would stand; gives it back if there is none.
    fn join(&mut self, before: Option<usize>, text: StrTendril) -> Option<StrTendril> {
        match before.and_then(|n| self.all.get_mut(n)).map(|n| &mut n.content) {
            Some(Content::Text(known)) => {
                known.push_tendril(&text);
                None
            }
            _ => Some(text),
        }
    }
}

impl Sink {
    fn node(&self, content: Content) -> usize {
        self.nodes.borrow_mut().add(content, self.line.get())
    }

    fn handle(&self, at: usize) -> Handle {
        Handle { at, name: Rc::clone(&self.unnamed) }
    }

    fn put(&self, parent: usize, before: Option<usize>, child: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        let at = match child {
            NodeOrText::AppendNode(node) => {
                nodes.detach(node.at);
                node.at
            }
            NodeOrText::AppendText(text) => match nodes.join(before, text) {
                None => return,
                Some(text) => {
                    // The parser has counted the line feeds of a text when it hands it over.
                    let feeds = memchr::memchr_iter(b'\n', text.as_bytes()).count();
                    let line = self.line.get().saturating_sub(u32::try_from(feeds).unwrap_or(u32::MAX)).max(1);
                    nodes.add(Content::Text(text), line)
                }
            },
        };
        nodes.insert(at, parent, before);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner().all }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.handle(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let at = self.node(Content::Element(Element { name: Rc::clone(&name), attributes }));
        Handle { at, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.handle(self.node(Content::Other))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.handle(self.node(Content::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let last = self.nodes.borrow().get(parent.at).and_then(|n| n.last);
        self.put(parent.at, last, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let placed = self.nodes.borrow().get(element.at).is_some_and(|n| n.parent.is_some());
        if placed {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    // The content of a template is no part of the page, and the walk passes the element by.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.at == y.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.nodes.borrow_mut().detach(node.at);
        }
        let place = self.nodes.borrow().get(sibling.at).and_then(|n| Some((n.parent?, n.before)));
        if let Some((parent, before)) = place {
            self.put(parent, before, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Content::Element(element)) = nodes.all.get_mut(target.at).map(|n| &mut n.content) {
            for attribute in attributes {
                if element.attributes.iter().all(|known| known.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.nodes.borrow_mut().detach(target.at);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = nodes.get(node.at).and_then(|n| n.first) {
            nodes.detach(child);
            let last = nodes.get(new_parent.at).and_then(|n| n.last);
            nodes.insert(child, new_parent.at, last);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
