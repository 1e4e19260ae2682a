//! Contexts as Burmeister wrote them for his program ConImp: the format `.cxt`, which every tool of the trade reads.
//!
//! A line `B`, a line with a name (which may be empty), the numbers of objects and of attributes, an empty line, the names of
//! the objects, those of the attributes, and a row for each object: `X` for yes, `.` for no. Files that are about differ:
//! without the line with the name, without the empty line, with small letters, with carriage returns. All of these are read;
//! where a file could mean two things, the number of its lines decides. `?` stands for a cell that is not known, as tools for
//! incomplete contexts write it.

use std::ops::Range;

use super::file::Read;
use super::partial::{Cell, Partial, Reading};
use crate::diagnostic::{Diagnostic, FileId, FileSet};

/// A line with the bytes of the file that it takes.
#[derive(Clone)]
struct Line<'t> {
    text: &'t str,
    bytes: Range<usize>,
}

/// The lines without the blanks around them.
fn lines(text: &str) -> Vec<Line<'_>> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut end = 0;
    let mut line = |whole| {
        let text: &str = str::trim_matches(whole, blank);
        let start = end + whole.len() - whole.trim_start_matches(blank).len();
        end += whole.len();
        // Of an empty line the beginning is meant, and not what is behind its end.
        let start = if text.is_empty() { end - whole.len() } else { start };
        Line { text, bytes: start..start + text.len() }
    };
    text.split_inclusive('\n').map(&mut line).collect()
}

/// Where the parts of a file are.
struct Plan {
    name: Option<usize>,
    objects: usize,
    attributes: usize,
    /// The line with the number of objects.
    numbers: usize,
    /// The line of the first name.
    body: usize,
}

impl Plan {
    /// Lines of names and rows.
    fn lines(&self) -> Option<usize> {
        self.objects.checked_mul(2)?.checked_add(self.attributes)
    }

