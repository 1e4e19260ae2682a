use super::*;
use crate::landscape;

fn with(text: &str, context: &Context<'_>) -> Vec<(String, String)> {
    citations(text, context).into_iter().map(|c| (c.text, c.target.to_string())).collect()
}

fn targets(text: &str, language: &str) -> Vec<String> {
    // At the very beginning "Article 5" alone is a heading.
    let text = if language == "en" { format!("under {text}") } else { format!("( {text}") };
    let text = text.as_str();
    let context = Context { language: Some(language), ..Context::default() };
    with(text, &context).into_iter().map(|(_, target)| target).collect()
}

fn inside(text: &str, unit: &str) -> Vec<String> {
    let text = format!("under {text} and so on");
    let text = text.as_str();
    let context = Context { language: Some("en"), unit: Some(unit), ..Context::default() };
    with(text, &context).into_iter().map(|(_, target)| target).collect()
}

#[test]
fn the_charter_and_other_works() {
    assert_eq!(targets("Article 51 of the Charter", "en"), ["un-charter-1945/art51"]);
    assert_eq!(
        with("in Articles 2 (4) and 51 of the Charter of the United Nations,", &Context::default()),
        [
            ("Articles 2 (4)".to_owned(), "un-charter-1945/art2/4".to_owned()),
            ("51 of the Charter of the United Nations".to_owned(), "un-charter-1945/art51".to_owned())
        ]
    );
    assert_eq!(targets("acting under Chapter VII of the Charter", "en"), ["un-charter-1945/ch7"]);
    assert_eq!(
        targets("Article 38 (1) (c) of the Statute of the International Court of Justice", "en"),
        ["icj-statute-1945/art38/1/c"]
    );
    assert_eq!(targets("art. 17 ICCPR", "en"), ["iccpr-1966/art17"]);
    assert_eq!(
        targets("Article VI:4 of GATS and Article XX of the GATT 1994", "en"),
        ["gats-1994/art6/4", "gatt-1994/art20"]
    );
    assert_eq!(
        targets("Article 5 of the African Charter; Article 6 of the Charter", "en"),
        ["", "ambiguous:un-charter-1945/art6"]
    );
}

#[test]
fn provisions_in_both_orders() {
    assert_eq!(inside("paragraph 2 of Article 5", "art7/1"), ["internal:art5/2"]);
    assert_eq!(inside("sub-paragraph (a) of paragraph 2 of Article 3", "art7/1"), ["internal:art3/2/a"]);
    assert_eq!(inside("Article 5, paragraph 2, subparagraph (a)", "art7/1"), ["internal:art5/2/a"]);
    assert_eq!(inside("art. 5.2(b)(ii)", "art7/1"), ["internal:art5/2/b/ii"]);
    assert_eq!(inside("Article 9.9.2(a)", "art7.1/1"), ["internal:art9.9.2/a"]);
    assert_eq!(inside("Article 2 bis", "art7/1"), ["internal:art2bis"]);
    assert_eq!(inside("article 112, paragraph 1, of the Rome Statute", "art1"), ["rome-statute-1998/art112/1"]);
    assert_eq!(inside("subparagraph (a), of paragraph 2 of Article 3", "art1"), ["internal:art3/2/a"]);
    assert_eq!(
        inside("Articles 13, 14, paragraphs 1 and 2, 15 and 16", "art1"),
        ["internal:art13", "internal:art14/1", "internal:art14/2", "internal:art15", "internal:art16"]
    );
    assert_eq!(inside("Article VII, Section 7", "art1"), ["internal:art7/sec7"]);
    assert_eq!(inside("Chapters 25 to 27 of the Harmonized System", "art1"), ["", "", ""]);
    assert_eq!(inside("Annex V-B", "art1"), ["internal:annex5-b"]);
    assert_eq!(inside("Annex II, section B, para. 3", "art7/1"), ["internal:annex2/secB/3"]);
    assert_eq!(
        inside("Articles 2 to 5", "art7/1"),
        ["internal:art2", "internal:art3", "internal:art4", "internal:art5"]
    );
    assert_eq!(inside("paragraph 2 of Articles 3 and 4", "art7/1"), ["internal:art3/2", "internal:art4/2"]);
    assert_eq!(
        inside("Articles 15.4 (Consultations) and 15.5 (Good Offices)", "art7.1"),
        ["internal:art15.4", "internal:art15.5"]
    );
    assert_eq!(
        inside("Article 5 and Article 10 of GATS", "art7"),
        ["ambiguous:internal:art5|gats-1994/art5", "gats-1994/art10"]
    );
    assert_eq!(inside("Article 5 of the Framework Agreement on Trade", "art7"), [""]);
    assert_eq!(inside("Article 5 of this Agreement", "art7"), ["internal:art5"]);
}

