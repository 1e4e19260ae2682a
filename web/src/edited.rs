//! A commitment that a form has sent, written into the user's folder or refused with the reason.
//!
//! The only place of this program's server that writes a file of the user's. What is written has been decoded before, goes
//! through the guarded write, and lies in `instruments/<id>/commitments.toml` of the folder that is served: a commitment of
//! a landscape that the folder extends is replaced there, never changed where it stands.

use std::path::{Path, PathBuf};

use servanda::check;
use servanda::landscape::edit::{self, CaveatFields, Edited, Fields, Refused, Target, Wrong};
use servanda::landscape::write::{self, Print, WriteError};
use servanda::model::{Commitment, Instrument};

use crate::route::EditAsk;
use crate::workbench::Workbench;

/// Hedges that a form may have; no clause has as many.
const MOST_CAVEATS: usize = 60;

/// The commitment that an address speaks of, and the file it belongs into.
pub(crate) struct Place<'w> {
    /// Its instrument.
    pub(crate) instrument: &'w Instrument,
    /// The commitment; `None` for a new one.
    pub(crate) row: Option<&'w Commitment>,
    /// Whether its row stands in the user's own file.
    pub(crate) is_own: bool,
    /// The user's own file.
    pub(crate) path: PathBuf,
    /// What that file held when the landscape was read; `None` if there was none.
    pub(crate) text: Option<&'w str>,
}

/// What a form has sent.
#[derive(Debug, Default)]
pub(crate) struct SentEdit {
    /// The fields, as they were filled in.
    pub(crate) fields: Fields,
    /// Print of the file that the form was made from; empty if there was none.
    pub(crate) print: String,
    /// Whether what is only likely to be wrong is to be written all the same.
    pub(crate) insists: bool,
}

/// Why nothing was written.
pub(crate) enum NotWritten {
    /// Fields are wrong.
    Wrong(Vec<Wrong>),
    /// The file is another than the one the form was made from. Its print, and what it now says of the commitment.
    Changed(String, Option<Box<Fields>>),
    /// The file cannot be edited, or the disk does not take it.
    Failed(String),
}

impl<'w> Place<'w> {
    /// What an address speaks of; `None` if there is no such instrument or commitment, or nothing can be written here.
    pub(crate) fn of(workbench: &'w Workbench, ask: &EditAsk) -> Option<Place<'w>> {
        let folder = workbench.editable()?;
        let landscape = workbench.landscape();
        let instrument = landscape.instrument(&ask.instrument).filter(|known| known.id == ask.instrument)?;
        let row = match &ask.row {
            Some(row) => Some(instrument.commitment(row)?),
            None => None,
        };
        let inner = format!("instruments/{}/commitments.toml", instrument.id);
        let shown = folder.display().to_string();
        let name = format!("{}/{inner}", shown.trim_end_matches('/'));
        let own = landscape.files.iter().find(|(_, path)| *path == name).map(|(file, _)| file);
        Some(Place {
            instrument,
            row,
            is_own: row.is_some_and(|row| Some(row.span.file) == own),
            path: folder.join(inner),
            text: own.map(|file| landscape.files.text(file)),
        })
    }

    /// The fields that a form begins with, or why the file cannot be edited.
    pub(crate) fn fields(&self, ask: &EditAsk) -> Result<Fields, Refused> {
        let text = self.text.unwrap_or("");
        match self.row {
            Some(row) if self.is_own => {
                edit::commitment(text, &self.instrument.id, Target::Row(row.local_id()), None).map(|read| read.fields)
            }
            Some(row) => Ok(Fields::of(row)),
            None => Ok(Fields {
                unit: ask.unit.clone().unwrap_or_default(),
                actor_scope: vec!["state".to_owned()],
                toward: "none".to_owned(),
                basis: "coder".to_owned(),
                ..Fields::default()
            }),
        }
    }

    /// Print of the file as the landscape was read; empty if there was none.
    pub(crate) fn print(&self) -> String {
        self.text.map(|text| Print::of(text.as_bytes()).as_hex().to_owned()).unwrap_or_default()
    }

    fn target(&self) -> Target<'w> {
        match self.row {
            Some(row) if self.is_own => Target::Row(row.local_id()),
            Some(row) => Target::Over(row),
            None => Target::New,
        }
    }

