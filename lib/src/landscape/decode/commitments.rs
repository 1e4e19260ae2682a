//! `commitments.toml`, `coding.<coder>.toml` and `designations.toml`.

use super::table::{Defaults, Table};
use super::{Overlaid, Overlay};
use crate::diagnostic::Diagnostic;
use crate::model::{
    ActorScope, Alternative, Basis, Bindingness, Caveat, CodedField, Commitment, Coverage, Designation, Effect,
    Modality, Reconciliation, Reference, Schedule, Statement, StatementEffect, StatementKind, Toward, UnitId,
};

/// Highest step of the scale of precision.
const MOST_PRECISION: u32 = 3;
/// Highest step of the scale of delegation.
const MOST_DELEGATION: u32 = 4;

pub(super) fn coverage(root: &Table<'_, '_>) -> Coverage {
    root.one_of("coded", Coverage::WORDS).unwrap_or_default()
}

pub(super) fn commitments(root: &Table<'_, '_>, defaults: &Defaults, instrument: &str) -> Vec<Overlaid<Commitment>> {
    root.rows("commitment", |row| {
        let overlay = row.overlay(&[("replace", Overlay::Replace)]);
        commitment(row, defaults, instrument).map(|row| Overlaid { row, overlay })
    })
}

fn commitment(row: &Table<'_, '_>, defaults: &Defaults, instrument: &str) -> Option<Commitment> {
    let id = row.required_word("id");
    let modality = row.required_one_of("modality", Modality::WORDS);
    let acts = row.words("acts");
    if acts.is_empty() {
        row.report(
            Diagnostic::error("missing-key", row.span(), "this commitment names no act")
                .hint("add acts = [\"…\"], words of vocabulary.toml"),
        );
    }
    let commitment = Commitment {
        id: String::new(),
        unit: row.word("unit").filter(|unit| is_unit(row, unit)),
        modality: Modality::Position,
        force_word: row.text("force_word"),
        acts,
        objects: row.words("objects"),
        actor_scope: actor_scope(row),
        holder: row.text("holder"),
        toward: toward(row),
        precision: step(row, "precision", MOST_PRECISION),
        delegation: step(row, "delegation", MOST_DELEGATION),
        bindingness: row.one_of("bindingness", Bindingness::WORDS),
        quote: row.text("quote"),
        says: row.text("says"),
        schedule: row.inner("schedule", |table| Schedule {
            first_by: table.date("first_by"),
            per_year: table.number("per_year"),
            anchor: table.word("anchor"),
        }),
        caveats: row.rows("caveats", caveat),
        bases: row
            .inner("bases", |table| {
                let fields = CodedField::WORDS.iter();
                fields.filter_map(|(word, field)| Some((*field, table.one_of(word, Basis::WORDS)?))).collect()
            })
            .unwrap_or_default(),
        coder: row.text("coder"),
        coded_on: row.date("coded_on"),
        derived_from: row.word("derived_from"),
        change: row.text("change"),
        alternatives: row.rows("alternative", alternative),
        evidence: row.evidence(defaults),
        span: row.span(),
    };
    let id = id.filter(|id| is_name(row, id))?;
    let named = Commitment { id: format!("{instrument}.{id}"), modality: modality?, ..commitment };
    (!named.acts.is_empty()).then_some(named)
}

fn is_name(row: &Table<'_, '_>, id: &Reference) -> bool {
    let good = id.len() <= 60 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if !good {
        let message = format!("\"{id}\" cannot be the id of a commitment");
        row.report(
            Diagnostic::error("bad-id", id.span, message).hint("use letters, digits, \"-\" and \".\", at most 60"),
        );
    }
    good
}

fn is_unit(row: &Table<'_, '_>, unit: &Reference) -> bool {
    let parsed = UnitId::parse(unit);
    if let Err(error) = &parsed {
        row.report(
            Diagnostic::error("bad-address", unit.span, format!("\"{unit}\" {error}"))
                .hint("write for example art4/1, 13/f, preamble/6"),
        );
    }
    parsed.is_ok()
}

