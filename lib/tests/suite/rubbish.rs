//! What no user would write on purpose: any bytes, broken files, odd folders. Nothing panics, every problem is placed.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use servanda::diagnostic::{Diagnostic, Severity};
use servanda::landscape::{self, MAX_TEXT_BYTES, MAX_TOML_BYTES, OpenError, Opened, RawFile};
use servanda::model::Day;
use servanda::register;
use tempfile::TempDir;

const MANIFEST: &str = "format = 1\nname = \"demo\"\n";

/// An instrument that uses every table and form of value, so that a random change hits each decoder.
const INSTRUMENT: &str = r#"aliases = ["lake-treaty"]
kind = "treaty"
bindingness = { value = "binding", basis = "coder", note = "my reading" }
scope = "international"
camp = "universal"
symbol = { value = "2296 UNTS 167", basis = "secondary", source = ["https://example.org/a"] }
place = "Genève"
topics = ["water", "peace"]
issuer = "Conference of the Lake"
summary = """
Two states share a lake."""

[default]
basis = "official-text"
source = ["https://example.org/text", "own-source"]

[title]
en = "Treaty on the Lake"
zh = { value = "湖泊条约", basis = "translation" }

[[date]]
milestone = "signed"
on = 1999-03-01
place = "Genève"

[[date]]
milestone = "in-force"
on = "2000-05"

[[standing]]
word = "party"
parties = ["CH", "FR"]
groups = ["LAKE"]
described = "two others"
count = 4
from = 2000
to = "2010-01-01"
stage = "plenary"

[[vote]]
body = "Conference"
manner = "recorded"
stage = "plenary"
yes = 0x10
no = 1_000
abstain = 0
on = "1999"
ballot = "all"

[[relation]]
type = "revises"
unit = "art4/1"
to = "older-treaty/art4"

[[unit]]
id = "art4/1"
kind = "paragraph"
label = "Art. 4(1)"
heading = "Water"
says = "Nobody poisons it."
quote = "shall not poison"

[[text]]
lang = "fr"
state = "none"
authentic = true
official = "https://example.org/fr"
completeness = "nothing held"

[[rival]]
about = "signed"
value = "1998"
chosen = "1999-03-01"
reason = "the depositary says so"
basis = "unverified"

[[source]]
id = "own-source"
title = "A page"
kind = "portal"
date = "2001-02-03"
"#;

const EVENTS: &str = r#"
[[event]]
id = "flood"
kind = "other"
on = "2001"
actors = ["CH"]
says = "A flood."
[[event.rival]]
about = "on"
value = "2002"
basis = "unverified"
[[mechanism]]
id = "lake-board"
title = "Board"
per_year = 2
from = "2000"
[[position]]
id = "view"
stance = "holds"
says = "Water is wet."
"#;

fn assemble(files: &[(&str, &str)]) -> Opened {
    let files = files.iter().map(|(name, text)| RawFile::new(*name, *text)).collect();
    landscape::assemble("demo", files, None)
}

/// Place, code and message of every problem.
fn said(opened: &Opened) -> Vec<String> {
    let line = |d: &Diagnostic| format!("{} {}: {}", opened.landscape.files.locate(d.span), d.code, d.message);
    opened.diagnostics.iter().map(line).collect()
}

/// The only problem with a code.
fn the_one<'o>(opened: &'o Opened, code: &str) -> &'o Diagnostic {
    let all: Vec<&Diagnostic> = opened.diagnostics.iter().filter(|d| d.code == code).collect();
    assert_eq!(all.len(), 1, "{code} in {:#?}", said(opened));
    all[0]
}

