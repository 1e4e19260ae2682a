//! What every target asks of a reader: whatever the bytes, there is a document, and it keeps the laws.
//!
//! In: bytes from the fuzzer. Out: nothing, or a panic that names the law that was broken. Time and memory are the fuzzer's
//! to watch (`-timeout`, `-rss_limit_mb`).

pub mod laws;
pub mod pack;

use servanda::read::understand::{citations, definitions, force};
use servanda::read::{Format, Options, Revisions, read};

/// Reads bytes in a format and judges the document.
pub fn judge(bytes: &[u8], format: Format) {
    judge_as(bytes, format, Revisions::Accepted);
}

/// Reads bytes in a format and a state of the tracked changes, and judges the document.
pub fn judge_as(bytes: &[u8], format: Format, revisions: Revisions) {
    let document = read("input", bytes, &Options { format: Some(format), revisions });
    laws::structure(&document);
    if format == Format::Plain {
        laws::unchanged(&document, bytes);
    }
}

/// Reads bytes as the prose of an agreement and judges what was understood: the first byte chooses the language.
pub fn prose(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let languages = ["en", "fr", "es", "ru", "zh", "ar", "de", "nl"];
    let language = languages[usize::from(*choice) % languages.len()];
    let context = citations::Context { language: Some(language), ..citations::Context::default() };
    laws::citations(&text, &citations::citations(&text, &context));
    laws::definitions(&text, &definitions::definitions(&text));
    laws::force(&text, &force::force_of(&text, language));
    let mut document = read("input", text.as_bytes(), &Options { format: Some(Format::Plain), ..Options::default() });
    document.understand(None);
    laws::structure(&document);
    laws::citations(&document.extract.text, &document.citations);
    laws::definitions(&document.extract.text, &document.definitions);
    laws::force(&document.extract.text, &document.force);
    if let Err(error) = serde_json::to_string(&document) {
        panic!("the document cannot be written as JSON: {error}");
    }
}
