//! Identification of work, expression and manifestation.

use crate::read::format::LANGUAGES;

use super::Meta;
use crate::export::xml::Xml;

/// The day that stands where the schema demands a date and none is known.
const NO_DAY: &str = "0001-01-01";

/// The code of three letters that Akoma Ntoso asks for.
fn language(meta: &Meta) -> String {
    let Some(tag) = &meta.language else { return "und".to_owned() };
    let first = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let known = LANGUAGES.iter().find(|(two, _)| *two == first).and_then(|(_, three)| three.first());
    known.map_or(first, |three| (*three).to_owned())
}

/// Part of an address: "/" becomes "-", white space "_", and what has no place in an address is left out.
fn slug(words: &str) -> String {
    words
        .trim()
        .chars()
        .filter_map(|c| match c {
            '/' => Some('-'),
            c if c.is_whitespace() => Some('_'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') => Some(c),
            _ => None,
        })
        .collect()
}

/// The address of the work; what is not known is left out of it.
fn address(meta: &Meta) -> String {
    let mut address = format!("/akn/un/{}/{}", meta.class.element(), meta.class.subtype());
    let date = meta.date.map(|d| d.to_string());
    for part in [meta.actor.as_deref().map(slug), date, meta.number.as_deref().map(slug)] {
        if let Some(part) = part.filter(|p| !p.is_empty()) {
            address.push('/');
            address.push_str(&part);
        }
    }
    address
}

/// The `meta` of the whole text, with the footnotes that have no place in its words.
pub(super) fn of_work(xml: &mut Xml, meta: &Meta, notes: &[(String, Vec<String>)]) {
    xml.open("meta", &[]);
    identification(xml, meta, "");
    xml.open("references", &[("source", "#servanda")]);
    let reference = |xml: &mut Xml, id: &str, words: &str| {
        let address = format!("/akn/ontology/organization/{id}");
        xml.empty("TLCOrganization", &[("eId", id), ("href", &address), ("showAs", words)]);
    };
    reference(xml, "servanda", "Servanda");
    match meta.actor.as_deref() {
        Some(actor) => reference(xml, &actor_id(actor), actor),
        None => reference(xml, "unknown", "unknown"),
    }
    xml.close();
    if !notes.is_empty() {
        xml.open("notes", &[("source", "#servanda")]);
        for (number, (mark, paragraphs)) in notes.iter().enumerate() {
            let id = format!("meta__note_{}", number + 1);
            xml.open("note", &[("eId", &id), ("marker", mark)]);
            for words in paragraphs {
                xml.line("p", &[], |xml| xml.words(words));
            }
            xml.close();
        }
        xml.close();
    }
    xml.close();
}

/// The `meta` of an attachment, which is a component of the work.
pub(super) fn of_component(xml: &mut Xml, meta: &Meta, component: &str) {
    xml.open("meta", &[]);
    identification(xml, meta, component);
    xml.close();
}

/// An identifier of its own, so that no actor is taken for a unit.
fn actor_id(actor: &str) -> String {
    format!("actor_{}", slug(actor))
}

fn identification(xml: &mut Xml, meta: &Meta, component: &str) {
    let work = address(meta);
    let date = meta.date.map(|d| d.to_string());
    let dated = date.as_deref().map_or((NO_DAY, "unknown"), |day| (day, "work"));
    let author = format!("#{}", meta.actor.as_deref().map_or("unknown".to_owned(), actor_id));
    let language = language(meta);
    // An expression without a day of its own is that of the work; `@` says so.
    let expression = format!("{work}/{language}@");
    let main = if component.is_empty() { "!main" } else { component };
    xml.open("identification", &[("source", "#servanda")]);
    let core = |xml: &mut Xml, uri: &str, this: &str, author: &str, (day, what): (&str, &str), alias: Option<&str>| {
        xml.empty("FRBRthis", &[("value", this)]);
        xml.empty("FRBRuri", &[("value", uri)]);
        if let Some(alias) = alias {
            xml.empty("FRBRalias", &[("name", "title"), ("value", alias)]);
        }
        xml.empty("FRBRdate", &[("date", day), ("name", what)]);
        xml.empty("FRBRauthor", &[("href", author)]);
    };
    xml.open("FRBRWork", &[]);
    let title = meta.title.as_deref().filter(|_| component.is_empty());
    core(xml, &work, &format!("{work}/{main}"), &author, dated, title);
    xml.empty("FRBRcountry", &[("value", "un")]);
    xml.empty("FRBRsubtype", &[("value", meta.class.subtype())]);
    if let Some(number) = &meta.number {
        xml.empty("FRBRnumber", &[("value", &slug(number)), ("showAs", number)]);
    }
    if let Some(name) = &meta.name {
        xml.empty("FRBRname", &[("value", name)]);
    }
    xml.close();
    xml.open("FRBRExpression", &[]);
    core(xml, &expression, &format!("{expression}/{main}"), &author, dated, None);
    xml.empty("FRBRlanguage", &[("language", &language)]);
    xml.close();
    xml.open("FRBRManifestation", &[]);
    // Nothing here knows the day on which the file is written.
    let (uri, this) = (format!("{expression}.akn"), format!("{expression}/{main}.xml"));
    core(xml, &uri, &this, "#servanda", (NO_DAY, "unknown"), None);
    xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
    xml.close();
    xml.close();
}
