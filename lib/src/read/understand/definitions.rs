//! Terms that a text defines, and the short names it gives.
//!
//! In: a text. Out: each term with its place, the form of the definition and the bytes that define it. It refuses to
//! take every quotation for a term: a verb of definition must stand beside it.

use std::ops::Range;

use serde::Serialize;

/// How a term is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// "“x” means …": the definition says all.
    Means,
    /// "“x” includes …": the definition adds to the common meaning.
    Includes,
    /// "(hereinafter “x”)", "(“the Convention”)": a short name for what was just named.
    ShortName,
}

/// A term that a text defines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The term without its quotation marks.
    pub term: String,
    /// Bytes of the term.
    pub at: Range<usize>,
    /// The form.
    pub form: Form,
    /// The words that make it a definition: "shall mean", "hereinafter".
    pub words: String,
    /// Bytes of the definition: from the term (or the bracket of a short name) to the end of its clause.
    pub span: Range<usize>,
}

const PAIRS: &[(char, char)] =
    &[('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('„', '”'), ('‘', '’'), ('「', '」'), ('《', '》'), ('”', '”')];

/// Verbs behind the term. The flag says that the definition only adds.
const AFTER: &[(&str, bool)] = &[
    ("means", false),
    ("mean", false),
    ("shall mean", false),
    ("shall include", true),
    ("includes", true),
    ("include", true),
    ("shall refer to", false),
    ("refers to", false),
    ("is defined as", false),
    ("shall be understood", false),
    ("has the meaning", false),
    ("shall have the meaning", false),
    ("is understood", false),
    ("denotes", false),
    ("signifies", false),
    ("désigne", false),
    ("désignent", false),
    ("s'entend", false),
    ("s’entend", false),
    ("s'entendent", false),
    ("signifie", false),
    ("comprend", true),
    ("significa", false),
    ("significará", false),
    ("designa", false),
    ("se entenderá", false),
    ("se entiende", false),
    ("incluye", true),
    ("comprende", true),
    ("означает", false),
    ("означают", false),
    ("обозначает", false),
    ("понимается", false),
    ("включает", true),
    ("bezeichnet", false),
    ("bezeichnen", false),
    ("bedeutet", false),
    ("umfasst", true),
    ("betekent", false),
    ("wordt verstaan", false),
    ("omvat", true),
    ("是指", false),
    ("系指", false),
    ("係指", false),
    ("意指", false),
    ("指", false),
    ("包括", true),
    ("يعني", false),
    ("تعني", false),
    ("يقصد", false),
    ("يشمل", true),
];

/// Verbs before the term: "on entend par « … »".
const BEFORE: &[&str] = &[
    "on entend par",
    "s'entend par",
    "s’entend par",
    "se entenderá por",
    "se entiende por",
    "se entenderán por",
    "wordt verstaan onder",
    "worden verstaan onder",
    "wordt onder",
    "verstaan onder",
    "versteht man unter",
    "يقصد بتعبير",
    "يُقصد بـ",
    "يقصد ب",
    "يُقصد بتعبير",
    "يقصد بمصطلح",
    "by the term",
    "под термином",
    "понимается под",
    "под",
];

/// Words that lead in a short name.
const SHORT: &[&str] = &[
    "hereinafter",
    "hereafter",
    "ci-après",
    "dénommé ci-après",
    "en adelante",
    "en lo sucesivo",
    "далее",
    "именуемые в дальнейшем",
    "именуемое в дальнейшем",
    "именуемый в дальнейшем",
    "именуемая в дальнейшем",
    "以下简称",
    "以下称",
    "下称",
    "المشار إليه فيما يلي",
    "المشار إليها فيما يلي",
    "فيما يلي",
    "hierna",
    "nachstehend",
    "im folgenden",
];

/// Everything between the lead and the term.
const FILLERS: &[&str] = &[
    "referred to as",
    "referred to collectively as",
    "collectively referred to as",
    "individually referred to as",
    "called",
    "known as",
    "dénommée",
    "dénommé",
    "dénommées",
    "dénommés",
    "appelée",
    "appelé",
    "denominado",
    "denominada",
    "denominados",
    "denominadas",
    "llamado",
    "именуемые",
    "именуемое",
    "именуемый",
    "именуемая",
    "genoemd",
    "te noemen",
    "als",
    "genannt",
    "bezeichnet",
    "as",
    "the",
    "la",
    "le",
    "les",
    "l'",
    "l’",
    "el",
    "los",
    "las",
    "de",
    "het",
    "die",
    "der",
    "das",
    ":",
    "-",
    "–",
    "—",
    ",",
    "بـ",
    "باسم",
    "为",
];

const LONGEST: usize = 160;

/// All terms that a text defines, in the order in which they stand.
#[must_use]
pub fn definitions(text: &str) -> Vec<Definition> {
    let mut found = quoted(text);
    found.extend(short_names(text));
    found.extend(unquoted(text));
    found.sort_by_key(|definition| (definition.at.start, definition.at.end));
    found.dedup_by(|later, first| later.at.start < first.at.end);
    found
}

fn quoted(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut done = 0;
    for (open, c) in text.char_indices().filter(|(_, c)| PAIRS.iter().any(|(first, _)| first == c)) {
        if open < done {
            continue;
        }
        let Some(at) = inside(text, open, c) else { continue };
        let close = text.get(at.end..).and_then(|rest| rest.chars().next()).map_or(at.end, |c| at.end + c.len_utf8());
        let Some((form, words)) = verb_after(text, close).or_else(|| verb_before(text, open)) else { continue };
        let Some(term) = text.get(at.clone()).map(str::trim).filter(|term| !term.is_empty()) else { continue };
        done = close;
        found.push(Definition { term: term.to_owned(), span: open..clause_end(text, close), at, form, words });
    }
    found
}

/// The bytes between quotation marks that open here.
fn inside(text: &str, open: usize, mark: char) -> Option<Range<usize>> {
    let start = open + mark.len_utf8();
    let before = text.get(..open)?.chars().next_back();
    if matches!(mark, '"' | '‘' | '”') && before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = text.get(start..)?;
    let end = rest
        .char_indices()
        .take_while(|(at, c)| *at < LONGEST && *c != '\n')
        .find(|(_, c)| PAIRS.iter().any(|(o, e)| *o == mark && e == c))?
        .0;
    (end > 0).then_some(start..start + end)
}

fn verb_after(text: &str, close: usize) -> Option<(Form, String)> {
    let mut rest = text.get(close..)?.trim_start();
    // “x” (“y”) means; “x”, in relation to z, means; the term “x” or “y” means.
    if rest.starts_with('(')
        && let Some(end) = first_chars(rest, 80).find(')')
    {
        rest = rest.get(end + 1..)?.trim_start();
    }
    if let Some(after) = rest.strip_prefix(',')
        && let Some((aside, then)) = first_chars(after, 200).split_once(',')
        && aside.len() < 90
        && !aside.contains(['.', ';', '\n'])
    {
        rest = then.trim_start();
    }
    let rest = rest.trim_start_matches([':', '-', '–', '—', ' ']);
    let longest = AFTER.iter().filter(|(verb, _)| starts_with_word(rest, verb)).max_by_key(|(verb, _)| verb.len())?;
    let form = if longest.1 { Form::Includes } else { Form::Means };
    Some((form, longest.0.to_owned()))
}

fn verb_before(text: &str, open: usize) -> Option<(Form, String)> {
    let head = text.get(..open)?.trim_end().trim_end_matches(['«', '“', '"', ' ', ':']);
    let lower: String = last_chars(head, 40).to_lowercase();
    let verb = BEFORE.iter().filter(|verb| **verb != "под").find(|verb| lower.ends_with(**verb)).copied();
    // "под «x» понимается": both halves are wanted.
    let under = || {
        lower
            .ends_with(" под")
            .then_some("под")
            .filter(|_| text.get(open..).is_some_and(|rest| first_chars(rest, 200).contains("понима")))
    };
    verb.or_else(under).map(|verb| (Form::Means, verb.to_owned()))
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or("")
}

/// The first characters of a text.
fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| {
        let unspaced = word.chars().next_back().is_some_and(|c| u32::from(c) >= 0x3040);
        unspaced || !rest.starts_with(char::is_alphanumeric)
    })
}

