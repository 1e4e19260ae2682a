use super::*;

fn run(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

#[test]
fn styles_are_inherited_and_toggle() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='fr-FR'/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:jc w:val='center'/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/><w:pPr><w:jc w:val='left'/></w:pPr></w:style>\
         <w:style w:type='paragraph' w:styleId='B'><w:name w:val='Base'/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='D'><w:name w:val='Derived'/><w:basedOn w:val='B'/></w:style>\
         <w:style w:type='paragraph' w:styleId='R1'><w:basedOn w:val='R2'/></w:style>\
         <w:style w:type='paragraph' w:styleId='R2'><w:basedOn w:val='R1'/></w:style>\
         <w:style w:type='character' w:styleId='S'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='Titre2'><w:name w:val='Titre 2'/></w:style>";
    let styled = |id: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr>{runs}</w:p>");
    let body = [
        p("plain"),
        styled("D", &r("centred and bold")),
        styled("D", &run("<w:rStyle w:val='S'/>", "two switches cancel")),
        styled("D", &run("<w:b w:val='0'/><w:i/>", "by hand")),
        styled("R1", &r("ring")),
        format!("<w:p>{}{}</w:p>", run("<w:i/>", "Recalling"), r(" its resolution")),
        styled("Titre2", &r("heading")),
        pp("<w:outlineLvl w:val='2'/>", "level three"),
        format!("<w:p>{}{}</w:p>", run("<w:smallCaps/>", "Chapter"), r(" ")),
    ];
    let read = Docx::new(&body.concat()).word("styles", "styles", styles).read();
    let seen: Vec<_> =
        read.lines.iter().map(|l| (l.style.bold, l.style.italic, l.style.centred, l.style.heading)).collect();
    assert_eq!(
        seen,
        [
            (false, false, false, 0),
            (true, false, true, 0),
            (false, false, true, 0),
            (false, true, true, 0),
            (false, false, true, 0),
            (false, true, false, 0),
            (false, false, true, 2),
            (false, false, false, 3),
            (true, false, false, 0),
        ]
    );
    assert_eq!(read.language.as_deref(), Some("fr-FR"));
}

#[test]
fn breaks_part_lines_where_lines_are_set_one_by_one() {
    let broken = |properties: &str, words: &[&str]| {
        format!(
            "<w:p><w:pPr>{properties}</w:pPr>{}</w:p>",
            words.iter().map(|w| r(w)).collect::<Vec<_>>().join("<w:r><w:br/></w:r>")
        )
    };
    let body = [
        broken("<w:outlineLvl w:val='0'/>", &["Article 1", "Scope"]),
        broken("<w:jc w:val='center'/>", &["CONVENTION", "on networks"]),
        broken("", &["The Parties agree that", "they cooperate:", "(a) at once;", "(b) in good faith", "and fully"]),
        "<w:p><w:r><w:t>before</w:t><w:br w:type='page'/><w:t>after</w:t><w:br w:type='page'/></w:r></w:p>".into(),
    ];
    let read = Docx::new(&body.concat()).read();
    assert_eq!(
        lines(&read),
        [
            "Article 1",
            "Scope",
            "CONVENTION",
            "on networks",
            "The Parties agree that they cooperate:",
            "(a) at once;",
            "(b) in good faith and fully",
            "before",
            "after",
        ]
    );
    assert_eq!(read.lines[1].style.heading, 1);
    assert_eq!(read.lines[1].place.line, 1);
}

#[test]
fn small_things_inside_runs() {
    let body = "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>A/RES</w:t><w:noBreakHyphen/><w:t>73 coop</w:t><w:softHyphen/>\
         <w:t>eration </w:t><w:sym w:font='Symbol' w:char='F0B3'/><w:t> a\nb</w:t></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>\
         <w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby>\
         <w:smartTag><w:r><w:t> tag</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t> control</w:t></w:r></w:sdtContent></w:sdt>\
         <w:r><w:t> </w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>\
         <w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>\u{f0fe}</w:t></w:r></w:p>\
         <w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent><w:p><w:r><w:t>block</w:t></w:r></w:p></w:sdtContent></w:sdt>\
         <w:unheard><w:p><w:r><w:t>of</w:t></w:r></w:p></w:unheard>";
    let read = Docx::new(body).read();
    assert_eq!(lines(&read), ["1.\tA/RES\u{2011}73 cooperation ≥ a b漢 tag control 1/2☑", "block", "of"]);
    assert_eq!(codes(&read), ["hidden-words", "reading-aids", "unknown-element"]);
}

