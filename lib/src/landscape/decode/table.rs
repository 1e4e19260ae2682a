//! A table of a TOML file that remembers which keys were asked for, and reports wrong types, unknown words and left-overs.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::Overlay;
use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::model::{Basis, Date, DateError, Evidence, Names, Period, Reference, SourceReference, Sourced};
use crate::text::is_language_tag;

/// More problems than anybody reads; a binary file saved as `.toml` would otherwise report one per byte.
const MAX_PROBLEMS: usize = 200;

/// The file being decoded and what is wrong with it so far.
pub(super) struct Cx {
    file: FileId,
    length: usize,
    problems: RefCell<Vec<Diagnostic>>,
    dropped: Cell<usize>,
}

impl Cx {
    pub(super) fn new(file: FileId, length: usize) -> Cx {
        Cx { file, length, problems: RefCell::default(), dropped: Cell::new(0) }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let cut = |n: usize| u32::try_from(n.min(self.length)).unwrap_or(u32::MAX);
        Span { file: self.file, start: cut(range.start), end: cut(range.end) }
    }

    pub(super) fn report(&self, diagnostic: Diagnostic) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() < MAX_PROBLEMS {
            problems.push(diagnostic);
        } else {
            self.dropped.set(self.dropped.get() + 1);
        }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut problems = self.problems.into_inner();
        if self.dropped.get() > 0 {
            let message = format!("{} further problems in this file are not shown", self.dropped.get());
            let end = u32::try_from(self.length).unwrap_or(u32::MAX);
            let span = Span { file: self.file, start: end, end };
            problems
                .push(Diagnostic::error("too-many-problems", span, message).hint("mend the first ones and run again"));
        }
        problems
    }
}

/// Basis and sources of rows that name none.
#[derive(Debug, Clone, Default)]
pub(super) struct Defaults {
    pub(super) basis: Option<Basis>,
    pub(super) sources: Vec<SourceReference>,
}

/// A table with the name by which messages speak of it.
pub(super) struct Table<'t, 'i> {
    cx: &'t Cx,
    table: &'t DeTable<'i>,
    span: Span,
    what: &'t str,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t, 'i> Table<'t, 'i> {
    pub(super) fn new(cx: &'t Cx, table: &'t DeTable<'i>, range: Range<usize>, what: &'t str) -> Self {
        Table { cx, table, span: cx.span(range), what, asked: RefCell::default() }
    }

    pub(super) fn span(&self) -> Span {
        self.span
    }

    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.cx.report(diagnostic);
    }

    fn value(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let message = format!("`{key}` is {}, not {wanted}", article(value.get_ref().type_str()));
        self.report(Diagnostic::error("wrong-type", self.cx.span(value.span()), message));
    }

    fn missing(&self, key: &str) {
        let message = format!("{} has no `{key}`", self.what);
        self.report(Diagnostic::error("missing-key", self.span, message).hint(format!("add {key} = …")));
    }

    /// Text under a key, with its place. Empty text is the same as none, and said.
    pub(super) fn word(&self, key: &'static str) -> Option<Reference> {
        let value = self.value(key)?;
        self.word_of(key, value)
    }

    fn word_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Reference> {
        self.text_of(key, value).map(|(text, span)| Reference { name: text.into(), span })
    }

