//! What is known by name: the instruments of a landscape and the works that everybody cites.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::cursor::is_unspaced;
use super::target::Target;
use super::works::WORKS;
use super::{clean::Clean, series, symbol};
use crate::landscape::Landscape;
use crate::model::Instrument;

/// Names, symbols and series numbers of instruments, made once and used for many texts.
#[derive(Debug)]
pub struct Gazetteer {
    finder: Option<AhoCorasick>,
    names: Vec<Name>,
    documents: FxHashMap<String, String>,
    reports: Vec<Report>,
    held: FxHashSet<String>,
}

#[derive(Debug)]
struct Name {
    text: String,
    ids: Vec<String>,
    exact: bool,
}

#[derive(Debug)]
struct Report {
    year: u32,
    id: String,
    /// Whether a group of governmental experts made it, or an open-ended working group.
    maker: Maker,
}

/// Who made a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    Experts,
    WorkingGroup,
    Other,
}

/// A name that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) target: Target,
}

static WELL_KNOWN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(&Landscape::default()));

impl Gazetteer {
    /// Gathers what a landscape's instruments are cited by, on top of the well-known works.
    #[must_use]
    pub fn new(landscape: &Landscape) -> Gazetteer {
        let mut ids: FxHashMap<String, (String, Vec<String>)> = FxHashMap::default();
        let mut add = |name: &str, id: &str| {
            let name = name.replace('\u{2019}', "'");
            let (_, list) = ids.entry(name.to_lowercase()).or_insert_with(|| (name.clone(), Vec::new()));
            if !list.iter().any(|known| known == id) {
                list.push(id.to_owned());
            }
        };
        for (id, names) in WORKS {
            let id = landscape.instrument(id).map_or(*id, |held| held.id.as_str());
            for name in *names {
                add(name, id);
            }
        }
        for instrument in &landscape.instruments {
            for title in instrument.titles.values() {
                for name in names_of(&title.value) {
                    add(name, &instrument.id);
                }
            }
        }
        // A name that many instruments share (a series of resolutions of one title) names none of them.
        const MOST_SHARING: usize = 3;
        let mut names: Vec<Name> = ids
            .into_values()
            .filter(|(_, ids)| ids.len() <= MOST_SHARING)
            .map(|(text, ids)| Name { exact: is_abbreviation(&text), text, ids })
            .collect();
        names.sort_by(|a, b| a.text.cmp(&b.text));
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(names.iter().map(|name| name.text.as_str()))
            .ok();
        let mut documents: FxHashMap<String, Option<String>> = FxHashMap::default();
        for instrument in &landscape.instruments {
            for target in targets_of_symbol(instrument) {
                // Two instruments in one document: the document names neither.
                documents
                    .entry(target)
                    .and_modify(|known| *known = None)
                    .or_insert_with(|| Some(instrument.id.clone()));
            }
        }
        Gazetteer {
            finder,
            names,
            documents: documents.into_iter().filter_map(|(target, id)| Some((target, id?))).collect(),
            reports: landscape.instruments.iter().filter_map(report).collect(),
            held: landscape.instruments.ids().map(str::to_owned).collect(),
        }
    }

    /// The works that everybody cites, without a landscape.
    #[must_use]
    pub fn well_known() -> &'static Gazetteer {
        &WELL_KNOWN
    }

    /// All names in a clean text.
    pub(super) fn names_in(&self, text: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let whole = |start: usize, end: usize| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
            !letter(text.get(..start).and_then(|b| b.chars().next_back()))
                && !letter(text.get(end..).and_then(|a| a.chars().next()))
        };
        finder
            .find_iter(text)
            .filter_map(|found| {
                let name = self.names.get(found.pattern().as_usize())?;
                let (start, end) = (found.start(), found.end());
                let written = text.get(start..end)?;
                let right_case = if name.exact { written == name.text } else { starts_as_name(written) };
                // "the Additional Protocol to the Convention on Cybercrime" is another instrument.
                let alone = !is_inside_title(text, start) && !goes_on(text, written, end);
                (right_case && (whole(start, end) || written.starts_with(is_unspaced)) && alone).then(|| Hit {
                    start,
                    end,
                    target: one_or_many(&name.ids),
                })
            })
            .collect()
    }

    /// The instrument that a document or series number is.
    pub(super) fn instrument_of(&self, target: &Target) -> Option<&str> {
        match target {
            Target::Instrument { id, .. } => self.held.get(id).map(String::as_str),
            _ => self.documents.get(&target.whole().to_string()).map(String::as_str),
        }
    }

    /// Reports of a year.
    pub(super) fn reports(&self, year: u32, maker: Option<Maker>) -> Vec<Target> {
        self.reports
            .iter()
            .filter(|report| report.year == year && maker.is_none_or(|maker| maker == report.maker))
            .map(|report| Target::instrument(report.id.clone()))
            .collect()
    }
}

pub(super) fn one_or_many(ids: &[String]) -> Target {
    match ids {
        [one] => Target::instrument(one.clone()),
        many => Target::Ambiguous(many.iter().map(|id| Target::instrument(id.clone())).collect()),
    }
}