#[test]
fn references_from_where_they_stand() {
    assert_eq!(inside("paragraph 2", "art5/3"), ["internal:art5/2"]);
    assert_eq!(inside("paragraph 13 (f) and (g)", "7"), ["internal:13/f", "internal:13/g"]);
    assert_eq!(inside("this Article", "art5/3/a"), ["internal:art5"]);
    assert_eq!(inside("the preceding paragraph", "art5/3"), ["internal:art5/2"]);
    assert_eq!(inside("the preceding Article", "art5/3"), ["internal:art4"]);
    assert_eq!(inside("paragraph 2 above", "art5/3"), ["internal:art5/2"]);
    assert_eq!(inside("subparagraph (a)", "art5/3/b"), ["internal:art5/3/a"]);
    assert_eq!(inside("paragraph 1 of this Article", "art5/3/b"), ["internal:art5/1"]);
    assert_eq!(inside("Article 5 applies, but the said Article ends", "art9"), ["internal:art5", "internal:art5"]);
    // Without a place, "paragraph 2" could be anywhere.
    assert_eq!(targets("paragraph 2", "en"), [""]);
    let borders = [
        Border { span: 0..23, address: "art1" },
        Border { span: 0..23, address: "art1/1" },
        Border { span: 23..23, address: "art1/2" },
        Border { span: 23..60, address: "art2" },
        Border { span: 23..60, address: "art2/1" },
    ];
    let context = Context { language: Some("en"), units: &borders, ..Context::default() };
    let found = with("Subject to paragraph 2 and to paragraph 1 and to Article 9", &context);
    assert_eq!(found.last().map(|(_, t)| t.as_str()), Some("missing:art9"));
    assert_eq!(found[0].1, "internal:art1/2");
    assert_eq!(found[1].1, "internal:art2/1");
    // Where articles begin again in each chapter, they are those of the chapter.
    let chapters = [
        Border { span: 0..30, address: "ch1/art1" },
        Border { span: 30..60, address: "ch2/art1" },
        Border { span: 30..60, address: "ch2/art2" },
    ];
    let context = Context { language: Some("en"), units: &chapters, ..Context::default() };
    assert_eq!(with("This text is long enough to be subject to Article 1", &context)[0].1, "internal:ch2/art1");
}

#[test]
fn headings_are_no_citations() {
    for text in [
        "Article 5\n\nScope",
        "### Article  5  \n\n1.  The Parties",
        "Article 5. Scope",
        "ARTICLE 5 – Scope",
        "CHAPTER II\nGeneral",
    ] {
        assert_eq!(with(text, &Context { language: Some("en"), ..Context::default() }), [], "{text}");
    }
    assert_eq!(inside("pursuant to paragraph 2 of\nArticle 56 shall apply", "art7"), ["internal:art56/2"]);
}

