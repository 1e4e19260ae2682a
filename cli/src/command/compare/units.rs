//! Two units side by side, and which units of an instrument another one cites.

use servanda::export::csv;
use std::path::Path;

use servanda::compare::{self, Beside, CitedBy, CitedUnits, Comparison, SideBySide, Text};
use servanda::landscape::Landscape;
use servanda::model::{Basis, Evidence, RelationKind, pinpoint};

use super::inline::{marked, told};
use super::sides::Side;
use crate::command::session::{Form, json};
use crate::command::{Answer, Failure};
use crate::render::{Label, Line, Page, Screen};

/// The instrument and the unit that a name stands for; any other name is whole.
pub(super) fn named<'n>(landscape: &Landscape, name: &'n str) -> (&'n str, Option<&'n str>) {
    match name.split_once('/') {
        Some((id, unit)) if !Path::new(name).exists() && landscape.instrument(id).is_some() => (id, Some(unit)),
        _ => (name, None),
    }
}

/// The units, with all that they contain, or the whole texts.
pub(super) fn compared(
    left: &Text,
    left_unit: Option<&str>,
    right: &Text,
    right_unit: Option<&str>,
) -> Result<Comparison, Failure> {
    let lacks = |text: &Text, unit: &str| {
        Failure::new(format!("the text of {} has no unit {unit}.", text.name))
            .hint(format!("servanda show {} lists its units.", text.name))
    };
    let part = |text: &Text, unit: Option<&str>| match unit {
        Some(unit) => text.part(unit).ok_or_else(|| lacks(text, unit)),
        None => Ok(text.clone()),
    };
    if let (Some(l), Some(r)) = (left_unit, right_unit) {
        for (text, unit) in [(left, l), (right, r)] {
            part(text, Some(unit))?;
        }
        if let Some(comparison) = compare::compare_units(left, l, right, r) {
            return Ok(comparison);
        }
    }
    match (left_unit, right_unit) {
        (None, None) => Ok(compare::compare(left, right)),
        _ => Ok(compare::compare(&part(left, left_unit)?, &part(right, right_unit)?)),
    }
}

/// Two units as they are coded, where the words of one of them are not held; `None` if the words are to be compared.
pub(super) fn coded(form: Form, sides: [(&Side<'_>, Option<&str>); 2]) -> Result<Option<Answer>, Failure> {
    let [(Side::Instrument(a, texts_a), Some(l)), (Side::Instrument(b, texts_b), Some(r))] = sides else {
        return Ok(None);
    };
    let holds = |documents: &[servanda::read::Document], unit: &str| documents.iter().any(|d| d.unit(unit).is_some());
    if holds(texts_a, l) && holds(texts_b, r) {
        return Ok(None);
    }
    let Some(beside) = compare::beside((a, l), (b, r)) else {
        let (missing, unit) = if a.unit(l).is_none() { (a, l) } else { (b, r) };
        return Err(Failure::new(format!("nothing is coded of {}/{unit}, and its words are not held.", missing.id))
            .hint(format!("servanda show {} lists the units that are known.", missing.id)));
    };
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &beside.sheet())?,
        Form::Csv => {
            return Err(Failure::new("two units are no table.").hint("write --json, or leave --csv out."));
        }
        Form::Text => page(&beside),
    };
    Ok(Some(Answer::found(text)))
}

fn basis(evidence: &Evidence) -> (Label, &'static str) {
    let label = if evidence.is_unverified() { Label::Unverified } else { Label::Aside };
    (label, evidence.basis.map_or("no basis", Basis::word))
}

fn page(beside: &SideBySide<'_>) -> String {
    let mut page = Page::new();
    for side in [&beside.left, &beside.right] {
        one(&mut page, side);
        page.blank();
    }
    for row in &beside.relations {
        let kind = RelationKind::WORDS.iter().find(|(_, kind)| *kind == row.relation.kind).map_or("", |(word, _)| word);
        let from =
            row.relation.unit.as_ref().map_or_else(|| row.from.to_owned(), |unit| format!("{}/{unit}", row.from));
        let (label, word) = basis(&row.relation.evidence);
        let mut line = Line::of(Label::Id, from).text(format!(" {kind} ")).with(Label::Id, &*row.relation.to);
        line = line.with(label, format!(" ({word})"));
        if let Some(note) = &row.relation.evidence.note {
            line = line.with(Label::Aside, format!(". {note}"));
        }
        page.paragraph(0, line);
    }
    match &beside.excerpts {
        Some(excerpts) => {
            page.paragraph(
                0,
                Line::of(
                    Label::Aside,
                    "Key words are excerpts that somebody chose: what is not in them may stand beside them.",
                ),
            );
            if !excerpts.words.is_empty() {
                page.paragraph(2, marked(&excerpts.words, false));
            }
            for signal in &excerpts.signals {
                page.paragraph(4, told(signal));
            }
        }
        None => page.paragraph(
            0,
            Line::of(Label::Aside, "Key words are not compared: one has none, or they are in different languages."),
        ),
    }
    page.write(&Screen::of_stdout())
}

