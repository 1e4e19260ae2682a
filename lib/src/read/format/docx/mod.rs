//! Office Open XML, as Word writes it.
//!
//! What is printed is restored from what is stored: automatic numbers are counted, marks of notes are numbered, fields
//! show their results, and tracked changes are accepted or rejected. The decisions that a reader of the words should
//! know:
//!
//! - A paragraph is a line, and [`Place::line`](super::super::extract::Place) is its number in the document. A line break
//!   inside it makes a new line where lines are set one by one, and a space otherwise (`para.rs`).
//! - An automatic number stands before the words of its line with a space behind it, and
//!   [`Line::label`](super::super::extract::Line) is its length. Bullets are labels as well.
//! - The mark of a note stands in the words in raised characters (`¹²`), in [`Note::mark`] in plain ones. The words of
//!   notes follow the body, those of headers and footers follow the notes.
//! - Text boxes follow the paragraph that they are anchored in. Rows of tables are described in `tables.rs`.
//! - The mark at the end of a paragraph is a line feed in the text of a tracked change. Where a view lacks a mark, the
//!   words join the next paragraph and take its properties; no number is counted for the paragraph that is gone.
//! - Hidden words, reading aids, comments and pictures are left out and reported.

mod body;
mod findings;
mod formats;
mod inline;
mod notes;
mod numbering;
mod package;
mod para;
mod styles;
mod symbols;
mod tables;
#[cfg(test)]
mod tests;
mod xml;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use body::Walk;
use findings::Finding;
use notes::{Kind, References};
use numbering::{Counters, Numbering};
use package::{Package, Relations};
use para::{Para, Tongue, add_tongue};
use styles::Styles;
use xml::Tree;

use crate::diagnostic::{Diagnostic, FileSet, Span};
use crate::read::extract::{Extract, Format, Note, Revisions, Role};

/// Reads a document of Word; any other bytes give an empty extract that says what they are.
pub(crate) fn extract(bytes: &[u8], revisions: Revisions) -> Extract {
    let mut extract = Extract::new(Format::Docx);
    let read = Package::open(bytes).and_then(|mut package| {
        let main = package.main_part(&mut extract.diagnostics)?;
        read(&mut package, &main, revisions, &mut extract);
        Ok(())
    });
    if let Err(refusal) = read {
        extract.diagnostics.push(refusal);
    }
    extract
}

