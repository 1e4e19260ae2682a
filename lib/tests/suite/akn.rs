//! Agreements written as Akoma Ntoso and read back: the same units, and valid under the schema of the standard.
//!
//! The schema and most agreements lie beside the repository; without them, or without xmllint, the test says so.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use servanda::export::akoma_ntoso::{Class, Meta, akoma_ntoso};
use servanda::model::Day;
use servanda::read::{self, Document, Options, ReadUnit};

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}

/// A text that was written, and what is different when it is read back.
struct Trip {
    name: String,
    xml: String,
    units: usize,
    different: Vec<String>,
}

/// What must survive, one unit a line.
fn line(unit: &ReadUnit) -> String {
    format!(
        "{} {:?} {:?} {:?} {} {} {:?} {:?}",
        unit.kind.word(),
        unit.number,
        unit.label,
        unit.heading,
        unit.address,
        unit.eid,
        unit.parent,
        unit.text
    )
}

fn trips(name: &str, document: &Document) -> Vec<Trip> {
    let trip = |part: usize| {
        let written = akoma_ntoso(document, part, &Meta::guess(document, part));
        let again = read::read("again.xml", written.text.as_bytes(), &Options::default());
        let before: Vec<String> = document.units.iter().filter(|u| u.text_part == part).map(line).collect();
        let after: Vec<String> = again.units.iter().map(line).collect();
        let mut different = Vec::new();
        for at in 0..before.len().max(after.len()) {
            let (b, a) = (before.get(at).map_or("", String::as_str), after.get(at).map_or("", String::as_str));
            if a != b {
                let cut = |s: &str| s.chars().take(300).collect::<String>();
                different.push(format!("{name}: {}\n   became {}", cut(b), cut(a)));
            }
        }
        let severe = again.diagnostics.iter().filter(|d| d.severity == servanda::diagnostic::Severity::Error);
        different.extend(severe.map(|d| format!("{name}: {}", d.message)));
        let notes = document.notes.len();
        if document.texts.len() == 1 && again.notes.len() != notes {
            different.push(format!("{name}: {notes} footnotes became {}", again.notes.len()));
        }
        if again.language != document.texts[part].language {
            different.push(format!("{name}: {:?} became {:?}", document.texts[part].language, again.language));
        }
        Trip { name: format!("{name}-{part}"), xml: written.text, units: before.len(), different }
    };
    (0..document.texts.len()).map(trip).collect()
}

fn read_file(path: &Path) -> Document {
    read::read(&path.to_string_lossy(), &fs::read(path).unwrap(), &Options::default())
}

/// Faults that the schema finds, with the number of files that have one; `None` where it cannot be asked.
fn invalid(trips: &[Trip]) -> Option<(usize, String)> {
    let schema = shared("data/akn/akomantoso30.xsd")?;
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (number, trip) in trips.iter().enumerate() {
        let path = folder.path().join(format!("{number:04}.xml"));
        fs::write(&path, &trip.xml).unwrap();
        files.push(path);
    }
    let mut faults = String::new();
    let mut wrong = 0;
    for chunk in files.chunks(40) {
        let run = Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(&schema).args(chunk).output();
        let Ok(run) = run else {
            eprintln!("SKIPPED: xmllint is not installed");
            return None;
        };
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        wrong += said.lines().filter(|l| l.ends_with("fails to validate") || l.contains("parser error")).count();
        assert_eq!(
            said.lines().filter(|l| l.ends_with(" validates")).count()
                + said.lines().filter(|l| l.ends_with("fails to validate")).count(),
            chunk.len(),
            "{said}"
        );
        said.lines().filter(|l| !l.ends_with(" validates")).take(20).for_each(|l| {
            let _ = writeln!(faults, "{l}");
        });
    }
    Some((wrong, faults))
}

