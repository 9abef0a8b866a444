//! Everything of the terminal in one piece: taken, listened to, and given back when dropped.

use std::io;
use std::sync::mpsc::SyncSender;

use ratatui::Terminal;

use super::crash::{Crash, Fate, on_panic};
use super::encoder::{Colours, Encoder};
use super::pace::Pace;
use super::tty::{Guard, Tty, TtyError};
use super::{input, signals};
use crate::console::{SAMPLES, Told};

/// What is known of a terminal before it is entered.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// How many colours it shows.
    pub colours: Colours,
    /// Whether its window has a title.
    pub titled: bool,
    /// Bits a second of its line, when a person says it; else a serial line's own speed counts.
    pub bits: Option<u32>,
}

/// A terminal that is ours until this is dropped.
#[derive(Debug)]
pub struct Screen {
    /// What frames are painted on.
    pub terminal: Terminal<Encoder<Tty>>,
    tty: Tty,
    _guard: Guard,
}

impl Screen {
    /// Enters the terminal; from now on keys and signals come as messages, and a panic in any thread gives the
    /// terminal back, is reported and ends the process, unless `goes_on` knows that it is caught.
    ///
    /// # Errors
    /// [`TtyError::NotATerminal`], with nothing touched, when there is none.
    pub fn enter(
        inbox: &SyncSender<Told>,
        kind: Kind,
        goes_on: impl Fn(&Crash) -> bool + Send + Sync + 'static,
        report: impl Fn(&Crash, Fate) + Send + Sync + 'static,
    ) -> Result<Self, TtyError> {
        let Kind { colours, titled, bits } = kind;
        let tty = Tty::open(titled)?;
        let pace = bits.or_else(|| tty.line_bits()).and_then(Pace::of_bits);
        on_panic(tty.clone(), goes_on, report);
        signals::listen(tty.clone(), inbox.clone())?;
        let guard = tty.enter()?;
        input::listen(tty.clone(), inbox.clone())?;
        let asked = tty.clone();
        let encoder = Encoder::new(tty.clone(), Box::new(move || Ok::<_, io::Error>(asked.size())), colours)?;
        let encoder = encoder.titled(titled).paced(pace);
        Ok(Self { terminal: Terminal::new(encoder)?, tty, _guard: guard })
    }

    /// Asks how many cells the terminal gives to characters; the answers come as messages.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn measure(&mut self) -> io::Result<()> {
        self.tty.ask(SAMPLES.len());
        self.terminal.backend_mut().measure()
    }

    /// Stops the process as Ctrl-Z does; `false` when no shell is there to continue it.
    pub fn suspend(&self) -> bool {
        self.tty.suspend()
    }

    /// The terminal itself, for a shell that suspends while the loop holds [`Screen::terminal`].
    pub fn tty(&self) -> Tty {
        self.tty.clone()
    }
}
