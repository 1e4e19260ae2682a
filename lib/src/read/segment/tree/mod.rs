//! Decisions into a tree: every row finds its unit.

mod annex;
mod heading;
mod opening;
mod title;

use crate::model::UnitKind;

use super::evidence;
use super::label::Scheme;
use super::opening as words_of;
use super::row::Row;
use super::solve::{Candidate, Class, Decision, Prior};

/// A unit while the tree grows.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) kind: UnitKind,
    pub(crate) class: Option<Class>,
    /// Prefix of its part of the address (`art`, `ch`), empty for paragraphs and points.
    pub(crate) prefix: &'static str,
    /// Number, normalised for headings and as printed for points; empty for none.
    pub(crate) number: String,
    /// Number for the address, in ASCII.
    pub(crate) slug: String,
    /// Label as printed.
    pub(crate) label: String,
    /// First byte of the label; a title may stand before it.
    pub(crate) label_at: usize,
    /// Bytes of the heading.
    pub(crate) heading: Option<(usize, usize)>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) parent: Option<usize>,
    /// First bytes of the unlabelled paragraphs of its own.
    pub(crate) paragraphs: Vec<usize>,
    /// How its number follows the one before.
    pub(crate) step: i32,
    /// Row that carries its label.
    pub(crate) row: usize,
}

/// Builds the units of one text from its rows and what was decided about them.
pub(crate) fn build(
    text: &str,
    rows: &[Row],
    candidates: &[Candidate],
    decisions: &[Decision],
    prior: &Prior,
    contents: &[bool],
) -> Vec<Node> {
    let mut decided: Vec<Vec<&Decision>> = vec![Vec::new(); rows.len()];
    for decision in decisions {
        if let Some(place) = candidates.get(decision.candidate).and_then(|c| decided.get_mut(c.row)) {
            place.push(decision);
        }
    }
    let mut next_depth = vec![None; rows.len()];
    let mut ahead = None;
    for (place, decisions) in next_depth.iter_mut().zip(&decided).rev() {
        *place = ahead;
        if let Some(next) = decisions.first() {
            ahead = (next.class == Class::Bare && !next.restart).then_some(next.depth);
        }
    }
    let mut builder = Builder {
        text,
        next_depth,
        rows,
        candidates,
        decided,
        contents,
        worded_articles: prior.worded_articles,
        titles: Vec::new(),
        recitals: Vec::new(),
        nodes: Vec::new(),
        open: Vec::new(),
        floor: 0,
    };
    builder.titles = builder.titles_above();
    let mut annexes = builder.annexes().into_iter().peekable();
    let mut opened = None;
    let first = (0..rows.len()).find(|at| !builder.free(*at)).unwrap_or(rows.len());
    let first = builder.numbered_recitals(first).unwrap_or(first);
    builder.opening(first);
    let mut at = first;
    while let Some(row) = rows.get(at) {
        if let Some(annex) = annexes.next_if(|annex| annex.title.start <= at) {
            opened = Some(annex.first);
            if annex.title.start == at {
                at = builder.open_annex(&annex);
                continue;
            }
        }
        let listed = contents.get(at..).unwrap_or(&[]).iter().take_while(|inside| **inside).count();
        at = if listed > 0 {
            builder.contents(at, at + listed);
            at + listed
        } else if let Some(article) = builder.titled(at) {
            builder.labelled(article)
        } else if builder.free(at) {
            builder.unlabelled(at, row);
            at + 1
        } else {
            let next = builder.labelled(at);
            if opened == Some(at) {
                builder.follows(at);
            }
            next
        };
    }
    with_alineas(builder.nodes)
}

