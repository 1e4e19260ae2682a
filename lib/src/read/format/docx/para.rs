//! A paragraph while it is put together, and how it becomes lines.

use std::ops::Range;
use std::rc::Rc;

use super::numbering::{Gap, Label};
use super::styles::{Face, Properties};
use crate::read::extract::{Extract, Line, Place, Revision, RevisionKind, Role, Style};

/// A line break inside a paragraph.
pub(super) const BREAK: char = '\n';
/// A page or column break inside a paragraph.
pub(super) const PAGE_BREAK: char = '\u{c}';
/// Changes of a paragraph among which one is looked for that goes on: more are not open at one place.
const OPEN_CHANGES: usize = 6;

/// A tracked change that words stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: RevisionKind,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
}

/// Families of scripts, as far as Word gives them languages of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    RightToLeft,
    Asian,
    Other,
}

impl Script {
    fn of(c: char) -> Option<Script> {
        if !c.is_alphabetic() {
            return None;
        }
        Some(match u32::from(c) {
            0..=0x024F | 0x1E00..=0x1EFF => Script::Latin,
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Script::Greek,
            0x0400..=0x052F => Script::Cyrillic,
            0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF => Script::RightToLeft,
            0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => {
                Script::Asian
            }
            _ => Script::Other,
        })
    }
}

/// A language and script with the letters written in it.
pub(super) type Tongue = (Option<Rc<str>>, Script, usize);

/// Adds letters to a count of tongues.
pub(super) fn add_tongue(tongues: &mut Vec<Tongue>, language: Option<&Rc<str>>, script: Script, letters: usize) {
    let known = tongues.iter().position(|(l, s, _)| *s == script && l.as_ref() == language);
    // Hundreds of languages in one paragraph are no languages.
    let Some(known) = known.or_else(|| (tongues.len() < 64).then_some(tongues.len())) else { return };
    if known == tongues.len() {
        tongues.push((language.cloned(), script, 0));
    }
    if let Some((_, _, count)) = tongues.get_mut(known) {
        *count += letters;
    }
}

/// Bytes up to `end` look alike.
#[derive(Debug, Clone)]
struct Stretch {
    end: usize,
    bold: bool,
    italic: bool,
}

/// A paragraph with what is known of its words; all positions are bytes of `words`.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    pub(super) words: String,
    stretches: Vec<Stretch>,
    pub(super) links: Vec<(Range<usize>, String)>,
    /// Marks of notes, by the number of the note.
    pub(super) marks: Vec<(usize, Range<usize>)>,
    pub(super) revisions: Vec<Revision>,
    /// Paragraphs of text boxes anchored here.
    pub(super) boxes: Vec<Para>,
    pub(super) tongues: Vec<Tongue>,
    /// Number of the paragraph in the document, from 1.
    pub(super) number: u32,
    pub(super) properties: Option<Properties>,
    pub(super) label: usize,
    pub(super) role: Role,
}

impl Para {
    /// Adds words.
    pub(super) fn say(&mut self, text: &str, face: &Face) {
        if text.is_empty() {
            return;
        }
        self.words.push_str(text);
        let end = self.words.len();
        match self.stretches.last_mut() {
            Some(last) if (last.bold, last.italic) == (face.bold, face.italic) => last.end = end,
            _ => self.stretches.push(Stretch { end, bold: face.bold, italic: face.italic }),
        }
        let mut letters = [0usize; 6];
        for script in text.chars().filter_map(Script::of) {
            if let Some(count) = letters.get_mut(script as usize) {
                *count += 1;
            }
        }
        let [latin, asian, complex] = &face.language;
        let scripts = [
            (Script::Latin, latin),
            (Script::Cyrillic, latin),
            (Script::Greek, latin),
            (Script::RightToLeft, complex),
            (Script::Asian, asian),
            (Script::Other, latin),
        ];
        for ((script, language), count) in scripts.into_iter().zip(letters) {
            if count > 0 {
                add_tongue(&mut self.tongues, language.as_ref(), script, count);
            }
        }
    }

    /// Notes that words stand in a tracked change; `span` is empty where the view leaves them out.
    ///
    /// Word cuts one change into many runs; what goes on without a gap is one change.
    pub(super) fn record(&mut self, change: &Change, span: Range<usize>, text: &str) {
        let goes_on = self.revisions.iter_mut().rev().take(OPEN_CHANGES).find(|r| {
            r.span.end == span.start
                && r.span.is_empty() == span.is_empty()
                && r.kind == change.kind
                && r.author == change.author
                && r.date == change.date
        });
        match goes_on {
            Some(revision) => {
                revision.span.end = span.end;
                revision.text.push_str(text);
            }
            None => self.revisions.push(Revision {
                kind: change.kind,
                author: change.author.clone(),
                date: change.date.clone(),
                span,
                text: text.to_owned(),
            }),
        }
    }

