//! Automatic numbers, restored as they are printed.
//!
//! The labels are in no file: `numbering.xml` has rules, and counting the paragraphs by them gives the numbers. All lists
//! of one abstract list share its counters, as in Word; a list that overrides a start sets the counter once, when its
//! first paragraph of that level comes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::styles::Styles;
use super::xml::{Elem, Ns, Tree};
use super::{formats, symbols};

const LEVELS: usize = 9;
/// A label is at most so many bytes: the words between its numbers come from the file and are repeated in every
/// paragraph.
const MAX_LABEL: usize = 200;

/// What stands between a number and the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A tab or a space.
    Some,
    /// Nothing.
    None,
}

/// A number as printed before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The number with what belongs to it.
    pub(super) text: String,
    /// What follows it.
    pub(super) gap: Gap,
}

/// What a paragraph of a list gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A number.
    Label(Label),
    /// Nothing, as the list wants.
    Silent,
    /// The list is not defined.
    Unknown,
}

#[derive(Debug, Clone)]
struct Level {
    start: i64,
    form: String,
    /// Example of a custom form.
    example: Option<String>,
    text: String,
    /// Level whose paragraphs set this one back, counted from 1; 0 for none.
    restart: Option<usize>,
    gap: Gap,
    legal: bool,
    style: Option<String>,
    hidden: bool,
}

