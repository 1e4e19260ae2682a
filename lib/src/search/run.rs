//! From a question to an answer.

use std::fmt;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentReader};

use super::ask::{Ask, Group, Hit, Hits, LanguageCount, Searched};
use super::error::IndexError;
use super::index::{Index, Owner, Row};
use super::names::On;
use super::piece::{What, printed};
use super::plan::{Looked, NoPlan, is_language, plan};
use super::show::show;
use super::suggest::suggestions;
use super::syntax::{SyntaxError, parse};
use crate::landscape::Landscape;
use crate::model::{Certainty, Date, Day, Reference};
use crate::register::{Facet, FacetValue, Header, Narrowing, Query, narrow};

/// Why there is no answer.
#[derive(Debug)]
pub enum SearchError {
    /// The query cannot be read.
    Syntax(SyntaxError),
    /// The index cannot be asked.
    Index(IndexError),
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Syntax(error) => error.fmt(f),
            SearchError::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SearchError {}

impl From<IndexError> for SearchError {
    fn from(error: IndexError) -> SearchError {
        SearchError::Index(error)
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> SearchError {
        SearchError::Index(error.into())
    }
}

impl From<NoPlan> for SearchError {
    fn from(error: NoPlan) -> SearchError {
        match error {
            NoPlan::Syntax(error) => SearchError::Syntax(error),
            NoPlan::Index(error) => SearchError::Index(error),
        }
    }
}

/// Facets of the register that narrow a search as well.
const FACETS: [&str; 4] = ["kind", "binding", "topic", "party"];

/// Searches.
///
/// Takes a landscape and its index ([`Index::is_of`]), a question, and the day it is asked of: instruments that had not
/// come up by then, and events that had not happened, are not found.
///
/// # Errors
/// [`SearchError::Syntax`] if the query cannot be read, [`SearchError::Index`] if the index has been damaged.
pub fn search(landscape: &Landscape, index: &Index, ask: &Ask, as_of: Day) -> Result<Hits, SearchError> {
    let expr = parse(&ask.words).map_err(SearchError::Syntax)?;
    let plan = plan(index, &On { landscape, index, as_of }, &expr, ask.words.len())?;
    let mut unknown = plan.unknown;
    let within = within(landscape, &ask.within, &mut unknown);
    let (all, finds) = (&index.owners, index.searcher.search(&plan.query, &Everything { index })?);

    // Per owner what was found in it, before anything is narrowed: facets need to know what else there would be.
    let langs: Vec<bool> = index
        .languages
        .iter()
        .map(|tag| ask.langs.is_empty() || ask.langs.iter().any(|l| is_language(tag, l)))
        .collect();
    let is_asked =
        |find: &Find| (is_what(ask, find.row), langs.get(usize::from(find.row.lang)).copied().unwrap_or(false));
    let mut asked: Vec<bool> = vec![false; all.len()];
    for find in &finds {
        if let Some(asked) = asked.get_mut(find.row.owner as usize).filter(|_| is_asked(find) == (true, true)) {
            *asked = true;
        }
    }
    // Instruments are numbered first among the owners.
    let narrowing = narrow(landscape, &ask.query, as_of, &|number| {
        asked.get(number).copied().unwrap_or(false) && within.as_ref().is_none_or(|within| within.contains(&number))
    });
    let left: Vec<bool> =
        all.iter().map(|owner| is_left(landscape, *owner, ask, &narrowing, within.as_ref(), as_of)).collect();
    let is_left = |find: &Find| left.get(find.row.owner as usize).copied().unwrap_or(false);

    let mut facets: Vec<Facet> =
        narrowing.facets.iter().filter(|facet| FACETS.contains(&facet.name)).cloned().collect();
    let left_finds = || finds.iter().filter(|find| is_left(find));
    facets.push(own_facet(
        ("what", "Found in"),
        left_finds().filter(|find| is_asked(find).1).map(|find| (usize::from(find.row.what.number()), find.row.owner)),
        ask.what.iter().map(|what| what.word().to_owned()),
        |number| What::WORDS.get(number).map_or("", |(word, _)| word),
        |word| What::WORDS.iter().find(|(known, _)| *known == word).map_or(word, |(_, what)| what.label()).to_owned(),
    ));
    facets.push(own_facet(
        ("lang", "Language"),
        left_finds().filter(|find| is_asked(find).0).map(|find| (usize::from(find.row.lang), find.row.owner)),
        ask.langs.iter().cloned(),
        |number| index.languages.get(number).map_or("", String::as_str),
        str::to_owned,
    ));

    let finds: Vec<Find> = finds.into_iter().filter(|find| is_left(find) && is_asked(find) == (true, true)).collect();
    let (hits, groups, found_in) = arrange(landscape, index, ask, as_of, &finds, &plan.looked)?;
    let suggestions = if finds.is_empty() { suggestions(index, &ask.words, &plan.words)? } else { Vec::new() };
    unknown.extend(narrowing.unknown.iter().cloned());
    Ok(Hits {
        header: Header::new("servanda.hits/1", landscape, as_of),
        query: ask.words.clone(),
        total: finds.len(),
        found_in,
        hits,
        groups,
        facets,
        searched: searched(landscape, &narrowing, within.as_ref()),
        suggestions,
        unknown,
    })
}

/// One piece that was found.
#[derive(Clone, Copy)]
struct Find {
    row: Row,
    segment: u32,
    doc: DocId,
    /// In thousandths, so that what is as good as equal is equal.
    score: u32,
}

/// Collects every piece that a query finds.
struct Everything<'i> {
    index: &'i Index,
}

struct OfSegment {
    rows: Arc<Vec<Row>>,
    segment: u32,
    finds: Vec<Find>,
}

impl Collector for Everything<'_> {
    type Fruit = Vec<Find>;
    type Child = OfSegment;

