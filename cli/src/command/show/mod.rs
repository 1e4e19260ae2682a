//! `show`: everything about one thing, or several.

pub(crate) mod resolve;

use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use servanda::export::{self, Citation, Style};
use servanda::holding::{self, ReadText, Wording};
use servanda::landscape::Landscape;
use servanda::model::Day;
use servanda::read::understand::citations::Gazetteer;
use servanda::register::{self, Header, SourceList};

use super::session::{Form, Session};
use super::{Answer, Failure};
use crate::render::{Page, sheet};
use resolve::{Thing, resolve};

/// Show everything about an instrument, a unit, a party, a group, an event, a term, a source
///
/// A name is understood in this order: instrument (by id, alias, symbol or full title; with /ADDRESS one of its units),
/// party (by code or by name in any language), group, event, mechanism, position, term of the vocabulary, source. A prefix
/// forces one of them: instrument:, party:, group:, event:, mechanism:, position:, term:, source:
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda show russia-china-2015
  servanda show gge-2015/13/f
  servanda show A/70/174
  servanda show Russia --as-of 2015
  servanda show group:AU term:expert-participant
  servanda show gge-2015/13/f --cite oscola")]
pub(crate) struct Arguments {
    /// What to show
    #[arg(required = true, value_name = "ID[/ADDRESS]")]
    names: Vec<String>,
    /// Print a citation of the instrument or unit instead
    #[arg(long, value_name = "STYLE", value_parser = style_names())]
    cite: Option<String>,
}

fn style_names() -> Vec<&'static str> {
    Style::WORDS.iter().map(|(word, _)| *word).collect()
}

/// A single row with the header that every answer has.
#[derive(Serialize)]
struct Single<'a, T> {
    #[serde(flatten)]
    header: Header,
    #[serde(flatten)]
    row: T,
    sources: SourceList<'a>,
}

/// Sheets as one object. Put together as text, because a generic JSON value would forget the order of keys, and
/// `schema` comes first.
fn several_sheets(as_of: Day, sheets: &[String]) -> String {
    let indented: Vec<String> = sheets
        .iter()
        .map(|sheet| sheet.trim_end().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n"))
        .collect();
    let list = if indented.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", indented.join(",\n")) };
    format!("{{\n  \"schema\": \"servanda.sheets/1\",\n  \"as_of\": \"{as_of}\",\n  \"sheets\": {list}\n}}\n")
}

/// Shows things.
pub(crate) fn run(session: &Session, arguments: &Arguments) -> Result<Answer, Failure> {
    if session.form == Form::Csv {
        return Err(Failure::new("a sheet has no CSV form.").hint("take --json, or servanda list --csv for a table."));
    }
    let several = arguments.names.len() > 1;
    let mut all = true;
    let style = Style::WORDS.iter().find(|(word, _)| Some(*word) == arguments.cite.as_deref()).map(|(_, style)| *style);
    let mut sheets = Vec::new();
    for name in &arguments.names {
        let resolved = match resolve(session.landscape(), name) {
            Ok(resolved) => resolved,
            Err(unknown) => {
                session.say(&unknown.message);
                session.say(&format!("hint: {}", unknown.hint));
                all = false;
                continue;
            }
        };
        for other in &resolved.others {
            session.say(&format!("\"{name}\" has another meaning too: servanda show {other}"));
        }
        let sheet = match style {
            Some(style) => Some(cited(session, &resolved.thing, name, style)?),
            None => show(session, &resolved.thing)?,
        };
        match sheet {
            Some(sheet) => sheets.push(sheet),
            None => all = false,
        }
    }
    let text = match session.form {
        Form::Text => sheets.join(if style.is_some() { "" } else { "\n\n" }),
        Form::Json if several => several_sheets(session.as_of, &sheets),
        _ => sheets.concat(),
    };
    Ok(Answer::found_if(all, text))
}

#[derive(Serialize)]
struct Cited<'c> {
    schema: &'static str,
    as_of: Day,
    address: &'c str,
    style: Style,
    #[serde(flatten)]
    citation: Citation,
}

