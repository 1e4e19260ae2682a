//! The built-in landscape against the material it was made from, which lies beside the repository and not in it.
//!
//! Without that material these tests say so and pass.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use servanda::landscape::{self, Landscape};
use servanda::model::{Certainty, Date, Day, Instrument, Stage};
use servanda::{register, text};

/// The folder of material, or `None` after having said that the test is skipped.
fn material(test: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if folder.join("landscape/instruments.csv").is_file() {
        return Some(folder);
    }
    eprintln!("SKIPPED {test}: the material folder ../shared is not here");
    None
}

fn built_in() -> Landscape {
    let opened = landscape::built_in();
    assert!(opened.diagnostics.is_empty(), "the built-in landscape has problems: {:#?}", opened.diagnostics);
    opened.landscape
}

fn table(path: &std::path::Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect::<BTreeMap<_, _>>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn has_date(instrument: &Instrument, on: Date) -> bool {
    instrument.milestones.iter().any(|m| m.on == on || (m.on.first() <= on.last() && on.first() <= m.on.last()))
        || instrument.standings.iter().any(|s| s.period.from == Some(on))
        || instrument.rivals.iter().any(|r| {
            r.value.contains(&on.to_string()) || r.chosen.as_deref().is_some_and(|c| c.contains(&on.to_string()))
        })
}

/// Every row of the register is held under its slug, with its dates; what was memory there is unverified here.
#[test]
fn every_row_of_the_register_is_held() {
    let Some(folder) = material("every_row_of_the_register_is_held") else { return };
    let landscape = built_in();
    let rows = table(&folder.join("landscape/instruments.csv"));
    assert_eq!(rows.len(), 349);
    let mut problems = Vec::new();
    for row in &rows {
        let slug = &row["slug"];
        let Some(instrument) = landscape.instrument(slug) else {
            problems.push(format!("{slug} is missing"));
            continue;
        };
        for cell in ["adopted", "signed", "in_force"] {
            let written = &row[cell];
            let Some(date) = written.get(..10).and_then(|d| Date::parse(d).ok()) else { continue };
            if !has_date(instrument, date) {
                problems.push(format!("{slug}: {cell} {written} is nowhere in its dates"));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

/// Every recorded vote of the roll calls is a standing, and the other way round.
#[test]
fn roll_calls_are_held_state_by_state() {
    let Some(folder) = material("roll_calls_are_held_state_by_state") else { return };
    let landscape = built_in();
    let mut expected: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for row in table(&folder.join("data/un-votes/cyber-votes.csv")) {
        let word = match row["vote"].as_str() {
            "yes" => "voted-for",
            "no" => "voted-against",
            "abstain" => "abstained",
            other => panic!("unknown vote {other}"),
        };
        // The data set files Serbia under the code of Yugoslavia.
        let state = if row["state"] == "YU" { "RS".to_owned() } else { row["state"].clone() };
        expected.entry(row["resolution"].clone()).or_default().insert(state, word.to_owned());
    }
    assert_eq!(expected.len(), 11);
    let mut compared = 0;
    for (symbol, votes) in &expected {
        let instrument = landscape.instruments.iter().find(|i| i.symbol.as_ref().is_some_and(|s| s.value == *symbol));
        let instrument = instrument.unwrap_or_else(|| panic!("no instrument has the symbol {symbol}"));
        let mut held: BTreeMap<String, String> = BTreeMap::new();
        for row in instrument.standings.iter().filter(|s| s.stage == Some(Stage::Plenary)) {
            for party in &row.parties {
                assert!(
                    held.insert(party.to_string(), row.word.to_string()).is_none(),
                    "{symbol}: {party} votes twice"
                );
            }
        }
        assert_eq!(&held, votes, "{symbol}");
        compared += held.len();
    }
    assert_eq!(compared, 1957);
}

/// All states and all memberships of the tables are held.
#[test]
fn states_and_memberships_are_held() {
    let Some(folder) = material("states_and_memberships_are_held") else { return };
    let landscape = built_in();
    let states = table(&folder.join("data/states/states.csv"));
    for row in &states {
        let party = landscape.parties.get(&row["alpha2"]).unwrap_or_else(|| panic!("no party {}", row["alpha2"]));
        for lang in ["en", "fr", "ru", "zh", "es", "ar"] {
            if !row[&format!("name_{lang}")].is_empty() && lang != "ar" && lang != "ru" {
                assert!(party.name.0.contains_key(lang), "{} has no name in {lang}", party.code);
            }
        }
    }
    let groups: BTreeSet<String> =
        table(&folder.join("data/groups/groups.csv")).into_iter().map(|r| r["group"].clone()).collect();
    assert_eq!(groups.len(), 17);
    for row in table(&folder.join("data/groups/groups.csv")) {
        let group = landscape.groups.get(&row["group"]).unwrap_or_else(|| panic!("no group {}", row["group"]));
        assert!(
            group.members.iter().any(|m| m.parties.iter().any(|p| **p == *row["state"])),
            "{} has never been a member of {}",
            row["state"],
            row["group"]
        );
    }
    let today = Day::constant(2026, 11, 22);
    let sizes =
        [("NATO", 32), ("EU", 27), ("CoE", 46), ("SCO", 10), ("OSCE", 57), ("AU", 55), ("ASEAN", 11), ("G7", 7)];
    for (group, size) in sizes {
        let members = register::group(&landscape, group, today).unwrap().members;
        let certain = members.iter().filter(|m| m.certainty == Certainty::Yes).count();
        // The G7 counts the European Union among its participants in some lists; states are what is counted here.
        assert_eq!(certain, size, "{group}");
    }
}

/// Every quotation of a unit whose text fragment is at hand stands in that fragment or in a founding article.
#[test]
fn quotations_of_units_stand_in_the_fragments() {
    let Some(folder) = material("quotations_of_units_stand_in_the_fragments") else { return };
    let landscape = built_in();
    let mut everything = String::new();
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("texts")).unwrap().flatten() {
        let mut all = String::new();
        for file in std::fs::read_dir(entry.path()).unwrap().flatten() {
            if file.path().extension().is_some_and(|e| e == "txt") {
                all.push_str(&std::fs::read_to_string(file.path()).unwrap());
                all.push('\n');
            }
        }
        everything.push_str(&all);
        own.insert(entry.file_name().to_string_lossy().into_owned(), text::fold(&all));
    }
    for entry in std::fs::read_dir(folder.join("founding"))
        .unwrap()
        .chain(std::fs::read_dir(folder.join("facts")).unwrap())
        .flatten()
    {
        everything.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        everything.push('\n');
    }
    let everything = text::fold(&everything);
    let (mut checked, mut elsewhere, mut missing) = (0, 0, Vec::new());
    for instrument in &landscape.instruments {
        let Some(fragment) = own.get(&instrument.id) else { continue };
        for unit in &instrument.units {
            let Some(quote) = &unit.quote else { continue };
            checked += 1;
            if text::contains_in_folded(fragment, quote) {
                continue;
            }
            if text::contains_in_folded(&everything, quote) {
                elsewhere += 1;
            } else {
                missing.push(format!("{}/{}: {quote}", instrument.id, unit.id));
            }
        }
    }
    eprintln!("{checked} quotations, {elsewhere} found in another text, {} not found", missing.len());
    for one in &missing {
        eprintln!("  not at hand: {one}");
    }
    assert!(checked >= 75, "only {checked} quotations were checked");
    // What was read on public pages cannot be found again here; it must stay the exception.
    assert!(
        missing.len() * 20 <= checked,
        "{} of {checked} quotations stand in no fragment: {missing:#?}",
        missing.len()
    );
}
