//! Addresses: every page has one, every link is made from one, and the server understands no others.
//!
//! In: path and query as the browser sent them. Out: a [`Route`], or what is wrong ([`RouteError`]). `Display` is the
//! inverse of [`Route::parse`]: links in pages are printed routes, so that a dead link cannot be written by hand, and
//! the day that was asked about travels with each of them.

use std::fmt;

use servanda::model::{Date, DateError};
use servanda::register::Query;

use crate::compare_ask::CompareAsk;
use crate::overlap_ask::OverlapAsk;
use crate::percent::{decode, encode, pairs};
use crate::question_ask::QuestionAsk;
use crate::search_ask::SearchAsk;

/// What a register page shows: the narrowed list and which hundred rows of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterAsk {
    /// Facets and words.
    pub query: Query,
    /// Page of a hundred rows, from 0 (the address counts from 1).
    pub page: usize,
}

/// How a text is to be shown. Nothing asked means its main language, from its beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextAsk {
    /// Languages, side by side in this order.
    pub langs: Vec<String>,
    /// A unit: of a text that is shown in parts, the part that holds it.
    pub at: Option<String>,
}

/// Which commitment is edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditAsk {
    /// Id of its instrument.
    pub instrument: String,
    /// What the file calls it; `None` for a new one.
    pub row: Option<String>,
    /// The unit that a new one is of.
    pub unit: Option<String>,
}

/// Which page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// `/`: the landscape at a glance.
    Overview,
    /// `/i`: the list of instruments.
    Register(Box<RegisterAsk>),
    /// `/i/<id>`: one instrument.
    Instrument(String),
    /// `/i/<id>?lang=en,fr&at=<unit>`: one instrument, with its text in chosen languages or from a unit on.
    Text(String, TextAsk),
    /// `/i/<id>/<unit>`: one unit of it.
    Unit(String, String),
    /// `/edit/<id>.<commitment>`: a commitment to edit; `/edit/<id>?unit=<unit>`: a new one.
    Edit(EditAsk),
    /// `/party`: all parties and groups.
    Parties,
    /// `/party/<code>`: one party.
    Party(String),
    /// `/party/<a>..<b>`: what two parties or groups have promised, beside each other.
    Sides(String, String),
    /// `/ask`: who has promised what to whom.
    Ask(Box<QuestionAsk>),
    /// `/group/<id>`: one group.
    Group(String),
    /// `/search`: words in everything.
    Search(Box<SearchAsk>),
    /// `/compare/<a>..<b>`: what changed between texts; `/compare` where they are chosen.
    Compare(Box<CompareAsk>),
    /// `/trace/<id>/<unit>`: the lineage of a unit, or of a whole if the unit is empty; `/trace` where a draft is sent.
    Trace(Option<(String, String)>),
    /// `/overlap`: what states or groups have in common.
    Overlap(Box<OverlapAsk>),
    /// `/events`: events, mechanisms and positions.
    Events,
    /// `/vocabulary`: every word with its definition.
    Vocabulary,
    /// `/sources`: every source, in parts; which one, from 0 (the address counts from 1).
    Sources(usize),
    /// `/check`: what is wrong with the files, in parts.
    Check(usize),
    /// `/assets/<hash>/<name>`: a file of the program.
    Asset(String, String),
}

/// In which form a page is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// For people.
    #[default]
    Html,
    /// The sheet as it is.
    Json,
    /// The register, what a search found, or a comparison as a table.
    Csv,
    /// A comparison as one file that needs nothing else.
    File,
    /// A comparison as a Word file with tracked changes.
    Docx,
}

/// One address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Which page.
    pub page: Page,
    /// In which form.
    pub form: Form,
    /// The date whose last day it speaks of, if the address names one; today otherwise.
    pub as_of: Option<Date>,
}

/// Why an address leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteError {
    /// There is no such page.
    NoSuchPage,
    /// A parameter is not a date.
    NotADate {
        /// Which parameter.
        parameter: &'static str,
        /// What was written.
        written: String,
        /// What is wrong with it.
        error: DateError,
    },
}