fn one(page: &mut Page, side: &Beside<'_>) {
    let address = format!("{}/{}", side.instrument, side.unit.id.as_str());
    page.paragraph(0, Line::of(Label::Title, side.title).text("  ").with(Label::Id, address));
    let (label, word) = basis(&side.unit.evidence);
    let says = Line::plain(side.unit.says.as_deref().unwrap_or("not coded")).with(label, format!(" ({word})"));
    page.paragraph(2, says);
    if let Some(quote) = &side.unit.quote {
        page.paragraph(2, Line::plain(format!("“{quote}”")));
    }
    if let Some(note) = &side.unit.evidence.note {
        page.paragraph(2, Line::of(Label::Aside, note));
    }
    for reading in &side.readings {
        let on = reading.on.map(|on| format!(", {}", on.in_words())).unwrap_or_default();
        page.paragraph(2, Line::of(Label::Aside, format!("Read by {}{on}: ", reading.by)).text(&reading.says));
    }
}

/// Which units of the right instrument the left one cites.
pub(super) fn cited(form: Form, left: &Side<'_>, right: &Side<'_>) -> Result<Answer, Failure> {
    let (Side::Instrument(citing, documents), Side::Instrument(other, texts)) = (left, right) else {
        return Err(Failure::new("--cited asks about two instruments of the landscape.")
            .hint("servanda read FILE lists what a file cites."));
    };
    let text = texts.first().map(|document| Text::of(document, 0));
    let cited = compare::cited(citing, documents, other, text.as_ref());
    let any = !cited.whole.is_empty() || cited.units.iter().any(|unit| !unit.is_passed_over());
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &cited.sheet())?,
        Form::Csv => {
            let rows = cited.units.iter().map(|unit| {
                let by: Vec<&str> = unit.cited_by.iter().map(|by| by.unit.unwrap_or("?")).collect();
                vec![
                    unit.address.to_owned(),
                    (!unit.is_passed_over()).to_string(),
                    by.join(" "),
                    unit.within.unwrap_or("").to_owned(),
                    unit.says.unwrap_or("").to_owned(),
                ]
            });
            csv::write(&["unit", "cited", "cited_by", "within", "says"], rows)?
        }
        Form::Text => cited_page(&cited),
    };
    Ok(Answer::found_if(any, text))
}

fn by(by: &CitedBy<'_>) -> Line {
    let place = by.unit.map_or_else(|| "a unit that is not told".to_owned(), pinpoint);
    let mut line = Line::of(Label::Id, place);
    if let Some(words) = by.words {
        line = line.text(format!(" “{words}”"));
    }
    match by.evidence {
        Some(evidence) => {
            let (label, word) = basis(evidence);
            line.with(label, format!(" ({word})"))
        }
        None => line.with(Label::Aside, " (its words)"),
    }
}

fn cited_page(cited: &CitedUnits<'_>) -> String {
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, format!("What {} cites of {}", cited.citing, cited.cited)));
    page.paragraph(
        0,
        Line::of(
            Label::Aside,
            if cited.coded_only {
                "Its text is not held: “not cited” says that no citation is coded."
            } else {
                "Searched: its texts that are held, and what is coded."
            },
        ),
    );
    for whole in &cited.whole {
        page.paragraph(0, Line::plain("as a whole: ").join(by(whole)));
    }
    page.blank();
    for unit in &cited.units {
        let lead = Line::of(Label::Id, pinpoint(unit.address));
        let mut line = Line::new();
        for (at, one) in unit.cited_by.iter().enumerate() {
            line = line.text(if at == 0 { "cited by " } else { ", " }).join(by(one));
        }
        if let Some(within) = unit.within {
            line = line.with(Label::Aside, format!("{} is cited, which contains it", pinpoint(within)));
        } else if unit.in_part && unit.cited_by.is_empty() {
            line = line.with(Label::Aside, "cited in part");
        } else if unit.is_passed_over() {
            line = line.with(Label::Aside, "not cited");
        }
        if let Some(says) = unit.says {
            line = line.with(Label::Aside, format!(". {says}"));
        }
        page.item(lead, 14, line);
    }
    for (unit, one) in &cited.unknown {
        page.paragraph(
            0,
            Line::of(Label::Warning, format!("{}: a unit that is not known here, ", pinpoint(unit))).join(by(one)),
        );
    }
    page.write(&Screen::of_stdout())
}
