//! `check`: what is wrong with a landscape, file by file.

use servanda::export::csv;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;
use servanda::check::{self, Counts, Finding, Report};
use servanda::diagnostic::{self, Confidence, Diagnostic, Severity};
use servanda::landscape::CODES;
use servanda::model::Day;

use super::session::{Form, Global, json};
use super::{Answer, FAILURE, FOUND, Failure, NOTHING};
use crate::render::diagnostics;
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// Check a landscape: files that cannot be read, names that lead nowhere, values that contradict each other
///
/// Notes (things to know that are not wrong, such as values nobody has verified) are counted and shown only with --notes.
/// Exit status: 0 clean, 1 findings, 2 files that could not be read or understood.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda check my-landscape
  servanda check my-landscape --format short
  servanda check --agreement gge-2015               # do two coders agree?
  servanda check --rules")]
pub(crate) struct Arguments {
    /// The landscape to check; default: the one of --landscape
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How to print findings
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: Format,
    /// List the rules instead
    #[arg(long)]
    rules: bool,
    /// Show instead how far coders agree, of all instruments or of these
    #[arg(long, value_name = "ID", num_args = 0.., value_delimiter = ',')]
    agreement: Option<Vec<String>>,
    /// Show notes, too
    #[arg(long)]
    notes: bool,
    /// Pass over findings of which the rule is less sure
    #[arg(long, value_name = "CONFIDENCE", default_value = "low")]
    min_confidence: Sure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines they are about
    Full,
    /// With hints, but without source lines
    Plain,
    /// One line each, as editors read them: place, severity, code, message
    Short,
    /// One JSON object
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sure {
    Low,
    Medium,
    High,
}

/// Checks a landscape.
pub(crate) fn run(mut global: Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let form = global.form()?;
    if arguments.rules {
        return rules(form);
    }
    if let Some(folder) = &arguments.folder {
        global.set_landscape(folder);
    }
    let day: Day = global.day();
    let opened = global.open()?;
    if let Some(instruments) = &arguments.agreement {
        return super::agreement::run(&opened.landscape, instruments, day, form);
    }
    let unread = opened.has_errors();
    let landscape = opened.landscape;
    let least = match arguments.min_confidence {
        Sure::Low => Confidence::Low,
        Sure::Medium => Confidence::Medium,
        Sure::High => Confidence::High,
    };
    let mut found: Vec<Diagnostic> = opened.diagnostics;
    found.extend(check::check(&landscape));
    found.retain(|d| d.confidence >= least);
    diagnostic::sort(&mut found, &landscape.files);
    let counts = Counts::of(&landscape, &found);
    let status = match (unread, counts.errors + counts.warnings) {
        (true, _) => FAILURE,
        (false, 0) => FOUND,
        (false, _) => NOTHING,
    };
    found.retain(|d| arguments.notes || d.severity != Severity::Note);
    let files = &landscape.files;
    let text = match (form, arguments.format) {
        (Form::Json, _) | (Form::Text, Format::Json) => {
            json(Form::Json, &Report::new(&landscape, day, &found, counts))?
        }
        (Form::Jsonl, _) => {
            let mut lines = String::new();
            for diagnostic in &found {
                lines.push_str(&json(
                    form,
                    &FindingLine { schema: "servanda.finding/1", finding: Finding::of(files, diagnostic) },
                )?);
            }
            lines
        }
        (Form::Csv, _) => csv::write(
            &["file", "line", "column", "severity", "confidence", "code", "message", "hints"],
            found.iter().map(|d| csv_row(files, d)),
        )?,
        (Form::Text, Format::Short) => found.iter().map(|d| diagnostics::short(files, d)).collect(),
        (Form::Text, format) => {
            let screen = Screen::of_stdout();
            let mut text = String::new();
            for diagnostic in &found {
                text.push_str(&match format {
                    Format::Plain => diagnostics::plain(files, diagnostic),
                    _ => diagnostics::full(files, diagnostic, &screen),
                });
            }
            let mut page = Page::new();
            page.paragraph(0, summary(&counts, arguments.notes));
            text + &page.write(&screen)
        }
    };
    Ok(Answer { text, status })
}

#[derive(Serialize)]
struct FindingLine<'d> {
    schema: &'static str,
    #[serde(flatten)]
    finding: Finding<'d>,
}

