//! A file that grows while a long run goes on, and can be gone on with if the run was stopped.
//!
//! What is found goes to `FILE.part`, whole lines at a time, and becomes `FILE` at the end. Since a run gives the same bytes
//! whenever texts and options are the same, going on means to make them again, to compare them with what is there, and to
//! write what is not. So no note on texts and options is needed that could be wrong: a file that was gone on with is the file
//! of an undisturbed run, to the byte, or there is an error. What is spared is only the writing; reading and searching are
//! done again.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};

use crate::command::session::remark_line;
use crate::command::{Failure, output};
use crate::render::Line;

/// Bytes that are written at once.
const BLOCK: usize = 1 << 20;

/// The file.
pub(super) struct Growing {
    path: PathBuf,
    /// Where it grows.
    pub(super) part: PathBuf,
    file: File,
    buffer: Vec<u8>,
    /// Bytes of an earlier run that are still to be compared.
    there: u64,
    force: bool,
}

impl Growing {
    /// Begins it, or goes on with it.
    pub(super) fn begin(path: &Path, force: bool, resume: bool) -> Result<Growing, Failure> {
        if path.is_dir() {
            return Err(Failure::new(format!("{} is a folder.", path.display())).hint("name a file in it."));
        }
        if path.symlink_metadata().is_ok() && !force {
            return Err(output::exists(path, "--force puts the new one in its place"));
        }
        let mut name: OsString = path.as_os_str().to_owned();
        name.push(".part");
        let part = PathBuf::from(name);
        let failed = |error: io::Error| Failure::new(format!("{} cannot be written: {error}.", part.display()));
        let there = match part.metadata() {
            Ok(_) if !resume && !force => {
                return Err(Failure::new(format!("{} is there: a run was stopped.", part.display()))
                    .hint("--resume goes on with it, --force begins anew."));
            }
            Ok(metadata) if resume => metadata.len(),
            _ if resume => {
                remark_line(&Line::plain("There is nothing to go on with; this run begins at the beginning."));
                0
            }
            _ => 0,
        };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(there == 0);
        let file = options.open(&part).map_err(failed)?;
        Ok(Growing { path: path.to_owned(), part, file, buffer: Vec::with_capacity(BLOCK + 4096), there, force })
    }

    fn put(&mut self) -> io::Result<()> {
        let known = self.there.min(self.buffer.len() as u64) as usize;
        if known > 0 {
            let mut there = vec![0; known];
            self.file.read_exact(&mut there)?;
            if Some(there.as_slice()) != self.buffer.get(..known) {
                let message =
                    "it was made of other texts, with other options or by another version; nothing was changed";
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
            self.there -= known as u64;
        }
        self.file.write_all(self.buffer.get(known..).unwrap_or_default())?;
        self.buffer.clear();
        Ok(())
    }

    /// Keeps what there is so far.
    pub(super) fn pause(mut self) -> io::Result<PathBuf> {
        self.put()?;
        Ok(self.part)
    }

    /// Ends it: the file has its own name from here on. Gives its length.
    pub(super) fn finish(mut self) -> Result<u64, Failure> {
        let (part, path) = (self.part.clone(), self.path.clone());
        let failed = |error: &io::Error| Failure::new(format!("{} cannot be written: {error}.", path.display()));
        let outcome = self.put().and_then(|()| {
            if self.there > 0 {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "there is more in the part than this run gives",
                ));
            }
            self.file.sync_all()?;
            self.file.stream_position()
        });
        let bytes = outcome.map_err(|error| failed(&error))?;
        // Somebody else may have been quicker.
        if self.path.symlink_metadata().is_ok() && !self.force {
            return Err(output::exists(&self.path, &format!("the new one is in {}; move it", part.display())));
        }
        std::fs::rename(&part, &self.path).map_err(|error| failed(&error))?;
        Ok(bytes)
    }
}

impl Write for Growing {
    /// Takes bytes; what one call gives is not taken apart.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BLOCK {
            self.put()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
