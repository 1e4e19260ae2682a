//! Bytes of a page into characters: a byte order mark decides, then what the page declares, then a guess.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::{Diagnostic, FileSet};
use crate::read::format::plain;

/// Where a page may declare its encoding. Browsers look at 1024 bytes; saved pages put comments before the declaration.
const HEAD: usize = 8192;

/// Decodes a page.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let (text, mut diagnostics) = match chosen(bytes) {
        None => plain::decode(bytes),
        Some((encoding, contradicted)) => {
            let (text, mut diagnostics) = plain::decode_as(encoding, bytes);
            if contradicted {
                diagnostics.push(
                    Diagnostic::note(
                        "encoding",
                        FileSet::default().span(Default::default(), 0..0),
                        format!("the page declares another encoding, but its bytes are in {}", encoding.name()),
                    )
                    .hint("save the page anew as UTF-8 if letters look wrong"),
                );
            }
            (text, diagnostics)
        }
    };
    // Places in the source of the page are no places in its words.
    for diagnostic in &mut diagnostics {
        diagnostic.span = FileSet::default().span(Default::default(), 0..0);
    }
    (text, diagnostics)
}

/// The encoding that the page declares, and whether the bytes speak for another one that is used instead.
fn chosen(bytes: &[u8]) -> Option<(&'static Encoding, bool)> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let declared = declared(bytes)?;
    // A page whose declaration can be read byte by byte is not in UTF-16, whatever it says.
    let declared = if declared == UTF_16LE || declared == UTF_16BE { UTF_8 } else { declared };
    let sequences = bytes.iter().filter(|b| **b >= 0xC2).count();
    let valid = std::str::from_utf8(bytes).is_ok();
    if declared == UTF_8 {
        if valid {
            return Some((UTF_8, false));
        }
        // A truncated or patched page has a few broken places; a page in another encoding has hardly anything else.
        let broken = String::from_utf8_lossy(bytes).matches('\u{fffd}').count();
        return (broken * 4 <= sequences).then_some((UTF_8, false));
    }
    // Three letters that happen to be valid UTF-8 in a page of another encoding are hardly met by chance.
    if valid && sequences >= 3 {
        return Some((UTF_8, true));
    }
    Some((declared, false))
}

/// What `<meta charset>`, `<meta http-equiv>` or the XML declaration says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes)).to_ascii_lowercase();
    for tag in head.split('<').filter(|t| t.starts_with("meta") || t.starts_with("?xml")) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let key = if tag.starts_with('?') { "encoding" } else { "charset" };
        let Some(at) = tag.find(key) else { continue };
        let value = tag.get(at + key.len()..).unwrap_or("").trim_start();
        let Some(value) = value.strip_prefix('=') else { continue };
        let label = value
            .trim_start_matches([' ', '"', '\'', '\t'])
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+')))
            .next()
            .unwrap_or("");
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            // "ISO-8859-1" means windows-1252 on the web, and very often means that nobody looked.
            let unlooked = encoding == WINDOWS_1252 && std::str::from_utf8(bytes).is_err() && label == "us-ascii";
            return (!unlooked).then_some(encoding);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_goes_before_the_guess() {
        let page = "<html><head><meta charset=\"windows-1251\"><body>Статья 1</body>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(page);
        assert_eq!(decode(&bytes).0, page);
        let page = "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'><p>Łódź, część";
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode(page);
        assert_eq!(decode(&bytes).0, page);
        let page = "<?xml version=\"1.0\" encoding='windows-1252'?><p>l\u{2019}échelle";
        let (bytes, _, _) = WINDOWS_1252.encode(page);
        assert_eq!(decode(&bytes).0, page);
    }

    #[test]
    fn a_declaration_that_the_bytes_contradict_is_not_believed() {
        let page = "<meta charset=iso-8859-1><p>Genève, États, échelle";
        let (text, said) = decode(page.as_bytes());
        assert_eq!((text.as_str(), said[0].code), (page, "encoding"));
        let (bytes, _, _) =
            WINDOWS_1252.encode("<meta charset=utf-8><p>Les États parties à l\u{2019}échelle européenne");
        assert!(decode(&bytes).0.contains("Les États parties à l\u{2019}échelle"));
        // One broken place in a page of UTF-8 does not make it a page of something else.
        let mut bytes = page.replace("iso-8859-1", "utf-8").repeat(3).into_bytes();
        bytes.push(0xC3);
        assert!(decode(&bytes).0.starts_with("<meta charset=utf-8><p>Genève"));
    }
}
