//! One file a page: each takes a sheet of the register and renders it.

mod ask;
mod check;
mod cite;
mod compare;
mod edit;
mod events;
mod group;
mod instrument;
mod instrument_parts;
mod overlap;
mod overview;
mod parties;
mod party;
mod problem;
mod register;
mod register_csv;
mod search;
mod search_help;
mod sources;
mod text;
mod trace;
mod unit;
mod vocabulary;

pub use compare::comparison;
pub(crate) use compare::sent as compare_sent;
pub(crate) use edit::{Edit, page as edit_page, sent as edit_sent};
pub(crate) use trace::sent as trace_sent;
pub use trace::{Shares, shares};

use maud::Markup;
use servanda::export::NotWritten;
use servanda::holding::{self, Wording};
use servanda::model::HeldText;
use servanda::register as sheets;

use crate::html::{Frame, layout};
use crate::route::{Form, Page, Route, RouteError, TextAsk};
use crate::view::View;

/// What a page came to.
pub(crate) enum Answer {
    /// Content in the form that was asked for.
    Found(Vec<u8>),
    /// The thing has another address.
    Moved(Route),
    /// There is no such thing; the page says what is near.
    Missing(Markup),
    /// The question cannot be understood; the page says why.
    Refused(Refusal),
    /// The answer takes a while; the page says how far it is.
    NotYet(Markup),
}

/// What is wrong with a question, for people and for programs.
pub(crate) struct Refusal {
    /// The page.
    pub(crate) page: Markup,
    /// One sentence.
    pub(crate) message: String,
}

/// Renders the page of a route. The route must not be an asset.
pub(crate) fn answer(view: &View<'_>) -> Answer {
    let (landscape, as_of) = (view.landscape(), view.as_of());
    match &view.route.page {
        Page::Overview => both(view, &sheets::overview(landscape, as_of), overview::page),
        Page::Register(ask) => {
            // The page shows a part of the rows; the other forms are for programs and have all.
            let part = |matching| match view.route.form {
                Form::Html => register::part(ask, matching).range(),
                _ => 0..matching,
            };
            let sheet = sheets::list_part(landscape, &ask.query, as_of, part);
            if view.route.form == Form::Csv {
                return written(view, register_csv::table(&sheet));
            }
            both(view, &sheet, |view, sheet| register::page(view, ask, sheet))
        }
        Page::Instrument(name) => instrument(view, name, &TextAsk::default()),
        Page::Text(name, ask) => instrument(view, name, ask),
        Page::Unit(name, unit) => match landscape.instrument(name) {
            None => Answer::Missing(problem::instrument(view, name)),
            Some(held) if held.id != *name => moved(view, Page::Unit(held.id.clone(), unit.clone())),
            Some(held) => {
                let texts = view.workbench.texts(&held.held.iter().collect::<Vec<_>>());
                match sheets::unit(landscape, name, unit, as_of, &texts) {
                    Some(sheet) => both(view, &sheet, unit::page),
                    None => Answer::Missing(problem::unit(view, held, unit)),
                }
            }
        },
        Page::Parties => both(view, &sheets::parties(landscape, as_of), parties::page),
        Page::Party(code) => match sheets::party(landscape, code, as_of) {
            Some(sheet) => both(view, &sheet, party::page),
            None => match landscape.parties.ids().find(|known| known.eq_ignore_ascii_case(code)) {
                Some(known) => moved(view, Page::Party(known.to_owned())),
                None => Answer::Missing(problem::party(view, code)),
            },
        },
        Page::Group(id) => match sheets::group(landscape, id, as_of) {
            Some(sheet) => both(view, &sheet, group::page),
            None => match landscape.groups.ids().find(|known| known.eq_ignore_ascii_case(id)) {
                Some(known) => moved(view, Page::Group(known.to_owned())),
                None => Answer::Missing(problem::group(view, id)),
            },
        },
        Page::Search(ask) => search::answer(view, ask),
        Page::Compare(ask) => compare::answer(view, ask),
        Page::Trace(of) => trace::answer(view, of.as_ref()),
        Page::Ask(ask) => ask::answer(view, ask),
        Page::Sides(left, right) => ask::sides(view, left, right),
        Page::Overlap(ask) => overlap::answer(view, ask),
        Page::Events => both(view, &sheets::chronicle(landscape, as_of), events::page),
        Page::Vocabulary => both(view, &sheets::vocabulary(landscape, as_of), vocabulary::page),
        Page::Sources(part) => {
            both(view, &sheets::source_directory(landscape, as_of), |view, sheet| sources::page(view, *part, sheet))
        }
        Page::Check(part) => match view.route.form {
            Form::Html => html(view, &check::page(view, *part)),
            _ => json(&check::sheet(view)),
        },
        // Answered before, with a status of its own.
        Page::Edit(_) | Page::Asset(..) => Answer::Missing(problem::no_such_page(view)),
    }
}

