//! `check --agreement`: how far coders agree.

use servanda::agreement::{self as library, Agreement, Alpha, CoderValue, Scale};
use servanda::export::csv;
use servanda::landscape::Landscape;
use servanda::model::Day;

use super::session::{Form, json};
use super::{Answer, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// Disagreements that are told on a terminal.
const TOLD: usize = 40;

/// Answers: found is agreement, so open disagreements make the status 1.
pub(super) fn run(landscape: &Landscape, instruments: &[String], day: Day, form: Form) -> Result<Answer, Failure> {
    if let Some(name) = instruments.iter().find(|name| landscape.instrument(name).is_none()) {
        let failure = Failure::new(format!("no instrument \"{name}\" in this landscape."));
        return Err(match landscape.nearest_instrument(name) {
            Some(nearest) => failure.hint(format!("did you mean \"{nearest}\"?")),
            None => failure,
        });
    }
    let agreement = library::agreement(landscape, instruments, day);
    let open = agreement.disagreements.iter().filter(|row| row.reconciled.is_none()).count();
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &agreement)?,
        Form::Csv => table(&agreement)?,
        Form::Text => page(&agreement),
    };
    Ok(Answer::found_if(open == 0, text))
}

fn said(value: &CoderValue) -> String {
    value.value.as_ref().map_or_else(
        || "not coded".to_owned(),
        |words| if words.is_empty() { "none".to_owned() } else { words.join(", ") },
    )
}

fn table(agreement: &Agreement<'_>) -> Result<String, Failure> {
    let header = ["commitment", "unit", "field", "coder", "value", "reason", "reconciled"];
    let rows = agreement.disagreements.iter().flat_map(|row| {
        row.values.iter().map(move |value| {
            [
                row.commitment.to_owned(),
                row.unit.unwrap_or_default().to_owned(),
                row.field.map_or("clause", |field| field.word()).to_owned(),
                value.coder.clone(),
                said(value),
                value.reason.clone().unwrap_or_default(),
                row.reconciled.map(|_| "yes").unwrap_or_default().to_owned(),
            ]
        })
    });
    Ok(csv::write(&header, rows)?)
}

fn number(alpha: &Alpha) -> String {
    alpha.alpha.map_or_else(|| "–".to_owned(), |alpha| format!("{alpha:.3}"))
}

fn page(agreement: &Agreement<'_>) -> String {
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, "Agreement of coders"));
    let twice: usize = agreement.instruments.iter().map(|i| i.coded_twice).sum();
    let all: usize = agreement.instruments.iter().map(|i| i.clauses).sum();
    let told = format!(
        "{} in {} by two coders or more, of {}; {} in instruments with one coding.",
        count(twice, "clause", "clauses"),
        count(agreement.instruments.len(), "instrument", "instruments"),
        count(all, "that any coded there", "that any coded there"),
        count(agreement.coded_once, "clause", "clauses")
    );
    page.paragraph(0, Line::plain(told));
    for row in &agreement.instruments {
        let about = format!("{} of {} clauses; {}", row.coded_twice, row.clauses, row.coders.join(", "));
        page.item(Line::plain("  ").with(Label::Id, row.instrument), 30, Line::plain(about));
    }
    page.heading("Krippendorff’s alpha");
    page.paragraph(
        0,
        Line::of(Label::Aside, "field, alpha over clauses that two coded, alpha with “not coded” as a value"),
    );
    for row in &agreement.fields {
        let scale = match row.scale {
            Scale::Nominal => "nominal",
            Scale::Ordinal => "ordinal",
            Scale::Interval => "interval",
            Scale::Masi => "sets, MASI",
        };
        let mut line = Line::plain(format!("{:>7}  {:>7}", number(&row.coded), number(&row.with_uncoded)))
            .with(Label::Aside, format!("  {} values, {scale}", row.coded.values));
        if let Some(why) = row.coded.undefined {
            line = line.with(Label::Aside, format!("; {why}"));
        }
        page.item(Line::plain(format!("  {}", row.field.word().replace('_', " "))), 16, line);
    }
    let (open, settled): (Vec<_>, Vec<_>) = agreement.disagreements.iter().partition(|row| row.reconciled.is_none());
    page.heading(format!("Disagreements: {} open, {} reconciled", open.len(), settled.len()));
    for row in open.iter().take(TOLD) {
        let field = row.field.map_or("is there such a clause?".to_owned(), |field| field.word().replace('_', " "));
        let values: Vec<String> = row.values.iter().map(|value| format!("{}: {}", value.coder, said(value))).collect();
        let line = Line::of(Label::Id, row.commitment).text(format!("  {field}: {}", values.join("; ")));
        page.item(Line::plain("  - "), 4, line);
    }
    if open.len() > TOLD {
        page.paragraph(4, Line::of(Label::Aside, format!("and {} more: --csv has them all", open.len() - TOLD)));
    }
    page.write(&Screen::of_stdout())
}
