//! `compare`: what changed between two texts.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use servanda::compare::{self, Change, Coded, Comparison, Direction, Kind, Op, Piece, Signal, Text};
use servanda::diagnostic::Severity;
use servanda::holding;
use servanda::landscape::Landscape;
use servanda::model::{Instrument, Unit};
use servanda::read::understand::citations::Gazetteer;
use servanda::read::{self, Document, Options};

use super::read::source_of;
use super::session::{Form, Global, complain, json};
use super::{Answer, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen, csv};

/// Show what changed between two texts: what was edited, moved, renumbered, split, merged, added, dropped
///
/// Each text is a file, or an instrument of the landscape whose text is held. The first is the baseline. A paragraph is
/// found again wherever it stands; where that is not certain, it is said to be dropped here and added there. Where no text
/// is held of two instruments, what is coded of their paragraphs is shown, with the basis of each row.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda compare draft-2024.docx draft-2026.docx
  servanda compare draft.txt budapest-convention-2001
  servanda compare budapest-convention-2001 --language en,fr     # two language versions, by structure
  servanda compare code-of-conduct-2011 code-of-conduct-2015     # what is coded, where no text is held
  servanda compare old.pdf new.pdf --json

Words in [-brackets-] are only in the first text, words in {+braces+} only in the second. Exit status: 0 if anything
differs, 1 if nothing does.")]
pub(crate) struct Arguments {
    /// The baseline: a file, or the id of an instrument
    #[arg(value_name = "A")]
    left: String,
    /// The other text; left out where two language versions of A are compared
    #[arg(value_name = "B", required_unless_present = "language")]
    right: Option<String>,
    /// Language of the texts, where a document holds several; two languages parted by a comma for A and for B
    #[arg(long, value_name = "LANG", value_delimiter = ',', num_args = 1..=2)]
    language: Vec<String>,
    /// Show what stayed as well
    #[arg(long)]
    all: bool,
    /// Show differences of case, punctuation and white space as well
    #[arg(long)]
    printing: bool,
    /// Only changes of these kinds: kept, renumbered, edited, moved, moved-edited, split, merged, added, dropped
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
}

/// The answer for programs.
#[derive(Serialize)]
struct Shown<'a> {
    schema: &'static str,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// One change as a line of its own.
#[derive(Serialize)]
struct ChangeLine<'a> {
    schema: &'static str,
    #[serde(flatten)]
    change: &'a Change,
}

/// The answer for programs where only the coding is compared.
#[derive(Serialize)]
struct ShownCoded<'a> {
    schema: &'static str,
    coded: bool,
    notice: &'static str,
    #[serde(flatten)]
    comparison: &'a Coded<'a>,
}

const CODED: &str = "No text is held of both, so words are not compared: the rows say which paragraph is coded to have \
                     become which, each with its basis.";

/// What a name stands for.
enum Side<'a> {
    Document(Box<Document>),
    /// Languages and documents of an instrument's held texts; none are held if it is empty.
    Instrument(&'a Instrument, Vec<Document>),
}

/// Compares.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let form = global.form()?;
    let landscape = global.open()?.landscape;
    let kinds = kinds(&arguments.kind)?;
    let left = side(&landscape, &arguments.left)?;
    let right = side(&landscape, arguments.right.as_ref().unwrap_or(&arguments.left))?;
    if let (Side::Instrument(a, texts_a), Side::Instrument(b, texts_b)) = (&left, &right)
        && (texts_a.is_empty() || texts_b.is_empty())
        && let Some(coded) = compare::coded(a, b)
    {
        return coded_answer(form, &coded, [a, b]);
    }
    let wanted = [arguments.language.first(), arguments.language.last()];
    let spoken = languages(&right);
    let left = text(&left, wanted[0].map(String::as_str), &spoken)?;
    let own = left.language.clone().into_iter().collect::<Vec<_>>();
    let right = text(&right, wanted[1].map(String::as_str), &own)?;
    let comparison = compare::compare(&left, &right);
    let chosen = |change: &&Change| match kinds.as_slice() {
        [] => arguments.all || change.kind != Kind::Kept || arguments.printing && change.is_printed_otherwise(),
        kinds => kinds.contains(&change.kind),
    };
    let shown: Vec<&Change> = comparison.changes.iter().filter(chosen).collect();
    let text = match form {
        Form::Json => json(form, &Shown { schema: "servanda.comparison/1", comparison: &comparison })?,
        Form::Jsonl => {
            let line = |change: &&Change| json(form, &ChangeLine { schema: "servanda.change/1", change });
            shown.iter().map(line).collect::<Result<String, Failure>>()?
        }
        Form::Csv => table(&shown)?,
        Form::Text => page(&comparison, &shown, arguments.printing),
    };
    Ok(Answer::found_if(comparison.changes.iter().any(|c| c.kind != Kind::Kept), text))
}

