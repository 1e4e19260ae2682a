//! One line in the making: words with white space collapsed, and places in them that are remembered until it is put out.

use crate::read::extract::{Extract, Line, Place, Role, Style};

/// How the words from a place on look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Face {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) centred: bool,
    pub(super) heading: u8,
    pub(super) indent: u8,
}

/// A place in the words that becomes a byte of the extract when its line is put out.
pub(super) type Mark = usize;

/// A break that the page set with `<br>`, which may be a wrapped line only.
const SOFT: char = '\n';
/// A break that is one: a line of preformatted text, or two `<br>`.
const HARD: char = '\r';
/// Characters of the longest number that is set apart: "Article 105 bis".
const LONGEST_NUMBER: usize = 24;

/// The line in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    words: String,
    /// White space that stands before the next word, if one comes.
    gap: Option<char>,
    faces: Vec<(usize, Face)>,
    /// Lines of the source from places in the words on.
    lines: Vec<(usize, u32)>,
    /// Line of the source that is being read.
    line: u32,
    /// Marks that wait for the next word.
    waiting: Vec<Mark>,
    placed: Vec<(Mark, usize)>,
    resolved: Vec<Option<usize>>,
    /// Hard blanks since the last word: they are not folded by browsers, so that a page can set words apart with them.
    wide: usize,
    /// Bytes of a label that stands in a cell of its own.
    pub(super) label: usize,
    /// Whether all words so far are those of links.
    pub(super) linked: bool,
}

impl Draft {
    /// Whether there are no words yet.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words in small letters, without signs round them.
    pub(super) fn plain(&self) -> String {
        if self.words.len() > 80 {
            return String::new();
        }
        self.words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    }

    /// Whether the words begin in a way.
    pub(super) fn begins(&self, with: fn(&str) -> bool) -> bool {
        with(&self.words)
    }

    /// Whether a label is all there is.
    pub(super) fn is_label(&self) -> bool {
        self.label > 0 && self.words.len() <= self.label
    }

    /// Takes the words so far for a label.
    pub(super) fn close_label(&mut self) {
        self.label = self.words.len();
        self.gap = Some(' ');
    }

    /// Takes the words so far for a label if they look like one, and keeps what follows apart from them.
    pub(super) fn close_number(&mut self) {
        let short = self.words.chars().count() <= LONGEST_NUMBER && !self.words.contains([SOFT, HARD]);
        if short && self.label == 0 && self.words.contains(|c: char| !c.is_whitespace()) {
            self.close_label();
        }
    }

    /// Adds text of the page.
    pub(super) fn text(&mut self, text: &str, line: u32, face: Face, pre: bool, linked: bool) {
        self.line = line;
        for c in text.chars() {
            self.line += u32::from(c == '\n');
            match c {
                // Soft hyphens and marks without width are the browser's business; joiners are the script's.
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' | '\0' => {}
                '\n' if pre => self.hard(),
                '\r' => self.gap = self.gap.or(Some(' ')),
                '\u{a0}' => {
                    self.wide += 1;
                    self.gap = self.gap.map_or(Some(c), |_| Some(' '));
                }
                c if pre && matches!(c, ' ' | '\t') => self.push(c, face, linked),
                c if c.is_whitespace() || c.is_control() => self.gap = Some(' '),
                c => self.push(c, face, linked),
            }
        }
    }

    fn push(&mut self, c: char, face: Face, linked: bool) {
        if self.words.is_empty() {
            self.linked = true;
        }
        if let Some(gap) = self.gap.take()
            && !self.words.is_empty()
            && !self.words.ends_with([SOFT, HARD, '\t'])
        {
            self.words.push(gap);
        }
        if self.wide >= 2 && self.label == 0 && self.words.ends_with([' ', '\u{a0}']) && is_label(self.words.trim_end())
        {
            // "a", a wide gap, and words: a label that was set apart by hand.
            self.label = self.words.trim_end().len();
        }
        self.wide = 0;
        let at = self.words.len();
        for mark in self.waiting.drain(..) {
            self.placed.push((mark, at));
        }
        if self.faces.last().is_none_or(|(_, last)| *last != face) {
            self.faces.push((at, face));
        }
        if self.lines.last().is_none_or(|(_, last)| *last != self.line) {
            self.lines.push((at, self.line));
        }
        self.linked &= linked || c.is_whitespace();
        self.words.push(c);
    }

