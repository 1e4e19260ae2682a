//! The landscape that is served: read once, and again when its files change.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use servanda::landscape::{self, OpenError, Opened};

/// Where the landscape comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The one that comes with the program.
    BuiltIn,
    /// A folder. Its files are looked at on requests and read anew when they have changed.
    Folder(PathBuf),
}

/// How often the files are looked at, at most: a request every few milliseconds must not cost a walk each time.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// More folders inside each other than any landscape has; ends a walk through links that lead in circles.
const MAX_DEPTH: usize = 5;
/// What a landscape may extend without a folder of its own.
const BUILT_IN: &str = "cyber";

/// Path, time of change and size of a file: what tells that it has changed.
type Stamp = (PathBuf, Option<SystemTime>, u64);

/// A landscape that follows its folder.
pub(crate) struct Live {
    source: Source,
    opened: Arc<Opened>,
    stamps: Vec<Stamp>,
    looked: Instant,
    notice: Option<String>,
}

impl Live {
    /// Reads the landscape for the first time.
    pub(crate) fn open(source: Source) -> Result<Live, OpenError> {
        // Stamps are taken before reading: a change in between is then seen at the next look.
        let (stamps, opened) = match &source {
            Source::BuiltIn => (Vec::new(), landscape::built_in()),
            Source::Folder(folder) => {
                let before = stamps(folder, None);
                let opened = landscape::open(folder)?;
                let base = base(folder, &opened);
                (if base.is_some() { stamps(folder, base.as_deref()) } else { before }, opened)
            }
        };
        Ok(Live { source, opened: Arc::new(opened), stamps, looked: Instant::now(), notice: None })
    }

    /// The landscape as it is now, and a sentence if something is to be said about its folder.
    pub(crate) fn current(&mut self, now: Instant) -> (Arc<Opened>, Option<String>) {
        if let Source::Folder(folder) = &self.source
            && now.saturating_duration_since(self.looked) >= LOOK_EVERY
        {
            self.looked = now;
            let seen = stamps(folder, base(folder, &self.opened).as_deref());
            if seen != self.stamps || self.notice.is_some() {
                match landscape::open(folder) {
                    Ok(opened) => {
                        self.opened = Arc::new(opened);
                        self.stamps = seen;
                        self.notice = None;
                    }
                    Err(error) => {
                        self.notice = Some(format!(
                            "The folder cannot be opened any more ({error}). You see what was read before."
                        ));
                    }
                }
            }
        }
        (Arc::clone(&self.opened), self.notice.clone())
    }
}

/// The folder that a landscape extends, if it is one.
fn base(folder: &Path, opened: &Opened) -> Option<PathBuf> {
    let name = opened.landscape.manifest.extends.as_deref()?;
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
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                if depth < MAX_DEPTH {
                    walk(&path, depth + 1, found);
                }
            }
            Ok(meta) => found.push((path, meta.modified().ok(), meta.len())),
            Err(_) => found.push((path, None, 0)),
        }
    }
}
