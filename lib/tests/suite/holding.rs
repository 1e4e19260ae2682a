//! Texts put beside their instruments: they read back as they were read, and a folder changes as a whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rayon::prelude::*;
use servanda::diagnostic::Severity;
use servanda::holding::{self, AddError, Request};
use servanda::landscape::write::Print;
use servanda::landscape::{self, Landscape};
use servanda::model::{Basis, Day, TextState};
use servanda::read::{self, Document, Format, Options};
use tempfile::TempDir;

/// A model agreement with everything that Markdown could take for markup.
const MODEL: &str = "\
# Model agreement on *lakes*

The Parties,

Recalling A/68/98\\* and [the other model](https://example.org/model),

Have agreed as follows:

## Article 1

## Use of terms

1. In this Agreement, a_b_c and __d__ mean:

(a) a lake[^1] \\# 5;

(b) \\| no table \\|,

and nothing else \\[sic\\].

2. See the table\\_:

| lake\t| depth |
| --- | --- |
| A|B\t| 5 \\* m |

## Article 2

\\<none\\> is done.

[^1]: Standing water \\[^2\\].
";

fn document(name: &str, text: &str) -> Document {
    read::read(name, text.as_bytes(), &Options::default())
}

#[test]
fn what_looks_like_markup_stays_words() {
    let model = document("model.md", MODEL);
    assert_eq!(model.notes.len(), 1);
    let written = holding::markdown(&model, 0);
    assert_eq!(written.differs, Vec::<String>::new(), "{}", written.text);
    let back = document("text.md", &written.text);
    let words = |d: &Document| d.units.iter().map(|u| u.text.clone()).collect::<Vec<_>>();
    assert_eq!(words(&back), words(&model));
    assert!(words(&back).iter().any(|w| w.contains("| no table |,")), "{:?}", words(&back));
    let said = |d: &Document| {
        let note = &d.notes[0];
        (note.mark.clone(), d.extract.shown(note.span.clone()).into_owned(), note.reference.is_some())
    };
    assert_eq!(said(&back), ("1".to_owned(), "Standing water [^2].".to_owned(), true));
    // Written twice, it is the same: a text can be added again from what was stored.
    assert_eq!(holding::markdown(&back, 0).text, written.text);
}

#[test]
fn each_language_tells_of_its_own_footnotes_and_none_is_left_behind() {
    let both = include_str!("reading/models/fr-en.txt").replacen("Accord", "Accord[^1]", 1);
    let text = format!("{both}\n[^1]: Signé au bord du lac.\n\n[^9]: Nobody refers to this one.\n");
    let options = Options { format: Some(Format::Markdown), ..Options::default() };
    let model = read::read("model.md", text.as_bytes(), &options);
    assert_eq!(model.texts.iter().map(|t| t.language.as_deref().unwrap()).collect::<Vec<_>>(), ["fr", "en"]);
    for (part, said) in ["Signé au bord du lac.", "Nobody refers to this one."].into_iter().enumerate() {
        let written = holding::markdown(&model, part);
        assert_eq!(written.differs, Vec::<String>::new(), "{}", written.text);
        let notes = document("text.md", &written.text).notes;
        assert_eq!(notes.len(), 1);
        assert!(written.text.contains(said), "{}", written.text);
        assert!(
            holding::statement(&model, part).contains(", 1 footnote; read as"),
            "{}",
            holding::statement(&model, part)
        );
    }
}

#[test]
fn units_are_marked_only_where_their_words_do_not_tell_them() {
    let plain = document("plain.txt", "Article 1\nScope\n1. One rule.\n2. Another.\n");
    let written = holding::markdown(&plain, 0);
    assert!(!written.marked && written.differs.is_empty());
    assert_eq!(written.text.lines().nth(2), Some("## Article 1"));

    // The words alone would take the section for the rest of the article.
    let xml = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><article eId=\"art_1\">\
               <num>Article 1</num><paragraph eId=\"art_1__para_1\"><num>1.</num><content><p>Each Party may try.</p></content>\
               </paragraph></article><section eId=\"sec_x\"><content><p>This is no part of it -- > at all.</p></content>\
               </section></body></act></akomaNtoso>";
    let given = document("given.xml", xml);
    let written = holding::markdown(&given, 0);
    assert!(written.marked, "{}", written.text);
    assert_eq!(written.differs, Vec::<String>::new(), "{}", written.text);
    let back = document("text.md", &written.text);
    let section = back.units.last().unwrap();
    assert_eq!((section.eid.as_str(), section.parent.as_deref()), ("sec_x", None));
    assert_eq!(section.text, "This is no part of it -- > at all.");
}

#[test]
fn a_mark_that_does_not_fit_is_reported_and_no_word_is_lost() {
    let head = "<!-- servanda: a text, a paragraph a line, every unit marked -->";
    let unit = |label: &str, address: &str| {
        format!(
            "<!-- unit {{\"kind\":\"point\",\"depth\":0,\"address\":\"{address}\",\"eid\":\"p\",\"label\":\"{label}\"}} -->"
        )
    };
    let text = format!(
        "{head}\n\nbefore all\n\n{}\n\n(b) words\n\n<!-- unit {{\"kind\":\"poem\"}} -->\n\nmore\n\n{}\n\n(c) again\n",
        unit("(a)", "a"),
        unit("(c)", "a"),
    );
    let read = document("text.md", &text);
    let words: Vec<(&str, &str)> = read.units.iter().map(|u| (u.address.as_str(), u.text.as_str())).collect();
    assert_eq!(words, [("preface", "before all"), ("a", "(b) words\nmore"), ("c", "again")]);
    let codes: Vec<_> = read.diagnostics.iter().filter(|d| d.severity == Severity::Warning).map(|d| d.code).collect();
    assert_eq!(codes, ["mark-not-understood", "mark-not-understood"]);
}

fn files(folder: &Path, ending: &str, most: usize) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|f| f.to_string_lossy().ends_with(ending));
    files.sort();
    let step = (files.len() / most).max(1);
    files.into_iter().step_by(step).collect()
}

