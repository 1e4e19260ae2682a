//! A text put beside its instrument: all of it, or nothing.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::markdown::markdown;
use super::statement::statement;
use crate::landscape::write::{self, Print, WriteError};
use crate::landscape::{Landscape, MAX_TEXT_BYTES};
use crate::model::{Basis, Day, TextState, is_slug};
use crate::read::Document;
use crate::text::is_language_tag;

/// What is to be put where.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The landscape's folder.
    pub folder: &'a Path,
    /// Id of the instrument. One that the landscape does not know is begun.
    pub id: &'a str,
    /// The document that was read.
    pub document: &'a Document,
    /// Language of the text, where the words do not tell it or tell it wrongly. Only for documents of one language.
    pub language: Option<&'a str>,
    /// What the text is said to be: all of the agreement, or a part.
    pub state: TextState,
    /// What the text is: official, a translation. If it is not said, a row that is there keeps what it says, and a new one
    /// is unverified.
    pub basis: Option<Basis>,
    /// Sources: ids of the landscape or addresses of the web.
    pub source: &'a [String],
    /// The file or address that was read, as the user named it.
    pub read_from: &'a str,
    /// Print of the bytes that were read.
    pub print: &'a Print,
    /// The day of reading.
    pub read_on: Day,
    /// What the text was compared with, in the user's words.
    pub checked: Option<&'a str>,
    /// Whether a text that is held already may be replaced.
    pub replace: bool,
}

/// What was put beside an instrument.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Added {
    /// The instrument.
    pub instrument: String,
    /// Whether it was begun by this.
    pub begun: bool,
    /// Its texts.
    pub texts: Vec<AddedText>,
}

/// One language version that was put beside an instrument.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AddedText {
    /// Language tag.
    pub lang: String,
    /// What it is said to be.
    pub state: TextState,
    /// The file in the landscape's folder.
    pub file: String,
    /// How many units it has.
    pub units: usize,
    /// Whether its units had to be marked, because they cannot all be told from the words.
    pub marked: bool,
    /// Addresses of units that read back otherwise than they were read.
    pub differs: Vec<String>,
    /// The completeness statement.
    pub completeness: String,
}

/// Why nothing was put anywhere.
#[derive(Debug)]
pub enum AddError {
    /// The id is none.
    BadId(String),
    /// There are no words in the document.
    Empty,
    /// The language of a part is not told by its words.
    NoLanguage,
    /// The language was given, but the document has several.
    SeveralLanguages(Vec<String>),
    /// Two parts of the document are in one language.
    TwoOfOne(String),
    /// What was given is no language tag.
    BadLanguage(String),
    /// The instrument holds a text of that language already.
    Held(PathBuf),
    /// The text has more bytes than are read back.
    TooLarge(usize),
    /// A folder cannot be made.
    Folder(PathBuf, io::Error),
    /// A file cannot be written.
    Write(WriteError),
}

impl fmt::Display for AddError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AddError::BadId(id) => write!(f, "\"{id}\" is no id: use lower-case letters, digits and single hyphens"),
            AddError::Empty => f.write_str("there are no words in it, so there is nothing to hold"),
            AddError::NoLanguage => f.write_str("its language cannot be told from the words; name it"),
            AddError::SeveralLanguages(found) => {
                write!(f, "it holds texts in {}, so one language cannot be given to it", found.join(" and "))
            }
            AddError::TwoOfOne(lang) => write!(f, "it holds two texts in {lang}; split the file"),
            AddError::BadLanguage(tag) => write!(f, "\"{tag}\" is no language tag; write for example en, fr, zh-Hant"),
            AddError::Held(path) => write!(f, "{} is there already", path.display()),
            AddError::TooLarge(bytes) => {
                write!(f, "its text has {bytes} bytes; at most {MAX_TEXT_BYTES} are read back, so split it")
            }
            AddError::Folder(path, error) => write!(f, "{}: cannot be made: {error}", path.display()),
            AddError::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AddError {}

