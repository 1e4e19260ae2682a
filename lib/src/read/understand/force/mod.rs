//! Modal force: the words by which a clause obliges, forbids, allows, recommends or hedges.
//!
//! In: a text and its language. Out: the words with their bytes and class. It refuses to score: "shall endeavour" is an
//! endeavour, and how firm that is, a reader says. A negation is tied to its verb: "shall not", "ne doit pas", "不得".
//!
//! ```
//! use servanda::read::understand::force::{Class, Modality, force_of};
//!
//! let found = force_of("No Party shall attack; each should, as appropriate, report.", "en");
//! assert_eq!(found[0].class, Class::Modal(Modality::Prohibition));
//! assert_eq!(found[1].words, "should");
//! ```

mod words;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

/// What a modal word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// "shall", "must", "is obliged to".
    Obligation,
    /// "shall not", "may not", "should not": not to do something, however firmly.
    Prohibition,
    /// "may", "is entitled to".
    Permission,
    /// "should", "is encouraged to".
    Recommendation,
    /// "undertakes to", "agrees to", "will": a promise in the speaker's name.
    Commitment,
    /// "shall endeavour", "seeks to": to try.
    Endeavour,
    /// "reaffirms", "recognizes": a view.
    Declaration,
    /// "calls upon", "urges", "invites": a request to others.
    Call,
}

/// What a hedge makes the duty depend on. The words are those of the types of caveats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// "as appropriate", "where necessary".
    Appropriateness,
    /// "to the extent possible", "within its means".
    Capability,
    /// "in accordance with its national law".
    NationalLaw,
    /// "on a case-by-case basis".
    CaseByCase,
    /// "without prejudice to".
    WithoutPrejudice,
    /// "on a voluntary basis".
    VoluntaryAdherence,
    /// "knowingly".
    Knowledge,
    /// "intentionally".
    Intent,
}

/// Class of words with force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Class {
    /// They say what is to be done.
    Modal(Modality),
    /// They say on what it depends.
    Hedge(Hedge),
}

/// Words with force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Force {
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// The words as written.
    pub words: String,
    /// What they do.
    pub class: Class,
    /// Bytes of a negation that stands apart from the words: "No" in "No Party shall".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negation: Option<Range<usize>>,
}

struct Finder {
    code: &'static str,
    automaton: Option<AhoCorasick>,
    classes: Vec<Class>,
}

static FINDERS: LazyLock<Vec<Finder>> = LazyLock::new(|| {
    words::ALL
        .iter()
        .map(|(code, lists)| {
            let mut patterns: Vec<String> = Vec::new();
            let mut classes = Vec::new();
            for (class, words) in *lists {
                for word in words.split('|').map(str::trim).filter(|word| !word.is_empty()) {
                    let mut chars = word.chars();
                    let capital =
                        chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + chars.as_str();
                    // The automaton folds ASCII only; other scripts get the form with a capital.
                    let forms = if word.is_ascii() || capital == word {
                        vec![word.to_owned()]
                    } else {
                        vec![capital, word.to_owned()]
                    };
                    for form in forms {
                        // Printers set the other apostrophe.
                        if form.contains('\'') {
                            patterns.push(form.replace('\'', "’"));
                            classes.push(*class);
                        }
                        patterns.push(form);
                        classes.push(*class);
                    }
                }
            }
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(true)
                .build(&patterns)
                .ok();
            Finder { code, automaton, classes }
        })
        .collect()
});

/// All words with force in a text of a language, in order. A language without a list gives nothing.
#[must_use]
pub fn force_of(text: &str, language: &str) -> Vec<Force> {
    let primary = language.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let Some(finder) = FINDERS.iter().find(|finder| finder.code == primary) else { return Vec::new() };
    let Some(automaton) = &finder.automaton else { return Vec::new() };
    let mut found: Vec<Force> = Vec::new();
    for hit in automaton.find_iter(text) {
        let (start, end) = (hit.start(), hit.end());
        let (Some(words), Some(class)) = (text.get(start..end), finder.classes.get(hit.pattern().as_usize())) else {
            continue;
        };
        if !is_whole(text, start, end, finder.code) || is_other_word(text, start, end, words, finder.code) {
            continue;
        }
        let mut one = Force { start, end, words: words.to_owned(), class: *class, negation: None };
        if finder.code == "en" {
            negate(text, &mut one);
        }
        found.push(one);
    }
    found
}

