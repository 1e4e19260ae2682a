//! The list of instruments.

use serde::Serialize;
use servanda::export::csv;
use servanda::model::{Bindingness, Date, Day, Family};
use servanda::register::{self, Entry, Facet, Header, Query, Register, Strength};

use super::super::session::{Form, Session};
use super::super::{Answer, Failure};
use crate::render::phrases::{count, kind_label, stands_as};
use crate::render::table::{Column, Table};
use crate::render::{Label, Line, Page};

const COLUMNS: &[Column] = &[
    Column::fixed("date"),
    Column::flexible("id", 18),
    Column::flexible("title", 32),
    Column::flexible("kind", 12).or_drop(2),
    Column::flexible("stands as", 12),
    Column::flexible("who", 8).or_drop(1),
];

/// One instrument of the register as a line of its own.
#[derive(Serialize)]
struct EntryLine<'a> {
    schema: &'static str,
    as_of: Day,
    #[serde(flatten)]
    entry: &'a Entry<'a>,
}

#[derive(Serialize)]
struct Facets<'a> {
    #[serde(flatten)]
    header: Header,
    matching: usize,
    facets: &'a [Facet],
}

/// Lists instruments, or the facets of the list.
pub(super) fn run(session: &Session, query: &Query, facets_only: bool) -> Result<Answer, Failure> {
    let register = register::list(session.landscape(), query, session.as_of);
    if !register.unknown.is_empty() {
        let message = register.unknown.join("; ");
        return Err(Failure::new(if message.ends_with('?') { message } else { message + "." })
            .hint("all values that occur, with counts: servanda list --facets"));
    }
    let found = !register.instruments.is_empty();
    if facets_only {
        return Ok(Answer::found_if(found, facets(session, &register)?));
    }
    let text = match session.form {
        Form::Json => session.json(&register)?,
        Form::Jsonl => {
            let mut lines = String::new();
            for entry in &register.instruments {
                let line = EntryLine { schema: "servanda.entry/1", as_of: register.header.as_of, entry };
                lines.push_str(&session.json(&line)?);
            }
            lines
        }
        Form::Csv => as_csv(&register)?,
        Form::Text => as_text(session, &register),
    };
    Ok(Answer::found_if(found, text))
}

fn as_text(session: &Session, register: &Register<'_>) -> String {
    let landscape = session.landscape();
    let rows = register
        .instruments
        .iter()
        .map(|entry| {
            vec![
                Line::plain(entry.made.map(|d| d.to_string()).unwrap_or_default()),
                Line::of(Label::Id, entry.id),
                Line::plain(entry.title),
                Line::plain(entry.kind.map(|k| kind_label(landscape, k)).unwrap_or_default()),
                stands_as(entry),
                Line::of(Label::Aside, who(entry)),
            ]
        })
        .collect();
    let summary = summary(register, &session.as_of);
    let table = Table { columns: COLUMNS, rows }.write(&session.screen);
    if session.screen.terminal && !register.instruments.is_empty() {
        let mut page = Page::new();
        page.paragraph(0, Line::of(Label::Aside, summary));
        return table + &page.write(&session.screen);
    }
    session.say(&summary);
    table
}

fn summary(register: &Register<'_>, as_of: &Day) -> String {
    let shown = register.instruments.len();
    let held = register.total - register.later;
    let mut text = if shown == held {
        count(shown, "instrument", "instruments")
    } else {
        format!("{shown} of {}", count(held, "instrument", "instruments"))
    };
    text.push_str(&format!(" as of {}", Date::of_day(*as_of).in_words()));
    if register.later > 0 {
        text.push_str(&format!("; {} came later", register.later));
    }
    if let Some(until) = register.header.known_until.filter(|until| until.last() < *as_of) {
        text.push_str(&format!("; this landscape knows nothing after {}", until.in_words()));
    }
    text + "."
}

