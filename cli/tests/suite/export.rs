use super::harness::servanda;

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
