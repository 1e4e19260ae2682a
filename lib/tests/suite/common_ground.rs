//! Common ground on the built-in landscape, and laws that hold of every table.

use std::collections::BTreeSet;

use proptest::prelude::*;
use servanda::landscape::{self, Landscape, RawFile, assemble};
use servanda::model::{Day, Modality};
use servanda::overlap::{CommonGround, Known, Partner, Wanted, common_ground, scale};
use servanda::register::Strength;

fn built_in() -> Landscape {
    landscape::built_in().landscape
}

fn of(codes: &[&str]) -> Wanted {
    Wanted { parties: codes.iter().map(|code| (*code).to_owned()).collect(), ..Wanted::default() }
}

fn shared<'g>(ground: &'g CommonGround<'_>) -> Vec<(&'g str, Modality, Partner, Strength)> {
    let told = |row: &'g servanda::overlap::Shared<'_>| {
        let at = &row.attribute;
        (at.act.as_str(), at.modality, at.partner, at.at_least)
    };
    ground.shared_by_all.iter().map(told).collect()
}

/// Claim 102: the triangle of Russia, China and the United States at the end of 2016.
#[test]
fn three_states_meet_in_the_report_and_in_separate_dialogues() {
    let landscape = built_in();
    let ground = common_ground(&landscape, &of(&["CN", "RU", "US"]), Day::constant(2016, 12, 1)).unwrap();
    let all = shared(&ground);
    for act in ["territory-tolerance", "ict-attack-ci", "ict-attack-cert", "cert-misuse"] {
        assert!(all.contains(&(act, Modality::Prohibition, Partner::All, Strength::Voluntary)), "{act}: {all:?}");
    }
    for act in ["coop-consultation", "coop-contact-point"] {
        assert!(all.contains(&(act, Modality::Duty, Partner::One, Strength::Political)), "{act}: {all:?}");
    }
    // What China and Russia owe each other is no promise to all.
    assert!(!all.iter().any(|(act, _, partner, _)| *act == "unsanctioned-interference" && *partner == Partner::All));
    // The theft of secrets is only between China and the United States.
    assert!(!all.iter().any(|(act, ..)| *act == "espionage-commercial"));
    let short = ground.one_short.iter().find(|row| row.attribute.act == "espionage-commercial").unwrap();
    assert_eq!(short.lacking, ["RU"]);
    assert!(short.clauses.contains(&"us-china-2015.theft"), "{:?}", short.clauses);
}

/// A treaty whose entry into force nobody has verified gives a doubtful cell, and the doubt is told as a span.
#[test]
fn doubt_is_a_span_and_not_a_yes() {
    let landscape = built_in();
    let scaled = scale(&landscape, &of(&["CN", "RU"]), Day::constant(2016, 12, 1)).unwrap();
    let column = |id: &str| scaled.attributes.iter().position(|attribute| attribute.id == id).unwrap();
    let binding = column("prohibition unsanctioned-interference one >=binding");
    assert_eq!(scaled.cell(0, binding).unwrap().known, Known::Unknown);
    assert!(!scaled.certain.has(0, binding) && scaled.possible.has(0, binding));
}

/// Claim 119 and the stepping stones of the notes: two groups and what their members share.
#[test]
fn groups_are_counted_as_groups() {
    let landscape = built_in();
    let wanted = Wanted { groups: vec!["SCO".to_owned(), "NATO".to_owned()], ..Wanted::default() };
    let ground = common_ground(&landscape, &wanted, Day::constant(2016, 12, 1)).unwrap();
    assert!(ground.concepts.iter().all(|concept| concept.blocs.len() == 2));
    let first = &ground.concepts[0];
    assert!(first.blocs.iter().all(|bloc| bloc.members == bloc.of), "the Charter holds all: {:?}", first.blocs);
    let report = ground.concepts.iter().find(|concept| {
        concept.commitments.iter().any(|row| row.clauses.contains(&"gge-2015.13f")) && concept.lower > 3
    });
    let report = report.expect("the experts' states of both groups");
    assert!(report.parties.contains(&"RU".to_owned()) && report.parties.contains(&"US".to_owned()));
    let firm = Wanted { min_strength: Some(Strength::Political), ..wanted };
    let ground = common_ground(&landscape, &firm, Day::constant(2016, 12, 1)).unwrap();
    assert!(
        ground.concepts.iter().flat_map(|c| &c.commitments).all(|row| row.attribute.at_least >= Strength::Political)
    );
}

#[test]
fn what_was_only_proposed_and_what_is_too_general_is_no_column() {
    let landscape = built_in();
    let scaled = scale(&landscape, &of(&["CN", "KZ", "KG", "RU", "TJ", "UZ"]), Day::constant(2015, 6, 1)).unwrap();
    assert!(scaled.cells.values().flat_map(|cell| &cell.clauses).all(|clause| !clause.starts_with("code-of-conduct")));
    assert!(scaled.attributes.iter().all(|attribute| !["act", "coop", "governance"].contains(&attribute.act.as_str())));
}

