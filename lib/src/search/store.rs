//! Where the index lies: in `.servanda/index` of the landscape's folder, or in memory.
//!
//! One index is one folder that is named after the fingerprint of the landscape and the format of the index. It is made
//! under another name, with what can be kept of an older one linked into it, and gets its name when it is complete; from
//! then on nothing in it changes. So a reader needs no lock and never sees half an index, a folder on a read-only disk can
//! be searched, and who is second to make the same index waits for the first and then finds it made.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use fs4::fs_std::FileExt;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, RamDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::store::Compressor;
use tantivy::{Directory, IndexSettings, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::error::IndexError;
use super::gather::{Entry, Source, sources};
use super::schema::{FORMAT, Fields, pack, spoken, tokenizers};
use crate::landscape::Landscape;

/// Memory that the two writers may take together before they write to the disk. The whole of a thousand treaties fits.
const WRITER_BYTES: usize = 400 << 20;
const WRITERS: usize = 2;
/// Memory that an index in memory begins with; it takes more as it needs.
const SMALL_BYTES: usize = 64 << 20;
/// Sources read at one time for an index in memory.
const AT_A_TIME: usize = 256;

/// Where an index lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In this folder.
    Folder(PathBuf),
    /// In memory, because the landscape has no folder, or for the reason given.
    Memory(Option<String>),
}

/// Told how many of how many sources are done; called from several threads.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// Opens the index of a landscape, making it if there is none of this very landscape.
pub(super) fn open(
    landscape: &Landscape,
    fields: &Fields,
    folder: Option<&Path>,
    progress: Progress<'_>,
) -> Result<(Searcher, Place), IndexError> {
    let why = match folder.map(|folder| in_folder(landscape, fields, folder, progress)) {
        Some(Ok((searcher, place))) => return Ok((searcher, Place::Folder(place))),
        Some(Err(error)) => Some(error.0),
        None => None,
    };
    Ok((in_memory(landscape, fields, progress)?, Place::Memory(why)))
}

fn in_folder(
    landscape: &Landscape,
    fields: &Fields,
    folder: &Path,
    progress: Progress<'_>,
) -> Result<(Searcher, PathBuf), IndexError> {
    let private = folder.join(".servanda");
    let home = private.join("index");
    let print: String = landscape.fingerprint.chars().take(16).collect();
    let target = home.join(format!("{print}-{FORMAT}"));
    if let Ok(searcher) = open_made(&target) {
        return Ok((searcher, target));
    }
    fs::create_dir_all(&home)?;
    let ignore = private.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n")?;
    }
    let lock = File::options().create(true).truncate(false).write(true).open(home.join("lock"))?;
    // Let go when the file is closed, also if this program is ended.
    FileExt::lock_exclusive(&lock)?;
    if let Ok(searcher) = open_made(&target) {
        return Ok((searcher, target));
    }
    let old = tidy(&home, &target);
    let making = tempfile::Builder::new().prefix("new-").tempdir_in(&home)?;
    let linked = old.as_deref().is_some_and(|old| link(old, making.path()).is_ok());
    if !(linked && make(landscape, fields, making.path(), progress).is_ok()) {
        if linked {
            // What is there cannot be built on.
            empty(making.path())?;
        }
        make(landscape, fields, making.path(), progress)?;
    }
    fs::rename(making.keep(), &target)?;
    let searcher = open_made(&target)?;
    if let Some(old) = old {
        // Whoever reads it goes on reading: the files are only taken off the list. Where a system does not allow that, the
        // next one to make an index tries again.
        drop(fs::remove_dir_all(old));
    }
    Ok((searcher, target))
}

/// Clears away what was begun and not finished, and all but the newest index, which is given back if it can be built on.
fn tidy(home: &Path, target: &Path) -> Option<PathBuf> {
    let mut made: Vec<(std::time::SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if !path.is_dir() {
            continue;
        }
        if path == target || !name.ends_with(&format!("-{FORMAT}")) || name.starts_with("new-") {
            drop(fs::remove_dir_all(&path));
        } else if let Ok(changed) = entry.metadata().and_then(|meta| meta.modified()) {
            made.push((changed, path));
        }
    }
    made.sort();
    let newest = made.pop().map(|(_, path)| path);
    for (_, path) in made {
        drop(fs::remove_dir_all(path));
    }
    newest
}

/// Puts the files of a made index into another folder without copying them where the disk can do that. The files of
/// segments never change, and the lists of them are replaced as a whole, so the old index stays as it is.
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_string_lossy().ends_with(".lock") {
            let target = to.join(&name);
            if fs::hard_link(entry.path(), &target).is_err() {
                fs::copy(entry.path(), &target)?;
            }
        }
    }
    Ok(())
}

fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        fs::remove_file(entry?.path())?;
    }
    Ok(())
}

fn settings() -> IndexSettings {
    IndexSettings { docstore_compression: Compressor::Lz4, ..IndexSettings::default() }
}

fn open_made(folder: &Path) -> Result<Searcher, IndexError> {
    let mut index = tantivy::Index::open(Made(MmapDirectory::open(folder)?))?;
    index.set_tokenizers(tokenizers());
    Ok(index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher())
}

/// Brings the index in a folder up to the landscape: what it has and the landscape has not goes, what it lacks comes.
fn make(landscape: &Landscape, fields: &Fields, folder: &Path, progress: Progress<'_>) -> Result<(), IndexError> {
    let builder = tantivy::Index::builder().schema(fields.schema.clone()).settings(settings());
    let mut index = builder.tokenizers(tokenizers()).open_or_create(MmapDirectory::open(folder)?)?;
    index.set_tokenizers(tokenizers());
    let have = keys(&index, fields)?;
    let sources = sources(landscape);
    let want: FxHashSet<&str> = sources.iter().map(|source| source.key.as_str()).collect();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(WRITERS, WRITER_BYTES)?;
    for gone in have.iter().filter(|key| !want.contains(key.as_str())) {
        writer.delete_term(Term::from_field_text(fields.source, gone));
    }
    let missing: Vec<Source<'_>> = sources.into_iter().filter(|source| !have.contains(&source.key)).collect();
    let (done, total) = (AtomicUsize::new(0), missing.len());
    missing.into_par_iter().try_for_each(|Source { key, origin }| {
        for entry in origin.entries(landscape) {
            writer.add_document(document(fields, &key, &entry))?;
        }
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        Ok::<(), IndexError>(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// The keys of all sources that an index has.
fn keys(index: &tantivy::Index, fields: &Fields) -> Result<FxHashSet<String>, IndexError> {
    let searcher = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher();
    let mut keys = FxHashSet::default();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.source)?;
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            // Only what is still there: pieces that were deleted stay listed until their segment is merged.
            let mut postings = inverted.read_postings_from_terminfo(info, tantivy::schema::IndexRecordOption::Basic)?;
            let mut alive = false;
            let mut doc = tantivy::DocSet::doc(&postings);
            while doc != tantivy::TERMINATED && !alive {
                alive = !segment.is_deleted(doc);
                doc = tantivy::DocSet::advance(&mut postings);
            }
            if let Some(key) = std::str::from_utf8(term).ok().filter(|_| alive) {
                keys.insert(key.to_owned());
            }
        }
    }
    Ok(keys)
}

fn in_memory(landscape: &Landscape, fields: &Fields, progress: Progress<'_>) -> Result<Searcher, IndexError> {
    let mut writer = tantivy::Index::builder()
        .schema(fields.schema.clone())
        // Nothing is written anywhere, so nothing is gained by making it small.
        .settings(IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        })
        .tokenizers(tokenizers())
        .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), SMALL_BYTES)?;
    let mut sources = sources(landscape);
    let total = sources.len();
    let mut done = 0;
    while !sources.is_empty() {
        let rest = sources.split_off(sources.len().min(AT_A_TIME));
        let read: Vec<_> =
            sources.into_par_iter().map(|Source { key, origin }| (key, origin.entries(landscape))).collect();
        for (key, entries) in &read {
            for entry in entries {
                writer.add_document(document(fields, key, entry))?;
            }
        }
        done += read.len();
        progress(done, total);
        sources = rest;
    }
    let index = writer.finalize()?;
    Ok(index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher())
}

fn document(fields: &Fields, key: &str, entry: &Entry) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.source, key);
    document.add_text(fields.owner, &entry.owner);
    document.add_u64(fields.what, u64::from(entry.what.number()));
    document.add_u64(fields.lang, pack(&entry.lang));
    document.add_u64(fields.order, entry.order);
    document.add_text(fields.body, spoken(&entry.lang, &entry.piece.text));
    let headings = entry.piece.headings();
    if !headings.is_empty() {
        document.add_text(fields.heading, spoken(&entry.lang, &headings));
    }
    if !entry.symbol.is_empty() {
        document.add_text(fields.symbol, spoken("", &entry.symbol));
    }
    for unit in entry.piece.units.iter().filter(|unit| !unit.address.is_empty()) {
        document.add_text(fields.unit, &unit.address);
    }
    // Texts and numbers alone cannot fail to be written.
    document.add_text(fields.piece, serde_json::to_string(&entry.piece).unwrap_or_default());
    document
}

/// A made index: nothing in it changes any more, so reading takes no locks (they would be files in it).
#[derive(Debug, Clone)]
struct Made(MmapDirectory);

impl Directory for Made {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> std::io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> std::io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
