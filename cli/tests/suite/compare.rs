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

#[test]
fn two_columns_are_as_wide_as_the_terminal_and_name_both_places_of_a_move() {
    let (old, new) = (example("lakes-2024.en.md"), example("lakes-2026.en.md"));
    let run = servanda(&["compare", &old, &new, "--beside"]);
    assert!(run.stdout.contains("│ moved to art2"), "{}", run.stdout);
    let rows: Vec<&str> = run.stdout.lines().filter(|line| line.contains(" │")).collect();
    let places: Vec<usize> = rows.iter().map(|row| row.chars().position(|c| c == '│').unwrap()).collect();
    assert!(rows.len() > 20 && places.iter().all(|place| *place == places[0]));
    assert!(rows.iter().any(|row| row.contains("[-lead-]") && row.contains("{+cooperate")), "{}", run.stdout);
}

#[test]
fn comparisons_are_written_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (old, new, third) = (example("lakes-2024.en.md"), example("lakes-2026.en.md"), example("lakes-2024.fr.md"));
    let run = servanda(&["compare", &old, &new, "--to", "docx", "--output", &at("redline.docx")]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    // The file holds both texts: who rejects all has the old one, who accepts all the new one.
    for (revisions, words, not) in
        [("original", "lead all elements", "cooperate fully"), ("accepted", "cooperate fully", "lead all")]
    {
        let read = json(&servanda(&["read", &at("redline.docx"), "--revisions", revisions, "--json"]).stdout);
        let units = read["units"].as_array().unwrap().iter().map(|unit| unit["text"].as_str().unwrap());
        let text = units.collect::<Vec<_>>().join("\n");
        assert!(text.contains(words) && !text.contains(not), "{revisions}: {text}");
    }
    let again = servanda(&["compare", &old, &new, "--to", "docx", "--output", &at("redline.docx")]);
    assert!(again.status == 2 && again.stderr.contains("--force"), "{}", again.stderr);
    assert_eq!(servanda(&["compare", &old, &new, "--to", "docx"]).status, 2);
    let page = servanda(&["compare", &old, &new, "--to", "html"]).stdout;
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<del>lead</del>") && !page.contains("<script"));
    let languages = servanda(&["compare", &old, &third, "--to", "docx", "--output", &at("no.docx")]);
    assert!(languages.status == 2 && languages.stderr.contains("language"), "{}", languages.stderr);
    let table = servanda(&["compare", &old, &new, &third, "--to", "docx", "--output", &at("table.docx")]);
    assert!(table.status == 0 && std::fs::read(at("table.docx")).unwrap().starts_with(b"PK"), "{}", table.stderr);
}

#[test]
fn several_texts_are_compared_with_any_of_them() {
    let (old, new, third) = (example("lakes-2024.en.md"), example("lakes-2026.en.md"), example("lakes-2024.fr.md"));
    let run = servanda(&["compare", &old, &new, &third]);
    assert!(run.status == 0 && run.stdout.contains("aligned by structure"), "{}", run.stderr);
    let answer = json(&servanda(&["compare", &old, &new, &third, "--json"]).stdout);
    assert!(answer["schema"] == "servanda.matrix/1" && answer["baseline"] == 0);
    let other = json(&servanda(&["compare", &old, &new, &third, "--baseline", "2", "--json"]).stdout);
    assert_eq!(other["baseline"], 1);
    let lead = |answer: &Value| {
        let rows = answer["rows"].as_array().unwrap();
        rows.iter().filter(|row| row["unit"]["text"].as_str().is_some_and(|t| t.contains("lead all elements"))).count()
    };
    assert_eq!((lead(&answer), lead(&other)), (1, 0), "the rows are the baseline's");
    let wrong = servanda(&["compare", &old, &new, &third, "--baseline", "4"]);
    assert!(wrong.status == 2 && wrong.stderr.contains("1 to 3"), "{}", wrong.stderr);
    assert_eq!(servanda(&["compare", &old, &new, &third, "--kind", "moved"]).status, 2);
    assert_eq!(servanda(&["compare", &old, &new, &third, "--to", "html"]).status, 2);
    let concepts = json(&servanda(&["compare", &old, "code-of-conduct-2015", "--concepts", "--json"]).stdout);
    assert_eq!(concepts["schema"], "servanda.concept-matrix/1");
    let named = servanda(&["compare", "code-of-conduct-2015", "gge-2015", "--concepts"]).stdout;
    assert!(
        named.contains("coded: the whole") && named.contains("coded without it") && named.contains("looked for"),
        "{named}"
    );
}

#[test]
fn two_units_stand_side_by_side_and_what_is_cited_is_told_from_what_is_not() {
    let run = servanda(&["compare", "code-of-conduct-2011/h", "code-of-conduct-2015/9"]);
    assert!(run.status == 0 && run.stdout.contains("“lead” → “cooperate”, weaker"), "{}", run.stdout);
    let answer = json(&servanda(&["compare", "code-of-conduct-2011/h", "code-of-conduct-2015/9", "--json"]).stdout);
    assert!(answer["schema"] == "servanda.side-by-side/1" && answer["relations"][1]["type"] == "revises", "{answer}");
    let unknown = servanda(&["compare", "gge-2015/13/zz", "code-of-conduct-2015/2"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("nothing is coded of gge-2015/13/zz"), "{}", unknown.stderr);
    let cited = servanda(&["compare", "code-of-conduct-2015", "gge-2013", "--cited"]);
    let line = |start: &str| cited.stdout.lines().find(|l| l.starts_with(start)).unwrap_or_default().to_owned();
    assert!(
        line("para. 16").contains("cited by preamble") && line("para. 19").contains("not cited"),
        "{}",
        cited.stdout
    );
    let answer = json(&servanda(&["compare", "code-of-conduct-2015", "gge-2013", "--cited", "--json"]).stdout);
    assert!(answer["schema"] == "servanda.cited/1" && answer["coded_only"] == true);
    // Units of texts that are held are compared by their words, with all that they contain.
    let fixture = Fixture::new();
    for year in ["2024", "2026"] {
        fixture.write(&format!("instruments/lakes-{year}/instrument.toml"), "[title]\nen = \"Lakes\"\n");
        let text = std::fs::read_to_string(example(&format!("lakes-{year}.en.md"))).unwrap();
        fixture.write(&format!("instruments/lakes-{year}/text.en.md"), &text);
    }
    let run = fixture.run(&["compare", "lakes-2024/art4", "lakes-2026/art5", "--json"]);
    let answer = json(&run.stdout);
    assert_eq!(answer["schema"], "servanda.comparison/1", "{}", run.stderr);
    assert!(
        answer["changes"].as_array().unwrap().iter().all(|c| c["left"]
            .as_array()
            .unwrap()
            .iter()
            .all(|a| a.as_str().unwrap().starts_with("art4")))
    );
}
