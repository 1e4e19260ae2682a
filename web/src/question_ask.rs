//! What is asked of commitments, and how that stands in an address. Words stay as they were written: what the landscape
//! does not know is told to the reader and not silently left out.

/// A question about an act, about all that a party has promised, or about silence; nothing before anything is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionAsk {
    /// Whose promises.
    pub by: Option<String>,
    /// To whom the act is done.
    pub toward: Option<String>,
    /// The act.
    pub act: Option<String>,
    /// What it is directed at.
    pub object: Option<String>,
    /// Who does it; organs of the state if not said.
    pub actor: Option<String>,
    /// All that this party has promised.
    pub party: Option<String>,
    /// Beside what this one has.
    pub and: Option<String>,
    /// A concept on which texts may be silent.
    pub silence: Option<String>,
    /// The instruments that are searched for it; all that are coded if none.
    pub within: Vec<String>,
}

/// More instruments than anybody searches by name.
const MOST_NAMES: usize = 40;

impl QuestionAsk {
    /// A question about an act.
    #[must_use]
    pub fn about(act: impl Into<String>) -> QuestionAsk {
        QuestionAsk { act: Some(act.into()), ..QuestionAsk::default() }
    }

    /// All that a party has promised.
    #[must_use]
    pub fn promises(party: impl Into<String>) -> QuestionAsk {
        QuestionAsk { party: Some(party.into()), ..QuestionAsk::default() }
    }

    /// The question of the library in the words of an address.
    #[must_use]
    pub fn of(question: &servanda::ask::Question) -> QuestionAsk {
        let actor = question.actor;
        QuestionAsk {
            by: question.by.clone(),
            toward: question.toward.clone(),
            act: Some(question.act.clone()),
            object: question.object.clone(),
            actor: (actor != servanda::ask::Actor::default()).then(|| actor.word().to_owned()),
            ..QuestionAsk::default()
        }
    }

    fn fields(&mut self) -> [(&'static str, &mut Option<String>); 8] {
        [
            ("by", &mut self.by),
            ("toward", &mut self.toward),
            ("act", &mut self.act),
            ("object", &mut self.object),
            ("actor", &mut self.actor),
            ("party", &mut self.party),
            ("and", &mut self.and),
            ("silence", &mut self.silence),
        ]
    }

    pub(crate) fn read(&mut self, pairs: &[(String, String)]) {
        for (name, field) in self.fields() {
            let written = pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim());
            *field = written.filter(|value| !value.is_empty()).map(str::to_owned);
        }
        let names = pairs.iter().filter(|(key, _)| key == "in").flat_map(|(_, value)| value.split(','));
        for name in names.map(str::trim).filter(|name| !name.is_empty()).take(MOST_NAMES) {
            if !self.within.iter().any(|known| known == name) {
                self.within.push(name.to_owned());
            }
        }
    }

    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut ask = self.clone();
        let fields = ask.fields().into_iter();
        let mut pairs: Vec<_> = fields.filter_map(|(name, field)| Some((name, field.take()?))).collect();
        if !self.within.is_empty() {
            pairs.push(("in", self.within.join(",")));
        }
        pairs
    }

    /// The same with a known word where one is written that nobody knows.
    pub(crate) fn corrected(&self, written: &str, known: &str) -> QuestionAsk {
        let mut next = self.clone();
        for (_, field) in next.fields() {
            if field.as_deref() == Some(written) {
                *field = Some(known.to_owned());
            }
        }
        for name in next.within.iter_mut().filter(|name| *name == written) {
            known.clone_into(name);
        }
        next
    }
}