/// The citation of an instrument or unit. The caution goes to standard error: it must be seen, and must not end up in a
/// bibliography.
fn cited(session: &Session, thing: &Thing, name: &str, style: Style) -> Result<String, Failure> {
    let landscape = session.landscape();
    let (id, unit) = match thing {
        Thing::Instrument(id) => (id, None),
        Thing::Unit(id, unit) => (id, Some(unit)),
        _ => return Err(Failure::new(format!("\"{name}\" is not an instrument, so it has no citation."))),
    };
    let Some(instrument) = landscape.instrument(id) else {
        return Err(Failure::new(format!("there is no instrument \"{id}\" any more.")));
    };
    // A unit that nobody has coded is cited as well as one that somebody has.
    let texts =
        if unit.is_some_and(|unit| instrument.unit(unit).is_none()) { texts(landscape, id) } else { Vec::new() };
    let sheet = unit.and_then(|unit| register::unit(landscape, id, unit, session.as_of, &texts));
    let unit = sheet.as_ref().map(|sheet| &*sheet.unit.unit);
    let citation = export::cite(landscape, instrument, unit, Some(session.as_of), style);
    if session.form == Form::Text {
        if let Some(caution) = &citation.caution {
            session.say(&format!("caution: {caution}."));
        }
        return Ok(format!("{}\n", citation.text.trim_end()));
    }
    let address = unit.map_or_else(|| id.clone(), |unit| format!("{id}/{}", unit.id));
    session.json(&Cited { schema: "servanda.citation/1", as_of: session.as_of, address: &address, style, citation })
}

/// The sheet of a thing; `None` only if the landscape lost it in between.
fn show(session: &Session, thing: &Thing) -> Result<Option<String>, Failure> {
    let landscape = session.landscape();
    let day = session.as_of;
    macro_rules! shown {
        ($sheet:expr, $render:path) => {
            match $sheet {
                Some(sheet) => written(session, &sheet, |page| $render(page, &sheet)).map(Some),
                None => Ok(None),
            }
        };
    }
    macro_rules! single {
        ($row:expr, $schema:literal, $evidence:expr, $render:path) => {
            match $row {
                Some(row) => {
                    let mut sources = SourceList::default();
                    for evidence in $evidence(&row) {
                        sources.add(landscape, evidence);
                    }
                    let header = Header::new($schema, landscape, day);
                    let sheet = Single { header, row, sources };
                    written(session, &sheet, |page| $render(page, &sheet.header, &sheet.row, &sheet.sources)).map(Some)
                }
                None => Ok(None),
            }
        };
    }
    match thing {
        Thing::Instrument(id) => {
            // For people the sheet is enough and comes at once; programs get the words as well.
            let texts = if session.form == Form::Text { Vec::new() } else { texts(landscape, id) };
            let wording = landscape.instrument(id).filter(|_| !texts.is_empty()).map(|i| Wording::new(i, &texts, &[]));
            shown!(register::instrument(landscape, id, day).map(|sheet| sheet.with_wording(wording)), sheet::instrument)
        }
        Thing::Unit(id, unit) => shown!(register::unit(landscape, id, unit, day, &texts(landscape, id)), sheet::unit),
        Thing::Party(code) => shown!(register::party(landscape, code, day), sheet::party),
        Thing::Group(id) => shown!(register::group(landscape, id, day), sheet::group),
        Thing::Term(list, id) => shown!(register::term(landscape, list.as_deref(), id, day), sheet::term),
        Thing::Source(id) => shown!(register::source(landscape, id, day), sheet::source),
        Thing::Event(id) => {
            single!(register::event(landscape, id, day), "servanda.event/1", sheet::event_evidence, sheet::event)
        }
        Thing::Mechanism(id) => single!(
            register::mechanism(landscape, id, day),
            "servanda.mechanism/1",
            sheet::mechanism_evidence,
            sheet::mechanism
        ),
        Thing::Position(id) => {
            single!(register::position(landscape, id), "servanda.position/1", sheet::position_evidence, sheet::position)
        }
    }
}

/// The texts of an instrument that are held, read.
fn texts(landscape: &Landscape, id: &str) -> Vec<Arc<ReadText>> {
    let held = landscape.instrument(id).map(|instrument| instrument.held.as_slice()).unwrap_or_default();
    if held.is_empty() {
        return Vec::new();
    }
    let gazetteer = Gazetteer::new(landscape);
    held.iter().map(|held| Arc::new(holding::read_text(landscape, held, Some(&gazetteer)))).collect()
}

fn written<T: Serialize>(session: &Session, sheet: &T, render: impl FnOnce(&mut Page)) -> Result<String, Failure> {
    if session.form != Form::Text {
        return session.json(sheet);
    }
    let mut page = Page::new();
    render(&mut page);
    Ok(page.write(&session.screen))
}
