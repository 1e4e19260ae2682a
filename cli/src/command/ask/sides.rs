//! Two sides beside each other, for people.

use servanda::ask::{self as library, SideHolding, Sides};
use servanda::model::Day;
use servanda::register::Strength;

use super::{refused, rows, text};
use crate::command::session::{Form, Session};
use crate::command::{Answer, Failure};
use crate::render::{Label, Line, Page};

/// Answers.
pub(super) fn run(session: &Session, left: &str, right: &str, day: Day) -> Result<Answer, Failure> {
    let sides = library::side_by_side(session.landscape(), left, right, day).map_err(|wrong| refused(&wrong))?;
    let found = !(sides.shared.is_empty()
        && sides.partly_shared.is_empty()
        && sides.left_only.is_empty()
        && sides.right_only.is_empty()
        && sides.positions.is_empty()
        && sides.proposals.is_empty());
    let written = match session.form {
        Form::Json | Form::Jsonl => session.json(&sides)?,
        Form::Csv => rows::sides(&sides)?,
        Form::Text => page(session, &sides),
    };
    Ok(Answer::found_if(found, written))
}

fn page(session: &Session, sides: &Sides<'_>) -> String {
    let mut page = Page::new();
    let (left, right) = (&sides.left.name, &sides.right.name);
    page.paragraph(0, Line::of(Label::Title, format!("{left} and {right}")));
    text::day(&mut page, &sides.header);
    for side in [&sides.left, &sides.right].into_iter().filter(|side| side.is_group) {
        let members = side.members.join(", ");
        let about = format!(
            "{}: {} members ({members}); the median of promises is {}",
            side.name,
            side.members.len(),
            side.median
        );
        page.paragraph(0, Line::of(Label::Aside, about));
    }
    let lists = [
        ("Both have promised".to_owned(), &sides.shared),
        ("Some of both have promised".to_owned(), &sides.partly_shared),
        (format!("Only {left}"), &sides.left_only),
        (format!("Only {right}"), &sides.right_only),
        ("Positions (no promise)".to_owned(), &sides.positions),
        ("Proposals (no promise)".to_owned(), &sides.proposals),
    ];
    for (heading, list) in lists {
        if !list.is_empty() {
            page.heading(format!("{heading}: {}", list.len()));
            list.iter().for_each(|holding| line(&mut page, holding, sides));
        }
    }
    if !sides.uneven.is_empty() {
        page.heading("The same act with another strength");
        for row in &sides.uneven {
            let told = format!(
                "{} ({}): {left} {} by {}; {right} {} by {}",
                row.label,
                row.modality.word(),
                row.left.strength.label(),
                row.left.commitments.join(", "),
                row.right.strength.label(),
                row.right.commitments.join(", ")
            );
            page.item(Line::plain("  - "), 4, Line::plain(told));
        }
    }
    if !sides.opposed.is_empty() || !sides.refused.is_empty() {
        page.heading("Opposed");
        for row in &sides.opposed {
            let told = format!(
                "{left}: {} ({}); {right}: {} ({})",
                row.left_act,
                row.left.join(", "),
                row.right_act,
                row.right.join(", ")
            );
            page.item(Line::plain("  - "), 4, Line::plain(told));
        }
        for row in &sides.refused {
            let who =
                row.refused_by.iter().map(|who| format!("{} ({})", who.party, who.word)).collect::<Vec<_>>().join(", ");
            let told = format!("{}: {who}; the other side holds {}", row.title, row.commitments.join(", "));
            page.item(Line::plain("  - "), 4, Line::plain(told));
        }
    }
    page.blank();
    page.paragraph(0, Line::of(Label::Aside, sides.notice));
    page.write(&session.screen)
}

fn line(page: &mut Page, holding: &SideHolding<'_>, sides: &Sides<'_>) {
    text::clause(page, &holding.clause);
    let word = |strength: Option<Strength>| strength.map_or("–", Strength::label);
    let grouped = sides.left.is_group || sides.right.is_group;
    let uneven = holding.left_strength != holding.right_strength && holding.left > 0 && holding.right > 0;
    let mut told = Vec::new();
    if grouped {
        told.push(format!(
            "{}: {} of {}; {}: {} of {}",
            sides.left.name,
            holding.left,
            sides.left.members.len(),
            sides.right.name,
            holding.right,
            sides.right.members.len()
        ));
    }
    if uneven {
        told.push(format!("{} / {}", word(holding.left_strength), word(holding.right_strength)));
    } else {
        told.push(word(holding.left_strength.or(holding.right_strength)).to_owned());
    }
    page.paragraph(20, Line::of(Label::Aside, told.join("; ")));
}
