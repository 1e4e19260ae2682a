//! The layers on synthetic pages.

use super::{Sheet, body, codes, furniture, read};
use crate::read::extract::Role;

/// A line that fills 400 points at 10 points.
fn full(first: &str) -> String {
    let mut line = first.to_owned();
    while line.len() < 76 {
        line.push_str(" word");
    }
    while line.len() < 80 {
        line.push('s');
    }
    line
}

/// `count` full lines, the first of which begins with these words.
fn filled(first: &str, count: usize) -> Vec<String> {
    (0..count).map(|i| full(if i == 0 { first } else { "goes" })).collect()
}

fn refs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

#[test]
fn kerning_splits_no_word_and_gaps_are_spaces() {
    let mut sheet = Sheet::new();
    let mut x = 50.0;
    for (letter, gap) in "Am erica is".chars().zip([0.0, 0.9, 0.0, -0.5, 1.4, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]) {
        x += gap;
        if letter != ' ' {
            sheet.letter(x, 700.0, 10.0, &letter.to_string());
        }
        // The first blank is no gap; the second is one, although no blank is written.
        x += if letter == ' ' && x > 80.0 {
            2.6
        } else if letter == ' ' {
            0.0
        } else {
            5.0
        };
    }
    assert_eq!(body(&read(vec![sheet])), ["America is"]);
}

#[test]
fn letters_printed_twice_are_read_once_and_bold() {
    let sheet = Sheet::new().text(50.0, 700.0, 10.0, "Annex").text(50.3, 700.0, 10.0, "Annex");
    let extract = read(vec![sheet]);
    assert_eq!(body(&extract), ["Annex"]);
    assert!(extract.lines[0].style.bold);
}

#[test]
fn columns_are_read_one_after_the_other_with_headings_between() {
    let words = |side: &str| -> Vec<String> {
        (0..8).map(|i| format!("{side}{i} {}.", "abcd ".repeat(7).trim_end())).collect()
    };
    let (left, right) = (words("l"), words("r"));
    let (below, beside) = (words("m"), words("s"));
    let sheet = Sheet::new()
        .text(100.0, 760.0, 10.0, "CONVENTION ON THE SUPPRESSION OF ACTS OF SOME KIND OR OTHER")
        .lines(50.0, 730.0, &refs(&left))
        .lines(310.0, 727.0, &refs(&right))
        .text(100.0, 600.0, 10.0, "PART TWO WHICH IS SET OVER BOTH OF THE COLUMNS OF THE PAGE")
        .lines(50.0, 570.0, &refs(&below))
        .lines(310.0, 570.0, &refs(&beside));
    let extract = read(vec![sheet]);
    let text = body(&extract).join(" ");
    let place = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word} is missing in {text}"));
    let order = ["CONVENTION", "l0", "l7", "r0", "r7", "PART", "m0", "m7", "s0", "s7"].map(place);
    assert!(order.is_sorted(), "{order:?} in {text}");
}

#[test]
fn three_columns_are_read_one_after_the_other() {
    let words = |side: &str| -> Vec<String> {
        (0..9).map(|i| format!("{side}{i} {}.", "abcd ".repeat(5).trim_end())).collect()
    };
    let [left, middle, right] = ["l", "m", "r"].map(words);
    let sheet = Sheet::new()
        .text(40.0, 760.0, 10.0, "OFFICIAL JOURNAL OF A MODEL, OVER ALL OF THE COLUMNS OF ITS PAGE AND SOME MORE")
        .lines(40.0, 730.0, &refs(&left))
        .lines(195.0, 727.0, &refs(&middle))
        .lines(350.0, 724.0, &refs(&right));
    let extract = read(vec![sheet]);
    let text = body(&extract).join(" ");
    let place = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word} is missing in {text}"));
    let order = ["OFFICIAL", "l0", "l8", "m0", "m8", "r0", "r8"].map(place);
    assert!(order.is_sorted(), "{order:?} in {text}");
}

