//! A `ratatui` backend that writes few bytes and never more than one frame at a time.
//!
//! It keeps what the terminal shows and what is wanted, and writes the difference when a frame is flushed: in one
//! write, with the shortest cursor moves and pen changes, and nothing at all when nothing changed. What terminals
//! disagree about is not trusted: after a character of ambiguous width, an emoji or a cluster of several characters
//! the cursor is placed anew and every column the glyph may have spilt into is written again.

mod colour;
mod motion;
mod scroll;
mod sgr;
mod slot;

use std::fmt;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

pub use colour::Colours;
use motion::{Place, motion};
use scroll::Shift;
use sgr::Pen;
use slot::{Slot, reach, trusted};

use super::pace::{Pace, Room};
use crate::text::visible::visible;

/// Asks how large the terminal is.
pub type AskSize = Box<dyn Fn() -> io::Result<Size> + Send>;

/// The backend; see the module.
pub struct Encoder<W: Write> {
    out: W,
    ask_size: AskSize,
    colours: Colours,
    size: Size,
    wanted: Vec<Slot>,
    /// What the terminal shows; `None` when nobody knows, so that it must be cleared first.
    shown: Option<Vec<Slot>>,
    pen: Option<Pen>,
    place: Place,
    /// Where the cursor shall stand, and whether it shall be seen.
    cursor: (Position, bool),
    /// Whether the cursor is seen, when that is known.
    cursor_seen: Option<bool>,
    frame: String,
    /// Whether the terminal shows what is between two marks in one piece (mode 2026).
    synchronized: bool,
    written: u64,
    /// The window's title as it was last set; `None` on a terminal that knows no titles.
    title: Option<String>,
    /// How fast the line is, when that is known and slow.
    pace: Option<Pace>,
    /// What the next frame may write; `None` writes it whole.
    room: Option<Room>,
    /// The row that the last frame had no room for.
    left: Option<usize>,
    /// Bytes at which the frame that is being made ends.
    limit: Option<usize>,
}

/// Frames up to this size reach the terminal in one piece anyway, and are not marked: the marks cost sixteen bytes.
const SMALL_FRAME: usize = 256;

/// Bytes that moving a band of rows takes at most.
const SHIFT_BYTES: usize = 24;

impl<W: Write> fmt::Debug for Encoder<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("size", &self.size).field("written", &self.written).finish_non_exhaustive()
    }
}

impl<W: Write> Encoder<W> {
    /// An encoder that writes to `out`, a terminal in raw mode about which nothing is known yet.
    ///
    /// # Errors
    /// When the size cannot be asked.
    pub fn new(out: W, ask_size: AskSize, colours: Colours) -> io::Result<Self> {
        let mut encoder = Self {
            out,
            ask_size,
            colours,
            size: Size::ZERO,
            wanted: Vec::new(),
            shown: None,
            pen: None,
            place: Place::default(),
            cursor: (Position::ORIGIN, false),
            cursor_seen: None,
            frame: String::new(),
            synchronized: false,
            written: 0,
            title: None,
            pace: None,
            room: None,
            left: None,
            limit: None,
        };
        encoder.fit()?;
        Ok(encoder)
    }

    /// The same on a terminal whose window has a title.
    #[must_use]
    pub fn titled(self, titled: bool) -> Self {
        Self { title: titled.then(String::new), ..self }
    }

    /// The same on a line that is slow.
    #[must_use]
    pub fn paced(self, pace: Option<Pace>) -> Self {
        Self { pace, ..self }
    }

    /// How fast the line is, when it is slow.
    pub fn pace(&self) -> Option<Pace> {
        self.pace.clone()
    }

    /// The next frame may write so much; `None` for all of it.
    pub fn allow(&mut self, room: Option<Room>) {
        self.room = room;
    }

    /// Whether the last frame left something over.
    pub fn behind(&self) -> bool {
        self.left.is_some()
    }

