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

/// Reads a model agreement into these addresses, and nothing is doubtful.
fn reads_as(name: &str, expected: &str) -> Document {
    let document = document(name);
    assert_eq!(addresses(&document).join(" "), expected, "{name}");
    let doubts: Vec<_> = document.diagnostics.iter().map(|d| format!("{} {}", d.code, d.message)).collect();
    assert!(doubts.is_empty(), "{name}: {doubts:?}");
    document
}

#[test]
fn russian() {
    let d = reads_as(
        "ru.txt",
        "preface preamble preamble/1 preamble/2 preamble/3 ch1 art1 art1/a art1/b art1/c art2 \
         art2/1 art2/2 ch2 art3 conclusions annex annex/1 annex/2",
    );
    assert_eq!(d.language.as_deref(), Some("ru"));
    assert_eq!(heading(&d, "ch1"), "Общие положения");
    assert_eq!(heading(&d, "art2"), "Обязательства Сторон");
    assert!(d.unit("art2/2").unwrap().text.ends_with("настоящей статьи."));
    assert_eq!(d.unit("art1/c").unwrap().label, "в)");
}

#[test]
fn chinese() {
    let d = reads_as(
        "zh.txt",
        "preface preamble preamble/1 preamble/2 ch1 art1 art1/1 art1/2 art2 art2/1 art2/2 ch2 art3 \
         annex",
    );
    assert_eq!(d.language.as_deref(), Some("zh"));
    assert_eq!(heading(&d, "art1"), "定义");
    assert_eq!(heading(&d, "ch2"), "最后条款");
}

#[test]
fn arabic() {
    let d =
        reads_as("ar.txt", "preface preamble preamble/1 preamble/2 ch1 art1 art1/a art1/b art2 art2/1 art2/2 ch2 art3");
    assert_eq!(d.language.as_deref(), Some("ar"));
    assert_eq!(heading(&d, "art2"), "التزامات الأطراف");
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
    assert!(d.diagnostics.is_empty(), "{:?}", d.diagnostics);
}

#[test]
fn resolutions_count_their_paragraphs_through_the_headings_of_an_annex() {
    let d = reads_as(
        "resolution.txt",
        "preface preamble preamble/1 preamble/2 1 2 2/a 2/b 2/b/i 2/b/ii 3 conclusions annex \
         annex/sec1 annex/1 annex/2 annex/sec2 annex/sec2/secA annex/3 annex/sec2/secB annex/4",
    );
    assert!(d.unit("annex/4").unwrap().text.ends_with("guidelines says."));
}

#[test]
fn articles_that_begin_again_below_a_title_stand_in_an_annex() {
    let d = reads_as(
        "restart.txt",
        "preface preamble preamble/1 ch1 art1 art2 art2/a art2/b ch2 art3 conclusions annex annex/art1 annex/art1/1 \
         annex/art1/2 annex/art2",
    );
    assert_eq!(heading(&d, "annex"), "Rules of Procedure of the Model Tribunal");
    assert_eq!(d.unit("annex/art2").unwrap().eid, "att_nn_1__art_2");
}

#[test]
fn numbers_in_the_margin_are_not_those_of_the_paragraphs() {
    let mut text = String::new();
    let mut margin = 0;
    for article in 1..=6 {
        text.push_str(&format!("ARTICLE {article}\nMatters of kind {article}\n\n"));
        for paragraph in 1..=3 {
            margin += 1;
            text.push_str(&format!("{margin} PP-98 {paragraph}. Each Member keeps rule {margin}.\n\n"));
        }
    }
    let d = read("margin.txt", text.as_bytes(), &Options::default());
    let unit = d.unit("art5/2").unwrap();
    assert_eq!((unit.label.as_str(), unit.number.as_str()), ("14 PP-98 2.", "2"));
    assert_eq!(d.units.iter().filter(|u| u.depth == 1).count(), 18);
}

/// A model agreement of two articles, printed as a language prints its headings.
fn two_articles(preamble: &str, first: &str, second: &str, words: &str) -> Document {
    let text = format!("{preamble}\n\n{first}\n\n1. {words}\n\n2. {words}\n\n{second}\n\n{words}\n");
    read("model.txt", text.as_bytes(), &Options::default())
}

#[test]
fn articles_are_known_by_their_word_in_many_languages() {
    for (first, second, words) in [
        ("Стаття 1", "Стаття 2", "Сторони цієї угоди співпрацюють."),
        ("Artykuł 1", "Artykuł 2", "Strony niniejszej umowy współpracują."),
        ("1. cikk", "2. cikk", "A Felek együttműködnek."),
        ("1 straipsnis", "2 straipsnis", "Šalys bendradarbiauja."),
        ("1-modda.", "2-modda.", "Tomonlar hamkorlik qiladi."),
        ("ΑΡΘΡΟ 1", "ΑΡΘΡΟ 2", "Τα Μέρη συνεργάζονται."),
        ("제 1 조", "제 2 조", "당사자는 협력한다."),
        ("Madde 1", "Madde 2", "Taraflar iş birliği yapar."),
        ("Điều 1", "Điều 2", "Các Bên hợp tác."),
        ("ข้อ ๑", "ข้อ ๒", "ภาคีร่วมมือกัน"),
        ("ماده ۱", "ماده ۲", "طرف‌ها همکاری می‌کنند."),
        ("अनुच्छेद १", "अनुच्छेद २", "पक्षकार सहयोग करेंगे।"),
        ("Статья первая", "Статья вторая", "Стороны сотрудничают."),
        ("المادة الأولى", "المادة الثانية", "يتعاون الطرفان."),
        ("Artículo primero", "Artículo segundo", "Las Partes cooperan."),
    ] {
        let d = two_articles("Model", first, second, words);
        assert_eq!(addresses(&d), ["preface", "art1", "art1/1", "art1/2", "art2"], "{first}");
        assert!(d.diagnostics.is_empty(), "{first}: {:?}", d.diagnostics);
    }
}

#[test]
fn recitals_are_known_by_the_word_they_share() {
    let preamble = "Modellabkommen\n\nPräambel\n\nDa das eine Modell gilt,\n\nda das andere Modell gilt,\n\n\
                    da auch das dritte gilt,\n\nhaben die Parteien Folgendes vereinbart:";
    let d = two_articles(preamble, "Artikel 1", "Artikel 2", "Die Parteien arbeiten zusammen.");
    let expected = "preface preamble preamble/1 preamble/2 preamble/3 art1 art1/1 art1/2 art2";
    assert_eq!(addresses(&d).join(" "), expected);
}

#[test]
fn a_preamble_of_one_sentence_is_known_by_its_end() {
    let preamble = "示范协定\n\n甲方和乙方，出于友好合作的愿望，达成协议如下：";
    let d = two_articles(preamble, "第一条", "第二条", "双方合作。");
    assert_eq!(addresses(&d).join(" "), "preface preamble art1 art1/1 art1/2 art2");
}

#[test]
fn small_letters_open_russian_recitals_on_lines_of_their_own() {
    let preamble = "МОДЕЛЬНОЕ СОГЛАШЕНИЕ\n(г. Москва)\nСторона А и Сторона Б, далее именуемые Сторонами,\n\
                    принимая во внимание одну модель,\nучитывая другую модель,\nдоговорились о нижеследующем:";
    let d = two_articles(preamble, "Статья 1", "Статья 2", "Стороны сотрудничают.");
    let expected = "preface preamble preamble/1 preamble/2 art1 art1/1 art1/2 art2";
    assert_eq!(addresses(&d).join(" "), expected);
}