#[test]
fn unknown_names_are_refused_together() {
    let landscape = built_in();
    let wanted = Wanted { parties: vec!["Atlantis".into()], groups: vec!["NATOO".into()], ..Wanted::default() };
    let wrong = common_ground(&landscape, &wanted, Day::constant(2016, 1, 1)).unwrap_err();
    let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "\"Atlantis\" is no party of this landscape",
            "\"NATOO\" is no group of this landscape; did you mean \"NATO\"?"
        ]
    );
}

/// If those that lack a promise make it, it is shared by all: proved by adding the clause.
#[test]
fn a_promise_short_is_what_it_says() {
    let landscape = built_in();
    let day = Day::constant(2016, 12, 1);
    let states = ["CN", "RU", "US"];
    let before = common_ground(&landscape, &of(&states), day).unwrap();
    let short = before.one_short.iter().find(|row| row.attribute.act == "espionage-commercial").unwrap();
    let made = format!(
        "kind = \"joint-statement\"\nbindingness = \"{}\"\ntitle = {{ en = \"Made\" }}\n[default]\nbasis = \"coder\"\n\
         [[date]]\nmilestone = \"signed\"\non = \"2016\"\n[[standing]]\nword = \"participant\"\nparties = [\"RU\", \"CN\"]\nfrom = \"2016\"\n",
        short.attribute.at_least.word()
    );
    let clause = "[[commitment]]\nid = \"1\"\nmodality = \"prohibition\"\nacts = [\"espionage-commercial\"]\nobjects = [\"business-data\"]\ntoward = \"parties\"\nbasis = \"coder\"\n";
    let files = vec![
        RawFile::new("landscape.toml", "format = 1\nname = \"d\"\nextends = \"cyber\"\n"),
        RawFile::new("instruments/made/instrument.toml", made.as_str()),
        RawFile::new("instruments/made/commitments.toml", clause),
    ];
    let landscape = assemble("d", files, Some(landscape::built_in())).landscape;
    let day = Day::constant(2017, 1, 1);
    let after = common_ground(&landscape, &of(&states), day).unwrap();
    assert!(shared(&after).iter().any(|(act, ..)| *act == "espionage-commercial"), "{:?}", shared(&after));
}

/// Every rule that is told holds of all parties, and is borne out by as many as it says.
#[test]
fn rules_hold_without_exception() {
    let landscape = built_in();
    let wanted = Wanted { groups: vec!["SCO".to_owned(), "NATO".to_owned()], ..Wanted::default() };
    let day = Day::constant(2016, 12, 1);
    let (ground, scaled) = (common_ground(&landscape, &wanted, day).unwrap(), scale(&landscape, &wanted, day).unwrap());
    assert!(!ground.rules.is_empty());
    let has = |party: usize, all: &[servanda::overlap::Attribute]| {
        all.iter().all(|one| scaled.certain.has(party, scaled.attributes.iter().position(|a| a == one).unwrap()))
    };
    for rule in &ground.rules {
        let holds: Vec<usize> = (0..scaled.parties.len()).filter(|party| has(*party, &rule.premise)).collect();
        assert!(holds.iter().all(|party| has(*party, &rule.conclusion)), "{rule:?}");
        assert_eq!(holds.len(), rule.support);
        assert!(rule.support > 1 && !rule.conclusion.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Every concept is closed, its span holds, and its delta is the distance to the next.
    #[test]
    fn concepts_are_what_they_say(
        codes in prop::collection::btree_set(prop::sample::select(vec!["CN", "RU", "US", "GB", "EE", "DE", "KZ", "MU", "MR", "BR"]), 2..7),
        year in 2012i16..2025,
    ) {
        let landscape = built_in();
        let day = Day::constant(year, 12, 31);
        let codes: Vec<&str> = codes.into_iter().collect();
        let wanted = Wanted { limit: Some(1000), min_support: Some(1), ..of(&codes) };
        let scaled = scale(&landscape, &wanted, day).unwrap();
        let ground = common_ground(&landscape, &wanted, day).unwrap();
        prop_assert!(!ground.stopped);
        let mut extents = BTreeSet::new();
        for concept in &ground.concepts {
            prop_assert!(concept.lower == concept.parties.len() && concept.upper == concept.lower + concept.possibly.len());
            prop_assert!(extents.insert(concept.parties.clone()), "a concept twice");
            // All of them have all of it, and nobody else has.
            for (at, code) in scaled.parties.iter().enumerate() {
                let has_all = concept.commitments.iter().all(|row| {
                    let column = scaled.attributes.iter().position(|a| *a == row.attribute).unwrap();
                    scaled.certain.has(at, column)
                });
                prop_assert_eq!(has_all, concept.parties.contains(code));
            }
        }
        for concept in &ground.concepts {
            let inside = ground.concepts.iter().filter(|other| {
                other.lower < concept.lower && other.parties.iter().all(|code| concept.parties.contains(code))
            });
            let largest = inside.map(|other| other.lower).max().unwrap_or(0);
            prop_assert_eq!(concept.delta, concept.lower - largest);
        }
        for (a, b) in scaled.certain.rows().iter().zip(scaled.possible.rows()) {
            prop_assert!(a.is_in(b), "what is certain is possible");
        }
    }
}
