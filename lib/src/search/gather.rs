//! What a landscape has to be searched, source by source.
//!
//! A source is a held text, or the rows of one instrument, or one event, mechanism or position. Its key tells its content,
//! so that an index of yesterday keeps what has not changed, and only changed texts are read again.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::piece::{Piece, What, pieces};
use crate::holding;
use crate::landscape::Landscape;
use crate::model::{HeldText, Instrument};
use crate::text::language_of;

/// One piece with what it belongs to.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) owner: String,
    pub(super) what: What,
    pub(super) lang: String,
    /// Symbols and other names, for `symbol:`.
    pub(super) symbol: String,
    pub(super) order: u64,
    pub(super) piece: Piece,
}

/// Where pieces come from.
pub(super) enum Origin<'l> {
    /// A held text, not read yet.
    Text(&'l Instrument, &'l HeldText),
    /// Rows, written out.
    Rows(Vec<Entry>),
}

/// A source with its key.
pub(super) struct Source<'l> {
    pub(super) key: String,
    pub(super) origin: Origin<'l>,
}

impl Origin<'_> {
    /// The pieces of the source; reads its text if it is one.
    pub(super) fn entries(self, landscape: &Landscape) -> Vec<Entry> {
        match self {
            Origin::Rows(entries) => entries,
            Origin::Text(instrument, held) => {
                let document = holding::document(landscape, held);
                (0..)
                    .zip(pieces(&document))
                    .map(|(order, piece)| Entry {
                        owner: owner('i', &instrument.id),
                        what: What::Text,
                        lang: held.lang.clone(),
                        symbol: String::new(),
                        order,
                        piece,
                    })
                    .collect()
            }
        }
    }
}

/// The name of an owner in the index.
pub(super) fn owner(kind: char, id: &str) -> String {
    format!("{kind}:{id}")
}

/// Every source of a landscape, in its order.
pub(super) fn sources(landscape: &Landscape) -> Vec<Source<'_>> {
    let own = landscape.manifest.languages.first().map_or("en", String::as_str);
    let mut sources = Vec::new();
    for instrument in &landscape.instruments {
        sources.push(rows(&owner('i', &instrument.id), of_instrument(instrument, own)));
        for held in &instrument.held {
            let digest = short_digest(landscape.files.text(held.file).as_bytes());
            let key = format!("t:{}:{}:{digest}", instrument.id, held.lang);
            sources.push(Source { key, origin: Origin::Text(instrument, held) });
        }
    }
    for event in &landscape.events {
        let owner = owner('e', &event.id);
        let heading = event.title.as_deref().unwrap_or("");
        let text = lines([Some(event.says.as_str()), event.place.as_deref()]);
        sources.push(rows(&owner.clone(), vec![own_words(owner, What::Event, own, Piece::of("", heading, &text))]));
    }
    for mechanism in &landscape.mechanisms {
        let owner = owner('m', &mechanism.id);
        let text = lines([mechanism.says.as_deref(), mechanism.rhythm.as_deref()]);
        let piece = Piece::of("", &mechanism.title, &text);
        sources.push(rows(&owner.clone(), vec![own_words(owner, What::Mechanism, own, piece)]));
    }
    for position in &landscape.positions {
        let owner = owner('p', &position.id);
        let text = lines([Some(position.says.as_str()), position.quote.as_deref()]);
        sources.push(rows(&owner.clone(), vec![own_words(owner, What::Position, own, Piece::of("", "", &text))]));
    }
    // Commitments, once the model has them, are one more loop of `Origin::Rows` here, with a kind of their own in `What`.
    sources
}

fn lines<const N: usize>(parts: [Option<&str>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Words of the landscape's editors: in the language they show, or the landscape's own.
fn own_words(owner: String, what: What, own: &str, piece: Piece) -> Entry {
    let lang = language_of(&piece.text).filter(|guess| guess.sure).map_or(own, |guess| guess.language).to_owned();
    Entry { owner, what, lang, symbol: String::new(), order: 0, piece }
}

fn of_instrument(instrument: &Instrument, own: &str) -> Vec<Entry> {
    let owner = owner('i', &instrument.id);
    let mut entries = Vec::new();
    let symbol = instrument.symbol.as_ref().map_or("", |symbol| symbol.value.as_str());
    let names: Vec<&str> =
        instrument.aliases.iter().map(|alias| &*alias.name).chain([instrument.id.as_str()]).collect();
    let main = instrument.main_title().map(|(lang, _)| lang);
    let titles = instrument.titles.iter().map(|(lang, title)| (lang.as_str(), title.value.as_str()));
    // An instrument without a title is still to be found by its names.
    let untitled = instrument.titles.is_empty().then_some(("", instrument.id.as_str()));
    for (lang, title) in titles.chain(untitled) {
        let mut piece = Piece::of("", "", title);
        let mut also = String::new();
        if main.is_none_or(|main| main == lang) {
            also = lines([Some(symbol), Some(&names.join("\n")), instrument.issuer.as_deref()]);
            piece.add("", "", &lines([Some(symbol), Some(&names.join(" ")), instrument.issuer.as_deref()]));
        }
        entries.push(Entry {
            owner: owner.clone(),
            what: What::Title,
            lang: lang.to_owned(),
            symbol: also,
            order: 0,
            piece,
        });
    }
    let words = |what, piece| own_words(owner.clone(), what, own, piece);
    if let Some(summary) = &instrument.summary {
        entries.push(words(What::Summary, Piece::of("", "", summary)));
    }
    for unit in &instrument.units {
        let id = unit.id.as_str();
        let heading = unit.heading.as_deref().unwrap_or("");
        let says = unit.says.as_deref().unwrap_or("");
        if !(heading.is_empty() && says.is_empty()) {
            entries.push(words(What::Paraphrase, Piece::of(id, heading, says)));
        }
        if let Some(quote) = &unit.quote {
            entries.push(words(What::Quote, Piece::of(id, "", quote)));
        }
    }
    for reading in &instrument.readings {
        let address = reading.about.first().map_or("", |unit| &*unit.name);
        let text = lines([Some(reading.says.as_str()), reading.quote.as_deref()]);
        entries.push(words(What::Reading, Piece::of(address, &reading.by, &text)));
    }
    for (order, entry) in (0..).zip(&mut entries) {
        entry.order = order;
    }
    entries
}

fn rows(owner: &str, entries: Vec<Entry>) -> Source<'static> {
    let mut hash = Sha256::new();
    for entry in &entries {
        for part in [entry.what.word(), &entry.lang, &entry.symbol, &entry.piece.text] {
            hash.update(part);
            hash.update([0]);
        }
        for unit in &entry.piece.units {
            hash.update(&unit.address);
            hash.update([0]);
        }
    }
    Source { key: format!("r:{owner}:{}", hex(&hash.finalize())), origin: Origin::Rows(entries) }
}

fn short_digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(12).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
