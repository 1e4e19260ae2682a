//! What the texts cite: which unit of which instrument, and with which words.

use std::ops::Range;

use rayon::prelude::*;

use super::{Traced, related};
use crate::landscape::Landscape;
use crate::read::understand::citations::{Gazetteer, Target};

/// One citation of an instrument.
#[derive(Debug, Clone)]
pub(super) struct Cite {
    pub(super) bytes: Range<usize>,
    pub(super) words: String,
    /// Id of the instrument.
    pub(super) instrument: String,
    pub(super) unit: Option<String>,
}

/// What stands in some texts that cites an instrument other than their own.
pub(super) fn cites(traced: &Traced, landscape: &Landscape, texts: &[usize]) -> Vec<(usize, Vec<Cite>)> {
    let gazetteer = Gazetteer::new(landscape);
    let of = |at: &usize| {
        let text = traced.texts.get(*at)?;
        let mut document = text.document.clone()?;
        document.understand(Some(&gazetteer));
        let cites = document.citations.iter().filter_map(|citation| {
            let (instrument, unit) = match &citation.target {
                Target::Instrument { id, unit } => (id.clone(), unit.clone()),
                _ => match citation.instrument.as_ref()?.split_once('/') {
                    Some((id, unit)) => (id.to_owned(), Some(unit.to_owned())),
                    None => (citation.instrument.clone()?, None),
                },
            };
            (text.instrument.as_ref() != Some(&instrument)).then(|| Cite {
                bytes: citation.start..citation.end,
                words: citation.text.clone(),
                instrument,
                unit,
            })
        });
        Some((*at, cites.collect()))
    };
    texts.par_iter().filter_map(of).collect()
}

impl Cite {
    /// Whether it points at a unit, at what contains it or at what stands in it. Of a whole instrument it tells nothing.
    pub(super) fn is_of(&self, instrument: &str, units: &[String]) -> bool {
        self.instrument == instrument
            && self.unit.as_ref().is_some_and(|unit| units.iter().any(|own| related(own, unit)))
    }
}