    /// A break that may be a wrapped line; two of them are a break.
    pub(super) fn soft(&mut self) {
        self.gap = None;
        if self.words.ends_with(SOFT) {
            self.words.pop();
            self.words.push(HARD);
        } else if !self.words.is_empty() && !self.words.ends_with(HARD) {
            self.words.push(SOFT);
        }
    }

    fn hard(&mut self) {
        self.gap = None;
        self.words.push(HARD);
    }

    /// Keeps the next word apart from the last one.
    pub(super) fn space(&mut self) {
        self.gap = Some(' ');
    }

    /// The border between two cells of a row.
    pub(super) fn tab(&mut self) {
        self.gap = None;
        self.words.push('\t');
    }

    /// A mark at the next word.
    pub(super) fn open_mark(&mut self) -> Mark {
        self.resolved.push(None);
        self.waiting.push(self.resolved.len() - 1);
        self.resolved.len() - 1
    }

    /// A mark behind the last word.
    pub(super) fn close_mark(&mut self, extract: &Extract) -> Mark {
        let mark = self.resolved.len();
        if self.words.is_empty() {
            self.resolved.push(Some(extract.lines.last().map_or(0, |l| l.span.end)));
        } else {
            self.resolved.push(None);
            self.placed.push((mark, self.words.trim_end_matches([SOFT, HARD]).len()));
        }
        mark
    }

    /// Byte of a mark, once its line was put out.
    pub(super) fn place(&self, mark: Mark) -> Option<usize> {
        self.resolved.get(mark).copied().flatten()
    }

    /// Puts the words out as lines and begins anew. Gives the numbers of the lines.
    pub(super) fn flush(&mut self, extract: &mut Extract, prefix: Option<&str>, role: Role) -> std::ops::Range<usize> {
        let from = extract.lines.len();
        let words = std::mem::take(&mut self.words);
        let faces = std::mem::take(&mut self.faces);
        let lines = std::mem::take(&mut self.lines);
        let placed = std::mem::take(&mut self.placed);
        let label = std::mem::take(&mut self.label);
        self.gap = None;
        let mut first = true;
        // Marks were placed in the order of the words.
        let mut next = 0;
        let row = role == Role::TableRow;
        let pieces = pieces(&words);
        for (start, end) in pieces {
            let piece = words.get(start..end).unwrap_or("");
            let kept = piece.trim_end_matches(|c: char| c.is_whitespace() && !(row && c == '\t'));
            if kept.trim().is_empty() && !(role == Role::Body && piece.is_empty() && extract.wrapped) {
                continue;
            }
            let face = face(&faces, start, start + kept.len(), &words);
            let style = if role == Role::Furniture {
                Style::default()
            } else {
                Style {
                    bold: face.bold,
                    italic: face.italic,
                    centred: face.centred,
                    heading: face.heading,
                    indent: face.indent,
                }
            };
            let line_start = extract.text.len();
            let mut shift = 0;
            if let Some(prefix) = prefix.filter(|_| first) {
                extract.text.push_str(prefix);
                extract.text.push(' ');
                shift = prefix.len() + 1;
            }
            for c in kept.chars() {
                extract.text.push(if matches!(c, SOFT | HARD) { ' ' } else { c });
            }
            while let Some((mark, at)) = placed.get(next).filter(|(_, at)| *at <= end) {
                if let Some(place) = self.resolved.get_mut(*mark) {
                    *place = Some(line_start + shift + at.saturating_sub(start).min(kept.len()));
                }
                next += 1;
            }
            let span = line_start..extract.text.len();
            extract.text.push('\n');
            let known = lines.partition_point(|(at, _)| *at <= start).saturating_sub(1);
            let number = lines.get(known).map_or(self.line, |(_, line)| *line);
            let label = match prefix {
                Some(prefix) if first => prefix.len(),
                _ if first && start == 0 => label.min(kept.len()),
                _ => 0,
            };
            extract.lines.push(Line { span, place: Place { page: None, line: number }, role, style, label });
            first = false;
        }
        for (mark, _) in placed.iter().skip(next) {
            if let Some(place) = self.resolved.get_mut(*mark) {
                *place = Some(extract.lines.last().map_or(0, |l| l.span.end));
            }
        }
        from..extract.lines.len()
    }
}

