//! Pages of comparisons: of the model drafts, of language versions, of what is coded, and of files that a form sends.

use std::sync::OnceLock;

use servanda::compare::{self, Kind, Text, TwoColumnRow};
use servanda::landscape::{self, RawFile};
use servanda::read::{self, Options};
use servanda_web::Workbench;

use crate::{ask, get, text, with_texts};

const DRAFTS: [(&str, &str, &str); 3] = [
    ("lakes-2024", "en", include_str!("../../../examples/lakes-2024.en.md")),
    ("lakes-2024", "fr", include_str!("../../../examples/lakes-2024.fr.md")),
    ("lakes-2026", "en", include_str!("../../../examples/lakes-2026.en.md")),
];

fn drafts() -> &'static Workbench {
    static OPENED: OnceLock<Workbench> = OnceLock::new();
    OPENED.get_or_init(|| {
        let mut files = vec![
            RawFile::new("instruments/lakes-2024/instrument.toml", "[title]\nen = \"Lakes, draft of 2024\"\n"),
            RawFile::new("instruments/lakes-2026/instrument.toml", "[title]\nen = \"Lakes, draft of 2026\"\n"),
            RawFile::new("instruments/lakes-bare/instrument.toml", "[title]\nen = \"Lakes, no text\"\n"),
        ];
        files.extend(DRAFTS.map(|(id, lang, text)| RawFile::new(format!("instruments/{id}/text.{lang}.md"), text)));
        Workbench::new(landscape::assemble("drafts", files, None))
    })
}

fn page(address: &str) -> String {
    let response = ask(drafts(), address);
    assert_eq!(response.status, 200, "{address}");
    text(&response)
}

