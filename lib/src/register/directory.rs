//! Lists of what the register speaks about: parties and groups, words, sources.

use std::iter;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Header;
use super::chronicle::with_rivals;
use super::standing::each_standing;
use super::tally::Tally;
use crate::landscape::Landscape;
use crate::model::{Certainty, Concept, Day, Evidence, Family, Party, PartyKind, Phase, Source};

/// A party with how often it stands in something.
#[derive(Debug, Clone, Serialize)]
pub struct PartyLine<'a> {
    /// Code.
    pub code: &'a str,
    /// English name.
    pub name: &'a str,
    /// What it is. Listing a party takes no position on its status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PartyKind>,
    /// In how many instruments it has any standing on the day.
    pub instruments: usize,
    /// Everything the landscape says of it.
    #[serde(skip)]
    pub party: &'a Party,
}

/// A group with its size on the day.
#[derive(Debug, Clone, Serialize)]
pub struct GroupLine<'a> {
    /// Short name.
    pub id: &'a str,
    /// English name.
    pub name: &'a str,
    /// Certain members on the day.
    pub members: usize,
    /// Those of which the dates do not tell.
    pub possibly: usize,
}

/// All parties and groups on a day.
#[derive(Debug, Clone, Serialize)]
pub struct PartyDirectory<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Groups in the order of the file.
    pub groups: Vec<GroupLine<'a>>,
    /// Parties by name.
    pub parties: Vec<PartyLine<'a>>,
}

/// Lists parties and groups.
#[must_use]
pub fn parties(landscape: &Landscape, as_of: Day) -> PartyDirectory<'_> {
    let mut counts: Tally<'_> = Tally::default();
    for (row, instrument) in (1..).zip(&landscape.instruments) {
        each_standing(landscape, instrument, as_of, None, |standing| counts.add(row, standing.party));
    }
    let mut parties: Vec<PartyLine<'_>> = landscape
        .parties
        .iter()
        .map(|party| {
            let instruments = counts.of(&party.code);
            PartyLine { code: &party.code, name: party.label(), kind: party.kind, instruments, party }
        })
        .collect();
    parties.sort_by(|a, b| a.name.cmp(b.name).then(a.code.cmp(b.code)));
    let groups = landscape
        .groups
        .iter()
        .map(|group| {
            let members = group.members_on(as_of);
            let certain = members.values().filter(|c| **c == Certainty::Yes).count();
            GroupLine { id: &group.id, name: group.label(), members: certain, possibly: members.len() - certain }
        })
        .collect();
    PartyDirectory { header: Header::new("servanda.party-directory/1", landscape, as_of), groups, parties }
}

/// One word with what it means.
#[derive(Debug, Clone, Serialize)]
pub struct WordLine<'a> {
    /// The term.
    #[serde(flatten)]
    pub concept: &'a Concept,
    /// For standings: what it amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// For standings: as a verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<&'a str>,
    /// For standings: the kinds of instrument that can have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<&'a str>,
    /// For milestones: what it does to an instrument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
}

/// One list of the vocabulary.
#[derive(Debug, Clone, Serialize)]
pub struct WordList<'a> {
    /// As in files.
    pub list: &'static str,
    /// Its words in the order of the file.
    pub words: Vec<WordLine<'a>>,
}

/// The whole vocabulary.
#[derive(Debug, Clone, Serialize)]
pub struct VocabularySheet<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The lists.
    pub lists: Vec<WordList<'a>>,
}

