//! Words in places of which each may be any of several: phrases with stems, `NEAR`, and beginnings of words.
//!
//! The library's own phrase query wants one word a place. This one walks the lists of all alternatives side by side.

use std::sync::Arc;

use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// How the places stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// One right after the other.
    Phrase,
    /// Within so many words of each other, in any order.
    Near(u32),
}

/// A query for places.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) field: Field,
    /// For each place the words that may stand there, as the index has them.
    pub(super) places: Arc<Vec<Vec<String>>>,
    pub(super) how: How,
}

impl Query for Places {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let worth = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                // Each place counts as its most frequent word.
                let mut terms = Vec::new();
                for place in self.places.iter() {
                    let mut best: Option<(u64, Term)> = None;
                    for word in place {
                        let term = Term::from_field_text(self.field, word);
                        let frequency = statistics_provider.doc_freq(&term)?;
                        if best.as_ref().is_none_or(|(most, _)| frequency > *most) {
                            best = Some((frequency, term));
                        }
                    }
                    terms.extend(best.map(|(_, term)| term));
                }
                if terms.is_empty() { None } else { Some(Bm25Weight::for_terms(statistics_provider, &terms)?) }
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(PlacesWeight { query: self.clone(), worth }))
    }
}

struct PlacesWeight {
    query: Places,
    worth: Option<Bm25Weight>,
}

impl Weight for PlacesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Found { rows: self.find(reader, boost)?, at: 0 }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let found = self.find(reader, 1.0)?.into_iter().find(|(at, _)| *at == doc);
        Ok(Explanation::new("words in places", found.map_or(0.0, |(_, score)| score)))
    }
}

impl PlacesWeight {
    fn find(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Vec<(DocId, Score)>> {
        let inverted = reader.inverted_index(self.query.field)?;
        let mut places = Vec::new();
        for words in self.query.places.iter() {
            let mut lists = Vec::new();
            for word in words {
                let term = Term::from_field_text(self.query.field, word);
                lists.extend(inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            places.push(Place::new(lists));
        }
        let norms = reader.get_fieldnorms_reader(self.query.field)?;
        let mut found = Vec::new();
        let mut target = 0;
        while let Some(doc) = meet(&mut places, target) {
            let times = match places.as_mut_slice() {
                [only] => only.frequency(),
                several => times(several, self.query.how),
            };
            if times > 0 {
                let score = self.worth.as_ref().map_or(1.0, |worth| worth.score(norms.fieldnorm_id(doc), times));
                found.push((doc, score * boost));
            }
            target = doc + 1;
        }
        Ok(found)
    }
}

/// The alternatives of one place, walked together.
struct Place {
    lists: Vec<SegmentPostings>,
    doc: DocId,
    positions: Vec<u32>,
}

impl Place {
    fn new(lists: Vec<SegmentPostings>) -> Place {
        let doc = lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        Place { lists, doc, positions: Vec::new() }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            for list in &mut self.lists {
                if list.doc() < target {
                    list.seek(target);
                }
            }
            self.lists.retain(|list| list.doc() != TERMINATED);
            self.doc = self.lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn frequency(&self) -> u32 {
        self.lists.iter().filter(|list| list.doc() == self.doc).map(tantivy::postings::Postings::term_freq).sum()
    }

    fn read_positions(&mut self) {
        self.positions.clear();
        for list in self.lists.iter_mut().filter(|list| list.doc() == self.doc) {
            list.append_positions_with_offset(0, &mut self.positions);
        }
        self.positions.sort_unstable();
        self.positions.dedup();
    }
}

/// The first document from `target` on in which every place has a word.
fn meet(places: &mut [Place], mut target: DocId) -> Option<DocId> {
    if places.is_empty() {
        return None;
    }
    loop {
        let start = target;
        for place in places.iter_mut() {
            target = place.seek(target);
            if target == TERMINATED {
                return None;
            }
        }
        if start == target && places.iter().all(|place| place.doc == target) {
            return Some(target);
        }
    }
}

/// How often the places stand as they should in the document where they have met.
fn times(places: &mut [Place], how: How) -> u32 {
    places.iter_mut().for_each(Place::read_positions);
    let lists: Vec<&[u32]> = places.iter().map(|place| place.positions.as_slice()).collect();
    match how {
        How::Phrase => phrases(&lists),
        How::Near(distance) => nears(&lists, distance),
    }
}

fn phrases(lists: &[&[u32]]) -> u32 {
    let Some((first, rest)) = lists.split_first() else { return 0 };
    let follows = |at: u32| (1..).zip(rest).all(|(step, list)| list.binary_search(&(at + step)).is_ok());
    let found = first.iter().filter(|at| follows(**at)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// Words of the first place that have one of every other place within a distance.
fn nears(lists: &[&[u32]], distance: u32) -> u32 {
    let Some((first, rest)) = lists.split_first() else { return 0 };
    let is_near = |at: u32| {
        rest.iter().all(|list| {
            let from = list.partition_point(|p| *p < at.saturating_sub(distance));
            list.get(from..).unwrap_or_default().iter().take_while(|p| **p <= at + distance).any(|p| *p != at)
        })
    };
    let found = first.iter().filter(|at| is_near(**at)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// Documents found beforehand.
struct Found {
    rows: Vec<(DocId, Score)>,
    at: usize,
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.rows.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let ahead = self.rows.get(self.at..).unwrap_or_default();
        self.at += ahead.partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.rows.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Found {
    fn score(&mut self) -> Score {
        self.rows.get(self.at).map_or(0.0, |(_, score)| *score)
    }
}

/// Pieces told by number: those of some instruments, of one kind, or in one language.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    /// For each segment, in its order, the pieces in order.
    pub(super) segments: Arc<Vec<(tantivy::index::SegmentId, Vec<DocId>)>>,
}

impl Query for Chosen {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ChosenWeight(self.clone())))
    }
}

struct ChosenWeight(Chosen);

impl Weight for ChosenWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let of_segment = self.0.segments.iter().find(|(id, _)| *id == reader.segment_id());
        // Little, so that being chosen does not outweigh what was said.
        let rows = of_segment.map(|(_, docs)| docs.iter().map(|doc| (*doc, 0.01 * boost)).collect());
        Ok(Box::new(Found { rows: rows.unwrap_or_default(), at: 0 }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("chosen", 0.01))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted() {
        assert_eq!(phrases(&[&[1, 5, 9], &[2, 10], &[3, 11]]), 2);
        assert_eq!(phrases(&[&[1], &[3]]), 0);
        assert_eq!(nears(&[&[10, 50], &[7, 60]], 3), 1);
        assert_eq!(nears(&[&[10], &[10]], 5), 0);
        assert_eq!(nears(&[&[10], &[12], &[8, 13]], 5), 1);
    }
}
