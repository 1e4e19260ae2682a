use super::*;
use crate::read::extract::RevisionKind;

fn change(kind: &str, inside: &str) -> String {
    format!("<w:{kind} w:id='1' w:author='A. Author' w:date='2024-01-02T03:04:00Z'>{inside}</w:{kind}>")
}

fn struck(words: &str) -> String {
    change("del", &format!("<w:r><w:delText xml:space='preserve'>{words}</w:delText></w:r>"))
}

/// A paragraph whose mark was changed.
fn marked(kind: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}<w:rPr>{}</w:rPr></w:pPr>{runs}</w:p>", change(kind, ""))
}

fn texts(extract: &Extract) -> Vec<(RevisionKind, &str, &str)> {
    extract.revisions.iter().map(|r| (r.kind, r.text.as_str(), &extract.text[r.span.clone()])).collect()
}

#[test]
fn words_added_and_struck_in_both_views() {
    use RevisionKind::{Deletion, Insertion};
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        r("The Parties "),
        struck("may"),
        change("ins", &(r("sh") + &r("all"))),
        r(" act.")
    );
    let document = Docx::new(&body);
    let accepted = document.read();
    assert_eq!(lines(&accepted), ["The Parties shall act."]);
    assert_eq!(texts(&accepted), [(Deletion, "may", ""), (Insertion, "shall", "shall")]);
    assert_eq!(accepted.revisions[0].author.as_deref(), Some("A. Author"));
    assert_eq!(accepted.revisions[0].date.as_deref(), Some("2024-01-02T03:04:00Z"));
    assert_eq!(codes(&accepted), ["tracked-changes"]);
    let original = document.read_original();
    assert_eq!(lines(&original), ["The Parties may act."]);
    assert_eq!(texts(&original), [(Deletion, "may", "may"), (Insertion, "shall", "")]);
}

#[test]
fn a_struck_paragraph_vanishes_with_its_number() {
    let gone = marked("del", &num(1, 0), &struck("gone"));
    let document = Docx::new(&[item(1, 0, "first"), gone, item(1, 0, "second")].concat()).word(
        "numbering",
        "numbering",
        &lists(&level(0, "decimal", "%1.", ""), ""),
    );
    let accepted = document.read();
    assert_eq!(lines(&accepted), ["1. first", "2. second"]);
    assert_eq!(texts(&accepted), [(RevisionKind::Deletion, "gone\n", "")]);
    assert_eq!(accepted.lines[1].place.line, 3);
    let original = document.read_original();
    assert_eq!(lines(&original), ["1. first", "2. gone", "3. second"]);
    assert_eq!(texts(&original), [(RevisionKind::Deletion, "gone\n", "gone\n")]);
}

#[test]
fn a_paragraph_mark_alone_joins_and_parts() {
    let document = Docx::new(&[marked("del", "", &r("The Parties")), p(" agree.")].concat());
    assert_eq!(lines(&document.read()), ["The Parties agree."]);
    assert_eq!(lines(&document.read_original()), ["The Parties", "agree."]);
    let document = Docx::new(&[marked("ins", &num(1, 0), &r("One. ")), pp(&num(1, 0), "Two.")].concat()).word(
        "numbering",
        "numbering",
        &lists(&level(0, "decimal", "%1.", ""), ""),
    );
    assert_eq!(lines(&document.read()), ["1. One.", "2. Two."]);
    assert_eq!(lines(&document.read_original()), ["1. One. Two."]);
}

#[test]
fn moves_are_known_at_both_ends() {
    use RevisionKind::{MoveFrom, MoveTo};
    let from = marked("moveFrom", "", &change("moveFrom", &r("Moved clause.")));
    let to = marked("moveTo", "", &change("moveTo", &r("Moved clause.")));
    let document = Docx::new(&[p("First."), from, p("Second."), to, p("Third.")].concat());
    let accepted = document.read();
    assert_eq!(lines(&accepted), ["First.", "Second.", "Moved clause.", "Third."]);
    assert_eq!(texts(&accepted), [(MoveFrom, "Moved clause.\n", ""), (MoveTo, "Moved clause.\n", "Moved clause.\n")]);
    assert_eq!(lines(&document.read_original()), ["First.", "Moved clause.", "Second.", "Third."]);
}

