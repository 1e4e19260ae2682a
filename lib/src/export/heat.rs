//! Which share of each text's words each other text has, as a picture: a row for each text, a column for each that has
//! words of it, both in the order of time, and the darker the more.
//!
//! No script and no style sheet: attributes alone draw it, and one colour in six steps, which a page may overrule by
//! `color`. The steps are those that the literature on copied agreements speaks of (80 and 95 per cent of an agreement from
//! one earlier one: Allee and Elsig 2019) and smaller ones below.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::xml::Xml;
use crate::model::Date;
use crate::trace::shares::Sharing;

/// Steps of shares: from where on, how dark, in words.
const STEPS: [(f64, &str, &str); 6] = [
    (0.01, "0.1", "1 % and more"),
    (0.1, "0.25", "10 %"),
    (0.25, "0.42", "25 %"),
    (0.5, "0.6", "50 %"),
    (0.8, "0.8", "80 %"),
    (0.95, "1", "95 %"),
];
/// Sides of the whole picture, and of one cell.
const SIDE: usize = 720;
const CELL: (usize, usize) = (2, 22);
/// From this size on a cell has room for the name of its row.
const NAMED: usize = 10;
/// Most cells that say by themselves what they are; more would make the file too long for a page.
const MOST_TITLES: usize = 4_000;
/// Least width of the picture beside the names: the legend stands there.
const LEGEND: usize = 470;
/// Letters of a name.
const LETTERS: usize = 40;

/// Texts and what each of them shares with the others.
#[derive(Debug, Clone, Default)]
pub struct HeatMap {
    /// The texts in the order of rows and columns.
    pub texts: Vec<HeatText>,
    /// Row, column, and the share of the row's words that the column has, above zero and at most 1.
    pub cells: Vec<(usize, usize, f64)>,
}

/// A text with a row and a column.
#[derive(Debug, Clone)]
pub struct HeatText {
    /// Its name.
    pub name: String,
    /// When it was made, if that is known.
    pub date: Option<Date>,
    /// The page that it is on.
    pub link: Option<String>,
}

impl HeatMap {
    /// The picture of what was reckoned, in the order in which it was. `text` says what a number stands for.
    #[must_use]
    pub fn of(sharings: &[Sharing], text: &dyn Fn(usize) -> HeatText) -> HeatMap {
        let texts = sharings.iter().map(|sharing| text(sharing.text)).collect();
        let numbers: FxHashMap<usize, usize> = sharings.iter().map(|sharing| sharing.text).zip(0..).collect();
        let cells = sharings.iter().enumerate().flat_map(|(row, sharing)| {
            let share = |words: usize| words as f64 / sharing.words.max(1) as f64;
            let cell = |(other, words): &(usize, usize)| Some((row, *numbers.get(other)?, share(*words)));
            sharing.shared.iter().filter_map(cell).collect::<Vec<_>>()
        });
        HeatMap { texts, cells: cells.collect() }
    }

    /// Draws it.
    #[must_use]
    pub fn svg(&self) -> String {
        let count = self.texts.len();
        let side = (SIDE / count.max(1)).clamp(CELL.0, CELL.1);
        let named = side >= NAMED;
        let letters = self.texts.iter().map(|text| text.name.chars().count().min(LETTERS)).max().unwrap_or(0);
        let (left, head) = if named { (letters * 7 + 16, letters * 5 + 20) } else { (64, 28) };
        let slant = if named { letters * 5 } else { 0 };
        let (width, height) = (left + (count * side + slant).max(LEGEND) + 16, head + count * side + 52);
        let (view, width, height) = (format!("0 0 {width} {height}"), width.to_string(), height.to_string());
        let mut xml = Xml::default();
        let title = "Which share of each row's words each column has";
        let canvas = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "chart heat"),
            ("viewBox", &*view),
            ("width", &width),
            ("height", &height),
            ("role", "group"),
            ("aria-label", title),
            ("font-family", "sans-serif"),
            ("font-size", "12"),
        ];
        xml.open("svg", &canvas);
        xml.line("title", &[], |xml| xml.words(title));
        let frame = (count * side).to_string();
        let (x, y) = (left.to_string(), head.to_string());
        let edge = [
            ("class", "frame"),
            ("x", &*x),
            ("y", &y),
            ("width", &frame),
            ("height", &frame),
            ("fill", "none"),
            ("stroke", "currentColor"),
            ("stroke-opacity", "0.3"),
        ];
        xml.empty("rect", &edge);
        self.draw(&mut xml, (left, head), side);
        if named {
            self.names(&mut xml, (left, head), side);
        } else {
            self.years(&mut xml, (left, head), side);
        }
        legend(&mut xml, left, head + count * side + 32);
        xml.finish()
    }

    fn draw(&self, xml: &mut Xml, (left, head): (usize, usize), side: usize) {
        let shown = || self.cells.iter().filter(|cell| cell.2 >= STEPS[0].0);
        let titled = shown().count() <= MOST_TITLES;
        for (step, (from, opacity, _)) in STEPS.iter().enumerate() {
            let until = STEPS.get(step + 1).map_or(f64::MAX, |next| next.0);
            let mut path = String::new();
            for (row, column, share) in shown().filter(|cell| cell.2 >= *from && cell.2 < until) {
                let (x, y) = (left + column * side, head + row * side);
                if !titled {
                    let _ = write!(path, "M{x} {y}h{side}v{side}h-{side}z");
                    continue;
                }
                let (x, y, size) = (x.to_string(), y.to_string(), side.to_string());
                let cell = [
                    ("x", &*x),
                    ("y", &y),
                    ("width", &size),
                    ("height", &size),
                    ("fill", "currentColor"),
                    ("fill-opacity", *opacity),
                ];
                let name = |at: usize| self.texts.get(at).map_or("", |text| text.name.as_str());
                let says = format!("{:.1} % of {} in {}", share * 100.0, name(*row), name(*column));
                xml.line("rect", &cell, |xml| xml.inline("title", &[], |xml| xml.words(&says)));
            }
            if !path.is_empty() {
                xml.empty("path", &[("d", &path), ("fill", "currentColor"), ("fill-opacity", opacity)]);
            }
        }
    }

    fn names(&self, xml: &mut Xml, (left, head): (usize, usize), side: usize) {
        for (at, text) in self.texts.iter().enumerate() {
            let short: String = text.name.chars().take(LETTERS).collect();
            let more = if text.name.chars().nth(LETTERS).is_some() { "…" } else { "" };
            let short = format!("{short}{more}");
            let middle = at * side + side / 2;
            let (x, y) = ((left - 8).to_string(), (head + middle + 4).to_string());
            let row = [("class", "name"), ("x", &*x), ("y", &y), ("text-anchor", "end")];
            label(xml, &row, &short, text.link.as_deref());
            let (x, y) = (left + middle + 4, head - 8);
            let (place, turn) = ((x.to_string(), y.to_string()), format!("rotate(-45 {x} {y})"));
            let column = [("class", "name"), ("x", &*place.0), ("y", &place.1), ("transform", &turn)];
            label(xml, &column, &short, None);
        }
    }

    /// The first row of each year, those that are too close to the one before left out.
    fn years(&self, xml: &mut Xml, (left, head): (usize, usize), side: usize) {
        let mut last: Option<(Option<i16>, usize)> = None;
        for (at, text) in self.texts.iter().enumerate() {
            let year = text.date.map(Date::year);
            let near = last.is_some_and(|(told, place)| told == year || (at - place) * side < 40);
            if near {
                continue;
            }
            last = Some((year, at));
            let says = year.map_or("no date".to_owned(), |year| year.to_string());
            let (x, y) = ((left - 8).to_string(), (head + at * side + 10).to_string());
            label(xml, &[("class", "year"), ("x", &*x), ("y", &y), ("text-anchor", "end")], &says, None);
            let (x, y) = ((left + at * side).to_string(), (head - 8).to_string());
            label(xml, &[("class", "year"), ("x", &*x), ("y", &y)], &says, None);
        }
    }
}

