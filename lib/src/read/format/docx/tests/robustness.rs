use std::io::Write;

use proptest::prelude::*;

use super::*;

fn only_code(bytes: &[u8]) -> &'static str {
    let read = checked(extract(bytes, Revisions::Accepted));
    assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
    assert!(!read.diagnostics[0].hints.is_empty());
    read.diagnostics[0].code
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    zip(&parts.iter().map(|(n, c)| ((*n).to_owned(), (*c).to_owned())).collect::<Vec<_>>())
}

#[test]
fn other_files_are_called_by_their_names() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600], &wide(name)].concat();
    assert_eq!(only_code(&compound("WordDocument")), "old-word-format");
    assert_eq!(only_code(&compound("EncryptedPackage")), "encrypted-file");
    assert_eq!(only_code(&compound("Workbook")), "not-a-docx");
    assert_eq!(only_code(&zipped(&[("a.txt", "a")])), "not-a-docx");
    assert_eq!(only_code(&zipped(&[("mimetype", "x"), ("content.xml", "<a/>")])), "not-a-docx");
    assert_eq!(only_code(&zipped(&[("[Content_Types].xml", "<a/>")])), "missing-part");
    assert_eq!(only_code(b"PK\x03\x04 and no more"), "broken-archive");
    let workbook =
        "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    assert_eq!(only_code(&zipped(&[("_rels/.rels", workbook), ("xl/workbook.xml", "<a/>")])), "not-a-docx");
    let whole = Docx::new(&p("words")).zipped();
    assert_eq!(only_code(&whole[..whole.len() - 30]), "broken-archive");
}

#[test]
fn the_strict_vocabulary_is_read() {
    let document = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:r><w:t>strict</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(lines(&extract(&zipped(&[("word/document.xml", document)]), Revisions::Accepted)), ["strict"]);
}

#[test]
fn what_is_broken_is_read_up_to_the_break() {
    let read = |document: &str| checked(extract(&zipped(&[("word/document.xml", document)]), Revisions::Accepted));
    let cut = read("<w:document><w:body><w:p><w:r><w:t>kept</w:t></w:r></w:p><w:p><w:r><w:t>half");
    assert_eq!(lines(&cut), ["kept", "half"]);
    assert_eq!(codes(&cut), ["broken-part"]);
    let entities = read("<!DOCTYPE a [<!ENTITY b 'c'>]><w:document/>");
    assert_eq!(codes(&entities), ["document-type", "missing-part"]);
    let empty = read("<w:document><w:body/></w:document>");
    assert_eq!(codes(&empty), ["no-words"]);
    let wide: Vec<u8> = "\u{feff}<w:document><w:body><w:p><w:r><w:t>weit</w:t></w:r></w:p></w:body></w:document>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(&wide).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert_eq!(lines(&extract(&bytes, Revisions::Accepted)), ["weit"]);
}

#[test]
fn bombs_cost_a_diagnostic_and_no_memory() {
    // Six megabytes of spaces shrink to a thousandth.
    let bomb = zipped(&[("word/document.xml", &format!("<w:document>{}</w:document>", " ".repeat(6 << 20)))]);
    assert_eq!(only_code(&bomb), "too-large");
    let many: Vec<_> = (0..10_001).map(|i| (format!("{i}"), String::new())).collect();
    assert_eq!(only_code(&zip(&many)), "too-large");
}

