//! What no reader of treaties expects: whatever the bytes, there is a tree, nothing is lost, and it ends in good time.

use proptest::prelude::*;
use servanda::read::{Document, Format, Options, read};

use super::score::lossless;

const FORMATS: [Format; 7] =
    [Format::Plain, Format::Markdown, Format::Html, Format::Docx, Format::Pdf, Format::Tota, Format::AkomaNtoso];

fn plain(text: &str) -> Document {
    read("rubbish.txt", text.as_bytes(), &Options { format: Some(Format::Plain), ..Options::default() })
}

fn kept(document: &Document) {
    let mut faults = Vec::new();
    lossless(document, &mut faults);
    assert!(faults.is_empty(), "{faults:?} in {:?}", document.extract.text);
    for unit in &document.units {
        assert!(
            document.extract.text.get(unit.start..unit.end).is_some(),
            "{} is no stretch of the text",
            unit.address
        );
        if let Some(parent) = unit.parent_index {
            let parent = &document.units[parent];
            assert!(
                parent.start <= unit.start && unit.end <= parent.end,
                "{} reaches out of {}",
                unit.address,
                parent.address
            );
        }
    }
    for part in 0..document.texts.len() {
        let mut names: Vec<_> = document.units.iter().filter(|u| u.text_part == part).map(|u| &u.address).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "two units have one address");
    }
}

/// Pieces of agreements in an order that no agreement has.
pub(crate) fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Article 1",
        "Article 4",
        "Article 4",
        "ARTICLE V",
        "Art. 2.–",
        "Chapter II",
        "TITLE 1",
        "Annex",
        "ANNEX B",
        "Section 3",
        "1.",
        "2.",
        "7.",
        "1.1",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "i)",
        "a.",
        "A.",
        "aa)",
        "–",
        "•",
        "第一条",
        "第二章",
        "一、",
        "Статья 3",
        "المادة 2",
        "а)",
        "(أ)",
        "Preamble",
        "Recalling the model,",
        "Whereas others;",
        "have agreed as follows:",
        "DONE at Model City",
        "Scope",
        "Use of terms",
        "shall apply to:",
        "The Parties shall keep the model agreement in good order.",
        "pursuant to",
        "of this Agreement,",
        "\n",
        "\n\n",
        "\n",
        "  ",
        "\t",
        "12/40",
        "De Partijen bij dit verdrag werken samen op het gebied van de archieven van de partijen.",
        "3. (a) Each",
        "Article 28(1) of",
        "5",
        "77th plenary meeting",
        "\u{feff}",
        "\u{200f}",
        "\0",
        "\r",
        "…",
        "| a | b |",
        "### Article 3",
        "*x*",
        "[^1]",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_in_any_format_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), n in 0..FORMATS.len()) {
        let mut document = read("any", &bytes, &Options { format: FORMATS.get(n).copied(), ..Options::default() });
        document.understand(None);
        kept(&document);
        let _ = serde_json::to_string(&document).unwrap();
        kept(&read("any", &bytes, &Options::default()));
    }

    #[test]
    fn pieces_in_any_order_are_read_and_none_is_lost(pieces in prop::collection::vec((piece(), any::<bool>()), 0..80)) {
        let mut text = String::new();
        for (piece, line) in pieces {
            text.push_str(piece);
            text.push(if line { '\n' } else { ' ' });
        }
        let mut document = plain(&text);
        document.understand(None);
        kept(&document);
        kept(&read("any.md", text.as_bytes(), &Options::default()));
        kept(&read("any.html", format!("<p>{}</p>", text.replace('\n', "</p><p>")).as_bytes(), &Options::default()));
    }
}

#[test]
fn odd_files_are_read() {
    assert!(plain("").units.is_empty());
    let cr = plain("Article 1\rScope\rThe Parties agree.\rArticle 2\rUse\rThe Parties use.\r");
    assert_eq!(cr.units.iter().map(|u| u.address.as_str()).collect::<Vec<_>>(), ["art1", "art2"]);
    let twice = plain("Article 3\nOne.\n\nArticle 4\nTwo.\n\nArticle 4\nThree.\n\nArticle 5\nFour.\n");
    assert_eq!(twice.units.iter().map(|u| u.address.as_str()).collect::<Vec<_>>(), ["art3", "art4", "art4-2", "art5"]);
    assert!(twice.diagnostics.iter().any(|d| d.code == "repeated-number"), "{:?}", twice.diagnostics);
    let gap = plain("Article 1\nOne.\n\nArticle 2\nTwo.\n\nArticle 9\nNine.\n\nArticle 10\nTen.\n");
    assert!(gap.unit("art9").is_some() && gap.diagnostics.iter().any(|d| d.code == "numbering-jumps"));
    let nul = plain("Article 1\nA\0B.\nArticle 2\nC.\n");
    assert!(nul.diagnostics.iter().any(|d| d.code == "nul-bytes") && nul.unit("art2").is_some());
}

/// The cost of a text that is nothing but labels, or one line, grows with its length and not with its square: ten times the
/// text may take twenty times as long, and not a hundred.
#[test]
fn cost_grows_with_length() {
    let makers: [fn(usize) -> String; 6] = [
        |n| "1.\n".repeat(n),
        |n| "(a) (i)\n".repeat(n),
        |n| "Article 1\n".repeat(n),
        |n| "shall apply ".repeat(n),
        |n| "Recalling x, Noting y; ".repeat(n),
        |n| (0..n).map(|i| format!("{}. model text of a paragraph:\n(a) one\nfurther words\n", i % 7)).collect(),
    ];
    for (which, make) in makers.iter().enumerate() {
        let took = |n: usize| {
            let text = make(n);
            let start = std::time::Instant::now();
            let document = plain(&text);
            assert_eq!(document.extract.text.len(), text.len());
            start.elapsed().as_secs_f64()
        };
        took(100);
        let small = took(2_000).max(1e-4);
        let large = took(20_000);
        assert!(large < small * 60.0, "text {which}: {small} s, and ten times as long {large} s");
    }
}
