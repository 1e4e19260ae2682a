//! Which units an instrument may have, by the rows that list some of them.

use std::collections::HashSet;

use crate::model::Instrument;

/// The units of one instrument, as far as its file lists them.
pub(super) struct Listing<'l> {
    ids: HashSet<&'l str>,
    /// Every id that a listed one begins with: `art25` and `art25/2` for `art25/2/a`.
    above: HashSet<&'l str>,
}

impl<'l> Listing<'l> {
    /// What the rows of an instrument list.
    pub(super) fn of(instrument: &'l Instrument) -> Listing<'l> {
        let ids: HashSet<&str> = instrument.units.iter().map(|unit| unit.id.as_str()).collect();
        let above = ids.iter().flat_map(|id| id.match_indices('/').filter_map(|(at, _)| id.get(..at))).collect();
        Listing { ids, above }
    }

    /// Whether a unit may exist. A file that lists `art4` and nothing in it says nothing about `art4/1`; one that lists
    /// `art4/1` and `art4/2` says that there is no `art4/7`.
    pub(super) fn allows(&self, unit: &str) -> bool {
        if self.ids.is_empty() || self.ids.contains(unit) || self.above.contains(unit) {
            return true;
        }
        let mut rest = unit;
        while let Some((parent, _)) = rest.rsplit_once('/') {
            if self.above.contains(parent) {
                return false;
            }
            if self.ids.contains(parent) {
                return true;
            }
            rest = parent;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{instrument, landscape};

    #[test]
    fn a_list_says_nothing_about_what_it_does_not_go_into() {
        let unit = |id: &str| format!("[[unit]]\nid = \"{id}\"\nkind = \"article\"\n");
        let text = instrument("treaty", &[unit("art4/1/a"), unit("art5")].concat());
        let landscape = landscape(&[("instruments/a/instrument.toml", &text)]);
        let listing = Listing::of(landscape.instrument("a").unwrap());
        for there in ["art4", "art4/1", "art4/1/a", "art4/1/a/ii", "art5/2/b"] {
            assert!(listing.allows(there), "{there}");
        }
        for not_there in ["art6", "art6/1", "art4/2", "art4/1/b", "annex"] {
            assert!(!listing.allows(not_there), "{not_there}");
        }
    }
}
