//! Comparisons written as Word files: rejecting all changes gives the left text and accepting them the right one, letter by
//! letter. What the changes say is worked out here from the elements alone, without the reader of the library.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rayon::prelude::*;
use servanda::compare::{self, Comparison, Text};
use servanda::export::docx::{Comments, redline};
use servanda::read::{self, Options, Revisions};

use super::comparing::shuffled::taken_apart;
use super::comparing::text;
use super::written::part;

/// A state of a file, with the elements that are no part of it.
#[derive(Clone, Copy)]
enum State {
    Rejected,
    Accepted,
}

impl State {
    fn leaves_out(self, name: &str) -> bool {
        match self {
            State::Rejected => matches!(name, "ins" | "moveTo"),
            State::Accepted => matches!(name, "del" | "moveFrom"),
        }
    }
}

/// The paragraphs of a body in one state: where the end of one is left out, it goes on in the next.
fn paragraphs(body: &str, state: State) -> Vec<String> {
    fn words(node: roxmltree::Node<'_, '_>, state: State, out: &mut String) {
        for child in node.children().filter(roxmltree::Node::is_element) {
            match child.tag_name().name() {
                "pPr" => {}
                name if state.leaves_out(name) => {}
                "t" | "delText" => out.push_str(child.text().unwrap_or("")),
                "tab" => out.push('\t'),
                "br" => out.push('\u{b}'),
                _ => words(child, state, out),
            }
        }
    }
    let tree = roxmltree::Document::parse(body).unwrap();
    fn child<'a, 'i>(node: roxmltree::Node<'a, 'i>, name: &'static str) -> Option<roxmltree::Node<'a, 'i>> {
        node.children().find(|n| n.has_tag_name((WORD, name)))
    }
    let mut all = Vec::new();
    let mut open = String::new();
    let mut ended = true;
    for paragraph in tree.descendants().filter(|n| n.has_tag_name((WORD, "p"))) {
        words(paragraph, state, &mut open);
        let mark = child(paragraph, "pPr").and_then(|p| child(p, "rPr"));
        ended = !mark.is_some_and(|m| m.children().any(|n| state.leaves_out(n.tag_name().name())));
        if ended {
            all.push(std::mem::take(&mut open));
        }
    }
    assert!(ended, "the last paragraph comes or goes, which Word does not allow");
    all
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Fails unless the paragraphs are those of a text: each label, heading and paragraph of words in its place, letter by letter.
fn is_text(paragraphs: &[String], text: &Text, what: &str) {
    let mut joined: String = paragraphs.iter().map(|p| format!("{p}\n")).collect();
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, unit) in text.units.iter().enumerate() {
        below.entry(unit.parent).or_default().push(at);
    }
    let mut wanted: Vec<(String, bool)> = Vec::new();
    fn walk(text: &Text, below: &BTreeMap<Option<usize>, Vec<usize>>, at: usize, wanted: &mut Vec<(String, bool)>) {
        let unit = &text.units[at];
        wanted.extend((!unit.label.is_empty()).then(|| (unit.label.replace('\n', "\u{b}"), false)));
        wanted.extend(unit.heading.iter().map(|h| (h.replace('\n', "\u{b}"), true)));
        let children = below.get(&Some(at)).cloned().unwrap_or_default();
        let mut lines: Vec<(usize, &str)> =
            unit.text.split('\n').enumerate().filter(|_| !unit.text.is_empty()).collect();
        for place in 0..=children.len() {
            let after = |n: usize| unit.after.get(n).copied().unwrap_or(0);
            let here = lines.iter().take_while(|(n, _)| place == children.len() || after(*n) <= place).count();
            wanted.extend(lines.drain(..here).map(|(_, line)| (line.to_owned(), true)));
            if let Some(child) = children.get(place) {
                walk(text, below, *child, wanted);
            }
        }
    }
    for root in below.get(&None).cloned().unwrap_or_default() {
        walk(text, &below, root, &mut wanted);
    }
    // Characters that XML has no place for are left out.
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    joined = joined.replace('\r', "");
    let mut rest = joined.as_str();
    for (words, ends) in wanted {
        let words: String = words.chars().filter(|c| !forbidden(*c) && *c != '\r').collect();
        let begins = if words.is_empty() { rest.find('\n') } else { rest.find(words.as_str()) };
        let begins = begins.filter(|at| rest[..*at].trim().is_empty());
        let Some(begins) = begins else {
            panic!("{what}: {words:?} is not what comes next in {:?}", rest.chars().take(200).collect::<String>())
        };
        rest = &rest[begins + words.len()..];
        assert!(!ends || rest.starts_with('\n'), "{what}: no paragraph ends behind {words:?}");
    }
    assert!(rest.trim().is_empty(), "{what}: {rest:?} is in no text");
}

