//! Frames at the pace of the line.

use std::io;
use std::time::Instant;

use ratatui::Terminal;
use ratatui::buffer::Buffer;

use super::{App, Draw, Surface, paint};
use crate::term::pace::Pace;

/// Paints, and knows when a slow line has room for more. Time is an argument.
#[derive(Debug)]
pub struct Painter {
    pace: Option<Pace>,
    /// Bytes that are accounted for.
    written: u64,
    /// When what a frame left over may be painted.
    due: Option<Instant>,
    /// Whether anything was painted yet.
    begun: bool,
}

impl Painter {
    /// For this surface.
    pub fn of<B: Surface>(surface: &B) -> Self {
        Self { pace: surface.pace(), written: surface.written(), due: None, begun: false }
    }

    /// Paints one frame, or as much of it as the line takes; sets the title where there is room for one, and rings.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn frame<'t, B: Surface, A: App>(
        &mut self,
        terminal: &'t mut Terminal<B>,
        app: &A,
        draw: Draw<'_, A>,
        rings: bool,
        now: Instant,
    ) -> io::Result<&'t Buffer>
    where
        B::Error: Send + Sync + 'static,
    {
        self.account(terminal.backend(), now);
        // A title takes as much as a row, and nobody at the keyboard waits for it: it comes when all else is there.
        let settled = self.begun && self.due.is_none();
        let free = self.pace.as_ref().is_none_or(|pace| settled && pace.room(now).idle);
        let title = free.then(|| app.title());
        terminal.backend_mut().call(title.as_deref(), rings)?;
        self.account(terminal.backend(), now);
        self.begun = true;
        let room = self.pace.as_ref().map(|pace| pace.room(now));
        terminal.backend_mut().allow(room);
        paint(terminal, app, draw).map_err(io::Error::other)
    }

    /// Notes what was written since, and when the line may be written again if a frame left something over.
    pub fn account<B: Surface>(&mut self, surface: &B, now: Instant) {
        let written = surface.written();
        let bytes = usize::try_from(written.saturating_sub(self.written)).unwrap_or(usize::MAX);
        self.written = written;
        let Some(pace) = &mut self.pace else { return };
        pace.wrote(bytes, now);
        // What did not fit into the room that there was waits for all of it.
        self.due = surface.behind().then(|| if bytes > 0 { pace.ready(now) } else { pace.idle_at(now) });
    }

    /// When to paint again, at the latest: at `tick`, or when the line has room for what was left over.
    pub fn wake(&self, tick: Instant) -> Instant {
        self.due.map_or(tick, |due| due.min(tick))
    }

    /// Until when messages are gathered for the next frame while nobody at the keyboard waits: until `gap`, and on a slow
    /// line until it has room.
    pub fn patience(&self, gap: Instant) -> Instant {
        self.pace.as_ref().map_or(gap, |pace| pace.ready(gap))
    }
}
