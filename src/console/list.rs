//! One way for every list: rows by what they are, a person's order, filter and jump.
//!
//! A board says its columns ([`Column::of`]) and what a row is about (`facets`); everything else is the same on every
//! board. What a filter hides is counted, and a row with an alarm is never hidden.

mod facets;
mod own;
mod quiet;
mod sought;

use std::cmp::Ordering;

use super::{Board, Model, Row};
use crate::text::Lang;

pub(super) use facets::{Facets, Key};
pub(super) use quiet::{Placed, quiet};
pub use sought::Sought;

/// What a list can be ordered by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each column is named as its heading")]
pub enum Column {
    Code,
    Name,
    Kind,
    Grade,
    Status,
    Since,
    Due,
    Recipient,
    Owner,
    Traffic,
}

impl Column {
    /// What a board's list can be ordered by, in the order in which the key steps through them.
    pub fn of(board: Board) -> &'static [Self] {
        use Column::{Code, Due, Grade, Kind, Name, Owner, Recipient, Since, Status, Traffic};
        match board {
            Board::Situation => &[Due, Grade, Since, Name],
            Board::Incident => &[Since, Kind],
            Board::Teams => &[Code, Name, Kind, Status, Since],
            Board::Orders => &[Due, Code, Since, Recipient, Status],
            Board::Plan => &[Due, Status, Owner, Code],
            Board::Conflicts => &[Since, Name],
            Board::Hub => &[Name, Since, Traffic],
            Board::Drill => &[Since, Code, Kind, Name],
            Board::Journal => &[Since, Kind, Name],
            // It has no list: what is near stands in the order of its distance.
            Board::Map => &[],
            Board::Reports | Board::Consultation | Board::Linkage => &[Since, Kind, Status, Name],
            Board::Aar => &[Since, Status, Name],
            Board::Switchover => &[Status, Since],
            Board::Assembly | Board::Onsite => &[Due, Status, Name, Since],
            Board::Structure => &[Kind, Name, Code],
            Board::Resources => &[Due, Kind, Name, Status],
        }
    }

    /// As it stands beside a list's heading.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Code => lang.pick("编号", "code"),
            Self::Name => lang.pick("名称", "name"),
            Self::Kind => lang.pick("类别", "kind"),
            Self::Grade => lang.pick("级别", "grade"),
            Self::Status => lang.pick("状态", "status"),
            Self::Since => lang.pick("时间", "time"),
            Self::Due => lang.pick("时限", "due"),
            Self::Recipient => lang.pick("对象", "recipient"),
            Self::Owner => lang.pick("责任", "owner"),
            Self::Traffic => lang.pick("流量", "traffic"),
        }
    }
}

/// An order that a person asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sorted {
    /// By which column.
    pub by: Column,
    /// The greatest first.
    pub down: bool,
}

/// What a person asked of one board's list; nothing until then.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// In which order; `None` is the board's own.
    pub sorted: Option<Sorted>,
    /// What is looked for.
    pub sought: Sought,
}

impl Asked {
    /// The order after this one: each column of the board, then its own order again.
    pub(super) fn next_order(&mut self, board: Board) {
        let columns = Column::of(board);
        let next = match self.sorted {
            None => columns.first(),
            Some(sorted) => {
                let place = columns.iter().position(|column| *column == sorted.by);
                place.and_then(|place| columns.get(place + 1))
            }
        };
        self.sorted = next.map(|by| Sorted { by: *by, down: false });
    }

    /// Turns the order round; the board's own order becomes that of its first column.
    pub(super) fn turn(&mut self, board: Board) {
        self.sorted = match self.sorted {
            Some(sorted) => Some(Sorted { down: !sorted.down, ..sorted }),
            None => Column::of(board).first().map(|by| Sorted { by: *by, down: true }),
        };
    }

    /// Whether nothing is asked for, so that the list is the board's own.
    pub fn is_plain(&self) -> bool {
        self.sorted.is_none() && self.sought.is_empty()
    }
}

impl Model {
    /// What was asked of a board's list.
    pub fn asked(&self, board: Board) -> Option<&Asked> {
        self.lists.get(&board)
    }

    /// Rows of a board's list that its filter hides.
    pub fn hidden(&self, board: Board) -> usize {
        self.derived.hidden.get(&board).copied().unwrap_or(0)
    }

    /// Rows that filters hide on all boards.
    pub fn hidden_in_all(&self) -> usize {
        self.derived.hidden.values().sum()
    }

    /// The rows in the order that was asked for, without those that the filter hides, and how many these are.
    pub(super) fn arranged(&self, board: Board, rows: Vec<Row>) -> (Vec<Row>, usize) {
        let Some(asked) = self.lists.get(&board).filter(|asked| !asked.is_plain()) else { return (rows, 0) };
        let all = rows.len();
        let by = asked.sorted.map(|sorted| sorted.by);
        let mut kept: Vec<(Option<Key>, Row)> = rows
            .into_iter()
            .filter_map(|row| {
                let facets = Facets::of(self, &row);
                // Whoever holds the log has looked through it already.
                let shown = facets.alarm || board == Board::Journal || asked.sought.finds(&facets.words);
                shown.then(|| (by.and_then(|by| facets.key(by)), row))
            })
            .collect();
        if let Some(Sorted { down, .. }) = asked.sorted {
            // A stable sort: rows that are alike keep the board's own order.
            kept.sort_by(|(a, _), (b, _)| compared(a.as_ref(), b.as_ref(), down));
        }
        let hidden = all - kept.len();
        (kept.into_iter().map(|(_, row)| row).collect(), hidden)
    }
}

/// What is not known stands last whichever way the list runs.
fn compared(a: Option<&Key>, b: Option<&Key>, down: bool) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) if down => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_steps_through_the_columns_and_comes_home() {
        for board in Board::ALL {
            let mut asked = Asked::default();
            for column in Column::of(board) {
                asked.next_order(board);
                assert_eq!(asked.sorted, Some(Sorted { by: *column, down: false }));
            }
            asked.next_order(board);
            assert_eq!(asked.sorted, None, "{board:?}");
        }
    }

    #[test]
    fn what_is_not_known_stands_last_both_ways() {
        let (known, more) = (Key::Number(1), Key::Number(2));
        for down in [false, true] {
            assert_eq!(compared(Some(&known), None, down), Ordering::Less);
            assert_eq!(compared(None, Some(&known), down), Ordering::Greater);
        }
        assert_eq!(compared(Some(&known), Some(&more), true), Ordering::Greater);
    }
}
