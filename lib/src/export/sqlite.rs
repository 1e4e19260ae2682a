//! Tables as a SQLite database, which Datasette, DB Browser, R and Python open.
//!
//! In: [`Tables`]. Out: the bytes of a database file. Tables are strict and have primary and foreign keys, which hold; words
//! of units and paraphrases can be searched by `<table>_search` (FTS5), which triggers keep in step when somebody edits the
//! tables; views answer what is often asked. The same tables give the same bytes. This room touches no file: whoever writes
//! the bytes decides where to, and an export that fails leaves nothing behind.
//!
//! ```
//! use servanda::export::{sqlite, tables};
//! use servanda::{landscape, model::Day};
//!
//! let tables = tables::of_landscape(&landscape::built_in().landscape, Day::constant(2015, 12, 31));
//! let bytes = sqlite::database(&tables).unwrap();
//! assert!(bytes.starts_with(b"SQLite format 3\0"));
//! ```

use std::fmt::Write as _;

use rusqlite::types::{Null, ToSqlOutput};
use rusqlite::{Connection, MAIN_DB, ToSql, params_from_iter};

use super::NotWritten;
use super::tables::{Cell, Column, Kind, Schema, Table, Tables, VERSION};

/// Tells programs that look at the head of the file what it is: "serv" in ASCII.
const APPLICATION: i32 = 0x7365_7276;

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Cell::Null => Ok(ToSqlOutput::from(Null)),
            Cell::Integer(number) => number.to_sql(),
            Cell::Text(text) => text.to_sql(),
        }
    }
}

/// Writes a database with the tables, their views and what can be searched.
///
/// # Errors
/// [`NotWritten`] if SQLite refuses a row, which would be a defect of this program, or memory runs out.
pub fn database(tables: &Tables) -> Result<Vec<u8>, NotWritten> {
    build(tables).map_err(|error| NotWritten(format!("the database cannot be built: {error}")))
}

fn build(tables: &Tables) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    // A thousand and one rows may refer to rows that come later; the keys are checked once all are in.
    connection.execute_batch(&format!(
        "PRAGMA foreign_keys = OFF; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    ))?;
    let transaction = connection.transaction()?;
    for table in &tables.tables {
        transaction.execute_batch(&create(table.schema, tables))?;
        insert(&transaction, table)?;
    }
    for table in &tables.tables {
        transaction.execute_batch(&indexes(table.schema))?;
        if !table.schema.search.is_empty() {
            transaction.execute_batch(&search(table.schema))?;
        }
    }
    for view in tables.views {
        transaction.execute_batch(&format!("CREATE VIEW {} AS {};", view.name, view.sql))?;
    }
    transaction.commit()?;
    // What the planner knows of the tables travels with the file.
    connection.execute_batch("ANALYZE; VACUUM;")?;
    Ok(connection.serialize(MAIN_DB)?.to_vec())
}

fn insert(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    let places = vec!["?"; table.schema.columns().count()].join(", ");
    let mut statement = connection.prepare(&format!("INSERT INTO \"{}\" VALUES ({places})", table.schema.name))?;
    for row in &table.rows {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// The statement that creates a table. Its words explain the columns to whoever looks at the schema.
fn create(schema: &Schema, tables: &Tables) -> String {
    let mut sql = format!("CREATE TABLE \"{}\" ( -- {}\n", schema.name, comment(schema.about));
    for column in schema.columns() {
        let _ = writeln!(sql, "  {}, -- {}", define(schema, column, tables), comment(column.about));
    }
    if schema.is_numbered() {
        // The number is the row's own: the key stands at the column. A check that always holds ends the list of commas.
        sql.push_str("  CHECK (id > 0)\n");
    } else {
        let key: Vec<String> = schema.key.iter().map(|name| format!("\"{name}\"")).collect();
        let _ = writeln!(sql, "  PRIMARY KEY ({})", key.join(", "));
    }
    sql.push_str(") STRICT;");
    sql
}

fn define(schema: &Schema, column: &Column, tables: &Tables) -> String {
    let kind = match column.kind {
        Kind::Integer | Kind::Flag => "INTEGER",
        Kind::Text | Kind::Date | Kind::Day | Kind::OneOf(_) => "TEXT",
    };
    let mut sql = format!("\"{}\" {kind}", column.name);
    if schema.is_numbered() && column.name == "id" {
        sql.push_str(" PRIMARY KEY");
    } else if !column.optional {
        sql.push_str(" NOT NULL");
    }
    match column.kind {
        Kind::Flag => {
            let _ = write!(sql, " CHECK (\"{}\" IN (0, 1))", column.name);
        }
        Kind::OneOf(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            let _ = write!(sql, " CHECK (\"{}\" IN ({}))", column.name, words.join(", "));
        }
        _ => {}
    }
    if let Some(other) = column.refers.and_then(|name| tables.table(name))
        && let [key] = other.schema.key
    {
        let _ = write!(sql, " REFERENCES \"{}\" (\"{key}\")", other.schema.name);
    }
    sql
}

/// A comment must not end before its line does.
fn comment(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Indexes of the columns that refer to others: joins without them read whole tables.
fn indexes(schema: &Schema) -> String {
    let mut sql = String::new();
    let first = schema.key.first().copied();
    for column in schema.columns().filter(|c| c.refers.is_some() && Some(c.name) != first) {
        let (table, name) = (schema.name, column.name);
        let _ = writeln!(sql, "CREATE INDEX \"{table}_by_{name}\" ON \"{table}\" (\"{name}\");");
    }
    sql
}

/// A search table over the words of another table, which holds the words only once.
fn search(schema: &Schema) -> String {
    let table = schema.name;
    let columns = schema.search.join(", ");
    let of = |row: &str| schema.search.iter().map(|c| format!("{row}.{c}")).collect::<Vec<_>>().join(", ");
    let (new, old) = (of("new"), of("old"));
    let remove =
        format!("INSERT INTO {table}_search ({table}_search, rowid, {columns}) VALUES ('delete', old.id, {old});");
    let add = format!("INSERT INTO {table}_search (rowid, {columns}) VALUES (new.id, {new});");
    format!(
        "CREATE VIRTUAL TABLE {table}_search USING fts5 ({columns}, content = '{table}', content_rowid = 'id', \
         tokenize = 'unicode61 remove_diacritics 2');
         INSERT INTO {table}_search ({table}_search) VALUES ('rebuild');
         CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN {add} END;
         CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN {remove} END;
         CREATE TRIGGER {table}_search_update AFTER UPDATE ON {table} BEGIN {remove} {add} END;"
    )
}
