//! GraphML and GEXF. Both declare their attributes first; a value that is not known is left out.
//!
//! networkx refuses graphs in which some edges have a direction and some have not. So the graph as a whole has one or the
//! other, and each edge says in an attribute whether its order is known.

use super::figures;
use crate::export::xml::Xml;
use crate::lineage::{Graph, GraphEdge, GraphNode};

/// Attributes of nodes: name and type.
const OF_NODES: [(&str, &str); 9] = [
    ("name", "string"),
    ("title", "string"),
    ("date", "string"),
    ("year", "int"),
    ("address", "string"),
    ("language", "string"),
    ("opening", "string"),
    ("role", "string"),
    ("mark", "string"),
];

/// Attributes of edges.
const OF_EDGES: [(&str, &str); 9] = [
    ("directed", "boolean"),
    ("kind", "string"),
    ("words", "int"),
    ("identity", "double"),
    ("formula", "double"),
    ("is_formula", "boolean"),
    ("basis", "string"),
    ("note", "string"),
    ("main", "boolean"),
];

fn of_node(node: &GraphNode) -> [String; 9] {
    let mark = match (node.is_place, node.is_oldest) {
        (true, true) => "place; oldest in this landscape",
        (true, false) => "place",
        (false, true) => "oldest in this landscape",
        (false, false) => "",
    };
    [
        node.id.clone(),
        node.title.clone(),
        node.date.map(|date| date.to_string()).unwrap_or_default(),
        node.date.map(|date| date.year().to_string()).unwrap_or_default(),
        node.address.clone(),
        node.language.clone(),
        node.opening.clone(),
        node.role.to_owned(),
        mark.to_owned(),
    ]
}

fn of_edge(edge: &GraphEdge) -> [String; 9] {
    let [words, identity, formula] = figures(edge);
    let (is_formula, main) = (edge.is_formula.to_string(), edge.main.to_string());
    let directed = edge.directed.to_string();
    [directed, edge.kind.to_owned(), words, identity, formula, is_formula, edge.basis.clone(), edge.note.clone(), main]
}

/// As GraphML.
#[must_use]
pub fn graphml(graph: &Graph) -> String {
    let mut xml = Xml::default();
    xml.words_as_they_are("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")]);
    // Programs show what they are told to be a label.
    let keys = [("label", "string")].into_iter().chain(OF_NODES);
    for (at, (name, kind)) in keys.enumerate() {
        let id = format!("v{at}");
        xml.empty("key", &[("id", &id), ("for", "node"), ("attr.name", name), ("attr.type", kind)]);
    }
    for (at, (name, kind)) in OF_EDGES.into_iter().chain([("weight", "double")]).enumerate() {
        let id = format!("e{at}");
        xml.empty("key", &[("id", &id), ("for", "edge"), ("attr.name", name), ("attr.type", kind)]);
    }
    xml.open("graph", &[("id", "g"), ("edgedefault", direction(graph))]);
    xml.line("desc", &[], |xml| xml.words(&graph.title));
    let values = |xml: &mut Xml, prefix: &str, values: Vec<String>| {
        for (at, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            xml.line("data", &[("key", &format!("{prefix}{at}"))], |xml| xml.words(value));
        }
    };
    for (at, node) in graph.nodes.iter().enumerate() {
        xml.open("node", &[("id", &format!("n{at}"))]);
        values(&mut xml, "v", std::iter::once(node.label.clone()).chain(of_node(node)).collect());
        xml.close();
    }
    for edge in &graph.edges {
        let (from, to) = (format!("n{}", edge.from), format!("n{}", edge.to));
        xml.open("edge", &[("source", &from), ("target", &to)]);
        values(&mut xml, "e", of_edge(edge).into_iter().chain([weight(edge)]).collect());
        xml.close();
    }
    xml.finish()
}

/// As GEXF 1.3.
#[must_use]
pub fn gexf(graph: &Graph) -> String {
    let mut xml = Xml::default();
    xml.words_as_they_are("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open("gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")]);
    xml.open("meta", &[]);
    xml.line("creator", &[], |xml| xml.words("Servanda"));
    xml.line("description", &[], |xml| xml.words(&graph.title));
    xml.close();
    xml.open("graph", &[("defaultedgetype", direction(graph)), ("mode", "static")]);
    for (class, list) in [("node", &OF_NODES[..]), ("edge", &OF_EDGES[..])] {
        xml.open("attributes", &[("class", class)]);
        for (at, (name, kind)) in list.iter().enumerate() {
            let kind = if *kind == "int" { "integer" } else { kind };
            xml.empty("attribute", &[("id", &at.to_string()), ("title", name), ("type", kind)]);
        }
        xml.close();
    }
    let values = |xml: &mut Xml, values: &[String]| {
        xml.open("attvalues", &[]);
        for (at, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            xml.empty("attvalue", &[("for", &at.to_string()), ("value", value)]);
        }
        xml.close();
    };
    xml.open("nodes", &[]);
    for (at, node) in graph.nodes.iter().enumerate() {
        xml.open("node", &[("id", &format!("n{at}")), ("label", &node.label)]);
        values(&mut xml, &of_node(node));
        xml.close();
    }
    xml.close();
    xml.open("edges", &[]);
    for (at, edge) in graph.edges.iter().enumerate() {
        let (id, from, to) = (at.to_string(), format!("n{}", edge.from), format!("n{}", edge.to));
        let weight = weight(edge);
        let attributes = [("id", &*id), ("source", &*from), ("target", &*to), ("weight", &*weight)];
        xml.open("edge", &attributes);
        values(&mut xml, &of_edge(edge));
        xml.close();
    }
    xml.finish()
}

/// Of the graph as a whole: none, if no edge has one.
fn direction(graph: &Graph) -> &'static str {
    if graph.edges.iter().any(|edge| edge.directed) { "directed" } else { "undirected" }
}

/// By what programs draw and measure an edge: its words; one where it has none.
fn weight(edge: &GraphEdge) -> String {
    format!("{}.0", edge.words.unwrap_or(1).max(1))
}
