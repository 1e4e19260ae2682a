//! The language of queries: from what was typed to an expression, or a sentence about what is wrong with it and where.
//!
//! ```text
//! any    = all ("OR" all)*
//! all    = one (["AND"] one)*
//! one    = ("NOT" | "-") one | near
//! near   = part ("NEAR" ["/" number] part)*
//! part   = "(" any ")" | field ":" part | '"' words '"' | word
//! ```
//!
//! Operators are written in capitals: "and", "or" and "not" are words of agreements.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::closest;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expr {
    /// A word in any of its forms; `true` for the beginning of words.
    Word(String, bool),
    /// Words exactly so.
    Phrase(String),
    /// Parts within so many words of each other.
    Near(Vec<Expr>, u32),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    /// Something looked for in one field.
    In(FieldName, Box<Expr>),
}

/// Where something may be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum FieldName {
    Title,
    Symbol,
    Heading,
    Party,
    Kind,
    Topic,
    Lang,
    Unit,
    Says,
}

impl FieldName {
    const WORDS: &'static [(&'static str, FieldName)] = &[
        ("title", FieldName::Title),
        ("symbol", FieldName::Symbol),
        ("heading", FieldName::Heading),
        ("party", FieldName::Party),
        ("kind", FieldName::Kind),
        ("topic", FieldName::Topic),
        ("lang", FieldName::Lang),
        ("unit", FieldName::Unit),
        ("says", FieldName::Says),
    ];
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which bytes of the query.
    pub at: Range<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl SyntaxError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> SyntaxError {
        SyntaxError { at, message: message.into(), hint: hint.into() }
    }

    /// Which character of the query, from 1.
    #[must_use]
    pub fn column(&self, query: &str) -> usize {
        query.char_indices().take_while(|(at, _)| *at < self.at.start).count() + 1
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// Deepest nesting of brackets: nobody means more, and each costs stack.
const DEEPEST: usize = 32;
/// Longest query in bytes.
const LONGEST: usize = 2_000;
/// Words of `NEAR` without a number.
const NEAR: u32 = 10;
/// Largest number of words of `NEAR`.
const FARTHEST: u32 = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Phrase(String),
    Field(FieldName),
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
}

