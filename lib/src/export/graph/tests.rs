use roxmltree::Document;

use super::layout::Layout;
use super::*;
use crate::lineage::GraphNode;
use crate::model::Date;

fn graph() -> Graph {
    let node = |id: &str, date: Option<&str>| GraphNode {
        id: id.into(),
        label: format!("{id} & <Art. 1>"),
        name: id.into(),
        unit: "& <Art. 1>".into(),
        date: date.map(|date| Date::parse(date).unwrap()),
        opening: "Each Party \"shall\"".into(),
        role: "words",
        is_oldest: id == "a",
        ..GraphNode::default()
    };
    let edge = |from, to, kind| GraphEdge { from, to, directed: kind != "translation", kind, ..GraphEdge::default() };
    Graph {
        title: "Model".into(),
        nodes: vec![
            node("a", Some("1998")),
            node("b", Some("1998-05")),
            node("c", Some("2011")),
            node("d", Some("2011")),
            node("e", None),
        ],
        // Crossed in the order given.
        edges: vec![
            GraphEdge { words: Some(40), identity: Some(0.95), ..edge(0, 3, "reuse") },
            GraphEdge { words: Some(20), ..edge(1, 2, "reuse") },
            edge(2, 3, "translation"),
        ],
    }
}

#[test]
fn files_are_well_formed_and_hold_every_node_and_edge() {
    let graph = graph();
    let count = |file: &str, name: &str| {
        let tree = Document::parse(file).unwrap();
        tree.descendants().filter(|node| node.has_tag_name(name) || node.tag_name().name() == name).count()
    };
    for file in [graphml(&graph), gexf(&graph)] {
        assert_eq!((count(&file, "node"), count(&file, "edge")), (5, 3));
    }
    // Every value is of an attribute that was declared for its kind of element.
    let file = graphml(&graph);
    let tree = Document::parse(&file).unwrap();
    let is = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
    for data in tree.descendants().filter(|node| is(node, "data")) {
        let key = tree.descendants().find(|n| is(n, "key") && n.attribute("id") == data.attribute("key")).unwrap();
        assert_eq!(key.attribute("for"), data.parent().map(|parent| parent.tag_name().name()));
    }
    // networkx takes no graph of both sorts of edges: whether the order is known stands in an attribute.
    let unknown = tree.descendants().filter(|n| n.attribute("key") == Some("e0") && n.text() == Some("false"));
    assert_eq!((unknown.count(), file.matches("edgedefault=\"directed\"").count()), (1, 1));
    let file = gexf(&graph);
    let tree = Document::parse(&file).unwrap();
    let declared = |class: &str| {
        let list = tree.descendants().find(|n| is(n, "attributes") && n.attribute("class") == Some(class)).unwrap();
        list.children().filter(|n| is(n, "attribute")).count()
    };
    for value in tree.descendants().filter(|node| is(node, "attvalue")) {
        let class = if value.ancestors().any(|n| is(&n, "nodes")) { "node" } else { "edge" };
        assert!(value.attribute("for").unwrap().parse::<usize>().unwrap() < declared(class));
    }
}

#[test]
fn the_picture_has_no_style_no_script_and_less_crossings() {
    let graph = graph();
    let layout = Layout::of(&graph);
    assert_eq!(layout.columns.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [Some(1998), Some(2011), None]);
    assert_eq!(layout.crossings(), 0);
    let picture = svg(&graph, &|node| (node.id == "a").then(|| "/i/a/art1?x=1&y=2".to_owned()));
    let tree = Document::parse(&picture).unwrap();
    let all = || tree.descendants().filter(roxmltree::Node::is_element);
    assert!(all().all(|n| n.attribute("style").is_none() && !["style", "script"].contains(&n.tag_name().name())));
    assert_eq!(all().filter(|n| n.tag_name().name() == "rect").count(), 5);
    assert_eq!(all().filter(|n| n.tag_name().name() == "a").count(), 1);
    assert_eq!(all().filter(|n| n.attribute("class") == Some("arrow")).count(), 2, "no arrow where nothing is known");
    assert!(picture.contains("oldest in this landscape") && !picture.contains("origin"));
    assert!(Document::parse(&svg(&Graph::default(), &|_| None)).is_ok());
}

#[test]
fn the_table_has_a_row_for_each_edge_and_each_lonely_node() {
    let sheet = table(&graph());
    assert_eq!(sheet.rows.len(), 4);
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    assert_eq!(sheet.rows[0][..2], ["a", "1998"]);
}
