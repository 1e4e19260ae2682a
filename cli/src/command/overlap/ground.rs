//! Common ground, for people and for tables.

use servanda::export::csv;
use servanda::overlap::formal::cxt;
use servanda::overlap::{self as library, Attribute, CommonGround, Concept, Scaled, Shared, Wanted, WantedError};
use servanda::register::Strength;

use super::{Arguments, Firmness, Table};
use crate::command::list::party;
use crate::command::session::{Form, Session};
use crate::command::{Answer, Failure};
use crate::render::phrases::{count, strength_label};
use crate::render::{Label, Line, Page};

/// Parties whose lack of a promise sets a concept apart narrowly enough to be told.
const FEW: usize = 6;
/// Parties that are named in a line.
const NAMED: usize = 24;

/// Answers.
pub(super) fn run(session: &Session, arguments: &Arguments) -> Result<Answer, Failure> {
    let landscape = session.landscape();
    let code = |name: &String| party(landscape, name.trim()).map_or_else(|| name.clone(), |party| party.code.clone());
    let wanted = Wanted {
        parties: arguments.states.iter().map(code).collect(),
        groups: arguments.groups.clone(),
        min_strength: arguments.min_strength.map(|least| match least {
            Firmness::Voluntary => Strength::Voluntary,
            Firmness::Political => Strength::Political,
            Firmness::Binding => Strength::Binding,
        }),
        views: arguments.views,
        min_support: arguments.min_support,
        short: arguments.short,
        limit: Some(arguments.limit),
    };
    if arguments.to.is_some() || session.form == Form::Csv {
        let scaled = library::scale(landscape, &wanted, session.as_of).map_err(|wrong| refused(&wrong))?;
        let written = match arguments.to {
            Some(Table::Cxt) => cxt::write(&scaled.partial()),
            _ => table(&scaled)?,
        };
        return Ok(Answer::found_if(!scaled.attributes.is_empty(), written));
    }
    let ground = library::common_ground(landscape, &wanted, session.as_of).map_err(|wrong| refused(&wrong))?;
    let found = !ground.concepts.is_empty();
    let written = match session.form {
        Form::Json | Form::Jsonl => session.json(&ground)?,
        Form::Text | Form::Csv => page(session, &ground),
    };
    Ok(Answer::found_if(found, written))
}

fn refused(wrong: &[WantedError]) -> Failure {
    let told = wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Failure::new(if told.ends_with('?') { told } else { format!("{told}.") })
        .hint("list them: servanda list --parties, servanda list --groups")
}

/// The table itself: a line for each party, a column for each promise, in the cells how firmly.
fn table(scaled: &Scaled<'_>) -> Result<String, Failure> {
    let header: Vec<&str> =
        std::iter::once("party").chain(scaled.attributes.iter().map(|attribute| attribute.id.as_str())).collect();
    Ok(csv::write(&header, scaled.lines())?)
}

fn page(session: &Session, ground: &CommonGround<'_>) -> String {
    let mut page = Page::new();
    page.paragraph(
        0,
        Line::of(Label::Title, format!("Common ground of {}", count(ground.parties.len(), "party", "parties"))),
    );
    page.paragraph(0, Line::of(Label::Aside, format!("As of {}: {}.", ground.header.as_of, named(&ground.parties))));
    page.heading("All of them have promised");
    if ground.shared_by_all.is_empty() {
        page.paragraph(0, Line::plain("None found that is certain."));
    }
    ground.shared_by_all.iter().for_each(|row| promise(&mut page, row));
    // The set of all is told already.
    for concept in ground.concepts.iter().filter(|concept| concept.lower < ground.parties.len()) {
        self::concept(&mut page, concept);
    }
    if ground.all_concepts > ground.concepts.len() {
        let rest = ground.all_concepts - ground.concepts.len();
        let more = format!("{} not told: --limit N shows them.", count(rest, "further set is", "further sets are"));
        page.blank();
        page.paragraph(0, Line::of(Label::Aside, more));
    }
    if ground.stopped {
        page.paragraph(
            0,
            Line::of(
                Label::Warning,
                "There are more sets than were looked at: ask for fewer parties, or --min-strength.",
            ),
        );
    }
    page.heading("A promise short");
    if ground.one_short.is_empty() {
        page.paragraph(0, Line::plain("No promise is lacking in so few of them: --short N looks further."));
    }
    for row in &ground.one_short {
        let mut line = strength(row.attribute.at_least).text(format!(
            " {}: if {} made it, too, all {} would share it",
            says(&row.attribute),
            row.lacking.join(", "),
            row.parties + row.lacking.len()
        ));
        if !row.perhaps.is_empty() {
            line = line.with(Label::Unverified, format!(" (perhaps made already: {})", row.perhaps.join(", ")));
        }
        page.item(Line::plain("  - "), 4, line.with(Label::Aside, format!("  {}", row.clauses.join(", "))));
    }
    if !ground.rules.is_empty() {
        page.heading("Who has promised this has also promised that");
        for rule in &ground.rules {
            let named = |all: &[Attribute]| {
                let first = all.iter().take(FEW).map(says).collect::<Vec<_>>().join("; ");
                match all.len().saturating_sub(FEW) {
                    0 => first,
                    more => format!("{first}; and {more} more"),
                }
            };
            let told = format!("{} → {}", named(&rule.premise), named(&rule.conclusion));
            let borne = format!("  {}", count(rule.support, "party", "parties"));
            page.item(Line::plain("  - "), 4, Line::plain(told).with(Label::Aside, borne));
        }
    }
    page.blank();
    page.paragraph(0, Line::of(Label::Aside, ground.notice));
    page.write(&session.screen)
}

fn concept(page: &mut Page, concept: &Concept<'_>) {
    page.heading(format!("{}: {}", count(concept.lower, "party", "parties"), named(&concept.parties)));
    let mut about = Vec::new();
    if concept.upper > concept.lower {
        about.push(format!("at most {} (perhaps {})", concept.upper, named(&concept.possibly)));
    }
    about.extend(concept.blocs.iter().map(|bloc| format!("{} of {} in {}", bloc.members, bloc.of, bloc.group)));
    if let Some(weakest) = concept.strength {
        about.push(format!("the weakest is {}", weakest.label()));
    }
    if let Some(breaking) = concept.breaking.as_ref().filter(|breaking| breaking.parties.len() <= FEW) {
        about.push(format!(
            "told apart from the next by {} without: {}",
            named(&breaking.parties),
            says(&breaking.attribute)
        ));
    }
    page.paragraph(2, Line::of(Label::Aside, about.join("; ")));
    concept.commitments.iter().for_each(|row| promise(page, row));
}

fn promise(page: &mut Page, row: &Shared<'_>) {
    let line = Line::plain(says(&row.attribute)).with(Label::Aside, format!("  {}", row.clauses.join(", ")));
    page.item(Line::plain("  ").join(strength(row.attribute.at_least)), 14, line);
}

fn strength(at_least: Strength) -> Line {
    Line::of(strength_label(at_least), format!("≥ {}", at_least.label()))
}

fn says(attribute: &Attribute) -> String {
    format!("{} · {}, {}", attribute.modality.word(), attribute.label, attribute.partner.in_words())
}

fn named(codes: &[String]) -> String {
    if codes.len() <= NAMED {
        return codes.join(", ");
    }
    let first = codes.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    format!("{first} and {} more", codes.len() - NAMED)
}