/// Gives the unnumbered paragraphs of an article addresses of their own, where it has several and no numbered ones.
fn with_alineas(nodes: Vec<Node>) -> Vec<Node> {
    let mut has_children = vec![false; nodes.len()];
    for parent in nodes.iter().filter_map(|n| n.parent) {
        if let Some(place) = has_children.get_mut(parent) {
            *place = true;
        }
    }
    let mut moved: Vec<usize> = Vec::with_capacity(nodes.len());
    let mut grown: Vec<Node> = Vec::with_capacity(nodes.len());
    for (mut node, has_children) in nodes.into_iter().zip(has_children) {
        moved.push(grown.len());
        node.parent = node.parent.and_then(|p| moved.get(p)).copied();
        let splits =
            matches!(node.kind, UnitKind::Article | UnitKind::Rule) && !has_children && node.paragraphs.len() > 1;
        let paragraphs = if splits { std::mem::take(&mut node.paragraphs) } else { Vec::new() };
        let (parent, end, row) = (grown.len(), node.end, node.row);
        grown.push(node);
        for (n, start) in paragraphs.iter().enumerate() {
            let mut alinea = Node::new(UnitKind::Alinea, *start, paragraphs.get(n + 1).copied().unwrap_or(end), row);
            alinea.parent = Some(parent);
            grown.push(alinea);
        }
    }
    grown
}

impl Node {
    pub(crate) fn new(kind: UnitKind, start: usize, end: usize, row: usize) -> Node {
        Node {
            kind,
            class: None,
            prefix: "",
            number: String::new(),
            slug: String::new(),
            label: String::new(),
            label_at: start,
            heading: None,
            start,
            end,
            parent: None,
            paragraphs: Vec::new(),
            step: 1,
            row,
        }
    }
}

struct Builder<'t> {
    text: &'t str,
    rows: &'t [Row],
    candidates: &'t [Candidate],
    /// What was decided about each row, from left to right.
    decided: Vec<Vec<&'t Decision>>,
    /// For each row the level at which the next label goes on with a list, if it does.
    next_depth: Vec<Option<usize>>,
    /// Rows of tables of contents.
    contents: &'t [bool],
    worded_articles: bool,
    /// Where titles stand above the labels of articles: for each such article the first row of its title and its own row.
    titles: Vec<(usize, usize)>,
    /// Rows of numbered recitals.
    recitals: Vec<usize>,
    nodes: Vec<Node>,
    /// Nodes that are open, outermost first, each with its level in the solver's stack (`None` outside of it).
    open: Vec<(usize, Option<usize>)>,
    /// Open nodes that no level of the solver closes: an annex that the solver did not see.
    floor: usize,
}

