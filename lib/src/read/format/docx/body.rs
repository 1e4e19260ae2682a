//! The walk over a body, a note or a header: from elements to paragraphs, in the order of reading.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::findings::{Finding, Findings};
use super::notes::References;
use super::numbering::{Counters, Outcome};
use super::package::{Relations, shorten};
use super::para::{Change, Para};
use super::styles::{Face, RunLook, Styles};
use super::xml::{Elem, Ns};
use crate::read::extract::{RevisionKind, Revisions};

/// Changes inside each other that are recorded. Word nests two; each further one copies the words again.
const MAX_CHANGES: usize = 4;

/// A field: instructions that are not printed, then a result that is.
pub(super) struct Field {
    pub(super) instructions: String,
    pub(super) in_result: bool,
    /// Where the result begins in the words of the paragraph.
    pub(super) start: usize,
    /// Paragraph that it begins in; a link is only tied to words of one paragraph.
    pub(super) paragraph: u32,
}

/// Fields inside each other.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Open fields that have not come to their result: counted, because every run asks.
    instructing: usize,
}

impl Fields {
    /// Whether words here are part of instructions.
    pub(super) fn hide(&self) -> bool {
        self.instructing > 0
    }

    /// The innermost field.
    pub(super) fn innermost(&mut self) -> Option<&mut Field> {
        self.open.last_mut()
    }

    /// Begins a field.
    pub(super) fn begin(&mut self) {
        self.open.push(Field { instructions: String::new(), in_result: false, start: 0, paragraph: 0 });
        self.instructing += 1;
    }

    /// Comes to the result of the innermost field.
    pub(super) fn separate(&mut self, start: usize, paragraph: u32) {
        if let Some(field) = self.open.last_mut() {
            self.instructing -= usize::from(!field.in_result);
            *field = Field { instructions: std::mem::take(&mut field.instructions), in_result: true, start, paragraph };
        }
    }

    /// Ends the innermost field.
    pub(super) fn end(&mut self) -> Option<Field> {
        let field = self.open.pop()?;
        self.instructing -= usize::from(!field.in_result);
        Some(field)
    }
}

/// Elements of a body that are read before their paragraphs are given away.
const PART: usize = 1000;
/// Stretches of words whose changes are recorded: more than any redline has, and few enough to be kept.
const MAX_RECORDS: usize = 500_000;
/// Bytes of all addresses of links: one address may be named by a million links.
const MAX_ADDRESSES: usize = 64 << 20;

/// The state of the walk.
pub(super) struct Walk<'a> {
    pub(super) view: Revisions,
    pub(super) styles: &'a Styles,
    pub(super) counters: Counters<'a>,
    pub(super) references: References,
    pub(super) relations: &'a Relations,
    pub(super) findings: Findings,
    /// Number of the paragraph that is read, from 1.
    pub(super) paragraph: u32,
    /// Tables begun, so that a cell can be asked whether it holds one.
    pub(super) tables: usize,
    /// Words before a paragraph mark that this view does not have; they belong to the next paragraph.
    carry: Option<Para>,
    pub(super) fields: Fields,
    /// Beginnings of fields that never end. Heeding them would swallow the rest of the document.
    pub(super) unended: FxHashSet<usize>,
    pub(super) changes: Vec<Change>,
    records: usize,
    addresses: usize,
}