/// Marks as they stand in the words: raised, in brackets, with a stroke, glued to the word.
#[test]
fn marks_of_footnotes_are_kept_as_they_are_printed() {
    for mark in ["Agreement[1]", "Agreement 1/", "Agreement.1", "Agreement¹"] {
        let model =
            document("model.txt", &format!("Article 1\nThis is the Model {mark}\nand it holds.\n_______\n1 Signed.\n"));
        let written = holding::markdown(&model, 0);
        assert_eq!(written.differs, Vec::<String>::new(), "{}", written.text);
        let back = document("text.md", &written.text);
        let printed =
            |d: &Document| d.extract.shown(d.notes[0].reference.clone().unwrap()).trim_matches(['[', ']']).to_owned();
        assert_eq!(printed(&back), printed(&model), "{}", written.text);
        assert_eq!(back.notes[0].mark, "1");
    }
    // In Markdown of others, a bare digit would make another citation of it.
    let other = document("other.md", "# Model\n\nArticle 1\n\nSee A/RES/72/4[^1].\n\n[^1]: On lakes.\n");
    assert!(other.units.iter().any(|u| u.text == "See A/RES/72/4[1]."), "{:?}", other.units);
}

#[test]
fn footnotes_of_resolutions_are_kept_when_they_are_stored() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/un-pdf");
    let papers = files(&folder, ".pdf", 10);
    if papers.is_empty() {
        eprintln!("SKIPPED footnotes_of_resolutions_are_kept_when_they_are_stored: ../shared/data/un-pdf is not here");
        return;
    }
    let mut tied = 0;
    for path in papers {
        let read = read::read(&path.to_string_lossy(), &fs::read(&path).unwrap(), &Options::default());
        let written = holding::markdown(&read, 0);
        assert_eq!(written.differs, Vec::<String>::new(), "{}", path.display());
        tied += document("text.md", &written.text).notes.iter().filter(|n| n.reference.is_some()).count();
    }
    assert!(tied >= 7, "{tied}");
}

