//! A landscape with what pages ask of it as a whole, worked out once and kept as long as the landscape.

use std::sync::{Arc, OnceLock};

use servanda::diagnostic::Diagnostic;
use servanda::holding::ReadText;
use servanda::landscape::{Landscape, Opened};
use servanda::model::HeldText;

use crate::shelf::Shelf;

/// What pages are made from.
#[derive(Debug, Default)]
pub struct Workbench {
    opened: Opened,
    findings: OnceLock<Vec<Diagnostic>>,
    shelf: Shelf,
}

impl Workbench {
    /// Takes what was opened.
    #[must_use]
    pub fn new(opened: Opened) -> Workbench {
        Workbench { opened, findings: OnceLock::new(), shelf: Shelf::default() }
    }

    /// Texts that the landscape holds, read once and kept for a while.
    pub(crate) fn texts(&self, held: &[&HeldText]) -> Vec<Arc<ReadText>> {
        self.shelf.texts(self.landscape(), held)
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
}
