//! Agreement over a landscape.

use std::collections::BTreeSet;

use serde::Serialize;

use super::alpha::{Alpha, Scale, Value, alpha};
use super::matching::pairs;
use crate::landscape::Landscape;
use crate::model::{CodedField, Commitment, Day, Instrument, Reconciliation};
use crate::register::Header;

/// Fields that are compared, with the scale of each.
const FIELDS: [(CodedField, Scale); 8] = [
    (CodedField::Modality, Scale::Nominal),
    (CodedField::Acts, Scale::Masi),
    (CodedField::Objects, Scale::Masi),
    (CodedField::ActorScope, Scale::Masi),
    (CodedField::Toward, Scale::Nominal),
    (CodedField::Precision, Scale::Ordinal),
    (CodedField::Delegation, Scale::Ordinal),
    (CodedField::Caveats, Scale::Masi),
];

/// Agreement on one field.
#[derive(Debug, Clone, Serialize)]
pub struct FieldAgreement {
    /// The field.
    pub field: CodedField,
    /// How distances were taken.
    pub scale: Scale,
    /// Over clauses that at least two coders coded.
    pub coded: Alpha,
    /// Over all clauses, with "not coded" as a value.
    pub with_uncoded: Alpha,
}

/// What one coder says.
#[derive(Debug, Clone, Serialize)]
pub struct CoderValue {
    /// Who.
    pub coder: String,
    /// What: the words of the value; absent where the coder did not code the clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Vec<String>>,
    /// Why, if it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A field of a clause, or a clause as a whole, that coders see differently.
#[derive(Debug, Clone, Serialize)]
pub struct Disagreement<'a> {
    /// The clause.
    pub commitment: &'a str,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// The field; absent where the question is whether there is such a clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<CodedField>,
    /// What each says.
    pub values: Vec<CoderValue>,
    /// What was agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconciled: Option<&'a Reconciliation>,
}

/// How far one instrument is coded twice.
#[derive(Debug, Clone, Serialize)]
pub struct InstrumentAgreement<'a> {
    /// The instrument.
    pub instrument: &'a str,
    /// Its coders, the first the one whose coding answers questions.
    pub coders: Vec<String>,
    /// Clauses that any of them coded.
    pub clauses: usize,
    /// Clauses that at least two of them coded.
    pub coded_twice: usize,
}

/// How far coders agree.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// Clauses of the landscape whose instrument has one coding only.
    pub coded_once: usize,
    /// Instruments with more than one.
    pub instruments: Vec<InstrumentAgreement<'a>>,
    /// Agreement on each field, over all of them.
    pub fields: Vec<FieldAgreement>,
    /// Where they disagree; alternatives that a coder only noted are among them and count in no alpha.
    pub disagreements: Vec<Disagreement<'a>>,
}

/// A clause as all coders of its instrument see it: `None` who did not code it.
struct Item<'a> {
    clauses: Vec<Option<&'a Commitment>>,
}

/// Works out agreement over some instruments, or all that are coded more than once.
///
/// The first coding of an instrument is that of its `commitments.toml`; the others are its `coding.<coder>.toml`. Further
/// coders' clauses are matched with the first's, and what the first lacks is a clause that only they coded.
#[must_use]
pub fn agreement<'a>(landscape: &'a Landscape, instruments: &[String], day: Day) -> Agreement<'a> {
    let wanted = |instrument: &&Instrument| {
        instruments.is_empty()
            || instruments.iter().any(|name| landscape.instrument(name).is_some_and(|i| i.id == instrument.id))
    };
    let all: Vec<&Instrument> = landscape.instruments.iter().filter(wanted).collect();
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut summaries = Vec::new();
    let mut disagreements = Vec::new();
    let mut coded_once = 0;
    for instrument in all {
        if instrument.codings.is_empty() {
            coded_once += instrument.commitments.len();
        } else {
            let coders = coders(instrument);
            let own = items_of(instrument);
            summaries.push(InstrumentAgreement {
                instrument: &instrument.id,
                clauses: own.len(),
                coded_twice: own.iter().filter(|item| item.clauses.iter().flatten().count() > 1).count(),
                coders: coders.clone(),
            });
            own.iter().for_each(|item| disagree(instrument, item, &coders, &mut disagreements));
            items.extend(own);
        }
        noted(instrument, &mut disagreements);
    }
    let fields = FIELDS.iter().map(|(field, scale)| of_field(&items, *field, *scale)).collect();
    Agreement {
        header: Header::new("servanda.agreement/1", landscape, day),
        coded_once,
        instruments: summaries,
        fields,
        disagreements,
    }
}

fn coders(instrument: &Instrument) -> Vec<String> {
    let first = instrument.commitments.iter().find_map(|clause| clause.coder.clone());
    let first = first.unwrap_or_else(|| "first".to_owned());
    std::iter::once(first).chain(instrument.codings.iter().map(|coding| coding.coder.clone())).collect()
}

