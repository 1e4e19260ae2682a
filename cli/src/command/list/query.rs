//! From what was typed to a query: names to codes, spellings to ids, and a clear word about what is unknown.

use servanda::diagnostic::closest;
use servanda::landscape::Landscape;
use servanda::model::{Date, Party};
use servanda::register::Query;
use servanda::text::fold;

use super::super::Failure;
use super::{Arguments, Wanted};

/// The query for instruments.
pub(super) fn instruments(landscape: &Landscape, arguments: &Arguments) -> Result<Query, Failure> {
    Ok(Query {
        parties: parties(landscape, &arguments.party)?,
        groups: known_spelling(landscape.groups.ids(), &arguments.group),
        topics: known_spelling(landscape.vocabulary.topics.ids(), &arguments.topic),
        kinds: known_spelling(landscape.vocabulary.kinds.ids(), &arguments.kind),
        binding: lower(&arguments.binding),
        strengths: lower(&arguments.strength),
        camps: known_spelling(landscape.vocabulary.camps.ids(), &arguments.camp),
        standings: known_spelling(landscape.vocabulary.standings.ids(), &arguments.standing),
        statuses: lower(&arguments.status),
        since: arguments.since,
        until: arguments.until,
        words: Some(arguments.words.join(" ")).filter(|words| !words.is_empty()),
    })
}

/// Words in whatever case and with spaces for hyphens.
pub(crate) fn lower(asked: &[String]) -> Vec<String> {
    asked.iter().map(|word| word.trim().to_lowercase().replace(' ', "-")).collect()
}

/// Ids in the spelling of the landscape; what it does not know stays as typed, to be reported.
pub(crate) fn known_spelling<'l>(ids: impl Iterator<Item = &'l str>, asked: &[String]) -> Vec<String> {
    let ids: Vec<&str> = ids.collect();
    let spelt = |word: &String| {
        let word = word.trim();
        let hyphened = word.replace(' ', "-");
        let known = ids.iter().find(|id| id.eq_ignore_ascii_case(word) || id.eq_ignore_ascii_case(&hyphened));
        (*known.unwrap_or(&word)).to_owned()
    };
    asked.iter().map(spelt).collect()
}

/// The party that a code or a name in any language means.
pub(crate) fn party<'l>(landscape: &'l Landscape, asked: &str) -> Option<&'l Party> {
    let by_code = |p: &&Party| {
        p.code.eq_ignore_ascii_case(asked) || p.alpha3.as_deref().is_some_and(|a| a.eq_ignore_ascii_case(asked))
    };
    let wanted = fold(asked);
    let by_name = |p: &&Party| {
        p.name.0.values().map(String::as_str).chain(p.official.as_deref()).any(|name| fold(name) == wanted)
    };
    if let Some(party) = landscape.parties.iter().find(by_code) {
        return Some(party);
    }
    if wanted.is_empty() {
        return None;
    }
    landscape.parties.iter().find(by_name).or_else(|| only_beginning(landscape, &wanted))
}

/// Shortest beginning of a name that is taken for the name.
const SHORTEST_BEGINNING: usize = 4;

/// The party of which a name begins so, if there is only one: "Russia" for "Russian Federation", and nobody for "Korea".
fn only_beginning<'l>(landscape: &'l Landscape, wanted: &str) -> Option<&'l Party> {
    if wanted.chars().count() < SHORTEST_BEGINNING {
        return None;
    }
    let begins = |p: &&Party| p.name.0.values().any(|name| fold(name).starts_with(wanted));
    let mut found = landscape.parties.iter().filter(begins);
    found.next().filter(|_| found.next().is_none())
}

/// The name of a party nearest to what was written. Codes are near to any short word, so they are proposed only to
/// those who wrote something as short as a code.
pub(crate) fn nearest_party<'l>(landscape: &'l Landscape, asked: &str) -> Option<&'l str> {
    if asked.chars().count() > 3 {
        return closest(asked, party_names(landscape));
    }
    let codes = landscape.parties.iter().flat_map(|p| std::iter::once(p.code.as_str()).chain(p.alpha3.as_deref()));
    closest(asked, codes.chain(party_names(landscape)))
}