/// Fails unless the file is sound: numbers used once, ranges with both ends, moves with both places, comments with words.
fn is_sound(bytes: &[u8], what: &str) -> usize {
    let body = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&body).unwrap();
    let named = |names: &[&str]| -> Vec<roxmltree::Node<'_, '_>> {
        tree.descendants().filter(|n| names.contains(&n.tag_name().name())).collect()
    };
    let values = |names: &[&str], attribute: &str| -> Vec<String> {
        named(names).iter().map(|n| n.attribute((WORD, attribute)).unwrap_or("").to_owned()).collect()
    };
    let changes = ["ins", "del", "moveFrom", "moveTo", "pPrChange", "moveFromRangeStart", "moveToRangeStart"];
    let ids = values(&changes, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{what}: a number stands twice");
    assert!(values(&changes, "author").iter().all(|a| a == "Servanda"), "{what}");
    for side in ["moveFrom", "moveTo"] {
        let ends = |end: &str| values(&[&format!("{side}Range{end}")], "id").into_iter().collect::<BTreeSet<_>>();
        assert_eq!(ends("Start"), ends("End"), "{what}: a range has one end");
    }
    let names = |side: &str| values(&[&format!("{side}RangeStart")], "name").into_iter().collect::<BTreeSet<_>>();
    assert_eq!(names("moveFrom"), names("moveTo"), "{what}: a move has one place");
    // What moves stands in a range of its side, and nothing of the other side does.
    let mut inside = [false; 2];
    let signs = |node: &roxmltree::Node<'_, '_>| node.parent().is_some_and(|p| p.has_tag_name((WORD, "rPr")));
    for node in tree.descendants().filter(|node| !signs(node)) {
        match node.tag_name().name() {
            "moveFromRangeStart" => inside[0] = true,
            "moveFromRangeEnd" => inside[0] = false,
            "moveToRangeStart" => inside[1] = true,
            "moveToRangeEnd" => inside[1] = false,
            "moveFrom" => assert_eq!(inside, [true, false], "{what}"),
            "moveTo" => assert_eq!(inside, [false, true], "{what}"),
            "t" if inside != [false; 2] => {
                assert_ne!(node.parent().unwrap().parent().unwrap().tag_name().name(), "p", "{what}");
            }
            _ => {}
        }
    }
    let comments = values(&["commentReference"], "id");
    assert_eq!(comments, values(&["commentRangeStart"], "id"), "{what}");
    assert_eq!(comments, values(&["commentRangeEnd"], "id"), "{what}");
    if !comments.is_empty() {
        let words = part(bytes, "word/comments.xml");
        let words = roxmltree::Document::parse(&words).unwrap();
        let told = words.descendants().filter(|n| n.has_tag_name((WORD, "comment")));
        assert_eq!(told.map(|n| n.attribute((WORD, "id")).unwrap()).collect::<Vec<_>>(), comments, "{what}");
    }
    names("moveFrom").len()
}

/// Writes a comparison and fails unless both states are the texts. Gives the number of moves.
fn check(comparison: &Comparison, what: &str) -> usize {
    let bytes = redline(comparison, Comments::Written).unwrap().bytes;
    if let Some(folder) = std::env::var_os("SERVANDA_REDLINES") {
        let name: String = what.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        fs::write(Path::new(&folder).join(format!("{name}.docx")), &bytes).unwrap();
    }
    let body = part(&bytes, "word/document.xml");
    is_text(&paragraphs(&body, State::Rejected), &comparison.left, &format!("{what}, rejected"));
    is_text(&paragraphs(&body, State::Accepted), &comparison.right, &format!("{what}, accepted"));
    is_sound(&bytes, what)
}

fn model(name: &str) -> Text {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name);
    text(name, &fs::read_to_string(path).unwrap())
}

