//! What all tables of a landscape need: names that must lead somewhere, and the sources of every row.

use std::collections::{BTreeSet, HashMap};

use crate::landscape::Landscape;
use crate::model::{Address, Concept, Day, Evidence, Instrument, Reference, Row, Rows, SourceKind};

use super::Table;
use super::cell::{Cell, date, row, word};
use super::schema::{Column, DATE_OR_NONE, Kind, ORIGIN, POSITION, Schema, column, schema, text};

static SOURCES: Schema = schema(
    "sources",
    "Where values were read.",
    &["id"],
    &[
        &[
            text("id", "name in the files; the address itself where a row gives one as its source"),
            text("title", "title, or what it is").or_none(),
            text("author", "who wrote it").or_none(),
        ],
        DATE_OR_NONE,
        &[
            text("kind", "article, official, depositary, data-set, portal, press, book").or_none(),
            text("url", "address of the web").or_none(),
            text("licence", "licence of a data set").or_none(),
            text("note", "a remark").or_none(),
            ORIGIN,
        ],
    ],
);

static EVIDENCE_SOURCES: Schema = schema(
    "evidence_sources",
    "The sources of every row of every table, one by one.",
    &["of_table", "of_row", "position"],
    &[&[
        text("of_table", "the table"),
        text("of_row", "the row's key; parts of a key are joined by a blank"),
        POSITION,
        text("source", "the source").to("sources"),
    ]],
);

/// Lists of names that rows use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Parties,
    Groups,
    Topics,
    Acts,
    Camps,
    Kinds,
    Standings,
    Milestones,
    Mechanisms,
    Sources,
}

/// A landscape on a day, and what its rows were found to name.
pub(super) struct Context<'l> {
    pub(super) landscape: &'l Landscape,
    pub(super) as_of: Day,
    /// Number of each unit, by instrument and name.
    units: HashMap<(&'l str, &'l str), usize>,
    named: BTreeSet<(List, String)>,
    evidence: Table,
}

