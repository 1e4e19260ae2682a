//! Documents written as web pages and as Word files and read back: how many of their units come back as they were.
//!
//! A page has no marks for the units, so what comes back is what the words and their looks tell. Most agreements lie beside
//! the repository; without them the test says so.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use servanda::export::docx::docx;
use servanda::export::html::html;
use servanda::read::{self, Document, Options, ReadUnit};

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}

/// A way to write a document.
#[derive(Clone, Copy)]
struct Way {
    name: &'static str,
    write: fn(&Document) -> Vec<u8>,
}

const HTML: Way = Way { name: "again.html", write: |document| html(document, None).text.into_bytes() };

const DOCX: Way = Way { name: "again.docx", write: |document| docx(document, None).unwrap().bytes };

/// White space is made even: a page has one kind of it.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What must survive of a unit, one line.
fn line(unit: &ReadUnit) -> String {
    let (label, heading) = (even(&unit.label), unit.heading.as_deref().map(even));
    let (kind, part, text) = (unit.kind.word(), unit.text_part, even(&unit.text));
    format!("{part} {kind} {:?} {label:?} {heading:?} {} {:?} {text:?}", unit.number, unit.address, unit.parent)
}

/// Units of one document, and those that did not come back.
struct Trip {
    name: String,
    units: usize,
    lost: Vec<String>,
    notes: (usize, usize),
    words: bool,
}

fn trip(way: Way, path: &Path) -> Trip {
    let name = path.display().to_string();
    let document = read::read(&name, &fs::read(path).unwrap(), &Options::default());
    let again = read::read(way.name, &(way.write)(&document), &Options::default());
    let mut after: Vec<String> = again.units.iter().map(line).collect();
    let mut lost = Vec::new();
    for before in document.units.iter().map(line) {
        match after.iter().position(|a| *a == before) {
            Some(at) => drop(after.remove(at)),
            None => lost.push(before),
        }
    }
    // Where a label ends is a matter of reading; that no letter gets lost is not.
    let all = |document: &Document| {
        let mut letters: Vec<char> = Vec::new();
        for unit in &document.units {
            let own = [unit.label.as_str(), unit.heading.as_deref().unwrap_or(""), &unit.text];
            letters.extend(own.iter().flat_map(|t| t.chars()).filter(|c| !c.is_whitespace()));
        }
        letters.sort_unstable();
        letters
    };
    if std::env::var("SERVANDA_SHOW").is_ok() && !lost.is_empty() {
        let cut = |s: &String| s.chars().take(260).collect::<String>();
        eprintln!("{name}: {} of {} units did not come back", lost.len(), document.units.len());
        for (n, l) in lost.iter().take(3).enumerate() {
            eprintln!("{name}: {}\n     now {}", cut(l), after.get(n).map(cut).unwrap_or_default());
        }
    }
    let words = all(&document) == all(&again);
    Trip { name, units: document.units.len(), lost, notes: (document.notes.len(), again.notes.len()), words }
}

/// Writes files at equal distances of a folder; SERVANDA_FILES asks for more of them.
fn sample(folder: &Path, most: usize) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.is_file());
    files.sort();
    let most = std::env::var("SERVANDA_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(most);
    let nth = (files.len() / most).max(1);
    files.into_iter().step_by(nth).take(most).collect()
}

/// Fails unless at least some share of the units comes back, and all words do.
fn check(what: &str, way: Way, files: &[PathBuf], floor: f64) {
    let trips: Vec<Trip> = files.par_iter().map(|file| trip(way, file)).collect();
    let units: usize = trips.iter().map(|t| t.units).sum();
    let lost: usize = trips.iter().map(|t| t.lost.len()).sum();
    let share = 1.0 - lost as f64 / units.max(1) as f64;
    let whole = trips.iter().filter(|t| t.lost.is_empty()).count();
    let (before, after) = trips.iter().fold((0, 0), |(b, a), t| (b + t.notes.0, a + t.notes.1));
    let worded: Vec<&str> = trips.iter().filter(|t| !t.words).map(|t| t.name.as_str()).collect();
    eprintln!(
        "{what} as {}: {:.4} of {units} units come back, {whole} of {} documents whole, {after} of {before} footnotes; \
         {} with other words: {worded:?}",
        way.name,
        share,
        trips.len(),
        worded.len(),
    );
    assert!(worded.is_empty(), "{what} as {}: words were lost or added in {worded:?}", way.name);
    assert!(share >= floor, "{what} as {}: {share:.4} of the units come back, at least {floor} should", way.name);
}