/// Reads a query.
pub(super) fn parse(query: &str) -> Result<Expr, SyntaxError> {
    if query.len() > LONGEST {
        return Err(SyntaxError::new(0..query.len(), "the query is too long", "look for a few words or one sentence"));
    }
    let tokens = lex(query)?;
    if tokens.is_empty() {
        return Err(SyntaxError::new(0..query.len(), "there is nothing to look for", "write a word or a \"phrase\""));
    }
    let mut parser = Parser { tokens: &tokens, at: 0, end: query.len(), depth: 0 };
    let expr = parser.any()?;
    match parser.peek() {
        None => Ok(expr),
        Some((_, at)) => {
            Err(SyntaxError::new(at.clone(), "this bracket closes nothing", "take it out, or open one before it"))
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」')
}

fn lex(query: &str) -> Result<Vec<(Token, Range<usize>)>, SyntaxError> {
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(c) = query.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        let rest = query.get(next..).unwrap_or("");
        match c {
            c if c.is_whitespace() => at = next,
            '(' | '（' => {
                tokens.push((Token::Open, at..next));
                at = next;
            }
            ')' | '）' => {
                tokens.push((Token::Close, at..next));
                at = next;
            }
            c if is_quote(c) => {
                let Some(length) = rest.find(is_quote) else {
                    let hint = "put a quotation mark at the end of the phrase as well";
                    return Err(SyntaxError::new(at..query.len(), "this phrase has no end", hint));
                };
                let close = next + length;
                let end = close + query.get(close..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
                tokens.push((Token::Phrase(rest.get(..length).unwrap_or("").to_owned()), at..end));
                at = end;
            }
            '-' | '−' if rest.chars().next().is_some_and(|c| !c.is_whitespace()) => {
                tokens.push((Token::Not, at..next));
                at = next;
            }
            _ => {
                let length = word_length(query.get(at..).unwrap_or(""));
                let word = query.get(at..at + length).unwrap_or("");
                let range = at..at + length;
                at += length.max(c.len_utf8());
                tokens.extend(word_token(word, range.clone(), query.get(at..).unwrap_or(""))?.into_iter().map(
                    |(token, length)| {
                        if length < word.len() {
                            at = range.start + length;
                        }
                        (token, range.start..range.start + length)
                    },
                ));
            }
        }
    }
    Ok(tokens)
}

/// Length of a word: to a space or a quotation mark; brackets belong to it where they close again before: "13(f)".
fn word_length(text: &str) -> usize {
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_whitespace() || (is_quote(c) && at > 0) => return at,
            '(' if at > 0 => {
                let inside = text.get(at + 1..).unwrap_or("");
                let closes = inside.find(|c: char| c == ')' || c == '(' || c.is_whitespace() || is_quote(c));
                match closes.filter(|end| inside.get(*end..).is_some_and(|rest| rest.starts_with(')'))) {
                    Some(_) => open += 1,
                    None => return at,
                }
            }
            ')' if open == 0 => return at,
            ')' => open -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The token that a word is, with its length: an operator, the beginning of a field, or a word.
fn word_token(word: &str, range: Range<usize>, rest: &str) -> Result<Option<(Token, usize)>, SyntaxError> {
    let all = word.len();
    match word {
        "AND" => return Ok(Some((Token::And, all))),
        "OR" => return Ok(Some((Token::Or, all))),
        "NOT" => return Ok(Some((Token::Not, all))),
        "NEAR" => return Ok(Some((Token::Near(NEAR), all))),
        _ => {}
    }
    if let Some(number) = word.strip_prefix("NEAR/") {
        return match number.parse::<u32>() {
            Ok(number) if (1..=FARTHEST).contains(&number) => Ok(Some((Token::Near(number), all))),
            _ => {
                let message = format!("NEAR/ is followed by a number of words from 1 to {FARTHEST}");
                Err(SyntaxError::new(range, message, "write for example: attack NEAR/5 infrastructure"))
            }
        };
    }
    let Some((name, value)) = word.split_once(':') else { return Ok(Some((Token::Word(word.to_owned()), all))) };
    let wanted = name.to_ascii_lowercase();
    if let Some((_, field)) = FieldName::WORDS.iter().find(|(known, _)| *known == wanted) {
        // A field with nothing behind it may be followed by a phrase or brackets.
        if value.is_empty() && !rest.starts_with(|c: char| is_quote(c) || c == '(') {
            let message = format!("nothing is looked for in {wanted}:");
            return Err(SyntaxError::new(
                range,
                message,
                format!("write a word or a phrase right behind it: {wanted}:word"),
            ));
        }
        return Ok(Some((Token::Field(*field), name.len() + 1)));
    }
    let is_name = name.len() > 2 && name.bytes().all(|b| b.is_ascii_lowercase()) && !value.starts_with('/');
    if is_name && !value.is_empty() {
        let names = FieldName::WORDS.iter().map(|(name, _)| *name);
        let near = closest(&wanted, names.clone()).map(|near| format!("did you mean {near}:? "));
        let all: Vec<&str> = names.collect();
        let hint = format!(
            "{}fields are {}; to look for these words put them into quotation marks",
            near.unwrap_or_default(),
            all.join(", ")
        );
        return Err(SyntaxError::new(
            range.start..range.start + name.len() + 1,
            format!("there is no field {name}:"),
            hint,
        ));
    }
    Ok(Some((Token::Word(word.to_owned()), all)))
}

struct Parser<'t> {
    tokens: &'t [(Token, Range<usize>)],
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&(Token, Range<usize>)> {
        self.tokens.get(self.at)
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        let found = self.peek().is_some_and(|(token, _)| token == wanted);
        self.at += usize::from(found);
        found
    }

    fn any(&mut self) -> Result<Expr, SyntaxError> {
        let mut parts = vec![self.all()?];
        while self.takes(&Token::Or) {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Expr::Any))
    }

    fn all(&mut self) -> Result<Expr, SyntaxError> {
        let mut parts = vec![self.one()?];
        loop {
            self.takes(&Token::And);
            let joined = self.at > 0 && matches!(self.tokens.get(self.at - 1), Some((Token::And, _)));
            match self.peek() {
                None | Some((Token::Or | Token::Close, _)) if !joined => break,
                _ => parts.push(self.one()?),
            }
        }
        Ok(one_or(parts, Expr::All))
    }

    fn one(&mut self) -> Result<Expr, SyntaxError> {
        if self.takes(&Token::Not) {
            self.deeper()?;
            let inner = self.one()?;
            self.depth -= 1;
            return Ok(Expr::Not(Box::new(inner)));
        }
        self.near()
    }

    fn near(&mut self) -> Result<Expr, SyntaxError> {
        let from = self.at;
        let mut parts = vec![self.part()?];
        let mut distance = None;
        while let Some((Token::Near(words), _)) = self.peek().cloned() {
            self.at += 1;
            distance = Some(distance.map_or(words, |have: u32| have.max(words)));
            parts.push(self.part()?);
        }
        let Some(distance) = distance else { return Ok(one_or(parts, Expr::All)) };
        if parts.iter().all(can_be_near) {
            return Ok(Expr::Near(parts, distance));
        }
        let start = self.tokens.get(from).map_or(0, |(_, at)| at.start);
        let end = self.tokens.get(self.at.saturating_sub(1)).map_or(self.end, |(_, at)| at.end);
        let hint = "put words, phrases, or words joined by OR in brackets on its two sides";
        Err(SyntaxError::new(start..end, "NEAR stands between words and phrases only", hint))
    }

    fn part(&mut self) -> Result<Expr, SyntaxError> {
        let Some((token, range)) = self.peek().cloned() else {
            let before = self.tokens.last().map_or(0..self.end, |(_, at)| at.clone());
            return Err(SyntaxError::new(
                before,
                "something is missing behind this",
                "write what is looked for, or take it out",
            ));
        };
        self.at += 1;
        match token {
            Token::Word(word) => read_word(&word, &range),
            Token::Phrase(words) => Ok(Expr::Phrase(words)),
            Token::Field(name) => {
                self.deeper()?;
                let inner = self.part()?;
                self.depth -= 1;
                Ok(Expr::In(name, Box::new(inner)))
            }
            Token::Open => {
                self.deeper()?;
                if self.takes(&Token::Close) {
                    let hint = "write what is looked for between them, or take them out";
                    return Err(SyntaxError::new(
                        range.start..range.end + 1,
                        "there is nothing in these brackets",
                        hint,
                    ));
                }
                let inner = self.any()?;
                self.depth -= 1;
                if self.takes(&Token::Close) {
                    return Ok(inner);
                }
                Err(SyntaxError::new(
                    range,
                    "this bracket is not closed",
                    "close it behind the last word that belongs to it",
                ))
            }
            Token::Close => {
                Err(SyntaxError::new(range, "this bracket closes too early", "write what is looked for before it"))
            }
            Token::And | Token::Or | Token::Near(_) => Err(SyntaxError::new(
                range,
                "there is nothing before this operator",
                "write what is looked for on both sides; to look for the word itself use small letters",
            )),
            Token::Not => {
                Err(SyntaxError::new(range, "NOT cannot stand here", "put it before a word, a phrase or brackets"))
            }
        }
    }

    fn deeper(&mut self) -> Result<(), SyntaxError> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        let at = self.tokens.get(self.at.saturating_sub(1)).map_or(0..self.end, |(_, at)| at.clone());
        Err(SyntaxError::new(at, format!("more than {DEEPEST} brackets inside each other"), "ask a simpler question"))
    }
}

