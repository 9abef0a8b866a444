//! Layouts: which boards a person works with. Plain data; `config` reads and checks the files.

use super::Board;
use crate::domain::Point;

/// Which boards a post shows, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// Its name.
    pub name: String,
    /// The boards, in the order of the digits; at least one, none twice, at most ten.
    pub boards: Vec<Board>,
    /// The board shown first; one of them.
    pub first: Board,
    /// The map's share of the width of boards that have one, in percent.
    pub map_percent: u8,
    /// Rows of the rail of next deadlines, its heading not counted.
    pub rail_rows: u8,
    /// Which orders the orders board shows first.
    pub orders: OrderFilter,
    /// Lines on the map, from a file of the bureau's own.
    pub outlines: Vec<Outline>,
    /// Whether lines on the map are braille, which not every terminal shows.
    pub braille: bool,
}

/// A line on the map.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// Of what; empty when the file does not say.
    pub name: String,
    /// Its points.
    pub points: Vec<Point>,
}

impl Default for Layout {
    /// Every board that there is a digit for.
    fn default() -> Self {
        Self {
            name: "all".to_owned(),
            boards: Board::ALL.into_iter().take(10).collect(),
            first: Board::Situation,
            map_percent: 50,
            rail_rows: 4,
            orders: OrderFilter::All,
            outlines: Vec::new(),
            braille: false,
        }
    }
}

/// Which orders are listed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderFilter {
    /// Every one.
    #[default]
    All,
    /// Those that nobody acknowledged and that are not ended.
    Unanswered,
}
