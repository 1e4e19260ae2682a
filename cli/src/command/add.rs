//! Putting texts beside their instruments: what `read --add` and `fetch --add` share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Serialize;
use servanda::holding::{self, AddError, Added};
use servanda::landscape::Landscape;
use servanda::landscape::write::{Print, WriteError};
use servanda::model::{Basis, TextState};
use servanda::read::{self, Document, Options};

use super::input::{Source, source_of};
use super::session::{Form, Global, json, today};
use super::{Answer, FAILURE, FOUND, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// How texts are put into the landscape.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Storing")]
pub(crate) struct Adding {
    /// Put the text into the landscape, beside its instrument
    ///
    /// Writes a text file for each language, and says in instrument.toml what is held and how it was read. An instrument
    /// that the landscape does not know is begun. Needs a landscape of your own (--landscape DIR).
    #[arg(long)]
    add: bool,
    /// Language of the text, where its words do not tell it
    #[arg(long, value_name = "TAG", requires = "add")]
    lang: Option<String>,
    /// Whether the file holds all of the agreement
    #[arg(long, value_name = "STATE", default_value = "part", requires = "add")]
    state: State,
    /// What the text is: official-text, translation, secondary; unverified if left out
    #[arg(long, value_name = "BASIS", requires = "add", value_parser = parse_basis)]
    basis: Option<Basis>,
    /// Source of the text: an id of the landscape, or an address of the web
    #[arg(long, value_name = "SOURCE", requires = "add")]
    source: Vec<String>,
    /// What the text was compared with, by whom, in your words
    #[arg(long, value_name = "WORDS", requires = "add")]
    checked: Option<String>,
    /// Take the place of a text that is held already
    #[arg(long, requires = "add")]
    replace: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    /// All of it
    Full,
    /// A part, or nobody has looked
    Part,
}

fn parse_basis(text: &str) -> Result<Basis, String> {
    Basis::WORDS.iter().find(|(word, _)| *word == text).map(|(_, basis)| *basis).ok_or_else(|| {
        let words: Vec<&str> = Basis::WORDS.iter().map(|(word, _)| *word).collect();
        format!("it is not one of {}", words.join(", "))
    })
}

impl Adding {
    /// Whether texts are to be stored.
    pub(crate) fn is_asked(&self) -> bool {
        self.add
    }
}

/// A document to be put beside an instrument.
pub(crate) struct Wanted {
    /// Id of the instrument.
    pub(crate) id: String,
    /// Language, where the name of the file says it.
    pub(crate) lang: Option<String>,
    /// The file or address, as the user named it.
    pub(crate) named: PathBuf,
    /// Source of the text, where it is known from where it was fetched.
    pub(crate) source: Option<String>,
}

/// What became of one document.
#[derive(Serialize)]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'static str>,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Added>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

#[derive(Serialize)]
struct Outcomes<'o> {
    schema: &'static str,
    files: &'o [Outcome],
}

/// Reads documents and puts them beside their instruments. One that fails does not stop the others.
pub(crate) fn add(global: &Global, adding: &Adding, options: &Options, wanted: Vec<Wanted>) -> Result<Answer, Failure> {
    let form = global.form()?;
    if form == Form::Csv {
        return Err(Failure::new("--csv gives units, but --add stores them.").hint("use --json, or leave --csv out."));
    }
    let Some(folder) = global.folder() else {
        return Err(Failure::new("The built-in landscape cannot be added to.")
            .hint("begin one of your own with `servanda new DIR`, and name it with --landscape DIR."));
    };
    let landscape = global.open()?.landscape;
    // Two languages of one instrument change the same file, so they come one after the other.
    let mut groups: BTreeMap<String, Vec<(usize, Wanted)>> = BTreeMap::new();
    for (at, wanted) in wanted.into_iter().enumerate() {
        groups.entry(wanted.id.clone()).or_default().push((at, wanted));
    }
    let groups: Vec<Vec<(usize, Wanted)>> = groups.into_values().collect();
    let shelf = Shelf { folder: &folder, landscape: &landscape, adding, options };
    let mut outcomes: Vec<(usize, Outcome)> =
        groups.par_iter().flat_map_iter(|group| group.iter().map(|(at, wanted)| (*at, shelf.put(wanted)))).collect();
    outcomes.sort_by_key(|(at, _)| *at);
    let mut outcomes: Vec<Outcome> = outcomes.into_iter().map(|(_, outcome)| outcome).collect();
    let failed = outcomes.iter().any(|o| o.error.is_some());
    let text = match form {
        Form::Json => json(form, &Outcomes { schema: "servanda.added/1", files: &outcomes })?,
        Form::Jsonl => {
            outcomes.iter_mut().for_each(|o| o.schema = Some("servanda.added-row/1"));
            outcomes.iter().map(|o| json(form, o)).collect::<Result<String, Failure>>()?
        }
        Form::Text | Form::Csv => told(&outcomes),
    };
    Ok(Answer { text, status: if failed { FAILURE } else { FOUND } })
}

