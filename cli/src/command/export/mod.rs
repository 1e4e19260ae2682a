//! `export`: a document, or the whole landscape, in a format of others.

mod tables;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use servanda::diagnostic::{Diagnostic, Severity};
use servanda::export::akoma_ntoso::{Class, Meta, akoma_ntoso};
use servanda::export::docx::docx;
use servanda::export::html::html;
use servanda::landscape::Landscape;
use servanda::model::{Day, Instrument};
use servanda::read::understand::citations::Gazetteer;
use servanda::read::{self, Document, Options};

use super::input::{Source, source_of};
use super::read::units_csv;
use super::session::{self, Form, Global, json};
use super::{Answer, FAILURE, FOUND, Failure, output};
use crate::render::Line;

/// Write a document, or the whole landscape, in a format of others
///
/// With files, every format that `read` knows is read and written anew; an instrument's id stands for the texts that the
/// landscape holds of it. Without files, the landscape is written as tables:
/// a database, or a folder with a file for each table. What is not said here about a work is guessed from its words (class,
/// title, language) or left out; no date is made up. Drafts in private/ are never exported.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda export treaty.docx --to akn > treaty.xml
  servanda export resolution.pdf --to akn --class deliberation --name resolution \\
    --actor un-ga --date 2018-12-05 --number A/RES/73/27
  servanda export bilingual.txt --to html --language fr --output treaty.html
  servanda export resolution.pdf --to docx --output resolution.docx
  servanda export budapest-convention-2001 --to md --language en
  servanda export drafts/*.docx --to sqlite --output drafts.db
  servanda export --to sqlite --output landscape.db --as-of 2020-12-31
  servanda export --to csv --output tables/")]
pub(crate) struct Arguments {
    /// Files, addresses of the web or ids to write anew; "-" for standard input; none for the whole landscape
    #[arg(value_name = "FILE|URL|ID")]
    files: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    to: To,
    /// Where to write: a file, or a folder for the tables of a landscape; default: standard output
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long)]
    force: bool,
    /// The text to write, where the document has several languages; HTML and Word take all of them by default
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Akoma Ntoso: the class of the document, where the words suggest a wrong one
    #[arg(long, value_name = "CLASS")]
    class: Option<Kind>,
    /// Akoma Ntoso: what it is called in its class: treaty, protocol, codeOfConduct, resolution
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Akoma Ntoso: who made it, in the form of addresses: un-ga
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Akoma Ntoso: the day of the work
    #[arg(long, value_name = "DAY", value_parser = whole_day)]
    date: Option<Day>,
    /// Akoma Ntoso: its number or symbol
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// Akoma Ntoso 3.0 (OASIS LegalDocML)
    Akn,
    /// A web page that needs nothing else
    Html,
    /// Markdown, as the landscape holds texts
    #[value(name = "md", alias = "markdown")]
    Markdown,
    /// Word (DOCX)
    Docx,
    /// The document as `read --json` gives it
    Json,
    /// One JSON object a line: a document each, or for a landscape a folder with a file for each table
    Jsonl,
    /// The units as `read --csv` gives them, or for a landscape a folder with a file for each table
    Csv,
    /// A SQLite database, of documents or of the landscape
    Sqlite,
}

impl To {
    /// Whether one file holds several documents.
    fn takes_many(self) -> bool {
        matches!(self, To::Jsonl | To::Csv | To::Sqlite)
    }

    /// Whether one of several texts can be chosen.
    fn takes_language(self) -> bool {
        matches!(self, To::Akn | To::Html | To::Docx | To::Markdown)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Treaties, protocols, codes of conduct, rules
    Provision,
    /// Resolutions and decisions
    Deliberation,
    /// Declarations, letters, press releases
    Communication,
    /// Position papers and reports
    Paper,
}

/// A work has a day: a month or a year would have to be made into one.
fn whole_day(text: &str) -> Result<Day, String> {
    let date = session::parse_date(text)?;
    if date.first() == date.last() { Ok(date.first()) } else { Err("it is no single day".to_owned()) }
}

/// Writes documents, or the landscape.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    if global.form()? != Form::Text {
        return Err(Failure::new("--json, --jsonl and --csv say how answers are written, but --to does that here.")
            .hint("write --to json, --to jsonl or --to csv."));
    }
    fits(arguments)?;
    if arguments.files.is_empty() {
        return match arguments.to {
            To::Sqlite | To::Csv | To::Jsonl => tables::landscape(global, arguments),
            _ => Err(Failure::new("this format is for documents, and no file was named.")
                .hint("name a file or the id of an instrument; the whole landscape can be written with --to sqlite, --to csv or --to jsonl.")),
        };
    }
    let documents = documents(global, arguments)?;
    let broken = documents.iter().any(|d| d.diagnostics.iter().any(|d| d.severity == Severity::Error));
    let status = if broken { FAILURE } else { FOUND };
    let text = match arguments.to {
        To::Sqlite => {
            tables::documents(&documents, arguments)?;
            return Ok(Answer { text: String::new(), status });
        }
        To::Json => documents.iter().map(|d| json(Form::Json, d)).collect::<Result<String, Failure>>()?,
        To::Jsonl => documents.iter().map(|d| json(Form::Jsonl, d)).collect::<Result<String, Failure>>()?,
        To::Csv => units_csv(&documents)?,
        To::Akn | To::Html | To::Docx | To::Markdown => {
            let Some(document) = documents.first() else { return Ok(Answer::found(String::new())) };
            match arguments.to {
                To::Docx => {
                    word(document, arguments)?;
                    return Ok(Answer { text: String::new(), status });
                }
                To::Html => {
                    let written = html(document, chosen(document, arguments)?);
                    written.diagnostics.iter().for_each(|doubt| remark(&document.name, doubt));
                    written.text
                }
                To::Markdown => {
                    let part = part_of(document, arguments.language.as_deref())?;
                    servanda::holding::markdown(document, part).text
                }
                _ => as_akoma_ntoso(document, arguments)?,
            }
        }
    };
    match &arguments.output {
        Some(path) => {
            output::file(path, text.as_bytes(), arguments.force)?;
            Ok(Answer { text: String::new(), status })
        }
        None => Ok(Answer { text, status }),
    }
}

/// Refuses what does not go together, before anything is read.
fn fits(arguments: &Arguments) -> Result<(), Failure> {
    let named = [
        ("--class", arguments.class.is_some()),
        ("--name", arguments.name.is_some()),
        ("--actor", arguments.actor.is_some()),
        ("--date", arguments.date.is_some()),
        ("--number", arguments.number.is_some()),
    ];
    if let Some((option, _)) = named.into_iter().find(|(_, given)| *given && arguments.to != To::Akn) {
        return Err(Failure::new(format!(
            "{option} describes the work in Akoma Ntoso; other formats have no place for it."
        ))
        .hint(format!("leave {option} out, or write --to akn.")));
    }
    if arguments.language.is_some() && !arguments.to.takes_language() {
        return Err(Failure::new(
            "--language chooses the text that a page is written of; this format takes all texts.",
        )
        .hint("leave --language out."));
    }
    if arguments.files.len() > 1 && !arguments.to.takes_many() {
        return Err(Failure::new("this format holds one document, but several files were named.")
            .hint("write them one by one, or use --to jsonl, --to csv or --to sqlite."));
    }
    if arguments.force && arguments.output.is_none() {
        return Err(Failure::new("--force replaces what --output names, but no --output was named."));
    }
    Ok(())
}

/// A format that no terminal can show.
fn unnamed(what: &str, example: &str) -> Failure {
    Failure::new(format!("{what} is no text that could be printed.")).hint(format!("name a file: --output {example}."))
}

/// Reads what was named. What is wrong with it is said; a document without words is an error, because nothing could be
/// written of it.
fn documents(global: &Global, arguments: &Arguments) -> Result<Vec<Document>, Failure> {
    let understood = matches!(arguments.to, To::Json | To::Jsonl | To::Sqlite);
    let is_id = |path: &Path| !path.exists() && servanda::model::is_slug(&path.to_string_lossy());
    let opened = if understood || arguments.files.iter().any(|path| is_id(path)) { Some(global.open()?) } else { None };
    let landscape = opened.as_ref().map(|opened| &opened.landscape);
    let gazetteer = landscape.filter(|_| understood).map(Gazetteer::new);
    let mut documents = Vec::new();
    for path in &arguments.files {
        match landscape.and_then(|landscape| landscape.instrument(&path.to_string_lossy()).map(|i| (landscape, i))) {
            Some((landscape, instrument)) if is_id(path) => documents.extend(held(landscape, instrument, arguments)?),
            _ => {
                let Source { name, bytes } = source_of(path)?;
                documents.push(read::read(&name, &bytes, &Options::default()));
            }
        }
    }
    for document in &mut documents {
        if document.units.is_empty() && !arguments.to.takes_many() {
            let name = &document.name;
            return Err(Failure::new(format!("{name} has no words that could be written."))
                .hint(format!("`servanda read {name}` says what is wrong with it.")));
        }
        if understood {
            document.understand(gazetteer.as_ref());
        }
        for doubt in document.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
            remark(&document.place(doubt.span), doubt);
        }
    }
    Ok(documents)
}

/// The texts that the landscape holds of an instrument; one of them, where the format holds one document.
fn held(landscape: &Landscape, instrument: &Instrument, arguments: &Arguments) -> Result<Vec<Document>, Failure> {
    let tags: Vec<&str> = instrument.held.iter().map(|held| held.lang.as_str()).collect();
    if tags.is_empty() {
        return Err(Failure::new(format!("No text of {} is held.", instrument.id))
            .hint(format!("`servanda fetch {} --add` or `servanda read FILE --add` gets one.", instrument.id)));
    }
    let asked = arguments.language.as_deref();
    let chosen = instrument.held.iter().filter(|held| asked.is_none_or(|asked| asked == held.lang));
    let mut documents: Vec<Document> = chosen.map(|held| servanda::holding::document(landscape, held)).collect();
    if documents.is_empty() {
        return Err(Failure::new(format!("{} is not held in {}.", instrument.id, asked.unwrap_or_default()))
            .hint(format!("it is held in: {}.", tags.join(", "))));
    }
    if !arguments.to.takes_many() && documents.len() > 1 {
        documents.truncate(1);
        session::remark_line(&Line::plain(format!(
            "The text in {} is written; --language chooses another ({}).",
            tags.first().unwrap_or(&""),
            tags.get(1..).unwrap_or_default().join(", ")
        )));
    }
    Ok(documents)
}

/// The text that was chosen, if one was.
fn chosen(document: &Document, arguments: &Arguments) -> Result<Option<usize>, Failure> {
    arguments.language.as_deref().map(|language| part_of(document, Some(language))).transpose()
}

fn word(document: &Document, arguments: &Arguments) -> Result<(), Failure> {
    let Some(path) = &arguments.output else { return Err(unnamed("a Word file", "treaty.docx")) };
    let packed = docx(document, chosen(document, arguments)?).map_err(|error| Failure::new(format!("{error}.")))?;
    packed.diagnostics.iter().for_each(|doubt| remark(&document.name, doubt));
    output::file(path, &packed.bytes, arguments.force)
}

fn as_akoma_ntoso(document: &Document, arguments: &Arguments) -> Result<String, Failure> {
    let part = part_of(document, arguments.language.as_deref())?;
    let mut meta = Meta::guess(document, part);
    if let Some(class) = arguments.class {
        meta.class = match class {
            Kind::Provision => Class::Provision,
            Kind::Deliberation => Class::Deliberation,
            Kind::Communication => Class::Communication,
            Kind::Paper => Class::Paper,
        };
    }
    meta.name.clone_from(&arguments.name);
    meta.actor.clone_from(&arguments.actor);
    meta.date = arguments.date;
    meta.number.clone_from(&arguments.number);
    let written = akoma_ntoso(document, part, &meta);
    written.diagnostics.iter().for_each(|doubt| remark(&document.name, doubt));
    Ok(written.text)
}

/// The text that is asked for, or the first; that there are others is said.
fn part_of(document: &Document, language: Option<&str>) -> Result<usize, Failure> {
    let tags: Vec<&str> = document.texts.iter().map(|t| t.language.as_deref().unwrap_or("unknown")).collect();
    match language {
        Some(asked) => tags.iter().position(|tag| *tag == asked).ok_or_else(|| {
            Failure::new(format!("{} has no text in {asked}.", document.name))
                .hint(format!("it has: {}.", tags.join(", ")))
        }),
        None => {
            if let [first, others @ ..] = tags.as_slice()
                && !others.is_empty()
            {
                let others = others.join(", ");
                session::remark_line(&Line::plain(format!(
                    "The text in {first} is written; --language chooses another ({others})."
                )));
            }
            Ok(0)
        }
    }
}

fn remark(place: &str, doubt: &Diagnostic) {
    let hints: String = doubt.hints.iter().map(|hint| format!("; {hint}")).collect();
    let severity = doubt.severity.word();
    session::remark_line(&Line::plain(format!("{place}: {severity} [{}]: {}{hints}", doubt.code, doubt.message)));
}
