//! A landscape too large for a mark each: a circle for each camp and year, its area as the number of instruments.

use std::collections::BTreeMap;

use maud::{Markup, html};
use servanda::model::Date;
use servanda::register::{Overview, Query};

use crate::html::{number, plural};
use crate::route::{Page, RegisterAsk};
use crate::view::View;

const LEFT: f64 = 170.0;
const RIGHT: f64 = 1010.0;
const LANE: f64 = 34.0;
const LARGEST: f64 = 14.0;
/// What is before it is gathered in one column, as on the picture of single instruments.
const FIRST_YEAR: i16 = 1998;

/// Numbers by camp (in the order of the vocabulary) and year.
struct Cells<'a> {
    camps: Vec<(Option<&'a str>, &'a str)>,
    years: Vec<i16>,
    counts: BTreeMap<(usize, i16), u32>,
}

pub(super) fn density(view: &View<'_>, sheet: &Overview<'_>) -> Markup {
    let cells = cells(sheet);
    // Tens of lanes and of years: both counts are exact in the number type of a picture.
    #[allow(clippy::cast_precision_loss)]
    let (lanes, columns) = (cells.camps.len() as f64, cells.years.len().max(1) as f64);
    let most = f64::from(cells.counts.values().copied().max().unwrap_or(1));
    let (height, step) = (lanes * LANE + 30.0, (RIGHT - LEFT) / columns);
    html! {
        section.timeline aria-labelledby="timeline-title" {
            h2 #timeline-title { "Over time" }
            p #timeline-about.note {
                "Each circle is the instruments of one year and one process, its area their number. Older ones are gathered \
                at the left. The table beneath has the numbers."
            }
            div.scroll tabindex="0" role="region" aria-label="Picture of all instruments over time" {
                svg.chart viewBox={ "0 0 1020 " (height) } role="group" aria-labelledby="timeline-title" aria-describedby="timeline-about" {
                    @for (lane, (_, label)) in (0_u32..).zip(&cells.camps) {
                        text.name x="0" y=(f64::from(lane) * LANE + LANE / 2.0 + 3.0) { (label) }
                        line.rule x1=(LEFT) x2=(RIGHT) y1=(f64::from(lane + 1) * LANE) y2=(f64::from(lane + 1) * LANE) {}
                    }
                    @for (column, year) in (0_u32..).zip(&cells.years) {
                        @let x = LEFT + (f64::from(column) + 0.5) * step;
                        @if column == 0 || year % 4 == 0 {
                            g.grid { text x=(x) y=(height - 10.0) { (heading(*year)) } }
                        }
                        @for (lane, (camp, label)) in (0_u32..).zip(&cells.camps) {
                            @if let Some(count) = cells.counts.get(&(lane as usize, *year)) {
                                a href=(register(view, *camp, *year)) tabindex="-1" {
                                    circle class="m political" cx=(x) cy=(f64::from(lane) * LANE + LANE / 2.0)
                                        r=(((f64::from(*count) / most).sqrt() * LARGEST).clamp(1.0, LARGEST)) {
                                        title { (label) ", " (heading(*year)) ": " (plural(*count as usize, "instrument", "instruments")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            (table(view, &cells, sheet))
        }
    }
}

fn cells<'a>(sheet: &'a Overview<'a>) -> Cells<'a> {
    let mut camps: Vec<(Option<&str>, &str)> = sheet.camps.iter().map(|c| (Some(c.camp.id), c.camp.label)).collect();
    camps.push((None, "Camp not recorded"));
    let mut counts: BTreeMap<(usize, i16), u32> = BTreeMap::new();
    for mark in &sheet.timeline {
        let lane = camps.iter().position(|(camp, _)| *camp == mark.camp).unwrap_or(camps.len() - 1);
        *counts.entry((lane, mark.on.year().max(FIRST_YEAR - 1))).or_default() += 1;
    }
    let last = counts.keys().map(|(_, year)| *year).max().unwrap_or(FIRST_YEAR);
    let first = counts.keys().map(|(_, year)| *year).min().unwrap_or(FIRST_YEAR);
    if !counts.keys().any(|(lane, _)| *lane == camps.len() - 1) {
        camps.pop();
    }
    Cells { camps, years: (first..=last).collect(), counts }
}

fn heading(year: i16) -> String {
    if year < FIRST_YEAR { "before".to_owned() } else { year.to_string() }
}

fn register(view: &View<'_>, camp: Option<&str>, year: i16) -> String {
    let day = |text: String| Date::parse(&text).ok();
    let query = Query {
        camps: camp.map(str::to_owned).into_iter().collect(),
        since: (year >= FIRST_YEAR).then(|| day(format!("{year:04}"))).flatten(),
        until: day(format!("{year:04}")),
        ..Query::default()
    };
    view.link(Page::Register(Box::new(RegisterAsk { query, page: 0 })))
}

fn table(view: &View<'_>, cells: &Cells<'_>, sheet: &Overview<'_>) -> Markup {
    html! {
        details {
            summary { "The picture as a table: " (plural(sheet.timeline.len(), "instrument", "instruments")) }
            div.scroll tabindex="0" role="region" aria-label="Numbers of instruments by year and camp" {
                table.plain {
                    caption { "Instruments by year of making and camp" }
                    thead { tr { th scope="col" { "Year" } @for (_, label) in &cells.camps { th scope="col" { (label) } } } }
                    tbody {
                        @for year in &cells.years {
                            tr {
                                th scope="row" { (heading(*year)) }
                                @for (lane, (camp, _)) in cells.camps.iter().enumerate() {
                                    td { @if let Some(count) = cells.counts.get(&(lane, *year)) {
                                        a href=(register(view, *camp, *year)) { (number(*count as usize)) }
                                    } }
                                }
                            }
                        }
                    }
                }
            }
            @if sheet.undated > 0 { p.note { (plural(sheet.undated, "instrument has", "instruments have")) " no recorded date and cannot be shown here." } }
        }
    }
}
