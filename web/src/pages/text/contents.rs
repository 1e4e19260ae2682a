//! The contents of a text as a tree of its parts, chapters and articles.

use std::ops::Range;

use maud::{Markup, html};
use servanda::holding::{Wording, WordingUnit};
use servanda::model::UnitKind;

use super::flow::is_heading;
use super::words::Reader;
use crate::html::{language, plural};
use crate::pages::instrument::sentence;

/// With more headings than this, other parts of the text than the one shown are listed by their outermost headings.
const MOST: usize = 400;
/// With more headings than this, what stands below the outermost ones is folded away where it is not being read.
const FOLD: usize = 80;

/// A heading with those below it.
struct Node<'w, 'a> {
    unit: &'w WordingUnit<'a>,
    below: Vec<Node<'w, 'a>>,
}

/// The tree; `shown` is the stretch of units that the page shows.
pub(super) fn contents(reader: &Reader<'_>, wording: &Wording<'_>, shown: &Range<usize>) -> Markup {
    let listed = |unit: &&WordingUnit<'_>| {
        is_heading(unit.kind)
            && !matches!(unit.kind, UnitKind::Preface | UnitKind::Contents)
            && (unit.kind != UnitKind::Section || unit.heading().is_some() || !label(unit).is_empty())
    };
    let mut units: Vec<&WordingUnit<'_>> = wording.units.iter().filter(listed).collect();
    if units.len() < 2 {
        // A text of numbered paragraphs alone.
        units = wording
            .units
            .iter()
            .filter(|unit| listed(unit) || (unit.depth == 0 && unit.kind != UnitKind::Preface))
            .collect();
    }
    if units.len() > MOST {
        let top = units.iter().map(|unit| unit.depth).min().unwrap_or(0);
        units.retain(|unit| unit.depth == top || shown.contains(&unit.index));
    }
    let fold = units.len() > FOLD;
    let mut rest = units.as_slice();
    let tree = tree(&mut rest, 0);
    let direction =
        wording.units.first().and_then(|unit| unit.versions.first()).map(|version| language(version.lang).1);
    html! { ul.tree dir=[direction] { @for node in &tree { (item(reader, node, shown, fold)) } } }
}

/// Headings of at least some depth, those below each gathered under it.
fn tree<'w, 'a>(units: &mut &[&'w WordingUnit<'a>], depth: usize) -> Vec<Node<'w, 'a>> {
    let mut nodes = Vec::new();
    while let Some((unit, others)) = units.split_first().filter(|(unit, _)| unit.depth >= depth) {
        *units = others;
        // A reader of files stops at some depth, and so does this.
        nodes.push(Node { unit, below: tree(units, unit.depth + 1) });
    }
    nodes
}

fn label<'a>(unit: &WordingUnit<'a>) -> &'a str {
    let label = unit.versions.first().map_or("", |version| version.unit.label.as_str());
    label.trim().trim_end_matches(['.', ':', '–', '—', '-', ' '])
}

fn item(reader: &Reader<'_>, node: &Node<'_, '_>, shown: &Range<usize>, fold: bool) -> Markup {
    let unit = node.unit;
    let Some(version) = unit.versions.first() else { return html! {} };
    let printed = label(unit);
    let heading = version.unit.heading.as_ref().map(|heading| heading.text.as_str());
    let below = node.below.len();
    let reaches = node.below.iter().any(|inner| shown.contains(&inner.unit.index));
    html! {
        li {
            @let link = (reader.to)(unit.address);
            a href=[link] lang=[(!printed.is_empty() || heading.is_some()).then_some(version.lang)] {
                @match (printed, heading) {
                    ("", None) => (sentence(&unit.pinpoint())),
                    ("", Some(heading)) => (heading),
                    (label, None) if is_heading(unit.kind) => (label),
                    (_, None) => (sentence(&unit.pinpoint())),
                    (label, Some(heading)) => { span.l { (label) } " " (heading) }
                }
            }
            @if below > 0 {
                @if fold {
                    details open[reaches] {
                        summary { (plural(below, "part", "parts")) }
                        ul { @for inner in &node.below { (item(reader, inner, shown, fold)) } }
                    }
                } @else {
                    ul { @for inner in &node.below { (item(reader, inner, shown, fold)) } }
                }
            }
        }
    }
}
