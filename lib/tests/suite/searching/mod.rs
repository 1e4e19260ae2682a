//! Search, on model agreements written for these tests and on real ones.

mod folder;
mod real;

use servanda::landscape::{self, Landscape, RawFile};
use servanda::model::{Date, Day};
use servanda::register::Query;
use servanda::search::{Ask, Hits, Index, Part, SearchError, What, search};

const TODAY: Day = Day::constant(2026, 11, 23);

/// A landscape of texts: instrument, language, Markdown.
pub(super) fn landscape(texts: &[(&str, &str, &str)]) -> Landscape {
    let vocabulary = "[[kind]]\nid = \"treaty\"\nlabel = \"Treaty\"\ndefinition = \"A treaty.\"\n\
                      [[milestone]]\nid = \"signed\"\nlabel = \"Signed\"\ndefinition = \"Signed.\"\nphase = \"made\"\n";
    let mut files = vec![RawFile::new("vocabulary.toml", vocabulary)];
    for (id, lang, text) in texts {
        let name = format!("instruments/{id}/instrument.toml");
        if !files.iter().any(|file: &RawFile| file.name == name) {
            let row = format!(
                "kind = \"treaty\"\nsymbol = \"A/70/174\"\naliases = [\"the-{id}\"]\n[default]\nbasis = \"unverified\"\n\
                 [title]\nen = \"Model agreement {id}\"\n[[date]]\nmilestone = \"signed\"\non = \"2015\"\n"
            );
            files.push(RawFile::new(name, row));
        }
        files.push(RawFile::new(format!("instruments/{id}/text.{lang}.md"), *text));
    }
    landscape::assemble("model", files, None).landscape
}

pub(super) fn ask(words: &str) -> Ask {
    Ask { words: words.to_owned(), part: Part { skip: 0, most: 100, each: 100 }, ..Ask::default() }
}

pub(super) fn find(landscape: &Landscape, index: &Index, words: &str) -> Hits {
    search(landscape, index, &ask(words), TODAY).unwrap_or_else(|error| panic!("{words}: {error}"))
}

fn addresses(hits: &Hits) -> Vec<&str> {
    hits.hits.iter().map(|hit| hit.address.as_str()).collect()
}

fn marked(hits: &Hits) -> Vec<&str> {
    hits.hits.iter().flat_map(|hit| hit.marks.iter().map(|mark| &hit.snippet[mark[0]..mark[1]])).collect()
}

const MODEL: &str = "# Model\n\n## Article 1 Contact points\n\n1. Each Party shall designate a contact point, which:\n\n\
    (a) answers requests around the clock (24/7); and\n\n(b) reports cyber-attacks as in A/70/174, para. 13(f).\n\n\
    2. Nothing in this Article is a promise.\n\n## Article 2 Extradition\n\nNobody is handed over for a cyberattack.\n\n\
    ## Article 3\n\nA cyber attack is told to all Parties, and their territories are spared.\n";

#[test]
fn a_bare_word_finds_its_forms_in_every_language() {
    let landscape = landscape(&[
        ("en", "en", "# M\n\n## Article 1\n\nThe Parties cooperated in answering incidents.\n"),
        ("fr", "fr", "# M\n\n## Article 1\n\nLes obligations et les coopérations des Parties sont publiques.\n"),
        ("nl", "nl", "# M\n\n## Artikel 1\n\nDe verplichtingen van de Partijen worden gepubliceerd.\n"),
        ("de", "de", "# M\n\n## Artikel 1\n\nDie Verpflichtungen der Parteien werden in Verträgen genannt.\n"),
        ("es", "es", "# M\n\n## Artículo 1\n\nLas obligaciones de las Partes son públicas.\n"),
        ("ru", "ru", "# M\n\n## Статья 1\n\nСтороны выполняют обязательства добросовестно.\n"),
        ("ar", "ar", "# M\n\n## المادة 1\n\nيتبادل الأطراف المعلومات.\n"),
        ("zh", "zh", "# M\n\n## 第一条\n\n各方应当在信息安全领域合作。\n"),
    ]);
    let index = Index::open(&landscape, None).unwrap();
    for (word, instrument, form) in [
        ("cooperate", "en", "cooperated"),
        ("incident", "en", "incidents"),
        ("coopération", "fr", "coopérations"),
        ("obligation", "fr", "obligations"),
        ("verplichting", "nl", "verplichtingen"),
        ("Verpflichtung", "de", "Verpflichtungen"),
        ("obligación", "es", "obligaciones"),
        ("publicas", "es", "públicas"),
        ("обязательство", "ru", "обязательства"),
        ("معلومات", "ar", "المعلومات"),
        ("信息安全", "zh", "信息安全"),
        ("合作", "zh", "合作"),
    ] {
        let hits = find(&landscape, &index, word);
        let hit = hits.hits.iter().find(|hit| hit.instrument.as_deref() == Some(instrument) && hit.field == "text");
        let hit = hit.unwrap_or_else(|| panic!("{word} is not found in {instrument}: {:?}", addresses(&hits)));
        let shown: Vec<&str> = hit.marks.iter().map(|mark| &hit.snippet[mark[0]..mark[1]]).collect();
        assert!(shown.contains(&form), "{word}: {shown:?} in {}", hit.snippet);
    }
    // A phrase is exact: neither another form nor another order.
    assert_eq!(find(&landscape, &index, "\"Parties cooperate\"").total, 0);
    assert_eq!(find(&landscape, &index, "\"Parties cooperated\"").total, 1);
    assert_eq!(find(&landscape, &index, "全安").total, 0);
}

