//! `list`: instruments by facets, and the other things a landscape holds.

mod instruments;
mod query;
mod things;

pub(crate) use query::{known_spelling, lower, nearest_party, parties, party, party_names};

use clap::Args;
use servanda::model::Date;

use super::session::{Session, parse_date};
use super::{Answer, Failure};

/// List instruments, narrowed by facets and words; or events, parties and the like
///
/// Several values of one facet (repeated, or separated by commas) mean any of them; several facets mean all of them. A
/// party may be named by code or name (RU, RUS, Russia). An instrument has a standing of a party or group as of the day.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda list --party Russia --kind treaty
  servanda list --group SCO --since 2009 --as-of 2015
  servanda list code of conduct
  servanda list --topic cybercrime --facets
  servanda list --events --party US --since 2015")]
pub(crate) struct Arguments {
    /// Words that all occur in id, title, symbol, issuer or summary
    words: Vec<String>,
    /// Parties that have a standing in it
    #[arg(long, value_name = "PARTY", value_delimiter = ',')]
    party: Vec<String>,
    /// Groups of which a member has a standing in it
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    group: Vec<String>,
    /// Topics, with all narrower ones
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    topic: Vec<String>,
    /// Kinds (treaty, resolution …), with all narrower ones
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// How firmly it is meant to bind: binding, political, voluntary, proposed
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    binding: Vec<String>,
    /// How firmly it stands on the day: as --binding, or signed-not-in-force,
    /// entry-into-force-not-recorded, ended
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    strength: Vec<String>,
    /// The process it came out of
    #[arg(long, value_name = "CAMP", value_delimiter = ',')]
    camp: Vec<String>,
    /// A standing somebody has in it; with --party, that party
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    standing: Vec<String>,
    /// What has become of it by the day: in-force, ended …
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    status: Vec<String>,
    /// Made on or after this date
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<Date>,
    /// Made on or before this date
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    until: Option<Date>,
    /// Show the values of all facets with their counts instead
    #[arg(long)]
    facets: bool,
    #[command(flatten)]
    what: What,
}

/// What to list instead of instruments.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[command(next_help_heading = "Something other than instruments (with words, --party, --since, --until)")]
struct What {
    /// List events
    #[arg(long)]
    events: bool,
    /// List standing arrangements: dialogues, channels, groups
    #[arg(long)]
    mechanisms: bool,
    /// List positions: views held, not promises
    #[arg(long)]
    positions: bool,
    /// List states and organisations
    #[arg(long)]
    parties: bool,
    /// List groups
    #[arg(long)]
    groups: bool,
    /// List the terms of the vocabulary
    #[arg(long)]
    vocabulary: bool,
    /// List sources
    #[arg(long)]
    sources: bool,
}

/// Which list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Instruments,
    Events,
    Mechanisms,
    Positions,
    Parties,
    Groups,
    Vocabulary,
    Sources,
}

impl What {
    fn wanted(&self) -> Wanted {
        let flags = [
            (self.events, Wanted::Events),
            (self.mechanisms, Wanted::Mechanisms),
            (self.positions, Wanted::Positions),
            (self.parties, Wanted::Parties),
            (self.groups, Wanted::Groups),
            (self.vocabulary, Wanted::Vocabulary),
            (self.sources, Wanted::Sources),
        ];
        flags.into_iter().find(|(set, _)| *set).map_or(Wanted::Instruments, |(_, wanted)| wanted)
    }
}

/// Lists.
pub(crate) fn run(session: &Session, arguments: &Arguments) -> Result<Answer, Failure> {
    match arguments.what.wanted() {
        Wanted::Instruments => {
            let query = query::instruments(session.landscape(), arguments)?;
            instruments::run(session, &query, arguments.facets)
        }
        wanted => {
            let narrowed = query::Narrowed::new(session.landscape(), arguments, wanted)?;
            things::run(session, wanted, &narrowed)
        }
    }
}