#[test]
fn fields_show_results_and_links_have_places() {
    let field = |instructions: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instructions}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            r(result)
        )
    };
    let nested = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>".to_owned()
        + &field("MERGEFIELD x", "inner")
        + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        + &r("outer")
        + "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p>{}{}{}</w:p><w:p>{}{}</w:p>",
        r("See "),
        field(" HYPERLINK \"https://example.org/a\" \\l \"b\" ", "the site"),
        r(" and "),
        format_args!(
            "<w:hyperlink r:id='h1' w:anchor='x'>{}</w:hyperlink><w:hyperlink w:anchor='y'>{}</w:hyperlink>",
            r("text"),
            r("!")
        ),
        field("REF _1 \\h", "Article 5"),
        nested,
        "<w:fldSimple w:instr=' HYPERLINK \"https://example.org/c\" '><w:r><w:t>simple</w:t></w:r></w:fldSimple>",
        // A beginning that never ends must not swallow what follows.
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>",
        r("kept"),
    ) + "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>LISTNUM</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let read = Docx::new(&body)
        .relation(
            "<Relationship Id='h1' Type='http://x/hyperlink' Target='https://example.org/d' TargetMode='External'/>",
        )
        .read();
    assert_eq!(lines(&read), ["See the site and text!", "Article 5outersimple", "kept", ""]);
    let links: Vec<_> = read.links.iter().map(|(r, t)| (&read.text[r.clone()], t.as_str())).collect();
    assert_eq!(
        links,
        [
            ("the site", "https://example.org/a#b"),
            ("text", "https://example.org/d#x"),
            ("!", "#y"),
            ("simple", "https://example.org/c"),
        ]
    );
    assert_eq!(codes(&read), ["field-without-result"]);
}

#[test]
fn a_hidden_paragraph_mark_sets_heading_and_words_on_one_line() {
    let heading = "<w:p><w:pPr><w:outlineLvl w:val='1'/><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>".to_owned()
        + &r("Scope.")
        + "</w:p>";
    let read = Docx::new(&(heading + &p(" This Agreement applies."))).read();
    assert_eq!(lines(&read), ["Scope. This Agreement applies."]);
    assert_eq!(read.lines[0].style.heading, 2);
}

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let inside = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(words));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        r("around "),
        inside("boxed"),
        inside("boxed"),
        r("it")
    );
    assert_eq!(lines(&Docx::new(&body).read()), ["around it", "boxed"]);
}

#[test]
fn notes_are_numbered_and_tied_to_their_marks() {
    let mark = |kind: &str, id: &str, more: &str| format!("<w:r><w:{kind}Reference w:id='{id}' {more}/></w:r>");
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}<w:r><w:footnoteReference w:customMarkFollows='1' w:id='4'/><w:t>*</w:t></w:r>{}{}</w:p>",
        r("Article 5"),
        mark("footnote", "2", ""),
        r(" on scope"),
        r("The Secretariat"),
        mark("footnote", "3", ""),
        mark("endnote", "1", ""),
    );
    let note = |kind: &str, id: &str, inside: &str| format!("<w:{kind} w:id='{id}'>{inside}</w:{kind}>");
    let first = format!("<w:p><w:r><w:footnoteRef/></w:r>{}</w:p>{}", r(" See A/70/174."), p("Second paragraph."));
    let feet = "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>".to_owned()
        + &note("footnote", "3", &p("Also."))
        + &note("footnote", "2", &first)
        + &note("footnote", "4", &p("Starred."))
        + &note("footnote", "9", &p("Loose."));
    let read = Docx::new(&body)
        .word("footnotes", "footnotes", &feet)
        .word("endnotes", "endnotes", &note("endnote", "1", &p("At the end.")))
        .read();
    assert_eq!(
        lines(&read),
        [
            "Article 5¹ on scope",
            "The Secretariat*²ⁱ",
            "See A/70/174.",
            "Second paragraph.",
            "Starred.",
            "Also.",
            "At the end.",
            "Loose.",
        ]
    );
    let notes: Vec<_> = read
        .notes
        .iter()
        .map(|n| (n.mark.as_str(), n.reference.clone().map(|r| &read.text[r]), &read.text[n.span.clone()]))
        .collect();
    assert_eq!(
        notes,
        [
            ("1", Some("¹"), "See A/70/174.\nSecond paragraph."),
            ("*", Some("*"), "Starred."),
            ("2", Some("²"), "Also."),
            ("i", Some("ⁱ"), "At the end."),
            ("", None, "Loose."),
        ]
    );
    assert_eq!(read.lines[3].role, Role::Footnote(0));
    assert_eq!(codes(&read), ["loose-note"]);
}

#[test]
fn sections_number_notes_by_their_own_rules() {
    let mark = |id: u32| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let section = |form: &str| {
        format!(
            "<w:sectPr><w:footnotePr><w:numFmt w:val='{form}'/><w:numRestart w:val='eachSect'/></w:footnotePr></w:sectPr>"
        )
    };
    let body = format!(
        "<w:p><w:pPr>{}</w:pPr>{}{}</w:p><w:p>{}</w:p>{}",
        section("lowerLetter"),
        mark(1),
        mark(2),
        mark(3),
        section("chicago")
    );
    let notes: String = (1..=3).map(|i| format!("<w:footnote w:id='{i}'>{}</w:footnote>", p("n"))).collect();
    let read = Docx::new(&body).word("footnotes", "footnotes", &notes).read();
    assert_eq!(read.notes.iter().map(|n| n.mark.as_str()).collect::<Vec<_>>(), ["a", "b", "*"]);
}