#[test]
fn words_of_a_tight_line_are_kept_apart() {
    // Words a seventh of a letter's height apart, as justified lines without written spaces have them.
    let mut sheet = Sheet::new();
    let mut x = 50.0;
    for word in ["brought", "under", "the", "Model", "Agreement", "by", "one", "Party"] {
        sheet = sheet.text(x, 700.0, 10.0, word);
        x += word.len() as f32 * 5.0 + 1.4;
    }
    assert_eq!(body(&read(vec![sheet])), ["brought under the Model Agreement by one Party"]);
}

#[test]
fn narrow_columns_keep_lines_with_wide_gaps_whole() {
    let words = |side: &str| -> Vec<String> {
        (0..8).map(|i| format!("{side}{i} {}.", "abcd ".repeat(7).trim_end())).collect()
    };
    let (left, right) = (words("l"), words("r"));
    let sheet = Sheet::new()
        .lines(50.0, 730.0, &refs(&left[..4]))
        .text(50.0, 682.0, 10.0, "necessary")
        .text(130.0, 682.0, 10.0, "connected")
        .text(215.0, 682.0, 10.0, "intended")
        .text(50.0, 670.0, 10.0, "here.")
        .lines(50.0, 658.0, &refs(&left[4..]))
        .lines(310.0, 730.0, &refs(&right));
    let extract = read(vec![sheet]);
    assert!(body(&extract).iter().any(|l| l.contains("necessary connected intended here.")), "{:?}", body(&extract));
}

#[test]
fn cells_of_a_table_are_no_columns() {
    let mut sheet = Sheet::new();
    for i in 0..9 {
        let y = 700.0 - 12.0 * i as f32;
        sheet = sheet.text(50.0, y, 10.0, &format!("Row{i} short")).text(310.0, y, 10.0, &format!("cell{i}"));
    }
    sheet = sheet.lines(50.0, 560.0, &refs(&filled("Text", 6)));
    let extract = read(vec![sheet]);
    let words: Vec<&str> = body(&extract).iter().flat_map(|l| l.split(' ')).filter(|w| w.ends_with('1')).collect();
    assert_eq!(words, ["Row1", "cell1"]);
}

/// A drawn grid.
fn grid(mut sheet: Sheet, xs: &[f32], ys: &[f32]) -> Sheet {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    sheet.page.rules.extend(ys.iter().map(|y| [left, *y, right - left]));
    sheet.page.uprights.extend(xs.iter().map(|x| [*x, bottom, top - bottom]));
    sheet
}

#[test]
fn rows_of_a_drawn_table_are_lines_with_tabs() {
    let sheet = Sheet::new()
        .text(50.0, 740.0, 10.0, "ANNEX")
        .text(52.0, 706.0, 10.0, "1")
        .text(82.0, 712.0, 10.0, "A cell that")
        .text(82.0, 700.0, 10.0, "is two lines high")
        .text(202.0, 706.0, 10.0, "10 %")
        .text(52.0, 681.0, 10.0, "2")
        .text(202.0, 681.0, 10.0, "5 %")
        .text(50.0, 640.0, 10.0, "Words below");
    let mut sheet = grid(sheet, &[50.0, 80.0, 200.0, 260.0], &[725.0, 695.0, 675.0]);
    // An underlined word makes no row.
    sheet.page.rules.push([82.0, 710.0, 30.0]);
    let extract = read(vec![sheet]);
    let words: Vec<&str> = extract.lines.iter().map(|l| extract.words(l)).collect();
    assert_eq!(words, ["ANNEX", "1\tA cell that is two lines high\t10 %", "2\t\t5 %", "Words below"]);
    let rows: Vec<bool> = extract.lines.iter().map(|l| l.role == Role::TableRow).collect();
    assert_eq!(rows, [false, true, true, false]);
}

#[test]
fn a_table_that_lays_out_running_words_is_read_cell_by_cell() {
    let words = |side: &str| -> Vec<String> { (0..9).map(|i| format!("{side}{i} {}", "abcd ".repeat(6))).collect() };
    let (left, right) = (words("l"), words("r"));
    let sheet = Sheet::new().lines(52.0, 730.0, &refs(&left)).lines(252.0, 730.0, &refs(&right));
    let sheet = grid(sheet, &[50.0, 250.0, 450.0], &[745.0, 625.0, 605.0]);
    let sheet = sheet.text(52.0, 610.0, 10.0, "left").text(252.0, 610.0, 10.0, "right");
    let extract = read(vec![sheet]);
    let text = extract.text.clone();
    let order = ["l0", "l8", "r0", "r8", "left\tright"].map(|w| text.find(w).unwrap_or_else(|| panic!("{w}: {text}")));
    assert!(order.is_sorted(), "{text}");
}

