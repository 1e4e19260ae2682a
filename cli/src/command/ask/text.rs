//! Answers for people: a brief whose every line can be cited.

use servanda::ask::{Answer, Clause, Finding, NearMiss, NotCoded, Promises, TurnsOn};
use servanda::model::{Alternative, Basis, Certainty, Date, Modality};
use servanda::register::{Header, Held, Legalization, Match, Strength};

use crate::command::session::Session;
use crate::render::phrases::{count, strength_label};
use crate::render::{Label, Line, Page};

/// Instruments that are named where nothing is coded.
const NAMED: usize = 8;

/// The answer to a question about an act.
pub(super) fn answer(session: &Session, answer: &Answer<'_>, explain: bool) -> String {
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, &answer.sentence));
    day(&mut page, &answer.header);
    for remark in &answer.remarks {
        page.paragraph(0, Line::of(Label::Warning, remark));
    }
    page.heading(match answer.findings.len() {
        0 => "None found".to_owned(),
        n => format!("{} found", count(n, "clause", "clauses")),
    });
    if answer.findings.is_empty() {
        let searched = &answer.searched;
        page.paragraph(
            0,
            Line::plain(format!(
                "None of {} in {} answers it.",
                count(searched.commitments, "coded clause", "coded clauses"),
                count(searched.coded, "instrument", "instruments")
            )),
        );
    }
    let powers = answer.findings.iter().all(|found| found.modality == Modality::Power);
    if powers && !answer.findings.is_empty() {
        page.paragraph(0, Line::plain("Only a power to decide is found: no duty, and no prohibition."));
    }
    answer.findings.iter().for_each(|found| finding(&mut page, found));
    if !answer.held.is_empty() {
        page.heading("What it holds or strives for on the matter (no promise)");
        answer.held.iter().for_each(|found| finding(&mut page, found));
    }
    if !answer.to_settle.is_empty() {
        page.heading("To be settled before it can be applied");
        for (number, open) in answer.to_settle.iter().enumerate() {
            let clauses = format!("  ({})", open.commitments.join(", "));
            page.item(
                Line::plain(format!("{:>3}.", number + 1)),
                5,
                Line::plain(&open.asks).with(Label::Aside, clauses),
            );
        }
    }
    turns_on(&mut page, &answer.turns_on_unverified);
    near_misses(&mut page, &answer.near_misses);
    for linked in answer.linked.iter() {
        page.heading(format!("Asked too: {}", linked.sentence));
        page.paragraph(0, Line::of(Label::Aside, linked.why));
        if linked.findings.is_empty() {
            page.paragraph(0, Line::plain("None found."));
        }
        linked.findings.iter().for_each(|found| finding(&mut page, found));
    }
    if explain {
        page.heading("How each clause that speaks of the act was tested");
        for tested in &answer.tested {
            page.paragraph(0, Line::of(Label::Id, tested.commitment));
            for test in &tested.tests {
                let word = if test.failed.is_some() { "  no " } else { "  yes" };
                let label = if test.failed.is_some() { Label::Unverified } else { Label::Plain };
                page.item(Line::of(label, word), 6, Line::plain(&test.detail));
            }
        }
    }
    not_coded(&mut page, &answer.not_coded);
    page.blank();
    page.paragraph(0, Line::of(Label::Aside, answer.notice));
    page.write(&session.screen)
}

pub(super) fn day(page: &mut Page, header: &Header) {
    let text = format!(
        "As of {}; landscape {}, fingerprint {}.",
        Date::of_day(header.as_of).in_words(),
        header.landscape,
        header.fingerprint
    );
    page.paragraph(0, Line::of(Label::Aside, text));
}

fn strength(strength: Strength) -> Line {
    Line::of(strength_label(strength), strength.label())
}

/// How much of the question it covers.
fn covers(matches: Match) -> &'static str {
    match matches {
        Match::Covers => "covers it",
        Match::Partly => "covers a part of it",
        Match::MayOverlap => "may overlap with it",
    }
}

