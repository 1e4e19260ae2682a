//! Every link leads somewhere, every page is well-made, and the day travels along.

use std::collections::{BTreeSet, HashMap, HashSet};

use servanda_web::{CONTENT_SECURITY_POLICY, Page, Route, SearchAsk, TextAsk, Workbench};

use crate::{ask, built_in, get, text, with_texts};

/// Values of an attribute in a page, with the whole tag they stand in.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<(&'p str, String)> {
    let mut found = Vec::new();
    for tag in page.split('<').filter_map(|rest| rest.split('>').next()) {
        let key = format!(" {name}=\"");
        if let Some(at) = tag.find(&key) {
            let value = tag[at + key.len()..].split('"').next().unwrap();
            found.push((tag, value.replace("&amp;", "&")));
        }
    }
    found
}

fn all_routes() -> Vec<Page> {
    let landscape = built_in().landscape();
    let mut pages = vec![
        Page::Overview,
        Page::Register(Box::default()),
        Page::Parties,
        Page::Events,
        Page::Vocabulary,
        Page::Sources(0),
        Page::Check(0),
        Page::Search(Box::new(SearchAsk::of("cooperation"))),
        Page::Search(Box::new(SearchAsk::of("\"critical infrastructure\" NOT xyzzyx"))),
        Page::Search(Box::new(SearchAsk::of("cooperatoin"))),
    ];
    for instrument in &landscape.instruments {
        pages.push(Page::Instrument(instrument.id.clone()));
        pages.extend(instrument.units.iter().map(|u| Page::Unit(instrument.id.clone(), u.id.to_string())));
    }
    pages.extend(landscape.parties.ids().map(|code| Page::Party(code.to_owned())));
    pages.extend(landscape.groups.ids().map(|id| Page::Group(id.to_owned())));
    pages
}

fn check_page(address: &str, page: &str) {
    assert_eq!(page.matches("<h1").count(), 1, "{address} has not exactly one h1");
    assert_eq!(page.matches("<main").count(), 1, "{address} has not exactly one main");
    assert!(!page.contains("<style"), "{address} has inline style");
    for script in page.split("<script").skip(1) {
        assert!(script.contains("src=\"/assets/") && script.contains("></script>"), "{address} has an inline script");
    }
    for tag in page.split('<').filter_map(|rest| rest.split('>').next()) {
        assert!(!tag.contains(" style=\""), "{address}: {tag}");
        for word in tag.split_whitespace().skip(1) {
            let handler = word.split('=').next().unwrap();
            let is_handler = handler.len() > 2 && handler.starts_with("on") && word.contains("=\"");
            assert!(!is_handler || !handler.bytes().all(|b| b.is_ascii_lowercase()), "{address}: {tag}");
        }
    }
    let ids = attributes(page, "id");
    let unique: BTreeSet<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(ids.len(), unique.len(), "{address} has an id twice");
}

/// The pages of the model agreement: in all its languages, from a unit on, and each unit that is coded or in a text.
fn routes_of_the_text() -> Vec<Page> {
    let page = |langs: &[&str], at: Option<&str>| {
        let langs = langs.iter().map(|&lang| lang.to_owned()).collect();
        Page::Text("model-compact".to_owned(), TextAsk { langs, at: at.map(str::to_owned) })
    };
    let mut pages = vec![
        Page::Instrument("model-compact".to_owned()),
        page(&["fr"], None),
        page(&["ru"], None),
        page(&["ar"], None),
        page(&["zh"], None),
        page(&["en", "fr"], None),
        page(&["en", "ar", "zh"], None),
        page(&["ru", "zh"], Some("art2/1")),
        page(&[], Some("art99")),
    ];
    let json = ask(with_texts(), "/i/model-compact.json");
    let sheet: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    let units = sheet["wording"]["units"].as_array().unwrap().iter().map(|unit| unit["address"].as_str().unwrap());
    pages.extend(units.chain(["art9"]).map(|unit| Page::Unit("model-compact".to_owned(), unit.to_owned())));
    pages
}

#[test]
fn every_page_is_there_well_made_and_its_links_lead_somewhere() {
    let links = crawl(built_in(), all_routes());
    assert!(links > 1000, "the crawl found only {links} links");
}

