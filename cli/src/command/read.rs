//! `read`: how a document is understood.

use servanda::export::csv;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use servanda::diagnostic::Severity;
use servanda::landscape::Landscape;
use servanda::read::understand::citations::{Citation, Gazetteer, Target};
use servanda::read::{self, Document, Options, ReadUnit, Revisions};

use super::add::{self, Adding, Wanted};
use super::input::{Source, source_of};
use super::session::{Form, Global, json};
use super::{Answer, FAILURE, FOUND, Failure, NOTHING};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// Show how a document is understood: its units with their addresses, and every doubt
///
/// Reads text in any common encoding, Markdown, HTML, Word (DOCX), PDF, Akoma Ntoso and ToTA XML. Nothing is stored unless
/// --add is said, and nothing is sent anywhere: only where an address of the web is named, the document is fetched from
/// there.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda read draft.docx
  servanda read draft.docx --unit art4/1
  servanda read draft.docx --revisions original
  servanda read resolution.pdf --json
  servanda read https://example.org/agreement.html
  pdftotext old.pdf - | servanda read -
  servanda --landscape my-landscape read convention.pdf --add --id budapest-convention-2001 --state full
  servanda --landscape my-landscape read treaties/*.xml --add")]
pub(crate) struct Arguments {
    /// Files or addresses of the web to read; "-" for standard input
    #[arg(value_name = "FILE|URL", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    view: View,
    /// Which state of a document with tracked changes to read
    #[arg(long, value_name = "STATE", default_value = "accepted")]
    revisions: State,
    /// The format, where the file's first bytes and name mislead
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    adding: Adding,
    /// The instrument that the text is put beside; the file's name if left out
    #[arg(long, value_name = "ID", requires = "add", help_heading = "Storing")]
    id: Option<String>,
}

/// What is shown of a document.
#[derive(Debug, Clone, Args)]
pub(crate) struct View {
    /// Show one unit with its words
    #[arg(long, value_name = "ADDRESS")]
    unit: Option<String>,
    /// Show the words of all units
    #[arg(long)]
    text: bool,
    /// Show no more than this many levels
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    /// As if all changes were accepted
    Accepted,
    /// As if all changes were rejected
    Original,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Pdf,
    Akn,
    Tota,
}

impl From<Format> for read::Format {
    fn from(format: Format) -> read::Format {
        match format {
            Format::Text => read::Format::Plain,
            Format::Markdown => read::Format::Markdown,
            Format::Html => read::Format::Html,
            Format::Docx => read::Format::Docx,
            Format::Pdf => read::Format::Pdf,
            Format::Akn => read::Format::AkomaNtoso,
            Format::Tota => read::Format::Tota,
        }
    }
}

/// Reads documents.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let options = Options {
        format: arguments.format.map(read::Format::from),
        revisions: match arguments.revisions {
            State::Accepted => Revisions::Accepted,
            State::Original => Revisions::Original,
        },
    };
    let landscape = global.open()?.landscape;
    if arguments.adding.is_asked() {
        let wanted = wanted(&landscape, arguments)?;
        return add::add(global, &arguments.adding, &options, wanted);
    }
    show(global, &landscape, &arguments.files, &options, &arguments.view)
}

/// Which instrument each file is put beside.
fn wanted(landscape: &Landscape, arguments: &Arguments) -> Result<Vec<Wanted>, Failure> {
    let known = |name: &str| landscape.instrument(name).map(|instrument| instrument.id.clone());
    let mut wanted = Vec::with_capacity(arguments.files.len());
    for path in &arguments.files {
        let named = path.to_string_lossy();
        let is_address = named.starts_with("http://") || named.starts_with("https://");
        let (stem, lang) = add::named_by(path, known);
        let id = match &arguments.id {
            Some(id) => known(id).unwrap_or_else(|| id.clone()),
            None if is_address || named == "-" || stem.is_empty() => {
                return Err(Failure::new(format!("{named} does not say which instrument it belongs to."))
                    .hint("name the instrument with --id."));
            }
            None => stem,
        };
        let source = is_address.then(|| named.to_string());
        wanted.push(Wanted { id, lang, named: path.clone(), source });
    }
    Ok(wanted)
}

/// Shows how documents are understood.
pub(super) fn show(
    global: &Global,
    landscape: &Landscape,
    files: &[PathBuf],
    options: &Options,
    view: &View,
) -> Result<Answer, Failure> {
    let form = global.form()?;
    if form == Form::Json && files.len() > 1 {
        return Err(Failure::new("--json answers with one object, but several files were named.")
            .hint("use --jsonl: one object a line, one line a file."));
    }
    let gazetteer = Gazetteer::new(landscape);
    let mut text = String::new();
    let mut status = FOUND;
    let mut header = true;
    for path in files {
        let Source { name, bytes } = source_of(path)?;
        let mut document = read::read(&name, &bytes, options);
        document.understand(Some(&gazetteer));
        let broken = document.diagnostics.iter().any(|d| d.severity == Severity::Error);
        status = status.max(if broken {
            FAILURE
        } else if document.units.is_empty() {
            NOTHING
        } else {
            FOUND
        });
        if let Some(address) = &view.unit {
            text.push_str(&one(&document, address, form)?);
            continue;
        }
        match form {
            Form::Json | Form::Jsonl => text.push_str(&json(form, &document)?),
            Form::Csv => {
                let rows = units_csv(std::slice::from_ref(&document))?;
                let skip = if header { 0 } else { rows.find('\n').map_or(0, |at| at + 1) };
                text.push_str(rows.get(skip..).unwrap_or(""));
                header = false;
            }
            Form::Text => text.push_str(&outline(&document, view, options.revisions)),
        }
    }
    Ok(Answer { text, status })
}

const COLUMNS: [&str; 10] =
    ["file", "language", "address", "eid", "kind", "number", "heading", "parent", "start", "text"];

/// The units of documents as a table.
pub(super) fn units_csv(documents: &[Document]) -> Result<String, Failure> {
    let rows = documents.iter().flat_map(|document| document.units.iter().map(|u| row(&document.name, u)));
    Ok(csv::write(&COLUMNS, rows)?)
}

fn row(name: &str, unit: &ReadUnit) -> Vec<String> {
    vec![
        name.to_owned(),
        unit.language.clone().unwrap_or_default(),
        unit.address.clone(),
        unit.eid.clone(),
        unit.kind.word().to_owned(),
        unit.number.clone(),
        unit.heading.clone().unwrap_or_default(),
        unit.parent.clone().unwrap_or_default(),
        unit.start.to_string(),
        unit.text.clone(),
    ]
}

fn one(document: &Document, address: &str, form: Form) -> Result<String, Failure> {
    let Some((index, unit)) = document.units.iter().enumerate().find(|(_, u)| u.address == address || u.eid == address)
    else {
        let close = servanda::diagnostic::closest(address, document.units.iter().map(|u| u.address.as_str()));
        let failure = Failure::new(format!("{} has no unit {address}", document.name));
        return Err(match close {
            Some(close) => failure.hint(format!("did you mean {close}?")),
            None => failure.hint("leave --unit out to see all addresses."),
        });
    };
    if form != Form::Text {
        return json(form, unit);
    }
    let mut page = Page::new();
    whole(document, index, unit.depth, &mut page);
    Ok(page.write(&Screen::of_stdout()))
}

/// A unit and all below it, with their words.
fn whole(document: &Document, index: usize, base: usize, page: &mut Page) {
    let Some(unit) = document.units.get(index) else { return };
    let indent = 2 * (unit.depth - base);
    page.paragraph(indent, head(unit));
    for words in unit.text.lines() {
        page.paragraph(indent + 2, Line::plain(words));
    }
    for (child, _) in document.children(index) {
        whole(document, child, base, page);
    }
}

fn head(unit: &ReadUnit) -> Line {
    let mut line = Line::of(Label::Id, &unit.address);
    if !unit.label.is_empty() {
        line = line.text("  ").with(Label::Title, &unit.label);
    }
    if let Some(heading) = &unit.heading {
        line = line.text("  ").with(Label::Heading, heading);
    }
    line
}

fn outline(document: &Document, view: &View, revisions: Revisions) -> String {
    let screen = Screen::of_stdout();
    let width = if screen.width == 0 { 100 } else { screen.width };
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, document.title.as_deref().unwrap_or(&document.name)));
    let languages: Vec<&str> = document.texts.iter().map(|t| t.language.as_deref().unwrap_or("unknown")).collect();
    page.paragraph(
        0,
        Line::of(Label::Aside, format!("{}; {}; {}", document.format.word(), languages.join(" + "), tally(document))),
    );
    let mut part = usize::MAX;
    for unit in &document.units {
        if unit.text_part != part {
            part = unit.text_part;
            page.blank();
            if document.texts.len() > 1 {
                let language = unit.language.as_deref().unwrap_or("unknown");
                page.paragraph(0, Line::of(Label::Heading, format!("Text in {language}")));
            }
        }
        if view.depth.is_some_and(|most| unit.depth >= most) {
            continue;
        }
        let indent = 2 * unit.depth;
        let head = head(unit);
        if view.text {
            page.paragraph(indent, head);
            for words in unit.text.lines() {
                page.paragraph(indent + 4, Line::plain(words));
            }
        } else {
            let words = unit.text.lines().next().unwrap_or("");
            let line = if words.is_empty() { head } else { head.text("  ").with(Label::Aside, words) };
            page.paragraph(indent, line.cut(width.saturating_sub(indent).max(20)));
        }
    }
    understood(document, &mut page);
    if !document.notes.is_empty() {
        page.blank();
        page.paragraph(0, Line::of(Label::Heading, count(document.notes.len(), "footnote", "footnotes")));
    }
    if !document.revisions.is_empty() {
        page.blank();
        let kept = if revisions == Revisions::Accepted { "accepted" } else { "rejected" };
        let changes = count(document.revisions.len(), "tracked change", "tracked changes");
        page.paragraph(0, Line::plain(format!("{changes}, read as if all were {kept}")));
    }
    page.blank();
    if document.diagnostics.is_empty() {
        page.paragraph(0, Line::of(Label::Soft, "No doubts."));
    }
    for doubt in &document.diagnostics {
        let label = match doubt.severity {
            Severity::Error => Label::Error,
            Severity::Warning => Label::Warning,
            Severity::Note => Label::Aside,
        };
        let mut line = Line::plain(format!("{}: ", document.place(doubt.span)))
            .with(label, format!("{} [{}]", doubt.severity.word(), doubt.code))
            .text(format!(": {}", doubt.message));
        for hint in &doubt.hints {
            line = line.with(Label::Aside, format!("; {hint}"));
        }
        page.paragraph(0, line);
    }
    page.write(&screen)
}

/// Defined terms, and what the document cites, most cited first; what leads nowhere is listed apart.
fn understood(document: &Document, page: &mut Page) {
    if !document.definitions.is_empty() {
        page.blank();
        page.paragraph(0, Line::of(Label::Heading, count(document.definitions.len(), "defined term", "defined terms")));
        for definition in &document.definitions {
            let unit = document.unit_at(definition.at.start).map_or("", |u| u.address.as_str());
            page.paragraph(2, Line::plain(&definition.term).text("  ").with(Label::Id, unit));
        }
    }
    let (mut known, mut open): (Vec<(String, usize, String)>, Vec<&Citation>) = (Vec::new(), Vec::new());
    let mut dangling = Vec::new();
    for citation in &document.citations {
        let target = match (&citation.instrument, &citation.target) {
            (_, Target::Missing { unit, near }) => {
                dangling.push((citation, unit, near));
                continue;
            }
            (_, Target::Ambiguous(..) | Target::Unresolved) => {
                open.push(citation);
                continue;
            }
            (Some(instrument), target) if target.to_string() != *instrument => format!("{instrument} ({target})"),
            (_, target) => target.to_string(),
        };
        match known.iter_mut().find(|(t, ..)| *t == target) {
            Some((_, n, _)) => *n += 1,
            None => known.push((target, 1, citation.text.clone())),
        }
    }
    if !known.is_empty() {
        page.blank();
        page.paragraph(
            0,
            Line::of(
                Label::Heading,
                count(document.citations.len() - open.len() - dangling.len(), "citation", "citations"),
            ),
        );
        known.sort_by_key(|(_, n, _)| std::cmp::Reverse(*n));
        for (target, n, words) in &known {
            let times = if *n > 1 { format!("  {n} times") } else { String::new() };
            page.paragraph(
                2,
                Line::of(Label::Id, target).text("  ").with(Label::Aside, words).with(Label::Aside, times),
            );
        }
    }
    if !dangling.is_empty() {
        page.blank();
        let heading = count(
            dangling.len(),
            "citation of a unit that the text does not have",
            "citations of units that the text does not have",
        );
        page.paragraph(0, Line::of(Label::Heading, heading));
        for (citation, unit, near) in dangling {
            let line = Line::plain(format!("{}: ", document.place_of(citation.start)))
                .text(format!("{}  ", citation.text))
                .text("no ")
                .with(Label::Id, unit);
            page.paragraph(
                2,
                match near {
                    Some(near) => line.text("; there is ").with(Label::Id, near),
                    None => line,
                },
            );
        }
    }
    if !open.is_empty() {
        page.blank();
        let heading = count(open.len(), "citation leads nowhere that is known", "citations lead nowhere that is known");
        page.paragraph(0, Line::of(Label::Heading, heading));
        for citation in open {
            let unit = document.unit_at(citation.start).map_or("", |u| u.address.as_str());
            page.paragraph(2, Line::plain(&citation.text).text("  ").with(Label::Id, unit));
        }
    }
}

/// Counts of units by kind, in the order of their first occurrence.
fn tally(document: &Document) -> String {
    let mut kinds: Vec<(&'static str, usize)> = Vec::new();
    for unit in &document.units {
        let word = unit.kind.word();
        match kinds.iter_mut().find(|(kind, _)| *kind == word) {
            Some((_, n)) => *n += 1,
            None => kinds.push((word, 1)),
        }
    }
    if kinds.is_empty() {
        return "nothing was found in it".to_owned();
    }
    kinds.into_iter().map(|(kind, n)| format!("{n} {kind}")).collect::<Vec<_>>().join(", ")
}
