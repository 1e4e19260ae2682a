//! Formal contexts on the command line: figures, rules, what is shared, and files for other programs.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::harness::{Run, servanda};

/// Four states and what they might promise; one cell is not known.
const STATES: &str = "B\nmodel\n4\n4\n\nAA\nBB\nCC\nDD\nrestraint\ncontact\nexchange\ncourt\nXX..\nXXX.\n.X..\nX?X.\n";
/// The same where the cell is a yes.
const KNOWN: &str = "B\n\n4\n4\n\nAA\nBB\nCC\nDD\nrestraint\ncontact\nexchange\ncourt\nXX..\nXXX.\n.X..\nXXX.\n";

struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

fn overlap(path: &std::path::Path, arguments: &[&str]) -> Run {
    servanda(&[&["overlap", "--context", path.to_str().unwrap()], arguments].concat())
}

fn value(run: &Run) -> Value {
    assert_eq!(run.status, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn a_context_is_counted() {
    let folder = Folder::new();
    let path = folder.file("known.cxt", KNOWN);
    let expected = json!({
        "schema": "servanda.context/1", "objects": 4, "attributes": 4, "concepts": 4, "implications": 3,
    });
    assert_eq!(value(&overlap(&path, &["--count", "--json"])), expected);
    let text = overlap(&path, &["--count"]).stdout;
    assert_eq!(text, "4 objects, 4 attributes\n4 concepts; 3 rules in the canonical base\n");
}

#[test]
fn what_is_not_known_is_counted_both_ways() {
    let folder = Folder::new();
    let path = folder.file("states.cxt", STATES);
    let found = value(&overlap(&path, &["--count", "--json"]));
    assert_eq!((&found["unknown"], &found["name"]), (&json!(1), &json!("model")));
    assert_eq!((&found["concepts"], &found["possible"]["concepts"]), (&json!(7), &json!(4)));
    let shared = value(&overlap(&path, &["--json"]));
    let row =
        shared["shared"].as_array().unwrap().iter().find(|row| row["attributes"] == json!(["restraint", "contact"]));
    assert_eq!((&row.unwrap()["objects"], &row.unwrap()["possibly"]), (&json!(["AA", "BB"]), &json!(["DD"])));
    let text = overlap(&path, &[]).stdout;
    assert!(text.contains("perhaps also DD") && text.contains("as yes      4 concepts"), "{text}");
}

#[test]
fn rules_are_told_with_their_support() {
    let folder = Folder::new();
    let path = folder.file("known.cxt", KNOWN);
    let text = overlap(&path, &["--implications"]).stdout;
    assert!(text.contains("everybody has contact  4 objects"), "{text}");
    assert!(text.contains("whoever has contact and exchange also has restraint  2 objects"), "{text}");
    assert!(!text.contains("nobody has court") && text.contains("1 further rule says that nobody"), "{text}");
    let found = value(&overlap(&path, &["--implications", "--json"]));
    assert_eq!(found["rules"].as_array().unwrap().len(), 3);
    assert_eq!(found["rules"][2]["support"], 0);
    assert_eq!(overlap(&path, &["--implications", "--csv"]).stdout.lines().count(), 4);
}

#[test]
fn contexts_go_from_one_format_to_the_other() {
    let folder = Folder::new();
    let path = folder.file("states.cxt", STATES);
    let table = overlap(&path, &["--to", "csv"]).stdout;
    assert_eq!(table.lines().nth(4), Some("DD,X,?,X,"));
    let table = folder.file("states.csv", &table);
    assert_eq!(overlap(&table, &["--to", "cxt"]).stdout, STATES);
    let by_semicolon = folder.file("of.csv", ";a;b\no;x;\np;;1\n");
    assert_eq!(value(&overlap(&by_semicolon, &["--count", "--json"]))["concepts"], 4);
}

#[test]
fn a_count_that_stops_says_so() {
    let folder = Folder::new();
    let path = folder.file("known.cxt", KNOWN);
    let found = value(&overlap(&path, &["--count", "--json", "--most", "3"]));
    assert_eq!(
        found,
        json!({
            "schema": "servanda.context/1", "objects": 4, "attributes": 4, "concepts": 3, "stopped": true,
        })
    );
    let text = overlap(&path, &["--count", "--most", "3"]).stdout;
    assert!(text.contains("more than 3 concepts: the count has stopped"), "{text}");
}

#[test]
fn a_file_that_is_wrong_is_told_by_line_and_column() {
    let folder = Folder::new();
    let path = folder.file("bad.cxt", "B\n\n2\n1\n\na\nb\nx\nY\n.\n");
    let run = overlap(&path, &["--count"]);
    assert!(run.status == 2 && run.stdout.is_empty(), "{}", run.stdout);
    assert!(run.stderr.contains("bad.cxt:9:1: error[bad-context]: \"Y\" is no cell of a row"), "{}", run.stderr);
    assert!(run.stderr.contains("no context that could be read"), "{}", run.stderr);
    for arguments in [&["--count", "--states", "CN"][..], &["--to", "csv", "--json"]] {
        assert_eq!(overlap(&path, arguments).status, 2, "{arguments:?}");
    }
    assert_eq!(servanda(&["overlap", "--count"]).status, 2, "there is no context to count");
}

#[test]
fn promises_of_states_are_a_context_for_other_programs() {
    let folder = Folder::new();
    let run = servanda(&["overlap", "--states", "CN,RU,US", "--to", "cxt"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let path = folder.file("promises.cxt", &run.stdout);
    let found = value(&overlap(&path, &["--count", "--json"]));
    assert_eq!(found["objects"], 3);
    assert!(found["concepts"].as_u64().unwrap() > 2 && found["attributes"].as_u64().unwrap() > 5, "{found}");
}
