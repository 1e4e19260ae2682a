//! `trace`: which words texts share, and where.

mod page;

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use servanda::read;
use servanda::trace::{self, Control, NamedPassage, NamedPlace, OnShelf, Passage, Shelf, Summary, Unshelved};

use super::read::source_of;
use super::session::{Form, Global, complain, json};
use super::{Answer, Failure, output};
use crate::render::csv;

/// Show which wording a text shares with others, with both places
///
/// A file or an instrument is traced through the texts that the landscape holds and through the files and folders named with
/// --against. A passage tells which of two texts is older, not who took it from whom; wording that many unrelated texts have
/// is a formula, and said to be one. Nothing leaves this machine, and nothing of a draft is kept.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda trace draft.docx --against treaties/        # has anybody accepted these words before?
  servanda trace examples/lakes-2026.en.md --against examples/
  servanda trace --all treaties/ --jsonl > passages.jsonl
  servanda trace --all                                 # all texts that the landscape holds, each with each

Exit status: 0 if passages were found, 1 if none were.")]
pub(crate) struct Arguments {
    /// What is traced: a file, or the id of an instrument; with --all files and folders, or nothing for the landscape's texts
    #[arg(value_name = "FILE|ID", required_unless_present = "all")]
    what: Vec<PathBuf>,
    /// All texts, each with each
    #[arg(long, conflicts_with = "against")]
    all: bool,
    /// Files and folders to trace it through, besides the texts that the landscape holds
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
    /// Fewest equal words of a passage
    #[arg(long, value_name = "N", default_value_t = 12)]
    least_words: usize,
    /// Only passages whose wording is less of a formula than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 1.0, hide_default_value = true)]
    formula_below: f64,
    /// Where to write JSON lines or CSV; default: standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// The answer for programs that want it whole.
#[derive(Serialize)]
struct Shown<'a> {
    schema: &'static str,
    /// What is traced; `None` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    traced: Option<&'a str>,
    searched: &'a Summary,
    passages: Vec<NamedPassage<'a>>,
}

/// Traces.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let form = global.form()?;
    if arguments.output.is_some() && form == Form::Text {
        return Err(Failure::new("--output takes JSON, JSON lines or CSV.").hint("add --jsonl or --csv."));
    }
    if !(0.0..=1.0).contains(&arguments.formula_below) {
        return Err(Failure::new("--formula-below takes a share from 0 to 1."));
    }
    let landscape = global.open()?.landscape;
    let mut shelf = Shelf::new(&landscape, global.day());
    if arguments.all {
        match arguments.what.as_slice() {
            [] => shelf.add_held(None),
            paths => paths.iter().try_for_each(|path| shelf.add_path(path))?,
        }
    } else {
        let [what] = arguments.what.as_slice() else {
            return Err(
                Failure::new("one text is traced at a time.").hint("name the others with --against, or take --all.")
            );
        };
        add_traced(&mut shelf, what)?;
        arguments.against.iter().try_for_each(|path| shelf.add_path(path))?;
    }
    if shelf.len() < 2 {
        return Err(Failure::new("there is nothing to trace it through.")
            .hint("name files or folders with --against; servanda fetch ID --add puts texts into the landscape."));
    }
    let options = trace::Options {
        least_words: arguments.least_words.max(6),
        only: (!arguments.all).then(|| vec![0]),
        ..trace::Options::default()
    };
    let mut passages: Vec<Passage> = Vec::new();
    let take = &mut |passage: &Passage| {
        if passage.formula < arguments.formula_below || arguments.formula_below >= 1.0 {
            passages.push(passage.clone());
        }
        Ok(())
    };
    let summary = trace::trace(shelf.len(), &|at| shelf.source(at), &options, &Control::default(), take)
        .map_err(|stopped| Failure::new(format!("{stopped}.")))?;
    let texts = shelf.texts();
    for trouble in texts.iter().filter_map(|text| text.trouble.as_ref()) {
        complain(&Failure::new(format!("{trouble}.")));
    }
    let named: Vec<NamedPassage<'_>> = passages.iter().filter_map(|passage| name(&texts, passage)).collect();
    let text = match form {
        Form::Json => {
            let traced = (!arguments.all).then(|| texts.first().map_or("", |text| text.name.as_str()));
            json(form, &Shown { schema: "servanda.trace/1", traced, searched: &summary, passages: named })?
        }
        Form::Jsonl => named.iter().map(|line| json(form, line)).collect::<Result<String, Failure>>()?,
        Form::Csv => table(&named)?,
        Form::Text => page::page(&texts, &passages, &summary, arguments.all),
    };
    let text = match &arguments.output {
        Some(path) => {
            output::file(path, text.as_bytes(), arguments.force)?;
            String::new()
        }
        None => text,
    };
    Ok(Answer::found_if(!passages.is_empty(), text))
}