impl Builder<'_> {
    fn words(&self, row: &Row) -> &str {
        self.text.get(row.start..row.end).unwrap_or("")
    }

    fn push(&mut self, kind: UnitKind, start: usize, end: usize, row: usize, level: Option<usize>) -> usize {
        let parent = self.open.last().map(|(node, _)| *node);
        self.nodes.push(Node { parent, ..Node::new(kind, start, end, row) });
        let node = self.nodes.len() - 1;
        self.open.push((node, level));
        self.reach(end);
        node
    }

    /// Lets all open units reach to a position.
    fn reach(&mut self, end: usize) {
        for (node, _) in &self.open {
            if let Some(node) = self.nodes.get_mut(*node) {
                node.end = node.end.max(end);
            }
        }
    }

    /// Whether a row has no label that counts, and is no title of the article below it.
    fn free(&self, at: usize) -> bool {
        self.decided.get(at).is_some_and(Vec::is_empty) && self.titled(at).is_none()
    }

    fn node(&mut self, at: usize) -> Option<&mut Node> {
        self.nodes.get_mut(at)
    }

    /// Whether a row goes on with the paragraph of the row before it.
    fn continues(&self, at: usize) -> bool {
        let (Some(before), Some(row)) = (at.checked_sub(1).and_then(|i| self.rows.get(i)), self.rows.get(at)) else {
            return false;
        };
        if row.blank_before || row.style.heading > 0 {
            return false;
        }
        let lower = self.words(row).starts_with(|c: char| c.is_lowercase());
        evidence::runs_on(before, self.text) || before.full || lower
    }

    /// A row with labels that count. Gives the next row to look at.
    fn labelled(&mut self, at: usize) -> usize {
        let Some(row) = self.rows.get(at) else { return at + 1 };
        let decisions = self.decided.get(at).cloned().unwrap_or_default();
        let mut next = at + 1;
        let offset = |d: &Decision| self.candidates.get(d.candidate).map_or(0, |c| c.offset);
        if decisions.first().is_some_and(|d| offset(d) > 0) {
            // The label at the beginning of the row turned out to be mere words, and so are those behind it.
            self.unlabelled(at, row);
            return next;
        }
        for (n, decision) in decisions.iter().enumerate() {
            let Some(candidate) = self.candidates.get(decision.candidate) else { continue };
            if decision.class == Class::Space {
                self.floor = 0;
            }
            let floor = self.floor;
            while self.open.len() > floor
                && let Some((closed, _)) = self.open.pop_if(|(_, level)| level.is_none_or(|l| l >= decision.depth))
            {
                // Two labels on one row: the first unit ends where the second begins.
                if n > 0
                    && let Some(closed) = self.nodes.get_mut(closed)
                {
                    closed.end = closed.end.min(row.start + candidate.offset);
                }
            }
            if decision.restart {
                self.second_list(decision.depth);
            }
            let label = &candidate.label;
            let start = row.start + candidate.offset;
            let title = self.title_of(at).filter(|_| n == 0);
            let first = title.map_or(start, |(first, _)| first);
            let node = self.push(self.kind_of(decision, candidate), first, row.end, at, Some(decision.depth));
            let words = self.text.get(start..row.end).unwrap_or("");
            let printed = words.get(..label.end).unwrap_or("").trim();
            let raw = words.get(label.number.0..label.number.1).unwrap_or("").trim();
            let (number, slug) = number_of(decision, raw);
            let kind = self.nodes.get(node).map(|n| n.kind);
            let prefix = match decision.class {
                Class::Bare => "",
                Class::BareHead if kind == Some(UnitKind::Article) => "art",
                Class::BareHead => "sec",
                _ => label.word.map_or("", |w| w.prefix()),
            };
            if let Some(node) = self.nodes.get_mut(node) {
                node.class = Some(decision.class);
                node.prefix = prefix;
                node.number = number;
                node.slug = slug;
                node.label = printed.to_owned();
                node.label_at = start;
                node.heading = title;
                node.step = decision.step;
            }
            let last = n + 1 == decisions.len();
            if title.is_some() && last {
                let rest = evidence::rest_of(self.words(row), label);
                if !rest.is_empty() {
                    self.paragraph_starts(node, row.end - rest.text.len());
                }
            } else if decision.class != Class::Bare && last {
                next = self.heading(node, at, candidate);
            } else if last {
                self.paragraph_starts(node, start + label.end);
            }
        }
        next
    }

    /// A list that begins again belongs to the unnumbered paragraph that announces it.
    fn second_list(&mut self, depth: usize) {
        let Some((last, _)) = self.open.last().copied() else { return };
        let Some(start) = self.nodes.get(last).and_then(|n| n.paragraphs.last().copied()) else { return };
        // Words that stand before the list that came last announce no new one.
        let behind = self.nodes.iter().rev().take_while(|c| c.start >= start).all(|c| c.parent != Some(last));
        if !behind || self.nodes.get(last).is_none_or(|n| n.paragraphs.len() < 2) {
            return;
        }
        let end = self.nodes.get(last).map_or(start, |n| n.end);
        let row = self.rows.partition_point(|r| r.start < start);
        let mut count = self.nodes.get(last).map_or(0, |n| n.paragraphs.len());
        if self.nodes.get(last).is_some_and(|n| n.kind == UnitKind::Alinea) {
            // The third list follows the second, it does not stand in it.
            let before = row.checked_sub(1).and_then(|r| self.rows.get(r)).map_or(start, |r| r.end);
            if let Some(alinea) = self.nodes.get_mut(last) {
                alinea.end = before;
                alinea.paragraphs.pop();
                count += alinea.slug.parse::<usize>().unwrap_or(1) - 1;
            }
            self.open.pop();
        }
        let alinea = self.push(UnitKind::Alinea, start, end, row, depth.checked_sub(1));
        if let Some(alinea) = self.node(alinea) {
            alinea.slug = count.to_string();
            alinea.paragraphs.push(start);
        }
    }

    fn kind_of(&self, decision: &Decision, candidate: &Candidate) -> UnitKind {
        let scheme = decision.reading.map(|r| r.scheme);
        match decision.class {
            Class::BareHead => match scheme {
                // Where articles have their word, a bare number heads something else.
                Some(Scheme::Arabic | Scheme::Han) if !self.worded_articles => UnitKind::Article,
                _ => UnitKind::Section,
            },
            Class::Bare => {
                let parent = self.open.last().and_then(|(n, _)| self.nodes.get(*n)).map(|n| n.kind);
                let in_list = matches!(parent, Some(UnitKind::Point | UnitKind::Paragraph));
                let digits = scheme.is_some_and(super::label::Scheme::is_numeric);
                let decimal = decision.reading.is_some_and(|r| r.value.len() > 1);
                if digits && (!in_list || (decimal && parent == Some(UnitKind::Paragraph))) {
                    UnitKind::Paragraph
                } else {
                    UnitKind::Point
                }
            }
            _ => candidate.label.word.map_or(UnitKind::Section, |w| w.kind),
        }
    }

    fn paragraph_starts(&mut self, node: usize, at: usize) {
        if let Some(node) = self.node(node) {
            node.paragraphs.push(at);
        }
    }

    /// A row without a label: it goes on with its unit, closes a list, or opens the conclusions.
    fn unlabelled(&mut self, at: usize, row: &Row) {
        let words = self.text.get(row.start..row.end).unwrap_or("");
        let continues = self.continues(at);
        if !continues && words_of::opens_conclusions(words) {
            while self
                .open
                .last()
                .is_some_and(|(n, _)| self.nodes.get(*n).is_some_and(|n| n.class != Some(Class::Space)))
            {
                self.open.pop();
            }
            self.push(UnitKind::Conclusions, row.start, row.end, at, Some(usize::MAX));
            return;
        }
        let kind_open = |open: &Vec<(usize, Option<usize>)>, nodes: &Vec<Node>| {
            open.last().and_then(|(n, _)| nodes.get(*n)).map(|n| n.kind)
        };
        if kind_open(&self.open, &self.nodes).is_none() {
            // Words after a closed opening and before any label can only follow a recital.
            self.push(UnitKind::Alinea, row.start, row.end, at, None);
            self.open.pop();
            return;
        }
        if !continues && row.style.heading > 0 && kind_open(&self.open, &self.nodes) != Some(UnitKind::Conclusions) {
            self.cross_heading(at, row);
            return;
        }
        if !continues {
            // A new paragraph after points closes the list, unless the list goes on behind it or the paragraph is set further
            // in than the label of the point.
            let list_goes_on = self.next_depth.get(at).copied().flatten();
            while let Some((node, level)) = self.open.last().copied().filter(|_| self.open.len() > 1) {
                let Some(point) = self.nodes.get(node).filter(|n| n.kind == UnitKind::Point) else { break };
                let label_indent = self.rows.get(point.row).map_or(0, |r| r.indent);
                let parent_of_next = list_goes_on.is_some_and(|depth| level.is_some_and(|l| l < depth));
                if row.indent > label_indent || row.table || parent_of_next {
                    break;
                }
                self.open.pop();
            }
            if let Some((node, _)) = self.open.last().copied()
                && let Some(node) = self.nodes.get_mut(node)
            {
                node.paragraphs.push(row.start);
            }
        }
        self.reach(row.end);
    }

    /// A table of contents behind the first label: it belongs to no article.
    fn contents(&mut self, from: usize, until: usize) {
        while self.open.last().is_some_and(|(n, _)| {
            self.nodes.get(*n).is_some_and(|n| !matches!(n.class, Some(Class::Space | Class::Container)))
        }) {
            self.open.pop();
        }
        self.section_of_rows(UnitKind::Contents, from, until);
    }

    /// A heading without a number between articles: a section of its own.
    fn cross_heading(&mut self, at: usize, row: &Row) {
        while self.open.last().is_some_and(|(n, _)| {
            self.nodes
                .get(*n)
                .is_some_and(|n| !matches!(n.class, Some(Class::Space | Class::Container)) || n.prefix.is_empty())
        }) {
            self.open.pop();
        }
        let level = self.open.last().and_then(|(_, level)| *level);
        let node = self.push(UnitKind::Section, row.start, row.end, at, level);
        if let Some(node) = self.node(node) {
            node.heading = Some((row.start, row.end));
            node.class = Some(Class::Container);
        }
    }
}

