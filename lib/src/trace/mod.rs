//! Many texts: which words they share, where, and how little or much that proves.
//!
//! In: any number of texts with their dates ([`Source`]), loaded one by one. Out: every [`Passage`] that two of them share,
//! exact or with some words changed, the same whatever the number of cores, and a [`Summary`] of what was looked at. It
//! refuses to call anything an origin: a passage says which of two texts is older, not who took it from whom, and formulas
//! stay in the list with their weight ([`Passage::formula`]).
//!
//! ```
//! use servanda::trace::{self, Control, Options, Source};
//!
//! let texts = ["Each Party shall notify the other Parties of any incident without delay and in writing.",
//!     "The Parties agree: each Party shall notify the other Parties of any incident without delay."];
//! let load = |at: usize| Source { text: texts[at].to_owned(), ..Source::default() };
//! let mut found = Vec::new();
//! let summary = trace::trace(2, &load, &Options::default(), &Control::default(), &mut |passage| {
//!     found.push(passage.clone());
//!     Ok(())
//! });
//! assert_eq!(summary.expect("nothing stopped it").passages, 1);
//! assert_eq!(&texts[1][found[0].b.bytes.clone()],
//!     "each Party shall notify the other Parties of any incident without delay");
//! ```

mod chain;
mod close;
mod draft;
mod families;
mod formula;
pub mod measures;
mod outline;
mod passage;
mod seeds;
pub mod shares;
mod shelf;
mod texts;
mod waiting;
mod words;

use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use crate::model::Date;
use chain::{Bench, Least};
use close::Close;
pub use draft::{Precedent, TracedSentence, TracedUnit, precedents};
use formula::Formula;
pub use formula::Wordings;
pub use outline::Outline;
pub use passage::{NamedPassage, NamedPlace, Passage, Place, Side, Summary};
use seeds::{Run, Search};
pub use shelf::{OnShelf, Shelf, Unshelved};
use texts::Texts;
use waiting::Waiting;
use words::Corpus;

/// A text to be traced.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its words; places are bytes of this.
    pub text: String,
    /// Bytes that are no words of the agreement, in order: markup, running heads.
    pub skip: Vec<Range<usize>>,
    /// When it was adopted or signed.
    pub date: Option<Date>,
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Equal words that a passage must have.
    pub least_words: usize,
    /// Share of equal words that it must have, 0 to 1.
    pub least_identity: f64,
    /// Most texts that may share a row of six words for it to be followed up between each two of them. Beyond that, what
    /// consists of such rows alone is reported with the earliest text that has it.
    pub most_texts: usize,
    /// Whether every two texts are looked through for rows of four words, and pieces of a passage that change places are
    /// told as one; `None` if the texts are few enough for that.
    pub closely: Option<bool>,
    /// Only passages with one of these texts, by number; `None` for all pairs.
    pub only: Option<Vec<usize>>,
    /// Where what does not fit into memory goes.
    pub room: Room,
}

/// Room for runs that are found and not yet joined. What is found does not depend on it.
#[derive(Debug, Clone)]
pub struct Room {
    /// Bytes of them that stay in memory; the others go to files without a name, which are gone when the program ends.
    pub memory: usize,
    /// Folder of those files; `None` for the one that the system has for temporary files.
    pub folder: Option<PathBuf>,
}

impl Default for Room {
    fn default() -> Room {
        Room { memory: 256 << 20, folder: None }
    }
}

impl Default for Options {
    fn default() -> Options {
        let room = Room::default();
        Options { least_words: 12, least_identity: 0.6, most_texts: 64, closely: None, only: None, room }
    }
}

/// Watches a run and may end it.
#[derive(Default)]
pub struct Control<'c> {
    /// Ends the run soon after it becomes true.
    pub cancel: Option<&'c AtomicBool>,
    /// Is told what is done: the step, how much of it, and of how much.
    pub progress: Option<&'c (dyn Fn(Step, usize, usize) + Sync)>,
}

/// Steps of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Texts are read.
    Reading,
    /// Shared words are looked for.
    Searching,
    /// Passages are put together and handed out.
    Joining,
}