fn label(xml: &mut Xml, attributes: &[(&str, &str)], words: &str, link: Option<&str>) {
    match link {
        Some(link) => xml.line("a", &[("href", link)], |xml| xml.inline("text", attributes, |xml| xml.words(words))),
        None => xml.line("text", attributes, |xml| xml.words(words)),
    }
}

fn legend(xml: &mut Xml, left: usize, y: usize) {
    let mut x = left;
    for (_, opacity, says) in STEPS {
        let (at, top) = (x.to_string(), (y - 11).to_string());
        let swatch = [
            ("x", &*at),
            ("y", &top),
            ("width", "14"),
            ("height", "14"),
            ("fill", "currentColor"),
            ("fill-opacity", opacity),
        ];
        xml.empty("rect", &swatch);
        let (at, y) = ((x + 20).to_string(), y.to_string());
        label(xml, &[("class", "legend"), ("x", &*at), ("y", &y)], says, None);
        x += 34 + says.chars().count() * 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(count: usize, cells: Vec<(usize, usize, f64)>) -> String {
        let text = |at: usize| HeatText {
            name: format!("agreement <{at}>"),
            date: Date::parse(&format!("{}", 1990 + at)).ok(),
            link: None,
        };
        HeatMap { texts: (0..count).map(text).collect(), cells }.svg()
    }

    #[test]
    fn a_share_is_a_cell_that_says_what_it_is() {
        let drawn = map(3, vec![(1, 0, 0.96), (2, 0, 0.3), (2, 1, 0.004)]);
        let parsed = roxmltree::Document::parse(&drawn).unwrap();
        let titles: Vec<&str> = parsed
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "rect")))
            .filter_map(|node| node.first_element_child()?.text())
            .collect();
        assert_eq!(
            titles,
            ["30.0 % of agreement <2> in agreement <0>", "96.0 % of agreement <1> in agreement <0>"],
            "what is under one per cent is no cell"
        );
    }

    #[test]
    fn many_texts_stay_a_short_file_and_name_years() {
        let cells: Vec<(usize, usize, f64)> =
            (0..300).flat_map(|row| (0..row).map(move |column| (row, column, 0.5))).collect();
        let drawn = map(300, cells);
        assert!(roxmltree::Document::parse(&drawn).is_ok());
        assert!(drawn.len() < 2_000_000, "{}", drawn.len());
        assert!(drawn.contains(">1990<") && !drawn.contains("agreement"));
    }

    #[test]
    fn numbers_of_texts_become_rows() {
        let sharing =
            |text: usize, shared: Vec<(usize, usize)>| Sharing { text, words: 10, shared, ..Sharing::default() };
        let text = |at: usize| HeatText { name: at.to_string(), date: None, link: None };
        let map = HeatMap::of(&[sharing(7, vec![(3, 5)]), sharing(3, vec![(7, 2), (99, 1)])], &text);
        assert_eq!(map.texts[0].name, "7");
        assert_eq!(map.cells, [(0, 1, 0.5), (1, 0, 0.2)], "a text without a row has no column");
    }
}
