use insta::assert_snapshot;

use super::harness::{Fixture, servanda};

#[test]
fn an_instrument_with_all_that_is_known() {
    let run = Fixture::new().run(&["show", "lake-treaty"]);
    assert_snapshot!(run.stdout, @"");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn an_instrument_before_it_was_in_force() {
    let run = Fixture::new().run(&["show", "L/9", "--as-of", "2009-12-31"]);
    let top: Vec<&str> = run.stdout.lines().take(8).collect();
    assert_snapshot!(top.join("\n"), @"");
    assert!(!run.stdout.contains("Has consented to be bound"), "nobody is bound before it is in force");
}

#[test]
fn a_treaty_without_entry_into_force_is_not_said_to_be_out_of_force() {
    let run = Fixture::new().run(&["show", "river-treaty-2019"]);
    assert_snapshot!(run.stdout, @"");
}

#[test]
fn a_unit_by_address_or_as_printed() {
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "lake-treaty-2009/art2/1"]);
    assert_snapshot!(run.stdout, @"");
    assert_eq!(run.stdout, fixture.run(&["show", "lake-treaty-2009/Art. 2(1)"]).stdout);
}

#[test]
fn a_party_and_a_group() {
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "EGY"]);
    assert_snapshot!(run.stdout, @"");
    assert_eq!(run.stdout, fixture.run(&["show", "مصر"]).stdout);
    assert_snapshot!(fixture.run(&["show", "shore", "--as-of", "2017"]).stdout, @"");
}

#[test]
fn single_rows_terms_and_sources() {
    let fixture = Fixture::new();
    assert_snapshot!(fixture.run(&["show", "boat-seized"]).stdout, @"");
    assert_snapshot!(fixture.run(&["show", "mechanism:lake-board"]).stdout, @"");
    assert_snapshot!(fixture.run(&["show", "france-on-fishing"]).stdout, @"");
    assert_snapshot!(fixture.run(&["show", "term:treaty"]).stdout, @"");
    assert_snapshot!(fixture.run(&["show", "source:gazette"]).stdout, @"");
}

#[test]
fn what_is_not_there_is_answered_with_a_proposal() {
    let fixture = Fixture::new();
    let told = |name| {
        let run = fixture.run(&["show", name]);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{name}");
        run.stderr
    };
    assert_snapshot!(told("lake-treaty-2008"), @"");
    assert_snapshot!(told("Egipt"), @"");
    assert_snapshot!(told("lake-treaty-2009/art2/2"), @"");
    assert_snapshot!(told("river-treaty-2019/art1"), @"");
    assert_snapshot!(told("group:lake-treaty-2009"), @"");
    assert_snapshot!(told("zzz"), @"");
    // What can be shown is shown.
    let run = fixture.run(&["show", "FR", "zzz"]);
    assert!(run.status == 1 && run.stdout.starts_with("France\n"));
}

#[test]
fn json_is_the_sheet() {
    let fixture = Fixture::new();
    for (name, schema, keys) in [
        (
            "lake-treaty",
            "instrument",
            &["id", "title", "dates", "standings", "votes", "units", "rivals", "sources"][..],
        ),
        ("lake-treaty/art1", "unit", &["instrument", "unit", "children", "relations", "sources"]),
        ("EG", "party", &["party", "standings", "groups", "sources"]),
        ("Shore", "group", &["members", "others"]),
        ("boat-seized", "event", &["id", "on", "actor_names", "sources"]),
        ("lake-board", "mechanism", &["running", "events", "sources"]),
        ("france-on-fishing", "position", &["stance", "says", "sources"]),
        ("term:treaty", "term", &["list", "definition", "instruments"]),
        ("gazette", "source", &["source", "instruments"]),
    ] {
        let run = fixture.run(&["show", name, "--json"]);
        let head = format!(
            "{{\n  \"schema\": \"servanda.{schema}/1\",\n  \"landscape\": \"lakes\",\n  \"as_of\": \"2020-06-01\""
        );
        assert!(run.stdout.starts_with(&head), "{name}: {}", run.stdout);
        let sheet: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        for key in keys {
            assert!(sheet.get(key).is_some(), "{name}: {key}");
        }
    }
    let both = fixture.run(&["show", "EG", "FR", "--json"]).stdout;
    assert!(both.starts_with("{\n  \"schema\": \"servanda.sheets/1\""));
    let both: serde_json::Value = serde_json::from_str(&both).unwrap();
    assert_eq!(both["sheets"][1]["party"]["code"], "FR");
    assert_eq!(fixture.run(&["show", "EG", "FR", "--jsonl"]).stdout.lines().count(), 2);
    assert_eq!(fixture.run(&["show", "EG", "--csv"]).status, 2);
}

#[test]
fn citations_go_to_stdout_and_cautions_to_stderr() {
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "lake-treaty-2009/art1", "--cite", "oscola"]);
    assert_snapshot!(run.stdout, @"");
    assert_snapshot!(run.stderr, @"");
    assert_eq!(fixture.run(&["show", "EG", "--cite", "un"]).status, 2);
    assert_eq!(fixture.run(&["show", "lake-treaty", "--cite", "apa"]).status, 2);
}

#[test]
fn lines_keep_to_the_width_of_the_terminal() {
    for width in [60, 80, 120] {
        let run = Fixture::new().command(&["show", "lake-treaty"]).env("COLUMNS", width.to_string()).output().unwrap();
        let text = String::from_utf8(run.stdout).unwrap();
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width, "{width}: {widest}");
    }
}

#[test]
fn stable_facts_of_the_built_in_landscape() {
    let run = servanda(&["show", "A/70/174"]);
    assert!(run.stdout.contains("Expert participant") && run.stdout.contains("Russian Federation"));
    assert!(!run.stdout.to_lowercase().contains("is a signatory"), "an experts' report has no signatories");
    let run = servanda(&["show", "AU"]);
    assert!(run.stdout.starts_with("Australia\n"));
    assert_snapshot!(run.stderr, @"");
}
