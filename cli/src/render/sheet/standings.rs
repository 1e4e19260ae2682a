//! Who is what to an instrument: one block a standing word, committee and plenary apart.

use servanda::model::{Certainty, Evidence, Period, Stage, Standing};
use servanda::register::{SourceList, StandingGroup, StandingLine};

use super::super::mark::mark;
use super::super::{Label, Line, Page};
use super::period;
use crate::render::phrases::count;

/// Notes of single rows shown under one standing; a convention with a hundred accessions has a note on each.
const MOST_NOTES: usize = 6;

/// Parties whose row says the same but for the date.
struct Batch<'s, 'a> {
    stage: Option<Stage>,
    through: Option<&'a str>,
    mark: Line,
    lines: Vec<&'s StandingLine<'a>>,
}

/// Renders the standings of a day.
pub(super) fn standings(page: &mut Page, groups: &[StandingGroup<'_>], history: &[Standing], list: &SourceList<'_>) {
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            page.blank();
        }
        let mut head = Line::of(Label::Title, group.label);
        if let Some(definition) = group.definition {
            head = head.with(Label::Aside, format!("  {definition}"));
        }
        page.item(Line::new(), 2, head);
        for batch in batches(group, list) {
            batch_item(page, &batch);
        }
        for row in &group.described {
            let mut line = Line::new();
            match (row.count, &row.described) {
                (Some(number), Some(described)) => {
                    line = line.text(format!("{number} in all, by the source; {described}"));
                }
                (Some(number), None) => line = line.text(format!("{number} in all, by the source")),
                (None, Some(described)) => line = line.text(described),
                (None, None) => {}
            }
            page.item(Line::plain("  -"), 4, line.join(mark(list, &row.evidence)));
        }
        notes(page, group, history);
    }
}

fn batches<'s, 'a>(group: &'s StandingGroup<'a>, list: &SourceList<'_>) -> Vec<Batch<'s, 'a>> {
    let mut batches: Vec<Batch<'s, 'a>> = Vec::new();
    for line in &group.parties {
        let mark = mark(list, line.evidence);
        let same = |b: &&mut Batch<'s, 'a>| b.stage == line.stage && b.through == line.through && b.mark == mark;
        match batches.iter_mut().find(same) {
            Some(batch) => batch.lines.push(line),
            None => batches.push(Batch { stage: line.stage, through: line.through, mark, lines: vec![line] }),
        }
    }
    batches.sort_by_key(|batch| batch.stage);
    batches
}

fn batch_item(page: &mut Page, batch: &Batch<'_, '_>) {
    let shared: Option<Period> = batch
        .lines
        .first()
        .map(|first| first.period)
        .filter(|period| batch.lines.iter().all(|line| line.period == *period));
    let mut head: Vec<String> = Vec::new();
    match batch.stage {
        Some(Stage::Committee) => head.push("in committee".to_owned()),
        Some(Stage::Plenary) => head.push("in plenary".to_owned()),
        Some(Stage::Paragraph) => head.push("on a paragraph".to_owned()),
        None => {}
    }
    if let Some(group) = batch.through {
        head.push(format!("through {group}"));
    }
    // A vote is cast on a day and does not last.
    let when = shared.as_ref().and_then(period);
    head.extend(when.map(|when| if batch.stage.is_some() { when.replace("since ", "on ") } else { when }));
    let mut line = Line::new();
    if batch.lines.len() > 3 {
        head.push(count(batch.lines.len(), "party", "parties"));
    }
    // Behind the last of many names a mark would seem to speak of that one alone.
    let of_all = batch.lines.len() > 1;
    line = line.with(Label::Aside, head.join(", "));
    if of_all {
        line = line.join(batch.mark.clone());
    }
    if !head.is_empty() || (of_all && batch.mark.width() > 0) {
        line = line.with(Label::Aside, ": ");
    }
    for (number, party) in batch.lines.iter().enumerate() {
        line = line.text(if number > 0 { ", " } else { "" }).text(party.party.name);
        if party.certainty == Certainty::Possibly {
            line = line.with(Label::Unverified, " (possibly)");
        }
        if shared.is_none()
            && let Some(period) = period(&party.period)
        {
            line = line.with(Label::Aside, format!(" {}", period.trim_start_matches("since ")));
        }
    }
    page.item(Line::plain("  -"), 4, if of_all { line } else { line.join(batch.mark.clone()) });
}

/// The notes of the rows behind a group of standings, each once.
fn notes(page: &mut Page, group: &StandingGroup<'_>, history: &[Standing]) {
    let mut told: Vec<(&String, &Standing)> = Vec::new();
    let shown: Vec<&Evidence> =
        group.parties.iter().map(|line| line.evidence).chain(group.described.iter().map(|row| &row.evidence)).collect();
    for row in history.iter().filter(|row| *row.word == *group.word) {
        let in_view = shown.iter().any(|evidence| std::ptr::eq(*evidence, &row.evidence));
        let new = |text: &&String| in_view && !told.iter().any(|(known, _)| known == text);
        if let Some(text) = row.evidence.note.as_ref().filter(new) {
            told.push((text, row));
        }
    }
    for (text, row) in told.iter().take(MOST_NOTES) {
        let codes: Vec<&str> = row.parties.iter().map(|p| &**p).collect();
        // One note is about all; of several, each has to say about whom it is.
        let about =
            if told.len() > 1 && (1..=6).contains(&codes.len()) { codes.join(" ") + ": " } else { String::new() };
        page.paragraph(4, Line::of(Label::Aside, about + text));
    }
    if told.len() > MOST_NOTES {
        let more = count(told.len() - MOST_NOTES, "more note", "more notes");
        page.paragraph(4, Line::of(Label::Aside, format!("({more}: see --json)")));
    }
}
