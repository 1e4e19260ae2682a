//! Lists of everything that is not an instrument. One row type each, written out in four forms by one function.

use servanda::export::csv;
use std::collections::BTreeMap;

use serde::Serialize;
use servanda::model::{Basis, Date, Evidence, Group, Names, Party, Source};
use servanda::register::{self, EventEntry, Header, MechanismEntry, PartyName, PositionEntry, SourceLine, WordLine};

use super::super::session::{Form, Session};
use super::super::{Answer, Failure};
use super::Wanted;
use super::query::Narrowed;
use crate::render::phrases::{count, event_title, running};
use crate::render::table::{Column, Table};
use crate::render::{Label, Line, Page};

/// A row of a list: what it is as data, and what its cells are.
trait Listed: Serialize {
    /// The columns of the list.
    const COLUMNS: &'static [Column];
    /// The cells of this row.
    fn cells(&self) -> Vec<Line>;
    /// How the row is known, if a row of this list says so.
    fn evidence(&self) -> Option<&Evidence> {
        None
    }
}

#[derive(Serialize)]
struct Listing<'t, T> {
    #[serde(flatten)]
    header: Header,
    total: usize,
    #[serde(flatten)]
    rows: BTreeMap<&'static str, &'t [T]>,
}

#[derive(Serialize)]
struct OneLine<'t, T> {
    schema: &'static str,
    as_of: servanda::model::Day,
    #[serde(flatten)]
    row: &'t T,
}

/// How a list calls itself.
struct Name {
    schema: &'static str,
    line_schema: &'static str,
    one: &'static str,
    many: &'static str,
}

macro_rules! name {
    ($one:literal, $many:literal) => {
        Name {
            schema: concat!("servanda.", $many, "/1"),
            line_schema: concat!("servanda.", $one, "-row/1"),
            one: $one,
            many: $many,
        }
    };
}

fn date(value: Option<Date>) -> Line {
    Line::plain(value.map(|d| d.to_string()).unwrap_or_default())
}

fn codes(names: &[PartyName<'_>]) -> Line {
    let codes: Vec<&str> = names.iter().map(|n| n.code).collect();
    Line::of(Label::Aside, codes.join(" "))
}

impl Listed for EventEntry<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::fixed("date"),
        Column::flexible("id", 20),
        Column::fixed("kind").or_drop(1),
        Column::flexible("actors", 8).or_drop(2),
        Column::flexible("title", 24),
    ];

    fn cells(&self) -> Vec<Line> {
        vec![
            date(Some(self.event.on)),
            Line::of(Label::Id, &self.event.id),
            Line::plain(self.event.kind.word().replace('-', " ")),
            codes(&self.actor_names),
            Line::plain(event_title(self)),
        ]
    }

    fn evidence(&self) -> Option<&Evidence> {
        Some(&self.event.evidence)
    }
}

impl Listed for MechanismEntry<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::fixed("from"),
        Column::fixed("to"),
        Column::flexible("id", 20),
        Column::flexible("parties", 8).or_drop(2),
        Column::fixed("state").or_drop(1),
        Column::flexible("title", 24),
    ];

    fn cells(&self) -> Vec<Line> {
        vec![
            date(self.mechanism.period.from),
            date(self.mechanism.period.to),
            Line::of(Label::Id, &self.mechanism.id),
            codes(&self.party_names),
            Line::plain(running(self.running)),
            Line::plain(&self.mechanism.title),
        ]
    }

    fn evidence(&self) -> Option<&Evidence> {
        Some(&self.mechanism.evidence)
    }
}

impl Listed for PositionEntry<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::fixed("date"),
        Column::flexible("id", 20),
        Column::flexible("who", 8).or_drop(1),
        Column::fixed("stance"),
        Column::flexible("says", 24),
    ];

    fn cells(&self) -> Vec<Line> {
        let mut who: Vec<&str> = self.party_names.iter().map(|p| p.code).collect();
        who.extend(self.position.groups.iter().map(|g| &*g.name));
        vec![
            date(self.position.on),
            Line::of(Label::Id, &self.position.id),
            Line::of(Label::Aside, who.join(" ")),
            Line::plain(self.position.stance.word()),
            Line::plain(&self.position.says),
        ]
    }

    fn evidence(&self) -> Option<&Evidence> {
        Some(&self.position.evidence)
    }
}

