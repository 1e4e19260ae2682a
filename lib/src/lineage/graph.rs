//! A lineage and a list of borrowings as one plain graph, from which pictures, tables and files are made.

use std::collections::{BTreeMap, BTreeSet};

use super::{Borrowings, Lineage, Role};
use crate::model::{Date, UnitId};

/// A graph with dated nodes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// What it is of.
    pub title: String,
    /// Its nodes.
    pub nodes: Vec<GraphNode>,
    /// Its edges; `from` and `to` are places among the nodes.
    pub edges: Vec<GraphEdge>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GraphNode {
    /// Its name for programs, none twice.
    pub id: String,
    /// Its name for people, short: the text and the unit.
    pub label: String,
    /// Name of the text alone.
    pub name: String,
    /// Its units as people write them; empty for a whole text.
    pub unit: String,
    /// Title of the work.
    pub title: String,
    /// When it was made.
    pub date: Option<Date>,
    /// Address in the landscape; empty for files.
    pub address: String,
    /// Language of the words.
    pub language: String,
    /// The first words, twelve at most.
    pub opening: String,
    /// `words`, `citation` or `coded`; `text` for a whole text.
    pub role: &'static str,
    /// Whether it is the place of interest.
    pub is_place: bool,
    /// Whether it is the oldest that has the words, among the texts that are held.
    pub is_oldest: bool,
}

/// An edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GraphEdge {
    /// The older node, or the cited one.
    pub from: usize,
    /// The younger one.
    pub to: usize,
    /// Whether the order is known.
    pub directed: bool,
    /// `reuse`, `translation`, `citation` or `coded`.
    pub kind: &'static str,
    /// Equal words.
    pub words: Option<usize>,
    /// Those as a share of the longer side.
    pub identity: Option<f64>,
    /// How much of a formula the shared wording is, 0 to 1.
    pub formula: Option<f64>,
    /// Whether it is so common that it proves no borrowing.
    pub is_formula: bool,
    /// How it is known.
    pub basis: String,
    /// What else is to be said: the words that cite, the coded relation, the source.
    pub note: String,
    /// Whether it is the best of those that lead to its node.
    pub main: bool,
}

impl Lineage {
    /// As a graph.
    #[must_use]
    pub fn graph(&self) -> Graph {
        let nodes = self.occurrences.iter().enumerate().map(|(at, one)| {
            let printed = |unit: &String| UnitId::parse(unit).map_or_else(|_| unit.clone(), |id| id.printed());
            let units: Vec<String> = one.units.iter().map(printed).collect();
            let unit = one.instrument.as_ref().map(|id| match one.units.first() {
                Some(unit) => format!("{id}/{unit}"),
                None => id.clone(),
            });
            GraphNode {
                id: one.id.clone(),
                label: format!("{} {}", one.name, units.join(" to ")).trim_end().to_owned(),
                name: one.name.clone(),
                unit: units.join(" to "),
                title: one.title.clone(),
                date: one.date,
                address: unit.unwrap_or_default(),
                language: one.language.clone().unwrap_or_default(),
                opening: one.opening.clone().unwrap_or_default(),
                role: match one.role {
                    Role::Words => "words",
                    Role::Citation => "citation",
                    Role::Coded => "coded",
                },
                is_place: at == 0,
                is_oldest: self.oldest.contains(&at),
            }
        });
        let edges = self.edges.iter().map(|edge| {
            let sources = edge.evidence.iter().flat_map(|e| &e.sources).map(|source| (**source).to_owned());
            let note = edge.relation.map(|relation| relation.active().to_owned()).into_iter();
            let note = note.chain(edge.quote.clone()).chain(sources).collect::<Vec<_>>().join("; ");
            GraphEdge {
                from: edge.from,
                to: edge.to,
                directed: edge.directed,
                kind: edge.kind.word(),
                words: edge.words,
                identity: edge.identity,
                formula: edge.formula,
                is_formula: edge.is_formula(),
                basis: edge.basis().to_owned(),
                note,
                main: true,
            }
        });
        let title = self.occurrences.first().map(|place| format!("Lineage of {}", place.id)).unwrap_or_default();
        Graph { title, nodes: nodes.collect(), edges: edges.collect() }
    }
}

impl Borrowings {
    /// As a graph; with `main_only` only the best sources of each text, and no text that has none and is none.
    #[must_use]
    pub fn graph(&self, main_only: bool) -> Graph {
        let nodes = self.works.iter().map(|work| GraphNode {
            id: work.name.clone(),
            label: work.name.clone(),
            name: work.name.clone(),
            title: work.title.clone(),
            date: work.date,
            address: work.instrument.clone().unwrap_or_default(),
            language: work.language.clone().unwrap_or_default(),
            role: "text",
            ..GraphNode::default()
        });
        let edges = self.borrowings.iter().filter(|one| one.main || !main_only).map(|one| {
            let formula = one.formula_words as f64 / one.words.max(1) as f64;
            GraphEdge {
                from: one.from,
                to: one.to,
                directed: one.directed,
                kind: "reuse",
                words: Some(one.words),
                identity: Some(one.identity),
                formula: Some(formula),
                is_formula: formula >= 1.0,
                basis: "words".to_owned(),
                note: format!("{:.1} % of the younger text", one.share * 100.0),
                main: one.main,
            }
        });
        let (mut nodes, mut edges): (Vec<GraphNode>, Vec<GraphEdge>) = (nodes.collect(), edges.collect());
        if main_only {
            let joined: BTreeSet<usize> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
            let number: BTreeMap<usize, usize> = joined.iter().copied().zip(0..).collect();
            for edge in &mut edges {
                for end in [&mut edge.from, &mut edge.to] {
                    *end = number.get(end).copied().unwrap_or(*end);
                }
            }
            let mut at = 0..;
            nodes.retain(|_| at.next().is_some_and(|at| joined.contains(&at)));
        }
        Graph { title: "Who has words from whom".to_owned(), nodes, edges }
    }
}
