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

pub(crate) use plain::decode as decode_text;

use crate::diagnostic::{Diagnostic, FileSet};

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
    let kept = bounded(format, bytes);
    let mut extract = extract_all(format, kept, revisions);
    let at_start = FileSet::default().span(Default::default(), 0..0);
    if kept.len() < bytes.len() {
        let message = format!("the file has {} bytes; only the first {} are read", bytes.len(), kept.len());
        let hint = "split it into parts: no agreement is as large as this";
        extract.diagnostics.insert(0, Diagnostic::error("too-large", at_start, message).hint(hint));
    }
    if bytes.is_empty() {
        extract.diagnostics.insert(
            0,
            Diagnostic::warning("empty-file", at_start, "the file is empty: it has not a single byte")
                .hint("it may not have been saved or fetched completely: do that again"),
        );
    }
    extract
}

/// Bytes of a file that is all words. Its structure takes some six bytes of memory for each; what takes more, the prose, is
/// read only of shorter ones ([`crate::read::Document::understand`]). More than a landscape holds, so that nothing of a held text is cut.
const LARGEST_TEXT: usize = 256 << 20;
/// Bytes of a file that is words and marks: a tree of HTML takes some thirty bytes of memory for each.
const LARGEST_MARKED: usize = 64 << 20;

/// As much of a file as is read, up to the end of a line. The formats that are packed have limits of their own.
fn bounded(format: Format, bytes: &[u8]) -> &[u8] {
    let limit = match format {
        Format::Plain | Format::Markdown => LARGEST_TEXT,
        Format::Html | Format::AkomaNtoso | Format::Tota => LARGEST_MARKED,
        Format::Docx | Format::Pdf => return bytes,
    };
    let Some(head) = bytes.get(..limit).filter(|_| bytes.len() > limit) else { return bytes };
    // In UTF-16 a line feed has two bytes, and the limit falls between two characters.
    let wide = head.get(..4096).is_some_and(|start| start.contains(&0));
    let lines = memchr::memrchr(b'\n', head).map(|at| at + 1).filter(|at| !wide && *at > limit / 2);
    head.get(..lines.unwrap_or(limit)).unwrap_or(head)
}

fn extract_all(format: Format, bytes: &[u8], revisions: Revisions) -> Extract {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_read_up_to_the_end_of_a_line() {
        let line = "Article 1. Model words of a rule that says nothing.\n";
        let text = line.repeat(LARGEST_TEXT / line.len() + 10);
        let kept = bounded(Format::Plain, text.as_bytes());
        assert!(kept.len() <= LARGEST_TEXT && kept.len() > LARGEST_TEXT - 100 && kept.ends_with(line.as_bytes()));
        let marked = line.repeat(LARGEST_MARKED / line.len() + 10);
        let read = extract(Format::AkomaNtoso, marked.as_bytes(), Revisions::Accepted);
        assert!(read.diagnostics.iter().any(|d| d.code == "too-large"), "what is cut is said");
        let wide = b"a\0".repeat(LARGEST_TEXT / 2 + 1);
        assert_eq!(bounded(Format::Plain, &wide).len(), LARGEST_TEXT);
        assert_eq!(bounded(Format::Pdf, text.as_bytes()).len(), text.len());
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        for format in [Format::Plain, Format::Html, Format::Pdf, Format::Docx, Format::AkomaNtoso] {
            let read = extract(format, b"", Revisions::Accepted);
            assert_eq!(read.diagnostics.first().map(|d| d.code), Some("empty-file"), "{format:?}");
        }
    }
}
