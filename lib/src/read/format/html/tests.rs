//! Model pages, written for these tests, in the shapes that the pages of depositaries, ministries and word processors have.

use proptest::prelude::*;

use crate::read::{self, Extract, Format, Options, RevisionKind, Revisions, Role};

fn page(html: &str) -> Extract {
    let extract = super::extract(html.as_bytes(), Revisions::Accepted);
    sound(&extract);
    extract
}

/// What every extract promises.
fn sound(extract: &Extract) {
    let mut at = 0;
    for line in &extract.lines {
        assert!(line.span.start >= at && line.span.end <= extract.text.len(), "{line:?}");
        assert!(extract.text[at..line.span.start].trim().is_empty());
        assert!(line.label <= line.span.len());
        assert!(!extract.words(line).contains(['\n', '\r']));
        at = line.span.end;
    }
    assert!(extract.text[at..].trim().is_empty());
    for (range, _) in &extract.links {
        assert!(extract.text.get(range.clone()).is_some(), "{range:?}");
    }
    for note in &extract.notes {
        assert!(extract.text.get(note.span.clone()).is_some());
        assert!(note.reference.clone().is_none_or(|r| extract.text.get(r).is_some()));
    }
    for revision in &extract.revisions {
        assert!(extract.text.get(revision.span.clone()).is_some());
    }
    for line in &extract.lines {
        assert!(!matches!(line.role, Role::Footnote(n) if n as usize >= extract.notes.len()));
    }
}

/// Lines as the reader of a test sees them: role and look, then the words.
fn shown(extract: &Extract) -> Vec<String> {
    let line = |l: &read::Line| {
        let mut said = match l.role {
            Role::Body => String::new(),
            Role::Furniture => "~".to_owned(),
            Role::Footnote(n) => format!("note{n}"),
            Role::TableRow => "row".to_owned(),
        };
        let style = l.style;
        if style.heading > 0 {
            said += &format!("h{}", style.heading);
        }
        for (is, sign) in [(style.bold, "b"), (style.italic, "i"), (style.centred, "c")] {
            said += if is { sign } else { "" };
        }
        said += &">".repeat(style.indent as usize);
        if l.label > 0 {
            said += &format!("[{}]", l.label);
        }
        format!("{said}|{}", extract.words(l))
    };
    extract.lines.iter().map(line).collect()
}

fn codes(extract: &Extract) -> Vec<&str> {
    extract.diagnostics.iter().map(|d| d.code).collect()
}

fn addresses(html: &str) -> Vec<String> {
    let document = read::read("page.html", html.as_bytes(), &Options::default());
    assert_eq!(document.format, Format::Html);
    document.units.iter().map(|u| u.address.clone()).collect()
}

const SITE: &str = r##"<!DOCTYPE html><html lang="en-GB"><head><title>Model Lake Treaty | Depositary of Models</title>
<script>var a = "<p>no words</p>";</script><style>p { color: red }</style></head><body class="has-sidebar nav-open">
<a class="skip-link" href="#content">Skip to main content</a>
<header><div class="logo"><img src="data:image/png;base64,AAAA" alt="Depositary of Models"></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/t">Treaties</a></li><li><a href="/c">Contact</a></li></ul></nav></header>
<div class="breadcrumbs"><a href="/">Home</a> › <a href="/t">Treaties</a> › Model Lake Treaty</div>
<main id="content"><h1>Model Lake Treaty</h1>
<div class="share-buttons"><a href="https://example.org/s">Share</a> <a href="https://example.org/p">Print this page</a></div>
<ul class="toc"><li><a href="#a1">Article 1 Scope</a></li><li><a href="#a2">Article 2 Duties</a></li><li><a href="#a3">Article 3 End</a></li></ul>
<p>The Parties,</p><p><em>Recalling</em> that the lake belongs to both of them,</p><p>Have agreed as follows:</p>
<h2 id="a1">Article 1</h2><h3>Scope</h3><p>This model treaty applies to the <a href="/lake">Model Lake</a> and to all rivers that flow into it.</p>
<h2 id="a2">Article 2</h2><h3>Duties</h3><p>1. Each Party shall keep the water of the lake clean and report on it once a year.</p>
<p>2. Each Party shall:</p><p>(a) measure the water&nbsp;level;</p><p>(b) co&shy;operate with the other Party.</p>
<h2 id="a3">Article 3</h2><h3>End</h3><p>Either Party may end this model treaty by a letter to the other Party.</p>
<p><a href="#top">Back to top</a></p></main>
<aside class="related-links"><h2>Related treaties</h2><ul><li><a href="/1">Model River Treaty</a></li></ul></aside>
<footer><p>© Depositary of Models. All rights are reserved and nothing may be copied without asking.</p></footer>
<div id="cookie-consent" style="display:none">We use cookies.</div></body></html>"##;

