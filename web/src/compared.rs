//! Comparisons of held texts, made once and kept for a while: to read and align two long treaties takes longer than any
//! page may.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use servanda::compare::{self, Comparison, Matrix, Text};
use servanda::diagnostic::FileId;
use servanda::holding;
use servanda::landscape::Landscape;
use servanda::model::{HeldText, Instrument};
use servanda::read::understand::citations::Gazetteer;

/// Comparisons kept at most; who reads one goes back to it, and hardly ever to the ninth before.
const MOST: usize = 8;
/// Bytes of words kept at most, both sides together.
const MOST_BYTES: usize = 24 << 20;

type Place = Arc<OnceLock<Arc<Comparison>>>;

/// The comparisons of one landscape. The list is locked to look into it, never while texts are compared.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    kept: Mutex<Vec<((FileId, FileId), Place)>>,
    /// The matrix asked for last: its parts are asked for one after the other.
    matrix: Mutex<Option<(Vec<FileId>, Arc<Matrix>)>>,
    gazetteer: OnceLock<Gazetteer>,
}

/// A language version of an instrument that is held.
#[derive(Clone, Copy)]
pub(crate) struct Version<'a> {
    pub(crate) instrument: &'a Instrument,
    pub(crate) held: &'a HeldText,
}

impl Compared {
    /// A comparison, made now or earlier.
    pub(crate) fn comparison(&self, landscape: &Landscape, left: Version<'_>, right: Version<'_>) -> Arc<Comparison> {
        let key = (left.held.file, right.held.file);
        let place = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            let place = match kept.iter().position(|(have, _)| *have == key) {
                Some(at) => kept.remove(at).1,
                None => Place::default(),
            };
            kept.insert(0, (key, Arc::clone(&place)));
            let mut bytes = 0;
            let mut count = 0;
            kept.retain(|(_, place)| {
                bytes += place.get().map_or(0, |c| size(c));
                count += 1;
                count == 1 || (count <= MOST && bytes <= MOST_BYTES)
            });
            place
        };
        let made = || {
            let (left, right) = std::thread::scope(|scope| {
                let reader = scope.spawn(|| self.text(landscape, left));
                let right = self.text(landscape, right);
                (reader.join().unwrap_or_else(|_| self.text(landscape, left)), right)
            });
            Arc::new(compare::compare(&left, &right))
        };
        Arc::clone(place.get_or_init(made))
    }

    /// Several texts against the first of them, compared now or just before.
    pub(crate) fn matrix(&self, landscape: &Landscape, versions: &[Version<'_>]) -> Arc<Matrix> {
        let key: Vec<FileId> = versions.iter().map(|version| version.held.file).collect();
        let kept = || self.matrix.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, matrix)) = kept().as_ref().filter(|(have, _)| *have == key) {
            return Arc::clone(matrix);
        }
        let texts: Vec<Text> = versions.iter().map(|version| self.text(landscape, *version)).collect();
        let matrix = Arc::new(compare::matrix(&texts, 0));
        *kept() = Some((key, Arc::clone(&matrix)));
        matrix
    }

    /// A held text as the comparison takes it.
    pub(crate) fn text(&self, landscape: &Landscape, version: Version<'_>) -> Text {
        let gazetteer = self.gazetteer.get_or_init(|| Gazetteer::new(landscape));
        let mut document = holding::document(landscape, version.held);
        document.understand(Some(gazetteer));
        let mut text = Text::in_language(&document, &version.held.lang);
        version.instrument.id.clone_into(&mut text.name);
        text.title = Some(version.instrument.title().to_owned());
        text
    }
}

fn size(comparison: &Comparison) -> usize {
    [&comparison.left, &comparison.right].iter().flat_map(|text| &text.units).map(|unit| unit.text.len()).sum()
}
