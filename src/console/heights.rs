//! How the rows of a terminal are divided: the zones of the screen, and how many rows of its list a board shows.
//!
//! Plain arithmetic, here because the page keys must move by what the view shows.

use super::Board;

/// Rows of each zone, from the top. A zone that has no room has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Heights {
    /// The status line.
    pub status: u16,
    /// The boards line.
    pub boards: u16,
    /// Blank rows above the board.
    pub above_board: u16,
    /// The board.
    pub board: u16,
    /// Blank rows above the rail.
    pub above_rail: u16,
    /// The rail of next deadlines with its heading.
    pub rail: u16,
    /// The row above the entry line, where a word to the operator stands.
    pub notice: u16,
    /// The entry line.
    pub entry: u16,
    /// The keys line.
    pub keys: u16,
}

impl Heights {
    /// Divides `rows`; `rail_rows` are the rail's rows without its heading at 24 rows. Most needed are the status
    /// line, the entry line, a row of the board, the rail's heading with its first row, then keys and boards line.
    pub fn of(rows: u16, rail_rows: u16) -> Self {
        let rail = match rows {
            0..=5 => 0,
            6..=7 => 1,
            8..=11 => 2,
            12..=15 => 3,
            16..=23 => rail_rows.min(3) + 1,
            24..=35 => rail_rows.min(rows / 3) + 1,
            _ => rail_rows.saturating_mul(2).min(rows / 5) + 1,
        };
        let blank = u16::from(rows >= 22);
        let mut heights = Self {
            status: u16::from(rows >= 1),
            boards: u16::from(rows >= 9),
            above_board: blank,
            board: 0,
            above_rail: blank,
            rail,
            notice: u16::from(rows >= 18),
            entry: u16::from(rows >= 2),
            keys: u16::from(rows >= 7),
        };
        let Self { status, boards, above_board, above_rail, notice, entry, keys, .. } = heights;
        let fixed = status + boards + above_board + above_rail + rail + notice + entry + keys;
        heights.board = rows.saturating_sub(fixed);
        heights
    }
}

/// Rows for the one that is selected, below the list, with the blank above them; none where the list needs them.
pub fn detail_rows(board: Board, height: u16) -> u16 {
    match board {
        Board::Teams | Board::Journal if height > 7 => 4,
        Board::Orders | Board::Reports | Board::Structure if height > 9 => 6,
        Board::Assembly if height > 9 => 5,
        Board::Plan if height > 12 => 4,
        Board::Plan if height > 9 => 3,
        Board::Switchover if height > 7 => 5,
        _ => 0,
    }
}

/// Rows above the list: what the incident is, how the drill's clock runs; fewer where the list needs them.
pub fn head_rows(board: Board, height: u16) -> u16 {
    match (board, height) {
        (Board::Incident, 6..) => 2,
        (Board::Structure, _) | (Board::Incident, 4..=5) | (Board::Drill, 4..=7) => 1,
        // With the next inject and a blank.
        (Board::Drill, 8..) => 4,
        _ => 0,
    }
}

/// Rows of its list that a board of `height` rows shows at least.
pub fn list_rows(board: Board, height: u16) -> u16 {
    let rows = match board {
        // The incident in focus and its newest lines, what is known of the link: they have the rest.
        Board::Situation | Board::Hub => height / 3,
        // The selected one has the rest.
        Board::Resources => (height / 2).saturating_sub(1).max(2),
        Board::Consultation | Board::Aar | Board::Onsite => (height / 4).max(2),
        Board::Linkage => (height / 3).max(2),
        // A map has no list.
        Board::Map => 1,
        Board::Incident | Board::Drill => height.saturating_sub(head_rows(board, height) + 1),
        Board::Structure => height.saturating_sub(head_rows(board, height) + 1 + detail_rows(board, height)),
        Board::Teams | Board::Orders | Board::Journal | Board::Reports | Board::Assembly => {
            height.saturating_sub(1 + detail_rows(board, height))
        }
        // Its heading, and what is unmet.
        Board::Switchover => height.saturating_sub(detail_rows(board, height) + 2),
        // The heading, and that of a run on every page.
        Board::Plan => height.saturating_sub(2 + detail_rows(board, height)),
        // Heading and foot; a conflict of two sides takes four rows.
        Board::Conflicts => height.saturating_sub(2) / 4,
    };
    rows.max(1)
}

/// Columns that help is written in on a terminal of so many cells.
pub fn help_columns(cols: u16) -> u16 {
    (cols / HELP_COLUMN_CELLS).max(1)
}

/// Lines of help on one screen, whose first row is the heading.
pub fn help_page(cols: u16, height: u16) -> usize {
    usize::from(help_columns(cols)) * usize::from(height.saturating_sub(1)).max(1)
}

/// Cells of one column of help: keys, and what they do.
const HELP_COLUMN_CELLS: u16 = 38;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zones_fill_the_screen_whatever_the_layout_asks_for() {
        for rows in 0..=100 {
            for rail_rows in 0..=40 {
                let h = Heights::of(rows, rail_rows);
                let all = [h.status, h.boards, h.above_board, h.board, h.above_rail, h.rail, h.notice, h.entry, h.keys];
                assert_eq!(all.iter().sum::<u16>(), rows, "{rows} {rail_rows} {h:?}");
                assert!(rows < 3 || h.board >= 1, "{rows} {rail_rows} {h:?}");
                assert!(rows < 8 || rail_rows == 0 || h.rail >= 2, "{rows} {rail_rows} {h:?}");
            }
        }
    }

    #[test]
    fn at_24_rows_the_board_has_twelve_and_the_rail_its_four() {
        let h = Heights::of(24, 4);
        assert_eq!((h.board, h.rail, h.notice), (12, 5, 1));
        assert_eq!(list_rows(Board::Teams, 12), 7);
        assert_eq!(list_rows(Board::Orders, 12), 5);
    }
}