    /// Writes what was sent. Gives the commitment as it now reads.
    pub(crate) fn save(&self, workbench: &Workbench, sent: &SentEdit) -> Result<Edited, NotWritten> {
        let failed = |error: &dyn std::fmt::Display| NotWritten::Failed(error.to_string());
        // The disk is asked, not the landscape: the file may have been another since that was read.
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(NotWritten::Failed(format!("{}: {error}", self.path.display()))),
        };
        let print = bytes.as_deref().map(Print::of);
        let now = print.as_ref().map_or("", Print::as_hex);
        let text = String::from_utf8(bytes.unwrap_or_default())
            .map_err(|_| NotWritten::Failed(format!("{}: is not UTF-8", self.path.display())))?;
        let changed = |text: &str, now: &str| {
            let row = self.row.map_or(sent.fields.id.as_str(), Commitment::local_id);
            let theirs = edit::commitment(text, &self.instrument.id, Target::Row(row), None);
            NotWritten::Changed(now.to_owned(), theirs.ok().map(|read| Box::new(read.fields)))
        };
        if now != Print::from_hex(&sent.print).as_hex() {
            return Err(changed(&text, now));
        }
        let edited = edit::commitment(&text, &self.instrument.id, self.target(), Some(&sent.fields));
        let edited = edited.map_err(|refused| match refused {
            Refused::Wrong(wrong) => NotWritten::Wrong(wrong),
            other => failed(&other),
        })?;
        let wrong = self.wrong(workbench, &edited);
        if wrong.iter().any(|one| !(one.doubtful && sent.insists)) {
            return Err(NotWritten::Wrong(wrong));
        }
        if edited.text == text {
            return Ok(edited);
        }
        let written = match &print {
            Some(print) => write::replace(&self.path, print, edited.text.as_bytes()),
            None => in_folder(&self.path, || write::create(&self.path, edited.text.as_bytes())),
        };
        match written {
            Ok(_) => Ok(edited),
            Err(WriteError::Changed(_)) => {
                let text = std::fs::read_to_string(&self.path).unwrap_or_default();
                Err(changed(&text, Print::of(text.as_bytes()).as_hex()))
            }
            Err(error) => Err(failed(&error)),
        }
    }

    fn wrong(&self, workbench: &Workbench, edited: &Edited) -> Vec<Wrong> {
        let landscape = workbench.landscape();
        let mut wrong = check::draft(landscape, self.instrument, &edited.commitment, self.row);
        let id = &edited.commitment.id;
        if self.row.is_none() && landscape.commitment(id).is_some() {
            let hint = "take another name, or edit that one";
            wrong.push(Wrong::new("id", format!("there is a commitment \"{id}\" already")).hint(hint));
        }
        wrong
    }
}

/// Makes the folder of a new file, and takes it away again if the file cannot be written.
fn in_folder(path: &Path, create: impl FnOnce() -> Result<Print, WriteError>) -> Result<Print, WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let above = folder.parent().unwrap_or(Path::new("."));
    let missing: Vec<&Path> = [above, folder].into_iter().filter(|folder| !folder.exists()).collect();
    for folder in &missing {
        std::fs::create_dir(folder).map_err(|error| WriteError::Io((*folder).to_owned(), error))?;
    }
    create().inspect_err(|_| {
        for folder in missing.iter().rev() {
            // Not empty any more if somebody else has put something there, and then it stays.
            let _ = std::fs::remove_dir(folder);
        }
    })
}

impl SentEdit {
    /// Reads the pairs of a form. What a form does not send is empty.
    pub(crate) fn read(pairs: &[(String, String)]) -> SentEdit {
        let all = |name: &str| -> Vec<String> {
            let values = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim());
            let mut found: Vec<String> = Vec::new();
            for value in values.filter(|value| !value.is_empty()) {
                if !found.iter().any(|known| known == value) {
                    found.push(value.to_owned());
                }
            }
            found
        };
        let one = |name: &str| all(name).pop().unwrap_or_default();
        let mut caveats = Vec::new();
        for at in 0..MOST_CAVEATS {
            let of = |key: &str| one(&format!("caveats.{at}.{key}"));
            let caveat = CaveatFields {
                was: of("was").parse().ok(),
                kind: of("type"),
                term: of("term"),
                effect: of("effect"),
                asks: of("asks"),
            };
            let filled = [&caveat.kind, &caveat.term, &caveat.effect, &caveat.asks].iter().any(|text| !text.is_empty());
            if filled && of("remove").is_empty() {
                caveats.push(caveat);
            }
        }
        let bases =
            edit::fields_with_basis().into_iter().map(|field| (field.to_owned(), one(&format!("bases.{field}"))));
        let sources = one("source");
        let mut fields = Fields {
            id: one("id"),
            unit: one("unit"),
            modality: one("modality"),
            force_word: one("force_word"),
            acts: all("acts"),
            objects: all("objects"),
            actor_scope: all("actor_scope"),
            holder: one("holder"),
            toward: one("toward"),
            precision: one("precision"),
            delegation: one("delegation"),
            bindingness: one("bindingness"),
            says: one("says"),
            quote: one("quote"),
            first_by: one("schedule.first_by"),
            per_year: one("schedule.per_year"),
            anchor: one("schedule.anchor"),
            caveats,
            bases: bases.filter(|(_, basis)| !basis.is_empty()).collect(),
            coder: one("coder"),
            coded_on: one("coded_on"),
            basis: one("basis"),
            sources: Vec::new(),
            note: one("note"),
            derived_from: one("derived_from"),
            change: one("change"),
        };
        for source in sources.split_whitespace().map(str::to_owned) {
            if !fields.sources.contains(&source) {
                fields.sources.push(source);
            }
        }
        SentEdit { fields, print: one("print"), insists: !one("insist").is_empty() }
    }
}
