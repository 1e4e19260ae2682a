//! Guarded writes: a file is replaced as a whole or not at all, and only if it still is what the writer had read.
//!
//! A workbench and an editor, or two browser windows, may have the same file open. Whoever writes says what he had
//! read (its SHA-256); if the file is another by now, nothing is written. Pattern of fava's `core/file.py`.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use toml_edit::DocumentMut;

/// Print of a file's content, to be given back when writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print(String);

impl Print {
    /// The print of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Print {
        Print(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A print that came back from a form or another program, in hexadecimal.
    #[must_use]
    pub fn from_hex(hex: &str) -> Print {
        Print(hex.to_ascii_lowercase())
    }

    /// SHA-256 in hexadecimal.
    #[must_use]
    pub fn as_hex(&self) -> &str {
        &self.0
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The file has changed since it was read, or exists although it was to be new.
    Changed(PathBuf),
    /// The disk, the permissions; the file is as it was.
    Io(PathBuf, io::Error),
    /// The file is not TOML, so it cannot be edited in place.
    NotToml(PathBuf, String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Changed(path) => {
                write!(
                    f,
                    "{}: has changed since it was read; nothing was written. Read it again and repeat the edit",
                    path.display()
                )
            }
            WriteError::Io(path, error) => {
                write!(f, "{}: cannot be written: {error}; the file is as it was", path.display())
            }
            WriteError::NotToml(path, why) => write!(f, "{}: is not TOML: {why}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

/// Writes a new file.
///
/// # Errors
/// [`WriteError::Changed`] if there is one already; [`WriteError::Io`] if it cannot be written.
pub fn create(path: &Path, content: &[u8]) -> Result<Print, WriteError> {
    put(path, content, |temporary| temporary.persist_noclobber(path).map(drop).map_err(|e| e.error))
}

/// Replaces a file whose content still has the given print.
///
/// # Errors
/// [`WriteError::Changed`] if it is another by now; [`WriteError::Io`] if it cannot be read or written. In both cases the
/// file is as it was, and no other file is left behind.
pub fn replace(path: &Path, read: &Print, content: &[u8]) -> Result<Print, WriteError> {
    let now = fs::read(path).map_err(|e| WriteError::Io(path.to_owned(), e))?;
    if Print::of(&now) != *read {
        return Err(WriteError::Changed(path.to_owned()));
    }
    // Writing through a symbolic link must change the file it leads to, not the link.
    let target = fs::canonicalize(path).map_err(|e| WriteError::Io(path.to_owned(), e))?;
    put(&target, content, |temporary| temporary.persist(&target).map(drop).map_err(|e| e.error))
}

/// Edits a TOML file in place: comments, order and formatting of everything else survive.
///
/// # Errors
/// As [`replace`], and [`WriteError::NotToml`] if the file does not parse.
pub fn edit(path: &Path, read: &Print, change: impl FnOnce(&mut DocumentMut)) -> Result<Print, WriteError> {
    let text = fs::read_to_string(path).map_err(|e| WriteError::Io(path.to_owned(), e))?;
    if Print::of(text.as_bytes()) != *read {
        return Err(WriteError::Changed(path.to_owned()));
    }
    let mut document: DocumentMut =
        text.parse().map_err(|e: toml_edit::TomlError| WriteError::NotToml(path.to_owned(), e.message().to_owned()))?;
    change(&mut document);
    let mut edited = document.to_string();
    if text.contains("\r\n") {
        edited = edited.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    replace(path, read, edited.as_bytes())
}

fn put(
    path: &Path,
    content: &[u8],
    persist: impl FnOnce(tempfile::NamedTempFile) -> io::Result<()>,
) -> Result<Print, WriteError> {
    let failed = |error| WriteError::Io(path.to_owned(), error);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // In the same folder, because a rename is only atomic within one file system. Dropped, it removes itself.
    let mut temporary = tempfile::Builder::new().prefix(".servanda-").tempfile_in(folder).map_err(failed)?;
    temporary.write_all(content).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path).map_or(0o644, |meta| meta.permissions().mode());
        temporary.as_file().set_permissions(fs::Permissions::from_mode(mode)).map_err(failed)?;
    }
    persist(temporary).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Changed(path.to_owned()),
        _ => WriteError::Io(path.to_owned(), error),
    })?;
    Ok(Print::of(content))
}