/// Puts the texts of a document beside an instrument: `text.<lang>.md` for each language, and a `[[text]]` row for each in
/// `instrument.toml`, which is begun if it is not there (as an overlay, if the landscape extends one that has it).
///
/// All or nothing: if a file cannot be written, those written before are put back as they were.
///
/// # Errors
/// [`AddError`]; then nothing in the folder has changed.
pub fn add(landscape: &Landscape, request: &Request<'_>) -> Result<Added, AddError> {
    if !is_slug(request.id) {
        return Err(AddError::BadId(request.id.to_owned()));
    }
    let languages = languages(request)?;
    let home = request.folder.join("instruments").join(request.id);
    let mut texts = Vec::with_capacity(languages.len());
    let mut files = Vec::with_capacity(languages.len() + 1);
    for (part, lang) in &languages {
        let written = markdown(request.document, *part);
        if written.text.len() as u64 > MAX_TEXT_BYTES {
            return Err(AddError::TooLarge(written.text.len()));
        }
        let name = format!("text.{lang}.md");
        let path = home.join(&name);
        let before = before(&path)?;
        if before.is_some() && !request.replace {
            return Err(AddError::Held(path));
        }
        texts.push(AddedText {
            lang: lang.clone(),
            state: request.state,
            file: format!("instruments/{}/{name}", request.id),
            units: request.document.units.iter().filter(|u| u.text_part == *part).count(),
            marked: written.marked,
            differs: written.differs,
            completeness: statement(request.document, *part),
        });
        files.push(Pending { path, before, content: written.text.into_bytes() });
    }
    let path = home.join("instrument.toml");
    let before = before(&path)?;
    let mut toml = match &before {
        Some(bytes) => parse(&path, bytes)?,
        None => begun(landscape, request, &languages),
    };
    for text in &texts {
        let inherits = before.is_none() && toml.get("default").is_some();
        put_row(&mut toml, text, request, inherits).ok_or_else(|| {
            let why = "`text` stands in one line; write each text as [[text]]".to_owned();
            AddError::Write(WriteError::NotToml(path.clone(), why))
        })?;
    }
    let begins = before.is_none() && landscape.instruments.get(request.id).is_none();
    files.push(Pending { path, before, content: toml.to_string().into_bytes() });
    put(&home, files)?;
    Ok(Added { instrument: request.id.to_owned(), begun: begins, texts })
}