/// `territory means …` at the head of a line: terms in bold lose their marks in plain text.
fn unquoted(text: &str) -> Vec<Definition> {
    const MOST_WORDS: usize = 7;
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let Some(verb) = [" means ", " means:", " shall mean "]
            .iter()
            .filter_map(|verb| line.find(verb).map(|at| (at, *verb)))
            .min()
        else {
            continue;
        };
        let (length, verb) = verb;
        let head = line.get(..length).unwrap_or("");
        let term = strip_marker(head).trim_start_matches(['*', '_', ' ']).trim_end_matches(['*', '_', ' ', ':', ',']);
        let plain = !term.is_empty()
            && term.split_whitespace().count() <= MOST_WORDS
            && !term.contains(['.', ';', ',', '"', '“', '”', '«', '»', '‘', '’', '„', ':', '(', ')'])
            && ![
                "this", "that", "it", "which", "the", "such", "by", "any", "its", "their", "these", "those", "all",
                "other",
            ]
            .contains(&term.split(' ').next().unwrap_or("").to_lowercase().as_str())
            && (verb != " means " || !is_noun(line.get(length + verb.len()..).unwrap_or("")));
        let Some(offset) = head.find(term).filter(|_| plain) else { continue };
        let at = from + offset..from + offset + term.len();
        found.push(Definition {
            term: term.to_owned(),
            span: at.start..clause_end(text, at.end),
            at,
            form: Form::Means,
            words: verb.trim_matches([' ', ':']).to_owned(),
        });
    }
    found
}

