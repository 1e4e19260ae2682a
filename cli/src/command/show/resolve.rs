//! From a name to the thing it means, in a documented order.

use servanda::diagnostic::closest;
use servanda::landscape::Landscape;
use servanda::model::{Instrument, Names, UnitId};
use servanda::text::fold;

use super::super::list::{nearest_party, party, party_names};

/// What a name means; the texts are ids in the landscape's spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Thing {
    /// An instrument.
    Instrument(String),
    /// A unit of an instrument.
    Unit(String, String),
    /// A party, by code.
    Party(String),
    /// A group.
    Group(String),
    /// An event.
    Event(String),
    /// A mechanism.
    Mechanism(String),
    /// A position.
    Position(String),
    /// A term, with the list if one was named.
    Term(Option<String>, String),
    /// A source.
    Source(String),
}

impl Thing {
    /// The name that means this thing and nothing else.
    fn forced(&self) -> String {
        match self {
            Thing::Instrument(id) => id.clone(),
            Thing::Unit(id, unit) => format!("{id}/{unit}"),
            Thing::Party(code) => format!("party:{code}"),
            Thing::Group(id) => format!("group:{id}"),
            Thing::Event(id) => format!("event:{id}"),
            Thing::Mechanism(id) => format!("mechanism:{id}"),
            Thing::Position(id) => format!("position:{id}"),
            Thing::Term(_, id) => format!("term:{id}"),
            Thing::Source(id) => format!("source:{id}"),
        }
    }
}

/// A name and what else it could have meant.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// What it means.
    pub(crate) thing: Thing,
    /// Names that force the other meanings.
    pub(crate) others: Vec<String>,
}

/// Why a name means nothing.
#[derive(Debug)]
pub(crate) struct Unknown {
    /// In a sentence.
    pub(crate) message: String,
    /// What to try.
    pub(crate) hint: String,
}

type Find = fn(&Landscape, &str) -> Option<Thing>;

/// The order in which a bare name is understood. Ids come before names, and instruments before everything.
const ORDER: &[(&str, Find)] = &[
    ("instrument", instrument),
    ("party", |landscape, name| party(landscape, name).map(|p| Thing::Party(p.code.clone()))),
    ("group", group),
    ("event", |landscape, name| landscape.events.get(name).map(|e| Thing::Event(e.id.clone()))),
    ("mechanism", |landscape, name| landscape.mechanisms.get(name).map(|m| Thing::Mechanism(m.id.clone()))),
    ("position", |landscape, name| landscape.positions.get(name).map(|p| Thing::Position(p.id.clone()))),
    ("term", term),
    ("source", |landscape, name| landscape.sources.get(name).map(|s| Thing::Source(s.id.clone()))),
];

/// Finds out what a name means.
pub(crate) fn resolve(landscape: &Landscape, asked: &str) -> Result<Resolved, Unknown> {
    let asked = asked.trim();
    if let Some((prefix, name)) = asked.split_once(':')
        && let Some((kind, find)) = ORDER.iter().find(|(kind, _)| *kind == prefix)
    {
        return match find(landscape, name.trim()) {
            Some(thing) => Ok(Resolved { thing, others: Vec::new() }),
            None => Err(unknown(landscape, kind, name)),
        };
    }
    let mut meanings = ORDER.iter().filter_map(|(_, find)| find(landscape, asked));
    match meanings.next() {
        Some(thing) => Ok(Resolved { thing, others: meanings.map(|m| m.forced()).collect() }),
        None => Err(unknown(landscape, "thing", asked)),
    }
}

/// An instrument by id, alias, symbol or title, or one of its units.
fn instrument(landscape: &Landscape, asked: &str) -> Option<Thing> {
    if let Some(found) = landscape.instrument(asked).or_else(|| landscape.instrument(&asked.to_lowercase())) {
        return Some(Thing::Instrument(found.id.clone()));
    }
    // Before units, because symbols of documents have slashes of their own (A/70/174).
    let symbol = |i: &&Instrument| i.symbol.as_ref().is_some_and(|s| s.value.eq_ignore_ascii_case(asked));
    if let Some(found) = landscape.instruments.iter().find(symbol) {
        return Some(Thing::Instrument(found.id.clone()));
    }
    if let Some((name, unit)) = asked.split_once('/') {
        let held = landscape.instrument(name).or_else(|| landscape.instrument(&name.to_lowercase()))?;
        let known = unit_of(held, unit).or_else(|| unit_in_text(landscape, held, unit));
        return known.map(|unit| Thing::Unit(held.id.clone(), unit));
    }
    let wanted = fold(asked);
    let titled = |i: &&Instrument| !wanted.is_empty() && i.titles.values().any(|t| fold(&t.value) == wanted);
    landscape.instruments.iter().find(titled).map(|i| Thing::Instrument(i.id.clone()))
}