#[test]
fn a_page_of_a_site_gives_its_agreement() {
    let extract = page(SITE);
    assert_eq!(extract.title.as_deref(), Some("Model Lake Treaty"));
    assert_eq!(extract.language.as_deref(), Some("en-gb").map(|_| "en-GB"));
    let body: Vec<String> = shown(&extract).into_iter().filter(|l| !l.starts_with('~')).collect();
    assert_eq!(
        body,
        [
            "h1|Model Lake Treaty",
            "|The Parties,",
            "i|Recalling that the lake belongs to both of them,",
            "|Have agreed as follows:",
            "h2|Article 1",
            "h3|Scope",
            "|This model treaty applies to the Model Lake and to all rivers that flow into it.",
            "h2|Article 2",
            "h3|Duties",
            "|1. Each Party shall keep the water of the lake clean and report on it once a year.",
            "|2. Each Party shall:",
            "|(a) measure the water\u{a0}level;",
            "|(b) cooperate with the other Party.",
            "h2|Article 3",
            "h3|End",
            "|Either Party may end this model treaty by a letter to the other Party.",
        ]
    );
    let aside: Vec<String> = shown(&extract).into_iter().filter(|l| l.starts_with('~')).collect();
    for words in
        ["Home", "Print this page", "Related treaties", "Article 1 Scope", "Back to top", "Depositary of Models"]
    {
        assert!(aside.iter().any(|l| l.contains(words)), "{words} in {aside:#?}");
    }
    assert_eq!(codes(&extract), ["site-chrome", "hidden-text"]);
    assert!(extract.links.iter().any(|(r, to)| &extract.text[r.clone()] == "Model Lake" && to == "/lake"));
    assert_eq!(
        addresses(SITE),
        ["preface", "preamble", "preamble/1", "art1", "art2", "art2/1", "art2/2", "art2/2/a", "art2/2/b", "art3"]
    );
}

#[test]
fn without_a_declared_main_part_figures_decide() {
    let html = SITE.replace("main", "div").replace("<nav>", "<div>").replace("</nav>", "</div>");
    let html = html.replace("<header>", "<div class=x>").replace("</header>", "</div>");
    let extract = page(&html);
    let body: Vec<String> = shown(&extract).into_iter().filter(|l| !l.starts_with('~')).collect();
    assert_eq!(body.first().map(String::as_str), Some("h1|Model Lake Treaty"), "{body:#?}");
    assert!(!body.iter().any(|l| l.contains("Contact") || l.contains("cookies")), "{body:#?}");
    assert_eq!(addresses(&html).len(), 10);
}

