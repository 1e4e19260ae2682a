//! Pieces: what the index keeps as one, and what a hit is taken from.
//!
//! A piece of a text is an article, a rule, a numbered paragraph or a recital with everything below it, so that words of
//! a chapeau and of its points are found together. What is very long is split at its units, and a unit that is very long
//! at its paragraphs. Titles, summaries, paraphrases, readings, events, mechanisms and positions are pieces of their own.

use serde::{Deserialize, Serialize};

use super::words::{BREAK, BREAK_TEXT};
use crate::model::UnitKind;
use crate::read::{Document, ReadUnit};

/// Which kind of piece words were found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The text of an instrument, as held.
    Text,
    /// Its titles, symbol and other names.
    Title,
    /// Its summary, in our own words.
    Summary,
    /// What a unit says, in our own words, with its heading.
    Paraphrase,
    /// A short quotation of a unit.
    Quote,
    /// An expert's reading of it.
    Reading,
    /// An event.
    Event,
    /// A standing arrangement.
    Mechanism,
    /// A position held.
    Position,
}

impl What {
    /// Every kind with its word in queries and answers, in the order of their numbers in the index.
    pub const WORDS: &'static [(&'static str, What)] = &[
        ("text", What::Text),
        ("title", What::Title),
        ("summary", What::Summary),
        ("paraphrase", What::Paraphrase),
        ("quote", What::Quote),
        ("reading", What::Reading),
        ("event", What::Event),
        ("mechanism", What::Mechanism),
        ("position", What::Position),
    ];

    /// The word in queries and answers.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, what)| *what == self).map_or("", |(word, _)| word)
    }

    /// For people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            What::Text => "text",
            What::Title => "title or symbol",
            What::Summary => "summary, in our words",
            What::Paraphrase => "what a unit says, in our words",
            What::Quote => "quotation",
            What::Reading => "expert’s reading",
            What::Event => "event",
            What::Mechanism => "mechanism",
            What::Position => "position",
        }
    }

    pub(super) fn number(self) -> u8 {
        (0..).zip(Self::WORDS).find(|(_, (_, what))| *what == self).map_or(0, |(number, _)| number)
    }

    pub(super) fn of_number(number: u64) -> What {
        usize::try_from(number).ok().and_then(|n| Self::WORDS.get(n)).map_or(What::Text, |(_, what)| *what)
    }

    /// How much a find in it is worth beside one in a text: a title that has the words is what was looked for.
    pub(super) fn worth(self) -> f32 {
        match self {
            What::Title => 2.0,
            What::Text => 1.0,
            What::Summary | What::Paraphrase | What::Quote => 0.9,
            What::Reading | What::Event | What::Mechanism | What::Position => 0.7,
        }
    }
}

/// One unit of a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PieceUnit {
    /// Address inside the instrument; empty for none.
    #[serde(rename = "a")]
    pub(super) address: String,
    /// First byte of its heading in the piece's text …
    #[serde(rename = "s")]
    pub(super) start: usize,
    /// … first byte of its own words …
    #[serde(rename = "h")]
    pub(super) body: usize,
    /// … and one past the last.
    #[serde(rename = "e")]
    pub(super) end: usize,
}

/// What is kept of a piece.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Piece {
    /// Its units in order.
    #[serde(rename = "u")]
    pub(super) units: Vec<PieceUnit>,
    /// Its words, with a [`BREAK`] before every unit and behind every heading.
    #[serde(rename = "t")]
    pub(super) text: String,
}

/// Longest piece that is not split, in bytes.
const LONG: usize = 12_000;
/// Size that the parts of a long one are split to.
const PART: usize = 8_000;
/// How much of the end of a part begins the next one as well, so that no phrase is lost at the seam.
const SEAM: usize = 240;

impl Piece {
    /// Adds a unit with its heading and its own words.
    pub(super) fn add(&mut self, address: &str, heading: &str, text: &str) {
        self.text.push(BREAK);
        let start = self.text.len();
        self.text.push_str(heading);
        if !heading.is_empty() {
            self.text.push(BREAK);
        }
        let body = self.text.len();
        self.text.push_str(text);
        self.units.push(PieceUnit { address: address.to_owned(), start, body, end: self.text.len() });
    }

    /// A piece of one stretch of words.
    pub(super) fn of(address: &str, heading: &str, text: &str) -> Piece {
        let mut piece = Piece::default();
        piece.add(address, heading, text);
        piece
    }

    /// The printed number and the title of a unit, where it has any.
    pub(super) fn heading(&self, unit: &PieceUnit) -> Option<&str> {
        let heading = self.text.get(unit.start..unit.body)?.trim_end_matches(BREAK);
        (!heading.is_empty()).then_some(heading)
    }