fn is_whole(text: &str, start: usize, end: usize, code: &str) -> bool {
    if code == "zh" {
        return true;
    }
    let before = text.get(..start).and_then(|b| b.chars().next_back());
    let after = text.get(end..).and_then(|a| a.chars().next());
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    // Arabic writes "and" as a letter before the word.
    let clitic = code == "ar"
        && matches!(before, Some('و' | 'ف'))
        && !text.get(..start).is_some_and(|b| b.chars().rev().nth(1).is_some_and(char::is_alphanumeric));
    (clitic || !joined(before)) && !joined(after)
}

/// Words that look like modals and are others: the month of May, the will of the people, 适应.
fn is_other_word(text: &str, start: usize, end: usize, words: &str, code: &str) -> bool {
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    match (code, words) {
        ("en", "May") => {
            let previous = before.trim_end();
            after.trim_start().starts_with(|c: char| c.is_ascii_digit())
                || previous.ends_with(|c: char| c.is_ascii_digit())
                || ["of", "in", "since", "until", "and", "to", "from", "by", "th", "st", "nd", "rd"]
                    .iter()
                    .any(|word| previous.ends_with(word))
        }
        ("en", "will" | "Will") => {
            let previous = before.trim_end().rsplit([' ', '\n']).next().unwrap_or("").to_lowercase();
            ["the", "political", "free", "good", "of", "common", "sovereign", "people's", "people’s", "a", "own", "at"]
                .contains(&previous.as_str())
                && !after.trim_start().starts_with("be ")
                || after.trim_start().starts_with("of ")
        }
        ("zh", "应") => {
            before.ends_with(['适', '响', '相', '供', '反', '对', '效', '感', '照', '顺', '因', '回'])
                || after.starts_with(['用', '急', '对', '邀', '变', '付'])
        }
        ("zh", "可") => {
            before.ends_with(['许', '认', '不', '尚', '无'])
                || after.starts_with(['能', '行', '持', '靠', '见', '信', '用', '再', '视'])
        }
        ("zh", "须") => before.ends_with('必') || after.starts_with('知'),
        _ => false,
    }
}

/// Negations that stand apart from the verb: "No Party shall", "shall under no circumstances", "should also not".
fn negate(text: &str, force: &mut Force) {
    let Class::Modal(modality) = force.class else { return };
    if !matches!(
        modality,
        Modality::Obligation | Modality::Permission | Modality::Recommendation | Modality::Commitment
    ) {
        return;
    }
    let modal = matches!(force.words.to_lowercase().as_str(), "shall" | "may" | "should" | "must" | "will");
    if !modal {
        return;
    }
    const BEHIND: &[&str] = &[
        "in no case",
        "in no event",
        "in no way",
        "in no circumstances",
        "under no circumstances",
        "neither",
        "never",
        "at no time",
        "no longer",
    ];
    let after = text.get(force.end..).unwrap_or("");
    let rest = after.trim_start_matches([' ', '\n', ',']);
    if let Some(found) = BEHIND.iter().find(|words| rest.starts_with(**words)) {
        let start = force.end + after.len() - rest.len();
        force.negation = Some(start..start + found.len());
    } else if let Some(at) = split_not(rest) {
        let start = force.end + after.len() - rest.len() + at;
        force.negation = Some(start..start + "not".len());
    } else {
        force.negation = subject_negation(text, force.start);
    }
    if force.negation.is_some() {
        force.class = Class::Modal(Modality::Prohibition);
    }
}

/// "shall therefore not", "should, in particular, not": the place of "not" within three words.
fn split_not(rest: &str) -> Option<usize> {
    const WORDS: usize = 3;
    let mut at = 0;
    for word in rest.split_inclusive([' ', '\n']).take(WORDS + 1) {
        let bare = word.trim_matches([' ', '\n', ',']);
        if bare == "not" {
            // "shall, if not …" negates something else.
            let before = rest.get(..at).unwrap_or("").trim_end();
            return (!before.ends_with("if")
                && !before.ends_with("or")
                && !before.ends_with("whether")
                && !before.ends_with("be"))
            .then_some(at);
        }
        let adverb = bare.ends_with("ly")
            || matches!(bare, "also" | "therefore" | "thus" | "in" | "particular" | "however" | "either" | "then");
        if !adverb {
            return None;
        }
        at += word.len();
    }
    None
}

