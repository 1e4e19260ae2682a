//! A list of rows with ids: kept in the order of the files, found by id.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::diagnostic::Span;

/// A row that has an id and a place in a file.
pub trait Row {
    /// The id.
    fn id(&self) -> &str;
    /// Where the row is defined.
    fn span(&self) -> Span;
}

/// Rows in order, with an index by id.
///
/// The index hashes quickly rather than safely against chosen keys: whoever can write the files can slow the program
/// down in simpler ways, and every row of a list looks up a handful of words.
#[derive(Debug, Clone)]
pub struct Rows<T> {
    rows: Vec<T>,
    index: FxHashMap<String, usize>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { rows: Vec::new(), index: FxHashMap::default() }
    }
}

impl<T: Row> Rows<T> {
    /// Adds a row. A row whose id is taken is not added and comes back, with the row that has the id.
    ///
    /// # Errors
    /// The rejected row and the place of the one that was there first.
    pub fn add(&mut self, row: T) -> Result<(), (T, Span)> {
        match self.index.entry(row.id().to_owned()) {
            Entry::Occupied(taken) => {
                let first = self.rows.get(*taken.get()).map(Row::span).unwrap_or_default();
                Err((row, first))
            }
            Entry::Vacant(free) => {
                free.insert(self.rows.len());
                self.rows.push(row);
                Ok(())
            }
        }
    }

    /// Puts a row in the place of the one with its id, or at the end.
    pub fn replace(&mut self, row: T) {
        match self.index.get(row.id()).and_then(|at| self.rows.get_mut(*at)) {
            Some(place) => *place = row,
            None => drop(self.add(row)),
        }
    }

    /// The row with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.index.get(id).and_then(|at| self.rows.get(*at))
    }

    /// The row with an id, to change it. The id itself must stay.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.index.get(id).and_then(|at| self.rows.get_mut(*at))
    }

    /// All rows in order, to change them. The ids themselves must stay.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    /// Whether there is a row with an id.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.index.contains_key(id)
    }

    /// All rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// All rows in order, to be worked on in parallel.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.rows
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(Row::id)
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Sorts the rows by id, so that the order does not depend on how a file system lists a folder.
    pub fn sort_by_id(&mut self) {
        self.rows.sort_by(|a, b| a.id().cmp(b.id()));
        self.index = self.rows.iter().enumerate().map(|(at, row)| (row.id().to_owned(), at)).collect();
    }
}

impl<'a, T: Row> IntoIterator for &'a Rows<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
