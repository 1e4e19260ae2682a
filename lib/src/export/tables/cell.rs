//! The values of tables.

use serde::{Serialize, Serializer};

use crate::model::{Basis, Date, Day, Period, Reference};

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not known, or not there.
    Null,
    /// A number; 1 and 0 for yes and no.
    Integer(i64),
    /// Words.
    Text(String),
}

impl Cell {
    /// The value as text for a spreadsheet; what is not known is empty.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Cell::Null => String::new(),
            Cell::Integer(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
        }
    }

    /// Words, or nothing where there are none.
    pub(super) fn filled(text: &str) -> Cell {
        if text.is_empty() { Cell::Null } else { Cell::from(text) }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Null => serializer.serialize_none(),
            Cell::Integer(number) => serializer.serialize_i64(*number),
            Cell::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&Reference> for Cell {
    fn from(reference: &Reference) -> Cell {
        Cell::from(&**reference)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Integer(i64::from(number))
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Cell {
        Cell::Integer(i64::from(yes))
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Text(day.to_string())
    }
}

impl From<Basis> for Cell {
    fn from(basis: Basis) -> Cell {
        Cell::from(basis.word())
    }
}

impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Null, Cell::from)
    }
}

/// A date as its source gives it, and its precision.
pub(super) fn date(date: impl Into<Option<Date>>) -> [Cell; 2] {
    let Some(date) = date.into() else { return [Cell::Null, Cell::Null] };
    let precision = match (date.month(), date.day()) {
        (None, _) => "year",
        (Some(_), None) => "month",
        _ => "day",
    };
    [Cell::from(date.to_string()), Cell::from(precision)]
}

/// Beginning and end of a period with their precisions.
pub(super) fn period(period: &Period) -> [Cell; 4] {
    let ([from, from_precision], [to, to_precision]) = (date(period.from), date(period.to));
    [from, from_precision, to, to_precision]
}

/// The word that files have for one of a closed list of values.
pub(super) fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word)
}

/// Cells of a row, written one after the other.
macro_rules! row {
    ($($cell:expr),* $(,)?) => {
        [$($crate::export::tables::Cell::from($cell)),*].into_iter()
    };
}
pub(super) use row;