#[test]
fn words_added_and_struck_again_are_in_no_view() {
    let document = Docx::new(&format!("<w:p>{}{}</w:p>", r("kept"), change("ins", &struck("fleeting"))));
    for read in [document.read(), document.read_original()] {
        assert_eq!(lines(&read), ["kept"]);
        assert_eq!(read.revisions.len(), 2);
    }
}

#[test]
fn changed_formatting_is_not_read_as_current() {
    let was = format!("<w:pPrChange w:id='1'><w:pPr>{}<w:jc w:val='center'/></w:pPr></w:pPrChange>", num(1, 1));
    let run =
        "<w:r><w:rPr><w:i/><w:rPrChange w:id='2'><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>clause</w:t></w:r>";
    let inserted = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins w:id='3'/></w:numPr>";
    let document = Docx::new(&format!("<w:p><w:pPr>{}{was}</w:pPr>{run}</w:p>{}", num(1, 0), pp(inserted, "other")))
        .word("numbering", "numbering", &lists(&agreement_levels(), ""));
    let accepted = document.read();
    assert_eq!(lines(&accepted), ["Article 1 clause", "Article 2 other"]);
    let style = accepted.lines[0].style;
    assert!(style.italic && !style.bold && !style.centred);
    let original = document.read_original();
    assert_eq!(lines(&original), ["1. clause", "other"]);
    let style = original.lines[0].style;
    assert!(!style.italic && style.bold && style.centred);
}

#[test]
fn rows_and_cells_come_and_go() {
    let cell = |inside: String| format!("<w:tc>{inside}</w:tc>");
    let row = |properties: &str, words: [&str; 2]| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}{}</w:tr>", cell(p(words[0])), cell(p(words[1])))
    };
    let rows = [row("", ["a", "b"]), row(&change("ins", ""), ["c", "d"]), row(&change("del", ""), ["e", "f"])].concat();
    let odd = format!(
        "<w:tr><w:tc>{}</w:tc><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>",
        p("g"),
        change("cellDel", ""),
        p("h"),
        p("i")
    );
    let document = Docx::new(&format!("<w:tbl>{rows}{odd}</w:tbl>{}", p("after")));
    let accepted = document.read();
    assert_eq!(lines(&accepted), ["a\tb", "c\td", "g\ti", "after"]);
    let deleted: Vec<_> =
        accepted.revisions.iter().filter(|r| r.kind == RevisionKind::Deletion).map(|r| &r.text).collect();
    assert_eq!(deleted, ["e\nf\n", "h\n"]);
    assert_eq!(lines(&document.read_original()), ["a\tb", "e\tf", "g\th\ti", "after"]);
}

#[test]
fn words_before_a_table_do_not_move_into_it() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"));
    let read = Docx::new(&[marked("del", "", &r("before")), table, p("after")].concat()).read();
    assert_eq!(lines(&read), ["before", "a\tb", "after"]);
}

#[test]
fn changes_around_whole_paragraphs_are_read() {
    let document = Docx::new(&[p("a"), change("ins", &p("b")), change("del", &p("c")), p("d")].concat());
    assert_eq!(lines(&document.read()), ["a", "b", "d"]);
    assert_eq!(lines(&document.read_original()), ["a", "c", "d"]);
}

#[test]
fn a_document_that_is_struck_whole_keeps_its_changes() {
    let document = Docx::new(&marked("del", "", &struck("all")));
    let accepted = document.read();
    assert_eq!(accepted.text.trim(), "");
    assert_eq!(texts(&accepted), [(RevisionKind::Deletion, "all\n", "")]);
    assert!(codes(&accepted).contains(&"no-words"));
}

#[test]
fn a_note_goes_with_the_words_that_refer_to_it() {
    let mark = |id: u32| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let notes =
        format!("<w:footnote w:id='2'>{}</w:footnote><w:footnote w:id='3'>{}</w:footnote>", p("Struck."), p("Kept."));
    let body = format!("<w:p>{}{}{}{}</w:p>", r("One"), change("del", &mark(2)), r(" two"), mark(3));
    let document = Docx::new(&body).word("footnotes", "footnotes", &notes);
    let accepted = document.read();
    assert_eq!(lines(&accepted), ["One two¹", "Kept."]);
    assert!(codes(&accepted).contains(&"struck-note"));
    assert_eq!(lines(&document.read_original()), ["One¹ two²", "Struck.", "Kept."]);
}