/// Every problem, and every place that belongs to one, lies inside a file that is there.
fn all_are_placed(opened: &Opened) -> Result<(), TestCaseError> {
    let files = &opened.landscape.files;
    for diagnostic in &opened.diagnostics {
        for span in std::iter::once(diagnostic.span).chain(diagnostic.related.iter().map(|r| r.span)) {
            let text = files.text(span.file);
            prop_assert!(files.iter().any(|(id, _)| id == span.file), "no such file: {:?}", diagnostic);
            prop_assert!(span.start <= span.end && span.end as usize <= text.len(), "outside: {:?}", diagnostic);
            prop_assert!(text.is_char_boundary(span.start as usize), "inside a character: {:?}", diagnostic);
            let place = files.locate(span);
            let lines: Vec<&str> = text.split('\n').collect();
            prop_assert!((1..=lines.len()).contains(&place.line), "{place}");
            prop_assert!((1..=lines[place.line - 1].chars().count() + 1).contains(&place.column), "{place}");
        }
        prop_assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'), "{:?}", diagnostic);
    }
    Ok(())
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "landscape.toml",
            "sources.toml",
            "vocabulary.toml",
            "parties.toml",
            "groups.toml",
            "instruments/lake-1999/instrument.toml",
            "instruments/lake-1999/commitments.toml",
            "instruments/lake-1999/text.fr.md",
            "instruments/Lake 1999/instrument.toml",
            "instruments/é/commitments.toml",
            "instruments/x/text..md",
            "events/all.toml",
            "questions/all.toml",
            "instruments",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "[a-z./]{0,30}",
    ]
}

/// Bytes of three kinds: none that make sense, letters of TOML in any order, lines of TOML in any order.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let lines: Vec<&'static str> = INSTRUMENT.lines().chain(EVENTS.lines()).chain(MANIFEST.lines()).collect();
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        "[\\[\\]{}=\"'#.,\\\\\n\r\t a-c0-9é\u{feff}-]{0,200}".prop_map(String::into_bytes),
        prop::collection::vec(prop::sample::select(lines), 0..40).prop_map(|lines| lines.join("\n").into_bytes()),
    ]
}

/// A file with some ranges taken out and bytes put in.
fn mutated(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), 0_usize..30, prop::collection::vec(any::<u8>(), 0..6));
    prop::collection::vec(change, 1..6).prop_map(move |changes| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, put_in) in changes {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, put_in);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_bytes_under_any_name_are_read_or_reported(
        files in prop::collection::vec((any_name(), any_bytes()), 0..5),
        below in prop::collection::vec((any_name(), any_bytes()), 0..3),
    ) {
        let raw = |files: Vec<(String, Vec<u8>)>| files.into_iter().map(|(n, b)| RawFile::new(n, b)).collect();
        let base = landscape::assemble("base", raw(below), None);
        all_are_placed(&base)?;
        let opened = landscape::assemble("demo", raw(files), Some(base));
        all_are_placed(&opened)?;
    }

    #[test]
    fn broken_files_are_read_as_far_as_they_go(
        instrument in mutated(INSTRUMENT), events in mutated(EVENTS), manifest in mutated(MANIFEST),
    ) {
        let files = vec![
            RawFile::new("landscape.toml", manifest),
            RawFile::new("instruments/lake-1999/instrument.toml", instrument),
            RawFile::new("events/all.toml", events),
        ];
        let opened = landscape::assemble("demo", files, None);
        all_are_placed(&opened)?;
        // What was read can be checked, shown and cited.
        let found = servanda::check::check(&opened.landscape);
        all_are_placed(&Opened { landscape: opened.landscape.clone(), diagnostics: found })?;
        let day = Day::constant(2005, 1, 1);
        let _ = register::overview(&opened.landscape, day);
        for instrument in &opened.landscape.instruments {
            prop_assert!(register::instrument(&opened.landscape, &instrument.id, day).is_some());
            for (_, style) in servanda::export::Style::WORDS {
                let unit = instrument.units.first();
                let _ = servanda::export::cite(&opened.landscape, instrument, unit, Some(day), *style);
            }
        }
    }
}