#[test]
fn a_main_part_that_holds_little_is_not_believed() {
    let long = "Each Party shall keep the water of the lake clean and report on it once a year. ".repeat(8);
    let html = format!(
        "<main><h1>Search</h1><p>Find treaties.</p></main><div class='menu-page'><p>Article 1</p><p>{long}</p></div>"
    );
    let body: Vec<String> = shown(&page(&html)).into_iter().filter(|l| !l.starts_with('~')).collect();
    assert!(body.iter().any(|l| l == "|Article 1"), "{body:?}");
    // A page that is one form, as the servers of some depositaries write it.
    let html = format!("<form id=aspnetForm class=menu><p>Article 1</p><p>{long}</p></form>");
    assert!(shown(&page(&html)).iter().all(|l| !l.starts_with('~')));
    // Each article in an element of its own.
    let html = "<div><article><h2>Article 1</h2><p>One rule for the lake.</p></article><article><h2>Article 2</h2><p>Another rule for it.</p></article></div>";
    assert_eq!(addresses(html), ["art1", "art2"]);
}

#[test]
fn breaks_part_lines_of_their_own_and_join_wrapped_ones() {
    let html = "<p>Article 5<br>Scope<br/>1. The Parties to this model treaty shall keep the lake clean and shall also<br>\
                report on it.<br>2. Reports are public.<br><br>(a) one<BR>(b) two</p>";
    assert_eq!(
        shown(&page(html)),
        [
            "|Article 5",
            "|Scope",
            "|1. The Parties to this model treaty shall keep the lake clean and shall also report on it.",
            "|2. Reports are public.",
            "|(a) one",
            "|(b) two",
        ]
    );
    assert_eq!(addresses(html), ["art5", "art5/1", "art5/2", "art5/2/a", "art5/2/b"]);
}

#[test]
fn looks_are_kept() {
    let html = "<center><b>ARTICLE I</b></center><p align=center><strong>Scope</strong> and <b>use</b></p>\
                <p style='text-align: center; font-weight:bold'>Chapter II</p><p><i>Noting</i> this,</p>\
                <p><b>Bold</b> begins</p><div role=heading aria-level=3>Deep</div><blockquote>Quoted</blockquote>\
                <p class=oj-ti-art>Article 3</p>";
    assert_eq!(
        shown(&page(html)),
        [
            "bc|ARTICLE I",
            "c|Scope and use",
            "bc|Chapter II",
            "i|Noting this,",
            "|Bold begins",
            "h3|Deep",
            ">|Quoted",
            "h4c|Article 3"
        ]
    );
}

#[test]
fn lists_print_their_numbers() {
    let html = "<ol start=3><li>three<li value=7>seven<ol type=a><li>first<li><p>second</p><p>more</p></ol>end of seven\
                <li>eight</ol><ol reversed><li>b<li>a</ol><ul><li>dot<li>(a) typed</ul>\
                <ol><li>1. typed<li>2. typed</ol><ol style='list-style-type: upper-roman'><li>roman<li><ol type=i><li>inner</ol></ol>\
                <ol style='list-style:none'><li>bare</ol><dl><dt>lake</dt><dd>means the model lake</dd></dl>";
    assert_eq!(
        shown(&page(html)),
        [
            ">[2]|3. three",
            ">[2]|7. seven",
            ">>>[2]|a. first",
            ">>>[2]|b. second",
            ">>>>|more",
            ">>|end of seven",
            ">[2]|8. eight",
            ">[2]|2. b",
            ">[2]|1. a",
            ">[3]|• dot",
            ">|(a) typed",
            ">|1. typed",
            ">|2. typed",
            ">[2]|I. roman",
            ">[3]|II.",
            ">>>[2]|i. inner",
            ">|bare",
            "|lake",
            ">|means the model lake",
        ]
    );
}

#[test]
fn tables_of_data_are_rows() {
    let html = "<table><caption>Duties</caption><tr><th>Code</th><th>Goods</th><th>Rate</th></tr><tr><td>01</td><td><p>Live</p><p>animals</p></td><td>5</td></tr>\
                <tr><td rowspan=2>02</td><td colspan=2>none</td></tr><tr><td>x</td><td>y</td></tr></table>";
    assert_eq!(
        shown(&page(html)),
        ["|Duties", "row|Code\tGoods\tRate", "row|01\tLive animals\t5", "row|02\tnone\t", "row|\tx\ty"]
    );
}

