//! How related two texts are, on the scale that people judged: from unrelated to identical.
//!
//! In: two texts. Out: a [`Relatedness`], with how sure it is, and the evidence: how much is kept in order, and the longest
//! run of common words. It knows words alone, not what they mean: the same said in other words is unrelated to it, and it
//! says nothing of texts in two languages.
//!
//! Provisions are compared word by word. What is longer than a few provisions is compared unit by unit with what it became:
//! any two long texts of one language have half of their words in common in order.

mod measures;
mod model;
mod runs;

use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::model::UnitKind;

use super::align::{Alignment, align, similar};
use super::text::{Text, Unit};
use super::tokens::{Lexicon, Token};

use measures::Counts;
pub use measures::MEASURES;

/// Words up to which a text is compared as a whole. Learned from were texts of up to 400.
const WHOLE: usize = 1000;

/// Words of a paragraph of a long text from which on its sentences are compared on their own.
const PARAGRAPH: usize = 200;

/// How related two texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nothing but the words that any two texts share.
    Unrelated,
    /// Some of the same matter, or the same form with other matter.
    Partial,
    /// Much of the same wording.
    Related,
    /// Few words differ.
    AlmostIdentical,
    /// The same words, whatever their case and signs.
    Identical,
}

impl Class {
    /// All classes, from the least related to the most.
    pub const ALL: [Class; 5] =
        [Class::Unrelated, Class::Partial, Class::Related, Class::AlmostIdentical, Class::Identical];

    /// Its number, 0 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The words for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Class::Unrelated => "unrelated",
            Class::Partial => "partially related",
            Class::Related => "related",
            Class::AlmostIdentical => "almost identical",
            Class::Identical => "identical",
        }
    }
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

/// How related two texts are, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relatedness {
    /// The class; in JSON its number.
    #[serde(rename = "relatedness")]
    pub class: Class,
    /// The words for the class.
    #[serde(rename = "relatedness_word")]
    pub word: &'static str,
    /// How likely the class is, 0 to 1, as far as pairs judged by people tell; `None` of texts longer than those were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Share of the words of both texts that stand in both in the same order, 0 to 1.
    pub kept: f64,
    /// How many stretches of the left text consist of runs of five or more words that the right text has too.
    pub common_runs: usize,
    /// The longest run of words that both have.
    pub longest_run: Option<Run>,
}

/// Words that both texts have one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// How many words.
    pub words: usize,
    /// As printed in the left text.
    pub quote: String,
    /// Where it stands in the left text.
    pub left: Place,
    /// Where it stands in the right text.
    pub right: Place,
}

/// Where words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Address of the unit; `None` if the text was compared without units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First byte, in the words of the unit or in the text.
    pub start: usize,
    /// Byte behind the last one.
    pub end: usize,
}

/// Judges two texts without units: provisions, paragraphs, sentences. Texts without words are identical to each other, and
/// unrelated to any other.
///
/// ```
/// use servanda::compare::{Class, relatedness};
///
/// let judged = relatedness(
///     "Each Party shall report all incidents on its territory to the other Parties without delay.",
///     "Each Party shall report all incidents on its territory to the Secretariat without delay.",
/// );
/// assert_eq!((judged.class, judged.common_runs), (Class::AlmostIdentical, 1));
/// assert_eq!(judged.longest_run.map(|run| run.quote), Some("Each Party shall report all incidents on its territory to the".to_owned()));
/// ```
#[must_use]
pub fn relatedness(left: &str, right: &str) -> Relatedness {
    let pair = Pair::new(left, right);
    if pair.left.len().max(pair.right.len()) > WHOLE && !pair.same() {
        return long(left, right, &pair);
    }
    let (counts, run) = pair.counted();
    let run = run.and_then(|run| pair.run(run, left, right, (None, None)));
    judged(&counts, pair.same(), run)
}