#[test]
fn every_page_of_a_text_is_well_made_and_its_links_lead_somewhere() {
    let links = crawl(with_texts(), routes_of_the_text());
    assert!(links > 200, "the crawl found only {links} links");
}

/// Looks at pages and follows their links; how many different ones there were.
fn crawl(workbench: &Workbench, pages: Vec<Page>) -> usize {
    let get = |address: &str| ask(workbench, address);
    let mut ids: HashMap<String, HashSet<String>> = HashMap::new();
    let mut links: BTreeSet<(String, String)> = BTreeSet::new();
    for page in pages {
        let address = Route::html(page, None).to_string();
        let response = get(&address);
        assert_eq!(response.status, 200, "{address}");
        assert_eq!(response.header("Content-Security-Policy"), Some(CONTENT_SECURITY_POLICY));
        let html = text(&response);
        check_page(&address, &html);
        for (tag, target) in attributes(&html, "href") {
            let external = target.starts_with("https://") || target.starts_with("http://");
            assert!(external || target.starts_with('/') || target.starts_with('#'), "{address}: {tag}");
            if !external {
                let target = if target.starts_with('#') { format!("{address}{target}") } else { target };
                links.insert((target, address.clone()));
            }
        }
        ids.insert(address, attributes(&html, "id").into_iter().map(|(_, id)| id).collect());
    }
    // What was rendered above is there; only other addresses (facets, other days) are asked for.
    let mut asked: HashMap<String, u16> = ids.keys().map(|address| (address.clone(), 200)).collect();
    for (target, from) in &links {
        let (address, anchor) = target.split_once('#').map_or((target.as_str(), None), |(a, b)| (a, Some(b)));
        let status = *asked.entry(address.to_owned()).or_insert_with(|| get(address).status);
        assert_eq!(status, 200, "{target} on {from}");
        if let (Some(anchor), Some(there)) = (anchor, ids.get(address)) {
            assert!(there.contains(anchor), "{target} on {from}: no such place");
        }
    }
    links.len()
}

#[test]
fn the_day_travels_on_every_internal_link() {
    for path in [
        "/i/model-compact",
        "/i/model-compact?lang=en,fr",
        "/i/model-compact?at=art2",
        "/i/model-compact/art1/b",
        "/",
        "/i",
        "/i?kind=treaty",
        "/i/russia-china-2015",
        "/i/gge-2015/13/f",
        "/party",
        "/party/RU",
        "/group/SCO",
        "/events",
        "/vocabulary",
        "/sources",
        "/check",
        "/search",
        "/search?q=cooperation",
        "/search?q=cooperation&kind=treaty&lang=en",
        "/search?q=%22open",
        "/i/nothing-like-it",
        "/nowhere",
    ] {
        let address = format!("{path}{}as-of=2015-06", if path.contains('?') { '&' } else { '?' });
        let html = text(&ask(with_texts(), &address));
        assert!(html.contains("As of <time datetime=\"2015-06-30\">30 June 2015</time>"), "{address}");
        for (tag, target) in attributes(&html, "href") {
            let internal = target.starts_with('/') && !target.starts_with("/assets/");
            let travels = target.contains("as-of=2015-06") || tag.contains("data-as-of=");
            assert!(!internal || travels, "{address}: {tag}");
        }
        let forms = html.matches("<form").count() - html.matches("method=\"dialog\"").count();
        assert!(html.matches("name=\"as-of\"").count() >= forms, "{address}: a form loses the day");
    }
}

#[test]
fn every_page_has_a_json_twin_with_a_schema() {
    let mut pages = all_routes();
    // Units and parties are many and alike.
    let mut seen: HashMap<std::mem::Discriminant<Page>, usize> = HashMap::new();
    pages.retain(|page| {
        let count = seen.entry(std::mem::discriminant(page)).or_default();
        *count += 1;
        *count <= 60
    });
    for page in pages {
        let route = Route { form: servanda_web::Form::Json, ..Route::html(page, None) };
        let response = get(&route.to_string());
        assert_eq!(response.status, 200, "{route}");
        assert_eq!(response.header("Content-Type"), Some("application/json"));
        let json: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        assert!(json["schema"].as_str().is_some_and(|s| s.starts_with("servanda.") && s.ends_with("/1")), "{route}");
    }
}