#[test]
fn words_of_a_chapeau_and_its_points_are_found_together() {
    let landscape = landscape(&[("m", "en", MODEL)]);
    let index = Index::open(&landscape, None).unwrap();
    let one = |words: &str| {
        let hits = find(&landscape, &index, words);
        let texts: Vec<_> = hits.hits.iter().filter(|hit| matches!(hit.field, "text" | "heading")).collect();
        texts.iter().map(|hit| hit.address.clone()).collect::<Vec<_>>()
    };
    assert_eq!(one("clock"), ["m/art1/1/a"]);
    assert_eq!(one("designate clock"), ["m/art1/1"]);
    assert_eq!(one("designate promise"), ["m/art1"]);
    assert_eq!(one("\"para 13(f)\""), ["m/art1/1/b"]);
    assert_eq!(one("13(f)"), ["m/art1/1/b"]);
    assert_eq!(one("24/7"), ["m/art1/1/a"]);
    assert_eq!(one("A/70/174 reports"), ["m/art1/1/b"]);
    assert_eq!(one("extradition"), ["m/art2"]);
    assert_eq!(one("heading:extradition"), ["m/art2"]);
    assert!(one("heading:promise").is_empty());
    for spelling in ["cyber-attack", "cyberattack", "cyber attack", "cyber-attacks", "Cyberattacks"] {
        let mut found = one(spelling);
        found.sort();
        assert_eq!(found, ["m/art1/1/b", "m/art2", "m/art3"], "{spelling}");
    }
}

#[test]
fn the_language_of_queries() {
    let landscape = landscape(&[("m", "en", MODEL)]);
    let index = Index::open(&landscape, None).unwrap();
    let count = |words: &str| find(&landscape, &index, words).hits.iter().filter(|h| h.field != "title").count();
    for (words, expected) in [
        ("territor*", 1),
        ("cyber-att*", 3),
        ("cyberatt*", 2),
        ("designate OR spared", 2),
        ("attack NOT territory", 1),
        ("attack -territory", 1),
        ("told NEAR/3 attack", 1),
        ("spared NEAR/2 attack", 0),
        ("\"contact point\" NEAR/3 designate", 1),
        ("(told OR designate) NEAR/5 (attack OR point)", 2),
        ("unit:art1 attack", 1),
        ("unit:1(1) attack", 1),
        ("title:model spared", 1),
        ("title:nothing spared", 0),
        ("symbol:A/70/174 spared", 1),
        ("lang:en spared", 1),
        ("lang:fr spared", 0),
        ("(designate OR spared) AND (clock OR territory)", 2),
        ("NOT (designate OR spared) extradition", 1),
    ] {
        assert_eq!(count(words), expected, "{words}");
    }
    let only_names = find(&landscape, &index, "title:agreement");
    assert_eq!((only_names.total, only_names.hits[0].field), (1, "title"));
    for (words, part) in [("", "nothing"), ("-spared", "left out"), ("–", "letters"), ("\"a", "no end")] {
        match search(&landscape, &index, &ask(words), TODAY) {
            Err(SearchError::Syntax(error)) => assert!(error.message.contains(part), "{words}: {}", error.message),
            other => panic!("{words}: {:?}", other.map(|hits| hits.total)),
        }
    }
}