impl From<Unshelved> for Failure {
    fn from(error: Unshelved) -> Failure {
        let failure = Failure::new(format!("{error}."));
        match error {
            Unshelved::Unknown { near: Some(near), .. } => failure.hint(format!("did you mean {near}?")),
            Unshelved::Unknown { near: None, .. } => failure.hint("servanda list shows the instruments."),
            Unshelved::NotHeld(id) => {
                failure.hint(format!("servanda fetch {id} --add gets it, if its address is known."))
            }
            Unshelved::Unreadable(..) => failure,
        }
    }
}

/// The text that is traced, and behind it those that the landscape holds.
fn add_traced(shelf: &mut Shelf<'_>, what: &Path) -> Result<(), Failure> {
    let name = what.to_string_lossy();
    let mut own = None;
    if name == "-" || name.starts_with("http://") || name.starts_with("https://") {
        let source = source_of(what)?;
        let document = read::read(&source.name, &source.bytes, &read::Options::default());
        shelf.add_read(OnShelf::of(source.name, document));
    } else if what.is_dir() {
        return Err(Failure::new(format!("{name} is a folder.")).hint("name a file of it, or take --all."));
    } else if what.exists() {
        shelf.add_path(what)?;
    } else {
        own = Some(shelf.add_instrument(&name, None)?.id.as_str());
    }
    shelf.add_held(own);
    Ok(())
}

fn name<'a>(texts: &'a [OnShelf], passage: &'a Passage) -> Option<NamedPassage<'a>> {
    let place = |place: &'a trace::Place| {
        let text = texts.get(place.text)?;
        let address = text.address(place.bytes.start);
        let until = text.address(place.bytes.end.saturating_sub(1)).filter(|until| Some(*until) != address);
        let document = text.name.as_str();
        Some(NamedPlace { document, start: place.bytes.start, end: place.bytes.end, address, until })
    };
    Some(NamedPassage { passage, a: place(&passage.a)?, b: place(&passage.b)? })
}

fn table(passages: &[NamedPassage<'_>]) -> Result<String, Failure> {
    const COLUMNS: [&str; 13] = [
        "a",
        "a_address",
        "a_start",
        "a_end",
        "b",
        "b_address",
        "b_start",
        "b_end",
        "words",
        "identity",
        "earlier",
        "formula",
        "families",
    ];
    let rows = passages.iter().map(|named| {
        let place = |place: &NamedPlace<'_>| {
            [
                place.document.to_owned(),
                place.address.unwrap_or("").to_owned(),
                place.start.to_string(),
                place.end.to_string(),
            ]
        };
        let passage = named.passage;
        let earlier = match passage.earlier {
            Some(trace::Side::A) => "a",
            Some(trace::Side::B) => "b",
            None => "",
        };
        let figures = [
            passage.words.to_string(),
            format!("{:.3}", passage.identity),
            earlier.to_owned(),
            format!("{:.3}", passage.formula),
            passage.families.to_string(),
        ];
        place(&named.a).into_iter().chain(place(&named.b)).chain(figures).collect::<Vec<String>>()
    });
    Ok(csv::write(&COLUMNS, rows)?)
}
