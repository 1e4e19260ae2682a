//! Several texts against the first of them: units down, texts across; and which text speaks of what.

use maud::{Markup, html};
use servanda::compare::{
    self, Answer as Found, Cell, ConceptCell, ConceptMatrix, ConceptText, Matrix, Op, Piece, Row, Text, Unsearched,
    rebuilt,
};
use servanda::export::docx::matrix as word;
use servanda::export::matrix as table;
use servanda::model::{Basis, Instrument};

use super::pairs::{addresses, told, turn_words};
use super::{Answer, choose, found, json, lacking, printed, refusal, written};
use crate::compare_ask::CompareAsk;
use crate::compared::Version;
use crate::html::{Frame, Part, language, plural};
use crate::route::{Form, Page, Route};
use crate::view::View;

/// Rows on one page: a table of several columns is read slowly.
const ON_A_PAGE: usize = 150;
/// Places that a cell of concepts names before the others are counted.
const MOST_PLACES: usize = 4;
/// Why there is no table as one HTML file, and what there is.
const NO_FILE: &str = "a table of texts is not written as an HTML file: it is a page without an ending, and there is a Word \
                       table (.docx), a table for spreadsheets (.csv) and JSON (.json)";

/// Answers `/compare/a..b..c`.
pub(super) fn answer(view: &View<'_>, ask: &CompareAsk, instruments: &[&Instrument]) -> Answer {
    let mut versions = Vec::with_capacity(instruments.len());
    for (at, instrument) in instruments.iter().enumerate() {
        if let Some(lacking) = lacking(instrument, ask.lang(at)) {
            return Answer::Refused(refusal(view, &lacking));
        }
        match version(ask, instruments, at) {
            Some(version) => versions.push(version),
            None => return Answer::Refused(refusal(view, &format!("no text is held of {}", instrument.id))),
        }
    }
    let matrix = view.workbench.compared().matrix(view.landscape(), &versions);
    match view.route.form {
        Form::Html => found(view, &page(view, ask, &matrix, &versions)),
        Form::Json => json(&matrix.sheet()),
        Form::Csv => written(view, table::units(&matrix).csv()),
        Form::Docx => written(view, word::units(&matrix, !ask.only_differences).map(|packed| packed.bytes)),
        Form::File => Answer::Refused(refusal(view, NO_FILE)),
    }
}

/// The language version of one text: the one asked for, or else what the baseline speaks too.
fn version<'a>(ask: &CompareAsk, instruments: &[&'a Instrument], at: usize) -> Option<Version<'a>> {
    let tags = |instrument: &'a Instrument| instrument.held.iter().map(|held| held.lang.as_str()).collect::<Vec<_>>();
    let instrument: &'a Instrument = instruments.get(at).copied()?;
    let first: &'a Instrument = instruments.first().copied()?;
    let spoken = match ask.lang(0) {
        Some(lang) => vec![lang],
        None => tags(first),
    };
    let own: Vec<Option<&str>> = tags(instrument).into_iter().map(Some).collect();
    let held = instrument.held.get(compare::version(&own, ask.lang(at), &spoken)?)?;
    Some(Version { instrument, held })
}

fn page(view: &View<'_>, ask: &CompareAsk, matrix: &Matrix, versions: &[Version<'_>]) -> Frame {
    let rows: Vec<(usize, &Row)> =
        matrix.rows.iter().enumerate().filter(|(_, row)| !ask.only_differences || row.is_changed()).collect();
    let part = Part::new(rows.len(), ON_A_PAGE, ask.page);
    let link = |ask: CompareAsk| view.link(Page::Compare(Box::new(ask)));
    let main = html! {
        article.compare-page {
            p.crumbs { a href=(view.link(Page::Compare(Box::default()))) { "Compare" } }
            h1 { "What changed between " (plural(matrix.texts.len(), "text", "texts")) }
            (choose::others(view, ask))
            (views(view, ask, true))
            (part.links("Parts of the table", |page| link(CompareAsk { page, ..ask.clone() })))
            div.scroll tabindex="0" role="region" aria-label="Units and texts" {
                table.matrix {
                    thead {
                        tr {
                            @for (at, version) in versions.iter().enumerate() { (head(view, ask, matrix, at, *version)) }
                        }
                    }
                    tbody {
                        @for (number, row) in rows.get(part.range()).unwrap_or_default() {
                            tr { @for at in 0..matrix.texts.len() { (cell(view, matrix, (*number, at), row, versions)) } }
                        }
                    }
                }
            }
            @if rows.is_empty() { p.nothing { "Nothing differs." } }
            (part.links("Parts of the table", |page| link(CompareAsk { page, ..ask.clone() })))
        }
    };
    let title = format!("{} and others", versions.first().map_or("", |version| version.instrument.title()));
    Frame { wide: true, forms: forms(), ..Frame::new(title, main) }
}