/// What is measured of two provisions, for learning anew how to judge them; `None` if they have the same words.
#[must_use]
pub fn measures(left: &str, right: &str) -> Option<[f64; MEASURES]> {
    let pair = Pair::new(left, right);
    (!pair.same()).then(|| pair.counted().0.measures())
}

/// Judges two texts of which is known which unit became which; `commons` is what the units of each link have in common.
pub(crate) fn of_texts(left: &Text, right: &Text, alignment: &Alignment, commons: &[usize]) -> Relatedness {
    let (rows_l, rows_r) = &alignment.words;
    let rows = |words: &[Vec<u32>], units: &[usize]| -> Vec<u32> {
        units.iter().filter_map(|at| words.get(*at)).flatten().copied().collect()
    };
    let slices = (rows_l.iter().map(Vec::as_slice), rows_r.iter().map(Vec::as_slice));
    let mut counts = Counts::of(slices.0, slices.1, &alignment.weights);
    let mut best = None;
    for (link, common) in alignment.links.iter().zip(commons) {
        if link.left.is_empty() || link.right.is_empty() {
            continue;
        }
        let (row_l, row_r) = (rows(rows_l, &link.left), rows(rows_r, &link.right));
        if counts.add(&row_l, &row_r, *common, &alignment.weights).is_some() {
            best = Some(link);
        }
    }
    let run = best.and_then(|link| {
        let pairs = link.left.iter().flat_map(|l| link.right.iter().map(move |r| (*l, *r)));
        let runs = pairs.filter_map(|(l, r)| run_of_units(left.units.get(l)?, right.units.get(r)?));
        runs.max_by_key(|run| run.words)
    });
    let same = counts.words.0 == counts.words.1 && rows_l.iter().flatten().eq(rows_r.iter().flatten());
    if !same && counts.words.0.max(counts.words.1) <= WHOLE {
        // Short texts are judged as what was learned from; what the units cannot tell, all the words together may.
        let (row_l, row_r): (Vec<u32>, Vec<u32>) = (rows_l.concat(), rows_r.concat());
        let mut whole = Counts { words: counts.words, weight: counts.weight, ..Counts::default() };
        whole.add(&row_l, &row_r, similar::common(&row_l, &row_r), &alignment.weights);
        counts = whole;
    }
    judged(&counts, same, run)
}

/// The class of texts longer than any that people judged, by the share of words that both have in the same order. The borders
/// are this project's own: whole agreements of one family share a third, versions of one nearly all, strangers a twentieth.
fn of_share(kept: f64) -> Class {
    match kept {
        k if k >= 0.9 => Class::AlmostIdentical,
        k if k >= 0.5 => Class::Related,
        k if k >= 0.1 => Class::Partial,
        _ => Class::Unrelated,
    }
}

fn judged(counts: &Counts, same: bool, longest_run: Option<Run>) -> Relatedness {
    let (class, probability) = if same {
        (Class::Identical, Some(1.0))
    } else if counts.common == 0 && counts.shared == 0 {
        (Class::Unrelated, Some(1.0))
    } else if counts.words.0.max(counts.words.1) > WHOLE {
        (of_share(counts.kept()), None)
    } else {
        let (class, probability) = model::judge(&counts.measures());
        (class, Some(probability))
    };
    let kept = if same { 1.0 } else { counts.kept() };
    Relatedness { class, word: class.word(), probability, kept, common_runs: counts.runs, longest_run }
}

/// Two texts as words.
struct Pair {
    left: Vec<Token>,
    right: Vec<Token>,
    lexicon: Lexicon,
}

impl Pair {
    fn new(left: &str, right: &str) -> Pair {
        let mut lexicon = Lexicon::default();
        Pair { left: lexicon.tokens(left), right: lexicon.tokens(right), lexicon }
    }

    fn same(&self) -> bool {
        self.left.iter().map(|t| t.word).eq(self.right.iter().map(|t| t.word))
    }

    fn rows(&self) -> (Vec<u32>, Vec<u32>) {
        let row = |tokens: &[Token]| tokens.iter().map(|t| t.word).collect();
        (row(&self.left), row(&self.right))
    }

