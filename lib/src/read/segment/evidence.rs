//! How likely a label at the beginning of a line is one, judged by the line and its neighbours alone.
//!
//! The weights are in hundredths of a natural logarithm of odds. They were set by hand while reading the faults that
//! `score_reading` lists on both corpora, so its figures on those files are of the data they were set on. What the weights cannot
//! know, whether the number fits the numbers before and after, is the solver's part.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::model::UnitKind;

use super::label::{Label, Scheme};
use super::row::Row;

/// Words that stand before a number in a reference, so that a line which begins with the number goes on with one.
const LEAD_WORDS: &[&str] = &[
    "article",
    "articles",
    "art",
    "arts",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subparagraphs",
    "sub-paragraph",
    "point",
    "points",
    "section",
    "sections",
    "chapter",
    "chapters",
    "annex",
    "annexes",
    "part",
    "rule",
    "regulation",
    "of",
    "in",
    "to",
    "under",
    "and",
    "or",
    "with",
    "by",
    "the",
    "see",
    "per",
    "from",
    "than",
    "this",
    "that",
    "said",
    "no",
    "nos",
    "also",
    "artículo",
    "artículos",
    "párrafo",
    "párrafos",
    "apartado",
    "capítulo",
    "anexo",
    "del",
    "de",
    "la",
    "el",
    "los",
    "las",
    "y",
    "o",
    "e",
    "al",
    "en",
    "con",
    "por",
    "l'article",
    "d'article",
    "articles",
    "paragraphe",
    "paragraphes",
    "chapitre",
    "annexe",
    "à",
    "l",
    "le",
    "les",
    "du",
    "des",
    "et",
    "ou",
    "artikel",
    "artikelen",
    "lid",
    "leden",
    "van",
    "het",
    "een",
    "der",
    "den",
    "die",
    "und",
    "oder",
    "im",
    "in",
    "nach",
    "gemäß",
    "absatz",
    "статьи",
    "статье",
    "статьей",
    "пункта",
    "пункте",
    "и",
    "или",
    "в",
    "с",
    "glava",
    "bijlage",
    "hoofdstuk",
    "onder",
    "als",
    "bedoeld",
];

/// Words after a number that make it a reference: "Article 5 shall apply" in the middle of a sentence.
const FOLLOW_WORDS: &[&str] = &[
    "shall",
    "may",
    "of",
    "and",
    "or",
    "to",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "applies",
    "apply",
    "above",
    "below",
    "thereof",
    "hereof",
    "hereto",
    "in",
    "on",
    "for",
    "with",
    "by",
    "from",
    "which",
    "that",
    "as",
    "when",
    "where",
    "if",
    "the",
    "concerning",
    "paragraph",
    "paragraphs",
    "will",
    "must",
    "does",
    "do",
    "not",
    "et",
    "ou",
    "de",
    "du",
    "des",
    "del",
    "y",
    "o",
    "se",
    "sera",
    "seront",
    "est",
    "sont",
    "en",
    "van",
    "is",
    "zijn",
    "worden",
    "wordt",
    "und",
    "oder",
    "der",
    "des",
    "gilt",
    "lid",
    "настоящего",
    "настоящей",
    "и",
    "или",
    "au",
    "aux",
    "para",
    "podrá",
    "será",
    "serán",
    "no",
    "alinéa",
    "paragraphe",
];

/// Words that make a sentence of a line; headings have none of them.
const MODAL_WORDS: &[&str] = &[
    "shall",
    "will",
    "may",
    "must",
    "should",
    "is",
    "are",
    "was",
    "has",
    "have",
    "undertake",
    "undertakes",
    "agree",
    "agrees",
    "deberá",
    "deberán",
    "podrá",
    "podrán",
    "será",
    "serán",
    "doit",
    "doivent",
    "peut",
    "peuvent",
    "est",
    "sont",
    "zal",
    "zullen",
    "kan",
    "kunnen",
    "moet",
    "moeten",
    "wordt",
    "worden",
    "soll",
    "sollen",
    "kann",
    "können",
    "wird",
    "werden",
    "должны",
    "может",
    "means",
];

/// The words of a list, for looking up each word of a long text.
type Words = LazyLock<FxHashSet<&'static str>>;
static LEADS: Words = LazyLock::new(|| LEAD_WORDS.iter().copied().collect());
static FOLLOWS: Words = LazyLock::new(|| FOLLOW_WORDS.iter().copied().collect());
static MODALS: Words = LazyLock::new(|| MODAL_WORDS.iter().copied().collect());

/// What is known of the words behind a label.
pub(crate) struct Rest<'t> {
    pub(crate) text: &'t str,
    lower_first: bool,
    follows: bool,
    modal: bool,
    terminal: bool,
    words: usize,
    capital_words: usize,
}

/// Looks at the words behind a label.
pub(crate) fn rest_of<'t>(row_text: &'t str, label: &Label) -> Rest<'t> {
    rest(row_text.get(label.end..).unwrap_or("").trim_start_matches([' ', '\t', '\u{a0}', '-', '–', '—', ':', '.']))
}