/// Those who stand firmest in it, with the word for what they are: bound, else behind it, else taking part. A vote for a
/// text is left to the sheet: beside a treaty's title it would read as being a party to it.
fn who(entry: &Entry<'_>) -> String {
    let of = |family: Family| {
        entry.standings.iter().filter(move |s| s.family == Some(family) && !s.word.starts_with("voted"))
    };
    let families = [Family::Bound, Family::Supports, Family::TakesPart];
    let Some(family) = families.into_iter().find(|family| of(*family).any(|s| !s.parties.is_empty())) else {
        return String::new();
    };
    let mut codes: Vec<&str> = of(family).flat_map(|s| s.parties.iter().copied()).collect();
    codes.sort_unstable();
    codes.dedup();
    let words: Vec<String> = of(family).map(|s| s.word.replace('-', " ")).collect();
    let shown = if codes.len() <= 4 {
        codes.join(" ")
    } else {
        format!("{} +{}", codes.iter().take(3).copied().collect::<Vec<_>>().join(" "), codes.len() - 3)
    };
    format!("{shown}: {}", words.join(", "))
}

fn as_csv(register: &Register<'_>) -> Result<String, Failure> {
    let head = [
        "id",
        "made",
        "title",
        "symbol",
        "kind",
        "bindingness",
        "strength",
        "camp",
        "topics",
        "status",
        "status_since",
        "status_unverified",
        "standings",
        "text",
        "as_of",
    ];
    let text = |value: Option<&str>| value.unwrap_or("").to_owned();
    let date = |value: Option<Date>| value.map(|d| d.to_string()).unwrap_or_default();
    let rows = register.instruments.iter().map(|entry| {
        let standings: Vec<String> = entry
            .standings
            .iter()
            .map(|s| {
                let mut who: Vec<String> = s.parties.iter().map(|p| (*p).to_owned()).collect();
                who.extend(s.possibly.iter().map(|p| format!("{p}?")));
                format!("{}: {}", s.word, who.join(" "))
            })
            .collect();
        vec![
            entry.id.to_owned(),
            date(entry.made),
            entry.title.to_owned(),
            text(entry.symbol),
            text(entry.kind),
            text(entry.bindingness.map(Bindingness::word)),
            text(entry.strength.map(Strength::word)),
            text(entry.camp),
            entry.topics.join("; "),
            entry.status.phase.word().to_owned(),
            date(entry.status.since),
            entry.status.unverified.to_string(),
            standings.join("; "),
            entry.text.word().to_owned(),
            register.header.as_of.to_string(),
        ]
    });
    Ok(csv::write(&head, rows)?)
}

/// Values of one facet shown on a terminal.
const MOST_VALUES: usize = 15;

fn facets(session: &Session, register: &Register<'_>) -> Result<String, Failure> {
    match session.form {
        Form::Json | Form::Jsonl => {
            let header = Header { schema: "servanda.facets/1", ..register.header.clone() };
            session.json(&Facets { header, matching: register.instruments.len(), facets: &register.facets })
        }
        Form::Csv => {
            let rows = register.facets.iter().flat_map(|facet| {
                facet.values.iter().map(|v| {
                    vec![
                        facet.name.to_owned(),
                        v.id.clone(),
                        v.label.clone(),
                        v.count.to_string(),
                        v.selected.to_string(),
                    ]
                })
            });
            Ok(csv::write(&["facet", "value", "label", "count", "selected"], rows)?)
        }
        Form::Text => {
            let mut page = Page::new();
            for facet in register.facets.iter().filter(|facet| !facet.values.is_empty()) {
                page.heading(format!("--{}", facet.name));
                let most = if session.screen.terminal { MOST_VALUES } else { usize::MAX };
                for value in facet.values.iter().take(most) {
                    let mut line = Line::of(Label::Id, &value.id);
                    if servanda::text::fold(&value.label) != servanda::text::fold(&value.id) {
                        line = line.with(Label::Aside, format!("  {}", value.label));
                    }
                    if value.selected {
                        line = line.with(Label::Title, "  (asked for)");
                    }
                    page.item(Line::plain(format!("{:>5}", value.count)), 7, line);
                }
                if facet.values.len() > most {
                    let more = facet.values.len() - most;
                    page.paragraph(7, Line::of(Label::Aside, format!("and {more} more (all of them with --csv)")));
                }
            }
            session.say(&summary(register, &session.as_of));
            Ok(page.write(&session.screen))
        }
    }
}