/// An instrument: its text to read where one is held, its sheet where none is. For programs both, in all languages.
fn instrument(view: &View<'_>, name: &str, ask: &TextAsk) -> Answer {
    let landscape = view.landscape();
    let Some((sheet, known)) = sheets::instrument(landscape, name, view.as_of()).zip(landscape.instrument(name)) else {
        return Answer::Missing(problem::instrument(view, name));
    };
    if sheet.id != name || (known.held.is_empty() && *ask != TextAsk::default()) {
        let page = match known.held.is_empty() || *ask == TextAsk::default() {
            true => Page::Instrument(known.id.clone()),
            false => Page::Text(known.id.clone(), ask.clone()),
        };
        return moved(view, page);
    }
    if known.held.is_empty() {
        return both(view, &sheet, instrument::page);
    }
    let asked = |lang: &str| match (view.route.form, ask.langs.as_slice()) {
        (Form::Html, langs) => langs.iter().any(|asked| asked == lang),
        (_, []) => true,
        (_, langs) => langs.iter().any(|asked| asked == lang),
    };
    let mut held: Vec<&HeldText> = known.held.iter().filter(|held| asked(&held.lang)).collect();
    if held.is_empty() {
        let first = holding::languages_of(known).first().map(|language| language.lang);
        held = known.held.iter().filter(|held| Some(held.lang.as_str()) == first).collect();
    }
    let texts = view.workbench.texts(&held);
    let wording = Wording::new(known, &texts, &ask.langs);
    if view.route.form == Form::Json {
        return json(&sheet.with_wording(Some(wording)));
    }
    html(view, &text::page(view, &sheet, &wording, ask))
}

/// The page for an address that is none.
pub(crate) fn refused(view: &View<'_>, error: &RouteError) -> Markup {
    match error {
        RouteError::NoSuchPage => problem::no_such_page(view),
        RouteError::NotADate { parameter, written, error } => problem::not_a_date(view, parameter, written, error),
    }
}

fn both<S: serde::Serialize>(view: &View<'_>, sheet: &S, page: impl FnOnce(&View<'_>, &S) -> Frame) -> Answer {
    if view.route.form == Form::Json { json(sheet) } else { html(view, &page(view, sheet)) }
}

fn html(view: &View<'_>, frame: &Frame) -> Answer {
    Answer::Found(layout(view, frame).into_string().into_bytes())
}

fn json(sheet: &impl serde::Serialize) -> Answer {
    // A sheet has only strings as keys and no numbers that JSON lacks, so this cannot fail; if it ever does, the reader
    // gets an object that says so instead of half a sheet.
    let mut json = serde_json::to_vec_pretty(sheet)
        .unwrap_or_else(|_| br#"{"schema": "servanda.error/1", "error": "could not be written as JSON"}"#.to_vec());
    json.push(b'\n');
    Answer::Found(json)
}

/// A file for other programs.
fn written(view: &View<'_>, file: Result<impl Into<Vec<u8>>, NotWritten>) -> Answer {
    match file {
        Ok(file) => Answer::Found(file.into()),
        Err(error) => Answer::Refused(problem::not_written(view, &error)),
    }
}

fn moved(view: &View<'_>, page: Page) -> Answer {
    Answer::Moved(Route { page, ..view.route.clone() })
}
