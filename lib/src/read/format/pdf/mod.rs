//! PDF: pages of positioned letters into paragraphs.
//!
//! In: the bytes of a file. Out: one line for each paragraph, in reading order, with the furniture of the pages and the
//! footnotes told apart. The layers, each of which knows only the one before: [`engine`] (positioned runs), [`lines`] with
//! [`tables`], [`columns`] and [`script`], [`furniture`], [`notes`], [`paragraphs`] with [`joins`].
//!
//! A paragraph that runs over a page break belongs to the page on which it begins; footnotes and furniture stand between
//! the paragraphs where the pages have them. So the running words are never cut, and nothing is lost.

mod columns;
mod engine;
mod furniture;
mod joins;
mod lines;
mod notes;
mod paragraphs;
mod script;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Confidence, Diagnostic, FileSet, Span};
use crate::read::extract::{Extract, Format, Note, Place, Role, Style};
use engine::{Closed, Engine};
use furniture::Kind;
use lines::Line;
use paragraphs::Layout;

/// Pages of the longest file that is read whole; the largest volumes of treaty series have some 600.
const MOST_PAGES: usize = 10_000;
/// Bytes of words that are kept of one file.
const MOST_WORDS: usize = 64 << 20;

/// What a printed line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Furniture(Kind),
    /// The note with this index.
    Note(usize),
}

fn at(range: Range<usize>) -> Span {
    FileSet::default().span(Default::default(), range)
}

/// Reads a PDF.
pub(crate) fn extract(bytes: &[u8]) -> Extract {
    let mut out = Extract::new(Format::Pdf);
    let mut engine = match engine::open(bytes) {
        Ok(engine) => engine,
        Err(Closed::Encrypted) => {
            out.diagnostics.push(
                Diagnostic::error(
                    "pdf-encrypted",
                    at(0..0),
                    "the file is encrypted and cannot be read without its password",
                )
                .hint("open it with the password and save it without"),
            );
            return out;
        }
        Err(Closed::Damaged(how)) => {
            out.diagnostics.push(
                Diagnostic::error("pdf-damaged", at(0..0), format!("the file is damaged beyond reading: {how}"))
                    .hint("fetch it again; if it opens elsewhere, print it to a new PDF there"),
            );
            return out;
        }
    };
    read(engine.as_mut(), &mut out);
    out
}

/// Pages with a problem, by the problem.
type Problems = BTreeMap<String, Vec<u32>>;

fn read(engine: &mut dyn Engine, out: &mut Extract) {
    out.title = engine.title();
    out.language = engine.language();
    if let Some(how) = engine.mended() {
        out.diagnostics.push(Diagnostic::warning(
            "pdf-mended",
            at(0..0),
            format!("the file is damaged ({how}); something may be missing"),
        ));
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut problems = Problems::new();
    let mut empty: Vec<u32> = Vec::new();
    let mut size = 0;
    for (index, number) in (0..engine.pages()).zip(1u32..) {
        if index >= MOST_PAGES || size > MOST_WORDS {
            out.diagnostics.push(Diagnostic::warning(
                "pdf-too-long",
                at(0..0),
                format!("only the first {index} of {} pages were read", engine.pages()),
            ));
            break;
        }
        let page = engine.page(index);
        for problem in &page.problems {
            problems.entry(problem.clone()).or_default().push(number);
        }
        let of_page = lines::of_page(&page, number);
        if of_page.is_empty() && page.pictures {
            empty.push(number);
        }
        size += of_page.iter().map(|l| l.text.len()).sum::<usize>();
        lines.extend(of_page);
    }
    for (problem, pages) in problems {
        let message = format!("{} could not be read in full: {problem}", on_pages(&pages));
        out.diagnostics.push(Diagnostic::warning("pdf-page-damaged", at(0..0), message));
    }
    scanned(out, &lines, &empty, engine.pages());
    build(&lines, out);
    unmapped(out);
}

fn scanned(out: &mut Extract, lines: &[Line], empty: &[u32], pages: usize) {
    let hint = "recognise the text (OCR) first, for instance with ocrmypdf";
    if lines.is_empty() && out.diagnostics.iter().any(|d| matches!(d.code, "pdf-mended" | "pdf-page-damaged")) {
        let what = "no words could be read of the damaged file";
        out.diagnostics.push(
            Diagnostic::error("pdf-damaged", at(0..0), what)
                .hint("fetch it again; if it opens elsewhere, print it to a new PDF there"),
        );
    } else if lines.is_empty() {
        let what = if empty.is_empty() {
            "the file has no words"
        } else {
            "the file has no text layer: its pages are pictures"
        };
        out.diagnostics.push(Diagnostic::error("pdf-no-text", at(0..0), what).hint(hint));
    } else if !empty.is_empty() {
        let message = format!("{} of {pages} have no text layer", on_pages(empty));
        out.diagnostics.push(Diagnostic::warning("pdf-no-text", at(0..0), message).hint(hint));
    }
}

/// Glyphs of which the file does not say what they mean.
fn unmapped(out: &mut Extract) {
    let all = out.text.chars().filter(|c| !c.is_whitespace()).count();
    let soup =
        out.text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER || ('\u{e000}'..='\u{f8ff}').contains(c)).count();
    if soup == 0 {
        return;
    }
    let first = out.text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
    let share = soup as f64 * 100.0 / all.max(1) as f64;
    let message = format!(
        "{soup} characters ({share:.1} %) are in fonts that do not say what they mean, and are shown as U+FFFD"
    );
    out.diagnostics.push(
        Diagnostic::warning("pdf-unmapped", at(first..first), message)
            .hint("look for another edition of the document, or recognise the text (OCR)"),
    );
}

