use insta::assert_snapshot;
use serde_json::Value;

use super::harness::{Fixture, program, servanda};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn lists_instruments_in_plain_columns() {
    let run = Fixture::new().run(&["list"]);
    assert_snapshot!(run.stdout, @r#"
    2009-06-16  lake-treaty-2009        Treaty on the Lake               Treaty       binding (?)                    CN EG: party
    2018-03     shore-declaration-2018  Declaration of the Shore States  Declaration  political                      CN EG: endorsed
    2019-05-04  river-treaty-2019       Treaty on the River              Treaty       entry into force not recorded
    "#);
    assert_snapshot!(run.stderr, @"3 instruments as of 1 June 2020; this landscape knows nothing after 2019.");
    assert_eq!(run.status, 0);
}

#[test]
fn the_day_changes_the_answer() {
    let fixture = Fixture::new();
    let at = |day| fixture.run(&["list", "--as-of", day]);
    assert_snapshot!(at("2009-12-31").stdout, @"2009-06-16  lake-treaty-2009  Treaty on the Lake  Treaty  signed, not in force");
    assert_snapshot!(at("2008").stderr, @"0 instruments as of 31 December 2008; 3 came later.");
    assert_eq!(at("2008").status, 1);
    // A year means its last day.
    assert_eq!(at("2018").stdout, at("2018-12-31").stdout);
}

#[test]
fn facets_narrow_and_options_stand_before_or_after_the_verb() {
    let fixture = Fixture::new();
    let ids = |arguments: &[&str]| {
        let run = fixture.run(&[&["list", "--csv"], arguments].concat());
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        reader.records().map(|row| row.unwrap()[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--party", "egypt"]), ["lake-treaty-2009", "shore-declaration-2018"]);
    assert_eq!(ids(&["--party", "中国", "--kind", "Treaty"]), ["lake-treaty-2009"]);
    assert_eq!(ids(&["--kind", "treaty,declaration"]).len(), 3);
    assert_eq!(ids(&["--group", "shore", "--since", "2018"]), ["shore-declaration-2018"]);
    assert_eq!(ids(&["--until", "2009"]), ["lake-treaty-2009"]);
    assert_eq!(ids(&["on", "the", "river"]), ["river-treaty-2019"]);
    assert_eq!(ids(&["--status", "in-force"]), ["lake-treaty-2009"]);
    let before = fixture.command(&["--csv", "list"]).output().unwrap().stdout;
    assert_eq!(before, fixture.command(&["list", "--csv"]).output().unwrap().stdout);
}

#[test]
fn unknown_values_are_refused_with_a_proposal() {
    let fixture = Fixture::new();
    let told = |arguments: &[&str]| {
        let run = fixture.run(&[&["list"], arguments].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    assert_snapshot!(told(&["--kind", "treatie"]), @r#"
    error: no kind "treatie" in this landscape; did you mean "treaty"?
    hint: all values that occur, with counts: servanda list --facets
    "#);
    assert_snapshot!(told(&["--party", "Egipt"]), @r#"
    error: no party "Egipt" in this landscape.
    hint: did you mean "Egypt"?
    "#);
    assert_snapshot!(told(&["--party", "Shore"]), @r#"
    error: "Shore" is a group, not a party.
    hint: ask with --group Shore
    "#);
    assert_snapshot!(told(&["--events", "--kind", "treaty"]), @r#"
    error: --kind cannot narrow this list.
    hint: events, mechanisms and positions take words, --party, --since and --until; groups take words and --party; the others take words.
    "#);
    assert_snapshot!(told(&["--json", "--csv"]), @"error: --json, --jsonl and --csv exclude each other; choose one.");
    assert!(told(&["--as-of", "2015-02-30"]).contains("it is not a day of the calendar"));
}

#[test]
fn json_has_the_promised_shape() {
    let run = Fixture::new().run(&["list", "--json"]);
    assert!(run.stdout.starts_with("{\n  \"schema\": \"servanda.register/1\","));
    let register = json(&run.stdout);
    for key in ["schema", "landscape", "as_of", "fingerprint", "total", "later", "instruments", "facets"] {
        assert!(register.get(key).is_some(), "{key}");
    }
    let first = &register["instruments"][0];
    for key in
        ["id", "title", "kind", "bindingness", "strength", "topics", "dates", "made", "status", "standings", "text"]
    {
        assert!(first.get(key).is_some(), "{key}");
    }
}

#[test]
fn every_line_of_jsonl_says_what_it_is() {
    for (option, schema) in [
        (None, "entry"),
        (Some("--events"), "event-row"),
        (Some("--mechanisms"), "mechanism-row"),
        (Some("--positions"), "position-row"),
        (Some("--parties"), "party-row"),
        (Some("--groups"), "group-row"),
        (Some("--vocabulary"), "term-row"),
        (Some("--sources"), "source-row"),
    ] {
        let fixture = Fixture::new();
        let arguments: Vec<&str> = ["list", "--jsonl"].into_iter().chain(option).collect();
        let run = fixture.run(&arguments);
        assert!(!run.stdout.is_empty(), "{schema}");
        for line in run.stdout.lines() {
            assert!(line.starts_with(&format!("{{\"schema\":\"servanda.{schema}/1\",")), "{line}");
            json(line);
        }
        let arguments: Vec<&str> = ["list", "--json"].into_iter().chain(option).collect();
        assert!(fixture.run(&arguments).stdout.starts_with("{\n  \"schema\": \"servanda."));
    }
}

#[test]
fn csv_is_whole() {
    let run = servanda(&["list", "--csv"]);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let width = reader.headers().unwrap().len();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 100 && rows.iter().all(|row| row.len() == width));
    let gge = rows.iter().find(|row| &row[0] == "gge-2015").unwrap();
    assert_eq!((&gge[3], &gge[5], &gge[width - 1]), ("A/70/174", "voluntary", "2015-12-31"));
}

#[test]
fn other_things_are_listed_and_narrowed() {
    let fixture = Fixture::new();
    assert_snapshot!(fixture.run(&["list", "--events", "--party", "CN"]).stdout, @"2014-07  boat-seized  other  EG  A boat is seized");
    assert_snapshot!(fixture.run(&["list", "--mechanisms"]).stdout, @"2011    lake-board  CN EG  running  Board of the Lake");
    assert_snapshot!(fixture.run(&["list", "--positions"]).stdout, @"2015-02  france-on-fishing  FR  opposes  (unverified) Fishing at night harms nobody.");
    assert_snapshot!(fixture.run(&["list", "--groups"]).stdout, @"Shore  Shore States  3  CN EG FR");
    assert_snapshot!(fixture.run(&["list", "--parties"]).stdout, @r#"
    CN  CHN  China   2
    EG  EGY  Egypt   2
    FR  FRA  France  2
    "#);
    assert_eq!(fixture.run(&["list", "--events", "--party", "FR"]).status, 1);
    assert_eq!(fixture.run(&["list", "--events", "--since", "2015"]).status, 1);
}

#[test]
fn facets_are_counted() {
    assert_snapshot!(Fixture::new().run(&["list", "--facets", "--kind", "treaty"]).stdout, @r#"
    --kind
        2  treaty  (asked for)
        1  declaration

    --binding
        2  binding

    --strength
        1  binding
        1  entry-into-force-not-recorded

    --status
        1  entry-into-force-not-recorded
        1  in-force

    --topic
        2  water

    --standing
        1  party
        1  voted-for

    --group
        1  Shore  Shore States

    --party
        1  CN  China
        1  EG  Egypt
        1  FR  France
    "#);
}

#[test]
fn stable_facts_of_the_built_in_landscape() {
    let run = servanda(&["list", "--party", "CN", "--binding", "binding", "--kind", "treaty", "--jsonl"]);
    let ids: Vec<String> = run.stdout.lines().map(|line| json(line)["id"].as_str().unwrap().to_owned()).collect();
    assert!(ids.contains(&"russia-china-2015".to_owned()) && ids.contains(&"sco-2009".to_owned()), "{ids:?}");
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    use std::io::Read as _;
    use std::process::Stdio;
    let mut child = program().args(["list", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let fixture = Fixture::new();
    let coloured = |arguments: &[&str], no_color: bool| {
        let mut command = fixture.command(arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&["list"], false));
    assert!(coloured(&["list", "--color", "always"], false));
    assert!(!coloured(&["list", "--color", "never"], false));
    assert!(!coloured(&["list"], true));
}
