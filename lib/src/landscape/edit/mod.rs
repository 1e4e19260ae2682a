//! A commitment changed in, or added to, the text of `commitments.toml`, with everything else left byte for byte.
//!
//! In: the text of the file and the fields that a person filled in. Out: the text that would be written, or why it
//! would be wrong, field by field. No disk is touched here; [`super::write`] does that, guarded.
//!
//! The file is the user's: people write comments into it, order its rows as the text runs and keep it under version
//! control. So the edit goes through a parser that keeps what it does not understand, only keys whose value differs are
//! touched, and what would be written is decoded by the same decoder that reads landscapes before anybody writes it.
//!
//! ```
//! use servanda::landscape::edit::{Fields, Target, commitment};
//!
//! let file = "[[commitment]]\nid = \"1\"\nmodality = \"duty\" # why\nacts = [\"crime-cooperation\"]\nbasis = \"coder\"\n";
//! let wanted = Fields { modality: "aim".into(), ..commitment(file, "x", Target::Row("1"), None).unwrap().fields };
//! let edited = commitment(file, "x", Target::Row("1"), Some(&wanted)).unwrap();
//! assert_eq!(edited.text, file.replace("\"duty\"", "\"aim\""));
//! ```

mod fields;
mod row;

use std::collections::HashMap;
use std::fmt;

use toml_edit::{Array, ArrayOfTables, Document, DocumentMut, InlineTable, Item, Table, Value};

pub use self::fields::{CaveatFields, Fields};

use self::fields::{Given, ORDER};
use self::row::Row;
use super::decode::{self, CodedFile, Decoded};
use super::write::{rewritten, without_mark};
use crate::diagnostic::{Diagnostic, FileId};
use crate::model::{Alternative, CodedField, Commitment};

/// Which row is meant.
#[derive(Debug, Clone, Copy)]
pub enum Target<'t> {
    /// The one that the file has under this id.
    Row(&'t str),
    /// A new one, after the last.
    New,
    /// A new one that takes the place of this commitment of the landscape below; other coders' values come along.
    Over(&'t Commitment),
}

/// What a file would be, and the commitment in it.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The text to be written.
    pub text: String,
    /// The commitment as it reads there.
    pub commitment: Commitment,
    /// Its fields.
    pub fields: Fields,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its key in the file; of a hedge with its number from 0 (`caveats.1.term`); empty for the row as a whole.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Whether it only is likely: who knows better may insist.
    pub doubtful: bool,
}

impl Wrong {
    /// What is wrong with a field, without advice.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Wrong {
        Wrong { field: field.into(), message: message.into(), hint: None, doubtful: false }
    }

    /// Only likely.
    #[must_use]
    pub fn doubtful(self, doubtful: bool) -> Wrong {
        Wrong { doubtful, ..self }
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Wrong {
        self.hint = Some(hint.into());
        self
    }
}

