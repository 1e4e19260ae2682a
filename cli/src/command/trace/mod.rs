//! `trace`: which words texts share, and where.

mod all;
mod growing;
mod lineage;
mod matrix;
mod page;
mod sheet;
mod watch;

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use servanda::export::csv;
use servanda::landscape::Landscape;
use servanda::model::Day;
use servanda::read;
use servanda::register::{Backing, backing};
use servanda::trace::{
    self, Control, NamedPassage, NamedPlace, OnShelf, Passage, Precedent, Shelf, Summary, TracedSentence, TracedUnit,
    Unshelved, precedents,
};

use super::session::{Form, Global, complain, json};
use super::{Answer, Failure, output};
use crate::command::input::source_of;
use all::Run;
use sheet::Rows;

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
  servanda trace russia-china-2015/preamble --lineage  # where these words come from, and where they went
  servanda trace gge-2015/26 --lineage --to svg --output lineage.svg
  servanda trace draft.docx --unit art4/1 --against treaties/ --lineage
  servanda trace --all treaties/ --lineage --dates-from-names --to gexf --output treaties.gexf
  servanda trace --all treaties/ --parquet --output passages.parquet
  servanda trace --all treaties/ --matrix              # which share of each text stands in which other one
  servanda trace --all treaties/ --matrix --to html --output shares.html

Exit status: 0 if passages were found, 1 if none were.")]
pub(crate) struct Arguments {
    /// What is traced: a file, or the id of an instrument (with --lineage also ID/UNIT); with --all files and folders, or
    /// nothing for the landscape's texts
    #[arg(value_name = "FILE|ID", required_unless_present = "all")]
    what: Vec<PathBuf>,
    /// All texts, each with each
    #[arg(long, conflicts_with = "against")]
    all: bool,
    /// Files and folders to trace it through, besides the texts that the landscape holds
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
    /// Occurrences in the order of time, and what each most plausibly has from which; with --all which text has words from
    /// which
    #[arg(long, conflicts_with = "formula_below")]
    lineage: bool,
    /// Only the lineage of this unit of the file or instrument
    #[arg(long, value_name = "ADDRESS", requires = "lineage", conflicts_with = "all")]
    unit: Option<String>,
    /// The lineage or the matrix as a picture, or a lineage for a program that draws and measures graphs
    #[arg(long, value_name = "FORMAT")]
    to: Option<lineage::To>,
    /// Take the year in a file's name (treaty-2011.en.pdf, treaty-2011-09-12.pdf) for the date of its text
    #[arg(long)]
    dates_from_names: bool,
    /// Fewest equal words of a passage
    #[arg(long, value_name = "N", default_value_t = 12)]
    least_words: usize,
    /// Only passages whose wording is less of a formula than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 1.0, hide_default_value = true)]
    formula_below: f64,
    /// Not passages, but which share of each text's words each other text has, and families of near copies
    #[arg(long, requires = "all", conflicts_with = "lineage")]
    matrix: bool,
    /// Fewest words of a run that counts for the matrix
    #[arg(long, value_name = "N", default_value_t = servanda::trace::shares::USUAL, requires = "matrix")]
    words: usize,
    /// Write Apache Parquet, for programs that read columns
    #[arg(long, requires = "all", requires = "output")]
    parquet: bool,
    /// Go on with the file of a run that was stopped
    ///
    /// The texts are read and searched again; what is written already is compared, and the rest is added, so that the file
    /// is that of a run which nobody stopped.
    #[arg(long, requires = "all", requires = "output")]
    resume: bool,
    /// Where to write JSON lines, CSV, Parquet or a graph; default: standard output
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
    /// What is traced, sentence by sentence; `None` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<Vec<ShownUnit<'a>>>,
}

#[derive(Serialize)]
struct ShownUnit<'a> {
    address: &'a str,
    sentences: Vec<ShownSentence<'a>>,
}

#[derive(Serialize)]
struct ShownSentence<'a> {
    /// Bytes of the text.
    start: usize,
    end: usize,
    /// Whether it is too short to be looked for by itself.
    short: bool,
    /// Stretches of the text's bytes that no other text has.
    new: Vec<[usize; 2]>,
    precedents: Vec<ShownPrecedent<'a>>,
}

#[derive(Serialize)]
struct ShownPrecedent<'a> {
    document: &'a str,
    address: Option<&'a str>,
    until: Option<&'a str>,
    /// Whether it is certainly later than what is traced.
    later: bool,
    /// Share of the sentence's words that it has.
    share: f64,
    /// Who stands behind it on the day.
    standing: Vec<Backing<'a>>,
}

