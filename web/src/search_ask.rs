//! What a search page shows, and how that stands in its address.

use servanda::register::Query;
use servanda::search::{Ask, Part, What};

use crate::route::{RouteError, date, part_asked, part_pair};

/// What a search page shows: the question, what it is narrowed to, and which part of the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchAsk {
    /// The query as typed; empty for the bare page.
    pub words: String,
    /// To which instruments it is narrowed: parties, topics, kinds, bindingness, time.
    pub query: Query,
    /// Kinds of words, as [`What`] is written.
    pub what: Vec<String>,
    /// Languages.
    pub langs: Vec<String>,
    /// Instruments.
    pub within: Vec<String>,
    /// Part of the answer, from 0 (the address counts from 1).
    pub page: usize,
}

/// Groups (or hits in one instrument) on one page.
pub(crate) const ON_A_PAGE: usize = 20;
/// Hits of one group on a page of several.
const EACH: usize = 3;

impl SearchAsk {
    /// A search for words in everything.
    #[must_use]
    pub fn of(words: impl Into<String>) -> SearchAsk {
        SearchAsk { words: words.into(), ..SearchAsk::default() }
    }

    fn lists(&mut self) -> [(&'static str, &mut Vec<String>); 7] {
        [
            ("party", &mut self.query.parties),
            ("topic", &mut self.query.topics),
            ("kind", &mut self.query.kinds),
            ("binding", &mut self.query.binding),
            ("what", &mut self.what),
            ("lang", &mut self.langs),
            ("in", &mut self.within),
        ]
    }

    pub(crate) fn read(&mut self, pairs: &[(String, String)]) -> Result<(), RouteError> {
        for (name, list) in self.lists() {
            for (_, value) in pairs.iter().filter(|(key, value)| key == name && !value.is_empty()) {
                if !list.contains(value) {
                    list.push(value.clone());
                }
            }
        }
        self.query.since = date(pairs, "since")?;
        self.query.until = date(pairs, "until")?;
        if let Some((_, words)) = pairs.iter().rev().find(|(key, _)| key == "q") {
            words.trim().clone_into(&mut self.words);
        }
        self.page = part_asked(pairs);
        Ok(())
    }

    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        for (name, list) in self.clone().lists() {
            pairs.extend(list.iter().map(|value| (name, value.clone())));
        }
        for (name, value) in [("since", self.query.since), ("until", self.query.until)] {
            pairs.extend(value.map(|date| (name, date.to_string())));
        }
        pairs.extend(part_pair(self.page));
        pairs
    }

    /// The same search with one value of one facet added, or taken out if it is there; from its beginning.
    #[must_use]
    pub fn toggled(&self, facet: &str, value: &str) -> SearchAsk {
        let mut next = SearchAsk { page: 0, ..self.clone() };
        for (name, list) in next.lists() {
            if name == facet {
                match list.iter().position(|have| have == value) {
                    Some(at) => drop(list.remove(at)),
                    None => list.push(value.to_owned()),
                }
            }
        }
        next
    }

    /// Whether it is about one instrument, so that its hits are shown one by one.
    pub(crate) fn is_single(&self) -> bool {
        self.within.len() == 1
    }

    /// The question as the library takes it.
    pub(crate) fn ask(&self) -> Ask {
        let what = |word: &String| What::WORDS.iter().find(|(known, _)| known == word).map(|(_, what)| *what);
        Ask {
            words: self.words.clone(),
            query: self.query.clone(),
            what: self.what.iter().filter_map(what).collect(),
            langs: self.langs.clone(),
            within: self.within.clone(),
            part: Part { skip: self.page.saturating_mul(ON_A_PAGE), most: ON_A_PAGE, each: EACH },
        }
    }
}
