//! A matrix as a table in a Word file: a page on its side, the heads of the columns repeated on every page.
//!
//! In: a [`Matrix`] or a [`ConceptMatrix`]. Out: the bytes of a DOCX file. What differs is struck through or underlined
//! inside the cells; these are no tracked changes, because several texts cannot be accepted or rejected at once. It refuses
//! to cut: words that differ stand in the cell whole.
//!
//! ```
//! use servanda::{compare, export::docx, read};
//!
//! let read = |words: &str| {
//!     compare::Text::of(&read::read("model.txt", words.as_bytes(), &read::Options::default()), 0)
//! };
//! let matrix = compare::matrix(&[read("Article 1\nOne rule.\n"), read("Article 1\nOne other rule.\n")], 0);
//! let file = docx::matrix::units(&matrix, false).unwrap();
//! let table = read::read("table.docx", &file.bytes, &read::Options::default());
//! assert!(table.extract.text.contains("One other rule."));
//! ```

use crate::compare::{
    Answer, Cell, ConceptCell, ConceptMatrix, Head, Matrix, Op, Piece, Quote, Row, Signal, Unsearched,
};
use crate::export::NotWritten;
use crate::export::matrix::coded;
use crate::export::xml::Xml;
use crate::model::pinpoint;
use crate::text::is_right_to_left;

use super::package::{Parts, pack};
use super::styles::language_of;
use super::{OFFICE, Packed, WORD};

/// The frame of the table is English; words in other languages are marked as theirs.
const FRAME: &str = "en";
/// Twentieths of a point between the margins of a page on its side.
const WIDTH: usize = 15_398;
/// Half points: columns are narrow.
const SIZE: &str = "18";

/// Words that look alike.
#[derive(Clone, Default)]
struct Run {
    text: String,
    bold: bool,
    italic: bool,
    struck: bool,
    underlined: bool,
}

/// Paragraphs of a cell; those of a text are in its language.
#[derive(Clone, Default)]
struct Paragraph {
    runs: Vec<Run>,
    of_text: bool,
}

/// A column: its head and the language of its words.
struct Column {
    head: Vec<Paragraph>,
    language: Option<String>,
}

/// Units down, texts across, the baseline first. `all` gives the rows in which nothing differs as well.
///
/// # Errors
/// As [`super::docx`].
pub fn units(matrix: &Matrix, all: bool) -> Result<Packed, NotWritten> {
    let names = matrix.names();
    let order: Vec<usize> = std::iter::once(matrix.baseline)
        .chain((0..matrix.texts.len()).filter(|at| *at != matrix.baseline))
        .filter(|at| *at < matrix.texts.len())
        .collect();
    let columns: Vec<Column> = order
        .iter()
        .filter_map(|at| {
            let column = matrix.texts.get(*at)?;
            let role = match () {
                () if *at == matrix.baseline => "baseline",
                () if column.translation => "another language: aligned by structure, words not compared",
                () => "",
            };
            Some(head(&column.head, names.get(*at)?, role))
        })
        .collect();
    let rows = matrix.rows.iter().enumerate().filter(|(_, row)| all || row.is_changed());
    let rows = rows.map(|(number, row)| {
        let cells = order.iter().map(|at| match row.cells.get(*at) {
            _ if *at == matrix.baseline => own(row),
            Some(Some(cell)) => changed(matrix, (number, *at), cell),
            _ => Vec::new(),
        });
        cells.collect()
    });
    let rows: Vec<Vec<Vec<Paragraph>>> = rows.collect();
    let title = matrix.texts.get(matrix.baseline).and_then(|column| column.head.title.as_deref());
    let base = title.or(names.get(matrix.baseline).map(String::as_str)).unwrap_or_default();
    let legend = "Words struck through are in the baseline only, words underlined only in the other text. Differences of \
                  case, punctuation and white space are not marked.";
    packed(&format!("Comparison with {base}"), legend, &columns, &rows)
}

/// Concepts down, texts across. `all` gives the concepts of which no text has anything as well.
///
/// # Errors
/// As [`super::docx`].
pub fn concepts(matrix: &ConceptMatrix<'_>, all: bool) -> Result<Packed, NotWritten> {
    let names = matrix.names();
    let first = Column { head: vec![line([bold("Concept")])], language: None };
    let others = matrix.texts.iter().zip(&names).map(|(column, name)| {
        let role = if column.held { "" } else { "no text held" };
        head(&column.head, name, role)
    });
    let columns: Vec<Column> = std::iter::once(first).chain(others).collect();
    let has = |cell: &ConceptCell<'_>| cell.answer == Answer::Found;
    let rows = matrix.rows.iter().filter(|row| all || row.cells.iter().any(has)).map(|row| {
        let mut label = vec![line([bold(&row.concept.label), plain(format!("  {}", row.list.word()))])];
        if let Some(searched) = &row.searched {
            let labels = searched.labels.join(", ");
            label.push(line([italic(format!("looked for: {labels} ({})", searched.language))]));
        }
        std::iter::once(label).chain(row.cells.iter().map(concept)).collect()
    });
    let rows: Vec<Vec<Vec<Paragraph>>> = rows.collect();
    let legend = "Coding and words are told apart: what is coded has its basis in brackets; of words it is said where they \
                  stand, and nothing of what they mean. “None found” says that these words are not there.";
    packed("Concepts", legend, &columns, &rows)
}

