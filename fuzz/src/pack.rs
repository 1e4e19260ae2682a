//! Sound files around what the fuzzer writes, so that it spends its time on the words and not on sums and offsets.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// Stands between the parts of an input.
pub const SEPARATOR: u8 = 0x1e;

/// Parts of a document of Word in the order in which an input gives them.
pub const PARTS: [&str; 9] = [
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/settings.xml",
    "word/comments.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
];

const ROOT: &str =
    "<Relationships><Relationship Id='a' Type='http://x/officeDocument' Target='word/document.xml'/></Relationships>";
const RELATIONS: &str =
    "<Relationships><Relationship Id='h' Type='http://x/header' Target='header1.xml'/></Relationships>";

/// A document of Word from its parts.
#[must_use]
pub fn docx(input: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::with_capacity(input.len() + 2048)));
    let mut given = input.split(|b| *b == SEPARATOR);
    let mut put = |name: &str, bytes: &[u8]| {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).and_then(|()| Ok(archive.write_all(bytes)?)).expect("memory takes all");
    };
    put("_rels/.rels", ROOT.as_bytes());
    for name in PARTS {
        match (given.next(), name.ends_with(".rels")) {
            (Some(part), _) if !part.is_empty() => put(name, part),
            (_, true) => put(name, RELATIONS.as_bytes()),
            _ => {}
        }
    }
    archive.finish().expect("memory takes all").into_inner()
}

/// A PDF of one or two pages from the drawing program of a page, the character map and the dictionary of its font, further
/// entries of the page, and the drawing program of a second page.
#[must_use]
pub fn pdf(input: &[u8]) -> Vec<u8> {
    let mut given = input.split(|b| *b == SEPARATOR);
    let mut next = || given.next().unwrap_or_default();
    let (content, map, font, entries, second) = (next(), next(), next(), next(), next());
    let usual = b"/Subtype /Type1 /BaseFont /Times-Roman /FirstChar 32 /Widths [250 333]";
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let mut object = |pieces: &[&[u8]]| {
        offsets.push(out.len());
        let number = offsets.len();
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        pieces.iter().for_each(|p| out.extend_from_slice(p));
        out.extend_from_slice(b"\nendobj\n");
    };
    object(&[b"<< /Type /Catalog /Pages 2 0 R >>"]);
    object(&[b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 /MediaBox [0 0 595 842] >>"]);
    let resources = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> >> /Contents ";
    object(&[resources, b"4 0 R ", entries, b" >>"]);
    let stream = |bytes: &[u8]| format!("<< /Length {} >>\nstream\n", bytes.len()).into_bytes();
    object(&[&stream(content), content, b"\nendstream"]);
    let to = if map.is_empty() { &b""[..] } else { b"/ToUnicode 6 0 R " };
    object(&[b"<< /Type /Font ", to, if font.is_empty() { usual } else { font }, b" >>"]);
    object(&[&stream(map), map, b"\nendstream"]);
    object(&[resources, b"8 0 R >>"]);
    object(&[&stream(second), second, b"\nendstream"]);
    let table = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes());
    for offset in &offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", offsets.len() + 1);
    out.extend_from_slice(trailer.as_bytes());
    out
}

#[cfg(test)]
mod tests {
    use servanda::read::{Format, Options, Role, read};

    use super::*;

    /// What is packed is read: a target that packs badly would find nothing, for ever.
    #[test]
    fn what_is_packed_can_be_read() {
        let body = "<w:document><w:body><w:p><w:r><w:t>Article 1</w:t></w:r></w:p></w:body></w:document>";
        let options = |format| Options { format: Some(format), ..Options::default() };
        let document = read("x", &docx(body.as_bytes()), &options(Format::Docx));
        assert!(document.unit("art1").is_some(), "{:?}", document.diagnostics);
        let page = b"BT /F1 12 Tf 72 700 Td (Article 1) Tj 0 -40 Td (Model words.) Tj ET\x1e\x1e\x1e\x1eBT /F1 12 Tf 72 700 Td (Article 2) Tj ET";
        let document = read("x", &pdf(page), &options(Format::Pdf));
        let body: Vec<_> = document.extract.lines.iter().filter(|l| l.role == Role::Body).collect();
        assert_eq!(body.len(), 3, "{:?}", document.diagnostics);
        assert!(document.unit("art1").is_some() && document.unit("art2").is_some());
    }
}
