//! What the verb `compare` shows of files, of held texts, and of instruments of which no text is held.

use std::path::PathBuf;

use serde_json::Value;

use super::harness::{Fixture, servanda};

fn example(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name).to_str().unwrap().to_owned()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn two_drafts_are_compared() {
    let (old, new) = (example("lakes-2024.en.md"), example("lakes-2026.en.md"));
    let run = servanda(&["compare", &old, &new]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for told in
        ["moved  art7 → art2", "[-lead-]{+cooperate fully with+}", "“knowingly” is new, weaker", "dropped  art4/3 → –"]
    {
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    }
    let answer = json(&servanda(&["compare", &old, &new, "--json"]).stdout);
    assert_eq!(answer["schema"], "servanda.comparison/1");
    let changes = answer["changes"].as_array().unwrap();
    // Either text comes out of the record, unit by unit.
    for (side, op) in [("left", "-"), ("right", "+")] {
        let units = answer[side]["units"].as_array().unwrap();
        let mut found = vec![None; units.len()];
        for change in changes {
            let words: String = change["words"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|piece| piece["op"] == "=" || piece["op"] == op)
                .map(|piece| piece["text"].as_str().unwrap())
                .collect();
            let places = change[format!("{side}_at")].as_array().unwrap();
            // No paragraph of these drafts has a line feed of its own but the preambles, which stand alone.
            let parts: Vec<&str> = if places.len() > 1 { words.split('\n').collect() } else { vec![&words] };
            for (place, part) in places.iter().zip(parts) {
                found[place.as_u64().unwrap() as usize] = Some(part.to_owned());
            }
        }
        let told: Vec<Option<String>> = units.iter().map(|u| u["text"].as_str().map(str::to_owned)).collect();
        assert_eq!(found, told, "{side}");
    }
    let kinds = |kind: &str| changes.iter().filter(|c| c["kind"] == kind).count();
    let rare = ["moved", "moved-edited", "split", "merged", "added", "dropped"];
    assert_eq!(rare.map(kinds), [1; 6]);
    let weaker = json(servanda(&["compare", &old, &new, "--kind", "edited", "--jsonl"]).stdout.lines().nth(2).unwrap());
    assert_eq!((&weaker["force"]["left"], &weaker["force"]["right"]), (&"shall ensure".into(), &"should".into()));
    let table = servanda(&["compare", &old, &new, "--csv"]).stdout;
    assert!(table.starts_with("kind,left,right,similarity,") && table.contains("\nmoved,art7,art2,1.000,"), "{table}");
}

#[test]
fn what_is_coded_is_shown_where_no_text_is_held() {
    let run = servanda(&["compare", "code-of-conduct-2011", "code-of-conduct-2015"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&servanda(&["compare", "code-of-conduct-2011", "code-of-conduct-2015", "--json"]).stdout);
    assert_eq!(answer["coded"], true);
    let rows: Vec<(String, String, String)> = answer["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let first = |side: &str| row[side][0].as_str().unwrap_or("–").to_owned();
            (first("left"), first("right"), row["basis"].as_str().unwrap_or("").to_owned())
        })
        .collect();
    for (left, right, basis) in [
        ("b", "2", "secondary"),
        ("e", "6", "secondary"),
        ("g", "8", "secondary"),
        ("h", "9", "secondary"),
        ("–", "3", ""),
        ("–", "10", ""),
        ("a", "1", "unverified"),
    ] {
        assert!(rows.contains(&(left.to_owned(), right.to_owned(), basis.to_owned())), "{left} > {right}: {rows:?}");
    }
    assert!(
        run.stdout.contains("proliferate information weapons") && run.stdout.contains("unverified"),
        "{}",
        run.stdout
    );
}

#[test]
fn held_texts_and_files_are_compared_and_languages_by_structure() {
    let fixture = Fixture::new();
    fixture.write(
        "instruments/lake-treaty-2009/text.en.md",
        "## Article 1\n\nThe Parties shall share the water.\n\n## Article 2\n\nBoats are free.\n",
    );
    fixture.write(
        "instruments/lake-treaty-2009/text.fr.md",
        "## Article 1\n\nLes Parties partagent les eaux de ce lac.\n",
    );
    fixture.write("draft.txt", "Article 1\nThe Parties may share the water.\n");
    let draft = fixture.path().join("draft.txt").to_str().unwrap().to_owned();
    let run = fixture.run(&["compare", "lake-treaty-2009", &draft]);
    assert!(
        run.stdout.contains("[-shall-]{+may+}") && run.stdout.contains("dropped  art2"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    let languages = fixture.run(&["compare", "lake-treaty-2009", "--language", "en,fr"]);
    assert!(
        languages.stdout.contains("different languages") && languages.stdout.contains("dropped  art2 → –"),
        "{}",
        languages.stdout
    );
    let same = fixture.run(&["compare", &draft, &draft]);
    assert_eq!(same.status, 1, "{}", same.stdout);
    assert!(same.stdout.contains("Nothing differs"), "{}", same.stdout);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let fixture = Fixture::new();
    fixture.write("empty.txt", "");
    fixture.write("draft.txt", "Article 1\nThe Parties may share the water.\n");
    let (empty, draft) = (fixture.path().join("empty.txt"), fixture.path().join("draft.txt"));
    let (empty, draft) = (empty.to_str().unwrap(), draft.to_str().unwrap());
    for (arguments, told) in [
        (vec!["compare", draft, empty], "no words"),
        (vec!["compare", draft, "lake-treaty-209"], "did you mean lake-treaty-2009?"),
        (vec!["compare", draft, "lake-treaty-2009"], "no text is held"),
        (vec!["compare", draft, draft, "--language", "ru"], "there is no text in \"ru\""),
        (vec!["compare", draft, draft, "--kind", "shifted"], "is no kind of change"),
        (vec!["compare", draft], "required"),
    ] {
        let run = fixture.run(&arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
}
