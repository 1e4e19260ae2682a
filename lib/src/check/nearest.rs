//! "Did you mean" for many unknown names at once.

use std::collections::HashMap;

/// Proposals, remembered by name and limited in number.
///
/// Finding the nearest of n names is linear in n, so m unknown names cost m·n comparisons. A folder with thousands of them
/// has one cause (a list that is missing), and nobody reads the thousandth proposal.
#[derive(Debug, Default)]
pub(super) struct Nearest {
    known: HashMap<String, Option<String>>,
}

/// After this many different names no more proposals are made.
const MOST: usize = 100;

impl Nearest {
    /// What `find` proposes for a name, asked once per name.
    pub(super) fn to(&mut self, name: &str, find: impl FnOnce(&str) -> Option<String>) -> Option<&str> {
        if !self.known.contains_key(name) {
            if self.known.len() >= MOST {
                return None;
            }
            let proposal = find(name);
            self.known.insert(name.to_owned(), proposal);
        }
        self.known.get(name).and_then(Option::as_deref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_once_per_name_and_stops_in_the_end() {
        let mut nearest = Nearest::default();
        assert_eq!(nearest.to("a", |_| Some("b".to_owned())), Some("b"));
        assert_eq!(nearest.to("a", |_| panic!("asked twice")), Some("b"));
        for n in 0..2 * MOST {
            let _ = nearest.to(&n.to_string(), |_| None);
        }
        assert_eq!(nearest.to("new", |_| panic!("asked too often")), None);
        assert_eq!(nearest.to("a", |_| None), Some("b"));
    }
}
