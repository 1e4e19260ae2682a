use super::*;

fn numbered(levels: &str, overrides: &str, body: &[String]) -> Extract {
    Docx::new(&body.concat()).word("numbering", "numbering", &lists(levels, overrides)).read()
}

#[test]
fn four_levels_are_printed_as_in_word() {
    let body = [
        item(1, 0, "Use of terms"),
        item(1, 1, "For the purposes of this Agreement:"),
        item(1, 2, "\u{201c}network\u{201d} means:"),
        item(1, 3, "a set of devices;"),
        item(1, 3, "or what joins them;"),
        item(1, 2, "\u{201c}incident\u{201d} means an event."),
        item(1, 1, "Terms not defined have their usual meaning."),
        item(1, 0, "Cooperation"),
        item(1, 1, "The Parties cooperate."),
        item(1, 2, "in good faith"),
    ];
    let read = numbered(&agreement_levels(), "", &body);
    assert_eq!(labels(&read), ["Article 1", "1.", "(a)", "(i)", "(ii)", "(b)", "2.", "Article 2", "1.", "(a)"]);
    assert_eq!(lines(&read)[0], "Article 1 Use of terms");
    assert_eq!(read.lines.iter().map(|l| l.style.indent).collect::<Vec<_>>(), [0, 1, 2, 3, 3, 2, 1, 0, 1, 2]);
}

#[test]
fn levels_may_show_those_above_and_begin_without_them() {
    let levels = [
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%1.%2", ""),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    ];
    let body = [item(1, 1, "a"), item(1, 0, "b"), item(1, 1, "c"), item(1, 2, "d"), item(1, 2, "e")];
    // The first level counts as begun by the second, so that the next one is the second of its kind.
    assert_eq!(labels(&numbered(&levels.concat(), "", &body)), ["I.1", "II.", "II.1", "2.1.1", "2.1.2"]);
}

#[test]
fn restarts_follow_the_rules_of_the_level() {
    let levels = [
        level(0, "upperRoman", "PART %1", ""),
        // Articles run through the parts.
        level(1, "decimal", "Article %2", "<w:lvlRestart w:val='0'/>"),
        // Items begin anew with parts, not with articles.
        level(2, "lowerLetter", "%3)", "<w:lvlRestart w:val='1'/>"),
    ];
    let body = [
        item(1, 0, ""),
        item(1, 1, ""),
        item(1, 2, ""),
        item(1, 1, ""),
        item(1, 2, ""),
        item(1, 0, ""),
        item(1, 1, ""),
        item(1, 2, ""),
    ];
    let read = numbered(&levels.concat(), "", &body);
    assert_eq!(labels(&read), ["PART I", "Article 1", "a)", "Article 2", "b)", "PART II", "Article 3", "a)"]);
}

#[test]
fn a_list_may_begin_anew_or_go_on_with_the_counters_of_another() {
    let again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>";
    let body = [item(1, 0, "a"), item(1, 0, "b"), item(2, 0, "c"), item(2, 0, "d"), item(1, 0, "e")];
    assert_eq!(labels(&numbered(&level(0, "decimal", "%1.", ""), again, &body)), ["1.", "2.", "5.", "6.", "7."]);
    assert_eq!(labels(&numbered(&level(0, "decimal", "%1.", ""), "", &body)), ["1.", "2.", "3.", "4.", "5."]);
    let other = format!("<w:lvlOverride w:ilvl='0'>{}</w:lvlOverride>", level(0, "upperLetter", "Annex %1", ""));
    let read = numbered(&level(0, "decimal", "%1.", ""), &other, &body);
    assert_eq!(labels(&read), ["1.", "2.", "Annex C", "Annex D", "5."]);
}

#[test]
fn styles_number_and_switch_numbers_off() {
    let styles = "<w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr>\
         <w:numPr><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
         <w:style w:type='paragraph' w:styleId='Clause'><w:name w:val='Clause'/><w:basedOn w:val='berschrift1'/>\
         <w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>\
         <w:style w:type='paragraph' w:styleId='Loose'><w:name w:val='Loose'/><w:basedOn w:val='Clause'/>\
         <w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:style>";
    let levels = [
        level(0, "decimal", "Article %1", "<w:pStyle w:val='berschrift1'/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val='Clause'/>"),
    ];
    let style = |id: &str, more: &str| pp(&format!("<w:pStyle w:val='{id}'/>{more}"), "x");
    let body = [
        style("berschrift1", ""),
        style("Clause", ""),
        style("Loose", ""),
        style("Clause", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='0'/></w:numPr>"),
        style("Clause", ""),
        style("berschrift1", ""),
    ];
    let read = Docx::new(&body.concat())
        .word("styles", "styles", styles)
        .word("numbering", "numbering", &lists(&levels.concat(), ""))
        .read();
    assert_eq!(labels(&read), ["Article 1", "1.1", "", "", "1.2", "Article 2"]);
    assert_eq!(read.lines.iter().map(|l| l.style.heading).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 1]);
}

#[test]
fn lists_may_take_their_rules_from_a_style() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='Treaty'/></w:abstractNum>\
         <w:abstractNum w:abstractNumId='7'><w:styleLink w:val='Treaty'/>{}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>",
        agreement_levels()
    );
    let styles = "<w:style w:type='numbering' w:styleId='Treaty'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";
    let document = Docx::new(&[item(1, 0, "a"), item(1, 1, "b"), item(2, 0, "c")].concat());
    let with = document.clone().word("styles", "styles", styles).word("numbering", "numbering", &numbering).read();
    assert_eq!(labels(&with), ["Article 1", "1.", "Article 2"]);
    let without = document.word("numbering", "numbering", &numbering).read();
    assert_eq!(labels(&without), ["Article 1", "1.", "Article 2"]);
}

