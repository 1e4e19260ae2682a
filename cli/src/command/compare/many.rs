//! Several texts against one of them, and concepts across texts.

use servanda::compare::{self, ConceptText, Text};
use servanda::export::docx::matrix as word;
use servanda::export::matrix as table;
use servanda::landscape::Landscape;

use super::sides::{Side, languages, side, text};
use super::{Arguments, To, put};
use crate::command::session::{Form, json};
use crate::command::{Answer, Failure};
use crate::render::{Screen, concepts, matrix as page};

/// Compares.
pub(super) fn run(form: Form, landscape: &Landscape, arguments: &Arguments) -> Result<Answer, Failure> {
    if arguments.to == Some(To::Html) {
        return Err(Failure::new("a table of several texts is written as Word or CSV, not as HTML.")
            .hint("write --to docx or --csv; servanda serve shows it as a page."));
    }
    if arguments.beside || !arguments.kind.is_empty() {
        return Err(Failure::new("--beside and --kind are for two texts.").hint("name two texts, or leave them out."));
    }
    let names: Vec<&String> = std::iter::once(&arguments.left).chain(&arguments.others).collect();
    let sides: Vec<Side<'_>> = names.iter().map(|name| side(landscape, name)).collect::<Result<_, _>>()?;
    let baseline = arguments.baseline.wrapping_sub(1);
    if baseline >= sides.len() {
        return Err(Failure::new(format!("there is no text {}.", arguments.baseline))
            .hint(format!("--baseline takes 1 to {}.", sides.len())));
    }
    let spoken = sides.get(baseline).map(languages).unwrap_or_default();
    let of = |at: usize, side: &Side<'_>| -> Result<Text, Failure> {
        // One language is meant for all.
        let wanted =
            if arguments.language.len() == 1 { arguments.language.first() } else { arguments.language.get(at) };
        text(side, wanted.map(String::as_str), &spoken)
    };
    if arguments.concepts {
        return speaking_of(form, landscape, arguments, &sides, &of);
    }
    let texts: Vec<Text> = sides.iter().enumerate().map(|(at, side)| of(at, side)).collect::<Result<_, _>>()?;
    let matrix = compare::matrix(&texts, baseline);
    let differs = matrix.rows.iter().any(compare::Row::is_changed);
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &matrix.sheet())?,
        Form::Csv => table::units(&matrix).csv()?,
        Form::Text if arguments.to.is_some() => put(word::units(&matrix, arguments.all)?.bytes, arguments)?,
        Form::Text => {
            let screen = Screen::of_stdout();
            page::matrix(&matrix, arguments.all, &screen).write(&screen)
        }
    };
    Ok(Answer::found_if(differs, text))
}

/// Which text speaks of what.
fn speaking_of(
    form: Form,
    landscape: &Landscape,
    arguments: &Arguments,
    sides: &[Side<'_>],
    of: &dyn Fn(usize, &Side<'_>) -> Result<Text, Failure>,
) -> Result<Answer, Failure> {
    // What is coded of an instrument stands for it where no text is held.
    let texts: Vec<Option<Text>> = sides
        .iter()
        .enumerate()
        .map(|(at, side)| match side {
            Side::Instrument(_, documents) if documents.is_empty() => Ok(None),
            side => of(at, side).map(Some),
        })
        .collect::<Result<_, _>>()?;
    let columns: Vec<ConceptText<'_>> = texts
        .iter()
        .zip(sides)
        .map(|(text, side)| ConceptText {
            text: text.as_ref(),
            instrument: match side {
                Side::Instrument(instrument, _) => Some(instrument.id.as_str()),
                Side::Document(_) => None,
            },
        })
        .collect();
    let matrix = compare::concepts(landscape, &columns);
    let found = matrix.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.answer == compare::Answer::Found);
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &matrix.sheet())?,
        Form::Csv => table::concepts(&matrix).csv()?,
        Form::Text if arguments.to.is_some() => put(word::concepts(&matrix, arguments.all)?.bytes, arguments)?,
        Form::Text => {
            let screen = Screen::of_stdout();
            concepts::concepts(&matrix, arguments.all).write(&screen)
        }
    };
    Ok(Answer::found_if(found, text))
}
