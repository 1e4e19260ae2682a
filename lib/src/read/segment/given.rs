//! Units that the format marks into the same tree as units that were found, so that they get the same addresses.

use std::collections::HashSet;

use crate::model::UnitKind;
use crate::read::extract::{Extract, Given};

use super::label::{self, Label, Scheme};
use super::row;
use super::solve::Class;
use super::tree::{Node, as_cited, letter};
use super::{Own, Version};

/// The version that the marks of a format describe.
pub(crate) fn given(extract: &Extract, units: &[Given]) -> Version {
    let mut nodes: Vec<Node> = Vec::with_capacity(units.len());
    let mut own = Vec::with_capacity(units.len());
    let mut taken = HashSet::new();
    let mut addresses = HashSet::new();
    for unit in units {
        // Set apart by the format, a letter is a label without punctuation, too.
        let label = label::label(&unit.label).or_else(|| row::set_label(&unit.label, unit.label.len()));
        let (class, prefix) = class_of(unit.kind, label.as_ref());
        let (number, slug) = numbers(unit, class, label.as_ref());
        let mut node = Node::new(unit.kind, unit.start, unit.end, 0);
        node.class = class;
        node.prefix = prefix;
        node.number = unit.exact.as_ref().map_or(number, |exact| exact.number.clone());
        node.slug = slug;
        node.label.clone_from(&unit.label);
        node.heading = unit.heading.as_ref().map(|h| (h.start, h.end));
        node.parent = unit.parent;
        node.paragraphs.clone_from(&unit.paragraphs);
        nodes.push(node);
        let address = unit.exact.as_ref().map(|exact| exact.address.clone());
        own.push(Own {
            eid: unit.eid.clone().filter(|eid| taken.insert(eid.clone())),
            address: address.filter(|address| !address.is_empty() && addresses.insert(address.clone())),
        });
    }
    let end = extract.lines.iter().map(|l| l.span.end).max().unwrap_or(0);
    Version { language: None, span: 0..end, nodes, own }
}

/// What a unit counts as when addresses are made, and the beginning of its part of the address.
fn class_of(kind: UnitKind, label: Option<&Label>) -> (Option<Class>, &'static str) {
    let word = label.and_then(|l| l.word).filter(|w| w.kind == kind).map(super::word::Word::prefix);
    let bare = label.is_some_and(|l| l.word.is_none());
    match kind {
        UnitKind::Annex | UnitKind::Declaration => (Some(Class::Space), word.unwrap_or("annex")),
        UnitKind::Article if bare => (Some(Class::BareHead), "art"),
        UnitKind::Section if bare => (Some(Class::BareHead), "sec"),
        UnitKind::Article => (Some(Class::Article), word.unwrap_or("art")),
        UnitKind::Rule => (Some(Class::Article), word.unwrap_or("rule")),
        UnitKind::Part => (Some(Class::Container), word.unwrap_or("part")),
        UnitKind::Title => (Some(Class::Container), word.unwrap_or("title")),
        UnitKind::Chapter => (Some(Class::Container), word.unwrap_or("ch")),
        // A heading without a number is addressed as a heading.
        UnitKind::Section => (Some(Class::Container), word.unwrap_or("")),
        UnitKind::Paragraph | UnitKind::Point => (Some(Class::Bare), ""),
        _ => (None, ""),
    }
}

/// The number for readers, and in ASCII for the address.
fn numbers(unit: &Given, class: Option<Class>, label: Option<&Label>) -> (String, String) {
    let raw = label.and_then(|l| unit.label.get(l.number.0..l.number.1)).unwrap_or("").trim();
    let reading = label.and_then(|l| l.readings.first());
    // The number of an alinea is its place; it is no number that was printed.
    if unit.kind == UnitKind::Alinea {
        return (String::new(), unit.number.clone().unwrap_or_default());
    }
    let recital = unit.kind == UnitKind::Recital && reading.is_some();
    if (class.is_none() && !recital) || reading.is_some_and(|r| r.scheme == Scheme::Bullet) {
        return (String::new(), String::new());
    }
    let by_letters = reading.is_some_and(|r| matches!(r.scheme, Scheme::Cyrillic | Scheme::Abjad));
    // Identifiers may count places ("att_1" for "Annex II"); then the label is right.
    let agrees = |number: &&String| {
        label.is_none_or(|l| l.readings.is_empty() || l.readings.iter().any(|r| r.value.to_string() == **number))
            || reading.is_some_and(|r| r.value.first() > 1000)
            || by_letters
            || as_cited(raw).eq_ignore_ascii_case(number)
    };
    match (unit.number.as_ref().filter(agrees), reading) {
        (Some(number), _) if by_letters && class == Some(Class::Bare) => (raw.to_owned(), number.clone()),
        (Some(number), _) => (number.clone(), number.clone()),
        (None, Some(reading)) if by_letters && class == Some(Class::Bare) => {
            (raw.to_owned(), letter(reading.value.first()).to_string())
        }
        (None, Some(reading))
            if class == Some(Class::Bare) && reading.value.has_suffix() && reading.scheme.is_numeric() =>
        {
            let slug = as_cited(raw);
            (slug.clone(), slug)
        }
        (None, Some(reading)) if class == Some(Class::Bare) && reading.scheme != Scheme::Han => {
            let slug: String = raw.chars().filter(|c| !c.is_whitespace()).collect();
            (slug.clone(), slug)
        }
        (None, Some(reading)) => match reading.scheme {
            Scheme::AlphaUpper | Scheme::AlphaLower | Scheme::Double => (raw.to_owned(), raw.to_owned()),
            _ => (reading.value.to_string(), reading.value.to_string()),
        },
        (None, None) if label.is_some() => (String::new(), String::new()),
        (None, None) => {
            // A label that no agreement was seen to print: its letters and digits.
            let slug: String = unit.label.chars().filter(|c| c.is_alphanumeric()).take(20).collect();
            (slug.clone(), slug)
        }
    }
}
