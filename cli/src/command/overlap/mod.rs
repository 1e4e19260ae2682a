//! `overlap`: what states or groups have in common, and what a broader agreement could rest on.

mod ground;

use clap::{Args, ValueEnum};

use super::session::{Global, Session};
use super::{Answer, Failure};

/// Find the common ground of states or groups
///
/// Promises are compared by what is promised, not by the instrument that holds it: an act, toward whom, how firmly at least.
/// Each set of parties is told with all that every one of them has promised, with what is certain and what is possible, with
/// what separates it from the next, and with the promises that few have not made yet.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda overlap --states CN,RU,US --as-of 2016-12-01
  servanda overlap --groups SCO,NATO,AU --as-of 2024
  servanda overlap --groups SCO,NATO --min-strength political --short 3
  servanda overlap --states CN,RU,US --to csv > promises.csv")]
pub(crate) struct Arguments {
    /// These states, by code or name
    #[arg(long, value_name = "PARTY", value_delimiter = ',')]
    states: Vec<String>,
    /// The members of these groups on the day
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    groups: Vec<String>,
    /// Only promises at least so firm: voluntary, political, binding
    #[arg(long, value_name = "WORD")]
    min_strength: Option<Firmness>,
    /// Positions and definitions too, not only promises
    #[arg(long)]
    views: bool,
    /// Fewest parties of a set that is told
    #[arg(long, value_name = "N")]
    min_support: Option<usize>,
    /// Most parties that may lack a promise that is proposed
    #[arg(long, value_name = "N")]
    short: Option<usize>,
    /// Most sets that are told
    #[arg(long, value_name = "N", default_value_t = 12)]
    limit: usize,
    /// The table of parties and promises instead: csv with strengths
    #[arg(long, value_name = "FORM")]
    to: Option<Table>,
}

/// How firmly at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Firmness {
    Voluntary,
    Political,
    Binding,
}

/// In which form the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    Csv,
}

/// Answers.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    Session::open(global)?.answer(|session| ground::run(session, arguments))
}