impl Route {
    /// The page for people, of a day.
    #[must_use]
    pub fn html(page: Page, as_of: Option<Date>) -> Route {
        Route { page, form: Form::Html, as_of }
    }

    /// Reads a path and a query (without the `?`), both as sent.
    ///
    /// # Errors
    /// [`RouteError`] if there is no such page, or a date in the query is none. Unknown parameters are left out.
    pub fn parse(path: &str, query: &str) -> Result<Route, RouteError> {
        let query = pairs(query);
        let (page, form) = read_path(path).ok_or(RouteError::NoSuchPage)?;
        let mut page = page;
        match &mut page {
            Page::Register(ask) => read_ask(ask, &query)?,
            Page::Search(ask) => ask.read(&query)?,
            Page::Compare(ask) => ask.read(&query),
            Page::Overlap(ask) => ask.read(&query),
            Page::Ask(ask) => {
                ask.read(&query);
                if let (Some(left), Some(right)) = (&ask.party, &ask.and) {
                    page = Page::Sides(left.clone(), right.clone());
                } else if form == Form::Csv && ask.party.is_none() {
                    // Only clauses are rows; an answer is more than its rows.
                    return Err(RouteError::NoSuchPage);
                }
            }
            Page::Party(code) => {
                if let Some(other) = with(&query).into_iter().next() {
                    page = Page::Sides(std::mem::take(code), other);
                }
            }
            Page::Parties => {
                if let [left, right] = with(&query).as_slice() {
                    page = Page::Sides(left.clone(), right.clone());
                }
            }
            Page::Edit(ask) if ask.row.is_none() => {
                ask.unit = last(&query, "unit").filter(|unit| !unit.is_empty()).map(str::to_owned);
            }
            Page::Sources(part) | Page::Check(part) => *part = part_asked(&query),
            Page::Instrument(id) => {
                let ask = text_asked(&query);
                if ask != TextAsk::default() {
                    page = Page::Text(std::mem::take(id), ask);
                }
            }
            _ => {}
        }
        Ok(Route { page, form, as_of: date(&query, "as-of")? })
    }

    /// The path alone.
    #[must_use]
    pub fn path(&self) -> String {
        let ending = match self.form {
            Form::Html => "",
            Form::Json => ".json",
            Form::Csv => ".csv",
            Form::File => ".html",
            Form::Docx => ".docx",
        };
        // The name of a thing may itself end like a form; its dot is then escaped, and the reader looks before decoding.
        let last = |name: &str| {
            let name = encode(name);
            match name.rsplit_once('.') {
                Some((stem, end @ ("json" | "csv" | "html" | "docx"))) => format!("{stem}%2E{end}"),
                _ => name,
            }
        };
        let units = |unit: &str| match unit.rsplit_once('/') {
            Some((above, end)) => above.split('/').map(encode).chain([last(end)]).collect::<Vec<String>>().join("/"),
            None => last(unit),
        };
        let path = match &self.page {
            Page::Overview if self.form == Form::Html => "/".to_owned(),
            Page::Overview => "/index".to_owned(),
            Page::Register(_) => "/i".to_owned(),
            Page::Instrument(id) | Page::Text(id, _) => format!("/i/{}", last(id)),
            Page::Unit(id, unit) => {
                format!("/i/{}/{}", encode(id), units(unit))
            }
            Page::Edit(ask) => match &ask.row {
                Some(row) => format!("/edit/{}", last(&format!("{}.{row}", ask.instrument))),
                None => format!("/edit/{}", last(&ask.instrument)),
            },
            Page::Parties => "/party".to_owned(),
            // Two dots part the sides of a pair.
            Page::Party(code) => format!("/party/{}", last(code).replace("..", "%2E%2E")),
            Page::Sides(left, right) => format!("/party/{}..{}", side(left), side(right)),
            Page::Ask(_) => "/ask".to_owned(),
            Page::Group(id) => format!("/group/{}", last(id)),
            Page::Search(_) => "/search".to_owned(),
            Page::Compare(ask) if ask.ids.is_empty() => "/compare".to_owned(),
            Page::Compare(ask) => format!("/compare/{}", ask.names()),
            Page::Trace(None) => "/trace".to_owned(),
            Page::Trace(Some((id, unit))) if unit.is_empty() => format!("/trace/{}", last(id)),
            Page::Trace(Some((id, unit))) => format!("/trace/{}/{}", encode(id), units(unit)),
            Page::Overlap(_) => "/overlap".to_owned(),
            Page::Events => "/events".to_owned(),
            Page::Vocabulary => "/vocabulary".to_owned(),
            Page::Sources(_) => "/sources".to_owned(),
            Page::Check(_) => "/check".to_owned(),
            Page::Asset(hash, name) => return format!("/assets/{}/{}", encode(hash), encode(name)),
        };
        path + ending
    }