    /// Sets the window's title (OSC 2) when it is another than before, and rings the bell. Whatever the title holds, it
    /// stays between its two marks: control characters are written as [`visible`] shows them.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn call(&mut self, title: Option<&str>, rings: bool) -> io::Result<()> {
        let mut bytes = String::new();
        if let Some((shown, title)) = self.title.as_mut().zip(title).filter(|(shown, title)| *shown != title) {
            title.clone_into(shown);
            bytes = format!("\x1b]2;{}\x1b\\", visible(title));
        }
        if rings {
            bytes.push('\x07');
        }
        if bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(bytes.as_bytes())?;
        self.written += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.out.flush()
    }

    /// Asks how many cells the terminal gives to characters; what it showed is spoilt, and the next frame is whole.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn measure(&mut self) -> io::Result<()> {
        let Size { width: cols, height: rows } = self.size;
        let question = super::probe::question(crate::console::Size { cols, rows });
        self.forget();
        self.out.write_all(question.as_bytes())?;
        self.written += u64::try_from(question.len()).unwrap_or(u64::MAX);
        self.out.flush()
    }

    /// Bytes written so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// The terminal can show a frame in one piece.
    pub fn synchronize(&mut self) {
        self.synchronized = true;
    }

    /// Whoever else wrote to the terminal: the next frame clears it and paints every cell.
    pub fn forget(&mut self) {
        self.shown = None;
        self.pen = None;
        self.place = Place::default();
        self.cursor_seen = None;
        if let Some(title) = &mut self.title {
            title.clear();
        }
    }

    /// Takes the terminal's size; another size than before means that nobody knows what it shows.
    fn fit(&mut self) -> io::Result<()> {
        let size = (self.ask_size)()?;
        if size != self.size || self.wanted.is_empty() {
            self.size = size;
            self.wanted = vec![Slot::blank(); usize::from(size.width) * usize::from(size.height)];
            self.forget();
        }
        Ok(())
    }

    /// Puts a cell into the wanted screen; what lies outside is dropped.
    fn want(&mut self, x: u16, y: u16, cell: &Cell) {
        if x >= self.size.width || y >= self.size.height {
            return;
        }
        let start = usize::from(y) * usize::from(self.size.width);
        let Some(row) = self.wanted.get_mut(start..start + usize::from(self.size.width)) else {
            return;
        };
        let slot = Slot::from_cell(cell, self.size.width - x, self.colours);
        let Slot::Glyph { width, .. } = slot else {
            return;
        };
        let first = usize::from(x);
        let after = first + usize::from(width);
        // A glyph that loses one of its columns is gone.
        let head = row.iter().take(first + 1).rposition(|s| *s != Slot::Tail).unwrap_or(0);
        row.iter_mut().take(first).skip(head).filter(|_| head < first).for_each(|s| *s = Slot::blank());
        row.iter_mut().skip(after).take_while(|s| **s == Slot::Tail).for_each(|s| *s = Slot::blank());
        row.iter_mut().take(after).skip(first + 1).for_each(|s| *s = Slot::Tail);
        if let Some(here) = row.get_mut(first) {
            *here = slot;
        }
    }

    /// Writes the difference between what is wanted and what is shown into the frame.
    fn paint(&mut self) {
        let mut shown = self.shown.take().unwrap_or_default();
        if shown.len() != self.wanted.len() {
            Pen::change(self.pen, Pen::PLAIN, &mut self.frame);
            self.frame.push_str("\x1b[H\x1b[2J");
            (self.pen, self.place) = (Some(Pen::PLAIN), Place::at(0, 0));
            shown = vec![Slot::blank(); self.wanted.len()];
        }
        if self.size.width > 0 {
            let wanted = std::mem::take(&mut self.wanted);
            let width = usize::from(self.size.width);
            let roomy = self.room.is_none_or(|room| room.bytes > SHIFT_BYTES);
            if let Some(shift) = Shift::find(&wanted, &shown, width).filter(|_| roomy) {
                Pen::change(self.pen, Pen::PLAIN, &mut self.frame);
                shift.write(&mut self.frame);
                shift.apply(&mut shown, width);
                (self.pen, self.place) = (Some(Pen::PLAIN), Place::at(0, 0));
            }
            self.paint_rows(&wanted, &mut shown, width);
            self.wanted = wanted;
        }
        self.shown = Some(shown);
        self.paint_cursor();
    }

    /// Writes rows as far as there is room: first the one with the cursor, for which somebody waits, then on from the one
    /// that had no room the last time, so that each has its turn.
    fn paint_rows(&mut self, wanted: &[Slot], shown: &mut [Slot], width: usize) {
        let rows = wanted.len() / width;
        let waits = self.cursor.1 && self.room.is_some();
        let own = Some(usize::from(self.cursor.0.y)).filter(|y| waits && *y < rows);
        let first = self.left.take().filter(|y| *y < rows).unwrap_or(0);
        let others = (first..rows).chain(0..first).filter(|y| Some(*y) != own);
        for y in own.into_iter().chain(others) {
            let (Some(want), Some(have)) =
                (wanted.get(y * width..(y + 1) * width), shown.get_mut(y * width..(y + 1) * width))
            else {
                return;
            };
            self.limit = self.room.filter(|_| own != Some(y)).map(|room| room.bytes);
            if !self.paint_row(u16::try_from(y).unwrap_or(u16::MAX), want, have) {
                self.left = Some(y);
                return;
            }
        }
    }

    /// Writes the difference of a row; `false` when there was no room for all of it.
    fn paint_row(&mut self, y: u16, want: &[Slot], have: &mut [Slot]) -> bool {
        let blank_from = want.iter().rposition(|s| !s.is_blank()).map_or(0, |last| last + 1);
        for x in 0..want.len() {
            let (Some(slot), Some(now)) = (want.get(x), have.get(x)) else {
                return true;
            };
            let Slot::Glyph { cell, width } = slot else {
                continue;
            };
            if slot == now && whole(have, x, *width) {
                continue;
            }
            if self.limit.is_some_and(|limit| self.frame.len() >= limit) {
                return false;
            }
            if x >= blank_from && self.erase_rest(blank_from, x, y, have) {
                return true;
            }
            self.approach(x, y, have);
            self.paint_glyph(x, y, cell, *width, have);
        }
        true
    }

    /// Brings the cursor to a column, over glyphs that already stand there when that is shorter than a move.
    fn approach(&mut self, x: usize, y: u16, have: &[Slot]) {
        let column = u16::try_from(x).unwrap_or(u16::MAX);
        let step = motion(self.place, column, y);
        let over = match self.place {
            Place { x: Some(from), y: Some(row) } if row == y => again(have, usize::from(from), x, self.pen),
            _ => None,
        };
        match over {
            Some(glyphs) if glyphs.len() < step.len() => self.frame.push_str(&glyphs),
            _ => self.frame.push_str(&step),
        }
        self.place = Place::at(column, y);
    }

    /// Erases the end of the row if that is shorter than spaces: all from `blank_from` is wanted blank, and from
    /// `x` on it is not.
    fn erase_rest(&mut self, blank_from: usize, x: usize, y: u16, have: &mut [Slot]) -> bool {
        const ERASE: &str = "\x1b[K";
        let used = have.iter().rposition(|s| !s.is_blank()).map_or(0, |last| last + 1);
        if used <= x + ERASE.len() {
            return false;
        }
        let waiting = self.place.y == Some(y) && self.place.x.is_some_and(|at| (blank_from..=x).contains(&at.into()));
        if !waiting {
            self.approach(x, y, have);
        }
        Pen::change(self.pen, Pen::PLAIN, &mut self.frame);
        self.pen = Some(Pen::PLAIN);
        self.frame.push_str(ERASE);
        have.iter_mut().skip(x).for_each(|s| *s = Slot::blank());
        true
    }

    fn paint_glyph(&mut self, x: usize, y: u16, cell: &Cell, width: u16, have: &mut [Slot]) {
        let blank = cell.symbol() == " " && self.pen.is_some_and(|pen| pen.blanks_like(Pen::of(cell)));
        if !blank {
            Pen::change(self.pen, Pen::of(cell), &mut self.frame);
            self.pen = Some(Pen::of(cell));
        }
        let symbol = cell.symbol();
        let sure = trusted(symbol, width);
        if !sure && width > 1 {
            // Should the terminal give it fewer columns, the others are empty and not left over.
            self.frame.push_str(&" ".repeat(usize::from(width)));
            self.frame.push_str(&motion(Place::default(), u16::try_from(x).unwrap_or(u16::MAX), y));
        }
        self.frame.push_str(symbol);
        let after = x + usize::from(width);
        let spilt = x + usize::from(if sure { width } else { reach(symbol, width) });
        record(have, x, after, spilt, Slot::Glyph { cell: cell.clone(), width });
        let edge = after >= have.len();
        self.place = match (sure, edge) {
            (true, false) => Place::at(u16::try_from(after).unwrap_or(u16::MAX), y),
            // At the edge terminals differ in where the cursor waits, but not in its row.
            (true, true) => Place { x: None, y: Some(y) },
            (false, _) => Place { x: None, y: if spilt >= have.len() { None } else { Some(y) } },
        };
    }

    fn paint_cursor(&mut self) {
        let (position, seen) = self.cursor;
        let inside = position.x < self.size.width && position.y < self.size.height;
        let seen = seen && inside;
        if seen && self.place != Place::at(position.x, position.y) {
            self.frame.push_str(&motion(self.place, position.x, position.y));
            self.place = Place::at(position.x, position.y);
        }
        if self.cursor_seen != Some(seen) {
            self.frame.push_str(if seen { "\x1b[?25h" } else { "\x1b[?25l" });
            self.cursor_seen = Some(seen);
        }
    }

    fn blank_wanted(&mut self, from: usize, to: usize) {
        self.wanted.iter_mut().take(to).skip(from).for_each(|s| *s = Slot::blank());
    }
}

