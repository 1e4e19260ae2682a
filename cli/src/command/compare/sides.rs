//! What a name on the command line stands for: a file, or an instrument with the texts that are held of it.

use std::path::Path;

use servanda::compare::{self, Text};
use servanda::diagnostic::Severity;
use servanda::holding;
use servanda::landscape::Landscape;
use servanda::model::Instrument;
use servanda::read::understand::citations::Gazetteer;
use servanda::read::{self, Document, Options};

use crate::command::Failure;
use crate::command::input::source_of;
use crate::command::session::{complain, remark_line};
use crate::render::Line;

/// What a name stands for.
pub(super) enum Side<'a> {
    Document(Box<Document>),
    /// Languages and documents of an instrument's held texts; none are held if it is empty.
    Instrument(&'a Instrument, Vec<Document>),
}

/// A file if there is one of that name, or else an instrument.
pub(super) fn side<'a>(landscape: &'a Landscape, name: &str) -> Result<Side<'a>, Failure> {
    if name != "-" && !Path::new(name).exists() && !name.contains("://") {
        if let Some(instrument) = landscape.instrument(name) {
            let gazetteer = Gazetteer::new(landscape);
            let read = |held| {
                let mut document = holding::document(landscape, held);
                document.understand(Some(&gazetteer));
                document.name = instrument.id.clone();
                document.title = Some(instrument.title().to_owned());
                document
            };
            return Ok(Side::Instrument(instrument, instrument.held.iter().map(read).collect()));
        }
        let failure = Failure::new(format!("{name} is neither a file nor an instrument."));
        return Err(match landscape.nearest_instrument(name) {
            Some(near) => failure.hint(format!("did you mean {near}?")),
            None => failure.hint("servanda list shows the instruments."),
        });
    }
    let source = source_of(Path::new(name))?;
    let mut document = read::read(&source.name, &source.bytes, &Options::default());
    document.understand(None);
    // What could not be read whole must not look like words that were dropped.
    for diagnostic in document.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        let failure = Failure::new(format!("{}: {}.", document.place(diagnostic.span), diagnostic.message));
        complain(&match diagnostic.hints.first() {
            Some(hint) => failure.hint(hint),
            None => failure,
        });
    }
    if document.units.is_empty() {
        return Err(Failure::new(format!("{name} has no words that could be compared."))
            .hint(format!("servanda read {name} says why.")));
    }
    Ok(Side::Document(Box::new(document)))
}

fn documents<'s>(side: &'s Side<'_>) -> Vec<&'s Document> {
    match side {
        Side::Document(document) => vec![document],
        Side::Instrument(_, documents) => documents.iter().collect(),
    }
}

pub(super) fn languages(side: &Side<'_>) -> Vec<String> {
    documents(side).iter().flat_map(|d| &d.texts).filter_map(|part| part.language.clone()).collect()
}

/// One language version of a side: the one that was asked for, or else the first in a language that the other side has.
pub(super) fn text(side: &Side<'_>, wanted: Option<&str>, other: &[String]) -> Result<Text, Failure> {
    let all: Vec<(&Document, usize)> =
        documents(side).into_iter().flat_map(|d| (0..d.texts.len()).map(move |part| (d, part))).collect();
    let all: Vec<(&Document, usize, Option<&str>)> = all
        .into_iter()
        .map(|(document, part)| (document, part, document.texts.get(part).and_then(|t| t.language.as_deref())))
        .collect();
    let own: Vec<Option<&str>> = all.iter().map(|(_, _, tag)| *tag).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    let chosen = compare::version(&own, wanted, &other).and_then(|at| all.get(at));
    if let Some((document, part, tag)) = chosen {
        // Who is not asked must not be left to believe that all of a bilingual print was compared.
        if wanted.is_none() && document.texts.len() > 1 {
            let told = own.iter().map(|tag| tag.unwrap_or("unknown")).collect::<Vec<_>>().join(", ");
            remark_line(&Line::plain(format!(
                "{} has texts in {told}: {} is compared; --language takes another.",
                document.name,
                tag.unwrap_or("the first")
            )));
        }
        return Ok(Text::of(document, *part));
    }
    let held: Vec<&str> = all.iter().filter_map(|(_, _, own)| *own).collect();
    match (side, wanted) {
        (Side::Instrument(instrument, documents), _) if documents.is_empty() => {
            Err(Failure::new(format!("no text is held of {}.", instrument.id))
                .hint(format!("servanda fetch {} --add gets it, if its address is known.", instrument.id)))
        }
        (_, Some(lang)) => Err(Failure::new(format!("there is no text in \"{lang}\".")).hint(format!(
            "there are: {}",
            if held.is_empty() { "none whose language is known".to_owned() } else { held.join(", ") }
        ))),
        _ => Err(Failure::new("there are no words that could be compared.")),
    }
}
