//! Opening a folder together with what it extends.

use std::fmt;
use std::path::{Path, PathBuf};

use super::assemble::{assemble, extends_of};
use super::gather::gather;
use super::{Opened, RawFile};
use crate::diagnostic::{Diagnostic, FileId};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

    pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
        FILES
    }
}

/// Name under which other landscapes extend the built-in one.
const BUILT_IN: &str = "cyber";
/// Where the built-in files lie in the source tree; diagnostics name them so.
const BUILT_IN_PATH: &str = "landscapes/cyber";
/// More landscapes than anybody stacks on purpose.
const MAX_EXTENDS: usize = 8;

/// Why a folder is not a landscape at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// There is nothing at this path.
    NotFound(PathBuf),
    /// It is a file.
    NotAFolder(PathBuf),
    /// It is a folder without `landscape.toml`.
    NotALandscape(PathBuf),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NotFound(path) => write!(f, "{}: there is no such folder", path.display()),
            OpenError::NotAFolder(path) => write!(f, "{}: is a file; a landscape is a folder", path.display()),
            OpenError::NotALandscape(path) => {
                write!(f, "{}: is not a landscape: it has no landscape.toml", path.display())
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// The landscape that comes with the program.
#[must_use]
pub fn built_in() -> Opened {
    let files = embedded::files()
        .iter()
        .map(|(name, bytes)| RawFile { name: (*name).to_owned(), content: super::Content::Bytes((*bytes).into()) })
        .collect();
    assemble(BUILT_IN_PATH, files, None)
}

/// Opens a folder and everything it extends.
///
/// # Errors
/// Only if the folder cannot be a landscape at all. Whatever is wrong inside comes back as diagnostics, and so does a
/// landscape that it extends and that cannot be opened.
pub fn open(folder: &Path) -> Result<Opened, OpenError> {
    let meta = std::fs::metadata(folder).map_err(|_| OpenError::NotFound(folder.to_owned()))?;
    if !meta.is_dir() {
        return Err(OpenError::NotAFolder(folder.to_owned()));
    }
    // `exists` on the link itself: an unreadable landscape.toml is a diagnostic, not another folder.
    if std::fs::symlink_metadata(folder.join("landscape.toml")).is_err() {
        return Err(OpenError::NotALandscape(folder.to_owned()));
    }
    Ok(open_chain(folder, &mut Vec::new()))
}

fn open_chain(folder: &Path, above: &mut Vec<PathBuf>) -> Opened {
    above.push(folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
    let files = gather(folder);
    let shown = folder.display().to_string();
    let shown = shown.trim_end_matches('/');
    let Some((name, span)) = extends_of(&files) else {
        return assemble(shown, files, None);
    };
    let (base, problem) = open_base(folder, &name, above);
    let mut opened = assemble(shown, files, base);
    if let Some(problem) = problem {
        let manifest = format!("{shown}/landscape.toml");
        let file =
            opened.landscape.files.iter().find(|(_, path)| *path == manifest).map_or(FileId::default(), |(id, _)| id);
        let at = opened.landscape.files.span(file, span);
        opened.diagnostics.insert(
            0,
            Diagnostic::error("extends", at, format!("cannot extend \"{name}\": {problem}")).hint(format!(
                "write extends = \"{BUILT_IN}\" for the built-in landscape, or a path relative to this folder"
            )),
        );
    }
    opened
}

fn open_base(folder: &Path, name: &str, above: &mut Vec<PathBuf>) -> (Option<Opened>, Option<String>) {
    if name == BUILT_IN {
        return (Some(built_in()), None);
    }
    let base = folder.join(name);
    let real = base.canonicalize().unwrap_or_else(|_| base.clone());
    if above.contains(&real) {
        return (None, Some("it extends this landscape in turn".to_owned()));
    }
    if above.len() >= MAX_EXTENDS {
        return (None, Some(format!("more than {MAX_EXTENDS} landscapes on top of each other")));
    }
    if !base.join("landscape.toml").exists() {
        return (None, Some("there is no landscape in that folder".to_owned()));
    }
    (Some(open_chain(&base, above)), None)
}
