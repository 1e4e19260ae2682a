//! `export`: a document in a format of others.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use servanda::diagnostic::{Diagnostic, Severity};
use servanda::export::akoma_ntoso::{Class, Meta, akoma_ntoso};
use servanda::model::Day;
use servanda::read::{self, Document, Options};

use super::read::{Source, source_of};
use super::session::{self, Form, Global};
use super::{Answer, FAILURE, FOUND, Failure};
use crate::render::Line;

/// Write a document in a format of others: Akoma Ntoso, the standard for legal documents
///
/// Every format that `read` knows is read. What is not said here about the work is guessed from the words (class, title,
/// language) or left out; no date is made up.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda export treaty.docx --to akn > treaty.xml
  servanda export resolution.pdf --to akn --class deliberation --name resolution \\
    --actor un-ga --date 2018-12-05 --number A/RES/73/27
  servanda export bilingual.txt --to akn --language fr")]
pub(crate) struct Arguments {
    /// File or address of the web to write anew; "-" for standard input
    #[arg(value_name = "FILE|URL")]
    file: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    to: To,
    /// The text to write, where the document has several languages
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The class of the document, where the words suggest a wrong one
    #[arg(long, value_name = "CLASS")]
    class: Option<Kind>,
    /// What it is called in its class: treaty, protocol, codeOfConduct, resolution
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Who made it, in the form of addresses: un-ga
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// The day of the work
    #[arg(long, value_name = "DAY", value_parser = whole_day)]
    date: Option<Day>,
    /// Its number or symbol
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// Akoma Ntoso 3.0 (OASIS LegalDocML)
    Akn,
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

/// Writes a document.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    if global.form()? != Form::Text {
        return Err(Failure::new("--json, --jsonl and --csv say how answers are written, but --to does that here.")
            .hint("leave them out; `servanda read FILE --json` gives the units as JSON."));
    }
    let To::Akn = arguments.to;
    let Source { name, bytes } = source_of(&arguments.file)?;
    let document = read::read(&name, &bytes, &Options::default());
    if document.units.is_empty() {
        return Err(Failure::new(format!("{name} has no words that could be written."))
            .hint(format!("`servanda read {name}` says what is wrong with it.")));
    }
    let part = part_of(&document, arguments.language.as_deref())?;
    let mut meta = Meta::guess(&document, part);
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
    let written = akoma_ntoso(&document, part, &meta);
    let mut broken = false;
    for doubt in document.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        broken = true;
        remark(&document.place(doubt.span), doubt);
    }
    written.diagnostics.iter().for_each(|doubt| remark(&name, doubt));
    Ok(Answer { text: written.xml, status: if broken { FAILURE } else { FOUND } })
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
