//! All passages of a shelf that may be longer than memory: each is written as soon as it is found.

use std::io;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use servanda::model::Date;
use servanda::trace::{
    self, Control, NamedPassage, NamedPlace, Options, Outline, Passage, Shelf, Side, Source, Step, Stopped,
};

use super::sheet::{Rows, Sheet, Target};
use super::watch::{Interrupt, Progress};
use crate::command::session::{complain, remark_line};
use crate::command::{Answer, Failure, output};
use crate::render::Line;
use crate::render::parquet::{Cell, Column, Kind};
use crate::render::phrases::count;

/// Columns of a table of passages.
pub(super) const COLUMNS: [Column; 13] = [
    ("a", Kind::Text),
    ("a_address", Kind::Text),
    ("a_start", Kind::Whole),
    ("a_end", Kind::Whole),
    ("b", Kind::Text),
    ("b_address", Kind::Text),
    ("b_start", Kind::Whole),
    ("b_end", Kind::Whole),
    ("words", Kind::Whole),
    ("identity", Kind::Real),
    ("earlier", Kind::Text),
    ("formula", Kind::Real),
    ("families", Kind::Whole),
];

/// The cells of a passage.
pub(super) fn cells<'n>(named: &NamedPassage<'n>) -> [Cell<'n>; 13] {
    let passage = named.passage;
    let (a, b) = (&named.a, &named.b);
    let earlier = passage.earlier.map(|side| match side {
        Side::A => "a",
        Side::B => "b",
    });
    [
        Cell::Text(Some(a.document)),
        Cell::Text(a.address),
        Cell::Whole(a.start),
        Cell::Whole(a.end),
        Cell::Text(Some(b.document)),
        Cell::Text(b.address),
        Cell::Whole(b.start),
        Cell::Whole(b.end),
        Cell::Whole(passage.words),
        Cell::Real(passage.identity),
        Cell::Text(earlier),
        Cell::Real(passage.formula),
        Cell::Whole(passage.families),
    ]
}

/// Texts that were read, of which only outlines are kept.
pub(super) struct Read<'s> {
    shelf: &'s Shelf<'s>,
    outlines: Vec<OnceLock<Outline>>,
}

impl<'s> Read<'s> {
    pub(super) fn new(shelf: &'s Shelf<'s>) -> Read<'s> {
        Read { shelf, outlines: (0..shelf.len()).map(|_| OnceLock::new()).collect() }
    }

    /// The words of a text.
    pub(super) fn source(&self, at: usize) -> Source {
        let (source, outline) = self.shelf.passing(at);
        if let Some(slot) = self.outlines.get(at) {
            let _ = slot.set(outline);
        }
        source
    }

    pub(super) fn outline(&self, at: usize) -> Option<&Outline> {
        self.outlines.get(at)?.get()
    }

    pub(super) fn name(&self, at: usize) -> &str {
        self.outline(at).map_or("", |outline| outline.name.as_str())
    }

    pub(super) fn date(&self, at: usize) -> Option<Date> {
        self.outline(at)?.date
    }

    /// Says what could not be read: words that are missing here must not look like words that nobody has.
    pub(super) fn complain(&self) {
        for trouble in self.outlines.iter().filter_map(|outline| outline.get()?.trouble.as_ref()) {
            complain(&Failure::new(format!("{trouble}.")));
        }
    }

    fn named<'a>(&'a self, passage: &'a Passage) -> Option<NamedPassage<'a>> {
        let place = |place: &trace::Place| {
            let text = self.outline(place.text)?;
            let (document, start, end) = (text.name.as_str(), place.bytes.start, place.bytes.end);
            let address = text.address(start);
            let until = text.address(end.saturating_sub(1)).filter(|until| Some(*until) != address);
            Some(NamedPlace { document, start, end, address, until })
        };
        Some(NamedPassage { passage, a: place(&passage.a)?, b: place(&passage.b)? })
    }
}

