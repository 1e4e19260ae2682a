//! Fonts that say in odd ways what their glyphs mean, and words that stand in annotations.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::files::{WORDS, bytes, document, times};
use super::{body, codes};
use crate::read::format::pdf::extract;

fn named(pairs: &[(i64, &str)]) -> Object {
    let list = pairs.iter().flat_map(|(code, name)| [Object::Integer(*code), Object::Name(name.as_bytes().to_vec())]);
    Object::Dictionary(dictionary! { "Type" => "Encoding", "Differences" => list.collect::<Vec<_>>() })
}

#[test]
fn fonts_made_of_pictures_have_their_own_units_and_numbered_glyphs() {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 50.into(), 50.into()],
        "FontMatrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 0.into(), 0.into()],
        "CharProcs" => Dictionary::new(), "FirstChar" => 65, "Widths" => vec![25.into(), 25.into(), 25.into()],
        "Encoding" => named(&[(65, "a65"), (66, "C42"), (67, "x300"), (224, "a224")]),
    };
    let extract =
        extract(&bytes(document("BT /F 0.24 Tf 72 700 Td (AB) Tj ET BT /F 0.24 Tf 72 600 Td (C\\340) Tj ET", font)));
    // What a name does not tell is not guessed.
    assert_eq!(body(&extract), ["AB", "\u{fffd}\u{fffd}"]);
    assert!(codes(&extract).contains(&"pdf-unmapped"));
}

#[test]
fn ligatures_of_an_embedded_program_are_read() {
    let mut doc = document("BT /F 12 Tf 72 700 Td (an e\\013ective o\\016ce) Tj ET", dictionary! { "Type" => "Font" });
    let program =
        b"%!PS-AdobeFont\n/Encoding 256 array dup 11 /ff put dup 14 /ffi put readonly def currentfile eexec".to_vec();
    let program = doc.add_object(Stream::new(Dictionary::new(), program));
    let font = doc.objects.values_mut().filter_map(|o| o.as_dict_mut().ok()).find(|d| d.has_type(b"Font")).unwrap();
    font.extend(&dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "ABCDEF+Model",
        "FontDescriptor" => dictionary! { "FontFile" => program },
    });
    assert_eq!(body(&extract(&bytes(doc))), ["an effective office"]);
}

#[test]
fn a_map_may_be_given_by_its_name() {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Model", "Encoding" => "Identity-H",
        "ToUnicode" => "Identity-H",
        "DescendantFonts" => vec![Object::Dictionary(dictionary! { "Subtype" => "CIDFontType2", "DW" => 600 })],
    };
    let extract = extract(&bytes(document("BT /F 12 Tf 72 700 Td <04210442> Tj ET", font)));
    assert_eq!(body(&extract), ["Ст"]);
}

#[test]
fn an_operator_inside_an_array_loses_no_words() {
    let content =
        "BT /F 12 Tf 72 700 Td [(Each ) 0 Tc (Party) ] TJ ET BT /F 12 Tf 72 600 Td [(kept) TJ 0 -20 Td (also) Tj ET";
    assert_eq!(body(&extract(&bytes(document(content, times())))), ["Each Party", "kept also"]);
}

#[test]
fn filled_fields_and_text_boxes_are_words_of_the_page() {
    let mut doc = document(WORDS, times());
    let resources = dictionary! { "Font" => dictionary! { "G" => Object::Dictionary(times()) } };
    let drawing = |words: &str| {
        let dict = dictionary! {
            "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 20.into()],
            "Resources" => Object::Dictionary(resources.clone()),
        };
        Stream::new(dict, format!("/Tx BMC BT /G 12 Tf 2 5 Td ({words}) Tj ET EMC").into_bytes())
    };
    let mut notes = Vec::new();
    for (kind, words, flags, top) in [
        ("Widget", "Model State) Tj 0 -40 Td (beyond the box", 4, 600),
        ("FreeText", "Done at Lake", 0, 560),
        ("Widget", "unseen", 2, 520),
        ("Popup", "reviewer", 0, 480),
    ] {
        let stream = doc.add_object(drawing(words));
        let area: Vec<Object> = vec![72.into(), top.into(), 272.into(), (top + 20).into()];
        let note = dictionary! {
            "Subtype" => kind, "Rect" => area, "F" => flags, "AP" => dictionary! { "N" => stream },
        };
        notes.push(Object::Dictionary(note));
    }
    notes.push(Object::Dictionary(dictionary! {
        "Subtype" => "Widget", "FT" => "Tx", "V" => Object::string_literal("typed"),
        "Rect" => vec![72.into(), 400.into(), 172.into(), 420.into()],
    }));
    let page = doc.objects.values_mut().filter_map(|o| o.as_dict_mut().ok()).find(|d| d.has_type(b"Page")).unwrap();
    page.set("Annots", notes);
    let extract = extract(&bytes(doc));
    assert_eq!(body(&extract), ["Article 1", "Each Party shall", "Model State", "Done at Lake"]);
    assert!(extract.diagnostics.iter().any(|d| d.message.contains("more words than its box")));
    assert!(
        extract.diagnostics.iter().any(|d| d.message.contains("stored, but not drawn")),
        "{:?}",
        extract.diagnostics
    );
}
