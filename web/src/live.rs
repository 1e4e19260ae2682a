//! The landscape that is served: read once, and again when its files change.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant, SystemTime};

use servanda::landscape::{self, Landscape, OpenError};

use crate::workbench::Workbench;

/// Where the landscape comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The one that comes with the program.
    BuiltIn,
    /// A folder. Its files are looked at while pages are asked for, and read anew when they have changed.
    Folder(PathBuf),
}

/// How often the files are looked at while pages are asked for.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Looking takes at most one part in so many of the time, however many files there are.
const REST: u32 = 20;
/// A page is never made from files that were looked at longer ago: after a rest, the first request looks itself.
const STALE: Duration = Duration::from_secs(5);
/// When no page was asked for so long, nobody is reading, and the files are left alone.
const IDLE: Duration = Duration::from_secs(60);
/// More folders inside each other than any landscape has; ends a walk through links that lead in circles.
const MAX_DEPTH: usize = 5;
/// What a landscape may extend without a folder of its own.
const BUILT_IN: &str = "cyber";

/// Path, time of change and size of a file: what tells that it has changed.
type Stamp = (OsString, Option<SystemTime>, u64);

/// A landscape that follows its folder.
pub(crate) struct Live {
    source: Source,
    now: Mutex<Now>,
    /// What the files were like when they were last looked at; locked by whoever looks, so that two do not.
    stamps: Mutex<Vec<Stamp>>,
}

/// What pages are made from; never locked while files are looked at or read.
struct Now {
    workbench: Arc<Workbench>,
    notice: Option<String>,
    looked: Instant,
    asked: Instant,
}

impl Live {
    /// Reads the landscape for the first time.
    pub(crate) fn open(source: Source) -> Result<Live, OpenError> {
        let looked = Instant::now();
        // Stamps are taken before reading: a change in between is then seen at the next look.
        let (stamps, opened) = match &source {
            Source::BuiltIn => (Vec::new(), landscape::built_in()),
            Source::Folder(folder) => {
                let before = stamps(folder, None);
                let opened = landscape::open(folder)?;
                let base = base(folder, &opened.landscape);
                (if base.is_some() { stamps(folder, base.as_deref()) } else { before }, opened)
            }
        };
        let workbench = Arc::new(bench_of(opened, &source));
        let now = Mutex::new(Now { workbench, notice: None, looked, asked: looked });
        Ok(Live { source, now, stamps: Mutex::new(stamps) })
    }

    /// The landscape as it is now, and a sentence if something is to be said about its folder.
    pub(crate) fn current(&self) -> (Arc<Workbench>, Option<String>) {
        let asked = Instant::now();
        let looked = {
            let mut now = lock(&self.now);
            now.asked = asked;
            now.looked
        };
        if asked.saturating_duration_since(looked) >= STALE {
            self.look();
        }
        let now = lock(&self.now);
        (Arc::clone(&now.workbench), now.notice.clone())
    }

    /// Looks at the files now: one of them has just been written.
    pub(crate) fn renew(&self) {
        let mut now = lock(&self.now);
        now.looked = now.looked.checked_sub(STALE).unwrap_or(now.looked);
        drop(now);
        self.look();
    }

    /// Looks at the files, and reads them anew if they have changed.
    fn look(&self) {
        let Source::Folder(folder) = &self.source else { return };
        let mut stamps_before = lock(&self.stamps);
        let started = Instant::now();
        let (workbench, noticed) = {
            let now = lock(&self.now);
            if started.saturating_duration_since(now.looked) < LOOK_EVERY {
                // Somebody looked while this waited.
                return;
            }
            (Arc::clone(&now.workbench), now.notice.is_some())
        };
        let seen = stamps(folder, base(folder, workbench.landscape()).as_deref());
        let read = (seen != *stamps_before || noticed).then(|| landscape::open(folder));
        let mut now = lock(&self.now);
        now.looked = started;
        match read {
            None => {}
            Some(Ok(opened)) => {
                now.workbench = Arc::new(bench_of(opened, &self.source));
                now.notice = None;
                *stamps_before = seen;
            }
            Some(Err(error)) => {
                now.notice =
                    Some(format!("The folder cannot be opened any more ({error}). You see what was read before."));
            }
        }
    }

    /// Looks at the files beside the requests until the server is gone, so that no request waits for a walk through
    /// thousands of files; and works out beforehand what takes longer than a page may.
    pub(crate) fn follow(live: &Weak<Live>) {
        let mut rest = LOOK_EVERY;
        loop {
            std::thread::sleep(rest);
            let Some(live) = live.upgrade() else { return };
            let started = Instant::now();
            let asked = lock(&live.now).asked;
            if started.saturating_duration_since(asked) < IDLE {
                live.look();
                let workbench = Arc::clone(&lock(&live.now).workbench);
                // Kept there; what they are is not asked here.
                let _ = workbench.findings();
                workbench.begin_index();
            }
            rest = (started.elapsed() * REST).clamp(LOOK_EVERY, STALE / 2);
        }
    }
}

/// A page says that the index is being made rather than wait longer.
const PATIENCE: Duration = Duration::from_secs(2);

fn bench_of(opened: landscape::Opened, source: &Source) -> Workbench {
    let folder = match source {
        Source::BuiltIn => None,
        Source::Folder(folder) => Some(folder.clone()),
    };
    Workbench::new(opened).in_folder(folder).with_editing().with_patience(PATIENCE)
}

/// A poisoned lock only means that another thread failed while it held it; what is locked here is replaced as a whole and
/// so is never half new.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder that a landscape extends, if it is one.
fn base(folder: &Path, landscape: &Landscape) -> Option<PathBuf> {
    let name = landscape.manifest.extends.as_deref()?;
    (name != BUILT_IN).then(|| folder.join(name))
}

fn stamps(folder: &Path, base: Option<&Path>) -> Vec<Stamp> {
    let mut found = Vec::new();
    walk(folder, 0, &mut found);
    if let Some(base) = base {
        walk(base, 0, &mut found);
    }
    found.sort();
    found
}

/// What cannot be read is left out here: reading the landscape reports it.
fn walk(folder: &Path, depth: usize, found: &mut Vec<Stamp>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || (depth == 0 && name == "private") {
            continue;
        }
        let path = entry.path();
        // A folder's entry says what it is without being opened, except where it is a link.
        let is_folder = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => path.is_dir(),
            Ok(kind) => kind.is_dir(),
            Err(_) => false,
        };
        if is_folder {
            if depth < MAX_DEPTH {
                walk(&path, depth + 1, found);
            }
            continue;
        }
        let (changed, size) = std::fs::metadata(&path).map_or((None, 0), |meta| (meta.modified().ok(), meta.len()));
        found.push((path.into_os_string(), changed, size));
    }
}
