//! Labelled text, folded to the width of the terminal.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::Screen;
use super::label::Label;

/// A stretch of text with one label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    label: Label,
    text: String,
}

/// One line or paragraph of labelled text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    /// An empty line.
    pub(crate) fn new() -> Line {
        Line::default()
    }

    /// A line of one piece.
    pub(crate) fn of(label: Label, text: impl AsRef<str>) -> Line {
        Line::new().with(label, text)
    }

    /// A line of running text.
    pub(crate) fn plain(text: impl AsRef<str>) -> Line {
        Line::of(Label::Plain, text)
    }

    /// Adds a piece. Control characters, which a file may hold and a terminal would obey, become visible.
    #[must_use]
    pub(crate) fn with(mut self, label: Label, text: impl AsRef<str>) -> Line {
        self.add(label, text);
        self
    }

    /// Adds running text.
    #[must_use]
    pub(crate) fn text(self, text: impl AsRef<str>) -> Line {
        self.with(Label::Plain, text)
    }

    /// Adds a piece in place.
    pub(crate) fn add(&mut self, label: Label, text: impl AsRef<str>) {
        let text: String = text
            .as_ref()
            .chars()
            .map(|c| match c {
                '\n' | '\t' => ' ',
                c if c.is_control() || is_direction_control(c) => '\u{fffd}',
                c => c,
            })
            .collect();
        if !text.is_empty() {
            self.pieces.push(Piece { label, text });
        }
    }

    /// Adds another line's pieces.
    #[must_use]
    pub(crate) fn join(mut self, other: Line) -> Line {
        self.pieces.extend(other.pieces);
        self
    }

    /// Cells it takes on a terminal.
    pub(crate) fn width(&self) -> usize {
        self.pieces.iter().map(|p| p.text.width()).sum()
    }

    /// The text without labels.
    pub(crate) fn bare(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    /// The line cut to a width, with "…" if anything is lost.
    pub(crate) fn cut(&self, width: usize) -> Line {
        if self.width() <= width {
            return self.clone();
        }
        let mut room = width.saturating_sub(1);
        let mut short = Line::new();
        for piece in &self.pieces {
            let fits = cut_text(&piece.text, room);
            room -= fits.width();
            let complete = fits.len() == piece.text.len();
            if !complete {
                short.add(piece.label, fits.trim_end());
                break;
            }
            short.add(piece.label, fits);
        }
        short.with(Label::Plain, "…")
    }

    /// Folds the line into lines of at most a width; a word that is wider stands alone, because an address that is
    /// broken cannot be copied.
    pub(crate) fn fold(&self, width: usize) -> Vec<Line> {
        let mut lines = vec![Line::new()];
        let mut used = 0;
        let mut gap: Option<Piece> = None;
        for word in self.words() {
            if word.iter().all(is_gap) {
                gap = word.into_iter().next();
                continue;
            }
            let needed: usize = word.iter().map(|p| p.text.width()).sum();
            let space = gap.as_ref().map_or(0, |g| g.text.len());
            if used > 0 && used + space + needed > width {
                lines.push(Line::new());
                used = 0;
                gap = None;
            }
            let Some(line) = lines.last_mut() else { break };
            if let Some(gap) = gap.take()
                && used > 0
            {
                line.push(gap);
                used += space;
            }
            for piece in word {
                line.push(piece);
            }
            used += needed;
        }
        lines
    }

    fn push(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last) if last.label == piece.label => last.text.push_str(&piece.text),
            _ => self.pieces.push(piece),
        }
    }

    /// The units between which a line may be folded: runs of spaces, words, and single wide characters.
    fn words(&self) -> Vec<Vec<Piece>> {
        let mut words: Vec<Vec<Piece>> = Vec::new();
        let mut open = false;
        for piece in &self.pieces {
            for c in piece.text.chars() {
                let alone = c == ' ' || c.width() == Some(2);
                let closes = is_closing(c) && words.last().is_some_and(|word| !word.iter().all(is_gap));
                let glued = closes || (open && !alone);
                if let Some(word) = words.last_mut().filter(|_| glued) {
                    match word.last_mut() {
                        Some(last) if last.label == piece.label => last.text.push(c),
                        _ => word.push(Piece { label: piece.label, text: c.to_string() }),
                    }
                } else if let Some(gap) = words.last_mut().and_then(|w| w.last_mut()).filter(|p| c == ' ' && is_gap(p))
                {
                    gap.text.push(c);
                } else {
                    words.push(vec![Piece { label: piece.label, text: c.to_string() }]);
                }
                open = !alone;
            }
        }
        words
    }

    /// The line as it is written, with colours and, on a terminal, isolates round what runs from right to left.
    pub(crate) fn write(&self, screen: &Screen, out: &mut String) {
        for piece in &self.pieces {
            let style = piece.label.style();
            let text = if screen.terminal { isolated(&piece.text) } else { piece.text.clone().into() };
            let _ = write!(out, "{style}{text}{style:#}");
        }
    }
}

