use serde_json::Value;

use super::harness::{Fixture, servanda};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn with_texts() -> Fixture {
    let fixture = Fixture::new();
    let text = "# Treaty on the Lake\n\n## Article 1 Water\n\nThe Parties share the water and report cyber-attacks.\n\n\
                ## Article 2 Boats\n\n1. Each Party shall:\n\n(a) count boats; and\n\n(b) repair them.\n";
    fixture.write("instruments/lake-treaty-2009/text.en.md", text);
    fixture
}

#[test]
fn finds_words_with_their_place() {
    let fixture = with_texts();
    let run = fixture.run(&["search", "repaired"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("lake-treaty-2009/art2/1/b") && run.stdout.contains("repair them"), "{}", run.stdout);
    assert!(run.stderr.contains("of 2 no text is held"), "{}", run.stderr);
    let answer = json(&fixture.run(&["search", "count", "repair", "--json"]).stdout);
    assert_eq!(answer["schema"], "servanda.hits/1");
    let hit = &answer["hits"][0];
    assert_eq!((hit["address"].as_str(), hit["label"].as_str()), (Some("lake-treaty-2009/art2/1"), Some("Art. 2(1)")));
    let snippet = hit["snippet"].as_str().unwrap();
    let marks: Vec<&str> = hit["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| &snippet[mark[0].as_u64().unwrap() as usize..mark[1].as_u64().unwrap() as usize])
        .collect();
    assert_eq!(marks, ["count", "repair"]);
    assert_eq!(answer["searched"]["with_text"], 1);
    let lines = fixture.run(&["search", "cyberattack", "--jsonl"]).stdout;
    assert_eq!(json(lines.lines().next().unwrap())["address"], "lake-treaty-2009/art1");
    let table = fixture.run(&["search", "boats", "--csv", "--limit", "1"]).stdout;
    assert_eq!(table.lines().count(), 2, "{table}");
}

#[test]
fn nothing_found_is_one_answer_and_a_bad_query_another() {
    let fixture = with_texts();
    let none = fixture.run(&["search", "boots"]);
    assert_eq!((none.status, none.stdout.as_str()), (1, ""));
    assert!(none.stderr.contains("None found") && none.stderr.contains("servanda search 'boats'"), "{}", none.stderr);
    let early = fixture.run(&["search", "boats", "--as-of", "2001"]);
    assert_eq!(early.status, 1);
    assert!(early.stderr.contains("3 came later"), "{}", early.stderr);
    for (query, told) in [("\"no end", "at character 1"), ("tilte:x", "did you mean title:?"), ("boat (", "missing")] {
        let bad = fixture.run(&["search", query]);
        assert_eq!((bad.status, bad.stdout.as_str()), (2, ""), "{query}");
        assert!(bad.stderr.contains(told) && bad.stderr.contains("hint:"), "{}", bad.stderr);
    }
    assert_eq!(fixture.run(&["search", "boats", "--in", "lake-treaty-2008"]).status, 2);
    assert_eq!(fixture.run(&["search", "boats", "--kind", "treatie"]).status, 2);
}

#[test]
fn the_built_in_landscape_says_that_it_holds_no_texts() {
    let run = servanda(&["search", "cooperation", "--kind", "treaty", "--limit", "5"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("no text is held of any of them"), "{}", run.stderr);
}