/// Where texts are put, and how.
struct Shelf<'s> {
    folder: &'s Path,
    landscape: &'s Landscape,
    adding: &'s Adding,
    options: &'s Options,
}

impl Shelf<'_> {
    fn put(&self, wanted: &Wanted) -> Outcome {
        let file = wanted.named.to_string_lossy().into_owned();
        let mut outcome = Outcome { schema: None, file, added: None, error: None, hint: None };
        match self.try_put(wanted) {
            Ok(added) => outcome.added = Some(added),
            Err(failure) => {
                outcome.error = Some(failure.message);
                outcome.hint = failure.hint;
            }
        }
        outcome
    }

    /// The language that is told, where one has to be. What the name of a file or the landscape says is no more than a claim:
    /// where the words are in another language, nothing is stored under a wrong one.
    fn language<'w>(&'w self, wanted: &'w Wanted, document: &Document, name: &str) -> Result<Option<&'w str>, Failure> {
        let (None, Some(claimed)) = (&self.adding.lang, &wanted.lang) else { return Ok(self.adding.lang.as_deref()) };
        let [only] = document.texts.as_slice() else { return Ok(None) };
        let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_owned();
        match &only.language {
            Some(read) if primary(read) != primary(claimed) => {
                Err(Failure::new(format!("{name}: it should be in {claimed}, but its words are in {read}."))
                    .hint(format!("say --lang {claimed} or --lang {read}.")))
            }
            _ => Ok(Some(claimed)),
        }
    }

    fn try_put(&self, wanted: &Wanted) -> Result<Added, Failure> {
        let Source { name, bytes } = source_of(&wanted.named)?;
        let document = read::read(&name, &bytes, self.options);
        let language = self.language(wanted, &document, &name)?;
        let mut source = self.adding.source.clone();
        source.extend(wanted.source.iter().filter(|_| self.adding.source.is_empty()).cloned());
        // Only the name: the folders above it are the user's own business.
        let is_address = wanted.source.is_some();
        let read_from = match wanted.named.file_name() {
            Some(name) if !is_address => name.to_string_lossy().into_owned(),
            _ => wanted.named.to_string_lossy().into_owned(),
        };
        let request = holding::Request {
            folder: self.folder,
            id: &wanted.id,
            document: &document,
            language,
            state: match self.adding.state {
                State::Full => TextState::Full,
                State::Part => TextState::Part,
            },
            basis: self.adding.basis,
            source: &source,
            read_from: &read_from,
            print: &Print::of(&bytes),
            read_on: today(),
            checked: self.adding.checked.as_deref(),
            replace: self.adding.replace,
        };
        holding::add(self.landscape, &request).map_err(|error| explained(&error, &name))
    }
}

