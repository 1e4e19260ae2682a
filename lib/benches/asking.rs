//! How long questions take: of the built-in landscape, and of a made-up one with ten thousand clauses and two hundred parties
//! in each instrument.

use std::fmt::Write as _;
use std::sync::OnceLock;

use servanda::ask::{self, Question};
use servanda::landscape::{self, Landscape, RawFile};
use servanda::model::Day;
use servanda::overlap::{Wanted, common_ground};

const DAY: Day = Day::constant(2016, 12, 1);
const INSTRUMENTS: usize = 500;
const CLAUSES: usize = 20;

fn main() {
    divan::main();
}

fn built_in() -> &'static Landscape {
    static MADE: OnceLock<Landscape> = OnceLock::new();
    MADE.get_or_init(|| landscape::built_in().landscape)
}

/// Ten thousand clauses over all acts of the vocabulary; in each instrument all members of the United Nations and some more.
fn large() -> &'static Landscape {
    static MADE: OnceLock<Landscape> = OnceLock::new();
    MADE.get_or_init(|| {
        let base = landscape::built_in();
        let acts: Vec<String> = base.landscape.vocabulary.acts.ids().map(str::to_owned).collect();
        let parties: Vec<&str> = base.landscape.parties.ids().take(200).collect();
        let mut files = vec![RawFile::new("landscape.toml", "format = 1\nname = \"large\"\nextends = \"cyber\"\n")];
        for at in 0..INSTRUMENTS {
            let year = 1990 + at % 26;
            let head = format!(
                "kind = \"treaty\"\nbindingness = \"binding\"\ntitle = {{ en = \"Model {at}\" }}\n[default]\nbasis = \"coder\"\n\
                 [[date]]\nmilestone = \"in-force\"\non = \"{year}\"\n[[standing]]\nword = \"party\"\nparties = {parties:?}\nfrom = \"{year}\"\n"
            );
            let mut coded = "[default]\nbasis = \"coder\"\n".to_owned();
            for clause in 0..CLAUSES {
                let act = acts.get((at * 7 + clause * 13) % acts.len()).map_or("act", String::as_str);
                let modality = if clause % 3 == 0 { "prohibition" } else { "duty" };
                let _ = writeln!(
                    coded,
                    "[[commitment]]\nid = \"{clause}\"\nunit = \"art{clause}\"\nmodality = \"{modality}\"\nacts = [\"{act}\"]\ntoward = \"parties\"\n"
                );
            }
            files.push(RawFile::new(format!("instruments/model-{at}/instrument.toml"), head));
            files.push(RawFile::new(format!("instruments/model-{at}/commitments.toml"), coded));
        }
        let landscape = landscape::assemble("large", files, Some(landscape::built_in())).landscape;
        assert!(landscape.commitments().count() >= INSTRUMENTS * CLAUSES);
        landscape
    })
}

fn question(act: &str) -> Question {
    Question { by: Some("CN".to_owned()), toward: Some("US".to_owned()), ..Question::about(act, DAY) }
}

#[divan::bench(args = ["espionage-commercial", "ict-attack", "coop"])]
fn of_the_built_in(bencher: divan::Bencher<'_, '_>, act: &str) {
    let landscape = built_in();
    bencher.bench(|| ask::ask(landscape, &question(act)).map(|answer| answer.findings.len()));
}

#[divan::bench(args = ["espionage-commercial", "ict-attack", "coop"])]
fn of_ten_thousand_clauses(bencher: divan::Bencher<'_, '_>, act: &str) {
    let landscape = large();
    bencher.bench(|| ask::ask(landscape, &question(act)).map(|answer| answer.findings.len()));
}

#[divan::bench]
fn side_by_side(bencher: divan::Bencher<'_, '_>) {
    let landscape = built_in();
    bencher.bench(|| ask::side_by_side(landscape, "CN", "US", DAY).map(|sides| sides.shared.len()));
}

#[divan::bench(args = ["SCO,NATO", ""])]
fn ground_of_groups(bencher: divan::Bencher<'_, '_>, groups: &str) {
    let landscape = built_in();
    let groups = groups.split(',').filter(|group| !group.is_empty()).map(str::to_owned).collect();
    let wanted = Wanted { groups, ..Wanted::default() };
    bencher.bench(|| common_ground(landscape, &wanted, DAY).map(|ground| ground.concepts.len()));
}
