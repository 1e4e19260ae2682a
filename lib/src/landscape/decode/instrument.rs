//! `instrument.toml` and `commitments.toml`.

use super::table::{Defaults, Table};
use super::{Overlaid, Overlay};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Bindingness, Evidence, Instrument, Milestone, Phase, Reading, Relation, RelationKind, Rival, Scope, Stage,
    Standing, Text, TextState, Unit, UnitId, UnitKind, Vote, VoteManner, is_slug,
};
use crate::text::is_language_tag;

#[expect(clippy::redundant_closure_for_method_calls, reason = "the methods are not general over the table's lifetimes")]
pub(super) fn instrument(root: &Table<'_, '_>, defaults: &Defaults, id: &str) -> Option<Overlaid<Instrument>> {
    let overlay = root.overlay(&[("add", Overlay::Add), ("replace", Overlay::Replace)]);
    // An overlay that adds rows takes the single values from the base.
    let adds = overlay == Some(Overlay::Add);
    let kind = root.sourced("kind", defaults, |t, key| t.word(key));
    let bindingness = root.sourced("bindingness", defaults, |t, key| t.one_of(key, Bindingness::WORDS));
    let titles = root.by_language("title", defaults);
    if !adds {
        for (key, is_there) in
            [("kind", kind.is_some()), ("bindingness", bindingness.is_some()), ("title", !titles.is_empty())]
        {
            if !is_there {
                root.not_coded(key);
            }
        }
    }
    let row = Instrument {
        id: id.to_owned(),
        aliases: root.words("aliases"),
        kind,
        is_treaty: false,
        bindingness,
        scope: root.one_of("scope", Scope::WORDS).unwrap_or_default(),
        camp: root.sourced("camp", defaults, |t, key| t.word(key)),
        symbol: root.sourced("symbol", defaults, |t, key| t.text(key)),
        place: root.sourced("place", defaults, |t, key| t.text(key)),
        topics: root.words("topics"),
        issuer: root.text("issuer"),
        summary: root.text("summary"),
        titles: titles.into_iter().collect(),
        milestones: root.rows("date", |row| milestone(row, defaults)),
        standings: root.rows("standing", |row| standing(row, defaults)),
        votes: root.rows("vote", |row| vote(row, defaults)),
        relations: root.rows("relation", |row| relation(row, defaults)),
        units: root.rows("unit", |row| unit(row, defaults)),
        texts: root.rows("text", |row| text(row, defaults)),
        rivals: rivals(root, defaults),
        readings: Vec::new(),
        commitments: Vec::new(),
        coverage: crate::model::Coverage::None,
        statements: Vec::new(),
        reconciliations: Vec::new(),
        codings: Vec::new(),
        held: Vec::new(),
        evidence: Evidence { basis: defaults.basis, sources: defaults.sources.clone(), note: None },
        span: root.start(),
    };
    if is_slug(id) {
        return Some(Overlaid { row, overlay });
    }
    root.report(
        Diagnostic::error("bad-id", root.start(), format!("\"{id}\" cannot be the id of an instrument"))
            .hint("name the folder with lower-case letters, digits and single hyphens"),
    );
    None
}

pub(super) fn readings(root: &Table<'_, '_>, defaults: &Defaults) -> Vec<Reading> {
    root.rows("reading", |row| {
        let by = row.required_text("by");
        let says = row.required_text("says");
        let reading = Reading {
            on: row.date("on"),
            about: row.words("about"),
            quote: row.text("quote"),
            evidence: row.evidence(defaults),
            span: row.span(),
            by: by?,
            says: says?,
        };
        Some(reading)
    })
}

fn milestone(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Milestone> {
    let milestone = row.required_word("milestone");
    let on = row.required_date("on");
    let (place, evidence) = (row.text("place"), row.evidence(defaults));
    Some(Milestone { milestone: milestone?, phase: Phase::default(), on: on?, place, evidence, span: row.span() })
}

fn standing(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Standing> {
    let word = row.required_word("word");
    let standing = Standing {
        family: None,
        parties: row.words("parties"),
        groups: row.words("groups"),
        described: row.text("described"),
        count: row.number("count"),
        period: row.period(),
        stage: row.one_of("stage", Stage::WORDS),
        evidence: row.evidence(defaults),
        span: row.span(),
        word: word?,
    };
    if standing.parties.is_empty() && standing.groups.is_empty() && standing.described.is_none() {
        row.report(
            Diagnostic::error("missing-key", standing.span, "this standing names nobody")
                .hint("add parties = [\"…\"], groups = [\"…\"] or described = \"…\""),
        );
    }
    Some(standing)
}

fn vote(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Vote> {
    let body = row.required_text("body");
    let vote = Vote {
        stage: row.one_of("stage", Stage::WORDS),
        manner: row.required_one_of("manner", VoteManner::WORDS),
        yes: row.number("yes"),
        no: row.number("no"),
        abstain: row.number("abstain"),
        on: row.date("on"),
        ballot: row.text("ballot"),
        evidence: row.evidence(defaults),
        span: row.span(),
        body: body?,
    };
    Some(vote)
}

fn relation(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Relation> {
    let kind = row.required_one_of("type", RelationKind::WORDS);
    let to = row.required_word("to");
    let (unit, evidence) = (row.word("unit"), row.evidence(defaults));
    Some(Relation { kind: kind?, unit, to: to?, evidence, span: row.span() })
}

fn unit(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Unit> {
    let id = row.required_word("id");
    let kind = row.required_one_of("kind", UnitKind::WORDS);
    let label = row.text("label");
    let (heading, says, quote) = (row.text("heading"), row.text("says"), row.text("quote"));
    let evidence = row.evidence(defaults);
    let id = id?;
    let parsed = match UnitId::parse(&id) {
        Ok(parsed) => parsed,
        Err(error) => {
            let message = format!("\"{id}\" {error}");
            row.report(
                Diagnostic::error("bad-address", id.span, message).hint("write for example art4/1, 13/f, preamble/6"),
            );
            return None;
        }
    };
    let label = label.unwrap_or_else(|| parsed.printed());
    Some(Unit { id: parsed, kind: kind?, label, heading, says, quote, evidence, span: row.span() })
}

fn text(row: &Table<'_, '_>, defaults: &Defaults) -> Option<Text> {
    let lang = row.required_word("lang");
    let state = row.required_one_of("state", TextState::WORDS);
    let (authentic, official) = (row.truth("authentic"), row.text("official"));
    let completeness = row.text("completeness");
    let (read_from, sha256) = (row.text("read_from"), row.text("sha256"));
    let (read_on, checked) = (row.date("read_on"), row.text("checked"));
    let evidence = row.evidence(defaults);
    let lang = lang?;
    if !is_language_tag(&lang) {
        let message = format!("\"{lang}\" is not a language tag");
        row.report(Diagnostic::error("bad-language", lang.span, message).hint("write for example en, fr, zh-Hant"));
    }
    Some(Text {
        lang: lang.to_string(),
        state: state?,
        authentic,
        official,
        completeness,
        read_from,
        sha256,
        read_on,
        checked,
        evidence,
        span: row.span(),
    })
}

pub(super) fn rivals(table: &Table<'_, '_>, defaults: &Defaults) -> Vec<Rival> {
    table.rows("rival", |row| {
        let about = row.required_word("about");
        let value = row.required_text("value");
        let (chosen, reason) = (row.text("chosen"), row.text("reason"));
        let evidence = row.evidence(defaults);
        Some(Rival { about: about?, value: value?, chosen, reason, evidence, span: row.span() })
    })
}