    fn counted(&self) -> (Counts, Option<runs::Common>) {
        let (left, right) = self.rows();
        let weights = self.lexicon.weights();
        let mut counts = Counts::of([left.as_slice()].into_iter(), [right.as_slice()].into_iter(), weights);
        let run = counts.add(&left, &right, similar::common(&left, &right), weights);
        (counts, run)
    }

    fn run(&self, run: runs::Common, left: &str, right: &str, units: (Option<String>, Option<String>)) -> Option<Run> {
        let range = |tokens: &[Token], at: usize| -> Option<Range<usize>> {
            let tokens = tokens.get(at..at + run.words)?;
            Some(tokens.first()?.range().start..tokens.last()?.range().end)
        };
        let (l, r) = (range(&self.left, run.left)?, range(&self.right, run.right)?);
        right.get(r.clone())?;
        Some(Run {
            words: run.words,
            quote: left.get(l.clone())?.to_owned(),
            left: Place { unit: units.0, start: l.start, end: l.end },
            right: Place { unit: units.1, start: r.start, end: r.end },
        })
    }
}

fn run_of_units(left: &Unit, right: &Unit) -> Option<Run> {
    let pair = Pair::new(&left.text, &right.text);
    let (row_l, row_r) = pair.rows();
    let run = runs::longest(&row_l, &row_r, 0)?;
    pair.run(run, &left.text, &right.text, (Some(left.address.clone()), Some(right.address.clone())))
}

/// Judges long texts by their paragraphs.
fn long(left: &str, right: &str, pair: &Pair) -> Relatedness {
    let (starts_l, text_l) = cut(left, &pair.left);
    let (starts_r, text_r) = cut(right, &pair.right);
    let alignment = align(&text_l, &text_r, false, false);
    let commons = alignment.commons();
    let mut judged = of_texts(&text_l, &text_r, &alignment, &commons);
    if let Some(run) = &mut judged.longest_run {
        for (place, starts) in [(&mut run.left, &starts_l), (&mut run.right, &starts_r)] {
            let unit = place.unit.take().and_then(|unit| unit.parse::<usize>().ok());
            let start = unit.and_then(|unit| starts.get(unit)).copied().unwrap_or(0);
            (place.start, place.end) = (start + place.start, start + place.end);
        }
    }
    judged
}

/// A text as its paragraphs, and long ones as their sentences, with where each begins.
fn cut(words: &str, tokens: &[Token]) -> (Vec<usize>, Text) {
    let (mut starts, mut units) = (Vec::new(), Vec::new());
    let mut push = |range: Range<usize>| {
        let Some(text) = words.get(range.clone()) else { return };
        units.push(Unit {
            address: starts.len().to_string(),
            kind: UnitKind::Paragraph,
            number: String::new(),
            label: String::new(),
            heading: None,
            depth: 0,
            parent: None,
            text: text.to_owned(),
            label_ends_line: false,
            cites: Vec::new(),
            after: Vec::new(),
        });
        starts.push(range.start);
    };
    let mut rest = tokens;
    let mut start = 0;
    for line in words.split_inclusive('\n') {
        let end = start + line.len();
        let (own, later) = rest.split_at(rest.partition_point(|t| t.range().start < end));
        rest = later;
        let mut from = own.first().map_or(end, |t| t.range().start);
        let mut since = 0;
        for (token, next) in own.iter().zip(own.iter().skip(1)) {
            since += 1;
            let gap = words.get(token.range().end..next.range().start).unwrap_or("");
            let ends = gap.contains(['.', ';', '。', '；', '؛', '।', '?', '!']) && since * 5 >= PARAGRAPH;
            if own.len() > PARAGRAPH && (ends || since >= PARAGRAPH) {
                push(from..next.range().start);
                (from, since) = (next.range().start, 0);
            }
        }
        if from < end {
            push(from..end);
        }
        start = end;
    }
    (starts, Text { name: String::new(), title: None, language: None, units })
}