impl Control<'_> {
    fn stopped(&self) -> bool {
        self.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    fn tell(&self, step: Step, done: usize, of: usize) {
        if let Some(progress) = self.progress {
            progress(step, done, of);
        }
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub enum Stopped {
    /// The caller wished it.
    Cancelled,
    /// There are more words than can be numbered (four thousand million).
    TooLarge,
    /// The caller could not take a passage, or room on the disk was wanting.
    Failed(io::Error),
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stopped::Cancelled => write!(f, "stopped before the end"),
            Stopped::TooLarge => write!(f, "the texts have more than four thousand million words"),
            Stopped::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Stopped {}

/// Words that may be looked up to look through all pairs closely; a few seconds' work.
const LITTLE: usize = 1 << 26;

/// Shelves on which runs wait, each for a stretch of the corpus of about so many words: at least 64, so that the cores have
/// work to share, and fewer than files that a program may have open.
fn shelves(words: usize) -> usize {
    (words >> 19).clamp(64, 512)
}

/// Finds the passages that texts share. `load` gives each text by its number; it is asked once for each, on any core. `out`
/// takes the passages: in the order of the later text, of the earlier one, and of their places.
///
/// # Errors
///
/// If it was cancelled, if there are too many words, or if `out` fails.
pub fn trace(
    count: usize,
    load: &(dyn Fn(usize) -> Source + Sync),
    options: &Options,
    control: &Control<'_>,
    out: &mut dyn FnMut(&Passage) -> io::Result<()>,
) -> Result<Summary, Stopped> {
    let texts = Texts::read(count, load, control)?;
    let corpus = &texts.corpus;
    let families = families::families(corpus.texts(), |text| corpus.row(text));
    let wanted = options.only.as_ref().map_or_else(|| vec![true; corpus.texts()], |only| texts.among(only));
    control.tell(Step::Searching, 0, 1);
    let waiting = Waiting::new(shelves(corpus.words.len()), options.room.memory, options.room.folder.clone());
    let stop = || control.stopped();
    let search = Search { corpus, families: &families, wanted: &wanted, most_texts: options.most_texts, stop: &stop };
    let rows = search.run(&waiting);
    if control.stopped() {
        return Err(Stopped::Cancelled);
    }
    if let Some(error) = waiting.failure() {
        return Err(Stopped::Failed(error));
    }
    let mut summary = Summary {
        texts: count,
        words: corpus.words.len(),
        copies: texts.copies(),
        families: families.iter().zip(0..).filter(|(family, text)| **family == *text).count(),
        common_places: rows.common,
        most_texts: rows.most as usize,
        passages: 0,
    };
    let closely = options.closely.unwrap_or_else(|| work(corpus, &wanted) <= LITTLE);
    let least = Least { words: options.least_words as u32, identity: options.least_identity, closely };
    let joiner = Joiner { texts: &texts, formula: Formula::new(corpus, &rows, &families), wanted: &wanted, least };
    let mut hand_out = |passages: &[Passage]| {
        summary.passages += passages.len();
        passages.iter().try_for_each(&mut *out)
    };
    hand_out(&texts.copied(options.least_words, options.only.as_deref())).map_err(Stopped::Failed)?;
    let each = |shelf: usize| waiting.take(shelf).map(|runs| joiner.passages((shelf, waiting.count()), &runs));
    in_order(waiting.count(), control, each, &mut |passages| hand_out(&passages))?;
    Ok(summary)
}

/// Words that are looked up to look through all pairs closely.
fn work(corpus: &Corpus, wanted: &[bool]) -> usize {
    let each = |text: usize| corpus.range(text as u32).len();
    let asked: usize = (0..corpus.texts()).filter(|text| wanted.get(*text) == Some(&true)).count();
    let in_asked: usize = (0..corpus.texts()).filter(|text| wanted.get(*text) == Some(&true)).map(each).sum();
    in_asked.saturating_mul(corpus.texts()).saturating_add(asked.saturating_mul(corpus.words.len()))
}

/// Pieces of work that are done before their turn.
const AHEAD: usize = 16;

/// Does pieces of work on all cores, and hands out what comes of them in their order, on this one.
fn in_order<T: Send>(
    count: usize,
    control: &Control<'_>,
    work: impl Fn(usize) -> io::Result<T> + Sync,
    hand_out: &mut dyn FnMut(T) -> io::Result<()>,
) -> Result<(), Stopped> {
    let next = AtomicUsize::new(0);
    let out = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let (sender, done) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let sender = sender;
            rayon::scope(|workers| {
                for _ in 0..rayon::current_num_threads() {
                    let sender = sender.clone();
                    workers.spawn(|_| {
                        let sender = sender;
                        while !control.stopped() && !failed.load(Ordering::Relaxed) {
                            let piece = next.fetch_add(1, Ordering::Relaxed);
                            // What is done before its turn waits in memory.
                            while piece > out.load(Ordering::Relaxed) + AHEAD && !failed.load(Ordering::Relaxed) {
                                std::thread::sleep(Duration::from_millis(1));
                            }
                            if piece >= count || sender.send((piece, work(piece))).is_err() {
                                break;
                            }
                        }
                    });
                }
            });
        });
        let mut waiting = std::collections::BTreeMap::new();
        let mut wanted = 0;
        for (piece, made) in done {
            waiting.insert(piece, made);
            while let Some(made) = waiting.remove(&wanted) {
                if let Err(error) = made.and_then(&mut *hand_out) {
                    failed.store(true, Ordering::Relaxed);
                    return Err(Stopped::Failed(error));
                }
                wanted += 1;
                out.store(wanted, Ordering::Relaxed);
                control.tell(Step::Joining, wanted, count);
            }
        }
        if wanted < count { Err(Stopped::Cancelled) } else { Ok(()) }
    })
}

