//! A comparison of what is coded, where no text is held.

use servanda::compare::{CODED, Coded, Kind};
use servanda::export::csv;
use servanda::model::{Instrument, Unit};

use crate::command::session::{Form, json};
use crate::command::{Answer, Failure};
use crate::render::{Label, Line, Page, Screen};

/// The answer where only the coding is compared.
pub(super) fn answer(form: Form, coded: &Coded<'_>, sides: [&Instrument; 2]) -> Result<Answer, Failure> {
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &coded.sheet())?,
        Form::Csv => {
            const COLUMNS: [&str; 7] = ["kind", "left", "right", "left_says", "right_says", "basis", "note"];
            let says = |unit: Option<&Unit>| unit.and_then(|u| u.says.clone()).unwrap_or_default();
            let rows = coded.changes.iter().map(|row| {
                let basis = row.evidence.and_then(|e| e.basis).map(|b| b.word().to_owned());
                let note = row.evidence.and_then(|e| e.note.clone());
                vec![
                    row.kind.word().to_owned(),
                    row.left.join(" "),
                    row.right.join(" "),
                    says(row.left_unit),
                    says(row.right_unit),
                    basis.unwrap_or_default(),
                    note.unwrap_or_default(),
                ]
            });
            csv::write(&COLUMNS, rows)?
        }
        Form::Text => page(coded, sides),
    };
    Ok(Answer::found_if(!coded.changes.is_empty(), text))
}

fn page(coded: &Coded<'_>, sides: [&Instrument; 2]) -> String {
    let mut page = Page::new();
    for side in sides {
        page.paragraph(0, Line::of(Label::Title, side.title()).with(Label::Aside, format!("  {}", side.id)));
    }
    page.paragraph(0, Line::of(Label::Aside, CODED));
    for row in &coded.changes {
        page.blank();
        let line =
            match row.kind {
                Kind::Added => Line::of(Label::Id, row.right.join(" + "))
                    .with(Label::Aside, "  no counterpart is coded in the first"),
                Kind::Dropped => Line::of(Label::Id, row.left.join(" + "))
                    .with(Label::Aside, "  no counterpart is coded in the second"),
                _ => Line::of(Label::Id, row.left.join(" + ")).text(" → ").with(Label::Id, row.right.join(" + ")),
            };
        page.paragraph(0, line);
        for (name, unit) in [("first", row.left_unit), ("second", row.right_unit)] {
            let Some(unit) = unit else { continue };
            let mut line =
                Line::of(Label::Aside, format!("{name}: ")).text(unit.says.as_deref().unwrap_or("not coded"));
            if let Some(quote) = &unit.quote {
                line = line.text(format!(" “{quote}”"));
            }
            page.paragraph(
                2,
                if unit.evidence.is_unverified() { line.with(Label::Unverified, " unverified") } else { line },
            );
        }
        if row.evidence.is_none() && row.kind == Kind::Kept {
            page.paragraph(2, Line::of(Label::Aside, "map: the same address; nothing is coded of how they relate"));
        }
        if let Some(evidence) = row.evidence {
            let basis = evidence.basis.map_or("no basis", servanda::model::Basis::word);
            let label = if evidence.is_unverified() { Label::Unverified } else { Label::Aside };
            let sources: Vec<&str> = evidence.sources.iter().map(|source| &**source).collect();
            let mut line = Line::of(label, format!("map: {basis}"));
            if !sources.is_empty() {
                line = line.with(Label::Aside, format!(", {}", sources.join(", ")));
            }
            if let Some(note) = &evidence.note {
                line = line.with(Label::Aside, format!(". {note}"));
            }
            page.paragraph(2, line);
        }
    }
    page.write(&Screen::of_stdout())
}
