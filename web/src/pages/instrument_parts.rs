//! The parts of the page of an instrument: dates, standings, votes, structure, relations, readings, texts.

use maud::{Markup, html};
use servanda::compare::coded_pairs;
use servanda::model::{Certainty, Phase, Stage, TextState, Vote, VoteManner};
use servanda::register::{self as sheets, InstrumentSheet, RelationLine, StandingGroup, StandingLine, StatusPhase};

use crate::compare_ask::CompareAsk;
use crate::html::{
    external, family, instrument_name, language, mark, note, noted, party, period, plural, possibly, rival, text, time,
};
use crate::route::Page;
use crate::view::View;

pub(super) fn dates(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let src = &sheet.sources;
    html! {
        @if sheet.dates.is_empty() {
            p { "No date is recorded." }
        } @else {
            ol.dated {
                @for line in &sheet.dates {
                    li.later[line.reached == Certainty::No] {
                        div.when { (time(line.row.on)) }
                        div.what {
                            p {
                                a.quiet href=(view.word("milestone", &line.row.milestone)) { (line.label) }
                                @if let Some(place) = &line.row.place { ", " (place) }
                                @if line.phase == Phase::Other { " " span.note { "(without effect on the status)" } }
                                @match line.reached {
                                    Certainty::No => { " " span.not-yet { "not yet reached on this day" } }
                                    other => (possibly(other)),
                                }
                                (mark(&line.row.evidence, src))
                            }
                            (note(&line.row.evidence))
                            @for other in &line.rivals { div.rival { (rival(other, src, false)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Lines that differ in nothing but the party: a vote of a hundred states is one sentence, not a hundred.
struct Alike<'s, 'a> {
    first: &'s StandingLine<'a>,
    lines: Vec<&'s StandingLine<'a>>,
}

fn alike<'s, 'a>(group: &'s StandingGroup<'a>) -> Vec<Alike<'s, 'a>> {
    let mut found: Vec<Alike<'s, 'a>> = Vec::new();
    for line in &group.parties {
        let same = |a: &Alike<'_, '_>| {
            a.first.certainty == line.certainty
                && a.first.period == line.period
                && a.first.through == line.through
                && a.first.stage == line.stage
                && a.first.evidence == line.evidence
        };
        match found.iter_mut().find(|a| same(a)) {
            Some(a) => a.lines.push(line),
            None => found.push(Alike { first: line, lines: vec![line] }),
        }
    }
    found.sort_by_key(|a| (a.first.stage, a.first.period.from));
    found
}

pub(super) fn standings(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let mut last_family = None;
    let headed: Vec<(Option<&'static str>, &StandingGroup<'_>)> = sheet
        .standings
        .iter()
        .map(|group| {
            let heading = family(group.family);
            let new = last_family.replace(heading) != Some(heading);
            (new.then_some(heading), group)
        })
        .collect();
    html! {
        @if sheet.standings.is_empty() {
            @if sheet.standing_history.is_empty() { p { "Nobody’s standing is recorded." } }
            @else { p { "Nobody’s standing is recorded for this day; for other days it is." } }
        }
        @for (heading, group) in headed {
            @if let Some(heading) = heading { h3.family { (heading) } }
            div.standing id={ "standing-" (group.word) } {
                h4 { a.quiet href=(view.word("standing", group.word)) { (group.label) } @if !group.parties.is_empty() { " " span.count { (group.parties.len()) } } }
                @if let Some(definition) = group.definition { p.note { (definition) } }
                @for a in alike(group) { (standing_lines(view, group, &a, sheet)) }
                @for row in &group.described {
                    @let counted = if row.described.is_some() { "; the source counts " } else { "The source counts " };
                    @let said = group.parties.iter().any(|line| line.evidence.note == row.evidence.note);
                    p {
                        @if let Some(described) = &row.described { "Described, not named: " (described) }
                        @if let Some(count) = row.count { (counted) (count) }
                        @if let Some(stage) = row.stage { ", " (stage_words(stage)) }
                        " (" (period(&row.period, view.as_of())) ")"
                        (mark(&row.evidence, &sheet.sources))
                    }
                    @if !said { (note(&row.evidence)) }
                }
            }
        }
        (past(view, sheet))
    }
}

fn standing_lines(
    view: &View<'_>,
    group: &StandingGroup<'_>,
    alike: &Alike<'_, '_>,
    sheet: &InstrumentSheet<'_>,
) -> Markup {
    let first = alike.first;
    html! {
        p.names {
            (crate::html::join(&alike.lines.iter().map(|line| party(view, &line.party)).collect::<Vec<_>>()))
        }
        p.facts {
            @if alike.lines.len() == 1 { (group.verb) " it " } @else { (plural(alike.lines.len(), "party", "parties")) " " }
            (period(&first.period, view.as_of()))
            @if let Some(stage) = first.stage { ", " (stage_words(stage)) }
            @if let Some(through) = first.through {
                ", through " a href=(view.group(through)) { (view.landscape().groups.get(through).map_or(through, |g| g.label())) }
            }
            (possibly(first.certainty))
            (mark(first.evidence, &sheet.sources))
        }
        (note(first.evidence))
    }
}

/// Standings that are over by the day, or that come later, so that nobody takes their absence for silence.
fn past(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let as_of = view.as_of();
    let not_now: Vec<_> =
        sheet.standing_history.iter().filter(|row| row.period.holds_on(as_of) == Certainty::No).collect();
    html! {
        @if !not_now.is_empty() {
            details {
                summary { (plural(not_now.len(), "standing does", "standings do")) " not hold on this day" }
                ul.rows {
                    @for row in not_now {
                        li {
                            @let label = view.landscape().vocabulary.standings.get(&row.word).map_or(&*row.word, |w| w.concept.label.as_str());
                            strong { (label) } ": "
                            @for (at, code) in row.parties.iter().enumerate() {
                                @if at > 0 { ", " }
                                a href=(view.party(code)) { (view.landscape().parties.get(code).map_or(&**code, |p| p.label())) }
                            }
                            @for (at, id) in row.groups.iter().enumerate() {
                                @if at > 0 || !row.parties.is_empty() { ", " }
                                a href=(view.group(id)) { (view.landscape().groups.get(id).map_or(&**id, |g| g.label())) }
                            }
                            @if let Some(described) = &row.described { " " (described) }
                            ", " (period(&row.period, as_of)) (noted(&row.evidence, &sheet.sources))
                        }
                    }
                }
            }
        }
    }
}

fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Committee => "in committee, on the draft",
        Stage::Plenary => "in plenary, on the text",
        Stage::Paragraph => "on one paragraph or motion",
    }
}

/// Committee and plenary apart: their counts differ and are never one.
pub(super) fn votes(sheet: &InstrumentSheet<'_>) -> Markup {
    let count = |n: Option<u32>| n.map_or_else(|| "not recorded".to_owned(), |n| n.to_string());
    let row = |vote: &Vote| {
        let recorded = vote.manner == Some(VoteManner::Recorded);
        html! {
            div.vote {
                h3 { (vote.body) @if let Some(stage) = vote.stage { ", " (stage_words(stage)) } }
                p {
                    (match vote.manner {
                        Some(VoteManner::Recorded) => "Recorded vote",
                        Some(VoteManner::WithoutVote) => "Without a vote: nobody’s position is recorded by that",
                        Some(VoteManner::Consensus) => "By consensus",
                        Some(VoteManner::NoConsensus) => "No agreement was reached",
                        None => "How it was decided is not recorded",
                    })
                    @if let Some(date) = vote.on { ", " (time(date)) }
                    @if let Some(ballot) = &vote.ballot { ", on " (ballot) }
                    (mark(&vote.evidence, &sheet.sources))
                }
                @if recorded || vote.yes.is_some() {
                    dl.ballot {
                        div { dt { "Yes" } dd { (count(vote.yes)) } }
                        div { dt { "No" } dd { (count(vote.no)) } }
                        div { dt { "Abstaining" } dd { (count(vote.abstain)) } }
                    }
                }
                (note(&vote.evidence))
            }
        }
    };
    html! { @for vote in sheet.votes { (row(vote)) } }
}

pub(super) fn structure(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    html! {
        p.note { "Lines in our own words; words in quotation marks are the text’s. Not every unit need be listed." }
        ol.units {
            @for line in &sheet.units {
                li.deep[line.unit.id.depth() > 1] id={ "u-" (line.unit.id.as_str().replace('/', ".")) } {
                    p {
                        a.unit href=(view.unit(sheet.id, line.unit.id.as_str())) { (line.unit.label) }
                        @if let Some(heading) = &line.unit.heading { @if *heading != line.unit.label { " " strong { (heading) } } }
                        @if let Some(says) = &line.unit.says { " " (text(says)) }
                        @if let Some(quote) = &line.unit.quote { " " q { (quote) } }
                        (mark(&line.unit.evidence, &sheet.sources))
                    }
                    (note(&line.unit.evidence))
                    @for relation in &line.relations { p.facts { (relation_line(view, relation, false, &sheet.sources)) } }
                }
            }
        }
    }
}

/// A relation in words from this side. Another instrument that had not come up by the day is said to be later.
pub(super) fn relation_line(
    view: &View<'_>,
    line: &RelationLine<'_>,
    with_unit: bool,
    src: &sheets::SourceList<'_>,
) -> Markup {
    let later = view
        .landscape()
        .instrument(line.other.id)
        .is_some_and(|other| sheets::status(other, view.as_of()).phase == StatusPhase::NotYet);
    html! {
        @if with_unit { @if let Some(pinpoint) = &line.unit_pinpoint { span.unit { (pinpoint) } " " } }
        span.kind { (line.phrase) } " " (instrument_name(view, &line.other))
        @if later { " " span.not-yet { "which came later than this day" } }
        (mark(line.evidence, src))
        (note(line.evidence))
    }
}

pub(super) fn relations(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    let pairs = coded_pairs(view.landscape());
    let own = pairs.iter().filter(|(older, newer)| older.id == sheet.id || newer.id == sheet.id);
    html! {
        @for (older, newer) in own {
            @let other = if older.id == sheet.id { newer } else { older };
            p { a href=(view.link(Page::Compare(Box::new(CompareAsk::of(&[&older.id, &newer.id]))))) { "Compare paragraph by paragraph with " (other.title()) } }
        }
        ul.rows { @for line in &sheet.relations { li { (relation_line(view, line, true, &sheet.sources)) } } }
    }
}

pub(super) fn readings(view: &View<'_>, sheet: &InstrumentSheet<'_>) -> Markup {
    html! {
        p.note { "Interpretations by others, each with its author. They are not facts of this landscape." }
        @for reading in sheet.readings { (self::reading(view, sheet.id, reading, &sheet.sources)) }
    }
}

pub(super) fn reading(
    view: &View<'_>,
    id: &str,
    reading: &servanda::model::Reading,
    src: &sheets::SourceList<'_>,
) -> Markup {
    let instrument = view.landscape().instrument(id);
    let later = reading.on.is_some_and(|date| date.reached_by(view.as_of()) == Certainty::No);
    html! {
        figure.reading {
            blockquote {
                p { (text(&reading.says)) @if let Some(quote) = &reading.quote { " " q { (quote) } } (mark(&reading.evidence, src)) }
            }
            figcaption {
                (reading.by) ", "
                @match reading.on { Some(date) => (time(date)), None => "date not recorded" }
                @if later { " " span.not-yet { "later than this day" } }
                @if !reading.about.is_empty() {
                    ", on "
                    @for (at, unit) in reading.about.iter().enumerate() {
                        @if at > 0 { ", " }
                        @match instrument.and_then(|i| i.unit(unit)) {
                            Some(known) => a href=(view.unit(id, unit)) { (known.label) },
                            None => (servanda::model::pinpoint(unit)),
                        }
                    }
                }
            }
            (note(&reading.evidence))
        }
    }
}

pub(super) fn texts(sheet: &InstrumentSheet<'_>) -> Markup {
    // A landscape that holds a text says so in a row of its own; what it extends still says that it holds none.
    let told = |row: &&servanda::model::Text| {
        row.state != TextState::None
            || !sheet.texts.iter().any(|other| other.lang == row.lang && other.state != TextState::None)
    };
    html! {
        @if sheet.texts.is_empty() {
            p { "No language version is recorded. Its text is not held here." }
        } @else {
            ul.rows {
                @for row in sheet.texts.iter().filter(told) {
                    li {
                        p {
                            strong { (language(&row.lang).0) } ": "
                            (match row.state {
                                TextState::Full => "held in full",
                                TextState::Part => "held in part",
                                TextState::None => "not held",
                            })
                            "; "
                            (match row.authentic {
                                Some(true) => "authentic",
                                Some(false) => "a translation, not authentic",
                                None => "whether it is authentic is not recorded",
                            })
                            "; "
                            @match &row.official {
                                Some(url) => { "official text: " (external(url)) }
                                None => "no official address recorded",
                            }
                            (mark(&row.evidence, &sheet.sources))
                        }
                        @if let Some(completeness) = &row.completeness { p { (text(completeness)) } }
                        (note(&row.evidence))
                    }
                }
            }
        }
        @if !sheet.held.is_empty() {
            p { "Files with text in the folder: " @for (at, tag) in sheet.held.iter().enumerate() { @if at > 0 { ", " } (language(tag).0) } "." }
        }
    }
}
