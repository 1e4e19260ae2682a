//! Watching a long run: a line of progress for a person, and an end on request that loses nothing.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use servanda::trace::Step;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use crate::render::screen;

/// From when on progress is shown, and how often. One line that is written over needs no crate.
const PATIENCE: Duration = Duration::from_secs(1);
const BEAT: Duration = Duration::from_millis(200);

/// A line of progress on standard error, if that is a terminal.
pub(super) struct Progress {
    /// When the line was written last; `None` if nobody sees it.
    last: Option<Mutex<Instant>>,
    shown: AtomicBool,
}

impl Progress {
    /// Begins to count the time.
    pub(super) fn new() -> Progress {
        let from = Instant::now() + PATIENCE - BEAT;
        Progress { last: std::io::stderr().is_terminal().then(|| Mutex::new(from)), shown: AtomicBool::new(false) }
    }

    /// Shows what is done.
    pub(super) fn tell(&self, step: Step, done: usize, of: usize) {
        let Some(Ok(mut last)) = self.last.as_ref().map(Mutex::try_lock) else { return };
        let now = Instant::now();
        if now.saturating_duration_since(*last) < BEAT {
            return;
        }
        *last = now;
        self.shown.store(true, Ordering::Relaxed);
        screen::remark(&match step {
            Step::Reading => format!("\r\x1b[KReading texts: {done} of {of}"),
            Step::Searching => "\r\x1b[KLooking for shared words".to_owned(),
            Step::Joining => format!("\r\x1b[KWriting: {} %", done * 100 / of.max(1)),
        });
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if self.shown.swap(false, Ordering::Relaxed) {
            screen::remark("\r\x1b[K");
        }
    }
}

/// The wish that a run ends, by Ctrl-C or by a polite `kill`.
pub(super) struct Interrupt {
    /// True from then on.
    pub(super) wished: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens from here on. The second Ctrl-C ends the program at once, as if nobody listened.
    pub(super) fn listen() -> Interrupt {
        let interrupt = Interrupt { wished: Arc::default(), signal: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            // Where signals cannot be heard they end the program, which loses a few lines and no more.
            let _ = flag::register_conditional_default(signal, Arc::clone(&interrupt.wished));
            let _ = flag::register_usize(signal, Arc::clone(&interrupt.signal), signal as usize);
            let _ = flag::register(signal, Arc::clone(&interrupt.wished));
        }
        interrupt
    }

    /// Ends the program as the signal would have, so that whoever started it sees what happened. Comes back if there was none.
    pub(super) fn follow(&self) {
        let signal = self.signal.load(Ordering::Relaxed);
        if signal != 0 {
            let _ = low_level::emulate_default_handler(signal as i32);
        }
    }
}