/// A unit by id (`art4/1`), as printed (`Art. 4(1)`), or with brackets for slashes (`13(f)`).
fn unit_of(instrument: &Instrument, asked: &str) -> Option<String> {
    let slashed = asked.replace('(', "/").replace([')', ' '], "").replace("//", "/");
    let printed = fold(asked);
    let units = || instrument.units.iter();
    units()
        .find(|u| u.id.as_str() == asked)
        .or_else(|| units().find(|u| u.id.as_str().eq_ignore_ascii_case(slashed.trim_matches('/'))))
        .or_else(|| units().find(|u| !printed.is_empty() && fold(&u.label) == printed))
        .map(|u| u.id.as_str().to_owned())
}

/// A unit that nobody has coded, in the texts that are held: by its address, or as printed.
fn unit_in_text(landscape: &Landscape, instrument: &Instrument, asked: &str) -> Option<String> {
    let slashed = asked.replace('(', "/").replace([')', ' '], "").replace("//", "/");
    let slashed = slashed.trim_matches('/');
    let printed = fold(asked);
    instrument.held.iter().find_map(|held| {
        let document = servanda::holding::document(landscape, held);
        let by = |test: &dyn Fn(&str) -> bool| document.units.iter().map(|u| &u.address).find(|a| test(a)).cloned();
        let as_printed =
            |a: &str| UnitId::parse(a).is_ok_and(|id| !printed.is_empty() && fold(&id.printed()) == printed);
        by(&|a| a == asked).or_else(|| by(&|a| a.eq_ignore_ascii_case(slashed))).or_else(|| by(&as_printed))
    })
}

fn named(names: &Names, wanted: &str) -> bool {
    !wanted.is_empty() && names.0.values().any(|name| fold(name) == wanted)
}

fn group(landscape: &Landscape, asked: &str) -> Option<Thing> {
    let wanted = fold(asked);
    let groups = || landscape.groups.iter();
    let found =
        groups().find(|g| g.id.eq_ignore_ascii_case(asked)).or_else(|| groups().find(|g| named(&g.name, &wanted)));
    found.map(|g| Thing::Group(g.id.clone()))
}

/// A term by id, or as `LIST/ID` where two lists have the same id.
fn term(landscape: &Landscape, asked: &str) -> Option<Thing> {
    let (list, id) = match asked.split_once('/') {
        Some((list, id)) => (Some(list), id),
        None => (None, asked),
    };
    let vocabulary = &landscape.vocabulary;
    let wanted = |name: &str| list.is_none_or(|list| list == name);
    let plain = vocabulary.lists().into_iter().any(|(name, concepts)| wanted(name) && concepts.contains(id));
    let known = plain
        || (wanted("standing") && vocabulary.standings.contains(id))
        || (wanted("milestone") && vocabulary.milestones.contains(id));
    known.then(|| Thing::Term(list.map(str::to_owned), id.to_owned()))
}