/// "No Party", "Neither Party", "None of the Parties" before the verb of the same clause.
fn subject_negation(text: &str, verb: usize) -> Option<Range<usize>> {
    const WORDS: usize = 12;
    // Farther back than so many words can reach, nothing is looked for: a text of verbs without a full stop would else be
    // read from its beginning at each of them.
    const REACH: usize = 600;
    let mut from = verb.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..verb)?;
    let clause = match before.rfind(['.', ';', ':', ',', '\n', ')']) {
        Some(at) => from + at + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let subject = text.get(clause..verb)?;
    let start = clause + subject.len() - subject.trim_start().len();
    let first = subject.trim_start().split([' ', '\n']).next()?;
    let negative = matches!(
        first,
        "No" | "no" | "Neither" | "neither" | "None" | "none" | "Nobody" | "nobody" | "nothing" | "Nothing"
    );
    // One verb for one subject: "No Party that may … shall".
    let other_verb = [" shall ", " may ", " should ", " will ", " must "].iter().any(|verb| subject.contains(verb));
    (negative && !other_verb && subject.split_whitespace().count() <= WORDS).then(|| start..start + first.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Modality::*;

    fn classes(text: &str, language: &str) -> Vec<(String, Class)> {
        force_of(text, language).into_iter().map(|f| (f.words, f.class)).collect()
    }

    /// Language, sentence, the words with force, and what they say.
    fn each(cases: &[(&str, &str, &str, Modality)]) {
        for (language, text, words, modality) in cases {
            assert_eq!(classes(text, language), [((*words).to_owned(), Class::Modal(*modality))], "{text}");
        }
    }

    #[test]
    fn english_modals() {
        each(&[
            ("en", "Each Party shall report.", "shall", Obligation),
            ("en", "Each Party shall not report.", "shall not", Prohibition),
            ("en", "No Party shall report.", "shall", Prohibition),
            ("en", "A Party shall under no circumstances report.", "shall", Prohibition),
            ("en", "States should therefore not report.", "should", Prohibition),
            ("en", "A State may report.", "may", Permission),
            ("en", "A State may not report.", "may not", Prohibition),
            ("en", "States should report.", "should", Recommendation),
            ("en", "The Parties undertake to report.", "undertake to", Commitment),
            ("en", "We will endeavour to report.", "will endeavour to", Endeavour),
            ("en", "The Parties shall endeavour to report.", "shall endeavour to", Endeavour),
            ("en", "Calls upon States to report;", "Calls upon", Call),
            ("en", "States are encouraged to report.", "are encouraged to", Recommendation),
        ]);
        assert_eq!(classes("on 12 May 2016 by the will of the people, in May 2020", "en"), []);
    }

    #[test]
    fn hedges_are_their_own_class() {
        let found = classes("shall, as appropriate and to the extent possible, report", "en");
        assert_eq!(found[1].1, Class::Hedge(Hedge::Appropriateness));
        assert_eq!(found[2].1, Class::Hedge(Hedge::Capability));
    }

    #[test]
    fn negation_is_tied_to_the_verb_in_every_language() {
        each(&[
            ("fr", "L'État ne doit pas agir.", "ne doit pas", Prohibition),
            ("fr", "Les Parties s'engagent à agir.", "s'engagent à", Commitment),
            ("es", "El Estado no podrá actuar.", "no podrá", Prohibition),
            ("es", "Las Partes deberán actuar.", "deberán", Obligation),
            ("ru", "Стороны не должны действовать.", "не должны", Prohibition),
            ("ru", "Стороны обязуются сообщать.", "обязуются", Commitment),
            ("zh", "缔约国不得攻击。", "不得", Prohibition),
            ("zh", "缔约国应当适应变化。", "应当", Obligation),
            ("ar", "لا يجوز للدول ذلك", "لا يجوز", Prohibition),
            ("ar", "وتتعهد الدول", "تتعهد", Commitment),
            ("nl", "De Partijen mogen niet aanvallen.", "mogen niet", Prohibition),
            ("de", "Die Parteien dürfen nicht angreifen.", "dürfen nicht", Prohibition),
        ]);
        assert_eq!(classes("anything shall", "xx"), []);
    }
}