/// Looks at some words.
pub(crate) fn rest(text: &str) -> Rest<'_> {
    let first = text.chars().next();
    let lower_first = first.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ')' | ']' | '/' | '%'));
    let mut words = 0;
    let mut capital_words = 0;
    let mut modal = false;
    let mut follows = false;
    // A heading is short: what stands beyond the first two hundred bytes cannot change the picture.
    for token in text.split_whitespace().take(30) {
        // Most words are plain letters: a look at both ends spares looking for signs.
        let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bare = match token.as_bytes() {
            bytes if plain(bytes.first()) && plain(bytes.last()) => token,
            _ => token.trim_matches(|c: char| !c.is_alphanumeric()),
        };
        if bare.is_empty() {
            continue;
        }
        if bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
            capital_words += 1;
        }
        if words == 0 && FOLLOWS.contains(bare) {
            follows = true;
        }
        modal = modal || MODALS.contains(bare);
        words += 1;
    }
    let terminal = text
        .trim_end_matches(['"', '”', '»', ')', '\''])
        .ends_with(['.', ';', ',', ':', '。', '；', '，', '،', '؛', '：']);
    Rest { text, lower_first, follows, modal, terminal, words, capital_words }
}

impl Rest<'_> {
    /// Whether the words can be the heading of a unit: short, no sentence, begins with a capital or an uncased letter.
    pub(crate) fn is_title(&self) -> bool {
        !self.text.is_empty()
            && self.words <= 22
            && self.text.len() <= 200
            && !self.terminal
            && !self.modal
            && !self.lower_first
    }

    /// Whether the words are a sentence, or the middle of one.
    pub(crate) fn is_sentence(&self) -> bool {
        self.modal || self.lower_first || (self.terminal && self.words > 14)
    }

    /// Number of words, up to thirty.
    pub(crate) fn word_count(&self) -> usize {
        self.words
    }

    /// Whether nothing stands behind the label.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether most longer words have capitals, or all letters are capitals.
    pub(crate) fn is_title_case(&self) -> bool {
        let long = self.text.split_whitespace().filter(|w| w.chars().count() >= 4).count();
        self.words > 0 && (self.capital_words * 2 > self.words || self.capital_words >= long)
    }
}

/// Last word of a text, in lower case.
fn last_word(text: &str) -> String {
    let mut at = text.len().saturating_sub(40);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let tail = text.get(at..).unwrap_or("");
    tail.rsplit(|c: char| c.is_whitespace() || c == '(').find(|w| !w.is_empty()).unwrap_or("").to_lowercase()
}

/// Whether the sentence of a row goes on in the next one.
pub(crate) fn runs_on(before: &Row, text: &str) -> bool {
    let end = text.get(before.start..before.end).unwrap_or("");
    let open = !end
        .trim_end_matches(['"', '”', '»', ')', '\''])
        .ends_with(['.', ';', ':', '!', '?', '。', '；', '：', '؛', '؟']);
    open && before.full
}

/// Whether a row is the label of an article and nothing else, so that its title stands on the next row.
fn heads_unit(label: &Label, row: Option<&Row>, text: &str) -> bool {
    let words = row.and_then(|r| text.get(r.start..r.end)).unwrap_or("");
    label.word.is_some_and(|w| matches!(w.kind, UnitKind::Article | UnitKind::Rule))
        && !label.readings.is_empty()
        && rest_of(words, label).is_empty()
}

