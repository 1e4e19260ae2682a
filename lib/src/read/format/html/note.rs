//! Footnotes: marks that link to a place further down in the page, and the block that stands there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::page::Page;

/// A footnote of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageNote {
    pub(super) mark: String,
    /// The item of the note's block.
    pub(super) block: usize,
}

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) all: Vec<PageNote>,
    /// Note for each link that refers to one.
    pub(super) references: BTreeMap<usize, usize>,
    /// Links from notes back to their references.
    pub(super) returns: BTreeSet<usize>,
    blocks: BTreeMap<usize, usize>,
}

/// A footnote is longer than a mark and shorter than a chapter; a block beyond this holds more than the note.
const LONGEST: usize = 8000;
const SIGNS: [&str; 8] = ["fn", "note", "ftn", "ref", "nota", "voet", "ntr", "ntc"];

impl Notes {
    /// Finds the footnotes of a page.
    pub(super) fn find(page: &Page<'_>) -> Notes {
        let mut targets: HashMap<&str, usize> = HashMap::new();
        for (at, item) in page.items.iter().enumerate().filter(|(_, i)| !i.tag.is_empty()) {
            let names = [page.attr(at, "id"), if item.tag == "a" { page.attr(at, "name") } else { None }];
            for name in names.into_iter().flatten().filter(|n| !n.is_empty()) {
                targets.entry(name).or_insert(at);
            }
        }
        let mut pairs = Vec::new();
        for (at, _) in page.items.iter().enumerate().filter(|(_, i)| i.tag == "a") {
            let Some(fragment) = page.attr(at, "href").and_then(|h| h.strip_prefix('#')) else { continue };
            let Some(target) = targets.get(fragment).copied() else { continue };
            if let Some(mark) = mark(page, at, fragment) {
                pairs.push((at, target, mark));
            }
        }
        // A link down is a reference, a link up comes from the note.
        let noted: BTreeSet<usize> = pairs.iter().filter(|(at, to, _)| to > at).map(|(_, to, _)| *to).collect();
        let mut notes = Notes::default();
        let mut known: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, target, mark) in pairs {
            if target <= at {
                notes.returns.insert(at);
                continue;
            }
            let number = match known.get(&target) {
                Some(number) => *number,
                None => {
                    let Some(block) = block(page, target, &noted).filter(|b| *b > at) else { continue };
                    if notes.blocks.contains_key(&block) {
                        continue;
                    }
                    notes.all.push(PageNote { mark, block });
                    let number = notes.all.len() - 1;
                    notes.blocks.insert(block, number);
                    known.insert(target, number);
                    number
                }
            };
            notes.references.insert(at, number);
        }
        notes
    }

    /// The note whose block begins at an item.
    pub(super) fn at(&self, item: usize) -> Option<usize> {
        self.blocks.get(&item).copied()
    }

    /// Whether a stretch of items holds the block of a note.
    pub(super) fn touches(&self, from: usize, to: usize) -> bool {
        self.blocks.range(from..to).next().is_some()
    }

    /// Whether an item stands inside the block of a note.
    pub(super) fn holds(&self, page: &Page<'_>, item: usize) -> bool {
        self.blocks.range(..=item).next_back().is_some_and(|(block, _)| page.item(*block).is_some_and(|b| item < b.end))
    }
}

/// The mark that a link shows, if it looks like that of a footnote.
fn mark(page: &Page<'_>, at: usize, fragment: &str) -> Option<String> {
    let shown = page.words(at, 40);
    let shown = shown.trim();
    let bare = shown.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')') || c.is_whitespace());
    let number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_lowercase());
    let roman = !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let sign =
        !bare.is_empty() && bare.chars().count() <= 4 && bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
    if !(number || letter || roman || sign) {
        return None;
    }
    let raised = page.above(at).take(3).chain(page.below(at)).any(|n| page.item(n).is_some_and(|i| i.look.raised));
    let named = |text: &str| {
        let lower = text.to_ascii_lowercase();
        SIGNS.iter().any(|s| lower.contains(s))
    };
    let told = named(fragment) || ["class", "id", "name", "role"].iter().any(|a| page.attr(at, a).is_some_and(named));
    (raised || sign || told).then(|| bare.to_owned())
}

/// The block of the note at a link's target.
fn block(page: &Page<'_>, target: usize, noted: &BTreeSet<usize>) -> Option<usize> {
    let fits = |at: usize| {
        let others = page.below(at).filter(|n| *n != target && noted.contains(n)).take(1).count();
        let words = page.words(at, LONGEST);
        others == 0 && words.len() <= LONGEST && words.trim().len() > 4
    };
    let is_block = |at: &usize| {
        page.item(*at).is_some_and(|i| i.look.block && !matches!(i.tag, "html" | "body" | "main" | "article" | "table"))
    };
    if let Some(block) = std::iter::once(target).chain(page.above(target)).find(is_block).filter(|at| fits(*at)) {
        // A mark in a cell of its own: the note is the row.
        let row = page.above(block).find(|up| page.tag(*up) == "tr").filter(|_| page.tag(block) == "td");
        return row.filter(|at| fits(*at)).or(Some(block));
    }
    if fits(target) {
        return Some(target);
    }
    // An empty anchor before its block.
    let parent = page.item(target)?.parent;
    page.children(parent).find(|n| *n > target && is_block(n)).filter(|at| fits(*at))
}
