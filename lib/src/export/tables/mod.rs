//! A landscape, or documents, as tables: what a database, a spreadsheet and R want to have.
//!
//! In: a [`Landscape`] and the day of which computed columns speak ([`of_landscape`]), or documents that were read
//! ([`of_documents`]). Out: [`Tables`], each with its columns, their types, what they refer to and what they mean. The same
//! tables are written as SQLite ([`crate::export::sqlite`]) and as one CSV or JSON file each, so that those cannot differ.
//!
//! Every table of facts has `basis`, `sources` and `note`, because a value without an answer to "how do you know?" is of no
//! use to those who publish. Names that no file defines (a party, a source, a term) get a row of their own with the origin
//! `named`, so that nothing is dropped and every reference leads somewhere. This room refuses to make a date more precise
//! than its source: dates are as written, with the precision beside them. Drafts in `private/` are no part of a landscape
//! and never in it.
//!
//! ```
//! use servanda::{export::tables, landscape, model::Day};
//!
//! let landscape = landscape::built_in().landscape;
//! let tables = tables::of_landscape(&landscape, Day::constant(2015, 12, 31));
//! let instruments = tables.table("instruments").unwrap();
//! assert_eq!(instruments.rows.len(), landscape.instruments.len());
//! assert_eq!(instruments.schema.columns().next().unwrap().name, "id");
//! ```

mod cell;
mod context;
mod documents;
mod events;
mod instruments;
mod meta;
mod parties;
mod schema;
mod standings;
mod vocabulary;

pub use cell::Cell;
pub use documents::of_documents;
pub use schema::{Column, Kind, Schema, View};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::landscape::Landscape;
use crate::model::Day;

use context::Context;

/// Version of the tables. It grows by one when a table or a column is taken away or changes its meaning; what is added
/// does not change it.
pub const VERSION: u32 = 1;

/// A table with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is called and what its columns mean.
    pub schema: &'static Schema,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    fn new(schema: &'static Schema) -> Table {
        Table { schema, rows: Vec::new() }
    }

    /// The rows with the names of their columns, as JSON objects of the schema `servanda.table-<name>/1`.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        self.rows.iter().map(|cells| Object { schema: self.schema, cells })
    }

    /// Adds a row and gives its number in the table, from 1, which is its key where the table has no other.
    fn add(&mut self, cells: impl IntoIterator<Item = Cell>) -> usize {
        self.rows.push(cells.into_iter().collect());
        debug_assert_eq!(self.rows.last().map(Vec::len), Some(self.schema.columns().count()), "{}", self.schema.name);
        self.rows.len()
    }

    /// The number that the next row will get.
    fn next(&self) -> usize {
        self.rows.len() + 1
    }
}

/// A row with the names of its columns; what is not known is left out.
#[derive(Debug, Clone, Copy)]
pub struct Object<'t> {
    schema: &'static Schema,
    cells: &'t [Cell],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &format!("servanda.table-{}/{VERSION}", self.schema.name))?;
        for (column, cell) in self.schema.columns().zip(self.cells).filter(|(_, cell)| **cell != Cell::Null) {
            match (column.kind, cell) {
                (Kind::Flag, Cell::Integer(n)) => map.serialize_entry(column.name, &(*n != 0))?,
                (_, cell) => map.serialize_entry(column.name, cell)?,
            }
        }
        map.end()
    }
}

/// Tables that belong together, parents before what refers to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// The tables.
    pub tables: Vec<Table>,
    /// Questions that are often asked of them, as views of a database.
    pub views: &'static [View],
}

impl Tables {
    /// A table by its name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.schema.name == name)
    }
}

/// A whole landscape as tables.
///
/// Takes the landscape and the day of which the computed columns (`status`, `strength`) and the table `standings_as_of`
/// speak; all recorded rows are in it, whatever their date. Gives the tables, with `meta` saying which landscape and which
/// day.
#[must_use]
pub fn of_landscape(landscape: &Landscape, as_of: Day) -> Tables {
    let mut context = Context::new(landscape, as_of);
    let instruments = instruments::tables(&mut context);
    let standings = standings::tables(&mut context);
    let events = events::tables(&mut context);
    let groups = parties::groups(&mut context);
    // What the tables above name and nobody defines has a row here.
    let parties = parties::parties(&mut context);
    let vocabulary = vocabulary::tables(&mut context);
    let sources = context.finish();
    let tables = [sources, vocabulary, parties, groups, instruments, standings, events].into_iter().flatten().collect();
    meta::complete(tables, meta::LANDSCAPE_VIEWS, meta::of_landscape(landscape, as_of))
}
