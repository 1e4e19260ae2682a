//! The walk through a page in reading order, item by item and without recursion, which puts out its lines.

mod finish;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::read::extract::{Extract, RevisionKind, Revisions, Role};

use super::chrome::Fate;
use super::line::{Draft, Face, Mark, begins_with_label};
use super::list::List;
use super::note::Notes;
use super::page::{Page, What};
use super::table::{self, Kind};
use finish::raise;

/// What holds for everything below an element.
#[derive(Debug, Clone, Copy, Default)]
struct Context {
    face: Face,
    fate: Fate,
    pre: bool,
    raised: bool,
    linked: bool,
    /// Inside a row of data, where everything is one line.
    row: bool,
    /// Inside the cell of a label, which is the beginning of a line.
    label_cell: bool,
    /// The number with which a line begins.
    number: bool,
    /// Inside a reference to a footnote, whose mark is printed raised.
    mark: bool,
    note: Option<u32>,
    /// Inside a change that is not part of the view.
    struck: Option<usize>,
}

enum Task {
    Enter(usize),
    Leave(usize, Context),
    /// Tabs behind a cell that takes several columns.
    Tabs(u32),
}

/// A stretch between two marks.
struct Stretch {
    from: Mark,
    to: Option<Mark>,
}

struct Change {
    kind: RevisionKind,
    author: Option<String>,
    date: Option<String>,
    stretch: Stretch,
    /// The words, where they are no part of the view.
    struck: Option<String>,
}

/// Where a row of data stands between its cells.
#[derive(Default)]
struct Columns {
    cells: usize,
    /// Rows that each column still owes to a cell above.
    owed: Vec<u32>,
}

/// The walk and what it has gathered.
pub(super) struct Walk<'p> {
    page: &'p Page<'p>,
    fates: &'p [Fate],
    notes: &'p Notes,
    revisions: Revisions,
    pub(super) extract: Extract,
    draft: Draft,
    context: Context,
    tasks: Vec<Task>,
    lists: Vec<List>,
    /// For each open item of a list or row with a label of its own, whether its first line was put out: what follows in
    /// it hangs below its label.
    hanging: Vec<bool>,
    /// Label of the list item whose first words are awaited, and the indentation it stands at.
    label: Option<String>,
    label_face: Face,
    label_line: u32,
    tables: BTreeMap<usize, Kind>,
    columns: Vec<Columns>,
    links: Vec<(Stretch, String)>,
    references: BTreeMap<usize, Stretch>,
    changes: Vec<Change>,
    note_lines: BTreeMap<u32, Range<usize>>,
    pub(super) languages: Vec<Option<(String, String)>>,
    /// Bytes of words that the page does not show.
    pub(super) hidden: usize,
}

/// Lines that a site prints round a document, whatever they stand in.
const PHRASES: &[&str] = &[
    "print this page",
    "print page",
    "print",
    "back to top",
    "return to top",
    "top of page",
    "top",
    "share this page",
    "share",
    "skip to main content",
    "skip to content",
    "skip to main navigation",
    "email this page",
    "add to favourites",
    "download pdf",
    "view pdf",
    "previous page",
    "next page",
    "go back",
    "back to index",
    "back to contents",
    "table of contents",
    "retour en haut",
    "haut de page",
    "imprimer",
    "volver arriba",
    "imprimir",
    "наверх",
];