#[test]
fn what_was_searched_is_said_and_what_may_have_been_meant() {
    let landscape = landscape(&[("m", "en", MODEL), ("m", "fr", "# M\n\n## Article 1\n\nRien.\n")]);
    let index = Index::open(&landscape, None).unwrap();
    let hits = find(&landscape, &index, "extraditoin");
    assert_eq!((hits.total, hits.searched.instruments, hits.searched.with_text), (0, 1, 1));
    assert_eq!(hits.searched.languages.len(), 2);
    assert_eq!(hits.suggestions.first().map(|s| s.instead.as_str()), Some("extradition"));
    let before = search(&landscape, &index, &ask("extradition"), Day::constant(2010, 1, 1)).unwrap();
    assert_eq!((before.total, before.searched.instruments, before.searched.later), (0, 0, 1));
}

#[test]
fn the_built_in_landscape_is_searched_with_its_facets_and_days() {
    let landscape = landscape::built_in().landscape;
    let index = Index::open(&landscape, None).unwrap();
    let hits = find(&landscape, &index, "cooperation");
    assert!(hits.total > 20 && hits.searched.with_text == 0, "{} {:?}", hits.total, hits.searched);
    assert!(marked(&hits).iter().all(|mark| mark.to_lowercase().starts_with("co")), "{:?}", marked(&hits));
    for name in ["kind", "binding", "topic", "party", "what", "lang"] {
        let facet = hits.facets.iter().find(|facet| facet.name == name).unwrap_or_else(|| panic!("no facet {name}"));
        assert!(!facet.values.is_empty(), "{name}");
    }
    // The count of a value is what is left when it is chosen.
    let kinds = hits.facets.iter().find(|facet| facet.name == "kind").unwrap();
    let treaties = kinds.values.iter().find(|value| value.id == "treaty").unwrap().count;
    let query = Query { kinds: vec!["treaty".into()], ..Query::default() };
    let narrowed = search(&landscape, &index, &Ask { query, ..ask("cooperation") }, TODAY).unwrap();
    let instruments = narrowed.groups.iter().filter(|group| group.instrument.is_some()).count();
    let of_treaty = |id: &str| landscape.instrument(id).unwrap().kind.as_ref().map(|k| k.value.name.to_string());
    let exact = narrowed
        .groups
        .iter()
        .filter_map(|g| g.instrument.as_deref())
        .filter(|id| of_treaty(id).as_deref() == Some("treaty"));
    assert_eq!(exact.count(), treaties);
    assert!(instruments >= treaties);
    let titles = search(&landscape, &index, &Ask { what: vec![What::Title], ..ask("budapest") }, TODAY).unwrap();
    assert!(titles.hits.iter().all(|hit| hit.field == "title"));
    let early = search(&landscape, &index, &ask("cooperation"), Date::parse("2005").unwrap().last()).unwrap();
    assert!(early.total < hits.total && early.searched.later > 0);
    assert!(find(&landscape, &index, "party:RU kind:treaty information").total > 0);
    assert!(!find(&landscape, &index, "party:Atlantis information").unknown.is_empty());
}

#[test]
fn an_answer_is_the_same_every_time() {
    let landscape = landscape::built_in().landscape;
    let (first, second) = (Index::open(&landscape, None).unwrap(), Index::open(&landscape, None).unwrap());
    for words in ["state", "information security", "norm*", "\"use of force\" OR cooperation"] {
        let of = |index| serde_json::to_string(&find(&landscape, index, words)).unwrap();
        assert_eq!(of(&first), of(&second), "{words}");
    }
    // Parts of an answer are the answer.
    let part = |skip, most| {
        let ask = Ask { part: Part { skip, most, each: 3 }, ..ask("security") };
        let hits = search(&landscape, &first, &ask, TODAY).unwrap();
        hits.hits.into_iter().map(|hit| hit.address + hit.field).collect::<Vec<_>>()
    };
    assert_eq!([part(0, 5), part(5, 5)].concat(), part(0, 10));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_query_breaks_anything(words in "(state|cyber-attack|13\\(f\\)|信息|\"|OR |NOT |NEAR/3 |title:|unit:|\\(|\\)|-|\\*| ){0,12}") {
        use std::sync::OnceLock;
        static MADE: OnceLock<(Landscape, Index)> = OnceLock::new();
        let (landscape, index) = MADE.get_or_init(|| {
            let landscape = landscape(&[("m", "en", MODEL)]);
            let index = Index::open(&landscape, None).unwrap();
            (landscape, index)
        });
        match search(landscape, index, &ask(&words), TODAY) {
            Ok(hits) => proptest::prop_assert!(hits.hits.iter().all(|hit| hit.marks.iter().all(|m| hit.snippet.get(m[0]..m[1]).is_some()))),
            Err(SearchError::Syntax(_)) => {}
            Err(error) => proptest::prop_assert!(false, "{}: {}", words, error),
        }
    }
}