/// Fails unless all trips lead back to where they began and all files are valid.
fn check(what: &str, trips: &[Trip]) {
    let units: usize = trips.iter().map(|t| t.units).sum();
    let same = trips.iter().filter(|t| t.different.is_empty()).count();
    eprintln!("{what}: {same} of {} texts identical, {units} units", trips.len());
    let invalid = invalid(trips);
    if let Some((wrong, _)) = &invalid {
        eprintln!("{what}: {} of {} texts valid", trips.len() - wrong, trips.len());
    }
    let (wrong, faults) = invalid.unwrap_or_default();
    assert!(wrong == 0, "{wrong} files are invalid:\n{faults}");
    let first: Vec<&str> = trips.iter().filter_map(|t| t.different.first()).take(20).map(String::as_str).collect();
    assert!(first.is_empty(), "{}", first.join("\n"));
    assert!(trips.iter().all(|t| !t.name.is_empty()));
}

#[test]
fn model_agreements_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reading/models");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5);
    let all: Vec<Trip> = files.iter().flat_map(|f| trips(&f.display().to_string(), &read_file(f))).collect();
    check("models", &all);
}

#[test]
fn agreements_of_the_landscape_come_back() {
    let Some(folder) = shared("texts") else { return };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path().join("en.txt")).collect();
    files.retain(|f| f.is_file());
    files.sort();
    let all: Vec<Trip> = files.par_iter().flat_map(|f| trips(&f.display().to_string(), &read_file(f))).collect();
    check("texts", &all);
}

#[test]
fn treaties_of_the_corpus_come_back() {
    sample("corpus/treaties", 60);
}

#[test]
fn trade_agreements_come_back() {
    sample("corpus/tota", 20);
}