    fn text_of<'v>(&self, key: &str, value: &'v Spanned<DeValue<'_>>) -> Option<(&'v str, Span)> {
        let span = self.cx.span(value.span());
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                self.report(Diagnostic::error("empty", span, format!("`{key}` is empty")).hint("leave it out instead"));
                None
            }
            Some(text) => Some((text, span)),
            None => {
                self.wrong_type(key, value, "text in quotation marks");
                None
            }
        }
    }

    /// Whether a key is there, whatever stands under it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        self.text_of(key, value).map(|(text, _)| text.to_owned())
    }

    pub(super) fn required_word(&self, key: &'static str) -> Option<Reference> {
        self.required(key, self.word(key))
    }

    pub(super) fn required_text(&self, key: &'static str) -> Option<String> {
        self.required(key, self.text(key))
    }

    /// Says what is missing; what is there and wrong has been reported already.
    fn required<T>(&self, key: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() && self.table.get(key).is_none() {
            self.missing(key);
        }
        found
    }

    /// A list of texts; a single text counts as a list of one.
    pub(super) fn words(&self, key: &'static str) -> Vec<Reference> {
        let Some(value) = self.value(key) else { return Vec::new() };
        self.words_of(key, value)
    }

    fn words_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<Reference> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.word_of(key, item)).collect(),
            DeValue::String(_) => self.word_of(key, value).into_iter().collect(),
            _ => {
                self.wrong_type(key, value, "a list of texts");
                Vec::new()
            }
        }
    }

    /// A word of a closed list.
    pub(super) fn one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let word = self.word(key)?;
        self.choose(key, &word, words)
    }

    pub(super) fn required_one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let word = self.required_word(key)?;
        self.choose(key, &word, words)
    }

    pub(super) fn choose<T: Copy>(&self, key: &str, word: &Reference, words: &[(&str, T)]) -> Option<T> {
        let found = words.iter().find(|(known, _)| *known == &**word).map(|(_, value)| *value);
        if found.is_none() {
            let list = words.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
            let message = format!("\"{word}\" is no value of `{key}`");
            self.report(
                Diagnostic::error("unknown-word", word.span, message)
                    .did_you_mean(word, words.iter().map(|(known, _)| *known))
                    .hint(format!("one of: {list}")),
            );
        }
        found
    }

    pub(super) fn number(&self, key: &'static str) -> Option<u32> {
        let value = self.value(key)?;
        let number = value.get_ref().as_integer().and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong_type(key, value, "a whole number from 0 to 4294967295");
        }
        number
    }

    pub(super) fn truth(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            self.wrong_type(key, value, "true or false");
        }
        truth
    }

    pub(super) fn date(&self, key: &'static str) -> Option<Date> {
        let value = self.value(key)?;
        self.date_of(key, value)
    }

    pub(super) fn required_date(&self, key: &'static str) -> Option<Date> {
        if self.table.get(key).is_none() {
            self.missing(key);
        }
        self.date(key)
    }

    fn date_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Date> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(stamp) => stamp.to_string(),
            // A year without quotation marks can only mean that year.
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => {
                self.wrong_type(key, value, "a date such as \"2014-05-19\"");
                return None;
            }
        };
        match Date::parse(written.trim()) {
            Ok(date) => Some(date),
            Err(error) => {
                let span = self.cx.span(value.span());
                let hint = match error {
                    DateError::Form => "write the part that is known (\"2014\", \"2014-05\") and the rest into `note`",
                    DateError::NoSuchDay => {
                        "look the day up in the source; write \"2015-02\" if only the month is known"
                    }
                };
                self.report(Diagnostic::error("bad-date", span, format!("\"{written}\" {error}")).hint(hint));
                None
            }
        }
    }

    pub(super) fn period(&self) -> Period {
        Period { from: self.date("from"), to: self.date("to") }
    }

    /// The tables of an array of tables, each decoded and then checked for keys nobody asked for.
    pub(super) fn rows<T>(&self, key: &'static str, mut decode: impl FnMut(&Table<'_, '_>) -> Option<T>) -> Vec<T> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, value, &format!("a list of tables, each begun with [[{key}]]"));
            return Vec::new();
        };
        let what = format!("this {key}");
        let mut rows = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    let table = Table::new(self.cx, table, item.span(), &what);
                    rows.extend(decode(&table));
                    table.finish();
                }
                _ => self.wrong_type(key, item, "a table"),
            }
        }
        rows
    }

    pub(super) fn inner<T>(&self, key: &'static str, decode: impl FnOnce(&Table<'_, '_>) -> T) -> Option<T> {
        let value = self.value(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(key, value, "a table");
            return None;
        };
        let what = format!("[{key}]");
        let table = Table::new(self.cx, table, value.span(), &what);
        let result = decode(&table);
        table.finish();
        Some(result)
    }

    /// `[default]`: basis and sources of rows that name none.
    pub(super) fn defaults(&self) -> Defaults {
        self.inner("default", |t| Defaults { basis: t.one_of("basis", Basis::WORDS), sources: t.sources() })
            .unwrap_or_default()
    }

    fn sources(&self) -> Vec<SourceReference> {
        self.words("source").into_iter().map(SourceReference).collect()
    }

    /// Basis, source and note of this row. A row that calls itself unverified does not take the file's sources over:
    /// they are exactly what does not show it.
    pub(super) fn evidence(&self, defaults: &Defaults) -> Evidence {
        let basis = self.one_of("basis", Basis::WORDS);
        let own = self.sources();
        let sources = if !own.is_empty() || basis == Some(Basis::Unverified) { own } else { defaults.sources.clone() };
        Evidence { basis: basis.or(defaults.basis), sources, note: self.text("note") }
    }

    /// As [`Table::evidence`], where `note` is the row's own content.
    pub(super) fn evidence_without_note(&self, defaults: &Defaults) -> Evidence {
        Evidence { note: None, ..self.evidence(defaults) }
    }

    /// The beginning of the file, where a diagnostic about the whole file points.
    pub(super) fn start(&self) -> Span {
        self.cx.span(0..0)
    }

    /// Notes that nobody has said something yet. That is no fault of the file: who adds a text first may code it later, and
    /// every page tells "not coded" from "none".
    pub(super) fn not_coded(&self, key: &str) {
        if self.table.get(key).is_none() {
            let message = format!("{} has no `{key}` yet", self.what);
            self.report(Diagnostic::note("not-coded", self.start(), message).hint(format!("add {key} = …")));
        }
    }

    /// A value written plainly, or as a table with `value` and evidence of its own.
    pub(super) fn sourced<T>(
        &self,
        key: &'static str,
        defaults: &Defaults,
        read: impl Fn(&Table<'_, '_>, &'static str) -> Option<T>,
    ) -> Option<Sourced<T>> {
        let value = self.value(key)?;
        let span = self.cx.span(value.span());
        if let DeValue::Table(table) = value.get_ref() {
            let what = format!("`{key}`");
            let table = Table::new(self.cx, table, value.span(), &what);
            if table.table.get("value").is_none() {
                table.missing("value");
            }
            let read = read(&table, "value");
            let evidence = table.evidence(defaults);
            table.finish();
            return read.map(|value| Sourced { value, evidence, span });
        }
        let evidence = Evidence { basis: defaults.basis, sources: defaults.sources.clone(), note: None };
        read(self, key).map(|value| Sourced { value, evidence, span })
    }

    /// Values by language, each plain or with evidence of its own.
    pub(super) fn by_language(&self, key: &'static str, defaults: &Defaults) -> Vec<(String, Sourced<String>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Table(languages) = value.get_ref() else {
            self.wrong_type(key, value, "a table by language, such as { en = \"…\" }");
            return Vec::new();
        };
        let mut found = Vec::new();
        for (lang, value) in languages {
            let name = lang.get_ref().to_string();
            if !is_language_tag(&name) {
                let span = self.cx.span(lang.span());
                let message = format!("\"{name}\" is not a language tag");
                self.report(Diagnostic::error("bad-language", span, message).hint("write for example en, fr, zh-Hant"));
                continue;
            }
            let span = self.cx.span(value.span());
            if let DeValue::Table(table) = value.get_ref() {
                let table = Table::new(self.cx, table, value.span(), "this value");
                let text = table.required_text("value");
                let evidence = table.evidence(defaults);
                table.finish();
                found.extend(text.map(|value| (name, Sourced { value, evidence, span })));
            } else if let Some(word) = self.word_of(&name, value) {
                let evidence = Evidence { basis: defaults.basis, sources: defaults.sources.clone(), note: None };
                found.push((name, Sourced { value: word.to_string(), evidence, span }));
            }
        }
        found
    }

    pub(super) fn names(&self, key: &'static str) -> Names {
        let found = self.by_language(key, &Defaults::default());
        Names(found.into_iter().map(|(lang, name)| (lang, name.value)).collect())
    }

    pub(super) fn overlay(&self, words: &[(&str, Overlay)]) -> Option<Overlay> {
        self.one_of("overlay", words)
    }

    /// Reports keys that nobody asked for.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !asked.contains(&name) {
                let message = format!("{} has no key `{name}`", self.what);
                self.report(
                    Diagnostic::error("unknown-key", self.cx.span(key.span()), message)
                        .did_you_mean(name, asked.iter().copied())
                        .hint("see docs/FORMAT.md for the keys; put remarks into `note` or behind #"),
                );
            }
        }
    }
}

fn article(type_name: &str) -> String {
    match type_name {
        "integer" | "array" => format!("an {type_name}"),
        "string" => "text".to_owned(),
        "boolean" => "true or false".to_owned(),
        other => format!("a {other}"),
    }
}
