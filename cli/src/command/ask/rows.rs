//! Answers as comma-separated values: one line for each clause.

use servanda::ask::{Answer, Clause, Promises, SideHolding, Sides};
use servanda::export::csv;

use crate::command::Failure;

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<String, Failure> {
    Ok(csv::write(header, rows)?)
}

/// Findings, what is held, and near misses.
pub(super) fn answer(answer: &Answer<'_>) -> Result<String, Failure> {
    let findings = answer.findings.iter().map(|found| ("finding", found));
    let found = findings.chain(answer.held.iter().map(|found| ("held", found))).map(|(kind, found)| {
        vec![
            kind.to_owned(),
            found.commitment.to_owned(),
            found.title.to_owned(),
            found.pin.clone(),
            found.modality.word().to_owned(),
            found.strength.word().to_owned(),
            found.matches.word().to_owned(),
            found.caveats.iter().map(|caveat| caveat.kind).collect::<Vec<_>>().join(" "),
            found.basis.word().to_owned(),
            String::new(),
        ]
    });
    let near = answer.near_misses.iter().map(|near| {
        vec![
            "near-miss".to_owned(),
            near.commitment.to_owned(),
            near.title.to_owned(),
            near.pin.clone(),
            near.modality.word().to_owned(),
            String::new(),
            near.matches.word().to_owned(),
            String::new(),
            String::new(),
            near.failed.iter().map(|failed| failed.word()).collect::<Vec<_>>().join(" "),
        ]
    });
    let header = ["row", "commitment", "title", "pin", "modality", "strength", "match", "caveats", "basis", "failed"];
    table(&header, found.chain(near))
}

fn clause(kind: &str, clause: &Clause<'_>) -> Vec<String> {
    vec![
        kind.to_owned(),
        clause.commitment.to_owned(),
        clause.title.to_owned(),
        clause.pin.clone(),
        clause.modality.word().to_owned(),
        clause.acts.iter().map(|act| act.id).collect::<Vec<_>>().join(" "),
        clause.objects.iter().map(|object| object.id).collect::<Vec<_>>().join(" "),
        clause.toward.word(),
        clause.strength.word().to_owned(),
        clause.legalization.obligation.map(|n| n.to_string()).unwrap_or_default(),
        clause.legalization.precision.map(|n| n.to_string()).unwrap_or_default(),
        clause.legalization.delegation.map(|n| n.to_string()).unwrap_or_default(),
        clause.caveats.iter().map(|caveat| caveat.kind).collect::<Vec<_>>().join(" "),
        clause.basis.word().to_owned(),
    ]
}

const CLAUSE: [&str; 14] = [
    "row",
    "commitment",
    "title",
    "pin",
    "modality",
    "acts",
    "objects",
    "toward",
    "strength",
    "obligation",
    "precision",
    "delegation",
    "caveats",
    "basis",
];

/// All clauses of a party.
pub(super) fn promises(promises: &Promises<'_>) -> Result<String, Failure> {
    let lists = [("promise", &promises.promises), ("position", &promises.positions), ("proposal", &promises.proposals)];
    table(&CLAUSE, lists.into_iter().flat_map(|(kind, list)| list.iter().map(move |line| clause(kind, line))))
}

/// All clauses of two sides, with how many of each hold it.
pub(super) fn sides(sides: &Sides<'_>) -> Result<String, Failure> {
    let lists = [
        ("shared", &sides.shared),
        ("partly-shared", &sides.partly_shared),
        ("left-only", &sides.left_only),
        ("right-only", &sides.right_only),
        ("position", &sides.positions),
        ("proposal", &sides.proposals),
    ];
    let row = |kind: &'static str, holding: &SideHolding<'_>| {
        let mut row = clause(kind, &holding.clause);
        row.extend([holding.left.to_string(), holding.right.to_string()]);
        row
    };
    let header: Vec<&str> = CLAUSE.iter().copied().chain(["left", "right"]).collect();
    table(&header, lists.into_iter().flat_map(|(kind, list)| list.iter().map(move |holding| row(kind, holding))))
}
