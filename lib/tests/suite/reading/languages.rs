//! Model agreements in the languages of diplomacy, written for these tests, read into the addresses a lawyer would use.

use servanda::read::{Document, Options, read};

fn document(name: &str) -> Document {
    let path = format!("{}/tests/suite/reading/models/{name}", env!("CARGO_MANIFEST_DIR"));
    read(name, &std::fs::read(path).unwrap(), &Options::default())
}

fn addresses(document: &Document) -> Vec<&str> {
    document.units.iter().map(|u| u.address.as_str()).collect()
}

fn heading<'d>(document: &'d Document, address: &str) -> &'d str {
    document.unit(address).unwrap_or_else(|| panic!("no {address}")).heading.as_deref().unwrap_or("")
}

fn no_doubts(document: &Document) {
    let doubts: Vec<_> = document.diagnostics.iter().map(|d| format!("{} {}", d.code, d.message)).collect();
    assert!(doubts.is_empty(), "{doubts:?}");
}

#[test]
fn russian() {
    let d = document("ru.txt");
    assert_eq!(
        addresses(&d),
        [
            "preface",
            "preamble",
            "preamble/1",
            "preamble/2",
            "preamble/3",
            "ch1",
            "art1",
            "art1/a",
            "art1/b",
            "art1/c",
            "art2",
            "art2/1",
            "art2/2",
            "ch2",
            "art3",
            "conclusions",
            "annex",
            "annex/1",
            "annex/2"
        ]
    );
    assert_eq!(d.language.as_deref(), Some("ru"));
    assert_eq!(heading(&d, "ch1"), "Общие положения");
    assert_eq!(heading(&d, "art2"), "Обязательства Сторон");
    assert!(d.unit("art2/2").unwrap().text.ends_with("настоящей статьи."));
    assert_eq!(d.unit("art1/c").unwrap().label, "в)");
    no_doubts(&d);
}

#[test]
fn chinese() {
    let d = document("zh.txt");
    assert_eq!(
        addresses(&d),
        [
            "preface",
            "preamble",
            "preamble/1",
            "preamble/2",
            "ch1",
            "art1",
            "art1/1",
            "art1/2",
            "art2",
            "art2/1",
            "art2/2",
            "ch2",
            "art3",
            "annex"
        ]
    );
    assert_eq!(d.language.as_deref(), Some("zh"));
    assert_eq!(heading(&d, "art1"), "定义");
    assert_eq!(heading(&d, "ch2"), "最后条款");
    no_doubts(&d);
}

#[test]
fn arabic() {
    let d = document("ar.txt");
    assert_eq!(
        addresses(&d),
        [
            "preface",
            "preamble",
            "preamble/1",
            "preamble/2",
            "ch1",
            "art1",
            "art1/a",
            "art1/b",
            "art2",
            "art2/1",
            "art2/2",
            "ch2",
            "art3"
        ]
    );
    assert_eq!(d.language.as_deref(), Some("ar"));
    assert_eq!(heading(&d, "art2"), "التزامات الأطراف");
    no_doubts(&d);
}

#[test]
fn two_languages_in_one_file_share_their_addresses() {
    let d = document("fr-en.txt");
    let languages: Vec<_> = d.texts.iter().map(|t| t.language.as_deref()).collect();
    assert_eq!(languages, [Some("fr"), Some("en")]);
    let of = |part: usize| -> Vec<&str> {
        d.units.iter().filter(|u| u.text_part == part).map(|u| u.address.as_str()).collect()
    };
    assert_eq!(of(0), of(1));
    assert_eq!(
        of(0),
        [
            "preface",
            "preamble",
            "preamble/1",
            "preamble/2",
            "art1",
            "art1/a",
            "art1/b",
            "art2",
            "art2/1",
            "art2/2",
            "art2/2bis",
            "art3",
            "conclusions"
        ]
    );
    no_doubts(&d);
}

#[test]
fn resolutions_count_their_paragraphs_through_the_headings_of_an_annex() {
    let d = document("resolution.txt");
    assert_eq!(
        addresses(&d),
        [
            "preface",
            "preamble",
            "preamble/1",
            "preamble/2",
            "1",
            "2",
            "2/a",
            "2/b",
            "2/b/i",
            "2/b/ii",
            "3",
            "conclusions",
            "annex",
            "annex/sec1",
            "annex/1",
            "annex/2",
            "annex/sec2",
            "annex/sec2/secA",
            "annex/3",
            "annex/sec2/secB",
            "annex/4"
        ]
    );
    assert!(d.unit("annex/4").unwrap().text.ends_with("guidelines says."));
    no_doubts(&d);
}