fn csv_row(files: &diagnostic::FileSet, found: &Diagnostic) -> Vec<String> {
    let place = files.locate(found.span);
    vec![
        place.file,
        place.line.to_string(),
        place.column.to_string(),
        found.severity.word().to_owned(),
        found.confidence.word().to_owned(),
        found.code.to_owned(),
        found.message.clone(),
        found.hints.join("; "),
    ]
}

fn summary(counts: &Counts, notes_shown: bool) -> Line {
    let files = count(counts.files, "file", "files");
    let mut line = if counts.errors + counts.warnings == 0 {
        Line::of(Label::Soft, "clean").text(format!(": nothing wrong was found in {files}"))
    } else {
        let errors = count(counts.errors, "error", "errors");
        let warnings = count(counts.warnings, "warning", "warnings");
        let mut parts = Line::new();
        if counts.errors > 0 {
            parts = parts.with(Label::Error, errors);
        }
        if counts.warnings > 0 {
            parts = parts.text(if counts.errors > 0 { " and " } else { "" }).with(Label::Warning, warnings);
        }
        parts.text(format!(" in {files}"))
    };
    if counts.notes > 0 {
        let verb = if notes_shown { "" } else { " not shown (--notes)" };
        line = line.text(format!("; {}{verb}", count(counts.notes, "note", "notes")));
    }
    line.text(".")
}

#[derive(Serialize)]
struct RuleLine {
    name: &'static str,
    severity: &'static str,
    confidence: &'static str,
    summary: &'static str,
    why: &'static str,
}

fn rules(form: Form) -> Result<Answer, Failure> {
    let lines: Vec<RuleLine> = check::rules()
        .iter()
        .map(|rule| RuleLine {
            name: rule.name,
            severity: rule.severity.word(),
            confidence: rule.confidence.word(),
            summary: rule.summary,
            why: rule.why,
        })
        .collect();
    let text = match form {
        Form::Csv => csv::write(
            &["name", "severity", "confidence", "summary", "why"],
            lines.iter().map(|r| [r.name, r.severity, r.confidence, r.summary, r.why].map(str::to_owned)),
        )?,
        Form::Json | Form::Jsonl => {
            #[derive(Serialize)]
            struct Rules<'r> {
                schema: &'static str,
                #[serde(flatten)]
                rules: BTreeMap<&'static str, &'r [RuleLine]>,
                reading: BTreeMap<&'static str, &'static str>,
            }
            let reading = CODES.iter().copied().collect();
            let rules = BTreeMap::from([("rules", lines.as_slice())]);
            json(form, &Rules { schema: "servanda.rules/1", rules, reading })?
        }
        Form::Text => {
            let mut page = Page::new();
            for rule in &lines {
                page.blank();
                let mut known = String::new();
                let _ = write!(known, "  {}, at most {} confidence", rule.severity, rule.confidence);
                page.paragraph(0, Line::of(Label::Title, rule.name).with(Label::Aside, known));
                page.paragraph(4, Line::plain(rule.summary));
                page.paragraph(4, Line::of(Label::Aside, rule.why));
            }
            page.blank();
            page.paragraph(0, Line::plain("Reading the files reports, before any rule is put to them:"));
            for (code, meaning) in CODES {
                page.paragraph(2, Line::of(Label::Title, *code).with(Label::Aside, format!("  {meaning}")));
            }
            page.write(&Screen::of_stdout())
        }
    };
    Ok(Answer::found(text))
}