/// What a long run needs besides its question: somewhere to write, someone to tell, a way to end it.
pub(super) struct Run<'r> {
    form: Rows,
    path: Option<&'r Path>,
    force: bool,
    resume: bool,
    progress: Progress,
    interrupt: Option<Interrupt>,
}

impl<'r> Run<'r> {
    pub(super) fn new(form: Rows, path: Option<&'r Path>, force: bool, resume: bool) -> Run<'r> {
        // Where nothing is kept, Ctrl-C may end the program at once.
        let interrupt = path.map(|_| Interrupt::listen());
        Run { form, path, force, resume, progress: Progress::new(), interrupt }
    }

    /// Does some work that writes rows, and counts them.
    pub(super) fn rows(
        self,
        columns: &[Column],
        work: impl FnOnce(&Control<'_>, &mut Sheet, &mut usize) -> Result<(), Stopped>,
    ) -> Result<Answer, Failure> {
        let target = Target::open(self.path, self.force, self.resume)?;
        let mut sheet = Sheet::begin(self.form, columns, target)?;
        let tell = |step: Step, done: usize, of: usize| self.progress.tell(step, done, of);
        let wished = self.interrupt.as_ref().map(|interrupt| interrupt.wished.as_ref());
        let control = Control { cancel: wished, progress: Some(&tell) };
        let mut rows = 0;
        let outcome = work(&control, &mut sheet, &mut rows);
        self.progress.end();
        match outcome {
            Ok(()) => {
                let bytes = sheet.finish()?;
                if let (Some(path), Some(bytes)) = (self.path, bytes) {
                    output::remark_written(path, bytes as usize);
                }
                Ok(Answer::found_if(rows > 0, String::new()))
            }
            Err(Stopped::Cancelled) => {
                let failure = Failure::new("stopped on request.");
                let failure = match sheet.pause() {
                    Some(part) => failure.hint(format!(
                        "{} far are in {}; the same command with --resume searches again and goes on behind them.",
                        count(rows, "row so", "rows so"),
                        part.display()
                    )),
                    None => failure,
                };
                complain(&failure);
                if let Some(interrupt) = &self.interrupt {
                    interrupt.follow();
                }
                Err(Failure::new("nobody heard the signal."))
            }
            // The reader has seen enough.
            Err(Stopped::Failed(error)) if error.kind() == io::ErrorKind::BrokenPipe && self.path.is_none() => {
                Ok(Answer::found_if(rows > 0, String::new()))
            }
            Err(Stopped::Failed(error)) if error.kind() == io::ErrorKind::InvalidData => {
                Err(Failure::new(format!("the run cannot be gone on with: {error}."))
                    .hint("--force instead of --resume begins anew."))
            }
            Err(stopped) => Err(Failure::new(format!("{stopped}."))),
        }
    }
}

/// Writes all passages.
pub(super) fn passages(
    shelf: &Shelf<'_>,
    options: &Options,
    formula_below: f64,
    run: Run<'_>,
) -> Result<Answer, Failure> {
    let read = Read::new(shelf);
    let common = Mutex::new(0);
    let answer = run.rows(&COLUMNS, |control, sheet, rows| {
        let mut told = false;
        let mut take = |passage: &Passage| {
            if !std::mem::replace(&mut told, true) {
                read.complain();
            }
            if passage.formula >= formula_below && formula_below < 1.0 {
                return Ok(());
            }
            let Some(named) = read.named(passage) else { return Ok(()) };
            *rows += 1;
            sheet.row(&named, &cells(&named))
        };
        let summary = trace::trace(shelf.len(), &|at| read.source(at), options, control, &mut take)?;
        if !told {
            read.complain();
        }
        if let Ok(mut common) = common.lock() {
            *common = summary.common_places;
        }
        Ok(())
    })?;
    if common.into_inner().is_ok_and(|common| common > 0) {
        remark_line(&Line::plain(
            "Wording that very many texts share is told with the earliest of them only, not between all.",
        ));
    }
    Ok(answer)
}