/// Why there is no edited text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file is not TOML.
    NotToml(String),
    /// The file has no row with this id, or it cannot be read as a commitment.
    Vanished(String),
    /// The edit would touch more than the row; what that is.
    NotKept(String),
    /// Fields are wrong.
    Wrong(Vec<Wrong>),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NotToml(why) => write!(f, "the file is not TOML: {why}; mend it in an editor first"),
            Refused::Vanished(id) => {
                write!(f, "the file has no row with id = \"{id}\" that can be read; open the page anew")
            }
            Refused::NotKept(what) => {
                write!(f, "the edit would change more than this row ({what}); change the file in an editor")
            }
            Refused::Wrong(wrong) => {
                for (at, one) in wrong.iter().enumerate() {
                    write!(f, "{}{}: {}", if at == 0 { "" } else { "; " }, one.field, one.message)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Refused {}

/// Writes fields into the row of a commitment. Without fields the row is only read.
///
/// # Errors
/// [`Refused`]. The rows of a file that has other mistakes can be edited all the same, as long as no mistake is added.
pub fn commitment(
    text: &str,
    instrument: &str,
    target: Target<'_>,
    wanted: Option<&Fields>,
) -> Result<Edited, Refused> {
    let (_, body) = without_mark(text);
    if let Err(error) = Document::parse(body) {
        let line = error.span().map(|span| body.get(..span.start).unwrap_or("").matches('\n').count() + 1);
        let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        return Err(Refused::NotToml(format!("{place}{}", error.message())));
    }
    if rewritten(text, |_| {}).as_deref() != Ok(text) {
        return Err(Refused::NotKept("its spacing is one that cannot be kept".to_owned()));
    }
    let before = Read::of(body, instrument);
    let (mut text, id) = match (target, wanted) {
        (Target::Row(id), _) => (text.to_owned(), id.to_owned()),
        (_, None) => return Err(Refused::Vanished(String::new())),
        (Target::New, Some(wanted)) => (with_row(text, &before, wanted, None)?, wanted.id.trim().to_owned()),
        (Target::Over(below), Some(wanted)) => {
            let wanted = Fields { id: below.local_id().to_owned(), ..wanted.clone() };
            (with_row(text, &before, &wanted, Some(&below.alternatives))?, wanted.id)
        }
    };
    let Some(wanted) = wanted else {
        let commitment = before.row(&id).ok_or(Refused::Vanished(id))?.clone();
        return Ok(Edited { text, fields: Fields::of(&commitment), commitment });
    };
    let missing = missing(wanted);
    if !missing.is_empty() {
        return Err(Refused::Wrong(missing));
    }
    // What a row inherits from [default] only shows when the row has been read again; so twice.
    for _ in 0..2 {
        let now = match Read::of(without_mark(&text).1, instrument).row(&id) {
            Some(row) => Fields::of(row),
            None if matches!(target, Target::Row(_)) && before.row(&id).is_none() => return Err(Refused::Vanished(id)),
            // What was written cannot be read, and the decoder says why.
            None => break,
        };
        if !now.same(wanted) {
            text = changed(&text, &id, |row| row::apply(row, &now, wanted))?;
        }
    }
    let body = without_mark(&text).1;
    let after = Read::of(body, instrument);
    let wrong = added(&before, &after, body, &id);
    if !wrong.is_empty() {
        return Err(Refused::Wrong(wrong));
    }
    if before.others(&id) != after.others(&id) {
        return Err(Refused::NotKept("another row would read otherwise".to_owned()));
    }
    let commitment = after.row(&id).ok_or_else(|| Refused::Vanished(id.clone()))?.clone();
    let fields = Fields::of(&commitment);
    let differs = unexpressed(&fields, wanted);
    if !differs.is_empty() {
        return Err(Refused::Wrong(differs));
    }
    Ok(Edited { text, commitment, fields })
}

/// A file as the decoder reads it.
struct Read {
    file: Option<Box<CodedFile>>,
    diagnostics: Vec<Diagnostic>,
}

impl Read {
    fn of(body: &str, instrument: &str) -> Read {
        match decode::commitments(FileId::default(), body, instrument) {
            (Decoded::Commitments(file), diagnostics) => Read { file: Some(file), diagnostics },
            (_, diagnostics) => Read { file: None, diagnostics },
        }
    }

    fn row(&self, id: &str) -> Option<&Commitment> {
        let rows = self.file.iter().flat_map(|file| &file.commitments);
        rows.map(|row| &row.row).find(|row| row.local_id() == id)
    }

    /// Everything but one row, without places.
    fn others(&self, id: &str) -> Vec<Option<serde_json::Value>> {
        fn plain(value: &impl serde::Serialize) -> Option<serde_json::Value> {
            serde_json::to_value(value).ok()
        }
        let Some(file) = &self.file else { return Vec::new() };
        let rows = file.commitments.iter().filter(|row| row.row.local_id() != id);
        rows.map(|row| plain(&row.row))
            .chain(file.statements.iter().map(plain))
            .chain(file.readings.iter().map(plain))
            .chain(file.sources.iter().map(|source| plain(&source.row)))
            .chain([plain(&file.coverage)])
            .collect()
    }
}

/// What a row cannot do without; the decoder would say it of the row as a whole.
fn missing(wanted: &Fields) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if wanted.modality.trim().is_empty() {
        wrong.push(Wrong::new("modality", "say what kind of clause it is"));
    }
    if wanted.acts.is_empty() {
        wrong.push(Wrong::new("acts", "name at least one act"));
    }
    for (at, caveat) in wanted.caveats.iter().enumerate() {
        if caveat.kind.trim().is_empty() {
            wrong.push(Wrong::new(format!("caveats.{at}.type"), "say which kind of hedge it is"));
        }
        if caveat.effect.trim().is_empty() {
            wrong.push(Wrong::new(format!("caveats.{at}.effect"), "say what the hedge does"));
        }
    }
    wrong
}

/// The text with one more row.
fn with_row(
    text: &str,
    before: &Read,
    wanted: &Fields,
    alternatives: Option<&[Alternative]>,
) -> Result<String, Refused> {
    let id = wanted.id.trim();
    if id.is_empty() {
        let wrong = Wrong::new("id", "give it a short name").hint("for example the number of the paragraph: 13f");
        return Err(Refused::Wrong(vec![wrong]));
    }
    if before.row(id).is_some() {
        let wrong = Wrong::new("id", format!("the file has a commitment \"{id}\" already")).hint("take another name");
        return Err(Refused::Wrong(vec![wrong]));
    }
    let missing = missing(wanted);
    if !missing.is_empty() {
        return Err(Refused::Wrong(missing));
    }
    rewritten(text, |document| {
        let inline = document.get("commitment").is_some_and(Item::is_array);
        let fill = |row: &mut Row<'_>| {
            row::set(row, "id", Given::Text(id), ORDER);
            if alternatives.is_some() {
                row::set(row, "overlay", Given::Text("replace"), ORDER);
            }
            let caveats = wanted.caveats.iter().map(|caveat| CaveatFields { was: None, ..caveat.clone() }).collect();
            // What a row that says nothing means need not be said.
            let silent =
                Fields { actor_scope: vec!["state".to_owned()], toward: "none".to_owned(), ..Fields::default() };
            row::apply(row, &silent, &Fields { caveats, ..wanted.clone() });
        };
        if inline {
            let mut table = InlineTable::new();
            fill(&mut Row::Inline(&mut table));
            if let Some(alternatives) = alternatives.filter(|list| !list.is_empty()) {
                let list: Array = alternatives.iter().map(|one| alternative(one).into_inline_table()).collect();
                table.insert("alternative", Value::Array(list));
            }
            if let Some(list) = document.get_mut("commitment").and_then(Item::as_array_mut) {
                row::append(list, Value::InlineTable(table));
            }
            return;
        }
        let mut table = Table::new();
        fill(&mut Row::Table(&mut table));
        let above = if document.iter().next().is_none() && text.trim().is_empty() { "" } else { "\n" };
        table.decor_mut().set_prefix(above);
        if let Some(alternatives) = alternatives.filter(|list| !list.is_empty()) {
            let mut list = ArrayOfTables::new();
            alternatives.iter().for_each(|one| list.push(alternative(one)));
            table.insert("alternative", Item::ArrayOfTables(list));
        }
        let rows = document.entry("commitment").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(rows) = rows.as_array_of_tables_mut() {
            rows.push(table);
        }
    })
    .map_err(Refused::NotToml)
}

