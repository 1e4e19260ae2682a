//! The texts that are traced: held ones, files, and what lies in folders; each is read once, when it is asked for.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use servanda::diagnostic::Severity;
use servanda::holding;
use servanda::landscape::Landscape;
use servanda::model::{Date, Day, HeldText, Instrument};
use servanda::read::{self, Document, Options, OwnDate};
use servanda::register::made_date;
use servanda::trace::{Place, Source};

use crate::command::Failure;
use crate::command::read::source_of;
use crate::command::session::complain;
use crate::render::phrases::pinpoint;

/// A text that was read.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Name of the file, or id of the instrument.
    pub(super) name: String,
    /// When it was made, if that is known.
    pub(super) date: Option<Date>,
    /// The date that a file gives itself, with the words that say so.
    pub(super) own_date: Option<OwnDate>,
    /// Its words.
    pub(super) words: String,
    document: Option<Document>,
    failure: Option<Failure>,
}

impl Text {
    /// Address of the unit that holds a byte.
    pub(super) fn address(&self, at: usize) -> Option<&str> {
        self.document.as_ref()?.unit_at(at).map(|unit| unit.address.as_str())
    }

    /// Units that have words of their own: address, words, and the bytes from its beginning to its first subordinate unit.
    pub(super) fn own_words(&self) -> Vec<(&str, &str, Range<usize>)> {
        let units = self.document.as_ref().map_or(&[][..], |document| document.units.as_slice());
        let own = units.iter().enumerate().filter(|(_, unit)| !unit.text.trim().is_empty());
        let ended = |at: usize, end: usize| units.get(at + 1).map_or(end, |next| next.start.min(end));
        own.map(|(at, unit)| (unit.address.as_str(), unit.text.as_str(), unit.start..ended(at, unit.end))).collect()
    }

    /// Where some words stand in a place: the unit that has their beginning word for word, or else the units that the place
    /// reaches over. Nothing is worked out from lengths: a wrong pinpoint is worse than a wide one.
    pub(super) fn place_of(&self, place: &Place, opening: &str) -> String {
        const WORDS: usize = 6;
        let fold = |word: &str| word.to_lowercase();
        let wanted: Vec<String> = opening.split_whitespace().take(WORDS).map(fold).collect();
        let words = self.words.get(place.bytes.clone()).unwrap_or("");
        let mut row: Vec<(usize, String)> = Vec::new();
        for word in words.split_whitespace() {
            let at = place.bytes.start + (word.as_ptr() as usize).saturating_sub(words.as_ptr() as usize);
            row.push((at, fold(word)));
        }
        let same = |window: &&[(usize, String)]| window.iter().map(|(_, word)| word).eq(wanted.iter());
        let mut found = row.windows(wanted.len().max(1)).filter(same);
        if let (Some([(at, _), ..]), None) = (found.next(), found.next()) {
            return self.address(*at).map(pinpoint).unwrap_or_default();
        }
        let first = self.address(place.bytes.start).map(pinpoint).unwrap_or_default();
        match self.address(place.bytes.end.saturating_sub(1)).map(pinpoint) {
            Some(last) if last != first => format!("{first} to {last}"),
            _ => first,
        }
    }

    /// Says what could not be read: words that are missing here must not look like words that nobody has.
    pub(super) fn complain(&self) {
        if let Some(failure) = &self.failure {
            complain(failure);
        }
    }
}

enum Origin<'l> {
    Held(&'l Instrument, &'l HeldText),
    File(PathBuf),
}

/// Texts to be traced, in their order.
pub(super) struct Shelf<'l> {
    landscape: &'l Landscape,
    day: Day,
    places: Vec<(Origin<'l>, OnceLock<Text>)>,
}