fn book(pages: u32) -> Vec<Sheet> {
    let page = |n: u32| {
        let head = if n.is_multiple_of(2) { "A/RES/73/3" } else { "Declaration on something" };
        // Without the full stop, "Article 3" above the next page could as well be the end of a reference.
        let mut lines = filled(&format!("Article {n}"), 20);
        lines.push("and ends here.".to_owned());
        Sheet::new()
            .text(60.0, 770.0, 8.0, head)
            .lines(60.0, 720.0, &refs(&lines))
            .text(300.0, 40.0, 8.0, &(n + 10).to_string())
            .text(60.0, 40.0, 8.0, "18-16895 (E)")
            .text(60.0, 20.0, 8.0, "*1816895*")
    };
    (1..=pages).map(page).collect()
}

#[test]
fn furniture_is_known_by_repetition_and_form_and_reported() {
    let extract = read(book(6));
    assert_eq!(furniture(&extract).len(), 6 * 4);
    assert!(body(&extract).iter().any(|l| l.starts_with("Article 5 ")), "{:?}", body(&extract));
    let reported: Vec<&str> =
        extract.diagnostics.iter().filter(|d| d.code == "page-furniture").map(|d| d.message.as_str()).collect();
    assert_eq!(reported.len(), 5, "{reported:#?}");
    assert!(reported.iter().any(|m| m.starts_with("6 page numbers") && m.ends_with("(pages 1–6)")), "{reported:#?}");
    assert!(reported.iter().any(|m| m.starts_with("3 lines of running heads") && m.contains("1, 3, 5")));
}

#[test]
fn a_running_title_beside_a_symbol_is_known_without_repetition() {
    let lines = filled("1. Begun", 20);
    let sheet = Sheet::new()
        .text(60.0, 765.0, 8.0, "A/RES/73/3")
        .text(300.0, 770.0, 8.0, "Declaration on something,")
        .text(300.0, 761.0, 8.0, "in two lines")
        .lines(60.0, 720.0, &refs(&lines));
    let extract = read(vec![sheet]);
    assert_eq!((furniture(&extract).len(), body(&extract).len()), (3, 1));
}

#[test]
fn headings_at_the_top_of_pages_are_no_furniture() {
    let page = |n: u32| {
        let lines = filled("The", 20);
        Sheet::new().bold(true).text(200.0, 740.0, 10.0, &format!("Article {}", n * n)).bold(false).lines(
            60.0,
            720.0,
            &refs(&lines),
        )
    };
    let extract = read((1..=6).map(page).collect());
    assert!(furniture(&extract).is_empty(), "{:?}", furniture(&extract));
}

#[test]
fn a_paragraph_goes_on_over_the_page_break_past_notes_and_furniture() {
    let mut sheets = book(4);
    let long = filled("1. Begun", 40);
    let (a, b) = long.split_at(20);
    let mut last = refs(b);
    last.pop();
    last.push("and ended.");
    sheets[0] = Sheet::new().lines(60.0, 720.0, &refs(a)).text(300.0, 40.0, 8.0, "11");
    sheets[1] = Sheet::new().lines(60.0, 720.0, &last).text(300.0, 40.0, 8.0, "12");
    let extract = read(sheets);
    let paragraph = body(&extract).into_iter().find(|l| l.starts_with("1. Begun")).unwrap().to_owned();
    assert!(paragraph.ends_with("and ended."));
    let line = extract.lines.iter().find(|l| extract.words(l).starts_with("1. Begun")).unwrap();
    assert_eq!(line.place.page, Some(1));
}