fn one_or(mut parts: Vec<Expr>, make: impl FnOnce(Vec<Expr>) -> Expr) -> Expr {
    match parts.len() {
        1 => parts.remove(0),
        _ => make(parts),
    }
}

/// Whether something may stand beside `NEAR`: a word, a phrase, or any of several words.
fn can_be_near(expr: &Expr) -> bool {
    match expr {
        Expr::Word(..) | Expr::Phrase(_) => true,
        Expr::Any(parts) => parts.iter().all(|part| matches!(part, Expr::Word(..))),
        _ => false,
    }
}

fn read_word(word: &str, range: &Range<usize>) -> Result<Expr, SyntaxError> {
    let bare = word.trim_end_matches('*');
    if bare.contains('*') {
        let hint = "a star stands at the end of the beginning of a word: terror*";
        return Err(SyntaxError::new(range.clone(), "a star cannot stand inside a word or before it", hint));
    }
    Ok(Expr::Word(bare.to_owned(), bare.len() < word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expr: &Expr) -> String {
        let list = |parts: &[Expr], by: &str| format!("({})", parts.iter().map(shown).collect::<Vec<_>>().join(by));
        match expr {
            Expr::Word(word, begins) => format!("{word}{}", if *begins { "*" } else { "" }),
            Expr::Phrase(words) => format!("'{words}'"),
            Expr::Near(parts, distance) => list(parts, &format!(" ~{distance} ")),
            Expr::All(parts) => list(parts, " & "),
            Expr::Any(parts) => list(parts, " | "),
            Expr::Not(inner) => format!("!{}", shown(inner)),
            Expr::In(field, inner) => format!("{field:?}:{}", shown(inner)),
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (query, meant) in [
            ("cooperation", "cooperation"),
            ("mutual legal assistance", "(mutual & legal & assistance)"),
            ("\"due diligence\" OR neutrality", "('due diligence' | neutrality)"),
            ("a b OR c d", "((a & b) | (c & d))"),
            ("a AND (b OR c) -d", "(a & (b | c) & !d)"),
            ("attack NEAR/5 infrastructure", "(attack ~5 infrastructure)"),
            (
                "(attack OR intrusion) NEAR \"critical infrastructure\" x",
                "(((attack | intrusion) ~10 'critical infrastructure') & x)",
            ),
            ("terror*", "terror*"),
            ("para 13(f)", "(para & 13(f))"),
            ("(24/7)", "24/7"),
            ("title:budapest unit:art35", "(Title:budapest & Unit:art35)"),
            ("title:\"budapest convention\" heading:(a OR b)", "(Title:'budapest convention' & Heading:(a | b))"),
            ("symbol:A/70/174", "Symbol:A/70/174"),
            ("„Treu und Glauben“ «foi»", "('Treu und Glauben' & 'foi')"),
            ("cyber-attack", "cyber-attack"),
            ("un:A/RES/73/27", "un:A/RES/73/27"),
            ("https://undocs.org", "https://undocs.org"),
            ("NOT NOT x", "!!x"),
            ("信息安全", "信息安全"),
        ] {
            assert_eq!(parse(query).map(|e| shown(&e)), Ok(meant.to_owned()), "{query}");
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (query, column, words) in [
            ("", 1, "nothing to look for"),
            ("a \"b c", 3, "no end"),
            ("a (b", 3, "not closed"),
            ("a )", 3, "closes nothing"),
            ("OR a", 1, "nothing before"),
            ("a AND", 3, "missing"),
            ("a NEAR/0 b", 3, "from 1 to 100"),
            ("a NEAR/x b", 3, "from 1 to 100"),
            ("(a b) NEAR c", 1, "between words"),
            ("é tilte:x", 3, "no field tilte:"),
            ("title: x", 1, "nothing is looked for"),
            ("te*ror", 1, "star"),
            ("()", 1, "nothing in these brackets"),
        ] {
            let error = parse(query).expect_err(query);
            assert!(error.message.contains(words), "{query}: {}", error.message);
            assert_eq!(error.column(query), column, "{query}: {}", error.message);
            assert!(!error.hint.is_empty());
        }
        assert!(parse(&"(".repeat(500)).is_err());
        assert!(parse(&"-".repeat(1999)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_there_is_an_answer(query in "(\\PC|[ \"():*-]|NEAR/|OR ){0,60}") {
            if let Err(error) = parse(&query) {
                proptest::prop_assert!(error.at.start <= error.at.end);
                let _ = error.column(&query);
            }
        }
    }
}
