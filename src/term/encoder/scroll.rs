//! Rows that stand on the screen already, only higher or lower: the terminal moves them itself.
//!
//! A new line on top of a list moves every line below it. Moving them costs some twenty bytes (DECSTBM with IL or DL,
//! which every terminal has); painting them anew costs a screenful of Chinese.

use std::fmt::Write as _;

use super::slot::Slot;

/// Fewer rows than this are painted: moving them saves little.
const ROWS_MIN: usize = 3;

/// A band of rows that moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shift {
    /// Its first row.
    top: usize,
    /// The row after its last.
    bottom: usize,
    /// By so many rows.
    by: usize,
    /// Down, and not up.
    down: bool,
}

impl Shift {
    /// The band that saves the most rows, when one saves enough.
    pub(super) fn find(want: &[Slot], have: &[Slot], width: usize) -> Option<Self> {
        if width == 0 || want.len() != have.len() {
            return None;
        }
        let want: Vec<&[Slot]> = want.chunks(width).collect();
        let have: Vec<&[Slot]> = have.chunks(width).collect();
        let stale: Vec<bool> = want.iter().zip(&have).map(|(want, have)| want != have).collect();
        if stale.iter().filter(|stale| **stale).count() < ROWS_MIN {
            return None;
        }
        let mut best: Option<(usize, Self)> = None;
        for by in 1..want.len() {
            for down in [true, false] {
                for (saved, shift) in bands(&want, &have, &stale, by, down) {
                    if saved >= ROWS_MIN && best.is_none_or(|(most, _)| saved > most) {
                        best = Some((saved, shift));
                    }
                }
            }
        }
        best.map(|(_, shift)| shift)
    }

    /// What makes the terminal move the band; the cursor is then in the upper left corner. The pen must be plain, for
    /// what the rows leave behind takes its colours.
    pub(super) fn write(self, out: &mut String) {
        let Self { top, bottom, by, down } = self;
        let (top, way) = (top + 1, if down { 'L' } else { 'M' });
        let _ = write!(out, "\x1b[{top};{bottom}r\x1b[{top}H\x1b[");
        if by > 1 {
            let _ = write!(out, "{by}");
        }
        let _ = write!(out, "{way}\x1b[r");
    }

    /// Moves the band in what is known of the screen.
    pub(super) fn apply(self, have: &mut [Slot], width: usize) {
        let Some(band) = have.get_mut(self.top * width..self.bottom * width) else { return };
        let cells = (self.by * width).min(band.len());
        let left = if self.down {
            band.rotate_right(cells);
            band.get_mut(..cells)
        } else {
            band.rotate_left(cells);
            let kept = band.len() - cells;
            band.get_mut(kept..)
        };
        left.unwrap_or_default().fill(Slot::blank());
    }
}

/// The bands that move `by` rows one way, with the rows that each saves.
fn bands<'a>(
    want: &'a [&[Slot]],
    have: &'a [&[Slot]],
    stale: &'a [bool],
    by: usize,
    down: bool,
) -> impl Iterator<Item = (usize, Shift)> + 'a {
    // The rows y of the present that stood at `from(y)`.
    let stood = move |y: usize| {
        let from = if down { y.checked_sub(by) } else { Some(y + by) };
        let from = from.and_then(|from| have.get(from));
        stale.get(y) == Some(&true) && from.is_some() && from == want.get(y)
    };
    let mut y = 0;
    std::iter::from_fn(move || {
        while y < want.len() && !stood(y) {
            y += 1;
        }
        let first = y;
        let mut saved = 0;
        // A row that needs no paint may lie between two that move; it must then move too.
        while y < want.len() && stood(y) {
            saved += usize::from(!want.get(y).is_some_and(|row| row.iter().all(Slot::is_blank)));
            y += 1;
        }
        let (top, bottom) = if down { (first.saturating_sub(by), y) } else { (first, y + by) };
        (first < y).then_some((saved, Shift { top, bottom, by, down }))
    })
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;

    use super::*;

    fn rows(text: &[&str]) -> Vec<Slot> {
        let slot = |c: char| Slot::Glyph { cell: Cell::EMPTY.clone().set_char(c).clone(), width: 1 };
        text.iter().flat_map(|row| row.chars().map(slot)).collect()
    }

    fn moved(have: &[&str], want: &[&str]) -> Option<String> {
        let (have, want) = (rows(have), rows(want));
        let shift = Shift::find(&want, &have, 2)?;
        let mut bytes = String::new();
        shift.write(&mut bytes);
        let mut after = have;
        shift.apply(&mut after, 2);
        let same = after.chunks(2).zip(want.chunks(2)).filter(|(after, want)| after == want).count();
        Some(format!("{same} {}", bytes.replace('\x1b', "^")))
    }

    #[test]
    fn a_line_on_top_moves_what_is_below_it_and_leaves_the_rest() {
        let have = ["hh", "aa", "bb", "cc", "dd", "ff"];
        assert_eq!(moved(&have, &["HH", "nn", "aa", "bb", "cc", "ff"]).unwrap(), "4 ^[2;5r^[2H^[L^[r");
        assert_eq!(moved(&have, &["hh", "bb", "cc", "dd", "nn", "ff"]).unwrap(), "5 ^[2;5r^[2H^[M^[r");
        assert_eq!(moved(&have, &["hh", "nn", "mm", "aa", "bb", "cc"]).unwrap(), "4 ^[2;6r^[2H^[2L^[r");
    }

    #[test]
    fn what_saves_little_is_painted() {
        assert_eq!(moved(&["aa", "bb", "cc", "dd"], &["nn", "aa", "bb", "dd"]), None);
        assert_eq!(moved(&["aa", "  ", "  ", "  ", "dd"], &["aa", "dd", "  ", "  ", "  "]), None);
        assert_eq!(Shift::find(&[], &[], 0), None);
    }
}