#[test]
fn a_label_begins_a_paragraph_and_a_wrapped_number_does_not() {
    let lines = [
        &full("1. Each Party shall act"),
        "as it sees fit.",
        &full("2. A measure under paragraph"),
        "5. It is reported.",
        "(a) one thing;",
        "(b) another thing;",
    ];
    // The number of a wrapped line stands further out than the label of an indented paragraph.
    let sheet = Sheet::new()
        .lines(72.0, 700.0, &lines[..1])
        .lines(50.0, 688.0, &lines[1..2])
        .lines(72.0, 676.0, &lines[2..3])
        .lines(50.0, 664.0, &lines[3..4])
        .lines(72.0, 652.0, &lines[4..]);
    let extract = read(vec![sheet]);
    let starts: Vec<&str> = body(&extract).iter().map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(starts, ["1.", "2.", "(a)", "(b)"]);
}

#[test]
fn hyphens_at_line_ends_are_undone_only_where_the_document_proves_it() {
    let ends = |end: &str| {
        let mut line = full("text");
        line.truncate(80 - end.len());
        line + end
    };
    let lines = [
        ends("A measure and a drug-resistant form of information, and so on without end."),
        ends(" a meas-"),
        format!("ure {}", ends(" drug-").split_at(4).1),
        format!("resistant {}", ends(" by the Afro-").split_at(10).1),
        "Asian group.".to_owned(),
    ];
    let sheet = Sheet::new().lines(50.0, 740.0, &refs(&lines));
    let text = body(&read(vec![sheet])).join(" ");
    for word in [" a measure word", " drug-resistant word", "Afro-Asian group."] {
        assert!(text.contains(word), "{word} is missing in {text}");
    }
}

#[test]
fn marks_are_raised_digits_and_lead_to_their_notes() {
    let lines = filled("Words", 10);
    let sheet = Sheet::new()
        .lines(60.0, 720.0, &refs(&lines))
        .text(60.0, 580.0, 10.0, "in its resolution 72/4;")
        .text(175.0, 584.0, 6.0, "12")
        .text(60.0, 90.0, 8.0, "____________")
        .text(60.0, 83.0, 5.0, "12")
        .text(68.0, 80.0, 8.0, "See the report, which is long");
    let next = Sheet::new().lines(60.0, 720.0, &refs(&lines)).text(60.0, 90.0, 8.0, "____________").text(
        60.0,
        80.0,
        8.0,
        "and goes on here.",
    );
    let extract = read(vec![sheet, next]);
    assert!(body(&extract).iter().any(|l| l.ends_with("resolution 72/4;¹²")), "{:?}", body(&extract));
    let [note] = extract.notes.as_slice() else { panic!("{:?}", extract.notes) };
    assert_eq!(note.mark, "12");
    assert_eq!(&extract.text[note.reference.clone().unwrap()], "¹²");
    assert_eq!(&extract.text[note.span.clone()], "See the report, which is long and goes on here.");
    let roles: Vec<Role> = extract.lines.iter().map(|l| l.role).filter(|r| matches!(r, Role::Footnote(_))).collect();
    assert_eq!(roles, [Role::Footnote(0)]);
}

#[test]
fn links_stand_on_their_words_alone() {
    let sheet = Sheet::new()
        .text(50.0, 700.0, 10.0, "see (resolution 72/4), and so on")
        .link([132.0, 697.0, 162.0, 709.0], "https://undocs.org/A/RES/72/4");
    let extract = read(vec![sheet]);
    let [(range, target)] = extract.links.as_slice() else { panic!("{:?}", extract.links) };
    assert_eq!((&extract.text[range.clone()], target.as_str()), ("72/4", "https://undocs.org/A/RES/72/4"));
}

#[test]
fn style_tells_bold_italic_and_centred() {
    let lines = filled("Text", 12);
    let sheet = Sheet::new()
        .bold(true)
        .text(235.0, 760.0, 10.0, "Article 1")
        .bold(false)
        .italic(true)
        .text(60.0, 735.0, 10.0, "Recalling")
        .italic(false)
        .text(110.0, 735.0, 10.0, "its resolution,")
        .lines(60.0, 700.0, &refs(&lines));
    let extract = read(vec![sheet]);
    let [head, recital, text] = [0, 1, 2].map(|i| extract.lines[i].style);
    assert!(head.bold && head.centred && head.heading > 0 && !head.italic);
    assert!(recital.italic && !recital.bold && recital.heading == 0);
    assert!(!text.italic && text.heading == 0);
}

