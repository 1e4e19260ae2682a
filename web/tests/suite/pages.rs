//! What single pages say, and what happens to questions that have no answer.

use proptest::prelude::*;
use servanda::landscape::{self, RawFile};
use servanda_web::{Request, Workbench, respond};

use crate::{TODAY, ask, built_in, get, text};

#[test]
fn unknown_names_get_a_page_that_helps() {
    let missing = get("/i/gge-2051");
    assert_eq!(missing.status, 404);
    assert!(text(&missing).contains("Did you mean <a href=\"/i/gge-20"), "the nearest instrument is proposed");
    assert!(text(&get("/party/RUS")).contains("href=\"/party/RU\""));
    assert!(text(&get("/i/gge-2015/13/ff")).contains("href=\"/i/gge-2015/13/f\""));
    assert_eq!(get("/party/ZZ").status, 404);
    assert_eq!(get("/group/SCX").status, 404);
    assert_eq!(get("/assets/0/base.css").status, 404);
    let json = get("/i/gge-2051.json");
    assert_eq!((json.status, json.header("Content-Type")), (404, Some("application/json")));
}

#[test]
fn the_page_of_an_instrument_does_not_repeat_its_title_in_its_lists() {
    let page = text(&get("/i/gge-2015"));
    assert!(!page.contains("href=\"/i/gge-2015\""), "a link to itself");
    assert!(page.contains("this instrument"));
    assert!(text(&get("/events")).contains("href=\"/i/gge-2015\""), "elsewhere it is named");
}

#[test]
fn other_names_lead_to_the_id_and_keep_the_day() {
    let moved = get("/i/ru-cn-2015-iis?as-of=2016");
    assert_eq!((moved.status, moved.header("Location")), (308, Some("/i/russia-china-2015?as-of=2016")));
    let json = get("/i/ru-cn-2015-iis.json");
    assert_eq!(json.header("Location"), Some("/i/russia-china-2015.json"));
    assert_eq!(get("/party/ru").header("Location"), Some("/party/RU"));
}

#[test]
fn a_day_that_is_none_gets_a_page_that_says_what_to_write() {
    let wrong = get("/i/gge-2015?as-of=2015-02-30");
    assert_eq!(wrong.status, 400);
    let page = text(&wrong);
    assert!(page.contains("is not a day of the calendar") && page.contains("as-of=2014-05-19"));
    assert_eq!(get("/i?since=soon").status, 400);
    assert_eq!(get("/?as-of=").status, 200, "an empty field asks for nothing");
}

#[test]
fn an_unverified_value_shows_no_source_as_its_own() {
    let files = vec![
        RawFile::new("landscape.toml", "format = 1\nname = \"demo\""),
        RawFile::new(
            "vocabulary.toml",
            "[[milestone]]\nid = \"signed\"\nlabel = \"Signed\"\ndefinition = \"x\"\nphase = \"made\"",
        ),
        RawFile::new(
            "instruments/x/instrument.toml",
            "title = { en = { value = \"Pact\", basis = \"secondary\", source = [\"https://example.org/a\"] } }\n\
             [[date]]\nmilestone = \"signed\"\non = \"2001\"\nbasis = \"unverified\"\nsource = [\"https://example.org/b\"]\n",
        ),
    ];
    let opened = Workbench::new(landscape::assemble("demo", files, None));
    let page = text(&ask(&opened, "/i/x"));
    let date = page.split("class=\"what\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(date.contains("unverified") && !date.contains("href=\"#s-"), "{date}");
    assert!(page.contains("Nothing on this page rests on them"));
}

#[test]
fn text_of_files_cannot_become_markup() {
    let evil = "<script>alert(1)</script>\\\" onload=\\\"x";
    let files = vec![
        RawFile::new("landscape.toml", format!("format = 1\nname = \"demo\"\ntitle = \"{evil}\"")),
        RawFile::new(
            "instruments/x/instrument.toml",
            format!(
                "summary = \"{evil}\"\nissuer = \"{evil}\"\ntitle = {{ en = \"{evil}\" }}\n[default]\nbasis = \"secondary\"\n\
                 source = [\"javascript:alert(1)\", \"https://example.org/\"]\n[[text]]\nlang = \"en\"\nstate = \"none\"\n\
                 official = \"javascript:alert(1)\"\n[[rival]]\nabout = \"{evil}\"\nvalue = \"{evil}\"\n"
            ),
        ),
    ];
    let opened = Workbench::new(landscape::assemble("demo", files, None));
    for address in ["/", "/i", "/i/x", "/sources", "/check", "/i?q=%3Cscript%3E", "/i/%3Cscript%3E"] {
        let page = text(&ask(&opened, address));
        assert!(!page.contains("<script>") && !page.contains("\" onload=\""), "{address}");
        assert!(!page.contains("href=\"javascript:"), "{address}");
    }
}