fn plain(text: impl Into<String>) -> Run {
    Run { text: text.into(), ..Run::default() }
}

fn bold(text: impl Into<String>) -> Run {
    Run { bold: true, ..plain(text) }
}

fn italic(text: impl Into<String>) -> Run {
    Run { italic: true, ..plain(text) }
}

/// A paragraph of the frame.
fn line(runs: impl Into<Vec<Run>>) -> Paragraph {
    Paragraph { runs: runs.into(), of_text: false }
}

fn head(head: &Head, name: &str, role: &str) -> Column {
    let language = head.language.as_deref().unwrap_or("language unknown");
    let mut lines = vec![line([bold(name)]), line([plain(language)])];
    if let Some(title) = head.title.as_deref().filter(|title| *title != name) {
        lines.insert(1, Paragraph { runs: vec![plain(title)], of_text: true });
    }
    if !role.is_empty() {
        lines.push(line([italic(role)]));
    }
    Column { head: lines, language: head.language.clone() }
}

/// The unit of the baseline.
fn own(row: &Row) -> Vec<Paragraph> {
    let Some(unit) = &row.unit else { return Vec::new() };
    let mut cell = vec![line([bold(pinpoint(&unit.address))])];
    if let Some(heading) = &unit.heading {
        cell.push(Paragraph { runs: vec![bold(heading)], of_text: true });
    }
    cell.extend(paragraphs(&[plain(&unit.text)]));
    cell
}

/// What another text has.
fn changed(matrix: &Matrix, (row, text): (usize, usize), cell: &Cell) -> Vec<Paragraph> {
    let pinpoints: Vec<String> = cell.addresses.iter().map(|address| pinpoint(address)).collect();
    let mut told = format!("{} ", cell.kind.word());
    if let Some(direction) = cell.direction() {
        told = format!("{}, {} ", cell.kind.word(), direction.word());
    }
    let again = cell.rows.first().is_some_and(|first| *first != row);
    let more = if again { "(words above)" } else { "" };
    let mut lines = vec![line([italic(told), bold(pinpoints.join(", ")), italic(format!(" {more}").trim_end())])];
    lines.extend(cell.signals.iter().filter_map(signal));
    let plain = matrix.texts.get(text).is_some_and(|column| column.translation);
    let (heading, words) = matrix.pieces(row, text);
    if !again {
        let mut titles = paragraphs(&marked(heading, plain));
        titles.iter_mut().flat_map(|title| &mut title.runs).for_each(|run| run.bold = true);
        lines.extend(titles);
        lines.extend(paragraphs(&marked(words, plain)));
    }
    lines
}

/// The words that show where the force goes.
fn signal(signal: &Signal) -> Option<Paragraph> {
    let direction = signal.direction?;
    let words = |quote: &Option<Quote>| quote.as_ref().map_or("–".to_owned(), |quote| format!("“{}”", quote.text));
    Some(line([italic(format!("{} → {}: {}", words(&signal.left), words(&signal.right), direction.word()))]))
}

fn marked(pieces: &[Piece], translation: bool) -> Vec<Run> {
    let run = |piece: &Piece| {
        let text = piece.text.clone();
        match (piece.op, piece.printing) {
            (Op::Left, true) => None,
            (Op::Left, false) => Some(Run { text, struck: true, ..Run::default() }),
            (Op::Right, false) if !translation => Some(Run { text, underlined: true, ..Run::default() }),
            _ => Some(plain(text)),
        }
    };
    pieces.iter().filter_map(run).collect()
}