#[test]
fn labels_in_cells_of_their_own_begin_lines() {
    let html = "<p>Article 2</p><table><tr><td>(a)</td><td><p>one duty, namely:</p><table><tr><td><p>(i)</p></td><td><p>this;</p></td></tr>\
                <tr><td>(ii)</td><td>that;</td></tr></table></td></tr><tr><td>(b)</td><td>another.</td></tr></table>";
    assert_eq!(
        shown(&page(html)),
        ["|Article 2", ">[3]|(a) one duty, namely:", ">>>[3]|(i) this;", ">>>[4]|(ii) that;", ">[3]|(b) another."]
    );
    assert_eq!(addresses(html), ["art2", "art2/a", "art2/a/i", "art2/a/ii", "art2/b"]);
}

#[test]
fn white_space_that_lays_out_the_source_hides_neither_labels_nor_notes() {
    let row = |label: &str, words: &str| {
        format!(
            "<table>\n   <tbody>\n     <tr>\n      <td>\n       <p>\n        {label}\n       </p>\n      </td>\n      <td>\n       <p>\n        {words}\n       </p>\n      </td>\n     </tr>\n   </tbody>\n</table>"
        )
    };
    let html = format!(
        "<p>Model duties\n <a id='ntc1' href='#ntr1'>\n  (\n  <span class='super'>\n   1\n  </span>\n  )\n </a>:</p>{}{}<p>\n <a id='ntr1' href='#ntc1'>\n (\n 1\n )\n </a>\n Model Journal, p. 1.</p>",
        row("(a)", "keep the lake;"),
        row("(b)", "keep the boats."),
    );
    let extract = page(&html);
    assert_eq!(
        shown(&extract),
        [
            "|Model duties ( 1 ) :",
            ">[3]|(a) keep the lake;",
            ">[3]|(b) keep the boats.",
            "note0|( 1 ) Model Journal, p. 1."
        ]
    );
    assert!(extract.notes.first().is_some_and(|n| n.reference.is_some()));
}

#[test]
fn a_number_in_an_element_of_its_own_is_a_label() {
    let html = "<p><span class='num'><span>1.1.</span></span><span>Purpose</span></p>\
        <p><span class='LegDS LegP1No'>4</span><span class='LegDS LegP1Text'>A model section.</span></p>\
        <p>A rule with a <span class='num'>2</span> inside.</p>";
    assert_eq!(shown(&page(html)), ["[4]|1.1. Purpose", "[1]|4 A model section.", "|A rule with a 2 inside."]);
}

#[test]
fn spans_of_akoma_ntoso_are_the_blocks_that_they_stand_for() {
    let html = "<section class='akn-section'><h3>1. Rules</h3><span class='akn-content'><span class='akn-blockList'>\
        <span class='akn-listIntroduction'>Each Party shall</span><span class='akn-item'><span class='akn-num'>(a)</span>\
        <span class='akn-p'>keep <span class='akn-ref'>the lake</span>; and</span></span><span class='akn-item'>\
        <span class='akn-num'>(b)</span><span class='akn-p'>keep the boats.</span></span></span></span></section>";
    let words: Vec<String> = shown(&page(html));
    assert_eq!(words, ["h3|1. Rules", "|Each Party shall", "[3]|(a) keep the lake; and", "[3]|(b) keep the boats."]);
}