#[test]
fn tables_of_short_cells_are_rows_and_others_are_paragraphs() {
    let tc = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat());
    let inner = table(&[row(&[tc(&p("x")), tc(&p("y"))])]);
    let body = table(&[
        row(&[tc(&p("State")), tc(&p("Date")), tc(&p(""))]),
        row(&[tc(&p("Term")), tc(&(p("means one thing") + &p("or another"))), tc(&p(""))]),
        row(&[tc(&p("outer")), tc(&(inner + &p(""))), tc(&p("last"))]),
        row(&[tc(&p("Framed words."))]),
    ]);
    let read = Docx::new(&body).read();
    assert_eq!(
        lines(&read),
        ["State\tDate\t", "Term", "means one thing", "or another", "outer", "x\ty", "last", "Framed words."]
    );
    let rows: Vec<_> = read.lines.iter().map(|l| l.role == Role::TableRow).collect();
    assert_eq!(rows, [true, false, false, false, false, true, false, false]);
}

#[test]
fn texts_side_by_side_are_read_one_after_the_other() {
    let clause = |lang: &str, words: &str| format!("<w:p>{}</w:p>", run(&format!("<w:lang w:val='{lang}'/>"), words));
    let row = |english: &str, french: &str| {
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", clause("en-GB", english), clause("fr-FR", french))
    };
    let long = |words: &str| format!("{words} ").repeat(20);
    let rows =
        [row("Article 1", "Article premier"), row(&long("The Parties cooperate."), &long("Les Parties coopèrent."))];
    let read = Docx::new(&format!("<w:tbl>{}</w:tbl>", rows.concat())).read();
    let begins: Vec<_> = lines(&read).iter().map(|l| l.chars().take(15).collect::<String>()).collect();
    assert_eq!(begins, ["Article 1", "The Parties coo", "Article premier", "Les Parties coo"]);
    assert_eq!(read.lines.iter().map(|l| l.place.line).collect::<Vec<_>>(), [1, 3, 2, 4]);
    // The same language in both columns, or only short cells, is an ordinary table.
    let rows = [row("Article 1", "Article premier"), row("a", "b")];
    assert_eq!(
        lines(&Docx::new(&format!("<w:tbl>{}</w:tbl>", rows.concat())).read()),
        ["Article 1\tArticle premier", "a\tb"]
    );
}

#[test]
fn headers_and_comments_are_no_words_of_the_agreement() {
    let header = "<Relationship Id='h1' Type='http://x/header' Target='header1.xml'/>\
         <Relationship Id='h2' Type='http://x/header' Target='/word/header2.xml'/>";
    let read = Docx::new(&p("Body."))
        .relation(header)
        .word("header1", "hdr", &p("A/RES/73/27"))
        .word("header2", "hdr", &(p("A/RES/73/27") + &p("")))
        .word("comments", "comments", &format!("<w:comment w:id='0'>{}</w:comment>", p("Really?")))
        .part(
            "docProps/core.xml",
            "<c:coreProperties xmlns:c='c' xmlns:d='d'><d:title> A\n treaty </d:title></c:coreProperties>",
        )
        .read();
    assert_eq!(lines(&read), ["Body.", "A/RES/73/27"]);
    assert_eq!(read.lines[1].role, Role::Furniture);
    assert_eq!(codes(&read), ["furniture", "comments"]);
    assert_eq!(read.title.as_deref(), Some("A treaty"));
}

#[test]
fn the_language_is_that_of_most_letters() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-US' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault></w:docDefaults>";
    let read = |words: &str| Docx::new(&p(words)).word("styles", "styles", styles).read().language;
    assert_eq!(read("The Parties").as_deref(), Some("en-US"));
    assert_eq!(read("各缔约方 UN").as_deref(), Some("zh-CN"));
    assert_eq!(read("الدول الأطراف").as_deref(), Some("ar-SA"));
}

#[test]
fn paragraphs_of_a_drawing_are_lines_of_their_own() {
    let shape = |words: &str| format!("<a:sp><a:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:txBody></a:sp>");
    let body = format!(
        "<w:p>{}<w:r><w:drawing xmlns:a='urn:a'>{}{}<a:p><a:p><a:t>inner</a:t></a:p></a:p></w:drawing></w:r></w:p>",
        run("", "around them"),
        shape("Secretariat"),
        shape("Depositary"),
    );
    assert_eq!(lines(&Docx::new(&body).read()), ["around them", "Secretariat", "Depositary", "inner"]);
}

#[test]
fn a_root_keeps_its_degree() {
    let part = |name: &str, words: &str| format!("<m:{name}><m:r><m:t>{words}</m:t></m:r></m:{name}>");
    let body = format!("<w:p><m:oMath><m:rad>{}{}</m:rad></m:oMath></w:p>", part("deg", "3"), part("e", "x"));
    assert_eq!(lines(&Docx::new(&body).read()), ["3√(x)"]);
}
