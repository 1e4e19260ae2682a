//! What every question needs: the landscape, the day, the form of the answer.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use clap::{Args, ValueEnum};
use serde::Serialize;
use servanda::diagnostic::Severity;
use servanda::landscape::{self, Landscape, Opened};
use servanda::model::{Date, Day};

use super::{Answer, FAILURE, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Screen, diagnostics, screen};

/// Name of the landscape that comes with the program.
const BUILT_IN: &str = "cyber";
/// Environment variable that names a landscape.
const VARIABLE: &str = "SERVANDA_LANDSCAPE";
/// Problems of a broken landscape told with every answer; the rest is `check`'s.
const MOST_TOLD: usize = 20;

/// Options that every verb takes, before or after it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every verb")]
pub(crate) struct Global {
    /// The landscape: a folder, or "cyber" for the built-in one
    ///
    /// Default: what SERVANDA_LANDSCAPE names, else the built-in landscape.
    #[arg(long, global = true, value_name = "DIR")]
    landscape: Option<PathBuf>,
    /// The day the answer speaks of
    ///
    /// A year (2015), month (2015-09) or day (2015-09-25); of a year or month the last day is meant. Default: today.
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<Day>,
    /// Answer as one JSON object
    #[arg(long, global = true)]
    json: bool,
    /// Answer as JSON, one object a line
    #[arg(long, global = true)]
    jsonl: bool,
    /// Answer as comma-separated values
    #[arg(long, global = true)]
    csv: bool,
    /// When to use colours
    ///
    /// "auto" means on a terminal, unless NO_COLOR is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = false)]
    color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

fn parse_day(text: &str) -> Result<Day, String> {
    parse_date(text).map(Date::last)
}

/// Reads a date argument; the error says which forms there are.
pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| format!("it {error}"))
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
}

impl Global {
    /// When to use colours.
    pub(crate) fn colour(&self) -> ColorChoice {
        match self.color {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        }
    }

    /// The form asked for.
    pub(crate) fn form(&self) -> Result<Form, Failure> {
        match (self.json, self.jsonl, self.csv) {
            (false, false, false) => Ok(Form::Text),
            (true, false, false) => Ok(Form::Json),
            (false, true, false) => Ok(Form::Jsonl),
            (false, false, true) => Ok(Form::Csv),
            _ => Err(Failure::new("--json, --jsonl and --csv exclude each other; choose one.")),
        }
    }

    /// The day asked for, or today. The only place where the clock is read.
    pub(crate) fn day(&self) -> Day {
        self.as_of.unwrap_or_else(today)
    }

    /// The day asked for, if one was.
    pub(crate) fn asked_day(&self) -> Option<Day> {
        self.as_of
    }

    /// Takes another folder as the landscape.
    pub(crate) fn set_landscape(&mut self, folder: &Path) {
        self.landscape = Some(folder.to_owned());
    }

    /// The folder that holds the landscape; `None` for the built-in one.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let named = self.landscape.clone().or_else(|| std::env::var_os(VARIABLE).map(PathBuf::from));
        named.filter(|folder| !folder.as_os_str().is_empty() && folder.as_os_str() != BUILT_IN)
    }

    /// Opens the landscape.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        let Some(folder) = self.folder() else { return Ok(landscape::built_in()) };
        landscape::open(&folder).map_err(|error| {
            let failure = Failure::new(error.to_string());
            match error {
                landscape::OpenError::NotALandscape(_) => failure.hint(format!(
                    "name a folder with a landscape.toml, or begin one: servanda new {}",
                    folder.join("my-landscape").display()
                )),
                _ if self.landscape.is_none() => failure.hint(format!("the name comes from the variable {VARIABLE}.")),
                _ => failure.hint("leave --landscape out for the built-in landscape."),
            }
        })
    }
}

/// Today, by the clock and time zone of this machine.
pub(crate) fn today() -> Day {
    jiff::Zoned::now().date()
}

/// An opened landscape with the day and the form of the answer.
pub(crate) struct Session {
    opened: Opened,
    /// The day the answer speaks of.
    pub(crate) as_of: Day,
    /// The form of the answer.
    pub(crate) form: Form,
    /// What the answer is written to.
    pub(crate) screen: Screen,
}

impl Session {
    /// Opens the landscape that was asked for.
    pub(crate) fn open(global: &Global) -> Result<Session, Failure> {
        let form = global.form()?;
        let as_of = global.day();
        Ok(Session { opened: global.open()?, as_of, form, screen: Screen::of_stdout() })
    }

    /// The landscape.
    pub(crate) fn landscape(&self) -> &Landscape {
        &self.opened.landscape
    }

    /// Answers a question; if the landscape could not be read in full, says so and lets the exit status say so too.
    pub(crate) fn answer(&self, question: impl FnOnce(&Session) -> Result<Answer, Failure>) -> Result<Answer, Failure> {
        let answer = question(self);
        let errors: Vec<_> = self.opened.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
        let warnings = self.opened.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        if errors.is_empty() {
            if warnings > 0 {
                self.say(&format!(
                    "{}: run servanda check",
                    count(warnings, "warning about this landscape", "warnings about this landscape")
                ));
            }
            return answer;
        }
        let mut told = String::new();
        for error in errors.iter().take(MOST_TOLD) {
            told.push_str(&diagnostics::short(&self.landscape().files, error));
        }
        if errors.len() > MOST_TOLD {
            let _ = writeln!(told, "and {} more: run servanda check", errors.len() - MOST_TOLD);
        }
        screen::remark(&told);
        self.say("The landscape could not be read in full; the answer covers the rest.");
        answer.map(|answer| Answer { status: FAILURE, ..answer })
    }

    /// Says something that is not the answer.
    pub(crate) fn say(&self, text: &str) {
        remark_line(&Line::plain(text));
    }

    /// One result as JSON: spread out, or in one line.
    pub(crate) fn json(&self, value: &impl Serialize) -> Result<String, Failure> {
        json(self.form, value)
    }
}

/// One result as JSON: spread out, or in one line.
pub(crate) fn json(form: Form, value: &impl Serialize) -> Result<String, Failure> {
    let text = if form == Form::Jsonl { serde_json::to_string(value) } else { serde_json::to_string_pretty(value) };
    match text {
        Ok(mut text) => {
            text.push('\n');
            Ok(text)
        }
        Err(error) => Err(Failure::new(format!("the answer cannot be written as JSON: {error}."))),
    }
}

/// Says on standard error why a question could not be answered.
pub(crate) fn complain(failure: &Failure) {
    remark_line(&Line::of(Label::Error, "error:").text(" ").text(&failure.message));
    if let Some(hint) = &failure.hint {
        remark_line(&Line::of(Label::Heading, "hint:").text(" ").text(hint));
    }
}

/// Writes one labelled line to standard error.
pub(crate) fn remark_line(line: &Line) {
    let mut text = String::new();
    line.write(&Screen { width: 0, terminal: false }, &mut text);
    text.push('\n');
    screen::remark(&text);
}
