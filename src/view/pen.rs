//! The one place that writes cells.
//!
//! Every text goes through [`visible`], is cut at whole clusters, and never leaves its pane; a wide cluster that
//! does not fit leaves a space. No size is too small.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::line::{Line, Piece, Side, Stays, Width};
use super::look::{Look, Meaning};
use crate::text::cells;
use crate::text::visible::visible;

/// Cells a [`Width::Rest`] piece keeps before optional pieces go.
const REST_MIN: u16 = 12;

/// Columns from this width on hold names, which say when they were cut; narrower ones hold words that fit.
const NAME_CELLS: u16 = 10;

/// Writes on a buffer.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    look: Look,
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, look: Look) -> Self {
        Self { buffer, look }
    }

    /// How wide the terminal takes characters of ambiguous width to be.
    pub(super) fn ambiguous(&self) -> cells::Ambiguous {
        self.look.ambiguous
    }

    /// Whether maps keep to ASCII.
    pub(super) fn ascii(&self) -> bool {
        self.look.ascii
    }

    /// Writes `text` at `x`, `y` in at most `cells` cells; returns how many it took.
    pub(super) fn put(&mut self, x: u16, y: u16, cells: u16, text: &str, meaning: Meaning) -> u16 {
        let style = self.look.style(meaning);
        let text = visible(text);
        let mut used = 0;
        for (cluster, wide) in cells::clusters(&text, self.look.ambiguous) {
            let wide = u16::try_from(wide).unwrap_or(u16::MAX);
            if wide == 0 {
                continue;
            }
            if used + wide > cells || !self.put_cluster(x.saturating_add(used), y, cluster, wide, style) {
                break;
            }
            used += wide;
        }
        used
    }

    /// Puts one cluster down; `false` when it does not fit the buffer.
    fn put_cluster(&mut self, x: u16, y: u16, cluster: &str, wide: u16, style: Style) -> bool {
        if x.saturating_add(wide) > self.buffer.area.right() {
            return false;
        }
        for n in 0..wide {
            let Some(cell) = self.buffer.cell_mut(Position { x: x + n, y }) else { return false };
            cell.reset();
            cell.set_style(style);
            if n == 0 {
                cell.set_symbol(cluster);
                if let Some(forced) = forced_width(cluster, wide) {
                    cell.diff_option = CellDiffOption::ForcedWidth(forced);
                }
            }
        }
        true
    }

    /// The same where characters of ambiguous width take so many cells, whatever this terminal gives them.
    pub(super) fn put_as(&mut self, ambiguous: cells::Ambiguous, x: u16, y: u16, cells: u16, text: &str) -> u16 {
        let own = std::mem::replace(&mut self.look.ambiguous, ambiguous);
        let used = self.put(x, y, cells, text, Meaning::Plain);
        self.look.ambiguous = own;
        used
    }

    /// Gives a whole area a meaning without writing on it.
    pub(super) fn fill(&mut self, area: Rect, meaning: Meaning) {
        let area = area.intersection(self.buffer.area);
        let style = self.look.style(meaning);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Writes a line into the first row of `area`.
    pub(super) fn line(&mut self, area: Rect, line: &Line) {
        if area.height == 0 || area.width == 0 {
            return;
        }
        if line.selected {
            self.fill(Rect { height: 1, ..area }, Meaning::Selected);
        }
        let widths = self.widths(area.width, line);
        let mut x = area.x;
        let mut pieces = line.pieces.iter().zip(widths).filter(|(_, width)| *width > 0).peekable();
        while let Some((piece, width)) = pieces.next() {
            let left = area.right().saturating_sub(x);
            let width = width.min(left);
            let touched = matches!(piece.width, Width::Cells(NAME_CELLS..))
                && piece.side == Side::Left
                && pieces.peek().is_some_and(|(next, cells)| self.begins_at_edge(next, *cells));
            self.piece(x, area.y, width - u16::from(touched && width > 0), piece, line.selected);
            x += width;
        }
    }

    /// Whether a piece has its text at the left edge of its cells: a name in the column before it would touch it.
    fn begins_at_edge(&self, piece: &Piece, cells: u16) -> bool {
        let own = piece.text.chars().next().is_some_and(|first| first != ' ');
        own && (piece.side == Side::Left || self.width(&piece.text) >= cells)
    }

    /// Writes lines from the top of `area`; what does not fit is left out.
    pub(super) fn lines<'b>(&mut self, area: Rect, lines: impl IntoIterator<Item = &'b Line<'b>>) {
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            self.line(Rect { y, height: 1, ..area }, line);
        }
    }

    fn piece(&mut self, x: u16, y: u16, width: u16, piece: &Piece, selected: bool) {
        let meaning = match piece.meaning {
            Meaning::Plain | Meaning::Quiet | Meaning::Attention if selected => Meaning::Selected,
            meaning => meaning,
        };
        let text = visible(&piece.text);
        let fitted = match piece.width {
            Width::Rest | Width::Cells(NAME_CELLS..) => cells::elide(&text, usize::from(width), self.look.ambiguous),
            Width::Own | Width::Cells(_) => cells::cut(&text, usize::from(width), self.look.ambiguous).to_owned(),
        };
        let shift = match piece.side {
            Side::Left => 0,
            Side::Right => width.saturating_sub(self.width(&fitted)),
        };
        self.put(x + shift, y, width - shift, &fitted, meaning);
    }

    /// Width of a text as it will be written.
    pub(super) fn width(&self, text: &str) -> u16 {
        u16::try_from(cells::width(&visible(text), self.look.ambiguous)).unwrap_or(u16::MAX)
    }

    /// A text that says by `..` that it goes on.
    pub(super) fn elided(&self, text: &str, width: u16) -> String {
        cells::elide(&visible(text), usize::from(width), self.look.ambiguous)
    }

    /// The width of every piece: optional ones go, the last first, until the rest has room.
    fn widths(&self, all: u16, line: &Line) -> Vec<u16> {
        let mut widths: Vec<u16> = line
            .pieces
            .iter()
            .map(|piece| match piece.width {
                Width::Own => self.width(&piece.text),
                Width::Cells(cells) => cells,
                Width::Rest => 0,
            })
            .collect();
        let rests = line.pieces.iter().filter(|p| p.width == Width::Rest);
        let whole = rests.clone().map(|p| self.width(&p.text)).fold(0_u16, u16::saturating_add);
        let rests = u16::try_from(rests.count()).unwrap_or(u16::MAX);
        // Not the text's own width: the lines of a list lose the same columns.
        let room = if rests > 0 { REST_MIN } else { 0 };
        let sum = |widths: &[u16]| widths.iter().fold(0_u16, |sum, w| sum.saturating_add(*w));
        for (stays, needed) in [(Stays::WhileWhole, whole), (Stays::WhileRoom, room)] {
            for (n, piece) in line.pieces.iter().enumerate().rev() {
                if sum(&widths).saturating_add(needed) <= all {
                    break;
                }
                if let (true, Some(width)) = (piece.stays == stays, widths.get_mut(n)) {
                    *width = 0;
                }
            }
        }
        let left = all.saturating_sub(sum(&widths));
        let share = left.checked_div(rests).unwrap_or(0);
        for (piece, width) in line.pieces.iter().zip(&mut widths) {
            if piece.width == Width::Rest {
                *width = share;
            }
        }
        widths
    }
}

