//! `ask`: who has promised what to whom, what a party has promised, two sides beside each other, and where texts are silent.

mod rows;
mod sides;
mod silence;
mod text;

use clap::Args;
use servanda::ask::{self as library, Actor, Question, Unasked};
use servanda::landscape::Landscape;
use servanda::model::{Date, Day};

use super::list::{nearest_party, party};
use super::session::{Form, Session, parse_date};
use super::{Answer, Failure};

/// Ask who has promised what to whom
///
/// An act that somebody may do to somebody: which clauses speak to it on the day, how firmly, with which hedges; which nearly
/// do, and why not; what is not coded. With --party: all that a party has promised, or two sides beside each other. With
/// --silence: where texts do not speak of something. Never says that something is legal, illegal, kept or broken.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda ask --by CN --toward US --act espionage-commercial --on 2015-12-01
  servanda ask --by CN --toward US --act espionage-commercial --actor nonstate --on 2015-12-01
  servanda ask --by Mauritius --act coop-contact-point --on 2015-06-01 --explain
  servanda ask --party Estonia --on 2016
  servanda ask --party CN --and US --on 2015-12-01      # groups too: --party SCO --and NATO
  servanda ask --silence proliferation --in code-of-conduct-2015,gge-2015
  servanda list --vocabulary                            # the words for acts and objects")]
pub(crate) struct Arguments {
    /// Whose promises: a party, by code or name
    #[arg(long, value_name = "PARTY")]
    by: Option<String>,
    /// To whom it is done: a party, by code or name
    #[arg(long, value_name = "PARTY")]
    toward: Option<String>,
    /// What is done: an act of the vocabulary
    #[arg(long, value_name = "ACT")]
    act: Option<String>,
    /// To what it is done: an object of the vocabulary
    #[arg(long, value_name = "OBJECT")]
    object: Option<String>,
    /// Who does it: state, knowingly-supported, nonstate
    #[arg(long, value_name = "WHO")]
    actor: Option<String>,
    /// The day of the question; the same as --as-of
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<Date>,
    /// All that a party has promised; with --and, one of two sides
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// The other side: a party or a group
    #[arg(long, value_name = "PARTY")]
    and: Option<String>,
    /// Where texts do not speak of an act or object
    #[arg(long, value_name = "CONCEPT")]
    silence: Option<String>,
    /// In these instruments; all that are coded otherwise
    #[arg(long = "in", value_name = "ID", value_delimiter = ',')]
    within: Vec<String>,
    /// Show every test of every clause that speaks of the act
    #[arg(long)]
    explain: bool,
}

