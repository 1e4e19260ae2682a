//! What the held texts of a landscape share, found once and kept: a lineage asks for all pairs.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use servanda::landscape::Landscape;
use servanda::lineage::Traced;
use servanda::model::Day;
use servanda::trace::shares::{self, Collection, Sharing};
use servanda::trace::{Control, Options, Shelf, Stopped};

/// Bytes of held text up to which a page traces all pairs: some three seconds at the first look.
const MOST_BYTES: usize = 64 << 20;
/// Days that are kept; who looks at one lineage looks at others of the same day.
const MOST_DAYS: usize = 2;

type Slot = Arc<OnceLock<Option<Arc<Found>>>>;

/// What the texts of one day share.
pub(crate) struct Found {
    /// The texts and their passages.
    pub(crate) traced: Traced,
    /// How much of each text stands in which others, in the order of time.
    pub(crate) sharings: Vec<Sharing>,
    /// What was looked at for that.
    pub(crate) collection: Collection,
}

impl Found {
    fn of(shelf: Shelf<'_>) -> Result<Found, Stopped> {
        let mut sharings = Vec::new();
        let mut take = |sharing: &Sharing| {
            sharings.push(sharing.clone());
            Ok(())
        };
        let (load, control) = (|at: usize| shelf.source(at), Control::default());
        let collection = shares::shares(shelf.len(), &load, shares::USUAL, &control, &mut take)?;
        Ok(Found { traced: Traced::of(shelf, &Options::default(), &control)?, sharings, collection })
    }
}

/// The passages of one landscape, day by day.
#[derive(Default)]
pub(crate) struct TracedTexts {
    kept: Mutex<Vec<(Day, Slot)>>,
}

impl std::fmt::Debug for TracedTexts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TracedTexts")
    }
}

/// Why there is no lineage here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotTraced {
    /// More text is held than a page may take.
    TooMuch,
    /// The search ended early.
    Stopped,
}

impl TracedTexts {
    /// All that texts share which were made by a day, found now or earlier.
    pub(crate) fn on(&self, landscape: &Landscape, day: Day) -> Result<Arc<Found>, NotTraced> {
        let held = landscape.instruments.iter().flat_map(|instrument| &instrument.held);
        if held.map(|held| landscape.files.text(held.file).len()).sum::<usize>() > MOST_BYTES {
            return Err(NotTraced::TooMuch);
        }
        let slot = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            let slot = match kept.iter().position(|(have, _)| *have == day) {
                Some(at) => kept.remove(at).1,
                None => Slot::default(),
            };
            kept.insert(0, (day, Arc::clone(&slot)));
            kept.truncate(MOST_DAYS);
            slot
        };
        let made = || {
            let mut shelf = Shelf::new(landscape, day);
            shelf.add_held(None);
            Found::of(shelf).ok().map(Arc::new)
        };
        slot.get_or_init(made).clone().ok_or(NotTraced::Stopped)
    }
}