fn finding(page: &mut Page, found: &Finding<'_>) {
    page.blank();
    let mut head = strength(found.strength).text(format!(" {}", found.modality.word()));
    if let Some(word) = found.force_word {
        head = head.text(format!(" (“{word}”)"));
    }
    head = head.text(format!("; {}", covers(found.matches)));
    if found.conditional {
        head = head.text("; conditional");
    }
    if found.certainty == Certainty::Possibly {
        head = head.with(Label::Unverified, "; perhaps not on that day: the dates are not exact");
    }
    page.paragraph(0, head);
    page.paragraph(2, Line::plain(format!("{}, {}  ", found.title, found.pin)).with(Label::Id, found.commitment));
    words(page, found.says, found.quote);
    let mut more = vec![format!("owed to {}", toward(&found.toward.word()))];
    more.extend(found.holder.map(|holder| format!("decided by the {holder}")));
    more.push(scales(&found.legalization));
    more.push(format!("basis: {}", basis(found.basis)));
    page.paragraph(2, Line::of(Label::Aside, more.join("; ")));
    if let Some(held) = &found.standing {
        page.paragraph(2, Line::of(Label::Aside, standing(held)));
    }
    for caveat in &found.caveats {
        page.item(Line::plain("  - "), 4, Line::plain(&caveat.asks).with(Label::Aside, format!(" ({})", caveat.label)));
    }
    for statement in &found.statements {
        let says = statement.says.as_deref().or(statement.quote.as_deref()).unwrap_or("not summarised");
        page.item(Line::plain("  - "), 4, Line::plain(format!("{}: {says}", statement.kind.word())));
    }
    if found.needs_other_rule {
        page.paragraph(2, Line::of(Label::Unverified, "Cannot be settled from this landscape: another rule decides."));
    }
    alternatives(page, found.alternatives);
}

fn words(page: &mut Page, says: Option<&str>, quote: Option<&str>) {
    let mut line = Line::new();
    if let Some(says) = says {
        line = line.text(says);
    }
    if let Some(quote) = quote {
        line = line.text(format!(" “{quote}”"));
    }
    if line.width() > 0 {
        page.paragraph(2, line);
    }
}

pub(super) fn toward(word: &str) -> String {
    match word {
        "parties" => "its parties".to_owned(),
        "all-states" => "all states".to_owned(),
        "subscribers" => "those who subscribe".to_owned(),
        "none" => "nobody in particular".to_owned(),
        other => other.replace("group:", "the members of "),
    }
}

fn scales(scales: &Legalization) -> String {
    let of = |value: Option<u8>, most: u8| value.map_or_else(|| "not coded".to_owned(), |v| format!("{v} of {most}"));
    format!(
        "obligation {}, precision {}, delegation {}",
        of(scales.obligation, 4),
        of(scales.precision, 3),
        of(scales.delegation, 4)
    )
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::OfficialText => "official text",
        Basis::Translation => "translation",
        Basis::Secondary => "secondary source",
        Basis::Coder => "coder’s judgement",
        Basis::Unverified => "unverified",
    }
}

fn standing(held: &Held<'_>) -> String {
    let mut text = format!("standing: {}", held.word);
    if let Some(since) = held.since {
        text.push_str(&format!(" since {since}"));
    }
    if let Some(through) = held.through {
        text.push_str(&format!(", through {through}"));
    }
    text
}

fn alternatives(page: &mut Page, rows: &[Alternative]) {
    for row in rows {
        let value = row.value.iter().map(|value| &**value).collect::<Vec<_>>().join(", ");
        let mut text = format!("coded differently: {} = {value}", row.field.word().replace('_', " "));
        if let Some(coder) = &row.coder {
            text.push_str(&format!(" ({coder})"));
        }
        if let Some(reason) = &row.reason {
            text.push_str(&format!(": {reason}"));
        }
        page.paragraph(2, Line::of(Label::Unverified, text));
    }
}

pub(super) fn turns_on(page: &mut Page, rows: &[TurnsOn]) {
    if rows.is_empty() {
        return;
    }
    page.heading("Turns on values that nobody has verified");
    for row in rows {
        let mut line = Line::of(Label::Unverified, &row.value).with(Label::Aside, format!("  {}", row.commitment));
        if let Some(note) = &row.note {
            line = line.with(Label::Aside, format!(". {note}"));
        }
        page.item(Line::plain("  - "), 4, line);
    }
}