fn forms() -> Vec<(Form, &'static str)> {
    vec![(Form::Json, "JSON"), (Form::Csv, "CSV"), (Form::Docx, "Word table")]
}

fn head(view: &View<'_>, ask: &CompareAsk, matrix: &Matrix, at: usize, version: Version<'_>) -> Markup {
    let column = matrix.texts.get(at);
    let tally = matrix.tally(at).into_iter().map(|(kind, n)| format!("{n} {}", kind.word())).collect::<Vec<_>>();
    html! {
        th scope="col" {
            a href=(view.instrument(&version.instrument.id)) { (version.instrument.title()) }
            p { (language(&version.held.lang).0) @if at == matrix.baseline { ", baseline" } }
            @if at != matrix.baseline {
                p { (tally.join(", ")) }
                @if column.is_some_and(|column| column.translation) { p { "Aligned by numbers; words are not compared." } }
                p { a href=(view.link(Page::Compare(Box::new(ask.based_on(at))))) { "Take as the baseline" } }
            }
        }
    }
}

fn cell(view: &View<'_>, matrix: &Matrix, (number, at): (usize, usize), row: &Row, versions: &[Version<'_>]) -> Markup {
    let Some(version) = versions.get(at) else { return html! { td {} } };
    let tag = version.held.lang.as_str();
    let open = |address: &str| view.unit(&version.instrument.id, address);
    let (heading, words) = matrix.pieces(number, at);
    let own = row.unit.as_ref();
    html! {
        td lang=(tag) dir=(language(tag).1) {
            @match row.cells.get(at).and_then(Option::as_ref) {
                None => {
                    @if let (true, Some(unit)) = (at == matrix.baseline, own) {
                        p.place lang="en" { a.pin href=(open(&unit.address)) { (printed(&unit.address)) } }
                        @if let Some(heading) = &unit.heading { p.h { (heading) } }
                        (plain(&unit.text))
                    }
                }
                Some(cell) => {
                    (state(cell, &open))
                    @let whole = own.is_none() || matrix.texts.get(at).is_some_and(|column| column.translation);
                    @if cell.units.is_empty() {}
                    @else if whole {
                        @let heading = rebuilt(heading, Op::Right);
                        @if !heading.is_empty() { p.h { (heading) } }
                        (plain(&matrix.words(number, at)))
                    }
                    @else if cell.differs {
                        @if !heading.is_empty() { p.h { (marked(heading)) } }
                        @if !words.is_empty() { p { (marked(words)) } }
                    }
                }
            }
        }
    }
}

fn state(cell: &Cell, open: &dyn Fn(&str) -> String) -> Markup {
    html! {
        p.place lang="en" {
            b { (cell.kind.word()) } " "
            @if let Some(first) = cell.addresses.first() { a.pin href=(open(first)) { (addresses(&cell.addresses)) } }
            @if let Some(direction) = cell.direction() { " " span.turn { (turn_words(direction)) } }
        }
        @for signal in cell.signals.iter().filter(|signal| signal.direction.is_some()) { p.signal lang="en" { (told(signal)) } }
    }
}

fn plain(text: &str) -> Markup {
    html! { @for line in text.split('\n').filter(|line| !line.is_empty()) { p { (line) } } }
}

fn marked(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece.op {
                Op::Both => (piece.text),
                Op::Left if piece.printing || piece.follows.is_some() => {},
                Op::Right if piece.printing || piece.follows.is_some() => (piece.text),
                Op::Left => del { (piece.text) },
                Op::Right => ins { (piece.text) },
            }
        }
    }
}

/// Units or concepts, whole or only differences, and the other forms.
fn views(view: &View<'_>, ask: &CompareAsk, units: bool) -> Markup {
    let link = |ask: CompareAsk| view.link(Page::Compare(Box::new(CompareAsk { page: 0, ..ask })));
    let form = |form: Form| Route { form, ..view.route.clone() };
    let item = |ask: CompareAsk, here: bool, label: &str| {
        html! { li { a.here[here] href=(link(ask)) aria-current=[here.then_some("true")] { (label) } } }
    };
    let of = |concepts: bool, only_differences: bool| CompareAsk { concepts, only_differences, ..ask.clone() };
    html! {
        nav.views aria-label="What is shown" {
            ul.chosen {
                (item(of(false, false), units && !ask.only_differences, "All units"))
                (item(of(false, true), units && ask.only_differences, "Only differences"))
                (item(of(true, false), !units, "Concepts"))
            }
            p.ways {
                a href=(form(Form::Docx)) { "Word table" } " "
                a href=(form(Form::Csv)) { "CSV" }
            }
        }
    }
}

