//! The picture: columns of years from left to right, boxes with names, lines from the older to the younger.
//!
//! No script and no style sheet: attributes alone draw it, which a page may overrule by class. The kind of an edge is told by
//! its stroke and in words, never by colour; an arrow only where the order is known.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::layout::Layout;
use crate::export::xml::Xml;
use crate::lineage::{Graph, GraphEdge, GraphNode};
use crate::model::Date;

const BOX: (i64, i64) = (236, 62);
/// From one column, and from one row, to the next.
const STEP: (i64, i64) = (346, 88);
const MARGIN: i64 = 16;
const HEAD: i64 = 34;
/// Letters that a box holds.
const LETTERS: usize = 36;
/// Up to so many edges are labelled with their figures.
const MOST_LABELS: usize = 60;

/// Each kind of stroke: class, dashes, what it means.
const STROKES: [(&str, &str, &str); 5] = [
    ("reuse", "none", "has words from"),
    ("formula", "1 4", "shares a formula, which proves no borrowing"),
    ("translation", "9 4", "another language version of the same unit"),
    ("citation", "4 4", "is cited by"),
    ("coded", "9 3 2 3", "coded, no text held"),
];

/// Draws a graph. `link` gives the address of the page of a node, if there is one.
#[must_use]
pub fn svg(graph: &Graph, link: &dyn Fn(&GraphNode) -> Option<String>) -> String {
    let layout = Layout::of(graph);
    let high = (layout.rows() * STEP.1 as f64).ceil() as i64;
    let middle = HEAD + high / 2;
    let places: BTreeMap<usize, (i64, i64)> = layout
        .places()
        .into_iter()
        .map(|(node, (column, height))| {
            (node, (MARGIN + column as i64 * STEP.0, middle + (height * STEP.1 as f64).round() as i64 - BOX.1 / 2))
        })
        .collect();
    let used: Vec<&(&str, &str, &str)> =
        STROKES.iter().filter(|(class, ..)| graph.edges.iter().any(|edge| stroke(edge).0 == *class)).collect();
    // What is joined within one column bows out to the right of it.
    let bow = BOX.0 / 3;
    let width = (MARGIN * 2 + (layout.columns.len() as i64 - 1).max(0) * STEP.0 + BOX.0 + bow).max(420);
    let foot = HEAD + high + 8;
    let height = foot + used.len() as i64 * 20 + 24;
    let mut xml = Xml::default();
    let view = format!("0 0 {width} {height}");
    let (width, height) = (width.to_string(), height.to_string());
    let canvas = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", "chart lineage"),
        ("viewBox", &view),
        ("width", &width),
        ("height", &height),
        ("role", "group"),
        ("aria-label", &graph.title),
        ("font-family", "sans-serif"),
        ("font-size", "12"),
    ];
    xml.open("svg", &canvas);
    xml.line("title", &[], |xml| xml.words(&graph.title));
    for (at, (year, _)) in layout.columns.iter().enumerate() {
        let x = (MARGIN + at as i64 * STEP.0).to_string();
        let year = year.map_or("no date".to_owned(), |year| year.to_string());
        text(&mut xml, "year", (&x, "20"), &year);
    }
    let mut labels = Labels::default();
    for (edge, route) in graph.edges.iter().zip(&layout.routes) {
        let way: Vec<(i64, i64)> = route.iter().filter_map(|place| places.get(place).copied()).collect();
        if way.len() == route.len() {
            line(&mut xml, graph, edge, &way, &mut labels);
        }
    }
    labels.write(&mut xml);
    for (at, node) in graph.nodes.iter().enumerate() {
        if let Some(place) = places.get(&at) {
            boxed(&mut xml, node, *place, link(node).as_deref());
        }
    }
    for (at, (class, dashes, says)) in used.into_iter().enumerate() {
        let y = foot + 14 + at as i64 * 20;
        let path = format!("M{MARGIN} {}h40", y - 4);
        path_of(&mut xml, class, &path, dashes, "1.5", None);
        text(&mut xml, "legend", (&(MARGIN + 50).to_string(), &y.to_string()), says);
    }
    xml.finish()
}

fn stroke(edge: &GraphEdge) -> &'static (&'static str, &'static str, &'static str) {
    const REUSE: &(&str, &str, &str) = &STROKES[0];
    let class = if edge.kind == "reuse" && edge.is_formula { "formula" } else { edge.kind };
    STROKES.iter().find(|(name, ..)| *name == class).unwrap_or(REUSE)
}