/// Parts that the main part refers to, and those that have their usual name.
fn part(
    package: &mut Package<'_>,
    relations: &Relations,
    kind: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<(String, Tree)> {
    let name = relations.of_kind(kind).first().map_or_else(|| format!("word/{kind}.xml"), |t| (*t).to_owned());
    package.tree(&name, found).map(|tree| (name, tree))
}

fn read(package: &mut Package<'_>, main: &str, revisions: Revisions, extract: &mut Extract) {
    let relations = package.relations(main, &mut extract.diagnostics);
    let mut named = |kind: &str| part(package, &relations, kind, &mut extract.diagnostics);
    let styles = Styles::read(named("styles").as_ref().map(|(_, t)| t), revisions);
    let numbering = Numbering::read(named("numbering").as_ref().map(|(_, t)| t), &styles);
    let settings = named("settings").map(|(_, t)| t);
    let foot = named("footnotes");
    let end = named("endnotes");
    let comments = named("comments").map(|(_, t)| t);
    let found = &mut extract.diagnostics;
    let relations_of = |package: &mut Package<'_>, part: &Option<(String, Tree)>, found: &mut Vec<Diagnostic>| {
        part.as_ref().map(|(name, _)| package.relations(name, found)).unwrap_or_default()
    };
    let foot_relations = relations_of(package, &foot, found);
    let end_relations = relations_of(package, &end, found);
    let mut furniture = Vec::new();
    for name in relations.of_kind("header").into_iter().chain(relations.of_kind("footer")) {
        if let Some(tree) = package.tree(name, found) {
            furniture.push((package.relations(name, found), tree));
        }
    }
    let core = package.relations("", found).of_kind("core-properties").first().map(|t| (*t).to_owned());
    let core = package.tree(core.as_deref().unwrap_or("docProps/core.xml"), found);
    let Some(document) = package.tree(main, found) else { return };
    let Some(root) = document.root() else {
        found.push(
            Diagnostic::error("missing-part", Span::default(), "the body of the document cannot be read")
                .hint("open and save the document in a word processor, or fetch it again"),
        );
        return;
    };
    if !root.is("document") {
        found.push(
            Diagnostic::warning(
                "unknown-element",
                Span::default(),
                format!("the body begins with <{}> instead of <document>", package::shorten(root.name())),
            )
            .hint("open and save the document in a word processor"),
        );
    }

    let references = References::new(Some(root), settings.as_ref());
    let mut walk = Walk::new(revisions, &styles, Counters::new(&numbering), references, &relations);
    let mut tongues: Vec<Tongue> = Vec::new();
    let mut places = Vec::new();
    walk.story_by_parts(root, &relations, |walk, part| {
        places.resize(walk.references.referred.len(), None);
        for para in part.drain(..) {
            for (language, script, letters) in &para.tongues {
                add_tongue(&mut tongues, language.as_ref(), *script, *letters);
            }
            para.put(extract, &mut places);
        }
    });
    if extract.text.trim().is_empty() {
        extract.diagnostics.push(
            Diagnostic::warning("no-words", Span::default(), "the document has no words")
                .hint("if it shows pictures of pages, recognise their letters first"),
        );
    }
    put_notes(&mut walk, [(Kind::Foot, &foot, &foot_relations), (Kind::End, &end, &end_relations)], places, extract);
    put_furniture(&mut walk, &furniture, extract);

    if !walk.counters.unknown_forms.is_empty() {
        for form in std::mem::take(&mut walk.counters.unknown_forms) {
            walk.findings.add(Finding::NumberForm, 0, &package::shorten(&form));
        }
    }
    if walk.references.each_page() {
        walk.findings.add(Finding::NoteRestart, 0, "");
    }
    walk.findings.report(extract);
    report_changes(revisions, extract);
    let comments =
        comments.as_ref().and_then(Tree::root).map_or(0, |r| r.children().filter(|c| c.is("comment")).count());
    if comments > 0 {
        extract.diagnostics.push(
            Diagnostic::note("comments", Span::default(), format!("{comments} comments were left out"))
                .hint("comments are no words of the agreement; read them in the word processor"),
        );
    }
    extract.title = core.as_ref().and_then(|t| property(t, "title"));
    extract.language = language(&tongues, &styles, settings.as_ref(), core.as_ref());
    extract.revisions.sort_by_key(|r| r.span.start);
}

fn property(core: &Tree, name: &str) -> Option<String> {
    let found = core.root()?.children().find(|c| c.name() == name)?.text();
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    (!found.is_empty()).then(|| found.chars().take(1000).collect())
}

/// The language that most letters are marked with. Word keeps the language of the template in the defaults and marks
/// what is written otherwise run by run, so that the defaults alone would call most translations English.
fn language(tongues: &[Tongue], styles: &Styles, settings: Option<&Tree>, core: Option<&Tree>) -> Option<String> {
    let mut languages: Vec<(&Rc<str>, usize)> = Vec::new();
    for (language, _, letters) in tongues {
        let Some(language) = language else { continue };
        match languages.iter_mut().find(|(l, _)| *l == language) {
            Some((_, count)) => *count += letters,
            None => languages.push((language, *letters)),
        }
    }
    let marked = languages.iter().max_by_key(|(_, count)| *count).map(|(l, _)| l.to_string());
    let theme = || {
        let root = settings.and_then(Tree::root)?;
        root.child("themeFontLang")?.val().filter(|l| (2..=35).contains(&l.len())).map(str::to_owned)
    };
    marked.or_else(|| styles.language().map(str::to_owned)).or_else(theme).or_else(|| property(core?, "language"))
}

type Places = Vec<Option<std::ops::Range<usize>>>;

/// Puts paragraphs that are no body at the end.
fn put_all(paragraphs: Vec<Para>, role: Role, places: &mut Places, extract: &mut Extract) -> std::ops::Range<usize> {
    let first = extract.lines.len();
    for mut para in paragraphs {
        if para.is_blank() && para.revisions.is_empty() {
            continue;
        }
        para.role = role;
        para.put(extract, places);
    }
    let lines = extract.lines.get(first..).unwrap_or(&[]);
    let start = lines.first().map_or(extract.text.len(), |l| l.span.start);
    start..lines.last().map_or(start, |l| l.span.end)
}

type NotePart<'a> = (Kind, &'a Option<(String, Tree)>, &'a Relations);