#[test]
fn depth_is_limited() {
    let nest = |open: &str, close: &str, n: usize| Docx::new(&(open.repeat(n) + &p("deep") + &close.repeat(n))).read();
    assert!(codes(&nest("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 200)).contains(&"too-deep"));
    assert_eq!(lines(&nest("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 60)), ["deep"]);
    assert_eq!(lines(&nest("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 60)).last(), Some(&"deep"));
    let changes = nest("<w:ins w:author='a'>", "</w:ins>", 100);
    assert_eq!(lines(&changes), ["deep"]);
    assert_eq!(changes.revisions.len(), 4);
}

/// A document that has something of everything.
fn rich() -> Docx {
    let changed = "<w:p><w:pPr><w:rPr><w:del w:author='x'/></w:rPr></w:pPr><w:ins w:author='y'><w:r><w:t>in</w:t></w:r></w:ins>\
         <w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:footnoteReference w:id='2'/></w:r></w:p>";
    let field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"a\"</w:instrText></w:r><w:r>\
         <w:fldChar w:fldCharType='separate'/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>é</w:t><w:br/><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", item(1, 1, "a"), p("b"));
    Docx::new(&[item(1, 0, "Scope"), item(2, 1, "Terms"), changed.into(), table, field.into(), p("end")].concat())
        .word(
            "numbering",
            "numbering",
            &lists(&agreement_levels(), "<w:lvlOverride w:ilvl='1'><w:startOverride w:val='4'/></w:lvlOverride>"),
        )
        .word("footnotes", "footnotes", &format!("<w:footnote w:id='2'>{}</w:footnote>", p("note")))
        .word(
            "styles",
            "styles",
            "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en'/></w:rPr></w:rPrDefault></w:docDefaults>",
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..300), head in 0..3usize) {
        let heads: [&[u8]; 3] = [b"", b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0]];
        checked(extract(&[heads[head], &bytes].concat(), Revisions::Accepted));
    }

    #[test]
    fn no_damage_to_the_archive_makes_it_fail(hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = rich().zipped();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        checked(extract(&bytes, Revisions::Accepted));
    }

    #[test]
    fn no_damage_to_the_parts_makes_it_fail(
        hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
        original in any::<bool>(),
    ) {
        let mut document = rich();
        // Elements change places, so that everything stands where it should not.
        for (part, from, to) in hits {
            let part = part.index(document.parts.len());
            let xml = &mut document.parts[part].1;
            let pieces: Vec<&str> = xml.split_inclusive('>').collect();
            let mut moved: Vec<&str> = pieces.clone();
            moved.swap(from.index(pieces.len()), to.index(pieces.len()));
            *xml = moved.concat();
        }
        if original { document.read_original() } else { document.read() };
    }

    #[test]
    fn any_tree_of_known_elements_is_read(picks in proptest::collection::vec((0..32usize, 0..3u8), 0..120)) {
        const NAMES: [&str; 32] = [
            "p", "r", "t", "tbl", "tr", "tc", "ins", "del", "moveFrom", "moveTo", "pPr", "rPr", "numPr", "numId w:val='1'", "vanish",
            "hyperlink w:anchor='a'", "fldSimple w:instr='HYPERLINK \"x\"'", "fldChar w:fldCharType='begin'", "fldChar w:fldCharType='separate'",
            "fldChar w:fldCharType='end'", "instrText", "txbxContent", "sdt", "sdtContent", "footnoteReference w:id='2'", "br", "tab",
            "ruby", "rubyBase", "sectPr", "delText", "footnoteReference w:id='3' w:customMarkFollows='1'",
        ];
        let mut xml = String::new();
        let mut open = Vec::new();
        for (name, what) in picks {
            let name = NAMES[name];
            xml += &format!("<w:{name}>");
            open.push(name.split(' ').next().unwrap());
            if what > 0 {
                xml += "ā b. ";
            }
            while open.len() > 40 || (what == 2 && !open.is_empty()) {
                xml += &format!("</w:{}>", open.pop().unwrap());
                if open.len() % 3 == 0 {
                    break;
                }
            }
        }
        while let Some(name) = open.pop() {
            xml += &format!("</w:{name}>");
        }
        let document = Docx::new(&xml)
            .word("numbering", "numbering", &lists(&agreement_levels(), ""))
            .word("footnotes", "footnotes", &format!("<w:footnote w:id='2'>{}</w:footnote>", p("note")));
        document.read();
        document.read_original();
    }
}