fn path_of(xml: &mut Xml, class: &str, path: &str, dashes: &str, width: &str, title: Option<&str>) {
    let class = format!("edge {class}");
    let attributes = [
        ("class", &*class),
        ("d", path),
        ("fill", "none"),
        ("stroke", "currentColor"),
        ("stroke-width", width),
        ("stroke-dasharray", dashes),
    ];
    xml.line("path", &attributes, |xml| {
        if let Some(title) = title {
            xml.inline("title", &[], |xml| xml.words(title));
        }
    });
}

fn text(xml: &mut Xml, class: &str, (x, y): (&str, &str), words: &str) {
    xml.line("text", &[("class", class), ("x", x), ("y", y), ("fill", "currentColor")], |xml| xml.words(words));
}

/// An edge from its first end to its last, by way of its lanes.
fn line(xml: &mut Xml, graph: &Graph, edge: &GraphEdge, way: &[(i64, i64)], labels: &mut Labels) {
    let half = BOX.1 / 2;
    let (Some(from), Some(to)) = (way.first(), way.last()) else { return };
    // Citations may lead from a younger text to an older one's left.
    let toward = if to.0 < from.0 { -1 } else { 1 };
    // Where an edge leaves a place, and where it comes to one.
    let (out, into) = if toward > 0 { (BOX.0, 0) } else { (0, BOX.0) };
    let mut at = (from.0 + out, from.1 + half);
    let mut path = format!("M{} {}", at.0, at.1);
    let mut label = None;
    for (step, place) in way.iter().enumerate().skip(1) {
        let within = place.0 == from.0;
        let end = (place.0 + if within { BOX.0 } else { into }, place.1 + half);
        let bend = if within { BOX.0 / 3 } else { toward * ((end.0 - at.0).abs() / 2) };
        let back = if within { end.0 + bend } else { end.0 - bend };
        let _ = write!(path, "C{} {} {back} {} {} {}", at.0 + bend, at.1, end.1, end.0, end.1);
        let in_gap = ((at.0 + end.0) / 2 + if within { bend } else { 0 }, (at.1 + end.1) / 2 - 4);
        at = end;
        if step + 1 < way.len() {
            at.0 += toward * BOX.0;
            let _ = write!(path, "H{}", at.0);
            // A lane has room for figures; the gap between two columns is narrow.
            label.get_or_insert((place.0 + BOX.0 / 2, end.1 - 4));
        } else {
            label.get_or_insert(in_gap);
        }
    }
    let (class, dashes, _) = stroke(edge);
    // Ten words as a thin line, a thousand as a thick one.
    let width = format!("{:.1}", edge.words.map_or(1.2, |words| (words.max(3) as f64).log10().clamp(0.8, 4.0)));
    path_of(xml, class, &path, dashes, &width, Some(&told(graph, edge)));
    if edge.directed {
        let tip = format!("M{} {}l{} -4v8z", at.0, at.1, if from.0 == to.0 { 8 } else { -8 * toward });
        xml.empty("path", &[("class", "arrow"), ("d", &tip), ("fill", "currentColor")]);
    }
    if let (Some(words), Some(place)) = (edge.words.filter(|_| graph.edges.len() <= MOST_LABELS), label) {
        let alike = edge.identity.map(|share| format!(", {} %", (share * 100.0).floor())).unwrap_or_default();
        labels.put(place, format!("{words} words{alike}"));
    }
}

/// Figures on edges, none of which lies over another.
#[derive(Debug, Default)]
struct Labels(Vec<((i64, i64), String)>);

impl Labels {
    const LINE: i64 = 13;

    fn put(&mut self, (x, mut y): (i64, i64), words: String) {
        let wide = |words: &str| words.chars().count() as i64 * 6 / 2;
        let lies_over = |y: i64| {
            self.0.iter().any(|((other, at), told)| {
                (other - x).abs() < wide(told) + wide(&words) && (at - y).abs() < Labels::LINE
            })
        };
        // Somewhere below there is room.
        while lies_over(y) {
            y += Labels::LINE;
        }
        self.0.push(((x, y), words));
    }

