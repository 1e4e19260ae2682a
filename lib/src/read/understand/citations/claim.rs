//! Which unit of the citing text an address is, where the units of that text are known.

use rustc_hash::FxHashMap;

use super::Context;
use super::address::{self, is_article};
use super::resolve::Known;
use super::target::Target;

impl<'k> Known<'k> {
    /// Whether the text has a unit.
    pub(super) fn has(&self, unit: &str) -> bool {
        self.addresses.contains(unit)
    }

    /// A unit in the other spelling that its numbers have: "Article 12.5.1" is paragraph 1 of Article 12.5, and
    /// paragraph 2 of Article 57 may be printed 57.2.
    fn respelled(&self, unit: &str) -> Option<String> {
        let article = address::to_article(unit);
        let inside = unit.strip_prefix(article)?;
        if !self.has(article) {
            let (head, paragraph) = article.rsplit_once('.')?;
            let spelled = format!("{head}/{paragraph}{inside}");
            return (self.has(head) && self.has(&format!("{head}/{paragraph}")) && self.has(&spelled))
                .then_some(spelled);
        }
        let number = article.rsplit('/').next()?.trim_start_matches(char::is_alphabetic);
        let spelled = format!("{article}/{number}.{}", inside.strip_prefix('/')?);
        self.has(&spelled).then_some(spelled)
    }

    /// A unit of the citing text; where the units of that text are known, only what it has.
    pub(super) fn claim(&self, unit: String) -> Target {
        if self.addresses.is_empty() || self.has(&unit) {
            return Target::Internal(unit);
        }
        if let Some(spelled) = self.respelled(&unit) {
            return Target::Internal(spelled);
        }
        let around = unit.match_indices('/').rev().filter_map(|(at, _)| unit.get(..at));
        let near = around.into_iter().find_map(|holder| self.addresses.get(holder).copied());
        // "Article 12.5.9" where Article 12.5 ends before it.
        let article = address::to_article(&unit);
        let near = near.or_else(|| self.addresses.get(article.rsplit_once('.')?.0).copied());
        let near = near.or_else(|| self.elsewhere.get(article).copied().flatten());
        Target::Missing { near: near.map(str::to_owned), unit }
    }
}

/// Articles inside annexes and chapters by their last part.
pub(super) fn elsewhere<'k>(context: &Context<'k>) -> FxHashMap<&'k str, Option<&'k str>> {
    let mut all: FxHashMap<&str, Option<&str>> = FxHashMap::default();
    for border in context.units {
        if let Some((_, last)) = border.address.rsplit_once('/').filter(|(_, last)| is_article(last)) {
            all.entry(last).and_modify(|one| *one = None).or_insert(Some(border.address));
        }
    }
    all
}