#[test]
fn the_model_drafts_come_out_of_their_redline() {
    let drafts = [model("lakes-2024.en.md"), model("lakes-2026.en.md")];
    for (left, right, moves) in [(0, 1, 2), (1, 0, 2), (0, 0, 0)] {
        let comparison = compare::compare(&drafts[left], &drafts[right]);
        assert_eq!(check(&comparison, &format!("lakes {left} {right}")), moves);
        for comments in [Comments::Written, Comments::LeftOut] {
            let bytes = redline(&comparison, comments).unwrap().bytes;
            assert_eq!(bytes, redline(&comparison, comments).unwrap().bytes, "two exports of the same differ");
            for (revisions, side) in [(Revisions::Original, left), (Revisions::Accepted, right)] {
                let options = Options { revisions, ..Options::default() };
                let document = read::read("lakes.docx", &bytes, &options);
                let again = Text::of(&document, 0);
                let line = |unit: &compare::Unit| {
                    (unit.address.clone(), unit.label.clone(), unit.heading.clone(), unit.text.clone())
                };
                let lines = |text: &Text| text.units.iter().map(line).collect::<Vec<_>>();
                assert_eq!(lines(&again), lines(&drafts[side]));
                assert_eq!(again.language, drafts[side].language);
            }
        }
    }
}

#[test]
fn comments_tell_moves_and_force() {
    let comparison = compare::compare(&model("lakes-2024.en.md"), &model("lakes-2026.en.md"));
    let file = redline(&comparison, Comments::Written).unwrap().bytes;
    let words = part(&file, "word/comments.xml");
    let tree = roxmltree::Document::parse(&words).unwrap();
    let told: Vec<&str> =
        tree.descendants().filter_map(|n| n.has_tag_name((WORD, "t")).then(|| n.text()).flatten()).collect();
    assert_eq!(
        told,
        [
            "Number “2024” → “2026”.",
            "Defined term “Harm” is gone; new defined term “Significant harm”.",
            "Moved from Art. 7.",
            "Weaker: “shall ensure” → “should”; new caveat “as appropriate”.",
            "Number “30” → “60”.",
            "Weaker: verb “lead” → “cooperate”.",
            "Weaker: new caveat “knowingly”.",
            "Moved to Art. 7(4).",
            "Stronger: caveat “as far as possible” is gone.",
            "Recast: negation “not” is gone.",
            "Actor “The Parties” → “The upstream Party”.",
            "Moved to Art. 2.",
            "Moved from Art. 5(4).",
            "Number “30” → “31”; number “2025” → “2027”.",
        ]
    );
    let plain = redline(&comparison, Comments::LeftOut).unwrap().bytes;
    assert!(!part(&plain, "word/document.xml").contains("omment"));
    // Nobody made the changes on any day, and nobody's further changes are tracked unasked.
    for name in ["word/document.xml", "word/comments.xml"] {
        assert!(!part(&file, name).contains("w:date"), "{name}");
    }
    assert!(!part(&file, "word/settings.xml").contains("trackRevisions"));
}

/// One line for each paragraph of a redline: `[-…-]` is struck, `{+…+}` inserted, `[<…<]` and `{>…>}` moved, `¶` an end
/// that both have.
fn marked(left: &str, right: &str) -> Vec<String> {
    let comparison = compare::compare(&text("left.txt", left), &text("right.txt", right));
    check(&comparison, "marked");
    let body = part(&redline(&comparison, Comments::LeftOut).unwrap().bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&body).unwrap();
    let signs = |name: &str| match name {
        "del" => ("[-", "-]"),
        "ins" => ("{+", "+}"),
        "moveFrom" => ("[<", "<]"),
        "moveTo" => ("{>", ">}"),
        _ => ("", ""),
    };
    let paragraph = |p: roxmltree::Node<'_, '_>| {
        let mut line = String::new();
        let words = |run: roxmltree::Node<'_, '_>| -> String {
            let one = |n: roxmltree::Node<'_, '_>| match n.tag_name().name() {
                "t" | "delText" => n.text().unwrap_or("").to_owned(),
                "tab" => "\t".to_owned(),
                "br" => "|".to_owned(),
                _ => String::new(),
            };
            run.descendants().map(one).collect()
        };
        let mut end = "¶".to_owned();
        for child in p.children().filter(roxmltree::Node::is_element) {
            let name = child.tag_name().name();
            let (open, close) = signs(name);
            if name == "pPr" {
                let change = child.descendants().map(|n| n.tag_name().name()).find(|n| !signs(n).0.is_empty());
                if let Some((open, close)) = change.map(signs) {
                    end = format!("{open}¶{close}");
                }
            } else if name == "r" || !open.is_empty() {
                line += &format!("{open}{}{close}", words(child));
            }
        }
        line + &end
    };
    tree.descendants().filter(|n| n.has_tag_name((WORD, "p"))).map(paragraph).collect()
}

