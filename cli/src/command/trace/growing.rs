//! A file that grows while a long run goes on, and can be gone on with if the run was stopped.
//!
//! What is found goes to `FILE.part`, whole lines at a time, and becomes `FILE` at the end. Since a run gives the same bytes
//! whenever texts and options are the same, going on means to make them again, to compare them with what is there, and to
//! write what is not. So no note on texts and options is needed that could be wrong: a file that was gone on with is the file
//! of an undisturbed run, to the byte, or there is an error. What is spared is only the writing; reading and searching are
//! done again. A thread of its own compares and writes, so that nobody who searches waits for the disk.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};

use crate::command::session::remark_line;
use crate::command::{Failure, output};
use crate::render::Line;

/// Bytes that are written at once.
const BLOCK: usize = 1 << 20;
/// Blocks that may wait to be written.
const WAITING: usize = 8;
/// Blocks after which the disk is waited for, so that there is little to wait for at the end.
const SURE: usize = 32;
const ENDED: &str = "nobody writes it any more";

/// The file.
pub(super) struct Growing {
    path: PathBuf,
    /// Where it grows.
    pub(super) part: PathBuf,
    buffer: Vec<u8>,
    /// `None` when the file was given back.
    writer: Option<Writer>,
    force: bool,
}

/// Takes blocks to the disk, and gives back the file in the end.
struct Writer {
    blocks: SyncSender<Vec<u8>>,
    thread: JoinHandle<io::Result<File>>,
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
        let (blocks, waiting) = mpsc::sync_channel(WAITING);
        let thread = thread::spawn(move || write(file, there, &waiting));
        Ok(Growing { path: path.to_owned(), part, buffer: Vec::new(), writer: Some(Writer { blocks, thread }), force })
    }

    /// Keeps what there is so far.
    pub(super) fn pause(mut self) -> io::Result<PathBuf> {
        self.put()?;
        self.end()?;
        Ok(self.part)
    }

    /// Hands over what is held.
    fn put(&mut self) -> io::Result<()> {
        let block = std::mem::replace(&mut self.buffer, Vec::with_capacity(BLOCK + 4096));
        let taken = self.writer.as_ref().is_some_and(|writer| writer.blocks.send(block).is_ok());
        // The writer ends early only where it fails.
        if taken { Ok(()) } else { self.end().and(Err(io::Error::other(ENDED))) }
    }

    /// The file, when all blocks are in it.
    fn end(&mut self) -> io::Result<File> {
        let failed = || io::Error::other(ENDED);
        let Writer { blocks, thread } = self.writer.take().ok_or_else(failed)?;
        drop(blocks);
        thread.join().unwrap_or_else(|_| Err(failed()))
    }

    /// Ends it: the file has its own name from here on. Gives its length.
    pub(super) fn finish(mut self) -> Result<u64, Failure> {
        let (part, path) = (self.part.clone(), self.path.clone());
        let failed = |error: &io::Error| Failure::new(format!("{} cannot be written: {error}.", path.display()));
        let outcome = self.put().and_then(|()| self.end()).and_then(|mut file| {
            let bytes = file.stream_position()?;
            if bytes < file.metadata()?.len() {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "there is more in the part than this run gives",
                ));
            }
            file.sync_all()?;
            Ok(bytes)
        });
        let bytes = outcome.map_err(|error| failed(&error))?;
        // Somebody else may have been quicker.
        if path.symlink_metadata().is_ok() && !self.force {
            return Err(output::exists(&path, &format!("the new one is in {}; move it", part.display())));
        }
        std::fs::rename(&part, &path).map_err(|error| failed(&error))?;
        Ok(bytes)
    }
}

/// Writes blocks as they come, but for those that are there: they are compared.
fn write(mut file: File, mut there: u64, blocks: &Receiver<Vec<u8>>) -> io::Result<File> {
    for (number, block) in (1..).zip(blocks) {
        let known = there.min(block.len() as u64) as usize;
        if known > 0 {
            let mut held = vec![0; known];
            file.read_exact(&mut held)?;
            if Some(held.as_slice()) != block.get(..known) {
                let message =
                    "it was made of other texts, with other options or by another version; nothing was changed";
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
            there -= known as u64;
        }
        file.write_all(block.get(known..).unwrap_or_default())?;
        if number % SURE == 0 {
            file.sync_data()?;
        }
    }
    Ok(file)
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