#[test]
fn a_table_of_acts_with_links_is_no_menu() {
    let act = |n: u32| {
        format!(
            "<tr><td><a href='/{n}'>M{n}</a></td><td><a href='/{n}'>Model act of the model council number {n}</a></td><td>L 33{n}</td><td>12{n}</td></tr>"
        )
    };
    let html = format!(
        "<p>Amended by:</p><table>{}{}{}</table><p>{}</p>",
        act(1),
        act(2),
        act(3),
        "Model words of a rule. ".repeat(30)
    );
    assert_eq!(page(&html).lines.iter().filter(|l| l.role == Role::TableRow).count(), 3);
    let menu = "<table><tr><td><a href='/a'>Home</a> | <a href='/b'>Treaties</a></td></tr><tr><td><a href='/c'>News</a> | <a href='/d'>About</a></td></tr></table>";
    let html = format!("{menu}<p>{}</p>", "Model words of a rule. ".repeat(30));
    assert!(page(&html).lines.iter().any(|l| l.role == Role::Furniture));
}

#[test]
fn lines_are_placed_in_the_source() {
    let html = "<html>\n<body>\n<p>One</p>\n<p>\n  Two\n  goes <b>on</b></p>\n<pre>three\nfour</pre>\n<p>five<br>\nSix.<br>\n7. Seven</p>\n<ul>\n<li>eight\n</ul><img alt=nine>\n<table><tr>\n<td>a<td>b<tr><td>\nc<td>d</table>";
    let places: Vec<(u32, String)> = page(html).lines.iter().map(|l| l.place.line).zip(shown(&page(html))).collect();
    let expected = [
        (3, "|One"),
        (5, "|Two goes on"),
        (7, "|three"),
        (8, "|four"),
        (9, "|five"),
        (10, "|Six."),
        (11, "|7. Seven"),
        (13, ">[3]|• eight"),
        (14, "~|nine"),
        (16, "row|a\tb"),
        (17, "row|c\td"),
    ];
    assert_eq!(places, expected.map(|(line, words)| (line, words.to_owned())));
}

#[test]
fn what_follows_in_an_item_belongs_to_it() {
    let html = "<h2>Article 4</h2><ol><li>Each Party shall:<ol type=a><li>measure;</li><li>report;</li></ol>whatever the season.</li>\
                <li>Second.<p>More of it.</p></li></ol><p>The article ends.</p>";
    let document = read::read("page.html", html.as_bytes(), &Options::default());
    let unit = |address: &str| document.unit(address).map(|u| u.text.clone()).unwrap_or_default();
    assert_eq!(unit("art4/1"), "Each Party shall:\nwhatever the season.");
    assert_eq!(unit("art4/1/b"), "report;");
    assert_eq!(unit("art4/2"), "Second.\nMore of it.\nThe article ends.");
}

#[test]
fn labels_without_a_point_are_known_by_the_gap_behind_them() {
    let html = "<p><b>Article 1 &#150; Terms</b></p><p>For this model:</p><blockquote><p>a&nbsp;&nbsp;&nbsp; \"lake\" means water;</p>\
                <p>b&nbsp;&nbsp; \"river\" means:</p><blockquote><p>i&nbsp;&nbsp;&nbsp; a small one,</p><p>ii&nbsp;&nbsp; a large one.</p></blockquote></blockquote>\
                <p>A net is a&nbsp;&nbsp;net.</p>";
    assert_eq!(addresses(html), ["art1", "art1/a", "art1/b", "art1/b/i", "art1/b/ii"]);
}

#[test]
fn a_page_laid_out_by_a_table_is_read_as_text() {
    let long =
        "The Parties shall keep the lake clean and shall report on it once a year to the other Party. ".repeat(20);
    let html = format!(
        "<table width=100%><tr><td colspan=2><b>MODEL TREATY</b></td></tr><tr><td><a href=1>One</a> <a href=2>Two</a> <a href=3>Three</a> <a href=4>Four</a></td>\
         <td><p>Article 1</p><p>{long}</p><p>Article 2</p><p>{long}</p></td></tr></table>"
    );
    let extract = page(&html);
    assert!(extract.lines.iter().all(|l| l.role != Role::TableRow));
    assert_eq!(shown(&extract)[..3], ["b|MODEL TREATY", "~|One Two Three Four", "|Article 1"]);
    assert_eq!(addresses(&html), ["preface", "art1", "art2"]);
}

