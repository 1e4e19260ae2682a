//! The sheets of parties and groups.

use servanda::model::{Certainty, Names, PartyKind};
use servanda::register::{GroupMember, GroupSheet, PartySheet, PartyStandingLine, SourceList, Strength};

use super::super::mark::mark;
use super::super::{Label, Line, Page};
use super::unit::word_of;
use super::{LEFT, day, event_item, mechanism_item, note, period, position_item, sources, unverified};
use crate::render::phrases::{count, strength_label};

fn names(page: &mut Page, names: &Names, title: &str) {
    let others: Vec<String> = names
        .0
        .iter()
        .filter(|(_, name)| name.as_str() != title)
        .map(|(lang, name)| format!("{name} ({lang})"))
        .collect();
    if !others.is_empty() {
        page.pair("Names", Line::plain(others.join(", ")));
    }
}

/// Renders the sheet of a party.
pub(crate) fn party(page: &mut Page, sheet: &PartySheet<'_>) {
    let party = sheet.party;
    let list = &sheet.sources;
    page.paragraph(0, Line::of(Label::Title, party.label()));
    let mut codes = Line::of(Label::Id, &party.code);
    for more in [party.alpha3.as_deref(), word_of(PartyKind::WORDS, party.kind)].into_iter().flatten() {
        codes = codes.text(format!("  {more}"));
    }
    page.paragraph(0, codes);
    page.paragraph(0, day(&sheet.header));
    page.blank();
    if let Some(official) = &party.official {
        page.pair("Official", Line::plain(official));
    }
    names(page, &party.name, party.label());
    if let Some(since) = &party.un_member_since {
        let line = Line::plain(format!("member since {}", since.value.in_words()));
        page.pair("UN", line.join(mark(list, &since.evidence)));
    }
    for row in &party.succession {
        let from = row.from.map(|from| format!("{}: ", from.in_words())).unwrap_or_default();
        page.pair("Succession", Line::plain(from + &row.note).join(mark(list, &row.evidence)));
    }
    let groups: Vec<Line> = sheet
        .groups
        .iter()
        .map(|group| {
            let mut line = Line::of(Label::Id, group.id);
            if let Some(period) = period(&group.period) {
                line = line.with(Label::Aside, format!(" {period}"));
            }
            if group.certainty == Certainty::Possibly {
                line = line.with(Label::Unverified, " (possibly)");
            }
            line.join(mark(list, group.evidence))
        })
        .collect();
    if let Some((first, rest)) = groups.split_first() {
        page.pair("Groups", rest.iter().fold(first.clone(), |all, one| all.text(", ").join(one.clone())));
    }
    note(page, LEFT, party.evidence.note.as_ref());

    by_strength(page, sheet);
    lines(page, "Refused, voted against or abstained", &sheet.against, list);
    if !sheet.votes.is_empty() {
        page.heading("Recorded votes");
        for vote in &sheet.votes {
            let stage = word_of(servanda::model::Stage::WORDS, Some(vote.stage)).unwrap_or("");
            standing_item(page, &vote.line, Some(stage), list);
        }
    }
    lines(page, "Once, and no longer", &sheet.ended, list);
    if !sheet.mechanisms.is_empty() {
        page.heading("Mechanisms");
        for entry in &sheet.mechanisms {
            mechanism_item(page, entry, list);
        }
    }
    if !sheet.positions.is_empty() {
        page.heading("Positions that name it");
        for entry in &sheet.positions {
            position_item(page, entry, list);
        }
    }
    if !sheet.events.is_empty() {
        page.heading("Events");
        for entry in &sheet.events {
            event_item(page, entry, list);
        }
    }
    sources(page, list);
    unverified(page, sheet.unverified);
}

/// What the party stands in, under one heading for each strength.
fn by_strength(page: &mut Page, sheet: &PartySheet<'_>) {
    if sheet.standings.is_empty() {
        page.heading("Standings in instruments");
        page.paragraph(0, Line::plain("nothing recorded"));
    }
    let mut current: Option<Option<Strength>> = None;
    for line in &sheet.standings {
        if current != Some(line.strength) {
            current = Some(line.strength);
            let number = sheet.standings.iter().filter(|l| l.strength == line.strength).count();
            let label = match line.strength {
                Some(strength) => strength.label(),
                None => "of a strength not stated",
            };
            page.heading(format!("In instruments that stand as {label} ({number})"));
        }
        standing_item(page, line, None, &sheet.sources);
    }
}

fn lines(page: &mut Page, heading: &str, rows: &[PartyStandingLine<'_>], list: &SourceList<'_>) {
    if !rows.is_empty() {
        page.heading(heading);
        for line in rows {
            standing_item(page, line, None, list);
        }
    }
}

fn standing_item(page: &mut Page, line: &PartyStandingLine<'_>, stage: Option<&str>, list: &SourceList<'_>) {
    let date = line.made.map(|d| d.to_string()).unwrap_or_default();
    let mut text = Line::of(Label::Id, line.instrument).text("  ").join(Line::plain(line.title).cut(90)).text(": ");
    text = text.with(line.strength.map_or(Label::Plain, strength_label), line.label.to_lowercase());
    let mut asides: Vec<String> = Vec::new();
    asides.extend(stage.filter(|s| !s.is_empty()).map(|stage| format!("in {stage}")));
    asides.extend(line.through.map(|group| format!("through {group}")));
    asides.extend(period(&line.period));
    if line.certainty == Certainty::Possibly {
        asides.push("possibly".to_owned());
    }
    if !asides.is_empty() {
        text = text.with(Label::Aside, format!(" ({})", asides.join(", ")));
    }
    if line.status.contains("not recorded") {
        text = text.with(Label::Aside, "; entry into force not recorded");
    }
    page.item(Line::plain(date), LEFT, text.join(mark(list, line.evidence)));
}

/// Renders the sheet of a group.
pub(crate) fn group(page: &mut Page, sheet: &GroupSheet<'_>) {
    let title = sheet.name.english().unwrap_or(sheet.id);
    page.paragraph(0, Line::of(Label::Title, title));
    page.paragraph(0, Line::of(Label::Id, sheet.id).text("  group"));
    page.paragraph(0, day(&sheet.header));
    page.blank();
    names(page, sheet.name, title);
    page.pair(
        "Read as",
        Line::of(Label::Aside, "belonging to the group makes nobody a party to what the group has made"),
    );
    page.heading(format!("Members ({})", count(sheet.members.len(), "party", "parties")));
    members(page, &sheet.members, &sheet.sources);
    if !sheet.others.is_empty() {
        page.heading("Not members on that day: left before, or joined later");
        members(page, &sheet.others, &sheet.sources);
    }
    sources(page, &sheet.sources);
    unverified(page, sheet.unverified);
}

fn members(page: &mut Page, rows: &[GroupMember<'_>], list: &SourceList<'_>) {
    let mut told: Vec<&String> = Vec::new();
    for member in rows {
        let mut line = Line::plain(member.party.name);
        if let Some(period) = period(&member.period) {
            line = line.with(Label::Aside, format!("  {period}"));
        }
        if member.certainty == Certainty::Possibly {
            line = line.with(Label::Unverified, " (possibly)");
        }
        page.item(Line::of(Label::Id, member.party.code), 6, line.join(mark(list, member.evidence)));
        // One row of the file has one note for all its members.
        if let Some(text) = member.evidence.note.as_ref().filter(|text| !told.contains(text)) {
            told.push(text);
            note(page, 6, Some(text));
        }
    }
}
