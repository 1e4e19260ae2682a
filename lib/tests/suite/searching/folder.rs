//! The index in a landscape's folder: made once, renewed for what changed, never half seen, never in the way.

use std::fs;
use std::path::Path;

use servanda::landscape::{self, Landscape};
use servanda::search::{Index, Place};

use super::find;

fn put(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn begin(folder: &Path) {
    put(folder, "landscape.toml", "format = 1\nname = \"model\"\nlanguages = [\"en\"]\n");
    for n in 0..5 {
        let row = format!("[default]\nbasis = \"unverified\"\n[title]\nen = \"Agreement number{n}\"\n");
        put(folder, &format!("instruments/m{n}/instrument.toml"), &row);
        let text = format!("# M\n\n## Article 1\n\nThe Parties cooperate on matter{n}.\n");
        put(folder, &format!("instruments/m{n}/text.en.md"), &text);
    }
}

fn open(folder: &Path) -> (Landscape, Index) {
    let landscape = landscape::open(folder).unwrap().landscape;
    let index = Index::open(&landscape, Some(folder)).unwrap();
    (landscape, index)
}

fn made(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.join(".servanda/index"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "lock")
        .collect();
    names.sort();
    names
}

#[test]
fn it_is_made_once_and_renewed_for_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    begin(folder);
    let (landscape, index) = open(folder);
    assert!(matches!(index.place(), Place::Folder(_)), "{:?}", index.place());
    assert_eq!(fs::read_to_string(folder.join(".servanda/.gitignore")).unwrap(), "*\n");
    assert_eq!(find(&landscape, &index, "matter3").total, 1);
    let first = made(folder);
    assert_eq!(first.len(), 1, "{first:?}");
    let (_, again) = open(folder);
    assert_eq!(made(folder), first);
    assert_eq!(again.pieces(), index.pieces());

    put(folder, "instruments/m3/text.en.md", "# M\n\n## Article 1\n\nThe Parties differ on everything.\n");
    fs::remove_dir_all(folder.join("instruments/m4")).unwrap();
    let done = std::sync::Mutex::new(0);
    let landscape_after = landscape::open(folder).unwrap().landscape;
    let after = Index::open_telling(&landscape_after, Some(folder), &|_, total| *done.lock().unwrap() = total).unwrap();
    assert_eq!(*done.lock().unwrap(), 1, "only the changed text is read again");
    assert_eq!(made(folder).len(), 1);
    assert_ne!(made(folder), first);
    assert_eq!(find(&landscape_after, &after, "matter3").total, 0);
    assert_eq!(find(&landscape_after, &after, "differ").total, 1);
    assert_eq!(find(&landscape_after, &after, "number4").total, 0);
    assert_eq!(find(&landscape_after, &after, "matter2").total, 1);
    // Who has the old one open goes on with it.
    assert_eq!(find(&landscape, &index, "matter3").total, 1);
    assert!(index.is_of(&landscape) && !index.is_of(&landscape_after));
}

#[test]
fn several_at_once_make_one_index() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    begin(folder);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let (landscape, index) = open(folder);
                assert!(matches!(index.place(), Place::Folder(_)), "{:?}", index.place());
                assert_eq!(find(&landscape, &index, "cooperation").total, 5);
            });
        }
    });
    assert_eq!(made(folder).len(), 1);
}

#[test]
fn where_nothing_can_be_written_it_is_made_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    begin(folder);
    // A file in the place of the folder stops the program as surely as a read-only disk, also for the superuser.
    fs::write(folder.join(".servanda"), "").unwrap();
    let (landscape, index) = open(folder);
    assert!(matches!(index.place(), Place::Memory(Some(_))), "{:?}", index.place());
    assert_eq!(find(&landscape, &index, "cooperation").total, 5);
}

#[test]
fn what_was_left_half_made_or_broken_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    begin(folder);
    drop(open(folder));
    let index = folder.join(".servanda/index");
    fs::create_dir(index.join("new-abandoned")).unwrap();
    let name = made(folder).into_iter().find(|name| !name.starts_with("new-")).unwrap();
    fs::write(index.join(&name).join("meta.json"), "{").unwrap();
    let (landscape, opened) = open(folder);
    assert!(matches!(opened.place(), Place::Folder(_)), "{:?}", opened.place());
    assert_eq!(find(&landscape, &opened, "cooperation").total, 5);
    assert_eq!(made(folder), [name]);
}

#[test]
fn what_a_landscape_extends_is_found_too() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    begin(folder);
    put(folder, "landscape.toml", "format = 1\nname = \"mine\"\nlanguages = [\"en\"]\nextends = \"cyber\"\n");
    let (landscape, index) = open(folder);
    assert!(find(&landscape, &index, "budapest").total > 0);
    assert_eq!(find(&landscape, &index, "matter1").total, 1);
}