    fn for_segment(&self, segment: u32, _: &SegmentReader) -> tantivy::Result<OfSegment> {
        let rows = self.index.rows.get(segment as usize).cloned().unwrap_or_default();
        Ok(OfSegment { rows, segment, finds: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<Find>>) -> tantivy::Result<Vec<Find>> {
        Ok(fruits.concat())
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = Vec<Find>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if let Some(row) = self.rows.get(doc as usize).filter(|row| row.owner != u32::MAX) {
            let score = (f64::from(score * row.what.worth()) * 1000.0).round().clamp(0.0, f64::from(u32::MAX));
            self.finds.push(Find { row: *row, segment: self.segment, doc, score: score as u32 });
        }
    }

    fn harvest(self) -> Vec<Find> {
        self.finds
    }
}

fn is_what(ask: &Ask, row: Row) -> bool {
    ask.what.is_empty() || ask.what.contains(&row.what)
}

/// The numbers of the instruments asked for by name; `None` for all.
fn within(landscape: &Landscape, asked: &[String], unknown: &mut Vec<String>) -> Option<FxHashSet<usize>> {
    if asked.is_empty() {
        return None;
    }
    let mut found = FxHashSet::default();
    for name in asked {
        match landscape.instrument(name) {
            Some(instrument) => found.extend(landscape.instruments.ids().position(|id| id == instrument.id)),
            None => {
                let near = landscape.nearest_instrument(name).map(|near| format!("; did you mean \"{near}\"?"));
                unknown.push(format!("no instrument \"{name}\" in this landscape{}", near.unwrap_or_default()));
            }
        }
    }
    Some(found)
}

/// Whether an owner is among what the question was narrowed to. An event and the like is there if it had happened by the
/// day, if it names one of the parties asked for, and, where instruments are asked for by what they are, if it is about
/// one of these.
fn is_left(
    landscape: &Landscape,
    owner: Owner,
    ask: &Ask,
    narrowing: &Narrowing,
    within: Option<&FxHashSet<usize>>,
    as_of: Day,
) -> bool {
    let instrument = |number: usize| {
        narrowing.left.get(number).copied().unwrap_or(false) && within.is_none_or(|within| within.contains(&number))
    };
    let query = &ask.query;
    let other = |parties: &[&[Reference]], on: Option<Date>, about: &[Reference]| {
        let happened = on.is_none_or(|on| on.reached_by(as_of) != Certainty::No);
        let in_time = match on {
            Some(on) => {
                query.since.is_none_or(|since| on.last() >= since.first())
                    && query.until.is_none_or(|until| on.first() <= until.last())
            }
            None => query.since.is_none() && query.until.is_none(),
        };
        let named = query.parties.is_empty()
            || parties.iter().any(|list| list.iter().any(|party| query.parties.iter().any(|p| **p == *party.name)));
        let only_parties =
            Query { parties: query.parties.clone(), since: query.since, until: query.until, ..Query::default() };
        let by_instrument = within.is_none() && *query == only_parties
            || about.iter().any(|address| {
                let id = address.split('/').next().unwrap_or("");
                let number =
                    landscape.instrument(id).and_then(|i| landscape.instruments.ids().position(|id| id == i.id));
                number.is_some_and(instrument)
            });
        happened && in_time && named && by_instrument
    };
    match owner {
        Owner::Instrument(number) => instrument(number),
        Owner::Event(n) => landscape
            .events
            .as_slice()
            .get(n)
            .is_some_and(|event| other(&[&event.actors, &event.toward], Some(event.on), &event.about)),
        Owner::Mechanism(n) => landscape
            .mechanisms
            .as_slice()
            .get(n)
            .is_some_and(|mechanism| other(&[&mechanism.parties], mechanism.period.from, &mechanism.legal_basis)),
        Owner::Position(n) => landscape
            .positions
            .as_slice()
            .get(n)
            .is_some_and(|position| other(&[&position.parties], position.on, &position.about)),
    }
}

/// A facet of what was found itself: for each value in how many instruments (or events and the like) it was.
fn own_facet<'w>(
    (name, label): (&'static str, &'static str),
    finds: impl Iterator<Item = (usize, u32)>,
    asked: impl Iterator<Item = String>,
    word: impl Fn(usize) -> &'w str,
    shown: impl Fn(&str) -> String,
) -> Facet {
    // Tens of thousands of finds have a handful of values: one mark for each owner is quicker than a set.
    let mut seen: Vec<Vec<bool>> = Vec::new();
    for (value, owner) in finds {
        if seen.len() <= value {
            seen.resize_with(value + 1, Vec::new);
        }
        if let Some(owners) = seen.get_mut(value) {
            let owner = owner as usize;
            if owners.len() <= owner {
                owners.resize(owner + 1, false);
            }
            if let Some(mark) = owners.get_mut(owner) {
                *mark = true;
            }
        }
    }
    let counts = seen.iter().enumerate().map(|(value, owners)| (word(value), owners.iter().filter(|o| **o).count()));
    let mut counts: FxHashMap<String, usize> =
        counts.filter(|(_, count)| *count > 0).map(|(word, count)| (word.to_owned(), count)).collect();
    let asked: Vec<String> = asked.collect();
    for value in &asked {
        counts.entry(value.clone()).or_default();
    }
    let mut values: Vec<FacetValue> = counts
        .into_iter()
        .map(|(id, count)| FacetValue { label: shown(&id), count, selected: asked.contains(&id), id })
        .collect();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    Facet { name, label, values }
}

fn searched(landscape: &Landscape, narrowing: &Narrowing, within: Option<&FxHashSet<usize>>) -> Searched {
    let mut searched = Searched { later: narrowing.later, ..Searched::default() };
    let mut languages: FxHashMap<&str, usize> = FxHashMap::default();
    for (number, instrument) in landscape.instruments.iter().enumerate() {
        if !narrowing.left.get(number).copied().unwrap_or(false) || within.is_some_and(|w| !w.contains(&number)) {
            continue;
        }
        searched.instruments += 1;
        if instrument.held.is_empty() {
            searched.without_text += 1;
        } else {
            searched.with_text += 1;
        }
        let held: FxHashSet<&str> = instrument.held.iter().map(|held| held.lang.as_str()).collect();
        for language in held {
            *languages.entry(language).or_default() += 1;
        }
    }
    searched.languages = languages
        .into_iter()
        .map(|(language, instruments)| LanguageCount { language: language.to_owned(), instruments })
        .collect();
    searched.languages.sort_by(|a, b| b.instruments.cmp(&a.instruments).then_with(|| a.language.cmp(&b.language)));
    searched
}

/// Groups finds by what they belong to and shows the part asked for.
fn arrange(
    landscape: &Landscape,
    index: &Index,
    ask: &Ask,
    as_of: Day,
    finds: &[Find],
    looked: &[Looked],
) -> Result<(Vec<Hit>, Vec<Group>, usize), IndexError> {
    // Best score and number of finds of each owner.
    let mut best: Vec<(u32, usize)> = vec![(0, 0); index.owners.len()];
    for find in finds {
        if let Some((score, count)) = best.get_mut(find.row.owner as usize) {
            *score = (*score).max(find.score);
            *count += 1;
        }
    }
    let mut owners: Vec<(u32, u32, usize)> = (0..)
        .zip(best)
        .filter(|(_, (_, count))| *count > 0)
        .map(|(owner, (score, count))| (owner, score, count))
        .collect();
    // Owners are numbered in the order of the landscape, which breaks ties the same way every time.
    owners.sort_unstable_by_key(|(owner, score, _)| (std::cmp::Reverse(*score), *owner));
    let found_in = owners.len();
    let part = ask.part;
    let single = ask.within.len() == 1;
    let (skip, each) = if single { (part.skip, part.most) } else { (0, part.each) };
    if !single {
        owners = owners.into_iter().skip(part.skip).take(part.most).collect();
    }
    let mut of: FxHashMap<u32, Vec<Find>> = owners.iter().map(|(owner, _, _)| (*owner, Vec::new())).collect();
    for find in finds {
        if let Some(list) = of.get_mut(&find.row.owner) {
            list.push(*find);
        }
    }
    let (mut hits, mut groups) = (Vec::new(), Vec::new());
    for (owner, _, count) in owners {
        let Some(mut list) = of.remove(&owner) else { continue };
        list.sort_by(|a, b| {
            let by = |f: &Find| (std::cmp::Reverse(f.score), f.row.what, f.row.order);
            by(a).cmp(&by(b)).then_with(|| index.language(a.row).cmp(index.language(b.row)))
        });
        let Some(owner) = index.owners.get(owner as usize) else { continue };
        let mut group = group(landscape, *owner, as_of);
        group.hits = count;
        for find in list.iter().skip(skip).take(each) {
            hits.push(hit(index, &group, find, looked)?);
            group.shown += 1;
        }
        groups.push(group);
    }
    Ok((hits, groups, found_in))
}

fn group(landscape: &Landscape, owner: Owner, as_of: Day) -> Group {
    let other = |kind: &str, id: &str, title: &str, date: Option<Date>| Group {
        instrument: None,
        address: format!("{kind}:{id}"),
        title: title.to_owned(),
        date,
        text: None,
        hits: 0,
        shown: 0,
    };
    let found = match owner {
        Owner::Instrument(n) => landscape.instruments.as_slice().get(n).map(|instrument| Group {
            instrument: Some(instrument.id.clone()),
            address: instrument.id.clone(),
            title: instrument.title().to_owned(),
            date: instrument.made_date(as_of),
            text: Some(instrument.text_state()),
            hits: 0,
            shown: 0,
        }),
        Owner::Event(n) => landscape
            .events
            .as_slice()
            .get(n)
            .map(|event| other("event", &event.id, event.title.as_deref().unwrap_or(&event.says), Some(event.on))),
        Owner::Mechanism(n) => landscape
            .mechanisms
            .as_slice()
            .get(n)
            .map(|mechanism| other("mechanism", &mechanism.id, &mechanism.title, mechanism.period.from)),
        Owner::Position(n) => landscape.positions.as_slice().get(n).map(|position| {
            let who: Vec<&str> = position
                .parties
                .iter()
                .map(|code| landscape.parties.get(code).map_or(&*code.name, |party| party.label()))
                .collect();
            other("position", &position.id, &format!("{}: {}", who.join(", "), position.stance.word()), position.on)
        }),
    };
    found.unwrap_or_else(|| other("", "", "", None))
}

fn hit(index: &Index, group: &Group, find: &Find, looked: &[Looked]) -> Result<Hit, IndexError> {
    let piece = index.piece(find.segment, find.doc)?;
    let language = index.language(find.row);
    let shown = show(&piece, language, looked);
    let unit = (!shown.unit.is_empty()).then_some(shown.unit);
    // An event is its own heading, which stands above its hits already.
    let heading = shown.heading.filter(|heading| *heading != group.title || !shown.heading_marks.is_empty());
    Ok(Hit {
        instrument: group.instrument.clone(),
        title: group.title.clone(),
        address: unit.as_ref().map_or_else(|| group.address.clone(), |unit| format!("{}/{unit}", group.address)),
        label: unit.as_deref().map(printed),
        unit,
        also: shown.also.iter().map(|unit| format!("{}/{unit}", group.address)).collect(),
        heading,
        heading_marks: shown.heading_marks,
        language: language.to_owned(),
        field: if shown.in_heading { "heading" } else { find.row.what.word() },
        score: f64::from(find.score) / 1000.0,
        snippet: shown.snippet,
        marks: shown.marks,
    })
}