fn unknown(landscape: &Landscape, kind: &str, asked: &str) -> Unknown {
    if let Some((name, unit)) = asked.split_once('/')
        && matches!(kind, "thing" | "instrument")
        && let Some(held) = landscape.instrument(name)
    {
        let message = format!("{} has no unit \"{unit}\" in this landscape.", held.id);
        let hint = match closest(unit, held.units.iter().map(|u| u.id.as_str())) {
            Some(near) => format!("did you mean \"{}/{near}\"?", held.id),
            None if held.units.is_empty() => {
                format!("none of its units are listed; that says nothing about the text. See servanda show {}", held.id)
            }
            None => format!(
                "{} of its units are listed, perhaps not all of the text's: servanda show {}",
                held.units.len(),
                held.id
            ),
        };
        return Unknown { message, hint };
    }
    let instruments = || {
        let titles = landscape.instruments.iter().map(Instrument::title);
        let symbols = landscape.instruments.iter().filter_map(|i| i.symbol.as_ref()).map(|s| s.value.as_str());
        landscape.instruments.ids().chain(symbols).chain(titles)
    };
    let groups =
        || landscape.groups.ids().chain(landscape.groups.iter().flat_map(|g| g.name.0.values().map(String::as_str)));
    let vocabulary = &landscape.vocabulary;
    let terms = || {
        let plain = vocabulary.lists().into_iter().flat_map(|(_, concepts)| concepts.ids());
        plain.chain(vocabulary.standings.ids()).chain(vocabulary.milestones.ids())
    };
    let nearest = match kind {
        "instrument" => landscape.nearest_instrument(asked).or_else(|| closest(asked, instruments())),
        "party" => nearest_party(landscape, asked),
        "group" => closest(asked, groups()),
        "event" => closest(asked, landscape.events.ids()),
        "mechanism" => closest(asked, landscape.mechanisms.ids()),
        "position" => closest(asked, landscape.positions.ids()),
        "term" => closest(asked, terms()),
        "source" => closest(asked, landscape.sources.ids()),
        _ => landscape.nearest_instrument(asked).or_else(|| {
            let happened = landscape.events.ids().chain(landscape.mechanisms.ids()).chain(landscape.positions.ids());
            let all = instruments().chain(party_names(landscape)).chain(groups()).chain(happened).chain(terms());
            closest(asked, all.chain(landscape.sources.ids()))
        }),
    };
    let what =
        if kind == "thing" { "nothing in this landscape is called".to_owned() } else { format!("no {kind} is called") };
    let hint = match nearest {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("search by words: servanda list {asked}"),
    };
    Unknown { message: format!("{what} \"{asked}\"."), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(asked: &str) -> Thing {
        resolve(&servanda::landscape::built_in().landscape, asked).unwrap().thing
    }

    #[test]
    fn names_are_understood_in_the_documented_order() {
        assert_eq!(meant("gge-2015"), Thing::Instrument("gge-2015".into()));
        assert_eq!(meant("gge-2015-report"), Thing::Instrument("gge-2015".into()));
        assert_eq!(meant("A/70/174"), Thing::Instrument("gge-2015".into()));
        assert_eq!(meant("gge-2015/13/f"), Thing::Unit("gge-2015".into(), "13/f".into()));
        assert_eq!(meant("gge-2015/13(f)"), Thing::Unit("gge-2015".into(), "13/f".into()));
        assert_eq!(meant("gge-2015/para. 13(f)"), Thing::Unit("gge-2015".into(), "13/f".into()));
        assert_eq!(meant("ru"), Thing::Party("RU".into()));
        assert_eq!(meant("RUS"), Thing::Party("RU".into()));
        assert_eq!(meant("中国"), Thing::Party("CN".into()));
        assert_eq!(meant("Russia"), Thing::Party("RU".into()));
        assert_eq!(meant("sco"), Thing::Group("SCO".into()));
        assert_eq!(meant("term:kind/treaty"), Thing::Term(Some("kind".into()), "treaty".into()));
    }

    #[test]
    fn says_what_else_a_name_means() {
        let opened = servanda::landscape::built_in();
        let resolved = resolve(&opened.landscape, "AU").unwrap();
        assert_eq!(resolved.thing, Thing::Party("AU".into()));
        assert_eq!(resolved.others, ["group:AU"]);
        assert!(resolve(&opened.landscape, "group:AU").unwrap().others.is_empty());
    }

    #[test]
    fn proposes_the_nearest_name() {
        let opened = servanda::landscape::built_in();
        let unknown = |asked| resolve(&opened.landscape, asked).unwrap_err();
        assert_eq!(unknown("gge-2105").hint, "did you mean \"gge-2015\"?");
        assert_eq!(unknown("Frannce").hint, "did you mean \"France\"?");
        assert!(unknown("gge-2015/13/z").message.contains("no unit \"13/z\""));
        assert!(resolve(&opened.landscape, "").is_err());
    }
}