#[test]
fn documents_and_their_units() {
    let context = Context { organ: Some(Organ::GeneralAssembly), language: Some("en"), ..Context::default() };
    assert_eq!(
        with("Resolution 69/283, annex II. See FCCC/CP/2015/10/Add.1, decision 1/CP.21, annex.", &context)
            .into_iter()
            .map(|(_, t)| t)
            .collect::<Vec<_>>(),
        [
            "un:A/RES/69/283",
            "un:A/RES/69/283#annex2",
            "un:FCCC/CP/2015/10/Add.1",
            "unfccc:1/CP.21",
            "unfccc:1/CP.21#annex"
        ]
    );
    assert_eq!(
        with("paragraph 4 of General Assembly resolution 66/24", &context),
        [("paragraph 4".to_owned(), "un:A/RES/66/24#4".to_owned()), ("66/24".to_owned(), "un:A/RES/66/24".to_owned())]
    );
    assert_eq!(targets("A/70/174, para. 13 (f)", "en"), ["un:A/70/174", "un:A/70/174#13/f"]);
    assert_eq!(
        targets("preambular paragraph 7 of resolution 1373 (2001)", "en"),
        ["un:S/RES/1373(2001)#preamble/7", "un:S/RES/1373(2001)"]
    );
    let itself = Context { own: Some("A/RES/73/6"), language: Some("en"), ..Context::default() };
    assert_eq!(with("A/RES/73/6 and A/73/L.6", &itself).len(), 1);
}

#[test]
fn a_landscape_gives_addresses() {
    let opened = landscape::built_in();
    let gazetteer = Gazetteer::new(&opened.landscape);
    let context = Context { language: Some("en"), gazetteer: Some(&gazetteer), ..Context::default() };
    let found = citations("General Assembly resolution 73/27, and paragraph 13 (f) of document A/70/174", &context);
    assert_eq!(found[0].instrument.as_deref(), Some("unga-73-27"));
    assert_eq!(found[1].instrument.as_deref(), Some("gge-2015/13/f"));
    let report = with("the Group of Governmental Experts, in paragraph 19 of its 2013 report", &context);
    assert_eq!(report[0].1, "gge-2013/19");
    assert!(with("paragraph 19 of the 2013 report", &context)[0].1.starts_with("ambiguous:"));
    let ets = citations("the Convention on Cybercrime (ETS No. 185)", &context);
    assert!(ets.iter().all(|c| c.instrument.as_deref() == Some("budapest-convention-2001")), "{ets:?}");
}

#[test]
fn short_names_are_remembered() {
    let text = "Recalling the Convention on the Rights of the Child (hereinafter “the Convention”), and Article 3 of the Convention";
    assert_eq!(targets(text, "en"), ["crc-1989", "crc-1989/art3"]);
    let unknown = "the Agreement on Parks (“the Parks Agreement”) and Article 3 of the Parks Agreement";
    assert_eq!(targets(unknown, "en"), [""]);
}

#[test]
fn other_languages() {
    assert_eq!(targets("l'article 51 de la Charte des Nations Unies", "fr"), ["un-charter-1945/art51"]);
    assert_eq!(
        targets("les articles 2 à 4 et le paragraphe 2 de l'article 9", "fr"),
        ["internal:art2", "internal:art3", "internal:art4", "internal:art9/2"]
    );
    assert_eq!(targets("l'alinéa a) du paragraphe 2 de l'article premier", "fr"), ["internal:art1/2/a"]);
    assert_eq!(targets("la résolution 68/243 de l'Assemblée générale", "fr"), ["un:A/RES/68/243"]);
    assert_eq!(targets("la résolution 1373 (2001) du Conseil de sécurité", "fr"), ["un:S/RES/1373(2001)"]);
    assert_eq!(targets("el párrafo 2 del artículo 5 de la Carta", "es"), ["un-charter-1945/art5/2"]);
    assert_eq!(targets("la resolución 33/11 del Consejo de Derechos Humanos", "es"), ["un:A/HRC/RES/33/11"]);
    assert_eq!(targets("пункта 2 статьи 5 настоящего Соглашения", "ru"), ["internal:art5/2"]);
    assert_eq!(targets("статьи 51 Устава Организации Объединенных Наций", "ru"), ["un-charter-1945/art51"]);
    assert_eq!(targets("резолюция 68/243 Генеральной Ассамблеи от 27 декабря 2013 года", "ru"), ["un:A/RES/68/243"]);
    assert_eq!(targets("根据《联合国宪章》第五十一条", "zh"), ["un-charter-1945/art51"]);
    assert_eq!(targets("本公约第三条第一款和第二款", "zh"), ["internal:art3/1", "internal:art3/2"]);
    assert_eq!(
        targets("大会第68/243号决议和安全理事会第1373(2001)号决议", "zh"),
        ["un:A/RES/68/243", "un:S/RES/1373(2001)"]
    );
    assert_eq!(targets("人权理事会第33/11号决议", "zh"), ["un:A/HRC/RES/33/11"]);
    assert_eq!(targets("المادة 51 من ميثاق الأمم المتحدة", "ar"), ["un-charter-1945/art51"]);
    assert_eq!(targets("الفقرة 2 من المادة 5", "ar"), ["internal:art5/2"]);
    assert_eq!(targets("قرار الجمعية العامة 68/243", "ar"), ["un:A/RES/68/243"]);
    assert_eq!(targets("artikel 5, tweede lid", "nl"), ["internal:art5/2"]);
    assert_eq!(
        targets("artikel 36, tweede en derde lid, van dit Verdrag", "nl"),
        ["internal:art36/2", "internal:art36/3"]
    );
    assert_eq!(targets("het tweede lid van artikel 5 van dit Verdrag", "nl"), ["internal:art5/2"]);
    assert_eq!(targets("resolutie 68/243 van de Algemene Vergadering", "nl"), ["un:A/RES/68/243"]);
    assert_eq!(targets("Artikel 51 der Charta der Vereinten Nationen", "de"), ["un-charter-1945/art51"]);
    assert_eq!(targets("Artikel 5 Absatz 2 Buchstabe a dieses Übereinkommens", "de"), ["internal:art5/2/a"]);
}

