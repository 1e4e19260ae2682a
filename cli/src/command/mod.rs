//! The verbs, one file each. In: arguments and the environment. Out: an answer on standard output, remarks on standard
//! error, and an exit status: 0 found or clean, 1 nothing found or findings, 2 usage or failure.

mod add;
mod ask;
mod check;
mod compare;
mod export;
mod fetch;
mod generate;
mod glance;
mod input;
mod list;
mod new;
mod output;
mod overlap;
mod read;
mod search;
mod serve;
mod session;
mod show;
mod trace;

use servanda::export::NotWritten;
use std::io;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::render::screen;
use session::{Global, Session};

/// Everything went well, and there is an answer.
const FOUND: u8 = 0;
/// Everything went well, and there is no answer, or there are findings.
const NOTHING: u8 = 1;
/// The question could not be asked, or not be answered in full.
const FAILURE: u8 = 2;

/// Servanda reads, compares and weighs international agreements kept as plain files.
///
/// Without a verb it shows the landscape at a glance. The landscape is the built-in one, about cyberspace, unless
/// --landscape or SERVANDA_LANDSCAPE names a folder.
#[derive(Debug, Parser)]
#[command(
    name = "servanda",
    version,
    after_help = "\
Exit status: 0 found or clean; 1 nothing found, or findings; 2 wrong usage or failure.
The answer goes to standard output, everything else to standard error."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(Box<list::Arguments>),
    Show(show::Arguments),
    Search(Box<search::Arguments>),
    Read(Box<read::Arguments>),
    Compare(compare::Arguments),
    Trace(trace::Arguments),
    Ask(Box<ask::Arguments>),
    Overlap(overlap::Arguments),
    Fetch(Box<fetch::Arguments>),
    Export(export::Arguments),
    Check(check::Arguments),
    New(new::Arguments),
    Serve(serve::Arguments),
    Generate(generate::Arguments),
}

/// What a verb gives back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// What goes to standard output.
    text: String,
    /// Exit status, if the landscape itself is in order.
    status: u8,
}

impl Answer {
    /// Something was found.
    pub(crate) fn found(text: String) -> Answer {
        Answer { text, status: FOUND }
    }

    /// Found only if there is something.
    pub(crate) fn found_if(found: bool, text: String) -> Answer {
        Answer { text, status: if found { FOUND } else { NOTHING } }
    }
}

/// Why a question could not be answered.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
}

impl Failure {
    /// A failure with a sentence, full stop included unless it ends in an id.
    pub(crate) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), hint: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }
}

impl From<NotWritten> for Failure {
    fn from(error: NotWritten) -> Failure {
        Failure::new(format!("{error}."))
    }
}

/// Runs the program and gives its exit status.
pub(crate) fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help that nobody reads on to the end of is no failure.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(FAILURE);
        }
    };
    screen::choose_colour(cli.global.colour());
    let outcome = dispatch(cli);
    match outcome {
        Ok(answer) => match screen::answer(&answer.text) {
            Ok(()) => answer.status,
            // The reader has seen enough (`servanda list | head -1`).
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => FOUND,
            Err(error) => {
                session::complain(&Failure::new(format!("the answer could not be written: {error}.")));
                FAILURE
            }
        },
        Err(failure) => {
            session::complain(&failure);
            FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> Result<Answer, Failure> {
    let Cli { global, verb } = cli;
    match verb {
        None => Session::open(&global)?.answer(glance::run),
        Some(Verb::List(arguments)) => Session::open(&global)?.answer(|session| list::run(session, &arguments)),
        Some(Verb::Show(arguments)) => Session::open(&global)?.answer(|session| show::run(session, &arguments)),
        Some(Verb::Search(arguments)) => {
            Session::open(&global)?.answer(|session| search::run(session, &global, &arguments))
        }
        Some(Verb::Read(arguments)) => read::run(&global, &arguments),
        Some(Verb::Compare(arguments)) => compare::run(&global, &arguments),
        Some(Verb::Trace(arguments)) => trace::run(&global, &arguments),
        Some(Verb::Ask(arguments)) => {
            Session::open(&global)?.answer(|session| ask::run(session, &arguments, global.asked_day()))
        }
        Some(Verb::Overlap(arguments)) => overlap::run(&global, &arguments),
        Some(Verb::Fetch(arguments)) => fetch::run(&global, &arguments),
        Some(Verb::Export(arguments)) => export::run(&global, &arguments),
        Some(Verb::Check(arguments)) => check::run(global, &arguments),
        Some(Verb::New(arguments)) => new::run(&arguments),
        Some(Verb::Serve(arguments)) => serve::run(&global, &arguments),
        Some(Verb::Generate(arguments)) => generate::run(&arguments, Cli::command()),
    }
}