    /// The query as pairs, as-of last; what a form must repeat in hidden fields.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = match &self.page {
            Page::Register(ask) => ask_pairs(ask),
            Page::Search(ask) => ask.pairs(),
            Page::Compare(ask) => ask.pairs(),
            Page::Overlap(ask) => ask.pairs(),
            Page::Ask(ask) => ask.pairs(),
            Page::Sources(part) | Page::Check(part) => part_pair(*part).into_iter().collect(),
            Page::Edit(ask) => ask.unit.clone().map(|unit| ("unit", unit)).into_iter().collect(),
            Page::Text(_, ask) => {
                let langs = (!ask.langs.is_empty()).then(|| ("lang", ask.langs.join(",")));
                langs.into_iter().chain(ask.at.clone().map(|at| ("at", at))).collect()
            }
            _ => Vec::new(),
        };
        if let Some(date) = self.as_of {
            pairs.push(("as-of", date.to_string()));
        }
        pairs
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())?;
        for (at, (key, value)) in self.pairs().into_iter().enumerate() {
            // A comma or a slash means nothing in a query, and addresses are read by people.
            let value = encode(&value).replace("%2C", ",").replace("%2F", "/");
            write!(f, "{}{key}={value}", if at == 0 { '?' } else { '&' })?;
        }
        Ok(())
    }
}

/// A side of a pair in a path: its dots are escaped, since two of them part the sides; the colon of `group:AU` reads better
/// as it is.
fn side(name: &str) -> String {
    let plain = match name {
        "json" | "csv" | "html" | "docx" => return name.bytes().map(|byte| format!("%{byte:02X}")).collect(),
        _ => encode(name),
    };
    plain.replace('.', "%2E").replace("%3A", ":")
}

/// The two sides of a pair, before anything is decoded.
fn read_sides(raw: &str) -> Option<Page> {
    let (left, right) = raw.split_once("..").filter(|(left, right)| !left.is_empty() && !right.is_empty())?;
    let part = |part: &str| (!part.contains('/') && !part.contains("..")).then(|| decode(part)).flatten();
    Some(Page::Sides(part(left)?, part(right)?))
}