/// The parts of the document with their languages.
fn languages(request: &Request<'_>) -> Result<Vec<(usize, String)>, AddError> {
    let document = request.document;
    let with_words: Vec<usize> =
        (0..document.texts.len()).filter(|part| document.units.iter().any(|u| u.text_part == *part)).collect();
    if with_words.is_empty() {
        return Err(AddError::Empty);
    }
    let told = |part: &usize| document.texts.get(*part).and_then(|t| t.language.clone());
    if let Some(lang) = request.language {
        if !is_language_tag(lang) {
            return Err(AddError::BadLanguage(lang.to_owned()));
        }
        return match with_words.as_slice() {
            [only] => Ok(vec![(*only, lang.to_owned())]),
            several => Err(AddError::SeveralLanguages(
                several.iter().map(|part| told(part).unwrap_or_else(|| "an unknown language".to_owned())).collect(),
            )),
        };
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for part in with_words {
        let lang = told(&part).ok_or(AddError::NoLanguage)?;
        if found.iter().any(|(_, have)| *have == lang) {
            return Err(AddError::TwoOfOne(lang));
        }
        found.push((part, lang));
    }
    Ok(found)
}

/// A file to be written, and what it held before.
struct Pending {
    path: PathBuf,
    before: Option<Vec<u8>>,
    content: Vec<u8>,
}

fn before(path: &Path) -> Result<Option<Vec<u8>>, AddError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(AddError::Write(WriteError::Io(path.to_owned(), error))),
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<DocumentMut, AddError> {
    let broken = |why: String| AddError::Write(WriteError::NotToml(path.to_owned(), why));
    let text = std::str::from_utf8(bytes).map_err(|e| broken(e.to_string()))?;
    text.parse().map_err(|e: toml_edit::TomlError| broken(e.message().to_owned()))
}

/// A new `instrument.toml`: an overlay of one that the landscape extends, or the beginning of one.
fn begun(landscape: &Landscape, request: &Request<'_>, languages: &[(usize, String)]) -> DocumentMut {
    let mut toml = DocumentMut::new();
    if landscape.instruments.get(request.id).is_some() {
        toml.insert("overlay", value("add"));
        return toml;
    }
    toml.decor_mut().set_prefix(
        "# Begun when its text was added. Kind, bindingness, dates and standings are to be added: see docs/FORMAT.md.\n",
    );
    let mut default = Table::new();
    evidence(&mut default, request);
    toml.insert("default", Item::Table(default));
    // The title that was read is the one of the first text.
    if let (Some(title), Some((_, lang))) = (&request.document.title, languages.first()) {
        let mut titles = Table::new();
        titles.insert(lang, value(title.split_whitespace().collect::<Vec<_>>().join(" ")));
        toml.insert("title", Item::Table(titles));
    }
    toml
}

fn evidence(table: &mut Table, request: &Request<'_>) {
    table.insert("basis", value(request.basis.unwrap_or(Basis::Unverified).word()));
    if !request.source.is_empty() {
        table.insert("source", value(request.source.iter().map(String::as_str).collect::<Array>()));
    }
}

/// Writes the row of a text: over the one of its language, or as a new one. `inherits` says that the file's defaults are
/// those of the text. Gives `None` if the rows are written in a way that cannot be added to.
fn put_row(toml: &mut DocumentMut, text: &AddedText, request: &Request<'_>, inherits: bool) -> Option<()> {
    let rows = toml.entry("text").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let rows = rows.as_array_of_tables_mut()?;
    let same = rows.iter().position(|row| row.get("lang").and_then(Item::as_str) == Some(text.lang.as_str()));
    if same.is_none() {
        rows.push(Table::new());
    }
    let row = rows.get_mut(same.unwrap_or(rows.len() - 1))?;
    set(row, "lang", &text.lang);
    set(row, "state", text.state.word());
    set(row, "completeness", &text.completeness);
    set(row, "read_from", request.read_from);
    set(row, "sha256", request.print.as_hex());
    set(row, "read_on", &request.read_on.to_string());
    match request.checked {
        Some(checked) => set(row, "checked", checked),
        // What was compared was the text before.
        None => drop(row.remove("checked")),
    }
    if !inherits && (same.is_none() || request.basis.is_some()) {
        evidence(row, request);
    }
    Some(())
}

/// Sets a value; a comment behind the old one stays.
fn set(row: &mut Table, key: &str, to: &str) {
    let mut new = Value::from(to);
    if let Some(old) = row.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    row.insert(key, Item::Value(new));
}

/// Writes all files, or puts back what was there.
fn put(home: &Path, files: Vec<Pending>) -> Result<(), AddError> {
    let made = make_folders(home)?;
    let mut done: Vec<Pending> = Vec::new();
    for file in files {
        let written = match &file.before {
            Some(before) if *before == file.content => Ok(Print::of(before)),
            Some(before) => write::replace(&file.path, &Print::of(before), &file.content),
            None => write::create(&file.path, &file.content),
        };
        if let Err(error) = written {
            for file in &done {
                let _ = match &file.before {
                    Some(before) => write::replace(&file.path, &Print::of(&file.content), before).map(drop),
                    None => fs::remove_file(&file.path).map_err(|e| WriteError::Io(file.path.clone(), e)),
                };
            }
            for folder in made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
            return Err(AddError::Write(error));
        }
        done.push(file);
    }
    Ok(())
}

/// Makes the instrument's folder and those above it that are missing, and gives those that were made.
fn make_folders(home: &Path) -> Result<Vec<PathBuf>, AddError> {
    let missing: Vec<&Path> = home.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.is_dir()).collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            // Another process, or another thread of this one, was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(AddError::Folder(folder.to_owned(), error)),
        }
    }
    Ok(made)
}
