//! The console's only loop: wait for a cause, take in all there are, carry out what follows, draw once.
//!
//! A key is on screen with the next frame; a flood of events is gathered first. With no cause there is one tick a
//! second, when the displayed second changes, and a frame that differs in nothing writes nothing.

mod painter;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::{Frame, Terminal};

use super::encoder::Encoder;
use super::pace::{Pace, Room};
use crate::clock::{At, Clock, monotonic};
use crate::console::{Desk, Effect, Msg, Seat, Size, Start, Told};
use crate::limits::{CONSOLE_QUEUE, FRAME_GAP};
use crate::text::words::{StartWord, Word};

pub use painter::Painter;

/// A backend that frames are painted on.
pub trait Surface: Backend {
    /// Somebody else wrote there: the next frame paints every cell.
    fn forget(&mut self) {}

    /// It can show a frame in one piece.
    fn synchronize(&mut self) {}

    /// Asks how many cells it gives to characters, which spoils what it shows.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    fn measure(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Reaches who looks away: the window's title, when one is given, and the bell when it `rings`.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    fn call(&mut self, _title: Option<&str>, _rings: bool) -> io::Result<()> {
        Ok(())
    }

    /// How fast its line is, when that is slow.
    fn pace(&self) -> Option<Pace> {
        None
    }

    /// The next frame may write so much; `None` for all of it.
    fn allow(&mut self, _room: Option<Room>) {}

    /// Whether the last frame left something over for the next.
    fn behind(&self) -> bool {
        false
    }

    /// Bytes written so far.
    fn written(&self) -> u64 {
        0
    }
}

impl<W: io::Write> Surface for Encoder<W> {
    fn forget(&mut self) {
        Encoder::forget(self);
    }

    fn synchronize(&mut self) {
        Encoder::synchronize(self);
    }

    fn measure(&mut self) -> io::Result<()> {
        Encoder::measure(self)
    }

    fn call(&mut self, title: Option<&str>, rings: bool) -> io::Result<()> {
        Encoder::call(self, title, rings)
    }

    fn pace(&self) -> Option<Pace> {
        Encoder::pace(self)
    }

    fn allow(&mut self, room: Option<Room>) {
        Encoder::allow(self, room);
    }

    fn behind(&self) -> bool {
        Encoder::behind(self)
    }

    fn written(&self) -> u64 {
        Encoder::written(self)
    }
}

impl Surface for TestBackend {}

/// What the loop runs: messages in, effects out.
pub trait App {
    /// Takes one message in.
    fn take(&mut self, told: Told) -> Vec<(Seat, Effect)>;

    /// Whose clock is on screen.
    fn seat(&self) -> Seat {
        Seat::Own
    }

    /// Whether the terminal can show a frame in one piece.
    fn synchronized(&self) -> bool;

    /// The title of the terminal's window.
    fn title(&self) -> String;
}

impl App for Start {
    fn take(&mut self, told: Told) -> Vec<(Seat, Effect)> {
        // There is no realm yet: whoever tells, tells it of the terminal and the time.
        let (Told::Terminal(msg) | Told::Of(_, msg)) = told else { return Vec::new() };
        Start::take(self, msg).into_iter().map(|effect| (Seat::Own, effect)).collect()
    }

    fn synchronized(&self) -> bool {
        self.synchronized
    }

    fn title(&self) -> String {
        StartWord::Product.say(self.lang).to_owned()
    }
}

impl App for Desk {
    fn take(&mut self, told: Told) -> Vec<(Seat, Effect)> {
        Self::take(self, told)
    }

    fn seat(&self) -> Seat {
        Self::seat(self)
    }

    fn synchronized(&self) -> bool {
        self.front().synchronized
    }

    fn title(&self) -> String {
        self.front().window_title()
    }
}

/// What the loop asks of the world outside.
pub trait Shell<A = Desk> {
    /// Carries out one effect in the realm that asks for it, without waiting: [`Effect::Quit`], [`Effect::Repaint`] and
    /// [`Effect::Bell`] are the loop's own, [`Effect::Measure`] is told before the loop asks.
    fn perform(&mut self, seat: Seat, effect: Effect);

    /// Called when a frame is on the screen and no message is waiting.
    fn idle(&mut self, _app: &A, _screen: &Buffer) -> Idle {
        Idle::Wait
    }
}

/// What to do when there is nothing to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Idle {
    /// Wait for the next message or tick.
    Wait,
    /// Leave the loop.
    Leave,
}

/// How the loop ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// A person, or a signal, asked for it.
    Quit,
    /// No message can come any more, or [`Shell::idle`] said so.
    Idle,
}

/// Draws the model into a frame.
pub type Draw<'d, A = Desk> = &'d dyn Fn(&A, &mut Frame<'_>);

/// Paints one frame: the whole of it is drawn, the backend writes what changed.
///
/// # Errors
/// When the terminal cannot be written.
pub fn paint<'t, B: Surface, A>(
    terminal: &'t mut Terminal<B>,
    model: &A,
    draw: Draw<'_, A>,
) -> Result<&'t Buffer, B::Error> {
    // `ratatui` would send only what differs from the frame before, and leaves out what a wide glyph had hidden.
    terminal.clear()?;
    Ok(terminal.draw(|frame| draw(model, frame))?.buffer)
}

/// The clocks of a console: a drill may run at any speed, the live realm runs as the machine does.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// Of the realm that the console was started in.
    pub own: Clock,
    /// Of the live realm beside it.
    pub live: Clock,
}

