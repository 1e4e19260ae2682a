//! CSL-JSON, the data of programs that use the Citation Style Language (Zotero, pandoc, citeproc).
//!
//! Followed: the CSL 1.0.2 specification, appendices III (types: `treaty`, `legislation`, `report`, `document`) and IV
//! (variables), and the schema `csl-data.json`, which allows no other keys. `available-date` is there defined for the day
//! a treaty was opened for signature; there is no variable for the entry into force, so it stands in `note`. Resolutions
//! are given as `report`, which styles print with number and body. Not sure: `section` for the pinpoint; the
//! specification wants pinpoints beside the item, in the citing document, and a list of items has no such place.

use serde_json::{Map, Value, json};

use super::facts::{Class, Facts};
use super::pinpoint;
use super::{dates_in_words, oscola};
use crate::model::Date;

pub(super) fn write(facts: &Facts<'_>) -> String {
    // Strings, numbers and lists always have a form in JSON.
    serde_json::to_string_pretty(&json!([item(facts)])).unwrap_or_default()
}

pub(super) fn item(facts: &Facts<'_>) -> Value {
    let class = facts.class();
    let kind = match class {
        Class::Treaty => "treaty",
        Class::Legislation => "legislation",
        Class::Report | Class::Resolution => "report",
        Class::Agreement | Class::Document => "document",
    };
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    put("id", Some(json!(facts.id())));
    put("type", Some(json!(kind)));
    put("title", Some(json!(facts.title())));
    put("language", facts.language().map(|language| json!(language)));
    match class {
        Class::Treaty | Class::Agreement | Class::Legislation => {
            put("authority", facts.author().map(Value::String));
        }
        _ => put("author", facts.author().map(|author| json!([{ "literal": author }]))),
    }
    if !matches!(class, Class::Treaty | Class::Legislation) {
        put("genre", facts.kind_label().map(Value::String));
    }
    put("number", facts.written_symbol().map(Value::String));
    put("event-place", facts.place().map(Value::String));
    let made = facts.made();
    put("issued", made.as_ref().map(|made| date(made.date)));
    let opened = made.filter(|made| made.verb == "opened for signature");
    put("available-date", opened.map(|made| date(made.date)));
    put("note", dates_in_words(facts).map(Value::String));
    put("section", facts.unit().map(|unit| json!(pinpoint::write(unit, &oscola::WORDS))));
    let address = facts.address();
    put("accessed", facts.accessed().filter(|_| address.is_some()).map(date));
    put("URL", address.map(Value::String));
    Value::Object(item)
}

/// As many parts as are known.
fn date(date: Date) -> Value {
    let mut parts = vec![json!(date.year())];
    parts.extend([date.month(), date.day()].into_iter().flatten().map(|part| json!(part)));
    json!({ "date-parts": [parts] })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::sample::{cited, cited_with_title};
    use crate::export::Style::CslJson;

    fn item(id: &str, unit: Option<&str>) -> Value {
        let list: Value = serde_json::from_str(&cited(id, unit, CslJson)).unwrap();
        list[0].clone()
    }

    #[test]
    fn a_treaty() {
        assert_eq!(
            item("harbour-convention", Some("art4/1")),
            json!({
                "id": "harbour-convention",
                "type": "treaty",
                "title": "Convention on Harbours",
                "language": "en",
                "authority": "Council of Erewhon",
                "number": "ETS No. 185",
                "event-place": "Budapest",
                "issued": { "date-parts": [[2001, 11, 23]] },
                "available-date": { "date-parts": [[2001, 11, 23]] },
                "note": "Opened for signature 23 November 2001, entered into force 1 July 2004",
                "section": "art 4(1)",
            })
        );
    }

    #[test]
    fn every_kind_has_a_type() {
        let kind = |id: &str| item(id, None)["type"].as_str().unwrap().to_owned();
        assert_eq!(kind("harbour-protocol"), "treaty");
        assert_eq!(kind("order"), "legislation");
        assert_eq!(kind("expert-report"), "report");
        assert_eq!(kind("net-resolution"), "report");
        for id in ["hotline-mou", "summit-declaration", "two-states-statement", "view", "draft"] {
            assert_eq!(kind(id), "document", "{id}");
        }
    }

    #[test]
    fn dates_have_the_precision_that_is_known() {
        assert_eq!(item("river-treaty", None)["issued"], json!({ "date-parts": [[2015, 5]] }));
        assert_eq!(item("harbour-protocol", None)["issued"], json!({ "date-parts": [[2021]] }));
        assert_eq!(item("bare", None).get("issued"), None);
    }

    #[test]
    fn addresses_come_with_the_day_of_access() {
        let mou = item("hotline-mou", None);
        assert_eq!(mou["URL"], "https://example.org/mou%20text");
        assert_eq!(mou["accessed"], json!({ "date-parts": [[2024, 6, 5]] }));
        assert_eq!(item("harbour-convention", None).get("accessed"), None);
    }

    #[test]
    fn titles_survive() {
        let text = cited_with_title("A \"quoted\" {title} \\ 协定\nof two lines", CslJson);
        let list: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(list[0]["title"], "A \"quoted\" {title} \\ 协定 of two lines");
    }
}
