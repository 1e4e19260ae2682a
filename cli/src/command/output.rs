//! Where an export goes: to standard output, into a file, or into a folder of files; as a whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

use servanda::landscape::write::{self, Print, WriteError};

use crate::command::Failure;
use crate::command::session;
use crate::render::Line;
use crate::render::phrases::count;

/// Puts a file in its place.
///
/// A file that is there already is replaced only if that was asked for, and in one step.
pub(in crate::command) fn file(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(Failure::new(format!("{} is a folder.", path.display())).hint("name a file in it."));
    }
    let there = path.symlink_metadata().is_ok();
    if there && !force {
        return Err(exists(path, "--force puts the export in its place"));
    }
    let written = if there { replaced(path, bytes) } else { write::create(path, bytes).map_err(|e| failed(path, &e)) };
    written?;
    remark_written(path, bytes.len());
    Ok(())
}

/// Says that a file was written.
pub(in crate::command) fn remark_written(path: &Path, bytes: usize) {
    session::remark_line(&Line::plain(format!("Written: {} ({}).", path.display(), size(bytes))));
}

fn replaced(path: &Path, bytes: &[u8]) -> Result<Print, Failure> {
    let before = fs::read(path)
        .map_err(|e| Failure::new(format!("{} cannot be replaced: {e}; it is as it was.", path.display())))?;
    write::replace(path, &Print::of(&before), bytes).map_err(|e| failed(path, &e))
}

/// Why a file is not written over, and what to do instead.
pub(in crate::command) fn exists(path: &Path, instead: &str) -> Failure {
    Failure::new(format!("{} exists; nothing was written.", path.display()))
        .hint(format!("{instead}, or name another place."))
}

fn failed(path: &Path, error: &WriteError) -> Failure {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    match error {
        // Somebody else was quicker.
        WriteError::Changed(_) => exists(path, "look at it, and repeat the export with --force"),
        WriteError::Io(_, cause) if folder.is_some_and(|f| !f.is_dir()) => {
            let folder = folder.unwrap_or(path).display();
            Failure::new(format!("{} cannot be written: there is no folder {folder} ({cause}).", path.display()))
                .hint(format!("mkdir -p {folder}"))
        }
        error => Failure::new(format!("{error}.")),
    }
}

/// Puts files into a folder of their own.
///
/// All are written beside it first, so that a full disk leaves no half of an export. A folder with something in it is only
/// written into if that was asked for; files of other names in it stay.
pub(in crate::command) fn folder(path: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<(), Failure> {
    let shown = path.display();
    let failed = |error: &io::Error| Failure::new(format!("{shown} cannot be written: {error}; nothing was written."));
    let there = path.symlink_metadata().is_ok();
    if there && !path.is_dir() {
        return Err(Failure::new(format!("{shown} is a file, but this export is many files."))
            .hint("name a folder; it is made if there is none."));
    }
    let filled = there && fs::read_dir(path).map_err(|e| failed(&e))?.next().is_some();
    if filled && !force {
        return Err(Failure::new(format!("{shown} has files in it; nothing was written."))
            .hint("--force writes the export among them, or name another folder."));
    }
    let above = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // In the same file system, because only there a rename is one step. Dropped, it removes itself.
    let staged = tempfile::Builder::new().prefix(".servanda-").tempdir_in(above).map_err(|e| failed(&e))?;
    for (name, bytes) in files {
        write::create(&staged.path().join(name), bytes).map_err(|e| Failure::new(format!("{e}.")))?;
    }
    fs::create_dir_all(path).map_err(|e| failed(&e))?;
    for (name, _) in files {
        fs::rename(staged.path().join(name), path.join(name)).map_err(|error| {
            Failure::new(format!("{} cannot be put in its place: {error}.", path.join(name).display()))
                .hint("files before it in the alphabet may be of this export; repeat it with --force.")
        })?;
    }
    let all = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let message = format!("Written: {} in {shown} ({}).", count(files.len(), "file", "files"), size(all));
    session::remark_line(&Line::plain(message));
    Ok(())
}

fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
