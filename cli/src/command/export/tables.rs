//! A landscape, or documents, as tables: a database, or a folder with a file for each table.

use servanda::export::csv;
use std::path::Path;

use servanda::export::sqlite;
use servanda::export::tables::{self, Cell, Tables};
use servanda::read::Document;

use super::{Arguments, To, output};
use crate::command::session::{Form, Global, Session, json};
use crate::command::{Answer, Failure};

/// The whole landscape as of the day.
pub(super) fn landscape(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let session = Session::open(global)?;
    session.answer(|session| {
        let tables = tables::of_landscape(session.landscape(), session.as_of);
        match (&arguments.output, arguments.to) {
            (Some(path), To::Sqlite) => database(path, &tables, arguments.force)?,
            (Some(path), to) => folder(path, &tables, to, arguments.force)?,
            (None, To::Sqlite) => return Err(super::unnamed("a database", "landscape.db")),
            (None, _) => {
                return Err(Failure::new("A landscape is many tables, one file each, so they need a folder.")
                    .hint("name one: --output FOLDER."));
            }
        }
        Ok(Answer::found(String::new()))
    })
}

/// Documents in one database.
pub(super) fn documents(documents: &[Document], arguments: &Arguments) -> Result<(), Failure> {
    let Some(path) = &arguments.output else { return Err(super::unnamed("a database", "documents.db")) };
    database(path, &tables::of_documents(documents), arguments.force)
}

fn database(path: &Path, tables: &Tables, force: bool) -> Result<(), Failure> {
    let bytes = sqlite::database(tables).map_err(|error| Failure::new(format!("{error}.")))?;
    output::file(path, &bytes, force)
}

fn folder(path: &Path, tables: &Tables, to: To, force: bool) -> Result<(), Failure> {
    let mut files = Vec::new();
    for table in &tables.tables {
        let name = table.schema.name;
        if to == To::Csv {
            let head: Vec<&str> = table.schema.columns().map(|column| column.name).collect();
            let text = csv::write(&head, table.rows.iter().map(|row| row.iter().map(Cell::in_words)))?;
            files.push((format!("{name}.csv"), text.into_bytes()));
        } else {
            let lines: Result<String, Failure> = table.objects().map(|row| json(Form::Jsonl, &row)).collect();
            files.push((format!("{name}.jsonl"), lines?.into_bytes()));
        }
    }
    output::folder(path, &files, force)
}
