//! The instruments that a query leaves, and facets over those of them that something else has found.

use rayon::prelude::*;

use super::brief::Brief;
use super::facets::{Facet, facets};
use super::query::{Narrowed, Query};
use super::status::StatusPhase;
use crate::landscape::Landscape;
use crate::model::Day;

/// What a query leaves of the instruments of a landscape.
#[derive(Debug, Clone)]
pub struct Narrowing {
    /// For each instrument, in the order of the landscape, whether it is left.
    pub left: Vec<bool>,
    /// How many had not come up yet on the day; they are not left.
    pub later: usize,
    /// Facets with counts, over those that were found alone.
    pub facets: Vec<Facet>,
    /// What in the query names nothing in the landscape, with a proposal.
    pub unknown: Vec<String>,
}

/// Narrows the instruments of a landscape by a query on a day. `found` tells by an instrument's number whether somebody
/// found something in it: the counts of facets are over these, as those of [`super::list`] are over all.
#[must_use]
pub fn narrow(landscape: &Landscape, query: &Query, as_of: Day, found: &(impl Fn(usize) -> bool + Sync)) -> Narrowing {
    let narrowed = Narrowed::new(landscape, query, as_of);
    let instruments = landscape.instruments.as_slice();
    // Who stands in what costs most, and is asked of those that were found, or of all if the query asks for it.
    let by_standing = !(query.parties.is_empty() && query.groups.is_empty() && query.standings.is_empty());
    let briefs: Vec<(usize, Brief<'_>)> = instruments
        .par_iter()
        .enumerate()
        .map(|(number, instrument)| (number, Brief::new(instrument, as_of)))
        .filter(|(_, brief)| brief.phase != StatusPhase::NotYet)
        .collect();
    let later = instruments.len() - briefs.len();
    let looked: Vec<(usize, Brief<'_>, u16)> = briefs
        .into_par_iter()
        .map_init(String::new, |folded, (number, mut brief)| {
            if !narrowed.admits(&brief, folded) {
                return None;
            }
            if by_standing || found(number) {
                brief.look_up_standings(landscape, as_of);
            }
            let failed = narrowed.failed(&brief);
            Some((number, brief, failed))
        })
        .flatten_iter()
        .collect();
    let mut left = vec![false; instruments.len()];
    let mut rows = Vec::new();
    for (number, brief, failed) in looked {
        if let Some(left) = left.get_mut(number).filter(|_| failed == 0) {
            *left = true;
        }
        // What fails two facets is counted under no value.
        if failed.count_ones() < 2 && found(number) {
            rows.push((brief, failed));
        }
    }
    let facets = facets(landscape, query, &rows, as_of);
    Narrowing { left, later, facets, unknown: narrowed.unknown }
}
