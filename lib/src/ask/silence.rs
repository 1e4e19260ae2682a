//! Where texts do not speak of something, and what comes closest.

use serde::Serialize;

use super::finding::pin;
use super::question::Unasked;
use crate::diagnostic::closest;
use crate::landscape::Landscape;
use crate::model::{Commitment, Concept, Coverage, Day, Instrument, Modality, TextState};
use crate::register::{Header, Term, broader, narrower};
use crate::text;

/// A place where the concept is spoken of.
#[derive(Debug, Clone, Serialize)]
pub struct Heard<'a> {
    /// The clause, if it is a coded one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<&'a str>,
    /// The paragraph, as printed.
    pub pin: String,
    /// Kind of clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// Why it counts: "coded as proliferation", "the word “proliferat…” in our paraphrase".
    pub why: String,
}

/// A clause that comes close without being it.
#[derive(Debug, Clone, Serialize)]
pub struct Closest<'a> {
    /// The clause.
    pub commitment: &'a str,
    /// The paragraph, as printed.
    pub pin: String,
    /// The act it is coded with.
    pub act: Term<'a>,
    /// How many steps of the vocabulary lie between.
    pub steps: usize,
    /// Kind of clause.
    pub modality: Modality,
    /// In our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<&'a str>,
}

/// A text that lies in the folder and was searched for the concept's words.
#[derive(Debug, Clone, Serialize)]
pub struct SearchedText<'a> {
    /// Its language.
    pub language: &'a str,
    /// How much of it is held.
    pub state: TextState,
    /// Its paragraphs.
    pub paragraphs: usize,
    /// Those in which the concept's words occur.
    pub found: usize,
}

/// What one instrument says, or does not say, of a concept.
#[derive(Debug, Clone, Serialize)]
pub struct SilentIn<'a> {
    /// The instrument.
    pub instrument: &'a str,
    /// Its title.
    pub title: &'a str,
    /// `speaks`, `none-found`, or `not-coded`.
    pub state: &'static str,
    /// How far its clauses are coded.
    pub coverage: Coverage,
    /// Clauses searched.
    pub commitments: usize,
    /// Units whose paraphrase or quotation was searched.
    pub units: usize,
    /// Texts searched.
    pub texts: Vec<SearchedText<'a>>,
    /// Languages in which an official text is said to exist but none is held.
    pub not_held: Vec<&'a str>,
    /// Where it is spoken of.
    pub heard: Vec<Heard<'a>>,
    /// What comes closest, nearest first.
    pub closest: Vec<Closest<'a>>,
}

/// Where texts are silent on a concept.
#[derive(Debug, Clone, Serialize)]
pub struct Silence<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The concept.
    pub concept: Term<'a>,
    /// The terms that count as it: itself and what is narrower.
    pub terms: Vec<&'a str>,
    /// Beginnings of words looked for in texts and paraphrases, term by term: all of a term must occur together.
    pub words: Vec<Vec<String>>,
    /// Each instrument.
    pub instruments: Vec<SilentIn<'a>>,
}

/// Near clauses shown per instrument.
const CLOSE: usize = 3;
/// Steps of the vocabulary beyond which nothing is close.
const FAR: usize = 4;