/// Makes passages of runs.
struct Joiner<'j> {
    texts: &'j Texts,
    formula: Formula<'j>,
    /// Which texts are looked at; one of a pair must be among them.
    wanted: &'j [bool],
    least: Least,
}

impl Joiner<'_> {
    /// The passages of the runs on one of so many shelves, in the order of their later texts.
    fn passages(&self, shelf: (usize, usize), runs: &[Run]) -> Vec<Passage> {
        let mut bench = Bench::default();
        let mut passages = Vec::new();
        let mut later = self.by_later_text(runs);
        if self.least.closely {
            self.look_closely(shelf, &mut later);
        }
        for (b, mut runs) in later {
            runs.sort_unstable_by_key(Run::order);
            for pair in runs.chunk_by(|x, y| x.text_a == y.text_a) {
                let Some(a) = pair.first().map(|run| run.text_a) else { continue };
                let earlier = self.texts.earlier(a, b);
                for stretch in bench.passages(&self.texts.corpus, pair, self.least) {
                    let (formula, families) = self.formula.of(stretch.runs_in(&bench.runs));
                    passages.push(Passage {
                        words: stretch.same as usize,
                        identity: stretch.identity(),
                        a: self.texts.place(a, stretch.a),
                        b: self.texts.place(b, stretch.b),
                        earlier,
                        formula,
                        families: usize::from(families),
                    });
                }
            }
        }
        passages
    }

    /// Adds the short runs of all texts that belong on a shelf.
    fn look_closely(&self, (shelf, shelves): (usize, usize), later: &mut Vec<(u32, Vec<Run>)>) {
        let corpus = &self.texts.corpus;
        let shelf_words = corpus.words.len() / shelves + 1;
        let belongs = |text: &u32| corpus.range(*text).start as usize / shelf_words == shelf;
        for text in (0..corpus.texts() as u32).filter(belongs) {
            if !later.iter().any(|(held, _)| *held == text) {
                later.push((text, Vec::new()));
            }
        }
        later.sort_by_key(|(text, _)| *text);
        let wanted = |text: u32| self.wanted.get(text as usize) == Some(&true);
        for (b, runs) in later.iter_mut() {
            let close = Close::new(corpus, *b);
            (0..*b).filter(|a| wanted(*a) || wanted(*b)).for_each(|a| close.runs(a, runs));
        }
    }

    /// Runs text by text: several short rows are sorted faster than a long one.
    fn by_later_text(&self, runs: &[Run]) -> Vec<(u32, Vec<Run>)> {
        let text_of = |run: &Run| self.texts.corpus.text_of(run.b);
        let first = runs.iter().map(|run| run.b).min().map_or(0, |b| self.texts.corpus.text_of(b));
        let mut counts: Vec<usize> = Vec::new();
        for run in runs {
            let at = (text_of(run) - first) as usize;
            if counts.len() <= at {
                counts.resize(at + 1, 0);
            }
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        let mut later: Vec<(u32, Vec<Run>)> = (first..).zip(counts.into_iter().map(Vec::with_capacity)).collect();
        for run in runs {
            if let Some((_, held)) = later.get_mut((text_of(run) - first) as usize) {
                held.push(*run);
            }
        }
        later
    }
}