impl Clocks {
    fn now(&self, seat: Seat) -> At {
        match seat {
            Seat::Own => self.own.now(),
            Seat::Live => self.live.now(),
        }
    }
}

/// Runs until somebody quits.
///
/// # Errors
/// When the terminal cannot be written any more.
pub fn run<B: Surface, A: App>(
    terminal: &mut Terminal<B>,
    app: &mut A,
    inbox: &Receiver<Told>,
    clocks: &Clocks,
    shell: &mut dyn Shell<A>,
    draw: Draw<'_, A>,
) -> io::Result<Ended>
where
    B::Error: Send + Sync + 'static,
{
    let size = terminal.size().map_err(io::Error::other)?;
    let mut turn = Turn::default();
    turn.take(app, Msg::Resize(Size { cols: size.width, rows: size.height }).into(), shell);
    let mut painter = Painter::of(terminal.backend());
    let mut ticker = Ticker::new(clocks.now(app.seat()), monotonic());
    loop {
        for seat in [Seat::Own, Seat::Live] {
            turn.take(app, Told::Of(seat, Msg::Tick(clocks.now(seat))), shell);
        }
        if turn.quit {
            return Ok(Ended::Quit);
        }
        match turn.anew {
            Anew::No => {}
            Anew::Painted => terminal.backend_mut().forget(),
            Anew::Measured => terminal.backend_mut().measure()?,
        }
        if app.synchronized() {
            terminal.backend_mut().synchronize();
        }
        let rings = std::mem::take(&mut turn).bells > 0;
        let screen = painter.frame(terminal, app, draw, rings, monotonic())?;
        let shown = monotonic();
        let mut first = match inbox.try_recv() {
            Ok(msg) => Some(msg),
            Err(TryRecvError::Disconnected) => return Ok(Ended::Idle),
            Err(TryRecvError::Empty) => match shell.idle(app, screen) {
                Idle::Leave => return Ok(Ended::Idle),
                Idle::Wait => None,
            },
        };
        painter.account(terminal.backend(), shown);
        if first.is_none() {
            first = match inbox.recv_timeout(painter.wake(ticker.due).saturating_duration_since(shown)) {
                Ok(msg) => Some(msg),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Idle),
            };
        }
        if monotonic() >= ticker.due {
            ticker.tick(clocks.now(app.seat()), monotonic());
        }
        if let Some(msg) = first {
            turn.take(app, msg, shell);
            gather(&mut turn, app, inbox, shell, painter.patience(shown + FRAME_GAP));
        }
    }
}

/// Takes in what else is waiting, and, as long as nobody at the keyboard waits, what comes until `until`.
fn gather<A: App>(turn: &mut Turn, app: &mut A, inbox: &Receiver<Told>, shell: &mut dyn Shell<A>, until: Instant) {
    for _ in 0..CONSOLE_QUEUE {
        let patience =
            if turn.urgent || turn.quit { Duration::ZERO } else { until.saturating_duration_since(monotonic()) };
        match inbox.recv_timeout(patience) {
            Ok(msg) => turn.take(app, msg, shell),
            Err(_) => return,
        }
    }
}

/// What is done to the terminal before a frame.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
enum Anew {
    #[default]
    No,
    /// Every cell is painted anew.
    Painted,
    /// Its widths are asked, and every cell is painted anew.
    Measured,
}

/// What has come up between two frames.
#[derive(Default)]
struct Turn {
    quit: bool,
    anew: Anew,
    /// How often the bell was asked for.
    bells: usize,
    /// A person waits for the frame.
    urgent: bool,
}

impl Turn {
    /// Takes one message in and carries out what follows from it.
    fn take<A: App>(&mut self, app: &mut A, told: Told, shell: &mut dyn Shell<A>) {
        if self.quit {
            return;
        }
        match &told {
            // Whatever resized the terminal may have moved what was on it.
            Told::Terminal(Msg::Resize(_)) => (self.anew, self.urgent) = (self.anew.max(Anew::Painted), true),
            Told::Terminal(Msg::Key(_) | Msg::Paste(_) | Msg::Terminate) => self.urgent = true,
            _ => {}
        }
        for (seat, effect) in app.take(told) {
            match effect {
                Effect::Quit => self.quit = true,
                Effect::Repaint => self.anew = self.anew.max(Anew::Painted),
                Effect::Bell => self.bells += 1,
                Effect::Measure => {
                    self.anew = Anew::Measured;
                    shell.perform(seat, Effect::Measure);
                }
                other => shell.perform(seat, other),
            }
        }
    }
}

/// When the displayed second changes next, in machine time.
#[derive(Debug)]
struct Ticker {
    shown: At,
    due: Instant,
}

const SECOND: Duration = Duration::from_secs(1);

impl Ticker {
    fn new(now: At, machine: Instant) -> Self {
        Self { shown: now, due: machine + to_next_second(now) }
    }

    /// A clock that runs at the machine's pace keeps the tick where its seconds change; any other ticks once a
    /// machine second.
    fn tick(&mut self, now: At, machine: Instant) {
        let step = (now - self.shown).0;
        self.shown = now;
        self.due = machine + if (0..=1100).contains(&step) { to_next_second(now) } else { SECOND };
    }
}

/// A clock that stands still, or woke up just before the change, waits for more than a moment.
fn to_next_second(now: At) -> Duration {
    let left = 1000 - u64::try_from(now.0.rem_euclid(1000)).unwrap_or(0);
    Duration::from_millis(left) + if left < 100 { SECOND } else { Duration::ZERO }
}

#[cfg(test)]
mod tests;
