//! `compare`: what changed between two texts, or between a baseline and several.

mod beside;
mod coded;
mod inline;
mod many;
mod sides;
mod units;

use servanda::export::changes::changes;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;
use servanda::compare::{self, Change, Comparison, Kind};
use servanda::export::docx::{Comments, redline};

use super::session::{Form, Global, json};
use super::{Answer, Failure, output};
use sides::{Side, languages, side, text};

/// Show what changed between two texts: what was edited, moved, renumbered, split, merged, added, dropped
///
/// Each text is a file, or an instrument of the landscape whose text is held. The first is the baseline. A paragraph is
/// found again wherever it stands; where that is not certain, it is said to be dropped here and added there. Where no text
/// is held of two instruments, what is coded of their paragraphs is shown, with the basis of each row.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda compare draft-2024.docx draft-2026.docx
  servanda compare draft-2024.docx draft-2026.docx --beside
  servanda compare draft-2024.docx draft-2026.docx --to docx --output redline.docx
  servanda compare draft.txt budapest-convention-2001 --to html --output comparison.html
  servanda compare budapest-convention-2001 --language en,fr     # two language versions, by structure
  servanda compare code-of-conduct-2011 code-of-conduct-2015     # what is coded, where no text is held
  servanda compare draft-1.docx draft-2.docx draft-3.docx        # a row for each unit, a column for each text
  servanda compare draft-*.docx --to docx --output table.docx
  servanda compare draft.docx gge-2015 --concepts                # which text speaks of what
  servanda compare gge-2015/13/f code-of-conduct-2015/2          # two paragraphs, whatever they are of
  servanda compare code-of-conduct-2015 gge-2013 --cited         # what the first cites of the second, and what not
  servanda compare old.pdf new.pdf --json

Words in [-brackets-] are only in the first text, words in {+braces+} only in the second. Exit status: 0 if anything
differs, 1 if nothing does.")]
pub(crate) struct Arguments {
    /// The baseline: a file, the id of an instrument, or a unit of one (ID/UNIT)
    #[arg(value_name = "A")]
    left: String,
    /// The other text, or several; left out where two language versions of A are compared
    #[arg(value_name = "B", required_unless_present_any = ["language", "concepts"])]
    others: Vec<String>,
    /// Language of the texts, where a document holds several; parted by commas for A, B and so on
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    language: Vec<String>,
    /// Of several texts the one that the others are compared with, by its place
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    baseline: usize,
    /// Which text speaks of which concept of the vocabulary: by its coding, and by the words
    #[arg(long, conflicts_with_all = ["kind", "beside", "printing", "baseline"])]
    concepts: bool,
    /// Show what stayed as well
    #[arg(long)]
    all: bool,
    /// Show differences of case, punctuation and white space as well
    #[arg(long)]
    printing: bool,
    /// Only changes of these kinds: kept, renumbered, edited, moved, moved-edited, split, merged, added, dropped
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Which units of B are cited by A, and which are not
    #[arg(long, conflicts_with_all = ["kind", "beside", "printing", "baseline", "concepts", "to"])]
    cited: bool,
    /// Two columns, the texts side by side
    #[arg(long, conflicts_with = "to")]
    beside: bool,
    /// The whole comparison as a file of this format
    #[arg(long, value_name = "FORMAT")]
    to: Option<To>,
    /// Where to write it; default: standard output, or for Word a file must be named
    #[arg(long, short, value_name = "FILE", requires = "to")]
    output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// A web page that needs nothing else: both texts side by side
    Html,
    /// Word (DOCX) with tracked changes: rejecting all gives A, accepting all gives B; of several texts a table
    Docx,
}

/// One change as a line of its own.
#[derive(Serialize)]
struct ChangeLine<'a> {
    schema: &'static str,
    #[serde(flatten)]
    change: &'a Change,
}

/// Compares.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let form = global.form()?;
    if form != Form::Text && (arguments.beside || arguments.to.is_some()) {
        return Err(Failure::new(
            "--json, --jsonl and --csv say how the answer is written, and --beside and --to do too.",
        )
        .hint("choose one of them."));
    }
    let landscape = global.open()?.landscape;
    let kinds = kinds(&arguments.kind)?;
    if arguments.others.len() > 1 || arguments.concepts {
        return many::run(form, &landscape, arguments);
    }
    if arguments.language.len() > 2 {
        return Err(Failure::new("two texts are compared, and more than two languages were named.")
            .hint("name one language for each text."));
    }
    let (left_name, left_unit) = units::named(&landscape, &arguments.left);
    let (right_name, right_unit) = units::named(&landscape, arguments.others.first().unwrap_or(&arguments.left));
    let left = side(&landscape, left_name)?;
    let right = side(&landscape, right_name)?;
    if arguments.cited {
        return units::cited(form, &left, &right);
    }
    if let Some(answer) = units::coded(form, [(&left, left_unit), (&right, right_unit)])? {
        return Ok(answer);
    }
    if let (Side::Instrument(a, texts_a), Side::Instrument(b, texts_b)) = (&left, &right)
        && (texts_a.is_empty() || texts_b.is_empty())
        && arguments.to.is_none()
        && let Some(coded) = compare::coded(a, b)
    {
        return coded::answer(form, &coded, [a, b]);
    }
    let wanted = [arguments.language.first(), arguments.language.last()];
    let spoken = languages(&right);
    let left = text(&left, wanted[0].map(String::as_str), &spoken)?;
    let own = left.language.clone().into_iter().collect::<Vec<_>>();
    let right = text(&right, wanted[1].map(String::as_str), &own)?;
    let comparison = units::compared(&left, left_unit, &right, right_unit)?;
    let chosen = |change: &&Change| match kinds.as_slice() {
        [] => arguments.all || change.kind != Kind::Kept || arguments.printing && change.is_printed_otherwise(),
        kinds => kinds.contains(&change.kind),
    };
    let shown: Vec<&Change> = comparison.changes.iter().filter(chosen).collect();
    let text = match form {
        Form::Json => json(form, &comparison.sheet())?,
        Form::Jsonl => {
            let line = |change: &&Change| json(form, &ChangeLine { schema: "servanda.change/1", change });
            shown.iter().map(line).collect::<Result<String, Failure>>()?
        }
        Form::Csv => changes(shown.iter().copied()).csv()?,
        Form::Text => match arguments.to {
            Some(to) => file(&comparison, to, arguments)?,
            None if arguments.beside => beside::page(&comparison, &shown, arguments.printing),
            None => inline::page(&comparison, &shown, arguments.printing),
        },
    };
    Ok(Answer::found_if(comparison.is_changed(), text))
}

/// The comparison as a file; what is to be printed if no place for it was named.
fn file(comparison: &Comparison, to: To, arguments: &Arguments) -> Result<String, Failure> {
    let bytes = match to {
        To::Html => servanda_web::comparison(comparison, arguments.printing).into_bytes(),
        To::Docx => redline(comparison, Comments::Written)?.bytes,
    };
    put(bytes, arguments)
}

/// Puts a file in its place; what is to be printed if no place was named.
fn put(bytes: Vec<u8>, arguments: &Arguments) -> Result<String, Failure> {
    match &arguments.output {
        Some(path) => {
            output::file(path, &bytes, arguments.force)?;
            Ok(String::new())
        }
        None => String::from_utf8(bytes).map_err(|_| {
            Failure::new("a Word file is not printed on a terminal.").hint("name a file: --output comparison.docx")
        }),
    }
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