#[test]
fn the_files_of_these_tests_are_good() {
    let opened = assemble(&[
        ("landscape.toml", MANIFEST),
        ("instruments/lake-1999/instrument.toml", INSTRUMENT),
        ("events/all.toml", EVENTS),
    ]);
    assert!(opened.diagnostics.is_empty(), "{:#?}", said(&opened));
    assert_eq!(opened.landscape.instruments.len(), 1);
}

#[test]
fn an_unknown_key_is_named_with_its_place_and_the_key_that_was_meant() {
    let text = "kind = \"treaty\"\nbindingness = \"binding\"\ntitle = { en = \"Lake\" }\n\n[[date]]\nmilestone = \"signed\"\n\
                on = \"1999\"\n  plcae = \"Genève\"\n";
    let opened = assemble(&[("landscape.toml", MANIFEST), ("instruments/lake/instrument.toml", text)]);
    assert_eq!(said(&opened), ["demo/instruments/lake/instrument.toml:8:3 unknown-key: this date has no key `plcae`"]);
    assert_eq!(opened.diagnostics[0].hints[0], "did you mean \"place\"?");
    // The rest of the row was read.
    assert_eq!(opened.landscape.instruments.iter().next().unwrap().milestones.len(), 1);
}

#[test]
fn columns_count_characters() {
    let text = "kind = \"treaty\"\nbindingness = \"binding\"\ntitle = { fr = \"Genève\", zh = 7 }\n";
    let opened = assemble(&[("landscape.toml", MANIFEST), ("instruments/lake/instrument.toml", text)]);
    assert_eq!(
        said(&opened),
        ["demo/instruments/lake/instrument.toml:3:31 wrong-type: `zh` is an integer, not text in quotation marks"]
    );
}

#[test]
fn many_errors_of_many_files_come_in_one_run() {
    let opened = assemble(&[
        ("landscape.toml", "format = \"one\"\nnmae = \"demo\"\n"),
        ("parties.toml", "[[party]]\ncode = \"R U\"\nkind = \"stat\"\nname = \"Russia\"\n"),
        (
            "events/all.toml",
            "[[event]]\nid = \"flood\"\non = \"2015-02-30\"\nkind = \"other\"\nactors = \"CH\"\nsays = 5\n",
        ),
        ("instruments/lake/instrument.toml", "kind = [\ntitle = \"Lake\"\nbindingness = \"biding\"\n"),
    ]);
    let said = said(&opened);
    for expected in [
        "demo/landscape.toml:1:10 wrong-type: `format` is text, not a whole number from 0 to 4294967295",
        "demo/landscape.toml:2:1 unknown-key: this file has no key `nmae`",
        "demo/parties.toml:2:8 bad-id: \"R U\" cannot be an id",
        "demo/parties.toml:3:8 unknown-word: \"stat\" is no value of `kind`",
        "demo/parties.toml:4:8 wrong-type: `name` is text, not a table by language, such as { en = \"…\" }",
        "demo/events/all.toml:3:6 bad-date: \"2015-02-30\" is not a day of the calendar",
        "demo/events/all.toml:6:8 wrong-type: `says` is an integer, not text in quotation marks",
    ] {
        assert!(said.iter().any(|line| line == expected), "{expected}\nis not in {said:#?}");
    }
    assert!(
        said.iter().any(|line| line.starts_with("demo/instruments/lake/instrument.toml:") && line.contains(" toml: "))
    );
    let files = |line: &String| line.split(':').next().unwrap().to_owned();
    let mut order: Vec<String> = said.iter().map(files).collect();
    order.dedup();
    assert_eq!(order.len(), 4, "the problems of one file stand together: {said:#?}");
}

#[test]
fn a_day_that_does_not_exist_is_no_other_day() {
    let text = "kind = \"treaty\"\nbindingness = \"binding\"\ntitle = { en = \"Lake\" }\n[[date]]\nmilestone = \"signed\"\n\
                on = \"2015-02-30\"\n";
    let opened = assemble(&[("landscape.toml", MANIFEST), ("instruments/lake/instrument.toml", text)]);
    let problem = the_one(&opened, "bad-date");
    assert_eq!(opened.landscape.files.locate(problem.span).to_string(), "demo/instruments/lake/instrument.toml:6:6");
    assert!(problem.hints[0].contains("\"2015-02\""), "{:?}", problem.hints);
    assert!(opened.landscape.instruments.get("lake").unwrap().milestones.is_empty());
}

