//! One reader for each format; all of them give an [`Extract`].
//!
//! In: bytes. Out: lines of words in reading order with what the format knew about them, and diagnostics. A reader never
//! fails and never drops words silently; sizes and depths are bounded, so that a bomb costs a diagnostic and no memory.

mod akn;
mod docx;
mod html;
pub(crate) mod markdown;
mod pdf;
mod plain;
mod tota;

use super::extract::{Extract, Format, Revisions};

/// Recognises a format by the first bytes, helped by the file's name where they do not decide.
#[must_use]
pub fn recognise(name: &str, bytes: &[u8]) -> Format {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let head_text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let start = head_text.trim_start_matches('\u{feff}').trim_start();
    if head.get(..head.len().min(1024)).is_some_and(|h| h.windows(5).any(|w| w == b"%PDF-")) {
        Format::Pdf
    } else if head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"PK\x05\x06")
        || head.starts_with(b"\xD0\xCF\x11\xE0")
    {
        // Whatever else comes in a zip or a compound file of Microsoft Office, the reader of documents says what it is.
        Format::Docx
    } else if head_text.contains("legaldocml/ns/akn") || start.contains("<akomantoso") {
        Format::AkomaNtoso
    } else if (start.starts_with("<?xml") || start.starts_with("<treaty")) && head_text.contains("<treaty>") {
        Format::Tota
    } else if matches!(extension.as_str(), "md" | "markdown") {
        Format::Markdown
    } else if start.starts_with("<!doctype html")
        || start.contains("<html")
        || matches!(extension.as_str(), "html" | "htm" | "xhtml" | "xht" | "mht" | "mhtml" | "webarchive")
    {
        Format::Html
    } else if markdown::looks_like(&String::from_utf8_lossy(bytes.get(..bytes.len().min(65536)).unwrap_or(bytes))) {
        Format::Markdown
    } else {
        Format::Plain
    }
}

/// Reads the words of a file of a known format.
#[must_use]
pub fn extract(format: Format, bytes: &[u8], revisions: Revisions) -> Extract {
    match format {
        Format::Markdown => markdown::extract(bytes),
        Format::Html => html::extract(bytes, revisions),
        Format::Tota => tota::extract(bytes),
        Format::Docx => docx::extract(bytes, revisions),
        Format::Pdf => pdf::extract(bytes),
        Format::AkomaNtoso => akn::extract(bytes),
        Format::Plain => plain::extract(bytes),
    }
}

/// Languages of agreements: the tag of two letters, and the codes of three letters, the one to write first.
pub(crate) const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["ara"]),
    ("de", &["deu", "ger"]),
    ("en", &["eng"]),
    ("es", &["spa"]),
    ("fr", &["fra", "fre"]),
    ("it", &["ita"]),
    ("ja", &["jpn"]),
    ("ko", &["kor"]),
    ("nl", &["nld", "dut"]),
    ("pl", &["pol"]),
    ("pt", &["por"]),
    ("ru", &["rus"]),
    ("tr", &["tur"]),
    ("uk", &["ukr"]),
    ("zh", &["zho", "chi"]),
];