#[test]
fn a_reader_finds_each_change_where_it_is() {
    let rule = |n: usize, words: &str| format!("{n}. {words}\n");
    let (a, b) =
        ("Each Party shall keep its lakes clean and report on them.", "The Commission meets every year in spring.");
    let c = "Vessels carry a certificate of their tonnage.";
    // What comes or goes is whole paragraphs.
    assert_eq!(
        marked(&(rule(1, a) + &rule(2, b)), &(rule(1, a) + &rule(2, c) + &rule(3, b))),
        [format!("1.\t{a}¶"), format!("{{+2.\t{c}+}}{{+¶+}}"), format!("[-2-]{{+3+}}.\t{b}¶")]
    );
    assert_eq!(
        marked(&(rule(1, a) + &rule(2, c) + &rule(3, b)), &(rule(1, a) + &rule(2, b))),
        [format!("1.\t{a}¶"), format!("[-2.\t{c}-][-¶-]"), format!("[-3-]{{+2+}}.\t{b}¶")]
    );
    // At the end of both it is the end before that comes or goes.
    assert_eq!(
        marked(&rule(1, a), &(rule(1, a) + &rule(2, b))),
        [format!("1.\t{a}{{+¶+}}"), format!("{{+2.\t{b}+}}¶")]
    );
    // Of a split only the end of the paragraph and the new number are new.
    assert_eq!(
        marked(&rule(1, &format!("{a} {b}")), &(rule(1, a) + &rule(2, b))),
        [format!("1.\t{a}{{+¶+}}"), format!("[- -]{{+2.\t+}}{b}¶")]
    );
    // The words that moved move, what is new at the new place is inserted, what is gone is struck at the old one.
    let far = |n: usize| {
        format!("Article {n}\nFar words about the {n}th matter, which nobody would take for any others of this text.\n")
    };
    let moved = |n: usize, day: &str| {
        format!(
            "Article {n}\nThe depositary keeps the original of the treaty and sends copies to all who signed, on the {day} day.\n"
        )
    };
    let left = format!("{}{}{}{}", moved(1, "first"), far(2), far(3), far(4));
    let right = format!(
        "{}{}{}{}",
        far(1).replace("1th", "2th"),
        far(2).replace("2th", "3th"),
        far(3).replace("3th", "4th"),
        moved(4, "second")
    );
    let lines = marked(&left, &right);
    assert_eq!(lines[0], "[<Article <][-1-][-¶-]");
    assert!(lines[1].ends_with(" on the <][-first-][< day.<][<¶<]"), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains(" on the >}{+second+}{> day.>}")), "{lines:#?}");
}

/// Texts at whose ends and joins another program may take changes otherwise than this one.
const JOINS: [(&str, &str); 4] = [
    ("(a) to keep\n(b) to clean\n", "(a) to keep; and\n(b) to build\n(c) to clean\n"),
    ("(a) to keep; and\n(b) to build\n(c) to clean\n", "(a) to keep\n(b) to clean\n"),
    ("1. One rule about lakes\n\n2. The other rule\n", "1. One rule about lakes and rivers\n\nNew 2. The other rule\n"),
    ("Article 1\nFirst.\nArticle 2\nSecond.\n", "Article 1\nOther words.\n"),
];

/// LibreOffice accepts and rejects as the elements say; where it or its bridge to Python is not installed the test says so.
#[test]
fn an_office_program_takes_the_changes_alike() {
    let folder = tempfile::tempdir().unwrap();
    let drafts = [model("lakes-2024.en.md"), model("lakes-2026.en.md")];
    let mut compared = vec![compare::compare(&drafts[0], &drafts[1]), compare::compare(&drafts[1], &drafts[0])];
    compared.extend(JOINS.map(|(left, right)| compare::compare(&text("left.txt", left), &text("right.txt", right))));
    let files: Vec<(PathBuf, Vec<u8>)> = compared
        .iter()
        .enumerate()
        .map(|(n, comparison)| {
            check(comparison, &format!("joins {n}"));
            (folder.path().join(format!("{n}.docx")), redline(comparison, Comments::Written).unwrap().bytes)
        })
        .collect();
    files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/redlining.py");
    // The bridge belongs to the system's Python, which need not be the first on the path.
    let mut office = std::process::Command::new("/usr/bin/python3");
    office.arg(script).arg(folder.path().join("home")).args(files.iter().map(|(path, _)| path));
    let run = office.output();
    if !run.as_ref().is_ok_and(|run| run.status.success()) {
        let why = run.map_or_else(|e| e.to_string(), |run| String::from_utf8_lossy(&run.stderr).into_owned());
        assert!(!why.contains("disposed"), "{why}");
        eprintln!("SKIPPED an_office_program_takes_the_changes_alike: {}", why.lines().last().unwrap_or_default());
        return;
    }
    for (path, bytes) in &files {
        let body = part(bytes, "word/document.xml");
        for (name, state) in [("accept", State::Accepted), ("reject", State::Rejected)] {
            let taken = fs::read_to_string(format!("{}.{name}", path.display())).unwrap();
            let wanted: String = paragraphs(&body, state).iter().map(|p| format!("{p}\n")).collect();
            assert_eq!(taken, wanted, "{}, {name}", path.display());
        }
    }
}