/// What a form wants to see beside each other.
fn with(query: &[(String, String)]) -> Vec<String> {
    let wanted = query.iter().filter(|(key, _)| key == "with").map(|(_, value)| value.trim());
    wanted.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn read_path(path: &str) -> Option<(Page, Form)> {
    let path = path.strip_prefix('/')?;
    if let Some(asset) = path.strip_prefix("assets/") {
        let (hash, name) = asset.split_once('/')?;
        return Some((Page::Asset(decode(hash)?, decode(name)?), Form::Html));
    }
    let (path, form) = match path.rsplit_once('.') {
        Some((stem, "json")) => (stem, Form::Json),
        Some((stem, "csv")) => (stem, Form::Csv),
        Some((stem, "html")) => (stem, Form::File),
        Some((stem, "docx")) => (stem, Form::Docx),
        _ => (path, Form::Html),
    };
    if let Some(names) = path.strip_prefix("compare/") {
        return Some((Page::Compare(Box::new(CompareAsk::read_names(names)?)), form));
    }
    if let Some(page) = path.strip_prefix("party/").and_then(read_sides) {
        return matches!(form, Form::Html | Form::Json).then_some((page, form));
    }
    let parts: Option<Vec<String>> = path.split('/').map(decode).collect();
    let parts = parts?;
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let page = match parts.as_slice() {
        [""] if form == Form::Html => Page::Overview,
        ["index"] if form != Form::Html => Page::Overview,
        ["i"] => Page::Register(Box::default()),
        ["i", id] if !id.is_empty() => Page::Instrument((*id).to_owned()),
        // A unit's own slashes are the slashes of the path, so an escaped one inside a part would print otherwise.
        ["i", id, unit @ ..] if !id.is_empty() && unit.iter().all(|part| !part.is_empty() && !part.contains('/')) => {
            Page::Unit((*id).to_owned(), unit.join("/"))
        }
        ["edit", name] if !name.is_empty() && !name.starts_with('.') && !name.ends_with('.') => {
            let (instrument, row) = name.split_once('.').map_or((*name, None), |(id, row)| (id, Some(row.to_owned())));
            Page::Edit(EditAsk { instrument: instrument.to_owned(), row, unit: None })
        }
        ["party"] => Page::Parties,
        ["party", code] if !code.is_empty() => Page::Party((*code).to_owned()),
        ["group", id] if !id.is_empty() => Page::Group((*id).to_owned()),
        ["search"] => Page::Search(Box::default()),
        ["compare"] if form == Form::Html => Page::Compare(Box::default()),
        ["trace"] => Page::Trace(None),
        ["trace", id] if !id.is_empty() => Page::Trace(Some(((*id).to_owned(), String::new()))),
        ["trace", id, unit @ ..]
            if !id.is_empty() && unit.iter().all(|part| !part.is_empty() && !part.contains('/')) =>
        {
            Page::Trace(Some(((*id).to_owned(), unit.join("/"))))
        }
        ["overlap"] => Page::Overlap(Box::default()),
        ["ask"] => Page::Ask(Box::default()),
        ["events"] => Page::Events,
        ["vocabulary"] => Page::Vocabulary,
        ["sources"] => Page::Sources(0),
        ["check"] => Page::Check(0),
        _ => return None,
    };
    // Only lists are plain tables.
    let there_is = match form {
        Form::Html => true,
        // A form is for people.
        Form::Json => !matches!(page, Page::Edit(_)),
        Form::Csv => {
            matches!(page, Page::Register(_) | Page::Search(_) | Page::Trace(_) | Page::Overlap(_) | Page::Ask(_))
        }
        Form::File | Form::Docx => false,
    };
    there_is.then_some((page, form))
}

pub(crate) fn date(query: &[(String, String)], parameter: &'static str) -> Result<Option<Date>, RouteError> {
    // An empty field of a form means that nothing was asked.
    let Some((_, written)) = query.iter().rev().find(|(key, value)| key == parameter && !value.trim().is_empty())
    else {
        return Ok(None);
    };
    match Date::parse(written.trim()) {
        Ok(date) => Ok(Some(date)),
        Err(error) => Err(RouteError::NotADate { parameter, written: written.clone(), error }),
    }
}

fn lists(query: &mut Query) -> [(&'static str, &mut Vec<String>); 9] {
    [
        ("party", &mut query.parties),
        ("group", &mut query.groups),
        ("topic", &mut query.topics),
        ("kind", &mut query.kinds),
        ("binding", &mut query.binding),
        ("strength", &mut query.strengths),
        ("standing", &mut query.standings),
        ("camp", &mut query.camps),
        ("status", &mut query.statuses),
    ]
}

fn read_ask(ask: &mut RegisterAsk, query: &[(String, String)]) -> Result<(), RouteError> {
    for (name, list) in lists(&mut ask.query) {
        for (_, value) in query.iter().filter(|(key, value)| key == name && !value.is_empty()) {
            if !list.contains(value) {
                list.push(value.clone());
            }
        }
    }
    ask.query.since = date(query, "since")?;
    ask.query.until = date(query, "until")?;
    ask.query.words = last(query, "q").filter(|words| !words.is_empty()).map(str::to_owned);
    ask.page = part_asked(query);
    Ok(())
}

fn last<'q>(query: &'q [(String, String)], name: &str) -> Option<&'q str> {
    query.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim())
}

