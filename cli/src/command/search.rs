//! `search`: words in texts, titles, paraphrases, readings and events, with the place of each find.

use servanda::export::csv;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::Args;
use serde::Serialize;
use servanda::model::{Date, Day};
use servanda::register::Query;
use servanda::search::{Ask, Group, Hit, Hits, Index, Part, Place, SearchError, Searched, What, search};

use super::list::{known_spelling, lower, parties};
use super::session::{Form, Global, Session, parse_date};
use super::{Answer, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, screen};

/// Search the words of texts, titles, summaries, readings and events
///
/// A word is found in all its forms and in every language; all words must occur in one article or paragraph. In quotation
/// marks they are found exactly as they stand.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda search mutual assistance
  servanda search '\"critical infrastructure\" NOT military' --party Russia
  servanda search 'attack NEAR/5 infrastructure' --kind treaty --since 2015
  servanda search 'terror* (hosting OR refuge)' --in budapest-convention-2001

The language of queries:
  words            all of them, in any form         \"a phrase\"        exactly so
  a OR b           any of them                      NOT a, -a         without
  a NEAR/5 b       at most five words apart         terror*           words that begin so
  title: symbol: heading: says: unit: lang: party: kind: topic:     only there: title:budapest unit:art35")]
pub(crate) struct Arguments {
    /// What to look for
    #[arg(required = true, value_name = "WORDS", allow_hyphen_values = false)]
    words: Vec<String>,
    /// Only instruments in which a party has a standing
    #[arg(long, value_name = "PARTY", value_delimiter = ',')]
    party: Vec<String>,
    /// Only instruments on topics, with all narrower ones
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    topic: Vec<String>,
    /// Only kinds of instruments (treaty, resolution …), with all narrower ones
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Only what is meant to bind so firmly: binding, political, voluntary, proposed
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    binding: Vec<String>,
    /// Made on or after this date
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<Date>,
    /// Made on or before this date
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    until: Option<Date>,
    /// Only words in a language (en, fr, zh …)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    lang: Vec<String>,
    /// Only one kind of words: text, title, summary, paraphrase, quote, reading, event, mechanism, position
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    what: Vec<String>,
    /// Only in these instruments; of one of them all hits are shown
    #[arg(long = "in", value_name = "ID", value_delimiter = ',')]
    within: Vec<String>,
    /// Most hits that are shown
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

/// Hits of one instrument that are shown beside those of others.
const EACH: usize = 3;

/// One hit as a line of its own.
#[derive(Serialize)]
struct HitLine<'a> {
    schema: &'static str,
    as_of: Day,
    #[serde(flatten)]
    hit: &'a Hit,
}

/// Searches.
pub(crate) fn run(session: &Session, global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let landscape = session.landscape();
    let ask = ask(session, arguments)?;
    let progress = Telling::new();
    let index = Index::open_telling(landscape, global.folder().as_deref(), &|done, total| progress.tell(done, total))
        .map_err(|error| Failure::new(error.to_string()))?;
    progress.end();
    if let Place::Memory(Some(why)) = index.place() {
        session.say(&format!(
            "The index cannot be kept in the landscape's folder ({why}); it was made for this answer only."
        ));
    }
    let mut hits = search(landscape, &index, &ask, session.as_of).map_err(|error| refused(&ask.words, &error))?;
    cut(&mut hits, arguments.limit);
    if !hits.unknown.is_empty() {
        let message = hits.unknown.join("; ");
        return Err(Failure::new(if message.ends_with('?') { message } else { message + "." })
            .hint("all values that occur, with counts: servanda list --facets"));
    }
    let text = match session.form {
        Form::Json => session.json(&hits)?,
        Form::Jsonl => {
            let mut lines = String::new();
            for hit in &hits.hits {
                lines.push_str(&session.json(&HitLine { schema: "servanda.hit/1", as_of: session.as_of, hit })?);
            }
            lines
        }
        Form::Csv => as_csv(&hits)?,
        Form::Text => as_text(session, &hits),
    };
    if session.form != Form::Json {
        remarks(session, &hits);
    }
    Ok(Answer::found_if(hits.total > 0, text))
}

fn ask(session: &Session, arguments: &Arguments) -> Result<Ask, Failure> {
    let landscape = session.landscape();
    let mut what = Vec::new();
    for word in lower(&arguments.what) {
        let known = What::WORDS.iter().find(|(known, _)| *known == word);
        let words: Vec<&str> = What::WORDS.iter().map(|(word, _)| *word).collect();
        let unknown = || {
            Failure::new(format!("\"{word}\" is no kind of words.")).hint(format!("there are: {}", words.join(", ")))
        };
        what.push(known.ok_or_else(unknown)?.1);
    }
    let single = arguments.within.len() == 1;
    Ok(Ask {
        words: arguments.words.join(" "),
        query: Query {
            parties: parties(landscape, &arguments.party)?,
            topics: known_spelling(landscape.vocabulary.topics.ids(), &arguments.topic),
            kinds: known_spelling(landscape.vocabulary.kinds.ids(), &arguments.kind),
            binding: lower(&arguments.binding),
            since: arguments.since,
            until: arguments.until,
            ..Query::default()
        },
        what,
        langs: arguments.lang.clone(),
        within: arguments.within.clone(),
        part: Part { skip: 0, most: arguments.limit, each: if single { arguments.limit } else { EACH } },
    })
}

/// At most so many hits, the groups cut to match.
fn cut(hits: &mut Hits, limit: usize) {
    hits.hits.truncate(limit);
    let mut left = hits.hits.len();
    for group in &mut hits.groups {
        group.shown = group.shown.min(left);
        left -= group.shown;
    }
    hits.groups.retain(|group| group.shown > 0);
}

