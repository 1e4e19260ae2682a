//! Where texts are silent, for people.

use servanda::ask::{self as library, Silence, SilentIn};
use servanda::export::csv;
use servanda::model::{Coverage, Day};

use super::{refused, text};
use crate::command::session::{Form, Session};
use crate::command::{Answer, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page};

/// Answers. Found is silence: the status is 0 if at least one instrument is silent.
pub(super) fn run(session: &Session, concept: &str, within: &[String], day: Day) -> Result<Answer, Failure> {
    let silence = library::silence(session.landscape(), concept, within, day).map_err(|wrong| refused(&wrong))?;
    let found = silence.instruments.iter().any(|instrument| instrument.state == "none-found");
    let written = match session.form {
        Form::Json | Form::Jsonl => session.json(&silence)?,
        Form::Csv => rows(&silence)?,
        Form::Text => page(session, &silence),
    };
    Ok(Answer::found_if(found, written))
}

fn rows(silence: &Silence<'_>) -> Result<String, Failure> {
    let header = ["instrument", "title", "state", "commitments", "units", "texts", "heard", "closest"];
    let rows = silence.instruments.iter().map(|row| {
        let heard = row.heard.iter().map(|heard| heard.pin.as_str()).collect::<Vec<_>>().join("; ");
        let closest = row.closest.iter().map(|close| close.commitment).collect::<Vec<_>>().join("; ");
        [
            row.instrument.to_owned(),
            row.title.to_owned(),
            row.state.to_owned(),
            row.commitments.to_string(),
            row.units.to_string(),
            row.texts.len().to_string(),
            heard,
            closest,
        ]
    });
    Ok(csv::write(&header, rows)?)
}

fn page(session: &Session, silence: &Silence<'_>) -> String {
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, format!("Who is silent on “{}”", silence.concept.label)));
    text::day(&mut page, &silence.header);
    if let Some(definition) = silence.concept.definition {
        page.paragraph(0, Line::plain(definition));
    }
    let words: Vec<String> = silence.words.iter().map(|stems| stems.join(" + ")).collect();
    let told =
        format!("Counted as it: {}. Words looked for begin with: {}.", silence.terms.join(", "), words.join("; "));
    page.paragraph(0, Line::of(Label::Aside, told));
    for row in &silence.instruments {
        instrument(&mut page, row);
    }
    page.write(&session.screen)
}

fn instrument(page: &mut Page, row: &SilentIn<'_>) {
    page.heading(format!("{} ({})", row.title, row.instrument));
    let state = match row.state {
        "speaks" => Line::plain("Speaks of it."),
        "none-found" => Line::of(Label::Found, "None found."),
        _ => Line::of(Label::Unverified, "Not coded, and no text is held: nothing can be said."),
    };
    page.paragraph(2, state);
    let mut searched = vec![
        count(row.commitments, "coded clause", "coded clauses"),
        count(row.units, "paragraph as summarised", "paragraphs as summarised"),
    ];
    searched.extend(row.texts.iter().map(|text| format!("the text held in {}", text.language)));
    if !row.not_held.is_empty() {
        searched.push(format!("not the texts in {}, which are not held", row.not_held.join(", ")));
    }
    if row.coverage == Coverage::Part {
        searched.push("its clauses are coded in part only".to_owned());
    }
    page.paragraph(2, Line::of(Label::Aside, format!("Searched: {}.", searched.join("; "))));
    for heard in &row.heard {
        let mut line = Line::of(Label::Id, &heard.pin).text(format!("  {}", heard.why));
        if let Some(modality) = heard.modality {
            line = line.text(format!(" ({})", modality.word()));
        }
        page.item(Line::plain("  - "), 4, line);
    }
    for text in row.texts.iter().filter(|text| text.found > 0) {
        let told =
            format!("the text in {} has such words in {}", text.language, count(text.found, "paragraph", "paragraphs"));
        page.item(Line::plain("  - "), 4, Line::plain(told));
    }
    if row.heard.is_empty() && !row.closest.is_empty() {
        page.paragraph(2, Line::plain("What comes closest:"));
        for close in &row.closest {
            let mut line =
                Line::of(Label::Id, &close.pin).text(format!("  {} · {}", close.modality.word(), close.act.label));
            if let Some(says) = close.says {
                line = line.text(format!(". {says}"));
            }
            page.item(Line::plain("  - "), 4, line);
        }
    }
}