/// A model of a text with borders: every address has the whole text.
fn among(text: &str, at: &str, units: &[&str]) -> Vec<String> {
    let text = format!("subject to {text} and so on");
    let everywhere = |address| Border { span: 0..text.len(), address };
    let elsewhere = |address| Border { span: text.len()..text.len(), address };
    let mut borders = vec![everywhere(at)];
    borders.extend(units.iter().map(|unit| elsewhere(*unit)));
    let context = Context { language: Some("en"), units: &borders, ..Context::default() };
    with(&text, &context).into_iter().map(|(_, target)| target).collect()
}

#[test]
fn units_that_the_text_has_decide_how_numbers_are_read() {
    let dotted = ["art5.1", "art5.2", "art5.2/1", "art5.2/1/a", "art9.03", "art9.04", "art9.05"];
    assert_eq!(among("Article 5.2.1(a)", "art5.1", &dotted), ["internal:art5.2/1/a"]);
    assert_eq!(among("Article 5.2.7", "art5.1", &dotted), ["missing:art5.2.7"]);
    assert_eq!(among("Article 9-03", "art5.1", &dotted), ["internal:art9.03"]);
    let range = ["internal:art9.03", "internal:art9.04", "internal:art9.05"];
    assert_eq!(among("Articles 9-03 to 9-05", "art5.1", &dotted), range);
    // Numbers without a chapter are those of another agreement.
    assert_eq!(among("Articles 1 through 3", "art5.1", &dotted), ["", "", ""]);
    let plain = ["art1", "art2", "art2/1", "art2/1/a", "art2/2", "art3", "art3/3.1", "art20"];
    assert_eq!(among("subparagraph 1(a)", "art2/2", &plain), ["internal:art2/1/a"]);
    assert_eq!(among("subparagraph 1a)", "art2/2", &plain), ["internal:art2/1/a"]);
    assert_eq!(among("paragraph 1", "art3", &plain), ["internal:art3/3.1"]);
    assert_eq!(among("Article 2(4)", "art1", &plain), ["missing:art2/4"]);
    assert_eq!(among("Article XX", "art1", &plain), [""], "this text prints no Roman numbers");
    assert_eq!(among("Article 6 of Part II", "part2/art1", &["part1/art6", "part2/art6"]), ["internal:part2/art6"]);
}

