//! The four fixed zones. How they give way when there is no room stands in [`Heights`].
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

use crate::console::Heights;

/// Where everything is. A zone that has no room has no rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Zones {
    pub(super) status: Rect,
    pub(super) boards: Rect,
    /// Where a live alarm breaks through: the blank row above the board, else the boards line, so that nothing moves.
    pub(super) beside: Rect,
    pub(super) board: Rect,
    pub(super) rail: Rect,
    /// The blank row above the entry line.
    pub(super) notice: Rect,
    pub(super) entry: Rect,
    pub(super) keys: Rect,
}

/// Divides `area`; `rail_rows` are the rail's rows without its heading at 24 rows.
pub(super) fn divide(area: Rect, rail_rows: u16) -> Zones {
    let heights = Heights::of(area.height, rail_rows);
    let mut y = area.y;
    let mut take = |blank: u16, height: u16| {
        let zone = Rect { y: y + blank, height, ..area };
        y += blank + height;
        zone
    };
    let (status, boards) = (take(0, heights.status), take(0, heights.boards));
    let beside = Rect { y: boards.y + if heights.above_board > 0 { heights.boards } else { 0 }, ..boards };
    Zones {
        status,
        boards,
        beside,
        board: take(heights.above_board, heights.board),
        rail: take(heights.above_rail, heights.rail),
        notice: take(0, heights.notice),
        entry: take(0, heights.entry),
        keys: take(0, heights.keys),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_stand_in_their_order_and_end_at_the_last_row() {
        for rows in 0..=80 {
            let area = Rect::new(0, 0, 80, rows);
            let z = divide(area, 4);
            let mut y = 0;
            for zone in [z.status, z.boards, z.board, z.rail, z.notice, z.entry, z.keys] {
                assert!(zone.y >= y && zone.bottom() <= rows, "{rows} {z:?}");
                y = zone.bottom();
            }
            assert_eq!(y, rows, "{z:?}");
        }
    }
}
