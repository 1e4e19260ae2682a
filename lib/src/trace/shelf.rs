//! The texts that are traced: held ones, files, and what lies in folders; each is read once, when it is asked for.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::{Outline, Place, Source};
use crate::diagnostic::{Diagnostic, Severity};
use crate::holding;
use crate::landscape::Landscape;
use crate::model::{Date, Day, HeldText, Instrument};
use crate::read::{self, Document, Options, OwnDate};
use crate::text::is_language_tag;

/// Largest file that is read; a treaty series volume has some ten megabytes.
const LARGEST: u64 = 1 << 30;

/// A text that was read.
#[derive(Debug, Default)]
pub struct OnShelf {
    /// Name of the file, or id of the instrument, with the language where several texts of it are held.
    pub name: String,
    /// Id of the instrument; `None` for a file.
    pub instrument: Option<String>,
    /// What its language versions have in common: the instrument, or the path of a file without the tag of a language
    /// (`harbours-2011` of `harbours-2011.en.md`).
    pub work: Option<String>,
    /// When it was made, if that is known.
    pub date: Option<Date>,
    /// The date that a file gives itself, with the words that say so.
    pub own_date: Option<OwnDate>,
    /// The text as it was read; `None` if it could not be.
    pub document: Option<Document>,
    /// What could not be read. Words that are missing here must not look like words that nobody has.
    pub trouble: Option<String>,
}

impl OnShelf {
    /// A file that was read already; its date is the one that it gives itself.
    #[must_use]
    pub fn of(name: String, document: Document) -> OnShelf {
        let own_date = document.own_date();
        // What has no letters of a text is read all the same, but who traces it must hear of it.
        let is_broken = |d: &&Diagnostic| d.severity == Severity::Error || d.code == "nul-bytes";
        let broken = document.diagnostics.iter().find(is_broken);
        let trouble = broken.map(|d| format!("{}: {}", document.place(d.span), d.message));
        let date = own_date.as_ref().map(|own| own.date);
        OnShelf { name, trouble, date, own_date, document: Some(document), ..OnShelf::default() }
    }

    /// Its words; places of passages are bytes of this.
    #[must_use]
    pub fn words(&self) -> &str {
        self.document.as_ref().map_or("", |document| &document.extract.text)
    }

    /// Language of its words as a BCP 47 tag, if it is known.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.document.as_ref()?.language.as_deref()
    }

    /// Address of the unit that holds a byte.
    #[must_use]
    pub fn address(&self, at: usize) -> Option<&str> {
        self.document.as_ref()?.unit_at(at).map(|unit| unit.address.as_str())
    }

    /// Where some words stand in a place: the unit that has their beginning word for word, or else the units that the place
    /// reaches over, the first and where it is another one the last. Nothing is worked out from lengths: a wrong pinpoint
    /// is worse than a wide one.
    #[must_use]
    pub fn unit_of(&self, place: &Place, opening: &str) -> (Option<&str>, Option<&str>) {
        const WORDS: usize = 6;
        let fold = |word: &str| word.to_lowercase();
        let wanted: Vec<String> = opening.split_whitespace().take(WORDS).map(fold).collect();
        let words = self.words().get(place.bytes.clone()).unwrap_or("");
        let mut row: Vec<(usize, String)> = Vec::new();
        for word in words.split_whitespace() {
            let at = place.bytes.start + (word.as_ptr() as usize).saturating_sub(words.as_ptr() as usize);
            row.push((at, fold(word)));
        }
        let same = |window: &&[(usize, String)]| window.iter().map(|(_, word)| word).eq(wanted.iter());
        let mut found = row.windows(wanted.len().max(1)).filter(same);
        if let (Some([(at, _), ..]), None) = (found.next(), found.next()) {
            return (self.address(*at), None);
        }
        let first = self.address(place.bytes.start);
        (first, self.address(place.bytes.end.saturating_sub(1)).filter(|last| Some(*last) != first))
    }

    /// The bytes that are no words of the agreement, in order: markup, running heads.
    pub(super) fn hidden(&self) -> Vec<Range<usize>> {
        let Some(document) = &self.document else { return Vec::new() };
        let mut hidden = document.extract.hidden.clone();
        hidden.extend(document.furniture.iter().cloned());
        hidden.sort_by_key(|range| range.start);
        hidden
    }

    /// Its words, as they are traced.
    #[must_use]
    pub fn source(&self) -> Source {
        Source { text: self.words().to_owned(), skip: self.hidden(), date: self.date }
    }
}

/// Why a text was not put on the shelf.
#[derive(Debug)]
pub enum Unshelved {
    /// The landscape has no instrument of this name.
    Unknown {
        /// The name.
        name: String,
        /// Id of the instrument that comes closest.
        near: Option<String>,
    },
    /// Of this instrument no text is held.
    NotHeld(String),
    /// The file or folder cannot be looked at.
    Unreadable(PathBuf, io::Error),
}

