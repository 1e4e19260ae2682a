//! What became of each unit.

use serde::Serialize;

use super::force::{Force, Signal, judge};
use super::text::{Text, Unit};
use super::words::{Op, Piece, differences, rebuilt};

/// What became of a unit, or of several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The same words under the same number.
    Kept,
    /// The same words under another number.
    Renumbered,
    /// Other words in the same place.
    Edited,
    /// The same words in another place.
    Moved,
    /// Other words in another place.
    MovedEdited,
    /// One unit became several.
    Split,
    /// Several units became one.
    Merged,
    /// Only the right text has it.
    Added,
    /// Only the left text has it.
    Dropped,
}

impl Kind {
    /// All kinds, from what stayed to what is gone.
    pub const ALL: [Kind; 9] = [
        Kind::Kept,
        Kind::Renumbered,
        Kind::Edited,
        Kind::Moved,
        Kind::MovedEdited,
        Kind::Split,
        Kind::Merged,
        Kind::Added,
        Kind::Dropped,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Kept => "kept",
            Kind::Renumbered => "renumbered",
            Kind::Edited => "edited",
            Kind::Moved => "moved",
            Kind::MovedEdited => "moved-edited",
            Kind::Split => "split",
            Kind::Merged => "merged",
            Kind::Added => "added",
            Kind::Dropped => "dropped",
        }
    }

    /// How often each kind is there, in the order of [`Kind::ALL`]; kinds that are not there are left out.
    pub(super) fn tally(kinds: impl Iterator<Item = Kind>) -> Vec<(Kind, usize)> {
        let kinds: Vec<Kind> = kinds.collect();
        let of = |kind: Kind| kinds.iter().filter(|other| **other == kind).count();
        Kind::ALL.into_iter().map(|kind| (kind, of(kind))).filter(|(_, count)| *count > 0).collect()
    }
}

/// What became of a unit, or of several together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// Addresses in the left text.
    pub left: Vec<String>,
    /// Addresses in the right text.
    pub right: Vec<String>,
    /// Twice the words that both have in the same order, in the words of both: 1 for the same words, 0 for foreign ones.
    /// `None` where the texts are in different languages, so that words cannot be compared.
    pub similarity: Option<f64>,
    /// Whether it has another number, or the same one in another unit.
    pub renumbered: bool,
    /// What the change does to the force of the words; `None` where neither side has words with force.
    pub force: Option<Force>,
    /// The words that show it, and other words that matter: actors, numbers, terms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    /// Whether all that differs is numbers of citations that follow a renumbering.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub consequential: bool,
    /// Differences of the headings; of several units, their headings joined by line feeds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<Piece>,
    /// Differences of the words; of several units, their words joined by line feeds.
    pub words: Vec<Piece>,
    /// Places of its units among those of the left text, from 0.
    #[serde(rename = "left_at")]
    pub left_units: Vec<usize>,
    /// Places of its units among those of the right text, from 0.
    #[serde(rename = "right_at")]
    pub right_units: Vec<usize>,
}

impl Change {
    pub(crate) fn new(left: &Text, right: &Text, link: &super::align::Link, similarity: Option<f64>) -> Change {
        let units = |text: &'_ Text, places: &[usize]| -> Vec<Unit> {
            places.iter().filter_map(|at| text.units.get(*at).cloned()).collect()
        };
        let (ls, rs) = (units(left, &link.left), units(right, &link.right));
        let words = |units: &[Unit]| units.iter().map(|u| u.text.as_str()).collect::<Vec<_>>().join("\n");
        let headings =
            |units: &[Unit]| units.iter().map(|u| u.heading.as_deref().unwrap_or("")).collect::<Vec<_>>().join("\n");
        let heading = differences(&headings(&ls), &headings(&rs));
        let words = differences(&words(&ls), &words(&rs));
        let differs = heading.iter().chain(&words).any(|p| p.op != Op::Both && !p.printing);
        let renumbered = match (ls.as_slice(), rs.as_slice()) {
            ([a], [b]) => a.number != b.number || !link.same_place && a.address != b.address,
            _ => false,
        };
        let kind = match (ls.len(), rs.len()) {
            (_, 0) => Kind::Dropped,
            (0, _) => Kind::Added,
            (1, 1) => match (link.moved, differs, renumbered) {
                (true, false, _) => Kind::Moved,
                (true, true, _) => Kind::MovedEdited,
                (false, true, _) => Kind::Edited,
                (false, false, true) => Kind::Renumbered,
                (false, false, false) => Kind::Kept,
            },
            (1, _) => Kind::Split,
            (_, _) => Kind::Merged,
        };
        let addresses = |units: &[Unit]| units.iter().map(|u| u.address.clone()).collect();
        Change {
            kind,
            left: addresses(&ls),
            right: addresses(&rs),
            similarity,
            renumbered,
            force: None,
            signals: Vec::new(),
            consequential: false,
            heading,
            words,
            left_units: link.left.clone(),
            right_units: link.right.clone(),
        }
    }

    /// Says of a unit of two languages that it is there in both: other words are what languages have.
    pub(crate) fn translate(&mut self) {
        self.kind = match self.kind {
            Kind::Edited if self.renumbered => Kind::Renumbered,
            Kind::Edited => Kind::Kept,
            Kind::MovedEdited => Kind::Moved,
            other => other,
        };
    }

    /// Says what the change does to the force of the words, once it is known which citations follow.
    pub(crate) fn judge(&mut self, languages: (Option<&str>, Option<&str>)) {
        let real = |piece: &Piece| piece.op != Op::Both && !piece.printing;
        let differs = self.heading.iter().chain(&self.words).any(real);
        self.consequential = differs
            && !self.heading.iter().any(real)
            && self.words.iter().filter(|p| real(p)).all(|p| p.follows.is_some());
        if self.consequential {
            self.kind = match self.kind {
                Kind::Edited if self.renumbered => Kind::Renumbered,
                Kind::Edited => Kind::Kept,
                Kind::MovedEdited => Kind::Moved,
                other => other,
            };
        }
        (self.force, self.signals) = judge(&self.words, languages);
        // Of what only one text says, everything is new or gone, and the words are there to be read.
        if matches!(self.kind, Kind::Added | Kind::Dropped) {
            self.signals.clear();
        }
    }

    /// The words of one side.
    #[must_use]
    pub fn side(&self, side: Op) -> String {
        rebuilt(&self.words, side)
    }

    /// Whether the same words are printed otherwise: case, punctuation, white space.
    #[must_use]
    pub fn is_printed_otherwise(&self) -> bool {
        self.heading.iter().chain(&self.words).any(|p| p.printing)
    }

    /// Whether words differ, and not only their printing.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.heading.iter().chain(&self.words).any(|p| p.op != Op::Both && !p.printing)
    }
}
