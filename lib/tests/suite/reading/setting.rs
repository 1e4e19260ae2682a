//! How agreements are set: titles above their articles, numbered recitals, suffixes with hyphens, covers. Model texts written
//! for these tests.

use servanda::model::UnitKind;
use servanda::read::{Document, Options, read};

use super::score;

fn document(text: &str) -> Document {
    let document = read("model.txt", text.as_bytes(), &Options::default());
    let mut faults = Vec::new();
    assert_eq!(score::lossless(&document, &mut faults).missed, 0, "{faults:?}");
    document
}

fn addresses(document: &Document) -> String {
    document.units.iter().map(|u| u.address.as_str()).collect::<Vec<_>>().join(" ")
}

fn heading<'d>(document: &'d Document, address: &str) -> &'d str {
    document.unit(address).unwrap_or_else(|| panic!("no {address}")).heading.as_deref().unwrap_or("")
}

#[test]
fn titles_above_their_articles_are_those_of_the_articles_below() {
    for gap in ["\n", "\n\n"] {
        let text = format!(
            "Model Agreement on Lakes\n\nCHAPTER I\n\nScope of application{gap}Article 1\n\n1. This Agreement applies to lakes.\n\
             2. It applies to ponds.\n\nUse of terms\n(extended sense){gap}Article 2\n\nA pond means a small lake.\n\n\
             CHAPTER II\n\nDuties of the Parties{gap}Article 3\n\nThe Parties shall keep lakes clean.\n\n\
             Entry into force{gap}Article 4\n\nThis Agreement enters into force at once.\n"
        );
        let text = text.replace("\n(extended sense)", " and expressions");
        let d = document(&text);
        assert_eq!(addresses(&d), "preface ch1 art1 art1/1 art1/2 art2 ch2 art3 art4", "{text}");
        assert_eq!(heading(&d, "art1"), "Scope of application");
        assert_eq!(heading(&d, "art2"), "Use of terms and expressions");
        assert_eq!(heading(&d, "art3"), "Duties of the Parties");
        assert_eq!(heading(&d, "ch1"), "");
        let article = d.unit("art2").unwrap();
        assert_eq!((article.label.as_str(), article.text.as_str()), ("Article 2", "A pond means a small lake."));
        assert_eq!(d.extract.text.get(article.label_start..article.label_end()), Some("Article 2"));
        assert!(d.extract.text[article.start..].starts_with("Use of terms"));
        assert!(d.unit("art1/2").unwrap().text.ends_with("ponds."));
    }
}

#[test]
fn a_title_above_some_articles_heads_them_all() {
    let text = "Model Agreement\n\nLakes\n\nArticle 1\n\nLakes are kept clean.\n\nArticle 2\n\nLakes are kept blue.\n\n\
                Ponds\n\nArticle 3\n\nPonds are kept clean.\n\nArticle 4\n\nPonds are kept blue.\n";
    let d = document(text);
    assert_eq!(heading(&d, "art3"), "");
}

#[test]
fn titles_below_their_labels_stay_where_they_are() {
    let text = "Model Agreement\n\nArticle 1\nScope\n\nLakes are kept clean.\n\nArticle 2\nTerms\n\nA pond means a lake\n\n\
                Article 3\nForce\n\nThis enters into force.\n";
    let d = document(text);
    assert_eq!([heading(&d, "art1"), heading(&d, "art2"), heading(&d, "art3")], ["Scope", "Terms", "Force"]);
}

#[test]
fn numbered_recitals_are_recitals() {
    let text = "REGULATION OF THE MODEL COUNCIL\n\nTHE MODEL COUNCIL,\n\nHaving regard to the Model Treaty, and in particular \
                Article 5 thereof,\n\nHaving regard to the proposal,\n\nWhereas:\n\n(1) Lakes are to be kept clean. They matter \
                for:\n\n(a) fish;\n\n(b) birds.\n\n(2) The rules for ponds are old.\n\n(3) This Regulation should be short.\n\n\
                HAS ADOPTED THIS REGULATION:\n\nArticle 1\n\n1. Lakes are kept clean.\n\n2. So are ponds.\n\nArticle 2\n\nThis \
                Regulation enters into force at once.\n";
    let d = document(text);
    assert_eq!(addresses(&d), "preface preamble preamble/1 preamble/2 preamble/3 art1 art1/1 art1/2 art2");
    let recital = d.unit("preamble/2").unwrap();
    assert_eq!((recital.kind, recital.label.as_str(), recital.number.as_str()), (UnitKind::Recital, "(2)", "2"));
    assert_eq!(recital.eid, "preamble__recs_1__rec_2");
    assert_eq!(recital.text, "The rules for ponds are old.");
    assert!(d.unit("preamble/1").unwrap().text.ends_with("(b) birds."));
    let preamble = &d.unit("preamble").unwrap().text;
    assert!(preamble.ends_with("HAS ADOPTED THIS REGULATION:") && preamble.contains("Whereas:"), "{preamble}");
    assert!(d.diagnostics.is_empty(), "{:?}", d.diagnostics);
}