    fn write(&self, xml: &mut Xml) {
        for ((x, y), words) in &self.0 {
            let place = (x.to_string(), y.to_string());
            let attributes = [
                ("class", "figures"),
                ("x", &*place.0),
                ("y", &*place.1),
                ("text-anchor", "middle"),
                ("font-size", "11"),
                ("fill", "black"),
                // A white edge, so that figures are read over lines.
                ("stroke", "white"),
                ("stroke-width", "3"),
                ("paint-order", "stroke"),
            ];
            xml.line("text", &attributes, |xml| xml.words(words));
        }
    }
}

/// An edge in words.
fn told(graph: &Graph, edge: &GraphEdge) -> String {
    let name = |at: usize| graph.nodes.get(at).map_or("", |node| node.label.as_str());
    let (_, _, says) = stroke(edge);
    let mut told = match (edge.kind, edge.directed) {
        ("citation", _) => format!("{} is cited by {}", name(edge.from), name(edge.to)),
        ("reuse", true) if !edge.is_formula => format!("{} has words from {}", name(edge.to), name(edge.from)),
        ("reuse", false) if !edge.is_formula => {
            format!("{} and {} share words; which is older is not known", name(edge.from), name(edge.to))
        }
        _ => format!("{}, {}: {says}", name(edge.from), name(edge.to)),
    };
    for more in [edge.words.map(|words| format!("{words} words")), Some(edge.note.clone()), basis(edge)] {
        if let Some(more) = more.filter(|more| !more.is_empty()) {
            told = format!("{told}; {more}");
        }
    }
    told
}

fn basis(edge: &GraphEdge) -> Option<String> {
    (edge.kind == "coded").then(|| format!("basis: {}", edge.basis))
}

fn boxed(xml: &mut Xml, node: &GraphNode, (x, y): (i64, i64), link: Option<&str>) {
    if let Some(link) = link {
        xml.open("a", &[("href", link)]);
    }
    let mut class = format!("node {}", node.role);
    for (is, word) in [(node.is_place, " place"), (node.is_oldest, " oldest")] {
        class.push_str(if is { word } else { "" });
    }
    xml.open("g", &[("class", &class)]);
    let mut about = vec![node.title.clone(), node.date.map(Date::in_words).unwrap_or_default()];
    about.push(if node.opening.is_empty() { String::new() } else { format!("“{} …”", node.opening) });
    about.retain(|line| !line.is_empty());
    xml.line("title", &[], |xml| xml.words(&about.join("; ")));
    let (left, top) = (x.to_string(), y.to_string());
    let (wide, high) = (BOX.0.to_string(), BOX.1.to_string());
    let mut attributes = vec![
        ("x", &*left),
        ("y", &*top),
        ("width", &*wide),
        ("height", &*high),
        ("rx", "4"),
        ("fill", "white"),
        ("stroke", "black"),
        ("stroke-width", if node.is_place { "2.5" } else { "1" }),
    ];
    // What no text is held of is known from its coding alone.
    if node.role == "coded" {
        attributes.push(("stroke-dasharray", "4 3"));
    }
    xml.empty("rect", &attributes);
    let inner = (x + 8).to_string();
    let mark = match (node.is_place, node.is_oldest) {
        (_, true) => ", oldest in this landscape",
        (true, _) => ", the place",
        _ => "",
    };
    let date = node.date.map_or("no date".to_owned(), |date| date.to_string());
    let lines = [(18, &node.name, "12"), (36, &node.unit, "12"), (53, &format!("{date}{mark}"), "11")];
    for (at, words, size) in lines.into_iter().filter(|(_, words, _)| !words.is_empty()) {
        let words = shortened(words);
        let down = (y + at).to_string();
        let attributes = [("x", &*inner), ("y", &*down), ("font-size", size), ("fill", "black")];
        xml.line("text", &attributes, |xml| xml.words(&words));
    }
    xml.close();
    if link.is_some() {
        xml.close();
    }
}

/// Cut in the middle: names begin and end with what tells them apart.
fn shortened(label: &str) -> String {
    let letters: Vec<char> = label.chars().collect();
    if letters.len() <= LETTERS {
        return label.to_owned();
    }
    let half = LETTERS / 2;
    let (start, end) = (letters.iter().take(half - 1), letters.iter().skip(letters.len() - half));
    start.copied().chain(['…']).chain(end.copied()).collect()
}