impl<'l> Shelf<'l> {
    /// None yet.
    pub(super) fn new(landscape: &'l Landscape, day: Day) -> Shelf<'l> {
        Shelf { landscape, day, places: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    fn put(&mut self, place: Origin<'l>) {
        // A draft that lies in the folder which it is traced through is no precedent of itself.
        let real = |origin: &Origin<'_>| match origin {
            Origin::File(path) => path.canonicalize().ok(),
            Origin::Held(..) => None,
        };
        if real(&place).is_some_and(|new| self.places.iter().any(|(have, _)| real(have).as_ref() == Some(&new))) {
            return;
        }
        self.places.push((place, OnceLock::new()));
    }

    /// The text that is traced, and behind it those that the landscape holds.
    pub(super) fn add_traced(&mut self, what: &Path) -> Result<(), Failure> {
        let name = what.to_string_lossy();
        if what.exists() || name == "-" {
            self.put(Origin::File(what.to_owned()));
            self.add_held(None);
            return Ok(());
        }
        let Some(instrument) = self.landscape.instrument(&name) else {
            let failure = Failure::new(format!("{name} is neither a file nor an instrument."));
            return Err(match self.landscape.nearest_instrument(&name) {
                Some(near) => failure.hint(format!("did you mean {near}?")),
                None => failure.hint("servanda list shows the instruments."),
            });
        };
        let Some(held) = instrument.held.first() else {
            return Err(Failure::new(format!("no text is held of {}.", instrument.id))
                .hint(format!("servanda fetch {} --add gets it, if its address is known.", instrument.id)));
        };
        self.put(Origin::Held(instrument, held));
        self.add_held(Some(&instrument.id));
        Ok(())
    }

    /// The texts that the landscape holds of instruments made by the day, but for one.
    pub(super) fn add_held(&mut self, but: Option<&str>) {
        let landscape = self.landscape;
        for instrument in landscape.instruments.iter().filter(|instrument| but != Some(instrument.id.as_str())) {
            let later = made_date(instrument, self.day).is_none() && !instrument.milestones.is_empty();
            if !later {
                instrument.held.iter().for_each(|held| self.put(Origin::Held(instrument, held)));
            }
        }
    }

    /// A file, or every file in a folder that is of a format for agreements.
    pub(super) fn add_path(&mut self, path: &Path) -> Result<(), Failure> {
        const KINDS: [&str; 10] = ["txt", "md", "xml", "akn", "html", "htm", "docx", "pdf", "odt", "rtf"];
        let failed = |error: std::io::Error| Failure::new(format!("{} cannot be read: {error}.", path.display()));
        if !path.metadata().map_err(failed)?.is_dir() {
            self.put(Origin::File(path.to_owned()));
            return Ok(());
        }
        let entries = std::fs::read_dir(path).map_err(failed)?;
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        for entry in inside {
            let known = entry.extension().is_some_and(|end| KINDS.iter().any(|kind| end.eq_ignore_ascii_case(kind)));
            // A link may lead back to where it lies.
            if entry.is_dir() && !entry.is_symlink() {
                self.add_path(&entry)?;
            } else if known {
                self.put(Origin::File(entry));
            }
        }
        Ok(())
    }

    /// The words of a text, as they are traced.
    pub(super) fn source(&self, at: usize) -> Source {
        let Some((place, slot)) = self.places.get(at) else { return Source::default() };
        let text = slot.get_or_init(|| self.read(place));
        let skip = text.document.as_ref().map(|document| {
            let mut skip = document.extract.hidden.clone();
            skip.extend(document.furniture.iter().cloned());
            skip.sort_by_key(|range| range.start);
            skip
        });
        Source { text: text.words.clone(), skip: skip.unwrap_or_default(), date: text.date }
    }

    fn read(&self, place: &Origin<'_>) -> Text {
        let (document, name, date) = match place {
            Origin::Held(instrument, held) => {
                let document = holding::document(self.landscape, held);
                let name = match instrument.held.len() {
                    1 => instrument.id.clone(),
                    _ => format!("{} ({})", instrument.id, held.lang),
                };
                (document, name, made_date(instrument, self.day))
            }
            Origin::File(path) => match source_of(path) {
                Ok(source) => {
                    let document = read::read(&source.name, &source.bytes, &Options::default());
                    (document, path.display().to_string(), None)
                }
                Err(failure) => {
                    return Text { name: path.display().to_string(), failure: Some(failure), ..Text::default() };
                }
            },
        };
        let broken = document.diagnostics.iter().find(|d| d.severity == Severity::Error);
        let failure = broken.map(|d| Failure::new(format!("{}: {}.", document.place(d.span), d.message)));
        let own_date = match place {
            Origin::Held(..) => None,
            Origin::File(_) => document.own_date(),
        };
        let date = date.or(own_date.as_ref().map(|own| own.date));
        Text { name, date, own_date, words: document.extract.text.clone(), failure, document: Some(document) }
    }

    /// The texts as they were read.
    pub(super) fn texts(self) -> Vec<Text> {
        let places = self.places.into_iter();
        places.map(|(_, slot)| slot.into_inner().unwrap_or_default()).collect()
    }
}
