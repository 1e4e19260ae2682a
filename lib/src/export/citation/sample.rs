//! Instruments made up for the tests of this room.

use super::{Style, cite};
use crate::landscape::{Landscape, RawFile, assemble};
use crate::model::{Basis, Day, Evidence, Sourced};

/// Id, then the file without `bindingness` and `[default]`, which every file gets.
const INSTRUMENTS: &[(&str, &str)] = &[
    (
        "harbour-convention",
        r#"
        kind = "treaty"
        symbol = "ETS No. 185"
        place = "Budapest"
        issuer = "Council of Erewhon"
        title = { en = "Convention on Harbours", fr = "Convention sur les ports" }
        date = [
            { milestone = "adopted", on = "2001-11-08", basis = "unverified" },
            { milestone = "opened-for-signature", on = "2001-11-23", place = "Budapest" },
            { milestone = "signed", on = "2001-11-23" },
            { milestone = "in-force", on = "2004-07-01" },
        ]
        unit = [{ id = "art4/1", kind = "paragraph" }]
        "#,
    ),
    (
        "harbour-protocol",
        r#"
        kind = "protocol"
        symbol = "CETS 224"
        title = { en = "Protocol to the Convention on Harbours" }
        date = [{ milestone = "adopted", on = "2021" }]
        unit = [{ id = "preamble/2", kind = "recital" }]
        "#,
    ),
    (
        "river-treaty",
        r#"
        kind = "accord"
        symbol = "2296 UNTS 167"
        title = { en = "Treaty on the River" }
        date = [{ milestone = "signed", on = "2015-05" }]
        standing = [{ word = "party", parties = ["XE", "XL"] }]
        unit = [{ id = "art2", kind = "article" }]
        "#,
    ),
    (
        "hotline-mou",
        r#"
        kind = "mou"
        place = "Paris"
        date = [{ milestone = "signed", on = "2013-05-12", basis = "unverified" }]
        standing = [{ word = "participant", parties = ["XL", "XE"] }]
        text = [
            { lang = "fr", state = "none", official = "https://example.org/accord" },
            { lang = "en", state = "none", official = "https://example.org/mou text" },
        ]
        rival = [{ about = "signed", value = "2013-05-01" }]
        [title]
        en = { value = "Memorandum on a Hotline", basis = "coder" }
        "#,
    ),
    (
        "net-resolution",
        r#"
        kind = "un-resolution"
        symbol = "A/RES/53/70"
        title = { en = { value = "Developments in the Field of Nets (1998)", basis = "unverified" } }
        date = [{ milestone = "adopted", on = "1998-12-04" }]
        unit = [{ id = "4", kind = "paragraph" }]
        "#,
    ),
    (
        "council-resolution",
        r#"
        kind = "un-resolution"
        symbol = "S/RES/2341 (2017)"
        title = { en = "Protection of Bridges" }
        date = [{ milestone = "adopted", on = "2017-02-13" }]
        "#,
    ),
    (
        "expert-report",
        r#"
        kind = "expert-report"
        symbol = "A/70/174"
        title = { en = "Report of the Experts on Nets" }
        date = [{ milestone = "agreed", on = "2015-06" }, { milestone = "dated", on = "2015-07-22" }]
        unit = [{ id = "13/f", kind = "point" }]
        "#,
    ),
    (
        "compact",
        r#"
        kind = "political-declaration"
        symbol = "A/RES/79/1 annex I"
        title = { en = "Compact on Nets" }
        date = [{ milestone = "adopted", on = "2024-09-22" }]
        "#,
    ),
    (
        "summit-declaration",
        r#"
        kind = "political-declaration"
        place = "Newport"
        issuer = "Heads of State of the League"
        title = { en = "Declaration of the Summit" }
        date = [{ milestone = "adopted", on = "2014-09-05" }]
        unit = [{ id = "72", kind = "paragraph" }]
        text = [{ lang = "en", state = "none", official = "https://example.org/declaration" }]
        "#,
    ),
    (
        "two-states-statement",
        r#"
        kind = "joint-statement"
        title = { en = "Joint Statement on Nets" }
        date = [{ milestone = "dated", on = "2015-09-25" }]
        "#,
    ),
    (
        "view",
        r#"
        kind = "national-position"
        title = { en = "Law and the Net" }
        date = [{ milestone = "published", on = "2018-05" }]
        standing = [{ word = "author", parties = ["XE"] }]
        "#,
    ),
    (
        "letter",
        r#"
        kind = "letter"
        symbol = "A/66/359"
        issuer = "Envoys of Erewhon, Laputa and others"
        title = { en = "Code for Nets" }
        date = [{ milestone = "letter", on = "2011-09-12" }]
        "#,
    ),
    (
        "order",
        r#"
        kind = "sanctions-instrument"
        scope = "domestic"
        symbol = "80 FR 18077"
        issuer = "President of Erewhon"
        title = { en = "Executive Order 13694: Blocking Property" }
        date = [{ milestone = "signed", on = "2015-04-01" }, { milestone = "in-force", on = "2015-04-01" }]
        unit = [{ id = "1/a", kind = "paragraph", label = "Sec. 1(a)" }]
        "#,
    ),
    (
        "directive",
        r#"
        kind = "regional-legislation"
        symbol = "Directive (EU) 2016/1148"
        title = { en = "Directive on Nets" }
        date = [{ milestone = "adopted", on = "2016-07-06" }]
        unit = [{ id = "art3", kind = "article" }]
        "#,
    ),
    (
        "conference-resolution",
        r#"
        kind = "conference-resolution"
        symbol = "34IC/24/R2"
        place = "Geneva"
        issuer = "Conference of the Societies"
        title = { en = "Nets in War" }
        date = [{ milestone = "adopted", on = "2024-10-31" }]
        "#,
    ),
    (
        "draft",
        r#"
        kind = "treaty"
        title = { en = "Draft Treaty on Nets" }
        "#,
    ),
    ("bare", "kind = \"code\""),
];

