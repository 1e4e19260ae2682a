//! What the answer is written to.

use std::io::{self, IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice};

/// What is known about standard output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Cells in a line.
    pub(crate) width: usize,
    /// Whether a person is looking at it.
    pub(crate) terminal: bool,
}

/// Width where nothing tells one.
const DEFAULT_WIDTH: usize = 80;
/// Widest lines of running text: beyond that an eye loses the beginning of the next line.
const WIDEST_TEXT: usize = 120;

impl Screen {
    /// What standard output is. `COLUMNS` goes before what the terminal says, as everywhere.
    pub(crate) fn of_stdout() -> Screen {
        let terminal = io::stdout().is_terminal();
        let asked = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse::<usize>().ok()).filter(|c| *c > 0);
        let width = asked
            .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| terminal))
            .unwrap_or(DEFAULT_WIDTH);
        Screen { width, terminal }
    }

    /// Width for running text.
    pub(crate) fn measure(&self) -> usize {
        self.width.min(WIDEST_TEXT)
    }
}

/// Makes the choice of `--color` hold for everything that is written from here on.
pub(crate) fn choose_colour(choice: ColorChoice) {
    choice.write_global();
}

/// Writes an answer to standard output.
///
/// # Errors
/// As the stream says; a reader who has gone away ([`io::ErrorKind::BrokenPipe`]) is the caller's to excuse.
pub(crate) fn answer(text: &str) -> io::Result<()> {
    let stdout = io::stdout();
    let choice = AutoStream::choice(&stdout);
    let mut out = AutoStream::new(stdout.lock(), choice);
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes a remark to standard error. Nobody can be told that standard error is closed, so that is passed over.
pub(crate) fn remark(text: &str) {
    let stderr = io::stderr();
    let choice = AutoStream::choice(&stderr);
    let mut out = AutoStream::new(stderr.lock(), choice);
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}
