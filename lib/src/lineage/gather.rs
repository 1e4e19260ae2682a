//! A lineage put together: occurrences named and put in order, edges of all kinds between them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::coded;
use super::links::{self, Cite};
use super::occurrences::Finder;
use super::sources::{order, reuse};
use super::{Edge, EdgeKind, Lineage, Occurrence, Place, Role, Traced, When, opening};
use crate::landscape::Landscape;

pub(super) fn lineage(traced: &Traced, landscape: &Landscape, place: &Place) -> Lineage {
    let mut gatherer = Gatherer { traced, landscape, occurrences: Vec::new(), edges: Vec::new() };
    let mut left_out = 0;
    match place {
        Place::Words { text, bytes } => {
            let mut finder = Finder::new(traced);
            finder.search(*text, bytes.clone());
            for found in &finder.found {
                gatherer.held(found.text, found.whole(), Role::Words);
            }
            let (edges, explained) = reuse(&mut finder);
            left_out = explained;
            gatherer.edges.extend(edges);
            let translations = finder.translations.iter();
            gatherer.edges.extend(translations.map(|(x, y)| Edge::between(EdgeKind::Translation, *x, *y, false)));
            gatherer.citations();
        }
        Place::Coded { instrument, unit } => {
            gatherer.named(instrument, unit.as_deref(), Role::Coded);
        }
    }
    gatherer.coded();
    gatherer.finish(left_out)
}

struct Gatherer<'t> {
    traced: &'t Traced,
    landscape: &'t Landscape,
    occurrences: Vec<Occurrence>,
    edges: Vec<Edge>,
}

