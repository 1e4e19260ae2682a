//! A landscape with what pages ask of it as a whole, worked out once and kept as long as the landscape.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use servanda::diagnostic::Diagnostic;
use servanda::holding::ReadText;
use servanda::landscape::{Landscape, Opened};
use servanda::model::HeldText;
use servanda::search::Index;

use crate::compared::Compared;
use crate::shelf::Shelf;
use crate::traced::TracedTexts;

/// How long a page waits for the search index, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(120);

/// What pages are made from.
#[derive(Debug, Default)]
pub struct Workbench {
    opened: Arc<Opened>,
    folder: Option<PathBuf>,
    editable: bool,
    patience: Option<Duration>,
    findings: OnceLock<Vec<Diagnostic>>,
    shelf: Shelf,
    compared: Compared,
    traced: TracedTexts,
    search: Arc<Search>,
}

/// The search index as far as it is there.
#[derive(Debug, Clone, Default)]
pub enum Indexed {
    /// Nobody has asked for it yet.
    #[default]
    NotBegun,
    /// It is being made: sources done, of so many.
    Making(usize, usize),
    /// It is there.
    Ready(Arc<Index>),
    /// It could not be made, for this reason.
    Failed(String),
}

#[derive(Debug, Default)]
struct Search {
    now: Mutex<Indexed>,
    changed: Condvar,
}

impl Search {
    fn set(&self, indexed: Indexed) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = indexed;
        self.changed.notify_all();
    }
}

impl Workbench {
    /// Takes what was opened.
    #[must_use]
    pub fn new(opened: Opened) -> Workbench {
        Workbench { opened: Arc::new(opened), ..Workbench::default() }
    }

    /// The folder that it was opened from: the search index is kept there.
    #[must_use]
    pub fn in_folder(self, folder: Option<PathBuf>) -> Workbench {
        Workbench { folder, ..self }
    }

    /// Lets commitments be edited in the folder that it was opened from, if there is one. A server on the user's own
    /// machine asks for it; pages that are made to be published must not.
    #[must_use]
    pub fn with_editing(self) -> Workbench {
        Workbench { editable: true, ..self }
    }

    /// The folder whose files may be edited.
    pub(crate) fn editable(&self) -> Option<&Path> {
        self.folder.as_deref().filter(|_| self.editable)
    }

    /// How long a page waits for the search index to be made. A server waits shortly and says how far it is.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Workbench {
        Workbench { patience: Some(patience), ..self }
    }

    /// Texts that the landscape holds, read once and kept for a while.
    pub(crate) fn texts(&self, held: &[&HeldText]) -> Vec<Arc<ReadText>> {
        self.shelf.texts(self.landscape(), held)
    }

    /// What the held texts share, found once and kept.
    pub(crate) fn traced(&self) -> &TracedTexts {
        &self.traced
    }

    /// Comparisons of held texts, made once and kept for a while.
    pub(crate) fn compared(&self) -> &Compared {
        &self.compared
    }

    /// The landscape.
    #[must_use]
    pub fn landscape(&self) -> &Landscape {
        &self.opened.landscape
    }

    /// What reading the files reported.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.opened.diagnostics
    }

    /// What reading the files and the rules over the landscape found, in the order of the files. They do not depend on a
    /// day, and the rules take longer than any page may.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        self.findings.get_or_init(|| {
            let mut found = self.opened.diagnostics.clone();
            found.extend(servanda::check::check(self.landscape()));
            servanda::diagnostic::sort(&mut found, &self.landscape().files);
            found
        })
    }

    /// Begins to make the search index, if nobody has. A thread of its own does it, so that no page has to.
    pub fn begin_index(&self) {
        let mut now = self.search.now.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*now, Indexed::NotBegun) {
            return;
        }
        *now = Indexed::Making(0, 0);
        drop(now);
        let (opened, folder, search) = (Arc::clone(&self.opened), self.folder.clone(), Arc::clone(&self.search));
        std::thread::spawn(move || {
            let progress = |done, total| search.set(Indexed::Making(done, total));
            let made = Index::open_telling(&opened.landscape, folder.as_deref(), &progress);
            search.set(match made {
                Ok(index) => Indexed::Ready(Arc::new(index)),
                Err(error) => Indexed::Failed(error.to_string()),
            });
        });
    }

    /// The search index, waited for a while.
    #[must_use]
    pub fn index(&self) -> Indexed {
        self.begin_index();
        let now = self.search.now.lock().unwrap_or_else(PoisonError::into_inner);
        let patience = self.patience.unwrap_or(PATIENCE);
        let making = |now: &mut Indexed| matches!(now, Indexed::NotBegun | Indexed::Making(..));
        let waited = self.search.changed.wait_timeout_while(now, patience, making);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
