//! `/i.csv`: the register as a table for other programs, one row an instrument.

use servanda::register::{Register, Strength};

/// The table, UTF-8, comma-separated, quoted where needed (RFC 4180). Lists inside a cell are separated by spaces for
/// codes; each standing word has its own cell entry as `word: A B`.
pub(crate) fn table(sheet: &Register<'_>) -> Vec<u8> {
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
    let mut out = String::new();
    line(&mut out, heads.iter().map(|head| (*head).to_owned()));
    for entry in &sheet.instruments {
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
        line(
            &mut out,
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
            .into_iter(),
        );
    }
    out.into_bytes()
}

/// Adds one line of cells, quoted where needed.
pub(super) fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
