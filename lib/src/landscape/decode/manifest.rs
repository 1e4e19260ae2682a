//! `landscape.toml` and `[[source]]` rows.

use super::table::Table;
use super::{Overlaid, Overlay};
use crate::diagnostic::Diagnostic;
use crate::landscape::Manifest;
use crate::model::{Source, SourceKind};

/// The only version of the folder format so far.
const FORMAT: u32 = 1;

pub(super) fn manifest(root: &Table<'_, '_>) -> Manifest {
    match root.number("format") {
        Some(FORMAT) => {}
        Some(other) => root.report(
            Diagnostic::error(
                "format",
                root.span(),
                format!("this folder has format {other}; this program reads format {FORMAT}"),
            )
            .hint("use a newer version of the program"),
        ),
        None => root.report(
            Diagnostic::error("missing-key", root.span(), "landscape.toml has no `format`")
                .hint(format!("add format = {FORMAT}")),
        ),
    }
    Manifest {
        name: root.required_text("name").unwrap_or_default(),
        title: root.text("title"),
        publisher: root.text("publisher"),
        licence: root.text("licence"),
        languages: root.words("languages").into_iter().map(|w| w.to_string()).collect(),
        extends: root.text("extends"),
        known_until: root.date("known_until"),
        about: root.text("about"),
    }
}

/// Whether an id of a row can stand in addresses and links.
pub(super) fn is_row_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 100
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// The id of a row, checked for characters that addresses can hold.
pub(super) fn row_id(row: &Table<'_, '_>, key: &'static str) -> Option<String> {
    let word = row.required_word(key)?;
    if is_row_id(&word) {
        return Some(word.to_string());
    }
    let message = format!("\"{word}\" cannot be an id");
    row.report(
        Diagnostic::error("bad-id", word.span, message).hint("use letters, digits, hyphens; at most 100 of them"),
    );
    None
}

pub(super) fn sources(root: &Table<'_, '_>) -> Vec<Overlaid<Source>> {
    root.rows("source", |row| {
        let overlay = row.overlay(&[("replace", Overlay::Replace)]);
        let source = Source {
            title: row.required_text("title").unwrap_or_default(),
            author: row.text("author"),
            date: row.date("date"),
            kind: row.required_one_of("kind", SourceKind::WORDS),
            url: row.text("url"),
            licence: row.text("licence"),
            note: row.text("note"),
            span: row.span(),
            id: row_id(row, "id")?,
        };
        Some(Overlaid { row: source, overlay })
    })
}
