//! Addresses and eIds of units.
//!
//! An address is what a lawyer would say, outermost part first: `art4/1/a`. An article's containers are no part of it as
//! long as the numbers of articles run through, so that Article 35 is `art35` whatever chapter it stands in; where articles
//! begin again in each chapter the chapter is named (`ch2/art1`). An annex opens a space of its own (`annex1/art1`).
//!
//! eIds follow the Akoma Ntoso naming convention 1.0: `chp_2__sec_1`, `art_4__para_1__list_1__point_a`, with no prefix of
//! higher units where numbering runs through.

use rustc_hash::FxHashMap;

use crate::model::UnitKind;

use super::solve::Class;
use super::tree::Node;

/// The two names of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Names {
    pub(crate) address: String,
    pub(crate) eid: String,
    /// Whether another unit had the address first, so that a number was added to it.
    pub(crate) repeated: bool,
}

/// Names all units; the vector is parallel to the nodes.
pub(crate) fn name(nodes: &[Node]) -> Vec<Names> {
    let through = runs_through(nodes);
    let mut names: Vec<Names> = Vec::with_capacity(nodes.len());
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    let mut taken_eids: FxHashMap<String, usize> = FxHashMap::default();
    let mut lists: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    let mut unnumbered: FxHashMap<(Option<usize>, UnitKind), usize> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        let count = unnumbered.entry((node.parent, node.kind)).or_insert(0);
        *count += 1;
        let count = *count;
        let part = part(node, count);
        let parent = prefix_parent(nodes, at, &through);
        let (above, above_eid) =
            parent.and_then(|p| names.get(p)).map_or(("", ""), |n: &Names| (n.address.as_str(), n.eid.as_str()));
        // "1.2" under "1" is said alone: art3/1.2, not art3/1/1.2.
        let above = match parent.and_then(|p| nodes.get(p)) {
            Some(p)
                if !p.slug.is_empty()
                    && p.class == Some(Class::Bare)
                    && node.slug.starts_with(&format!("{}.", p.slug)) =>
            {
                above.rsplit_once('/').map_or("", |(up, _)| up)
            }
            _ => above,
        };
        let address = if above.is_empty() { part } else { format!("{above}/{part}") };
        let eid_part = eid_part(node, count);
        let prefix = if above_eid.is_empty() { String::new() } else { format!("{above_eid}__") };
        let mut eid = format!("{prefix}{eid_part}");
        if node.kind == UnitKind::Point {
            // A letter that comes again opens the next list of its unit.
            let list = lists.entry(parent).or_insert(1);
            eid = format!("{prefix}list_{list}__{eid_part}");
            if taken_eids.contains_key(&eid) {
                *list += 1;
                eid = format!("{prefix}list_{list}__{eid_part}");
            }
        }
        let (address, repeated) = unique(address, '-', &mut taken);
        let (eid, _) = unique(eid, '_', &mut taken_eids);
        names.push(Names { address, eid, repeated });
    }
    names
}

/// A name that nobody has yet: the name itself, or the name with the first free number. The numbers given are remembered, so
/// that a text with a million paragraphs 1 costs no more than one with as many different ones.
fn unique(name: String, separator: char, taken: &mut FxHashMap<String, usize>) -> (String, bool) {
    let Some(given) = taken.get_mut(&name) else {
        taken.insert(name.clone(), 1);
        return (name, false);
    };
    let mut number = *given;
    loop {
        number += 1;
        let other = format!("{name}{separator}{number}");
        if !taken.contains_key(&other) {
            taken.insert(name, number);
            taken.insert(other.clone(), 1);
            return (other, true);
        }
    }
}

/// For each address space and kind of heading, whether its numbers run through whatever the containers.
fn runs_through(nodes: &[Node]) -> FxHashMap<Sequence, bool> {
    let mut seen: FxHashMap<(Sequence, &str), usize> = FxHashMap::default();
    let mut counts: FxHashMap<Sequence, (usize, usize)> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        if node.slug.is_empty() || !is_running(nodes, node) {
            continue;
        }
        let key = sequence(nodes, at, node);
        let (all, again) = counts.entry(key).or_default();
        *all += 1;
        // Two articles 4 in one container are a fault of the text; in two containers they are its way of counting.
        if let Some(other) = seen.insert((key, node.slug.as_str()), at)
            && nodes.get(other).is_some_and(|o| o.parent != node.parent)
        {
            *again += 1;
        }
    }
    counts.into_iter().map(|(key, (all, again))| (key, again * 8 <= all)).collect()
}