/// Runs cut at line feeds, which part paragraphs.
fn paragraphs(runs: &[Run]) -> Vec<Paragraph> {
    let mut done: Vec<Paragraph> = vec![Paragraph { runs: Vec::new(), of_text: true }];
    for run in runs {
        for (n, text) in run.text.split('\n').enumerate() {
            if n > 0 {
                done.push(Paragraph { runs: Vec::new(), of_text: true });
            }
            if let Some(last) = done.last_mut().filter(|_| !text.is_empty()) {
                last.runs.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    done.retain(|paragraph| !paragraph.runs.is_empty());
    done
}

fn concept(cell: &ConceptCell<'_>) -> Vec<Paragraph> {
    let why = match cell.unsearched {
        Some(Unsearched::LanguageUnknown) => " (language unknown)",
        Some(Unsearched::NoLabel) => " (no label in this language)",
        Some(Unsearched::TakesInAll) => " (takes in all others)",
        Some(Unsearched::NoText) | None => "",
    };
    if cell.answer != Answer::Found {
        let mut lines = vec![line([italic(format!("{}{why}", cell.answer.word()))])];
        if !cell.narrower.is_empty() {
            lines.push(line([italic(format!("but narrower: {}", cell.narrower.join(", ")))]));
        }
        return lines;
    }
    let mut lines = Vec::new();
    if !cell.coded.is_empty() {
        lines.push(line([bold("coded: "), plain(coded(cell))]));
    }
    for found in &cell.words {
        lines.push(line([plain(format!("{} “{}”", pinpoint(&found.unit), found.quote))]));
    }
    if cell.words.is_empty() {
        let words = if cell.unsearched.is_some() { "words not searched" } else { "none found in the words" };
        lines.push(line([italic(format!("{words}{why}"))]));
    }
    lines
}

/// One column of a row, from the cell's paragraphs.
fn cell(xml: &mut Xml, width: &str, paragraphs: &[Paragraph], language: Option<&str>) {
    xml.open("w:tc", &[]);
    xml.line("w:tcPr", &[], |xml| xml.empty_inline("w:tcW", &[("w:w", width), ("w:type", "dxa")]));
    for paragraph in paragraphs {
        let language = language.filter(|_| paragraph.of_text);
        xml.line("w:p", &[], |xml| write(xml, paragraph, language));
    }
    if paragraphs.is_empty() {
        xml.empty("w:p", &[]);
    }
    xml.close();
}

fn write(xml: &mut Xml, paragraph: &Paragraph, language: Option<&str>) {
    let right_to_left = language.is_some_and(is_right_to_left);
    xml.inline("w:pPr", &[], |xml| {
        if right_to_left {
            xml.void("w:bidi");
        }
        xml.empty_inline("w:spacing", &[("w:after", "40"), ("w:line", "240"), ("w:lineRule", "auto")]);
    });
    for run in &paragraph.runs {
        xml.inline("w:r", &[], |xml| {
            // In the order that the schema prescribes.
            xml.inline("w:rPr", &[], |xml| {
                for (on, names) in [(run.bold, ["w:b", "w:bCs"]), (run.italic, ["w:i", "w:iCs"])] {
                    names.into_iter().filter(|_| on).for_each(|name| xml.void(name));
                }
                if run.struck {
                    xml.void("w:strike");
                }
                xml.empty_inline("w:sz", &[("w:val", SIZE)]);
                xml.empty_inline("w:szCs", &[("w:val", SIZE)]);
                if run.underlined {
                    xml.empty_inline("w:u", &[("w:val", "single")]);
                }
                if right_to_left {
                    xml.void("w:rtl");
                }
                if let Some(language) = language.filter(|language| *language != FRAME) {
                    xml.empty_inline("w:lang", &language_of(language));
                }
            });
            for (n, stretch) in run.text.split('\t').enumerate() {
                if n > 0 {
                    xml.void("w:tab");
                }
                xml.inline("w:t", &[("xml:space", "preserve")], |xml| xml.words(stretch));
            }
        });
    }
}

fn table(xml: &mut Xml, columns: &[Column], rows: &[Vec<Vec<Paragraph>>]) {
    if columns.is_empty() {
        return;
    }
    let width = (WIDTH / columns.len()).to_string();
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblStyle", &[("w:val", "TableGrid")]);
    xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")]);
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    xml.close();
    xml.open("w:tblGrid", &[]);
    columns.iter().for_each(|_| xml.empty("w:gridCol", &[("w:w", &width)]));
    xml.close();
    xml.open("w:tr", &[]);
    xml.line("w:trPr", &[], |xml| ["w:cantSplit", "w:tblHeader"].into_iter().for_each(|name| xml.void(name)));
    for column in columns {
        cell(xml, &width, &column.head, column.language.as_deref());
    }
    xml.close();
    for row in rows {
        xml.open("w:tr", &[]);
        for (paragraphs, column) in row.iter().zip(columns) {
            cell(xml, &width, paragraphs, column.language.as_deref());
        }
        xml.close();
    }
    xml.close();
}

fn packed(title: &str, legend: &str, columns: &[Column], rows: &[Vec<Vec<Paragraph>>]) -> Result<Packed, NotWritten> {
    let mut xml = Xml::default();
    xml.open("w:document", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)]);
    xml.open("w:body", &[]);
    xml.line("w:p", &[], |xml| {
        xml.inline("w:pPr", &[], |xml| xml.empty_inline("w:pStyle", &[("w:val", "Title")]));
        xml.inline("w:r", &[], |xml| xml.inline("w:t", &[("xml:space", "preserve")], |xml| xml.words(title)));
    });
    xml.line("w:p", &[], |xml| write(xml, &line([plain(legend)]), None));
    table(&mut xml, columns, rows);
    // Word wants a paragraph behind a table that ends the text.
    xml.empty("w:p", &[]);
    pack(Parts { title: Some(title), language: Some(FRAME), body: xml, links: &[], wide: true, others: Vec::new() })
}
