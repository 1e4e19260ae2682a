use super::harness::{Fixture, servanda};

const MODEL: &str = "TREATY ON THE LAKE\nArticle 1\nScope\n1. One rule.\n2. Another.\n";

fn model() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.txt");
    std::fs::write(&path, MODEL).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn what_is_exported_reads_as_before() {
    let (folder, path) = model();
    let run = servanda(&["export", &path, "--to", "akn", "--date", "1999-03-01", "--name", "treaty"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("/akn/un/act/provision/1999-03-01/!main"), "{}", run.stdout);
    let written = folder.path().join("model.xml");
    std::fs::write(&written, &run.stdout).unwrap();
    let units = |path: &str| {
        let run = servanda(&["read", path, "--csv"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let rows = run.stdout.lines().skip(1).map(|l| l.split(',').skip(2).take(5).collect::<Vec<_>>().join(","));
        rows.collect::<Vec<String>>()
    };
    assert_eq!(units(&path), units(written.to_str().unwrap()));
    assert_eq!(units(&path).len(), 4);
}

#[test]
fn what_cannot_be_exported_is_said() {
    let (_folder, path) = model();
    for (arguments, says) in [
        (&["--to", "akn", "--date", "1999-03"][..], "no single day"),
        (&["--to", "akn", "--language", "fr"], "has no text in fr"),
        (&["--to", "akn", "--json"], "--to does that here"),
        (&["--to", "rtf"], "possible values: akn"),
    ] {
        let run = servanda(&[&["export", path.as_str()][..], arguments].concat());
        assert!(run.status == 2 && run.stdout.is_empty() && run.stderr.contains(says), "{arguments:?}: {}", run.stderr);
    }
}

/// Names in a folder, hidden ones too: nothing half-written may stay behind.
fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn json_and_csv_are_what_read_gives() {
    let (folder, path) = model();
    for form in ["json", "jsonl", "csv"] {
        let read = servanda(&["read", &path, &format!("--{form}")]);
        let export = servanda(&["export", &path, "--to", form]);
        assert_eq!((export.status, export.stderr.as_str()), (0, ""), "{form}");
        assert_eq!(export.stdout, read.stdout, "{form}");
    }
    let out = folder.path().join("out.csv");
    let run = servanda(&["export", &path, &path, "--to", "csv", "--output", out.to_str().unwrap()]);
    assert!(run.status == 0 && run.stdout.is_empty() && run.stderr.contains("Written: "), "{}", run.stderr);
    // One heading line for both documents.
    assert_eq!(std::fs::read_to_string(out).unwrap().lines().count(), 9);
}

#[test]
fn pages_and_word_files_read_as_before() {
    let (folder, path) = model();
    let units = |path: &str| {
        let run = servanda(&["read", path, "--csv"]);
        let rows = run.stdout.lines().skip(1).map(|l| l.split(',').skip(2).take(6).collect::<Vec<_>>().join(","));
        rows.collect::<Vec<String>>()
    };
    for format in ["html", "docx"] {
        let out = folder.path().join(format!("out.{format}"));
        let out = out.to_str().unwrap();
        let run = servanda(&["export", &path, "--to", format, "-o", out]);
        assert!(run.status == 0 && run.stdout.is_empty(), "{format}: {}", run.stderr);
        assert_eq!(units(out), units(&path), "{format}");
    }
    let page = servanda(&["export", &path, "--to", "html"]);
    assert!(page.stdout.starts_with("<!DOCTYPE html>\n<html lang=\"en\""), "{}", page.stdout);
}

#[test]
fn a_landscape_is_written_as_a_whole_or_not_at_all() {
    let fixture = Fixture::new();
    fixture.write("private/instruments/secret-1/instrument.toml", "title = { en = \"Quokka\" }");
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let database = at("lakes.db");
    let export = |arguments: &[&str]| fixture.run(&[&["export"], arguments].concat());
    let run = export(&["--to", "sqlite", "--output", &database]);
    assert!(run.status == 0 && run.stdout.is_empty(), "{}", run.stderr);
    let first = std::fs::read(&database).unwrap();
    assert!(first.starts_with(b"SQLite format 3\0"));
    assert!(!first.windows(6).any(|w| w == b"Quokka"), "a private draft was exported");
    // What is there stays, unless it is said otherwise; then the same comes out again.
    let again = export(&["--to", "sqlite", "--output", &database]);
    assert!(again.status == 2 && again.stderr.contains("exists; nothing was written"), "{}", again.stderr);
    std::fs::write(&database, "mine").unwrap();
    export(&["--to", "sqlite", "--output", &database]);
    assert_eq!(std::fs::read(&database).unwrap(), b"mine");
    assert_eq!(export(&["--to", "sqlite", "--output", &database, "--force"]).status, 0);
    assert_eq!(std::fs::read(&database).unwrap(), first);
    for to in ["csv", "jsonl"] {
        let tables = at(to);
        assert_eq!(export(&["--to", to, "--output", &tables]).status, 0);
        let files = names(folder.path().join(to).as_path());
        assert!(files.len() > 40 && files.contains(&format!("standings_as_of.{to}")), "{files:?}");
        std::fs::write(folder.path().join(to).join("mine.txt"), "mine").unwrap();
        let again = export(&["--to", to, "--output", &tables]);
        assert!(again.status == 2 && again.stderr.contains("has files in it"), "{}", again.stderr);
        assert_eq!(export(&["--to", to, "--output", &tables, "--force"]).status, 0);
        assert_eq!(names(folder.path().join(to).as_path()).len(), files.len() + 1);
    }
    let mut reader = csv::Reader::from_path(folder.path().join("csv/meta.csv")).unwrap();
    let meta: Vec<(String, String)> = reader.deserialize().map(Result::unwrap).collect();
    for (key, value) in [("landscape", "lakes"), ("as_of", "2020-06-01"), ("content", "landscape")] {
        assert!(meta.contains(&(key.to_owned(), value.to_owned())), "{meta:?}");
    }
    assert!(export(&["--to", "csv", "--output", &at("no/such/folder")]).status == 2);
    assert!(export(&["--to", "sqlite", "--output", &at("no/such.db")]).status == 2);
    assert_eq!(names(folder.path()), ["csv", "jsonl", "lakes.db"]);
}

#[test]
fn documents_are_written_into_one_database() {
    let (folder, path) = model();
    let out = folder.path().join("documents.db");
    let run = servanda(&["export", &path, &path, "--to", "sqlite", "-o", out.to_str().unwrap()]);
    assert!(run.status == 0 && run.stdout.is_empty(), "{}", run.stderr);
    assert!(std::fs::read(out).unwrap().starts_with(b"SQLite format 3\0"));
    assert_eq!(names(folder.path()), ["documents.db", "model.txt"]);
}

#[test]
fn what_does_not_go_together_is_said() {
    let (_folder, path) = model();
    for (arguments, says) in [
        (&["--to", "html"][..], "no file was named"),
        (&["--to", "sqlite"], "--output landscape.db"),
        (&["--to", "csv"], "name one: --output"),
        (&["--to", "docx", &path], "--output treaty.docx"),
        (&["--to", "sqlite", &path], "--output documents.db"),
        (&["--to", "html", &path, &path], "holds one document"),
        (&["--to", "json", &path, &path], "holds one document"),
        (&["--to", "html", &path, "--class", "paper"], "leave --class out"),
        (&["--to", "csv", &path, "--language", "en"], "takes all texts"),
        (&["--to", "html", &path, "--force"], "no --output was named"),
        (&["--to", "html", &path, "--output", "/"], "is a folder"),
    ] {
        let run = servanda(&[&["export"], arguments].concat());
        assert!(run.status == 2 && run.stdout.is_empty() && run.stderr.contains(says), "{arguments:?}: {}", run.stderr);
    }
}