fn actor_scope(row: &Table<'_, '_>) -> Vec<ActorScope> {
    let words = row.words("actor_scope");
    let found: Vec<ActorScope> =
        words.iter().filter_map(|word| row.choose("actor_scope", word, ActorScope::WORDS)).collect();
    if found.is_empty() { vec![ActorScope::State] } else { found }
}

fn toward(row: &Table<'_, '_>) -> Toward {
    let Some(word) = row.word("toward") else { return Toward::Nobody };
    if let Some(group) = word.strip_prefix("group:") {
        return Toward::Group(Reference { name: group.into(), span: word.span });
    }
    match row.choose("toward", &word, &[("parties", 0), ("all-states", 1), ("subscribers", 2), ("none", 3)]) {
        Some(0) => Toward::Parties,
        Some(1) => Toward::AllStates,
        Some(2) => Toward::Subscribers,
        _ => Toward::Nobody,
    }
}

fn step(row: &Table<'_, '_>, key: &'static str, most: u32) -> Option<u8> {
    let value = row.number(key)?;
    if value > most {
        row.report(
            Diagnostic::error("out-of-range", row.span(), format!("`{key}` is {value}; the scale ends at {most}"))
                .hint("docs/FORMAT.md says what each step means"),
        );
    }
    u8::try_from(value).ok().filter(|_| value <= most)
}

fn caveat(row: &Table<'_, '_>) -> Option<Caveat> {
    let kind = row.required_word("type");
    let effect = row.required_one_of("effect", Effect::WORDS);
    let (term, asks) = (row.text("term"), row.text("asks"));
    Some(Caveat { kind: kind?, term, effect: effect?, asks, span: row.span() })
}

fn alternative(row: &Table<'_, '_>) -> Option<Alternative> {
    let field = row.required_one_of("field", CodedField::WORDS);
    let (value, coder, reason) = (row.words("value"), row.text("coder"), row.text("reason"));
    Some(Alternative { field: field?, value, coder, reason, span: row.span() })
}

pub(super) fn statements(root: &Table<'_, '_>, defaults: &Defaults) -> Vec<Statement> {
    root.rows("statement", |row| {
        let kind = row.required_one_of("kind", StatementKind::WORDS);
        let parties = row.words("parties");
        if parties.is_empty() {
            row.report(
                Diagnostic::error("missing-key", row.span(), "this statement names no party")
                    .hint("add parties = [\"…\"]"),
            );
        }
        let units = row.words("units").into_iter().filter(|unit| is_unit(row, unit)).collect();
        let effect = row.required_one_of("effect", StatementEffect::WORDS);
        let (period, says, quote) = (row.period(), row.text("says"), row.text("quote"));
        let evidence = row.evidence(defaults);
        let statement =
            Statement { kind: kind?, parties, units, effect: effect?, period, says, quote, evidence, span: row.span() };
        (!statement.parties.is_empty()).then_some(statement)
    })
}

pub(super) fn reconciliations(root: &Table<'_, '_>, instrument: &str) -> Vec<Reconciliation> {
    root.rows("reconciliation", |row| {
        let commitment = row.required_word("commitment");
        let field = row.required_one_of("field", CodedField::WORDS);
        let (chosen, between) = (row.words("chosen"), row.words("between"));
        let (by, on, reason) = (row.text("by"), row.date("on"), row.text("reason"));
        let commitment = format!("{instrument}.{}", commitment?);
        Some(Reconciliation { commitment, field: field?, chosen, between, by, on, reason, span: row.span() })
    })
}

pub(super) fn designations(root: &Table<'_, '_>, defaults: &Defaults) -> Vec<Designation> {
    root.rows("designation", |row| {
        let (parties, period) = (row.words("parties"), row.period());
        let (object, under) = (row.required_word("object"), row.required_word("under"));
        let evidence = row.evidence(defaults);
        Some(Designation { parties, object: object?, under: under?, period, evidence, span: row.span() })
    })
}
