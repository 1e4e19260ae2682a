//! Finds the words at which parsing is worth while. Most text has none of them and costs one pass of one automaton.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use super::cursor::is_unspaced;
use super::series;
use super::tongue::{self, Tongue, Unit};

/// Why a place is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trigger {
    Unit(&'static Unit),
    /// A resolution, or a decision if the flag is set.
    Resolution(bool),
    Series(&'static str),
    /// "ibid.", "op. cit."
    Relative,
    /// "report", which may follow a year.
    Report,
    /// 第, 本, 前: Chinese numbers stand before their words.
    Han,
    /// 号, behind the number of a resolution.
    HanNumber,
}

/// A word that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) trigger: Trigger,
}

struct Scanner {
    finder: Option<AhoCorasick>,
    triggers: Vec<(Trigger, String)>,
}

static SCANNERS: LazyLock<FxHashMap<&'static str, Scanner>> =
    LazyLock::new(|| tongue::ALL.iter().map(|tongue| (tongue.code, Scanner::new(tongue))).collect());

const RELATIVE: &[&str] = &["ibid.", "ibidem", "op. cit.", "loc. cit."];

impl Scanner {
    fn new(tongue: &'static Tongue) -> Scanner {
        let mut triggers: Vec<(Trigger, String)> = Vec::new();
        let mut add = |trigger: Trigger, word: &str| {
            triggers.push((trigger, word.to_owned()));
            // The automaton folds ASCII only.
            if !word.is_ascii() {
                let mut chars = word.chars();
                let capital: String =
                    chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + chars.as_str();
                for form in [capital, word.to_uppercase()] {
                    if form != word {
                        triggers.push((trigger, form));
                    }
                }
            }
        };
        for unit in tongue.units {
            add(Trigger::Unit(unit), unit.word);
        }
        for (word, decision) in tongue.resolutions {
            add(Trigger::Resolution(*decision), word);
        }
        for word in series::WORDS {
            add(Trigger::Series(word), word);
        }
        for word in RELATIVE {
            add(Trigger::Relative, word);
        }
        match tongue.code {
            "en" => add(Trigger::Report, "report"),
            "zh" => {
                for word in ["第", "本条", "本款", "本段", "本章", "前款", "前条", "上一款", "上一条", "本條"]
                {
                    add(Trigger::Han, word);
                }
                add(Trigger::HanNumber, "号");
                add(Trigger::HanNumber, "號");
            }
            _ => {}
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(triggers.iter().map(|(_, word)| word))
            .ok();
        Scanner { finder, triggers }
    }
}

/// All places of a clean text that are worth parsing.
pub(super) fn scan(text: &str, tongue: &Tongue) -> Vec<Hit> {
    let Some((finder, triggers)) = SCANNERS.get(tongue.code).and_then(|s| Some((s.finder.as_ref()?, &s.triggers)))
    else {
        return Vec::new();
    };
    finder
        .find_iter(text)
        .filter_map(|found| {
            let (trigger, word) = triggers.get(found.pattern().as_usize())?;
            let hit = Hit { start: found.start(), end: found.end(), trigger: *trigger };
            let fits = match trigger {
                Trigger::Series(_) => text.get(hit.start..hit.end) == Some(word),
                Trigger::Han | Trigger::HanNumber => true,
                _ => starts_word(text, &hit, tongue) && ends_word(text, &hit, word),
            };
            fits.then_some(hit)
        })
        .collect()
}

fn starts_word(text: &str, hit: &Hit, tongue: &Tongue) -> bool {
    let before = text.get(..hit.start).unwrap_or("");
    match before.chars().next_back() {
        // Arabic writes "and", "in" and "by" as one letter before the word, and may write two of them.
        Some('و' | 'ب' | 'ف' | 'ك') if tongue.code == "ar" => {
            let head = before.trim_end_matches(['ب', 'ف', 'ك']);
            let head = head.strip_suffix('و').unwrap_or(head);
            before.len() - head.len() <= 2 * 'و'.len_utf8() && !head.ends_with(char::is_alphanumeric)
        }
        // "sub-section A" is no section.
        Some('-') => !before.get(..before.len() - 1).is_some_and(|head| head.ends_with(char::is_alphabetic)),
        Some(c) => !(c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '_' | '/' | '@')),
        None => true,
    }
}

fn ends_word(text: &str, hit: &Hit, word: &str) -> bool {
    let after = text.get(hit.end..).and_then(|rest| rest.chars().next());
    if word.ends_with('.') {
        return true;
    }
    // "article5" is how extraction glues a number; a letter makes another word.
    !after.is_some_and(|c| c.is_alphabetic() || c == '_' || c == '-')
}
