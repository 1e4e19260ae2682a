//! Every dated instrument on one line of time, a lane for each camp.
//!
//! A mark's shape tells the family of its kind, its filling how firmly the instrument stands on the day. Marks of one
//! month are stacked, so that none hides another. Marks are links but not tab stops: three hundred stops before the
//! next heading would lock keyboard users in, and the table beneath leads to the same pages.

use maud::{Markup, html};
use servanda::model::{Date, Vocabulary};
use servanda::register::{Overview, Strength, TimelineMark};

use crate::html::{phrase, plural, time};
use crate::view::View;

/// Left edge of the marks; what is before the first year is gathered between the labels and it.
const LEFT: f64 = 170.0;
const RIGHT: f64 = 1010.0;
const FIRST_YEAR: i16 = 1998;
const OLDER: f64 = 52.0;
const STEP: f64 = 9.0;
const LANE_GAP: f64 = 12.0;

/// What a kind is drawn as.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Square,
    Circle,
    Triangle,
    Diamond,
}

const SHAPES: [(Shape, &str); 4] = [
    (Shape::Square, "treaty or law"),
    (Shape::Circle, "resolution, declaration, statement"),
    (Shape::Triangle, "report, code, manual, draft"),
    (Shape::Diamond, "act or position of one side"),
];

const STRENGTHS: [Strength; 7] = [
    Strength::Binding,
    Strength::EntryIntoForceNotRecorded,
    Strength::SignedNotInForce,
    Strength::Political,
    Strength::Voluntary,
    Strength::Proposed,
    Strength::Ended,
];

struct Lane<'a> {
    label: &'a str,
    link: Option<String>,
    base: f64,
    marks: Vec<(f64, f64, &'a TimelineMark<'a>)>,
}

pub(super) fn timeline(view: &View<'_>, sheet: &Overview<'_>) -> Markup {
    let last_year =
        sheet.timeline.last().map_or(FIRST_YEAR + 1, |mark| mark.on.year()).max(view.as_of().year().min(2100));
    let last_year = last_year.max(FIRST_YEAR + 1);
    let (lanes, bottom) = lanes(view, sheet, last_year);
    let height = bottom + 26.0;
    let years = f64::from(last_year + 1 - FIRST_YEAR);
    let every = if years > 60.0 { 10 } else { 2 };
    let at = |year: i16| LEFT + OLDER + f64::from(year - FIRST_YEAR) * (RIGHT - LEFT - OLDER) / years;
    html! {
        section.timeline aria-labelledby="timeline-title" {
            h2 #timeline-title { "Over time" }
            p #timeline-about.note {
                "Each mark is an instrument at the day it was made, in the lane of the process it came out of. \
                Older ones are gathered at the left. The table beneath has the same."
            }
            (legend())
            div.scroll tabindex="0" role="region" aria-label="Picture of all instruments over time" {
                svg.chart viewBox={ "0 0 1020 " (height) } role="group" aria-labelledby="timeline-title" aria-describedby="timeline-about" {
                    g.grid aria-hidden="true" {
                        @for year in (FIRST_YEAR..=last_year).filter(|y| (y - FIRST_YEAR) % every == 0) {
                            line x1=(at(year)) x2=(at(year)) y1="4" y2=(bottom) {}
                            text x=(at(year)) y=(bottom + 18.0) { (year) }
                        }
                        text.before x=(LEFT) y=(bottom + 18.0) { "before" }
                    }
                    @for lane in &lanes {
                        g.lane {
                            @match &lane.link {
                                Some(link) => a href=(link) tabindex="-1" { text.name x="0" y=(lane.base + 3.0) { (lane.label) } },
                                None => text.name x="0" y=(lane.base + 3.0) { (lane.label) },
                            }
                            line.rule x1=(LEFT) x2=(RIGHT) y1=(lane.base + 7.0) y2=(lane.base + 7.0) {}
                            @for (x, y, mark) in &lane.marks {
                                a href=(view.instrument(mark.id)) tabindex="-1" {
                                    (drawn(shape(view, mark.kind), mark.strength, *x, *y, Some(&described(mark))))
                                }
                            }
                        }
                    }
                }
            }
            (table(view, sheet))
        }
    }
}

/// Marks in lanes, each stacked over its place in time.
fn lanes<'a>(view: &View<'_>, sheet: &'a Overview<'a>, last_year: i16) -> (Vec<Lane<'a>>, f64) {
    let camps = sheet.camps.iter().map(|camp| (Some(camp.camp.id), camp.camp.label));
    let mut lanes = Vec::new();
    let mut top = 6.0;
    for (camp, label) in camps.chain([(None, "Camp not recorded")]) {
        let mut stacks: std::collections::BTreeMap<i64, u32> = std::collections::BTreeMap::new();
        let mut placed = Vec::new();
        for mark in sheet.timeline.iter().filter(|mark| mark.camp == camp) {
            let column = column(mark.on, last_year);
            let stacked = stacks.entry(column).or_default();
            placed.push((column, *stacked, mark));
            *stacked += 1;
        }
        if placed.is_empty() {
            continue;
        }
        let rows = f64::from(stacks.values().copied().max().unwrap_or(1)).max(2.0);
        let base = top + rows * STEP;
        let marks = placed
            .into_iter()
            .map(|(column, stacked, mark)| (place(column), base - f64::from(stacked) * STEP, mark))
            .collect();
        lanes.push(Lane { label, link: camp.map(|camp| view.register("camp", camp)), base, marks });
        top = base + LANE_GAP;
    }
    (lanes, top + 4.0)
}

