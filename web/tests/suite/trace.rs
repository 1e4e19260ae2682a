//! Pages that say where words come from: all held texts, one unit, and a draft that a form sends.

use std::sync::OnceLock;

use servanda::landscape::{self, RawFile};
use servanda_web::Workbench;

use crate::{ask, get, server, text};

/// The family of model agreements, with the years in which they were made.
const FAMILY: [(&str, &str, &str); 4] = [
    ("harbours-1998", "1998-05-03", include_str!("../../../examples/harbours-1998.en.md")),
    ("harbours-2004", "2004-10-21", include_str!("../../../examples/harbours-2004.en.md")),
    ("harbours-2015", "2015-03-09", include_str!("../../../examples/harbours-2015.en.md")),
    ("harbours-2026", "2026-01-30", include_str!("../../../examples/harbours-2026.en.md")),
];

fn files() -> Vec<(String, String)> {
    let sheet = |day: &str| {
        format!(
            "[title]\nen = \"Harbours of {day}\"\n\n[[date]]\nmilestone = \"signed\"\non = \"{day}\"\nbasis = \"unverified\"\n"
        )
    };
    let of = |(id, day, words): (&str, &str, &str)| {
        [
            (format!("instruments/{id}/instrument.toml"), sheet(day)),
            (format!("instruments/{id}/text.en.md"), words.to_owned()),
        ]
    };
    FAMILY.into_iter().flat_map(of).collect()
}

fn family() -> &'static Workbench {
    static OPENED: OnceLock<Workbench> = OnceLock::new();
    OPENED.get_or_init(|| {
        let files = files().into_iter().map(|(name, content)| RawFile::new(name, content)).collect();
        Workbench::new(landscape::assemble("harbours", files, None))
    })
}

fn page(address: &str) -> String {
    let response = ask(family(), address);
    assert_eq!(response.status, 200, "{address}: {}", text(&response));
    text(&response)
}

fn json(address: &str) -> serde_json::Value {
    serde_json::from_str(&page(address)).unwrap()
}

#[test]
fn who_has_words_from_whom_is_drawn_and_told() {
    let shown = page("/trace");
    assert!(shown.contains("chart lineage") && shown.contains("chart heat"), "two pictures");
    assert!(shown.contains("% of harbours-2015 in harbours-1998"), "a cell says what it is");
    let answer = json("/trace.json");
    assert_eq!(answer["schema"], "servanda.borrowings/1");
    let works: Vec<&str> =
        answer["works"].as_array().unwrap().iter().map(|work| work["name"].as_str().unwrap()).collect();
    let from_to: Vec<(&str, &str)> = answer["borrowings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (works[one["from"].as_u64().unwrap() as usize], works[one["to"].as_u64().unwrap() as usize]))
        .collect();
    assert!(from_to.contains(&("harbours-1998", "harbours-2015")), "{from_to:?}");
    assert!(from_to.iter().all(|(from, to)| from < to), "nothing has words from what is younger: {from_to:?}");
    let table = page("/trace.csv");
    assert_eq!(table.lines().count(), 1 + from_to.len(), "{table}");
}

#[test]
fn a_day_hides_what_was_made_later() {
    let shown = page("/trace?as-of=2010-01-01");
    assert!(shown.contains("harbours-2004") && !shown.contains("harbours-2015"));
}

#[test]
fn a_unit_has_its_lineage() {
    let shown = page("/trace/harbours-2015/art7");
    assert!(shown.contains("Harbours of 1998-05-03") && shown.contains("oldest in this landscape"), "{shown}");
    assert!(shown.contains("no proof of an origin"));
    let answer = json("/trace/harbours-2015/art7.json");
    assert_eq!(answer["schema"], "servanda.lineage/1");
    assert!(answer["edges"].as_array().unwrap().iter().any(|edge| edge["kind"] == "reuse"));
    assert!(page("/trace/harbours-2015/art7.csv").lines().count() > 1);
    assert!(page("/i/harbours-2015").contains("href=\"/trace/harbours-2015/art7/1\""), "the reading page leads there");
}

#[test]
fn what_is_not_there_is_said() {
    assert_eq!(ask(family(), "/trace/harbours-2015/art99").status, 404);
    assert_eq!(ask(family(), "/trace/harbours-2051/art1").status, 404);
    let bare = text(&get("/trace"));
    assert!(bare.contains("so none can be traced through another"), "the built-in landscape holds no texts");
    let coded = get("/trace/code-of-conduct-2015/2");
    assert_eq!(coded.status, 200, "what is coded has a lineage without words");
    assert!(text(&coded).contains("code-of-conduct-2011"));
}

#[test]
fn a_draft_is_traced_sentence_by_sentence_for_our_own_pages_only() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files() {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    std::fs::write(folder.path().join("landscape.toml"), "name = \"Harbours\"\n").unwrap();
    let address = server::start(servanda_web::Source::Folder(folder.path().to_owned()));
    let own = format!("http://{address}");
    let old = FAMILY[0].2.lines().find(|line| line.contains("shall keep the lights")).unwrap().trim();
    let draft = format!(
        "# A draft\n\nArticle 1\n\n{old} Whoever sells lamps, wicks or oil to a keeper does so for no more than was paid last year.\n"
    );
    let send = |words: &str, origin: &str| server::post(address, "/trace", &[("file", Some("my.md"), words)], origin);
    let page = send(&draft, &own);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("cache-control: no-store"), "{page}");
    assert!(page.contains("my.md") && page.contains("Harbours of 1998-05-03"), "{page}");
    assert!(page.contains("<mark class=\"new\">Whoever sells lamps"), "what nobody has is marked");
    assert!(page.contains("Nobody here has these words."));
    assert!(send(&draft, "http://evil.example").starts_with("HTTP/1.1 403"));
    assert!(send("", &own).contains("choose a file"));
    let rubbish = send("\u{0}\u{0}", &own);
    assert!(rubbish.contains("it may be no text at all"), "{rubbish}");
    let before = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(before, 2, "nothing of a draft is kept");
}