#[test]
fn two_languages_side_by_side_are_read_one_after_the_other() {
    let mut rows = String::from("<tr><td colspan=2>MODEL CONVENTION</td></tr>");
    for n in 1..6 {
        rows += &format!(
            "<tr><td><p>Article {n}</p><p>Each of the Contracting Parties shall keep the water of the lake clean and shall inform the other Party.</p></td>\
             <td><p>Article {n}</p><p>Chacune des Parties contractantes veille à la propreté des eaux du lac et en informe l’autre Partie sans délai.</p></td></tr>"
        );
    }
    let extract = page(&format!("<table border=1>{rows}</table>"));
    let lines = shown(&extract);
    assert_eq!(lines[0], "|MODEL CONVENTION");
    assert!(lines[10].contains("Each of") && lines[12].contains("Chacune"), "{lines:#?}");
    assert_eq!(codes(&extract), ["two-columns"]);
    assert!(extract.diagnostics[0].message.contains("en and fr"));
}

#[test]
fn footnotes_are_tied_to_their_marks() {
    let html = "<p>Article 5<sup><a href='#fn1' id=r1>1</a></sup></p><p>The lake has 5 km<sup>2</sup> of water.<a href='#_ftn2' name=_ftnref2>[2]</a></p>\
                <hr><ol class=footnotes><li id=fn1>As amended. <a href='#r1'>↩</a></li></ol><div><a name=_ftn2 href='#_ftnref2'>[2]</a> See the model map.</div>";
    let extract = page(html);
    assert_eq!(
        shown(&extract),
        ["|Article 5¹", "|The lake has 5 km² of water.[2]", "note0>|As amended. ↩", "note1|[2] See the model map."]
    );
    let notes: Vec<_> = extract
        .notes
        .iter()
        .map(|n| (n.mark.as_str(), &extract.text[n.reference.clone().unwrap()], &extract.text[n.span.clone()]))
        .collect();
    assert_eq!(notes, [("1", "¹", "As amended. ↩"), ("2", "[2]", "See the model map.")]);
    assert_eq!(addresses(html), ["art5"]);
}

#[test]
fn changes_are_read_in_either_state() {
    let html = "<p>The Parties <del>may</del><ins datetime=2020-01-02 data-author='A. Model'>shall</ins> keep it.</p><ins><p>New.</p></ins>";
    let new = page(html);
    assert_eq!(shown(&new), ["|The Parties shall keep it.", "|New."]);
    let said: Vec<_> = new.revisions.iter().map(|r| (r.kind, r.text.as_str(), &new.text[r.span.clone()])).collect();
    assert_eq!(
        said,
        [
            (RevisionKind::Deletion, "may", ""),
            (RevisionKind::Insertion, "shall", "shall"),
            (RevisionKind::Insertion, "New.", "New."),
        ]
    );
    assert_eq!(new.revisions[1].author.as_deref(), Some("A. Model"));
    let old = super::extract(html.as_bytes(), Revisions::Original);
    assert_eq!(shown(&old), ["|The Parties may keep it."]);
    assert_eq!(old.revisions.len(), 3);
}

#[test]
fn preformatted_text_keeps_its_lines() {
    let text = "ARTICLE 1\n\nThe Parties shall keep the water of the lake clean and shall report on\nit once a year.\n\n  (a) one;\n  (b) two.\n\nARTICLE 2\n\nThe other Party may answer, and if it does the first Party shall hear\nit within a month of the day.\n";
    let html = format!("<h1>Model</h1><pre>{text}</pre>");
    let extract = page(&html);
    assert!(extract.wrapped);
    let lines = shown(&extract);
    assert!(lines.contains(&"|  (a) one;".to_owned()), "{lines:#?}");
    assert_eq!(addresses(&html), ["preface", "art1", "art1/a", "art1/b", "art2"]);
    assert!(!page("<p>Some words that are no program, and long enough.</p><pre>x\ny</pre>").wrapped);
}