impl<'a> Walk<'a> {
    /// The beginning of a walk.
    pub(super) fn new(
        view: Revisions,
        styles: &'a Styles,
        counters: Counters<'a>,
        references: References,
        relations: &'a Relations,
    ) -> Walk<'a> {
        Walk {
            view,
            styles,
            counters,
            references,
            relations,
            findings: Findings::default(),
            paragraph: 0,
            tables: 0,
            carry: None,
            fields: Fields::default(),
            unended: FxHashSet::default(),
            changes: Vec::new(),
            records: 0,
            addresses: 0,
        }
    }

    /// Reads all that a note or a header holds.
    pub(super) fn story(&mut self, root: Elem<'_>, relations: &'a Relations) -> Vec<Para> {
        let mut paragraphs = Vec::new();
        self.story_by_parts(root, relations, |_, part| paragraphs.append(part));
        paragraphs
    }

    /// Reads all that a body holds, and gives it away part by part, so that it is not all in memory at once.
    pub(super) fn story_by_parts(
        &mut self,
        root: Elem<'_>,
        relations: &'a Relations,
        mut give: impl FnMut(&Self, &mut Vec<Para>),
    ) {
        self.relations = relations;
        self.fields = Fields::default();
        self.changes.clear();
        self.unended = unended_fields(root);
        let mut paragraphs = Vec::new();
        let mut children = root.child("body").unwrap_or(root).children().peekable();
        while children.peek().is_some() {
            self.blocks_of(children.by_ref().take(PART), &mut paragraphs);
            give(self, &mut paragraphs);
            paragraphs.clear();
        }
        self.close(&mut paragraphs);
        // Nothing but changes that this view leaves out: they are kept, at the end.
        paragraphs.extend(self.carry.take());
        give(self, &mut paragraphs);
    }

    /// Notes something at the paragraph that is read.
    pub(super) fn find(&mut self, finding: Finding, detail: &str) {
        self.findings.add(finding, self.paragraph, detail);
    }

    /// Reads what an element holds between paragraphs.
    pub(super) fn blocks(&mut self, parent: Elem<'_>, out: &mut Vec<Para>) {
        self.blocks_of(parent.children(), out);
    }

    fn blocks_of<'t>(&mut self, children: impl Iterator<Item = Elem<'t>>, out: &mut Vec<Para>) {
        let mut loose: Option<Para> = None;
        for child in children {
            let inline = match (child.ns(), child.name()) {
                (Ns::Word, "r" | "hyperlink" | "fldSimple" | "t" | "ruby") => true,
                (ns, _) => ns == Ns::Math,
            };
            if inline {
                let mut para = loose.take().unwrap_or_else(|| self.carry.take().unwrap_or_default());
                if para.number == 0 {
                    self.paragraph += 1;
                    para.number = self.paragraph;
                }
                let base = self.styles.base(None);
                let face = self.styles.face(&base, None);
                self.inline_one(child, &base, &face, &mut para);
                loose = Some(para);
                continue;
            }
            if let Some(para) = loose.take() {
                self.emit(para, out);
            }
            self.block(child, out);
        }
        if let Some(para) = loose.take() {
            self.emit(para, out);
        }
    }

    /// Reads one element between paragraphs.
    pub(super) fn block(&mut self, e: Elem<'_>, out: &mut Vec<Para>) {
        match (e.ns(), e.name()) {
            (Ns::Word, "p") => self.paragraph(e, out),
            (Ns::Word, "tbl") => self.table(e, out),
            (Ns::Compat, "AlternateContent") => {
                if let Some(chosen) = choice(e) {
                    self.blocks(chosen, out);
                }
            }
            (Ns::Word, "altChunk" | "subDoc") => self.find(Finding::Unread, e.name()),
            (Ns::Word, name) if name.ends_with("Pr") => {}
            _ => {
                let change = self.open_change(e);
                self.note_unknown(e);
                self.blocks(e, out);
                self.close_change(change);
            }
        }
    }

    /// Ends a cell or a body: words that wait for a paragraph which does not come stand alone.
    pub(super) fn close(&mut self, out: &mut Vec<Para>) {
        if self.carry.as_ref().is_some_and(|c| !c.is_blank())
            && let Some(para) = self.carry.take()
        {
            self.emit(para, out);
        }
    }

    fn paragraph(&mut self, p: Elem<'_>, out: &mut Vec<Para>) {
        self.paragraph += 1;
        let mut para = self.carry.take().unwrap_or_default();
        if para.number == 0 || para.is_blank() {
            para.number = self.paragraph;
        }
        let properties = p.child("pPr");
        let base = self.styles.base(properties);
        let face = self.styles.face(&base, None);
        self.inline(p, &base, &face, &mut para);

        let numbering = &self.counters;
        let mut own = self.styles.paragraph(properties, |list, style| numbering.level_of(list, style));
        // A paragraph that is nothing but the end of a section prints no number, and none is counted for it.
        if para.words.trim().is_empty() && properties.is_some_and(|p| p.child("sectPr").is_some()) {
            own.list = None;
        }
        let mark = properties.and_then(|p| p.child("rPr"));
        let before = self.changes.len();
        for change in mark.iter().flat_map(Elem::children) {
            self.open_change(change);
        }
        let present = self.is_visible();
        // A hidden mark (Word's style separator) sets a heading and the words behind it on one line, and it is the
        // heading that is numbered. Of a deleted mark nothing is left: the properties are those of the next one.
        let run_in = mark.and_then(|m| m.child("vanish")).is_some_and(|v| v.on());
        let end = para.words.len();
        // The mark stands where the line feed will be.
        self.record(end..end + usize::from(present && !run_in), "\n", &mut para);
        self.changes.truncate(before);
        if present && !run_in {
            para.properties.get_or_insert(own);
            self.emit(para, out);
            return;
        }
        if present && !para.words.trim().is_empty() {
            para.properties.get_or_insert(own);
        }
        match &mut self.carry {
            Some(carried) => carried.append(para),
            None => self.carry = Some(para),
        }
    }

    /// Numbers a paragraph that is complete and gives it away with its text boxes behind it.
    fn emit(&mut self, mut para: Para, out: &mut Vec<Para>) {
        if let Some((list, level)) = para.properties.as_ref().and_then(|p| p.list) {
            match self.counters.count(list, level) {
                Outcome::Label(label) => para.set_label(&label),
                Outcome::Silent => {}
                Outcome::Unknown => self.find(Finding::MissingList, &list.to_string()),
            }
        }
        let boxes = std::mem::take(&mut para.boxes);
        out.push(para);
        out.extend(boxes);
    }

    /// Reads what an element holds inside a paragraph.
    pub(super) fn inline(&mut self, parent: Elem<'_>, base: &RunLook, face: &Face, para: &mut Para) {
        for child in parent.children() {
            self.inline_one(child, base, face, para);
        }
    }

    /// Whether words at this place belong to the view.
    pub(super) fn is_visible(&self) -> bool {
        let unseen = |kind: RevisionKind| match self.view {
            Revisions::Accepted => matches!(kind, RevisionKind::Deletion | RevisionKind::MoveFrom),
            Revisions::Original => matches!(kind, RevisionKind::Insertion | RevisionKind::MoveTo),
        };
        !self.changes.iter().any(|c| unseen(c.kind))
    }

    /// Adds words to a paragraph, or notes what keeps them out.
    pub(super) fn say(&mut self, text: &str, face: &Face, para: &mut Para) {
        if text.is_empty() || self.fields.hide() {
            return;
        }
        if face.hidden {
            self.find(Finding::Hidden, "");
            return;
        }
        let start = para.words.len();
        if self.is_visible() {
            para.say(text, face);
        }
        self.record(start..para.words.len(), text, para);
    }

    /// Notes the tracked changes that words stand in.
    fn record(&mut self, span: Range<usize>, text: &str, para: &mut Para) {
        if self.changes.is_empty() {
            return;
        }
        self.records += 1;
        if self.records > MAX_RECORDS {
            self.find(Finding::LostChange, "");
            return;
        }
        for change in &self.changes {
            para.record(change, span.clone(), text);
        }
    }

    /// Ties an address to the words from a place on.
    pub(super) fn link(&mut self, para: &mut Para, start: usize, target: Option<String>) {
        let Some(target) = target.filter(|_| start < para.words.len()) else { return };
        self.addresses += target.len();
        if self.addresses > MAX_ADDRESSES {
            self.find(Finding::Unread, "links");
            return;
        }
        para.links.push((start..para.words.len(), target));
    }

    /// Opens a tracked change if the element is one; gives whether it was.
    pub(super) fn open_change(&mut self, element: Elem<'_>) -> bool {
        let kind = match element.name() {
            "ins" | "cellIns" => RevisionKind::Insertion,
            "del" | "cellDel" => RevisionKind::Deletion,
            "moveFrom" => RevisionKind::MoveFrom,
            "moveTo" => RevisionKind::MoveTo,
            _ => return false,
        };
        if element.ns() != Ns::Word {
            return false;
        }
        if self.changes.len() >= MAX_CHANGES {
            self.find(Finding::LostChange, "");
            return false;
        }
        let said = |name| element.attr(name).filter(|v| !v.is_empty()).map(|v| v.chars().take(200).collect());
        self.changes.push(Change { kind, author: said("author"), date: said("date") });
        true
    }

    /// Closes a tracked change that was opened.
    pub(super) fn close_change(&mut self, opened: bool) {
        if opened {
            self.changes.pop();
        }
    }

    /// Notes elements of WordprocessingML that hold something and are not known.
    pub(super) fn note_unknown(&mut self, element: Elem<'_>) {
        let known = matches!(
            element.name(),
            "body"
                | "document"
                | "footnotes"
                | "endnotes"
                | "background"
                | "sdt"
                | "sdtContent"
                | "customXml"
                | "smartTag"
                | "ins"
                | "del"
                | "moveFrom"
                | "moveTo"
                | "hyperlink"
                | "fldSimple"
                | "dir"
                | "bdo"
                | "r"
                | "drawing"
                | "pict"
                | "object"
                | "control"
                | "objectEmbed"
                | "objectLink"
                | "movie"
                | "fldData"
                | "fldChar"
                | "ffData"
                | "numberingChange"
                | "txbxContent"
                | "rubyBase"
                | "tr"
                | "tc"
                | "footnote"
                | "endnote"
                | "hdr"
                | "ftr"
        );
        if element.ns() == Ns::Word && !known && element.children().next().is_some() {
            self.find(Finding::UnknownElement, &shorten(element.name()));
        }
    }
}

/// The rendering of alternatives that is read: the first, which is the newest. Reading all would say everything twice.
pub(super) fn choice(alternatives: Elem<'_>) -> Option<Elem<'_>> {
    let holds = |c: &Elem<'_>| c.children().next().is_some();
    let of = |name: &'static str| alternatives.children().find(|c| c.name() == name && holds(c));
    of("Choice").or_else(|| of("Fallback"))
}

/// Beginnings of fields without an end.
fn unended_fields(root: Elem<'_>) -> FxHashSet<usize> {
    let mut open = Vec::new();
    for element in root.descendants().filter(|e| e.is("fldChar")) {
        match element.attr("fldCharType") {
            Some("begin") => open.push(element.id()),
            Some("end") => drop(open.pop()),
            _ => {}
        }
    }
    open.into_iter().collect()
}
