//! The real program in a pseudo-terminal: a terminal emulator reads what it writes, tests wait for what they expect.
//!
//! Hermetic: an empty environment but for what a test gives, homes and state in a temporary directory. Nothing here
//! sleeps; a deadline only ends a wait that would never end.

mod demo;
mod hangup;
mod harness;
mod hour;
mod numbers;
mod restore;
mod screen;
mod start;
mod terminal;
mod themes;
mod title;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use qianzhi::clock::monotonic;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// Ends a wait for something that does not come. Generous: two cores may be shared by many.
const DEADLINE: Duration = Duration::from_mins(1);

/// The smallest screen the emulator bears.
const EMULATOR_MIN: u16 = 2;

/// The line discipline, to compare: what a shell expects to find again.
type Discipline = (u32, u32, u32, u32);

/// How a program is started.
pub(crate) struct Setup {
    /// Columns of the terminal.
    pub(crate) cols: u16,
    /// Rows of the terminal.
    pub(crate) rows: u16,
    /// Added to the environment, or put in place of what the harness gives.
    pub(crate) env: Vec<(String, String)>,
    /// Home and state; shared by starts that belong together.
    pub(crate) home: Arc<tempfile::TempDir>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { cols: 80, rows: 24, env: Vec::new(), home: Arc::new(tempfile::tempdir().unwrap()) }
    }
}

impl Setup {
    /// With one more variable.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// In a terminal of this size.
    pub(crate) fn sized(mut self, cols: u16, rows: u16) -> Self {
        (self.cols, self.rows) = (cols, rows);
        self
    }

    /// A path in the home.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Starts `qianzhi` with these arguments.
    pub(crate) fn start(&self, args: &[&str]) -> Pty {
        Pty::start(Path::new(env!("CARGO_BIN_EXE_qianzhi")), args, self)
    }

    /// Starts a shell that runs `script` with job control; `$QIANZHI` is the program.
    pub(crate) fn shell(&self, script: &str) -> Pty {
        Pty::start(Path::new("/bin/sh"), &["-c", &format!("set -m\n{script}")], self)
    }
}

/// A program in its terminal.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    found: Discipline,
    _home: Arc<tempfile::TempDir>,
}

/// What came out so far.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
}

impl Pty {
    fn start(program: &Path, args: &[&str], setup: &Setup) -> Self {
        let pair = native_pty_system().openpty(size(setup.cols, setup.rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        let home = setup.home.path().to_str().unwrap();
        for (name, value) in [
            ("PATH", "/usr/bin:/bin"),
            ("TERM", "xterm-256color"),
            ("LANG", "zh_CN.UTF-8"),
            ("HOME", home),
            ("XDG_CONFIG_HOME", &format!("{home}/config")),
            ("XDG_STATE_HOME", &format!("{home}/state")),
            ("XDG_DATA_HOME", &format!("{home}/data")),
            ("QIANZHI", env!("CARGO_BIN_EXE_qianzhi")),
        ] {
            command.env(name, value);
        }
        for (name, value) in &setup.env {
            command.env(name, value);
        }
        command.cwd(setup.home.path());
        let found = discipline(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(cells(setup.rows), cells(setup.cols), 0);
        let seen = Arc::new((Mutex::new(Seen { parser, bytes: Vec::new(), closed: false }), Condvar::new()));
        listen(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        Self {
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            seen,
            found,
            _home: Arc::clone(&setup.home),
        }
    }

    /// Waits until the screen is as `expected`, and gives it.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, expected: impl Fn(&vt100::Screen) -> bool) -> vt100::Screen {
        self.wait(what, |seen| expected(seen.parser.screen()).then(|| seen.parser.screen().clone()))
    }

    /// Waits until `text` stands somewhere on the screen.
    #[track_caller]
    pub(crate) fn until_text(&self, text: &str) -> vt100::Screen {
        self.until(text, |screen| screen.contents().contains(text))
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, expected: impl Fn(&Seen) -> Option<T>) -> T {
        let (seen, news) = &*self.seen;
        let mut seen = seen.lock().unwrap();
        let until = monotonic() + DEADLINE;
        loop {
            if let Some(found) = expected(&seen) {
                return found;
            }
            let shown = seen.parser.screen().contents();
            assert!(!seen.closed, "the program ended before {what:?}; the screen:\n{shown}");
            let left = until.saturating_duration_since(monotonic());
            assert!(!left.is_zero(), "no {what:?}; the screen:\n{shown}");
            seen = news.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// The screen as it is now.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    /// Everything the program wrote so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// Types, byte for byte.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Makes the terminal another size; the emulator shows at least two rows and columns of it.
    pub(crate) fn resize(&mut self, cols: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.set_size(cells(rows), cells(cols));
        self.master.resize(size(cols, rows)).unwrap();
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Sends a signal to the group that has the terminal: what runs in a shell's foreground.
    pub(crate) fn signal_foreground(&self, signal: Signal) {
        let group = self.master.process_group_leader().and_then(Pid::from_raw).unwrap();
        kill_process_group(group, signal).unwrap();
    }

    /// Waits until the bytes written so far are as `expected`.
    #[track_caller]
    pub(crate) fn until_bytes(&self, what: &str, expected: impl Fn(&[u8]) -> bool) {
        self.wait(what, |seen| expected(&seen.bytes).then_some(()));
    }

    /// Waits for the program's end.
    #[track_caller]
    pub(crate) fn end(&mut self) -> ExitStatus {
        self.wait("the end", |seen| seen.closed.then_some(()));
        self.child.wait().unwrap()
    }

    /// The terminal is in the hands of its user: main screen, cursor, no marked pastes, wrapping, and the line
    /// discipline as it was found.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen();
        let shown = screen.contents();
        assert!(!screen.alternate_screen(), "still in the alternate screen:\n{shown}");
        assert!(!screen.hide_cursor(), "the cursor is hidden:\n{shown}");
        assert!(!screen.bracketed_paste(), "pastes are still marked:\n{shown}");
        let bytes = self.bytes();
        let last = |mode: &[u8]| bytes.windows(mode.len()).rposition(|w| w == mode);
        assert!(last(b"\x1b[?7h") >= last(b"\x1b[?7l"), "lines do not wrap");
        assert_eq!(discipline(&*self.master), self.found, "the line discipline");
    }

    /// The terminal is the program's.
    #[track_caller]
    pub(crate) fn assert_entered(&self) {
        assert!(self.screen().alternate_screen() && self.screen().bracketed_paste());
        assert_ne!(discipline(&*self.master), self.found, "raw mode");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that failed leaves no process behind; one that is gone needs nothing.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Reads in a thread of its own until the terminal is closed on the other side.
fn listen(mut reader: Box<dyn Read + Send>, seen: Arc<(Mutex<Seen>, Condvar)>) {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        loop {
            let count = reader.read(&mut buffer).unwrap_or(0);
            // A test that failed while it looked has nobody left to tell.
            let Ok(mut now) = seen.0.lock() else { return };
            now.parser.process(&buffer[..count]);
            now.bytes.extend_from_slice(&buffer[..count]);
            now.closed = count == 0;
            seen.1.notify_all();
            if count == 0 {
                return;
            }
        }
    });
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count.max(EMULATOR_MIN)).unwrap()
}

fn discipline(master: &dyn MasterPty) -> Discipline {
    let found = master.get_termios().expect("a terminal has a line discipline");
    (found.input_flags.bits(), found.output_flags.bits(), found.control_flags.bits(), found.local_flags.bits())
}
