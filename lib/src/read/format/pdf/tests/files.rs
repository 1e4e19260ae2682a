//! The engine on small files made on the spot: bad ones above all.

use lopdf::encryption::EncryptionVersion;
use lopdf::{Dictionary, Document, EncryptionState, Object, Permissions, Stream, dictionary};
use proptest::prelude::*;

use super::{body, codes};
use crate::diagnostic::Severity;
use crate::read::format::pdf::extract;

/// A document with one page.
pub(super) fn document(content: &str, font: Dictionary) -> Document {
    let mut doc = Document::with_version("1.5");
    let pages = doc.new_object_id();
    let font = doc.add_object(font);
    let content = doc.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let page = doc.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
        "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    doc.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()] }),
    );
    let catalog = doc.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Lang" => Object::string_literal("fr-CH"),
    });
    let info = doc.add_object(dictionary! { "Title" => Object::string_literal("Convention") });
    doc.trailer.set("Root", catalog);
    doc.trailer.set("Info", info);
    let id = Object::string_literal("0123456789abcdef");
    doc.trailer.set("ID", vec![id.clone(), id]);
    doc
}

pub(super) fn times() -> Dictionary {
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman", "Encoding" => "WinAnsiEncoding" }
}

pub(super) fn bytes(mut doc: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

pub(super) const WORDS: &str = "BT /F 12 Tf 72 700 Td (Article 1) Tj 0 -16 Td [(Each P) 90 (arty sh) -20 (all)] TJ ET";

#[test]
fn reads_words_title_and_language() {
    let extract = extract(&bytes(document(WORDS, times())));
    assert_eq!(body(&extract), ["Article 1", "Each Party shall"]);
    assert_eq!((extract.title.as_deref(), extract.language.as_deref()), (Some("Convention"), Some("fr-CH")));
    assert!(!extract.wrapped);
}

fn encrypted(user: &str) -> Vec<u8> {
    let mut doc = document(WORDS, times());
    let version = EncryptionVersion::V2 {
        document: &doc,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    doc.encrypt(&state).unwrap();
    bytes(doc)
}

#[test]
fn an_encrypted_file_is_read_if_its_password_is_empty_and_named_if_not() {
    assert_eq!(body(&extract(&encrypted(""))), ["Article 1", "Each Party shall"]);
    assert_eq!(codes(&extract(&encrypted("secret"))), ["pdf-encrypted"]);
}

#[test]
fn a_scan_is_to_be_recognised_first() {
    let mut doc = document("q 600 0 0 800 0 0 cm /I Do Q", times());
    let picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    let picture = doc.add_object(Stream::new(picture, vec![0]));
    let page = doc.page_iter().next().unwrap();
    let page = doc.get_dictionary_mut(page).unwrap();
    page.set("Resources", dictionary! { "XObject" => dictionary! { "I" => picture } });
    let extract = extract(&bytes(doc));
    assert_eq!(codes(&extract), ["pdf-no-text"]);
    assert!(extract.diagnostics[0].hints[0].contains("OCR") && extract.diagnostics[0].severity == Severity::Error);
}

#[test]
fn garbage_in_a_page_costs_the_garbage_only() {
    let content = format!(">> ) \u{1}\u{2}garbage [(( {WORDS} >> BT /F 12 Tf 72 600 Td (the rest) Tj ET");
    let content = content.replace("[((", "[]");
    let extract = extract(&bytes(document(&content, times())));
    assert_eq!(body(&extract), ["Article 1", "Each Party shall", "the rest"]);
    assert_eq!(codes(&extract), ["pdf-page-damaged"]);
}

#[test]
fn words_whose_font_is_missing_are_said_to_be_lost() {
    let extract = extract(&bytes(document(&WORDS.replace("/F ", "/Missing "), times())));
    assert_eq!(codes(&extract), ["pdf-page-damaged", "pdf-damaged"]);
}

#[test]
fn glyphs_without_meaning_are_counted() {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Soup", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Dictionary(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "ABCDEF+Soup", "DW" => 500,
        })],
    };
    let extract = extract(&bytes(document("BT /F 12 Tf 72 700 Td <00010002000300040005> Tj ET", font)));
    assert_eq!(body(&extract), ["\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"]);
    let found = extract.diagnostics.iter().find(|d| d.code == "pdf-unmapped").unwrap();
    assert!(found.message.starts_with("5 characters (100.0 %)"), "{}", found.message);
}

#[test]
fn names_of_glyphs_and_maps_to_unicode_are_understood() {
    let mut font = times();
    let names = ["fi", "uni0416", "f_f_l", "Euro.alt", "nonsense"].map(|n| Object::Name(n.into()));
    let mut differences = vec![Object::Integer(1)];
    differences.extend(names);
    font.set("Encoding", dictionary! { "Type" => "Encoding", "Differences" => differences });
    let extract = extract(&bytes(document("BT /F 12 Tf 72 700 Td <0102030405> Tj ET", font)));
    assert_eq!(body(&extract), ["fiЖffl€\u{fffd}"]);
}

#[test]
fn loops_end() {
    // A form that draws itself, a tree of pages that contains itself, a table of contents that comes before itself.
    let mut doc = document("/X Do", times());
    let form = doc.new_object_id();
    let mut stream = Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Form" }, b"/X Do /X Do".to_vec());
    stream.dict.set("Resources", dictionary! { "XObject" => dictionary! { "X" => form } });
    doc.objects.insert(form, Object::Stream(stream));
    let page = doc.page_iter().next().unwrap();
    let resources = dictionary! { "XObject" => dictionary! { "X" => form } };
    doc.get_dictionary_mut(page).unwrap().set("Resources", resources);
    assert!(body(&extract(&bytes(doc))).is_empty());

    let mut doc = document(WORDS, times());
    let page = doc.page_iter().next().unwrap();
    let pages = doc.get_dictionary(page).unwrap().get(b"Parent").unwrap().as_reference().unwrap();
    let kids = vec![pages.into(), page.into(), pages.into(), page.into()];
    doc.get_dictionary_mut(pages).unwrap().set("Kids", kids);
    doc.get_dictionary_mut(pages).unwrap().set("Parent", pages);
    doc.get_dictionary_mut(page).unwrap().remove(b"MediaBox");
    let _ = extract(&bytes(doc));

    let text = String::from_utf8_lossy(&bytes(document(WORDS, times()))).into_owned();
    let start = text.rfind("xref").and_then(|at| text[..at].rfind("xref")).unwrap_or(0);
    let looped = text.replace("/Root", &format!("/Prev {start} /Root"));
    let _ = extract(looped.as_bytes());
}

#[test]
fn no_pdf_at_all_is_said_to_be_damaged() {
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\nstartxref\n99999999999\n%%EOF", &[0xff; 300]] {
        assert_eq!(codes(&extract(bytes)), ["pdf-damaged"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damaged_files_never_panic(
        cut in 0usize..4000,
        changes in prop::collection::vec((0usize..4000, any::<u8>()), 0..30),
    ) {
        let mut bytes = bytes(document(WORDS, times()));
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        bytes.truncate(cut);
        let _ = extract(&bytes);
    }

    #[test]
    fn any_drawing_program_is_read(content in "[ -~]{0,200}") {
        let content = format!("BT /F 12 Tf 72 700 Td (words) Tj ET {content}");
        let extract = extract(&bytes(document(&content, times())));
        // What the program goes on to draw may stand between these letters, but not take them away.
        prop_assert!("words".chars().all(|c| extract.text.contains(c)), "{}", extract.text);
    }
}