/// The words of the page, without its marks.
fn words(page: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let words = words.replace("&quot;", "\"").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn draft(at: usize) -> Text {
    let (id, lang, words) = DRAFTS[at];
    let mut document = read::read(&format!("{id}.md"), words.as_bytes(), &Options::default());
    document.understand(None);
    Text::in_language(&document, lang)
}

#[test]
fn both_texts_are_there_whole_and_moves_have_both_places() {
    let shown = page("/compare/lakes-2024..lakes-2026");
    let (left, right) = (draft(0), draft(2));
    let all = words(&shown);
    for unit in left.units.iter().chain(&right.units) {
        for paragraph in unit.text.split('\n') {
            let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(all.contains(&paragraph), "{}: {paragraph}", unit.address);
        }
    }
    let comparison = compare::compare(&left, &right);
    let moved: Vec<_> =
        comparison.changes.iter().filter(|c| matches!(c.kind, Kind::Moved | Kind::MovedEdited)).collect();
    assert!(!moved.is_empty());
    for change in moved {
        let (from, to) = (&change.left[0], &change.right[0]);
        assert!(shown.contains(&format!("id=\"from-{from}\"")) && shown.contains(&format!("href=\"#from-{from}\"")));
        assert!(shown.contains(&format!("id=\"{to}\"")) && shown.contains(&format!("href=\"#{to}\"")), "{to}");
    }
    let left_behind = comparison.rows().into_iter().filter(|row| matches!(row, TwoColumnRow::Left(_))).count();
    assert_eq!(shown.matches("left-behind").count(), left_behind);
}

#[test]
fn what_is_shown_stands_in_the_address() {
    let whole = page("/compare/lakes-2024..lakes-2026");
    let kept = "<div class=\"pair kept\"";
    assert!(whole.contains(kept) && whole.contains("href=\"/compare/lakes-2026..lakes-2024\""));
    let differences = page("/compare/lakes-2024..lakes-2026?show=differences");
    assert!(!differences.contains(kept) && differences.contains("not shown"));
    assert!(differences.contains("href=\"/compare/lakes-2026..lakes-2024?show=differences\""));
    let dropped = page("/compare/lakes-2024..lakes-2026?kind=dropped");
    assert!(dropped.contains("pair dropped") && !dropped.contains("pair edited") && !dropped.contains("pair added"));
    // The form's fields become an address that can be cited.
    let sent = ask(drafts(), "/compare?text=lakes-2024&lang=fr&text=lakes-2024&lang=en&as-of=2026");
    assert_eq!(sent.status, 308);
    assert_eq!(sent.header("Location"), Some("/compare/lakes-2024..lakes-2024?lang=fr,en&as-of=2026"));
    let twin: serde_json::Value =
        serde_json::from_slice(&ask(drafts(), "/compare/lakes-2024..lakes-2026.json").body).unwrap();
    assert_eq!(twin["schema"], "servanda.comparison/1");
    assert_eq!(twin["changes"].as_array().unwrap().len(), compare::compare(&draft(0), &draft(2)).changes.len());
}

#[test]
fn one_file_needs_nothing_else() {
    let file = page("/compare/lakes-2024..lakes-2026.html");
    for outside in ["src=", "href=\"/", "href=\"http", "<script", "@import", "url("] {
        assert!(!file.contains(outside), "{outside}");
    }
    let comparison = compare::compare(&draft(0), &draft(2));
    assert_eq!(file.matches("class=\"pair ").count(), comparison.rows().len());
}

#[test]
fn languages_are_laid_beside_each_other() {
    let sent = ask(drafts(), "/compare/lakes-2024");
    assert_eq!(sent.header("Location"), Some("/compare/lakes-2024..lakes-2024"));
    let shown = page("/compare/lakes-2024..lakes-2024");
    assert!(shown.contains("lang=\"en\" dir=\"ltr\"") && shown.contains("lang=\"fr\" dir=\"ltr\""));
    assert!(shown.contains("only in the first language") && !shown.contains("<del") && !shown.contains("<ins"));
    let arabic = text(&ask(with_texts(), "/compare/model-compact..model-compact?lang=en,ar"));
    assert!(arabic.contains("lang=\"ar\" dir=\"rtl\""));
}

#[test]
fn what_cannot_be_compared_is_said() {
    assert_eq!(ask(drafts(), "/compare/lakes-2024..lakes-2062").status, 404);
    let lacking = ask(drafts(), "/compare/lakes-2024..lakes-2026?lang=en,ru");
    assert!(lacking.status == 400 && text(&lacking).contains("held are: en"));
    let bare = ask(drafts(), "/compare/lakes-2024..lakes-bare");
    assert!(bare.status == 404 && text(&bare).contains("servanda fetch lakes-bare --add"));
    let one = ask(drafts(), "/compare/lakes-2026..lakes-2026");
    assert!(one.status == 404 && text(&one).contains("Only one text is held"));
    assert_eq!(ask(drafts(), "/compare/a..b..c..d..e..f..g..h..i..j..k..l..m").status, 404);
}

#[test]
fn what_is_coded_stands_for_words_that_are_not_held() {
    let shown = text(&get("/compare/code-of-conduct-2011..code-of-conduct-2015"));
    for (old, new) in [("b", "2"), ("e", "6"), ("g", "8"), ("h", "9")] {
        let row = shown.split(&format!("id=\"{new}\"")).nth(1).unwrap().split("<div class=\"pair ").next().unwrap();
        assert!(row.contains(&format!("/i/code-of-conduct-2011/{old}\"")), "{new}");
        assert!(row.contains("coded"), "{new}");
    }
    for new in ["3", "10"] {
        let row = shown.split(&format!("id=\"{new}\"")).nth(1).unwrap().split("<div class=\"pair ").next().unwrap();
        assert!(row.contains("no counterpart is coded in the baseline"), "{new}");
    }
    assert!(shown.contains("servanda fetch code-of-conduct-2011 --add"));
    assert!(text(&get("/compare")).contains("/compare/code-of-conduct-2011..code-of-conduct-2015"));
    assert!(text(&get("/i/code-of-conduct-2015")).contains("/compare/code-of-conduct-2011..code-of-conduct-2015"));
}

#[test]
fn several_texts_are_a_table_and_any_can_be_the_baseline() {
    let three = "/compare/lakes-2024..lakes-2026..lakes-2024";
    let shown = page(&format!("{three}?lang=en,en,fr"));
    assert_eq!(shown.matches("<th scope=\"col\">").count(), 3);
    assert!(
        shown.contains("href=\"/compare/lakes-2026..lakes-2024..lakes-2024?lang=en,en,fr\""),
        "the second as baseline"
    );
    assert!(
        shown.contains("href=\"/compare/lakes-2024..lakes-2024..lakes-2026?lang=fr,en,en\""),
        "the third as baseline"
    );
    let rows = |page: &str| page.matches("<tr>").count() - 1;
    let differences = page(&format!("{three}?lang=en,en,fr&show=differences"));
    assert!(rows(&differences) < rows(&shown) && rows(&differences) > 5);
    let twin: serde_json::Value =
        serde_json::from_slice(&ask(drafts(), &format!("{three}.json?lang=en,en,fr")).body).unwrap();
    assert_eq!(twin["schema"], "servanda.matrix/1");
    assert_eq!(twin["rows"].as_array().unwrap().len(), rows(&shown));
    // A table of several texts has no form as one HTML file, and says so instead of sending another.
    for address in
        [format!("{three}.html?lang=en,en,fr"), "/compare/lakes-2024..lakes-2026.html?rows=concepts".to_owned()]
    {
        let refused = ask(drafts(), &address);
        assert_eq!(refused.status, 400, "{address}");
        assert!(text(&refused).contains(".docx"), "{address}");
    }
    let table = page(&format!("{three}.csv?lang=en,en,fr"));
    assert!(table.starts_with("unit,") && table.contains("weaker"));
    assert!(ask(drafts(), &format!("{three}.docx")).body.starts_with(b"PK"));
    let lacking = ask(drafts(), "/compare/lakes-2024..lakes-2026..lakes-bare");
    assert!(lacking.status == 400 && text(&lacking).contains("no text is held of lakes-bare"));
}

#[test]
fn concepts_across_texts_say_what_was_looked_for() {
    let shown = text(&get("/compare/code-of-conduct-2015..gge-2015?rows=concepts"));
    assert!(shown.contains("looked for: ") && shown.contains("coded without it") && shown.contains("no text held"));
    let twin = get("/compare/code-of-conduct-2015..gge-2015.json?rows=concepts");
    let twin: serde_json::Value = serde_json::from_slice(&twin.body).unwrap();
    assert_eq!(twin["schema"], "servanda.concept-matrix/1");
}

#[test]
fn changes_are_a_table_for_spreadsheets() {
    let response = ask(drafts(), "/compare/lakes-2024..lakes-2026.csv?lang=en,en");
    assert_eq!((response.status, response.header("Content-Type")), (200, Some("text/csv; charset=utf-8")));
    let whole = text(&response);
    assert!(whole.starts_with("kind,left,right,similarity,renumbered,direction,left_words,right_words,marked\n"));
    assert!(whole.contains("[-") && whole.contains("{+") && whole.contains("\nkept,"));
    let differences = page("/compare/lakes-2024..lakes-2026.csv?lang=en,en&show=differences");
    assert!(!differences.contains("\nkept,") && differences.contains("\nadded,"));
    let added = page("/compare/lakes-2024..lakes-2026.csv?lang=en,en&kind=added");
    assert!(added.contains("\nadded,") && !added.contains("\ndropped,"));
}