fn alternative(one: &Alternative) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("field", toml_edit::value(one.field.word()));
    let words: Array = one.value.iter().map(|word| &**word).collect();
    table.insert("value", toml_edit::value(words));
    for (key, text) in [("coder", &one.coder), ("reason", &one.reason)] {
        if let Some(text) = text {
            table.insert(key, toml_edit::value(text.as_str()));
        }
    }
    table
}

/// The text with a change made to one row.
fn changed(text: &str, id: &str, change: impl FnOnce(&mut Row<'_>)) -> Result<String, Refused> {
    let mut found = false;
    let text = rewritten(text, |document| {
        if let Some(mut row) = row_of(document, id) {
            found = true;
            change(&mut row);
        }
    })
    .map_err(Refused::NotToml)?;
    if found { Ok(text) } else { Err(Refused::Vanished(id.to_owned())) }
}

fn row_of<'d>(document: &'d mut DocumentMut, id: &str) -> Option<Row<'d>> {
    match document.get_mut("commitment")? {
        Item::ArrayOfTables(rows) => {
            let mut rows = rows.iter_mut();
            rows.find(|row| row.get("id").and_then(Item::as_str) == Some(id)).map(Row::Table)
        }
        Item::Value(Value::Array(rows)) => {
            let mut rows = rows.iter_mut().filter_map(Value::as_inline_table_mut);
            rows.find(|row| row.get("id").and_then(Value::as_str) == Some(id)).map(Row::Inline)
        }
        _ => None,
    }
}

