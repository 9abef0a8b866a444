//! The terminal itself: entered once, given back exactly once, from wherever the end comes.
//!
//! Everything that writes to the terminal goes through [`Tty`], under one lock: after it was given back nothing can
//! draw into the shell's screen any more, not even a thread that did not hear of the end.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpgrp, getppid, getsid, kill_current_process_group};
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};

use crate::clock::monotonic;
use crate::limits::REPORT_WAIT;
use crate::text::tell::{Both, Tell};

/// Bracketed paste on; crossterm has it only together with its own keyboard.
const MARK_PASTES: &str = "\x1b[?2004h";

/// Bracketed paste off.
const LEAVE_PASTES: &str = "\x1b[?2004l";

/// The window's title kept, to be put back (XTWINOPS 22).
const KEEP_TITLE: &str = "\x1b[22;2t";

/// No title of ours any more, and the kept one where the terminal keeps titles: one that does not is left with its own
/// default.
const PUT_TITLE_BACK: &str = "\x1b]2;\x1b\\\x1b[23;2t";

/// Terminals that print what is meant for a title instead of taking it.
const TITLELESS: [&str; 5] = ["", "dumb", "linux", "vt100", "vt220"];

/// Whether the window of a terminal of this kind (`TERM`) has a title.
pub fn has_title(term: &str) -> bool {
    !TITLELESS.contains(&term)
}