/// The letter of the Latin alphabet at a place.
pub(crate) fn letter(n: u16) -> char {
    char::from(b'a' + u8::try_from((n.max(1) - 1) % 26).unwrap_or(0))
}

/// Digits as printed, because that is how the unit is cited (`1.01`): a hyphen before digits parts numbers as a point does,
/// before a suffix it says nothing (`1-bis`).
pub(crate) fn as_cited(raw: &str) -> String {
    let signs = raw.chars().filter(|c| !c.is_whitespace() && !matches!(c, 'º' | '°' | 'ª'));
    let mut cited = String::with_capacity(raw.len());
    let mut hyphen = false;
    for c in signs {
        if matches!(c, '-' | '‑' | '–') {
            hyphen = true;
            continue;
        }
        if std::mem::take(&mut hyphen) && c.is_numeric() {
            cited.push('.');
        }
        cited.push(c.to_ascii_lowercase());
    }
    // "1er" is 1, and the ending is no suffix.
    ["1er", "1re", "1ère"]
        .iter()
        .find_map(|ordinal| cited.strip_prefix(ordinal))
        .map(|rest| format!("1{rest}"))
        .unwrap_or(cited)
}

/// The number of a unit for readers, and in ASCII for its address.
fn number_of(decision: &Decision, raw: &str) -> (String, String) {
    let Some(reading) = decision.reading else { return (String::new(), String::new()) };
    let value = reading.value;
    match (decision.class, reading.scheme) {
        (_, Scheme::Bullet) => (String::new(), String::new()),
        (_, Scheme::Arabic | Scheme::Han) if value.first() > 1000 && value.len() > 1 => {
            // "Article G-9": the letter was kept as a thousand.
            let number = format!("{}-{}", letter(value.first() - 1000).to_ascii_uppercase(), value.last());
            (number.clone(), number)
        }
        // Letters that a scanner put for digits are not the number.
        (_, Scheme::Arabic) if !value.has_suffix() && raw.contains(['l', 'O', 'o', 'S', 'B', 'I']) => {
            (value.to_string(), value.to_string())
        }
        (_, Scheme::Arabic) if raw.starts_with(|c: char| c.is_ascii_digit()) => {
            let number = as_cited(raw);
            (number.clone(), number)
        }
        (_, Scheme::Arabic | Scheme::Han) => (value.to_string(), value.to_string()),
        (Class::Bare, Scheme::Cyrillic | Scheme::Abjad) => {
            // Lists count alike in all languages: the second item is b, so that language versions share addresses.
            (raw.to_owned(), letter(value.first()).to_string())
        }
        (Class::Bare, _) => (raw.to_owned(), raw.to_owned()),
        (_, Scheme::AlphaUpper) if value.first() > 1000 => {
            let number = format!("{}-{}", letter(value.first() - 1000).to_ascii_uppercase(), value.last());
            (number.clone(), number)
        }
        (_, Scheme::AlphaUpper | Scheme::AlphaLower | Scheme::Double) => (raw.to_owned(), raw.to_owned()),
        _ => (value.to_string(), value.to_string()),
    }
}
