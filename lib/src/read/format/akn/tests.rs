use proptest::prelude::*;

use super::*;
use crate::read::{self, Options};

const MODEL: &str = r##"<?xml version="1.0"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13"><act name="treaty">
<meta><identification source="#s"><FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification></meta>
<preface><p><docTitle>Accord sur
  le lac</docTitle></p></preface>
<preamble><recitals eId="recs_1"><recital eId="recs_1__rec_1"><p>Rappelant le lac,</p></recital></recitals></preamble>
<body><chapter eId="chp_1"><num>Chapitre I</num><heading>Règles</heading>
<article eId="art_1"><num>Article premier</num><heading>Champ</heading>
<paragraph eId="art_1__para_1"><num>1.</num><list eId="art_1__para_1__list_1"><intro><p>Chaque Partie<authorialNote marker="1"><p>Et son île.</p></authorialNote> a</p></intro>
<point eId="art_1__para_1__list_1__point_a"><num>a)</num><content><p>une règle;</p></content></point>
<wrapUp><p>et rien d'autre.</p></wrapUp></list></paragraph></article></chapter></body>
<attachments><attachment eId="att_1"><num>Annexe II</num><doc name="annex"><mainBody><paragraph><num>1.</num><content><p>Un</p></content></paragraph>
<table><tr><td>A</td><td>B</td></tr></table></mainBody></doc></attachment></attachments></act></akomaNtoso>"##;

#[test]
fn marked_units_are_taken_as_they_are() {
    let document = read::read("model.xml", MODEL.as_bytes(), &Options::default());
    assert_eq!(document.format, Format::AkomaNtoso);
    assert_eq!(document.title.as_deref(), Some("Accord sur le lac"));
    assert_eq!(document.language.as_deref(), Some("fr"));
    let addresses: Vec<&str> = document.units.iter().map(|u| u.address.as_str()).collect();
    assert_eq!(
        addresses,
        ["preface", "preamble", "preamble/1", "ch1", "art1", "art1/1", "art1/1/a", "annex2", "annex2/1"]
    );
    let paragraph = document.unit("art1/1").unwrap();
    assert_eq!(paragraph.text, "Chaque Partie1 a\net rien d'autre.");
    assert_eq!((paragraph.label.as_str(), paragraph.place.line), ("1.", 9));
    assert_eq!(document.unit("art1").unwrap().heading.as_deref(), Some("Champ"));
    assert_eq!(document.unit("art1").unwrap().number, "1");
    assert_eq!(document.unit("annex2/1").unwrap().parent.as_deref(), Some("annex2"));
    assert_eq!(document.unit("annex2").unwrap().text, "A\tB");
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.extract.text[document.notes[0].span.clone()], *"Et son île.");
    assert_eq!(document.extract.text[document.notes[0].reference.clone().unwrap()], *"1");
    assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
}

#[test]
fn words_outside_of_units_are_units_of_their_own() {
    let text = "<akomaNtoso><doc><mainBody><p>One.</p><container><p>Two <b>words</b></p></container></mainBody></doc></akomaNtoso>";
    let document = read::read("model.xml", text.as_bytes(), &Options::default());
    let words: Vec<(&str, &str)> = document.units.iter().map(|u| (u.address.as_str(), u.text.as_str())).collect();
    assert_eq!(words, [("al1", "One."), ("al2", "Two words")]);
}

/// Files of others: paragraphs round what has no number, sections with lettered subsections, headings with links.
#[test]
fn other_habits_give_the_addresses_that_are_cited() {
    let text = r##"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17"><portion><meta/><portionBody>
        <article eId="art_1"><num>Article 1</num><paragraph eId="art_1__para_1"><intro><p>In this Convention:</p></intro>
        <list><point eId="art_1__para_1__list_1__point_i"><num>(i)</num><content><p>a signal</p></content></point></list></paragraph></article>
        <section eId="sec_301"><num>§ 301.</num><heading> <ref href="#x">Chapter 1</ref>; residual
          application</heading><subsection eId="sec_301__subsec_a"><num >(a)</num><content><p> A court may. </p>
        <block name="sourceCredit">(Added.)</block></content></subsection></section>
        <section eId="sec_302"><num>§ 302.</num><subsection><num>(a)</num><p>Another.</p></subsection></section></portionBody></portion></akomaNtoso>"##;
    let document = read::read("model.xml", text.as_bytes(), &Options::default());
    let addresses: Vec<&str> = document.units.iter().map(|u| u.address.as_str()).collect();
    assert_eq!(addresses, ["art1", "art1/i", "sec301", "sec301/a", "sec302", "sec302/a"]);
    assert_eq!(document.units[0].text, "In this Convention:");
    assert_eq!(document.units[2].heading.as_deref(), Some("Chapter 1; residual application"));
    assert_eq!(document.units[3].text, "A court may.\n(Added.)");
}

#[test]
fn bombs_and_broken_files_cost_a_diagnostic() {
    let bomb = "<!DOCTYPE akomaNtoso [<!ENTITY a \"aaaa\">]><akomaNtoso><act>&a;</act></akomaNtoso>";
    assert_eq!(extract(bomb.as_bytes()).diagnostics[0].code, "xml-dtd");
    assert_eq!(extract(MODEL.replace("</body>", "").as_bytes()).diagnostics[0].code, "xml");
    let (begin, end) = ("<section>".repeat(20_000), "</section>".repeat(20_000));
    let deep = extract(format!("<akomaNtoso>{begin}<p>words</p>{end}</akomaNtoso>").as_bytes());
    assert_eq!(deep.diagnostics[0].code, "xml-too-deep");
    assert!(deep.text.contains("words"));
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        extract(&bytes);
        let text = String::from_utf8_lossy(&bytes).replace(['<', '&'], " ");
        let marked = MODEL.replace("une règle", &text).replace("a)", &text).replace("art_1__para_1\"", "x_y_z\"");
        let _ = read::read("model.xml", marked.as_bytes(), &Options::default());
    }

    #[test]
    fn any_elements_are_read(names in prop::collection::vec(prop::sample::select(vec![
        "article", "paragraph", "num", "heading", "p", "preface", "preamble", "recital", "list", "point", "authorialNote",
        "toc", "tr", "td", "attachment", "conclusions", "hcontainer", "block", "meta", "note",
    ]), 0..30)) {
        let mut text = String::from("<akomaNtoso>");
        for name in &names {
            text.push_str(&format!("<{name} name=\"heading\">x"));
        }
        for name in names.iter().rev() {
            text.push_str(&format!("y</{name}>"));
        }
        text.push_str("</akomaNtoso>");
        let _ = read::read("model.xml", text.as_bytes(), &Options::default());
    }
}
