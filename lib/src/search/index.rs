//! An open index with what every question needs of it: whose each piece is, of which kind, in which language.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::{DocId, Searcher, Term};

use super::error::IndexError;
use super::gather::owner;
use super::piece::{Piece, What};
use super::schema::{Fields, unpack};
use super::store::{self, Place, Progress};
use crate::landscape::Landscape;

/// Whose a piece is, by number in the landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Instrument(usize),
    Event(usize),
    Mechanism(usize),
    Position(usize),
}

/// What is known of one piece without opening it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Number of the owner in [`Index::owners`]; `u32::MAX` for none.
    pub(super) owner: u32,
    pub(super) what: What,
    /// Number of the language in [`Index::languages`].
    pub(super) lang: u16,
    pub(super) order: u32,
}

/// The search index of one landscape.
pub struct Index {
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    pub(super) owners: Vec<Owner>,
    /// Languages of its pieces, as tagged.
    pub(super) languages: Vec<String>,
    /// For each segment what is known of its pieces.
    pub(super) rows: Vec<Arc<Vec<Row>>>,
    place: Place,
    fingerprint: String,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("place", &self.place).field("pieces", &self.pieces()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index of a landscape, and makes or renews it first if need be.
    ///
    /// Takes the folder that the landscape was opened from, if it was one: the index lies in `.servanda/index` there.
    /// Without a folder, or if nothing can be written into it, the index is made in memory ([`Index::place`] tells).
    ///
    /// # Errors
    /// [`IndexError`] if an index in memory cannot be made either.
    pub fn open(landscape: &Landscape, folder: Option<&Path>) -> Result<Index, IndexError> {
        Index::open_telling(landscape, folder, &|_, _| {})
    }

    /// As [`Index::open`], telling how far the making has come.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn open_telling(
        landscape: &Landscape,
        folder: Option<&Path>,
        progress: Progress<'_>,
    ) -> Result<Index, IndexError> {
        let fields = Fields::new();
        let (searcher, place) = store::open(landscape, &fields, folder, progress)?;
        let (owners, numbers) = owners(landscape);
        let mut languages: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        for segment in searcher.segment_readers() {
            rows.push(Arc::new(rows_of(segment, &numbers, &mut languages)?));
        }
        Ok(Index { fields, searcher, owners, languages, rows, place, fingerprint: landscape.fingerprint.clone() })
    }

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether it was made of this very landscape.
    #[must_use]
    pub fn is_of(&self, landscape: &Landscape) -> bool {
        self.fingerprint == landscape.fingerprint
    }

    /// How many pieces it holds.
    #[must_use]
    pub fn pieces(&self) -> usize {
        usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX)
    }

    pub(super) fn row(&self, segment: u32, doc: DocId) -> Option<Row> {
        self.rows.get(segment as usize)?.get(doc as usize).copied()
    }

    pub(super) fn language(&self, row: Row) -> &str {
        self.languages.get(usize::from(row.lang)).map_or("", String::as_str)
    }

    /// Whether a word (or a stem as the index writes it) occurs anywhere.
    pub(super) fn has(&self, word: &str) -> Result<bool, IndexError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(self.fields.body, word))? > 0)
    }

    /// The piece itself.
    pub(super) fn piece(&self, segment: u32, doc: DocId) -> Result<Piece, IndexError> {
        use tantivy::schema::Value as _;
        let stored: tantivy::TantivyDocument = self.searcher.doc(tantivy::DocAddress::new(segment, doc))?;
        let text = stored.get_first(self.fields.piece).and_then(|value| value.as_str().map(str::to_owned));
        serde_json::from_str(&text.unwrap_or_default()).map_err(|error| IndexError(error.to_string()))
    }
}

/// All owners in the order of the landscape, and their numbers by name.
fn owners(landscape: &Landscape) -> (Vec<Owner>, FxHashMap<String, u32>) {
    let instruments = landscape.instruments.ids().enumerate().map(|(n, id)| (owner('i', id), Owner::Instrument(n)));
    let events = landscape.events.ids().enumerate().map(|(n, id)| (owner('e', id), Owner::Event(n)));
    let mechanisms = landscape.mechanisms.ids().enumerate().map(|(n, id)| (owner('m', id), Owner::Mechanism(n)));
    let positions = landscape.positions.ids().enumerate().map(|(n, id)| (owner('p', id), Owner::Position(n)));
    let mut owners = Vec::new();
    let mut numbers = FxHashMap::default();
    for ((name, owner), number) in instruments.chain(events).chain(mechanisms).chain(positions).zip(0..) {
        owners.push(owner);
        numbers.insert(name, number);
    }
    (owners, numbers)
}

fn rows_of(
    segment: &tantivy::SegmentReader,
    numbers: &FxHashMap<String, u32>,
    languages: &mut Vec<String>,
) -> Result<Vec<Row>, IndexError> {
    let fast = segment.fast_fields();
    let (what, lang, order) = (fast.u64("what")?, fast.u64("lang")?, fast.u64("order")?);
    let owner = fast.str("owner")?;
    let mut of_term: Vec<u32> = Vec::new();
    if let Some(column) = &owner {
        let mut name = String::new();
        for term in 0..column.num_terms() as u64 {
            name.clear();
            column.ord_to_str(term, &mut name)?;
            of_term.push(numbers.get(&name).copied().unwrap_or(u32::MAX));
        }
    }
    let mut last: Option<(u64, u16)> = None;
    let mut rows = Vec::with_capacity(segment.max_doc() as usize);
    for doc in 0..segment.max_doc() {
        let packed = lang.first(doc).unwrap_or(0);
        let lang = match last {
            Some((same, number)) if same == packed => number,
            _ => {
                let tag = unpack(packed);
                let number = languages.iter().position(|known| *known == tag).unwrap_or_else(|| {
                    languages.push(tag);
                    languages.len() - 1
                });
                u16::try_from(number).unwrap_or(u16::MAX)
            }
        };
        last = Some((packed, lang));
        let term = owner.as_ref().and_then(|column| column.ords().first(doc));
        let owner = term.and_then(|term| of_term.get(usize::try_from(term).ok()?)).copied().unwrap_or(u32::MAX);
        rows.push(Row {
            owner,
            what: What::of_number(what.first(doc).unwrap_or(0)),
            lang,
            order: u32::try_from(order.first(doc).unwrap_or(0)).unwrap_or(u32::MAX),
        });
    }
    Ok(rows)
}