#[test]
fn languages_that_differ_are_refused() {
    let comparison = compare::compare(&model("lakes-2024.en.md"), &model("lakes-2024.fr.md"));
    let refused = redline(&comparison, Comments::Written).unwrap_err().to_string();
    assert!(refused.contains("different languages (en and fr)"), "{refused}");
}

#[test]
fn other_scripts_and_nothing_at_all() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reading/models");
    for (name, from, to, direction) in [("ar.txt", "ال", "وال", true), ("zh.txt", "应", "不应", false)] {
        let words = fs::read_to_string(folder.join(name)).unwrap();
        let other = words.replacen(from, to, 3);
        assert_ne!(words, other, "{name}");
        let comparison = compare::compare(&text(name, &words), &text(name, &other));
        check(&comparison, name);
        let body = part(&redline(&comparison, Comments::Written).unwrap().bytes, "word/document.xml");
        assert_eq!(body.contains("<w:bidi/>") && body.contains("<w:rtl/>"), direction, "{name}");
    }
    let (nothing, draft) = (text("nothing.txt", ""), model("lakes-2024.en.md"));
    for (left, right) in [(&nothing, &nothing), (&nothing, &draft), (&draft, &nothing)] {
        check(&compare::compare(left, right), "nothing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_compared_both_texts_come_out(
        left in prop::collection::vec(super::reading::rubbish::piece(), 0..24),
        right in prop::collection::vec(super::reading::rubbish::piece(), 0..24),
        shared in prop::collection::vec(super::reading::rubbish::piece(), 0..24),
        blank in prop::sample::select(vec![" ", "\n"]),
    ) {
        let left = text("left", &[left, shared.clone()].concat().join(blank));
        let right = text("right", &[shared, right].concat().join("\n"));
        let mut comparison = compare::compare(&left, &right);
        comparison.translation = false;
        check(&comparison, "rubbish");
    }
}

/// Files of a folder beside the repository, every so manieth; a debug build takes fewer.
fn corpus(folder: &str, end: &str, step: usize) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(&path).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(end));
    files.sort();
    if files.is_empty() {
        eprintln!("SKIPPED: the corpus ../shared/corpus/{folder} is not here");
    }
    files.into_iter().step_by(if cfg!(debug_assertions) { step * 6 } else { step }).collect()
}

fn document(path: &Path) -> read::Document {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut document = read::read(&name, &fs::read(path).unwrap(), &Options::default());
    document.understand(None);
    document
}

#[test]
fn real_versions_come_out_of_their_redlines() {
    let files = corpus("versions", ".before.md", 2);
    let compared: usize = files
        .par_iter()
        .map(|before| {
            let after = before.to_string_lossy().replace(".before.md", ".after.md");
            let (before, after) = (document(before), document(Path::new(&after)));
            let parts = 0..before.texts.len().min(after.texts.len());
            parts
                .map(|n| {
                    let mut comparison = compare::compare(&Text::of(&before, n), &Text::of(&after, n));
                    comparison.translation = false;
                    check(&comparison, &format!("{} {n}", before.name));
                    1
                })
                .sum::<usize>()
        })
        .sum();
    assert!(files.is_empty() || compared >= files.len(), "{compared} pairs");
}

#[test]
fn treaties_taken_apart_and_unrelated_ones_come_out_of_their_redlines() {
    let files = corpus("tota", ".xml", 6);
    let moves: usize = files
        .par_iter()
        .enumerate()
        .map(|(n, path)| {
            let old = Text::of(&document(path), 0);
            let (new, _) = taken_apart(&old, n as u64);
            let moves = check(&compare::compare(&old, &new), &format!("apart {}", old.name));
            // A treaty and its neighbour have little in common, and that little in any order.
            if let Some(other) = files.get(n + 1).filter(|_| n % 3 == 0) {
                let mut comparison = compare::compare(&old, &Text::of(&document(other), 0));
                comparison.translation = false;
                check(&comparison, &format!("unrelated {}", old.name));
            }
            moves
        })
        .sum();
    eprintln!("{moves} moves of Word's in {} treaties", files.len());
    assert!(files.is_empty() || moves * 3 >= files.len(), "{moves} moves in {} treaties", files.len());
}