/// What to tell the drawing library when its idea of a cluster's width is not the terminal's.
fn forced_width(cluster: &str, wide: u16) -> Option<std::num::NonZeroU16> {
    let library = cells::cluster_width(cluster, cells::Ambiguous::One);
    (library != usize::from(wide)).then(|| std::num::NonZeroU16::new(wide)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells::Ambiguous;

    fn row(width: u16, look: Look, line: &Line) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        Pen::new(&mut buffer, look).line(Rect::new(0, 0, width, 1), line);
        super::super::plain::rows(&buffer, look.ambiguous).pop().unwrap_or_default()
    }

    #[test]
    fn the_rest_takes_what_columns_leave_and_says_that_it_was_cut() {
        let line = Line::new().col(2, ">!", Meaning::Alarm).rest("郑州城区内涝", Meaning::Plain).right(
            6,
            "-00:12",
            Meaning::Alarm,
        );
        assert_eq!(row(22, Look::default(), &line), ">!郑州城区内涝  -00:12");
        assert_eq!(row(18, Look::default(), &line), ">!郑州城区..-00:12");
    }

    #[test]
    fn a_wide_character_that_does_not_fit_leaves_a_space() {
        assert_eq!(row(3, Look::default(), &Line::new().text("郑州", Meaning::Plain)), "郑 ");
        assert_eq!(row(1, Look::default(), &Line::new().text("郑州", Meaning::Plain)), " ");
        assert_eq!(row(0, Look::default(), &Line::new().text("郑州", Meaning::Plain)), "");
    }

    #[test]
    fn optional_columns_go_before_the_rest_is_squeezed() {
        let line = Line::new().rest("a name", Meaning::Plain).col(6, "kind", Meaning::Plain).optional().right(
            6,
            "-00:12",
            Meaning::Plain,
        );
        assert_eq!(row(24, Look::default(), &line), "a name      kind  -00:12");
        assert_eq!(row(23, Look::default(), &line), "a name           -00:12");
        let line = Line::new().rest("what happened", Meaning::Plain).gap(1).text("who", Meaning::Plain).spare();
        assert_eq!(row(17, Look::default(), &line), "what happened who");
        assert_eq!(row(16, Look::default(), &line), "what happened   ");
    }

    #[test]
    fn hostile_text_is_written_as_marks() {
        let text = row(40, Look::default(), &Line::new().text("a\u{1b}[2J\u{202e}b\u{7}", Meaning::Plain));
        assert!(text.chars().all(|c| c == ' ' || c.is_ascii_graphic()), "{text:?}");
        assert!(text.contains('b'), "{text:?}");
    }

    #[test]
    fn an_ambiguous_character_takes_the_cells_its_terminal_gives_it() {
        let line = Line::new().text("Ⅰ级", Meaning::Plain).text("|", Meaning::Plain);
        let two = Look { ambiguous: Ambiguous::Two, ..Look::default() };
        assert_eq!(row(6, Look::default(), &line), "Ⅰ级|  ");
        assert_eq!(row(6, two, &line), "Ⅰ级| ");
    }
}
