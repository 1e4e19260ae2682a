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