fn explained(error: &AddError, name: &str) -> Failure {
    let failure = Failure::new(format!("{name}: {error}."));
    match error {
        AddError::Held(_) => failure.hint("say --replace to put this text in its place."),
        AddError::NoLanguage | AddError::BadLanguage(_) => failure.hint("say for example --lang en."),
        AddError::SeveralLanguages(_) => failure.hint("leave --lang out: each text is stored under its own."),
        AddError::Empty => failure.hint(format!("`servanda read {name}` says what is wrong with it.")),
        AddError::BadId(_) => failure.hint("name the instrument with --id."),
        AddError::Write(WriteError::NotToml(..)) => failure.hint("`servanda check` says where; mend it first."),
        AddError::Write(_) | AddError::Folder(..) | AddError::TwoOfOne(_) | AddError::TooLarge(_) => failure,
    }
}

/// More outcomes than this are counted, not listed.
const MOST_LISTED: usize = 20;

fn told(outcomes: &[Outcome]) -> String {
    let mut page = Page::new();
    let added: Vec<&Added> = outcomes.iter().filter_map(|o| o.added.as_ref()).collect();
    // What does not read back must not drown among what does.
    let doubtful = |added: &Added| added.texts.iter().any(|text| !text.differs.is_empty());
    let listed = |(at, added): &(usize, &&Added)| *at < MOST_LISTED || doubtful(added);
    let shown: Vec<&Added> = added.iter().enumerate().filter(listed).map(|(_, added)| *added).collect();
    for added in &shown {
        let what = if added.begun { "  begun" } else { "" };
        page.paragraph(0, Line::of(Label::Id, &added.instrument).with(Label::Aside, what));
        for text in &added.texts {
            let state = format!("{}, {}", text.state.word(), count(text.units, "unit", "units"));
            page.paragraph(2, Line::plain(&text.file).text("  ").with(Label::Aside, state));
            page.paragraph(4, Line::of(Label::Aside, &text.completeness));
            if !text.differs.is_empty() {
                let some: Vec<&str> = text.differs.iter().take(5).map(String::as_str).collect();
                let verb = if text.differs.len() == 1 { "does" } else { "do" };
                let places = count(text.differs.len(), "place", "places");
                let message = format!("{places} {verb} not read back as read: {}", some.join(", "));
                page.paragraph(4, Line::of(Label::Warning, message));
            }
        }
    }
    if added.len() > shown.len() {
        let more = count(added.len() - shown.len(), "more instrument", "more instruments");
        page.paragraph(0, Line::plain(format!("and {more}")));
    }
    if !added.is_empty() {
        page.blank();
        let texts = added.iter().map(|a| a.texts.len()).sum::<usize>();
        let held = format!(
            "{} of {} put into the landscape",
            count(texts, "text", "texts"),
            count(added.len(), "instrument", "instruments")
        );
        page.paragraph(0, Line::plain(held));
    }
    for outcome in outcomes {
        let Some(error) = &outcome.error else { continue };
        page.paragraph(0, Line::of(Label::Error, "not added:").text(" ").text(error));
        if let Some(hint) = &outcome.hint {
            page.paragraph(2, Line::of(Label::Aside, hint));
        }
    }
    page.write(&Screen::of_stdout())
}

/// The id and the language that the name of a file tells: `budapest-convention-2001.en.pdf`.
pub(crate) fn named_by(path: &Path, landscape_id: impl Fn(&str) -> Option<String>) -> (String, Option<String>) {
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (stem, lang) = match stem.rsplit_once('.') {
        Some((before, tag)) if tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase()) => {
            (before.to_owned(), Some(tag.to_owned()))
        }
        _ => (stem, None),
    };
    let words: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let slug = words.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    (landscape_id(&slug).unwrap_or(slug), lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_instrument_and_language() {
        let known = |name: &str| (name == "ets-185").then(|| "budapest-convention-2001".to_owned());
        let read = |path: &str| named_by(Path::new(path), known);
        assert_eq!(read("a/Model Treaty (2020).pdf"), ("model-treaty-2020".to_owned(), None));
        assert_eq!(read("ETS 185.fr.docx"), ("budapest-convention-2001".to_owned(), Some("fr".to_owned())));
        assert_eq!(read("договор.txt").0, "", "an id has ASCII letters only, so one must be given");
    }
}
