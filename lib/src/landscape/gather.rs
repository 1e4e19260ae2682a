//! From a folder on disk to raw files: bounded, without following loops, and without giving up at the first problem.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// Largest TOML file that is read, in bytes. The largest real one (a register of UN votes) has under one megabyte.
pub const MAX_TOML_BYTES: u64 = 8 << 20;
/// Largest text that is read, in bytes. The longest real treaty (a trade agreement with annexes) has under 20 MB.
pub const MAX_TEXT_BYTES: u64 = 64 << 20;
/// Deepest folder below the landscape's root: `instruments/<id>/` is two.
const MAX_DEPTH: usize = 4;

/// Content of a file, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The bytes.
    Bytes(Cow<'static, [u8]>),
    /// Could not be read; the words say why and what to do.
    Unreadable(String),
    /// Too large to read: size and limit in bytes.
    TooLarge(u64, u64),
}

/// A file of a landscape before anything is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFile {
    /// Path inside the landscape, with `/`.
    pub name: String,
    /// Content or why there is none.
    pub content: Content,
}

impl RawFile {
    /// A file in memory.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> RawFile {
        RawFile { name: name.into(), content: Content::Bytes(Cow::Owned(bytes.into())) }
    }
}

/// Reads all files of a folder that can belong to a landscape, sorted by name.
///
/// Names beginning with a dot and `private/` are never read. A symbolic link is followed unless it leads to a folder
/// that contains it. A file or folder that cannot be read comes back as [`Content::Unreadable`], so that it is reported.
#[must_use]
pub fn gather(root: &Path) -> Vec<RawFile> {
    let mut found = Vec::new();
    let mut open_folders = Vec::new();
    walk(root, "", 0, &mut open_folders, &mut found);
    let mut files: Vec<RawFile> = found
        .into_par_iter()
        .map(|(name, path)| {
            let content = path.and_then(|path| read(&name, &path).map_err(|e| describe(&e)));
            RawFile { content: content.unwrap_or_else(Content::Unreadable), name }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

type Found = (String, Result<PathBuf, String>);

fn walk(folder: &Path, prefix: &str, depth: usize, open_folders: &mut Vec<PathBuf>, found: &mut Vec<Found>) {
    let here = if prefix.is_empty() { ".".to_owned() } else { prefix.trim_end_matches('/').to_owned() };
    let real = match folder.canonicalize() {
        Ok(real) => real,
        Err(error) => return found.push((here, Err(describe(&error)))),
    };
    if open_folders.contains(&real) {
        return found.push((here, Err("is a link to a folder that contains it; remove the link".to_owned())));
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return found.push((here, Err(describe(&error)))),
    };
    open_folders.push(real);
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push((here.clone(), Err(describe(&error))));
                continue;
            }
        };
        let file_name = entry.file_name();
        let Some(file_name) = file_name.to_str() else {
            let shown = format!("{prefix}{}", file_name.to_string_lossy());
            found.push((shown, Err("has a name that is not UTF-8; rename it".to_owned())));
            continue;
        };
        if file_name.starts_with('.') || (depth == 0 && file_name == "private") {
            continue;
        }
        let name = format!("{prefix}{file_name}");
        let path = entry.path();
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() && depth < MAX_DEPTH => {
                walk(&path, &format!("{name}/"), depth + 1, open_folders, found);
            }
            Ok(meta) if meta.is_file() => found.push((name, Ok(path))),
            Ok(meta) if meta.is_dir() => found.push((name, Err("is deeper than any folder of a landscape".to_owned()))),
            Ok(_) => found.push((name, Err("is neither a file nor a folder".to_owned()))),
            Err(error) => found.push((name, Err(describe(&error)))),
        }
    }
    open_folders.pop();
}

fn read(name: &str, path: &Path) -> std::io::Result<Content> {
    let limit = if name.ends_with(".toml") { MAX_TOML_BYTES } else { MAX_TEXT_BYTES };
    let size = fs::metadata(path)?.len();
    if size > limit {
        return Ok(Content::TooLarge(size, limit));
    }
    Ok(Content::Bytes(Cow::Owned(fs::read(path)?)))
}

fn describe(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied => "cannot be read: permission denied; give yourself read access to it".to_owned(),
        ErrorKind::NotFound => "does not exist (a broken link?)".to_owned(),
        ErrorKind::NotADirectory => "is a file where a folder is expected".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