    /// Whether there is nothing to read.
    pub(super) fn is_blank(&self) -> bool {
        self.words.trim().is_empty() && self.boxes.iter().all(Para::is_blank)
    }

    /// Joins another paragraph to the end of this one.
    pub(super) fn append(&mut self, other: Para) {
        let by = self.words.len();
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.words.push_str(&other.words);
        self.stretches.extend(other.stretches.iter().map(|s| Stretch { end: s.end + by, ..s.clone() }));
        self.links.extend(other.links.into_iter().map(|(r, target)| (moved(&r), target)));
        self.marks.extend(other.marks.iter().map(|(n, r)| (*n, moved(r))));
        self.revisions.extend(other.revisions.into_iter().map(|r| Revision { span: moved(&r.span), ..r }));
        self.boxes.extend(other.boxes);
        for (language, script, letters) in &other.tongues {
            add_tongue(&mut self.tongues, language.as_ref(), *script, *letters);
        }
        if self.number == 0 {
            self.number = other.number;
        }
        if self.properties.is_none() {
            self.properties = other.properties;
        }
    }

    /// Puts an automatic number in front.
    ///
    /// A space stands between the number and the words, whatever the list sets there, so that numbers read alike; only
    /// where the list sets nothing (`第一条` in Chinese) the words follow at once, unless two words would become one.
    /// White space that was typed at the beginning gives way.
    pub(super) fn set_label(&mut self, label: &Label) {
        let blank = |c: char| c.is_whitespace() && !matches!(c, BREAK | PAGE_BREAK);
        let rest = self.words.trim_start_matches(blank);
        let cut = self.words.len() - rest.len();
        let begun = rest.chars().next().filter(|c| !matches!(*c, BREAK | PAGE_BREAK));
        let wanted = label.gap == Gap::Some || cut > 0 || welds(label.text.chars().last(), begun);
        let spaced = begun.is_some() && wanted;
        let prefix = format!("{}{}", label.text, if spaced { " " } else { "" });
        let shift = |at: usize| at.saturating_sub(cut) + prefix.len();
        let moved = |range: &mut Range<usize>| *range = shift(range.start)..shift(range.end);
        self.stretches.iter_mut().for_each(|s| s.end = shift(s.end));
        self.links.iter_mut().for_each(|(r, _)| moved(r));
        self.marks.iter_mut().for_each(|(_, r)| moved(r));
        self.revisions.iter_mut().for_each(|r| moved(&mut r.span));
        self.words.replace_range(..cut, &prefix);
        self.label = label.text.len();
    }

    /// An empty row of a table.
    pub(super) fn row() -> Para {
        Para { role: Role::TableRow, ..Para::default() }
    }

    /// Parts two cells.
    pub(super) fn say_tab(&mut self) {
        self.say("\t", &Face::default());
    }

    /// Parts two paragraphs of a cell.
    pub(super) fn say_space(&mut self) {
        self.say(" ", &Face::default());
    }

    /// White space inside becomes spaces, so that tabs are left to part cells.
    pub(super) fn flatten(&mut self) {
        self.words = self.words.replace(['\t', BREAK, PAGE_BREAK], " ");
    }

