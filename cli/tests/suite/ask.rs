//! Questions of who has promised what, on the command line.

use serde_json::Value;

use super::harness::{Fixture, program};

struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

/// Runs the program without a day of its own: questions name theirs.
fn servanda(arguments: &[&str]) -> Run {
    let run = program().args(arguments).output().unwrap();
    Run {
        status: run.status.code().unwrap(),
        stdout: String::from_utf8(run.stdout).unwrap(),
        stderr: String::from_utf8(run.stderr).unwrap(),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn an_answer_is_a_brief_that_can_be_cited() {
    let run =
        servanda(&["ask", "--by", "China", "--toward", "US", "--act", "espionage-commercial", "--on", "2015-12-01"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for told in [
        "us-china-2015.theft",
        "para. 2",
        "“will”",
        "political prohibition",
        "conduct or knowingly support",
        "To be settled",
        "Near misses",
        "Not coded",
        "General international law is not coded",
        "As of 1 December 2015",
    ] {
        let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(told), "{told} in {}", run.stdout);
    }
    for verdict in ["illegal", "violat", "breach"] {
        assert!(!run.stdout.to_lowercase().contains(verdict), "{verdict}");
    }
}

#[test]
fn the_json_of_an_answer_keeps_its_promise() {
    let run = servanda(&[
        "ask",
        "--by",
        "RU",
        "--toward",
        "US",
        "--act",
        "ict-attack-ci",
        "--object",
        "energy",
        "--on",
        "2015-12-23",
        "--json",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run.stdout);
    assert_eq!(answer["schema"], "servanda.answer/1");
    assert_eq!(answer["question"]["by"], "RU");
    let finding = &answer["findings"][0];
    for (key, value) in [
        ("commitment", "gge-2015.13f"),
        ("modality", "prohibition"),
        ("strength", "voluntary"),
        ("match", "covers"),
        ("pin", "para. 13(f)"),
        ("basis", "official-text"),
    ] {
        assert_eq!(finding[key], value, "{key}");
    }
    assert_eq!(finding["conditional"], true);
    assert_eq!(finding["caveats"].as_array().unwrap().len(), 4);
    assert_eq!(finding["caveats"][1]["type"], "intent");
    assert!(answer["near_misses"].as_array().unwrap().iter().any(|near| near["commitment"] == "russia-china-2015.4"
        && near["failed"] == serde_json::json!(["beneficiary"])
        && near["detail"].is_string()));
    for list in ["linked", "not_coded", "turns_on_unverified", "tested", "held", "to_settle"] {
        assert!(answer[list].is_array(), "{list}");
    }
    assert!(answer["notice"].as_str().unwrap().contains("not coded"));
}

#[test]
fn none_found_is_an_answer_with_a_status_of_its_own() {
    let run = servanda(&[
        "ask",
        "--by",
        "CN",
        "--toward",
        "US",
        "--act",
        "ict-attack",
        "--object",
        "schools",
        "--on",
        "2015-12-01",
        "--explain",
    ]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("None found") && flat.contains("no such decision is recorded"), "{}", run.stdout);
    assert!(flat.contains("How each clause that speaks of the act was tested"), "{}", run.stdout);
}

#[test]
fn what_cannot_be_asked_is_told_with_what_can() {
    for (arguments, told, hint) in [
        (&["--by", "Chinaa", "--act", "ict-attack"][..], "no party \"Chinaa\"", "did you mean \"China\"?"),
        (&["--by", "SCO", "--act", "ict-attack"], "a group promises only through its members", "--party SCO --and"),
        (&["--act", "ict-atack"], "did you mean \"ict-attack\"", "servanda list --vocabulary"),
        (&["--act", "ict-attack", "--object", "enrgy"], "did you mean \"energy\"", "servanda list --vocabulary"),
        (&["--act", "ict-attack", "--actor", "hackers"], "no kind of actor", "nonstate"),
        (&["--act", "ict-attack", "--party", "CN"], "different questions", "ask one of"),
        (&["--party", "CN", "--silence", "health"], "different questions", "ask one of"),
        (&["--and", "CN"], "needs the first side", "--party"),
        (&["--in", "gge-2015"], "not for what", "--silence"),
        (&["--by", "CN"], "an act is missing", "--act"),
        (&["--silence", "health", "--in", "gge-2051"], "did you mean", "list"),
        (&["--act", "ict-attack", "--on", "2015", "--as-of", "2016"], "two days", "one of them"),
        (&["--party", "CN", "--and", "Atlantis"], "no party \"Atlantis\"", "hint"),
    ] {
        let mut all = vec!["ask"];
        all.extend(arguments);
        let run = servanda(&all);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains(told) && run.stderr.contains(hint), "{arguments:?}: {}", run.stderr);
    }
    let early = servanda(&["ask", "--by", "CN", "--act", "ict-attack", "--on", "1850"]);
    assert_eq!(early.status, 1);
    assert!(early.stdout.contains("No coded instrument existed"), "{}", early.stdout);
}

#[test]
fn two_sides_and_one_party() {
    let sides = json(&servanda(&["ask", "--party", "CN", "--and", "US", "--on", "2015-12-01", "--json"]).stdout);
    assert_eq!(sides["schema"], "servanda.sides/1");
    let shared: Vec<&str> =
        sides["shared"].as_array().unwrap().iter().map(|row| row["commitment"].as_str().unwrap()).collect();
    assert!(shared.contains(&"us-china-2015.theft") && shared.contains(&"gge-2015.13f"), "{shared:?}");
    let groups = servanda(&["ask", "--party", "SCO", "--and", "NATO", "--on", "2016"]);
    assert_eq!(groups.status, 0, "{}", groups.stderr);
    assert!(groups.stdout.contains("members") && groups.stdout.contains("median"), "{}", groups.stdout);
    let one = servanda(&["ask", "--party", "Estonia", "--on", "2016"]);
    assert_eq!(one.status, 0);
    assert!(one.stdout.contains("Promises:") && one.stdout.contains("Art. 35(1)"), "{}", one.stdout);
    let table = servanda(&["ask", "--party", "EE", "--on", "2016", "--csv"]).stdout;
    assert!(table.starts_with("row,commitment,title,pin,modality,acts"), "{table}");
    assert!(table.lines().count() > 50);
}

#[test]
fn silence_names_what_was_searched() {
    let run = servanda(&["ask", "--silence", "proliferation", "--in", "code-of-conduct-2015,gge-2015"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("None found.") && run.stdout.contains("Speaks of it."), "{}", run.stdout);
    assert!(run.stdout.contains("15 coded clauses"), "{}", run.stdout);
    let heard = servanda(&["ask", "--silence", "proliferation", "--in", "gge-2015"]);
    assert_eq!(heard.status, 1, "who speaks is not silent");
}

#[test]
fn a_folder_of_ones_own_is_asked_alike() {
    let fixture = Fixture::new();
    let coded = "[default]\nbasis = \"coder\"\n[[commitment]]\nid = \"1\"\nunit = \"art1\"\nmodality = \"duty\"\nacts = [\"report\"]\ntoward = \"parties\"\ncaveats = [{ type = \"hedge\", effect = \"discretion\" }]\n";
    fixture.write("instruments/lake-treaty-2009/commitments.toml", coded);
    let broken = fixture.run(&["check"]);
    assert!(
        broken.stdout.contains("not an act of this landscape") || broken.stderr.contains("not an act"),
        "{}{}",
        broken.stdout,
        broken.stderr
    );
}