/// What the decoder says of the edited text and did not say before, each at its field.
fn added(before: &Read, after: &Read, body: &str, id: &str) -> Vec<Wrong> {
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for diagnostic in &before.diagnostics {
        *known.entry((diagnostic.code, &diagnostic.message)).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for diagnostic in &after.diagnostics {
        if let Some(left) = known.get_mut(&(diagnostic.code, diagnostic.message.as_str())).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        // What is said of the row as a whole may still name its key.
        let named =
            || ORDER.iter().find(|key| diagnostic.message.contains(&format!("`{key}`"))).map(|key| (*key).to_owned());
        let field = field_at(body, id, diagnostic.span.start as usize).or_else(named).unwrap_or_default();
        let hint = diagnostic.hints.first().cloned();
        wrong.push(Wrong { field, message: diagnostic.message.clone(), hint, doubtful: false });
    }
    wrong
}

/// The field of a row at a place of the text.
fn field_at(body: &str, id: &str, at: usize) -> Option<String> {
    let document = Document::parse(body).ok()?;
    let rows = document.as_table().get("commitment")?;
    let find = |table: &dyn toml_edit::TableLike| {
        (table.get("id").and_then(Item::as_str) == Some(id)).then(|| key_at(table, "", at)).flatten()
    };
    match rows {
        Item::ArrayOfTables(rows) => rows.iter().find_map(|row| find(row)),
        Item::Value(Value::Array(rows)) => rows.iter().filter_map(Value::as_inline_table).find_map(|row| find(row)),
        _ => None,
    }
}

fn key_at(table: &dyn toml_edit::TableLike, before: &str, at: usize) -> Option<String> {
    table.iter().find_map(|(key, item)| {
        let path = format!("{before}{key}");
        let tables: Vec<(String, &dyn toml_edit::TableLike)> = match item {
            Item::Value(Value::Array(list)) => {
                let inner = list.iter().enumerate();
                inner.filter_map(|(n, value)| Some((format!("{path}.{n}."), value.as_inline_table()? as _))).collect()
            }
            Item::ArrayOfTables(list) => {
                list.iter().enumerate().map(|(n, table)| (format!("{path}.{n}."), table as _)).collect()
            }
            Item::Table(table) => vec![(format!("{path}."), table as _)],
            Item::Value(Value::InlineTable(table)) => vec![(format!("{path}."), table as _)],
            _ => Vec::new(),
        };
        let inside = tables.iter().find_map(|(path, table)| key_at(*table, path, at));
        inside.or_else(|| item.span().is_some_and(|span| span.contains(&at)).then_some(path))
    })
}

/// Fields that read otherwise than was asked, though nothing is wrong with the file: what `[default]` says cannot be unsaid.
fn unexpressed(read: &Fields, wanted: &Fields) -> Vec<Wrong> {
    let lines = read.lines().into_iter().zip(wanted.lines());
    let differ = lines.filter(|((key, read), (_, wanted))| match *key {
        "acts" | "objects" | "actor_scope" | "source" => {
            let sorted = |line: &str| {
                let mut words: Vec<String> = line.split(", ").map(str::to_owned).collect();
                words.sort();
                words
            };
            sorted(read) != sorted(wanted)
        }
        _ => read != wanted,
    });
    differ
        .map(|((key, read), _)| {
            Wrong::new(key, format!("left as it is here, it would read as \"{read}\""))
                .hint("the file's [default] or the format gives this value to rows that say nothing; name another one")
        })
        .collect()
}

/// The words that name fields of a row whose basis may differ from the row's.
#[must_use]
pub fn fields_with_basis() -> Vec<&'static str> {
    CodedField::WORDS.iter().map(|(word, _)| *word).collect()
}
