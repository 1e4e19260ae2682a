//! `trace --all --matrix`: which share of each text's words each other text has, families, best earlier sources.

use serde::Serialize;
use servanda::export::heat::{HeatMap, HeatText};
use servanda::trace::Shelf;
use servanda::trace::shares::{self, Collection, Sharing};
use servanda_web::Shares;

use super::all::{Read, Run};
use super::watch::Progress;
use crate::command::session::{Form, json};
use crate::command::{Answer, Failure};
use crate::render::parquet::{Cell, Column, Kind};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// Texts that are listed with their best source, and members of a family that are named; programs get all.
const MOST_TEXTS: usize = 60;
const MOST_MEMBERS: usize = 6;

const COLUMNS: [Column; 6] = [
    ("a", Kind::Text),
    ("b", Kind::Text),
    ("a_words", Kind::Whole),
    ("shared_words", Kind::Whole),
    ("share", Kind::Real),
    ("best_source", Kind::Text),
];

/// What one text shares, for programs.
#[derive(Serialize)]
struct Shown<'a> {
    schema: &'static str,
    a: &'a str,
    words: usize,
    /// Texts that are word for word this one.
    copies: Vec<&'a str>,
    best: Option<ShownBest<'a>>,
    shared: Vec<ShownShare<'a>>,
}

#[derive(Serialize)]
struct ShownBest<'a> {
    b: &'a str,
    words: usize,
    share: f64,
    /// Whether it is certainly the older of the two.
    earlier: bool,
}

#[derive(Serialize)]
struct ShownShare<'a> {
    b: &'a str,
    words: usize,
    share: f64,
}

/// The answer for programs that want it whole.
#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    run: usize,
    words: usize,
    families: Vec<Vec<&'a str>>,
    texts: Vec<Shown<'a>>,
}

fn share(words: usize, of: usize) -> f64 {
    (words as f64 / of.max(1) as f64 * 1000.0).round() / 1000.0
}

fn shown<'a>(read: &'a Read<'_>, sharing: &Sharing) -> Shown<'a> {
    let best = sharing.best.map(|best| ShownBest {
        b: read.name(best.text),
        words: best.words,
        share: share(best.words, sharing.words),
        earlier: best.earlier,
    });
    let one = |(text, words): &(usize, usize)| ShownShare {
        b: read.name(*text),
        words: *words,
        share: share(*words, sharing.words),
    };
    Shown {
        schema: "servanda.sharing/1",
        a: read.name(sharing.text),
        words: sharing.words,
        copies: sharing.copies.iter().map(|copy| read.name(*copy)).collect(),
        best,
        shared: sharing.shared.iter().map(one).collect(),
    }
}

/// Writes the matrix pair by pair, or with JSON lines text by text. A copy has one row, with the text that it is.
pub(super) fn rows(shelf: &Shelf<'_>, words: usize, lines: bool, run: Run<'_>) -> Result<Answer, Failure> {
    let read = Read::new(shelf);
    let answer = run.rows(&COLUMNS, |control, sheet, rows| {
        let mut take = |sharing: &Sharing| {
            let a = read.name(sharing.text);
            if lines {
                *rows += sharing.shared.len() + sharing.copies.len();
                return sheet.row(&shown(&read, sharing), &[]);
            }
            let best = sharing.best.map(|best| (best.text, if best.earlier { "earlier" } else { "undated" }));
            for (other, words) in &sharing.shared {
                *rows += 1;
                let best = best.filter(|best| best.0 == *other).map(|best| best.1);
                let cells = [
                    Cell::Text(Some(a)),
                    Cell::Text(Some(read.name(*other))),
                    Cell::Whole(sharing.words),
                    Cell::Whole(*words),
                    Cell::Real(share(*words, sharing.words)),
                    Cell::Text(best),
                ];
                sheet.row(&(), &cells)?;
            }
            for copy in &sharing.copies {
                *rows += 1;
                let (copy, whole) = (Cell::Text(Some(read.name(*copy))), Cell::Whole(sharing.words));
                sheet
                    .row(&(), &[copy, Cell::Text(Some(a)), whole, whole, Cell::Real(1.0), Cell::Text(Some("copy"))])?;
            }
            Ok(())
        };
        shares::shares(shelf.len(), &|at| read.source(at), words, control, &mut take).map(drop)
    });
    read.complain();
    answer
}

/// Reckons all shares. A page has no room for the pairs, so they are kept only if asked for.
fn reckoned(
    read: &Read<'_>,
    shelf: &Shelf<'_>,
    words: usize,
    pairs: bool,
) -> Result<(Vec<Sharing>, Collection), Failure> {
    let progress = Progress::new();
    let tell = |step, done, of| progress.tell(step, done, of);
    let control = servanda::trace::Control { cancel: None, progress: Some(&tell) };
    let mut found: Vec<Sharing> = Vec::new();
    let mut take = |sharing: &Sharing| {
        let shared = if pairs { sharing.shared.clone() } else { Vec::new() };
        found.push(Sharing { text: sharing.text, words: sharing.words, shared, ..sharing.clone() });
        Ok(())
    };
    let collection = shares::shares(shelf.len(), &|at| read.source(at), words, &control, &mut take);
    progress.end();
    let collection = collection.map_err(|stopped| Failure::new(format!("{stopped}.")))?;
    read.complain();
    Ok((found, collection))
}

