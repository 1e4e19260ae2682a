//! The rows: both texts side by side, each unit beside what it became.

use std::ops::Range;

use maud::{Markup, html};
use servanda::compare::{Change, Comparison, Direction, Kind, Op, Piece, Signal, Text, TwoColumnRow, Unit};

use super::lines::{Stretch, lines};
use super::printed;
use crate::html::{language, plural};
use crate::pages::text::is_heading;

/// Bytes of words, both sides together, that one page shows at most.
const MOST_BYTES: usize = 240_000;
/// Deepest indentation: half a page has no room for more.
const DEEPEST: usize = 3;

/// One of the two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The baseline.
    Left,
    /// The other text.
    Right,
}

impl Side {
    fn op(self) -> Op {
        match self {
            Side::Left => Op::Left,
            Side::Right => Op::Right,
        }
    }
}

/// How rows are shown.
pub(super) struct Look<'l> {
    /// What is shown.
    pub(super) comparison: &'l Comparison,
    /// Whether case, punctuation and white space count.
    pub(super) printing: bool,
    /// The page of a unit; `None` where there are no pages.
    pub(super) link: &'l dyn Fn(Side, &str) -> Option<String>,
}

impl<'l> Look<'l> {
    fn text(&self, side: Side) -> &'l Text {
        match side {
            Side::Left => &self.comparison.left,
            Side::Right => &self.comparison.right,
        }
    }
}

/// The rows cut into pages.
pub(super) fn parts(comparison: &Comparison, rows: &[(TwoColumnRow, usize)]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut bytes = 0;
    for (at, (row, _)) in rows.iter().enumerate() {
        let (TwoColumnRow::Change(number) | TwoColumnRow::Left(number)) = row;
        let words = comparison.changes.get(*number).map_or(0, |change| {
            change.words.iter().map(|p| p.text.len() * if p.op == Op::Both { 2 } else { 1 }).sum::<usize>() + 200
        });
        match parts.last_mut() {
            Some(part) if bytes + words <= MOST_BYTES => part.end = at + 1,
            _ => {
                parts.push(at..at + 1);
                bytes = 0;
            }
        }
        bytes += words;
    }
    parts
}

/// The name of a row on its page.
pub(super) fn anchor(comparison: &Comparison, row: TwoColumnRow) -> String {
    let (TwoColumnRow::Change(number) | TwoColumnRow::Left(number)) = row;
    let change = comparison.changes.get(number);
    let first = |list: fn(&Change) -> &Vec<String>| change.and_then(|c| list(c).first()).map_or("", String::as_str);
    match (row, first(|c| &c.right)) {
        (TwoColumnRow::Left(_), _) => format!("from-{}", first(|c| &c.left)),
        (TwoColumnRow::Change(_), "") => format!("was-{}", first(|c| &c.left)),
        (TwoColumnRow::Change(_), right) => right.to_owned(),
    }
}

/// Rows in their order, each with how many before it are left out. `place` says where a row is found.
pub(super) fn section(
    look: &Look<'_>,
    rows: &[(TwoColumnRow, usize)],
    place: &dyn Fn(TwoColumnRow) -> Option<String>,
) -> Markup {
    html! {
        section.pairs aria-label="The texts side by side" {
            div.tongues {
                @for side in [Side::Left, Side::Right] {
                    @let text = look.text(side);
                    p { (text.title.as_deref().unwrap_or(&text.name)) @if let Some(tag) = &text.language { ", " (language(tag).0) } }
                }
            }
            @for (row, skipped) in rows {
                @if *skipped > 0 { p.skipped { (plural(*skipped, "unit", "units")) " not shown" } }
                (self::row(look, *row, place))
            }
        }
    }
}

fn row(look: &Look<'_>, row: TwoColumnRow, place: &dyn Fn(TwoColumnRow) -> Option<String>) -> Markup {
    let (TwoColumnRow::Change(number) | TwoColumnRow::Left(number)) = row;
    let Some(change) = look.comparison.changes.get(number) else { return html! {} };
    let anchor = anchor(look.comparison, row);
    if let TwoColumnRow::Left(_) = row {
        let to = place(TwoColumnRow::Change(number));
        return html! {
            div.pair.left-behind id=(anchor) {
                div.v.l { p.gone { (addresses(&change.left)) " stood here" } }
                div.v.r {}
                div.aside { p { "moved to " a href=[to] { (addresses(&change.right)) } } }
            }
        };
    }
    let class = format!("pair {}{}", change.kind.word(), if look.comparison.translation { " both" } else { "" });
    html! {
        div class=(class) id=(anchor) {
            (cell(look, change, Side::Left))
            (cell(look, change, Side::Right))
            @if let Some(aside) = aside(look, change, &anchor, place(TwoColumnRow::Left(number))) { div.aside { (aside) } }
        }
    }
}

pub(super) fn addresses(list: &[String]) -> String {
    match list {
        [first, .., last] if list.len() > 3 => format!("{} to {}", printed(first), printed(last)),
        _ => list.iter().map(|address| printed(address)).collect::<Vec<_>>().join(" + "),
    }
}