/// Every word with its definition.
#[must_use]
pub fn vocabulary(landscape: &Landscape, as_of: Day) -> VocabularySheet<'_> {
    let vocabulary = &landscape.vocabulary;
    let plain = |concept| WordLine { concept, family: None, verb: None, kinds: Vec::new(), phase: None };
    let mut lists = vec![
        WordList {
            list: "standing",
            words: vocabulary
                .standings
                .iter()
                .map(|word| WordLine {
                    concept: &word.concept,
                    family: word.family,
                    verb: Some(&word.verb),
                    kinds: word.kinds.iter().map(|k| &**k).collect(),
                    phase: None,
                })
                .collect(),
        },
        WordList {
            list: "milestone",
            words: vocabulary
                .milestones
                .iter()
                .map(|word| WordLine { phase: word.phase, ..plain(&word.concept) })
                .collect(),
        },
    ];
    lists.extend(
        vocabulary.lists().into_iter().map(|(list, rows)| WordList { list, words: rows.iter().map(plain).collect() }),
    );
    VocabularySheet { header: Header::new("servanda.vocabulary/1", landscape, as_of), lists }
}

/// A source with how much rests on it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceLine<'a> {
    /// As rows name it: an id or an address.
    pub name: &'a str,
    /// The row of the landscape, if it is an id.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a Source>,
    /// How many rows and values rest on it.
    pub values: usize,
    /// Instruments in whose files it is named.
    pub instruments: Vec<&'a str>,
}

/// All sources of the landscape.
#[derive(Debug, Clone, Serialize)]
pub struct SourceDirectory<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Described sources, then bare addresses, each in alphabetical order.
    pub sources: Vec<SourceLine<'a>>,
    /// How many rows and values of instruments, events, mechanisms, positions, groups and parties there are …
    pub values: usize,
    /// … and how many of them nobody has verified.
    pub unverified: usize,
}

/// Lists every source with what rests on it. Unverified rows rest on nothing and do not count.
#[must_use]
pub fn sources<'a>(landscape: &'a Landscape, as_of: Day) -> SourceDirectory<'a> {
    let plain = |name, source| SourceLine { name, source, values: 0, instruments: Vec::new() };
    let mut sources: Vec<SourceLine<'_>> = landscape.sources.iter().map(|s| plain(s.id.as_str(), Some(s))).collect();
    let mut index: FxHashMap<&str, usize> = sources.iter().enumerate().map(|(at, line)| (line.name, at)).collect();
    let (mut values, mut unverified) = (0, 0);
    let mut count = |evidence: &'a Evidence, instrument: Option<&'a str>| {
        values += 1;
        if evidence.is_unverified() {
            unverified += 1;
            return;
        }
        for name in &evidence.sources {
            let at = *index.entry(name).or_insert_with(|| {
                sources.push(plain(name, None));
                sources.len() - 1
            });
            if let Some(line) = sources.get_mut(at) {
                line.values += 1;
                if let Some(id) = instrument
                    && line.instruments.last() != Some(&id)
                {
                    line.instruments.push(id);
                }
            }
        }
    };
    for instrument in &landscape.instruments {
        instrument.all_evidence().for_each(|evidence| count(evidence, Some(&instrument.id)));
    }
    evidence_beside_instruments(landscape).for_each(|evidence| count(evidence, None));
    sources.sort_by_key(|line| (line.source.is_none(), line.name));
    SourceDirectory {
        header: Header::new("servanda.source-directory/1", landscape, as_of),
        sources,
        values,
        unverified,
    }
}

/// The evidence of every row and value that does not belong to an instrument.
fn evidence_beside_instruments(landscape: &Landscape) -> impl Iterator<Item = &Evidence> {
    let events = landscape.events.iter().map(|r| (&r.evidence, &r.rivals));
    let mechanisms = landscape.mechanisms.iter().map(|r| (&r.evidence, &r.rivals));
    let positions = landscape.positions.iter().map(|r| (&r.evidence, &r.rivals));
    let chronicle = events.chain(mechanisms).chain(positions).flat_map(|(own, rivals)| with_rivals(own, rivals));
    let groups = landscape.groups.iter();
    let groups = groups.flat_map(|group| iter::once(&group.evidence).chain(group.members.iter().map(|r| &r.evidence)));
    let parties = landscape.parties.iter().flat_map(|party| {
        iter::once(&party.evidence)
            .chain(party.un_member_since.iter().map(|value| &value.evidence))
            .chain(party.succession.iter().map(|row| &row.evidence))
    });
    chronicle.chain(groups).chain(parties)
}