fn near_misses(page: &mut Page, rows: &[NearMiss<'_>]) {
    let (whole, part): (Vec<_>, Vec<_>) = rows.iter().partition(|near| near.matches == Match::Covers);
    if !whole.is_empty() {
        page.heading("Near misses");
        for near in &whole {
            let line = Line::of(Label::Id, near.commitment)
                .text(format!("  {}, {} ({}): ", near.title, near.pin, near.modality.word()))
                .with(Label::Plain, &near.detail);
            page.item(Line::plain("  - "), 4, line);
        }
    }
    if !part.is_empty() {
        page.heading("Near misses that would cover a part of it");
        for near in &part {
            let line = Line::of(Label::Id, near.commitment).text(format!("  {}: {}", near.pin, near.detail));
            page.item(Line::plain("  - "), 4, line);
        }
    }
}

pub(super) fn not_coded(page: &mut Page, rows: &[NotCoded<'_>]) {
    if rows.is_empty() {
        return;
    }
    page.heading(format!("Not coded: {}", count(rows.len(), "instrument", "instruments")));
    page.paragraph(
        0,
        Line::of(Label::Aside, "Those asked about stand in them, and nobody has coded their clauses yet."),
    );
    for row in rows.iter().take(NAMED) {
        let mut line = Line::of(Label::Id, row.instrument).text(format!("  {}", row.title));
        if let Some(firm) = row.strength {
            line = line.text(" (").join(strength(firm)).text(")");
        }
        page.item(Line::plain("  - "), 4, line.with(Label::Aside, format!("  {}", row.parties.join(", "))));
    }
    if rows.len() > NAMED {
        page.paragraph(4, Line::of(Label::Aside, format!("and {} more: --json names them", rows.len() - NAMED)));
    }
}

/// All that a party has promised.
pub(super) fn promises(session: &Session, promises: &Promises<'_>) -> String {
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, format!("What {} has promised", promises.party.name)));
    day(&mut page, &promises.header);
    let lists = [
        ("Promises", &promises.promises),
        ("Positions and definitions (no promise)", &promises.positions),
        ("Proposals (no promise)", &promises.proposals),
    ];
    for (heading, list) in lists {
        if list.is_empty() {
            continue;
        }
        page.heading(format!("{heading}: {}", list.len()));
        let mut title = "";
        for line in list {
            if line.title != title {
                title = line.title;
                page.blank();
                page.paragraph(0, strength(line.strength).text("  ").with(Label::Title, title));
            }
            clause(&mut page, line);
        }
    }
    if promises.promises.is_empty() && promises.positions.is_empty() && promises.proposals.is_empty() {
        page.heading("None found among the clauses coded");
    }
    if !promises.refused.is_empty() {
        page.heading("Against");
        for row in &promises.refused {
            page.item(
                Line::plain("  - "),
                4,
                Line::of(Label::Id, row.instrument).text(format!("  {} ({})", row.title, row.word)),
            );
        }
    }
    if !promises.ended.is_empty() {
        page.heading("Ended");
        page.paragraph(0, Line::plain(promises.ended.join(", ")));
    }
    turns_on(&mut page, &promises.turns_on_unverified);
    not_coded(&mut page, &promises.not_coded);
    page.blank();
    page.paragraph(0, Line::of(Label::Aside, promises.notice));
    page.write(&session.screen)
}

/// One clause in a list: its kind, its acts, its hedges.
pub(super) fn clause(page: &mut Page, clause: &Clause<'_>) {
    let acts = clause.acts.iter().map(|act| act.label).collect::<Vec<_>>().join(", ");
    let mut line = Line::plain(format!("{} · {acts}", clause.modality.word()));
    if !clause.objects.is_empty() {
        let objects = clause.objects.iter().map(|object| object.label.to_lowercase()).collect::<Vec<_>>().join(", ");
        line = line.text(format!(" ({objects})"));
    }
    if let Some(says) = clause.says {
        line = line.text(format!(". {says}"));
    }
    if !clause.caveats.is_empty() {
        let hedges = clause.caveats.iter().map(|caveat| caveat.label.to_lowercase()).collect::<Vec<_>>().join(", ");
        line = line.with(Label::Aside, format!(" [hedged: {hedges}]"));
    }
    if clause.basis == Basis::Unverified {
        line = line.with(Label::Unverified, " unverified");
    }
    page.item(
        Line::plain("  ").with(Label::Id, &clause.pin),
        20,
        line.with(Label::Aside, format!("  {}", clause.commitment)),
    );
}
