//! The question, and what is wrong with one that cannot be asked.

use std::fmt;

use serde::Serialize;

use crate::diagnostic::closest;
use crate::landscape::Landscape;
use crate::model::{ActorScope, Date, Day, Rows};

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// Organs of the state.
    #[default]
    State,
    /// Others, whom the state supports with knowledge.
    KnowinglySupported,
    /// Private actors on its territory, without its support.
    Nonstate,
}

impl Actor {
    /// Every kind with its word in questions.
    pub const WORDS: &'static [(&'static str, Actor)] =
        &[("state", Actor::State), ("knowingly-supported", Actor::KnowinglySupported), ("nonstate", Actor::Nonstate)];

    /// The word in questions and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, actor)| *actor == self).map_or("", |(word, _)| word)
    }

    /// For sentences: "its own organs".
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Actor::State => "its own organs",
            Actor::KnowinglySupported => "others with its support",
            Actor::Nonstate => "private actors on its territory",
        }
    }

    /// Whether a clause speaks of this kind of actor.
    pub(super) fn is_in(self, scope: &[ActorScope]) -> bool {
        let own = match self {
            Actor::State => ActorScope::State,
            Actor::KnowinglySupported => ActorScope::KnowinglySupported,
            Actor::Nonstate => ActorScope::NonstateOnTerritory,
        };
        scope.contains(&own) || scope.contains(&ActorScope::Any)
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Whose promises: the code of a party; `None` asks of the clauses whoever stands in them.
    pub by: Option<String>,
    /// To whom it is done: the code of a party; `None` leaves open to whom the clause is owed.
    pub toward: Option<String>,
    /// The act, a term of the vocabulary.
    pub act: String,
    /// The object, a term of the vocabulary.
    pub object: Option<String>,
    /// Who does it.
    pub actor: Actor,
    /// The day.
    pub on: Day,
}

impl Question {
    /// A question about an act only.
    #[must_use]
    pub fn about(act: impl Into<String>, on: Day) -> Question {
        Question { by: None, toward: None, act: act.into(), object: None, actor: Actor::State, on }
    }

    /// Whether every word of it is known.
    ///
    /// # Errors
    /// Every word that is not, with the nearest that is.
    pub fn check(&self, landscape: &Landscape) -> Result<(), Vec<Unasked>> {
        let vocabulary = &landscape.vocabulary;
        let terms = [("act", &vocabulary.acts, Some(&self.act)), ("object", &vocabulary.objects, self.object.as_ref())];
        let parties = [self.by.as_ref(), self.toward.as_ref()].into_iter().flatten();
        let mut wrong: Vec<Unasked> = parties.filter_map(|code| unknown_party(landscape, code)).collect();
        for (what, list, word) in terms {
            if let Some(word) = word.filter(|word| !list.contains(word)) {
                let by_label = list.iter().find(|c| c.label.eq_ignore_ascii_case(word)).map(|c| c.id.as_str());
                let near = by_label.or_else(|| closest(word, list.ids()));
                wrong.push(Unasked { what, word: word.clone(), instead: near.map(str::to_owned), why: None });
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// The question as a sentence.
    #[must_use]
    pub fn sentence(&self, landscape: &Landscape) -> String {
        let vocabulary = &landscape.vocabulary;
        let act = label(&vocabulary.acts, &self.act);
        let object = self.object.as_ref().map(|object| format!(" (object: {})", label(&vocabulary.objects, object)));
        let by = self.by.as_ref().map(|code| party_name(landscape, code));
        let who = by.map_or_else(|| "Who has taken on what".to_owned(), |by| format!("What has {by} taken on"));
        let actor = match self.actor {
            Actor::State => String::new(),
            other => format!(", done by {}", other.in_words()),
        };
        let toward = self.toward.as_ref().map(|code| format!(" toward {}", party_name(landscape, code)));
        let on = Date::of_day(self.on).in_words();
        format!("{who} about “{act}”{}{}{actor}, as of {on}?", object.unwrap_or_default(), toward.unwrap_or_default())
    }
}

fn label(list: &Rows<crate::model::Concept>, id: &str) -> String {
    list.get(id).map_or_else(|| id.to_owned(), |concept| concept.label.clone())
}

/// The name of a party in a sentence.
pub(super) fn party_name(landscape: &Landscape, code: &str) -> String {
    landscape.parties.get(code).map_or_else(|| code.to_owned(), |party| party.label().to_owned())
}

/// A word of a question that the landscape does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unasked {
    /// What it should have been: "party", "act", "object".
    pub what: &'static str,
    /// The word.
    pub word: String,
    /// The nearest known one.
    pub instead: Option<String>,
    /// More about it.
    pub why: Option<String>,
}

impl fmt::Display for Unasked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is no {} of this landscape", self.word, self.what)?;
        if let Some(why) = &self.why {
            write!(f, ": {why}")?;
        }
        if let Some(instead) = &self.instead {
            write!(f, "; did you mean \"{instead}\"?")?;
        }
        Ok(())
    }
}

impl std::error::Error for Unasked {}

/// What is wrong with a party's code, if anything is.
pub(super) fn unknown_party(landscape: &Landscape, code: &str) -> Option<Unasked> {
    if landscape.parties.contains(code) {
        return None;
    }
    let unasked = |instead: Option<&str>, why: Option<&str>| {
        Some(Unasked {
            what: "party",
            word: code.to_owned(),
            instead: instead.map(str::to_owned),
            why: why.map(str::to_owned),
        })
    };
    if landscape.groups.contains(code) {
        return unasked(None, Some("it is a group, and a group promises only through its members; ask side by side"));
    }
    let same = landscape.parties.iter().find(|party| {
        party.code.eq_ignore_ascii_case(code)
            || party.alpha3.as_deref().is_some_and(|alpha3| alpha3.eq_ignore_ascii_case(code))
            || party.name.0.values().any(|name| name.eq_ignore_ascii_case(code))
    });
    // Of codes with two letters every other one is near, so only names are compared letter by letter.
    let near = || {
        let names = landscape.parties.iter().map(crate::model::Party::label);
        let name = closest(code, names).filter(|_| code.len() > 3)?;
        landscape.parties.iter().find(|party| party.label() == name)
    };
    unasked(same.or_else(near).map(|party| party.code.as_str()), None)
}
