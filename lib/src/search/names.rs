//! Names of the landscape in a query: `party:Russia`, `kind:treaty`, `topic:cybercrime`.

use rustc_hash::FxHashSet;

use super::index::{Index, Owner};
use super::plan::Names;
use super::syntax::FieldName;
use crate::diagnostic::closest;
use crate::landscape::Landscape;
use crate::model::{Concept, Day, Reference, Rows, Vocabulary};
use crate::register::standings_on;
use crate::text::fold;

/// The landscape on a day.
pub(super) struct On<'a> {
    pub(super) landscape: &'a Landscape,
    pub(super) index: &'a Index,
    pub(super) as_of: Day,
}

impl On<'_> {
    fn owners_where(&self, test: impl Fn(Owner) -> bool) -> FxHashSet<u32> {
        (0..).zip(&self.index.owners).filter(|(_, owner)| test(**owner)).map(|(number, _)| number).collect()
    }

    /// The code of the party that a code or a name in any language means.
    fn party(&self, asked: &str) -> Result<&str, String> {
        let parties = &self.landscape.parties;
        let by_code = parties.iter().find(|p| {
            p.code.eq_ignore_ascii_case(asked) || p.alpha3.as_deref().is_some_and(|a| a.eq_ignore_ascii_case(asked))
        });
        let wanted = fold(asked);
        let begins = |name: &str| {
            let name = fold(name);
            name == wanted || (wanted.len() > 3 && name.starts_with(&wanted))
        };
        let by_name = || {
            let mut found = parties.iter().filter(|p| p.name.0.values().any(|name| begins(name)));
            found.next().filter(|_| found.next().is_none())
        };
        by_code.or_else(by_name).map(|party| party.code.as_str()).ok_or_else(|| {
            let names = parties.iter().flat_map(|p| p.name.0.values().map(String::as_str));
            let near = closest(asked, names).map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
            format!("no party \"{asked}\" in this landscape{near}")
        })
    }

    fn term<'v>(&self, what: &str, list: &'v Rows<Concept>, asked: &str) -> Result<&'v str, String> {
        let wanted = fold(asked);
        let found = list.iter().find(|concept| fold(&concept.id) == wanted || fold(&concept.label) == wanted);
        found.map(|concept| concept.id.as_str()).ok_or_else(|| {
            let near = closest(asked, list.ids()).map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
            format!("no {what} \"{asked}\" in this landscape{near}")
        })
    }
}

impl Names for On<'_> {
    fn owners(&self, field: FieldName, value: &str) -> Result<FxHashSet<u32>, String> {
        let landscape = self.landscape;
        let instruments = landscape.instruments.as_slice();
        match field {
            FieldName::Party => {
                let code = self.party(value)?;
                let names = |list: &[Reference]| list.iter().any(|party| &*party.name == code);
                Ok(self.owners_where(|owner| match owner {
                    Owner::Instrument(n) => instruments.get(n).is_some_and(|instrument| {
                        standings_on(landscape, instrument, self.as_of).iter().any(|standing| standing.party == code)
                    }),
                    Owner::Event(n) => {
                        landscape.events.as_slice().get(n).is_some_and(|e| names(&e.actors) || names(&e.toward))
                    }
                    Owner::Mechanism(n) => landscape.mechanisms.as_slice().get(n).is_some_and(|m| names(&m.parties)),
                    Owner::Position(n) => landscape.positions.as_slice().get(n).is_some_and(|p| names(&p.parties)),
                }))
            }
            FieldName::Kind => {
                let kinds = &landscape.vocabulary.kinds;
                let kind = self.term("kind", kinds, value)?;
                Ok(self.owners_where(|owner| match owner {
                    Owner::Instrument(n) => instruments
                        .get(n)
                        .and_then(|instrument| instrument.kind.as_ref())
                        .is_some_and(|have| Vocabulary::is_within(kinds, &have.value, kind)),
                    _ => false,
                }))
            }
            FieldName::Topic => {
                let topics = &landscape.vocabulary.topics;
                let topic = self.term("topic", topics, value)?;
                let has = |list: &[Reference]| list.iter().any(|have| Vocabulary::is_within(topics, have, topic));
                Ok(self.owners_where(|owner| match owner {
                    Owner::Instrument(n) => instruments.get(n).is_some_and(|instrument| has(&instrument.topics)),
                    Owner::Position(n) => landscape.positions.as_slice().get(n).is_some_and(|p| has(&p.topics)),
                    _ => false,
                }))
            }
            _ => Ok(FxHashSet::default()),
        }
    }
}