/// More languages beside each other than any screen shows.
const MOST_LANGUAGES: usize = 6;

fn text_asked(query: &[(String, String)]) -> TextAsk {
    let mut ask = TextAsk::default();
    for lang in query.iter().filter(|(key, _)| key == "lang").flat_map(|(_, value)| value.split(',')) {
        let lang = lang.trim();
        if !lang.is_empty() && ask.langs.len() < MOST_LANGUAGES && !ask.langs.iter().any(|known| known == lang) {
            ask.langs.push(lang.to_owned());
        }
    }
    ask.at = last(query, "at").filter(|at| !at.is_empty()).map(str::to_owned);
    ask
}

/// The part of a long list that is asked for, from 0; the first if what is written is no number.
pub(crate) fn part_asked(query: &[(String, String)]) -> usize {
    last(query, "page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).max(1) - 1
}

pub(crate) fn part_pair(part: usize) -> Option<(&'static str, String)> {
    (part > 0).then(|| ("page", (part + 1).to_string()))
}

fn ask_pairs(ask: &RegisterAsk) -> Vec<(&'static str, String)> {
    let mut pairs = Vec::new();
    if let Some(words) = &ask.query.words {
        pairs.push(("q", words.clone()));
    }
    let mut query = ask.query.clone();
    for (name, list) in lists(&mut query) {
        pairs.extend(list.iter().map(|value| (name, value.clone())));
    }
    for (name, value) in [("since", ask.query.since), ("until", ask.query.until)] {
        pairs.extend(value.map(|date| (name, date.to_string())));
    }
    pairs.extend(part_pair(ask.page));
    pairs
}

impl RegisterAsk {
    /// The list narrowed by one value of one facet.
    #[must_use]
    pub fn of(facet: &str, value: &str) -> RegisterAsk {
        RegisterAsk::default().toggled(facet, value)
    }

    /// The same list with one value of one facet added, or taken out if it is there; from its first row.
    #[must_use]
    pub fn toggled(&self, facet: &str, value: &str) -> RegisterAsk {
        let mut next = RegisterAsk { query: self.query.clone(), page: 0 };
        for (name, list) in lists(&mut next.query) {
            if name == facet {
                match list.iter().position(|have| have == value) {
                    Some(at) => drop(list.remove(at)),
                    None => list.push(value.to_owned()),
                }
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<Route, RouteError> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let names = ["gge-2015", "json", "..", "a..", "x.docx", "x.json", "a.csv", "é 名", "a&b=c", "%41"];
        let mut pages = vec![Page::Overview, Page::Parties, Page::Events, Page::Vocabulary];
        pages.extend([Page::Sources(0), Page::Sources(1), Page::Check(0), Page::Check(16)]);
        for name in names {
            pages.push(Page::Instrument(name.into()));
            pages.push(Page::Party(name.into()));
            pages.push(Page::Sides(name.into(), "group:AU".into()));
            pages.push(Page::Sides("CN".into(), name.into()));
            let question = QuestionAsk { by: Some(name.into()), object: Some(name.into()), ..QuestionAsk::about(name) };
            pages.push(Page::Ask(Box::new(question)));
            let silence = Some("proliferation".to_owned());
            let within = vec!["gge-2013".to_owned(), name.to_owned()];
            pages.push(Page::Ask(Box::new(QuestionAsk { silence, within, ..QuestionAsk::default() })));
            pages.push(Page::Group(name.into()));
            // The id of an instrument has no dots, and that of a commitment does not begin or end with one.
            let (instrument, unit) = (name.replace('.', "-"), Some(format!("13/{name}")));
            pages.push(Page::Edit(EditAsk { instrument: instrument.clone(), row: None, unit }));
            if !name.starts_with('.') && !name.ends_with('.') {
                pages.push(Page::Edit(EditAsk { instrument, row: Some(name.into()), unit: None }));
            }
            pages.push(Page::Unit(name.into(), format!("13/{name}")));
            pages.push(Page::Unit("x".into(), name.into()));
            pages.push(Page::Trace(Some(("x".into(), name.into()))));
            pages.push(Page::Trace(Some((name.into(), format!("13/{name}")))));
            pages.push(Page::Trace(Some((name.into(), String::new()))));
            let query = Query {
                parties: vec![name.into(), "RU".into()],
                statuses: vec!["made".into()],
                words: Some(name.into()),
                since: Date::parse("2011").ok(),
                ..Query::default()
            };
            pages.push(Page::Register(Box::new(RegisterAsk { query, page: 3 })));
            let ask = TextAsk { langs: vec!["en".into(), "zh-Hant".into()], at: Some("ch2/art1".into()) };
            pages.push(Page::Text(name.into(), ask));
            pages.push(Page::Text(name.into(), TextAsk { langs: Vec::new(), at: Some("a&b=c".into()) }));
            let compared =
                CompareAsk { langs: vec!["en".into(), "fr".into()], page: 1, ..CompareAsk::of(&[name, "x", name]) };
            pages.push(Page::Compare(Box::new(compared.toggled(servanda::compare::Kind::Moved).swapped())));
            let search = SearchAsk { page: 2, ..SearchAsk::of(name) };
            pages.push(Page::Search(Box::new(search.toggled("lang", "fr").toggled("in", name))));
        }
        for page in pages {
            for form in [Form::Html, Form::Json] {
                for as_of in [None, Date::parse("2014-05").ok()] {
                    let route = Route { page: page.clone(), form, as_of };
                    let is_form = matches!(page, Page::Edit(_)) && form == Form::Json;
                    let expected = if is_form { Err(RouteError::NoSuchPage) } else { Ok(route.clone()) };
                    assert_eq!(read(&route.to_string()), expected, "{route}");
                }
            }
        }
        let table = Route { page: Page::Register(Box::default()), form: Form::Csv, as_of: None };
        assert_eq!(table.to_string(), "/i.csv");
        assert_eq!(read("/i.csv"), Ok(table));
    }

    #[test]
    fn addresses_read_as_in_the_design() {
        assert_eq!(read("/"), Ok(Route::html(Page::Overview, None)));
        assert_eq!(read("/index.json").unwrap().form, Form::Json);
        assert_eq!(read("/i/gge-2015/13/f").unwrap().page, Page::Unit("gge-2015".into(), "13/f".into()));
        assert_eq!(read("/party/RU?as-of=").unwrap().as_of, None);
        assert_eq!(read("/i/x?lang=&at=").unwrap().page, Page::Instrument("x".into()));
        let side_by_side = read("/i/x?lang=en,fr&lang=ru&lang=en").unwrap();
        assert_eq!(side_by_side.to_string(), "/i/x?lang=en,fr,ru");
        assert_eq!(read("/party/CN..group:AU").unwrap().page, Page::Sides("CN".into(), "group:AU".into()));
        assert_eq!(read("/party/CN?with=US").unwrap().to_string(), "/party/CN..US");
        assert_eq!(read("/party?with=SCO&with=group:EU").unwrap().to_string(), "/party/SCO..group:EU");
        assert_eq!(read("/ask.csv?party=CN").unwrap().form, Form::Csv);
        assert_eq!(read("/ask.csv?act=x"), Err(RouteError::NoSuchPage));
        for nowhere in ["", "/index", "/i/", "/i/x/", "/i/x//y", "/x", "/events.csv", "/party/%ff", "/assets/x"] {
            assert_eq!(read(nowhere), Err(RouteError::NoSuchPage), "{nowhere}");
        }
        assert!(matches!(read("/?as-of=2014-5"), Err(RouteError::NotADate { parameter: "as-of", .. })));
    }
}
