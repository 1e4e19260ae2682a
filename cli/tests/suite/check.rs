use insta::assert_snapshot;

use super::harness::{Fixture, program};

fn broken() -> Fixture {
    let fixture = Fixture::new();
    fixture.write(
        "instruments/shore-declaration-2018/instrument.toml",
        r#"
kind = "declaration"
bindingness = "political"
topics = ["watr"]
[default]
basis = "secondary"
source = ["gazette"]
[title]
en = "Declaration of the Shore States"
[[date]]
milestone = "signed"
on = "2018-03"
[[standing]]
word = "endorsed"
parties = ["EGY"]
"#,
    );
    fixture
}

#[test]
fn findings_are_shown_with_their_lines() {
    let run = broken().run(&["check"]);
    assert_snapshot!(run.stdout, @"");
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
}

#[test]
fn findings_in_one_line_and_as_data() {
    let fixture = broken();
    assert_snapshot!(fixture.run(&["check", "--format", "short"]).stdout, @"");
    assert_snapshot!(fixture.run(&["check", "--format", "plain"]).stdout, @"");
    let run = fixture.run(&["check", "--json"]);
    assert_eq!(run.stdout, fixture.run(&["check", "--format", "json"]).stdout);
    assert!(run.stdout.starts_with("{\n  \"schema\": \"servanda.check/1\""));
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let first = &report["findings"][0];
    for key in ["severity", "confidence", "code", "message", "file", "line", "column", "hints", "related"] {
        assert!(first.get(key).is_some(), "{key}");
    }
    for key in ["errors", "warnings", "notes", "files"] {
        assert!(report["counts"].get(key).is_some(), "{key}");
    }
    for line in fixture.run(&["check", "--jsonl"]).stdout.lines() {
        assert!(line.starts_with("{\"schema\":\"servanda.finding/1\","), "{line}");
    }
}

#[test]
fn notes_do_not_count_and_are_shown_when_asked_for() {
    let fixture = Fixture::new();
    let run = fixture.run(&["check"]);
    assert_snapshot!(run.stdout, @"");
    let with_notes = fixture.run(&["check", "--notes", "--format", "short"]).stdout;
    assert!(with_notes.contains(": note["), "{with_notes}");
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let fixture = Fixture::new();
    fixture.write("groups.toml", "[[group]\nid = 3");
    assert_eq!(fixture.run(&["check"]).status, 2);
}

#[test]
fn the_rules_explain_themselves() {
    let run = Fixture::new().run(&["check", "--rules"]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.contains("confidence"));
    let rules = Fixture::new().run(&["check", "--rules", "--json"]).stdout;
    assert!(rules.starts_with("{\n  \"schema\": \"servanda.rules/1\""));
}

#[test]
fn a_new_landscape_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("our lakes");
    let run = program().arg("new").arg(&new).output().unwrap();
    let told = String::from_utf8(run.stdout).unwrap().replace(folder.path().to_str().unwrap(), "[folder]");
    assert_snapshot!(told, @"");
    let check = program().arg("check").arg(&new).output().unwrap();
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
    let again = program().arg("new").arg(&new).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
}
