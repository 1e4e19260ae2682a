use super::*;
use crate::model::UnitKind;

fn taken(text: &str) -> Option<(Option<UnitKind>, String, char, usize)> {
    let label = label(text)?;
    let value = label.readings.first().map(|r| format!("{:?} {}", r.scheme, r.value)).unwrap_or_default();
    Some((label.word.map(|w| w.kind), value, label.close, label.end))
}

#[test]
fn reads_headings_in_their_many_forms() {
    let article = |text: &str| taken(text).filter(|t| t.0 == Some(UnitKind::Article)).map(|t| t.1);
    for (text, value) in [
        ("Article 5", "Arabic 5"),
        ("ARTICLE 9.12 Scope", "Arabic 9.12"),
        ("ARTÍCULO 9-9", "Arabic 9.9"),
        ("Article - 9", "Arabic 9"),
        ("Article V", "RomanUpper 5"),
        ("Art. 7.–", "Arabic 7"),
        ("Article 5 bis", "Arabic 5bis"),
        ("Artikel 5a", "Arabic 5a"),
        ("Article IV bis", "RomanUpper 4bis"),
        ("Article 4-ter", "Arabic 4ter"),
        ("Articolo 5 - bis", "Arabic 5bis"),
        ("Articolo 5-novies", "Arabic 5nonies"),
        ("Artículo 1.º", "Arabic 1"),
        ("Artículo 2º bis", "Arabic 2bis"),
        ("Article 1er", "Arabic 1"),
        ("Article 1er bis", "Arabic 1bis"),
        ("Article premier bis", "Arabic 1bis"),
        ("Article 9-12", "Arabic 9.12"),
        ("Article premier", "Arabic 1"),
        ("ARTICLE TWENTY-ONE", "Arabic 21"),
        ("Статья 3", "Arabic 3"),
        ("第二十一条 适用范围", "Arabic 21"),
        ("第5条", "Arabic 5"),
        ("المادة الخامسة :التجريم", "Arabic 5"),
        ("المادة ١٢", "Arabic 12"),
        ("Article IV.2", "RomanUpper 4.2"),
        ("Article XIII bis - 1", "RomanUpper 13bis-1"),
        ("Article IVA", "RomanUpper 4a"),
        ("Articlc 7", "Arabic 7"),
        ("Artic1e 7", "Arabic 7"),
        ("Article l2", "Arabic 12"),
        ("1. cikk", "Arabic 1"),
        ("12-modda. Doira", "Arabic 12"),
        ("3 straipsnis", "Arabic 3"),
        ("제12조 (정의)", "Arabic 12"),
        ("제 3 조", "Arabic 3"),
        ("Стаття 7", "Arabic 7"),
        ("Статья двадцать первая", "Arabic 21"),
        ("ماده ۱۲", "Arabic 12"),
        ("دفعہ ۱۲۔", "Arabic 12"),
        ("סעיף כא.", "Arabic 21"),
        ("Kifungu cha 12.", "Arabic 12"),
        ("المادة الحادية والعشرون بعد المائة:", "Arabic 121"),
        ("Article VIl", "RomanUpper 7"),
    ] {
        assert_eq!(article(text).as_deref(), Some(value), "{text}");
    }
    // "1O" is 1 with a letter behind it, or 10.
    let values: Vec<_> = label("4RTICLE 9.1O").unwrap().readings.iter().map(|r| r.value.to_string()).collect();
    assert_eq!(values, ["9.1o", "9.10"]);
    assert_eq!(taken("ANNEX").map(|t| t.0), Some(Some(UnitKind::Annex)));
    assert_eq!(taken("PREMIÈRE PARTIE").map(|t| (t.0, t.1)), Some((Some(UnitKind::Part), "Arabic 1".into())));
    assert_eq!(taken("Articles 5 and 6 apply"), None);
}

#[test]
fn reads_numbers_of_paragraphs_and_points() {
    let bare = |text: &str| taken(text).map(|t| (t.1, t.2));
    assert_eq!(bare("1. Each Party"), Some(("Arabic 1".into(), '.')));
    assert_eq!(bare("1.1 Each Party"), Some(("Arabic 1.1".into(), ' ')));
    assert_eq!(bare("1.Each Party"), Some(("Arabic 1".into(), '.')));
    assert_eq!(bare("(a) goods"), Some(("AlphaLower 1".into(), ')')));
    assert_eq!(bare("ii) goods"), Some(("RomanLower 2".into(), ')')));
    assert_eq!(bare("(aa) goods"), Some(("Double 1".into(), ')')));
    assert_eq!(bare("б) товары"), Some(("Cyrillic 2".into(), ')')));
    assert_eq!(bare("（一）原则"), Some(("Han 1".into(), ')')));
    assert_eq!(bare("一、原则"), Some(("Han 1".into(), '、')));
    for bis in ["1 bis. Each", "1bis. Each", "1-bis. Each", "1 - bis. Each", "1–bis. Each", "1 -bis. Each"] {
        assert_eq!(bare(bis), Some(("Arabic 1bis".into(), '.')), "{bis}");
    }
    assert_eq!(bare("(4-ter) Each"), Some(("Arabic 4ter".into(), ')')));
    assert_eq!(bare("1 - Bisons graze"), Some(("Arabic 1".into(), '-')));
    assert_eq!(bare("– goods").map(|b| b.1), Some('–'));
    for none in [
        "1 December 2050",
        "24 February 1972]",
        "3 мая",
        "г. Москва",
        "i.e. goods",
        "a.m.",
        "(see Article 5)",
        "2015 was",
        "Each",
        "",
        "(2015) 5",
        "1.5million",
    ] {
        assert_eq!(bare(none), None, "{none}");
    }
    let both: Vec<_> = label("(i) goods").unwrap().readings.iter().map(|r| r.scheme).collect();
    assert_eq!(both, [Scheme::RomanLower, Scheme::AlphaLower]);
}