/// A party with all that the landscape says of it, where the page of all parties has only its name.
#[derive(Serialize)]
struct PartyRow<'a> {
    #[serde(flatten)]
    party: &'a Party,
    instruments: usize,
}

impl Listed for PartyRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::fixed("code"),
        Column::fixed("alpha-3").or_drop(2),
        Column::flexible("name", 20),
        Column::fixed("instruments").or_drop(1),
    ];

    fn cells(&self) -> Vec<Line> {
        vec![
            Line::of(Label::Id, &self.party.code),
            Line::plain(self.party.alpha3.as_deref().unwrap_or("")),
            Line::plain(self.party.label()),
            Line::plain(self.instruments.to_string()),
        ]
    }
}

#[derive(Serialize)]
struct GroupRow<'a> {
    id: &'a str,
    name: &'a Names,
    members: Vec<&'a str>,
    #[serde(skip)]
    group: &'a Group,
}

impl Listed for GroupRow<'_> {
    const COLUMNS: &'static [Column] =
        &[Column::fixed("id"), Column::flexible("name", 16), Column::fixed("count"), Column::flexible("members", 16)];

    fn cells(&self) -> Vec<Line> {
        vec![
            Line::of(Label::Id, self.id),
            Line::plain(self.group.label()),
            Line::plain(self.members.len().to_string()),
            Line::of(Label::Aside, self.members.join(" ")),
        ]
    }
}

#[derive(Serialize)]
struct TermRow<'a> {
    list: &'static str,
    #[serde(flatten)]
    word: WordLine<'a>,
}

impl Listed for TermRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::fixed("list"),
        Column::fixed("id"),
        Column::flexible("label", 12).or_drop(1),
        Column::flexible("definition", 24),
    ];

    fn cells(&self) -> Vec<Line> {
        let concept = self.word.concept;
        vec![
            Line::plain(self.list),
            Line::of(Label::Id, &concept.id),
            Line::plain(&concept.label),
            Line::plain(&concept.definition),
        ]
    }
}

impl Listed for SourceLine<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::fixed("date"),
        Column::flexible("id", 16),
        Column::flexible("title", 24),
        Column::flexible("address", 20).or_drop(1),
    ];

    fn cells(&self) -> Vec<Line> {
        vec![
            date(self.source.and_then(|source| source.date)),
            Line::of(Label::Id, self.name),
            Line::plain(self.source.map_or("", |source| &source.title)),
            Line::of(Label::Aside, self.source.and_then(|source| source.url.as_deref()).unwrap_or("")),
        ]
    }
}

/// Lists what is wanted.
pub(super) fn run(session: &Session, wanted: Wanted, narrowed: &Narrowed) -> Result<Answer, Failure> {
    let landscape = session.landscape();
    match wanted {
        Wanted::Events => {
            let mut rows = register::chronicle(landscape, session.as_of).events;
            rows.retain(|e| {
                let event = e.event;
                narrowed.has_party(event.actors.iter().chain(&event.toward).map(|p| &**p))
                    && narrowed.in_time(Some(event.on))
                    && narrowed.has_words([&event.id, event_title(e), event.says.as_str()])
            });
            write(session, &name!("event", "events"), &rows)
        }
        Wanted::Mechanisms => {
            let mut rows = register::chronicle(landscape, session.as_of).mechanisms;
            rows.retain(|m| {
                let mechanism = m.mechanism;
                narrowed.has_party(mechanism.parties.iter().map(|p| &**p))
                    && narrowed.in_time(mechanism.period.from)
                    && narrowed.has_words([&mechanism.id, &mechanism.title, mechanism.says.as_deref().unwrap_or("")])
            });
            rows.sort_by_key(|m| (m.mechanism.period.from, &m.mechanism.id));
            write(session, &name!("mechanism", "mechanisms"), &rows)
        }
        Wanted::Positions => {
            let mut rows = register::chronicle(landscape, session.as_of).positions;
            rows.retain(|p| {
                let position = p.position;
                narrowed.has_party(position.parties.iter().map(|p| &**p))
                    && narrowed.in_time(position.on)
                    && narrowed.has_words([position.id.as_str(), &position.says])
            });
            write(session, &name!("position", "positions"), &rows)
        }
        Wanted::Parties => write(session, &name!("party", "parties"), &parties(session, narrowed)),
        Wanted::Groups => {
            let rows: Vec<GroupRow<'_>> = landscape
                .groups
                .iter()
                .map(|group| GroupRow {
                    id: &group.id,
                    name: &group.name,
                    members: group.members_on(session.as_of).into_keys().collect(),
                    group,
                })
                .filter(|row| narrowed.has_party(row.members.iter().copied()))
                .filter(|row| narrowed.has_words(row.name.0.values().map(String::as_str).chain([row.id])))
                .collect();
            write(session, &name!("group", "groups"), &rows)
        }
        Wanted::Sources => {
            let wanted = |s: &Source| {
                narrowed.has_words([
                    s.id.as_str(),
                    &s.title,
                    s.author.as_deref().unwrap_or(""),
                    s.url.as_deref().unwrap_or(""),
                ])
            };
            let mut rows = register::source_directory(landscape, session.as_of).sources;
            rows.retain(|row| row.source.is_some_and(wanted));
            write(session, &name!("source", "sources"), &rows)
        }
        Wanted::Vocabulary | Wanted::Instruments => {
            let lists = register::vocabulary(landscape, session.as_of).lists;
            let all = lists.into_iter().flat_map(|words| words.words.into_iter().map(move |word| (words.list, word)));
            let rows: Vec<TermRow<'_>> = all
                .map(|(list, word)| TermRow { list, word })
                .filter(|row| {
                    let concept = row.word.concept;
                    narrowed.has_words([row.list, &concept.id, &concept.label, &concept.definition])
                })
                .collect();
            write(session, &name!("term", "terms"), &rows)
        }
    }
}

