//! Pages of an instrument whose text is held.

use std::fmt::Write as _;

use servanda::landscape::{self, RawFile};
use servanda_web::Workbench;

use crate::{ask, with_texts};

fn page(address: &str) -> String {
    let response = ask(with_texts(), address);
    assert_eq!(response.status, 200, "{address}");
    crate::text(&response)
}

fn json(address: &str) -> serde_json::Value {
    serde_json::from_slice(&ask(with_texts(), address).body).unwrap()
}

/// What stands in the element with an id, up to the next unit.
fn unit<'p>(page: &'p str, address: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("id=\"{address}\"")).unwrap();
    rest.split("<div class=\"u ").next().unwrap()
}

#[test]
fn the_text_is_there_to_read_and_each_unit_has_its_place() {
    let page = page("/i/model-compact");
    let first = unit(&page, "art2/1");
    assert!(first.contains("lang=\"en\" dir=\"ltr\"") && first.contains("Each Party shall name one contact point"));
    assert!(
        first.contains("<a class=\"no\" href=\"/i/model-compact/art2/1\">1.</a>"),
        "the number is the link: {first}"
    );
    assert!(first.contains("In our words") && first.contains("Each party names one contact point."));
    assert!(unit(&page, "art2/2").contains("Reading by A model commentator"));
    assert!(unit(&page, "art1/b").contains("<dfn>incident</dfn>"));
    // The closing words of a list come behind its last point.
    let (list, closing) = (page.find("id=\"art1/b/ii\"").unwrap(), page.find("whoever may have caused it").unwrap());
    assert!(list < closing && closing < page.find("id=\"art1/c\"").unwrap());
    assert!(unit(&page, "art3/2").contains("<td>one hour</td>"));
    // What is known about the instrument stands behind its text.
    assert!(page.find("About this instrument").unwrap() > closing && page.contains("id=\"dates\""));
}

#[test]
fn links_are_made_where_the_words_leave_no_doubt() {
    let page = page("/i/model-compact");
    assert!(unit(&page, "art2/2/b").contains("<a href=\"#art3/2\">Article 3, paragraph 2</a>"));
    assert!(unit(&page, "art2/3").contains("/i/un-charter-1945"));
    // A term that is used is not a link: whether it is meant as defined, the words do not say.
    assert!(!unit(&page, "art3/1").contains("<dfn>") && !unit(&page, "art3/1").contains("href=\"#art1"));
}

#[test]
fn what_is_held_is_said_above_the_text() {
    let english = page("/i/model-compact");
    assert!(
        english.contains("Read from model-compact.md on <time")
            && english.contains("Checked: compared with the French")
    );
    assert!(english.contains("Held in full, authentic") && english.contains("Not held</span> Spanish (authentic)"));
    let french = page("/i/model-compact?lang=fr");
    assert!(french.contains("Not recorded as compared with anything."));
    assert!(
        french.contains("<strong>Held in part only</strong>")
            && french.contains("Articles 1 and 2; the rest was not typed.")
    );
    let sheet = page("/i/gge-2015");
    assert!(sheet.contains("No text of it is held in this landscape.") && sheet.contains("The official text lives at"));
    assert!(page("/i/model-compact?at=art99").contains("has no unit “art99”"));
}

#[test]
fn languages_stand_beside_each_other_by_address() {
    let both = page("/i/model-compact?lang=en,ar");
    let first = unit(&both, "art2/1");
    assert!(
        first.contains("lang=\"ar\" dir=\"rtl\"") && first.contains("Each Party shall") && first.contains("على كل طرف")
    );
    // What one language lacks is said once, of the outermost unit that it lacks.
    let french = page("/i/model-compact?lang=en,fr");
    assert!(unit(&french, "ch2").contains("not in the part of the French text that is held"));
    assert!(!unit(&french, "art3/1").contains("French"));
    assert!(unit(&both, "annex1").contains("no such unit was found in the Arabic text"));
}

