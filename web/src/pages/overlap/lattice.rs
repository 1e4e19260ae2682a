//! The sets as a diagram: more parties above, more promises below, each box a link to its set.

use maud::{Markup, html};
use servanda::overlap::CommonGround;

/// Size of a box, and the room around it.
const BOX: (usize, usize) = (148, 46);
const GAP: (usize, usize) = (26, 44);

/// The diagram. A set lies one level below the lowest of those above it.
pub(super) fn picture(ground: &CommonGround<'_>) -> Markup {
    let count = ground.concepts.len();
    let mut level = vec![0_usize; count];
    for _ in 0..count {
        for edge in &ground.edges {
            let above = level.get(edge.above).copied().unwrap_or(0);
            if let Some(below) = level.get_mut(edge.below) {
                *below = (*below).max(above + 1);
            }
        }
    }
    let levels = level.iter().max().map_or(0, |most| most + 1);
    let on = |wanted: usize| (0..count).filter(|at| level.get(*at) == Some(&wanted)).collect::<Vec<_>>();
    let widest = (0..levels).map(|at| on(at).len()).max().unwrap_or(1);
    let width = widest * (BOX.0 + GAP.0) + GAP.0;
    let height = levels * (BOX.1 + GAP.1) + GAP.1;
    let mut places = vec![(0_usize, 0_usize); count];
    for at in 0..levels {
        let row = on(at);
        let used = row.len() * (BOX.0 + GAP.0) - GAP.0.min(row.len() * GAP.0);
        let left = width.saturating_sub(used) / 2;
        for (place, number) in row.into_iter().enumerate() {
            if let Some(to) = places.get_mut(number) {
                *to = (left + place * (BOX.0 + GAP.0), GAP.1 / 2 + at * (BOX.1 + GAP.1));
            }
        }
    }
    let of = |number: usize| places.get(number).copied().unwrap_or_default();
    html! {
        figure.drawn role="group" aria-label="Sets of parties, the larger above; the sections above name them" tabindex="0" {
            svg.chart.lattice xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox=(format!("0 0 {width} {height}")) {
                @for edge in &ground.edges {
                    @let (from, to) = (of(edge.above), of(edge.below));
                    line.edge x1=(from.0 + BOX.0 / 2) y1=(from.1 + BOX.1) x2=(to.0 + BOX.0 / 2) y2=(to.1) {}
                }
                @for concept in &ground.concepts {
                    @let (x, y) = of(concept.number);
                    @let target = if concept.lower == ground.parties.len() { "#all-title".to_owned() } else { format!("#set-{}", concept.number) };
                    a href=(target) {
                        title { (concept.parties.join(", ")) }
                        rect x=(x) y=(y) width=(BOX.0) height=(BOX.1) rx="3" {}
                        text x=(x + BOX.0 / 2) y=(y + 19) text-anchor="middle" {
                            @if concept.parties.len() <= 5 { (concept.parties.join(" ")) } @else { (concept.lower) " parties" }
                        }
                        text.small x=(x + BOX.0 / 2) y=(y + 36) text-anchor="middle" { (concept.commitments.len()) " promises" }
                    }
                }
            }
        }
    }
}
