//! Text without markup, in any common encoding.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Diagnostic, FileSet};
use crate::read::extract::{Extract, Format, Line, Place};

/// Decodes bytes and says in which encoding they were taken to be.
///
/// A byte order mark decides; then UTF-16 where NUL bytes give it away; then valid UTF-8; then a guess by the
/// frequencies of letters. Bytes that cannot be decoded become U+FFFD and are reported.
pub(crate) fn decode(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let (encoding, body): (&'static Encoding, &[u8]) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or(&[])),
        None => {
            let encoding = unmarked_utf16(bytes)
                .or_else(|| std::str::from_utf8(bytes).is_ok().then_some(UTF_8))
                .unwrap_or_else(|| guess(bytes));
            (encoding, bytes)
        }
    };
    let (text, mut diagnostics) = decode_as(encoding, body);
    if encoding != UTF_8 {
        diagnostics.insert(
            0,
            Diagnostic::note(
                "encoding",
                FileSet::default().span(Default::default(), 0..0),
                format!("the text was taken to be in {}", encoding.name()),
            )
            .hint("save it as UTF-8 if letters look wrong"),
        );
    }
    (text, diagnostics)
}

/// Decodes bytes in an encoding that is known, and says what could not be decoded.
pub(crate) fn decode_as(encoding: &'static Encoding, body: &[u8]) -> (String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (text, replaced) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    let files = FileSet::default();
    let at = |offset: usize| files.span(Default::default(), offset..offset);
    if replaced {
        let first = text.find('\u{fffd}').unwrap_or(0);
        let count = text.matches('\u{fffd}').count();
        diagnostics.push(
            Diagnostic::warning(
                "undecodable",
                at(first),
                format!("{count} places could not be decoded as {} and are shown as U+FFFD", encoding.name()),
            )
            .hint("save the file as UTF-8 with the program that made it"),
        );
    }
    if let Some(first) = text.find('\0') {
        let count = text.matches('\0').count();
        diagnostics.push(Diagnostic::warning(
            "nul-bytes",
            at(first),
            format!("{count} NUL characters stand in the text; it may be no text at all"),
        ));
    }
    (text, diagnostics)
}

/// UTF-16 without a mark: only where NUL bytes say that the bytes are no ordinary text, and where the units then are
/// letters of few scripts. Cyrillic in UTF-16 is valid UTF-8 by accident.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    if !sample.contains(&0) {
        return None;
    }
    let sensible = |encoding: &'static Encoding| {
        let even = sample.get(..sample.len() / 2 * 2).unwrap_or(sample);
        let (text, broken) = encoding.decode_without_bom_handling(even);
        let letters =
            text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation()).count();
        let blocks: std::collections::BTreeSet<u32> = text.chars().map(|c| u32::from(c) >> 8).collect();
        let all = text.chars().count().max(1);
        (!broken && letters * 10 >= all * 9 && blocks.len() <= 4 + all / 8).then_some(encoding)
    };
    sensible(UTF_16LE).or_else(|| sensible(UTF_16BE))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(1 << 20)).unwrap_or(bytes), true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Lines of a text; a line ends with LF, CR LF, or CR alone.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 40);
    let mut start = 0;
    let mut number = 1;
    let mut push = |start: usize, end: usize, number: u32| {
        lines.push(Line { span: start..end, place: Place { page: None, line: number }, ..Line::default() });
    };
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if at < start {
            continue;
        }
        push(start, at, number);
        number += 1;
        let pair = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        start = at + if pair { 2 } else { 1 };
    }
    if start < bytes.len() {
        push(start, bytes.len(), number);
    }
    lines
}

/// Reads a text file: its words unchanged, its lines as they are.
pub(crate) fn extract(bytes: &[u8]) -> Extract {
    let (text, diagnostics) = decode(bytes);
    let lines = lines(&text);
    Extract { lines, diagnostics, text, wrapped: true, ..Extract::new(Format::Plain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_common_encodings() {
        let words = "Статья 1\r\nСтороны\r\n";
        assert_eq!(decode(words.as_bytes()).0, words);
        let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(words);
        assert_eq!(decode(&cp1251).0, words);
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).0, words);
        let (cp1252, _, _) =
            encoding_rs::WINDOWS_1252.encode("Les États parties s’engagent à coopérer à l’échelle européenne.");
        assert_eq!(decode(&cp1252).0, "Les États parties s’engagent à coopérer à l’échelle européenne.");
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let spans: Vec<_> = lines("a\nb\r\nc\rd").into_iter().map(|l| l.span).collect();
        assert_eq!(spans, [0..1, 2..3, 5..6, 7..8]);
    }
}