    /// Whether all printed characters of a range are bold, and whether the first is italic.
    fn look(&self, range: Range<usize>) -> (bool, bool) {
        let words = self.words.get(range.clone()).unwrap_or("");
        let (mut bold, mut italic, mut begun) = (true, false, false);
        let mut next = self.stretches.partition_point(|s| s.end <= range.start);
        for (at, _) in words.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let at = range.start + at;
            while self.stretches.get(next).is_some_and(|s| s.end <= at) {
                next += 1;
            }
            let Some(stretch) = self.stretches.get(next) else { break };
            // A raised mark of a note is not set in the face of the heading it stands on.
            let mark = self.marks.get(self.marks.partition_point(|(_, m)| m.end <= at));
            if mark.is_some_and(|(_, m)| m.contains(&at)) {
                continue;
            }
            if !begun {
                italic = stretch.italic;
                begun = true;
            }
            bold &= stretch.bold;
            if !bold {
                break;
            }
        }
        (bold && begun, italic)
    }

    /// Where the paragraph parts into lines: positions of the breaks that stay.
    ///
    /// A break stays if the lines are set one by one (headings, centred or bold paragraphs), if it is a page break, if a
    /// line is empty, if a sentence or item ends before it or a numbered item begins behind it. Any other break only
    /// makes a long line fit, and becomes a space.
    fn breaks(&self, properties: &Properties) -> Vec<usize> {
        let display = properties.heading > 0 || properties.centred || self.look(self.label..self.words.len()).0;
        let places: Vec<(usize, char)> =
            self.words.match_indices([BREAK, PAGE_BREAK]).filter_map(|(at, c)| Some((at, c.chars().next()?))).collect();
        let mut start = 0;
        let mut kept = Vec::new();
        for (i, (at, kind)) in places.iter().enumerate() {
            let next = places.get(i + 1).map_or(self.words.len(), |(n, _)| *n);
            let before = self.words.get(start..*at).unwrap_or("").trim();
            let after = self.words.get(at + 1..next).unwrap_or("").trim();
            let ended = before.ends_with(['.', ';', ':', '?', '!', '。', '；', '：', '？', '！', '؛', '؟', '։']);
            if display || *kind == PAGE_BREAK || before.is_empty() || after.is_empty() || ended || begins_item(after) {
                kept.push(*at);
            }
            start = at + 1;
        }
        kept
    }

    /// Adds the paragraph to an extract, as one line or several.
    pub(super) fn put(self, extract: &mut Extract, references: &mut [Option<Range<usize>>]) {
        let properties = self.properties.clone().unwrap_or_default();
        let base = extract.text.len();
        let row = self.role == Role::TableRow;
        let kept = if row { Vec::new() } else { self.breaks(&properties) };
        extract.text.extend(self.words.char_indices().map(|(at, c)| match c {
            BREAK | PAGE_BREAK if kept.binary_search(&at).is_ok() => '\n',
            BREAK | PAGE_BREAK => ' ',
            c => c,
        }));
        extract.text.push('\n');
        let blank = self.words.trim().is_empty();
        let mut start = 0;
        for end in kept.iter().copied().chain([self.words.len()]) {
            let line = self.words.get(start..end).unwrap_or("");
            let lead = if row { 0 } else { line.len() - line.trim_start().len() };
            let tail = if row { line.len() } else { line.trim_end().len() };
            let from = start + lead.min(tail);
            let to = start + tail.max(lead.min(tail));
            let label = if start == 0 { self.label } else { 0 };
            if !line.trim().is_empty() || (blank && start == 0) {
                let (bold, italic) = self.look(from + label..to);
                let indent = properties.list.map_or(0, |(_, level)| level);
                let style = Style { bold, italic, centred: properties.centred, heading: properties.heading, indent };
                let place = Place { page: None, line: self.number };
                extract.lines.push(Line { span: base + from..base + to, place, role: self.role, style, label });
            }
            start = end + 1;
        }
        let moved = |range: &Range<usize>| base + range.start..base + range.end;
        extract.links.extend(self.links.into_iter().map(|(r, target)| (moved(&r), target)));
        extract.revisions.extend(self.revisions.into_iter().map(|r| Revision { span: moved(&r.span), ..r }));
        for (note, range) in &self.marks {
            if let Some(slot) = references.get_mut(*note) {
                slot.get_or_insert(moved(range));
            }
        }
    }
}

/// Whether two characters side by side would make one word of two.
fn welds(last: Option<char>, first: Option<char>) -> bool {
    let word = |c: char| c.is_ascii_digit() || Script::of(c).is_some_and(|s| s != Script::Asian);
    last.is_some_and(word) && first.is_some_and(word)
}

/// Whether words begin with a typed number or a dash: `(a)`, `1.`, `iv)`, `–`.
fn begins_item(words: &str) -> bool {
    if words.starts_with(['–', '—', '•', '-', '·', '▪']) {
        return true;
    }
    let inner = words.strip_prefix('(').unwrap_or(words);
    let number: String = inner.chars().take_while(|c| c.is_alphanumeric()).take(5).collect();
    let short = (1..=4).contains(&number.chars().count());
    // A full stop after letters ends a sentence more often than it marks an item.
    let digits = number.chars().all(|c| c.is_ascii_digit());
    let rest = inner.get(number.len()..).unwrap_or("");
    short && (rest.starts_with([')', '）']) || (digits && rest.starts_with(['.', '．', '、'])))
}
