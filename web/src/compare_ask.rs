//! What a page of a comparison shows, and how that stands in its address.

use servanda::compare::Kind;

use crate::percent::{decode, encode};
use crate::route::{part_asked, part_pair};

/// Texts that are compared, and what of the comparison is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompareAsk {
    /// Instruments, the baseline first; none for the page on which they are chosen.
    pub ids: Vec<String>,
    /// The language of each, as far as somebody said.
    pub langs: Vec<String>,
    /// Whether what stayed is left out.
    pub only_differences: bool,
    /// Whether rows are concepts of the vocabulary instead of units.
    pub concepts: bool,
    /// Only changes of these kinds; all if empty.
    pub kinds: Vec<Kind>,
    /// Whether case, punctuation and white space count.
    pub printing: bool,
    /// Part of the rows, from 0 (the address counts from 1).
    pub page: usize,
}

/// More texts beside each other than any screen shows.
const MOST_TEXTS: usize = 12;

impl CompareAsk {
    /// A comparison of instruments, in the languages that they share.
    #[must_use]
    pub fn of(ids: &[&str]) -> CompareAsk {
        CompareAsk { ids: ids.iter().map(|id| (*id).to_owned()).collect(), ..CompareAsk::default() }
    }

    /// The last part of the path: `a..b`.
    pub(crate) fn names(&self) -> String {
        // Dots part the names, and the last name may not look like a form.
        let name = |id: &String| match id.as_str() {
            "json" | "csv" | "html" | "docx" => id.bytes().map(|byte| format!("%{byte:02X}")).collect(),
            _ => encode(id).replace('.', "%2E"),
        };
        self.ids.iter().map(name).collect::<Vec<_>>().join("..")
    }

    /// Reads the last part of the path, before anything in it is decoded.
    pub(crate) fn read_names(raw: &str) -> Option<CompareAsk> {
        let ids: Option<Vec<String>> = raw.split("..").map(decode).collect();
        let ids = ids.filter(|ids| ids.len() <= MOST_TEXTS && ids.iter().all(|id| !id.is_empty()))?;
        Some(CompareAsk { ids, ..CompareAsk::default() })
    }

    pub(crate) fn read(&mut self, pairs: &[(String, String)]) {
        let all = |name: &'static str| pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim());
        if self.ids.is_empty() {
            // The form of the page has a field for each text.
            self.ids = all("text").filter(|id| !id.is_empty()).take(MOST_TEXTS).map(str::to_owned).collect();
        }
        self.langs = all("lang").flat_map(|tags| tags.split(',')).take(self.ids.len()).map(str::to_owned).collect();
        while self.langs.last().is_some_and(String::is_empty) {
            self.langs.pop();
        }
        self.only_differences = all("show").any(|value| value == "differences");
        self.concepts = all("rows").any(|value| value == "concepts");
        self.printing = all("printing").any(|value| value == "1");
        let words = all("kind").flat_map(|words| words.split(','));
        for kind in words.filter_map(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word)) {
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
        self.page = part_asked(pairs);
    }

    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.langs.is_empty() {
            pairs.push(("lang", self.langs.join(",")));
        }
        if self.concepts {
            pairs.push(("rows", "concepts".to_owned()));
        }
        if self.only_differences {
            pairs.push(("show", "differences".to_owned()));
        }
        if !self.kinds.is_empty() {
            pairs.push(("kind", self.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(",")));
        }
        if self.printing {
            pairs.push(("printing", "1".to_owned()));
        }
        pairs.extend(part_pair(self.page));
        pairs
    }

    /// The language of a text, if somebody said.
    pub(crate) fn lang(&self, at: usize) -> Option<&str> {
        self.langs.get(at).map(String::as_str).filter(|lang| !lang.is_empty())
    }

    /// The other way round: the last text is the baseline.
    pub(crate) fn swapped(&self) -> CompareAsk {
        let mut langs = self.langs.clone();
        if !langs.is_empty() {
            langs.resize(self.ids.len(), String::new());
            langs.reverse();
        }
        let ids = self.ids.iter().rev().cloned().collect();
        CompareAsk { ids, langs, page: 0, ..self.clone() }
    }

    /// The same with another text as the baseline, which comes first.
    pub(crate) fn based_on(&self, at: usize) -> CompareAsk {
        let mut next = CompareAsk { page: 0, ..self.clone() };
        if !next.langs.is_empty() {
            next.langs.resize(next.ids.len(), String::new());
        }
        for list in [&mut next.ids, &mut next.langs] {
            if at < list.len() {
                let first = list.remove(at);
                list.insert(0, first);
            }
        }
        next
    }

    /// The same with one kind added, or taken out if it is there; from the first row.
    pub(crate) fn toggled(&self, kind: Kind) -> CompareAsk {
        let mut next = CompareAsk { page: 0, ..self.clone() };
        match next.kinds.iter().position(|have| *have == kind) {
            Some(at) => drop(next.kinds.remove(at)),
            None => next.kinds.push(kind),
        }
        next
    }
}