#[test]
fn a_unit_that_nobody_has_coded_has_its_page_too() {
    let point = page("/i/model-compact/art1/b/ii");
    assert!(point.contains("an event that another Party expected") && point.contains("Not coded: "));
    assert!(point.contains("For the purposes of this Compact:"), "the words that lead to it");
    assert!(point.contains("Chapter I Terms and contact points") && point.contains("Article 1 Use of terms"));
    assert!(point.contains("art. 1 (b) (ii)"), "it can be cited");
    let (before, after) = (point.find("rel=\"prev\"").unwrap(), point.find("rel=\"next\"").unwrap());
    assert!(
        point[before..after].contains("/i/model-compact/art1/b/i\"")
            && point[after..].contains("/i/model-compact/art1/c\"")
    );
    let coded = page("/i/model-compact/art9");
    assert!(coded.contains("has no unit under this address") && coded.contains("An article that an earlier draft had"));
    assert_eq!(ask(with_texts(), "/i/model-compact/art10").status, 404);
    // Who points at it, and which defined terms stand in it.
    assert!(
        page("/i/model-compact/art3/2")
            .contains("Cited in the same text by</h2><p><a href=\"/i/model-compact/art2/2/b\">")
    );
    assert!(page("/i/model-compact/art3/1").contains("Terms that the text defines"));
}

#[test]
fn programs_get_the_same_words() {
    let sheet = json("/i/model-compact.json");
    let units = sheet["wording"]["units"].as_array().unwrap();
    let first = units.iter().find(|unit| unit["address"] == "art2/2/b").unwrap();
    let english = &first["versions"][0];
    assert_eq!((&english["lang"], &english["label"], &first["depth"]), (&"en".into(), &"(b)".into(), &3.into()));
    assert_eq!(english["paragraphs"][0]["citations"][0]["target"], "internal:art3/2");
    assert!(first["lacking"].as_array().unwrap().contains(&"zh".into()), "a text that counts its points otherwise");
    let closing = units.iter().find(|unit| unit["address"] == "art1").unwrap();
    assert_eq!(closing["versions"][0]["paragraphs"][1]["after"], "art1/b");
    let one = json("/i/model-compact/art2/1.json");
    assert_eq!((&one["coded"], &one["wording"]["path"][1]["address"]), (&true.into(), &"art2".into()));
    assert_eq!(one["wording"]["units"][0]["versions"].as_array().unwrap().len(), 5);
    assert!(json("/i/gge-2015.json").get("wording").is_none());
}

#[test]
fn a_text_of_five_hundred_pages_comes_in_parts() {
    let mut text = String::from("# A long model\n\n");
    for chapter in 1..=20 {
        writeln!(text, "## Chapter {chapter}. On part {chapter}\n").unwrap();
        for article in 1..=15 {
            writeln!(text, "### Article {}. Of things\n", (chapter - 1) * 15 + article).unwrap();
            for paragraph in 1..=6 {
                writeln!(text, "{paragraph}. {}\n", "Each Party shall keep what it has promised. ".repeat(10)).unwrap();
            }
        }
    }
    let files = vec![
        RawFile::new("landscape.toml", "format = 1\nname = \"demo\""),
        RawFile::new("instruments/long/instrument.toml", "title = { en = \"Long\" }\n"),
        RawFile::new("instruments/long/text.en.md", text),
    ];
    let opened = Workbench::new(landscape::assemble("demo", files, None));
    let get = |address: &str| crate::text(&ask(&opened, address));
    let first = get("/i/long");
    assert!(first.contains("Part 1 of ") && first.contains("id=\"art1\"") && !first.contains("id=\"art290\""));
    assert!(first.len() < 700_000, "{} bytes", first.len());
    // Any unit leads to the part that holds it.
    let later = get("/i/long?at=art290/3");
    assert!(later.contains("id=\"art290/3\"") && !later.contains("id=\"art1\"") && later.contains("rel=\"prev\""));
    let link = first.split("#art290\"").next().unwrap().rsplit("href=\"").next().unwrap();
    assert!(link.starts_with("/i/long?at=ch"), "{link}");
    assert!(get(link).contains("id=\"art290\""));
}

#[test]
fn words_of_texts_cannot_become_markup() {
    let evil = "## Article 1 <script>alert(1)</script>\n\n1. “<img src=x onerror=alert(1)>” means <b>nothing</b>; see A/RES/73/27\" onload=\"x.\n\n| <script>y</script> | z |\n";
    let files = vec![
        RawFile::new("landscape.toml", "format = 1\nname = \"demo\""),
        RawFile::new("instruments/x/instrument.toml", "title = { en = \"X\" }\n"),
        RawFile::new("instruments/x/text.en.md", evil),
    ];
    let opened = Workbench::new(landscape::assemble("demo", files, None));
    for address in ["/i/x", "/i/x/art1", "/i/x/art1/1", "/i/x?lang=%3Cscript%3E&at=%22%3E%3Cscript%3E"] {
        let page = crate::text(&ask(&opened, address));
        assert!(!page.contains("<script>") && !page.contains("<img") && !page.contains("<b>nothing"), "{address}");
    }
}