fn build(lines: &[Line], out: &mut Extract) {
    let kinds = furniture::classify(lines);
    let mut parts: Vec<Part> = kinds.iter().map(|k| k.map_or(Part::Body, Part::Furniture)).collect();
    let found = notes::find(lines, &mut parts);
    let size = notes::body_size(lines, &parts);
    let body: Vec<usize> = (0..lines.len()).filter(|i| parts.get(*i) == Some(&Part::Body)).collect();
    let body_lines = body.iter().filter_map(|i| lines.get(*i));
    let layout = Layout::measure(body_lines.clone(), size);
    let words = joins::Words::of(body_lines);
    let groups = paragraphs::group(lines, &body, &layout);
    let looks = Looks::of(lines, &groups, &layout, size);

    // Units stand where their first line stands.
    let mut starts: BTreeMap<usize, &[usize]> =
        groups.iter().filter_map(|g| g.first().map(|f| (*f, g.as_slice()))).collect();
    starts.extend(found.iter().filter_map(|n| n.lines.first().map(|f| (*f, n.lines.as_slice()))));
    let mut references: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (note, index) in found.iter().zip(0..) {
        if let Some((line, range)) = &note.reference {
            references.insert((*line, range.start), index);
        }
        out.notes.push(Note { mark: note.mark.clone(), reference: None, span: 0..0 });
    }
    let mut report: BTreeMap<Kind, (Vec<u32>, Range<usize>)> = BTreeMap::new();
    let mut unproved: Vec<Range<usize>> = Vec::new();
    for (index, (line, part)) in lines.iter().zip(&parts).enumerate() {
        let place = Place { page: Some(line.page), line: line.number };
        let single = [index];
        let group = match part {
            Part::Furniture(_) => &single[..],
            _ => match starts.get(&index) {
                Some(group) => *group,
                None => continue,
            },
        };
        let joined = joins::join(lines, group, &words);
        let start = out.text.len();
        let (role, style) = match part {
            Part::Furniture(_) => (Role::Furniture, Style::default()),
            Part::Note(note) => (Role::Footnote(u32::try_from(*note).unwrap_or(u32::MAX)), Style::default()),
            Part::Body if line.table => (Role::TableRow, Style::default()),
            Part::Body => (Role::Body, looks.style(lines, group, &layout, &joined.text)),
        };
        let end = start + joined.text.len();
        out.push_line(&joined.text, place, role, style);
        match part {
            Part::Furniture(kind) => report.entry(*kind).or_insert((Vec::new(), start..end)).0.push(line.page),
            Part::Note(note) => {
                if let (Some(note), Some(found)) = (out.notes.get_mut(*note), found.get(*note)) {
                    let words = joined.text.get(found.own.end..).unwrap_or("");
                    note.span = start + found.own.end + (words.len() - words.trim_start().len())..end;
                }
            }
            Part::Body => {
                for (line, there, here) in &joined.marks {
                    let note = references.get(&(*line, there.start)).and_then(|i| out.notes.get_mut(*i));
                    if let Some(note) = note {
                        note.reference = Some(start + here.start..start + here.end);
                    }
                }
            }
        }
        out.links.extend(joined.links.into_iter().map(|(r, t)| (start + r.start..start + r.end, t)));
        unproved.extend(joined.unproved.into_iter().map(|r| start + r.start..start + r.end));
    }
    tell(out, report, &unproved);
}

