//! The words of each language: units, what joins them, "this" and "the said", resolutions, months.

mod arabic;
mod chinese;
mod dutch;
mod english;
mod french;
mod german;
mod russian;
mod spanish;

/// What a unit is, outer ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Annexes, appendices, schedules, protocols: they begin an address.
    Annex,
    Part,
    Chapter,
    Section,
    /// Articles, rules, regulations, principles.
    Article,
    Paragraph,
    /// Subparagraphs, points, items, letters.
    Point,
}

/// A word for a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// As written, in lower case.
    pub(super) word: &'static str,
    pub(super) level: Level,
    /// How addresses begin the part: `art`, `annex`; nothing for paragraphs and points.
    pub(super) slug: &'static str,
    /// Whether it announces several.
    pub(super) plural: bool,
    /// Whether it is a common word that only counts with a clear number.
    pub(super) weak: bool,
}

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tongue {
    pub(super) code: &'static str,
    pub(super) units: &'static [Unit],
    /// Words for resolutions and decisions; the flag tells decisions.
    pub(super) resolutions: &'static [(&'static str, bool)],
    pub(super) and: &'static [&'static str],
    pub(super) to: &'static [&'static str],
    /// What leads from a unit to the text or unit that holds it. A language that uses a case instead has "" here.
    pub(super) of: &'static [&'static str],
    pub(super) this: &'static [&'static str],
    pub(super) said: &'static [&'static str],
    pub(super) preceding: &'static [&'static str],
    pub(super) above: &'static [&'static str],
    pub(super) its: &'static [&'static str],
    /// Nouns for whole texts.
    pub(super) texts: &'static [&'static str],
    /// Ordinals that stand before a unit: "first paragraph", "tweede lid".
    pub(super) ordinals: &'static [&'static [&'static str]],
    pub(super) months: &'static [&'static str],
}

const fn unit(word: &'static str, level: Level, slug: &'static str) -> Unit {
    Unit { word, level, slug, plural: false, weak: false }
}

const fn units(word: &'static str, level: Level, slug: &'static str) -> Unit {
    Unit { word, level, slug, plural: true, weak: false }
}

const fn weak(word: &'static str, level: Level, slug: &'static str) -> Unit {
    Unit { word, level, slug, plural: false, weak: true }
}

const fn weaks(word: &'static str, level: Level, slug: &'static str) -> Unit {
    Unit { word, level, slug, plural: true, weak: true }
}

/// The languages with words of their own.
pub(super) static ALL: &[&Tongue] = &[
    &english::TONGUE,
    &french::TONGUE,
    &spanish::TONGUE,
    &russian::TONGUE,
    &chinese::TONGUE,
    &arabic::TONGUE,
    &dutch::TONGUE,
    &german::TONGUE,
];

/// The words of a language by its tag; English where it has none.
pub(super) fn of(tag: &str) -> &'static Tongue {
    let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    ALL.iter().find(|tongue| tongue.code == primary).copied().unwrap_or(&english::TONGUE)
}

impl Tongue {
    /// The number that an ordinal word means.
    pub(super) fn ordinal(&self, word: &str) -> Option<usize> {
        let word = word.to_lowercase();
        self.ordinals.iter().position(|forms| forms.contains(&word.as_str())).map(|at| at + 1)
    }
}