impl<'a> ShownUnit<'a> {
    fn of(unit: TracedUnit<'a>, landscape: &'a Landscape, day: Day) -> ShownUnit<'a> {
        let standing = |one: &Precedent<'a>| {
            let instrument = one.text.instrument.as_deref().and_then(|id| landscape.instrument(id));
            instrument.map(|instrument| backing(landscape, instrument, day)).unwrap_or_default()
        };
        let precedent = |one: Precedent<'a>| ShownPrecedent {
            document: &one.text.name,
            address: one.unit,
            until: one.until,
            later: one.is_later,
            share: (one.share * 1000.0).round() / 1000.0,
            standing: standing(&one),
        };
        let sentence = |one: TracedSentence<'a>| ShownSentence {
            start: one.bytes.start,
            end: one.bytes.end,
            short: one.is_short,
            new: one.new_bytes.iter().map(|new| [new.start, new.end]).collect(),
            precedents: one.precedents.into_iter().map(precedent).collect(),
        };
        ShownUnit { address: unit.address, sentences: unit.sentences.into_iter().map(sentence).collect() }
    }
}

/// Traces.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    if arguments.lineage {
        return lineage::run(global, arguments);
    }
    let form = global.form()?;
    if arguments.parquet && form != Form::Text {
        return Err(Failure::new("--parquet, --json, --jsonl and --csv exclude each other; choose one."));
    }
    if let Some(to) = arguments.to {
        if !arguments.matrix {
            return Err(Failure::new("--to draws a lineage or a matrix.").hint("add --lineage, or --all and --matrix."));
        }
        if form != Form::Text || arguments.parquet || arguments.resume {
            return Err(Failure::new("--to, --parquet, --json, --jsonl and --csv exclude each other; choose one."));
        }
        if matches!(to, lineage::To::Graphml | lineage::To::Gexf) {
            return Err(Failure::new("a matrix is no graph.").hint("--to svg or html draws it; --csv is for programs."));
        }
    } else if arguments.output.is_some() && form == Form::Text && !arguments.parquet {
        return Err(
            Failure::new("--output takes JSON, JSON lines, CSV or Parquet.").hint("add --jsonl, --csv or --parquet.")
        );
    }
    if !(0.0..=1.0).contains(&arguments.formula_below) {
        return Err(Failure::new("--formula-below takes a share from 0 to 1."));
    }
    let landscape = global.open()?.landscape;
    let mut shelf = Shelf::new(&landscape, global.day()).dates_from_names(arguments.dates_from_names);
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
    match (arguments.all, shelf.len()) {
        (true, 0) => {
            return Err(Failure::new("there are no texts in it.")
                .hint("files of these formats are looked for: text, Markdown, XML, HTML, Word, PDF, ODT, RTF."));
        }
        (true, 1) => return Err(Failure::new("there is one text, and no other to trace it through.")),
        (false, 0 | 1) => {
            return Err(Failure::new("there is nothing to trace it through.")
                .hint("name files or folders with --against; servanda fetch ID --add puts texts into the landscape."));
        }
        _ => {}
    }
    let options = trace::Options {
        least_words: arguments.least_words.max(6),
        only: (!arguments.all).then(|| vec![0]),
        ..trace::Options::default()
    };
    let rows = match form {
        Form::Jsonl => Some(Rows::Lines),
        Form::Csv => Some(Rows::Csv),
        Form::Text if arguments.parquet => Some(Rows::Parquet),
        _ => None,
    };
    let path = arguments.output.as_deref();
    let long = |rows| Run::new(rows, path, arguments.force, arguments.resume);
    match rows {
        Some(rows) if arguments.matrix => {
            return matrix::rows(&shelf, arguments.words, rows == Rows::Lines, long(rows));
        }
        Some(rows) if arguments.all => {
            return all::passages(&shelf, &options, arguments.formula_below, long(rows));
        }
        _ if arguments.resume => return Err(Failure::new("--resume takes JSON lines, CSV or Parquet.")),
        None if arguments.matrix => {
            let answer = match arguments.to {
                Some(to) => matrix::drawn(&shelf, arguments.words, to == lineage::To::Html)?,
                None => matrix::whole(&shelf, arguments.words, form)?,
            };
            return written(arguments, answer);
        }
        _ => {}
    }
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
            let units = (!arguments.all).then(|| {
                let units = precedents(&texts, &passages, options.least_words).into_iter();
                units.map(|unit| ShownUnit::of(unit, &landscape, global.day())).collect()
            });
            json(form, &Shown { schema: "servanda.trace/1", traced, searched: &summary, passages: named, units })?
        }
        Form::Jsonl => named.iter().map(|line| json(form, line)).collect::<Result<String, Failure>>()?,
        Form::Csv => table(&named)?,
        Form::Text => {
            let traced = (!arguments.all).then_some(options.least_words);
            page::page((&landscape, global.day()), &texts, &passages, &summary, traced)
        }
    };
    written(arguments, Answer::found_if(!passages.is_empty(), text))
}

/// An answer, or the file that it was put into.
fn written(arguments: &Arguments, mut answer: Answer) -> Result<Answer, Failure> {
    if let Some(path) = &arguments.output {
        output::file(path, answer.text.as_bytes(), arguments.force)?;
        answer.text.clear();
    }
    Ok(answer)
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
    let names = all::COLUMNS.map(|(name, _)| name);
    Ok(csv::write(&names, passages.iter().map(|named| all::cells(named).map(|cell| cell.shown())))?)
}