    /// Whether the lines of the file are what the numbers announce.
    fn fits(&self, lines: &[Line<'_>]) -> bool {
        let Some(end) = self.lines().and_then(|count| count.checked_add(self.body)) else { return false };
        let row = |line: &Line<'_>| line.text.chars().count() == self.attributes && line.text.chars().all(is_cell);
        lines.get(end..).is_some_and(|rest| rest.iter().all(|line| line.text.is_empty()))
            && lines.get(end - self.objects..end).is_some_and(|rows| rows.last().is_none_or(row))
    }
}

fn is_cell(c: char) -> bool {
    cell(c).is_some()
}

fn cell(c: char) -> Option<Cell> {
    match c {
        'X' | 'x' | '1' => Some(Cell::Yes),
        '.' | '0' => Some(Cell::No),
        '?' => Some(Cell::Unknown),
        _ => None,
    }
}

/// Every way in which the head can be taken, the usual one first.
fn plans(lines: &[Line<'_>]) -> Vec<Plan> {
    let number = |at: usize| lines.get(at).and_then(|line| line.text.parse::<usize>().ok());
    let blank = |at: usize| lines.get(at).is_some_and(|line| line.text.is_empty());
    let mut plans = Vec::new();
    // The name and then the numbers, or the numbers at once; some files have further empty lines between.
    for numbers in [1, 0, 2, 3] {
        let between = 1..numbers;
        let (Some(objects), Some(attributes)) = (number(numbers), number(numbers + 1)) else { continue };
        if !between.clone().all(blank) {
            continue;
        }
        // An empty line here is never a name: else a file that lacks a line would be read with all names moved.
        let body = numbers + if blank(numbers + 2) { 3 } else { 2 };
        plans.push(Plan { name: (numbers > 0).then_some(0), objects, attributes, numbers, body });
    }
    plans
}

/// Reads a file of a [`FileSet`]. Never fails altogether: what is wrong is told with its place, and without an error there is
/// a context.
#[must_use]
pub fn read(files: &FileSet, file: FileId) -> Read {
    let text = files.text(file);
    let all = lines(text);
    let error =
        |bytes: Range<usize>, message: String| Diagnostic::error("bad-context", files.span(file, bytes), message);
    let first = all.iter().position(|line| !line.text.is_empty());
    let Some(head) = first.filter(|at| all.get(*at).is_some_and(|line| line.text.eq_ignore_ascii_case("b"))) else {
        let bytes = first.and_then(|at| all.get(at)).map_or(0..0, |line| line.bytes.clone());
        return Read::failed(
            error(bytes, "a Burmeister file begins with a line B".to_owned())
                .hint("a table with names in its first row and column is read if its name ends in .csv"),
        );
    };
    let rest = all.get(head + 1..).unwrap_or_default();
    let place = |at: usize| rest.get(at).map_or(text.len()..text.len(), |line| line.bytes.clone());
    let plans = plans(rest);
    let Some(plan) = plans.iter().find(|plan| plan.fits(rest)) else {
        return Read::failed(match plans.first() {
            None => error(place(1), "the numbers of objects and of attributes are missing".to_owned())
                .hint("below the line B stand a line for a name, then the two numbers, each in a line of its own"),
            Some(plan) => misfit(rest, plan, &|message| error(place(plan.numbers), message)),
        });
    };
    let mut diagnostics = Vec::new();
    let names = |from: usize, count: usize| -> Vec<String> {
        rest.iter().skip(from).take(count).map(|line| line.text.to_owned()).collect()
    };
    let objects = names(plan.body, plan.objects);
    let attributes = names(plan.body + plan.objects, plan.attributes);
    let mut context = Partial::new(objects, attributes);
    context.set_name(plan.name.and_then(|at| rest.get(at)).map(|l| l.text.to_owned()).filter(|name| !name.is_empty()));
    let rows = rest.iter().skip(plan.body + plan.objects + plan.attributes).take(plan.objects);
    for (object, line) in rows.enumerate() {
        if let Err((bytes, message)) = row(&mut context, object, line, plan.attributes) {
            diagnostics.push(error(bytes, message).hint("a row has X for yes, . for no and ? for not known"));
        }
    }
    Read::of(context, diagnostics)
}

/// Why the numbers do not go with the lines.
fn misfit(lines: &[Line<'_>], plan: &Plan, error: &dyn Fn(String) -> Diagnostic) -> Diagnostic {
    let (objects, attributes) = (plan.objects, plan.attributes);
    let Some(announced) = plan.lines() else {
        return error(format!("{objects} objects and {attributes} attributes are more than can be counted"));
    };
    let body = lines.get(plan.body..).unwrap_or_default();
    let filled = body.iter().rposition(|line| !line.text.is_empty()).map_or(0, |at| at + 1);
    let is_row = |line: &&Line<'_>| line.text.chars().count() == attributes && line.text.chars().all(is_cell);
    let rows = body.iter().take(filled).rev().take_while(is_row).count();
    error(format!(
        "{objects} objects and {attributes} attributes take {announced} lines of names and rows, but {filled} follow"
    ))
    .hint(format!(
        "the last {rows} lines look like rows of {attributes} cells; a name that is missing or broken in two moves all others"
    ))
}

fn row(context: &mut Partial, object: usize, line: &Line<'_>, attributes: usize) -> Result<(), (Range<usize>, String)> {
    let mut count = 0;
    for (at, c) in line.text.char_indices() {
        let Some(cell) = cell(c) else {
            let start = line.bytes.start + at;
            return Err((start..start + c.len_utf8(), format!("\"{c}\" is no cell of a row")));
        };
        context.set(object, count, cell);
        count += 1;
    }
    if count == attributes {
        return Ok(());
    }
    Err((line.bytes.clone(), format!("this row has {count} cells, but there are {attributes} attributes")))
}

/// Writes a context. Names are kept in one line each; what is not known becomes `?`.
#[must_use]
pub fn write(context: &Partial) -> String {
    let certain = context.read(Reading::Certain);
    let (objects, attributes) = (certain.objects(), certain.attributes());
    let one_line = |name: &str| name.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
    let mut text = format!(
        "B\n{}\n{}\n{}\n\n",
        one_line(certain.name.as_deref().unwrap_or_default()),
        objects.len(),
        attributes.len()
    );
    for name in objects.iter().chain(attributes) {
        text.push_str(&one_line(name));
        text.push('\n');
    }
    for object in 0..objects.len() {
        text.extend((0..attributes.len()).map(|attribute| match context.cell(object, attribute) {
            Cell::Yes => 'X',
            Cell::No => '.',
            Cell::Unknown => '?',
        }));
        text.push('\n');
    }
    text
}
