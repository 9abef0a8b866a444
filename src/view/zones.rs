//! The four fixed zones, and how they give way when there is no room.
//!
//! ```text
//! row 0      status line
//!     1      boards line
//!     2      blank
//!     3..    the board
//!            blank
//!            rail of next deadlines: heading and rows
//!            blank, where a word to the operator stands
//!            entry line
//!            keys line
//! ```

use ratatui::layout::Rect;

/// Where everything is. A zone that has no room has no rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Zones {
    pub(super) status: Rect,
    pub(super) boards: Rect,
    pub(super) board: Rect,
    pub(super) rail: Rect,
    /// The blank row above the entry line.
    pub(super) notice: Rect,
    pub(super) entry: Rect,
    pub(super) keys: Rect,
}

/// Divides `area`; `rail_rows` are the rail's rows without its heading on a screen of 24 rows.
pub(super) fn divide(area: Rect, rail_rows: u16) -> Zones {
    let rows = area.height;
    // Most needed first: status, entry, one row of the board, the rail's heading and first row, keys, boards line.
    let status = u16::from(rows >= 1);
    let entry = u16::from(rows >= 2);
    let rail = match rows {
        0..=5 => 0,
        6..=7 => 1,
        8..=11 => 2,
        12..=15 => 3,
        16..=23 => rail_rows.min(3) + 1,
        24..=35 => rail_rows + 1,
        _ => rail_rows.saturating_mul(2).min(rows / 5) + 1,
    };
    let keys = u16::from(rows >= 7);
    let boards = u16::from(rows >= 9);
    let blanks = match rows {
        0..=17 => [0, 0, 0],
        18..=21 => [0, 0, 1],
        _ => [1, 1, 1],
    };
    let fixed = status + entry + rail + keys + boards + blanks.iter().sum::<u16>();
    let board = rows.saturating_sub(fixed);
    let mut y = area.y;
    let mut take = |height: u16| {
        let zone = Rect { y, height, ..area };
        y += height;
        zone
    };
    let (status, boards) = (take(status), take(boards));
    let [above_board, above_rail, above_entry] = blanks;
    take(above_board);
    let board = take(board);
    take(above_rail);
    Zones { status, boards, board, rail: take(rail), notice: take(above_entry), entry: take(entry), keys: take(keys) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zones_fill_the_screen_and_never_overlap() {
        for rows in 0..=80 {
            for rail_rows in 0..=12 {
                let area = Rect::new(0, 0, 80, rows);
                let z = divide(area, rail_rows);
                let mut y = 0;
                for zone in [z.status, z.boards, z.board, z.rail, z.notice, z.entry, z.keys] {
                    assert!(zone.height == 0 || zone.y >= y, "{rows} {z:?}");
                    y = y.max(zone.bottom());
                    assert!(zone.bottom() <= rows, "{rows} {z:?}");
                }
                assert!(rows < 3 || z.board.height >= 1, "{rows} {rail_rows}: {z:?}");
                assert!(rows < 8 || z.rail.height >= 2 || rail_rows == 0, "{rows}: {z:?}");
            }
        }
    }

    #[test]
    fn at_24_rows_the_board_has_its_thirteen() {
        let z = divide(Rect::new(0, 0, 80, 24), 4);
        assert_eq!(
            (z.status.y, z.boards.y, z.board.y, z.rail.y, z.notice.y, z.entry.y, z.keys.y),
            (0, 1, 3, 16, 21, 22, 23)
        );
        assert_eq!(z.board.height, 12);
        assert_eq!(z.rail.height, 5);
    }
}
