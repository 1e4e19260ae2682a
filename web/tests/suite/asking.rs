//! Questions, two sides, silence and common ground as pages.

use serde_json::Value;

use crate::text;

fn get(path: &str, query: &str) -> (u16, String) {
    let response = crate::get(&if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") });
    (response.status, text(&response))
}

fn json_of(path: &str, query: &str) -> Value {
    serde_json::from_str(&get(path, query).1).unwrap()
}

fn flat(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_form_reads_like_a_sentence_and_keeps_what_was_asked() {
    let (status, page) = get("/ask", "");
    assert_eq!(status, 200);
    for part in ["What has", "promised about", "toward", "directed at", "do it?", "Which texts say nothing about"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(page.contains("Questions that are kept") && page.contains("act=ict-attack-ci"), "{page}");
    let (_, asked) = get("/ask", "by=CN&toward=US&act=espionage-commercial&as-of=2015-12-01");
    assert!(
        asked.contains("value=\"CN\"") && asked.contains("<option value=\"espionage-commercial\" selected"),
        "{asked}"
    );
}

#[test]
fn an_answer_is_a_brief_with_pinpoints() {
    let (status, page) = get("/ask", "by=RU&toward=CN&act=ict-attack&object=info-resources&as-of=2016-09-01");
    assert_eq!(status, 200);
    for part in [
        "/i/russia-china-2015/art4/s2?as-of=2016-09-01",
        "shall not exercise such actions",
        "To be settled before it can be applied",
        "This turns on values that nobody has verified",
        "2016-08-10",
        "Asked too",
        "General international law is not coded",
        "fingerprint",
        "How each clause that speaks of the act was tested",
    ] {
        assert!(flat(&page).contains(part), "{part}");
    }
    for verdict in ["is illegal", "unlawful", "violat"] {
        assert!(!page.to_lowercase().contains(verdict), "{verdict}");
    }
    let answer = json_of("/ask.json", "by=RU&toward=CN&act=ict-attack&object=info-resources&as-of=2016-09-01");
    assert_eq!(answer["schema"], "servanda.answer/1");
    assert_eq!(answer["findings"][0]["commitment"], "russia-china-2015.4");
}

#[test]
fn what_is_not_known_is_told_with_what_may_be_meant() {
    let (status, page) = get("/ask", "by=CN&act=espionage-comercial");
    assert_eq!(status, 400);
    assert!(page.contains("espionage-commercial") && page.contains("Did you mean"), "{page}");
    let (status, page) = get("/ask", "by=%3Cscript%3E&act=ict-attack");
    assert_eq!(status, 400);
    assert!(!page.contains("<script>&") && page.contains("&lt;script&gt;"), "escaped");
    assert_eq!(get("/party/CN..Atlantis", "").0, 400);
    assert_eq!(get("/overlap", "groups=NATOO").0, 400);
    assert_eq!(get("/ask.json", "act=nothing").0, 400);
}

#[test]
fn two_sides_and_promises_have_pages_and_twins() {
    let (status, page) = get("/party/CN..US", "as-of=2015-12-01");
    assert_eq!(status, 200);
    for part in ["Both have promised", "Only China", "Only United States", "Positions", "Proposals", "Opposed"] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(json_of("/party/CN..US.json", "as-of=2015-12-01")["schema"], "servanda.sides/1");
    assert_eq!(json_of("/ask.json", "party=CN&as-of=2015-12-01")["schema"], "servanda.promises/1");
    let (_, party) = get("/party/CN", "as-of=2015-12-01");
    assert!(party.contains("What it has promised"), "on the page of the party");
    let (_, unit) = get("/i/gge-2015/13/f", "");
    assert!(
        unit.contains("What it has states do") && unit.contains("Which obligation under international law"),
        "{unit}"
    );
    let (status, table) = get("/ask.csv", "party=CN&as-of=2015-12-01");
    assert!(status == 200 && table.starts_with("row,commitment,title"), "{table}");
}

#[test]
fn silence_says_what_was_searched() {
    let (status, page) = get("/ask", "silence=proliferation&in=code-of-conduct-2015,gge-2015");
    assert_eq!(status, 200);
    assert!(
        flat(&page).contains("None found.") && page.contains("Speaks of it.") && page.contains("coded clauses"),
        "{page}"
    );
}

#[test]
fn common_ground_is_a_table_a_diagram_and_a_map() {
    let (status, empty) = get("/overlap", "");
    assert!(status == 200 && empty.contains("What have the members of"), "{empty}");
    let (status, page) = get("/overlap", "states=CN,RU,US&as-of=2016-12-01");
    assert_eq!(status, 200);
    let places =
        ["All 3 parties", "A promise short", "Sets that share more", "How the sets lie", "Who has promised what"]
            .map(|part| page.find(part).unwrap_or_else(|| panic!("{part}")));
    assert!(places.is_sorted(), "the table first, the diagram second, the map third: {places:?}");
    assert!(page.contains("gge-2015.13f") && page.contains("class=\"chart lattice\""), "{page}");
    let ground = json_of("/overlap.json", "states=CN,RU,US&as-of=2016-12-01");
    assert_eq!(ground["schema"], "servanda.common_ground/1");
    assert!(ground["concepts"][0]["lower"].is_number() && ground["one_short"].is_array());
    let (status, table) = get("/overlap.csv", "states=CN,RU,US&as-of=2016-12-01");
    assert!(status == 200 && table.starts_with("party,"), "{table}");
    assert_eq!(table.lines().count(), 4);
}
