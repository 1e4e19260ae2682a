//! The first files of a new landscape.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::write::{self, WriteError};

/// Why no landscape was begun.
#[derive(Debug)]
pub enum CreateError {
    /// The folder exists and is not empty.
    NotEmpty(PathBuf),
    /// It cannot be made.
    Folder(PathBuf, std::io::Error),
    /// A file cannot be written.
    Write(WriteError),
}

impl fmt::Display for CreateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CreateError::NotEmpty(path) => write!(f, "{}: is there and not empty; name a new folder", path.display()),
            CreateError::Folder(path, error) => write!(f, "{}: cannot be made: {error}", path.display()),
            CreateError::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CreateError {}

const MANIFEST: &str = r#"# What this landscape is. All keys: docs/FORMAT.md of Servanda.
format = 1
name = "NAME"
title = "NAME"
publisher = ""
licence = ""
languages = ["en"]
# Everything of the built-in landscape is visible here too; take the line out to begin from nothing.
extends = "cyber"
"#;

const EXAMPLE: &str = r#"# A model to copy, not a real agreement. The folder's name is the id of the instrument.
kind = "joint-statement"
bindingness = "political"
place = "Exampleville"
topics = ["confidence-building"]
summary = "Two states agree to name contact points. Replace this file by your first instrument."

# Basis and source of every row that names none of its own.
[default]
basis = "unverified"

[title]
en = "Example statement on contact points"

[[date]]
milestone = "signed"
on = "2024-05"                  # as precise as the source is: a year, a month or a day

[[standing]]
word = "participant"
parties = ["FR", "JP"]
from = "2024-05"

[[unit]]
id = "1"
kind = "paragraph"
says = "Each side names a contact point."

[[text]]
lang = "en"
state = "none"
completeness = "no text held"
"#;

const IGNORE: &str = "# Indexes can be made anew at any time.\n.servanda/\n";

/// Begins a landscape in a new or empty folder and gives the files written, relative to it.
///
/// All or nothing: if a file cannot be written, the files and folders made before are removed again.
///
/// # Errors
/// [`CreateError`], with the path it is about.
pub fn create(folder: &Path) -> Result<Vec<&'static str>, CreateError> {
    if folder.exists() {
        let mut entries = fs::read_dir(folder).map_err(|e| CreateError::Folder(folder.to_owned(), e))?;
        if entries.next().is_some() {
            return Err(CreateError::NotEmpty(folder.to_owned()));
        }
    }
    let name = folder
        .file_name()
        .map(|n| n.to_string_lossy().to_lowercase())
        .map(|n| n.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect::<String>())
        .map(|n| n.trim_matches('-').to_owned())
        .filter(|n| !n.is_empty())
        .unwrap_or_else(|| "landscape".to_owned());
    // Empty keys would be reported by the very first check.
    let manifest = MANIFEST
        .lines()
        .filter(|line| !line.ends_with("\"\""))
        .map(|line| line.replace("NAME", &name) + "\n")
        .collect::<String>();
    let files = [
        ("landscape.toml", manifest.as_str()),
        ("instruments/example-statement-2024/instrument.toml", EXAMPLE),
        (".gitignore", IGNORE),
    ];
    let mut made = Made::default();
    match made.all(folder, &files) {
        Ok(()) => Ok(files.map(|(name, _)| name).to_vec()),
        Err(error) => {
            made.undo();
            Err(error)
        }
    }
}

/// What was made so far, so that exactly that is taken away again: a file that somebody else put there meanwhile, and
/// that stopped us, is not ours to remove.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn all(&mut self, folder: &Path, files: &[(&str, &str)]) -> Result<(), CreateError> {
        for inner in ["instruments/example-statement-2024", "private"] {
            let path = folder.join(inner);
            self.folder(&path).map_err(|e| CreateError::Folder(path.clone(), e))?;
        }
        for (name, content) in files {
            let path = folder.join(name);
            write::create(&path, content.as_bytes()).map_err(CreateError::Write)?;
            self.files.push(path);
        }
        Ok(())
    }

    /// Makes a folder and those above it that are missing.
    fn folder(&mut self, path: &Path) -> std::io::Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        fs::create_dir(path)?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
