//! Where nodes stand: a column for each year, and in it an order in which few edges cross.
//!
//! Edges over several columns are not routed round what stands between: a lineage is small, and boxes stand over lines.

use std::collections::BTreeMap;

use crate::lineage::Graph;
use crate::model::Date;

/// Passes from left to right and back.
const PASSES: usize = 8;

/// The columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Year of each column (`None` for what has no date, on the right), with the nodes in it from above.
    pub(super) columns: Vec<(Option<i16>, Vec<usize>)>,
}

impl Layout {
    pub(super) fn of(graph: &Graph) -> Layout {
        let mut years: BTreeMap<(bool, Option<i16>), Vec<usize>> = BTreeMap::new();
        for (at, node) in graph.nodes.iter().enumerate() {
            let year = node.date.map(Date::year);
            years.entry((year.is_none(), year)).or_default().push(at);
        }
        let mut columns: Vec<(Option<i16>, Vec<usize>)> = years.into_iter().map(|((_, year), at)| (year, at)).collect();
        // By date within the year, so that what has no edges stands in order.
        for (_, column) in &mut columns {
            column.sort_by_key(|at| (graph.nodes.get(*at).and_then(|node| node.date), *at));
        }
        let mut neighbours = vec![Vec::new(); graph.nodes.len()];
        for edge in &graph.edges {
            for (own, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                neighbours.get_mut(own).into_iter().for_each(|list: &mut Vec<usize>| list.push(other));
            }
        }
        let mut best = Layout { columns };
        let mut crossings = best.crossings(graph);
        let mut tried = best.clone();
        for pass in 0..PASSES {
            if crossings == 0 {
                break;
            }
            tried.sweep(&neighbours, pass % 2 == 1);
            let now = tried.crossings(graph);
            if now < crossings {
                (best, crossings) = (tried.clone(), now);
            }
        }
        best
    }

    /// Column of each node and its height in it, from -0.5 to 0.5.
    pub(super) fn places(&self) -> BTreeMap<usize, (usize, f64)> {
        let height = |at: usize, of: usize| (at as f64 + 0.5) / of as f64 - 0.5;
        let rows = self.columns.iter().enumerate().flat_map(|(column, (_, nodes))| {
            nodes
                .iter()
                .enumerate()
                .map(move |(at, node)| (*node, (column, height(at, nodes.len()) * nodes.len() as f64)))
        });
        rows.collect()
    }

    /// Orders each column by the middle of what its nodes are joined to in the columns that were ordered before.
    fn sweep(&mut self, neighbours: &[Vec<usize>], backwards: bool) {
        let count = self.columns.len();
        for step in 0..count {
            let at = if backwards { count - 1 - step } else { step };
            let places = self.places();
            let middle = |node: &usize| {
                let own = places.get(node).map_or(0.0, |(_, height)| *height);
                let before = |other: &&usize| {
                    places.get(*other).is_some_and(|(column, _)| if backwards { *column > at } else { *column < at })
                };
                let list = neighbours.get(*node).map_or(&[][..], Vec::as_slice);
                let heights: Vec<f64> = list
                    .iter()
                    .filter(before)
                    .filter_map(|other| places.get(other))
                    .map(|(_, height)| *height)
                    .collect();
                if heights.is_empty() { own } else { heights.iter().sum::<f64>() / heights.len() as f64 }
            };
            if let Some((_, column)) = self.columns.get(at) {
                let mut order: Vec<(f64, usize)> = column.iter().map(|node| (middle(node), *node)).collect();
                order.sort_by(|(x, _), (y, _)| x.total_cmp(y));
                if let Some((_, column)) = self.columns.get_mut(at) {
                    *column = order.into_iter().map(|(_, node)| node).collect();
                }
            }
        }
    }

    /// Pairs of edges that cross, as straight lines between the middles of their nodes.
    pub(super) fn crossings(&self, graph: &Graph) -> usize {
        // Beyond this a picture is a thicket whatever the order, and counting takes long.
        const MOST: usize = 400;
        let places = self.places();
        let mut lines: Vec<[f64; 4]> = Vec::new();
        for edge in graph.edges.iter().take(MOST) {
            let (Some((c, y)), Some((d, z))) = (places.get(&edge.from), places.get(&edge.to)) else { continue };
            let (x, y, u, z) = (*c as f64, *y, *d as f64, *z);
            lines.push(if x <= u { [x, y, u, z] } else { [u, z, x, y] });
        }
        let cross = |a: &[f64; 4], b: &[f64; 4]| {
            let (from, to) = (a[0].max(b[0]), a[2].min(b[2]));
            let at = |l: &[f64; 4], x: f64| {
                if l[2] > l[0] { l[1] + (l[3] - l[1]) * (x - l[0]) / (l[2] - l[0]) } else { l[1] }
            };
            from < to && (at(a, from) - at(b, from)) * (at(a, to) - at(b, to)) < 0.0
        };
        lines.iter().enumerate().map(|(n, a)| lines.iter().skip(n + 1).filter(|b| cross(a, b)).count()).sum()
    }
}