fn is_gap(piece: &Piece) -> bool {
    piece.text.bytes().all(|b| b == b' ')
}

fn cut_text(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            return text.get(..at).unwrap_or("");
        }
    }
    text
}

/// Closing marks of Chinese text may not begin a line.
fn is_closing(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '」' | '”' | '！' | '？')
}

/// Characters that reorder what follows; in data they are mistakes or mischief.
fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_E900..=0x1_EEFF)
}

fn isolated(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(is_right_to_left) { format!("\u{2068}{text}\u{2069}").into() } else { text.into() }
}

enum Block {
    Blank,
    Paragraph { lead: Line, indent: usize, text: Line },
}

/// A sheet of text: headings, paragraphs and lists with hanging indents.
#[derive(Default)]
pub(crate) struct Page {
    blocks: Vec<Block>,
}

impl Page {
    /// An empty page.
    pub(crate) fn new() -> Page {
        Page::default()
    }

    /// An empty line, unless there is one already.
    pub(crate) fn blank(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Blank)) {
            self.blocks.push(Block::Blank);
        }
    }

    /// A heading with an empty line before it.
    pub(crate) fn heading(&mut self, text: impl AsRef<str>) {
        self.blank();
        self.paragraph(0, Line::of(Label::Heading, text));
    }

    /// A paragraph, every line of it indented.
    pub(crate) fn paragraph(&mut self, indent: usize, text: Line) {
        self.item(Line::plain(" ".repeat(indent)), indent, text);
    }

    /// A paragraph whose first line begins with a lead and whose other lines are indented. A lead that is wider than the
    /// indent gets one space after it.
    pub(crate) fn item(&mut self, lead: Line, indent: usize, text: Line) {
        self.blocks.push(Block::Paragraph { lead, indent, text });
    }

    /// A name in the left column and its value in the right one.
    pub(crate) fn pair(&mut self, name: &str, text: Line) {
        self.item(Line::of(Label::Aside, name), 12, text);
    }

    /// The page as it is written.
    pub(crate) fn write(&self, screen: &Screen) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            match block {
                Block::Blank => out.push('\n'),
                Block::Paragraph { lead, indent, text } => paragraph(screen, lead, *indent, text, &mut out),
            }
        }
        out
    }
}

fn paragraph(screen: &Screen, lead: &Line, indent: usize, text: &Line, out: &mut String) {
    // Narrower than this nothing reads well, so a tiny window gets lines that its terminal folds.
    let room = screen.measure().saturating_sub(indent).max(20);
    for (number, line) in text.fold(room).iter().enumerate() {
        if number == 0 {
            lead.write(screen, out);
            let pad = indent.saturating_sub(lead.width());
            let pad = if pad == 0 && lead.width() > 0 && lead.width() > indent { 1 } else { pad };
            out.push_str(&" ".repeat(pad));
        } else {
            out.push_str(&" ".repeat(indent));
        }
        line.write(screen, out);
        let kept = out.trim_end_matches(' ').len();
        out.truncate(kept);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, width: usize) -> Vec<String> {
        Line::plain(text).fold(width).iter().map(Line::bare).collect()
    }

    #[test]
    fn folds_between_words_and_wide_characters() {
        assert_eq!(folded("rights and obligations of States", 12), ["rights and", "obligations", "of States"]);
        assert_eq!(folded("信息安全国际行为准则", 8), ["信息安全", "国际行为", "准则"]);
        assert_eq!(folded("信息安全，国际", 8), ["信息安", "全，国际"]);
        assert_eq!(folded("see https://example.org/a-long-address now", 10).len(), 3);
        assert_eq!(folded("", 10), [""]);
    }

    #[test]
    fn cuts_by_cells_not_by_characters() {
        assert_eq!(Line::plain("信息安全").cut(5).bare(), "信息…");
        assert_eq!(Line::plain("abc").cut(3).bare(), "abc");
        assert_eq!(Line::plain("abcd").cut(3).bare(), "ab…");
    }

    #[test]
    fn isolates_names_from_right_to_left_only_on_a_terminal() {
        let line = Line::plain("مصر");
        let (mut tty, mut pipe) = (String::new(), String::new());
        line.write(&Screen { width: 80, terminal: true }, &mut tty);
        line.write(&Screen { width: 80, terminal: false }, &mut pipe);
        assert_eq!(tty, "\u{2068}مصر\u{2069}");
        assert_eq!(pipe, "مصر");
    }

    #[test]
    fn what_a_terminal_would_obey_is_made_harmless() {
        assert_eq!(Line::plain("a\u{1b}[2Jb\u{202e}c\n").bare(), "a\u{fffd}[2Jb\u{fffd}c ");
    }
}
