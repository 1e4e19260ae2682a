//! What the verb `trace` shows of a draft, of a folder, and of texts that the landscape holds.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::harness::{Fixture, servanda};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_draft_is_traced_unit_by_unit_and_what_is_new_is_told() {
    let draft = examples().join("lakes-2026.en.md");
    let run = servanda(&["trace", path(&draft), "--against", path(&examples())]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let together = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = run.stdout.split("\n\n").map(together).collect();
    let after = |start: &str| {
        let found = parts.iter().find(|part| part.starts_with(start));
        found.unwrap_or_else(|| panic!("{start}: {}", run.stdout)).as_str()
    };
    // Words that moved are found where they stood, under their old number.
    assert!(after("Art. 2 “").contains("lakes-2024.en.md Art. 7") && after("Art. 2 “").contains("word for word"));
    assert!(after("Art. 5(4)").contains("lakes-2024.en.md Art. 4(4)"));
    assert!(run.stdout.contains("No passage found for: Art. 8"), "{}", run.stdout);
    // It is no precedent of itself, though it lies in the folder.
    assert!(!run.stdout.contains("lakes-2026.en.md Art."), "{}", run.stdout);
}

#[test]
fn passages_have_both_places_to_the_byte() {
    let (old, new) = (examples().join("lakes-2024.en.md"), examples().join("lakes-2026.en.md"));
    let run = servanda(&["trace", "--all", path(&old), path(&new), "--jsonl"]);
    let texts = [std::fs::read_to_string(&old).unwrap(), std::fs::read_to_string(&new).unwrap()];
    let passages: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(passages.len() > 4, "{}", run.stdout);
    for passage in &passages {
        assert_eq!(passage["schema"], "servanda.passage/1");
        let words = |side: &str, text: &str| {
            let at = |key: &str| passage[side][key].as_u64().unwrap() as usize;
            let words = text[at("start")..at("end")].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.map(str::to_lowercase).collect::<Vec<_>>()
        };
        let (a, b) = (words("a", &texts[0]), words("b", &texts[1]));
        let (count, identity) = (passage["words"].as_u64().unwrap() as usize, passage["identity"].as_f64().unwrap());
        assert!(count <= a.len().min(b.len()) && count >= 12, "{passage}");
        assert!((0.6..=1.0).contains(&identity) && (identity < 1.0 || a == b), "{passage}");
        assert!(passage["a"]["address"].is_string() && passage["b"]["address"].is_string());
    }
    let mut lines: Vec<&str> = run.stdout.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), passages.len(), "a passage is told twice");
    let table = servanda(&["trace", "--all", path(&old), path(&new), "--csv"]).stdout;
    assert!(table.starts_with("a,a_address,a_start,") && table.lines().count() == passages.len() + 1);
    let whole: Value =
        serde_json::from_str(&servanda(&["trace", "--all", path(&old), path(&new), "--json"]).stdout).unwrap();
    assert!(whole["schema"] == "servanda.trace/1" && whole["searched"]["texts"] == 2);
}

#[test]
fn held_texts_are_traced_by_their_ids_and_dates() {
    let fixture = Fixture::new();
    for (id, date, example) in [
        ("lakes-2017", "2017-05-02", "lakes-2024"),
        ("lakes-2019", "2019-05-02", "lakes-2026"),
        ("lakes-2025", "2025-05-02", "lakes-2026"),
    ] {
        let row = format!(
            "[title]\nen = \"Lakes\"\n[[date]]\nmilestone = \"adopted\"\non = \"{date}\"\nbasis = \"unverified\"\n"
        );
        fixture.write(&format!("instruments/{id}/instrument.toml"), &row);
        let text = std::fs::read_to_string(examples().join(format!("{example}.en.md"))).unwrap();
        fixture.write(&format!("instruments/{id}/text.en.md"), &text);
    }
    let run = fixture.run(&["trace", "lakes-2019"]);
    assert!(run.status == 0 && run.stdout.contains("lakes-2017 Art. 7, 2 May 2017"), "{}{}", run.stdout, run.stderr);
    // On 1 June 2020 the last one had not been made.
    assert!(!run.stdout.contains("lakes-2025"), "{}", run.stdout);
    let lines = fixture.run(&["trace", "--all", "--jsonl"]).stdout;
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert!(first["a"]["document"] == "lakes-2017" && first["earlier"] == "a", "{first}");
}