/// The column of a date: -4 and -3 for what is older than the axis, else its place in steps from the left edge.
fn column(date: Date, last_year: i16) -> i64 {
    if date.year() < FIRST_YEAR {
        return if date.year() < 1980 { -4 } else { -3 };
    }
    let years = f64::from(last_year + 1 - FIRST_YEAR);
    // A date that is only a year stands in its middle, so that it does not look like a first of January.
    let within = if date.first() == date.last() || date.first().month() == date.last().month() {
        f64::from(date.first().day_of_year()) / 366.0
    } else {
        0.5
    };
    let x = (f64::from(date.year() - FIRST_YEAR) + within) * (RIGHT - LEFT - OLDER) / years;
    // The width of the picture bounds the value far below what the integer holds.
    #[allow(clippy::cast_possible_truncation)]
    let column = (x / STEP).floor() as i64;
    column
}

fn place(column: i64) -> f64 {
    // Columns are at most a few hundred.
    #[allow(clippy::cast_precision_loss)]
    let column = column as f64;
    LEFT + OLDER + (column + 0.5) * STEP
}

fn shape(view: &View<'_>, kind: Option<&str>) -> Shape {
    let kinds = &view.landscape().vocabulary.kinds;
    let within = |ancestors: &[&str]| {
        kind.is_some_and(|kind| ancestors.iter().any(|ancestor| Vocabulary::is_within(kinds, kind, ancestor)))
    };
    if within(&["treaty", "regional-legislation"]) {
        Shape::Square
    } else if within(&["national-position", "unilateral-act", "sanctions-instrument", "domestic-law", "letter"]) {
        Shape::Diamond
    } else if within(&["un-report", "expert-report", "expert-manual", "code", "draft-text", "model-law"]) {
        Shape::Triangle
    } else {
        Shape::Circle
    }
}

fn drawn(shape: Shape, strength: Option<Strength>, x: f64, y: f64, title: Option<&str>) -> Markup {
    let class = format!("m {}", strength.map_or("unknown", Strength::word));
    html! {
        @match shape {
            Shape::Square => rect class=(class) x=(x - 3.2) y=(y - 3.2) width="6.4" height="6.4" { @if let Some(t) = title { title { (t) } } },
            Shape::Circle => circle class=(class) cx=(x) cy=(y) r="3.5" { @if let Some(t) = title { title { (t) } } },
            Shape::Triangle => {
                path class=(class) d={ "M" (x) " " (y - 4.0) "l4 7.2h-8z" } { @if let Some(t) = title { title { (t) } } }
            }
            Shape::Diamond => {
                path class=(class) d={ "M" (x) " " (y - 4.4) "l4.2 4.4l-4.2 4.4l-4.2 -4.4z" } { @if let Some(t) = title { title { (t) } } }
            }
        }
    }
}

fn described(mark: &TimelineMark<'_>) -> String {
    let mut words = format!("{}, {}", mark.title, mark.on.in_words());
    if let Some(kind) = mark.kind {
        words = format!("{words}; {}", phrase(kind));
    }
    match mark.strength {
        Some(strength) => format!("{words}; {}", strength.label()),
        None => words,
    }
}

fn legend() -> Markup {
    let sample = |shape, strength| {
        html! { svg.sample viewBox="0 0 12 12" aria-hidden="true" { (drawn(shape, strength, 6.0, 6.0, None)) } }
    };
    html! {
        ul.legend aria-label="Shapes and fillings" {
            @for (shape, label) in SHAPES { li { (sample(shape, Some(Strength::Political))) (label) } }
            @for strength in STRENGTHS { li { (sample(Shape::Square, Some(strength))) (strength.label()) } }
        }
    }
}

fn table(view: &View<'_>, sheet: &Overview<'_>) -> Markup {
    let landscape = view.landscape();
    let label = |list: &servanda::model::Rows<servanda::model::Concept>, id: Option<&str>| {
        id.map_or_else(
            || "not recorded".to_owned(),
            |id| list.get(id).map_or_else(|| id.to_owned(), |c| c.label.clone()),
        )
    };
    html! {
        details {
            summary { "The picture as a table: " (plural(sheet.timeline.len(), "instrument", "instruments")) }
            div.scroll tabindex="0" role="region" aria-label="Table of all instruments over time" {
                table.plain {
                    caption { "Instruments by date of making" }
                    thead { tr { th scope="col" { "Date" } th scope="col" { "Instrument" } th scope="col" { "Camp" } th scope="col" { "Kind" } th scope="col" { "Strength" } } }
                    tbody {
                        @for mark in &sheet.timeline {
                            tr {
                                td.date { (time(mark.on)) }
                                td { a href=(view.instrument(mark.id)) { (mark.title) } }
                                td { (label(&landscape.vocabulary.camps, mark.camp)) }
                                td { (label(&landscape.vocabulary.kinds, mark.kind)) }
                                td { (mark.strength.map_or("not stated", Strength::label)) }
                            }
                        }
                    }
                }
            }
            @if sheet.undated > 0 { p.note { (plural(sheet.undated, "instrument has", "instruments have")) " no recorded date and cannot be shown here." } }
        }
    }
}