/// Which of the questions is asked.
enum Asked<'a> {
    Act(Question),
    Party(&'a str),
    Sides(&'a str, &'a str),
    Silence(&'a str),
}

/// Answers.
pub(crate) fn run(session: &Session, arguments: &Arguments, as_of: Option<Day>) -> Result<Answer, Failure> {
    let landscape = session.landscape();
    let day = match (arguments.on.map(Date::last), as_of) {
        (Some(on), Some(as_of)) if on != as_of => {
            return Err(Failure::new(format!("--on {on} and --as-of {as_of} are two days."))
                .hint("give one of them: they mean the same."));
        }
        (Some(on), _) => on,
        (None, _) => session.as_of,
    };
    match asked(landscape, arguments, day)? {
        Asked::Act(question) => act(session, &question, arguments.explain),
        Asked::Party(name) => promises(session, &code(landscape, name)?, day),
        Asked::Sides(left, right) => sides::run(session, &side(landscape, left)?, &side(landscape, right)?, day),
        Asked::Silence(concept) => silence::run(session, concept, &arguments.within, day),
    }
}

/// Which question the options make, or why they make none.
fn asked<'a>(landscape: &Landscape, arguments: &'a Arguments, day: Day) -> Result<Asked<'a>, Failure> {
    let of_act = [
        ("--by", arguments.by.is_some()),
        ("--toward", arguments.toward.is_some()),
        ("--act", arguments.act.is_some()),
        ("--object", arguments.object.is_some()),
        ("--actor", arguments.actor.is_some()),
        ("--explain", arguments.explain),
    ];
    let of_party = [("--party", arguments.party.is_some()), ("--and", arguments.and.is_some())];
    let of_silence = [("--silence", arguments.silence.is_some()), ("--in", !arguments.within.is_empty())];
    let given = |options: &[(&'static str, bool)]| options.iter().find(|(_, set)| *set).map(|(name, _)| *name);
    let kinds: Vec<&str> = [given(&of_act), given(&of_party), given(&of_silence)].into_iter().flatten().collect();
    if let [first, second, ..] = kinds.as_slice() {
        return Err(Failure::new(format!("{first} and {second} belong to different questions.")).hint(
            "ask one of: --act (with --by, --toward, --object, --actor), --party (with --and), --silence (with --in).",
        ));
    }
    match (&arguments.party, &arguments.and, &arguments.silence, &arguments.act) {
        (Some(left), Some(right), ..) => return Ok(Asked::Sides(left, right)),
        (Some(name), None, ..) => return Ok(Asked::Party(name)),
        (None, Some(_), ..) => {
            return Err(Failure::new("--and needs the first side.").hint("add --party PARTY."));
        }
        (_, _, Some(concept), _) => return Ok(Asked::Silence(concept)),
        (_, _, None, None) if !arguments.within.is_empty() => {
            return Err(Failure::new("--in says where to look, but not for what.").hint("add --silence CONCEPT."));
        }
        _ => {}
    }
    let Some(act) = &arguments.act else {
        return Err(Failure::new("this asks for nothing: an act is missing.")
            .hint("add --act ACT (servanda list --vocabulary), or ask --party PARTY, or --silence CONCEPT."));
    };
    let actor = match arguments.actor.as_deref() {
        None => Actor::State,
        Some(word) => match Actor::WORDS.iter().find(|(known, _)| *known == word) {
            Some((_, actor)) => *actor,
            None => {
                let known = Actor::WORDS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
                return Err(Failure::new(format!("\"{word}\" is no kind of actor.")).hint(format!("one of: {known}")));
            }
        },
    };
    let code_of = |name: &Option<String>| name.as_deref().map(|name| code(landscape, name)).transpose();
    Ok(Asked::Act(Question {
        by: code_of(&arguments.by)?,
        toward: code_of(&arguments.toward)?,
        act: act.clone(),
        object: arguments.object.clone(),
        actor,
        on: day,
    }))
}

/// The code of a party named by code or name.
fn code(landscape: &Landscape, name: &str) -> Result<String, Failure> {
    if let Some(party) = party(landscape, name.trim()) {
        return Ok(party.code.clone());
    }
    if landscape.groups.ids().any(|id| id.eq_ignore_ascii_case(name)) {
        return Err(Failure::new(format!("\"{name}\" is a group; a group promises only through its members."))
            .hint(format!("put it beside another side: servanda ask --party {name} --and PARTY")));
    }
    let failure = Failure::new(format!("no party \"{name}\" in this landscape."));
    Err(match nearest_party(landscape, name) {
        Some(nearest) => failure.hint(format!("did you mean \"{nearest}\"?")),
        None => failure.hint("list them all: servanda list --parties"),
    })
}

/// A side: a party named by code or name, or a group.
fn side(landscape: &Landscape, name: &str) -> Result<String, Failure> {
    if name.starts_with("group:") || landscape.groups.contains(name) && party(landscape, name).is_none() {
        return Ok(name.to_owned());
    }
    if party(landscape, name).is_none()
        && let Some(group) = landscape.groups.ids().find(|id| id.eq_ignore_ascii_case(name))
    {
        return Ok(group.to_owned());
    }
    code(landscape, name)
}

/// What is wrong with the words of a question.
fn refused(wrong: &[Unasked]) -> Failure {
    let told = wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let failure = Failure::new(if told.ends_with('?') { told } else { format!("{told}.") });
    failure.hint("the words for acts and objects: servanda list --vocabulary")
}

fn act(session: &Session, question: &Question, explain: bool) -> Result<Answer, Failure> {
    let answer = library::ask(session.landscape(), question).map_err(|wrong| refused(&wrong))?;
    let found = !answer.findings.is_empty() || !answer.held.is_empty();
    let written = match session.form {
        Form::Json | Form::Jsonl => session.json(&answer)?,
        Form::Csv => rows::answer(&answer)?,
        Form::Text => text::answer(session, &answer, explain),
    };
    Ok(Answer::found_if(found, written))
}

fn promises(session: &Session, code: &str, day: Day) -> Result<Answer, Failure> {
    let promises = library::promises(session.landscape(), code, day).map_err(|wrong| refused(&[wrong]))?;
    let found = !promises.promises.is_empty() || !promises.positions.is_empty() || !promises.proposals.is_empty();
    let written = match session.form {
        Form::Json | Form::Jsonl => session.json(&promises)?,
        Form::Csv => rows::promises(&promises)?,
        Form::Text => text::promises(session, &promises),
    };
    Ok(Answer::found_if(found, written))
}
