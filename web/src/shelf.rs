//! Texts that were read, kept for the next page: reading a long one takes longer than any page may.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use servanda::diagnostic::FileId;
use servanda::holding::{self, ReadText};
use servanda::landscape::Landscape;
use servanda::model::HeldText;
use servanda::read::understand::citations::Gazetteer;

/// Bytes of texts kept at most; the ones not asked for longest go first. A treaty of five hundred pages takes about
/// ten megabytes.
const MOST_BYTES: usize = 160 << 20;

/// The texts of one landscape. Nobody waits here for a text but those who asked for that very one: the list is locked to
/// look into it, never while a text is read.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    kept: Mutex<Kept>,
    gazetteer: OnceLock<Gazetteer>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Counts the requests, which orders them.
    clock: u64,
    places: HashMap<FileId, Place>,
}

#[derive(Debug)]
struct Place {
    text: Arc<OnceLock<Arc<ReadText>>>,
    used: u64,
}

impl Shelf {
    /// Texts of an instrument, each read now or earlier, in the order given.
    pub(crate) fn texts(&self, landscape: &Landscape, held: &[&HeldText]) -> Vec<Arc<ReadText>> {
        match held {
            [] => Vec::new(),
            [only] => vec![self.text(landscape, only)],
            // Languages that nobody has asked for yet are read at the same time.
            several => std::thread::scope(|scope| {
                let readers: Vec<_> = several.iter().map(|one| scope.spawn(|| self.text(landscape, one))).collect();
                let read = readers.into_iter().zip(several);
                read.map(|(reader, one)| reader.join().unwrap_or_else(|_| self.text(landscape, one))).collect()
            }),
        }
    }

    fn text(&self, landscape: &Landscape, held: &HeldText) -> Arc<ReadText> {
        let place = {
            let mut kept = self.lock();
            kept.clock += 1;
            let used = kept.clock;
            let place = kept.places.entry(held.file).or_insert_with(|| Place { text: Arc::default(), used });
            place.used = used;
            Arc::clone(&place.text)
        };
        let gazetteer = self.gazetteer.get_or_init(|| Gazetteer::new(landscape));
        let text = Arc::clone(place.get_or_init(|| Arc::new(holding::read_text(landscape, held, Some(gazetteer)))));
        self.lock().keep_within(MOST_BYTES, held.file);
        text
    }

    /// A poisoned lock only means that another request failed while it held it; nothing is changed by halves here.
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Lets go of what was not asked for longest until the rest is small enough. The one just asked for stays, however
    /// large.
    fn keep_within(&mut self, most: usize, asked: FileId) {
        loop {
            let read = self.places.iter().filter_map(|(id, place)| Some((*id, place.used, place.text.get()?.bytes())));
            let sizes: Vec<(FileId, u64, usize)> = read.collect();
            if sizes.iter().map(|(_, _, bytes)| bytes).sum::<usize>() <= most {
                return;
            }
            let oldest = sizes.iter().filter(|(id, _, _)| *id != asked).min_by_key(|(_, used, _)| *used);
            let Some((oldest, _, _)) = oldest else { return };
            self.places.remove(oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use servanda::landscape::{RawFile, assemble};

    use super::*;

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let mut files = vec![RawFile::new("instruments/x/instrument.toml", "title = { en = \"X\" }\n")];
        for lang in ["en", "fr", "ru"] {
            files.push(RawFile::new(format!("instruments/x/text.{lang}.md"), "## Article 1\n\nWords.\n"));
        }
        let landscape = assemble("t", files, None).landscape;
        let held: Vec<&HeldText> = landscape.instrument("x").unwrap().held.iter().collect();
        let shelf = Shelf::default();
        let texts = shelf.texts(&landscape, &held);
        assert_eq!(texts.iter().map(|t| t.lang.as_str()).collect::<Vec<_>>(), ["en", "fr", "ru"]);
        // The first is asked for again, so that the second or third is the oldest.
        assert!(Arc::ptr_eq(&texts[0], &shelf.texts(&landscape, &held[..1])[0]), "it is read once");
        let most = texts[0].bytes() + texts[1].bytes();
        shelf.lock().keep_within(most, held[0].file);
        assert!(shelf.lock().places.contains_key(&held[0].file) && shelf.lock().places.len() == 2);
        shelf.lock().keep_within(0, held[0].file);
        assert_eq!(shelf.lock().places.len(), 1, "the one just asked for stays");
    }
}