fn put_notes<'a>(walk: &mut Walk<'a>, parts: [NotePart<'a>; 2], mut places: Places, extract: &mut Extract) {
    let held: Vec<_> = parts
        .into_iter()
        .flat_map(|(kind, part, relations)| {
            notes::by_id(part.as_ref().map(|(_, tree)| tree)).into_iter().map(move |(id, e)| ((kind, id), e, relations))
        })
        .collect();
    let by_id: FxHashMap<_, _> = held.iter().map(|(key, e, relations)| (*key, (*e, *relations))).collect();
    // A note may refer to a further one, so that the list grows while it is read.
    let mut index = 0;
    while let Some(note) = walk.references.referred.get(index).cloned() {
        let role = Role::Footnote(u32::try_from(index).unwrap_or(u32::MAX));
        let paragraphs = match by_id.get(&(note.kind, note.id.as_str())) {
            Some((element, relations)) => walk.story(*element, relations),
            None => {
                walk.findings.add(Finding::MissingNote, 0, "");
                Vec::new()
            }
        };
        places.resize(walk.references.referred.len(), None);
        let span = put_all(paragraphs, role, &mut places, extract);
        let span = if note.typed { behind_mark(&extract.text, span, &note.mark) } else { span };
        extract.notes.push(Note { mark: note.mark, reference: None, span });
        index += 1;
    }
    for (note, place) in extract.notes.iter_mut().zip(places) {
        note.reference = place;
    }
    // Notes that only struck words refer to are no part of this view; those that nothing refers to are loose.
    for ((kind, id), element, relations) in held {
        if walk.references.is_known(kind, id) {
            continue;
        }
        if walk.references.is_struck(kind, id) {
            walk.findings.add(Finding::StruckNote, 0, "");
            continue;
        }
        let role = Role::Footnote(u32::try_from(extract.notes.len()).unwrap_or(u32::MAX));
        let paragraphs = walk.story(element, relations);
        if paragraphs.iter().any(|p| !p.is_blank()) {
            walk.findings.add(Finding::LooseNote, 0, "");
            let span = put_all(paragraphs, role, &mut Places::new(), extract);
            extract.notes.push(Note { mark: String::new(), reference: None, span });
        }
    }
}

/// The words of a note behind the mark that was typed before them.
fn behind_mark(text: &str, span: std::ops::Range<usize>, mark: &str) -> std::ops::Range<usize> {
    let words = text.get(span.clone()).unwrap_or("");
    match words.strip_prefix(mark).filter(|rest| !mark.is_empty() && rest.starts_with(char::is_whitespace)) {
        Some(rest) => span.end - rest.trim_start().len()..span.end,
        None => span,
    }
}

fn put_furniture<'a>(walk: &mut Walk<'a>, furniture: &'a [(Relations, Tree)], extract: &mut Extract) {
    let first = extract.lines.len();
    let mut seen = FxHashSet::default();
    for (relations, tree) in furniture {
        let Some(root) = tree.root() else { continue };
        let mut paragraphs = walk.story(root, relations);
        // The first, the odd and the even pages of each section have headers of their own, mostly with the same words.
        paragraphs.retain(|p| !p.is_blank() && seen.insert(p.words.trim().to_owned()));
        put_all(paragraphs, Role::Furniture, &mut Places::new(), extract);
    }
    let lines = extract.lines.get(first..).unwrap_or(&[]);
    if let (Some(from), Some(to)) = (lines.first(), lines.last()) {
        let span = FileSet::default().span(Default::default(), from.span.start..to.span.end);
        extract.diagnostics.push(
            Diagnostic::note(
                "furniture",
                span,
                format!("{} lines of headers and footers stand at the end", lines.len()),
            )
            .hint("they are printed on every page and are no words of the agreement"),
        );
    }
}

fn report_changes(view: Revisions, extract: &mut Extract) {
    let Some(first) = extract.revisions.iter().min_by_key(|r| r.span.start) else { return };
    let span = FileSet::default().span(Default::default(), first.span.clone());
    let (read, other) = match view {
        Revisions::Accepted => ("accepted", "rejected"),
        Revisions::Original => ("rejected", "accepted"),
    };
    let count = extract.revisions.len();
    extract.diagnostics.push(
        Diagnostic::note("tracked-changes", span, format!("{count} tracked changes were read as {read}"))
            .hint(format!("the document can also be read with all of them {other}")),
    );
}