/// Says where instruments do not speak of a concept (an act or an object), what was searched, and what comes closest. Without
/// instruments, all that are coded are searched.
///
/// # Errors
/// What is wrong with the concept or the names, with the nearest known ones.
pub fn silence<'a>(
    landscape: &'a Landscape,
    concept: &str,
    instruments: &[String],
    day: Day,
) -> Result<Silence<'a>, Vec<Unasked>> {
    let vocabulary = &landscape.vocabulary;
    let is_act = vocabulary.acts.contains(concept);
    let list = if is_act { &vocabulary.acts } else { &vocabulary.objects };
    let mut wrong = Vec::new();
    if !list.contains(concept) {
        let ids = vocabulary.acts.ids().chain(vocabulary.objects.ids());
        let all = vocabulary.acts.iter().chain(vocabulary.objects.iter());
        let labelled = all.filter(|c| c.label.eq_ignore_ascii_case(concept)).map(|c| c.id.as_str()).next();
        let instead = labelled.or_else(|| closest(concept, ids)).map(str::to_owned);
        wrong.push(Unasked { what: "act or object", word: concept.to_owned(), instead, why: None });
    }
    let mut wanted: Vec<&'a Instrument> = Vec::new();
    for name in instruments {
        match landscape.instrument(name) {
            Some(found) if wanted.iter().any(|have| have.id == found.id) => {}
            Some(found) => wanted.push(found),
            None => {
                let instead = landscape.nearest_instrument(name).map(str::to_owned);
                wrong.push(Unasked { what: "instrument", word: name.clone(), instead, why: None });
            }
        }
    }
    let Some(found) = list.get(concept).filter(|_| wrong.is_empty()) else { return Err(wrong) };
    if instruments.is_empty() {
        wanted = landscape.instruments.iter().filter(|i| !i.commitments.is_empty()).collect();
    }
    let terms = narrower(list, &found.id);
    let words = words_of(terms.iter().filter_map(|id| list.get(id)));
    let search = Search { landscape, is_act, concept: &found.id, terms: &terms, words: &words };
    Ok(Silence {
        header: Header::new("servanda.silence/1", landscape, day),
        concept: Term::of(list, &found.id),
        instruments: wanted.into_iter().map(|instrument| search.of_instrument(instrument)).collect(),
        words,
        terms,
    })
}

/// The stems looked for, term by term: content words of the labels, cut so that inflected forms are found too. A term is
/// spoken of where all of its stems occur together.
fn words_of<'c>(concepts: impl Iterator<Item = &'c Concept>) -> Vec<Vec<String>> {
    const EMPTY: &[&str] = &["and", "the", "for", "each", "other", "from", "with", "its", "own", "any", "use", "state"];
    let stems = |concept: &Concept| -> Vec<String> {
        let words = concept.label.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words
            .filter(|word| word.chars().count() > 2 && !EMPTY.contains(&word.as_str()))
            .map(|word| stem(&word))
            .collect()
    };
    concepts.map(stems).filter(|stems| !stems.is_empty()).collect()
}

/// A word without the endings that English labels of the vocabulary have: what is found must begin so.
fn stem(word: &str) -> String {
    const ENDINGS: &[&str] = &["ation", "ating", "ions", "ion", "ings", "ing", "ies", "es", "s", "y", "e"];
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4));
    cut.unwrap_or(word).to_owned()
}

/// What is looked for.
struct Search<'s, 'a> {
    landscape: &'a Landscape,
    is_act: bool,
    concept: &'a str,
    terms: &'s [&'a str],
    words: &'s [Vec<String>],
}

