//! Where nodes stand: a column for each year, and in it an order in which few edges cross.
//!
//! An edge over several columns has a place of its own in each column between, so that it does not run behind what stands
//! there (the layers with dummy vertices of Sugiyama, Tagawa and Toda 1981).

use std::collections::BTreeMap;

use crate::lineage::Graph;
use crate::model::Date;

/// Passes from left to right and back.
const PASSES: usize = 8;
/// Up to so many edges have places of their own; more are a thicket, and run behind the boxes.
const MOST_ROUTED: usize = 60;
/// Height of the place of an edge, where that of a node is 1.
const LANE: f64 = 0.42;

/// The columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Year of each column (`None` for what has no date, on the right), with the nodes and the lanes in it from above.
    pub(super) columns: Vec<(Option<i16>, Vec<usize>)>,
    /// How many nodes there are; higher numbers are lanes.
    nodes: usize,
    /// The nodes and lanes that each edge joins, in order from its first end to its last.
    pub(super) routes: Vec<Vec<usize>>,
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
        let nodes = graph.nodes.len();
        let mut best = Layout { columns, nodes, routes: Vec::new() };
        best.route(graph);
        let mut neighbours = vec![Vec::new(); nodes + best.routes.iter().map(Vec::len).sum::<usize>()];
        for (from, to) in best.steps() {
            for (own, other) in [(from, to), (to, from)] {
                neighbours.get_mut(own).into_iter().for_each(|list: &mut Vec<usize>| list.push(other));
            }
        }
        let mut crossings = best.crossings();
        let mut tried = best.clone();
        for pass in 0..PASSES {
            if crossings == 0 {
                break;
            }
            tried.sweep(&neighbours, pass % 2 == 1);
            let now = tried.crossings();
            if now < crossings {
                (best, crossings) = (tried.clone(), now);
            }
        }
        best
    }

    /// Gives each edge a lane in every column that it passes.
    fn route(&mut self, graph: &Graph) {
        let column: BTreeMap<usize, usize> = self
            .columns
            .iter()
            .enumerate()
            .flat_map(|(at, (_, nodes))| nodes.iter().map(move |node| (*node, at)))
            .collect();
        let mut next = self.nodes;
        for edge in &graph.edges {
            let (from, to) = (column.get(&edge.from).copied(), column.get(&edge.to).copied());
            let mut route = vec![edge.from];
            if let (Some(from), Some(to)) = (from, to)
                && graph.edges.len() <= MOST_ROUTED
            {
                let between: Vec<usize> =
                    if from < to { (from + 1..to).collect() } else { (to + 1..from).rev().collect() };
                for passed in between {
                    if let Some((_, places)) = self.columns.get_mut(passed) {
                        places.push(next);
                        route.push(next);
                        next += 1;
                    }
                }
            }
            route.push(edge.to);
            self.routes.push(route);
        }
    }

    /// What is joined to what, lane by lane.
    fn steps(&self) -> impl Iterator<Item = (usize, usize)> {
        self.routes.iter().flat_map(|route| route.iter().copied().zip(route.iter().copied().skip(1)))
    }

    fn height(&self, place: usize) -> f64 {
        if place < self.nodes { 1.0 } else { LANE }
    }

    /// Rows that the highest column takes.
    pub(super) fn rows(&self) -> f64 {
        let heights = self.columns.iter().map(|(_, places)| places.iter().map(|place| self.height(*place)).sum());
        heights.fold(0.0, f64::max)
    }

    /// Column of each node and lane, and its height in it in rows, from the middle downwards.
    pub(super) fn places(&self) -> BTreeMap<usize, (usize, f64)> {
        let mut found = BTreeMap::new();
        for (column, (_, places)) in self.columns.iter().enumerate() {
            let mut top = -places.iter().map(|place| self.height(*place)).sum::<f64>() / 2.0;
            for place in places {
                let height = self.height(*place);
                found.insert(*place, (column, top + height / 2.0));
                top += height;
            }
        }
        found
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

    /// Pairs of edges that cross, as straight lines between the middles of their places.
    pub(super) fn crossings(&self) -> usize {
        // Beyond this a picture is a thicket whatever the order, and counting takes long.
        const MOST: usize = 400;
        let places = self.places();
        let mut lines: Vec<[f64; 4]> = Vec::new();
        for (from, to) in self.steps().take(MOST) {
            let (Some((c, y)), Some((d, z))) = (places.get(&from), places.get(&to)) else { continue };
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