/// Stretches of the words that are lines of their own.
fn pieces(words: &str) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices().filter(|(_, c)| matches!(*c, SOFT | HARD)) {
        let before = words.get(start..at).unwrap_or("");
        let behind = words.get(at + 1..).unwrap_or("");
        let behind = behind.get(..behind.find([SOFT, HARD]).unwrap_or(behind.len())).unwrap_or("");
        if c == HARD || stands_alone(before, behind) {
            pieces.push((start, at));
            start = at + 1;
        }
    }
    pieces.push((start, words.len()));
    pieces
}

/// Whether what stands behind a `<br>` is a line of its own and not the wrapped rest of the line before it.
fn stands_alone(before: &str, behind: &str) -> bool {
    let last = before.rsplit(SOFT).next().unwrap_or(before);
    if begins_with_label(behind) {
        return true;
    }
    let ended = last.trim_end_matches(['"', '”', '»', ')', '\'']).ends_with(['.', ';', ':', '!', '?', '。', '；']);
    if ended {
        return true;
    }
    let small = behind.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')'));
    // "The Contracting Parties<br>to this Protocol" is one line in two; a long line that breaks off goes on.
    !small && last.len() < 60
}

/// Whether a text is a number or letter such as points have.
fn is_label(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '.', '[', ']']);
    let count = bare.chars().count();
    (1..=5).contains(&count)
        && (count == 1 && bare.chars().all(char::is_alphabetic)
            || bare.starts_with(|c: char| c.is_ascii_digit()) && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            || bare.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x')))
}

/// Whether a text begins with a number, a letter in brackets, or a bullet.
pub(super) fn begins_with_label(text: &str) -> bool {
    let text = text.trim_start();
    let open = text.starts_with(['(', '[', '（']);
    let inner = text.trim_start_matches(['(', '[', '（']);
    let length = inner.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(inner.len());
    let token = inner.get(..length).unwrap_or("").trim_end_matches('.');
    let dotted = inner.get(token.len()..).unwrap_or("");
    let close = dotted.chars().next().unwrap_or(' ');
    let small = token.chars().count() <= 5;
    let digits = token.starts_with(|c: char| c.is_numeric()) && token.chars().all(|c| c.is_numeric() || c == '.');
    let lettered = token.chars().count() == 1
        || (!token.is_empty() && token.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X')));
    if small && (digits || lettered) && !token.is_empty() {
        let closed =
            if open { matches!(close, ')' | ']' | '）') } else { matches!(close, '.' | ')' | '、' | '°' | 'º') };
        // "a." and "1." have a blank behind; "1.5 per cent" and "U.S." have not.
        let after = dotted.chars().nth(1);
        if closed && after.is_none_or(|c| open || c.is_whitespace() || c.is_uppercase() || close == '、') {
            return true;
        }
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let second = words.next().unwrap_or("").trim_end_matches(['.', ':', '-', '–', '—', ',']);
    let numbered = second.starts_with(|c: char| c.is_ascii_digit())
        || (!second.is_empty() && second.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L')));
    let worded = first.starts_with(char::is_uppercase) && first.chars().count() > 2 && numbered;
    let bullet = matches!(first, "-" | "–" | "—" | "•" | "·" | "*");
    worded || bullet || first.starts_with('第')
}

/// The face of a stretch: bold and italic only as far as they hold.
fn face(faces: &[(usize, Face)], start: usize, end: usize, words: &str) -> Face {
    let mut found: Option<Face> = None;
    let first = faces.partition_point(|(from, _)| *from <= start).saturating_sub(1);
    for (n, (from, face)) in faces.iter().enumerate().skip(first) {
        if *from >= end {
            break;
        }
        let to = faces.get(n + 1).map_or(words.len(), |(next, _)| *next);
        let (from, to) = ((*from).max(start), to.min(end));
        if from >= to || words.get(from..to).is_none_or(|w| !w.contains(char::is_alphanumeric)) {
            continue;
        }
        match &mut found {
            None => found = Some(*face),
            Some(all) => {
                all.bold &= face.bold;
                all.heading = all.heading.min(face.heading);
                all.centred &= face.centred;
            }
        }
    }
    found.or_else(|| faces.get(first).map(|(_, f)| *f)).unwrap_or_default()
}