#[test]
fn bad_utf_8_is_placed_where_it_begins() {
    let files = vec![
        RawFile::new("landscape.toml", MANIFEST),
        RawFile::new("parties.toml", b"# fine\n# Gen\xe8ve\n".to_vec()),
        RawFile::new("instruments/lake/text.fr.md", b"\xff\xfe".to_vec()),
    ];
    let opened = landscape::assemble("demo", files, None);
    let places: Vec<String> = said(&opened).into_iter().filter(|line| line.contains("not-utf8")).collect();
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places[0].starts_with("demo/instruments/lake/text.fr.md:1:1 "), "{places:?}");
    assert!(places[1].starts_with("demo/parties.toml:2:6 "), "{places:?}");
}

#[test]
fn ids_are_unique_in_a_landscape_and_over_the_one_below() {
    let party = |code: &str| format!("[[party]]\ncode = \"{code}\"\nkind = \"state\"\nname = {{ en = \"x\" }}\n");
    let lake = "kind = \"treaty\"\nbindingness = \"binding\"\ntitle = { en = \"Lake\" }\n";
    let twice = party("CH") + &party("CH");
    let base =
        assemble(&[("landscape.toml", MANIFEST), ("parties.toml", &twice), ("instruments/lake/instrument.toml", lake)]);
    let first = the_one(&base, "duplicate-id");
    assert_eq!(base.landscape.files.locate(first.span).to_string(), "demo/parties.toml:5:1");
    assert_eq!(base.landscape.files.locate(first.related[0].span).to_string(), "demo/parties.toml:1:1");
    assert_eq!(first.hints, ["give one of them another id, or delete it"]);

    let base = assemble(&[("landscape.toml", MANIFEST), ("instruments/lake/instrument.toml", lake)]);
    assert!(base.diagnostics.is_empty());
    let over = |text: String| {
        let file = RawFile::new("instruments/lake/instrument.toml", text);
        let files = vec![RawFile::new("landscape.toml", MANIFEST), file];
        landscape::assemble("over", files, Some(base.clone()))
    };
    let refused = over(lake.to_owned());
    let problem = the_one(&refused, "duplicate-id");
    assert_eq!(refused.landscape.files.path(problem.span.file), "over/instruments/lake/instrument.toml");
    assert!(problem.hints[0].contains("overlay = \"add\""));
    assert!(over(format!("overlay = \"replace\"\n{lake}")).diagnostics.is_empty());
    assert!(over("overlay = \"add\"\ntopics = [\"water\"]\n".to_owned()).diagnostics.is_empty());
}

#[test]
fn a_file_that_belongs_nowhere_is_said_and_left_alone() {
    let opened = assemble(&[
        ("landscape.toml", MANIFEST),
        ("Notes.txt", "my notes"),
        ("instruments/lake/instrument.yaml", "a: 1"),
        ("questions/mine.toml", "anything = 1"),
        ("README.md", "read me"),
        ("instruments", "a file where a folder is expected"),
    ]);
    let all = said(&opened);
    let unknown: Vec<&String> = all.iter().filter(|line| line.contains("unknown-file")).collect();
    assert_eq!(unknown.len(), 2, "{all:#?}");
    assert!(unknown[0].starts_with("demo/Notes.txt:1:1"), "{all:#?}");
    let problem = the_one(&opened, "not-a-folder");
    assert_eq!(problem.severity, Severity::Error);
    assert_eq!(problem.message, "\"instruments\" is a file where a folder is expected");
    let question = the_one(&opened, "unknown-key");
    assert_eq!(question.message, "this file has no key `anything`");
    assert_eq!(all.len(), 4, "{all:#?}");
}

