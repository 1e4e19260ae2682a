//! Web pages: the agreement out of the page that carries it.
//!
//! In: the bytes of a page as a browser would get or save it. Out: one line for each block of words, with headings,
//! emphasis, numbers of ordered lists, rows of tables and footnotes; menus, headers and the like come out as furniture, in
//! their place. It refuses to follow links, to run scripts and to guess in silence: what is set aside is counted in a note.
//!
//! A line is placed by the line of the source at which its words begin.

mod bound;
mod charset;
mod chrome;
mod head;
mod line;
mod list;
mod note;
mod page;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

use crate::diagnostic::{Confidence, Diagnostic, FileSet, Severity};
use crate::read::extract::{Extract, Format, Revisions, Role};

use chrome::Fate;
use note::Notes;
use page::{Page, What};
use tree::Tree;
use walk::Walk;

/// Reads a web page.
pub(crate) fn extract(bytes: &[u8], revisions: Revisions) -> Extract {
    let mut extract = Extract::new(Format::Html);
    if is_archive(bytes) {
        extract.diagnostics.push(
            note(Severity::Error, "mhtml", "this is a web archive of many files (MHTML), which is not read")
                .hint("open it in a browser and save it as \"web page, HTML only\", or as PDF"),
        );
        return extract;
    }
    let (text, diagnostics) = charset::decode(bytes);
    extract.diagnostics.extend(diagnostics);
    let (text, cut) = bound::bound(&text);
    if cut > 0 {
        let message = format!("{cut} tags were left out because they are nested too deeply or are too many");
        extract.diagnostics.push(
            note(Severity::Warning, "too-deep", message).hint("compare the words with the page; none were left out"),
        );
    }
    let tree = Tree::parse(&text);
    let page = Page::new(&tree);
    extract.title = head::title(&page);
    extract.language = head::language(&page);
    let notes = Notes::find(&page);
    let fates = chrome::judge(&page, &notes);
    extract.wrapped = is_preformatted(&page, &fates);
    let mut walk = Walk::new(&page, &fates, &notes, revisions, extract);
    walk.walk();
    let (hidden, languages) = (walk.hidden, std::mem::take(&mut walk.languages));
    let mut extract = walk.extract;
    report(&mut extract, hidden, &languages);
    extract
}

fn note(severity: Severity, code: &'static str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(severity, code, FileSet::default().span(Default::default(), 0..0), message)
}

/// A page saved with its pictures in one file: a mail message, or a property list.
fn is_archive(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes)).to_ascii_lowercase();
    let mail = head.contains("mime-version:") && head.contains("multipart/related");
    (mail && !head.trim_start().starts_with('<')) || head.starts_with("bplist00")
}

/// Whether most words of the page stand in preformatted text, whose lines may be wrapped paragraphs.
fn is_preformatted(page: &Page<'_>, fates: &[Fate]) -> bool {
    let (mut all, mut inside, mut end) = (0, 0, 0);
    for (at, item) in page.items.iter().enumerate() {
        if item.look.pre {
            end = end.max(item.end);
        }
        if let What::Text(text) = item.what
            && fates.get(at) == Some(&Fate::Body)
        {
            let length = text.trim().len();
            all += length;
            inside += if at < end { length } else { 0 };
        }
    }
    inside * 10 >= all * 6 && inside > 200
}

/// Says what was set aside and what was decided.
fn report(extract: &mut Extract, hidden: usize, languages: &[Option<(String, String)>]) {
    let furniture = || extract.lines.iter().filter(|l| l.role == Role::Furniture);
    let words = |text: &str| text.split_whitespace().count();
    let aside: usize = furniture().map(|l| words(extract.words(l))).sum();
    let all: usize = extract.lines.iter().map(|l| words(extract.words(l))).sum();
    let mut said = Vec::new();
    if aside > 0 {
        let first = furniture().next().map_or(0..0, |l| l.span.clone());
        let lines = furniture().count();
        let mut diagnostic = Diagnostic::note(
            "site-chrome",
            FileSet::default().span(Default::default(), first),
            format!("{aside} of {all} words in {lines} lines were taken for menus and the like, and set aside"),
        );
        if aside * 2 > all {
            diagnostic = diagnostic
                .hint("most of the page was set aside: check that it holds the text")
                .confidence(Confidence::Medium);
        }
        said.push(diagnostic);
    }
    if hidden > 0 {
        let message = format!("{hidden} bytes of words that the page does not show were not read");
        said.push(note(Severity::Note, "hidden-text", message).hint("open what is folded before saving the page"));
    }
    for languages in languages {
        let which = languages.as_ref().map_or(String::new(), |(left, right)| format!(" ({left} and {right})"));
        let message = format!("a table of two columns of text{which} was read column by column");
        said.push(note(Severity::Note, "two-columns", message).confidence(Confidence::Medium));
    }
    if extract.lines.iter().all(|l| l.role == Role::Furniture || l.span.is_empty()) {
        said.push(
            note(Severity::Warning, "no-text", "the page has no words of a document")
                .hint("pages that load their text by script must be saved from the browser once they are shown"),
        );
    }
    extract.diagnostics.extend(said);
}