/// Answers `/compare/a..b?rows=concepts`.
pub(super) fn speaking_of(view: &View<'_>, ask: &CompareAsk, instruments: &[&Instrument]) -> Answer {
    let text = |at: usize| {
        let version = version(ask, instruments, at)?;
        Some(view.workbench.compared().text(view.landscape(), version))
    };
    let texts: Vec<Option<Text>> = (0..instruments.len()).map(text).collect();
    let columns: Vec<ConceptText<'_>> = texts
        .iter()
        .zip(instruments)
        .map(|(text, instrument)| ConceptText { text: text.as_ref(), instrument: Some(&instrument.id) })
        .collect();
    let matrix = compare::concepts(view.landscape(), &columns);
    match view.route.form {
        Form::Html => found(view, &concepts(view, ask, &matrix, instruments)),
        Form::Json => json(&matrix.sheet()),
        Form::Csv => written(view, table::concepts(&matrix).csv()),
        Form::Docx => written(view, word::concepts(&matrix, false).map(|packed| packed.bytes)),
        Form::File => Answer::Refused(refusal(view, NO_FILE)),
    }
}

fn concepts(view: &View<'_>, ask: &CompareAsk, matrix: &ConceptMatrix<'_>, instruments: &[&Instrument]) -> Frame {
    let rows = matrix.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.answer == Found::Found));
    let main = html! {
        article.compare-page {
            p.crumbs { a href=(view.link(Page::Compare(Box::default()))) { "Compare" } }
            h1 { "Which text speaks of what" }
            (choose::others(view, ask))
            (views(view, ask, false))
            p.note {
                "Coding and words are told apart: what is coded has its basis; of words it is said where they stand, and nothing "
                "of what they mean. “None found” says that these words are not there. Concepts of which no text has anything are left out; the JSON has them."
            }
            div.scroll tabindex="0" role="region" aria-label="Concepts and texts" {
                table.matrix {
                    thead {
                        tr {
                            th scope="col" { "Concept" }
                            @for (instrument, column) in instruments.iter().zip(&matrix.texts) {
                                th scope="col" {
                                    a href=(view.instrument(&instrument.id)) { (instrument.title()) }
                                    p { @if let (true, Some(tag)) = (column.held, &column.head.language) { (language(tag).0) } @else { "no text held" } }
                                }
                            }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" {
                                    a href=(view.word(row.list.word(), &row.concept.id)) { (row.concept.label) }
                                    p { (row.list.word()) @if let Some(searched) = &row.searched { "; looked for: " (searched.labels.join(", ")) } }
                                }
                                @for (cell, instrument) in row.cells.iter().zip(instruments) { td { (concept(view, cell, instrument)) } }
                            }
                        }
                    }
                }
            }
        }
    };
    Frame { wide: true, forms: forms(), ..Frame::new("Which text speaks of what", main) }
}

fn concept(view: &View<'_>, cell: &ConceptCell<'_>, instrument: &Instrument) -> Markup {
    let more = |count: usize| html! { @if count > MOST_PLACES { " and " (count - MOST_PLACES) " more" } };
    html! {
        @if cell.answer != Found::Found {
            p.gone {
                (cell.answer.word())
                @match cell.unsearched {
                    Some(Unsearched::NoLabel) => ": the vocabulary has no label in its language",
                    Some(Unsearched::LanguageUnknown) => ": the language is not known",
                    Some(Unsearched::TakesInAll) => ": it takes in all others of its list",
                    Some(Unsearched::NoText) | None => "",
                }
            }
        }
        @if !cell.coded.is_empty() {
            p {
                span.of { "coded: " }
                @for (at, coded) in cell.coded.iter().take(MOST_PLACES).enumerate() {
                    @if at > 0 { ", " }
                    @match coded.unit {
                        Some(unit) => a href=(view.unit(&instrument.id, unit)) { (printed(unit)) },
                        None => "the whole",
                    }
                    " (" (coded.evidence.basis.map_or("no basis", Basis::word)) ")"
                }
                (more(cell.coded.len()))
            }
        }
        @if !cell.words.is_empty() {
            p {
                span.of { "words: " }
                @for (at, found) in cell.words.iter().take(MOST_PLACES).enumerate() {
                    @if at > 0 { ", " }
                    a href=(view.unit(&instrument.id, &found.unit)) { (printed(&found.unit)) } " " q { (found.quote) }
                }
                (more(cell.words.len()))
            }
        }
    }
}
