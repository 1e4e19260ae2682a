//! Footnotes and endnotes: the marks that they get, and their words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::formats;
use super::xml::{Elem, Tree};

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Foot,
    End,
}

impl Kind {
    fn properties(self) -> &'static str {
        match self {
            Kind::Foot => "footnotePr",
            Kind::End => "endnotePr",
        }
    }
}

/// How the notes of a section are numbered.
#[derive(Debug, Clone)]
struct Rule {
    form: String,
    start: i64,
    each_section: bool,
    each_page: bool,
}

impl Rule {
    fn read(kind: Kind, sources: [Option<Elem<'_>>; 2]) -> Rule {
        let found = |name: &str| {
            let inside = sources.iter().flatten().filter_map(|s| s.child(kind.properties()));
            inside.filter_map(|p| p.child(name)).find_map(|e| e.val())
        };
        let restart = found("numRestart");
        Rule {
            // Word counts footnotes in digits and endnotes in small Roman numerals unless told otherwise.
            form: found("numFmt").unwrap_or(if kind == Kind::Foot { "decimal" } else { "lowerRoman" }).to_owned(),
            start: found("numStart").and_then(|n| n.parse().ok()).unwrap_or(1),
            each_section: restart == Some("eachSect"),
            each_page: restart == Some("eachPage"),
        }
    }
}

/// A note that is referred to.
#[derive(Debug, Clone)]
pub(super) struct Referred {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) mark: String,
    /// Whether the mark was typed; then it is typed before the words of the note as well.
    pub(super) typed: bool,
}

/// The notes of a document in the order of their marks.
#[derive(Debug, Default)]
pub(super) struct References {
    /// End of a section, with the rules in it.
    sections: Vec<(usize, Rule, Rule)>,
    section: usize,
    feet: Option<i64>,
    ends: Option<i64>,
    pub(super) referred: Vec<Referred>,
    /// Notes that words refer to which the view leaves out.
    struck: FxHashSet<(Kind, String)>,
    known: FxHashMap<(Kind, String), usize>,
}

impl References {
    /// Learns how notes are numbered from the sections of a body and the settings.
    pub(super) fn new(body: Option<Elem<'_>>, settings: Option<&Tree>) -> References {
        let settings = settings.and_then(Tree::root);
        let rules = |section: Option<Elem<'_>>| {
            (Rule::read(Kind::Foot, [section, settings]), Rule::read(Kind::End, [section, settings]))
        };
        let mut sections = Vec::new();
        let mut old = 0;
        // The properties of a section stand at the beginning of its last paragraph and hold to the end of it.
        let mut paragraph = 0;
        for element in body.iter().flat_map(Elem::descendants) {
            if element.is("p") {
                paragraph = element.end();
            } else if element.is("sectPrChange") {
                old = element.end();
            } else if element.is("sectPr") && element.id() >= old {
                let (foot, end) = rules(Some(element));
                sections.push((paragraph.max(element.id()), foot, end));
            }
        }
        if sections.is_empty() {
            let (foot, end) = rules(None);
            sections.push((usize::MAX, foot, end));
        }
        References { sections, ..References::default() }
    }

    /// Whether notes begin anew on each page.
    pub(super) fn each_page(&self) -> bool {
        !self.referred.is_empty() && self.sections.iter().any(|(_, foot, _)| foot.each_page)
    }

    /// Number and mark of the note that an element of the body refers to. With `custom`, the mark is typed behind it
    /// and the note is not counted.
    pub(super) fn refer(&mut self, kind: Kind, id: &str, at: usize, custom: bool) -> (usize, String) {
        if let Some(known) = self.known.get(&(kind, id.to_owned())) {
            let mark = self.referred.get(*known).map(|r| r.mark.clone()).unwrap_or_default();
            return (*known, mark);
        }
        while self.section + 1 < self.sections.len() && self.sections.get(self.section).is_some_and(|s| s.0 <= at) {
            self.section += 1;
            if let Some((_, foot, end)) = self.sections.get(self.section) {
                self.feet = self.feet.filter(|_| !foot.each_section);
                self.ends = self.ends.filter(|_| !end.each_section);
            }
        }
        let mark = match self.sections.get(self.section) {
            Some((_, foot, end)) if !custom => {
                let (rule, count) = if kind == Kind::Foot { (foot, &mut self.feet) } else { (end, &mut self.ends) };
                let number = count.map_or(rule.start, |n| n.saturating_add(1));
                *count = Some(number);
                formats::write(&rule.form, number).unwrap_or_else(|| number.to_string())
            }
            _ => String::new(),
        };
        let index = self.referred.len();
        self.known.insert((kind, id.to_owned()), index);
        self.referred.push(Referred { kind, id: id.to_owned(), mark: mark.clone(), typed: false });
        (index, mark)
    }

    /// Gives a note the mark that was typed.
    pub(super) fn set_mark(&mut self, index: usize, mark: &str) {
        if let Some(referred) = self.referred.get_mut(index) {
            referred.mark = mark.chars().take(20).collect();
            referred.typed = true;
        }
    }

    /// Remembers a reference in words that the view leaves out.
    pub(super) fn strike(&mut self, kind: Kind, id: &str) {
        self.struck.insert((kind, id.to_owned()));
    }

    /// Whether a note is referred to.
    pub(super) fn is_known(&self, kind: Kind, id: &str) -> bool {
        self.known.contains_key(&(kind, id.to_owned()))
    }

    /// Whether only words that the view leaves out refer to a note.
    pub(super) fn is_struck(&self, kind: Kind, id: &str) -> bool {
        self.struck.contains(&(kind, id.to_owned())) && !self.is_known(kind, id)
    }
}

/// Notes of a part by their identifier, without the lines that part notes from the words above.
pub(super) fn by_id(tree: Option<&Tree>) -> Vec<(&str, Elem<'_>)> {
    let notes = tree.and_then(Tree::root).into_iter().flat_map(|root| root.children().collect::<Vec<_>>());
    notes
        .filter(|n| n.is("footnote") || n.is("endnote"))
        .filter(|n| matches!(n.attr("type"), None | Some("normal")))
        .filter_map(|n| Some((n.attr("id")?, n)))
        .collect()
}