/// Whether "means" before these words is a noun: "its means shall be used", "peaceful means of settlement".
fn is_noun(rest: &str) -> bool {
    const BEHIND_A_NOUN: &[&str] = &[
        "of",
        "to",
        "for",
        "by",
        "at",
        "and",
        "or",
        "shall",
        "should",
        "will",
        "may",
        "must",
        "are",
        "which",
        "used",
        "available",
        "necessary",
        "employed",
        "provided",
    ];
    let first = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    BEHIND_A_NOUN.contains(&first.to_lowercase().as_str())
}

/// A line without the number or letter before it.
fn strip_marker(line: &str) -> &str {
    let line = line.trim_start();
    let bracketed = line.strip_prefix('(').unwrap_or(line);
    match bracketed.find([')', '.', ' ', '\t']) {
        Some(end) if end <= 4 && bracketed.get(end..).is_some_and(|rest| rest.starts_with([')', '.'])) => {
            bracketed.get(end + 1..).unwrap_or("").trim_start()
        }
        _ => line,
    }
}

/// Only the short names: "(hereinafter referred to as “the Convention”)", "(the “Code”)".
#[must_use]
pub fn short_names(text: &str) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    let lead_at = |at: usize| {
        let rest = text.get(at..)?;
        SHORT.iter().filter(|lead| starts_folded(rest, lead)).max_by_key(|lead| lead.len())
    };
    // A short name begins in a bracket or behind a comma; both are rarer than the words.
    for (mark, c) in text.char_indices().filter(|(_, c)| matches!(c, '(' | '（' | ',' | '，' | '[')) {
        let open = mark + c.len_utf8();
        let start = open + text.get(open..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let bracket = matches!(c, '(' | '（' | '[');
        let (words, from) = match lead_at(start) {
            Some(lead) => ((*lead).to_owned(), start + text.get(start..).map_or(0, |rest| folded_length(rest, lead))),
            None if bracket => (String::new(), start),
            None => continue,
        };
        let led = !words.is_empty();
        let Some(at) = short_term(text, from, led) else { continue };
        let Some(term) = text.get(at.clone()).map(str::trim) else { continue };
        let end = text
            .get(at.end..)
            .and_then(|rest| first_chars(rest, LONGEST).find([')', '）', ']', '\n']))
            .map_or(at.end, |close| at.end + close + 1);
        let end = if bracket && text.is_char_boundary(end) { end } else { at.end };
        found.push(Definition { term: term.to_owned(), at, form: Form::ShortName, words, span: mark..end });
    }
    found
}

fn starts_folded(text: &str, word: &str) -> bool {
    let mut given = text.chars().flat_map(char::to_lowercase);
    word.chars().all(|c| given.next() == Some(c))
}

fn folded_length(text: &str, word: &str) -> usize {
    text.chars().take(word.chars().count()).map(char::len_utf8).sum()
}

/// The term behind the lead. Without a lead only a quotation that fills the bracket counts.
fn short_term(text: &str, from: usize, led: bool) -> Option<Range<usize>> {
    const LONGEST_BARE: usize = 60;
    let mut at = from;
    loop {
        at += text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let rest = text.get(at..)?;
        let c = rest.chars().next()?;
        if PAIRS.iter().any(|(open, _)| *open == c) {
            let inside = inside(text, at, c)?;
            if led {
                return Some(inside);
            }
            // (“the Convention”) or (the “Code”): nothing else may stand in the bracket.
            let after = text.get(inside.end..)?.chars().nth(1);
            return (matches!(after, Some(')' | '）' | ']'))
                && inside.len() < LONGEST_BARE
                && starts_as_name(text.get(inside.clone())?))
            .then_some(inside);
        }
        let filler = FILLERS
            .iter()
            .filter(|filler| starts_folded(rest, filler) && ends_filler(rest, filler))
            .max_by_key(|filler| filler.len());
        match filler {
            Some(filler) if led || **filler == *"the" || **filler == *"la" || **filler == *"le" => {
                at += folded_length(rest, filler);
            }
            _ => break,
        }
    }
    if !led {
        return None;
    }
    let rest = text.get(at..)?;
    let end = first_chars(rest, LONGEST_BARE)
        .find([')', '）', ',', '，', ';', '\n', ']'])
        .filter(|end| *end > 0 && *end <= LONGEST_BARE)?;
    let term = rest.get(..end)?;
    (starts_as_name(term) || term.chars().any(|c| u32::from(c) >= 0x600)).then_some(at..at + term.trim_end().len())
}