/// Whether the glyph at `x` still has all its columns on the terminal, and no more.
fn whole(have: &[Slot], x: usize, width: u16) -> bool {
    let after = x + usize::from(width);
    have.get(x + 1..after).is_some_and(|tail| tail.iter().all(|s| *s == Slot::Tail))
        && have.get(after) != Some(&Slot::Tail)
}

/// What would be written to paint the glyphs from one column to another once more, if the pen fits them all.
fn again(have: &[Slot], from: usize, to: usize, pen: Option<Pen>) -> Option<String> {
    let pen = pen?;
    let mut text = String::new();
    for slot in have.get(from..to)? {
        match slot {
            Slot::Glyph { cell, .. } if *cell == Cell::EMPTY && pen.leaves_blank() => text.push(' '),
            Slot::Glyph { cell, width } if trusted(cell.symbol(), *width) && Pen::of(cell) == pen => {
                text.push_str(cell.symbol());
            }
            Slot::Tail => {}
            Slot::Glyph { .. } | Slot::Unknown => return None,
        }
        if text.len() > 16 {
            return None;
        }
    }
    // Neither end may lie inside a wide glyph.
    let cut = have.get(from) == Some(&Slot::Tail) || have.get(to) == Some(&Slot::Tail);
    (!cut).then_some(text)
}