fn answered(found: &[Sharing], text: String) -> Answer {
    Answer::found_if(found.iter().any(|sharing| sharing.best.is_some() || !sharing.copies.is_empty()), text)
}

/// The matrix as one JSON object, or its best sources and families as a page.
pub(super) fn whole(shelf: &Shelf<'_>, words: usize, form: Form) -> Result<Answer, Failure> {
    let read = Read::new(shelf);
    let (found, collection) = reckoned(&read, shelf, words, form == Form::Json)?;
    let text = if form == Form::Json {
        let family = |members: &Vec<usize>| members.iter().map(|text| read.name(*text)).collect();
        let whole = Whole {
            schema: "servanda.shares/1",
            run: words,
            words: collection.words,
            families: collection.families.iter().map(family).collect(),
            texts: found.iter().map(|sharing| shown(&read, sharing)).collect(),
        };
        json(form, &whole)?
    } else {
        page(&read, words, &found, &collection)
    };
    Ok(answered(&found, text))
}

/// The matrix as a picture, or as a page with it.
pub(super) fn drawn(shelf: &Shelf<'_>, words: usize, html: bool) -> Result<Answer, Failure> {
    let read = Read::new(shelf);
    let (found, collection) = reckoned(&read, shelf, words, true)?;
    let folder = common_folder((0..shelf.len()).map(|at| read.name(at)));
    let name = |at: usize| read.name(at).get(folder..).unwrap_or_default().to_owned();
    let text = |at: usize| HeatText { name: name(at), date: read.date(at), link: None };
    let map = HeatMap::of(&found, &text);
    let drawn = if html {
        let shares = Shares { map, sharings: &found, collection: &collection, run: words, name: &name };
        servanda_web::shares(&shares)
    } else {
        map.svg()
    };
    Ok(answered(&found, drawn))
}

/// Bytes of the folder that all names have in common: in a picture it is in the way.
fn common_folder<'a>(mut names: impl Iterator<Item = &'a str>) -> usize {
    let Some(first) = names.next() else { return 0 };
    let same = |one: &str| first.bytes().zip(one.bytes()).take_while(|(x, y)| x == y).count();
    let common = names.map(same).min().unwrap_or(0);
    first.get(..common).and_then(|common| common.rfind('/')).map_or(0, |at| at + 1)
}

fn page(read: &Read<'_>, words: usize, found: &[Sharing], collection: &Collection) -> String {
    let mut page = Page::new();
    page.paragraph(0, Line::of(Label::Title, count(found.len(), "text", "texts")));
    let told = format!(
        "{}. A share is the share of the first text's words that stand in runs of {words} or more which the other text has word \
         for word. Formulas count like other words; who took from whom is not said.",
        count(collection.words, "word", "words")
    );
    page.paragraph(0, Line::of(Label::Aside, told));
    let mut order: Vec<(&Sharing, shares::Best)> =
        found.iter().filter_map(|sharing| Some((sharing, sharing.best?))).collect();
    order.sort_by(|x, y| (y.1.words * x.0.words.max(1)).cmp(&(x.1.words * y.0.words.max(1))));
    if !order.is_empty() {
        page.blank();
        page.paragraph(0, Line::of(Label::Heading, "What has most of each text, later ones aside"));
        for (sharing, best) in order.iter().take(MOST_TEXTS) {
            let percent = format!("{:>5.1} %  ", best.words as f64 * 100.0 / sharing.words.max(1) as f64);
            let line = Line::plain(percent).with(Label::Id, read.name(sharing.text)).text("  in  ");
            let line = line.with(Label::Id, read.name(best.text));
            let when = if best.earlier { "" } else { "  which of them is older is not known" };
            page.paragraph(2, line.with(Label::Aside, when));
        }
        if order.len() > MOST_TEXTS {
            let more = count(order.len() - MOST_TEXTS, "further text", "further texts");
            page.paragraph(2, Line::of(Label::Aside, format!("{more}: --jsonl, --csv or --parquet has all pairs.")));
        }
    }
    if !collection.families.is_empty() {
        page.blank();
        page.paragraph(0, Line::of(Label::Heading, "Families of near copies, and their first texts"));
        for members in &collection.families {
            let named: Vec<&str> = members.iter().take(MOST_MEMBERS).map(|text| read.name(*text)).collect();
            let more = members.len().saturating_sub(MOST_MEMBERS);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let line = Line::plain(format!("{}: ", count(members.len(), "text", "texts")));
            page.paragraph(2, line.with(Label::Id, named.join(", ")).text(more));
        }
    }
    page.write(&Screen::of_stdout())
}
