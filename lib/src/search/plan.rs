//! From an expression to what the index is asked, and to what is to be marked in what it finds.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Term, collector::DocSetCollector};

use super::error::IndexError;
use super::index::{Index, Row};
use super::near::{Chosen, How, Places};
use super::piece::What;
use super::stem::{languages, stem};
use super::syntax::{Expr, FieldName, SyntaxError};
use super::words::each_word;

/// One thing that was looked for, as it is marked in what was found.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    /// For each place the words that may stand there.
    pub(super) places: Vec<FxHashSet<String>>,
    /// Whether only headings count.
    pub(super) in_headings: bool,
    /// Within so many words of each other in any order; else one right after the other.
    pub(super) near: Option<u32>,
}

/// What the index is asked.
pub(super) struct Plan {
    pub(super) query: Box<dyn Query>,
    pub(super) looked: Vec<Looked>,
    /// The words looked for, folded, each with how it was written: for proposals where nothing is found.
    pub(super) words: Vec<(String, String)>,
    /// What is wrong with a field's value, in words.
    pub(super) unknown: Vec<String>,
}

/// Why there is no plan.
pub(super) enum NoPlan {
    Syntax(SyntaxError),
    Index(IndexError),
}

impl From<IndexError> for NoPlan {
    fn from(error: IndexError) -> NoPlan {
        NoPlan::Index(error)
    }
}

impl From<tantivy::TantivyError> for NoPlan {
    fn from(error: tantivy::TantivyError) -> NoPlan {
        NoPlan::Index(error.into())
    }
}

/// What fields that name things of the landscape are resolved by; the room itself knows words and pieces only.
pub(super) trait Names {
    /// The instruments that a party, kind or topic means, as a test on numbers of owners; a sentence if it means nothing.
    fn owners(&self, field: FieldName, value: &str) -> Result<FxHashSet<u32>, String>;
}

/// Most words that a beginning may stand for.
const MOST_WORDS: usize = 2_000;
/// Shortest word that may be two words written together, and shortest part of one.
const SPLIT: usize = 8;
const SPLIT_PART: usize = 3;

/// Makes a plan.
pub(super) fn plan(index: &Index, names: &dyn Names, expr: &Expr, length: usize) -> Result<Plan, NoPlan> {
    let mut planner = Planner {
        index,
        names,
        length,
        looked: Vec::new(),
        words: Vec::new(),
        unknown: Vec::new(),
        has_content: false,
    };
    let scope = Scope { field: index.fields.body, in_headings: false, positive: true };
    let query = planner.expr(expr, scope)?;
    let Some(query) = query else {
        return Err(planner.wrong("this has no letters or digits to look for", "write a word"));
    };
    if matches!(expr, Expr::Not(_))
        || matches!(expr, Expr::All(parts) if parts.iter().all(|p| matches!(p, Expr::Not(_))))
    {
        return Err(planner.wrong("this only says what is left out", "write also what is looked for"));
    }
    // A question made of names alone asks which instruments there are: their titles answer it.
    let query = if planner.has_content {
        query
    } else {
        let titles = planner.chosen(|row| row.what == What::Title);
        Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, titles)]))
    };
    Ok(Plan { query, looked: planner.looked, words: planner.words, unknown: planner.unknown })
}

#[derive(Clone, Copy)]
struct Scope {
    field: Field,
    in_headings: bool,
    positive: bool,
}

struct Planner<'p> {
    index: &'p Index,
    names: &'p dyn Names,
    length: usize,
    looked: Vec<Looked>,
    words: Vec<(String, String)>,
    unknown: Vec<String>,
    /// Whether anything is looked for in texts, as opposed to names of instruments.
    has_content: bool,
}

/// A word of the query as it was cut.
struct Cut {
    folded: String,
    lower: String,
    joined: bool,
}

fn cut(text: &str) -> Vec<Cut> {
    let mut words = Vec::new();
    each_word(text, |word| {
        words.push(Cut { folded: word.folded.to_owned(), lower: word.lower.to_owned(), joined: word.joined });
    });
    words
}

type Asked = Option<Box<dyn Query>>;