#[test]
fn arabic_in_the_order_of_the_page_is_put_in_the_order_of_reading() {
    // What the page shows from left to right: the words reversed, lam-alef as one presentation form, the number as it is.
    let logical = "المادة 73/3 (لا)";
    let visual = ["(", "\u{fefb}", ")", " ", "7", "3", "/", "3", " "];
    let mut shown: Vec<String> = visual.iter().map(|s| (*s).to_owned()).collect();
    shown.extend("المادة".chars().rev().map(String::from));
    let mut sheet = Sheet::new();
    for (i, letter) in shown.iter().enumerate() {
        sheet.letter(300.0 + 5.0 * i as f32, 700.0, 10.0, letter);
    }
    assert_eq!(body(&read(vec![sheet])), [logical]);
}

#[test]
fn lines_of_a_table_of_contents_and_signatures_side_by_side_are_not_joined() {
    let entry = |n: u32| {
        let words = format!("Article {n} Scope");
        format!("{words}{} {n}", ".".repeat(78 - words.len()))
    };
    let entries = [entry(1), entry(2)];
    let sheet = Sheet::new()
        .lines(50.0, 700.0, &refs(&entries))
        .lines(50.0, 676.0, &refs(&filled("Text", 6)))
        .lines(50.0, 560.0, &["For the First", "Government:"])
        .lines(380.0, 560.0, &["For the Second", "Government:"]);
    let extract = read(vec![sheet]);
    let lines = body(&extract);
    assert!(lines[0].starts_with("Article 1") && lines[1].starts_with("Article 2"), "{lines:#?}");
    assert_eq!(&lines[lines.len() - 4..], ["For the First", "For the Second", "Government:", "Government:"]);
}

#[test]
fn chinese_lines_are_joined_without_spaces() {
    let line = "各缔约国应当采取必要的立法和其他措施将未经授权故意访问计算机系统";
    let mut sheet = Sheet::new();
    for (row, words) in [line, line, "的行为规定为犯罪。"].iter().enumerate() {
        for (i, c) in words.chars().enumerate() {
            let run = crate::read::format::pdf::engine::Run {
                x: 50.0 + 10.0 * i as f32,
                y: 700.0 - 14.0 * row as f32,
                width: 10.0,
                size: 10.0,
                text: c.to_string(),
                ..Default::default()
            };
            sheet.page.runs.push(run);
        }
    }
    let expected = format!("{line}{line}的行为规定为犯罪。");
    assert_eq!(body(&read(vec![sheet])), [expected.as_str()]);
}

#[test]
fn a_line_of_chinese_behind_a_number_is_no_heading() {
    let line = "各缔约国应当采取必要的立法和其他措施将未经授权故意访问计算机系统";
    let mut sheet = Sheet::new().text(50.0, 700.0, 10.0, "1.");
    for (row, words) in [line, "的行为规定为犯罪。"].iter().enumerate() {
        for (i, c) in words.chars().enumerate() {
            sheet.letter(
                if row == 0 { 65.0 } else { 50.0 } + 10.0 * i as f32,
                700.0 - 14.0 * row as f32,
                10.0,
                &c.to_string(),
            );
            sheet.page.runs.last_mut().unwrap().width = 10.0;
        }
    }
    assert_eq!(body(&read(vec![sheet])), [format!("1. {line}的行为规定为犯罪。")]);
}

#[test]
fn sideways_text_is_kept_as_furniture_and_reported() {
    let mut sheet = Sheet::new().text(50.0, 700.0, 10.0, "Words");
    for (i, c) in "stamp".chars().enumerate() {
        sheet.letter(20.0, 100.0 + 5.0 * i as f32, 10.0, &c.to_string());
        sheet.page.runs.last_mut().unwrap().rotated = true;
    }
    let extract = read(vec![sheet]);
    assert_eq!((body(&extract), furniture(&extract)), (vec!["Words"], vec!["stamp"]));
    assert_eq!(codes(&extract), ["page-furniture"]);
}