impl fmt::Display for Unshelved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unshelved::Unknown { name, .. } => write!(f, "{name} is neither a file nor an instrument"),
            Unshelved::NotHeld(id) => write!(f, "no text is held of {id}"),
            Unshelved::Unreadable(path, error) => write!(f, "{} cannot be read: {error}", path.display()),
        }
    }
}

impl std::error::Error for Unshelved {}

enum Origin<'l> {
    Held(&'l Instrument, &'l HeldText),
    File(PathBuf),
}

/// Texts to be traced, in their order.
pub struct Shelf<'l> {
    landscape: &'l Landscape,
    day: Day,
    dates_from_names: bool,
    places: Vec<(Option<Origin<'l>>, OnceLock<OnShelf>)>,
    /// Files that are there, by their real places.
    files: FxHashSet<PathBuf>,
}

impl<'l> Shelf<'l> {
    /// An empty one, for what was made by a day.
    #[must_use]
    pub fn new(landscape: &'l Landscape, day: Day) -> Shelf<'l> {
        Shelf { landscape, day, dates_from_names: false, places: Vec::new(), files: FxHashSet::default() }
    }

    /// Takes the year in the name of a file (`harbours-2011.en.md`), with month and day where they follow, for the date of
    /// its text. A name may say something else, so this is for who knows that theirs do not.
    #[must_use]
    pub fn dates_from_names(self, yes: bool) -> Shelf<'l> {
        Shelf { dates_from_names: yes, ..self }
    }

    /// The day by which its texts were made.
    #[must_use]
    pub fn day(&self) -> Day {
        self.day
    }