impl Planner<'_> {
    fn wrong(&self, message: impl Into<String>, hint: impl Into<String>) -> NoPlan {
        NoPlan::Syntax(SyntaxError::new(0..self.length, message, hint))
    }

    fn expr(&mut self, expr: &Expr, scope: Scope) -> Result<Asked, NoPlan> {
        match expr {
            Expr::Word(word, begins) => {
                self.has_content = true;
                self.word(word, *begins, scope)
            }
            Expr::Phrase(words) => {
                self.has_content = true;
                self.phrase(words, scope)
            }
            Expr::Near(parts, distance) => {
                self.has_content = true;
                self.near(parts, *distance, scope)
            }
            Expr::All(parts) => self.all(parts, scope),
            Expr::Any(parts) => {
                let mut asked = Vec::new();
                for part in parts {
                    asked.extend(self.expr(part, scope)?.map(|query| (Occur::Should, query)));
                }
                Ok(boolean(asked))
            }
            Expr::Not(inner) => {
                let inner = self.expr(inner, Scope { positive: !scope.positive, ..scope })?;
                // Everything but: inside brackets and beside OR this is a question of its own.
                let all: Box<dyn Query> = Box::new(tantivy::query::AllQuery);
                Ok(inner.map(|query| boxed(vec![(Occur::Must, all), (Occur::MustNot, query)])))
            }
            Expr::In(field, inner) => self.in_field(*field, inner, scope),
        }
    }

    fn all(&mut self, parts: &[Expr], scope: Scope) -> Result<Asked, NoPlan> {
        let mut asked: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut rest = parts.iter().peekable();
        let mut run: Vec<String> = Vec::new();
        while let Some(part) = rest.next() {
            if let Expr::Not(inner) = part {
                let inner = self.expr(inner, Scope { positive: !scope.positive, ..scope })?;
                asked.extend(inner.map(|query| (Occur::MustNot, query)));
                continue;
            }
            if let Expr::Word(word, false) = part {
                run.extend(cut(word).into_iter().filter(|word| !word.joined).map(|word| word.folded));
            }
            // "cyber attack" means "cyberattack" too, where somebody writes it so.
            let together = match (part, rest.peek()) {
                (Expr::Word(a, false), Some(Expr::Word(b, false))) => self.together(a, b)?,
                _ => None,
            };
            let query = match (together, rest.peek()) {
                (Some(joined), Some(second)) => {
                    if let Expr::Word(word, false) = second {
                        run.extend(cut(word).into_iter().filter(|word| !word.joined).map(|word| word.folded));
                    }
                    let both = self.expr(part, scope)?;
                    let second = self.expr(second, scope)?;
                    rest.next();
                    let apart = boolean([both, second].into_iter().flatten().map(|q| (Occur::Must, q)).collect());
                    let joined = self.forms_query(&joined, scope)?;
                    boolean([apart, joined].into_iter().flatten().map(|q| (Occur::Should, q)).collect())
                }
                _ => self.expr(part, scope)?,
            };
            asked.extend(query.map(|query| (Occur::Must, query)));
        }
        // Words that stand together as they were typed are worth more than the same words apart.
        if run.len() > 1 && scope.positive {
            let terms: Vec<Term> = run.iter().map(|word| Term::from_field_text(scope.field, word)).collect();
            asked.push((Occur::Should, Box::new(BoostQuery::new(Box::new(PhraseQuery::new(terms)), 2.0))));
        }
        if asked.iter().all(|(occur, _)| *occur == Occur::MustNot) && !asked.is_empty() {
            asked.push((Occur::Must, Box::new(tantivy::query::AllQuery)));
        }
        Ok(boolean(asked))
    }

    /// The word that two words make together, if it occurs.
    fn together(&self, a: &str, b: &str) -> Result<Option<Cut>, NoPlan> {
        if let ([a], [b]) = (cut(a).as_slice(), cut(b).as_slice())
            && a.folded.chars().all(char::is_alphabetic)
            && b.folded.chars().all(char::is_alphabetic)
            && a.folded.len().min(b.folded.len()) >= SPLIT_PART
        {
            let folded = format!("{}{}", a.folded, b.folded);
            if self.index.has(&folded)? {
                return Ok(Some(Cut { folded, lower: format!("{}{}", a.lower, b.lower), joined: true }));
            }
        }
        Ok(None)
    }

    fn word(&mut self, word: &str, begins: bool, scope: Scope) -> Result<Asked, NoPlan> {
        let words = cut(word);
        let Some((last, before)) = words.split_last() else { return Ok(None) };
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if words.iter().filter(|word| !word.joined).count() == 1 {
            if scope.positive {
                self.words.push((last.folded.clone(), word.to_owned()));
            }
            if begins {
                let beginnings = self.beginning(&last.folded)?;
                return Ok(self.places(vec![beginnings], How::Phrase, scope));
            }
            any.extend(self.forms_query(last, scope)?.map(|query| (Occur::Should, query)));
            for (first, second) in self.apart(&last.folded)? {
                any.extend(self.places(vec![vec![first], second], How::Phrase, scope).map(|q| (Occur::Should, q)));
            }
            return Ok(boolean(any));
        }
        // "13(f)", "A/70/174", "cyber-attack", a run of Chinese characters: the parts side by side, in any of their forms.
        let mut places: Vec<Vec<String>> = Vec::new();
        let letters = words.iter().all(|word| word.folded.chars().all(char::is_alphabetic));
        for part in before.iter().chain([last]) {
            if part.joined && begins {
                let beginnings = self.beginning(&part.folded)?;
                any.extend(self.places(vec![beginnings], How::Phrase, scope).map(|query| (Occur::Should, query)));
            } else if part.joined {
                any.extend(self.forms_query(part, scope)?.map(|query| (Occur::Should, query)));
            } else {
                if scope.positive {
                    self.words.push((part.folded.clone(), part.folded.clone()));
                }
                places.push(if letters { self.forms(part)? } else { vec![part.folded.clone()] });
            }
        }
        if begins
            && let Some(place) = places.last_mut()
            && let Some(beginning) = words.iter().rev().find(|word| !word.joined)
        {
            *place = self.beginning(&beginning.folded)?;
        }
        any.extend(self.places(places, How::Phrase, scope).map(|query| (Occur::Should, query)));
        Ok(boolean(any))
    }

    fn phrase(&mut self, text: &str, scope: Scope) -> Result<Asked, NoPlan> {
        let mut words = cut(text);
        words.retain(|word| !word.joined);
        if scope.positive {
            self.words.extend(words.iter().map(|word| (word.folded.clone(), word.folded.clone())));
        }
        let places = words.into_iter().map(|word| vec![word.folded]).collect();
        Ok(self.places(places, How::Phrase, scope))
    }

    fn near(&mut self, parts: &[Expr], distance: u32, scope: Scope) -> Result<Asked, NoPlan> {
        let mut places = Vec::new();
        let mut phrases = Vec::new();
        for part in parts {
            let (place, phrase) = self.near_part(part, scope)?;
            places.push(place);
            phrases.extend(phrase);
        }
        if scope.positive {
            let sets = places.iter().map(|place| place.iter().cloned().collect()).collect();
            self.looked.push(Looked { places: sets, in_headings: scope.in_headings, near: Some(distance) });
        }
        let near = Places { field: scope.field, places: Arc::new(places), how: How::Near(distance) };
        let near: Box<dyn Query> = Box::new(near);
        // A phrase beside NEAR: its first word is near, and the phrase is there.
        let mut all = vec![(Occur::Must, near)];
        for phrase in phrases {
            all.extend(self.phrase(&phrase, scope)?.map(|query| (Occur::Must, query)));
        }
        Ok(boolean(all))
    }

    /// The words of one side of `NEAR`, and the phrase that must be there as well.
    fn near_part(&mut self, part: &Expr, scope: Scope) -> Result<(Vec<String>, Option<String>), NoPlan> {
        match part {
            Expr::Word(word, true) => {
                let words = cut(word);
                let last = words.last().map_or("", |word| word.folded.as_str());
                Ok((self.beginning(last)?, None))
            }
            Expr::Word(word, false) => {
                let words = cut(word);
                let Some(first) = words.first() else { return Ok((Vec::new(), None)) };
                if scope.positive {
                    self.words.push((first.folded.clone(), word.clone()));
                }
                let mut forms = self.forms(first)?;
                let several = words.iter().filter(|word| !word.joined).count() > 1;
                for joined in words.iter().filter(|word| word.joined) {
                    forms = self.forms(joined)?;
                }
                let phrase = (several && !words.iter().any(|word| word.joined)).then(|| word.clone());
                Ok((forms, phrase))
            }
            Expr::Phrase(text) => {
                let first = cut(text).into_iter().next().map(|word| vec![word.folded]).unwrap_or_default();
                Ok((first, Some(text.clone())))
            }
            Expr::Any(parts) => {
                let mut words = Vec::new();
                for part in parts {
                    words.extend(self.near_part(part, scope)?.0);
                }
                Ok((words, None))
            }
            _ => Ok((Vec::new(), None)),
        }
    }

    /// A word and its stems in all languages, as far as they occur.
    fn forms(&self, word: &Cut) -> Result<Vec<String>, NoPlan> {
        let mut forms = vec![word.folded.clone()];
        for language in languages() {
            if let Some(stem) = stem(language, &word.lower)
                && self.index.has(&stem)?
            {
                forms.push(stem);
            }
        }
        Ok(forms)
    }

    fn forms_query(&mut self, word: &Cut, scope: Scope) -> Result<Asked, NoPlan> {
        let forms = self.forms(word)?;
        if scope.positive {
            self.looked.push(Looked {
                places: vec![forms.iter().cloned().collect()],
                in_headings: scope.in_headings,
                near: None,
            });
        }
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for form in forms {
            // The word as it was typed counts twice: by itself and by its stem.
            any.push((Occur::Should, term(scope.field, &form)));
            if scope.field == self.index.fields.body && scope.positive {
                any.push((Occur::Should, term(self.index.fields.heading, &form)));
            }
        }
        Ok(boolean(any))
    }

    /// The two words that a word may be written as, the second in any form that occurs.
    fn apart(&self, word: &str) -> Result<Vec<(String, Vec<String>)>, NoPlan> {
        let mut found = Vec::new();
        if word.chars().count() < SPLIT || !word.chars().all(char::is_alphabetic) {
            return Ok(found);
        }
        for (at, _) in word.char_indices().skip(SPLIT_PART) {
            let (first, second) = word.split_at(at);
            if second.chars().count() < SPLIT_PART {
                break;
            }
            if !self.index.has(first)? {
                continue;
            }
            let mut forms = self.forms(&Cut { folded: second.to_owned(), lower: second.to_owned(), joined: false })?;
            if !self.index.has(second)? {
                forms.remove(0);
            }
            if !forms.is_empty() {
                found.push((first.to_owned(), forms));
            }
        }
        Ok(found)
    }

    /// All words that begin so.
    fn beginning(&self, beginning: &str) -> Result<Vec<String>, NoPlan> {
        let mut words: FxHashSet<String> = FxHashSet::default();
        for segment in self.index.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.index.fields.body)?;
            let mut terms =
                inverted.terms().range().ge(beginning.as_bytes()).into_stream().map_err(IndexError::from)?;
            while let Some((term, _)) = terms.next() {
                if !term.starts_with(beginning.as_bytes()) {
                    break;
                }
                words.extend(std::str::from_utf8(term).ok().map(str::to_owned));
                if words.len() > MOST_WORDS {
                    return Err(self.wrong(
                        format!("more than {MOST_WORDS} words begin with \"{beginning}\""),
                        "write more of the word before the star",
                    ));
                }
            }
        }
        let mut words: Vec<String> = words.into_iter().collect();
        words.sort_unstable();
        Ok(words)
    }

    /// Words in places, marked as one thing.
    fn places(&mut self, places: Vec<Vec<String>>, how: How, scope: Scope) -> Asked {
        if places.is_empty() {
            return None;
        }
        if places.iter().any(Vec::is_empty) {
            return Some(Box::new(EmptyQuery));
        }
        if scope.positive {
            let sets = places.iter().map(|place| place.iter().cloned().collect()).collect();
            self.looked.push(Looked { places: sets, in_headings: scope.in_headings, near: None });
        }
        let exact: Option<Vec<Term>> = places
            .iter()
            .map(|place| match place.as_slice() {
                [only] => Some(Term::from_field_text(scope.field, only)),
                _ => None,
            })
            .collect();
        match exact {
            Some(terms) if how == How::Phrase && terms.len() > 1 => Some(Box::new(PhraseQuery::new(terms))),
            _ => Some(Box::new(Places { field: scope.field, places: Arc::new(places), how })),
        }
    }

    fn in_field(&mut self, field: FieldName, inner: &Expr, scope: Scope) -> Result<Asked, NoPlan> {
        let body = Scope { field: self.index.fields.body, in_headings: false, ..scope };
        match field {
            FieldName::Heading => {
                self.has_content = true;
                self.expr(inner, Scope { field: self.index.fields.heading, in_headings: true, ..scope })
            }
            FieldName::Says => {
                let Some(words) = self.expr(inner, body)? else { return Ok(None) };
                let own = self.chosen(|row| !matches!(row.what, What::Text | What::Title | What::Quote));
                Ok(boolean(vec![(Occur::Must, words), (Occur::Must, own)]))
            }
            FieldName::Title | FieldName::Symbol => {
                let field = if field == FieldName::Title { self.index.fields.body } else { self.index.fields.symbol };
                let had = self.has_content;
                let asked = self.expr(inner, Scope { field, ..body })?;
                self.has_content = had;
                let Some(words) = asked else { return Ok(None) };
                let mut owners = FxHashSet::default();
                for address in self.index.searcher.search(&words, &DocSetCollector)? {
                    let row = self.index.row(address.segment_ord, address.doc_id);
                    owners.extend(row.filter(|row| row.what == What::Title).map(|row| row.owner));
                }
                Ok(Some(self.chosen(|row| owners.contains(&row.owner))))
            }
            FieldName::Party | FieldName::Kind | FieldName::Topic => {
                let mut any = FxHashSet::default();
                for value in values(inner) {
                    match self.names.owners(field, &value) {
                        Ok(owners) => any.extend(owners),
                        Err(sentence) => self.unknown.push(sentence),
                    }
                }
                Ok(Some(self.chosen(|row| any.contains(&row.owner))))
            }
            FieldName::Lang => {
                let wanted: Vec<String> = values(inner).iter().map(|value| value.to_lowercase()).collect();
                let index = self.index;
                Ok(Some(self.chosen(|row| wanted.iter().any(|tag| is_language(index.language(row), tag)))))
            }
            FieldName::Unit => {
                self.has_content = true;
                let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
                for value in values(inner) {
                    for address in self.addresses(&value)? {
                        any.push((Occur::Should, term(self.index.fields.unit, &address)));
                    }
                }
                if any.is_empty() { Ok(Some(Box::new(EmptyQuery))) } else { Ok(boolean(any)) }
            }
        }
    }

    /// Addresses that are a unit's or below it, in the usual ways of writing it: `art35/1`, `35(1)`, `13/f`.
    fn addresses(&self, value: &str) -> Result<Vec<String>, NoPlan> {
        let value = value.to_lowercase().replace('(', "/").replace([')', ' '], "");
        let bare = value.starts_with(|c: char| c.is_ascii_digit());
        let wanted: Vec<String> = if bare { vec![format!("art{value}"), value] } else { vec![value] };
        let mut found = Vec::new();
        for segment in self.index.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.index.fields.unit)?;
            for unit in &wanted {
                let mut terms = inverted.terms().range().ge(unit.as_bytes()).into_stream().map_err(IndexError::from)?;
                while let Some((term, _)) = terms.next() {
                    let Some(rest) = term.strip_prefix(unit.as_bytes()) else { break };
                    if rest.is_empty() || rest.starts_with(b"/") {
                        found.extend(std::str::from_utf8(term).ok().map(str::to_owned));
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The pieces of which a test on what is known of them holds.
    fn chosen(&self, test: impl Fn(Row) -> bool) -> Box<dyn Query> {
        let readers = self.index.searcher.segment_readers().iter();
        let segments = readers.zip(&self.index.rows).map(|(reader, rows)| {
            let docs = (0..).zip(rows.iter()).filter(|(_, row)| test(**row)).map(|(doc, _)| doc).collect();
            (reader.segment_id(), docs)
        });
        Box::new(Chosen { segments: Arc::new(segments.collect()) })
    }
}

/// Whether a language tag is what was asked for: `zh-Hant` is `zh`.
pub(super) fn is_language(tag: &str, asked: &str) -> bool {
    let (tag, asked) = (tag.to_ascii_lowercase(), asked.to_ascii_lowercase());
    tag == asked || tag.strip_prefix(&asked).is_some_and(|rest| rest.starts_with('-'))
}

/// The values given to a field that takes no words.
fn values(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Word(word, _) | Expr::Phrase(word) => vec![word.clone()],
        Expr::All(parts) | Expr::Any(parts) | Expr::Near(parts, _) => parts.iter().flat_map(values).collect(),
        Expr::Not(inner) | Expr::In(_, inner) => values(inner),
    }
}

fn term(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
}

fn boxed(parts: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(parts))
}

/// Several queries as one; the only one as it is.
fn boolean(mut parts: Vec<(Occur, Box<dyn Query>)>) -> Asked {
    match parts.as_slice() {
        [] => None,
        [(Occur::Must | Occur::Should, _)] => parts.pop().map(|(_, query)| query),
        _ => Some(boxed(parts)),
    }
}
