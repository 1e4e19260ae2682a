//! Runs that wait to be joined: in memory up to a limit, beyond it in files without a name.
//!
//! A file without a name is gone when the program ends, however it ends. The order in which runs come off a shelf is not that
//! in which they were put there, and does not matter: whoever joins them sorts them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::seeds::Run;

/// Bytes of a run in a file.
const SIZE: usize = 16;
/// Runs that are written at once.
const BLOCK: usize = 1 << 14;

#[derive(Default)]
struct Shelf {
    runs: Vec<Run>,
    file: Option<File>,
}

/// Shelves, each for the runs of some later texts.
pub(super) struct Waiting {
    shelves: Vec<Mutex<Shelf>>,
    /// Bytes of runs in memory.
    held: AtomicUsize,
    limit: usize,
    folder: Option<PathBuf>,
    failed: Mutex<Option<io::Error>>,
}

impl Waiting {
    /// Empty shelves. Beyond `limit` bytes runs go to files in the folder, or in the one for temporary files.
    pub(super) fn new(shelves: usize, limit: usize, folder: Option<PathBuf>) -> Waiting {
        Waiting {
            shelves: (0..shelves).map(|_| Mutex::default()).collect(),
            held: AtomicUsize::new(0),
            limit,
            folder,
            failed: Mutex::default(),
        }
    }

    /// How many shelves there are.
    pub(super) fn count(&self) -> usize {
        self.shelves.len()
    }

    /// Puts runs on a shelf.
    pub(super) fn put(&self, shelf: usize, runs: &mut Vec<Run>) {
        let Some(Ok(mut shelf)) = self.shelves.get(shelf).map(Mutex::lock) else { return };
        let held = self.held.fetch_add(runs.len() * SIZE, Ordering::Relaxed) + runs.len() * SIZE;
        shelf.runs.append(runs);
        // Some shelf has its share or more, and every shelf is put on again and again.
        let own = shelf.runs.len() * SIZE;
        if held > self.limit && own * self.count() >= self.limit {
            if let Err(error) = self.write(&mut shelf)
                && let Ok(mut failed) = self.failed.lock()
            {
                failed.get_or_insert(error);
            }
            self.held.fetch_sub(own, Ordering::Relaxed);
        }
    }

    fn write(&self, shelf: &mut Shelf) -> io::Result<()> {
        let runs = std::mem::take(&mut shelf.runs);
        let file = match &mut shelf.file {
            Some(file) => file,
            none => none.insert(match &self.folder {
                Some(folder) => tempfile::tempfile_in(folder)?,
                None => tempfile::tempfile()?,
            }),
        };
        let mut bytes = Vec::with_capacity(BLOCK * SIZE);
        for block in runs.chunks(BLOCK) {
            bytes.clear();
            for run in block {
                let number = [run.text_a, run.a, run.b, run.words].map(u32::to_le_bytes);
                bytes.extend_from_slice(number.as_flattened());
            }
            file.write_all(&bytes)?;
        }
        Ok(())
    }

    /// Why a file could not be written, if that happened.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.failed.lock().ok().and_then(|mut failed| failed.take())
    }

    /// Takes all runs off a shelf.
    pub(super) fn take(&self, shelf: usize) -> io::Result<Vec<Run>> {
        let Some(Ok(mut shelf)) = self.shelves.get(shelf).map(Mutex::lock) else { return Ok(Vec::new()) };
        let Shelf { mut runs, file } = std::mem::take(&mut *shelf);
        let Some(mut file) = file else { return Ok(runs) };
        let mut left = file.seek(SeekFrom::End(0))? as usize;
        file.rewind()?;
        runs.reserve_exact(left / SIZE);
        let mut bytes = vec![0; BLOCK * SIZE];
        while left > 0 {
            let block = bytes.get_mut(..left.min(BLOCK * SIZE)).unwrap_or_default();
            file.read_exact(block)?;
            left -= block.len();
            let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
            runs.extend(block.chunks_exact(SIZE).map(|run| {
                let field = |at: usize| number(run.get(at * 4..at * 4 + 4).unwrap_or_default());
                Run { text_a: field(0), a: field(1), b: field(2), words: field(3) }
            }));
        }
        Ok(runs)
    }
}