#[test]
fn what_cannot_be_traced_is_said() {
    let draft = examples().join("lakes-2026.en.md");
    for (arguments, told) in [
        (vec!["trace", path(&draft)], "nothing to trace it through"),
        (vec!["trace", "gge-2015"], "no text is held of gge-2015"),
        (vec!["trace", "gge-2051"], "did you mean"),
        (vec!["trace", "--all", "/no/such/folder"], "cannot be read"),
        (vec!["trace", path(&draft), "--against", path(&draft)], "nothing to trace it through"),
        (vec!["trace", path(&draft), "--against", path(&draft), "--output", "x"], "--jsonl"),
    ] {
        let run = servanda(&arguments);
        assert!(run.status == 2 && run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    // Files that are no text end in words, not in a crash; what is alike elsewhere is still found.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.docx"), b"PK\x03\x04 no such thing").unwrap();
    std::fs::write(folder.path().join("empty.txt"), b"").unwrap();
    std::fs::copy(examples().join("lakes-2024.en.md"), folder.path().join("lakes.md")).unwrap();
    let run = servanda(&["trace", path(&draft), "--against", path(folder.path())]);
    assert!(run.status == 0 && run.stdout.contains("lakes.md Art. 7"), "{}", run.stderr);
    assert!(run.stderr.contains("broken.docx"), "{}", run.stderr);
}

#[test]
fn a_lineage_is_told_drawn_and_written_for_programs() {
    let notice = "Each Party shall notify the other Parties of any serious incident in its harbour network without delay and \
                  shall keep a written record of the measures it has taken";
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in [
        ("harbour-2003.en.md", notice.to_owned()),
        (
            "harbour-2011.en.md",
            format!("{notice} and shall open that record to every other Party on request within a month"),
        ),
        ("harbour-2019.en.md", format!("{notice} and shall open that record to every other Party on request")),
        ("harbour.en.md", "The lamps of the port are to be lit by a keeper at the fall of night".to_owned()),
    ] {
        std::fs::write(folder.path().join(name), format!("# Model Agreement\n\n## Article 1\n\n{words}.\n")).unwrap();
    }
    let newest = folder.path().join("harbour-2019.en.md");
    let lineage = |more: &[&str]| {
        let place = ["trace", path(&newest), "--unit", "art1", "--against", path(folder.path()), "--lineage"];
        servanda(&[&place[..], &["--dates-from-names"], more].concat())
    };
    let run = lineage(&[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let told = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("harbour-2003.en.md Art. 1, 2003 [oldest in this landscape]"), "{told}");
    assert!(told.contains("1 further pair shares") && !told.contains("harbour.en.md"), "{told}");
    let whole: Value = serde_json::from_str(&lineage(&["--json"]).stdout).unwrap();
    assert_eq!(whole["schema"], "servanda.lineage/1");
    let edge = |edge: &Value| {
        let name = |end: &str| whole["occurrences"][edge[end].as_u64().unwrap() as usize]["date"].clone();
        (name("from"), name("to"))
    };
    let edges: Vec<(Value, Value)> = whole["edges"].as_array().unwrap().iter().map(edge).collect();
    assert_eq!(edges, [("2011".into(), "2019".into()), ("2003".into(), "2011".into())]);
    assert!(lineage(&["--csv"]).stdout.starts_with("from,from_date,"));
    let graph = folder.path().join("lineage.svg");
    assert_eq!(lineage(&["--to", "svg", "--output", path(&graph)]).status, 0);
    assert!(std::fs::read_to_string(&graph).unwrap().starts_with("<svg"));
    let all = |more: &[&str]| {
        servanda(&[&["trace", "--all", path(folder.path()), "--lineage", "--dates-from-names"], more].concat())
    };
    assert!(all(&[]).stdout.contains("2 pairs of texts share wording") || all(&[]).stdout.contains("3 pairs"));
    let all_json: Value = serde_json::from_str(&all(&["--json"]).stdout).unwrap();
    assert!(all_json["schema"] == "servanda.borrowings/1" && all_json["works"].as_array().unwrap().len() == 4);
    assert_eq!(all(&["--to", "graphml"]).stdout.matches("<node ").count(), 4);
    assert_eq!(all(&["--to", "gexf"]).stdout.matches("<node ").count(), 4);
    // Without dates nobody is told to have taken anything.
    let undated = servanda(&["trace", "--all", path(folder.path()), "--lineage"]).stdout;
    assert!(undated.contains("shares") && undated.contains("no date"), "{undated}");
}

#[test]
fn a_lineage_of_what_is_only_coded_says_so() {
    let run = servanda(&["trace", "code-of-conduct-2015/2", "--lineage"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("coded: revises code-of-conduct-2011") && run.stdout.contains("[secondary"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("No text of it is held"), "{}", run.stdout);
    for (arguments, told) in [
        (vec!["trace", "code-of-conduct-2051/2", "--lineage"], "did you mean"),
        (vec!["trace", "gge-2015/13", "--lineage", "--jsonl"], "one object"),
        (vec!["trace", "gge-2015/13", "--lineage", "--json", "--to", "svg"], "choose one"),
    ] {
        let run = servanda(&arguments);
        assert!(run.status == 2 && run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
}