/// Whether a device of this name is a serial line: `/dev/ttyS0`, `/dev/ttyUSB0`, `/dev/ttyAMA0`.
fn is_serial(name: &str) -> bool {
    name.strip_prefix("/dev/tty").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Alternate screen, no cursor, no wrapping at the edge, pastes marked as such; in one write.
fn enter_sequence(titled: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if titled {
        queue!(bytes, Print(KEEP_TITLE))?;
    }
    queue!(bytes, EnterAlternateScreen, Hide, DisableLineWrap, Print(MARK_PASTES), Print(ASK_SYNCHRONIZED))?;
    Ok(bytes)
}

/// Everything of [`enter_sequence`] taken back, and the pen with it.
fn leave_sequence(titled: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if titled {
        queue!(bytes, Print(PUT_TITLE_BACK))?;
    }
    queue!(bytes, SetAttribute(Attribute::Reset), Print(LEAVE_PASTES), EnableLineWrap, Show, LeaveAlternateScreen)?;
    Ok(bytes)
}

/// Asks whether frames can be shown in one piece (DECRQM of mode 2026); the answer comes as a key would.
const ASK_SYNCHRONIZED: &str = "\x1b[?2026$p";

/// What is assumed of a terminal that does not know its size: a serial line.
const UNKNOWN_SIZE: Size = Size::new(80, 24);

/// How often, and how long each time, a crash waits for a frame that is being written.
const CRASH_PATIENCE: (u32, Duration) = (100, Duration::from_millis(2));

/// How long a line that takes nothing is waited for when the terminal is given back.
const LINE_PATIENCE: Duration = Duration::from_millis(500);

/// Why the terminal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TtyError {
    /// Standard input or output is a file, a pipe or nothing.
    #[error("the {0} is not a terminal")]
    NotATerminal(Both),
    /// The system refused.
    #[error("cannot use the terminal: {0}")]
    Io(#[from] io::Error),
}

/// A handle on the process's terminal; clones share its state.
#[derive(Clone, Debug)]
pub struct Tty(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    output: File,
    /// The line discipline as it was found.
    found: Termios,
    /// Whether the window has a title.
    titled: bool,
    state: Mutex<State>,
    /// How many answers are waited for, and until when.
    asked: Mutex<Option<(usize, Instant)>>,
    /// Rung when [`State::Away`] ends.
    back: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Not entered, or given back for good.
    Outside,
    /// Ours.
    Inside,
    /// Lent to the shell while the process is stopped.
    Away,
}

impl Tty {
    /// Takes hold of the terminal without touching it; `titled` when its window has a title (see [`has_title`]).
    ///
    /// # Errors
    /// [`TtyError::NotATerminal`] when the standard input or output is none.
    pub fn open(titled: bool) -> Result<Self, TtyError> {
        if !isatty(io::stdin()) {
            return Err(TtyError::NotATerminal(Both::words("标准输入", "standard input")));
        }
        if !isatty(io::stdout()) {
            return Err(TtyError::NotATerminal(Both::words("标准输出", "standard output")));
        }
        let output = rustix::io::dup(rustix::stdio::stdout()).map_err(io::Error::from)?;
        let found = tcgetattr(io::stdin()).map_err(io::Error::from)?;
        Ok(Self(Arc::new(Inner {
            output: File::from(output),
            found,
            titled,
            state: Mutex::new(State::Outside),
            asked: Mutex::new(None),
            back: Condvar::new(),
        })))
    }

    /// Bits a second of a serial line. Other terminals name a speed too, which means nothing: that of a pseudo-terminal
    /// is 9600 on some systems and 38400 on others.
    pub fn line_bits(&self) -> Option<u32> {
        let name = rustix::termios::ttyname(&self.0.output, Vec::new()).ok()?;
        is_serial(name.to_str().ok()?).then(|| self.0.found.output_speed())
    }

    /// Makes the terminal ours until the guard is dropped.
    ///
    /// # Errors
    /// When the line discipline cannot be changed or the terminal cannot be written.
    pub fn enter(&self) -> Result<Guard, TtyError> {
        let mut state = self.lock();
        *state = State::Inside;
        if let Err(error) = self.seize() {
            *state = State::Outside;
            self.restore();
            return Err(error.into());
        }
        Ok(Guard(self.clone()))
    }

    /// Gives the terminal back; does nothing when that was done.
    pub fn leave(&self) {
        let mut state = self.lock();
        if *state == State::Inside {
            self.restore();
        }
        *state = State::Outside;
        self.0.back.notify_all();
    }

    /// Gives the terminal back at once: waits a moment for a frame that is being written, but not for ever.
    pub(super) fn give_up(&self) {
        let (tries, moment) = CRASH_PATIENCE;
        for _ in 0..tries {
            let mut state = match self.0.state.try_lock() {
                Ok(state) => state,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => {
                    std::thread::park_timeout(moment);
                    continue;
                }
            };
            if *state == State::Inside {
                self.restore();
            }
            *state = State::Outside;
            return;
        }
        self.restore();
    }

    /// Lends the terminal to the shell: writers wait until [`Tty::come_back`].
    pub(super) fn step_away(&self) {
        let mut state = self.lock();
        if *state == State::Inside {
            self.restore();
            *state = State::Away;
        }
    }

    /// Takes the terminal back after the process was stopped; `true` when it must be painted anew.
    pub(super) fn come_back(&self) -> bool {
        let mut state = self.lock();
        if *state == State::Outside {
            return false;
        }
        // A terminal that is gone shows with the next frame.
        self.seize().ok();
        *state = State::Inside;
        self.0.back.notify_all();
        true
    }

    /// Stops the process and its group as Ctrl-Z does, if a shell is there to continue it; `false` when none is.
    pub fn suspend(&self) -> bool {
        has_job_control() && kill_current_process_group(Signal::TSTP).is_ok()
    }

    /// Size in cells; 80×24 when the terminal does not know.
    pub fn size(&self) -> Size {
        let Ok(size) = tcgetwinsize(&self.0.output) else {
            return UNKNOWN_SIZE;
        };
        let known = |cells: u16, otherwise: u16| if cells == 0 { otherwise } else { cells };
        Size::new(known(size.ws_col, UNKNOWN_SIZE.width), known(size.ws_row, UNKNOWN_SIZE.height))
    }

    /// The terminal is being asked so many questions, and may answer.
    pub fn ask(&self, questions: usize) {
        *self.0.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some((questions, monotonic() + REPORT_WAIT));
    }

    /// It answered so many of them.
    pub(super) fn answered(&self, answers: usize) {
        let mut asked = self.0.asked.lock().unwrap_or_else(PoisonError::into_inner);
        *asked = asked.and_then(|(left, until)| Some((left.checked_sub(answers).filter(|left| *left > 0)?, until)));
    }

    /// How long an answer may still be on its way; `None` when none is waited for.
    pub(super) fn may_answer(&self) -> Option<Duration> {
        let (_, until) = (*self.0.asked.lock().unwrap_or_else(PoisonError::into_inner))?;
        Some(until.saturating_duration_since(monotonic())).filter(|left| !left.is_zero())
    }

    fn seize(&self) -> io::Result<()> {
        let mut raw = self.0.found.clone();
        raw.make_raw();
        tcsetattr(io::stdin(), OptionalActions::Now, &raw)?;
        (&self.0.output).write_all(&enter_sequence(self.0.titled)?)
    }

    /// A terminal that is gone needs nothing back, so errors are of no interest; one that takes nothing, on a line
    /// that hangs, must not keep the process from its end.
    fn restore(&self) {
        let mut line = [PollFd::new(&self.0.output, PollFlags::OUT)];
        if poll(&mut line, Timespec::try_from(LINE_PATIENCE).ok().as_ref()).is_ok_and(|ready| ready > 0) {
            leave_sequence(self.0.titled).and_then(|bytes| (&self.0.output).write_all(&bytes)).ok();
        }
        tcsetattr(io::stdin(), OptionalActions::Now, &self.0.found).ok();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let state = self.lock();
        let state =
            self.0.back.wait_while(state, |state| *state == State::Away).unwrap_or_else(PoisonError::into_inner);
        if *state == State::Outside {
            return Err(io::Error::new(ErrorKind::BrokenPipe, "the terminal was given back"));
        }
        (&self.0.output).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gives the terminal back when dropped.
#[derive(Debug)]
#[must_use = "the terminal is given back when this is dropped"]
pub struct Guard(Tty);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Whether a shell watches over our process group: a session leader or an orphan that stops is never continued.
pub(super) fn has_job_control() -> bool {
    let parent_lives = getppid().is_some_and(|parent| !parent.is_init());
    parent_lives && getsid(None).is_ok_and(|session| session != getpgrp())
}

impl Tell for TtyError {
    fn zh(&self) -> String {
        match self {
            Self::NotATerminal(what) => format!("{}不是终端", what.zh()),
            Self::Io(error) => format!("终端不能用: {}", error.zh()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_serial;

    #[test]
    fn a_serial_line_is_told_from_other_terminals_by_its_name() {
        for serial in ["/dev/ttyS0", "/dev/ttyUSB1", "/dev/ttyAMA0", "/dev/ttyACM0"] {
            assert!(is_serial(serial), "{serial}");
        }
        for other in ["/dev/pts/3", "/dev/tty", "/dev/tty1", "/dev/console", "/tmp/ttyS0"] {
            assert!(!is_serial(other), "{other}");
        }
    }

    #[test]
    fn every_error_of_a_terminal_is_told_in_both_languages() {
        use super::*;
        let input = Both::words("标准输入", "standard input");
        let errors = [TtyError::NotATerminal(input), TtyError::Io(io::Error::from_raw_os_error(5))];
        crate::text::tell::tests::told(include_str!("tty.rs"), "TtyError", &errors);
    }
}