fn tell(out: &mut Extract, report: BTreeMap<Kind, (Vec<u32>, Range<usize>)>, unproved: &[Range<usize>]) {
    for (kind, (mut pages, span)) in report {
        let (one, several) = kind.words();
        let count = pages.len();
        let what = if count == 1 { one } else { several };
        pages.dedup();
        let message = format!("{count} {what} set apart from the words of the agreement ({})", on_pages(&pages));
        out.diagnostics.push(Diagnostic::note("page-furniture", at(span), message));
    }
    let lost: Vec<&Note> = out.notes.iter().filter(|n| n.reference.is_none()).collect();
    let lost: Vec<Diagnostic> = lost
        .into_iter()
        .map(|n| {
            let message = format!("no mark in the words leads to footnote {}", n.mark);
            Diagnostic::warning("note-without-mark", at(n.span.clone()), message).confidence(Confidence::Medium)
        })
        .collect();
    out.diagnostics.extend(lost);
    if let Some(first) = unproved.first() {
        let word = out.text.get(first.clone()).unwrap_or("").to_owned();
        let message = match unproved.len() {
            1 => format!("a word was broken at the end of a line and is read as \"{word}\""),
            n => format!(
                "{n} words were broken at the ends of lines and are nowhere whole; the first is read as \"{word}\""
            ),
        };
        out.diagnostics
            .push(Diagnostic::note("line-end-hyphen", at(first.clone()), message).confidence(Confidence::Medium));
    }
}

/// `page 3`, `pages 1–4, 7`.
fn on_pages(pages: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 >= *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let shown: Vec<String> =
        ranges.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect();
    format!("{} {}", if shown.len() == 1 && pages.len() == 1 { "page" } else { "pages" }, shown.join(", "))
}

/// How headings and indents look in this document.
struct Looks {
    body: f32,
    /// Sizes of headings, the largest first.
    sizes: Vec<f32>,
    /// Where first lines begin, in points from the margin.
    indents: Vec<f32>,
}

impl Looks {
    fn of(lines: &[Line], groups: &[Vec<usize>], layout: &Layout, body: f32) -> Looks {
        let mut sizes: Vec<f32> = Vec::new();
        let mut starts: Vec<(f32, usize)> = Vec::new();
        for group in groups {
            let Some(first) = group.first().and_then(|i| lines.get(*i)) else { continue };
            if !first.table && first.size > 1.08 * body && sizes.iter().all(|s| (s - first.size).abs() > 0.04 * body) {
                sizes.push(first.size);
            }
            if first.table || layout.is_centred(first) {
                continue;
            }
            let second = group.get(1).and_then(|i| lines.get(*i)).filter(|_| paragraphs::has_label(&first.text));
            let start = second.map_or(0.0, |l| layout.start(l)).max(layout.start(first));
            match starts.iter_mut().find(|(s, _)| (s - start).abs() < 0.5 * body) {
                Some((_, count)) => *count += 1,
                None if start > 0.5 * body => starts.push((start, 1)),
                None => {}
            }
        }
        sizes.sort_by(|a, b| b.total_cmp(a));
        let mut indents: Vec<f32> = starts.into_iter().filter(|(_, count)| *count > 1).map(|(s, _)| s).collect();
        indents.sort_by(f32::total_cmp);
        Looks { body, sizes, indents }
    }

    fn style(&self, lines: &[Line], group: &[usize], layout: &Layout, text: &str) -> Style {
        let members: Vec<&Line> = group.iter().filter_map(|i| lines.get(*i)).collect();
        let Some(first) = members.first() else { return Style::default() };
        let centred = members.iter().all(|l| layout.is_centred(l));
        let bold = members.iter().all(|l| l.bold);
        let larger = self.sizes.iter().position(|s| (s - first.size).abs() <= 0.04 * self.body);
        let short = text.chars().count() < 200 && !text.ends_with([';', ',']);
        let level = match larger {
            Some(rank) if first.size > 1.08 * self.body => rank + 1,
            _ if bold => self.sizes.len() + 1,
            _ if centred && !text.ends_with('.') => self.sizes.len() + 2,
            _ => 0,
        };
        let level = if short && text.chars().any(char::is_alphabetic) { level.min(6) } else { 0 };
        // A label that hangs out belongs to a block that stands further in.
        let start = match members.get(1).filter(|_| paragraphs::has_label(text)) {
            Some(second) => layout.start(first).max(layout.start(second)),
            None => layout.start(first),
        };
        // A short item of a list may happen to end as far from the right margin as it begins from the left one.
        let settled = self.indents.iter().any(|i| (start - i).abs() < 0.2 * self.body);
        let centred = centred && !(settled && paragraphs::has_label(text) && text.ends_with([';', ',', '.']));
        let indent = if centred { 0 } else { self.indents.iter().filter(|i| start > **i - 0.5 * self.body).count() };
        Style {
            bold,
            italic: first.italic,
            centred,
            heading: u8::try_from(level).unwrap_or(6),
            indent: u8::try_from(indent).unwrap_or(u8::MAX),
        }
    }
}