impl Gatherer<'_> {
    /// An occurrence in a text; gives its number.
    fn held(&mut self, number: usize, bytes: Range<usize>, role: Role) -> Option<usize> {
        let text = self.traced.texts.get(number)?;
        let first = text.address(bytes.start).map(str::to_owned);
        let last =
            text.address(bytes.end.saturating_sub(1)).map(str::to_owned).filter(|last| Some(last) != first.as_ref());
        let document = text.document.as_ref()?;
        // A unit of several others that is whole in it is named by itself.
        let whole = |unit: &&crate::read::ReadUnit| {
            unit.start >= bytes.start && unit.end <= bytes.end && unit.start == bytes.start
        };
        let units: Vec<String> = match document.units.iter().find(whole).filter(|unit| unit.end == bytes.end) {
            Some(unit) => vec![unit.address.clone()],
            None => first.into_iter().chain(last).collect(),
        };
        let shown = document.extract.shown(bytes.clone());
        let mut id = [Some(text.name.as_str()), units.first().map(String::as_str)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("/");
        if self.occurrences.iter().any(|other| other.id == id) {
            id = format!("{id}@{}", bytes.start);
        }
        let instrument = text.instrument.as_deref().and_then(|id| self.landscape.instrument(id));
        let title = instrument.map(|i| i.title().to_owned()).or_else(|| document.title.clone());
        self.occurrences.push(Occurrence {
            id,
            name: text.name.clone(),
            instrument: text.instrument.clone(),
            title: title.unwrap_or_else(|| text.name.clone()),
            date: text.date,
            language: text.language().map(str::to_owned),
            units,
            text: Some(number),
            bytes: Some(bytes),
            opening: Some(even(opening(&shown))),
            says: None,
            role,
            when: When::Unknown,
        });
        Some(self.occurrences.len() - 1)
    }

    /// The occurrence that is a unit of an instrument, or one for it: with its words, if they are held.
    fn named(&mut self, instrument: &str, unit: Option<&str>, role: Role) -> Option<usize> {
        let is_it = |other: &Occurrence| {
            other.instrument.as_deref() == Some(instrument)
                && match unit {
                    Some(unit) => other.units.iter().any(|own| own == unit || own.starts_with(&format!("{unit}/"))),
                    None => other.units.is_empty(),
                }
        };
        if let Some(at) = self.occurrences.iter().position(is_it) {
            return Some(at);
        }
        let held = unit.and_then(|unit| match Place::unit(self.traced, instrument, unit)? {
            Place::Words { text, bytes } => Some((text, bytes)),
            Place::Coded { .. } => None,
        });
        if let Some((text, bytes)) = held {
            return self.held(text, bytes, role);
        }
        let known = self.landscape.instrument(instrument);
        let coded = unit.and_then(|unit| known?.unit(unit));
        let name = known.map_or(instrument, |known| known.id.as_str());
        let date = known.and_then(|known| known.made_date(self.traced.day));
        self.occurrences.push(Occurrence {
            id: [Some(name), unit].into_iter().flatten().collect::<Vec<_>>().join("/"),
            name: name.to_owned(),
            instrument: Some(name.to_owned()),
            title: known.map_or(name, |known| known.title()).to_owned(),
            date,
            language: None,
            units: unit.map(str::to_owned).into_iter().collect(),
            text: None,
            bytes: None,
            opening: coded.and_then(|unit| unit.quote.as_deref()).map(|quote| even(opening(quote))),
            says: coded.and_then(|unit| unit.says.clone()),
            role,
            when: When::Unknown,
        });
        Some(self.occurrences.len() - 1)
    }

    /// What the occurrences cite, and who cites the place of interest.
    fn citations(&mut self) {
        let Some(place) = self.occurrences.first().cloned() else { return };
        // Nobody can cite a file that is no instrument.
        let texts: Vec<usize> = match &place.instrument {
            Some(_) => (0..self.traced.texts.len()).collect(),
            None => self.occurrences.iter().filter_map(|occurrence| occurrence.text).collect(),
        };
        let mut texts = texts;
        texts.sort_unstable();
        texts.dedup();
        let words = self.occurrences.len();
        for (text, cites) in links::cites(self.traced, self.landscape, &texts) {
            for cite in cites {
                let inside = |occurrence: &Occurrence| {
                    let bytes = occurrence.bytes.as_ref();
                    occurrence.text == Some(text)
                        && bytes.is_some_and(|b| b.start <= cite.bytes.start && cite.bytes.end <= b.end)
                };
                let from = self.occurrences.iter().take(words).position(inside);
                if let Some(citing) = from {
                    let cited = self.named(&cite.instrument, cite.unit.as_deref(), Role::Citation);
                    self.cited(cited, citing, &cite);
                } else if place.instrument.as_deref().is_some_and(|own| cite.is_of(own, &place.units)) {
                    let citing = match self.occurrences.iter().position(inside) {
                        Some(citing) => Some(citing),
                        None => self.unit_round(text, &cite.bytes),
                    };
                    if let Some(citing) = citing {
                        self.cited(Some(0), citing, &cite);
                    }
                }
            }
        }
    }

    fn unit_round(&mut self, text: usize, bytes: &Range<usize>) -> Option<usize> {
        let document = self.traced.texts.get(text)?.document.as_ref()?;
        let unit = document.unit_at(bytes.start).map_or(bytes.clone(), |unit| unit.start..unit.end);
        self.held(text, unit, Role::Citation)
    }

    fn cited(&mut self, from: Option<usize>, to: usize, cite: &Cite) {
        let Some(from) = from.filter(|from| *from != to) else { return };
        let known = |edge: &Edge| edge.kind == EdgeKind::Citation && edge.from == from && edge.to == to;
        if !self.edges.iter().any(known) {
            self.edges.push(Edge {
                quote: Some(even(opening(&cite.words))),
                ..Edge::between(EdgeKind::Citation, from, to, true)
            });
        }
    }

    fn coded(&mut self) {
        let places: Vec<(String, Option<String>)> = self
            .occurrences
            .iter()
            .take(1)
            .filter_map(|place| Some((place.instrument.clone()?, place.units.first().cloned())))
            .collect();
        for row in coded::rows(self.landscape, &places, self.traced.day) {
            let at = |gatherer: &mut Self, (instrument, unit): coded::Address<'_>| {
                let own = places.iter().any(|(id, own)| {
                    id == instrument && own.as_deref().zip(unit).is_none_or(|(own, unit)| super::related(own, unit))
                });
                if own { Some(0) } else { gatherer.named(instrument, unit, Role::Coded) }
            };
            let (from, to) = (at(self, row.from), at(self, row.to));
            if let Some((from, to)) = from.zip(to).filter(|(from, to)| from != to) {
                self.edges.push(Edge {
                    relation: Some(row.kind),
                    evidence: Some(row.evidence.clone()),
                    ..Edge::between(EdgeKind::Coded, from, to, true)
                });
            }
        }
    }

    /// Puts all in order: the place, what is older, what is younger, what cannot be told; the nearest first.
    fn finish(mut self, left_out: usize) -> Lineage {
        let place = self.occurrences.first().and_then(|place| place.date);
        for (at, occurrence) in self.occurrences.iter_mut().enumerate() {
            occurrence.when = match (at, order(occurrence.date, place)) {
                (0, _) => When::Place,
                (_, Some(true)) => When::Earlier,
                (_, Some(false)) => When::Later,
                (_, None) => When::Unknown,
            };
        }
        let mut numbered: Vec<(usize, Occurrence)> = self.occurrences.into_iter().enumerate().collect();
        numbered.sort_by(|(x, a), (y, b)| {
            let by_date = match a.when {
                When::Earlier => Reverse(a.date).cmp(&Reverse(b.date)),
                _ => (a.date.is_none(), a.date).cmp(&(b.date.is_none(), b.date)),
            };
            a.when.cmp(&b.when).then(by_date).then_with(|| a.id.cmp(&b.id)).then(x.cmp(y))
        });
        let places: BTreeMap<usize, usize> = numbered.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
        let occurrences: Vec<Occurrence> = numbered.into_iter().map(|(_, occurrence)| occurrence).collect();
        for edge in &mut self.edges {
            edge.from = places.get(&edge.from).copied().unwrap_or(edge.from);
            edge.to = places.get(&edge.to).copied().unwrap_or(edge.to);
        }
        self.edges.sort_by_key(|edge| (edge.to, edge.kind, Reverse(edge.words), edge.from));
        let words = || occurrences.iter().enumerate().filter(|(_, o)| o.role == Role::Words && o.date.is_some());
        let first = words().map(|(_, o)| o.date).min().flatten();
        let oldest = words().filter(|(_, o)| o.date == first && first.is_some()).map(|(at, _)| at).collect();
        Lineage { occurrences, edges: self.edges, oldest, left_out }
    }
}

/// Words with even spaces.
fn even(words: &str) -> String {
    // Marks of headings in Markdown are no words.
    words.split_whitespace().filter(|word| word.chars().any(|c| c != '#')).collect::<Vec<_>>().join(" ")
}
