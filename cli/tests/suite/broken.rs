//! Rubbish in: clear words and status 2 out, never a panic.

use insta::assert_snapshot;

use super::harness::{Fixture, program};

#[test]
fn a_broken_file_leaves_the_rest_and_says_so() {
    let fixture = Fixture::new();
    fixture.write("instruments/river-treaty-2019/instrument.toml", "kind = \"treaty\nbindingness = 3\n");
    let run = fixture.run(&["list"]);
    assert!(run.stdout.contains("lake-treaty-2009"));
    assert_snapshot!(run.stderr, @r#"
    3 instruments as of 1 June 2020; this landscape knows nothing after 2019.
    [landscape]/instruments/river-treaty-2019/instrument.toml:1:15: error[toml]: invalid basic string, expected `"`
    [landscape]/instruments/river-treaty-2019/instrument.toml:2:15: error[wrong-type]: `bindingness` is an integer, not text in quotation marks
    The landscape could not be read in full; the answer covers the rest.
    "#);
    assert_eq!(run.status, 2);
}

#[test]
fn many_problems_are_cut_short() {
    let fixture = Fixture::new();
    for number in 0..30 {
        fixture.write(&format!("instruments/x-{number}/instrument.toml"), "kind = ");
    }
    let run = fixture.run(&["list"]);
    assert!(run.stderr.lines().count() < 25 && run.stderr.contains("more: run servanda check"), "{}", run.stderr);
    assert_eq!(run.status, 2);
}

#[test]
fn a_folder_that_is_no_landscape() {
    let folder = tempfile::tempdir().unwrap();
    let run = program().arg("list").arg("--landscape").arg(folder.path()).output().unwrap();
    let told = String::from_utf8(run.stderr).unwrap().replace(folder.path().to_str().unwrap(), "[folder]");
    assert_snapshot!(told, @r#"
    error: [folder]: is not a landscape: it has no landscape.toml
    hint: name a folder with a landscape.toml, or begin one: servanda new [folder]/my-landscape
    "#);
    assert_eq!((run.status.code(), run.stdout.len()), (Some(2), 0));
    let run = program().args(["list", "--landscape", "/nowhere/at/all"]).output().unwrap();
    assert_snapshot!(String::from_utf8(run.stderr).unwrap(), @r#"
    error: /nowhere/at/all: there is no such folder
    hint: leave --landscape out for the built-in landscape.
    "#);
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn binary_rubbish_as_a_manifest() {
    let fixture = Fixture::new();
    let rubbish: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    fixture.write("landscape.toml", &rubbish);
    for verb in [&["list"][..], &["check"], &["show", "EG"], &[]] {
        let run = fixture.command(verb).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{verb:?}");
        assert!(String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).contains("not-utf8"), "{verb:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    for arguments in [&["show"][..], &["list"], &["list", "--party"], &["check"], &["--landscape"]] {
        let run = program().args(arguments).arg(OsStr::from_bytes(b"\xff\xfe/x")).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(!String::from_utf8_lossy(&run.stderr).contains("panicked"));
    }
}

#[test]
fn an_unknown_verb_is_answered_with_a_proposal() {
    let run = program().arg("shwo").output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("'show'"));
}