/// What counts together: the address space, the word of the heading, and whether it is a paragraph without a word.
type Sequence = (Option<usize>, &'static str, bool);

fn sequence(nodes: &[Node], at: usize, node: &Node) -> Sequence {
    (space_of(nodes, at), node.prefix, node.class == Some(Class::Bare))
}

/// Whether a unit is an article, or a numbered paragraph that stands directly below headings.
fn is_running(nodes: &[Node], node: &Node) -> bool {
    match node.class {
        Some(Class::Article) => true,
        Some(Class::BareHead) => node.kind == UnitKind::Article,
        Some(Class::Bare) => node
            .parent
            .and_then(|p| nodes.get(p))
            .is_none_or(|p| matches!(p.kind, UnitKind::Section | UnitKind::Chapter | UnitKind::Part | UnitKind::Title)),
        _ => false,
    }
}

fn space_of(nodes: &[Node], at: usize) -> Option<usize> {
    let mut up = nodes.get(at)?.parent;
    while let Some(n) = up {
        let node = nodes.get(n)?;
        if node.class == Some(Class::Space) {
            return Some(n);
        }
        up = node.parent;
    }
    None
}

/// The unit whose address goes before.
fn prefix_parent(nodes: &[Node], at: usize, through: &FxHashMap<Sequence, bool>) -> Option<usize> {
    let node = nodes.get(at)?;
    let space = space_of(nodes, at);
    if is_running(nodes, node) && through.get(&(space, node.prefix, node.class == Some(Class::Bare))) == Some(&true) {
        return space;
    }
    node.parent
}

fn part(node: &Node, count: usize) -> String {
    let numbered =
        |prefix: &str| if node.slug.is_empty() { format!("{prefix}{count}") } else { format!("{prefix}{}", node.slug) };
    match node.kind {
        UnitKind::Preface => "preface".to_owned(),
        UnitKind::Contents => "contents".to_owned(),
        UnitKind::Preamble => "preamble".to_owned(),
        UnitKind::Conclusions => "conclusions".to_owned(),
        UnitKind::Recital if node.slug.is_empty() => count.to_string(),
        UnitKind::Recital => node.slug.clone(),
        UnitKind::Alinea if node.slug.is_empty() => format!("al{count}"),
        UnitKind::Alinea => format!("al{}", node.slug),
        _ if node.class == Some(Class::Space) => format!("{}{}", node.prefix, node.slug.to_lowercase()),
        UnitKind::Section if node.prefix.is_empty() => format!("heading{count}"),
        UnitKind::Paragraph | UnitKind::Point => {
            if node.slug.is_empty() {
                format!("nn{count}")
            } else {
                node.slug.clone()
            }
        }
        _ => numbered(node.prefix),
    }
}

fn eid_part(node: &Node, count: usize) -> String {
    let abbreviation = match node.kind {
        UnitKind::Preface => return "preface".to_owned(),
        UnitKind::Contents => return "toc".to_owned(),
        UnitKind::Preamble => return "preamble".to_owned(),
        UnitKind::Conclusions => return "conclusions".to_owned(),
        UnitKind::Recital if node.slug.is_empty() => return format!("recs_1__rec_{count}"),
        UnitKind::Recital => "recs_1__rec",
        UnitKind::Alinea if node.slug.is_empty() => return format!("al_{count}"),
        UnitKind::Alinea => "al",
        UnitKind::Part => "part",
        UnitKind::Title => "title",
        UnitKind::Chapter => "chp",
        UnitKind::Section => "sec",
        UnitKind::Article => "art",
        UnitKind::Rule => "rule",
        UnitKind::Paragraph => "para",
        UnitKind::Point => "point",
        UnitKind::Annex => "att",
        UnitKind::Declaration | UnitKind::Sentence => "sec",
    };
    if node.slug.is_empty() {
        format!("{abbreviation}_nn_{count}")
    } else {
        format!("{abbreviation}_{}", node.slug.replace('.', "-"))
    }
}
