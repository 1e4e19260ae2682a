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
    // A rename asks for no permission on the file it replaces, so a file that was closed on purpose would be overwritten.
    if fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly()) {
        let error = io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only");
        return Err(WriteError::Io(path.to_owned(), error));
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
    let edited = rewritten(&text, change).map_err(|why| WriteError::NotToml(path.to_owned(), why))?;
    replace(path, read, edited.as_bytes())
}

/// A TOML text with a change made to it: whatever is not changed keeps its bytes, line ends and a byte order mark too.
///
/// # Errors
/// Why the text is not TOML.
pub(super) fn rewritten(text: &str, change: impl FnOnce(&mut DocumentMut)) -> Result<String, String> {
    let (mark, body) = without_mark(text);
    let mut document: DocumentMut = body.parse().map_err(|e: toml_edit::TomlError| e.message().to_owned())?;
    change(&mut document);
    Ok(format!("{mark}{}", with_line_ends_of(body, &document.to_string())))
}

/// A text as a byte order mark, if there is one, and the rest.
pub(super) fn without_mark(text: &str) -> (&str, &str) {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(body) => (BYTE_ORDER_MARK, body),
        None => ("", text),
    }
}

/// Some editors of Windows write it at the beginning of a file; it must neither stop an edit nor get lost in one.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Gives the lines of an edited file the ends that they had, and new lines the end that most lines have.
///
/// The library that edits writes every line with `\n`. Putting `\r\n` on all lines instead would change each line of a
/// file of mixed line ends, and hide the one line that was edited from whoever reads the difference.
fn with_line_ends_of(original: &str, edited: &str) -> String {
    fn content(line: &str) -> &str {
        line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line))
    }
    let old: Vec<&str> = original.split_inclusive('\n').collect();
    let new: Vec<&str> = edited.split_inclusive('\n').collect();
    let with_return = old.iter().filter(|line| line.ends_with("\r\n")).count();
    let usual = if with_return * 2 > old.len() { "\r\n" } else { "\n" };
    let head = old.iter().zip(&new).take_while(|(old, new)| content(old) == content(new)).count();
    let most = old.len().min(new.len()) - head;
    let (old_end, new_end) = (old.iter().rev().take(most), new.iter().rev());
    let tail = old_end.zip(new_end).take_while(|(old, new)| content(old) == content(new)).count();
    let mut written = String::with_capacity(edited.len() + new.len());
    for (at, line) in new.iter().enumerate() {
        written.push_str(content(line));
        if !line.ends_with('\n') {
            continue;
        }
        let from_end = new.len() - at;
        let before = if at < head {
            old.get(at)
        } else if from_end <= tail {
            old.len().checked_sub(from_end).and_then(|at| old.get(at))
        } else {
            None
        };
        written.push_str(match before {
            Some(before) if before.ends_with("\r\n") => "\r\n",
            Some(before) if before.ends_with('\n') => "\n",
            // The last line of a file may have no end.
            Some(_) if from_end == 1 => "",
            _ => usual,
        });
    }
    written
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