fn starts_as_name(term: &str) -> bool {
    term.split_whitespace().any(|word| word.starts_with(|c: char| c.is_uppercase() || u32::from(c) >= 0x600))
}

fn ends_filler(rest: &str, filler: &str) -> bool {
    let letter = filler.chars().next_back().is_some_and(char::is_alphabetic);
    !letter || !rest.chars().nth(filler.chars().count()).is_some_and(char::is_alphanumeric)
}

/// Where the clause of a definition ends: a semicolon or full stop, or the paragraph if a list follows.
fn clause_end(text: &str, from: usize) -> usize {
    // A paragraph without end must not be read again for each of its definitions.
    const FARTHEST: usize = 4_000;
    let rest = first_chars(text.get(from..).unwrap_or(""), FARTHEST);
    let mut list = false;
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        let after = rest.get(at + c.len_utf8()..).and_then(|r| r.chars().next());
        let blank = after.is_none_or(char::is_whitespace);
        match c {
            ':' | '：' if after.is_none_or(|a| a == '\n' || a == ' ') => {
                list = list
                    || rest.get(at + 1..).is_some_and(|r| r.trim_start().starts_with(['(', 'a', 'i', '1', '-', '•']));
            }
            ';' | '；' | '؛' if !list => return from + at,
            '。' => return from + at,
            '.' | '؟' if blank && before.is_alphabetic() && !list => {
                // "e.g. dates" goes on.
                let next = rest.get(at + 1..).and_then(|r| r.trim_start().chars().next());
                if !next.is_some_and(char::is_lowercase) {
                    return from + at;
                }
            }
            '.' if list && after.is_none_or(|a| a == '\n') => return from + at,
            '\n' if after == Some('\n') && !(list && before != '.') => return from + at,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    from + rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(String, Form)> {
        definitions(text).into_iter().map(|d| (d.term, d.form)).collect()
    }

    #[test]
    fn finds_definitions_in_every_language() {
        let means = |text: &str, term: &str| assert_eq!(terms(text), [(term.to_owned(), Form::Means)], "{text}");
        means("(a) “data” means any facts;", "data");
        means("For the purposes of this text, the term \"network\" shall mean connected devices.", "network");
        means("\"cargo\", in relation to a ship, means goods", "cargo");
        means("« données » désigne des faits ;", "données");
        means("On entend par « réseau » un ensemble d'appareils.", "réseau");
        means("Por “datos” se entenderá todo hecho.", "datos");
        means("«данные» означает любые факты;", "данные");
        means("„Daten“ bezeichnet Tatsachen;", "Daten");
        means("Onder “gegevens” wordt verstaan: feiten;", "gegevens");
        means("“数据”是指任何事实；", "数据");
        means("يقصد بتعبير \"بيانات\" أي وقائع؛", "بيانات");
        means("territory means the land and the sea\n", "territory");
        assert_eq!(terms("“goods” includes livestock;"), [("goods".to_owned(), Form::Includes)]);
    }

    #[test]
    fn finds_short_names() {
        let short = |text: &str, term: &str| assert_eq!(terms(text), [(term.to_owned(), Form::ShortName)], "{text}");
        short("the States (hereinafter referred to as \"the Parties\")", "the Parties");
        short("the Kingdom and the Republic, hereinafter the Parties,", "Parties");
        short("the Convention on Data (“the Convention”)", "the Convention");
        short("la Convention (ci-après dénommée « la Convention »)", "la Convention");
        short("el Convenio (en adelante, el Convenio)", "Convenio");
        short("Правительства (далее именуемые Сторонами)", "Сторонами");
        short("《数据公约》（以下简称“公约”）", "公约");
        short("het Verdrag (hierna te noemen “het Verdrag”)", "het Verdrag");
    }

    #[test]
    fn quotations_are_no_definitions() {
        assert!(terms("It said “never again” and left (see “above”).").is_empty());
        assert!(terms("The word \"shall\" is used. This means trouble.").is_empty());
    }

    #[test]
    fn the_span_ends_with_the_clause() {
        let text = "“data” means any facts, e.g. dates; “next” means another.";
        let found = definitions(text);
        assert_eq!(&text[found[0].span.clone()], "“data” means any facts, e.g. dates");
        assert_eq!(found.len(), 2);
    }
}