#[test]
fn broken_files_are_said_on_every_page() {
    let files =
        vec![RawFile::new("landscape.toml", "format = 1\nname = \"demo\""), RawFile::new("parties.toml", "[[party]\n")];
    let opened = Workbench::new(landscape::assemble("demo", files, None));
    assert!(text(&ask(&opened, "/i")).contains("href=\"/check\""));
    assert!(text(&ask(&opened, "/i")).contains("The files of this landscape have "));
    assert!(text(&ask(&opened, "/check")).contains("demo/parties.toml:1:"));
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let first = get("/i/gge-2015");
    let tag = first.header("ETag").unwrap();
    let request = Request { if_none_match: Some(tag), ..Request::new("/i/gge-2015", "", TODAY) };
    let second = respond(built_in(), &request);
    assert_eq!((second.status, second.body.len()), (304, 0));
    let other_day = Request { if_none_match: Some(tag), ..Request::new("/i/gge-2015", "as-of=2015", TODAY) };
    assert_eq!(respond(built_in(), &other_day).status, 200);
    let tomorrow = Request { if_none_match: Some(tag), ..Request::new("/i/gge-2015", "", TODAY.tomorrow().unwrap()) };
    assert_eq!(respond(built_in(), &tomorrow).status, 200);
}

#[test]
fn the_register_narrows_and_says_how_many() {
    let page = text(&get("/i?party=RU&party=CN&kind=treaty&q=security"));
    assert!(page.contains("words: “security”") && page.contains("Kind: Treaty"));
    assert!(text(&get("/i?kind=treatty")).contains("did you mean &quot;treaty&quot;?"));
    assert!(text(&get("/i?q=xyzzyx")).contains("None found."));
    assert!(text(&get("/i?as-of=2010")).contains("came later than the day asked about"));
    let table = get("/i.csv?kind=treaty");
    assert_eq!(table.header("Content-Type"), Some("text/csv; charset=utf-8"));
    assert!(text(&table).starts_with("id,title,symbol,"));
    assert_eq!(get("/i?page=99999999").status, 200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_address_gets_an_answer(path in "(/(i|party|group|events|assets|index|check|x)?){0,1}(/?[ -~]{0,12}){0,3}(\\.json|\\.csv)?", query in "((as-of|q|since|page|party|kind|[a-z]{0,3})=[ -~é]{0,12}&?){0,4}") {
        let response = respond(built_in(), &Request::new(&path, &query, TODAY));
        prop_assert!([200, 304, 308, 400, 404].contains(&response.status));
    }

    #[test]
    fn any_text_at_all_gets_an_answer(path in ".*", query in ".*") {
        let response = respond(built_in(), &Request::new(&path, &query, TODAY));
        prop_assert!(response.status < 500);
    }

    #[test]
    fn every_day_gets_every_page(year in 1i16..9999, at in 0usize..8) {
        let path = ["/", "/i", "/i/russia-china-2015", "/party/RU", "/group/SCO", "/events", "/i/gge-2015/13/f", "/party"][at];
        let query = format!("as-of={year:04}");
        prop_assert_eq!(respond(built_in(), &Request::new(path, &query, TODAY)).status, 200);
    }
}

#[test]
fn a_search_shows_where_and_why() {
    let page = text(&get("/search?q=%22critical+infrastructure%22"));
    assert!(page.contains("<mark>critical infrastructure</mark>") && page.contains("of none of which a text is held"));
    assert!(text(&get("/search")).contains("How to ask"));
    let wrong = get("/search?q=%22no+end");
    assert_eq!((wrong.status, text(&wrong).contains("has no end")), (400, true));
    assert_eq!(get("/search.json?q=%22no+end").status, 400);
    let none = text(&get("/search?q=cooperatoin"));
    assert!(none.contains("None found") && none.contains("q=cooperation"), "{none}");
    let table = get("/search.csv?q=cooperation");
    assert_eq!(table.header("Content-Type"), Some("text/csv; charset=utf-8"));
    assert!(text(&table).lines().count() > 5);
    let json: serde_json::Value = serde_json::from_str(&text(&get("/search.json?q=cooperation&kind=treaty"))).unwrap();
    assert_eq!((json["schema"].as_str(), json["searched"]["with_text"].as_u64()), (Some("servanda.hits/1"), Some(0)));
    // Nothing that was typed becomes part of the page's own language.
    assert!(!text(&get("/search?q=%3Cscript%3Ealert")).contains("<script>alert"));
}