impl<'a> Search<'_, 'a> {
    fn of_instrument(&self, instrument: &'a Instrument) -> SilentIn<'a> {
        let mut heard: Vec<Heard<'a>> = Vec::new();
        for clause in &instrument.commitments {
            let own = self.own_terms(clause);
            if let Some(term) = own.into_iter().find(|term| self.terms.contains(term)) {
                heard.push(Heard {
                    commitment: Some(&clause.id),
                    pin: pin(instrument, clause),
                    modality: Some(clause.modality),
                    why: format!("coded as {}", self.label(term)),
                });
            } else if let Some(word) = self.word_in(&[clause.says.as_deref(), clause.quote.as_deref()]) {
                heard.push(Heard {
                    commitment: Some(&clause.id),
                    pin: pin(instrument, clause),
                    modality: Some(clause.modality),
                    why: format!("the word “{word}…” in what is coded of it"),
                });
            }
        }
        for unit in &instrument.units {
            let told = heard.iter().any(|heard| heard.pin == unit.label);
            if let Some(word) = self.word_in(&[unit.says.as_deref(), unit.quote.as_deref()]).filter(|_| !told) {
                heard.push(Heard {
                    commitment: None,
                    pin: unit.label.clone(),
                    modality: None,
                    why: format!("the word “{word}…” in what is said of the paragraph"),
                });
            }
        }
        let texts: Vec<SearchedText<'a>> = instrument.held.iter().map(|held| self.of_text(instrument, held)).collect();
        let in_texts = texts.iter().any(|text| text.found > 0);
        let searched = !instrument.commitments.is_empty() || !instrument.units.is_empty() || !texts.is_empty();
        let state = match (heard.is_empty() && !in_texts, searched) {
            (false, _) => "speaks",
            (true, true) => "none-found",
            (true, false) => "not-coded",
        };
        let said = instrument.units.iter().filter(|unit| unit.says.is_some() || unit.quote.is_some());
        SilentIn {
            instrument: &instrument.id,
            title: instrument.title(),
            state,
            coverage: instrument.coverage,
            commitments: instrument.commitments.len(),
            units: said.count(),
            not_held: instrument
                .texts
                .iter()
                .filter(|row| !instrument.held.iter().any(|held| held.lang == row.lang))
                .map(|row| row.lang.as_str())
                .collect(),
            texts,
            closest: self.closest(instrument, &heard),
            heard,
        }
    }

    fn own_terms(&self, clause: &'a Commitment) -> Vec<&'a str> {
        let rows = if self.is_act { &clause.acts } else { &clause.objects };
        rows.iter().map(|term| &**term).collect()
    }

    fn label(&self, term: &str) -> String {
        let vocabulary = &self.landscape.vocabulary;
        let list = if self.is_act { &vocabulary.acts } else { &vocabulary.objects };
        list.get(term).map_or_else(|| term.to_owned(), |concept| concept.label.to_lowercase())
    }

    /// The words of the first term that is spoken of in one of some texts.
    fn word_in(&self, texts: &[Option<&str>]) -> Option<String> {
        let lower: Vec<String> = texts.iter().flatten().map(|text| text.to_lowercase()).collect();
        let spoken = |stems: &&Vec<String>| lower.iter().any(|text| holds_all(text, stems));
        self.words.iter().find(spoken).map(|stems| stems.join("… "))
    }

    fn of_text(&self, instrument: &'a Instrument, held: &'a crate::model::HeldText) -> SearchedText<'a> {
        let row = instrument.texts.iter().find(|row| row.lang == held.lang);
        let text = self.landscape.files.text(held.file);
        let spoken = |paragraph: &str| {
            let folded = text::fold(paragraph).to_lowercase();
            self.words.iter().any(|stems| holds_all(&folded, stems))
        };
        SearchedText {
            language: &held.lang,
            state: row.map_or(TextState::Part, |row| row.state),
            paragraphs: text.split("\n\n").count(),
            found: text.split("\n\n").filter(|paragraph| spoken(paragraph)).count(),
        }
    }

    fn closest(&self, instrument: &'a Instrument, heard: &[Heard<'a>]) -> Vec<Closest<'a>> {
        let vocabulary = &self.landscape.vocabulary;
        let list = if self.is_act { &vocabulary.acts } else { &vocabulary.objects };
        let mut found: Vec<Closest<'a>> = Vec::new();
        for clause in &instrument.commitments {
            if heard.iter().any(|heard| heard.commitment == Some(&clause.id)) {
                continue;
            }
            let steps = self.own_terms(clause).into_iter().map(|term| (steps(list, self.concept, term), term)).min();
            if let Some((steps, term)) = steps.filter(|(steps, _)| *steps <= FAR) {
                found.push(Closest {
                    commitment: &clause.id,
                    pin: pin(instrument, clause),
                    act: Term::of(list, term),
                    steps,
                    modality: clause.modality,
                    says: clause.says.as_deref(),
                });
            }
        }
        found.sort_by_key(|close| (close.steps, close.modality));
        found.truncate(CLOSE);
        found
    }
}

/// Whether for each stem some word of a text begins so.
fn holds_all(text: &str, stems: &[String]) -> bool {
    let begins = |at: usize| !text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
    stems.iter().all(|stem| text.match_indices(stem.as_str()).any(|(at, _)| begins(at)))
}

/// Steps between two terms: up from both to the nearest term they share. Terms that share only the top have none.
fn steps(list: &crate::model::Rows<Concept>, a: &str, b: &str) -> usize {
    let (up_a, up_b) = (broader(list, a), broader(list, b));
    let is_top = |id: &str| list.get(id).is_none_or(|concept| concept.broader.is_empty());
    let shared = up_a.iter().enumerate().filter(|(_, id)| !is_top(id));
    let pairs = shared.filter_map(|(n, id)| Some(n + up_b.iter().position(|other| other == id)?));
    pairs.min().unwrap_or(usize::MAX)
}