/// What happened, beside the words; nothing where nothing did.
fn aside(look: &Look<'_>, change: &Change, anchor: &str, from: Option<String>) -> Option<Markup> {
    let translation = look.comparison.translation;
    if change.kind == Kind::Kept && !change.consequential && change.signals.is_empty() {
        return None;
    }
    let turn = change.force.as_ref().map(|force| force.direction).filter(|direction| is_turn(*direction));
    let what = match change.kind {
        Kind::Added if translation => "only in the second language",
        Kind::Dropped if translation => "only in the first language",
        kind => kind.word(),
    };
    let places = match (change.left.as_slice(), change.right.as_slice()) {
        ([], right) => addresses(right),
        (left, []) => addresses(left),
        (left, right) if left == right => addresses(left),
        (left, right) => format!("{} → {}", addresses(left), addresses(right)),
    };
    Some(html! {
        p.what {
            b { (what) } " "
            a.pin href={ "#" (anchor) } title="Link to this row" { (places) }
        }
        @if matches!(change.kind, Kind::Moved | Kind::MovedEdited) {
            p { a href=[from] { "where it stood" } }
        }
        @if let Some(turn) = turn { p.turn { (turn_words(turn)) } }
        @if change.consequential { p { "only numbers of citations follow a renumbering" } }
        @for signal in &change.signals { p { (told(signal)) } }
    })
}

/// Whether a direction is worth a reader's eye: of what only one text says, the row says it.
pub(super) fn is_turn(direction: Direction) -> bool {
    !matches!(direction, Direction::Same | Direction::Added | Direction::Dropped)
}

/// Where the force goes, as a reader says it.
pub(super) fn turn_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Mixed => "points both ways",
        other => other.word(),
    }
}

/// One signal in words.
pub(super) fn told(signal: &Signal) -> Markup {
    html! {
        span.of { (signal.what.word()) ": " }
        @match (&signal.left, &signal.right) {
            (Some(left), Some(right)) => { q { (left.text) } " → " q { (right.text) } }
            (Some(left), None) => { q { (left.text) } " is gone" }
            (None, Some(right)) => { q { (right.text) } " is new" }
            (None, None) => {}
        }
        @if let Some(direction) = signal.direction { ", " (turn_words(direction)) }
    }
}

fn cell(look: &Look<'_>, change: &Change, side: Side) -> Markup {
    let text = look.text(side);
    let (class, units) = match side {
        Side::Left => ("v l", &change.left_units),
        Side::Right => ("v r", &change.right_units),
    };
    let tag = text.language.as_deref();
    let mut headings = lines(&change.heading, side.op()).into_iter();
    let mut words = lines(&change.words, side.op()).into_iter();
    html! {
        div class=(class) lang=[tag] dir=[tag.map(|tag| language(tag).1)] {
            @for at in units {
                @if let Some(unit) = text.units.get(*at) {
                    @let heading: Vec<_> = headings.by_ref().take(count(unit.heading.as_deref().unwrap_or(""))).collect();
                    @let words: Vec<_> = words.by_ref().take(count(&unit.text)).collect();
                    (self::unit(look, text, unit, side, &heading, &words))
                }
            }
        }
    }
}

fn count(text: &str) -> usize {
    text.split('\n').count()
}

fn unit(
    look: &Look<'_>,
    text: &Text,
    unit: &Unit,
    side: Side,
    heading: &[Vec<Stretch<'_>>],
    words: &[Vec<Stretch<'_>>],
) -> Markup {
    let mut above = 0;
    let mut parent = unit.parent;
    while let Some(up) = parent.and_then(|at| text.units.get(at)) {
        above += usize::from(!is_heading(up.kind));
        parent = up.parent;
    }
    let label = unit.label.trim();
    let heads = is_heading(unit.kind);
    let link = (look.link)(side, &unit.address);
    let number = html! {
        @if !label.is_empty() && unit.heading.as_deref() != Some(label) {
            @match &link { Some(link) => a.no href=(link) { (label) }, None => span.no { (label) } }
            " "
        }
    };
    let line = |line: &[Stretch<'_>]| html! { @for stretch in line { (words_of(look, side, stretch)) } };
    let has_heading = heading.iter().any(|line| !line.is_empty());
    html! {
        div class={ "piece in" (above.min(DEEPEST)) @if heads { " heads" } } {
            @if has_heading || heads && !label.is_empty() {
                p.h { (number) @for one in heading.iter().filter(|one| !one.is_empty()) { span.t { (line(one)) } } }
            }
            @for (at, one) in words.iter().enumerate() {
                @if !one.is_empty() || at == 0 && !has_heading && !heads {
                    p {
                        @if at == 0 && !heads && !has_heading { (number) }
                        @if unit.after.get(at).is_some_and(|after| *after > 0) { span.behind { "after its points: " } }
                        (line(one))
                    }
                }
            }
        }
    }
}

fn words_of(look: &Look<'_>, side: Side, stretch: &Stretch<'_>) -> Markup {
    let Piece { op, printing, follows, .. } = stretch.piece;
    // Blanks round words that came or went are not struck or underlined.
    let words = stretch.text.trim();
    let (before, rest) = stretch.text.split_at(stretch.text.len() - stretch.text.trim_start().len());
    let after = rest.get(words.len()..).unwrap_or("");
    html! {
        @match (op, side) {
            _ if *op == Op::Both || *printing && !look.printing => (stretch.text),
            _ if look.comparison.translation => (stretch.text),
            _ if follows.is_some() => span.follows title="a citation that follows a renumbering" { (stretch.text) },
            (_, Side::Left) => { (before) del class=[printing.then_some("small")] { (words) } (after) },
            (_, Side::Right) => { (before) ins class=[printing.then_some("small")] { (words) } (after) },
        }
    }
}