impl Level {
    fn read(element: Elem<'_>) -> Level {
        let value = |name| element.child(name).and_then(|e: Elem<'_>| e.val());
        // Forms that older programs do not know stand in a choice beside one they do.
        let choice = element.children().find(|c| c.ns() == Ns::Compat && c.name() == "AlternateContent");
        let chosen = choice.and_then(|c| c.children().find(|c| c.name() == "Choice"));
        let form = chosen.and_then(|c| c.child("numFmt")).or_else(|| element.child("numFmt"));
        let whole = |name| element.child(name).and_then(|e: Elem<'_>| e.number());
        let hidden = element.child("rPr").and_then(|r| r.child("vanish")).is_some_and(|v| v.on());
        Level {
            // Left out, the start is zero (17.9.25).
            start: whole("start").unwrap_or(0).clamp(0, i64::from(i32::MAX)),
            form: form.and_then(|f| f.val()).unwrap_or("decimal").to_owned(),
            example: form.and_then(|f| f.attr("format")).map(str::to_owned),
            text: cut(value("lvlText").unwrap_or("")),
            restart: whole("lvlRestart").and_then(|n| usize::try_from(n).ok()),
            gap: if value("suff") == Some("nothing") { Gap::None } else { Gap::Some },
            legal: element.child("isLgl").is_some_and(|l| l.on()),
            style: value("pStyle").map(str::to_owned),
            hidden,
        }
    }
}

fn cut(text: &str) -> String {
    let mut end = text.len().min(MAX_LABEL);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("").to_owned()
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    style_link: Option<String>,
    uses_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    target: i64,
    starts: [Option<i64>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The rules of all lists.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: FxHashMap<i64, Abstract>,
    lists: FxHashMap<i64, List>,
}

impl Numbering {
    /// Reads the part that holds the lists.
    pub(super) fn read(tree: Option<&Tree>, styles: &Styles) -> Numbering {
        let mut numbering = Numbering::default();
        let Some(root) = tree.and_then(Tree::root) else { return numbering };
        for element in root.children() {
            match element.name() {
                "abstractNum" => numbering.add_abstract(element),
                "num" => numbering.add_list(element),
                _ => {}
            }
        }
        numbering.follow_styles(styles);
        numbering
    }

    fn add_abstract(&mut self, element: Elem<'_>) {
        let Some(id) = element.attr("abstractNumId").and_then(|i| i.parse().ok()) else { return };
        let link = |name| element.child(name).and_then(|l: Elem<'_>| l.val()).map(str::to_owned);
        let mut list =
            Abstract { style_link: link("styleLink"), uses_style: link("numStyleLink"), ..Abstract::default() };
        for level in element.children().filter(|c| c.is("lvl")) {
            if let Some(slot) = level_index(level).and_then(|i| list.levels.get_mut(i)) {
                *slot = Some(Level::read(level));
            }
        }
        self.abstracts.insert(id, list);
    }

    fn add_list(&mut self, element: Elem<'_>) {
        let Some(id) = element.attr("numId").and_then(|i| i.parse().ok()) else { return };
        let Some(target) = element.child("abstractNumId").and_then(|a| a.number()) else { return };
        let mut list = List { target, ..List::default() };
        for change in element.children().filter(|c| c.is("lvlOverride")) {
            let Some(index) = level_index(change) else { continue };
            let start = change.child("startOverride").and_then(|s| s.number());
            if let (Some(start), Some(slot)) = (start, list.starts.get_mut(index)) {
                *slot = Some(start.clamp(0, i64::from(i32::MAX)));
            }
            if let (Some(level), Some(slot)) = (change.child("lvl"), list.levels.get_mut(index)) {
                *slot = Some(Level::read(level));
            }
        }
        self.lists.insert(id, list);
    }

    /// A list may leave its rules to a style of lists, which names the list that has them.
    fn follow_styles(&mut self, styles: &Styles) {
        let linked: FxHashMap<&str, i64> =
            self.abstracts.iter().filter_map(|(id, a)| Some((a.style_link.as_deref()?, *id))).collect();
        let mut found = Vec::new();
        for (id, list) in &self.lists {
            let Some(name) = self.abstracts.get(&list.target).and_then(|a| a.uses_style.as_deref()) else { continue };
            let by_style = styles.list_of(name).and_then(|l| self.lists.get(&l)).map(|l| l.target);
            let has_rules = |target: &i64| self.abstracts.get(target).is_some_and(|a| a.uses_style.is_none());
            if let Some(target) = by_style.filter(has_rules).or_else(|| linked.get(name).copied()) {
                found.push((*id, target));
            }
        }
        for (id, target) in found {
            if let Some(list) = self.lists.get_mut(&id) {
                list.target = target;
            }
        }
    }

    fn level<'n>(&'n self, list: &'n List, index: usize) -> Option<&'n Level> {
        let own = list.levels.get(index)?.as_ref();
        own.or_else(|| self.abstracts.get(&list.target)?.levels.get(index)?.as_ref())
    }

    /// Level of a list that a style of paragraphs is tied to.
    pub(super) fn level_of(&self, list: i64, style: &str) -> Option<u8> {
        let list = self.lists.get(&list)?;
        let index = (0..LEVELS).find(|i| self.level(list, *i).is_some_and(|l| l.style.as_deref() == Some(style)))?;
        u8::try_from(index).ok()
    }
}

fn level_index(element: Elem<'_>) -> Option<usize> {
    element.attr("ilvl")?.trim().parse().ok()
}

/// The counters of all lists, at some place of a document.
#[derive(Debug)]
pub(super) struct Counters<'n> {
    numbering: &'n Numbering,
    counts: FxHashMap<i64, [Option<i64>; LEVELS]>,
    started: FxHashSet<(i64, usize)>,
    /// Forms of numbers that are not known, met so far.
    pub(super) unknown_forms: Vec<String>,
}

impl<'n> Counters<'n> {
    /// Counters that have counted nothing.
    pub(super) fn new(numbering: &'n Numbering) -> Counters<'n> {
        Counters { numbering, counts: FxHashMap::default(), started: FxHashSet::default(), unknown_forms: Vec::new() }
    }

    /// Level of a list that a style of paragraphs is tied to.
    pub(super) fn level_of(&self, list: i64, style: &str) -> Option<u8> {
        self.numbering.level_of(list, style)
    }

    /// Counts one paragraph.
    pub(super) fn count(&mut self, id: i64, level: u8) -> Outcome {
        let numbering = self.numbering;
        let index = usize::from(level).min(LEVELS - 1);
        let Some(list) = numbering.lists.get(&id) else { return Outcome::Unknown };
        if !numbering.abstracts.contains_key(&list.target) {
            return Outcome::Unknown;
        }
        let Some(rule) = numbering.level(list, index) else { return Outcome::Silent };
        let start = |l: usize| {
            let own = list.starts.get(l).copied().flatten();
            own.or_else(|| numbering.level(list, l).map(|level| level.start)).unwrap_or(1)
        };
        let fresh = list.starts.get(index).copied().flatten().filter(|_| self.started.insert((id, index)));
        let counts = self.counts.entry(list.target).or_default();
        for (l, count) in counts.iter_mut().enumerate() {
            match l.cmp(&index) {
                // A level that was passed over counts as begun.
                std::cmp::Ordering::Less => *count = Some(count.unwrap_or_else(|| start(l))),
                std::cmp::Ordering::Equal => {
                    *count = Some(fresh.unwrap_or_else(|| count.map_or_else(|| start(l), |n| n.saturating_add(1))));
                }
                std::cmp::Ordering::Greater => {
                    let restart = numbering.level(list, l).and_then(|r| r.restart).unwrap_or(l).min(l);
                    if index < restart {
                        *count = None;
                    }
                }
            }
        }
        let counts = *counts;
        let text =
            if rule.form == "bullet" { symbols::bullet(&rule.text) } else { self.fill(list, rule, index, &counts) };
        let text = cut(&text).replace(|c: char| c.is_control(), " ");
        let text = text.trim();
        if text.is_empty() || rule.hidden {
            return Outcome::Silent;
        }
        Outcome::Label(Label { text: text.to_owned(), gap: rule.gap })
    }

    /// Puts the numbers into the pattern of a level, such as `%1.%2`.
    fn fill(&mut self, list: &List, rule: &Level, index: usize, counts: &[Option<i64>; LEVELS]) -> String {
        let mut text = String::new();
        let mut rest = rule.text.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(digit) = digit else {
                text.push(c);
                continue;
            };
            rest.next();
            let l = digit as usize - 1;
            let count = counts.get(l).copied().flatten().filter(|_| l <= index);
            let (Some(count), Some(level)) = (count, self.numbering.level(list, l)) else { continue };
            let silent = matches!(level.form.as_str(), "none" | "bullet");
            let form = if rule.legal && !silent { "decimal" } else { level.form.as_str() };
            let written = match (form, &level.example) {
                ("custom", Some(example)) => formats::custom(example, count),
                _ => formats::write(form, count),
            };
            text.push_str(&written.unwrap_or_else(|| {
                if self.unknown_forms.len() < 5 && !self.unknown_forms.iter().any(|f| f == form) {
                    self.unknown_forms.push(cut(form));
                }
                count.to_string()
            }));
        }
        text
    }
}