fn refused(query: &str, error: &SearchError) -> Failure {
    match error {
        SearchError::Syntax(syntax) => {
            let column = syntax.column(query);
            Failure::new(format!("{}, at character {column} of: {query}", syntax.message)).hint(&syntax.hint)
        }
        SearchError::Index(error) => Failure::new(error.to_string()),
    }
}

fn as_text(session: &Session, hits: &Hits) -> String {
    let mut page = Page::new();
    let mut rest = hits.hits.iter();
    for group in &hits.groups {
        page.blank();
        page.paragraph(0, title(group));
        for hit in rest.by_ref().take(group.shown) {
            page.paragraph(2, place(hit));
            if !hit.snippet.is_empty() {
                page.paragraph(4, marked(&hit.snippet, &hit.marks));
            }
            if !hit.also.is_empty() {
                page.paragraph(4, Line::of(Label::Aside, "also ").with(Label::Id, hit.also.join(", ")));
            }
        }
        let more = group.hits - group.shown;
        if more > 0 {
            let how = group.instrument.as_ref().map_or(String::new(), |id| format!(": --in {id}"));
            page.paragraph(2, Line::of(Label::Aside, format!("and {more} more in it{how}")));
        }
    }
    page.write(&session.screen)
}

fn title(group: &Group) -> Line {
    let mut line = Line::of(Label::Title, &group.title);
    if let Some(date) = group.date {
        line = line.text(format!(" ({})", date.first().year()));
    }
    line.text("  ").with(Label::Id, &group.address)
}

/// Where a hit stands, and in what.
fn place(hit: &Hit) -> Line {
    let mut line = Line::new();
    if let Some(label) = &hit.label {
        line = line.text(label);
    }
    if let Some(heading) = &hit.heading {
        if !line.bare().is_empty() {
            line = line.text("  ");
        }
        line = line.join(marked(heading, &hit.heading_marks));
    }
    let what = match hit.field {
        "text" | "heading" if !hit.language.is_empty() => hit.language.clone(),
        field => format!("{field}, {}", hit.language),
    };
    if !line.bare().is_empty() {
        line = line.text("  ");
    }
    line = line.with(Label::Aside, what.trim_end_matches(", "));
    if hit.unit.is_some() { line.text("  ").with(Label::Id, &hit.address) } else { line }
}

/// A text with the words that were looked for set off.
fn marked(text: &str, marks: &[[usize; 2]]) -> Line {
    let mut line = Line::new();
    let mut at = 0;
    for [start, end] in marks {
        line = line.text(text.get(at..*start).unwrap_or("")).with(Label::Found, text.get(*start..*end).unwrap_or(""));
        at = *end;
    }
    line.text(text.get(at..).unwrap_or(""))
}

/// What was searched, and what to try where nothing was found.
fn remarks(session: &Session, hits: &Hits) {
    let mut told = if hits.total == 0 {
        "None found".to_owned()
    } else {
        let shown = hits.hits.len();
        let mut told = count(hits.total, "hit", "hits");
        if shown < hits.total {
            let _ = write!(told, ", {shown} of them shown");
        }
        told
    };
    let _ = write!(told, " as of {}. {}", Date::of_day(session.as_of).in_words(), searched(&hits.searched));
    session.say(&told);
    for suggestion in &hits.suggestions {
        session.say(&format!("\"{}\" occurs nowhere. Try: servanda search '{}'", suggestion.word, suggestion.query));
    }
    if hits.total == 0 && hits.suggestions.is_empty() && hits.query.contains(' ') {
        session.say("All words must occur in one article or paragraph. Try fewer words, or OR between them.");
    }
}

/// "None found" and "no text held" are two answers.
fn searched(searched: &Searched) -> String {
    let instruments = count(searched.instruments, "instrument", "instruments");
    let languages: Vec<&str> = searched.languages.iter().map(|language| language.language.as_str()).collect();
    let texts = match (searched.with_text, searched.without_text) {
        (0, 0) => String::new(),
        (0, _) => ": no text is held of any of them, only titles, summaries and what units say".to_owned(),
        (_, 0) => format!(", the texts of all of them ({})", languages.join(", ")),
        (with, without) => format!(
            ": the texts of {with} ({}); of {without} no text is held, only titles, summaries and what units say",
            languages.join(", ")
        ),
    };
    let later = match searched.later {
        0 => String::new(),
        later => format!(" {later} came later."),
    };
    format!("Searched: {instruments}{texts}.{later}")
}

fn as_csv(hits: &Hits) -> Result<String, Failure> {
    Ok(csv::write(&Hits::COLUMNS, hits.rows().map(Vec::from))?)
}

/// Tells on standard error how far the index is, when it takes long and somebody is looking.
struct Telling {
    terminal: bool,
    last: Mutex<(Instant, bool)>,
}

/// What takes less is not worth a word.
const SILENT: Duration = Duration::from_secs(1);
const EVERY: Duration = Duration::from_millis(200);

impl Telling {
    fn new() -> Telling {
        Telling { terminal: stderr().is_terminal(), last: Mutex::new((Instant::now() + SILENT, false)) }
    }

    fn tell(&self, done: usize, total: usize) {
        if !self.terminal {
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.0 <= Instant::now() {
            *last = (Instant::now() + EVERY, true);
            screen::remark(&format!("\rIndexing: {done} of {total} "));
        }
    }

    fn end(&self) {
        let last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.1 {
            screen::remark("\r                                        \r");
        }
    }
}