#[test]
fn what_the_page_hides_is_not_read_unless_it_is_the_page() {
    let extract = page(
        "<p>Shown words are here to be read by everybody.</p><p hidden>Hidden words.</p><template>x</template><noscript>y</noscript><p style='display: none'>More.</p>",
    );
    assert_eq!(shown(&extract).len(), 1);
    assert_eq!(codes(&extract), ["hidden-text"]);
    let folded = "Each Party shall keep the water of the lake clean and report on it once a year.";
    let extract = page(&format!("<h2>Article 1</h2><div style='display:none'><p>{folded}</p><p>{folded}</p></div>"));
    assert_eq!(shown(&extract).len(), 3);
}

#[test]
fn archives_and_pages_without_words_are_said() {
    let archive = b"From: <Saved by Model>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html>";
    let document = read::read("page.mht", archive, &Options::default());
    assert_eq!(document.diagnostics[0].code, "mhtml");
    assert!(document.units.is_empty());
    assert_eq!(codes(&page("<html><body><div id=app></div><script src=a.js></script></body></html>")), ["no-text"]);
}

#[test]
fn nesting_without_end_costs_neither_stack_nor_hours() {
    let deep = 100_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", ""),
        ("<ul><li>", ""),
        ("<font size=1><p>", ""),
        ("<span>", ""),
        ("<blockquote>", ""),
    ] {
        let deep = if open == "<div>" { deep } else { deep / 5 };
        let extract = page(&format!("{}words{}", open.repeat(deep), close.repeat(deep)));
        assert!(extract.text.contains("words"), "{open}");
        assert!(codes(&extract).contains(&"too-deep"), "{open}");
    }
    let extract = page(&format!("<p>{}</p>", "Word.<br>".repeat(deep)));
    assert_eq!(extract.lines.len(), deep);
    page(&format!("<p>{}</p>", "<a href=x>word</a><br>".repeat(deep)));
    page(&"<a href='#n'><sup>1</sup></a><p id=n>".repeat(20_000));
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        sound(&super::extract(&bytes, Revisions::Accepted));
        sound(&super::extract(&bytes, Revisions::Original));
    }

    #[test]
    fn any_tags_are_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<br>", "<table>", "<tr>", "<td>", "<td colspan=3 rowspan=2>", "</table>", "<ol>", "<ul>", "<li>", "</ol>", "<li value=3>",
        "<a href='#n'>", "</a>", "<sup>", "</sup>", "<div id=n>", "</div>", "<ins>", "</ins>", "<del>", "</del>", "<pre>", "</pre>", "\n",
        "words of a lake", "1", "(a)", " ", "\u{a0}", "é", "<b>", "</b>", "<i>", "<h2>", "</h2>", "<nav>", "</nav>", "<main>", "<img alt=x>",
        "<dl><dd>", "<center>", "Article 1", "<th>", "<form>", "<input type=submit value=go>", "<p style='display:none'>", "<span hidden>",
    ]), 0..60)) {
        let html = parts.concat();
        for revisions in [Revisions::Accepted, Revisions::Original] {
            let extract = super::extract(html.as_bytes(), revisions);
            sound(&extract);
        }
    }
}

#[test]
fn a_schedule_of_something_behind_a_bare_article_is_its_title() {
    let page = "<main><h2>Article 1 Scope</h2><p>1. Each Party shall keep it.</p><h2>Article 2</h2>\
                <h2>Schedule of Model Commitments</h2><p>1. Each Party shall write one.</p></main>";
    let document = crate::read::read("page.html", page.as_bytes(), &crate::read::Options::default());
    assert_eq!(document.unit("art2").and_then(|u| u.heading.as_deref()), Some("Schedule of Model Commitments"));
    assert!(document.unit("art2/1").is_some());
}
