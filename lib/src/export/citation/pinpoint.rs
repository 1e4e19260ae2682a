//! The place inside an instrument, in the words and brackets of a style.

use crate::model::{Unit, UnitKind};

/// How a style writes the parts of an agreement.
pub(super) struct Words {
    pub(super) article: &'static str,
    pub(super) paragraph: &'static str,
    pub(super) chapter: &'static str,
    pub(super) section: &'static str,
    pub(super) part: &'static str,
    pub(super) annex: &'static str,
    pub(super) preamble: &'static str,
    pub(super) recital: &'static str,
    pub(super) resolution: &'static str,
    pub(super) principle: &'static str,
    pub(super) item: &'static str,
    /// What stands before a bracket: nothing in `4(1)`, a space in `4 (1)`.
    pub(super) gap: &'static str,
}

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// Writes the place of a unit. A label that the landscape gives is kept, with its first word and its brackets adapted;
/// without one the place is built from the unit's name.
pub(super) fn write(unit: &Unit, words: &Words) -> String {
    if unit.label == unit.id.printed() { from_id(unit, words) } else { from_label(&unit.label, words) }
}

fn from_id(unit: &Unit, words: &Words) -> String {
    let mut parts: Vec<&str> = unit.id.as_str().split('/').collect();
    let sentence = match parts.last().and_then(|last| last.strip_prefix('s')).and_then(|n| n.parse::<usize>().ok()) {
        Some(number) if unit.kind == UnitKind::Sentence && parts.len() > 1 => {
            parts.pop();
            Some(number)
        }
        _ => None,
    };
    let place = place(&parts, words);
    match sentence {
        None => place,
        Some(number) => match number.checked_sub(1).and_then(|at| ORDINALS.get(at)) {
            Some(ordinal) => format!("{place}, {ordinal} sentence"),
            None => format!("{place}, sentence {number}"),
        },
    }
}

fn place(parts: &[&str], words: &Words) -> String {
    let Some((first, rest)) = parts.split_first() else { return String::new() };
    let split = first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len());
    let (name, number) = first.split_at(split);
    let brackets =
        |parts: &[&str]| parts.iter().map(|part| format!("{}({part})", words.gap)).collect::<Vec<_>>().concat();
    let direct = |word: &str| format!("{}{}", numbered(word, number), brackets(rest));
    let joined = |word: &str, inner: &str| match rest {
        [] => numbered(word, number),
        [item, deeper @ ..] => format!("{}, {}{}", numbered(word, number), numbered(inner, item), brackets(deeper)),
    };
    match (name, number) {
        ("preamble", _) => joined(words.preamble, words.recital),
        ("annex", _) => joined(words.annex, words.item),
        ("art", n) if !n.is_empty() => direct(words.article),
        ("ch", n) if !n.is_empty() => joined(words.chapter, words.section),
        ("sec", n) if !n.is_empty() => direct(words.section),
        ("part", n) if !n.is_empty() => joined(words.part, words.section),
        ("res", n) if !n.is_empty() => joined(words.resolution, words.paragraph),
        ("principle", n) if !n.is_empty() => direct(words.principle),
        ("", _) => direct(words.paragraph),
        (letter, "") if letter.len() == 1 => format!("{} ({letter}){}", words.paragraph, brackets(rest)),
        _ => format!("{first}{}", brackets(rest)),
    }
}

fn numbered(word: &str, number: &str) -> String {
    if number.is_empty() { word.to_owned() } else { format!("{word} {number}") }
}

fn from_label(label: &str, words: &Words) -> String {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, rest) = label.split_once(' ').unwrap_or((&label, ""));
    // A word without a number ("Purpose and scope") is a title and no abbreviation of a part.
    let is_place = rest.starts_with(|c: char| c.is_ascii_digit() || c == '(') || is_short_number(rest);
    let word = match first.trim_end_matches('.').to_lowercase().as_str() {
        _ if !is_place => None,
        "art" | "article" => Some(words.article),
        "para" | "paragraph" => Some(words.paragraph),
        "ch" | "chapter" => Some(words.chapter),
        "sec" | "sect" | "section" => Some(words.section),
        "part" | "pt" => Some(words.part),
        "annex" => Some(words.annex),
        "resolution" => Some(words.resolution),
        "principle" => Some(words.principle),
        _ => None,
    };
    let Some(word) = word else { return label };
    let mut written = format!("{word} ");
    let mut before = ' ';
    for c in rest.chars() {
        if c == '(' && (before.is_alphanumeric() || before == ')') {
            written.push_str(words.gap);
        }
        written.push(c);
        before = c;
    }
    written
}

/// `I`, `IV`, `C`: how annexes and parts are numbered without digits.
fn is_short_number(rest: &str) -> bool {
    let first: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_letter = first.len() == 1 && first.bytes().all(|b| b.is_ascii_uppercase());
    is_letter || (!first.is_empty() && first.bytes().all(|b| b"IVXLC".contains(&b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::citation::{bluebook, oscola, un};
    use crate::model::{Evidence, UnitId};

    fn unit(id: &str, kind: UnitKind, label: Option<&str>) -> Unit {
        let id = UnitId::parse(id).unwrap();
        let label = label.map_or_else(|| id.printed(), str::to_owned);
        let evidence = Evidence { basis: None, sources: Vec::new(), note: None };
        Unit {
            id,
            kind,
            label,
            heading: None,
            says: None,
            quote: None,
            evidence,
            span: crate::diagnostic::Span::default(),
        }
    }

    fn three(id: &str, kind: UnitKind, label: Option<&str>) -> [String; 3] {
        let unit = unit(id, kind, label);
        [&un::WORDS, &oscola::WORDS, &bluebook::WORDS].map(|words| write(&unit, words))
    }

    #[test]
    fn builds_places_from_names() {
        use UnitKind::*;
        assert_eq!(three("art4/1", Paragraph, None), ["art. 4 (1)", "art 4(1)", "art. 4(1)"]);
        assert_eq!(three("13/f", Point, None), ["para. 13 (f)", "para 13(f)", "¶ 13(f)"]);
        assert_eq!(three("art25/2/a", Point, None), ["art. 25 (2) (a)", "art 25(2)(a)", "art. 25(2)(a)"]);
        assert_eq!(three("g", Point, None), ["para. (g)", "para (g)", "¶ (g)"]);
        assert_eq!(
            three("preamble/6", Recital, None),
            ["preamble, recital 6", "preamble, recital 6", "pmbl., recital 6"]
        );
        assert_eq!(three("annex1", Annex, None), ["annex 1", "annex 1", "annex 1"]);
        assert_eq!(three("ch4", Chapter, None), ["chap. 4", "ch 4", "ch. 4"]);
        assert_eq!(
            three("art4/s2", Sentence, None),
            ["art. 4, second sentence", "art 4, second sentence", "art. 4, second sentence"]
        );
    }

    #[test]
    fn adapts_given_labels_and_leaves_titles_alone() {
        use UnitKind::*;
        assert_eq!(three("1/a", Paragraph, Some("Sec. 1(a)")), ["sect. 1 (a)", "s 1(a)", "§ 1(a)"]);
        assert_eq!(three("annex1", Annex, Some("Annex I")), ["annex I", "annex I", "annex I"]);
        assert_eq!(three("art19", Article, Some("Art. 19.15")), ["art. 19.15", "art 19.15", "art. 19.15"]);
        assert_eq!(three("p", Section, Some("Part of the speech")), ["Part of the speech"; 3]);
        assert_eq!(three("x", Section, Some("4.E.1.c,\nnotes")), ["4.E.1.c, notes"; 3]);
    }
}
