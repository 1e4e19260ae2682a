//! What an address of `/overlap` asks for.

use servanda::overlap::Wanted;
use servanda::register::Strength;

/// Parties or groups, and how firmly at least.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverlapAsk {
    /// Codes of parties.
    pub states: Vec<String>,
    /// Names of groups.
    pub groups: Vec<String>,
    /// How firmly at least, as written.
    pub min_strength: Option<String>,
    /// Positions and definitions too.
    pub views: bool,
    /// Most parties that may lack a promise that is proposed.
    pub short: Option<usize>,
}

/// What may be asked for with `min-strength`.
pub(crate) const STRENGTHS: [(&str, Strength); 3] =
    [("voluntary", Strength::Voluntary), ("political", Strength::Political), ("binding", Strength::Binding)];

impl OverlapAsk {
    /// Reads a query; several values of one key count together, and so do values behind commas.
    pub(crate) fn read(&mut self, query: &[(String, String)]) {
        let list = |key: &str| -> Vec<String> {
            let values = query.iter().filter(|(known, _)| known == key).flat_map(|(_, value)| value.split([',', ' ']));
            values.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
        };
        let last = |key: &str| {
            query
                .iter()
                .rev()
                .find(|(known, _)| known == key)
                .map(|(_, v)| v.trim().to_owned())
                .filter(|v| !v.is_empty())
        };
        self.states = list("states");
        self.groups = list("groups");
        self.min_strength = last("min-strength").filter(|word| word != "any");
        self.views = last("views").is_some();
        self.short = last("short").and_then(|number| number.parse().ok());
    }

    /// The query as pairs.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let list = |key: &'static str, values: &[String]| (!values.is_empty()).then(|| (key, values.join(",")));
        [
            list("states", &self.states),
            list("groups", &self.groups),
            self.min_strength.clone().map(|word| ("min-strength", word)),
            self.views.then(|| ("views", "1".to_owned())),
            self.short.map(|number| ("short", number.to_string())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What the library is asked.
    pub(crate) fn wanted(&self) -> Wanted {
        let least = self.min_strength.as_ref();
        Wanted {
            parties: self.states.clone(),
            groups: self.groups.clone(),
            min_strength: least.and_then(|word| STRENGTHS.iter().find(|(known, _)| known == word)).map(|(_, s)| *s),
            views: self.views,
            short: self.short.or(Some(2)),
            limit: Some(8),
            min_support: None,
        }
    }

    /// Whether anything is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.states.is_empty() && self.groups.is_empty()
    }
}