fn kinds(words: &[String]) -> Result<Vec<Kind>, Failure> {
    let known = |word: &String| {
        Kind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| {
            let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
            Failure::new(format!("\"{word}\" is no kind of change.")).hint(format!("there are: {}", all.join(", ")))
        })
    };
    words.iter().map(known).collect()
}

/// A file if there is one of that name, or else an instrument.
fn side<'a>(landscape: &'a Landscape, name: &str) -> Result<Side<'a>, Failure> {
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

fn languages(side: &Side<'_>) -> Vec<String> {
    documents(side).iter().flat_map(|d| &d.texts).filter_map(|part| part.language.clone()).collect()
}

/// One language version of a side: the one that was asked for, or else the first in a language that the other side has.
fn text(side: &Side<'_>, wanted: Option<&str>, other: &[String]) -> Result<Text, Failure> {
    let all: Vec<(&Document, usize)> =
        documents(side).into_iter().flat_map(|d| (0..d.texts.len()).map(move |part| (d, part))).collect();
    let all: Vec<(&Document, usize, Option<&str>)> = all
        .into_iter()
        .map(|(document, part)| (document, part, document.texts.get(part).and_then(|t| t.language.as_deref())))
        .collect();
    let has = |lang: &str| all.iter().find(|(_, _, own)| *own == Some(lang));
    let chosen = match wanted {
        Some(lang) => has(lang),
        None => other.iter().find_map(|lang| has(lang)).or_else(|| all.first()),
    };
    if let Some((document, part, _)) = chosen {
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

fn table(changes: &[&Change]) -> Result<String, Failure> {
    const COLUMNS: [&str; 9] =
        ["kind", "left", "right", "similarity", "renumbered", "direction", "left_words", "right_words", "marked"];
    let rows = changes.iter().map(|change| {
        vec![
            change.kind.word().to_owned(),
            change.left.join(" "),
            change.right.join(" "),
            change.similarity.map(|s| format!("{s:.3}")).unwrap_or_default(),
            change.renumbered.to_string(),
            change.force.as_ref().map(|f| f.direction.word().to_owned()).unwrap_or_default(),
            change.side(Op::Left),
            change.side(Op::Right),
            marked(&change.words, false).bare(),
        ]
    });
    Ok(csv::write(&COLUMNS, rows)?)
}

fn page(comparison: &Comparison, shown: &[&Change], printing: bool) -> String {
    let mut page = Page::new();
    let name = |text: &Text| {
        let title = text.title.as_deref().unwrap_or(&text.name);
        let language = text.language.as_deref().unwrap_or("language unknown");
        Line::of(Label::Title, title).with(Label::Aside, format!("  {}, {language}", text.name))
    };
    page.paragraph(0, name(&comparison.left));
    page.paragraph(0, name(&comparison.right));
    page.paragraph(0, Line::of(Label::Aside, tally(comparison)));
    if let Some(related) = &comparison.relatedness {
        let kept = (related.kept * 100.0).round();
        let line = Line::of(Label::Aside, format!("As a whole {}: {kept} % of the words kept in order", related.word));
        page.paragraph(0, line.with(Label::Aside, longest(related.longest_run.as_ref())));
    }
    if comparison.translation {
        let notice =
            "The texts are in different languages: they are aligned by numbers and order, and words are not compared.";
        page.paragraph(0, Line::of(Label::Warning, notice));
    }
    for change in shown {
        page.blank();
        page.paragraph(0, head(change));
        for pieces in [&change.heading, &change.words] {
            if pieces.iter().any(|p| !p.text.trim().is_empty()) {
                page.paragraph(2, marked(&shortened(pieces, printing), printing));
            }
        }
        for signal in &change.signals {
            page.paragraph(4, told(signal));
        }
    }
    page.write(&Screen::of_stdout())
}

/// The longest stretch that both have, in its first words.
fn longest(run: Option<&compare::Run>) -> String {
    const WORDS: usize = 12;
    let Some(run) = run.filter(|run| run.words >= 5) else { return String::new() };
    let quote: Vec<&str> = run.quote.split_whitespace().take(WORDS).collect();
    let more = if run.quote.split_whitespace().nth(WORDS).is_some() { " …" } else { "" };
    format!("; longest run {} words, “{}{more}”", run.words, quote.join(" "))
}

fn tally(comparison: &Comparison) -> String {
    let of = |kind: Kind| comparison.changes.iter().filter(|c| c.kind == kind).count();
    let told: Vec<String> = Kind::ALL
        .into_iter()
        .filter(|kind| of(*kind) > 0)
        .map(|kind| format!("{} {}", of(kind), kind.word()))
        .collect();
    if of(Kind::Kept) == comparison.changes.len() {
        return format!("Nothing differs: {}.", count(comparison.changes.len(), "unit", "units"));
    }
    told.join(", ")
}

fn head(change: &Change) -> Line {
    let addresses = |list: &[String]| if list.is_empty() { "–".to_owned() } else { list.join(" + ") };
    let label = match change.kind {
        Kind::Added => Label::Binding,
        Kind::Dropped => Label::Error,
        _ => Label::Warning,
    };
    let mut line = Line::of(label, change.kind.word()).text("  ").with(Label::Id, addresses(&change.left));
    if change.left != change.right {
        line = line.text(" → ").with(Label::Id, addresses(&change.right));
    }
    if let Some(force) = change
        .force
        .as_ref()
        .filter(|f| !matches!(f.direction, Direction::Same | Direction::Added | Direction::Dropped))
    {
        line = line.text("  ").with(Label::Found, force.direction.word());
    }
    if change.consequential {
        line = line.with(Label::Aside, "  only numbers of citations follow a renumbering");
    }
    line
}

fn told(signal: &Signal) -> Line {
    let what = match signal.what {
        compare::What::Modal => "force",
        compare::What::Caveat => "caveat",
        compare::What::Negation => "negation",
        compare::What::Verb => "verb",
        compare::What::Actor => "actor",
        compare::What::Number => "number",
        compare::What::Term => "defined term",
    };
    let mut line = Line::of(Label::Aside, format!("{what}: "));
    line = match (&signal.left, &signal.right) {
        (Some(l), Some(r)) => line.text(format!("“{}” → “{}”", l.text, r.text)),
        (Some(l), None) => line.text(format!("“{}” is gone", l.text)),
        (None, Some(r)) => line.text(format!("“{}” is new", r.text)),
        (None, None) => line,
    };
    match signal.direction {
        Some(direction) => line.with(Label::Aside, format!(", {}", direction.word())),
        None => line,
    }
}

/// Long common stretches cut in the middle: who wants them whole has the texts.
fn shortened(pieces: &[Piece], printing: bool) -> Vec<Piece> {
    const LONGEST: usize = 200;
    const EDGE: usize = 80;
    let is_common = |p: &Piece| p.op == Op::Both || p.printing && !printing;
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        // Of two printings of the same words the right one is shown.
        if !printing && piece.printing && piece.op == Op::Left {
            continue;
        }
        let op = if is_common(piece) { Op::Both } else { piece.op };
        match joined.last_mut().filter(|last| last.op == op && last.follows == piece.follows) {
            Some(last) => last.text.push_str(&piece.text),
            None => joined.push(Piece { op, ..piece.clone() }),
        }
    }
    for piece in &mut joined {
        let letters = piece.text.chars().count();
        if piece.op == Op::Both && letters > LONGEST {
            let head: String = piece.text.chars().take(EDGE).collect();
            let tail: String = piece.text.chars().skip(letters - EDGE).collect();
            piece.text = format!("{head} … {tail}");
        }
    }
    joined
}

fn marked(pieces: &[Piece], printing: bool) -> Line {
    let mut line = Line::new();
    for piece in pieces {
        let hidden = piece.printing && !printing;
        match piece.op {
            Op::Left if hidden => {}
            // A number that follows its article has not been changed by anybody.
            Op::Left if piece.follows.is_some() => line.add(Label::Aside, format!("[{} → ", piece.text)),
            Op::Right if piece.follows.is_some() => line.add(Label::Aside, format!("{}]", piece.text)),
            Op::Left => line.add(Label::Error, format!("[-{}-]", piece.text)),
            Op::Right if !hidden => line.add(Label::Binding, format!("{{+{}+}}", piece.text)),
            Op::Both | Op::Right => line.add(Label::Plain, &piece.text),
        }
    }
    line
}

fn coded_answer(form: Form, coded: &Coded<'_>, sides: [&Instrument; 2]) -> Result<Answer, Failure> {
    let text = match form {
        Form::Json | Form::Jsonl => {
            json(form, &ShownCoded { schema: "servanda.comparison/1", coded: true, notice: CODED, comparison: coded })?
        }
        Form::Csv => {
            const COLUMNS: [&str; 7] = ["kind", "left", "right", "left_says", "right_says", "basis", "note"];
            let says = |unit: Option<&Unit>| unit.and_then(|u| u.says.clone()).unwrap_or_default();
            let rows = coded.changes.iter().map(|row| {
                let basis = row.evidence.and_then(|e| e.basis).map(|b| b.word().to_owned());
                let note = row.evidence.and_then(|e| e.note.clone());
                vec![
                    row.kind.word().to_owned(),
                    row.left.join(" "),
                    row.right.join(" "),
                    says(row.left_unit),
                    says(row.right_unit),
                    basis.unwrap_or_default(),
                    note.unwrap_or_default(),
                ]
            });
            csv::write(&COLUMNS, rows)?
        }
        Form::Text => coded_page(coded, sides),
    };
    Ok(Answer::found_if(!coded.changes.is_empty(), text))
}

fn coded_page(coded: &Coded<'_>, sides: [&Instrument; 2]) -> String {
    let mut page = Page::new();
    for side in sides {
        page.paragraph(0, Line::of(Label::Title, side.title()).with(Label::Aside, format!("  {}", side.id)));
    }
    page.paragraph(0, Line::of(Label::Aside, CODED));
    for row in &coded.changes {
        page.blank();
        let line =
            match row.kind {
                Kind::Added => Line::of(Label::Id, row.right.join(" + "))
                    .with(Label::Aside, "  no counterpart is coded in the first"),
                Kind::Dropped => Line::of(Label::Id, row.left.join(" + "))
                    .with(Label::Aside, "  no counterpart is coded in the second"),
                _ => Line::of(Label::Id, row.left.join(" + ")).text(" → ").with(Label::Id, row.right.join(" + ")),
            };
        page.paragraph(0, line);
        for (name, unit) in [("first", row.left_unit), ("second", row.right_unit)] {
            let Some(unit) = unit else { continue };
            let mut line =
                Line::of(Label::Aside, format!("{name}: ")).text(unit.says.as_deref().unwrap_or("not coded"));
            if let Some(quote) = &unit.quote {
                line = line.text(format!(" “{quote}”"));
            }
            page.paragraph(
                2,
                if unit.evidence.is_unverified() { line.with(Label::Unverified, " unverified") } else { line },
            );
        }
        if row.evidence.is_none() && row.kind == Kind::Kept {
            page.paragraph(2, Line::of(Label::Aside, "map: the same address; nothing is coded of how they relate"));
        }
        if let Some(evidence) = row.evidence {
            let basis = evidence.basis.map_or("no basis", servanda::model::Basis::word);
            let label = if evidence.is_unverified() { Label::Unverified } else { Label::Aside };
            let sources: Vec<&str> = evidence.sources.iter().map(|source| &**source).collect();
            let mut line = Line::of(label, format!("map: {basis}"));
            if !sources.is_empty() {
                line = line.with(Label::Aside, format!(", {}", sources.join(", ")));
            }
            if let Some(note) = &evidence.note {
                line = line.with(Label::Aside, format!(". {note}"));
            }
            page.paragraph(2, line);
        }
    }
    page.write(&Screen::of_stdout())
}