fn parties<'a>(session: &'a Session, narrowed: &Narrowed) -> Vec<PartyRow<'a>> {
    let all = register::parties(session.landscape(), session.as_of).parties;
    all.into_iter()
        .filter(|line| {
            let codes = [Some(line.code), line.party.alpha3.as_deref(), line.party.official.as_deref()];
            narrowed.has_words(line.party.name.0.values().map(String::as_str).chain(codes.into_iter().flatten()))
        })
        .map(|line| PartyRow { party: line.party, instruments: line.instruments })
        .collect()
}

fn write<T: Listed>(session: &Session, name: &Name, rows: &[T]) -> Result<Answer, Failure> {
    let text = match session.form {
        Form::Json => {
            let header = Header::new(name.schema, session.landscape(), session.as_of);
            session.json(&Listing { header, total: rows.len(), rows: BTreeMap::from([(name.many, rows)]) })?
        }
        Form::Jsonl => {
            let mut lines = String::new();
            for row in rows {
                lines.push_str(&session.json(&OneLine { schema: name.line_schema, as_of: session.as_of, row })?);
            }
            lines
        }
        Form::Csv => {
            let mut head: Vec<&str> = T::COLUMNS.iter().map(|c| c.name).collect();
            if rows.first().is_some_and(|row| row.evidence().is_some()) {
                head.extend(["basis", "sources"]);
            }
            head.push("as_of");
            csv::write(&head, rows.iter().map(|row| csv_cells(row, session)))?
        }
        Form::Text => {
            let table = Table { columns: T::COLUMNS, rows: rows.iter().map(text_cells).collect() };
            let day = Date::of_day(session.as_of).in_words();
            let summary = format!("{} as of {day}.", count(rows.len(), name.one, name.many));
            if session.screen.terminal && !rows.is_empty() {
                let mut page = Page::new();
                page.paragraph(0, Line::of(Label::Aside, summary));
                table.write(&session.screen) + &page.write(&session.screen)
            } else {
                session.say(&summary);
                table.write(&session.screen)
            }
        }
    };
    Ok(Answer::found_if(!rows.is_empty(), text))
}

fn csv_cells<T: Listed>(row: &T, session: &Session) -> Vec<String> {
    let mut cells: Vec<String> = row.cells().iter().map(Line::bare).collect();
    if let Some(evidence) = row.evidence() {
        let sources: Vec<&str> = evidence.sources.iter().map(|s| &**s).collect();
        cells.push(evidence.basis.unwrap_or(Basis::Unverified).word().to_owned());
        cells.push(sources.join("; "));
    }
    cells.push(session.as_of.to_string());
    cells
}

/// The cells with what nobody has verified said before the last one, where cutting does not take it away.
fn text_cells<T: Listed>(row: &T) -> Vec<Line> {
    let mut cells = row.cells();
    if row.evidence().is_some_and(Evidence::is_unverified)
        && let Some(last) = cells.pop()
    {
        cells.push(Line::of(Label::Unverified, "(unverified) ").join(last));
    }
    cells
}