fn items_of(instrument: &Instrument) -> Vec<Item<'_>> {
    let width = instrument.codings.len() + 1;
    let mut items: Vec<Item<'_>> = instrument
        .commitments
        .iter()
        .map(|clause| {
            let mut clauses = vec![None; width];
            if let Some(first) = clauses.first_mut() {
                *first = Some(clause);
            }
            Item { clauses }
        })
        .collect();
    for (at, coding) in instrument.codings.iter().enumerate() {
        let pairs = pairs(&instrument.commitments, &coding.commitments);
        let mut paired = BTreeSet::new();
        for (item, pair) in items.iter_mut().zip(&pairs) {
            let Some(clause) = pair.and_then(|pair| coding.commitments.get(pair)) else { continue };
            paired.extend(*pair);
            if let Some(place) = item.clauses.get_mut(at + 1) {
                *place = Some(clause);
            }
        }
        for (_, clause) in coding.commitments.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
            let mut clauses = vec![None; width];
            if let Some(place) = clauses.get_mut(at + 1) {
                *place = Some(clause);
            }
            items.push(Item { clauses });
        }
    }
    items
}

fn of_field(items: &[Item<'_>], field: CodedField, scale: Scale) -> FieldAgreement {
    let value = |clause: &Commitment| value(clause, field, scale);
    let coded: Vec<Vec<Option<Value>>> =
        items.iter().map(|item| item.clauses.iter().map(|clause| clause.and_then(value)).collect()).collect();
    let with_uncoded: Vec<Vec<Option<Value>>> = items
        .iter()
        .map(|item| item.clauses.iter().map(|clause| clause.map_or(Some(Value::Uncoded), value)).collect())
        .collect();
    FieldAgreement { field, scale, coded: alpha(&coded, scale), with_uncoded: alpha(&with_uncoded, scale) }
}

fn value(clause: &Commitment, field: CodedField, scale: Scale) -> Option<Value> {
    let words = clause.value_of(field);
    match scale {
        Scale::Nominal => words.into_iter().next().map(Value::Word),
        Scale::Ordinal | Scale::Interval => words.first().and_then(|word| word.parse().ok()).map(Value::Step),
        Scale::Masi => Some(Value::Set(words.into_iter().collect())),
    }
}

fn disagree<'a>(instrument: &'a Instrument, item: &Item<'a>, coders: &[String], found: &mut Vec<Disagreement<'a>>) {
    let Some(any) = item.clauses.iter().flatten().next() else { return };
    let said = |of: &dyn Fn(&Commitment) -> Vec<String>| -> Vec<CoderValue> {
        let all = coders.iter().zip(&item.clauses);
        all.map(|(coder, clause)| CoderValue { coder: coder.clone(), value: clause.map(of), reason: None }).collect()
    };
    let mut add = |field: Option<CodedField>, values: Vec<CoderValue>| {
        let reconciled = instrument
            .reconciliations
            .iter()
            .find(|row| row.commitment == any.id && field.is_some_and(|field| field == row.field));
        found.push(Disagreement { commitment: &any.id, unit: any.unit.as_deref(), field, values, reconciled });
    };
    if item.clauses.iter().flatten().count() < 2 {
        add(None, said(&|clause| vec![clause.says.clone().unwrap_or_else(|| clause.modality.word().to_owned())]));
        return;
    }
    for (field, _) in FIELDS {
        let all = item.clauses.iter().flatten().map(|clause| clause.value_of(field));
        // A step that one coder left out is no other value.
        let is_step = matches!(field, CodedField::Precision | CodedField::Delegation);
        let values: BTreeSet<Vec<String>> = all.filter(|value| !(is_step && value.is_empty())).collect();
        if values.len() > 1 {
            add(Some(field), said(&|clause| clause.value_of(field)));
        }
    }
}

/// Alternatives that stand beside a clause.
fn noted<'a>(instrument: &'a Instrument, found: &mut Vec<Disagreement<'a>>) {
    for clause in &instrument.commitments {
        for other in &clause.alternatives {
            let own = CoderValue {
                coder: clause.coder.clone().unwrap_or_else(|| "first".to_owned()),
                value: Some(clause.value_of(other.field)),
                reason: None,
            };
            let theirs = CoderValue {
                coder: other.coder.clone().unwrap_or_else(|| "alternative".to_owned()),
                value: Some(other.value.iter().map(ToString::to_string).collect()),
                reason: other.reason.clone(),
            };
            let reconciled =
                instrument.reconciliations.iter().find(|row| row.commitment == clause.id && row.field == other.field);
            found.push(Disagreement {
                commitment: &clause.id,
                unit: clause.unit.as_deref(),
                field: Some(other.field),
                values: vec![own, theirs],
                reconciled,
            });
        }
    }
}