#[test]
fn units_of_other_texts_are_not_claimed() {
    for text in [
        "the Parks Convention, under Articles 5 and 6 thereof,",
        "articles 2 to 4 inclusive of the Convention",
        "paragraph 1 of Article 7 of the 1982 Parks Convention",
        "[Articles 5 to 6](../../parks/README.md)",
        "GATT Article 5",
        "Chapters 5 to 6 of the combined nomenclature",
        "Article 5 of the Agreement shall be replaced by the following: “Subject to paragraph 2 and Article 6,”",
    ] {
        let found = inside(text, "art7");
        assert!(!found.is_empty() && found.iter().all(|target| !target.starts_with("internal:")), "{text}: {found:?}");
    }
    let near = |unit: &str, units: &[Border<'_>]| {
        let context = Context { language: Some("en"), units, ..Context::default() };
        match citations(&format!("see {unit} here"), &context).remove(0).target {
            Target::Missing { near, .. } => near.unwrap_or_default(),
            other => other.to_string(),
        }
    };
    let units = [Border { span: 0..0, address: "art2" }, Border { span: 0..0, address: "annex1/art5" }];
    assert_eq!(near("Article 2(4)", &units), "art2");
    assert_eq!(near("Article 5", &units), "annex1/art5");
    assert_eq!(near("Article 9", &units), "");
}

/// Model sentences: the same three provisions in the ways each language has for them.
#[test]
fn every_language_names_articles_in_its_own_way() {
    for (language, sentences) in [
        (
            "ar",
            &[
                ("وفقاً للمادة الخامسة من هذه الاتفاقية", "art5"),
                ("تسري أحكام المادة 5.", "art5"),
                ("تسري أحكام المادة ٥.", "art5"),
                ("عملاً بالمادة الحادية والعشرين", "art21"),
                ("وبالمادة الأولى", "art1"),
                ("الفقرة الثانية من المادة الثالثة عشرة", "art13/2"),
                ("الفقرة (أ) من المادة السابعة", "art7/أ"),
                ("المادتين الرابعة والخامسة", "art4 art5"),
                ("المواد ٣ و٤ و٥", "art3 art4 art5"),
                ("المواد من 3 إلى 5", "art3 art4 art5"),
                ("المادة السابقة", ""),
            ][..],
        ),
        (
            "ru",
            &[
                ("в соответствии с положениями статьи 5", "art5"),
                ("согласно пункту 2 статьи 4 настоящего Соглашения", "art4/2"),
                ("предусмотренных пунктом 3 статьи IV", "art4/3"),
                ("статьями 3 и 4", "art3 art4"),
                ("подпункте «a» пункта 1 статьи 2", "art2/1/a"),
                ("подпункта \"b\" пункта 1 статьи 2", "art2/1/b"),
                ("пунктов 1–3 статьи 9", "art9/1 art9/2 art9/3"),
                ("статьи 5 Конвенции о парках", "-"),
            ],
        ),
        (
            "zh",
            &[
                ("根据第五条第二款", "art5/2"),
                ("本协定第十三条", "art13"),
                ("第四条第一款第（二）项", "art4/1/2"),
                ("第三条至第五条", "art3 art4 art5"),
                ("该公约第五条", "-"),
            ],
        ),
        (
            "fr",
            &[
                ("au sens de l'article premier", "art1"),
                ("visés à l'article 1er du présent accord", "art1"),
                ("à l'alinéa 2 de l'article 4", "art4/2"),
                ("le deuxième alinéa de l'article 4", "art4/2"),
                ("à l'article 4, paragraphe 2, alinéa b)", "art4/2/b"),
                ("aux articles 3 à 5", "art3 art4 art5"),
                ("l'article 5 dudit accord", "-"),
            ],
        ),
        (
            "es",
            &[
                ("el artículo primero", "art1"),
                ("conforme al artículo décimo del presente Acuerdo", "art10"),
                ("el párrafo 2 del artículo 4", "art4/2"),
                ("el párrafo segundo del artículo 4", "art4/2"),
                ("el segundo párrafo del artículo 4", "art4/2"),
                ("los artículos 3 a 5", "art3 art4 art5"),
                ("el artículo 5 del citado convenio", "-"),
            ],
        ),
        (
            "de",
            &[
                ("nach Artikel 4 Absatz 2", "art4/2"),
                ("in Absatz 2 des Artikels 4", "art4/2"),
                ("gemäß Artikel 4 Abs. 2 Buchstabe b", "art4/2/b"),
                ("Artikel 4 Absätze 1 und 2", "art4/1 art4/2"),
                ("den Artikeln 3 bis 5", "art3 art4 art5"),
                ("Artikel 5 des genannten Übereinkommens", "-"),
            ],
        ),
        (
            "nl",
            &[
                ("bedoeld in artikel 4, tweede lid", "art4/2"),
                ("artikel 4, lid 2", "art4/2"),
                ("het eerste lid van artikel 4", "art4/1"),
                ("artikel 4, tweede lid, onderdeel b", "art4/2/b"),
                ("de artikelen 3 tot en met 5", "art3 art4 art5"),
                ("artikel 5 van genoemd Verdrag", "-"),
            ],
        ),
        ("en", &[("under Chapter Two and Article Five", "ch2 art5"), ("the article first mentioned", "")]),
    ] {
        for (sentence, units) in sentences {
            let found = targets(sentence, language);
            let wanted: Vec<String> = units
                .split_whitespace()
                .map(|unit| if unit == "-" { String::new() } else { format!("internal:{unit}") })
                .collect();
            assert_eq!(found, wanted, "{language}: {sentence}");
        }
    }
}

