//! A graph of occurrences or of instruments: as a picture, as a table with the same facts, and for programs that draw and
//! measure graphs.
//!
//! In: a [`Graph`]. Out: SVG ([`svg`]), GraphML ([`graphml`]) as networkx, igraph and yEd read it, GEXF ([`gexf`]) as Gephi
//! reads it, and rows ([`table`]). An edge whose order is not known is said to be
//! so in all of them.
//!
//! ```
//! use servanda::{export::graph, lineage::{Graph, GraphNode}};
//!
//! let node = GraphNode { id: "lakes-1998/art7".into(), name: "lakes-1998".into(), ..Default::default() };
//! let graph = Graph { title: "Lineage".into(), nodes: vec![node], edges: Vec::new() };
//! assert!(graph::svg(&graph, &|_| None).contains("lakes-1998"));
//! assert!(graph::graphml(&graph).contains("<node id=\"n0\">"));
//! ```

mod files;
mod layout;
mod svg;
#[cfg(test)]
mod tests;

pub use files::{gexf, graphml};
pub use svg::svg;

use crate::export::csv::Sheet;
use crate::lineage::{Graph, GraphEdge};

/// The table that says what the picture shows: a row for each edge, and one for each node without any.
#[must_use]
pub fn table(graph: &Graph) -> Sheet {
    const COLUMNS: [&str; 18] = [
        "from",
        "from_date",
        "from_address",
        "from_opening",
        "to",
        "to_date",
        "to_address",
        "to_opening",
        "directed",
        "kind",
        "words",
        "identity",
        "formula",
        "is_formula",
        "basis",
        "note",
        "main",
        "oldest",
    ];
    let node = |at: usize| {
        let node = graph.nodes.get(at);
        let date = node.and_then(|node| node.date).map(|date| date.to_string()).unwrap_or_default();
        let of = |field: fn(&crate::lineage::GraphNode) -> &String| node.map(field).cloned().unwrap_or_default();
        [of(|n| &n.id), date, of(|n| &n.address), of(|n| &n.opening)]
    };
    let oldest = |ends: &[usize]| {
        let ids = ends.iter().filter_map(|at| graph.nodes.get(*at)).filter(|node| node.is_oldest);
        ids.map(|node| node.id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let edges = graph.edges.iter().map(|edge| {
        let facts = [edge.directed.to_string(), edge.kind.to_owned()].into_iter().chain(figures(edge)).chain([
            edge.is_formula.to_string(),
            edge.basis.clone(),
            edge.note.clone(),
            edge.main.to_string(),
            oldest(&[edge.from, edge.to]),
        ]);
        node(edge.from).into_iter().chain(node(edge.to)).chain(facts).collect::<Vec<String>>()
    });
    let alone = (0..graph.nodes.len()).filter(|at| !graph.edges.iter().any(|edge| edge.from == *at || edge.to == *at));
    let alone = alone.map(|at| {
        let blank = std::iter::repeat_n(String::new(), COLUMNS.len() - 9);
        std::iter::repeat_n(String::new(), 4)
            .chain(node(at))
            .chain(blank)
            .chain([oldest(&[at])])
            .collect::<Vec<String>>()
    });
    Sheet { rows: edges.chain(alone).collect(), columns: COLUMNS.map(str::to_owned).into() }
}

/// Words, identity and formula weight; empty where an edge has none.
fn figures(edge: &GraphEdge) -> [String; 3] {
    let share = |value: Option<f64>| value.map(|value| format!("{value:.3}")).unwrap_or_default();
    [edge.words.map(|words| words.to_string()).unwrap_or_default(), share(edge.identity), share(edge.formula)]
}