/// Notes what a painted glyph did to its row: its own columns, and those that it may have spoilt.
fn record(have: &mut [Slot], x: usize, after: usize, spilt: usize, glyph: Slot) {
    have.iter_mut().take(after).skip(x).for_each(|s| *s = Slot::Tail);
    have.iter_mut().skip(after).take_while(|s| **s == Slot::Tail).for_each(|s| *s = Slot::Unknown);
    have.iter_mut().take(spilt).skip(after).for_each(|s| *s = Slot::Unknown);
    have.iter_mut().skip(spilt.max(after)).take_while(|s| **s == Slot::Tail).for_each(|s| *s = Slot::Unknown);
    if let Some(here) = have.get_mut(x) {
        *here = glyph;
    }
}

impl<W: Write> Backend for Encoder<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.want(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor.1 = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor.1 = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.0)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor.0 = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.fit()?;
        let width = usize::from(self.size.width);
        let row = usize::from(self.cursor.0.y) * width;
        let here = row + usize::from(self.cursor.0.x).min(width);
        match region {
            ClearType::All => self.blank_wanted(0, self.wanted.len()),
            ClearType::AfterCursor => self.blank_wanted(here, self.wanted.len()),
            ClearType::BeforeCursor => self.blank_wanted(0, here),
            ClearType::CurrentLine => self.blank_wanted(row, row + width),
            ClearType::UntilNewLine => self.blank_wanted(here, row + width),
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        (self.ask_size)()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.paint();
        if self.frame.is_empty() {
            return Ok(());
        }
        if self.synchronized && self.room.is_none() && self.frame.len() > SMALL_FRAME {
            self.frame.insert_str(0, "\x1b[?2026h");
            self.frame.push_str("\x1b[?2026l");
        }
        let frame = std::mem::take(&mut self.frame);
        self.out.write_all(frame.as_bytes())?;
        self.out.flush()?;
        self.written += u64::try_from(frame.len()).unwrap_or(u64::MAX);
        self.frame = frame;
        self.frame.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