#[test]
fn real_agreements_read_back_unit_for_unit() {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    // In a debug build reading takes twenty times as long.
    let most = if cfg!(debug_assertions) { 24 } else { 2000 };
    let mut chosen = files(&corpus.join("tota"), ".xml", most);
    chosen.extend(files(&corpus.join("treaties"), ".md", most));
    if chosen.is_empty() {
        eprintln!("SKIPPED real_agreements_read_back_unit_for_unit: the corpus ../shared/corpus is not here");
        return;
    }
    let results: Vec<(String, bool, Vec<String>)> = chosen
        .par_iter()
        .flat_map_iter(|path| {
            let document = read::read(&path.to_string_lossy(), &fs::read(path).unwrap(), &Options::default());
            let written: Vec<_> = (0..document.texts.len()).map(|part| holding::markdown(&document, part)).collect();
            let name = path.display().to_string();
            written.into_iter().map(move |w| (name.clone(), w.marked, w.differs))
        })
        .collect();
    for (name, _, differs) in &results {
        assert!(differs.is_empty(), "{name}: {differs:?}");
    }
    let plain = results.iter().filter(|(_, marked, _)| !marked).count();
    eprintln!("{} texts, {plain} of them told by their words alone", results.len());
    assert!(plain * 3 >= results.len(), "{plain} of {}", results.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_read_reads_back(pieces in prop::collection::vec(super::reading::rubbish::piece(), 0..24)) {
        let text = pieces.join(" ");
        for format in [Format::Plain, Format::Markdown] {
            let read = read::read("x", text.as_bytes(), &Options { format: Some(format), ..Options::default() });
            for part in 0..read.texts.len() {
                let written = holding::markdown(&read, part);
                prop_assert!(written.differs.is_empty(), "{:?} in {:?} written {:?}", written.differs, text, written.text);
            }
        }
    }
}

/// A folder with one instrument of its own, on top of the built-in landscape.
struct Shelf {
    folder: TempDir,
}

const OWN: &str = "# mine\n[default]\nbasis = \"secondary\"\nsource = [\"https://example.org/\"]\n\n[title]\nen = \"Model\"\n\n\
                   [[text]] # the official one\nlang = \"en\"\nstate = \"none\" # so far\nauthentic = true\nofficial = \"https://example.org/model\"\n";

impl Shelf {
    fn new() -> Shelf {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("landscape.toml"), "format = 1\nname = \"shelf\"\nextends = \"cyber\"\n").unwrap();
        let own = folder.path().join("instruments/model");
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("instrument.toml"), OWN).unwrap();
        Shelf { folder }
    }

    fn landscape(&self) -> Landscape {
        let opened = landscape::open(self.folder.path()).unwrap();
        let wrong: Vec<_> = opened.diagnostics.iter().filter(|d| d.severity != Severity::Note).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        opened.landscape
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    fn add(&self, id: &str, text: &str, change: impl FnOnce(&mut Request<'_>)) -> Result<holding::Added, AddError> {
        let document = document("model.txt", text);
        let print = Print::of(text.as_bytes());
        let mut request = Request {
            folder: self.folder.path(),
            id,
            document: &document,
            language: None,
            state: TextState::Full,
            basis: None,
            source: &[],
            read_from: "model.txt",
            print: &print,
            read_on: Day::constant(2026, 11, 23),
            checked: None,
            replace: false,
        };
        change(&mut request);
        holding::add(&self.landscape(), &request)
    }

    /// Every file with its content.
    fn all(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn walk(folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    all.push((path.clone(), Vec::new()));
                    walk(&path, all);
                } else {
                    all.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        let mut all = Vec::new();
        walk(self.folder.path(), &mut all);
        all.sort();
        all
    }
}

const ENGLISH: &str = "Article 1\nScope\n1. The Parties shall keep this model agreement in good order.\n";

#[test]
fn a_text_is_put_beside_its_instrument_and_its_file_keeps_what_it_says() {
    let shelf = Shelf::new();
    let added = shelf.add("model", ENGLISH, |_| {}).unwrap();
    assert!(!added.begun);
    assert_eq!(added.texts[0].completeness, "1 article, 1 paragraph; read as text.");
    let file = shelf.file("instruments/model/instrument.toml");
    assert!(file.starts_with("# mine\n") && file.contains("# the official one"), "{file}");
    assert!(file.contains("state = \"full\" # so far"), "{file}");
    let landscape = shelf.landscape();
    let model = landscape.instrument("model").unwrap();
    let row = &model.texts[0];
    assert_eq!((row.state, row.authentic), (TextState::Full, Some(true)));
    assert_eq!(row.official.as_deref(), Some("https://example.org/model"));
    assert_eq!(row.read_on.map(|d| d.to_string()).as_deref(), Some("2026-11-23"));
    assert_eq!(row.evidence.basis, Some(Basis::Secondary), "what the row said of itself stays");
    let held = holding::document(&landscape, &model.held[0]);
    assert_eq!(held.unit("art1").and_then(|u| u.heading.as_deref()), Some("Scope"));
    assert!(servanda::check::check(&landscape).iter().all(|d| d.code != "held-text-unlisted"));

    let refused = shelf.add("model", ENGLISH, |_| {}).unwrap_err();
    assert!(matches!(refused, AddError::Held(_)), "{refused}");
    shelf.add("model", &ENGLISH.replace("good", "best"), |r| r.replace = true).unwrap();
    assert!(shelf.file("instruments/model/text.en.md").contains("in best order"));
    assert_eq!(shelf.file("instruments/model/instrument.toml").matches("[[text]]").count(), 1);
}

#[test]
fn an_instrument_of_the_landscape_below_is_overlaid_and_an_unknown_one_is_begun() {
    let shelf = Shelf::new();
    shelf.add("gge-2015", ENGLISH, |r| r.basis = Some(Basis::Translation)).unwrap();
    let landscape = shelf.landscape();
    let report = landscape.instrument("gge-2015").unwrap();
    let english: Vec<_> = report.texts.iter().filter(|t| t.lang == "en").collect();
    assert_eq!(english.len(), 1, "one row for one language");
    assert_eq!(english[0].state, TextState::Full);
    assert_eq!(english[0].evidence.basis, Some(Basis::Translation));
    assert!(english[0].official.is_some(), "where the official text lives is still known");

    let added = shelf.add("new-model", &format!("Model Treaty\n\n{ENGLISH}"), |_| {}).unwrap();
    assert!(added.begun);
    let landscape = shelf.landscape();
    let new = landscape.instrument("new-model").unwrap();
    assert_eq!((new.title(), new.held.len()), ("Model Treaty", 1));
    assert_eq!(new.texts[0].evidence.basis, Some(Basis::Unverified), "nobody said what it is");
}

#[test]
fn nothing_is_written_on_failure() {
    let shelf = Shelf::new();
    let blocked = shelf.folder.path().join("instruments/blocked/instrument.toml");
    fs::create_dir_all(&blocked).unwrap();
    let broken = shelf.folder.path().join("instruments/model/instrument.toml");
    let before = shelf.all();
    let failed = |result: Result<holding::Added, AddError>| {
        let error = result.unwrap_err();
        assert_eq!(shelf.all(), before, "{error}");
        error
    };
    assert!(matches!(failed(shelf.add("No Id", ENGLISH, |_| {})), AddError::BadId(_)));
    assert!(matches!(failed(shelf.add("x", "", |_| {})), AddError::Empty));
    assert!(matches!(failed(shelf.add("x", "1. 2. 3.", |_| {})), AddError::NoLanguage));
    assert!(matches!(failed(shelf.add("x", ENGLISH, |r| r.language = Some("English"))), AddError::BadLanguage(_)));
    let nowhere = Path::new("/nowhere/\0");
    assert!(matches!(failed(shelf.add("x", ENGLISH, |r| r.folder = nowhere)), AddError::Write(_)));
    fs::write(&broken, "[[[").unwrap();
    let document = document("m", ENGLISH);
    let print = Print::of(b"");
    let request = Request {
        folder: shelf.folder.path(),
        id: "model",
        document: &document,
        language: None,
        state: TextState::Part,
        basis: None,
        source: &[],
        read_from: "m",
        print: &print,
        read_on: Day::constant(2026, 11, 23),
        checked: None,
        replace: false,
    };
    let error = holding::add(&Landscape::default(), &request).unwrap_err();
    assert!(error.to_string().contains("is not TOML"), "{error}");
    assert!(!shelf.folder.path().join("instruments/model/text.en.md").exists());
    let error = holding::add(&Landscape::default(), &Request { id: "blocked", ..request }).unwrap_err();
    assert!(matches!(error, AddError::Write(_)), "{error}");
    assert!(!shelf.folder.path().join("instruments/blocked/text.en.md").exists());
}
