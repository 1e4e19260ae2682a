//! Rows written one by one, in the form that was asked for, to where it was asked for.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::Path;

use serde::Serialize;

use super::growing::Growing;
use crate::command::Failure;
use crate::render::parquet::{self, Cell, Column};
use servanda::export::csv;

/// Where rows go.
pub(super) enum Target {
    /// To standard output.
    Stdout(BufWriter<Stdout>),
    /// Into a file.
    File(Growing),
}

impl Target {
    /// Opens the file, or standard output if there is none.
    pub(super) fn open(path: Option<&Path>, force: bool, resume: bool) -> Result<Target, Failure> {
        Ok(match path {
            Some(path) => Target::File(Growing::begin(path, force, resume)?),
            None => Target::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())),
        })
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Stdout(out) => out.write(bytes),
            Target::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Stdout(out) => out.flush(),
            Target::File(out) => out.flush(),
        }
    }
}

/// Forms of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// JSON, an object a line.
    Lines,
    /// Comma-separated values.
    Csv,
    /// Apache Parquet.
    Parquet,
}

/// A table that is being written.
pub(super) enum Sheet {
    /// JSON, an object a line; with room for one.
    Lines(Target, Vec<u8>),
    /// Comma-separated values.
    Csv(Box<csv::Rows<Target>>),
    /// Apache Parquet.
    Parquet(Box<parquet::Writer<Target>>),
}

impl Sheet {
    /// Begins a table.
    pub(super) fn begin(form: Rows, columns: &[Column], target: Target) -> Result<Sheet, Failure> {
        let failed = |error: io::Error| Failure::new(format!("the table cannot be written: {error}."));
        Ok(match form {
            Rows::Lines => Sheet::Lines(target, Vec::new()),
            Rows::Csv => {
                let mut rows = Box::new(csv::Rows::new(target));
                rows.row(columns.iter().map(|(name, _)| (*name).to_owned())).map_err(failed)?;
                Sheet::Csv(rows)
            }
            Rows::Parquet => Sheet::Parquet(Box::new(parquet::Writer::new(target, columns).map_err(failed)?)),
        })
    }

    /// Writes a row.
    pub(super) fn row(&mut self, line: &impl Serialize, cells: &[Cell<'_>]) -> io::Result<()> {
        match self {
            Sheet::Lines(out, text) => {
                text.clear();
                serde_json::to_writer(&mut *text, line)?;
                text.push(b'\n');
                out.write_all(text)
            }
            Sheet::Csv(out) => out.row(cells.iter().map(Cell::shown)),
            Sheet::Parquet(out) => out.row(cells),
        }
    }

    /// Ends the table. Gives the length of the file, if it is one.
    pub(super) fn finish(self) -> Result<Option<u64>, Failure> {
        let failed = |error: io::Error| Failure::new(format!("the table cannot be written: {error}."));
        let target = match self {
            Sheet::Lines(target, _) => target,
            Sheet::Csv(rows) => rows.into_inner().map_err(failed)?,
            Sheet::Parquet(out) => out.finish().map_err(failed)?,
        };
        match target {
            Target::File(file) => file.finish().map(Some),
            Target::Stdout(mut out) => match out.flush() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(failed(error)),
                _ => Ok(None),
            },
        }
    }

    /// Keeps what was written so far; gives the file that can be gone on with.
    pub(super) fn pause(self) -> Option<std::path::PathBuf> {
        match self {
            Sheet::Lines(Target::File(file), _) => file.pause().ok(),
            Sheet::Csv(rows) => match rows.into_inner().ok()? {
                Target::File(file) => file.pause().ok(),
                _ => None,
            },
            // What is not complete is no such table yet.
            _ => None,
        }
    }
}