    /// How many texts stand on it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether none do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn put(&mut self, place: Origin<'l>) {
        // A draft that lies in the folder which it is traced through is no precedent of itself.
        let real = match &place {
            Origin::File(path) => path.canonicalize().ok(),
            Origin::Held(..) => None,
        };
        if real.is_none_or(|real| self.files.insert(real)) {
            self.places.push((Some(place), OnceLock::new()));
        }
    }

    /// A text that was read elsewhere.
    pub fn add_read(&mut self, text: OnShelf) {
        self.places.push((None, OnceLock::from(text)));
    }

    /// The text of an instrument, in the first of the languages in which it is held, or in the one named.
    ///
    /// # Errors
    /// [`Unshelved`] if there is no such instrument, or no such text of it.
    pub fn add_instrument(&mut self, name: &str, language: Option<&str>) -> Result<&'l Instrument, Unshelved> {
        let landscape = self.landscape;
        let Some(instrument) = landscape.instrument(name) else {
            let near = landscape.nearest_instrument(name).map(ToString::to_string);
            return Err(Unshelved::Unknown { name: name.to_owned(), near });
        };
        let wanted = |held: &&HeldText| language.is_none_or(|language| held.lang == language);
        let held = instrument.held.iter().find(wanted).ok_or_else(|| Unshelved::NotHeld(instrument.id.clone()))?;
        self.put(Origin::Held(instrument, held));
        Ok(instrument)
    }

    /// The texts that the landscape holds of instruments made by the day, but for one.
    pub fn add_held(&mut self, but: Option<&str>) {
        let landscape = self.landscape;
        for instrument in landscape.instruments.iter().filter(|instrument| but != Some(instrument.id.as_str())) {
            let later = instrument.made_date(self.day).is_none() && !instrument.milestones.is_empty();
            if !later {
                instrument.held.iter().for_each(|held| self.put(Origin::Held(instrument, held)));
            }
        }
    }

    /// A file, or every file in a folder that is of a format for agreements.
    ///
    /// # Errors
    /// [`Unshelved::Unreadable`] if there is none. A file that turns out to be no text is told in [`OnShelf::trouble`].
    pub fn add_path(&mut self, path: &Path) -> Result<(), Unshelved> {
        const KINDS: [&str; 10] = ["txt", "md", "xml", "akn", "html", "htm", "docx", "pdf", "odt", "rtf"];
        let failed = |error: io::Error| Unshelved::Unreadable(path.to_owned(), error);
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

    /// A text, read now or earlier.
    #[must_use]
    pub fn text(&self, at: usize) -> Option<&OnShelf> {
        let (place, slot) = self.places.get(at)?;
        Some(slot.get_or_init(|| place.as_ref().map(|place| self.read(place)).unwrap_or_default()))
    }

    /// The words of a text, as they are traced.
    #[must_use]
    pub fn source(&self, at: usize) -> Source {
        self.text(at).map(OnShelf::source).unwrap_or_default()
    }

    /// The words of a text and its outline. The text itself is not kept, so that a shelf may be longer than memory.
    #[must_use]
    pub fn passing(&self, at: usize) -> (Source, Outline) {
        let Some((place, slot)) = self.places.get(at) else { return (Source::default(), Outline::default()) };
        let of = |text: &OnShelf| (text.source(), Outline::of(text));
        match (slot.get(), place) {
            (Some(text), _) => of(text),
            (None, Some(place)) => of(&self.read(place)),
            (None, None) => (Source::default(), Outline::default()),
        }
    }

    fn read(&self, place: &Origin<'_>) -> OnShelf {
        match place {
            Origin::Held(instrument, held) => {
                let name = match instrument.held.len() {
                    1 => instrument.id.clone(),
                    _ => format!("{} ({})", instrument.id, held.lang),
                };
                let id = Some(instrument.id.clone());
                let text = OnShelf::of(name, holding::document(self.landscape, held));
                // The landscape says when an instrument was made.
                let date = instrument.made_date(self.day);
                OnShelf { work: id.clone(), instrument: id, date, own_date: None, ..text }
            }
            Origin::File(path) => {
                let name = path.display().to_string();
                let date = self.dates_from_names.then(|| date_in(path)).flatten();
                match bytes_of(path) {
                    Ok(bytes) => {
                        let document = read::read(&name, &bytes, &Options::default());
                        let text = OnShelf::of(name, document);
                        OnShelf { date: text.date.or(date), work: work_of(path), ..text }
                    }
                    Err(error) => {
                        let trouble = Some(format!("{name} cannot be read: {error}"));
                        OnShelf { name, trouble, ..OnShelf::default() }
                    }
                }
            }
        }
    }

    /// The texts as they were read; those that nobody has asked for yet are empty.
    #[must_use]
    pub fn texts(self) -> Vec<OnShelf> {
        self.places.into_iter().map(|(_, slot)| slot.into_inner().unwrap_or_default()).collect()
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other(format!("it is larger than {} MB", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The path of a file whose name ends in the tag of a language, without it.
fn work_of(path: &Path) -> Option<String> {
    let stem = Path::new(path.file_stem()?);
    stem.extension().and_then(|tag| tag.to_str()).filter(|tag| is_language_tag(tag))?;
    Some(path.with_file_name(stem.file_stem()?).display().to_string())
}

/// The only year in the name of a file, with month and day where they follow it as in `2011-09-12`.
fn date_in(path: &Path) -> Option<Date> {
    const PLAUSIBLE: Range<u16> = 1500..2200;
    let name = path.file_stem()?.to_str()?;
    let pieces: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let year = |piece: &&str| piece.len() == 4 && piece.parse().is_ok_and(|year| PLAUSIBLE.contains(&year));
    let mut years = pieces.iter().enumerate().filter(|(_, piece)| year(piece));
    let (at, _) = years.next().filter(|_| years.next().is_none())?;
    let until = |n: usize| pieces.get(at..at + n).and_then(|pieces| Date::parse(&pieces.join("-")).ok());
    until(3).or_else(|| until(2)).or_else(|| until(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_a_date_only_if_it_has_one_year() {
        let date = |name: &str| date_in(Path::new(name)).map(|date| date.to_string());
        assert_eq!(date("x/harbours-2011.en.md").as_deref(), Some("2011"));
        assert_eq!(date("code 2015-01-09.pdf").as_deref(), Some("2015-01-09"));
        assert_eq!(date("2015-13-09.pdf").as_deref(), Some("2015"));
        assert_eq!(date("1998-to-2026.txt"), None);
        assert_eq!(date("12011.txt"), None);
    }

    #[test]
    fn a_file_that_goes_or_changes_while_others_are_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["going.txt", "changing.txt", "staying.txt"] {
            std::fs::write(folder.path().join(name), "Article 1\nEach Party keeps the lights of its harbours.\n")
                .unwrap();
        }
        let landscape = Landscape::default();
        let mut shelf = Shelf::new(&landscape, Day::constant(2026, 1, 1));
        shelf.add_path(folder.path()).unwrap();
        assert_eq!(shelf.len(), 3);
        std::fs::remove_file(folder.path().join("going.txt")).unwrap();
        let changing = folder.path().join("changing.txt");
        std::fs::write(&changing, "Article 1\nNo Party keeps any.\n").unwrap();
        let read = |at: usize| shelf.text(at).unwrap();
        assert!(read(0).words().contains("No Party"), "what is read is what is there then");
        std::fs::write(&changing, "").unwrap();
        assert!(shelf.source(0).text.contains("No Party"), "and it is read once");
        assert!(read(1).trouble.as_ref().is_some_and(|trouble| trouble.contains("going.txt")), "{:?}", read(1).trouble);
        assert!(shelf.source(1).text.is_empty());
        assert!(read(2).trouble.is_none());
    }
}
