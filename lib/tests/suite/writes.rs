//! Guarded writes: what survives an edit, what is refused, and what a full disk leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use servanda::landscape::write::{self, Print, WriteError};
use servanda::landscape::{self, CreateError};
use tempfile::TempDir;

const OLD: &str = "# what was there\nname = \"old\"\n";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn with(&self, name: &str, content: &str) -> (PathBuf, Print) {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        (path, Print::of(content.as_bytes()))
    }

    /// Everything in the folder, hidden files too.
    fn names(&self) -> Vec<String> {
        names_in(self.folder.path())
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_file_that_has_changed_is_refused_and_untouched() {
    let place = Place::new();
    let (path, read) = place.with("a.toml", OLD);
    fs::write(&path, "name = \"somebody else's\"\n").unwrap();
    let replaced = write::replace(&path, &read, b"name = \"mine\"\n");
    let edited = write::edit(&path, &read, |document| document["name"] = toml_edit::value("mine"));
    for error in [replaced.unwrap_err(), edited.unwrap_err()] {
        assert!(matches!(&error, WriteError::Changed(at) if *at == path), "{error}");
        assert!(error.to_string().contains("has changed since it was read; nothing was written"), "{error}");
    }
    assert_eq!(text(&path), "name = \"somebody else's\"\n");
    assert_eq!(place.names(), ["a.toml"]);
}

#[test]
fn a_print_guards_the_next_write() {
    let place = Place::new();
    let (path, read) = place.with("a.toml", OLD);
    let first = write::replace(&path, &read, b"name = \"first\"\n").unwrap();
    assert!(matches!(write::replace(&path, &read, b"again"), Err(WriteError::Changed(_))));
    // A print comes back from a form as text, perhaps in capitals.
    let returned = Print::from_hex(&first.as_hex().to_uppercase());
    write::replace(&path, &returned, b"name = \"second\"\n").unwrap();
    assert_eq!(text(&path), "name = \"second\"\n");
    assert_eq!(place.names(), ["a.toml"]);
}

#[test]
fn a_file_that_is_gone_is_not_made_anew() {
    let place = Place::new();
    let (path, read) = place.with("a.toml", OLD);
    fs::remove_file(&path).unwrap();
    assert!(matches!(write::replace(&path, &read, b"x"), Err(WriteError::Io(..))));
    assert!(matches!(write::edit(&path, &read, |_| {}), Err(WriteError::Io(..))));
    assert!(place.names().is_empty());
}

#[test]
fn an_edit_keeps_comments_order_and_spacing() {
    let place = Place::new();
    let before = "# head\n\nzebra = 1   # stays\nname =  'old'\n\n[[date]] # first\non = \"2014\"\n\n# between\n[[date]]\n\
                  on = \"2015\"\n# foot\n";
    let (path, read) = place.with("a.toml", before);
    write::edit(&path, &read, |document| {
        document["name"] = toml_edit::value("new");
        document["date"][1]["on"] = toml_edit::value("2016");
    })
    .unwrap();
    let after = before.replace("name =  'old'", "name = \"new\"").replace("2015", "2016");
    assert_eq!(text(&path).replace("name =  \"new\"", "name = \"new\""), after);
}

#[test]
fn an_edit_that_changes_nothing_changes_no_byte() {
    let files = [
        "a = 1\r\n# comment\r\n\r\nb = \"x\"\r\n",
        "a = 1\n# unix\r\nb = 2\n",
        "text = \"\"\"\r\nfirst\r\nsecond\"\"\"\r\n",
        "text = '''\nfirst\r\nsecond'''\n",
        "\u{feff}a = 1\n",
        "a = 1",
        "",
        "# only a comment",
        "a = { b = 1,  c = [ 1,2, 3 ] }\n\n\n[t.u]  \nx = 0x1F\n",
    ];
    for before in files {
        let place = Place::new();
        let (path, read) = place.with("a.toml", before);
        let print = write::edit(&path, &read, |_| {}).unwrap();
        assert_eq!(text(&path), before);
        assert_eq!(print, read, "{before:?}");
    }
}

#[test]
fn line_ends_of_windows_survive_an_edit() {
    let place = Place::new();
    let (path, read) = place.with("a.toml", "# head\r\nname = \"old\"\r\n\r\n[title]\r\nen = \"x\" # why\r\n");
    write::edit(&path, &read, |document| {
        document["name"] = toml_edit::value("new");
        document["title"]["fr"] = toml_edit::value("y");
    })
    .unwrap();
    assert_eq!(text(&path), "# head\r\nname = \"new\"\r\n\r\n[title]\r\nen = \"x\" # why\r\nfr = \"y\"\r\n");
}

#[test]
fn what_is_not_toml_is_not_edited() {
    let place = Place::new();
    let (path, read) = place.with("a.toml", "name = \n");
    let error = write::edit(&path, &read, |document| document["name"] = toml_edit::value("x")).unwrap_err();
    assert!(matches!(error, WriteError::NotToml(..)), "{error}");
    fs::write(place.path("b.toml"), b"\xff").unwrap();
    let read = Print::of(b"\xff");
    assert!(matches!(write::edit(&place.path("b.toml"), &read, |_| {}), Err(WriteError::Io(..))));
    assert_eq!(text(&path), "name = \n");
    assert_eq!(fs::read(place.path("b.toml")).unwrap(), b"\xff");
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let place = Place::new();
    let (path, _) = place.with("a.toml", OLD);
    assert!(matches!(write::create(&path, b"new"), Err(WriteError::Changed(_))));
    assert_eq!(text(&path), OLD);
    let fresh = place.path("b.toml");
    assert_eq!(write::create(&fresh, b"new").unwrap(), Print::of(b"new"));
    assert_eq!(text(&fresh), "new");
    assert!(matches!(write::create(&place.path("no/folder.toml"), b"new"), Err(WriteError::Io(..))));
    assert_eq!(place.names(), ["a.toml", "b.toml"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    let place = Place::new();
    fs::create_dir(place.path("real")).unwrap();
    let (real, read) = place.with("real/a.toml", OLD);
    let link = place.path("link.toml");
    std::os::unix::fs::symlink("real/a.toml", &link).unwrap();
    write::replace(&link, &read, b"name = \"new\"\n").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(text(&real), "name = \"new\"\n");
    let dangling = place.path("dangling.toml");
    std::os::unix::fs::symlink("nowhere", &dangling).unwrap();
    assert!(matches!(write::create(&dangling, b"x"), Err(WriteError::Changed(_))));
    assert_eq!(names_in(&place.path("real")), ["a.toml"]);
    assert_eq!(place.names(), ["dangling.toml", "link.toml", "real"]);
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let (path, read) = place.with("a.toml", OLD);
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        write::replace(&path, &read, b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        fs::remove_file(&path).unwrap();
    }
    let (path, read) = place.with("a.toml", OLD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let result = write::replace(&path, &read, b"new");
    assert!(matches!(result, Err(WriteError::Io(..))), "a file its owner has closed was written: {result:?}");
    assert_eq!(text(&path), OLD);
}

#[test]
fn a_new_landscape_opens_without_a_word() {
    let place = Place::new();
    let folder = place.path("My Landscape (2026)");
    let written = landscape::create(&folder).unwrap();
    for name in &written {
        assert!(folder.join(name).is_file(), "{name}");
    }
    let opened = landscape::open(&folder).unwrap();
    assert!(opened.diagnostics.is_empty(), "{:#?}", opened.diagnostics);
    assert_eq!(opened.landscape.manifest.name, "my-landscape--2026");
    assert!(opened.landscape.instrument("example-statement-2024").is_some());
    assert!(opened.landscape.instruments.len() > 100, "the built-in landscape is not visible");
    assert!(matches!(landscape::create(&folder), Err(CreateError::NotEmpty(_))));
}

#[test]
fn a_landscape_is_begun_in_an_empty_folder_too() {
    let place = Place::new();
    landscape::create(place.folder.path()).unwrap();
    assert!(landscape::open(place.folder.path()).unwrap().diagnostics.is_empty());
}

#[test]
fn no_landscape_is_begun_where_something_is() {
    let place = Place::new();
    let (file, _) = place.with("notes.txt", "mine");
    assert!(matches!(landscape::create(place.folder.path()), Err(CreateError::NotEmpty(_))));
    assert!(matches!(landscape::create(&file), Err(CreateError::Folder(..))));
    assert!(matches!(landscape::create(&file.join("below")), Err(CreateError::Folder(..))));
    assert_eq!(place.names(), ["notes.txt"]);
    assert_eq!(text(&file), "mine");
}

/// Tells the child process what to do; without it the child's tests do nothing.
const TASK: &str = "SERVANDA_TEST_TASK";
const TASK_FOLDER: &str = "SERVANDA_TEST_FOLDER";

/// Runs one test of this binary again in a process that may not write files longer than some blocks of 512 bytes. To the program that is a disk that fills up: the first bytes are taken, then an error comes.
#[cfg(target_os = "linux")]
fn under_a_limit(blocks: usize, task: &str, folder: &Path) -> String {
    // Without the trap the signal of the limit would end the process before the error is seen. Output goes through a
    // pipe, which no limit touches.
    let script = format!("set -o posix; trap '' XFSZ; ulimit -f {blocks} || exit 99; exec \"$0\" \"$@\"");
    let output = Command::new("bash")
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap())
        .args(["writes::child", "--exact", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .env(TASK_FOLDER, folder)
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "the child failed: {said}");
    said
}

/// The other half of the tests below: runs in the child process, and is empty in an ordinary run.
#[test]
fn child() {
    let (Ok(task), Some(folder)) = (std::env::var(TASK), std::env::var_os(TASK_FOLDER)) else { return };
    let folder = PathBuf::from(folder);
    let long = "x".repeat(1 << 20);
    let path = folder.join("a.toml");
    let result = match task.as_str() {
        "replace" => write::replace(&path, &Print::of(OLD.as_bytes()), long.as_bytes()).map(drop),
        "edit" => {
            let change = |document: &mut toml_edit::DocumentMut| document["name"] = toml_edit::value(long.as_str());
            write::edit(&path, &Print::of(OLD.as_bytes()), change).map(drop)
        }
        "create" => write::create(&folder.join("new.toml"), long.as_bytes()).map(drop),
        "landscape" => match landscape::create(&folder.join("above/new")) {
            Ok(_) => Ok(()),
            Err(CreateError::Write(error)) => Err(error),
            Err(other) => panic!("{other}"),
        },
        other => panic!("no task {other}"),
    };
    match result {
        Err(error @ WriteError::Io(..)) => eprintln!("REFUSED {error}"),
        other => panic!("{other:?}"),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_and_no_other() {
    for task in ["replace", "edit", "create"] {
        let place = Place::new();
        let (path, _) = place.with("a.toml", OLD);
        let said = under_a_limit(8, task, place.folder.path());
        assert!(said.contains("REFUSED"), "{task}: {said}");
        assert!(said.contains("the file is as it was") || task == "create", "{task}: {said}");
        // Not assert_eq: what took its place has a million characters.
        assert!(text(&path) == OLD, "{task}: the old file is gone");
        assert_eq!(place.names(), ["a.toml"], "{task}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_landscape_is_begun_whole_or_not_at_all() {
    // With no block the first file fails; with one the first is written and the second, which is longer, fails.
    for (blocks, failing) in [(0, "landscape.toml"), (1, "instrument.toml")] {
        let place = Place::new();
        let said = under_a_limit(blocks, "landscape", place.folder.path());
        let refused = said.lines().find(|line| line.contains("REFUSED")).unwrap_or_else(|| panic!("{said}"));
        assert!(refused.contains(failing), "{refused}");
        assert!(place.names().is_empty(), "{:?} are left", place.names());
    }
}