const PARTIES: &str = r#"
    party = [
        { code = "XE", kind = "state", name = { en = "Erewhon" } },
        { code = "XL", kind = "state", name = { en = "Laputa" } },
    ]
"#;

/// A kind of this landscape's own, narrower than a kind that styles know.
const VOCABULARY: &str = r#"
    kind = [
        { id = "treaty", label = "Treaty", definition = "binding" },
        { id = "accord", label = "Accord", definition = "a treaty by another name", broader = ["treaty"] },
        { id = "expert-report", label = "Expert report", definition = "of experts" },
    ]
"#;

pub(super) fn landscape() -> Landscape {
    let mut files = vec![RawFile::new("parties.toml", PARTIES), RawFile::new("vocabulary.toml", VOCABULARY)];
    for (id, text) in INSTRUMENTS {
        let binding = if *id == "draft" { "proposed" } else { "binding" };
        let head =
            format!("bindingness = \"{binding}\"\ndefault = {{ basis = \"official-text\", source = [\"x\"] }}\n");
        files.push(RawFile::new(format!("instruments/{id}/instrument.toml"), head + text));
    }
    assemble("sample", files, None).landscape
}

/// A citation as of 5 June 2024.
pub(super) fn cited(id: &str, unit: Option<&str>, style: Style) -> String {
    let landscape = landscape();
    let instrument = landscape.instrument(id).unwrap();
    let unit = unit.map(|unit| instrument.unit(unit).unwrap());
    cite(&landscape, instrument, unit, Some(Day::constant(2024, 6, 5)), style).text
}

/// A landscape whose one instrument has any title and issuer, which files could not always hold.
pub(super) fn with_title(title: &str, issuer: &str) -> (Landscape, &'static str) {
    let file = RawFile::new("instruments/any/instrument.toml", "kind = \"un-report\"\nbindingness = \"political\"");
    let mut landscape = assemble("sample", vec![file], None).landscape;
    let instrument = landscape.instruments.get_mut("any").unwrap();
    let evidence = Evidence { basis: Some(Basis::Secondary), sources: Vec::new(), note: None };
    let span = instrument.span;
    instrument.titles.insert("en".to_owned(), Sourced { value: title.to_owned(), evidence, span });
    instrument.issuer = Some(issuer.to_owned());
    (landscape, "any")
}

pub(super) fn cited_with_title(title: &str, style: Style) -> String {
    let (landscape, id) = with_title(title, "Office of Nets");
    cite(&landscape, landscape.instrument(id).unwrap(), None, None, style).text
}