/// Evidence that the label of a row is one: positive for, negative against.
pub(crate) fn of_label(rows: &[Row], at: usize, text: &str) -> i32 {
    let Some(row) = rows.get(at) else { return i32::MIN / 4 };
    let Some(label) = &row.label else { return i32::MIN / 4 };
    let words = text.get(row.start..row.end).unwrap_or("");
    let rest = rest_of(words, label);
    let before = at.checked_sub(1).and_then(|i| rows.get(i));
    let mut score = 0;
    if row.certain {
        score += 600;
    }
    if row.style.heading > 0 || (row.style.bold && row.style.centred) {
        score += 400;
    } else if row.style.bold || row.style.centred {
        score += 150;
    }
    if row.blank_before {
        score += 100;
    } else if let Some(before) = before {
        let end = text.get(before.start..before.end).unwrap_or("");
        if LEADS.contains(last_word(end).as_str()) || end.ends_with(',') && label.word.is_some() {
            score -= 600;
        } else if runs_on(before, text) {
            score -= 250;
        } else {
            score += 50;
        }
    }
    let digits = label.readings.first().is_some_and(|r| r.scheme.is_numeric());
    if label.word.is_some() {
        score += 150;
        let named = !label.readings.is_empty();
        if !named && !label.word.is_some_and(super::word::Word::opens_space) {
            // "Article" alone heads nothing that could be cited.
            score -= 700;
        }
        if !named
            && label.word.is_some_and(super::word::Word::opens_space)
            && (!row.blank_before || rest.text.get(..3).is_some_and(|of| of.eq_ignore_ascii_case("of ")))
            && before.and_then(|b| b.label.as_ref()).is_some_and(|l| heads_unit(l, before, text))
        {
            // "Article 5", and on the next line "Schedule of Commitments": the title of the article. Formats that know
            // paragraphs set it apart, so there only the words tell.
            score -= 700;
        }
        if label.close == ':' && rest.text.starts_with(|c: char| c.is_ascii_digit())
            || super::label::label(rest.text).is_some_and(|l| l.word.is_some())
        {
            // "Article III:2 of GATT"; "Article 2 Article 3" in a table of contents.
            score -= 700;
        }
        if rest.is_empty() {
            score += if named { 300 } else { 0 };
        } else if rest.lower_first && !(rest.text.starts_with(|c: char| c.is_lowercase()) && row.style.heading > 0) {
            score -= if matches!(label.close, ' ' | ',') { 700 } else { 250 };
        } else if rest.text.starts_with('(') && label.close == ' ' {
            score -= if rest
                .text
                .get(1..)
                .is_some_and(|t| t.starts_with(|c: char| c.is_numeric()) || t.chars().nth(1) == Some(')'))
            {
                700
            } else {
                100
            };
        } else if rest.follows && label.close == ' ' {
            score -= 500;
        } else if rest.is_title() {
            score += 200;
        } else if label.close != ' ' {
            score += 50;
        } else {
            score -= 100;
        }
        if !named && !rest.is_empty() {
            // "Annex" alone is a heading; "Annex to the Agreement ..." may be one.
            score -= if rest.is_title() { 150 } else { 500 };
        }
        if words.starts_with(|c: char| c.is_lowercase()) {
            score -= 500;
        }
    } else {
        match (label.open, label.close) {
            ('(' | '（' | '§', _) => score += 120,
            (_, '.' | ')' | '、') => score += 120,
            (_, ' ') => {
                score += if rest.is_empty() {
                    -60
                } else if label.readings.first().is_some_and(|r| r.value.len() > 1) {
                    80
                } else {
                    -40
                }
            }
            _ => score += 40,
        }
        if label.readings.first().is_some_and(|r| r.scheme == Scheme::Bullet) {
            score -= 40;
        }
        if rest.lower_first && digits && label.open != '(' && !row.blank_before {
            score -= 150;
        }
        if rest.text.starts_with([',', ';', ')'])
            || (rest.follows && rest.lower_first && label.open == '(' && before.is_some_and(|b| runs_on(b, text)))
        {
            score -= 500;
        }
        if digits && label.open == ' ' && label.close == ' ' && rest.lower_first {
            score -= 400;
        }
    }
    score
}

/// How much a row with a bare number looks like a heading (`5. Scope`): positive for, negative against.
pub(crate) fn of_heading(rows: &[Row], at: usize, text: &str) -> i32 {
    let Some(row) = rows.get(at) else { return i32::MIN / 4 };
    let Some(label) = &row.label else { return i32::MIN / 4 };
    let words = text.get(row.start..row.end).unwrap_or("");
    let rest = rest_of(words, label);
    let next = rows.get(at + 1);
    let next_words = next.and_then(|n| text.get(n.start..n.end)).unwrap_or("");
    let mut score = 0;
    if row.style.heading > 0 {
        score += 400;
    } else if row.style.bold {
        score += 200;
    }
    if rest.is_empty() {
        let next_rest = self::rest(next_words);
        // The number alone on its line: its title or its first paragraph stands below.
        return score
            + match next.map(|n| &n.label) {
                Some(None) if next_rest.is_title() => 100,
                Some(None) => -50,
                Some(Some(below)) if below.word.is_none() && below.readings.iter().any(|r| r.value.last() == 1) => 100,
                _ => -300,
            };
    }
    if !rest.is_title() {
        return score - 500;
    }
    score += if rest.is_title_case() { 150 } else { -50 };
    if rest.words <= 8 {
        score += 50;
    } else if rest.words > 14 {
        score -= 100;
    }
    match next {
        // A heading at the very end heads nothing.
        None => score -= 400,
        Some(next) => {
            if next_words.starts_with(|c: char| c.is_lowercase()) {
                // A wrapped heading is rare; a wrapped sentence is not.
                score -= if row.full { 250 } else { 100 };
            }
            match &next.label {
                Some(below) => {
                    let one = below.readings.iter().any(|r| r.value.last() == 1);
                    // "5. Scope" is followed by "1. ..." or by words, hardly by "6. ...", which would make it an item of a list.
                    let same_style = below.word.is_none() && (below.open, below.close) == (label.open, label.close);
                    score += if one {
                        100
                    } else if same_style {
                        -250
                    } else {
                        0
                    };
                }
                None => score += 50,
            }
        }
    }
    score
}