#[test]
fn nesting_without_end_does_not_exhaust_the_stack() {
    let depth = 100_000;
    let texts = [
        format!("a = {}", "[".repeat(depth)),
        format!("a = {}", "{b=".repeat(depth)),
        format!("{}a = 1", "a.".repeat(depth)),
        format!("[{}a]", "a.".repeat(depth)),
        format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)),
    ];
    for text in &texts {
        let opened = assemble(&[("landscape.toml", MANIFEST), ("parties.toml", text)]);
        assert!(opened.has_errors(), "{}", &text[..20]);
        assert!(all_are_placed(&opened).is_ok());
    }
}

#[test]
fn a_file_of_nothing_but_errors_reports_the_first_ones() {
    let opened = assemble(&[("landscape.toml", MANIFEST), ("parties.toml", &"=\n".repeat(50_000))]);
    assert!(opened.diagnostics.len() <= 201, "{}", opened.diagnostics.len());
    assert!(the_one(&opened, "too-many-problems").message.contains("further problems in this file"));
    assert!(all_are_placed(&opened).is_ok());
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn open(folder: &TempDir) -> Opened {
    let opened = landscape::open(folder.path()).unwrap();
    all_are_placed(&opened).unwrap();
    opened
}

#[test]
fn a_file_too_large_to_read_is_not_read() {
    let folder = folder_with(&[("landscape.toml", MANIFEST), ("instruments/lake/instrument.toml", INSTRUMENT)]);
    let huge = |name: &str, size: u64| File::create(folder.path().join(name)).unwrap().set_len(size).unwrap();
    huge("parties.toml", 50 << 20);
    huge("instruments/lake/text.fr.md", MAX_TEXT_BYTES + 1);
    let just_over = vec![b'#'; usize::try_from(MAX_TOML_BYTES).unwrap() + 1];
    File::create(folder.path().join("groups.toml")).unwrap().write_all(&just_over).unwrap();
    fs::write(folder.path().join("sources.toml"), &just_over[1..]).unwrap();
    let opened = open(&folder);
    let large: Vec<&Diagnostic> = opened.diagnostics.iter().filter(|d| d.code == "too-large").collect();
    let messages: Vec<&str> = large.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "groups.toml has 8388609 bytes; at most 8388608 are read",
            "instruments/lake/text.fr.md has 67108865 bytes; at most 67108864 are read",
            "parties.toml has 52428800 bytes; at most 8388608 are read",
        ]
    );
    assert_eq!(opened.diagnostics.len(), 3, "{:#?}", said(&opened));
    assert!(opened.landscape.instrument("lake-treaty").is_some(), "the other files are read");
}

