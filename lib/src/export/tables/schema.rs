//! What tables and columns are called, what they hold and what they refer to.

use crate::model::Basis;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Integer,
    /// Words.
    Text,
    /// Yes (1) or no (0).
    Flag,
    /// A date as its source gives it: `2014`, `2014-05` or `2014-05-19`.
    Date,
    /// A day: `2014-05-19`.
    Day,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl Kind {
    /// The word for people and for `meta_columns`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Integer => "integer",
            Kind::Text => "text",
            Kind::Flag => "flag",
            Kind::Date => "date",
            Kind::Day => "day",
            Kind::OneOf(_) => "word",
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub optional: bool,
    /// The table whose key it holds.
    pub refers: Option<&'static str>,
    /// What it means, one line.
    pub about: &'static str,
}

/// A column that is never empty.
pub(super) const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, optional: false, refers: None, about }
}

/// A column of words that are never absent.
pub(super) const fn text(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Text, about)
}

/// A column of numbers that are never absent.
pub(super) const fn integer(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Integer, about)
}

impl Column {
    /// The same, but it may be empty.
    pub(super) const fn or_none(self) -> Column {
        Column { optional: true, ..self }
    }

    /// The same, holding the key of a table.
    pub(super) const fn to(self, table: &'static str) -> Column {
        Column { refers: Some(table), ..self }
    }
}

/// The number of a row, where nothing else names it.
pub(super) const NUMBER: Column = integer("id", "number of the row in this export; it may differ in the next one");
/// The instrument that a row belongs to.
pub(super) const INSTRUMENT: Column = text("instrument", "the instrument").to("instruments");
/// The place of a row among those that belong together.
pub(super) const POSITION: Column = integer("position", "place in the order of the file, from 1");

const BASES: &[&str] = &{
    let mut words = [""; Basis::WORDS.len()];
    let mut at = 0;
    while at < words.len() {
        // A loop, because nothing else runs when constants are made.
        #[allow(clippy::indexing_slicing, reason = "the compiler runs this, and both lists have one length")]
        {
            words[at] = Basis::WORDS[at].0;
        }
        at += 1;
    }
    words
};

/// How a row is known.
pub(super) const EVIDENCE: &[Column] = &[
    column("basis", Kind::OneOf(BASES), "how it is known; empty if the file does not say").or_none(),
    text("sources", "ids of the sources, joined by \"; \"; one by one in evidence_sources").or_none(),
    text("note", "a remark for the reader").or_none(),
];

const PRECISIONS: Kind = Kind::OneOf(&["year", "month", "day"]);

/// A date of which the row cannot do without.
pub(super) const DATE: &[Column] = &[
    column("date", Kind::Date, "the date, as precise as its source"),
    column("date_precision", PRECISIONS, "how precise the date is"),
];
/// A date that may be unknown.
pub(super) const DATE_OR_NONE: &[Column] = &[
    column("date", Kind::Date, "the date, as precise as its source").or_none(),
    column("date_precision", PRECISIONS, "how precise the date is").or_none(),
];
/// The end of what lasts several days.
pub(super) const UNTIL: &[Column] = &[
    column("until", Kind::Date, "the last day, inclusive").or_none(),
    column("until_precision", PRECISIONS, "how precise it is").or_none(),
];
/// Beginning and end.
pub(super) const PERIOD: &[Column] = &[
    column("from_date", Kind::Date, "beginning, inclusive; empty if not known or without beginning").or_none(),
    column("from_precision", PRECISIONS, "how precise the beginning is").or_none(),
    column("to_date", Kind::Date, "end, exclusive; empty while it lasts").or_none(),
    column("to_precision", PRECISIONS, "how precise the end is").or_none(),
];
/// What an address names.
pub(super) const TARGET: &[Column] = &[
    text("target", "the address as written"),
    text("target_instrument", "the instrument that the address names, if the landscape has it")
        .to("instruments")
        .or_none(),
    integer("target_unit", "the unit that the address names, if the landscape lists it").to("units").or_none(),
];
/// Whether a file defines what a row names.
pub(super) const ORIGIN: Column = column(
    "origin",
    Kind::OneOf(&["defined", "named", "address"]),
    "defined by a file; only named by a row; or a web address that a row gives as its source",
);

/// What a table is called and what its columns mean.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// What a row is, one line.
    pub about: &'static str,
    /// The columns that name a row.
    pub key: &'static [&'static str],
    /// The columns, in groups that several tables share.
    pub(super) groups: &'static [&'static [Column]],
    /// Columns whose words can be searched; empty where a table is not worth searching.
    pub search: &'static [&'static str],
}

impl Schema {
    /// The columns in order.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// Whether a row is named by its number alone.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.key == ["id"] && self.columns().any(|c| c.name == "id" && c.kind == Kind::Integer)
    }
}

/// A question that is often asked, as a view of a database.
#[derive(Debug, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// What a row is, one line.
    pub about: &'static str,
    /// The query.
    pub sql: &'static str,
}

/// A table.
pub(super) const fn schema(
    name: &'static str,
    about: &'static str,
    key: &'static [&'static str],
    groups: &'static [&'static [Column]],
) -> Schema {
    Schema { name, about, key, groups, search: &[] }
}