impl<'l> Context<'l> {
    pub(super) fn new(landscape: &'l Landscape, as_of: Day) -> Context<'l> {
        let mut units = HashMap::new();
        let all = landscape.instruments.iter().flat_map(|i| i.units.iter().map(move |u| (i, u)));
        for (number, (instrument, unit)) in all.enumerate() {
            // A unit that is listed twice is found as the first one.
            units.entry((instrument.id.as_str(), unit.id.as_str())).or_insert(number + 1);
        }
        Context { landscape, as_of, units, named: BTreeSet::new(), evidence: Table::new(&EVIDENCE_SOURCES) }
    }

    /// A name of a list. Names that the list does not have are remembered, so that they get a row.
    pub(super) fn name(&mut self, list: List, name: &str) -> Cell {
        let landscape = self.landscape;
        let vocabulary = &landscape.vocabulary;
        let known = match list {
            List::Parties => landscape.parties.contains(name),
            List::Groups => landscape.groups.contains(name),
            List::Topics => vocabulary.topics.contains(name),
            List::Acts => vocabulary.acts.contains(name),
            List::Camps => vocabulary.camps.contains(name),
            List::Kinds => vocabulary.kinds.contains(name),
            List::Standings => vocabulary.standings.contains(name),
            List::Milestones => vocabulary.milestones.contains(name),
            List::Mechanisms => landscape.mechanisms.contains(name),
            List::Sources => landscape.sources.contains(name),
        };
        if !known {
            self.named.insert((list, name.to_owned()));
        }
        Cell::from(name)
    }

    /// The same where there may be none.
    pub(super) fn maybe(&mut self, list: List, name: Option<&Reference>) -> Cell {
        name.map_or(Cell::Null, |name| self.name(list, name))
    }

    /// Names of a list that rows use and no file defines.
    pub(super) fn only_named(&self, list: List) -> Vec<String> {
        self.named.iter().filter(|(l, _)| *l == list).map(|(_, name)| name.clone()).collect()
    }

    /// Basis, sources and note of a row, whose sources are listed one by one, too.
    pub(super) fn evidence(&mut self, table: &Schema, key: impl Into<Cell>, evidence: &Evidence) -> [Cell; 3] {
        let key = key.into().in_words();
        let mut sources: Vec<&str> = Vec::new();
        for source in &evidence.sources {
            // A row that names a source twice has it once.
            if sources.contains(&&**source) {
                continue;
            }
            sources.push(source);
            let name = self.name(List::Sources, source);
            let cells = row![table.name, &key, sources.len()].chain([name]);
            self.evidence.add(cells);
        }
        let sources = if sources.is_empty() { Cell::Null } else { Cell::from(sources.join("; ")) };
        [Cell::from(evidence.basis), sources, Cell::from(evidence.note.as_ref())]
    }

    /// The number of a unit of an instrument, if the landscape lists it.
    pub(super) fn unit(&self, instrument: &Instrument, unit: &str) -> Cell {
        Cell::from(self.units.get(&(instrument.id.as_str(), unit)).copied())
    }

    /// An address as written, the instrument and the unit that it names.
    pub(super) fn target(&self, written: &Reference) -> [Cell; 3] {
        let address = Address::parse(written).ok();
        let instrument = address.as_ref().and_then(|a| self.landscape.instrument(&a.instrument));
        let unit = address.as_ref().and_then(|a| a.unit.as_ref()).zip(instrument);
        let unit = unit.map_or(Cell::Null, |(unit, instrument)| self.unit(instrument, unit.as_str()));
        [Cell::from(written), Cell::from(instrument.map(|i| i.id.as_str())), unit]
    }

    /// The tables of sources, once all others are made.
    pub(super) fn finish(self) -> Vec<Table> {
        let mut sources = Table::new(&SOURCES);
        for source in &self.landscape.sources {
            let cells = row![&source.id, &source.title, source.author.as_ref()].chain(date(source.date));
            let kind = source.kind.map(|kind| word(SourceKind::WORDS, &kind));
            let rest = row![kind, source.url.as_ref(), source.licence.as_ref(), source.note.as_ref(), "defined"];
            sources.add(cells.chain(rest));
        }
        for name in self.only_named(List::Sources) {
            let web = name.starts_with("https://") || name.starts_with("http://");
            let cells = row![&name, Cell::Null, Cell::Null].chain(date(None));
            let (url, origin) = if web { (Cell::from(&name), "address") } else { (Cell::Null, "named") };
            sources.add(cells.chain(row![Cell::Null, url, Cell::Null, Cell::Null, origin]));
        }
        vec![sources, self.evidence]
    }
}

/// Columns of a list of terms.
pub(super) const TERM: &[Column] = &[
    text("id", "name in the files"),
    text("label", "name for people"),
    text("definition", "one line").or_none(),
    column("defined", Kind::Flag, "whether the vocabulary defines it; otherwise a row only uses the word"),
];

/// Cells of a term.
pub(super) fn term(concept: &Concept) -> impl Iterator<Item = Cell> + use<> {
    row![&concept.id, &concept.label, Cell::filled(&concept.definition), true]
}

/// Rows of a list of terms, those that are only used among them.
pub(super) fn used<'n>(names: &'n [String]) -> impl Iterator<Item = impl Iterator<Item = Cell>> + use<'n> {
    names.iter().map(|name| row![name, name, Cell::Null, false])
}

/// Links of terms to wider ones.
pub(super) fn broader<'l, T: Row + 'l>(
    rows: &'l Rows<T>,
    concept: impl Fn(&'l T) -> &'l Concept,
) -> Vec<(&'l str, &'l str)> {
    rows.iter().map(concept).flat_map(|c| c.broader.iter().map(|b| (c.id.as_str(), &**b))).collect()
}