#[test]
fn forms_without_number_give_no_phantoms() {
    let levels = [
        level(0, "none", "", ""),
        level(1, "none", "Annex", ""),
        level(2, "bullet", "\u{f0b7}", ""),
        level(3, "none", "%4 ", ""),
    ];
    let body = [item(1, 0, "a"), item(1, 1, "b"), item(1, 2, "c"), item(1, 3, "d")];
    let read = numbered(&levels.concat(), "", &body);
    assert_eq!(labelled(&read), [("", "a"), ("Annex", "b"), ("•", "c"), ("", "d")]);
    assert_eq!(codes(&read), [] as [&str; 0]);
}

#[test]
fn unknown_forms_and_lists_are_reported() {
    let read = numbered(&level(0, "klingon", "%1.", ""), "", &[item(1, 0, "a"), item(9, 0, "b"), item(1, 0, "c")]);
    assert_eq!(labels(&read), ["1.", "", "2."]);
    assert_eq!(codes(&read), ["missing-list", "number-format"]);
    assert_eq!(read.diagnostics[0].span.start as usize, read.text.find('b').unwrap());
}

#[test]
fn forms_beyond_the_first_version_stand_in_a_choice() {
    let lvl = "<w:lvl w:ilvl='0'><w:start w:val='1'/><mc:AlternateContent><mc:Choice Requires='w14'>\
         <w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice><mc:Fallback><w:numFmt w:val='decimal'/>\
         </mc:Fallback></mc:AlternateContent><w:lvlText w:val='No. %1'/></w:lvl>";
    assert_eq!(labels(&numbered(lvl, "", &[item(1, 0, "a")])), ["No. 001"]);
}

#[test]
fn the_space_behind_a_number_is_one_unless_the_list_wants_none() {
    let levels =
        [level(0, "chineseCountingThousand", "第%1条", "<w:suff w:val='nothing'/>"), level(1, "decimal", "%2.", "")];
    let body = [item(1, 0, "目的"), item(1, 1, "\u{a0} 甲"), item(1, 0, " 定义")];
    let welded = numbered(&level(0, "none", "Annex", "<w:suff w:val='nothing'/>"), "", &[item(1, 0, "Forms")]);
    assert_eq!(lines(&welded), ["Annex Forms"]);
    assert_eq!(lines(&numbered(&levels.concat(), "", &body)), ["第一条目的", "1. 甲", "第二条 定义"]);
}

#[test]
fn long_patterns_are_cut() {
    let body = vec![item(1, 0, "x"); 50];
    let read = numbered(&level(0, "decimal", &"very long ".repeat(10_000), ""), "", &body);
    assert!(read.text.len() < 50 * 300);
}

#[test]
fn numbers_in_tables_count_on() {
    let cell = |inside: String| format!("<w:tc>{inside}</w:tc>");
    let row = |words: &str| format!("<w:tr>{}{}</w:tr>", cell(item(1, 0, "")), cell(p(words)));
    let body = [item(1, 0, "before"), format!("<w:tbl>{}{}</w:tbl>", row("a"), row("b")), item(1, 0, "after")];
    let read = numbered(&level(0, "decimal", "%1.", ""), "", &body);
    assert_eq!(lines(&read), ["1. before", "2.\ta", "3.\tb", "4. after"]);
    assert_eq!(labels(&read), ["1.", "2.", "3.", "4."]);
}

#[test]
fn the_end_of_a_section_takes_no_number() {
    let numbered_by = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>";
    let end = format!("<w:p><w:pPr>{numbered_by}<w:sectPr/></w:pPr></w:p>");
    let said = format!("<w:p><w:pPr>{numbered_by}<w:sectPr/></w:pPr><w:r><w:t>last of its section</w:t></w:r></w:p>");
    let body = [item(1, 0, "first"), end, item(1, 0, "second"), said];
    let read = numbered(&agreement_levels(), "", &body);
    assert_eq!(labels(&read), ["Article 1", "", "Article 2", "Article 3"]);
}

#[test]
fn a_style_that_names_its_level_is_not_moved_by_the_style_below_it() {
    let levels = [
        level(0, "decimal", "%1", "<w:pStyle w:val='Head'/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val='Other'/>"),
    ];
    let styles = "<w:style w:type='paragraph' w:styleId='Head'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Sub'><w:basedOn w:val='Head'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Other'><w:basedOn w:val='Head'/></w:style>";
    let styled =
        |style: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>words</w:t></w:r></w:p>");
    let body = ["Head", "Sub", "Other", "Head", "Sub"].map(styled).concat();
    let document =
        Docx::new(&body).word("numbering", "numbering", &lists(&levels.concat(), "")).word("styles", "styles", styles);
    assert_eq!(labels(&document.read()), ["1", "1.1", "1.2", "2", "2.1"]);
}