#[cfg(unix)]
#[test]
fn links_that_go_in_circles_are_reported_once_and_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder_with(&[("landscape.toml", MANIFEST), ("instruments/lake/instrument.toml", INSTRUMENT)]);
    symlink("..", folder.path().join("instruments/back")).unwrap();
    symlink("self.toml", folder.path().join("self.toml")).unwrap();
    symlink("nowhere", folder.path().join("parties.toml")).unwrap();
    let opened = open(&folder);
    let about = |name: &str| {
        let found: Vec<&Diagnostic> = opened.diagnostics.iter().filter(|d| d.message.starts_with(name)).collect();
        assert_eq!(found.len(), 1, "{name} in {:#?}", said(&opened));
        assert_eq!(found[0].code, "unreadable");
        found[0].message.clone()
    };
    assert!(about("instruments/back ").contains("a link to a folder that contains it"));
    assert!(about("self.toml ").contains("cannot be read"));
    assert!(about("parties.toml ").contains("does not exist (a broken link?)"));
    assert_eq!(opened.diagnostics.len(), 3, "{:#?}", said(&opened));
    assert_eq!(opened.landscape.instruments.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_read_as_if_it_lay_there() {
    let elsewhere = folder_with(&[("instrument.toml", INSTRUMENT)]);
    let folder = folder_with(&[("landscape.toml", MANIFEST), ("instruments/.keep", "")]);
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("instruments/lake-1999")).unwrap();
    let opened = open(&folder);
    assert!(opened.diagnostics.is_empty(), "{:#?}", said(&opened));
    assert!(opened.landscape.instrument("lake-1999").is_some());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_reported() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder_with(&[
        ("landscape.toml", MANIFEST),
        ("parties.toml", ""),
        ("events/all.toml", EVENTS),
        ("instruments/lake/instrument.toml", INSTRUMENT),
    ]);
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("parties.toml", 0o000);
    mode("events", 0o000);
    let is_superuser = fs::read(folder.path().join("parties.toml")).is_ok();
    let opened = open(&folder);
    mode("events", 0o755);
    if is_superuser {
        eprintln!("SKIPPED what_may_not_be_read_is_reported: the superuser may read everything");
        return;
    }
    let messages: Vec<String> = opened.diagnostics.iter().map(|d| d.message.clone()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages.iter().all(|m| m.contains("permission denied; give yourself read access to it")), "{messages:?}");
    assert_eq!(opened.landscape.instruments.len(), 1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_reported_and_not_waited_for() {
    let folder = folder_with(&[("landscape.toml", MANIFEST)]);
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("parties.toml")).unwrap();
    fs::create_dir_all(folder.path().join("a/b/c/d/e/f")).unwrap();
    let opened = open(&folder);
    let messages: Vec<&str> = opened.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert!(messages.contains(&"parties.toml is neither a file nor a folder"), "{messages:?}");
    assert!(messages.contains(&"a/b/c/d/e is deeper than any folder of a landscape"), "{messages:?}");
}

#[test]
fn what_is_no_landscape_is_not_opened() {
    let folder = folder_with(&[("notes.txt", "")]);
    let path = |name: &str| folder.path().join(name);
    let refused = |path: &Path| landscape::open(path).map(|_| ()).unwrap_err();
    assert_eq!(refused(&path("nothing")), OpenError::NotFound(path("nothing")));
    assert_eq!(refused(&path("notes.txt")), OpenError::NotAFolder(path("notes.txt")));
    assert_eq!(refused(folder.path()), OpenError::NotALandscape(folder.path().to_owned()));
    assert!(refused(folder.path()).to_string().ends_with("is not a landscape: it has no landscape.toml"));
    // A folder of that name makes it a landscape without a manifest, and that is said.
    fs::create_dir(path("landscape.toml")).unwrap();
    the_one(&open(&folder), "no-manifest");
}

#[test]
fn landscapes_that_extend_each_other_are_read_once() {
    let manifest = |name: &str, below: &str| format!("format = 1\nname = \"{name}\"\nextends = \"{below}\"\n");
    let folder = folder_with(&[
        ("a/landscape.toml", &manifest("a", "../b")),
        ("b/landscape.toml", &manifest("b", "../a")),
        ("b/instruments/lake-1999/instrument.toml", INSTRUMENT),
        ("own/landscape.toml", &manifest("own", ".")),
        ("lost/landscape.toml", &manifest("lost", "../nowhere")),
    ]);
    let open = |name: &str| landscape::open(&folder.path().join(name)).unwrap();
    let opened = open("a");
    let problem = the_one(&opened, "extends");
    assert_eq!(problem.message, "cannot extend \"../a\": it extends this landscape in turn");
    assert!(opened.landscape.files.locate(problem.span).to_string().ends_with("b/landscape.toml:3:11"));
    assert!(opened.landscape.instrument("lake-1999").is_some());
    assert_eq!(opened.landscape.manifest.name, "a");
    assert!(the_one(&open("own"), "extends").message.ends_with("it extends this landscape in turn"));
    assert!(the_one(&open("lost"), "extends").message.ends_with("there is no landscape in that folder"));
}