#[test]
fn numbered_paragraphs_behind_a_preamble_are_no_recitals() {
    let text = "MODEL RESOLUTION\n\nThe General Assembly,\n\nRecalling the following:\n\n(1) Lakes are kept clean.\n\n\
                (2) Ponds are kept clean.\n\n(3) Rivers are kept clean.\n";
    let d = document(text);
    assert!(d.units.iter().all(|u| u.kind != UnitKind::Recital || u.label.is_empty()), "{}", addresses(&d));
}

#[test]
fn suffixes_may_have_hyphens() {
    let text = "Articolo 1\n\n1. Le Parti tengono puliti i laghi.\n\n1-bis. Le Parti tengono puliti gli stagni.\n\n\
                1 - ter. Le Parti informano il depositario.\n\n2. Le Parti si consultano.\n\nArticolo 1-bis\n\nLe Parti non \
                inquinano.\n\nArticolo 2\n\nIl presente accordo entra in vigore.\n";
    let d = document(text);
    assert_eq!(addresses(&d), "art1 art1/1 art1/1bis art1/1ter art1/2 art1bis art2");
    assert!(d.diagnostics.is_empty(), "{:?}", d.diagnostics);
}

#[test]
fn a_cover_in_another_language_is_no_text() {
    let names =
        ["the Scope of the Model Agreement", "the Duties of the Contracting Parties", "the Council of the Parties"];
    let mut cover = String::from("MODEL AGREEMENT ON THE KEEPING OF LAKES\n\nTable of Contents\n\n");
    let mut text = String::from("ACCORD TYPE SUR LA CONSERVATION DES LACS\n\n");
    for n in 1..=40 {
        cover.push_str(&format!("Article {n}  On {} ........ {n}\n", names[n % 3]));
        text.push_str(&format!(
            "Article {n}\n\n1. Les Parties au présent Accord respectent la règle {n} dans tous leurs territoires et pour \
             les besoins de la conservation des lacs.\n\n2. Elles en informent le dépositaire de l'Accord.\n\n"
        ));
    }
    let d = document(&format!("{cover}\n{text}"));
    assert_eq!(d.texts.iter().map(|t| t.language.as_deref()).collect::<Vec<_>>(), [Some("fr")]);
    assert_eq!(d.units.iter().filter(|u| u.kind == UnitKind::Article).count(), 40);
    // A short text in English is one.
    let mut letter = String::new();
    for n in 1..=12 {
        letter.push_str(&format!(
            "Article {n}\n\nThe Parties to this Agreement shall keep rule {n} in all of their lakes and ponds.\n\n"
        ));
    }
    let d = document(&format!("{letter}\n{text}"));
    assert_eq!(d.texts.iter().map(|t| t.language.as_deref()).collect::<Vec<_>>(), [Some("en"), Some("fr")]);
}

#[test]
fn what_stands_between_recitals_and_ends_like_them_is_one() {
    let text = "Model Agreement\n\nThe Parties,\n\nRecognizing that lakes are old,\n\nMindful of the fish,\n\nConvinced that water is shared,\n\n\
                Have agreed as follows:\n\nArticle 1\n\nThe Parties share the water.\n";
    let document = servanda::read::read("model.txt", text.as_bytes(), &servanda::read::Options::default());
    let recitals: Vec<&str> = document
        .units
        .iter()
        .filter(|unit| unit.kind == servanda::model::UnitKind::Recital)
        .map(|unit| unit.text.as_str())
        .collect();
    assert_eq!(
        recitals,
        ["Recognizing that lakes are old,", "Mindful of the fish,", "Convinced that water is shared,"]
    );
}