fn texts() -> Option<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(shared("texts")?).unwrap().map(|e| e.unwrap().path()).collect();
    files = files.iter().flat_map(|folder| fs::read_dir(folder).unwrap().map(|e| e.unwrap().path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    Some(files)
}

fn models() -> Vec<PathBuf> {
    sample(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reading/models"), 100)
}

/// Writes everything that is at hand one way; the floors are for models, texts, treaties, trade agreements, resolutions.
fn all(way: Way, floors: [f64; 5]) {
    check("models", way, &models(), floors[0]);
    let Some(texts) = texts() else { return };
    check("texts", way, &texts, floors[1]);
    let Some(treaties) = shared("corpus/treaties") else { return };
    check("treaties", way, &sample(&treaties, 40), floors[2]);
    let Some(tota) = shared("corpus/tota") else { return };
    check("trade agreements", way, &sample(&tota, 12), floors[3]);
    let Some(pdf) = shared("data/un-pdf") else { return };
    let mut files = sample(&pdf, 10);
    files.retain(|f| f.extension().is_some_and(|e| e == "pdf"));
    check("resolutions in PDF", way, &files, floors[4]);
}

#[test]
fn pages_are_read_as_what_they_were_written_from() {
    all(HTML, [1.0, 0.975, 0.975, 0.975, 1.0]);
}

#[test]
fn word_files_are_read_as_what_they_were_written_from() {
    all(DOCX, [1.0, 0.975, 0.975, 0.975, 1.0]);
}

/// Everything that has a place of its own: titles, headings, labels on one line, tables, footnotes, links, forbidden letters.
const PAGE: &str = "<html lang=en><title>A & B</title><body><main><h1>A & B</h1><p>The Parties,</p>\
    <p>Recalling \"x\" &lt; 1,</p><p>Have agreed:</p><h2>Article 1<br>Scope &amp; aim</h2>\
    <p>1. One<sup><a href='#fn1' id='r1'>1</a></sup> rule, on <a href='https://example.org/?a=1&amp;b=2'>the site</a>:</p>\
    <p>(a) first;</p><p>(b) second<sup><a href='#fn2' id='r2'>*</a></sup>.</p><p>2. (a) Two rules ]]&gt;.</p>\
    <p>(b) Three.</p><table border=1><tr><th>a</th><th>b</th></tr><tr><td>c &amp; d</td><td>e</td></tr></table>\
    <h2>Article 2</h2><p>Words.</p><p>More words.</p><p>Done at Lake, on 1 May 2001.</p><h2>ANNEX I</h2>\
    <p>1. In the annex.</p><p id='fn1'><a href='#r1'>1</a> The note &amp; more.</p>\
    <p id='fn2'><a href='#r2'>*</a> A second note.</p></main></body></html>";

fn model() -> Document {
    let document = read::read("model.html", PAGE.as_bytes(), &Options::default());
    assert_eq!(document.notes.len(), 2, "{:?}", document.notes);
    document
}

fn units(document: &Document) -> Vec<String> {
    document.units.iter().map(line).collect()
}

fn notes(document: &Document) -> Vec<(String, String, bool)> {
    let words = |n: &read::Note| even(&document.extract.text[n.span.clone()]);
    document.notes.iter().map(|n| (n.mark.clone(), words(n), n.reference.is_some())).collect()
}

#[test]
fn what_has_a_place_of_its_own_keeps_it() {
    let document = model();
    for way in [HTML, DOCX] {
        let again = read::read(way.name, &(way.write)(&document), &Options::default());
        assert_eq!(units(&again), units(&document), "{}", way.name);
        assert_eq!(notes(&again), notes(&document), "{}", way.name);
        let links = |d: &Document| {
            let web = d.extract.links.iter().filter(|(_, to)| to.starts_with("http"));
            web.map(|(at, to)| (d.extract.text[at.clone()].to_owned(), to.clone())).collect::<Vec<_>>()
        };
        assert_eq!(links(&document).len(), 1);
        assert_eq!(links(&again), links(&document), "{}", way.name);
        assert_eq!((&again.title, &again.language), (&document.title, &document.language), "{}", way.name);
    }
}

#[test]
fn a_page_can_be_linked_into() {
    let document = model();
    let page = html(&document, None).text;
    let values = |name: &str| {
        let before = format!(" {name}=\"");
        let found = page.split(before.as_str()).skip(1).filter_map(|rest| rest.split_once('"'));
        found.map(|(value, _)| value.to_owned()).collect::<Vec<_>>()
    };
    let ids = values("id");
    let once: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "an identifier stands twice: {ids:?}");
    for unit in &document.units {
        assert!(ids.contains(&unit.address), "{} cannot be linked to", unit.address);
    }
    for to in values("href").iter().filter_map(|to| to.strip_prefix('#')) {
        assert!(ids.iter().any(|id| id == to), "{to} leads nowhere");
    }
    assert!(!page.contains("<script") && !page.contains(" src="), "a page needs nothing else");
    assert!(page.contains("<td>c &amp; d</td><td>e</td>"), "{page}");
    // Two labels on one line stand on one line.
    assert!(page.contains(r#"<span class="n">2. </span><span class="n">(a) </span>"#), "{page}");
}

#[test]
fn texts_have_their_language_and_direction() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reading/models");
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let both = format!("{}\n\n{}", text("resolution.txt"), text("ar.txt"));
    let document = read::read("both.txt", both.as_bytes(), &Options::default());
    assert_eq!(document.texts.len(), 2, "{:#?}", document.texts);
    let page = html(&document, None).text;
    assert!(
        page.contains(r#"<article lang="en" dir="ltr">"#) && page.contains(r#"<article lang="ar" dir="rtl">"#),
        "{page}"
    );
    let arabic = document.units.iter().find(|u| u.text_part == 1).unwrap();
    assert!(page.contains(&format!(r#"id="ar:{}""#, arabic.address)), "{page}");
    let one = html(&document, Some(1)).text;
    assert!(one.contains(r#"<html lang="ar" dir="rtl">"#) && one.matches("<article").count() == 1, "{one}");
    let body = part(&docx(&document, None).unwrap().bytes, "word/document.xml");
    let (english, arabic) = body.split_at(body.find("w:pageBreakBefore").unwrap());
    assert!(!english.contains("w:bidi/") && arabic.contains("<w:bidi/>") && arabic.contains("<w:rtl/>"), "{body}");
    assert!(arabic.contains(r#"<w:lang w:bidi="ar"/>"#), "{body}");
    for way in [HTML, DOCX] {
        let again = read::read(way.name, &(way.write)(&document), &Options::default());
        // Where a preamble begins is told better by paragraphs than by wrapped lines, so that a page may tell more.
        let numbered = |d: &Document| d.units.iter().filter(|u| !u.label.is_empty()).map(line).collect::<Vec<_>>();
        assert_eq!(numbered(&again), numbered(&document), "{}", way.name);
    }
}

/// One part of a packed file.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut package.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn word_files_are_made_of_sound_parts() {
    let document = model();
    let bytes = docx(&document, None).unwrap().bytes;
    assert_eq!(bytes, docx(&document, None).unwrap().bytes, "two exports of the same differ");
    let package = zip::ZipArchive::new(std::io::Cursor::new(bytes.as_slice())).unwrap();
    let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.first().map(String::as_str), Some("[Content_Types].xml"));
    for name in &names {
        let text = part(&bytes, name);
        roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}\n{text}"));
    }
    // Every part has a type, and every relation leads to a part or out of the file.
    let types = part(&bytes, "[Content_Types].xml");
    for name in names.iter().filter(|n| n.starts_with("word/") && !n.contains("_rels")) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
    }
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let tree = roxmltree::Document::parse(&relations).unwrap();
    let body = part(&bytes, "word/document.xml");
    for relation in tree.root_element().children().filter(roxmltree::Node::is_element) {
        let target = relation.attribute("Target").unwrap();
        match relation.attribute("TargetMode") {
            Some(_) => assert!(body.contains(&format!("r:id=\"{}\"", relation.attribute("Id").unwrap()))),
            None => assert!(names.contains(&format!("word/{target}")), "{target} is not there"),
        }
    }
    // Every style that is used is defined, and every cell ends in a paragraph.
    let styles = part(&bytes, "word/styles.xml");
    for used in body.split("Style w:val=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name) {
        assert!(styles.contains(&format!("w:styleId=\"{used}\"")), "{used} is not defined");
    }
    assert_eq!(body.matches("<w:tc>").count(), body.matches("</w:p></w:tc>").count());
    // Nobody wrote it on any day.
    let core = part(&bytes, "docProps/core.xml");
    assert!(
        core.contains("<dc:title>A &amp; B</dc:title>") && core.contains("<dc:language>en</dc:language>"),
        "{core}"
    );
    assert!(!core.contains("created") && !core.contains("creator") && !core.contains("modified"), "{core}");
}

/// LibreOffice opens what was written; where it is not installed the test says so.
#[test]
fn an_office_program_opens_word_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.docx");
    fs::write(&file, docx(&model(), None).unwrap().bytes).unwrap();
    let home = format!("-env:UserInstallation=file://{}", folder.path().join("home").display());
    let mut office = std::process::Command::new("soffice");
    office.args([&home, "--headless", "--convert-to", "html", "--outdir"]).arg(folder.path()).arg(&file);
    let Ok(run) = office.output() else {
        eprintln!("SKIPPED: LibreOffice is not installed");
        return;
    };
    let text = fs::read_to_string(folder.path().join("model.html"));
    let text = text.unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&run.stderr)));
    let text = even(&text);
    for words in ["Scope &amp; aim", "(b)", "c &amp; d", "The note &amp; more.", "A second note."] {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
}

/// What no file format has a place for is left out, and that is said.
#[test]
fn control_characters_are_left_out_and_told() {
    let document = read::read("model.txt", "Article 1\nOne\u{1}two\u{1f}three.\n".as_bytes(), &Options::default());
    let page = html(&document, None);
    let file = docx(&document, None).unwrap();
    assert!(page.text.contains("Onetwothree.") && part(&file.bytes, "word/document.xml").contains("Onetwothree."));
    for diagnostics in [page.diagnostics, file.diagnostics] {
        assert!(matches!(diagnostics.as_slice(), [one] if one.message.starts_with("2 control")), "{diagnostics:?}");
    }
}
