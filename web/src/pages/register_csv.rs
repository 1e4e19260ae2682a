//! `/i.csv`: the register as a table for other programs, one row an instrument.

use servanda::export::{NotWritten, csv};
use servanda::register::{Register, Strength};

/// The table. Lists inside a cell are separated by spaces for codes; each standing word has its own cell entry as `word: A B`.
pub(crate) fn table(sheet: &Register<'_>) -> Result<String, NotWritten> {
    let heads = [
        "id",
        "title",
        "symbol",
        "kind",
        "bindingness",
        "strength",
        "status",
        "status_since",
        "camp",
        "topics",
        "made",
        "standings",
        "text",
        "as_of",
    ];
    let rows = sheet.instruments.iter().map(|entry| {
        let standings: Vec<String> = entry
            .standings
            .iter()
            .map(|standing| {
                let possibly = standing.possibly.iter().map(|code| format!("{code}?"));
                let codes: Vec<String> =
                    standing.parties.iter().map(|code| (*code).to_owned()).chain(possibly).collect();
                format!("{}: {}", standing.word, codes.join(" ")).trim_end().to_owned()
            })
            .collect();
        [
            entry.id.to_owned(),
            entry.title.to_owned(),
            entry.symbol.unwrap_or("").to_owned(),
            entry.kind.unwrap_or("").to_owned(),
            entry.bindingness.map_or("", servanda::model::Bindingness::word).to_owned(),
            entry.strength.map_or("", Strength::word).to_owned(),
            entry.status.phase.word().to_owned(),
            entry.status.since.map(|date| date.to_string()).unwrap_or_default(),
            entry.camp.unwrap_or("").to_owned(),
            entry.topics.join(" "),
            entry.made.map(|date| date.to_string()).unwrap_or_default(),
            standings.join("; "),
            entry.text.word().to_owned(),
            sheet.header.as_of.to_string(),
        ]
    });
    csv::write(&heads, rows)
}
