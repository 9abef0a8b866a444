//! The shortest move of the cursor.

use std::fmt::Write as _;

/// Where the cursor is, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Place {
    /// Column, from 0; unknown after a glyph whose width terminals disagree about, and at the right edge.
    pub(super) x: Option<u16>,
    /// Row, from 0.
    pub(super) y: Option<u16>,
}

impl Place {
    /// A known place.
    pub(super) fn at(x: u16, y: u16) -> Self {
        Self { x: Some(x), y: Some(y) }
    }
}

/// Longest run of single-byte moves that may be shorter than a sequence.
const STEPS_MAX: u16 = 5;

/// The shortest bytes that bring the cursor from `from` to column `x` of row `y`, which must be on the screen.
pub(super) fn motion(from: Place, x: u16, y: u16) -> String {
    let straight = absolute(x, y);
    let Some(here) = from.y else {
        return straight;
    };
    let down = vertical(here, y);
    let across = horizontal(from.x, x);
    if down.len() + across.len() < straight.len() { down + &across } else { straight }
}

/// CUP, with what is 1 left out.
fn absolute(x: u16, y: u16) -> String {
    match (x, y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, _) => format!("\x1b[{}H", u32::from(y) + 1),
        (_, 0) => format!("\x1b[;{}H", u32::from(x) + 1),
        _ => format!("\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1),
    }
}

/// Line feeds, or CUD, or CUU. A line feed keeps the column: the terminal is raw.
fn vertical(here: u16, y: u16) -> String {
    if y >= here && y - here <= STEPS_MAX {
        return "\n".repeat(usize::from(y - here));
    }
    let (distance, way) = if y > here { (y - here, 'B') } else { (here - y, 'A') };
    counted(distance, way)
}

fn horizontal(here: Option<u16>, x: u16) -> String {
    let to_column = if x == 0 { "\r".to_owned() } else { format!("\x1b[{}G", u32::from(x) + 1) };
    let Some(here) = here else {
        return to_column;
    };
    let step = match x.cmp(&here) {
        std::cmp::Ordering::Equal => return String::new(),
        std::cmp::Ordering::Less if here - x <= STEPS_MAX => "\x08".repeat(usize::from(here - x)),
        std::cmp::Ordering::Less => counted(here - x, 'D'),
        std::cmp::Ordering::Greater => counted(x - here, 'C'),
    };
    if step.len() <= to_column.len() { step } else { to_column }
}

fn counted(distance: u16, way: char) -> String {
    let mut out = "\x1b[".to_owned();
    if distance > 1 {
        let _ = write!(out, "{distance}");
    }
    out.push(way);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_short() {
        for (from, x, y, bytes) in [
            (Place::default(), 0, 0, "\x1b[H"),
            (Place::default(), 4, 0, "\x1b[;5H"),
            (Place::default(), 0, 6, "\x1b[7H"),
            (Place::default(), 4, 6, "\x1b[7;5H"),
            (Place::at(4, 6), 4, 6, ""),
            (Place::at(9, 6), 0, 7, "\n\r"),
            (Place::at(9, 6), 9, 7, "\n"),
            (Place::at(9, 6), 8, 6, "\x08"),
            (Place::at(9, 6), 10, 6, "\x1b[C"),
            (Place::at(9, 6), 20, 6, "\x1b[11C"),
            (Place { x: None, y: Some(6) }, 0, 6, "\r"),
            (Place { x: None, y: Some(6) }, 20, 6, "\x1b[21G"),
            (Place::at(0, 23), 0, 0, "\x1b[H"),
            (Place::at(70, 3), 70, 2, "\x1b[A"),
            (Place::at(u16::MAX - 1, 0), u16::MAX - 1, u16::MAX - 1, "\x1b[65534B"),
        ] {
            assert_eq!(motion(from, x, y), bytes, "{from:?} to {x},{y}");
        }
    }
}