/// The names of all parties.
pub(crate) fn party_names(landscape: &Landscape) -> impl Iterator<Item = &str> {
    landscape.parties.iter().flat_map(|p| p.name.0.values().map(String::as_str).chain(p.official.as_deref()))
}

/// The codes of the parties that were named.
pub(crate) fn parties(landscape: &Landscape, asked: &[String]) -> Result<Vec<String>, Failure> {
    let mut codes = Vec::new();
    for name in asked.iter().map(|n| n.trim()) {
        match party(landscape, name) {
            Some(party) => codes.push(party.code.clone()),
            None if landscape.groups.ids().any(|id| id.eq_ignore_ascii_case(name)) => {
                return Err(Failure::new(format!("\"{name}\" is a group, not a party."))
                    .hint(format!("ask with --group {name}")));
            }
            None => return Err(unknown("party", name, nearest_party(landscape, name))),
        }
    }
    Ok(codes)
}

fn unknown(what: &str, name: &str, nearest: Option<&str>) -> Failure {
    let failure = Failure::new(format!("no {what} \"{name}\" in this landscape."));
    match nearest {
        Some(nearest) => failure.hint(format!("did you mean \"{nearest}\"?")),
        None => failure.hint("list them all: servanda list --parties"),
    }
}

/// What the other lists are narrowed to.
#[derive(Debug, Default)]
pub(super) struct Narrowed {
    /// Codes; any of them.
    pub(super) parties: Vec<String>,
    /// On or after.
    pub(super) since: Option<Date>,
    /// On or before.
    pub(super) until: Option<Date>,
    words: Vec<String>,
}

impl Narrowed {
    /// Refuses facets that mean nothing for this list: to pass over them would be a wrong answer.
    pub(super) fn new(landscape: &Landscape, arguments: &Arguments, wanted: Wanted) -> Result<Narrowed, Failure> {
        let for_instruments = [
            ("--group", !arguments.group.is_empty()),
            ("--topic", !arguments.topic.is_empty()),
            ("--kind", !arguments.kind.is_empty()),
            ("--binding", !arguments.binding.is_empty()),
            ("--strength", !arguments.strength.is_empty()),
            ("--camp", !arguments.camp.is_empty()),
            ("--standing", !arguments.standing.is_empty()),
            ("--status", !arguments.status.is_empty()),
            ("--facets", arguments.facets),
        ];
        let acted = matches!(wanted, Wanted::Events | Wanted::Mechanisms | Wanted::Positions);
        let of_some = [
            ("--party", !arguments.party.is_empty() && !acted && wanted != Wanted::Groups),
            ("--since", arguments.since.is_some() && !acted),
            ("--until", arguments.until.is_some() && !acted),
        ];
        if let Some((option, _)) = for_instruments.into_iter().chain(of_some).find(|(_, set)| *set) {
            return Err(Failure::new(format!("{option} cannot narrow this list."))
                .hint("events, mechanisms and positions take words, --party, --since and --until; groups take words and --party; the others take words."));
        }
        Ok(Narrowed {
            parties: parties(landscape, &arguments.party)?,
            since: arguments.since,
            until: arguments.until,
            words: fold(&arguments.words.join(" ")).split_whitespace().map(str::to_owned).collect(),
        })
    }

    /// Whether one of the parties asked for is among some codes; true if none is asked for.
    pub(super) fn has_party<'c>(&self, mut codes: impl Iterator<Item = &'c str>) -> bool {
        self.parties.is_empty() || codes.any(|code| self.parties.iter().any(|p| p == code))
    }

    /// Whether a date can lie between the dates asked for. A row without a date is not in any time.
    pub(super) fn in_time(&self, on: Option<Date>) -> bool {
        match on {
            Some(on) => {
                self.since.is_none_or(|since| on.last() >= since.first())
                    && self.until.is_none_or(|until| on.first() <= until.last())
            }
            None => self.since.is_none() && self.until.is_none(),
        }
    }

    /// Whether all words occur in some texts.
    pub(super) fn has_words<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let all = texts.into_iter().map(fold).collect::<Vec<_>>().join(" ");
        self.words.iter().all(|word| all.contains(word.as_str()))
    }
}