    /// The headings, parted.
    pub(super) fn headings(&self) -> String {
        let mut all = String::new();
        for unit in &self.units {
            if let Some(heading) = self.text.get(unit.start..unit.body).filter(|heading| !heading.is_empty()) {
                all.push_str(heading);
                all.push(BREAK);
            }
        }
        all
    }
}

/// What is printed of a unit's number and its title: "Article 5", "Definitions"; nothing for a bare "(a)".
fn heading(unit: &ReadUnit) -> String {
    let has_word = unit.label.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let label = if has_word { unit.label.trim() } else { "" };
    let title = unit.heading.as_deref().unwrap_or("").trim();
    [label, title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BREAK_TEXT)
}

/// Whether a unit only holds others together. Its parts are pieces of their own.
fn holds_together(kind: UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::Preface
            | UnitKind::Contents
            | UnitKind::Preamble
            | UnitKind::Part
            | UnitKind::Title
            | UnitKind::Chapter
            | UnitKind::Section
            | UnitKind::Conclusions
            | UnitKind::Annex
            | UnitKind::Declaration
    )
}

/// Cuts a document into pieces, in its order.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = Piece::default();
    // Whether each unit stands inside a piece that was begun above it.
    let mut inside: Vec<bool> = Vec::with_capacity(document.units.len());
    let close = |open: &mut Piece, pieces: &mut Vec<Piece>| {
        let piece = std::mem::take(open);
        if !piece.text.is_empty() {
            pieces.push(piece);
        }
    };
    for unit in &document.units {
        let parent = unit.parent_index.and_then(|n| inside.get(n).copied());
        let held = holds_together(unit.kind);
        let continues = parent.unwrap_or(false);
        inside.push(continues || !held);
        if !continues || open.text.len() >= PART {
            close(&mut open, &mut pieces);
        }
        let heading = heading(unit);
        if unit.text.len() <= LONG {
            if !(heading.is_empty() && unit.text.is_empty()) {
                open.add(&unit.address, &heading, &unit.text);
            }
            continue;
        }
        close(&mut open, &mut pieces);
        for (at, part) in parts(&unit.text).enumerate() {
            pieces.push(Piece::of(&unit.address, if at == 0 { &heading } else { "" }, part));
        }
    }
    close(&mut open, &mut pieces);
    pieces
}

/// The parts of a long text, each but the first beginning with the end of the one before.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        if rest.len() <= LONG {
            start = text.len();
            return Some(rest);
        }
        let window = rest.get(..floor(rest, PART)).unwrap_or(rest);
        let border = |wanted: fn(char) -> bool| window.rfind(wanted).filter(|at| *at > PART / 2);
        let end = border(|c| c == '\n').or_else(|| border(char::is_whitespace)).unwrap_or(window.len());
        let part = rest.get(..end).unwrap_or(rest);
        let back = floor(part, part.len().saturating_sub(SEAM));
        // From the beginning of a word, else the seam would make one up.
        let back = part.get(back..).and_then(|seam| seam.find(char::is_whitespace)).map_or(back, |at| back + at);
        start += back.max(1);
        Some(part)
    })
}

/// The last border between characters at or before a byte.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Format, Options};

    fn cut(text: &str) -> Vec<Vec<String>> {
        let options = Options { format: Some(Format::Markdown), ..Options::default() };
        let document = read::read("a.md", text.as_bytes(), &options);
        pieces(&document).into_iter().map(|p| p.units.into_iter().map(|u| u.address).collect()).collect()
    }

    #[test]
    fn an_article_is_one_piece_with_its_points() {
        let text = "# A model\n\n## Article 1 Scope\n\n1. Each Party shall:\n\n(a) try; and\n\n(b) report.\n\n\
                    2. It may stop.\n\n## Article 2 End\n\nThis ends.\n";
        let pieces = cut(text);
        let found = pieces.iter().find(|p| p.iter().any(|a| a == "art1")).expect("article 1 is read");
        assert!(found.contains(&"art1/1/a".to_owned()) && found.contains(&"art1/2".to_owned()), "{pieces:?}");
        assert!(!found.contains(&"art2".to_owned()), "{pieces:?}");
    }

    #[test]
    fn long_texts_are_split_and_nothing_is_lost_at_the_seams() {
        let words: Vec<String> = (0..6000).map(|n| format!("word{n}")).collect();
        let text = words.join(" ");
        let parts: Vec<&str> = parts(&text).collect();
        assert!(parts.len() > 3 && parts.iter().all(|p| p.len() <= LONG));
        for four in words.windows(4) {
            let phrase = four.join(" ");
            assert!(parts.iter().any(|p| p.contains(&phrase)), "{phrase}");
        }
        let one = "条".repeat(9000);
        assert!(super::parts(&one).count() > 2);
    }

    #[test]
    fn kinds_have_numbers_and_words() {
        for (_, what) in What::WORDS {
            assert_eq!(What::of_number(u64::from(what.number())), *what);
            assert!(!what.label().is_empty() && what.worth() > 0.0);
        }
    }
}