#[test]
fn what_looks_like_a_citation_and_is_none() {
    for text in [
        "in the years 2019/20 and 2020/21",
        "on 12/31/2001",
        "one half (1/2) of it",
        "ISO 9001:2015 and ISO/IEC 27001",
        "call +41 22/917 1234",
        "24/7",
        "the particle 5",
        "Part of it",
        "in a resolution of 5 May 2016",
        "the decision 5 years later",
        "paragraph 2005",
        "a point 3.5% above",
        "this is an article",
        "the Charter flight",
        "and/or",
    ] {
        assert_eq!(targets(text, "en"), [""; 0], "{text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(300))]
    #[test]
    fn any_text_gives_sound_spans(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "Article", "Articles", "paragraph", "(a)", "2", " ", "\n", "\n\n", " of the Charter", "resolution", "71/3", "1373 (2001)", "A/RES/71/3", "and", ",", " to ",
            "第", "五", "条", "号决议", "المادة", "статьи", "§", "ETS No.", "185", "“", "”", "(hereinafter", "this", "é", "\u{a0}", "\u{ad}", "İ", "ß", ".", "General Assembly", "its", "Annex II", "S-8/1", "XX", "–",
        ]), 0..40),
        noise in ".{0,12}",
        tag in proptest::sample::select(vec!["en", "fr", "es", "ru", "zh", "ar", "nl", "de", "xx"]),
    ) {
        let text = pieces.concat() + &noise;
        let found = citations(&text, &Context { language: Some(tag), unit: Some("art5/2/a"), ..Context::default() });
        for (at, one) in found.iter().enumerate() {
            proptest::prop_assert!(one.start < one.end && text.get(one.start..one.end) == Some(one.text.as_str()));
            for other in found.iter().skip(at + 1) {
                let same = (one.start, one.end) == (other.start, other.end);
                proptest::prop_assert!(same || one.end <= other.start || other.end <= one.start, "{:?} {:?}", one, other);
            }
        }
        for one in crate::read::understand::definitions::definitions(&text) {
            proptest::prop_assert!(text.get(one.at.clone()).is_some() && text.get(one.span.clone()).is_some());
        }
        for one in crate::read::understand::force::force_of(&text, tag) {
            proptest::prop_assert!(text.get(one.start..one.end).is_some());
        }
    }

    #[test]
    fn noise_never_panics(text in "\\PC{0,80}") {
        let found = citations(&text, &Context::default());
        proptest::prop_assert!(found.iter().all(|one| text.get(one.start..one.end).is_some()));
        let _ = crate::read::understand::definitions::definitions(&text);
    }
}