impl<'p> Walk<'p> {
    pub(super) fn new(
        page: &'p Page<'p>,
        fates: &'p [Fate],
        notes: &'p Notes,
        revisions: Revisions,
        extract: Extract,
    ) -> Walk<'p> {
        Walk {
            page,
            fates,
            notes,
            revisions,
            extract,
            draft: Draft::default(),
            context: Context::default(),
            tasks: vec![Task::Enter(0)],
            lists: Vec::new(),
            hanging: Vec::new(),
            label: None,
            label_face: Face::default(),
            label_line: 1,
            tables: BTreeMap::new(),
            columns: Vec::new(),
            links: Vec::new(),
            references: BTreeMap::new(),
            changes: Vec::new(),
            note_lines: BTreeMap::new(),
            languages: Vec::new(),
            hidden: 0,
        }
    }

    /// Walks the page.
    pub(super) fn walk(&mut self) {
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Enter(at) => self.enter(at),
                Task::Leave(at, context) => {
                    self.leave(at);
                    if self.context.fate != context.fate {
                        self.border();
                    }
                    self.context = context;
                }
                Task::Tabs(count) => (0..count).for_each(|_| self.draft.tab()),
            }
        }
        self.flush();
        self.label_alone();
        self.finish();
    }

    fn enter(&mut self, at: usize) {
        let Some(item) = self.page.item(at).copied() else { return };
        let before = self.context;
        let fate = self.fates.get(at).copied().unwrap_or_default();
        match item.what {
            What::Text(text) => {
                if fate != before.fate && !text.trim().is_empty() {
                    self.border();
                    self.context.fate = fate;
                    self.text(text, item.line, fate);
                    self.border();
                    self.context = before;
                } else {
                    self.text(text, item.line, fate);
                }
            }
            What::Other => {
                self.tasks.extend(self.page.children(at).collect::<Vec<_>>().into_iter().rev().map(Task::Enter));
            }
            What::Element(_) if fate == Fate::Code => {}
            What::Element(_) => {
                let note = self.notes.at(at);
                if (item.look.block && item.tag != "button") || note.is_some() || fate != before.fate {
                    self.border();
                }
                if item.tag == "li" {
                    self.label_alone();
                }
                self.tasks.push(Task::Leave(at, before));
                self.context.fate = fate;
                self.look(at);
                if let Some(note) = note {
                    self.context.note = u32::try_from(note).ok();
                }
                self.open(at, item.tag);
                let below = match self.tables.get(&at) {
                    Some(Kind::Columns(cells, _)) => cells.clone(),
                    _ => self.page.children(at).collect(),
                };
                self.tasks.extend(below.into_iter().rev().map(Task::Enter));
            }
        }
    }

    /// Takes over what the element says of its content.
    fn look(&mut self, at: usize) {
        let Some(look) = self.page.item(at).map(|i| i.look) else { return };
        let face = &mut self.context.face;
        face.bold = look.bold.unwrap_or(face.bold);
        face.italic = look.italic.unwrap_or(face.italic);
        face.centred = look.centred.unwrap_or(face.centred);
        face.indent = face.indent.saturating_add(look.indent).min(60);
        if look.heading > 0 {
            face.heading = look.heading;
        }
        self.context.raised |= look.raised;
        self.context.pre |= look.pre;
        self.context.number = look.number && !look.block && self.draft.is_empty() && !self.in_line();
    }

    fn open(&mut self, at: usize, tag: &str) {
        let line = self.page.item(at).map_or(1, |i| i.line);
        match tag {
            "br" => {
                if self.in_line() {
                    self.draft.space();
                } else if self.context.pre {
                    self.flush();
                } else {
                    self.draft.soft();
                }
            }
            "ul" | "ol" | "menu" | "dir" => self.lists.push(List::open(self.page, at)),
            "li" => {
                self.hanging.push(false);
                let label = self.lists.last_mut().and_then(|list| list.label(self.page, at));
                if self.context.fate == Fate::Body && self.context.note.is_none() {
                    self.label_face = self.context.face;
                    self.label_line = line;
                    self.label = label;
                }
            }
            "img" => self.image(at),
            "input" => {
                if let Some(value) = self
                    .page
                    .attr(at, "value")
                    .filter(|_| self.page.attr(at, "type").is_some_and(|t| matches!(t, "submit" | "button" | "reset")))
                {
                    self.border();
                    let fate = std::mem::replace(&mut self.context.fate, Fate::Chrome);
                    self.text(value, line, Fate::Chrome);
                    self.border();
                    self.context.fate = fate;
                }
            }
            "a" => self.link(at),
            "table" if !self.context.row => {
                // Looking into each of hundreds of nested tables would look at every cell hundreds of times.
                let kind = if self.tables.len() < 10 { table::kind(self.page, at) } else { Kind::Layout };
                if let Kind::Columns(_, languages) = &kind {
                    self.languages.push(languages.clone());
                }
                if kind == Kind::Labels {
                    self.context.face.indent = self.context.face.indent.saturating_add(1);
                }
                if kind == Kind::Data {
                    self.columns.push(Columns::default());
                }
                self.tables.insert(at, kind);
            }
            "tr" => {
                if self.owner(at) == Some(&Kind::Labels) {
                    self.hanging.push(false);
                }
                if !self.context.row && self.owner(at) == Some(&Kind::Data) {
                    self.context.row = true;
                    if let Some(columns) = self.columns.last_mut() {
                        columns.cells = 0;
                    }
                }
            }
            "td" | "th" => self.cell(at),
            "ins" | "del" => self.change(at, tag),
            _ => {}
        }
    }

    fn leave(&mut self, at: usize) {
        let tag = self.page.tag(at);
        match tag {
            "a" => {
                let to = self.draft.close_mark(&self.extract);
                if let Some((stretch, _)) = self.links.last_mut().filter(|(s, _)| s.to.is_none()) {
                    stretch.to = Some(to);
                }
                if let Some(note) = self.notes.references.get(&at)
                    && let Some(stretch) = self.references.get_mut(note).filter(|s| s.to.is_none())
                {
                    stretch.to = Some(to);
                }
            }
            "ins" | "del" => {
                let to = self.draft.close_mark(&self.extract);
                if let Some(change) = self.changes.iter_mut().rev().find(|c| c.stretch.to.is_none()) {
                    change.stretch.to = Some(to);
                }
            }
            _ if self.context.number => {
                self.draft.close_number();
            }
            "td" | "th" if self.context.label_cell => {
                if !self.draft.is_empty() {
                    self.draft.close_label();
                }
                return;
            }
            _ => {}
        }
        let look = self.page.item(at).map(|i| i.look).unwrap_or_default();
        match tag {
            "tr" if self.owner(at) == Some(&Kind::Labels) => {
                self.flush();
                self.hanging.pop();
            }
            "tr" if self.context.row && self.owner(at) == Some(&Kind::Data) && self.row_of(at) => self.flush(),
            "li" => {
                self.border();
                if !self.context.row {
                    self.label_alone();
                }
                self.hanging.pop();
            }
            _ if look.block || self.notes.at(at).is_some() => self.border(),
            _ => {}
        }
        match tag {
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
            }
            "table" if self.tables.remove(&at) == Some(Kind::Data) => {
                self.columns.pop();
            }
            _ => {}
        }
    }

    /// Whether a row is one of the table that is read as data, not of a table inside one of its cells.
    fn row_of(&self, at: usize) -> bool {
        self.page.above(at).find(|up| self.page.tag(*up) == "table").is_some_and(|t| self.tables.contains_key(&t))
    }

    /// The kind of the table that an item stands in.
    fn owner(&self, at: usize) -> Option<&Kind> {
        let table = self.page.above(at).find(|up| self.page.tag(*up) == "table")?;
        self.tables.get(&table)
    }

    fn cell(&mut self, at: usize) {
        if self.context.row {
            if !self.row_of(at) {
                self.draft.space();
                return;
            }
            let span = |name: &str| {
                self.page.attr(at, name).and_then(|c| c.parse::<u32>().ok()).map_or(1, |c| c.clamp(1, 100))
            };
            let (wide, tall) = (span("colspan"), span("rowspan"));
            let Some(columns) = self.columns.last_mut() else { return };
            let mut tabs = usize::from(columns.cells > 0);
            // Columns that a cell of a row above still takes are empty here.
            while let Some(owed) = columns.owed.get_mut(columns.cells).filter(|o| **o > 0) {
                *owed -= 1;
                columns.cells += 1;
                tabs += 1;
            }
            let first = columns.cells;
            columns.cells += wide as usize;
            if columns.owed.len() < columns.cells {
                columns.owed.resize(columns.cells, 0);
            }
            for owed in columns.owed.iter_mut().take(columns.cells).skip(first) {
                *owed = tall - 1;
            }
            for _ in 0..tabs {
                self.draft.tab();
            }
            // The tabs of a wide cell stand behind it, so that the columns after it keep their place.
            if wide > 1 {
                self.tasks.push(Task::Tabs(wide - 1));
            }
            return;
        }
        if self.owner(at) == Some(&Kind::Labels) && self.draft.is_empty() && self.label.is_none() {
            let row = self.page.item(at).map_or(at, |i| i.parent);
            let more = self.page.children(row).any(|n| n > at && !self.page.words(n, 1).trim().is_empty());
            self.context.label_cell = more && !self.page.words(at, 1).trim().is_empty();
        }
    }

    fn link(&mut self, at: usize) {
        let Some(href) = self.page.attr(at, "href") else { return };
        self.context.linked = true;
        if let Some(note) = self.notes.references.get(&at) {
            // Brackets keep the mark apart from the word before it; without them it is raised.
            self.context.mark = !self.page.words(at, 40).contains(['[', '(']);
            self.context.raised &= self.context.mark;
            if !self.references.contains_key(note) {
                let from = self.draft.open_mark();
                self.references.insert(*note, Stretch { from, to: None });
            }
            return;
        }
        if self.context.fate == Fate::Chrome {
            self.draft.space();
        }
        let lower = href.get(..11).unwrap_or(href).to_ascii_lowercase();
        if self.notes.returns.contains(&at)
            || matches!(href, "" | "#")
            || lower == "javascript:"
            || lower.starts_with("data:")
            || self.context.struck.is_some()
            || self.context.fate == Fate::Hidden
        {
            return;
        }
        let from = self.draft.open_mark();
        self.links.push((Stretch { from, to: None }, href.to_owned()));
    }

    fn change(&mut self, at: usize, tag: &str) {
        let insertion = tag == "ins";
        let shown = insertion == (self.revisions == Revisions::Accepted);
        let from = self.draft.open_mark();
        let text = |name: &str| self.page.attr(at, name).filter(|v| !v.is_empty()).map(str::to_owned);
        self.changes.push(Change {
            kind: if insertion { RevisionKind::Insertion } else { RevisionKind::Deletion },
            author: text("data-author").or_else(|| text("author")),
            date: text("datetime"),
            stretch: Stretch { from, to: None },
            struck: (!shown).then(String::new),
        });
        if !shown && self.context.struck.is_none() {
            self.context.struck = Some(self.changes.len() - 1);
        }
    }

    /// The words that stand for a picture are the site's, not the agreement's.
    fn image(&mut self, at: usize) {
        let Some(words) = self.page.attr(at, "alt").filter(|a| !a.is_empty()) else { return };
        if self.context.fate == Fate::Hidden || self.context.struck.is_some() {
            return;
        }
        // The line round the picture is not torn: what it stands for is put out before it.
        let mut aside = Draft::default();
        let line = self.page.item(at).map_or(1, |i| i.line);
        aside.text(words, line, Face::default(), false, false);
        aside.flush(&mut self.extract, None, Role::Furniture);
    }

    fn text(&mut self, text: &str, line: u32, fate: Fate) {
        if fate == Fate::Code {
            return;
        }
        if fate == Fate::Hidden {
            self.hidden += text.split_whitespace().map(str::len).sum::<usize>();
            return;
        }
        if let Some(change) = self.context.struck.and_then(|c| self.changes.get_mut(c)) {
            if let Some(struck) = &mut change.struck {
                struck.push_str(text);
            }
            return;
        }
        let mut context = self.context;
        let hanging = self.hanging.iter().filter(|h| **h).count();
        context.face.indent = context.face.indent.saturating_add(u8::try_from(hanging).unwrap_or(60)).min(60);
        let pre = context.pre && !self.in_line();
        if pre {
            for (n, words) in text.split('\n').enumerate() {
                if n > 0 {
                    if self.draft.is_empty() && self.extract.wrapped {
                        self.extract.push_line(
                            "",
                            crate::read::extract::Place::default(),
                            self.role(),
                            Default::default(),
                        );
                    }
                    self.flush();
                }
                self.draft.text(words, line + u32::try_from(n).unwrap_or(0), context.face, true, context.linked);
            }
        } else if (context.raised || context.mark) && !text.contains(['[', '(']) {
            let raised = raise(text, context.mark);
            self.draft.text(&raised, line, context.face, false, context.linked);
        } else {
            self.draft.text(text, line, context.face, false, context.linked);
        }
    }

    /// Whether blocks begin no lines here.
    fn in_line(&self) -> bool {
        self.context.row || self.context.label_cell
    }

    fn role(&self) -> Role {
        match self.context {
            Context { fate: Fate::Chrome, .. } => Role::Furniture,
            Context { note: Some(note), .. } => Role::Footnote(note),
            Context { row: true, .. } => Role::TableRow,
            _ => Role::Body,
        }
    }

    /// The border of a block: a new line, but for rows of data and for words behind a label in a cell of its own.
    fn border(&mut self) {
        if self.in_line() {
            self.draft.space();
        } else if !self.draft.is_label() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.draft.is_empty() {
            return;
        }
        let mut role = self.role();
        if role == Role::Body && (self.draft.linked || self.context.face.heading == 0) {
            let words = self.draft.plain();
            let phrase = words.len() < 40 && PHRASES.contains(&words.as_str());
            if phrase && (self.draft.linked || words.contains(' ')) {
                role = Role::Furniture;
            }
        }
        // A number typed into the item makes the browser's one superfluous.
        let label = (role == Role::Body).then(|| self.label.take()).flatten();
        let label = label.filter(|_| !self.draft.begins(begins_with_label));
        let labelled = label.is_some() || self.draft.label > 0 || self.draft.begins(begins_with_label);
        let lines = self.draft.flush(&mut self.extract, label.as_deref(), role);
        if let Some(hanging) = self.hanging.last_mut().filter(|_| labelled) {
            *hanging = true;
        }
        if let Role::Footnote(note) = role
            && !lines.is_empty()
        {
            self.note_lines.entry(note).and_modify(|known| known.end = lines.end).or_insert(lines);
        }
        if self.extract.wrapped && !self.context.pre && role != Role::TableRow {
            self.extract.push_line("", Default::default(), role, Default::default());
        }
    }

    /// The label of an item without words of its own.
    fn label_alone(&mut self) {
        let Some(label) = self.label.take().filter(|l| l != "•") else { return };
        self.flush();
        let mut alone = Draft::default();
        alone.text(&label, self.label_line, self.label_face, false, false);
        alone.close_label();
        alone.flush(&mut self.extract, None, Role::Body);
        if let Some(hanging) = self.hanging.last_mut() {
            *hanging = true;
        }
    }
}