/// The title, and the title without the brackets at its end. Names of one or two words are too common to be looked for.
fn names_of(title: &str) -> Vec<&str> {
    let title = title.trim();
    let short = title.rsplit_once(" (").map_or(title, |(short, _)| short).trim();
    [title, short]
        .into_iter()
        .filter(|name| {
            let unspaced = name.chars().filter(|c| is_unspaced(*c)).count();
            name.split_whitespace().count() >= 4 && name.len() >= 24 || unspaced >= 8
        })
        .collect()
}

fn is_abbreviation(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or("");
    name.len() <= 12 && first.len() >= 3 && first.bytes().take(2).all(|b| b.is_ascii_uppercase())
}

/// A name in a text is written with a capital, unless its script has none.
fn starts_as_name(written: &str) -> bool {
    written.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// "Protocol to the Convention …", "Agreement on … of the …": a name inside the title of another instrument.
fn is_inside_title(text: &str, start: usize) -> bool {
    const OUTER: &[&str] = &[
        "Protocol to the ",
        "Protocol to ",
        "Optional Protocol to the ",
        "supplementing the ",
        "Agreement relating to the Implementation of Part XI of the ",
        "Amendment to the ",
    ];
    let before = text.get(..start).unwrap_or("");
    OUTER.iter().any(|outer| before.ends_with(outer))
}

/// "the WTO Agreement on Agriculture", "the WTO Agreement of 15 April 1994 on …": a longer name that begins with this one.
fn goes_on(text: &str, name: &str, end: usize) -> bool {
    const DATE: usize = 24;
    let rest = text.get(end..).unwrap_or("");
    let short =
        name.split(' ').count() <= 3 && ["Agreement", "Convention", "Treaty"].iter().any(|noun| name.ends_with(noun));
    let dated = rest.strip_prefix(" of ").filter(|date| date.starts_with(|c: char| c.is_ascii_digit()));
    short && (rest.starts_with(" on ") || dated.and_then(|date| date.find(" on ")).is_some_and(|at| at <= DATE))
}

/// The texts of the targets that cite an instrument's symbol.
fn targets_of_symbol(instrument: &Instrument) -> Vec<String> {
    let Some(symbol) = &instrument.symbol else { return Vec::new() };
    let mut targets = Vec::new();
    for one in symbol.value.split(';').map(str::trim) {
        // "A/69/723 annex": the document holds it, but is not it.
        if one.contains(" annex") {
            continue;
        }
        let clean = Clean::of(one, &[]).text;
        let document = symbol::symbols(&clean).into_iter().next();
        let place = || {
            series::WORDS
                .iter()
                .filter_map(|word| clean.find(word).map(|at| (word, at)))
                .max_by_key(|(word, _)| word.len())
                .and_then(|(word, at)| series::read(&clean, at, word))
        };
        if let Some(found) = document.or_else(place) {
            targets.push(found.target.to_string());
        } else if let Some((organ, number)) = one.split_once(" Res. ") {
            targets.push(format!("itu:{organ}/{number}"));
        }
    }
    targets.dedup();
    targets
}

fn report(instrument: &Instrument) -> Option<Report> {
    let kind = &instrument.kind.as_ref()?.value.name;
    if !kind.contains("report") {
        return None;
    }
    let year = instrument
        .id
        .split('-')
        .rev()
        .find_map(|part| part.parse::<u32>().ok().filter(|y| (1900..2200).contains(y)))?;
    let issuer = instrument.issuer.as_deref().unwrap_or("").to_lowercase();
    let maker = if issuer.contains("governmental experts") {
        Maker::Experts
    } else if issuer.contains("open-ended working group") {
        Maker::WorkingGroup
    } else {
        Maker::Other
    };
    Some(Report { year, id: instrument.id.clone(), maker })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape;

    #[test]
    fn finds_names_as_names() {
        let names = Gazetteer::well_known();
        let found = |text: &str| names.names_in(text).iter().map(|h| h.target.to_string()).collect::<Vec<_>>();
        assert_eq!(found("under the Charter of the United Nations"), ["un-charter-1945"]);
        assert_eq!(found("《联合国宪章》"), ["un-charter-1945"]);
        assert_eq!(found("the GATS and gats"), ["gats-1994"]);
        assert_eq!(found("a convention on cybercrime is needed"), [""; 0]);
        assert_eq!(found("Additional Protocol to the Convention on Cybercrime"), [""; 0]);
    }

    #[test]
    fn a_landscape_adds_its_own() {
        let opened = landscape::built_in();
        let names = Gazetteer::new(&opened.landscape);
        let of = |target: Target| names.instrument_of(&target).map(str::to_owned);
        assert_eq!(of(Target::document("A/RES/73/27")).as_deref(), Some("unga-73-27"));
        assert_eq!(of(Target::document("A/68/98")).as_deref(), Some("gge-2013"));
        assert_eq!(of(Target::Series("ETS/185".to_owned())).as_deref(), Some("budapest-convention-2001"));
        assert_eq!(of(Target::document("S/RES/2341(2017)")).as_deref(), Some("unsc-2341"));
        assert_eq!(of(Target::document("A/RES/1/1")), None);
        assert_eq!(names.reports(2013, Some(Maker::Experts)).len(), 1);
    }
}