/// Files at equal distances in a folder; SERVANDA_AKN_FILES asks for more of them.
fn sample(folder: &str, most: usize) {
    let Some(path) = shared(folder) else { return };
    let mut files: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let most = std::env::var("SERVANDA_AKN_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(most);
    let nth = (files.len() / most).max(1);
    let sample: Vec<PathBuf> = files.into_iter().step_by(nth).take(most).collect();
    let all: Vec<Trip> = sample.par_iter().flat_map(|f| trips(&f.display().to_string(), &read_file(f))).collect();
    check(folder, &all);
}

/// Everything that the words of XML must not be, that the schema has no place for, and footnotes at their marks.
#[test]
fn what_is_hard_to_write_comes_back() {
    let page = "<html lang=en><title>A & B</title><body><h1>A &amp; B</h1><p>Preamble</p><p>The Parties,</p><p>Recalling \"x\" &lt; 1,</p>\
        <p>Have agreed:</p><h2>Final clauses</h2><h2>Article 1<br>Scope &amp; aim</h2><p>1. One<sup><a href='#fn1' id='r1'>1</a></sup> rule:</p>\
        <p>(a) first;</p><p>(b) second.</p><p>2. Two \u{7}rules ]]&gt;.</p><table><tr><td>a</td><td>b</td></tr></table>\
        <p>Article 2</p><p>Words.</p><p>More words.</p><p>Done at Lake, on 1 May 2001.</p><p>ANNEX I</p><p>1. In the annex.</p>\
        <p>Appendix 1</p><p>Last.</p><p id='fn1'><a href='#r1'>1</a> The note &amp; more.</p></body></html>";
    let document = read::read("model.html", page.as_bytes(), &Options::default());
    assert_eq!(document.notes.len(), 1);
    let all = trips("model.html", &document);
    assert!(all[0].xml.contains("placement=\"bottom\"><p>The note &amp; more.</p></authorialNote>"), "{}", all[0].xml);
    check("model.html", &all);
    // Control characters have no form in XML.
    let document = read::read("model.txt", "Article 1\nOne\u{1}two\u{c}three.\n".as_bytes(), &Options::default());
    let written = akoma_ntoso(&document, 0, &Meta::guess(&document, 0));
    assert_eq!(written.diagnostics.len(), 1);
    assert!(written.text.contains("Onetwo"));
}

/// What is not known is not made up, and what is known stands where AKN4UN wants it.
#[test]
fn the_work_is_identified_by_what_is_known() {
    let words = "Article 1\nOne.\nANNEX I\n1. Two.\n";
    let document = read::read("model.txt", words.as_bytes(), &Options::default());
    let guess = Meta::guess(&document, 0);
    let unknown = akoma_ntoso(&document, 0, &guess).text;
    assert!(unknown.contains("<FRBRuri value=\"/akn/un/act/provision\"/>"), "{unknown}");
    assert_eq!(unknown.matches("date=\"0001-01-01\" name=\"unknown\"").count(), 6);
    assert!(!unknown.contains("FRBRnumber") && !unknown.contains("FRBRname"));
    let meta = Meta {
        class: Class::Deliberation,
        name: Some("resolution".to_owned()),
        actor: Some("un-ga".to_owned()),
        date: Some(Day::constant(2018, 12, 5)),
        number: Some("A/RES/73/27".to_owned()),
        language: Some("en".to_owned()),
        title: Some("Developments".to_owned()),
    };
    let known = akoma_ntoso(&document, 0, &meta).text;
    let work = "/akn/un/statement/deliberation/un-ga/2018-12-05/A-RES-73-27";
    for part in [
        "<statement name=\"resolution\">".to_owned(),
        format!("<FRBRuri value=\"{work}\"/>"),
        format!("<FRBRthis value=\"{work}/!main\"/>"),
        format!("<FRBRthis value=\"{work}/eng@/!annex_1\"/>"),
        "<FRBRnumber value=\"A-RES-73-27\" showAs=\"A/RES/73/27\"/>".to_owned(),
        "<FRBRlanguage language=\"eng\"/>".to_owned(),
    ] {
        assert!(known.contains(&part), "{part} is missing in\n{known}");
    }
    let trip = |xml: String| Trip { name: "model".to_owned(), xml, units: 0, different: Vec::new() };
    check("metadata", &[trip(unknown), trip(known)]);
    let again = read::read("again.xml", akoma_ntoso(&document, 0, &meta).text.as_bytes(), &Options::default());
    assert_eq!((again.title.as_deref(), again.language.as_deref()), (Some("Developments"), Some("en")));
}

/// Lines of agreements in orders that no agreement has: units stand where the schema has no place for them.
#[test]
fn what_no_agreement_looks_like_comes_back() {
    const LINES: &[&str] = &[
        "TREATY ON THE LAKE",
        "PREAMBLE",
        "The Parties,",
        "Recalling the lake,",
        "Have agreed as follows:",
        "CONTENTS",
        "Article 1 ........ 3",
        "Article 2 ........ 4",
        "PART I",
        "Chapter 2",
        "Section 1. Scope",
        "Final clauses",
        "Article 1",
        "Article 2 - Scope & aim",
        "Article 2",
        "Article 3 bis",
        "Rule 4",
        "1. Each Party <shall>:",
        "2. No.",
        "(a) one;",
        "(b) two",
        "(i) three",
        "(ii) four;",
        "- a bullet",
        "1.1 Decimal.",
        "and so on.",
        "Words that close what was said before them.",
        "а) первое",
        "б) второе",
        "第一条 范围",
        "一、第一款",
        "المادة 1",
        "Done at Lake, on 1 May 2001.",
        "ANNEX",
        "ANNEX II",
        "Appendix 1",
        "Schedule 1 Prices\tand\ttables",
        "",
    ];
    // A generator of its own, so that the test is the same on every machine.
    let mut state: u64 = 88_172_645_463_325_252;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let most = if cfg!(debug_assertions) { 400 } else { 4000 };
    let texts: Vec<String> = (0..most)
        .map(|_| (0..3 + random(40)).map(|_| LINES[random(LINES.len())]).collect::<Vec<_>>().join("\n"))
        .collect();
    let read = |(number, text): (usize, &String)| {
        let document = read::read("made-up.txt", text.as_bytes(), &Options::default());
        trips(&format!("made-up {number}"), &document)
    };
    let all: Vec<Trip> = texts.par_iter().enumerate().flat_map(read).collect();
    check("made up", &all);
}
